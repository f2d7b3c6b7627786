(* Stochastic gradient descent with the theoretical warm-up: the smallest of four terms at the current gap.

   At every outcome the step meets the four conditions of Sgd.v (SgdStepSize.v); the displayed rate is the
   rate of the steps, outcome by outcome (SgdRate.v). *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Warmproof Require Import Meaning MeaningRandom Sums Chance SgdStepSize SgdRate ProbableDescent Sgd SgdConstant.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma beta_level beta level : 1 < beta -> 0 < level -> 0 <= beta * level.
Proof. intros Hb Hl. left. apply Rmult_lt_0_compat; lra. Qed.

Lemma floored_positive floor gap : 0 < floor -> 0 < Rmax floor gap.
Proof. intros H. apply Rlt_le_trans with (1 := H), Rmax_l. Qed.

Theorem sgd_warmup : Stated.sgd_warmup.
Proof.
  intros m Omega ell Phi G moment least gap g eta noise inner A B C beta delta T gap0 floor Hs Hb He Hell Hinc Hint Hpos
    HG Hbeta H0 Hd HT HA HB HC Hrun Hfloor Hschedule Hadapted Hcentred Habc Hmoment Hleast.
  set (level := fun t w => Rmax floor (gap t w)).
  assert (Hlevel : forall t w, 0 < level t w) by (intros; apply floored_positive, Hfloor).
  assert (HPhi : forall s, 0 <= s -> 0 <= Phi s).
  { intros s [P|P]; [left; apply Hpos, P|rewrite <- P, (proj2 Hint); lra]. }
  assert (Hgaps : forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> 0 <= gap t w /\ 0 <=
    Phi (gap t w)).
  { intros t Ht Ht0 HtT w Hw. assert (P : 0 <= gap t w) by (apply Hrun; assumption). split; [exact P|apply HPhi, P]. }
  assert (Heta : forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w -> 0 <= eta t w).
  { intros t Ht Ht0 HtT w Hw. apply Hschedule; assumption. }
  pose proof (fun t (Ht : integer t) (Ht0 : 0 <= t) (HtT : t <= T - 1) w (Hw : outcome Omega w) =>
    sgd_step_size_warmup m ell Phi G A B C beta delta T gap0 (level t w) (eta t w) 4 1 (gap t w) Hell Hint Hpos HG Hbeta
      (Hlevel t w) (Hgaps t Ht Ht0 HtT w Hw) H0 (proj1 Hd) HA HB HC (Heta t Ht Ht0 HtT w Hw) Rle_0_1) as Ways.
  assert (All :
    probable Omega (fun w => 2 * gap0 - gap (moment w) w - total (fun i => g i w ^ 2 * eta i w) (moment w) / 2)
      (1 - delta) /\
    probable Omega (fun w => 2 * gap0 - gap (moment w) w) (1 - delta) /\
    probable Omega (fun w => 4 * gap0 - total (fun i => g i w ^ 2 * eta i w) T) (1 - delta) /\
    probable Omega (fun w => 4 * gap0 - total (fun i => eta i w) T * least w) (1 - delta)).
  { assert (Ways' : forall t, integer t -> 0 <= t -> t <= T - 1 -> forall w, outcome Omega w ->
      (2 * B + 2) * ell (beta * level t w) * eta t w <= 1 /\
      (0 <= Phi (gap t w) /\ (0 <= A * gap t w + 2 * B * Phi (gap t w) + C /\ 0 <= Phi (gap t w) /\
        (sqrt (A * gap t w + 2 * B * Phi (gap t w) + C) + sqrt 2 * sqrt (Phi (gap t w))) * eta t w <=
        G (beta * level t w) - G (level t w))) /\
      (0 < delta /\ - 4 * (A * gap t w + 2 * B * Phi (gap t w) + C) * ln delta * eta t w <= gap0) /\
      T * eta t w ^ 2 * (A * gap t w + C) * ell (beta * level t w) <= gap0).
    { intros t Ht Ht0 HtT w Hw. specialize (Ways t Ht Ht0 HtT w Hw).
      rewrite !Rmult_1_l, (Rplus_comm (- G (level t w))) in Ways.
      destruct (Hschedule t Ht Ht0 HtT w Hw) as [_ [_ [S1 [S2 [S3 [S4 _]]]]]].
      change (Rmax floor (gap t w)) with (level t w) in *.
      destruct Ways as [W1 [[W2 [W3 [W4 W5]]] [[W6 W7] W8]]].
      - intros P. destruct S1 as [S|S]; [lra|apply S].
      - intros [_ [_ P]]. destruct S2 as [[_ [_ S]]|S]; [lra|apply S].
      - intros [_ P]. destruct S3 as [[_ S]|S]; [lra|].
        destruct S as [_ [Q1 [Q2 [Q3 Q4]]]]. repeat split; try assumption; lra.
      - intros P. destruct S4 as [S|S]; [lra|apply S].
      - repeat split; try assumption; lra. }
    apply (sgd m Omega ell Phi G moment least gap g eta level noise inner A B C beta delta T gap0); try assumption.
    - intros t Ht Ht0 HtT w Hw. split; [apply Hlevel|intros _; apply Rmax_r].
    - intros t Ht Ht0 HtT w Hw _. apply Ways'; assumption.
    - intros t Ht Ht0 HtT w Hw _. apply Ways'; assumption.
    - intros t Ht Ht0 HtT w Hw _. apply Ways'; assumption.
    - intros t Ht Ht0 HtT w Hw _. apply Ways'; assumption. }
  destruct All as [F1 [F2 [F3 F4]]]. refine (conj F1 (conj F2 (conj F3 (conj F4 _)))).
  set (displayed := fun w r => T <> 0 /\ 0 < delta /\ (forall i, integer i -> 0 <= i -> i <= T - 1 ->
      G (beta * level i w) - G (level i w) <> 0 /\ 0 <= A * gap i w + 2 * B * Phi (gap i w) + C /\ 0 <= Phi (gap i w))
        /\
    0 <= gap0 / T /\ (forall i, integer i -> 0 <= i -> i <= T - 1 -> 0 <= (A * gap i w + C) * ell (beta * level i w)) /\
    r <= 4 * sqrt (gap0 / T) * total (fun i => sqrt ((A * gap i w + C) * ell (beta * level i w))) T / T +
      4 * gap0 * total (fun i => (2 * B + 2) * ell (beta * level i w) +
        (sqrt (A * gap i w + 2 * B * Phi (gap i w) + C) +
        sqrt 2 * sqrt (Phi (gap i w))) / (G (beta * level i w) - G (level i w))) T / T ^ 2 -
      16 * total (fun i => A * gap i w + 2 * B * Phi (gap i w) + C) T * ln delta / T ^ 2).
  assert (Rate : forall w, outcome Omega w -> forall r, 0 <= r /\ r * total (fun i => eta i w) T <= 4 * gap0 ->
    displayed w r).
  { intros w Hw r Hr.
    destruct (sgd_rate m ell Phi G (fun t => gap t w) (fun t => level t w) (fun t => eta t w) A B C beta delta T gap0
      r 4 1)
      as [_ [D1 [D2 [D3 [D4 [D5 D6]]]]]]; try assumption; try lra.
    - intros t Ht Ht0 HtT. apply Hgaps; assumption.
    - intros t Ht Ht0 HtT. apply Hlevel.
    - intros t Ht Ht0 HtT. rewrite !Rmult_1_l.
      destruct (Hschedule t Ht Ht0 HtT w Hw) as [_ [_ [_ [_ [_ [_ S5]]]]]].
      destruct S5 as [S|[S|[[S' [Q1 [Q2 [Q3 Q4]]]]|S]]]; [left; exact S|right; left; exact S| |right; right; right;
        exact S].
      right. right. left. split; [exact S'|]. repeat split; try assumption. lra.
    - refine (conj D1 (conj D5 (conj _ (conj D3 (conj D4 _))))).
      + intros i Hi Hi0 HiT. specialize (D2 i Hi Hi0 HiT). rewrite Rmult_1_l in D2. exact D2.
      + cbv beta in D6.
        rewrite (total_ext (fun i => (2 * B + 2) * ell (beta * level i w) +
          (sqrt (1 * (A * gap i w + 2 * B * Phi (gap i w) + C)) +
          sqrt 2 * sqrt (Phi (gap i w))) / (G (beta * level i w) - G (level i w)))
          (fun i => (2 * B + 2) * ell (beta * level i w) + (sqrt (A * gap i w + 2 * B * Phi (gap i w) + C) +
          sqrt 2 * sqrt (Phi (gap i w))) / (G (beta * level i w) - G (level i w)))) in D6
          by (intros i; rewrite Rmult_1_l; reflexivity). lra. }
  split.
  - intros w Hw. destruct (Rate w Hw 0 ltac:(lra)) as [D1 [D2 [D3 [D4 [D5 _]]]]].
    exact (conj D1 (conj D2 (conj D3 (conj D4 D5)))).
  - revert F4. apply probable_mono; [|lra]. intros k Hk P.
    destruct (Hleast 0 integer_0 ltac:(lra) ltac:(lra) (INR k) (outcome_INR Omega k Hk)) as [L0 _].
    destruct (Rate (INR k) (outcome_INR Omega k Hk) (least (INR k)) ltac:(lra)) as [_ [_ [_ [_ [_ D]]]]].
    unfold level in D. lra.
Qed.
