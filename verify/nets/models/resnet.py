"""ResNet-18 for pictures of 32 x 32: a 3 x 3 stem, no pooling before the first stage."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn.functional import relu

from theory.errors import DomainError


class ResNet18(nn.Module):
    """Four stages of two basic blocks, with BatchNorm.

    Args:
        classes: number of outputs.
        channels: of the picture.
        width: of the first stage; each later one has twice as many. 64 is the usual size.

    Raises:
        DomainError: an argument below 1.

    >>> ResNet18(width=2)(torch.zeros(3, 3, 32, 32)).shape
    torch.Size([3, 10])
    """

    def __init__(self, classes: int = 10, channels: int = 3, width: int = 64) -> None:
        super().__init__()
        if min(classes, channels, width) < 1:
            raise DomainError(
                f"a ResNet needs sizes >= 1; got classes = {classes}, channels = {channels}, "
                f"width = {width}. Take width 64."
            )
        self.stem = nn.Conv2d(channels, width, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(width)
        blocks, before = [], width
        for stage in range(4):
            after = width << stage
            blocks += [BasicBlock(before, after, 1 if stage == 0 else 2), BasicBlock(after, after)]
            before = after
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(before, classes)

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        """Scores of shape (batch, classes) for pictures of shape (batch, channels, 32, 32)."""
        stream = self.blocks(relu(self.norm(self.stem(pictures))))
        return self.head(stream.mean((2, 3)))


class BasicBlock(nn.Module):
    """Two convolutions beside a shortcut; the first may halve the picture."""

    def __init__(self, before: int, after: int, stride: int = 1) -> None:
        super().__init__()
        self.first = nn.Conv2d(before, after, 3, stride, padding=1, bias=False)
        self.first_norm = nn.BatchNorm2d(after)
        self.second = nn.Conv2d(after, after, 3, padding=1, bias=False)
        self.second_norm = nn.BatchNorm2d(after)
        self.shortcut: nn.Module = nn.Identity()
        if stride != 1 or before != after:
            self.shortcut = nn.Sequential(
                nn.Conv2d(before, after, 1, stride, bias=False), nn.BatchNorm2d(after)
            )

    def forward(self, stream: torch.Tensor) -> torch.Tensor:
        """Shape (batch, before, side, side) to (batch, after, side / stride, side / stride)."""
        inner = relu(self.first_norm(self.first(stream)))
        return relu(self.second_norm(self.second(inner)) + self.shortcut(stream))
