"""A problem from a formula: f and its gradient as exact expressions, evaluated in balls.

The iterates are doubles, hence exact rationals, so f at an iterate can be enclosed as tightly as
one likes, and where the pieces of f are rational functions it can even be computed exactly. That
decides inequalities which hold with equality, as many do on quadratics.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import flint
import numpy as np
import sympy as sp

from theory.errors import DomainError, WarmproofError
from theory.exact import exact
from theory.parsing import check_variables, parse_expression
from verify.intervals.compare import sign
from verify.intervals.evaluate import compile_expressions
from verify.problems.base import (
    Ball,
    Evaluation,
    Exact,
    ExactPoint,
    ExactTowards,
    Facts,
    Floats,
    Minimiser,
    PointBalls,
    Problem,
    Record,
    TowardsBalls,
    minimiser_balls,
    rational,
)

BITS = 64
MOST_RHO = 1000
"""Powers of the gap are also computed exactly; beyond this exponent that takes too long."""
STATIONARY_BITS = 1024
"""Precision up to which the gradient at a given minimiser is looked at."""
DEFAULT_STOP_GAP = sp.Rational(1, 1000)


def _squared_distance(w: Sequence[Ball], goal: Sequence[Ball]) -> Ball:
    away = (x - z for x, z in zip(w, goal, strict=True))
    return sum((x * x for x in away), flint.arb(0)).nonnegative_part()


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

    def enclose_towards(
        self, record: Record, steps: Sequence[Ball], points: PointBalls, bits: int
    ) -> TowardsBalls:
        """Enclose the distances to the minimiser, all of it in balls."""
        goal = minimiser_balls(self.facts)
        iterates = [[flint.arb(x) for x in point] for point in record.witnesses.tolist()]
        distances = [_squared_distance(w, goal) for w in iterates]
        after, inners = [], []
        for w, eta in zip(iterates, steps, strict=False):
            gradient = self._all(w, bits)[1:]
            moved = [x - eta * g for x, g in zip(w, gradient, strict=True)]
            after.append(_squared_distance(moved, goal))
            terms = (g * (x - z) for g, x, z in zip(gradient, w, goal, strict=True))
            inners.append(sum(terms, flint.arb(0)))
        return TowardsBalls(distances, after, inners)

    def exact_towards(self, record: Record, t: int, eta: sp.Rational) -> ExactTowards | None:
        """Compute the distances in rational arithmetic, where all of it is rational."""
        known = self.facts.minimiser
        point = [rational(x) for x in record.witnesses[t].tolist()]
        gradient = self._exact_gradient(point)
        if known is None or gradient is None:
            return None
        numbers = (*(z for pair in known.coordinates for z in pair), *known.minimum)
        goal = [low for low, high in known.coordinates if low == high]
        if not all(z.is_Rational for z in numbers) or len(goal) < len(point):
            return None
        away = [x - z for x, z in zip(point, goal, strict=True)]
        moved = [x - eta * g for x, g in zip(away, gradient, strict=True)]
        return ExactTowards(
            squared_distance=sum((x * x for x in away), sp.Integer(0)),
            squared_distance_after=sum((x * x for x in moved), sp.Integer(0)),
            inner=sum((g * x for g, x in zip(gradient, away, strict=True)), sp.Integer(0)),
            minimum=known.minimum[0],
        )

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


def given_minimiser(problem: FunctionProblem, point: Mapping[str, Exact]) -> Minimiser:
    """The minimiser that a user names: its gradient has to be 0, and f_ at most its value.

    Raises:
        DomainError: a variable is missing, the gradient is not 0, or f_ lies above f there.
    """
    names = [v.name for v in problem.variables]
    if set(point) != set(names):
        raise DomainError(
            f"the minimiser must name each variable once; got {', '.join(point) or 'nothing'} for"
            f" the variables {', '.join(names)}. Write one value per variable."
        )
    at = {v: exact(point[v.name], v.name) for v in problem.variables}
    slopes = [sign(g.subs(at), STATIONARY_BITS) for g in problem.gradient]
    for variable, slope in zip(problem.variables, slopes, strict=True):
        if slope in (-1, 1):
            raise DomainError(
                f"a minimiser has gradient 0, but the derivative by {variable} at the given point"
                f" is {'positive' if slope > 0 else 'negative'}. Give the exact minimiser."
            )
    value = problem.expression.subs(at)
    lowest = problem.facts.f_star_lower
    if sign(value - lowest, STATIONARY_BITS) == -1:
        raise DomainError(
            f"f_star = {lowest} lies above f at the given minimiser, which is {value}."
            " Lower f_star."
        )
    found = "0 exactly" if all(s == 0 for s in slopes) else f"0 to {STATIONARY_BITS} bits"
    assumed = "" if problem.facts.convex else "; that it minimises f is taken as given"
    text = f"given by the user, its gradient is {found}{assumed}"
    return Minimiser(tuple((x, x) for x in at.values()), (value, value), text)


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
    convex: bool = False,
    minimiser: Mapping[str, Exact] | None = None,
    mu: Exact | None = None,
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
        convex: whether the user says that f is convex; it is taken as given.
        minimiser: coordinates of a minimiser, exact, one per variable. The gradient there is
            checked; that a point with gradient 0 minimises f is taken as given unless f is convex.
        mu: a constant > 0 with ||grad f||^2 >= 2 mu (f - f_star), exact, taken as given.

    Raises:
        DomainError: a constant lies outside its range, or the minimiser is none.
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
    growth = None if mu is None else exact(mu, "mu")
    if growth is not None and not growth.is_positive:
        raise DomainError(f"the PL constant needs mu > 0; got mu = {growth}. Raise mu.")
    expression = parse_expression(text, variables)
    lowest = exact(f_star, "f_star")
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
        f_star_lower=lowest,
        f_star_upper=None,
        start=first,
        stop_gap=exact(stop_gap, "stop_gap"),
        convex="stated by the user" if convex else "",
        mu=growth,
        mu_from="" if growth is None else "given by the user, checked at each iterate only",
    )
    problem = FunctionProblem(facts, expression, tuple(symbols.values()))
    if minimiser is not None:
        known = given_minimiser(problem, minimiser)
        problem.facts = replace(facts, minimiser=known)
    return problem
