(* Stochastic gradient descent with a constant step: without the radius term (sgd_constant_sharp) and with
   the smallest of four terms (sgd_constant).

   By Lemma 5 the noise bound at a gap up to 2 gap0 is at most its value at 2 gap0, so what is asked of the
   step there holds at every such gap, and the theorems for any steps (Sgd.v) apply. *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Warmproof Require Import Meaning MeaningRandom Line Sums Chance GradientBound Distance NoisyStep SgdStepSize
  SgdRate
  ProbableDescent Sgd.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma total_ext f g x : (forall i, f i = g i) -> total f x = total g x.
Proof. intros H. apply sum_eq. intros k _. apply H. Qed.

Lemma constant_form Omega gap g (eta : R) (moment least : R -> R) gap0 T p : integer T -> 0 <= T ->
  probable Omega (fun w => 2 * gap0 - gap (moment w) w - total (fun i => g i w ^ 2 * eta) (moment w) / 2) p /\
  probable Omega (fun w => 2 * gap0 - gap (moment w) w) p /\
  probable Omega (fun w => 4 * gap0 - total (fun i => g i w ^ 2 * eta) T) p /\
  probable Omega (fun w => 4 * gap0 - total (fun _ => eta) T * least w) p ->
  probable Omega (fun w => 2 * gap0 - gap (moment w) w - total (fun i => eta * g i w ^ 2) (moment w) / 2) p /\
  probable Omega (fun w => 2 * gap0 - gap (moment w) w) p /\
  probable Omega (fun w => 4 * gap0 - total (fun i => eta * g i w ^ 2) T) p /\
  probable Omega (fun w => - T * eta * least w + 4 * gap0) p.
Proof.
  intros Hi HT [H1 [H2 [H3 H4]]].
  assert (E : forall w x, total (fun i => g i w ^ 2 * eta) x = total (fun i => eta * g i w ^ 2) x).
  { intros w x. apply total_ext. intros i. ring. }
  split; [|split; [exact H2|split]].
  - revert H1. apply probable_mono; [|lra]. intros k _. rewrite E. tauto.
  - revert H3. apply probable_mono; [|lra]. intros k _. rewrite E. tauto.
  - revert H4. apply probable_mono; [|lra]. intros k _. rewrite total_const by assumption. lra.
Qed.

(* The noise bound at a gap up to 2 gap0 is at most its value there (Lemma 5). *)
Lemma noise_below (m : setting) ell Phi A B C gap0 gap g eta noise inner gap_next :
  smooth m ell -> bounded_below m -> (forall s, 0 <= s -> 0 <= ell s) ->
  (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) -> 0 <= A -> 0 <= B -> 
  noisy_step m gap g eta noise inner gap_next /\ 0 <= gap /\ 0 <= g /\ 0 <= noise /\ 0 <= gap_next ->
  gap <= 2 * gap0 -> A * gap + B * g ^ 2 + C <= 2 * A * gap0 + 2 * B * Phi (2 * gap0) + C.
Proof.
  intros Hs Hb Hell Hint HA HB [Hstep [Hgap [Hg _]]] Hlow.
  assert (L : g ^ 2 <= 2 * Phi gap).
  { apply (gradient_bound m ell Phi gap g); try assumption. split; [|split; assumption].
    destruct Hstep as [w [_ [_ [Hw _]]]]. exists w. exact Hw. }
  assert (P : Phi gap <= Phi (2 * gap0)) by (apply (potential_rises ell); [apply Hint|exact Hell|lra]).
  assert (A * gap <= A * (2 * gap0)) by (apply Rmult_le_compat_l; lra).
  assert (B * g ^ 2 <= B * (2 * Phi (2 * gap0))) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(* What is asked at 2 gap0 holds where the loads are smaller. *)
Lemma confidence_below share eta N V delta gap0 : 0 < delta < 1 -> 0 <= eta -> 0 <= share -> N <= V ->
  - share * eta * V * ln delta <= gap0 -> - share * N * ln delta * eta <= gap0.
Proof.
  intros Hd He Hs HN H. assert (Hln := ln_negative delta Hd).
  assert (P : 0 <= share * eta * - ln delta) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra).
  apply (Rmult_le_compat_l _ _ _ P) in HN. lra.
Qed.

Lemma noise_load_below T eta A C L gap gap0 : 1 <= T -> 0 <= L -> 0 <= A -> gap <= 2 * gap0 ->
  T * eta ^ 2 * (2 * A * gap0 + C) * L <= gap0 -> T * L * eta ^ 2 * (A * gap + C) <= gap0.
Proof.
  intros HT HL HA Hgap H. assert (P : 0 <= T * L * eta ^ 2).
  { apply Rmult_le_pos; [apply Rmult_le_pos; lra|apply pow2_ge_0]. }
  assert (A * gap <= A * (2 * gap0)) by (apply Rmult_le_compat_l; lra).
  assert (T * L * eta ^ 2 * (A * gap + C) <= T * L * eta ^ 2 * (2 * A * gap0 + C)) by (apply Rmult_le_compat_l; lra).
  lra.
Qed.

Theorem sgd_constant_sharp : Stated.sgd_constant_sharp.
Proof.
  intros m Omega ell Phi moment least gap g noise inner A B C delta T gap0 eta Hs Hb He Hell Hinc H0 Hd HT HA HB HC
    [Hfirst Hrun] Hint Heta Hcurvature [_ Hconf] Hnoise Hadapted Hcentred Habc Hmoment Hleast.
  apply constant_form; try lra; try apply HT.
  apply (sgd_sharp m Omega ell moment least gap g (fun _ _ => eta) noise inner (ell (2 * gap0)) A B C delta T gap0);
    try assumption; try reflexivity.
  - split; assumption.
  - intros; exact Heta.
  - intros. lra.
  - intros t Ht Ht0 HtT w Hw Hgap. split; [apply Hd|].
    apply (confidence_below 4 eta _ (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C)); try assumption; try lra.
    apply (noise_below m ell Phi A B C gap0 (gap t w) (g t w) eta (noise t w) (inner t w) (gap (t + 1) w));
      try apply Hrun; assumption.
  - intros t Ht Ht0 HtT w Hw Hgap. apply noise_load_below with (gap0 := gap0); try assumption; try apply HT.
    apply Hell. lra.
  - intros t Ht Ht0 HtT. destruct (Hadapted t Ht Ht0 HtT) as [K1 [K2 [K3 K4]]].
    refine (conj K1 (conj K2 (conj _ (conj K3 K4)))). intros j k _ _ _. reflexivity.
Qed.

Theorem sgd_constant : Stated.sgd_constant.
Proof.
  intros m Omega ell Phi G moment least gap g noise inner A B C beta delta T gap0 eta Hs Hb He Hell Hinc Hint Hpos
    HG Hbeta H0 Hd HT HA HB HC [Hfirst Hrun] [HPhi0 [Heta [S1 [S2 [S3 [S4 S5]]]]]] Hadapted Hcentred Habc Hmoment
      Hleast.
  assert (HPhi : forall s, 0 <= s -> 0 <= Phi s).
  { intros s [P|P]; [left; apply Hpos, P|rewrite <- P, (proj2 Hint); lra]. }
  pose proof (fun s (Hs0 : 0 <= s) (Hs2 : s <= 2 * gap0) =>
    (sgd_step_size_constant m ell Phi G A B C beta delta T gap0 eta s Hell Hint Hpos HG Hbeta H0
      HPhi0 (conj Hs0 (HPhi s Hs0)) Hs2 (proj1 Hd) HA HB HC Heta
      ltac:(intros P; destruct S1 as [S|S]; [lra|apply S])
      ltac:(intros [_ [_ P]]; destruct S2 as [[_ [_ S]]|S]; [lra|apply S])
      ltac:(intros [_ P]; destruct S3 as [[_ S]|S]; [lra|apply S])
      ltac:(intros P; destruct S4 as [S|S]; [lra|apply S]))) as Ways.
  assert (All :
    probable Omega (fun w => 2 * gap0 - gap (moment w) w - total (fun i => g i w ^ 2 * eta) (moment w) / 2)
      (1 - delta) /\
    probable Omega (fun w => 2 * gap0 - gap (moment w) w) (1 - delta) /\
    probable Omega (fun w => 4 * gap0 - total (fun i => g i w ^ 2 * eta) T) (1 - delta) /\
    probable Omega (fun w => 4 * gap0 - total (fun _ => eta) T * least w) (1 - delta)).
  { apply (sgd m Omega ell Phi G moment least gap g (fun _ _ => eta) (fun _ _ => 2 * gap0) noise inner A B C beta
      delta T
      gap0); try assumption.
    - split; assumption.
    - intros; exact Heta.
    - intros. lra.
    - intros t Ht Ht0 HtT w Hw Hgap. replace (beta * (2 * gap0)) with (2 * beta * gap0) by ring.
      destruct (Ways (gap t w)) as [W _]; [apply Hrun; assumption|exact Hgap|lra].
    - intros t Ht Ht0 HtT w Hw Hgap. replace (beta * (2 * gap0)) with (2 * beta * gap0) by ring.
      destruct (Ways (gap t w)) as [_ [[W1 [W2 [W3 W4]]] _]]; [apply Hrun; assumption|exact Hgap|].
      repeat split; try assumption. lra.
    - intros t Ht Ht0 HtT w Hw Hgap.
      destruct (Ways (gap t w)) as [_ [_ [[W1 W2] _]]]; [apply Hrun; assumption|exact Hgap|]. split; [exact W1|lra].
    - intros t Ht Ht0 HtT w Hw Hgap. replace (beta * (2 * gap0)) with (2 * beta * gap0) by ring.
      destruct (Ways (gap t w)) as [_ [_ [_ W]]]; [apply Hrun; assumption|exact Hgap|lra].
    - intros t Ht Ht0 HtT. destruct (Hadapted t Ht Ht0 HtT) as [K1 [K2 [K3 K4]]].
      refine (conj K1 (conj K2 (conj _ (conj _ (conj K3 K4))))); intros j k _ _ _; reflexivity. }
  pose proof (fun r (Hr : 0 <= r /\ r * total (fun _ => eta) T <= 4 * gap0) =>
    (sgd_rate_constant m ell Phi G A B C beta delta T gap0 eta r Hell Hint Hpos HG Hbeta H0 Hd HT HA HB HC
      HPhi0 S5 Hr)) as Rate.
  assert (Four := constant_form Omega gap g eta moment least gap0 T (1 - delta) (proj1 HT) ltac:(lra) All).
  destruct Four as [F1 [F2 [F3 F4]]]. refine (conj F1 (conj F2 (conj F3 (conj F4 _)))).
  split.
  - intros w Hw. destruct (Rate 0) as [_ [D1 [D2 [D3 [D4 [D5 [D6 _]]]]]]]; [lra|]. repeat split; assumption.
  - destruct All as [_ [_ [_ P]]]. revert P. apply probable_mono; [|lra]. intros k Hk P.
    destruct (Hleast 0 integer_0 ltac:(lra) ltac:(lra) (INR k) (outcome_INR Omega k Hk)) as [L0 _].
    destruct (Rate (least (INR k))) as [_ [_ [_ [_ [_ [_ [_ D]]]]]]]; [lra|]. lra.
Qed.
