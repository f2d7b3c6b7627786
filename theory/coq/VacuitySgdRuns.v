(* The assumptions of the theorems on SGD with high probability can be met: the step 1/100 on the
   bowl w^2/2 on the line from 1, with the noise 1/2 or -1/2 by a fair coin, A = 0, B = 1 and C = 3
   or 1, for the confidence 1 - 1/e. *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Warmproof Require Import Meaning MeaningRandom Sums Examples Vacuity VacuityRuns VacuityTools.
From Warmproof Require Import VacuityPoints VacuitySgd VacuityCoin.
From Warmproof Require Satisfiable.
Open Scope R_scope.

Definition end_point (omega : R) : R := 1 - 1 / 100 * (1 + toss omega).
Definition coin_gap (t omega : R) : R :=
  if Rlt_dec t (1 / 2) then 1 / 2 else end_point omega * end_point omega / 2.

Lemma gap_0 : forall omega, coin_gap 0 omega = 1 / 2.
Proof. intros. unfold coin_gap. destruct (Rlt_dec 0 (1 / 2)); lra. Qed.

Lemma gap_1 : forall omega, coin_gap (0 + 1) omega = end_point omega * end_point omega / 2.
Proof. intros. unfold coin_gap. destruct (Rlt_dec (0 + 1) (1 / 2)); lra. Qed.

Lemma coin_step : forall omega, outcome coin omega ->
  noisy_step any (coin_gap 0 omega) 1 (1 / 100) (1 / 2) (toss omega) (coin_gap (0 + 1) omega) /\
  0 <= coin_gap 0 omega /\ 0 <= 1 /\ 0 <= 1 / 2 /\ 0 <= coin_gap (0 + 1) omega.
Proof.
  intros omega O. rewrite gap_0, gap_1. split.
  - pose proof (noisy_on_line still 1 (toss omega) (1 / 100) ltac:(lra)) as P.
    replace (Rabs (toss omega)) with (1 / 2) in P.
    + replace (1 * 1 / 2) with (1 / 2) in P by field. rewrite Rmult_1_l in P. exact P.
    + unfold toss. destruct (two_sides omega O) as [->| ->].
      * rewrite Rabs_pos_eq; lra.
      * rewrite Rabs_left; lra.
  - pose proof (Rle_0_sqr (end_point omega)) as P. unfold Rsqr in P. lra.
Qed.

Lemma coin_run : (forall omega, outcome coin omega -> coin_gap 0 omega <= 1 / 2) /\
  forall t, integer t -> 0 <= t -> t <= 1 - 1 -> forall omega, outcome coin omega ->
    noisy_step any (coin_gap t omega) 1 (1 / 100) (1 / 2) (toss omega) (coin_gap (t + 1) omega) /\
    0 <= coin_gap t omega /\ 0 <= 1 /\ 0 <= 1 / 2 /\ 0 <= coin_gap (t + 1) omega.
Proof. split; [intros; rewrite gap_0; lra|]. at_start. exact coin_step. Qed.

Lemma gap_known : known coin (fun omega => coin_gap 0 omega) 0.
Proof. apply (known_before _ (1 / 2)). intros. apply gap_0. Qed.

Lemma root_known : forall c, known coin (fun omega =>
  sqrt (0 * coin_gap 0 omega + 2 * 1 * coin_gap 0 omega + c)) 0.
Proof.
  intros c. apply (known_before _ (sqrt (0 * (1 / 2) + 2 * 1 * (1 / 2) + c))).
  intros. rewrite gap_0. reflexivity.
Qed.

Lemma constant_known : forall c, known coin (fun _ => c) 0.
Proof. intros c. apply (known_before _ c). reflexivity. Qed.

Lemma moment_in_run : forall omega, outcome coin omega -> integer 1 /\ 0 <= 1 /\ 1 <= 1.
Proof. intros. split; [apply integer_1 | lra]. Qed.

Lemma light_enough : forall omega : R, conditionally_at_most coin (fun omega =>
  exp ((1 / 2) ^ 2 / (0 * coin_gap 0 omega + 1 * 1 ^ 2 + 1))) (fun _ => exp 1) 0.
Proof.
  intros _. apply at_most_before; [apply one_below; rewrite gap_0; lra
    | apply one_below; rewrite gap_0; lra | reflexivity].
Qed.

Ltac of_class := split; [apply one_smooth|]; split; [apply bowl_low|]; split; [easy|];
  split; [apply flat_nonnegative|]; split; [apply flat_nondecreasing|].
Ltac of_radius := split; [apply flat_integral|]; split; [apply flat_positive|];
  split; [apply flat_distance|]; split; [lra|].
Ltac at_outcome := at_start; intros omega O; rewrite ?gap_0.
Ltac of_end := split; [exact moment_in_run | at_outcome; lra].

Theorem sgd_met : Satisfiable.sgd.
Proof.
  exists any, coin, (fun _ => 1), (fun s => s), flat_G, (fun _ => 1), (fun _ => 1), coin_gap,
    (fun _ _ => 1), (fun _ _ => 1 / 100), (fun _ _ => 2), (fun _ _ => 1 / 2), (fun _ => toss),
    0, 1, 3, 4, (exp (-1)), 1, (1 / 2).
  destruct log_of_confidence as (E & D). rewrite E. of_class. of_radius.
  split; [lra|]. split; [exact D|]. split; [exact one_step|]. do 3 (split; [lra|]).
  split; [exact coin_run|]. split; [at_outcome; lra|]. split; [at_outcome; lra|].
  split; [at_outcome; intros; lra|]. split.
  { at_outcome. intros _. pose proof radius_of_two. rewrite root_of_half.
    rewrite (root_of (0 * (1 / 2) + 2 * 1 * (1 / 2) + 3) 2) by lra. repeat split; lra. }
  split; [at_outcome; intros; lra|]. split; [at_outcome; intros; lra|]. split.
  { at_start. split; [exact gap_known|]. split; [apply constant_known|].
    split; [apply constant_known|]. split; [apply constant_known|].
    split; [|apply known_after]. split; [intros; rewrite gap_0; lra | apply root_known]. }
  split; [at_start; exact fair|]. split; [at_outcome; intros; lra|]. of_end.
Qed.

Theorem sgd_sharp_met : Satisfiable.sgd_sharp.
Proof.
  exists any, coin, (fun _ => 1), (fun _ => 1), (fun _ => 1), coin_gap, (fun _ _ => 1),
    (fun _ _ => 1 / 100), (fun _ _ => 1 / 2), (fun _ => toss), 1, 0, 1, 3, (exp (-1)), 1, (1 / 2).
  destruct log_of_confidence as (E & D). rewrite E. of_class.
  split; [lra|]. split; [lra|]. split; [exact D|]. split; [exact one_step|]. do 3 (split; [lra|]).
  split; [exact coin_run|]. split; [at_outcome; lra|]. split; [at_outcome; intros; lra|].
  split; [at_outcome; intros; lra|]. split; [at_outcome; intros; lra|]. split.
  { at_start. split; [exact gap_known|]. split; [apply constant_known|].
    split; [apply constant_known|]. split; [|apply known_after].
    split; [intros; rewrite gap_0; lra|].
    apply (known_before _ (sqrt (0 * (1 / 2) + 1 * 1 ^ 2 + 3))). intros.
    rewrite gap_0. reflexivity. }
  split; [at_start; exact fair|]. split; [at_outcome; intros; lra|]. of_end.
Qed.

Theorem sgd_constant_sharp_met : Satisfiable.sgd_constant_sharp.
Proof.
  exists any, coin, (fun _ => 1), (fun s => s), (fun _ => 1), (fun _ => 1), coin_gap,
    (fun _ _ => 1), (fun _ _ => 1 / 2), (fun _ => toss), 0, 1, 3, (exp (-1)), 1, (1 / 2), (1 / 100).
  destruct log_of_confidence as (E & D). rewrite E. of_class.
  split; [lra|]. split; [exact D|]. split; [exact one_step|]. do 3 (split; [lra|]).
  split; [exact coin_run|]. split; [apply flat_integral|]. do 4 (split; [lra|]). split.
  { at_start. split; [exact gap_known|]. split; [apply constant_known|].
    split; [|apply known_after]. split; [intros; rewrite gap_0; lra|].
    apply (known_before _ (sqrt (0 * (1 / 2) + 1 * 1 ^ 2 + 3))). intros.
    rewrite gap_0. reflexivity. }
  split; [at_start; exact fair|]. split; [at_outcome; intros; lra|]. of_end.
Qed.

Theorem sgd_light_tails_met : Satisfiable.sgd_light_tails.
Proof.
  exists any, coin, (fun _ => 1), (fun s => s), flat_G, (fun _ => 1), (fun _ => 1), coin_gap,
    (fun _ _ => 1), (fun _ _ => 1 / 100), (fun _ _ => 2), (fun _ _ => 1 / 2), (fun _ => toss),
    0, 1, 1, 4, (exp (-1)), 1, (1 / 2).
  destruct log_of_confidence as (E & D). rewrite E, ln_1. of_class. of_radius.
  split; [lra|]. split; [exact D|]. split; [exact one_step|]. do 3 (split; [lra|]).
  split; [exact coin_run|]. split; [at_outcome; lra|]. split; [at_outcome; lra|].
  split; [at_outcome; intros; lra|]. split.
  { at_outcome. intros _. pose proof radius_of_two. rewrite root_of_half.
    rewrite (root_of ((0 - -1 + 1) * (0 * (1 / 2) + 2 * 1 * (1 / 2) + 1)) 2) by lra.
    repeat split; lra. }
  split; [at_outcome; intros; lra|]. split; [at_outcome; intros; lra|]. split.
  { at_start. split; [exact gap_known|]. split; [apply constant_known|].
    split; [apply constant_known|]. split; [apply known_after|]. split; [apply known_after|].
    apply constant_known. }
  split; [at_start; exact fair|]. split; [at_outcome; lra|].
  split; [at_start; split; [intros; rewrite gap_0; lra | exact (light_enough 0)]|]. of_end.
Qed.

Theorem sgd_light_tails_sharp_met : Satisfiable.sgd_light_tails_sharp.
Proof.
  exists any, coin, (fun _ => 1), (fun _ => 1), (fun _ => 1), coin_gap, (fun _ _ => 1),
    (fun _ _ => 1 / 100), (fun _ _ => 1 / 2), (fun _ => toss), 1, 0, 1, 1, (exp (-1)), 1, (1 / 2).
  destruct log_of_confidence as (E & D). rewrite E. of_class.
  split; [lra|]. split; [lra|]. split; [exact D|]. split; [exact one_step|]. do 3 (split; [lra|]).
  split; [exact coin_run|]. split; [at_outcome; lra|]. split; [at_outcome; intros; lra|].
  split; [at_outcome; intros; lra|]. split; [at_outcome; intros; lra|]. split.
  { at_start. split; [exact gap_known|]. split; [apply constant_known|].
    split; [apply constant_known|]. split; apply known_after. }
  split; [at_start; exact fair|]. split; [at_outcome; lra|].
  split; [at_start; split; [intros; rewrite gap_0; lra | exact (light_enough 0)]|]. of_end.
Qed.
