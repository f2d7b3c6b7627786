"""The linear relaxation of a query: every product of variables becomes a variable of its own.

What is unsatisfiable without knowing how the products hang together is unsatisfiable with it, so
``unsat`` carries over to the query itself, and nothing else does. Sums of earlier inequalities are
linear in their monomials; a solver for polynomials may lose its way in them, the simplex method
does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import z3

_LONGEST = 20_000
"""Characters of a query; multiplying out longer ones may take more than it gives."""


def relaxation_is_unsat(text: str, seconds: float) -> bool:
    """Whether already the linear relaxation of an SMT-LIB query has no model.

    >>> query = "(declare-const x Real) (declare-const y Real)"
    >>> relaxation_is_unsat(query + "(assert (> (* x y) 1)) (assert (< (* y x) 0))", 1)
    True
    >>> relaxation_is_unsat(query + "(assert (< (* x x) 0))", 1)
    False
    """
    import z3

    if len(text) > _LONGEST:
        return False
    solver = z3.SimpleSolver()
    solver.set("timeout", int(seconds * 1000), "ctrl_c", False)
    relax = _Relaxation()
    for assertion in z3.parse_smt2_string(text):
        solver.add(relax.of(z3.simplify(assertion, som=True)))
    return bool(solver.check() == z3.unsat)


class _Relaxation:
    """Replaces products by fresh variables, equal products by the same one."""

    def __init__(self) -> None:
        self._products: dict[tuple[int, ...], z3.ArithRef] = {}
        self._done: dict[int, Any] = {}
        self._kept: list[Any] = []
        """Expressions whose numbers serve as keys stay alive, so that none is given twice."""

    def of(self, expr: Any) -> Any:
        """The relaxed form of an expression."""
        number = expr.get_id()
        if number not in self._done:
            self._kept.append(expr)
            self._done[number] = self._relaxed(expr)
        return self._done[number]

    def _relaxed(self, expr: Any) -> Any:
        import z3

        if z3.is_mul(expr):
            factors = _factors(expr)
            numbers = [f for f in factors if z3.is_rational_value(f)]
            others = [f for f in factors if not z3.is_rational_value(f)]
            product = self.of(others[0]) if len(others) == 1 else self._product(others)
            for value in numbers:
                product = value * product
            return product
        if z3.is_div(expr) or expr.decl().kind() == z3.Z3_OP_POWER:
            return self._product([expr])
        children = expr.children()
        if not children:
            return expr
        return expr.decl()(*(self.of(child) for child in children))

    def _product(self, factors: list[Any]) -> Any:
        import z3

        self._kept += factors
        key = tuple(sorted(f.get_id() for f in factors))
        if key not in self._products:
            self._products[key] = z3.FreshReal("product")
        return self._products[key]


def _factors(expr: Any) -> list[Any]:
    import z3

    if not z3.is_mul(expr):
        return [expr]
    return [factor for child in expr.children() for factor in _factors(child)]
