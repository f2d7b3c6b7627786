(* The assumptions of the theorems on SGD with a schedule can be met: the coin of VacuityCoin.v, and
   a confidence for which the third of the four terms, 1/100, is the smallest and is the step. *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Warmproof Require Import Meaning MeaningRandom Sums Examples Vacuity VacuityRuns VacuityTools.
From Warmproof Require Import VacuityPoints VacuitySgd VacuityCoin VacuitySgdRuns.
From Warmproof Require Satisfiable.
Open Scope R_scope.

Lemma confidence : forall x, 0 < x -> ln (exp (- x)) = - x /\ 0 < exp (- x) < 1.
Proof.
  intros x Hx. split; [apply ln_exp|]. split; [apply exp_pos|].
  pose proof (exp_increasing (- x) 0 ltac:(lra)) as P. rewrite exp_0 in P. exact P.
Qed.

Lemma root_at_least : forall x, 1 / 100 <= x -> 1 / 100 <= sqrt x.
Proof. intros x Hx. rewrite <- (sqrt_square (1 / 100)) by lra. apply sqrt_le_1; lra. Qed.

Lemma radius_at_least : forall r, 0 <= r -> r <= 4 -> 1 / 100 <= 2 / (r + 1).
Proof.
  intros r H0 H4. apply Rmult_le_reg_r with (r + 1); [lra|].
  replace (2 / (r + 1) * (r + 1)) with 2 by (field; lra). lra.
Qed.

Lemma floor_above : Rmax 2 (1 / 2) = 2.
Proof. apply Rmax_left. lra. Qed.

Lemma radius_of_floor : flat_G (4 * 2) - flat_G 2 = 2.
Proof. pose proof radius_of_two. lra. Qed.

(* The run below another bound of its first gap. *)
Lemma coin_run_below : forall gap0, 1 / 2 <= gap0 ->
  (forall omega, outcome coin omega -> coin_gap 0 omega <= gap0) /\
  forall t, integer t -> 0 <= t -> t <= 1 - 1 -> forall omega, outcome coin omega ->
    noisy_step any (coin_gap t omega) 1 (1 / 100) (1 / 2) (toss omega) (coin_gap (t + 1) omega) /\
    0 <= coin_gap t omega /\ 0 <= 1 /\ 0 <= 1 / 2 /\ 0 <= coin_gap (t + 1) omega.
Proof.
  intros gap0 H. split; [intros; rewrite gap_0; exact H|]. exact (proj2 coin_run).
Qed.

Theorem sgd_warmup_met : Satisfiable.sgd_warmup.
Proof.
  exists any, coin, (fun _ => 1), (fun s => s), flat_G, (fun _ => 1), (fun _ => 1), coin_gap,
    (fun _ _ => 1), (fun _ _ => 1 / 100), (fun _ _ => 1 / 2), (fun _ => toss),
    0, 1, 3, 4, (exp (- (25 / 8))), 1, (1 / 2), 2.
  destruct (confidence (25 / 8) ltac:(lra)) as (E & D). rewrite E. of_class. of_radius.
  split; [lra|]. split; [exact D|]. split; [exact one_step|]. do 3 (split; [lra|]).
  split; [exact coin_run|]. split; [lra|]. split.
  { at_outcome. rewrite floor_above, radius_of_floor, root_of_half.
    rewrite (root_of (0 * (1 / 2) + 2 * 1 * (1 / 2) + 3) 2) by lra.
    pose proof (root_at_least (1 / 2 / (1 * (0 * (1 / 2) + 3) * 1)) ltac:(lra)).
    assert (Third : - (1 / 2) / (4 * (0 * (1 / 2) + 2 * 1 * (1 / 2) + 3) * - (25 / 8)) = 1 / 100)
      by field.
    rewrite Third.
    split; [lra|]. split; [lra|]. split; [right; repeat split; lra|].
    split; [right; repeat split; lra|]. split; [right; repeat split; lra|].
    split; [right; repeat split; lra|]. right. right. left. repeat split; lra. }
  split.
  { at_start. split; [exact gap_known|]. split; [apply constant_known|].
    split; [apply constant_known|]. split; [apply constant_known|].
    split; [|apply known_after]. split; [intros; rewrite gap_0; lra | apply root_known]. }
  split; [at_start; exact fair|]. split; [at_outcome; intros; lra|]. of_end.
Qed.

Theorem sgd_warmup_bounded_met : Satisfiable.sgd_warmup_bounded.
Proof.
  exists any, coin, (fun _ => 1), (fun s => s), flat_G, (fun _ => 1), (fun _ => 1), coin_gap,
    (fun _ _ => 1), (fun _ _ => 1 / 100), (fun _ _ => 1 / 2), (fun _ => toss),
    (1 / 2), 4, (exp (- (50))), 1, (1 / 2), 2.
  destruct (confidence 50 ltac:(lra)) as (E & D). rewrite E. of_class. of_radius.
  split; [lra|]. split; [exact D|]. split; [exact one_step|].
  split; [exact coin_run|]. split; [lra|]. split.
  { at_outcome. rewrite floor_above, radius_of_floor, root_of_half, (Rabs_pos_eq (1 / 2)) by lra.
    pose proof (root_at_least (1 / 2 / (1 * (1 / 2) ^ 2 * 1)) ltac:(lra)).
    assert (Third : - (1 / 2) / (4 * (1 / 2) ^ 2 * - (50)) = 1 / 100) by field. rewrite Third.
    split; [lra|]. split; [lra|]. split; [right; repeat split; lra|].
    split; [right; repeat split; lra|]. split; [right; repeat split; lra|].
    split; [right; repeat split; lra|]. right. right. left. repeat split; lra. }
  split.
  { at_start. split; [exact gap_known|]. split; [apply constant_known|].
    split; [apply constant_known|]. split; [apply constant_known | apply known_after]. }
  split; [at_start; exact fair|]. split; [at_outcome; intros; lra|]. of_end.
Qed.

Theorem sgd_warmup_light_tails_met : Satisfiable.sgd_warmup_light_tails.
Proof.
  exists any, coin, (fun _ => 1), (fun s => s), flat_G, (fun _ => 1), (fun _ => 1), coin_gap,
    (fun _ _ => 1), (fun _ _ => 1 / 100), (fun _ _ => 1 / 2), (fun _ => toss),
    0, 1, 1, 4, (exp (- (25 / 12))), 1, (1 / 2), 2.
  destruct (confidence (25 / 12) ltac:(lra)) as (E & D). rewrite E, ln_1. of_class. of_radius.
  split; [lra|]. split; [exact D|]. split; [exact one_step|]. do 3 (split; [lra|]).
  split; [exact coin_run|]. split; [lra|]. split.
  { at_outcome. rewrite floor_above, radius_of_floor, root_of_half.
    set (tail := (0 - - (25 / 12) + 1) * (0 * (1 / 2) + 2 * 1 * (1 / 2) + 1)).
    assert (0 <= tail <= 4 * 4) by (unfold tail; lra). pose proof (sqrt_pos tail).
    assert (sqrt tail <= 4) by (rewrite <- (sqrt_square 4) by lra; apply sqrt_le_1; lra).
    pose proof (radius_at_least (sqrt tail) ltac:(assumption) ltac:(assumption)).
    pose proof (root_at_least (1 / 2 / (1 * (0 * (1 / 2) + 1) * 1)) ltac:(lra)).
    assert (Third : - (1 / 2) / (12 * (0 * (1 / 2) + 2 * 1 * (1 / 2) + 1) * - (25 / 12)) = 1 / 100)
      by field.
    rewrite Third.
    split; [repeat split; lra|]. split; [lra|]. split; [lra|]. split; [right; repeat split; lra|].
    split; [right; repeat split; lra|]. split; [right; repeat split; lra|].
    split; [right; repeat split; lra|]. right. right. left. repeat split; lra. }
  split.
  { at_start. split; [exact gap_known|]. split; [apply constant_known|].
    split; [apply constant_known|]. split; [apply known_after|]. split; [apply known_after|].
    apply constant_known. }
  split; [at_start; exact fair|]. split; [at_outcome; lra|].
  split; [at_start; split; [intros; rewrite gap_0; lra | exact (light_enough 0)]|]. of_end.
Qed.

Theorem sgd_constant_met : Satisfiable.sgd_constant.
Proof.
  exists any, coin, (fun _ => 1), (fun s => s), flat_G, (fun _ => 1), (fun _ => 1), coin_gap,
    (fun _ _ => 1), (fun _ _ => 1 / 2), (fun _ => toss),
    0, 1, 5, 4, (exp (- (25 / 9))), 1, 1, (1 / 100).
  destruct (confidence (25 / 9) ltac:(lra)) as (E & D). rewrite E. of_class. of_radius.
  split; [lra|]. split; [exact D|]. split; [exact one_step|]. do 3 (split; [lra|]).
  split; [apply coin_run_below; lra|]. split.
  { rewrite radius_at_start, noise_at_start.
    pose proof (root_at_least (1 / (1 * (2 * 0 * 1 + 5) * 1)) ltac:(lra)).
    assert (Third : - (1) / (4 * (2 * 0 * 1 + 2 * 1 * (2 * 1) + 5) * - (25 / 9)) = 1 / 100)
      by field.
    rewrite Third.
    split; [lra|]. split; [lra|]. split; [right; repeat split; lra|].
    split; [right; repeat split; lra|]. split; [right; repeat split; lra|].
    split; [right; repeat split; lra|]. right. right. left. repeat split; lra. }
  split.
  { at_start. split; [exact gap_known|]. split; [apply constant_known|].
    split; [|apply known_after]. split; [intros; rewrite gap_0; lra | apply root_known]. }
  split; [at_start; exact fair|]. split; [at_outcome; intros; lra|]. of_end.
Qed.

Theorem sgd_constant_bounded_met : Satisfiable.sgd_constant_bounded.
Proof.
  exists any, coin, (fun _ => 1), (fun s => s), flat_G, (fun _ => 1), (fun _ => 1), coin_gap,
    (fun _ _ => 1), (fun _ _ => 1 / 2), (fun _ => toss),
    (1 / 2), 4, (exp (- (100))), 1, 1, (1 / 100).
  destruct (confidence 100 ltac:(lra)) as (E & D). rewrite E. of_class. of_radius.
  split; [lra|]. split; [exact D|]. split; [exact one_step|].
  split; [apply coin_run_below; lra|]. split.
  { rewrite radius_at_start, (Rabs_pos_eq (1 / 2)) by lra.
    assert (R2 : sqrt 2 * sqrt (2 * 1) = 2) by (rewrite Rmult_1_r; apply sqrt_sqrt; lra).
    rewrite R2. pose proof (root_at_least (1 / (1 * (1 / 2) ^ 2 * 1)) ltac:(lra)).
    assert (Third : - (1) / (4 * (1 / 2) ^ 2 * - (100)) = 1 / 100) by field. rewrite Third.
    split; [lra|]. split; [lra|]. split; [right; repeat split; lra|].
    split; [right; repeat split; lra|]. split; [right; repeat split; lra|].
    split; [right; repeat split; lra|]. right. right. left. repeat split; lra. }
  split.
  { at_start. split; [exact gap_known|]. split; [apply constant_known | apply known_after]. }
  split; [at_start; exact fair|]. split; [at_outcome; intros; lra|]. of_end.
Qed.

Theorem sgd_constant_light_tails_met : Satisfiable.sgd_constant_light_tails.
Proof.
  exists any, coin, (fun _ => 1), (fun s => s), (fun _ => 1), (fun _ => 1), coin_gap,
    (fun _ _ => 1), (fun _ _ => 1 / 2), (fun _ => toss), 0, 1, 1, (exp (-1)), 1, (1 / 2), (1 / 100).
  destruct log_of_confidence as (E & D). rewrite E. of_class.
  split; [lra|]. split; [exact D|]. split; [exact one_step|]. do 3 (split; [lra|]).
  split; [exact coin_run|]. split; [apply flat_integral|]. do 4 (split; [lra|]). split.
  { at_start. split; [exact gap_known|]. split; [apply constant_known|].
    split; apply known_after. }
  split; [at_start; exact fair|]. split; [at_outcome; lra|].
  split; [at_start; split; [intros; rewrite gap_0; lra | exact (light_enough 0)]|]. of_end.
Qed.
