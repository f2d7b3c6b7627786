"""check --kernel: what is said without Coq, which options go together, and one run with it."""

from __future__ import annotations

import json
import re
import sys

import pytest

from verify import cli
from verify.kernel.compiler import find_coqc

VERDICT = ["id", "claim", "verdict", "evidence", "margin", "replay"]


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = cli.invoke(["check", *words])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def no_coq(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COQC", "no-such-program")


@pytest.mark.usefixtures("no_coq")
def test_without_coq_nothing_is_proved_and_the_record_is_quoted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = asked(capsys, "--kernel", "gradient_bound")
    assert code == 3
    assert out.startswith("the kernel tier was not run: there is no coqc. Install Coq")
    assert re.search(r"says that Coq 8\.\d+\.\d+ has proved (\d+) statements, \1 of them as", out)
    assert "PROVED" not in out


@pytest.mark.usefixtures("no_coq")
def test_without_coq_the_document_has_undecided_verdicts_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = asked(capsys, "--kernel", "--json")
    document = json.loads(out)
    assert code == 3
    assert {v["verdict"] for v in document["verdicts"]} == {"UNDECIDED"}
    assert all(list(v) == VERDICT for v in document["verdicts"])
    assert document["summary"]["coq"] is None
    assert document["summary"]["stale"] == []


@pytest.mark.usefixtures("no_coq")
def test_without_coq_a_claim_of_ones_own_is_undecided(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = asked(capsys, "--kernel", "--expr", "x**2 >= 0")
    assert code == 3
    assert out.startswith("UNDECIDED: x**2 >= 0\nthe kernel tier was not run")


@pytest.fixture
def a_coqc(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that would do for coqc as long as it is not asked."""
    monkeypatch.setenv("COQC", sys.executable)


@pytest.mark.usefixtures("a_coqc")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--expr", "x < 1"), "--expr goes with --kernel; add it."),
        (("--given", "x < 1"), "--given goes with --kernel; add it."),
        (("--seconds", "3"), "--seconds goes with --kernel; add it."),
        (("--jobs", "3"), "--jobs goes with --kernel; add it."),
        (("--kernel", "--given", "x < 1"), "--given goes with --expr; add it."),
        (("--kernel", "--all-votes"), "--all-votes is about solvers"),
        (("--kernel", "growth", "--expr", "x < 1"), "growth another; drop one."),
        (("--kernel", "--expr", "x < 1", "--jobs", "2"), "drop --jobs."),
        (("--kernel", "no_such"), "no statement has the id 'no_such'"),
        (("--kernel", "gap_smooth"), "gap_smooth has no theorem in the kernel."),
        (("--kernel", "--seconds", "0"), "0.0 is not in the range x>0"),
        (("--kernel", "--expr", "x + 1"), "a claim is one comparison with"),
        (("--kernel", "--expr", "1 < x < 2"), "a claim is one comparison with"),
        (("--kernel", "--expr", "x.y < 2"), "attributes cannot be reached"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(
    words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = asked(capsys, *words)
    assert (code, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err


@pytest.mark.thorough
@pytest.mark.extra("coq")
def test_every_statement_is_proved_by_the_kernel(capsys: pytest.CaptureFixture[str]) -> None:
    if not find_coqc():
        pytest.skip("there is no coqc: the kernel tier was not run")
    code, out, _ = asked(capsys, "--kernel", "--json")
    document = json.loads(out)
    assert code == 0
    assert {v["verdict"] for v in document["verdicts"]} == {"PROVED"}
    assert document["summary"]["without_theorem"] == []
    assert len(document["summary"]["assumptions_met"]) == len(document["verdicts"])


@pytest.mark.thorough
@pytest.mark.extra("coq")
def test_one_statement_is_proved_by_the_kernel(capsys: pytest.CaptureFixture[str]) -> None:
    if not find_coqc():
        pytest.skip("there is no coqc: the kernel tier was not run")
    code, out, _ = asked(capsys, "--kernel", "shifted_ell", "--json")
    document = json.loads(out)
    (verdict,) = document["verdicts"]
    assert (code, verdict["verdict"], verdict["tier"]) == (0, "PROVED", "kernel")
    assert "assumes at most sig_forall_dec, " in verdict["evidence"]


@pytest.mark.extra("coq")
def test_a_time_limit_leaves_everything_open(capsys: pytest.CaptureFixture[str]) -> None:
    if not find_coqc():
        pytest.skip("there is no coqc: the kernel tier was not run")
    code, out, _ = asked(capsys, "--kernel", "gradient_bound", "--seconds", "0.001")
    assert code == 3
    assert "the time limit was reached" in out
    assert "PROVED" not in out
