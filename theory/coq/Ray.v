(* From a function on a space to a function of one real variable: the walk t -> w + t d.

   A `ray` is what the proofs use of u(t) = f(w + t d) - f_star and its slope du, for t >= 0. The bounds
   hold as long as u has not exceeded its start, for up to there the walk is in S. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line Space.
Open Scope R_scope.

Definition not_risen (u : R -> R) (t : R) : Prop := forall s, 0 <= s <= t -> u s <= u 0.

Record ray (ell u du : R -> R) (q : R) : Prop := {
  ray_derivative : forall I t, derivative_at I u t (du t);
  ray_continuous : forall I t, continuous_at I du t;
  ray_nonnegative : forall t, 0 <= t -> not_risen u t -> 0 <= u t;
  ray_curvature : forall a b C, 0 <= a <= b -> not_risen u b ->
    (forall r, a <= r <= b -> ell (u r) * q <= C) -> du b - du a <= C * (b - a) }.

Section Ray.
Variables (m : setting) (w d : m).

Definition gap_along (t : R) : R := gap_at m (w + t * d)%space.
Definition slope_along (t : R) : R := << grad m (w + t * d)%space, d >>.

Lemma gap_along_start : gap_along 0 = gap_at m w.
Proof. unfold gap_along. rewrite at_start. reflexivity. Qed.

Lemma slope_along_start : slope_along 0 = << grad m w, d >>.
Proof. unfold slope_along. rewrite at_start. reflexivity. Qed.

Lemma gap_along_derivative I t : derivative_at I gap_along t (slope_along t).
Proof.
  apply (derivative_at_sub (fun _ => True)); [trivial|].
  intros e He. destruct (gradient_along m w d t e He) as [r [Hr B]]. exists r. split; [exact Hr|].
  intros y Hy Hyt. unfold gap_along, gap_at, slope_along. specialize (B y Hy Hyt).
  match type of B with Rabs ?a <= _ => match goal with |- Rabs ?b <= _ => replace b with a by ring end end.
  exact B.
Qed.

Lemma gap_along_continuous I t : continuous_at I gap_along t.
Proof. exact (derivative_at_continuous I _ t _ (gap_along_derivative I t)). Qed.

Lemma slope_along_continuous I t : continuous_at I slope_along t.
Proof. apply (continuous_at_sub (fun _ => True)); [trivial|]. apply slope_continuous. Qed.

Lemma in_S t : S m w -> 0 <= t -> not_risen gap_along t -> S m (w + t * d)%space.
Proof.
  intros Hw Ht H. apply downhill_in_S; [exact Hw|exact Ht|]. intros r Hr.
  specialize (H r Hr). rewrite gap_along_start in H. unfold gap_along, gap_at in H. lra.
Qed.

Lemma not_risen_before u s t : s <= t -> not_risen u t -> not_risen u s.
Proof. intros Hst H r Hr. apply H. lra. Qed.

Theorem ray_from ell : S m w -> bounded_below m -> smooth m ell ->
  ray ell gap_along slope_along (square d).
Proof.
  intros Hw Hb Hs. split.
  - apply gap_along_derivative.
  - apply slope_along_continuous.
  - intros t Ht H. assert (H' := Hb _ (in_S t Hw Ht H)). unfold gap_along, gap_at. lra.
  - intros a b C Hab H Hell. apply Hs; [lra| |exact Hell].
    intros r Hr. apply in_S; [exact Hw|lra|]. apply not_risen_before with b; [lra|exact H].
Qed.

(* Where S is everything the walk need not descend. *)
Lemma curvature_everywhere ell a b C : smooth m ell -> everywhere m -> a <= b ->
  (forall r, a <= r <= b -> ell (gap_along r) * square d <= C) ->
  slope_along b - slope_along a <= C * (b - a).
Proof. intros Hs He Hab H. apply Hs; [exact Hab|intros; apply He|exact H]. Qed.

Lemma gap_along_nonnegative t : bounded_below m -> everywhere m -> 0 <= gap_along t.
Proof. intros Hb He. assert (H := Hb _ (He (w + t * d)%space)). unfold gap_along, gap_at. lra. Qed.
End Ray.

(* The walk against the gradient: a gradient step of size eta is reached at t = eta. *)
Section DownRay.
Variables (m : setting) (w : m).
Definition down : m := (-1 * grad m w)%space.

Lemma down_square : square down = norm (grad m w) ^ 2.
Proof. rewrite square_norm. unfold down. rewrite norm_times.
  replace (Rabs (-1)) with 1 by (rewrite Rabs_left; lra). ring. Qed.

Lemma down_slope : slope_along m w down 0 = - norm (grad m w) ^ 2.
Proof. rewrite slope_along_start. unfold down. rewrite inner_times_right, norm_squared. ring. Qed.

Lemma down_next eta : (w + eta * down = next m w eta)%space.
Proof. unfold down, next. rewrite times_times. f_equal. f_equal. ring. Qed.
End DownRay.
