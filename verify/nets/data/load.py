"""Which reader a `--data` needs, and what has been read already in this process.

A file is known by how it begins, not by its name: zip for .npz, gzip for .tar.gz. A name that is no
path may stand for something to fetch: `cifar10` or `shakespeare`.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from theory.errors import WarmproofError
from theory.tokens import shorten
from verify.nets.data.cifar import batch_files, read_archive, read_folder
from verify.nets.data.digits import digits
from verify.nets.data.download import CIFAR10, SHAKESPEARE, Progress, fetch
from verify.nets.data.npz import read_npz
from verify.nets.data.pictures import PictureData
from verify.nets.data.text import Text, python_help, split

PICTURES = {"cifar10": CIFAR10}
TEXTS = {"shakespeare": SHAKESPEARE}
"""What can be fetched, by the name that `--data` takes."""

Kind = Literal["folder", "zip", "gzip", "other"]
Stamp = tuple[tuple[str, int, int], ...]
"""Name, time of change in nanoseconds and size of each file that is read."""


def load_pictures(
    data: Path | None, *, paper: bool = False, progress: Progress | None = None
) -> PictureData:
    """The pictures in a file or folder, read once in a process as long as they do not change.

    Args:
        data: a .npz, CIFAR-10's binary version as a folder or .tar.gz, or `cifar10`; by default
            the digits of scikit-learn.
        paper: whether the default is CIFAR-10.
        progress: told of a download.

    Raises:
        WarmproofError: the pictures cannot be had, or are none.
        DomainError: they cannot be used.
    """
    if data is None and not paper:
        return digits()
    name = "cifar10" if data is None else str(data)
    if data is None or (name in PICTURES and not data.exists()):
        path = fetch(PICTURES[name], progress)
        return _read_pictures(path, "gzip", PICTURES[name].title, _stamp(path))
    if name in TEXTS and not data.exists():
        raise WarmproofError(f"{name} is a text; this network reads pictures. Take cifar10.")
    kind = _kind(data, "pictures")
    if kind == "other":
        raise WarmproofError(
            f"{data} holds no pictures that can be read: pictures come as .npz, or as CIFAR-10's "
            "binary version in a .tar.gz or a folder. Name one of these; a text is for --net gpt."
        )
    return _read_pictures(data, kind, None, _stamp(data))


def load_text(data: Path | None, *, paper: bool = False, progress: Progress | None = None) -> Text:
    """A text, read once in a process as long as it does not change.

    Args:
        data: a file in UTF-8, or `shakespeare`; by default the help texts of Python.
        paper: whether the default is TinyShakespeare.
        progress: told of a download.

    Raises:
        WarmproofError: the text cannot be had, or is none.
        DomainError: there is nothing to predict in it.
    """
    if data is None and not paper:
        return python_help()
    name = "shakespeare" if data is None else str(data)
    if data is None or (name in TEXTS and not data.exists()):
        path = fetch(TEXTS[name], progress)
        return _read_text(path, TEXTS[name].title, _stamp(path))
    if name in PICTURES and not data.exists():
        raise WarmproofError(f"{name} are pictures; a GPT reads a text. Take shakespeare.")
    if _kind(data, "a text") != "other":
        raise WarmproofError(
            f"{data} is no text but a folder or an archive, as pictures come in. Name a text file "
            "in UTF-8; pictures are for --net resnet."
        )
    return _read_text(data, data.name, _stamp(data))


def _kind(path: Path, what: str) -> Kind:
    try:
        if path.is_dir():
            return "folder"
        if not path.is_file():
            raise WarmproofError(
                f"there is no file or folder {shorten(str(path), 200)} to read {what} from. "
                "Name one with --data, or leave --data out."
            )
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as failed:
        raise _unreadable(path, failed) from failed
    if start.startswith(b"\x1f\x8b"):
        return "gzip"
    return "zip" if start.startswith(b"PK") else "other"


def _stamp(path: Path) -> Stamp:
    try:
        files = batch_files(path) if path.is_dir() else [path.resolve()]
        found = [(file, file.stat()) for file in files]
    except OSError as failed:
        raise _unreadable(path, failed) from failed
    return tuple((str(file), stat.st_mtime_ns, stat.st_size) for file, stat in found)


def _unreadable(path: Path, failed: OSError) -> WarmproofError:
    return WarmproofError(
        f"cannot read {shorten(str(path), 200)}: {failed.strerror}. Name another one with --data."
    )


@lru_cache(maxsize=2)
def _read_pictures(path: Path, kind: Kind, name: str | None, stamp: Stamp) -> PictureData:
    del stamp  # only tells one state of the file from another
    if kind == "folder":
        return read_folder(path)
    return read_npz(path) if kind == "zip" else read_archive(path, name)


@lru_cache(maxsize=2)
def _read_text(path: Path, name: str, stamp: Stamp) -> Text:
    del stamp  # only tells one state of the file from another
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as failed:
        raise _unreadable(path, failed) from failed
    except UnicodeDecodeError as failed:
        raise WarmproofError(
            f"{path} is no text in UTF-8: byte {failed.start:,} cannot be read. Save it as UTF-8, "
            "or name another file."
        ) from failed
    if "\0" in text:
        raise WarmproofError(
            f"{path} is no text: it has zero bytes in it. Save it as UTF-8, or name another file."
        )
    return split(name, text)
