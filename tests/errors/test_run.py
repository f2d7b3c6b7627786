"""What a run is on: a problem or a function, its start, schedule and theorem."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verify import cli

RIVER = ["run", "--problem", "river-valley"]
THEOREMS = (
    "gd_nonconvex, gd_nonconvex_warmup, gd_nonconvex_constant, gd_nonconvex_min_shape, "
    "gd_nonconvex_energy, gd_convex, gd_pl, gd_aiming"
)


def function(text: str = "x**2/2", **options: str) -> list[str]:
    """A run on a function, with the options that are not as in a good one."""
    given = {"vars": "x", "K0": "1", "K": "0", "start": "x=1", **options}
    words = [word for name, value in given.items() for word in (f"--{name}", value)]
    return ["run", "--function", text, *words]


MESSAGES = [
    # What a run is on.
    (["run"], "run needs either --problem NAME or --function EXPR, and not both."),
    ([*RIVER, "--function", "x"],
     "run needs either --problem NAME or --function EXPR, and not both."),
    (["run", "--problem", "river"], "unknown problem 'river'; did you mean river-valley?"),
    (["run", "--function", "x"], "--function needs --vars as well; see warmproof run --help."),
    ([*RIVER, "--K0", "2"],
     "--K0 belongs to --function, and the problem river-valley brings its own; leave out --K0."),
    (function(K0="0"), "a problem needs K0 > 0 or K > 0; got 0 for both. Raise one of them."),
    (function(K0="-1"), "a problem needs K0 >= 0; got K0 = -1. Raise K0."),
    (function(rho="0"), "a problem needs rho > 0; got rho = 0. Raise rho."),
    (function(rho="100000"), "a problem needs rho <= 1000; got rho = 100000. Lower rho."),
    (function(fstar="nan"),
     "f_star: 'nan' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)"),
    # Its start.
    (function(start=""), "--start takes x=1,y=2; got ''. Write one value per variable."),
    (function(start="x=1,x=2"), "--start gives x twice; give it once."),
    (function(start="x=1,y=2"),
     "the start must name each variable once; got start x, y for the variables x. "
     "Write one value per variable."),
    (function(vars="x,y"),
     "the start must name each variable once; got start x for the variables x, y. "
     "Write one value per variable."),
    (function(vars="x,x"), "variables: 'x' is given twice; name each variable once."),
    (function(vars="exp"), "variables: 'exp' already has a meaning; choose another name."),
    (function(start="x=1e400"), "the start must fit into a float64; got x = 1e400."),
    (
        function("log(x)", start="x=-1"),
        "f must be finite at the start of function, and so must its gradient; "
        "got nan and the gradient norm 1.0. Choose another start.",
    ),
    (
        function("sqrt(x)", start="x=0"),
        "f must be finite at the start of function, and so must its gradient; "
        "got 0.0 and the gradient norm nan. Choose another start.",
    ),
    # Its function.
    (function("__import__('os').system('id')"),
     "expression: the character \"'\" at column 12 cannot be used; leave out quotes."),
    (function("x.__class__"),
     "expression: the character '.' at column 2 cannot be used; attributes cannot be reached; "
     "a decimal is written 0.5."),
    (function("9**9**9**9"),
     "expression: at '**' at column 5, the exact result would need about 10**9 bits; "
     "keep it below 4096 bits."),
    (function("(" * 10**6 + "x" + ")" * 10**6),
     "expression: the text has 2000001 characters; shorten it to at most 5000."),
    (function("(" * 100 + "x" + ")" * 100),
     "expression: '(' at column 31 is nested more than 30 levels deep; write it flatter."),
    (function("x +"),
     "expression: a number, a name or a parenthesis is missing before the end; add it."),
    (function("x + y"),
     "expression: unknown name 'y' at column 5; the names known are x, pi, E."),
    # Schedules, theorems, targets.
    ([*RIVER, "--schedule", "foo"],
     "unknown schedule 'foo'; choose one of constant, warmup, min_shape, energy, aiming, "
     "constant:VALUE, linear:LENGTH, NAME*FACTOR."),
    ([*RIVER, "--schedule", "constant:-1"], "a step size needs to be >= 0; got -1. Raise it."),
    ([*RIVER, "--schedule", "constant:nan"],
     "constant:nan: 'nan' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)"),
    ([*RIVER, "--theorem", "nonsense"],
     f"run checks no theorem 'nonsense'; choose one of {THEOREMS}."),
    ([*RIVER, "--theorem", "gd_nonconvex_energy", "--schedule", "warmup"],
     "gd_nonconvex_energy is about the schedule energy; got warmup. "
     "Use --schedule energy, or --theorem gd_nonconvex."),
    (function(rho="2", K="1", schedule="energy"),
     "the schedule energy needs rho = 1, where its step has a closed form; got rho = 2. "
     "Use warmup."),
    ([*RIVER, "--stop-gap", "0"], "a run needs stop_gap > 0; got 0. Raise it."),
    ([*RIVER, "--stop-gap", "1", "--stop-gradient", "1"],
     "a run stops at one target; got stop_gap = 1 and stop_gradient = 1. Drop one of them."),
    ([*RIVER, "--max-iterations", "0"],
     "Invalid value for '--max-iterations': 0 is not in the range x>=1. See warmproof run --help."),
    # Theorems that need more than the class.
    ([*RIVER, "--theorem", "gd_convex", "--schedule", "energy"],
     "gd_convex is about the schedule warmup and constant; got energy. Use --schedule warmup, "
     "or --theorem gd_nonconvex."),
    ([*RIVER, "--schedule", "aiming"],
     "the schedule aiming belongs to the theorem gd_aiming; got gd_nonconvex. "
     "Use --theorem gd_aiming."),
    ([*RIVER, "--aiming", "1"],
     "--aiming belongs to --theorem gd_aiming; got gd_nonconvex. Leave out --aiming."),
    ([*RIVER, "--theorem", "gd_aiming", "--aiming", "0"],
     "gd_aiming needs theta > 0; got 0. Raise --aiming."),
    ([*RIVER, "--convex"],
     "--convex belongs to --function, and the problem river-valley brings its own; "
     "leave out --convex."),
    ([*RIVER, "--minimiser", "x=0,y=0"],
     "--minimiser belongs to --function, and the problem river-valley brings its own; "
     "leave out --minimiser."),
    ([*function(), "--theorem", "gd_convex"],
     "gd_convex cannot be checked on function: whether f is convex is not known; "
     "say so with --convex if it is."),
    ([*function(), "--theorem", "gd_convex", "--convex"],
     "gd_convex cannot be checked on function: no minimiser is known; "
     "give it with --minimiser x=...."),
    ([*function(), "--theorem", "gd_pl"],
     "gd_pl cannot be checked on function: no PL constant is known; give it with --mu."),
    ([*function(), "--theorem", "gd_pl", "--mu", "0"],
     "the PL constant needs mu > 0; got mu = 0. Raise mu."),
    ([*function(), "--theorem", "gd_aiming", "--minimiser", "x=0"],
     "gd_aiming cannot be checked on function: no Aiming constant is known; "
     "give it with --aiming (1 if f is convex)."),
    ([*function(), "--convex", "--minimiser", "x=1/2"],
     "a minimiser has gradient 0, but the derivative by x at the given point is positive. "
     "Give the exact minimiser."),
    ([*function(), "--convex", "--minimiser", "x"],
     "--minimiser takes x=1,y=2; got 'x'. Write one value per variable."),
    ([*function(fstar="1/2"), "--convex", "--minimiser", "x=0"],
     "f_star = 1/2 lies above f at the given minimiser, which is 0. Lower f_star."),
]  # fmt: skip


def test_a_mistake_gives_this_sentence_exit_code_2_and_nothing_else(
    arguments: list[str], message: str, refused: Callable[[list[str], str], None]
) -> None:
    refused(arguments, message)


@pytest.mark.parametrize(
    "text",
    [
        "exec('1')",
        'open("/etc/passwd")',
        "(lambda: 1)()",
        "lambda x: x",
        "[x for x in (1,)]",
        "x if x else 1",
        "x; import os",
        "x\nimport os",
        "getattr(x, name)",
        "eval(x)",
        "Symbol(x)",
        "x[0]",
        "x@x",
        "f(x)",
        "x = 1",
        "x := 1",
        "x**10**10**10",
        "exp(exp(exp(9**9)))",
        "Piecewise((x, x > 0))",
        "nan*x",
        "I*x",
        "x!",
        "x" * 6000,
        "",
    ],
)
def test_an_expression_that_is_none_is_refused_and_never_run(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.invoke(function(text)) == 2
    found = capsys.readouterr()
    assert found.err.startswith("warmproof: expression: ")
    assert found.err.count("\n") == 1
    assert found.out == ""
