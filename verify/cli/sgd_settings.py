"""From the options of ``warmproof sgd`` to what is run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from theory.errors import DomainError
from verify.cli.problem_options import build_problem

if TYPE_CHECKING:
    from verify.sgd.setting import Setting


def settings(options: dict[str, Any], names: list[str]) -> list[Setting]:
    """One setting for each schedule.

    Args:
        options: the command's options.
        names: schedules as they are written, such as ``warmup*3/2``.

    Raises:
        WarmproofError: problem, noise or a number is missing or out of range.
    """
    from theory.exact import exact
    from verify.sgd.noises.parsing import parse_noise, usages
    from verify.sgd.setting import Setting

    parsed = [_schedule(name) for name in names]
    if options["steps"] < 1:
        raise DomainError(f"sgd needs at least 1 step; got {options['steps']}. Raise --steps.")
    problem = build_problem(options, "sgd")
    if options["noise"] is None:
        raise DomainError(f"sgd needs --noise; take one of {usages()}.")
    noise = parse_noise(options["noise"], problem)
    declared = _declared(options["declare"], noise)
    floor = options["gap_floor"]
    tails = options["tails"] or ("light" if noise.tails == "light" else "bounded")
    return [
        Setting(
            problem,
            noise,
            declared,
            exact(options["delta"], "--delta"),
            options["steps"],
            beta=exact(options["beta"], "--beta"),
            gap_floor=None if floor is None else exact(floor, "--gap-floor"),
            schedule=schedule,
            factor=factor,
            tails=tails,
        )
        for schedule, factor in parsed
    ]


def _schedule(name: str) -> tuple[str, Any]:
    """Read ``warmup*3/2``."""
    from theory.exact import exact
    from verify.sgd.setting import SCHEDULES

    base, times, factor = (part.strip() for part in name.partition("*"))
    if base not in SCHEDULES:
        raise DomainError(
            f"sgd knows the schedules {', '.join(SCHEDULES)}, each also times a factor; got"
            f" {name!r}. Take one of these."
        )
    return base, exact(factor, "the factor of --schedule") if times else exact(1, "factor")


def _declared(given: str | None, noise: Any) -> Any:
    from theory.exact import exact
    from verify.sgd.noise import Levels

    if given is None:
        if noise.levels is None:
            raise DomainError(
                f"the noise {noise.name} has no levels that it never exceeds; say what the theorem"
                " is told of it with --declare A,B,C."
            )
        return noise.levels
    parts = given.split(",")
    if len(parts) != 3:
        raise DomainError(f"--declare takes A,B,C; got {given!r}. Write three numbers.")
    return Levels(*(exact(part, letter) for part, letter in zip(parts, "ABC", strict=True)))
