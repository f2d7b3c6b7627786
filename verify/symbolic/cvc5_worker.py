"""The process behind the second vote: reads length-prefixed queries, answers one word a line."""

from __future__ import annotations

import os
import signal
import sys

import cvc5


def answer(text: str, milliseconds: int = 200) -> str:
    """Return ``sat``, ``unsat`` or ``unknown`` for SMT-LIB declarations and assertions."""
    solver = cvc5.Solver()
    solver.setOption("tlimit-per", str(milliseconds))
    parser = cvc5.InputParser(solver)
    source = f"(set-logic ALL)\n{text}"
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, source, "query")
    symbols = parser.getSymbolManager()
    while not (command := parser.nextCommand()).isNull():
        command.invoke(solver, symbols)
    result = solver.checkSat()
    return "unsat" if result.isUnsat() else "sat" if result.isSat() else "unknown"


def main() -> None:
    """Serve queries from standard input until it ends: a line ``ticket length``, then the text."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this process
    if hasattr(os, "nice"):
        os.nice(10)  # a vote may come later, a proof is being waited for
    while header := sys.stdin.readline():
        ticket, length = header.split()
        text = sys.stdin.read(int(length))
        try:
            word = answer(text)
        except RuntimeError:  # the solver's own errors: no vote
            word = "unknown"
        sys.stdout.write(f"{ticket} {word}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
