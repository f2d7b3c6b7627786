"""The certificate of Drori and Teboulle for the sharp form of Theorem 2, for a given N.

N steps eta = 1/L lead to Delta_N <= L ||w_0 - w*||^2/(4N + 2). The certificate is a weighted sum of
the inequalities that the proof may use,

    lam_i:  f_{i-1} >= f_i + <g_i, x_{i-1} - x_i> + ||g_{i-1} - g_i||^2/(2L)        i = 1, ..., N
    tau_i:  <g_i, x_i - w*> >= Delta_i + ||g_i||^2/(2L)   (Lemma 7)                 i = 0, ..., N

with lam_i = i/(2N + 1 - i), tau_i = lam_{i+1} - lam_i and tau_N = 1 - lam_N. It proves the bound if
the multipliers are not negative, if of all function values Delta_N alone remains, and if what is
left over, a quadratic form in w_0 - w* and the gradients, is positive semidefinite. All three are
decided in exact fractions, with L = 1: scaling f and the distances leaves nothing else to choose.

``gd_convex_sharp`` proves the bound for every N at once, with the same multipliers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import sympy as sp

from theory.definitions.run import LAST, T
from theory.errors import DomainError
from theory.theorems.gd_convex_sharp.auxiliary import lam, tau
from theory.theorems.gd_convex_sharp.setting import RATE
from verify.certificates.semidefinite import eliminate, form
from verify.verdict import Word

_HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Certificate:
    """Multipliers for N steps, and the constant that they are to prove.

    Attributes:
        lam: N multipliers; ``lam[i - 1]`` is that between x_{i-1} and x_i.
        tau: N + 1 multipliers; ``tau[i]`` is that of Lemma 7 at x_i.
        bound: Delta_N/(L ||w_0 - w*||^2) is claimed to be at most this.
    """

    lam: tuple[Fraction, ...]
    tau: tuple[Fraction, ...]
    bound: Fraction

    @property
    def N(self) -> int:
        """The number of steps."""
        return len(self.lam)


@dataclass(frozen=True)
class CertificateCheck:
    """What became of a certificate.

    Attributes:
        word: PROVED, or REFUTED: the certificate (not the bound) fails.
        evidence: why, in one line.
        pivots: of the left-over form, in the order w_0 - w*, g_0, ..., g_N; empty if it was not
            looked at.
        against: a direction in which that form is negative, if there is one.
    """

    word: Word
    evidence: str
    pivots: tuple[Fraction, ...] = ()
    against: tuple[Fraction, ...] | None = None


def certificate(N: int) -> Certificate:
    """The published multipliers for N steps, and the bound 1/(4N + 2).

    Raises:
        DomainError: N is no integer, or less than 1.

    >>> certificate(2).lam, certificate(2).bound
    ((Fraction(1, 4), Fraction(2, 3)), Fraction(1, 10))
    """
    if not isinstance(N, int) or isinstance(N, bool):
        raise DomainError(
            f"drori_teboulle needs an integer N >= 1; got N = {N!r}. Give the number of steps."
        )
    if N < 1:
        raise DomainError(f"drori_teboulle needs an integer N >= 1; got N = {N}. Raise N.")

    def number(formula: sp.Expr) -> Fraction:
        value = sp.Rational(formula.subs(T, N))
        return Fraction(int(value.p), int(value.q))

    lams = tuple(number(lam(sp.Integer(i))) for i in range(1, N + 1))
    taus = tuple(number(tau(sp.Integer(i))) for i in range(N))
    return Certificate(lams, (*taus, 1 - lams[-1]), 1 / number(RATE.left.coeff(LAST)))


def balance(given: Certificate) -> tuple[Fraction, ...]:
    """How often each gap Delta_0, ..., Delta_N occurs in the weighted sum; to be 0, ..., 0, -1.

    >>> balance(certificate(2))
    (Fraction(0, 1), Fraction(0, 1), Fraction(-1, 1))
    """
    after = (*given.lam, Fraction(0))
    before = (Fraction(0), *given.lam)
    return tuple(a - b - t for a, b, t in zip(after, before, given.tau, strict=True))


def residual(given: Certificate) -> list[list[Fraction]]:
    """The matrix of bound ||w_0 - w*||^2 minus the quadratic part of the weighted sum.

    Its rows belong to w_0 - w*, g_0, ..., g_N. With the balance it says that
    bound ||w_0 - w*||^2 - Delta_N is the weighted sum of nonnegative slacks plus this form.

    >>> [[str(entry) for entry in row] for row in residual(certificate(1))]
    [['1/6', '-1/4', '-1/4'], ['-1/4', '1/2', '1/4'], ['-1/4', '1/4', '1/2']]
    """
    size = given.N + 2
    unit = [[Fraction(int(i == j)) for j in range(size)] for i in range(size)]
    start, gradients = unit[0], unit[1:]
    # x_i - w* = (w_0 - w*) - g_0 - ... - g_{i-1}
    places = [start]
    for gradient in gradients[:-1]:
        places.append(_combine(places[-1], gradient, Fraction(-1)))

    matrix = [[Fraction(0)] * size for _ in range(size)]

    def add(weight: Fraction, u: Sequence[Fraction], v: Sequence[Fraction]) -> None:
        for i in filter(u.__getitem__, range(size)):
            for j in filter(v.__getitem__, range(size)):
                matrix[i][j] += weight * u[i] * v[j] / 2
                matrix[j][i] += weight * u[i] * v[j] / 2

    add(given.bound, start, start)
    for i, weight in enumerate(given.tau):
        add(-weight, gradients[i], places[i])
        add(weight * _HALF, gradients[i], gradients[i])
    for i, weight in enumerate(given.lam, start=1):
        change = _combine(gradients[i - 1], gradients[i], Fraction(-1))
        add(weight, gradients[i], gradients[i - 1])
        add(weight * _HALF, change, change)
    return matrix


def _combine(u: Sequence[Fraction], v: Sequence[Fraction], factor: Fraction) -> list[Fraction]:
    return [a + factor * b for a, b in zip(u, v, strict=True)]


def check_certificate(given: Certificate) -> CertificateCheck:
    """Decide whether these multipliers prove this bound.

    Raises:
        DomainError: there is not one ``tau`` more than there are ``lam``, or no ``lam``.
    """
    if not given.lam or len(given.tau) != given.N + 1:
        raise DomainError(
            "a certificate needs N >= 1 multipliers lam and N + 1 multipliers tau; "
            f"got {given.N} and {len(given.tau)}. Give one tau for each iterate x_0, ..., x_N."
        )
    for name, first, values in (("lam", 1, given.lam), ("tau", 0, given.tau)):
        for i, value in enumerate(values, start=first):
            if value < 0:
                return CertificateCheck(Word.REFUTED, f"the multiplier {name}_{i} = {value} < 0")
    for i, (found, wanted) in enumerate(zip(balance(given), [0] * given.N + [-1], strict=True)):
        if found != wanted:
            return CertificateCheck(
                Word.REFUTED, f"the gap Delta_{i} occurs {found} times in the sum, not {wanted}"
            )
    matrix = residual(given)
    done = eliminate(matrix)
    if done.against is not None:
        value = form(matrix, done.against)
        return CertificateCheck(
            Word.REFUTED,
            f"the left-over form is {value} < 0 in a direction",
            done.pivots,
            done.against,
        )
    positive = sum(pivot > 0 for pivot in done.pivots)
    return CertificateCheck(
        Word.PROVED,
        f"{2 * given.N + 1} multipliers >= 0, the gaps balance, and the left-over form is positive "
        f"semidefinite: {positive} of {len(done.pivots)} pivots are positive, the others 0",
        done.pivots,
    )


def check(N: int) -> CertificateCheck:
    """Decide whether the published certificate proves the bound for N steps.

    Raises:
        DomainError: N is no integer, or less than 1.

    >>> done = check(3)
    >>> str(done.word), len(done.pivots)
    ('PROVED', 5)
    """
    return check_certificate(certificate(N))
