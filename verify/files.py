"""Write result files all at once or not at all.

A file is written under a temporary name beside its place and then renamed, so a reader never sees
half of it and a failure leaves nothing behind. ``check_writable`` asks before a long computation
whether the place can be written to.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from theory.errors import WarmproofError
from theory.tokens import shorten


def check_writable(path: Path | str) -> Path:
    """Return the path if a file can be put there; nothing is created.

    Raises:
        WarmproofError: the folder is missing or read-only, or the path is a folder or no path.
    """
    target = Path(path)
    folder = target.parent
    try:
        is_folder = target.is_dir()
    except OSError as failed:
        raise WarmproofError(f"cannot write {shorten(str(target))}: {failed.strerror}.") from None
    if target.exists() and not target.is_file() and not is_folder:
        raise WarmproofError(f"cannot write {target}: it is no file. Name a new one.")
    if is_folder:
        raise WarmproofError(f"cannot write {target}: it is a folder. Name a file in it.")
    if not folder.is_dir():
        raise WarmproofError(
            f"cannot write {target}: there is no folder {folder}. Create it first."
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise WarmproofError(
            f"cannot write {target}: the folder {folder} is read-only. Choose another one."
        )
    return target


def write_atomically(path: Path | str, write: Callable[[Path], None]) -> Path:
    """Let ``write`` fill a temporary file with the same suffix, then move it into place.

    Args:
        path: where the file belongs; an older file is replaced.
        write: called once with the temporary path, which exists and is empty.

    Raises:
        WarmproofError: the place cannot be written to.
    """
    target = check_writable(path)
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=target.suffix, dir=target.parent)
    except OSError as failed:
        raise WarmproofError(f"cannot write {target}: {failed.strerror}.") from failed
    os.close(handle)
    temporary = Path(name)
    try:
        write(temporary)
        # mkstemp makes private files; results are for whoever may read the folder.
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        os.replace(temporary, target)
    except OSError as failed:
        raise WarmproofError(f"cannot write {target}: {failed.strerror}.") from failed
    finally:
        temporary.unlink(missing_ok=True)
    return target


def write_json(path: Path | str, document: Any) -> Path:
    """Write a document as JSON, one item a line; nan and infinities are refused.

    Raises:
        WarmproofError: the place cannot be written to.
        ValueError: a number in the document is not finite.
    """
    text = json.dumps(document, indent=2, allow_nan=False) + "\n"
    return write_atomically(path, lambda temporary: _write_text(temporary, text))


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
