"""What a campaign says about the theorem, about the steps of its proof, and about its assumptions.

The theorem allows a run to fail with probability delta, so failures are counted, and only more of
them than delta makes believable refute it. How many that takes is fixed before the first run. The
assumptions are watched while the runs go on; if one is broken, the theorem says nothing about
these runs, and the verdict on it says so instead of blaming the theorem. No verdict here is
stronger than NOT REFUTED: runs prove nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import sympy as sp

from verify.intervals.balls import ends
from verify.intervals.compare import closed
from verify.problems.base import Floats
from verify.sgd.assumptions import Replay, check_assumptions, name_seeds, no_replay
from verify.sgd.campaign import Campaign, Outcome
from verify.sgd.clopper_pearson import Interval, fewest_runs, interval, smallest_refuting
from verify.sgd.given import check_lower_bound, left_runs, taken_as_given
from verify.sgd.setting import Setting
from verify.sgd.totals import NEVER, Integers
from verify.verdict import Verdict, Word

GUARD = 2.0**-20
"""Relative room for rounding: a run this close to a threshold counts neither way."""

_GAP_GUARD = 2.0**-40
"""The same for the gap itself, relative to max(abs(f_star), gap0): it is a difference."""

CLAIMS = {
    "potential": "Delta_n + (1/2) sum_{t<n} eta_t ||grad||^2 <= 2 gap0 for all n <= T",
    "gap": "Delta_t <= 2 gap0 for all t <= T",
    "progress": "sum_{t<T} eta_t ||grad||^2 <= 4 gap0",
    "rate": "min_{t<T} ||grad||^2 <= 4 gap0/sum eta_t",
    "supermartingale": "the log martingale of the noise stays below ln(1/delta)",
}
"""What is counted: the conclusions of the statement ``sgd``, and the event of its proof."""


THEOREMS = {
    ("warmup", "bounded"): "sgd_warmup",
    ("constant", "bounded"): "sgd_constant",
    ("constant_sharp", "bounded"): "sgd_constant_sharp",
    ("warmup", "light"): "sgd_light_tails",
    ("constant", "light"): "sgd_constant_light_tails",
    ("constant_sharp", "light"): "sgd_constant_light_tails",
}
"""Schedule and tails -> the statement whose conclusions are counted."""


@dataclass(frozen=True)
class Count:
    """How often something happened that the theorem allows to happen rarely.

    Attributes:
        id: the conclusion, such as ``sgd/gap``.
        claim: what holds with the probability that is claimed.
        allowed: the probability with which it may fail, exact; rounded up if it is not rational.
        seeds: the runs in which it failed beyond rounding, shape (k,).
        close: runs within rounding of the threshold; they count neither way.
        interval: around the probability of failure, whatever the close and the missing runs did.
        needed: the number of failures that refutes; None where all runs together would not do.
    """

    id: str
    claim: str
    allowed: sp.Rational
    seeds: Integers
    close: int
    interval: Interval
    needed: int | None


@dataclass(frozen=True)
class Checks:
    """The verdicts on one campaign.

    Attributes:
        outcome: what was run.
        counts: the conclusions of the theorem and the event of its proof, ``sgd/potential`` first:
            it holds the other conclusions within it.
        broken: the ids of the assumptions that were broken.
        verdicts: on the conclusions, the proof and the assumptions.
    """

    outcome: Outcome
    counts: tuple[Count, ...]
    broken: tuple[str, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def failures(self) -> Count:
        """The runs that failed: the theorem's first conclusion, which has the others in it."""
        return self.counts[0]

    @property
    def theorem(self) -> str:
        """What is tested."""
        setting = self.outcome.campaign.setting
        return THEOREMS[setting.schedule, setting.tails]

    @property
    def word(self) -> Word:
        """The verdict on the theorem."""
        return self.verdicts[0].word


def check(outcome: Outcome, replay: Replay = no_replay) -> Checks:
    """Hold a campaign against the theorem, its proof and its assumptions.

    Args:
        outcome: what was run, at least one run of it.
        replay: the command that makes the runs from a seed on, given that seed and their number.
    """
    campaign = outcome.campaign
    assumptions = [check_lower_bound(outcome, replay), *check_assumptions(outcome, replay)]
    broken = [v for v in assumptions if v.word is Word.REFUTED]
    counts = tuple(_counts(outcome))
    everything = replay(campaign.seed, campaign.runs)
    judged = [_judge(count, outcome, broken, everything) for count in counts]
    verdicts = (*judged, _pathwise(outcome, assumptions[0], replay), *assumptions)
    return Checks(outcome, counts, tuple(v.id for v in broken), verdicts)


# Failures, counted.


def allowed_failures(setting: Setting) -> sp.Rational:
    """The probability of failure that the theorem allows: delta, or 2 delta.

    The second delta is for noise with light tails that leads out of the local radius. Rounded up
    where it is not rational, and never more than 1.
    """
    return _rounded_up(2 * setting.delta if _may_leave(setting) else setting.delta)


def _may_leave(setting: Setting) -> bool:
    """Whether a noise may be so large that its step leaves the radius that the theorem asks for.

    With a constant step none does: its proof needs no radius.
    """
    return setting.tails == "light" and setting.schedule == "warmup"


def failures_needed(campaign: Campaign) -> int | None:
    """How many failures refute the theorem; known before the first run, None: no number does."""
    return smallest_refuting(campaign.runs, allowed_failures(campaign.setting), campaign.confidence)


def _rounded_up(probability: sp.Expr) -> sp.Rational:
    if not isinstance(probability, sp.Rational):
        probability = ends(closed(probability)([], 64)[0])[1]
    return min(probability, sp.Integer(1))


def _counts(outcome: Outcome) -> list[Count]:
    setting, totals = outcome.campaign.setting, outcome.totals
    start, guard = _start(setting)
    level = _level(setting)
    allowed = allowed_failures(setting)
    rate = totals.least_gradient * totals.step_total
    rows: list[tuple[str, sp.Rational, Floats, float, float]] = [
        ("potential", allowed, totals.largest_potential, start, guard),
        ("gap", allowed, totals.largest_gap, start, guard),
        ("progress", allowed, totals.progress, 2 * start, 2 * guard),
        ("rate", allowed, rate, 2 * start, 2 * guard),
        # Ville's inequality allows delta also where the theorem allows 2 delta.
        ("supermartingale", _rounded_up(setting.delta), totals.largest_log_martingale, level,
         GUARD * max(1.0, level)),
    ]  # fmt: skip
    return [_count(outcome, *row) for row in rows]


def _start(setting: Setting) -> tuple[float, float]:
    """2 gap0, and the room for rounding around it."""
    start = float(setting.highest_gap)
    scale = max(abs(float(setting.problem.facts.f_star_lower)), float(setting.gap0))
    return start, GUARD * start + _GAP_GUARD * scale


def _level(setting: Setting) -> float:
    """ln(1/delta)."""
    return float(sp.N(setting.confidence, 20))


def _count(
    outcome: Outcome,
    name: str,
    allowed: sp.Rational,
    values: Floats,
    threshold: float,
    guard: float,
) -> Count:
    campaign = outcome.campaign
    failed = values > threshold + guard
    close = int(np.sum(~failed & ~(values < threshold - guard)))
    certain = int(failed.sum())
    possible = certain + close + outcome.missing
    return Count(
        id=f"sgd/{name}",
        claim=CLAIMS[name],
        allowed=allowed,
        seeds=outcome.totals.seeds[failed],
        close=close,
        interval=Interval(
            interval(certain, campaign.runs, campaign.confidence).lower,
            interval(possible, campaign.runs, campaign.confidence).upper,
        ),
        needed=smallest_refuting(campaign.runs, allowed, campaign.confidence),
    )


def _judge(count: Count, outcome: Outcome, broken: Sequence[Verdict], replay: str) -> Verdict:
    campaign = outcome.campaign
    certain, runs = len(count.seeds), campaign.runs
    possible = certain + count.close + outcome.missing
    told = f"{certain} of {runs} runs failed{name_seeds(count.seeds)}{_open(count, outcome)}"
    told += left_runs(outcome, count.seeds)
    if broken:
        word = Word.MEASURED
        told += f"; the theorem says nothing about these runs, as {broken[0].id} is refuted"
    elif count.needed is None:
        word = Word.MEASURED
        told += "; " + _too_few(count, campaign)
    elif certain >= count.needed:
        word = Word.REFUTED
        told += f"; {count.needed} refute {count.allowed}{taken_as_given(campaign.setting)}"
    elif possible < count.needed:
        word = Word.NOT_REFUTED
        told += f"; {count.needed} would refute {count.allowed}"
    else:
        word = Word.UNDECIDED
        told += f"; {count.needed} would refute {count.allowed}, and it may be {possible}"
    claim = f"with probability at least 1 - {count.allowed}, {count.claim}"
    if campaign.setting.factor != 1:
        claim += f", for steps {campaign.setting.factor} times those of the theorem"
    return Verdict(count.id, claim, word, told, _margin(count, possible), replay)


def _margin(count: Count, possible: int) -> str | None:
    if count.needed is None:
        return None
    left = count.needed - possible
    return f"{left} more failures would refute" if left > 0 else f"{1 - left} failures too many"


def _open(count: Count, outcome: Outcome) -> str:
    told = f", {count.close} too close to tell" if count.close else ""
    return told + (f", {outcome.missing} not finished" if outcome.missing else "")


def _too_few(count: Count, campaign: Campaign) -> str:
    if count.allowed >= 1:
        return "a probability of failure up to 1 cannot be refuted; lower delta"
    fewest = fewest_runs(count.allowed, campaign.confidence)
    return f"so few runs cannot refute {count.allowed}; make at least {fewest}"


# One step of the proof, run by run.


def _pathwise(outcome: Outcome, lower: Verdict, replay: Replay) -> Verdict:
    """Outside the event of the supermartingale the proof leaves nothing to chance."""
    setting, totals = outcome.campaign.setting, outcome.totals
    start, guard = _start(setting)
    sized, asked = np.ones(len(totals), dtype=bool), ""
    if setting.tails == "bounded":
        sized, asked = totals.noise_step == NEVER, "the noise met its bound and "
    elif _may_leave(setting):
        sized = totals.noise_ratio <= 1 + math.log(setting.T) + _level(setting)
        asked = "no noise exceeded 1 + ln(T/delta) times its scale and "
    level = _level(setting)
    calm = totals.largest_log_martingale < level - GUARD * max(1.0, level)
    wrong = totals.seeds[sized & calm & (totals.largest_potential > start + guard)]
    seen = int(np.sum(sized & calm))
    claim = f"{CLAIMS['potential']}, in every run in which {asked}{CLAIMS['supermartingale']}"
    if setting.factor != 1:
        claim += f", for steps {setting.factor} times those of the theorem"
    told = f"{seen} of {len(totals)} runs are such, and {len(wrong) or 'none'} of them break it"
    again = replay(outcome.campaign.seed, outcome.campaign.runs)
    if len(wrong):
        told += name_seeds(wrong) + left_runs(outcome, wrong)
    if lower.word is Word.REFUTED:
        told += f"; the theorem says nothing about these runs, as {lower.id} is refuted"
        return Verdict("sgd/pathwise", claim, Word.MEASURED, told, None, again)
    if len(wrong):
        told += taken_as_given(setting)
        return Verdict("sgd/pathwise", claim, Word.REFUTED, told, None, replay(int(wrong[0]), 1))
    word = Word.NOT_REFUTED if seen else Word.MEASURED
    return Verdict("sgd/pathwise", claim, word, told, None, again)
