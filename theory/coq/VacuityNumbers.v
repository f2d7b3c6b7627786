(* The assumptions of the statements about numbers can be met, with no degenerate number: powers,
   constants of the class, pieces of the lower bounds, and the examples. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Sums Powers Examples Vacuity VacuityRuns VacuityTools.
From Warmproof Require Satisfiable.
Open Scope R_scope.

(* ---- powers and the class ------------------------------------------------------------------ *)

Theorem power_monotone_met : Satisfiable.power_monotone.
Proof. exists any, 1, 2, (1 / 2). lra. Qed.

Theorem power_inverse_met : Satisfiable.power_inverse.
Proof. exists any, 2, 4, 2, (1 / 2). lra. Qed.

Theorem power_sums_met : Satisfiable.power_sums.
Proof. exists any, 1, 2, 3. lra. Qed.

Theorem power_hoelder_met : Satisfiable.power_hoelder.
Proof. exists any, 1, 2, 3, 4, (1 / 3), (2 / 3). lra. Qed.

Theorem power_ell_met : Satisfiable.power_ell.
Proof. exists any, 2, 1, 1. lra. Qed.

Theorem psi_endpoints_met : Satisfiable.psi_endpoints.
Proof. exists any, 2, 1, 1, 1, 2. lra. Qed.

Theorem distance_closed_forms_met : Satisfiable.distance_closed_forms.
Proof. exists any, 2, 1, 1. repeat split; lra. Qed.

Theorem extremal_function_met : Satisfiable.extremal_function.
Proof. exists any, 1, 1, 1. lra. Qed.

Theorem shifted_ell_met : Satisfiable.shifted_ell.
Proof.
  exists any, (fun s => s + 1), (fun s => s ^ 2 / 2 + s), 1.
  split; [lra|]. split; [intros; lra|]. split; [apply linear_increases | apply integral_of_linear].
Qed.

Theorem distance_rises_met : Satisfiable.distance_rises.
Proof.
  exists any, (fun _ => 1), (fun s => s), flat_G.
  split; [apply flat_nonnegative|]. split; [apply flat_integral|].
  split; [apply flat_positive | apply flat_distance].
Qed.

Theorem radius_lower_bounds_met : Satisfiable.radius_lower_bounds.
Proof.
  exists any, (fun _ => 1), (fun s => s), flat_G, 1, 4.
  split; [apply flat_nonnegative|]. split; [apply flat_nondecreasing|].
  split; [apply flat_integral|]. split; [apply flat_positive|]. split; [apply flat_distance | lra].
Qed.

(* x + x^2/2, twice. *)
Lemma second_power : forall x, 0 < x -> power x (1 + 1) = x * x.
Proof. intros x Hx. rewrite power_succ, power_1_right by lra. reflexivity. Qed.

Lemma arc_is_distance : derives (fun x => 0 < x) arc
  (fun x => 1 / sqrt (2 * 1 * power x (1 + 1) / (1 + 1) + 2 * 1 * x)).
Proof.
  assert (E : forall y, 0 < y ->
    / sqrt (y * y + 2 * y) = 1 / sqrt (2 * 1 * power y (1 + 1) / (1 + 1) + 2 * 1 * y)).
  { intros y Hy. rewrite second_power by exact Hy. unfold Rdiv at 1. rewrite Rmult_1_l.
    do 2 f_equal. field. }
  intros x Hx. split.
  - rewrite <- E by exact Hx. apply of_is_derive, arc_derivative, Hx.
  - apply (continuous_at_ext _ (fun y => / sqrt (y * y + 2 * y))); [exact Hx | exact E|].
    apply of_continuous, (ex_derive_continuous (fun y : R => / sqrt (y * y + 2 * y))).
    pose proof (sqrt_lt_R0 (x * x + 2 * x) ltac:(nra)). auto_derive.
    split; [nra | split; [lra | easy]].
Qed.

Theorem radius_min_form_met : Satisfiable.radius_min_form.
Proof.
  exists any, arc, arc, 1, 1, 1, 1, 4, (1 / 2).
  assert (P : forall x, 0 < x -> 0 < power x (1 + 1)) by (intros; apply power_gt_0; assumption).
  split; [lra|]. split.
  { intros x Hx. specialize (P x Hx). repeat split; try lra. }
  split.
  { split; [|apply arc_is_distance]. intros x Hx. specialize (P x Hx). repeat split; try lra. }
  split.
  { split; [intros x Hx; specialize (P x Hx); repeat split; try lra|].
    intros x Hx. destruct (arc_is_distance x Hx) as [D C]. split.
    - assert (E : 2 * 1 * power x (1 + 1) / (1 + 1) + 2 * 1 * x
                  = 2 * x + 2 * power x (1 + 1) / (1 + 1)) by lra.
      rewrite <- E. exact D.
    - revert C. apply (continuous_at_ext _ _ _ _ Hx). intros y _. do 2 f_equal. lra. }
  split; [lra|]. split; [lra|]. rewrite power_1_right by lra. repeat split; try lra.
Qed.

Theorem potential_drop_met : Satisfiable.potential_drop.
Proof.
  exists any, 1, 1, 1, 1, 1, (1 / 2), (1 / 2). rewrite power_1_left. repeat split; try lra.
Qed.

Theorem aiming_step_length_met : Satisfiable.aiming_step_length.
Proof.
  exists any, 1, 1, 1, 1, (1 / 2), (2 / 5). rewrite second_power by lra. repeat split; try lra.
Qed.

(* u(t) = t with the rate F(x) = x + 2 allows. *)
Theorem comparison_met : Satisfiable.comparison.
Proof.
  exists any, (fun t => t), (fun _ => 1), (fun x => x + 2), (fun x => ln (x + 2)), 0, 1, (-1).
  assert (D : forall I x, derivative_at I (fun t : R => t) x 1).
  { intros I x. apply of_is_derive. now auto_derive. }
  split; [lra|]. split; [split|].
  - intros x _. exists 1, 1. split; [lra|]. intros y z _ _ _ _. lra.
  - intros e He. exists (fun _ => 0), (fun _ => 0). split; [intros; lra|]. split.
    + intros n. replace (sum_below (fun _ => 0 - 0) n) with 0; [lra|].
      induction n as [|n IH]; [reflexivity|]. cbn [sum_below]. rewrite <- IH. ring.
    + intros x [_ N]. exfalso. apply N, D.
  - split; [intros; lra|]. split; [intros; lra|]. split; [split; [intros; lra|]|intros; lra].
    apply derives_of; intros x Hx.
    + auto_derive; [lra|]. field. lra.
    + apply (ex_derive_continuous (fun y : R => 1 / (y + 2))). auto_derive. lra.
Qed.

(* ---- sums ----------------------------------------------------------------------------------- *)

Theorem harmonic_mean_met : Satisfiable.harmonic_mean.
Proof. exists any, (fun t => 1 + t), ten. split; [apply ten_steps | intros; lra]. Qed.

Theorem sum_bound_met : Satisfiable.sum_bound.
Proof.
  exists any, (fun t => 3 * t), (fun t => t), (fun _ => 1), (fun t => t), 1, 2, ten.
  split; [apply ten_steps | intros; lra].
Qed.

Theorem mean_below_worst_met : Satisfiable.mean_below_worst.
Proof.
  exists any, (fun t => t), ten, 1, ten. pose proof one_below_ten.
  split; [apply ten_steps|]. split; [intros; lra|]. split; [apply integer_1|].
  unfold ten. simpl. lra.
Qed.

(* ---- pieces of the lower bounds ------------------------------------------------------------- *)

Theorem lower_bound_valley_met : Satisfiable.lower_bound_valley.
Proof. exists any, 1, 1. repeat split; lra. Qed.

Theorem lower_bound_wave_met : Satisfiable.lower_bound_wave.
Proof.
  exists any, 1, 1, 1, (2 * PI + 1), 4, (1 / 2). pose proof PI2_3_2. repeat split; try lra.
  apply integer_1.
Qed.

Theorem lower_bound_link_met : Satisfiable.lower_bound_link.
Proof. exists any, 1, 2, 4, PI, 16, (1 / 2). pose proof PI_RGT_0. repeat split; lra. Qed.

Theorem lower_bound_triangle_met : Satisfiable.lower_bound_triangle.
Proof. exists any, 1, 1, 1, 5, 2, (1 / 2). repeat split; try lra. apply integer_1. Qed.

Theorem lower_bound_limit_met : Satisfiable.lower_bound_limit.
Proof. exists any, 1, 1, 1, 2, 1, (1 / 2). lra. Qed.

(* ---- examples ------------------------------------------------------------------------------- *)

Lemma half_power_of_9 : power 9 (1 / 2) = 3.
Proof.
  replace 9 with (power 3 (1 + 1)) by (rewrite second_power; lra).
  rewrite power_power by lra. replace ((1 + 1) * (1 / 2)) with 1 by field. apply power_1_right. lra.
Qed.

Theorem oscillating_exponential_met : Satisfiable.oscillating_exponential.
Proof. exists any, 0, 1, 1, 1, 1, 1. repeat split; try lra. apply integer_1. Qed.

Theorem cubic_ridge_met : Satisfiable.cubic_ridge.
Proof. exists any, 1, 2, 11, 1, 1, 0. repeat split; lra. Qed.

Theorem beyond_power_met : Satisfiable.beyond_power.
Proof.
  exists any, 1, 1, 1, 9, 1. replace (2 - 1) with 1 by ring. replace (2 * 1 + 1) with 3 by ring.
  rewrite half_power_of_9, Rdiv_1, power_1_right by lra. repeat split; try lra; left; lra.
Qed.

Lemma far_enough : 3 <= 4 /\ 2 * 1 <= 4 ^ 6 / 8 /\
  ((0 < 2 * 1 + 1 \/ (2 * 1 + 1 = 0 /\ 0 < 1 / (2 - 1))) /\ 2 - 1 <> 0 /\
  (0 < 4 ^ 6 / 8 \/ (4 ^ 6 / 8 = 0 /\ 0 < 1 / 2)) /\
  power (2 * 1 + 1) (1 / (2 - 1)) <= power (4 ^ 6 / 8) (1 / 2)).
Proof.
  replace (2 - 1) with 1 by ring. replace (2 * 1 + 1) with 3 by ring.
  rewrite Rdiv_1, power_1_right by lra. repeat split; try lra; try (left; lra).
  rewrite <- half_power_of_9. apply power_le; lra.
Qed.

Lemma logs_of_units : forall x, 0 <= ln (1 + exp x) / 2 + ln 2 / 2 /\ 0 <= ln 2.
Proof.
  intros x. pose proof (exp_pos x). pose proof ln_lt_2.
  assert (ln 1 < ln (1 + exp x)) by (apply ln_increasing; lra). rewrite ln_1 in *. lra.
Qed.

Theorem feed_forward_met : Satisfiable.feed_forward.
Proof.
  exists any, 1, 1, 1, 1, (1 + exp (- 1 * 1 * 1 * 1)), 0, (1 / 2), (sqrt 12), 1, 4, 1, 1, 1.
  pose proof (exp_pos (- 1 * 1 * 1 * 1)). pose proof (logs_of_units (- 1 * 1 * 1 * 1)).
  pose proof (sqrt_pos 12). pose proof (pow2_sqrt 12 ltac:(lra)).
  split; [split; [lra | reflexivity]|]. split; [repeat split; lra|]. split; [repeat split; lra|].
  split; [lra|]. split; [lra|]. split; [lra | apply far_enough].
Qed.

Theorem recurrent_unit_met : Satisfiable.recurrent_unit.
Proof.
  exists any, 1, 1, (1 + exp (- 1 * 1 ^ 3)), 0, (1 / 2), (sqrt 54), 1, 4, 1, 1, 1.
  pose proof (exp_pos (- 1 * 1 ^ 3)). pose proof (logs_of_units (- 1 * 1 ^ 3)).
  pose proof (sqrt_pos 54). pose proof (pow2_sqrt 54 ltac:(lra)).
  split; [split; [lra | reflexivity]|]. split; [repeat split; lra|]. split; [repeat split; lra|].
  split; [lra|]. split; [lra|]. split; [lra | apply far_enough].
Qed.

Lemma decays : forall t : R, integer t -> 0 <= t -> t <= ten - 1 ->
  0 <= 1 / sqrt (t + 1) /\ 0 < t + 1 /\ 1 / sqrt (t + 1) = 1 / sqrt (t + 1).
Proof.
  intros t _ Ht _. repeat split; try lra. left. apply Rdiv_lt_0_compat; [lra|].
  apply sqrt_lt_R0. lra.
Qed.

Theorem decaying_gap_slow_met : Satisfiable.decaying_gap_slow.
Proof.
  exists any, (fun t => 1 / sqrt (t + 1)), 1, 1, ten. pose proof one_below_ten.
  repeat (split; [lra || (split; [apply ten_steps | lra])|]). exact decays.
Qed.

Theorem decaying_gap_critical_met : Satisfiable.decaying_gap_critical.
Proof.
  exists any, (fun t => 1 / sqrt (t + 1)), 1, ten. pose proof one_below_ten.
  split; [split; [apply ten_steps | lra] | exact decays].
Qed.

Theorem decaying_gap_fast_met : Satisfiable.decaying_gap_fast.
Proof.
  exists any, (fun t => 1 / sqrt (t + 1)), 8, 1, ten. pose proof one_below_ten.
  repeat (split; [lra || (split; [apply ten_steps | lra])|]). exact decays.
Qed.

Theorem river_valley_met : Satisfiable.river_valley.
Proof. exists any, 1, 1, (1 / 2). lra. Qed.

Theorem river_valley_stability_met : Satisfiable.river_valley_stability.
Proof. exists any, 2, 1. lra. Qed.

Theorem poisson_regression_met : Satisfiable.poisson_regression.
Proof.
  exists any, (fun _ => 0), (fun _ => 1), (fun _ => 1), 2, ten, 1, 1, 1.
  destruct ten_steps as [It _]. pose proof one_below_ten.
  split; [lra|]. split; [intros; lra|]. split; [intros k _ _ _; rewrite ln_1; repeat split; lra|].
  split; [split; lra || exact It|]. rewrite exp_0, total_const by (trivial; lra). lra.
Qed.

(* Periods far enough that a gradient norm is given by a square root. *)
Theorem inclusion_strict_met : Satisfiable.inclusion_strict.
Proof.
  set (square := 4 * (- sin (2 * PI * 1) - 2 * cos (2 * PI * 1) + 2) ^ 2 *
    (exp ((1 - 1 / 2) * (2 * PI * 1 + PI) / 2) - 1) *
    exp ((1 - 1 / 2) * (- 1 + 1 / (1 - 1 / 2)) * (2 * PI * 1 + PI)) / (1 - 1 / 2) ^ 2).
  exists any, 1, (1 / 2), 0, 1, (1 / 2), 1, 1, (sqrt square).
  assert (P := PI_RGT_0).
  assert (N : 0 <= square).
  { unfold square. pose proof (exp_ineq1_le ((1 - 1 / 2) * (2 * PI * 1 + PI) / 2)).
    apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat; lra].
    apply Rmult_le_pos; [|left; apply exp_pos].
    apply Rmult_le_pos; [apply Rmult_le_pos; [lra | apply pow2_ge_0] | lra]. }
  split; [lra|]. split.
  { repeat split; try lra. pose proof (SIN_bound (2 * ln (1 ^ 2 + 1) / (1 - 1 / 2))).
    rewrite Ropp_0, Rplus_0_l. apply Rmult_le_pos; [apply power_ge_0 | lra]. }
  split; [lra|]. split; [lra|]. split; [repeat split; try lra; apply integer_1|].
  split; [apply sqrt_pos|]. split; [lra|]. rewrite pow2_sqrt by exact N. reflexivity.
Qed.
