"""The tumours: their facts, the certified runs, the choice of the class, life without sklearn."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import pytest
import sympy as sp

from theory.errors import WarmproofError
from verify.problems import get
from verify.problems.breast_cancer import LabelledData, load_breast_cancer
from verify.problems.logistic_constants import logistic_constants
from verify.problems.logistic_regression import (
    RIDGE,
    TOUCHING,
    LogisticRegression,
    logistic_breast_cancer,
    logistic_regression,
)
from verify.runs.checks import check
from verify.runs.counts import promised_counts
from verify.runs.gradient_descent import run
from verify.runs.schedules import schedule
from verify.runs.theorems import THEOREMS
from verify.verdict import Word

needs_data = pytest.mark.extra("data")


@pytest.fixture(scope="module")
def tumours() -> Iterator[LogisticRegression]:
    pytest.importorskip("sklearn.datasets")
    yield logistic_breast_cancer()


def promised(problem: LogisticRegression, theorem: str, name: str = "warmup") -> list[int]:
    first = run(problem, schedule(name, problem.facts), max_iterations=1)
    return [p.high for p in promised_counts(first, THEOREMS[theorem])]


def test_missing_sklearn_is_one_sentence_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(WarmproofError) as refused:
        get("logistic-breast-cancer")
    assert str(refused.value) == (
        "the problem logistic-breast-cancer needs scikit-learn for its data, which is not"
        ' installed; run: pip install "warmproof[data]".'
    )


@needs_data
def test_the_facts_match_an_independent_evaluation(tumours: LogisticRegression) -> None:
    data = load_breast_cancer()
    assert data.features.shape == (569, 31)
    assert sorted(set(data.labels.tolist())) == [-1, 1]
    assert np.allclose(np.linalg.norm(data.features, axis=1), 1, rtol=1e-14)
    facts = tumours.facts
    moment = np.linalg.eigvalsh(data.features.T @ data.features / 569)[-1]
    assert float(facts.K) == pytest.approx(2 / 9, rel=1e-8)
    offset = 2 / 9 + 2 / 9 * np.log(2 / 3)
    K0 = RIDGE + offset * moment + 2 / 9 * float(facts.f_star_upper)
    assert float(facts.K0) == pytest.approx(K0, rel=1e-7)
    assert 0 < facts.f_star_upper - facts.f_star_lower < 1e-25
    assert facts.mu == sp.Rational(1, 8192)


@needs_data
def test_the_minimum_agrees_with_the_fit_of_sklearn(tumours: LogisticRegression) -> None:
    from sklearn.linear_model import LogisticRegression as Fit

    data = load_breast_cancer()
    fit = Fit(C=1 / (RIDGE * 569), fit_intercept=False, tol=1e-10, max_iter=10_000)
    w = fit.fit(data.features, data.labels).coef_[0]
    dots = -data.labels * (data.features @ w)
    value = np.logaddexp(0, dots).mean() + RIDGE / 2 * (w @ w)
    assert value == pytest.approx(float(tumours.facts.f_star_lower), abs=1e-9)


@needs_data
@pytest.mark.parametrize("theorem", ["gd_nonconvex", "gd_convex", "gd_pl"])
def test_warmup_takes_267_steps_and_every_inequality_holds(
    tumours: LogisticRegression, theorem: str
) -> None:
    done = run(tumours, schedule("warmup", tumours.facts))
    assert (done.hit, done.iterations) == (True, 267)
    found = check(done, "again", THEOREMS[theorem])
    assert {v.word for v in found.verdicts} == {Word.PROVED}


@needs_data
def test_the_chosen_tangent_promises_fewer_iterations_than_the_classical_bound(
    tumours: LogisticRegression,
) -> None:
    data = load_breast_cancer()
    level = sp.Rational(1, 1000)
    classical = logistic_regression(data, RIDGE, level, touching=sp.Rational(1, 2))
    nearly = logistic_regression(data, RIDGE, level, touching=sp.Rational(13, 20))
    assert promised(tumours, "gd_pl") == [4666]
    assert promised(nearly, "gd_pl") == [4661]
    assert promised(classical, "gd_pl") == [5140]
    assert promised(classical, "gd_convex", "constant") == [11698, 5849]
    assert sp.Rational(2, 3) == TOUCHING


@needs_data
def test_tampered_labels_refute_the_lower_bound_of_the_true_ones(
    tumours: LogisticRegression,
) -> None:
    data = load_breast_cancer()
    # With one label for all, an intercept fits everything and f falls below the true minimum.
    tampered = LabelledData(data.features, np.ones_like(data.labels))
    constants = logistic_constants(tampered, RIDGE, TOUCHING)
    built = LogisticRegression(tumours.facts, tampered, RIDGE, constants)
    target = sp.Rational(1, 500)
    done = run(built, schedule("constant:10", tumours.facts), stop_gradient=target)
    words = {v.id: v.word for v in check(done, "again").verdicts}
    assert done.hit
    assert words["f_star_lower"] is Word.REFUTED
