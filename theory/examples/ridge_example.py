"""The proof that Examples 2 and 3 share: from bounds on p to the class, and out of Definition 0.

What differs is the polynomial p, how its gradient and Hessian are bounded by S = ||w||^2, and the
line on which the curvature outgrows the gradient.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sympy as sp

from theory import symbols as sym
from theory.examples import beyond_power, cubic_ridge
from theory.examples.beyond_power import G2, Z
from theory.examples.cubic_ridge import A, B, S, c, member, small_K, small_K0
from theory.examples.ridge_setting import (
    L0,
    F_star,
    H,
    L,
    N,
    assumptions,
    at_zero,
    far,
    loss,
    norm_by_gap,
    odds,
    rho,
    ridged,
    share,
    squared_gradient,
    v,
)
from theory.logic import TRUE, Formula, HasDerivative, conj, eq, ge, gt, le, real
from theory.rules.logarithms import EXPONENTIAL, t
from theory.schema import Apply, Decide, Differentiate, Named, Source, Statement, Step, Use
from theory.witness import Witness

STEEPNESS = v**6 / 8
"""One diagonal entry of the Hessian minus 1, at v on the line."""

_SPLITS = (small_K, small_K0)

across = real("across")
"""The weight that moves across the line."""


@dataclass(frozen=True)
class Example:
    """A polynomial of the weights with the bounds that its own steps close.

    Attributes:
        id: of the statement.
        number: in the paper.
        title: of the statement.
        weights: the weights.
        p: their polynomial.
        cubic: ||grad p||^2 <= 8 cubic S^3.
        linear: ||hess p||_F <= 2 linear S.
        crossing: the weight that is 0 on the line.
        line: the other weights there, in v.
        squared_gradient: ||grad F||^2 there.
        steps: steps of its own, where the two bounds need any.
        by_cubic: those used for the first bound.
        by_linear: those used for the second.
    """

    id: str
    number: str
    title: str
    weights: tuple[sp.Symbol, ...]
    p: sp.Expr
    cubic: sp.Expr
    linear: sp.Expr
    crossing: sp.Symbol
    line: Mapping[sp.Symbol, sp.Expr]
    squared_gradient: sp.Expr
    steps: tuple[Step, ...] = ()
    by_cubic: tuple[Use, ...] = ()
    by_linear: tuple[Use, ...] = ()

    @property
    def norm(self) -> sp.Expr:
        """S = ||w||^2."""
        return sp.Add(*(w**2 for w in self.weights))

    @property
    def gap(self) -> sp.Expr:
        """F - F_star."""
        return ridged(odds, self.weights) - F_star

    def statement(self) -> Statement:
        """The example with its proof."""
        small = [member(f(self.cubic, self.linear, sp.log(2)), H, self.gap) for f in _SPLITS]
        beyond = gt(1 + STEEPNESS, L0 + L * self.squared_gradient ** (rho / 2))
        return Statement(
            id=self.id,
            kind="example",
            title=self.title,
            source=Source("LW", self.number, "constants derived here"),
            summary="(3, K0, K)-smooth, with a small K or a small K0, but not "
            "(rho, L0, L)-smooth for any rho < 2.",
            parameters=(*self.weights, odds, F_star, share, N, H, v, rho, L0, L),
            assumptions=(*assumptions(self.p, self.weights), far(STEEPNESS)),
            conclusions=(
                Named("small_K", small[0]),
                Named("small_K0", small[1]),
                *(Named(name, claim) for name, claim in self._line_claims().items()),
                Named("not_a_member", beyond),
            ),
            proof=(*self.steps, *self._membership(), *self._no_membership()),
            closes={
                "small_K": ("member.small_K", "odds"),
                "small_K0": ("member.small_K0", "odds"),
                "line_slope": ("line_slope", "exponential.positive"),
                "line_curvature": ("line_curvature", "exponential.positive"),
                "steepness": (),
                "ridge_slope": ("ridge_slope",),
                "not_a_member": ("beyond.outgrows", "rho_range"),
            },
            sharp_at=(self._instance("v = 3: 1 + 3^6/8", "steepness", equality=True),),
            fails_without={
                "infimum": self._instance(
                    "F_star = 3 in place of ln 2, at w = 0", "small_K", F_star=3
                ),
                "hessian": self._instance("H = 6 at w = 0, where the gap is 0", "small_K", H=6),
                "rho_range": self._instance(
                    "rho = 3, L = 8 covers v = 3", "not_a_member", rho=3, L_rho=8
                ),
                "L0_range": "a negative L0 only lowers what has to be exceeded",
                "L_range": "a negative L only lowers what has to be exceeded",
                "far": self._instance("L0 = 1000 covers v = 3", "not_a_member", L0=1000),
            },
            does_not_claim="That 3 is the smallest exponent, or that these are the best constants.",
        )

    def _membership(self) -> tuple[Step, ...]:
        share_term = share * (1 - share)
        gradient = squared_gradient(self.p, self.weights)
        S_ = self.norm
        return (
            *norm_by_gap(self.weights),
            Step(
                "hess_p",
                "||hess p||_F <= 2 linear S.",
                le(N, 2 * self.linear * S_),
                Decide(),
                ("hessian", *self.by_linear),
            ),
            Step(
                "product",
                "share ||hess p||_F <= ||hess p||_F.",
                le(share * N, N),
                Decide(),
                ("hessian",),
            ),
            Step(
                "cubic",
                "The first part of the Hessian is at most ||grad p||^2/8 <= cubic S^3,",
                le(share_term / 2 * gradient, self.cubic * S_**3),
                Decide(),
                self.by_cubic,
            ),
            Step(
                "linear",
                "and the second at most linear S.",
                le(share / 2 * N, self.linear * S_),
                Decide(),
                ("hess_p", "product"),
            ),
            Step(
                "bound",
                "||hess F|| <= 1 + cubic S^3 + linear S.",
                le(H, 1 + self.cubic * S_**3 + self.linear * S_),
                Decide(),
                ("hessian", "cubic", "linear"),
            ),
            Step(
                "member",
                "With S <= 2 gap + ln 2 this is a bound by 1 and gap^3.",
                None,
                Apply(
                    cubic_ridge.STATEMENT,
                    {S: S_, A: self.cubic, B: self.linear, c: sp.log(2), sym.gap: self.gap},
                ),
                ("gap", "norm", "bound", "odds"),
            ),
        )

    def _line_claims(self) -> Mapping[str, Formula]:
        F = loss(self.p, self.weights)
        along = F.subs({**self.line, self.crossing: across})
        slope = sp.diff(along, across)
        curvature = sp.diff(slope, across)
        other = next(w for w in self.weights if w != self.crossing)
        return {
            "line_slope": _derivative(across, along, slope),
            "line_curvature": _derivative(across, slope, curvature),
            "steepness": eq(curvature.subs(across, 0), 1 + STEEPNESS),
            "ridge_slope": _derivative(other, F.subs(self.crossing, 0), other),
        }

    def _no_membership(self) -> tuple[Step, ...]:
        claims = self._line_claims()
        positive = ("exponential.positive",)
        G = self.squared_gradient
        exponent = -self.p.subs({**self.line, self.crossing: across})
        return (
            Step("exponential", "e^-p > 0.", None, Apply(EXPONENTIAL, {t: exponent})),
            Step(
                "line_slope",
                "Across the line, where the slope is -v^3/4,",
                claims["line_slope"],
                Differentiate(),
                positive,
            ),
            Step(
                "line_curvature",
                "one diagonal entry of the Hessian: 1 + v^6/8.",
                claims["line_curvature"],
                Differentiate(),
                positive,
            ),
            Step(
                "ridge_slope",
                "The other components of the gradient are those of the ridge.",
                claims["ridge_slope"],
                Differentiate(),
            ),
            Step(
                "gradient",
                "For v >= 3 the squared gradient norm is at most v^6/8.",
                conj(gt(STEEPNESS, 0), ge(G, 0), le(G, STEEPNESS)),
                Decide(),
                ("far",),
            ),
            Step(
                "beyond",
                "So the curvature outgrows every bound in the gradient norm with rho < 2.",
                None,
                Apply(beyond_power.STATEMENT, {Z: STEEPNESS, G2: G}),
                ("rho_range", "L_range", "far"),
            ),
        )

    def _instance(
        self, text: str, conclusion: str, *, equality: bool = False, **changed: int
    ) -> Witness:
        """The point w = 0, where H = 1, with some values changed."""
        at = {**at_zero(self.weights), H: sp.Integer(1), v: sp.Integer(3)}
        at |= {rho: sp.Integer(1), L0: sp.Integer(0), L: sp.Integer(0)}
        named = {"F_star": F_star, "H": H, "rho": rho, "L_rho": L, "L0": L0}
        at |= {named[name]: sp.Integer(value) for name, value in changed.items()}
        return Witness(text, conclusion, values=at, equality=equality)


def _derivative(var: sp.Symbol, of: sp.Expr, is_: sp.Expr) -> Formula:
    return HasDerivative(var, TRUE, of, is_)
