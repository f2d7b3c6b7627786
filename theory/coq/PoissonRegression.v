(* Poisson regression is (1, K0, K)-smooth: the mean of e^z is at most b times the gap and a
   constant.

   For one sample with the count y > 0, u - 1 - ln u >= 0 at u = (b - 1) e^z/(b y) is the bound of
   e^z by b times (e^z - y z) - (y - y ln y), and y ln(b/(b - 1)) on top. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Sums.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma ln_below_tangent : forall u, 0 < u -> ln u <= u - 1.
Proof. intros u Hu. pose proof (exp_ineq1_le (ln u)). rewrite exp_ln in * by easy. lra. Qed.

Lemma one_sample : forall b z y least, 1 < b -> 0 <= y -> (y = 0 -> least = 0) ->
  (0 < y -> least = - ln y * y + y) ->
  exp z <= b * (- y * z + exp z) + b * (ln (b / (b - 1)) * y) + - b * least.
Proof.
  intros b z y least Hb [Hy | <-] Zero Positive.
  - rewrite (Positive Hy). assert (Z := exp_pos z). assert (Y := Rinv_0_lt_compat _ Hy).
    set (r := b / (b - 1)). assert (R : 0 < r) by (apply Rdiv_lt_0_compat; lra).
    assert (Ri := Rinv_0_lt_compat _ R).
    assert (Ezy : 0 < exp z * / y) by now apply Rmult_lt_0_compat.
    assert (T := ln_below_tangent (exp z * / y * / r) (Rmult_lt_0_compat _ _ Ezy Ri)).
    rewrite !ln_mult, !ln_Rinv, ln_exp in T by easy.
    apply (Rmult_le_compat_l (b * y)) in T; [| apply Rmult_le_pos; lra].
    assert (E : b * y * (exp z * / y * / r - 1) = (b - 1) * exp z - b * y)
      by (unfold r; field; lra).
    rewrite E in T. lra.
  - rewrite (Zero eq_refl). assert (Z := exp_pos z).
    assert (1 * exp z <= b * exp z) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Theorem poisson_regression : Stated.poisson_regression.
Proof.
  intros m z y least b N X2 H f_star Hb Counts Least (IN & HN) (HX & Bound).
  set (E := total (fun i => exp (z i)) N) in *.
  set (A := total (fun i => - y i * z i + exp (z i)) N). set (B := total (fun i => y i) N).
  set (C := total (fun i => least i) N). set (l := ln (b / (b - 1))).
  assert (Sum : E <= b * A + b * (l * B) + - b * C).
  { unfold A, B, C. rewrite <- !total_scale, <- !total_plus. apply total_le; [easy | lra |].
    intros t It Ht Lt. destruct (Least t It Ht Lt) as (Zero & Positive).
    apply one_sample; [easy | now apply Counts | easy |].
    intros Hy. now destruct (Positive Hy). }
  split; [lra |]. split; [apply Rdiv_lt_0_compat; lra |]. split; [lra |].
  apply Rmult_le_reg_r with N; [lra |]. apply Rle_trans with (1 := Bound).
  apply Rle_trans with (X2 * (b * A + b * (l * B) + - b * C)); [now apply Rmult_le_compat_l |].
  right. field. lra.
Qed.
