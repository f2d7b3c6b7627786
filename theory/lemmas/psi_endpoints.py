"""psi(s) = s/ell(s) is smallest at an end of every interval, for ell(s) = K0 + K s^rho.

    eps <= s <= gap0   =>   psi(s) >= min{psi(eps), psi(gap0)}

For rho <= 1 the minimum is at the lower end: psi does not decrease. For rho > 1 it rises up to
s = (K0/((rho-1) K))^(1/rho) and then falls; the proof needs no derivative: s^rho lies below its
chord, so m ell(s) <= s holds between two points where it holds.

Proof. rho <= 1: Bernoulli at s/eps gives eps s^rho <= s eps^rho. rho >= 1: Bernoulli at eps/s and
gap0/s, with the weights gap0 - s and s - eps, gives the chord.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import bounds
from theory.definitions.gap_smooth import CONSTANTS, ELL, NOT_BOTH_ZERO
from theory.logic import ForAll, Implies, between, conj, ge, gt, le
from theory.rules.powers import (
    BERNOULLI_CONCAVE,
    BERNOULLI_CONVEX,
    POWER_OF_QUOTIENT,
    POWER_POSITIVE,
    r,
    x,
    y,
)
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step
from theory.witness import Witness

rho, K0, K, s, eps, gap0 = sym.rho, sym.K0, sym.K, sym.s, sym.eps, sym.gap0

TARGET_GAP = bounds(eps, 0, low_included=False, text="the target gap is positive")
START_ABOVE = bounds(gap0, eps, text="the gap at the start is at least the target")
ASSUMPTIONS = (*CONSTANTS, NOT_BOTH_ZERO, TARGET_GAP, START_ABOVE)

PSI_LOW = sp.Min(eps / ELL(eps), gap0 / ELL(gap0))
"""The smaller of psi(eps) and psi(gap0)."""

NONDECREASING = Implies(le(rho, 1), ForAll(s, ge(s, eps), le(eps * ELL(s), s * ELL(eps))))
ENDS = ForAll(s, between(eps, s, gap0), le(PSI_LOW * ELL(s), s))

_LATER = ge(s, eps)
_BETWEEN = between(eps, s, gap0)
_CONVEX = ge(rho, 1)
_CHORD = le((gap0 - eps) * s**rho, (gap0 - s) * eps**rho + (s - eps) * gap0**rho)

PROOF = (
    Step(
        "eps_power", "eps^rho > 0.", None, Apply(POWER_POSITIVE, {x: eps, r: rho}), ("eps_range",)
    ),
    Step(
        "s_power",
        "s^rho > 0.",
        None,
        Apply(POWER_POSITIVE, {x: s, r: rho}),
        ("eps_range",),
        (_LATER,),
    ),
    Step(
        "ell_positive",
        "So ell(s) > 0.",
        gt(ELL(s), 0),
        Decide(),
        ("s_power", "not_both_zero", "K0_range", "K_range", "eps_range"),
        (_LATER,),
    ),
    Step(
        "growth",
        "(s/eps)^rho eps^rho = s^rho.",
        None,
        Apply(POWER_OF_QUOTIENT, {x: s, y: eps, r: rho}),
        ("eps_range",),
        (_LATER,),
    ),
    Step(
        "growth_bernoulli",
        "For rho <= 1: (s/eps)^rho <= 1 + rho (s/eps - 1).",
        None,
        Apply(BERNOULLI_CONCAVE, {x: s / eps, r: rho}),
        ("eps_range", "rho_range"),
        (_LATER, le(rho, 1)),
    ),
    Step(
        "growth_bound",
        "That is at most s/eps.",
        le((s / eps) ** rho, s / eps),
        Decide(),
        ("growth_bernoulli", "eps_range"),
        (_LATER, le(rho, 1)),
    ),
    Step(
        "power_quotient",
        "So eps s^rho <= s eps^rho.",
        le(eps * s**rho, s * eps**rho),
        Decide(),
        ("growth", "growth_bound", "eps_power", "eps_range"),
        (_LATER, le(rho, 1)),
    ),
    Step(
        "nondecreasing",
        "and psi does not decrease.",
        le(eps * ELL(s), s * ELL(eps)),
        Decide(),
        ("power_quotient", "K0_range", "K_range", "eps_range"),
        (_LATER, le(rho, 1)),
    ),
    Step(
        "low_quotient",
        "(eps/s)^rho s^rho = eps^rho.",
        None,
        Apply(POWER_OF_QUOTIENT, {x: eps, y: s, r: rho}),
        ("eps_range",),
        (_LATER,),
    ),
    Step(
        "high_quotient",
        "(gap0/s)^rho s^rho = gap0^rho.",
        None,
        Apply(POWER_OF_QUOTIENT, {x: gap0, y: s, r: rho}),
        ("eps_range", "gap0_range"),
        (_LATER,),
    ),
    Step(
        "low_bernoulli",
        "(eps/s)^rho >= 1 + rho (eps/s - 1).",
        None,
        Apply(BERNOULLI_CONVEX, {x: eps / s, r: rho}),
        ("eps_range",),
        (_LATER, _CONVEX),
    ),
    Step(
        "high_bernoulli",
        "(gap0/s)^rho >= 1 + rho (gap0/s - 1).",
        None,
        Apply(BERNOULLI_CONVEX, {x: gap0 / s, r: rho}),
        ("eps_range", "gap0_range"),
        (_LATER, _CONVEX),
    ),
    Step(
        "low_power",
        "Multiply by s^rho: s eps^rho >= s^rho (s + rho (eps - s)).",
        ge(s * eps**rho, s**rho * (s + rho * (eps - s))),
        Decide(),
        ("low_quotient", "low_bernoulli", "s_power", "eps_range"),
        (_LATER, _CONVEX),
    ),
    Step(
        "high_power",
        "And s gap0^rho >= s^rho (s + rho (gap0 - s)).",
        ge(s * gap0**rho, s**rho * (s + rho * (gap0 - s))),
        Decide(),
        ("high_quotient", "high_bernoulli", "s_power", "eps_range", "gap0_range"),
        (_LATER, _CONVEX),
    ),
    Step(
        "chord",
        "Weighted by gap0 - s and s - eps: s^rho lies below its chord.",
        _CHORD,
        Decide(),
        ("low_power", "high_power", "eps_range"),
        (_BETWEEN, _CONVEX),
    ),
    Step(
        "ends_positive",
        "ell is positive at both ends.",
        conj(gt(ELL(eps), 0), gt(ELL(gap0), 0)),
        Decide(),
        (At("ell_positive", {s: eps}), At("ell_positive", {s: gap0}), "gap0_range", "eps_range"),
    ),
    Step(
        "small_exponent",
        "For rho <= 1 the smaller end value m has m ell(s) <= s, because psi(eps) has.",
        le(PSI_LOW * ELL(s), s),
        Decide(),
        ("nondecreasing", "ends_positive", "eps_range"),
        (_BETWEEN, le(rho, 1)),
    ),
    Step(
        "chord_of_ell",
        "For rho >= 1, (gap0 - eps) ell(s) <= (gap0 - s) ell(eps) + (s - eps) ell(gap0).",
        le((gap0 - eps) * ELL(s), (gap0 - s) * ELL(eps) + (s - eps) * ELL(gap0)),
        Decide(),
        ("chord", "K_range", "eps_range"),
        (_BETWEEN, _CONVEX),
    ),
    Step(
        "chord_bound",
        "Multiplied by m, as m ell <= s at both ends: (gap0 - eps) m ell(s) <= (gap0 - eps) s.",
        le((gap0 - eps) * PSI_LOW * ELL(s), (gap0 - eps) * s),
        Decide(),
        ("chord_of_ell", "ends_positive", "eps_range"),
        (_BETWEEN, _CONVEX),
    ),
    Step(
        "ends",
        "So m ell(s) <= s in every case (if eps = gap0, s is an end).",
        le(PSI_LOW * ELL(s), s),
        Decide(),
        ("small_exponent", "chord_bound", "ends_positive", "eps_range"),
        (_BETWEEN,),
    ),
)


_HALF = sp.Rational(1, 2)


def _numbers(
    text: str, conclusion: str, values: tuple[object, ...], *, equality: bool = False
) -> Witness:
    """An instance in numbers alone, as (rho, K0, K, eps, gap0, s)."""
    given = map(sp.Rational, values)
    return Witness(
        text,
        conclusion,
        values=dict(zip((rho, K0, K, eps, gap0, s), given, strict=True)),
        equality=equality,
    )


STATEMENT = Statement(
    id="psi_endpoints",
    kind="lemma",
    title="s/ell(s) is smallest at an end",
    source=Source("LW", "proof of Theorem 2", "every rho > 0"),
    summary="For ell(s) = K0 + K s^rho and eps <= s <= gap0: s/ell(s) is at least the smaller of "
    "its values at eps and gap0; for rho <= 1 it does not decrease.",
    parameters=(rho, K0, K, eps, gap0),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("nondecreasing", NONDECREASING), Named("ends", ENDS)),
    proof=PROOF,
    closes={
        "nondecreasing": ("nondecreasing", "eps_range"),
        "ends": ("ends", "ends_positive", "eps_range"),
    },
    sharp_at=(
        _numbers("s = eps, where psi is smallest", "ends", (1, 1, 1, 1, 2, 1), equality=True),
    ),
    fails_without={
        "rho_range": "for rho <= 0 psi increases as well; rho > 0 is part of Definition 1",
        "K0_range": _numbers(
            "rho = 1, ell = 2 s - 1: 1 * ell(2) = 3 > 2 = 2 * ell(1)",
            "nondecreasing",
            (1, -1, 2, 1, 2, 2),
        ),
        "K_range": _numbers(
            "rho = 1/2, ell = 2 - sqrt(s): 16 * ell(25) = -48 > -50 = 25 * ell(16)",
            "nondecreasing",
            (_HALF, 2, -1, 16, 25, 25),
        ),
        "not_both_zero": "psi divides by ell, which would be 0",
        "eps_range": _numbers(
            "rho = 2, ell = 1 + s^2 on [-4, 1]: psi(-1) = -1/2 < -4/17 = psi(-4)",
            "ends",
            (2, 1, 1, -4, 1, -1),
        ),
        "gap0_range": "otherwise no s lies between, and nothing is claimed",
    },
)
