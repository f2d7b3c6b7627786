"""The compiled loop over seeds and steps: the same sums as `vectorised.py`, kept in registers.

What stays between two calls of the loop is a row of doubles and a row of integers for each seed.
"""

from __future__ import annotations

import math
from typing import Any

from numba import njit

from verify.sgd.kernels.plan import INSPECT_EVERY, TOO_LARGE
from verify.sgd.kernels.tuples import bits_of, dot, first_three, load, moved
from verify.sgd.step_table import SHIFT
from verify.sgd.totals import BIAS_SUMS, NEVER

FLOATS = (
    "largest_gap",
    "last_gap",
    "progress",
    "largest_potential",
    "step_total",
    "inverse_total",
    "noise_total",
    "least_gradient",
    "log_martingale",
    "largest_log_martingale",
    "noise_ratio",
    "bias_log",
    "tails_log",
    "bias_terms",
    "tails_asked",
    "tails_sum",
    *BIAS_SUMS,
    "least_gap",
)
"""The columns of the doubles of a seed."""

INTEGERS = ("left", "noise_step", "bias_step", "tails_step")
"""The columns of its integers: steps, or NEVER. ``left`` is the t at which w_t left the doubles."""


@njit
def mixture(most: Any, asked: Any, mixing: Any) -> Any:
    """`betting.log_mixture`, compiled."""
    spread = 1 + mixing * asked
    return mixing * most / (2 * spread) - 0.5 * math.log(spread)


def make_loop(evaluate: Any, draw: Any, dimension: int, *, light: bool) -> Any:
    """The loop, compiled at its first call, which takes a few seconds.

    Args:
        evaluate: from a point, a tuple, to f and its derivatives, a tuple.
        draw: the noise.
        dimension: d.
        light: whether Assumption 5 is tested in place of Assumption 4.
    """
    row = load(dimension)

    @njit(nogil=True, error_model="numpy")
    def loop(
        keys: Any,
        points: Any,
        floats: Any,
        integers: Any,
        columns: Any,
        first_bin: Any,
        limits: Any,
        numbers: Any,
        begin: Any,
        end: Any,
        T: Any,
    ) -> None:
        f_star, highest, A, B, C, slack, variance, mixing, alarm = limits
        last_bin = columns.shape[0] - 1
        share = 1 / T
        for i in range(keys.shape[0]):
            left, noise_step = integers[i, 0], integers[i, 1]
            bias_step, tails_step = integers[i, 2], integers[i, 3]
            if left != NEVER:
                continue
            key, point = keys[i], row(points, i)
            largest_gap, gap = floats[i, 0], floats[i, 1]
            progress, largest_potential = floats[i, 2], floats[i, 3]
            step_total, inverse_total = floats[i, 4], floats[i, 5]
            noise_total, least_gradient = floats[i, 6], floats[i, 7]
            martingale, largest_martingale = floats[i, 8], floats[i, 9]
            noise_ratio, bias_log, tails_log = floats[i, 10], floats[i, 11], floats[i, 12]
            asked, tails_asked, tails_sum = floats[i, 13], floats[i, 14], floats[i, 15]
            along, first = floats[i, 16], floats[i, 17]
            second, third, least_gap = floats[i, 18], floats[i, 19], floats[i, 20]

            # The last turn arrives at w_end and makes no step. The next block arrives there again,
            # which changes no maximum.
            for t in range(begin, end + 1):
                values = evaluate(point)
                gradient = values[1:]
                gap = values[0] - f_star
                squared = dot(gradient, gradient)
                if not (math.isfinite(gap) and math.isfinite(squared)):
                    left = t
                    break
                least_gap = min(least_gap, gap)
                gap = max(gap, 0.0)
                largest_gap = max(largest_gap, gap)
                largest_potential = max(largest_potential, gap + 0.5 * progress)
                if t == end:
                    break

                place = (bits_of(gap) >> SHIFT) - first_bin
                place = min(max(place, 0), last_bin)
                eta = columns[place, 0]
                noise = draw(key, t, gap, squared, gradient, numbers)
                inner, size = dot(gradient, noise), dot(noise, noise)
                free = A * gap + C
                bound = free + B * squared
                if gap <= highest:
                    if size > bound * noise_ratio:
                        noise_ratio = size / bound
                    if size > bound * TOO_LARGE + slack and noise_step == NEVER:
                        noise_step = t
                    if light:
                        ratio = size / bound if size > 0 else 0.0
                        tails_sum = (tails_sum + share) * math.exp(ratio - 1)
                        tails_asked += 1
                        found = math.log(tails_sum + (1 - share * tails_asked))
                        if found > tails_log:
                            tails_log = found
                            if found >= alarm and tails_step == NEVER:
                                tails_step = t
                    if (tails_step if light else noise_step) == NEVER:
                        asked += 1
                        if bound > 0:
                            weight = 1 / math.sqrt(variance * bound)
                            if squared > 0:
                                along += inner / math.sqrt(squared) * weight
                            components = first_three(noise)
                            first += components[0] * weight
                            second += components[1] * weight
                            third += components[2] * weight
                    martingale += columns[place, 2] * inner + columns[place, 3] * squared
                    if light:
                        martingale += columns[place, 4] * (size - bound)
                    if martingale > largest_martingale:
                        largest_martingale = martingale
                if (t + 1) % INSPECT_EVERY == 0 or t + 1 == T:
                    most = max(max(along * along, first * first), max(second**2, third**2))
                    found = mixture(most, asked, mixing)
                    if found > bias_log:
                        bias_log = found
                        if found >= alarm and bias_step == NEVER:
                            bias_step = t
                progress += eta * squared
                step_total += eta
                inverse_total += columns[place, 1]
                noise_total += columns[place, 5] * math.sqrt(free)
                least_gradient = min(least_gradient, squared)
                point = moved(point, eta, gradient, noise)

            for j in range(dimension):
                points[i, j] = point[j]
            integers[i, 0], integers[i, 1] = left, noise_step
            integers[i, 2], integers[i, 3] = bias_step, tails_step
            floats[i, 0], floats[i, 1] = largest_gap, gap
            floats[i, 2], floats[i, 3] = progress, largest_potential
            floats[i, 4], floats[i, 5] = step_total, inverse_total
            floats[i, 6], floats[i, 7] = noise_total, least_gradient
            floats[i, 8], floats[i, 9] = martingale, largest_martingale
            floats[i, 10], floats[i, 11], floats[i, 12] = noise_ratio, bias_log, tails_log
            floats[i, 13], floats[i, 14], floats[i, 15] = asked, tails_asked, tails_sum
            floats[i, 16], floats[i, 17] = along, first
            floats[i, 18], floats[i, 19], floats[i, 20] = second, third, least_gap

    return loop
