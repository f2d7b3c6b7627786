"""CIFAR-10's binary version: pixels in their places, and every fault that is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.verify.nets.data.planting import batch, plant_archive, plant_folder
from theory.errors import WarmproofError
from verify.nets.data import cifar
from verify.nets.data.cifar import read_archive, read_folder
from verify.nets.data.pictures import PictureData

FILES = {
    "test_batch.bin": batch(100, 10),
    "data_batch_2.bin": batch(10, 10),
    "data_batch_1.bin": batch(0, 10),
    "readme.html": b"<html>",
}


def check(data: PictureData) -> None:
    """Every record is where it belongs, as `planting.record` made it."""
    assert (data.shape, data.classes) == ((3, 32, 32), 10)
    assert (len(data.train), len(data.validation), len(data.test)) == (18, 2, 10)
    numbers = np.arange(20)
    for colour in range(3):
        plane = data.train.pixels[:, colour].reshape(20, -1)
        assert np.array_equal(plane, np.repeat(numbers[:, None] + colour, 1024, axis=1))
    assert np.array_equal(data.train.labels, numbers % 10)
    assert data.test.pixels[4, 2, 31, 31] == 106


def test_a_folder_is_read(tmp_path: Path) -> None:
    folder = plant_folder(tmp_path / "pictures")
    data = read_folder(folder)
    check(data)
    assert data.name == "pictures"


def test_the_folder_around_it_will_do(tmp_path: Path) -> None:
    plant_folder(tmp_path / "cifar-10-batches-bin")
    check(read_folder(tmp_path))


def test_an_archive_is_read_without_writing(tmp_path: Path) -> None:
    path = plant_archive(tmp_path / "pictures.tar.gz", FILES)
    check(read_archive(path))
    assert list(tmp_path.iterdir()) == [path]
    assert read_archive(path, "CIFAR-10").name == "CIFAR-10"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda folder: (folder / "test_batch.bin").unlink(),
            "FOLDER needs data_batch_*.bin and test_batch.bin of CIFAR-10's binary version; there "
            "is no test_batch.bin. Name the folder or the archive that has them.",
        ),
        (
            lambda folder: [file.unlink() for file in folder.glob("data_batch_*.bin")],
            "there is no data_batch_1.bin. Name the folder",
        ),
        (
            lambda folder: (folder / "data_batch_2.bin").write_bytes(batch(0, 2)[:-1]),
            "data_batch_2.bin in FOLDER needs whole records of 3,073 bytes; got 6,145 bytes. It is "
            "truncated, or another format; fetch it again.",
        ),
        (
            lambda folder: (folder / "test_batch.bin").write_bytes(b""),
            "test_batch.bin in FOLDER needs whole records of 3,073 bytes; got 0 bytes.",
        ),
        (
            lambda folder: (folder / "test_batch.bin").write_bytes(b"\x63" * 3073),
            "got test labels from 99 to 99 and 10 classes",
        ),
        (
            lambda folder: (
                [file.unlink() for file in folder.glob("*.bin")]
                + [(folder / "data_batch_1").write_bytes(b"\x80\x02")]
            ),
            "FOLDER is CIFAR-10's version for Python, made of pickles, which could run code. Take "
            "the binary version (cifar-10-binary.tar.gz), or --data cifar10 to fetch it.",
        ),
    ],
)
def test_what_is_wrong_with_a_folder_is_named(
    change: Callable[[Path], object], message: str, tmp_path: Path
) -> None:
    folder = plant_folder(tmp_path / "pictures")
    change(folder)
    with pytest.raises(WarmproofError) as refused:
        read_folder(folder)
    assert message.replace("FOLDER", str(folder)) in str(refused.value)


def test_the_archive_for_python_is_refused(tmp_path: Path) -> None:
    path = plant_archive(tmp_path / "it.tar.gz", {"data_batch_1": b"\x80", "test_batch": b"\x80"})
    with pytest.raises(WarmproofError, match=r"version for Python, made of pickles"):
        read_archive(path)


def test_a_truncated_archive_is_refused(tmp_path: Path) -> None:
    noise = np.random.default_rng(4).bytes(3073 * 10)
    whole = plant_archive(tmp_path / "it.tar.gz", FILES | {"data_batch_3.bin": noise}).read_bytes()
    for length in (len(whole) - 4, len(whole) // 2, 20, 2):
        path = tmp_path / "cut.tar.gz"
        path.write_bytes(whole[:length])
        with pytest.raises(WarmproofError) as refused:
            read_archive(path)
        assert str(refused.value) == (
            f"{path} is truncated or damaged, or no archive of CIFAR-10. Fetch it again."
        )


def test_a_batch_of_unlikely_length_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cifar, "LARGEST", 30_000)
    path = plant_archive(tmp_path / "it.tar.gz", FILES)
    with pytest.raises(WarmproofError, match=r"needs at most 30,000 bytes; got 30,730\. Take the"):
        read_archive(path)
