"""Exact identities between rational expressions over atoms."""

from __future__ import annotations

import sympy as sp

from verify.symbolic.terms import UnsupportedTermError, split_exponent


def is_zero(expr: sp.Expr) -> bool:
    """Whether the expression is zero as a rational function of its atoms.

    Atoms are the largest subterms that are not rational: named functions, logarithms, roots,
    real powers. Square roots are reduced by ``sqrt(b)^2 = b``. Denominators are taken as nonzero;
    the caller closes that. ``False`` means "not shown", never "different".

    >>> s, rho = sp.symbols("s rho", real=True)
    >>> is_zero(s**(1 + rho) - s * s**rho), is_zero(s**rho - s)
    (True, False)
    """
    table: dict[sp.Expr, sp.Symbol] = {}
    squares: dict[sp.Symbol, sp.Expr] = {}
    polynomial = _atomize(expr, table, squares)
    numerator, _ = sp.fraction(sp.together(polynomial))
    numerator = sp.expand(numerator)
    for root in reversed(list(squares)):
        numerator = _reduce_root(numerator, root, squares[root])
    return bool(numerator == 0)


def _reduce_root(expr: sp.Expr, root: sp.Symbol, square: sp.Expr) -> sp.Expr:
    poly = sp.Poly(expr, root)
    even = odd = sp.Integer(0)
    for (power,), coefficient in poly.terms():
        half, parity = divmod(power, 2)
        if parity:
            odd += coefficient * square**half
        else:
            even += coefficient * square**half
    return sp.expand(sp.fraction(sp.together(even + odd * root))[0])


def _atomize(
    expr: sp.Expr, table: dict[sp.Expr, sp.Symbol], squares: dict[sp.Symbol, sp.Expr]
) -> sp.Expr:
    if isinstance(expr, (sp.Rational, sp.Symbol)):
        return expr
    if isinstance(expr, sp.Float):
        raise UnsupportedTermError(f"{expr} is a float; exact algebra takes exact numbers")
    if isinstance(expr, (sp.Add, sp.Mul)):
        return expr.func(*(_atomize(a, table, squares) for a in expr.args))
    if isinstance(expr, sp.Pow):
        base = _atomize(expr.base, table, squares)
        if isinstance(expr.exp, sp.Integer):
            return base**expr.exp
        whole, rest = split_exponent(expr.exp)
        atom = _symbol(sp.Pow(sp.expand(expr.base), sp.expand(rest), evaluate=False), table)
        if rest == sp.Rational(1, 2):
            squares.setdefault(atom, base)
        return base**whole * atom
    if expr.args and not isinstance(expr, sp.Sum):
        expr = expr.func(*(sp.expand(a) for a in expr.args))
    return _symbol(expr, table)


def _symbol(atom: sp.Expr, table: dict[sp.Expr, sp.Symbol]) -> sp.Symbol:
    if atom not in table:
        table[atom] = sp.Dummy(f"a{len(table)}", real=True)
    return table[atom]
