(* The assumptions of the other statements about runs can be met: ten steps on the bowl w^2/2 on the
   line from 1, with the constant steps 1/2 and 2/3, the warm-up and the Aiming steps. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Space Sums Powers Region Examples Vacuity VacuityRuns.
From Warmproof Require Import VacuityTools VacuityPoints VacuityNumbers.
From Warmproof Require Satisfiable.
Open Scope R_scope.

(* ---- runs of the bowl ----------------------------------------------------------------------- *)

Definition half (_ : R) : R := 1 / 2.
Definition two_thirds (_ : R) : R := 2 / 3.

Lemma half_proper : forall w, 0 < w -> 0 < half w < 1.
Proof. intros. unfold half. lra. Qed.

Lemma two_thirds_proper : forall w, 0 < w -> 0 < two_thirds w < 1.
Proof. intros. unfold two_thirds. lra. Qed.

Section Towards.
Variable h : R -> R.
Hypothesis proper : forall w, 0 < w -> 0 < h w < 1.

Lemma run_towards : forall points, 0 <= where_at h 0 /\ 0 <= where_at h ten /\
  forall t, integer t -> 0 <= t -> t <= ten - 1 ->
    point_towards (bowl_at points) (gap_of_run h t) (where_at h t) (square_of h t) /\
    gd_towards (bowl_at points) (where_at h t) (square_of h t) (where_at h t) (step_of_run h t)
      (where_at h (t + 1)) /\ 0 <= where_at h t /\ 0 <= where_at h (t + 1).
Proof.
  intros points. assert (W := where_positive h proper).
  split; [left; apply W|]. split; [left; apply W|]. intros t It Ht _.
  assert (W0 := W t). assert (W1 := W (t + 1)). split; [apply towards_origin; lra|].
  split; [|lra]. rewrite (where_next h t It Ht) in *. apply steps_towards; lra.
Qed.

Lemma run_projected : forall points, 0 <= where_at h 0 /\ 0 <= where_at h ten /\
  forall t, integer t -> 0 <= t -> t <= ten - 1 ->
    aiming_step (bowl_at points) (where_at h t) (gap_of_run h t) (where_at h t) (square_of h t)
      (step_of_run h t) (where_at h (t + 1)) /\ 0 <= gap_of_run h t /\ 0 <= where_at h t.
Proof.
  intros points. assert (W := where_positive h proper).
  split; [left; apply W|]. split; [left; apply W|]. intros t It Ht _.
  assert (W0 := W t). assert (W1 := W (t + 1)). assert (P := gap_positive h proper t).
  split; [|lra]. rewrite (where_next h t It Ht) in *. apply aiming_on_line; lra.
Qed.

(* On the component of {w^2/2 <= 1/2} that holds 1. *)
Definition near : setting := bowl_below line (1 / 2) 1 (course h).
Definition path (t e : R) : R :=
  (where_at h t - e * where_at h t) * (where_at h t - e * where_at h t) / 2.

Lemma near_run : gd_run near (gap_of_run h) (where_at h) (step_of_run h) path ten.
Proof.
  split.
  - intros k _. unfold step_of_run, where_at. rewrite index_INR. unfold next. cbn. ring.
  - intros k _. unfold gap_of_run, path. unfold gap_at, next. cbn. unfold half_square, square. cbn.
    unfold where_at. rewrite index_INR.
    split; [lra|]. split; [|intros e; field]. symmetry. apply norm_on_line.
    left. apply course_positive, proper.
Qed.

Lemma near_start : inside near 0.
Proof.
  unfold inside. change 0 with (INR 0). rewrite index_INR. cbn.
  apply component_start. unfold low, half_square, square. cbn. lra.
Qed.
End Towards.

Lemma least_positive : forall h, (forall w, 0 < w -> 0 < h w < 1) -> 0 < least_gap h.
Proof. intros h P. pose proof (gap_positive h P ten). unfold least_gap. lra. Qed.

Lemma below_gradients : forall h, (forall w, 0 < w -> 0 < h w < 1) -> 0 <= 2 * least_gap h /\
  forall t, integer t -> 0 <= t -> t <= ten - 1 -> 2 * least_gap h <= where_at h t ^ 2.
Proof.
  intros h P. split; [pose proof (least_positive h P); lra|]. intros t It Ht Hn.
  pose proof (least_gap_below h P t It Ht ltac:(lra)) as B. unfold gap_of_run in B. lra.
Qed.

(* ---- nonconvex ------------------------------------------------------------------------------ *)

Theorem gd_nonconvex_warmup_met : Satisfiable.gd_nonconvex_warmup.
Proof.
  exists any, (fun s => s + 1), (gap_of_run warm), (where_at warm), (step_of_run warm), ten,
    (2 * least_gap warm).
  split; [apply bowl_class|]. split; [apply bowl_low|]. split; [apply linear_increases|].
  split; [apply run_of_steps, warm_proper|]. split; [apply ten_steps|].
  split; [intros t _ _ _; apply warm_is_warmup | apply below_gradients, warm_proper].
Qed.

Theorem gd_nonconvex_constant_met : Satisfiable.gd_nonconvex_constant.
Proof.
  exists any, (fun s => s + 1), (gap_of_run two_thirds), (where_at two_thirds),
    (step_of_run two_thirds), ten, (2 * least_gap two_thirds), 1.
  split; [apply bowl_class|]. split; [apply bowl_low|]. split; [apply linear_increases|].
  split; [apply run_of_steps, two_thirds_proper|]. split; [apply ten_steps|].
  split; [|apply below_gradients, two_thirds_proper].
  intros t _ _ _. rewrite gap_at_start. unfold step_of_run, two_thirds. lra.
Qed.

Theorem gd_nonconvex_min_shape_met : Satisfiable.gd_nonconvex_min_shape.
Proof.
  exists any, (gap_of_run half), (where_at half), (step_of_run half), 1, 1, 1, (3 / 4), ten,
    (2 * least_gap half).
  repeat (split; [lra|]). split; [apply power_class|]. split; [apply bowl_low|].
  split; [apply run_of_steps, half_proper|]. split; [apply ten_steps|].
  rewrite (power_1_right 3) by lra. split; [lra|].
  split; [|apply below_gradients, half_proper]. intros t _ _ _.
  pose proof (gap_positive half half_proper t). pose proof (gap_at_most_half half half_proper t).
  rewrite power_1_right by lra. change (step_of_run half t) with (1 / 2). repeat split; lra.
Qed.

Lemma energy_run : forall t, 0 < where_at half t /\
  0 <= where_at half t * where_at half t / 4 /\
  2 * (where_at half t * where_at half t / 4) = 2 * gap_of_run half t - where_at half t ^ 2 / 2 /\
  (forall s, where_at half t * where_at half t / 4 < s -> s <= gap_of_run half t ->
     2 * (where_at half t * where_at half t / 4) < 2 * s) /\
  time_integral (half_way (where_at half t))
    (fun s => sqrt (2 * (2 * s) - 2 * (2 * (where_at half t * where_at half t / 4))))
    (where_at half t * where_at half t / 4) (gap_of_run half t) /\
  step_of_run half t * where_at half t =
    half_way (where_at half t) (where_at half t * where_at half t / 4).
Proof.
  intros t. assert (W := where_positive half half_proper t).
  destruct (half_way_time (where_at half t) W) as [D E]. rewrite E.
  split; [exact W|]. split; [nra|]. split; [unfold gap_of_run; field|]. split; [intros; lra|].
  split; [exact D|]. change (step_of_run half t) with (1 / 2). field.
Qed.

Theorem gd_nonconvex_energy_met : Satisfiable.gd_nonconvex_energy.
Proof.
  exists any, (fun _ => 2), (fun s => 2 * s), (gap_of_run half), (where_at half),
    (step_of_run half), (fun t => where_at half t * where_at half t / 4),
    (fun t => half_way (where_at half t)), ten, (2 * least_gap half), 1.
  split; [apply bowl_smooth; intros; lra|]. split; [apply bowl_low|]. split; [intros; lra|].
  split; [intros; lra|]. split; [apply doubled_integral|].
  split; [apply run_of_steps, half_proper|]. split; [apply ten_steps|].
  split; [|apply below_gradients, half_proper]. intros t _ _ _. apply energy_run.
Qed.

Theorem localisation_energy_met : Satisfiable.localisation_energy.
Proof.
  exists (near half), (fun _ => 2), (fun s => 2 * s), (gap_of_run half), (where_at half),
    (step_of_run half), (fun t => where_at half t * where_at half t / 4), (path half),
    (fun t => half_way (where_at half t)), ten.
  split; [apply bowl_smooth; intros; lra|]. split; [apply bowl_bounded_below|].
  split; [intros; lra|]. split; [intros; lra|]. split; [apply doubled_integral|].
  split; [apply near_run, half_proper|]. split; [apply ten_steps|]. split; [apply near_start|].
  intros t _ _ _ _. destruct (energy_run t) as (A & B & C & D & E & F).
  repeat (split; [assumption|]). split; [unfold step_of_run, half; lra | right; exact F].
Qed.

Theorem stays_in_region_met : Satisfiable.stays_in_region.
Proof.
  exists (near half), (gap_of_run half), (where_at half), (step_of_run half), (path half), ten.
  split; [apply bowl_bounded_below|]. split; [apply near_run, half_proper|].
  split; [apply ten_steps|]. split; [apply near_start|].
  intros t _ _ _ _. change (step_of_run half t) with (1 / 2). split; [lra|]. intros e H0 H1.
  pose proof (where_positive half half_proper t). unfold path, gap_of_run.
  assert (0 <= where_at half t - e * where_at half t <= where_at half t) by nra. nra.
Qed.

(* ---- convex --------------------------------------------------------------------------------- *)

Theorem gd_convex_met : Satisfiable.gd_convex.
Proof.
  exists any, (fun s => s + 1), (gap_of_run warm), (where_at warm), (square_of warm),
    (where_at warm), (step_of_run warm), ten.
  split; [apply bowl_class|]. split; [apply bowl_low|]. split; [apply linear_increases|].
  split; [apply bowl_convex|]. split; [apply bowl_minimiser|].
  split; [apply run_of_steps, warm_proper|]. split; [apply run_towards, warm_proper|].
  split; [apply ten_steps|]. intros t _ _ _. pose proof (warm_is_warmup t). lra.
Qed.

Theorem gd_convex_constant_met : Satisfiable.gd_convex_constant.
Proof.
  exists any, (fun s => s + 1), (gap_of_run two_thirds), (where_at two_thirds),
    (square_of two_thirds), (where_at two_thirds), (step_of_run two_thirds),
    ten, 1.
  split; [apply bowl_class|]. split; [apply bowl_low|]. split; [apply linear_increases|].
  split; [apply bowl_convex|]. split; [apply bowl_minimiser|].
  split; [apply run_of_steps, two_thirds_proper|]. split; [apply run_towards, two_thirds_proper|].
  split; [apply ten_steps|].
  intros t _ _ _. rewrite gap_at_start. unfold step_of_run, two_thirds. lra.
Qed.

Theorem gd_convex_sharp_met : Satisfiable.gd_convex_sharp.
Proof.
  exists (bowl_at (course two_thirds)), (fun s => s + 1), (gap_of_run two_thirds),
    (where_at two_thirds), (square_of two_thirds), (where_at two_thirds),
    (fun t => where_at two_thirds t * where_at two_thirds (t + 1)), (step_of_run two_thirds),
    ten, 1.
  assert (W := where_positive two_thirds two_thirds_proper).
  split; [apply bowl_class|]. split; [apply bowl_low|]. split; [apply linear_increases|].
  split; [apply bowl_convex|]. split; [apply bowl_minimiser|].
  split; [apply run_of_steps, two_thirds_proper|].
  split; [split; [apply ten_steps | apply one_below_ten]|]. split; [split; [split|]|].
  - intros k _. unfold step_of_run, where_at. rewrite index_INR. unfold next. cbn. ring.
  - intros k _. assert (P := W (INR k)). unfold square_of, where_at in *. rewrite index_INR in *.
    change (iterate (bowl_at (course two_thirds)) k) with (course two_thirds k).
    split; [symmetry; apply from_origin; lra|].
    split; [symmetry; apply inner_from_origin | symmetry; apply norm_on_line; lra].
  - intros t It Ht _. assert (W0 := W t). assert (W1 := W (t + 1)).
    split; [apply towards_origin; lra|]. split; [|lra].
    unfold gap_of_run. rewrite (where_next two_thirds t It Ht) in *. apply pair_on_line; lra.
  - split; [split; [apply towards_origin|]; left; apply W|].
    intros t _ _ _. rewrite gap_at_start. unfold step_of_run, two_thirds. lra.
Qed.

(* ---- PL and Aiming -------------------------------------------------------------------------- *)

Theorem gd_pl_contraction_met : Satisfiable.gd_pl_contraction.
Proof.
  exists any, (fun s => s + 1), (gap_of_run warm), (where_at warm), (step_of_run warm), ten, 1.
  split; [apply bowl_class|]. split; [apply bowl_low|]. split; [apply linear_increases|].
  split; [apply run_of_steps, warm_proper|]. split; [apply ten_steps|].
  split; [intros t _ _ _; apply warm_is_warmup|]. intros t _ _ _. unfold gap_of_run. lra.
Qed.

Lemma aims : forall h t, 1 * gap_of_run h t <= square_of h t.
Proof.
  intros h t. unfold gap_of_run, square_of. pose proof (Rle_0_sqr (where_at h t)) as P.
  unfold Rsqr in P. lra.
Qed.

Lemma aimed_step : forall t, step_of_run aimed t = / (gap_of_run aimed t + 2) /\
  0 < step_of_run aimed t /\ 0 < gap_of_run aimed t.
Proof.
  intros t. assert (P := gap_positive aimed aimed_proper t). split; [reflexivity|].
  split; [|exact P].
  apply aimed_proper, where_positive, aimed_proper.
Qed.

Theorem gd_aiming_progress_met : Satisfiable.gd_aiming_progress.
Proof.
  exists any, (fun s => s + 1), (fun s => s ^ 2 / 2 + s), (gap_of_run aimed), (where_at aimed),
    (square_of aimed), (where_at aimed), (step_of_run aimed), ten, 1.
  split; [apply bowl_class|]. split; [apply bowl_low|]. split; [intros; lra|].
  split; [apply integral_of_linear|]. split; [apply run_projected, aimed_proper|].
  split; [apply ten_steps|]. split; [|intros t _ _ _; apply aims].
  intros t _ _ _. destruct (aimed_step t) as (E & S & P). split; [lra|]. rewrite E. field. lra.
Qed.

Theorem gd_aiming_reach_met : Satisfiable.gd_aiming_reach.
Proof.
  exists any, (fun _ => 1), (fun s => s), flat_G, (gap_of_run half), (where_at half),
    (square_of half), (where_at half), (step_of_run half), ten, 1, (1 / 2).
  destruct two_and_eight as (_ & _ & E1 & E0).
  split; [apply one_smooth|]. split; [apply bowl_low|]. split; [easy|].
  split; [apply flat_nonnegative|]. split; [apply flat_integral|]. split; [apply flat_positive|].
  split; [apply flat_distance|].
  split; [intros t _ _ _; apply flat_finite; left; apply gap_positive, half_proper|].
  split; [apply run_projected, half_proper|]. split; [apply ten_steps|]. split; [lra|].
  split; [intros t _ _ _; unfold step_of_run, half; lra|]. split; [intros t _ _ _; apply aims|].
  split; [lra|]. rewrite E1, E0. unfold where_at. change 0 with (INR 0). rewrite index_INR.
  simpl. lra.
Qed.

Theorem gd_aiming_within_met : Satisfiable.gd_aiming_within.
Proof.
  exists any, arc, (gap_of_run aimed), (where_at aimed), (square_of aimed), (where_at aimed),
    (step_of_run aimed), 1, 1, 1, ten, 1, (least_gap aimed), 2.
  repeat (split; [lra|]). split; [apply power_class|]. split; [apply bowl_low|].
  split; [apply run_projected, aimed_proper|]. split; [apply ten_steps|]. split; [lra|].
  split; [apply least_positive, aimed_proper|]. split.
  { intros t _ _ _. destruct (aimed_step t) as (E & S & P). split; [lra|]. split; [lra|].
    split; [now left|]. rewrite power_potential by lra. rewrite E. field. lra. }
  split; [intros t _ _ _; apply aims|].
  split; [intros t It Ht Hn; apply least_gap_below; trivial; [apply aimed_proper | lra]|].
  split; [easy|].
  assert (Pos : forall x, 0 < x -> 0 < 1 * power x (1 + 1) / (1 + 1) + 1 * x).
  { intros x Hx. rewrite power_potential by lra. nra. }
  split; [intros x Hx; specialize (Pos x Hx); repeat split; lra|]. split.
  { split; [intros x Hx; specialize (Pos x Hx); repeat split; lra|]. intros x Hx. split.
    - rewrite <- arc_slope by exact Hx. apply of_is_derive, arc_derivative, Hx.
    - apply (continuous_at_ext _ (fun y => / sqrt (y * y + 2 * y))); [exact Hx | exact arc_slope|].
      apply of_continuous, (ex_derive_continuous (fun y : R => / sqrt (y * y + 2 * y))).
      pose proof (sqrt_lt_R0 (x * x + 2 * x) ltac:(nra)). auto_derive.
      split; [nra | split; [lra | easy]]. }
  split; [intros t _ _ _; apply arc_finite; left; apply gap_positive, aimed_proper|].
  split; [lra|]. pose proof arc_at_2. rewrite arc_at_0. unfold where_at. change 0 with (INR 0).
  rewrite index_INR. simpl. lra.
Qed.
