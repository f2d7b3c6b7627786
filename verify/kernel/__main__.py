"""``python -m verify.kernel``: make the generated files, run the kernel, write the manifest."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from theory.errors import WarmproofError
from verify.files import write_atomically
from verify.kernel.check import check_kernel
from verify.kernel.manifest import describe, write
from verify.kernel.sources import folder, read
from verify.kernel.stated import generated


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def main() -> int:
    """Do it; the generated files are written even if a proof then fails."""
    for file, text in generated().items():
        write_atomically(folder() / file, partial(_put, text=text))
    sources = read()
    try:
        report = check_kernel(sources=sources)
        write(describe(report, sources))
    except WarmproofError as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    sys.stdout.write(f"{len(report.theorems)} theorems\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
