"""Set up every test alike: how many cases are drawn, seeds, precision, and what may be skipped.

Profiles of Hypothesis: `dev` draws few cases and new ones each time; `ci` (chosen when the
environment variable CI is set) draws more, the same ones each time, and prints how to replay a
failure. With WARMPROOF_STRICT set, a skipped test fails unless it is marked `extra`; those of the
networks fail as well, unless torch is missing.
"""

from __future__ import annotations

import os
import pickle
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

import flint
import mpmath
import numpy as np
import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from verify.symbolic.results import StatementResult

STRICT = bool(os.environ.get("WARMPROOF_STRICT"))
NETS = "tests/verify/nets/"
"""A module that skips as a whole carries no mark; only these may, and only without torch."""
HAS_TORCH = find_spec("torch") is not None

settings.register_profile("dev", max_examples=25, deadline=None)
settings.register_profile(
    "ci", max_examples=200, deadline=None, derandomize=True, print_blob=True, database=None
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(autouse=True)
def same_seeds_and_precision() -> Iterator[None]:
    """Start each test from seed 0, 64 bits in python-flint and 53 bits in mpmath.

    Doctests print balls at the precision that python-flint starts with, so that one comes back.
    """
    before = flint.ctx.prec
    reset_seeds_and_precision()
    yield
    reset_seeds_and_precision()
    flint.ctx.prec = before


def reset_seeds_and_precision() -> None:
    random.seed(0)
    np.random.seed(0)
    flint.ctx.prec = 64
    mpmath.mp.prec = 53
    mpmath.iv.prec = 53


def pytest_configure(config: pytest.Config) -> None:
    """Draw pictures without a display."""
    os.environ.setdefault("MPLBACKEND", "agg")


@pytest.fixture(scope="session")
def result_of(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[str], StatementResult]]:
    """What became of the statement with this id; before it, what it leans on is checked.

    Each is checked once in a run: what a process finds lies in a folder that all of them share.
    The second solver votes meanwhile; at the end its votes must have changed no word.
    """
    from verify.symbolic.checker import check_statement
    from verify.symbolic.parallel import _packed
    from verify.symbolic.report import needed
    from verify.symbolic.results import settle

    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    found: dict[str, StatementResult] = {}
    own: dict[str, StatementResult] = {}

    def result(name: str) -> StatementResult:
        for statement in needed([name]):
            if statement.id in found:
                continue
            file = folder / f"checked-{statement.id}"
            if file.exists():
                found[statement.id] = replace(pickle.loads(file.read_bytes()), statement=statement)
            else:
                found[statement.id] = own[statement.id] = check_statement(statement, found)
                draft = file.with_suffix(f".{os.getpid()}")
                draft.write_bytes(_packed(own[statement.id]))
                draft.replace(file)
        return found[name]

    yield result
    words = {name: checked.word for name, checked in own.items()}
    assert {name: checked.word for name, checked in settle(own).items()} == words


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:
    """In strict mode, turn a skip of the core into a failure."""
    report = yield
    excused = item.get_closest_marker("extra")
    if item.nodeid.startswith(NETS):
        excused = not HAS_TORCH
    if STRICT and report.skipped and not hasattr(report, "wasxfail") and not excused:
        fail_because_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> object:
    """The same for a module that skips itself as a whole."""
    report = yield
    excused = report.nodeid.startswith(NETS) and not HAS_TORCH
    if STRICT and report.skipped and not excused:
        fail_because_skipped(report)
    return report


def fail_because_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = (
        f"{report.nodeid} was skipped, and strict mode skips nothing of the core: {reason}. "
        "Install what it needs, or mark it extra(name)."
    )
