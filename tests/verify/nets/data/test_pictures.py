"""Pictures: their split, their statistics and what cannot be used."""

from __future__ import annotations

import numpy as np
import pytest

from theory.errors import DomainError
from verify.nets.data.pictures import Pictures, cut_validation, from_train_and_test


def pictures(labels: list[int], *, side: int = 8) -> Pictures:
    pixels = np.random.default_rng(1).integers(0, 256, (len(labels), 3, side, side), np.uint8)
    return Pictures.whole(pixels, np.array(labels, np.int64))


def test_statistics_are_those_of_numpy() -> None:
    kept = pictures([0] * 1100).part(np.arange(3, 1099))
    means, spreads = kept.statistics()
    floats = kept.pixels[3:1099].astype(np.float64)
    assert means == pytest.approx(floats.mean((0, 2, 3)), rel=1e-12)
    assert spreads == pytest.approx(floats.std((0, 2, 3)), rel=1e-12)


def test_a_split_shares_the_pixels() -> None:
    everything = pictures([0, 1] * 10)
    data = from_train_and_test("these", everything, pictures([0, 1]))
    assert data.train.pixels is everything.pixels is data.validation.pixels
    assert sorted([*data.train.rows, *data.validation.rows]) == list(range(20))
    assert (len(data.train), len(data.validation), data.classes) == (18, 2, 2)


def test_a_split_is_the_same_always() -> None:
    _, drawn = cut_validation(pictures([0] * 50), 5)
    assert drawn.rows.tolist() == cut_validation(pictures([1] * 50), 5)[1].rows.tolist()
    assert drawn.rows.tolist() == [2, 4, 18, 23, 36]


def test_taken_pixels_are_copies() -> None:
    everything = pictures([0, 1])
    taken, _ = everything.take(slice(0, 1))
    taken[:] = 7
    assert not (everything.pixels[0] == 7).all()


def test_the_fingerprint_changes_with_a_pixel_and_with_a_label() -> None:
    def fingerprint(pixel: int, label: int) -> str:
        train = pictures([0, 1] * 10)
        train.pixels[3, 0, 0, 0], train.labels[0] = pixel, label
        return from_train_and_test("these", train, pictures([0, 1])).fingerprint

    assert fingerprint(5, 0) == fingerprint(5, 0)
    assert len({fingerprint(5, 0), fingerprint(6, 0), fingerprint(5, 1)}) == 3


@pytest.mark.parametrize(
    ("train", "test", "message"),
    [
        (
            [0, 1] * 4,
            [0],
            "these needs at least 10 training pictures and 1 for the test; got 8 and 1. Give more.",
        ),
        (
            [0, 1] * 5,
            [],
            "these needs at least 10 training pictures and 1 for the test; got 10 and 0. Give "
            "more.",
        ),
        (
            [0, 1] * 5,
            [2],
            "these needs labels 0, 1, ... below the number of classes, which the training labels "
            "show and which lies between 2 and 1000; got test labels from 2 to 2 and 2 classes. "
            "Number the classes from 0.",
        ),
        ([0, -1] * 5, [0], "got training labels from -1 to 0 and 1 classes"),
        ([0, 1000] * 5, [0], "got training labels from 0 to 1000 and 1001 classes"),
        ([0] * 10, [0], "got training labels from 0 to 0 and 1 classes"),
    ],
)
def test_too_few_pictures_and_labels_that_cannot_be_are_refused(
    train: list[int], test: list[int], message: str
) -> None:
    with pytest.raises(DomainError) as refused:
        from_train_and_test("these", pictures(train), pictures(test))
    assert message in str(refused.value)


def test_pictures_of_two_sizes_are_refused() -> None:
    with pytest.raises(DomainError) as refused:
        from_train_and_test("these", pictures([0, 1] * 5), pictures([0], side=9))
    assert str(refused.value) == (
        "these needs training and test pictures of one shape; got (3, 8, 8) and (3, 9, 9). "
        "Give them one size."
    )
