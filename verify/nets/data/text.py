"""A text as numbers, one for each character, split into training, validation and test.

The first 90 % are for training, as nanoGPT splits TinyShakespeare; of the rest the first half is
for validation and the second for the test.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from theory.errors import DomainError

Codes = NDArray[np.unsignedinteger]
"""Numbers of characters, one after the other."""

_POINTS = 0x110000
"""Number of code points of Unicode."""


@dataclass(frozen=True)
class Text:
    """A text, cut in three.

    Args:
        name: as a title shows it.
        alphabet: the characters that occur, sorted; a character's number is its place here.
        train: numbers of characters, shape (length,), of the smallest unsigned type that holds
            them.
        validation: for choosing step sizes.
        test: for the final scores alone.
    """

    name: str
    alphabet: str
    train: Codes
    validation: Codes
    test: Codes

    def __len__(self) -> int:
        """Number of characters in all three parts."""
        return len(self.train) + len(self.validation) + len(self.test)

    @cached_property
    def fingerprint(self) -> str:
        """Changes with any character."""
        digest = hashlib.sha256(self.alphabet.encode("utf-8", "surrogatepass"))
        for part in (self.train, self.validation, self.test):
            digest.update(np.ascontiguousarray(part).data)
        return digest.hexdigest()


def split(name: str, text: str) -> Text:
    """Number the characters and cut the text.

    Raises:
        DomainError: fewer than two different characters: nothing to predict.

    >>> text = split("letters", "abcab" * 8)
    >>> text.alphabet, text.train[:5].tolist(), len(text.train), len(text.validation)
    ('abc', [0, 1, 2, 0, 1], 36, 2)
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))
    occurs = np.zeros(_POINTS, bool)
    occurs[points] = True
    alphabet = np.flatnonzero(occurs)
    if len(alphabet) < 2:
        raise DomainError(
            f"{name} needs at least two different characters to predict; got {len(alphabet)}. "
            "Give another text."
        )
    number = np.zeros(_POINTS, np.min_scalar_type(len(alphabet) - 1))
    number[alphabet] = np.arange(len(alphabet))
    codes = number[points]
    most, middle = len(codes) * 9 // 10, len(codes) * 19 // 20
    letters = "".join(map(chr, alphabet.tolist()))
    return Text(name, letters, codes[:most], codes[most:middle], codes[middle:])


@lru_cache(maxsize=1)
def python_help() -> Text:
    """The help texts of Python itself, about 465,000 characters in 3.11.

    The topics come in a fixed mixed order, so that validation and test hold prose, code and tables
    as the training text does. The texts differ between versions of Python, and with them all
    numbers measured on them.

    >>> text = python_help()
    >>> len(text) > 100_000, "a" in text.alphabet
    (True, True)
    """
    from pydoc_data.topics import topics

    names = sorted(topics)
    mixed = np.random.default_rng(0).permutation(len(names))
    return split("Python's help texts", "".join(topics[names[i]] for i in mixed))
