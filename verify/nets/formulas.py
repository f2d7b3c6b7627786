"""The formulas of theory as float functions, made once from the SymPy objects.

>>> curvature_bound(rho=1, K0=2, K=3, gap=[0, 1]).tolist()
[2.0, 5.0]
"""

from __future__ import annotations

import math
from functools import cache
from typing import Literal

import numpy as np
import sympy as sp
from numpy.typing import ArrayLike, NDArray

from theory import symbols as sym
from theory.assumptions import refuse
from theory.definitions.gap_smooth import CONSTANTS, NOT_BOTH_ZERO, ell
from theory.definitions.sgd_step_size import squared_noise
from theory.errors import DomainError
from verify.intervals.evaluate import Compiled, compile_expressions

Floats = NDArray[np.float64]
Shape = Literal["ell", "min"]

SHAPES: tuple[Shape, ...] = ("ell", "min")
"""What a step is the inverse of: ell itself, or the larger of its two terms."""


@cache
def _load(shape: Shape) -> Compiled:
    # A power of 0 is only compiled where the base is known not to be negative.
    whole = ell(sym.gap)
    larger = sp.Max(whole.subs(sym.K, 0), whole.subs(sym.K0, 0))
    return compile_expressions(
        [whole if shape == "ell" else larger],
        [sym.rho, sym.K0, sym.K, sym.gap],
        {sym.rho: (0, None), sym.gap: (0, None)},
    )


@cache
def _noise() -> Compiled:
    formula = squared_noise(sym.gap, sym.gradient_norm**2)
    return compile_expressions([formula], [sym.A, sym.B, sym.C, sym.gap, sym.gradient_norm])


def curvature_bound(*, rho: ArrayLike, K0: float, K: float, gap: ArrayLike) -> Floats:
    """ell(gap), unit curvature, in the shape of gap (unit loss, none negative) and rho."""
    return _load("ell").floats([rho, K0, K, gap])[0]


def step_size(shape: Shape, *, rho: float, K0: float, K: float, gap: float) -> float:
    """1/ell(gap), or min(1/K0, 1/(K gap^rho)), which is at most twice that; inf where it is 1/0.

    >>> step_size("ell", rho=1, K0=1, K=1, gap=1), step_size("min", rho=1, K0=1, K=1, gap=1)
    (0.5, 1.0)
    """
    load = float(_load(shape).floats([rho, K0, K, gap])[0])
    return 1 / load if load > 0 else np.inf


def noise_bound(
    *, A: float, B: float, C: float, gap: ArrayLike, gradient_norm: ArrayLike
) -> Floats:
    """A gap + B ||grad||^2 + C, unit loss^2/length^2.

    >>> noise_bound(A=1, B=2, C=3, gap=[4], gradient_norm=[5]).tolist()
    [57.0]
    """
    return _noise().floats([A, B, C, gap, gradient_norm])[0]


def check_constants(who: str, *, rho: float, K0: float, K: float) -> None:
    """Refuse what Definition 1 refuses.

    Raises:
        DomainError: not rho > 0, K0 >= 0, K >= 0 with K0 + K > 0, all finite.

    >>> check_constants("GapWarmup", rho=1, K0=-0.5, K=1)
    Traceback (most recent call last):
    theory.errors.DomainError: GapWarmup needs K0 >= 0; got K0 = -1/2. Raise K0.
    """
    given = {sym.rho: rho, sym.K0: K0, sym.K: K}
    for symbol, value in given.items():
        if not math.isfinite(value):
            raise DomainError(f"{who} needs a finite {symbol}; got {value}. Give a number.")
    exact = {symbol: sp.Rational(repr(float(value))) for symbol, value in given.items()}
    for assumption in (*CONSTANTS, NOT_BOTH_ZERO):
        refuse(who, assumption, exact)
