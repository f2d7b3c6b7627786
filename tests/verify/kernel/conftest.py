"""What tests of the kernel tier share: small developments, and what may be skipped without Coq."""

from __future__ import annotations

import pytest

from tests.verify.kernel.developments import GOAL, STATED, Develop
from verify.kernel.check import Theorem, check_kernel
from verify.kernel.compiler import find_coqc
from verify.kernel.sources import parse


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that ask for Coq may be skipped where there is none."""
    for item in items:
        if "needs_coq" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.extra("coq"))


@pytest.fixture
def needs_coq() -> None:
    """Skip, in words, without ``coqc``."""
    if find_coqc() is None:
        pytest.skip("there is no coqc: nothing is known of the kernel tier here")


@pytest.fixture
def develop(needs_coq: None) -> Develop:
    """Run the kernel on a development of a few lines and return what it says of ``GOAL``."""

    def run(text: str, module: str = "X", own: str = GOAL, **others: str) -> Theorem:
        texts = {"Stated": STATED, module: text, **others}
        sources = {name: parse(name, content) for name, content in texts.items()}
        return check_kernel([own], sources=sources, jobs=1).theorems[f"Stated.{own}"]

    return run
