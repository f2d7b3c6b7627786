"""SGD with its step size: instances on which the theorems fail with one assumption less.

As in ``instances``: one step, now as long as the smallest of the four terms says.
"""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp

from theory.lemmas.local_instances import DECREASING, G_DECREASING, G_LINEAR, HYPERBOLA
from theory.theorems.sgd.instances import OF_THE_CLASS, OVERSHOOT, STEEPER, one_step
from theory.theorems.sgd.sharp_instances import HEAVY, LIGHT_FAIL, lit
from theory.witness import COSH, LINEAR_ELL, LINEAR_PHI, S, Witness

BIASED = one_step(
    "x^2/2 from x = 1, xi = -10, the noise term eta = 1/sqrt(200): 1.34 + 0.04 > 1 always",
    eta=1 / sp.sqrt(200),
    noise=10,
    random=False,
    confidence="1/64",
)
LARGE_NOISE = one_step(
    "x^2/2 from x = 1, xi = 5.6 or -5.6 where none is allowed, the curvature term eta = 1/2, "
    "delta = 1/4: 5.4 + 0.25 > 1 with probability 1/2",
    noise="28/5",
    noisy=False,
)


def _flatter(text: str, radius: sp.Expr) -> Witness:
    return one_step(
        "sqrt(1 + x^2) - 1 from x = 3/4, where f'' = (1 + f)^(-3), no noise, beta = 100: " + text,
        f=HYPERBOLA,
        start="3/4",
        eta=radius,
        beta=100,
        G_of=G_DECREASING,
        ell=sp.Lambda(S, (1 + S) ** -3),
        Phi=sp.Lambda(S, DECREASING),
    )


WRONG_RADIUS = one_step(
    "cosh x - 1 from 0, ell(s) = 1 + s, but G a hundred times as large, xi = 24 or -24, gap0 = 44, "
    "floor 1/10, the noise term eta = sqrt(55/864): cosh 6.05 - 1 > 88 at every outcome",
    f=COSH,
    start=0,
    eta=sp.sqrt(sp.Rational(55, 864)),
    noise=24,
    gap0=44,
    floor="1/10",
    beta=2,
    confidence="1/16",
    G_of=100 * G_LINEAR,
    ell=LINEAR_ELL,
    Phi=LINEAR_PHI,
)

_SCHEDULED: Mapping[str, Witness | str] = {
    **OF_THE_CLASS,
    "smooth": STEEPER,
    "schedule": OVERSHOOT,
    "centred": BIASED,
    "noise_abc": LARGE_NOISE,
}
WARMUP_FAIL: Mapping[str, Witness | str] = {
    **_SCHEDULED,
    "ell_nondecreasing": _flatter(
        "the radius term eta = (sqrt(675) - 3/4)/(3/5): 23.5 + 7.6 > 1/2",
        (sp.sqrt(675) - sp.Rational(3, 4)) / sp.Rational(3, 5),
    ),
    "antiderivative": WRONG_RADIUS,
    "gap_floor_range": "at a minimiser the level is then not positive, and has no radius",
}
CONSTANT_FAIL: Mapping[str, Witness | str] = {
    **_SCHEDULED,
    "ell_nondecreasing": _flatter(
        "the radius term at gap 1/2, eta = (sqrt(2600) - sqrt(5)/2)/(sqrt(5)/3): 38.4 + 12 > 1/2",
        (sp.sqrt(2600) - sp.sqrt(5) / 2) / (sp.sqrt(5) / 3),
    ),
    "antiderivative": "G enters through the radius only, and a constant step needs no radius: see "
    "sgd_constant_sharp",
}


def bounded(fails: Mapping[str, Witness | str]) -> dict[str, Witness | str]:
    """The same for noise of norm at most sigma."""
    found = {name: entry for name, entry in fails.items() if name not in _ABC}
    return {**found, "noise_bounded": fails["noise_abc"]}


_ABC = ("A_range", "B_range", "C_range", "noise_abc")

LIGHT_WRONG_RADIUS = one_step(
    "cosh x - 1 from 0, ell(s) = 1 + s, but G a hundred times as large, xi = 25 or -25, gap0 = "
    "2200, floor 1/10, the curvature term eta = 5/12: cosh 10.4 - 1 > 4400 at every outcome",
    f=COSH,
    start=0,
    eta="5/12",
    noise=25,
    gap0=2200,
    floor="1/10",
    beta=2,
    confidence="7/10",
    G_of=100 * G_LINEAR,
    ell=LINEAR_ELL,
    Phi=LINEAR_PHI,
)
WARMUP_LIGHT_FAIL: Mapping[str, Witness | str] = {
    **OF_THE_CLASS,
    "smooth": lit(STEEPER),
    "schedule": lit(OVERSHOOT),
    "ell_nondecreasing": lit(
        _flatter(
            "the radius term eta = (sqrt(675) - 3/4)/(3/5 + sqrt(1 + ln 4)/1000): 23 + 7 > 1/2",
            (sp.sqrt(675) - sp.Rational(3, 4))
            / (sp.Rational(3, 5) + sp.sqrt(1 + sp.log(4)) / 1000),
        )
    ),
    "antiderivative": LIGHT_WRONG_RADIUS,
    "gap_floor_range": WARMUP_FAIL["gap_floor_range"],
    **{name: LIGHT_FAIL[name] for name in ("centred", "positive")},
    "light_tails": HEAVY,
}
