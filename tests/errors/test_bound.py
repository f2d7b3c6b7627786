"""Inputs of a bound: names, domains, numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verify import cli

GRADIENT = ["bound", "gradient_bound", "rho=1", "K0=1", "K=2", "gap=3"]
ENERGY = ["bound", "energy_step", "rho=1", "K0=1", "K=2", "gap=3"]
COUNTS = ["bound", "gd_nonconvex", "rho=1", "K0=1", "K=2", "gap0=3"]
CONVEX = ["bound", "gd_convex", "rho=1/2", "K0=0", "K=2", "distance0=1", "gap0=1/16", "eps=1/99"]
LOWER = ["bound", "lower_bound", "rho=1", "K0=1", "K=1", "gap0=3", "eps=1", "theta=1/2"]
FIXED = ["bound", "fixed_step_lower_bound", "rho=1", "K0=1", "K=1", "gap0=2", "distance0=10"]
FIXED += ["eta=1", "eps=1"]
INCLUSION = ["bound", "inclusion", "rho=1", "L0=1", "L=1", "theta=1"]
SGD = ["bound", "sgd_warmup", "rho=1", "K0=1", "K=1", "A=0", "B=0", "C=1", "delta=1/10", "T=100"]
SGD += ["gap0=3", "gap=2"]
CONSTANT = ["bound", "sgd_constant", *SGD[2:-1]]
SHARP = ["bound", "sgd_constant_sharp", *CONSTANT[2:]]
LIGHT = ["bound", "sgd_light_tails", *SGD[2:]]
CLOSURE = ["bound", "closure_sum", "rho=1", "K0f=1", "Kf=1", "K0g=1", "Kg=1", "gamma=1"]


def replaced(words: list[str], **values: str) -> list[str]:
    """The same words with other values, name=value."""
    return [f"{w.partition('=')[0]}={values.get(w.partition('=')[0], w.partition('=')[2])}"
            if "=" in w else w for w in words]  # fmt: skip


MESSAGES = [
    # The lower bound.
    (
        replaced(LOWER, eps="2"),
        "lower_bound needs eps^2 <= min(M*gap0/4, K0*gap0/2) = 3/2; got eps = 2. Lower eps.",
    ),
    (
        replaced(LOWER, eps="2", theta="9/10"),
        "lower_bound needs eps^2 <= min((1 - theta)*M*gap0/2, K0*gap0/2) = 111/200; got eps = 2. "
        "Lower eps.",
    ),
    (replaced(LOWER, K0="0"), "lower_bound needs K0 > 0; got K0 = 0. Raise K0."),
    (replaced(LOWER, gap0="0"), "lower_bound needs gap0 > 0; got gap0 = 0. Raise gap0."),
    (replaced(LOWER, eps="0"), "lower_bound needs eps > 0; got eps = 0. Raise eps."),
    (
        replaced(LOWER, theta="1"),
        "lower_bound needs theta > 0 and theta < 1; got theta = 1. Choose theta inside these "
        "bounds.",
    ),
    (
        replaced(LOWER, theta="worst"),
        "theta: unknown name 'worst' at column 1; did you mean 'cos'?",
    ),
    (
        ["bound", "growth", "rho=1", "K0=1", "K=2", "gap=3", "distance=1e400"],
        "a value here lies beyond 2^1048576 or within 2^-1048576 of 0, too far to be written out. "
        "Choose less extreme inputs.",
    ),
    # Names of inputs.
    (["bound", "gradient_bound", "rho=1"],
     "gradient_bound needs the input K0; give K0=value (it takes rho, K0, K, gap)."),
    ([*GRADIENT, "foo=1"],
     "gradient_bound takes no input 'foo'; it takes rho, K0, K, gap."),
    ([*GRADIENT, "rho=2"], "rho is given twice; give it once."),
    ([*GRADIENT, "foo"], "expected name=value, got 'foo'; write for example rho=1."),
    # Their domain: condition, value, way out, and only the inputs that the condition limits.
    (
        ["bound", "gd_pl", "rho=1", "K0=1", "K=1", "mu=2", "gap0=5", "eps=1"],
        "gd_pl needs mu <= K0 = 1; got mu = 2. Lower mu or raise K0.",
    ),
    (
        ["bound", "gd_aiming", "rho=1", "K0=1", "K=1", "theta=0", "distance0=1", "eps=1"],
        "gd_aiming needs theta > 0; got theta = 0. Raise theta.",
    ),
    (
        replaced(FIXED, distance0="10", eps="2"),
        "fixed_step_lower_bound needs 2*eps <= gap0 = 2; got eps = 2. Lower eps.",
    ),
    (
        replaced(FIXED, distance0="1", eps="1"),
        "fixed_step_lower_bound needs distance0 >= G(gap0) = 1.7627471...; got distance0 = 1. "
        "Raise distance0.",
    ),
    (replaced(GRADIENT, rho="0"), "gradient_bound needs rho > 0; got rho = 0. Raise rho."),
    (replaced(GRADIENT, rho="-1"), "gradient_bound needs rho > 0; got rho = -1. Raise rho."),
    (replaced(GRADIENT, K0="-1"), "gradient_bound needs K0 >= 0; got K0 = -1. Raise K0."),
    (replaced(GRADIENT, gap="-3"), "gradient_bound needs gap >= 0; got gap = -3. Raise gap."),
    (
        replaced(GRADIENT, K0="0", K="0"),
        "gradient_bound needs K + K0 > 0; got K = 0, K0 = 0. Raise one of them.",
    ),
    (
        replaced(GRADIENT, rho="sqrt(2)*sqrt(3)-sqrt(6)"),
        "gradient_bound needs rho > 0; got rho = 0. Raise rho.",
    ),
    (
        replaced(GRADIENT, rho="1000000"),
        "gradient_bound needs gap^(rho + 1) of at most 20000 bits; got gap = 3, rho = 1000000. "
        "Lower rho.",
    ),
    (
        [*ENERGY, "gradient_norm=9"],
        "energy_step needs gradient_norm^2 <= 2*K*gap^(rho + 1)/(rho + 1) + 2*K0*gap = 24; "
        "got gradient_norm = 9. Lower gradient_norm.",
    ),
    (
        [*ENERGY, "gradient_norm=0"],
        "energy_step needs gradient_norm > 0; got gradient_norm = 0. Raise gradient_norm.",
    ),
    (
        [*replaced(ENERGY, rho="2", K0="0", K="1"), "gradient_norm=sqrt(18)"],
        "energy_step needs K0 > 0 or rho < 1 or gradient_norm^2 < "
        "2*K*gap^(rho + 1)/(rho + 1) + 2*K0*gap = 18; "
        "got K0 = 0, rho = 2, gradient_norm = 3*sqrt(2). Lower gradient_norm.",
    ),
    ([*COUNTS, "eps=0"], "gd_nonconvex needs eps > 0; got eps = 0. Raise eps."),
    (replaced(CONVEX, eps="0"), "gd_convex needs eps > 0; got eps = 0. Raise eps."),
    (replaced(CONVEX, distance0="-1"),
     "gd_convex needs distance0 >= 0; got distance0 = -1. Raise distance0."),
    (replaced(CONVEX, gap0="-1"), "gd_convex needs gap0 >= 0; got gap0 = -1. Raise gap0."),
    (
        replaced(CONVEX, gap0="16"),
        "gd_convex needs distance0 >= sqrt(2)*gap0^(1/2 - rho/2)*sqrt((rho + 1)/K)/(1 - rho) "
        "= 2*sqrt(6); got distance0 = 1. Raise distance0 or lower gap0.",
    ),
    (
        replaced(CONVEX, rho="1"),
        "gd_convex needs gap0 <= 0; got gap0 = 1/16. "
        "Raise K0, without which only constants have a minimiser at rho >= 1.",
    ),
    (
        replaced(INCLUSION, rho="2"),
        "inclusion needs rho > 0 and rho < 2; got rho = 2. Choose rho inside these bounds.",
    ),
    (
        replaced(INCLUSION, rho="0"),
        "inclusion needs rho > 0 and rho < 2; got rho = 0. Choose rho inside these bounds.",
    ),
    (replaced(INCLUSION, theta="0"), "inclusion needs theta > 0; got theta = 0. Raise theta."),
    (replaced(INCLUSION, theta="-1"), "inclusion needs theta > 0; got theta = -1. Raise theta."),
    (replaced(INCLUSION, L0="-1"), "inclusion needs L0 >= 0; got L0 = -1. Raise L0."),
    (replaced(INCLUSION, L="-1"), "inclusion needs L >= 0; got L = -1. Raise L."),
    (
        replaced(INCLUSION, L0="0", L="0"),
        "inclusion needs L + L0 > 0; got L = 0, L0 = 0. Raise one of them.",
    ),
    (replaced(CLOSURE, gamma="-1"), "closure_sum needs gamma >= 0; got gamma = -1. Raise gamma."),
    (replaced(CLOSURE, rho="0"), "closure_sum needs rho > 0; got rho = 0. Raise rho."),
    (replaced(CLOSURE, K0f="-1"), "closure_sum needs K0f >= 0; got K0f = -1. Raise K0f."),
    # Stochastic gradient descent.
    (
        replaced(SGD, delta="1"),
        "sgd_warmup needs delta > 0 and delta < 1; got delta = 1. Choose delta inside these "
        "bounds.",
    ),
    (
        replaced(CONSTANT, delta="0"),
        "sgd_constant needs delta > 0 and delta < 1; got delta = 0. Choose delta inside these "
        "bounds.",
    ),
    (replaced(SGD, T="0"), "sgd_warmup needs T >= 1; got T = 0. Raise T."),
    (replaced(SGD, T="5/2"), "sgd_warmup needs a whole number T; got T = 5/2. Round T up."),
    (replaced(CONSTANT, T="pi"), "sgd_constant needs a whole number T; got T = pi. Round T up."),
    ([*SGD, "beta=1"], "sgd_warmup needs beta > 1; got beta = 1. Raise beta."),
    (replaced(SGD, A="-1"), "sgd_warmup needs A >= 0; got A = -1. Raise A."),
    (replaced(SGD, B="-1"), "sgd_warmup needs B >= 0; got B = -1. Raise B."),
    (replaced(CONSTANT, C="-1"), "sgd_constant needs C >= 0; got C = -1. Raise C."),
    (
        replaced(SGD, C="0"),
        "sgd_warmup needs A + B + C > 0; got A = 0, B = 0, C = 0. Without noise use gd_nonconvex.",
    ),
    (
        replaced(CONSTANT, C="0"),
        "sgd_constant needs A + B + C > 0; got A = 0, B = 0, C = 0. "
        "Without noise use gd_nonconvex.",
    ),
    (
        replaced(SHARP, delta="1"),
        "sgd_constant_sharp needs delta > 0 and delta < 1; got delta = 1. Choose delta inside "
        "these bounds.",
    ),
    (
        replaced(SHARP, C="0"),
        "sgd_constant_sharp needs A + B + C > 0; got A = 0, B = 0, C = 0. "
        "Without noise use gd_nonconvex.",
    ),
    (replaced(LIGHT, T="1/2"), "sgd_light_tails needs T >= 1; got T = 1/2. Raise T."),
    ([*LIGHT, "beta=1/2"], "sgd_light_tails needs beta > 1; got beta = 1/2. Raise beta."),
    (
        [*SHARP, "beta=3"],
        "sgd_constant_sharp takes no input 'beta'; it takes rho, K0, K, A, B, C, delta, T, gap0.",
    ),
    (replaced(SGD, gap="-1"), "sgd_warmup needs gap >= 0; got gap = -1. Raise gap."),
    (replaced(SGD, gap0="0"), "sgd_warmup needs gap0 > 0; got gap0 = 0. Raise gap0."),
    (
        [*SGD, "gap_floor=0"],
        "sgd_warmup needs gap_floor > 0; got gap_floor = 0. Raise gap_floor.",
    ),
    (
        replaced(SGD, K="0"),
        "sgd_warmup needs the input gap_floor where K0 = 0 or K = 0; give gap_floor=value.",
    ),
    (
        replaced(SGD, K0="0"),
        "sgd_warmup needs the input gap_floor where K0 = 0 or K = 0; give gap_floor=value.",
    ),
    (
        replaced(SGD, K0="0", K="0"),
        "sgd_warmup needs K + K0 > 0; got K = 0, K0 = 0. Raise one of them.",
    ),
    (replaced(SGD, rho="0"), "sgd_warmup needs rho > 0; got rho = 0. Raise rho."),
    # Numbers.
    (replaced(GRADIENT, rho=""),
     "rho: the text is empty; write a number such as 3/4 or an expression."),
    (replaced(GRADIENT, rho="nan"),
     "rho: 'nan' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)"),
    (replaced(GRADIENT, gap="inf"),
     "gap: 'inf' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)"),
    (replaced(GRADIENT, K="1e999999999"),
     "K: the number '1e999999999' at column 1 is too long; keep it below 1000 digits."),
    (replaced(GRADIENT, K="1/0"),
     "K: at '/' at column 2, this divides by zero; leave out the division."),
    (replaced(GRADIENT, K="log(-1)"),
     "K: at 'log' at column 1, the result is not a real number; "
     "keep roots and logarithms of positives."),
    ([*GRADIENT, "--digits", "0"],
     "Invalid value for '--digits': 0 is not in the range 1<=x<=200. See warmproof bound --help."),
    ([*GRADIENT, "--digit", "3"],
     "No such option '--digit'. Did you mean '--digits'? See warmproof bound --help."),
]  # fmt: skip


def test_a_mistake_gives_this_sentence_exit_code_2_and_nothing_else(
    arguments: list[str], message: str, refused: Callable[[list[str], str], None]
) -> None:
    refused(arguments, message)


def test_an_open_question_about_the_input_is_exit_code_3(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tiny = "exp(-3000)*exp(-3000)*exp(-3000)"
    equal = f"sqrt(24)+{tiny}"
    assert cli.invoke([*ENERGY, f"gradient_norm={equal}"]) == 3
    found = capsys.readouterr()
    assert found.err.startswith("warmproof: energy_step: whether gradient_norm^2 <= ")
    assert found.err.endswith("move the inputs away from equality or give them as rationals.\n")
    assert found.out == ""
