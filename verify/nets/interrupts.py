"""Ctrl-C held back while a step of training is half made."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType


class Interrupts:
    """Whether Ctrl-C may come now; used as a context around a whole run.

    It may until `hold`, and again from `release` on, which lets in the one that came meanwhile.
    A Ctrl-C that is let in holds back those after it, so that cleaning up is not disturbed.

    Outside the main thread, and where Ctrl-C is ignored, there is nothing to hold.
    """

    def __init__(self) -> None:
        self._held = self._waiting = False
        handler = signal.getsignal(signal.SIGINT)
        here = threading.current_thread() is threading.main_thread()
        self._before = handler if here and callable(handler) else None

    def __enter__(self) -> Interrupts:
        """Watch for Ctrl-C."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._arrived)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        """Leave Ctrl-C to whom it belonged before."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
        if error is None:
            self.release()

    def hold(self) -> None:
        """Keep Ctrl-C waiting."""
        self._held = True

    def release(self) -> None:
        """Let Ctrl-C in.

        Raises:
            KeyboardInterrupt: one has been waiting.
        """
        self._held = False
        if self._waiting:
            self._waiting = False
            self._let_in(signal.SIGINT, None)

    def _arrived(self, number: int, frame: FrameType | None) -> None:
        if self._held:
            self._waiting = True
        else:
            self._let_in(number, frame)

    def _let_in(self, number: int, frame: FrameType | None) -> None:
        self._held = True
        assert self._before is not None
        self._before(number, frame)
        self._held = False
