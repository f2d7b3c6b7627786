"""Claims as Coq propositions, made from the same SymPy objects as text and LaTeX.

Coq's functions are total: ``/ 0``, ``ln (-1)`` and powers of negative numbers are numbers there. So
a relation is written beside the conditions under which both its sides are defined. In an
assumption that makes a claim weaker, in a conclusion stronger, and in both it says what the
relation says on paper.

The meaning of every name that this module writes and Coq's library does not define is in
``theory/coq/Meaning.v``, for random variables in ``theory/coq/MeaningRandom.v``.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef, UndefinedFunction

from theory.logic import (
    And,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    Or,
    Pred,
    Rel,
    expressions,
)
from theory.schema import Statement


class NotInCoqError(TypeError):
    """A claim uses something that has no meaning in ``Meaning.v``."""


PREDICATES = {
    "integer": "integer",
    "time_integral": "time_integral",
    "smooth": "smooth m",
    "two_sided_smooth": "two_sided_smooth m",
    "gradient_smooth": "gradient_smooth m",
    "bounded_below": "bounded_below m",
    "everywhere": "everywhere m",
    "point": "point m",
    "gd_step": "gd_step m",
    "gd_pair": "gd_pair m",
    "sgd_step": "noisy_step m",
    "convex": "convex m",
    "minimiser": "minimiser m",
    "point_towards": "point_towards m",
    "gd_towards": "gd_towards m",
    "two_points": "two_points m",
    "gradient_change": "gradient_change m",
    "aiming_step": "aiming_step m",
    "gd_run": "gd_run m",
    "inside": "inside m",
    "gd_path_towards": "gd_path_towards m",
    "hessians_of_sum": "hessians_of_sum m",
    "hessians_of_multiple": "hessians_of_multiple m",
    "hessians_of_affine": "hessians_of_affine m",
}
"""Predicates of the claims, as ``Meaning.v`` names them; ``m`` is the setting."""

RANDOM = frozenset(
    [
        "outcome",
        "expectation",
        "conditional_mean",
        "known",
        "centred",
        "conditionally_at_most",
        "probable",
    ]
)
"""Predicates of random variables, as ``MeaningRandom.v`` names them; ``Omega`` is the space."""

_FUNCTIONS = {
    sp.exp: "exp",
    sp.sin: "sin",
    sp.cos: "cos",
    sp.cosh: "cosh",
    sp.sinh: "sinh",
    sp.Abs: "Rabs",
}
# fmt: off
_RESERVED = frozenset([
    "R", "PI", "E", "I", "S", "O", "exp", "ln", "sin", "cos", "tan", "sqrt", "cosh", "sinh",
    "Rabs", "Rmin", "Rmax", "power", "total", "index", "m", "space", "next", "norm", "square",
    "inner", "plus", "times", "origin", "Omega", "seen", "chance", "mean", "within", "given",
    "derives", "derives_almost", "setting", "probability_space", "up", "INR", "IZR", "True",
    "False", "Prop", "Type", "Set", "fun", "forall", "exists", "let", "in", "if", "then", "else",
    "match", "with", "end", "as", "at", "return", "where", "fix", "cofix", "using", "for",
]) | RANDOM | {words.split()[0] for words in PREDICATES.values()}
# fmt: on
"""Names with a meaning of their own in Coq's library or in ``Meaning.v``, and Coq's own words."""

_TWO_ARGUMENTS = {"gd_run": (3,)}
"""Where a predicate takes a function of two arguments."""


def name(symbol: Any) -> str:
    """The name of a symbol or function in Coq.

    >>> from theory.logic import real
    >>> name(real("gap")), name(real("R"))
    ('gap', 'R_')
    """
    own = symbol.__name__ if isinstance(symbol, UndefinedFunction) else symbol.name
    return f"{own}_" if own in _RESERVED else own


def expression(expr: sp.Expr) -> str:
    """An expression in Coq's notation for reals.

    Raises:
        NotInCoqError: it holds a function that has no counterpart, or a float.

    >>> from theory.logic import real
    >>> x, rho = real("x"), real("rho")
    >>> expression(x**2 / (1 + x)), expression(sp.sqrt(x) * x**rho)
    ('x ^ 2 / (x + 1)', 'sqrt x * power x rho')
    """
    return _write(expr, 0)


_OR = " \\/ "


def _all(parts: Iterable[str]) -> str:
    return " /\\ ".join(parts)


# Levels of precedence: what is written at a level below the one asked for gets parentheses.
_SUM, _PRODUCT, _POWER, _APPLICATION = 1, 2, 3, 4


def _write(expr: sp.Expr, level: int) -> str:
    text, own = _parts(expr)
    return f"({text})" if own < level else text


def _parts(expr: sp.Expr) -> tuple[str, int]:
    match expr:
        case sp.Integer():
            return (str(expr.p), 5) if expr.p >= 0 else (f"- {-expr.p}", _SUM)
        case sp.Rational():
            return _product(expr)
        case sp.core.numbers.Pi():
            return "PI", 5
        case sp.core.numbers.Exp1():
            return "exp 1", _APPLICATION
        case sp.Symbol():
            return name(expr), 5
        case sp.Add():
            return _sum(expr)
        case sp.Mul():
            return _product(expr)
        case sp.Pow():
            return _power(expr)
        case sp.log():
            return f"ln {_write(expr.args[0], 5)}", _APPLICATION
        case sp.Max() | sp.Min():
            return _extreme(expr)
        case sp.Sum():
            return _finite_sum(expr)
        case AppliedUndef():
            arguments = " ".join(_write(a, 5) for a in expr.args)
            return f"{name(expr.func)} {arguments}", _APPLICATION
    if expr.func in _FUNCTIONS:
        return f"{_FUNCTIONS[expr.func]} {_write(expr.args[0], 5)}", _APPLICATION
    raise NotInCoqError(f"{expr.func} has no counterpart in Coq")


def _sum(expr: sp.Add) -> tuple[str, int]:
    text = ""
    for term in expr.as_ordered_terms():
        negative = term.could_extract_minus_sign()
        if not text:
            text = f"- {_write(-term, _PRODUCT)}" if negative else _write(term, _PRODUCT)
        else:
            text += f" - {_write(-term, _PRODUCT)}" if negative else f" + {_write(term, _PRODUCT)}"
    return text, _SUM


def _product(expr: sp.Expr) -> tuple[str, int]:
    if expr.could_extract_minus_sign():
        return f"- {_write(-expr, _PRODUCT)}", _SUM
    above: list[str] = []
    below: list[str] = []
    for factor in sp.Mul.make_args(expr):
        if isinstance(factor, sp.Rational):
            above += [str(factor.p)] * (factor.p != 1)
            below += [str(factor.q)] * (factor.q != 1)
        elif isinstance(factor, sp.Pow) and factor.exp.is_Rational and factor.exp < 0:
            below.append(_write(1 / factor, _POWER))
        else:
            above.append(_write(factor, _POWER))
    top = " * ".join(above) or "1"
    if not below:
        return top, _PRODUCT
    bottom = below[0] if len(below) == 1 else f"({' * '.join(below)})"
    return f"{top} / {bottom}", _PRODUCT


def _power(expr: sp.Pow) -> tuple[str, int]:
    base, exponent = expr.args
    if exponent.is_Rational and exponent < 0:
        return _product(expr)
    if base is sp.E:
        return f"exp {_write(exponent, 5)}", _APPLICATION
    if exponent.is_Integer:
        return f"{_write(base, 5)} ^ {exponent}", _POWER
    if exponent == sp.Rational(1, 2):
        return f"sqrt {_write(base, 5)}", _APPLICATION
    return f"power {_write(base, 5)} {_write(exponent, 5)}", _APPLICATION


def _extreme(expr: sp.Expr) -> tuple[str, int]:
    word = "Rmax" if isinstance(expr, sp.Max) else "Rmin"
    arguments = [_write(a, 5) for a in sorted(expr.args, key=sp.default_sort_key)]
    text = arguments[-1]
    for argument in reversed(arguments[:-1]):
        text = f"{word} {argument} {text if text == arguments[-1] else f'({text})'}"
    return text, _APPLICATION


def _finite_sum(expr: sp.Sum) -> tuple[str, int]:
    index, low, high = _limits(expr)
    bound = {symbol for inner in expr.function.atoms(sp.Sum) for symbol in inner.bound_symbols}
    if low != 0 and bound & (low.free_symbols | {index}):
        raise NotInCoqError(f"a sum inside a sum takes a name from it: {expr}")
    term = expr.function if low == 0 else expr.function.subs(index, index + low)
    text = f"total (fun {name(index)} => {_write(term, 0)}) {_write(high - low + 1, 5)}"
    return text, _APPLICATION


def _limits(expr: sp.Sum) -> tuple[sp.Symbol, sp.Expr, sp.Expr]:
    if len(expr.limits) != 1 or len(expr.limits[0]) != 3:
        raise NotInCoqError(f"only a sum over one index with two ends is written; got {expr}")
    index, low, high = expr.limits[0]
    if index in low.free_symbols | high.free_symbols:
        raise NotInCoqError(f"the index of a sum stands in one of its ends: {expr}")
    return index, low, high


def conditions(expr: sp.Expr) -> tuple[str, ...]:
    """What has to hold for the expression to be defined, in Coq, without repetition.

    >>> from theory.logic import real
    >>> x, a = real("x"), real("a")
    >>> conditions(sp.log(x) / a)
    ('a <> 0', '0 < x')
    """
    found: list[str] = []
    for node in _outermost(expr):
        found += [c for c in _condition(node) if c not in found]
    return tuple(found)


def _outermost(expr: sp.Expr) -> list[sp.Expr]:
    """All nodes but those under a sum, whose conditions are asked for every index."""
    nodes = [expr]
    if not isinstance(expr, sp.Sum):
        for argument in expr.args:
            nodes += _outermost(argument)
    else:
        for end in _limits(expr)[1:]:
            nodes += _outermost(end)
    return nodes


def _condition(node: sp.Expr) -> tuple[str, ...]:
    if isinstance(node, sp.log):
        return () if _positive_number(node.args[0]) else (f"0 < {expression(node.args[0])}",)
    if isinstance(node, sp.Sum):
        index, low, high = _limits(node)
        inner = conditions(node.function)
        if not inner:
            return ()
        i = name(index)
        guard = f"integer {i} -> {_write(low, 0)} <= {i} -> {i} <= {_write(high, 0)} -> "
        return (f"(forall {i} : R, {guard}{_all(inner)})",)
    if not isinstance(node, sp.Pow) or node.base is sp.E:
        return ()
    base, exponent = node.args
    text = expression(base)
    if _positive_number(base):
        return ()
    if exponent.is_Integer:
        return () if exponent >= 0 else (f"{text} <> 0",)
    if exponent.is_Rational:
        return (f"0 <= {text}",) if exponent > 0 else (f"0 < {text}",)
    return (f"(0 < {text} \\/ ({text} = 0 /\\ 0 < {expression(exponent)}))",)


def _positive_number(expr: sp.Expr) -> bool:
    return isinstance(expr, (sp.Rational, sp.core.numbers.Pi, sp.core.numbers.Exp1)) and bool(
        expr.is_positive
    )


def proposition(claim: Formula) -> str:
    r"""A claim in Coq.

    Raises:
        NotInCoqError: it uses a predicate or function without a meaning in ``Meaning.v``.

    >>> from theory.logic import le, real
    >>> print(proposition(le(real("x"), sp.log(real("y")))))
    (0 < y /\ x <= ln y)
    """
    match claim:
        case Rel(left, op, right):
            return _relation(left, op, right)
        case And(args):
            return f"({_all(map(proposition, args))})" if args else "True"
        case Or(args):
            return f"({_OR.join(map(proposition, args))})" if args else "False"
        case Implies(premise, conclusion):
            return f"({_chain(premise)}{proposition(conclusion)})"
        case ForAll(var, guard, body):
            return f"(forall {name(var)} : R, {_chain(guard)}{proposition(body)})"
        case HasDerivative(var, guard, expr, derivative, smooth):
            return _derivative(var, guard, expr, derivative, smooth)
        case Pred(word, args):
            return _predicate(word, args)
    raise NotInCoqError(f"not a claim: {claim!r}")


def _chain(premise: Formula) -> str:
    parts = premise.args if isinstance(premise, And) else (premise,)
    return "".join(f"{proposition(p)} -> " for p in parts)


_MIRRORED = {">=": "<=", ">": "<"}
_OPS = {"<=": "<=", "<": "<", "==": "=", "!=": "<>"}


def _relation(left: sp.Expr, op: str, right: sp.Expr) -> str:
    if op in _MIRRORED:
        left, op, right = right, _MIRRORED[op], left
    asked = list(dict.fromkeys((*conditions(left), *conditions(right))))
    core = f"{expression(left)} {_OPS[op]} {expression(right)}"
    return f"({_all((*asked, core))})" if asked else core


def _derivative(
    var: sp.Symbol, guard: Formula, expr: sp.Expr, derivative: sp.Expr, smooth: bool
) -> str:
    x = name(var)
    word = "derives" if smooth else "derives_almost"
    where = proposition(guard)
    core = (
        f"{word} (fun {x} => {where}) (fun {x} => {expression(expr)}) "
        f"(fun {x} => {expression(derivative)})"
    )
    asked = list(dict.fromkeys((*conditions(expr), *conditions(derivative))))
    if not asked:
        return core
    return f"((forall {x} : R, {_chain(guard)}{_all(asked)}) /\\ {core})"


def _predicate(word: str, args: tuple[Any, ...]) -> str:
    if word not in PREDICATES and word not in RANDOM:
        raise NotInCoqError(f"the predicate {word} has no meaning in Meaning.v")
    asked: list[str] = []
    texts = [f"{word} Omega" if word in RANDOM else PREDICATES[word]]
    for arg in args:
        if isinstance(arg, UndefinedFunction):
            texts.append(name(arg))
        elif isinstance(arg, sp.Lambda):
            # A function is read where the predicate reads it; Meaning.v says where that is. A
            # random variable is read at every outcome.
            variables = " ".join(name(v) for v in arg.variables)
            needed = conditions(arg.expr) if word in RANDOM else ()
            if needed:
                asked.append(
                    f"(forall {variables} : R, outcome Omega {variables} -> {_all(needed)})"
                )
            texts.append(f"(fun {variables} => {expression(arg.expr)})")
        else:
            value = sp.Integer(arg) if isinstance(arg, int) else arg
            asked += [c for c in conditions(value) if c not in asked]
            texts.append(_write(value, 5))
    core = " ".join(texts)
    return f"({_all((*asked, core))})" if asked else core


def definition(statement: Statement) -> str:
    """What the statement says, as a Coq definition of its id.

    Raises:
        NotInCoqError: part of it has no meaning in Coq.
    """
    _refuse_clashes(statement)
    lines = [f"  forall {bound}," for bound in _bound(statement)]
    for assumption in statement.assumptions:
        lines.append(f"  (* {assumption.name} *) {proposition(assumption.claim)} ->")
    lines += _joined((c.name, c.claim) for c in statement.conclusions)
    return _definition(statement, lines)


def satisfiable(statement: Statement) -> str:
    """That its assumptions can be met, all at once, as a Coq definition of its id.

    Raises:
        NotInCoqError: part of it has no meaning in Coq.
    """
    _refuse_clashes(statement)
    lines = [f"  exists {bound}," for bound in _bound(statement)]
    lines += _joined((a.name, a.claim) for a in statement.assumptions) or ["  True"]
    return _definition(statement, lines)


def scope(statement: Statement) -> str:
    """What the proposition in Coq covers less than the statement does; empty if it covers all.

    >>> from theory.registry import get
    >>> scope(get("sgd_warmup")), scope(get("gd_convex"))
    ('for finitely many outcomes only', '')
    """
    return "for finitely many outcomes only" if _is_random(statement) else ""


def _is_random(statement: Statement) -> bool:
    return any(word in RANDOM for claim in _claims(statement) for word, _ in _predicates(claim))


def _bound(statement: Statement) -> list[str]:
    """The setting and the parameters, each group with its type."""
    groups = ["m : setting"]
    if _is_random(statement):
        groups.append("Omega : probability_space")
    for arity, names in _by_arity(statement).items():
        groups.append(f"({' '.join(names)} : {' -> '.join(['R'] * (arity + 1))})")
    symbols = [name(p) for p in statement.parameters if isinstance(p, sp.Symbol)]
    return groups + ([f"({' '.join(symbols)} : R)"] if symbols else [])


def _joined(claims: Iterable[tuple[str, Formula]]) -> list[str]:
    parts = [f"  (* {own} *) {proposition(claim)}" for own, claim in claims]
    return [f"{part} /\\" for part in parts[:-1]] + parts[-1:]


def _refuse_clashes(statement: Statement) -> None:
    """One name in Coq may stand for one thing only, or one would hide the other."""
    things: dict[str, Any] = {}
    found = [*statement.parameters, *(s for claim in _claims(statement) for s in _symbols(claim))]
    for thing in found:
        if things.setdefault(name(thing), thing) != thing:
            raise NotInCoqError(f"{name(thing)} stands for two things in {statement.id}")
    if statement.id in _RESERVED:
        raise NotInCoqError(f"{statement.id} has a meaning of its own in Coq")
    words = [statement.title, *(a.name for a in statement.assumptions)]
    words += [c.name for c in statement.conclusions]
    for text in words:
        if any(mark in text for mark in ("(*", "*)", '"')):
            raise NotInCoqError(f"{text!r} would end the comment that it stands in")


def _symbols(claim: Formula) -> Iterator[Any]:
    """Every symbol and named function of the claim, bound ones too."""
    for expr in expressions(claim):
        yield from expr.atoms(sp.Symbol)
        yield from (applied.func for applied in expr.atoms(AppliedUndef))
    for part in _parts_of(claim):
        if isinstance(part, ForAll | HasDerivative):
            yield part.var
        if isinstance(part, Pred):
            yield from (arg for arg in part.args if isinstance(arg, UndefinedFunction))


def _definition(statement: Statement, lines: Iterable[str]) -> str:
    body = "\n".join(_wrap(line) for line in lines)
    return f"(* {statement.title}. *)\nDefinition {statement.id} : Prop :=\n{body}.\n"


def _wrap(line: str) -> str:
    return textwrap.fill(
        line, 100, subsequent_indent="      ", break_long_words=False, break_on_hyphens=False
    )


def _by_arity(statement: Statement) -> dict[int, list[str]]:
    """The functions among the parameters, by how many arguments the claims give them."""
    arity: dict[Any, int] = {}
    for claim in _claims(statement):
        for expr in expressions(claim):
            for applied in expr.atoms(AppliedUndef):
                if arity.setdefault(applied.func, len(applied.args)) != len(applied.args):
                    raise NotInCoqError(f"{applied.func} has two numbers of arguments")
        for word, args in _predicates(claim):
            arity |= {args[i]: 2 for i in _TWO_ARGUMENTS.get(word, ())}
    found: dict[int, list[str]] = {}
    for parameter in statement.parameters:
        if isinstance(parameter, UndefinedFunction):
            found.setdefault(arity.get(parameter, 1), []).append(name(parameter))
    return found


def _claims(statement: Statement) -> list[Formula]:
    return [a.claim for a in statement.assumptions] + [c.claim for c in statement.conclusions]


def _predicates(claim: Formula) -> Iterator[tuple[str, tuple[Any, ...]]]:
    yield from ((part.name, part.args) for part in _parts_of(claim) if isinstance(part, Pred))


def _parts_of(claim: Formula) -> Iterator[Formula]:
    """The claim and every claim inside it."""
    yield claim
    match claim:
        case And(args) | Or(args):
            for arg in args:
                yield from _parts_of(arg)
        case Implies(first, second) | ForAll(_, first, second):
            yield from _parts_of(first)
            yield from _parts_of(second)
        case HasDerivative():
            yield from _parts_of(claim.guard)
