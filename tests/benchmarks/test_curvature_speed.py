"""What curvature of a network costs, in gradients: products, ends of the spectrum, memory.

The network is the GPT of 10.7 million parameters on 8 texts of 64 characters. A product on the kept
graph is timed against a gradient and against a product on a fresh graph. Lanczos is held against
power iteration, both stopping at the same relative residual computed in the same way, and peak
memory against a training step's with momentum, each in a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

BATCH, LENGTH, VOCABULARY = 8, 64, 65
TOLERANCE = 1e-2
BASIS = 8
MOST = 60
"""Products after which power iteration is given up; so many are already too many."""
ROOT = Path(__file__).resolve().parents[2]
STATUS = Path("/proc/self/status")

pytestmark = [pytest.mark.extra("nets"), pytest.mark.benchmark(group="curvature of a GPT")]


def gpt_objective() -> Any:
    """The loss of the GPT at its start, on characters drawn with a skew."""
    torch = pytest.importorskip("torch")
    from verify.nets.models.gpt import GPT
    from verify.nets.objective import Objective

    torch.manual_seed(0)
    shares = 1 / torch.arange(1.0, VOCABULARY + 1)
    text = torch.multinomial(shares, BATCH * (LENGTH + 1), replacement=True)
    text = text.view(BATCH, LENGTH + 1)

    def loss(model: Any, batch: Any) -> Any:
        inputs, targets = batch
        scores = model(inputs).flatten(0, 1)
        return torch.nn.functional.cross_entropy(scores, targets.flatten())

    return Objective(GPT(VOCABULARY, LENGTH), loss, [(text[:, :-1], text[:, 1:])])


def train(objective: Any, steps: int) -> None:
    """Some steps of SGD with momentum, in a loop as anyone would write it."""
    torch = pytest.importorskip("torch")
    optimiser = torch.optim.SGD(objective.model.parameters(), lr=1e-3, momentum=0.9)
    for _ in range(steps):
        optimiser.zero_grad()
        sum(objective.losses()).backward()
        optimiser.step()


def least_seconds(calls: Sequence[Callable[[], Any]], rounds: int = 10) -> list[float]:
    """The least time of each call; they take turns, so that what else runs disturbs all alike."""
    taken: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, times in zip(calls, taken, strict=True):
            start = time.perf_counter()
            call()
            times.append(time.perf_counter() - start)
    return [min(times) for times in taken]


def power_iteration(product: Any, start: Any, tolerance: float, most: int) -> tuple[float, int]:
    """The dominant eigenvalue and the products needed until ||H v - theta v|| <= tolerance |theta|.

    The residual comes for free: the product that makes the next vector also tells it.
    """
    vector = start / start.norm()
    for used in range(1, most + 1):
        image = product(vector)
        theta = float(vector @ image)
        if float((image - theta * vector).norm()) <= tolerance * abs(theta):
            return theta, used
        vector = image / image.norm()
    return theta, most + 1


def test_a_product_costs_at_most_three_gradients(benchmark: Any) -> None:
    torch = pytest.importorskip("torch")
    from verify.nets.hessian import HessianProduct

    objective = gpt_objective()
    kept = HessianProduct(objective)
    fresh = HessianProduct(objective, keep_graph=False)
    vector = torch.randn(kept.size)
    calls = [objective.gradient, lambda: kept(vector), lambda: fresh(vector)]
    gradient, seconds, anew = benchmark.pedantic(lambda: least_seconds(calls), rounds=1)
    benchmark.extra_info["gradient_seconds"] = round(gradient, 2)
    benchmark.extra_info["over_gradient"] = round(seconds / gradient, 2)
    benchmark.extra_info["fresh_over_gradient"] = round(anew / gradient, 2)
    if benchmark.enabled:
        assert seconds <= 3 * gradient


@pytest.mark.parametrize("steps", [0, 20])
def test_lanczos_needs_fewer_products_than_power_iteration(benchmark: Any, steps: int) -> None:
    """At the start both ends are about equally long; after some training the top one is longer."""
    torch = pytest.importorskip("torch")
    from verify.nets.hessian import HessianProduct
    from verify.nets.lanczos import extreme_eigenvalues

    objective = gpt_objective()
    train(objective, steps)
    product = HessianProduct(objective)
    start = torch.randn(product.size, generator=torch.Generator().manual_seed(0))
    found = benchmark.pedantic(
        lambda: extreme_eigenvalues(
            product, product.size, ends="top", tolerance=TOLERANCE, basis=BASIS
        ),
        rounds=1,
    )
    theta, used = power_iteration(product, start, TOLERANCE, most=MOST)
    benchmark.extra_info["top"] = f"{found.top.value:.4g} +- {found.top.residual:.2g}"
    benchmark.extra_info["power"] = f"{theta:.4g}"
    benchmark.extra_info["products"] = found.products
    benchmark.extra_info["power_products"] = used if used <= MOST else f"more than {MOST}"
    assert found.converged
    assert found.products < used


def test_memory_is_at_most_four_training_steps(benchmark: Any) -> None:
    pytest.importorskip("torch")
    if not STATUS.exists():
        pytest.skip("peak memory is read from Linux's /proc")
    step = peak("training_step")
    measured = benchmark.pedantic(lambda: peak("spectrum"), rounds=1)
    benchmark.extra_info["MiB"] = measured // 1024
    benchmark.extra_info["step_MiB"] = step // 1024
    benchmark.extra_info["over_step"] = round(measured / step, 2)
    assert measured <= 4 * step


def training_step() -> None:
    train(gpt_objective(), steps=2)


def spectrum() -> None:
    from verify.nets.hessian import HessianProduct
    from verify.nets.lanczos import extreme_eigenvalues

    product = HessianProduct(gpt_objective())
    found = extreme_eigenvalues(
        product, product.size, ends="top", tolerance=TOLERANCE, basis=BASIS, max_products=14
    )
    assert found.unrestarted < found.products - 1, "a restart belongs to what is measured"


def peak(job: str) -> int:
    """KiB that a job takes at its highest, beyond what torch itself takes."""
    code = (
        "import torch, verify.nets.lanczos, test_curvature_speed as here\n"
        "before = here.kibibytes('VmRSS')\n"
        f"here.{job}()\n"
        "print(here.kibibytes('VmHWM') - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


def kibibytes(name: str) -> int:
    """A figure of this process from Linux, such as VmHWM, its peak of resident memory."""
    (line,) = (line for line in STATUS.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])
