"""Claims as text and LaTeX: every real one prints and nothing raw leaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import sympy as sp

from theory import symbols as sym
from theory.logic import (
    FALSE,
    TRUE,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    Or,
    Pred,
    conj,
    disj,
    eq,
    free_symbols,
    function,
    ge,
    gt,
    le,
    lt,
    ne,
    real,
)
from theory.printing import PREDICATES, expr_latex, expr_text, to_latex, to_text
from theory.registry import RULES, statements
from theory.schema import Rule, Statement
from theory.symbols import NOTATION

RAW_TEXT = re.compile(r"\*\*|Lambda|Sum\(|Pow\(|Rel\(|And\(|ForAll|Pred\(|Dummy|Integer|\\|Tuple")
RAW_LATEX = re.compile(
    r"operatorname|mapsto|Lambda|(?<!\^)\*|Sum|ForAll|Dummy|rho(?!\b)|(?<!\\)sqrt"
)


def claims_of(item: Statement | Rule) -> Iterator[Formula]:
    if isinstance(item, Rule):
        yield from (part.claim for part in (*item.premises, *item.conclusions))
        return
    yield from (a.claim for a in item.assumptions)
    yield from (c.claim for c in item.conclusions)
    for step in item.proof:
        yield from step.under
        if step.claim is not None:
            yield step.claim


ITEMS = [*statements(), *RULES]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_claim_prints_as_plain_text(item: Statement | Rule) -> None:
    for claim in claims_of(item):
        text = to_text(claim)
        assert text.isascii()
        assert not RAW_TEXT.search(text), text
        assert text.count("(") == text.count(")")
        assert text.count("[") == text.count("]")


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_claim_prints_as_latex(item: Statement | Rule) -> None:
    for claim in claims_of(item):
        text = to_latex(claim)
        assert not RAW_LATEX.search(text), text
        assert text.count("{") == text.count("}")
        assert text.count(r"\left") == text.count(r"\right")


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_free_letter_of_a_claim_is_printed(item: Statement | Rule) -> None:
    for claim in claims_of(item):
        text = to_text(claim)
        for symbol in free_symbols(claim):
            assert re.search(rf"(\b|w_){symbol.name}\b", text), (symbol, text)


x, y, t, r = real("x"), real("y"), real("t"), real("r")
u, du, ddu = function("u"), function("du"), function("ddu")


@pytest.mark.parametrize(
    ("claim", "text", "latex"),
    [
        (le(x, 1), "x <= 1", r"x \le 1"),
        (eq(x, y), "x = y", "x = y"),
        (ne(x, y), "x != y", r"x \ne y"),
        (gt(x, y), "x > y", "x > y"),
        (TRUE, "true", r"\top"),
        (FALSE, "contradiction", r"\bot"),
        (le(x**r, 1), "x^r <= 1", r"x^{r} \le 1"),
        (le(sym.gap, sym.eps), "gap <= eps", r"\Delta \le \varepsilon"),
        (
            ForAll(t, ge(t, 0), ge(u(t), 0)),
            "for all t with t >= 0: u(t) >= 0",
            r"\forall t\; (t \ge 0):\; u\left(t\right) \ge 0",
        ),
        (
            Implies(lt(x, 0), disj(lt(y, 0), ge(y, 1))),
            "if x < 0 then y < 0 or y >= 1",
            r"x < 0 \implies \left(y < 0 \;\vee\; y \ge 1\right)",
        ),
        (
            conj(ge(x, 0), disj(lt(y, 0), ge(y, 1))),
            "x >= 0 and (y < 0 or y >= 1)",
            r"x \ge 0 \;\wedge\; \left(y < 0 \;\vee\; y \ge 1\right)",
        ),
        (
            HasDerivative(t, ge(t, 0), du(t), ddu(t), smooth=False),
            "d/dt [u'(t)] = u''(t), almost everywhere where t >= 0",
            r"\frac{\mathrm d}{\mathrm dt} \left[u'\left(t\right)\right]"
            r" = u''\left(t\right) \text{ a.e.} \quad (t \ge 0)",
        ),
        (
            eq(sym.Delta(sym.t), sym.g(sym.t) ** 2),
            "Delta(t) = g(t)^2",
            r"\Delta_{t} = \left(g_{t}\right)^{2}",
        ),
        (
            le(sp.Sum(sym.etas(sym.t), (sym.t, 0, sym.T - 1)), 1),
            "sum_{0<=t<=T - 1} [eta_at(t)] <= 1",
            r"\sum_{t=0}^{T - 1} \eta_{t} \le 1",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_claim_is_written(claim: Formula, text: str, latex: str) -> None:
    assert to_text(claim) == text
    assert to_latex(claim) == latex


def test_every_letter_of_the_notation_table_prints_as_the_table_says() -> None:
    for name, row in NOTATION.items():
        assert expr_text(row.symbol) == name
        assert expr_latex(row.symbol) == row.latex


def test_every_property_of_a_real_claim_has_words() -> None:
    used: set[str] = set()

    def collect(claim: Formula) -> None:
        if isinstance(claim, Pred):
            used.add(claim.name)
        for part in getattr(claim, "args", ()):
            if not isinstance(claim, Pred):
                collect(part)
        for name in ("premise", "conclusion", "guard", "body"):
            if hasattr(claim, name):
                collect(getattr(claim, name))

    for item in ITEMS:
        for claim in claims_of(item):
            collect(claim)
    assert used
    assert used <= set(PREDICATES)


def test_different_claims_of_a_statement_print_differently() -> None:
    for statement in statements():
        texts = [to_text(c.claim) for c in statement.conclusions]
        assert len(set(texts)) == len(texts), statement.id


def test_a_strict_relation_never_prints_like_one_that_is_not() -> None:
    assert len({to_text(claim) for claim in (le(x, y), lt(x, y), eq(x, y), ge(x, y))}) == 4
    assert len({to_latex(claim) for claim in (le(x, y), lt(x, y), eq(x, y), ge(x, y))}) == 4


def test_what_is_no_claim_is_refused() -> None:
    for printer in (to_text, to_latex):
        with pytest.raises(TypeError, match="not a claim"):
            printer(x)  # type: ignore[arg-type]


def test_a_disjunction_of_one_prints_its_one() -> None:
    assert to_text(Or((le(x, 1),))) == "x <= 1"
