"""The errors that a user can cause; each message says condition, value and way out."""

from __future__ import annotations


class WarmproofError(ValueError):
    """Base of every error that bad input causes; the command line prints it and exits with 2."""


class DomainError(WarmproofError):
    """A value lies outside the domain that a statement asks for."""


class InexactInputError(WarmproofError):
    """A Python float was given where only exact numbers are taken."""


class ParseError(WarmproofError):
    """A number or an expression could not be read."""
