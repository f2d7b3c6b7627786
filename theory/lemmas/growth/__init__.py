"""Lemma 4: the gap grows only as fast as its gradient bound allows.

    integral from gap to gap_far of dx/h(x) <= ||w' - w||,      h(x) = sqrt(2 Phi(x))

Written with an antiderivative G of 1/h above 0: G(gap_far) - G(level) <= ||w' - w|| for every
positive level that is at least the gap at w; at gap > 0 the level is the gap itself. So
gap_far <= G^-1(G(gap) + ||w' - w||) wherever the right side exists. For gap = 0 see
``growth_from_zero``.

Proof. Walk back from w' and stop where the gap first meets the level. Until then it is above the
level, and it falls at most at the speed h (Lemma 5); so G falls at most at speed 1. Starting at
the *last* meeting is what keeps 1/h finite: h(0) = 0, and the path may touch gap 0 on its way.

For K0 = 0 and rho >= 1 the integral from 0 is infinite and G has no value at 0; only differences
of G at positive gaps occur here.

Source: LW, Lemma 4.
"""

from theory.lemmas.growth.statement import STATEMENT

__all__ = ["STATEMENT"]
