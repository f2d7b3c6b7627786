(* What convexity of f on S gives: tangents, a zero gradient at the minimiser, and room around the
   points of S that lie below another point of S.

   The last is what lets a walk start at the minimiser and climb: S is only known to hold walks that
   do not rise above their own start. A walk from z, below w, is compared with walks from w: the
   chord from w to a point a little beyond z stays below f(w), because as long as it does it is in
   S, where f lies above its tangents and the gradient is bounded. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line Space Ray.
Open Scope R_scope.

(* Vectors with the same inner products are equal; so are linear combinations that agree in them. *)
Lemma equal_by_inner (E : inner_space) (x y : E) : (forall e, << x, e >> = << y, e >>) -> x = y.
Proof.
  intros H. apply minus_zero, inner_definite.
  rewrite (inner_plus E x), (inner_times E), (H (x - y)%space). ring.
Qed.

Ltac vectors := apply equal_by_inner; intros ?;
  rewrite ?inner_plus, ?inner_times, ?inner_plus, ?inner_times, ?inner_origin; ring.

(* v stays at most M on [0, T]: it starts there moving down, and wherever it has been at most M so
   far it is below M. *)
Lemma stays_below (v dv : R -> R) (M T : R) :
  (forall I t, derivative_at I v t (dv t)) -> v 0 <= M -> dv 0 < 0 ->
  (forall t, 0 < t <= T -> (forall s, 0 <= s <= t -> v s <= M) -> v t < M) ->
  forall t, 0 <= t <= T -> v t <= M.
Proof.
  intros Hd H0 Hneg Hlt t1 Ht1. apply (real_induction (fun t => v t <= M) 0 T); [exact H0| | |exact Ht1].
  - intros t Ht Hall. destruct (Rlt_dec 0 t) as [Hp|Hn].
    + assert (Hm := Hlt t ltac:(lra) Hall).
      destruct (derivative_at_continuous _ _ _ _ (Hd (fun _ => True) t) (M - v t) ltac:(lra)) as [d [Hd0 B]].
      exists (Rmin (t + d / 2) T). assert (M1 := Rmin_l (t + d / 2) T). assert (M2 := Rmin_r (t + d / 2) T).
      split; [split; [apply Rmin_glb_lt; lra|lra]|]. intros y Hy.
      specialize (B y Logic.I ltac:(rewrite Rabs_pos_eq; lra)). assert (A := Rle_abs (v y - v t)). lra.
    + assert (t = 0) by lra. subst t.
      destruct (Hd (fun _ => True) 0 (- dv 0) ltac:(lra)) as [d [Hd0 B]].
      exists (Rmin (d / 2) T). assert (M1 := Rmin_l (d / 2) T). assert (M2 := Rmin_r (d / 2) T).
      split; [split; [apply Rmin_glb_lt; lra|lra]|]. intros y Hy.
      specialize (B y Logic.I ltac:(rewrite Rabs_pos_eq; lra)). rewrite (Rabs_pos_eq (y - 0)) in B by lra.
      assert (A := Rle_abs (v y - v 0 - dv 0 * (y - 0))). nra.
  - intros t Ht Hall. apply (le_of_close _ _ 1); [lra|]. intros e He.
    destruct (derivative_at_continuous _ _ _ _ (Hd (fun _ => True) t) e He) as [d [Hd0 B]].
    set (h := Rmin (d / 2) t). assert (Hh : 0 < h) by (apply Rmin_glb_lt; lra).
    assert (M1 := Rmin_l (d / 2) t). assert (M2 := Rmin_r (d / 2) t). fold h in M1, M2.
    assert (B1 : Rabs (v (t - h) - v t) <= e).
    { apply B; [exact Logic.I|]. replace (t - h - t) with (- h) by ring. rewrite Rabs_Ropp, Rabs_pos_eq; lra. }
    specialize (Hall (t - h) ltac:(lra)).
    assert (A := Rle_abs (- (v (t - h) - v t))). rewrite Rabs_Ropp in A. lra.
Qed.

Section Convexity.
Variable m : setting.
Hypothesis Hconvex : convex m.

Lemma segment_in_S (x y : m) t : S m x -> S m y -> 0 <= t <= 1 -> S m (x + t * (y - x))%space.
Proof. apply (proj1 Hconvex). Qed.

Lemma chord (x y : m) t : S m x -> S m y -> 0 <= t <= 1 ->
  gap_at m (x + t * (y - x))%space <= (1 - t) * gap_at m x + t * gap_at m y.
Proof. intros Hx Hy Ht. assert (H := proj2 Hconvex x y t Hx Hy Ht). unfold gap_at. nra. Qed.

Lemma tangent (x y : m) : S m x -> S m y -> gap_at m x + << grad m x, y - x >> <= gap_at m y.
Proof.
  intros Hx Hy. set (d := (y - x)%space). apply (le_of_close _ _ 1); [lra|]. intros e He.
  destruct (gap_along_derivative m x d (fun _ => True) 0 e He) as [r [Hr B]].
  set (t := Rmin (r / 2) 1). assert (Ht : 0 < t) by (apply Rmin_glb_lt; lra).
  assert (M1 := Rmin_l (r / 2) 1). assert (M2 := Rmin_r (r / 2) 1). fold t in M1, M2.
  specialize (B t Logic.I ltac:(rewrite Rabs_pos_eq; lra)).
  rewrite (Rabs_pos_eq (t - 0)), slope_along_start, gap_along_start in B by lra.
  assert (A := Rle_abs (- (gap_along m x d t - gap_at m x - << grad m x, d >> * (t - 0)))).
  rewrite Rabs_Ropp in A. assert (C := chord x y t Hx Hy ltac:(lra)). fold d in C.
  unfold gap_along in *. set (q := << grad m x, d >>) in *.
  assert (t * (gap_at m x + q) <= t * (gap_at m y + 1 * e)); [nra|].
  apply Rmult_le_reg_l with t; assumption.
Qed.

(* From z, below w, one can go in any direction e as far as the gradient allows. *)
Lemma room (w z e : m) (M : R) : S m w -> S m z ->
  (forall x, S m x -> gap_at m x <= gap_at m w -> norm (grad m x) <= M) ->
  M * norm e < gap_at m w - gap_at m z ->
  S m (z + e)%space /\ gap_at m (z + e)%space <= gap_at m w.
Proof.
  intros Hw Hz HM Hroom. set (D := (z + e - w)%space).
  assert (Hgrad : forall x, S m x -> gap_at m x <= gap_at m w -> << grad m x, e >> <= M * norm e).
  { intros x Hx Hg. apply Rle_trans with (1 := inner_le_norms m _ _).
    apply Rmult_le_compat_r; [apply norm_nonnegative|apply HM; assumption]. }
  assert (HD : D = ((z - w) + e)%space).
  { unfold D. rewrite <- !plus_assoc. f_equal. apply plus_comm. }
  assert (Hend : (w + 1 * D = z + e)%space) by apply to_end.
  assert (Hpoint : forall r, (w + r * D = (w + r * (z - w)) + r * e)%space).
  { intros r. rewrite HD, times_plus, plus_assoc. reflexivity. }
  assert (Hstay : forall t, 0 <= t <= 1 -> gap_along m w D t <= gap_at m w).
  { apply (stays_below _ (slope_along m w D)).
    - apply gap_along_derivative.
    - rewrite gap_along_start. lra.
    - rewrite slope_along_start, HD, inner_plus_right.
      assert (T := tangent w z Hw Hz). assert (G := Hgrad w Hw ltac:(lra)). lra.
    - intros t Ht Hs.
      assert (Hin : S m (w + t * D)%space).
      { apply in_S; [exact Hw|lra|]. intros s Hst. rewrite gap_along_start. apply Hs, Hst. }
      assert (Hq := segment_in_S w z t Hw Hz ltac:(lra)).
      assert (Hc := chord w z t Hw Hz ltac:(lra)).
      assert (T := tangent _ _ Hin Hq).
      assert (G := Hgrad _ Hin (Hs t ltac:(lra))).
      assert (Hback : ((w + t * (z - w)) - (w + t * D) = (- t) * e)%space).
      { rewrite (Hpoint t). set (a := (w + t * (z - w))%space). rewrite times_plus, plus_assoc.
        change (a + (-1) * a)%space with (a - a)%space. rewrite minus_self, plus_comm, plus_origin, times_times.
        f_equal. ring. }
      rewrite Hback, inner_times_right in T. unfold gap_along. nra. }
  split.
  - rewrite <- Hend. apply in_S; [exact Hw|lra|]. intros s Hs. rewrite gap_along_start. apply Hstay, Hs.
  - rewrite <- Hend. apply Hstay. lra.
Qed.
End Convexity.

(* Where f cannot fall any more the gradient is zero. *)
Lemma gradient_zero (m : setting) (w : m) : S m w -> bounded_below m -> f m w = f_star m ->
  grad m w = origin.
Proof.
  intros Hw Hb Hf. destruct (Req_dec (norm (grad m w)) 0) as [H|H]; [apply norm_zero, H|exfalso].
  assert (Hn := norm_nonnegative m (grad m w)). set (g := norm (grad m w)) in *.
  assert (Hg : 0 < g ^ 2) by nra.
  assert (Hd0 := down_slope m w). fold g in Hd0.
  destruct (gap_along_derivative m w (down m w) (fun _ => True) 0 (g ^ 2 / 2) ltac:(lra)) as [r [Hr B]].
  assert (Hfall : forall t, 0 < t < r -> gap_along m w (down m w) t < gap_along m w (down m w) 0).
  { intros t Ht. specialize (B t Logic.I ltac:(rewrite Rabs_pos_eq; lra)).
    rewrite (Rabs_pos_eq (t - 0)), Hd0 in B by lra.
    set (u := gap_along m w (down m w)) in *.
    assert (A := Rle_abs (u t - u 0 - - g ^ 2 * (t - 0))). nra. }
  assert (Hin : S m (w + r / 2 * down m w)%space).
  { apply in_S; [exact Hw|lra|]. intros s Hs. destruct (Req_dec s 0) as [E|E]; [rewrite E; lra|].
    left. apply Hfall. lra. }
  specialize (Hb _ Hin). specialize (Hfall (r / 2) ltac:(lra)). rewrite gap_along_start in Hfall.
  unfold gap_along, gap_at in Hfall. lra.
Qed.
