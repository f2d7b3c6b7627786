"""What pytest does not import for its doctests: modules of an optional extra that is missing."""

from __future__ import annotations

from importlib.util import find_spec

BY_PACKAGE = {
    "numba": ("verify/sgd/kernels/compiled*.py", "verify/sgd/kernels/tuples.py"),
    "torch": ("verify/sgd/kernels/torch_arrays.py", "verify/nets/*"),
}

collect_ignore_glob = [
    pattern
    for package, patterns in BY_PACKAGE.items()
    if find_spec(package) is None
    for pattern in patterns
]
