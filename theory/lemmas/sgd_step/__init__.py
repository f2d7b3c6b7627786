r"""One step of SGD: with a step size that is small in two ways, the gap falls up to the noise.

Let V = A gap + 2 B Phi(gap) + C, L = ell(beta level), and

    2 (1+B) L eta <= 1,      eta (h(gap) + sqrt(V)) <= G(beta level) - G(level),

for a level > 0 that is at least the gap. If ||xi||^2 <= A gap + B ||grad f(w)||^2 + C then

    gap_next <= beta level,
    gap_next <= gap - (3/4) eta ||grad f||^2 - eta (1 - L eta) <grad f, xi>
                + (L eta^2/2)(A gap + C),
    |eta (1 - L eta) <grad f, xi>| <= eta ||grad f|| sqrt(V).

Proof. By Lemma 5, ||xi||^2 <= V and ||grad f|| <= h(gap), so the step is no longer than the radius
of the level. The descent inequality there (``local_descent_level``), multiplied out, has the factor
-eta (1 - L eta/2) at ||grad f||^2 and L eta^2/2 at ||xi||^2; the part B ||grad f||^2 of the noise
bound leaves -(3/4) eta. The constant 3/4 is the best one.

Source: LW, Lemma 2 as used in Appendices E.1 and F.1.
"""

from theory.lemmas.sgd_step.statement import STATEMENT

__all__ = ["STATEMENT"]
