"""The how-to on testing a lemma: its tests do what the page says they do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "test-your-own-lemma.md"
TEXT = PAGE.read_text("utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", TEXT, re.M | re.S)
SETTINGS = """
from hypothesis import settings
settings.register_profile("page", derandomize=True, database=None, deadline=None)
settings.load_profile("page")
"""


def outcome(pytester: pytest.Pytester, example: str, *options: str) -> pytest.RunResult:
    pytester.makeconftest(SETTINGS)
    pytester.makepyfile(example)
    return pytester.runpytest_inprocess("-q", "-p", "no:cacheprovider", *options)


def test_the_true_lemma_passes(pytester: pytest.Pytester) -> None:
    assert "test_the_slope_is_bounded_by_the_gap" in EXAMPLES[0]
    outcome(pytester, EXAMPLES[0]).assert_outcomes(passed=1)


def test_the_false_lemma_fails_with_the_function_that_the_page_shows(
    pytester: pytest.Pytester,
) -> None:
    (shown,) = re.findall(r"^```text\n(.*?)^```$", TEXT, re.M | re.S)
    result = outcome(pytester, EXAMPLES[1])
    result.assert_outcomes(failed=1)
    for line in shown.splitlines():
        assert line in result.stdout.str()


def test_the_lemma_for_another_exponent_passes_and_fails_with_a_longer_step(
    pytester: pytest.Pytester,
) -> None:
    assert "rho=2" in EXAMPLES[2]
    outcome(pytester, EXAMPLES[2]).assert_outcomes(passed=1)
    shorter, longer = "Shares([1])", 'Shares(["5/4"])'
    assert shorter in EXAMPLES[2] and longer in TEXT
    (shown,) = re.findall(r"it fails, on `(.*?)`", TEXT)
    result = outcome(pytester, EXAMPLES[2].replace(shorter, longer))
    result.assert_outcomes(failed=1)
    assert shown in result.stdout.str()


def test_the_margins_are_listed(pytester: pytest.Pytester) -> None:
    result = outcome(pytester, EXAMPLES[3], "--warmproof-margin")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*curvature*::test_curvature"])


def test_every_name_in_the_table_can_be_imported() -> None:
    from verify import properties
    from verify.properties import strategies

    table = TEXT[TEXT.index("| strategy |") : TEXT.index("## How close")]
    names = re.findall(r"`(\w+)\(", table)
    assert len(names) >= 10
    for name in names:
        assert hasattr(strategies, name) or hasattr(properties, name), name
