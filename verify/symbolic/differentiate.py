"""Derivatives by the chain rule, with the conditions under which each rule of calculus applies.

Functions without a formula (the gap along a ray, the class's ell and Phi) are differentiated only
through closed facts ``HasDerivative``; SymPy's own ``Derivative`` and ``Subs`` never appear.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import sympy as sp
from sympy.core.function import AppliedUndef

from theory.logic import Formula, HasDerivative, conj, disj, ge, gt, ne
from theory.substitution import put_in, substitute
from verify.symbolic.terms import UnsupportedTermError


@dataclass
class Derivative:
    """A derivative and what it needs.

    Attributes:
        expr: the derivative.
        smooth: whether it is continuous everywhere, or only right almost everywhere.
        needs: conditions on the differentiation variable, to be closed on its interval.
        power_rule: whether ``(x^a)' = a x^(a-1)`` was used with a symbolic exponent.
    """

    expr: sp.Expr
    smooth: bool = True
    needs: list[Formula] = field(default_factory=list)
    power_rule: bool = False


_ELEMENTARY = {
    sp.exp: lambda x: sp.exp(x),
    sp.sin: lambda x: sp.cos(x),
    sp.cos: lambda x: -sp.sin(x),
    sp.sinh: lambda x: sp.cosh(x),
    sp.cosh: lambda x: sp.sinh(x),
    sp.tanh: lambda x: 1 - sp.tanh(x) ** 2,
    sp.atan: lambda x: 1 / (1 + x**2),
    sp.asinh: lambda x: 1 / sp.sqrt(1 + x**2),
}


def differentiate(expr: sp.Expr, var: sp.Symbol, known: list[HasDerivative]) -> Derivative:
    """Differentiate by the chain rule.

    Args:
        expr: the expression; every named function of ``var`` in it needs a fact in ``known``.
        var: the variable.
        known: facts ``F(s)' = dF(s)`` on an interval of s.

    Returns:
        The derivative and the conditions it rests on.

    Raises:
        UnsupportedTermError: no rule applies to a subterm.
    """
    result = Derivative(sp.Integer(0))
    result.expr = _walk(expr, var, known, result)
    return result


def _walk(expr: sp.Expr, var: sp.Symbol, known: list[HasDerivative], out: Derivative) -> sp.Expr:
    if var not in expr.free_symbols:
        return sp.Integer(0)
    if expr == var:
        return sp.Integer(1)
    if isinstance(expr, sp.Add):
        return sp.Add(*(_walk(a, var, known, out) for a in expr.args))
    if isinstance(expr, sp.Mul):
        first, rest = expr.args[0], sp.Mul(*expr.args[1:])
        return _walk(first, var, known, out) * rest + first * _walk(rest, var, known, out)
    if isinstance(expr, sp.Pow):
        return _power(expr, var, known, out)
    if isinstance(expr, sp.log):
        out.needs.append(gt(expr.args[0], 0))
        return _walk(expr.args[0], var, known, out) / expr.args[0]
    if type(expr) in _ELEMENTARY:
        inner = expr.args[0]
        return _ELEMENTARY[type(expr)](inner) * _walk(inner, var, known, out)
    if isinstance(expr, AppliedUndef) and len(expr.args) == 1:
        return _named(expr, var, known, out)
    raise UnsupportedTermError(f"no rule differentiates {expr}")


def _power(expr: sp.Pow, var: sp.Symbol, known: list[HasDerivative], out: Derivative) -> sp.Expr:
    base, exponent = expr.base, expr.exp
    if var in exponent.free_symbols:
        raise UnsupportedTermError(f"no rule differentiates the variable exponent in {expr}")
    if isinstance(exponent, sp.Integer):
        if exponent < 0:
            out.needs.append(ne(base, 0))
    elif exponent.is_Rational:
        out.needs.append(gt(base, 0) if exponent < 1 else ge(base, 0))
    else:
        # (x^a)' = a x^(a-1) for x > 0, and also at x = 0 (one-sided) when a > 1.
        out.power_rule = True
        out.needs += [disj(gt(base, 0), conj(ge(base, 0), gt(exponent, 1)))]
    return exponent * base ** (exponent - 1) * _walk(base, var, known, out)


def _named(
    expr: AppliedUndef, var: sp.Symbol, known: list[HasDerivative], out: Derivative
) -> sp.Expr:
    inner = expr.args[0]
    for fact in known:
        if fact.expr != expr.func(fact.var):
            continue
        affine = inner == var
        if not fact.smooth:
            if not affine:
                continue  # a derivative that is right almost everywhere does not compose
            out.smooth = False
        out.needs.append(substitute(fact.guard, {fact.var: inner}))
        outer = put_in(fact.derivative, {fact.var: inner})
        return outer * _walk(inner, var, known, out)
    raise UnsupportedTermError(f"the derivative of {expr.func} is not among the facts used")
