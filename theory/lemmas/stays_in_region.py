"""A run whose segments never exceed their start stays in the region of its start.

Let S be the connected component of {f <= level} that holds w_0 (or all of R^d). If from every
iterate in S the segment to the next one nowhere exceeds its start, then every iterate lies in S and
the gaps do not increase. So whatever was assumed of the iterates (``RUN``) holds.

Proof. The segment is a connected subset of {f <= f(w_t)}, so it lies in the component of w_t;
induction over t.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import BOUNDED
from theory.definitions.run import (
    FIRST,
    HORIZON,
    IN_RUN,
    PATH_RUN,
    RUN,
    START,
    UP_TO_T,
    Delta,
    T,
    etas,
    g,
    in_run,
    integer,
    n,
    t,
)
from theory.logic import ForAll, Formula, Implies, Pred, between, conj, ge, le
from theory.rules.integers import SUCCESSOR, ZERO_INTEGER
from theory.rules.regions import CONNECTED, LOCAL_STEP, h, inside
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.witness import PARABOLA, RIGHT_WELL, TWO_WELLS, Witness

path = sym.path

SEGMENTS = Assumption(
    "segments",
    in_run(
        Implies(
            inside(t),
            conj(
                ge(etas(t), 0),
                ForAll(h, between(0, h, etas(t)), le(path(t, h), Delta(t))),
            ),
        )
    ),
    "from an iterate in S, eta_t >= 0 and the segment to the next one nowhere exceeds its start",
)
ASSUMPTIONS = (BOUNDED, PATH_RUN, HORIZON, START, SEGMENTS)

_ZERO = sp.Integer(0)
_UP_TO_T = conj(integer(t), ge(t, 0), le(t, T))
_NEXT = (integer(n), le(0, n), le(n + 1, T))


def _stays(index: sp.Expr) -> Formula:
    return conj(inside(index), le(Delta(index), FIRST))


INSIDE = ForAll(n, UP_TO_T, inside(n))
BELOW_START = ForAll(n, UP_TO_T, le(Delta(n), FIRST))

PROOF = (
    Step(
        "local",
        "What holds at an iterate in S.",
        None,
        Apply(LOCAL_STEP),
        ("bounded_below", "run"),
        (_UP_TO_T, inside(t)),
    ),
    Step(
        "next",
        "The segment from an iterate in S lies in its component, and so does its end.",
        None,
        Apply(CONNECTED),
        ("run", "segments"),
        (IN_RUN, inside(t)),
    ),
    Step(
        "lower",
        "That end is not above the iterate.",
        le(Delta(t + 1), Delta(t)),
        Decide(),
        ("local.arrival", "segments", At("segments", {t: t, h: etas(t)})),
        (IN_RUN, inside(t)),
    ),
    Step("stays_at_0", "The start is in S.", _stays(_ZERO), Decide(), ("start",)),
    Step(
        "stays_next",
        "One step further.",
        _stays(n + 1),
        Decide(),
        (At("next", {t: n}), At("lower", {t: n})),
        (*_NEXT, _stays(n)),
    ),
    Step(
        "stays",
        "So every iterate is in S, and no gap exceeds the first.",
        ForAll(n, UP_TO_T, _stays(n)),
        Induct("stays_at_0", "stays_next"),
    ),
    Step(
        "values",
        "Hence no gap is negative,",
        conj(ge(Delta(t), 0), ge(g(t), 0)),
        Decide(),
        ("local.values", "stays"),
        (_UP_TO_T,),
    ),
    Step(
        "step",
        "and every step is one from a point of S.",
        Pred("gd_step", (Delta(t), g(t), etas(t), Delta(t + 1))),
        Decide(),
        ("local.step", "stays"),
        (IN_RUN,),
    ),
    Step("successor", "t + 1 is an index too,", None, Apply(SUCCESSOR, {n: t}), (), (IN_RUN,)),
    Step(
        "values_next",
        "so the gap after a step is not negative.",
        ge(Delta(t + 1), 0),
        Decide(),
        (At("values", {t: t + 1}), "successor"),
        (IN_RUN,),
    ),
    Step("zero", "0 is an index.", None, Apply(ZERO_INTEGER)),
    Step(
        "steps",
        "That is all that theorems about runs assume.",
        RUN.claim,
        Decide(),
        (
            "values",
            "step",
            "values_next",
            "zero",
            At("values", {t: sp.Integer(0)}),
            At("values", {t: T}),
            "horizon",
        ),
    ),
)

STATEMENT = Statement(
    id="stays_in_region",
    kind="lemma",
    title="A run that nowhere climbs above its iterates stays in its component",
    source=Source("warmproof", "localisation"),
    summary="If from every iterate in S the segment to the next one nowhere exceeds its start, "
    "all iterates lie in S and the gaps do not exceed the first.",
    parameters=(Delta, g, etas, path, T),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("inside", INSIDE),
        Named("below_start", BELOW_START),
        Named("run", RUN.claim),
    ),
    proof=PROOF,
    closes={"inside": ("stays",), "below_start": ("stays",), "run": ("steps",)},
    sharp_at=(
        Witness(
            "x^2/2 from x = 1 with eta = 2: the next point is -1, at the same gap",
            "below_start",
            f=PARABOLA,
            point=sp.Integer(1),
            steps=(sp.Integer(2),),
            equality=True,
        ),
    ),
    fails_without={
        "bounded_below": Witness(
            "the constant -1, gap measured from 0: the gap is negative",
            "run",
            f=sp.Integer(-1),
            steps=(sp.Integer(1),),
        ),
        "start": Witness(
            "x^2/2 from x = 2, outside S = [-1, 1]",
            "inside",
            f=PARABOLA,
            point=sp.Integer(2),
            steps=(sp.Integer(1),),
            region=(sp.Integer(-1), sp.Integer(1)),
        ),
        "segments": Witness(
            "(x^2 - 1)^2/4 from x = 7/5 with eta = 25/12: the next point is -7/5, at the same gap, "
            "but beyond the hill at 0",
            "inside",
            f=TWO_WELLS,
            point=RIGHT_WELL[1],
            steps=(sp.Rational(25, 12),),
            region=RIGHT_WELL,
        ),
    },
)
