"""The networks that go by a name: the same for the same seed, their bounds kept."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError
from verify.nets.certified.follow import follow, judge
from verify.nets.certified.named import TITLES, build
from verify.verdict import Word

pytestmark = pytest.mark.extra("nets")


@pytest.mark.parametrize("name", TITLES)
def test_each_keeps_its_bound_and_depends_on_its_seed_alone(name: str) -> None:
    net, after_step = build(name, 1)
    torch.rand(1)
    same, _ = build(name, 1)
    assert net.objective().value() == same.objective().value()
    points = follow(net, 4, every=2, after_step=after_step)
    assert judge(name, net, points).word is Word.NOT_REFUTED
    assert not any(point.outside for point in points)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(DomainError, match=r"network 'lstm'\. Take one of feed_forward,"):
        build("lstm", 0)
