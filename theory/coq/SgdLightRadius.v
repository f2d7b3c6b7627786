(* Stochastic gradient descent with light tails within a local radius: for any steps known beforehand, and
   for the theoretical warm-up.

   The radius is asked only where no noise is large: ||xi_t||^2 <= N_t (1 + ln(T/delta)) for all t with
   probability 1 - delta, by Markov's inequality at every step. The rest is SgdLight.v, and SgdWarmup.v for
   the displayed rate. *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Warmproof Require Import Meaning MeaningRandom Sums Chance ProbableDescent LightTails GradientBound NoisyStep
  SgdStepSize SgdRate Sgd SgdConstant SgdWarmup SgdLight.
From Warmproof Require Stated.
Open Scope R_scope.

Section Quiet.
Variables (Omega : probability_space) (xi N : R -> R -> R) (delta : R) (T : nat).
Hypothesis Hd : 0 < delta < 1.
Hypothesis HT : (0 < T)%nat.
Hypothesis HN : forall n k, (n < T)%nat -> (k < outcomes Omega)%nat -> 0 < N (INR n) (INR k).
Hypothesis Hlight : forall n k, (n < T)%nat -> (k < outcomes Omega)%nat ->
  given Omega n k (fun w => exp (xi (INR n) w ^ 2 / N (INR n) w)) <= exp 1.
Let tail : R := ln (INR T) - ln delta + 1.

(* 1 where no noise was large before step n, else 0. *)
Fixpoint quiet (n : nat) (w : R) : R :=
  match n with
  | O => 1
  | Datatypes.S p => quiet p w * (if Rle_dec (xi (INR p) w ^ 2) (N (INR p) w * tail) then 1 else 0)
  end.

Lemma quiet_values n w : quiet n w = 0 \/ quiet n w = 1.
Proof. induction n as [|n [IH|IH]]; simpl; [right; reflexivity| |]; rewrite IH; destruct (Rle_dec _ _); lra. Qed.

Lemma quiet_all n w : quiet n w = 1 -> forall p, (p < n)%nat -> xi (INR p) w ^ 2 <= N (INR p) w * tail.
Proof.
  induction n as [|n IH]; intros H p Hp; [lia|]. cbn [quiet] in H.
  destruct (quiet_values n w) as [E|E]; rewrite E in H; destruct (Rle_dec (xi (INR n) w ^ 2) (N (INR n) w * tail))
    as [L|L]; try lra.
  destruct (Nat.eq_dec p n) as [->|Ne]; [exact L|apply IH; [exact E|lia]].
Qed.

Lemma tail_exp : exp tail = INR T / delta * exp 1.
Proof.
  unfold tail. assert (P : 0 < INR T) by (apply lt_0_INR, HT).
  rewrite exp_plus. unfold Rminus. rewrite exp_plus, exp_Ropp, !exp_ln by lra. reflexivity.
Qed.

Lemma large_noise n : (n < T)%nat ->
  mean Omega (fun w => 1 - (if Rle_dec (xi (INR n) w ^ 2) (N (INR n) w * tail) then 1 else 0)) <= delta / INR T.
Proof.
  intros Hn. assert (PT : 0 < INR T) by (apply lt_0_INR, HT).
  set (a := delta / INR T). assert (Ha : 0 < a) by (apply Rdiv_lt_0_compat; lra).
  set (Z := fun w => exp (xi (INR n) w ^ 2 / N (INR n) w)).
  apply Rle_trans with (mean Omega (fun w => a * exp (- (1)) * (1 * Z w))).
  - apply mean_le. intros k Hk. assert (PZ : 0 < Z (INR k)) by apply exp_pos.
    assert (Pe : 0 < a * exp (- (1))) by (apply Rmult_lt_0_compat; [exact Ha|apply exp_pos]).
    destruct (Rle_dec _ _) as [L|L].
    + assert (0 <= a * exp (- (1)) * (1 * Z (INR k))) by (apply Rmult_le_pos; lra). lra.
    + assert (Hbig : exp tail <= Z (INR k)).
      { apply exp_le. specialize (HN n k Hn Hk). apply (Rmult_le_reg_l (N (INR n) (INR k))); [exact HN|].
        replace (N (INR n) (INR k) * (xi (INR n) (INR k) ^ 2 / N (INR n) (INR k))) with (xi (INR n) (INR k) ^ 2) by
          (field; lra).
        lra. }
      rewrite tail_exp in Hbig. apply (Rmult_le_compat_l (a * exp (- (1)))) in Hbig; [|lra].
      replace (a * exp (- (1)) * (INR T / delta * exp 1)) with (exp (- (1)) * exp 1) in Hbig by (unfold a; field; lra).
      rewrite <- exp_plus, Rplus_opp_l, exp_0 in Hbig. lra.
  - rewrite mean_scale. rewrite (tower Omega n (fun _ => 1) Z) by (intros j k _ _ _; reflexivity).
    apply Rle_trans with (a * exp (- (1)) * mean Omega (fun _ => exp 1)).
    + apply Rmult_le_compat_l; [left; apply Rmult_lt_0_compat; [exact Ha|apply exp_pos]|].
      apply sum_le. intros k Hk. apply Rmult_le_compat_l; [left; apply chance_positive, Hk|].
      rewrite Rmult_1_l. apply Hlight; assumption.
    + rewrite mean_const, Rmult_assoc, <- exp_plus, Rplus_opp_l, exp_0. lra.
Qed.

Lemma quiet_mean n : (n <= T)%nat -> 1 - INR n * (delta / INR T) <= mean Omega (quiet n).
Proof.
  induction n as [|n IH]; intros Hn; [simpl; rewrite mean_const; lra|].
  assert (L := large_noise n ltac:(lia)). specialize (IH ltac:(lia)).
  set (i := fun w => if Rle_dec (xi (INR n) w ^ 2) (N (INR n) w * tail) then 1 else 0).
  change (mean Omega (fun w => 1 - i w) <= delta / INR T) in L.
  assert (M : mean Omega (fun w => quiet n w + -1 * (1 - i w)) <= mean Omega (quiet (Datatypes.S n))).
  { apply mean_le. intros k _. cbn [quiet]. fold (i (INR k)). unfold i.
    destruct (quiet_values n (INR k)) as [E|E]; rewrite E; destruct (Rle_dec _ _); lra. }
  rewrite mean_plus, mean_scale in M. rewrite S_INR. lra.
Qed.

Lemma quiet_likely : 1 - delta <= mean Omega (quiet T).
Proof.
  assert (P : 0 < INR T) by (apply lt_0_INR, HT). assert (M := quiet_mean T (le_n T)).
  replace (INR T * (delta / INR T)) with delta in M by (field; lra). exact M.
Qed.
End Quiet.

Theorem sgd_light_tails : Stated.sgd_light_tails.
Proof.
  intros m Omega ell Phi G moment least gap g eta level xi p A B C beta delta T gap0 Hs Hb He Hell Hinc Hint Hpos
    HG Hbeta H0 Hd [Hi HT] HA HB HC [Hfirst Hrun] Hforward Hlevels Hcurvature Hradius Hconf Hnoise Hadapted Hcentred
    Hpositive Hlight Hmoment Hleast.
  set (N := fun t w => A * gap t w + B * g t w ^ 2 + C).
  destruct (integer_nat T Hi ltac:(lra)) as [K HK].
  assert (PK : (0 < K)%nat) by (apply INR_lt; rewrite <- HK; simpl; lra).
  set (event := quiet xi N delta K K).
  assert (HL0 : forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> 0 <=
    ell (beta * level t w)).
  { intros t Ht Ht0 HtT w Hw. apply Hell, beta_level; [exact Hbeta|apply Hlevels; assumption]. }
  assert (HNV : forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w ->
    N t w <= A * gap t w + 2 * B * Phi (gap t w) + C).
  { intros t Ht Ht0 HtT w Hw. destruct (Hrun t Ht Ht0 HtT w Hw) as [Hstep [Hgap [Hg _]]].
    assert (L : g t w ^ 2 <= 2 * Phi (gap t w)).
    { apply (gradient_bound m ell Phi (gap t w) (g t w)); try assumption. split; [|split; assumption].
      destruct Hstep as [v [_ [_ [Hv _]]]]. exists v. exact Hv. }
    assert (B * g t w ^ 2 <= B * (2 * Phi (gap t w))) by (apply Rmult_le_compat_l; lra). unfold N. lra. }
  replace (1 - 2 * delta) with (1 - delta - delta) by ring.
  apply (light_conclusions Omega gap g eta event); try assumption.
  - intros w _. apply quiet_values.
  - apply quiet_likely; try assumption.
    + intros n k Hn Hk. rewrite HK in Hpositive.
      apply (steps_of Omega (fun t w => 0 <= xi t w /\ 0 < N t w) K Hpositive n k Hn Hk).
    + intros n k Hn Hk. assert (Hr : INR n <= T - 1) by (rewrite HK; apply INR_le_minus_1, Hn).
      destruct (Hlight (INR n) (integer_INR n) (pos_INR n) Hr) as [_ [_ L]].
      specialize (L k Hk). rewrite index_INR in L. exact L.
  - intros t Ht Ht0 HtT w Hw. split; [apply Hrun|apply Hforward]; assumption.
  - apply (light_core m Omega gap g eta p xi (fun t w => ell (beta * level t w)) N event delta T gap0); try assumption.
    + intros t Ht Ht0 HtT w Hw. split; [apply Hforward; assumption|]. split; [|apply Hpositive; assumption].
      apply (inner_range m (gap t w) (g t w) (eta t w) (xi t w) (p t w) (gap (t + 1) w));
        [apply Hrun|apply Hforward]; assumption.
    + intros t Ht Ht0 HtT. destruct (Hadapted t Ht Ht0 HtT) as [K1 [K2 [K3 [K4 [K5 K6]]]]].
      refine (conj K1 (conj K2 (conj K3 (conj K6 (conj _ (conj K4 K5)))))). intros j k Hj Hk Hsame.
      unfold N. rewrite (K1 j k Hj Hk Hsame), (K2 j k Hj Hk Hsame). reflexivity.
    + intros t Ht Ht0 HtT. apply Hlight; assumption.
    + intros t Ht Ht0 HtT w Hw Hgap. assert (L0 := HL0 t Ht Ht0 HtT w Hw). split; [exact L0|].
      assert (E := Hcurvature t Ht Ht0 HtT w Hw Hgap).
      apply (factor_range _ B); try assumption; [apply Hforward; assumption|lra].
    + intros t Ht Ht0 HtT w Hw Hgap. destruct (Hconf t Ht Ht0 HtT w Hw Hgap) as [_ Hc].
      apply (confidence_below 12 (eta t w) _ (A * gap t w + 2 * B * Phi (gap t w) + C)); try assumption; try lra.
      * apply Hforward; assumption.
      * apply HNV; assumption.
    + intros w _. apply quiet_values.
    + intros t Ht Ht0 HtT w Hw Hquiet Hgap _.
      assert (E := Hcurvature t Ht Ht0 HtT w Hw ltac:(lra)). assert (E' := Hnoise t Ht Ht0 HtT w Hw ltac:(lra)).
      assert (Hle := light_bound (ell (beta * level t w)) A B C T (gap t w) (g t w) (eta t w) (p t w) (xi t w) gap0 HT
        (Hforward t Ht Ht0 HtT w Hw) ltac:(lra) ltac:(lra)).
      eapply Rle_trans; [|exact Hle].
      destruct (Hradius t Ht Ht0 HtT w Hw ltac:(lra)) as [R1 [[_ [_ R2]] [R3 [_ [_ [_ R4]]]]]].
      destruct (Hlevels t Ht Ht0 HtT w Hw) as [Hl0 Hl].
      assert (Hxi : xi t w ^ 2 <= (ln T - ln delta + 1) * (A * gap t w + 2 * B * Phi (gap t w) + C)).
      { destruct (integer_nat t Ht Ht0) as [n Hn].
        assert (Q := quiet_all xi N delta K PK K w Hquiet n). rewrite <- Hn, <- HK in Q.
        apply Rle_trans with (1 := Q ltac:(apply INR_le_minus_1; rewrite <- Hn, <- HK; exact HtT)).
        rewrite Rmult_comm. apply Rmult_le_compat_l; [exact R2|apply HNV; assumption]. }
      apply (sgd_descent_within_radius m ell Phi G beta (gap t w) (level t w) (g t w) (eta t w) (xi t w) (p t w)
        ((ln T - ln delta + 1) * (A * gap t w + 2 * B * Phi (gap t w) + C)) (gap (t + 1) w));
        try apply Hrun; try apply Hforward; try assumption; try lra.
Qed.

Theorem sgd_warmup_light_tails : Stated.sgd_warmup_light_tails.
Proof.
  intros m Omega ell Phi G moment least gap g eta noise inner A B C beta delta T gap0 floor Hs Hb He Hell Hinc Hint Hpos
    HG Hbeta H0 Hd HT HA HB HC Hrun Hfloor Hschedule Hadapted Hcentred Hpositive Hlight Hmoment Hleast.
  set (level := fun t w => Rmax floor (gap t w)). set (tail := ln T - ln delta + 1).
  assert (Hlevel : forall t w, 0 < level t w) by (intros; apply floored_positive, Hfloor).
  assert (Hln := ln_negative delta Hd).
  assert (HlnT : 0 <= ln T).
  { destruct HT as [_ [H|H]]; [left; rewrite <- ln_1; apply ln_increasing; lra|rewrite <- H, ln_1; lra]. }
  assert (Htail : 0 <= tail) by (unfold tail; lra).
  assert (HPhi : forall s, 0 <= s -> 0 <= Phi s).
  { intros s [P|P]; [left; apply Hpos, P|rewrite <- P, (proj2 Hint); lra]. }
  assert (Hgaps : forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> 0 <= gap t w /\ 0 <=
    Phi (gap t w)).
  { intros t Ht Ht0 HtT w Hw. assert (P : 0 <= gap t w) by (apply Hrun; assumption). split; [exact P|apply HPhi, P]. }
  assert (Heta : forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> 0 <= eta t w).
  { intros t Ht Ht0 HtT w Hw. apply Hschedule; assumption. }
  assert (All :
    probable Omega (fun w => 2 * gap0 - gap (moment w) w - total (fun i => g i w ^ 2 * eta i w) (moment w) / 2)
      (1 - 2 * delta) /\
    probable Omega (fun w => 2 * gap0 - gap (moment w) w) (1 - 2 * delta) /\
    probable Omega (fun w => 4 * gap0 - total (fun i => g i w ^ 2 * eta i w) T) (1 - 2 * delta) /\
    probable Omega (fun w => 4 * gap0 - total (fun i => eta i w) T * least w) (1 - 2 * delta)).
  { assert (Ways : forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w ->
      (2 * B + 2) * ell (beta * level t w) * eta t w <= 1 /\
      (0 <= Phi (gap t w) /\ (0 < delta /\ 0 < T /\ 0 <= tail) /\
        (0 <= tail * (A * gap t w + 2 * B * Phi (gap t w) + C) /\ 0 < delta /\ 0 < T /\ 0 <= Phi (gap t w) /\
        (sqrt (tail * (A * gap t w + 2 * B * Phi (gap t w) + C)) + sqrt 2 * sqrt (Phi (gap t w))) * eta t w <=
        G (beta * level t w) - G (level t w))) /\
      (0 < delta /\ - 12 * (A * gap t w + 2 * B * Phi (gap t w) + C) * ln delta * eta t w <= gap0) /\
      T * eta t w ^ 2 * (A * gap t w + C) * ell (beta * level t w) <= gap0).
    { intros t Ht Ht0 HtT w Hw.
      assert (W := sgd_step_size_warmup m ell Phi G A B C beta delta T gap0 (level t w) (eta t w) 12 tail
        (gap t w) Hell Hint
        Hpos HG Hbeta (Hlevel t w) (Hgaps t Ht Ht0 HtT w Hw) H0 (proj1 Hd) HA HB HC (Heta t Ht Ht0 HtT w Hw) Htail).
      rewrite (Rplus_comm (- G (level t w))) in W.
      destruct (Hschedule t Ht Ht0 HtT w Hw) as [_ [_ [_ [S1 [S2 [S3 [S4 _]]]]]]].
      change (Rmax floor (gap t w)) with (level t w) in *. fold tail in S2.
      destruct W as [W1 [[W2 [W3 [W4 W5]]] [[W6 W7] W8]]].
      - intros P. destruct S1 as [S|S]; [lra|apply S].
      - intros [_ [_ P]]. destruct S2 as [[_ [_ [_ [_ S]]]]|[_ [Q1 [Q2 [_ [_ [Q3 Q4]]]]]]]; [lra|].
        repeat split; assumption.
      - intros [_ P]. destruct S3 as [[_ S]|S]; [lra|].
        destruct S as [_ [Q1 [Q2 [Q3 Q4]]]]. repeat split; try assumption; lra.
      - intros P. destruct S4 as [S|S]; [lra|apply S].
      - repeat split; try assumption; lra. }
    apply (sgd_light_tails m Omega ell Phi G moment least gap g eta level noise inner A B C beta delta T gap0);
      try assumption.
    - intros t Ht Ht0 HtT w Hw. split; [apply Hlevel|intros _; apply Rmax_r].
    - intros t Ht Ht0 HtT w Hw _. apply Ways; assumption.
    - intros t Ht Ht0 HtT w Hw _. apply Ways; assumption.
    - intros t Ht Ht0 HtT w Hw _. apply Ways; assumption.
    - intros t Ht Ht0 HtT w Hw _. apply Ways; assumption. }
  destruct All as [F1 [F2 [F3 F4]]]. refine (conj F1 (conj F2 (conj F3 (conj F4 _)))).
  pose proof (fun w (Hw : outcome Omega w) r (Hr : 0 <= r /\ r * total (fun i => eta i w) T <= 4 * gap0) Hschedule' =>
    sgd_rate m ell Phi G (fun t => gap t w) (fun t => level t w) (fun t => eta t w) A B C beta delta T gap0 r 12 tail
      Hell Hint Hpos HG Hbeta H0 Hd HT HA HB HC (fun t Ht Ht0 HtT => Hgaps t Ht Ht0 HtT w Hw)
        (fun t _ _ _ => Hlevel t w)
      ltac:(lra) Htail Hschedule' Hr) as Rate. cbv beta in Rate.
  assert (S : forall w, outcome Omega w -> _) by
    (intros w Hw; refine (fun r Hr => Rate w Hw r Hr _); intros t Ht Ht0 HtT;
     destruct (Hschedule t Ht Ht0 HtT w Hw) as [_ [_ [_ [_ [_ [_ [_ [S|[S|[S|S]]]]]]]]]];
     [left; exact S|right; left|right; right; left|right; right; right; exact S];
     [destruct S as [[Q1 [_ [_ [Q2 Q3]]]] [Q4 [Q5 [_ [_ [Q6 Q7]]]]]]; repeat split; assumption|
      destruct S as [S' [Q1 [Q2 [Q3 Q4]]]]; split; [exact S'|repeat split; try assumption; lra]]).
  split.
  - intros w Hw. destruct (S w Hw 0 ltac:(lra)) as [_ [D1 [D2 [D3 [D4 [D5 _]]]]]].
    refine (conj D1 (conj D5 (conj _ (conj D3 D4)))). intros i Hi Hi0 HiT.
    destruct (D2 i Hi Hi0 HiT) as [E1 [E2 E3]]. repeat split; try assumption; lra.
  - revert F4. apply probable_mono; [|lra]. intros k Hk P.
    destruct (Hleast 0 integer_0 ltac:(lra) ltac:(lra) (INR k) (outcome_INR Omega k Hk)) as [L0 _].
    destruct (S (INR k) (outcome_INR Omega k Hk) (least (INR k)) ltac:(lra)) as [_ [_ [_ [_ [_ [_ D]]]]]].
    unfold level in D. unfold tail in *. lra.
Qed.
