"""The numbers a statement gives for chosen constants: exact where possible, else enclosed.

The formulas come from the statement; here they only get values. Domains are checked by the
statement's own assumptions, with signs decided in balls.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import arb

from theory.assumptions import refuse, relation_holds
from theory.errors import DomainError
from theory.evaluation import Case, Evaluation, Integral, Output, Root
from theory.exact import exact
from theory.registry import closest, statements
from theory.schema import Statement
from verify.intervals.balls import box, ends, precision
from verify.intervals.compare import Undecided, sign
from verify.intervals.enclose import certified_ceil, enclose, integral
from verify.numbers import DIGITS, Number, number

SIGN_BITS = 1024


@dataclass(frozen=True)
class BoundResult:
    """Inputs as they were read, and the outputs with their meaning.

    Attributes:
        id: the statement.
        inputs: input name -> exact value.
        outputs: output name -> number.
        meanings: output name -> what it is, with its unit.
    """

    id: str
    inputs: Mapping[str, sp.Expr]
    outputs: Mapping[str, Number]
    meanings: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        return {
            "id": self.id,
            "inputs": {k: number(v).to_json() for k, v in self.inputs.items()},
            "outputs": {k: v.to_json() for k, v in self.outputs.items()},
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
    for assumption in evaluation.domain:
        refuse(statement.id, assumption, inputs, _sign)
        if assumption.holds(inputs, _sign) is None:
            raise Undecided(
                f"{statement.id}: whether {assumption.text} stays open; "
                "move the inputs away from equality or give them as rationals."
            )
    case = _case(evaluation, inputs)
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
    if statement_id not in table:
        near = closest(statement_id, list(table)) or ", ".join(table)
        raise DomainError(
            f"no bound has the id {statement_id!r}; the closest are: {near} "
            f"(bounds: {', '.join(table)})."
        )
    return table[statement_id]


def _sign(expr: sp.Expr) -> int | None:
    return sign(expr, SIGN_BITS)


def _read(
    statement: Statement, evaluation: Evaluation, values: Mapping[str, Any]
) -> dict[sp.Symbol, sp.Expr]:
    names = [s.name for s in evaluation.inputs]
    for given in values:
        if given not in names:
            raise DomainError(
                f"{statement.id} takes no input {given!r}; it takes {', '.join(names)}."
            )
    inputs = dict(evaluation.defaults)
    for symbol in evaluation.inputs:
        if symbol.name in values:
            inputs[symbol] = exact(values[symbol.name], symbol.name)
        elif symbol not in inputs:
            raise DomainError(
                f"{statement.id} needs the input {symbol.name}; give {symbol.name}=value "
                f"(it takes {', '.join(names)})."
            )
    return inputs


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


def _evaluate(case: Case, inputs: Mapping[sp.Symbol, sp.Expr], digits: int) -> dict[str, Number]:
    outputs: dict[str, Number] = {}
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
        else:
            outputs[output.name] = _closed(output, _put_in(formula, inputs), digits)
    return outputs


def _put_in(formula: sp.Expr, inputs: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
    if isinstance(formula, sp.ceiling):
        return sp.ceiling(formula.args[0].subs(inputs), evaluate=False)
    return formula.subs(inputs)


def _closed(output: Output, value: sp.Expr, digits: int) -> Number:
    if isinstance(value, sp.ceiling):
        return number(sp.Integer(certified_ceil(value.args[0])))
    if isinstance(value, sp.Rational):
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
    """Rational ends of an interval that holds the root, far narrower than the digits asked for."""
    low = formula.low.subs(inputs)
    with precision(_bits(digits)):
        high = ends(enclose(formula.high.subs(inputs), digits + 4))[1]
    if _at(equation, formula.unknown, low) == 0:
        return low, low
    scale = high
    width = scale / sp.Integer(10) ** (3 * digits + 10)
    while high - low > width:
        middle = (low + high) / 2
        found = _at(equation, formula.unknown, middle)
        if found == 0:
            return middle, middle
        if found is None:
            raise Undecided("the turning point is not resolved; ask for fewer digits.")
        low, high = (middle, high) if found < 0 else (low, middle)
        if low > 0:  # a relative width is what counts for the printed digits
            width = low / sp.Integer(10) ** (3 * digits + 10)
    return low, high


def _at(equation: sp.Expr, unknown: sp.Symbol, value: sp.Expr) -> int | None:
    return sign(equation.subs(unknown, value), 4096)


def _integrate(
    formula: Integral,
    root: tuple[sp.Symbol, sp.Rational, sp.Rational],
    inputs: Mapping[sp.Symbol, sp.Expr],
    digits: int,
) -> Number:
    """Both the integrand and its range shrink as the root grows, so the root's ends give bounds."""
    unknown, low_root, high_root = root
    least = _piecewise_integral(formula, {**inputs, unknown: high_root}, digits)[0]
    most = _piecewise_integral(formula, {**inputs, unknown: low_root}, digits)[1]
    with precision(_bits(digits)):
        factor = enclose(formula.factor.subs(inputs), digits + 8)
        return number(least.union(most) * factor, digits)


def _piecewise_integral(
    formula: Integral, inputs: Mapping[sp.Symbol, sp.Expr], digits: int
) -> tuple[arb, arb]:
    """Enclose the integral: near 0 by bounds of the integrand, beyond by the integrator."""
    y = formula.variable
    integrand = formula.integrand.subs(inputs)
    end = formula.high.subs(inputs)
    stretch = sp.Rational(1, 2)
    with precision(_bits(digits)):
        reach = ends(enclose(end, digits))[0]
    for _ in range(6):
        cut = reach * stretch
        with precision(_bits(digits)):
            bounds = [enclose(b.subs(inputs).subs(y, cut), digits + 8) for b in formula.near_zero]
            first = bounds[0].union(bounds[1]) * box(cut, cut, _bits(digits))
            total = first + integral(integrand, y, cut, end, digits + 6)
            if total.rel_accuracy_bits() >= 3.33 * digits + 4:
                return total, total
        stretch = stretch**3 / 16
    raise Undecided("the step is not resolved to the digits asked for; ask for fewer digits.")
