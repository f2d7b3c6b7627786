"""The table of a comparison, and what its differences say: Table 1, with what chance alone gives.

Each schedule is compared with the constant one, and each of theory's also with the linear one, by
the exact paired test over the seeds. Of one measure, Holm's rule is applied over all its pairs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Any

import numpy as np

from verify.nets.comparison.comparison import Comparison
from verify.nets.comparison.paired import Paired, holm, paired_test
from verify.nets.comparison.settings import Settings
from verify.nets.comparison.trial import Record, trailing_mean

LEVEL = 0.05
"""A difference is called one where Holm's p is at most this."""


@dataclass(frozen=True)
class Measure:
    """What is compared: a field of the records, its name, and which direction is good."""

    field: str
    title: str
    higher_is_better: bool


ACCURACY = Measure("test_accuracy", "test accuracy", True)
TEST_LOSS = Measure("test_loss", "test loss", False)
TRAINING_LOSS = Measure("training_loss", "training loss", False)
MEASURES = (ACCURACY, TEST_LOSS, TRAINING_LOSS)


@dataclass(frozen=True)
class Spread:
    """Numbers of several seeds.

    Attributes:
        values: one for each seed; None where there is none.
    """

    values: tuple[float | None, ...]

    @property
    def known(self) -> list[float]:
        """Those that there are."""
        return [value for value in self.values if value is not None]

    @property
    def mean(self) -> float | None:
        """Of those that there are."""
        return fmean(self.known) if self.known else None

    @property
    def sd(self) -> float | None:
        """With n - 1; None for fewer than two."""
        return stdev(self.known) if len(self.known) > 1 else None

    def to_json(self) -> dict[str, Any]:
        """Mean, spread and the list."""
        return {"mean": self.mean, "sd": self.sd, "values": list(self.values)}


@dataclass(frozen=True)
class Row:
    """A schedule as it was judged.

    Attributes:
        schedule: its name.
        spreads: by field of the records.
        steps_to: steps until the trailing mean of the training loss is down to where the constant
            schedule ends from the same seed; None where it never is.
        seconds_to: the same in seconds, measuring included.
        diverged: seed -> at which step and step size.
        products: Hessian-vector products, one number for each seed.
        gradients: what the measuring cost, in gradients' time, per seed.
    """

    schedule: str
    spreads: dict[str, Spread]
    steps_to: Spread
    seconds_to: Spread
    diverged: dict[int, str]
    products: tuple[int, ...]
    gradients: tuple[float, ...]


@dataclass(frozen=True)
class Difference:
    """One pair under one measure; `first` minus `second`.

    Attributes:
        first: name of a schedule.
        second: name of another.
        measure: what is compared.
        test: the paired test, or None where a run diverged.
        holm: its p with Holm's rule over all pairs of the measure.
        seeds_needed: so many let Holm's rule give a p that shows a difference.
    """

    first: str
    second: str
    measure: Measure
    test: Paired | None
    holm: float | None
    seeds_needed: int

    @property
    def found(self) -> str:
        """What can be said of the first, at LEVEL."""
        if self.test is None or self.holm is None:
            return "not compared, as runs diverged"
        if len(self.test.differences) < self.seeds_needed:
            return "too few seeds to say"
        if self.holm > LEVEL or self.test.mean == 0:
            return "no difference beyond chance"
        return "better" if (self.test.mean > 0) == self.measure.higher_is_better else "worse"

    def to_json(self) -> dict[str, Any]:
        """All numbers, null where there is no test."""
        test = self.test
        return {
            "first": self.first,
            "second": self.second,
            "measure": self.measure.field,
            "mean": test and test.mean,
            "low": test and test.low,
            "high": test and test.high,
            "coverage": test and test.coverage,
            "p": test and test.p,
            "holm": self.holm,
            "smallest_p": test and test.smallest_p,
            "found": self.found,
        }


@dataclass(frozen=True)
class Summary:
    """The table and the differences.

    Attributes:
        main: what schedules are judged by: accuracy for pictures, the loss for texts.
        rows: one for each judged schedule.
        differences: of every measure.
    """

    main: Measure
    rows: tuple[Row, ...]
    differences: tuple[Difference, ...]

    def of(self, measure: Measure) -> list[Difference]:
        """The differences under one measure."""
        return [entry for entry in self.differences if entry.measure == measure]


def summarize(found: Comparison) -> Summary:
    """Make the table."""
    names = [name for name, records in found.judged.items() if records]
    reference = found.judged.get("constant") or []
    targets = {
        row["seed"]: _trailing(row, found.settings)[-1]
        for row in reference
        if row["diverged"] is None
    }
    rows = tuple(_row(name, found.judged[name], targets, found.settings) for name in names)
    pairs = [(a, "constant") for a in names if a != "constant" and "constant" in names]
    pairs += [(a, "linear") for a in names if a not in ("constant", "linear") and "linear" in names]
    by_name = {row.schedule: row for row in rows}
    differences: list[Difference] = []
    for measure in MEASURES:
        tests = [_test(by_name[a], by_name[b], measure) for a, b in pairs]
        ps = [test.p for test in tests if test is not None]
        raised, needed = iter(holm(ps)), seeds_needed(len(ps)) if ps else 0
        for (a, b), test in zip(pairs, tests, strict=True):
            differences.append(
                Difference(a, b, measure, test, None if test is None else next(raised), needed)
            )
    main = TEST_LOSS if found.settings.net == "gpt" else ACCURACY
    return Summary(main, rows, tuple(differences))


def seeds_needed(pairs: int) -> int:
    """How many seeds it takes until Holm's rule over so many pairs can give a p <= LEVEL.

    >>> seeds_needed(1), seeds_needed(7)
    (6, 9)
    """
    return math.ceil(math.log2(2 * pairs / LEVEL) - 1e-9)


def _row(
    name: str, records: Sequence[Record], targets: dict[int, float], settings: Settings
) -> Row:
    reached = [_reach(row, targets.get(row["seed"]), settings) for row in records]
    return Row(
        name,
        {
            measure.field: Spread(tuple(row[measure.field] for row in records))
            for measure in MEASURES
        },
        Spread(tuple(reached)),
        Spread(
            tuple(
                None if at is None else row["times"]["seconds"][at - 1]
                for at, row in zip(reached, records, strict=True)
            )
        ),
        {row["seed"]: row["diverged"] for row in records if row["diverged"] is not None},
        tuple(row["products"] for row in records),
        tuple(
            row["times"]["measuring"] / (row["times"]["training"] / max(row["steps"], 1) or 1)
            for row in records
        ),
    )


def _trailing(row: Record, settings: Settings) -> np.ndarray[Any, Any]:
    return trailing_mean(np.array(row["loss"]), settings.window)


def _reach(row: Record, target: float | None, settings: Settings) -> int | None:
    """How many steps until the trailing mean, over a whole window, is down to the target."""
    if target is None:
        return None
    below = _trailing(row, settings) <= target
    below[: settings.window - 1] = False
    return int(np.argmax(below)) + 1 if below.any() else None


def _test(first: Row, second: Row, measure: Measure) -> Paired | None:
    a, b = (row.spreads[measure.field] for row in (first, second))
    if len(a.known) < len(a.values) or len(b.known) < len(b.values):
        return None
    return paired_test(a.known, b.known)
