"""What a noise model offers: how it is drawn, and exact levels A, B, C that it never exceeds."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import sympy as sp

from verify.problems.base import Floats
from verify.sgd.counter import Words


@dataclass(frozen=True)
class Levels:
    """||xi_t||^2 <= A Delta_t + B ||grad f(w_t)||^2 + C; exact, none negative.

    Attributes:
        A: unit loss/length^2.
        B: a number.
        C: unit loss^2/length^2.
    """

    A: sp.Expr
    B: sp.Expr
    C: sp.Expr


class Noise(ABC):
    """One noise model.

    Attributes:
        name: as the command line takes it, with its parameters.
        title: one line for a reader.
        levels: what the noise never exceeds, or None where there is no such bound.
        tails: ``bounded``, ``light`` (Assumption 5 with these levels) or ``heavy``.
        centred: whether E[xi_t | past] = 0.
        per_step: how many random words a step may draw, >= 1.
        portable: whether ``draw`` calls only what numpy and torch spell alike.
    """

    name: str
    title: str
    levels: Levels | None
    tails: str = "bounded"
    centred: bool = True
    per_step: int = 1
    portable: bool = False

    @abstractmethod
    def draw(self, words: Words, t: int, points: Floats, gaps: Floats, gradients: Floats) -> Floats:
        """Draw xi_t for many runs at once.

        Args:
            words: the random words of these runs; ``words.xp`` is the array library in use.
            t: the step, from 0; a draw depends on seed, t and the arguments alone.
            points: w_t, shape (n, d).
            gaps: Delta_t, shape (n,).
            gradients: grad f(w_t), shape (n, d).

        Returns:
            xi_t, shape (n, d), unit loss/length.
        """
