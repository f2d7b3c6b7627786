"""A problem from a formula: f and its gradient as exact expressions, evaluated in balls.

The iterates are doubles, hence exact rationals, so f at an iterate can be enclosed as tightly as
one likes, and where the pieces of f are rational functions it can even be computed exactly. That
decides inequalities which hold with equality, as many do on quadratics.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import flint
import numpy as np
import sympy as sp

from theory.errors import DomainError, WarmproofError
from theory.exact import exact
from theory.parsing import check_variables, parse_expression
from verify.intervals.evaluate import compile_expressions
from verify.problems.base import (
    Ball,
    Evaluation,
    Exact,
    ExactPoint,
    Facts,
    Floats,
    PointBalls,
    Problem,
    Record,
    rational,
)

BITS = 64
MOST_RHO = 1000
"""Powers of the gap are also computed exactly; beyond this exponent that takes too long."""
DEFAULT_STOP_GAP = sp.Rational(1, 1000)


def _without_kinks(gradient: sp.Expr) -> sp.Expr:
    """The gradient, undefined where Abs, Min or Max has a kink.

    SymPy's ``sign(0) = 0`` and ``Heaviside(0) = 1/2`` are conventions: |x| has no gradient at 0.
    """
    gradient = gradient.replace(sp.Heaviside, lambda u, *_: (1 + u / sp.Abs(u)) / 2)
    return gradient.replace(sp.sign, lambda u: u / sp.Abs(u))


class FunctionProblem(Problem):
    """A formula with its facts. The witness of an iterate is the iterate itself.

    Args:
        facts: the exact facts.
        expression: f, in real symbols.
        variables: the coordinates, in order.
    """

    precisions = (64, 128, 256, 512)
    rounding = "ball arithmetic at the exact double iterates"

    def __init__(self, facts: Facts, expression: sp.Expr, variables: tuple[sp.Symbol, ...]) -> None:
        self.facts = facts
        self.expression = expression
        self.variables = variables
        self.gradient = tuple(_without_kinks(sp.diff(expression, v)) for v in variables)
        self._all = compile_expressions([expression, *self.gradient], variables)
        self._value = compile_expressions([expression], variables)

    def evaluate(self, point: Floats) -> Evaluation:
        """Evaluate f and its gradient at a point of shape (d,), through balls."""
        coordinates = point.tolist()
        ball, *gradient = self._all([flint.arb(x) for x in coordinates], BITS)
        value = float(ball.mid())
        # Beyond the doubles there is no distance to speak of; the run ends there.
        error = float(abs(ball - value).upper()) if math.isfinite(value) else math.inf
        floats = np.array([float(g.mid()) for g in gradient])
        norm = math.sqrt(sum(g * g for g in floats.tolist()))
        return Evaluation(value, math.nextafter(error, math.inf), floats, norm, coordinates)

    def evaluate_many(self, points: Floats) -> tuple[Floats, Floats]:
        """Evaluate f and its gradient at many points, shape (k, d), with numpy."""
        value, *gradient = self._all.floats(list(points.T))
        return value, np.stack(gradient, axis=1)

    def enclose_points(self, record: Record, bits: int) -> PointBalls:
        """Enclose f and ||grad f||^2 at every iterate."""
        values, squares = [], []
        for point in record.witnesses.tolist():
            value, *gradient = self._all([flint.arb(x) for x in point], bits)
            values.append(value)
            squares.append(sum((g * g for g in gradient), flint.arb(0)))
        return PointBalls(values, squares)

    def enclose_steps(self, record: Record, steps: Sequence[Ball], bits: int) -> list[Ball]:
        """Enclose f at w_t - eta grad f(w_t), all of it in balls."""
        after = []
        for point, eta in zip(record.witnesses.tolist(), steps, strict=False):
            w = [flint.arb(x) for x in point]
            gradient = self._all(w, bits)[1:]
            moved = [x - eta * g for x, g in zip(w, gradient, strict=True)]
            after.extend(self._value(moved, bits))
        return after

    def exact_point(self, record: Record, t: int) -> ExactPoint | None:
        """Compute f and ||grad f||^2 at w_t in rational arithmetic, where f is rational there."""
        point = [rational(x) for x in record.witnesses[t].tolist()]
        value, gradient = self._exact_value(point), self._exact_gradient(point)
        if value is None or gradient is None:
            return None
        return ExactPoint(value, sum((g * g for g in gradient), sp.Integer(0)))

    def exact_after(self, record: Record, t: int, eta: sp.Rational) -> sp.Rational | None:
        """Compute f(w_t - eta grad f(w_t)) in rational arithmetic, where f is rational there."""
        point = [rational(x) for x in record.witnesses[t].tolist()]
        gradient = self._exact_gradient(point)
        if gradient is None:
            return None
        return self._exact_value([x - eta * g for x, g in zip(point, gradient, strict=True)])

    def _exact_value(self, point: Sequence[sp.Rational]) -> sp.Rational | None:
        value = self.expression.subs(dict(zip(self.variables, point, strict=True)))
        return value if value.is_Rational else None

    def _exact_gradient(self, point: Sequence[sp.Rational]) -> list[sp.Rational] | None:
        at = dict(zip(self.variables, point, strict=True))
        gradient = [g.subs(at) for g in self.gradient]
        return gradient if all(g.is_Rational for g in gradient) else None


def function_problem(
    text: str,
    variables: Sequence[str],
    *,
    rho: Exact,
    K0: Exact,
    K: Exact,
    f_star: Exact,
    start: Mapping[str, Exact],
    stop_gap: Exact = DEFAULT_STOP_GAP,
) -> FunctionProblem:
    """Build a problem from what a user typed.

    Args:
        text: the function, such as ``exp(x)*(2 + sin(2*x)) + y**2``.
        variables: the names of its coordinates, in order.
        rho: exponent of the class, in (0, 1000], exact.
        K0: curvature allowed at gap 0, >= 0, exact.
        K: growth of the curvature, >= 0, exact; not both 0.
        f_star: inf f or a lower bound of it, exact. The run trusts it and the constants; what
            its iterates show against them is reported.
        start: coordinates of w_0, exact, one per variable.
        stop_gap: the default target.

    Raises:
        DomainError: a constant lies outside its range.
        InexactInputError: a number is a float.
        ParseError: the text is not an expression in the variables.
        WarmproofError: the start does not name every variable exactly once.
    """
    rho, K0, K = exact(rho, "rho"), exact(K0, "K0"), exact(K, "K")
    symbols = check_variables(variables)
    if not rho.is_positive:
        raise DomainError(f"a problem needs rho > 0; got rho = {rho}. Raise rho.")
    if not (rho - MOST_RHO).is_nonpositive:
        raise DomainError(f"a problem needs rho <= {MOST_RHO}; got rho = {rho}. Lower rho.")
    for name, constant in (("K0", K0), ("K", K)):
        if not constant.is_nonnegative:
            raise DomainError(
                f"a problem needs {name} >= 0; got {name} = {constant}. Raise {name}."
            )
    if K0.is_zero and K.is_zero:
        raise DomainError("a problem needs K0 > 0 or K > 0; got 0 for both. Raise one of them.")
    if set(start) != set(variables):
        raise WarmproofError(
            f"the start must name each variable once; got start {', '.join(start) or 'of nothing'}"
            f" for the variables {', '.join(variables)}. Write one value per variable."
        )
    first = tuple(exact(start[v], v) for v in variables)
    for name, value in zip(variables, first, strict=True):
        if not math.isfinite(float(value)):
            raise DomainError(f"the start must fit into a float64; got {name} = {start[name]}.")
    facts = Facts(
        name="function",
        title=text,
        dimension=len(variables),
        source="given by the user",
        licence="-",
        rho=rho,
        K0=K0,
        K=K,
        constants_from="given by the user, not certified here",
        f_star_lower=exact(f_star, "f_star"),
        f_star_upper=None,
        start=first,
        stop_gap=exact(stop_gap, "stop_gap"),
    )
    expression = parse_expression(text, variables)
    return FunctionProblem(facts, expression, tuple(symbols.values()))
