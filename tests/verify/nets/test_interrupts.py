"""Interrupts: Ctrl-C waits while held, comes when let in, and belongs to the caller afterwards."""

from __future__ import annotations

import signal
import threading
from typing import Any

import pytest

pytest.importorskip("torch")

from verify.nets.interrupts import Interrupts

pytestmark = pytest.mark.extra("nets")


def ctrl_c() -> None:
    signal.raise_signal(signal.SIGINT)


def test_it_comes_at_once_when_not_held() -> None:
    reached = False
    with pytest.raises(KeyboardInterrupt), Interrupts():
        ctrl_c()
        reached = True
    assert not reached
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_it_waits_for_release() -> None:
    steps = []
    with pytest.raises(KeyboardInterrupt), Interrupts() as interrupts:
        interrupts.hold()
        ctrl_c()
        ctrl_c()
        steps.append("whole")
        interrupts.release()
        steps.append("too far")
    assert steps == ["whole"]


def test_it_waits_for_the_end_at_the_latest() -> None:
    steps = []
    with pytest.raises(KeyboardInterrupt), Interrupts() as interrupts:
        interrupts.hold()
        ctrl_c()
        steps.append("whole")
    assert steps == ["whole"]


def test_a_second_one_does_not_disturb_cleaning_up() -> None:
    cleaned = []
    with pytest.raises(KeyboardInterrupt), Interrupts():
        try:
            ctrl_c()
        except KeyboardInterrupt:
            ctrl_c()
            cleaned.append(True)
            raise
    assert cleaned == [True]


def test_an_error_goes_before_one_that_waits() -> None:
    with pytest.raises(ValueError, match="first"), Interrupts() as interrupts:
        interrupts.hold()
        ctrl_c()
        raise ValueError("first")


def test_the_callers_own_handler_is_asked_and_put_back() -> None:
    seen = []

    def own(number: int, frame: Any) -> None:
        seen.append(number)

    before = signal.signal(signal.SIGINT, own)
    try:
        with Interrupts() as interrupts:
            ctrl_c()
            interrupts.hold()
            ctrl_c()
            assert seen == [signal.SIGINT]
            interrupts.release()
            assert seen == [signal.SIGINT] * 2
        assert signal.getsignal(signal.SIGINT) is own
    finally:
        signal.signal(signal.SIGINT, before)


def test_another_thread_has_nothing_to_hold() -> None:
    failures = []

    def work() -> None:
        try:
            with Interrupts() as interrupts:
                interrupts.hold()
                interrupts.release()
        except BaseException as failed:
            failures.append(failed)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert not failures
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
