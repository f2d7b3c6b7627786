"""Write the pages that are made from `theory`, and check the built documentation.

`python docs/generate.py` writes `docs/_generated`: the notation table, one page per statement and
the list of them, KaTeX's stylesheet and fonts. `python docs/generate.py --check FOLDER` looks at
the built pages: every statement has one and stands in the reference, and nothing is loaded from
elsewhere.
"""

from __future__ import annotations

import pkgutil
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from theory.symbols import NOTATION

DOCS = Path(__file__).resolve().parent
GENERATED = DOCS / "_generated"
STATEMENTS = GENERATED / "statements"
KATEX = DOCS / "node_modules" / "katex" / "dist"
HINT = "<!-- Written by docs/generate.py from theory/; edit there. -->\n\n"

KINDS = ("definition", "lemma", "theorem", "proposition", "example", "printed claim")


def statements() -> Sequence[Any]:
    """Every statement of the theory, as the registry lists them."""
    if find_spec("theory.registry") is None:
        return ()
    from theory import registry

    return tuple(registry.statements())


def rules() -> Sequence[Any]:
    """Every cited rule, found in the modules of `theory.rules`."""
    if find_spec("theory.printing") is None:
        return ()
    import theory.rules
    from theory.schema import Rule

    found = {}
    for module in pkgutil.iter_modules(theory.rules.__path__, "theory.rules."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, Rule):
                found[value.id] = value
    return tuple(found.values())


def plain(text: str) -> str:
    r"""Text that Markdown shows as it is, in a paragraph or a table cell.

    >>> print(plain("||hess f|| <= ell(gap), f* = inf f"))
    \|\|hess f\|\| \<= ell(gap), f\* = inf f
    """
    return re.sub(r"([\\`*_|<$\[\]{}#])", r"\\\1", text).replace("\n", " ")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table of cells that are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def notation_table() -> str:
    """The notation table: symbol, name in code and on the command line, unit, meaning, place."""
    rows = [
        [f"${row.latex}$", f"`{name}`", f"`{row.unit}`", plain(row.meaning), f"`{row.defined_in}`"]
        for name, row in NOTATION.items()
    ]
    return table(["symbol", "in code", "unit", "meaning", "defined in"], rows)


def to_latex(claim: Any) -> str:
    """A claim as LaTeX, as the command line's `show --latex` gives it."""
    from theory import printing

    return printing.to_latex(claim)


def formula(latex: str, indent: str = "") -> str:
    """A displayed formula, indented to stay inside a list item."""
    body = f"$$\n{latex.strip()}\n$$"
    return "\n" + "\n".join(indent + line for line in body.splitlines()) + "\n"


def link(schema: Any, prefix: str = "") -> str:
    """A link to the page of a statement, or to a rule."""
    return f"{{ref}}`{schema.id} <{prefix}{schema.id}>`"


def closed_by(step: Any) -> str:
    """How a proof step is closed, in words."""
    kind = type(step.by).__name__
    if kind == "Apply":
        schema = step.by.schema
        rule = type(schema).__name__ == "Rule"
        return f"by the cited rule {link(schema, 'rule-')}" if rule else f"by {link(schema)}"
    return {
        "Identity": "by exact algebra",
        "Decide": "by a decision procedure",
        "Differentiate": "by differentiation",
        "Enclose": "by a rigorous enclosure",
        "Induct": "by induction",
    }.get(kind, f"by {kind.lower()}")


def fact(use: Any) -> str:
    """The name of a fact that a step leans on, be it read as it is or at given values."""
    return f"`{use if isinstance(use, str) else use.fact}`"


def statement_page(statement: Any) -> str:
    """The page of one statement: words, assumptions, conclusions, proof."""
    source = statement.source
    place = f"{source.paper}, {source.number}" if source.number else source.paper
    out = [
        HINT,
        f"({statement.id})=\n# {plain(statement.title)}\n\n",
        f"`{statement.id}` · {statement.kind} · {plain(place)}\n\n",
        f"{plain(statement.summary)}\n",
    ]
    if getattr(source, "note", ""):
        out.append(f"\n{plain(source.note)}\n")
    if statement.assumptions:
        out.append("\n## Assumptions\n")
        for assumption in statement.assumptions:
            out.append(f"\n- `{assumption.name}`: {plain(assumption.text)}\n")
            out.append(formula(to_latex(assumption.claim), "  "))
    if statement.conclusions:
        out.append("\n## Conclusions\n")
        for conclusion in statement.conclusions:
            out.append(f"\n- `{conclusion.name}`\n")
            out.append(formula(to_latex(conclusion.claim), "  "))
    if statement.proof:
        out.append("\n## Proof\n")
        for number, step in enumerate(statement.proof, 1):
            uses = ", ".join(map(fact, step.uses))
            closed = closed_by(step) + (f", from {uses}" if uses else "")
            out.append(f"\n{number}. `{step.name}`: {plain(step.text)} ({closed})\n")
            if step.under:
                held = r" \quad\text{and}\quad ".join(map(to_latex, step.under))
                out.append(f"\n   For\n{formula(held, '   ')}")
            if step.claim is not None:
                out.append(formula(to_latex(step.claim), "   "))
    if getattr(statement, "does_not_claim", ""):
        out.append(f"\n## What it does not claim\n\n{plain(statement.does_not_claim)}\n")
    return "".join(out)


def rules_page(found: Sequence[Any]) -> str:
    """All cited rules on one page: what proofs take from the literature without proving it."""
    out = [
        HINT,
        "# Cited rules\n\n",
        "Theorems of analysis that proofs here apply and that are not proved here. ",
        "A rule may be used once each of its premises is closed.\n",
    ]
    for rule in found:
        out.append(f"\n(rule-{rule.id})=\n## `{rule.id}`\n\n")
        out.append(f"{plain(rule.title)}. {plain(rule.citation)}\n")
        for name, claims in (("Premises", rule.premises), ("Gives", rule.conclusions)):
            if claims:
                out.append(f"\n{name}:\n")
            for claim in claims:
                out.append(f"\n- `{claim.name}`\n{formula(to_latex(claim.claim), '  ')}")
    return "".join(out)


def statement_list(found: Sequence[Any]) -> str:
    """The list of all statements, by kind, with the table of contents that holds their pages."""
    out = [HINT, "# Statements\n\n"]
    if not found:
        return "".join([*out, "No statement is registered yet.\n"])
    order = {kind: place for place, kind in enumerate(KINDS)}
    ordered = sorted(found, key=lambda s: order.get(s.kind, len(order)))
    rows = [[link(s), s.kind, plain(f"{s.source}"), plain(s.title)] for s in ordered]
    out.append(table(["id", "kind", "source", "title"], rows))
    out.append("\n```{toctree}\n:hidden:\n\n" + "\n".join(s.id for s in ordered) + "\n```\n")
    return "".join(out)


def write(path: Path, text: str) -> None:
    """Write a page, unless it is there as it should be (Sphinx then need not read it again)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


def generate() -> None:
    """Write everything under `docs/_generated`."""
    found = statements()
    write(GENERATED / "notation.md", notation_table())
    write(STATEMENTS / "index.md", statement_list(found))
    write(GENERATED / "rules.md", rules_page(rules()))
    for statement in found:
        write(STATEMENTS / f"{statement.id}.md", statement_page(statement))
    wanted = {"index", *(statement.id for statement in found)}
    for page in STATEMENTS.glob("*.md"):
        if page.stem not in wanted:
            page.unlink()
    styles = GENERATED / "static" / "katex"
    (styles / "fonts").mkdir(parents=True, exist_ok=True)
    shutil.copy2(KATEX / "katex.min.css", styles)
    for font in (KATEX / "fonts").glob("*.woff2"):
        shutil.copy2(font, styles / "fonts")


class Assets(HTMLParser):
    """Collects the addresses of everything a page loads by itself; links are not among them."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what this tag loads."""
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and not {"canonical", "next", "prev"} & set(given.get("rel", "").split()):
            self.loaded.append(given.get("href", ""))
        elif tag != "link":
            self.loaded.extend(given.get(name, "") for name in ("src", "srcset", "poster"))


def loaded_from_elsewhere(folder: Path) -> Iterator[str]:
    """Everything under the folder that a browser would fetch from another place."""
    for page in sorted(folder.rglob("*.html")):
        assets = Assets()
        assets.feed(page.read_text("utf-8"))
        for address in assets.loaded:
            if re.match(r"\s*(https?:)?//", address):
                yield f"{page.relative_to(folder)} loads {address}"
    for sheet in sorted(folder.rglob("*.css")):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        for address in re.findall(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')\s]+)", text):
            yield f"{sheet.relative_to(folder)} loads {address}"


def missing(folder: Path) -> Iterator[str]:
    """Every statement without a page, or not named in the reference."""
    listed = (folder / "_generated" / "statements" / "index.html").read_text("utf-8")
    for statement in statements():
        if not (folder / "_generated" / "statements" / f"{statement.id}.html").exists():
            yield f"{statement.id} has no page"
        if f'href="{statement.id}.html' not in listed:
            yield f"{statement.id} does not stand in the reference"


def main(arguments: Sequence[str]) -> int:
    """Generate, or check what was built; 1 if the check finds something."""
    if not arguments:
        generate()
        return 0
    if len(arguments) != 2 or arguments[0] != "--check":
        print("usage: generate.py [--check FOLDER]", file=sys.stderr)
        return 2
    folder = Path(arguments[1])
    problems = [*missing(folder), *loaded_from_elsewhere(folder)]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
