(* The assumptions of the statements about runs on one function can be met, by ten steps each: a
   parabola, the river, Huber's function from 1 and from 2, and the cycle of the step 4. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Space Sums Examples Vacuity VacuityRuns VacuityTools.
From Warmproof Require Import VacuityOrbits.
From Warmproof Require Satisfiable Huber.
Open Scope R_scope.

Theorem pl_lower_bound_met : Satisfiable.pl_lower_bound.
Proof.
  exists any, (gap_of_run half), (where_at half), 1, (1 / 2), (1 / 4), (1 / 2), ten.
  split; [lra|]. split; [lra|]. split; [lra|]. split; [split; [apply gap_at_start|]|].
  - intros t It Ht _. rewrite where_next by assumption.
    change (step_of_run half t) with (1 / 2). field.
  - split; [intros; unfold gap_of_run; field | apply ten_steps].
Qed.

Theorem river_valley_steps_met : Satisfiable.river_valley_steps.
Proof.
  exists any, (gap_of_run half), (where_at half), 1, 2, 1, (1 / 2), (1 / 4), (1 / 2), ten.
  split; [replace (1 - 1) with 0 by ring; rewrite exp_0; ring|].
  split; [lra|]. split; [lra|]. split; [lra|]. split; [lra|].
  split; [split; [apply gap_at_start|]|].
  - intros t It Ht _. rewrite where_next by assumption.
    change (step_of_run half t) with (1 / 2). field.
  - split; [intros; unfold gap_of_run; field | apply ten_steps].
Qed.

(* Huber's function with K0 = 1 and the outer slope 1/2, from 1. *)
Theorem huber_lower_bound_met : Satisfiable.huber_lower_bound.
Proof.
  exists any, (orbit (fun x => - (1 / 2) * Rmax (- (1 / 2)) (Rmin (1 / 2) (1 * x)) + x) 1),
    1, 1, 1, (1 / 4), (1 / 2), (1 / 2), ten.
  repeat (split; [lra|]). split; [|apply ten_steps].
  split; [apply orbit_0|]. intros t It Ht _. exact (orbit_next _ _ t It Ht).
Qed.

(* Huber's function with K0 = 1 and the outer slope 1, from 2, with the warm-up of K = 1. *)
Theorem no_sharp_warmup_met : Satisfiable.no_sharp_warmup.
Proof.
  pose (gap := fun x => Rmax (- (1)) (Rmin 1 (1 * x)) * x
                        - Rmax (- (1)) (Rmin 1 (1 * x)) ^ 2 / (2 * 1)).
  pose (position := orbit (fun x =>
    - Rmax (- (1)) (Rmin 1 (1 * x)) * / (1 * gap x + 1) + x) 2).
  assert (P : forall x, 0 <= gap x).
  { intros x. pose proof (Huber.huber_nonnegative 1 1 ltac:(lra) ltac:(lra) x) as H.
    unfold Huber.huber, Huber.slope in H. unfold gap. lra. }
  exists any, (fun t => gap (position t)), (fun t => / (1 * gap (position t) + 1)), position,
    1, 1, 1, 2, (1 / 2), (1 / 4), ten.
  repeat (split; [lra|]). split.
  { split; [apply orbit_0|]. intros t It Ht _. exact (orbit_next _ _ t It Ht). }
  split; [intros n _ _ _; split; [lra | reflexivity]|]. split; [apply ten_steps|].
  intros t _ _ _. specialize (P (position t)).
  split; [left; apply Rinv_0_lt_compat; lra | field; lra].
Qed.

(* ---- the cycle: ell = 1, V = x^2/2 up to 1, the step 4 -------------------------------------- *)

Definition bowl_of_cycle (x : R) : R :=
  if Rle_dec x 1 then 0 else if Rle_dec x 2 then (1 - 4 * 1 / 2 + x) ^ 2 / 2
  else 1 / 2 + 1 * (- 4 * 1 / 2 + x).
Definition slope_of_cycle (x : R) : R :=
  if Rle_dec x 1 then 0 else if Rle_dec x 2 then 1 - 4 * 1 / 2 + x else 1.
Definition curvature_of_cycle (x : R) : R :=
  if Rle_dec x 1 then 0 else if Rle_dec x 2 then 1 else 0.
Definition cycle (x : R) : R :=
  if Rle_dec 0 x then - 4 * slope_of_cycle x + x else 4 * slope_of_cycle (- x) + x.

Lemma extremal_parabola : 0 < 1 /\
  (forall x : R, 0 <= x -> x <= 1 -> 0 <= x ^ 2 / 2 /\ 1 = 1) /\
  derives (fun x => 0 <= x /\ x <= 1) (fun x => x ^ 2 / 2) (fun x => x) /\
  derives (fun x => 0 <= x /\ x <= 1) (fun x => x) (fun _ => 1) /\
  0 ^ 2 / 2 = 0 /\ 0 = 0 /\ 1 ^ 2 / 2 = 1 / 2 /\ 1 = 1 /\ 0 < 1.
Proof.
  split; [lra|]. split; [intros; split; [nra | reflexivity]|]. split; [|split; [|lra]].
  - apply derives_of; intros x _; [auto_derive; [easy | field] | apply continuous_id].
  - apply derives_of; intros x _; [auto_derive; easy | apply continuous_const].
Qed.

Ltac piece_of_cycle := unfold bowl_of_cycle, slope_of_cycle, curvature_of_cycle;
  repeat match goal with |- context [Rle_dec ?a ?b] => destruct (Rle_dec a b); try lra end.

Lemma flat_piece : forall x, 0 <= x -> x <= - (1) + 4 * 1 / 2 ->
  bowl_of_cycle x = 0 /\ slope_of_cycle x = 0 /\ curvature_of_cycle x = 0.
Proof. intros x H0 H1. piece_of_cycle. Qed.

Lemma curve_piece : forall x, - (1) + 4 * 1 / 2 < x -> x <= 4 * 1 / 2 ->
  bowl_of_cycle x = (1 - 4 * 1 / 2 + x) ^ 2 / 2 /\ slope_of_cycle x = 1 - 4 * 1 / 2 + x /\
  curvature_of_cycle x = 1.
Proof. intros x H0 H1. piece_of_cycle. Qed.

Lemma line_piece : forall x, 4 * 1 / 2 < x ->
  bowl_of_cycle x = 1 / 2 + 1 * (- (4) * 1 / 2 + x) /\ slope_of_cycle x = 1 /\
  curvature_of_cycle x = 0.
Proof. intros x H. piece_of_cycle. Qed.

Lemma cycle_run : orbit cycle (4 * 1 / 2) 0 = 4 * 1 / 2 /\
  forall t : R, integer t -> 0 <= t -> t <= ten - 1 ->
    (0 <= orbit cycle (4 * 1 / 2) t -> orbit cycle (4 * 1 / 2) (t + 1) =
       - (4) * slope_of_cycle (orbit cycle (4 * 1 / 2) t) + orbit cycle (4 * 1 / 2) t) /\
  (orbit cycle (4 * 1 / 2) t < 0 -> orbit cycle (4 * 1 / 2) (t + 1) =
       4 * slope_of_cycle (- orbit cycle (4 * 1 / 2) t) + orbit cycle (4 * 1 / 2) t).
Proof.
  split; [apply orbit_0|]. intros t It Ht _. rewrite (orbit_next cycle _ t It Ht).
  set (x := orbit cycle (4 * 1 / 2) t). clearbody x. unfold cycle.
  destruct (Rle_dec 0 x); split; intros; lra.
Qed.

Theorem gd_cycle_met : Satisfiable.gd_cycle.
Proof.
  exists any, (fun _ => 1), (fun x => x ^ 2 / 2), (fun x => x), (fun _ => 1), bowl_of_cycle,
    slope_of_cycle, curvature_of_cycle, (orbit cycle (4 * 1 / 2)), 1, 1, (1 / 2), 4, ten.
  split; [intros; lra|]. split; [exact extremal_parabola|]. split; [lra|].
  split; [exact flat_piece|]. split; [exact curve_piece|]. split; [exact line_piece|].
  split; [exact cycle_run | apply ten_steps].
Qed.

Theorem fixed_step_lower_bound_met : Satisfiable.fixed_step_lower_bound.
Proof.
  exists any, (fun _ => 1), (fun x => x ^ 2 / 2), (fun x => x), (fun _ => 1), bowl_of_cycle,
    slope_of_cycle, curvature_of_cycle, (orbit cycle (4 * 1 / 2)),
    (orbit (fun x => - (4) * Rmax (- (1 / 2)) (Rmin (1 / 2) (1 * x)) + x) 1),
    1, 1, (1 / 2), 4, 1, 1, (1 / 4), (1 / 2), ten.
  split; [lra|]. split; [intros; lra|]. split; [exact extremal_parabola|]. split; [lra|].
  split; [exact flat_piece|]. split; [exact curve_piece|]. split; [exact line_piece|].
  split; [exact cycle_run|]. split; [lra|]. split; [lra|]. split; [lra|].
  split; [|apply ten_steps]. split; [apply orbit_0|].
  intros t It Ht _. exact (orbit_next _ _ t It Ht).
Qed.
