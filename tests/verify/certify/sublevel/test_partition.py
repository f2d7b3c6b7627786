"""verify/certify/sublevel/partition.py: which pieces touch, against a comparison of all pairs."""

import random
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from verify.certify.boxes import touch
from verify.certify.sublevel.partition import Partition
from verify.certify.tree import Leaf, leaves


def ragged(dimension, cuts, seed):
    """A box cut at random places."""
    partition = Partition(((-1.0, 2.0), (0.0, 5.0), (3.0, 4.0), (0.0, 1.0))[:dimension])
    rng = random.Random(seed)
    ends = [0]
    for _ in range(cuts):
        first = partition.cut(ends.pop(rng.randrange(len(ends))))
        ends += [first, first + 1]
    return partition, sorted(ends)


@pytest.mark.parametrize(("dimension", "cuts"), [(1, 40), (2, 120), (3, 120), (4, 120)])
def test_the_touching_pairs_are_those_of_a_comparison_of_all_pairs(dimension, cuts):
    partition, ends = ragged(dimension, cuts, seed=dimension)
    chosen = np.ones(partition.count, dtype=bool)
    a, b = partition.touching(chosen)
    found = [tuple(sorted(pair)) for pair in zip(a.tolist(), b.tolist(), strict=True)]
    expected = {
        (i, j) for i, j in combinations(ends, 2) if touch(partition.piece(i), partition.piece(j))
    }
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_only_chosen_pieces_carry_a_connection():
    partition, ends = ragged(2, 150, seed=7)
    rng = random.Random(8)
    chosen = np.zeros(partition.count, dtype=bool)
    chosen[[i for i in ends if rng.random() < 0.45]] = True
    seed = int(np.flatnonzero(chosen)[0])
    reached, waiting = {seed}, [seed]
    while waiting:
        piece = partition.piece(waiting.pop())
        for i in np.flatnonzero(chosen).tolist():
            if i not in reached and touch(piece, partition.piece(i)):
                reached.add(i)
                waiting.append(i)
    found = set(np.flatnonzero(partition.connected(chosen, [seed])).tolist())
    assert found == reached
    assert len(found) < chosen.sum()


def test_two_pieces_that_share_only_a_corner_touch():
    partition = Partition(((0.0, 1.0), (0.0, 1.0)))
    partition.cut(0)
    partition.cut(1)
    partition.cut(2)
    corners = [partition.holding([Fraction(x), Fraction(x)])[0] for x in (0, 1)]
    chosen = np.zeros(partition.count, dtype=bool)
    chosen[corners] = True
    assert partition.connected(chosen, corners[:1])[corners[1]]


def test_a_point_on_a_cut_lies_in_the_pieces_on_both_sides():
    partition = Partition(((0.0, 1.0),))
    partition.cut(0)
    assert sorted(partition.holding([Fraction(1, 2)])) == [1, 2]
    assert partition.holding([Fraction(1, 3)]) == [1]


def test_the_tree_gives_back_the_pieces():
    partition, ends = ragged(3, 60, seed=3)
    tree = partition.tree({0: Leaf("open")}, [0] * partition.count)
    assert {box for box, _ in leaves(tree, partition.box)} == set(map(partition.piece, ends))


def test_a_box_without_a_double_between_its_ends_is_not_cut():
    assert Partition(((1.0, 1.0000000000000002),)).cut(0) is None
