(* Theorem 1 of gradient descent for f that need not be convex, its warm-up and constant schedules, and
   the step sizes of the form min.

   A step with eta ell(gap) <= 1 lowers the gap by eta |grad f|^2 / 2 at least (descent_lemma); the sum
   over the run is what the gap loses; and the smallest gradient norm is below each one. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Sums Powers Means Descent.
From Warmproof Require PowerRules.
From Warmproof Require Stated.
Open Scope R_scope.

(* One step of a run, in the form in which the sum is taken. *)
Lemma step_lowers (m : setting) ell gap g eta gap_next : smooth m ell -> bounded_below m ->
  nondecreasing ell -> gd_step m gap g eta gap_next -> 0 <= gap -> 0 <= g -> 0 <= eta ->
  ell gap * eta <= 1 -> g ^ 2 * eta <= 2 * (gap - gap_next).
Proof.
  intros Hs Hb rises step Hgap Hg He Hstep.
  destruct (descent_lemma m ell gap g eta gap_next Hs Hb rises) as [H _];
    [split; [exact step|split; assumption]|split; lra|].
  assert (P : 0 <= eta * g ^ 2) by (apply Rmult_le_pos; [exact He|apply pow2_ge_0]). nra.
Qed.

Lemma smallest_times (g eta : R -> R) low T : integer T -> 0 <= T ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> 0 <= eta t) ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> low <= g t ^ 2) ->
  low * total (fun i => eta i) T <= total (fun i => g i ^ 2 * eta i) T.
Proof.
  intros HT H0 He Hlow. rewrite <- total_scale. apply total_le; [exact HT|exact H0|].
  intros t Ht Ht0 Ht1. apply Rmult_le_compat_r; [apply He|apply Hlow]; assumption.
Qed.

Theorem gd_nonconvex : Stated.gd_nonconvex.
Proof.
  intros m ell Delta g eta T low Hs Hb rises [HD0 [HDT run]] [HT H0] steps [Hlow0 Hlow].
  assert (Hstep : forall t, integer t -> 0 <= t -> t <= T - 1 -> g t ^ 2 * eta t <= 2 * (Delta t - Delta (t + 1))).
  { intros t Ht Ht0 Ht1. destruct (run t Ht Ht0 Ht1) as [step [R1 [R2 _]]]. destruct (steps t Ht Ht0 Ht1) as [S1 S2].
    apply (step_lowers m ell); assumption. }
  assert (Hmono : forall t, integer t -> 0 <= t -> t <= T - 1 -> Delta (t + 1) <= Delta t).
  { intros t Ht Ht0 Ht1. specialize (Hstep t Ht Ht0 Ht1). destruct (steps t Ht Ht0 Ht1) as [S1 _].
    assert (0 <= g t ^ 2 * eta t) by (apply Rmult_le_pos; [apply pow2_ge_0|exact S1]). lra. }
  assert (Htotal : total (fun i => g i ^ 2 * eta i) T <= 2 * (Delta 0 - Delta T)).
  { apply total_telescope; assumption. }
  split; [exact Hmono|]. split; [apply does_not_rise; exact Hmono|]. split; [lra|].
  apply Rle_trans with (total (fun i => g i ^ 2 * eta i) T); [|lra].
  apply smallest_times; try assumption. intros t Ht Ht0 Ht1. apply steps; assumption.
Qed.

(* eta ell(gap) = 1: both factors are positive. *)
Lemma both_positive a b : 0 <= b -> a * b = 1 -> 0 < a /\ 0 < b.
Proof.
  intros Hb H. assert (Hb' : 0 < b) by (destruct Hb as [Hb|Hb]; [exact Hb|rewrite <- Hb in H; lra]).
  split; [|exact Hb']. apply Rnot_le_lt. intros Ha. assert (a * b <= 0 * b) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Theorem gd_nonconvex_warmup : Stated.gd_nonconvex_warmup.
Proof.
  intros m ell Delta g eta T low Hs Hb rises run [HT H0] schedule smallest.
  destruct (gd_nonconvex m ell Delta g eta T low Hs Hb rises run (conj HT H0)) as [Hmono [Hstart [_ Hrate]]];
    [|exact smallest|].
  { intros t Ht Ht0 Ht1. destruct (schedule t Ht Ht0 Ht1). split; lra. }
  assert (Hpos : forall t, integer t -> 0 <= t -> t <= T - 1 -> 0 < ell (Delta t) /\ 0 < eta t).
  { intros t Ht Ht0 Ht1. destruct (schedule t Ht Ht0 Ht1). apply both_positive; assumption. }
  destruct (harmonic_mean m eta T (conj HT H0)) as [[_ Hmean] _].
  { intros t Ht Ht0 Ht1. apply Hpos; assumption. }
  assert (E : total (fun i => 1 / eta i) T = total (fun i => ell (Delta i)) T).
  { apply total_eq; [exact HT|exact H0|]. intros t Ht Ht0 Ht1.
    destruct (schedule t Ht Ht0 Ht1) as [_ U]. destruct (Hpos t Ht Ht0 Ht1) as [_ P].
    apply Rmult_eq_reg_r with (eta t); [|lra]. rewrite U. field. lra. }
  rewrite E in Hmean.
  assert (Hell : 0 <= total (fun i => ell (Delta i)) T).
  { apply total_nonnegative; [exact HT|exact H0|]. intros t Ht Ht0 Ht1. left. apply Hpos; assumption. }
  destruct smallest as [Hlow0 Hlow]. destruct run as [HD0 [HDT run]].
  split; [|split].
  - apply Rle_trans with (low * (total (fun i => ell (Delta i)) T * total (fun i => eta i) T)).
    + apply Rmult_le_compat_l; assumption.
    + replace (low * (total (fun i => ell (Delta i)) T * total (fun i => eta i) T))
        with (low * total (fun i => eta i) T * total (fun i => ell (Delta i)) T) by ring.
      apply Rmult_le_compat_r; assumption.
  - intros t Ht Ht0 Ht2.
    assert (Ht' : integer (t + 1)) by (apply integer_plus; [exact Ht|apply integer_1]).
    destruct (schedule t Ht Ht0 ltac:(lra)) as [_ U]. destruct (schedule (t + 1) Ht' ltac:(lra) ltac:(lra)) as [_ U'].
    destruct (Hpos t Ht Ht0 ltac:(lra)) as [P Q]. destruct (Hpos (t + 1) Ht' ltac:(lra) ltac:(lra)) as [P' Q'].
    assert (L : ell (Delta (t + 1)) <= ell (Delta t)).
    { apply rises; [|apply Hmono; [exact Ht|exact Ht0|lra]]. apply (run t Ht Ht0 ltac:(lra)). }
    apply Rmult_le_reg_l with (ell (Delta t)); [exact P|].
    apply Rle_trans with (ell (Delta (t + 1)) * eta (t + 1)); [lra|apply Rmult_le_compat_r; lra].
  - apply total_below_worst; [exact HT|exact H0|]. intros t Ht Ht0 Ht1.
    apply rises; [apply (run t Ht Ht0 Ht1)|apply Hstart; [exact Ht|exact Ht0|lra]].
Qed.

Theorem gd_nonconvex_constant : Stated.gd_nonconvex_constant.
Proof.
  intros m ell Delta g eta T low eps Hs Hb rises [HD0 [HDT run]] [HT H0] schedule [Hlow0 Hlow].
  (* the gap stays below its start, so that the schedule allows each step *)
  assert (Hstart : forall t, integer t -> 0 <= t -> t <= T -> Delta t <= Delta 0).
  { apply (integer_induction (fun t => Delta t <= Delta 0) T); [lra|]. intros t Ht Ht0 Ht1 IH.
    destruct (run t Ht Ht0 Ht1) as [step [R1 [R2 R3]]]. destruct (schedule t Ht Ht0 Ht1) as [S1 S2].
    assert (L := rises (Delta t) R1 (Delta 0) IH).
    assert (ell (Delta t) * eta t <= ell (Delta 0) * eta t) by (apply Rmult_le_compat_r; assumption).
    assert (D := step_lowers m ell _ _ _ _ Hs Hb rises step R1 R2 S1 ltac:(lra)).
    assert (0 <= g t ^ 2 * eta t) by (apply Rmult_le_pos; [apply pow2_ge_0|exact S1]). lra. }
  destruct (gd_nonconvex m ell Delta g eta T low Hs Hb rises) as [_ [_ [_ Hrate]]];
    [split; [exact HD0|split; [exact HDT|exact run]]|split; assumption| |split; assumption|].
  { intros t Ht Ht0 Ht1. destruct (schedule t Ht Ht0 Ht1) as [S1 S2]. split; [exact S1|].
    assert (L : ell (Delta t) <= ell (Delta 0)).
    { apply rises; [apply (run t Ht Ht0 Ht1)|apply Hstart; [exact Ht|exact Ht0|lra]]. }
    assert (ell (Delta t) * eta t <= ell (Delta 0) * eta t) by (apply Rmult_le_compat_r; assumption). lra. }
  assert (Hmain : T * low <= (2 * Delta 0 - 2 * Delta T) * ell (Delta 0)).
  { destruct H0 as [H0|H0]; [|rewrite <- H0; lra].
    assert (T1 : 1 <= T) by (assert (L := integer_lt 0 T integer_0 HT H0); lra).
    destruct (schedule 0 integer_0 ltac:(lra) ltac:(lra)) as [S1 S2].
    destruct (both_positive _ _ S1 S2) as [P _].
    assert (E : ell (Delta 0) * total (fun i => eta i) T = T).
    { rewrite <- total_scale. transitivity (total (fun _ => 1) T).
      - apply total_eq; [exact HT|lra|]. intros t Ht Ht0 Ht1. apply schedule; assumption.
      - rewrite total_const; [ring|exact HT|lra]. }
    assert (M : low * total (fun i => eta i) T * ell (Delta 0) <= (2 * Delta 0 - 2 * Delta T) * ell (Delta 0))
      by (apply Rmult_le_compat_r; lra).
    replace (low * total (fun i => eta i) T * ell (Delta 0))
      with (low * (ell (Delta 0) * total (fun i => eta i) T)) in M by ring.
    rewrite E in M. lra. }
  split; [exact Hmain|]. intros T1 Hcount.
  destruct (schedule 0 integer_0 ltac:(lra) ltac:(lra)) as [S1 S2].
  destruct (both_positive _ _ S1 S2) as [P _].
  assert (0 <= 2 * Delta T * ell (Delta 0)) by (apply Rmult_le_pos; lra).
  apply Rmult_le_reg_l with T; lra.
Qed.

Theorem gd_nonconvex_min_shape : Stated.gd_nonconvex_min_shape.
Proof.
  intros m Delta g eta rho K0 K c T low Hrho HK0 HK Hs Hb run [HT H0] [Hc Hscale] schedule smallest.
  assert (H3 : 1 <= power 3 rho) by (rewrite <- (power_1_left rho); apply power_le; lra).
  assert (Hadm : forall t, integer t -> 0 <= t -> t <= T - 1 -> (K * power (Delta t) rho + K0) * eta t <= 1).
  { intros t Ht Ht0 Ht1. destruct (schedule t Ht Ht0 Ht1) as [S1 [S2 [_ S3]]].
    apply Rmult_le_reg_l with (power 3 rho); [lra|].
    assert (power 3 rho * (K0 * eta t) <= power 3 rho * c) by (apply Rmult_le_compat_l; lra). lra. }
  assert (rises : nondecreasing (fun s => K * power s rho + K0)).
  { intros a Ha b Hab. apply (power_ell_nondecreasing K0 K rho HK Hrho); assumption. }
  destruct (gd_nonconvex m _ Delta g eta T low Hs Hb rises run (conj HT H0)) as [_ [_ [Htotal Hrate]]];
    [|exact smallest|].
  { intros t Ht Ht0 Ht1. split; [apply schedule|apply Hadm]; assumption. }
  split; [|split; [lra|split; assumption]].
  intros t Ht Ht0 Ht1. split; [|apply Hadm; assumption].
  destruct run as [_ [_ run]]. apply PowerRules.defined; [apply (run t Ht Ht0 Ht1)|exact Hrho].
Qed.
