"""``warmproof show ID``."""

from __future__ import annotations

from typing import Any

import click

from theory.printing import expr_text, to_latex, to_text
from theory.registry import RULES, get
from theory.schema import Apply, At, Rule, Statement, Step, Use
from theory.witness import Witness
from verify.cli.output import json_option, print_json
from verify.symbolic.proof import kind_of


@click.command("show")
@click.argument("statement_id", metavar="ID")
@click.option("--latex", is_flag=True, help="Print the formulas as LaTeX.")
@json_option
def command(statement_id: str, latex: bool, as_json: bool) -> None:
    """Show a statement: assumptions, proof steps with how each is closed, sources.

    The id of a cited rule shows the rule with its citation.
    """
    rule = next((r for r in RULES if r.id == statement_id), None)
    if rule is not None:
        if as_json:
            print_json({"rule": rule_to_json(rule)})
        else:
            click.echo(render_rule(rule, latex=latex))
        return
    statement = get(statement_id)
    if as_json:
        print_json({"statement": to_json(statement)})
        return
    click.echo(render(statement, latex=latex))


def render_rule(rule: Rule, *, latex: bool = False) -> str:
    """A cited rule as text for a terminal."""
    say = to_latex if latex else to_text
    lines = [
        f"{rule.id}  (cited rule, not proved here)",
        rule.title,
        f"cited from: {rule.citation}",
    ]
    if rule.premises:
        lines += ["", "Premises"] + [f"  {p.name}: {say(p.claim)}" for p in rule.premises]
    if rule.conclusions:
        lines += ["", "Conclusions"] + [f"  {c.name}: {say(c.claim)}" for c in rule.conclusions]
    return "\n".join(lines)


def rule_to_json(rule: Rule) -> dict[str, Any]:
    """A cited rule as data for scripts."""
    return {
        "id": rule.id,
        "title": rule.title,
        "citation": rule.citation,
        "premises": {p.name: to_text(p.claim) for p in rule.premises},
        "conclusions": {c.name: to_text(c.claim) for c in rule.conclusions},
    }


def render(statement: Statement, *, latex: bool = False) -> str:
    """The statement as text for a terminal."""
    say = to_latex if latex else to_text
    lines = [
        f"{statement.id}  ({statement.kind})",
        statement.title,
        f"source: {statement.source}"
        + (f" ({statement.source.note})" if statement.source.note else ""),
        "",
        statement.summary,
    ]
    if statement.does_not_claim:
        lines += ["", f"It does not claim: {statement.does_not_claim}"]
    if statement.assumptions:
        lines += ["", "Assumptions"]
        lines += [f"  {a.name}: {a.text}\n      {say(a.claim)}" for a in statement.assumptions]
    if statement.conclusions:
        lines += ["", "Conclusions"]
        lines += [f"  {c.name}: {say(c.claim)}" for c in statement.conclusions]
    if statement.proof:
        lines += ["", "Proof"]
    for number, step in enumerate(statement.proof, 1):
        lines.append(f"  {number}. {step.name}: {step.text}")
        if step.under:
            lines.append(f"      given {'; '.join(say(h) for h in step.under)}:")
        if step.claim is not None:
            lines.append(f"      {say(step.claim)}")
        lines.append(f"      by {kind_of(step)}" + _from(step))
    if statement.sharp_at:
        lines += ["", "Equality at"] + [f"  {w.text}" for w in statement.sharp_at]
    if statement.fails_without:
        lines += ["", "Fails without"]
        lines += [
            f"  {name}: {w.text if isinstance(w, Witness) else w}"
            for name, w in statement.fails_without.items()
        ]
    if statement.evaluation is not None:
        inputs = " ".join(f"{s.name}=..." for s in statement.evaluation.inputs)
        lines += ["", f"Numbers: warmproof bound {statement.id} {inputs}"]
    return "\n".join(lines)


def _from(step: Step) -> str:
    names = list(dict.fromkeys(_name(u) for u in step.uses))
    return f", from {', '.join(names)}" if names else ""


def _name(use: Use) -> str:
    if isinstance(use, At):
        values = ", ".join(f"{k} = {expr_text(v)}" for k, v in use.values.items())
        return f"{use.fact} at {values}"
    return use


def to_json(statement: Statement) -> dict[str, Any]:
    """The statement as data for scripts."""
    applied = [s.by.schema for s in statement.proof if isinstance(s.by, Apply)]
    return {
        "id": statement.id,
        "kind": statement.kind,
        "title": statement.title,
        "paper": statement.source.paper,
        "number": statement.source.number,
        "summary": statement.summary,
        "does_not_claim": statement.does_not_claim,
        "assumptions": [
            {"name": a.name, "text": a.text, "claim": to_text(a.claim), "latex": to_latex(a.claim)}
            for a in statement.assumptions
        ],
        "conclusions": [
            {"name": c.name, "claim": to_text(c.claim), "latex": to_latex(c.claim)}
            for c in statement.conclusions
        ],
        "proof": [
            {
                "name": s.name,
                "text": s.text,
                "claim": None if s.claim is None else to_text(s.claim),
                "latex": None if s.claim is None else to_latex(s.claim),
                "under": [to_text(h) for h in s.under],
                "by": kind_of(s),
                "uses": [_name(u) for u in s.uses],
            }
            for s in statement.proof
        ],
        "leans_on": sorted({s.id for s in applied if isinstance(s, Statement)}),
        "cites": sorted({s.id for s in applied if isinstance(s, Rule)}),
        "sharp_at": [w.text for w in statement.sharp_at],
        "fails_without": {
            name: w.text if isinstance(w, Witness) else w
            for name, w in statement.fails_without.items()
        },
    }
