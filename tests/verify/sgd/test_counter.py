"""The words: those of SplitMix64, each seed's and step's own."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from verify.sgd.counter import Words


def test_words_are_those_of_the_generator_spelled_out(splitmix: Callable[[int, int], int]) -> None:
    seeds = np.array([0, 1, 7, 2**63 - 1])
    words = Words(seeds, 3)
    for t, k in ((0, 0), (0, 2), (1, 0), (12345678901, 1)):
        expected = [splitmix(int(seed), 3 * t + k) for seed in seeds]
        assert words.words(t, k).tolist() == expected


def test_uniforms_and_signs_are_read_off_the_word(splitmix: Callable[[int, int], int]) -> None:
    words = Words(np.array([5]), 1)
    word = splitmix(5, 4)
    assert words.uniforms(4, 0)[0] == ((word >> 11) + 0.5) / 2**53
    signs = [words.signs(4, 0, bit)[0] for bit in range(64)]
    assert signs == [1.0 if digit == "1" else -1.0 for digit in f"{word:064b}"]


def test_a_seed_has_its_own_words_in_any_batch() -> None:
    together, alone = Words(np.arange(10), 2), Words(np.array([7]), 2)
    assert together.words(3, 1)[7] == alone.words(3, 1)[0]
