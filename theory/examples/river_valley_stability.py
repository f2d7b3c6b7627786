"""Example 4, the wall: a fixed step is stable on the river valley exactly below 2 x_0/L_0.

With L_0 = e^(x_0 - 1), the curvature of the wall at the start x_0 >= 1, and |x| = r:

    eta > 2 x_0/L_0   a step from r >= x_0 multiplies r by at least eta L_0/x_0 - 1, which is > 1;
    eta < 2 x_0/L_0   a step from r <= x_0 leads no further out, and from the wall it leads in.

At equality the run jumps between x_0 and -x_0 for ever.

Proof. e^(r-1)/r does not decrease for r >= 1: in proportion to r the wall is at least as steep
beyond x_0 as at x_0, and at most as steep before.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.logic import ForAll, HasDerivative, conj, ge, gt, implies, le, lt, real
from theory.rules.calculus import MEAN_VALUE, a, b, dp, p
from theory.rules.logarithms import EXPONENTIAL, t
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import Witness

eta = sym.eta
x0, r, s = real("x0"), real("r"), real("s")
"""x_0 is where the run starts, r = |x| where a step starts; f is even in x."""
L0 = sp.exp(x0 - 1)
"""The curvature of the wall at the start."""

ASSUMPTIONS = (
    Assumption("wall", ge(x0, 1), "the run starts on the wall, x_0 >= 1"),
    bounds(eta, 0, low_included=False, text="the step is positive"),
)

_TOO_LONG, _SHORT = gt(eta * L0, 2 * x0), lt(eta * L0, 2 * x0)
_BEYOND, _BEFORE, _INSIDE = ge(r, x0), conj(ge(r, 1), le(r, x0)), conj(ge(r, 0), le(r, 1))
AFTER = r - eta * sp.exp(r - 1)
"""The next x from x = r on the wall."""

THROWS_OUT = ForAll(r, _BEYOND, ge(x0 * -AFTER, (eta * L0 - x0) * r))
DIVERGES = ForAll(r, _BEYOND, implies((_TOO_LONG,), gt(-AFTER, r)))
COMES_DOWN = ForAll(r, _BEFORE, implies((_SHORT,), lt(sp.Abs(AFTER), r)))
STAYS_INSIDE = ForAll(r, _INSIDE, implies((_SHORT,), le(sp.Abs(r - eta * r), r)))

_RATIO, _RATE = sp.exp(s - 1) / s, sp.exp(s - 1) * (s - 1) / s**2


def _grows(low: sp.Expr, high: sp.Expr) -> Apply:
    lambdas = {p: sp.Lambda(s, _RATIO), dp: sp.Lambda(s, _RATE)}
    return Apply(MEAN_VALUE, {a: low, b: high, **lambdas})


PROOF = (
    Step("exponential", "e^(s-1) > 0.", None, Apply(EXPONENTIAL, {t: s - 1})),
    Step(
        "ratio_derivative",
        "The derivative of e^(s-1)/s is e^(s-1) (s-1)/s^2,",
        HasDerivative(s, ge(s, 1), _RATIO, _RATE),
        Differentiate(),
    ),
    Step(
        "ratio_rate",
        "which is not negative for s >= 1.",
        ge(_RATE, 0),
        Decide(),
        ("exponential",),
        (ge(s, 1),),
    ),
    Step(
        "steeper",
        "So beyond x_0 the ratio is at least that at x_0,",
        None,
        _grows(x0, r),
        ("ratio_derivative", "ratio_rate", "wall"),
        (_BEYOND,),
    ),
    Step(
        "flatter",
        "and before x_0 at most.",
        None,
        _grows(r, x0),
        ("ratio_derivative", "ratio_rate"),
        (_BEFORE,),
    ),
    Step(
        "steeper_times",
        "Without denominators: x_0 e^(r-1) >= L_0 r,",
        ge(x0 * sp.exp(r - 1), L0 * r),
        Decide(),
        ("steeper", "wall"),
        (_BEYOND,),
    ),
    Step(
        "flatter_times",
        "and x_0 e^(r-1) <= L_0 r.",
        le(x0 * sp.exp(r - 1), L0 * r),
        Decide(),
        ("flatter",),
        (_BEFORE,),
    ),
    Step(
        "steps_beyond",
        "Times eta.",
        ge(eta * (x0 * sp.exp(r - 1)), eta * (L0 * r)),
        Decide(),
        ("steeper_times", "eta_range"),
        (_BEYOND,),
    ),
    Step(
        "steps_before",
        "Likewise.",
        le(eta * (x0 * sp.exp(r - 1)), eta * (L0 * r)),
        Decide(),
        ("flatter_times", "eta_range"),
        (_BEFORE,),
    ),
    Step(
        "throws_out",
        "So a step from beyond x_0 multiplies r by at least eta L_0/x_0 - 1,",
        ge(x0 * -AFTER, (eta * L0 - x0) * r),
        Decide(),
        ("steps_beyond",),
        (_BEYOND,),
    ),
    Step(
        "diverges",
        "which is more than 1 for a long step.",
        gt(-AFTER, r),
        Decide(),
        ("throws_out", "wall"),
        (_BEYOND, _TOO_LONG),
    ),
    Step(
        "comes_down",
        "A shorter one leads in from the wall,",
        lt(sp.Abs(AFTER), r),
        Decide(),
        ("steps_before", At("exponential", {s: r}), "eta_range"),
        (_BEFORE, _SHORT),
    ),
    Step(
        "tangent",
        "e^(x_0 - 1) >= x_0, so it is shorter than 2,",
        lt(eta, 2),
        Decide(),
        (At("exponential", {s: x0}),),
        (_SHORT,),
    ),
    Step(
        "stays_inside",
        "and does not lead out from within.",
        le(sp.Abs(r - eta * r), r),
        Decide(),
        ("tangent", "eta_range"),
        (_INSIDE, _SHORT),
    ),
)

_TWO = sp.Integer(2)

STATEMENT = Statement(
    id="river_valley_stability",
    kind="example",
    title="On the river valley a fixed step is stable exactly below 2 x_0/L_0",
    source=Source("LW", "Example 4", "with the limit 2 x_0/L_0 in place of 2/L_0"),
    summary="With L_0 = e^(x_0 - 1), x_0 >= 1: a step eta > 2 x_0/L_0 multiplies |x| >= x_0 by at "
    "least eta L_0/x_0 - 1 > 1, a step eta < 2 x_0/L_0 takes |x| <= x_0 no further out.",
    parameters=(x0, eta),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("throws_out", THROWS_OUT),
        Named("diverges", DIVERGES),
        Named("comes_down", COMES_DOWN),
        Named("stays_inside", STAYS_INSIDE),
    ),
    proof=PROOF,
    closes={
        "throws_out": ("throws_out",),
        "diverges": ("diverges",),
        "comes_down": ("comes_down",),
        "stays_inside": ("stays_inside",),
    },
    does_not_claim="That 2/L_0, the limit of a quadratic of that curvature, is the limit here.",
    sharp_at=(
        Witness(
            "from r = x_0 = 2 with eta = 3/e",
            "throws_out",
            values={x0: _TWO, eta: 3 * sp.exp(-1), r: _TWO},
            equality=True,
        ),
    ),
    fails_without={
        "wall": Witness(
            "x_0 = 1/2, eta = 1, from r = 1: 0 < (e^(-1/2) - 1/2)",
            "throws_out",
            values={x0: sp.Rational(1, 2), eta: sp.Integer(1), r: sp.Integer(1)},
        ),
        "eta_range": Witness(
            "x_0 = 1, eta = -1, from r = 2: -e - 2 < -4",
            "throws_out",
            values={x0: sp.Integer(1), eta: sp.Integer(-1), r: _TWO},
        ),
    },
)
