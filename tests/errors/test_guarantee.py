"""What a guarantee is asked for: a function with a start, targets, files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verify import cli


def guarantee(text: str = "x**2", **options: str | None) -> list[str]:
    """A question about a function, with the options that are not as in a good one."""
    given = {"vars": "x", "start": "x=1", **options}
    flags = {name.replace("_", "-"): value for name, value in given.items() if value is not None}
    return ["guarantee", "--function", text, *(w for n, v in flags.items() for w in (f"--{n}", v))]


MESSAGES = [
    (["guarantee", "--start", "x=1"],
     "guarantee needs --function EXPR with --vars, or --problem NAME."),
    (guarantee(start=None), "a guarantee needs a start; give it with --start x=..."),
    (guarantee(vars=None), "--function needs --vars as well; see warmproof guarantee --help."),
    (guarantee(K0="1"),
     "guarantee needs --K as well; give both constants, or neither to have them found."),
    (guarantee(K="1"),
     "guarantee needs --K0 as well; give both constants, or neither to have them found."),
    (guarantee(eps="0"), "a guarantee needs --eps > 0; got 0. Raise it."),
    (guarantee(eps_gradient="-1/2"), "a guarantee needs --eps-gradient > 0; got -1/2. Raise it."),
    (guarantee(plot="a.bmp"),
     "a picture ends in .png, .svg, .pdf; got 'a.bmp'. Choose one of these."),
    (guarantee(start="y=1"),
     "the start must name each variable once; got y for the variables x. Write one value for "
     "each."),
    (guarantee(box="x=2..3"),
     "the start must lie inside the box; got x = 1 with the side from 2 to 3. Widen the box, or "
     "leave it out and one will be found."),
    (["guarantee", "--problem", "rosenbrok"],
     "unknown problem 'rosenbrok'; did you mean rosenbrock?"),
    (["guarantee", "--problem", "logistic-breast-cancer", "--start", "x=1"],
     "logistic-breast-cancer is made of data and has no formula to write down; "
     "take a problem without data."),
]  # fmt: skip


def test_a_bad_question_is_refused_in_one_sentence(
    refused: Callable[[list[str], str], None], arguments: list[str], message: str
) -> None:
    refused(arguments, message)


def test_a_theorem_that_counts_nothing_here_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.invoke([*guarantee(), "--theorem", "gd_aiming"]) == 2
    assert "'gd_aiming' is not one of" in capsys.readouterr().err
