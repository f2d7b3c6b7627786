"""The zoo: known functions, each with a start and constants that are proved for it.

Where a reason fits into a line or two, it is given; where it does not, branch and bound decided the
class on a box around the sublevel set, and the tests decide it again.
"""

from __future__ import annotations

from verify.problems.formula import Constants, Formula

BY_BRANCH_AND_BOUND = "decided by branch and bound"
SUM_OF_SQUARES = "a sum of squares, 0 at the minimiser"

ROSENBROCK = Formula(
    name="rosenbrock",
    title="Rosenbrock's banana-shaped valley",
    text="100*(y - x**2)**2 + (1 - x)**2",
    start={"x": "-6/5", "y": "1"},
    f_star="0",
    minimiser=("1", "1"),
    lowest_because=SUM_OF_SQUARES,
    source="[rosenbrock1960]",
    constants=Constants(
        "1",
        "1803",
        "1600",
        "with r = y - x^2, ||hess f|| <= 200 (4 x^2 + 1) + |2 - 400 r|; in s = |1 - x| and"
        " t = 10 |r|, where f = s^2 + t^2, that is at most 800 (1 + s)^2 + 202 + 40 t, and"
        " (1 + s)^2 <= 2 + 2 s^2, 40 t <= 1/4 + 1600 t^2",
    ),
)

HIMMELBLAU = Formula(
    name="himmelblau",
    title="Himmelblau's function, four minima",
    text="(x**2 + y - 11)**2 + (x + y**2 - 7)**2",
    start={"x": "0", "y": "0"},
    f_star="0",
    minimiser=("3", "2"),
    lowest_because=SUM_OF_SQUARES,
    source="[himmelblau1972]",
    constants=Constants(
        "1/2", "136", "23/2", BY_BRANCH_AND_BOUND, box={"x": "-6..6", "y": "-6..6"}
    ),
)

BEALE = Formula(
    name="beale",
    title="Beale's function, a valley that runs off to infinity",
    text="(3/2 - x + x*y)**2 + (9/4 - x + x*y**2)**2 + (21/8 - x + x*y**3)**2",
    # Not the usual (1, 1): f is as large on all of y = 1, where the curvature has no bound. And as
    # x -> inf along x (1 - y) = 111/112, f tends to 0.452; this start lies below that.
    start={"x": "5/2", "y": "1/4"},
    f_star="0",
    minimiser=("3", "1/2"),
    lowest_because=SUM_OF_SQUARES,
    source="[beale1958]",
    constants=Constants(
        "1", "60", "2300", BY_BRANCH_AND_BOUND, box={"x": "2..6", "y": "1/5..9/10"}
    ),
)

STYBLINSKI_TANG = Formula(
    name="styblinski-tang",
    title="Styblinski and Tang's function, four minima",
    text="(x**4 - 16*x**2 + 5*x)/2 + (y**4 - 16*y**2 + 5*y)/2",
    start={"x": "0", "y": "-1"},
    f_star="-78.3323314075428310..-78.3323314075428309",
    minimiser=("-2.9035340277711771..-2.9035340277711770",) * 2,
    lowest_because="a sum over the coordinates; by Sturm's theorem the only minimum of"
    " (x^4 - 16 x^2 + 5 x)/2 below -39 lies there",
    source="[styblinski1990]",
    constants=Constants(
        "1/2",
        "35",
        "17/2",
        "the Hessian is diagonal with entries 6 x^2 - 16, and 35 + (17/2) sqrt(u) is more in each"
        " coordinate with its own gap u: by Sturm's theorem (6 x^2 - 51)^2 < (17/2)^2 u for"
        " 6 x^2 >= 51",
    ),
)

LOG_SUM_EXP = Formula(
    name="log-sum-exp",
    title="A smooth maximum of |x| and |y|, where warm-up has nothing to gain",
    text="log(exp(x) + exp(-x) + exp(y) + exp(-y))",
    start={"x": "4", "y": "1"},
    f_star="log(4)",
    minimiser=("0", "0"),
    lowest_because="each e^t + e^-t is at least 2",
    source="[boyd2004]",
    constants=Constants(
        "1",
        "1/2",
        "0",
        "with a = 2 cosh x and b = 2 cosh y the Hessian has the diagonal entries"
        " (a b + 4)/(a + b)^2 and an entry of size at most (a b - 4)/(a + b)^2 beside them, so its"
        " norm is at most 2 a b/(a + b)^2 <= 1/2",
    ),
    convex="the logarithm of a sum of exponentials of linear functions",
)

QUARTIC_BOWL = Formula(
    name="quartic-bowl",
    title="A sum of fourth powers, flat at the bottom",
    text="x**4 + y**4",
    start={"x": "2", "y": "1"},
    f_star="0",
    minimiser=("0", "0"),
    lowest_because="a sum of fourth powers",
    source="built for this collection",
    constants=Constants("1/2", "0", "12", "12 max(x^2, y^2) <= 12 sqrt(x^4 + y^4)"),
    convex="a sum of convex powers",
)

HYPERBOLIC_COSINES = Formula(
    name="hyperbolic-cosines",
    title="2 cosh x + 2 cosh y - 4, whose sections are extremal in their class",
    text="exp(x) + exp(-x) + exp(y) + exp(-y) - 4",
    start={"x": "5", "y": "1"},
    f_star="0",
    minimiser=("0", "0"),
    lowest_because="each e^t + e^-t is at least 2",
    source="built for this collection",
    constants=Constants(
        "1", "2", "1", "each Hessian entry e^t + e^-t is 2 more than its own share of f"
    ),
    convex="a sum of exponentials of linear functions",
    mu="2",
    mu_because="with u = e^t + e^-t - 2, (e^t - e^-t)^2 = u^2 + 4 u >= 4 u",
)

EXPONENTIALS = Formula(
    name="exponentials",
    title="e^x + e^y, with no minimiser and K0 = 0",
    text="exp(x) + exp(y)",
    start={"x": "6", "y": "5"},
    f_star="0",
    lowest_because="positive, and as small as one likes",
    source="built for this collection",
    constants=Constants("1", "0", "1", "max(e^x, e^y) <= e^x + e^y"),
    convex="a sum of exponentials",
)

OSCILLATING_EXPONENTIAL = Formula(
    name="oscillating-exponential",
    title="e^x (2 + sin 2x), whose stationary points are ever more curved",
    text="exp(x)*(2 + sin(2*x))",
    start={"x": "3"},
    f_star="0",
    lowest_because="positive, and at most 3 e^x",
    source="LW, Example 1",
    constants=Constants(
        "1", "0", "(7 + 4*sqrt(7))/3", "the statement oscillating_exponential, conclusion best"
    ),
    # From this start the run ends in the local minimum of its own basin, where f is 9.18.
    stop_gap="10",
)

_RIDGE = (
    "p <= c S^2 for S = ||w||^2 and c = {c}, and ln(1 + e^(-c S^2))/2 + S/2 grows with S: its slope"
    " 1/2 - c S/(1 + e^(c S^2)) is at least 1/2 - sqrt(c/8) > 0"
)

FEED_FORWARD = Formula(
    name="feed-forward",
    title="Four linear units in a row, cross entropy with a ridge",
    text="log(2)/2 + log(1 + exp(-w1*w2*w3*w4))/2 + (w1**2 + w2**2 + w3**2 + w4**2)/2",
    start={"w1": "2", "w2": "2", "w3": "2", "w4": "-1"},
    f_star="log(2)",
    minimiser=("0",) * 4,
    lowest_because=_RIDGE.format(c="1/16"),
    source="LW, Example 2",
    constants=Constants("3", "19/10", "27/50", "the statement feed_forward, conclusion small_K"),
)

RECURRENT_UNIT = Formula(
    name="recurrent-unit",
    title="A linear recurrent unit over four steps, cross entropy with a ridge",
    text="log(2)/2 + log(1 + exp(-u**3*v))/2 + (u**2 + v**2)/2",
    start={"u": "2", "v": "-2"},
    f_star="log(2)",
    minimiser=("0", "0"),
    lowest_because=_RIDGE.format(c="3 sqrt(3)/16"),
    source="LW, Example 3",
    constants=Constants("3", "28/5", "41/5", "the statement recurrent_unit, conclusion small_K"),
)

PHASE_RETRIEVAL = Formula(
    name="phase-retrieval",
    title="Three measurements (a.w)^2 of a vector in the plane, known up to its sign",
    text="(x**2 - 1)**2 + (y**2 - 1)**2 + ((x + y)**2 - 4)**2",
    start={"x": "3", "y": "1/2"},
    f_star="0",
    minimiser=("1", "1"),
    lowest_because=SUM_OF_SQUARES,
    source="[candes2015]",
    constants=Constants(
        "1/2",
        "72",
        "18*sqrt(2)",
        "(z^2 - b)^2 = u has the second derivative 12 z^2 - 4 b, between -4 b and"
        " 8 b + 12 sqrt(u); sum b a a' has norm 9, and by Cauchy-Schwarz sum sqrt(u) (a.v)^2 is at"
        " most sqrt(f) times sqrt(sum (a.v)^4) <= sqrt(9/2)",
    ),
)

BALANCED_FACTORISATION = Formula(
    name="balanced-factorisation",
    title="A factorisation x y = 1 that keeps both factors of the same size",
    text="(x*y - 1)**2 + (x**2 - y**2)**2/4",
    start={"x": "3", "y": "1/2"},
    f_star="0",
    minimiser=("1", "1"),
    lowest_because=SUM_OF_SQUARES,
    source="[tu2016]",
    constants=Constants(
        "1/2",
        "4",
        "6",
        "with S = x^2 + y^2 and q = (x - y)/sqrt(2), f = (S/2 - 1)^2 + 2 q^2 and the Hessian has"
        " the eigenvalues 2 S +- 2 sqrt(f), where S <= 2 + 2 sqrt(f)",
    ),
)

MATRIX_FACTORISATION = Formula(
    name="matrix-factorisation",
    title="A factorisation x y = 1 whose minima run off to infinity",
    text="(x*y - 1)**2",
    start={"x": "3", "y": "1/2"},
    f_star="0",
    minimiser=("1", "1"),
    lowest_because=SUM_OF_SQUARES,
    source="[tu2016]",
    without_constants="along x y = 1 its gap is 0 while its curvature 2 (x^2 + y^2) has no bound,"
    " and the sublevel set of the start holds all of that branch; take balanced-factorisation",
)

ZOO = (
    BALANCED_FACTORISATION,
    BEALE,
    EXPONENTIALS,
    FEED_FORWARD,
    HIMMELBLAU,
    HYPERBOLIC_COSINES,
    LOG_SUM_EXP,
    MATRIX_FACTORISATION,
    OSCILLATING_EXPONENTIAL,
    PHASE_RETRIEVAL,
    QUARTIC_BOWL,
    RECURRENT_UNIT,
    ROSENBROCK,
    STYBLINSKI_TANG,
)
