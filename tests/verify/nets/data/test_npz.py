"""Pictures from .npz files: every shape that is taken, and every fault that is named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.verify.nets.data.planting import plant_npz
from theory.errors import WarmproofError
from verify.nets.data.npz import read_npz


def test_pictures_and_labels_stay_together(tmp_path: Path) -> None:
    data = read_npz(plant_npz(tmp_path / "those.npz"))
    assert (data.name, data.shape, data.classes) == ("those.npz", (3, 32, 32), 4)
    assert (len(data.train), len(data.validation), len(data.test)) == (36, 4, 10)
    pixels, labels = data.train.take(slice(None))
    assert np.array_equal(pixels[:, 0, 0, 0] % 4, labels)


@pytest.mark.parametrize("shape", [(40, 28, 28), (40, 28, 28, 1), (40, 1, 28, 28)])
def test_grey_pictures_are_taken_in_three_shapes(shape: tuple[int, ...], tmp_path: Path) -> None:
    pixels = np.arange(40 * 28 * 28).astype(np.uint8)
    path = plant_npz(
        tmp_path / "grey.npz", x_train=pixels.reshape(shape), x_test=pixels.reshape(shape)[:10]
    )
    data = read_npz(path)
    assert data.shape == (1, 28, 28)
    assert np.array_equal(data.train.pixels.ravel(), pixels)


def test_channels_may_come_last_and_labels_in_a_column(tmp_path: Path) -> None:
    pixels = np.random.default_rng(2).integers(0, 256, (40, 32, 32, 3), np.uint8)
    labels = np.arange(40)[:, None] % 5
    path = plant_npz(
        tmp_path / "last.npz",
        x_train=pixels,
        x_test=pixels[:10],
        y_train=labels,
        y_test=labels[:10],
    )
    data = read_npz(path)
    assert np.array_equal(data.train.pixels[7, 2], pixels[7, :, :, 2])
    assert data.train.labels.shape == (40,)


PICTURES = np.zeros((40, 3, 32, 32), np.uint8)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"x_test": None},
            "needs the arrays x_train, y_train, x_test, y_test; got x_train, y_train, y_test. "
            "Add x_test.",
        ),
        (
            {"x_train": PICTURES.astype(np.float32)},
            "x_train in FILE needs bytes (uint8) from 0 to 255; got float32. Scale the pictures to "
            "0...255 and store them with .astype('uint8').",
        ),
        (
            {"x_test": PICTURES.reshape(40, -1)},
            "x_test in FILE needs shape (n, channels, height, width) with 1 or 3 channels and 8 to "
            "128 pixels a side; got (40, 3072). Reshape it.",
        ),
        ({"x_train": np.zeros((40, 2, 32, 32), np.uint8)}, "got (40, 2, 32, 32). Reshape it."),
        ({"x_train": np.zeros((40, 3, 4, 32), np.uint8)}, "got (40, 3, 4, 32). Reshape it."),
        (
            {"y_train": np.zeros(39, np.int64)},
            "y_train in FILE needs one whole number for each of 40 pictures; got int64 of shape "
            "(39,). Store the numbers of the classes.",
        ),
        ({"y_test": np.zeros(10)}, "y_test in FILE needs one whole number"),
        ({"y_train": np.eye(4)[np.arange(40) % 4].astype(int)}, "got int64 of shape (40, 4)"),
        ({"y_test": np.full(10, 9)}, "got test labels from 9 to 9 and 4 classes"),
    ],
)
def test_what_cannot_be_used_is_named(
    changed: dict[str, object], message: str, tmp_path: Path
) -> None:
    path = plant_npz(tmp_path / "bad.npz", **changed)
    with pytest.raises(WarmproofError) as refused:
        read_npz(path)
    assert message.replace("FILE", str(path)) in str(refused.value)


def test_a_damaged_file_and_one_with_objects_are_refused(tmp_path: Path) -> None:
    noise = np.random.default_rng(3).integers(0, 256, PICTURES.shape, np.uint8)
    whole = plant_npz(tmp_path / "whole.npz", x_train=noise).read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 255
    objects = plant_npz(tmp_path / "objects.npz", y_test=np.array([{}] * 10)).read_bytes()
    for content in (whole[: len(whole) // 2], bytes(flipped), objects, b"PK"):
        path = tmp_path / "bad.npz"
        path.write_bytes(content)
        with pytest.raises(WarmproofError) as refused:
            read_npz(path)
        assert str(refused.value) == (
            f"{path} is truncated, damaged, or holds more than numbers. Make it with "
            "numpy.savez_compressed from arrays of numbers."
        )
