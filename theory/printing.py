"""Claims and expressions as text for a terminal and as LaTeX, from the one notation table."""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef, UndefinedFunction
from sympy.printing.latex import LatexPrinter
from sympy.printing.str import StrPrinter

from theory.logic import (
    FALSE,
    TRUE,
    And,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    Or,
    Pred,
    Rel,
    real,
)
from theory.symbols import NOTATION

_LATEX_LOCALS = {
    "u": "u",
    "du": "u'",
    "ddu": "u''",
    "dv": "v'",
    "ddv": "v''",
    "t1": "t_1",
    "norm": r"\nu",
    "phi": r"\varphi",
    "dphi": r"\varphi'",
}
_TEXT_LOCALS = {"du": "u'", "ddu": "u''", "dv": "v'", "ddv": "v''"}
_SUBSCRIPTED = {
    "Delta",
    "g",
    "eta_at",
    "x_at",
    "node",
    "periods_at",
    "length_at",
    "low_at",
    "least",
    "z",
    "y",
    "inner_at",
    "distance_at",
    "cross_at",
}
"""Sequences: their argument is an index, set as a subscript."""

_LATEX_OP = {"<=": r"\le", "<": "<", "==": "=", "!=": r"\ne", ">=": r"\ge", ">": ">"}
_TEXT_OP = {"==": "="}

PREDICATES = {
    "smooth": (
        "the curvature of f is at most {0} at gap s, on S",
        r"\|\nabla^2 f\| \le {0} \text{{ at gap }} s, \text{{ on }} S",
    ),
    "bounded_below": ("f >= f* on S", r"f \ge f^* \text{{ on }} S"),
    "everywhere": ("S is all of R^d", r"S = \mathbb R^d"),
    "point": (
        "{0} and {1} are gap and gradient norm of f at w in S",
        r"{0} = f(w) - f^*,\; {1} = \|\nabla f(w)\|,\; w \in S",
    ),
    "gd_step": (
        "{0}, {1} belong to w in S, and {3} to w - {2} grad f(w)",
        r"{0} = f(w) - f^*,\; {1} = \|\nabla f(w)\|,\; w \in S,\;"
        r" {3} = f(w - {2} \nabla f(w)) - f^*",
    ),
    "convex": ("S and f on S are convex", r"S, f|_S \text{{ convex}}"),
    "minimiser": ("f(w*) = f* at w* in S", r"f(w^*) = f^*,\; w^* \in S"),
    "point_towards": (
        "{0} and {1} are gap and gradient norm of f at w in S, and {2} = <grad f(w), w - w*>",
        r"{0} = f(w) - f^*,\; {1} = \|\nabla f(w)\|,\;"
        r" {2} = \langle \nabla f(w), w - w^* \rangle,\; w \in S",
    ),
    "gd_towards": (
        "{0} and {4} are the distances to w* of w and w - {3} grad f(w), "
        "{1} = <grad f(w), w - w*>, {2} = ||grad f(w)||",
        r"{0} = \|w - w^*\|,\; {1} = \langle \nabla f(w), w - w^* \rangle,\;"
        r" {2} = \|\nabla f(w)\|,\; {4} = \|w - {3} \nabla f(w) - w^*\|",
    ),
    "gd_pair": (
        "{0}, {1} belong to w in S, {3}, {4} to w+ = w - {2} grad f(w) in S, and "
        "{5} = <grad f(w), grad f(w+)>",
        r"{0} = f(w) - f^*,\; {1} = \|\nabla f(w)\|,\; w_+ = w - {2} \nabla f(w),\;"
        r" {3} = f(w_+) - f^*,\; {4} = \|\nabla f(w_+)\|,\;"
        r" {5} = \langle \nabla f(w), \nabla f(w_+) \rangle,\; w, w_+ \in S",
    ),
    "gd_path_towards": (
        "{0}, {1} and {2} are distance to w*, inner product towards it and gradient norm along "
        "w_0, ..., w_{4}, a run with the steps {3}",
        r"{0} = \|w_t - w^*\|,\; {1} = \langle \nabla f(w_t), w_t - w^* \rangle,\;"
        r" {2} = \|\nabla f(w_t)\|,\; w_{{t+1}} = w_t - {3}_t \nabla f(w_t),\; t \le {4}",
    ),
    "two_points": (
        "{0}, {1} are f - f* at w, w' in S, {2} = ||w' - w||, {3} = <grad f(w), w' - w>",
        r"{0} = f(w) - f^*,\; {1} = f(w') - f^*,\; {2} = \|w' - w\|,\;"
        r" {3} = \langle \nabla f(w), w' - w \rangle",
    ),
    "gradient_change": (
        "{0}, {1} are f - f* at w, w' in S, {2} = ||w' - w||, {3} = <grad f(w), w' - w>, "
        "{4} = ||grad f(w') - grad f(w)||",
        r"{0} = f(w) - f^*,\; {1} = f(w') - f^*,\; {2} = \|w' - w\|,\;"
        r" {3} = \langle \nabla f(w), w' - w \rangle,\;"
        r" {4} = \|\nabla f(w') - \nabla f(w)\|",
    ),
    "two_sided_smooth": (
        "||hess f|| <= {0} at gap s, on S",
        r"\|\nabla^2 f\|_2 \le {0} \text{{ at gap }} s, \text{{ on }} S",
    ),
    "gd_run": (
        "{0} and {1} are gap and gradient norm along w_0, ..., w_{4}, a run with the steps {2}, "
        "and {3}(t, h) is the gap at w_t - h grad f(w_t)",
        r"{0}_t = f(w_t) - f^*,\; {1}_t = \|\nabla f(w_t)\|,\;"
        r" w_{{t+1}} = w_t - {2}_t \nabla f(w_t),\; {3}(t, h) = f(w_t - h \nabla f(w_t)) - f^*,"
        r"\; t \le {4}",
    ),
    "inside": ("w_({0}) is in S", r"w_{{{0}}} \in S"),
    "aiming_step": (
        "{1} and {2} are gap and gradient norm at w, {0} and {5} are the distances of w and "
        "w - {4} grad f(w) from W*, {3} = <grad f(w), w - pi(w)>",
        r"{1} = f(w) - f^*,\; {2} = \|\nabla f(w)\|,\; {0} = \mathrm{{dist}}(w, W^*),\;"
        r" {3} = \langle \nabla f(w), w - \pi(w) \rangle,\;"
        r" {5} = \mathrm{{dist}}(w - {4} \nabla f(w), W^*)",
    ),
    "outcome": ("{0} is an outcome", r"{0} \in \Omega"),
    "expectation": ("E[{0}] = {1}", r"\mathbb E [{0}] = {1}"),
    "conditional_mean": (
        "{1} is the conditional expectation of {0} given the past",
        r"\mathbb E [{0} \mid \mathcal F] = {1}",
    ),
    "known": (
        "{0} is known before the noise of step {1}",
        r"{0} \text{{ is }} \mathcal F_{{{1}}}\text{{-measurable}}",
    ),
    "centred": (
        "E[{0} | known at {1}] = 0",
        r"\mathbb E [{0} \mid \mathcal F_{{{1}}}] = 0",
    ),
    "conditionally_at_most": (
        "E[{0} | known at {2}] <= {1}",
        r"\mathbb E [{0} \mid \mathcal F_{{{2}}}] \le {1}",
    ),
    "probable": ("P({0} >= 0) >= {1}", r"\mathbb P \left({0} \ge 0\right) \ge {1}"),
    "exponential_supermartingale": (
        "exp({0}), n <= {1}, is a supermartingale from 1",
        r"\exp({0}),\; n \le {1}, \text{{ is a supermartingale from }} 1",
    ),
    "sgd_step": (
        "{0}, {1} belong to w in S, {3} = ||xi||, {4} = <grad f(w), xi>, and {5} to "
        "w - {2} (grad f(w) + xi)",
        r"{0} = f(w) - f^*,\; {1} = \|\nabla f(w)\|,\; {3} = \|\xi\|,\;"
        r" {4} = \langle \nabla f(w), \xi \rangle,\;"
        r" {5} = f(w - {2} (\nabla f(w) + \xi)) - f^*",
    ),
    "integer": ("{0} is an integer", r"{0} \in \mathbb Z"),
    "time_integral": (
        "{0} is the integral of 1/({1}) from x to {3}, finite from x = {2} on",
        r"{0} = \int_x^{{{3}}} \mathrm ds / {1} \text{{, finite for }} x \ge {2}",
    ),
    "hessians_of_sum": (
        "{0}, {1} and {2} are ||hess f||, ||hess g|| and ||hess (f + g)|| at w",
        r"{0} = \|\nabla^2 f(w)\|,\; {1} = \|\nabla^2 g(w)\|,\; {2} = \|\nabla^2 (f + g)(w)\|",
    ),
    "hessians_of_multiple": (
        "{1} and {2} are the norms of hess f and hess ({0} f) at w",
        r"{1} = \|\nabla^2 f(w)\|,\; {2} = \|\nabla^2 ({0} f)(w)\|",
    ),
    "hessians_of_affine": (
        "{0} = ||A||, {1} = ||hess f(A w + b)||, and {2} is the norm of the Hessian of f(A . + b) "
        "at w",
        r"{0} = \|A\|,\; {1} = \|\nabla^2 f(A w + b)\|,\; {2} = \|A^\top \nabla^2 f(A w + b) A\|",
    ),
    "gradient_smooth": (
        "||hess f(w)|| <= {0} + {1} ||grad f(w)||^{2}",
        r"\|\nabla^2 f(w)\| \le {0} + {1} \|\nabla f(w)\|^{{{2}}}",
    ),
}


def _shown(name: str, args: tuple[Any, ...]) -> tuple[Any, ...]:
    """A time integral is shown as a function of x, whether it has a name or a formula."""
    if name != "time_integral":
        return args
    return (args[0](real("x")), *args[1:])


class _Latex(LatexPrinter):  # type: ignore[misc]
    def _print_Symbol(self, expr: sp.Symbol, style: str = "plain") -> str:
        row = NOTATION.get(expr.name)
        if row is not None:
            return row.latex
        return _LATEX_LOCALS.get(expr.name, super()._print_Symbol(expr, style))

    def _print_Function(self, expr: sp.Expr, exp: str | None = None) -> str:
        if not isinstance(expr, AppliedUndef):
            return super()._print_Function(expr, exp)
        name = _latex_function(expr.func)
        inside = ", ".join(self._print(a) for a in expr.args)
        if expr.func.__name__ in _SUBSCRIPTED:
            applied = f"{name}_{{{inside}}}"
        else:
            applied = rf"{name}\left({inside}\right)"
        if exp is None:
            return applied
        if "'" in name or "_" in applied:
            return rf"\left({applied}\right)^{{{exp}}}"
        return rf"{name}^{{{exp}}}\left({inside}\right)"

    def _print_Lambda(self, expr: sp.Lambda) -> str:
        return self._print(expr.expr)


class _Text(StrPrinter):  # type: ignore[misc]
    def _print_Function(self, expr: sp.Expr) -> str:
        if isinstance(expr, AppliedUndef):
            name = _TEXT_LOCALS.get(expr.func.__name__, expr.func.__name__)
            return f"{name}({', '.join(self._print(a) for a in expr.args)})"
        return super()._print_Function(expr)

    def _print_Lambda(self, expr: sp.Lambda) -> str:
        return self._print(expr.expr)

    def _print_Pow(self, expr: sp.Pow, rational: bool = False) -> str:
        return super()._print_Pow(expr, rational).replace("**", "^")

    def _print_Sum(self, expr: sp.Sum) -> str:
        (index, low, high), *_ = expr.limits
        return f"sum_{{{low}<={index}<={self._print(high)}}} [{self._print(expr.function)}]"


def _latex_function(func: UndefinedFunction) -> str:
    name = func.__name__
    if name in NOTATION:
        return NOTATION[name].latex
    return _LATEX_LOCALS.get(name, name)


def expr_text(expr: object) -> str:
    """An expression as plain text, powers written with ``^``.

    >>> from theory.definitions.gap_smooth import ell
    >>> expr_text(ell())
    'K*s^rho + K0'
    """
    if isinstance(expr, UndefinedFunction):
        return str(expr.__name__)
    return str(_Text({"order": None}).doprint(expr))


def expr_latex(expr: object) -> str:
    """An expression as LaTeX, with the letters of the notation table."""
    if isinstance(expr, UndefinedFunction):
        return _latex_function(expr)
    return str(_Latex({"order": None}).doprint(expr))


def to_text(claim: Formula) -> str:
    """A claim as plain text.

    >>> from theory.logic import between, real
    >>> to_text(between(0, real("t"), real("T")))
    '0 <= t and t <= T'
    """
    match claim:
        case Rel(left, op, right):
            return f"{expr_text(left)} {_TEXT_OP.get(op, op)} {expr_text(right)}"
        case And(args):
            return " and ".join(_group(a) for a in args) if claim != TRUE else "true"
        case Or(args):
            return " or ".join(_group(a) for a in args) if claim != FALSE else "contradiction"
        case Implies(premise, conclusion):
            return f"if {to_text(premise)} then {to_text(conclusion)}"
        case ForAll(var, guard, body):
            where = "" if guard == TRUE else f" with {to_text(guard)}"
            return f"for all {expr_text(var)}{where}: {to_text(body)}"
        case Pred(name, args):
            return PREDICATES[name][0].format(*map(expr_text, _shown(name, args)))
        case HasDerivative(var, guard, expr, derivative, smooth):
            often = "" if smooth else "almost everywhere "
            where = "everywhere" if guard == TRUE else f"where {to_text(guard)}"
            return f"d/d{var.name} [{expr_text(expr)}] = {expr_text(derivative)}, {often}{where}"
    raise TypeError(f"not a claim: {claim!r}")


def _group(claim: Formula) -> str:
    text = to_text(claim)
    return f"({text})" if isinstance(claim, (Or, Implies, ForAll, HasDerivative)) else text


def to_latex(claim: Formula) -> str:
    r"""A claim as LaTeX.

    >>> from theory.logic import le
    >>> from theory import symbols as sym
    >>> to_latex(le(sym.gap, sym.eps))
    '\\Delta \\le \\varepsilon'
    """
    match claim:
        case Rel(left, op, right):
            return f"{expr_latex(left)} {_LATEX_OP[op]} {expr_latex(right)}"
        case And(args):
            return r" \;\wedge\; ".join(_latex_group(a) for a in args) if args else r"\top"
        case Or(args):
            return r" \;\vee\; ".join(_latex_group(a) for a in args) if args else r"\bot"
        case Implies(premise, conclusion):
            return rf"{_latex_group(premise)} \implies {_latex_group(conclusion)}"
        case ForAll(var, guard, body):
            where = "" if guard == TRUE else rf"\; ({to_latex(guard)})"
            return rf"\forall {expr_latex(var)}{where}:\; {to_latex(body)}"
        case Pred(name, args):
            return PREDICATES[name][1].format(*map(expr_latex, _shown(name, args)))
        case HasDerivative(var, guard, expr, derivative, smooth):
            often = "" if smooth else r" \text{ a.e.}"
            where = "" if guard == TRUE else rf" \quad ({to_latex(guard)})"
            return (
                rf"\frac{{\mathrm d}}{{\mathrm d{expr_latex(var)}}} \left[{expr_latex(expr)}\right]"
                rf" = {expr_latex(derivative)}{often}{where}"
            )
    raise TypeError(f"not a claim: {claim!r}")


def _latex_group(claim: Formula) -> str:
    text = to_latex(claim)
    if isinstance(claim, (Or, Implies, ForAll)):
        return rf"\left({text}\right)"
    return text
