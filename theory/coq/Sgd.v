(* Stochastic gradient descent with high probability, for any steps known beforehand: with a local radius
   (sgd) and without one (sgd_sharp).

   One step descends but for a centred part and a slack (NoisyStep.v), and the centred part is bounded by
   what is known; so the gap and half of what was gained stay below 2 gap0 (ProbableDescent.v). At the
   last index that bounds the sum of the gains, and with it the least squared gradient. *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Warmproof Require Import Meaning MeaningRandom Sums Chance Hoeffding ProbableDescent NoisyStep.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma from_potential Omega gap q eta least gap0 T p : integer T -> 1 <= T ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w ->
     0 <= gap (t + 1) w /\ least w * eta t w <= q t w) ->
  probable Omega (fun w => 2 * gap0 - gap T w - total (fun i => q i w) T / 2) p ->
  probable Omega (fun w => 4 * gap0 - total (fun i => q i w) T) p /\
  probable Omega (fun w => 4 * gap0 - total (fun i => eta i w) T * least w) p.
Proof.
  intros Hi HT H HP.
  assert (P : probable Omega (fun w => 4 * gap0 - total (fun i => q i w) T) p).
  { revert HP. apply probable_mono; [|lra]. intros k Hk HP.
    destruct (H (T - 1) (integer_minus _ _ Hi integer_1) ltac:(lra) ltac:(lra) _ (outcome_INR Omega k Hk)) as [G _].
    replace (T - 1 + 1) with T in G by ring. lra. }
  split; [exact P|]. revert P. apply probable_mono; [|lra]. intros k Hk P.
  assert (L : total (fun i => least (INR k) * eta i (INR k)) T <= total (fun i => q i (INR k)) T).
  { apply total_le; [exact Hi|lra|]. intros t Ht Ht0 HtT. apply H; try assumption. apply outcome_INR, Hk. }
  rewrite total_scale in L. lra.
Qed.

Lemma ln_negative delta : 0 < delta < 1 -> ln delta < 0.
Proof. intros H. rewrite <- ln_1. apply ln_increasing; lra. Qed.

(* curve is the curvature that a step reads, root bounds the norm of its noise. *)
Lemma sgd_core (m : setting) Omega (gap g eta inner curve root : R -> R -> R) (moment least : R -> R) delta T gap0 :
  0 < gap0 -> 0 < delta < 1 -> integer T /\ 1 <= T ->
  (forall w, outcome Omega w -> gap 0 w <= gap0) ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> 0 <= gap (t + 1) w /\ 0 <= eta t w) ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> known Omega (fun w => gap t w) t /\ known Omega (fun w => g t w) t /\
     known Omega (fun w => eta t w) t /\ known Omega (fun w => curve t w) t /\ known Omega (fun w => root t w) t /\
     known Omega (fun w => inner t w) (t + 1)) ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun w => inner t w) t) ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> gap t w <= 2 * gap0 ->
     eta t w * inner t w * (- eta t w * curve t w + 1) <= eta t w * g t w * root t w /\
     - eta t w * g t w * root t w <= eta t w * inner t w * (- eta t w * curve t w + 1)) ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> gap t w <= 2 * gap0 ->
     - 4 * root t w ^ 2 * ln delta * eta t w <= gap0) ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> gap t w < 2 * gap0 ->
     gap0 / (2 * T) - eta t w * inner t w * (- eta t w * curve t w + 1) - 3 * (g t w ^ 2 * eta t w) / 4 + gap t w <
       2 * gap0 ->
     gap (t + 1) w <= gap0 / (2 * T) - eta t w * inner t w * (- eta t w * curve t w + 1) -
       3 * (g t w ^ 2 * eta t w) / 4 + gap t w) ->
  (forall w, outcome Omega w -> integer (moment w) /\ 0 <= moment w /\ moment w <= T) ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> 0 <= least w /\ least w <= g t w ^ 2) ->
  probable Omega (fun w => 2 * gap0 - gap (moment w) w - total (fun i => g i w ^ 2 * eta i w) (moment w) / 2)
    (1 - delta) /\
  probable Omega (fun w => 2 * gap0 - gap (moment w) w) (1 - delta) /\
  probable Omega (fun w => 4 * gap0 - total (fun i => g i w ^ 2 * eta i w) T) (1 - delta) /\
  probable Omega (fun w => 4 * gap0 - total (fun i => eta i w) T * least w) (1 - delta).
Proof.
  intros H0 Hd [Hi HT] Hfirst Hsigns HK Hcentred Hbound Hconf Hdescent Hmoment Hleast.
  assert (Hln := ln_negative delta Hd).
  assert (Descend : forall at_index : R -> R,
    (forall w, outcome Omega w -> integer (at_index w) /\ 0 <= at_index w /\ at_index w <= T) ->
    probable Omega (fun w => 2 * gap0 - gap (at_index w) w - total (fun i => g i w ^ 2 * eta i w) (at_index w) / 2)
      (1 - delta) /\
    probable Omega (fun w => 2 * gap0 - gap (at_index w) w) (1 - delta)).
  { intros at_index Hindex.
    apply (probable_descent_bounded m Omega gap (fun t w => g t w ^ 2 * eta t w)
      (fun t w => eta t w * inner t w * (- eta t w * curve t w + 1)) (fun t w => eta t w * g t w * root t w)
      at_index gap0 delta T (- 2 * ln delta / gap0) (gap0 / (2 * T))); try assumption.
    - split; [exact Hi|lra].
    - split; [apply Rdiv_lt_0_compat; lra|]. split; [lra|]. field. lra.
    - split; [left; apply Rdiv_lt_0_compat; lra|]. right. field. lra.
    - intros t Ht Ht0 HtT w Hw. apply Rmult_le_pos; [apply pow2_ge_0|apply Hsigns; assumption].
    - intros t Ht Ht0 HtT. destruct (HK t Ht Ht0 HtT) as [Kgap [Kg [Keta [Kc [Kr Ki]]]]].
      split; [exact Kgap|]. split.
      + intros j k Hj Hk Hs. rewrite (Keta j k Hj Hk Hs), (Kg j k Hj Hk Hs), (Kr j k Hj Hk Hs). reflexivity.
      + apply known_next in Keta. apply known_next in Kc. intros j k Hj Hk Hs.
        rewrite (Keta j k Hj Hk Hs), (Kc j k Hj Hk Hs), (Ki j k Hj Hk Hs). reflexivity.
    - intros t Ht Ht0 HtT. destruct (HK t Ht Ht0 HtT) as [_ [_ [Keta [Kc _]]]].
      assert (C := centred_factor Omega (fun w => eta t w * (- eta t w * curve t w + 1)) (fun w => inner t w) t
        ltac:(intros j k Hj Hk Hs; rewrite (Keta j k Hj Hk Hs), (Kc j k Hj Hk Hs); reflexivity)
          (Hcentred t Ht Ht0 HtT)).
      intros k Hk. rewrite <- (C k Hk). apply given_eq; [exact Hk|]. intros. ring.
    - intros t Ht Ht0 HtT w Hw Hgap. destruct (Hbound t Ht Ht0 HtT w Hw Hgap). split; lra.
    - intros t Ht Ht0 HtT w Hw Hgap. specialize (Hconf t Ht Ht0 HtT w Hw Hgap).
      destruct (Hsigns t Ht Ht0 HtT w Hw) as [_ He].
      apply (Rmult_le_reg_l gap0); [exact H0|].
      replace (gap0 * (2 * (- 2 * ln delta / gap0) * (eta t w * g t w * root t w) ^ 2)) with
        (g t w ^ 2 * eta t w * (- 4 * root t w ^ 2 * ln delta * eta t w)) by (field; lra).
      replace (gap0 * (g t w ^ 2 * eta t w)) with (g t w ^ 2 * eta t w * gap0) by ring.
      apply Rmult_le_compat_l; [apply Rmult_le_pos; [apply pow2_ge_0|exact He]|exact Hconf]. }
  destruct (Descend moment Hmoment) as [A B]. split; [exact A|]. split; [exact B|].
  destruct (Descend (fun _ => T)) as [C _]; [intros; split; [exact Hi|split; lra]|].
  apply (from_potential Omega gap (fun t w => g t w ^ 2 * eta t w) eta least gap0 T); try assumption.
  intros t Ht Ht0 HtT w Hw. destruct (Hsigns t Ht Ht0 HtT w Hw). split; [assumption|].
  apply Rmult_le_compat_r; [assumption|]. apply Hleast; assumption.
Qed.

(* What the noise adds in a step is at most gap0/(2T). *)
Lemma slack_of x T gap0 : 1 <= T -> 2 * T * x <= gap0 -> x <= gap0 / (2 * T).
Proof.
  intros HT H. apply (Rmult_le_reg_l (2 * T)); [lra|]. replace (2 * T * (gap0 / (2 * T))) with gap0 by (field; lra).
  exact H.
Qed.

Theorem sgd_sharp : Stated.sgd_sharp.
Proof.
  intros m Omega ell moment least gap g eta noise inner L A B C delta T gap0 Hs Hb He Hell Hinc H0 HL Hd HT HA HB HC
    [Hfirst Hrun] Hforward Hcurvature Hconf Hnoise Hadapted Hcentred Habc Hmoment Hleast.
  apply (sgd_core m Omega gap g eta inner (fun _ _ => L) (fun t w => sqrt (A * gap t w + B * g t w ^ 2 + C))
    moment least delta T gap0); try assumption.
  - intros t Ht Ht0 HtT w Hw. split; [apply Hrun|apply Hforward]; assumption.
  - intros t Ht Ht0 HtT. destruct (Hadapted t Ht Ht0 HtT) as [K1 [K2 [K3 [[_ K4] K5]]]].
    refine (conj K1 (conj K2 (conj K3 (conj _ (conj K4 K5))))). intros j k _ _ _. reflexivity.
  - intros t Ht Ht0 HtT w Hw Hgap.
    destruct (sgd_noise_part m ell A B C (gap t w) (2 * gap0) (g t w) (eta t w) (noise t w) (inner t w) (gap (t + 1) w))
      as [[_ P] [_ Q]]; rewrite <- ?HL; try apply Hrun; try apply Hforward; try apply Habc; try assumption; try lra.
    + specialize (Hcurvature t Ht Ht0 HtT w Hw Hgap). lra.
    + rewrite <- HL in P, Q. split; assumption.
  - intros t Ht Ht0 HtT w Hw Hgap. destruct (Hconf t Ht Ht0 HtT w Hw Hgap) as [_ Hc].
    rewrite pow2_sqrt; [exact Hc|]. destruct (Hadapted t Ht Ht0 HtT) as [_ [_ [_ [[D _] _]]]]. apply D, Hw.
  - intros t Ht Ht0 HtT w Hw Hgap Hreach.
    assert (Hsl := Hnoise t Ht Ht0 HtT w Hw ltac:(lra)).
    assert (Hx : eta t w ^ 2 * (A * gap t w + C) * L / 2 <= gap0 / (2 * T)) by (apply slack_of; lra).
    enough (gap (t + 1) w <= eta t w ^ 2 * (A * gap t w + C) * L / 2 - 3 * eta t w * g t w ^ 2 / 4 -
      eta t w * inner t w * (- eta t w * L + 1) + gap t w) by lra.
    assert (Hc := Hcurvature t Ht Ht0 HtT w Hw ltac:(lra)). subst L.
    apply (sgd_step_below_level m ell A B C (gap t w) (2 * gap0) (g t w) (eta t w) (noise t w) (inner t w)
      (gap (t + 1) w));
      try apply Hrun; try apply Hforward; try apply Habc; try assumption; lra.
Qed.

Theorem sgd : Stated.sgd.
Proof.
  intros m Omega ell Phi G moment least gap g eta level noise inner A B C beta delta T gap0 Hs Hb He Hell Hinc Hint Hpos
    HG Hbeta H0 Hd HT HA HB HC [Hfirst Hrun] Hforward Hlevels Hcurvature Hradius Hconf Hnoise Hadapted Hcentred Habc
    Hmoment Hleast.
  assert (Step : forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> gap t w <= 2 * gap0 ->
    gap (t + 1) w <= eta t w ^ 2 * (A * gap t w + C) * ell (beta * level t w) / 2 - 3 * eta t w * g t w ^ 2 / 4 -
      eta t w * inner t w * (- eta t w * ell (beta * level t w) + 1) + gap t w /\
    (0 <= A * gap t w + 2 * B * Phi (gap t w) + C /\ eta t w * inner t w * (- eta t w * ell (beta * level t w) + 1) <=
      eta t w * g t w * sqrt (A * gap t w + 2 * B * Phi (gap t w) + C)) /\
    (0 <= A * gap t w + 2 * B * Phi (gap t w) + C /\
      - eta t w * g t w * sqrt (A * gap t w + 2 * B * Phi (gap t w) + C) <=
      eta t w * inner t w * (- eta t w * ell (beta * level t w) + 1))).
  { intros t Ht Ht0 HtT w Hw Hgap.
    destruct (Hlevels t Ht Ht0 HtT w Hw) as [Hl0 Hl]. specialize (Hl Hgap).
    assert (Hc := Hcurvature t Ht Ht0 HtT w Hw Hgap).
    destruct (Hradius t Ht Ht0 HtT w Hw Hgap) as [R1 [R2 [R3 R4]]].
    apply (sgd_step m ell Phi G A B C beta (gap t w) (level t w) (g t w) (eta t w) (noise t w) (inner t w)
      (gap (t + 1) w));
      try apply Hrun; try apply Hforward; try apply Habc; try assumption; lra. }
  apply (sgd_core m Omega gap g eta inner (fun t w => ell (beta * level t w))
    (fun t w => sqrt (A * gap t w + 2 * B * Phi (gap t w) + C)) moment least delta T gap0); try assumption.
  - intros t Ht Ht0 HtT w Hw. split; [apply Hrun|apply Hforward]; assumption.
  - intros t Ht Ht0 HtT. destruct (Hadapted t Ht Ht0 HtT) as [K1 [K2 [K3 [K4 [[_ K5] K6]]]]].
    exact (conj K1 (conj K2 (conj K3 (conj K4 (conj K5 K6))))).
  - intros t Ht Ht0 HtT w Hw Hgap. destruct (Step t Ht Ht0 HtT w Hw Hgap) as [_ [[_ P] [_ Q]]]. split; assumption.
  - intros t Ht Ht0 HtT w Hw Hgap. destruct (Hconf t Ht Ht0 HtT w Hw Hgap) as [_ Hc].
    rewrite pow2_sqrt; [exact Hc|]. apply (Step t Ht Ht0 HtT w Hw Hgap).
  - intros t Ht Ht0 HtT w Hw Hgap _. assert (Hsl := Hnoise t Ht Ht0 HtT w Hw ltac:(lra)).
    assert (Hx : eta t w ^ 2 * (A * gap t w + C) * ell (beta * level t w) / 2 <= gap0 / (2 * T)) by
      (apply slack_of; lra).
    destruct (Step t Ht Ht0 HtT w Hw ltac:(lra)) as [P _]. lra.
Qed.
