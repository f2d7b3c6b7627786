"""The assumptions about float64 code: exp and log1p on the arguments that occur, and gamma."""

from __future__ import annotations

import flint
import numpy as np

from verify.problems.rounding import EXP_ULPS, LOG1P_ULPS, gamma, round_up


def test_exp_is_within_its_assumed_accuracy() -> None:
    arguments = np.linspace(-40, 40, 20_001)
    for x, e in zip(arguments.tolist(), np.exp(arguments).tolist(), strict=True):
        assert abs(flint.arb(x).exp() - e) < EXP_ULPS * np.spacing(e)


def test_log1p_is_within_its_assumed_accuracy() -> None:
    arguments = np.exp(-np.linspace(0, 40, 20_001))
    for x, e in zip(arguments.tolist(), np.log1p(arguments).tolist(), strict=True):
        assert abs(flint.arb(x).log1p() - e) < LOG1P_ULPS * np.spacing(e)


def test_gamma_covers_a_long_product_of_roundings() -> None:
    with flint.ctx.workprec(200):
        unit = flint.arb(2) ** -53
        assert (1 + unit) ** 1000 - 1 < round_up(gamma(1000))
        assert not (1 + unit) ** 1000 - 1 < round_up(gamma(999)), "control: one fewer is too few"
