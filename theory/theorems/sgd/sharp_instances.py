"""SGD without a local radius, and with light tails: instances on which the bounds fail.

As in ``instances``: one step, with noise s or -s or none. Light tails ask that N_t be positive, so
where there is no noise C is a millionth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import sympy as sp

from theory import symbols as sym
from theory.definitions.sgd_step_size import START_BOUND
from theory.lemmas.local_instances import G_LINEAR
from theory.theorems.sgd import instances
from theory.theorems.sgd.instances import (
    BIASED,
    LARGE_NOISE,
    NOISY,
    OF_THE_CLASS,
    OVERSHOOT,
    STEEPER,
    UNLIKELY,
    UPHILL,
    one_step,
)
from theory.witness import (
    COSH,
    DECREASING_ELL,
    DECREASING_PHI,
    LINEAR_ELL,
    LINEAR_PHI,
    LOG_COSH,
    Witness,
)

_TINY = sp.Rational(1, 10**6)


def topped(witness: Witness) -> Witness:
    """The instance with L = ell(2 gap0) as a value."""
    top = witness.ell(START_BOUND.subs(witness.values))
    return replace(witness, values={**witness.values, sym.top_curvature: top})


def lit(witness: Witness) -> Witness:
    """The instance with a positive scale of the noise, though there is none."""
    return replace(witness, values={**witness.values, sym.C: _TINY})


FALLING = one_step(
    "log cosh x from x = 2, where f'' = exp(-2 f), no noise, eta = 90: 84 > 2.7",
    f=LOG_COSH,
    start=2,
    eta=90,
    ell=DECREASING_ELL,
    Phi=DECREASING_PHI,
)

_CLASS: Mapping[str, str] = {
    **{
        name: reason
        for name, reason in OF_THE_CLASS.items()
        if isinstance(reason, str)
        and name in ("bounded_below", "everywhere", "gap0_range", "delta_range", "adapted")
    },
    "ell_nonnegative": "for ell(2 gap0) < 0 a function is strictly concave wherever its gap is "
    "below 2 gap0, and falls from there without end",
    "A_range": "a negative A serves too where the noise bound is not negative",
    "B_range": "one step may then be larger than the lemma allows (see sgd_noise_part); of the "
    "potential of a whole run no instance is known that breaks it",
    "C_range": "a negative C serves too where the noise bound is not negative",
}

SHARP_FAIL: Mapping[str, Witness | str] = {
    **_CLASS,
    "smooth": topped(STEEPER),
    "ell_nondecreasing": topped(FALLING),
    "forward": topped(UPHILL),
    "curvature_step": topped(OVERSHOOT),
    "confidence_step": topped(UNLIKELY),
    "noise_step": topped(NOISY),
    "centred": topped(BIASED),
    "noise_abc": topped(LARGE_NOISE),
}
CONSTANT_SHARP_FAIL: Mapping[str, Witness | str] = {
    **{name: found for name, found in SHARP_FAIL.items() if name != "forward"},
    "integral": "V may then be too small a bound of the noise (see gradient_bound); of the "
    "potential of a whole run no instance is known that breaks it",
    "eta_range": SHARP_FAIL["forward"],
}

HEAVY = one_step(
    "x^2/2 from x = 1, gap0 = 3, eta = 1/8, xi = 36 or -36 with C = 1, delta = exp(-2): 14.4 > 6 "
    "with probability 1/2",
    eta="1/8",
    noise=36,
    gap0=3,
    confidence=2,
)
HEAVY = replace(HEAVY, values={**HEAVY.values, sym.C: sp.Integer(1)})
QUIETER = one_step(
    "x^2/2 from its minimiser, gap0 = 1/8, xi = 2 or -2, eta = 1/2: 1/2 > 1/4 at every outcome",
    start=0,
    noise=2,
    gap0="1/8",
    confidence="1/256",
)
BIASED_LIGHTLY = one_step(
    "x^2/2 from x = 1, eta = 1/8, xi = -5.6: 1.24 + 0.06 > 1 at every outcome",
    eta="1/8",
    noise="28/5",
    random=False,
    confidence="1/128",
)
SURPRISING = one_step(
    "x^2/2 from x = 1, eta = 1/8, xi = 5.6 or -5.6, delta = exp(-2): 1.24 + 0.06 > 1 with "
    "probability 1/2",
    eta="1/8",
    noise="28/5",
    confidence=2,
)
_LIGHT: Mapping[str, Witness | str] = {
    **_CLASS,
    "forward": lit(UPHILL),
    "curvature_step": lit(OVERSHOOT),
    "smooth": lit(STEEPER),
    "confidence_step": SURPRISING,
    "light_tails": HEAVY,
    "positive": "at N_t = 0 the exponent of the assumption has no meaning",
}
LIGHT_SHARP_FAIL: Mapping[str, Witness | str] = {
    **{
        name: topped(found) if isinstance(found, Witness) else found
        for name, found in _LIGHT.items()
    },
    "ell_nondecreasing": topped(lit(FALLING)),
    "noise_step": topped(QUIETER),
    "centred": topped(BIASED_LIGHTLY),
}
CONSTANT_LIGHT_FAIL: Mapping[str, Witness | str] = {
    **{name: found for name, found in LIGHT_SHARP_FAIL.items() if name != "forward"},
    "integral": CONSTANT_SHARP_FAIL["integral"],
    "eta_range": LIGHT_SHARP_FAIL["forward"],
}


def _far(text: str, G_of: sp.Expr) -> Witness:
    return one_step(
        text,
        f=COSH,
        start=0,
        eta="2/5",
        noise=25,
        gap0=2200,
        level="1/10",
        beta=2,
        confidence="7/10",
        G_of=G_of,
        ell=LINEAR_ELL,
        Phi=LINEAR_PHI,
    )


LIGHT_FAIL: Mapping[str, Witness | str] = {
    **{name: found for name, found in OF_THE_CLASS.items() if isinstance(found, str)},
    **_LIGHT,
    "ell_nonnegative": OF_THE_CLASS["ell_nonnegative"],
    "ell_nondecreasing": lit(instances.FLATTER),
    "antiderivative": _far(
        "cosh x - 1 from 0, ell(s) = 1 + s, but G a hundred times as large, gap0 = 2200, xi = 25 "
        "or -25, eta = 2/5: cosh 10 - 1 > 4400 at every outcome",
        100 * G_LINEAR,
    ),
    "radius_step": _far(
        "cosh x - 1 from 0, ell(s) = 1 + s, xi = 25 or -25, eta = 2/5, level 1/10, beta = 2, "
        "gap0 = 2200: cosh 10 - 1 > 4400 at every outcome",
        G_LINEAR,
    ),
    "levels": instances.FAILS_WITHOUT["levels"],
    "noise_step": "for delta < 1/2 the third way keeps the noise of one step small; it takes many "
    "steps for it to add up, and the instances have one",
    "centred": "for delta < 1/2 the third way keeps the bias of one step small; it takes many "
    "steps for it to add up, and the instances have one (see sgd_light_tails_sharp)",
}
