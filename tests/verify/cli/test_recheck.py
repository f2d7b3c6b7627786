"""``warmproof recheck``: its text, its JSON and its exit codes."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import sympy as sp

from verify import cli
from verify.certify.certificate import write_certificate
from verify.certify.claim import Claim
from verify.certify.tree import Leaf, Node, Split

OUTSIDE = Leaf("outside")
NODES: list[Node] = [Split(0, -1.5), OUTSIDE, Split(0, 1.5), Leaf("holds"), OUTSIDE]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    one, two = sp.Integer(1), sp.Integer(2)
    zero = sp.Integer(0)
    claim = Claim("x**2", ("x",), one, two, zero, ((-two, two),), (one,), zero, zero)
    write_certificate(tmp_path / "square.json", claim, NODES)
    return tmp_path / "square.json"


def test_it_says_what_was_verified(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke(["recheck", str(file)]) == 0
    found = capsys.readouterr()
    assert found.err == ""
    assert found.out.startswith("PROVED: f(x) = x**2. For every point of the connected component")
    assert "rho = 1,\nK0 = 2, K = 0" in found.out
    assert "holds by value" in found.out


def test_json_has_the_shape_of_the_contract(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke(["recheck", str(file), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    verdict = document["verdict"]
    assert set(verdict) == {"id", "claim", "verdict", "evidence", "margin", "replay"}
    assert verdict["verdict"] == "PROVED"
    assert verdict["replay"] == f"warmproof recheck {file}"
    assert document["claim"]["K0"] == "2"
    assert sum(document["pieces"].values()) == 3 and document["reached"] == 1


def test_the_page_shows_what_it_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = Path(__file__).parents[3] / "docs/how-to/recheck-a-certificate.md"
    blocks = re.findall(r"\$ warmproof (.*)\n((?:.*\n)*?)```", page.read_text("utf-8"))
    monkeypatch.chdir(tmp_path)
    for words, shown in blocks[:2]:
        assert cli.invoke(shlex.split(words)) == 0
        printed = capsys.readouterr().out
        assert shown in ("", re.sub(r"\d+\.\d s", "0.2 s", printed))


@pytest.mark.parametrize("as_json", [False, True])
def test_an_edited_file_is_one_sentence_and_exit_code_2(
    file: Path, as_json: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(file.read_text().replace('"K0": "2"', '"K0": "1"'))
    assert cli.invoke(["recheck", str(file), *(["--json"] if as_json else [])]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert found.err == (
        "warmproof: the certificate is refused: its content does not match its SHA-256, so it was"
        " edited or damaged. Certify the function again.\n"
    )


def test_an_interruption_is_told_and_prints_no_verdict(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("verify.recheck.leaf.Checker.holds", interrupt)
    assert cli.invoke(["recheck", str(file)]) == 130
    assert capsys.readouterr().out == ""
