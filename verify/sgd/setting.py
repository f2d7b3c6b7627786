"""What is run: a problem, its noise, what the theorem is told about it, and the horizon.

Everything is exact until the step table is made; a kernel sees doubles only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import sympy as sp

from theory import symbols as sym
from theory.definitions import sgd_step_size as step_size
from theory.errors import DomainError
from theory.exact import exact
from verify.intervals.compare import sign
from verify.problems.base import Problem, start_point
from verify.sgd.noise import Levels, Noise

if TYPE_CHECKING:
    from verify.sgd.step_table import StepTable

SCHEDULES = ("warmup", "constant", "constant_sharp")
"""Theorem 6 (4), Theorem 7 (5), and Theorem 7 without the radius term."""

TAILS = ("bounded", "light")
"""Assumption 4, or Assumption 5 (Appendix G)."""

_GAP_BITS = 64
"""Bits of gap0 where the gap at the start is not known exactly."""

_GAP_ROUNDING = 2.0**-40
"""How far doubles may move a gap, relative to f(start) and f_star."""


@dataclass(frozen=True)
class Setting:
    """One experiment; every number is exact.

    Attributes:
        problem: what is minimised, from its own start.
        noise: how xi_t is drawn.
        declared: A, B and C that the step sizes use and the runs are held against; usually
            those that the noise really has.
        delta: the probability of failure that the theorem allows, in (0, 1).
        T: the number of steps, at least 1.
        beta: how many times the gap may grow within the local radius, > 1.
        gap_floor: gaps below it are treated as it is, > 0; None: (K0/K)^(1/rho)/beta.
        schedule: one of ``SCHEDULES``.
        factor: the steps are this many times those of the theorem, > 0; 1 tests the theorem itself.
        tails: one of ``TAILS``.
        false_alarm: the probability, in (0, 1), with which the tests of the assumptions may call
            one of them broken in one run where all hold; part of what is fixed before the run.

    Raises:
        DomainError: a number lies outside its range, or the run would start at a minimiser.
        InexactInputError: a number is a float.
    """

    problem: Problem
    noise: Noise
    declared: Levels
    delta: sp.Expr
    T: int
    beta: sp.Expr = sp.Integer(3)
    gap_floor: sp.Expr | None = None
    schedule: str = "warmup"
    factor: sp.Expr = sp.Integer(1)
    tails: str = "bounded"
    false_alarm: sp.Expr = sp.Rational(1, 10**9)

    def __post_init__(self) -> None:
        for name in ("delta", "beta", "factor", "false_alarm"):
            object.__setattr__(self, name, exact(getattr(self, name), name))
        _require(_inside(self.delta), "0 < delta < 1", "delta", self.delta, "Choose one inside.")
        whole = isinstance(self.T, int) and not isinstance(self.T, bool)
        _require(whole and self.T >= 1, "a whole number T >= 1", "T", self.T, "Raise T.")
        _require(_positive(self.beta - 1), "beta > 1", "beta", self.beta, "Raise beta.")
        _require(_positive(self.factor), "factor > 0", "factor", self.factor, "Raise the factor.")
        alarm = self.false_alarm
        _require(_inside(alarm), "0 < false_alarm < 1", "false_alarm", alarm, "Choose one inside.")
        self._check_levels()
        for name, known in (("schedule", SCHEDULES), ("tails", TAILS)):
            given = getattr(self, name)
            _require(given in known, f"a {name}", name, given, f"Take one of {', '.join(known)}.")
        if self.gap_floor is not None:
            floor = exact(self.gap_floor, "gap_floor")
            object.__setattr__(self, "gap_floor", floor)
            _require(_positive(floor), "gap_floor > 0", "gap_floor", floor, "Raise the floor.")
        if self.schedule == "warmup":
            self.floor  # noqa: B018 (asks for a floor where there is no default)
        if sign(self.gap0) == 0:
            self._refuse_start()

    def _refuse_start(self) -> None:
        """Say whether the start lies at the lower bound or below it."""
        facts = self.problem.facts
        values, _ = self.problem.evaluate_many(start_point(facts)[None])
        value, lowest = float(values[0]), float(facts.f_star_lower)
        below = lowest - value > _GAP_ROUNDING * max(abs(value), abs(lowest))
        got, way = "the gap 0", "Choose another start."
        if below:
            got = f"the negative gap {value - lowest:.6g}, so f_star is no lower bound"
            way = "Give a lower --fstar."
        raise DomainError(f"sgd needs a start with f(start) > f_star; got {got}. {way}")

    def _check_levels(self) -> None:
        levels = {name: exact(getattr(self.declared, name), name) for name in ("A", "B", "C")}
        object.__setattr__(self, "declared", Levels(**levels))
        for name, value in levels.items():
            ok = sign(value) in (0, 1)
            _require(ok, f"{name} >= 0", name, value, f"Raise {name}.")
        if not any(sign(value) for value in levels.values()):
            raise DomainError(
                "sgd needs noise: one of A, B and C above 0; got 0 for all three. "
                "Raise one of them, or use warmproof run for descent without noise."
            )

    @cached_property
    def constants(self) -> dict[sp.Symbol, sp.Expr]:
        """What stands in the formulas of the step sizes, to be put into them."""
        facts, levels = self.problem.facts, self.declared
        return {
            sym.rho: facts.rho,
            sym.K0: facts.K0,
            sym.K: facts.K,
            sym.A: levels.A,
            sym.B: levels.B,
            sym.C: levels.C,
            sym.beta: self.beta,
            sym.delta: self.delta,
            sym.T: sp.Integer(self.T),
            sym.gap0: self.gap0,
        }

    @cached_property
    def gap0(self) -> sp.Rational:
        """A rational number at least f(w_0) - f_star at the double start; exact where it can be."""
        from verify.certify.guarantees.guarantee import first_gap

        bound = first_gap(self.problem)
        if bound.q.bit_length() <= _GAP_BITS:
            return bound
        # Whatever lies above the gap will do, and a short number is easier to read and to compute.
        shift = _GAP_BITS - bound.p.bit_length() + bound.q.bit_length()
        scale = sp.Integer(2) ** shift
        return sp.ceiling(bound * scale) / scale

    @cached_property
    def table(self) -> StepTable:
        """The steps by gap, in doubles; made once, in about a second."""
        from verify.sgd.step_table import make_table

        return make_table(self)

    @cached_property
    def confidence(self) -> sp.Expr:
        """ln(1/delta)."""
        return step_size.CONFIDENCE.subs(sym.delta, self.delta)

    @cached_property
    def rate(self) -> sp.Expr:
        """Lambda = 2 ln(1/delta)/gap0, at which the martingale part is watched."""
        return 2 * self.confidence / self.gap0

    @cached_property
    def highest_gap(self) -> sp.Rational:
        """What no gap exceeds, with probability at least 1 - delta: 2 gap0."""
        return step_size.START_BOUND.subs(sym.gap0, self.gap0)

    @cached_property
    def floor(self) -> sp.Expr:
        """Gaps below it are treated as it is.

        Raises:
            DomainError: none is given, and K0 or K is 0, so that there is no default.
        """
        if self.gap_floor is not None:
            return self.gap_floor
        facts = self.problem.facts
        for name in ("K0", "K"):
            value = getattr(facts, name)
            if sign(value) == 0:
                raise DomainError(
                    "the default gap_floor (K0/K)^(1/rho)/beta needs K0 > 0 and K > 0; got "
                    f"{name} = 0 for {facts.name}. Give a gap_floor > 0."
                )
        values = {sym.rho: facts.rho, sym.K0: facts.K0, sym.K: facts.K, sym.beta: self.beta}
        return step_size.default_floor().subs(values)


def _positive(value: sp.Expr) -> bool:
    return sign(value) == 1


def _inside(value: sp.Expr) -> bool:
    return _positive(value) and _positive(1 - value)


def _require(holds: bool, condition: str, name: str, value: Any, way: str) -> None:
    if not holds:
        raise DomainError(f"sgd needs {condition}; got {name} = {value}. {way}")
