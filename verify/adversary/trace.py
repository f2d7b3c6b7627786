"""The run as a table: one row per iterate, in csv, json or parquet by file suffix."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from verify.adversary.attack import LowerBound
from verify.adversary.iterates import Iterates
from verify.runs.trace import Table, write_table


def table(run: Iterates) -> Table:
    """The columns, each with one entry per iterate.

    ``iteration`` from 0; ``x`` (length); ``gap`` f(x_t) - f_star (loss); ``slope`` f'(x_t)
    (loss/length); ``step`` eta_t (length^2/loss), None where the schedule was not asked;
    ``periods`` of the wave from x_t to x_{t+1}, 0 where there is none.
    """
    return {
        "iteration": list(range(len(run.x))),
        "x": run.x.tolist(),
        "gap": run.value.tolist(),
        "slope": run.slope.tolist(),
        "step": [None if np.isnan(step) else step for step in run.step.tolist()],
        "periods": run.periods.tolist(),
    }


def write_trace(found: LowerBound, run: Iterates, path: Path | str) -> Path:
    """Write the iterates.

    Args:
        found: the run.
        run: its iterates, as `iterates` computes them.
        path: ends in .csv, .json or .parquet.

    Raises:
        WarmproofError: another suffix, or a place that cannot be written.
    """
    setting = found.adversary.setting
    heading: dict[str, Any] = {
        "schedule": found.adversary.schedule.name,
        "variant": setting.variant.name,
        **{str(symbol): str(value) for symbol, value in setting.values.items()},
        "tau": found.adversary.tau,
        "lower_bound": found.bound,
        "iterations": found.iterations,
        "outcome": str(found.descent.end),
        "complete": run.complete,
    }
    return write_table(path, table(run), heading)
