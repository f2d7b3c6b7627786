"""What is known about signs before any number is computed.

A ball is stored with a rounded radius, so ``x**2 + y**2`` around 0 comes back reaching slightly
below 0, and its square root would have no enclosure. Where the *form* of an expression, the
bounds of the variables, or the condition of a Piecewise branch show that a value is nonnegative,
the evaluator may cut the ball at 0 first. All reasoning here is exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import sympy as sp

Bounds: TypeAlias = "tuple[sp.Rational | None, sp.Rational | None]"
"""Lower and upper bound of a variable; None where there is none."""

_NONNEGATIVE_FUNCTIONS = (sp.exp, sp.cosh, sp.acosh, sp.Abs, sp.Heaviside)


@dataclass(frozen=True)
class Known:
    """Bounds of variables, and expressions known to be nonnegative.

    >>> x = sp.Symbol("x", real=True)
    >>> Known().nonnegative(x**2 + sp.exp(x)), Known().nonnegative(x)
    (True, False)
    >>> Known(bounds={x: (sp.Rational(1, 10), None)}).nonnegative(10 * x - 1)
    True
    """

    bounds: Mapping[sp.Symbol, Bounds] = field(default_factory=dict)
    facts: frozenset[sp.Expr] = frozenset()

    def nonnegative(self, expr: sp.Expr) -> bool:
        """Whether ``expr`` is certainly >= 0 wherever it is defined; False means "not known"."""
        return self._lower(expr) >= 0

    def _lower(self, expr: sp.Expr) -> sp.Expr:
        """A rational lower bound of the expression, or minus infinity."""
        if isinstance(expr, sp.Rational):
            return expr
        if isinstance(expr, sp.cosh):
            return sp.S.One
        if expr in (sp.pi, sp.E) or self._is_nonnegative_form(expr):
            return sp.S.Zero
        if isinstance(expr, sp.Add):
            return sp.Add(*(self._lower(term) for term in expr.args))
        coefficient, rest = expr.as_coeff_Mul(rational=True)
        if isinstance(rest, sp.Symbol):
            low, high = self.bounds.get(rest, (None, None))
            end = low if coefficient > 0 else high
            return sp.S.NegativeInfinity if end is None else coefficient * end
        if coefficient > 0 and coefficient != 1:
            return coefficient * self._lower(rest)
        return sp.S.NegativeInfinity

    def _is_nonnegative_form(self, expr: sp.Expr) -> bool:
        if expr in self.facts or isinstance(expr, _NONNEGATIVE_FUNCTIONS):
            return True
        if isinstance(expr, sp.Pow):
            base, power = expr.args
            odd = isinstance(power, sp.Integer) and power % 2 == 1
            # A real power that is not an integer is only defined on a nonnegative base.
            return (not odd and self._power_is_nonnegative(base, power)) or self.nonnegative(base)
        if isinstance(expr, sp.Mul) and not isinstance(expr.args[0], sp.Rational):
            return all(self.nonnegative(factor) for factor in expr.args)
        if isinstance(expr, sp.Max):
            return any(self.nonnegative(arg) for arg in expr.args)
        if isinstance(expr, sp.Min):
            return all(self.nonnegative(arg) for arg in expr.args)
        return isinstance(expr, sp.Piecewise) and self._branches_are_nonnegative(expr)

    def _branches_are_nonnegative(self, expr: sp.Piecewise) -> bool:
        region = self
        for value, condition in expr.args:
            if not region.given(condition).nonnegative(value):
                return False
            region = region.given(negation(condition))
        return True

    @staticmethod
    def _power_is_nonnegative(base: sp.Expr, power: sp.Expr) -> bool:
        # A symbolic exponent may take integer values, at which a negative base is allowed.
        return isinstance(power, sp.Rational) or base == sp.E

    def given(self, condition: sp.Basic) -> Known:
        """Add what a true Piecewise condition says; unknown kinds of conditions add nothing."""
        if isinstance(condition, sp.And):
            known = self
            for part in condition.args:
                known = known.given(part)
            return known
        if not isinstance(condition, (sp.Le, sp.Lt, sp.Ge, sp.Gt)):
            return self
        small, large = condition.lts, condition.gts
        known = replace(self, facts=self.facts | {large - small, sp.expand(large - small)})
        if isinstance(small, sp.Symbol) and isinstance(large, sp.Rational):
            return known._with_bound(small, (None, large))
        if isinstance(large, sp.Symbol) and isinstance(small, sp.Rational):
            return known._with_bound(large, (small, None))
        return known

    def _with_bound(self, symbol: sp.Symbol, new: Bounds) -> Known:
        low, high = self.bounds.get(symbol, (None, None))
        lows = [end for end in (low, new[0]) if end is not None]
        highs = [end for end in (high, new[1]) if end is not None]
        ends = (max(lows) if lows else None, min(highs) if highs else None)
        return replace(self, bounds={**self.bounds, symbol: ends})


def negation(condition: sp.Basic) -> sp.Basic:
    """The opposite of a Piecewise condition, for the branches that come after it."""
    if isinstance(condition, sp.Or):
        return sp.And(*(negation(part) for part in condition.args), evaluate=False)
    opposite = {sp.Le: sp.Gt, sp.Lt: sp.Ge, sp.Ge: sp.Lt, sp.Gt: sp.Le}.get(type(condition))
    if opposite is None:
        return sp.Not(condition, evaluate=False)
    return opposite(*condition.args, evaluate=False)
