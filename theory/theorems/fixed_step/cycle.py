"""A fixed step that is too long for the class never converges: eta >= 2 G(Delta_0)/h(Delta_0).

Let V be the extremal function of Lemma 5 (V'' = ell(V) from rest, so V = G^-1), R = G(Delta_0)
the distance at which it reaches the gap Delta_0, and h = V'(R) its slope there. With X = eta h/2
>= R put

    f(x) = V(|x| - X + R) for X - R <= |x| <= X,    0 inside,    affine with slope h beyond.

It is convex, C^{1,1}, with f'' <= ell(f) almost everywhere, and it has gap Delta_0 at x_0 = X,
at distance R from its minimisers. A step eta from X leads to X - eta h = -X and from there back.

Written with the profile p on [0, inf), f(x) = p(|x|); p'(0) = 0 makes f differentiable at 0.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import ELL_NONNEGATIVE
from theory.definitions.run import HORIZON, UP_TO_T, T, in_run, integer, n, t
from theory.logic import (
    ForAll,
    Formula,
    HasDerivative,
    between,
    conj,
    eq,
    function,
    ge,
    gt,
    implies,
    le,
    lt,
    real,
)
from theory.rules.gluing import (
    GLUED_PIECE_C11,
    GLUED_RAY_C11,
    a,
    b,
    ddu,
    ddv,
    du,
    dv,
    u,
    v,
)
from theory.schema import Apply, At, Decide, Differentiate, Induct, Named, Source, Statement, Step
from theory.symbols import position
from theory.witness import Witness

ell, gap0, eta = sym.ell, sym.gap0, sym.eta
x = real("x")
V, dV, ddV = sym.V, sym.dV, sym.ddV
p, dp, ddp = function("p"), function("dp"), function("ddp")
R, h = sym.extremal_radius, sym.extremal_slope

_ZERO = sp.Integer(0)
START = eta * h / 2
INNER = START - R
_ON_CURVE = between(0, x, R)

EXTREMAL = Assumption(
    "extremal",
    conj(
        gt(R, 0),
        ForAll(x, _ON_CURVE, conj(ge(V(x), 0), eq(ddV(x), ell(V(x))))),
        HasDerivative(x, _ON_CURVE, V(x), dV(x), smooth=True),
        HasDerivative(x, _ON_CURVE, dV(x), ddV(x), smooth=True),
        eq(V(0), 0),
        eq(dV(0), 0),
        eq(V(R), gap0),
        eq(dV(R), h),
        gt(h, 0),
    ),
    "V'' = ell(V) >= 0 from rest; at R = G(Delta_0) it has gap Delta_0 and slope h > 0",
    defines=True,
)
LONG = Assumption("long_step", ge(eta * h, 2 * R), "eta >= 2 G(Delta_0)/h(Delta_0)")
_FLAT = (_ZERO, _ZERO, _ZERO)
_CURVE = (V(x - INNER), dV(x - INNER), ddV(x - INNER))
_LINE = (gap0 + h * (x - START), h, _ZERO)
_ON_RISING = between(INNER, x, START)
_RISING = conj(lt(INNER, x), le(x, START))


def _is(formulas: tuple[sp.Expr, sp.Expr, sp.Expr]) -> Formula:
    return conj(
        *(eq(left, right) for left, right in zip((p(x), dp(x), ddp(x)), formulas, strict=True))
    )


FLAT = Assumption(
    "flat", ForAll(x, between(0, x, INNER), _is(_FLAT)), "p = 0 on [0, X - R]", defines=True
)
CURVE = Assumption(
    "curve", ForAll(x, _RISING, _is(_CURVE)), "p(x) = V(x - X + R) up to X", defines=True
)
LINE = Assumption(
    "line", ForAll(x, gt(x, START), _is(_LINE)), "p is affine with slope h beyond X", defines=True
)
_HERE = position(t)
RUN = Assumption(
    "run",
    conj(
        eq(position(0), START),
        in_run(
            conj(
                implies((ge(_HERE, 0),), eq(position(t + 1), _HERE - eta * dp(_HERE))),
                implies((lt(_HERE, 0),), eq(position(t + 1), _HERE + eta * dp(-_HERE))),
            )
        ),
    ),
    "x_0 = X and x_{t+1} = x_t - eta f'(x_t), where f'(x) = p'(x) for x >= 0 and -p'(-x) below",
    defines=True,
)
ASSUMPTIONS = (ELL_NONNEGATIVE, EXTREMAL, LONG, FLAT, CURVE, LINE, RUN, HORIZON)

_RIGHT = ge(x, 0)
DERIVATIVE = HasDerivative(x, _RIGHT, p(x), dp(x), smooth=True)
SECOND = HasDerivative(x, _RIGHT, dp(x), ddp(x), smooth=False)
CONVEX = ForAll(x, _RIGHT, conj(ge(p(x), 0), ge(ddp(x), 0)))
CLASS = ForAll(x, _RIGHT, le(ddp(x), ell(p(x))))
_BOTH = conj(CONVEX.body, CLASS.body)
REST = conj(eq(p(0), 0), eq(dp(0), 0), ForAll(x, between(0, x, INNER), eq(p(x), 0)))
CYCLE = ForAll(n, UP_TO_T, eq(sp.Abs(position(n)), START))
NEVER = ForAll(n, UP_TO_T, eq(p(sp.Abs(position(n))), gap0))
_NEXT = (integer(n), le(0, n), le(n + 1, T))


def _there(number: sp.Expr) -> Formula:
    return eq(sp.Abs(position(number)), START)


def _lambdas(formulas: tuple[sp.Expr, ...]) -> dict[object, sp.Lambda]:
    return {name: sp.Lambda(x, f) for name, f in zip((v, dv, ddv), formulas, strict=True)}


def _derivatives(
    name: str, formulas: tuple[sp.Expr, ...], guard: Formula, *uses: str
) -> tuple[Step, Step]:
    value, slope, curvature = formulas
    return (
        Step(
            f"{name}_derivative",
            f"The {name} formula has its derivative,",
            HasDerivative(x, guard, value, slope),
            Differentiate(),
            uses,
        ),
        Step(
            f"{name}_second",
            "and that its own.",
            HasDerivative(x, guard, slope, curvature, smooth=False),
            Differentiate(),
            uses,
        ),
    )


_SAME = {u: p, du: dp, ddu: ddp}

PROOF = (
    Step(
        "top",
        "At X the profile has gap Delta_0 and slope h.",
        conj(eq(p(START), gap0), eq(dp(START), h)),
        Decide(),
        (At("curve", {x: START}), "extremal"),
    ),
    *_derivatives("line", _LINE, ge(x, START)),
    Step(
        "from_top",
        "So p is C^{1,1} from X on,",
        None,
        Apply(GLUED_RAY_C11, {a: START, **_SAME, **_lambdas(_LINE)}),
        ("line_derivative", "line_second", "line", "top"),
    ),
    *_derivatives("curve", _CURVE, _ON_RISING, "extremal"),
    Step(
        "curve_foot",
        "V starts from rest where the flat part ends,",
        conj(eq(p(INNER), V(INNER - INNER)), eq(dp(INNER), dV(INNER - INNER))),
        Decide(),
        (At("flat", {x: INNER}), "extremal", "long_step"),
    ),
    Step(
        "from_curve",
        "from X - R on,",
        None,
        Apply(GLUED_PIECE_C11, {a: INNER, b: START, **_SAME, **_lambdas(_CURVE)}),
        ("curve_derivative", "curve_second", "curve", "curve_foot", "from_top"),
    ),
    Step(
        "flat_derivative",
        "The flat part has derivative 0, and that too.",
        HasDerivative(x, between(0, x, INNER), _ZERO, _ZERO),
        Differentiate(),
    ),
    Step(
        "rest",
        "The flat part is at rest.",
        conj(eq(p(0), 0), eq(dp(0), 0)),
        Decide(),
        (At("flat", {x: _ZERO}), "long_step"),
    ),
    Step(
        "everywhere",
        "and from 0 on.",
        None,
        Apply(GLUED_PIECE_C11, {a: _ZERO, b: INNER, **_SAME, **_lambdas(_FLAT)}),
        ("flat_derivative", "flat", "rest", "from_curve"),
    ),
    Step(
        "class_flat",
        "On the flat part 0 <= p'' <= ell(p),",
        _BOTH,
        Decide(),
        ("flat", At("ell_nonnegative", {sym.s: p(x)})),
        (between(0, x, INNER),),
    ),
    Step(
        "class_curve",
        "on the curve p'' = ell(p),",
        _BOTH,
        Decide(),
        (
            "curve",
            At("extremal", {x: x - INNER}),
            At("ell_nonnegative", {sym.s: p(x)}),
        ),
        (_RISING,),
    ),
    Step(
        "high",
        "beyond X the gap is at least Delta_0 >= 0",
        ge(p(x), 0),
        Decide(),
        ("line", At("extremal", {x: R}), "extremal"),
        (gt(x, START),),
    ),
    Step(
        "class_line",
        "and p'' = 0.",
        _BOTH,
        Decide(),
        ("line", "high", At("ell_nonnegative", {sym.s: p(x)})),
        (gt(x, START),),
    ),
    Step(
        "class",
        "Everywhere 0 <= p'' <= ell(p).",
        _BOTH,
        Decide(),
        ("class_flat", "class_curve", "class_line"),
        (_RIGHT,),
    ),
    Step("there_at_0", "The start.", _there(_ZERO), Decide(), ("run", "extremal", "long_step")),
    Step(
        "there_next",
        "A step from X leads to X - eta h = -X, and from -X to X.",
        _there(n + 1),
        Decide(),
        (At("run", {t: n}), "top"),
        (*_NEXT, _there(n)),
    ),
    Step(
        "there", "So for ever.", ForAll(n, UP_TO_T, _there(n)), Induct("there_at_0", "there_next")
    ),
    Step(
        "never",
        "The gap is always Delta_0.",
        NEVER.body,
        Decide(),
        ("there", "top"),
        (UP_TO_T,),
    ),
)


def instance(text: str, conclusion: str, step: sp.Expr | int, **more: int | sp.Rational) -> Witness:
    """Ell = 1: V = x^2/2 up to R = h = 1, gap0 = 1/2; no step is taken (T = 0)."""
    start = sp.sympify(step) / 2
    inner = start - 1
    bend = sp.Max(sp.Min(x, start) - inner, 0)
    values = {R: 1, h: 1, gap0: sp.Rational(1, 2), eta: step, T: 0}
    values |= {real(name): value for name, value in more.items()}
    return Witness(
        text,
        conclusion,
        values={name: sp.sympify(value) for name, value in values.items()},
        functions={
            V: sp.Lambda(x, x**2 / 2),
            dV: sp.Lambda(x, x),
            ddV: sp.Lambda(x, sp.Integer(1)),
            p: sp.Lambda(x, bend**2 / 2 + x - sp.Min(x, start)),
            dp: sp.Lambda(x, bend),
            ddp: sp.Lambda(x, sp.Piecewise((0, x <= inner), (1, x <= start), (0, True))),
            position: sp.Lambda(x, start),
        },
        equality=conclusion == "class",
    )


STATEMENT = Statement(
    id="gd_cycle",
    kind="theorem",
    title="A fixed step of 2 G(Delta_0)/h(Delta_0) or more may never converge",
    source=Source("AIL", "Theorem 4.1", "long steps; for every step there is a function"),
    summary="For eta >= 2 G(Delta_0)/h(Delta_0) there is a convex function of the class, with gap "
    "Delta_0 at distance G(Delta_0) from its minimisers, on which gradient descent with the fixed "
    "step eta goes to and fro between two points of gap Delta_0 for ever.",
    parameters=(ell, V, dV, ddV, R, h, gap0, eta, p, dp, ddp, position, T),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("derivative", DERIVATIVE, "the profile is differentiable"),
        Named("second_derivative", SECOND, "with a Lipschitz slope"),
        Named("convex", CONVEX, "it is convex, and not negative"),
        Named("class", CLASS, "its curvature is what the class allows"),
        Named("rest", REST, "it is 0 and at rest on [0, X - R]: the minimisers"),
        Named("cycle", CYCLE, "the iterates go to and fro"),
        Named("never", NEVER, "so the gap stays Delta_0"),
    ),
    proof=PROOF,
    closes={
        "derivative": ("everywhere",),
        "second_derivative": ("everywhere",),
        "convex": ("class",),
        "class": ("class",),
        "rest": ("rest", "flat"),
        "cycle": ("there",),
        "never": ("never",),
    },
    does_not_claim="That V exists up to Delta_0: it does where G(Delta_0) is finite, that is, for "
    "K0 > 0 or rho < 1. Nor that shorter steps converge.",
    sharp_at=(
        instance(
            "ell = 1, eta = 3: on the curve p'' = 1 = ell(p)", "class", 3, x=sp.Rational(5, 4)
        ),
    ),
    fails_without={
        "ell_nonnegative": "where ell < 0 the extremal function is concave, and so is the profile "
        "(V = 1 - cos x for ell(s) = 1 - s, beyond gap 1)",
        "long_step": instance("ell = 1, eta = 1: p(0) = 1/8, no minimum there", "rest", 1),
    },
)
