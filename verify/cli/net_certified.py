"""``warmproof net measure`` for networks whose constants are known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from verify.cli.output import print_json, progress, table
from verify.verdict import Verdict, Word

STEPS = {"smoke": 50, "small": 500, "paper": 5000}
ROWS = 25
SHOWN = 12


def certified(options: dict[str, Any], folder: Path | None, plot: Path | None, replay: str) -> Word:
    """Follow a network, write and print what was measured.

    Args:
        options: of the command.
        folder: of ``--out``.
        plot: of ``--plot``.
        replay: the command again.

    Returns:
        NOT REFUTED or UNDECIDED.

    Raises:
        WarmproofError: no steps, or a place that cannot be written to.
    """
    from verify.files import write_json
    from verify.nets.certified.follow import follow, judge
    from verify.nets.certified.named import TITLES, build
    from verify.nets.figures.certified import plot_certified

    name = options["net"]
    steps = STEPS[options["size"]] if options["steps"] is None else options["steps"]
    every = max(steps // ROWS, 1) if options["every"] is None else options["every"]
    with progress("training"):
        net, after_step = build(name, options["seed"])
        points = follow(net, steps, every=every, after_step=after_step)
    title = TITLES[name]
    verdict = replace(
        judge(f"net_measure/{name}", net, points), claim=_claim(net.constants), replay=replay
    )
    found = _document(name, title, net.constants, points, verdict)
    written = []
    for path in (plot, folder and folder / "figure.png"):
        if path is not None:
            written.append(plot_certified(points, net.constants, path, title=title))
    if folder is not None:
        written.append(_trace(folder / "trace.csv", found["points"]))
        written.append(write_json(folder / "summary.json", found))
    if options["as_json"]:
        print_json(found)
    else:
        click.echo(_text(title, net.constants, found["points"], verdict, written))
    return verdict.word


def _document(
    name: str, title: str, known: Any, points: list[Any], verdict: Verdict
) -> dict[str, Any]:
    from verify.nets.figures.certified import gap_of

    names = ("rho", "K0", "K", "f_lower")
    return {
        "net": name,
        "network": title,
        "constants": {key: _number(getattr(known, key)) for key in names},
        "because": known.because,
        "verdicts": [verdict.to_json()],
        "points": [
            {
                "step": point.step,
                "loss": point.loss,
                "gap": gap_of(point, known),
                "curvature": point.curvature,
                "residual": point.residual,
                "allowed": point.allowed,
                "share": point.share,
                "outside": point.outside,
            }
            for point in points
        ],
    }


def _claim(known: Any) -> str:
    """The bound with its numbers rounded; the document has them exactly or enclosed."""
    lower = f" - {float(known.f_lower):.6g}" if known.f_lower else ""
    gap = f"(F{lower})" if lower else "F"
    power = "" if known.rho == 1 else f"^{known.rho}"
    return f"||hess F|| <= {float(known.K0):.6g} + {float(known.K):.6g} {gap}{power}"


def _number(value: Any) -> dict[str, Any]:
    from verify.intervals.enclose import enclose
    from verify.numbers import number

    rational = value.is_Rational
    return (number(value) if rational else number(enclose(value, 19))).to_json()


def _trace(path: Path, points: list[dict[str, Any]]) -> Path:
    from verify.runs.trace import write_table

    return write_table(path, {name: [row[name] for row in points] for name in points[0]}, {})


def _text(
    title: str, known: Any, points: list[dict[str, Any]], verdict: Verdict, written: list[Path]
) -> str:
    last = len(points) - 1
    places = (
        range(last + 1) if last < SHOWN else [round(i * last / (SHOWN - 1)) for i in range(SHOWN)]
    )
    names = ("loss", "gap", "curvature", "residual", "allowed", "share")
    rows = [(str(points[i]["step"]), *(f"{points[i][name]:.4g}" for name in names)) for i in places]
    lines = [
        title,
        f"known: {verdict.claim}",
        f"from: {known.because}",
        "",
        table(rows, ("step", *names)),
        "",
        table([(verdict.id, verdict.word.value, verdict.evidence, verdict.margin or "")]),
        f"replay: {verdict.replay}",
    ]
    lines += ["written: " + ", ".join(map(str, written))] if written else []
    return "\n".join(lines)
