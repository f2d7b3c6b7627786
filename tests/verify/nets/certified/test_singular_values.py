"""Exact bounds of norms against numpy's, which they enclose."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from verify.nets.certified.singular_values import frobenius, longest_row, singular_values

pytestmark = pytest.mark.extra("nets")


@pytest.mark.parametrize("shape", [(1, 1), (2, 5), (4, 4), (6, 9)])
def test_bounds_enclose_the_floats(shape: tuple[int, int]) -> None:
    matrix = torch.randn(shape, dtype=torch.float64)
    low, high = (float(end) for end in singular_values(matrix))
    values = torch.linalg.svdvals(matrix)
    assert low == pytest.approx(float(values[-1]), rel=1e-10)
    assert high == pytest.approx(float(values[0]), rel=1e-10)
    assert float(frobenius(matrix)) == pytest.approx(float(matrix.norm()), rel=1e-14)
    assert float(longest_row(matrix)) == pytest.approx(float(matrix.norm(dim=1).max()), rel=1e-14)


def test_ends_lie_on_the_safe_side() -> None:
    """The singular values of diag(1, 2, 3) are known, and so is a double root."""
    low, high = singular_values(torch.diag(torch.tensor([2.0, 1.0, 3.0])))
    assert 0.999999 < low <= 1
    assert 3 <= high < 3.000001
    low, high = singular_values(2 * torch.eye(3))
    assert low <= 2 <= high


def test_more_rows_than_columns_have_no_full_row_rank() -> None:
    assert singular_values(torch.ones(2, 1))[0] == 0
    assert singular_values(torch.zeros(2, 2)) == (0, 0)
