(* What the instances of the statements are made of: the flat potential Phi(s) = s of ell = 1, the
   linear bound ell(s) = s + 1 with the distance arcosh(1 + x), points of the bowl on the line, and
   runs given by a map. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Space Sums Powers Region Examples Vacuity VacuityRuns.
Open Scope R_scope.

Definition any : setting := bowl_at still.

(* ---- ell = 1 ----------------------------------------------------------------------------- *)

Definition flat_G (x : R) : R := sqrt 2 * sqrt x.

Lemma flat_nonnegative : forall s : R, 0 <= s -> 0 <= 1.
Proof. intros. lra. Qed.

Lemma flat_nondecreasing : forall a : R, 0 <= a -> forall b : R, a <= b -> 1 <= 1.
Proof. intros. lra. Qed.

Lemma flat_integral : derives (fun s => 0 <= s) (fun s => s) (fun _ => 1) /\ 0 = 0.
Proof.
  split; [|reflexivity]. apply derives_of; intros x _; [auto_derive; easy | apply continuous_const].
Qed.

Lemma flat_positive : forall x : R, 0 < x -> 0 < x.
Proof. easy. Qed.

Lemma flat_distance : (forall x : R, 0 < x -> 0 < x) /\
  derives (fun x => 0 < x) flat_G (fun x => sqrt 2 / (2 * sqrt x)).
Proof.
  split; [easy|]. apply derives_of; intros x Hx; unfold flat_G.
  - auto_derive; [easy|]. pose proof (sqrt_lt_R0 x Hx). field. lra.
  - apply (ex_derive_continuous (fun x : R => sqrt 2 / (2 * sqrt x))).
    pose proof (sqrt_lt_R0 x Hx). auto_derive. split; [easy | split; [lra | easy]].
Qed.

Lemma flat_G_at : forall x r, 0 <= x -> 0 <= r -> 2 * x = r * r -> flat_G x = r.
Proof.
  intros x r Hx Hr E. unfold flat_G. rewrite <- sqrt_mult, E by lra. apply sqrt_square, Hr.
Qed.

Lemma flat_finite : forall g, 0 <= g ->
  time_integral (fun s => - flat_G s + flat_G g) (fun s => sqrt 2 * sqrt s) 0 g.
Proof.
  intros g Hg. split; [exact Hg|]. split; [lra|]. split.
  - intros x _. apply of_continuous. unfold flat_G.
    apply (continuous_plus (fun s => - (sqrt 2 * sqrt s)) (fun _ : R => sqrt 2 * sqrt g));
      [|apply continuous_const].
    apply (continuous_opp (fun s => sqrt 2 * sqrt s)).
    apply (continuous_mult (fun _ : R => sqrt 2) sqrt); [apply continuous_const|].
    apply continuous_sqrt.
  - intros x Hx. apply of_is_derive. pose proof (sqrt_lt_R0 x ltac:(lra)).
    pose proof (sqrt_lt_R0 2 ltac:(lra)). assert (sqrt 2 * sqrt 2 = 2) by (apply sqrt_sqrt; lra).
    unfold flat_G. auto_derive; [lra|].
    apply Rmult_eq_reg_l with (2 * sqrt 2 * sqrt x); [|apply Rgt_not_eq; nra].
    field_simplify; [|lra..]. nra.
Qed.

(* ---- ell(s) = s + 1 ------------------------------------------------------------------------ *)

Definition arc (x : R) : R := ln (1 + x + sqrt (x * x + 2 * x)).

Lemma arc_derivative : forall x, 0 < x -> is_derive arc x (/ sqrt (x * x + 2 * x)).
Proof.
  intros x Hx. pose proof (sqrt_lt_R0 (x * x + 2 * x) ltac:(nra)).
  unfold arc. auto_derive; [split; [nra | split; [lra | easy]] | field; lra].
Qed.

Lemma arc_continuous : forall x, 0 <= x -> continuous arc x.
Proof.
  intros x Hx. unfold arc. apply (continuous_comp (fun x => 1 + x + sqrt (x * x + 2 * x)) ln).
  - apply (continuous_plus (fun x => 1 + x) (fun x => sqrt (x * x + 2 * x))).
    + apply (ex_derive_continuous (fun s : R => 1 + s)). now auto_derive.
    + apply (continuous_comp (fun x => x * x + 2 * x) sqrt); [|apply continuous_sqrt].
      apply (ex_derive_continuous (fun s : R => s * s + 2 * s)). now auto_derive.
  - apply (ex_derive_continuous ln). auto_derive. pose proof (sqrt_pos (x * x + 2 * x)). lra.
Qed.

Lemma power_potential : forall x, 0 <= x ->
  1 * power x (1 + 1) / (1 + 1) + 1 * x = (x * x + 2 * x) / 2.
Proof. intros x Hx. rewrite power_succ, power_1_right by exact Hx. field. Qed.

Lemma arc_at_0 : arc 0 = 0.
Proof.
  unfold arc. replace (0 * 0 + 2 * 0) with 0 by ring. rewrite sqrt_0, !Rplus_0_r. apply ln_1.
Qed.

Lemma arc_at_2 : 1 <= arc 2.
Proof.
  unfold arc. pose proof (sqrt_pos (2 * 2 + 2 * 2)). pose proof exp_le_3.
  rewrite <- (ln_exp 1) at 1. apply ln_le; [apply exp_pos | lra].
Qed.

Lemma arc_slope : forall x, 0 < x ->
  / sqrt (x * x + 2 * x) = sqrt 2 / (2 * sqrt (1 * power x (1 + 1) / (1 + 1) + 1 * x)).
Proof.
  intros x Hx. rewrite power_potential by lra. set (P := (x * x + 2 * x) / 2).
  assert (HP : 0 < P) by (unfold P; nra).
  replace (x * x + 2 * x) with (2 * P) by (unfold P; field). rewrite sqrt_mult by lra.
  pose proof (sqrt_lt_R0 P HP). pose proof (sqrt_lt_R0 2 ltac:(lra)).
  rewrite <- (sqrt_sqrt 2) at 3 by lra. field. lra.
Qed.

Lemma arc_finite : forall g, 0 <= g -> time_integral (fun s => - arc s + arc g)
  (fun s => sqrt 2 * sqrt (1 * power s (1 + 1) / (1 + 1) + 1 * s)) 0 g.
Proof.
  intros g Hg. split; [exact Hg|]. split; [ring|]. split; intros x Hx.
  - apply of_continuous. apply (continuous_plus (fun s => - arc s) (fun _ : R => arc g));
      [|apply continuous_const].
    apply (continuous_opp arc). apply arc_continuous. lra.
  - apply of_is_derive. rewrite power_potential by lra.
    replace (sqrt 2 * sqrt ((x * x + 2 * x) / 2)) with (sqrt (x * x + 2 * x)).
    + evar_last.
      * apply (is_derive_plus (fun s => - arc s) (fun _ : R => arc g)); [|apply is_derive_const].
        apply (is_derive_opp arc), arc_derivative. lra.
      * apply Rplus_0_r.
    + rewrite <- sqrt_mult by nra. f_equal. field.
Qed.

(* ---- points of the line -------------------------------------------------------------------- *)

Lemma norm_line : forall w : R, @norm line w = Rabs w.
Proof. intros w. apply sqrt_Rsqr_abs. Qed.

Lemma points_on_line : forall points (w w' : R), two_points (bowl_at points) (w * w / 2)
  (w' * w' / 2) (Rabs (w' - w)) (w * (w' - w)).
Proof.
  intros points w w'. exists w, w'. rewrite !gap_on_line, norm_line.
  repeat split; cbn; try lra. f_equal. ring.
Qed.

Lemma towards_origin : forall points w, 0 <= w ->
  point_towards (bowl_at points) (w * w / 2) w (w * w).
Proof.
  intros points w Hw. exists w. split; [now apply at_point|]. symmetry. apply inner_from_origin.
Qed.

Lemma noisy_on_line : forall points (w xi eta : R), 0 <= w -> noisy_step (bowl_at points)
  (w * w / 2) w eta (Rabs xi) (w * xi) ((w - eta * (w + xi)) * (w - eta * (w + xi)) / 2).
Proof.
  intros points w xi eta Hw. exists w, xi, (w - eta * (w + xi)).
  split; [now apply at_point|]. rewrite norm_line, gap_on_line.
  repeat split; cbn. ring.
Qed.

Lemma steps_towards : forall points w eta, 0 <= w -> 0 <= w - eta * w ->
  gd_towards (bowl_at points) w (w * w) w eta (w - eta * w).
Proof.
  intros points w eta Hw Hn. exists w.
  assert (E : next (bowl_at points) w eta = w - eta * w) by (unfold next; cbn; ring).
  rewrite E. split; [symmetry; apply from_origin; exact Hw|].
  split; [symmetry; apply inner_from_origin|].
  split; [symmetry; apply norm_on_line; exact Hw|]. symmetry. apply from_origin. exact Hn.
Qed.

Lemma pair_on_line : forall points w eta, 0 <= w -> 0 <= w - eta * w ->
  gd_pair (bowl_at points) (w * w / 2) w eta ((w - eta * w) * (w - eta * w) / 2) (w - eta * w)
    (w * (w - eta * w)).
Proof.
  intros points w eta Hw Hn. exists w.
  assert (E : next (bowl_at points) w eta = w - eta * w) by (unfold next; cbn; ring).
  rewrite E. split; [now apply at_point|]. split; [now apply at_point|]. reflexivity.
Qed.

Lemma aiming_on_line : forall points w eta, 0 <= w -> 0 <= w - eta * w ->
  aiming_step (bowl_at points) w (w * w / 2) w (w * w) eta (w - eta * w).
Proof.
  intros points w eta Hw Hn. exists w, (@origin line), (@origin line).
  assert (E : next (bowl_at points) w eta = w - eta * w) by (unfold next; cbn; ring).
  rewrite E. split; [now apply at_point|]. split; [apply bowl_nearest|].
  split; [apply bowl_nearest|]. split; [symmetry; apply from_origin; exact Hw|].
  split; [symmetry; apply inner_from_origin | symmetry; apply from_origin; exact Hn].
Qed.

(* ---- runs given by a map ------------------------------------------------------------------ *)

Section Orbit.
Variables (map : R -> R) (start : R).

Fixpoint visit (k : nat) : R := match k with O => start | Datatypes.S j => map (visit j) end.
Definition orbit (t : R) : R := visit (index t).

Lemma orbit_0 : orbit 0 = start.
Proof. unfold orbit. change 0 with (INR 0). rewrite index_INR. reflexivity. Qed.

Lemma orbit_next : forall t, integer t -> 0 <= t -> orbit (t + 1) = map (orbit t).
Proof.
  intros t It Ht. destruct (integer_nat t It Ht) as (k & ->). unfold orbit.
  rewrite <- S_INR, !index_INR. reflexivity.
Qed.
End Orbit.

Lemma integer_2 : integer 2.
Proof. exact (integer_INR 2). Qed.

Lemma one_below_ten : 1 <= ten.
Proof. unfold ten. simpl. lra. Qed.
