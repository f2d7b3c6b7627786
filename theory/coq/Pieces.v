(* The statements about single pieces of the functions of Theorem 3: valley, wave and triangle, in
   their own coordinate; and lower_bound_limit, about the constants. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Gluing Powers Steps Waves Triangular.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma square_positive : forall x, x <> 0 -> 0 < x ^ 2.
Proof. intros x H. rewrite <- Rsqr_pow2. apply Rsqr_pos_lt, H. Qed.

Theorem lower_bound_valley : Stated.lower_bound_valley.
Proof.
  intros m K0 eps HK He.
  assert (N : K0 <> 0) by lra.
  assert (Hk : K0 / eps <> 0) by (apply Rmult_integral_contrapositive_currified;
    [lra | apply Rinv_neq_0_compat, He]).
  destruct (twice_trough eps (K0 / eps) 0 Hk) as [D D'].
  assert (A : forall z, K0 / eps * (z - 0) = K0 * z / eps) by (intros; field; exact He).
  pose proof (square_positive eps He) as E2.
  split; [|split; [|split; [|split]]].
  - split; (split; [auto|]).
    + apply (derives_on _ _ _ _ _ D). intros y _. rewrite A. split; [field; auto | reflexivity].
    + apply (derives_on _ _ _ _ _ D'). intros y _. rewrite A. split; [reflexivity | field; auto].
  - repeat split; auto.
  - reflexivity.
  - intros z. repeat split; auto. pose proof (COS_bound (K0 * z / eps)).
    apply Rmult_le_pos; [nra | left; apply Rinv_0_lt_compat, HK].
  - intros z. split; [exact He|]. apply abs_scaled; [apply abs_cos | lra | lra].
Qed.

Theorem lower_bound_wave : Stated.lower_bound_wave.
Proof.
  intros m M s p eta gap0 theta HM Hs [Ip [Hp U]] L Above.
  pose proof PI_RGT_0 as P. pose proof (square_positive s Hs) as S2.
  assert (Q : 0 < 2 * PI * p) by nra. assert (He : 0 < eta) by nra.
  assert (Np : p <> 0) by lra. assert (Ne : eta <> 0) by lra.
  set (k := 2 * PI * p / (eta * s)).
  assert (Nes : eta * s <> 0) by (apply Rmult_integral_contrapositive_currified; assumption).
  assert (Hk : k <> 0) by (apply Rmult_integral_contrapositive_currified;
    [lra | apply Rinv_neq_0_compat, Nes]).
  destruct (twice_sine gap0 s k 0 Hk) as [D D'].
  assert (A : forall z, k * (z - 0) = 2 * PI * p * z / (eta * s))
    by (intros; unfold k; field; auto).
  assert (E1 : s / k = eta * s ^ 2 / (2 * PI * p)) by (unfold k; field; repeat split; auto; lra).
  assert (E2 : s * k = 2 * PI * p / eta) by (unfold k; field; auto).
  destruct (turns p Ip) as [Sn Cs].
  split; [|split; [|split; [|split]]].
  - split; (split; [auto|]).
    + apply (derives_on _ _ _ _ _ D). intros y _. rewrite A, E1. split; [field; lra | reflexivity].
    + apply (derives_on _ _ _ _ _ D'). intros y _. rewrite A, E2. split; [reflexivity | field; lra].
  - repeat split; reflexivity.
  - rewrite Sn, Cs. repeat split; auto; field; auto; lra.
  - intros z. split; [exact Ne|]. split; [exact Hs|].
    set (S := sin (2 * PI * p * z / (eta * s))). assert (HS : Rabs S <= 1) by apply abs_sin.
    replace (2 * PI * Rabs (p * S / eta)) with (Rabs (2 * PI * p / eta * S)).
    + apply abs_scaled; [exact HS | |].
      * apply Rlt_le, Rdiv_lt_0_compat; assumption.
      * apply Rmult_le_reg_r with eta; [exact He|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
    + rewrite <- (Rabs_pos_eq (2 * PI)) at 2 by lra. rewrite <- Rabs_mult. f_equal. field. exact Ne.
  - intros z. repeat split; auto.
    set (S := sin (2 * PI * p * z / (eta * s))). assert (HS : -1 <= S <= 1) by apply SIN_bound.
    assert (B : eta * s ^ 2 / (2 * PI * p) <= gap0 * (1 - theta)).
    { apply Rmult_le_reg_r with (2 * PI * p * M); [nra|].
      replace (eta * s ^ 2 / (2 * PI * p) * (2 * PI * p * M)) with (s ^ 2 * (M * eta))
        by (field; lra).
      apply Rle_trans with (s ^ 2 * (4 * PI * p)); [apply Rmult_le_compat_l; nra|].
      replace (gap0 * (1 - theta) * (2 * PI * p * M))
        with (4 * PI * p * (M * gap0 * (1 - theta) / 2)) by field.
      rewrite (Rmult_comm (s ^ 2)). apply Rmult_le_compat_l; lra. }
    assert (B0 : 0 <= eta * s ^ 2 / (2 * PI * p)) by (apply Rlt_le, Rdiv_lt_0_compat; nra).
    replace (eta * s ^ 2 * S / (2 * PI * p)) with (eta * s ^ 2 / (2 * PI * p) * S) by (field; lra).
    nra.
Qed.

Theorem lower_bound_triangle : Stated.lower_bound_triangle.
Proof.
  intros m M eps p eta gap0 theta He HM [Ip [Hp U]] L Above.
  assert (Het : 0 < eta) by nra. assert (Np : p <> 0) by lra. assert (Ne : eta <> 0) by lra.
  assert (N : eps <> 0) by lra.
  assert (Lin : forall c k, derives all (fun z => c + k * (z - 0)) (fun _ => k)).
  { intros c k. apply derives_of_formula; intros x; auto_derive;
      [exact Logic.I | ring | exact Logic.I]. }
  assert (Dep : eta * eps ^ 2 / (8 * p) <= gap0 * (1 - theta)).
  { apply Rmult_le_reg_r with (8 * p * M); [nra|].
    replace (eta * eps ^ 2 / (8 * p) * (8 * p * M)) with (eps ^ 2 * (M * eta)) by (field; lra).
    assert (0 < eps ^ 2) by (apply pow_lt; exact He).
    apply Rle_trans with (eps ^ 2 * (8 * p)); [apply Rmult_le_compat_l; lra|].
    replace (gap0 * (1 - theta) * (8 * p * M)) with (8 * p * (M * gap0 * (1 - theta))) by ring.
    rewrite (Rmult_comm (eps ^ 2)). apply Rmult_le_compat_l; lra. }
  assert (D0 : 0 < eta * eps ^ 2 / (8 * p)).
  { apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; [exact Het | apply pow_lt, He] | lra]. }
  split; [|split; [|split; [|split; [|split]]]].
  - split; [|split; [|split]]; (split; [auto|]).
    + apply (derives_on _ _ _ _ _ (derives_parabola gap0 eps (- (4 * p / eta)) 0)).
      intros y _. split; field; auto.
    + apply (derives_on _ _ _ _ _ (Lin eps (- (4 * p / eta)))). intros y _. split; field; auto.
    + apply (derives_on _ _ _ _ _ (derives_parabola gap0 (- eps) (4 * p / eta) 0)).
      intros y _. split; field; auto.
    + apply (derives_on _ _ _ _ _ (Lin (- eps) (4 * p / eta))). intros y _. split; field; auto.
  - repeat split; reflexivity.
  - split; [exact Ne | reflexivity].
  - split; [exact Ne|]. rewrite Rabs_pos_eq by (apply Rlt_le, Rdiv_lt_0_compat; lra).
    apply Rmult_le_reg_r with eta; [exact Het|]. replace (4 * (p / eta) * eta) with (4 * p)
      by (field; lra).
    exact L.
  - split; assumption.
  - intros z H0 [_ H1].
    assert (Y : 0 <= 2 * p * z / (eps * eta) <= 1).
    { assert (0 < eps * eta) by (apply Rmult_lt_0_compat; assumption). split.
      - apply Rmult_le_pos; [nra | left; apply Rinv_0_lt_compat; assumption].
      - apply Rmult_le_reg_r with (eps * eta / (2 * p)); [apply Rdiv_lt_0_compat; lra|].
        replace (2 * p * z / (eps * eta) * (eps * eta / (2 * p))) with z by (field; lra). lra. }
    set (y := 2 * p * z / (eps * eta)) in *.
    assert (Ez : eps * z = 4 * (eta * eps ^ 2 / (8 * p)) * y) by (unfold y; field; lra).
    set (D := eta * eps ^ 2 / (8 * p)) in *.
    assert (V : 0 <= 4 * D * (y * (1 - y)) <= D).
    { pose proof (pow2_ge_0 (2 * y - 1)). assert (0 <= y * (1 - y) <= 1 / 4) by nra. nra. }
    repeat split; auto.
    + replace (eps * z * (1 - y) + gap0) with (4 * D * (y * (1 - y)) + gap0)
        by (rewrite Ez; ring).
      nra.
    + replace (- eps * z * (1 - y) + gap0) with (gap0 - 4 * D * (y * (1 - y)))
        by (replace (- eps * z * (1 - y)) with (- (eps * z) * (1 - y)) by ring;
          rewrite Ez; ring).
      lra.
Qed.

Theorem lower_bound_limit : Stated.lower_bound_limit.
Proof.
  intros m rho K0 K gap0 eps theta Hr HK0 HK He [Ht Ht'] Fit.
  assert (E2 : 0 < eps ^ 2) by (apply pow_lt; exact He).
  assert (HG : 0 < gap0) by nra. assert (HGt : 0 < gap0 * theta) by (apply Rmult_lt_0_compat; lra).
  pose proof PI_RGT_0 as P.
  set (c := eps ^ 2 / K0).
  assert (Hc : 0 < c) by (apply Rdiv_lt_0_compat; assumption).
  assert (Ec : K0 * c = eps ^ 2) by (unfold c; field; lra).
  assert (Hc' : c <= gap0 / 2) by (apply Rmult_le_reg_l with K0; lra).
  pose proof (power_gt_0 gap0 rho HG) as P1. pose proof (power_gt_0 (gap0 * theta) rho HGt) as P2.
  set (A := K * power gap0 rho + K0). set (B := K * power (gap0 * theta) rho + K0).
  assert (HA : 0 < A) by (unfold A; nra). assert (HB : 0 < B) by (unfold B; nra).
  assert (X : 4 * PI * gap0 * A / (B * (gap0 - c)) = 4 * PI * A / B * (gap0 / (gap0 - c)))
    by (field; split; lra).
  assert (Q : 0 < 4 * PI * A / B) by (apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat|]; lra).
  split; [|split; [|split]].
  - repeat split; auto; try lra. rewrite X. rewrite <- (Rmult_1_r (4 * PI * A / B)) at 1.
    apply Rmult_le_compat_l; [lra|]. apply Rmult_le_reg_r with (gap0 - c); [lra|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
  - repeat split; auto; try lra. rewrite X.
    replace (4 * PI * (1 + 2 * eps ^ 2 / (K0 * gap0)) * A / B)
      with (4 * PI * A / B * ((gap0 + 2 * c) / gap0)) by (unfold c; field; lra).
    apply Rmult_le_compat_l; [lra|].
    apply Rmult_le_reg_r with ((gap0 - c) * gap0); [apply Rmult_lt_0_compat; lra|].
    replace (gap0 / (gap0 - c) * ((gap0 - c) * gap0)) with (gap0 * gap0) by (field; lra).
    replace ((gap0 + 2 * c) / gap0 * ((gap0 - c) * gap0)) with ((gap0 + 2 * c) * (gap0 - c))
      by (field; lra).
    nra.
  - repeat split; auto; try (left; lra). unfold A, B. rewrite (Rmult_comm gap0 theta).
    rewrite power_mult_base by lra.
    assert (T1 : power theta rho <= 1).
    { rewrite <- (power_1_left rho). apply power_le; [exact Hr | lra]. }
    nra.
  - repeat split; auto; try (left; lra). unfold A, B.
    assert (power (gap0 * theta) rho <= power gap0 rho).
    { apply power_le; [exact Hr|]. split; [lra|]. rewrite <- (Rmult_1_r gap0) at 2.
      apply Rmult_le_compat_l; lra. }
    nra.
Qed.
