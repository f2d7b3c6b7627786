(* Example 1: e^x (2 + sin 2x) has curvature at most (7 + 4 sqrt 7)/3 times its value, and at its
   stationary points pi/2 + k pi more curvature than any L0.

   The bracket of the curvature is bounded by the amplitude of a sine and a cosine; at the
   stationary points the sine is 0 and the cosine 1 for every whole number of periods. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Sums Powers Examples.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma whole_periods : forall k, integer k -> 0 <= k -> sin (2 * PI * k) = 0 /\ cos (2 * PI * k) = 1.
Proof.
  intros k Ik Hk. destruct (integer_nat k Ik Hk) as (n & ->).
  replace (2 * PI * INR n) with (0 + 2 * INR n * PI) by ring.
  rewrite sin_period, cos_period. split; [apply sin_0 | apply cos_0].
Qed.

Theorem oscillating_exponential : Stated.oscillating_exponential.
Proof.
  intros m x rho L0 L k e Hrho HL0 (Ik & Hk & Far).
  assert (X := exp_pos x). assert (Sin := SIN_bound (2 * x)). assert (Cos := COS_bound (2 * x)).
  destruct (whole_periods k Ik Hk) as (Sk & Ck). rewrite Sk, Ck.
  split; [split | split; [| split; [| split; [| split]]]].
  - apply Rmult_le_compat_r; [lra |].
    pose proof (amplitude (-10) 4 12 (2 * x) ltac:(lra) ltac:(lra)). lra.
  - apply Rmult_le_compat_r; lra.
  - apply Rmult_le_compat_r; [lra |]. set (K := 7 / 3 + 4 * sqrt 7 / 3).
    assert (Root : sqrt 7 * sqrt 7 = 7) by (apply sqrt_sqrt; lra).
    assert (0 <= sqrt 7) by apply sqrt_pos.
    assert (- (3 + K) * sin (2 * x) + 4 * cos (2 * x) <= 2 * K - 2).
    { apply amplitude; unfold K; [lra | nra]. }
    lra.
  - apply Rmult_lt_0_compat; lra.
  - intros He. pose proof (SIN_bound (2 * ln (e / 4))). split; [lra | nra].
  - ring.
  - replace (0 + 2 * 1 - 2) with 0 by ring. rewrite Rabs_R0, Rmult_0_l.
    split; [right; split; [easy | easy] |]. rewrite power_0, Rmult_0_r, Rplus_0_l.
    replace (3 * 0 - 4 * 1 + 2) with (- (2)) by ring. rewrite Rabs_Ropp, Rabs_right by lra.
    pose proof PI2_1. pose proof (exp_ineq1_le (PI * k + PI / 2)).
    assert (k * 1 <= k * PI) by (apply Rmult_le_compat_l; lra). lra.
Qed.
