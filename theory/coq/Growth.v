(* Lemma 4: the gap grows only as fast as its gradient bound allows.

   Walk from w to w' in unit time. The gradient norm on the way is at most h(u) = sqrt(2 Phi(u))
   (Lemma 5), so u climbs at most at the speed ||w' - w|| h(u). From the last point at which u is the
   level up to w' it stays above the level, where 1/h is finite: there G(u) climbs at most at the
   speed ||w' - w||. That point is the first crossing of the walk backwards.

   From gap 0, where G has a value there: every small level will do, and G is continuous at 0. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line Space Ray DescentBelowLevel Distance GradientBound.
From Warmproof Require Stated.
Open Scope R_scope.

Section Growth.
Variables (m : setting) (ell Phi G : R -> R).
Hypothesis Hsmooth : smooth m ell.
Hypothesis Hbounded : bounded_below m.
Hypothesis Heverywhere : everywhere m.
Hypothesis Hell : forall s, 0 <= s -> 0 <= ell s.
Hypothesis Hint : derives (fun s => 0 <= s) Phi ell /\ Phi 0 = 0.
Hypothesis Hpos : forall x, 0 < x -> 0 < Phi x.
Hypothesis HG : derives (fun x => 0 < x) G (fun x => sqrt 2 / (2 * sqrt (Phi x))).

(* Lemma 5 along a walk. *)
Lemma slope_bound (w d : m) t : slope_along m w d t <= norm d * sqrt (2 * Phi (gap_along m w d t)).
Proof.
  assert (Hgap : 0 <= gap_along m w d t) by (apply gap_along_nonnegative; assumption).
  assert (Hn := norm_nonnegative m (grad m (w + t * d)%space)).
  assert (H := gradient_bound m ell Phi (gap_along m w d t) (norm (grad m (w + t * d)%space))
    Hsmooth Hbounded Hell Hint).
  assert (Hb : norm (grad m (w + t * d)%space) ^ 2 <= 2 * Phi (gap_along m w d t)).
  { apply H. split; [|split; assumption]. exists (w + t * d)%space. repeat split. apply Heverywhere. }
  unfold slope_along. apply Rle_trans with (1 := inner_le_norms m _ _).
  rewrite Rmult_comm. apply Rmult_le_compat_l; [apply norm_nonnegative|].
  rewrite <- (sqrt_pow2 (norm (grad m (w + t * d)%space))) by exact Hn. apply sqrt_le_1_alt, Hb.
Qed.

Lemma growth_of (w w' : m) level :
  0 < level -> gap_at m w <= level -> 0 < gap_at m w' -> G (gap_at m w') - G level <= norm (w' - w).
Proof.
  intros Hlevel Hstart Hfar.
  destruct (Rle_dec (gap_at m w') level) as [Hle|Habove].
  { assert (G (gap_at m w') <= G level) by (apply (distance_nondecreasing ell Phi G); assumption).
    assert (Hd := norm_nonnegative m (w' - w)%space). lra. }
  set (d := (w' - w)%space). assert (H0 := walk_start m w w'). assert (H1 := walk_end m w w').
  fold d in H0, H1. set (u := gap_along m w d) in *.
  (* back from w' to the level *)
  destruct (first_crossing (fun t => level + -1 * u (1 - t)) 0 1) as [c [Hc [Hmeet Hbefore]]].
  - lra.
  - intros x Hx. apply continuous_at_plus; [apply continuous_at_const|]. apply continuous_at_scale.
    apply (continuous_at_comp _ (fun _ => True) u (fun t => 1 - t)); [trivial|apply gap_along_continuous|].
    apply continuous_at_plus; [apply continuous_at_const|].
    apply (continuous_at_ext _ (fun y => -1 * y)); [exact Hx|intros; ring|].
    eapply derivative_at_continuous, derivative_at_linear.
  - replace (1 - 0) with 1 by ring. lra.
  - replace (1 - 1) with 0 by ring. lra.
  - assert (Hon : forall s, 1 - c <= s <= 1 -> level <= u s).
    { intros s Hs. destruct (Req_dec s (1 - c)) as [->|Hne]; [lra|].
      specialize (Hbefore (1 - s) ltac:(lra)). replace (1 - (1 - s)) with s in Hbefore by ring. lra. }
    assert (H := derivative_compare (fun s => G (u s)) (fun s => / sqrt (2 * Phi (u s)) * slope_along m w d s)
      (fun s => norm d * s) (fun _ => norm d) (1 - c) 1 ltac:(lra)).
    cbv beta in H. replace (u (1 - c)) with level in H by lra. rewrite H1 in H.
    assert (Hd := norm_nonnegative m d).
    enough (G (gap_at m w') - G level <= norm d * 1 - norm d * (1 - c)) by nra. apply H.
    + intros s Hs. apply (derivative_at_comp _ (fun x => 0 < x)).
      * intros y Hy. specialize (Hon y Hy). lra.
      * apply (distance_derivative Phi G Hpos HG). specialize (Hon s Hs). lra.
      * apply gap_along_derivative.
    + intros s _. apply derivative_at_linear.
    + intros s Hs. specialize (Hon s Hs).
      assert (Hh : 0 < sqrt (2 * Phi (u s))) by (apply (speed_positive Phi Hpos); lra).
      apply Rmult_le_reg_l with (1 := Hh). rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra.
      rewrite Rmult_comm. apply slope_bound.
Qed.
End Growth.

Theorem growth : Stated.growth.
Proof.
  intros m ell Phi G gap gap_far distance towards level Hs Hb He Hell Hint
    [[w [w' [_ [_ [-> [-> [-> _]]]]]]] _] Hpos [_ HG] [Hlevel Hstart] Hfar.
  apply (growth_of m ell Phi G); assumption.
Qed.

Theorem growth_from_zero : Stated.growth_from_zero.
Proof.
  intros m ell Phi G gap_far distance towards Hs Hb He Hell Hint Hpos [_ HG]
    [[w [w' [_ [_ [Hgap [-> [-> _]]]]]]] _] Hfar [_ [_ [Hcont _]]].
  apply (le_of_close _ _ 1); [lra|]. intros e Hpose.
  destruct (Hcont 0 ltac:(lra) e Hpose) as [r [Hr B]].
  set (x := Rmin (r / 2) (gap_at m w')). assert (Hx : 0 < x) by (apply Rmin_glb_lt; lra).
  assert (M1 := Rmin_l (r / 2) (gap_at m w')). assert (M2 := Rmin_r (r / 2) (gap_at m w')). fold x in M1, M2.
  specialize (B x ltac:(lra) ltac:(rewrite Rabs_pos_eq; lra)).
  assert (A := Rle_abs (- (G (gap_at m w') - G x - (G (gap_at m w') - G 0)))). rewrite Rabs_Ropp in A.
  assert (H := growth_of m ell Phi G Hs Hb He Hell Hint Hpos HG w w' x Hx ltac:(lra) Hfar). lra.
Qed.
