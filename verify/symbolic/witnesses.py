"""Check witnesses: explicit instances on which a statement is tight or, one assumption less, fails.

Nothing of a witness is believed. The run is recomputed exactly from the function and the steps;
membership of the class, the lower bound, the integral Phi and every other assumption but the
dropped one are shown; then the conclusion is decided, exactly or in balls.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.definitions import run
from theory.logic import (
    And,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    Or,
    Pred,
    Rel,
    free_symbols,
    satisfied,
)
from theory.schema import Statement
from theory.substitution import substitute
from theory.witness import Witness, X
from verify.intervals.compare import sign as ball_sign
from verify.intervals.lowering import UnsupportedError
from verify.symbolic.algebra import is_zero
from verify.symbolic.differentiate import differentiate
from verify.symbolic.prove import prove
from verify.symbolic.segment_points import are_two_points
from verify.symbolic.terms import UnsupportedTermError
from verify.symbolic.witness_hessians import PROPERTIES as HESSIAN_PROPERTIES
from verify.symbolic.witness_hessians import are_hessian_norms
from verify.symbolic.witness_indices import index_range
from verify.symbolic.witness_noise import is_noisy_step
from verify.symbolic.witness_pieces import holds_piece_by_piece
from verify.symbolic.witness_random import ON_OUTCOMES, RANDOM, holds_on_outcomes, is_mean
from verify.symbolic.witness_regions import PROPERTIES as REGION_PROPERTIES
from verify.symbolic.witness_regions import Region
from verify.symbolic.witness_towards import PROPERTIES, Towards, nonnegative_everywhere
from verify.verdict import Word

_ON_A_REGION = frozenset(
    {"integer", "smooth", "bounded_below", "time_integral", *REGION_PROPERTIES}
)
"""What is decided where S is an interval."""


@dataclass(frozen=True)
class WitnessResult:
    """What became of one witness.

    Attributes:
        dropped: the assumption that the instance gives up; None for a sharp instance.
        word: PROVED if the instance does what it says, REFUTED if it certainly does not,
            UNDECIDED if something stayed open.
        detail: how, or what is wrong.
        text: the instance in words.
    """

    dropped: str | None
    word: Word
    detail: str
    text: str


class _WrongError(Exception):
    """The instance does not do what it says."""


class _OpenError(Exception):
    """Something about the instance could not be decided."""


def closed_sign(expr: sp.Expr) -> int | None:
    """The sign of a closed expression: balls first, then exact algebra for a zero.

    >>> closed_sign(sp.sinh(1) ** 2 - (sp.cosh(1) ** 2 - 1)), closed_sign(sp.sqrt(2) - 1)
    (0, 1)
    """
    if expr.is_Rational:
        return int(sp.sign(expr))
    found = ball_sign(expr, max_bits=256)
    if found is not None:
        return found
    if sp.simplify(sp.expand(expr.rewrite(sp.exp))) == 0:
        return 0
    # Radicals of radicals meet only once a common factor, such as an exponential, is taken out.
    factors = sp.Mul.make_args(sp.factor_terms(sp.expand(expr)))
    return 0 if any(sp.simplify(factor) == 0 for factor in factors) else None


def check_witness(statement: Statement, witness: Witness, dropped: str | None) -> WitnessResult:
    """Check one instance.

    Args:
        statement: the statement it is about.
        witness: the instance.
        dropped: the assumption that it gives up; None for a sharp instance.
    """
    try:
        detail = _Instance(statement, witness).check(dropped)
        return WitnessResult(dropped, Word.PROVED, detail, witness.text)
    except _WrongError as error:
        return WitnessResult(dropped, Word.REFUTED, str(error), witness.text)
    except (_OpenError, UnsupportedTermError, UnsupportedError) as error:
        return WitnessResult(dropped, Word.UNDECIDED, str(error), witness.text)


class _Instance:
    """A witness with its run recomputed and every parameter of the statement given a value."""

    def __init__(self, statement: Statement, witness: Witness) -> None:
        self.statement, self.witness = statement, witness
        f, slope = witness.f, sp.diff(witness.f, X)
        points = [witness.point]
        for step in witness.steps:
            points.append(points[-1] - step * slope.subs(X, points[-1]))
        self.gaps = [f.subs(X, x) - witness.f_star for x in points]
        self.slopes = [sp.Abs(slope.subs(X, x)) for x in points]
        self.towards = Towards(witness, points)
        self.region = Region(witness, points, closed_sign)
        self.mapping = self._mapping()

    def _mapping(self) -> dict[Any, Any]:
        w, count = self.witness, len(self.witness.steps)
        mapping: dict[Any, Any] = {sym.ell: w.ell, sym.Phi: w.Phi}
        mapping |= {sym.gap: self.gaps[0], sym.gradient_norm: self.slopes[0]}
        mapping |= self.towards.values()
        if count:
            mapping |= {sym.eta: w.steps[0], sym.gap_next: self.gaps[1]}
            smallest = min(self.slopes[:count], key=lambda g: g.evalf(30))
            mapping |= {run.T: sp.Integer(count), run.m: smallest**2}
        return {**mapping, **w.functions, **w.values}

    # -- values ----------------------------------------------------------------------------

    def put_in(self, claim: Formula) -> Formula:
        """The claim with every parameter replaced; sequences are read at integer indices."""
        claim = substitute(claim, self.mapping)
        tables = {
            sym.Delta: self.gaps,
            sym.g: self.slopes,
            sym.etas: list(self.witness.steps),
            sym.path: self.region.curves(),
            **self.towards.tables(),
        }
        return _read_tables(claim, tables)

    def holds(self, claim: Formula) -> bool:
        """Decide a claim; ranges over indices are gone through one by one."""
        match claim:
            case Rel(left, op, right):
                found = closed_sign(left - right)
                if found is None:
                    raise _OpenError(f"the sign of {left - right} stays open")
                return satisfied(op, found)
            case And(args):
                return all(self.holds(a) for a in args)
            case Or(args):
                return any(self.holds(a) for a in args)
            case Implies(premise, conclusion):
                return not self.holds(premise) or self.holds(conclusion)
            case ForAll():
                return self._holds_for_all(claim)
            case HasDerivative():
                return self._derivative(claim)
            case Pred(name, args):
                return self._property(name, args)
        raise _OpenError(f"no way to decide {claim}")

    def _holds_for_all(self, claim: ForAll) -> bool:
        if _is_index(claim):
            return all(self.holds(i) for i in self._indices(claim))
        if isinstance(claim.guard, Pred) and claim.guard.name == "outcome":
            outcomes = map(sp.Integer, range(len(self.witness.outcomes)))
            return all(self.holds(substitute(claim.body, {claim.var: k})) for k in outcomes)
        if holds_piece_by_piece(claim):
            return True
        return _nonnegative_by_structure(claim)

    def _indices(self, claim: ForAll) -> list[Formula]:
        put = substitute(claim, self.mapping)
        assert isinstance(put, ForAll)
        indices = index_range(put.var, put.guard)
        if indices is None:
            raise _OpenError(f"{claim} speaks of infinitely many indices")
        instances = []
        for index in indices:
            instance = substitute(Implies(claim.guard, claim.body), {claim.var: sp.Integer(index)})
            assert isinstance(instance, Implies)
            if self.holds(self.put_in(instance.premise)):
                instances.append(self.put_in(instance.conclusion))
        return instances

    # -- properties ------------------------------------------------------------------------

    def _property(self, name: str, args: tuple[Any, ...]) -> bool:
        w = self.witness
        if w.region is not None and name not in _ON_A_REGION:
            raise _OpenError(f"the property {name} is decided on the whole line only")
        if name in PROPERTIES:
            return self.towards.holds(name, args, closed_sign, w.functions)
        if name == "integer":
            return bool(args[0].is_integer)
        if name in RANDOM and (found := is_mean(args, closed_sign)) is not None:
            return found
        if name in ON_OUTCOMES:
            found = holds_on_outcomes(name, args, self.witness.outcomes, closed_sign)
            if found is None:
                raise _OpenError(f"the property {name} of {args} stays open")
            return found
        if name in REGION_PROPERTIES:
            found = self.region.holds(name, args)
            if found is None:
                raise _OpenError(f"the property {name} of {args} stays open")
            return found
        if name == "smooth":
            return self._is_smooth(args[0])
        if name == "two_sided_smooth":
            room = args[0](w.f - w.f_star) + sp.diff(w.f, X, 2)
            return self._is_smooth(args[0]) and nonnegative_everywhere(room)
        if name == "bounded_below" and w.region is not None:
            return self.region.everywhere(w.f_star, w.f)
        if name == "bounded_below":
            second = sp.diff(w.f, X, 2)
            stationary = closed_sign(sp.diff(w.f, X).subs(X, w.minimiser)) == 0
            above = self.holds(Rel(w.f.subs(X, w.minimiser), ">=", w.f_star))
            convex = second.is_nonnegative or sp.simplify(second).is_nonnegative
            if bool(convex) and stationary and above:
                return True
            return nonnegative_everywhere(w.f - w.f_star)
        if name in ("point", "gd_step"):
            expected = [self.gaps[0], self.slopes[0]]
            if name == "gd_step":
                start = self._index_of(args)
                expected = [
                    self.gaps[start],
                    self.slopes[start],
                    w.steps[start],
                    self.gaps[start + 1],
                ]
            return all(closed_sign(a - e) == 0 for a, e in zip(args, expected, strict=True))
        if name == "gradient_smooth":
            return self._is_gradient_smooth(*args)
        if name in HESSIAN_PROPERTIES:
            return are_hessian_norms(name, args, closed_sign)
        if name in ("two_points", "gradient_change"):
            return are_two_points(w, closed_sign, *args)
        if name == "sgd_step":
            return is_noisy_step(w, closed_sign, *args)
        if name == "time_integral":
            return self._is_time_integral(*args)
        raise _OpenError(f"no way to decide the property {name}")

    def _index_of(self, args: tuple[Any, ...]) -> int:
        for index in range(len(self.witness.steps)):
            if args[0] == self.gaps[index] and args[2] == self.witness.steps[index]:
                return index
        raise _WrongError("the step is not one of the run")

    def _is_smooth(self, ell: sp.Lambda) -> bool:
        """Whether f'' <= ell(f - f*) on S."""
        w = self.witness
        room = ell(w.f - w.f_star) - sp.diff(w.f, X, 2)
        if is_zero(room) or sp.simplify(room.rewrite(sp.exp)) == 0:
            return True
        return self.region.everywhere(sp.Integer(0), room)

    def _is_gradient_smooth(self, L0: sp.Expr, L: sp.Expr, rho: sp.Expr) -> bool:
        """Whether |f''| <= L0 + L |f'|^rho on the whole line."""
        first, second = sp.diff(self.witness.f, X), sp.diff(self.witness.f, X, 2)
        allowed = L0 + L * sp.Abs(first) ** rho
        within = And((Rel(second, "<=", allowed), Rel(-second, "<=", allowed)))
        return prove(ForAll(X, And(()), within), []).closed

    def _is_time_integral(
        self, gamma: sp.Lambda, speed: sp.Lambda, low: sp.Expr, high: sp.Expr
    ) -> bool:
        """Gamma' = -1/speed above low, Gamma(high) = 0, and Gamma is continuous at low."""
        x = sym.s
        if closed_sign(high - low) == 0:
            return closed_sign(gamma(high)) == 0
        rate = differentiate(gamma(x), x, []).expr
        difference = is_zero(rate * speed(x) + 1)
        return difference and closed_sign(gamma(high)) == 0 and gamma(low).is_finite is True

    def _derivative(self, claim: HasDerivative) -> bool:
        found = differentiate(claim.expr, claim.var, [])
        if not is_zero(found.expr - claim.derivative):
            return False
        needed = ForAll(claim.var, claim.guard, And(tuple(found.needs)))
        return prove(needed, []).closed

    # -- the check -------------------------------------------------------------------------

    def check(self, dropped: str | None) -> str:
        if not self.region.is_component():
            raise _WrongError("the region is not shown to be a component of a sublevel set")
        kept = [a for a in self.statement.assumptions if a.name != dropped]
        if dropped is not None and len(kept) == len(self.statement.assumptions):
            raise _WrongError(f"there is no assumption {dropped!r} to drop")
        for assumption in kept:
            if not self.holds(self.put_in(assumption.claim)):
                raise _WrongError(f"the instance does not meet the assumption {assumption.name!r}")
        conclusion = next(
            (c for c in self.statement.conclusions if c.name == self.witness.conclusion), None
        )
        if conclusion is None:
            raise _WrongError(f"there is no conclusion {self.witness.conclusion!r}")
        claims = self._instances_of(conclusion.claim)
        if self.witness.equality:
            return self._with_equality(claims)
        if all(self.holds(c) for c in claims):
            raise _WrongError("the conclusion holds all the same")
        return f"meets all {len(kept)} other assumptions and breaks the conclusion"

    def _instances_of(self, claim: Formula) -> list[Formula]:
        """A quantified conclusion is read at the values given, or at the indices of the run."""
        while isinstance(claim, ForAll) and claim.var in self.witness.values:
            value = {claim.var: self.witness.values[claim.var]}
            if not self.holds(self.put_in(substitute(claim.guard, value))):
                raise _WrongError(f"{claim.var} lies outside the range of the conclusion")
            claim = substitute(claim.body, value)
        if isinstance(claim, ForAll):
            put = substitute(claim, self.mapping)
            assert isinstance(put, ForAll)
            return self._indices(put)
        return [self.put_in(claim)]

    def _with_equality(self, claims: list[Formula]) -> str:
        for claim in claims:
            while isinstance(claim, Implies):
                if not self.holds(claim.premise):
                    raise _WrongError("the instance does not meet the premise of the conclusion")
                claim = claim.conclusion
            if isinstance(claim, Pred) and claim.name == "conditionally_at_most":
                self._with_equal_mean(claim.args)
                continue
            if not isinstance(claim, Rel):
                raise _OpenError("equality is decided for a single relation")
            found = closed_sign(claim.left - claim.right)
            if found is None:
                raise _OpenError("whether both sides are equal stays open")
            if found != 0:
                raise _WrongError("the conclusion does not hold with equality")
        return "meets every assumption, and the conclusion holds with equality"

    def _with_equal_mean(self, args: tuple[Any, ...]) -> None:
        found = holds_on_outcomes("conditionally_equal", args, self.witness.outcomes, closed_sign)
        if found is None:
            raise _OpenError("whether the conditional expectation is attained stays open")
        if not found:
            raise _WrongError("the conditional expectation is not the bound")


def _is_index(claim: ForAll) -> bool:
    guards = claim.guard.args if isinstance(claim.guard, And) else (claim.guard,)
    return any(isinstance(g, Pred) and g.name == "integer" for g in guards)


def _nonnegative_by_structure(claim: ForAll) -> bool:
    """``for all s >= 0: left >= right`` where SymPy's sign rules show it (such as exp > 0)."""
    body = claim.body
    if not isinstance(body, Rel) or body.op not in (">=", "<=") or free_symbols(claim):
        return False
    if claim.guard != Rel(claim.var, ">=", sp.Integer(0)):
        return False
    room = body.left - body.right if body.op == ">=" else body.right - body.left
    nonnegative = sp.Dummy("s", nonnegative=True)
    return bool(room.subs(claim.var, nonnegative).is_nonnegative)


def _read_tables(claim: Formula, tables: Mapping[Any, list[sp.Expr]]) -> Formula:
    """Replace ``Delta(2)`` and the like by their values; sums over the run are written out."""

    def read(expr: sp.Expr) -> sp.Expr:
        if expr.has(sp.Sum):
            expr = expr.replace(sp.Sum, lambda *a: sp.Sum(*a).doit())
        for function, table in tables.items():
            expr = expr.replace(
                function,
                lambda index, *rest, table=table, function=function: (
                    _entry(table[int(index)], rest)
                    if index.is_Integer and 0 <= index < len(table)
                    else function(index, *rest)
                ),
            )
        return expr

    match claim:
        case Rel(left, op, right):
            return Rel(read(left), op, read(right))
        case And(args):
            return And(tuple(_read_tables(a, tables) for a in args))
        case Or(args):
            return Or(tuple(_read_tables(a, tables) for a in args))
        case Implies(premise, conclusion):
            return Implies(_read_tables(premise, tables), _read_tables(conclusion, tables))
        case Pred(name, args):
            return Pred(name, tuple(read(a) if isinstance(a, sp.Expr) else a for a in args))
        case ForAll(var, guard, body):
            return ForAll(var, _read_tables(guard, tables), _read_tables(body, tables))
        case _:
            return claim


def _entry(entry: Any, rest: tuple[sp.Expr, ...]) -> sp.Expr:
    """An entry of a table: a number, or a function of what stands beside the index."""
    return entry(*rest) if rest else entry


def check_witnesses(statement: Statement) -> tuple[WitnessResult, ...]:
    """Check every recorded instance of a statement."""
    results = [check_witness(statement, w, None) for w in statement.sharp_at]
    results += [
        check_witness(statement, w, name)
        for name, w in statement.fails_without.items()
        if isinstance(w, Witness)
    ]
    return tuple(results)
