"""Step-size schedules: one formula each, with the constants of a problem put in.

The formulas are SymPy expressions in ``gap``, ``gap0``, ``gradient_norm`` and ``t``, the index of
the step. The float step of a run and the ball that the checks use are made from the same one;
nothing is written twice. Steps such as 1/ell are rounded down from the ball, so the hypothesis
eta <= 1/ell(gap) survives.

``linear:LENGTH`` grows linearly to the constant step over LENGTH steps and then stays there. Each
schedule can be scaled, as in ``warmup*3/2`` and ``linear:50*20``. Nothing is promised about such
steps as such: the checks of a run tell which of them lie within 1/ell(gap) or 2/ell(gap).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import flint
import sympy as sp

from theory import symbols as sym
from theory.definitions.gap_smooth import Phi, ell
from theory.errors import DomainError, WarmproofError
from theory.parsing import parse_number
from verify.intervals.evaluate import Compiled, compile_expressions
from verify.problems.base import Ball, Facts

NAMES = (
    "constant",
    "warmup",
    "min_shape",
    "energy",
    "aiming",
    "constant:VALUE",
    "linear:LENGTH",
    "NAME*FACTOR",
)

BITS = 64

ARGUMENTS = (sym.gap, sym.gap0, sym.gradient_norm, sym.t)
"""What a formula may depend on, in the order in which values are given."""


class Guarantee(StrEnum):
    """Which statement speaks about the schedule; the value is its id."""

    NONCONVEX = "gd_nonconvex"
    ENERGY = "energy_step"
    AIMING = "gd_aiming"


@dataclass(frozen=True)
class Schedule:
    """A rule for step sizes.

    Attributes:
        name: as it was asked for.
        title: one line for legends and listings.
        formula: the step in ``ARGUMENTS``, constants put in.
        guarantee: the statement whose inequalities a run is checked against.
        compiled: the formula, ready to be evaluated.
        round_down: whether the float step is at most the formula, which keeps an upper bound on
            steps intact; else it is a double next to the formula's value.
    """

    name: str
    title: str
    formula: sp.Expr
    guarantee: Guarantee
    compiled: Compiled
    round_down: bool

    @property
    def exact(self) -> bool:
        """Whether the statement speaks about the formula's exact value alone.

        Then checks have to cover the distance between it and the float step.
        """
        return self.guarantee is Guarantee.ENERGY

    def step_ball(
        self, gap: Ball, gradient_norm: Ball, gap0: Ball, t: int = 0, bits: int = BITS
    ) -> Ball:
        """The formula over balls, with its rounding; not finite where it is not defined."""
        return self.compiled((gap, gap0, gradient_norm, flint.arb(t)), bits)[0]

    def step(self, gap: Ball, gradient_norm: float, gap0: Ball, t: int = 0) -> float:
        """The float step of a run; nan where the formula has no finite value.

        Args:
            gap: a ball around f(w_t) - f_star_lower, not below 0.
            gradient_norm: ||grad f(w_t)||, rounded.
            gap0: a ball around the first gap.
            t: the index of the step, from 0.
        """
        ball = self.step_ball(gap, flint.arb(gradient_norm), gap0, t)
        if not self.round_down or not ball.is_finite():
            return float(ball.mid())
        low = ball.lower()
        eta = float(low)
        return eta if low >= eta else math.nextafter(eta, 0.0)


def schedule(name: str, facts: Facts) -> Schedule:
    """Build a schedule for a problem.

    Args:
        name: one of ``NAMES``; VALUE and FACTOR are exact numbers >= 0 such as 1/10, LENGTH an
            integer >= 1, NAME any schedule but ``constant:VALUE``.
        facts: the problem's constants.

    Raises:
        WarmproofError: the name is unknown, a number out of its range, or the problem's rho not
            served.
    """
    if name.startswith("constant:"):
        return _fixed(name)
    base, star, factor_text = name.partition("*")
    if base.startswith("linear:"):
        title, formula, guarantee = _linear(base)
    elif base in _BUILDERS:
        title, formula, guarantee = _BUILDERS[base](facts)
    else:
        raise WarmproofError(f"unknown schedule {name!r}; choose one of {', '.join(NAMES)}.")
    formula = formula.subs(facts.constants)
    if not star:
        round_down = guarantee is not Guarantee.ENERGY
        return _make(name, title, formula, guarantee, round_down=round_down)
    factor = _nonnegative(factor_text, name, "the factor of a schedule")
    # A scaled energy step is an energy step no more; what 1/ell allows is told step by step.
    return _make(
        name, f"{title}, times {factor}", factor * formula, Guarantee.NONCONVEX, round_down=True
    )


def natural_formula(name: str, facts: Facts) -> sp.Expr:
    """The unscaled formula of a named schedule in ``ARGUMENTS``, with the constants put in."""
    return _BUILDERS[name](facts)[1].subs(facts.constants)


def _make(
    name: str, title: str, formula: sp.Expr, guarantee: Guarantee, *, round_down: bool
) -> Schedule:
    compiled = compile_expressions([formula], ARGUMENTS)
    return Schedule(name, title, formula, guarantee, compiled, round_down)


def _constant(facts: Facts) -> tuple[str, sp.Expr, Guarantee]:
    return "constant 1/ell(gap_0)", 1 / ell(sym.gap0), Guarantee.NONCONVEX


def _warmup(facts: Facts) -> tuple[str, sp.Expr, Guarantee]:
    return "warm-up 1/ell(gap_t)", 1 / ell(sym.gap), Guarantee.NONCONVEX


def _min_shape(facts: Facts) -> tuple[str, sp.Expr, Guarantee]:
    by_K0 = 1 / sym.K0
    by_K = 1 / (3**sym.rho * sym.K * sym.gap**sym.rho)
    # 1/0 reads as +inf: the branch whose constant is 0 never attains the minimum.
    branches = [b for b, c in ((by_K0, facts.K0), (by_K, facts.K)) if not c.is_zero]
    return "minimum form of LW, c = 1/2", sp.Min(*branches) / 2, Guarantee.NONCONVEX


def _energy(facts: Facts) -> tuple[str, sp.Expr, Guarantee]:
    if facts.rho != 1:
        raise DomainError(
            f"the schedule energy needs rho = 1, where its step has a closed form; got rho ="
            f" {facts.rho}. Use warmup."
        )
    title = "energy step"
    if facts.K.is_zero:
        return title, 1 / sym.K0, Guarantee.ENERGY
    scaled = sp.sqrt(sym.K) * sym.gradient_norm
    return title, sp.atanh(scaled / ell(sym.gap)) / scaled, Guarantee.ENERGY


def _aiming(facts: Facts) -> tuple[str, sp.Expr, Guarantee]:
    if facts.theta is None:
        raise DomainError(
            "the schedule aiming needs the Aiming constant; give it with --aiming (1 if f is"
            " convex)."
        )
    formula = sym.theta * sym.gap / (2 * Phi(sym.gap))
    return f"Aiming step, theta = {facts.theta}", formula, Guarantee.AIMING


_BUILDERS: dict[str, Callable[[Facts], tuple[str, sp.Expr, Guarantee]]] = {
    "constant": _constant,
    "warmup": _warmup,
    "min_shape": _min_shape,
    "energy": _energy,
    "aiming": _aiming,
}
NATURAL = tuple(_BUILDERS)
"""The schedules that theory names; a factor may stand behind each."""


def linear_formula(peak: sp.Expr, length: sp.Expr) -> sp.Expr:
    """Linear warm-up: peak (t + 1)/length until the peak is reached, then the peak.

    >>> [linear_formula(sp.Integer(6), sp.Integer(3)).subs(sym.t, t) for t in range(4)]
    [2, 4, 6, 6]
    """
    return peak * sp.Min(1, (sym.t + 1) / length)


def _linear(name: str) -> tuple[str, sp.Expr, Guarantee]:
    length = parse_number(name.removeprefix("linear:"), name)
    if not (length.is_Integer and length.is_positive):
        raise DomainError(
            f"the length of linear warm-up is an integer >= 1; got {length}. Give whole steps."
        )
    title = f"linear warm-up to 1/ell(gap_0) over {length} steps"
    return title, linear_formula(1 / ell(sym.gap0), length), Guarantee.NONCONVEX


def _fixed(name: str) -> Schedule:
    value = _nonnegative(name.removeprefix("constant:"), name, "a step size")
    # The statement speaks about the double that the run uses, so the nearest one will do.
    return _make(name, f"constant {value}", value, Guarantee.NONCONVEX, round_down=False)


def _nonnegative(text: str, name: str, what: str) -> sp.Expr:
    value = parse_number(text, name)
    if value.is_negative:
        raise DomainError(f"{what} needs to be >= 0; got {value}. Raise it.")
    return value
