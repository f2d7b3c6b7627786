"""The Wisconsin diagnostic breast cancer data, as float64 rows of length 1.

scikit-learn ships the table; it is imported here and only when a problem asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from theory.errors import WarmproofError
from verify.problems.base import Floats

SOURCE = "scikit-learn breast_cancer: 569 tumours, malignant or benign [wolberg1993]"
LICENCE = "CC BY 4.0"


@dataclass(frozen=True)
class LabelledData:
    """Two classes with their features; these very floats define the problem.

    Attributes:
        features: shape (n, d), float64.
        labels: shape (n,), each -1 or 1.
    """

    features: Floats
    labels: NDArray[np.int64]


def load_breast_cancer() -> LabelledData:
    """Load the table: 30 features standardised, an intercept in front, rows scaled to length 1.

    Returns:
        569 labels (1 for benign) and a feature matrix of shape (569, 31).

    Raises:
        WarmproofError: scikit-learn is not installed.
    """
    try:
        from sklearn import datasets
    except ImportError as missing:
        raise WarmproofError(
            "the problem logistic-breast-cancer needs scikit-learn for its data, which is not"
            ' installed; run: pip install "warmproof[data]".'
        ) from missing
    table = datasets.load_breast_cancer()
    raw = np.asarray(table.data, dtype=np.float64)
    standardised = (raw - raw.mean(axis=0)) / raw.std(axis=0)
    rows = np.column_stack([np.ones(len(raw)), standardised])
    rows /= np.linalg.norm(rows, axis=1)[:, None]
    return LabelledData(rows, 2 * np.asarray(table.target, dtype=np.int64) - 1)
