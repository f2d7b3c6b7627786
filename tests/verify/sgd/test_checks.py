"""verify/sgd/checks.py and assumptions.py: who is blamed, and how surely, for what the runs did."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
import sympy as sp

from theory.registry import get as get_statement
from verify.problems import get
from verify.sgd.campaign import Campaign, Outcome, run_campaign
from verify.sgd.checks import THEOREMS, Checks, allowed_failures, check, failures_needed
from verify.sgd.counter import Words
from verify.sgd.noise import Levels
from verify.sgd.noises.parsing import parse_noise
from verify.sgd.setting import Setting
from verify.sgd.totals import INTEGER_FIELDS, NEVER, Totals
from verify.verdict import Word

IDS = [
    "sgd/potential",
    "sgd/gap",
    "sgd/progress",
    "sgd/rate",
    "sgd/supermartingale",
    "sgd/pathwise",
    "sgd/lower_bound",
    "sgd/noise_bound",
    "sgd/unbiased",
]
A_TENTH = sp.Rational(1, 10)


def campaign(
    noise: str = "rademacher:1/2", declare: str = "", runs: int = 100, **changes: Any
) -> Campaign:
    problem = get("hyperbolic-cosines")
    model = parse_noise(noise, problem)
    levels = Levels(*map(sp.Rational, declare.split(","))) if declare else model.levels
    assert levels is not None
    setting = Setting(problem, model, levels, **{"delta": A_TENTH, "T": 300, **changes})
    return Campaign(setting, runs, backend="numpy")


def words(found: Checks) -> dict[str, str]:
    return {v.id: v.word.value for v in found.verdicts}


def evidence(found: Checks, name: str) -> str:
    return next(v.evidence for v in found.verdicts if v.id == f"sgd/{name}")


# Runs that were made.


@pytest.mark.parametrize("schedule", ["warmup", "constant", "constant_sharp"])
def test_where_all_holds_nothing_is_refuted(schedule: str) -> None:
    found = check(run_campaign(campaign(schedule=schedule)))
    assert words(found) == dict.fromkeys(IDS, "NOT REFUTED")
    assert evidence(found, "potential") == "0 of 100 runs failed; 22 would refute 1/10"
    assert evidence(found, "pathwise") == "100 of 100 runs are such, and none of them break it"
    assert "kept at all 30000 steps" in evidence(found, "noise_bound")
    assert (found.word, found.broken) == (Word.NOT_REFUTED, ())


def test_light_tails_have_their_own_assumption_and_may_fail_twice_as_often() -> None:
    asked = campaign("light-tails:0,0,1", tails="light")
    found = check(run_campaign(asked))
    assert list(words(found)) == [*IDS[:7], "sgd/light_tails", "sgd/unbiased"]
    assert set(words(found).values()) == {"NOT REFUTED"}
    assert allowed_failures(asked.setting) == sp.Rational(1, 5)
    assert found.failures.allowed == sp.Rational(1, 5)
    supermartingale = found.counts[-1]
    assert (supermartingale.id, supermartingale.allowed) == ("sgd/supermartingale", A_TENTH)


@pytest.mark.parametrize("schedule", ["constant", "constant_sharp"])
def test_light_tails_without_a_radius_need_no_second_delta(schedule: str) -> None:
    asked = campaign("light-tails:0,0,1", tails="light", schedule=schedule)
    found = check(run_campaign(asked))
    assert set(words(found).values()) == {"NOT REFUTED"}
    assert (found.theorem, found.failures.allowed) == ("sgd_constant_light_tails", A_TENTH)
    # Nor has an outlier any part in the proof.
    wild = outcome(asked, largest_potential=[3 * start(asked)], noise_ratio=[99.0])
    assert words(check(wild))["sgd/pathwise"] == "REFUTED"


def test_every_theorem_that_is_named_is_stated() -> None:
    for name in THEOREMS.values():
        conclusions = {c.name for c in get_statement(name).conclusions}
        assert conclusions >= {"potential", "gap", "progress", "rate"}


def test_noise_twice_as_large_as_declared_is_named_at_its_first_step() -> None:
    found = check(run_campaign(campaign("rademacher:2", "0,0,1")))
    assert words(found) == {
        **dict.fromkeys(IDS, "MEASURED"),
        "sgd/lower_bound": "NOT REFUTED",
        "sgd/noise_bound": "REFUTED",
        "sgd/unbiased": "NOT REFUTED",
    }
    assert found.broken == ("sgd/noise_bound",)
    assert evidence(found, "noise_bound") == (
        "noise_bound fails at step 0 of seed 0, and in 100 of 100 runs: "
        "||xi_t||^2 is up to 4 times what was declared"
    )
    assert evidence(found, "potential") == (
        "0 of 100 runs failed; the theorem says nothing about these runs, as sgd/noise_bound is "
        "refuted"
    )


def test_heavy_tails_are_named_at_the_step_where_they_first_show() -> None:
    asked = campaign("student:3,1/2", "0,0,64", runs=20)
    found = run_campaign(asked)
    # The draws of this model do not depend on where the run is, so they can be made again.
    noise, setting = asked.setting.noise, asked.setting
    draws = Words(asked.seeds, noise.per_step)
    still = np.zeros((20, 2))
    large = np.array(
        [
            np.sum(noise.draw(draws, t, still, np.zeros(20), still) ** 2, axis=1) > 64
            for t in range(setting.T)
        ]
    )
    first = np.where(large.any(axis=0), large.argmax(axis=0), NEVER)
    np.testing.assert_array_equal(found.totals.noise_step, first)
    seed = min((t, s) for s, t in enumerate(first.tolist()) if t != NEVER)
    told = evidence(check(found), "noise_bound")
    assert told.startswith(f"noise_bound fails at step {seed[0]} of seed {seed[1]}, and in ")
    assert words(check(found))["sgd/potential"] == "MEASURED"


def test_heavy_tails_are_no_light_tails() -> None:
    found = check(run_campaign(campaign("student:3,1/2", "0,0,1", tails="light")))
    assert found.broken == ("sgd/light_tails",)
    assert evidence(found, "light_tails").startswith("light_tails fails at step ")
    assert found.word is Word.MEASURED


def test_a_bias_is_named_though_the_noise_keeps_its_bound() -> None:
    found = check(run_campaign(campaign("biased:1,1/2", "0,0,9/4", runs=20, T=640)))
    assert found.broken == ("sgd/unbiased",)
    assert words(found)["sgd/noise_bound"] == "NOT REFUTED"
    assert words(found)["sgd/pathwise"] == "NOT REFUTED"  # it asks nothing of the mean
    assert found.word is Word.MEASURED
    steps = found.outcome.totals.bias_step
    assert ((steps[steps != NEVER] + 1) % 64 == 0).all()  # it is looked for now and then


def test_a_bias_too_small_to_see_is_not_named() -> None:
    found = check(run_campaign(campaign("biased:1,1/1000", "0,0,9/4", runs=20)))
    assert found.broken == ()


def test_a_bias_too_small_for_any_run_is_named_over_all_of_them() -> None:
    asked = campaign("biased:1,1/5", "4,4,4")
    found = check(run_campaign(asked), lambda seed, runs: f"again {seed} {runs}")
    assert (found.outcome.totals.bias_step == NEVER).all()
    assert found.broken == ("sgd/unbiased",)
    assert found.word is Word.MEASURED
    told = evidence(found, "unbiased")
    assert told.startswith("unbiased fails over seeds 0 to 35 together, at no step of one run: ")
    assert told.endswith("which has a probability of at most 1/1000 if all assumptions hold")
    assert found.verdicts[-1].replay == "again 0 100"
    # It takes runs to see it.
    assert check(run_campaign(campaign("biased:1,1/5", "4,4,4", runs=10))).broken == ()


@pytest.mark.parametrize(
    "noise",
    ["rademacher:1/2", "sphere:1/2", "abc:1,1/2,1/4", "light-tails:1,1/2,1/4",
     "light-normal:1,1/2,1/4", "coordinate:1", "qsgd:2"],
)  # fmt: skip
def test_unbiased_noise_of_every_model_passes_run_by_run_and_together(noise: str) -> None:
    tails = "light" if noise.startswith("light") else "bounded"
    found = check(run_campaign(campaign(noise, tails=tails)))
    assert words(found)["sgd/unbiased"] == "NOT REFUTED"
    assert evidence(found, "unbiased").endswith(" over the 30000 steps of 100 runs read as one")


@pytest.mark.extra("data")
def test_minibatch_noise_is_unbiased_run_by_run_and_together() -> None:
    pytest.importorskip("sklearn")
    problem = get("logistic-breast-cancer")
    noise = parse_noise("minibatch:284", problem)
    setting = Setting(problem, noise, noise.levels, A_TENTH, 30)
    found = check(run_campaign(Campaign(setting, 8, backend="numpy")))
    assert words(found)["sgd/unbiased"] == "NOT REFUTED"


@pytest.mark.parametrize("factor", [64, 256])
def test_steps_far_beyond_the_theorem_refute_it_with_their_seeds(factor: int) -> None:
    found = check(run_campaign(campaign(factor=sp.Integer(factor))))
    assert found.word is Word.REFUTED
    assert words(found)["sgd/pathwise"] == "REFUTED"
    assert words(found)["sgd/noise_bound"] == "NOT REFUTED"
    assert found.failures.seeds.tolist() == list(range(100))
    assert found.failures.interval.lower > found.failures.allowed
    assert found.verdicts[0].claim.endswith(f", for steps {factor} times those of the theorem")
    seeds = "(seeds 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...)"
    left = {64: "", 256: f", 100 of them by leaving the domain of f or the doubles {seeds}"}
    assert found.verdicts[0].evidence == (
        f"100 of 100 runs failed {seeds}{left[factor]}; 22 refute 1/10"
    )


def test_a_replay_names_all_runs_or_the_one_that_says_it_all() -> None:
    def replay(seed: int, runs: int) -> str:
        return f"again {seed} {runs}"

    found = check(run_campaign(campaign("rademacher:2", "0,0,1")), replay)
    again = {v.id: v.replay for v in found.verdicts}
    assert again == {**dict.fromkeys(IDS, "again 0 100"), "sgd/noise_bound": "again 0 1"}
    wild = check(run_campaign(campaign(factor=sp.Integer(64))), replay)
    again = {v.id: v.replay for v in wild.verdicts}
    assert again["sgd/pathwise"].endswith(" 1")
    assert again["sgd/potential"] == "again 0 100"


# Runs that were made up.


def outcome(asked: Campaign, made: int | None = None, **values: Any) -> Outcome:
    """Runs in which nothing special happened, but for the values."""
    n = asked.runs if made is None else made
    arrays = {
        name: np.full(n, NEVER) if name in INTEGER_FIELDS else np.zeros(n)
        for name in Totals.names()
    }
    arrays["seeds"] = asked.seeds[:n]
    arrays["steps"] = np.full(n, asked.setting.T)
    for name, value in values.items():
        arrays[name][: len(value)] = value
    return Outcome(asked, Totals(**arrays), "" if made is None else "interrupt", 1.0, n)


def start(asked: Campaign) -> float:
    return float(asked.setting.gap0)


@pytest.mark.parametrize(("failures", "word"), [(21, "NOT REFUTED"), (22, "REFUTED")])
@pytest.mark.parametrize(
    ("field", "times", "names"),
    [
        ("largest_gap", 2, {"gap"}),
        ("progress", 4, {"progress"}),
        ("largest_potential", 2, {"potential", "pathwise"}),
    ],
)
def test_one_failure_more_than_can_be_believed_refutes(
    failures: int, word: str, field: str, times: int, names: set[str]
) -> None:
    asked = campaign()
    found = check(outcome(asked, **{field: [1.001 * times * start(asked)] * failures}))
    for name in names - {"pathwise"}:
        assert words(found)[f"sgd/{name}"] == word
    others = {v.id for v in found.verdicts if v.word is Word.REFUTED}
    assert others <= {f"sgd/{name}" for name in names}
    count = next(c for c in found.counts if c.id.removeprefix("sgd/") in names)
    assert count.seeds.tolist() == list(range(failures))
    assert (count.interval.lower > A_TENTH) == (word == "REFUTED")


def test_the_rate_is_held_against_the_sum_of_the_steps() -> None:
    asked = campaign()
    values = {"least_gradient": [4.004 * start(asked)] * 30, "step_total": [1.0] * 30}
    assert words(check(outcome(asked, **values)))["sgd/rate"] == "REFUTED"
    values["step_total"] = [0.99] * 30
    assert words(check(outcome(asked, **values)))["sgd/rate"] == "NOT REFUTED"


def test_the_supermartingale_is_held_against_the_logarithm() -> None:
    asked = campaign()
    level = float(np.log(10))
    for height, word in ((1.001, "REFUTED"), (0.999, "NOT REFUTED")):
        found = check(outcome(asked, largest_log_martingale=[height * level] * 30))
        assert words(found)["sgd/supermartingale"] == word


def test_runs_too_close_to_tell_leave_it_undecided_only_where_they_matter() -> None:
    asked = campaign()
    edge, beyond = 2 * start(asked), 3 * start(asked)
    for failures, close, word in ((0, 21, "NOT REFUTED"), (0, 22, "UNDECIDED"),
                                  (21, 1, "UNDECIDED"), (22, 70, "REFUTED")):  # fmt: skip
        found = check(outcome(asked, largest_potential=[beyond] * failures + [edge] * close))
        assert words(found)["sgd/potential"] == word
        assert (len(found.failures.seeds), found.failures.close) == (failures, close)
        assert f", {close} too close to tell" in evidence(found, "potential")


def test_a_run_that_left_the_doubles_has_failed() -> None:
    found = check(outcome(campaign(), largest_potential=[np.inf] * 30, largest_gap=[np.inf] * 30))
    assert words(found)["sgd/gap"] == words(found)["sgd/potential"] == "REFUTED"


def test_missing_runs_leave_it_undecided_only_where_they_matter() -> None:
    asked = campaign()
    beyond = [3 * start(asked)]
    for made, failures, word in ((79, 0, "NOT REFUTED"), (78, 0, "UNDECIDED"),
                                 (90, 12, "UNDECIDED"), (30, 22, "REFUTED")):  # fmt: skip
        found = check(outcome(asked, made, largest_potential=beyond * failures))
        assert words(found)["sgd/potential"] == word
        assert f", {100 - made} not finished" in evidence(found, "potential")
    # The interval allows for whatever the others would have done.
    assert found.failures.interval.upper > sp.Rational(92, 100)


def test_too_few_runs_are_measured_and_told_how_many_it_takes() -> None:
    found = check(outcome(campaign(runs=3), largest_potential=[1e9] * 3))
    assert found.word is Word.MEASURED
    assert evidence(found, "potential") == (
        "3 of 3 runs failed (seeds 0, 1, 2); so few runs cannot refute 1/10; make at least 4"
    )
    assert failures_needed(campaign(runs=3)) is None


def test_what_may_always_fail_cannot_be_refuted() -> None:
    asked = campaign("light-tails:0,0,1", tails="light", delta=sp.Rational(1, 2))
    found = check(outcome(asked, largest_potential=[1e9] * 100))
    assert found.word is Word.MEASURED
    assert evidence(found, "potential").endswith(
        "; a probability of failure up to 1 cannot be refuted; lower delta"
    )


def test_a_delta_that_is_not_rational_is_rounded_up() -> None:
    allowed = allowed_failures(campaign(delta=1 / sp.pi).setting)
    assert 0 < allowed - 1 / sp.pi < sp.Rational(1, 2**60)


def test_a_calm_run_that_fails_breaks_the_proof_alone() -> None:
    asked = campaign()
    found = check(outcome(asked, largest_potential=[3 * start(asked)]))
    assert words(found)["sgd/potential"] == "NOT REFUTED"
    assert words(found)["sgd/pathwise"] == "REFUTED"
    loud = {"largest_potential": [3 * start(asked)], "largest_log_martingale": [9.0]}
    assert words(check(outcome(asked, **loud)))["sgd/pathwise"] == "NOT REFUTED"


def test_light_tails_leave_a_run_with_an_outlier_aside() -> None:
    asked = campaign("light-tails:0,0,1", tails="light")
    values = {"largest_potential": [3 * start(asked)], "noise_ratio": [9.0]}
    # 1 + ln(T/delta) = 1 + ln(3000) = 9.006...
    assert words(check(outcome(asked, **values)))["sgd/pathwise"] == "REFUTED"
    values["noise_ratio"] = [9.1]
    assert words(check(outcome(asked, **values)))["sgd/pathwise"] == "NOT REFUTED"


def test_the_pool_is_held_against_its_half_of_the_false_alarms() -> None:
    asked = campaign()
    n, r = 100 * 300, 32 / (100 * 300)
    # Three bets in the plane, against alpha/2 = 1/2000: (1 + n r)^(-1/2) exp(r S^2/(2 (1 + n r))).
    limit = np.sqrt(2 * (1 + n * r) / r * (np.log(6000) + np.log(1 + n * r) / 2))
    for height, word in ((1.0001, "REFUTED"), (0.9999, "NOT REFUTED")):
        each = {"bias_terms": [300.0] * 100, "bias_second": [height * limit / 100] * 100}
        found = check(outcome(asked, **each))
        assert words(found)["sgd/unbiased"] == word
        assert words(found)["sgd/potential"] == ("MEASURED" if word == "REFUTED" else word)


def test_a_bias_within_a_run_is_named_there_first() -> None:
    each = {"bias_terms": [300.0] * 9, "bias_second": [300.0] * 9, "bias_step": [NEVER, 127]}
    found = check(outcome(campaign(), **each))
    assert evidence(found, "unbiased").startswith("unbiased fails at step 127 of seed 1, and in 1 ")


def test_noise_beyond_its_bound_is_not_called_biased_too() -> None:
    # What a bound leaves of skewed noise has a mean; the pool ends before the first such run.
    each = {"bias_terms": [300.0] * 100, "bias_second": [30.0] * 100, "noise_step": [NEVER, 5]}
    found = check(outcome(campaign(), **each))
    assert found.broken == ("sgd/noise_bound",)
    assert evidence(found, "unbiased").endswith(" over the 300 steps of 1 runs read as one")
    each["noise_step"] = [NEVER, NEVER]
    assert check(outcome(campaign(), **each)).broken == ("sgd/unbiased",)


def test_changing_the_confidence_changes_what_refutes() -> None:
    sure = dataclasses.replace(campaign(), confidence=sp.Rational(999_999, 1_000_000))
    assert (failures_needed(campaign()), failures_needed(sure)) == (22, 28)
