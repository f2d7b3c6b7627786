"""Lower bounds for a schedule given in the command or in a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from verify import cli


def adversary(schedule: str = "constant:1", **options: str) -> list[str]:
    """A lower bound, with the options that are not as in a good one."""
    given = {"rho": "1", "K0": "1", "K": "2", "gap0": "3", "eps": "1/10", **options}
    words = [word for name, value in given.items() for word in (f"--{name}", value)]
    return ["adversary", "--schedule", schedule, *words]


MESSAGES = [
    (["adversary"], "Missing option '--schedule'. See warmproof adversary --help."),
    (adversary(eps="2"),
     "adversary needs eps^2 <= Min(K0*gap0/2, M*gap0*(1 - theta)/2) = 3/2; got eps = 2. "
     "Lower eps."),
    (adversary(eps="0"), "adversary needs eps > 0; got eps = 0. Raise eps."),
    (adversary(eps="nan"),
     "eps: 'nan' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)"),
    (adversary(K0="0"), "adversary needs K0 > 0; got K0 = 0. Raise K0."),
    (adversary(K="-1"), "adversary needs K >= 0; got K = -1. Raise K."),
    (adversary(rho="0"), "adversary needs rho > 0; got rho = 0. Raise rho."),
    (adversary(rho="1000000"),
     "adversary needs (theta*gap0)^rho of at most 20000 bits; got gap0 = 3, rho = 1000000. "
     "Lower rho."),
    (adversary(gap0="0"), "adversary needs gap0 > 0; got gap0 = 0. Raise gap0."),
    (adversary(theta="1"),
     "adversary needs theta > 0 and theta < 1; got theta = 1. Choose theta inside these bounds."),
    (adversary(theta="0"),
     "adversary needs theta > 0 and theta < 1; got theta = 0. Choose theta inside these bounds."),
    (adversary(variant="cosine"),
     "unknown variant 'cosine'; choose one of sine, quartic, triangular."),
    (adversary(slope="1"),
     "slope belongs to the variant quartic, and the sine waves have slope eps; leave it out."),
    (adversary(variant="quartic", slope="3"),
     "adversary needs slope >= eps = 1/10 and slope <= sqrt(M*gap0*(1 - theta))/(2*sqrt(pi)) = "
     "sqrt(6)/(2*sqrt(pi)); got slope = 3. Choose slope inside these bounds."),
    (adversary("t"),
     "the lower bound needs a nonincreasing schedule; got eta_1 = 1 > eta_0 = 0. Lower eta_1, "
     "or start the schedule after its warm-up."),
    (adversary("1 - t"), "a schedule needs steps >= 0; got eta_2 = -1. Raise it."),
    (adversary("constant:-1"), "a schedule needs steps >= 0; got eta_0 = -1. Raise it."),
    (adversary("constant:nan"),
     "constant:nan: 'nan' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)"),
    (adversary("1/t"),
     "a schedule needs finite real steps; eta_0 of 1/t has no value. "
     "Start where the formula is defined, for example with t + 1 in place of t."),
    (adversary("9**9**9"),
     "schedule: at '**' at column 2, the exact result would need about 10**9 bits; "
     "keep it below 4096 bits."),
    (adversary("__import__('os').system('id')"),
     "schedule: the character \"'\" at column 12 cannot be used; leave out quotes."),
    (adversary("__import__"),
     "schedule: unknown name '__import__' at column 1; the names known are t, pi, E."),
    (adversary("s/2"), "schedule: unknown name 's' at column 1; did you mean 'sin'?"),
    (adversary(""),
     "schedule: the text is empty; write a number such as 3/4 or an expression."),
    (adversary("missing.csv"),
     "cannot read the schedule missing.csv: No such file or directory. "
     "Name a file of steps, or a formula in t."),
    ([*adversary(), "--max-steps", "0"],
     "Invalid value for '--max-steps': 0 is not in the range x>=1. "
     "See warmproof adversary --help."),
    (adversary(plot="a.txt"),
     "a picture ends in .png, .svg, .pdf; got 'a.txt'. Choose one of these."),
    (adversary(plot=""), "--plot is empty; name a file."),
    (adversary(trace="missing/a.csv"),
     "cannot write missing/a.csv: there is no folder missing. Create it first."),
]  # fmt: skip


def test_a_mistake_gives_this_sentence_exit_code_2_and_nothing_else(
    arguments: list[str], message: str, refused: Callable[[list[str], str], None]
) -> None:
    refused(arguments, message)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "steps.csv holds no step; write one step a line, such as 1/2."),
        ("3\n4\n",
         "the lower bound needs a nonincreasing schedule; got eta_1 = 4 > eta_0 = 3. "
         "Lower eta_1, or start the schedule after its warm-up."),
        ("3\n2\n",
         "all 2 steps of steps.csv are at least 2*pi/M = 1.57079632...; the function depends on "
         "the first shorter one. Give more steps, or constant:VALUE for a step that stays."),
        ("3\nnan\n",
         "steps.csv, line 2: 'nan' at column 1 is not a finite number; "
         "give one such as 3/4 or sqrt(2)"),
    ],
)  # fmt: skip
def test_a_file_of_steps_that_cannot_be_used_is_refused(
    content: str, message: str, empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (empty_folder / "steps.csv").write_text(content)
    assert cli.invoke(adversary("steps.csv")) == 2
    assert capsys.readouterr().err == f"warmproof: {message}\n"


def test_a_file_of_steps_that_cannot_be_read_is_refused(
    empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (empty_folder / "steps.csv").mkdir()
    assert cli.invoke(adversary("steps.csv")) == 2
    assert capsys.readouterr().err == (
        "warmproof: cannot read the schedule steps.csv: Is a directory. "
        "Name a file of steps, or a formula in t.\n"
    )
