(* Theorem Aiming: the step theta gap/(2 Phi(gap)) brings the iterate closer to the minimisers.

   A nearest minimiser of the next iterate is at least as near as that of the last one; expand the
   square, with theta gap <= <grad f, w - p> and eta^2 g^2 <= eta^2 2 Phi = eta theta gap (Lemma 5). The
   gains telescope, and for ell(s) = K0 + K s^rho each is at least theta^2 s/L(s) with
   L(s) = 2 K0 + 2K/(1 + rho) s^rho, smallest at an end (psi_endpoints). No gap exceeds reach: a gap needs
   a distance G(gap) - G(0) from every minimiser (growth_from_zero), and the distances do not grow. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Space Sums Powers PowerRules GradientBound Distance Growth.
From Warmproof Require Stated.
Open Scope R_scope.

(* One step, with what Lemma 5 says of g. *)
Lemma aiming_closer (m : setting) distance gap g inner_ eta distance_next potential theta :
  aiming_step m distance gap g inner_ eta distance_next -> g ^ 2 <= 2 * potential ->
  0 <= eta -> 2 * potential * eta = theta * gap -> theta * gap <= inner_ ->
  distance_next ^ 2 <= - theta * gap * eta + distance ^ 2.
Proof.
  intros [w [p [p' [[_ [_ Eg]] [[Hp _] [[_ Hnear] [-> [-> ->]]]]]]]] Hg He Hs Ha.
  assert (Hle := Hnear p Hp). assert (H0 := norm_nonnegative m (next m w eta - p')%space).
  assert (E : (next m w eta - p = (w - p) + (- eta) * grad m w)%space).
  { unfold next. rewrite <- !plus_assoc. f_equal. apply plus_comm. }
  assert (Hsq : norm (next m w eta - p) ^ 2 =
    norm (w - p) ^ 2 - 2 * eta * << grad m w, w - p >> + eta ^ 2 * g ^ 2).
  { rewrite E, <- !square_norm, square_linear, (inner_comm m (w - p)%space), (square_norm m (grad m w)), Eg. ring. }
  apply Rle_trans with (norm (next m w eta - p) ^ 2); [apply pow_incr; lra|]. rewrite Hsq.
  assert (eta * (theta * gap) <= eta * << grad m w, w - p >>) by (apply Rmult_le_compat_l; assumption).
  assert (eta ^ 2 * g ^ 2 <= eta ^ 2 * (2 * potential)) by (apply Rmult_le_compat_l; [apply pow2_ge_0|exact Hg]).
  assert (eta * (2 * potential * eta) = eta * (theta * gap)) by (rewrite Hs; reflexivity). nra.
Qed.

(* A point that an Aiming step starts from is a point of S. *)
Lemma aiming_point (m : setting) distance gap g inner_ eta distance_next :
  aiming_step m distance gap g inner_ eta distance_next -> point m gap g.
Proof. intros [w [p [p' [H _]]]]. exists w. exact H. Qed.

(* A gain of each step, summed. *)
Lemma gains_add_up (gain distance_at : R -> R) T least : integer T -> 0 <= T ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> least <= gain t) ->
  total gain T <= distance_at 0 ^ 2 - distance_at T ^ 2 -> T * least <= distance_at 0 ^ 2.
Proof.
  intros HT H0 Hleast Htot.
  assert (Hsum : total (fun _ => least) T <= total gain T) by (apply total_le; assumption).
  rewrite total_const in Hsum by assumption. assert (P := pow2_ge_0 (distance_at T)). lra.
Qed.

Theorem gd_aiming_progress : Stated.gd_aiming_progress.
Proof.
  intros m ell Phi Delta g inner_at distance_at eta_at T theta Hs Hb Hell Hint [_ [_ Hrun]] [HT H0] Hsched Haim.
  assert (Hcl : forall t, integer t -> 0 <= t -> t <= T - 1 ->
    distance_at (t + 1) ^ 2 <= - theta * Delta t * eta_at t + distance_at t ^ 2).
  { intros t Hi Ht Ht1. destruct (Hrun t Hi Ht Ht1) as [P [D0 G0]]. destruct (Hsched t Hi Ht Ht1) as [S1 S2].
    apply (aiming_closer m _ _ _ _ _ _ (Phi (Delta t)) theta P); try assumption; [|apply Haim; assumption].
    apply (gradient_bound m ell Phi (Delta t) (g t)); try assumption.
    split; [exact (aiming_point m _ _ _ _ _ _ P)|split; assumption]. }
  split; [exact Hcl|]. split.
  - intros t Hi Ht Ht1 Hpos Htheta. destruct (Hsched t Hi Ht Ht1) as [S1 S2].
    assert (Hp : 0 < theta * Delta t) by (apply Rmult_lt_0_compat; assumption).
    assert (HPhi : 0 < Phi (Delta t)) by nra.
    split; [exact HPhi|]. split; [lra|]. apply Rle_trans with (1 := Hcl t Hi Ht Ht1).
    right. f_equal. replace (- theta ^ 2 * Delta t ^ 2) with (- theta * Delta t * (theta * Delta t)) by ring.
    rewrite <- S2. field. lra.
  - apply (integer_induction
      (fun n => total (fun i => theta * Delta i * eta_at i) n <= distance_at 0 ^ 2 - distance_at n ^ 2) T);
      try assumption.
    + rewrite total_0. lra.
    + intros t Hi Ht Ht1 IH. rewrite total_next by assumption. assert (H := Hcl t Hi Ht Ht1). lra.
    + lra.
Qed.

(* ---- ell(s) = K0 + K s^rho ------------------------------------------------------------------ *)

Section Power.
Variables (rho K0 K : R).
Hypotheses (Hrho : 0 < rho) (HK0 : 0 <= K0) (HK : 0 <= K).

(* 2 Phi(s) = s L(s). *)
Definition twice_mean (s : R) : R := 2 * K * power s rho / (rho + 1) + 2 * K0.

Lemma twice_potential s : 0 <= s -> 2 * (K * power s (rho + 1) / (rho + 1) + K0 * s) = s * twice_mean s.
Proof. intros H. unfold twice_mean. rewrite power_succ by exact H. field. lra. Qed.

Lemma twice_mean_nonnegative s : 0 <= twice_mean s.
Proof.
  unfold twice_mean. assert (P := power_ge_0 s rho).
  assert (0 <= 2 * K * power s rho / (rho + 1)) by (apply Rmult_le_pos; [nra|left; apply Rinv_0_lt_compat; lra]). lra.
Qed.

Lemma twice_mean_positive s : 0 < K + K0 -> 0 < s -> 0 < twice_mean s.
Proof.
  intros H Hs. unfold twice_mean. assert (P := power_gt_0 s rho Hs).
  assert (I := Rinv_0_lt_compat (rho + 1) ltac:(lra)).
  destruct HK as [Hk|<-]; [|rewrite Rmult_0_r, !Rmult_0_l; unfold Rdiv; lra].
  assert (0 < 2 * K * power s rho / (rho + 1)) by (apply Rmult_lt_0_compat; [nra|exact I]). lra.
Qed.

Lemma twice_mean_written s : 2 * K / (rho + 1) * power s rho + 2 * K0 = twice_mean s.
Proof. unfold twice_mean. field. lra. Qed.

Lemma class_integral : derives (fun s => 0 <= s) (fun s => K * power s (rho + 1) / (rho + 1) + K0 * s)
    (fun s => K * power s rho + K0) /\ K * power 0 (rho + 1) / (rho + 1) + K0 * 0 = 0.
Proof.
  split; [exact (power_Phi_derives K0 K rho Hrho)|exact (power_Phi_0 K0 K rho Hrho)].
Qed.
End Power.

Theorem gd_aiming : Stated.gd_aiming.
Proof.
  intros m Delta g inner_at distance_at eta_at rho K0 K T theta eps reach
    Hrho HK0 HK Hsum Hs Hb Hrun HT Htheta Heps Hsched Haim Hnot.
  assert (Hsched' : forall t, integer t -> 0 <= t -> t <= T - 1 -> 0 <= eta_at t /\
    2 * (K * power (Delta t) (rho + 1) / (rho + 1) + K0 * Delta t) * eta_at t = theta * Delta t).
  { intros t Hi Ht Ht1. destruct (Hsched t Hi Ht Ht1) as [S1 [_ [_ S2]]]. split; assumption. }
  destruct (gd_aiming_progress m _ _ Delta g inner_at distance_at eta_at T theta Hs Hb
    (fun s _ => power_ell_nonnegative K0 K rho HK0 HK s) (class_integral rho K0 K Hrho) Hrun HT Hsched' Haim)
    as [Hcl [_ Htot]].
  split; [exact Hcl|].
  destruct HT as [HT H0].
  assert (Hstep : forall t, integer t -> 0 <= t -> t <= T - 1 -> eta_at t * twice_mean rho K0 K (Delta t) = theta).
  { intros t Hi Ht Ht1. destruct (Hsched' t Hi Ht Ht1) as [S1 S2]. assert (D := Hnot t Hi Ht Ht1).
    rewrite twice_potential in S2 by lra. apply Rmult_eq_reg_l with (Delta t); lra. }
  assert (HK' : 0 <= 2 * K / (rho + 1)).
  { apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]. }
  assert (Hsum' : 0 < 2 * K / (rho + 1) + 2 * K0).
  { assert (P := twice_mean_positive rho K0 K Hrho HK0 HK 1 Hsum ltac:(lra)).
    rewrite <- twice_mean_written, power_1_left in P by assumption. lra. }
  split.
  - intros Hsmall. split; [left; exact Heps|]. split; [lra|].
    fold (twice_mean rho K0 K eps). set (Le := twice_mean rho K0 K eps).
    assert (HLe : 0 < Le) by (apply twice_mean_positive; assumption).
    assert (Hgain : forall t, integer t -> 0 <= t -> t <= T - 1 ->
      eps * theta ^ 2 / Le <= theta * Delta t * eta_at t).
    { intros t Hi Ht Ht1. destruct (Hsched' t Hi Ht Ht1) as [S1 _]. assert (D := Hnot t Hi Ht Ht1).
      destruct (psi_endpoints m rho (2 * K0) (2 * K / (rho + 1)) eps eps Hrho ltac:(lra) HK' Hsum' Heps ltac:(lra))
        as [P _]. destruct (P Hsmall (Delta t) ltac:(lra)) as [_ [_ Q]].
      rewrite !twice_mean_written in Q by assumption. fold Le in Q.
      apply Rmult_le_reg_r with Le; [exact HLe|].
      replace (eps * theta ^ 2 / Le * Le) with (theta * eps * theta) by (field; lra).
      rewrite <- (Hstep t Hi Ht Ht1) at 2.
      assert (theta * eta_at t * (eps * twice_mean rho K0 K (Delta t)) <= theta * eta_at t * (Delta t * Le));
        [apply Rmult_le_compat_l; [apply Rmult_le_pos; lra|exact Q]|lra]. }
    assert (H := gains_add_up _ distance_at T _ HT H0 Hgain Htot).
    apply Rmult_le_compat_r with (r := Le) in H; [|lra].
    replace (T * (eps * theta ^ 2 / Le) * Le) with (T * eps * theta ^ 2) in H by (field; lra). exact H.
  - intros Hreach Hwithin.
    fold (twice_mean rho K0 K eps) (twice_mean rho K0 K reach).
    assert (HLe : 0 < twice_mean rho K0 K eps) by (apply twice_mean_positive; assumption).
    assert (HLr : 0 < twice_mean rho K0 K reach) by (apply twice_mean_positive; try assumption; lra).
    repeat split; try (left; lra); try lra.
    set (least := Rmin (eps / twice_mean rho K0 K eps) (reach / twice_mean rho K0 K reach)).
    replace (T * theta ^ 2 * least) with (T * (theta * theta * least)) by ring.
    apply (gains_add_up (fun i => theta * Delta i * eta_at i) distance_at T); try assumption.
    intros t Hi Ht Ht1. destruct (Hsched' t Hi Ht Ht1) as [S1 _]. assert (D := Hnot t Hi Ht Ht1).
    destruct (psi_endpoints m rho (2 * K0) (2 * K / (rho + 1)) eps reach Hrho ltac:(lra) HK' Hsum' Heps Hreach)
      as [_ P]. destruct (P (Delta t) ltac:(lra) (Hwithin t Hi Ht Ht1)) as [_ [_ [_ [_ [_ Q]]]]].
    rewrite !twice_mean_written in Q by assumption. fold least in Q.
    rewrite <- (Hstep t Hi Ht Ht1) at 2.
    assert (theta * eta_at t * (twice_mean rho K0 K (Delta t) * least) <= theta * eta_at t * Delta t);
      [apply Rmult_le_compat_l; [apply Rmult_le_pos; lra|exact Q]|lra].
Qed.

(* ---- how far the run reaches ----------------------------------------------------------------- *)

Theorem gd_aiming_reach : Stated.gd_aiming_reach.
Proof.
  intros m ell Phi G Delta g inner_at distance_at eta_at T theta reach
    Hs Hb Hev Hell Hint Hpos HG Hfin Hrun HT Htheta Hsched Haim Hreach Hstart.
  destruct (gd_aiming_progress m ell Phi Delta g inner_at distance_at eta_at T theta
    Hs Hb Hell Hint Hrun HT Hsched Haim) as [Hcl _].
  destruct Hrun as [R0 [_ Hrun]]. destruct HT as [HT H0].
  assert (Hnear : forall n, integer n -> 0 <= n -> n <= T -> distance_at n ^ 2 <= distance_at 0 ^ 2).
  { apply integer_induction; [lra|]. intros t Hi Ht Ht1 IH. destruct (Hrun t Hi Ht Ht1) as [_ [D0 _]].
    destruct (Hsched t Hi Ht Ht1) as [S1 _]. assert (H := Hcl t Hi Ht Ht1).
    assert (0 <= theta * Delta t * eta_at t) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; assumption). lra. }
  split; [exact Hnear|]. intros t Hi Ht Ht1. apply Rnot_lt_le. intros Hhigh.
  destruct (Hrun t Hi Ht Ht1) as [[w [p [p' [[Hw [Eg _]] [[Hp _] [_ [Ed _]]]]]]] _].
  assert (Hd : 0 <= distance_at t) by (rewrite Ed; apply norm_nonnegative).
  assert (Hle : distance_at t <= distance_at 0).
  { apply Rsqr_incr_0_var; [|exact R0]. assert (N := Hnear t Hi Ht ltac:(lra)). unfold Rsqr. lra. }
  assert (Hgrow : - G 0 + G (Delta t) <= distance_at t).
  { apply (growth_from_zero m ell Phi G (Delta t) (distance_at t) << grad m p, w - p >>); try assumption; [|lra|].
    - split; [|exact Hd]. exists p, w. repeat split; try assumption; try apply Hev.
      unfold gap_at. rewrite (W_star_minimises m p Hp). ring.
    - assert (H := Hfin t Hi Ht Ht1).
      assert (Ef : (fun s => G (Delta t) - G s) = (fun s => - G s + G (Delta t))).
      { apply FunctionalExtensionality.functional_extensionality. intros s. ring. }
      rewrite Ef. exact H. }
  assert (Hinc : G reach < G (Delta t)) by (apply (distance_increases ell Phi G); try assumption; apply HG). lra.
Qed.

Theorem gd_aiming_within : Stated.gd_aiming_within.
Proof.
  intros m G Delta g inner_at distance_at eta_at rho K0 K T theta eps reach
    Hrho HK0 HK Hsum Hs Hb Hrun HT Htheta Heps Hsched Haim Hnot Hev Hpos HG Hfin Hreach Hstart.
  destruct (gd_aiming m Delta g inner_at distance_at eta_at rho K0 K T theta eps reach
    Hrho HK0 HK Hsum Hs Hb Hrun HT Htheta Heps Hsched Haim Hnot) as [_ [_ Hcount]].
  assert (Hwithin : forall t, integer t -> 0 <= t -> t <= T - 1 -> Delta t <= reach).
  { assert (Hpos' : forall x, 0 < x -> 0 < K * power x (rho + 1) / (rho + 1) + K0 * x) by (intros x Hx; apply Hpos, Hx).
    destruct (gd_aiming_reach m _ _ G Delta g inner_at distance_at eta_at T theta reach Hs Hb Hev
      (fun s _ => power_ell_nonnegative K0 K rho HK0 HK s) (class_integral rho K0 K Hrho)) as [_ H]; try assumption.
    - split; [exact Hpos'|apply HG].
    - lra.
    - intros t Hi Ht Ht1. destruct (Hsched t Hi Ht Ht1) as [S1 [_ [_ S2]]]. split; assumption. }
  split; [exact Hwithin|]. split; [intros Hle; apply Hcount; assumption|].
  intros Hle. destruct HT as [HT _]. apply Rnot_le_lt. intros H1.
  assert (N := Hnot 0 integer_0 ltac:(lra) ltac:(lra)). assert (W := Hwithin 0 integer_0 ltac:(lra) ltac:(lra)). lra.
Qed.

Theorem interpolated_sgd_step : Stated.interpolated_sgd_step.
Proof.
  intros m rho K0 K theta reach distance gap g inner_ eta distance_next
    Hrho HK0 HK Hs Hb [Hp [Hgap [Hg [Hd Hd']]]] Htheta [He [_ [_ Hsched]]] Haim Hreach.
  assert (Hgain : distance_next ^ 2 <= - theta * gap * eta + distance ^ 2).
  { apply (aiming_closer m _ _ _ _ _ _ (K * power gap (rho + 1) / (rho + 1) + K0 * gap) theta Hp); try lra.
    apply (gradient_bound m _ _ gap g Hs Hb (fun s _ => power_ell_nonnegative K0 K rho HK0 HK s)
      (class_integral rho K0 K Hrho)).
    split; [exact (aiming_point m _ _ _ _ _ _ Hp)|split; assumption]. }
  assert (Hpos : 0 <= gap * eta) by (apply Rmult_le_pos; assumption).
  split.
  - apply Rsqr_incr_0_var; [|exact Hd]. unfold Rsqr. nra.
  - split; [apply defined; lra|]. split; [lra|]. fold (twice_mean rho K0 K reach).
    assert (HL := twice_mean_nonnegative rho K0 K Hrho HK0 HK reach).
    assert (Hmean : twice_mean rho K0 K gap <= twice_mean rho K0 K reach).
    { unfold twice_mean, Rdiv. apply Rplus_le_compat_r.
      apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|].
      apply Rmult_le_compat_l; [lra|]. apply power_le; lra. }
    assert (E : gap * theta = eta * (gap * twice_mean rho K0 K gap)).
    { rewrite <- twice_potential by assumption. lra. }
    set (L := twice_mean rho K0 K reach) in *.
    replace (gap * theta ^ 2) with (theta * (gap * theta)) by ring. rewrite E.
    apply Rle_trans with (theta * gap * eta * L).
    + assert (theta * (gap * eta) * twice_mean rho K0 K gap <= theta * (gap * eta) * L); [|lra].
      apply Rmult_le_compat_l; [apply Rmult_le_pos; lra|exact Hmean].
    + apply Rmult_le_compat_r; lra.
Qed.
