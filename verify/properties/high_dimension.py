"""Functions of several variables from those of one, with constants that the theory gives."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache, partial, reduce
from typing import Any, TypeAlias

import sympy as sp
from flint import arb, fmpq, fmpq_mat

from theory import symbols as sym
from theory.errors import DomainError
from theory.lemmas.closure.sum import EVALUATION
from verify.intervals.balls import precision
from verify.intervals.evaluate import Compiled, compile_expressions
from verify.properties.from_control import FromControl
from verify.properties.function import BITS, Function, Jet
from verify.properties.integrated import Integrated
from verify.properties.motion import IN_SYMPY
from verify.properties.show import ball, call, fraction

Part: TypeAlias = FromControl | Integrated

_BELOW_1, _FROM_1 = (
    {output.name: output.formula for output in case.outputs} for case in EVALUATION.cases[:2]
)
"""K0 and K of a sum for rho < 1 and rho = 1, as the statement ``closure_sum`` has them. Those for
rho = 1 serve every rho >= 1 where the minima are common, by its conclusion ``common_minimum``."""

_PARTS = (sym.K0f, sym.Kf, sym.K0g, sym.Kg)
_ROUNDING_BITS = 32


def rotation(turn: Sequence[Any], dimension: int) -> tuple[tuple[Fraction, ...], ...]:
    """An orthonormal matrix with rational entries, by Cayley: (I - S)(I + S)^-1, S skew.

    Args:
        turn: the entries of S above the diagonal, row by row; those left out are 0.
        dimension: of the space.

    Raises:
        DomainError: more entries than there are.

    >>> rotation(["1/2"], 2)
    ((Fraction(3, 5), Fraction(-4, 5)), (Fraction(4, 5), Fraction(3, 5)))
    """
    entries = [fraction(entry, "turn") for entry in turn]
    places = [(i, j) for i in range(dimension) for j in range(i + 1, dimension)]
    if len(entries) > len(places):
        raise DomainError(
            f"a turn in {dimension} dimensions has {len(places)} entries; got {len(entries)}."
        )
    skew = [[fmpq(0)] * dimension for _ in range(dimension)]
    for (i, j), entry in zip(places, entries, strict=False):
        skew[i][j] = fmpq(entry.numerator, entry.denominator)
        skew[j][i] = -skew[i][j]
    one = fmpq_mat([[fmpq(int(i == j)) for j in range(dimension)] for i in range(dimension)])
    turned = (one - fmpq_mat(skew)) * (one + fmpq_mat(skew)).inv()
    return tuple(tuple(Fraction(int(x.p), int(x.q)) for x in row) for row in turned.tolist())


class Orthogonal(Function):
    """f(w) = u_1(<q_1, w>) + ... + u_d(<q_d, w>) with orthonormal q_i: minimiser 0, infimum 0.

    All minima are attained at 0, so gamma = 0 in ``closure_sum`` and ``closure_affine`` and the
    constants are K0 = K0_1 + ... + K0_d, K = max K_i for rho >= 1. For rho < 1 that of a sum of two
    is K = (K_1^(1/q) + K_2^(1/q))^q, q = 1 - rho, rounded up to a binary fraction.

    Args:
        parts: functions of one variable with their minimiser at 0, all for the same rho.
        turn: of the q_i against the axes; see ``rotation``. The q_i are its rows.

    Raises:
        DomainError: no parts, one whose infimum is not at 0, or different rho.

    >>> f = Orthogonal([FromControl(), FromControl(K=2)], turn=["1/2"])
    >>> f.K0, f.K, round(f.value(["1/2", 1]), 6)
    (Fraction(2, 1), Fraction(2, 1), 0.716718)
    >>> f
    Orthogonal([FromControl(), FromControl(K=2)], turn=['1/2'])
    """

    def __init__(self, parts: Sequence[Part], turn: Sequence[Any] = ()) -> None:
        if not parts:
            raise DomainError("a function of several variables needs parts; got none. Give one.")
        for part in parts:
            _check_minimum(part)
        self.parts, self.dimension = tuple(parts), len(parts)
        self.turn = [fraction(entry, "turn") for entry in turn]
        self.rows = rotation(self.turn, self.dimension)
        self.rho = parts[0].rho
        if any(part.rho != self.rho for part in parts):
            raise DomainError(
                "a sum needs parts for one rho; got rho = "
                f"{', '.join(str(part.rho) for part in parts)}. Choose one."
            )
        of_two = partial(_constants_of_sum, self.rho)
        self.K0, self.K = reduce(of_two, ((part.K0, part.K) for part in parts))

    def enclose(self, x: Any, bits: int = BITS) -> Jet:
        """Value, gradient and norm of the Hessian, the largest of the |u_i''|; see ``Function``.

        Args:
            x: the point, shape (dimension,).
            bits: working precision.
        """
        point = _point(x, self.dimension)
        with precision(bits):
            rows = [[ball(entry) for entry in row] for row in self.rows]
            places = [_inner(row, point) for row in rows]
            jets = [f.enclose(s, bits) for f, s in zip(self.parts, places, strict=True)]
            slopes = [jet.slope for jet in jets]
            gradient = tuple(_inner(column, slopes) for column in zip(*rows, strict=True))
            value = sum((jet.value for jet in jets), arb(0))
            return Jet(value, gradient, reduce(arb.max, (abs(jet.curvature) for jet in jets)))

    def sympy(self, *variables: sp.Expr) -> sp.Expr:
        """The function as an exact expression.

        Args:
            variables: real, one for each dimension.
        """
        places = [
            sum(IN_SYMPY.number(q) * v for q, v in zip(row, variables, strict=True))
            for row in self.rows
        ]
        return sp.Add(*(f.sympy(s) for f, s in zip(self.parts, places, strict=True)))

    def __repr__(self) -> str:
        parts = ", ".join(map(repr, self.parts))
        return call("Orthogonal", {"turn": self.turn}, {"turn": []}).replace(
            "(", f"([{parts}], " if self.turn else f"([{parts}]", 1
        )


class Radial(Function):
    """f(w) = u(||w||) for a convex u with its minimiser at 0: the constants of u.

    The Hessian has the eigenvalues u''(r) and u'(r)/r, r = ||w||. As u grows on [0, r],
    u'(r) <= int_0^r ell(u) <= r ell(u(r)), so both are at most ell(u(r)).

    Args:
        profile: u; its right side is used.
        dimension: >= 2.

    Raises:
        DomainError: the profile is not convex on its right side or not least at 0, or the
            dimension is 1.

    >>> f = Radial(FromControl(), 3)
    >>> round(f.value([1, 2, 2]), 6), f.slope([0, 0, 0])
    (9.067662, array([0., 0., 0.]))
    """

    def __init__(self, profile: Part, dimension: int) -> None:
        _check_minimum(profile)
        if min((min(b.start, b.end) for b in profile.right.bends), default=Fraction(1)) < 0:
            raise DomainError(f"a radial function needs a convex profile; got {profile!r}.")
        if dimension < 2:
            raise DomainError(
                f"a radial function needs dimension >= 2; got {dimension}. Take its profile alone."
            )
        self.profile, self.dimension = profile, dimension
        self.rho, self.K0, self.K = profile.rho, profile.K0, profile.K

    def enclose(self, x: Any, bits: int = BITS) -> Jet:
        """Value, gradient and norm of the Hessian; see ``Function``.

        Args:
            x: the point, shape (dimension,).
            bits: working precision.
        """
        point = _point(x, self.dimension)
        with precision(bits):
            radius = _norm(point)
            value, slope, curvature = self.profile.enclose(radius, bits)
            if radius > 0:
                across = slope / radius
                gradient = tuple(across * entry for entry in point)
                return Jet(value, gradient, abs(curvature).max(abs(across)))
            widest = self.ell(value) * arb(0, 1)
            gradient = tuple(widest * entry for entry in point)
            return Jet(value, gradient, abs(curvature).union(abs(widest)))

    def sympy(self, *variables: sp.Expr) -> sp.Expr:
        """The function as an exact expression.

        Args:
            variables: real, one for each dimension.
        """
        radius = sp.sqrt(sp.Add(*(v**2 for v in variables)))
        right = list(self.profile.right.expressions(radius))
        if len(right) == 1:
            return right[0][0]
        return sp.Piecewise(*((e, True if end is None else radius <= end) for e, end in right))

    def __repr__(self) -> str:
        return f"Radial({self.profile!r}, {self.dimension})"


def _constants_of_sum(
    rho: Fraction, f: tuple[Fraction, Fraction], g: tuple[Fraction, Fraction]
) -> tuple[Fraction, Fraction]:
    if rho >= 1:
        numbers = [sp.Rational(x.numerator, x.denominator) for x in (*f, *g)]
        given = {sym.rho: 1, sym.gamma: 0} | dict(zip(_PARTS, numbers, strict=True))
        K0, K = (_FROM_1[name].subs(given) for name in ("K0", "K"))
        return fraction(K0, "K0"), fraction(K, "K")
    with precision(_ROUNDING_BITS):
        (growth,) = _growth_below_1(rho)([ball(f[1]), ball(g[1])])
        upper = arb(growth.upper()).fmpq()
    return f[0] + g[0], Fraction(int(upper.p), int(upper.q))


@cache
def _growth_below_1(rho: Fraction) -> Compiled:
    """K of a sum from those of its parts, in balls: exact numbers would get thousands of digits."""
    exponent = sp.Rational(rho.numerator, rho.denominator)
    return compile_expressions([_BELOW_1["K"].subs(sym.rho, exponent)], [sym.Kf, sym.Kg])


def _check_minimum(part: Part) -> None:
    if part.gap != 0 or part.start_slope != 0:
        raise DomainError(
            f"parts need their minimiser at 0; got {part!r}. Leave gap and slope out."
        )


def _point(x: Any, dimension: int) -> list[arb]:
    point = [ball(entry) for entry in x]
    if len(point) != dimension:
        raise DomainError(f"a point needs {dimension} entries; got {len(point)}.")
    return point


def _inner(a: Sequence[arb], b: Sequence[arb]) -> arb:
    return sum((x * y for x, y in zip(a, b, strict=True)), arb(0))


def _norm(a: Sequence[arb]) -> arb:
    return sum((x * x for x in a), arb(0)).nonnegative_part().sqrt()
