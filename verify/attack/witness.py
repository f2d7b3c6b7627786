"""A witness: everything that a counterexample says, in a file that is checked without a search.

The document follows from the statement, the factor, the scene and the coordinates alone. So a file
is checked by making it again: the balls have to confirm it, and every line has to be the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

import sympy as sp
from flint import arb

from theory.errors import WarmproofError
from theory.printing import expr_text, to_text
from theory.registry import get
from theory.substitution import substitute
from verify.attack.attack import LEAST_FACTOR, Counterexample, Target, target_of
from verify.attack.weaken import handles
from verify.files import write_json
from verify.intervals.balls import precision, to_rational
from verify.numbers import number
from verify.properties.any_rho import Line as LineOfAnyRho
from verify.properties.arithmetic import OpenChoiceError
from verify.properties.cases import BITS, Cases
from verify.properties.claims import FACTOR, Reading
from verify.properties.draws import GRID
from verify.properties.line import Line
from verify.properties.scene import Scene
from verify.properties.scenes.catalogue import SCENES

FORMAT, VERSION = "warmproof counterexample", 1

MOST_BYTES = 2**20

_FACTOR = re.compile(r"[0-9]{1,30}(/0*[1-9][0-9]{0,29})?")


class WitnessError(WarmproofError):
    """A file holds no counterexample, or not the one that it says."""


@dataclass(frozen=True)
class Witness:
    """A target, and what breaks it."""

    target: Target
    example: Counterexample

    @property
    def cases(self) -> Cases:
        """The statement on the scene of the counterexample."""
        return self.target.read_on(self.example.scene)

    def to_json(self) -> dict[str, Any]:
        """The document: what is attacked, where, all values, and what is broken by how much."""
        target, cases = self.target, self.cases
        for bits in BITS:
            with precision(bits):
                try:
                    scene = cases.exact_scene(self.example.coordinates)
                except OpenChoiceError:
                    continue
                broken = [
                    self._broken(cases, scene, name, bits) for name in self.example.conclusions
                ]
                if all(each["sides"] for each in broken):
                    break
        return {
            "format": FORMAT,
            "version": VERSION,
            "statement": target.statement.id,
            "weaken": None if target.handle is None else target.handle.name,
            "factor": str(target.factor),
            "scene": self.example.scene,
            "grid": GRID,
            "coordinates": [int(x * GRID) for x in self.example.coordinates],
            "values": self._of_parameters(scene.values),
            "counts": {str(s): int(n) for s, n in scene.counts.items()},
            "tables": self._of_parameters(scene.tables),
            "function": None if scene.picture is None else _function(scene),
            "broken": broken,
        }

    def _of_parameters(self, found: Mapping[Any, Any]) -> dict[str, Any]:
        """What the statement speaks of; a scene has more."""
        parameters = self.target.statement.parameters
        return {expr_text(p): _json(found[p]) for p in parameters if p in found}

    def _broken(self, cases: Cases, scene: Scene, name: str, bits: int) -> dict[str, Any]:
        """A conclusion that fails, with both sides of each relation that fails in it."""
        factor = sp.Rational(self.target.factor.numerator, self.target.factor.denominator)
        claim = substitute(cases.statement.conclusion(name), {FACTOR: factor})
        sides = Reading({name: claim}, scene).in_balls(scene, arb(1), bits).broken_sides(name)
        return {
            "conclusion": name,
            "claim": to_text(claim),
            "sides": [
                {"left": _json(left), "relation": op, "right": _json(right)}
                for left, op, right in sides
            ],
        }


def _json(value: Any) -> Any:
    """A number, exact or between bounds; a list for a table."""
    if isinstance(value, list):
        return [_json(each) for each in value]
    ball = arb(value)
    return number(to_rational(ball.fmpq()) if ball.is_exact() else ball).to_json()


def _function(scene: Scene) -> dict[str, Any]:
    picture = scene.picture
    assert picture is not None
    line = picture.line
    if isinstance(line, LineOfAnyRho):
        return _function_of_any_rho(line, picture.points)
    start = line.right.joints[0]
    return {
        "words": "f - f* = u on a line, with u'' = c (K0 + K u) and c constant on each piece",
        "K0": _json(line.K0),
        "K": _json(line.K),
        "u(0)": _json(start.u),
        "u'(0)": _json(start.p),
        "pieces": _pieces(line),
        "points": _json(picture.points),
    }


def _function_of_any_rho(line: LineOfAnyRho, points: list[Any]) -> dict[str, Any]:
    law, start = line.law, line.right.start
    parts = []
    for sign, side in ((-1, line.left), (1, line.right)):
        begin, found = _json(arb(0)), []
        for part in side.parts:
            end = None if part.end is None else _json(sign * part.end)
            low, high = (begin, end) if sign > 0 else (end, begin)
            bent = (
                {"curvature": _json(part.curvature)}
                if part.control is None
                else {"control": _json(part.control)}
            )
            found.append({"from": low, "to": high, **bent})
            begin = end
        parts += found if sign > 0 else reversed(found)
    return {
        "words": "f - f* = u on a line, with u'' = c (K0 + K u^rho) on a piece with a control c, "
        "and u'' constant on one with a curvature",
        "rho": str(law.rho),
        "K0": _json(law.K0),
        "K": _json(law.K),
        "u(0)": _json(start.u),
        "u'(0)": _json(start.p),
        "pieces": parts,
        "points": _json(points),
    }


def _pieces(line: Line) -> list[dict[str, Any]]:
    """From left to right; null for an end that the piece does not have."""
    lefts = [_json(-state.x) for state in line.left.joints]
    rights = [_json(state.x) for state in line.right.joints]
    left = zip([*lefts[1:], None], lefts, line.left.controls, strict=True)
    right = zip(rights, [*rights[1:], None], line.right.controls, strict=True)
    return [
        {"from": low, "to": high, "control": _json(control)}
        for low, high, control in [*reversed(list(left)), *right]
    ]


def write_witness(witness: Witness, path: Path | str) -> Path:
    """Write it, whole or not at all.

    Raises:
        WarmproofError: the place cannot be written to.
    """
    return write_json(path, witness.to_json())


def replay(path: Path | str) -> Witness:
    """Read a file and check it in balls, without any search.

    Raises:
        WitnessError: no such file, no counterexample, or not the one that it says.
    """
    document = _document(Path(path))
    witness = _witness(document)
    broken = witness.cases.broken(witness.example.coordinates)
    if not broken:
        _refuse("NOT confirmed: its coordinates stand for no counterexample")
    witness = Witness(
        witness.target, Counterexample(witness.example.scene, witness.example.coordinates, broken)
    )
    again = json.loads(json.dumps(witness.to_json()))
    for key in sorted(again.keys() | document.keys()):
        if key not in document or key not in again or document[key] != again[key]:
            _refuse(
                f"its {key!r} is not what its coordinates stand for, so it was edited or"
                " belongs to another version of the statement"
            )
    return witness


def _document(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as failed:
        why = getattr(failed, "strerror", None) or "no path"
        raise WitnessError(f"cannot read {path}: {why}. Name a file of attack --out.") from None
    if len(content) > MOST_BYTES:
        _refuse(f"it has more than {MOST_BYTES:,} bytes")
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        _refuse("it is no JSON")
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        _refuse(f"it is no {FORMAT}")
    if type(version := document.get("version")) is not int or version != VERSION:
        _refuse(f"this program reads version {VERSION} only")
    return document


def _witness(document: dict[str, Any]) -> Witness:
    statement, weaken = document.get("statement"), document.get("weaken")
    if not isinstance(statement, str) or statement not in SCENES:
        _refuse("its statement is none that can be attacked")
    if weaken is not None and not isinstance(weaken, str):
        _refuse("what it tightens is no name")
    if weaken is not None and weaken not in {each.name for each in handles(get(statement))}:
        _refuse(f"what it tightens is no number of {statement}")
    factor = document.get("factor")
    if not isinstance(factor, str) or not _FACTOR.fullmatch(factor):
        _refuse("its factor is no fraction")
    if weaken is None and Fraction(factor) != 1:
        _refuse("it tightens nothing, so its factor has to be 1")
    if not LEAST_FACTOR <= Fraction(factor) <= 1:
        _refuse(f"its factor lies outside [{LEAST_FACTOR}, 1]")
    scene, given = document.get("scene"), document.get("coordinates")
    if type(scene) is not int or not 0 <= scene < len(SCENES[statement]):
        _refuse(f"{statement} has no such scene")
    if not isinstance(given, list) or not all(type(x) is int and 0 <= x <= GRID for x in given):
        _refuse(f"its coordinates are no integers in [0, {GRID}]")
    target = target_of(statement, weaken, Fraction(factor))
    witness = Witness(target, Counterexample(scene, tuple(Fraction(x, GRID) for x in given), ()))
    if len(given) != len(witness.cases.kinds):
        _refuse(f"it has {len(given)} coordinates where its scene reads {len(witness.cases.kinds)}")
    return witness


def _refuse(why: str) -> NoReturn:
    raise WitnessError(f"the counterexample is refused: {why}.")
