"""Betting against E[xi_t | past] = 0: in one run, and over all runs of a campaign read as one.

The terms <v_t, xi_t>/sqrt(variance N_t), for a direction v_t known beforehand, have E[exp(l term) |
past] <= exp(l^2/2) if the noise is centred and keeps its size. So, with S the sum of n of them,

    (1 + n r)^(-1/2) exp(r S^2/(2 (1 + n r)))

is a supermartingale from 1 for every r > 0: the mean over l ~ N(0, r) of exp(l S - n l^2/2). By
Ville's inequality it ever reaches 1/alpha with probability at most alpha.

Runs are independent, so their terms one after the other, run by run, are such a sequence too; and a
bias that is too small for T steps may show over all of them. Sums and counts at the ends of runs
are enough for that, so it is the run that gets a name here, and no step. The sequence ends before
the first run whose noise was found to break its size: what is left of such noise need have no mean
of 0, though the whole of it has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import sympy as sp

from verify.problems.base import Floats
from verify.sgd.totals import BIAS_SUMS, NEVER, Totals

MOST_COORDINATES = len(BIAS_SUMS) - 1
"""How many of the first coordinates are bet on, beside the direction of the gradient."""


def log_mixture(xp: Any, squares: Any, terms: Any, mixing: float) -> Any:
    """The logarithm of the supermartingale.

    Args:
        xp: numpy, torch, or what else has their ``log``.
        squares: S^2, any shape.
        terms: n, the same shape.
        mixing: r.

    >>> import math
    >>> bool(log_mixture(np, np.array(9.0), np.array(3.0), 1.0) == 9 / 8 - math.log(2))
    True
    """
    spread = 1 + mixing * terms
    return mixing * squares / (2 * spread) - 0.5 * xp.log(spread)


def mixing_for(terms: int) -> float:
    """The r for a sequence of so many terms: sharpest from a 32nd of them on, hardly weaker before.

    >>> mixing_for(64)
    0.5
    """
    return 32 / terms


@dataclass(frozen=True)
class Pooled:
    """What the bets over all runs, read as one long run, came to.

    Attributes:
        log_gain: the largest logarithm at the end of a run; 0 if all lost.
        runs: how many runs were read, from the first.
        seed: the first seed at whose end a bet had refuted the assumption, or ``NEVER``.
    """

    log_gain: float
    runs: int
    seed: int


def pooled_alarm(false_alarm: sp.Rational, dimension: int) -> float:
    """The logarithm at which a bet refutes.

    Args:
        false_alarm: with what probability any of the bets may do so by mistake, in (0, 1).
        dimension: d; there is a bet for the gradient and one for each of the first coordinates.
    """
    bets = 1 + min(dimension, MOST_COORDINATES)
    return float(sp.log(bets / false_alarm).evalf())


def pool(totals: Totals, *, light: bool, mixing: float, alarm: float) -> Pooled:
    """Read runs one after the other.

    Args:
        totals: of the runs, in the order in which they are read, which was fixed before the first.
        light: whether Assumption 5 was tested in place of Assumption 4.
        mixing: r, fixed likewise.
        alarm: the logarithm at which a bet refutes the assumption.
    """
    odd = np.flatnonzero((totals.tails_step if light else totals.noise_step) != NEVER)
    runs = int(odd[0]) if len(odd) else len(totals)
    if runs == 0:
        return Pooled(0.0, 0, NEVER)
    terms = np.cumsum(totals.bias_terms[:runs])
    sums = np.array([np.cumsum(getattr(totals, name)[:runs]) for name in BIAS_SUMS])
    logs: Floats = log_mixture(np, np.max(sums**2, axis=0), terms, mixing)
    sure = np.flatnonzero(logs >= alarm)
    seed = int(totals.seeds[sure[0]]) if len(sure) else NEVER
    return Pooled(max(0.0, float(np.max(logs))), runs, seed)
