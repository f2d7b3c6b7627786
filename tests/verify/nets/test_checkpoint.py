"""Checkpoints: every tree comes back bit for bit; every other file is refused."""

from __future__ import annotations

import io
import json
import math
import pickle
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError, WarmproofError
from verify.nets import checkpoint

pytestmark = pytest.mark.extra("nets")

DTYPES = (
    torch.float32,
    torch.float64,
    torch.float16,
    torch.bfloat16,
    torch.float8_e4m3fn,
    torch.int64,
    torch.int8,
    torch.uint8,
    torch.bool,
    torch.complex64,
)


def bits(tensor: torch.Tensor) -> bytes:
    plain = tensor.detach().contiguous().flatten()
    return plain.view(torch.uint8).numpy().tobytes() if plain.numel() else b""


def same(one: Any, other: Any) -> bool:
    """Equal in value, type, dtype, shape and, for floats, bit for bit."""
    if type(one) is not type(other):
        return False
    if isinstance(one, torch.Tensor):
        alike = one.dtype == other.dtype and one.shape == other.shape
        return alike and bits(one) == bits(other)
    if isinstance(one, dict):
        alike = [(type(k), k) for k in one] == [(type(k), k) for k in other]
        return alike and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float):
        return one.hex() == other.hex() or (math.isnan(one) and math.isnan(other))
    return bool(one == other)


@st.composite
def tensors(draw: st.DrawFn) -> torch.Tensor:
    shape = draw(st.lists(st.integers(0, 3), max_size=3))
    dtype = draw(st.sampled_from(DTYPES))
    entries = draw(st.lists(st.integers(0, 255), min_size=8, max_size=8))
    raw = torch.tensor(entries, dtype=torch.uint8).repeat(math.prod(shape) * 2)
    if dtype == torch.bool:
        return raw[: math.prod(shape)].bool().reshape(shape)
    size = math.prod(shape) * torch.empty(0, dtype=dtype).element_size()
    return raw[:size].view(dtype).reshape(shape)


TREES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), tensors()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.one_of(st.text(max_size=3), st.integers()), inner, max_size=3),
    ),
    max_leaves=6,
)


@given(tree=TREES)
def test_random_trees_come_back(tree: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "random.npz"
    assert same(checkpoint.load(checkpoint.save(path, tree)), tree)


@pytest.mark.parametrize(
    "tensor",
    [
        torch.tensor(3.0),
        torch.empty(0, 4),
        torch.arange(6.0).reshape(2, 3).T,
        torch.tensor([1 + 2j]).conj(),
        torch.nn.Parameter(torch.ones(2)),
        torch.tensor([math.nan, -math.inf, -0.0], dtype=torch.bfloat16),
        torch.tensor(2**62),
    ],
)
def test_odd_tensors_come_back(tensor: torch.Tensor, tmp_path: Path) -> None:
    found = checkpoint.load(checkpoint.save(tmp_path / "state.npz", [tensor]))[0]
    assert found.dtype == tensor.dtype
    assert found.shape == tensor.shape
    assert bits(found) == bits(tensor.detach().resolve_conj())
    assert not found.requires_grad
    found.zero_()  # its memory is its own


def test_lists_that_look_like_tags_stay_lists(tmp_path: Path) -> None:
    tree = [["tensor", 0, "float32"], ["dict", []], ("float", "0x1p0"), {"list": [], 1: "1"}]
    assert same(checkpoint.load(checkpoint.save(tmp_path / "state.npz", tree)), tree)


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        ({"a": [object()]}, "got object at state.a.0"),
        ({"a": {1.5: 2}}, "got 1.5 at state.a"),
        ({True: 2}, "got True at state"),
        (np.ones(2), "got ndarray at state"),
        ([torch.eye(2).to_sparse()], "holds dense tensors; got another at state.0"),
        ({"f": lambda: 0}, "got function at state.f"),
    ],
)
def test_what_no_file_can_hold_is_named(tree: Any, message: str, tmp_path: Path) -> None:
    with pytest.raises(DomainError, match=message):
        checkpoint.save(tmp_path / "state.npz", tree)
    assert not list(tmp_path.iterdir())


def test_a_failed_save_leaves_the_old_file(tmp_path: Path) -> None:
    path = checkpoint.save(tmp_path / "state.npz", {"done": 3})
    with pytest.raises(DomainError):
        checkpoint.save(path, {"done": object()})
    assert checkpoint.load(path) == {"done": 3}
    assert list(tmp_path.iterdir()) == [path]


def test_a_state_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    path = checkpoint.save(tmp_path / "state.npz", {"w": torch.arange(20.0), "n": 3})
    whole = path.read_bytes()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        with pytest.raises(WarmproofError, match="is no checkpoint, or was cut off"):
            checkpoint.load(path)


def test_a_changed_number_is_refused(tmp_path: Path) -> None:
    path = checkpoint.save(tmp_path / "state.npz", {"w": torch.arange(20.0)})
    whole = bytearray(path.read_bytes())
    at = whole.index(np.float32(7).tobytes())
    whole[at] ^= 1
    path.write_bytes(whole)
    with pytest.raises(WarmproofError, match="is no checkpoint, or was cut off"):
        checkpoint.load(path)


def npz(path: Path, document: Any, **arrays: Any) -> Path:
    np.savez(path, tree=np.frombuffer(json.dumps(document).encode(), np.uint8), **arrays)
    return path


def forged(tree: Any) -> dict[str, Any]:
    return {"format": checkpoint.FORMAT, "version": checkpoint.VERSION, "tree": tree}


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        3,
        {"format": "other", "version": 1, "tree": None},
        {"format": checkpoint.FORMAT, "tree": None},
        forged(["tensor", 0]),
        forged(["tensor", 7, "float32"]),
        forged(["tensor", 0, "nn"]),
        forged(["tensor", 0, "bool"]),
        forged(["tensor", 0, "float64"]),
        forged(["code", "1"]),
        forged(["float", "one"]),
        forged(["dict", [[["a"], 1]]]),
        forged(1.5),
        forged({}),
        forged([]),
    ],
)
def test_forged_files_are_refused(document: Any, tmp_path: Path) -> None:
    path = npz(tmp_path / "state.npz", document, **{"0": np.ones(3, np.float32)})
    with pytest.raises(WarmproofError, match="is no checkpoint, or was cut off"):
        checkpoint.load(path)


def test_a_deeply_nested_tree_is_refused(tmp_path: Path) -> None:
    text = b"[" * 100_000 + b"]" * 100_000
    np.savez(tmp_path / "state.npz", tree=np.frombuffer(text, np.uint8))
    with pytest.raises(WarmproofError, match="is no checkpoint"):
        checkpoint.load(tmp_path / "state.npz")


def test_another_version_is_named(tmp_path: Path) -> None:
    document = {"format": checkpoint.FORMAT, "version": 99, "tree": None}
    with pytest.raises(WarmproofError, match=r"has version 99, not 1\. Train anew."):
        checkpoint.load(npz(tmp_path / "state.npz", document))


class Touch:
    """Would make a file if it were unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return (Path.touch, (self.path,))


def test_nothing_is_ever_unpickled(tmp_path: Path) -> None:
    trap, path = tmp_path / "trap", tmp_path / "state.npz"
    path.write_bytes(pickle.dumps(Touch(trap)))
    with pytest.raises(WarmproofError):
        checkpoint.load(path)
    npz(path, forged(["tensor", 0, "float32"]), **{"0": np.array([Touch(trap)], dtype=object)})
    with pytest.raises(WarmproofError):
        checkpoint.load(path)
    buffer = io.BytesIO()
    torch.save({"a": torch.ones(2)}, buffer)
    path.write_bytes(buffer.getvalue())
    with pytest.raises(WarmproofError):
        checkpoint.load(path)
    assert not trap.exists()


def test_a_file_that_unfolds_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "state.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("tree.npy", bytes(10_000_000))
    with pytest.raises(WarmproofError, match="unfolds to more than it is"):
        checkpoint.load(path)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(WarmproofError, match="No such file"):
        checkpoint.load(tmp_path / "none.npz")
    with pytest.raises(WarmproofError, match="Is a directory"):
        checkpoint.load(tmp_path)


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WarmproofError, match=r"a checkpoint ends in \.npz; got 'state.pt'"):
        checkpoint.save(tmp_path / "state.pt", {})
