"""The models: sizes known from the literature, shapes, and what attention may look at."""

from __future__ import annotations

from typing import Any

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError
from verify.nets.flatten import Parameters
from verify.nets.models.gpt import GPT
from verify.nets.models.perceptron import Perceptron
from verify.nets.models.resnet import ResNet18

pytestmark = pytest.mark.extra("nets")


def test_the_gpt_has_10_7_million_parameters() -> None:
    with torch.device("meta"):
        model = GPT()
    blocks = 6 * (12 * 384**2 + 2 * 384)
    assert Parameters(model).size == blocks + 384 + (65 + 256) * 384 == 10_745_088


def test_the_resnet_has_11_2_million_parameters() -> None:
    """11,173,962 is what the usual ResNet-18 for CIFAR-10 has."""
    with torch.device("meta"):
        assert Parameters(ResNet18()).size == 11_173_962


def test_stages_halve_the_picture() -> None:
    model = ResNet18(width=2)
    assert model.blocks(torch.zeros(1, 2, 32, 32)).shape == (1, 16, 4, 4)


def test_a_character_changes_nothing_before_it() -> None:
    model = GPT(9, 6, blocks=2, width=8, heads=2)
    text = torch.tensor([[1, 2, 3, 4, 5, 6]])
    changed = text.clone()
    changed[0, 3] = 8
    difference = (model(text) - model(changed)).abs().amax(-1)[0]
    assert difference[:3].tolist() == [0, 0, 0]
    assert bool((difference[3:] > 0).all())


def test_attention_is_that_of_torch() -> None:
    attention = GPT(9, 6, blocks=1, width=8, heads=2).blocks[0].attention
    stream = torch.randn(3, 6, 8)
    query, key, value = attention.enter(stream).view(3, 6, 3, 2, 4).permute(2, 0, 3, 1, 4)
    mixed = torch.nn.functional.scaled_dot_product_attention(query, key, value, is_causal=True)
    expected = attention.leave(mixed.transpose(1, 2).reshape(3, 6, 8))
    torch.testing.assert_close(attention(stream), expected)


@pytest.mark.parametrize(
    ("make", "options", "message"),
    [
        (Perceptron, {"widths": [3]}, r"two widths >= 1; got \[3\]"),
        (ResNet18, {"width": 0}, "sizes >= 1; got classes = 10, channels = 3, width = 0"),
        (GPT, {"width": 10}, "a multiple of heads; got .* width = 10, heads = 6"),
        (GPT, {"dropout": 1.0}, "0 <= dropout < 1; got dropout = 1.0"),
    ],
)
def test_sizes_that_cannot_be_are_refused(make: Any, options: dict[str, Any], message: str) -> None:
    with pytest.raises(DomainError, match=message):
        make(**options)


def test_a_text_beyond_the_context_is_refused() -> None:
    with pytest.raises(DomainError, match="at most 4 characters; got 5"):
        GPT(5, 4, blocks=1, width=4, heads=2)(torch.zeros(1, 5).long())
