"""Texts as numbers: nothing is lost, and the parts follow one another."""

from __future__ import annotations

import numpy as np
import pytest

from theory.errors import DomainError
from verify.nets.data.text import Text, python_help, split


def joined(text: Text) -> str:
    codes = np.concatenate([text.train, text.validation, text.test])
    return "".join(text.alphabet[code] for code in codes)


def test_numbers_give_the_text_back() -> None:
    written = "Noch ein wenig, \N{GREEK SMALL LETTER ALPHA}\N{GRINNING FACE}!\n" * 7
    assert joined(split("it", written)) == written


@pytest.mark.parametrize(("count", "dtype"), [(256, np.uint8), (257, np.uint16)])
def test_the_smallest_type_is_taken(count: int, dtype: type) -> None:
    text = split("it", "".join(map(chr, range(count))))
    assert text.train.dtype == dtype
    assert text.test[-1] == count - 1


def test_the_parts_are_nine_tenths_and_twice_a_twentieth() -> None:
    text = split("it", "ab" * 50)
    assert (len(text.train), len(text.validation), len(text.test), len(text)) == (90, 5, 5, 100)


def test_the_fingerprint_changes_with_a_character() -> None:
    prints = {split("it", word * 30).fingerprint for word in ("abc", "abd", "acb")}
    assert len(prints) == 3


def test_the_help_of_python_has_every_topic() -> None:
    from pydoc_data.topics import topics

    text = joined(python_help())
    assert len(text) == sum(map(len, topics.values()))
    assert all(topic in text for topic in topics.values())


@pytest.mark.parametrize("written", ["", "aaaa"])
def test_a_text_without_two_characters_is_refused(written: str) -> None:
    with pytest.raises(DomainError) as refused:
        split("it.txt", written)
    assert str(refused.value) == (
        "it.txt needs at least two different characters to predict; got "
        f"{len(set(written))}. Give another text."
    )
