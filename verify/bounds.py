"""The numbers a statement gives for chosen constants: exact where possible, else enclosed.

The formulas come from the statement; here they only get values. Domains are checked by the
statement's own assumptions, with signs decided in balls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

from theory.assumptions import Assumption, refuse, relation_holds
from theory.errors import DomainError
from theory.evaluation import Case, Evaluation, FloorAtRoot, Integral, Output, Root, Smallest, Text
from theory.exact import exact
from theory.logic import expressions, free_symbols
from theory.printing import expr_text, to_text
from theory.registry import IDS, closest, get, statements
from theory.safe_algebra import rational_bits
from theory.schema import Statement
from verify.intervals.balls import ends
from verify.intervals.compare import Undecided, sign
from verify.intervals.enclose import decimal_bounds, enclose
from verify.numbers import DIGITS, Number, number
from verify.outputs import SIGN_BITS, evaluate

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
    missing = [s for s in evaluation.inputs if s not in inputs]
    later = [a for a in evaluation.domain if not free_symbols(a.claim).isdisjoint(missing)]
    _meet(statement.id, [a for a in evaluation.domain if a not in later], inputs)
    for symbol in missing:
        inputs[symbol] = _derive(statement.id, symbol, evaluation, inputs)
    inputs = {symbol: inputs[symbol] for symbol in evaluation.inputs}
    _meet(statement.id, later, inputs)
    case = _case(evaluation, inputs)
    _refuse_huge(statement.id, [e for o in case.outputs for e in _written(o)], inputs)
    outputs = evaluate(case, inputs, digits)
    return BoundResult(
        statement.id,
        {s.name: v for s, v in inputs.items()},
        outputs,
        {o.name: o.meaning for o in case.outputs},
    )


def _meet(
    statement_id: str, domain: Sequence[Assumption], inputs: Mapping[sp.Symbol, sp.Expr]
) -> None:
    """Refuse inputs outside the domain."""
    _refuse_huge(statement_id, [c for a in domain for c in expressions(a.claim)], inputs)
    for assumption in domain:
        refuse(statement_id, assumption, inputs, _sign, _decimal)
        if assumption.holds(inputs, _sign) is None:
            raise Undecided(
                f"{statement_id}: whether {to_text(assumption.claim)} holds stays open; "
                "move the inputs away from equality or give them as rationals."
            )


def _derive(
    statement_id: str,
    symbol: sp.Symbol,
    evaluation: Evaluation,
    inputs: Mapping[sp.Symbol, sp.Expr],
) -> sp.Expr:
    """The value of an input that was left out, from the others.

    Raises:
        DomainError: it has to be given.
    """
    derived = evaluation.derived[symbol]
    if not relation_holds(derived.needs, inputs, _sign):
        raise DomainError(
            f"{statement_id} needs the input {symbol.name} {derived.without}; "
            f"give {symbol.name}=value."
        )
    _refuse_huge(statement_id, [derived.value], inputs)
    return derived.value.xreplace(dict(inputs))


def evaluable(statement_id: str) -> Statement:
    """The statement of this id, if it gives numbers.

    Raises:
        DomainError: no such statement; the message names the closest.
    """
    known = statement_id in IDS
    if known and get(statement_id).evaluation is not None:
        return get(statement_id)
    table = {s.id: s for s in statements() if s.evaluation is not None}
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
    if isinstance(formula, Smallest):
        return tuple(e for term in formula.terms for e in term)
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
        elif symbol not in inputs and symbol not in evaluation.derived:
            raise DomainError(
                f"{statement.id} needs the input {symbol.name}; give {symbol.name}=value "
                f"(it takes {', '.join(names)})."
            )
    for symbol in wanted:
        _choose(evaluation, symbol, inputs)
    return {symbol: inputs[symbol] for symbol in evaluation.inputs if symbol in inputs}


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
