"""Comparisons made up from chosen scores, for tests of what is said of them."""

from __future__ import annotations

from typing import Any

from verify.nets.comparison.comparison import Comparison
from verify.nets.comparison.entrants import Candidate
from verify.nets.comparison.settings import Settings
from verify.nets.comparison.trial import Record
from verify.nets.comparison.tuning import Tuned, tune

CANDIDATES = {
    "constant": Candidate("constant", 0.3),
    "linear": Candidate("linear", 0.3, 1.0),
    "theoretical": Candidate("theoretical", 0.3, 0.25),
    "energy": Candidate("energy", 0.3, 0.25),
    "measured": Candidate("measured"),
}


def settings(seeds: int, schedules: tuple[str, ...], **given: Any) -> Settings:
    values: dict[str, Any] = {
        "net": "perceptron",
        "size": "smoke",
        "data": None,
        "fingerprint": "made up",
        "batch_size": 64,
        "schedules": schedules,
        "steps": 40,
        "hand_over": 4,
        "peaks": (0.1, 0.3, 1.0),
        "strengths": 1,
        "seeds": tuple(range(seeds)),
        "tuning_seeds": (1000,),
    }
    return Settings(**{**values, **given})


def record(candidate: Candidate, seed: int, accuracy: float | None, **given: Any) -> Record:
    """One that ended well unless the accuracy is None; the loss falls from 2 by 0.04 a step."""
    loss = [2 - 0.04 * t for t in range(40)]
    lost = accuracy is None
    return {
        "name": f"judged-{candidate.name}-seed{seed}",
        **candidate.to_json(),
        "seed": seed,
        "judged": True,
        "steps": 40,
        "diverged": "the loss is nan at step 7, after a step of size 3." if lost else None,
        "training_loss": None if lost else loss[-1],
        "validation_loss": None if lost else 0.5,
        "validation_accuracy": accuracy,
        "test_loss": None if lost else 1 - (accuracy or 0),
        "test_accuracy": accuracy,
        "validation": [[0, 2.0, 0.1]] if lost else [[0, 2.0, 0.1], [40, 0.5, accuracy]],
        "probes": [],
        "products": 0,
        "loss": loss[:7] if lost else loss,
        "eta": [0.3] * (7 if lost else 40),
        "gradient_norm": [1.0] * (7 if lost else 40),
        "times": {
            "training": 4.0,
            "measuring": 0.0,
            "seconds": [0.1 * (t + 1) for t in range(40)],
        },
    } | given


def tuned(name: str, losses: tuple[float | None, ...] = (0.9, 0.5, 0.7)) -> Tuned:
    """A schedule tried at the peaks 0.1, 0.3, 1, with these validation losses."""
    if name == "measured":
        return tune(name, (CANDIDATES[name],), [[]])
    strength = CANDIDATES[name].strength
    tried = tuple(Candidate(name, peak, strength) for peak in (0.1, 0.3, 1.0))
    rows = [
        [record(c, 1000, None if x is None else 0.5, validation_loss=x)]
        for c, x in zip(tried, losses, strict=True)
    ]
    return tune(name, tried, rows)


def comparison(
    accuracies: dict[str, tuple[float | None, ...]],
    tunings: dict[str, tuple[float | None, ...]] | None = None,
    **given: Any,
) -> Comparison:
    """A comparison with these test accuracies, one for each seed."""
    count = max(map(len, accuracies.values()))
    tunings = tunings or {}
    return Comparison(
        "a perceptron, made up",
        settings(count, tuple(accuracies), **given),
        2.3,
        tuple(tuned(name, tunings.get(name, (0.9, 0.5, 0.7))) for name in accuracies),
        {
            name: [record(CANDIDATES[name], i, value) for i, value in enumerate(values)]
            for name, values in accuracies.items()
        },
    )
