"""Where a run is: the region S and the segments between iterates.

S (see ``rays.py``) is the connected component of {f <= level} that holds the start, or all of R^d.
The points w_0, ..., w_T of a run are fixed once, as f and S are; GD_RUN names what is known of
them, and INSIDE says that one of them lies in S.
"""

from __future__ import annotations

from theory import symbols as sym
from theory.logic import ForAll, Implies, Pred, between, conj, eq, ge, le, real
from theory.rules.rays import BOUNDED_BELOW
from theory.schema import Named, Rule

t, h = sym.t, real("h")
Delta, g, etas, path, T = sym.Delta, sym.g, sym.etas, sym.path, sym.T


GD_RUN = Pred("gd_run", (Delta, g, etas, path, T))
"""w_{t+1} = w_t - etas(t) grad f(w_t) for t < T; Delta(t) = f(w_t) - f*, g(t) = ||grad f(w_t)||
and path(t, h) = f(w_t - h grad f(w_t)) - f* for t <= T. Nothing says that these points are in S."""


def inside(index: object) -> Pred:
    """The iterate w_index lies in S."""
    return Pred("inside", (index,))


_PARAMETERS = (Delta, g, etas, path, T, t)
_INTEGER = Pred("integer", (t,))

LOCAL_STEP = Rule(
    id="local_step",
    title="An iterate in S has a gap of at least 0, and every step from it is a step from a point "
    "of S",
    citation="by definition",
    parameters=_PARAMETERS,
    premises=(
        Named("bounded_below", BOUNDED_BELOW),
        Named("run", GD_RUN),
        Named("index", conj(_INTEGER, ge(t, 0), le(t, T))),
        Named("inside", inside(t)),
    ),
    conclusions=(
        Named("values", conj(ge(Delta(t), 0), ge(g(t), 0))),
        Named("segment", ForAll(h, ge(h, 0), Pred("gd_step", (Delta(t), g(t), h, path(t, h))))),
        Named(
            "step", Implies(le(t, T - 1), Pred("gd_step", (Delta(t), g(t), etas(t), Delta(t + 1))))
        ),
        Named("arrival", Implies(le(t, T - 1), eq(path(t, etas(t)), Delta(t + 1)))),
    ),
)

CONNECTED = Rule(
    id="connected",
    title="If the segment from an iterate in S to the next one nowhere exceeds its start, the next "
    "one is in S",
    citation="[rudin1976], Theorem 4.22 (a continuous image of an interval is connected)",
    parameters=_PARAMETERS,
    premises=(
        Named("run", GD_RUN),
        Named("index", conj(_INTEGER, ge(t, 0), le(t, T - 1))),
        Named("inside", inside(t)),
        Named("forward", ge(etas(t), 0)),
        Named("below", ForAll(h, between(0, h, etas(t)), le(path(t, h), Delta(t)))),
    ),
    conclusions=(Named("inside", inside(t + 1)),),
)

REGION_RULES = (LOCAL_STEP, CONNECTED)
