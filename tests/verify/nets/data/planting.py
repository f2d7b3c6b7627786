"""Small data sets that tests plant: pictures that tell by their pixels which they are."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import numpy as np

RECORD = 3073


def record(label: int, number: int) -> bytes:
    """A record of CIFAR-10: red is the number, green the number + 1, blue the number + 2."""
    planes = b"".join(bytes([(number + colour) % 256]) * 1024 for colour in range(3))
    return bytes([label]) + planes


def batch(first: int, count: int) -> bytes:
    """Records in a row; the label is the last digit of the number."""
    return b"".join(record(number % 10, number) for number in range(first, first + count))


def plant_folder(folder: Path, *, batches: int = 2, count: int = 10) -> Path:
    """A folder as CIFAR-10's binary version has it."""
    folder.mkdir(parents=True)
    for i in range(batches):
        (folder / f"data_batch_{i + 1}.bin").write_bytes(batch(i * count, count))
    (folder / "test_batch.bin").write_bytes(batch(100, count))
    (folder / "batches.meta.txt").write_text("airplane\n")
    return folder


def plant_archive(path: Path, files: dict[str, bytes]) -> Path:
    """A .tar.gz with these files in a folder."""
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(f"cifar-10-batches-bin/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def plant_npz(path: Path, **changed: object) -> Path:
    """40 pictures to train with and 10 for the test; None leaves an array out."""
    numbers = np.arange(40, dtype=np.uint8)
    arrays: dict[str, object] = {
        "x_train": np.broadcast_to(numbers[:, None, None, None], (40, 3, 32, 32)),
        "y_train": numbers % 4,
        "x_test": np.zeros((10, 3, 32, 32), np.uint8),
        "y_test": numbers[:10] % 4,
    } | changed
    np.savez_compressed(path, **{name: x for name, x in arrays.items() if x is not None})
    return path
