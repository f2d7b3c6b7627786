"""Steps of gradient descent, given or by a rule, and runs with them in balls."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flint import arb

from theory.errors import DomainError
from verify.intervals.balls import precision
from verify.properties.function import BITS, Function
from verify.properties.show import ball, fraction, written


class Schedule(ABC):
    """Steps by number: ``steps[0]`` leads from x_0 to x_1.

    Args:
        numbers: >= 0, exact.

    Raises:
        DomainError: a negative number.
    """

    def __init__(self, numbers: Iterable[Any]) -> None:
        self.numbers = tuple(fraction(x, f"step {t}") for t, x in enumerate(numbers))
        for t, x in enumerate(self.numbers):
            if x < 0:
                raise DomainError(f"a schedule needs steps >= 0; got step {t} = {x}. Raise it.")

    def __len__(self) -> int:
        return len(self.numbers)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({written(list(self.numbers))})"

    @abstractmethod
    def step(self, t: int, function: Function, gap: Any) -> Any:
        """Step t, where the gap is this.

        Args:
            t: from 0 on.
            function: whose ``ell`` a rule may use.
            gap: at x_t, a ball or float.
        """


class Steps(Schedule):
    """Steps that are given, unit length^2/loss.

    >>> Steps([1, "1/2"]).numbers
    (Fraction(1, 1), Fraction(1, 2))
    """

    def step(self, t: int, function: Function, gap: Any) -> Any:
        """The t-th; see ``Schedule``.

        Args:
            t: from 0 on.
            function: not used.
            gap: tells the arithmetic.
        """
        return ball(self.numbers[t]) if isinstance(gap, arb) else float(self.numbers[t])

    @property
    def is_nonincreasing(self) -> bool:
        """Whether no step is larger than the one before."""
        return list(self.numbers) == sorted(self.numbers, reverse=True)


class Shares(Schedule):
    """Steps share_t/ell(gap_t): admissible for Theorem 1 if every share is at most 1.

    All shares 1: the theoretical warm-up.
    """

    def step(self, t: int, function: Function, gap: Any) -> Any:
        """The share of 1/ell; see ``Schedule``.

        Args:
            t: from 0 on.
            function: supplies ``ell``.
            gap: at x_t.
        """
        share = ball(self.numbers[t]) if isinstance(gap, arb) else float(self.numbers[t])
        return share / function.ell(gap)


@dataclass(frozen=True)
class Run:
    """A run of gradient descent, in balls.

    Attributes:
        points: x_0 to x_T; for several variables tuples.
        gaps: f(x_0) to f(x_T).
        slopes: the slopes (gradients) at the same points.
        steps: eta_0 to eta_{T-1}.
    """

    points: tuple[Any, ...]
    gaps: tuple[arb, ...]
    slopes: tuple[Any, ...]
    steps: tuple[arb, ...]

    @property
    def squared_norms(self) -> tuple[arb, ...]:
        """||grad f||^2 at x_0 to x_T."""
        return tuple(
            sum((x * x for x in s), arb(0)) if isinstance(s, tuple) else s * s for s in self.slopes
        )


def run(function: Function, start: Any, schedule: Schedule, bits: int = BITS) -> Run:
    """Gradient descent x_{t+1} = x_t - eta_t f'(x_t), enclosed.

    Args:
        function: to descend on.
        start: x_0; for several variables a sequence.
        schedule: one step for each number of it.
        bits: working precision; more for long runs.

    >>> from verify.properties.from_control import FromControl
    >>> found = run(FromControl(K=0), 1, Shares([1]))
    >>> found.points[1], found.steps
    (0, (1.00000000000000,))
    """
    several = function.dimension > 1
    with precision(bits):
        points = [tuple(map(ball, start)) if several else ball(start)]
        jets = [function.enclose(points[0], bits)]
        steps = []
        for t in range(len(schedule)):
            x, jet = points[-1], jets[-1]
            eta = schedule.step(t, function, jet.value)
            if several:
                points.append(tuple(a - eta * g for a, g in zip(x, jet.slope, strict=True)))
            else:
                points.append(x - eta * jet.slope)
            jets.append(function.enclose(points[-1], bits))
            steps.append(eta)
    gaps, slopes = tuple(jet.value for jet in jets), tuple(jet.slope for jet in jets)
    return Run(tuple(points), gaps, slopes, tuple(steps))
