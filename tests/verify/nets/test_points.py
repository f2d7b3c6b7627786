"""Points from files: what is read, what is left out and counted, and how bad files are refused."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from theory.errors import WarmproofError
from verify.nets.points import Points, read_points

TABLE = """step,loss,gap,directional,sharpness,gradient_norm,note
0,3,2.5,9,8,4,first
20,2,1.5,7,,3,
40,1.5,1,6,5,nan,
60,1,0.5,5,-1,1,
80,0.75,0.25,5,4,0.5,last
"""


def read(folder: Path, text: str, name: str = "trace.csv", **settings: object) -> Points:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_points(path, **settings)  # type: ignore[arg-type]


def test_sharpness_comes_first_and_rows_without_it_are_counted(tmp_path: Path) -> None:
    found = read(tmp_path, TABLE)
    assert found.column == "sharpness"
    assert found.gaps.tolist() == [2.5, 1, 0.25]
    assert found.curvatures.tolist() == [8, 5, 4]
    assert found.steps.tolist() == [0, 40, 80]
    assert found.f_lower is None
    assert found.dropped == {"not measured": 1, "sharpness <= 0": 1}


def test_the_norm_of_the_hessian_comes_before_its_largest_eigenvalue(tmp_path: Path) -> None:
    found = read(tmp_path, "gap,sharpness,norm\n3,1,6\n2,,5\n1,-1,4\n")
    assert (found.column, found.curvatures.tolist()) == ("norm", [6, 5, 4])


def test_a_gradient_norm_may_be_missing_in_a_row(tmp_path: Path) -> None:
    norms = read(tmp_path, TABLE).gradient_norms
    assert norms is not None
    assert norms[[0, 2]].tolist() == [4, 0.5]
    assert math.isnan(norms[1])


def test_a_named_column_is_taken(tmp_path: Path) -> None:
    found = read(tmp_path, TABLE, column="directional")
    assert (found.column, len(found.gaps), found.dropped) == ("directional", 5, {})


def test_f_lower_asks_for_the_loss(tmp_path: Path) -> None:
    found = read(tmp_path, TABLE, column="directional", f_lower=0.75)
    assert found.gaps.tolist() == [2.25, 1.25, 0.75, 0.25, 0]
    assert found.f_lower == 0.75


def test_a_loss_alone_is_a_gap_above_0(tmp_path: Path) -> None:
    found = read(tmp_path, "curvature,loss\n4,3\n3,2\n2,1\n")
    assert (found.gaps.tolist(), found.f_lower) == ([3, 2, 1], 0)
    assert found.steps.tolist() == [0, 1, 2]
    assert found.gradient_norms is None


def test_spaces_blank_lines_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    found = read(tmp_path, "\ufeffgap, curvature\r\n3, 4\r\n\r\n2 ,3\r\n1,2\r\n\r\n")
    assert found.gaps.tolist() == [3, 2, 1]


@pytest.mark.parametrize(
    "document",
    [
        {"columns": {"gap": [3, 2, 1, None], "sharpness": [6, 5, 4, 3]}, "seconds": 1.5},
        {"points": [{"gap": 3, "sharpness": 6}, {"gap": 2, "sharpness": 5}, {"gap": 0},
                    {"gap": 1, "sharpness": 4.0}]},
        [{"gap": 3, "sharpness": 6}, {"gap": 2, "sharpness": 5}, {"sharpness": 0},
         {"sharpness": 4, "gap": 1}],
    ],
)  # fmt: skip
def test_a_json_file_says_the_same(tmp_path: Path, document: object) -> None:
    found = read(tmp_path, json.dumps(document), "trace.json")
    assert (found.gaps.tolist(), found.curvatures.tolist()) == ([3, 2, 1], [6, 5, 4])
    assert found.dropped == {"not measured": 1}


@pytest.mark.parametrize(
    ("name", "text", "settings", "message"),
    [
        (
            "t.csv",
            "step,loss\n0,1\n",
            {},
            "PATH has no column norm or sharpness or directional or curvature; it has step, loss. "
            "Name one with --column.",
        ),
        (
            "t.csv",
            TABLE,
            {"column": "hessian"},
            "PATH has no column hessian; it has step, loss, gap, directional, sharpness, "
            "gradient_norm, note. Name one with --column.",
        ),
        (
            "t.csv",
            "sharpness,step\n1,2\n",
            {},
            "PATH has no column loss; it has sharpness, step. "
            "Give the gap, or the loss and --f-lower.",
        ),
        (
            "t.csv",
            "gap,sharpness\n3,6\n2,x\n1,4\n",
            {},
            "PATH has no number in row 2 of column sharpness; it has 'x'. "
            "Leave the cell empty where nothing was measured.",
        ),
        (
            "t.csv",
            "gap,sharpness\n3,6\n-2,5\n1,4\n",
            {},
            "a fit needs gap >= 0; PATH has -2 in row 2. "
            "Fit from the column loss with a lower --f-lower.",
        ),
        (
            "t.csv",
            TABLE,
            {"f_lower": 1.0, "column": "directional"},
            "f_lower = 1 is above the loss 0.75 in row 5 of PATH. Lower --f-lower.",
        ),
        (
            "t.csv",
            "gap,sharpness\n3,6\n2,5\n1,-4\n0.5,\n",
            {},
            "a fit needs at least 3 points; PATH has 2, 1 left out (not measured), "
            "1 left out (sharpness <= 0). Measure more often.",
        ),
        ("t.csv", "", {}, "PATH is empty. Give a .csv file whose first row names columns."),
        (
            "t.csv",
            "gap,sharpness\n1,2,3\n",
            {},
            "PATH is no table of points: line 2 has 3 cells for 2 columns. Give a .csv file whose "
            "first row names its columns, or the .json file of net measure.",
        ),
        (
            "t.csv",
            "gap,gap\n1,2\n",
            {},
            "PATH is no table of points: two columns are named 'gap'. Give a .csv file whose "
            "first row names its columns, or the .json file of net measure.",
        ),
        (
            "t.json",
            '{"loss": 3}',
            {},
            'PATH is no table of points: it has neither "columns" nor "points". Give a .csv file '
            "whose first row names its columns, or the .json file of net measure.",
        ),
        (
            "t.json",
            '{"columns": {"gap": [1], "sharpness": []}}',
            {},
            "PATH is no table of points: its columns differ in length. Give a .csv file whose "
            "first row names its columns, or the .json file of net measure.",
        ),
        (
            "t.json",
            '[{"gap": [1], "sharpness": 2}]',
            {},
            "PATH has no number in row 1 of column gap; it has '[1]'. "
            "Leave the cell empty where nothing was measured.",
        ),
    ],
)
def test_a_bad_file_is_refused(
    tmp_path: Path, name: str, text: str, settings: dict[str, object], message: str
) -> None:
    with pytest.raises(WarmproofError) as refused:
        read(tmp_path, text, name, **settings)
    assert str(refused.value).replace(str(tmp_path / name), "PATH") == message


@pytest.mark.parametrize("name", ["t.csv", "t.json"])
@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00\x01", b"PK\x03\x04", b"[" * 100_000])
def test_what_is_no_table_is_one_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(WarmproofError) as refused:
        read_points(path)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 400 + len(str(path))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WarmproofError, match=r"^cannot read .*none\.csv: No such file"):
        read_points(tmp_path / "none.csv")
    with pytest.raises(WarmproofError, match=r"^cannot read .*: Is a directory\.$"):
        read_points(tmp_path)
