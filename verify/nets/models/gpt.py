"""A GPT over characters: 6 blocks, 384 dimensions, 6 heads by default, as LW train one.

Attention is written out (scores, softmax, values): torch's fused attention has no second derivative
on a processor. Input and output share one matrix of weights unless asked otherwise.
"""

from __future__ import annotations

import math

import torch
from torch import nn

from theory.errors import DomainError


class GPT(nn.Module):
    """A decoder-only transformer with normalisation before each part, without biases.

    Args:
        vocabulary: number of characters.
        context: largest length of a text.
        blocks: number of blocks.
        width: of the residual stream; a multiple of heads.
        heads: per block.
        dropout: share of what each part adds that is dropped in training.
        tied: whether the output's weights are the embedding's.

    Raises:
        DomainError: an argument lies outside its range.

    >>> GPT(vocabulary=7, context=8, blocks=1, width=4, heads=2)(torch.zeros(3, 5).long()).shape
    torch.Size([3, 5, 7])
    """

    def __init__(
        self,
        vocabulary: int = 65,
        context: int = 256,
        *,
        blocks: int = 6,
        width: int = 384,
        heads: int = 6,
        dropout: float = 0.0,
        tied: bool = True,
    ) -> None:
        super().__init__()
        if min(vocabulary, context, blocks, width, heads) < 1 or width % heads:
            raise DomainError(
                "a GPT needs sizes >= 1 and a width that is a multiple of heads; got vocabulary = "
                f"{vocabulary}, context = {context}, blocks = {blocks}, width = {width}, "
                f"heads = {heads}. Take width 384 and heads 6."
            )
        if not 0 <= dropout < 1:
            raise DomainError(f"a GPT needs 0 <= dropout < 1; got dropout = {dropout}. Take 0.")
        self.context = context
        self.characters = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(context, width)
        self.blocks = nn.ModuleList(Block(width, heads, dropout) for _ in range(blocks))
        self.norm = nn.LayerNorm(width, bias=False)
        self.head = nn.Linear(width, vocabulary, bias=False)
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                last = name.endswith(("attention.leave.weight", "forwards.2.weight"))
                nn.init.normal_(weight, std=0.02 / math.sqrt(2 * blocks) if last else 0.02)
        if tied:
            self.head.weight = self.characters.weight

    def forward(self, text: torch.Tensor) -> torch.Tensor:
        """Scores of the next character.

        Args:
            text: indices of characters, shape (batch, length), length at most the context.

        Returns:
            Shape (batch, length, vocabulary).

        Raises:
            DomainError: the text is longer than the context.
        """
        length = text.shape[1]
        if length > self.context:
            raise DomainError(
                f"this GPT reads at most {self.context} characters; got {length}. Cut the text."
            )
        stream = self.characters(text) + self.places(torch.arange(length, device=text.device))
        for block in self.blocks:
            stream = block(stream)
        return self.head(self.norm(stream))


class Block(nn.Module):
    """Attention, then two linear layers, each added to the stream."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.before_attention = nn.LayerNorm(width, bias=False)
        self.attention = Attention(width, heads)
        self.before_forwards = nn.LayerNorm(width, bias=False)
        self.forwards = nn.Sequential(
            nn.Linear(width, 4 * width, bias=False),
            nn.GELU(),
            nn.Linear(4 * width, width, bias=False),
        )
        self.dropout = nn.Dropout(dropout)

    def forward(self, stream: torch.Tensor) -> torch.Tensor:
        """The stream, shape (batch, length, width), with this block's part added."""
        stream = stream + self.dropout(self.attention(self.before_attention(stream)))
        return stream + self.dropout(self.forwards(self.before_forwards(stream)))


class Attention(nn.Module):
    """Each place looks at those before it and at itself."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.enter = nn.Linear(width, 3 * width, bias=False)
        self.leave = nn.Linear(width, width, bias=False)

    def forward(self, stream: torch.Tensor) -> torch.Tensor:
        """Shape (batch, length, width), in and out."""
        batch, length, width = stream.shape
        shape = (batch, length, 3, self.heads, width // self.heads)
        query, key, value = self.enter(stream).view(shape).permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-2, -1) / math.sqrt(width // self.heads)
        later = torch.ones(length, length, dtype=torch.bool, device=stream.device).triu(1)
        shares = scores.masked_fill(later, -math.inf).softmax(-1)
        return self.leave((shares @ value).transpose(1, 2).reshape(batch, length, width))
