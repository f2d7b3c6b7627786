"""Symmetric matrices of balls: enclosures of their spectral norm and least eigenvalue.

A matrix is given by its upper triangle, row by row, and stands for every symmetric matrix with
entries in the balls. One or two rows have closed forms, monotone in the diagonal and in the size
of the other entry, so they are evaluated at the ends of the balls and lose nothing but rounding.
Larger matrices are split where rows are not coupled (entries exactly 0). For each block the best
of three bounds holds: Gershgorin's discs, the Frobenius norm, and the middle matrix M in a basis Q
that nearly diagonalises it, moved by the norm of the radii (Weyl). Q comes from doubles, as a
guess; with eps >= ||Q'Q - I||, eps < 1, it is invertible, and ||M|| <= ||Q'MQ||/(1 - eps).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flint import arb, arb_mat, ctx

from verify.intervals.balls import UNDEFINED, precision
from verify.intervals.operations import absolute

_ZERO, _HALF = arb(0), arb(0.5)


class _Bounds(NamedTuple):
    """What holds for every matrix: least eigenvalue >= least, norm in [low, high]."""

    least: arb
    low: arb
    high: arb


_NOTHING = _Bounds(UNDEFINED, UNDEFINED, UNDEFINED)


def is_positive_semidefinite(entries: Sequence[arb], d: int, bits: int = 64) -> bool:
    """Whether every matrix is positive semidefinite; False means "not shown".

    Args:
        entries: the upper triangle, row by row, d(d+1)/2 balls.
        d: the number of rows.
        bits: working precision.

    >>> is_positive_semidefinite([arb(1), arb(1), arb(1)], 2)
    True
    >>> is_positive_semidefinite([arb(1), arb(1, 0.5), arb(1)], 2)
    False
    """
    if not all(map(arb.is_finite, entries)):
        return False
    if d == 1:
        return bool(entries[0] >= 0)
    before = ctx.prec
    try:
        if d == 2:
            # Products of ends are exact at twice their length, so touching cases are decided.
            ctx.prec = 2 * bits + 64
            return _pair_semidefinite(*entries)
        ctx.prec = bits
        return all(_block_semidefinite(block, size) for block, size in _blocks(entries, d))
    finally:
        ctx.prec = before


def spectral_norm(entries: Sequence[arb], d: int, bits: int = 64) -> arb:
    """A ball that contains the spectral norm of every matrix; not finite if an entry is not.

    Args and the order of the entries are those of `is_positive_semidefinite`.

    >>> spectral_norm([arb(0), arb(3), arb(0)], 2) == 3
    True
    """
    if not all(map(arb.is_finite, entries)):
        return UNDEFINED
    if d == 1:
        return absolute(entries[0])
    before = ctx.prec
    ctx.prec = bits
    try:
        if d == 2:
            low, high = _pair_norm(*entries)
        else:
            found = [_bounds(block, size) for block, size in _blocks(entries, d)]
            low, high = _largest([b.low for b in found]), _largest([b.high for b in found])
        ball = low.union(high)
        return ball if ball >= 0 else ball.nonnegative_part()
    finally:
        ctx.prec = before


def least_eigenvalue(entries: Sequence[arb], d: int, bits: int = 64) -> arb:
    """A number that no eigenvalue of any of the matrices lies below; nan if an entry is not finite.

    Args and the order of the entries are those of `is_positive_semidefinite`.

    >>> least_eigenvalue([arb(0), arb(3), arb(0)], 2) == -3
    True
    """
    if not all(map(arb.is_finite, entries)):
        return UNDEFINED
    before = ctx.prec
    ctx.prec = bits
    try:
        if d <= 2:
            return entries[0].lower() if d == 1 else _pair_least(*entries)
        return -_largest([-_bounds(block, size).least for block, size in _blocks(entries, d)])
    finally:
        ctx.prec = before


def _largest(ends: Sequence[arb]) -> arb:
    """The largest of some exact finite numbers."""
    best = ends[0]
    for end in ends:
        if end > best:
            best = end
    return best


def _top(a: arb, b: arb, c: arb) -> arb:
    """The larger eigenvalue of [[a, b], [b, c]] for exact entries."""
    gap, twice = a - c, b + b
    return (a + c + (gap * gap + twice * twice).sqrt()) * _HALF


# With two rows the larger eigenvalue grows with a, c and |b|; the smaller one is -(that of -A).


def _pair_semidefinite(a: arb, b: arb, c: arb) -> bool:
    if not (a >= 0 and c >= 0):
        return False
    off = b.abs_upper()
    return bool(a.lower() * c.lower() >= off * off)


def _pair_least(a: arb, b: arb, c: arb) -> arb:
    return -_top(-a.lower(), b.abs_upper(), -c.lower()).upper()


def _pair_norm(a: arb, b: arb, c: arb) -> tuple[arb, arb]:
    trace, low, high = a + c, b.abs_lower(), b.abs_upper()
    if trace < 0:
        a, c = -a, -c
    up, down = _top(a.upper(), high, c.upper()), _top(a.lower(), low, c.lower())
    if not (trace > 0 or trace < 0):
        # Either eigenvalue may be the larger one in size.
        below = -_pair_least(a, b, c), _top(-a.upper(), low, -c.upper()).lower()
        return _largest([down.lower(), below[1]]), _largest([up.upper(), below[0]])
    return down.lower(), up.upper()


def _blocks(entries: Sequence[arb], d: int) -> Iterator[tuple[list[arb], int]]:
    """Groups of rows that are coupled with each other only, each as its own upper triangle."""
    full = _full(entries, d)
    left = set(range(d))
    while left:
        group, waiting = set(), [min(left)]
        while waiting:
            i = waiting.pop()
            if i not in group:
                group.add(i)
                waiting += [j for j in left if not full[i][j].is_zero()]
        left -= group
        rows = sorted(group)
        yield [full[i][j] for i in rows for j in rows if i <= j], len(rows)


def _full(entries: Sequence[arb], d: int) -> list[list[arb]]:
    rows = [[_ZERO] * d for _ in range(d)]
    following = iter(entries)
    for i in range(d):
        for j in range(i, d):
            rows[i][j] = rows[j][i] = next(following)
    return rows


def _block_semidefinite(entries: Sequence[arb], size: int) -> bool:
    if size == 1:
        return bool(entries[0] >= 0)
    if size == 2:
        with precision(2 * ctx.prec + 64):
            return _pair_semidefinite(*entries)
    rows = _full(entries, size)
    return bool(_discs(rows)[0] >= 0 or _in_basis(rows).least >= 0)


def _bounds(entries: Sequence[arb], size: int) -> _Bounds:
    if size == 1:
        return _Bounds(entries[0].lower(), entries[0].abs_lower(), entries[0].abs_upper())
    if size == 2:
        return _Bounds(_pair_least(*entries), *_pair_norm(*entries))
    rows = _full(entries, size)
    least, high = _discs(rows)
    squares = (x.abs_upper() * x.abs_upper() for row in rows for x in row)
    frobenius = sum(squares, _ZERO).sqrt().upper()
    near = _in_basis(rows)
    return _Bounds(
        near.least if near.least > least else least,
        near.low if near.low > 0 else _ZERO,
        -_largest([-x for x in (high, frobenius, near.high) if x.is_finite()]),
    )


def _discs(rows: Sequence[Sequence[arb]]) -> tuple[arb, arb]:
    """Gershgorin: a lower bound of the eigenvalues, and an upper bound of their size."""
    least, most = [], []
    for i, row in enumerate(rows):
        rest = sum((x.abs_upper() for j, x in enumerate(row) if j != i), _ZERO)
        least.append((rest - row[i].lower()).upper())
        most.append((rest + row[i].abs_upper()).upper())
    return -_largest(least), _largest(most)


def _guess(rows: Sequence[Sequence[arb]]) -> list[float] | None:
    """Eigenvectors of the middle matrix, as columns, the eigenvalue of largest size last."""
    import numpy as np

    middle = np.array([[float(x.mid()) for x in row] for row in rows])
    if not np.isfinite(middle).all():
        return None
    try:
        values, vectors = np.linalg.eigh(middle)
    except np.linalg.LinAlgError:
        return None
    return vectors[:, np.argsort(np.abs(values))].ravel().tolist()


def _in_basis(rows: Sequence[Sequence[arb]]) -> _Bounds:
    """Bounds from Q'MQ and the radii; nan, which beats nothing, where there is no good Q."""
    d, guess = len(rows), _guess(rows)
    if guess is None:
        return _NOTHING
    basis = arb_mat(d, d, [arb(x) for x in guess])
    across = basis.transpose()
    gram = (across * basis).tolist()
    eps = _row_sum([[x - int(i == j) for j, x in enumerate(row)] for i, row in enumerate(gram)])
    if not eps < 1:
        return _NOTHING
    inside = (across * arb_mat(d, d, [x.mid() for row in rows for x in row]) * basis).tolist()
    spread = _row_sum([[x.rad() for x in row] for row in rows])
    least, high = _discs(inside)
    least = least / (1 + eps if least >= 0 else 1 - eps)
    # Rayleigh's quotient of M at the last vector; that of A is at most the spread away.
    quotient = inside[-1][-1] / gram[-1][-1]
    low, high = quotient.abs_lower() - spread, high / (1 - eps) + spread
    return _Bounds((least - spread).lower(), low.lower(), high.upper())


def _row_sum(rows: Sequence[Sequence[arb]]) -> arb:
    """The largest row sum of sizes; the spectral norm of a symmetric matrix is at most that."""
    return _largest([sum((x.abs_upper() for x in row), _ZERO).upper() for row in rows])
