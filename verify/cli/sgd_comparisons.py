"""Comparisons of SGD schedules as text."""

from __future__ import annotations

from verify.cli.output import table
from verify.sgd.ablation import BATCH, Ablation
from verify.sgd.comparison import Comparison, Pair
from verify.sgd.following import Followed, spread

ROWS = {
    "guarantee": "4 gap0/sum eta, the bound of min ||grad||^2",
    "main_term": "main term of the rate",
    "least_gradient": "min ||grad||^2",
    "mean_gradient": "mean ||grad||^2, weighted by eta",
    "last_gap": "last gap",
    "steps_to_target": "steps to the gap",
}


def comparison_text(found: Comparison) -> str:
    """Both tables, with a sentence on what they mean."""
    setting, levels = found.setting, found.setting.declared
    A, B, C = (f"{float(x):.6g}" for x in (levels.A, levels.B, levels.C))
    lines = [
        f"{setting.problem.facts.name}, {setting.noise.title}:"
        f" ||xi||^2 <= A gap + B ||grad||^2 + C with A = {A}, B = {B}, C = {C}",
        f"{found.runs} runs of {setting.T} steps; medians over seeds [quartiles];"
        " ratio: constant over warm-up",
        "",
        "The theorems' own steps",
        _table(found.own),
        "",
        _horizon(found),
    ]
    failed = found.own.warmup.failed + found.own.constant.failed
    if failed:
        lines.append(
            f"{failed} of {2 * found.runs} runs broke a bound that holds with probability"
            f" 1 - {setting.delta}; without --compare such runs are counted against it."
        )
    if found.tuned is not None:
        pair = found.tuned
        factors = " and ".join(
            f"{float(side.setting.factor):g} times {side.setting.schedule}"
            for side in (pair.warmup, pair.constant)
        )
        lines += ["", f"Tuned steps: {factors}; nothing is promised of them", _table(pair)]
    if found.interrupted:
        lines += ["", "Interrupted: the tuned steps are missing."]
    return "\n".join(lines)


def _table(pair: Pair) -> str:
    predicted, measured = pair.predicted(), pair.measured()
    rows = []
    theirs = pair.warmup.setting.factor == 1
    for name, title in ROWS.items():
        if name not in measured and not (theirs and name in predicted):
            continue
        ratio = predicted[name] if name in predicted else measured[name]
        how = "predicted" if name in predicted else "measured"
        cells = (_cell(side, name, pair.target) for side in (pair.warmup, pair.constant))
        if name == "steps_to_target":
            title += f" {pair.target:.4g}"
        known = "-" if ratio.median == float("inf") else str(ratio)
        rows.append((title, *cells, known, how))
    return table(rows, ("", "warm-up", "constant", "ratio", ""))


def _cell(side: Followed, name: str, target: float) -> str:
    values = {
        "guarantee": side.guarantees,
        "main_term": side.main_terms,
        "least_gradient": lambda: side.totals.least_gradient,
        "mean_gradient": side.mean_gradients,
        "last_gap": lambda: side.totals.last_gap,
        "steps_to_target": lambda: side.hits(target),
    }[name]()
    found = spread(values)
    return (
        "not reached" if name == "steps_to_target" and found.median == float("inf") else str(found)
    )


def _horizon(found: Comparison) -> str:
    ahead, T = found.horizon, found.setting.T
    says = "more than the start has" if ahead.promise <= T else "nothing that the start lacks"
    return (
        f"With T = {T} the constant step is promised {says}: its promise begins at"
        f" T = {ahead.promise:.3g}. Warm-up needs about T = {ahead.movement:.3g} to halve the gap"
        " at the pace of its first step."
    )


def ablation_text(found: Ablation) -> str:
    """The cases as a table."""
    rows = []
    for row in found.rows:
        name = f"b = {row.value}" if row.kind == BATCH else f"{row.kind} alone, {row.value}"
        levels = (f"{float(x):.4g}" for x in (row.levels.A, row.levels.B, row.levels.C))
        rows.append(
            (
                name,
                *levels,
                str(row.predicted["guarantee"]),
                str(row.measured["mean_gradient"]),
                f"{row.horizon.promise:.3g}",
                f"{row.horizon.movement:.3g}",
            )
        )
    heading = ("noise", "A", "B", "C", "predicted", "measured", "T promise", "T movement")
    lines = [
        f"{found.setting.problem.facts.name}: {found.runs} runs of {found.setting.T} steps each,"
        " the theorems' own step sizes",
        "",
        table(rows, heading),
        "",
        "noise: b rows per batch, or one level alone, such that the squared noise at the start is"
        " so many times the squared gradient.",
        "predicted: ratio of the bounds of the mean of ||grad||^2, constant over warm-up; measured:"
        " ratio of the means; medians [quartiles].",
        "T promise: where the promise for the constant step begins; T movement: steps of warm-up to"
        " halve the gap at the pace of the first.",
    ]
    if found.interrupted:
        lines += ["", "Interrupted: these are the cases that were finished."]
    return "\n".join(lines)
