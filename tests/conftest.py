"""Set up every test alike: how many cases are drawn, seeds, precision, and what may be skipped.

Profiles of Hypothesis: `dev` draws few cases and new ones each time; `ci` (chosen when the
environment variable CI is set) draws more, the same ones each time, and prints how to replay a
failure. With WARMPROOF_STRICT set, a skipped test fails unless it is marked `extra`.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import flint
import mpmath
import numpy as np
import pytest
from hypothesis import settings

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
    """Start each test from seed 0, 64 bits in python-flint and 53 bits in mpmath, and end it so."""
    reset_seeds_and_precision()
    yield
    reset_seeds_and_precision()


def reset_seeds_and_precision() -> None:
    random.seed(0)
    np.random.seed(0)
    flint.ctx.prec = 64
    mpmath.mp.prec = 53
    mpmath.iv.prec = 53


def pytest_configure(config: pytest.Config) -> None:
    """Draw pictures without a display."""
    os.environ.setdefault("MPLBACKEND", "agg")


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
