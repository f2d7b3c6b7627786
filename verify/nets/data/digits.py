"""The 1,797 handwritten digits of scikit-learn, 8 x 8 pixels with values from 0 to 16.

They come with scikit-learn: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits,
UCI Machine Learning Repository, 1998 (CC BY 4.0).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from theory.errors import WarmproofError
from verify.nets.data.pictures import PictureData, Pictures, cut_validation

VALIDATION, TEST = 250, 250


@lru_cache(maxsize=1)
def digits() -> PictureData:
    """1,297 digits to train with, 250 for validation and 250 for the test, the same ones always.

    Raises:
        WarmproofError: scikit-learn is not installed.

    >>> data = digits()
    >>> data.shape, len(data.train), len(data.validation), len(data.test), data.classes
    ((1, 8, 8), 1297, 250, 250, 10)
    """
    try:
        from sklearn.datasets import load_digits
    except ImportError as missing:
        raise WarmproofError(
            "the digits come with scikit-learn, which is not installed; run: "
            'pip install "warmproof[data]", or give pictures with --data.'
        ) from missing
    table = load_digits()
    pixels = np.asarray(table.images, dtype=np.uint8)[:, None]
    everything = Pictures.whole(pixels, np.asarray(table.target, dtype=np.int64))
    rest, test = cut_validation(everything, TEST)
    train, validation = cut_validation(rest, VALIDATION)
    return PictureData("the digits", train, validation, test, 10)
