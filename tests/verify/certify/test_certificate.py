"""Writing certificates: what is written rechecks, and what does not hold is not written."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import sympy as sp

from theory.errors import WarmproofError
from verify.certify.certificate import NotCertifiedError, simplest, write_certificate
from verify.certify.claim import Claim
from verify.certify.tree import Leaf, Node, Split
from verify.recheck.certificate import CertificateError, read_certificate
from verify.recheck.recheck import recheck


def claim(text: str, K0: Any, K: Any, half: Any, rho: Any = 1, **more: Any) -> Claim:
    number = sp.Rational
    start = more.get("start")
    names = more.get("names", "x")
    return Claim(
        text,
        tuple(names),
        number(rho),
        number(K0),
        number(K),
        ((-number(half), number(half)),) * len(names),
        None if start is None else tuple(map(number, start)),
        number(more.get("f_star", 0)),
        number(more.get("f_star", 0)),
    )


WHOLE: list[Node] = [Leaf("holds", "value")]


@pytest.mark.parametrize(
    ("made", "how"),
    [
        (claim("x**2/2", 1, 0, 1), "holds by value"),
        (claim("exp(x)*(2+sin(2*x))", "1/1000", 7, 8), "holds by slope"),
        (claim("x**2/2+x**4", 1, 24, 3), "holds by touch"),
        (claim("cosh(x)-1", 1, 1, 3), "holds by identity"),
        (claim("cosh(x)+cosh(2*y)-2", 4, 4, 1, names="xy"), "holds by identity"),
    ],
)
def test_what_is_written_rechecks(tmp_path: Path, made: Claim, how: str) -> None:
    path = tmp_path / "found.json"
    written = write_certificate(path, made, WHOLE)
    assert read_certificate(path) == written
    assert how in recheck(written).counts
    assert recheck(written).claim == made


def test_a_box_that_is_no_double_keeps_its_exact_ends(tmp_path: Path) -> None:
    """The search cut the smallest box with double ends around it; its cuts lie inside."""
    made = claim("x**2/2", 1, 0, "1/3")
    just_inside = float(Fraction(1, 3))
    nodes = [Split(0, 0.0), *WHOLE, Split(0, just_inside), *WHOLE, *WHOLE]
    found = read_certificate(write_certificate(tmp_path / "a", made, nodes) and tmp_path / "a")
    assert found.claim.box == ((sp.Rational(-1, 3), sp.Rational(1, 3)),)
    assert recheck(found).reached == 3


def test_pieces_that_are_too_wide_are_cut(tmp_path: Path) -> None:
    seen: list[int] = []
    made = claim("exp(x)*(2+sin(2*x))", "1/100", 7, 3)
    written = write_certificate(tmp_path / "a", made, WHOLE, progress=seen.append)
    assert seen == list(range(1, recheck(written).reached + 1)) and len(seen) > 5


def test_a_part_of_a_piece_that_holds_may_lie_outside(tmp_path: Path) -> None:
    """The claim fails beyond the level, so the piece that straddles it is cut and parted."""
    made = claim("x**2+x**6", 4, 20, 4, start=["1/2"], f_star=0)
    nodes = [Split(0, -1.0), Leaf("outside"), Split(0, 1.0), *WHOLE, Leaf("outside")]
    counts = recheck(write_certificate(tmp_path / "a", made, nodes)).counts
    assert counts["outside by value"] > 2


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (claim("cosh(x)-1", "999999/1000000", 1, 1), "does not verify"),
        (claim("cosh(x)-1", 1, "999999/1000000", 1), "does not verify"),
        (claim("Abs(x)", 9, 9, 1), "pieces meet here"),
        (claim("x**2/x+2", 9, 9, 1), "may have no value"),
        (claim("x**2-1/10**12", 9, 9, 1), "f >= 0 was not shown"),
    ],
)
def test_what_is_false_is_not_written(tmp_path: Path, made: Claim, sentence: str) -> None:
    with pytest.raises(NotCertifiedError, match=sentence):
        write_certificate(tmp_path / "a", made, WHOLE, most_pieces=100)
    assert list(tmp_path.iterdir()) == []


def test_open_pieces_a_set_that_leaves_the_box_and_bad_places_are_refused(
    tmp_path: Path,
) -> None:
    made = claim("x**2", 2, 0, 1)
    with pytest.raises(NotCertifiedError, match="still open"):
        write_certificate(tmp_path / "a", made, [Leaf("open")])
    with pytest.raises(CertificateError, match="is needed, and is elsewhere"):
        write_certificate(tmp_path / "a", made, [Leaf("elsewhere")])
    with pytest.raises(CertificateError, match="boundary"):
        write_certificate(tmp_path / "a", claim("x**2", 2, 0, 1, start=[1]), WHOLE)
    with pytest.raises(WarmproofError, match="no folder"):
        write_certificate(tmp_path / "none" / "a", made, WHOLE)
    assert list(tmp_path.iterdir()) == []


def test_the_point_where_a_bound_is_reached_may_be_named(tmp_path: Path) -> None:
    """At 355/113 simple numbers are not tried soon enough."""
    made = claim("(x-355/113)**2/2+(x-355/113)**4", 1, 24, 4)
    found = write_certificate(tmp_path / "a", made, WHOLE, points=[(Fraction(355, 113),)])
    assert found.nodes == (found.nodes[0],) and recheck(found).reached == 1


def test_the_simplest_number_has_the_smallest_denominator() -> None:
    for low, high in [(Fraction(7, 29), Fraction(8, 29)), (Fraction(-9, 7), Fraction(-5, 4))]:
        found = simplest(low, high)
        assert low <= found <= high
        smaller = range(1, found.denominator)
        assert not any(-(-low * q // 1) <= high * q // 1 for q in smaller)
    assert simplest(Fraction(1, 3), Fraction(1, 3)) == Fraction(1, 3)
    assert simplest(Fraction(5, 2), Fraction(9)) == 3
