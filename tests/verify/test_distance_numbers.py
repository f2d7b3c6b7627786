"""The numbers of Lemmas 4 and 2 against quadrature, an ODE, hand numbers, and their controls."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import mpmath
import pytest
import sympy as sp
from scipy.integrate import quad, solve_ivp

from theory import symbols as sym
from theory.definitions import distance
from theory.errors import DomainError
from verify.bounds import bound
from verify.intervals.balls import ends, precision
from verify.intervals.enclose import enclose
from verify.roots import root_above

EXPONENTS = ["1/2", "1", "3/2", "2", "3"]
CONSTANTS = [("1", "1"), ("1/50", "3"), ("4", "1/9"), ("0", "2"), ("3", "0")]


def h(x: float, rho: str, K0: str, K: str) -> float:
    """The gradient bound, in floats and by hand."""
    r, k0, k = float(Fraction(rho)), float(Fraction(K0)), float(Fraction(K))
    return math.sqrt(2 * k0 * x + 2 * k * x ** (1 + r) / (1 + r))


def path(start: float, end: float, rho: str, K0: str, K: str) -> float:
    """The integral of 1/h over positive gaps, by quadrature."""
    value, error = quad(lambda x: 1 / h(x, rho, K0, K), start, end, epsabs=0, epsrel=1e-11)
    assert error < 1e-8 * value
    return value


def outputs(what: str, **values: object) -> dict[str, float]:
    result = bound(what, values).outputs
    return {name: number.value for name, number in result.items() if number.value is not None}


# -- G against quadrature and a second engine -------------------------------------------------


@pytest.mark.parametrize("rho", EXPONENTS)
@pytest.mark.parametrize(("K0", "K"), CONSTANTS)
def test_the_radius_is_the_integral(rho: str, K0: str, K: str) -> None:
    found = outputs("local_lipschitz", rho=rho, K0=K0, K=K, gap="3/2", beta=3)
    integral = path(1.5, 4.5, rho, K0, K)
    assert found["radius"] == pytest.approx(integral, rel=1e-9)
    assert abs(found["radius"] * 0.9 - integral) > 0.05 * integral, "control"
    r, k0, k = (float(Fraction(v)) for v in (rho, K0, K))
    assert found["lipschitz"] == pytest.approx(k0 + k * 4.5**r, rel=1e-12)
    assert found["C"] == pytest.approx(path(1, 3, rho, "1", "1"), rel=1e-9)
    by_k0 = math.sqrt(1.5 / k0) if k0 else math.inf
    by_k = math.sqrt(1.5 ** (1 - r) / k) if k else math.inf
    assert found["radius_min_form"] == pytest.approx(found["C"] * min(by_k0, by_k), rel=1e-9)
    assert found["radius_min_form"] <= found["radius"] * (1 + 1e-12)


@pytest.mark.parametrize("rho", EXPONENTS)
@pytest.mark.parametrize(("K0", "K"), CONSTANTS)
def test_the_gap_reached_solves_the_equation_of_the_extremal(rho: str, K0: str, K: str) -> None:
    found = outputs("growth", rho=rho, K0=K0, K=K, gap="1/2", distance="1/4")["gap_reached"]
    assert path(0.5, found, rho, K0, K) == pytest.approx(0.25, rel=1e-9)
    r, k0, k = (float(Fraction(v)) for v in (rho, K0, K))
    run = solve_ivp(
        lambda _, u: [u[1], k0 + k * abs(u[0]) ** r],
        (0, 0.25),
        [0.5, h(0.5, rho, K0, K)],
        rtol=1e-11,
        atol=1e-13,
    )
    assert run.y[0, -1] == pytest.approx(found, rel=1e-8)
    assert run.y[0, -1] > 0.5 + 0.9 * (found - 0.5), "control: nine tenths of it is exceeded"


def test_the_hypergeometric_form_agrees_with_the_second_engine() -> None:
    rng = random.Random(4)
    with mpmath.workdps(40):
        for _ in range(40):
            rho, K0, K, s = (sp.Rational(rng.randint(1, 60), rng.randint(1, 20)) for _ in range(4))
            ball = enclose(distance.G(s).subs({sym.rho: rho, sym.K0: K0, sym.K: K}), 20)
            r, k0, k, x = (mpmath.mpf(v.p) / v.q for v in (rho, K0, K, s))
            value = mpmath.sqrt(2 * x / k0) * mpmath.hyp2f1(
                0.5, 1 / (2 * r), 1 + 1 / (2 * r), -k * x**r / ((1 + r) * k0)
            )
            low, high = (mpmath.mpf(e.p) / e.q for e in ends(ball))
            assert (
                low - value * mpmath.mpf(10) ** -30 <= value <= high + value * mpmath.mpf(10) ** -30
            )


@pytest.mark.parametrize("rho", ["5/4", "2", "3", "10"])
def test_the_distance_to_an_infinite_gap_is_the_limit(rho: str) -> None:
    values = {sym.rho: sp.Rational(rho), sym.K0: sp.Rational(2), sym.K: sp.Rational(1, 3)}
    gap = sp.Integer(10) ** 8
    r = float(sp.Rational(rho))
    rest = math.sqrt((1 + r) * 3 / 2) * 2 / (r - 1) * 1e4 ** (1 - r)
    with precision(400):
        limit = enclose(distance.G_inf().subs(values), 90)
        near = enclose(distance.G(gap).subs(values), 90)
        assert near < limit
        share = float(limit - near) / rest
    assert share == pytest.approx(1, rel=1e-2)
    assert share != pytest.approx(0.9, rel=1e-2), "control"


def test_closed_forms_agree_with_the_general_one() -> None:
    values = {sym.rho: sp.Integer(1), sym.K0: sp.Rational(3, 7), sym.K: sp.Rational(5, 2)}
    for s in (sp.Rational(1, 1000), sp.Integer(1), sp.Integer(10) ** 9):
        linear = enclose(distance.G_linear(s).subs(values), 25)
        assert linear.overlaps(enclose(distance.G(s).subs(values), 25))
    for rho in ("1/2", "3/2", "4"):
        at = {sym.rho: sp.Rational(rho), sym.K: sp.Rational(5, 2), sym.K0: sp.Integer(0)}
        power = distance.G_power(sp.Integer(7)).subs(at)
        slope = 2 * sp.Integer(7) / ((1 - sp.Rational(rho)) * distance.h(sp.Integer(7)).subs(at))
        assert enclose(power, 20).overlaps(enclose(slope, 20))


# -- hand numbers -----------------------------------------------------------------------------


def test_growth_along_the_hyperbolic_cosine() -> None:
    """From gap cosh(1) - 1 the function cosh - 1 reaches cosh(3) - 1 over a distance of 2."""
    found = outputs("growth", rho=1, K0=1, K=1, gap="(exp(1) + exp(-1))/2 - 1", distance=2)
    assert found["gap_reached"] == pytest.approx(math.cosh(3) - 1, rel=1e-14)


def test_growth_of_parabolas_powers_and_exponentials() -> None:
    assert (
        str(
            bound("growth", {"rho": 2, "K0": 2, "K": 0, "gap": 4, "distance": 1}).outputs[
                "gap_reached"
            ]
        )
        == "9"
    )
    assert outputs("growth", rho=1, K0=0, K=4, gap=3, distance=1)["gap_reached"] == pytest.approx(
        3 * math.exp(2)
    )
    # rho = 1/2, K0 = 0, K = 1: u = x^4/144 has u'' = x^2/12 = sqrt(u).
    assert (
        str(
            bound("growth", {"rho": "1/2", "K0": 0, "K": 1, "gap": 0, "distance": 2}).outputs[
                "gap_reached"
            ]
        )
        == "1/9"
    )
    assert (
        str(
            bound("growth", {"rho": 3, "K0": 1, "K": 1, "gap": 2, "distance": 0}).outputs[
                "gap_reached"
            ]
        )
        == "2"
    )


def test_lemma_2_at_three_times_the_gap_by_hand() -> None:
    """K0 = K = 1, gap 1, beta = 3: arcosh 4 - arcosh 2; at six times that the lemma fails."""
    radius = outputs("local_lipschitz", rho=1, K0=1, K=1, gap=1, beta=3)["radius"]
    assert radius == pytest.approx(math.acosh(4) - math.acosh(2), rel=1e-14)
    x, slope = math.acosh(2), math.sqrt(3)

    def holds(way: float) -> bool:
        return math.cosh(x + way) - 1 <= 1 + slope * way + 2 * way**2

    assert holds(radius) and holds(0.9 * radius)
    assert not holds(6 * radius), "163 > 49"
    assert math.cosh(x + 6 * radius) - 1 == pytest.approx(163.5, abs=0.5)
    assert 1 + slope * 6 * radius + 2 * (6 * radius) ** 2 == pytest.approx(48.9, abs=0.1)


@pytest.mark.parametrize("rho", ["1/3", "1/1000", "1001/1000", "50"])
def test_extreme_exponents_are_resolved(rho: str) -> None:
    found = outputs("growth", rho=rho, K0="1/1000", K=1, gap="1/10", distance="1/100")
    assert path(0.1, found["gap_reached"], rho, "1/1000", "1") == pytest.approx(0.01, rel=1e-6)


# -- refusals ---------------------------------------------------------------------------------

REFUSED = [
    (
        "growth",
        {"rho": 3, "K0": 1, "K": 1, "gap": 1, "distance": 2},
        "growth needs distance < G(inf) - G(gap) = 1.10720",
    ),
    (
        "growth",
        {"rho": 2, "K0": 0, "K": 1, "gap": 1, "distance": 3},
        "growth needs distance < G(inf) - G(gap) = 2.44948",
    ),
    (
        "growth",
        {"rho": 2, "K0": 0, "K": 1, "gap": 0, "distance": 1},
        "growth needs gap > 0 or K0 > 0 or rho < 1; got gap = 0, K0 = 0, rho = 2. Raise gap.",
    ),
    (
        "growth",
        {"rho": 1, "K0": 1, "K": 1, "gap": 1, "distance": -1},
        "growth needs distance >= 0; got distance = -1. Raise distance.",
    ),
    (
        "growth",
        {"rho": 0, "K0": 1, "K": 1, "gap": 1, "distance": 1},
        "growth needs rho > 0; got rho = 0. Raise rho.",
    ),
    (
        "local_lipschitz",
        {"rho": 1, "K0": 1, "K": 1, "gap": 1, "beta": 1},
        "local_lipschitz needs beta > 1; got beta = 1. Raise beta.",
    ),
    (
        "local_lipschitz",
        {"rho": 1, "K0": 1, "K": 1, "gap": 0, "beta": 2},
        "local_lipschitz needs gap > 0; got gap = 0. Raise gap.",
    ),
    (
        "local_lipschitz",
        {"rho": 1, "K0": 0, "K": 0, "gap": 1, "beta": 2},
        "local_lipschitz needs K + K0 > 0; got K = 0, K0 = 0.",
    ),
]


@pytest.mark.parametrize(("what", "values", "message"), REFUSED)
def test_bad_input_is_refused(what: str, values: dict[str, object], message: str) -> None:
    with pytest.raises(DomainError) as caught:
        bound(what, values)
    assert str(caught.value).startswith(message)


def test_just_below_the_blow_up_there_is_a_number() -> None:
    value = outputs("growth", rho=3, K0=1, K=1, gap=1, distance="11/10")["gap_reached"]
    assert path(1, value, "3", "1", "1") == pytest.approx(1.1, rel=1e-8)


# -- the search for a root --------------------------------------------------------------------


@pytest.mark.parametrize("target", ["2", "1/1000000", "1000000000000", "4", "9/16"])
def test_a_root_is_enclosed_wherever_it_lies(target: str) -> None:
    x, goal = sp.Symbol("x", real=True), sp.Rational(target)
    low, high = root_above(x**2 - goal, x, sp.Integer(0), 12)
    assert low**2 <= goal <= high**2
    assert high - low <= low / 10**12
