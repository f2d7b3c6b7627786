"""verify/certify/searching/parallel.py: one answer from any workers and after any stop."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import sympy as sp

from theory.errors import DomainError, WarmproofError
from verify.certify.boxes import Box
from verify.certify.curvature.slack import Bound
from verify.certify.searching import parallel
from verify.certify.searching.depth_first import Part
from verify.certify.searching.parallel import search_all
from verify.certify.searching.search import search
from verify.certify.tree import Leaf, leaves

BOX: list[Box] = [((-1.0, 1.0), (-1.0, 1.0))]
PLENTY = 100_000


def waves(curvature: sp.Rational) -> Bound:
    """||hess|| <= curvature for sin(3x) sin(3y).

    The eigenvalues are 9 cos(3(x + y)) and -9 cos(3(x - y)), so the norm is 9 on whole lines.
    """
    zero = sp.S.Zero
    return Bound("sin(3*x)*sin(3*y)", ("x", "y"), sp.S.One, curvature, zero, zero, zero)


TRUE, FALSE = waves(sp.Integer(11)), waves(sp.Rational(83, 10))


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "FIRST", 60)
    monkeypatch.setattr(parallel, "CHUNK", 25)
    monkeypatch.setattr(parallel, "MOST_CHUNKS", 4)


def whole(bound: Bound = TRUE) -> Part:
    return search(bound, BOX, max_boxes=PLENTY, keep_tree=True)


def test_the_example_takes_many_rounds_and_is_true() -> None:
    assert whole().settled
    assert whole().boxes > 10 * parallel.FIRST


@pytest.mark.parametrize("jobs", [1, 2])
def test_any_number_of_workers_finds_what_one_search_finds(jobs: int) -> None:
    assert search_all(TRUE, BOX, max_boxes=PLENTY, jobs=jobs, keep_tree=True) == whole()


def test_several_boxes_keep_their_order() -> None:
    boxes: list[Box] = [((0.0, 1.0), (-1.0, 1.0)), ((-1.0, 0.0), (-1.0, 1.0))]
    found = search_all(TRUE, boxes, max_boxes=PLENTY, jobs=1, keep_tree=True)
    assert found == search(TRUE, boxes, max_boxes=PLENTY, keep_tree=True)


def test_a_false_bound_is_broken_at_the_same_point_whatever_the_workers() -> None:
    one = search_all(FALSE, BOX, max_boxes=PLENTY, jobs=1)
    two = search_all(FALSE, BOX, max_boxes=PLENTY, jobs=2)
    assert one.broken is not None
    assert one == two
    x, y = (sp.Rational(c) for c in one.broken)
    assert 9 * max(abs(sp.cos(3 * (x + y))), abs(sp.cos(3 * (x - y)))) > sp.Rational(83, 10)


def test_a_point_found_in_a_later_round_ends_the_search() -> None:
    # On the first box 3(x + y) and 3(x - y) lie in [0.45, 2.7], where 9 |cos| <= 8.14.
    boxes: list[Box] = [((0.3, 0.75), (-0.15, 0.15)), ((0.0, 0.1), (0.0, 0.1))]
    assert search_all(FALSE, boxes[:1], max_boxes=PLENTY, jobs=1).settled
    found = search_all(FALSE, boxes, max_boxes=PLENTY, jobs=1)
    assert found.boxes > parallel.FIRST
    assert found.broken is not None
    assert not found.settled


def test_the_budget_counts_every_box_and_leaves_the_rest_waiting() -> None:
    for budget in (0, 1, 59, 60, 61, 100, 333):
        found = search_all(TRUE, BOX, max_boxes=budget, jobs=1, keep_tree=True)
        assert found.boxes == budget
        assert found.stopped == "budget"
        assert not found.settled
        assert found.count_open == len(found.waiting) > 0
        left_open = [box for box, leaf in leaves(found.tree, BOX[0]) if leaf == Leaf("open")]
        assert left_open == found.waiting


def test_a_budget_that_is_just_enough_is_enough() -> None:
    needed = whole().boxes
    assert search_all(TRUE, BOX, max_boxes=needed, jobs=1).settled
    assert not search_all(TRUE, BOX, max_boxes=needed - 1, jobs=1).settled


class InterruptAfter:
    """Stands for Ctrl-C, once a number of boxes is examined."""

    def __init__(self, boxes: int) -> None:
        self.boxes = boxes

    def __call__(self, examined: int, waiting: int) -> None:
        if examined >= self.boxes:
            raise KeyboardInterrupt


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("after", [0, 200])
def test_an_interrupt_ends_with_what_is_known(jobs: int, after: int) -> None:
    found = search_all(
        TRUE, BOX, max_boxes=PLENTY, jobs=jobs, keep_tree=True, progress=InterruptAfter(after)
    )
    assert found.stopped == "interrupt"
    assert not found.settled
    assert after <= found.boxes < whole().boxes
    assert [b for b, leaf in leaves(found.tree, BOX[0]) if leaf.settled == "open"] == found.waiting


@pytest.mark.parametrize("after", [0, 100, 500])
@pytest.mark.parametrize("keep_tree", [True, False])
def test_going_on_from_a_checkpoint_equals_the_uninterrupted_search(
    tmp_path: Path, after: int, keep_tree: bool
) -> None:
    file = tmp_path / "search.json"
    options: dict[str, Any] = {
        "max_boxes": PLENTY, "jobs": 1, "keep_tree": keep_tree, "checkpoint": file
    }  # fmt: skip
    search_all(TRUE, BOX, **options, progress=InterruptAfter(after))
    assert file.exists()
    resumed = search_all(TRUE, BOX, **options)
    assert resumed == search(TRUE, BOX, max_boxes=PLENTY, keep_tree=keep_tree)
    assert not file.exists()


def test_a_spent_budget_can_be_raised(tmp_path: Path) -> None:
    file = tmp_path / "search.json"
    for budget in (40, 150, 151, PLENTY):
        found = search_all(TRUE, BOX, max_boxes=budget, jobs=1, keep_tree=True, checkpoint=file)
        assert found.settled == (budget == PLENTY)
    assert found == whole()


def test_the_file_is_kept_up_to_date_while_the_search_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "SAVE_SECONDS", 0.0)
    file = tmp_path / "search.json"
    seen = []
    search_all(
        TRUE, BOX, max_boxes=PLENTY, jobs=1, checkpoint=file,
        progress=lambda *_: seen.append(file.exists()),
    )  # fmt: skip
    assert True in seen


def test_lost_workers_leave_the_rest_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "search.json"
    monkeypatch.setattr(parallel, "Task", _Deadly)
    found = search_all(TRUE, BOX, max_boxes=PLENTY, jobs=2, checkpoint=file)
    assert found.stopped == "workers"
    assert found.boxes == parallel.FIRST
    assert not found.settled
    monkeypatch.undo()
    assert search_all(TRUE, BOX, max_boxes=PLENTY, jobs=1, checkpoint=file).settled


class _Deadly:
    """A task that ends the process which unpacks it, as one that is out of memory does."""

    def __init__(self, *_: object) -> None:
        pass

    def __reduce__(self) -> Any:
        return os._exit, (1,)


def test_memory_of_all_processes_is_counted() -> None:
    one = search_all(TRUE, BOX, max_boxes=PLENTY, jobs=1)
    two = search_all(TRUE, BOX, max_boxes=PLENTY, jobs=2)
    assert 10**7 < one.peak_bytes < two.peak_bytes


@pytest.mark.parametrize(
    ("jobs", "message"), [(0, "at least 1 job; got 0"), (257, "at most 256 jobs .* got 257")]
)
def test_no_jobs_and_far_too_many_are_refused(jobs: int, message: str) -> None:
    with pytest.raises(DomainError, match=message):
        search_all(TRUE, BOX, max_boxes=1, jobs=jobs)


@pytest.mark.extra("cluster")
@pytest.mark.parametrize("processes", [True, False])
def test_a_cluster_of_two_finds_the_same(processes: bool) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=processes,
        dashboard_address=None,
        silence_logs=50,
    ) as cluster:
        address = cluster.scheduler_address
        found = search_all(TRUE, BOX, max_boxes=PLENTY, scheduler=address, keep_tree=True)
    assert found == whole()


@pytest.mark.extra("cluster")
def test_a_scheduler_that_does_not_answer_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("verify.certify.searching.workers.CONNECT_SECONDS", 0.1)
    with pytest.raises(WarmproofError, match=r"^no dask scheduler answers at 'tcp://127.0.0.1:1'"):
        search_all(TRUE, BOX, max_boxes=PLENTY, scheduler="tcp://127.0.0.1:1")


@pytest.mark.extra("cluster")
def test_what_is_no_address_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(distributed, "Client", None)  # not even asked
    with pytest.raises(WarmproofError, match=r"^no dask scheduler answers at 'garbage'"):
        search_all(TRUE, BOX, max_boxes=PLENTY, scheduler="garbage")


def test_dask_is_asked_for_by_name_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(WarmproofError, match=r"install warmproof\[cluster\]"):
        search_all(TRUE, BOX, max_boxes=1, scheduler="tcp://127.0.0.1:1")
