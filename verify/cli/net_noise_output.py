"""What ``warmproof net noise`` prints: one document for scripts, a page for people."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from verify.cli.output import table
from verify.verdict import Verdict, Word

KINDS = {"mean": "mean of |g_i - g|^2", "largest": "largest |g_i - g|^2"}


def verdicts(found: dict[str, Any], replay: str) -> list[Verdict]:
    """One for each kind of noise, in one line."""
    points, batches = len(found["rows"]), found["sampling"].count
    return [
        Verdict(
            id=f"net_noise/{noise.which}",
            claim=f"{KINDS[noise.which]} <= A gap + B |g|^2 + C at the points of this run",
            word=Word.MEASURED,
            evidence=f"A = {noise.A}, B = {noise.B}, C = {noise.C} at {points} points, "
            f"{batches} batches each",
            margin=f"{math.exp(noise.envelope.excess):.3g} times too high on the geometric mean",
            replay=replay,
        )
        for noise in found["fitted"]
    ]


def document(found: dict[str, Any], replay: str) -> dict[str, Any]:
    """All numbers; the fits are empty where fewer than three points were measured."""
    task, how = found["task"], found["how"]
    return {
        "task": task.title,
        "net": task.net,
        "size": task.size,
        "verdict": Word.MEASURED.value,
        "batch_size": task.batch_size,
        "batches": found["sampling"].count,
        "batches_per_epoch": found["sampling"].epoch,
        "lr": found["lr"],
        "f_lower": found["f_lower"],
        "steps": found["at"][-1],
        "interrupted": found["interrupted"],
        "points": [
            {"step": row.step, "loss": row.loss, **asdict(row.noise)} for row in found["rows"]
        ],
        "level": how.level,
        "resamples": how.resamples,
        **{noise.which: _noise(noise) for noise in found["fitted"]},
        "verdicts": [verdict.to_json() for verdict in verdicts(found, replay)],
    }


def _noise(noise: Any) -> dict[str, Any]:
    return {
        **{name: asdict(getattr(noise, name)) for name in "ABC"},
        "excess": noise.envelope.excess,
        "excess_factor": math.exp(noise.envelope.excess),
        "largest_ratio": noise.envelope.largest_ratio,
        "needed": list(noise.needed),
        "ablation": [
            {
                "terms": list(left.terms),
                "envelope": None if left.envelope is None else asdict(left.envelope),
                "excess_more": None if left.worse is None else asdict(left.worse),
            }
            for left in noise.subsets
        ],
    }


def text(found: dict[str, Any], written: Sequence[Path], replay: str) -> str:
    """The page."""
    task, rows, sampling = found["task"], found["rows"], found["sampling"]
    of = "" if sampling.epoch is None else f" of the {sampling.epoch} of an epoch"
    lines = [
        task.title,
        f"SGD without momentum, step {found['lr']:g}, {found['at'][-1]} steps; noise at "
        f"{len(rows)} of {len(found['at'])} points, {sampling.count} batches{of} of "
        f"{task.batch_size} at each",
        "",
    ]
    if rows:
        lines += [table([_row(row) for row in rows], HEADING), ""]
    for noise in found["fitted"]:
        lines += [f"A gap + B |g|^2 + C above the {KINDS[noise.which]}:", _constants(noise, found)]
        lines += ["", table(_subsets(noise), ("terms", "A", "B", "C", "times too high", "worse"))]
        lines += [_needed(noise), ""]
    if found["fitted"]:
        lines += [
            "times too high: on the geometric mean over the points; worse: by what factor, beside"
            " all three.",
            _largest(found),
            "",
            table([(v.id, v.word.value, v.evidence) for v in verdicts(found, replay)]),
        ]
    else:
        lines.append("Fewer than 3 points were measured: there is nothing to fit.")
    lines.append(f"replay: {replay}")
    if found["interrupted"]:
        lines += ["", f"Ended by Ctrl-C after {len(rows)} of {len(found['at'])} points."]
    if written:
        lines += ["", "written: " + ", ".join(str(path) for path in written)]
    return "\n".join(lines)


HEADING = ("step", "loss", "gap", "|g|^2", "mean |g_i - g|^2", "largest", "spread")


def _row(row: Any) -> tuple[str, ...]:
    noise = row.noise
    numbers = (
        row.loss,
        noise.gap,
        noise.gradient_norm**2,
        noise.mean_square,
        noise.largest_square,
        noise.spread,
    )
    return (str(row.step), *(f"{number:.4g}" for number in numbers))


def _constants(noise: Any, found: dict[str, Any]) -> str:
    return table(
        [(name, _value(getattr(noise, name)), _ends(getattr(noise, name))) for name in "ABC"],
        ("", "fitted", f"interval, level {found['how'].level:g}"),
    )


def _subsets(noise: Any) -> list[tuple[str, ...]]:
    rows = []
    for left in noise.subsets:
        found = left.envelope
        if found is None:
            rows.append((left.terms, "-", "-", "-", "none: all its terms are 0 at a point", ""))
            continue
        constants = [
            f"{value:.4g}" if name in left.terms else ""
            for name, value in zip("ABC", (found.A, found.B, found.C), strict=True)
        ]
        worse = "" if left.worse is None else _factor(left.worse)
        rows.append((left.terms, *constants, f"{math.exp(found.excess):.3g}", worse))
    return rows


def _factor(interval: Any) -> str:
    value, low, high = (math.exp(end) for end in (interval.value, interval.low, interval.high))
    return f"{value:.3g} ({low:.3g} to {high:.3g})"


def _needed(noise: Any) -> str:
    if not noise.needed:
        return "None of A, B, C is needed beyond doubt beside the other two."
    if len(noise.needed) == 1:
        return f"{noise.needed} is needed: without it the fit is worse beyond doubt."
    return (
        f"{', '.join(noise.needed)} are needed: without any one of them the fit is worse beyond"
        " doubt."
    )


def _largest(found: dict[str, Any]) -> str:
    ratios = [row.noise.largest_square / row.noise.mean_square for row in found["rows"]]
    return (
        f"The largest square is {np.median(ratios):.3g} times the mean (median), at most "
        f"{max(ratios):.3g}; among more batches it may be larger."
    )


def _value(interval: Any) -> str:
    return f"{interval.value:.4g}"


def _ends(interval: Any) -> str:
    return f"{interval.low:.4g} to {interval.high:.4g}"
