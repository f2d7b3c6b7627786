"""Comparisons and sweeps."""

from __future__ import annotations

from collections.abc import Callable

COMPARE = ["compare", "--problem", "river-valley"]
PARABOLA = ["--function", "x**2/2", "--vars", "x", "--K0", "1", "--K", "0", "--start", "x=1"]


MESSAGES = [
    (["compare"], "compare needs either --problem NAME or --function EXPR, and not both."),
    ([*COMPARE, "--eps", "0"], "a run needs stop_gap > 0; got 0. Raise it."),
    ([*COMPARE, "--eps", "10000"],
     "a comparison needs a start with a gap above the target 10000; got the gap 8102.81. "
     "Lower eps or move the start."),
    ([*COMPARE, "--mu", "2"],
     "river-valley needs 0 < mu <= 1; got mu = 2. Choose mu inside these bounds."),
    (["compare", "--problem", "poisson-visits", "--x0", "3"],
     "poisson-visits takes no parameters; leave out x0."),
    (["compare", *PARABOLA, "--y0", "3"],
     "--y0 belongs to --problem river-valley, and a function brings its own numbers; "
     "leave out --y0."),
    ([*COMPARE, "--plot", "a.txt"],
     "a picture ends in .png, .svg, .pdf; got 'a.txt'. Choose one of these."),
    ([*COMPARE, "--trace", "a.txt"],
     "a trace ends in .csv, .json, .parquet; got 'a-constant.txt'. Choose one of these."),
    (["compare", "--problem", "poisson-visits", "--sweep"],
     "--sweep is about --problem river-valley, whose theory it measures; name it."),
    ([*COMPARE, "--sweep", "--x0", "4"],
     "--sweep chooses x_0 itself, from 3 to 14; leave out --x0."),
    ([*COMPARE, "--sweep", "--trace", "a.csv"],
     "a sweep has no trace to write; leave out --trace."),
    ([*COMPARE, "--sweep", "--eps", "1"], "a sweep needs 0 < eps <= 1/2; got eps = 1. Change eps."),
]  # fmt: skip


def test_a_mistake_gives_this_sentence_exit_code_2_and_nothing_else(
    arguments: list[str], message: str, refused: Callable[[list[str], str], None]
) -> None:
    refused(arguments, message)
