"""A counterexample for a rho other than 1 is shown as a function, drawn, and replayed."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from theory.registry import get
from verify.attack.attack import Target, attack_batch
from verify.attack.plot import plot_witness
from verify.attack.weaken import handle
from verify.attack.witness import Witness, WitnessError, replay, write_witness
from verify.properties.scenes import any_rho
from verify.properties.scenes.catalogue import SCENES


@pytest.fixture(scope="module", params=["gradient_bound", "gd_convex_warmup"])
def witness(request: pytest.FixtureRequest) -> Witness:
    name, weaken = request.param, {"gradient_bound": "bound"}.get(request.param, "count")
    statement, last = get(name), len(SCENES[name]) - 1
    assert any_rho.SCENES[name]
    target = Target(statement, handle(statement, weaken), Fraction(9, 10))
    example = attack_batch(target, 2000, 0, last).counterexample
    assert example is not None and example.scene == last
    return Witness(target, example)


def test_it_is_shown_with_its_exponent_and_pieces(witness: Witness) -> None:
    found = witness.to_json()["function"]
    assert found["rho"] == "2" and "u^rho" in found["words"]
    pieces = found["pieces"]
    assert pieces[0]["from"] is None and pieces[-1]["to"] is None
    for left, right in pairwise(pieces):
        assert left["to"] == right["from"]
    assert all(("control" in piece) != ("curvature" in piece) for piece in pieces)
    assert "curvature" in pieces[0] and "curvature" in pieces[-1]
    assert sum("control" in piece for piece in pieces) == any_rho.PIECES
    assert len(found["points"]) >= 2


def test_it_is_replayed_and_an_edited_function_is_refused(witness: Witness, tmp_path: Path) -> None:
    path = write_witness(witness, tmp_path / "found.json")
    assert replay(path).example == witness.example
    document = json.loads(path.read_text("utf-8"))
    document["function"]["rho"] = "3"
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(WitnessError, match="'function' is not what its coordinates stand for"):
        replay(path)


def test_it_is_drawn(witness: Witness, tmp_path: Path) -> None:
    picture = plot_witness(witness, tmp_path / "found.png")
    assert picture.read_bytes().startswith(b"\x89PNG")
