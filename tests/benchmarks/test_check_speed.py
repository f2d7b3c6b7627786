"""What the second solver's vote costs: checking every statement with it beside z3 alone.

The goal for the whole check is 15 seconds from a cold start on two cores; the vote runs beside
the work on the second core, so it should cost little (`ratio` in the extra info).
"""

from __future__ import annotations

import time
from typing import Any

import pytest

from verify.symbolic import solvers
from verify.symbolic.report import check


class _Abstaining:
    """A second solver that is asked nothing and so never votes."""

    def submit(self, text: str) -> int:
        return 0

    def collect(self, tickets: list[int]) -> list[str]:
        return ["unknown"] * len(tickets)

    def close(self) -> None:
        """There is no process to end."""


@pytest.mark.benchmark(group="checking every statement")
def test_checking_every_statement(benchmark: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    solvers.close()  # forget the answers of other tests
    reports = benchmark.pedantic(check, rounds=1)
    solvers.close()
    with monkeypatch.context() as patch:
        patch.setattr(solvers, "_second", _Abstaining())
        start = time.perf_counter()
        check()
        alone = time.perf_counter() - start
    solvers.close()
    benchmark.extra_info["ratio"] = round(benchmark.stats.stats.mean / alone, 2)
    benchmark.extra_info["steps"] = sum(len(r.result.steps) for r in reports)
    assert all(r.verdicts for r in reports)
