"""Running ``coqc``: in a folder of its own, with a time limit, several files at once."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

Progress = Callable[[str, int, int], None]
"""Called with the name of a file, how many are done, and how many there are."""

PREFIX = "Warmproof"


@dataclass(frozen=True)
class Compiled:
    """What ``coqc`` made of one file.

    Attributes:
        ok: whether it compiled.
        seconds: how long it took.
        message: the error, or why it was not tried; empty if it compiled.
        output: what it printed.
    """

    ok: bool
    seconds: float
    message: str = ""
    output: str = ""


def find_coqc() -> str | None:
    """Where ``coqc`` is, or None; the variable COQC names another one."""
    return shutil.which(os.environ.get("COQC", "coqc"))


def version(coqc: str) -> str:
    """The version, such as ``8.16.1``; empty if it does not say."""
    try:
        answer = subprocess.run(  # noqa: S603 - a program the user names
            [coqc, "--print-version"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.split()[0] if answer.stdout.split() else ""


class Build:
    """Files compiled into one folder, each after those it needs.

    Args:
        coqc: the program.
        place: an empty folder; files are written there and compiled there.
        deadline: the moment, on ``time.monotonic``, after which nothing is begun or goes on.
    """

    def __init__(self, coqc: str, place: Path, deadline: float) -> None:
        self._coqc, self._place, self._deadline = coqc, place, deadline

    def compile(self, module: str, text: str) -> Compiled:
        """Write one file and compile it."""
        path = self._place / f"{module}.v"
        path.write_text(text, encoding="utf-8")
        left = self._deadline - time.monotonic()
        if left <= 0:
            return Compiled(False, 0.0, "the time limit was reached before it")
        begun = time.monotonic()
        command = [self._coqc, "-q", "-w", "none", "-Q", ".", PREFIX, path.name]
        try:
            answer = subprocess.run(  # noqa: S603 - arguments are names of ours
                command,
                cwd=self._place,
                capture_output=True,
                text=True,
                timeout=left,
                stdin=subprocess.DEVNULL,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Compiled(False, time.monotonic() - begun, "the time limit was reached in it")
        except OSError as failed:
            return Compiled(False, 0.0, f"{self._coqc} cannot be run: {failed.strerror}")
        seconds = time.monotonic() - begun
        if answer.returncode:
            return Compiled(False, seconds, first_error(answer.stderr or answer.stdout))
        return Compiled(True, seconds, output=answer.stdout)

    def compile_all(
        self,
        layers: Sequence[Sequence[str]],
        texts: Mapping[str, str],
        requires: Mapping[str, Sequence[str]],
        faults: Mapping[str, Sequence[str]],
        jobs: int,
        progress: Progress | None = None,
    ) -> dict[str, Compiled]:
        """Compile layer by layer; a file with a fault, or that needs a failed one, is not tried."""
        count = sum(map(len, layers))
        found: dict[str, Compiled] = {}

        def one(module: str) -> Compiled:
            if faults[module]:
                return Compiled(False, 0.0, faults[module][0])
            broken = [r for r in requires[module] if r in found and not found[r].ok]
            if broken:
                return Compiled(False, 0.0, f"{broken[0]}.v, which it needs, does not compile")
            return self.compile(module, texts[module])

        with ThreadPoolExecutor(max_workers=max(jobs, 1)) as pool:
            for layer in layers:
                for module, compiled in zip(layer, pool.map(one, layer), strict=True):
                    found[module] = compiled
                    if progress is not None:
                        progress(f"{module}.v", len(found), count)
        return found


def first_error(text: str) -> str:
    r"""The place and the first lines of an error message, on one line.

    >>> first_error('File "./X.v", line 3, characters 0-5:\nError: No such goal.\n')
    'X.v, line 3: No such goal.'
    """
    where = re.search(r'File "./(.+?)", line (\d+)', text)
    error = re.search(r"Error:\s*(.+?)(?:\n\n|\Z)", text, re.DOTALL)
    words = " ".join((error.group(1) if error else text).split())
    place = f"{where.group(1)}, line {where.group(2)}: " if where else ""
    return place + (words if len(words) <= 300 else f"{words[:297]}...")
