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
from verify.sgd.noises.abc import ABC
from verify.sgd.noises.biased import Biased
from verify.sgd.noises.coordinate import Coordinate
from verify.sgd.noises.light_tails import LightTails
from verify.sgd.noises.qsgd import Quantised
from verify.sgd.noises.rademacher import Rademacher
from verify.sgd.noises.sphere import Sphere
from verify.sgd.noises.student import Student


@dataclass(frozen=True)
class Model:
    """A noise model as the command line names it.

    Attributes:
        name: of the model.
        parameters: names of its numbers, in order.
        title: one line.
        build: makes the noise from the dimension and the numbers.
        defaults: of the last parameters, as text; the others have to be given.
        from_data: whether ``build`` takes the problem, with its rows, in place of the dimension.
    """

    name: str
    parameters: tuple[str, ...]
    title: str
    build: Callable[..., Noise]
    defaults: tuple[str, ...] = ()
    from_data: bool = False

    @property
    def usage(self) -> str:
        """How it is written, such as ``rademacher:SIGMA``."""
        return f"{self.name}:{','.join(self.parameters)}"

    @property
    def needed(self) -> int:
        """How many numbers have to be given."""
        return len(self.parameters) - len(self.defaults)


def parse_noise(text: str, problem: Problem) -> Noise:
    """Read a noise model for a problem.

    Args:
        text: a name and its exact numbers, such as ``abc:1,1/2,2``.
        problem: supplies the dimension, or the rows.

    Raises:
        WarmproofError: no such model, or another count of numbers.
        DomainError: a number lies outside its range.
        ParseError: a number cannot be read.

    >>> from verify.problems import get
    >>> parse_noise("rademacher:1/2", get("rosenbrock")).levels
    Levels(A=0, B=0, C=1/4)
    >>> parse_noise("coordinate", get("feed-forward")).name
    'coordinate:1'
    """
    name, _, rest = text.partition(":")
    model = MODELS.get(name)
    if model is None:
        close = difflib.get_close_matches(name, list(MODELS), n=2, cutoff=0.5)
        way = f"did you mean {' or '.join(close)}?" if close else f"take one of {usages()}."
        raise WarmproofError(f"unknown noise {name!r}; {way}")
    given = rest.split(",") if rest else []
    if not model.needed <= len(given) <= len(model.parameters):
        raise WarmproofError(
            f"the noise {name} is written {model.usage}; got {text!r}. "
            "Give as many numbers as it names."
        )
    given += model.defaults[len(given) - model.needed :]
    pairs = zip(given, model.parameters, strict=True)
    numbers = [exact(value, name) for value, name in pairs]
    return model.build(problem if model.from_data else problem.facts.dimension, *numbers)


def usages() -> str:
    """All models as they are written."""
    return ", ".join(model.usage for model in MODELS.values())


def _rademacher(dimension: int, sigma: sp.Expr) -> Noise:
    return Rademacher(_positive(sigma, "rademacher", "SIGMA"), dimension)


def _sphere(dimension: int, sigma: sp.Expr) -> Noise:
    return Sphere(_positive(sigma, "sphere", "SIGMA"), dimension)


def _abc(dimension: int, *levels: sp.Expr) -> Noise:
    return ABC(*_levels("abc", levels))


def _exponential(dimension: int, *levels: sp.Expr) -> Noise:
    return LightTails(*_levels("light-tails", levels))


def _normal(dimension: int, *levels: sp.Expr) -> Noise:
    return LightTails(*_levels("light-normal", levels), normal=True)


def _coordinate(dimension: int, kept: sp.Expr) -> Noise:
    if not (kept.is_Integer and 1 <= kept < dimension):
        raise DomainError(
            f"coordinate needs a whole number K with 1 <= K < d = {dimension}; got K = {kept}. "
            "Choose one inside, or a problem of more coordinates."
        )
    return Coordinate(int(kept), dimension)


def _qsgd(dimension: int, count: sp.Expr) -> Noise:
    if not (count.is_Integer and count >= 1):
        raise DomainError(f"qsgd needs a whole number S >= 1; got S = {count}. Raise S.")
    return Quantised(int(count), dimension)


def _student(dimension: int, dof: sp.Expr, scale: sp.Expr) -> Noise:
    for name, value in (("DOF", dof), ("SCALE", scale)):
        _positive(value, "student", name)
    return Student(dof, scale, dimension)


def _biased(dimension: int, sigma: sp.Expr, shift: sp.Expr) -> Noise:
    if sign(shift) == 0:
        raise DomainError("biased needs SHIFT other than 0; got SHIFT = 0. Take rademacher.")
    return Biased(_positive(sigma, "biased", "SIGMA"), shift, dimension)


def _minibatch(problem: Problem, rows: sp.Expr) -> Noise:
    from verify.sgd.minibatch import Minibatch

    if not rows.is_Integer:
        raise DomainError(f"minibatch needs a whole number B; got B = {rows}. Choose one.")
    return Minibatch(problem, int(rows))


def _positive(value: sp.Expr, model: str, name: str) -> sp.Expr:
    if sign(value) != 1:
        raise DomainError(f"{model} needs {name} > 0; got {name} = {value}. Raise {name}.")
    return value


def _levels(model: str, values: tuple[sp.Expr, ...]) -> tuple[sp.Expr, ...]:
    for name, value in zip("ABC", values, strict=True):
        if sign(value) not in (0, 1):
            raise DomainError(f"{model} needs {name} >= 0; got {name} = {value}. Raise {name}.")
    if not any(sign(value) for value in values):
        raise DomainError(f"{model} needs one of A, B and C above 0; got 0 for all. Raise one.")
    return values


MODELS: Mapping[str, Model] = {
    model.name: model
    for model in (
        Model("rademacher", ("SIGMA",), Rademacher.title, _rademacher),
        Model("sphere", ("SIGMA",), Sphere.title, _sphere),
        Model("abc", ("A", "B", "C"), ABC.title, _abc),
        Model("light-tails", ("A", "B", "C"), LightTails.title, _exponential),
        Model("light-normal", ("A", "B", "C"), LightTails.normal_title, _normal),
        Model("coordinate", ("K",), Coordinate.title, _coordinate, ("1",)),
        Model("qsgd", ("S",), Quantised.title, _qsgd),
        Model("minibatch", ("B",), "B rows of a regression", _minibatch, from_data=True),
        Model("student", ("DOF", "SCALE"), Student.title, _student),
        Model("biased", ("SIGMA", "SHIFT"), Biased.title, _biased),
    )
}
