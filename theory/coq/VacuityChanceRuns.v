(* The assumptions of the theorems of SGD with high probability can be met: one step from 1 on w^2/2 on the line,
   with the noise 1 or -1 by a fair coin, and the step sizes that each theorem asks for. The failure is 1/e, so
   ln(1/delta) = 1, and the confidence term is the smallest of the four. *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Warmproof Require Import Meaning MeaningRandom Sums Chance Hoeffding Sgd Region Examples Vacuity VacuityTools
  VacuityChance.
From Warmproof Require Satisfiable.
Open Scope R_scope.

(* The gap before and after the step: at 1, then at 1 - 2 eta w. *)
Definition coin_gap (eta t w : R) : R := (1 - 2 * eta * t * w) ^ 2 / 2.

Lemma gap_first eta w : coin_gap eta 0 w = 1 / 2.
Proof. unfold coin_gap. field. Qed.

Lemma one_class : smooth any (fun _ => 1).
Proof. apply bowl_smooth. intros. lra. Qed.

Lemma coin_step eta w : outcome coin w ->
  noisy_step any (coin_gap eta 0 w) (one 0 w) eta (one 0 w) (swing 0 w) (coin_gap eta (0 + 1) w) /\
  0 <= coin_gap eta 0 w /\ 0 <= one 0 w /\ 0 <= one 0 w /\ 0 <= coin_gap eta (0 + 1) w.
Proof.
  intros Hw. split.
  - assert (P := noisy_on_line still 1 (2 * w - 1) eta ltac:(lra)).
    assert (A : Rabs (2 * w - 1) = 1).
    { destruct (coin_outcome w Hw) as [->| ->]; [rewrite Rabs_left|rewrite Rabs_pos_eq]; lra. }
    rewrite A in P. unfold coin_gap, one, swing.
    replace ((1 - 2 * eta * 0 * w) ^ 2 / 2) with (1 * 1 / 2) by field.
    replace ((1 - 2 * eta * (0 + 1) * w) ^ 2 / 2) with
      ((1 - eta * (1 + (2 * w - 1))) * (1 - eta * (1 + (2 * w - 1))) / 2) by field.
    replace (1 * (2 * w - 1)) with (2 * w - 1) in P by ring. exact P.
  - unfold coin_gap, one. assert (P := pow2_ge_0 (1 - 2 * eta * 0 * w)).
    assert (Q := pow2_ge_0 (1 - 2 * eta * (0 + 1) * w)). lra.
Qed.

Lemma coin_start eta w : outcome coin w -> coin_gap eta 0 w <= 1 / 2.
Proof. intros _. rewrite gap_first. lra. Qed.

Lemma gap_known eta : known coin (fun w => coin_gap eta 0 w) 0.
Proof. apply coin_known. rewrite !gap_first. reflexivity. Qed.

Lemma one_index : integer 1 /\ 1 <= 1.
Proof. split; [apply integer_1|lra]. Qed.

Lemma least_one w : 0 <= at_end w /\ at_end w <= one 0 w ^ 2.
Proof. unfold at_end, one. lra. Qed.

Lemma flat_four : flat_G (4 * 1) - flat_G 1 = sqrt 2.
Proof.
  unfold flat_G. replace (4 * 1) with (2 * 2) by ring. rewrite sqrt_square, sqrt_1 by lra. ring.
Qed.

Lemma root_two : 1 < sqrt 2 <= 2.
Proof.
  assert (P := sqrt_pos 2). assert (Q : sqrt 2 * sqrt 2 = 2) by (apply sqrt_sqrt; lra). split; nra.
Qed.

Lemma root_half : sqrt 2 * sqrt (1 / 2) = 1.
Proof. rewrite <- sqrt_mult by lra. replace (2 * (1 / 2)) with (1 * 1) by field. apply sqrt_square. lra. Qed.

Ltac class := split; [apply one_class|]; split; [apply bowl_low|]; split; [easy|];
  split; [intros; lra|]; split; [intros; lra|].
Ltac distances := split; [apply flat_integral|]; split; [easy|]; split; [apply flat_distance|]; split; [lra|].
Ltac a_step := first_step; intros w Hw; rewrite ?gap_first; intros _; rewrite ?failure_ln; unfold one, swing.

(* ---- without a radius --------------------------------------------------------------------------- *)

Theorem sgd_sharp_met : Satisfiable.sgd_sharp.
Proof.
  exists any, coin, (fun _ => 1), at_end, at_end, (coin_gap (1 / 8)), one, (fun _ _ => 1 / 8), one, swing, 1, 0, 0, 1,
    failure, 1, (1 / 2).
  class. split; [lra|]. split; [reflexivity|]. split; [apply failure_range|]. split; [apply one_index|].
  repeat (split; [lra|]).
  split; [split; [apply coin_start|first_step; apply coin_step]|]. split; [intros; lra|].
  split; [a_step; lra|]. split; [a_step; split; [apply failure_range|lra]|]. split; [a_step; lra|].
  split; [first_step|split; [first_step; apply swing_centred|]].
  { split; [apply gap_known|]. split; [apply coin_known; reflexivity|]. split; [apply coin_known; reflexivity|].
    split; [|apply coin_seen]. split; [intros w _; rewrite gap_first; unfold one; lra|].
    apply coin_known. rewrite !gap_first. reflexivity. }
  split; [a_step; lra|]. split; [apply end_index|first_step; intros; apply least_one].
Qed.

Theorem sgd_constant_sharp_met : Satisfiable.sgd_constant_sharp.
Proof.
  exists any, coin, (fun _ => 1), (fun s => s), at_end, at_end, (coin_gap (1 / 8)), one, one, swing, 0, 0, 1,
    failure, 1, (1 / 2), (1 / 8).
  class. split; [lra|]. split; [apply failure_range|]. split; [apply one_index|].
  repeat (split; [lra|]).
  split; [split; [apply coin_start|first_step; apply coin_step]|]. split; [apply flat_integral|].
  split; [lra|]. split; [lra|]. split; [split; [apply failure_range|rewrite failure_ln; lra]|]. split; [lra|].
  split; [first_step|split; [first_step; apply swing_centred|]].
  { split; [apply gap_known|]. split; [apply coin_known; reflexivity|].
    split; [|apply coin_seen]. split; [intros w _; rewrite gap_first; unfold one; lra|].
    apply coin_known. rewrite !gap_first. reflexivity. }
  split; [a_step; lra|]. split; [apply end_index|first_step; intros; apply least_one].
Qed.

(* ---- light tails, without a radius ----------------------------------------------------------------- *)

Lemma run_tails eta : conditionally_at_most coin
  (fun w => exp (one 0 w ^ 2 / (0 * coin_gap eta 0 w + 0 * one 0 w ^ 2 + 1))) (fun _ => exp 1) 0.
Proof.
  assert (E : forall w, one 0 w ^ 2 / (0 * coin_gap eta 0 w + 0 * one 0 w ^ 2 + 1) = 1).
  { intros w. unfold one. replace (0 * coin_gap eta 0 w + 0 * 1 ^ 2 + 1) with 1 by ring. field. }
  assert (P := exp_pos 1). apply coin_at_most; rewrite ?E; lra.
Qed.

Theorem sgd_light_tails_sharp_met : Satisfiable.sgd_light_tails_sharp.
Proof.
  exists any, coin, (fun _ => 1), at_end, at_end, (coin_gap (1 / 24)), one, (fun _ _ => 1 / 24), one, swing, 1, 0, 0, 1,
    failure, 1, (1 / 2).
  class. split; [lra|]. split; [reflexivity|]. split; [apply failure_range|]. split; [apply one_index|].
  repeat (split; [lra|]).
  split; [split; [apply coin_start|first_step; apply coin_step]|]. split; [intros; lra|].
  split; [a_step; lra|]. split; [a_step; split; [apply failure_range|lra]|]. split; [a_step; lra|].
  split; [first_step|split; [first_step; apply swing_centred|]].
  { split; [apply gap_known|]. split; [apply coin_known; reflexivity|]. split; [apply coin_known; reflexivity|].
    split; apply coin_seen. }
  split; [first_step; intros; unfold one; lra|].
  split; [first_step; split; [intros; unfold one; lra|apply run_tails]|].
  split; [apply end_index|first_step; intros; apply least_one].
Qed.

Theorem sgd_constant_light_tails_met : Satisfiable.sgd_constant_light_tails.
Proof.
  exists any, coin, (fun _ => 1), (fun s => s), at_end, at_end, (coin_gap (1 / 24)), one, one, swing, 0, 0, 1,
    failure, 1, (1 / 2), (1 / 24).
  class. split; [lra|]. split; [apply failure_range|]. split; [apply one_index|].
  repeat (split; [lra|]).
  split; [split; [apply coin_start|first_step; apply coin_step]|]. split; [apply flat_integral|].
  split; [lra|]. split; [lra|]. split; [split; [apply failure_range|rewrite failure_ln; lra]|]. split; [lra|].
  split; [first_step|split; [first_step; apply swing_centred|]].
  { split; [apply gap_known|]. split; [apply coin_known; reflexivity|]. split; apply coin_seen. }
  split; [first_step; intros; unfold one; lra|].
  split; [first_step; split; [intros; unfold one; lra|apply run_tails]|].
  split; [apply end_index|first_step; intros; apply least_one].
Qed.

(* ---- within a radius ----------------------------------------------------------------------------- *)

Theorem sgd_met : Satisfiable.sgd.
Proof.
  assert (S := root_two).
  exists any, coin, (fun _ => 1), (fun s => s), flat_G, at_end, at_end, (coin_gap (1 / 8)), one, (fun _ _ => 1 / 8),
    one,
    one, swing, 0, 0, 1, 4, failure, 1, (1 / 2).
  class. distances. split; [lra|]. split; [apply failure_range|]. split; [apply one_index|].
  repeat (split; [lra|]).
  split; [split; [apply coin_start|first_step; apply coin_step]|]. split; [intros; lra|].
  split; [first_step; intros w Hw; rewrite gap_first; unfold one; lra|].
  split; [a_step; lra|]. split; [a_step|].
  { replace (0 * (1 / 2) + 2 * 0 * (1 / 2) + 1) with 1 by ring. rewrite flat_four, root_half, sqrt_1. lra. }
  split; [a_step; split; [apply failure_range|lra]|]. split; [a_step; lra|].
  split; [first_step|split; [first_step; apply swing_centred|]].
  { split; [apply gap_known|]. split; [apply coin_known; reflexivity|]. split; [apply coin_known; reflexivity|].
    split; [apply coin_known; reflexivity|].
    split; [|apply coin_seen]. split; [intros w _; rewrite gap_first; lra|].
    apply coin_known. rewrite !gap_first. reflexivity. }
  split; [a_step; lra|]. split; [apply end_index|first_step; intros; apply least_one].
Qed.

Lemma tail_two : ln 1 - ln failure + 1 = 2.
Proof. rewrite ln_1, failure_ln. ring. Qed.

Theorem sgd_light_tails_met : Satisfiable.sgd_light_tails.
Proof.
  assert (S := root_two). assert (F := failure_range).
  exists any, coin, (fun _ => 1), (fun s => s), flat_G, at_end, at_end, (coin_gap (1 / 24)), one, (fun _ _ => 1 / 24),
    one,
    one, swing, 0, 0, 1, 4, failure, 1, (1 / 2).
  class. distances. split; [lra|]. split; [apply failure_range|]. split; [apply one_index|].
  repeat (split; [lra|]).
  split; [split; [apply coin_start|first_step; apply coin_step]|]. split; [intros; lra|].
  split; [first_step; intros w Hw; rewrite gap_first; unfold one; lra|].
  split; [a_step; lra|]. split; [first_step; intros w Hw; rewrite gap_first; intros _; unfold one; rewrite tail_two|].
  { replace (2 * (0 * (1 / 2) + 2 * 0 * (1 / 2) + 1)) with 2 by ring. rewrite flat_four, root_half. lra. }
  split; [a_step; split; [apply failure_range|lra]|]. split; [a_step; lra|].
  split; [first_step|split; [first_step; apply swing_centred|]].
  { split; [apply gap_known|]. split; [apply coin_known; reflexivity|]. split; [apply coin_known; reflexivity|].
    split; [apply coin_seen|]. split; [apply coin_seen|apply coin_known; reflexivity]. }
  split; [first_step; intros; unfold one; lra|].
  split; [first_step; split; [intros; unfold one; lra|apply run_tails]|].
  split; [apply end_index|first_step; intros; apply least_one].
Qed.
