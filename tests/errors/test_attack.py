"""attack: what is attacked and tightened, how much, by whom, and its files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from theory.registry import get, statements
from verify import cli

STEP = ["attack", "gd_convex_step"]
HANDLES = "closer, closer:1, closer:2, step_range/2"
NOTHING_TO_ATTACK = (
    "gap_smooth is a definition and claims nothing, so there is nothing to attack; attack a "
    "statement that shares assumptions with it, such as gd_aiming, gd_aiming_within, "
    "gd_nonconvex_min_shape."
)

MESSAGES = [
    (["attack"], "attack takes one statement; got 0. See warmproof list."),
    (["attack", "cocoercivity", "growth"],
     "attack takes one statement; got 2. See warmproof list."),
    (["attack", "gd_convx_step"],
     "no statement has the id 'gd_convx_step'; the closest are: gd_convex_step, gd_convex_sharp, "
     "gd_convex (see warmproof list)."),
    # What is tightened.
    ([*STEP, "--weaken", "closer"],
     "--weaken takes NAME=FACTOR; got 'closer'. See warmproof attack gd_convex_step --list."),
    ([*STEP, "--weaken", "=1/2"],
     "--weaken takes NAME=FACTOR; got '=1/2'. See warmproof attack gd_convex_step --list."),
    ([*STEP, "--weaken", "nearer=1/2"],
     f"--weaken names nothing of gd_convex_step: 'nearer'. Take one of: {HANDLES}."),
    ([*STEP, "--weaken", "closer=0"],
     "a factor that tightens lies in [1/1000, 1]; got 0. Choose one inside."),
    ([*STEP, "--weaken", "closer=11/10"],
     "a factor that tightens lies in [1/1000, 1]; got 11/10. Choose one inside."),
    ([*STEP, "--weaken", "closer=sqrt(2)/2"],
     "--weaken takes a rational factor; got sqrt(2)/2. Write one as 9/10."),
    ([*STEP, "--weaken", "closer="],
     "--weaken: the text is empty; write a number such as 3/4 or an expression."),
    # How much, and by whom.
    ([*STEP, "--cases", "0"],
     "an attack looks at 1 to 1000000000 cases; got 0. Choose --cases between."),
    ([*STEP, "--cases", "1000000001"],
     "an attack looks at 1 to 1000000000 cases; got 1000000001. Choose --cases "
     "between."),
    ([*STEP, "--seed", "-1"], "seeds lie in [0, 2^63); got -1. Choose another --seed."),
    ([*STEP, "--seed", str(2**63)],
     f"seeds lie in [0, 2^63); got {2**63}. Choose another --seed."),
    ([*STEP, "--jobs", "257"],
     "at most 256 jobs can be had, each a process of its own; got 257. Lower --jobs, or use a "
     "cluster."),
    ([*STEP, "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"],
     "a dask cluster knows its own workers; leave out --jobs."),
    # Files.
    ([*STEP, "--out", "no/found.json"],
     "cannot write no/found.json: there is no folder no. Create it first."),
    ([*STEP, "--plot", "found.gif"],
     "a picture ends in .png, .svg, .pdf; got 'found.gif'. Choose one of these."),
    (["attack", "--replay", "found.json"],
     "cannot read found.json: No such file or directory. Name a file of attack --out."),
    ([*STEP, "--replay", "found.json"],
     "--replay reads everything from its file; leave out ID."),
    (["attack", "--replay", "found.json", "--cases", "10"],
     "--replay reads everything from its file; leave out --cases."),
    (["attack", "--replay", "found.json", "--cases", "200000"],
     "--replay reads everything from its file; leave out --cases."),
    ([*STEP, "--replay", "found.json", "--weaken", "closer=1/2", "--list", "--seed", "3"],
     "--replay reads everything from its file; leave out ID, --weaken, --list, --seed."),
    (["attack", "--replay", "found.json", "--jobs", "2", "--out", "more.json"],
     "--replay reads everything from its file; leave out --jobs, --out."),
    ([*STEP, "--list", "--cases", "10", "--weaken", "closer=1/2"],
     "--list shows what can be tightened, and attacks nothing; leave out --weaken, --cases."),
    (["attack", "--table", "t.csv", "--weaken", "rate=1/2"],
     "--table makes a table of many attacks; leave out --weaken."),
    (["attack", "--table", "t.csv", "--cases", "10", "--list", "--replay", "found.json"],
     "--table makes a table of many attacks; leave out --list, --cases, --replay."),
    (["attack", "--table", "t.csv", "gap_smooth"],
     NOTHING_TO_ATTACK),
    # Definitions.
    (["attack", "gap_smooth"], NOTHING_TO_ATTACK),
    (["attack", "gap_smooth", "--list"], NOTHING_TO_ATTACK),
    (["attack", "gap_smooth", "--weaken", "rate"], NOTHING_TO_ATTACK),
    (["attack", "gap_smooth", "--weaken", "rate=1/2"], NOTHING_TO_ATTACK),
]  # fmt: skip


def test_bad_input_is_one_sentence(
    arguments: list[str], message: str, refused: Callable[[list[str], str], None]
) -> None:
    refused(arguments, message)


@pytest.mark.parametrize("name", [s.id for s in statements() if s.kind == "definition"])
def test_every_definition_names_statements_that_can_be_attacked(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.invoke(["attack", name]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"warmproof: {name} is a definition and claims nothing, ")
    named = said.rstrip(".\n").split(" such as ")[1].split(", ")
    assumed = {each.claim for each in get(name).assumptions}
    assert len(named) == 3
    for other in map(get, named):
        assert other.kind != "definition"
        assert assumed & {each.claim for each in other.assumptions}
