"""What holds at the points of the run: Lemma 7, and the interpolation inequality between them."""

from __future__ import annotations

from theory import symbols as sym
from theory.definitions.convex import inner_at
from theory.definitions.run import FIRST, IN_RUN, LAST, Delta, T, etas, g, in_run, n, t
from theory.lemmas import cocoercivity, localised_interpolation
from theory.logic import conj, eq, ge, gt, le
from theory.rules.calculus import a, b
from theory.rules.integers import ZERO_INTEGER
from theory.schema import Apply, At, Decide, Step
from theory.theorems.gd_convex_constant import ADMISSIBLE_STEPS
from theory.theorems.gd_convex_sharp.setting import CLASS, ZERO, L, cross_at, ell

POINTS = (
    *ADMISSIBLE_STEPS,
    Step("zero", "0 is an index.", None, Apply(ZERO_INTEGER)),
    Step(
        "positive",
        "The first step is 1/ell(Delta_0) and not negative, so ell(Delta_0) > 0.",
        gt(L, 0),
        Decide(),
        (At("schedule", {t: ZERO}), "zero", "horizon", "run"),
    ),
    Step(
        "step_is",
        "Every step is 1/ell(Delta_0).",
        in_run(eq(etas(t), 1 / L)),
        Decide(),
        ("schedule", "run"),
    ),
    Step(
        "interpolation",
        "The interpolation inequality between w_t and w_{t+1}.",
        None,
        Apply(
            localised_interpolation.STATEMENT,
            {
                sym.gap: Delta(t),
                sym.gradient_norm: g(t),
                sym.eta: etas(t),
                sym.gap_next: Delta(t + 1),
                sym.gradient_next: g(t + 1),
                sym.cross: cross_at(t),
            },
        ),
        (*CLASS, "convex", "run", "pairs", "step_is", "positive", "admissible"),
        (IN_RUN,),
    ),
    Step(
        "lemma_7",
        "Lemma 7 at w_t.",
        None,
        Apply(
            cocoercivity.STATEMENT,
            {
                sym.gap: Delta(t),
                sym.gradient_norm: g(t),
                sym.inner: inner_at(t),
                sym.eta: etas(t),
            },
        ),
        (*CLASS, "convex", "minimiser", "run", "pairs", "admissible"),
        (IN_RUN,),
    ),
    Step(
        "last_admissible",
        "The step would be admissible at w_T too.",
        conj(ge(1 / L, 0), le(1 / L * ell(LAST), 1)),
        Decide(),
        (
            At("below", {n: T}),
            At("ell_nondecreasing", {a: LAST, b: FIRST}),
            "positive",
            "run",
            "horizon",
        ),
    ),
    Step(
        "lemma_7_last",
        "So Lemma 7 holds there.",
        None,
        Apply(
            cocoercivity.STATEMENT,
            {
                sym.gap: LAST,
                sym.gradient_norm: g(T),
                sym.inner: inner_at(T),
                sym.eta: 1 / L,
            },
        ),
        (*CLASS, "convex", "minimiser", "run", "last_point", "last_admissible", "positive"),
    ),
)
