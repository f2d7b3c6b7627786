(* The PL inequality: the constant is at most the curvature that the class allows, the step 1/ell(gap)
   contracts the gap, and for ell(s) = K0 + K s^rho the number of such steps.

   potential_drop: for z = gap_next/gap <= 1 - x with x = mu eta, ln z <= z - 1 and z^rho <= 1 - min(1, rho) x
   (the tangent of a concave power, or z^rho <= z), so K0 ln s + K/min(1, rho) s^rho falls by
   x ell(gap) = mu. gd_pl: after t steps it has fallen by mu t, and not below its value at eps. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Sums Powers PowerRules GradientBound Descent GdConvex.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma ln_below_tangent z : 0 < z -> ln z <= z - 1.
Proof.
  intros Hz. apply Rnot_lt_le. intros H. apply exp_increasing in H. rewrite exp_ln in H by exact Hz.
  assert (E := exp_ineq1_le (z - 1)). lra.
Qed.

(* A power of a number up to 1 - x. *)
Lemma power_contracts z x rho : 0 < rho -> 0 < z -> z <= 1 - x -> 0 <= x ->
  power z rho <= 1 - Rmin 1 rho * x.
Proof.
  intros Hr Hz Hx Hx0. unfold Rmin. destruct (Rle_dec 1 rho) as [H|H].
  - assert (P := power_below_identity z rho ltac:(lra) H). lra.
  - assert (P := below_tangent z rho ltac:(lra) ltac:(lra)). nra.
Qed.

Lemma share_positive rho : 0 < rho -> 0 < Rmin 1 rho.
Proof. intros H. apply Rmin_glb_lt; lra. Qed.

Definition potential (rho K0 K s : R) : R := K * power s rho / Rmin 1 rho + K0 * ln s.

Lemma potential_falls rho K0 K mu s s' eta : 0 < rho -> 0 <= K0 -> 0 <= K -> 0 <= mu -> 0 < s -> 0 < s' ->
  eta * (K * power s rho + K0) = 1 -> s' <= s * (- eta * mu + 1) ->
  potential rho K0 K s' <= potential rho K0 K s - mu.
Proof.
  intros Hr HK0 HK Hmu Hs Hs' Heta Hc. unfold potential.
  assert (Hp := power_gt_0 s rho Hs). assert (Hm := share_positive rho Hr).
  assert (He : 0 < eta) by (assert (0 <= K * power s rho + K0) by nra; nra).
  set (z := s' / s). assert (Ez : s' = s * z) by (unfold z; field; lra).
  assert (Hz : 0 < z) by (apply Rdiv_lt_0_compat; assumption).
  assert (Hx : 0 <= eta * mu) by nra.
  assert (Hzx : z <= 1 - eta * mu) by (apply Rmult_le_reg_l with s; [exact Hs|rewrite <- Ez; nra]).
  assert (L := ln_below_tangent z Hz). assert (P := power_contracts z (eta * mu) rho Hr Hz Hzx Hx).
  rewrite Ez, ln_mult, power_mult_base by lra.
  set (k := Rmin 1 rho) in *. set (p := power s rho) in *.
  assert (K * (p * power z rho) / k <= K * p / k - K * p * (eta * mu)).
  { replace (K * p / k - K * p * (eta * mu)) with (K * (p * (1 - k * (eta * mu))) / k) by (field; lra).
    apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, Hm|].
    apply Rmult_le_compat_l; [exact HK|]. apply Rmult_le_compat_l; lra. }
  assert (K0 * ln z <= K0 * (- (eta * mu))) by (apply Rmult_le_compat_l; lra).
  assert (Emu : mu = mu * (eta * (K * p + K0))) by (rewrite Heta; ring). lra.
Qed.

Theorem potential_drop : Stated.potential_drop.
Proof.
  intros m rho K0 K mu s s' eta Hr HK0 HK Hmu Hs Hs' [_ Heta] Hc.
  assert (Hm := share_positive rho Hr). repeat split; try (left; assumption); try lra.
  apply (potential_falls rho K0 K mu s s' eta); assumption.
Qed.

Theorem pl_forces_curvature : Stated.pl_forces_curvature.
Proof.
  intros m rho K0 K gap g mu Hr HK0 HK Hs Hb Hp Hpl. assert (Hgap : 0 <= gap) by apply Hp.
  assert (H := gradient_bound m (fun s => K * power s rho + K0) (power_Phi K0 K rho) gap g Hs Hb).
  assert (B : g ^ 2 <= 2 * power_Phi K0 K rho gap).
  { apply H; [|split|exact Hp].
    - intros s _. assert (P := power_ge_0 s rho). nra.
    - apply power_Phi_derives; assumption.
    - apply power_Phi_0; assumption. }
  unfold power_Phi in B. split.
  - split; [|split; lra]. destruct Hgap as [Hg|Hg]; [left; exact Hg|right; split; [symmetry; exact Hg|lra]].
  - intros Hg. split; [left; exact Hg|].
    rewrite power_succ in B by lra.
    assert (E : K * (gap * power gap rho) / (rho + 1) = gap * (K * power gap rho / (rho + 1))) by (field; lra).
    rewrite E in B. assert (Hq : mu <= K * power gap rho / (rho + 1) + K0).
    { apply Rmult_le_reg_l with gap; [exact Hg|]. lra. }
    replace (K * power gap rho) with ((rho + 1) * (K * power gap rho / (rho + 1))) by (field; lra).
    apply Rmult_le_compat_l; lra.
Qed.

Theorem gd_pl_contraction : Stated.gd_pl_contraction.
Proof.
  intros m ell Delta g eta_at T mu Hs Hb He [_ [_ Hrun]] _ Hsched Hpl.
  assert (H : forall t, integer t -> 0 <= t -> t <= T - 1 -> Delta (t + 1) <= (- mu * eta_at t + 1) * Delta t).
  { intros t Hi Ht Ht1. destruct (Hsched t Hi Ht Ht1) as [S1 S2].
    destruct (step_gains m ell _ _ _ _ Hs Hb He (Hrun t Hi Ht Ht1) S1 ltac:(lra)) as [G _].
    assert (P := Hpl t Hi Ht Ht1).
    assert (eta_at t * (2 * mu * Delta t) <= eta_at t * g t ^ 2) by (apply Rmult_le_compat_l; assumption). lra. }
  split; [exact H|]. intros t Hi Ht Ht1 Hpos. specialize (H t Hi Ht Ht1).
  destruct (Hsched t Hi Ht Ht1) as [S1 S2]. destruct (Hrun t Hi Ht Ht1) as [_ [_ [_ Hnext]]].
  assert (mu * eta_at t <= 1) by nra. apply Rmult_le_reg_r with (eta_at t); [|lra].
  destruct S1 as [S1|S1]; [exact S1|rewrite <- S1 in S2; lra].
Qed.

Theorem gd_pl : Stated.gd_pl.
Proof.
  intros m Delta g eta_at rho K0 K T mu eps Hr HK0 HK Hs Hb Hrun HT Hsched Hpl Hmu Heps Hstart Hnot.
  assert (Hsched' : forall t, integer t -> 0 <= t -> t <= T - 1 ->
    0 <= eta_at t /\ (K * power (Delta t) rho + K0) * eta_at t = 1).
  { intros t Hi Ht Ht1. destruct (Hsched t Hi Ht Ht1) as [S1 [_ S2]]. split; assumption. }
  assert (Hell : nondecreasing (fun s => K * power s rho + K0)).
  { intros a Ha b Hab. exact (power_ell_nondecreasing K0 K rho HK Hr a b Ha Hab). }
  destruct (gd_pl_contraction m _ Delta g eta_at T mu Hs Hb Hell Hrun HT Hsched' Hpl) as [Hcon _].
  split; [exact Hcon|].
  set (pot := potential rho K0 K).
  assert (Hfall : forall n, integer n -> 0 <= n -> n <= T - 1 -> pot (Delta n) <= pot (Delta 0) - mu * n).
  { apply integer_induction; [lra|]. intros t Hi Ht Ht1 IH.
    assert (Hi' := integer_plus t 1 Hi integer_1).
    assert (D0 := Hnot t Hi Ht ltac:(lra)). assert (D1 := Hnot (t + 1) Hi' ltac:(lra) ltac:(lra)).
    destruct (Hsched' t Hi Ht ltac:(lra)) as [_ S2]. assert (C := Hcon t Hi Ht ltac:(lra)).
    assert (Hd : pot (Delta (t + 1)) <= pot (Delta t) - mu)
      by (apply (potential_falls rho K0 K mu (Delta t) (Delta (t + 1)) (eta_at t)); lra). lra. }
  intros t Hi Ht Ht1. assert (Hm := share_positive rho Hr).
  split; [apply Rdiv_lt_0_compat; lra|]. repeat split; try (left; lra); try lra.
  (* from Delta_t the potential would fall further on the way to eps *)
  assert (D0 := Hnot t Hi Ht Ht1). destruct (Hsched' t Hi Ht Ht1) as [S1 S2].
  assert (F := Hfall t Hi Ht Ht1).
  assert (Hell0 : 0 < K * power (Delta t) rho + K0).
  { assert (0 <= K * power (Delta t) rho + K0) by (assert (P := power_ge_0 (Delta t) rho); nra). nra. }
  set (rest := (K * power (Delta t) rho + K0) * (1 - eps / Delta t)).
  assert (Hq : eps / Delta t < 1).
  { apply Rmult_lt_reg_r with (Delta t); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  assert (Hrest : 0 < rest) by (apply Rmult_lt_0_compat; lra).
  assert (A : pot eps <= pot (Delta t) - rest).
  { apply (potential_falls rho K0 K rest (Delta t) eps (eta_at t)); try lra.
    replace (- eta_at t * rest) with (- ((K * power (Delta t) rho + K0) * eta_at t) * (1 - eps / Delta t))
      by (unfold rest; ring). rewrite S2. right. field. lra. }
  replace (ln (Delta 0 / eps)) with (ln (Delta 0) - ln eps)
    by (unfold Rdiv; rewrite ln_mult, ln_Rinv by (try apply Rinv_0_lt_compat; lra); ring).
  unfold pot, potential in *.
  replace (K * (- power eps rho + power (Delta 0) rho) / Rmin 1 rho) with
    (K * power (Delta 0) rho / Rmin 1 rho - K * power eps rho / Rmin 1 rho) by (field; lra). lra.
Qed.
