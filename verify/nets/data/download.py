"""Data sets fetched from where their authors keep them, checked, and kept for the next time.

They are kept in `$XDG_CACHE_HOME/warmproof`, by default `~/.cache/warmproof`. A file appears there
whole and with the right checksum or not at all; a download that was stopped begins anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from theory.errors import WarmproofError
from verify.files import write_atomically

Progress = Callable[[float, float | None, str], None]
"""Told how much is done, of how much, and what it is."""

SECONDS = 30
"""How long a server may be silent."""

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Source:
    """A file in the network.

    Args:
        title: for people.
        file: its name in the cache.
        url: where its authors keep it.
        size: in bytes.
        sha256: of its bytes, in hexadecimal digits.
    """

    title: str
    file: str
    url: str
    size: int
    sha256: str


CIFAR10 = Source(
    "CIFAR-10",
    "cifar-10-binary.tar.gz",
    "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
    170_052_171,
    "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
)
"""A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009; binary version."""

SHAKESPEARE = Source(
    "TinyShakespeare",
    "tinyshakespeare.txt",
    "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt",
    1_115_394,
    "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",
)
"""A. Karpathy, char-rnn, 2015: plays of Shakespeare in one file."""


def cache_folder() -> Path:
    """Where downloads are kept; the folder may not be there yet."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(given) if given else Path.home() / ".cache") / "warmproof"


def fetch(source: Source, progress: Progress | None = None) -> Path:
    """The file of a source, from the cache or from the network.

    Args:
        source: what to fetch.
        progress: told of the bytes as they come.

    Raises:
        WarmproofError: the network or the cache does not serve, or the bytes are not those that
            were expected.
    """
    folder = cache_folder()
    path = folder / source.file
    if path.is_file() and _digest(path) == source.sha256:
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failed:
        raise WarmproofError(
            f"cannot keep {source.title} in {folder}: {failed.strerror}. Name another place with "
            "XDG_CACHE_HOME, or the data with --data."
        ) from failed
    return write_atomically(path, lambda temporary: _download(source, temporary, progress))


def _download(source: Source, path: Path, progress: Progress | None) -> None:
    digest, done = hashlib.sha256(), 0
    try:
        with _open(source.url) as answer, path.open("wb") as file:
            while done <= source.size and (chunk := answer.read(_CHUNK)):
                digest.update(chunk)
                done += len(chunk)
                file.write(chunk)
                if progress is not None:
                    progress(done, source.size, f"fetching {source.title}")
    except (OSError, HTTPException) as failed:
        if isinstance(failed, HTTPError):
            failed.close()  # it is an answer as well, with a connection of its own
        raise WarmproofError(
            f"cannot fetch {source.title} from {source.url}: {_reason(failed)}. Fetch it some "
            "other way and name it with --data; smoke and small without --data need no network."
        ) from failed
    if digest.hexdigest() != source.sha256:
        got = "other bytes" if done == source.size else f"{done:,} bytes or more"
        got = f"only {done:,} bytes" if done < source.size else got
        raise WarmproofError(
            f"{source.url} should give {source.size:,} bytes of {source.title} with sha256 "
            f"{source.sha256[:8]}...; got {got}. Try again, or fetch it some other way and name it "
            "with --data."
        )


def _open(url: str) -> HTTPResponse:
    answer: HTTPResponse = urlopen(url, timeout=SECONDS)  # noqa: S310 - an address above
    return answer


def _reason(failed: OSError | HTTPException) -> str:
    """What went wrong, in the words of the system."""
    reason = getattr(failed, "reason", None) or failed
    strerror = getattr(reason, "strerror", None)
    return str(strerror or reason or type(failed).__name__).rstrip(".")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
