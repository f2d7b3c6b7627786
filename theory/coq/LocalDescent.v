(* Lemma 2: the descent inequality, and a Lipschitz gradient, within the local radius.

   Within the distance over which G climbs from a level to beta times the level no gap exceeds the
   latter, for G rises strictly (Lemma 4). So the curvature on the segment is at most
   ell(beta level), and the gap at its end lies below a parabola. At gap 0 the radius is 0 and the
   two points are one. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line Space Ray DescentBelowLevel Distance Growth.
From Warmproof Require Stated.
Open Scope R_scope.

Section LocalDescent.
Variables (m : setting) (ell Phi G : R -> R).
Hypothesis Hsmooth : smooth m ell.
Hypothesis Hbounded : bounded_below m.
Hypothesis Heverywhere : everywhere m.
Hypothesis Hell : forall s, 0 <= s -> 0 <= ell s.
Hypothesis Hincreases : forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b).
Hypothesis Hint : derives (fun s => 0 <= s) Phi ell /\ Phi 0 = 0.
Hypothesis Hpos : forall x, 0 < x -> 0 < Phi x.
Hypothesis HG : derives (fun x => 0 < x) G (fun x => sqrt 2 / (2 * sqrt (Phi x))).

Lemma reach_of (w w' : m) low high : 0 < low -> low < high -> gap_at m w <= low ->
  norm (w' - w) <= - G low + G high -> gap_at m w' <= high.
Proof.
  intros Hlow Hhigh Hstart Hradius. destruct (Rle_dec (gap_at m w') high) as [H|Hn]; [exact H|exfalso].
  assert (H := growth_of m ell Phi G Hsmooth Hbounded Heverywhere Hell Hint Hpos HG w w' low
    Hlow Hstart ltac:(lra)).
  assert (G high < G (gap_at m w')) by (apply (distance_increases ell Phi G); try assumption; lra). lra.
Qed.

(* A part of the way is shorter than the way. *)
Lemma way_of (w d : m) low high t : 0 < low -> low < high -> gap_at m w <= low ->
  norm d <= - G low + G high -> 0 <= t <= 1 -> gap_along m w d t <= high.
Proof.
  intros Hlow Hhigh Hstart Hradius Ht. apply (reach_of w (w + t * d)%space low high); try assumption.
  replace (norm (w + t * d - w)%space) with (t * norm d).
  - assert (Hd := norm_nonnegative m d). nra.
  - replace (w + t * d - w)%space with (t * d)%space.
    + rewrite norm_times, Rabs_pos_eq; lra.
    + rewrite (plus_comm m w), <- plus_assoc, minus_self, plus_origin. reflexivity.
Qed.

Lemma descent_of (w w' : m) low high : 0 < low -> low < high -> gap_at m w <= low ->
  norm (w' - w) <= - G low + G high ->
  gap_at m w' <= norm (w' - w) ^ 2 * ell high / 2 + gap_at m w + << grad m w, w' - w >>.
Proof.
  intros Hlow Hhigh Hstart Hradius. set (d := (w' - w)%space) in *.
  assert (H0 := walk_start m w w'). assert (H1 := walk_end m w w'). assert (Hs0 := walk_slope m w w').
  fold d in H0, H1, Hs0.
  assert (H := below_parabola (gap_along m w d) (slope_along m w d) 1 (norm d ^ 2 * ell high) ltac:(lra)).
  rewrite H0, H1, Hs0 in H.
  enough (gap_at m w' <= gap_at m w + << grad m w, d >> * 1 + norm d ^ 2 * ell high * 1 ^ 2 / 2) by lra.
  apply H.
  - intros t _. apply gap_along_derivative.
  - intros t Ht. rewrite <- Hs0. replace (norm d ^ 2 * ell high * t) with (norm d ^ 2 * ell high * (t - 0)) by ring.
    apply walk_rise; try assumption; [lra|]. intros s Hs. apply (way_of w d low high); try assumption. lra.
Qed.
End LocalDescent.

Theorem local_descent_level : Stated.local_descent_level.
Proof.
  intros m ell Phi G gap gap_far distance towards level beta Hs Hb He Hell Hinc Hint Hpos [_ HG] Hbeta
    [[w [w' [_ [_ [-> [-> [-> ->]]]]]]] _] [Hlevel Hstart] Hradius.
  assert (level < beta * level) by nra.
  split; [apply (reach_of m ell Phi G) with (w := w) (low := level)|apply (descent_of m ell Phi G) with (low := level)];
    assumption.
Qed.

Lemma same_point (m : setting) (w w' : m) : norm (w' - w) <= 0 -> w' = w.
Proof.
  intros H. assert (Hn := norm_nonnegative m (w' - w)%space). apply minus_zero, norm_zero. lra.
Qed.

Theorem local_descent : Stated.local_descent.
Proof.
  intros m ell Phi G gap gap_far distance towards beta Hs Hb He Hell Hinc Hint Hpos [HP HG] Hbeta
    [[w [w' [Sw [Sw' [-> [-> [-> ->]]]]]]] [Hgap [Hfar Hd]]] Hradius.
  destruct (Rle_lt_or_eq_dec _ _ Hgap) as [Hg|Hg].
  - apply (local_descent_level m ell Phi G (gap_at m w) (gap_at m w') (norm (w' - w)) << grad m w, w' - w >>
      (gap_at m w) beta); try assumption; repeat split; try assumption; try lra; try apply HG; try assumption.
    exists w, w'. repeat split; assumption.
  - rewrite <- Hg, Rmult_0_r in Hradius. assert (E := same_point m w w' ltac:(lra)). subst w'.
    rewrite minus_self, norm_origin, inner_comm, inner_origin, <- Hg, Rmult_0_r. split; lra.
Qed.

(* A bound of how fast the gradient turns is one of its slope along any direction. *)
Lemma one_sided (m : setting) (ell : R -> R) : two_sided_smooth m ell -> smooth m ell.
Proof.
  intros H w d a b C Hab HS HC. assert (Hd := norm_nonnegative m d).
  destruct (Rle_lt_or_eq_dec _ _ Hd) as [Hpos|Hzero].
  - assert (B := H w d a b (C / norm d) Hab HS).
    assert (B' : norm (grad m (w + b * d) - grad m (w + a * d))%space <= C / norm d * (b - a)).
    { apply B. intros r Hr. specialize (HC r Hr). rewrite square_norm in HC.
      apply Rmult_le_reg_r with (1 := Hpos). unfold Rdiv. rewrite (Rmult_assoc C), Rinv_l by lra. lra. }
    assert (I := inner_le_norms m (grad m (w + b * d) - grad m (w + a * d))%space d).
    rewrite inner_plus, inner_times in I.
    assert (B'' : norm (grad m (w + b * d) - grad m (w + a * d))%space * norm d <= C / norm d * (b - a) * norm d)
      by (apply Rmult_le_compat_r; assumption).
    replace (C / norm d * (b - a) * norm d) with (C * (b - a)) in B'' by (field; lra). lra.
  - specialize (HC a ltac:(lra)). rewrite square_norm, <- Hzero in HC.
    assert (E := norm_zero m d ltac:(lra)). subst d.
    rewrite (inner_comm m (grad m (w + b * origin)%space)), (inner_comm m (grad m (w + a * origin)%space)).
    rewrite !inner_origin. nra.
Qed.

Theorem local_lipschitz : Stated.local_lipschitz.
Proof.
  intros m ell Phi G gap gap_far distance towards beta change Htwo Hb He Hell Hinc Hint Hpos [HP HG] Hbeta
    [[w [w' [Sw [Sw' [-> [-> [-> [-> ->]]]]]]]] [Hgap [Hfar [Hd Hc]]]] Hradius.
  assert (Hs := one_sided m ell Htwo). split.
  - destruct (Rle_lt_or_eq_dec _ _ Hgap) as [Hg|Hg].
    + assert (H := Htwo w (w' - w)%space 0 1 (norm (w' - w)%space * ell (beta * gap_at m w)) ltac:(lra)).
      rewrite at_start, to_end in H.
      replace (norm (w' - w)%space * ell (beta * gap_at m w)) with
        (norm (w' - w)%space * ell (beta * gap_at m w) * (1 - 0)) by ring.
      apply H; [intros; apply He|]. intros r Hr. rewrite Rmult_comm. apply Rmult_le_compat_l; [exact Hd|].
      apply Hinc; [apply gap_along_nonnegative; assumption|].
      apply (way_of m ell Phi G) with (low := gap_at m w); try assumption; nra.
    + rewrite <- Hg, Rmult_0_r in Hradius. assert (E := same_point m w w' ltac:(lra)). subst w'.
      rewrite !minus_self, !norm_origin, Rmult_0_l. lra.
  - apply (local_descent m ell Phi G (gap_at m w) (gap_at m w') (norm (w' - w)) << grad m w, w' - w >> beta);
      try assumption; repeat split; try assumption; try apply HG; try assumption.
    exists w, w'. repeat split; assumption.
Qed.
