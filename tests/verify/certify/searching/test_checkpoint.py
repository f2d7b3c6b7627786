"""Tests of verify/certify/searching/checkpoint.py: exact, whole, and for one search only."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import sympy as sp

from theory.errors import WarmproofError
from verify.certify.boxes import Box
from verify.certify.curvature.slack import Bound
from verify.certify.searching.checkpoint import Checkpoint
from verify.certify.searching.unfinished import Unfinished
from verify.certify.tree import Leaf, Split

ONE, ZERO = sp.S.One, sp.S.Zero
BOUND = Bound("x**2", ("x",), ONE, sp.Integer(2), ZERO, ZERO, ZERO, level=sp.sqrt(2))
BOXES: list[Box] = [((-1.0, 0.1),), ((0.1, 5e-324 + 1.0),)]
STATE = Unfinished(
    [Split(0, 0.1), Leaf("holds", "value"), ((0.1, 1 / 3),), Leaf("open")],
    boxes=7,
    left_open=3,
    open=[((0.0, 5e-324),)],
)


def checkpoint(path: Path, bound: Bound = BOUND, keep_tree: bool = True) -> Checkpoint:
    return Checkpoint(path, bound, BOXES, keep_tree=keep_tree)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "search.json"
    checkpoint(path).write(STATE)
    return path


def test_what_is_written_is_read_to_the_last_bit(file: Path) -> None:
    assert checkpoint(file).read() == STATE


def test_no_file_holds_nothing(tmp_path: Path) -> None:
    assert checkpoint(tmp_path / "none.json").read() is None


@pytest.mark.parametrize(
    "other",
    [
        replace(BOUND, K0=sp.Integer(3)),
        replace(BOUND, text="x**2 + 0"),
        replace(BOUND, bottom=-ONE),
        replace(BOUND, level=None),
        replace(BOUND, touching=((ZERO,),)),
    ],
)
def test_the_file_of_another_bound_is_refused(file: Path, other: Bound) -> None:
    with pytest.raises(
        WarmproofError, match="belongs to another question; resume with the options"
    ):
        checkpoint(file, other).read()


def test_a_file_without_trees_is_no_start_for_a_certificate(file: Path) -> None:
    with pytest.raises(WarmproofError, match="belongs to another question"):
        checkpoint(file, keep_tree=False).read()


def test_the_file_of_other_boxes_is_passed_over_and_left_alone(file: Path) -> None:
    other = Checkpoint(file, BOUND, BOXES[:1], keep_tree=True)
    assert other.read() is None
    other.remove()
    assert checkpoint(file).read() == STATE


def test_its_own_file_is_removed(file: Path) -> None:
    mine = checkpoint(file)
    mine.read()
    mine.remove()
    assert not file.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("0x1.5555555555555p-2", "0x1.5555555555556p-2"),
        lambda text: text.replace('"left_open":3', '"left_open":0'),
        lambda text: text.replace("checkpoint 1", "checkpoint 2"),
        lambda text: json.dumps([text]),
        lambda text: "{}",
        lambda text: "[" * 100_000,
        lambda text: "",
    ],
)
def test_a_damaged_file_is_refused(file: Path, damage: object) -> None:
    assert callable(damage)
    before = file.read_text()
    file.write_text(damage(before))
    assert file.read_text() != before
    with pytest.raises(WarmproofError, match="is no checkpoint, or was damaged; name another file"):
        checkpoint(file).read()


def test_a_place_that_cannot_be_written_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(WarmproofError, match="there is no folder"):
        checkpoint(tmp_path / "none" / "search.json")
    with pytest.raises(WarmproofError, match="it is a folder"):
        checkpoint(tmp_path)
