"""Claims, and trees for them, made by halving until the recheck of each piece succeeds."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp

from verify.certify.certificate import certificate
from verify.certify.claim import Claim
from verify.certify.tree import Leaf, Node, Split
from verify.recheck.certificate import Certificate
from verify.recheck.expansion import NotVerified
from verify.recheck.leaf import Checker

MakeClaim = Callable[..., Claim]
MakeCertificate = Callable[..., Certificate]


def _claim(
    text: str = "exp(x)*(2+sin(2*x))",
    names: str = "x",
    rho: Any = 1,
    K0: Any = "1/1000",
    K: Any = 7,
    box: tuple[tuple[Any, Any], ...] = ((-20, 20),),
    f_star: tuple[Any, Any] = (0, 0),
    start: tuple[Any, ...] | None = None,
) -> Claim:
    number = sp.Rational
    return Claim(
        text,
        tuple(names),
        number(rho),
        number(K0),
        number(K),
        tuple((number(low), number(high)) for low, high in box),
        None if start is None else tuple(map(number, start)),
        number(f_star[0]),
        number(f_star[1]),
    )


def _tree(claim: Claim, smallest: Fraction) -> list[Node]:
    """Halve until a piece lies above the level or is small."""
    checker, nodes = Checker(claim), []
    waiting = [tuple((Fraction(str(low)), Fraction(str(high))) for low, high in claim.box)]
    while waiting:
        piece = waiting.pop()
        axis = max(range(len(piece)), key=lambda i: piece[i][1] - piece[i][0])
        low, high = piece[axis]
        try:
            checker.outside(piece, "value")
            nodes.append(Leaf("outside", "value"))
            continue
        except NotVerified:
            pass
        if high - low <= smallest:
            nodes.append(Leaf("holds", "value"))
            continue
        cut = (low + high) / 2
        nodes.append(Split(axis, float(cut)))
        waiting.append((*piece[:axis], (cut, high), *piece[axis + 1 :]))
        waiting.append((*piece[:axis], (low, cut), *piece[axis + 1 :]))
    return nodes


def _certificate(claim: Claim, smallest: Any = None, **options: Any) -> Certificate:
    tree = [Leaf("holds")] if smallest is None else _tree(claim, Fraction(smallest))
    return certificate(claim, tree, **options)


@pytest.fixture(scope="session")
def claim() -> MakeClaim:
    """A claim from plain numbers."""
    return _claim


@pytest.fixture(scope="session")
def tree() -> Callable[[Claim, Fraction], list[Node]]:
    """A tree for the claim of a start."""
    return _tree


@pytest.fixture(scope="session")
def certify() -> MakeCertificate:
    """A certificate for a claim; ``smallest`` where there is a start."""
    return _certificate
