"""The binary version of CIFAR-10: a folder of data_batch_*.bin and test_batch.bin, or its .tar.gz.

A record is one byte of label and 3 x 32 x 32 bytes of pixels, 3,073 in all. The archive is read as
it is and nothing is written to disk. The other version on the same page, for Python, consists of
pickles, which could run code when they are opened, and is refused.
"""

from __future__ import annotations

import gzip
import re
import tarfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from theory.errors import WarmproofError
from verify.nets.data.pictures import PictureData, Pictures, from_train_and_test

SHAPE = (3, 32, 32)
RECORD = 1 + 3 * 32 * 32
LARGEST = 50_000 * RECORD
"""No batch is longer; an archive that says so is not unpacked."""

_BATCH = re.compile(r"data_batch_\d+\.bin|test_batch\.bin")
_PICKLED = re.compile(r"(data_batch_\d+|test_batch)")


def read_folder(folder: Path) -> PictureData:
    """Read a folder of batches; they may also lie in its subfolder cifar-10-batches-bin.

    Raises:
        WarmproofError: no batches, no test batch, the version for Python, or a file that cannot be
            read or is cut short.
        DomainError: labels that cannot be.
    """
    try:
        names = sorted(entry.name for entry in _place(folder).iterdir())
        found = [(file.name, file.read_bytes()) for file in batch_files(folder)]
    except OSError as failed:
        raise WarmproofError(f"cannot read {failed.filename}: {failed.strerror}.") from failed
    return _data(folder, folder.name or str(folder), found, names)


def batch_files(folder: Path) -> list[Path]:
    """The files of a folder that `read_folder` reads, in order."""
    return sorted(file for file in _place(folder).iterdir() if _BATCH.fullmatch(file.name))


def _place(folder: Path) -> Path:
    inner = folder / "cifar-10-batches-bin"
    return inner if inner.is_dir() else folder


def read_archive(path: Path, name: str | None = None) -> PictureData:
    """Read the batches in a .tar.gz.

    Args:
        path: the archive.
        name: as a title shows it; by default the file's.

    Raises:
        WarmproofError: as for a folder; or the archive is cut short or damaged.
        DomainError: labels that cannot be.
    """
    found, names = [], []
    try:
        with gzip.open(path) as stream, tarfile.open(fileobj=stream, mode="r:") as archive:
            for member in archive:
                last = member.name.rpartition("/")[2]
                names.append(last)
                if _BATCH.fullmatch(last) and member.isfile():
                    if member.size > LARGEST:
                        raise WarmproofError(
                            f"{last} in {path} needs at most {LARGEST:,} bytes; got "
                            f"{member.size:,}. Take the binary version of CIFAR-10."
                        )
                    file = archive.extractfile(member)
                    found.append((last, b"" if file is None else file.read()))
            while stream.read(LARGEST):
                pass  # to the end, where the checksum is compared
    except (OSError, EOFError, tarfile.TarError, zlib.error) as failed:
        raise WarmproofError(
            f"{path} is truncated or damaged, or no archive of CIFAR-10. Fetch it again."
        ) from failed
    return _data(path, name or path.name, sorted(found), names)


def _data(
    path: Path, name: str, found: list[tuple[str, bytes]], names: Iterable[str]
) -> PictureData:
    train = [content for batch, content in found if batch != "test_batch.bin"]
    test = [content for batch, content in found if batch == "test_batch.bin"]
    if not train and any(_PICKLED.fullmatch(name) for name in names):
        raise WarmproofError(
            f"{path} is CIFAR-10's version for Python, made of pickles, which could run code. Take "
            "the binary version (cifar-10-binary.tar.gz), or --data cifar10 to fetch it."
        )
    if not train or not test:
        missing = "data_batch_1.bin" if not train else "test_batch.bin"
        raise WarmproofError(
            f"{path} needs data_batch_*.bin and test_batch.bin of CIFAR-10's binary version; there "
            f"is no {missing}. Name the folder or the archive that has them."
        )
    for batch, content in found:
        if not content or len(content) % RECORD:
            raise WarmproofError(
                f"{batch} in {path} needs whole records of {RECORD:,} bytes; got {len(content):,} "
                "bytes. It is truncated, or another format; fetch it again."
            )
    return from_train_and_test(name, _pictures(train), _pictures(test))


def _pictures(batches: list[bytes]) -> Pictures:
    """Put the records of all batches into one array, copying each pixel once."""
    records = [np.frombuffer(content, np.uint8).reshape(-1, RECORD) for content in batches]
    pixels = np.empty((sum(map(len, records)), *SHAPE), np.uint8)
    np.concatenate([part[:, 1:] for part in records], out=pixels.reshape(len(pixels), -1))
    labels = np.concatenate([part[:, 0] for part in records]).astype(np.int64)
    return Pictures.whole(pixels, labels)
