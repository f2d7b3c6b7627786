"""Reading: what was written comes back, any edit shows, and what is no certificate is refused."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import sympy as sp

from theory.errors import WarmproofError
from verify.certify.claim import Claim
from verify.recheck.certificate import (
    Certificate,
    CertificateError,
    Leaf,
    Split,
    digest,
    leaves_of,
    read_certificate,
)

MakeClaim = Callable[..., Claim]
DELETE = object()


@pytest.fixture
def written(claim: MakeClaim) -> Certificate:
    nodes = (Split(0, Fraction(1, 2)), Leaf("holds", "touch", (Fraction(1, 3),)), Leaf("elsewhere"))
    return Certificate(claim("x**2", K0=2, K=0, box=((-1, 1),), start=("1/3",)), nodes)


def put(document: dict[str, Any], path: tuple[Any, ...], value: Any) -> None:
    for key in path[:-1]:
        document = document[key]
    if value is DELETE:
        del document[path[-1]]
    else:
        document[path[-1]] = value


def save(folder: Path, document: Any) -> Path:
    path = folder / "certificate.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return path


def test_what_was_written_comes_back(written: Certificate, tmp_path: Path) -> None:
    assert read_certificate(save(tmp_path, written.to_json())) == written
    assert list(leaves_of(written).values()) == [
        (((Fraction(-1), Fraction(1, 2)),), written.nodes[1]),
        (((Fraction(1, 2), Fraction(1)),), written.nodes[2]),
    ]


def test_white_space_and_the_order_of_keys_do_not_matter(
    written: Certificate, tmp_path: Path
) -> None:
    document = written.to_json()
    backwards = dict(reversed(document.items()))
    assert read_certificate(save(tmp_path, json.dumps(backwards, indent=7))) == written


EDITS: list[tuple[tuple[Any, ...], Any]] = [
    (("claim", "function"), "x**2+0"),
    (("claim", "function"), "x**3"),
    (("claim", "function"), "x**2 "),
    (("claim", "variables"), ["y"]),
    (("claim", "variables"), ["x", "y"]),
    (("claim", "rho"), "2"),
    (("claim", "rho"), "1/1"),
    (("claim", "K0"), "1"),
    (("claim", "K0"), "19999999999/10000000000"),
    (("claim", "K0"), "2.0"),
    (("claim", "K0"), 2),
    (("claim", "K"), "1"),
    (("claim", "K"), "-0"),
    (("claim", "K"), DELETE),
    (("claim", "box"), []),
    (("claim", "box", 0, 0), "-2"),
    (("claim", "box", 0, 1), "100"),
    (("claim", "box", 0), ["-1", "1", "1"]),
    (("claim", "start"), None),
    (("claim", "start", 0), "1/2"),
    (("claim", "start"), []),
    (("claim", "f_star", 0), "1"),
    (("claim", "f_star", 1), "-1"),
    (("claim", "f_star"), ["0"]),
    (("claim", "remark"), "harmless"),
    (("tree",), []),
    (("tree", 0), "split 0 1/3"),
    (("tree", 0), "split 1 1/2"),
    (("tree", 1), "elsewhere"),
    (("tree", 1), "holds value"),
    (("tree", 1), "holds touch 1/4"),
    (("tree", 2), "outside value"),
    (("tree", 2), DELETE),
    (("tree",), ["elsewhere"]),
    (("sha256",), "0" * 64),
    (("sha256",), None),
    (("remark",), "harmless"),
]


@pytest.mark.parametrize(("path", "value"), EDITS)
def test_an_edit_is_refused(
    written: Certificate, tmp_path: Path, path: tuple[Any, ...], value: Any
) -> None:
    document = written.to_json()
    put(document, path, value)
    with pytest.raises(CertificateError, match=r"^the certificate is refused: .*\.$"):
        read_certificate(save(tmp_path, document))


def test_every_changed_character_is_refused_or_changes_nothing(
    written: Certificate, tmp_path: Path
) -> None:
    draw, text = random.Random(4), json.dumps(written.to_json())
    refused = 0
    for _ in range(300):
        at = draw.randrange(len(text))
        changed = text[:at] + draw.choice('0123456789"{}[],:.-/abcxE ') + text[at + 1 :]
        try:
            assert read_certificate(save(tmp_path, changed)) == written
        except CertificateError:
            refused += 1
    assert refused > 200


def forged(written: Certificate, path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    document = written.to_json()
    put(document, path, value)
    document["sha256"] = digest(document)
    return document


FORGERIES: list[tuple[tuple[Any, ...], Any, str]] = [
    (("format",), "warmproof", "it is no warmproof certificate"),
    (("version",), 2, "reads version 1 only"),
    (("version",), True, "reads version 1 only"),
    (("version",), "1", "reads version 1 only"),
    (("extra",), 1, "lacks, or should not have: ['extra']"),
    (("claim", "extra"), 1, "lacks, or should not have: ['extra']"),
    (("claim", "\ud800"), 1, "lacks, or should not have: ['\\ud800']"),
    (("claim", "rho"), DELETE, "lacks, or should not have: ['rho']"),
    (("claim",), [], "its claim is no object"),
    (("claim", "K0"), "nan", "is no p or p/q"),
    (("claim", "K0"), "1e3", "is no p or p/q"),
    (("claim", "K0"), "1/0", "divides by 0"),
    (("claim", "K0"), "٣", "is no p or p/q"),
    (("claim", "K0"), "9" * 1301, "is no p or p/q"),
    (("claim", "K0"), 10**30, "is no p or p/q"),
    (("claim", "K0"), None, "is no p or p/q"),
    (("claim", "K0"), "2\n", "is no p or p/q"),
    (("claim", "function"), 5, "the function is not made of strings"),
    (("claim", "variables"), "x", "the variables is not made of strings"),
    (("claim", "box"), {"x": 1}, "the box is no list"),
    (("claim", "box", 0), "-1", "a side of the box is not made of strings"),
    (("claim", "start"), ["0", "0"], "the start has 2 numbers where 1 belong"),
    (("claim", "start"), "0", "the start is not made of strings"),
    (("tree",), {}, "its tree is no list"),
    (("tree", 1), 7, "node 1 is 7, which is no node"),
    (("tree", 1), "holds", "is no node"),
    (("tree", 1), "holds prayer", "is no node"),
    (("tree", 1), "holds touch 1 2", "is no node"),
    (("tree", 1), "holds touch 1 ", "is no p or p/q"),
    (("tree", 1), "outside touch 1", "is no node"),
    (("tree", 1), "outside touch", "is no node"),
    (("tree", 1), "open", "is no node"),
    (("tree", 0), "split x 1/2", "is no node"),
    (("tree", 0), "split -1 1/2", "is no node"),
    (("tree", 0), "split 0 inf", "is no p or p/q"),
    (("tree", 0), ["split", 0, "1/2"], "is no node"),
]


@pytest.mark.parametrize(("path", "value", "reason"), FORGERIES)
def test_what_is_no_certificate_is_refused_also_with_a_fresh_digest(
    written: Certificate, tmp_path: Path, path: tuple[Any, ...], value: Any, reason: str
) -> None:
    with pytest.raises(CertificateError) as refusal:
        read_certificate(save(tmp_path, forged(written, path, value)))
    assert reason in str(refusal.value)


TREES = [
    ((0, "split 0 1"), "cuts a side at or beyond its ends"),
    ((0, "split 0 2"), "cuts a side at or beyond its ends"),
    ((0, "split 5 1/2"), "cuts variable 5 of 1"),
    ((2, DELETE), "its tree ends with 1 pieces missing"),
    ((0, "elsewhere"), "its tree goes on after its end"),
    ((0, "split 0 -1"), "cuts a side at or beyond its ends"),
]


@pytest.mark.parametrize(("change", "reason"), TREES)
def test_nodes_that_form_no_tree_over_the_box_are_refused(
    written: Certificate, tmp_path: Path, change: tuple[int, Any], reason: str
) -> None:
    found = read_certificate(save(tmp_path, forged(written, ("tree", change[0]), change[1])))
    with pytest.raises(CertificateError, match=reason):
        leaves_of(found)


def test_a_tree_may_not_be_endlessly_deep(claim: MakeClaim) -> None:
    cuts = [Split(0, Fraction(1, 2**k)) for k in range(1, 3000)]
    made = Certificate(claim("x**2", K0=2, K=0, box=((0, 1),)), (*cuts, Leaf("holds", "value")))
    with pytest.raises(CertificateError, match="more than 2000 levels deep"):
        leaves_of(made)


BAD_CLAIMS: list[tuple[tuple[Any, ...], Any]] = [
    (("claim", "rho"), "0"),
    (("claim", "rho"), "-1"),
    (("claim", "K0"), "-1"),
    (("claim", "K0"), "0"),
    (("claim", "box"), []),
    (("claim", "box", 0), ["1", "-1"]),
    (("claim", "start", 0), "2"),
    (("claim", "f_star"), ["1", "0"]),
    (("claim", "variables"), []),
    (("claim", "variables"), ["a", "b", "c", "d", "e", "f", "g", "h", "i"]),
]


@pytest.mark.parametrize(("path", "value"), BAD_CLAIMS)
def test_what_is_no_claim_is_refused(
    written: Certificate, tmp_path: Path, path: tuple[Any, ...], value: Any
) -> None:
    with pytest.raises(WarmproofError):
        read_certificate(save(tmp_path, forged(written, path, value)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        "NaN",
        '{"format": NaN}',
        '{"format": 1e999}',
        '{"version": ' + "9" * 5000 + "}",
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"format": "warmproof certificate", "format": "warmproof certificate"}',
        "\ufeff{}",
    ],
)
def test_text_that_is_no_such_json_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CertificateError, match=r"^the certificate is refused"):
        read_certificate(save(tmp_path, text))


def test_files_that_are_missing_binary_or_huge_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CertificateError, match="No such file"):
        read_certificate(tmp_path / "none.json")
    with pytest.raises(CertificateError, match="directory"):
        read_certificate(tmp_path)
    with pytest.raises(CertificateError, match="null character"):
        read_certificate("a\0b")
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CertificateError, match="no UTF-8"):
        read_certificate(binary)
    monkeypatch.setattr("verify.recheck.certificate.MOST_BYTES", 2)
    with pytest.raises(CertificateError, match="more than"):
        read_certificate(binary)


def test_a_tree_of_too_many_nodes_is_refused(
    written: Certificate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verify.recheck.certificate.MOST_NODES", 2)
    with pytest.raises(CertificateError, match="more than 2 nodes"):
        read_certificate(save(tmp_path, written.to_json()))


def test_numbers_are_exact(claim: MakeClaim) -> None:
    tenth = claim(K0="1/10").to_json()
    assert tenth["K0"] == "1/10"
    assert claim(K0=sp.Rational(1, 3)).to_json()["K0"] == "1/3"
