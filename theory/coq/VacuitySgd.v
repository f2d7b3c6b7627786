(* The assumptions of the statements about the step size of SGD and its rate can be met, by step
   sizes that are the smallest of the four terms. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Space Sums Powers Region Examples Vacuity VacuityRuns.
From Warmproof Require Import VacuityTools VacuityPoints.
From Warmproof Require Satisfiable.
Open Scope R_scope.

(* ---- roots and the radius ------------------------------------------------------------------- *)

Lemma root_of : forall x r, 0 <= r -> x = r * r -> sqrt x = r.
Proof. intros x r Hr ->. apply sqrt_square, Hr. Qed.

Lemma radius_of_two : - flat_G 2 + flat_G (4 * 2) = 2.
Proof.
  destruct two_and_eight as (E2 & E8 & _).
  replace (flat_G (4 * 2)) with (flat_G 8) by (f_equal; ring). lra.
Qed.

(* ---- step sizes ----------------------------------------------------------------------------- *)

(* With ell = 1, gap = level = 2, beta = 4, A = 0, B = 1, C = 5: the terms are 1/4, 2/5,
   and more. *)
Lemma noise_at_two : sqrt (1 * (0 * 2 + 2 * 1 * 2 + 5)) + sqrt 2 * sqrt 2 = 5.
Proof. rewrite (root_of (1 * (0 * 2 + 2 * 1 * 2 + 5)) 3), sqrt_sqrt; lra. Qed.

Lemma log_of_confidence : ln (exp (-1)) = -1 /\ 0 < exp (-1) < 1.
Proof.
  split; [apply ln_exp|]. split; [apply exp_pos|]. rewrite <- exp_0. apply exp_increasing. lra.
Qed.

Theorem sgd_step_size_warmup_met : Satisfiable.sgd_step_size_warmup.
Proof.
  exists any, (fun _ => 1), (fun s => s), flat_G, 0, 1, 5, 4, (exp (-1)), 1, 5, 2, (1 / 4), 1, 1, 2.
  destruct log_of_confidence as (E & D & _). rewrite E, noise_at_two, radius_of_two.
  split; [apply flat_nonnegative|]. split; [apply flat_integral|]. split; [apply flat_positive|].
  split; [apply flat_distance|]. do 10 (split; [lra|]). split; [|split; [|split]].
  - intros _. repeat split; lra.
  - intros _. repeat split; lra.
  - intros _. repeat split; lra.
  - intros _. rewrite (root_of (5 / (1 * (0 * 2 + 5) * 1)) 1) by lra. repeat split; lra.
Qed.

Lemma small_noise_term : 1 / 36 <= sqrt (1 / (1 * (2 * 0 * 1 + 5) * 1)).
Proof.
  rewrite <- (sqrt_square (1 / 36)) by lra. apply sqrt_le_1; lra.
Qed.

Lemma noise_at_start : sqrt (2 * 0 * 1 + 2 * 1 * (2 * 1) + 5) + sqrt 2 * sqrt (2 * 1) = 5.
Proof.
  rewrite (root_of (2 * 0 * 1 + 2 * 1 * (2 * 1) + 5) 3), Rmult_1_r, sqrt_sqrt; lra.
Qed.

Lemma radius_at_start : - flat_G (2 * 1) + flat_G (2 * 4 * 1) = 2.
Proof.
  replace (2 * 4 * 1) with (4 * 2) by ring. rewrite Rmult_1_r. exact radius_of_two.
Qed.

(* The confidence term 1/36 is the smallest. *)
Theorem sgd_step_size_constant_met : Satisfiable.sgd_step_size_constant.
Proof.
  exists any, (fun _ => 1), (fun s => s), flat_G, 0, 1, 5, 4, (exp (-1)), 1, 1, (1 / 36), 2.
  destruct log_of_confidence as (E & D & _). rewrite E, noise_at_start, radius_at_start.
  split; [apply flat_nonnegative|]. split; [apply flat_integral|]. split; [apply flat_positive|].
  split; [apply flat_distance|]. do 10 (split; [lra|]). split; [|split; [|split]].
  - intros _. repeat split; lra.
  - intros _. repeat split; lra.
  - intros _. repeat split; lra.
  - intros _. pose proof small_noise_term. repeat split; lra.
Qed.

Theorem sgd_step_size_sharp_met : Satisfiable.sgd_step_size_sharp.
Proof.
  exists any, (fun s => s + 1), 1, 1, 1, 2, 10, 1, (1 / 20).
  split; [intros; lra|]. split; [apply linear_increases|]. repeat split; lra.
Qed.

Theorem sgd_step_inverse_met : Satisfiable.sgd_step_inverse.
Proof.
  exists any, (fun _ => 1), (fun s => s), flat_G, 0, 1, 5, 4, (exp (-1)), 1, 5, 2, (1 / 4), 1, 1, 2.
  destruct log_of_confidence as (E & D).
  split; [apply flat_nonnegative|]. split; [apply flat_integral|]. split; [apply flat_positive|].
  split; [apply flat_distance|]. repeat (split; [lra|]). left. repeat split; lra.
Qed.

Lemma ten_times : forall c, total (fun _ => c) ten = 10 * c.
Proof.
  intros c. rewrite total_const by apply ten_steps. unfold ten. simpl. ring.
Qed.

Theorem sgd_rate_met : Satisfiable.sgd_rate.
Proof.
  exists any, (fun _ => 1), (fun s => s), flat_G, (fun _ => 2), (fun _ => 2), (fun _ => 1 / 4),
    0, 1, 5, 4, (exp (-1)), ten, 5, 1, 1, 1.
  destruct log_of_confidence as (E & D). pose proof one_below_ten.
  split; [apply flat_nonnegative|]. split; [apply flat_integral|]. split; [apply flat_positive|].
  split; [apply flat_distance|]. split; [lra|]. split; [lra|]. split; [lra|].
  split; [split; [apply ten_steps | lra]|]. repeat (split; [lra|]).
  split; [intros; lra|]. split; [intros; lra|]. repeat (split; [lra|]). split.
  - intros t _ _ _. left. repeat split; lra.
  - rewrite ten_times. lra.
Qed.

Theorem sgd_rate_constant_met : Satisfiable.sgd_rate_constant.
Proof.
  exists any, (fun _ => 1), (fun s => s), flat_G, 0, 1, 5, 4, (exp (-1)), ten, 1, (1 / 36), 1.
  destruct log_of_confidence as (E & D). pose proof one_below_ten.
  split; [apply flat_nonnegative|]. split; [apply flat_integral|]. split; [apply flat_positive|].
  split; [apply flat_distance|]. split; [lra|]. split; [lra|]. split; [lra|].
  split; [split; [apply ten_steps | lra]|]. repeat (split; [lra|]). split.
  - right. right. left. rewrite E. repeat split; lra.
  - rewrite ten_times. lra.
Qed.

(* Gaps that fall from 1 and levels that do not. *)
Theorem sgd_mean_against_worst_met : Satisfiable.sgd_mean_against_worst.
Proof.
  exists any, (fun s => s + 1), (fun t => / (t + 1)), (fun _ => 1), 1, 1, 2, 1, 0, ten.
  pose proof one_below_ten.
  split; [intros; lra|]. split; [apply linear_increases|]. repeat (split; [lra|]).
  split; [split; [apply ten_steps | lra]|]. split; [|repeat split; try lra; apply integer_0].
  intros t _ Ht _. assert (0 < / (t + 1)) by (apply Rinv_0_lt_compat; lra).
  assert (/ (t + 1) <= / 1) by (apply Rinv_le_contravar; lra). rewrite Rinv_1 in *. lra.
Qed.
