"""sgd: problem and noise, what is declared of it, what is fixed beforehand, files and workers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from verify import cli

COSH = ["sgd", "--problem", "hyperbolic-cosines", "--noise"]
GOOD = [*COSH, "rademacher:1/2"]
NOISES = (
    "rademacher:SIGMA, sphere:SIGMA, abc:A,B,C, light-tails:A,B,C, light-normal:A,B,C, "
    "coordinate:K, qsgd:S, minibatch:B, student:DOF,SCALE, biased:SIGMA,SHIFT"
)


def function(text: str = "x**2/2", **options: str) -> list[str]:
    """Runs on a function, with the options that are not as in a good one."""
    given = {"vars": "x", "K0": "1", "K": "1", "start": "x=1", "noise": "rademacher:1", **options}
    words = [word for name, value in given.items() for word in (f"--{name}", value)]
    return ["sgd", "--function", text, *words]


MESSAGES = [
    # What is run, and under which noise.
    (["sgd"], "sgd needs either --problem NAME or --function EXPR, and not both."),
    (COSH[:-1], f"sgd needs --noise; take one of {NOISES}."),
    ([*COSH, "gauss:1"], f"unknown noise 'gauss'; take one of {NOISES}."),
    ([*COSH, "rademacher"],
     "the noise rademacher is written rademacher:SIGMA; got 'rademacher'. "
     "Give as many numbers as it names."),
    ([*COSH, "rademacher:0"], "rademacher needs SIGMA > 0; got SIGMA = 0. Raise SIGMA."),
    ([*COSH, "rademacher:1/2x"],
     "SIGMA: unexpected 'x' at column 4; write * for a product."),
    ([*COSH, "minibatch:4"],
     "minibatch noise needs a Poisson or logistic regression, a mean over rows whose noise is "
     "bounded from its data; got hyperbolic-cosines. Take --problem poisson-visits or "
     "logistic-breast-cancer, or another noise."),
    ([*COSH, "student:3,1"],
     "the noise student:3,1 has no levels that it never exceeds; say what the theorem is told of "
     "it with --declare A,B,C."),
    (function(start="x=0"),
     "sgd needs a start with f(start) > f_star; got the gap 0. Choose another start."),
    (function(fstar="2"),
     "sgd needs a start with f(start) > f_star; got the negative gap -1.5, so f_star is no lower "
     "bound. Give a lower --fstar."),
    ([*GOOD, "--mu", "1"], "hyperbolic-cosines takes no parameters; leave out mu."),
    # What is declared.
    ([*GOOD, "--declare", "1,2"], "--declare takes A,B,C; got '1,2'. Write three numbers."),
    ([*GOOD, "--declare", "-1,0,1"], "sgd needs A >= 0; got A = -1. Raise A."),
    ([*GOOD, "--declare", "0,-1/2,1"], "sgd needs B >= 0; got B = -1/2. Raise B."),
    ([*GOOD, "--declare", "0,0,-1"], "sgd needs C >= 0; got C = -1. Raise C."),
    ([*GOOD, "--declare", "0,0,0"],
     "sgd needs noise: one of A, B and C above 0; got 0 for all three. Raise one of them, or use "
     "warmproof run for descent without noise."),
    # The theorem's constants.
    ([*GOOD, "--delta", "0"], "sgd needs 0 < delta < 1; got delta = 0. Choose one inside."),
    ([*GOOD, "--delta", "1"], "sgd needs 0 < delta < 1; got delta = 1. Choose one inside."),
    ([*GOOD, "--delta", "-1/2"], "sgd needs 0 < delta < 1; got delta = -1/2. Choose one inside."),
    ([*GOOD, "--delta", "nan"],
     "--delta: 'nan' at column 1 is not a finite number; give one such as 3/4 or sqrt(2)"),
    ([*GOOD, "--steps", "0"], "sgd needs at least 1 step; got 0. Raise --steps."),
    ([*GOOD, "--steps", "9007199254740993"],
     "sgd makes at most 2^53 steps in a run; got 9007199254740993. Lower --steps."),
    ([*GOOD, "--beta", "1"], "sgd needs beta > 1; got beta = 1. Raise beta."),
    ([*GOOD, "--beta", "1/2"], "sgd needs beta > 1; got beta = 1/2. Raise beta."),
    ([*GOOD, "--gap-floor", "0"],
     "sgd needs gap_floor > 0; got gap_floor = 0. Raise the floor."),
    (function(K0="0"),
     "the default gap_floor (K0/K)^(1/rho)/beta needs K0 > 0 and K > 0; got K0 = 0 for function. "
     "Give a gap_floor > 0."),
    ([*function(K0="0"), "--gap-floor", "0"],
     "sgd needs gap_floor > 0; got gap_floor = 0. Raise the floor."),
    ([*GOOD, "--schedule", "linear"],
     "sgd knows the schedules warmup, constant, constant_sharp, each also times a factor; "
     "got 'linear'. Take one of these."),
    ([*GOOD, "--schedule", "warmup*0"],
     "sgd needs factor > 0; got factor = 0. Raise the factor."),
    ([*GOOD, "--tails", "heavy"],
     "Invalid value for '--tails': 'heavy' is not one of 'bounded', 'light'. "
     "See warmproof sgd --help."),
    # What is fixed beforehand.
    ([*GOOD, "--runs", "0"], "sgd needs at least 1 run; got 0. Raise --runs."),
    ([*GOOD, "--runs", "10000001"],
     "sgd makes at most 10000000 runs, each of which is remembered; got 10000001. Lower --runs."),
    ([*GOOD, "--seed", "-1"],
     "seeds lie in [0, 2^63); got -1 for the first of 1000. Choose a smaller --seed."),
    ([*GOOD, "--confidence", "1"],
     "sgd needs a rational confidence in (0, 1); got 1. Choose one such as 999/1000."),
    ([*GOOD, "--confidence", "1/pi"],
     "sgd needs a rational confidence in (0, 1); got 1/pi. Choose one such as 999/1000."),
    (function("exp(x)-x-1", start="x=13/10**9"),
     "sgd needs a start whose gap doubles resolve to 2^-21; got f(start) - f_star = 8.45e-17. "
     "Choose a start farther up, or write f without cancellation."),
    # Workers and files.
    ([*GOOD, "--jobs", "0"],
     "Invalid value for '--jobs': 0 is not in the range x>=1. See warmproof sgd --help."),
    ([*GOOD, "--jobs", "257"],
     "at most 256 jobs can be had, each a process of its own; got 257. Lower --jobs, or use a "
     "cluster."),
    ([*GOOD, "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"],
     "a dask cluster knows its own workers; leave out --jobs."),
    ([*GOOD, "--backend", "jax"],
     "Invalid value for '--backend': 'jax' is not one of 'auto', 'numba', 'numpy', 'torch', "
     "'torch:cuda'. See warmproof sgd --help."),
    ([*GOOD, "--plot", "p.txt"],
     "a picture ends in .png, .svg, .pdf; got 'p.txt'. Choose one of these."),
    ([*GOOD, "--plot", "none/p.png"],
     "cannot write none/p.png: there is no folder none. Create it first."),
    ([*GOOD, "--checkpoint", ""], "--checkpoint is empty; name a file."),
    ([*GOOD, "--resume", ""], "--resume is empty; name a file."),
    ([*GOOD, "--checkpoint", "none/runs"],
     "cannot write none/runs: there is no folder none. Create it first."),
    ([*GOOD, "--resume", "runs"],
     "there is no checkpoint runs; begin with --checkpoint runs."),
    ([*GOOD, "--resume", "runs", "--checkpoint", "runs"],
     "--resume keeps its file up to date; leave out --checkpoint."),
    ([*GOOD, "--checkpoint", "runs", "--schedule", "warmup", "--schedule", "constant"],
     "a checkpoint holds the runs of one schedule; got 2. Give one --schedule at a time."),
    # Comparisons.
    ([*GOOD, "--compare", "--runs", "0"],
     "a comparison needs at least 1 run; got 0. Raise the runs."),
    ([*GOOD, "--compare", "--schedule", "constant"],
     "--schedule has no meaning with --compare; leave out --schedule."),
    ([*GOOD, "--compare", "--confidence", "999/1000"],
     "--confidence has no meaning with --compare; leave out --confidence."),
    ([*GOOD, "--compare", "--plot", "p.txt"],
     "a picture ends in .png, .svg, .pdf; got 'p.txt'. Choose one of these."),
    ([*GOOD, "--ablation", "p.png"],
     "--noise has no meaning with --ablation; leave out --noise."),
    ([*COSH[:-1], "--ablation", "p.png", "--compare"],
     "--ablation compares for many noises already; leave out --compare."),
    ([*COSH[:-1], "--ablation", "p.txt"],
     "a picture ends in .png, .svg, .pdf; got 'p.txt'. Choose one of these."),
]  # fmt: skip


def test_a_mistake_gives_this_sentence_exit_code_2_and_nothing_else(
    arguments: list[str], message: str, refused: Callable[[list[str], str], None]
) -> None:
    refused(arguments, message)


def test_a_checkpoint_is_not_written_over(
    empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (empty_folder / "runs").write_text("mine\n")
    assert cli.invoke([*GOOD, "--checkpoint", "runs"]) == 2
    assert capsys.readouterr().err == (
        "warmproof: runs is there already; go on from it with --resume, or name another file.\n"
    )
    assert (empty_folder / "runs").read_text() == "mine\n"


def test_a_file_that_is_no_checkpoint_is_not_gone_on_from(
    empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (empty_folder / "runs").write_text("mine\n")
    assert cli.invoke([*GOOD, "--resume", "runs"]) == 2
    assert capsys.readouterr().err == (
        "warmproof: runs is no checkpoint, or was damaged; name another file.\n"
    )
    assert (empty_folder / "runs").read_text() == "mine\n"
