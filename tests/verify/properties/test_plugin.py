"""The fixture margin and the option --warmproof-margin, in runs of their own."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

TESTS = """
    from fractions import Fraction
    from hypothesis import given, settings, strategies as st

    def test_two(margin):
        margin("bound", 0.5)
        margin("bound", Fraction(1, 4))
        margin("bound", 3)

    @settings(max_examples=200, derandomize=True, database=None, deadline=None)
    @given(x=st.floats(0, 1000))
    def test_drawn(margin, x):
        margin("drawn", abs(x - 500.25))
        margin("drawn", 7)

    def test_silent():
        pass
"""


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makepyfile(TESTS)
    return pytester


def summary(result: pytest.RunResult) -> list[str]:
    start = next(k for k, line in enumerate(result.outlines) if "smallest margins" in line)
    return [" ".join(line.split()) for line in result.outlines[start + 1 : start + 3]]


def test_the_summary_lists_the_smallest_margin_of_each_test(suite: pytest.Pytester) -> None:
    result = suite.runpytest_inprocess("-q", "-p", "no:cacheprovider", "--warmproof-margin")
    result.assert_outcomes(passed=3)
    found = summary(result)
    assert any(line.startswith("0.25 bound ") and line.endswith("::test_two") for line in found)
    (drawn,) = (line for line in found if line.endswith("::test_drawn"))
    assert float(drawn.split()[0]) < 1  # the search went there


def test_without_the_option_there_is_no_summary(suite: pytest.Pytester) -> None:
    result = suite.runpytest_inprocess("-q", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=3)
    assert "smallest margins" not in result.stdout.str()


def test_margins_come_back_from_the_workers_of_xdist(suite: pytest.Pytester) -> None:
    result = suite.runpytest_subprocess(
        "-q", "-p", "no:cacheprovider", "-n", "1", "--warmproof-margin", "-k", "test_two"
    )
    result.assert_outcomes(passed=1)
    assert summary(result)[0].startswith("0.25 bound ")


def test_a_run_that_told_nothing_says_so(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_silent(): pass")
    result = pytester.runpytest_inprocess("-q", "-p", "no:cacheprovider", "--warmproof-margin")
    result.stdout.fnmatch_lines(["no test told a margin"])
