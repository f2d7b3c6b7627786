"""Batches are pure functions of seed and step, and an epoch uses each picture once."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError
from verify.nets.batches import (
    Parts,
    PictureBatches,
    PictureMaker,
    PicturePart,
    TextBatches,
    TextPart,
)
from verify.nets.data.pictures import Pictures

pytestmark = pytest.mark.extra("nets")

PLAIN = PictureMaker((0.0,), (1.0,))
CODES = np.arange(1000, dtype=np.uint16)


def numbered(count: int) -> Pictures:
    """Pictures whose one pixel and whose label are their number."""
    numbers = np.arange(count)
    return Pictures.whole(numbers.astype(np.uint8).reshape(-1, 1, 1, 1), numbers)


def test_an_epoch_uses_each_picture_at_most_once() -> None:
    batches = PictureBatches(numbered(23), 5, PLAIN)
    epochs = [
        torch.cat([batches(7, epoch * 4 + place)[1] for place in range(4)]).tolist()
        for epoch in range(3)
    ]
    assert all(len(set(labels)) == 20 for labels in epochs)
    assert len({tuple(labels) for labels in epochs}) == 3


def test_pictures_and_labels_stay_together() -> None:
    inputs, targets = PictureBatches(numbered(23), 5, PLAIN)(3, 9)
    assert inputs.shape == (5, 1, 1, 1)
    assert inputs.flatten().tolist() == targets.tolist()


def test_batches_do_not_depend_on_what_was_asked_before() -> None:
    batches = PictureBatches(numbered(23), 5, PLAIN)
    steps = [11, 0, 7, 3, 11]
    there = [batches(1, step)[1].tolist() for step in steps]
    back = [PictureBatches(numbered(23), 5, PLAIN)(1, s)[1].tolist() for s in reversed(steps)]
    assert there == back[::-1]
    assert there[0] != batches(2, 11)[1].tolist()


def test_batches_leave_chance_alone() -> None:
    torch.manual_seed(5)
    before = torch.get_rng_state()
    PictureBatches(numbered(23), 5, PLAIN)(1, 2)
    TextBatches(CODES, 3, 8)(1, 2)
    assert torch.equal(torch.get_rng_state(), before)


def test_pictures_are_normalised_by_channel() -> None:
    pixels = np.array([[0, 10], [4, 10]], np.uint8).reshape(2, 2, 1, 1)
    inputs, _ = PictureMaker((2.0, 10.0), (4.0, 0.0))(pixels, np.zeros(2, np.int64))
    assert inputs.dtype == torch.float32
    assert inputs.flatten().tolist() == [-0.5, 0.0, 0.5, 0.0]
    assert PictureMaker((2.0, 10.0), (4.0, 1.0), flat=True)(pixels, np.zeros(2))[0].shape == (2, 2)


def test_a_text_is_asked_for_the_next_character() -> None:
    inputs, targets = TextBatches(CODES, 50, 8)(0, 0)
    assert inputs.dtype == targets.dtype == torch.int64
    assert torch.equal(targets, inputs + 1)
    assert torch.equal(inputs, inputs[:, :1] + torch.arange(8))


def test_a_text_is_read_from_its_first_to_its_last_character() -> None:
    starts = {int(i) for step in range(60) for i in TextBatches(CODES[:20], 9, 8)(0, step)[0][:, 0]}
    ends = {int(i) for step in range(60) for i in TextBatches(CODES[:20], 9, 8)(0, step)[1][:, -1]}
    assert starts == set(range(12))
    assert max(ends) == 19


def test_windows_do_not_overlap_and_stay_inside() -> None:
    for length, count in ((17, 2), (100, 12), (100, 5), (9, 1)):
        inputs, targets = TextPart(CODES[:length], 8, count)(slice(0, count))
        assert len(set(inputs.flatten().tolist())) == 8 * count
        assert targets.max() < length


def test_parts_give_every_example_once() -> None:
    parts = Parts(23, 5, PicturePart(numbered(23), PLAIN))
    assert [len(targets) for _, targets in parts] == [5, 5, 5, 5, 3]
    assert torch.cat([targets for _, targets in parts]).tolist() == list(range(23))
    assert parts[-1][1].tolist() == [20, 21, 22]
    with pytest.raises(IndexError):
        parts[5]


def test_batches_can_be_sent_to_another_process() -> None:
    batches = pickle.loads(pickle.dumps(PictureBatches(numbered(23), 5, PLAIN)))
    assert batches(0, 0)[1].tolist() == PictureBatches(numbered(23), 5, PLAIN)(0, 0)[1].tolist()


def test_a_negative_seed_is_refused() -> None:
    for batches in (PictureBatches(numbered(23), 5, PLAIN), TextBatches(CODES, 3, 8)):
        with pytest.raises(DomainError, match=r"^a seed needs to be >= 0; got -1\. Take 0\.$"):
            batches(-1, 0)
