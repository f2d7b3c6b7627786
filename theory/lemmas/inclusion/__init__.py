"""Lemma 1 (inclusion): Definition 0, in the gradient norm, lies inside Definition 1, in the gap.

1. ``slope_bound``: g^2 <= 2 (L0 + L g^rho) gap, by the argument along the gradient flow that
   ``flow_lead`` has for every function of the gradient norm.
2. ``at_point``: two cases, L g^rho <= theta L0 or not.
3. ``statement``: the same at every point is membership of the class.
4. ``loose``: the form with the constant 2^(rho+2) L.
5. ``psi``: the sharp form, with an integral; ``psi_linear`` has it in closed form for rho = 1.
6. ``strict``: a function of Definition 1 with alpha < 1 that is in no class of Definition 0.
"""

from theory.lemmas.inclusion.statement import STATEMENT

__all__ = ["STATEMENT"]
