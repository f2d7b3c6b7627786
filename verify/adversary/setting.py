"""The constants of a lower bound, read exactly and held to the theorem's conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds, refuse
from theory.definitions.gap_smooth import ell
from theory.errors import DomainError
from theory.exact import exact
from theory.logic import le
from theory.printing import to_text
from theory.safe_algebra import rational_bits
from theory.theorems.lower_bound import pieces
from theory.theorems.lower_bound.pieces import VARIANTS, M, Variant, s, theta
from verify.intervals.compare import Undecided, sign

SIGN_BITS = 1024
_LARGEST_POWER = 20_000
"""Bits of the largest power (theta gap0)^rho that is written out."""


@dataclass(frozen=True)
class Setting:
    """What the adversary is asked for.

    Attributes:
        variant: which construction.
        values: rho, K0, K, gap0, eps, theta, M and the slope of the waves, exact.
    """

    variant: Variant
    values: Mapping[sp.Symbol, sp.Expr]

    def put(self, formula: sp.Expr) -> sp.Expr:
        """The formula with the constants put in.

        >>> setting(rho=1, K0=1, K=2, gap0=3, eps="1/10").put(M)
        4
        """
        return sp.sympify(formula).subs(dict(self.values))

    @property
    def threshold(self) -> sp.Expr:
        """Steps below this are too short to be thrown over whole waves."""
        return self.put(self.variant.step_threshold)

    @property
    def eps(self) -> sp.Expr:
        """The gradient norm that the iterates keep."""
        return self.values[sym.eps]

    @property
    def slope(self) -> sp.Expr:
        """The slope at the iterates on the waves; eps but for the quartic variant."""
        return self.values[s]

    @property
    def linked(self) -> bool:
        """Whether the waves go over into the slope eps through a quartic link."""
        return self.variant is pieces.QUARTIC

    @property
    def count(self) -> sp.Expr:
        """The theorem's number: the slope is at least eps at x_t for every t up to it."""
        return self.put(self.variant.count)


def setting(
    *,
    rho: Any,
    K0: Any,
    K: Any,
    gap0: Any,
    eps: Any,
    theta: Any = "1/2",
    variant: str = "sine",
    slope: Any = None,
) -> Setting:
    """Read the constants and check them.

    Args:
        rho: exponent of the class, > 0.
        K0: curvature allowed at gap 0, > 0.
        K: growth of the curvature, >= 0.
        gap0: f(x_0) - f_star, > 0.
        eps: gradient norm that the iterates keep, > 0, at most what the theorem allows.
        theta: the waves stay above gap theta gap0; 0 < theta < 1.
        variant: sine, quartic or triangular.
        slope: slope of the waves, for the quartic variant; None is the largest possible.

    Raises:
        DomainError: a constant lies outside these ranges.
        Undecided: equality of irrational constants stays open.
    """
    given = {"rho": rho, "K0": K0, "K": K, "gap0": gap0, "eps": eps, "theta": theta}
    if variant not in VARIANTS:
        raise DomainError(f"unknown variant {variant!r}; choose one of {', '.join(VARIANTS)}.")
    chosen = VARIANTS[variant]
    if slope is not None and chosen is not pieces.QUARTIC:
        raise DomainError(
            f"slope belongs to the variant quartic, and the {variant} waves have slope eps; "
            "leave it out."
        )
    values = {_SYMBOLS[name]: exact(value, name) for name, value in given.items()}
    for assumption in _RANGES:
        _require(assumption, values)
    _refuse_huge(values)
    values[M] = ell(pieces.theta * sym.gap0).subs(values)
    largest = sp.Min(*chosen.largest_eps_squared)
    _require(
        bounds(sym.eps, name="eps_small", claim=le(sym.eps**2, largest), high=sp.sqrt(largest)),
        values,
    )
    values[s] = values[sym.eps]
    if chosen is pieces.QUARTIC:
        values[s] = _slope(slope, values)
    return Setting(chosen, values)


_SYMBOLS = {
    "rho": sym.rho,
    "K0": sym.K0,
    "K": sym.K,
    "gap0": sym.gap0,
    "eps": sym.eps,
    "theta": theta,
}

_RANGES = (
    bounds(sym.rho, 0, low_included=False),
    bounds(sym.K0, 0, low_included=False),
    bounds(sym.K, 0),
    bounds(sym.gap0, 0, low_included=False),
    bounds(sym.eps, 0, low_included=False),
    bounds(theta, 0, 1, low_included=False, high_included=False),
)


def _slope(given: Any, values: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
    if given is None:
        return pieces.LARGEST_SLOPE.subs(dict(values))
    slope = exact(given, "slope")
    _require(bounds(s, sym.eps, pieces.LARGEST_SLOPE), {**values, s: slope})
    return slope


def _require(assumption: Assumption, values: Mapping[sp.Symbol, sp.Expr]) -> None:
    refuse("adversary", assumption, values, _sign)
    if assumption.holds(values, _sign) is None:
        raise Undecided(
            f"adversary: whether {to_text(assumption.claim)} holds stays open; "
            "move the inputs away from equality or give them as rationals."
        )


def _sign(expr: sp.Expr) -> int | None:
    return sign(expr, SIGN_BITS)


def _refuse_huge(values: Mapping[sp.Symbol, sp.Expr]) -> None:
    rho, gap0 = values[sym.rho], values[sym.gap0]
    bits = max(rational_bits(gap0), 1) + rational_bits(values[theta]) + 8
    if _sign(rho * bits - _LARGEST_POWER) != -1:
        raise DomainError(
            f"adversary needs (theta*gap0)^rho of at most {_LARGEST_POWER} bits; "
            f"got gap0 = {gap0}, rho = {rho}. Lower rho."
        )
