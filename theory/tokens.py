"""The tokens of a formula typed by a user: numbers, names and marks, each with its column."""

from __future__ import annotations

import re
from dataclasses import dataclass

from theory.errors import ParseError

MAX_LENGTH = 5_000
"""Longest text that is read, in characters."""

_PATTERN = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*)"
    r"|(?P<mark>\*\*|<=|>=|[-+*/(),<>])"
)

_HINTS = {
    "^": "write ** for a power",
    "=": "an expression holds no equations; compare with <, <=, > or >=",
    ".": "attributes cannot be reached; a decimal is written 0.5",
    "[": "write round parentheses",
    "]": "write round parentheses",
    "{": "write round parentheses",
    "}": "write round parentheses",
    "'": "leave out quotes",
    '"': "leave out quotes",
    "\u2212": "write - for minus",
    "\u00b7": "write * for times",
    "\u00d7": "write * for times",
}
_WAY_OUT = "use numbers, names, + - * / **, parentheses and commas"


@dataclass(frozen=True)
class Token:
    """``kind`` is number, name, mark or end; ``column`` counts from 1."""

    kind: str
    text: str
    column: int

    def __str__(self) -> str:
        """How an error message names the token."""
        if self.kind == "end":
            return "the end"
        return f"{shorten(self.text)!r} at column {self.column}"


def shorten(text: str, limit: int = 30) -> str:
    """Cut long text for an error message."""
    return text if len(text) <= limit else text[: limit - 3] + "..."


def tokenize(text: str, name: str) -> list[Token]:
    """Split the text; the list ends with a token of kind ``end``.

    Raises:
        ParseError: the text is empty or too long, or a character has no place in a formula.

    >>> [token.text for token in tokenize("2*x**3", "f")]
    ['2', '*', 'x', '**', '3', '']
    """
    if not isinstance(text, str):
        raise ParseError(f"{name}: text is needed, got {type(text).__name__}; write it as a string")
    if len(text) > MAX_LENGTH:
        raise ParseError(
            f"{name}: the text has {len(text)} characters; shorten it to at most {MAX_LENGTH}"
        )
    if not text.strip():
        raise ParseError(f"{name}: the text is empty; write a number such as 3/4 or an expression")
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        found = _PATTERN.match(text, position)
        if found is None:
            character = text[position]
            raise ParseError(
                f"{name}: the character {character!r} at column {position + 1} cannot be used; "
                f"{_HINTS.get(character, _WAY_OUT)}"
            )
        if found.lastgroup != "space":
            tokens.append(Token(str(found.lastgroup), found.group(), position + 1))
        position = found.end()
    tokens.append(Token("end", "", len(text) + 1))
    return tokens
