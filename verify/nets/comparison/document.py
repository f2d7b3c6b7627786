"""A comparison as one JSON document: all that depends on the clock stands under `times`."""

from __future__ import annotations

from typing import Any

from verify.nets.comparison.comparison import Comparison
from verify.nets.comparison.entrants import Candidate, constants, length
from verify.nets.comparison.sentences import remarks, verdicts
from verify.nets.comparison.summary import Row, Summary


def document(found: Comparison, summary: Summary, replay: str) -> dict[str, Any]:
    """The document; without `times` it is the same whenever and by however many jobs it is made."""
    chosen = {entry.schedule: entry.chosen for entry in found.tuned}
    return {
        "title": found.title,
        "settings": found.settings.to_json(),
        "gap0": found.gap0,
        "tuning": [entry.to_json() for entry in found.tuned],
        "schedules": [_row(found, row, chosen[row.schedule]) for row in summary.rows],
        "main_measure": summary.main.field,
        "differences": [entry.to_json() for entry in summary.differences],
        "remarks": remarks(found, summary),
        "verdicts": [verdict.to_json() for verdict in verdicts(found, summary, replay)],
        "times": {
            row.schedule: {
                "training_seconds": [r["times"]["training"] for r in found.judged[row.schedule]],
                "measuring_seconds": [r["times"]["measuring"] for r in found.judged[row.schedule]],
                "measuring_in_gradients": list(row.gradients),
                "seconds_to_constant": row.seconds_to.to_json(),
            }
            for row in summary.rows
        },
    }


def _row(found: Comparison, row: Row, candidate: Candidate | None) -> dict[str, Any]:
    assert candidate is not None
    return {
        **candidate.to_json(),
        **_numbers(found, candidate),
        "seeds": list(found.settings.seeds),
        **{field: spread.to_json() for field, spread in row.spreads.items()},
        "steps_to_constant": row.steps_to.to_json(),
        "products": list(row.products),
        "diverged": {str(seed): how for seed, how in row.diverged.items()},
    }


def _numbers(found: Comparison, candidate: Candidate) -> dict[str, Any]:
    """What the strength stands for."""
    if candidate.schedule == "linear":
        return {"warmup_steps": length(candidate, found.settings)}
    if candidate.schedule in ("theoretical", "energy"):
        K0, K = constants(candidate, found.settings, found.gap0)
        return {"rho": found.settings.rho, "K0": K0, "K": K}
    return {}
