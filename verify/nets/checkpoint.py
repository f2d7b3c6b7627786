"""States of a training in one file, without pickle: reading one runs nothing.

The file is an .npz: `tree` holds the shape of the state as JSON, and each tensor has an array of
its own, number by number. Dtypes that NumPy lacks, such as bfloat16, are kept as integers of the
same size, bit for bit.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import torch

from theory.errors import DomainError, WarmproofError
from verify.files import write_atomically

Tree = Any
"""Dictionaries (keys are texts or whole numbers), lists, tuples, tensors, texts, numbers, None."""

FORMAT = "warmproof-network"
VERSION = 1

_AS_INTEGERS = {1: torch.uint8, 2: torch.int16, 4: torch.int32, 8: torch.int64}
_PLAIN = (str, bool, int, type(None))


def save(path: Path | str, tree: Tree) -> Path:
    """Write a tree to a file, all at once or not at all.

    Args:
        path: ends in .npz.
        tree: its tensors may lie on any device; they are detached and copied.

    Raises:
        DomainError: something in the tree that no file can hold; the message says where.
        WarmproofError: another suffix, or a place that cannot be written to.
    """
    target = Path(path)
    if target.suffix != ".npz":
        raise WarmproofError(f"a checkpoint ends in .npz; got {target.name!r}. Rename it.")
    tensors: list[torch.Tensor] = []
    document = {"format": FORMAT, "version": VERSION, "tree": _pack(tree, tensors, "state")}
    text = np.frombuffer(json.dumps(document).encode(), np.uint8)
    arrays = {str(i): _to_array(tensor) for i, tensor in enumerate(tensors)}
    return write_atomically(target, lambda temporary: np.savez(temporary, tree=text, **arrays))


def load(path: Path | str) -> Tree:
    """Read what `save` wrote; tensors come to the processor.

    `load_state_dict` of models and optimizers brings them to where its own tensors are.

    Raises:
        WarmproofError: there is no such file, it was cut off, or it is something else.
    """
    try:
        _check_size(Path(path))
        with np.load(path, allow_pickle=False) as file:
            document = json.loads(file["tree"].tobytes())
            if document.get("format") != FORMAT:
                raise ValueError("it is of another kind")
            if document["version"] != VERSION:
                raise WarmproofError(
                    f"the checkpoint {path} has version {document['version']}, not {VERSION}. "
                    "Train anew."
                )
            return _unpack(document["tree"], file)
    except OSError as failed:
        raise WarmproofError(f"cannot read {path}: {failed.strerror}.") from failed
    except WarmproofError:
        raise
    except (*_FOREIGN, zipfile.BadZipFile) as foreign:
        raise WarmproofError(
            f"{path} is no checkpoint, or was cut off: {str(foreign) or type(foreign).__name__}. "
            "Name another, or train anew."
        ) from foreign


_FOREIGN = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    RuntimeError,
    RecursionError,
    NotImplementedError,
    MemoryError,
)
"""What reading a file of another kind may end in."""


def _pack(tree: Tree, tensors: list[torch.Tensor], where: str) -> Any:
    """The tree for JSON: lists are tagged, so that nothing stands for something else."""
    if isinstance(tree, torch.Tensor):
        if tree.layout is not torch.strided or tree.is_quantized or tree.is_meta:
            raise DomainError(
                f"a checkpoint holds dense tensors; got another at {where}. Turn it into one."
            )
        tensors.append(tree)
        return ["tensor", len(tensors) - 1, str(tree.dtype).removeprefix("torch.")]
    if type(tree) in _PLAIN:
        return tree
    if isinstance(tree, float):
        return ["float", tree.hex()]
    if isinstance(tree, dict):
        for key in tree:
            if type(key) not in (str, int):
                raise DomainError(
                    f"a checkpoint needs texts or whole numbers as keys; got {key!r} at {where}. "
                    "Name it otherwise."
                )
        return ["dict", [[k, _pack(v, tensors, f"{where}.{k}")] for k, v in tree.items()]]
    if type(tree) in (list, tuple):
        entries = [_pack(entry, tensors, f"{where}.{i}") for i, entry in enumerate(tree)]
        return [type(tree).__name__, entries]
    raise DomainError(
        f"a checkpoint holds tensors, numbers, texts, lists and dictionaries; got "
        f"{type(tree).__name__} at {where}. Leave it out."
    )


def _unpack(packed: Any, arrays: Any) -> Tree:
    if not isinstance(packed, list):
        if isinstance(packed, _PLAIN):
            return packed
        raise ValueError("its tree has an untagged entry")
    kind, *rest = packed
    if kind == "tensor":
        number, name = rest
        return _to_tensor(arrays[str(number)], name)
    (inner,) = rest
    if kind == "float":
        return float.fromhex(inner)
    if kind == "dict":
        return {key: _unpack(value, arrays) for key, value in inner}
    if kind == "list":
        return [_unpack(entry, arrays) for entry in inner]
    if kind == "tuple":
        return tuple(_unpack(entry, arrays) for entry in inner)
    raise ValueError(f"its tree has an entry of kind {kind!r}")


def _to_array(tensor: torch.Tensor) -> np.ndarray[Any, Any]:
    plain = tensor.detach().resolve_conj().resolve_neg().cpu().contiguous()
    try:
        return plain.numpy()
    except TypeError:
        return plain.view(_AS_INTEGERS[plain.element_size()]).numpy()


def _to_tensor(array: np.ndarray[Any, Any], name: str) -> torch.Tensor:
    dtype = getattr(torch, name)
    if not isinstance(dtype, torch.dtype):
        raise ValueError(f"it has a tensor of dtype {name!r}")
    tensor = torch.from_numpy(array)
    if tensor.dtype == dtype:
        return tensor
    if tensor.dtype != _AS_INTEGERS.get(dtype.itemsize):
        raise ValueError(f"it has a tensor of dtype {tensor.dtype} in place of {dtype}")
    return tensor.view(dtype)


def _check_size(path: Path) -> None:
    """Refuse a file that would unfold to more than it is."""
    with zipfile.ZipFile(path) as file:
        unfolded = sum(member.file_size for member in file.infolist())
    if unfolded > path.stat().st_size:
        raise ValueError("it unfolds to more than it is")
