"""How a claim fares on a scene: a margin for many cases in floats, a sure answer for one in balls.

A claim is read once for a kind of scene: its functions are put in, quantifiers over indices are
written out, and what is left are relations between numbers of the scene, compiled to one tape.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import sympy as sp
from flint import arb
from sympy.core.function import AppliedUndef

from theory.assumptions import rational_sign, relation_holds
from theory.errors import WarmproofError
from theory.logic import (
    And,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    Or,
    Pred,
    Rel,
    function,
    ge,
    real,
)
from theory.substitution import substitute
from verify.intervals.evaluate import Compiled, compile_expressions
from verify.properties import claim_tree, probability
from verify.properties.arithmetic import Array
from verify.properties.claim_tree import TRUE, InBalls, Leaf, Node
from verify.properties.quantified import is_counted
from verify.properties.scene import Scene
from verify.symbolic.witness_indices import index_range

FACTOR = real("weakening")
"""Stands in a claim for the factor by which one of its numbers is tightened."""


class UnreadableError(WarmproofError):
    """A claim speaks of something that the scene does not have."""


class Reading:
    """Claims read for scenes of one shape.

    Args:
        claims: by name.
        scene: any scene of this shape.

    Raises:
        UnreadableError: a claim speaks of what the scene does not have.
    """

    def __init__(self, claims: Mapping[str, Formula], scene: Scene) -> None:
        self._scene = scene
        self._inputs: dict[Any, sp.Symbol] = {s: s for s in scene.values}
        self._outputs: list[sp.Expr] = []
        self._same: dict[int, sp.Symbol] = {}
        self._numbers: dict[sp.Expr, sp.Expr] = {}
        self._leaves: dict[Rel, Leaf] = {}
        self._trees = {name: self._read(claim) for name, claim in claims.items()}
        self._compiled: Compiled = compile_expressions(
            self._outputs, [*self._inputs.values(), FACTOR]
        )

    # -- reading ---------------------------------------------------------------------------

    def _read(self, claim: Formula) -> Leaf | Node:
        match claim:
            case Rel():
                return self._relation(claim)
            case And(args):
                return Node("and", tuple(self._read(a) for a in args))
            case Or(args):
                return Node("or", tuple(self._read(a) for a in args))
            case Implies(premise, conclusion):
                return Node("implies", (self._read(premise), self._read(conclusion)))
            case ForAll():
                return self._for_all(claim)
            case HasDerivative():
                return self._derivative(claim)
            case Pred(name, args):
                return self._property(name, args)
        raise UnreadableError(f"there is no way to read {claim}")

    def _property(self, name: str, args: tuple[Any, ...]) -> Leaf | Node:
        if name == "integer":
            (index,) = (sp.sympify(a).subs(self._scene.counts) for a in args)
            if index.is_integer is None:
                raise UnreadableError(f"{index} is no number of steps of the scene")
            return TRUE if index.is_integer else Node("or", ())
        if name in probability.READ and self._scene.outcomes is not None:
            return self._random(name, args, self._scene.outcomes)
        measured = function(name)
        if measured in self._scene.tables:
            return self._read(ge(measured(*args), 0))
        if name in self._scene.readings:
            return self._read(self._scene.readings[name](*args))
        if name not in self._scene.truths:
            raise UnreadableError(f"the scene does not know the property {name}")
        return TRUE

    def _random(
        self, name: str, args: tuple[Any, ...], outcomes: probability.Outcomes
    ) -> Leaf | Node:
        if name == "probable":
            claims = probability.not_negative(args[0], outcomes)
            parts = tuple(self._read(claim) for claim in claims)
            start = len(self._outputs)
            self._outputs += map(self._number, probability.chances(range(outcomes.number)))
            self._outputs.append(1 - self._number(args[1]))
            return Node(name, parts, (start, len(self._outputs)))
        step = int(sp.sympify(args[-1]).subs(self._scene.counts))
        if name == "known":
            values = [self._number(x) for x in probability.entries(args[0], outcomes)]
            branches = outcomes.branches(step)
            if all(len({values[k] for k in branch}) == 1 for branch in branches):
                return TRUE  # the same number of the scene, by construction
        return self._read(probability.given_what_is_known(name, args[:-1], outcomes, step))

    def _all(self, claims: Iterable[Formula]) -> Node:
        """The conjunction, without what was read before."""
        return Node("and", tuple({id(part): part for part in map(self._read, claims)}.values()))

    def _for_all(self, claim: ForAll) -> Node | Leaf:
        if self._scene.outcomes is not None and probability.is_outcome(claim.guard):
            outcomes = self._scene.outcomes
            return self._all(probability.at_every_outcome(claim.var, claim.body, outcomes))
        counts = {s: sp.Integer(n) for s, n in self._scene.counts.items()}
        put = substitute(claim, counts)
        assert isinstance(put, ForAll)
        indices = index_range(put.var, put.guard) if is_counted(put.guard) else None
        if indices is None:
            if claim.var not in self._scene.values:
                raise UnreadableError(f"the scene has no value for {claim.var}")
            return self._read(Implies(claim.guard, claim.body))
        return self._all(_instances(put, indices))

    def _derivative(self, claim: HasDerivative) -> Node | Leaf:
        expr = self._put_in(claim.expr)
        same = Rel(sp.diff(expr, claim.var), "==", claim.derivative)
        if claim.var in self._scene.values:
            return self._read(Implies(claim.guard, same))
        return TRUE if sp.simplify(same.left - self._put_in(same.right)) == 0 else self._read(same)

    def _relation(self, claim: Rel) -> Leaf:
        left, right = (self._number(side) for side in (claim.left, claim.right))
        put = Rel(left, claim.op, right)
        if put not in self._leaves:
            self._leaves[put] = self._leaf(put)
        return self._leaves[put]

    def _leaf(self, claim: Rel) -> Leaf:
        left, right = claim.left, claim.right
        terms = [*sp.Add.make_args(right), *(-term for term in sp.Add.make_args(left))]
        start = len(self._outputs)
        self._outputs += terms
        sides = (len(self._outputs), len(self._outputs) + 1)
        room = right - left
        slope = None
        if room.has(FACTOR):
            slope = sides[1] + 1
            self._outputs += [left.subs(FACTOR, 0), right.subs(FACTOR, 0), sp.diff(room, FACTOR)]
        else:
            self._outputs += [left, right]
        return Leaf(claim.op, slice(start, start + len(terms)), sides, slope)

    def _put_in(self, expr: sp.Expr) -> sp.Expr:
        put = substitute(Rel(expr, "==", sp.Integer(0)), self._scene.functions)
        assert isinstance(put, Rel)
        return put.left

    def _number(self, expr: sp.Expr) -> sp.Expr:
        """The expression with functions put in and entries of tables as symbols."""
        if expr not in self._numbers:
            self._numbers[expr] = self._new_number(expr)
        return self._numbers[expr]

    def _new_number(self, expr: sp.Expr) -> sp.Expr:
        counts = {s: sp.Integer(n) for s, n in self._scene.counts.items()}
        expr = self._put_in(expr).subs(counts)
        if expr.has(sp.Sum):
            expr = expr.replace(sp.Sum, lambda *args: sp.Sum(*args).doit())
        found = sorted(expr.atoms(AppliedUndef), key=str)
        expr = expr.xreplace({entry: self._entry(entry) for entry in found})
        missing = expr.free_symbols - set(self._inputs.values()) - {FACTOR}
        if missing:
            raise UnreadableError(f"the scene has no value for {sorted(map(str, missing))}")
        return expr

    def _entry(self, entry: AppliedUndef) -> sp.Symbol:
        if entry not in self._inputs:
            if entry.func not in self._scene.tables or not all(a.is_Integer for a in entry.args):
                raise UnreadableError(f"the scene has no value for {entry}")
            # Outcomes share what happens before they part: one number of the scene, one symbol.
            number = id(_looked_up(self._scene, entry))
            if number in self._same:
                return self._same[number]
            self._inputs[entry] = self._same[number] = sp.Dummy(str(entry), real=True)
        return self._inputs[entry]

    # -- values ----------------------------------------------------------------------------

    def _inputs_of(self, scene: Scene) -> list[Any]:
        return [
            scene.values[key] if isinstance(key, sp.Symbol) else _looked_up(scene, key)
            for key in self._inputs
        ]

    def margins(self, scene: Scene, cases: int, factor: float = 1.0) -> dict[str, Array]:
        """The margin of each claim in each case, shape (cases,); nan where one has no meaning."""
        outputs = self._floats(scene, cases, factor)
        return {name: claim_tree.margin(tree, outputs, cases) for name, tree in self._trees.items()}

    def factors(self, scene: Scene, name: str, cases: int) -> Array:
        """The factors below which the claim fails, shape (cases,); -inf where it never does."""
        return claim_tree.factor(self._trees[name], self._floats(scene, cases, 1.0), cases)

    def _floats(self, scene: Scene, cases: int, factor: float) -> list[Array]:
        inputs = [np.broadcast_to(np.asarray(x, float), (cases,)) for x in self._inputs_of(scene)]
        with np.errstate(all="ignore"):
            found = self._compiled.floats([*inputs, np.full(cases, factor)])
        return [np.broadcast_to(x, (cases,)) for x in found]

    def in_balls(self, scene: Scene, factor: arb, bits: int) -> InBalls:
        """The claims in a case of balls.

        Args:
            scene: one case.
            factor: the value of ``FACTOR``.
            bits: the precision of what is computed from the numbers of the scene.
        """
        inputs = [arb(x) for x in self._inputs_of(scene)]
        return InBalls(self._trees, self._compiled([*inputs, factor], bits), factor)


def _instances(claim: ForAll, indices: range) -> Iterator[Formula]:
    """The claim at each index that its guard leaves; of a strict end the range has one too many."""
    for index in indices:
        at = {claim.var: sp.Integer(index)}
        guard = substitute(claim.guard, at)
        parts = guard.args if isinstance(guard, And) else (guard,)
        known = [relation_holds(part, {}, rational_sign) for part in parts]
        if False in known:
            continue
        left = (p for p, word in zip(parts, known, strict=True) if word is None)
        premise = And(tuple(part for part in left if part != Pred("integer", (sp.Integer(index),))))
        body = substitute(claim.body, at)
        yield Implies(premise, body) if premise.args else body


def _looked_up(scene: Scene, entry: AppliedUndef) -> Any:
    found: Any = scene.tables[entry.func]
    for index in entry.args:
        found = found[int(index)]
    return found
