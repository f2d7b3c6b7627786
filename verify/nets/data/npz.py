"""Pictures from an .npz file with x_train, y_train, x_test and y_test.

Pixels are uint8, shape (n, height, width), (n, channels, height, width) or (n, height, width,
channels) with 1 or 3 channels; labels are whole numbers from 0, shape (n,) or (n, 1).
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theory.errors import DomainError, WarmproofError
from verify.nets.data.pictures import PictureData, Pictures, from_train_and_test

NAMES = ("x_train", "y_train", "x_test", "y_test")
CHANNELS = (1, 3)
SIDES = range(8, 129)
"""Heights and widths that the networks here are meant for."""


def read_npz(path: Path) -> PictureData:
    """Read pictures; nothing in the file is run.

    Raises:
        WarmproofError: the file is damaged, or holds something else.
        DomainError: pixels or labels that cannot be used.
    """
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            missing = [name for name in NAMES if name not in file.files]
            if missing:
                raise WarmproofError(
                    f"{path} needs the arrays {', '.join(NAMES)}; got "
                    f"{', '.join(file.files) or 'none'}. Add {', '.join(missing)}."
                )
            x_train, y_train, x_test, y_test = (file[name] for name in NAMES)
    except WarmproofError:
        raise
    except (OSError, ValueError, EOFError, MemoryError, zipfile.BadZipFile, zlib.error) as failed:
        raise WarmproofError(
            f"{path} is truncated, damaged, or holds more than numbers. Make it with "
            "numpy.savez_compressed from arrays of numbers."
        ) from failed
    train = _pictures(path, "train", x_train, y_train)
    test = _pictures(path, "test", x_test, y_test)
    return from_train_and_test(path.name, train, test)


def _pictures(path: Path, part: str, pixels: NDArray[Any], labels: NDArray[Any]) -> Pictures:
    if pixels.dtype != np.uint8:
        raise DomainError(
            f"x_{part} in {path} needs bytes (uint8) from 0 to 255; got {pixels.dtype}. Scale the "
            "pictures to 0...255 and store them with .astype('uint8')."
        )
    if pixels.ndim == 3:
        pixels = pixels[:, None]
    elif pixels.ndim == 4 and pixels.shape[1] not in CHANNELS and pixels.shape[3] in CHANNELS:
        pixels = np.ascontiguousarray(pixels.transpose(0, 3, 1, 2))
    if pixels.ndim != 4 or pixels.shape[1] not in CHANNELS or not _fits(pixels.shape[2:]):
        raise DomainError(
            f"x_{part} in {path} needs shape (n, channels, height, width) with 1 or 3 channels and "
            f"{SIDES[0]} to {SIDES[-1]} pixels a side; got {pixels.shape}. Reshape it."
        )
    if labels.dtype.kind not in "iu" or labels.shape not in ((len(pixels),), (len(pixels), 1)):
        raise DomainError(
            f"y_{part} in {path} needs one whole number for each of {len(pixels):,} pictures; got "
            f"{labels.dtype} of shape {labels.shape}. Store the numbers of the classes."
        )
    return Pictures.whole(pixels, labels.reshape(-1).astype(np.int64))


def _fits(sides: tuple[int, ...]) -> bool:
    return all(side in SIDES for side in sides)
