(* Descent with high probability: from a bound of exponential moments, where an event happens, and with
   bounded noise.

   Ville's inequality (Chance.v) keeps all sums of the exponents below ln(1/delta) with probability 1 - delta.
   There, by induction over the steps, the gap and half of what was gained stay below 2 gap0: a step is asked
   to descend only where the gap and its bound are below 2 gap0, and the sums say that they are. For
   bounded noise the exponents are Hoeffding's (Hoeffding.v), taken to be 0 where the gap is above 2 gap0. *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Warmproof Require Import Meaning MeaningRandom Sums Chance Hoeffding.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma kept (gap gain Y : nat -> R) gap0 delta tilt slack N :
  0 < gap0 -> 0 < tilt -> gap0 * tilt = - 2 * ln delta -> 0 <= slack -> INR N * slack <= gap0 / 2 ->
  gap O <= gap0 -> (forall n, (n < N)%nat -> 0 <= gain n) ->
  (forall n, (n < N)%nat -> gap n < 2 * gap0 ->
     tilt * (- 2 * gap0 + slack - gain n / 2 + gap n) + Y n < 0 ->
     tilt * (- slack + gain n / 2 - gap n + gap (Datatypes.S n)) <= Y n) ->
  (forall n, (n <= N)%nat -> sum_below Y n < - ln delta) ->
  forall n, (n <= N)%nat -> gap n + sum_below gain n / 2 <= 2 * gap0 /\ 0 <= sum_below gain n.
Proof.
  intros H0 Ht Hd Hs HN Hgap Hgain Hstep HY.
  assert (P : forall n, (n <= N)%nat -> 0 <= sum_below gain n /\
    tilt * (gap n - gap0 + sum_below gain n / 2 - INR n * slack) <= sum_below Y n).
  { induction n as [|n IH]; intros Hn; [simpl; nra|].
    destruct (IH ltac:(lia)) as [G0 Hpaid]. assert (G := Hgain n ltac:(lia)).
    assert (HnN : INR (Datatypes.S n) * slack <= INR N * slack).
    { apply Rmult_le_compat_r; [exact Hs|apply le_INR, Hn]. }
    assert (HYn := HY n ltac:(lia)). assert (HYS := HY (Datatypes.S n) Hn). rewrite S_INR in *. simpl in HYS |- *.
    assert (Hgn : tilt * gap n < tilt * (2 * gap0)).
    { assert (tilt * (sum_below gain n / 2) >= 0) by (apply Rle_ge, Rmult_le_pos; lra).
      assert (tilt * (INR n * slack) <= tilt * (gap0 / 2)) by (apply Rmult_le_compat_l; lra). lra. }
    apply Rmult_lt_reg_l in Hgn; [|exact Ht].
    assert (HS : tilt * (- slack + gain n / 2 - gap n + gap (Datatypes.S n)) <= Y n).
    { apply Hstep; [lia|exact Hgn|].
      assert (0 <= tilt * (sum_below gain n / 2)) by (apply Rmult_le_pos; lra).
      assert (0 <= tilt * (gain n / 2)) by (apply Rmult_le_pos; lra).
      assert (tilt * ((INR n + 1) * slack) <= tilt * (gap0 / 2)) by (apply Rmult_le_compat_l; lra). lra. }
    split; lra. }
  intros n Hn. destruct (P n Hn) as [G Hp]. assert (HYn := HY n Hn). split; [|exact G].
  assert (HnN : INR n * slack <= INR N * slack) by (apply Rmult_le_compat_r; [exact Hs|apply le_INR, Hn]).
  apply (Rmult_le_reg_l tilt); [exact Ht|].
  assert (tilt * (INR n * slack) <= tilt * (gap0 / 2)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(* A claim about integers in a range and outcomes, about natural numbers. *)
Lemma steps_of (Omega : probability_space) (P : R -> R -> Prop) N :
  (forall t, integer t -> 0 <= t -> t <= INR N - 1 -> forall w, outcome Omega w -> P t w) ->
  forall n k, (n < N)%nat -> (k < outcomes Omega)%nat -> P (INR n) (INR k).
Proof.
  intros H n k Hn Hk. apply H; [apply integer_INR|apply pos_INR|apply INR_le_minus_1, Hn|].
  exists k. split; [exact Hk|reflexivity].
Qed.

Lemma outcome_INR (Omega : probability_space) k : (k < outcomes Omega)%nat -> outcome Omega (INR k).
Proof. intros H. exists k. split; [exact H|reflexivity]. Qed.

Theorem probable_descent_within : Stated.probable_descent_within.
Proof.
  intros m Omega gap gain Y event moment gap0 delta T tilt slack H0 Hfirst [HT HT0] [Hd Hd1] [Htilt [_ Hscale]]
    [Hslack Hbudget] Hgain HK HY Hevent Hdescent Hmoment.
  destruct (integer_nat T HT HT0) as [N ->]. clear HT HT0.
  assert (V : forall Z, (forall k, (k < outcomes Omega)%nat ->
    (event (INR k) = 1 -> forall n, (n <= N)%nat ->
      gap (INR n) (INR k) + sum_below (fun i => gain (INR i) (INR k)) n / 2 <= 2 * gap0 /\
      0 <= sum_below (fun i => gain (INR i) (INR k)) n) -> 0 <= Z (INR k)) -> probable Omega Z (1 - delta)).
  { intros Z HZ. apply (ville Omega (fun n w => Y (INR n) w) delta N); try assumption.
    - intros n Hn j k Hj Hk Hs. apply (step_of _ N HK n Hn j k Hj Hk). rewrite <- S_INR, index_INR. exact Hs.
    - intros n k Hn Hk. assert (B := proj2 (step_of _ N HY n Hn) k Hk). rewrite index_INR in B. exact B.
    - intros k Hk Hsum. apply HZ; [exact Hk|]. intros He.
      apply (kept (fun n => gap (INR n) (INR k)) (fun n => gain (INR n) (INR k)) (fun n => Y (INR n) (INR k))
        gap0 delta tilt slack N); try assumption.
      + apply Hfirst, outcome_INR, Hk.
      + intros n Hn. apply (steps_of Omega (fun t w => 0 <= gain t w) N Hgain n k Hn Hk).
      + intros n Hn. rewrite S_INR.
        apply (steps_of Omega _ N Hdescent n k Hn Hk He). }
  assert (W : forall k, (k < outcomes Omega)%nat -> exists n, (n <= N)%nat /\ moment (INR k) = INR n).
  { intros k Hk. destruct (Hmoment (INR k) (outcome_INR Omega k Hk)) as [Hi [Hm0 HmT]].
    destruct (integer_nat _ Hi Hm0) as [n Hn]. exists n. rewrite Hn in HmT. apply INR_le in HmT. split; assumption. }
  split; apply V; intros k Hk Hall.
  - destruct (Hevent (INR k) (outcome_INR Omega k Hk)) as [He|He].
    + rewrite He. apply Rle_trans with (- 0); [lra|apply Rmax_r].
    + destruct (W k Hk) as [n [Hn ->]]. destruct (Hall He n Hn) as [A B]. rewrite total_INR.
      eapply Rle_trans; [|apply Rmax_l]. lra.
  - destruct (Hevent (INR k) (outcome_INR Omega k Hk)) as [He|He].
    + rewrite He. apply Rle_trans with (- 0); [lra|apply Rmax_r].
    + destruct (W k Hk) as [n [Hn ->]]. destruct (Hall He n Hn) as [A B].
      eapply Rle_trans; [|apply Rmax_l]. lra.
Qed.

Theorem probable_descent : Stated.probable_descent.
Proof.
  intros m Omega gap gain Y moment gap0 delta T tilt slack H0 Hfirst HT Hd Hscale Hslack Hgain HK HY Hdescent Hmoment.
  destruct (probable_descent_within m Omega gap gain Y (fun _ => 1) moment gap0 delta T tilt slack) as [A B];
    try assumption.
  - intros w _. right. reflexivity.
  - intros t Hi Ht0 HtT w Hw _. apply Hdescent; assumption.
  - split.
    + revert A. apply probable_mono; [|lra]. intros k Hk. cbv beta. unfold Rmax.
      destruct (Rle_dec _ _) as [H|H]; lra.
    + revert B. apply probable_mono; [|lra]. intros k Hk. cbv beta. unfold Rmax.
      destruct (Rle_dec _ _) as [H|H]; lra.
Qed.

(* 1 where the gap is at most the bound, else 0. *)
Definition low (gap : R -> R -> R) (bound t w : R) : R := if Rle_dec (gap t w) bound then 1 else 0.

Lemma low_known Omega gap bound t : known Omega (fun w => gap t w) t -> known Omega (fun w => low gap bound t w) t.
Proof. intros H j k Hj Hk Hs. unfold low. rewrite (H j k Hj Hk Hs). reflexivity. Qed.

Lemma low_values gap bound t w : (gap t w <= bound -> low gap bound t w = 1) /\
  (~ gap t w <= bound -> low gap bound t w = 0).
Proof. unfold low. destruct (Rle_dec (gap t w) bound); split; intros; tauto || reflexivity. Qed.

Lemma known_product Omega X Y t : known Omega X t -> known Omega Y t -> known Omega (fun w => X w * Y w) t.
Proof. intros HX HY j k Hj Hk Hs. rewrite (HX j k Hj Hk Hs), (HY j k Hj Hk Hs). reflexivity. Qed.

Lemma known_next Omega X t : known Omega X t -> known Omega X (t + 1).
Proof.
  intros H j k Hj Hk Hs. apply H; try assumption. apply (seen_before Omega (index t) (index (t + 1))); try assumption.
  apply index_later.
Qed.

Lemma centred_factor Omega Y X t : known Omega Y t -> centred Omega X t -> centred Omega (fun w => Y w * X w) t.
Proof.
  intros HY HX k Hk. rewrite (given_factor Omega (index t) k Y X Hk HY), (HX k Hk). ring.
Qed.

Theorem probable_descent_bounded : Stated.probable_descent_bounded.
Proof.
  intros m Omega gap gain X a moment gap0 delta T tilt slack H0 Hfirst HT Hd Hscale Hslack Hgain Hadapted Hcentred
    Hbounded Hvariance Hdescent Hmoment.
  set (I := low gap (2 * gap0)).
  assert (M : forall t, integer t -> 0 <= t -> t <= T - 1 ->
    conditionally_at_most Omega (fun w => exp (- (- tilt) ^ 2 * (I t w * a t w) ^ 2 / 2 + - tilt * (I t w * X t w)))
      (fun _ => 1) t /\
    known Omega (fun w => - (- tilt) ^ 2 * (I t w * a t w) ^ 2 / 2 + - tilt * (I t w * X t w)) (t + 1)).
  { intros t Hi Ht HtT. destruct (Hadapted t Hi Ht HtT) as [Kgap [Ka KX]].
    assert (KI := low_known Omega gap (2 * gap0) t Kgap).
    apply (hoeffding_moment m Omega (fun s w => I s w * X s w) (fun s w => I s w * a s w) t (- tilt)).
    - split; [apply known_product; assumption|apply known_product; [apply known_next, KI|exact KX]].
    - apply centred_factor; [exact KI|apply Hcentred; assumption].
    - intros w Hw. destruct (low_values gap (2 * gap0) t w) as [L1 L2]. fold I in L1, L2.
      destruct (Rle_dec (gap t w) (2 * gap0)) as [L|L].
      + rewrite (L1 L). destruct (Hbounded t Hi Ht HtT w Hw L). lra.
      + rewrite (L2 L). lra. }
  apply (probable_descent m Omega gap gain
    (fun t w => - (- tilt) ^ 2 * (I t w * a t w) ^ 2 / 2 + - tilt * (I t w * X t w)) moment gap0 delta T tilt slack);
    try assumption.
  - intros t Hi Ht HtT. apply M; assumption.
  - intros t Hi Ht HtT. apply M; assumption.
  - intros t Hi Ht HtT w Hw Hgap. destruct (low_values gap (2 * gap0) t w) as [L1 _]. fold I in L1.
    rewrite (L1 ltac:(lra)). intros Hreach.
    assert (Htilt := proj1 Hscale).
    assert (Hv := Hvariance t Hi Ht HtT w Hw ltac:(lra)).
    assert (Hv' : tilt * (2 * tilt * a t w ^ 2) <= tilt * gain t w) by (apply Rmult_le_compat_l; lra).
    specialize (Hdescent t Hi Ht HtT w Hw Hgap).
    assert (Hbelow : tilt * (slack - X t w - 3 * gain t w / 4 + gap t w) < tilt * (2 * gap0)) by lra.
    apply Rmult_lt_reg_l in Hbelow; [|exact Htilt]. specialize (Hdescent Hbelow).
    apply (Rmult_le_compat_l tilt) in Hdescent; lra.
Qed.
