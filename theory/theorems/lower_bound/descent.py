"""The run of Theorem 3: gradient descent visits the nodes, then goes slowly down to the valley."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.definitions.run import integer, n, t
from theory.logic import TRUE, ForAll, Formula, Implies, conj, eq, le
from theory.schema import Apply, At, Decide, Named, Step, Use
from theory.theorems.lower_bound import iterates
from theory.theorems.lower_bound.gluing import df, f, passes, twice_differentiable, x
from theory.theorems.lower_bound.ground import Ground
from theory.theorems.lower_bound.iterates import T, etas, node, x_at
from theory.theorems.lower_bound.pieces import M, Variant, gap0, s
from theory.theorems.lower_bound.schedule import short_steps
from theory.theorems.lower_bound.setting import ZERO, eps, member

_WORDS = {eps: "eps", s: "s"}


@dataclass(frozen=True)
class Descent:
    """A run over waves and then down the straight piece.

    Attributes:
        variant: it sets the threshold between long and short steps.
        ground: the straight piece and the valley.
        first_short: the index of the first short step; its node is the foot of the ground.
        last_node: the last node at which the slope is that of the waves.
        slope: of the waves at the nodes.
        top: a bound below the value at the foot.
    """

    variant: Variant
    ground: Ground
    first_short: sp.Expr
    last_node: sp.Expr
    slope: sp.Expr = eps
    top: sp.Expr = gap0

    @property
    def _nodes(self) -> tuple[Formula, ...]:
        return (integer(n), le(0, n), le(n, self.last_node))

    @property
    def _late(self) -> tuple[Formula, ...]:
        return (integer(n), le(0, n), le(n, T - self.first_short))

    @property
    def slowly(self) -> Formula:
        """That n short steps do not use up the straight piece."""
        reach = self.variant.per_curvature * eps**2
        return le(n * reach, (self.top - self.ground.height) * M)

    @property
    def _on_node(self) -> Formula:
        return passes(x_at(n), gap0, self.slope)

    @property
    def _slow(self) -> Formula:
        return eq(df(x_at(self.first_short + n)), eps)

    def steps(
        self, index: tuple[str, ...] = ("tau",), long_enough: tuple[Use, ...] = ()
    ) -> tuple[Step, ...]:
        """The steps from the pieces to the run.

        Args:
            index: what shows that ``first_short`` is an integer, not negative, with a short step.
            long_enough: what shows, beside ``nodes``, that the straight piece is long enough.
        """
        foot, rim = self.ground.foot, self.ground.rim
        threshold = self.variant.step_threshold
        return (
            *short_steps(self.variant, self.first_short, index),
            Step(
                "straight_slopes",
                "From the rim of the valley to the last node the slope is eps.",
                eq(df(x), eps),
                Decide(),
                ("straight_piece", "rim", "K0_range"),
                (le(rim, x), le(x, foot)),
            ),
            Step(
                "over_waves",
                "The nodes are one step apart.",
                conj(
                    eq(node(t), node(t + 1) + etas(t) * self.slope),
                    eq(df(node(t)), self.slope),
                ),
                Decide(),
                ("nodes", At("node", {n: t})),
                (integer(t), le(0, t), le(t, self.first_short - 1)),
            ),
            Step(
                "iterates",
                "So gradient descent visits the nodes, and then goes slowly.",
                None,
                Apply(
                    iterates.STATEMENT,
                    {
                        s: self.slope,
                        iterates.tau: self.first_short,
                        iterates.rim: rim,
                        iterates.threshold: threshold,
                    },
                ),
                (
                    *index,
                    "over_waves",
                    "straight_slopes",
                    "late_steps",
                    "run",
                    "eps_range",
                    "M_positive",
                    "K0_range",
                ),
            ),
            self.ground.bottom(),
            Step(
                "on_nodes",
                f"On the waves the gap stays gap0 and the slope {_WORDS[self.slope]},",
                self._on_node,
                Decide(),
                ("node", "iterates.on_nodes"),
                self._nodes,
            ),
            Step(
                "within",
                "and the straight piece is long enough for so many steps.",
                le(n * threshold * eps, foot - rim),
                Decide(),
                ("nodes", *long_enough, "M_positive", "eps_range", "K0_range"),
                (self.slowly,),
            ),
            Step(
                "slow",
                "Then the slope stays eps.",
                self._slow,
                Decide(),
                ("iterates.slow", "within", "M_positive", "K0_range"),
                (*self._late, self.slowly),
            ),
        )

    def conclusions(self) -> tuple[Named, ...]:
        """What the theorem concludes."""
        smooth = self.ground.smooth
        kind = "C^2" if smooth else "C^{1,1}"
        derivatives = conj(*twice_differentiable(TRUE, smooth=smooth))
        return (
            Named("smooth", derivatives, f"f is {kind}"),
            Named("member", ForAll(x, TRUE, member()), "f is ell-smooth with f* = 0"),
            Named("attained", eq(f(ZERO), 0), "f* = 0 is attained"),
            Named(
                "on_waves",
                ForAll(n, conj(*self._nodes), self._on_node),
                f"the gap stays gap0, the slope {_WORDS[self.slope]}, while steps are long",
            ),
            Named(
                "slow",
                ForAll(n, conj(*self._late), Implies(self.slowly, self._slow)),
                "and then the slope stays eps",
            ),
        )


CLOSES: dict[str, tuple[Use, ...]] = {
    "smooth": ("left_glued",),
    "member": ("member",),
    "attained": ("bottom",),
    "on_waves": ("on_nodes",),
    "slow": ("slow", "K0_range"),
}
"""Conclusion -> the steps it follows from."""
