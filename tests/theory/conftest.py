"""Checks each statement at most once, however many test files ask for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from theory.registry import get
from verify.symbolic.checker import check_statement
from verify.symbolic.report import Report, _report, needed
from verify.symbolic.results import StatementResult, settle
from verify.symbolic.witnesses import check_witnesses


@pytest.fixture(scope="session")
def report_of() -> Callable[[str], Report]:
    """The report of the statement with this id; what it leans on is checked first, once."""
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
