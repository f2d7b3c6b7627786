"""The doctor visits of the RAND health insurance experiment, as a float64 matrix.

Statsmodels ships the table; it is imported here and only when a problem asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from theory.errors import WarmproofError
from verify.problems.base import Floats

SOURCE = "statsmodels randhie: 20,190 person-years of the RAND Health Insurance Experiment"
LICENCE = "public domain"


@dataclass(frozen=True)
class CountData:
    """Counts with their features; these very floats define the problem.

    Attributes:
        features: shape (n, d), float64, first column 1.
        counts: shape (n,), nonnegative integers.
    """

    features: Floats
    counts: NDArray[np.int64]


def load_doctor_visits() -> CountData:
    """Load the table: counts mdvis, the nine other columns standardised, an intercept in front.

    Returns:
        20,190 counts and a feature matrix of shape (20190, 10).

    Raises:
        WarmproofError: statsmodels is not installed.
    """
    try:
        from statsmodels.datasets import randhie
    except ImportError as missing:
        raise WarmproofError(
            "the problem poisson-visits needs statsmodels for its data, which is not installed;"
            ' run: pip install "warmproof[data]".'
        ) from missing
    table = randhie.load_pandas().data
    raw = table.drop(columns="mdvis").to_numpy(dtype=np.float64)
    standardised = (raw - raw.mean(axis=0)) / raw.std(axis=0)
    features = np.column_stack([np.ones(len(raw)), standardised])
    return CountData(features, table["mdvis"].to_numpy(dtype=np.int64))
