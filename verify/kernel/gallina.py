"""Expressions for Coq, and the conditions under which they are defined.

Coq's functions are total: ``/ 0``, ``ln (-1)`` and powers of negative numbers are numbers there. So
`conditions` says what has to stand beside an expression; `propositions` puts it there.

The meaning of every name that this module writes and Coq's library does not define is in
``theory/coq/Meaning.v``, for random variables in ``theory/coq/MeaningRandom.v``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef, UndefinedFunction


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
RESERVED = frozenset([
    "R", "PI", "E", "I", "S", "O", "exp", "ln", "sin", "cos", "tan", "sqrt", "cosh", "sinh",
    "Rabs", "Rmin", "Rmax", "power", "total", "index", "m", "space", "next", "norm", "square",
    "inner", "plus", "times", "origin", "Omega", "seen", "chance", "mean", "within", "given",
    "derives", "derives_almost", "setting", "probability_space", "up", "INR", "IZR", "True",
    "False", "Prop", "Type", "Set", "fun", "forall", "exists", "let", "in", "if", "then", "else",
    "match", "with", "end", "as", "at", "return", "where", "fix", "cofix", "using", "for",
]) | RANDOM | {words.split()[0] for words in PREDICATES.values()}
# fmt: on
"""Names with a meaning of their own in Coq's library or in ``Meaning.v``, and Coq's own words."""


def name(symbol: Any) -> str:
    """The name of a symbol or function in Coq.

    >>> from theory.logic import real
    >>> name(real("gap")), name(real("R"))
    ('gap', 'R_')
    """
    own = symbol.__name__ if isinstance(symbol, UndefinedFunction) else symbol.name
    return f"{own}_" if own in RESERVED else own


def expression(expr: sp.Expr, *, inside: bool = False) -> str:
    """An expression in Coq's notation for reals.

    Args:
        expr: what to write.
        inside: as the argument of a function, so in parentheses unless it is one word.

    Raises:
        NotInCoqError: it holds a function that has no counterpart, or a float.

    >>> from theory.logic import real
    >>> x, rho = real("x"), real("rho")
    >>> expression(x**2 / (1 + x)), expression(sp.sqrt(x) * x**rho)
    ('x ^ 2 / (x + 1)', 'sqrt x * power x rho')
    """
    return _write(expr, 5 if inside else 0)


def both(parts: Iterable[str]) -> str:
    """All of the propositions."""
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
        return (f"(forall {i} : R, {guard}{both(inner)})",)
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
