"""``warmproof net``: what theory says of warm-up, held against neural networks."""

from __future__ import annotations

import click

from verify.cli.lazy_group import LazyGroup

COMMANDS = {
    "measure": ("net_measure", "Train a network and measure its curvature beside its loss."),
    "fit": ("net_fit", "Fit (rho, K0, K) to measured curvature."),
    "train": ("net_train", "Train with several schedules, each tuned, and compare them."),
    "noise": ("net_noise", "Measure the noise of minibatch gradients: A, B and C."),
}
"""Command -> its module here, and its line in the help."""


@click.group(
    "net",
    cls=LazyGroup,
    modules=COMMANDS,
    epilog="All but fit need torch: pip install 'warmproof[nets]'.",
)
def command() -> None:
    """Measure curvature of a network, fit the constants, train with the schedules.

    What comes out is MEASURED: numbers of runs, with their spread.
    """
