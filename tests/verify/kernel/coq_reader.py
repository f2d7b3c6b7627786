"""A second reader of Coq's notation for reals, which shares nothing with the printer.

The levels are those of Coq's library: an arrow 99, or 85, and 80, relations 70, + and - 50, * and /
40, a minus sign 35, ^ 30, application 10. So are the values, of total functions: / 0 is 0, and so
is ln of what is not positive.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import mpmath

_TOKEN = re.compile(r"\s+|(\d+|[A-Za-z_][\w']*|/\\|\\/|->|=>|<=|<>|[-+*/^=<>(),:])")
_INFIX = {"->": (99, "right"), "\\/": (85, "right"), "/\\": (80, "right")}
_INFIX |= dict.fromkeys(["=", "<>", "<", "<="], (70, "none"))
_INFIX |= dict.fromkeys("+-", (50, "left")) | dict.fromkeys("*/", (40, "left"))
_INFIX["^"] = (30, "right")


@dataclass(frozen=True)
class Node:
    """``word`` is an operator, ``app``, ``neg``, ``fun``, ``forall``, ``exists`` or an atom."""

    word: str
    parts: tuple[Any, ...] = ()


def read_coq(text: str) -> Node:
    """Read one term, comments left out.

    >>> read_coq("- x ^ 2").word, read_coq("- x / y").word
    ('neg', '/')
    """
    text = re.sub(r"\(\*.*?\*\)", " ", text, flags=re.DOTALL)
    tokens, place = [], 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        assert found, f"no token at {text[place : place + 20]!r}"
        tokens += [found[1]] if found[1] else []
        place = found.end()
    reader = _Reader([*tokens, "end"])
    tree = reader.term(200)
    assert reader.take() == "end"
    return tree


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens, self._next = tokens, 0

    def peek(self) -> str:
        return self._tokens[self._next]

    def take(self, wanted: str = "") -> str:
        token = self.peek()
        assert not wanted or token == wanted, f"{wanted} is missing before {token}"
        self._next += 1
        return token

    def term(self, level: int) -> Node:
        if self.peek() in ("forall", "exists", "fun") and level >= 99:
            return self._binder()
        if self.peek() == "-":
            assert level >= 35, "a minus sign binds too loosely here"
            self.take()
            left = Node("neg", (self.term(35),))
        else:
            left = self._application()
        while self.peek() in _INFIX and _INFIX[self.peek()][0] <= level:
            word = self.take()
            own, side = _INFIX[word]
            left = Node(word, (left, self.term(own if side == "right" else own - 1)))
            assert side != "none" or _INFIX.get(self.peek(), (0,))[0] != own, "x = y = z"
        return left

    def _binder(self) -> Node:
        word = self.take()
        names: list[str] = []
        parenthesis = self.peek() == "("
        while self.peek() not in (",", "=>", ":"):
            token = self.take()
            names += [token] if token not in "()" else []
        if self.peek() == ":":
            while self.peek() not in (",", "=>"):
                self.take()
        assert parenthesis or names
        self.take("=>" if word == "fun" else ",")
        return Node(word, (tuple(names), self.term(200)))

    def _application(self) -> Node:
        parts = [self._atom()]
        while self.peek() == "(" or (re.match(r"\w", self.peek()) and self.peek() != "end"):
            parts.append(self._atom())
        return parts[0] if len(parts) == 1 else Node("app", tuple(parts))

    def _atom(self) -> Node:
        if self.peek() == "(":
            self.take()
            inner = self.term(200)
            self.take(")")
            return inner
        token = self.take()
        assert re.match(r"\w", token), f"{token} starts no term"
        return Node(token)


def _ln(x: Any) -> Any:
    return mpmath.log(x) if x > 0 else mpmath.mpf(0)


def _sqrt(x: Any) -> Any:
    return mpmath.sqrt(x) if x > 0 else mpmath.mpf(0)


def _total(term: Any, count: Any) -> Any:
    return mpmath.fsum(term(mpmath.mpf(k)) for k in range(max(int(mpmath.floor(count)), 0)))


LIBRARY = {
    "exp": mpmath.exp,
    "ln": _ln,
    "sqrt": _sqrt,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
    "Rabs": abs,
    "Rmin": min,
    "Rmax": max,
    "power": lambda b, e: mpmath.mpf(0) if b == 0 else mpmath.exp(e * _ln(b)),
    "total": _total,
    "integer": lambda x: x == mpmath.floor(x),
}
_RELATIONS = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
}
_CONNECTIVES = {
    "/\\": lambda a, b: a and b,
    "\\/": lambda a, b: a or b,
    "->": lambda a, b: not a or b,
}
_ARITHMETIC = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b if b else mpmath.mpf(0),
    "^": lambda a, b: a ** int(b),
}


def value(tree: Node, names: Mapping[str, Any]) -> Any:
    """The number, function or truth value; what a ``forall`` ranges over is tried at 0, ..., 4."""
    word, parts = tree.word, tree.parts
    if word == "neg":
        return -value(parts[0], names)
    for table in (_RELATIONS, _CONNECTIVES, _ARITHMETIC):
        if word in table and parts:
            return table[word](value(parts[0], names), value(parts[1], names))
    if word == "app":
        function, *arguments = (value(part, names) for part in parts)
        return function(*arguments)
    if word == "fun":
        own, body = parts
        return lambda *given: value(body, {**names, **dict(zip(own, given, strict=True))})
    if word == "forall":
        (own,), body = parts
        return all(value(body, {**names, own: mpmath.mpf(k)}) for k in range(5))
    if word.isdigit():
        return mpmath.mpf(int(word))
    if word == "PI":
        return mpmath.pi()
    return names[word] if word in names else LIBRARY[word]
