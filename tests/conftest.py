"""Set up every test alike: how many cases are drawn, seeds, precision, and what may be skipped.

Profiles of Hypothesis: `dev` draws few cases and new ones each time; `ci` (chosen when the
environment variable CI is set) draws more, the same ones each time, and prints how to replay a
failure. With WARMPROOF_STRICT set, a skipped test fails unless it is marked `extra`.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import flint
import mpmath
import numpy as np
import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from verify.symbolic.report import Report
    from verify.symbolic.results import StatementResult

STRICT = bool(os.environ.get("WARMPROOF_STRICT"))
MAY_SKIP = "tests/verify/nets/"
"""A module that skips as a whole carries no mark; only the tests of the networks may do so."""

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
def report_of() -> Callable[[str], Report]:
    """The report of the statement with this id; each is checked at most once.

    What it leans on is checked before it. However many tests ask, a process checks it once.
    """
    from theory.registry import get
    from verify.symbolic.checker import check_statement
    from verify.symbolic.report import _report, needed
    from verify.symbolic.results import settle
    from verify.symbolic.witnesses import check_witnesses

    closed: dict[str, StatementResult] = {}
    reports: dict[str, Report] = {}

    def report(name: str) -> Report:
        if name not in reports:
            for statement in needed([name]):
                if statement.id not in closed:
                    closed.update(settle({statement.id: check_statement(statement, closed)}))
            reports[name] = _report(get(name), closed[name], check_witnesses(get(name)))
        return reports[name]

    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:
    """In strict mode, turn a skip of the core into a failure."""
    report = yield
    excused = item.get_closest_marker("extra") or item.nodeid.startswith(MAY_SKIP)
    if STRICT and report.skipped and not hasattr(report, "wasxfail") and not excused:
        fail_because_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> object:
    """The same for a module that skips itself as a whole."""
    report = yield
    if STRICT and report.skipped and not report.nodeid.startswith(MAY_SKIP):
        fail_because_skipped(report)
    return report


def fail_because_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = (
        f"{report.nodeid} was skipped, and strict mode skips nothing of the core: {reason}. "
        "Install what it needs, or mark it extra(name)."
    )
