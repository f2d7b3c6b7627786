"""What a campaign needs to go on later, in a file: exact, written whole or not at all.

The first line says what the file is, which campaign it belongs to, and the SHA-256 of the rest; the
rest is a numpy archive of the totals of the runs that are finished, without any object that would
have to be unpickled. What it says is believed: keep it where nobody else writes.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import sympy as sp

from theory.errors import WarmproofError
from verify.files import check_writable, write_atomically
from verify.sgd.totals import Totals

if TYPE_CHECKING:
    from verify.sgd.campaign import Campaign

FORMAT = b"warmproof sgd, checkpoint 3"


class Checkpoint:
    """A file that holds an unfinished campaign.

    Args:
        path: where.
        campaign: the file of another one is refused.
    """

    def __init__(self, path: Path | str, campaign: Campaign) -> None:
        """Look whether the file can be written.

        Raises:
            WarmproofError: it cannot.
        """
        self.path = check_writable(path)
        self._campaign = campaign
        self._ours = False

    def read(self) -> Totals | None:
        """The runs that the file holds; None where there is no file.

        Raises:
            WarmproofError: it belongs to another campaign, or is no checkpoint, or was damaged.
        """
        try:
            first, _, rest = self.path.read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        except OSError as failed:
            raise WarmproofError(
                f"cannot read the checkpoint {self.path} ({failed.strerror}); name another file."
            ) from None
        start, _, digest = first.rpartition(b" ")
        what, _, question = start.rpartition(b" ")
        if what != FORMAT or digest != _digest(rest):
            raise WarmproofError(
                f"{self.path} is no checkpoint, or was damaged; name another file."
            )
        if question != describe(self._campaign).encode():
            raise WarmproofError(
                f"the checkpoint {self.path} belongs to another campaign; resume with the options"
                " it was begun with, or name another file."
            )
        with np.load(io.BytesIO(rest), allow_pickle=False) as archive:
            found = Totals(**{name: archive[name] for name in Totals.names()})
        self._ours = True
        return found

    def write(self, totals: Totals) -> None:
        """Write the file.

        Raises:
            WarmproofError: it cannot be written.
        """
        archive = io.BytesIO()
        np.savez(archive, **{name: getattr(totals, name) for name in Totals.names()})
        rest = archive.getvalue()
        first = b" ".join((FORMAT, describe(self._campaign).encode(), _digest(rest)))

        def fill(temporary: Path) -> None:
            temporary.write_bytes(first + b"\n" + rest)

        write_atomically(self.path, fill)
        self._ours = True

    def remove(self) -> None:
        """Remove the file, if it is this campaign's."""
        if self._ours:
            self.path.unlink(missing_ok=True)


def describe(campaign: Campaign) -> str:
    """A digest of everything that a campaign's numbers depend on."""
    setting = campaign.setting
    facts = setting.problem.facts
    exact = (
        *(facts.rho, facts.K0, facts.K, facts.f_star_lower, sp.Tuple(*facts.start)),
        *(setting.declared.A, setting.declared.B, setting.declared.C, setting.delta, setting.beta),
        *(setting.factor, campaign.confidence),
    )
    words = (
        *(facts.name, facts.title, setting.noise.name, setting.schedule, setting.tails),
        *(setting.T, campaign.runs, campaign.seed, campaign.backend),
        setting.gap_floor if setting.gap_floor is None else sp.srepr(setting.gap_floor),
        *map(sp.srepr, exact),
    )
    return hashlib.sha256("\n".join(map(str, words)).encode()).hexdigest()


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
