"""A built-in function as plain text: start, minimiser and constants are exact numbers as typed.

So one and the same text can be run, printed, certified and read by a person. Where a number is
only enclosed it is written ``low..high``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sympy as sp

from theory.errors import DomainError
from theory.exact import exact
from theory.parsing import check_variables, parse_expression
from verify.problems.base import Facts, Minimiser
from verify.problems.function import DEFAULT_STOP_GAP, FunctionProblem


@dataclass(frozen=True)
class Constants:
    """Constants of the class: ||hess f|| <= K0 + K (f - f*)^rho.

    Attributes:
        rho: exponent, > 0.
        K0: curvature allowed at gap 0, >= 0.
        K: growth of the curvature, >= 0.
        reason: why they hold.
        box: variable -> ``low..high``, around the component of the start's sublevel set on which
            they hold; empty where they hold everywhere.
    """

    rho: str
    K0: str
    K: str
    reason: str
    box: Mapping[str, str] | None = None

    def __str__(self) -> str:
        return f"({self.rho}, {self.K0}, {self.K})"


@dataclass(frozen=True)
class Formula:
    """A function with its usual start and what is known about it.

    Attributes:
        name: what the command line takes.
        title: one line.
        text: the function, as ``--function`` takes it.
        start: variable -> its exact value at w_0; names the variables, in order.
        f_star: inf f, exact or ``low..high``.
        lowest_because: why inf f is that.
        source: key of the bibliography, or what it was built for.
        minimiser: the coordinates of one minimiser, each exact or ``low..high``; empty if none.
        constants: of its class, or None where it is in no class around this start.
        without_constants: why not, one sentence without its full stop, and what to take instead.
        convex: why f is convex, or "" where it is not.
        mu: the largest known constant with ||grad f||^2 >= 2 mu (f - f*), or "".
        mu_because: where mu comes from.
        stop_gap: the target of a run that names none.
    """

    name: str
    title: str
    text: str
    start: Mapping[str, str]
    f_star: str
    lowest_because: str
    source: str
    minimiser: tuple[str, ...] = ()
    constants: Constants | None = None
    without_constants: str = ""
    convex: str = ""
    mu: str = ""
    mu_because: str = ""
    stop_gap: str = str(DEFAULT_STOP_GAP)

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the coordinates, in order."""
        return tuple(self.start)

    @property
    def lowest(self) -> tuple[sp.Expr, sp.Expr]:
        """Exact lower and upper end of inf f."""
        return ends(self.f_star)

    def expression(self) -> sp.Expr:
        """The function, in real symbols."""
        return parse_expression(self.text, self.variables)

    def facts(self) -> Facts:
        """What a run goes by.

        Raises:
            DomainError: the function is in no class around its start, so there is nothing.
        """
        known = self.constants
        if known is None:
            raise DomainError(f"{self.name} has no constants: {self.without_constants}.")
        where = "" if known.box is None else ", on the sublevel set of the start"
        return Facts(
            name=self.name,
            title=self.title,
            dimension=len(self.start),
            source=self.source,
            licence="-",
            rho=exact(known.rho),
            K0=exact(known.K0),
            K=exact(known.K),
            constants_from=known.reason + where,
            f_star_lower=self.lowest[0],
            f_star_upper=self.lowest[1],
            start=tuple(map(exact, self.start.values())),
            stop_gap=exact(self.stop_gap),
            convex=self.convex,
            minimiser=self._minimiser(),
            mu=exact(self.mu) if self.mu else None,
            mu_from=self.mu_because,
        )

    def problem(self) -> FunctionProblem:
        """Build the problem that a run takes; errors are those of `facts`."""
        symbols = check_variables(self.variables)
        return FunctionProblem(self.facts(), self.expression(), tuple(symbols.values()))

    def _minimiser(self) -> Minimiser | None:
        if not self.minimiser:
            return None
        return Minimiser(tuple(map(ends, self.minimiser)), self.lowest, self.lowest_because)


def ends(text: str) -> tuple[sp.Expr, sp.Expr]:
    """The exact ends of a number that may be enclosed.

    >>> ends("1/2"), ends("-3..0.1")
    ((1/2, 1/2), (-3, 1/10))
    """
    low, enclosed, high = text.partition("..")
    return exact(low), exact(high if enclosed else low)
