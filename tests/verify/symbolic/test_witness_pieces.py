"""Claims about functions given piece by piece: split at the joints, and shown on each piece."""

from __future__ import annotations

import pytest
import sympy as sp

from theory.logic import TRUE, ForAll, Formula, conj, eq, ge, gt, le, real
from verify.symbolic.witness_pieces import PI, holds_piece_by_piece, split_pieces

x = real("x")
HUT = sp.Piecewise((x, x <= sp.pi), (2 * sp.pi - x, True))
SLOPE = sp.Piecewise((1, x <= sp.pi), (-1, True))


def test_functions_with_the_same_joints_are_split_together() -> None:
    claim = ForAll(x, TRUE, conj(eq(HUT, 0), eq(SLOPE, 0)))
    assert [piece.body for piece in split_pieces(claim)] == [
        conj(eq(x, 0), eq(sp.Integer(1), 0)),
        conj(eq(2 * sp.pi - x, 0), eq(sp.Integer(-1), 0)),
    ]


def test_functions_with_other_joints_are_split_one_after_the_other() -> None:
    step = sp.Piecewise((0, x <= 1), (1, True))
    assert len(split_pieces(ForAll(x, TRUE, conj(ge(HUT, 0), ge(step, 0))))) == 4


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        (ForAll(x, TRUE, le(HUT, sp.pi)), True),
        (ForAll(x, TRUE, le(HUT, 3)), False),
        (ForAll(x, gt(x, 4), eq(SLOPE, -1)), True),
        (ForAll(x, gt(x, 3), eq(SLOPE, -1)), False),
        (ForAll(x, ge(x, sp.Rational(355, 113)), eq(SLOPE, -1)), True),
    ],
)
def test_a_joint_at_pi_is_told_from_its_neighbours(claim: Formula, *, holds: bool) -> None:
    assert isinstance(claim, ForAll)
    assert holds_piece_by_piece(claim) is holds


def test_pi_lies_between_its_convergents() -> None:
    below, above = PI.args
    assert below.right < sp.pi < above.right
