"""The trace of a training: what is written comes back, and what is foreign does not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from theory.errors import WarmproofError
from verify.nets.trace import COLUMNS, Trace

pytestmark = pytest.mark.extra("nets")


def three() -> Trace:
    trace = Trace()
    for t in range(3):
        trace.add(step=t, loss=1 / (t + 3), eta=0.1, gradient_norm=1e-300, seconds=t / 7)
    return trace


def columns(trace: Trace) -> list[list[float]]:
    return [getattr(trace, name).tolist() for name in COLUMNS]


def test_the_columns_are_arrays_that_later_rows_leave_alone() -> None:
    trace = three()
    losses = trace.loss
    trace.add(step=3, loss=0.0, eta=0.1, gradient_norm=0.0, seconds=1.0)
    assert losses.tolist() == [1 / 3, 1 / 4, 1 / 5]
    assert len(trace) == 4
    assert trace.step.dtype == np.int64


def test_a_file_keeps_all_digits(tmp_path: Path) -> None:
    path = three().write(tmp_path / "trace.csv")
    assert path.read_text().splitlines()[0] == "step,loss,eta,gradient_norm,seconds"
    assert columns(Trace.read(path)) == columns(three())


def test_no_row_is_a_trace_too(tmp_path: Path) -> None:
    assert len(Trace.read(Trace().write(tmp_path / "trace.csv"))) == 0


def test_its_state_comes_back() -> None:
    other = Trace()
    other.load_state_dict(three().state_dict())
    assert columns(other) == columns(three())
    other.add(step=3, loss=0.0, eta=0.1, gradient_norm=0.0, seconds=1.0)
    assert len(other) == 4


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "its first line is not step,loss,eta,gradient_norm,seconds"),
        ("iteration,value\n0,1\n", "its first line is not"),
        (",".join(COLUMNS) + "\n0,1,2\n", "zip"),
        (",".join(COLUMNS) + "\n0,1,2,3,4\n1,1,2,\n", "could not convert"),
        (",".join(COLUMNS) + "\n0,nan,2,3,4\n", "it has the number nan"),
        (",".join(COLUMNS) + "\n0,one,2,3,4\n", "could not convert"),
        (",".join(COLUMNS) + "\n" + "9" * 30 + ",1,2,3,4\n", "."),
        (",".join(COLUMNS) + "\n\n", "."),
        ("\x00\x00", "."),
    ],
)
def test_foreign_files_are_refused(text: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "trace.csv"
    path.write_text(text)
    with pytest.raises(WarmproofError, match=reason) as refused:
        Trace.read(path)
    assert f"{path} is no trace of training: " in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WarmproofError, match=r"cannot read .*none\.csv: No such file"):
        Trace.read(tmp_path / "none.csv")


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WarmproofError, match=r"ends in \.csv, \.json, \.parquet"):
        three().write(tmp_path / "trace.txt")
