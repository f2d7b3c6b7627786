"""Exact numbers and functions typed by a user, read without ``eval``.

A precedence-climbing parser over `theory.tokens`; `theory.safe_algebra` builds the expression and
refuses anything huge. ``**`` binds tighter than a minus sign and groups to the right, as in Python.
"""

from __future__ import annotations

import difflib
import keyword
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import sympy as sp

from theory import safe_algebra
from theory.errors import ParseError
from theory.logic import real
from theory.safe_algebra import Refused
from theory.tokens import Token, shorten, tokenize

MAX_DEPTH = 30
"""Deepest nesting of parentheses, function calls and powers of powers."""

MAX_DECIMAL_DIGITS = 1000
"""Most digits of one number, its power of ten written out."""

FUNCTIONS: Mapping[str, type[sp.Function]] = {
    "exp": sp.exp,
    "log": sp.log,
    "sqrt": sp.sqrt,
    "sin": sp.sin,
    "cos": sp.cos,
    "tan": sp.tan,
    "sinh": sp.sinh,
    "cosh": sp.cosh,
    "tanh": sp.tanh,
    "atan": sp.atan,
    "asinh": sp.asinh,
    "acosh": sp.acosh,
    "atanh": sp.atanh,
    "Abs": sp.Abs,
}
"""Functions of one argument that an expression may use, beside Min, Max and Piecewise."""

CONSTANTS: Mapping[str, sp.Expr] = {"pi": sp.pi, "E": sp.E}
"""Named numbers."""

_PARTIAL = (sp.log, sp.sqrt, sp.tan, sp.acosh, sp.atanh)

_EXTREMA: Mapping[str, type[sp.Function]] = {"Min": sp.Min, "Max": sp.Max}
_RELATIONS = {
    "<": sp.StrictLessThan,
    "<=": sp.LessThan,
    ">": sp.StrictGreaterThan,
    ">=": sp.GreaterThan,
}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_NOT_FINITE = {"nan", "inf", "infinity", "oo", "zoo", "ninf", "pinf"}
_RESERVED = {*FUNCTIONS, *CONSTANTS, *_EXTREMA, "Piecewise", "True", "False", "I"}
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,49}")


def parse_number(text: str, name: str = "value") -> sp.Expr:
    """Read an exact real number; decimals are exact rationals, never floats.

    Args:
        text: such as ``3``, ``3/4``, ``0.1``, ``1e-3``, ``sqrt(2)``, ``exp(-3)`` or ``pi/4``.
        name: what the number is called in an error message.

    Raises:
        ParseError: the text is no such number, or is too long, too deep or too large.

    >>> parse_number("0.1"), parse_number("-2**2"), parse_number("sqrt(8)")
    (1/10, -4, 2*sqrt(2))
    """
    return _Parser(text, {}, name).parse()


def parse_expression(text: str, variables: Sequence[str], name: str = "expression") -> sp.Expr:
    """Read a function of the named variables; each becomes ``theory.logic.real(name)``.

    SymPy's automatic simplifications apply: ``x/x`` is read as 1 and ``exp(log(x))`` as x, also
    where the text as it stands has no value.

    Args:
        text: SymPy syntax limited to numbers, the variables, ``+ - * / **``, parentheses, ``pi``,
            ``E``, the elementary `FUNCTIONS`, ``Min``, ``Max`` and
            ``Piecewise((expr, condition), ..., (expr, True))``.
        variables: names of the variables.
        name: what the expression is called in an error message.

    Raises:
        ParseError: a bad variable name, or text that is no such expression, or one too large.

    >>> parse_expression("x**2 + Abs(y)/2", ["x", "y"])
    x**2 + Abs(y)/2
    """
    return _Parser(text, check_variables(variables), name).parse()


@dataclass(frozen=True)
class Written:
    """An expression beside the parts of its text that have a value in some places only.

    Attributes:
        expression: what `parse_expression` returns.
        partial: 1/u for each divisor u, and each logarithm, root, power, tan, acosh and atanh, as
            written; 0 where a Piecewise does not ask for it. The text has a value exactly where
            all of them have one.
    """

    expression: sp.Expr
    partial: tuple[sp.Expr, ...]


def parse_written(text: str, variables: Sequence[str], name: str = "expression") -> Written:
    """Read a function together with what its text needs; otherwise as `parse_expression`.

    >>> parse_written("x**2/x + log(exp(x))", ["x"])
    Written(expression=2*x, partial=(1/x, x))
    """
    parser = _Parser(text, check_variables(variables), name)
    expression = parser.parse()
    return Written(expression, tuple(dict.fromkeys(parser.partial)))


def parse_at(text: str, values: Mapping[str, sp.Expr], name: str = "expression") -> sp.Expr:
    """Read an expression with numbers for its variables, as carefully as a number.

    Unlike substitution into what `parse_expression` returns, this never starts a huge computation.

    Args:
        text: as for `parse_expression`.
        values: variable name -> exact number.
        name: what the expression is called in an error message.

    Raises:
        ParseError: as `parse_expression`, or the value is undefined or too large.

    >>> parse_at("3/sqrt(t+1)", {"t": sp.Integer(8)})
    1
    """
    check_variables(list(values))
    return _Parser(text, values, name).parse()


def check_variables(names: Sequence[str]) -> dict[str, sp.Symbol]:
    """Return the real symbol of each variable name.

    Raises:
        ParseError: a name that is no identifier, is taken, or occurs twice.

    >>> check_variables(["x", "y1"])
    {'x': x, 'y1': y1}
    """
    if isinstance(names, str):
        raise ParseError(f"variables: got the text {names!r}; give a list of names such as ['x']")
    symbols: dict[str, sp.Symbol] = {}
    for name in names:
        if not isinstance(name, str) or not _IDENTIFIER.fullmatch(name):
            raise ParseError(
                f"variables: {shorten(str(name))!r} is not a name; "
                "use a letter, then at most 49 letters, digits and _"
            )
        if name in _RESERVED or name.lower() in _NOT_FINITE or keyword.iskeyword(name):
            raise ParseError(f"variables: {name!r} already has a meaning; choose another name")
        if name in symbols:
            raise ParseError(f"variables: {name!r} is given twice; name each variable once")
        symbols[name] = real(name)
    return symbols


class _Parser:
    """One pass over the tokens of one text."""

    def __init__(self, text: str, symbols: Mapping[str, sp.Expr], name: str) -> None:
        self._name = name
        self._symbols = symbols
        self._tokens = tokenize(text, name)
        self._next = 0
        self._depth = 0
        self.partial: list[sp.Expr] = []

    def parse(self) -> sp.Expr:
        result = self._sum()
        token = self._peek()
        if token.kind != "end":
            self._fail_unexpected(token)
        return result

    # Tokens and errors.

    def _peek(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._tokens[self._next]
        self._next += 1
        return token

    def _accept(self, *marks: str) -> Token | None:
        token = self._peek()
        return self._take() if token.kind == "mark" and token.text in marks else None

    def _expect(self, mark: str, place: str) -> None:
        if not self._accept(mark):
            raise self._error(f"{mark!r} is missing {place} before {self._peek()}; add it")

    def _error(self, message: str) -> ParseError:
        return ParseError(f"{self._name}: {message}")

    def _fail_unexpected(self, token: Token) -> None:
        if token.kind in ("name", "number") or token.text == "(":
            hint = "write * for a product"
        elif token.text == ")":
            hint = "no parenthesis is open; remove it"
        elif token.text == ",":
            hint = "write a decimal with a point, and arguments inside a function call"
        else:
            hint = "compare only inside Piecewise((expr, condition), ...)"
        raise self._error(f"unexpected {token}; {hint}")

    def _build(self, token: Token, make: Callable[[], sp.Expr]) -> sp.Expr:
        try:
            return make()
        except Refused as refusal:
            raise self._error(f"at {token}, {refusal}") from None

    def _enter(self, token: Token) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(
                f"{token} is nested more than {MAX_DEPTH} levels deep; write it flatter"
            )

    # Grammar, from the loosest to the tightest binding. Chains are collected and built at once,
    # because building a long sum pair by pair takes quadratic time.

    def _sum(self) -> sp.Expr:
        first = self._peek()
        terms = [self._product()]
        while mark := self._accept("+", "-"):
            term = self._product()
            terms.append(self._negate(mark, term) if mark.text == "-" else term)
        return self._build(first, lambda: safe_algebra.add(terms)) if len(terms) > 1 else terms[0]

    def _product(self) -> sp.Expr:
        first = self._peek()
        factors = [self._signed()]
        while mark := self._accept("*", "/"):
            factor = self._signed()
            if mark.text == "/":
                factor = self._inverse(mark, factor)
            factors.append(factor)
        if len(factors) == 1:
            return factors[0]
        return self._build(first, lambda: safe_algebra.multiply(factors))

    def _inverse(self, mark: Token, factor: sp.Expr) -> sp.Expr:
        return self._note(self._build(mark, lambda: safe_algebra.invert(factor)))

    def _note(self, value: sp.Expr) -> sp.Expr:
        """Keep what may be undefined somewhere; numbers are checked when they are built."""
        if value.free_symbols:
            self.partial.append(value)
        return value

    def _negate(self, mark: Token, value: sp.Expr) -> sp.Expr:
        return self._build(mark, lambda: safe_algebra.multiply([sp.S.NegativeOne, value]))

    def _signed(self) -> sp.Expr:
        first = self._peek()
        negative = False
        while mark := self._accept("+", "-"):
            negative ^= mark.text == "-"
        value = self._power()
        return self._negate(first, value) if negative else value

    def _power(self) -> sp.Expr:
        base = self._atom()
        mark = self._accept("**")
        if mark is None:
            return base
        self._enter(mark)
        exponent = self._signed()
        self._depth -= 1
        value = self._build(mark, lambda: safe_algebra.power(base, exponent))
        whole = isinstance(exponent, sp.Integer) and exponent >= 0
        return value if whole else self._note(value)

    def _atom(self) -> sp.Expr:
        token = self._take()
        if token.kind == "number":
            return self._number(token)
        if token.kind == "name":
            return self._named(token)
        if token.text == "(":
            self._enter(token)
            value = self._sum()
            self._expect(")", "to close the parenthesis")
            self._depth -= 1
            return value
        raise self._error(f"a number, a name or a parenthesis is missing before {token}; add it")

    def _number(self, token: Token) -> sp.Expr:
        mantissa, _, exponent = token.text.lower().partition("e")
        whole, _, fraction = mantissa.partition(".")
        # Lengths come first: Python refuses to read very long integers, and 10**n may be huge.
        shift = int(exponent) if len(exponent) <= 6 and exponent else 0
        digits = len(whole) + len(fraction) + abs(shift)
        if len(exponent) > 6 or digits > MAX_DECIMAL_DIGITS:
            raise self._error(
                f"the number {token} is too long; keep it below {MAX_DECIMAL_DIGITS} digits"
            )
        scale = shift - len(fraction)
        return sp.Integer(int(whole + fraction)) * sp.Integer(10) ** scale

    def _named(self, token: Token) -> sp.Expr:
        word = token.text
        called = self._peek().text == "(" and self._peek().kind == "mark"
        if word in self._symbols and not called:
            return self._symbols[word]
        if word in CONSTANTS and not called:
            return CONSTANTS[word]
        if word in FUNCTIONS and called:
            (argument,) = self._arguments(token, exactly=1)
            value = self._build(token, lambda: safe_algebra.apply(FUNCTIONS[word], argument))
            return self._note(value) if FUNCTIONS[word] in _PARTIAL else value
        if word in _EXTREMA and called:
            arguments = self._arguments(token, exactly=None)
            return self._build(token, lambda: safe_algebra.extremum(_EXTREMA[word], arguments))
        if word == "Piecewise" and called:
            return self._piecewise(token)
        raise self._unknown(token, called)

    def _unknown(self, token: Token, called: bool) -> ParseError:
        word = token.text
        if word.lower() in _NOT_FINITE:
            return self._error(f"{token} is not a finite number; give one such as 3/4 or sqrt(2)")
        if word in ("True", "False"):
            return self._error(f"{token} is no number; it may only end a Piecewise")
        if word in FUNCTIONS or word in _EXTREMA or word == "Piecewise":
            return self._error(f"{token} is a function; write {word}(...)")
        if word in self._symbols or word in CONSTANTS:
            return self._error(f"{token} is not a function; write * for a product")
        known = [*self._symbols, *CONSTANTS, *FUNCTIONS, *_EXTREMA, "Piecewise"]
        by_lower = {other.lower(): other for other in reversed(known)}
        close = difflib.get_close_matches(word.lower()[:50], by_lower, n=1, cutoff=0.5)
        if close:
            return self._error(f"unknown name {token}; did you mean {by_lower[close[0]]!r}?")
        kind = "functions" if called else "names"
        choice = [*FUNCTIONS, *_EXTREMA, "Piecewise"] if called else [*self._symbols, *CONSTANTS]
        return self._error(f"unknown name {token}; the {kind} known are {', '.join(choice)}")

    def _arguments(self, token: Token, exactly: int | None) -> list[sp.Expr]:
        self._enter(token)
        self._take()
        arguments = [self._sum()]
        while self._accept(","):
            arguments.append(self._sum())
        self._expect(")", f"to close {token.text}(")
        self._depth -= 1
        if exactly is not None and len(arguments) != exactly:
            raise self._error(f"{token} takes one argument, got {len(arguments)}; give one")
        return arguments

    def _piecewise(self, token: Token) -> sp.Expr:
        self._enter(token)
        self._take()
        branches: list[tuple[sp.Expr, sp.Basic]] = []
        while True:
            self._expect("(", "to open a branch (expr, condition)")
            before = len(self.partial)
            value = self._sum()
            within = slice(before, len(self.partial))
            self._expect(",", "between the value and the condition of a branch")
            condition = self._condition()
            self._expect(")", "to close a branch (expr, condition)")
            self._only_where(within, [c for _, c in branches], condition)
            branches.append((value, condition))
            if not self._accept(","):
                break
        self._expect(")", "to close Piecewise(")
        self._depth -= 1
        if branches[-1][1] is not sp.true:
            raise self._error(f"the last branch of {token} has a condition; end with (expr, True)")
        # A condition between plain numbers is true or false already.
        live = [branch for branch in branches if branch[1] is not sp.false]
        if live[0][1] is sp.true:
            return live[0][0]
        return sp.Piecewise(*live, evaluate=False)

    def _only_where(self, within: slice, before: Sequence[sp.Basic], condition: sp.Basic) -> None:
        """Parts of a branch have to be defined only where the branch is taken."""
        for index in range(within.start, within.stop):
            taken = [(sp.S.Zero, earlier) for earlier in before]
            taken += [(self.partial[index], condition), (sp.S.Zero, sp.true)]
            self.partial[index] = sp.Piecewise(*taken, evaluate=False)

    def _condition(self) -> sp.Basic:
        token = self._peek()
        if token.kind == "name" and token.text == "True":
            self._take()
            return sp.true
        left = self._sum()
        mark = self._accept(*_RELATIONS)
        if mark is None:
            raise self._error(
                f"a condition with <, <=, > or >= is missing before {self._peek()}; "
                "add it, or write True in the last branch"
            )
        right = self._sum()
        if isinstance(left, sp.Rational) and isinstance(right, sp.Rational):
            return _RELATIONS[mark.text](left, right)
        relation = mark.text
        if isinstance(left, sp.Rational):
            # SymPy divides by the coefficient on the left, and fails where that is 0.
            left, right, relation = right, left, _MIRRORED[relation]
        # Left unevaluated: SymPy would decide closed forms numerically.
        return _RELATIONS[relation](left, right, evaluate=False)
