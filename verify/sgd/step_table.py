"""The steps of a schedule as a table over the gap, made in balls: every step meets its terms.

The gaps are cut into bins by the leading bits of the double: 64 to an octave. In a bin, everything
is read at its upper end, moved up a little for the rounding of a computed gap: L and V are rounded
up, the radius and the step down. So every step meets all four terms of the theorem, whose proof
allows any level at or above the gap, and is a little smaller than the step at the gap itself where
that falls with the gap. A constant schedule is one bin, read at 2 gap0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import sympy as sp
from flint import arb, fmpq

from theory import symbols as sym
from theory.assumptions import relation_holds
from theory.definitions import sgd_step_size as step_size
from theory.definitions.gap_smooth import ELL
from theory.errors import DomainError
from theory.lemmas import local_numbers
from theory.logic import Formula, expressions
from verify.intervals.balls import precision, to_fmpq
from verify.intervals.compare import sign
from verify.intervals.evaluate import compile_expressions
from verify.problems.base import Ball, Floats
from verify.sgd.setting import Setting
from verify.sgd.totals import Integers

BINS_PER_OCTAVE = 64
SHIFT = 46
"""A double has 52 bits of fraction; the first 6 of them tell the bins of an octave apart."""

_BITS = 96
_OCTAVES_BELOW = 16
"""Below the floor only V changes, and its part A gap + 2 B Phi is next to nothing beyond that."""
_OCTAVES_ABOVE = 20
"""Above gap0. Runs that get beyond have failed long before; they take the last bin's step."""

_DIGITS = 100
_LARGEST = 10**_DIGITS
"""Far enough from the end of the doubles for the products of what lies below it."""

RELATIVE_SHIFT = fmpq(1, 2**32)
ABSOLUTE_SHIFT = fmpq(1, 2**40)
"""Of max(|f_star|, gap0): how far a computed gap may lie below the true one."""


@dataclass(frozen=True)
class StepTable:
    """Steps by the bin of the gap; entry i of an array belongs to bin i, of m bins.

    Attributes:
        first: number of the first bin, counted as the leading bits of a double.
        steps: eta, rounded down, shape (m,), unit length^2/loss.
        curvatures: L, rounded up, shape (m,), unit loss/length^2.
        noises: V, rounded up, shape (m,), unit loss^2/length^2.
    """

    first: int
    steps: Floats
    curvatures: Floats
    noises: Floats

    def __len__(self) -> int:
        """How many bins."""
        return len(self.steps)

    def bins(self, gaps: Floats) -> Integers:
        """The bin of each gap, shape as given; gaps beyond the table belong to its ends.

        >>> table = StepTable(1023 * 64, np.ones(65), np.ones(65), np.ones(65))
        >>> table.bins(np.array([-1.0, 0.0, 1.0, 1.5, 2.0, 9.0])).tolist()
        [0, 0, 0, 32, 64, 64]
        """
        numbers = (np.ascontiguousarray(gaps).view(np.int64) >> SHIFT) - self.first
        return np.clip(numbers, 0, len(self) - 1)


def bin_number(gap: float) -> int:
    """The leading bits of a positive double, which number its bin among all doubles.

    >>> bin_number(1.0) == 1023 * 64 and bin_number(1.999) == 1023 * 64 + 63
    True
    """
    return int(np.float64(gap).view(np.int64)) >> SHIFT


def upper_end(number: int) -> float:
    """The end of a bin, which is the start of the next.

    >>> upper_end(bin_number(1.0))
    1.015625
    """
    return float(np.int64((number + 1) << SHIFT).view(np.float64))


def make_table(setting: Setting) -> StepTable:
    """The table of a setting's schedule, its steps already times ``factor``.

    Raises:
        DomainError: the gaps or the steps do not fit into doubles.
    """
    gap0, high = to_fmpq(setting.gap0), to_fmpq(setting.highest_gap)
    if not high <= _LARGEST:
        raise DomainError(
            f"sgd runs in doubles and needs gap0 <= 10^{_DIGITS}; got more. Choose a closer start."
        )
    if setting.schedule == "warmup":
        table = _of_bins(setting, gap0)
    else:
        table = _table(setting, 0, [(high, high)], setting.schedule == "constant_sharp")
    at = table.bins(np.array([_double(high)]))
    steps, *sizes = (
        float(column[at][0]) for column in (table.steps, table.curvatures, table.noises)
    )
    if not (steps > 1 / _LARGEST and all(size < _LARGEST for size in sizes)):
        raise DomainError(
            f"sgd runs in doubles and needs steps, L and V within 10^{_DIGITS} at 2 gap0; got "
            "others. Choose less extreme constants or a closer start."
        )
    return table


def _of_bins(setting: Setting, gap0: fmpq) -> StepTable:
    """The table of the warm-up."""
    floor, lowest = _at_least(setting.floor), _at_least(abs(setting.problem.facts.f_star_lower))
    first = bin_number(_double(min(floor, gap0))) - BINS_PER_OCTAVE * _OCTAVES_BELOW
    last = bin_number(_double(gap0)) + BINS_PER_OCTAVE * _OCTAVES_ABOVE
    shift = ABSOLUTE_SHIFT * max(lowest, gap0)
    numbers = range(max(first, 0), min(last, bin_number(math.inf) - 2) + 1)
    ends = (fmpq(*upper_end(number).as_integer_ratio()) for number in numbers)
    gaps = [end * (1 + RELATIVE_SHIFT) + shift for end in ends]
    return _table(setting, numbers[0], [(gap, max(gap, floor)) for gap in gaps], sharp=False)


def terms(setting: Setting, *, sharp: bool) -> tuple[sp.Expr, sp.Expr, list[sp.Expr]]:
    """L, V and the terms of which the step is the least, in ``sym.gap`` and ``sym.level``.

    Args:
        setting: supplies every constant.
        sharp: without the radius, and L at the level itself: Theorem 7 in its sharper form.
    """
    known, light = setting.constants, setting.tails == "light"
    L = ELL(sym.level) if sharp else step_size.largest_curvature()
    V = step_size.noise_level()
    share = step_size.LIGHT_SHARE if light else step_size.BOUNDED_SHARE
    tail = step_size.LIGHT_TAIL if light else step_size.BOUNDED_TAIL
    parts = [step_size.curvature_step(L), step_size.confidence_step(V, share)]
    if not sharp:
        parts.append(step_size.radius_step(_radius(setting), V * tail))
    if any(sign(value) for value in (setting.declared.A, setting.declared.C)):
        parts.append(step_size.noise_step(L))  # otherwise it is infinite
    put = [part.subs(known) for part in (L, V, *parts)]
    return put[0], put[1], put[2:]


def _radius(setting: Setting) -> sp.Expr:
    """G(beta level) - G(level), in the form that these constants take."""
    known = {s: setting.constants[s] for s in (sym.rho, sym.K0, sym.K)}
    for case in local_numbers.EVALUATION.cases:
        # The cases also tell two shapes of the min form apart, by the gap; the radius is the same.
        asked = [c for c in case.conditions if not _mentions_gap(c)]
        if all(relation_holds(c, known, sign) for c in asked):
            (formula,) = [o.formula for o in case.outputs if o.name == "radius"]
            assert isinstance(formula, sp.Expr)
            return formula.subs(sym.gap, sym.level)
    raise AssertionError("the cases of the radius cover all constants")


def _mentions_gap(condition: Formula) -> bool:
    return any(sym.gap in side.free_symbols for side in expressions(condition))


def _at_least(value: sp.Expr) -> fmpq:
    """A rational number at least this, and close to it."""
    with precision(_BITS):
        (ball,) = compile_expressions([value], [])([], _BITS)
        return ball.upper().fmpq()


def _double(value: fmpq) -> float:
    """A double close to it."""
    return int(value.p) / int(value.q)


def _table(
    setting: Setting, first: int, places: Sequence[tuple[fmpq, fmpq]], sharp: bool
) -> StepTable:
    L, V, parts = terms(setting, sharp=sharp)
    factor = setting.factor
    formulas = compile_expressions([L, V, *(factor * p for p in parts)], [sym.gap, sym.level])
    rows = []
    with precision(_BITS):
        for gap, level in places:
            balls = formulas([arb(gap), arb(level)], _BITS)
            rows.append((min(map(_down, balls[2:])), _up(balls[0]), _up(balls[1])))
    steps, curvatures, noises = np.array(rows, dtype=np.float64).T.copy()
    return StepTable(first, steps, curvatures, noises)


def _down(ball: Ball) -> float:
    return max(math.nextafter(float(ball.lower()), -math.inf), 0.0)


def _up(ball: Ball) -> float:
    return math.nextafter(float(ball.upper()), math.inf)
