"""One step of SGD: the parts of proofs, for any curvature L and any bound V of the squared noise.

Lemmas put them together in different ways. ``meaning`` names what makes L mean something.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.lemmas import local_descent_level
from theory.lemmas.growth.setting import h
from theory.lemmas.sgd_step.setting import (
    CLASS,
    LENGTH,
    RADIUS,
    A,
    B,
    C,
    eta,
    g,
    gap,
    gap_next,
    inner,
    martingale_part,
    noise,
)
from theory.logic import conj, ge, le
from theory.schema import Apply, At, Decide, Step

INNER_STEPS = (
    Step(
        "inner_above",
        "By Cauchy and Schwarz, <grad f, xi> is at most ||grad f|| ||xi||,",
        le(inner, g * noise),
        Decide(),
        ("points.cauchy_schwarz", "step"),
    ),
    Step(
        "inner_below",
        "and at least the opposite of that.",
        ge(inner, -g * noise),
        Decide(),
        ("points.cauchy_schwarz", "step"),
    ),
)


def within_radius(V: sp.Expr) -> tuple[Step, ...]:
    """The steps to ``local``: Lemma 2 from the level, where ``squared_noise`` is ||xi||^2 <= V.

    Args:
        V: the bound with which the assumption ``radius_step`` is made.
    """
    return (
        Step(
            "gradient",
            "and the gradient norm at most h(gap).",
            le(g, h(gap)),
            Decide(),
            ("lemma_5", "step"),
        ),
        Step(
            "direction",
            "So ||grad f + xi|| is at most ||grad f|| + ||xi||,",
            le(LENGTH, g + noise),
            Decide(),
            ("inner_above", "points.norms"),
        ),
        Step(
            "speed",
            "which is at most h(gap) + sqrt(V),",
            le(LENGTH, h(gap) + sp.sqrt(V)),
            Decide(),
            ("direction", "gradient", "points.norms", "radius_step", "squared_noise", "step"),
        ),
        Step(
            "length",
            "so the step is no longer than the radius.",
            le(eta * LENGTH, RADIUS),
            Decide(),
            ("speed", "radius_step", "eta_range", "points.norms"),
        ),
        Step(
            "nonnegative_length",
            "(A length is not negative.)",
            ge(eta * LENGTH, 0),
            Decide(),
            ("eta_range", "points.norms"),
        ),
        Step(
            "local",
            "Lemma 2 from the level.",
            None,
            Apply(
                local_descent_level.STATEMENT,
                {
                    sym.gap_far: gap_next,
                    sym.distance: eta * LENGTH,
                    sym.towards: -eta * (g**2 + inner),
                },
            ),
            (
                *(a.name for a in CLASS),
                "beta_range",
                "level_range",
                "points.two_points",
                "points.norms",
                "nonnegative_length",
                "length",
                "step",
            ),
        ),
    )


def curvature(L: sp.Expr, where: sp.Expr, meaning: tuple[str, ...]) -> Step:
    """The step ``curvature``: L is not negative.

    Args:
        L: the curvature at the level.
        where: the level at which it is read.
        meaning: what makes it mean something.
    """
    return Step(
        "curvature",
        "L is not negative,",
        ge(L, 0),
        Decide(),
        (At("ell_nonnegative", {sym.s: where}), *meaning),
    )


def factor(L: sp.Expr, meaning: tuple[str, ...]) -> Step:
    """The step ``factor``, which ``martingale_bound`` uses: 0 <= L eta <= 1."""
    return Step(
        "factor",
        "and 0 <= L eta <= 1.",
        conj(ge(L * eta, 0), le(L * eta, 1)),
        Decide(),
        ("curvature", "curvature_step", "eta_range", "B_range", *meaning),
    )


def absorption(L: sp.Expr, meaning: tuple[str, ...]) -> tuple[Step, ...]:
    """The steps to ``absorbed``: what of the noise grows with the gradient costs a quarter of it.

    Args:
        L: the curvature at the level.
        meaning: what makes it mean something.
    """
    return (
        Step(
            "noise_part",
            "The last term is at most its part with the noise bound put in,",
            le(
                L * eta**2 / 2 * noise**2,
                L * eta**2 / 2 * (A * gap + C) + L * eta**2 / 2 * B * g**2,
            ),
            Decide(),
            ("noise_abc", "curvature", *meaning),
        ),
        Step(
            "absorbed",
            "and what grows with the gradient is absorbed: 1 - (1+B) L eta/2 >= 3/4.",
            le(
                -eta * (1 - L * eta / 2) * g**2 + L * eta**2 / 2 * B * g**2,
                -sp.Rational(3, 4) * eta * g**2,
            ),
            Decide(),
            ("curvature_step", "eta_range", *meaning),
        ),
    )


def martingale_bound(
    L: sp.Expr, V: sp.Expr, bound: str, root_meaning: tuple[str, ...], meaning: tuple[str, ...]
) -> tuple[Step, ...]:
    """The steps to ``above`` and ``below``: |eta (1 - L eta) <grad f, xi>| <= eta g sqrt(V).

    Args:
        L: the curvature.
        V: a bound of the squared noise.
        bound: what says that it is one.
        root_meaning: what makes sqrt(V) mean something.
        meaning: what makes L mean something.
    """
    part, root = martingale_part(L), eta * g * sp.sqrt(V)
    return (
        Step(
            "bound_nonnegative",
            "(The bound eta ||grad f|| sqrt(V) of the martingale part is not negative.)",
            ge(eta * g * sp.sqrt(V), 0),
            Decide(),
            ("eta_range", "step", bound),
        ),
        Step(
            "scaled_above",
            "Times eta: eta <grad f, xi> is at most eta ||grad f|| sqrt(V),",
            le(eta * inner, eta * g * sp.sqrt(V)),
            Decide(),
            ("inner_above", "eta_range", bound, "step"),
        ),
        Step(
            "scaled_below",
            "and at least the opposite of that;",
            ge(eta * inner, -eta * g * sp.sqrt(V)),
            Decide(),
            ("inner_below", "eta_range", bound, "step"),
        ),
        Step(
            "above",
            "the factor 1 - L eta between 0 and 1 makes neither larger,",
            le(part, root),
            Decide(),
            ("scaled_above", "bound_nonnegative", "factor", *root_meaning, *meaning),
        ),
        Step(
            "below",
            "on neither side.",
            ge(part, -root),
            Decide(),
            ("scaled_below", "bound_nonnegative", "factor", *root_meaning, *meaning),
        ),
    )
