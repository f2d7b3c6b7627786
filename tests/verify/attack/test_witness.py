"""Witnesses: complete, checked without a search, and refused once a line of them is changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from verify.attack import attack
from verify.attack.attack import Counterexample, Target, target_of
from verify.attack.campaign import Campaign, run_campaign
from verify.attack.plot import plot_witness
from verify.attack.witness import Witness, WitnessError, replay, write_witness

NINE_TENTHS = Fraction(9, 10)


def witness_of(target: Target) -> Witness:
    example = run_campaign(Campaign(target)).counterexample
    assert example is not None
    return Witness(target, example)


@pytest.fixture(scope="module")
def witness() -> Witness:
    return witness_of(target_of("gd_convex", "closer", NINE_TENTHS))


def test_it_holds_the_values_of_the_parameters_and_both_sides(witness: Witness) -> None:
    document = witness.to_json()
    assert set(document["tables"]) == {"Delta", "g", "inner_at", "distance_at", "eta_at"}
    assert document["counts"] == {"T": 1}
    (broken,) = document["broken"]
    assert broken["conclusion"] == "closer"
    (sides,) = broken["sides"]
    assert sides["relation"] == "<=" and sides["left"]["value"] > sides["right"]["value"]


def test_both_sides_are_those_of_the_tightened_claim(witness: Witness) -> None:
    """By hand: d_1^2 <= 9/10 (d_0^2 - 2 eta Delta), from the numbers of the document."""
    document = witness.to_json()
    d, eta, gap = (document["tables"][n] for n in ("distance_at", "eta_at", "Delta"))
    (sides,) = document["broken"][0]["sides"]
    assert sides["left"]["value"] == pytest.approx(d[1]["value"] ** 2, rel=1e-12)
    right = 0.9 * (d[0]["value"] ** 2 - 2 * eta[0]["value"] * gap[0]["value"])
    assert sides["right"]["value"] == pytest.approx(right, rel=1e-9)


def test_the_pieces_join_from_left_to_right(witness: Witness) -> None:
    pieces = witness.to_json()["function"]["pieces"]
    assert pieces[0]["from"] is None and pieces[-1]["to"] is None
    for one, next_one in pairwise(pieces):
        assert one["to"] == next_one["from"]
    assert all(-1 <= piece["control"]["value"] <= 1 for piece in pieces)


def test_a_file_says_the_same_without_a_search(
    witness: Witness, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_search(*_: object) -> None:
        raise AssertionError

    file = write_witness(witness, tmp_path / "found.json")
    monkeypatch.setattr(attack, "search", no_search)
    assert replay(file) == witness


def change(*path: str | int, to: Any) -> Callable[[dict[str, Any]], None]:
    def do(document: Any) -> None:
        for key in path[:-1]:
            document = document[key]
        document[path[-1]] = to

    return do


REFUSALS = [
    (change("coordinates", to=[]), r"it has 0 coordinates where its scene reads \d+"),
    (change("coordinates", 0, to=-1), r"integers in \[0, 1048576\]"),
    (change("coordinates", 0, to=True), "integers in"),
    (change("broken", 0, "sides", 0, "left", "value", to=7.0), "its 'broken' is not what"),
    (change("tables", "Delta", 0, "exact", to="1"), "its 'tables' is not what"),
    (change("more", to=1), "its 'more' is not what"),
    (change("statement", to="gd_nothing"), "its statement is none that can be attacked"),
    (change("weaken", to=3), "is no name"),
    (change("weaken", to="nearer"), r"what it tightens is no number of gd_convex\.$"),
    (change("weaken", to=None), "it tightens nothing, so its factor has to be 1"),
    (change("factor", to="11/10"), r"its factor lies outside \[1/1000, 1\]"),
    (change("factor", to="0"), r"its factor lies outside \[1/1000, 1\]"),
    (change("factor", to="1/0"), "its factor is no fraction"),
    (change("factor", to="1/00"), "its factor is no fraction"),
    (change("version", to=True), "reads version 1 only"),
    (change("factor", to="1"), "NOT confirmed: its coordinates stand for no counterexample"),
    (change("scene", to=99), "gd_convex has no such scene"),
    (change("version", to=2), "reads version 1 only"),
    (change("format", to="other"), "it is no warmproof counterexample"),
]


@pytest.mark.parametrize(("edit", "why"), REFUSALS, ids=[why[:30] for _, why in REFUSALS])
def test_a_changed_file_is_refused(
    witness: Witness, tmp_path: Path, edit: Callable[[dict[str, Any]], None], why: str
) -> None:
    document = json.loads(json.dumps(witness.to_json()))
    edit(document)
    file = tmp_path / "changed.json"
    file.write_text(json.dumps(document))
    with pytest.raises(WitnessError, match=f"^the counterexample is refused: .*{why}"):
        replay(file)


def test_another_counterexample_does_not_pass_for_the_one_that_was_written(
    witness: Witness, tmp_path: Path
) -> None:
    """Each coordinate changed on its own: confirmed or not, the rest of the file gives it away."""
    for place in range(len(witness.example.coordinates)):
        document = json.loads(json.dumps(witness.to_json()))
        moved = (document["coordinates"][place] + 2**19) % (2**20 + 1)
        document["coordinates"][place] = moved
        (tmp_path / "changed.json").write_text(json.dumps(document))
        with pytest.raises(WitnessError, match=r"NOT confirmed|is not what its coordinates"):
            replay(tmp_path / "changed.json")


def test_a_point_that_breaks_nothing_is_not_confirmed(witness: Witness, tmp_path: Path) -> None:
    middle = tuple(Fraction(1, 2) for _ in witness.example.coordinates)
    document = witness.to_json() | {"coordinates": [int(x * 2**20) for x in middle]}
    assert witness.cases.broken(middle) == ()
    (tmp_path / "middle.json").write_text(json.dumps(document))
    with pytest.raises(WitnessError, match="NOT confirmed"):
        replay(tmp_path / "middle.json")


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"{", "it is no JSON"), (b"[]", "it is no warmproof counterexample"),
     (b"[" * 10**5, "it is no JSON"), (b" " * (2**20 + 1), "more than 1,048,576 bytes")],
    ids=["half", "list", "deep", "long"],
)  # fmt: skip
def test_what_is_no_witness_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "other").write_bytes(content)
    with pytest.raises(WitnessError, match=why):
        replay(tmp_path / "other")


def test_a_picture_is_drawn(witness: Witness, tmp_path: Path) -> None:
    picture = plot_witness(witness, tmp_path / "found.png")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_witness_is_no_more_than_its_coordinates(witness: Witness) -> None:
    example = Counterexample(
        witness.example.scene, witness.example.coordinates, witness.example.conclusions
    )
    assert Witness(witness.target, example).to_json() == witness.to_json()
