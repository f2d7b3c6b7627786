(* The assumptions of the statements can be met, all at once, by a run that moves: the bowl w^2/2 on
   the line with ell(s) = s + 1, from the start 1, with the steps that each statement asks for.

   Satisfiable.v has the assumptions of each statement under its name. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Space Sums Region Examples.
From Warmproof Require Satisfiable.
Open Scope R_scope.

(* ---- the bowl on the line -------------------------------------------------------------- *)

Definition bowl_at (points : nat -> R) : setting := whole_bowl line points.
Definition still (_ : nat) : R := 0.

Lemma norm_on_line : forall w : R, 0 <= w -> @norm line w = w.
Proof. intros w Hw. unfold norm. cbn. now apply sqrt_square. Qed.

Lemma gap_on_line : forall points (w : R), gap_at (bowl_at points) w = w * w / 2.
Proof. intros. unfold gap_at. cbn. unfold half_square, square. cbn. lra. Qed.

Lemma at_point : forall points w, 0 <= w -> is_point (bowl_at points) w (w * w / 2) w.
Proof.
  intros points w Hw. split; [exact I |]. rewrite gap_on_line. split; [easy |].
  symmetry. now apply norm_on_line.
Qed.

Lemma is_step : forall points w eta, 0 <= w ->
  gd_step (bowl_at points) (w * w / 2) w eta ((w - eta * w) * (w - eta * w) / 2).
Proof.
  intros points w eta Hw. exists w. split; [now apply at_point |]. rewrite gap_on_line.
  unfold next. cbn. lra.
Qed.

Lemma bowl_class : forall points, smooth (bowl_at points) (fun s => s + 1).
Proof. intros. apply bowl_smooth. intros s Hs. lra. Qed.

Lemma bowl_low : forall points, bounded_below (bowl_at points).
Proof. intros. apply bowl_bounded_below. Qed.

Lemma linear_increases : forall a : R, 0 <= a -> forall b : R, a <= b -> a + 1 <= b + 1.
Proof. intros. lra. Qed.

Lemma integral_of_linear : derives (fun s => 0 <= s) (fun s => s ^ 2 / 2 + s) (fun s => s + 1) /\
  0 ^ 2 / 2 + 0 = 0.
Proof.
  split; [| lra]. apply derives_of.
  - intros x _. auto_derive; [easy | field].
  - intros x _. apply (ex_derive_continuous (fun s : R => s + 1)). now auto_derive.
Qed.

(* ---- one step ---------------------------------------------------------------------------- *)

Theorem gradient_bound : Satisfiable.gradient_bound.
Proof.
  exists (bowl_at still), (fun s => s + 1), (fun s => s ^ 2 / 2 + s), (1 / 2), 1.
  split; [apply bowl_class |]. split; [apply bowl_low |]. split; [intros; lra |].
  split; [apply integral_of_linear |]. split; [| lra].
  exists 1. pose proof (at_point still 1 ltac:(lra)) as P. now rewrite Rmult_1_r in P.
Qed.

(* From 1 to 0. *)
Theorem descent_lemma : Satisfiable.descent_lemma.
Proof.
  exists (bowl_at still), (fun s => s + 1), (1 / 2), 1, 1, 0.
  split; [apply bowl_class |]. split; [apply bowl_low |]. split; [apply linear_increases |].
  split; [| lra]. split; [| lra]. pose proof (is_step still 1 1 ltac:(lra)) as P.
  replace (1 * 1 / 2) with (1 / 2) in P by field.
  now replace ((1 - 1 * 1) * (1 - 1 * 1) / 2) with 0 in P by field.
Qed.

(* From 1 to 2, as far as the radius for beta = 4 allows, with ell = 1. *)
Theorem local_descent : Satisfiable.local_descent.
Proof.
  exists (bowl_at still), (fun _ => 1), (fun s => s), (fun x => sqrt 2 * sqrt x), (1 / 2), 2, 1, 1,
    4.
  assert (Two : sqrt 2 * sqrt 2 = 2) by (apply sqrt_sqrt; lra).
  split; [apply bowl_smooth; intros; lra |]. split; [apply bowl_low |]. split; [easy |].
  split; [intros; lra |]. split; [intros; lra |].
  split; [split; [| easy]; apply derives_of; intros x _;
          [auto_derive; easy | apply continuous_const] |].
  split; [easy |]. split; [split; [easy |] |].
  { apply derives_of; intros x Hx.
    - auto_derive; [easy |]. pose proof (sqrt_lt_R0 x Hx). field. lra.
    - apply (ex_derive_continuous (fun x : R => sqrt 2 / (2 * sqrt x))).
      pose proof (sqrt_lt_R0 x Hx). auto_derive. split; [easy | split; [lra | easy]]. }
  split; [lra |]. split.
  - split; [| lra]. exists 1, 2. rewrite !gap_on_line.
    repeat split; try lra; cbn; [| ring].
    unfold norm. cbn. replace ((2 + -1 * 1) * (2 + -1 * 1)) with (1 * 1) by ring.
    symmetry. apply sqrt_square. lra.
  - replace (4 * (1 / 2)) with 2 by field. rewrite <- !sqrt_mult by lra.
    replace (2 * (1 / 2)) with (1 * 1) by field. replace (2 * 2) with (2 * 2) by ring.
    rewrite !sqrt_square by lra. lra.
Qed.

(* From 1 to 1/2, with ell = 2: half of the energy is left. *)
Theorem energy_step : Satisfiable.energy_step.
Proof.
  exists (bowl_at still), (fun _ => 2), (fun s => 2 * s), (fun x => (1 - sqrt (4 * x - 1)) / 2),
    (1 / 2), 1, (1 / 2), (1 / 8), (1 / 4).
  split; [apply bowl_smooth; intros; lra |]. split; [apply bowl_low |].
  split; [intros; lra |]. split; [intros; lra |].
  split; [split; [| lra]; apply derives_of; intros x _;
          [auto_derive; [easy | ring] | apply continuous_const] |].
  split; [split; [| lra] |].
  { pose proof (is_step still 1 (1 / 2) ltac:(lra)) as P.
    replace (1 * 1 / 2) with (1 / 2) in P by field.
    now replace ((1 - 1 / 2 * 1) * (1 - 1 / 2 * 1) / 2) with (1 / 8) in P by field. }
  split; [lra |]. split; [lra |]. split; [intros; lra |].
  split; [split; [lra |]; split; [| split] |].
  - replace (4 * (1 / 2) - 1) with (1 * 1) by field. rewrite sqrt_square by lra. lra.
  - intros x Hx. apply of_continuous.
    apply (continuous_mult (fun y : R => 1 - sqrt (4 * y - 1)) (fun _ : R => / 2));
      [| apply continuous_const].
    apply (continuous_minus (fun _ : R => 1) (fun x => sqrt (4 * x - 1)));
      [apply continuous_const |].
    apply (continuous_comp (fun x : R => 4 * x - 1) sqrt);
      [apply (ex_derive_continuous (fun s : R => 4 * s - 1)); now auto_derive |].
    apply continuous_sqrt.
  - intros x Hx. apply of_is_derive.
    replace (-2 * (2 * (1 / 4)) + 2 * (2 * x)) with (4 * x - 1) by field.
    pose proof (sqrt_lt_R0 (4 * x - 1) ltac:(lra)).
    auto_derive; [lra | unfold Rminus in *; field; lra].
  - replace (4 * (1 / 4) - 1) with 0 by field. rewrite sqrt_0. lra.
Qed.
