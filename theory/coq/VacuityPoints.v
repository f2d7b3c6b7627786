(* The assumptions of the statements about a point, two points or one step can be met: the bowl
   w^2/2 on the line at 1, with ell = 1, ell(s) = s + 1, and Definition 0 with L0 = L = rho = 1. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Space Sums Powers Region Examples Vacuity VacuityRuns.
From Warmproof Require Import VacuityTools.
From Warmproof Require Satisfiable.
Open Scope R_scope.

Lemma one_smooth : forall points, smooth (bowl_at points) (fun _ => 1).
Proof. intros points. apply bowl_smooth. intros. lra. Qed.

Lemma at_one : point any (1 / 2) 1 /\ 0 <= 1 / 2 /\ 0 <= 1.
Proof.
  pose proof (at_point still 1 ltac:(lra)) as P. rewrite Rmult_1_r in P.
  split; [exists 1; exact P | lra].
Qed.

(* From 1 to 2. *)
Lemma one_to_two : two_points any (1 / 2) 2 1 1 /\ 0 <= 1 / 2 /\ 0 <= 2 /\ 0 <= 1.
Proof.
  split; [|lra]. pose proof (points_on_line still 1 2) as P.
  replace (Rabs (2 - 1)) with 1 in P by (rewrite Rabs_pos_eq; lra).
  replace (1 * 1 / 2) with (1 / 2) in P by field. replace (2 * 2 / 2) with 2 in P by field.
  replace (1 * (2 - 1)) with 1 in P by ring. exact P.
Qed.

Lemma two_and_eight : flat_G 2 = 2 /\ flat_G 8 = 4 /\ flat_G (1 / 2) = 1 /\ flat_G 0 = 0.
Proof. repeat split; apply flat_G_at; lra. Qed.

(* ---- the gradient bound, growth and the radius ---------------------------------------------- *)

Theorem gradient_bound_floor_met : Satisfiable.gradient_bound_floor.
Proof.
  exists any, (fun s => s + 1), (fun s => s ^ 2 / 2 + s), (1 / 2), 1, 1.
  split; [lra|]. split; [apply bowl_smooth; intros; lra|]. split; [apply bowl_low|].
  split; [intros; lra|]. split; [apply integral_of_linear | exact at_one].
Qed.

Theorem growth_met : Satisfiable.growth.
Proof.
  exists any, (fun _ => 1), (fun s => s), flat_G, (1 / 2), 2, 1, 1, 1.
  split; [apply one_smooth|]. split; [apply bowl_low|]. split; [easy|].
  split; [apply flat_nonnegative|]. split; [apply flat_integral|]. split; [exact one_to_two|].
  split; [apply flat_positive|]. split; [apply flat_distance | lra].
Qed.

Theorem growth_from_zero_met : Satisfiable.growth_from_zero.
Proof.
  exists any, (fun _ => 1), (fun s => s), flat_G, 2, 2, 0.
  split; [apply one_smooth|]. split; [apply bowl_low|]. split; [easy|].
  split; [apply flat_nonnegative|]. split; [apply flat_integral|].
  split; [apply flat_positive|]. split; [apply flat_distance|]. split.
  - split; [|lra]. pose proof (points_on_line still 0 2) as P.
    replace (Rabs (2 - 0)) with 2 in P by (rewrite Rabs_pos_eq; lra).
    replace (0 * 0 / 2) with 0 in P by field. replace (2 * 2 / 2) with 2 in P by field.
    replace (0 * (2 - 0)) with 0 in P by ring. exact P.
  - split; [lra|]. destruct (flat_finite 2 ltac:(lra)) as (L & E & C & D).
    split; [exact L|]. split; [lra|]. split; intros x Hx.
    + apply (continuous_at_ext _ (fun s => - flat_G s + flat_G 2)); [exact Hx| |apply C, Hx].
      intros. ring.
    + apply (derivative_at_ext _ (fun s => - flat_G s + flat_G 2)); [exact Hx| |apply D, Hx].
      intros. ring.
Qed.

Theorem local_descent_level_met : Satisfiable.local_descent_level.
Proof.
  exists any, (fun _ => 1), (fun s => s), flat_G, (1 / 2), 2, 1, 1, 2, 4.
  destruct two_and_eight as (E2 & E8 & _). replace (4 * 2) with 8 by ring.
  split; [apply one_smooth|]. split; [apply bowl_low|]. split; [easy|].
  split; [apply flat_nonnegative|]. split; [apply flat_nondecreasing|].
  split; [apply flat_integral|]. split; [apply flat_positive|]. split; [apply flat_distance|].
  split; [lra|]. split; [exact one_to_two|]. split; [lra|].
  replace (flat_G (4 * 2)) with (flat_G 8) by (f_equal; ring). lra.
Qed.

Theorem local_lipschitz_met : Satisfiable.local_lipschitz.
Proof.
  exists any, (fun _ => 1), (fun s => s), flat_G, (1 / 2), 2, 1, 1, 4, 1.
  destruct two_and_eight as (E2 & E8 & E1 & _).
  split; [apply bowl_two_sided; intros; lra|]. split; [apply bowl_low|]. split; [easy|].
  split; [apply flat_nonnegative|]. split; [apply flat_nondecreasing|].
  split; [apply flat_integral|]. split; [apply flat_positive|]. split; [apply flat_distance|].
  split; [lra|]. split.
  - split; [|lra]. unfold any. exists 1, 2. rewrite !gap_on_line. cbn.
    assert (N : @norm line (2 + -1 * 1)%R = 1) by (rewrite norm_line, Rabs_pos_eq; lra).
    repeat split; try lra; symmetry; exact N.
  - replace (flat_G (4 * (1 / 2))) with (flat_G 2) by (f_equal; field). lra.
Qed.

(* From 1 to 1/2. *)
Theorem descent_below_level_met : Satisfiable.descent_below_level.
Proof.
  exists any, (fun s => s + 1), (1 / 2), (1 / 8), (1 / 2), (- (1 / 2)), 1.
  split; [apply bowl_class|]. split; [apply bowl_low|]. split; [easy|].
  split; [intros; lra|]. split; [apply linear_increases|]. split; [|lra].
  split; [|lra]. pose proof (points_on_line still 1 (1 / 2)) as P.
  replace (Rabs (1 / 2 - 1)) with (1 / 2) in P by (rewrite Rabs_left; lra).
  replace (1 * 1 / 2) with (1 / 2) in P by field.
  replace (1 / 2 * (1 / 2) / 2) with (1 / 8) in P by field.
  replace (1 * (1 / 2 - 1)) with (- (1 / 2)) in P by field. exact P.
Qed.

(* ---- one step -------------------------------------------------------------------------------- *)

Theorem self_bounding_met : Satisfiable.self_bounding.
Proof.
  exists any, (fun s => s + 1), (1 / 2), 1, (2 / 3).
  split; [apply bowl_class|]. split; [apply bowl_low|]. split; [apply linear_increases|].
  split; [exact at_one | lra].
Qed.

Lemma towards_one : point_towards any (1 / 2) 1 1 /\ 0 <= 1 / 2 /\ 0 <= 1.
Proof.
  split; [|lra]. pose proof (towards_origin still 1 ltac:(lra)) as P.
  rewrite Rmult_1_r in P. exact P.
Qed.

Theorem cocoercivity_met : Satisfiable.cocoercivity.
Proof.
  exists any, (fun s => s + 1), (1 / 2), 1, 1, (2 / 3).
  split; [apply bowl_class|]. split; [apply bowl_low|]. split; [apply linear_increases|].
  split; [apply bowl_convex|]. split; [apply bowl_minimiser|]. split; [exact towards_one | lra].
Qed.

(* From 1 to 1/3. *)
Theorem gd_convex_step_met : Satisfiable.gd_convex_step.
Proof.
  exists any, (fun s => s + 1), (1 / 2), 1, 1, (2 / 3), 1, (1 - 2 / 3 * 1).
  split; [apply bowl_class|]. split; [apply bowl_low|]. split; [apply linear_increases|].
  split; [apply bowl_convex|]. split; [apply bowl_minimiser|]. split; [exact towards_one|].
  split; [|lra]. pose proof (steps_towards still 1 (2 / 3) ltac:(lra) ltac:(lra)) as P.
  rewrite Rmult_1_r in P at 1. split; [|lra]. rewrite Rmult_1_r in *. exact P.
Qed.

Theorem localised_interpolation_met : Satisfiable.localised_interpolation.
Proof.
  exists any, (fun s => s + 1), (1 * 1 / 2), 1, (2 / 3), ((1 - 2 / 3 * 1) * (1 - 2 / 3 * 1) / 2),
    (1 - 2 / 3 * 1), (1 * (1 - 2 / 3 * 1)).
  split; [apply bowl_class|]. split; [apply bowl_low|]. split; [apply linear_increases|].
  split; [apply bowl_convex|]. split; [|lra].
  split; [apply is_step; lra|]. split; [apply pair_on_line; lra | lra].
Qed.

(* ell = 2: along an energy step from w the gap falls to a quarter of w^2, at the time w/2. *)
Definition half_way (w x : R) : R := (w - sqrt (4 * x - w * w)) / 2.

Lemma half_way_time : forall w, 0 < w -> time_integral (half_way w)
  (fun s => sqrt (2 * (2 * s) - 2 * (2 * (w * w / 4)))) (w * w / 4) (w * w / 2) /\
  half_way w (w * w / 4) = w / 2.
Proof.
  intros w Hw. split; [split; [nra|]; split; [|split]|]; unfold half_way.
  - replace (4 * (w * w / 2) - w * w) with (w * w) by field. rewrite sqrt_square by lra. field.
  - intros x Hx. apply of_continuous.
    apply (continuous_mult (fun y : R => w - sqrt (4 * y - w * w)) (fun _ : R => / 2));
      [|apply continuous_const].
    apply (continuous_minus (fun _ : R => w) (fun x => sqrt (4 * x - w * w)));
      [apply continuous_const|].
    apply (continuous_comp (fun x : R => 4 * x - w * w) sqrt);
      [apply (ex_derive_continuous (fun s : R => 4 * s - w * w)); now auto_derive|].
    apply continuous_sqrt.
  - intros x Hx. apply of_is_derive.
    replace (2 * (2 * x) - 2 * (2 * (w * w / 4))) with (4 * x - w * w) by field.
    pose proof (sqrt_lt_R0 (4 * x - w * w) ltac:(lra)).
    auto_derive; [lra | unfold Rminus in *; field; lra].
  - replace (4 * (w * w / 4) - w * w) with 0 by field. rewrite sqrt_0. field.
Qed.

Lemma doubled_integral : derives (fun s => 0 <= s) (fun s => 2 * s) (fun _ => 2) /\ 2 * 0 = 0.
Proof.
  split; [|lra]. apply derives_of; intros x _;
    [auto_derive; [easy | ring] | apply continuous_const].
Qed.

(* Half of an energy step. *)
Theorem below_extremal_met : Satisfiable.below_extremal.
Proof.
  exists any, (fun _ => 2), (fun s => 2 * s), (half_way 1), (1 * 1 / 2), 1, (1 / 4),
    ((1 - 1 / 4 * 1) * (1 - 1 / 4 * 1) / 2), (1 * 1 / 4).
  destruct (half_way_time 1 ltac:(lra)) as [(L & E & C & D) V].
  split; [apply bowl_smooth; intros; lra|]. split; [apply bowl_low|].
  split; [intros; lra|]. split; [intros; lra|]. split; [apply doubled_integral|].
  split; [split; [apply is_step; lra | lra]|]. split; [lra|]. split; [lra|].
  split; [intros; lra|]. rewrite V. split; [|lra].
  split; [exact L|]. split; [exact E|]. split; [exact C|]. intros x Hx.
  replace (-2 * (2 * (1 * 1 / 4)) + 2 * (2 * x)) with (2 * (2 * x) - 2 * (2 * (1 * 1 / 4))) by ring.
  apply D, Hx.
Qed.

(* ---- PL and Aiming --------------------------------------------------------------------------- *)

Theorem pl_forces_curvature_met : Satisfiable.pl_forces_curvature.
Proof.
  exists any, 1, 1, 1, (1 / 2), 1, 1. repeat (split; [lra|]).
  split; [apply power_class|]. split; [apply bowl_low|]. split; [exact at_one | lra].
Qed.

(* From 1 to 3/5. *)
Theorem interpolated_sgd_step_met : Satisfiable.interpolated_sgd_step.
Proof.
  exists any, 1, 1, 1, 1, (1 / 2), 1, (1 * 1 / 2), 1, (1 * 1), (2 / 5), (1 - 2 / 5 * 1).
  repeat (split; [lra|]). split; [apply power_class|]. split; [apply bowl_low|].
  split; [split; [apply aiming_on_line; lra | lra]|].
  rewrite power_succ, power_1_right by lra. repeat split; lra.
Qed.

(* ---- Definition 0 ---------------------------------------------------------------------------- *)

Lemma bowl_gradient_smooth : forall points, gradient_smooth (bowl_at points) 1 1 1.
Proof.
  intros points w d a b C Hab _ HC. specialize (HC a ltac:(lra)).
  pose proof (power_ge_0 (@norm line (w + a * d)%space) 1) as P.
  pose proof (@norm_nonnegative line d) as N.
  assert (@norm line d <= C).
  { apply Rle_trans with (2 := HC). change (@norm (bowl_at points) d) with (@norm line d).
    rewrite <- (Rmult_1_l (@norm line d)) at 1. apply Rmult_le_compat_r; [exact N|].
    cbn in *. lra. }
  replace (norm (grad (bowl_at points) (w + b * d)%space - grad (bowl_at points) (w + a * d)%space))
    with (@norm line d * (b - a)); [apply Rmult_le_compat_r; lra|].
  change (@norm line d * (b - a) = @norm line ((w + b * d) + -1 * (w + a * d))%R).
  rewrite !norm_line. replace (w + b * d + -1 * (w + a * d))%R with (d * (b - a))%R by ring.
  rewrite Rabs_mult, (Rabs_pos_eq (b - a)); lra.
Qed.

Definition psi (s : R) : R := s - ln (1 + s).
Definition dpsi (s : R) : R := s / (1 + s).

Lemma psi_derives : derives (fun s => 0 <= s) psi dpsi.
Proof.
  apply derives_of; intros x Hx; unfold psi, dpsi.
  - auto_derive; [lra|]. field. lra.
  - apply (ex_derive_continuous (fun s : R => s / (1 + s))). auto_derive. lra.
Qed.

Lemma psi_quotient : forall s, 0 <= s -> (1 * power s 1 + 1) * dpsi s = s.
Proof. intros s Hs. rewrite power_1_right by exact Hs. unfold dpsi. field. lra. Qed.

Theorem inclusion_psi_met : Satisfiable.inclusion_psi.
Proof.
  exists any, psi, dpsi, 1, 1, 1, (1 / 2), 1. repeat (split; [lra|]).
  split; [apply bowl_gradient_smooth|]. split; [apply bowl_low|]. split; [exact at_one|].
  split; [apply psi_derives|]. split.
  - intros s Hs. split; [lra | apply psi_quotient, Hs].
  - unfold psi. rewrite Rplus_0_r, ln_1. ring.
Qed.

(* Psi(1) = 1 - ln 2 is below the gap, so the lead that is excluded is excluded. *)
Theorem gradient_flow_lead_met : Satisfiable.gradient_flow_lead.
Proof.
  exists any, psi, dpsi, 1, 1, 1, (1 / 2), 1, 1.
  split; [apply bowl_gradient_smooth|]. split; [apply bowl_low|]. split; [exact at_one|].
  split; [lra|]. split.
  { intros x Hx. destruct (psi_derives x ltac:(lra)) as [D C].
    split; [revert D; apply derivative_at_sub | revert C; apply continuous_at_sub]; intros; lra. }
  split; [|split; [|lra]].
  - intros s Hs. rewrite psi_quotient by lra. unfold dpsi. repeat split; try lra.
    left. apply Rdiv_lt_0_compat; lra.
  - intros s Hs Lead. exfalso. unfold psi in Lead. replace (1 + 1) with 2 in Lead by ring.
    pose proof ln_lt_2. lra.
Qed.
