"""What the commands for networks share: names, folders, words of a replay, and a missing torch."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from theory.errors import WarmproofError
from verify import cli
from verify.cli import net_measure, net_options
from verify.cli.net_options import network_words, open_folder

PLAIN = {
    "net": "perceptron",
    "size": "smoke",
    "device": "cpu",
    "seed": 0,
    "data": None,
    "batch_size": None,
}


def test_the_names_in_the_help_are_those_of_the_tasks() -> None:
    from verify.nets.sizes import NETS, SIZES

    assert net_options.NETS == NETS
    assert net_options.SIZES == SIZES


@pytest.mark.extra("nets")
def test_the_names_of_certified_networks_are_theirs() -> None:
    pytest.importorskip("torch")
    from verify.nets.certified.named import TITLES
    from verify.nets.measuring import CHECKPOINT

    assert tuple(TITLES) == net_measure.CERTIFIED
    assert net_measure.CHECKPOINT == CHECKPOINT


def test_help_loads_no_torch() -> None:
    code = (
        "import sys; from verify import cli; cli.invoke(['net', '--help']);"
        "cli.invoke(['net', 'measure', '--help']);"
        "sys.exit(bool({'torch', 'numpy', 'sympy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0
    assert "Measure curvature of a network" in done.stdout
    assert "--spectrum-every" in done.stdout


def test_without_torch_a_command_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(net_options, "find_spec", lambda name: None)
    assert cli.invoke(["net", "measure"]) == 2
    assert capsys.readouterr().err == (
        "warmproof: this command needs torch, which is not installed. "
        "Install it with: pip install 'warmproof[nets]'.\n"
    )


def test_the_words_of_a_replay_leave_out_what_is_usual() -> None:
    assert network_words(PLAIN) == []
    given = {**PLAIN, "size": "small", "data": "a b.txt", "batch_size": 8, "seed": 3}
    words = network_words(given)
    assert net_options.command_line(["fit", *words]) == (
        "warmproof net fit --size small --data 'a b.txt' --seed 3 --batch-size 8"
    )


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    assert open_folder(None, False, state="s") is None
    made = open_folder(str(tmp_path / "a" / "b"), False, state="s")
    assert made is not None
    assert made.is_dir()
    assert open_folder(str(made), False, state="s") == made
    (made / "s").touch()
    assert open_folder(str(made), True, state="s") == made


def test_a_folder_that_cannot_serve_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "something").touch()
    for out, resume, message in (
        (None, True, "--resume goes on from a folder; name it with --out."),
        ("", False, "--out is empty; name a folder."),
        ("file", False, "is a file; --out needs a folder. Name another one."),
        ("used", False, "is not empty; go on from it with --resume, or name another folder."),
        ("used", True, "there is no state.npz in"),
        ("missing", True, "to go on from; begin without --resume."),
        ("file/below", False, "cannot make the folder"),
    ):
        given = str(tmp_path / out) if out else out
        with pytest.raises(WarmproofError) as refused:
            open_folder(given, resume, state="state.npz")
        assert message in str(refused.value)
    assert not (tmp_path / "missing").exists()
