"""What tracking costs beside the training that it watches, in the same run.

Both are timed by the run itself: the seconds of its steps, and those of measuring between them. At
the size `small` every 20th step is measured, every 5th of these with a look at the spectrum.
"""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = [pytest.mark.extra("nets"), pytest.mark.benchmark(group="tracking")]


@pytest.mark.parametrize("net", ["perceptron", "resnet", "gpt"])
def test_tracking_every_20_steps_takes_at_most_half_of_training(benchmark: Any, net: str) -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("sklearn")
    from verify.nets.measuring import Measuring, Plan, defaults
    from verify.nets.tasks import make_task

    task = make_task(net, "small")
    usual = defaults(task)
    plan = Plan(usual.steps, usual.every, usual.lr, measures=usual.measures)
    measuring = Measuring(task, plan, torch.device("cpu"))
    benchmark.pedantic(measuring.run, rounds=1)
    looked = [row for row in measuring.tracker.rows if row.norm is not None]
    benchmark.extra_info["of_training"] = f"{measuring.share:.0%}"
    benchmark.extra_info["looks"] = len(looked)
    assert plan.every == 20
    assert len(looked) >= 10
    if benchmark.enabled:
        assert measuring.share <= 0.5
