"""The certificate of Drori and Teboulle: it holds for N = 1..30, and nothing near it does."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from theory.errors import DomainError
from verify.certificates.drori_teboulle import (
    Certificate,
    balance,
    certificate,
    check,
    check_certificate,
    residual,
)
from verify.certificates.semidefinite import form
from verify.verdict import Word

SIZES = range(1, 31)
SOME = [1, 2, 3, 8]
THOUSANDTH = Fraction(1, 1000)


def changed(values: tuple[Fraction, ...], i: int, by: Fraction) -> tuple[Fraction, ...]:
    return (*values[:i], values[i] + by, *values[i + 1 :])


@pytest.mark.parametrize("N", SIZES)
def test_it_proves_the_bound(N: int) -> None:
    done = check(N)
    assert done.word is Word.PROVED
    assert len(done.pivots) == N + 2
    assert all(pivot > 0 for pivot in done.pivots[:-1])
    assert done.pivots[-1] == 0  # the bound is attained


@pytest.mark.parametrize("N", SIZES)
def test_its_numbers_are_those_of_the_paper(N: int) -> None:
    given = certificate(N)
    lam = [Fraction(i, 2 * N + 1 - i) for i in range(1, N + 1)]
    tau = [lam[0], *(lam[i] - lam[i - 1] for i in range(1, N)), 1 - lam[N - 1]]
    assert given == Certificate(tuple(lam), tuple(tau), Fraction(1, 4 * N + 2))


@pytest.mark.parametrize("N", SOME)
def test_the_identity_holds_for_drawn_vectors_and_values(N: int) -> None:
    """bound d^2 - Delta_N = sum of weighted slacks + form, computed from the points themselves."""
    given, draw = certificate(N), random.Random(N)

    def vector() -> list[Fraction]:
        return [Fraction(draw.randint(-9, 9), draw.randint(1, 5)) for _ in range(3)]

    def dot(u: list[Fraction], v: list[Fraction]) -> Fraction:
        return sum((a * b for a, b in zip(u, v, strict=True)), Fraction(0))

    def minus(u: list[Fraction], v: list[Fraction]) -> list[Fraction]:
        return [a - b for a, b in zip(u, v, strict=True)]

    g = [vector() for _ in range(N + 1)]
    gaps = [Fraction(draw.randint(-9, 9)) for _ in range(N + 1)]
    x = [vector()]  # w* = 0
    for gradient in g[:-1]:
        x.append(minus(x[-1], gradient))
    slacks = sum(
        weight * (dot(g[i], x[i]) - gaps[i] - dot(g[i], g[i]) / 2)
        for i, weight in enumerate(given.tau)
    )
    for i, weight in enumerate(given.lam, start=1):
        change, step = minus(g[i - 1], g[i]), minus(x[i - 1], x[i])
        slacks += weight * (gaps[i - 1] - gaps[i] - dot(g[i], step) - dot(change, change) / 2)
    matrix = residual(given)
    rest = sum(form(matrix, [x[0][k], *(gradient[k] for gradient in g)]) for k in range(3))
    assert given.bound * dot(x[0], x[0]) - gaps[N] == slacks + rest


@pytest.mark.parametrize("N", [1, 5, 30])
def test_numpy_finds_no_negative_eigenvalue(N: int) -> None:
    floats = np.array([[float(entry) for entry in row] for row in residual(certificate(N))])
    assert np.linalg.eigvalsh(floats)[0] > -1e-12


@pytest.mark.parametrize("N", [*SOME, 30])
def test_a_smaller_bound_is_refuted_by_a_direction(N: int) -> None:
    given = certificate(N)
    tight = replace(given, bound=given.bound * Fraction(99, 100))
    done = check_certificate(tight)
    assert done.word is Word.REFUTED
    assert done.against is not None
    floats = np.array([[float(entry) for entry in row] for row in residual(tight)])
    direction = np.array([float(entry) for entry in done.against])
    assert direction @ floats @ direction < 0
    assert np.linalg.eigvalsh(floats)[0] < 0


@pytest.mark.parametrize("N", SOME)
def test_one_changed_multiplier_unbalances_the_gaps(N: int) -> None:
    given = certificate(N)
    for i in range(N):
        done = check_certificate(replace(given, lam=changed(given.lam, i, THOUSANDTH)))
        assert done.word is Word.REFUTED
        assert done.evidence.startswith(f"the gap Delta_{i} occurs 1/1000 times")
    for i in range(N + 1):
        done = check_certificate(replace(given, tau=changed(given.tau, i, THOUSANDTH)))
        assert done.word is Word.REFUTED
        assert done.evidence.startswith(f"the gap Delta_{i} occurs ")


@pytest.mark.parametrize("N", SOME)
@pytest.mark.parametrize("by", [THOUSANDTH, -THOUSANDTH])
def test_balanced_again_the_form_is_negative_somewhere(N: int, by: Fraction) -> None:
    """lam_i changed, and tau_{i-1}, tau_i with it."""
    given = certificate(N)
    for i in range(N):
        tau = changed(changed(given.tau, i, by), i + 1, -by)
        moved = replace(given, lam=changed(given.lam, i, by), tau=tau)
        assert balance(moved) == balance(given)
        done = check_certificate(moved)
        assert done.word is Word.REFUTED
        assert done.against is not None
        assert form(residual(moved), done.against) < 0


def test_a_negative_multiplier_is_refuted() -> None:
    given = certificate(2)
    done = check_certificate(replace(given, tau=changed(given.tau, 1, Fraction(-1))))
    assert done.word is Word.REFUTED
    assert done.evidence == "the multiplier tau_1 = -7/12 < 0"


@pytest.mark.parametrize(
    ("N", "message"),
    [
        (0, "drori_teboulle needs an integer N >= 1; got N = 0. Raise N."),
        (-3, "drori_teboulle needs an integer N >= 1; got N = -3. Raise N."),
        (
            2.0,
            "drori_teboulle needs an integer N >= 1; got N = 2.0. Give the number of steps.",
        ),
        (
            True,
            "drori_teboulle needs an integer N >= 1; got N = True. Give the number of steps.",
        ),
        (
            "3",
            "drori_teboulle needs an integer N >= 1; got N = '3'. Give the number of steps.",
        ),
    ],
)
def test_what_is_no_number_of_steps_is_refused(N: object, message: str) -> None:
    with pytest.raises(DomainError) as caught:
        check(N)  # type: ignore[arg-type]
    assert str(caught.value) == message


def test_a_certificate_of_the_wrong_shape_is_refused() -> None:
    given = certificate(2)
    with pytest.raises(DomainError) as caught:
        check_certificate(replace(given, tau=given.tau[:2]))
    assert str(caught.value) == (
        "a certificate needs N >= 1 multipliers lam and N + 1 multipliers tau; got 2 and 2. "
        "Give one tau for each iterate x_0, ..., x_N."
    )
