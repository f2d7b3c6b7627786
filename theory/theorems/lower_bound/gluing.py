"""Steps that glue pieces together: shared by the theorems of this folder.

The function f with slope df and curvature ddf is defined by formulas on intervals that are open on
the left and closed on the right, from the right end of the line to the left.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.assumptions import Assumption
from theory.logic import (
    TRUE,
    ForAll,
    Formula,
    HasDerivative,
    conj,
    eq,
    function,
    ge,
    gt,
    le,
    lt,
    real,
)
from theory.rules import gluing
from theory.schema import Apply, Differentiate, Step, Use
from theory.theorems.lower_bound.pieces import Piece

x = real("x")
f, df, ddf = function("f"), function("df"), function("ddf")


@dataclass(frozen=True)
class Placed:
    """A piece at its place: formulas in x, on left < x <= right (None: no end there).

    Attributes:
        name: of its steps.
        value: the function.
        slope: its derivative.
        curvature: its second derivative.
        left: left end.
        right: right end.
    """

    name: str
    value: sp.Expr
    slope: sp.Expr
    curvature: sp.Expr
    left: sp.Expr | None
    right: sp.Expr | None

    @property
    def guard(self) -> Formula:
        """Where the formulas hold."""
        ends: list[Formula] = []
        if self.left is not None:
            ends.append(gt(x, self.left) if self.right is None else lt(self.left, x))
        if self.right is not None:
            ends.append(le(x, self.right))
        return conj(*ends)

    @property
    def definition(self) -> ForAll:
        """F, f' and f'' are given by the formulas there."""
        return ForAll(x, self.guard, self.equations)

    @property
    def equations(self) -> Formula:
        """F, f' and f'' at x are the formulas."""
        return conj(eq(f(x), self.value), eq(df(x), self.slope), eq(ddf(x), self.curvature))


def place(name: str, piece: Piece, origin: sp.Expr, ends: tuple[sp.Expr | None, ...]) -> Placed:
    """Put a piece so that its coordinate 0 lies at ``origin``."""
    return Placed(name, *piece.at(x - origin), *ends)


def takes(at: sp.Expr, value: sp.Expr, slope: sp.Expr, curvature: sp.Expr) -> Formula:
    """Value, slope and curvature of the function at a point."""
    return conj(eq(f(at), value), eq(df(at), slope), eq(ddf(at), curvature))


def passes(at: sp.Expr, value: sp.Expr, slope: sp.Expr) -> Formula:
    """Value and slope at a point; the curvature may jump there."""
    return conj(eq(f(at), value), eq(df(at), slope))


def definitions(*texts: tuple[Placed, str]) -> tuple[Assumption, ...]:
    """That f is given by the formulas of each piece, with words for a reader."""
    return tuple(
        Assumption(f"{piece.name}_piece", piece.definition, text, defines=True)
        for piece, text in texts
    )


def twice_differentiable(guard: Formula, *, smooth: bool = True) -> tuple[Formula, Formula]:
    """On an interval df is the derivative of f, and ddf that of df (C^{1,1}: almost everywhere)."""
    return (
        HasDerivative(x, guard, f(x), df(x), smooth=True),
        HasDerivative(x, guard, df(x), ddf(x), smooth=smooth),
    )


def slopes(
    piece: Placed,
    uses: tuple[Use, ...] = (),
    curvature_uses: tuple[Use, ...] | None = None,
    under: tuple[Formula, ...] = (),
) -> tuple[Step, Step]:
    """The formulas are derivatives of each other, on the whole line.

    Args:
        piece: whose formulas.
        uses: what shows that they are defined.
        curvature_uses: what shows it for slope and curvature, where that is less.
        under: local hypotheses.
    """
    return (
        Step(
            f"{piece.name}_slope",
            "The slope is the derivative of the formula,",
            HasDerivative(x, TRUE, piece.value, piece.slope),
            Differentiate(),
            uses,
            under,
        ),
        Step(
            f"{piece.name}_second",
            "and the curvature that of the slope.",
            HasDerivative(x, TRUE, piece.slope, piece.curvature),
            Differentiate(),
            uses if curvature_uses is None else curvature_uses,
            under,
        ),
    )


def glued(
    piece: Placed,
    text: str,
    uses: tuple[Use, ...],
    under: tuple[Formula, ...] = (),
    *,
    smooth: bool = True,
) -> Step:
    """Glue a piece to what lies to its right."""
    rules = gluing.SMOOTH_RULES if smooth else gluing.LIPSCHITZ_RULES
    by = Apply(
        rules[0 if piece.right is None else 2 if piece.left is None else 1],
        {
            **({} if piece.left is None else {gluing.a: piece.left}),
            **({} if piece.right is None else {gluing.b: piece.right}),
            gluing.u: f,
            gluing.du: df,
            gluing.ddu: ddf,
            gluing.v: sp.Lambda(x, piece.value),
            gluing.dv: sp.Lambda(x, piece.slope),
            gluing.ddv: sp.Lambda(x, piece.curvature),
        },
    )
    return Step(f"{piece.name}_glued", text, None, by, uses, under)


def added(
    piece: Placed,
    text: str,
    joint: tuple[Use, ...],
    defined: tuple[Use, ...] = (),
    curvature_defined: tuple[Use, ...] | None = None,
    *,
    smooth: bool = True,
) -> tuple[Step, ...]:
    """Glue a piece with a definition of its own to what lies to its right.

    Args:
        piece: the piece.
        text: of the step that glues it.
        joint: what holds at its left end, and that f is twice differentiable right of it.
        defined: what shows that the formulas are defined.
        curvature_defined: what shows it for slope and curvature, where that is less.
        smooth: C^2, or C^{1,1}.
    """
    own = tuple(f"{piece.name}_{part}" for part in ("slope", "second", "piece"))
    return (
        *slopes(piece, defined, curvature_defined),
        glued(piece, text, (*own, *joint, *defined), smooth=smooth),
    )


def from_node(node: sp.Expr, *, smooth: bool = True) -> tuple[Formula, Formula]:
    """Twice differentiable to the right of a point."""
    return twice_differentiable(ge(x, node), smooth=smooth)
