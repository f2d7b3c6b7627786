"""The lemma `shifted_ell`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import BOUNDED, ELL_NONDECREASING, ONE_STEP, a, b
from theory.lemmas import descent_lemma
from theory.lemmas.gradient_bound_floor import SMOOTH_FROM_FLOOR
from theory.lemmas.shifted_ell import SHIFT, SHIFTED_ELL
from theory.logic import conj, ge, le
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step
from verify.symbolic.checker import check_all
from verify.verdict import Word

PARAMETERS = (sym.ell, sym.gap, sym.gradient_norm, sym.eta, sym.gap_next)

PINS = {
    "cites": set(),
    "leans_on": set(),
    "concludes": ["nonnegative", "nondecreasing", "integral"],
    "sharp": ["nonnegative"],
    "breaks": {
        "shift_range": "nonnegative",
        "ell_nonnegative": "nonnegative",
        "ell_nondecreasing": "nondecreasing",
        "integral": "integral",
    },
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("shifted_ell", **PINS)


@pytest.mark.parametrize("shift", [Fraction(0), Fraction(1, 3), Fraction(5)])
def test_the_shifted_power_by_hand(shift: Fraction) -> None:
    """ell(s) = 1 + 2 s^2, Phi(s) = s + 2 s^3/3: Phi~ between lower and upper sums of ell~."""

    def ell(s: Fraction) -> Fraction:
        return 1 + 2 * s**2

    def phi(s: Fraction) -> Fraction:
        return s + 2 * s**3 / 3

    parts, end = 64, Fraction(3, 2)
    width = end / parts
    lower = sum(width * ell(shift + k * width) for k in range(parts))
    upper = sum(width * ell(shift + (k + 1) * width) for k in range(parts))
    assert lower <= phi(end + shift) - phi(shift) <= upper
    assert upper - lower < (ell(end + shift) - ell(shift)) * width * Fraction(101, 100)


def test_other_statements_hold_with_the_shifted_bound() -> None:
    """The descent lemma with ell~: 0 <= eta <= 2/ell(gap + shift) is enough."""
    shifted = Statement(
        id="shifted_descent",
        kind="lemma",
        title="descent measured from a lower reference",
        source=Source("test"),
        summary="",
        parameters=(*PARAMETERS, sym.shift),
        assumptions=(
            SHIFT,
            ELL_NONDECREASING,
            BOUNDED,
            SMOOTH_FROM_FLOOR,
            ONE_STEP,
            Assumption(
                "step_range",
                conj(ge(sym.eta, 0), le(sym.eta * sym.ell(sym.gap + sym.shift), 2)),
                "0 <= eta <= 2/ell(f - f_)",
            ),
        ),
        conclusions=(Named("below", le(sym.gap_next, sym.gap)),),
        proof=(
            Step(
                "nondecreasing",
                "",
                le(SHIFTED_ELL(a), SHIFTED_ELL(b)),
                Decide(),
                ("shift_range", At("ell_nondecreasing", {a: a + sym.shift, b: b + sym.shift})),
                (ge(a, 0), ge(b, a)),
            ),
            Step(
                "descent",
                "",
                None,
                Apply(descent_lemma.STATEMENT, {sym.ell: SHIFTED_ELL}),
                ("shift_range", "smooth", "bounded_below", "nondecreasing", "step", "step_range"),
            ),
            Step(
                "below",
                "",
                le(sym.gap_next, sym.gap),
                Decide(),
                ("descent.descent", "step_range", "step", "shift_range"),
            ),
        ),
        closes={"below": ("below",)},
    )
    assert check_all((descent_lemma.STATEMENT, shifted))["shifted_descent"].word is Word.PROVED
