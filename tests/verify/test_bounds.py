"""Numbers of statements for chosen constants, against closed forms and mpmath quadrature."""

from __future__ import annotations

import math
from fractions import Fraction

import mpmath
import pytest
import sympy as sp

from theory.errors import DomainError, InexactInputError
from verify.bounds import bound
from verify.intervals.compare import Undecided
from verify.numbers import Number


def numbers(statement: str, names: str, values: str, digits: int = 15) -> dict[str, Number]:
    """The outputs at values given as text, in the order of the names."""
    given = dict(zip(names.split(), values.split(), strict=True))
    return dict(bound(statement, given, digits).outputs)


def energy(values: str, digits: int = 15) -> dict[str, Number]:
    """The energy step at ``rho K0 K gap gradient_norm``."""
    return numbers("energy_step", "rho K0 K gap gradient_norm", values, digits)


def brackets(number: Number, value: mpmath.mpf) -> bool:
    """Whether the two bounds lie on both sides of the value."""
    return mpmath.mpf(number.lower) <= value <= mpmath.mpf(number.upper)


def width(number: Number) -> Fraction:
    """The distance of the bounds, relative to the upper one."""
    low, high = Fraction(number.lower), Fraction(number.upper)
    return (high - low) / abs(high)


def read(text: str) -> mpmath.mpf:
    """A number as text, at the precision in force, through SymPy's own evaluation."""
    return mpmath.mpf(str(sp.sympify(text, rational=True).evalf(mpmath.mp.dps + 10)))


def by_quadrature(values: str) -> tuple[mpmath.mpf, mpmath.mpf]:
    """Turning point and energy step by root finding and tanh-sinh quadrature."""
    rho, K0, K, gap, g = (read(v) for v in values.split())

    def potential(s: mpmath.mpf) -> mpmath.mpf:
        return K0 * s + K * s ** (rho + 1) / (rho + 1)

    wanted = potential(gap) - g**2 / 2
    low, high = mpmath.mpf(0), gap
    for _ in range(int(mpmath.mp.prec) + 60):
        middle = (low + high) / 2
        low, high = (middle, high) if potential(middle) < wanted else (low, middle)
    turning = high

    def slowness(y: mpmath.mpf) -> mpmath.mpf:
        return 2 * y / mpmath.sqrt(2 * (potential(turning + y * y) - potential(turning)))

    # A tail below 10^-25 is left out at 0, where the quotient is 0/0.
    start = mpmath.sqrt(gap - turning) * mpmath.mpf(10) ** -25
    return turning, mpmath.quad(slowness, [start, mpmath.sqrt(gap - turning)]) / g


@pytest.mark.parametrize(
    ("values", "square"),
    [
        ("1 1 2 3", 2 * (3 + 9)),  # 2 Phi = 2 (K0 s + K s^2/2)
        ("2 1 3 2", 2 * (2 + 8)),  # K s^3/3
        ("1 5 0 1/10", 1),
        ("3 0 4 2", 2 * 16),
        ("1 1 1 0", 0),
    ],
)
def test_the_gradient_bound_is_the_root_of_twice_phi(values: str, square: int) -> None:
    found = numbers("gradient_bound", "rho K0 K gap", values)["gradient_norm"]
    assert Fraction(found.lower) ** 2 <= square <= Fraction(found.upper) ** 2
    root = math.isqrt(square)
    assert (found.exact == str(root)) == (root**2 == square)


@pytest.mark.parametrize(
    "values", ["1/2 1 1 3", "sqrt(2) 1/3 5 1/7", "pi 1 1 2", "1/100 0 1 1e-30"]
)
def test_the_gradient_bound_encloses_what_mpmath_finds(values: str) -> None:
    with mpmath.workdps(60):
        rho, K0, K, gap = (read(v) for v in values.split())
        value = mpmath.sqrt(2 * (K0 * gap + K * gap ** (rho + 1) / (rho + 1)))
        for digits in (1, 15, 40):
            found = numbers("gradient_bound", "rho K0 K gap", values, digits)["gradient_norm"]
            assert found.exact is None
            assert brackets(found, value)
            assert width(found) <= Fraction(1, 10**digits)
            nudge = mpmath.mpf(10) ** -(digits - 1)
            assert not brackets(found, value * (1 + nudge))
            assert not brackets(found, value * (1 - nudge))


def test_the_energy_step_has_its_closed_form_at_rho_1() -> None:
    # v'' = K0 + K v from (gap, -g): D = (sqrt(ell^2 - K g^2) - K0)/K at time artanh(...)/sqrt(K).
    found = energy("1 1 2 3 2", 30)
    with mpmath.workdps(50):
        curvature, root = mpmath.mpf(7), mpmath.sqrt(2) * 2
        assert brackets(found["gap_next"], (mpmath.sqrt(curvature**2 - 8) - 1) / 2)
        assert brackets(found["step"], mpmath.atanh(root / curvature) / root)


def test_the_energy_step_is_one_over_K0_where_K_is_0() -> None:
    found = energy("2 3 0 5 2")
    assert (found["step"].exact, found["gap_next"].exact) == ("1/3", "13/3")


def test_the_energy_step_may_land_exactly_on_0() -> None:
    found = energy("2 1 0 3 sqrt(6)")
    assert (found["gap_next"].exact, found["step"].exact) == ("0", "1")
    with mpmath.workdps(40):
        found = energy("1 1 1 1 sqrt(3)")
        assert found["gap_next"].exact == "0"
        assert brackets(found["step"], mpmath.acosh(2) / mpmath.sqrt(3))


def test_the_energy_step_reaches_0_in_finite_time_with_K0_0_and_rho_below_1() -> None:
    # Phi(s) = (2/3) s^(3/2) and g^2 = 4/3: the fall takes int_0^1 sqrt(3/4) s^(-3/4) = 4 sqrt(3/4).
    found = energy("1/2 0 1 1 sqrt(4/3)")
    assert (found["gap_next"].exact, found["step"].exact) == ("0", "3")


def test_the_turning_point_is_exact_where_it_is_found_exactly() -> None:
    # 2 Phi(1) - 2 Phi(1/2) = 2 (1/2 + 7/24) = 19/12 for ell = 1 + s^2.
    assert energy("2 1 1 1 sqrt(19/12)")["gap_next"].exact == "1/2"


@pytest.mark.parametrize(
    "values",
    [
        "1 1 2 3 2",
        "1/2 1 1 3 1",
        "1/2 0 1 3 1",
        "1/2 1 1 1 sqrt(10/3)",  # lands on 0
        "2 1 1 3 1",
        "2 1 1 3 sqrt(24)",  # lands on 0
        "2 0 1 2 2",
        "3 1 1 2 3",
        "3 0 1 3 6.36396",  # K0 = 0, close to the turning point 0
        "sqrt(2) 1/3 5 1/2 1/4",
        "1/100 1 1 3 1",
        "2 1e-6 1 1 4/5",
        "5/2 1e-3 1e3 2 30",
    ],
)
def test_the_energy_step_encloses_quadrature_and_excludes_its_neighbours(values: str) -> None:
    found = energy(values)
    with mpmath.workdps(90):
        turning, step = by_quadrature(values)
        near = turning * mpmath.mpf(10) ** -15 + mpmath.mpf(10) ** -60
        assert abs(mpmath.mpf(found["gap_next"].lower) - turning) <= near
        assert abs(mpmath.mpf(found["gap_next"].upper) - turning) <= near
        assert width(found["step"]) <= Fraction(1, 10**15)
        middle = (mpmath.mpf(found["step"].lower) + mpmath.mpf(found["step"].upper)) / 2
        assert abs(middle / step - 1) < mpmath.mpf(10) ** -15
        assert not brackets(found["step"], step * (1 + mpmath.mpf(10) ** -13))
        assert not brackets(found["step"], step * (1 - mpmath.mpf(10) ** -13))


@pytest.mark.parametrize(
    "values",
    ["1 1 2 3 2", "2 1 1 3 1", "1/2 0 1 3 1", "3 1 1 2 3", "100 1 1 3 1", "1000 1 1 2 1"],
)
def test_the_energy_step_is_at_least_the_warm_up_step_and_lowers_the_gap(values: str) -> None:
    rho, K0, K, gap, _ = (sp.Rational(v) for v in values.split())
    found = energy(values)
    curvature = K0 + K * gap**rho
    assert sp.Rational(found["step"].lower) * curvature >= 1 - sp.Rational(1, 10**15)
    assert sp.Rational(found["step"].upper) * curvature >= 1
    assert sp.Rational(found["gap_next"].lower) < gap


@pytest.mark.parametrize(
    ("values", "step"),
    [
        ("2 1 1 3 1e-50", "1/10"),
        ("3 1 1 3 1e-12", "1/28"),
        ("3 1 1 1e-200 1e-101", "1"),
        ("2 1 1 1e100 1e5", "1e-200"),
    ],
)
def test_a_tiny_gradient_gives_the_warm_up_step(values: str, step: str) -> None:
    found = energy(values)["step"]
    assert Fraction(found.lower) <= Fraction(step) * (1 + Fraction(1, 10**15))
    assert Fraction(found.upper) >= Fraction(step)
    assert width(found) <= Fraction(1, 10**15)


def test_more_digits_give_narrower_bounds_of_the_same_number() -> None:
    wide, narrow = energy("2 1 1 3 1", 5), energy("2 1 1 3 1", 40)
    for name in ("gap_next", "step"):
        assert Fraction(wide[name].lower) <= Fraction(narrow[name].lower)
        assert Fraction(narrow[name].upper) <= Fraction(wide[name].upper)
        assert width(narrow[name]) <= Fraction(1, 10**40)


@pytest.mark.parametrize(
    ("values", "constant", "energy_steps"),
    [
        # constant: 2 gap0 (K0 + K gap0^rho)/eps^2
        # energy: 2 (K0 gap0 + K gap0^(rho+1)/(rho+1))/eps^2
        ("1 1 2 3 1/10", 4200, 2400),
        ("2 1 3 2 1", 52, 20),
        ("1 1 0 1 1", 2, 2),
        ("1 1 0 1 sqrt(2)", 1, 1),  # exactly an integer
        ("1 1 0 1 sqrt(3)", 1, 1),  # 2/3, rounded up
        ("1 1 1 0 1", 0, 0),  # already there
        ("1/2 0 1 2 1", 6, 4),  # 4 sqrt(2) = 5.66 and two thirds of it
        ("3 1 1 1e100 1e-100", 2 * 10**300 * (1 + 10**300), 2 * 10**300 + 5 * 10**599),
    ],
)
def test_iteration_counts_are_the_exact_integers(
    values: str, constant: int, energy_steps: int
) -> None:
    found = numbers("gd_nonconvex", "rho K0 K gap0 eps", values)
    assert found["iterations_constant"].exact == str(constant)
    assert found["iterations_energy"].exact == str(energy_steps)


def test_a_count_just_above_an_integer_is_rounded_up_and_just_below_is_not() -> None:
    above = numbers("gd_nonconvex", "rho K0 K gap0 eps", "1 1+1e-100 0 1 1")
    assert above["iterations_constant"].exact == "3"
    below = numbers("gd_nonconvex", "rho K0 K gap0 eps", "1 1-1e-100 0 1 1")
    assert below["iterations_constant"].exact == "2"


def test_a_count_of_more_than_4300_digits_is_written_out() -> None:
    found = numbers("gd_nonconvex", "rho K0 K gap0 eps", "3 0 1 1e900 1e-900")
    assert found["iterations_constant"].exact == "2" + "0" * 5400
    assert found["iterations_constant"].value is None


def test_inputs_are_exact_and_a_float_is_refused() -> None:
    result = bound("gradient_bound", {"rho": 1, "K0": "0.1", "K": "1/3", "gap": sp.Rational(1, 7)})
    assert [str(v) for v in result.inputs.values()] == ["1", "1/10", "1/3", "1/7"]
    with pytest.raises(InexactInputError):
        bound("gradient_bound", {"rho": 1, "K0": 0.1, "K": 1, "gap": 1})


@pytest.mark.parametrize(
    "values",
    [
        "0 1 1 1 1",
        "1 -1 1 1 1",
        "1 1 -1 1 1",
        "1 0 0 1 1",
        "1 1 1 0 1",
        "1 1 1 1 0",
        "1 1 1 1 1.7320508075688772936",  # sqrt(3) and a bit: more than Lemma 5 allows
        "2 0 1 3 sqrt(18)",  # falls for ever
    ],
)
def test_the_energy_step_is_refused_outside_its_domain(values: str) -> None:
    with pytest.raises(DomainError, match=r"^energy_step needs "):
        energy(values)


def test_just_inside_the_domain_it_is_not_refused() -> None:
    assert Fraction(energy("1 1 1 1 1.7320508075688772935")["gap_next"].upper) < Fraction(1, 10**9)


def test_an_equality_that_cannot_be_decided_is_no_answer() -> None:
    with pytest.raises(Undecided, match="stays open"):
        energy("1 1 1 1 sqrt(3)+exp(-9000)")
