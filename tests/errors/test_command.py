"""What is wrong with the command line itself: the command, its options, an id."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verify import cli

BOUNDS = (
    "inclusion, closure_sum, gradient_bound, growth, local_lipschitz, energy_step, gd_nonconvex, "
    "gd_convex, lower_bound, gd_pl, gd_aiming, sgd_warmup, sgd_constant, "
    "sgd_constant_sharp, sgd_light_tails, sgd_constant_light_tails, fixed_step_lower_bound"
)
COMMANDS = (
    "list, show, check, problems, bound, run, compare, adversary, attack, sgd, certify, guarantee, "
    "recheck, net"
)

MESSAGES = [
    # The command itself.
    (["foo"], f"there is no command 'foo'; Commands: {COMMANDS}."),
    (["chek"], f"there is no command 'chek'; did you mean 'check'? Commands: {COMMANDS}."),
    (["--bogus"], "No such option '--bogus'. See warmproof --help."),
    (["net", "foo"],
     "there is no command 'net foo'; Commands: measure, fit, train, noise."),
    (["net", "mesure"],
     "there is no command 'net mesure'; did you mean 'measure'? "
     "Commands: measure, fit, train, noise."),
    (["list", "--bogus"], "No such option '--bogus'. See warmproof list --help."),
    (["list", "more"], "Got unexpected extra argument (more). See warmproof list --help."),
    (["show"], "Missing argument 'ID'. See warmproof show --help."),
    # Ids.
    (
        ["show", "energy_stp"],
        "no statement has the id 'energy_stp'; the closest are: energy_step (see warmproof list).",
    ),
    (
        ["bound", "energy_stp", "rho=1"],
        f"no bound has the id 'energy_stp'; the closest are: energy_step (bounds: {BOUNDS}).",
    ),
    (["bound", "zzz"], f"no bound has the id 'zzz' (bounds: {BOUNDS})."),
    (["bound", "ell_smooth"], f"ell_smooth gives no numbers (bounds: {BOUNDS})."),
]  # fmt: skip


def test_a_mistake_gives_this_sentence_exit_code_2_and_nothing_else(
    arguments: list[str], message: str, refused: Callable[[list[str], str], None]
) -> None:
    refused(arguments, message)


def test_no_command_shows_the_help_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke([]) == 2
    found = capsys.readouterr()
    assert found.err.startswith("Usage: warmproof ")
    assert found.out == ""
