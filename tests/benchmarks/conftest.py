"""Prints what the benchmarks are about: the ratios against their named alternatives."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def nothing_left_to_collect() -> Iterator[None]:
    """Keep the collector off what earlier benchmarks left: it halved the speed of the next."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    timed = getattr(config, "_benchmarksession", None)
    for bench in getattr(timed, "benchmarks", ()):
        facts = ", ".join(f"{name} {value}" for name, value in bench.extra_info.items())
        terminalreporter.write_line(f"{bench.name}: {facts}")
