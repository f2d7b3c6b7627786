(* Stochastic gradient descent with light tails: for any steps known beforehand, with a local radius
   (sgd_light_tails) and without one (sgd_light_tails_sharp), and with a constant step.

   The step descends but for the part of the noise that has mean 0 and for what its square exceeds N_t by, and
   both have a bounded exponential moment (LightTails.v). With a radius that is asked only where no noise
   is large: ||xi_t||^2 <= N_t (1 + ln(T/delta)) for all t with probability 1 - delta, by Markov's inequality
   at every step. *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Warmproof Require Import Meaning MeaningRandom Sums Chance Hoeffding ProbableDescent LightTails GradientBound
  NoisyStep Sgd SgdConstant.
From Warmproof Require Stated.
Open Scope R_scope.

Section Light.
Variables (m : setting) (Omega : probability_space) (gap g eta p xi curve N : R -> R -> R) (event : R -> R)
  (delta T gap0 : R).
Hypothesis H0 : 0 < gap0.
Hypothesis Hd : 0 < delta < 1.
Hypothesis Hi : integer T.
Hypothesis HT : 1 <= T.
Hypothesis Hfirst : forall w, outcome Omega w -> gap 0 w <= gap0.
Hypothesis Hsigns : forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w ->
  0 <= eta t w /\ (p t w <= xi t w * g t w /\ - xi t w * g t w <= p t w) /\ 0 < N t w.
Hypothesis HK : forall t, integer t -> 0 <= t -> t <= T - 1 -> known Omega (fun w => gap t w) t /\
  known Omega (fun w => g t w) t /\ known Omega (fun w => eta t w) t /\ known Omega (fun w => curve t w) t /\
  known Omega (fun w => N t w) t /\ known Omega (fun w => p t w) (t + 1) /\ known Omega (fun w => xi t w) (t + 1).
Hypothesis Hcentred : forall t, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun w => p t w) t.
Hypothesis Hlight : forall t, integer t -> 0 <= t -> t <= T - 1 ->
  conditionally_at_most Omega (fun w => exp (xi t w ^ 2 / N t w)) (fun _ => exp 1) t.
Hypothesis Hfactor : forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> gap t w <= 2 * gap0 ->
  0 <= curve t w /\ eta t w * curve t w <= 1.
Hypothesis Hload : forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> gap t w <= 2 * gap0 ->
  - 12 * N t w * ln delta * eta t w <= gap0.
Hypothesis Hevent : forall w, outcome Omega w -> event w = 0 \/ event w = 1.
Let bound (t w : R) : R := gap0 / (2 * T) + (xi t w ^ 2 - N t w) * (eta t w ^ 2 * curve t w / 2) -
  3 * (g t w ^ 2 * eta t w) / 4 - p t w * (eta t w * (1 - eta t w * curve t w)) + gap t w.
Hypothesis Hdescent : forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> event w = 1 ->
  gap t w < 2 * gap0 -> bound t w < 2 * gap0 -> gap (t + 1) w <= bound t w.

Lemma light_core (at_index : R -> R) :
  (forall w, outcome Omega w -> integer (at_index w) /\ 0 <= at_index w /\ at_index w <= T) ->
  probable Omega (fun w => Rmax (2 * gap0 - gap (at_index w) w - total (fun i => g i w ^ 2 * eta i w) (at_index w) / 2)
    (- event w)) (1 - delta) /\
  probable Omega (fun w => Rmax (2 * gap0 - gap (at_index w) w) (- event w)) (1 - delta).
Proof.
  intros Hindex. assert (Hln := ln_negative delta Hd).
  assert (Htilt : 0 < - 2 * ln delta / gap0) by (apply Rdiv_lt_0_compat; lra).
  set (tilt := - 2 * ln delta / gap0) in *.
  assert (Hscale : gap0 * tilt = - 2 * ln delta) by (unfold tilt; field; lra).
  assert (Small : forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> gap t w <= 2 * gap0 ->
    0 <= eta t w /\ 0 <= curve t w /\ eta t w * curve t w <= 1 /\ 0 < N t w /\ 6 * tilt * N t w * eta t w <= 1).
  { intros t Ht Ht0 HtT w Hw Hgap. destruct (Hsigns t Ht Ht0 HtT w Hw) as [He [_ HN]].
    destruct (Hfactor t Ht Ht0 HtT w Hw Hgap) as [Hc Hec]. repeat split; try assumption.
    apply (Rmult_le_reg_l gap0); [exact H0|].
    replace (gap0 * (6 * tilt * N t w * eta t w)) with (6 * (gap0 * tilt) * N t w * eta t w) by ring. rewrite Hscale.
    assert (L := Hload t Ht Ht0 HtT w Hw Hgap). lra. }
  apply (probable_descent_light m Omega gap (fun t w => g t w ^ 2 * eta t w) p xi g N
    (fun t w => eta t w * (1 - eta t w * curve t w)) (fun t w => eta t w ^ 2 * curve t w / 2) event at_index gap0
      delta T
    tilt (gap0 / (2 * T))); try assumption.
  - split; [exact Hi|lra].
  - split; [exact Htilt|]. split; [lra|exact Hscale].
  - split; [left; apply Rdiv_lt_0_compat; lra|]. right. field. lra.
  - intros t Ht Ht0 HtT w Hw. apply Rmult_le_pos; [apply pow2_ge_0|apply Hsigns; assumption].
  - intros t Ht Ht0 HtT. destruct (HK t Ht Ht0 HtT) as [K1 [K2 [K3 [K4 [K5 [K6 K7]]]]]].
    refine (conj K1 (conj K2 (conj K5 (conj _ (conj _ (conj K6 K7)))))); intros j k Hj Hk Hs;
      rewrite (K3 j k Hj Hk Hs), (K4 j k Hj Hk Hs); reflexivity.
  - intros t Ht Ht0 HtT w Hw. apply Hsigns; assumption.
  - intros t Ht Ht0 HtT w Hw. apply Hsigns; assumption.
  - intros t Ht Ht0 HtT. split; [|apply Hlight; assumption]. intros w Hw. apply Rgt_not_eq, Hsigns; assumption.
  - intros t Ht Ht0 HtT w Hw Hgap. destruct (Small t Ht Ht0 HtT w Hw Hgap) as [He [Hc [Hec [HN Hl]]]].
    set (f := 1 - eta t w * curve t w). assert (Hec0 : 0 <= eta t w * curve t w) by (apply Rmult_le_pos; assumption).
    assert (Hf : f ^ 2 <= 1) by (unfold f; nra).
    assert (P : 0 <= g t w ^ 2 * eta t w) by (apply Rmult_le_pos; [apply pow2_ge_0|exact He]).
    assert (Q : 0 <= 6 * tilt * N t w * eta t w) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra).
    assert (M : 6 * tilt * N t w * eta t w * f ^ 2 <= 1 * 1) by (apply Rmult_le_compat; try lra; apply pow2_ge_0).
    replace (6 * tilt * (eta t w * f) ^ 2 * g t w ^ 2 * N t w) with
      (g t w ^ 2 * eta t w * (6 * tilt * N t w * eta t w * f ^ 2)) by ring.
    rewrite <- (Rmult_1_r (g t w ^ 2 * eta t w)) at 2. apply Rmult_le_compat_l; lra.
  - intros t Ht Ht0 HtT w Hw Hgap. destruct (Small t Ht Ht0 HtT w Hw Hgap) as [He [Hc [Hec [HN Hl]]]].
    assert (Hec0 : 0 <= eta t w * curve t w) by (apply Rmult_le_pos; assumption).
    assert (Q : 0 <= 6 * tilt * N t w * eta t w) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra).
    assert (M : 6 * tilt * N t w * eta t w * (eta t w * curve t w) <= 1 * 1) by (apply Rmult_le_compat; lra).
    split; [|lra]. assert (0 <= eta t w * (eta t w * curve t w)) by (apply Rmult_le_pos; assumption). lra.
Qed.
End Light.

(* An event of probability at least 1 - q need not be mentioned, at the cost of q. *)
Lemma drop_event Omega X event p q : (forall w, outcome Omega w -> event w = 0 \/ event w = 1) ->
  1 - q <= mean Omega event -> probable Omega (fun w => Rmax (X w) (- event w)) p -> probable Omega X (p - q).
Proof.
  unfold probable. intros He Hq Hp.
  assert (M : mean Omega (fun w => (if Rle_dec 0 (Rmax (X w) (- event w)) then 1 else 0) + (event w + -1)) <=
    mean Omega (fun w => if Rle_dec 0 (X w) then 1 else 0)).
  { apply mean_le. intros k Hk. destruct (Rle_dec 0 (X (INR k))) as [HX|HX].
    - destruct (He (INR k) (outcome_INR Omega k Hk)) as [->| ->]; destruct (Rle_dec 0 _); lra.
    - destruct (He (INR k) (outcome_INR Omega k Hk)) as [->| ->]; destruct (Rle_dec 0 _) as [L|L]; try lra.
      exfalso. unfold Rmax in L. destruct (Rle_dec _ _); lra. }
  rewrite !mean_plus, mean_const in M. lra.
Qed.

Lemma light_conclusions Omega gap g eta event (moment least : R -> R) delta q T gap0 : integer T -> 1 <= T ->
  (forall w, outcome Omega w -> event w = 0 \/ event w = 1) -> 1 - q <= mean Omega event ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> 0 <= gap (t + 1) w /\ 0 <= eta t w) ->
  (forall w, outcome Omega w -> integer (moment w) /\ 0 <= moment w /\ moment w <= T) ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> 0 <= least w /\ least w <= g t w ^ 2) ->
  (forall at_index : R -> R,
    (forall w, outcome Omega w -> integer (at_index w) /\ 0 <= at_index w /\ at_index w <= T) ->
    probable Omega (fun w => Rmax (2 * gap0 - gap (at_index w) w - total (fun i => g i w ^ 2 * eta i w)
      (at_index w) / 2)
      (- event w)) (1 - delta) /\
    probable Omega (fun w => Rmax (2 * gap0 - gap (at_index w) w) (- event w)) (1 - delta)) ->
  probable Omega (fun w => 2 * gap0 - gap (moment w) w - total (fun i => g i w ^ 2 * eta i w) (moment w) / 2)
    (1 - delta - q) /\
  probable Omega (fun w => 2 * gap0 - gap (moment w) w) (1 - delta - q) /\
  probable Omega (fun w => 4 * gap0 - total (fun i => g i w ^ 2 * eta i w) T) (1 - delta - q) /\
  probable Omega (fun w => 4 * gap0 - total (fun i => eta i w) T * least w) (1 - delta - q).
Proof.
  intros Hi HT He Hq Hsigns Hmoment Hleast Core. destruct (Core moment Hmoment) as [P1 P2].
  destruct (Core (fun _ => T)) as [P3 _]; [intros; split; [exact Hi|split; lra]|].
  apply (drop_event _ _ _ _ q He Hq) in P1. apply (drop_event _ _ _ _ q He Hq) in P2.
  apply (drop_event _ _ _ _ q He Hq) in P3. split; [exact P1|]. split; [exact P2|].
  apply (from_potential Omega gap (fun t w => g t w ^ 2 * eta t w) eta least gap0 T); try assumption.
  intros t Ht Ht0 HtT w Hw. destruct (Hsigns t Ht Ht0 HtT w Hw). split; [assumption|].
  apply Rmult_le_compat_r; [assumption|]. apply Hleast; assumption.
Qed.

(* What a step adds beyond the parts with a bounded moment is a quarter of the gain, and the slack. *)
Lemma light_bound L A B C T gap g eta p xi gap0 : 1 <= T -> 0 <= eta -> eta * (2 * B + 2) * L <= 1 ->
  T * L * eta ^ 2 * (A * gap + C) <= gap0 ->
  eta ^ 2 * xi ^ 2 * L / 2 - eta * g ^ 2 * (- eta * L / 2 + 1) - eta * p * (- eta * L + 1) + gap <=
  gap0 / (2 * T) + (xi ^ 2 - (A * gap + B * g ^ 2 + C)) * (eta ^ 2 * L / 2) - 3 * (g ^ 2 * eta) / 4 -
    p * (eta * (1 - eta * L)) + gap.
Proof.
  intros HT He Hc Hn.
  assert (Hx : eta ^ 2 * (A * gap + C) * L / 2 <= gap0 / (2 * T)) by (apply slack_of; lra).
  assert (M : g ^ 2 * eta * (eta * (2 * B + 2) * L) <= g ^ 2 * eta * 1).
  { apply Rmult_le_compat_l; [apply Rmult_le_pos; [apply pow2_ge_0|exact He]|exact Hc]. }
  lra.
Qed.

Lemma factor_range L B eta : 0 <= L -> 0 <= B -> 0 <= eta -> eta * (2 * B + 2) * L <= 1 -> eta * L <= 1.
Proof.
  intros HL HB He H. assert (0 <= eta * L) by (apply Rmult_le_pos; assumption).
  assert (0 <= eta * L * B) by (apply Rmult_le_pos; assumption). lra.
Qed.

Lemma inner_range (m : setting) gap g eta xi p gap_next : noisy_step m gap g eta xi p gap_next -> 0 <= eta ->
  p <= xi * g /\ - xi * g <= p.
Proof.
  intros H He. destruct (step_points m _ _ _ _ _ _ H He) as [_ [_ [_ [_ [Hp _]]]]].
  assert (A := Rle_abs p). assert (B := Rle_abs (- p)). rewrite Rabs_Ropp in B. lra.
Qed.

Theorem sgd_light_tails_sharp : Stated.sgd_light_tails_sharp.
Proof.
  intros m Omega ell moment least gap g eta xi p L A B C delta T gap0 Hs Hb He Hell Hinc H0 HL Hd [Hi HT] HA HB HC
    [Hfirst Hrun] Hforward Hcurvature Hconf Hnoise Hadapted Hcentred Hpositive Hlight Hmoment Hleast.
  assert (HL0 : 0 <= L) by (rewrite HL; apply Hell; lra).
  set (N := fun t w => A * gap t w + B * g t w ^ 2 + C).
  replace (1 - delta) with (1 - delta - 0) by ring.
  apply (light_conclusions Omega gap g eta (fun _ => 1)); try assumption; try lra.
  - intros; right; reflexivity.
  - rewrite mean_const. lra.
  - intros t Ht Ht0 HtT w Hw. split; [apply Hrun|apply Hforward]; assumption.
  - apply (light_core m Omega gap g eta p xi (fun _ _ => L) N (fun _ => 1) delta T gap0); try assumption.
    + intros t Ht Ht0 HtT w Hw. split; [apply Hforward; assumption|]. split; [|apply Hpositive; assumption].
      apply (inner_range m (gap t w) (g t w) (eta t w) (xi t w) (p t w) (gap (t + 1) w));
        [apply Hrun|apply Hforward]; assumption.
    + intros t Ht Ht0 HtT. destruct (Hadapted t Ht Ht0 HtT) as [K1 [K2 [K3 [K4 K5]]]].
      refine (conj K1 (conj K2 (conj K3 (conj _ (conj _ (conj K4 K5)))))); intros j k Hj Hk Hsame; [reflexivity|].
      unfold N. rewrite (K1 j k Hj Hk Hsame), (K2 j k Hj Hk Hsame). reflexivity.
    + intros t Ht Ht0 HtT. apply Hlight; assumption.
    + intros t Ht Ht0 HtT w Hw Hgap. split; [exact HL0|]. assert (E := Hcurvature t Ht Ht0 HtT w Hw Hgap).
      apply (factor_range L B); try assumption; [apply Hforward; assumption|lra].
    + intros t Ht Ht0 HtT w Hw Hgap. apply Hconf; assumption.
    + intros; right; reflexivity.
    + intros t Ht Ht0 HtT w Hw _ Hgap Hreach.
      assert (E := Hcurvature t Ht Ht0 HtT w Hw ltac:(lra)). assert (E' := Hnoise t Ht Ht0 HtT w Hw ltac:(lra)).
      assert (Hle := light_bound L A B C T (gap t w) (g t w) (eta t w) (p t w) (xi t w) gap0 HT
        (Hforward t Ht Ht0 HtT w Hw) ltac:(lra) ltac:(lra)).
      unfold N in *. eapply Rle_trans; [|exact Hle]. subst L.
      apply (sgd_descent_below_level m ell (gap t w) (2 * gap0) (g t w) (eta t w) (xi t w) (p t w) (gap (t + 1) w));
        try apply Hrun; try apply Hforward; try assumption. lra.
Qed.

Theorem sgd_constant_light_tails : Stated.sgd_constant_light_tails.
Proof.
  intros m Omega ell Phi moment least gap g noise inner A B C delta T gap0 eta Hs Hb He Hell Hinc H0 Hd HT HA HB HC
    [Hfirst Hrun] Hint Heta Hcurvature [_ Hconf] Hnoise Hadapted Hcentred Hpositive Hlight Hmoment Hleast.
  apply constant_form; try lra; try apply HT.
  apply (sgd_light_tails_sharp m Omega ell moment least gap g (fun _ _ => eta) noise inner
    (ell (2 * gap0)) A B C delta T
    gap0); try assumption; try reflexivity.
  - split; assumption.
  - intros; exact Heta.
  - intros. lra.
  - intros t Ht Ht0 HtT w Hw Hgap. split; [apply Hd|].
    apply (confidence_below 12 eta _ (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C)); try assumption; try lra.
    apply (noise_below m ell Phi A B C gap0 (gap t w) (g t w) eta (noise t w) (inner t w) (gap (t + 1) w));
      try apply Hrun; assumption.
  - intros t Ht Ht0 HtT w Hw Hgap. apply noise_load_below with (gap0 := gap0); try assumption; try apply HT.
    apply Hell. lra.
  - intros t Ht Ht0 HtT. destruct (Hadapted t Ht Ht0 HtT) as [K1 [K2 K3]].
    refine (conj K1 (conj K2 (conj _ K3))). intros j k _ _ _. reflexivity.
Qed.
