"""Definition 1 is a case of the general class: ell(s) = K0 + K s^rho is admissible.

For rho > 0, K0 >= 0, K >= 0 the function ell is nonnegative and nondecreasing on [0, inf), and
Phi(s) = K0 s + K s^(1+rho)/(1+rho) is its integral from 0. So every statement about ell-smooth
functions holds for (rho, K0, K)-smooth functions, with this ell and this Phi.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.definitions.gap_smooth import CONSTANTS, ELL, PHI
from theory.lemmas import power_monotone
from theory.logic import ForAll, HasDerivative, conj, eq, ge, le, real
from theory.rules.powers import POWER_OF_ZERO, r, x, y
from theory.schema import Apply, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import Witness

rho, K0, K, s = sym.rho, sym.K0, sym.K, sym.s
a, b = real("a"), real("b")

PROOF = (
    Step(
        "zero_power",
        "0^rho = 0.",
        None,
        Apply(POWER_OF_ZERO, {r: rho}),
        ("rho_range",),
    ),
    Step(
        "power_grows",
        "s^rho is nondecreasing.",
        le(a**rho, b**rho),
        Apply(power_monotone.STATEMENT, {x: a, y: b, r: rho}),
        ("rho_range",),
        (ge(a, 0), ge(b, a)),
    ),
    Step(
        "power_nonnegative",
        "So it is nonnegative.",
        ge(s**rho, 0),
        Apply(power_monotone.STATEMENT, {x: sp.Integer(0), y: s, r: rho}),
        ("rho_range", "zero_power"),
        (ge(s, 0),),
    ),
    Step(
        "nonnegative",
        "Hence ell >= 0,",
        ge(ELL(s), 0),
        Decide(),
        ("power_nonnegative", "K0_range", "K_range", "rho_range"),
        (ge(s, 0),),
    ),
    Step(
        "monotone",
        "and ell is nondecreasing.",
        le(ELL(a), ELL(b)),
        Decide(),
        ("power_grows", "K_range", "rho_range"),
        (ge(a, 0), ge(b, a)),
    ),
    Step(
        "derivative",
        "Phi' = ell.",
        HasDerivative(s, ge(s, 0), PHI(s), ELL(s)),
        Differentiate(),
        ("rho_range",),
    ),
    Step(
        "start",
        "Phi(0) = 0.",
        eq(PHI(0), 0),
        Decide(),
        ("rho_range",),
    ),
)


def _constants(
    text: str, conclusion: str, values: dict[sp.Symbol, int], *, equality: bool = False
) -> Witness:
    """An instance in numbers alone: no function plays a part."""
    exact = {symbol: sp.Integer(value) for symbol, value in values.items()}
    return Witness(text, conclusion, values=exact, equality=equality)


STATEMENT = Statement(
    id="power_ell",
    kind="proposition",
    title="K0 + K s^rho is nonnegative and nondecreasing, with the integral Phi",
    source=Source("warmproof", "the power class"),
    summary="For rho > 0, K0 >= 0, K >= 0: ell(s) = K0 + K s^rho is nonnegative, nondecreasing "
    "and continuous on [0, inf), and Phi(s) = K0 s + K s^(1+rho)/(1+rho) is its integral.",
    parameters=(rho, K0, K),
    assumptions=CONSTANTS,
    conclusions=(
        Named("power_nonnegative", ForAll(s, ge(s, 0), ge(s**rho, 0))),
        Named("nonnegative", ForAll(s, ge(s, 0), ge(ELL(s), 0))),
        Named("monotone", ForAll(a, ge(a, 0), ForAll(b, ge(b, a), le(ELL(a), ELL(b))))),
        Named(
            "integral",
            conj(HasDerivative(s, ge(s, 0), PHI(s), ELL(s)), eq(PHI(0), 0)),
        ),
    ),
    proof=PROOF,
    closes={
        "power_nonnegative": ("power_nonnegative", "rho_range"),
        "nonnegative": ("nonnegative", "rho_range"),
        "monotone": ("monotone", "rho_range"),
        "integral": ("derivative", "start", "rho_range"),
    },
    sharp_at=(
        _constants(
            "any point: a = b", "monotone", {rho: 2, K0: 1, K: 3, a: 5, b: 5}, equality=True
        ),
    ),
    fails_without={
        "rho_range": _constants(
            "rho = -1, K0 = 0, K = 1: ell(1) = 1 > 1/2 = ell(2)",
            "monotone",
            {rho: -1, K0: 0, K: 1, a: 1, b: 2},
        ),
        "K0_range": _constants(
            "rho = 1, K0 = -1, K = 0: ell(0) = -1", "nonnegative", {rho: 1, K0: -1, K: 0, s: 0}
        ),
        "K_range": _constants(
            "rho = 1, K0 = 1, K = -1: ell(0) = 1 > 0 = ell(1)",
            "monotone",
            {rho: 1, K0: 1, K: -1, a: 0, b: 1},
        ),
    },
)
