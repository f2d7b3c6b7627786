"""verify/certify: functions with claims whose truth is known by pencil, half of them just false.

In every row `says` is the whole reason. With g = f - f*, the claim is |f''| (or the norm of the
Hessian) <= K0 + K g^rho on the set. A true claim may only be PROVED and a false one only REFUTED;
where `open` names a reason, UNDECIDED will do.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from verify.certify.certify import certify
from verify.certify.request import request
from verify.verdict import Word


@dataclass(frozen=True)
class Row:
    """One claim.

    Attributes:
        true: whether it holds.
        says: why.
        f: the function; its variables are the keys of the box or of the start.
        K0, K, rho: the constants, as typed.
        box: ends for each variable; None where only a start is given.
        start: the start; None: the claim is about the box.
        f_star: what is given for f*; None: the infimum over the set.
        open: why UNDECIDED will do; empty where it will not.
    """

    true: bool
    says: str
    f: str
    K0: str
    K: str
    rho: str = "1"
    box: dict[str, tuple[str, str]] | None = None
    start: dict[str, str] | None = None
    f_star: str | None = None
    open: str = ""


def on(*sides: str) -> dict[str, tuple[str, str]]:
    """``on("-1..1")`` is the box of x, the next text the side of y, and so on."""
    return {v: tuple(side.split("..")) for v, side in zip("xyzw", sides, strict=False)}


def at(*values: str) -> dict[str, str]:
    """``at("1", "2")`` is the start x = 1, y = 2."""
    return dict(zip("xyzw", values, strict=False))


IRRATIONAL = "the bound is attained at an irrational point"
BOUNDARY = "the bound is attained on the boundary"
UNDEFINED = "a point where f is undefined can be shown to a reader, not by an enclosure"
OUTSIDE = "the sublevel set is unbounded"
CANCELS = "64 bits do not survive the division by x**4"
DIGITS = "64 bits look for witnesses, more only confirm them"
THIN = "the witnesses lie closer to 0 than the smallest pieces"
LATE = "the budget is spent first where 64 bits cancel"
LINE = "the bound is attained on a whole line"

_WAVE = {"f": "exp(x)*(2+sin(2*x))", "K0": "0", "f_star": "0"}
_WAVE_SAYS = "f''/f = (2 - 3 s + 4 c)/(2 + s), s = sin 2x, c = cos 2x, is largest (7 + 4 sqrt 7)/3"
_COSH = {"f": "cosh(x)-1", "start": at("2")}
_COSH_SAYS = "f'' = 1 + g, 0 <= g <= cosh 2 - 1"
_QUARTIC_SAYS = "f'' = 12 sqrt(g)"
_BENT = "Piecewise((x**2, x < 3), (x**2 + x - 3, True))"
_WELLS = "(x**2-1)**2 - x/2"
_FAR = on("10**8..10**8+10**-3")

ROWS = [
    # Examples of the papers and their tight constants.
    Row(True, "f'' <= 7 exp x <= 7 f", **_WAVE, K="7", box=on("-20..20")),
    Row(
        True, _WAVE_SAYS, **_WAVE, K="(7+4*sqrt(7))/3*(1+10**-12)", box=on("0..4"),
    ),
    Row(False, _WAVE_SAYS, **_WAVE, K="(7+4*sqrt(7))/3*(1-10**-12)", box=on("0..4")),
    Row(True, _WAVE_SAYS, **_WAVE, K="(7+4*sqrt(7))/3", box=on("0..4"), open=IRRATIONAL),
    Row(True, _COSH_SAYS, **_COSH, K0="1", K="1"),
    Row(False, _COSH_SAYS, **_COSH, K0="1-10**-12", K="1"),
    Row(False, _COSH_SAYS, **_COSH, K0="1", K="1-10**-12"),
    Row(True, _COSH_SAYS, **_COSH, K0="1", K="1", f_star="-10**-12"),
    Row(True, "1 - 5e-13 + 1e-12 >= 1", **_COSH, K0="1-5*10**-13", K="1", f_star="-10**-12"),
    Row(False, "1 - 2e-12 + 1e-12 < 1", **_COSH, K0="1-2*10**-12", K="1", f_star="-10**-12"),
    Row(False, "f(0) = 0 < f*", **_COSH, K0="5", K="5", f_star="10**-12"),
    # All exponents, at the cosh: 1 + g <= K0 + K g^rho.
    Row(True, "K >= g^(1/2)", **_COSH, rho="1/2", K0="1", K="sqrt(2)*sinh(1)*(1+10**-9)"),
    Row(False, "K < g^(1/2) at the end", **_COSH, rho="1/2", K0="1",
        K="sqrt(2)*sinh(1)*(1-10**-9)"),
    Row(True, "K >= g^(3/4)", **_COSH, rho="1/4", K0="1", K="(cosh(2)-1)**(3/4)*(1+10**-9)"),
    Row(False, "K < g^(3/4)", **_COSH, rho="1/4", K0="1", K="(cosh(2)-1)**(3/4)*(1-10**-9)"),
    Row(True, "g - g^(3/2) <= 4/27", **_COSH, rho="3/2", K0="31/27+10**-9", K="1"),
    Row(False, "g - g^(3/2) = 4/27 at g = 4/9", **_COSH, rho="3/2", K0="31/27-10**-9", K="1"),
    Row(True, "(g - 1/2)^2 >= 0", **_COSH, rho="2", K0="5/4", K="1", open=IRRATIONAL),
    Row(True, "(g - 1/2)^2 >= 0", **_COSH, rho="2", K0="5/4+10**-9", K="1"),
    Row(False, "(g - 1/2)^2 = 0 at g = 1/2", **_COSH, rho="2", K0="5/4-10**-9", K="1"),
    Row(True, "g - g^3 <= 2/sqrt(27)", **_COSH, rho="3", K0="1+2/sqrt(27)+10**-9", K="1"),
    Row(False, "g - g^3 = 2/sqrt(27) at g^2 = 1/3", **_COSH, rho="3", K0="1+2/sqrt(27)-10**-9",
        K="1"),
    # Quartics.
    Row(True, _QUARTIC_SAYS, "x**4", "0", "12", "1/2", start=at("1")),
    Row(False, _QUARTIC_SAYS, "x**4", "0", "12-10**-9", "1/2", start=at("1")),
    Row(True, "6 + 6 g >= 12 sqrt(g), equal at 1", "x**4", "6", "6", start=at("2")),
    Row(False, "36 > K0 K", "x**4", "6-10**-9", "6", start=at("2")),
    Row(False, _QUARTIC_SAYS + ", above K g near 0", "x**4", "0", "10**6", start=at("1")),
    Row(True, "equal at g = 1 and at 0", "x**4", "0", "12", "1/4", start=at("1"), open=BOUNDARY),
    Row(False, "12 > K at g = 1", "x**4", "0", "12-10**-6", "1/4", start=at("1")),
    Row(True, _QUARTIC_SAYS, "(x-1/3)**4", "6", "6", start=at("2")),
    Row(False, _QUARTIC_SAYS, "(x-1/3)**4", "6", "6-10**-9", start=at("2")),
    Row(True, "6 (x**2 - 1)**2 >= 0", "x**4", "12", "6", box=on("1..2"), open=BOUNDARY),
    Row(False, "12 (x^2 - 1) > K (x^4 - 1) beside 1", "x**4", "12", "6-10**-3", box=on("1..2")),
    # K = 0, and constants that no double holds.
    Row(True, "f'' = 1/10", "x**2/20", "0.1", "0", start=at("1")),
    Row(False, "f'' = 1/10", "x**2/20", "0.0999999999999999", "0", start=at("1")),
    Row(False, "f'' = 1/10", "x**2/20", "0.09999999999999999999", "0", start=at("1"), open=DIGITS),
    Row(True, "f'' = 0.6", "0.1*x**2+0.2*x**2", "0.6", "0", box=on("-1..1")),
    Row(False, "f'' = 0.6", "0.1*x**2+0.2*x**2", "0.5999999999999999", "0", box=on("-1..1")),
    Row(False, "f'' = 2 at the minimiser", "x**2", "0", "10**9", start=at("1")),
    Row(True, "s (1 - s) <= 1/4", "log(1+exp(x))", "1/4", "0", box=on("-20..20")),
    Row(False, "s (1 - s) = 1/4 at 0", "log(1+exp(x))", "1/4-10**-9", "0", box=on("-20..20")),
    Row(True, "s (1 - s) <= log(1 + e^x)", "log(1+exp(x))", "0", "1", box=on("-20..20"),
        f_star="0"),
    Row(
        False, "s (1 - s)/log(1 + e^x) > 1 - 2 e^x, which is 1 - 4e-9 at -20", "log(1+exp(x))",
        "0", "1-10**-8", box=on("-20..20"), f_star="0",
    ),
    Row(True, "sech^2 <= 1", "log(cosh(x))", "1", "0", box=on("-3..3")),
    Row(False, "sech^2 = 1 at 0", "log(cosh(x))", "1-10**-9", "0", box=on("-3..3")),
    # Kinks and jumps.
    Row(False, "a kink at 0", "Abs(x)", "9", "9", start=at("1")),
    Row(False, "a kink at 0", "sqrt(x**2)", "9", "9", start=at("1")),
    Row(False, "a kink at 1/2", "x**2+Min(x,1-x)", "9", "9", box=on("-1..1")),
    Row(False, "a kink of 1e-12 at 1/3", "Piecewise((x**2, x<1/3), (x**2+10**-12*(x-1/3), True))",
        "9", "9", start=at("1")),
    Row(False, "a kink of 1e-12 at 1/7", "Max(x**2, x**2+10**-12*(x-1/7))", "9", "9",
        start=at("1")),
    Row(False, "a kink of 1e-12 at sqrt(2)", "x**2+10**-12*Max(0,x-sqrt(2))", "9", "9",
        start=at("2"), open="kinks are shown at rational points only"),
    Row(False, "a kink of 1e-12 at log(2)", "Piecewise((x**2, exp(x)<2), (x**2+10**-12*(x-log(2)),"
        " True))", "9", "9", start=at("2"), open="kinks are shown at rational points only"),
    Row(False, "a jump of 1e-12 at 0", "Piecewise((x**2, x<=0), (x**2+10**-12, True))", "9", "9",
        start=at("1")),
    Row(False, "one point off the parabola", "Piecewise((1, x**2<=0), (x**2, True))", "9", "9",
        box=on("-1..1")),
    Row(False, "a kink along a line", "x**2+y**2+10**-12*Abs(x-y)", "9", "9", start=at("1", "1"),
        open="kinks are shown in one dimension only"),
    Row(True, "f'' jumps from 1 to 2", "Piecewise((x**2/2, x<1), ((x-1)**2+x-1/2, True))", "2", "0",
        start=at("3")),
    Row(False, "f'' = 2 beyond 1", "Piecewise((x**2/2, x<1), ((x-1)**2+x-1/2, True))", "2-10**-9",
        "0", start=at("3")),
    Row(True, "f'' = +-2", "x*Abs(x)", "2", "0", box=on("-1..1")),
    Row(False, "f'' = +-2", "x*Abs(x)", "2-10**-9", "0", box=on("-1..1")),
    Row(True, "the kink at 3 is outside S", _BENT, "2", "0", box=on("-5..5"), start=at("1")),
    Row(False, "f'' = 2", _BENT, "2-10**-9", "0", box=on("-5..5"), start=at("1")),
    Row(False, "the kink at 3 lies in S", _BENT, "9", "9", box=on("-9..9"), start=at("7/2")),
    Row(True, "smooth as far as the box reaches", _BENT, "2", "0", box=on("0..3"),
        open="the kink lies on the end of the box"),
    Row(True, "smooth as far as the box reaches", _BENT, "2", "0", box=on("3..4"),
        open="the kink lies on the end of the box"),
    Row(False, "f'' = 10**12 at 0", "sqrt(x**2+10**-24)", "10**12-1", "0", start=at("1"),
        open=THIN),
    Row(True, "f'' <= 10**12", "sqrt(x**2+10**-24)", "10**12", "0", start=at("1"), open=CANCELS),
    Row(False, "f'' is unbounded at 0", "(x**2)**(3/4)", "99", "9", start=at("1")),
    Row(True, "|f''| = 6 g^(1/3)", "Abs(x)**3", "0", "6", "1/3", box=on("-1..1"),
        open="the gap has no third derivative at 0"),
    Row(False, "|f''| = 6 g^(1/3)", "Abs(x)**3", "0", "6-10**-6", "1/3", box=on("-1..1")),
    # Not defined somewhere, and poles.
    Row(False, "undefined at 0", "x**2/x+x**2", "9", "9", box=on("-1..1"), open=UNDEFINED),
    Row(False, "undefined at 1", "(x**2-1)/(x-1)+x**2", "9", "9", box=on("0..2"), open=UNDEFINED),
    Row(False, "undefined at 1", "(x**2-1)/(x-1)+x**2", "9", "9", start=at("2"), open=UNDEFINED),
    Row(False, "undefined at 0", "log(x**2)", "9", "9", box=on("-1..1"), open=UNDEFINED),
    Row(False, "undefined at 0", "0*log(x)+x**2", "9", "9", box=on("0..1"), open=UNDEFINED),
    Row(False, "undefined at 0", "x**2*sin(x)/sin(x)", "9", "9", box=on("-1..1"), open=UNDEFINED),
    Row(True, "defined on this box", "0*log(x)+x**2", "2", "0", box=on("1/10..1")),
    Row(False, "f'' is unbounded at 0", "-sqrt(x)", "99", "9", box=on("0..1"), open=UNDEFINED),
    Row(True, "f'' = (15/4) sqrt(x)", "x**(5/2)", "15/4", "0", box=on("0..1"), open=BOUNDARY),
    Row(False, "f'' = (15/4) sqrt(x)", "x**(5/2)", "15/4-10**-6", "0", box=on("0..1")),
    Row(True, "2/x**3 <= 16 on S = [1/2, 2]", "x+1/x", "16+10**-6", "0", start=at("2")),
    Row(True, "the pole lies in the box, not in S", "x+1/x", "16+10**-6", "0", box=on("-3..3"),
        start=at("2")),
    Row(False, "2/x**3 = 16 at 1/2", "x+1/x", "16-10**-6", "0", box=on("-3..3"), start=at("2")),
    Row(True, "2 + 6/x**4 <= 98 on S = [1/2, 2]", "(x-1/x)**2", "98+10**-6", "0", box=on("-4..4"),
        start=at("2")),
    Row(False, "2 + 6/x**4 = 98 at 1/2", "(x-1/x)**2", "98-10**-6", "0", box=on("-4..4"),
        start=at("2")),
    # Cancellation.
    Row(True, "f = 1/2 - x^2/24 + ..., |f''| <= 1/12", "(1-cos(x))/x**2", "1/12", "0",
        box=on("10**-6..1"), open=CANCELS),
    Row(True, "f = 1/2 - x^2/24 + ..., |f''| <= 1/12", "(1-cos(x))/x**2", "1/12", "0",
        box=on("1/10..1")),
    Row(False, "|f''| > 1/12 - x^2/60", "(1-cos(x))/x**2", "1/12-10**-3", "0", box=on("10**-6..1")),
    Row(False, "undefined at 0", "(1-cos(x))/x**2", "9", "9", box=on("-1..1"), open=UNDEFINED),
    Row(True, "f'' grows to sum k(k-1)/(k+2)! = 0.1548 at 1", "(exp(x)-1-x)/x**2", "0.155", "0",
        box=on("10**-6..1"), open=CANCELS),
    Row(False, "f'' grows to sum k(k-1)/(k+2)! = 0.1548 at 1", "(exp(x)-1-x)/x**2", "0.154", "0",
        box=on("10**-6..1"), open=LATE),
    Row(False, "f'' grows to sum k(k-1)/(k+2)! = 0.1548 at 1", "(exp(x)-1-x)/x**2", "0.154", "0",
        box=on("1/10..1")),
    # Oscillation faster than any grid.
    Row(True, "f'' = 2 - sin(10**6 x)/10", "x**2+10**-13*sin(10**6*x)", "2.1+10**-9", "0",
        box=on("-1..1")),
    Row(False, "f'' = 2 - sin(10**6 x)/10", "x**2+10**-13*sin(10**6*x)", "2.0999", "0",
        box=on("-1..1")),
    Row(True, "f'' = 2 - sin(10**6 x)", "x**2+10**-12*sin(10**6*x)", "3+10**-9", "0",
        start=at("1")),
    Row(False, "f'' = 2 - sin(10**6 x)", "x**2+10**-12*sin(10**6*x)", "2.999", "0", start=at("1")),
    Row(False, "|f''| is 1 somewhere", "10**-12*sin(10**6*x)", "0.999", "10**6", box=on("-1..1")),
    # Where the infimum is.
    Row(True, "f'' = E + g, least at the end", "exp(x)", "E", "1", box=on("1..2")),
    Row(False, "f'' = E + g, least at the end", "exp(x)", "E-10**-9", "1", box=on("1..2")),
    Row(True, "f'' = 2, least at the end", "(x-5)**2", "2", "0", box=on("0..1")),
    Row(False, "f = 16 at the end", "(x-5)**2", "9", "9", box=on("0..1"), f_star="16+10**-12"),
    Row(True, "12 x^2 - 4 <= 9 + 25 g", _WELLS, "9", "25", start=at("-6/5")),
    Row(False, "at the left minimiser f'' > 6 and g = 0; from the deeper well g would be 0.998",
        _WELLS, "0", "12", start=at("-6/5")),
    Row(True, "the same with a number for f* below both wells", _WELLS, "0", "12", box=on("-2..2"),
        start=at("-6/5"), f_star="-0.6"),
    Row(True, "6 x <= 9 on S; f falls for ever to the left", "x**3-3*x", "9+10**-6", "0",
        start=at("3/2")),
    Row(False, "6 x = 9 at the start", "x**3-3*x", "9-10**-6", "0", start=at("3/2")),
    Row(False, "6 + 6 t > 6 + 3 K t^2 + ... for t < 2/K", "x**3-3*x", "6", "1000", start=at("3/2")),
    Row(False, "no infimum", "x**3", "9", "9", start=at("1"), open=OUTSIDE),
    Row(True, "f'' = f", "exp(-x)", "0", "1", start=at("0"), f_star="0", open=OUTSIDE),
    Row(False, "||hess f|| is unbounded on S", "(x*y-1)**2", "9", "9", start=at("2", "1"),
        open=OUTSIDE),
    Row(True, "|f''| = 2", "-x**2", "2", "0", box=on("-1..1")),
    Row(False, "|f''| = 2", "-x**2", "2-10**-9", "0", box=on("-1..1")),
    # Scales.
    Row(True, "f'' = 10**-30 + g", "10**-30*(cosh(x)-1)", "10**-30", "1", start=at("2")),
    Row(False, "f'' = 10**-30 + g", "10**-30*(cosh(x)-1)", "10**-30*(1-10**-9)", "1",
        start=at("2")),
    Row(True, "f'' = 10**30 + g", "10**30*(cosh(x)-1)", "10**30", "1", start=at("2")),
    Row(False, "f'' = 10**30 + g", "10**30*(cosh(x)-1)", "10**30*(1-10**-9)", "1", start=at("2")),
    Row(True, "(1 + x^2)^(-3/2) <= 1", "sqrt(1+x**2)", "1", "0", box=on("-5*10**5..5*10**5")),
    Row(False, "(1 + x^2)^(-3/2) = 1 at 0", "sqrt(1+x**2)", "1-10**-9", "0",
        box=on("-5*10**5..5*10**5")),
    Row(True, "f'' = 1", "(x-10**8)**2/2", "1", "0", box=_FAR),
    Row(False, "f'' = 1", "(x-10**8)**2/2", "1-10**-12", "0", box=_FAR),
    Row(True, "f'' = f = 1 + g", "exp(x-10**8)", "1", "1", box=_FAR,
        open="the box ends between doubles"),
    Row(False, "f'' = f = 1 + g", "exp(x-10**8)", "1-10**-6", "1", box=_FAR),
    Row(True, "f'' = 10**4 f", "exp(100*x)", "10**4", "10**4", box=on("0..1")),
    Row(False, "f'' = 10**4 f", "exp(100*x)", "10**4", "10**4-10**-6", box=on("0..1")),
    # Two to four variables.
    Row(True, "||hess f|| = 1", "x*y", "1", "0", box=on("-1..1", "-1..1")),
    Row(False, "||hess f|| = 1", "x*y", "1-10**-12", "0", box=on("-1..1", "-1..1")),
    Row(True, "eigenvalues 1 and 3", "x**2+x*y+y**2", "3", "0", start=at("1", "1")),
    Row(False, "eigenvalues 1 and 3", "x**2+x*y+y**2", "3-10**-12", "0", start=at("1", "1")),
    Row(True, "12 y^2 <= 6 + 6 y^4", "x**2/2+y**4", "6", "6", start=at("1", "2"), open=LINE),
    Row(False, "12 y^2 = 12 > 12 - 10**-6 at (0, 1)", "x**2/2+y**4", "6-10**-6", "6",
        start=at("1", "2")),
    Row(True, "the same, turned by the angle with cosine 3/5",
        "((3*x+4*y)/5)**2/2+((4*x-3*y)/5)**4", "7", "7", start=at("1", "1")),
    Row(False, "the same, turned by the angle with cosine 3/5",
        "((3*x+4*y)/5)**2/2+((4*x-3*y)/5)**4", "5", "6", start=at("2", "-1")),
    Row(True, "2 p (1 - p) <= 1/2", "log(exp(x)+exp(y))", "1/2+1/10", "0",
        box=on("-2..2", "-2..2")),
    Row(False, "2 p (1 - p) = 1/2 where x = y", "log(exp(x)+exp(y))", "1/2-10**-9", "0",
        box=on("-2..2", "-2..2")),
    Row(True, "cosh u <= 1 + (cosh u - 1) + v^2/2",
        "cosh((3*x+4*y)/5)-1+((4*x-3*y)/5)**2/2", "1", "1", start=at("1", "0"), open=LINE),
    Row(False, "cosh u = 1 at 0", "cosh((3*x+4*y)/5)-1+((4*x-3*y)/5)**2/2", "1-10**-9", "1",
        start=at("1", "0"), open=LINE),
    Row(True, "(1, 1, 1)(1, 1, 1)' has norm 3", "(x+y+z)**2/2", "3", "0", box=on(*["-1..1"] * 3)),
    Row(False, "(1, 1, 1)(1, 1, 1)' has norm 3", "(x+y+z)**2/2", "3-10**-9", "0",
        box=on(*["-1..1"] * 3)),
    Row(True, "max e^i <= 0.9647 of their sum", "exp(x)+exp(y)+exp(z)", "0", "0.98",
        box=on(*["-2..2"] * 3), f_star="0"),
    Row(False, "e^2/(e^2 + 2 e^-2) > 0.964", "exp(x)+exp(y)+exp(z)", "0", "0.963",
        box=on(*["-2..2"] * 3), f_star="0"),
    Row(True, "all ones, norm 4", "(x+y+z+w)**2/2", "4", "0", box=on(*["-1..1"] * 4)),
    Row(False, "all ones, norm 4", "(x+y+z+w)**2/2", "4-10**-9", "0", box=on(*["-1..1"] * 4)),
    Row(True, "cosh <= 1 + g", "cosh(x)+cosh(y)+cosh(z)+cosh(w)-4", "3/2", "2",
        start=at("1/2", "1/2", "1/2", "1/2")),
    Row(False, "cosh = 1 at 0", "cosh(x)+cosh(y)+cosh(z)+cosh(w)-4", "1-10**-9", "1",
        start=at("1/2", "1/2", "1/2", "1/2")),
]  # fmt: skip


BUDGET, BUDGET_IF_OPEN = 20_000, 1000


def verdict(row: Row) -> Word:
    asked = request(
        row.f,
        list(row.box or row.start or {}),
        rho=row.rho,
        K0=row.K0,
        K=row.K,
        box=row.box,
        start=row.start,
        f_star=row.f_star,
    )
    return certify(asked, max_boxes=BUDGET_IF_OPEN if row.open else BUDGET).word


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.f}; {r.rho}, {r.K0}, {r.K}")
def test_a_true_claim_is_proved_and_a_false_one_refuted(row):
    expected = {Word.PROVED if row.true else Word.REFUTED}
    assert verdict(row) in (expected | {Word.UNDECIDED} if row.open else expected)


def test_about_half_of_the_claims_are_false_and_few_may_stay_open():
    assert len(ROWS) >= 44
    assert abs(sum(row.true for row in ROWS) / len(ROWS) - 0.5) < 0.1
    assert sum(not row.open for row in ROWS) / len(ROWS) > 0.7
