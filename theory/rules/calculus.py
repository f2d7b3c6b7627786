"""Rules of one-variable calculus: mean value, continuous induction, first passage, separation."""

from __future__ import annotations

from theory.logic import (
    ForAll,
    HasDerivative,
    Implies,
    Pred,
    between,
    conj,
    disj,
    eq,
    function,
    ge,
    gt,
    le,
    lt,
    real,
    strictly_between,
)
from theory.schema import Named, Rule

t, s = real("t"), real("s")
a, b = real("a"), real("b")
p, dp = function("p"), function("dp")

MEAN_VALUE = Rule(
    id="mean_value",
    title="A locally Lipschitz function whose derivative is nonnegative almost everywhere on an "
    "interval does not decrease over it",
    citation="[royden2010], section 6.5 (integrating derivatives)",
    parameters=(a, b, p, dp),
    premises=(
        Named("order", le(a, b)),
        Named("derivative", HasDerivative(t, between(a, t, b), p(t), dp(t), smooth=False)),
        Named("sign", ForAll(t, strictly_between(a, t, b), ge(dp(t), 0))),
    ),
    conclusions=(Named("growth", ge(p(b), p(a))),),
)

_history = ForAll(s, between(a, s, t), le(p(s), 0))

CONTINUOUS_INDUCTION = Rule(
    id="continuous_induction",
    title="If p is continuous, p(a) < 0, and p <= 0 up to t always gives p(t) < 0, then p < 0 "
    "on the whole interval",
    citation="[clark2019], real induction",
    parameters=(a, b, p, dp),
    premises=(
        Named("continuous", HasDerivative(t, between(a, t, b), p(t), dp(t), smooth=False)),
        Named("start", lt(p(a), 0)),
        Named("onward", ForAll(t, conj(lt(a, t), le(t, b)), Implies(_history, lt(p(t), 0)))),
    ),
    conclusions=(Named("stays", ForAll(t, between(a, t, b), lt(p(t), 0))),),
)

CONTINUOUS_INDUCTION_FROM_ZERO = Rule(
    id="continuous_induction_from_zero",
    title="If p is continuously differentiable, p(a) = 0, p'(a) < 0, and p <= 0 up to t inside "
    "always gives p(t) < 0, then p <= 0 on the whole interval",
    citation="[clark2019], real induction",
    parameters=(a, b, p, dp),
    premises=(
        Named("derivative", HasDerivative(t, between(a, t, b), p(t), dp(t), smooth=True)),
        Named("start", eq(p(a), 0)),
        Named("slope", lt(dp(a), 0)),
        Named("onward", ForAll(t, strictly_between(a, t, b), Implies(_history, lt(p(t), 0)))),
    ),
    conclusions=(Named("stays", ForAll(t, between(a, t, b), le(p(t), 0))),),
)

t1 = real("t1")

FIRST_PASSAGE = Rule(
    id="first_passage",
    title="A continuous function that starts negative has a first zero, or stays negative "
    "(then t1 is the end of the interval)",
    citation="[rudin1976], Theorem 4.23",
    parameters=(b, p, dp),
    premises=(
        Named("length", gt(b, 0)),
        Named("continuous", HasDerivative(t, between(0, t, b), p(t), dp(t), smooth=False)),
        Named("start", lt(p(0), 0)),
    ),
    conclusions=(
        Named("time", conj(gt(t1, 0), le(t1, b))),
        Named("before", ForAll(t, conj(ge(t, 0), lt(t, t1)), lt(p(t), 0))),
        Named("at", disj(eq(p(t1), 0), conj(eq(t1, b), lt(p(t1), 0)))),
    ),
    introduces=(t1,),
)

low, high = real("low"), real("high")
F, Gamma = function("F"), function("Gamma")
v = function("v")

TIME_INTEGRAL = Rule(
    id="time_integral",
    title="Gamma(x) = integral of 1/F from x to high, F continuous and positive above low, "
    "finite at low: Gamma' = -1/F and Gamma decreases",
    citation="[rudin1976], Theorem 6.20",
    parameters=(low, high, F, Gamma),
    premises=(
        Named("integral", Pred("time_integral", (Gamma, F, low, high))),
        Named("order", lt(low, high)),
        Named("positive", ForAll(s, conj(lt(low, s), le(s, high)), gt(F(s), 0))),
    ),
    conclusions=(
        Named(
            "derivative",
            HasDerivative(s, conj(lt(low, s), le(s, high)), Gamma(s), -1 / F(s), smooth=True),
        ),
        Named("end", eq(Gamma(high), 0)),
        Named(
            "decreases",
            ForAll(
                s,
                conj(lt(low, s), le(s, high)),
                ForAll(a, conj(le(low, a), lt(a, s)), lt(Gamma(s), Gamma(a))),
            ),
        ),
    ),
)

SEPARATION = Rule(
    id="separation",
    title="The inverse v of the time integral falls from high to low in time Gamma(low) "
    "with v' = -F(v)",
    citation="[walter1998], section 1.V (separation of variables)",
    parameters=(low, high, F, Gamma),
    premises=(
        Named("integral", Pred("time_integral", (Gamma, F, low, high))),
        Named("order", lt(low, high)),
        Named("positive", ForAll(s, conj(lt(low, s), le(s, high)), gt(F(s), 0))),
        Named("end", eq(F(low), 0)),
    ),
    conclusions=(
        Named(
            "velocity",
            HasDerivative(t, between(0, t, Gamma(low)), v(t), -F(v(t)), smooth=True),
        ),
        Named("start", eq(v(0), high)),
        Named("end", eq(v(Gamma(low)), low)),
        Named("range", ForAll(t, between(0, t, Gamma(low)), conj(ge(v(t), low), le(v(t), high)))),
        Named("above", ForAll(t, conj(ge(t, 0), lt(t, Gamma(low))), gt(v(t), low))),
        Named("clock", ForAll(t, between(0, t, Gamma(low)), eq(Gamma(v(t)), t))),
    ),
    introduces=(v,),
)

CALCULUS_RULES = (
    MEAN_VALUE,
    CONTINUOUS_INDUCTION,
    CONTINUOUS_INDUCTION_FROM_ZERO,
    FIRST_PASSAGE,
    TIME_INTEGRAL,
    SEPARATION,
)
