"""The doctor visits: their facts, the certified warm-up run, and life without statsmodels."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator

import numpy as np
import pytest

from theory.errors import WarmproofError
from verify.problems import get
from verify.problems.doctor_visits import CountData, load_doctor_visits
from verify.problems.poisson_constants import poisson_constants
from verify.problems.poisson_visits import PoissonRegression, poisson_visits
from verify.runs.checks import check
from verify.runs.gradient_descent import run
from verify.runs.schedules import schedule
from verify.verdict import Word

needs_data = pytest.mark.extra("data")


@pytest.fixture(scope="module")
def visits() -> Iterator[PoissonRegression]:
    pytest.importorskip("statsmodels.datasets")
    yield poisson_visits()


def test_missing_statsmodels_is_one_sentence_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "statsmodels.datasets", None)
    with pytest.raises(WarmproofError) as refused:
        get("poisson-visits")
    assert str(refused.value) == (
        "the problem poisson-visits needs statsmodels for its data, which is not installed;"
        ' run: pip install "warmproof[data]".'
    )


@needs_data
def test_the_facts_match_an_independent_evaluation(visits: PoissonRegression) -> None:
    data = load_doctor_visits()
    assert data.features.shape == (20190, 10)
    assert np.array_equal(data.features[:, 0], np.ones(20190))
    squared_norm = np.max(np.sum(data.features**2, axis=1))
    assert float(visits.facts.K) == pytest.approx(2 * squared_norm, rel=1e-11)
    assert float(visits.facts.K) >= 2 * squared_norm * (1 - 1e-13)
    assert 0 < visits.facts.f_star_upper - visits.facts.f_star_lower < 1e-25


@needs_data
def test_the_minimum_agrees_with_the_fit_of_statsmodels(visits: PoissonRegression) -> None:
    from statsmodels.discrete.discrete_model import Poisson

    data = load_doctor_visits()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = np.asarray(Poisson(data.counts, data.features).fit(disp=0, tol=1e-12).params)
    dots = data.features @ fitted
    value = float(np.mean(np.exp(dots) - data.counts * dots))
    assert value == pytest.approx(float(visits.facts.f_star_lower), abs=1e-10)


@needs_data
def test_warmup_takes_1942_steps_and_every_inequality_holds(visits: PoissonRegression) -> None:
    done = run(visits, schedule("warmup", visits.facts))
    found = check(done)
    assert done.hit
    assert done.iterations == 1942
    assert {v.id: v.word for v in found.verdicts} == {
        "f_star_lower": Word.PROVED,
        "gradient_bound": Word.PROVED,
        "descent_lemma": Word.PROVED,
        "gd_nonconvex/gap_nonincreasing": Word.PROVED,
        "gd_nonconvex/sum": Word.PROVED,
        "gd_nonconvex/min": Word.PROVED,
        "first_hit": Word.PROVED,
    }


@needs_data
def test_tampered_counts_refute_the_lower_bound_of_the_true_ones(
    visits: PoissonRegression,
) -> None:
    data = load_doctor_visits()
    tampered = CountData(data.features, data.counts * 50)
    built = PoissonRegression(visits.facts, tampered, poisson_constants(tampered))
    done = run(built, schedule("warmup", visits.facts), max_iterations=3)
    words = {v.id: v.word for v in check(done).verdicts}
    assert words["f_star_lower"] is Word.REFUTED
    assert words["gradient_bound"] is Word.REFUTED
