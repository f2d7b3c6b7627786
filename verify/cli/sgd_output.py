"""What ``warmproof sgd`` prints: one document for scripts, a page for people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify.cli.output import table
from verify.verdict import Word

if TYPE_CHECKING:
    from verify.problems.base import Floats
    from verify.sgd.checks import Checks

LONGEST = 16
"""Characters of a level that is printed exactly; --json has all of it."""

GIVEN = (
    "rho, K0, K and the lower bound of --function are taken as given: where one of them is wrong,"
    " runs that fail speak against it and not against the theorem; see warmproof certify."
)

WAYS_TO_STOP = {"interrupt": "Ctrl-C", "workers": "the loss of a worker"}


def document(found: Sequence[Checks]) -> dict[str, Any]:
    """One campaign: its fields at the top; several: a list of such documents."""
    documents = [_campaign(checks) for checks in found]
    return documents[0] if len(documents) == 1 else {"campaigns": documents}


def _campaign(checks: Checks) -> dict[str, Any]:
    from verify.sgd.measured import measure

    outcome = checks.outcome
    campaign, failures = outcome.campaign, checks.failures
    setting = campaign.setting
    levels = vars(setting.declared)
    return {
        "theorem": checks.theorem,
        "problem": setting.problem.facts.name,
        "noise": setting.noise.name,
        "declared": {name: _exact(value) for name, value in levels.items()},
        "schedule": setting.schedule,
        "factor": _exact(setting.factor),
        "tails": setting.tails,
        "delta": _exact(setting.delta),
        "steps": setting.T,
        "beta": _exact(setting.beta),
        "gap_floor": _exact(setting.floor) if setting.schedule == "warmup" else None,
        "gap0": _exact(setting.gap0),
        "runs": campaign.runs,
        "seed": campaign.seed,
        "confidence": _exact(campaign.confidence),
        "backend": campaign.backend,
        "verdict": checks.word.value,
        "failures": len(failures.seeds),
        "failed_seeds": failures.seeds.tolist(),
        "close": failures.close,
        "missing": outcome.missing,
        "allowed": _exact(failures.allowed),
        "failures_needed": failures.needed,
        "interval": {name: _exact(end) for name, end in vars(failures.interval).items()},
        "broken_assumptions": list(checks.broken),
        "measured": {name: _spread(values) for name, values in vars(measure(outcome)).items()},
        "verdicts": [v.to_json() for v in checks.verdicts],
        "stopped": outcome.stopped or None,
        "seconds": outcome.seconds,
    }


def _exact(value: Any) -> dict[str, Any]:
    from verify.numbers import number

    return number(value).to_json()


def _spread(values: Floats) -> dict[str, float | None]:
    """Least, median and largest over the runs; null beyond the doubles."""
    import numpy as np

    ends = {"least": np.min(values), "median": np.median(values), "largest": np.max(values)}
    return {name: float(end) if np.isfinite(end) else None for name, end in ends.items()}


def text(found: Sequence[Checks], written: Sequence[Path]) -> str:
    """The page: what was fixed, a table, and a line for each verdict."""
    campaign = found[0].outcome.campaign
    setting = campaign.setting
    facts = setting.problem.facts
    levels = ", ".join(f"{name} = {_short(x)}" for name, x in vars(setting.declared).items())
    lines = [
        f"{facts.name}: {facts.title}",
        f"noise {setting.noise.name}: {setting.noise.title}; declared {levels}",
        f"T = {setting.T} {'step' if setting.T == 1 else 'steps'} from the gap"
        f" {float(setting.gap0):.6g} = gap0",
        "",
        f"Fixed before the first run: {campaign.runs} runs from seed {campaign.seed}, confidence"
        f" {campaign.confidence}.",
        _needed(found[0]),
        f"Sound noise may be called unsound with probability {campaign.alpha}: half of it for the"
        " runs one by one, half for all together.",
        "",
        table([_row(checks) for checks in found], HEADING),
        "",
        "failed: runs with Delta_n + (1/2) sum_{t<n} eta_t ||grad||^2 above 2 gap0 at some n.",
        "gap, progress: the largest over the runs, in units of gap0.",
        "min ||grad||^2, its bound 4 gap0/sum eta_t: medians.",
        f"time: {sum(checks.outcome.seconds for checks in found):.1f} s.",
    ]
    for checks in found:
        rows = [(v.id, v.word.value, v.evidence) for v in checks.verdicts]
        lines += ["", f"{_name(checks)}, {checks.theorem}:", table(rows)]
        again = [v.replay for v in checks.verdicts if v.word is Word.REFUTED and v.replay]
        lines += ["", *(f"replay: {line}" for line in dict.fromkeys(again))] if again else []
    if facts.name == "function" and any(checks.word is Word.REFUTED for checks in found):
        lines += ["", GIVEN]
    last = found[-1].outcome
    if last.stopped:
        lines += ["", f"Ended by {WAYS_TO_STOP[last.stopped]}: {last.missing} runs are missing."]
    if written:
        lines += ["", "written: " + ", ".join(str(path) for path in written)]
    return "\n".join(lines)


def _short(value: Any) -> str:
    """The number itself, or its first digits where it would fill the line."""
    written = str(value)
    return written if len(written) <= LONGEST else f"{float(value):.6g}..."


HEADING = (
    "schedule",
    "failed",
    "probability of failure",
    "gap <= 2",
    "progress <= 4",
    "min ||grad||^2",
    "its bound",
    "verdict",
)


def _needed(checks: Checks) -> str:
    count = checks.failures
    allowed = _short(count.allowed)
    if count.needed is None:
        return f"A run may fail with probability {allowed}; no number of failures refutes it."
    return (
        f"A run may fail with probability {allowed}; it takes {count.needed} failures to refute"
        " that."
    )


def _row(checks: Checks) -> tuple[str, ...]:
    import numpy as np

    from verify.sgd.measured import measure

    found, ends = measure(checks.outcome), checks.failures.interval
    return (
        _name(checks),
        str(len(checks.failures.seeds)),
        f"{float(ends.lower):.3g} to {float(ends.upper):.3g}",
        f"{np.max(found.largest_gap):.3g}",
        f"{np.max(found.progress):.3g}",
        f"{np.median(found.least_gradient):.3g}",
        f"{np.median(found.guarantee):.3g}",
        checks.word.value,
    )


def _name(checks: Checks) -> str:
    setting = checks.outcome.campaign.setting
    return setting.schedule if setting.factor == 1 else f"{setting.schedule}*{setting.factor}"
