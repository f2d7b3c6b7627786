(* A step on a convex function pays for the gradients at both of its ends.

   With d = grad f(w) - grad f(w+), two walks of length eta, along which the curvature is at most |d|^2/eta
   as long as they are not above w. From w+ along d: there is room below w (descent_lemma), so the
   walk stays in S (Cocoercivity.v); the tangents at w and w+ then give |grad f(w+)| <= |grad f(w)|.
   From w against d: that makes the start steep enough to stay below w; compare its end with the
   tangent at w+. No mean Hessian is needed, and of the curvature only the upper bound. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line Space Ray Descent Convexity Cocoercivity.
From Warmproof Require Stated.
Open Scope R_scope.

Section Step.
Variables (m : setting) (ell : R -> R).
Hypotheses (Hsmooth : smooth m ell) (Hbounded : bounded_below m) (Hell : nondecreasing ell) (Hconvex : convex m).
Variables (w : m) (eta : R).
Hypotheses (Hw : S m w) (Heta : 0 < eta) (Hstep : eta * ell (gap_at m w) <= 1).

Let w' := next m w eta.
Let d := (grad m w - grad m w')%space.
Let G := gap_at m w.
Let G' := gap_at m w'.
Let a := norm (grad m w) ^ 2.
Let b := norm (grad m w') ^ 2.
Let c := << grad m w, grad m w' >>.

Hypothesis Hw' : S m w'.

Lemma change_square : square d = a - 2 * c + b.
Proof. unfold d. rewrite square_expansion, !square_norm. reflexivity. Qed.

Lemma change_at_start : << grad m w, d >> = a - c.
Proof. unfold d, a, c. rewrite norm_squared, inner_plus_right, inner_times_right. ring. Qed.

Lemma change_at_end : << grad m w', d >> = c - b.
Proof.
  unfold d, b, c. rewrite norm_squared, inner_plus_right, inner_times_right, (inner_comm m (grad m w) (grad m w')).
  ring.
Qed.

Lemma descends : G' <= G - eta * a / 2.
Proof.
  destruct (step_descends m ell w eta Hsmooth Hbounded Hell Hw ltac:(lra) ltac:(lra)) as [_ [_ [_ H]]].
  fold w' G G' a in H. assert (Hs : eta * ell G <= 1) by exact Hstep.
  assert (Ha : 0 <= eta * a) by (apply Rmult_le_pos; [lra|apply pow2_ge_0]).
  assert (eta * a * (eta * ell G) <= eta * a * 1) by (apply Rmult_le_compat_l; assumption). lra.
Qed.

(* A walk that is in S, not above w, lies under the parabola of curvature q/eta. *)
Lemma under_parabola (z e : m) t : 0 <= t ->
  (forall s, 0 <= s <= t -> S m (z + s * e)%space /\ gap_at m (z + s * e)%space <= G) ->
  gap_at m (z + t * e)%space <= gap_at m z + << grad m z, e >> * t + square e / eta * t ^ 2 / 2.
Proof.
  intros Ht Hin. rewrite <- (gap_along_start m z e), <- (slope_along_start m z e).
  apply (below_parabola (gap_along m z e) (slope_along m z e)); [exact Ht| |].
  - intros s _. apply gap_along_derivative.
  - intros s Hs. replace (square e / eta * s) with (square e / eta * (s - 0)) by ring.
    apply (Hsmooth z e 0 s); [lra|intros r Hr; apply Hin; lra|].
    intros r Hr. destruct (Hin r ltac:(lra)) as [R1 R2].
    assert (E := Hell _ (gap_nonnegative m Hbounded _ R1) _ R2). fold G in E.
    assert (Hq := inner_nonnegative m e). fold (square e) in Hq.
    apply Rle_trans with (ell G * square e); [apply Rmult_le_compat_r; assumption|].
    unfold Rdiv. rewrite Rmult_comm. apply Rmult_le_compat_l; [exact Hq|].
    apply Rmult_le_reg_l with eta; [exact Heta|]. rewrite Rinv_r by lra. exact Hstep.
Qed.

(* The gradient does not grow. *)
Lemma gradient_falls : 0 < a -> 0 < b -> b <= a.
Proof.
  intros Ha Hb. assert (Hd := descends). assert (Hq := change_square). assert (He := change_at_end).
  assert (Hq0 := inner_nonnegative m d). fold (square d) in Hq0.
  set (top := Rmax G' (G - eta * b / 2)).
  assert (T1 : G' <= top) by apply Rmax_l. assert (T2 : G - eta * b / 2 <= top) by apply Rmax_r.
  assert (Htop : top < G) by (apply Rmax_lub_lt; nra).
  assert (Hend : forall t, 0 <= t <= eta ->
    G' + << grad m w', d >> * t + square d / eta * t ^ 2 / 2 <= top).
  { intros t Ht. set (s := t / eta). assert (Es : t = s * eta) by (unfold s; field; lra).
    assert (Hs : 0 <= s <= 1) by (split; apply Rmult_le_reg_r with eta; try rewrite <- Es; lra).
    rewrite He, Hq, Es.
    replace (G' + (c - b) * (s * eta) + (a - 2 * c + b) / eta * (s * eta) ^ 2 / 2)
      with (G' + s * (eta * (c - b)) + s ^ 2 * (eta * (a - 2 * c + b) / 2)) by (field; lra).
    assert (0 <= eta * (a - 2 * c + b) / 2) by nra.
    assert (s ^ 2 * (eta * (a - 2 * c + b) / 2) <= s * (eta * (a - 2 * c + b) / 2)) by (apply Rmult_le_compat_r; nra).
    assert ((1 - s) * G' <= (1 - s) * top) by (apply Rmult_le_compat_l; lra).
    assert (s * (G' + eta * (a - b) / 2) <= s * top) by (apply Rmult_le_compat_l; lra). lra. }
  assert (Hin := walk_stays m ell Hsmooth Hbounded Hell w w' d eta top Hconvex Hw Hw' ltac:(lra) Htop T1).
  assert (Hin' : forall t, 0 <= t <= eta -> S m (w' + t * d)%space /\ gap_at m (w' + t * d)%space <= gap_at m w).
  { apply Hin. intros t Ht Hs. apply Rle_trans with (2 := Hend t Ht). apply under_parabola; [lra|exact Hs]. }
  assert (Hup := under_parabola w' d eta ltac:(lra) Hin').
  assert (Hlow := tangent m Hconvex w (w' + eta * d)%space Hw (proj1 (Hin' eta ltac:(lra)))).
  assert (Ew : (w' + eta * d - w = (- eta) * grad m w')%space).
  { unfold d, w', next. vectors. }
  rewrite Ew, inner_times_right in Hlow. fold G c in Hlow.
  (* the tangent at w' *)
  assert (Hlow' := tangent m Hconvex w' w Hw' Hw).
  assert (Ew' : (w - w' = eta * grad m w)%space).
  { unfold w', next. vectors. }
  rewrite Ew', inner_times_right, (inner_comm m (grad m w')) in Hlow'. fold G G' c in Hlow'.
  rewrite He, Hq in Hup. fold G' in Hup.
  replace ((a - 2 * c + b) / eta * eta ^ 2 / 2) with (eta * (a - 2 * c + b) / 2) in Hup by (field; lra). nra.
Qed.

Lemma pays_for_both : eta * (b + a) / 2 <= G - G'.
Proof.
  assert (Hd := descends). assert (Hq := change_square). assert (Hs := change_at_start).
  assert (Ha : 0 <= a) by apply pow2_ge_0. assert (Hb : 0 <= b) by apply pow2_ge_0.
  destruct Hb as [Hb|Hb]; [|rewrite <- Hb; lra].
  assert (Ha' : 0 < a).
  { destruct Ha as [Ha|Ha]; [exact Ha|exfalso].
    assert (Hg : grad m w = origin).
    { apply inner_definite. rewrite <- norm_squared. fold a. symmetry. exact Ha. }
    assert (E : w' = w).
    { unfold w', next. rewrite Hg. rewrite <- (times_zero m w), times_times, Rmult_0_r, times_zero. apply plus_origin. }
    unfold b in Hb. rewrite E in Hb. fold a in Hb. lra. }
  assert (Hle := gradient_falls Ha' Hb).
  assert (Hq0 := inner_nonnegative m d). fold (square d) in Hq0.
  set (e := (-1 * d)%space).
  assert (Eq : square e = square d) by (unfold e, square; rewrite inner_times, inner_times_right; ring).
  assert (Es : << grad m w, e >> = - (a - c)) by (unfold e; rewrite inner_times_right, Hs; ring).
  (* the walk from w against d does not rise above w *)
  assert (Hstay : forall t, 0 <= t <= eta -> gap_at m (w + t * e)%space <= G).
  { destruct (Req_dec (square d) 0) as [Hz|Hz].
    - intros t Ht. assert (Hd0 : d = origin) by (apply inner_definite; exact Hz).
      unfold e. rewrite Hd0, times_times, <- (times_zero m w), times_times, Rmult_0_r, at_start. unfold G. lra.
    - assert (Hpar : forall t, 0 <= t <= eta ->
        - (a - c) * t + square d / eta * t ^ 2 / 2 <= - (square d / 2) * (t * (1 - t / eta))).
      { intros t Ht. replace (square d / eta * t ^ 2 / 2) with (square d / 2 * (t * (t / eta))) by (field; lra).
        assert (square d / 2 <= a - c) by lra. nra. }
      intros t Ht.
      apply (barrier (gap_along m w e) (slope_along m w e) eta (square d / eta) G); [| | | | |exact Ht].
      + intros s _. apply gap_along_derivative.
      + intros s Hst Hbelow. replace (square d / eta * s) with (square d / eta * (s - 0)) by ring.
        assert (Hin : forall r, 0 <= r <= s -> S m (w + r * e)%space).
        { intros r Hr. apply in_S; [exact Hw|lra|]. intros r' Hr'. rewrite gap_along_start. apply Hbelow. lra. }
        apply (Hsmooth w e 0 s); [lra|exact Hin|]. intros r Hr. rewrite Eq.
        assert (E := Hell _ (gap_nonnegative m Hbounded _ (Hin r Hr)) _ (Hbelow r Hr)).
        apply Rle_trans with (ell G * square d); [apply Rmult_le_compat_r; assumption|].
        unfold Rdiv. rewrite Rmult_comm. apply Rmult_le_compat_l; [exact Hq0|].
        apply Rmult_le_reg_l with eta; [exact Heta|]. rewrite Rinv_r by lra. exact Hstep.
      + right. rewrite gap_along_start, slope_along_start, Es. split; [reflexivity|]. lra.
      + intros s Hst. rewrite gap_along_start, slope_along_start, Es. fold G.
        assert (P := Hpar s ltac:(lra)). assert (0 < s * (1 - s / eta)).
        { apply Rmult_lt_0_compat; [lra|]. apply Rmult_lt_reg_r with eta; [lra|].
          replace ((1 - s / eta) * eta) with (eta - s) by (field; lra). lra. }
        assert (0 < square d / 2 * (s * (1 - s / eta))) by (apply Rmult_lt_0_compat; lra). lra.
      + rewrite gap_along_start, slope_along_start, Es. fold G. assert (P := Hpar eta ltac:(lra)).
        replace (eta * (1 - eta / eta)) with 0 in P by (field; lra). lra. }
  assert (Hin : forall t, 0 <= t <= eta -> S m (w + t * e)%space /\ gap_at m (w + t * e)%space <= G).
  { intros t Ht. split; [|apply Hstay, Ht]. apply in_S; [exact Hw|lra|]. intros r Hr.
    rewrite gap_along_start. apply Hstay. lra. }
  assert (Hup := under_parabola w e eta ltac:(lra) Hin).
  assert (Hlow := tangent m Hconvex w' (w + eta * e)%space Hw' (proj1 (Hin eta ltac:(lra)))).
  assert (Ew : (w + eta * e - w' = eta * grad m w')%space).
  { unfold e, d, w', next. vectors. }
  rewrite Ew, inner_times_right in Hlow. fold G' in Hlow.
  assert (Eb : << grad m w', grad m w' >> = b) by (unfold b; rewrite norm_squared; reflexivity).
  rewrite Eb in Hlow. rewrite Es, Eq, Hq in Hup. fold G in Hup.
  replace ((a - 2 * c + b) / eta * eta ^ 2 / 2) with (eta * (a - 2 * c + b) / 2) in Hup by (field; lra). nra.
Qed.
End Step.

Theorem localised_interpolation : Stated.localised_interpolation.
Proof.
  intros m ell gap g eta gap_next g_next cross Hs Hb He Hc [_ [[w [[Hw [-> ->]] [[Hw' [-> ->]] _]]] _]] [H1 H2].
  apply (pays_for_both m ell); assumption.
Qed.
