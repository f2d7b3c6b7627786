"""Sums within sums: an index keeps its own sum apart from the one around it.

Two false statements that came out PROVED: sum_i sum_j i j = 9 was equated with sum_i sum_j j^2,
which is 15, and a renamed index captured the index of the sum inside.
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import sympy as sp

from theory.canonical import canonical, key
from theory.logic import TRUE, ForAll, Formula, eq, function, le, real
from theory.schema import Identity
from theory.substitution import put_in
from verify.verdict import Word

i, i_1, j, k, m, n, x = map(real, ("i", "i_1", "j", "k", "m", "n", "x"))
f = function("f")


def _table(term: sp.Expr, inner: sp.Symbol, outer: sp.Symbol) -> sp.Sum:
    """The sum over ``outer`` of 1 + the sum over ``inner`` of the term, both from 0 to 2."""
    return sp.Sum(1 + sp.Sum(term, (inner, 0, 2)), (outer, 0, 2))


PRODUCTS, SQUARES = _table(i * j, j, i), _table(j**2, j, i)
FALSE_CLAIMS: dict[str, Formula] = {
    "18 = 12": eq(PRODUCTS, SQUARES),
    "18 <= 12": le(SQUARES, PRODUCTS),
    "an index of no sum": eq(PRODUCTS, _table(i * j, j, k)),
}


@pytest.mark.parametrize("name", FALSE_CLAIMS)
@pytest.mark.parametrize("by", [None, Identity()], ids=["decide", "identity"])
def test_different_sums_within_sums_are_not_equated(
    name: str, by: Identity | None, build: SimpleNamespace
) -> None:
    claim = FALSE_CLAIMS[name]
    parameters = (i,) if "no sum" in name else ()
    assert build.word(build.claim(claim, by, parameters=parameters)) is not Word.PROVED


def test_a_renamed_index_does_not_capture_the_one_inside(build: SimpleNamespace) -> None:
    """Read at x = i the outer index is renamed, and i_1 is taken already, although bound."""

    def sums(value: sp.Symbol, outer: sp.Symbol, product: sp.Expr) -> sp.Sum:
        return sp.Sum(outer + value + sp.Sum(product, (i_1, 0, 3)), (outer, 0, 2))

    known = ForAll(x, TRUE, eq(f(x), sums(x, i, i * i_1)))
    captured = ForAll(i, TRUE, eq(f(i), sp.Sum(i + i_1 + sp.Sum(i_1**2, (i_1, 0, 3)), (i_1, 0, 2))))
    right = ForAll(i, TRUE, eq(f(i), sums(i, k, k * i_1)))
    for claim, word in ((captured, Word.UNDECIDED), (right, Word.PROVED)):
        statement = build.micro(
            build.step("a", claim, uses=["a0"]), conclusion=claim, parameters=(f,), assume=[known]
        )
        assert build.word(statement) is word


def test_a_renamed_variable_of_a_lambda_does_not_either() -> None:
    body = sp.Lambda(i, sp.Sum(i * i_1 + x, (i_1, 0, 3)))
    assert put_in(body, {x: i})(5) == sp.Sum(5 * i_1 + i, (i_1, 0, 3))


SAME = (
    (_table(i * j, j, i), _table(k * m, m, k)),
    (
        sp.Sum(i + sp.Sum(j * i, (j, 0, i)), (i, 0, n)),
        sp.Sum(k + sp.Sum(k * m, (m, 0, k)), (k, 0, n)),
    ),
    (
        sp.Sum(1 + f(i) * sp.Sum(f(j), (j, 0, 2)), (i, 0, n)),
        sp.Sum(1, (k, 0, n)) + sp.Sum(f(j) * sp.Sum(f(i), (i, 0, 2)), (j, 0, n)),
    ),
)
DIFFERENT = (
    (PRODUCTS, SQUARES),
    (sp.Sum(sp.Sum(i, (j, 0, i)), (i, 0, n)), sp.Sum(sp.Sum(j, (j, 0, i)), (i, 0, n))),
    (sp.Sum(f(i), (i, 0, i)), sp.Sum(f(j), (j, 0, j))),
)


def test_sums_alike_up_to_their_indices_have_one_form() -> None:
    assert all(key(eq(a, 0)) == key(eq(b, 0)) for a, b in SAME)
    assert not any(key(eq(a, 0)) == key(eq(b, 0)) for a, b in DIFFERENT)


@pytest.mark.parametrize("pair", [*SAME, *DIFFERENT])
def test_the_form_is_its_own_form(pair: tuple[sp.Expr, sp.Expr]) -> None:
    assert all(canonical(canonical(e)) == canonical(e) for e in pair)
