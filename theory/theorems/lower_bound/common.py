"""Steps that all theorems of this folder share: signs, indices, and how facts spread over nodes."""

from __future__ import annotations

import sympy as sp

from theory.definitions.ell_smooth import a as low
from theory.definitions.ell_smooth import b as high
from theory.definitions.run import integer, n
from theory.logic import ForAll, Formula, conj, ge, gt, le
from theory.rules.integers import SUCCESSOR, ZERO_INTEGER
from theory.rules.integers import n as index
from theory.schema import Apply, At, Decide, Induct, Step, Use
from theory.theorems.lower_bound.gluing import ddf, f, from_node, x
from theory.theorems.lower_bound.iterates import START, node
from theory.theorems.lower_bound.pieces import M, gap0, theta
from theory.theorems.lower_bound.setting import ZERO, member

CONSTANT_STEPS = (
    Step(
        "gap_positive", "gap0 > 0.", gt(gap0, 0), Decide(), ("eps_range", "valley_fits", "K0_range")
    ),
    Step(
        "M_positive",
        "M >= K0 > 0.",
        gt(M, 0),
        Decide(),
        (
            "M",
            At("ell_nondecreasing", {low: ZERO, high: theta * gap0}),
            "ell_at_zero",
            "K0_range",
            "gap_positive",
            "theta_range",
        ),
    ),
    Step("zero", "0 is an index.", None, Apply(ZERO_INTEGER)),
    Step(
        "next_index", "n + 1 is an integer.", None, Apply(SUCCESSOR, {index: n}), (), (integer(n),)
    ),
)
"""Signs of the constants, and that 0 and n + 1 are integers."""

HIGH = conj(ge(f(x), theta * gap0), le(sp.Abs(ddf(x)), M))
"""At x the value is at least theta gap0 and the curvature at most M."""

FROM_ZERO: tuple[Use, ...] = (
    At("ell_nondecreasing", {low: ZERO, high: f(x)}),
    "ell_at_zero",
    "K0_range",
)
"""Where f >= 0 the curvature K0 = ell(0) is allowed."""


def nodes_glued(
    first: str, onward: str, nodes: Formula, *, smooth: bool = True
) -> tuple[Step, Step]:
    """Twice differentiable from x_0 on, hence from every node on.

    Args:
        first: the step that glued the piece at node 0.
        onward: the step that leads from node n to node n + 1.
        nodes: the range of n.
        smooth: C^2, or C^{1,1}.
    """
    return (
        Step(
            "start_glued",
            "from x_0 on",
            conj(*from_node(node(START), smooth=smooth)),
            Decide(),
            (first,),
        ),
        Step(
            "nodes_glued",
            "by induction from every node on.",
            ForAll(n, nodes, conj(*from_node(node(n), smooth=smooth))),
            Induct("start_glued", onward),
        ),
    )


def high_member(name: str, uses: tuple[Use, ...], under: tuple[Formula, ...]) -> Step:
    """Membership where the value is high; ``uses`` show ``HIGH``."""
    return Step(
        name,
        "There ell(f) >= ell(theta gap0) = M.",
        member(),
        Decide(),
        (
            *uses,
            At("ell_nondecreasing", {low: theta * gap0, high: f(x)}),
            "M",
            "gap_positive",
            "theta_range",
        ),
        under,
    )
