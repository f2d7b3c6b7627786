"""The lower bound for a schedule: build the function, prove what it is, run on it, count."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import sympy as sp

from verify.adversary import proof
from verify.adversary.descent import NEVER, Descent, End, descend
from verify.adversary.function import MAX_STEPS, Adversary, build, threshold_text
from verify.adversary.membership import member
from verify.adversary.recheck import MOST_STEPS, recheck
from verify.adversary.schedule import BITS, Constant, Schedule
from verify.adversary.setting import Setting
from verify.intervals.enclose import certified_floor
from verify.verdict import Verdict, Word

Progress: TypeAlias = Callable[[str, int], None]
"""Called about ten times a second with what is going on and the number of steps done."""


@dataclass(frozen=True)
class LowerBound:
    """A schedule, its function, the run on it, and what was proved.

    Attributes:
        adversary: the function.
        descent: gradient descent on it from x_tau on.
        bound: the theorem's number: for every nonincreasing schedule some function of the class
            keeps the slope at eps or more for x_0, ..., x_(bound - 1).
        bound_here: the same for this schedule, whose waves add tau.
        verdicts: what was checked.
        seconds: wall-clock time of it all.
    """

    adversary: Adversary
    descent: Descent
    bound: int
    bound_here: int
    verdicts: tuple[Verdict, ...]
    seconds: float

    @property
    def never(self) -> bool:
        """Whether the slope is at least eps for ever, for certain."""
        return self.descent.end in NEVER

    @property
    def iterations(self) -> int | None:
        """The first t with |f'(x_t)| < eps; None if there is none or it was not reached."""
        return self.descent.iterations


def lower_bound(
    setting: Setting,
    schedule: Schedule,
    *,
    max_steps: int = MAX_STEPS,
    replay: str = "",
    progress: Progress | None = None,
) -> LowerBound:
    """Build the function for a schedule, prove its properties and run gradient descent on it.

    Args:
        setting: the constants.
        schedule: the steps.
        max_steps: where the search for tau and the run give up.
        replay: a command that repeats this; it goes into the verdicts.
        progress: told what is going on.

    Raises:
        DomainError: the schedule is not nonincreasing, or it ends too early.
        Undecided: it stays above the threshold as far as was looked, or a tie stays open.

    >>> from verify.adversary.schedule import schedule
    >>> from verify.adversary.setting import setting
    >>> found = lower_bound(setting(rho=1, K0=1, K=2, gap0=3, eps="1/10"), schedule("constant:1"))
    >>> found.bound, found.iterations, {v.word.value for v in found.verdicts}
    (191, 300, {'PROVED'})
    """
    began = time.perf_counter()
    tell = progress or (lambda _text, _done: None)
    adversary = build(
        setting, schedule, max_steps=max_steps, progress=lambda n: tell("building waves", n)
    )
    descent = _descend(adversary, max_steps, tell)
    bound = certified_floor(setting.count) + 1
    here = bound
    if adversary.tau is not None:
        here = adversary.tau + certified_floor(adversary.room / setting.threshold) + 1
    tell("proving", 0)
    verdicts = (
        _nonincreasing(adversary, descent, replay),
        proof.smooth(adversary, replay),
        member(adversary, replay=replay),
        proof.start(adversary, replay),
        _slopes(adversary, descent, replay),
        _count(adversary, descent, bound, here, replay),
        recheck(
            adversary,
            MOST_STEPS if descent.end in NEVER else descent.above,
            descent.iterations is not None,
            replay,
            progress=lambda n: tell("running again", n),
        ),
    )
    seconds = time.perf_counter() - began
    return LowerBound(adversary, descent, bound, here, verdicts, seconds)


def _descend(adversary: Adversary, max_steps: int, tell: Callable[[str, int], None]) -> Descent:
    if adversary.tau is None:
        # Any number of iterates; the re-run needs some number to look at.
        return Descent(End.NEVER_STEPS, max_steps, ())
    return descend(
        adversary.schedule,
        adversary.tau,
        adversary.remaining,
        adversary.room,
        adversary.width,
        max_steps,
        progress=lambda n: tell("running", n),
    )


def _nonincreasing(adversary: Adversary, descent: Descent, replay: str) -> Verdict:
    schedule = adversary.schedule
    if isinstance(schedule, Constant):
        claim, evidence = "the schedule is nonincreasing and >= 0", "every step is the same number"
    else:
        used = (adversary.tau or 0) + len(descent.steps)
        claim = f"eta_0 >= eta_1 >= ... >= 0 for the {used + 1:,} steps looked at"
        if schedule.count is not None and used >= schedule.count:
            claim = f"eta_0 >= eta_1 >= ... >= 0 for all {used:,} steps of the file"
        evidence = f"neighbours compared in balls of {BITS} bits, ties in exact numbers"
    return Verdict("adversary/schedule", claim, Word.PROVED, evidence, None, replay)


def _slopes(adversary: Adversary, descent: Descent, replay: str) -> Verdict:
    tau, setting = adversary.tau, adversary.setting
    if descent.end in NEVER:
        claim = f"|f'(x_t)| >= {setting.eps} for every t"
    else:
        claim = f"|f'(x_t)| >= {setting.eps} for t < {descent.above:,}"
        if descent.iterations is not None:
            claim += f", and |f'(x_{descent.iterations})| is smaller"
    parts = []
    threshold = threshold_text(setting)
    if tau is None:
        parts.append(f"every step is at least {threshold} and a whole number of periods long")
    elif tau:
        steps = "step (it is" if tau == 1 else f"{tau:,} steps (they are"
        parts.append(f"whole periods under the first {steps} at least {threshold})")
    if tau is not None:
        parts.append(f"x_{tau} lies on the slope eps; then x_t moves by eta_t eps")
        if descent.end is End.NEVER_CYCLE:
            parts.append(f"x_{descent.above - 1} and x_{descent.above} follow each other for ever")
        elif descent.end is End.NEVER_ZERO:
            parts.append("the steps are 0")
        elif descent.beyond:
            parts.append(f"it lies beyond the valley {len(descent.beyond):,} times")
    return Verdict("adversary/slopes", claim, Word.PROVED, "; ".join(parts), None, replay)


def _count(adversary: Adversary, descent: Descent, bound: int, here: int, replay: str) -> Verdict:
    claim = f"the slope is at least eps at {bound:,} iterates, the theorem's number, or more"
    if adversary.tau:
        claim += f" (with the waves {here:,})"
    if descent.end in NEVER:
        return Verdict("adversary/count", claim, Word.PROVED, str(descent.end), None, replay)
    if descent.end is End.FILE_ENDED:
        claim = f"the slope is at least eps at {min(here, descent.above):,} iterates or more"
        here = min(here, descent.above)
    if descent.above >= here:
        ratio = _hundredths(sp.Rational(descent.above, here))
        evidence = f"{descent.above:,} iterates; {descent.end}"
        return Verdict("adversary/count", claim, Word.PROVED, evidence, f"factor {ratio}", replay)
    word = Word.REFUTED if descent.end is End.REACHED else Word.UNDECIDED
    evidence = f"{descent.above:,} iterates: {descent.end}"
    if descent.end is End.BUDGET:
        evidence += "; raise --max-steps"
    return Verdict("adversary/count", claim, word, evidence, None, replay)


def _hundredths(ratio: sp.Rational) -> str:
    """The ratio cut to two decimals."""
    cut = int(ratio * 100)
    return f"{cut // 100}.{cut % 100:02d}"
