"""The command check: verdicts and exit codes of statements that hold, fail and stay open."""

from __future__ import annotations

import json

import pytest

from theory.logic import function, ge, gt, real
from theory.registry import get
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from verify import cli
from verify.symbolic import report
from verify.verdict import Word

X = real("x")
WORDS = {word.value for word in Word}
VERDICT = ["id", "claim", "verdict", "evidence", "margin", "replay"]


def fabricated(step: Step) -> Statement:
    """A statement with a proof of one step, from x >= 0."""
    from theory.assumptions import bounds

    return Statement(
        id="fabricated",
        kind="lemma",
        title="A statement made up for a test",
        source=Source("none"),
        summary="",
        parameters=(X,),
        assumptions=(bounds(X, 0),),
        conclusions=(Named("told", step.claim),),
        proof=(step,),
        closes={"told": ("told",)},
    )


FALSE = fabricated(Step("told", "", gt(X, 0), Decide(), ("x_range",)))
OPEN = fabricated(Step("told", "", ge(function("u")(X), 0), Decide(), ("x_range",)))
TRUE = fabricated(Step("told", "", ge(X + 1, 1), Decide(), ("x_range",)))


@pytest.mark.parametrize(
    ("statement", "code", "word"),
    [(TRUE, 0, "PROVED"), (FALSE, 1, "REFUTED"), (OPEN, 3, "UNDECIDED")],
    ids=["true", "false", "open"],
)
def test_the_exit_code_follows_the_worst_verdict(
    statement: Statement,
    code: int,
    word: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(report, "IDS", (statement.id,))
    monkeypatch.setattr(report, "get", lambda _: statement)
    assert cli.invoke(["check", "fabricated", "--json"]) == code
    found = json.loads(capsys.readouterr().out)
    assert found["verdicts"][0]["id"] == "fabricated/told"
    assert found["verdicts"][0]["verdict"] == word
    assert found["summary"]["statements"][0]["verdict"] == word
    assert cli.invoke(["check", "fabricated"]) == code
    text = capsys.readouterr().out
    assert f"fabricated  {word}" in text
    assert ("fabricated/told" in text) == (word != "PROVED")


def test_a_refutation_names_the_values_that_break_the_claim(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(report, "IDS", (FALSE.id,))
    monkeypatch.setattr(report, "get", lambda _: FALSE)
    assert cli.invoke(["check", "fabricated"]) == 1
    assert "false at x = 0 (put back exactly)" in capsys.readouterr().out


def test_the_document_holds_a_verdict_per_step_conclusion_and_witness(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.invoke(["check", "power_monotone", "--json"]) == 0
    found = capsys.readouterr()
    assert found.err == ""
    document = json.loads(found.out)
    assert list(document) == ["verdicts", "summary"]
    statement = get("power_monotone")
    names = {v["id"].partition("/")[2] for v in document["verdicts"]}
    assert {step.name for step in statement.proof} <= names
    assert {f"without/{name}" for name in statement.fails_without} <= names
    for verdict in document["verdicts"]:
        assert list(verdict)[: len(VERDICT)] == VERDICT
        assert verdict["verdict"] == "PROVED"
        assert verdict["replay"] == "warmproof check power_monotone"
    told = {v["id"].partition("/")[2]: v.get("tier") for v in document["verdicts"]}
    assert {told[step.name] for step in statement.proof} <= {"algebra", "decision", "cited"}
    assert {told[f"without/{name}"] for name in statement.fails_without} == {None}
    summary = document["summary"]
    assert set(summary["words"]) == WORDS
    assert summary["words"]["PROVED"] == len(document["verdicts"])
    cited = {
        step.by.schema.id
        for step in statement.proof
        if isinstance(step.by, Apply) and not isinstance(step.by.schema, Statement)
    }
    assert cited <= set(summary["cites"])


def test_only_what_was_asked_for_is_reported_though_lemmas_are_checked_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.invoke(["check", "power_ell", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in document["summary"]["statements"]] == ["power_ell"]
    assert {v["id"].partition("/")[0] for v in document["verdicts"]} == {"power_ell"}
    assert document["summary"]["statements"][0]["leans_on"] == ["power_monotone"]


def test_verbose_prints_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke(["check", "power_monotone"]) == 0
    assert "power_monotone/" not in capsys.readouterr().out
    assert cli.invoke(["check", "power_monotone", "--verbose"]) == 0
    text = capsys.readouterr().out
    assert all(f"power_monotone/{s.name}  " in text for s in get("power_monotone").proof)


def test_a_definition_claims_nothing_and_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke(["check", "ell_smooth"]) == 0
    assert "nothing to check: a definition claims nothing" in capsys.readouterr().out
