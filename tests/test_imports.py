"""Who may import whom: theory imports SymPy only, verify imports theory, torch stays in its folder.

The source is read, not run, so an import inside a function or behind a condition counts as well.
A message names the file, the line and the rule.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("theory", "verify", "tests", "docs")
BUILT = {"_build", "_generated", "node_modules"}

FLOAT_MODULES = {"cmath", "decimal", "statistics"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
MAY_IMPORT = (ast.Import, ast.ImportFrom, ast.Call)
EXACT_IN_MATH = {"comb", "factorial", "gcd", "isqrt", "lcm", "perm", "prod"}
NETS = {"torch"}
NOWHERE = {"torchvision", "transformers"}
HEAVY = ("torch", "matplotlib", "statsmodels", "pandas", "z3", "cvc5", "scipy")

ONLY_SYMPY = "theory imports only theory, sympy and the standard library"
EXACT = "theory computes exactly: no floating-point modules (of math only {})".format(
    ", ".join(sorted(EXACT_IN_MATH))
)
ONE_WAY = "verify imports theory, never the other way round"
TORCH_KERNEL = "verify/sgd/kernels/torch_arrays.py"
"""Many runs of SGD side by side on torch: no net, and of no use outside its folder."""

TORCH_MODULE = TORCH_KERNEL.removesuffix(".py").replace("/", ".")
NETS_INSIDE = f"torch is imported under verify/nets and in {TORCH_KERNEL} only"
NETS_LAZY = "what imports torch is imported inside a function, so that the rest runs without it"
NOT_NEEDED = "networks and their data are built here, on torch alone"
NO_TESTS = "only tests import from tests, and nothing from a module of tests"


@dataclass(frozen=True)
class Import:
    """One imported name: `from a import b` is module `a.b` at a line, from the top or not."""

    module: str
    line: int
    at_top: bool

    @property
    def package(self) -> str:
        return self.module.partition(".")[0]


def imports_of(source: str, path: str) -> Iterator[Import]:
    """Every import in the source, relative ones resolved, `import_module("x")` included."""
    parents = Path(path).parent.parts
    pending: list[tuple[ast.AST, bool]] = [(ast.parse(source, path), True)]
    for node, at_top in pending:  # grows as it is read
        inside = at_top and not isinstance(node, FUNCTIONS)
        pending += [(child, inside) for child in ast.iter_child_nodes(node)]
        if isinstance(node, MAY_IMPORT):
            for module in modules_of(node, parents):
                yield Import(module, node.lineno, at_top)


def modules_of(node: ast.Import | ast.ImportFrom | ast.Call, parents: tuple[str, ...]) -> list[str]:
    """The modules that this node imports, into a file of the folder `parents`."""
    match node:
        case ast.Import(names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module, names, level):
            above = parents[: len(parents) - level + 1] if level else ()
            base = ".".join((*above, *([module] if module else [])))
            return [f"{base}.{alias.name}" for alias in names]
        case ast.Call(ast.Name(name), [ast.Constant(str(module)), *_]) | ast.Call(
            ast.Attribute(attr=name), [ast.Constant(str(module)), *_]
        ) if name in ("import_module", "__import__"):
            return [module]
    return []


def rule_broken(path: str, found: Import) -> str | None:
    """The rule that this import breaks in this file, if any."""
    inside_nets = path.startswith("verify/nets/")
    if found.package == "tests":
        from_tests = any(part.startswith(("test_", "conftest")) for part in found.module.split("."))
        return NO_TESTS if from_tests or not path.startswith("tests/") else None
    if path.startswith("theory/"):
        if found.package == "verify":
            return ONE_WAY
        if found.package not in {"theory", "sympy", *sys.stdlib_module_names}:
            return ONLY_SYMPY
        exact = found.module.removeprefix("math.") in EXACT_IN_MATH
        if found.package in FLOAT_MODULES or (found.package == "math" and not exact):
            return EXACT
    if found.package in NOWHERE:
        return NOT_NEEDED
    allowed = ("verify/nets/", "tests/verify/nets/", TORCH_KERNEL)
    if found.package in NETS and not path.startswith(allowed):
        return NETS_INSIDE
    needs_torch = f"{found.module}.".startswith(("verify.nets.", TORCH_MODULE))
    if needs_torch and found.at_top and not inside_nets:
        return None if path.startswith("tests/verify/nets/") else NETS_LAZY
    return None


def violations(source: str, path: str) -> list[str]:
    """One line of text for each rule broken."""
    return [
        f"{path}:{found.line}: imports {found.module}, but {rule}"
        for found in imports_of(source, path)
        if (rule := rule_broken(path, found))
    ]


def source_files() -> list[Path]:
    files = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))]
    return [file for file in files if not BUILT & set(file.parts)]


def test_imports_go_one_way() -> None:
    files = source_files()
    assert files, f"no source found under {ROOT}"
    broken = [
        line
        for file in files
        for line in violations(file.read_text("utf-8"), file.relative_to(ROOT).as_posix())
    ]
    assert not broken, "\n" + "\n".join(broken)


@pytest.mark.parametrize(
    ("path", "source", "line", "rule"),
    [
        ("theory/lemmas/a.py", "import sympy\nimport numpy as np\n", 2, ONLY_SYMPY),
        ("theory/a.py", "from mpmath import iv\n", 1, ONLY_SYMPY),
        ("theory/a.py", "def f():\n    import flint\n", 2, ONLY_SYMPY),
        ("theory/a.py", "import importlib\nimportlib.import_module('z3')\n", 2, ONLY_SYMPY),
        ("theory/a.py", "__import__('scipy')\n", 1, ONLY_SYMPY),
        ("theory/a.py", "import math\n", 1, EXACT),
        ("theory/a.py", "from math import gcd, sqrt\n", 1, EXACT),
        ("theory/a.py", "from statistics import mean\n", 1, EXACT),
        ("theory/a.py", "from verify.verdict import Word\n", 1, ONE_WAY),
        ("theory/lemmas/a.py", "from ...verify import verdict\n", 1, ONE_WAY),
        ("theory/a.py", "import tests.helpers\n", 1, NO_TESTS),
        ("tests/theory/test_a.py", "from tests import conftest\n", 1, NO_TESTS),
        ("tests/theory/test_a.py", "from tests.theory.test_b import f\n", 1, NO_TESTS),
        ("verify/runs/a.py", "def f():\n    import torch.nn\n", 2, NETS_INSIDE),
        ("verify/nets/a.py", "from transformers import GPT2Config\n", 1, NOT_NEEDED),
        ("tests/verify/nets/test_a.py", "def f():\n    import torchvision\n", 2, NOT_NEEDED),
        ("verify/cli.py", "if True:\n    from verify.nets import train\n", 2, NETS_LAZY),
        ("verify/runs/a.py", "from ..nets.train import fit\n", 1, NETS_LAZY),
        ("verify/sgd/a.py", "from verify.sgd.kernels.torch_arrays import Torch\n", 1, NETS_LAZY),
        ("verify/sgd/kernels/compiled.py", "import torch\n", 1, NETS_INSIDE),
        ("tests/verify/test_a.py", "import torch\n", 1, NETS_INSIDE),
    ],
)
def test_a_planted_violation_is_reported(path: str, source: str, line: int, rule: str) -> None:
    (report,) = violations(source, path)
    assert report.startswith(f"{path}:{line}: imports ")
    assert report.endswith(rule)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("theory/a.py", "import sympy as sp\nfrom sympy.core.function import AppliedUndef\n"),
        ("theory/a.py", "from __future__ import annotations\nfrom fractions import Fraction\n"),
        ("theory/a.py", "from math import comb, isqrt\n"),
        ("theory/lemmas/a.py", "from ..logic import le\nfrom . import b\n"),
        ("verify/intervals/a.py", "import flint\nfrom theory.logic import le\n"),
        ("verify/nets/a.py", "import torch\nfrom verify.nets import b\n"),
        ("verify/sgd/kernels/torch_arrays.py", "import torch\n"),
        ("verify/cli.py", "def net():\n    from verify.nets import train\n"),
        ("tests/verify/nets/test_a.py", "import torch\nfrom verify.nets import train\n"),
    ],
)
def test_what_is_allowed_is_not_reported(path: str, source: str) -> None:
    assert violations(source, path) == []


@pytest.mark.parametrize("package", ["theory", "verify"])
def test_importing_the_package_loads_nothing_heavy(package: str) -> None:
    code = f"import sys, {package}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
