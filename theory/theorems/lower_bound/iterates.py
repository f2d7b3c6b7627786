"""Where gradient descent goes on the functions of Theorem 3: over whole waves, then slowly down.

The first tau steps lead from the right end of a wave to its left end, the next node. From node tau
on the slope is eps and each step moves by at most threshold eps, so that the slope stays eps while
n threshold eps <= node(tau) - rim. Proof: two inductions.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import in_run, integer, n, t
from theory.logic import ForAll, Formula, Implies, between, conj, eq, function, ge, le, real
from theory.rules.integers import SUCCESSOR
from theory.rules.integers import n as index
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.theorems.lower_bound.pieces import s
from theory.witness import Witness

df, etas, eps, T = function("df"), sym.etas, sym.eps, sym.T
x_at, node = function("x_at"), function("node")
tau, rim, threshold, x = real("tau"), real("rim"), real("threshold"), real("x")
START = sp.Integer(0)

WAVES = conj(integer(t), le(0, t), le(t, tau - 1))
"""t is one of 0, ..., tau - 1: a step over waves."""
NODES_UP_TO_TAU = conj(integer(n), le(0, n), le(n, tau))
AFTER = conj(integer(n), le(0, n), le(n, T - tau))
"""n steps after tau, within the horizon."""
LATE = conj(integer(n), le(0, n), le(n, T - tau - 1))

FIRST_SHORT = Assumption(
    "tau",
    conj(integer(T), integer(tau), le(0, tau), le(tau, T)),
    "tau and T are integers, 0 <= tau <= T",
    defines=True,
)
NODES = Assumption(
    "nodes",
    ForAll(t, WAVES, conj(eq(node(t), node(t + 1) + etas(t) * s), eq(df(node(t)), s))),
    "node t has slope s, and lies eta_t s to the right of node t + 1",
)
STRAIGHT = Assumption(
    "straight",
    ForAll(x, between(rim, x, node(tau)), eq(df(x), eps)),
    "from the rim of the valley to node tau the slope is eps",
)
LATE_STEPS = Assumption(
    "late_steps",
    ForAll(n, LATE, conj(ge(etas(tau + n), 0), le(etas(tau + n), threshold))),
    "the steps from tau on are not negative and at most the threshold",
)
DESCENT = Assumption(
    "run",
    conj(
        eq(x_at(START), node(START)),
        in_run(eq(x_at(t + 1), x_at(t) - etas(t) * df(x_at(t)))),
    ),
    "gradient descent starts at node 0: x_{t+1} = x_t - eta_t f'(x_t)",
    defines=True,
)
RIM_SLOPE = bounds(eps, 0, low_included=False, text="the target is positive")


def slowly(steps: sp.Expr) -> Formula:
    """After this many steps of at most the threshold, the rim is not passed."""
    return le(steps * threshold * eps, node(tau) - rim)


def _reached(steps: sp.Expr) -> Formula:
    at = x_at(tau + steps)
    stays = conj(ge(at, node(tau) - steps * threshold * eps), le(at, node(tau)))
    return conj(integer(tau + steps), Implies(slowly(steps), stays))


ON_NODES = ForAll(n, NODES_UP_TO_TAU, eq(x_at(n), node(n)))
SLOW = ForAll(n, AFTER, Implies(slowly(n), eq(df(x_at(tau + n)), eps)))

_NEXT_NODE = (integer(n), le(0, n), le(n + 1, tau), eq(x_at(n), node(n)))
_NEXT = (integer(n), le(0, n), le(n + 1, T - tau))

PROOF = (
    Step("first", "The run starts at node 0.", eq(x_at(START), node(START)), Decide(), ("run",)),
    Step(
        "next_node",
        "From node n, with slope s, the step leads to node n + 1.",
        eq(x_at(n + 1), node(n + 1)),
        Decide(),
        (At("run", {t: n}), At("nodes", {t: n}), "tau"),
        _NEXT_NODE,
    ),
    Step("on_nodes", "So x_n is node n up to tau.", ON_NODES, Induct("first", "next_node")),
    Step(
        "late_first",
        "In particular x_tau is node tau.",
        _reached(START),
        Decide(),
        (At("on_nodes", {n: tau}), "tau"),
    ),
    Step(
        "successor",
        "The next index.",
        None,
        Apply(SUCCESSOR, {index: tau + n}),
        (),
        (integer(tau + n),),
    ),
    Step(
        "in_reach",
        "What n + 1 steps do not use up, n steps do not.",
        slowly(n),
        Decide(),
        ("late_steps", "eps_range"),
        (*_NEXT, slowly(n + 1)),
    ),
    Step(
        "moved",
        "There the slope is eps, and the step moves by at most threshold eps.",
        conj(
            ge(x_at(tau + n + 1), node(tau) - (n + 1) * threshold * eps),
            le(x_at(tau + n + 1), node(tau)),
        ),
        Decide(),
        (
            At("run", {t: tau + n}),
            At("straight", {x: x_at(tau + n)}),
            "late_steps",
            "in_reach",
            "eps_range",
            "tau",
        ),
        (*_NEXT, _reached(n), slowly(n + 1)),
    ),
    Step(
        "late_next",
        "One step further.",
        _reached(n + 1),
        Decide(),
        ("moved", "successor"),
        (*_NEXT, _reached(n)),
    ),
    Step(
        "late",
        "So the iterates stay between the rim and node tau,",
        ForAll(n, AFTER, _reached(n)),
        Induct("late_first", "late_next"),
    ),
    Step(
        "slow",
        "where the slope is eps.",
        eq(df(x_at(tau + n)), eps),
        Decide(),
        ("late", At("straight", {x: x_at(tau + n)})),
        (integer(n), le(0, n), le(n, T - tau), slowly(n)),
    ),
)


def _instance(
    text: str,
    conclusion: str,
    at: int,
    values: tuple[int, int, int],
    functions: tuple[sp.Expr, sp.Expr, sp.Expr],
    *,
    waves: int = 0,
    equality: bool = False,
) -> Witness:
    """One step. Values: slope, eps, threshold; functions: slope at x, x_t and node t."""
    slope, target, most = map(sp.Integer, values)
    profile, visited, nodes = functions
    step = visited.subs(t, 0) - visited.subs(t, 1)
    eta_0 = sp.Rational(step, profile.subs(x, visited.subs(t, 0)))
    return Witness(
        text,
        conclusion,
        steps=(eta_0,),
        values={
            s: slope,
            eps: target,
            threshold: most,
            rim: sp.Integer(-waves),
            tau: sp.Integer(waves),
            T: sp.Integer(1),
            n: sp.Integer(at),
        },
        functions={
            df: sp.Lambda(x, profile),
            x_at: sp.Lambda(t, visited),
            node: sp.Lambda(t, nodes),
            etas: sp.Lambda(t, eta_0),
        },
        equality=equality,
    )


_ONE = sp.Integer(1)

STATEMENT = Statement(
    id="lower_bound_iterates",
    kind="lemma",
    title="Gradient descent over nodes, then along a straight piece",
    source=Source("LW", "Theorem 3", "the count of steps"),
    summary="x_n is node n for n <= tau, and the slope at x_{tau+n} is eps for every n with "
    "n threshold eps <= node(tau) - rim.",
    parameters=(df, x_at, etas, node, tau, T, s, eps, rim, threshold),
    assumptions=(FIRST_SHORT, NODES, STRAIGHT, LATE_STEPS, DESCENT, RIM_SLOPE),
    conclusions=(Named("on_nodes", ON_NODES), Named("slow", SLOW)),
    proof=PROOF,
    closes={"on_nodes": ("on_nodes",), "slow": ("slow",)},
    sharp_at=(
        _instance(
            "slope 1 throughout, one step of 1 from node 0 = 1 to node 1 = 0",
            "on_nodes",
            1,
            (1, 1, 1),
            (_ONE, 1 - t, 1 - t),
            waves=1,
            equality=True,
        ),
    ),
    fails_without={
        "nodes": _instance(
            "slope 2 where the nodes need slope 1: the step from 1 leads to -1, not to node 1 = 0",
            "on_nodes",
            1,
            (1, 2, 1),
            (2 * _ONE, 1 - 2 * t, 1 - t),
            waves=1,
        ),
        "straight": _instance(
            "slope x instead of 1: one step of 1 from 1 leads to 0, where the slope is 0",
            "slow",
            1,
            (1, 1, 1),
            (x, 1 - t, _ONE),
        ),
        "late_steps": _instance(
            "slope min(1, 1 + x): a step of 3 from 1, though 1 is the threshold, leads to slope -1",
            "slow",
            1,
            (1, 1, 1),
            (sp.Min(1, 1 + x), 1 - 3 * t, _ONE),
        ),
        "eps_range": _instance(
            "eps = -1, slope max(-1, x - 2): a step of 2 from 1 leads up to slope 1",
            "slow",
            1,
            (1, -1, 2),
            (sp.Max(-1, x - 2), 1 + 2 * t, _ONE),
        ),
    },
)
