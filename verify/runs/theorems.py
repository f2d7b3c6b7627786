"""The theorems that a run can be asked about, beyond the one of its schedule.

``gd_nonconvex`` and its relatives need nothing but the class, and every run is checked against the
one that fits its schedule. The three here need more: Theorem 2 a convex f with a known minimiser,
Theorem PL a constant mu, Theorem Aiming a minimiser and a constant theta. What a run can show of
such an assumption is checked at every iterate, as an inequality of its own: where it fails, the
assumption failed, and the theorem promises nothing.

In Theorem 2 the gap stands for f(w_t) - f(w*), while the steps are made from the gap f(w_t) - f_
with f_ <= f(w*); the theorem holds with the two kept apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import sympy as sp

from theory import symbols as sym
from theory.errors import DomainError
from verify.problems.base import Facts
from verify.runs import inequalities as ineq
from verify.runs.inequalities import Inequality
from verify.runs.schedules import NATURAL


@dataclass(frozen=True)
class Counting:
    """Where a theorem says how many iterations are enough.

    Attributes:
        statement: the id whose evaluation holds the formula.
        output: the name of its output.
        per_distance: whether the formula counts with the gap to f(w*); else with the gap to f_.
    """

    statement: str
    output: str
    per_distance: bool


@dataclass(frozen=True)
class Theorem:
    """What a run is checked against beside the inequalities of its schedule.

    Attributes:
        id: the name that the command line takes.
        schedules: those it is about; None: all.
        needs: what has to be known: ``convex``, ``minimiser``, ``mu``, ``theta``.
        assumption: the inequality that it asks at every iterate, if a run can check it.
        inequalities: its conclusions.
        gain: what each step adds to ``TOTAL`` in sums of distances, in eta and the two gaps.
        counts: schedule -> the promised numbers of iterations.
    """

    id: str
    schedules: tuple[str, ...] | None = None
    needs: tuple[str, ...] = ()
    assumption: Inequality | None = None
    inequalities: tuple[Inequality, ...] = ()
    gain: sp.Expr = sp.Integer(0)
    counts: Mapping[str, tuple[Counting, ...]] = field(default_factory=dict)

    @property
    def checked(self) -> tuple[Inequality, ...]:
        """The assumption, where there is one, and the conclusions."""
        return (*((self.assumption,) if self.assumption else ()), *self.inequalities)


THEOREMS: Mapping[str, Theorem] = {
    theorem.id: theorem
    for theorem in (
        Theorem("gd_nonconvex"),
        Theorem("gd_nonconvex_warmup", ("warmup",)),
        Theorem("gd_nonconvex_constant", ("constant",)),
        Theorem("gd_nonconvex_min_shape", ("min_shape",)),
        Theorem("gd_nonconvex_energy", ("energy",)),
        Theorem(
            "gd_convex",
            ("warmup", "constant"),
            ("convex", "minimiser"),
            inequalities=(ineq.CONVEX_STEP, ineq.CONVEX_TOTAL),
            gain=2 * sym.eta * ineq.TRUE_GAP,
            counts={
                "warmup": (Counting("gd_convex", "iterations_warmup", True),),
                "constant": (
                    Counting("gd_convex", "iterations_constant", True),
                    Counting("gd_convex", "iterations_constant_sharp", True),
                ),
            },
        ),
        Theorem(
            "gd_pl",
            ("warmup",),
            ("mu",),
            assumption=ineq.PL,
            inequalities=(ineq.PL_CONTRACTION,),
            counts={"warmup": (Counting("gd_pl", "iterations", False),)},
        ),
        Theorem(
            "gd_aiming",
            ("aiming",),
            ("minimiser", "theta"),
            assumption=ineq.AIMING,
            inequalities=(ineq.AIMING_STEP, ineq.AIMING_TOTAL),
            gain=sym.theta * sym.eta * sym.gap,
            counts={"aiming": (Counting("gd_aiming", "iterations", False),)},
        ),
    )
}

_WAYS = {
    "convex": "whether f is convex is not known; say so with --convex if it is",
    "minimiser": "no minimiser is known; give it with --minimiser x=...",
    "mu": "no PL constant is known; give it with --mu",
    "theta": "no Aiming constant is known; give it with --aiming (1 if f is convex)",
}


def theorem(name: str) -> Theorem:
    """Look up a theorem.

    Raises:
        DomainError: a run checks no such theorem.
    """
    if name not in THEOREMS:
        raise DomainError(f"run checks no theorem {name!r}; choose one of {', '.join(THEOREMS)}.")
    return THEOREMS[name]


def refuse_schedules(asked: Theorem, schedules: Sequence[str]) -> None:
    """Refuse a theorem that says nothing about these schedules.

    Raises:
        DomainError: with the schedules that it is about.
    """
    for name in schedules:
        if asked.schedules is not None and name not in asked.schedules:
            only = " and ".join(asked.schedules)
            other = "gd_aiming" if name == "aiming" else "gd_nonconvex"
            raise DomainError(
                f"{asked.id} is about the schedule {only}; got {name}. "
                f"Use --schedule {asked.schedules[0]}, or --theorem {other}."
            )
        if asked.schedules is None and name.partition("*")[0] == "aiming":
            raise DomainError(
                f"the schedule aiming belongs to the theorem gd_aiming; got {asked.id}. "
                "Use --theorem gd_aiming."
            )


def refuse(asked: Theorem, facts: Facts) -> None:
    """Refuse a theorem that asks more than is known about the problem.

    Raises:
        DomainError: with what is missing and how to give it.
    """
    for need in asked.needs:
        if not getattr(facts, need):
            raise DomainError(f"{asked.id} cannot be checked on {facts.name}: {_WAYS[need]}.")


def assumed(asked: Theorem, facts: Facts) -> list[str]:
    """What the theorem leans on beyond the class, and where that comes from."""
    known = {
        "convex": f"convex: {facts.convex}",
        "minimiser": f"w*: {facts.minimiser.known_from}" if facts.minimiser else "",
        "mu": f"mu = {facts.mu}: {facts.mu_from}",
        "theta": f"theta = {facts.theta}: asked for, checked at each iterate",
    }
    return [known[need] for need in asked.needs]


def default_schedule(asked: Theorem) -> str:
    """The schedule that a theorem is about, or warm-up."""
    return asked.schedules[0] if asked.schedules else "warmup"


assert all(s in NATURAL for t in THEOREMS.values() for s in t.schedules or ())
