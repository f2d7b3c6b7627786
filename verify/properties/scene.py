"""A scene: values for the parameters of a statement, many cases at once or one in balls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.definitions.gap_smooth import ELL, PHI
from theory.logic import Formula
from verify.properties.any_rho import Line as LineOfAnyRho
from verify.properties.line import Line
from verify.properties.probability import Outcomes

_LINEAR = {sym.rho: 1}
CLASS_FUNCTIONS: Mapping[Any, sp.Lambda] = {
    sym.ell: sp.Lambda(sym.s, ELL(sym.s).subs(_LINEAR)),
    sym.Phi: sp.Lambda(sym.s, PHI(sym.s).subs(_LINEAR)),
    sym.G: sp.Lambda(sym.s, sp.acosh(1 + sym.K * sym.s / sym.K0) / sp.sqrt(sym.K)),
}
"""ell, Phi and G for rho = 1, in K0 and K > 0."""


@dataclass
class Picture:
    """What there is to be seen of a scene on a line; no claim is read on it.

    Attributes:
        line: the function.
        points: those that are visited, in order.
    """

    line: Line | LineOfAnyRho
    points: list[Any]


@dataclass
class Scene:
    """What an instance says of the parameters of a statement.

    Attributes:
        values: a value for each symbol, an array or a ball.
        tables: the entries of each sequence, from index 0 on; those of a table of a step and an
            outcome are tables again. A sequence with the name of a property of an index says
            where that holds: where its entry is at least 0.
        counts: integers, such as the number of steps, the same in all cases of a batch.
        functions: named functions, as lambdas in the symbols of ``values``.
        readings: what a property, given its arguments, says at the point of the scene.
        truths: the names of the properties that hold by construction.
        built: the names of assumptions that are met by construction, such as a schedule that says
            what a step is equal to; no enclosure can show an equality.
        rooms: each has to be >= 0 for the scene to be what it says.
        picture: the function, where it is one on a line.
        outcomes: of its random sequences, if it has any; their chances are in ``tables``.
    """

    values: dict[sp.Symbol, Any] = field(default_factory=dict)
    tables: dict[Any, list[Any]] = field(default_factory=dict)
    counts: dict[sp.Symbol, int] = field(default_factory=dict)
    functions: dict[Any, sp.Lambda] = field(default_factory=dict)
    readings: dict[str, Callable[..., Formula]] = field(default_factory=dict)
    truths: frozenset[str] = frozenset()
    built: frozenset[str] = frozenset()
    rooms: list[Any] = field(default_factory=list)
    picture: Picture | None = None
    outcomes: Outcomes | None = None
