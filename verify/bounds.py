"""The numbers a statement gives for chosen constants: exact where possible, else enclosed.

The formulas come from the statement; here they only get values. Domains are checked by the
statement's own assumptions, with signs decided in balls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import arb, fmpq

from theory.assumptions import refuse, relation_holds
from theory.errors import DomainError
from theory.evaluation import Case, Evaluation, FloorAtRoot, Integral, Output, Root, Text
from theory.exact import exact
from theory.logic import expressions
from theory.printing import expr_text, to_text
from theory.registry import closest, statements
from theory.safe_algebra import rational_bits
from theory.schema import Statement
from verify.intervals.balls import box, ends, fmpq_ends, precision, to_fmpq, to_rational
from verify.intervals.compare import Undecided, sign
from verify.intervals.enclose import (
    certified_ceil,
    certified_floor,
    decimal_bounds,
    enclose,
    integral,
)
from verify.intervals.evaluate import compile_expressions
from verify.numbers import DIGITS, Number, number
from verify.roots import root_above

SIGN_BITS = 1024
_MOST_BITS = 8192
_SHOWN = 6
"""Digits of a limit in a message."""
_LARGEST_POWER = 20_000
"""Bits of the largest power, such as gap^rho; beyond it exact arithmetic is too slow."""


@dataclass(frozen=True)
class BoundResult:
    """Inputs as they were read, and the outputs with their meaning.

    Attributes:
        id: the statement.
        inputs: input name -> exact value.
        outputs: output name -> number, or a word such as the name of the case that applies.
        meanings: output name -> what it is, with its unit.
    """

    id: str
    inputs: Mapping[str, sp.Expr]
    outputs: Mapping[str, Number | str]
    meanings: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        return {
            "id": self.id,
            "inputs": {k: number(v).to_json() for k, v in self.inputs.items()},
            "outputs": {
                k: v if isinstance(v, str) else v.to_json() for k, v in self.outputs.items()
            },
        }


def bound(statement_id: str, values: Mapping[str, Any], digits: int = DIGITS) -> BoundResult:
    """Evaluate a statement's formulas.

    Args:
        statement_id: a statement with an evaluation.
        values: input name -> exact number (integer, rational, or text such as ``"3/4"``).
        digits: agreeing digits of the bounds of an irrational output.

    Returns:
        Exact or enclosed outputs; counts are certified integers.

    Raises:
        DomainError: an input is missing, unknown or outside the domain.
        Undecided: a sign stayed open (equality of irrational inputs, for instance).

    >>> result = bound("gd_nonconvex", {"rho": 1, "K0": 1, "K": 2, "gap0": 3, "eps": "1/10"})
    >>> str(result.outputs["iterations_constant"]), str(result.outputs["iterations_energy"])
    ('4200', '2400')
    """
    statement = evaluable(statement_id)
    evaluation = statement.evaluation
    assert evaluation is not None
    inputs = _read(statement, evaluation, values)
    _refuse_huge(statement.id, [c for a in evaluation.domain for c in expressions(a.claim)], inputs)
    for assumption in evaluation.domain:
        refuse(statement.id, assumption, inputs, _sign, _decimal)
        if assumption.holds(inputs, _sign) is None:
            raise Undecided(
                f"{statement.id}: whether {to_text(assumption.claim)} holds stays open; "
                "move the inputs away from equality or give them as rationals."
            )
    case = _case(evaluation, inputs)
    _refuse_huge(statement.id, [e for o in case.outputs for e in _written(o)], inputs)
    outputs = _evaluate(case, inputs, digits)
    return BoundResult(
        statement.id,
        {s.name: v for s, v in inputs.items()},
        outputs,
        {o.name: o.meaning for o in case.outputs},
    )


def evaluable(statement_id: str) -> Statement:
    """The statement of this id, if it gives numbers.

    Raises:
        DomainError: no such statement; the message names the closest.
    """
    table = {s.id: s for s in statements() if s.evaluation is not None}
    if statement_id in table:
        return table[statement_id]
    known = any(s.id == statement_id for s in statements())
    what = f"{statement_id} gives no numbers" if known else f"no bound has the id {statement_id!r}"
    near = closest(statement_id, list(table))
    hint = f"; the closest are: {near}" if near else ""
    raise DomainError(f"{what}{hint} (bounds: {', '.join(table)}).")


def _sign(expr: sp.Expr) -> int | None:
    return sign(expr, SIGN_BITS)


def _decimal(value: sp.Expr) -> str:
    """A limit for a message: a short fraction as it is, else its first digits."""
    if value.is_Rational and len(str(value)) <= 2 * _SHOWN:
        return str(value)
    return f"{decimal_bounds(value, _SHOWN)[0]}..."


def _written(output: Output) -> tuple[sp.Expr, ...]:
    """The expressions that are put together from the inputs before anything is enclosed."""
    formula = output.formula
    if isinstance(formula, Root):
        return (formula.equation,)
    if isinstance(formula, FloorAtRoot):
        return (formula.root.equation, formula.expr)
    return () if isinstance(formula, (Integral, Text)) else (formula,)


def _read(
    statement: Statement, evaluation: Evaluation, values: Mapping[str, Any]
) -> dict[sp.Symbol, sp.Expr]:
    names = [s.name for s in evaluation.inputs]
    for given in values:
        if given not in names:
            raise DomainError(
                f"{statement.id} takes no input {given!r}; it takes {', '.join(names)}."
            )
    inputs, wanted = dict(evaluation.defaults), []
    for symbol in evaluation.inputs:
        if symbol in evaluation.best and values.get(symbol.name) == "best":
            wanted.append(symbol)
        elif symbol.name in values:
            inputs[symbol] = exact(values[symbol.name], symbol.name)
        elif symbol not in inputs:
            raise DomainError(
                f"{statement.id} needs the input {symbol.name}; give {symbol.name}=value "
                f"(it takes {', '.join(names)})."
            )
    for symbol in wanted:
        _choose(evaluation, symbol, inputs)
    return {symbol: inputs[symbol] for symbol in evaluation.inputs}


def _choose(evaluation: Evaluation, symbol: sp.Symbol, inputs: dict[sp.Symbol, sp.Expr]) -> None:
    """Give an input its largest value k/grid inside the domain; none is: leave the default."""
    grid = evaluation.best[symbol]
    for k in range(grid - 1, 0, -1):
        values = {**inputs, symbol: sp.Rational(k, grid)}
        if all(a.holds(values, _sign) for a in evaluation.domain):
            inputs[symbol] = sp.Rational(k, grid)
            return


def _case(evaluation: Evaluation, inputs: Mapping[sp.Symbol, sp.Expr]) -> Case:
    for case in evaluation.cases:
        holds = [relation_holds(c, inputs, _sign) for c in case.conditions]
        if all(h is True for h in holds):
            return case
        if None in holds and False not in holds:
            raise Undecided(
                "which formula applies depends on an equality that stays open; "
                "give the inputs as rationals."
            )
    raise DomainError("no formula covers these inputs.")


def _evaluate(
    case: Case, inputs: Mapping[sp.Symbol, sp.Expr], digits: int
) -> dict[str, Number | str]:
    outputs: dict[str, Number | str] = {}
    root: tuple[sp.Symbol, sp.Rational, sp.Rational] | None = None
    for output in case.outputs:
        formula = output.formula
        if isinstance(formula, Root):
            low, high = _bracket(_put_in(formula.equation, inputs), formula, inputs, digits)
            root = (formula.unknown, low, high)
            outputs[output.name] = _between(low, high, digits)
        elif isinstance(formula, Integral):
            if root is None:
                raise DomainError(f"{output.name} needs a root that no output before it gives.")
            outputs[output.name] = _integrate(formula, root, inputs, digits)
        elif isinstance(formula, Text):
            outputs[output.name] = formula.word
        elif isinstance(formula, FloorAtRoot):
            outputs[output.name] = _floor_at_root(formula, inputs, digits)
        else:
            outputs[output.name] = _closed(_put_in(formula, inputs), digits)
    return outputs


def _put_in(formula: sp.Expr, inputs: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
    if isinstance(formula, (sp.ceiling, sp.floor)):
        return formula.func(formula.args[0].subs(inputs), evaluate=False)
    return formula.xreplace(dict(inputs))  # all at once: rebuilt after each, 2F1 takes long


def _floor_at_root(
    formula: FloorAtRoot, inputs: Mapping[sp.Symbol, sp.Expr], digits: int
) -> Number:
    """Enclose the root ever tighter, until both ends of the expression's enclosure agree.

    Raises:
        Undecided: an integer lies inside every enclosure.
    """
    unknown, equation = formula.root.unknown, _put_in(formula.root.equation, inputs)
    value = compile_expressions([formula.expr.subs(inputs)], [unknown])
    for more in (1, 4, 16):
        low, high = _bracket(equation, formula.root, inputs, more * digits)
        bits = _bits(more * digits)
        with precision(bits):
            (ball,) = value([box(low, high, bits)], bits)
            least, most = (int(end.floor()) for end in fmpq_ends(ball))
        if least == most:
            return number(sp.Integer(least))
    raise Undecided("the count is too close to an integer; move the inputs a bit.")


def _closed(value: sp.Expr, digits: int) -> Number:
    if isinstance(value, sp.ceiling):
        return number(sp.Integer(certified_ceil(value.args[0])))
    if isinstance(value, sp.floor):
        return number(sp.Integer(certified_floor(value.args[0])))
    if value is sp.oo or isinstance(value, sp.Rational):
        return number(value, digits)
    if _sign(value) == 0:
        return number(sp.Integer(0))
    return number(enclose(value, digits + 4), digits)


def _between(low: sp.Rational, high: sp.Rational, digits: int) -> Number:
    if low == high:
        return number(low, digits)
    with precision(_bits(digits)):
        return number(box(low, high, _bits(digits)), digits)


def _bits(digits: int) -> int:
    return 64 + 8 * digits


def _bracket(
    equation: sp.Expr, formula: Root, inputs: Mapping[sp.Symbol, sp.Expr], digits: int
) -> tuple[sp.Rational, sp.Rational]:
    """Rational ends of an interval that holds the root.

    It is far narrower than the digits asked for, also beside its distances to both ends of the
    search, because what is computed from the root may depend on these.
    """
    low = formula.low.subs(inputs)
    if formula.high is None:
        return root_above(equation, formula.unknown, low, digits + 4)
    high = formula.high.subs(inputs)
    if _sign(equation.subs(formula.unknown, low)) == 0:
        return low, low
    for factor in (1, 4, 16):
        found = _bisect(equation, formula.unknown, low, high, digits, 2 * factor * _bits(digits))
        if found is not None:
            return found
    raise Undecided("the turning point is not resolved; ask for fewer digits.")


def _bisect(
    equation: sp.Expr, unknown: sp.Symbol, start: sp.Rational, end: sp.Expr, digits: int, bits: int
) -> tuple[sp.Rational, sp.Rational] | None:
    """Halve an interval around the root with balls of this many bits; None if they are too few."""
    increasing = compile_expressions([equation], [unknown])
    narrow = fmpq(1, 10 ** (3 * digits + 10))
    with precision(bits):
        first = to_fmpq(start)
        last, high = fmpq_ends(compile_expressions([end], [])([], bits)[0])
        low = first
        while True:
            room = min(low - first, last - high)
            if room > 0 and high - low <= room * narrow:
                return to_rational(low), to_rational(high)
            middle = (low + high) / 2
            (ball,) = increasing([arb(middle)], bits)
            if ball < 0:
                low = middle
            elif ball > 0:
                high = middle
            elif equation.subs(unknown, to_rational(middle)) == 0:
                return to_rational(middle), to_rational(middle)
            else:
                return None


def _integrate(
    formula: Integral,
    root: tuple[sp.Symbol, sp.Rational, sp.Rational],
    inputs: Mapping[sp.Symbol, sp.Expr],
    digits: int,
) -> Number:
    """Both the integrand and its range shrink as the root grows, so the root's ends give bounds."""
    unknown, low_root, high_root = root
    least = most = _piecewise_integral(formula, (unknown, high_root), inputs, digits)
    if low_root != high_root:
        most = _piecewise_integral(formula, (unknown, low_root), inputs, digits)
    with precision(_bits(digits)):
        factor = enclose(formula.factor.subs(inputs), digits + 8)
        return number(least.union(most) * factor, digits)


def _piecewise_integral(
    formula: Integral,
    root: tuple[sp.Symbol, sp.Rational],
    inputs: Mapping[sp.Symbol, sp.Expr],
    digits: int,
) -> arb:
    """Enclose the integral: near 0 by bounds of the integrand, beyond by the integrator.

    Both axes are scaled by powers of 2, so that the integral is of the size of 1 and the
    integrator's goal is one for its digits.
    """
    y = formula.variable
    unknown, value = root
    bits = 4 * _bits(digits) + rational_bits(value)
    # The root stays a variable here: SymPy would factor its digits to simplify square roots.
    near_zero = compile_expressions([b.subs(inputs) for b in formula.near_zero], [unknown, y])
    reach = compile_expressions([formula.high.subs(inputs)], [unknown])
    with precision(bits):
        at = arb(to_fmpq(value))
        (end,) = reach([at], bits)
        width = _power_of_2(end)
        height = _power_of_2(near_zero([at, end], bits)[0])
    known = {**inputs, unknown: value}
    scaled = (formula.integrand.subs(known) / height).subs(y, width * y)
    stop = formula.high.subs(known) / width
    # The integrand subtracts neighbours: bits are lost where y^2 is far smaller than the root.
    lost = _exponent(at / (end * end)) if value > 0 else 0
    cut = sp.Rational(1, 4)
    for _ in range(12):
        with precision(bits):
            slow, fast = near_zero([at, arb(to_fmpq(cut * width))], bits)
            head = slow.union(fast) * arb(to_fmpq(cut / height))
        if head.rad() < fmpq(1, 10 ** (digits + 4)):
            try:
                least_bits = _bits(digits) + max(lost, 0) + 2 * int(cut.q).bit_length()
                tail = integral(scaled, y, cut, stop, digits + 6, _MOST_BITS, least_bits)
            except Undecided:
                break
            with precision(bits):
                return (head + tail) * arb(to_fmpq(width * height))
        cut = cut**2
    raise Undecided(
        f"the step is not resolved to {digits} digits; ask for fewer, or for less extreme inputs."
    )


def _power_of_2(size: arb) -> sp.Rational:
    """A power of 2 of about the size of a positive number."""
    return sp.Integer(2) ** _exponent(size)


def _exponent(size: arb) -> int:
    upper = ends(size)[1]
    return int(upper.p).bit_length() - int(upper.q).bit_length()


def _refuse_huge(
    statement_id: str, written: Sequence[sp.Expr], inputs: Mapping[sp.Symbol, sp.Expr]
) -> None:
    """Refuse powers that exact arithmetic could not write down.

    Raises:
        DomainError: with the power and its size.
    """
    powers = sorted({p for e in written for p in e.atoms(sp.Pow)}, key=sp.default_sort_key)
    for power in sorted(powers, key=sp.Expr.count_ops):
        exponent, base = power.exp.subs(inputs), power.base.subs(inputs)
        if not power.exp.free_symbols or exponent.is_finite is False or base.free_symbols:
            continue  # moderate, refused by the domain, or never written out
        # Of an irrational sum, SymPy writes out the power of its rational factor only.
        bits = (
            rational_bits(base.as_content_primitive()[0])
            if base.is_Add
            else rational_bits(base) + 8
        )
        size = ends(enclose(abs(exponent), 3))[1] if exponent != 0 else sp.Integer(0)
        if size * bits > _LARGEST_POWER and base != 1:
            names = sorted(map(str, power.free_symbols))
            given = ", ".join(f"{v} = {inputs[v]}" for v in sorted(power.free_symbols, key=str))
            raise DomainError(
                f"{statement_id} needs {expr_text(power)} of at most {_LARGEST_POWER} bits; "
                f"got {given}. Lower {names[-1]}."
            )
