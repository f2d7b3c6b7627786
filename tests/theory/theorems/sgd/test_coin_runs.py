"""Whole runs of SGD, outcome by outcome: every assumption of the theorems holds, and all they say.

So the theorems are not about nothing. And runs that break a theorem with one constant relaxed show
how far at most that constant is from the best.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sympy as sp

from tests.theory.theorems.sgd.coin_runs import CoinRun, Noise, Vector, coin
from theory import symbols as sym
from theory.registry import get
from theory.schema import Statement
from verify.symbolic.witnesses import closed_sign

R = sp.Rational
HALF, ONE, ZERO = R(1, 2), sp.Integer(1), sp.Integer(0)
LINE: Vector = (ONE,)
PLANE: Vector = (ONE, ZERO)
Values = dict[sp.Symbol, sp.Expr]


def _values(T: int, confidence: str, **given: int | str) -> Values:
    """Parameters by name; gap0 = 1/2 as at |w| = 1. ``confidence`` is ln(1/delta)."""
    usual: dict[str, int | str] = {"A": 0, "B": 0, "C": 0, "beta": 4, "gap0": "1/2"}
    named = {**usual, "gap_floor": "1/8", **given}
    values = {getattr(sym, name): R(value) for name, value in named.items()}
    more = {sym.sigma: sp.sqrt(values[sym.C]), sym.T: sp.Integer(T), sym.top_curvature: ONE}
    return {**values, **more, sym.delta: sp.exp(-R(confidence))}


def _smallest(v: Values, gap: sp.Expr, level: sp.Expr | None, light: bool) -> sp.Expr:
    """The step of the theorems for ell = 1, written down anew; no level: without the radius."""
    A, B, C, gap0, T = (v[s] for s in (sym.A, sym.B, sym.C, sym.gap0, sym.T))
    V = A * gap + 2 * B * gap + C
    share = 12 if light else 4
    tail = 1 + sp.log(T) - sp.log(v[sym.delta]) if light else 1
    terms = [1 / (2 * (1 + B))]
    if level is not None:
        radius = sp.sqrt(2 * level) * (sp.sqrt(v[sym.beta]) - 1)
        terms.append(radius / (sp.sqrt(2 * gap) + sp.sqrt(V * tail)))
    terms.append(gap0 / (-share * sp.log(v[sym.delta]) * V))
    terms.append(sp.sqrt(gap0 / (T * (A * gap + C))))
    return min(terms, key=lambda term: term.evalf(30))


def _floored(v: Values) -> Callable[[sp.Expr], sp.Expr]:
    return lambda gap: sp.Max(gap, v[sym.gap_floor])


def _run(statement: str, noise: Noise, v: Values, start: Vector = LINE) -> CoinRun:
    """The run with the step that the theorem takes."""
    level, light = _floored(v), "light" in statement
    top = 2 * v[sym.gap0]
    if "warmup" in statement or statement in ("sgd", "sgd_light_tails"):

        def follow(gap: sp.Expr) -> sp.Expr:
            return _smallest(v, gap, level(gap), light)

        return CoinRun(start, noise, follow, int(v[sym.T]), v, level)
    without_radius = "sharp" in statement or light
    eta = _smallest(v, top, None if without_radius else top, light)
    return CoinRun(start, noise, lambda gap: eta, int(v[sym.T]), {**v, sym.eta: eta}, level)


def _half_way(t: int, w: Vector) -> list[tuple[sp.Expr, Vector]]:
    """Noise half as long as w, which A, B and C allow."""
    return [(HALF, (sign * w[0] / 2,)) for sign in (1, -1)]


def _skewed(t: int, w: Vector) -> list[tuple[sp.Expr, Vector]]:
    return [(R(2, 3), (R(1, 4),)), (R(1, 3), (-HALF,))]


def _rare(t: int, w: Vector) -> list[tuple[sp.Expr, Vector]]:
    """Noise beyond every bound C = 1/8, but (3 + e^2)/4 <= e."""
    return [(R(3, 4), (ZERO,)), (R(1, 8), (HALF,)), (R(1, 8), (-HALF,))]


BOUNDED: dict[str, tuple[Noise, Values]] = {
    "the curvature term": (coin("1/4"), _values(3, "1", C="1/16")),
    "the radius term": (coin("3/2"), _values(1, "1/10", C="9/4")),
    "the confidence term": (coin(1), _values(3, "1", C=1)),
    "the noise term": (coin(2), _values(2, "1/8", C=4, beta=100)),
    "skewed noise": (_skewed, _values(3, "1", C="1/4")),
    "delta near 1": (coin(1), _values(2, "1/1000", C=1, beta=100)),
    "delta near 0": (coin(1), _values(2, "1000", C=1)),
}
GROWING: dict[str, tuple[Noise, Values]] = {
    "noise that grows": (_half_way, _values(3, "1/4", A="1/4", B="1/2", C="1/16")),
}
RARE: dict[str, tuple[Noise, Values]] = {
    "rare noise with twice the square": (_rare, _values(2, "1", C="1/8")),
}
GENERAL = ("sgd", "sgd_warmup", "sgd_constant", "sgd_sharp", "sgd_constant_sharp")
LIGHT = (
    "sgd_light_tails",
    "sgd_warmup_light_tails",
    "sgd_light_tails_sharp",
    "sgd_constant_light_tails",
)
"""Noise with ||xi_t||^2 <= N_t has light tails; with ||xi_t||^2 = N_t the mean is e itself."""
LIGHT_RUNS = (
    "the curvature term",
    "the confidence term",
    "the noise term",
    "noise that grows",
    "rare noise with twice the square",
)
SMALLER = ("sgd_warmup_bounded", "sgd_constant_bounded")
CASES = [
    *((s, n) for s in (*GENERAL, *SMALLER) for n in BOUNDED),
    *((s, n) for s in GENERAL for n in GROWING),
    *((s, n) for s in LIGHT for n in LIGHT_RUNS),
]


@pytest.mark.parametrize(("statement", "name"), CASES)
def test_a_run_meets_all_assumptions_and_all_conclusions(statement: str, name: str) -> None:
    theorem = get(statement)
    run = _run(statement, *{**BOUNDED, **GROWING, **RARE}[name])
    unmet = [a.name for a in theorem.assumptions if not run.holds(a.claim)]
    assert not unmet
    assert [c.name for c in theorem.conclusions if not run.holds(c.claim)] == []


def test_rare_large_noise_is_not_bounded() -> None:
    theorem = get("sgd_constant_sharp")
    assert _unmet(theorem, _run(theorem.id, *RARE["rare noise with twice the square"])) == {
        "noise_abc"
    }


def _unmet(theorem: Statement, run: CoinRun) -> set[str]:
    return {a.name for a in theorem.assumptions if not run.holds(a.claim)}


def test_the_reading_of_claims_can_say_no() -> None:
    """Noise that is too large, biased or foreseen, a step too long, a gap above its bound."""
    theorem = get("sgd_constant_sharp")
    noise, v = BOUNDED["the curvature term"]
    assert _unmet(theorem, _run(theorem.id, noise, {**v, sym.C: R(1, 17)})) == {"noise_abc"}
    biased = _run(theorem.id, lambda t, w: [(ONE, (R(1, 4),))], v)
    assert _unmet(theorem, biased) == {"centred"}
    long = CoinRun(LINE, noise, lambda gap: R(3, 5), 3, {**v, sym.eta: R(3, 5)})
    assert _unmet(theorem, long) == {"curvature_step"}
    assert _unmet(theorem, _run(theorem.id, noise, v, (R(3, 2),))) == {"run"}
    foreseen = CoinRun(LINE, noise, lambda gap: HALF, 3, {**v, sym.eta: HALF})
    foreseen.draws = [tuple((ONE,) for _ in drawn) for drawn in foreseen.draws]
    assert {"adapted", "run"} <= _unmet(theorem, foreseen)
    wild = CoinRun(LINE, coin(5), lambda gap: HALF, 1, {**v, sym.eta: HALF, sym.T: ONE})
    assert not wild.holds(theorem.conclusions[0].claim)


# -- constants relaxed -----------------------------------------------------------------------


def _loads(run: CoinRun) -> tuple[sp.Expr, sp.Expr]:
    """The noise's share of the two ways that T and delta enter, each at most 1 for the theorem.

    4 ln(1/delta) C eta/gap0 and T C eta^2/gap0, for bounded noise, L = 1 and steps up to 1/2.
    """
    v, eta = run.values, run.eta(ZERO)
    assert eta <= HALF and v[sym.A] == v[sym.B] == 0
    for drawn in run.draws:
        assert all(sum(x**2 for x in xi) <= v[sym.C] for xi in drawn)
    confidence = -4 * sp.log(v[sym.delta]) * v[sym.C] * eta / v[sym.gap0]
    return confidence, v[sym.T] * v[sym.C] * eta**2 / v[sym.gap0]


def _fixed(noise: Noise, eta: str, v: Values, start: Vector = LINE) -> CoinRun:
    return CoinRun(start, noise, lambda gap: R(eta), int(v[sym.T]), v)


def _breaks(run: CoinRun, share: sp.Expr = HALF, less: sp.Expr = ONE) -> bool:
    """P(some potential > 2 gap0) > less times delta."""
    failing = run.failing(share, 2 * run.values[sym.gap0])
    return closed_sign(failing - less * run.values[sym.delta]) == 1


def _sideways(size: str) -> Noise:
    """Noise across the gradient: of the inner product nothing is left."""
    return lambda t, w: [(HALF, (ZERO, sign * R(size))) for sign in (1, -1)]


def _uphill(t: int, w: Vector) -> list[tuple[sp.Expr, Vector]]:
    """To larger w in 10 of 17 cases, by 4.9; back by 7 in the others."""
    return [(R(10, 17), (-R(49, 10),)), (R(7, 17), (sp.Integer(7),))]


def test_the_confidence_term_needs_more_than_three_quarters() -> None:
    """3/4 in place of 4 in Delta_0/(4 ln(1/delta) V): broken by 64 equally likely outcomes."""
    run = _fixed(coin("375/286"), "11/50", _values(6, "1761/1000", C="140625/81796"))
    confidence, noise = _loads(run)
    assert confidence * R(3, 4) / 4 <= 1 and noise <= 1
    assert run.failing(HALF, ONE) == R(11, 64)
    assert _breaks(run)


def test_the_noise_term_cannot_be_larger_by_a_factor_above_the_root_of_two() -> None:
    """17/16 sqrt(2) times sqrt(Delta_0/(T L (A Delta + C))): broken at every outcome."""
    run = _fixed(_sideways("17"), "1/16", _values(1, "1/150", C=289), PLANE)
    confidence, noise = _loads(run)
    assert confidence <= 1 and noise == 2 * R(17, 16) ** 2
    assert run.failing(HALF, ONE) == 1
    assert _breaks(run)


def test_the_gains_cannot_count_four_thirds() -> None:
    """4/3 in place of 1/2 before the sum: broken at every outcome, with all else as it is."""
    run = _fixed(_sideways("7/5"), "1/2", _values(1, "1/10", C="49/25"), PLANE)
    confidence, noise = _loads(run)
    assert confidence <= 1 and noise <= 1
    assert not _breaks(run) and run.failing(R(4, 3), ONE) == 1
    assert _breaks(run, share=R(4, 3))


def test_delta_cannot_be_three_fifths_of_itself() -> None:
    """1 - 3 delta/5 in place of 1 - delta: broken with probability 10/17, delta = e^(-1/40)."""
    run = _fixed(_uphill, "1/10", _values(1, "1/40", C=49))
    confidence, noise = _loads(run)
    assert confidence <= 1 and noise <= 1
    assert run.failing(HALF, ONE) == R(10, 17)
    assert not _breaks(run) and _breaks(run, less=R(3, 5)) and _breaks(run, less=R(1, 10))


@pytest.mark.parametrize("name", BOUNDED)
def test_the_theorem_itself_is_not_broken_there(name: str) -> None:
    noise, v = BOUNDED[name]
    assert not _breaks(_run("sgd_constant_sharp", noise, v))
