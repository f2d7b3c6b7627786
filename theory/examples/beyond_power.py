"""Curvature that grows like the squared gradient norm beats L0 + L ||grad f||^rho for rho < 2.

Where ||grad f||^2 <= Z and ||hess f|| >= 1 + Z, for ever larger Z, no (rho, L0, L) with rho < 2
covers f: as soon as Z >= 2 L0 and Z^(rho/2) >= (2 L + 1)^(rho/(2 - rho)), that is, as soon as
Z^(1 - rho/2) >= 2 L + 1, the curvature is larger than L0 + L ||grad f||^rho.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.lemmas import power_monotone
from theory.logic import conj, ge, gt, le, real
from theory.rules.powers import POWER_OF_POWER, POWER_POSITIVE, r, s, x, y, z
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import Witness

Z, G2 = real("Z"), real("G2")
"""Z is a lower bound of the curvature minus 1, and an upper bound of G2 = ||grad f||^2."""

rho, L0, L = sym.rho, sym.L0, sym.L


def threshold(rho: sp.Expr, L: sp.Expr) -> sp.Expr:
    """What Z^(rho/2) has to reach.

    >>> threshold(sp.Integer(1), sp.Integer(4))
    9
    """
    return (2 * L + 1) ** (rho / (2 - rho))


_HALF, _REST = rho / 2, 2 / rho - 1
_POWER, _LEAST = Z**_HALF, threshold(rho, L)

EXPONENT = bounds(
    rho, 0, 2, low_included=False, high_included=False, text="the exponent is between 0 and 2"
)
ASSUMPTIONS = (
    EXPONENT,
    bounds(L, 0, text="the growth constant is not negative"),
    Assumption(
        "gradient",
        conj(gt(Z, 0), ge(G2, 0), le(G2, Z)),
        "the squared gradient norm is at most Z > 0",
    ),
    Assumption("beyond_L0", ge(Z, 2 * L0), "Z is at least 2 L0"),
    Assumption("beyond_L", ge(_POWER, _LEAST), "Z^(rho/2) is at least (2 L + 1)^(rho/(2 - rho))"),
)
RATIO = ge(Z, (2 * L + 1) * _POWER)
OUTGROWS = gt(1 + Z, L0 + L * G2**_HALF)

PROOF = (
    Step(
        "gradient_power",
        "||grad f||^rho <= Z^(rho/2).",
        None,
        Apply(power_monotone.STATEMENT, {x: G2, y: Z, r: _HALF}),
        ("gradient", "rho_range"),
    ),
    Step(
        "whole",
        "Z is the power 2/rho of it,",
        None,
        Apply(POWER_OF_POWER, {x: Z, r: _HALF, s: 2 / rho, z: sp.Integer(1)}),
        ("gradient", "rho_range"),
    ),
    Step(
        "base",
        "2 L + 1 > 0,",
        None,
        Apply(POWER_POSITIVE, {x: 2 * L + 1, r: rho / (2 - rho)}),
        ("L_range", "rho_range"),
    ),
    Step(
        "least",
        "and 2 L + 1 is the power 2/rho - 1 of the threshold.",
        None,
        Apply(POWER_OF_POWER, {x: 2 * L + 1, r: rho / (2 - rho), s: _REST, z: sp.Integer(1)}),
        ("L_range", "rho_range"),
    ),
    Step(
        "grows",
        "So Z^(rho/2) to the power 2/rho - 1 is at least 2 L + 1,",
        None,
        Apply(power_monotone.STATEMENT, {x: _LEAST, y: _POWER, r: _REST}),
        ("beyond_L", "base", "gradient", "rho_range", "L_range"),
    ),
    Step(
        "ratio",
        "that is, Z >= (2 L + 1) Z^(rho/2).",
        RATIO,
        Decide(),
        ("grows", "least", "whole", "gradient"),
    ),
    Step(
        "outgrows",
        "Half of Z covers L0, the other half L ||grad f||^rho.",
        OUTGROWS,
        Decide(),
        ("ratio", "gradient_power", "beyond_L0", "L_range", "gradient", "rho_range"),
    ),
)


def _instance(
    text: str, conclusion: str = "outgrows", *, equality: bool = False, **changed: int
) -> Witness:
    at = {"rho": 1, "L0": 0, "L": 0, "Z": 1, "G2": 1, **changed}
    symbols = {"rho": rho, "L0": L0, "L": L, "Z": Z, "G2": G2}
    return Witness(
        text,
        conclusion,
        values={symbols[name]: sp.Integer(value) for name, value in at.items()},
        equality=equality,
    )


STATEMENT = Statement(
    id="beyond_power",
    kind="proposition",
    title="Curvature like the squared gradient is in no class of Definition 0 with rho < 2",
    source=Source("warmproof", "for LW, Examples 2 and 3"),
    summary="If ||grad f||^2 <= Z and Z is large enough for L0, L and rho < 2 then "
    "1 + Z > L0 + L ||grad f||^rho.",
    parameters=(rho, L0, L, Z, G2),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("ratio", RATIO), Named("outgrows", OUTGROWS)),
    proof=PROOF,
    closes={
        "ratio": ("ratio", "gradient"),
        "outgrows": ("outgrows", "gradient", "rho_range"),
    },
    sharp_at=(_instance("L = 4, rho = 1: 81 = 9 * 9", "ratio", equality=True, L=4, Z=81),),
    fails_without={
        "rho_range": _instance("rho = 3: 1 + 9 < 4 * 27", rho=3, L=4, Z=9, G2=9),
        "L_range": "a negative L only lowers what has to be exceeded; it keeps 2 L + 1 positive",
        "gradient": _instance("||grad f||^2 = 100 > Z = 9: 10 < 4 * 10", L=1, Z=9, G2=100),
        "beyond_L0": _instance("L0 = 2 with Z = 1", L0=2),
        "beyond_L": _instance("L = 4 with Z = 1: 2 < 4", L=4),
    },
)
