"""What ``warmproof attack`` prints: one document for scripts, a page for people."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from verify.cli.output import table

if TYPE_CHECKING:
    from verify.attack.attack import Target
    from verify.attack.campaign import Result
    from verify.attack.witness import Witness

WAYS_TO_STOP = {"interrupt": "Ctrl-C", "workers": "the loss of a worker"}


def witness_of(result: Result) -> Witness | None:
    """The counterexample with all that it says, if there is one."""
    from verify.attack.witness import Witness

    if result.counterexample is None:
        return None
    return Witness(result.campaign.target, result.counterexample)


def document(result: Result, replay: str) -> dict[str, Any]:
    """One document: the verdict, how close the attack came, and the witness or null."""
    target, witness = result.campaign.target, witness_of(result)
    return {
        "id": name_of(target),
        "claim": claim_of(target),
        "verdict": result.word.value,
        "evidence": evidence(result),
        "margin": closeness(result),
        "replay": replay,
        "cases": result.cases,
        "met": result.met,
        "seed": result.campaign.seed,
        "unconfirmed": result.unconfirmed,
        "stopped": result.stopped or None,
        "seconds": round(result.seconds, 3),
        "witness": None if witness is None else witness.to_json(),
    }


def name_of(target: Target) -> str:
    """The statement, and what is tightened in it."""
    if target.handle is None:
        return target.statement.id
    return f"{target.statement.id}/{target.handle.name}={target.factor}"


def claim_of(target: Target) -> str:
    """What is attacked, in one line."""
    statement, handle = target.statement, target.handle
    if handle is None:
        return statement.title
    from theory.printing import expr_text, to_text
    from verify.attack.weaken import weakened
    from verify.properties.claims import FACTOR

    if handle.conclusion is not None:
        claim = weakened(statement, handle).conclusion(handle.conclusion)
    else:
        claim = next(
            a.claim for a in weakened(statement, handle).assumptions if a.name == handle.assumption
        )
    return to_text(claim).replace(expr_text(FACTOR), f"({target.factor})")


def closeness(result: Result) -> str | None:
    """How far from failing, as text; measured in floats."""
    handle = result.campaign.target.handle
    if not result.met:
        return None
    if handle is None or not handle.read_off:
        return _margin(-result.best)
    return "never fails" if result.never_fails else f"fails at factors below {result.best:.6f}"


def evidence(result: Result) -> str:
    """How the verdict came about, in one line."""
    handle = result.campaign.target.handle
    looked = f"{result.cases:,} cases, {result.met:,} of which meet all assumptions"
    if result.counterexample is not None:
        broken = ", ".join(result.counterexample.conclusions)
        return f"{looked}; one breaks {broken}, confirmed in enclosures"
    if not result.met:
        return f"{looked}, so nothing was tried"
    if result.unconfirmed:
        return f"{looked}; {result.unconfirmed} break it in floats, and enclosures leave them open"
    if handle is None or not handle.read_off:
        return f"{looked}; smallest margin {_margin(-result.best)}"
    if result.never_fails:
        return f"{looked}; no factor makes one of them fail"
    return f"{looked}; the closest fails at factors below {result.best:.6f} alone"


def _margin(margin: float) -> str:
    """A margin in floats; below CLEARLY it may be rounding."""
    from verify.properties.claim_tree import CLEARLY

    return "0 up to rounding" if abs(margin) <= CLEARLY else f"{margin:.3g}"


def text(result: Result, replay: str) -> str:
    """The page: the verdict, how close it came, and the counterexample."""
    target, witness = result.campaign.target, witness_of(result)
    lines = [f"{result.word.value}: {name_of(target)}", "", f"{claim_of(target)}", ""]
    lines.append(f"How: {evidence(result)}; {result.seconds:.1f} s.")
    if witness is not None:
        lines += ["", witness_text(witness)]
    if result.stopped and witness is None:
        lines += ["", f"Stopped early by {WAYS_TO_STOP[result.stopped]}; this is what was found."]
    lines += ["", f"replay: {replay}"]
    return "\n".join(lines)


def witness_text(witness: Witness) -> str:
    """A counterexample for people: its numbers, its function, its run, and what is broken."""
    found = witness.to_json()
    values = [(name, short(value)) for name, value in found["values"].items()]
    values += [(name, str(value)) for name, value in found["counts"].items()]
    values += [(name, listed(entries)) for name, entries in found["tables"].items()]
    lines = ["The counterexample:", "", table(sorted(values, key=lambda row: row[0].lower()))]
    if found["function"] is not None:
        lines += ["", *_function(found["function"])]
    for broken in found["broken"]:
        lines += ["", f"It breaks {broken['conclusion']}: {broken['claim']}"]
        for sides in broken["sides"]:
            lines.append(f"  left   {short(sides['left'], 15)}")
            lines.append(f"  right  {short(sides['right'], 15)}")
            lines.append(f"  and left {sides['relation']} right is false")
    return "\n".join(lines)


def _function(function: dict[str, Any]) -> list[str]:
    start = ", ".join(f"{name} = {short(function[name])}" for name in ("K0", "K", "u(0)", "u'(0)"))
    rows = [
        (_place(low), _place(high), short(control))
        for low, high, control in _joined(function["pieces"])
    ]
    points = ", ".join(f"x_{t} = {short(point)}" for t, point in enumerate(function["points"]))
    return [f"{function['words']},", f"{start}:", "", table(rows, ("from", "to", "c")), "", points]


def _joined(pieces: list[dict[str, Any]]) -> list[tuple[Any, Any, Any]]:
    """Neighbours with the same control are one piece to the eye."""
    cuts = [0]
    cuts += [k for k, (a, b) in enumerate(pairwise(pieces), 1) if a["control"] != b["control"]]
    return [
        (pieces[i]["from"], pieces[j - 1]["to"], pieces[i]["control"])
        for i, j in pairwise([*cuts, len(pieces)])
    ]


def _place(end: dict[str, Any] | None) -> str:
    return "..." if end is None else short(end)


def listed(entries: list[Any]) -> str:
    """A table in one line."""
    parts = (listed(each) if isinstance(each, list) else short(each) for each in entries)
    return f"[{', '.join(parts)}]"


def short(value: dict[str, Any], digits: int = 6) -> str:
    """A number for the eye; --json and --out have all of it.

    >>> short({"exact": "3/4", "value": 0.75}), short({"lower": "1", "upper": "2", "value": 1.5})
    ('3/4', '1.5')
    """
    exact = value.get("exact")
    if exact is not None and len(exact) <= 12:
        return str(exact)
    return f"{value['value']:.{digits}g}"


def handles_text(target: Target) -> str:
    """What can be tightened in a statement."""
    from verify.attack.weaken import handles

    rows = [
        (each.name, "conclusion" if each.conclusion else "assumption", each.text)
        for each in handles(target.statement)
    ]
    return table(rows, ("NAME", "of", "what the factor multiplies"))
