"""The function against a schedule: which pieces it has, and where they lie.

A wave leads from x_t to x_{t+1} and is kept as (eta_t, number of periods), however many periods it
has; its formula is evaluated only where somebody asks. The minimiser is x = 0, and f(0) = 0.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeAlias

import sympy as sp
from flint import arb

from theory import symbols as sym
from theory.errors import DomainError
from theory.theorems.lower_bound import pieces
from theory.theorems.lower_bound.pieces import M, Piece, eta, lam, m, s
from verify.adversary.schedule import BITS, Constant, Schedule, checked_steps
from verify.adversary.setting import Setting
from verify.intervals.compare import MAX_BITS, Undecided, sign
from verify.intervals.enclose import certified_floor, decimal_bounds
from verify.intervals.evaluate import compile_expressions

Progress: TypeAlias = Callable[[int], None]
"""Called about ten times a second with the number of steps done."""

MAX_STEPS = 1_000_000
SECONDS_BETWEEN_REPORTS = 0.1


@dataclass(frozen=True)
class Segment:
    """A piece that occurs once.

    Attributes:
        kind: valley, affine, hump or link.
        form: its formulas, as the theory writes them.
        piece: the same with the numbers put in.
        left: its left end, exact; minus infinity for the leftmost.
    """

    kind: str
    form: Piece
    piece: Piece
    left: sp.Expr


@dataclass(frozen=True)
class Adversary:
    """The function that is slow for a schedule.

    Attributes:
        setting: the constants.
        schedule: the steps.
        tau: the first t with eta_t below the threshold; None if there is none, and then all waves
            are alike and go on for ever.
        steps: enclosures of eta_t, t < tau; one if the waves go on for ever.
        periods: the number of periods of each wave.
        before: the pieces left of the waves, from left to right.
        after: those right of the waves.
        remaining: the walk along the schedule from eta_tau on, to be used once.
    """

    setting: Setting
    schedule: Schedule
    tau: int | None
    steps: tuple[arb, ...]
    periods: tuple[int, ...]
    before: tuple[Segment, ...]
    after: tuple[Segment, ...]
    remaining: Iterator[arb] = field(repr=False, compare=False, default_factory=lambda: iter(()))

    @property
    def linked(self) -> bool:
        """Whether the lowest period of the last wave is replaced by a quartic link."""
        return self.setting.linked and bool(self.tau)

    @property
    def is_triangular(self) -> bool:
        """Whether the slope is a triangle, so that the curvature jumps."""
        return self.setting.variant is pieces.TRIANGULAR

    @property
    def waves_text(self) -> str:
        """How many waves there are, in words."""
        if self.tau is None:
            return "all waves, which are alike,"
        return "1 wave" if len(self.periods) == 1 else f"{len(self.periods):,} waves"

    @property
    def slope(self) -> sp.Expr:
        """|f'| at x_0 and at every iterate before x_tau."""
        return self.setting.eps if self.tau == 0 else self.setting.slope

    @property
    def valley(self) -> Segment:
        """The piece that holds the minimiser."""
        return next(p for p in (*self.before, *self.after) if p.kind == "valley")

    @property
    def landing(self) -> Segment:
        """The affine piece between waves and valley; f falls along it for most of the run."""
        side = self.before if self.before else self.after
        return [p for p in side if p.kind == "affine"][1 if self.before else 0]

    @property
    def end_of_waves(self) -> sp.Expr:
        """x_tau, or x_0 if the waves go on for ever; exact."""
        if not self.before:
            return self.after[0].left
        return self.landing.left + self.landing.piece.high

    @property
    def room(self) -> sp.Expr:
        """The total of steps that lead from x_tau to the edge of the valley."""
        return self.landing.piece.high / self.setting.eps

    @property
    def width(self) -> sp.Expr:
        """The total of steps that lead across the valley."""
        piece = self.valley.piece
        return (piece.high - piece.low) / self.setting.eps


def build(
    setting: Setting,
    schedule: Schedule,
    *,
    max_steps: int = MAX_STEPS,
    bits: int = BITS,
    progress: Progress | None = None,
) -> Adversary:
    """Build the function for a schedule.

    Args:
        setting: the constants.
        schedule: the steps; they are checked on the way.
        max_steps: how far to look for the first step below the threshold.
        bits: precision of the steps.
        progress: told how far the search is.

    Raises:
        DomainError: the schedule grows, is negative, has no value, or ends too early.
        Undecided: the schedule stays above the threshold as far as was looked, or a comparison
            stays open.

    >>> from verify.adversary.schedule import schedule
    >>> from verify.adversary.setting import setting
    >>> made = build(setting(rho=1, K0=1, K=2, gap0=3, eps="1/10"), schedule("9/(t+1)"))
    >>> made.tau, made.periods
    (5, (5, 2, 1, 1, 1))
    """
    per_step = setting.put(M / setting.variant.per_curvature)
    scale = compile_expressions([per_step], [])([], bits)[0]
    walk = checked_steps(schedule, bits)
    steps: list[arb] = []
    periods: list[int] = []
    reported = time.perf_counter()
    for t, step in enumerate(walk):
        turns = step * scale
        if _is_short(turns, schedule, t, per_step):
            return _assemble(setting, schedule, t, steps, periods, chain((step,), walk))
        steps.append(step)
        periods.append(_periods(turns, schedule, t, per_step))
        if isinstance(schedule, Constant):
            return _assemble(setting, schedule, None, steps, periods, iter(()))
        if t + 1 >= max_steps:
            raise Undecided(
                f"the first {max_steps:,} steps are at least {threshold_text(setting)}, and "
                "whether a later one is shorter is not known; raise --max-steps, or give "
                "constant:VALUE for a step that stays."
            )
        if progress is not None and (now := time.perf_counter()) - reported > (
            SECONDS_BETWEEN_REPORTS
        ):
            reported = now
            progress(t)
    raise DomainError(
        f"all {len(steps)} steps of {schedule.name} are at least {threshold_text(setting)}; the "
        "function depends on the first shorter one. Give more steps, or constant:VALUE for a step "
        "that stays."
    )


def threshold_text(setting: Setting) -> str:
    """The threshold as text, such as ``2*pi/M = 1.570796...``."""
    value = setting.threshold
    name = str(setting.variant.step_threshold)
    if isinstance(value, sp.Rational):
        return f"{name} = {value}"
    return f"{name} = {decimal_bounds(value, 7)[0]}..."


def _is_short(turns: arb, schedule: Schedule, t: int, per_step: sp.Expr) -> bool:
    if turns >= 1:
        return False
    if turns < 1:
        return True
    side = sign(schedule.exact(t) * per_step - 1, MAX_BITS)
    if side is None:
        raise Undecided(
            f"whether eta_{t} lies below the threshold stays open at {MAX_BITS} bits; change it a "
            "little."
        )
    return side < 0


def _periods(turns: arb, schedule: Schedule, t: int, per_step: sp.Expr) -> int:
    whole = turns.floor().unique_fmpz()
    if whole is None:
        return certified_floor(schedule.exact(t) * per_step)
    return int(whole)


def _assemble(
    setting: Setting,
    schedule: Schedule,
    tau: int | None,
    steps: list[arb],
    periods: list[int],
    remaining: Iterator[arb],
) -> Adversary:
    """Lay the pieces that occur once beside the waves."""
    put = dict(setting.values)
    if tau and setting.linked:
        put[lam] = pieces.LINK_LENGTH.subs({eta: schedule.exact(tau - 1), m: periods[-1]}).subs(put)
    elif setting.linked:
        put[lam] = pieces.MIRRORED_LINK_LENGTH.subs(put)
    triangular = setting.variant is pieces.TRIANGULAR
    valley = pieces.parabola_valley() if triangular else pieces.valley()
    rim = valley.at(valley.high)[0]
    top = pieces.link().at(sp.Integer(0))[0] if setting.linked and tau != 0 else sym.gap0
    length = (top - rim) / pieces.eps
    half = valley.high.subs(put)
    leftmost = _leftwards(pieces.affine(-pieces.eps, rim))
    if tau is not None:
        forms = [
            ("affine", leftmost),
            ("valley", valley),
            ("affine", pieces.affine(pieces.eps, rim, length)),
        ]
        if setting.linked and tau:
            forms.append(("link", pieces.link()))
        before = _lay(forms, -half, put)
        slope = s if tau else pieces.eps
        right = pieces.affine(slope, sym.gap0)
        beyond = sp.nan  # beyond the waves, whose total length nobody needs exactly
        after: tuple[Segment, ...] = (Segment("affine", right, right.with_values(put), beyond),)
    else:
        hump = pieces.parabola_hump() if triangular else pieces.hump()
        if setting.linked:
            hump = pieces.hump(s, M)
        forms = [("hump", hump)]
        if setting.linked:
            forms.append(("link", pieces.mirrored(pieces.link())))
        forms += [
            ("affine", pieces.affine(-pieces.eps, top, length)),
            ("valley", valley),
            ("affine", pieces.affine(pieces.eps, rim)),
        ]
        total = sum((piece.high - piece.low for _, piece in forms[:-2]), sp.Integer(0))
        before, after = (), _lay(forms, -half - total.subs(put), put)
    return Adversary(setting, schedule, tau, tuple(steps), tuple(periods), before, after, remaining)


def _leftwards(piece: Piece) -> Piece:
    """The piece continued to the left of its coordinate 0 in place of the right."""
    return Piece(*piece.formulas, -sp.oo, sp.Integer(0))


def _lay(
    forms: list[tuple[str, Piece]], left: sp.Expr, put: dict[sp.Symbol, sp.Expr]
) -> tuple[Segment, ...]:
    """Put pieces side by side; ``left`` is the left end of the first bounded one."""
    laid = []
    for kind, form in forms:
        piece = form.with_values(put)
        if piece.low == -sp.oo:
            laid.append(Segment(kind, form, piece, -sp.oo))
            continue
        laid.append(Segment(kind, form, piece, left))
        left = left + piece.high - piece.low
    return tuple(laid)
