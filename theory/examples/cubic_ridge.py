"""From a bound in ||w||^2 to the class: what Examples 2 and 3 have in common.

Both losses are F = ln(2)/2 + ln(1 + e^-p)/2 + ||w||^2/2 with a polynomial p(w). With S = ||w||^2
and gap = F - F* it holds that S <= 2 gap + ln 2, since F* <= F(0) = ln 2, and their Hessian norm
is at most 1 + A S^3 + B S. Either power of S can be split:

    K0 = 1 + 4 A c^3 + B c + 4 B/3,              K = 32 A + 2 B/3        (small K)
    K0 = 1 + 4 (A + B/3) c^3 + 2 B/3,            K = 32 (A + B/3)        (small K0),   c = ln 2.

Proof. (2 gap + c)^3 <= 32 gap^3 + 4 c^3, and 3 x <= x^3 + 2 for x >= 0.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.logic import Formula, conj, ge, le, real
from theory.schema import Decide, Named, Source, Statement, Step
from theory.witness import Witness

S, H, A, B, c = real("S"), real("H"), real("A"), real("B"), real("c0")
"""S = ||w||^2, H = ||hess F(w)||, its coefficients, and c0 = 2 F* - ln 2 or more."""

gap = sym.gap


def small_K(A: sp.Expr, B: sp.Expr, c: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """(K0, K) with the smaller K.

    >>> small_K(sp.Integer(1), sp.Integer(3), sp.Integer(0))
    (5, 34)
    """
    return 1 + 4 * A * c**3 + B * c + 4 * B / 3, 32 * A + 2 * B / 3


def small_K0(A: sp.Expr, B: sp.Expr, c: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """(K0, K) with the smaller K0.

    >>> small_K0(sp.Integer(1), sp.Integer(3), sp.Integer(0))
    (3, 64)
    """
    return 1 + 4 * (A + B / 3) * c**3 + 2 * B / 3, 32 * (A + B / 3)


def member(constants: tuple[sp.Expr, sp.Expr], hessian: sp.Expr = H, gap: sp.Expr = gap) -> Formula:
    """The curvature bound of Definition 1 with rho = 3."""
    K0, K = constants
    return le(hessian, K0 + K * gap**3)


ASSUMPTIONS = (
    bounds(A, 0, text="the coefficient of S^3 is not negative"),
    bounds(B, 0, text="the coefficient of S is not negative"),
    Assumption("gap", ge(gap, 0), "a gap is not negative", defines=True),
    Assumption(
        "norm", conj(ge(S, 0), le(S, 2 * gap + c)), "the ridge bounds the squared norm by the gap"
    ),
    Assumption("hessian", le(H, 1 + A * S**3 + B * S), "a bound of the Hessian in S = ||w||^2"),
)

PROOF = (
    Step(
        "cube",
        "S^3 <= (2 gap + c)^3 <= 32 gap^3 + 4 c^3: the rest is 3 (2 gap + c)(2 gap - c)^2.",
        le(S**3, 32 * gap**3 + 4 * c**3),
        Decide(),
        ("norm",),
    ),
    Step(
        "line",
        "3 gap <= gap^3 + 2: the difference is (gap - 1)^2 (gap + 2).",
        le(3 * gap, gap**3 + 2),
        Decide(),
        ("gap",),
    ),
    Step(
        "line_in_S",
        "Likewise 3 S <= S^3 + 2.",
        le(3 * S, S**3 + 2),
        Decide(),
        ("norm",),
    ),
    Step(
        "cubic",
        "The cubic term.",
        le(A * S**3, A * (32 * gap**3 + 4 * c**3)),
        Decide(),
        ("cube", "A_range"),
    ),
    Step(
        "linear",
        "The linear term, by the gap,",
        le(B * S, B * (2 * gap**3 / 3 + sp.Rational(4, 3) + c)),
        Decide(),
        ("norm", "line", "B_range"),
    ),
    Step(
        "linear_in_S",
        "or by the cubic term.",
        le(B * S, B * (32 * gap**3 + 4 * c**3 + 2) / 3),
        Decide(),
        ("cube", "line_in_S", "B_range"),
    ),
    Step(
        "small_K",
        "Added up.",
        member(small_K(A, B, c)),
        Decide(),
        ("hessian", "cubic", "linear"),
    ),
    Step(
        "small_K0",
        "Added up.",
        member(small_K0(A, B, c)),
        Decide(),
        ("hessian", "cubic", "linear_in_S"),
    ),
)


def _instance(text: str, *, equality: bool = False, **changed: int) -> Witness:
    at: dict[str, int] = {"A": 0, "B": 0, "c0": 0, "gap": 1, "S": 2, "H": 1, **changed}
    symbols = {"A": A, "B": B, "c0": c, "gap": gap, "S": S, "H": H}
    return Witness(
        text,
        "small_K",
        values={symbols[name]: sp.Integer(value) for name, value in at.items()},
        equality=equality,
    )


STATEMENT = Statement(
    id="cubic_ridge",
    kind="proposition",
    title="A Hessian bound cubic in ||w||^2 under a ridge is (3, K0, K)-smoothness",
    source=Source("warmproof", "for LW, Examples 2 and 3"),
    summary="If ||w||^2 <= 2 gap + c and ||hess F|| <= 1 + A ||w||^6 + B ||w||^2 then "
    "||hess F|| <= K0 + K gap^3, with small K or with small K0.",
    parameters=(gap, S, H, A, B, c),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("small_K", member(small_K(A, B, c))),
        Named("small_K0", member(small_K0(A, B, c))),
    ),
    proof=PROOF,
    closes={"small_K": ("small_K",), "small_K0": ("small_K0",)},
    sharp_at=(_instance("A = 0, B = 3 at gap 1: 1 + 3 * 2 = 5 + 2", equality=True, B=3, H=7),),
    fails_without={
        "A_range": _instance("A = -1: 1 - 1 > 1 - 32 at S = 1", A=-1, S=1, H=0),
        "B_range": _instance("B = -3 at S = 0: 1 > -5", B=-3, S=0),
        "norm": _instance("S = 10 at gap 1, B = 3: 31 > 7", B=3, S=10, H=31),
        "hessian": _instance("H = 8 > 7 with B = 3", B=3, H=8),
    },
)
