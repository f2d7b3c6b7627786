"""The table and its sentences, where the right answer is known because the scores are made up."""

from __future__ import annotations

import json
from dataclasses import replace
from statistics import fmean, stdev

import pytest

pytest.importorskip("torch")

from tests.verify.nets.comparison.made_up import CANDIDATES, comparison, record
from verify.nets.comparison.document import document
from verify.nets.comparison.paired import paired_test
from verify.nets.comparison.sentences import remarks, verdicts
from verify.nets.comparison.summary import ACCURACY, TEST_LOSS, summarize
from verify.verdict import Word

pytestmark = pytest.mark.extra("nets")

LOW = tuple(0.80 + 0.001 * i for i in range(9))
HIGH = tuple(value + 0.01 + 0.0005 * (i % 3) for i, value in enumerate(LOW))
MIXED = tuple(value + 0.01 * (-1) ** i for i, value in enumerate(LOW))


def found_of(first: str, second: str, **accuracies: tuple[float | None, ...]) -> str:
    summary = summarize(comparison(accuracies))
    (entry,) = [e for e in summary.of(ACCURACY) if (e.first, e.second) == (first, second)]
    return entry.found


def test_better_worse_and_chance_are_told_apart() -> None:
    assert found_of("theoretical", "constant", constant=LOW, theoretical=HIGH) == "better"
    assert found_of("theoretical", "constant", constant=HIGH, theoretical=LOW) == "worse"
    chance = "no difference beyond chance"
    assert found_of("theoretical", "constant", constant=LOW, theoretical=MIXED) == chance
    assert found_of("theoretical", "constant", constant=LOW, theoretical=LOW) == chance


def test_a_smaller_loss_is_better() -> None:
    summary = summarize(comparison({"constant": LOW, "linear": HIGH}))
    (entry,) = summary.of(TEST_LOSS)
    assert entry.test is not None
    assert entry.test.mean < 0
    assert entry.found == "better"


def test_six_seeds_are_enough_for_one_pair_and_five_are_not() -> None:
    assert found_of("linear", "constant", constant=LOW[:6], linear=HIGH[:6]) == "better"
    few = "too few seeds to say"
    assert found_of("linear", "constant", constant=LOW[:5], linear=HIGH[:5]) == few


def test_more_pairs_need_more_seeds() -> None:
    table = {"constant": LOW[:6], "linear": HIGH[:6], "theoretical": HIGH[:6]}
    assert found_of("linear", "constant", **table) == "too few seeds to say"


def test_theory_is_held_against_both_and_linear_against_the_constant_schedule() -> None:
    summary = summarize(comparison(dict.fromkeys(CANDIDATES, LOW)))
    assert [(entry.first, entry.second) for entry in summary.of(ACCURACY)] == [
        ("linear", "constant"),
        ("theoretical", "constant"),
        ("energy", "constant"),
        ("measured", "constant"),
        ("theoretical", "linear"),
        ("energy", "linear"),
        ("measured", "linear"),
    ]


def test_the_numbers_are_those_of_the_runs() -> None:
    found = comparison({"constant": LOW, "linear": MIXED})
    summary = summarize(found)
    spread = summary.rows[1].spreads["test_accuracy"]
    assert spread.mean == pytest.approx(fmean(MIXED))
    assert spread.sd == pytest.approx(stdev(MIXED))
    (entry,) = summary.of(ACCURACY)
    assert entry.test == paired_test(MIXED, LOW)
    assert entry.holm == paired_test(MIXED, LOW).p


def test_a_run_that_diverges_is_shown_and_nothing_is_compared() -> None:
    found = comparison({"constant": LOW[:6], "linear": (*HIGH[:5], None)})
    summary = summarize(found)
    (entry,) = summary.of(ACCURACY)
    assert entry.found == "not compared, as runs diverged"
    assert summary.rows[1].diverged == {5: "the loss is nan at step 7, after a step of size 3."}
    said = remarks(found, summary)
    assert (
        "linear diverged when judged by seed 5: the loss is nan at step 7, after a step of size 3."
        in said
    )


def test_steps_are_counted_to_where_the_constant_schedule_ends() -> None:
    found = comparison({"constant": LOW[:1], "linear": LOW[:1]})
    fast = [2 - 0.08 * t for t in range(40)]
    slow = [2 - 0.01 * t for t in range(40)]
    rows = {
        "constant": [record(CANDIDATES["constant"], 0, 0.8)],
        "linear": [record(CANDIDATES["linear"], 0, 0.8, loss=fast)],
        "theoretical": [record(CANDIDATES["theoretical"], 0, 0.8, loss=slow)],
    }
    summary = summarize(replace(found, judged=rows))
    # The trailing mean over two steps ends at 0.46; the fast one is there one step after 19.25.
    assert [row.steps_to.values for row in summary.rows] == [(40,), (21,), (None,)]
    assert summary.rows[1].seconds_to.values == pytest.approx((2.1,))


def test_where_theory_does_not_help_it_is_said() -> None:
    table = {"constant": LOW, "linear": HIGH, "theoretical": LOW, "energy": MIXED}
    found = comparison(table)
    said = remarks(found, summarize(found))
    assert said[0] == (
        "theoretical, by the test accuracy: against constant no difference beyond chance; "
        "against linear worse. It does not help here. Also, by the test loss worse against linear."
    )
    assert said[1].startswith("energy, by the test accuracy: ")
    better = comparison({"constant": LOW, "linear": LOW, "theoretical": HIGH})
    assert remarks(better, summarize(better))[0] == (
        "theoretical, by the test accuracy: against constant better; against linear better. "
        "Also, by the test loss better against constant, by the test loss better against linear."
    )


def test_what_a_reader_has_to_know_is_said() -> None:
    table = {"constant": LOW[:3], "linear": HIGH[:3]}
    losses = {"constant": (0.9, 0.8, 0.7), "linear": (0.9, 0.8, None)}
    found = comparison(table, losses)
    assert remarks(found, summarize(found)) == [
        "Peaks with a validation loss within 10 % of the schedule's own best: constant 1; "
        "linear 0.3.",
        "3 seeds give no p below 0.25: too few to show any difference. It takes 6.",
        "Trials of tuning: constant 3, linear 3. The more trials, the better the best of them "
        "looks.",
        "The largest peak of the grid was best for constant: a wider grid may change the order.",
        "linear diverged in 1 of 3 settings, at peaks 1; the first: the loss is nan at step 7, "
        "after a step of size 3.",
    ]


@pytest.mark.parametrize(("step", "told"), [(0.17, True), (0.29, False), (2.0, False)])
def test_a_step_that_the_others_could_not_try_is_told(step: float, told: bool) -> None:
    found = comparison({"constant": LOW, "theoretical": HIGH})
    rows = [record | {"eta": [0.05, step, 0.1]} for record in found.judged["theoretical"]]
    found = replace(found, judged={**found.judged, "theoretical": rows})
    sentence = (
        "Largest steps taken, medians: constant 0.3, theoretical 0.17. Those of theoretical lie "
        "between peaks of the grid, where constant and linear were not tried: a finer grid may "
        "change the order."
    )
    assert (sentence in remarks(found, summarize(found))) is told


def test_what_holm_costs_is_said() -> None:
    found = comparison({"constant": LOW[:3], "linear": HIGH[:3], "energy": HIGH[:3]})
    assert (
        "3 seeds give no p below 0.25, and over 3 pairs none below 0.75 by Holm's rule: too few "
        "to show any difference. It takes 7."
    ) in remarks(found, summarize(found))


def test_a_schedule_that_always_diverged_is_named() -> None:
    found = comparison({"constant": LOW}, {"constant": (0.9, 0.8, 0.7)})
    lost = comparison({"linear": LOW}, {"linear": (None, None, None)})
    both = replace(
        found,
        tuned=(*found.tuned, *lost.tuned),
        judged={**found.judged, "linear": []},
    )
    said = remarks(both, summarize(both))
    assert (
        "linear diverged wherever it was tried: the loss is nan at step 7, after a step of size 3."
        in said
    )


def test_every_verdict_is_measured_and_texts_are_judged_by_their_loss() -> None:
    found = comparison({"constant": LOW, "linear": HIGH}, net="gpt")
    summary = summarize(found)
    assert summary.main == TEST_LOSS
    (verdict,) = verdicts(found, summary, "again")
    assert verdict.word is Word.MEASURED
    assert verdict.claim == "linear against constant, test loss: better"
    assert verdict.replay == "again"


def test_the_document_keeps_the_clock_apart_and_has_no_nan() -> None:
    found = comparison({"constant": LOW[:3], "measured": (*HIGH[:2], None)})
    shape = document(found, summarize(found), "again")
    text = json.dumps({k: v for k, v in shape.items() if k != "times"}, allow_nan=False)
    assert "seconds" not in text
    assert shape["schedules"][1]["test_accuracy"]["values"][2] is None
    assert shape["differences"][0]["mean"] is None
