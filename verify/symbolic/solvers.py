"""Two independent decision procedures for real polynomial arithmetic, z3 and cvc5.

Both read the same SMT-LIB text. z3 is asked about the query; where it does not know soon, about
its linear relaxation, and then about the query once more. ``unsat`` closes a step; cvc5 votes as
well, beside the work and on its own core, and its word is collected at the end of a statement:
where the two contradict each other, nothing is closed. cvc5 runs in a process of its own, because
it does not always honour its time limit and has to be ended then.
"""

from __future__ import annotations

import atexit
import contextlib
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from queue import Empty, Queue
from typing import IO, Any

from verify.symbolic.linear import relaxation_is_unsat

Z3_SECONDS = 20.0
LINEAR_SECONDS = 1.0
MODEL_SECONDS = 1.0
_QUERIES_PER_CONTEXT = 500
_FIRST_TRY = (
    "(check-sat-using (or-else (try-for (then simplify qfnra-nlsat) 200) (try-for smt 200)))"
)
"""z3's strategies with milliseconds for each; what they leave open is asked again at leisure."""

CVC5_SECONDS = 4.0


@dataclass(frozen=True)
class Answer:
    """What the first solver said, and where the second one's vote will be found.

    Attributes:
        word: z3's ``unsat``, ``sat`` or ``unknown``.
        ticket: number of the vote asked of cvc5 (only for ``unsat``), to be given to ``votes``.
        model: solver name -> exact value, for ``sat`` with a rational model; else None.
    """

    word: str
    ticket: int | None = None
    model: dict[str, Fraction] | None = None


class _Cvc5:
    """The second solver behind a pipe, working through its queue beside the first.

    It is ended and started anew when it answers nothing for ``CVC5_SECONDS``; the queries that
    were waiting then count as ``unknown``.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._answers: Queue[tuple[int, str]] = Queue()
        self._queries: Queue[str | None] = Queue()
        self._waiting: deque[int] = deque()
        self._words: dict[int, str] = {}
        self._asked = 0

    def submit(self, text: str) -> int:
        """Queue a query; returns its ticket. Never waits, however far behind the solver is."""
        self._asked += 1
        if self._process is None or self._process.poll() is not None:
            self._start()
        self._queries.put(f"{self._asked} {len(text)}\n{text}")
        self._waiting.append(self._asked)
        return self._asked

    def collect(self, tickets: Sequence[int], *, wait: bool) -> list[str]:
        """The votes with these tickets; without waiting, those still to come are ``unknown``."""
        last = max(tickets, default=0)
        while self._waiting and self._waiting[0] <= last:
            try:
                ticket, word = self._answers.get(block=wait, timeout=CVC5_SECONDS)
            except Empty:
                if not wait:
                    break
                self.close()
                continue
            self._words[ticket] = word
            while self._waiting and self._waiting[0] in self._words:
                self._waiting.popleft()
        return [self._words.get(t, "unknown") for t in tickets]

    def _start(self) -> None:
        self.close()
        process = subprocess.Popen(
            [sys.executable, "-m", "verify.symbolic.cvc5_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._process, self._answers, self._queries = process, Queue(), Queue()
        assert process.stdin is not None and process.stdout is not None
        for target, stream, queue in (
            (_forward, process.stdout, self._answers),
            (_feed, process.stdin, self._queries),
        ):
            threading.Thread(target=target, args=(stream, queue), daemon=True).start()

    def close(self) -> None:
        """End the process; what it has not answered counts as ``unknown``."""
        self._waiting.clear()
        self._queries.put(None)
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            self._process = None


def _forward(stream: IO[str], answers: Queue[tuple[int, str]]) -> None:
    with contextlib.suppress(ValueError):
        for line in stream:
            ticket, word = line.split()
            answers.put((int(ticket), word))


def _feed(stream: IO[str], queries: Queue[str | None]) -> None:
    with contextlib.suppress(ValueError, OSError):
        while (query := queries.get()) is not None:
            stream.write(query)
            stream.flush()


_second = _Cvc5()


def votes(tickets: Sequence[int], *, wait: bool = True) -> list[str]:
    """The second solver's words for earlier queries.

    Args:
        tickets: as the answers carry them.
        wait: for the votes still to come; else these are ``unknown``.
    """
    return _second.collect(tickets, wait=wait)


def close() -> None:
    """End the second solver's process and forget all answers; the next query starts anew."""
    _second.close()
    solve.cache_clear()


atexit.register(close)


def script(names: list[str], assertions: list[str]) -> str:
    """The query as SMT-LIB text."""
    booleans = sorted(n for n in names if n.startswith("p"))
    reals = [n for n in names if not n.startswith("p")]
    lines = [f"(declare-const {n} Real)" for n in reals]
    lines += [f"(declare-const {n} Bool)" for n in booleans]
    return "\n".join(lines + [f"(assert {a})" for a in assertions]) + "\n"


@lru_cache(maxsize=10_000)  # one in five queries has been asked before
def solve(
    text: str, *, vote: bool = True, model: bool = True, seconds: float = Z3_SECONDS
) -> Answer:
    """Ask z3 about a query and, when it says ``unsat``, queue it for cvc5's vote.

    Args:
        text: SMT-LIB declarations and assertions, without ``check-sat``.
        vote: whether cvc5 is asked too.
        model: whether a ``sat`` should come with one.
        seconds: z3's time limit.
    """
    word = _first.check(text)
    if word == "unknown" and relaxation_is_unsat(text, LINEAR_SECONDS):
        word = "unsat"
    values = None
    if word == "unknown":
        word, values = _alone(text, seconds)
    elif word == "sat" and model:
        values = _alone(text, MODEL_SECONDS)[1]
    return Answer(word, _second.submit(text) if vote and word == "unsat" else None, values)


class _Z3:
    """The first solver in a context that lives on: starting one costs more than most queries."""

    def __init__(self) -> None:
        self._context: Any = None
        self._asked = 0

    def check(self, text: str) -> str:
        """``sat``, ``unsat``, or ``unknown`` if a short try did not do."""
        import z3

        if self._context is None or self._asked >= _QUERIES_PER_CONTEXT:
            self._context, self._asked = z3.Context(), 0
        self._asked += 1
        query = f"(push)\n{text}{_FIRST_TRY}\n(pop)\n"
        with _interrupts_wait():
            word = str(z3.Z3_eval_smtlib2_string(self._context.ref(), query)).strip()
        if word not in ("sat", "unsat"):
            self._context = None  # whatever it was, the next query starts afresh
        return word if word in ("sat", "unsat") else "unknown"


@contextlib.contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Keep Ctrl-C for after the query: z3 would take it for itself and answer "unknown"."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_first = _Z3()


def _alone(text: str, seconds: float) -> tuple[str, dict[str, Fraction] | None]:
    """The word of a solver that has this one query, and a model where there is a rational one."""
    import z3

    solver = z3.Solver()
    # ctrl_c off: z3 would swallow an interrupt and answer "unknown".
    solver.set("timeout", int(seconds * 1000), "ctrl_c", False)
    solver.from_string(text)
    word = str(solver.check())
    return word, _rational_model(solver.model()) if word == "sat" else None


def _rational_model(model: object) -> dict[str, Fraction] | None:
    import z3

    assert isinstance(model, z3.ModelRef)
    values: dict[str, Fraction] = {}
    for declaration in model.decls():
        value = model[declaration]
        if z3.is_bool(value):
            continue
        if not z3.is_rational_value(value):
            return None
        values[declaration.name()] = Fraction(
            value.numerator_as_long(), value.denominator_as_long()
        )
    return values
