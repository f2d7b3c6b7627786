"""verify/certify: what is said of random functions, against grids in floats and then mpmath.

Second derivatives are taken here by differences, so nothing is shared with what is tested but the
parser. No verdict is expected: a wrong one is looked for.
"""

import itertools
from collections import Counter
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from theory.parsing import check_variables, parse_expression
from verify.certify.certify import certify
from verify.certify.request import request
from verify.verdict import Word

NAMES = ("x", "y")
FACTORS = (
    "{v}", "{v}**2", "{v}**3", "{v}**4", "sin(2*{v})", "cos(3*{v})", "exp({v})", "cosh({v})",
    "sqrt(1+{v}**2)", "log(2+{v}**2)", "1/(3+{v})", "Abs({v})**3", "Max(0,{v})**2", "tanh({v})",
)  # fmt: skip
DIGITS = 60
STEP = "1e-12"
"""Step of the differences: they are wrong by about its square, 1e-24."""

WRONG = mpmath.mpf("1e-18")
ASCENTS, ROUNDS = 3, 60


@st.composite
def functions(draw, d):
    """A sum of up to four terms, each a number times one or two simple factors."""
    terms = []
    for _ in range(draw(st.integers(1, 4))):
        picked = draw(st.lists(st.sampled_from(FACTORS), min_size=1, max_size=2))
        factors = [f.format(v=draw(st.sampled_from(NAMES[:d]))) for f in picked]
        number = draw(st.fractions(-3, 3, max_denominator=8).filter(bool))
        terms.append(f"({number})*" + "*".join(factors))
    return " + ".join(terms)


@st.composite
def boxes(draw, d):
    sides = []
    for _ in range(d):
        low = draw(st.fractions(-2, 1, max_denominator=10))
        sides.append((low, low + draw(st.fractions(Fraction(1, 8), 2, max_denominator=10))))
    return sides


rhos = st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(3, 2), Fraction(2)])
growths = st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(2)])
tightness = st.sampled_from([Fraction(t) for t in ("1/2", "0.98", "0.99999", "1.00001", "1.02")])


class Sampled:
    """A function at points, in floats on a grid and with many digits at one point."""

    def __init__(self, text, sides):
        names = NAMES[: len(sides)]
        expression = parse_expression(text, names)
        symbols = list(check_variables(names).values())
        self.f = sp.lambdify(symbols, expression, "mpmath")
        self.floats = sp.lambdify(symbols, expression, "numpy")
        self.sides = sides

    def grid(self):
        """Points, f and the norm of the Hessian in floats; the ends of the box are left out."""
        count = 2001 if len(self.sides) == 1 else 61
        axes = [np.linspace(float(a), float(b), count + 2)[1:-1] for a, b in self.sides]
        points = [p.ravel() for p in np.meshgrid(*axes, indexing="ij")]
        f = lambda *p: np.broadcast_to(self.floats(*p), points[0].shape)  # noqa: E731
        return np.array(points).T, f(*points), self._norm(f, points, 1e-4, np.sqrt, np.maximum)

    def at(self, point):
        """F and the norm of the Hessian at one point."""
        h = mpmath.mpf(STEP)
        return self.f(*point), self._norm(self.f, list(point), h, mpmath.sqrt, max)

    @staticmethod
    def _norm(f, point, h, sqrt, largest):
        def moved(*steps):
            return f(*(p + s * h for p, s in zip(point, steps, strict=True)))

        if len(point) == 1:
            return abs((moved(1) - 2 * moved(0) + moved(-1)) / h**2)
        a = (moved(1, 0) - 2 * moved(0, 0) + moved(-1, 0)) / h**2
        c = (moved(0, 1) - 2 * moved(0, 0) + moved(0, -1)) / h**2
        b = (moved(1, 1) - moved(1, -1) - moved(-1, 1) + moved(-1, -1)) / (4 * h**2)
        root = sqrt((a - c) ** 2 + 4 * b**2)
        return largest(abs(a + c + root), abs(a + c - root)) / 2


def number(value):
    value = sp.Rational(value)
    return mpmath.mpf(int(value.p)) / int(value.q)


def check(text, sides, rho, K, tight, said):
    """Certify a claim that is nearly tight by the grid, and look for a mistake in the answer."""
    f = Sampled(text, sides)
    points, values, norms = f.grid()
    need = np.max(norms - float(K) * (values - values.min()) ** float(rho))
    K0 = Fraction(max(float(need), 0.0)).limit_denominator(10**9) * tight
    if not (K0 or K):
        return
    box = {n: (str(a), str(b)) for n, (a, b) in zip(NAMES, sides, strict=False)}
    asked = request(text, list(box), rho=str(rho), K0=str(K0), K=str(K), box=box)
    outcome = certify(asked, max_boxes=1500)
    said[outcome.word] += 1
    if outcome.infimum is None:
        assert outcome.word is Word.UNDECIDED
        return
    with mpmath.workdps(DIGITS):
        least = number(sp.Rational(outcome.infimum.found.lower))
        rate, power = number(K), number(rho)

        def slack(point):
            value, norm = f.at(point)
            assert value >= least - WRONG
            return number(K0) + rate * max(value - least, 0) ** power - norm

        if outcome.word is Word.REFUTED:
            exact = [outcome.witness.point[n] for n in box]
            assert asked.holds(exact)
            assert slack([number(x) for x in exact]) < WRONG
        worst = np.argsort(float(K) * (values - values.min()) ** float(rho) - norms)
        for index in worst[:ASCENTS]:
            lowest = ascend(slack, [mpmath.mpf(x) for x in points[index]], sides)
            assert outcome.word is not Word.PROVED or lowest > -WRONG
        low = points[np.argmin(values)]
        ascend(lambda p: f.f(*p), [mpmath.mpf(x) for x in low], sides, above=least)


def ascend(function, point, sides, above=None):
    """The least value that a search by steps along the variables finds from a point."""
    ends = [(number(a) + 2 * mpmath.mpf(STEP), number(b) - 2 * mpmath.mpf(STEP)) for a, b in sides]
    lengths = [(high - low) / 64 for low, high in ends]
    point = [min(max(x, low), high) for x, (low, high) in zip(point, ends, strict=True)]
    best = function(point)
    for _ in range(ROUNDS):
        moved = False
        for i, sign in itertools.product(range(len(point)), (1, -1)):
            there = list(point)
            there[i] = min(max(point[i] + sign * lengths[i], ends[i][0]), ends[i][1])
            found = function(there)
            if found < best:
                point, best, moved = there, found, True
        if not moved:
            lengths = [length / 4 for length in lengths]
    assert above is None or best >= above - WRONG
    return best


@pytest.mark.slow
@pytest.mark.thorough
def test_nothing_wrong_is_said_of_random_functions_of_one_variable():
    said = Counter()

    @settings(max_examples=40, derandomize=True, deadline=None, database=None)
    @given(functions(1), boxes(1), rhos, growths, tightness)
    def ask(text, sides, rho, K, tight):
        check(text, sides, rho, K, tight, said)

    ask()
    assert said[Word.PROVED] >= 8
    assert said[Word.REFUTED] >= 8


@pytest.mark.slow
@pytest.mark.thorough
def test_nothing_wrong_is_said_of_random_functions_of_two_variables():
    said = Counter()

    @settings(max_examples=10, derandomize=True, deadline=None, database=None)
    @given(functions(2), boxes(2), rhos, growths, tightness)
    def ask(text, sides, rho, K, tight):
        check(text, sides, rho, K, tight, said)

    ask()
    assert said[Word.PROVED] + said[Word.REFUTED] >= 4
