"""The inequality of Azuma and Hoeffding: instances on which it fails with one assumption less."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.definitions.run import T, t
from theory.rules.expectation import omega
from theory.witness import Witness

SWING = 2 * omega - 1
"""1 at outcome 1, -1 at outcome 0."""


def one_term(
    text: str,
    noise: sp.Expr | int,
    limit: int,
    v_value: str,
    confidence: str = "",
    coin: bool = True,
) -> Witness:
    """One term X_0 = noise with c_0 = limit and eps = 1/2; ln(1/delta) is ln 4 unless given."""
    chance = sp.Rational(1, 2)
    v_number = sp.Rational(v_value)
    return Witness(
        text,
        "sum",
        values={
            T: sp.Integer(1),
            sym.delta: sp.exp(-sp.Rational(confidence)) if confidence else sp.Rational(1, 4),
            sym.deviation: chance,
            sym.squares: v_number,
            sym.tilt: chance / v_number,
        },
        functions={
            sym.centred_part: sp.Lambda((t, omega), noise),
            sym.bound_at: sp.Lambda(t, sp.Integer(limit)),
            sym.moment: sp.Lambda(omega, sp.Integer(1)),
        },
        outcomes=(chance, chance) if coin else (sp.Integer(1),),
    )


FAILS_WITHOUT: dict[str, Witness | str] = {
    "delta_range": "for delta >= 1 the conclusion says nothing, and ln(1/delta) has a meaning "
    "for positive delta only",
    "known": "a term known later than its step may repeat what an earlier one did, which takes "
    "two steps to be seen; the instances have one",
    "centred": one_term(
        "X_0 = 1 at every outcome, ln(1/delta) = 1/64: 1 > 1/2", 1, 1, "1", "1/64", coin=False
    ),
    "bounded": one_term(
        "X_0 = 1 or -1 with c_0 = 0 and v = 1/64, delta = 1/4: 1 > 1/2 with probability 1/2",
        SWING,
        0,
        "1/64",
    ),
    "squares_range": one_term(
        "X_0 = 1 or -1 with v = 1/64, delta = 1/4: 1 > 1/2 with probability 1/2",
        SWING,
        1,
        "1/64",
    ),
    "deviation_range": one_term(
        "X_0 = 1 or -1 with eps = 1/2 and v = 1, delta = 1/4: 1 > 1/2 with probability 1/2",
        SWING,
        1,
        "1",
    ),
}
