"""What warm-up gains for SGD: the mean along the run takes the place of the worst value.

If no gap and no level of the run exceeds H then

    mean_t sqrt(L_t (A Delta_t + C))  <=  sqrt(L_H (A H + C)),
    L_t = ell(beta level_t),   L_H = ell(beta H),

and "<" holds as soon as one step lies below. The left side stands in the main term of the bound for
the warm-up (``sgd_rate``), the right side with H = 2 Delta_0 in that for the constant step
(``sgd_rate_constant``). How much smaller a mean can be is told by ``decaying_gap_slow``,
``decaying_gap_critical`` and ``decaying_gap_fast``: where the gap falls like 1/sqrt(t + 1), the
mean of its power rho/2 falls like T^(-rho/4)/(1 - rho/4), ln(T)/T and zeta(rho/4)/T.

Proof. ell is nondecreasing, so no term of the mean exceeds the worst value.

Source: LW, the comparison after Theorem 5.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import ELL_NONDECREASING, ELL_NONNEGATIVE
from theory.definitions.ell_smooth import a as low
from theory.definitions.ell_smooth import b as high
from theory.definitions.run import IN_RUN, Delta, T, in_run, t
from theory.definitions.sgd_step_size import largest_curvature
from theory.lemmas import mean_below_worst
from theory.lemmas.local_descent_level import BETA
from theory.lemmas.mean_below_worst import INDEX, q, worst
from theory.lemmas.sgd_rate import GAP, HORIZON, LEVEL, ROOT, ROOTS, L
from theory.lemmas.sgd_step.setting import NOISE_CONSTANTS
from theory.lemmas.sum_bound import first
from theory.logic import Implies, conj, ge, gt, le, lt, real
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step, Use
from theory.witness import S, Witness

A, C, beta = sym.A, sym.C, sym.beta
H = real("H")

NOISE_AT_GAP = tuple(a for a in NOISE_CONSTANTS if a.name in ("A_range", "C_range"))
BELOW = Assumption(
    "below",
    in_run(conj(ge(GAP, 0), le(GAP, H), gt(LEVEL, 0), le(LEVEL, H))),
    "no gap and no level exceeds H",
)
ASSUMPTIONS = (ELL_NONNEGATIVE, ELL_NONDECREASING, BETA, *NOISE_AT_GAP, HORIZON, BELOW, INDEX)

L_TOP = largest_curvature(H, sym.ell)
WORST = sp.sqrt(L_TOP * (A * H + C))
MEAN = le(ROOTS, T * WORST)
STRICT = Implies(lt(ROOT.subs(t, q), WORST), lt(ROOTS, T * WORST))

_MEANING: tuple[Use, ...] = (
    "product",
    At("product", {t: q}),
    "below",
    At("below", {t: q}),
    "beta_range",
)
"""What makes every root mean something, that of the step q too."""

PROOF = (
    Step(
        "nonnegative",
        "No curvature is negative,",
        ge(L, 0),
        Decide(),
        (At("ell_nonnegative", {sym.s: beta * LEVEL}), "below", "beta_range"),
        (IN_RUN,),
    ),
    Step(
        "curvature",
        "and none exceeds that at H, since ell is nondecreasing,",
        le(L, L_TOP),
        Decide(),
        (
            At("ell_nondecreasing", {low: beta * LEVEL, high: beta * H}),
            "below",
            "beta_range",
        ),
        (IN_RUN,),
    ),
    Step(
        "noise",
        "nor does the noise bound;",
        conj(ge(A * GAP + C, 0), le(A * GAP + C, A * H + C)),
        Decide(),
        ("below", "A_range", "C_range"),
        (IN_RUN,),
    ),
    Step(
        "product",
        "so neither does their product.",
        conj(ge(L * (A * GAP + C), 0), le(L * (A * GAP + C), L_TOP * (A * H + C))),
        Decide(),
        ("nonnegative", "curvature", "noise", "below", "beta_range"),
        (IN_RUN,),
    ),
    Step(
        "mean",
        "So the mean does not, and is smaller if one term is.",
        None,
        Apply(mean_below_worst.STATEMENT, {first: sp.Lambda(t, ROOT), worst: WORST}),
        ("horizon", "index", *_MEANING),
    ),
)


def _run(
    text: str,
    conclusion: str,
    *,
    gaps: sp.Expr = sp.Integer(1),
    levels: sp.Expr = sp.Integer(1),
    A_value: int = 1,
    C_value: int = 0,
    factor: int = 2,
    **fields: Any,
) -> Witness:
    """Two steps with H = 1, gaps and levels as expressions in S at S = 0 and 1; ell = 1."""
    return Witness(
        text,
        conclusion,
        values={
            T: sp.Integer(2),
            H: sp.Integer(1),
            q: sp.Integer(1),
            A: sp.Integer(A_value),
            C: sp.Integer(C_value),
            beta: sp.Integer(factor),
        },
        functions={Delta: sp.Lambda(S, gaps), sym.level_at: sp.Lambda(S, levels)},
        **fields,
    )


_HALF = sp.Rational(1, 2)

STATEMENT = Statement(
    id="sgd_mean_against_worst",
    kind="theorem",
    title="The main term of SGD: the mean along the run against the worst value",
    source=Source("LW", "Theorems 4 to 7", "what the warm-up gains over the constant step"),
    summary="If no gap and no level exceeds H, the mean of sqrt(L_t (A gap_t + C)) is at most "
    "sqrt(L_H (A H + C)), and smaller as soon as one step's root is. For gaps that fall like "
    "1/sqrt(t + 1) see decaying_gap_slow, decaying_gap_critical and decaying_gap_fast.",
    parameters=(sym.ell, A, C, beta, H, Delta, sym.level_at, q, T),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("mean", MEAN), Named("strict", STRICT)),
    proof=PROOF,
    closes={
        "mean": ("mean.at_most", "index", *_MEANING),
        "strict": ("mean.strict", "index", *_MEANING),
    },
    sharp_at=(
        _run("gaps and levels always at H: 1 + 1 = 2", "mean", equality=True),
        _run(
            "ell = 1 and A = 0, whatever the gaps: 1 + 1 = 2",
            "mean",
            gaps=sp.Integer(0),
            levels=_HALF,
            A_value=0,
            C_value=1,
            equality=True,
        ),
    ),
    fails_without={
        "ell_nonnegative": "the roots need products that are not negative",
        "ell_nondecreasing": _run(
            "ell(s) = exp(-s) at level 1/2 under H = 1: exp(-1/2) > exp(-1)",
            "mean",
            levels=_HALF,
            ell=sp.Lambda(S, sp.exp(-S)),
        ),
        "beta_range": "for beta < 0 ell would be read at negative gaps; for 0 <= beta <= 1 the "
        "conclusion holds too",
        "A_range": _run(
            "A = -1 and C = 1 at gap 0: 1 + 1 > 0",
            "mean",
            gaps=sp.Integer(0),
            A_value=-1,
            C_value=1,
        ),
        "C_range": "the roots need products that are not negative",
        "below": _run("gaps of 4 above H = 1: 2 + 2 > 2", "mean", gaps=sp.Integer(4)),
    },
    does_not_claim="That the two bounds compare in all their terms: it speaks of the main term, "
    "which alone falls like 1/sqrt(T) times a mean.",
)
