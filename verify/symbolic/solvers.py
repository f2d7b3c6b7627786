"""Two independent decision procedures for real polynomial arithmetic, z3 and cvc5.

Both read the same SMT-LIB text. ``unsat`` from z3 closes a step; cvc5 votes as well and its word
is kept beside it: where the two contradict each other, nothing is closed. cvc5 runs in a process
of its own, because it does not always honour its time limit and has to be ended then.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from dataclasses import dataclass
from fractions import Fraction
from queue import Empty, Queue
from typing import IO

Z3_SECONDS = 20.0
CVC5_SECONDS = 3.0


@dataclass(frozen=True)
class Answer:
    """What the solvers said: ``unsat``, ``sat`` or ``unknown`` each, with z3's model if rational.

    Attributes:
        z3: z3's word.
        cvc5: the second vote, ``unknown`` when it gave none in time.
        model: solver name -> exact value, for ``sat`` with a rational model; else None.
    """

    z3: str
    cvc5: str
    model: dict[str, Fraction] | None = None

    @property
    def closed(self) -> bool:
        """Whether the query is unsatisfiable, with no vote against it."""
        return self.z3 == "unsat" and self.cvc5 != "sat"


class _Cvc5:
    """The second solver behind a pipe; ended and started anew when it overruns its time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._answers: Queue[str] = Queue()

    def _start(self) -> IO[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "verify.symbolic.cvc5_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._process, self._answers = process, Queue()
        assert process.stdin is not None and process.stdout is not None
        threading.Thread(
            target=_forward, args=(process.stdout, self._answers), daemon=True
        ).start()
        return process.stdin

    def ask(self, text: str) -> str:
        alive = self._process is not None and self._process.poll() is None
        pipe = self._process.stdin if alive and self._process else self._start()
        assert pipe is not None
        with contextlib.suppress(OSError):
            pipe.write(f"{len(text)}\n{text}")
            pipe.flush()
        try:
            return self._answers.get(timeout=CVC5_SECONDS)
        except Empty:
            self.close()
            return "unknown"

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            self._process = None


def _forward(stream: IO[str], answers: Queue[str]) -> None:
    with contextlib.suppress(ValueError):
        for line in stream:
            answers.put(line.strip())
    answers.put("unknown")


_second = _Cvc5()


def close() -> None:
    """End the second solver's process; the next query starts a new one."""
    _second.close()


def script(names: list[str], assertions: list[str]) -> str:
    """The query as SMT-LIB text."""
    booleans = sorted(n for n in names if n.startswith("p"))
    reals = [n for n in names if not n.startswith("p")]
    lines = [f"(declare-const {n} Real)" for n in reals]
    lines += [f"(declare-const {n} Bool)" for n in booleans]
    return "\n".join(lines + [f"(assert {a})" for a in assertions]) + "\n"


def solve(text: str, *, vote: bool = True, seconds: float = Z3_SECONDS) -> Answer:
    """Ask both solvers about a query.

    Args:
        text: SMT-LIB declarations and assertions, without ``check-sat``.
        vote: whether cvc5 is asked too, once z3 has said ``unsat``.
        seconds: z3's time limit.
    """
    import z3

    solver = z3.Solver()
    solver.set("timeout", int(seconds * 1000))
    solver.from_string(text)
    word = str(solver.check())
    model = _rational_model(solver.model()) if word == "sat" else None
    second = _second.ask(text) if vote and word == "unsat" else "unknown"
    return Answer(word, second, model)


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
