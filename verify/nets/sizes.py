"""How large each network is at each size, and how long it is trained: one table."""

from __future__ import annotations

from dataclasses import dataclass

NETS = ("perceptron", "resnet", "gpt")
SIZES = ("smoke", "small", "paper")


@dataclass(frozen=True)
class Size:
    """One row of the table.

    Args:
        batch_size: of training.
        steps: of one run of a comparison.
        warmup_steps: of linear warm-up, by default.
        peaks: largest steps to choose from, for SGD without momentum.
        width: of the network: its hidden layers, its first stage, its stream.
        depth: hidden layers or blocks; a ResNet-18 has its own.
        heads: of a GPT.
        context: of a GPT, in characters.
        scored: most examples (pictures, or windows of a text) of validation and of the test that
            are scored; None for all.
    """

    batch_size: int
    steps: int
    warmup_steps: int
    peaks: tuple[float, ...]
    width: int
    depth: int = 0
    heads: int = 0
    context: int = 0
    scored: int | None = None


TABLE = {
    ("perceptron", "smoke"): Size(64, 200, 20, (0.1, 0.3, 1.0), width=32, depth=1),
    ("resnet", "smoke"): Size(64, 60, 6, (0.1, 0.3, 1.0), width=4),
    ("gpt", "smoke"): Size(
        8, 100, 10, (0.1, 0.3, 1.0), width=32, depth=2, heads=2, context=32, scored=64
    ),
}
