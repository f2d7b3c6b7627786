"""The Taylor series of a written function: its tree is walked once.

Where a function has a kink in the box, its second derivative does not exist there: every series
beyond the value is then refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sympy as sp

from verify.recheck.enclosures import NoEnclosure
from verify.recheck.taylor import Series, Taylor

_BELOW = (sp.StrictLessThan, sp.LessThan)


class Evaluation:
    """One function at one box (or point): each common part is evaluated once."""

    def __init__(self, taylor: Taylor, values: Mapping[sp.Symbol, Series]) -> None:
        self._taylor = taylor
        self._known: dict[sp.Basic, Series] = dict(values)

    def __call__(self, expr: sp.Expr) -> Series:
        """The series of an expression.

        Raises:
            NoEnclosure: it may have no value, or no derivatives of the order asked for.
        """
        found = self._known.get(expr)
        if found is None:
            found = self._known[expr] = self._series(expr)
        return found

    def _series(self, expr: sp.Expr) -> Series:
        taylor = self._taylor
        if isinstance(expr, sp.Rational):
            return taylor.constant(taylor.number(expr)) if expr else {}
        if isinstance(expr, sp.Add):
            return taylor.add(*map(self, expr.args))
        if isinstance(expr, sp.Mul):
            total = taylor.constant(taylor.number(1))
            for factor in self._factors(expr.args):
                total = taylor.multiply(total, factor)
            return total
        if isinstance(expr, sp.Pow):
            return self._power(expr.base, expr.exp)
        if isinstance(expr, sp.Abs):
            return self._size(expr.args[0])
        if isinstance(expr, (sp.Min, sp.Max)):
            return self._extreme(expr)
        if isinstance(expr, sp.Piecewise):
            return self._pieces(expr)
        if expr is sp.pi:
            return taylor.constant(taylor.numbers.pi())
        if expr is sp.E:
            return taylor.function(sp.exp, taylor.constant(taylor.number(1)))
        if isinstance(expr, sp.Function):
            return taylor.function(expr.func, self(expr.args[0]))
        raise NoEnclosure(f"no rule for {type(expr).__name__}")

    def _factors(self, factors: Sequence[sp.Expr]) -> Iterator[Series]:
        """The factors of a product; u^n |u|^r, as SymPy writes |u|^(n+r), is taken as one."""
        left = list(factors)
        for size in [f for f in factors if isinstance(f.as_base_exp()[0], sp.Abs)]:
            (inner,), r = size.as_base_exp()[0].args, size.as_base_exp()[1]
            for other in left:
                base, n = other.as_base_exp()
                if base == inner and isinstance(n, sp.Integer) and isinstance(r, sp.Rational):
                    left = [f for f in left if f not in (size, other)]
                    yield self._taylor.size_power(self(inner), n + r, bool(n % 2))
                    break
        yield from map(self, left)

    def _power(self, base: sp.Expr, exponent: sp.Expr) -> Series:
        taylor = self._taylor
        if isinstance(exponent, sp.Rational):
            if isinstance(base, sp.Abs):
                return taylor.size_power(self(base.args[0]), exponent, False)
            return taylor.power(self(base), exponent)
        product = taylor.multiply(self(exponent), taylor.function(sp.log, self(base)))
        return taylor.function(sp.exp, product)

    def _sign(self, series: Series) -> int | None:
        return self._taylor.numbers.sign(self._taylor.value(series))

    def _size(self, inner: sp.Expr) -> Series:
        series = self(inner)
        known = self._sign(series)
        if known == 1:
            return series
        if known == -1:
            return self._taylor.scale(self._taylor.number(-1), series)
        return self._value_only(abs(self._taylor.value(series)))

    def _extreme(self, expr: sp.Expr) -> Series:
        """The argument that is largest (least) on the whole box, else only the value."""
        way = 1 if isinstance(expr, sp.Max) else -1
        found = self(expr.args[0])
        for argument in expr.args[1:]:
            other = self(argument)
            minus = self._taylor.scale(self._taylor.number(-1), found)
            ahead = self._sign(self._taylor.add(other, minus))
            if ahead in (1, -1):
                found = other if ahead == way else found
            else:
                apart = abs(self._taylor.value(self._taylor.add(other, minus)))
                both = self._taylor.value(self._taylor.add(other, found))
                found = self._value_only((both + way * apart) / 2)
        return found

    def _pieces(self, expr: sp.Expr) -> Series:
        hull: Any = None
        for value, condition in expr.args:
            taken = self._holds(condition)
            if taken is False:
                continue
            series = self(value)
            if hull is None and taken:
                return series
            here = self._taylor.value(series)
            hull = here if hull is None else self._taylor.numbers.hull(hull, here)
            if taken:
                return self._value_only(hull)
        raise NoEnclosure("a Piecewise without a last branch")

    def _holds(self, condition: sp.Basic) -> bool | None:
        """Whether a condition holds on the whole box and near it; None where that is open."""
        if condition in (sp.true, sp.false):
            return condition is sp.true
        if not isinstance(condition, (*_BELOW, sp.StrictGreaterThan, sp.GreaterThan)):
            raise NoEnclosure(f"no rule for {type(condition).__name__}")
        minus = self._taylor.scale(self._taylor.number(-1), self(condition.rhs))
        known = self._sign(self._taylor.add(self(condition.lhs), minus))
        if known not in (1, -1):
            return None
        return (known == -1) == isinstance(condition, _BELOW)

    def _value_only(self, value: Any) -> Series:
        if self._taylor.order:
            raise NoEnclosure("pieces meet here")
        return self._taylor.constant(value)
