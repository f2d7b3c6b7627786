(* Descent in one step of gradient descent (eta ell(gap) <= 2), and the bound of the gradient norm that
   the step eta ell(gap) <= 1 gives.

   Along a walk that starts at the slope -q the gap stays below its start, by the barrier of Line.v:
   as long as it has, the slope rises at most at the rate q ell(u(0)), for ell rises, and the
   parabola with this curvature is below u(0) up to eta.

   Used: the upper bound of the curvature, ell nondecreasing on [0, oo) and f bounded below on S. Nothing is
   asked of the sign of ell. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line Space Ray.
From Warmproof Require Stated.
Open Scope R_scope.

Definition nondecreasing (ell : R -> R) : Prop := forall a, 0 <= a -> forall b, a <= b -> ell a <= ell b.

(* What is true up to the end of a step that the theorem allows. *)
Theorem walk_descends ell u du q eta : ray ell u du q -> nondecreasing ell -> 0 < q -> du 0 = - q ->
  0 <= u 0 -> 0 <= eta -> eta * ell (u 0) <= 2 ->
  not_risen u eta /\ 0 <= u eta /\
  forall t, 0 <= t <= eta -> u t <= u 0 - t * q * (1 - t * ell (u 0) / 2).
Proof.
  intros walk rises Hq Hdu Hu0 He Hstep.
  assert (H : forall t, 0 <= t <= eta -> u t <= u 0 /\ u t <= u 0 + du 0 * t + ell (u 0) * q * t ^ 2 / 2).
  { apply barrier.
    - intros t _. apply (ray_derivative _ _ _ _ walk).
    - intros t Ht Hbefore. replace (ell (u 0) * q * t) with (ell (u 0) * q * (t - 0)) by ring.
      apply (ray_curvature _ _ _ _ walk); [lra|exact Hbefore|]. intros r Hr.
      apply Rmult_le_compat_r; [lra|]. apply rises; [|apply Hbefore; exact Hr].
      apply (ray_nonnegative _ _ _ _ walk); [lra|]. intros s Hs. apply Hbefore. lra.
    - right. lra.
    - intros t Ht. rewrite Hdu.
      assert (t * ell (u 0) < 2) by (destruct (Rle_dec (ell (u 0)) 0); nra).
      assert (0 < t * q * (2 - t * ell (u 0))) by (repeat apply Rmult_lt_0_compat; lra). lra.
    - rewrite Hdu. assert (0 <= eta * q * (2 - eta * ell (u 0))) by (repeat apply Rmult_le_pos; lra). lra. }
  assert (Hnr : not_risen u eta) by (intros s Hs; apply H, Hs).
  split; [exact Hnr|]. split; [apply (ray_nonnegative _ _ _ _ walk); assumption|].
  intros t Ht. destruct (H t Ht) as [_ Hp]. rewrite Hdu in Hp. lra.
Qed.

(* The same for a gradient step, with what else is known of it. *)
Theorem step_descends (m : setting) ell (w : m) eta : smooth m ell -> bounded_below m -> nondecreasing ell ->
  S m w -> 0 <= eta -> eta * ell (gap_at m w) <= 2 ->
  not_risen (gap_along m w (down m w)) eta /\ S m (next m w eta) /\ 0 <= gap_at m (next m w eta) /\
  gap_at m (next m w eta) <=
    gap_at m w - eta * norm (grad m w) ^ 2 * (1 - eta * ell (gap_at m w) / 2).
Proof.
  intros Hs Hb rises Hw He Hstep.
  assert (Hu0 : 0 <= gap_at m w) by (assert (H := Hb w Hw); unfold gap_at; lra).
  destruct (Req_dec (norm (grad m w)) 0) as [E|E].
  - assert (Hd : down m w = origin).
    { unfold down. rewrite (norm_zero m _ E). apply norm_zero. rewrite norm_times, norm_origin. ring. }
    assert (Hstay : forall t, (w + t * down m w = w)%space).
    { intros t. rewrite Hd. rewrite <- (times_zero m w), times_times, Rmult_0_r, times_zero. apply plus_origin. }
    assert (Hn : next m w eta = w) by (rewrite <- down_next; apply Hstay).
    rewrite Hn, E. split; [|split; [exact Hw|split; [exact Hu0|lra]]].
    intros s _. unfold gap_along. rewrite !Hstay. lra.
  - assert (walk := ray_from m w (down m w) ell Hw Hb Hs).
    assert (Hg := norm_nonnegative m (grad m w)).
    assert (H := walk_descends ell _ _ _ eta walk rises).
    rewrite down_square, down_slope, gap_along_start in H.
    destruct H as [Hnr [Hend Hle]]; [apply pow_lt; lra|reflexivity|exact Hu0|exact He|exact Hstep|].
    specialize (Hle eta ltac:(lra)). unfold gap_along in Hend, Hle. rewrite down_next in Hend, Hle.
    split; [exact Hnr|]. split; [|split; [exact Hend|exact Hle]].
    rewrite <- down_next. apply in_S; assumption.
Qed.

Theorem descent_lemma : Stated.descent_lemma.
Proof.
  intros m ell gap g eta gap_next Hs Hb rises [[w [[Hw [-> ->]] ->]] [Hgap Hg]] [He Hstep].
  destruct (step_descends m ell w eta Hs Hb rises Hw He Hstep) as [_ [_ [Hend Hle]]].
  split; [lra|exact Hend].
Qed.

Theorem self_bounding : Stated.self_bounding.
Proof.
  intros m ell gap g eta Hs Hb rises [[w [Hw [-> ->]]] [Hgap Hg]] [He Hstep].
  destruct (step_descends m ell w eta Hs Hb rises Hw He ltac:(lra)) as [_ [_ [Hend Hle]]].
  set (g := norm (grad m w)) in *.
  assert (0 <= eta * g ^ 2) by (apply Rmult_le_pos; [exact He|apply pow2_ge_0]). nra.
Qed.
