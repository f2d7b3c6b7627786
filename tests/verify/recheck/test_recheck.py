"""Whole certificates: true ones verify, and a forged one never proves what is false."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import verify.recheck
from theory.errors import ParseError, WarmproofError
from verify.certify.claim import Claim
from verify.recheck.certificate import Certificate, CertificateError, Leaf, Split
from verify.recheck.expansion import METHODS
from verify.recheck.recheck import recheck
from verify.verdict import Word

MakeClaim = Callable[..., Claim]
MakeCertificate = Callable[..., Certificate]


@pytest.fixture(scope="module")
def wave(claim: MakeClaim, certify: MakeCertificate) -> Certificate:
    return certify(claim())


@pytest.fixture(scope="module")
def wells(claim: MakeClaim, certify: MakeCertificate) -> Certificate:
    """Two wells; the start lies in the right one, the other is not reached."""
    two = claim("(x**2-1)**2", K0=12, K=14, box=((-2, 2),), start=("5/4",))
    return certify(two, "1/64")


def test_the_first_example_of_the_help_verifies(wave: Certificate) -> None:
    found = recheck(wave)
    assert found.verdict("again").word is Word.PROVED
    assert found.verdict("again").replay == "again"
    assert set(found.counts) == {"holds by slope", "holds by value"}
    assert sum(found.counts.values()) == found.reached
    assert "f >= 0" in found.verdict().claim


def test_rosenbrock_verifies_on_a_box_and_on_a_sublevel_set(
    claim: MakeClaim, certify: MakeCertificate
) -> None:
    text = "(1-x)**2+100*(y-x**2)**2"
    box = certify(claim(text, "xy", K0=2500, K=1200, box=(("1/2", "3/2"), (0, 2))))
    assert recheck(box).reached == sum(recheck(box).counts.values())
    start = claim(text, "xy", K0=2500, K=1200, box=((0, 2), (-1, 3)), start=("1/2", "1/4"))
    found = recheck(certify(start, "1/16"))
    assert found.counts["outside by value"] > 50
    assert 0 < found.reached < sum(found.counts.values())
    assert "component lies in" in found.verdict().evidence


def test_only_the_component_of_the_start_is_asked(wells: Certificate, claim: MakeClaim) -> None:
    left = tuple(
        Leaf("elsewhere") if leaf.settled == "holds" and piece[0][1] <= 0 else leaf
        for piece, leaf in _leaves(wells)
    )
    found = recheck(_with_leaves(wells, left))
    assert found.counts["elsewhere"] > 10
    assert found.reached == recheck(wells).reached


def test_progress_is_told(wave: Certificate) -> None:
    seen: list[tuple[int, int]] = []
    recheck(wave, lambda done, total: seen.append((done, total)))
    count = sum(isinstance(node, Leaf) for node in wave.nodes)
    assert seen == [(k, count) for k in range(count)]


@pytest.mark.parametrize(
    "change",
    [
        {"K0": 0, "K": 5},
        {"K": 5},
        {"rho": "2"},
        {"rho": "1/2"},
        {"f_star": (1, 1)},
        {"f_star": (0, 10)},
        {"f_star": (-1, 1)},
        {"text": "exp(x)*(2+sin(3*x))"},
        {"text": "exp(x)*(2+sin(2*x))+Abs(x)"},
        {"text": "exp(x)*(2+sin(2*x))*x/x"},
        {"text": "exp(x)*(2+sin(2*x)) + Max(0, x-19)"},
        {"text": "exp(x)*(2+sin(2*x)) - 1/1000"},
        {"text": "exp(x)*(2+sin(2*x)) + 1/(x-30)"},
        {"text": "exp(x)*(2+sin(2*x)) + sqrt(x+20)"},
        {"text": "exp(x)*(2+sin(2*x)) + cos(1000*x)/1000 + 1"},
    ],
)
def test_a_false_claim_over_the_same_pieces_is_refused(
    wave: Certificate, claim: MakeClaim, change: dict[str, Any]
) -> None:
    with pytest.raises(CertificateError, match="does not verify"):
        recheck(replace(wave, claim=claim(**change)))


def test_another_true_claim_over_the_same_pieces_is_told_as_it_is(
    wave: Certificate, claim: MakeClaim
) -> None:
    found = recheck(replace(wave, claim=claim(K=8, K0="1/900", box=((-200, 20),))))
    assert "1/900 + 8*(f - 0)_+^1" in found.verdict().claim
    assert "x in [-200, 20]" in found.verdict().claim


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("K0", ["999999999/1000000000", "1/2"])
def test_a_constant_a_hair_too_small_is_refused_with_any_method(
    claim: MakeClaim, method: str, K0: str
) -> None:
    tight = claim("cosh(x)-1", K0=1, K=1, box=((-3, 3),))
    assert recheck(Certificate(tight, (Leaf("holds", "identity"),))).reached == 1
    forged = claim("cosh(x)-1", K0=K0, K=1, box=((-3, 3),))
    with pytest.raises(CertificateError, match="does not verify"):
        recheck(Certificate(forged, (Leaf("holds", method),)))


@pytest.mark.parametrize("settled", ["outside", "elsewhere"])
def test_without_a_start_every_piece_has_to_hold(claim: MakeClaim, settled: str) -> None:
    made = claim("x**2", K0=2, K=0, box=((-1, 1),))
    leaf = Leaf(settled, "value" if settled == "outside" else "")
    nodes = (Split(0, Fraction(0)), Leaf("holds", "value"), leaf)
    with pytest.raises(CertificateError, match=f"is needed, and is {settled}"):
        recheck(Certificate(made, nodes))


def test_a_reached_piece_that_is_called_something_else_is_refused(wells: Certificate) -> None:
    leaves = _leaves(wells)
    reached = [i for i, (piece, leaf) in enumerate(leaves) if leaf.settled == "holds"]
    for index in [i for i in reached if leaves[i][0][0][0] > 0][::3]:
        for other in (Leaf("elsewhere"), Leaf("outside", "slope")):
            changed = [leaf for _, leaf in leaves]
            changed[index] = other
            with pytest.raises(CertificateError):
                recheck(_with_leaves(wells, tuple(changed)))


def test_no_ridge_means_that_the_other_well_is_reached(wells: Certificate) -> None:
    """The pieces outside are said to hold: then nothing parts the start from the boundary."""
    changed = tuple(Leaf("holds", "identity") for _ in _leaves(wells))
    with pytest.raises(CertificateError, match="boundary"):
        recheck(_with_leaves(wells, changed))


def test_a_component_that_leaves_the_box_is_refused(claim: MakeClaim) -> None:
    cut = claim("x**2", K0=2, K=0, box=((-1, 2),), start=("1",))
    with pytest.raises(CertificateError, match="may reach the boundary"):
        recheck(Certificate(cut, (Leaf("holds", "value"),)))


def test_a_start_in_a_piece_called_outside_is_refused(claim: MakeClaim) -> None:
    made = claim("x**2", K0=2, K=0, box=((-4, 4),), start=("1",))
    with pytest.raises(CertificateError, match="the start lies in a piece"):
        recheck(Certificate(made, (Leaf("outside", "value"),)))


def test_a_second_well_is_not_skipped_by_a_ridge_that_is_too_low(
    wells: Certificate, claim: MakeClaim
) -> None:
    """From 3/2 the level lies above the ridge, so the pieces between are not outside."""
    values = claim("(x**2-1)**2", K0=12, K=14, box=((-2, 2),), start=("3/2",))
    with pytest.raises(CertificateError):
        recheck(replace(wells, claim=values))


def test_a_start_without_a_value_and_a_text_that_is_no_function_are_refused(
    claim: MakeClaim,
) -> None:
    pole = Certificate(claim("1/x", box=((-1, 1),), start=(0,)), (Leaf("elsewhere"),))
    with pytest.raises(WarmproofError):
        recheck(pole)
    for text in ("x**", "__import__('os')", "y", "x" * 6000, "x**10**10**10"):
        with pytest.raises(ParseError):
            recheck(Certificate(claim(text), (Leaf("holds", "value"),)))


def test_numbers_beyond_the_doubles_are_read_and_answered(claim: MakeClaim) -> None:
    huge = 10**1200
    wide = claim("x**2", K0=2, K=0, box=((-huge, huge),))
    assert recheck(Certificate(wide, (Leaf("holds", "value"),))).reached == 1
    for text, rho in (("exp(x)", 1), ("x**9999", huge), ("sin(x)", 1), ("x**2/3", huge + 1)):
        with pytest.raises(CertificateError, match=r"e\+1200"):
            claimed = claim(text, K0=1, K=1, rho=rho, box=((-huge, huge),), f_star=(-2, 2))
            recheck(Certificate(claimed, (Leaf("holds", "identity"),)))


def test_the_recheck_shares_only_the_parser_the_claim_and_the_words() -> None:
    """Nothing of the search, its evaluator or python-flint."""
    allowed = {
        "theory.errors",
        "theory.parsing",
        "theory.tokens",
        "verify.certify.claim",
        "verify.verdict",
    }
    for path in Path(verify.recheck.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            else:
                modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for module in modules:
                assert module.split(".")[0] not in ("flint", "numpy", "z3"), path
                ours = module.startswith(("theory", "verify"))
                assert not ours or module in allowed or module.startswith("verify.recheck"), path


def _leaves(certificate: Certificate) -> list[tuple[Any, Leaf]]:
    from verify.recheck.certificate import leaves_of

    return list(leaves_of(certificate).values())


def _with_leaves(certificate: Certificate, leaves: tuple[Leaf, ...]) -> Certificate:
    following = iter(leaves)
    nodes = tuple(n if isinstance(n, Split) else next(following) for n in certificate.nodes)
    return replace(certificate, nodes=nodes)
