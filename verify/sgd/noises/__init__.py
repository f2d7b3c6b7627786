"""The noise models by name: ``parse_noise`` reads what the command line takes."""

from __future__ import annotations

from verify.sgd.noises.parsing import MODELS, parse_noise

__all__ = ["MODELS", "parse_noise"]
