"""Small settings that the tests of comparisons share."""

from __future__ import annotations

from functools import cache

import numpy as np
import sympy as sp

from verify.problems import get
from verify.problems.base import Problem
from verify.problems.breast_cancer import LabelledData
from verify.problems.logistic_regression import LogisticRegression, logistic_regression
from verify.sgd.noises.abc import ABC
from verify.sgd.setting import Setting

ZERO = sp.Integer(0)


@cache
def cosines() -> Problem:
    return get("hyperbolic-cosines")


@cache
def labels() -> LogisticRegression:
    rng = np.random.default_rng(2)
    data = LabelledData(rng.normal(size=(40, 2)), 2 * rng.integers(0, 2, size=40) - 1)
    return logistic_regression(data, 2.0**-6, sp.Rational(1, 100))


def setting(T: int = 60, A: int = 1, problem: Problem | None = None, **more: object) -> Setting:
    noise = ABC(sp.Integer(A), ZERO, sp.Integer(1))
    delta = sp.Rational(1, 10)
    return Setting(problem or cosines(), noise, noise.levels, delta, T, **more)  # type: ignore[arg-type]
