"""What ``warmproof net train`` prints for people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

from verify.cli.output import table

# Those of verify.nets.comparison, which needs torch.
Comparison: TypeAlias = Any
Candidate: TypeAlias = Any
Spread: TypeAlias = Any
Summary: TypeAlias = Any
Tuned: TypeAlias = Any


def text(found: Comparison, summary: Summary, written: Sequence[Path]) -> str:
    """The whole page: what was run, the table, the runs, tuning, differences, remarks."""
    from verify.nets.comparison.sentences import remarks

    parts = [
        _heading(found),
        _table(found, summary),
        _runs(found, summary),
        _tuning(found),
        _differences(summary),
        "\n".join(remarks(found, summary)),
    ]
    if written:
        parts.append("written: " + ", ".join(map(str, written)))
    return "\n\n".join(part for part in parts if part)


def _heading(found: Comparison) -> str:
    settings = found.settings
    how = f"SGD with momentum {settings.momentum:g}" if settings.optimizer == "sgd" else "AdamW"
    after = (
        "no decay"
        if settings.hand_over is None
        else f"warm-up up to step {settings.hand_over}, then cosine"
    )
    return (
        f"{found.title}\n"
        f"{settings.steps:,} steps of {settings.batch_size} with {how}; {after}; gap before "
        f"training {found.gap0:.4g}\n"
        f"tuned by the validation loss from {_count(len(settings.tuning_seeds), 'seed')}, judged "
        f"on the test set from {_count(len(settings.seeds), 'other seed')}; mean +- standard "
        "deviation"
    )


def _table(found: Comparison, summary: Summary) -> str:
    chosen = {entry.schedule: entry.chosen for entry in found.tuned}
    has_target = any(row.schedule == "constant" for row in summary.rows)
    rows = []
    for row in summary.rows:
        rows.append(
            (
                row.schedule,
                _setting(chosen[row.schedule], found),
                _spread(row.spreads["test_accuracy"], 4),
                _spread(row.spreads["test_loss"], 4),
                _spread(row.spreads["training_loss"], 4),
                _reached(row.steps_to, "{:,.0f}", has_target),
                _reached(row.seconds_to, "{:.3g}", has_target),
            )
        )
    heading = (
        "schedule",
        "setting",
        "test accuracy",
        "test loss",
        "training loss",
        "steps to",
        "seconds to",
    )
    note = (
        "steps to, seconds to: until the training loss is where the constant schedule's ends, "
        "median; measuring included"
    )
    return f"{table(rows, heading)}\n{note}" if has_target else table(rows, heading)


def _runs(found: Comparison, summary: Summary) -> str:
    """The main measure of every run."""
    field = summary.main.field
    rows = [
        (
            row.schedule,
            " ".join("-" if x is None else f"{x:.4f}" for x in row.spreads[field].values),
        )
        for row in summary.rows
    ]
    seeds = ", ".join(map(str, found.settings.seeds))
    return table(rows, ("schedule", f"{summary.main.title} by seed ({seeds})"))


def _tuning(found: Comparison) -> str:
    tuned = [entry for entry in found.tuned if entry.tried]
    if not tuned:
        return ""
    columns = {entry.schedule: dict(entry.by_peak()) for entry in tuned}
    rows = [
        (f"{peak:g}", *(_loss(columns[entry.schedule][peak], entry, peak) for entry in tuned))
        for peak in found.settings.peaks
    ]
    return (
        f"{table(rows, ('peak', *columns))}\n"
        "validation loss in tuning, at each peak the best over the strengths; * chosen"
    )


def _differences(summary: Summary) -> str:
    """Those of the main measure, and of the others what is more than chance."""
    rows = []
    for entry in summary.differences:
        if entry.measure != summary.main and entry.found not in ("better", "worse"):
            continue
        test = entry.test
        numbers: tuple[str, ...] = ("-", "-", "-", "-")
        if test is not None:
            numbers = (
                f"{test.mean:+.4g}",
                f"[{test.low:+.4g}, {test.high:+.4g}] at {100 * test.coverage:.3g} %",
                f"{test.p:.3g}",
                f"{entry.holm:.3g}",
            )
        rows.append((entry.measure.title, f"{entry.first} - {entry.second}", *numbers, entry.found))
    if not rows:
        return ""
    heading = ("measure", "difference", "mean", "interval", "p", "Holm's p", "MEASURED")
    note = "interval and p are each pair's own; Holm's p and the last column hold for all together"
    return f"{table(rows, heading)}\n{note}"


def _setting(candidate: Candidate | None, found: Comparison) -> str:
    from verify.nets.comparison.entrants import constants, length

    if candidate is None or candidate.peak is None:
        return "not tuned"
    peak = f"peak {candidate.peak:g}"
    if candidate.schedule == "linear":
        return f"{peak}, {_count(length(candidate, found.settings), 'step')}"
    if candidate.schedule in ("theoretical", "energy"):
        K0, K = constants(candidate, found.settings, found.gap0)
        return f"K0 {K0:.4g}, K {K:.4g}"
    return peak


def _spread(spread: Spread, digits: int) -> str:
    if spread.mean is None:
        return "diverged"
    number = f"{spread.mean:.{digits}f}"
    if spread.sd is not None:
        number += f" +- {spread.sd:.{digits}f}"
    lost = len(spread.values) - len(spread.known)
    return f"{number} ({lost} diverged)" if lost else number


def _reached(spread: Spread, form: str, has_target: bool) -> str:
    if not has_target:
        return "-"
    if not spread.known:
        return "never"
    number = form.format(median(spread.known))
    if len(spread.known) == len(spread.values):
        return number
    return f"{number} ({len(spread.known)} of {len(spread.values)})"


def _loss(loss: float | None, entry: Tuned, peak: float) -> str:
    mark = "*" if entry.chosen is not None and entry.chosen.peak == peak else ""
    return "diverged" if loss is None else f"{loss:.4g}{mark}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
