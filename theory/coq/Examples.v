(* Spaces and functions that the meanings of Meaning.v are about: nothing is proved of nothing.

   The line and R^n for every n are inner-product spaces. |w|^2/2 in any space, on all of it and on
   a component of a sublevel set; cosh x - 1; and Example 1, e^x (2 + sin 2x), whose infimum 0 is
   not attained: each is a setting, with the curvature that it has. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Space Region.
Open Scope R_scope.

(* ---- spaces --------------------------------------------------------------------------- *)

Lemma line_complete : forall u : nat -> R,
  (forall e, 0 < e -> exists n, forall i j, (n <= i)%nat -> (n <= j)%nat ->
     (u i + -1 * u j) * (u i + -1 * u j) <= e) ->
  exists x, forall e, 0 < e -> exists n, forall i, (n <= i)%nat ->
     (u i + -1 * x) * (u i + -1 * x) <= e.
Proof.
  assert (Far : forall a b e, 0 < e -> Rabs (a - b) < e -> (a + -1 * b) * (a + -1 * b) <= e * e).
  { intros a b e He Near. apply Rabs_def2 in Near. nra. }
  intros u Cauchy. destruct (Coq.Reals.Rcomplete.R_complete u) as (x & Lim).
  - intros e He. destruct (Cauchy (e * e / 4)) as (n & Close); [nra |]. exists n.
    intros i j Hi Hj. specialize (Close i j Hi Hj). unfold R_dist. apply Rabs_def1; nra.
  - exists x. intros e He. set (r := Rmin e 1).
    assert (0 < r) by (apply Rmin_glb_lt; lra).
    assert (r <= e /\ r <= 1) by (split; [apply Rmin_l | apply Rmin_r]).
    destruct (Lim r) as (n & Close); [easy |]. exists n. intros i Hi.
    apply Rle_trans with (r * r); [| nra]. apply Far; [easy | apply Close; lia].
Qed.

Definition line : inner_space.
Proof.
  refine {| point_of := R; plus := Rplus; times := Rmult; origin := 0; inner := Rmult |};
    try (intros; first [ring | nra]).
  exact line_complete.
Defined.

Definition no_space : inner_space.
Proof.
  refine {| point_of := unit; plus := fun _ _ => tt; times := fun _ _ => tt; origin := tt;
            inner := fun _ _ => 0 |}; intros; try (now destruct x); try lra; try reflexivity.
  exists tt. intros e He. exists O. intros. lra.
Defined.

Definition product (E F : inner_space) : inner_space.
Proof.
  refine {| point_of := (E * F)%type;
            plus := fun x y => ((fst x + fst y)%space, (snd x + snd y)%space);
            times := fun a x => ((a * fst x)%space, (a * snd x)%space);
            origin := (origin, origin);
            inner := fun x y => << fst x, fst y >> + << snd x, snd y >> |};
    intros; repeat match goal with x : (_ * _)%type |- _ => destruct x end; cbn [fst snd];
    try (f_equal; first [apply plus_comm | apply plus_assoc | apply plus_origin | apply times_zero
                        | apply times_one | apply times_times | apply times_plus
                        | apply plus_times | apply inner_comm]).
  - rewrite !inner_plus. ring.
  - rewrite !inner_times. ring.
  - pose proof (inner_nonnegative E p). pose proof (inner_nonnegative F p0). lra.
  - cbn [fst snd] in *. pose proof (inner_nonnegative E p). pose proof (inner_nonnegative F p0).
    f_equal; apply inner_definite; lra.
  - (* both coordinates converge *)
    assert (P := inner_nonnegative E). assert (Q := inner_nonnegative F).
    rename H into Cauchy.
    destruct (complete E (fun k => fst (u k))) as (x & Hx).
    { intros e He. destruct (Cauchy e He) as (n & Close). exists n. intros i j Hi Hj.
      eapply Rle_trans; [| exact (Close i j Hi Hj)]. rewrite <- Rplus_0_r at 1.
      apply Rplus_le_compat_l, Q. }
    destruct (complete F (fun k => snd (u k))) as (y & Hy).
    { intros e He. destruct (Cauchy e He) as (n & Close). exists n. intros i j Hi Hj.
      eapply Rle_trans; [| exact (Close i j Hi Hj)]. rewrite <- Rplus_0_l at 1.
      apply Rplus_le_compat_r, P. }
    exists (x, y). intros e He. destruct (Hx (e / 2)) as (n & Near); [lra |].
    destruct (Hy (e / 2)) as (k & Near'); [lra |]. exists (n + k)%nat. intros i Hi. cbn [fst snd].
    specialize (Near i ltac:(lia)). specialize (Near' i ltac:(lia)). lra.
Defined.

(* R^n; its inner product is the sum of the products of the coordinates. *)
Fixpoint R_n (n : nat) : inner_space :=
  match n with O => no_space | Datatypes.S k => product line (R_n k) end.

Fixpoint coordinate {n : nat} : R_n n -> nat -> R :=
  match n with
  | O => fun _ _ => 0
  | Datatypes.S k => fun w i => match i with O => fst w | Datatypes.S j => coordinate (snd w) j end
  end.

Lemma sum_below_first : forall u n, sum_below u (Datatypes.S n) =
  u O + sum_below (fun k => u (Datatypes.S k)) n.
Proof. intros u n. induction n as [| n IH]; [simpl; ring |]. cbn [sum_below] in *. lra. Qed.

Lemma inner_by_coordinates : forall n (x y : R_n n),
  << x, y >> = sum_below (fun i => coordinate x i * coordinate y i) n.
Proof.
  induction n as [| n IH]; intros x y; [reflexivity |].
  rewrite sum_below_first. cbn [coordinate]. rewrite <- IH. reflexivity.
Qed.

Lemma points_by_coordinates : forall n (u : nat -> R), exists x : R_n n,
  forall i, (i < n)%nat -> coordinate x i = u i.
Proof.
  induction n as [| n IH]; intros u; [exists tt; intros; lia |].
  destruct (IH (fun i => u (Datatypes.S i))) as (x & Hx). exists (u O, x).
  intros [| i] Hi; [reflexivity | apply Hx; lia].
Qed.

(* ---- |w|^2/2 ------------------------------------------------------------------------- *)

Section Quadratic.
Variable E : inner_space.
Local Open Scope space_scope.

Definition half_square (w : E) : R := (square w / 2)%R.

Lemma half_square_along : forall (w d : E) t,
  derivative_at (fun _ => True) (fun r => half_square (w + r * d)) t << w + t * d, d >>.
Proof.
  intros w d t. unfold half_square. apply of_is_derive.
  apply (is_derive_ext (fun r => (square w + 2 * r * << w, d >> + r ^ 2 * square d) / 2)%R);
    [intros r; now rewrite <- square_linear |].
  auto_derive; [easy |]. rewrite inner_plus, inner_times. unfold square. simpl. field.
Qed.

Lemma identity_along : forall (w d e : E) t,
  derivative_at (fun _ => True) (fun r => << w + r * d, e >>) t << d, e >>.
Proof.
  intros w d e t. apply of_is_derive.
  apply (is_derive_ext (fun r => << w, e >> + r * << d, e >>)%R);
    [intros r; now rewrite inner_plus, inner_times |].
  auto_derive; [easy | ring].
Qed.

Lemma identity_continuous : forall (w : E) e, 0 < e -> exists d, 0 < d /\
  forall v : E, (norm (v - w) < d)%R -> (norm (v - w) <= e)%R.
Proof. intros w e He. exists e. split; [easy |]. intros v. lra. Qed.

Lemma only_origin : forall w : E, w = origin -> half_square w = 0%R.
Proof. intros w ->. unfold half_square, square. rewrite inner_origin. field. Qed.

(* f = |w|^2/2, f_star = 0, with the region and the points of a run as they come. *)
Definition bowl (region : E -> Prop) (points : nat -> E)
  (closed : forall (w d : E) t, region w -> (0 <= t)%R ->
     (forall r, 0 <= r <= t -> half_square (w + r * d) <= half_square w)%R ->
     region (w + t * d)) : setting :=
  {| space := E; f := half_square; grad := fun w => w; f_star := 0; S := region;
     w_star := origin; W_star := fun w => w = origin; iterate := points;
     gradient_along := half_square_along; gradient_continuous := identity_continuous;
     downhill_in_S := closed; W_star_minimises := only_origin |}.

Definition whole_bowl (points : nat -> E) : setting :=
  bowl (fun _ => True) points (fun _ _ _ _ _ _ => I).

Definition bowl_below (level : R) (start : E) (points : nat -> E) : setting :=
  bowl (component E half_square level start) points
       (component_downhill E half_square level start).

Definition bowl_path_below (level : R) (start : E) (points : nat -> E) : setting :=
  bowl (path_component E half_square level start) points
       (path_component_downhill E half_square level start).

Lemma half_square_nonnegative : forall w : E, (0 <= half_square w)%R.
Proof. intros w. unfold half_square, square. pose proof (inner_nonnegative E w). lra. Qed.

Lemma bowl_bounded_below : forall region points closed, bounded_below (bowl region points closed).
Proof. intros region points closed w _. apply half_square_nonnegative. Qed.

(* Any ell that is at least 1 bounds its curvature. *)
Theorem bowl_smooth : forall region points closed ell, (forall s, 0 <= s -> 1 <= ell s)%R ->
  smooth (bowl region points closed) ell.
Proof.
  intros region points closed ell Big.
  apply (smooth_from_second_derivative _ (fun _ d => square d)).
  - intros w d t. apply identity_along.
  - intros w d _. change (square d <= ell (half_square w - 0)%R * square d)%R.
    pose proof (half_square_nonnegative w) as P.
    assert (1 <= ell (half_square w - 0))%R by (apply Big; lra).
    rewrite <- (Rmult_1_l (square d)) at 1.
    apply Rmult_le_compat_r; [apply inner_nonnegative | easy].
Qed.

Theorem bowl_two_sided : forall region points closed ell, (forall s, 0 <= s -> 1 <= ell s)%R ->
  two_sided_smooth (bowl region points closed) ell.
Proof.
  intros region points closed ell Big. apply (two_sided_from_hessian _ (fun _ d => d)).
  - intros w d e t. apply identity_along.
  - intros w d _. change (norm d <= ell (half_square w - 0)%R * norm d)%R.
    pose proof (half_square_nonnegative w) as P.
    assert (1 <= ell (half_square w - 0))%R by (apply Big; lra).
    rewrite <- (Rmult_1_l (norm d)) at 1.
    apply Rmult_le_compat_r; [apply norm_nonnegative | easy].
Qed.

(* Less than 1 is not enough. *)
Theorem bowl_not_smooth : forall points c (v : E), (0 < square v)%R -> c < 1 ->
  ~ smooth (whole_bowl points) (fun _ => c).
Proof.
  intros points c v Hv Small Smooth.
  assert (square v <= c * square v)%R; [| nra].
  replace (square v) with (<< origin + 1%R * v, v >> - << origin + 0%R * v, v >>)%R at 1
    by (rewrite !inner_plus, !inner_times; unfold square; ring).
  replace (c * square v)%R with (c * square v * (1 - 0))%R by ring.
  apply (Smooth origin v); [lra | easy |]. intros r _. apply Rle_refl.
Qed.

Lemma bowl_minimiser : forall points, minimiser (whole_bowl points).
Proof. intros points. split; [easy | now apply only_origin]. Qed.

Lemma half_square_convex : forall (x y : E) t, 0 <= t <= 1 ->
  (half_square (x + t * (y - x)) <= (1 - t) * half_square x + t * half_square y)%R.
Proof.
  intros x y t T. unfold half_square. rewrite square_linear, inner_plus_right, inner_times_right.
  assert (0 <= square (y - x))%R as P by apply inner_nonnegative.
  rewrite square_expansion, (inner_comm E y x) in *. unfold square in *.
  set (a := << x, x >>) in *. set (b := << x, y >>) in *. set (c := << y, y >>) in *.
  assert (0 <= t * (1 - t) * (c - 2 * b + a))%R by (apply Rmult_le_pos; [nra | lra]). lra.
Qed.

Lemma bowl_convex : forall points, convex (whole_bowl points).
Proof. intros points. split; [easy |]. intros x y t _ _. apply half_square_convex. Qed.

(* The only nearest minimiser. *)
Lemma bowl_nearest : forall points (w : E), nearest (whole_bowl points) w origin.
Proof. intros points w. split; [easy |]. intros v ->. apply Rle_refl. Qed.

End Quadratic.

(* ---- functions on the line ------------------------------------------------------------ *)

Section Line.
Variables F F' F'' : R -> R.
Hypothesis first : forall x, is_derive F x (F' x).
Hypothesis second : forall x, is_derive F' x (F'' x).

Lemma along_line : forall (G G' : R -> R) (w d t : R), (forall x, is_derive G x (G' x)) ->
  is_derive (fun r => G (w + r * d)) t (G' (w + t * d) * d).
Proof.
  intros G G' w d t D. rewrite Rmult_comm.
  apply (is_derive_comp G (fun r => w + r * d) t (G' (w + t * d)) d); [apply D |].
  assert (Inner : is_derive (fun r : R => w + r * d) t d) by (auto_derive; [easy |
    apply Rmult_1_l]).
  exact Inner.
Qed.

Lemma first_along : forall (w d : line) t, derivative_at (fun _ => True)
  (fun r => F (w + r * d)%space) t << F' (w + t * d)%space : line, d >>.
Proof. intros w d t. apply of_is_derive, along_line, first. Qed.

Lemma second_along : forall (w d e : line) t, derivative_at (fun _ => True)
  (fun r => << F' (w + r * d)%space : line, e >>) t << F'' (w + t * d)%space * d : line, e >>.
Proof.
  intros w d e t. apply of_is_derive. cbn.
  apply (is_derive_ext (fun r => e * F' (w + r * d))); [intros r; apply Rmult_comm |].
  evar_last; [apply is_derive_scal, along_line, second | cbn; ring].
Qed.

Lemma slope_near : forall (w : line) e, 0 < e -> exists d, 0 < d /\ forall v : line,
  norm (v - w)%space < d -> norm ((F' v : line) - (F' w : line))%space <= e.
Proof.
  intros w e He.
  assert (C : continuous_at (fun _ => True) F' w)
    by (eapply derivative_at_continuous, of_is_derive, second).
  destruct (C e He) as (d & Hd & B). exists d. split; [easy |]. intros v Near.
  assert (Abs : forall x y : line, norm (x - y)%space = Rabs (x - y)).
  { intros x y. unfold norm. cbn. replace (x + -1 * y) with (x - y) by ring. apply sqrt_Rsqr_abs. }
  rewrite Abs in *. now apply B.
Qed.

(* A function of one variable, everywhere, with the minimisers and the points of a run named. *)
Definition on_the_line (least : R) (best : R) (points : nat -> R) : setting.
Proof.
  refine {| space := line; f := F; grad := F'; f_star := least; S := fun _ => True;
            w_star := best; W_star := fun w => F w = least; iterate := points |}; try easy.
  - exact first_along.
  - exact slope_near.
Defined.

Theorem on_the_line_smooth : forall least best points ell,
  (forall x, F'' x <= ell (F x - least)) -> smooth (on_the_line least best points) ell.
Proof.
  intros least best points ell B.
  apply (smooth_from_second_derivative (on_the_line least best points)
           (fun w d : R => F'' w * d * d)).
  - intros w d t. exact (second_along w d d t).
  - intros w d _. change (F'' w * d * d <= ell (F w - least) * (d * d)).
    rewrite Rmult_assoc. apply Rmult_le_compat_r; [apply Rle_0_sqr | apply B].
Qed.

Theorem on_the_line_two_sided : forall least best points ell,
  (forall x, Rabs (F'' x) <= ell (F x - least)) ->
  two_sided_smooth (on_the_line least best points) ell.
Proof.
  intros least best points ell B.
  apply (two_sided_from_hessian (on_the_line least best points) (fun w d : R => F'' w * d)).
  - intros w d e t. exact (second_along w d e t).
  - intros w d _. eapply Rle_trans; [right; exact (norm_times line (F'' w) d) |].
    apply Rmult_le_compat_r; [apply (norm_nonnegative line) | apply B].
Qed.

End Line.

(* cosh x - 1: the curvature is the gap plus 1. *)
Lemma cosh_derivative : forall x, is_derive (fun y => cosh y - 1) x (sinh x).
Proof. intros x. unfold cosh, sinh. auto_derive; [easy | field]. Qed.

Lemma sinh_derivative : forall x, is_derive sinh x (cosh x).
Proof. intros x. unfold cosh, sinh. auto_derive; [easy | field]. Qed.

Definition catenary (points : nat -> R) : setting :=
  on_the_line _ _ _ cosh_derivative sinh_derivative 0 0 points.

Theorem catenary_smooth : forall points, smooth (catenary points) (fun s => s + 1).
Proof. intros points. apply on_the_line_smooth. intros x. lra. Qed.

Theorem catenary_two_sided : forall points, two_sided_smooth (catenary points) (fun s => s + 1).
Proof.
  intros points. apply on_the_line_two_sided. intros x. rewrite Rabs_right; [lra |].
  unfold cosh. pose proof (exp_pos x). pose proof (exp_pos (- x)). lra.
Qed.

Theorem catenary_bounded_below : forall points, bounded_below (catenary points).
Proof.
  intros points x _. cbn. unfold cosh. pose proof (exp_pos x). pose proof (exp_pos (- x)).
  assert (exp x * exp (- x) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
  pose proof (Rle_0_sqr (exp x - exp (- x))). unfold Rsqr in *. nra.
Qed.

(* Example 1: e^x (2 + sin 2x), with the infimum 0. *)
Definition wave (x : R) : R := exp x * (2 + sin (2 * x)).
Definition wave_slope (x : R) : R := exp x * (2 + sin (2 * x) + 2 * cos (2 * x)).
Definition wave_curvature (x : R) : R := exp x * (2 - 3 * sin (2 * x) + 4 * cos (2 * x)).

Lemma wave_derivative : forall x, is_derive wave x (wave_slope x).
Proof. intros x. unfold wave, wave_slope. auto_derive; [easy | ring]. Qed.

Lemma wave_second_derivative : forall x, is_derive wave_slope x (wave_curvature x).
Proof. intros x. unfold wave_slope, wave_curvature. auto_derive; [easy | ring]. Qed.

Definition waves (points : nat -> R) : setting :=
  on_the_line _ _ _ wave_derivative wave_second_derivative 0 0 points.

Lemma circle : forall y, sin y * sin y + cos y * cos y = 1.
Proof. intros y. pose proof (sin2_cos2 y). unfold Rsqr in *. lra. Qed.

(* The largest value of a sin y + b cos y. *)
Lemma amplitude : forall a b r y, 0 <= r -> a * a + b * b <= r * r -> a * sin y + b * cos y <= r.
Proof.
  intros a b r y Hr Small. pose proof (circle y).
  destruct (Rle_dec (a * sin y + b * cos y) r) as [| Big]; [easy | exfalso].
  assert ((a * sin y + b * cos y) * (a * sin y + b * cos y)
          + (a * cos y - b * sin y) * (a * cos y - b * sin y) = a * a + b * b).
  { replace (a * a + b * b) with ((a * a + b * b) * (sin y * sin y + cos y * cos y))
      by (rewrite circle; ring). ring. }
  pose proof (Rle_0_sqr (a * cos y - b * sin y)). unfold Rsqr in *. nra.
Qed.

Lemma wave_curvature_bound : forall x, Rabs (wave_curvature x) <= 7 * wave x.
Proof.
  intros x. unfold wave, wave_curvature. rewrite Rabs_mult, (Rabs_right (exp x)) by
    (left; apply exp_pos).
  replace (7 * (exp x * (2 + sin (2 * x)))) with (exp x * (7 * (2 + sin (2 * x)))) by ring.
  apply Rmult_le_compat_l; [left; apply exp_pos |].
  pose proof (amplitude (-10) 4 12 (2 * x) ltac:(lra) ltac:(lra)).
  pose proof (SIN_bound (2 * x)). pose proof (COS_bound (2 * x)). apply Rabs_le. lra.
Qed.

Theorem waves_smooth : forall points, smooth (waves points) (fun s => 7 * s).
Proof.
  intros points. apply on_the_line_smooth. intros x. rewrite Rminus_0_r.
  eapply Rle_trans; [apply Rle_abs | apply wave_curvature_bound].
Qed.

Theorem waves_two_sided : forall points, two_sided_smooth (waves points) (fun s => 7 * s).
Proof.
  intros points. apply on_the_line_two_sided. intros x. rewrite Rminus_0_r.
  apply wave_curvature_bound.
Qed.

(* 0 is the infimum, and no point has it. *)
Theorem waves_infimum : forall points,
  (forall x, f_star (waves points) < f (waves points) x) /\
  (forall e, 0 < e -> exists x, f (waves points) x < f_star (waves points) + e).
Proof.
  intros points. cbn. unfold wave. split.
  - intros x. pose proof (SIN_bound (2 * x)). pose proof (exp_pos x). nra.
  - intros e He. exists (ln (e / 4)). rewrite exp_ln by lra.
    pose proof (SIN_bound (2 * ln (e / 4))). nra.
Qed.
