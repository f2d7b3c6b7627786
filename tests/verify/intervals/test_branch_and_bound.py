"""Tests of verify/intervals/branch_and_bound.py: proofs, witnesses, and honest indecision."""

from __future__ import annotations

import pytest
import sympy as sp
from flint import ctx

from theory.errors import DomainError
from verify.intervals import branch_and_bound
from verify.intervals.branch_and_bound import decide, minimum
from verify.intervals.lowering import UnsupportedError

Q = sp.Rational
x, y, z = sp.symbols("x y z", real=True)
MOTZKIN = x**2 * y**2 * (x**2 + y**2 - 3)
SQUARE = {x: (-2, 2), y: (-2, 2)}


@pytest.mark.parametrize(
    ("expr", "region", "strict"),
    [
        (x**2 - x + 1, {x: (-3, 3)}, True),
        (MOTZKIN + Q(101, 100), SQUARE, True),
        (sp.sin(x) * sp.cos(y) + 1 + Q(1, 10**6), {x: (-4, 4), y: (-4, 4)}, True),
        (x**2 + y**2 - 2 * x * y + Q(1, 1000), {x: (-1, 1), y: (-1, 1)}, True),
        ((1 + x) ** Q(5, 2) - 1 - Q(5, 2) * x, {x: (Q(1, 100), 3)}, True),
        (sp.exp(x) - 1 - x, {x: (Q(1, 1000), 1)}, True),
        (x**2, {x: (-1, 1)}, False),
        (sp.sqrt(x - Q(1, 10)), {x: (Q(1, 10), 1)}, False),
        (x + y * z, {x: (0, 1), y: (0, 1), z: (0, 1)}, False),
        (x * (1 - x), {x: (0, 1)}, False),
        (sp.Abs(x) + sp.Max(x, 0), {x: (-1, 1)}, False),
        (sp.Piecewise((x**2, x < 0), (sp.sqrt(x), True)), {x: (-1, 1)}, False),
        (x - 1, {x: (1, 1)}, False),
        (sp.sin(x) ** 2 + sp.cos(x) ** 2 - 1, {x: (0, 1)}, False),  # its derivative is 0
    ],
)
def test_proves_what_is_true_with_room_or_by_its_form(
    expr: sp.Expr, region: dict[sp.Symbol, tuple[int, int]], strict: bool
) -> None:
    found = decide(expr, region, strict=strict)
    assert found.verdict == "PROVED"
    assert found.margin is not None and (found.margin > 0 or not strict)
    assert found.witness is None and found.frontier == ()


@pytest.mark.parametrize(
    ("expr", "region", "strict"),
    [
        (x**2 - x, {x: (0, 2)}, False),
        (x**2, {x: (-1, 1)}, True),
        (x**2 - 2 * x * y + y**2, {x: (-1, 1), y: (-1, 1)}, True),
        (1 - x**2 - y**2, {x: (0, 1), y: (0, 1)}, False),
        (MOTZKIN + Q(99, 100), SQUARE, False),
        (
            sp.Piecewise((x, x < Q(1, 3)), (-Q(1, 10**6), x < Q(2, 5)), (x, True)),
            {x: (0, 1)},
            False,
        ),
        (sp.exp(x) - 1 - Q(1001, 1000) * x, {x: (-1, 1)}, False),
        (x - 1, {x: (1, 1)}, True),
    ],
)
def test_refutes_with_a_witness_that_breaks_it_exactly(
    expr: sp.Expr, region: dict[sp.Symbol, tuple[int, int]], strict: bool
) -> None:
    found = decide(expr, region, strict=strict)
    assert found.verdict == "REFUTED" and found.witness is not None
    for variable, value in found.witness.items():
        low, high = region[variable]
        assert isinstance(value, sp.Rational) and low <= value <= high
    exact = expr.subs(found.witness)
    assert exact.evalf(50) < 0 or (strict and exact == 0)


@pytest.mark.parametrize(
    ("expr", "region"),
    [
        (MOTZKIN + 1, SQUARE),
        (sp.cosh(x) - 1 - x**2 / 2, {x: (-1, 1)}),
        (sp.Piecewise((x, x > 0), (-x, x < 0)), {x: (-1, 1)}),
    ],
)
def test_a_touched_bound_is_undecided_with_its_open_pieces(
    expr: sp.Expr, region: dict[sp.Symbol, tuple[int, int]]
) -> None:
    found = decide(expr, region, max_boxes=500)
    assert found.verdict == "UNDECIDED"
    assert found.boxes <= 500 and 1 <= len(found.frontier) <= 10
    assert found.margin is None and found.witness is None


def test_a_touching_point_alone_is_undecided_before_the_budget_ends() -> None:
    found = decide(sp.Abs(x) - sp.Abs(x) ** Q(3, 2), {x: (-1, 1)})
    assert found.verdict == "UNDECIDED" and found.boxes < 20_000
    assert "touched" in found.reason


def test_an_undefined_function_is_never_proved() -> None:
    assert decide(sp.log(x) + 100, {x: (0, 1)}, max_boxes=300).verdict == "UNDECIDED"
    assert decide(sp.sqrt(x), {x: (-1, 1)}, max_boxes=300).verdict == "UNDECIDED"
    assert decide(1 / x**2, {x: (-1, 1)}, max_boxes=300).verdict == "UNDECIDED"


def test_a_jump_is_not_bridged_by_the_derivative() -> None:
    jump = sp.Piecewise((1, x < Q(1, 3)), (-1, x < Q(1, 3) + Q(1, 10**4)), (1, True))
    assert decide(jump, {x: (0, 1)}).verdict == "REFUTED"


def test_progress_is_reported_and_the_precision_left_alone() -> None:
    seen: list[tuple[int, int]] = []
    before = ctx.prec
    decide(MOTZKIN + Q(101, 100), SQUARE, progress=lambda done, left: seen.append((done, left)))
    assert seen and seen[0][0] == 256
    assert ctx.prec == before


def test_an_interrupt_ends_in_undecided_with_every_open_piece(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupt(done: int, left: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(branch_and_bound, "_PROGRESS_EVERY", 5)
    found = decide(MOTZKIN + Q(101, 100), SQUARE, progress=interrupt)
    assert found.verdict == "UNDECIDED" and found.reason == "the search was interrupted"
    assert found.frontier


@pytest.mark.parametrize(
    ("expr", "region", "least"),
    [
        (x**2 - x, {x: (0, 2)}, Q(-1, 4)),
        (MOTZKIN, SQUARE, sp.Integer(-1)),
        (sp.Abs(x - Q(1, 3)), {x: (-1, 1)}, sp.S.Zero),
        (sp.sqrt(x), {x: (0, 1)}, sp.S.Zero),
        (x ** Q(3, 2) - x, {x: (0, 2)}, Q(-4, 27)),
        (sp.exp(x) - x, {x: (-2, 2)}, sp.S.One),
        (x + y, {x: (1, 2), y: (-3, 5)}, sp.Integer(-2)),
        (sp.S(3) + 0 * x, {x: (0, 1)}, sp.Integer(3)),
    ],
)
def test_encloses_the_minimum(
    expr: sp.Expr, region: dict[sp.Symbol, tuple[int, int]], least: sp.Rational
) -> None:
    found = minimum(expr, region)
    assert found.lower is not None and found.upper is not None and found.point is not None
    assert found.lower <= least <= found.upper
    assert found.upper - found.lower <= Q(2, 10**6)
    assert expr.subs(found.point).evalf(30) <= found.upper + Q(1, 10**20)


def test_a_minimum_that_runs_out_of_boxes_still_holds() -> None:
    found = minimum(MOTZKIN, SQUARE, max_boxes=20)
    assert found.boxes == 20
    assert found.lower is not None and found.upper is not None
    assert found.lower <= -1 <= found.upper


def test_a_minimum_without_enclosure_has_no_lower_bound() -> None:
    assert minimum(sp.log(x), {x: (-1, 1)}, max_boxes=100).lower is None


def test_bad_boxes_and_symbols_are_refused() -> None:
    with pytest.raises(DomainError, match=r"got x from 2 to 1\. Swap them\."):
        decide(x, {x: (2, 1)})
    with pytest.raises(DomainError, match="no variables"):
        decide(sp.S.One, {})
    with pytest.raises(UnsupportedError, match="the symbol y has no box"):
        decide(x + y, {x: (0, 1)})
    with pytest.raises(TypeError, match="an exact rational is needed"):
        decide(x, {x: (0, 0.5)})  # type: ignore[dict-item]
