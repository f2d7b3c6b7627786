(* The rates of stochastic gradient descent, written out: from m sum(eta_t) <= 4 gap0, by the harmonic mean
   and the inverse of the step sizes; and where the mean over the gaps of a run is below the value
   at their bound. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line Sums Means GradientBound Distance SgdStepSize.
From Warmproof Require Stated.
Open Scope R_scope.

(* The order of the factors as the rates have it. *)
Lemma root_of_scaled T a gap0 : 0 < T -> 0 <= a -> 0 < gap0 ->
  gap0 * sqrt (T * a / gap0) = T * (sqrt (gap0 / T) * sqrt a).
Proof.
  intros HT Ha Hg.
  assert (Q : 0 <= gap0 / T) by (left; apply Rdiv_lt_0_compat; assumption).
  assert (E : T * a / gap0 = (/ (gap0 / T)) ^ 2 * (gap0 / T * a)) by (field; lra).
  rewrite E, sqrt_mult_alt by apply pow2_ge_0.
  rewrite sqrt_pow2 by (left; apply Rinv_0_lt_compat, Rdiv_lt_0_compat; assumption).
  rewrite sqrt_mult_alt by exact Q. field. lra.
Qed.

Theorem sgd_rate : Stated.sgd_rate.
Proof.
  intros m ell Phi G Delta level eta A B C beta delta T gap0 low share tail Hell Hint Hpos [HP HG] Hbeta Hgap0
    Hdelta [HT HT1] HA HB HC gaps levels Hshare Htail schedule [Hlow rate].
  assert (HT0 : 0 <= T) by lra.
  (* what each step has *)
  set (W := fun t => sqrt (tail * (A * Delta t + 2 * B * Phi (Delta t) + C)) + sqrt 2 * sqrt (Phi (Delta t))).
  set (V := fun t => A * Delta t + 2 * B * Phi (Delta t) + C).
  set (a := fun t => (A * Delta t + C) * ell (beta * level t)).
  set (D := fun t => G (beta * level t) - G (level t)).
  assert (each : forall t, integer t -> 0 <= t -> t <= T - 1 ->
    0 < eta t /\ D t <> 0 /\ 0 <= tail * V t /\ 0 <= Phi (Delta t) /\ 0 <= a t /\
    1 / eta t <= sqrt (T * a t / gap0) + ((2 * B + 2) * ell (beta * level t) + W t / D t) -
      share * V t * ln delta / gap0).
  { intros t Ht Ht0 Ht1. destruct (gaps t Ht Ht0 Ht1) as [Hgap HPhi]. assert (Hlevel := levels t Ht Ht0 Ht1).
    destruct (sgd_step_inverse m ell Phi G A B C beta delta T gap0 (level t) (eta t) share tail (Delta t))
      as [Hpositive [_ [_ [_ [HD [HtV [_ [_ Hinverse]]]]]]]]; try assumption.
    - split; assumption.
    - split; assumption.
    - replace (- G (level t) + G (beta * level t)) with (G (beta * level t) - G (level t)) by ring.
      apply schedule; assumption.
    - replace (- G (level t) + G (beta * level t)) with (D t) in HD, Hinverse by (unfold D; ring).
      fold (W t) in Hinverse. fold (V t) in Hinverse, HtV.
      assert (Hup := below_multiple beta (level t) Hbeta Hlevel).
      split; [exact Hpositive|]. split; [exact HD|]. split; [exact HtV|]. split; [exact HPhi|].
      split.
      + apply Rmult_le_pos; [|apply Hell; lra]. assert (0 <= A * Delta t) by (apply Rmult_le_pos; assumption). lra.
      + replace (T * a t) with (T * (A * Delta t + C) * ell (beta * level t)) by (unfold a; ring). lra. }
  assert (Hne : forall i, integer i -> 0 <= i -> i <= T - 1 -> eta i <> 0).
  { intros t Ht Ht0 Ht1. destruct (each t Ht Ht0 Ht1) as [P _]. lra. }
  destruct (harmonic_mean m eta T (conj HT HT0)) as [[_ Hmean] [_ [_ Hinv]]].
  { intros t Ht Ht0 Ht1. apply each; assumption. }
  assert (Hharmonic : low * T ^ 2 <= 4 * gap0 * total (fun i => 1 / eta i) T).
  { apply Rle_trans with (low * (total (fun i => 1 / eta i) T * total (fun i => eta i) T)).
    - apply Rmult_le_compat_l; assumption.
    - replace (low * (total (fun i => 1 / eta i) T * total (fun i => eta i) T))
        with (low * total (fun i => eta i) T * total (fun i => 1 / eta i) T) by ring.
      apply Rmult_le_compat_r; assumption. }
  split; [split; [exact Hne|exact Hharmonic]|].
  split; [lra|]. split.
  { intros t Ht Ht0 Ht1. destruct (each t Ht Ht0 Ht1) as [_ [HD [HtV [HPhi _]]]]. split; [exact HD|split; assumption]. }
  split; [left; apply Rdiv_lt_0_compat; lra|]. split; [intros t Ht Ht0 Ht1; apply (each t Ht Ht0 Ht1)|]. split; [lra|].
  change (low <= 4 * sqrt (gap0 / T) * total (fun i => sqrt (a i)) T / T +
    4 * gap0 * total (fun i => (2 * B + 2) * ell (beta * level i) + W i / D i) T / T ^ 2 -
    4 * share * total (fun i => V i) T * ln delta / T ^ 2).
  assert (Hsum : gap0 * total (fun i => 1 / eta i) T <= T * sqrt (gap0 / T) * total (fun i => sqrt (a i)) T +
    gap0 * total (fun i => (2 * B + 2) * ell (beta * level i) + W i / D i) T +
    - share * ln delta * total (fun i => V i) T).
  { rewrite <- !total_scale, <- !total_plus. apply total_le; [exact HT|exact HT0|]. intros t Ht Ht0 Ht1.
    destruct (each t Ht Ht0 Ht1) as [_ [_ [_ [_ [Ha Hle]]]]].
    assert (R := root_of_scaled T (a t) gap0 ltac:(lra) Ha Hgap0).
    assert (M := Rmult_le_compat_l gap0 _ _ (Rlt_le _ _ Hgap0) Hle).
    set (x := (2 * B + 2) * ell (beta * level t) + W t / D t) in *.
    replace (gap0 * (sqrt (T * a t / gap0) + x - share * V t * ln delta / gap0))
      with (gap0 * sqrt (T * a t / gap0) + gap0 * x - share * V t * ln delta) in M by (field; lra).
    rewrite R in M. lra. }
  set (S1 := total (fun i => sqrt (a i)) T) in *.
  set (S2 := total (fun i => (2 * B + 2) * ell (beta * level i) + W i / D i) T) in *.
  set (S3 := total (fun i => V i) T) in *.
  apply Rmult_le_reg_r with (T ^ 2); [apply pow_lt; lra|].
  replace ((4 * sqrt (gap0 / T) * S1 / T + 4 * gap0 * S2 / T ^ 2 - 4 * share * S3 * ln delta / T ^ 2) * T ^ 2)
    with (4 * (T * sqrt (gap0 / T) * S1 + gap0 * S2 + - share * ln delta * S3)) by (field; lra).
  lra.
Qed.

Theorem sgd_rate_constant : Stated.sgd_rate_constant.
Proof.
  intros m ell Phi G A B C beta delta T gap0 eta low Hell Hint Hpos [HP HG] Hbeta Hgap0 Hdelta [HT HT1] HA HB HC
    HPhi schedule [Hlow rate].
  rewrite total_const in rate by (try exact HT; lra).
  set (V := 2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) in *.
  set (L := ell (2 * beta * gap0)) in *. set (W := sqrt V + sqrt 2 * sqrt (Phi (2 * gap0))) in *.
  set (D := - G (2 * gap0) + G (2 * beta * gap0)) in *.
  assert (EL : ell (beta * (2 * gap0)) = L) by (unfold L; f_equal; ring).
  assert (EG : - G (2 * gap0) + G (beta * (2 * gap0)) = D) by (unfold D; do 2 f_equal; ring).
  assert (EA : A * (2 * gap0) = 2 * A * gap0) by ring.
  destruct (sgd_step_inverse m ell Phi G A B C beta delta T gap0 (2 * gap0) eta 4 1 (2 * gap0))
    as [Hpositive [_ [_ [_ [HD [HV [_ [_ Hinverse]]]]]]]];
    try assumption; try (split; assumption || lra); try lra.
  { rewrite EL, EG, EA, Rmult_1_l. fold V. fold W.
    destruct schedule as [H|[H|[[[H1 H2] H]|H]]]; [left; exact H|right; left; exact H| |right; right; right; exact H].
    right; right; left. split; [split; [exact H1|lra]|split; [lra|exact H]]. }
  rewrite EG in HD. rewrite EA, Rmult_1_l in HV. rewrite EL, EG, EA, Rmult_1_l in Hinverse.
  fold V in HV, Hinverse. fold W in Hinverse.
  assert (Hstep : low * eta <= 4 * gap0 / T).
  { apply Rmult_le_reg_r with T; [lra|]. replace (4 * gap0 / T * T) with (4 * gap0) by (field; lra). lra. }
  assert (Ha : 0 <= (2 * A * gap0 + C) * L).
  { apply Rmult_le_pos; [assert (0 <= A * gap0) by (apply Rmult_le_pos; lra); lra|].
    assert (Hup := below_multiple beta gap0 Hbeta Hgap0). apply Hell. lra. }
  assert (Hq : 0 <= 4 * gap0 / T) by (left; apply Rdiv_lt_0_compat; lra).
  assert (Hrate : low <= 4 * gap0 / T * (1 / eta)).
  { apply Rmult_le_reg_r with eta; [exact Hpositive|].
    replace (4 * gap0 / T * (1 / eta) * eta) with (4 * gap0 / T) by (field; lra). exact Hstep. }
  split.
  - split; [lra|]. split; [lra|].
    replace (4 * gap0 / (T * eta)) with (4 * gap0 / T * (1 / eta)) by (field; lra). exact Hrate.
  - assert (Hi := Rinv_0_lt_compat T ltac:(lra)).
    replace (gap0 * (2 * A * gap0 + C) * L / T) with (gap0 / T * ((2 * A * gap0 + C) * L)) by (field; lra).
    assert (Hr : 0 <= gap0 / T) by (apply Rmult_le_pos; lra).
    split; [apply Rmult_le_pos; assumption|]. split; [lra|]. split; [lra|]. split; [exact HD|]. split; [exact HV|].
    split; [exact HPhi|].
    assert (R := root_of_scaled T ((2 * A * gap0 + C) * L) gap0 ltac:(lra) Ha Hgap0).
    rewrite <- sqrt_mult_alt in R by exact Hr. rewrite <- Rmult_assoc in R.
    assert (M := Rmult_le_compat_l _ _ _ Hq Hinverse).
    apply Rle_trans with (1 := Hrate). apply Rle_trans with (1 := M). right.
    replace (sqrt (gap0 / T * ((2 * A * gap0 + C) * L))) with (gap0 * sqrt (T * (2 * A * gap0 + C) * L / gap0) / T).
    + field. lra.
    + apply Rmult_eq_reg_r with T; [|lra]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
      rewrite R. ring.
Qed.

Theorem sgd_mean_against_worst : Stated.sgd_mean_against_worst.
Proof.
  intros m ell Delta level A C beta H q T Hell Hinc Hbeta HA HC [HT HT1] below index.
  assert (each : forall t, integer t -> 0 <= t -> t <= T - 1 -> 0 <= (A * Delta t + C) * ell (beta * level t) /\
    (A * Delta t + C) * ell (beta * level t) <= (A * H + C) * ell (H * beta)).
  { intros t Ht Ht0 Ht1. destruct (below t Ht Ht0 Ht1) as [D0 [D1 [L0 L1]]].
    assert (0 <= A * Delta t) by (apply Rmult_le_pos; assumption).
    assert (A * Delta t <= A * H) by (apply Rmult_le_compat_l; assumption).
    assert (0 <= beta * level t) by (apply Rmult_le_pos; lra).
    assert (E0 : 0 <= ell (beta * level t)) by (apply Hell; assumption).
    assert (E1 : ell (beta * level t) <= ell (H * beta)).
    { apply Hinc; [assumption|]. rewrite (Rmult_comm H). apply Rmult_le_compat_l; lra. }
    split; [apply Rmult_le_pos; lra|apply Rmult_le_compat; lra]. }
  assert (Hnonnegative : forall i, integer i -> 0 <= i -> i <= T - 1 -> 0 <= (A * Delta i + C) * ell (beta * level i)).
  { intros t Ht Ht0 Ht1. apply each; assumption. }
  assert (Hworst : 0 <= (A * H + C) * ell (H * beta)).
  { destruct (each q) as [E0 E1]; [apply index..|]. lra. }
  destruct (mean_below_worst m (fun i => sqrt ((A * Delta i + C) * ell (beta * level i)))
    (sqrt ((A * H + C) * ell (H * beta))) q T) as [Hmost Hstrict].
  - split; lra || assumption.
  - intros t Ht Ht0 Ht1. apply sqrt_le_1_alt. apply each; assumption.
  - exact index.
  - split; [split; [exact Hnonnegative|split; [exact Hworst|exact Hmost]]|].
    intros [_ [_ Hlt]]. split; [exact Hnonnegative|split; [exact Hworst|apply Hstrict, Hlt]].
Qed.
