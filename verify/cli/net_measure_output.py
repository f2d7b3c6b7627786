"""What ``warmproof net measure`` prints: one document for scripts, a page for people."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from verify.cli.output import table

SHOWN = 12
"""Rows of the page's table, evenly spread over the run; all of them are in the document."""


def findings(measuring: Any, how: Any) -> list[Any]:
    """The fits for which there are points enough."""
    from verify.nets.findings import QUANTITIES, find

    found = [find(measuring.tracker.rows, quantity, how) for quantity in QUANTITIES]
    return [one for one in found if one is not None]


def document(measuring: Any, found: Sequence[Any], replay: str) -> dict[str, Any]:
    """Everything, with the rows."""
    plan, task = measuring.plan, measuring.task
    plan_fields = asdict(plan)
    measures = plan_fields.pop("measures")
    return {
        "network": task.title,
        "net": task.net,
        "size": task.size,
        "batch_size": task.batch_size,
        "device": str(measuring.training.device),
        **plan_fields,
        "measures": measures,
        "done": measuring.training.done,
        "diverged": measuring.training.diverged,
        "fits": {one.quantity: _fit(one) for one in found},
        "says": _says(measuring, found),
        "verdicts": [one.verdict(replay).to_json() for one in found],
        "training_seconds": _training_seconds(measuring),
        "measuring_seconds": measuring.tracker.seconds,
        "points": [_finite(asdict(row)) for row in measuring.tracker.rows],
        "layers": [_finite(asdict(row)) for row in measuring.tracker.layers],
    }


def text(measuring: Any, found: Sequence[Any], written: Sequence[Path], replay: str) -> str:
    """The page: what was run, some rows, what they say, what it cost."""
    plan, task, rows = measuring.plan, measuring.task, measuring.tracker.rows
    done = measuring.training.done
    lines = [
        task.title,
        f"SGD with momentum {plan.momentum:g} and step {plan.lr:g}"
        + (f" after {plan.warmup} steps of warm-up" if plan.warmup else "")
        + f", batches of {task.batch_size}, seed {plan.seed}, on {measuring.training.device}; "
        + f"{done:,} steps, measured every {plan.every} on "
        + (f"{plan.batches} fixed batches" if plan.batches else "the step's own batch"),
        "",
        table([_row(row) for row in _some(rows)], HEADING),
    ]
    if measuring.tracker.layers:
        lines += ["", *_layers(measuring.tracker.layers)]
    for one in found:
        verdict = one.verdict(replay)
        lines += ["", f"{verdict.id}  {verdict.word.value}", *_fit_lines(one)]
    if not found:
        lines += ["", "Too few points to fit anything: train longer, or measure more often."]
    says = _says(measuring, found)
    lines += ["", *says] if says else []
    lines += ["", _cost(measuring)]
    if done < plan.steps:
        way = " Go on with --resume." if measuring.folder is not None else ""
        lines += [f"Stopped at step {done:,} of {plan.steps:,}.{way}"]
    lines += [f"replay: {replay}"]
    if measuring.folder is not None:
        lines += [f"written: all of it, in {measuring.folder}"]
    elsewhere = [str(path) for path in written if path.parent != measuring.folder]
    lines += [f"written: {', '.join(elsewhere)}"] if elsewhere else []
    return "\n".join(lines)


HEADING = (
    "step",
    "loss",
    "gap",
    "||grad||",
    "along update",
    "over all of it",
    "||Hessian|| >=",
    "residual",
    "largest",
    "smallest",
)


def _row(row: Any) -> tuple[str, ...]:
    residual = row.residual if row.norm == row.sharpness else row.bottom_residual
    numbers = (
        row.loss,
        row.gap,
        row.gradient_norm,
        row.directional,
        row.secant,
        row.norm,
        residual,
        row.sharpness,
        row.bottom,
    )
    return (str(row.step), *("-" if n is None else f"{n:.4g}" for n in numbers))


def _some(rows: Sequence[Any]) -> list[Any]:
    """At most `SHOWN` of the rows that looked at the spectrum, or of all where none did."""
    looked = [row for row in rows if row.norm is not None] or list(rows)
    if len(looked) <= SHOWN:
        return looked
    last = len(looked) - 1
    return [looked[round(i * last / (SHOWN - 1))] for i in range(SHOWN)]


def _layers(layers: Sequence[Any]) -> list[str]:
    """The first and the last look at each layer."""
    first, last = layers[0].step, layers[-1].step
    by_name: dict[str, dict[int, Any]] = {}
    for row in layers:
        by_name.setdefault(row.layer, {})[row.step] = row
    rows = [
        (name, *(f"{steps[step].sharpness:.4g} +- {steps[step].residual:.2g}" for step in ends))
        for name, steps in by_name.items()
        for ends in [(first, last) if first != last else (first,)]
    ]
    heading = ("largest eigenvalue of a layer", f"step {first}", f"step {last}")
    return [table(rows, heading[: len(rows[0])])]


def _fit_lines(one: Any) -> list[str]:
    comparison, ends = one.comparison, one.intervals
    gap, gradient = comparison.by_gap, comparison.by_gradient
    level = f"{ends.how.level:.0%}"
    return [
        f"  {gap.points} points, {one.dropped} left out; intervals at level {level}",
        f"  K0 + K gap^rho:     rho = {one.rho}, K0 = {ends.K0}, K = {ends.K}",
        f"                      explained {ends.explained}, "
        f"rank correlation {gap.rank_correlation:.2f}",
        f"  L0 + L ||grad||^rho: rho = {gradient.envelope.rho:.4g}, "
        f"L0 = {gradient.envelope.K0:.4g}, L = {gradient.envelope.K:.4g}",
        f"                      explained {gradient.explained:.4g}, "
        f"rank correlation {gradient.rank_correlation:.2f}",
        f"  {comparison}",
    ]


def _fit(one: Any) -> dict[str, Any]:
    comparison, ends = one.comparison, one.intervals
    return {
        "points": comparison.by_gap.points,
        "dropped": one.dropped,
        "level": ends.how.level,
        "resamples": ends.how.resamples,
        **{name: _finite(asdict(getattr(ends, name))) for name in ("rho", "K0", "K", "explained")},
        "curvature": [
            {"gap": gap, **_finite(asdict(interval))} for gap, interval in ends.curvature
        ],
        "by_gap": _relation(comparison.by_gap),
        "by_gradient": _relation(comparison.by_gradient),
        "without_first": _relation(one.without_first),
        "difference": _finite(asdict(comparison.difference)),
        "rise": None if one.rise is None else asdict(one.rise),
    }


def _relation(relation: Any) -> dict[str, Any]:
    return {
        "envelope": _finite(asdict(relation.envelope)),
        "explained": relation.explained,
        "rank_correlation": relation.rank_correlation,
    }


def _says(measuring: Any, found: Sequence[Any]) -> list[str]:
    from verify.nets.findings import warnings

    sentences = [sentence for one in found for sentence in one.sentences()]
    return sentences + warnings(measuring.tracker.rows)


def _training_seconds(measuring: Any) -> float:
    seconds = measuring.training.trace.seconds
    return float(seconds[-1]) if len(seconds) else 0.0


def _cost(measuring: Any) -> str:
    return (
        f"Training took {_training_seconds(measuring):.1f} s, measuring "
        f"{measuring.tracker.seconds:.1f} s: {measuring.share:.0%} of training."
    )


def _finite(numbers: dict[str, Any]) -> dict[str, Any]:
    """JSON has no nan and no infinity."""
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else value
        for name, value in numbers.items()
    }
