"""Every error a user can cause: one sentence on stderr, exit code 2, nothing on stdout or disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from verify import cli

GRADIENT = ["bound", "gradient_bound", "rho=1", "K0=1", "K=2", "gap=3"]
ENERGY = ["bound", "energy_step", "rho=1", "K0=1", "K=2", "gap=3"]
COUNTS = ["bound", "gd_nonconvex", "rho=1", "K0=1", "K=2", "gap0=3"]
CONVEX = ["bound", "gd_convex", "rho=1/2", "K0=0", "K=2", "distance0=1", "gap0=1/16", "eps=1/99"]
LOWER = ["bound", "lower_bound", "rho=1", "K0=1", "K=1", "gap0=3", "eps=1", "theta=1/2"]
FIXED = ["bound", "fixed_step_lower_bound", "rho=1", "K0=1", "K=1", "gap0=2", "distance0=10"]
FIXED += ["eta=1", "eps=1"]
INCLUSION = ["bound", "inclusion", "rho=1", "L0=1", "L=1", "theta=1"]
CLOSURE = ["bound", "closure_sum", "rho=1", "K0f=1", "Kf=1", "K0g=1", "Kg=1", "gamma=1"]
RIVER = ["run", "--problem", "river-valley"]
COMPARE = ["compare", "--problem", "river-valley"]
BOUNDS = (
    "inclusion, closure_sum, gradient_bound, growth, local_lipschitz, energy_step, gd_nonconvex, "
    "gd_convex, lower_bound, gd_pl, gd_aiming, fixed_step_lower_bound"
)
COMMANDS = "list, show, check, problems, bound, run, compare, adversary, recheck"
THEOREMS = (
    "gd_nonconvex, gd_nonconvex_warmup, gd_nonconvex_constant, gd_nonconvex_min_shape, "
    "gd_nonconvex_energy, gd_convex, gd_pl, gd_aiming"
)


def replaced(words: list[str], **values: str) -> list[str]:
    """The same words with other values, name=value."""
    return [f"{w.partition('=')[0]}={values.get(w.partition('=')[0], w.partition('=')[2])}"
            if "=" in w else w for w in words]  # fmt: skip


def function(text: str = "x**2/2", **options: str) -> list[str]:
    """A run on a function, with the options that are not as in a good one."""
    given = {"vars": "x", "K0": "1", "K": "0", "start": "x=1", **options}
    words = [word for name, value in given.items() for word in (f"--{name}", value)]
    return ["run", "--function", text, *words]


def adversary(schedule: str = "constant:1", **options: str) -> list[str]:
    """A lower bound, with the options that are not as in a good one."""
    given = {"rho": "1", "K0": "1", "K": "2", "gap0": "3", "eps": "1/10", **options}
    words = [word for name, value in given.items() for word in (f"--{name}", value)]
    return ["adversary", "--schedule", schedule, *words]


MESSAGES = [
    # The command itself.
    (["foo"], f"there is no command 'foo'; Commands: {COMMANDS}."),
    (["chek"], f"there is no command 'chek'; did you mean 'check'? Commands: {COMMANDS}."),
    (["--bogus"], "No such option '--bogus'. See warmproof --help."),
    (["list", "--bogus"], "No such option '--bogus'. See warmproof list --help."),
    (["list", "more"], "Got unexpected extra argument (more). See warmproof list --help."),
    (["show"], "Missing argument 'ID'. See warmproof show --help."),
    # Ids.
    (
        ["show", "energy_stp"],
        "no statement has the id 'energy_stp'; the closest are: energy_step (see warmproof list).",
    ),
    (
        ["bound", "energy_stp", "rho=1"],
        f"no bound has the id 'energy_stp'; the closest are: energy_step (bounds: {BOUNDS}).",
    ),
    (["bound", "zzz"], f"no bound has the id 'zzz' (bounds: {BOUNDS})."),
    (["bound", "ell_smooth"], f"ell_smooth gives no numbers (bounds: {BOUNDS})."),
    # The lower bound.
    (
        replaced(LOWER, eps="2"),
        "lower_bound needs eps^2 <= min(M*gap0/4, K0*gap0/2) = 3/2; got eps = 2. Lower eps.",
    ),
    (
        replaced(LOWER, eps="2", theta="9/10"),
        "lower_bound needs eps^2 <= min((1 - theta)*M*gap0/2, K0*gap0/2) = 111/200; got eps = 2. "
        "Lower eps.",
    ),
    (replaced(LOWER, K0="0"), "lower_bound needs K0 > 0; got K0 = 0. Raise K0."),
    (replaced(LOWER, gap0="0"), "lower_bound needs gap0 > 0; got gap0 = 0. Raise gap0."),
    (replaced(LOWER, eps="0"), "lower_bound needs eps > 0; got eps = 0. Raise eps."),
    (
        replaced(LOWER, theta="1"),
        "lower_bound needs theta > 0 and theta < 1; got theta = 1. Choose theta inside these "
        "bounds.",
    ),
    (
        replaced(LOWER, theta="worst"),
        "theta: unknown name 'worst' at column 1; did you mean 'cos'?",
    ),
    (
        ["bound", "growth", "rho=1", "K0=1", "K=2", "gap=3", "distance=1e400"],
        "a value here lies beyond 2^1048576 or within 2^-1048576 of 0, too far to be written out. "
        "Choose less extreme inputs.",
    ),
    # Names of inputs.
    (["bound", "gradient_bound", "rho=1"],
     "gradient_bound needs the input K0; give K0=value (it takes rho, K0, K, gap)."),
    ([*GRADIENT, "foo=1"],
     "gradient_bound takes no input 'foo'; it takes rho, K0, K, gap."),
    ([*GRADIENT, "rho=2"], "rho is given twice; give it once."),
    ([*GRADIENT, "foo"], "expected name=value, got 'foo'; write for example rho=1."),
    # Their domain: condition, value, way out, and only the inputs that the condition limits.
    (
        ["bound", "gd_pl", "rho=1", "K0=1", "K=1", "mu=2", "gap0=5", "eps=1"],
        "gd_pl needs mu <= K0 = 1; got mu = 2. Lower mu or raise K0.",
    ),
    (
        ["bound", "gd_aiming", "rho=1", "K0=1", "K=1", "theta=0", "distance0=1", "eps=1"],
        "gd_aiming needs theta > 0; got theta = 0. Raise theta.",
    ),
    (
        replaced(FIXED, distance0="10", eps="2"),
        "fixed_step_lower_bound needs 2*eps <= gap0 = 2; got eps = 2. Lower eps.",
    ),
    (
        replaced(FIXED, distance0="1", eps="1"),
        "fixed_step_lower_bound needs distance0 >= G(gap0) = 1.7627471...; got distance0 = 1. "
        "Raise distance0.",
    ),
    (replaced(GRADIENT, rho="0"), "gradient_bound needs rho > 0; got rho = 0. Raise rho."),
    (replaced(GRADIENT, rho="-1"), "gradient_bound needs rho > 0; got rho = -1. Raise rho."),
    (replaced(GRADIENT, K0="-1"), "gradient_bound needs K0 >= 0; got K0 = -1. Raise K0."),
    (replaced(GRADIENT, gap="-3"), "gradient_bound needs gap >= 0; got gap = -3. Raise gap."),
    (
        replaced(GRADIENT, K0="0", K="0"),
        "gradient_bound needs K + K0 > 0; got K = 0, K0 = 0. Raise one of them.",
    ),
    (
        replaced(GRADIENT, rho="sqrt(2)*sqrt(3)-sqrt(6)"),
        "gradient_bound needs rho > 0; got rho = 0. Raise rho.",
    ),
    (
        replaced(GRADIENT, rho="1000000"),
        "gradient_bound needs gap^(rho + 1) of at most 20000 bits; got gap = 3, rho = 1000000. "
        "Lower rho.",
    ),
    (
        [*ENERGY, "gradient_norm=9"],
        "energy_step needs gradient_norm^2 <= 2*K*gap^(rho + 1)/(rho + 1) + 2*K0*gap = 24; "
        "got gradient_norm = 9. Lower gradient_norm.",
    ),
    (
        [*ENERGY, "gradient_norm=0"],
        "energy_step needs gradient_norm > 0; got gradient_norm = 0. Raise gradient_norm.",
    ),
    (
        [*replaced(ENERGY, rho="2", K0="0", K="1"), "gradient_norm=sqrt(18)"],
        "energy_step needs K0 > 0 or rho < 1 or gradient_norm^2 < "
        "2*K*gap^(rho + 1)/(rho + 1) + 2*K0*gap = 18; "
        "got K0 = 0, rho = 2, gradient_norm = 3*sqrt(2). Lower gradient_norm.",
    ),
    ([*COUNTS, "eps=0"], "gd_nonconvex needs eps > 0; got eps = 0. Raise eps."),
    (replaced(CONVEX, eps="0"), "gd_convex needs eps > 0; got eps = 0. Raise eps."),
    (replaced(CONVEX, distance0="-1"),
     "gd_convex needs distance0 >= 0; got distance0 = -1. Raise distance0."),
    (replaced(CONVEX, gap0="-1"), "gd_convex needs gap0 >= 0; got gap0 = -1. Raise gap0."),
    (
        replaced(CONVEX, gap0="16"),
        "gd_convex needs distance0 >= sqrt(2)*gap0^(1/2 - rho/2)*sqrt((rho + 1)/K)/(1 - rho) "
        "= 2*sqrt(6); got distance0 = 1. Raise distance0 or lower gap0.",
    ),
    (
        replaced(CONVEX, rho="1"),
        "gd_convex needs gap0 <= 0; got gap0 = 1/16. "
        "Raise K0, without which only constants have a minimiser at rho >= 1.",
    ),
    (
        replaced(INCLUSION, rho="2"),
        "inclusion needs rho > 0 and rho < 2; got rho = 2. Choose rho inside these bounds.",
    ),
    (
        replaced(INCLUSION, rho="0"),
        "inclusion needs rho > 0 and rho < 2; got rho = 0. Choose rho inside these bounds.",
    ),
    (replaced(INCLUSION, theta="0"), "inclusion needs theta > 0; got theta = 0. Raise theta."),
    (replaced(INCLUSION, theta="-1"), "inclusion needs theta > 0; got theta = -1. Raise theta."),
    (replaced(INCLUSION, L0="-1"), "inclusion needs L0 >= 0; got L0 = -1. Raise L0."),
    (replaced(INCLUSION, L="-1"), "inclusion needs L >= 0; got L = -1. Raise L."),
    (
        replaced(INCLUSION, L0="0", L="0"),
        "inclusion needs L + L0 > 0; got L = 0, L0 = 0. Raise one of them.",
    ),
    (replaced(CLOSURE, gamma="-1"), "closure_sum needs gamma >= 0; got gamma = -1. Raise gamma."),
    (replaced(CLOSURE, rho="0"), "closure_sum needs rho > 0; got rho = 0. Raise rho."),
    (replaced(CLOSURE, K0f="-1"), "closure_sum needs K0f >= 0; got K0f = -1. Raise K0f."),
    # Numbers.
    (replaced(GRADIENT, rho=""),
     "rho: the text is empty; write a number such as 3/4 or an expression."),
    (replaced(GRADIENT, rho="nan"),
     "rho: 'nan' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)"),
    (replaced(GRADIENT, gap="inf"),
     "gap: 'inf' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)"),
    (replaced(GRADIENT, K="1e999999999"),
     "K: the number '1e999999999' at column 1 is too long; keep it below 1000 digits."),
    (replaced(GRADIENT, K="1/0"),
     "K: at '/' at column 2, this divides by zero; leave out the division."),
    (replaced(GRADIENT, K="log(-1)"),
     "K: at 'log' at column 1, the result is not a real number; "
     "keep roots and logarithms of positives."),
    ([*GRADIENT, "--digits", "0"],
     "Invalid value for '--digits': 0 is not in the range 1<=x<=200. See warmproof bound --help."),
    ([*GRADIENT, "--digit", "3"],
     "No such option '--digit'. Did you mean '--digits'? See warmproof bound --help."),
    # What a run is on.
    (["run"], "run needs either --problem NAME or --function EXPR, and not both."),
    ([*RIVER, "--function", "x"],
     "run needs either --problem NAME or --function EXPR, and not both."),
    (["run", "--problem", "river"], "unknown problem 'river'; did you mean river-valley?"),
    (["run", "--function", "x"], "--function needs --vars as well; see warmproof run --help."),
    ([*RIVER, "--K0", "2"],
     "--K0 belongs to --function, and the problem river-valley brings its own; leave out --K0."),
    (function(K0="0"), "a problem needs K0 > 0 or K > 0; got 0 for both. Raise one of them."),
    (function(K0="-1"), "a problem needs K0 >= 0; got K0 = -1. Raise K0."),
    (function(rho="0"), "a problem needs rho > 0; got rho = 0. Raise rho."),
    (function(rho="100000"), "a problem needs rho <= 1000; got rho = 100000. Lower rho."),
    (function(fstar="nan"),
     "f_star: 'nan' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)"),
    # Its start.
    (function(start=""), "--start takes x=1,y=2; got ''. Write one value per variable."),
    (function(start="x=1,x=2"), "--start gives x twice; give it once."),
    (function(start="x=1,y=2"),
     "the start must name each variable once; got start x, y for the variables x. "
     "Write one value per variable."),
    (function(vars="x,y"),
     "the start must name each variable once; got start x for the variables x, y. "
     "Write one value per variable."),
    (function(vars="x,x"), "variables: 'x' is given twice; name each variable once."),
    (function(vars="exp"), "variables: 'exp' already has a meaning; choose another name."),
    (function(start="x=1e400"), "the start must fit into a float64; got x = 1e400."),
    (
        function("log(x)", start="x=-1"),
        "f must be finite at the start of function, and so must its gradient; "
        "got nan and the gradient norm 1.0. Choose another start.",
    ),
    (
        function("sqrt(x)", start="x=0"),
        "f must be finite at the start of function, and so must its gradient; "
        "got 0.0 and the gradient norm nan. Choose another start.",
    ),
    # Its function.
    (function("__import__('os').system('id')"),
     "expression: the character \"'\" at column 12 cannot be used; leave out quotes."),
    (function("x.__class__"),
     "expression: the character '.' at column 2 cannot be used; attributes cannot be reached; "
     "a decimal is written 0.5."),
    (function("9**9**9**9"),
     "expression: at '**' at column 5, the exact result would need about 10**9 bits; "
     "keep it below 4096 bits."),
    (function("(" * 10**6 + "x" + ")" * 10**6),
     "expression: the text has 2000001 characters; shorten it to at most 5000."),
    (function("(" * 100 + "x" + ")" * 100),
     "expression: '(' at column 31 is nested more than 30 levels deep; write it flatter."),
    (function("x +"),
     "expression: a number, a name or a parenthesis is missing before the end; add it."),
    (function("x + y"),
     "expression: unknown name 'y' at column 5; the names known are x, pi, E."),
    # Schedules, theorems, targets.
    ([*RIVER, "--schedule", "foo"],
     "unknown schedule 'foo'; choose one of constant, warmup, min_shape, energy, aiming, "
     "constant:VALUE, linear:LENGTH, NAME*FACTOR."),
    ([*RIVER, "--schedule", "constant:-1"], "a step size needs to be >= 0; got -1. Raise it."),
    ([*RIVER, "--schedule", "constant:nan"],
     "constant:nan: 'nan' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)"),
    ([*RIVER, "--theorem", "nonsense"],
     f"run checks no theorem 'nonsense'; choose one of {THEOREMS}."),
    ([*RIVER, "--theorem", "gd_nonconvex_energy", "--schedule", "warmup"],
     "gd_nonconvex_energy is about the schedule energy; got warmup. "
     "Use --schedule energy, or --theorem gd_nonconvex."),
    (function(rho="2", K="1", schedule="energy"),
     "the schedule energy needs rho = 1, where its step has a closed form; got rho = 2. "
     "Use warmup."),
    ([*RIVER, "--stop-gap", "0"], "a run needs stop_gap > 0; got 0. Raise it."),
    ([*RIVER, "--stop-gap", "1", "--stop-gradient", "1"],
     "a run stops at one target; got stop_gap = 1 and stop_gradient = 1. Drop one of them."),
    ([*RIVER, "--max-iterations", "0"],
     "Invalid value for '--max-iterations': 0 is not in the range x>=1. See warmproof run --help."),
    # Places to write to.
    ([*RIVER, "--plot", "missing/a.png"],
     "cannot write missing/a.png: there is no folder missing. Create it first."),
    ([*RIVER, "--plot", "a.txt"],
     "a picture ends in .png, .svg, .pdf; got 'a.txt'. Choose one of these."),
    ([*RIVER, "--plot", ""], "--plot is empty; name a file."),
    ([*RIVER, "--trace", "a.txt"],
     "a trace ends in .csv, .json, .parquet; got 'a.txt'. Choose one of these."),
    ([*RIVER, "--trace", "a" * 300 + ".csv"],
     "cannot write aaaaaaaaaaaaaaaaaaaaaaaaaaa...: File name too long."),
    ([*RIVER, "--out", "new", "--trace", "a.txt"],
     "a trace ends in .csv, .json, .parquet; got 'a.txt'. Choose one of these."),
    ([*RIVER, "--out", "new", "--schedule", "foo"],
     "unknown schedule 'foo'; choose one of constant, warmup, min_shape, energy, aiming, "
     "constant:VALUE, linear:LENGTH, NAME*FACTOR."),
    ([*RIVER, "--out", "new", "--stop-gap", "-1"], "a run needs stop_gap > 0; got -1. Raise it."),
    ([*RIVER, "--schedule", "linear:0"],
     "the length of linear warm-up is an integer >= 1; got 0. Give whole steps."),
    ([*RIVER, "--schedule", "warmup*-2"],
     "the factor of a schedule needs to be >= 0; got -2. Raise it."),
    # Theorems that need more than the class.
    ([*RIVER, "--theorem", "gd_convex", "--schedule", "energy"],
     "gd_convex is about the schedule warmup and constant; got energy. Use --schedule warmup, "
     "or --theorem gd_nonconvex."),
    ([*RIVER, "--schedule", "aiming"],
     "the schedule aiming belongs to the theorem gd_aiming; got gd_nonconvex. "
     "Use --theorem gd_aiming."),
    ([*RIVER, "--aiming", "1"],
     "--aiming belongs to --theorem gd_aiming; got gd_nonconvex. Leave out --aiming."),
    ([*RIVER, "--theorem", "gd_aiming", "--aiming", "0"],
     "gd_aiming needs theta > 0; got 0. Raise --aiming."),
    ([*RIVER, "--convex"],
     "--convex belongs to --function, and the problem river-valley brings its own; "
     "leave out --convex."),
    ([*RIVER, "--minimiser", "x=0,y=0"],
     "--minimiser belongs to --function, and the problem river-valley brings its own; "
     "leave out --minimiser."),
    ([*function(), "--theorem", "gd_convex"],
     "gd_convex cannot be checked on function: whether f is convex is not known; "
     "say so with --convex if it is."),
    ([*function(), "--theorem", "gd_convex", "--convex"],
     "gd_convex cannot be checked on function: no minimiser is known; "
     "give it with --minimiser x=...."),
    ([*function(), "--theorem", "gd_pl"],
     "gd_pl cannot be checked on function: no PL constant is known; give it with --mu."),
    ([*function(), "--theorem", "gd_pl", "--mu", "0"],
     "the PL constant needs mu > 0; got mu = 0. Raise mu."),
    ([*function(), "--theorem", "gd_aiming", "--minimiser", "x=0"],
     "gd_aiming cannot be checked on function: no Aiming constant is known; "
     "give it with --aiming (1 if f is convex)."),
    ([*function(), "--convex", "--minimiser", "x=1/2"],
     "a minimiser has gradient 0, but the derivative by x at the given point is positive. "
     "Give the exact minimiser."),
    ([*function(), "--convex", "--minimiser", "x"],
     "--minimiser takes x=1,y=2; got 'x'. Write one value per variable."),
    ([*function(fstar="1/2"), "--convex", "--minimiser", "x=0"],
     "f_star = 1/2 lies above f at the given minimiser, which is 0. Lower f_star."),
    # Comparisons.
    (["compare"], "compare needs either --problem NAME or --function EXPR, and not both."),
    ([*COMPARE, "--eps", "0"], "a run needs stop_gap > 0; got 0. Raise it."),
    ([*COMPARE, "--eps", "10000"],
     "a comparison needs a start with a gap above the target 10000; got the gap 8102.81. "
     "Lower eps or move the start."),
    ([*COMPARE, "--mu", "2"],
     "river-valley needs 0 < mu <= 1; got mu = 2. Choose mu inside these bounds."),
    (["compare", "--problem", "poisson-visits", "--x0", "3"],
     "poisson-visits takes no parameters; leave out x0."),
    (["compare", *function()[1:], "--y0", "3"],
     "--y0 belongs to --problem river-valley, and a function brings its own numbers; "
     "leave out --y0."),
    ([*COMPARE, "--plot", "a.txt"],
     "a picture ends in .png, .svg, .pdf; got 'a.txt'. Choose one of these."),
    ([*COMPARE, "--trace", "a.txt"],
     "a trace ends in .csv, .json, .parquet; got 'a-constant.txt'. Choose one of these."),
    (["compare", "--problem", "poisson-visits", "--sweep"],
     "--sweep is about --problem river-valley, whose theory it measures; name it."),
    ([*COMPARE, "--sweep", "--x0", "4"],
     "--sweep chooses x_0 itself, from 3 to 14; leave out --x0."),
    ([*COMPARE, "--sweep", "--trace", "a.csv"],
     "a sweep has no trace to write; leave out --trace."),
    ([*COMPARE, "--sweep", "--eps", "1"], "a sweep needs 0 < eps <= 1/2; got eps = 1. Change eps."),
    # Lower bounds.
    (["adversary"], "Missing option '--schedule'. See warmproof adversary --help."),
    (adversary(eps="2"),
     "adversary needs eps^2 <= Min(K0*gap0/2, M*gap0*(1 - theta)/2) = 3/2; got eps = 2. "
     "Lower eps."),
    (adversary(eps="0"), "adversary needs eps > 0; got eps = 0. Raise eps."),
    (adversary(eps="nan"),
     "eps: 'nan' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)"),
    (adversary(K0="0"), "adversary needs K0 > 0; got K0 = 0. Raise K0."),
    (adversary(K="-1"), "adversary needs K >= 0; got K = -1. Raise K."),
    (adversary(rho="0"), "adversary needs rho > 0; got rho = 0. Raise rho."),
    (adversary(rho="1000000"),
     "adversary needs (theta*gap0)^rho of at most 20000 bits; got gap0 = 3, rho = 1000000. "
     "Lower rho."),
    (adversary(gap0="0"), "adversary needs gap0 > 0; got gap0 = 0. Raise gap0."),
    (adversary(theta="1"),
     "adversary needs theta > 0 and theta < 1; got theta = 1. Choose theta inside these bounds."),
    (adversary(theta="0"),
     "adversary needs theta > 0 and theta < 1; got theta = 0. Choose theta inside these bounds."),
    (adversary(variant="cosine"),
     "unknown variant 'cosine'; choose one of sine, quartic, triangular."),
    (adversary(slope="1"),
     "slope belongs to the variant quartic, and the sine waves have slope eps; leave it out."),
    (adversary(variant="quartic", slope="3"),
     "adversary needs slope >= eps = 1/10 and slope <= sqrt(M*gap0*(1 - theta))/(2*sqrt(pi)) = "
     "sqrt(6)/(2*sqrt(pi)); got slope = 3. Choose slope inside these bounds."),
    (adversary("t"),
     "the lower bound needs a nonincreasing schedule; got eta_1 = 1 > eta_0 = 0. Lower eta_1, "
     "or start the schedule after its warm-up."),
    (adversary("1 - t"), "a schedule needs steps >= 0; got eta_2 = -1. Raise it."),
    (adversary("constant:-1"), "a schedule needs steps >= 0; got eta_0 = -1. Raise it."),
    (adversary("constant:nan"),
     "constant:nan: 'nan' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)"),
    (adversary("1/t"),
     "a schedule needs finite real steps; eta_0 of 1/t has no value. "
     "Start where the formula is defined, for example with t + 1 in place of t."),
    (adversary("9**9**9"),
     "schedule: at '**' at column 2, the exact result would need about 10**9 bits; "
     "keep it below 4096 bits."),
    (adversary("__import__('os').system('id')"),
     "schedule: the character \"'\" at column 12 cannot be used; leave out quotes."),
    (adversary("__import__"),
     "schedule: unknown name '__import__' at column 1; the names known are t, pi, E."),
    (adversary("s/2"), "schedule: unknown name 's' at column 1; did you mean 'sin'?"),
    (adversary(""),
     "schedule: the text is empty; write a number such as 3/4 or an expression."),
    (adversary("missing.csv"),
     "cannot read the schedule missing.csv: No such file or directory. "
     "Name a file of steps, or a formula in t."),
    ([*adversary(), "--max-steps", "0"],
     "Invalid value for '--max-steps': 0 is not in the range x>=1. "
     "See warmproof adversary --help."),
    (adversary(plot="a.txt"),
     "a picture ends in .png, .svg, .pdf; got 'a.txt'. Choose one of these."),
    (adversary(plot=""), "--plot is empty; name a file."),
    (adversary(trace="missing/a.csv"),
     "cannot write missing/a.csv: there is no folder missing. Create it first."),
]  # fmt: skip


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "message"), MESSAGES, ids=[" ".join(a)[:60] for a, _ in MESSAGES]
)
@pytest.mark.parametrize("json", [False, True], ids=["text", "json"])
def test_a_mistake_gives_this_sentence_exit_code_2_and_nothing_else(
    arguments: list[str],
    message: str,
    json: bool,
    empty_folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = [*arguments, "--json"] if json and not arguments[0].startswith("-") else arguments
    assert cli.invoke(given) == 2
    found = capsys.readouterr()
    assert found.err == f"warmproof: {message}\n"
    assert found.out == ""
    assert list(empty_folder.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        "exec('1')",
        'open("/etc/passwd")',
        "(lambda: 1)()",
        "lambda x: x",
        "[x for x in (1,)]",
        "x if x else 1",
        "x; import os",
        "x\nimport os",
        "getattr(x, name)",
        "eval(x)",
        "Symbol(x)",
        "x[0]",
        "x@x",
        "f(x)",
        "x = 1",
        "x := 1",
        "x**10**10**10",
        "exp(exp(exp(9**9)))",
        "Piecewise((x, x > 0))",
        "nan*x",
        "I*x",
        "x!",
        "x" * 6000,
        "",
    ],
)
def test_an_expression_that_is_none_is_refused_and_never_run(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.invoke(function(text)) == 2
    found = capsys.readouterr()
    assert found.err.startswith("warmproof: expression: ")
    assert found.err.count("\n") == 1
    assert found.out == ""


def test_a_folder_is_no_file_and_a_file_is_no_folder(
    empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (empty_folder / "taken.csv").mkdir()
    (empty_folder / "file").write_text("kept")
    assert cli.invoke([*RIVER, "--trace", "taken.csv"]) == 2
    assert cli.invoke([*RIVER, "--out", "file"]) == 2
    assert capsys.readouterr().err == (
        "warmproof: cannot write taken.csv: it is a folder. Name a file in it.\n"
        "warmproof: cannot make the folder file: File exists; choose another --out.\n"
    )
    assert (empty_folder / "file").read_text() == "kept"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "steps.csv holds no step; write one step a line, such as 1/2."),
        ("3\n4\n",
         "the lower bound needs a nonincreasing schedule; got eta_1 = 4 > eta_0 = 3. "
         "Lower eta_1, or start the schedule after its warm-up."),
        ("3\n2\n",
         "all 2 steps of steps.csv are at least 2*pi/M = 1.57079632...; the function depends on "
         "the first shorter one. Give more steps, or constant:VALUE for a step that stays."),
        ("3\nnan\n",
         "steps.csv, line 2: 'nan' at column 1 is not a finite number; "
         "give one such as 3/4 or sqrt(2)"),
    ],
)  # fmt: skip
def test_a_file_of_steps_that_cannot_be_used_is_refused(
    content: str, message: str, empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (empty_folder / "steps.csv").write_text(content)
    assert cli.invoke(adversary("steps.csv")) == 2
    assert capsys.readouterr().err == f"warmproof: {message}\n"


def test_a_file_of_steps_that_cannot_be_read_is_refused(
    empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (empty_folder / "steps.csv").mkdir()
    assert cli.invoke(adversary("steps.csv")) == 2
    assert capsys.readouterr().err == (
        "warmproof: cannot read the schedule steps.csv: Is a directory. "
        "Name a file of steps, or a formula in t.\n"
    )


def test_a_read_only_folder_is_refused_before_the_run(
    empty_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (empty_folder / "locked").mkdir()
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    assert cli.invoke([*RIVER, "--plot", "locked/a.png"]) == 2
    assert capsys.readouterr().err == (
        "warmproof: cannot write locked/a.png: the folder locked is read-only. "
        "Choose another one.\n"
    )


def test_no_command_shows_the_help_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke([]) == 2
    found = capsys.readouterr()
    assert found.err.startswith("Usage: warmproof ")
    assert found.out == ""


def test_an_open_question_about_the_input_is_exit_code_3(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tiny = "exp(-3000)*exp(-3000)*exp(-3000)"
    equal = f"sqrt(24)+{tiny}"
    assert cli.invoke([*ENERGY, f"gradient_norm={equal}"]) == 3
    found = capsys.readouterr()
    assert found.err.startswith("warmproof: energy_step: whether gradient_norm^2 <= ")
    assert found.err.endswith("move the inputs away from equality or give them as rationals.\n")
    assert found.out == ""
