"""Write the pages that are made from `theory`, and check the built documentation.

`python docs/generate.py` writes `docs/_generated`: the notation table, one page per statement and
the list of them, KaTeX's stylesheet and fonts. `python docs/generate.py --check FOLDER` looks at
the built pages: every statement has one and stands in the reference, and nothing is loaded from
elsewhere.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from theory.assumptions import Assumption
from theory.evaluation import Evaluation
from theory.logic import TRUE, And, ForAll, Formula, HasDerivative, Implies, Or, Rel, conj
from theory.printing import expr_latex, to_latex
from theory.registry import RULES, statements
from theory.schema import (
    Apply,
    At,
    Decide,
    Differentiate,
    Enclose,
    Identity,
    Induct,
    Rule,
    Statement,
    Step,
    Use,
)
from theory.substitution import substitute
from theory.symbols import NOTATION
from theory.witness import Witness
from verify.kernel.manifest import outdated, recorded
from verify.kernel.propositions import scope
from verify.kernel.stated import missing as missing_in_coq

DOCS = Path(__file__).resolve().parent
GENERATED = DOCS / "_generated"
STATEMENTS = GENERATED / "statements"
KATEX = DOCS / "node_modules" / "katex" / "dist"
HINT = "<!-- Written by docs/generate.py from theory/; edit there. -->\n\n"

KINDS = {
    "definition": "Definitions",
    "lemma": "Lemmas",
    "theorem": "Theorems",
    "proposition": "Propositions",
    "example": "Examples",
    "printed claim": "Printed claims",
}
"""Kind -> its heading in the reference, in this order."""

LONG = 110
"""A formula of more LaTeX than this is broken."""

RELATIONS = {"<=": r"\le", "<": "<", "==": "=", "!=": r"\ne", ">=": r"\ge", ">": ">"}

WAYS = {
    Identity: "exact algebra",
    Decide: "a decision procedure",
    Differentiate: "an exact derivative",
    Enclose: "a rigorous enclosure",
}
"""How a step is closed, in words."""


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


def broken(claim: Formula) -> list[str]:
    r"""A claim as lines of LaTeX, broken where "and", "for all" and "implies" allow it.

    >>> from theory.logic import conj, gt, le, real
    >>> broken(conj(gt(real("x"), 0), le(real("x"), 1)))
    ['x > 0 \\;\\wedge\\; x \\le 1']
    """
    whole = to_latex(claim)
    if len(whole) <= LONG:
        return [whole]
    match claim:
        case And(args):
            parts = [
                enclosed(broken(a)) if isinstance(a, (Implies, ForAll, Or)) else broken(a)
                for a in args
            ]
            later = [[rf"\wedge\; {first}", *rest] for first, *rest in parts[1:]]
            return [line for part in (parts[0], *later) for line in part]
        case ForAll(var, guard, body):
            where = "" if guard == TRUE else rf"\; ({to_latex(guard)})"
            head = rf"\forall {expr_latex(var)}{where}:"
            lines = broken(body)
            if len(lines) == 1:
                return [rf"{head}\; {lines[0]}"]
            return [head, *(rf"\quad {line}" for line in lines)]
        case Implies(premise, conclusion):
            first, *rest = enclosed(broken(conclusion))
            return [*enclosed(broken(premise)), rf"\implies {first}", *rest]
        case HasDerivative(guard=guard) if guard != TRUE:
            head = to_latex(replace(claim, guard=TRUE))
            return [head, rf"\quad \text{{where }} {to_latex(guard)}"]
        case Rel(left, op, right) if len(whole) > 2 * LONG:
            sides = f"{expr_latex(left)}", f"{expr_latex(right)}"
            return [sides[0], rf"\quad {RELATIONS[op]} {sides[1]}"]
    return [whole]


def enclosed(lines: list[str]) -> list[str]:
    """Lines in parentheses of one size, since each line has to be balanced by itself."""
    lines = [rf"\bigl({lines[0]}", *lines[1:]]
    return [*lines[:-1], rf"{lines[-1]}\bigr)"]


def formula(claims: Formula | Sequence[Formula], indent: str = "") -> str:
    """A displayed formula, one line per part, indented to stay inside a list item."""
    several = claims if isinstance(claims, (list, tuple)) else [claims]
    lines = [line for claim in several for line in broken(claim)]
    body = lines[0]
    if len(lines) > 1:
        rows = " \\\\\n".join(f"& {line}" for line in lines)
        body = f"\\begin{{aligned}}\n{rows}\n\\end{{aligned}}"
    return "\n" + "\n".join(indent + line for line in f"$$\n{body}\n$$".splitlines()) + "\n"


def link(schema: Rule | Statement) -> str:
    """A link to the page of a statement, or to a rule."""
    prefix = "rule-" if isinstance(schema, Rule) else ""
    return f"{{ref}}`{schema.id} <{prefix}{schema.id}>`"


def closed_by(step: Step) -> str:
    """How a proof step is closed, in words."""
    if isinstance(step.by, Apply):
        kind = "the cited rule" if isinstance(step.by.schema, Rule) else "the statement"
        return f"by {kind} {link(step.by.schema)}"
    if isinstance(step.by, Induct):
        return f"by induction, from `{step.by.start}` on by `{step.by.step}`"
    return f"by {WAYS[type(step.by)]}"


def fact(use: Use) -> str:
    """A fact that a step leans on, be it read as it is or at given values."""
    if isinstance(use, At):
        values = ", ".join(f"{expr_latex(k)} = {expr_latex(v)}" for k, v in use.values.items())
        return f"`{use.fact}` at ${values}$"
    return f"`{use}`"


def told(step: Step) -> list[Formula]:
    """What a step says; for an application, what the rule or statement gives there."""
    if step.claim is not None:
        return [step.claim]
    assert isinstance(step.by, Apply)
    return [substitute(c.claim, step.by.mapping) for c in step.by.schema.conclusions]


def applied(statement: Statement) -> list[Rule | Statement]:
    """The rules and statements that a proof applies, each once, in order."""
    found = [step.by.schema for step in statement.proof if isinstance(step.by, Apply)]
    return list({schema.id: schema for schema in found}.values())


def statement_page(statement: Statement) -> str:
    """The page of one statement, from its words to its numbers."""
    out = [
        HINT,
        f"({statement.id})=\n# {plain(statement.title)}\n\n",
        f"`{statement.id}` · {statement.kind} · {plain(str(statement.source))}",
        f" ({plain(statement.source.note)})" if statement.source.note else "",
        f"\n\n{plain(statement.summary)}\n",
    ]
    if statement.does_not_claim:
        out.append(f"\n**It does not claim:** {plain(statement.does_not_claim)}\n")
    if statement.assumptions:
        out.append("\n## Assumptions\n")
        out += [assumption_item(a) for a in statement.assumptions]
    if statement.conclusions:
        out.append("\n## Conclusions\n")
        for conclusion in statement.conclusions:
            words = f": {plain(conclusion.text)}" if conclusion.text else ""
            out.append(f"\n- `{conclusion.name}`{words}\n{formula(conclusion.claim, '  ')}")
    if statement.proof:
        out.append("\n## Proof\n")
        out += [step_item(number, step) for number, step in enumerate(statement.proof, 1)]
        out.append(f"\nCheck it: `warmproof check {statement.id}`\n")
        out.append(rests_on(statement))
        out.append(kernel_note(statement))
    if statement.sharp_at:
        out.append("\n## Equality\n\nIt holds with equality for\n\n")
        out += [f"- {plain(w.text)}\n" for w in statement.sharp_at]
    if statement.fails_without:
        out.append("\n## What fails without each assumption\n\n")
        rows = [
            [f"`{name}`", plain(w.text if isinstance(w, Witness) else w)]
            for name, w in statement.fails_without.items()
        ]
        out.append(table(["without", "an instance, or why there is none"], rows))
    if statement.evaluation is not None:
        out.append(numbers(statement.id, statement.evaluation))
    return "".join(out)


def assumption_item(assumption: Assumption) -> str:
    """One assumption: name, words, formula."""
    words = plain(assumption.text) or "as the formula says"
    note = " (it only says what the symbols stand for)" if assumption.defines else ""
    return f"\n- `{assumption.name}`: {words}{note}\n{formula(assumption.claim, '  ')}"


def step_item(number: int, step: Step) -> str:
    """One step of a proof: words, how it is closed and from what, hypotheses, formula."""
    uses = ", ".join(map(fact, step.uses))
    how = closed_by(step) + (f", using {uses}" if uses else "")
    indent = " " * (len(str(number)) + 2)
    out = [
        f"\n{number}. `{step.name}`: {plain(step.text)}\n\n{indent}{how[:1].upper()}{how[1:]}.\n"
    ]
    if step.under:
        out.append(f"\n{indent}Under\n{formula(conj(*step.under), indent)}\n{indent}it says\n")
    out.append(formula(told(step), indent))
    return "".join(out)


def rests_on(statement: Statement) -> str:
    """What the proof applies, as links."""
    schemas = applied(statement)
    leans = ", ".join(link(s) for s in schemas if isinstance(s, Statement))
    cites = ", ".join(link(s) for s in schemas if isinstance(s, Rule))
    lines = [f"Leans on {leans}.\n"] if leans else []
    lines += [f"Cites {cites}.\n"] if cites else []
    return "".join(f"\n{line}" for line in lines)


def numbers(name: str, evaluation: Evaluation) -> str:
    """The command that gives the statement's numbers, with its inputs and outputs."""
    optional = {s.name for s in (*evaluation.defaults, *evaluation.derived)}
    words = [
        f"[{s.name}=...]" if s.name in optional else f"{s.name}=..." for s in evaluation.inputs
    ]
    rows = [[f"`{o.name}`", plain(o.meaning)] for o in evaluation.outputs]
    return (
        "\n## Numbers\n\n"
        f"```console\n$ warmproof bound {name} {' '.join(words)}\n```\n\n"
        f"{table(['output', 'what it is'], rows)}"
    )


def rules_page(found: Sequence[Rule]) -> str:
    """All cited rules on one page: what proofs take from the literature without proving it."""
    out = [
        HINT,
        "# Cited rules\n\n",
        f"The {len(found)} theorems of analysis that proofs here apply and that are not proved ",
        "here. A rule may be used once each of its premises is closed.\n",
    ]
    for rule in found:
        users = [s for s in statements() if rule.id in {a.id for a in applied(s)}]
        out.append(f"\n(rule-{rule.id})=\n## `{rule.id}`\n\n")
        out.append(f"{plain(rule.title)}. Cited from {plain(rule.citation)}.\n")
        if users:
            out.append(f"\nApplied in {', '.join(map(link, users))}.\n")
        for name, claims in (("Premises", rule.premises), ("Gives", rule.conclusions)):
            if claims:
                out.append(f"\n{name}:\n")
            for claim in claims:
                out.append(f"\n- `{claim.name}`\n{formula(claim.claim, '  ')}")
    return "".join(out)


def kernel_table(found: Sequence[Statement]) -> str:
    """What the kernel has proved of each statement, and what it has not, from its record."""
    theorems, old = recorded().get("theorems", {}), outdated()
    rows = []
    for statement in found:
        row = theorems.get(f"Stated.{statement.id}")
        if row is None or f"Stated.{statement.id}" in old:
            continue
        met = theorems.get(f"Satisfiable.{statement.id}")
        rows.append(
            [
                link(statement),
                f"`{row['theorem']}`",
                f"`{met['theorem']}`" if met and f"Satisfiable.{statement.id}" not in old else "",
                row["tier"],
                scope(statement),
            ]
        )
    proved = {row[0] for row in rows}
    open_ones = [s for s in found if s.conclusions and link(s) not in proved]
    unsaid = [s for s in open_ones if missing_in_coq(s)]
    unproved = [s for s in open_ones if s not in unsaid]
    out = [
        HINT,
        f"Coq {recorded().get('coq', '')} has proved {len(rows)} of "
        f"{len(rows) + len(open_ones)} statements.\n\n",
        table(["statement", "theorem", "its assumptions are met by", "tier", "covers"], rows),
    ]
    if unproved:
        out.append(f"\nSaid in Coq, not proved there: {', '.join(map(link, unproved))}.\n")
    if unsaid:
        out.append(f"\nNot said in Coq yet: {', '.join(map(link, unsaid))}.\n")
    return "".join(out)


def kernel_note(statement: Statement) -> str:
    """One line on a statement's page: whether the kernel has it."""
    row = recorded().get("theorems", {}).get(f"Stated.{statement.id}")
    if row is None or f"Stated.{statement.id}" in outdated():
        return ""
    return (
        f"\nIn the {{doc}}`kernel </explanation/what-the-kernel-has-seen>`: "
        f"`{row['theorem']}`, `warmproof check --kernel {statement.id}`"
        f"{f' ({covered})' if (covered := scope(statement)) else ''}\n"
    )


def statement_list(found: Sequence[Statement]) -> str:
    """The list of all statements by kind, with the table of contents that holds their pages."""
    out = [HINT, "# Statements\n"]
    ordered = []
    for kind, heading in KINDS.items():
        members = [s for s in found if s.kind == kind]
        if members:
            rows = [[link(s), plain(f"{s.source}"), plain(s.title)] for s in members]
            out.append(f"\n## {heading}\n\n{table(['id', 'source', 'title'], rows)}")
            ordered += members
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
    write(GENERATED / "rules.md", rules_page(RULES))
    write(GENERATED / "kernel.md", kernel_table(found))
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
