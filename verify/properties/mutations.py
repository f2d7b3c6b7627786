"""Functions that leave the class by a known small margin, for tests that have to fail."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from theory.errors import DomainError
from verify.properties.from_control import FromControl, pieces_of
from verify.properties.integrated import Integrated
from verify.properties.motion import Bend
from verify.properties.scale import ONE, unit_of
from verify.properties.show import fraction


class Mutant(NamedTuple):
    """A function that claims constants it does not keep.

    Attributes:
        function: its ``K0`` and ``K`` are what it claims.
        at: a point at which it breaks them.
        excess: there |u''| = (1 + excess) (K0 + K u^rho).
    """

    function: FromControl | Integrated
    at: Fraction
    excess: Fraction


def mutated(
    function: FromControl | Integrated, excess: Any, side: str = "right", piece: int = 0
) -> Mutant:
    """The function with the control 1 + excess on one piece, or -(1 + excess) where it is negative.

    The piece comes to stand in front if there is none; pieces behind it may have to go, if the
    function led below 0 with them.

    Args:
        function: a member.
        excess: > 0, by how much the bound is broken, relatively.
        side: "right" or "left".
        piece: which of its pieces, from 0 on; if there are fewer, one is added, as long as the
            function takes to bend (``unit_of``).

    Raises:
        DomainError: the excess is not positive, the changed piece itself leads below 0, or the
            function is 0 there and K0 is 0, so that no control breaks anything.

    >>> mutated(FromControl(right=[(2, "1/2")]), "1/10")
    Mutant(function=FromControl(right=[(2, '11/10')], limit='11/10'), at=Fraction(1, 1), \
excess=Fraction(1, 10))
    """
    beyond = fraction(excess, "excess")
    if beyond <= 0:
        raise DomainError(f"a mutation needs excess > 0; got {beyond}. Raise it.")
    bends = {"right": list(function.right.bends), "left": list(function.left.bends)}
    changed = bends[side]
    piece = min(piece, len(changed))
    old = changed[piece] if piece < len(changed) else Bend(unit_of(function), ONE, ONE)
    control = (1 + beyond) * (-1 if max(old.start, old.end) < 0 else 1)
    changed[piece : piece + 1] = [Bend(old.length, control, control)]
    kept = _as_many_as_may_be(function, bends, side, piece + 1, 1 + beyond)
    way = sum((bend.length for bend in changed[:piece]), old.length / 2)
    if not function.K0 and not kept.enclose(way if side == "right" else -way).value > 0:
        raise DomainError(
            "where the function is 0 and K0 is 0, its curvature is 0 with every control; got such"
            f" a point on {side}[{piece}]. Choose K0 > 0 or another gap."
        )
    return Mutant(kept, way if side == "right" else -way, beyond)


def _as_many_as_may_be(
    function: FromControl | Integrated,
    bends: dict[str, list[Bend]],
    side: str,
    least: int,
    limit: Fraction,
) -> FromControl | Integrated:
    for count in range(len(bends[side]), least - 1, -1):
        pieces = {
            name: pieces_of(own[:count] if name == side else own) for name, own in bends.items()
        }
        try:
            return function.remade(limit=limit, **pieces)
        except DomainError:
            continue
    raise DomainError(
        f"the function leads below 0 with the control {limit} in absolute value on "
        f"{side}[{least - 1}]. Change another piece."
    )
