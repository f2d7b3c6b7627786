"""Noise models from text: a name, then its numbers, such as ``rademacher:1/2``."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sympy as sp

from theory.errors import DomainError, WarmproofError
from theory.exact import exact
from verify.intervals.compare import sign
from verify.problems.base import Problem
from verify.sgd.noise import Noise
from verify.sgd.noises.rademacher import Rademacher


@dataclass(frozen=True)
class Model:
    """A noise model as the command line names it.

    Attributes:
        name: of the model.
        parameters: names of its numbers, in order; all are given.
        title: one line.
        build: makes the noise from the dimension and the numbers.
    """

    name: str
    parameters: tuple[str, ...]
    title: str
    build: Callable[..., Noise]

    @property
    def usage(self) -> str:
        """How it is written, such as ``rademacher:SIGMA``."""
        return ":".join((self.name, *([",".join(self.parameters)] if self.parameters else [])))


def _rademacher(dimension: int, sigma: sp.Expr) -> Noise:
    return Rademacher(positive(sigma, "rademacher", "SIGMA"), dimension)


MODELS: Mapping[str, Model] = {
    model.name: model for model in (Model("rademacher", ("SIGMA",), Rademacher.title, _rademacher),)
}
"""The models that need nothing but the dimension of the problem."""


def parse_noise(text: str, problem: Problem) -> Noise:
    """Read a noise model for a problem.

    Args:
        text: a name and its exact numbers, such as ``abc:1,1/2,2``.
        problem: supplies the dimension.

    Raises:
        WarmproofError: no such model, or another count of numbers.
        DomainError: a number lies outside its range.
        ParseError: a number cannot be read.

    >>> from verify.problems import get
    >>> parse_noise("rademacher:1/2", get("rosenbrock")).levels
    Levels(A=0, B=0, C=1/4)
    """
    name, _, rest = text.partition(":")
    model = MODELS.get(name)
    if model is None:
        close = difflib.get_close_matches(name, list(MODELS), n=2, cutoff=0.5)
        way = f"did you mean {' or '.join(close)}?" if close else f"take one of {usages()}."
        raise WarmproofError(f"unknown noise {name!r}; {way}")
    given = rest.split(",") if rest else []
    if len(given) != len(model.parameters):
        raise WarmproofError(
            f"the noise {name} is written {model.usage}; got {text!r}. "
            "Give as many numbers as it names."
        )
    pairs = zip(given, model.parameters, strict=True)
    return model.build(problem.facts.dimension, *(exact(value, name) for value, name in pairs))


def usages() -> str:
    """All models as they are written."""
    return ", ".join(model.usage for model in MODELS.values())


def positive(value: sp.Expr, model: str, name: str) -> sp.Expr:
    """The value, which has to be above 0.

    Raises:
        DomainError: it is not.
    """
    if sign(value) != 1:
        raise DomainError(f"{model} needs {name} > 0; got {name} = {value}. Raise {name}.")
    return value
