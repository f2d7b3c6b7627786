"""The quartic link of Theorem 3: a polynomial that leads from slope s down to slope eps.

Its slope is eps + (s - eps)(3 y^2 - 2 y^3), y = z/lam in [0, 1]. Both ends have curvature 0, the
curvature is at most (3/2)(s - eps)/lam, and it falls by lam (s + eps)/2. It takes the place of one
period of a wave, so its length lam is at least 2 pi s/M.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.logic import ForAll, between, conj, ge, gt, le
from theory.schema import Decide, Differentiate, Enclose, Named, Source, Statement, Step
from theory.theorems.lower_bound.pieces import M, Z, gap0, lam, link, s, theta
from theory.theorems.lower_bound.valley import ZERO, derivatives, takes
from theory.witness import Witness

eps = sym.eps
PIECE = link()
DROP = lam * (s + eps) / 2

POSITIVE = bounds(eps, 0, low_included=False, text="the slope after the link is positive")
STEEPER = Assumption("steeper", le(eps, s), "the waves are at least as steep as the target")
LONG = Assumption(
    "long", conj(gt(lam, 0), le(2 * sp.pi * s, M * lam)), "the link is at least 2 pi s/M long"
)
DEEP = Assumption(
    "link_above", le(lam * s, (1 - theta) * gap0), "the link stays above theta gap0; lower s"
)

INSIDE = between(0, Z, lam)
LEFT = takes(PIECE, ZERO, (gap0 - DROP, eps, ZERO))
RIGHT = takes(PIECE, lam, (gap0, s, ZERO))
CURVATURE = le(sp.Abs(PIECE.curvature), M)
ABOVE = ge(PIECE.value, theta * gap0)
_Y = Z / lam

PROOF = (
    Step("pi_large", "pi > 3.", gt(sp.pi, 3), Enclose()),
    Step(
        "slope",
        "The slope is the derivative of the value,",
        derivatives(PIECE)[0],
        Differentiate(),
        ("long",),
    ),
    Step(
        "second",
        "and the curvature that of the slope.",
        derivatives(PIECE)[1],
        Differentiate(),
        ("long",),
    ),
    Step("left", "At the left end y = 0.", LEFT, Decide(), ("long",)),
    Step("right", "At the right end y = 1.", RIGHT, Decide(), ("long",)),
    Step("unit", "y lies in [0, 1].", between(0, _Y, 1), Decide(), ("long",), (INSIDE,)),
    Step(
        "steepest",
        "6 y (1 - y) <= 3/2, so the curvature is at most (3/2)(s - eps)/lam,",
        conj(ge(PIECE.curvature, 0), le(PIECE.curvature, sp.Rational(3, 2) * (s - eps) / lam)),
        Decide(),
        ("unit", "long", "steeper"),
        (INSIDE,),
    ),
    Step(
        "allowed",
        "and that is less than M.",
        le(sp.Rational(3, 2) * (s - eps) / lam, M),
        Decide(),
        ("long", "steeper", "eps_range", "pi_large"),
    ),
    Step(
        "curvature",
        "So the curvature is at most M.",
        CURVATURE,
        Decide(),
        ("steepest", "allowed", "long"),
        (INSIDE,),
    ),
    Step(
        "quartic",
        "y^3 - y^4/2 >= 0, so the link falls by at most lam (s + eps)/2,",
        ge(PIECE.value, gap0 - DROP),
        Decide(),
        ("unit", "long", "steeper", "eps_range"),
        (INSIDE,),
    ),
    Step(
        "above",
        "which is at most lam s.",
        ABOVE,
        Decide(),
        ("quartic", "long", "steeper", "link_above"),
        (INSIDE,),
    ),
)


def _numbers(text: str, conclusion: str, values: str, *, equality: bool = False) -> Witness:
    """An instance in numbers: eps, s, lam, M, gap0, theta, and where on the link."""
    given = map(sp.Rational, values.split())
    known = dict(zip((eps, s, lam, M, gap0, theta, Z), given, strict=True))
    return Witness(text, conclusion, values=known, equality=equality)


STATEMENT = Statement(
    id="lower_bound_link",
    kind="proposition",
    title="The quartic link of the lower bound",
    source=Source("LW", "Theorem 3", "in place of LW's Lemmas 8 and 9"),
    summary="The quartic with slope eps + (s - eps)(3 y^2 - 2 y^3), y = z/lam, leads from value "
    "gap0 - lam (s + eps)/2 and slope eps to value gap0 and slope s, with curvature 0 at both "
    "ends and at most M between them if lam >= 2 pi s/M.",
    parameters=(eps, s, lam, M, gap0, theta),
    assumptions=(POSITIVE, STEEPER, LONG, DEEP),
    conclusions=(
        Named("derivatives", conj(*derivatives(PIECE))),
        Named("left", LEFT),
        Named("right", RIGHT),
        Named("curvature", ForAll(Z, INSIDE, CURVATURE)),
        Named("above", ForAll(Z, INSIDE, ABOVE)),
    ),
    proof=PROOF,
    closes={
        "derivatives": ("slope", "second", "long"),
        "left": ("left", "long"),
        "right": ("right", "long"),
        "curvature": ("curvature", "long"),
        "above": ("above", "long"),
    },
    sharp_at=(
        _numbers(
            "s = eps = 1, lam = 1: a straight piece, as deep as allowed",
            "above",
            "1 1 1 7 2 1/2 0",
            equality=True,
        ),
    ),
    fails_without={
        "eps_range": _numbers(
            "eps = -10, s = 1, lam = 1, M = 7: at y = 1/2 the curvature is 33/2",
            "curvature",
            "-10 1 1 7 4 1/2 1/2",
        ),
        "steeper": _numbers(
            "eps = 9, s = 1, lam = 1, M = 7: at y = 1/2 the curvature is -12",
            "curvature",
            "9 1 1 7 2 1/2 1/2",
        ),
        "long": _numbers(
            "eps = 1, s = 10, lam = 1, M = 7: at y = 1/2 the curvature is 27/2",
            "curvature",
            "1 10 1 7 20 1/2 1/2",
        ),
        "link_above": _numbers(
            "eps = s = 1, lam = 1, gap0 = 1, theta = 1/2: the link falls from 1 to 0",
            "above",
            "1 1 1 7 1 1/2 0",
        ),
    },
)
