"""What a comparison found, in sentences made from its numbers."""

from __future__ import annotations

from statistics import median

from verify.nets.comparison.comparison import Comparison
from verify.nets.comparison.summary import Difference, Row, Summary
from verify.verdict import Verdict, Word

THEORY = ("theoretical", "energy", "measured")
NEAR = 0.1
"""A loss that is larger by this share still counts as near the best."""


def verdicts(found: Comparison, summary: Summary, replay: str) -> list[Verdict]:
    """One for each pair, by the main measure; all of them MEASURED."""
    return [
        Verdict(
            f"net_train/{entry.first}_{entry.second}",
            _claim(entry),
            Word.MEASURED,
            f"{len(found.settings.seeds)} seeds, {_trials(found)} trials of tuning",
            _margin(entry),
            replay,
        )
        for entry in summary.of(summary.main)
    ]


def remarks(found: Comparison, summary: Summary) -> list[str]:
    """What a reader has to know beside the table."""
    return [
        *(_help(name, summary) for name in THEORY if any(r.schedule == name for r in summary.rows)),
        *_sensitivity(found),
        *_power(found, summary),
        *_effort(found),
        *_edges(found),
        *_between(found),
        *_divergence(found, summary),
        *(_cost(row) for row in summary.rows if any(row.products)),
    ]


def _claim(entry: Difference) -> str:
    return f"{entry.first} against {entry.second}, {entry.measure.title}: {entry.found}"


def _margin(entry: Difference) -> str | None:
    test = entry.test
    if test is None:
        return None
    return (
        f"{test.mean:+.4g} in [{test.low:+.4g}, {test.high:+.4g}] at {100 * test.coverage:.3g} %, "
        f"p = {test.p:.3g}, with Holm's rule {entry.holm:.3g}"
    )


def _help(name: str, summary: Summary) -> str:
    """Whether a schedule of the theory helps, and where it does not."""
    said = {entry.second: entry.found for entry in summary.of(summary.main) if entry.first == name}
    if not said:
        return f"{name}: compared with nothing, as neither constant nor linear was judged."
    parts = "; ".join(f"against {second} {word}" for second, word in said.items())
    if any(word == "worse" for word in said.values()):
        ending = " It does not help here."
    elif all(word == "better" for word in said.values()):
        ending = ""
    elif any(word == "better" for word in said.values()):
        ending = " Against the rest nothing is shown."
    else:
        ending = " That it helps here is not shown."
    return f"{name}, by the {summary.main.title}: {parts}.{ending}{_otherwise(name, summary)}"


def _otherwise(name: str, summary: Summary) -> str:
    """What the other measures show, where it is more than chance."""
    said = [
        f"by the {entry.measure.title} {entry.found} against {entry.second}"
        for entry in summary.differences
        if entry.first == name
        and entry.measure != summary.main
        and entry.found in ("better", "worse")
    ]
    return f" Also, {', '.join(said)}." if said else ""


def _sensitivity(found: Comparison) -> list[str]:
    """How far off a peak may be: what warm-up is for."""
    said = []
    for entry in found.tuned:
        losses = [(peak, loss) for peak, loss in entry.by_peak() if loss is not None]
        if losses:
            limit = (1 + NEAR) * min(loss for _, loss in losses)
            near = ", ".join(f"{peak:g}" for peak, loss in losses if loss <= limit)
            said.append(f"{entry.schedule} {near}")
    if not said or len(found.settings.peaks) == 1:
        return []
    return [
        f"Peaks with a validation loss within {100 * NEAR:.0f} % of the schedule's own best: "
        f"{'; '.join(said)}."
    ]


def _power(found: Comparison, summary: Summary) -> list[str]:
    pairs = [entry for entry in summary.of(summary.main) if entry.test is not None]
    if not pairs:
        return []
    n, needed = len(found.settings.seeds), pairs[0].seeds_needed
    if n >= needed:
        return []
    together = min(1.0, len(pairs) * 2 / 2**n)
    over = f", and over {len(pairs)} pairs none below {together:.3g} by Holm's rule"
    return [
        f"{n} seeds give no p below {2 / 2**n:.3g}{over if len(pairs) > 1 else ''}: too few to "
        f"show any difference. It takes {needed}."
    ]


def _effort(found: Comparison) -> list[str]:
    counts = ", ".join(f"{entry.schedule} {entry.trials}" for entry in found.tuned)
    return [f"Trials of tuning: {counts}. The more trials, the better the best of them looks."]


def _edges(found: Comparison) -> list[str]:
    said = []
    for side in ("largest", "smallest"):
        names = [entry.schedule for entry in found.tuned if entry.edge == side]
        if names and len(found.settings.peaks) > 1:
            said.append(
                f"The {side} peak of the grid was best for {', '.join(names)}: a wider grid may "
                "change the order."
            )
    return said


def _between(found: Comparison) -> list[str]:
    """Steps that only a schedule following the loss could end warm-up at."""
    largest = {
        name: median(max(row["eta"]) for row in records if row["eta"])
        for name, records in found.judged.items()
        if any(row["eta"] for row in records)
    }
    peaks = found.settings.peaks
    off = [
        name
        for name, step in largest.items()
        if name in ("theoretical", "energy")
        and peaks[0] < step < peaks[-1]
        and all(abs(step / peak - 1) > NEAR for peak in peaks)
    ]
    if not off or not {"constant", "linear"} & set(largest):
        return []
    steps = ", ".join(f"{name} {step:.3g}" for name, step in largest.items())
    return [
        f"Largest steps taken, medians: {steps}. Those of {', '.join(off)} lie between peaks of "
        "the grid, where constant and linear were not tried: a finer grid may change the order."
    ]


def _divergence(found: Comparison, summary: Summary) -> list[str]:
    said = []
    for entry in found.tuned:
        lost = [tried for tried in entry.tried if tried.diverged]
        if entry.chosen is None:
            said.append(f"{entry.schedule} diverged wherever it was tried: {lost[0].diverged[0]}")
        elif lost:
            peaks = sorted({tried.candidate.peak or 0.0 for tried in lost})
            said.append(
                f"{entry.schedule} diverged in {len(lost)} of {len(entry.tried)} settings, at "
                f"peaks {', '.join(f'{peak:g}' for peak in peaks)}; the first: "
                f"{lost[0].diverged[0]}"
            )
    for row in summary.rows:
        said += [
            f"{row.schedule} diverged when judged by seed {seed}: {how}"
            for seed, how in row.diverged.items()
        ]
    return said


def _cost(row: Row) -> str:
    return (
        f"{row.schedule} took {median(row.products):g} Hessian-vector products a run, and nothing "
        "was tuned for it."
    )


def _trials(found: Comparison) -> int:
    return sum(entry.trials for entry in found.tuned)
