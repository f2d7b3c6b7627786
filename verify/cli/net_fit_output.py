"""What ``warmproof net fit`` prints: one document for scripts, a page for people."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from verify.cli.output import table

COVERAGE = (
    "In trials intervals of level 0.9 held the truth in 9 of 10 runs, but in 5 to 8 of 10 where",
    "50 points followed each other closely, or where the curvature rarely came near its envelope.",
)


def document(found: Any, file: Path, replay: str) -> dict[str, Any]:
    """All numbers of a fit; null where there is none."""
    points, settings, intervals = found.points, found.settings, found.intervals
    verdict = found.verdict(replay)
    compared = found.compared
    return {
        "file": str(file),
        "column": points.column,
        "f_lower": points.f_lower,
        "points": len(points.gaps),
        "dropped": points.dropped,
        "verdict": verdict.word.value,
        **_relation(found.relation, "K0", "K"),
        "rho_known": found.rho_known,
        "share_above": settings.share_above,
        "intervals": {
            "level": settings.how.level,
            "resamples": settings.how.resamples,
            "rho": _interval(intervals.rho),
            "K0": _interval(intervals.K0),
            "K": _interval(intervals.K),
            "explained": _interval(intervals.explained),
            "curvature": [
                {"gap": gap, **_interval(interval)} for gap, interval in intervals.curvature
            ],
        },
        "gradient_norm": None
        if compared is None
        else {
            **_relation(compared.by_gradient, "L0", "L"),
            "difference": _interval(compared.difference),
            "says": str(compared),
        },
        "sensitivity": [
            {"f_lower_raised_by": low, **_relation(relation, "K0", "K")}
            for low, relation in found.lifted
        ],
        "warmup": {name: _finite(value) for name, value in vars(found.warmup).items()},
        "verdicts": [verdict.to_json()],
    }


def _relation(relation: Any, constant: str, slope: str) -> dict[str, Any]:
    envelope = relation.envelope
    return {
        "rho": envelope.rho if envelope.K > 0 else None,
        constant: envelope.K0,
        slope: envelope.K,
        "excess": envelope.excess,
        "excess_factor": math.exp(envelope.excess),
        "above": envelope.above,
        "explained": relation.explained,
        "rank_correlation": relation.rank_correlation,
        "fitted_points": relation.points,
    }


def _interval(interval: Any) -> dict[str, float | None]:
    return {name: _finite(end) for name, end in vars(interval).items()}


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def text(found: Any, file: Path, replay: str, plot: Path | None) -> str:
    """The page; `found` is a `verify.nets.fitting.Fitted`."""
    points, settings, relation = found.points, found.settings, found.relation
    envelope = relation.envelope
    gap = "gap" if points.f_lower is None else f"gap = loss - {points.f_lower:g}"
    above = f"{envelope.above} points lie" if envelope.above != 1 else "1 point lies"
    verdict = found.verdict(replay)
    lines = [
        f"{file}: {len(points.gaps)} points, {points.column} against {gap}, "
        f"{points.gaps.max():.4g} to {points.gaps.min():.4g}",
        *(f"left out: {reason} in {count} of the rows" for reason, count in points.dropped.items()),
        "",
        table(_constants(found), ("", "fitted", f"interval, level {settings.how.level:g}")),
        "",
        f"On the geometric mean the fit is {math.exp(envelope.excess):.3g} times too high; "
        f"{above if envelope.above else 'no point lies'} above it.",
        *_doubts(found),
        *COVERAGE,
        "",
        *_against_gradient(found),
        table(_lifted(found), ("f_lower", "rho", "K0", "K", "times too high", "explained")),
        "",
        "For a schedule:",
        *(f"  {sentence}" for sentence in str(found.warmup).split("\n")),
        "",
        table([(verdict.id, verdict.word.value, verdict.evidence)]),
        f"replay: {replay}",
    ]
    return "\n".join([*lines, *(["", f"written: {plot}"] if plot is not None else [])])


def _constants(found: Any) -> list[tuple[str, ...]]:
    intervals = found.intervals
    rho = "fixed" if found.settings.rho is not None else _ends(intervals.rho)
    rows = [
        ("rho", _exponent(found.relation.envelope), rho if found.rho_known else "not determined"),
        ("K0", f"{intervals.K0.value:.4g}", _ends(intervals.K0)),
        ("K", f"{intervals.K.value:.4g}", _ends(intervals.K)),
    ]
    rows += [
        (f"ell at gap {gap:.3g}", f"{interval.value:.4g}", _ends(interval))
        for gap, interval in intervals.curvature
    ]
    return [
        *rows,
        ("share explained", f"{intervals.explained.value:.3g}", _ends(intervals.explained)),
        ("rank correlation", f"{found.relation.rank_correlation:.3g}", ""),
    ]


def _doubts(found: Any) -> list[str]:
    """What the points leave open about rho, and whether the relation is there at all."""
    low, high = found.settings.rhos
    rho, relation = found.intervals.rho, found.relation
    gaps = found.points.gaps[found.points.gaps > 0]
    span = f"the gaps span a factor of {gaps.max() / gaps.min():.3g}" if len(gaps) else "no gap > 0"
    lines = []
    if relation.rank_correlation < 0:
        lines.append(
            "The curvature tends to grow as the gap falls: along this run the relation does not"
            " hold."
        )
    if relation.envelope.K == 0:
        lines.append(f"K = 0: a constant fits best, and rho has no meaning ({span}).")
    elif not found.rho_known:
        lines.append(f"These points tell nothing of rho ({span}). Fix it with --rho.")
    elif found.settings.rho is None and rho.low <= low * (1 + 1e-9):
        lines.append(f"Of rho these points tell only that it is at most {rho.high:.3g} ({span}).")
    elif found.settings.rho is None and rho.high >= high * (1 - 1e-9):
        lines.append(f"Of rho these points tell only that it is at least {rho.low:.3g} ({span}).")
    return lines


def _against_gradient(found: Any) -> list[str]:
    compared = found.compared
    if compared is None:
        return []
    envelope = compared.by_gradient.envelope
    return [
        "With the gradient norm in place of the gap (Definition 0): "
        f"rho = {_exponent(envelope)}, L0 = {envelope.K0:.4g}, L = {envelope.K:.4g},",
        f"share explained {compared.by_gradient.explained:.3g}, rank correlation "
        f"{compared.by_gradient.rank_correlation:.3g} at {compared.by_gradient.points} points.",
        f"As to the shares explained, {compared}.",
        "",
    ]


def _lifted(found: Any) -> list[tuple[str, ...]]:
    return [
        (
            f"+ {raised:.4g}" if raised else "as it is",
            _exponent(relation.envelope),
            f"{relation.envelope.K0:.4g}",
            f"{relation.envelope.K:.4g}",
            f"{math.exp(relation.envelope.excess):.3g}",
            f"{relation.explained:.3g}",
        )
        for raised, relation in found.lifted
    ]


def _exponent(envelope: Any) -> str:
    return f"{envelope.rho:.4g}" if envelope.K > 0 else "any (K = 0)"


def _ends(interval: Any) -> str:
    return f"{interval.low:.4g} to {interval.high:.4g}"
