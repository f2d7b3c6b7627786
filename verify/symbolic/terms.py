"""From SymPy expressions to polynomial terms over atoms, with what makes them defined.

A decision procedure for real arithmetic sees polynomials only. So every largest subterm that is
not polynomial becomes an *atom*, a fresh real, by structural equality; what is known of an atom
enters only as a closed fact. Four kinds of atoms carry their algebraic definition with them:

* ``1/b``       an ``i`` with ``b != 0  =>  b i = 1``;
* ``sqrt(b)``   an ``r`` with ``b >= 0  =>  r >= 0 and r^2 = b``;
* ``Abs, Max, Min``  the obvious cases;
* ``b**(n + r)`` with an integer n is read as ``b**n * b**r`` (the rule *powers*), so that
  ``s**(1 + rho)`` and ``s**rho`` share an atom; ``b**-r`` is read as the inverse of ``b**r``.

SymPy cancels ``x*(1/x)`` before anyone looks, so definedness is never read off a simplified
difference: ``definedness`` walks the claim as it is written and returns the conditions (nonzero
denominators, nonnegative bases) that have to be closed before the claim counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from theory import logic
from theory import symbols as sym
from theory.canonical import canonical
from theory.logic import FALSE, TRUE, And, ForAll, Formula, HasDerivative, Implies, Or, Pred, Rel
from theory.substitution import put_in, rename_for, substitute

_HALF = sp.Rational(1, 2)
NONNEGATIVE_DOMAIN = frozenset({sym.ell, sym.Phi})
"""Functions of a gap: their argument has to be shown nonnegative."""

ABOUT_VARIABLES = frozenset(
    {
        "known",
        "centred",
        "conditionally_at_most",
        "probable",
        "expectation",
        "conditional_mean",
        "exponential_supermartingale",
    }
)
"""Properties of random variables, whose terms have to mean something at every outcome."""


class UnsupportedTermError(TypeError):
    """An expression holds something that no exact method here understands."""


def split_exponent(exponent: sp.Expr) -> tuple[int, sp.Expr]:
    """Split an exponent into its integer part and the rest, the rest with a positive lead.

    >>> rho = sp.Symbol("rho", real=True)
    >>> split_exponent(1 + rho), split_exponent(sp.Rational(-3, 2))
    ((1, rho), (-2, 1/2))
    """
    constant, rest = exponent.as_coeff_Add()
    if not constant.is_Rational:
        return 0, exponent
    whole = int(sp.floor(constant))
    return whole, rest + (constant - whole)


@dataclass
class Atoms:
    """Names for atoms, shared by all claims of one query, with their algebraic definitions."""

    names: dict[sp.Expr, str] = field(default_factory=dict)
    definitions: list[str] = field(default_factory=list)
    used_power_rule: bool = False

    def name(self, atom: sp.Expr) -> str:
        """The solver's name of an atom; equal atoms get one name."""
        if atom not in self.names:
            self.names[atom] = f"a{len(self.names)}"
        return self.names[atom]

    def _defined(self, atom: sp.Expr, definition: str) -> str:
        fresh = atom not in self.names
        name = self.name(atom)
        if fresh:
            self.definitions.append(definition.replace("@", name))
        return name

    def term(self, expr: sp.Expr) -> str:
        """The expression as an SMT-LIB term of sort Real.

        Raises:
            UnsupportedTermError: a float, an infinity or a complex number occurs.
        """
        if isinstance(expr, sp.Rational):
            p, q = abs(int(expr.p)), int(expr.q)
            text = f"{p}.0" if q == 1 else f"(/ {p}.0 {q}.0)"
            return f"(- {text})" if expr.p < 0 else text
        if isinstance(expr, sp.Float) or expr in (sp.oo, -sp.oo, sp.zoo, sp.nan, sp.I):
            raise UnsupportedTermError(f"{expr} is not an exact real number")
        if isinstance(expr, sp.Add):
            return f"(+ {' '.join(map(self.term, expr.args))})"
        if isinstance(expr, sp.Mul):
            return f"(* {' '.join(map(self.term, expr.args))})"
        if isinstance(expr, sp.Pow):
            return self._power(expr.base, expr.exp)
        if isinstance(expr, sp.Abs):
            inner = self.term(expr.args[0])
            return self._defined(expr, f"(= @ (ite (>= {inner} 0.0) {inner} (- {inner})))")
        if isinstance(expr, (sp.Max, sp.Min)):
            return self._extremum(expr)
        if isinstance(expr, sp.exp):
            return self.name(expr)
        return self.name(_canonical(expr))

    def _extremum(self, expr: sp.Max | sp.Min) -> str:
        op = ">=" if isinstance(expr, sp.Max) else "<="
        inner = [self.term(arg) for arg in expr.args]
        bounds = " ".join(f"({op} @ {i})" for i in inner)
        attained = " ".join(f"(= @ {i})" for i in inner)
        return self._defined(expr, f"(and {bounds} (or {attained}))")

    def _power(self, base: sp.Expr, exponent: sp.Expr) -> str:
        if isinstance(exponent, sp.Integer):
            n = int(exponent)
            unit = self.term(base) if n > 0 else self._inverse(base)
            return unit if abs(n) == 1 else f"(* {' '.join([unit] * abs(n))})"
        whole, rest = split_exponent(exponent)
        factors = [self._root_or_power(base, rest)]
        if whole:
            self.used_power_rule = self.used_power_rule or rest != _HALF
            factors += [self.term(base) if whole > 0 else self._inverse(base)] * abs(whole)
        return factors[0] if len(factors) == 1 else f"(* {' '.join(factors)})"

    def _inverse(self, base: sp.Expr) -> str:
        inner = self.term(base)
        atom = sp.Pow(base, -1, evaluate=False)
        return self._defined(atom, f"(=> (not (= {inner} 0.0)) (= (* @ {inner}) 1.0))")

    def _root_or_power(self, base: sp.Expr, exponent: sp.Expr) -> str:
        if exponent == _HALF:
            inner = self.term(base)
            atom = sp.Pow(sp.expand(base), _HALF, evaluate=False)
            return self._defined(
                atom, f"(=> (>= {inner} 0.0) (and (>= @ 0.0) (= (* @ @) {inner})))"
            )
        atom = sp.Pow(sp.expand(base), sp.expand(exponent), evaluate=False)
        if _all_negative(exponent):
            self.used_power_rule = True
            inverse = self._power(base, sp.expand(-exponent))
            return self._defined(atom, f"(=> (not (= {inverse} 0.0)) (= (* @ {inverse}) 1.0))")
        return self.name(atom)

    def congruences(self) -> list[str]:
        """Equal arguments give equal values, for every two atoms of the same function."""
        lines: list[str] = []
        atoms = [a for a in self.names if isinstance(a, (AppliedUndef, sp.Pow, sp.exp, sp.log))]
        for i, first in enumerate(atoms):
            for second in atoms[:i]:
                if first.func != second.func or len(first.args) != len(second.args):
                    continue
                if isinstance(first, sp.Pow) and first.exp != second.exp:
                    continue
                same = [
                    f"(= {self.term(p)} {self.term(q)})"
                    for p, q in zip(first.args, second.args, strict=True)
                    if p != q
                ]
                if same:
                    equal = f"(= {self.name(first)} {self.name(second)})"
                    lines.append(f"(=> (and {' '.join(same)} true) {equal})")
        return lines


def _all_negative(exponent: sp.Expr) -> bool:
    """Whether every symbolic term of an exponent has a negative number before it."""
    terms = [t for t in sp.Add.make_args(sp.expand(exponent)) if not t.is_Rational]
    numbers = [t.as_coeff_Mul()[0] for t in terms]
    return bool(numbers) and all(n.is_Rational and n < 0 for n in numbers)


@lru_cache(maxsize=50_000)
def _canonical(expr: sp.Expr) -> sp.Expr:
    if isinstance(expr, sp.Sum):
        return canonical(expr)
    if isinstance(expr, (AppliedUndef, sp.log)):
        return expr.func(*(sp.expand(a) for a in expr.args))
    return expr


REAL_EVERYWHERE = (
    sp.Add,
    sp.Mul,
    sp.exp,
    sp.sin,
    sp.cos,
    sp.sinh,
    sp.cosh,
    sp.tanh,
    sp.atan,
    sp.asinh,
    sp.Abs,
    sp.Min,
    sp.Max,
)
"""Operations and functions that are real for all real arguments."""


def unsupported(expr: sp.Expr) -> str | None:
    """What in the expression is not a real term that the checker understands, if anything."""
    if isinstance(expr, sp.Symbol):
        plain = not isinstance(expr, sp.Dummy) and expr == logic.real(expr.name)
        return None if plain else f"the symbol {expr}, which is not declared by real(),"
    if isinstance(expr, sp.Rational) or expr in (sp.pi, sp.E):
        return None
    if isinstance(expr, sp.Lambda):
        return unsupported(expr(*(logic.real(f"x{k}") for k in range(len(expr.variables)))))
    if isinstance(expr, sp.Sum):
        (index, low, high), *more = expr.limits
        parts: tuple[sp.Expr, ...] = (index, low, high, expr.function)
        return "a sum over several indices" if more else _first_unsupported(parts)
    if isinstance(expr, AppliedUndef):
        if expr.func != logic.function(expr.func.__name__):
            return f"the function {expr.func}, which is not declared by function(),"
        return _first_unsupported(expr.args)
    if isinstance(expr, (sp.Pow, sp.log, *REAL_EVERYWHERE)):
        return _first_unsupported(expr.args)
    return str(expr)


def _first_unsupported(parts: tuple[sp.Expr, ...]) -> str | None:
    return next((found for part in parts if (found := unsupported(part)) is not None), None)


def definedness(formula: Formula, mapping: Mapping[Any, Any] | None = None) -> Formula:
    """What has to hold for every term of the claim, as written, to mean something.

    Args:
        formula: the claim.
        mapping: replacements to be made in it; the conditions are those of the terms as they
            would stand with the replacements written in, before anything cancels.
    """
    mapping = mapping or {}
    match formula:
        case Rel(left, _, right):
            return _all(_conditions(left, mapping) + _conditions(right, mapping))
        case And(args) | Or(args):
            needed: list[Formula] = []
            for i, arg in enumerate(args):
                inner = definedness(arg, mapping)
                if inner != TRUE:
                    before = args[:i] if isinstance(formula, And) else ()
                    given = tuple(substitute(b, mapping) for b in before)
                    needed.append(logic.implies(given, inner))
            return logic.conj(*needed) if needed else TRUE
        case Implies(premise, conclusion):
            return definedness(And((premise, conclusion)), mapping)
        case ForAll() | HasDerivative():
            return _definedness_bound(formula, mapping)
        case Pred(_, args):
            terms = [a for a in args if isinstance(a, sp.Expr) and not isinstance(a, sp.Lambda)]
            found = [c for a in terms for c in _conditions(a, mapping)]
            return _all([*found, *cancelled(formula, mapping)])
    raise TypeError(f"not a claim: {formula!r}")


def cancelled(claim: Pred, mapping: Mapping[Any, Any]) -> list[Formula]:
    """Conditions on the terms of random variables that cancel when the replacements are made.

    With 1/U for Y and U Z for Z the product Y Z is written Z; so it has to be shown that U is not
    0, for what is known of Y and Z says nothing of Z where it is.

    Args:
        claim: a property, of random variables or not.
        mapping: replacements to be made in it.
    """
    if claim.name not in ABOUT_VARIABLES:
        return []
    variables = [a for a in claim.args if isinstance(a, sp.Lambda)]
    return [condition for variable in variables for condition in _lost(variable, mapping)]


def _lost(variable: sp.Lambda, mapping: Mapping[Any, Any]) -> list[Formula]:
    taken = {s for v in mapping.values() if isinstance(v, sp.Basic) for s in v.free_symbols}
    taken |= variable.expr.atoms(sp.Symbol)
    fresh = {v: logic.real(f"{v.name}_{len(taken)}") for v in variable.variables}
    while not taken.isdisjoint(fresh.values()):
        fresh = {v: logic.real(f"{f.name}_") for v, f in fresh.items()}
    term = put_in(variable.expr, fresh)
    kept = _conditions(put_in(term, mapping), {})
    lost = [logic.implies(kept, c) for c in _conditions(term, mapping) if c not in kept]
    *indices, outcome = fresh.values()
    lost = [ForAll(outcome, Pred("outcome", (outcome,)), condition) for condition in lost]
    for index in indices:
        lost = [ForAll(index, TRUE, condition) for condition in lost]
    return lost


def _definedness_bound(formula: ForAll | HasDerivative, mapping: Mapping[Any, Any]) -> Formula:
    opened, inside = rename_for(formula, mapping)
    guard = substitute(opened.guard, inside)
    if isinstance(opened, ForAll):
        body = definedness(opened.body, inside)
        outer = definedness(opened.guard, inside)
    else:
        found = _conditions(opened.expr, inside) + _conditions(opened.derivative, inside)
        body, outer = _all(found), definedness(opened.guard, inside)
    parts: list[Formula] = []
    if body != TRUE:
        parts.append(ForAll(opened.var, guard, body))
    if outer != TRUE:
        parts.append(ForAll(opened.var, TRUE, outer))
    return logic.conj(*parts) if parts else TRUE


def _all(conditions_: list[Formula]) -> Formula:
    unique = tuple(dict.fromkeys(conditions_))
    return logic.conj(*unique) if unique else TRUE


def conditions(expr: sp.Expr, mapping: Mapping[Any, Any] | None = None) -> tuple[Formula, ...]:
    """The conditions under which the expression, as written, is a real number."""
    return tuple(dict.fromkeys(_conditions(expr, mapping or {})))


def _conditions(expr: sp.Expr, mapping: Mapping[Any, Any]) -> list[Formula]:
    found: list[Formula] = []

    def visit(node: sp.Expr, inside: Mapping[Any, Any], args: tuple[Any, ...]) -> None:
        if isinstance(node, sp.Sum):
            found.extend(_sum_conditions(args, inside))
        elif any(a.has(sp.zoo, sp.nan, sp.oo, -sp.oo, sp.I) for a in args):
            found.append(FALSE)
        elif isinstance(node, sp.Pow):
            found.extend(_power_conditions(args[0], node.exp, inside))
        elif isinstance(node, sp.log):
            found.append(logic.gt(args[0], 0))
        elif isinstance(node, AppliedUndef):
            target = inside.get(node.func, node.func)
            if target in NONNEGATIVE_DOMAIN:
                found.append(logic.ge(args[0], 0))

    value = put_in(expr, mapping, visit)
    if value.has(sp.zoo, sp.nan, sp.oo, -sp.oo, sp.I):
        found.append(FALSE)
    return found


def _sum_conditions(parts: tuple[Any, ...], mapping: Mapping[Any, Any]) -> list[Formula]:
    """Every term of a sum has to mean something."""
    index, low, high, term = parts
    inner = _all(_conditions(term, mapping))
    if inner == TRUE:
        return []
    in_range = logic.conj(Pred("integer", (index,)), logic.between(low, index, high))
    return [ForAll(index, in_range, inner)]


def _power_conditions(
    base: sp.Expr, exponent: sp.Expr, mapping: Mapping[Any, Any]
) -> list[Formula]:
    """Conditions of a power by the exponent as it is written, so that 0^(1 + r) at r = -1 is none.

    Args:
        base: the base, after replacement.
        exponent: the exponent, before replacement: it is split as it is written.
        mapping: the replacements.
    """
    if isinstance(exponent, sp.Integer):
        return [logic.ne(base, 0)] if exponent < 0 else []
    if base.is_Rational and base > 0:
        return []
    whole, rest = split_exponent(exponent)
    if whole < 0:
        return [logic.gt(base, 0)]
    if rest.is_Rational:
        return [logic.ge(base, 0)]
    positive = logic.gt(put_in(rest, mapping), 0)
    return [logic.disj(logic.gt(base, 0), logic.conj(logic.ge(base, 0), positive))]
