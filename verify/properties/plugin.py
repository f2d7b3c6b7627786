"""A pytest plugin: the fixture ``margin``, and the smallest margins of a run with the test's name.

``margin(name, value)`` tells how far a claim was from failing. In a test of Hypothesis it also asks
for examples with a smaller margin. With ``--warmproof-margin`` the terminal summary lists the
smallest margin of each name in each test, with pytest-xdist too, as they travel with reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pytest

PREFIX = "warmproof-margin "
"""Before the name of a margin among the properties of a test."""

MOST_LINES = 20

_CURRENT = pytest.StashKey[pytest.Item | None]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option."""
    parser.getgroup("warmproof").addoption(
        "--warmproof-margin",
        action="store_true",
        help="list the smallest margins that tests told by the fixture margin(name, value)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Begin with no test."""
    config.stash[_CURRENT] = None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Know which test is running: the fixture is shared by all."""
    item.config.stash[_CURRENT] = item
    try:
        return (yield)
    finally:
        item.config.stash[_CURRENT] = None


@pytest.fixture(scope="session")
def margin(pytestconfig: pytest.Config) -> Callable[[str, Any], None]:
    """Tells a margin: ``margin(name, value)``, value a number or a ball, < 0 where a claim fails.

    One object for the session, so that tests of Hypothesis may take it as they take arguments.
    """

    def tell(name: str, value: Any) -> None:
        number = _number(value)
        item = pytestconfig.stash[_CURRENT]
        if item is not None and pytestconfig.getoption("warmproof_margin"):
            _keep_smallest(item, PREFIX + name, number)
        from verify.properties.margins import steer

        steer(number, name)

    return tell


def _number(value: Any) -> float:
    if isinstance(value, int | float | Fraction):
        return float(value)
    from verify.properties.show import ball

    return float(ball(value).mid())


def _keep_smallest(item: pytest.Item, key: str, number: float) -> None:
    for place, (name, before) in enumerate(item.user_properties):
        if name == key:
            if number < before:  # type: ignore[operator]
                item.user_properties[place] = (key, number)
            return
    item.user_properties.append((key, number))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """List the smallest margins, the smallest first."""
    if not config.getoption("warmproof_margin"):
        return
    found = sorted(
        (number, key.removeprefix(PREFIX), report.nodeid)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "call"
        for key, number in report.user_properties
        if key.startswith(PREFIX)
    )
    terminalreporter.section("smallest margins")
    if not found:
        terminalreporter.write_line("no test told a margin")
    for number, name, test in found[:MOST_LINES]:
        terminalreporter.write_line(f"{number:<12.4g}{name}  {test}")
    if len(found) > MOST_LINES:
        terminalreporter.write_line(f"and {len(found) - MOST_LINES} larger ones")
