"""``warmproof guarantee``."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from theory.errors import DomainError
from verify.cli.output import Progress, json_option, print_json, progress, table
from verify.cli.request_options import build_request, request_options, request_words
from verify.verdict import Verdict, Word, exit_code

if TYPE_CHECKING:
    import sympy as sp

    from verify.certify.guarantees.guarantee import Ran, Row
    from verify.problems.base import Problem

THEOREMS = ("gd_nonconvex", "gd_convex", "gd_pl")
"""As in ``verify.certify.guarantees.guarantee``, which is not loaded for a help text."""

FIRST_HIT = "first_hit"
"""As in ``verify.runs.checks``: whether the last iterate is the first one at the target."""

MAX_BOXES = 50_000
MAX_ITERATIONS = 200_000
DEFAULT_EPS = "1/1000"
_QUESTION = ("expression", "variables", "rho", "k0", "k", "box", "start", "fstar")


@click.command("guarantee")
@request_options
@click.option(
    "--eps", metavar="GAP", help=f"The target gap.  [default: {DEFAULT_EPS}, or the problem's]"
)
@click.option(
    "--eps-gradient", metavar="NORM", help="The target gradient norm of gd_nonconvex.  [--eps]"
)
@click.option(
    "--theorem",
    "theorems",
    multiple=True,
    type=click.Choice(THEOREMS),
    help="Ask about this theorem only; may be repeated.  [default: all]",
)
@click.option("--plot", metavar="FILE", help="Draw runs and guarantees (png, svg, pdf).")
@click.option(
    "--max-boxes",
    type=click.IntRange(min=1),
    default=MAX_BOXES,
    show_default=True,
    help="For each of constants, convexity and mu.",
)
@click.option("--jobs", type=click.IntRange(min=1), default=1, help="Processes.  [default: 1]")
@click.option(
    "--max-iterations", type=click.IntRange(min=1), default=MAX_ITERATIONS, show_default=True
)
@json_option
@click.pass_context
def command(ctx: click.Context, **options: Any) -> None:
    """Say how many iterations are enough for this very function from this start.

    The constants are certified on the sublevel set of the start, or found if --K0 and --K are left
    out. Theorem 2 needs convexity and Theorem PL a constant mu; both are certified where they hold.
    Then gradient descent runs with the theorem's own steps, and is held against the counts.

    A built-in problem alone brings its constants, proved by hand.

    Example: warmproof guarantee --function "cosh(x)-1" --vars x --start x=3 --eps 1/1000
    """
    plot = _plot_path(options["plot"])
    theorems = tuple(dict.fromkeys(options["theorems"])) or THEOREMS
    known = _known(options, theorems)
    found: list[Ran] = []
    if known.problem is not None:
        from verify.certify.guarantees.guarantee import run_all

        with progress("running") as bar:
            found = run_all(
                known.problem,
                known.rows,
                max_iterations=options["max_iterations"],
                replay=known.replay,
                stage=_run_ticker(bar),
            )
    if plot is not None and found:
        from verify.certify.guarantees.guarantee_plot import plot_guarantee

        plot_guarantee(found, plot)
    verdicts = _verdicts(known, found)
    if options["as_json"]:
        print_json(_document(known, found, verdicts))
    else:
        click.echo(_text(known, found, verdicts, plot if found else None))
    wanted = {(row.schedule, row.quantity) for row in known.rows}
    if any(ran.run.interrupted for ran in found) or len(found) < len(wanted):
        from verify.cli import EXIT_INTERRUPTED

        ctx.exit(EXIT_INTERRUPTED)
    ctx.exit(exit_code(v.word for v in verdicts))


@dataclass(frozen=True)
class _Known:
    """What is known before the first step: a problem, counts, and why there are not more."""

    title: str
    problem: Problem | None
    rows: Sequence[Row]
    verdicts: tuple[Verdict, ...]
    reasons: dict[str, str]
    boxes: int
    replay: str


def _plot_path(given: str | None) -> Path | None:
    if given is None:
        return None
    from verify.runs.plot import check_plot_path

    return check_plot_path(Path(given))


def _known(options: dict[str, Any], theorems: tuple[str, ...]) -> _Known:
    from theory.exact import exact

    replay = _replay(options)
    by_theory = options["problem_name"] and all(options[key] is None for key in _QUESTION)
    eps = None if options["eps"] is None else exact(options["eps"], "eps")
    norm = None if options["eps_gradient"] is None else exact(options["eps_gradient"], "eps")
    for level, flag in ((eps, "--eps"), (norm, "--eps-gradient")):
        if level is not None and not level.is_positive:
            raise DomainError(f"a guarantee needs {flag} > 0; got {level}. Raise it.")
    if by_theory:
        return _by_theory(options["problem_name"], eps, norm, theorems, replay)
    eps = exact(DEFAULT_EPS) if eps is None else eps
    return _by_certificate(options, eps, eps if norm is None else norm, theorems, replay)


def _by_theory(
    name: str,
    eps: sp.Expr | None,
    norm: sp.Expr | None,
    theorems: tuple[str, ...],
    replay: str,
) -> _Known:
    """A built-in problem with what its own proofs say; nothing is searched."""
    from verify.certify.guarantees.guarantee import guaranteed
    from verify.problems import get

    with progress("loading the problem"):
        problem = get(name)
    facts = problem.facts
    eps = facts.stop_gap if eps is None else eps
    reasons = {}
    if not facts.convex or facts.minimiser is None:
        what = "a minimiser" if facts.convex else "convexity"
        reasons["gd_convex"] = f"{what} of {name} is not known"
    if facts.mu is None:
        reasons["gd_pl"] = f"no mu of {name} is known"
    rows = guaranteed(problem, eps, eps if norm is None else norm, theorems)
    return _Known(facts.title, problem, rows, (), _complete(reasons, rows, theorems), 0, replay)


def _by_certificate(
    options: dict[str, Any],
    eps: sp.Expr,
    norm: sp.Expr,
    theorems: tuple[str, ...],
    replay: str,
) -> _Known:
    """A function, certified on the sublevel set of its start."""
    from verify.certify.guarantees.certified_problem import at_doubles, certified_problem
    from verify.certify.guarantees.guarantee import guaranteed

    find = options["k0"] is None and options["k"] is None
    if (options["k0"] is None) != (options["k"] is None):
        missing = "--K" if options["k"] is None else "--K0"
        raise DomainError(
            f"guarantee needs {missing} as well; give both constants, or neither to have them"
            " found."
        )
    if options["start"] is None and options["problem_name"] is None:
        raise DomainError("a guarantee needs a start; give it with --start x=...")
    request = at_doubles(build_request(options, "guarantee", find=find))
    with progress("covering the sublevel set") as bar:
        certified = certified_problem(
            request,
            find=find,
            eps=eps,
            eps_gradient=norm,
            theorems=theorems,
            max_boxes=options["max_boxes"],
            jobs=options["jobs"],
            stage=_ticker(bar),
        )
    problem = certified.problem
    rows = [] if problem is None else guaranteed(problem, eps, norm, theorems)
    reasons = _complete(certified.reasons, rows, theorems)
    verdicts = tuple(replace(v, replay=replay) for v in certified.verdicts)
    return _Known(request.text, problem, rows, verdicts, reasons, certified.boxes, replay)


def _complete(
    reasons: dict[str, str], rows: Sequence[Row], theorems: tuple[str, ...]
) -> dict[str, str]:
    """A reason for each theorem that was asked for and gives no count."""
    given = {row.theorem for row in rows}
    without = "f* is not known to within eps, or the constants are not certified"
    return {t: reasons.get(t, without) for t in theorems if t not in given}


def _ticker(bar: Progress) -> Callable[[str, int, int], None]:
    return lambda stage, done, waiting: bar.update(
        done, None, f"{stage}: {done:,} boxes done, {waiting:,} waiting"
    )


def _run_ticker(bar: Progress) -> Callable[[str, int, float], None]:
    return lambda stage, step, gap: bar.update(step, None, f"{stage}: step {step:,}, gap {gap:.3g}")


def _replay(options: dict[str, Any]) -> str:
    words = ["warmproof", "guarantee", *request_words(options)]
    for flag, key in (("--eps", "eps"), ("--eps-gradient", "eps_gradient")):
        words += [flag, options[key]] if options[key] is not None else []
    for theorem in dict.fromkeys(options["theorems"]):
        words += ["--theorem", theorem]
    for flag, key, usual in (
        ("--max-boxes", "max_boxes", MAX_BOXES),
        ("--max-iterations", "max_iterations", MAX_ITERATIONS),
    ):
        words += [flag, str(options[key])] if options[key] != usual else []
    return shlex.join(words)


def _verdicts(known: _Known, found: Sequence[Ran]) -> tuple[Verdict, ...]:
    """The certificate, the guarantees, and what the runs kept of them.

    What the inequalities of a run leave open follows from the certificate; only broken ones count.
    """
    promised = [row.verdict(known.replay) for row in known.rows]
    kept = [v for ran in found for v in (*_hits(ran), *ran.verdicts)]
    broken = [v for v in _checks(found) if v.word is Word.REFUTED]
    return (*known.verdicts, *promised, *kept, *broken)


def _hits(ran: Ran) -> list[Verdict]:
    return [v for v in ran.checks.verdicts if v.id == FIRST_HIT]


def _checks(found: Sequence[Ran]) -> list[Verdict]:
    """The inequalities that were checked at every step of every run."""
    return [v for ran in found for v in ran.checks.verdicts if v.id != FIRST_HIT]


def _document(known: _Known, found: Sequence[Ran], verdicts: Sequence[Verdict]) -> dict[str, Any]:
    iterations: dict[str, dict[str, Any]] = {}
    for row in known.rows:
        ran = next((r for r in found if row in r.rows), None)
        iterations.setdefault(row.theorem, {})[row.schedule] = {
            "guaranteed": row.promise.high,
            "actual": ran.run.iterations if ran is not None and ran.run.hit else None,
            "target": row.target,
            "formula": row.promise.name,
        }
    return {
        "verdict": _word(known, verdicts).value,
        "function": known.title,
        "iterations": iterations,
        "does_not_apply": known.reasons,
        "constants": None if known.problem is None else _constants(known.problem),
        "boxes": known.boxes,
        "runs": [
            {
                "schedule": ran.run.schedule.name,
                "target": str(ran.run.target),
                "iterations": ran.run.iterations,
                "hit": ran.run.hit,
                "outcome": ran.run.outcome.value,
                "checks": {v.id: v.word.value for v in ran.checks.verdicts},
            }
            for ran in found
        ],
        "verdicts": [v.to_json() for v in verdicts],
    }


def _word(known: _Known, verdicts: Sequence[Verdict]) -> Word:
    words = {v.word for v in verdicts}
    if Word.REFUTED in words:
        return Word.REFUTED
    return Word.UNDECIDED if Word.UNDECIDED in words or not known.rows else Word.PROVED


def _constants(problem: Problem) -> dict[str, Any]:
    from verify.numbers import number

    facts = problem.facts
    numbers = {
        "rho": facts.rho,
        "K0": facts.K0,
        "K": facts.K,
        "mu": facts.mu,
        "f_lower": facts.f_star_lower,
        "f_star_upper": facts.f_star_upper,
    }
    known = {k: None if v is None else number(v).to_json() for k, v in numbers.items()}
    start = [number(x).to_json() for x in facts.start] if facts.dimension <= 8 else None
    return {**known, "start": start, "from": facts.constants_from, "mu_from": facts.mu_from or None}


def _text(
    known: _Known, found: Sequence[Ran], verdicts: Sequence[Verdict], plot: Path | None
) -> str:
    lines = [f"{_word(known, verdicts).value}: {known.title}"]
    if known.problem is not None:
        lines += _facts_lines(known.problem)
    if known.rows:
        rows = []
        for row in known.rows:
            ran = next((r for r in found if row in r.rows), None)
            rows.append(
                (row.theorem, row.schedule, row.target, f"{row.promise.high:,}", _actual(ran))
            )
        heading = ("theorem", "schedule", "target", "guaranteed", "actual")
        lines += ["", table(rows, heading)]
    if known.reasons:
        reasons = ((name, why.removesuffix(".")) for name, why in known.reasons.items())
        lines += ["", *(f"{name} gives no count: {why}." for name, why in reasons)]
    if known.verdicts:
        lines += ["", table([(v.id, v.word.value, v.evidence) for v in known.verdicts])]
    checks = _checks(found)
    if checks:
        kept, left = (sum(v.word is w for v in checks) for w in (Word.PROVED, Word.UNDECIDED))
        told = f"{kept} of {len(checks)} inequalities hold at every step of the runs"
        told += f"; {left} are too close to equality to be told from it" if left else ""
        lines += ["", f"{told}."]
    shown = [
        (v.id, v.word.value, v.evidence)
        for v in verdicts[len(known.verdicts) :]
        if v.word is not Word.PROVED
    ]
    lines += [table(shown)] if shown else []
    if plot is not None:
        lines += ["", f"written: {plot}"]
    return "\n".join(lines)


def _facts_lines(problem: Problem) -> list[str]:
    from verify.certify.guarantees.guarantee import first_gap

    facts = problem.facts
    mu = "" if facts.mu is None else f", mu = {facts.mu}"
    lines = [
        f"rho = {facts.rho}, K0 = {_shown(facts.K0)}, K = {_shown(facts.K)}{mu}"
        f" ({facts.constants_from})"
    ]
    if facts.dimension <= 8:
        lines.append("start: " + ", ".join(f"{float(x):.17g}" for x in facts.start))
    lines.append(f"gap at the start: at most {float(first_gap(problem)):.6g}")
    return lines


def _shown(value: sp.Expr) -> str:
    return str(value) if len(str(value)) < 20 else f"{float(value):.6g}"


def _actual(ran: Ran | None) -> str:
    if ran is None:
        return "-"
    return f"{ran.run.iterations:,}" + ("" if ran.run.hit else " (not reached)")
