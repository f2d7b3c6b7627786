(* What Examples 2 and 3 share: a Hessian bound cubic in ||w||^2 under a ridge is a bound in the cube
   of the gap, and curvature like the squared gradient outgrows every power of it below the square.

   Sums of squares give the first; for the second, Z^(rho/2) raised to 2/rho - 1 is at least
   2 L + 1, so Z is at least 2 L + 1 times it. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Powers.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma cube_of_sum : forall s gap c, 0 <= s <= c + 2 * gap -> 0 <= gap ->
  s ^ 3 <= 32 * gap ^ 3 + 4 * c ^ 3.
Proof.
  intros s gap c (Hs & Top) Hgap.
  apply Rle_trans with ((c + 2 * gap) ^ 3); [apply pow_incr; lra |].
  assert (0 <= 3 * (c + 2 * gap) * (2 * gap - c) ^ 2) by (apply Rmult_le_pos; [lra | apply pow2_ge_0]).
  nra.
Qed.

Lemma triple_below_cube : forall s, 0 <= s -> 3 * s <= s ^ 3 + 2.
Proof.
  intros s Hs. assert (0 <= (s - 1) ^ 2 * (s + 2)) by (apply Rmult_le_pos; [apply pow2_ge_0 | lra]).
  nra.
Qed.

Theorem cubic_ridge : Stated.cubic_ridge.
Proof.
  intros m gap s H A B c HA HB Hgap (Hs & Top) HH.
  assert (Cube := cube_of_sum s gap c (conj Hs Top) Hgap).
  assert (Line := triple_below_cube gap Hgap). assert (Line' := triple_below_cube s Hs).
  assert (A * s ^ 3 <= A * (32 * gap ^ 3 + 4 * c ^ 3)) by now apply Rmult_le_compat_l.
  assert (B * s <= B * (2 * gap ^ 3 / 3 + 4 / 3 + c)) by (apply Rmult_le_compat_l; lra).
  assert (B * s <= B * ((32 * gap ^ 3 + 4 * c ^ 3 + 2) / 3)) by (apply Rmult_le_compat_l; lra).
  split; lra.
Qed.

Theorem beyond_power : Stated.beyond_power.
Proof.
  intros m rho L0 L Z G2 Hrho HL (HZ & HG & Below) Beyond0 (_ & _ & _ & Beyond).
  set (X := power Z (rho / 2)) in *. assert (HX : 0 < X) by now apply power_gt_0.
  assert (Rest : 0 < 2 / rho - 1).
  { assert (1 < 2 / rho); [| lra]. apply Rmult_lt_reg_r with rho; [lra |].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  assert (Ratio : X * (2 * L + 1) <= Z).
  { replace Z with (X * power X (2 / rho - 1)).
    - apply Rmult_le_compat_l; [lra |].
      replace (2 * L + 1) with (power (power (2 * L + 1) (rho / (2 - rho))) (2 / rho - 1)).
      + apply power_le; [easy |]. split; [apply power_ge_0 | easy].
      + rewrite power_power by lra.
        replace (rho / (2 - rho) * (2 / rho - 1)) with 1 by (field; lra). apply power_1_right. lra.
    - rewrite <- power_succ by lra. unfold X. rewrite power_power by lra.
      replace (rho / 2 * (2 / rho - 1 + 1)) with 1 by (field; lra). apply power_1_right. lra. }
  split; [split; [now left | easy] |].
  assert (Power : power G2 (rho / 2) <= X) by (apply power_le; lra).
  split; [destruct HG as [|<-]; [now left | right; split; lra] |].
  assert (L * power G2 (rho / 2) <= L * X) by now apply Rmult_le_compat_l. nra.
Qed.
