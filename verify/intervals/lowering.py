"""From SymPy expressions to a tape: the project's own walk, in place of ``lambdify``.

Rationals stay exact, equal parts are shared, even powers are kept as powers, and every branch of
a Piecewise is compiled with what its condition says about the variables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sympy as sp
from flint import fmpq

from theory.errors import InexactInputError, WarmproofError
from verify.intervals.balls import to_fmpq
from verify.intervals.known import Bounds, Known, negation
from verify.intervals.tape import Tape, TapeBuilder


class UnsupportedError(WarmproofError):
    """The expression holds a function or a symbol that cannot be enclosed."""


FUNCTIONS: Mapping[type[sp.Basic], str] = {
    sp.exp: "exp",
    sp.log: "log",
    sp.sin: "sin",
    sp.cos: "cos",
    sp.tan: "tan",
    sp.sinh: "sinh",
    sp.cosh: "cosh",
    sp.tanh: "tanh",
    sp.atan: "atan",
    sp.asinh: "asinh",
    sp.acosh: "acosh",
    sp.atanh: "atanh",
    sp.Abs: "abs",
    sp.sign: "sign",
}
"""Functions of one argument, by the name of their tape operation."""

_RELATIONS: Mapping[type[sp.Basic], tuple[str, bool]] = {
    sp.StrictLessThan: ("lt", False),
    sp.LessThan: ("le", False),
    sp.StrictGreaterThan: ("lt", True),
    sp.GreaterThan: ("le", True),
    sp.Equality: ("eq", False),
    sp.Unequality: ("ne", False),
}
_CONNECTIVES: Mapping[type[sp.Basic], str] = {sp.And: "and", sp.Or: "or"}


def lower(
    exprs: Sequence[sp.Expr],
    variables: Sequence[sp.Symbol],
    bounds: Mapping[sp.Symbol, Bounds] | None = None,
) -> Tape:
    """Compile expressions of the given variables to one tape.

    Args:
        exprs: SymPy expressions; other free symbols than ``variables`` are refused.
        variables: the variables, in the order in which values will be given.
        bounds: exact bounds that the caller promises for every point of every box.

    Raises:
        UnsupportedError: an unknown function, or a symbol that is no variable.
        InexactInputError: the expression holds a float.
        TypeError: something that is no SymPy expression.
    """
    builder = TapeBuilder(len(variables))
    slots = {symbol: index for index, symbol in enumerate(variables)}
    scope = _Scope(builder, slots, Known(bounds=dict(bounds or {})), None, frozenset())
    return builder.finish(tuple(scope.output(expr) for expr in exprs))


class _Scope:
    """The walk in one region of the variables: the whole box, or one Piecewise branch.

    A branch sees its variables cut to the branch; parts that mention none of the cut variables
    are shared with the region around it.
    """

    def __init__(
        self,
        builder: TapeBuilder,
        symbols: Mapping[sp.Symbol, int],
        known: Known,
        parent: _Scope | None,
        touched: frozenset[sp.Symbol],
    ) -> None:
        self._builder = builder
        self._symbols = symbols
        self._known = known
        self._parent = parent
        self._touched = touched
        self._cache: dict[sp.Basic, int] = {}

    def output(self, expr: sp.Expr) -> int:
        """The slot of a whole expression, cut at 0 where its form shows that it is nonnegative."""
        if not isinstance(expr, sp.Expr):
            raise TypeError(f"a SymPy expression is needed; got {expr!r}")
        slot = self.slot(expr)
        return self._add("nonnegative_part", slot) if self._known.nonnegative(expr) else slot

    def slot(self, expr: sp.Basic) -> int:
        """The slot that holds the value of ``expr``; compiles it at the first call."""
        if self._parent is not None and not (self._touched & expr.free_symbols):
            return self._parent.slot(expr)
        found = self._cache.get(expr)
        if found is None:
            found = self._cache[expr] = self._compile(expr)
        return found

    def _add(self, op: str, *args: int, data: object = None) -> int:
        return self._builder.add(op, args, data)

    def _rational(self, value: sp.Rational) -> int:
        return self._add("rational", data=to_fmpq(value))

    def _chain(self, op: str, slots: Sequence[int]) -> int:
        result = slots[0]
        for slot in slots[1:]:
            result = self._add(op, result, slot)
        return result

    def _compile(self, expr: sp.Basic) -> int:
        if isinstance(expr, sp.Symbol):
            return self._symbol(expr)
        if isinstance(expr, sp.Rational):
            return self._rational(expr)
        if isinstance(expr, sp.Float):
            raise InexactInputError(
                f'an enclosure needs exact numbers; got the float {expr}. Write "1/10", not 0.1.'
            )
        if expr == sp.pi or expr == sp.E:
            return self._add("pi" if expr == sp.pi else "e")
        if isinstance(expr, sp.Add):
            return self._sum(expr)
        if isinstance(expr, sp.Mul):
            return self._product(expr)
        if isinstance(expr, sp.Pow):
            return self._power(*expr.args)
        if type(expr) in FUNCTIONS:
            return self._add(FUNCTIONS[type(expr)], self.slot(expr.args[0]))
        if isinstance(expr, (sp.Min, sp.Max)):
            op = "min" if isinstance(expr, sp.Min) else "max"
            return self._chain(op, [self.slot(arg) for arg in expr.args])
        if isinstance(expr, sp.Heaviside) and expr.args[1:] in ((), (sp.S.Half,)):
            return self._add("heaviside", self.slot(expr.args[0]))
        if isinstance(expr, sp.Piecewise):
            return self._piecewise(expr)
        if isinstance(expr, sp.gamma):
            return self._add("gamma", self.slot(expr.args[0]))
        if isinstance(expr, sp.hyper):
            return self._gauss(expr)
        name = expr.func.__name__ if expr.args else str(expr)
        raise UnsupportedError(
            f"cannot enclose {name}; use numbers, + - * / **, pi, E, Min, Max, Piecewise and "
            f"{', '.join(sorted(FUNCTIONS.values()))}."
        )

    def _symbol(self, symbol: sp.Symbol) -> int:
        if symbol not in self._symbols:
            names = ", ".join(str(s) for s in self._symbols) or "none"
            raise UnsupportedError(
                f"the symbol {symbol} has no box; the variables given are: {names}."
            )
        slot = self._symbols[symbol]
        if self._parent is None:
            return slot
        low, high = self._known.bounds.get(symbol, (None, None))
        if low is None and high is None:
            return slot
        return self._add("clip", slot, data=(_optional(low), _optional(high)))

    def _sum(self, expr: sp.Add) -> int:
        plus: list[int] = []
        minus: list[int] = []
        for term in expr.args:
            coefficient, _ = term.as_coeff_Mul()
            if coefficient.is_Rational and coefficient < 0:
                minus.append(self.slot(-term))
            else:
                plus.append(self.slot(term))
        result = self._chain("add", plus) if plus else self._add("neg", minus.pop(0))
        for slot in minus:
            result = self._add("sub", result, slot)
        return result

    def _product(self, expr: sp.Mul) -> int:
        coefficient, rest = expr.as_coeff_Mul(rational=True)
        above: list[int] = []
        below: list[int] = []
        for factor in sp.Mul.make_args(rest):
            if isinstance(factor, sp.Pow) and _negative(factor.exp) and factor.base != sp.E:
                below.append(self._power(factor.base, -factor.exp))
            else:
                above.append(self.slot(factor))
        if coefficient not in (1, -1) or not above:
            above.insert(0, self._rational(abs(coefficient)))
        result = self._chain("mul", above)
        if below:
            result = self._add("div", result, self._chain("mul", below))
        return self._add("neg", result) if coefficient < 0 else result

    def _power(self, base: sp.Expr, power: sp.Expr) -> int:
        if base == sp.E:
            return self._add("exp", self.slot(power))
        if isinstance(power, sp.Integer):
            n = int(power)
            if n in (0, 1):
                return self._rational(sp.S.One) if n == 0 else self.slot(base)
            if n == -1:
                return self._add("div", self._rational(sp.S.One), self.slot(base))
            return self._add("integer_power", self.slot(base), data=n)
        slot = self.slot(base)
        if self._known.nonnegative(base):
            slot = self._add("nonnegative_part", slot)
        if isinstance(power, sp.Rational):
            return self._add("rational_power", slot, data=(int(power.p), int(power.q)))
        return self._add("real_power", slot, self.slot(power))

    def _gauss(self, expr: sp.hyper) -> int:
        """2F1(1/2, b; 1 + b; z), the only hypergeometric function that is enclosed."""
        rest = [a for a in expr.ap if a != sp.S.Half] or [sp.S.Half]
        if len(expr.ap) != 2 or len(rest) != 1 or tuple(expr.bq) != (1 + rest[0],):
            raise UnsupportedError(
                f"cannot enclose {expr}; of these functions only 2F1(1/2, b; 1 + b; z) is known."
            )
        return self._add("gauss_half", self.slot(rest[0]), self.slot(expr.argument))

    def _piecewise(self, expr: sp.Piecewise) -> int:
        slots: list[int] = []
        region: _Scope = self
        for value, condition in expr.args:
            # The conditions are compared on the uncut box: cutting could make them look certain.
            slots.append(self._condition(condition))
            slots.append(region._inside(condition).slot(value))
            region = region._inside(negation(condition))
        return self._add("piecewise", *slots)

    def _inside(self, condition: sp.Basic) -> _Scope:
        known = self._known.given(condition)
        if known is self._known:
            return self
        touched = frozenset(condition.free_symbols)
        return _Scope(self._builder, self._symbols, known, self, touched)

    def _condition(self, condition: sp.Basic) -> int:
        if condition in (sp.true, sp.false):
            return self._add("true" if condition == sp.true else "false")
        if isinstance(condition, sp.Not):
            return self._add("not", self._condition(condition.args[0]))
        if isinstance(condition, sp.ITE):
            # SymPy makes these out of a Piecewise inside a condition.
            test, then, otherwise = (self._condition(part) for part in condition.args)
            kept = self._add("and", test, then)
            return self._add("or", kept, self._add("and", self._add("not", test), otherwise))
        if type(condition) in _CONNECTIVES:
            parts = [self._condition(part) for part in condition.args]
            return self._chain(_CONNECTIVES[type(condition)], parts)
        if type(condition) not in _RELATIONS:
            raise UnsupportedError(
                f"cannot decide the condition {condition}; use <, <=, >, >= between expressions."
            )
        op, swapped = _RELATIONS[type(condition)]
        left, right = (self.slot(side) for side in condition.args)
        return self._add(op, right, left) if swapped else self._add(op, left, right)


def _optional(value: sp.Rational | None) -> fmpq | None:
    return None if value is None else to_fmpq(value)


def _negative(power: sp.Expr) -> bool:
    return isinstance(power, sp.Rational) and bool(power < 0)
