(* The assumptions of the theorems of SGD with the smallest of four terms as step can be met: the run of
   VacuityChanceRuns.v, where the confidence term is the smallest, 1/8, and 1/24 for light tails. *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Warmproof Require Import Meaning MeaningRandom Sums Chance Hoeffding Sgd Region Examples Vacuity VacuityTools
  VacuityChance VacuityChanceRuns.
From Warmproof Require Satisfiable.
Open Scope R_scope.

Lemma below_ratio eta D X : 0 < X -> eta * X <= D -> eta <= D / X.
Proof.
  intros HX H. apply (Rmult_le_reg_r X); [exact HX|]. replace (D / X * X) with D by (field; lra). exact H.
Qed.

Lemma root_of_half : 1 / 2 <= sqrt (1 / 2).
Proof. assert (S := root_two). assert (H := root_half). assert (P := sqrt_pos (1 / 2)). nra. Qed.

Lemma noise_term : 1 / 8 <= sqrt (1 / 2 / 1).
Proof. assert (H := root_of_half). replace (1 / 2 / 1) with (1 / 2) by field. lra. Qed.

(* With curvature 1, noise 1, T = 1, gap0 = 1/2 and delta = 1/e. *)
Lemma coin_terms Phi D L V W B2 : 0 <= Phi -> L = 1 -> V = 1 -> W = 1 -> B2 = 2 ->
  1 / 8 * (1 + sqrt 2 * sqrt Phi) <= D ->
  0 <= Phi /\ 0 <= 1 / 8 /\
  (B2 * L <= 0 \/ (0 < B2 * L /\ (B2 <> 0 /\ L <> 0 /\ 1 / 8 <= 1 / (B2 * L)))) /\
  ((0 <= V /\ 0 <= Phi /\ sqrt V + sqrt 2 * sqrt Phi <= 0) \/
   ((0 <= V /\ 0 <= Phi /\ 0 < sqrt V + sqrt 2 * sqrt Phi) /\
    (sqrt V + sqrt 2 * sqrt Phi <> 0 /\ 0 <= V /\ 0 <= Phi /\ 1 / 8 <= D / (sqrt V + sqrt 2 * sqrt Phi)))) /\
  ((0 < failure /\ - 4 * V * ln failure <= 0) \/
   ((0 < failure /\ 0 < - 4 * V * ln failure) /\
    (V <> 0 /\ ln failure <> 0 /\ 0 < failure /\ 1 / 8 <= - (1 / 2) / (4 * V * ln failure)))) /\
  (1 * W * L <= 0 \/
   (0 < 1 * W * L /\
    (0 <= 1 / 2 / (1 * W * L) /\ 1 <> 0 /\ W <> 0 /\ L <> 0 /\ 1 / 8 <= sqrt (1 / 2 / (1 * W * L))))) /\
  ((0 < B2 * L /\ (B2 <> 0 /\ L <> 0 /\ 1 / 8 = 1 / (B2 * L))) \/
   ((0 <= V /\ 0 <= Phi /\ 0 < sqrt V + sqrt 2 * sqrt Phi) /\
    (sqrt V + sqrt 2 * sqrt Phi <> 0 /\ 0 <= V /\ 0 <= Phi /\ 1 / 8 = D / (sqrt V + sqrt 2 * sqrt Phi))) \/
   ((0 < failure /\ 0 < - 4 * V * ln failure) /\
    (V <> 0 /\ ln failure <> 0 /\ 0 < failure /\ 1 / 8 = - (1 / 2) / (4 * V * ln failure))) \/
   (0 < 1 * W * L /\
    (0 <= 1 / 2 / (1 * W * L) /\ 1 <> 0 /\ W <> 0 /\ L <> 0 /\ 1 / 8 = sqrt (1 / 2 / (1 * W * L))))).
Proof.
  intros HPhi -> -> -> -> HD. assert (F := failure_range). assert (P := Rmult_le_pos _ _ (sqrt_pos 2) (sqrt_pos Phi)).
  assert (N := noise_term). rewrite sqrt_1, failure_ln. replace (1 * 1 * 1) with 1 by ring.
  replace (2 * 1) with 2 by ring.
  replace (- (1 / 2) / (4 * 1 * - (1))) with (1 / 8) by field.
  assert (R := below_ratio (1 / 8) D (1 + sqrt 2 * sqrt Phi) ltac:(lra) HD).
  split; [exact HPhi|]. split; [lra|]. split; [right; lra|]. split; [right; lra|]. split; [right; lra|].
  split; [right; repeat split; lra|]. right. right. left. lra.
Qed.

(* The same for bounded noise, sigma = 1. *)
Lemma coin_terms_bounded Phi D L : 0 <= Phi -> L = 1 -> 1 / 8 * (1 + sqrt 2 * sqrt Phi) <= D ->
  0 <= Phi /\ 0 <= 1 / 8 /\
  (2 * L <= 0 \/ (0 < 2 * L /\ (L <> 0 /\ 1 / 8 <= 1 / (2 * L)))) /\
  ((0 <= Phi /\ sqrt 2 * sqrt Phi + Rabs 1 <= 0) \/
   ((0 <= Phi /\ 0 < sqrt 2 * sqrt Phi + Rabs 1) /\
    (sqrt 2 * sqrt Phi + Rabs 1 <> 0 /\ 0 <= Phi /\ 1 / 8 <= D / (sqrt 2 * sqrt Phi + Rabs 1)))) /\
  ((0 < failure /\ - 4 * 1 ^ 2 * ln failure <= 0) \/
   ((0 < failure /\ 0 < - 4 * 1 ^ 2 * ln failure) /\
    (1 <> 0 /\ ln failure <> 0 /\ 0 < failure /\ 1 / 8 <= - (1 / 2) / (4 * 1 ^ 2 * ln failure)))) /\
  (1 * 1 ^ 2 * L <= 0 \/
   (0 < 1 * 1 ^ 2 * L /\
    (0 <= 1 / 2 / (1 * 1 ^ 2 * L) /\ 1 <> 0 /\ 1 <> 0 /\ L <> 0 /\ 1 / 8 <= sqrt (1 / 2 / (1 * 1 ^ 2 * L))))) /\
  ((0 < 2 * L /\ (L <> 0 /\ 1 / 8 = 1 / (2 * L))) \/
   ((0 <= Phi /\ 0 < sqrt 2 * sqrt Phi + Rabs 1) /\
    (sqrt 2 * sqrt Phi + Rabs 1 <> 0 /\ 0 <= Phi /\ 1 / 8 = D / (sqrt 2 * sqrt Phi + Rabs 1))) \/
   ((0 < failure /\ 0 < - 4 * 1 ^ 2 * ln failure) /\
    (1 <> 0 /\ ln failure <> 0 /\ 0 < failure /\ 1 / 8 = - (1 / 2) / (4 * 1 ^ 2 * ln failure))) \/
   (0 < 1 * 1 ^ 2 * L /\
    (0 <= 1 / 2 / (1 * 1 ^ 2 * L) /\ 1 <> 0 /\ 1 <> 0 /\ L <> 0 /\ 1 / 8 = sqrt (1 / 2 / (1 * 1 ^ 2 * L))))).
Proof.
  intros HPhi -> HD. assert (F := failure_range). assert (P := Rmult_le_pos _ _ (sqrt_pos 2) (sqrt_pos Phi)).
  assert (N := noise_term). rewrite Rabs_R1, failure_ln. replace (1 ^ 2) with 1 by ring.
  replace (1 * 1 * 1) with 1 by ring. replace (2 * 1) with 2 by ring.
  replace (- (1 / 2) / (4 * 1 * - (1))) with (1 / 8) by field. rewrite (Rplus_comm _ 1).
  assert (R := below_ratio (1 / 8) D (1 + sqrt 2 * sqrt Phi) ltac:(lra) HD).
  split; [exact HPhi|]. split; [lra|]. split; [right; lra|]. split; [right; lra|]. split; [right; lra|].
  split; [right; repeat split; lra|]. right. right. left. lra.
Qed.

Lemma floor_one : Rmax 1 (1 / 2) = 1.
Proof. apply Rmax_left. lra. Qed.

Lemma radius_constant : 1 / 8 * (1 + sqrt 2 * sqrt (2 * (1 / 2))) <= - flat_G (2 * (1 / 2)) + flat_G (2 * 4 * (1 / 2)).
Proof.
  assert (S := root_two). assert (D := flat_four). replace (2 * (1 / 2)) with 1 by field.
  replace (2 * 4 * (1 / 2)) with (4 * 1) by field. rewrite sqrt_1. lra.
Qed.

Lemma radius_warmup : 1 / 8 * (1 + sqrt 2 * sqrt (1 / 2)) <= flat_G (4 * 1) - flat_G 1.
Proof. assert (S := root_two). rewrite flat_four, root_half. lra. Qed.

Ltac opening := class; distances; split; [lra|]; split; [apply failure_range|]; split; [apply one_index|];
  repeat (split; [lra|]); split; [split; [apply coin_start|first_step; apply coin_step]|].

Theorem sgd_constant_met : Satisfiable.sgd_constant.
Proof.
  exists any, coin, (fun _ => 1), (fun s => s), flat_G, at_end, at_end, (coin_gap (1 / 8)), one, one, swing, 0, 0, 1, 4,
    failure, 1, (1 / 2), (1 / 8).
  opening.
  split; [apply coin_terms; first [apply radius_constant|ring|lra]|].
  split; [first_step|split; [first_step; apply swing_centred|]].
  { split; [apply gap_known|]. split; [apply coin_known; reflexivity|]. split; [|apply coin_seen].
    split; [intros w _; rewrite gap_first; lra|]. apply coin_known. rewrite !gap_first. reflexivity. }
  split; [a_step; lra|]. split; [apply end_index|first_step; intros; apply least_one].
Qed.

Theorem sgd_constant_bounded_met : Satisfiable.sgd_constant_bounded.
Proof.
  exists any, coin, (fun _ => 1), (fun s => s), flat_G, at_end, at_end, (coin_gap (1 / 8)), one, one, swing, 1, 4,
    failure, 1, (1 / 2), (1 / 8).
  opening.
  split; [apply coin_terms_bounded; first [apply radius_constant|reflexivity|lra]|].
  split; [first_step|split; [first_step; apply swing_centred|]].
  { split; [apply gap_known|]. split; [apply coin_known; reflexivity|apply coin_seen]. }
  split; [a_step; lra|]. split; [apply end_index|first_step; intros; apply least_one].
Qed.

Theorem sgd_warmup_met : Satisfiable.sgd_warmup.
Proof.
  exists any, coin, (fun _ => 1), (fun s => s), flat_G, at_end, at_end, (coin_gap (1 / 8)), one, (fun _ _ => 1 / 8),
    one,
    swing, 0, 0, 1, 4, failure, 1, (1 / 2), 1.
  opening. split; [lra|].
  split; [first_step; intros w Hw; rewrite gap_first, floor_one; apply coin_terms;
    first [apply radius_warmup|ring|lra]|].
  split; [first_step|split; [first_step; apply swing_centred|]].
  { split; [apply gap_known|]. split; [apply coin_known; reflexivity|]. split; [apply coin_known; reflexivity|].
    split; [apply coin_known; reflexivity|]. split; [|apply coin_seen].
    split; [intros w _; rewrite gap_first; lra|]. apply coin_known. rewrite !gap_first. reflexivity. }
  split; [a_step; lra|]. split; [apply end_index|first_step; intros; apply least_one].
Qed.

Theorem sgd_warmup_bounded_met : Satisfiable.sgd_warmup_bounded.
Proof.
  exists any, coin, (fun _ => 1), (fun s => s), flat_G, at_end, at_end, (coin_gap (1 / 8)), one, (fun _ _ => 1 / 8),
    one,
    swing, 1, 4, failure, 1, (1 / 2), 1.
  opening. split; [lra|].
  split; [first_step; intros w Hw; rewrite gap_first, floor_one; apply coin_terms_bounded;
    first [apply radius_warmup|reflexivity|lra]|].
  split; [first_step|split; [first_step; apply swing_centred|]].
  { split; [apply gap_known|]. split; [apply coin_known; reflexivity|]. split; [apply coin_known; reflexivity|].
    split; [apply coin_known; reflexivity|apply coin_seen]. }
  split; [a_step; lra|]. split; [apply end_index|first_step; intros; apply least_one].
Qed.

Theorem sgd_warmup_light_tails_met : Satisfiable.sgd_warmup_light_tails.
Proof.
  assert (S := root_two). assert (F := failure_range). assert (N := root_of_half).
  exists any, coin, (fun _ => 1), (fun s => s), flat_G, at_end, at_end, (coin_gap (1 / 24)), one, (fun _ _ => 1 / 24),
    one,
    swing, 0, 0, 1, 4, failure, 1, (1 / 2), 1.
  opening. split; [lra|]. split.
  { first_step. intros w Hw. rewrite gap_first, floor_one, tail_two, failure_ln.
    replace (2 * (0 * (1 / 2) + 2 * 0 * (1 / 2) + 1)) with 2 by ring.
    replace (0 * (1 / 2) + 2 * 0 * (1 / 2) + 1) with 1 by ring. replace (0 * (1 / 2) + 1) with 1 by ring.
    replace (2 * 0 + 2) with 2 by ring. replace (2 * 1) with 2 by ring. replace (1 * 1 * 1) with 1 by ring.
    replace (- (1 / 2) / (12 * 1 * - (1))) with (1 / 24) by field. replace (1 / 2 / 1) with (1 / 2) by field.
    rewrite flat_four, root_half.
    assert (R := below_ratio (1 / 24) (sqrt 2) (sqrt 2 + 1) ltac:(lra) ltac:(lra)).
    split; [lra|]. split; [lra|]. split; [lra|]. split; [right; lra|]. split; [right; repeat split; lra|].
    split; [right; lra|]. split; [right; repeat split; lra|]. right. right. left. lra. }
  split; [first_step|split; [first_step; apply swing_centred|]].
  { split; [apply gap_known|]. split; [apply coin_known; reflexivity|]. split; [apply coin_known; reflexivity|].
    split; [apply coin_seen|]. split; [apply coin_seen|apply coin_known; reflexivity]. }
  split; [first_step; intros; unfold one; lra|].
  split; [first_step; split; [intros; unfold one; lra|apply run_tails]|].
  split; [apply end_index|first_step; intros; apply least_one].
Qed.
