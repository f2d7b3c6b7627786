"""What a run of T steps leaves behind: two dozen numbers per seed, whatever T is.

Sums and extremes are kept while the run goes on, so memory does not depend on T. X_t is the
martingale part eta_t (1 - L_t eta_t) <grad f(w_t), xi_t>, a_t = eta_t ||grad f(w_t)|| sqrt(V_t) its
bound, and lambda = 2 ln(1/delta)/gap0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from verify.problems.base import Floats

Integers: TypeAlias = NDArray[np.int64]

NEVER = -1
"""In place of a step: it did not happen."""


@dataclass(frozen=True)
class Totals:
    """One entry per seed in every array, shape (n,).

    Attributes:
        seeds: the seeds, in the order in which they were asked for.
        steps: steps made; fewer than T where the run left the doubles.
        largest_gap: max over t <= T of Delta_t; inf where the run left the doubles.
        least_gap: min over t <= T of f(w_t) - f_star, before what is below 0 counts as 0; of a run
            that left the doubles, until then.
        last_gap: Delta_T, or inf likewise.
        progress: sum of eta_t ||grad f(w_t)||^2.
        largest_potential: max over n <= T of Delta_n + (1/2) sum_{t<n} eta_t ||grad f(w_t)||^2.
        step_total: sum of eta_t.
        inverse_total: sum of 1/eta_t.
        noise_total: sum of sqrt(L_t (A Delta_t + C)), the main term of the rate.
        least_gradient: min over t < T of ||grad f(w_t)||^2.
        largest_log_martingale: max over n <= T of sum_{t<n} (-lambda X_t - lambda^2 a_t^2/2); by
            Ville's inequality it reaches ln(1/delta) with probability at most delta. For light
            tails the terms are -lambda X_t - (3/2) lambda^2 a_t^2
            + lambda (L_t eta_t^2/2) (||xi_t||^2 - N_t), N_t the bound of the noise.
        noise_ratio: max over t of ||xi_t||^2/(A Delta_t + B ||grad f(w_t)||^2 + C).
        noise_step: first t at which that ratio exceeds 1 beyond rounding, or NEVER.
        bias_log: the largest logarithm that the test martingales of E[xi_t | past] = 0 reach, where
            they are looked at; they count as long as the noise keeps its size.
        bias_step: first t at which one of them is seen to refute it, or NEVER.
        bias_terms: how many terms the sums below have, a whole number: the steps with Delta_t <=
            2 gap0 at which the noise had kept its size so far.
        bias_along: the sum, over these steps, of <g_t, xi_t>/sqrt(v N_t) with g_t the direction of
            the gradient, N_t the bound of the noise, and v = 1, or 3/2 for Assumption 5.
        bias_first: the same for the first coordinate of the noise.
        bias_second: the same for the second, 0 if there is none.
        bias_third: the same for the third.
        tails_log: the largest logarithm of the test supermartingale of Assumption 5; 0 where
            Assumption 4 is asked instead.
        tails_step: first t at which it refutes it, or NEVER.

    The assumptions and the martingale are watched where Delta_t <= 2 gap0 only: beyond, the theorem
    asks nothing of the noise.
    """

    seeds: Integers
    steps: Integers
    largest_gap: Floats
    least_gap: Floats
    last_gap: Floats
    progress: Floats
    largest_potential: Floats
    step_total: Floats
    inverse_total: Floats
    noise_total: Floats
    least_gradient: Floats
    largest_log_martingale: Floats
    noise_ratio: Floats
    noise_step: Integers
    bias_log: Floats
    bias_step: Integers
    bias_terms: Floats
    bias_along: Floats
    bias_first: Floats
    bias_second: Floats
    bias_third: Floats
    tails_log: Floats
    tails_step: Integers

    def __len__(self) -> int:
        """Number of seeds."""
        return len(self.seeds)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The fields, in order."""
        return tuple(field.name for field in fields(cls))

    def take(self, which: Integers) -> Totals:
        """The totals of the seeds at these places, in this order."""
        return Totals(**{f.name: getattr(self, f.name)[which] for f in fields(self)})


BIAS_SUMS = ("bias_along", "bias_first", "bias_second", "bias_third")
"""The sums of the bets against E[xi_t | past] = 0."""

INTEGER_FIELDS = ("seeds", "steps", "noise_step", "bias_step", "tails_step")


def join(parts: Sequence[Totals]) -> Totals:
    """Put the totals of several batches after one another."""
    return Totals(
        **{name: np.concatenate([getattr(p, name) for p in parts]) for name in Totals.names()}
    )
