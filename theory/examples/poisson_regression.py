"""Poisson regression is (1, K0, K)-smooth, and not L-smooth for any L.

f(w) = mean_i l_i(x_i.w) with l(z) = e^z - y z and counts y >= 0. The curvature along x_i is e^z,
and for every b > 1

    e^z <= b y ln(b/(b-1)) + b (l(z) - l*),      l* = inf l = y - y ln y  (0 at y = 0).

Averaged, with X = max ||x_i||: K = b X^2 and K0 = X^2 b (ln(b/(b-1)) mean y + f* - mean l_i*).
A larger f* makes K0 larger, so an upper bound of f* gives a safe K0.

Proof. For y > 0 put x = (b-1) e^z/(b y); the two sides differ by b y (x - 1 - ln x) >= 0.
For y = 0 it is (b-1) e^z > 0. Sum over i, and ||hess f|| <= X^2 mean e^(x_i.w).
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import integer
from theory.logic import ForAll, Formula, Implies, conj, eq, function, ge, gt, le, real
from theory.rules.integers import FINITE_SUM, a, count, i, n, total
from theory.rules.logarithms import EXPONENTIAL, LOGARITHM, LOGARITHM_OF_PRODUCT, t, x, y
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.witness import Witness

b = sym.b
z, counts, least = function("z"), function("y"), function("least")
N, X2, H, f_star, k = real("N"), real("X2"), real("H"), real("f_star"), real("k")
"""N samples; X2 = max ||x_i||^2; H = ||hess f(w)||; f_star >= f* ; k is a sample."""

SPLIT = sp.log(b / (b - 1))


def loss(log_mean: sp.Expr, observed: sp.Expr) -> sp.Expr:
    """The loss of one sample, e^z - y z.

    >>> loss(sp.Integer(0), sp.Integer(3))
    1
    """
    return sp.exp(log_mean) - observed * log_mean


def least_loss(observed: sp.Expr) -> sp.Expr:
    """The smallest loss of one sample with y > 0: y - y ln y.

    >>> least_loss(sp.Integer(1))
    1
    """
    return observed - observed * sp.log(observed)


def K0(mean_count: sp.Expr, gap_of_means: sp.Expr, largest_square: sp.Expr) -> sp.Expr:
    """K0 = X^2 b (ln(b/(b-1)) mean y + f* - mean l_i*).

    >>> K0(sp.Integer(1), sp.Integer(0), sp.Integer(1)).subs(b, 2)
    2*log(2)
    """
    return largest_square * b * (SPLIT * mean_count + gap_of_means)


def K(largest_square: sp.Expr) -> sp.Expr:
    """K = b X^2.

    >>> K(sp.Integer(5))
    5*b
    """
    return b * largest_square


_SAMPLE = conj(integer(k), ge(k, 0), le(k, N - 1))
_Z, _Y = z(k), counts(k)
_RIGHT = b * _Y * SPLIT + b * (loss(_Z, _Y) - least(k))
_POINT = (b - 1) * sp.exp(_Z) / (b * _Y)

PARAMETER = bounds(b, 1, low_included=False, text="the split parameter is larger than 1")
COUNTS = Assumption("counts", ForAll(k, _SAMPLE, ge(_Y, 0)), "the counts are not negative")
LEAST = Assumption(
    "least",
    ForAll(
        k,
        _SAMPLE,
        conj(
            Implies(eq(_Y, 0), eq(least(k), 0)),
            Implies(gt(_Y, 0), eq(least(k), least_loss(_Y))),
        ),
    ),
    "least(k) is the smallest loss of sample k",
    defines=True,
)
SAMPLES = Assumption(
    "samples", conj(integer(N), ge(N, 1)), "there is at least one sample", defines=True
)
HESSIAN = Assumption(
    "hessian",
    conj(ge(X2, 0), le(N * H, X2 * total(sp.exp(z(i)), i, N))),
    "H = ||hess f(w)|| is at most X^2 times the mean of e^(x_i.w): the Hessian is "
    "mean e^(x_i.w) x_i x_i' and ||x_i|| <= X",
)
ASSUMPTIONS = (PARAMETER, COUNTS, LEAST, SAMPLES, HESSIAN)

_MEAN_COUNT = total(counts(i), i, N) / N
_MEAN_LEAST = total(least(i), i, N) / N
_LOSS = total(loss(z(i), counts(i)), i, N) / N
BOUND = le(H, K0(_MEAN_COUNT, f_star - _MEAN_LEAST, X2) + K(X2) * (_LOSS - f_star))


def _summed(number: sp.Expr) -> Formula:
    means = total(sp.exp(z(i)), i, number)
    right = b * SPLIT * total(counts(i), i, number)
    right += b * (total(loss(z(i), counts(i)), i, number) - total(least(i), i, number))
    return le(means, right)


_ZERO = sp.Integer(0)
_NEXT = (integer(n), le(0, n), le(n + 1, N))
_COUNTED = gt(_Y, 0)

PROOF = (
    Step("mean", "e^z > 0.", None, Apply(EXPONENTIAL, {t: _Z})),
    Step(
        "point",
        "x = (b-1) e^z/(b y) is positive.",
        conj(gt(_POINT, 0), gt((b - 1) / (b * _Y), 0), gt((b - 1) / b, 0), gt(b / (b - 1), 0)),
        Decide(),
        ("mean", "b_range"),
        (_COUNTED,),
    ),
    Step(
        "tangent",
        "ln x <= x - 1.",
        None,
        Apply(LOGARITHM, {x: _POINT}),
        ("point",),
        (_COUNTED,),
    ),
    Step(
        "split_mean",
        "ln x = z + ln((b-1)/(b y)),",
        None,
        Apply(LOGARITHM_OF_PRODUCT, {x: (b - 1) / (b * _Y), y: sp.exp(_Z)}),
        ("mean", "b_range"),
        (_COUNTED,),
    ),
    Step(
        "split_count",
        "where ln((b-1)/(b y)) + ln y = ln((b-1)/b)",
        None,
        Apply(LOGARITHM_OF_PRODUCT, {x: (b - 1) / (b * _Y), y: _Y}),
        ("b_range",),
        (_COUNTED,),
    ),
    Step(
        "split_inverse",
        "and ln((b-1)/b) = -ln(b/(b-1)).",
        None,
        Apply(LOGARITHM_OF_PRODUCT, {x: (b - 1) / b, y: b / (b - 1)}),
        ("b_range",),
        (_COUNTED,),
    ),
    Step(
        "scaled",
        "Multiplied by b y: (b-1) e^z >= b y (1 + ln x).",
        ge((b - 1) * sp.exp(_Z), b * _Y * (1 + sp.log(_POINT))),
        Decide(),
        ("tangent", "point", "b_range"),
        (_COUNTED,),
    ),
    Step(
        "counted",
        "So the inequality holds for y > 0,",
        le(sp.exp(_Z), _RIGHT),
        Decide(),
        ("scaled", "split_mean", "split_count", "split_inverse", "least", "point"),
        (_SAMPLE, _COUNTED),
    ),
    Step(
        "uncounted",
        "and for y = 0, where the right side is b e^z.",
        le(sp.exp(_Z), _RIGHT),
        Decide(),
        ("mean", "least", "b_range"),
        (_SAMPLE, eq(_Y, 0)),
    ),
    Step(
        "sample",
        "For every sample: e^z <= b y ln(b/(b-1)) + b (l - l*).",
        le(sp.exp(_Z), _RIGHT),
        Decide(),
        ("counted", "uncounted", "counts", "b_range"),
        (_SAMPLE,),
    ),
    *(
        Step(
            f"sum_{name}",
            f"Partial sums of {words}.",
            None,
            Apply(FINITE_SUM, {a: sp.Lambda(i, term), count: N}),
        )
        for name, words, term in (
            ("means", "e^z", sp.exp(z(i))),
            ("counts", "y", counts(i)),
            ("losses", "l", loss(z(i), counts(i))),
            ("least", "l*", least(i)),
        )
    ),
    Step(
        "summed_at_0",
        "Empty sums are 0.",
        _summed(_ZERO),
        Decide(),
        ("sum_means.empty", "sum_counts.empty", "sum_losses.empty", "sum_least.empty", "b_range"),
    ),
    Step(
        "summed_next",
        "One more sample.",
        _summed(n + 1),
        Decide(),
        (
            "sum_means.next",
            "sum_counts.next",
            "sum_losses.next",
            "sum_least.next",
            At("sample", {k: n}),
            "b_range",
        ),
        (*_NEXT, _summed(n)),
    ),
    Step(
        "summed",
        "The inequality, summed over the samples.",
        ForAll(n, conj(integer(n), le(0, n), le(n, N)), _summed(n)),
        Induct("summed_at_0", "summed_next"),
        ("b_range",),
    ),
    Step(
        "curvature",
        "With the bound on the Hessian this is the claim times N.",
        le(
            N * H,
            X2
            * (
                b * SPLIT * total(counts(i), i, N)
                + b * (total(loss(z(i), counts(i)), i, N) - total(least(i), i, N))
            ),
        ),
        Decide(),
        (At("summed", {n: N}), "samples", "hessian", "b_range"),
    ),
    Step(
        "bound",
        "Divide by N; f* cancels between K0 and K (f - f*).",
        BOUND,
        Decide(),
        ("curvature", "samples", "b_range"),
    ),
)

STATEMENT = Statement(
    id="poisson_regression",
    kind="example",
    title="Poisson regression is (1, K0, K)-smooth",
    source=Source("warmproof", "Example 6"),
    summary="||hess f(w)|| <= K0 + K (f(w) - f*) with K = b X^2 and K0 = X^2 b (ln(b/(b-1)) "
    "mean y + f* - mean l_i*), for every b > 1.",
    parameters=(b, z, counts, least, N, X2, H, f_star),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("bound", BOUND),),
    proof=PROOF,
    closes={"bound": ("bound", "samples", "b_range")},
    sharp_at=(
        Witness(
            "one sample with x = 1, y = 1, b = 2, at e^z = 2: 2 = 2",
            "bound",
            values={
                b: sp.Integer(2),
                N: sp.Integer(1),
                X2: sp.Integer(1),
                H: sp.Integer(2),
                f_star: sp.Integer(1),
            },
            functions={
                z: sp.Lambda(i, sp.log(2)),
                counts: sp.Lambda(i, sp.Integer(1)),
                least: sp.Lambda(i, sp.Integer(1)),
            },
            equality=True,
        ),
    ),
    fails_without={
        "b_range": "ln(b/(b-1)) needs b > 1",
        "counts": "ln y needs y >= 0; for y < 0 the loss has no lower bound",
        "hessian": Witness(
            "one sample as in the sharp instance, but with a Hessian of norm 3: 3 > 2",
            "bound",
            values={
                b: sp.Integer(2),
                N: sp.Integer(1),
                X2: sp.Integer(1),
                H: sp.Integer(3),
                f_star: sp.Integer(1),
            },
            functions={
                z: sp.Lambda(i, sp.log(2)),
                counts: sp.Lambda(i, sp.Integer(1)),
                least: sp.Lambda(i, sp.Integer(1)),
            },
        ),
    },
    does_not_claim="That f is L-smooth for some L: e^z has no bound.",
)
