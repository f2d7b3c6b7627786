"""The digits of scikit-learn: all of them, each once, the same ones always."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from theory.errors import WarmproofError
from verify.nets.data.digits import digits


@pytest.mark.extra("data")
def test_every_digit_is_in_one_part() -> None:
    datasets = pytest.importorskip("sklearn.datasets")
    data = digits()
    rows = np.concatenate([part.rows for part in (data.train, data.validation, data.test)])
    assert sorted(rows) == list(range(1797))
    assert np.array_equal(data.train.pixels[:, 0], datasets.load_digits().images)
    assert np.array_equal(data.test.labels, datasets.load_digits().target)


@pytest.mark.extra("data")
def test_every_part_has_every_class() -> None:
    pytest.importorskip("sklearn.datasets")
    data = digits()
    for part in (data.train, data.validation, data.test):
        assert set(part.take(slice(None))[1]) == set(range(10))


def test_missing_sklearn_is_one_sentence_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    digits.cache_clear()
    with pytest.raises(WarmproofError) as refused:
        digits()
    assert str(refused.value) == (
        "the digits come with scikit-learn, which is not installed; run: "
        'pip install "warmproof[data]", or give pictures with --data.'
    )
