"""Scores against sums by hand, and a model that comes back as it was."""

from __future__ import annotations

import math

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from torch import nn

from theory.errors import DomainError
from verify.nets.models.gpt import GPT
from verify.nets.scores import Scores, cross_entropy, evaluate

pytestmark = pytest.mark.extra("nets")


class Echo(nn.Module):
    """The inputs are the scores."""

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        return inputs


def test_scores_are_sums_over_all_targets() -> None:
    """-ln of the shares 1/2 (right, by the first of equals), 3/4 (right) and 1/4 (wrong)."""
    three = math.log(3)
    batches = [
        (torch.tensor([[0.0, 0.0], [three, 0.0]]), torch.tensor([0, 0])),
        (torch.tensor([[0.0, three]]), torch.tensor([0])),
    ]
    scores = evaluate(Echo(), batches)
    assert scores.loss == pytest.approx((math.log(2) + math.log(4 / 3) + math.log(4)) / 3)
    assert scores.accuracy == pytest.approx(2 / 3)


def test_every_character_of_a_text_counts() -> None:
    text = torch.tensor([[0.0, 9.0], [9.0, 0.0]]).expand(3, 2, 2)
    scores = evaluate(Echo(), [(text, torch.tensor([[1, 0], [1, 1], [0, 1]]))])
    assert scores.accuracy == 0.5


def test_the_loss_is_the_one_trained_with() -> None:
    model = GPT(7, 4, blocks=1, width=4, heads=2)
    batch = torch.randint(7, (3, 4)), torch.randint(7, (3, 4))
    assert evaluate(model, [batch]).loss == pytest.approx(cross_entropy(model, batch).item())


def test_the_model_comes_back_as_it_was() -> None:
    model = nn.Sequential(nn.BatchNorm1d(2), nn.Dropout(0.5), nn.Linear(2, 3))
    model[1].eval()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    batch = torch.randn(4, 2), torch.tensor([0, 1, 2, 0])
    first, second = evaluate(model, [batch]), evaluate(model, [batch])
    assert first == second
    assert [module.training for module in model] == [True, False, True]
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert all(parameter.grad is None for parameter in model.parameters())


def test_its_modes_come_back_even_when_scoring_fails() -> None:
    model = nn.Linear(2, 3).train()
    with pytest.raises(RuntimeError):
        evaluate(model, [(torch.zeros(1, 5), torch.tensor([0]))])
    assert model.training


def test_a_broken_model_scores_nan() -> None:
    scores = evaluate(Echo(), [(torch.full((2, 3), math.nan), torch.tensor([0, 1]))])
    assert math.isnan(scores.loss)
    assert isinstance(scores, Scores)


def test_no_batch_is_refused() -> None:
    with pytest.raises(DomainError, match=r"^scores need at least one batch; got none\."):
        evaluate(Echo(), [])
