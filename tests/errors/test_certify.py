"""What is to be certified, and where its files go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from verify import cli


def certify(text: str = "x**2", **options: str | None) -> list[str]:
    """A question about a function, with the options that are not as in a good one."""
    given = {"vars": "x", "K0": "2", "K": "0", "box": "x=-1..1", **options}
    flags = {name.replace("_", "-"): value for name, value in given.items() if value is not None}
    return ["certify", "--function", text, *(w for n, v in flags.items() for w in (f"--{n}", v))]


PROBLEM = ["certify", "--problem", "rosenbrock"]
NINE = "a,b,c,d,e,f,g,h,i"

MESSAGES = [
    # The function.
    (["certify"], "certify needs --function EXPR with --vars, or --problem NAME."),
    ([*PROBLEM, "--function", "x"],
     "--problem brings its own function; leave out --function."),
    ([*PROBLEM, "--vars", "x"], "--problem brings its own function; leave out --vars."),
    (["certify", "--problem", "rosenbrok"],
     "unknown problem 'rosenbrok'; did you mean rosenbrock?"),
    (["certify", "--problem", "poisson-visits"],
     "poisson-visits is made of data and has no formula to write down; "
     "take a problem without data."),
    (certify(vars=None), "--function needs --vars as well; see warmproof certify --help."),
    (certify("foo(x)"),
     "expression: unknown name 'foo' at column 1; the functions known are exp, log, sqrt, sin, "
     "cos, tan, sinh, cosh, tanh, atan, asinh, acosh, atanh, Abs, Min, Max, Piecewise."),
    (certify("+".join(NINE.split(",")), vars=NINE,
             box=",".join(f"{name}=0..1" for name in NINE.split(","))),
     "a certificate needs at most 8 variables; got 9. Fix some of them, or certify parts of the "
     "function."),
    # The constants.
    (certify(K0=None), "certify needs --K0; give it, or let --find look for the constants."),
    (certify(K=None), "certify needs --K; give it, or let --find look for the constants."),
    (certify(rho="0"), "a certificate needs rho > 0; got rho = 0. Raise rho."),
    (certify(K0="0"),
     "a certificate needs K0 > 0 or K > 0; got 0 for both. Raise one of them."),
    (certify(K0="-1"), "a certificate needs K0 >= 0; got K0 = -1. Raise it."),
    (certify(fstar="nan"),
     "f_star: 'nan' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)"),
    # Where.
    (certify(box=None), "a certificate needs a box or a start; give one of them, or both."),
    (certify(box=""), "--box takes x=-1..1,y=0..2; got ''. Write one side for each variable."),
    (certify(box="-1..1"),
     "--box takes x=-1..1,y=0..2; got '-1..1'. Write one side for each variable."),
    (certify(box="x=-1"),
     "--box takes x=-1..1,y=0..2; got 'x=-1'. Write one side for each variable."),
    (certify(box="x=-1..1,x=0..1"), "--box gives x twice; give it once."),
    (certify(box="y=-1..1"),
     "the box must name each variable once; got y for the variables x. "
     "Write one side for each, as in x=-1..2."),
    (certify(vars="x,y"),
     "the box must name each variable once; got x for the variables x, y. "
     "Write one side for each, as in x=-1..2."),
    (certify(box="x=1..-1"),
     "the box needs low < high; got x from 1 to -1. Widen or swap them."),
    (certify(box="x=1..1"), "the box needs low < high; got x from 1 to 1. Widen or swap them."),
    (certify(box="x=0..oo"),
     "x: 'oo' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)"),
    (certify(start="x=2"),
     "the start must lie inside the box; got x = 2 with the side from -1 to 1. "
     "Widen the box, or leave it out and one will be found."),
    (certify(start="x=1"),
     "the start must lie inside the box; got x = 1 with the side from -1 to 1. "
     "Widen the box, or leave it out and one will be found."),
    (certify(start="y=0"),
     "the start must name each variable once; got y for the variables x. "
     "Write one value for each."),
    (certify(box=None, start="x=sqrt(2)"),
     "the start must be rational, so that f there is exact; got x = sqrt(2). "
     "Give a fraction close to it."),
    # Files and workers: told before the work.
    (certify(certificate="none/c.json"),
     "cannot write none/c.json: there is no folder none. Create it first."),
    (certify(certificate="."), "cannot write .: it is a folder. Name a file in it."),
    (certify(checkpoint="none/c.json"),
     "cannot write none/c.json: there is no folder none. Create it first."),
    (certify(resume="c.json"),
     "there is no checkpoint c.json; begin with --checkpoint c.json."),
    (certify(resume="c.json", checkpoint="c.json"),
     "--resume keeps its file up to date; leave out --checkpoint."),
    (certify(jobs="0"),
     "Invalid value for '--jobs': 0 is not in the range x>=1. See warmproof certify --help."),
    (certify(jobs="2", scheduler="tcp://127.0.0.1:1"),
     "a dask cluster knows its own workers; leave out --jobs."),
    (certify(plot="c.png"),
     "--plot draws what --find found; add --find, or leave out --plot."),
    # Without constants.
    ([*certify(), "--find"], "--find looks for the constants; leave out --K0."),
    ([*certify(K0=None), "--find"], "--find looks for the constants; leave out --K."),
    ([*certify(K0=None, K=None, certificate="c.json"), "--find"],
     "--certificate belongs to a question with constants, and --find looks for those; "
     "leave out --certificate."),
    (certify(eps="1"),
     "--eps compares exponents that --find tries; add --find, or leave it out."),
    ([*certify(K0=None, K=None, eps="1"), "--find"],
     "steps are counted from a start; give one, or leave out eps."),
    ([*certify(K0=None, K=None, box=None, start="x=1", eps="0"), "--find"],
     "the target needs a rational eps > 0; got eps = 0. Raise it."),
    ([*certify(K0=None, K=None, plot="c.doc"), "--find"],
     "a picture ends in .png, .svg, .pdf; got 'c.doc'. Choose one of these."),
    ([*certify(K0=None, K=None, rho="sqrt(2)"), "--find"],
     "constants are found for a rational rho; got rho = sqrt(2). Take a fraction close to it."),
]  # fmt: skip


def test_a_mistake_gives_this_sentence_exit_code_2_and_nothing_else(
    arguments: list[str], message: str, refused: Callable[[list[str], str], None]
) -> None:
    refused(arguments, message)


def test_a_checkpoint_is_not_written_over(
    empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (empty_folder / "c.json").write_text("mine")
    assert cli.invoke(certify(checkpoint="c.json")) == 2
    assert capsys.readouterr().err == (
        "warmproof: c.json is there already; go on from it with --resume, or name another file.\n"
    )
    assert (empty_folder / "c.json").read_text() == "mine"


def test_a_file_that_is_no_checkpoint_is_not_gone_on_from(
    empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (empty_folder / "c.json").write_text("mine")
    assert cli.invoke(certify(resume="c.json")) == 2
    assert capsys.readouterr().err == (
        "warmproof: c.json is no checkpoint, or was damaged; name another file.\n"
    )
    assert (empty_folder / "c.json").read_text() == "mine"
