"""The runs of many seeds side by side, one array operation at a time: on numpy, or on torch.

The array library is whatever the words are drawn with, ``words.xp``; only functions that numpy and
torch spell alike are called, so the formulas stand here once. Each entry of an array goes its own
way: no operation mixes seeds, so a run does not depend on which others it shares a batch with.
Arrays keep their length: the place of a run that left the doubles starts again, and is not looked
at any more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

import numpy as np

from verify.sgd.betting import log_mixture
from verify.sgd.counter import Words
from verify.sgd.kernels.plan import INSPECT_EVERY, TOO_LARGE, Plan
from verify.sgd.step_table import SHIFT
from verify.sgd.totals import BIAS_SUMS, NEVER, Integers, Totals

Array: TypeAlias = Any
"""A numpy array or a torch tensor."""

Evaluate: TypeAlias = Callable[[list[Array]], tuple[Array, list[Array]]]
"""From d coordinates, each of shape (n,), to f of shape (n,) and d derivatives of shape (n,)."""


class Place(Protocol):
    """Where arrays live: how to make them there, and how to bring them back."""

    xp: Any
    multiple: int
    """Arrays have a multiple of so many entries, at the end of which the library rounds alike."""

    def put(self, values: Any) -> Array:
        """A numpy array as an array of this place."""

    def fetch(self, values: Array) -> Any:
        """An array of this place as a numpy array."""

    def leading_bits(self, values: Array) -> Array:
        """The doubles as integers, shifted right by ``SHIFT``."""


class Numpy:
    """Arrays in numpy, where they already are."""

    xp = np
    multiple = 1

    def put(self, values: Any) -> Array:
        """The array itself."""
        return values

    def fetch(self, values: Array) -> Any:
        """The array itself."""
        return values

    def leading_bits(self, values: Array) -> Array:
        """The doubles as integers, shifted right by ``SHIFT``."""
        return values.view(np.int64) >> SHIFT


class Batch:
    """The runs of some seeds, advanced together.

    Args:
        plan: what is run.
        seeds: shape (n,).
        words: makes their random words.
        evaluate: the problem.
        place: where the arrays live.

    Attributes:
        t: the step that comes next; ``gap`` and ``bins`` speak of w_t.
        live: which runs are still within the doubles, shape (m,) with m >= n, the places beyond n
            being filled up with the last seed.
    """

    def __init__(
        self,
        plan: Plan,
        seeds: Integers,
        words: Callable[[Integers, int], Words],
        evaluate: Evaluate,
        place: Place,
    ) -> None:
        n = len(seeds)
        m = -(-n // place.multiple) * place.multiple
        filled = np.concatenate([seeds, np.full(m - n, seeds[-1])])
        self.plan, self.place, self.evaluate, self.xp = plan, place, evaluate, place.xp
        self.seeds, self.words = seeds, words(filled, plan.setting.noise.per_step)
        self.draw = plan.setting.noise.draw
        self.columns = [place.put(c.copy()) for c in plan.columns.T]
        self.t = 0
        self.live = np.arange(m) < n
        zero, never = place.put(np.zeros(m)), place.put(np.full(m, NEVER))
        infinite = place.put(np.full(m, np.inf))
        self.point = self.start = [place.put(np.full(m, x)) for x in plan.start.tolist()]
        self.kept: dict[str, Array] = {
            "largest_gap": zero,
            "least_gap": infinite,
            "last_gap": zero,
            "progress": zero,
            "largest_potential": zero,
            "step_total": zero,
            "inverse_total": zero,
            "noise_total": zero,
            "least_gradient": infinite,
            "largest_log_martingale": zero,
            "noise_ratio": zero,
            "noise_step": never,
            "bias_log": zero,
            "bias_step": never,
            "tails_log": zero,
            "tails_step": never,
            "log_martingale": zero,
            "bias_terms": zero,
            **dict.fromkeys(BIAS_SUMS, zero),
            "tails_asked": zero,
            "tails_sum": zero,
        }
        self.left: dict[str, Any] = {
            name: np.zeros(m, dtype=np.int64 if name.endswith("step") else np.float64)
            for name in self.kept
        }
        self.left["steps"] = np.zeros(m, dtype=np.int64)
        with np.errstate(all="ignore"):
            value, self.first_gradient = evaluate(self.start)
            self.first_gap = value - plan.f_star
            self._arrive()

    def advance(self, until: int) -> None:
        """Make steps up to w_until."""
        with np.errstate(all="ignore"):
            while self.t < until and self.live.any():
                self._step()
                self.t += 1
                self._arrive()

    def totals(self) -> Totals:
        """What the runs have left behind so far."""
        found = {name: values.copy() for name, values in self.left.items()}
        for name, values in self.kept.items():
            found[name][self.live] = self.place.fetch(values)[self.live]
        found["steps"][self.live] = self.t
        n = len(self.seeds)
        return Totals(self.seeds, **{x: found[x][:n] for x in Totals.names() if x != "seeds"})

    def look(self) -> tuple[Any, Any, Any]:
        """Gap, step and log martingale at w_t, each of shape (n,); inf, nan, nan once it left."""
        values = (self.gap, self.columns[0][self.bins], self.kept["log_martingale"])
        gap, step, martingale = (
            np.where(self.live, self.place.fetch(value), gone)[: len(self.seeds)]
            for value, gone in zip(values, (np.inf, np.nan, np.nan), strict=True)
        )
        return gap, step, martingale

    def _arrive(self) -> None:
        """Evaluate at w_t, let go of the runs that left the doubles, and look at the gap."""
        xp, kept = self.xp, self.kept
        value, gradient = self.evaluate(self.point)
        gap = value - self.plan.f_star
        squared = _dot(gradient, gradient)
        within = xp.isfinite(gap) & xp.isfinite(squared)
        if not bool(within.all()):
            self._let_go(self.place.fetch(within))
            self.point = _choose(xp, within, self.point, self.start)
            gradient = _choose(xp, within, gradient, self.first_gradient)
            gap = xp.where(within, gap, self.first_gap)
            squared = _dot(gradient, gradient)
        kept["least_gap"] = xp.minimum(kept["least_gap"], gap)
        gap = xp.where(gap > 0, gap, 0.0)
        bits = self.place.leading_bits(gap) - self.plan.table.first
        self.bins = xp.clip(bits, 0, len(self.plan.table) - 1)
        self.gap, self.gradient, self.squared = gap, gradient, squared
        kept["last_gap"] = gap
        kept["largest_gap"] = xp.maximum(kept["largest_gap"], gap)
        potential = gap + 0.5 * kept["progress"]
        kept["largest_potential"] = xp.maximum(kept["largest_potential"], potential)

    def _let_go(self, within: Any) -> None:
        """Write down what the runs that left just now have left behind."""
        gone = self.live & ~within
        for name, values in self.kept.items():
            self.left[name][gone] = self.place.fetch(values)[gone]
        for name in ("largest_gap", "last_gap", "largest_potential"):
            self.left[name][gone] = np.inf
        self.left["steps"][gone] = self.t
        self.live = self.live & within

    def _step(self) -> None:
        """Step t: draw the noise, hold it against the assumptions, keep the sums, and move."""
        plan, xp, kept = self.plan, self.xp, self.kept
        gap, gradient, squared = self.gap, self.gradient, self.squared
        eta, inverse, sway, drift, square, root = (column[self.bins] for column in self.columns)
        drawn = self.draw(self.words, self.t, xp.stack(self.point, 1), gap, xp.stack(gradient, 1))
        noise = [drawn[:, j] for j in range(len(gradient))]
        inner, size = _dot(gradient, noise), _dot(noise, noise)
        free = plan.A * gap + plan.C
        bound = free + plan.B * squared
        inside = gap <= plan.highest_gap
        ratio = xp.where(inside & (size > 0), size / bound, 0.0)
        kept["noise_ratio"] = xp.maximum(kept["noise_ratio"], ratio)
        broken = inside & (size > bound * TOO_LARGE + plan.slack)
        kept["noise_step"] = self._first(kept["noise_step"], broken)
        if plan.light:
            self._ask_for_tails(ratio, inside)
        self._ask_for_bias(noise, inner, inside, bound)
        grown = sway * inner + drift * squared + square * (size - bound)
        kept["log_martingale"] = kept["log_martingale"] + xp.where(inside, grown, 0.0)
        kept["largest_log_martingale"] = _larger(
            xp, kept["largest_log_martingale"], kept["log_martingale"]
        )
        kept["progress"] = kept["progress"] + eta * squared
        kept["step_total"] = kept["step_total"] + eta
        kept["inverse_total"] = kept["inverse_total"] + inverse
        kept["noise_total"] = kept["noise_total"] + root * xp.sqrt(free)
        kept["least_gradient"] = xp.minimum(kept["least_gradient"], squared)
        self.point = [
            x - eta * (g + e) for x, g, e in zip(self.point, gradient, noise, strict=True)
        ]

    def _first(self, step: Array, happened: Array) -> Array:
        return self.xp.where((step == NEVER) & happened, self.t, step)

    def _ask_for_bias(self, noise: list[Array], inner: Array, inside: Array, bound: Array) -> None:
        """Add the terms of the tests, as long as the noise has kept its size."""
        plan, xp, kept = self.plan, self.xp, self.kept
        asked = inside & (kept["tails_step" if plan.light else "noise_step"] == NEVER)
        usable = asked & (bound > 0)
        weight = xp.where(usable, 1 / xp.sqrt(plan.variance * bound), 0.0)
        along = xp.where(self.squared > 0, inner / xp.sqrt(self.squared), 0.0)
        components = [along, *noise[: plan.coordinates]]
        names = BIAS_SUMS[: len(components)]
        for name, component in zip(names, components, strict=True):
            kept[name] = kept[name] + component * weight
        kept["bias_terms"] = kept["bias_terms"] + xp.where(asked, 1.0, 0.0)
        if (self.t + 1) % INSPECT_EVERY and self.t + 1 < plan.T:
            return
        most = _most(xp, [kept[name] * kept[name] for name in names])
        found = log_mixture(xp, most, kept["bias_terms"], plan.mixing)
        kept["bias_log"] = _larger(xp, kept["bias_log"], found)
        kept["bias_step"] = self._first(kept["bias_step"], found >= plan.alarm)

    def _ask_for_tails(self, ratio: Array, inside: Array) -> None:
        """The mixture, over the step k at which one starts to bet, of exp(sum_{i>=k} (ratio - 1)).

        Each start has weight 1/T; what has not started yet counts as it is.
        """
        plan, xp, kept = self.plan, self.xp, self.kept
        share = 1 / plan.T
        betting = (kept["tails_sum"] + share) * xp.exp(ratio - 1)
        kept["tails_sum"] = xp.where(inside, betting, kept["tails_sum"])
        kept["tails_asked"] = kept["tails_asked"] + xp.where(inside, 1.0, 0.0)
        found = xp.log(kept["tails_sum"] + (1 - share * kept["tails_asked"]))
        kept["tails_log"] = _larger(xp, kept["tails_log"], found)
        kept["tails_step"] = self._first(kept["tails_step"], found >= plan.alarm)


def _dot(left: list[Array], right: list[Array]) -> Array:
    """The sum of products, in the order of the coordinates."""
    total = left[0] * right[0]
    for a, b in zip(left[1:], right[1:], strict=True):
        total = total + a * b
    return total


def _most(xp: Any, values: list[Array]) -> Array:
    found = values[0]
    for value in values[1:]:
        found = xp.maximum(found, value)
    return found


def _choose(xp: Any, first: Array, some: list[Array], others: list[Array]) -> list[Array]:
    """Entry by entry ``some`` where ``first`` is true, else ``others``."""
    return [xp.where(first, a, b) for a, b in zip(some, others, strict=True)]


def _larger(xp: Any, kept: Array, found: Array) -> Array:
    """The larger of the two; where ``found`` is nan, what was kept."""
    return xp.where(found > kept, found, kept)
