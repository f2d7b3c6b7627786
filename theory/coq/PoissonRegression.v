(* Poisson regression: e^z <= b y ln(b/(b - 1)) + b (l(z) - least) for every sample, summed.

   For y > 0 the two sides differ by b y (x - 1 - ln x) at x = (b - 1) e^z/(b y); for y = 0 the
   right side is b e^z. *)
From Coq Require Import Reals Lra Lia Psatz.
From Warmproof Require Import Meaning Sums.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma log_below_tangent x : 0 < x -> ln x <= x - 1.
Proof. intros Hx. pose proof (exp_ineq1_le (ln x)) as H. rewrite exp_ln in H by exact Hx. lra. Qed.

Lemma one_sample b y z least : 1 < b -> 0 <= y -> (y = 0 -> least = 0) ->
  (0 < y -> least = - ln y * y + y) ->
  exp z <= b * (ln (b / (b - 1)) * y + (- y * z + exp z) - least).
Proof.
  intros Hb [Hy|Hy] H0 H1; pose proof (exp_pos z) as Hz.
  - rewrite (H1 Hy). assert (Hb' : 0 < (b - 1) / b) by (apply Rdiv_lt_0_compat; lra).
    assert (Hp : 0 < (b - 1) / b * exp z) by (apply Rmult_lt_0_compat; assumption).
    assert (Hi : 0 < / y) by (apply Rinv_0_lt_compat; exact Hy).
    pose proof (log_below_tangent ((b - 1) / b * exp z * / y)
      ltac:(apply Rmult_lt_0_compat; assumption)) as L.
    rewrite (ln_mult _ (/ y)), (ln_mult _ (exp z)), ln_exp, ln_Rinv in L by assumption.
    replace (b / (b - 1)) with (/ ((b - 1) / b)) by (field; lra). rewrite ln_Rinv by exact Hb'.
    set (s := ln ((b - 1) / b)) in *. set (u := (b - 1) / b * exp z * / y) in *.
    assert (Hu : b * y * u = (b - 1) * exp z) by (unfold u; field; split; apply Rgt_not_eq; lra).
    assert (b * y * (s + z + - ln y) <= b * y * (u - 1))
      by (apply Rmult_le_compat_l; [nra | exact L]). lra.
  - rewrite (H0 (eq_sym Hy)), <- Hy. nra.
Qed.

Theorem poisson_regression : Stated.poisson_regression.
Proof.
  intros m z y least b N X2 H f_star Hb Counts Least [IN HN] [HX Hess].
  assert (Sum : total (fun i => exp (z i)) N <=
    b * (ln (b / (b - 1)) * total (fun i => y i) N + total (fun i => - y i * z i + exp (z i)) N
         - total (fun i => least i) N)).
  { apply Rle_trans with (total (fun i => b * (ln (b / (b - 1)) * y i + (- y i * z i + exp (z i))
                                               + - 1 * least i)) N).
    - apply total_le; [exact IN | lra|]. intros i Ii Hi Hl. destruct (Least i Ii Hi Hl) as [L0 L1].
      pose proof (one_sample b (y i) (z i) (least i) Hb (Counts i Ii Hi Hl) L0
        (fun P => proj2 (L1 P))). lra.
    - rewrite total_scale, !total_plus, !total_scale.
      change (fun i => y i) with y. change (fun i => least i) with least. lra. }
  assert (0 < b / (b - 1)) by (apply Rdiv_lt_0_compat; lra).
  split; [apply Rgt_not_eq; lra|]. split; [assumption|]. split; [apply Rgt_not_eq; lra|].
  apply Rmult_le_reg_r with N; [lra|]. apply (Rle_trans _ _ _ Hess).
  apply (Rle_trans _ _ _ (Rmult_le_compat_l X2 _ _ HX Sum)).
  right. field. apply Rgt_not_eq. lra.
Qed.
