"""Gradient descent on a network with known constants, its curvature held against what they allow.

The step is warm-up's 1/ell(gap). The curvature is the larger |theta| of the two ends, a lower bound
for ||hess F|| up to rounding, so a value above ell(gap) speaks against the constants; a value below
proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from theory.errors import DomainError
from verify.nets.certified.network import Certified
from verify.nets.hessian import HessianProduct
from verify.nets.lanczos import extreme_eigenvalues
from verify.verdict import Verdict, Word

ROUNDING = 1e-9
"""Relative excess that is put down to rounding in float64."""


@dataclass(frozen=True)
class Measured:
    """One point of a run.

    Attributes:
        step: its number; 0 is the start.
        loss: F there.
        curvature: a lower bound for ||hess F||.
        residual: of the two ends, the larger.
        allowed: ell(F - f_lower).
        outside: why the constants do not cover the point, or an empty text.
    """

    step: int
    loss: float
    curvature: float
    residual: float
    allowed: float
    outside: str

    @property
    def share(self) -> float:
        """Measured over allowed; above 1 the bound is broken."""
        return self.curvature / self.allowed


def measure(net: Certified, step: int = 0) -> Measured:
    """The curvature at the current weights beside what is allowed."""
    objective = net.objective()
    product = HessianProduct(objective)
    found = extreme_eigenvalues(
        product, product.size, tolerance=1e-3, dtype=product.dtype, device=product.device
    )
    loss = objective.value()
    residual = max(pair.residual for pair in (found.top, found.bottom) if pair is not None)
    return Measured(step, loss, found.norm, residual, net.constants.allowed(loss), net.covers())


def follow(
    net: Certified,
    steps: int,
    *,
    every: int = 1,
    after_step: Callable[[], None] = lambda: None,
) -> list[Measured]:
    """Run gradient descent with the step 1/ell(gap) and measure on the way.

    Args:
        net: at its start; it ends at the last iterate.
        steps: how many, at least 1.
        every: how many steps from one measurement to the next.
        after_step: called after each step, such as `DeepLinear.balance`.

    Raises:
        DomainError: no steps.
        WarmproofError: the loss is not finite.
    """
    if steps < 1 or every < 1:
        raise DomainError(
            f"a run needs steps >= 1 and every >= 1; got {steps} and {every}. Raise them."
        )
    points = [measure(net)]
    for step in range(1, steps + 1):
        objective = net.objective()
        eta = 1 / net.constants.allowed(objective.value())
        layout = objective.parameters
        layout.assign(layout.current() - eta * objective.gradient())
        after_step()
        if step % every == 0 or step == steps:
            points.append(measure(net, step))
    return points


def judge(name: str, net: Certified, points: Sequence[Measured]) -> Verdict:
    """What the points say about the constants.

    NOT REFUTED where every covered point keeps the bound, UNDECIDED where one breaks it (floats are
    no witness) or where the constants cover no point.

    Args:
        name: of the network, for the id.
        net: whose constants are meant.
        points: measured.
    """
    inside = [point for point in points if not point.outside]
    known = net.constants
    claim = f"||hess F|| <= {known.K0} + {known.K} (F - {known.f_lower})^{known.rho}"
    if not inside:
        evidence = f"the constants cover none of {len(points)} points: {points[0].outside}"
        return Verdict(name, claim, Word.UNDECIDED, evidence)
    worst = max(inside, key=lambda point: point.share)
    margin = f"at most {worst.share:.3g} of what is allowed"
    if worst.share > 1 + ROUNDING:
        evidence = (
            f"curvature {worst.curvature:.6g} above {worst.allowed:.6g} at step {worst.step}, in "
            "floats; confirm it in enclosures"
        )
        return Verdict(name, claim, Word.UNDECIDED, evidence, margin)
    evidence = f"{len(inside)} points measured" + (
        f", {len(points) - len(inside)} not covered" if len(inside) < len(points) else ""
    )
    return Verdict(name, claim, Word.NOT_REFUTED, evidence, margin)
