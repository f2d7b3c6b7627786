"""Whether the noise of a campaign was as the theorem assumes, run by run and step by step.

A noise beyond its bound shows at once. Its mean, and the tails of Assumption 5, show by betting
against them: whoever bets on what is fair wins a large factor with small probability, at any step
of any of the runs, and who wins it all the same has refuted that it was fair. A bias too small for
one run may show over all of them, read as one.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from verify.problems.base import Floats
from verify.sgd.betting import mixing_for, pool, pooled_alarm
from verify.sgd.campaign import Outcome
from verify.sgd.totals import NEVER, Integers
from verify.verdict import Verdict, Word

Replay: TypeAlias = Callable[[int, int], str]
"""From a seed and a number of runs to the command that makes them."""

MOST_SEEDS = 10
"""Seeds that an evidence line names; a verdict's count has all of them."""


def no_replay(seed: int, runs: int) -> str:
    """For callers that have no command."""
    return ""


def check_assumptions(outcome: Outcome, replay: Replay = no_replay) -> list[Verdict]:
    """Hold the noise of a campaign against what the theorem assumes of it.

    Args:
        outcome: what was run, at least one run of it.
        replay: the command that makes the runs from a seed on, given that seed and their number.

    Returns:
        One verdict on the size of the noise, and one on its mean.
    """
    campaign, totals = outcome.campaign, outcome.totals
    steps = f"{int(totals.steps.sum())} steps"
    levels = campaign.setting.declared
    bound = f"({levels.A}) Delta_t + ({levels.B}) ||grad||^2 + ({levels.C})"
    rare = f"which has a probability of at most {campaign.alpha} if all assumptions hold"
    ratio = f"{float(np.max(totals.noise_ratio)):.6g}"
    found = []
    if campaign.setting.tails == "bounded":
        found.append(
            _assumption(
                outcome,
                "noise_bound",
                f"||xi_t||^2 <= {bound} wherever Delta_t <= 2 gap0",
                totals.noise_step,
                "||xi_t||^2 is up to " + ratio + " times what was declared",
                f"kept at all {steps}; ||xi_t||^2 is at most {ratio} times the right side",
                replay,
            )
        )
    else:
        found.append(
            _assumption(
                outcome,
                "light_tails",
                f"E[exp(||xi_t||^2/N_t) | past] <= e with N_t = {bound}",
                totals.tails_step,
                f"a bet against it won a factor of {_power(totals.tails_log)}, {rare}",
                f"bets against it over {steps} won a factor of {_power(totals.tails_log)} at most",
                replay,
            )
        )
    found.append(_unbiased(outcome, rare, replay))
    return found


def _unbiased(outcome: Outcome, rare: str, replay: Replay) -> Verdict:
    """The mean, run by run; and where no run alone shows a bias, over all of them together."""
    campaign, totals = outcome.campaign, outcome.totals
    setting, gains = campaign.setting, _power(totals.bias_log)
    pooled = pool(
        totals,
        light=setting.tails == "light",
        mixing=mixing_for(setting.T * campaign.runs),
        alarm=pooled_alarm(campaign.pooled_alpha, setting.problem.facts.dimension),
    )
    together = _power(np.array([pooled.log_gain]))
    alone = _assumption(
        outcome,
        "unbiased",
        "E[xi_t | past] = 0",
        totals.bias_step,
        f"a bet against it won a factor of {gains}, {rare}",
        f"bets against it won a factor of {gains} at most in a run, and of {together} over the"
        f" {int(totals.bias_terms[: pooled.runs].sum())} steps of {pooled.runs} runs read as one",
        replay,
    )
    if alone.word is Word.REFUTED or pooled.seed == NEVER:
        return alone
    told = (
        f"unbiased fails over seeds {campaign.seed} to {pooled.seed} together, at no step of one"
        f" run: a bet against it won a factor of {together}, {rare}"
    )
    again = replay(campaign.seed, campaign.runs)
    return Verdict(alone.id, alone.claim, Word.REFUTED, told, None, again)


def _assumption(
    outcome: Outcome,
    name: str,
    claim: str,
    at: Integers,
    broken: str,
    kept: str,
    replay: Replay,
) -> Verdict:
    runs = np.flatnonzero(at != NEVER)
    if not len(runs):
        again = replay(outcome.campaign.seed, outcome.campaign.runs)
        return Verdict(f"sgd/{name}", claim, Word.NOT_REFUTED, kept, None, again)
    # The run that shows it soonest is the one to look at.
    first = runs[np.argmin(at[runs])]
    seed = int(outcome.totals.seeds[first])
    told = (
        f"{name} fails at step {int(at[first])} of seed {seed}, and in {len(runs)} of"
        f" {len(outcome.totals)} runs: {broken}"
    )
    return Verdict(f"sgd/{name}", claim, Word.REFUTED, told, None, replay(seed, 1))


def _power(logarithms: Floats) -> str:
    """The largest of these, as a power of 10."""
    largest = float(np.max(logarithms)) / math.log(10)
    return f"10^{largest:.1f}" if math.isfinite(largest) else "more than a double holds"


def name_seeds(seeds: Integers) -> str:
    """Name the first few seeds in brackets, for the end of a phrase; nothing if there are none."""
    if not len(seeds):
        return ""
    more = ", ..." if len(seeds) > MOST_SEEDS else ""
    plural = "seeds" if len(seeds) > 1 else "seed"
    return f" ({plural} {', '.join(map(str, seeds[:MOST_SEEDS].tolist()))}{more})"
