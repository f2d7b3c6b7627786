(* The descent inequality below a level, which needs no radius.

   Walk from w to w' in unit time; u is the gap on the way. As long as u has not exceeded the level,
   its slope rises at most at the rate ell(level) ||w' - w||^2, so u lies below a parabola that
   opens upwards. That is below the level at both ends, hence all along: the barrier of Line.v. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line Space Ray.
From Warmproof Require Stated.
Open Scope R_scope.

(* The walk between two points. *)
Section Walk.
Variables (m : setting) (w w' : m).
Let d : m := (w' - w)%space.

Lemma walk_start : gap_along m w d 0 = gap_at m w.
Proof. apply gap_along_start. Qed.

Lemma walk_end : gap_along m w d 1 = gap_at m w'.
Proof. unfold gap_along, d. rewrite to_end. reflexivity. Qed.

Lemma walk_slope : slope_along m w d 0 = << grad m w, w' - w >>.
Proof. apply slope_along_start. Qed.

(* As long as the gap is at most the level, the slope rises at most at the rate below. *)
Lemma walk_rise (ell : R -> R) (level a b : R) :
  smooth m ell -> bounded_below m -> everywhere m ->
  (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  a <= b -> (forall s, a <= s <= b -> gap_along m w d s <= level) ->
  slope_along m w d b - slope_along m w d a <= norm d ^ 2 * ell level * (b - a).
Proof.
  intros Hs Hb He Hinc Hab H. apply (curvature_everywhere m w d ell); try assumption.
  intros r Hr. rewrite square_norm, Rmult_comm. apply Rmult_le_compat_l; [apply pow2_ge_0|].
  apply Hinc; [apply gap_along_nonnegative; assumption|apply H, Hr].
Qed.
End Walk.

Theorem descent_below_level : Stated.descent_below_level.
Proof.
  intros m ell gap gap_far distance towards level Hs Hb He Hell Hinc
    [[w [w' [_ [_ [-> [-> [-> ->]]]]]]] [Hgap [Hfar Hdist]]] Hstart Harrive.
  set (d := (w' - w)%space) in *. set (L := ell level) in *.
  assert (HL : 0 <= L) by (apply Hell; lra).
  assert (HC : 0 <= norm d ^ 2 * L) by (apply Rmult_le_pos; [apply pow2_ge_0|exact HL]).
  assert (H0 := walk_start m w w'). assert (H1 := walk_end m w w'). assert (Hs0 := walk_slope m w w').
  fold d in H0, H1, Hs0. set (u := gap_along m w d) in *. set (du := slope_along m w d) in *.
  destruct (barrier u du 1 (norm d ^ 2 * L) level) with (t := 1) as [_ H].
  - intros t _. apply gap_along_derivative.
  - intros t Ht Hbelow. replace (norm d ^ 2 * L * t) with (norm d ^ 2 * L * (t - 0)) by ring.
    apply walk_rise; try assumption; lra.
  - left. lra.
  - intros t Ht. rewrite H0, Hs0. set (C := norm d ^ 2 * L) in *.
    assert (C * t ^ 2 <= C * t) by (apply Rmult_le_compat_l; [exact HC|nra]).
    assert (H0t : 0 < (1 - t) * (level - gap_at m w)) by (apply Rmult_lt_0_compat; lra).
    assert (H1t : 0 < t * (level - (C / 2 + gap_at m w + << grad m w, d >>))) by (apply Rmult_lt_0_compat; lra).
    lra.
  - rewrite H0, Hs0. lra.
  - lra.
  - rewrite H0, H1, Hs0 in H. lra.
Qed.
