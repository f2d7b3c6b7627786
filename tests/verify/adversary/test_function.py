"""The function itself: periods, places, membership with its controls, and tampering."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import mpmath
import numpy as np
import pytest
import sympy as sp
from mpmath import mp

from theory.errors import DomainError
from verify.adversary import proof
from verify.adversary.attack import lower_bound
from verify.adversary.curve import Curve
from verify.adversary.descent import End
from verify.adversary.function import Adversary, build
from verify.adversary.iterates import iterates
from verify.adversary.membership import member
from verify.adversary.recheck import recheck
from verify.adversary.schedule import schedule
from verify.adversary.setting import setting
from verify.intervals.compare import Undecided
from verify.verdict import Word

VARIANTS = ("sine", "quartic", "triangular")
PLAIN = {"rho": 1, "K0": 1, "K": 2, "gap0": 3, "eps": "1/10"}


def made(text: str = "9/(t+1)", **changes: object) -> Adversary:
    return build(setting(**{**PLAIN, **changes}), schedule(text))


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("text", ["9/(t+1)", "constant:2", "constant:1/10"])
def test_nine_tenths_of_the_constants_are_refuted(text: str, variant: str) -> None:
    function = made(text, variant=variant)
    assert member(function).word is Word.PROVED
    weaker = member(function, K0="9/10", K="9/5")
    assert weaker.word is Word.REFUTED
    assert "|f''| = 1 where ell(gap) = 9/10 (gap = 0)" in weaker.evidence


@pytest.mark.parametrize("variant", VARIANTS)
def test_waves_that_nearly_fill_the_class_are_refuted_in_a_smaller_one(variant: str) -> None:
    # K = 0 leaves no room: eta M is a whole number of turns, so |f''| = K0 = ell on the waves.
    turn = 1 if variant == "triangular" else "pi/2"
    function = made(f"constant:4*{turn}", K=0, variant=variant, eps="1/10")
    assert member(function).word is Word.PROVED
    assert member(function, K0="999/1000").word is Word.REFUTED


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_wave_with_a_wrong_number_of_periods_is_not_proved(variant: str) -> None:
    function = made(variant=variant)
    broken = replace(function, periods=(Fraction(11, 2), *function.periods[1:]))
    assert proof.smooth(broken).word is Word.REFUTED
    third = replace(function, periods=(Fraction(16, 3), *function.periods[1:]))
    assert proof.smooth(third).word is Word.REFUTED
    dense = replace(function, periods=tuple(3 * count for count in function.periods))
    assert proof.smooth(dense).word is Word.PROVED
    assert member(dense).word is Word.REFUTED
    # The run from the formulas alone notices a wrong frequency as well.
    assert recheck(function, 20, reached=False).word is Word.PROVED
    assert recheck(broken, 20, reached=False).word is not Word.PROVED


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("text", ["9/(t+1)", "constant:2"])
@pytest.mark.parametrize("rho", ["1/2", "1", "3"])
def test_curvature_sampled_stays_below_what_is_allowed(text: str, variant: str, rho: str) -> None:
    function = made(text, variant=variant, rho=rho)
    for _, gap, bend in Curve(function).curvatures():
        assert np.all(bend <= (1 + 2 * gap ** float(Fraction(rho))) * (1 + 1e-12))


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_picture_s_curve_has_the_slopes_of_the_iterates(variant: str) -> None:
    asked = setting(**PLAIN, variant=variant)
    found = lower_bound(asked, schedule("9/(t+1)"), max_steps=3000)
    run = iterates(found)
    curve = Curve(found.adversary)
    inner = slice(0, 12)
    assert curve.value(run.x[inner]) == pytest.approx(run.value[inner], abs=1e-10)
    step = 1e-6
    numeric = (curve.value(run.x[inner] + step) - curve.value(run.x[inner] - step)) / (2 * step)
    assert numeric == pytest.approx(run.slope[inner], abs=1e-4)


def test_the_number_of_periods_is_the_whole_part_also_at_a_tie() -> None:
    assert made("constant:pi/2").tau is None
    assert made("constant:pi/2").periods == (1,)
    assert made("constant:3*pi/2").periods == (3,)
    assert made("constant:pi/2 - 1/10**60").tau == 0
    assert made("constant:1", variant="triangular").periods == (1,)


def test_periods_are_counted_and_not_unrolled() -> None:
    function = made("constant:1e60")
    assert function.periods[0] == int(mp.floor(mp.mpf(10) ** 60 * 4 / (2 * mp.pi))) or (
        len(str(function.periods[0])) == 60
    )
    assert member(function).word is Word.PROVED


def test_a_billion_billion_steps_are_counted_in_closed_form() -> None:
    found = lower_bound(setting(**PLAIN), schedule("constant:1e-15"))
    # room = gap0/eps^2 - 1/K0 = 299: the first n with n/10^15 > 299.
    assert found.iterations == 299 * 10**15 + 1
    assert found.bound == 191


def test_the_edge_of_the_valley_is_still_on_the_slope() -> None:
    for text in ("constant:1/2", "Piecewise((1/2, t < 10**5), (1/4, True))"):
        assert lower_bound(setting(**PLAIN), schedule(text)).iterations == 599


def test_a_jump_across_the_valley_and_back_goes_on_for_ever() -> None:
    wide = setting(rho=1, K0=1, K="1/1000", gap0=3, eps="sqrt(6/7)", theta="1/100")
    found = lower_bound(wide, schedule("constant:6"))
    assert found.descent.end is End.NEVER_CYCLE
    assert {v.word for v in found.verdicts} == {Word.PROVED}
    shrinking = lower_bound(wide, schedule("6 - t/1000"), max_steps=2000)
    assert shrinking.iterations == 719
    assert len(shrinking.descent.beyond) == 359


def test_the_theorem_s_number_is_that_of_its_statement() -> None:
    from verify.bounds import bound

    values = {"rho": 1, "K0": 1, "K": 2, "gap0": 3, "eps": "1/10"}
    told = str(bound("lower_bound", values).outputs["iterations"])
    assert lower_bound(setting(**values), schedule("constant:1/10")).bound == int(told) == 191


def test_the_theorem_s_numbers_by_hand() -> None:
    # sine: (3 - 1/100) 4/(2 pi/100) = 190.3; triangular: (3 - 1/200) 4/(4/100) = 299.5.
    with mp.workdps(30):
        sine = int(mp.floor((3 - mp.mpf(1) / 100) * 4 / (2 * mp.pi / 100))) + 1
        quartic = int(mp.floor((mp.mpf(3) / 2 - mp.mpf(1) / 100) * 4 / (2 * mp.pi / 100))) + 1
    expected = {"sine": sine, "quartic": quartic, "triangular": 300}
    for variant, number in expected.items():
        assert (
            lower_bound(setting(**PLAIN, variant=variant), schedule("constant:0")).bound == number
        )


def test_a_schedule_that_stays_long_is_open_unless_it_is_constant() -> None:
    with pytest.raises(Undecided, match=r"raise --max-steps, or give constant:VALUE"):
        build(setting(**PLAIN), schedule("2 + 1/(t+1)"), max_steps=50)
    assert build(setting(**PLAIN), schedule("constant:2")).tau is None


def test_a_file_that_ends_above_the_threshold_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "steps.csv"
    file.write_text("3\n2\n")
    with pytest.raises(DomainError, match=r"all 2 steps of .* the first shorter one"):
        build(setting(**PLAIN), schedule(str(file)))
    file.write_text("3\n2\n1\n1/2\n")
    found = lower_bound(setting(**PLAIN), schedule(str(file)))
    assert (found.adversary.tau, found.descent.above, found.descent.end) == (2, 5, End.FILE_ENDED)
    assert {v.word for v in found.verdicts} == {Word.PROVED}


def test_theta_moves_the_threshold() -> None:
    assert made(theta="1/4").setting.threshold == sp.pi * 2 / sp.Rational(5, 2)
    assert member(made(theta="9/10", eps="1/10")).word is Word.PROVED


def test_precision_of_mpmath_is_left_alone() -> None:
    lower_bound(setting(**PLAIN), schedule("constant:1/10"))
    assert mpmath.mp.prec == 53
