"""Decide a bound on boxes with several processes, or on a cluster, and be able to go on later.

The first boxes are searched here; most questions are decided by then. What still waits is cut
into chunks, each searched depth first until its own budget is spent; what is left of all chunks is
shared out anew. How this is done depends on the boxes alone, never on the number of workers or on
who is faster, so neither does the result.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from contextlib import closing
from pathlib import Path

from verify.certify.boxes import Box, Point
from verify.certify.curvature.slack import Bound
from verify.certify.searching.checkpoint import Checkpoint
from verify.certify.searching.depth_first import Part, Progress, longest_side
from verify.certify.searching.search import search
from verify.certify.searching.unfinished import Round, Unfinished
from verify.certify.searching.workers import (
    Pool,
    Task,
    check_workers,
    peak_bytes,
    reports,
    this_process,
    workers,
)

FIRST = 5_000
"""Boxes examined in this process before others are asked; starting those takes a second or two."""

CHUNK = 1_000
"""Boxes a worker examines before it reports: half a second of work, more or less."""

MOST_CHUNKS = 256
"""Chunks given out at a time: some for each of many workers, and little enough to hold."""

SAVE_SECONDS = 10.0


def search_all(
    bound: Bound,
    boxes: Sequence[Box],
    *,
    max_boxes: int,
    jobs: int | None = None,
    scheduler: str | None = None,
    keep_tree: bool = False,
    progress: Progress | None = None,
    checkpoint: Path | None = None,
) -> Part:
    """Decide a bound on every given box; Ctrl-C ends the search with what is known.

    Args:
        bound: what has to hold.
        boxes: where.
        max_boxes: how many pieces may be examined, those before a resume included.
        jobs: how many processes; None: the cores, at most `workers.MOST_JOBS`.
        scheduler: the address of a dask scheduler, which is sent the work instead.
        keep_tree: whether to keep how the boxes were cut (memory in the order of the pieces). Of a
            search that stopped early, pieces not reached are open leaves.
        progress: called every thousand pieces or so.
        checkpoint: a file to go on from, if it is there. It is brought up to date now and then
            and where the search stops early, and removed when the search is complete.

    Returns:
        The same as `search`, with ``stopped = "workers"`` where one was lost with its work.

    Raises:
        WarmproofError: no such workers, or the file belongs to another search.
    """
    check_workers(jobs, scheduler)
    file = None if checkpoint is None else Checkpoint(checkpoint, bound, boxes, keep_tree=keep_tree)
    running = _Search(bound, boxes, max_boxes, keep_tree, progress, file)
    stopped = ""
    try:
        stopped = running.first_round()
        if not stopped and not running.complete:
            with workers(jobs, scheduler) as pool:
                while not stopped and not running.complete:
                    stopped = running.next_round(pool)
    except KeyboardInterrupt:
        stopped = "interrupt"
    except BrokenExecutor:
        stopped = "workers"
    return running.result(stopped)


class _Search:
    """One search with its rounds; a round is taken up or closed by one assignment, never half."""

    def __init__(
        self,
        bound: Bound,
        boxes: Sequence[Box],
        max_boxes: int,
        keep_tree: bool,
        progress: Progress | None,
        file: Checkpoint | None,
    ) -> None:
        self._bound, self._max_boxes, self._keep_tree = bound, max_boxes, keep_tree
        self._size = longest_side(boxes)
        self._progress, self._file = progress, file
        self._peaks: dict[str, int] = {}
        self._next_save = time.monotonic() + SAVE_SECONDS
        known = None if file is None else file.read()
        self._round = Round(known or Unfinished(list(boxes)))

    @property
    def _broken(self) -> Point | None:
        return next((part.broken for part in self._round.parts if part.broken is not None), None)

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do."""
        return self._broken is not None or not self._round.now().waiting()

    def first_round(self) -> str:
        """Search in this process up to `FIRST` boxes; return why to stop, or ""."""
        begun = self._round.begun
        left = min(FIRST, self._max_boxes) - begun.boxes
        chunks = begun.chunks(1)
        if left <= 0 or not chunks:
            return ""
        self._round = Round(begun, chunks)
        part = search(
            self._bound,
            begun.boxes_of(chunks[0]),
            max_boxes=left,
            size=self._size,
            keep_tree=self._keep_tree,
            progress=lambda done, waiting: self._tell(begun.boxes + done, waiting),
        )
        return self._take(part) or self._close()

    def next_round(self, pool: Pool | None) -> str:
        """Give out chunks and take in what comes back; return why to stop, or ""."""
        begun = self._round.begun
        left = self._max_boxes - begun.boxes
        if left <= 0:
            return "budget"
        chunks = begun.chunks(MOST_CHUNKS)[: max(1, left // CHUNK)]
        budget = min(CHUNK, left // len(chunks))
        tasks = [
            Task(self._bound, begun.boxes_of(chunk), budget, self._size, self._keep_tree)
            for chunk in chunks
        ]
        self._round = Round(begun, chunks)
        examined, waiting = begun.boxes, len(begun.waiting())
        with closing(reports(tasks, pool)) as arriving:
            for task, report in zip(tasks, arriving, strict=True):
                self._peaks[report.process] = report.peak_bytes
                stopped = self._take(report.part)
                if stopped or self._broken is not None:
                    return stopped
                examined += report.part.boxes
                waiting += len(report.part.waiting) - len(task.boxes)
                self._tell(examined, waiting)
                self._save_now_and_then()
        return self._close()

    def _take(self, part: Part) -> str:
        self._round.parts.append(part)
        return part.stopped if part.stopped == "interrupt" else ""

    def _close(self) -> str:
        if self._broken is None:
            self._round = Round(self._round.now())
        return ""

    def _tell(self, examined: int, waiting: int) -> None:
        if self._progress is not None:
            self._progress(examined, waiting)

    def _save_now_and_then(self) -> None:
        """Write the checkpoint, so seldom that it takes a small part of the time."""
        begin = time.monotonic()
        if self._file is not None and begin >= self._next_save:
            self._file.write(self._round.now())
            end = time.monotonic()
            self._next_save = end + max(SAVE_SECONDS, 10 * (end - begin))

    def result(self, stopped: str) -> Part:
        """What was found out; the checkpoint is written, or removed if nothing is left to do."""
        now = self._round.now()
        part = now.part(keep_tree=self._keep_tree)
        part.broken = self._broken
        part.stopped = "" if self.complete else stopped
        self._peaks[this_process()] = peak_bytes()
        part.peak_bytes = sum(self._peaks.values())
        if self._file is not None:
            if part.stopped:
                self._file.write(now)
            else:
                self._file.remove()
        return part
