"""The outputs of a statement's formulas at exact inputs: closed forms, counts, roots, integrals."""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp
from flint import arb, fmpq

from theory.errors import DomainError
from theory.evaluation import Case, FloorAtRoot, Integral, Root, Smallest, Text
from theory.safe_algebra import rational_bits
from verify.intervals.balls import box, ends, fmpq_ends, precision, to_fmpq, to_rational
from verify.intervals.compare import Undecided, sign
from verify.intervals.enclose import certified_ceil, certified_floor, enclose, integral
from verify.intervals.evaluate import compile_expressions
from verify.numbers import Number, number
from verify.roots import root_above

SIGN_BITS = 1024
"""Bits up to which a sign is looked for."""
_MOST_BITS = 8192


def evaluate(
    case: Case, inputs: Mapping[sp.Symbol, sp.Expr], digits: int
) -> dict[str, Number | str]:
    """The outputs of the case that applies, each exact or enclosed.

    Args:
        case: formulas in the inputs; an integral may read the root that an output before it gives.
        inputs: input -> exact value.
        digits: agreeing digits of the bounds of an irrational output.

    Raises:
        Undecided: an output is not resolved to so many digits.
    """
    outputs: dict[str, Number | str] = {}
    root: tuple[sp.Symbol, sp.Rational, sp.Rational] | None = None
    for output in case.outputs:
        formula = output.formula
        if isinstance(formula, Root):
            low, high = _bracket(_put_in(formula.equation, inputs), formula, inputs, digits)
            root = (formula.unknown, low, high)
            outputs[output.name] = _between(low, high, digits)
        elif isinstance(formula, Integral):
            if root is None:
                raise DomainError(f"{output.name} needs a root that no output before it gives.")
            outputs[output.name] = _integrate(formula, root, inputs, digits)
        elif isinstance(formula, Text):
            outputs[output.name] = formula.word
        elif isinstance(formula, Smallest):
            smallest = _smallest(formula, inputs)
            outputs[output.name] = _closed(
                _put_in(formula.expr, {**inputs, formula.unknown: smallest}), digits
            )
        elif isinstance(formula, FloorAtRoot):
            outputs[output.name] = _floor_at_root(formula, inputs, digits)
        else:
            outputs[output.name] = _closed(_put_in(formula, inputs), digits)
    return outputs


def _put_in(formula: sp.Expr, inputs: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
    if isinstance(formula, (sp.ceiling, sp.floor)):
        return formula.func(formula.args[0].subs(inputs), evaluate=False)
    return formula.xreplace(dict(inputs))  # all at once: rebuilt after each, 2F1 takes long


def _smallest(formula: Smallest, inputs: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
    """The smallest term that is there, as it is written.

    Raises:
        Undecided: whether a denominator is 0 stays open, or which of two terms is smaller.
    """
    best: sp.Expr | None = None
    for denominator, term in formula.terms:
        found = sign(_put_in(denominator, inputs), SIGN_BITS)
        if found is None:
            raise Undecided("whether a term is there stays open; give the inputs as rationals.")
        if found == 0:
            continue
        value = _put_in(term, inputs)
        less = -1 if best is None else sign(value - best, SIGN_BITS)
        if less is None:
            raise Undecided("two terms are equal or nearly so; move the inputs a bit.")
        best = value if less < 0 else best
    assert best is not None, "the domain leaves at least one term"
    return best


def _floor_at_root(
    formula: FloorAtRoot, inputs: Mapping[sp.Symbol, sp.Expr], digits: int
) -> Number:
    """Enclose the root ever tighter, until both ends of the expression's enclosure agree.

    Raises:
        Undecided: an integer lies inside every enclosure.
    """
    unknown, equation = formula.root.unknown, _put_in(formula.root.equation, inputs)
    value = compile_expressions([formula.expr.subs(inputs)], [unknown])
    for more in (1, 4, 16):
        low, high = _bracket(equation, formula.root, inputs, more * digits)
        bits = _bits(more * digits)
        with precision(bits):
            (ball,) = value([box(low, high, bits)], bits)
            least, most = (int(end.floor()) for end in fmpq_ends(ball))
        if least == most:
            return number(sp.Integer(least))
    raise Undecided("the count is too close to an integer; move the inputs a bit.")


def _closed(value: sp.Expr, digits: int) -> Number:
    if isinstance(value, sp.ceiling):
        return number(sp.Integer(certified_ceil(value.args[0])))
    if isinstance(value, sp.floor):
        return number(sp.Integer(certified_floor(value.args[0])))
    if value is sp.oo or isinstance(value, sp.Rational):
        return number(value, digits)
    if sign(value, SIGN_BITS) == 0:
        return number(sp.Integer(0))
    return number(enclose(value, digits + 4), digits)


def _between(low: sp.Rational, high: sp.Rational, digits: int) -> Number:
    if low == high:
        return number(low, digits)
    with precision(_bits(digits)):
        return number(box(low, high, _bits(digits)), digits)


def _bits(digits: int) -> int:
    return 64 + 8 * digits


def _bracket(
    equation: sp.Expr, formula: Root, inputs: Mapping[sp.Symbol, sp.Expr], digits: int
) -> tuple[sp.Rational, sp.Rational]:
    """Rational ends of an interval that holds the root.

    It is far narrower than the digits asked for, also beside its distances to both ends of the
    search, because what is computed from the root may depend on these.
    """
    low = formula.low.subs(inputs)
    if formula.high is None:
        return root_above(equation, formula.unknown, low, digits + 4)
    high = formula.high.subs(inputs)
    if sign(equation.subs(formula.unknown, low), SIGN_BITS) == 0:
        return low, low
    for factor in (1, 4, 16):
        found = _bisect(equation, formula.unknown, low, high, digits, 2 * factor * _bits(digits))
        if found is not None:
            return found
    raise Undecided("the turning point is not resolved; ask for fewer digits.")


def _bisect(
    equation: sp.Expr, unknown: sp.Symbol, start: sp.Rational, end: sp.Expr, digits: int, bits: int
) -> tuple[sp.Rational, sp.Rational] | None:
    """Halve an interval around the root with balls of this many bits; None if they are too few."""
    increasing = compile_expressions([equation], [unknown])
    narrow = fmpq(1, 10 ** (3 * digits + 10))
    with precision(bits):
        first = to_fmpq(start)
        last, high = fmpq_ends(compile_expressions([end], [])([], bits)[0])
        low = first
        while True:
            room = min(low - first, last - high)
            if room > 0 and high - low <= room * narrow:
                return to_rational(low), to_rational(high)
            middle = (low + high) / 2
            (ball,) = increasing([arb(middle)], bits)
            if ball < 0:
                low = middle
            elif ball > 0:
                high = middle
            elif equation.subs(unknown, to_rational(middle)) == 0:
                return to_rational(middle), to_rational(middle)
            else:
                return None


def _integrate(
    formula: Integral,
    root: tuple[sp.Symbol, sp.Rational, sp.Rational],
    inputs: Mapping[sp.Symbol, sp.Expr],
    digits: int,
) -> Number:
    """Both the integrand and its range shrink as the root grows, so the root's ends give bounds."""
    unknown, low_root, high_root = root
    least = most = _piecewise_integral(formula, (unknown, high_root), inputs, digits)
    if low_root != high_root:
        most = _piecewise_integral(formula, (unknown, low_root), inputs, digits)
    with precision(_bits(digits)):
        factor = enclose(formula.factor.subs(inputs), digits + 8)
        return number(least.union(most) * factor, digits)


def _piecewise_integral(
    formula: Integral,
    root: tuple[sp.Symbol, sp.Rational],
    inputs: Mapping[sp.Symbol, sp.Expr],
    digits: int,
) -> arb:
    """Enclose the integral: near 0 by bounds of the integrand, beyond by the integrator.

    Both axes are scaled by powers of 2, so that the integral is of the size of 1 and the
    integrator's goal is one for its digits.
    """
    y = formula.variable
    unknown, value = root
    bits = 4 * _bits(digits) + rational_bits(value)
    # The root stays a variable here: SymPy would factor its digits to simplify square roots.
    near_zero = compile_expressions([b.subs(inputs) for b in formula.near_zero], [unknown, y])
    reach = compile_expressions([formula.high.subs(inputs)], [unknown])
    with precision(bits):
        at = arb(to_fmpq(value))
        (end,) = reach([at], bits)
        width = _power_of_2(end)
        height = _power_of_2(near_zero([at, end], bits)[0])
    known = {**inputs, unknown: value}
    scaled = (formula.integrand.subs(known) / height).subs(y, width * y)
    stop = formula.high.subs(known) / width
    # The integrand subtracts neighbours: bits are lost where y^2 is far smaller than the root.
    lost = _exponent(at / (end * end)) if value > 0 else 0
    cut = sp.Rational(1, 4)
    for _ in range(12):
        with precision(bits):
            slow, fast = near_zero([at, arb(to_fmpq(cut * width))], bits)
            head = slow.union(fast) * arb(to_fmpq(cut / height))
        if head.rad() < fmpq(1, 10 ** (digits + 4)):
            try:
                least_bits = _bits(digits) + max(lost, 0) + 2 * int(cut.q).bit_length()
                tail = integral(scaled, y, cut, stop, digits + 6, _MOST_BITS, least_bits)
            except Undecided:
                break
            with precision(bits):
                return (head + tail) * arb(to_fmpq(width * height))
        cut = cut**2
    raise Undecided(
        f"the step is not resolved to {digits} digits; ask for fewer, or for less extreme inputs."
    )


def _power_of_2(size: arb) -> sp.Rational:
    """A power of 2 of about the size of a positive number."""
    return sp.Integer(2) ** _exponent(size)


def _exponent(size: arb) -> int:
    upper = ends(size)[1]
    return int(upper.p).bit_length() - int(upper.q).bit_length()
