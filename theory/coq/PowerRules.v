(* What the statements say of real powers with a positive exponent: that they rise, that they can be
   undone, sums against sums of powers, Hoelder for two terms, the class K0 + K s^rho with its
   integral, and the two ends at which s / (K0 + K s^rho) is least.

   All inequalities come from one: b^r lies below its tangent at 1 for 0 < r <= 1, and above it for
   r >= 1 (Bernoulli), which is the tangent of exp taken twice. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line Powers.
From Warmproof Require Stated.
Open Scope R_scope.

(* ---- tangents ------------------------------------------------------------------------------- *)

Lemma below_tangent b r : 0 <= b -> 0 < r <= 1 -> power b r <= 1 + r * (b - 1).
Proof.
  intros [Hb|Hb] Hr.
  - rewrite power_positive by exact Hb. unfold Rpower. set (v := ln b).
    assert (E1 := exp_ineq1_le ((1 - r) * v)). assert (E2 := exp_ineq1_le (- (r * v))).
    set (P := exp (r * v)). assert (HP : 0 < P) by apply exp_pos.
    assert (F1 : b = P * exp ((1 - r) * v)).
    { unfold P. rewrite <- exp_plus. replace (r * v + (1 - r) * v) with v by ring. symmetry. apply exp_ln, Hb. }
    assert (F2 : 1 = P * exp (- (r * v))).
    { unfold P. rewrite <- exp_plus, Rplus_opp_r. symmetry. apply exp_0. }
    assert (G1 : P * (1 + (1 - r) * v) <= b) by (rewrite F1; apply Rmult_le_compat_l; lra).
    assert (G2 : P * (1 + - (r * v)) <= 1) by (rewrite F2; apply Rmult_le_compat_l; lra).
    assert (r * (P * (1 + (1 - r) * v)) <= r * b) by (apply Rmult_le_compat_l; lra).
    assert ((1 - r) * (P * (1 + - (r * v))) <= (1 - r) * 1) by (apply Rmult_le_compat_l; lra).
    lra.
  - rewrite <- Hb, power_0. lra.
Qed.

Lemma above_tangent b r : 0 <= b -> 1 <= r -> 1 + r * (b - 1) <= power b r.
Proof.
  intros Hb Hr. assert (Hi : 0 < / r <= 1).
  { split; [apply Rinv_0_lt_compat; lra|]. rewrite <- Rinv_1. apply Rinv_le_contravar; lra. }
  assert (H := below_tangent (power b r) (/ r) (power_ge_0 b r) Hi).
  rewrite power_power, Rinv_r, power_1_right in H by lra.
  assert (r * b <= r * (1 + / r * (power b r - 1))) by (apply Rmult_le_compat_l; lra).
  replace (r * (1 + / r * (power b r - 1))) with (r + (power b r - 1)) in H0 by (field; lra). lra.
Qed.

(* The tangent at s, without a division. *)
Lemma tangent_at s x r : 0 < s -> 0 <= x -> 1 <= r -> power s r * (1 + r * (x / s - 1)) <= power x r.
Proof.
  intros Hs Hx Hr. replace (power x r) with (power s r * power (x / s) r).
  - apply Rmult_le_compat_l; [apply power_ge_0|]. apply above_tangent; [|exact Hr].
    apply Rmult_le_pos; [exact Hx|left; apply Rinv_0_lt_compat, Hs].
  - rewrite <- power_mult_base; [f_equal; field; lra|lra|].
    apply Rmult_le_pos; [exact Hx|left; apply Rinv_0_lt_compat, Hs].
Qed.

(* Jensen for two points: s between them, as a mean with weights p and q. *)
Lemma power_jensen p q x y r : 0 <= p -> 0 <= q -> p + q = 1 -> 0 <= x -> 0 <= y -> 1 <= r ->
  power (p * x + q * y) r <= p * power x r + q * power y r.
Proof.
  intros Hp Hq Hpq Hx Hy Hr. set (s := p * x + q * y).
  assert (Hs : 0 <= s) by (unfold s; nra).
  assert (P1 := power_ge_0 x r). assert (P2 := power_ge_0 y r).
  destruct Hs as [Hs|Hs]; [|rewrite <- Hs, power_0; nra].
  assert (T1 := tangent_at s x r Hs Hx Hr). assert (T2 := tangent_at s y r Hs Hy Hr).
  assert (U1 : p * (power s r * (1 + r * (x / s - 1))) <= p * power x r) by (apply Rmult_le_compat_l; assumption).
  assert (U2 : q * (power s r * (1 + r * (y / s - 1))) <= q * power y r) by (apply Rmult_le_compat_l; assumption).
  assert (E : p * (power s r * (1 + r * (x / s - 1))) + q * (power s r * (1 + r * (y / s - 1))) =
    power s r * ((p + q) * (1 - r) + r * ((p * x + q * y) / s))) by (field; lra).
  fold s in E. rewrite Hpq in E. replace (s / s) with 1 in E by (field; lra). lra.
Qed.

(* On [0, 1] a power lies on one side of the identity. *)
Lemma power_above_identity b r : 0 <= b <= 1 -> 0 < r <= 1 -> b <= power b r.
Proof.
  intros [[Hb|Hb] Hb1] Hr; [|rewrite <- Hb, power_0; lra].
  rewrite power_positive by exact Hb. unfold Rpower.
  rewrite <- (exp_ln b) at 1 by exact Hb.
  assert (ln b <= 0).
  { rewrite <- ln_1. destruct Hb1 as [H|H]; [left; apply ln_increasing; assumption|rewrite H; lra]. }
  assert (L : ln b <= r * ln b) by nra. destruct L as [L|L]; [left; apply exp_increasing, L|rewrite <- L; lra].
Qed.

Lemma power_below_identity b r : 0 <= b <= 1 -> 1 <= r -> power b r <= b.
Proof.
  intros [[Hb|Hb] Hb1] Hr; [|rewrite <- Hb, power_0; lra].
  replace r with ((r - 1) + 1) by ring. rewrite power_succ by lra.
  rewrite <- (Rmult_1_r b) at 3. apply Rmult_le_compat_l; [lra|].
  destruct (Rle_lt_or_eq_dec 1 r Hr) as [H|H].
  - apply Rle_trans with (power 1 (r - 1)); [apply power_le; lra|rewrite power_1_left; lra].
  - rewrite <- H, Rminus_eq_0, power_positive by exact Hb. unfold Rpower. rewrite Rmult_0_l, exp_0. lra.
Qed.

(* ---- where a power is defined ----------------------------------------------------------------- *)

Lemma defined x r : 0 <= x -> 0 < r -> 0 < x \/ (x = 0 /\ 0 < r).
Proof. intros [H|H] Hr; [left; exact H|right; split; [symmetry; exact H|exact Hr]]. Qed.

Ltac powers_defined := repeat (split; [apply defined; lra|]).

(* ---- the statements ----------------------------------------------------------------------------- *)

Theorem power_monotone : Stated.power_monotone.
Proof. intros m x y r Hx Hxy Hr. powers_defined. apply power_le; lra. Qed.

Theorem power_inverse : Stated.power_inverse.
Proof.
  intros m y X k r Hy HX Hk Hkr. assert (Hr : 0 < r) by nra.
  assert (Hyy : power (power y k) r = y) by (rewrite power_power, Hkr, power_1_right; lra).
  assert (Hyk := power_ge_0 y k).
  split; intros [_ H]; powers_defined; (rewrite <- Hyy at 1 || rewrite <- Hyy); apply power_le; lra.
Qed.

Theorem power_sums : Stated.power_sums.
Proof.
  intros m x y r Hx Hy Hr.
  assert (Hscale : 0 < x + y -> 0 <= x / (x + y) <= 1 /\ 0 <= y / (x + y) <= 1 /\ x / (x + y) + y / (x + y) = 1 /\
    power x r = power (x + y) r * power (x / (x + y)) r /\ power y r = power (x + y) r * power (y / (x + y)) r).
  { intros Hs. assert (Hi := Rinv_0_lt_compat _ Hs).
    assert (Q1 : 0 <= x / (x + y)) by (apply Rmult_le_pos; lra).
    assert (Q2 : 0 <= y / (x + y)) by (apply Rmult_le_pos; lra).
    assert (Q3 : x / (x + y) + y / (x + y) = 1) by (field; lra).
    repeat split; try lra.
    - rewrite <- power_mult_base by lra. f_equal. field. lra.
    - rewrite <- power_mult_base by lra. f_equal. field. lra. }
  assert (P := power_ge_0 (x + y) r).
  assert (Hzero : ~ 0 < x + y -> x = 0 /\ y = 0) by (intros; lra).
  split; [|split]; intros Hr1; powers_defined.
  - destruct (Rlt_dec 0 (x + y)) as [Hs|Hs].
    + destruct (Hscale Hs) as [A [B [C [-> ->]]]].
      assert (A' := power_above_identity _ r A ltac:(lra)). assert (B' := power_above_identity _ r B ltac:(lra)). nra.
    + destruct (Hzero Hs) as [-> ->]. rewrite Rplus_0_l, !power_0. lra.
  - destruct (Rlt_dec 0 (x + y)) as [Hs|Hs].
    + destruct (Hscale Hs) as [A [B [C [-> ->]]]].
      assert (A' := power_below_identity _ r A ltac:(lra)). assert (B' := power_below_identity _ r B ltac:(lra)). nra.
    + destruct (Hzero Hs) as [-> ->]. rewrite Rplus_0_l, !power_0. lra.
  - assert (J := power_jensen (/ 2) (/ 2) x y r ltac:(lra) ltac:(lra) ltac:(lra) Hx Hy Hr1).
    replace (/ 2 * x + / 2 * y) with (/ 2 * (x + y)) in J by ring.
    assert (E : power (x + y) r = 2 * power 2 (r - 1) * power (/ 2 * (x + y)) r).
    { replace (2 * power 2 (r - 1)) with (power 2 r).
      - rewrite <- power_mult_base by lra. f_equal. field.
      - replace r with (r - 1 + 1) at 1 by ring. apply power_succ. lra. }
    rewrite E. assert (Q := power_ge_0 2 (r - 1)). nra.
Qed.

(* The inequality of the weighted means. *)
Lemma weighted_mean a b r : 0 <= a -> 0 <= b -> 0 < r < 1 -> power a (1 - r) * power b r <= (1 - r) * a + r * b.
Proof.
  intros [Ha|Ha] Hb Hr; [|rewrite <- Ha, power_0; nra].
  assert (Hi := Rinv_0_lt_compat _ Ha).
  assert (Hq : 0 <= b / a) by (apply Rmult_le_pos; lra).
  assert (E : power a (1 - r) * power b r = a * power (b / a) r).
  { replace (power b r) with (power a r * power (b / a) r).
    - rewrite <- Rmult_assoc, <- power_plus by exact Ha. replace (1 - r + r) with 1 by ring.
      rewrite power_1_right by lra. reflexivity.
    - rewrite <- power_mult_base by lra. f_equal. field. lra. }
  rewrite E. assert (T := below_tangent (b / a) r Hq ltac:(lra)).
  apply Rle_trans with (a * (1 + r * (b / a - 1))); [apply Rmult_le_compat_l; lra|right; field; lra].
Qed.

Theorem power_hoelder : Stated.power_hoelder.
Proof.
  intros m A B x y r q HA HB Hx Hy Hr ->. powers_defined.
  assert (Z : forall a b, power 0 (1 - r) * a + power 0 (1 - r) * b = 0) by (intros; rewrite power_0; ring).
  assert (Hpos : 0 <= power (A + B) (1 - r) * power (x + y) r) by (apply Rmult_le_pos; apply power_ge_0).
  destruct (Rlt_dec 0 (A + B)) as [HAB|HAB].
  2: { replace A with 0 in * by lra; replace B with 0 in * by lra. rewrite Z. exact Hpos. }
  destruct (Rlt_dec 0 (x + y)) as [Hxy|Hxy].
  2: { replace x with 0 in * by lra; replace y with 0 in * by lra. rewrite power_0, Rmult_0_r, Rmult_0_r. lra. }
  assert (HiAB := Rinv_0_lt_compat _ HAB). assert (Hixy := Rinv_0_lt_compat _ Hxy).
  assert (E : forall a b, 0 <= a -> 0 <= b -> power a (1 - r) * power b r =
    power (A + B) (1 - r) * power (x + y) r * (power (a / (A + B)) (1 - r) * power (b / (x + y)) r)).
  { intros a b Ha Hb.
    assert (0 <= a / (A + B)) by (apply Rmult_le_pos; lra). assert (0 <= b / (x + y)) by (apply Rmult_le_pos; lra).
    replace (power a (1 - r)) with (power (A + B) (1 - r) * power (a / (A + B)) (1 - r)).
    - replace (power b r) with (power (x + y) r * power (b / (x + y)) r); [ring|].
      rewrite <- power_mult_base by lra. f_equal. field. lra.
    - rewrite <- power_mult_base by lra. f_equal. field. lra. }
  rewrite (E A x HA Hx), (E B y HB Hy), <- Rmult_plus_distr_l.
  rewrite <- (Rmult_1_r (power (A + B) (1 - r) * power (x + y) r)) at 2.
  apply Rmult_le_compat_l; [exact Hpos|].
  assert (share : forall s t, 0 <= s -> 0 < / t -> 0 <= s / t) by (intros; apply Rmult_le_pos; lra).
  assert (W1 := weighted_mean (A / (A + B)) (x / (x + y)) r (share _ _ HA HiAB) (share _ _ Hx Hixy) Hr).
  assert (W2 := weighted_mean (B / (A + B)) (y / (x + y)) r (share _ _ HB HiAB) (share _ _ Hy Hixy) Hr).
  assert (S1 : A / (A + B) + B / (A + B) = 1) by (field; lra).
  assert (S2 : x / (x + y) + y / (x + y) = 1) by (field; lra). nra.
Qed.

Theorem power_ell : Stated.power_ell.
Proof.
  intros m rho K0 K Hrho HK0 HK.
  split; [intros s Hs; powers_defined; apply power_ge_0|].
  split; [intros s Hs; powers_defined; apply (power_ell_nonnegative K0 K rho HK0 HK)|].
  split; [intros a Ha b Hab; powers_defined; apply (power_ell_nondecreasing K0 K rho HK Hrho); assumption|].
  split; [split|].
  - intros s Hs. split; [apply defined; lra|]. split; [lra|apply defined; lra].
  - apply (power_Phi_derives K0 K rho Hrho).
  - split; [apply defined; lra|]. split; [lra|]. rewrite power_0. field. lra.
Qed.

Theorem psi_endpoints : Stated.psi_endpoints.
Proof.
  intros m rho K0 K eps gap0 Hrho HK0 HK Hsum Heps Hgap.
  assert (Hell : forall s, eps <= s -> 0 < K * power s rho + K0).
  { intros s Hs. assert (0 < power s rho) by (apply power_gt_0; lra).
    destruct HK as [HK|HK]; [|rewrite <- HK in *; lra].
    assert (0 < K * power s rho) by (apply Rmult_lt_0_compat; assumption). lra. }
  assert (Hratio : rho <= 1 -> forall s, eps <= s -> eps * (K * power s rho + K0) <= s * (K * power eps rho + K0)).
  { intros Hr s Hs. assert (Hi : 0 < / s) by (apply Rinv_0_lt_compat; lra).
    assert (Q : 0 <= eps / s <= 1).
    { split; [apply Rmult_le_pos; lra|]. apply Rmult_le_reg_r with s; [lra|].
      replace (eps / s * s) with eps by (field; lra). lra. }
    assert (A := power_above_identity (eps / s) rho Q ltac:(lra)).
    assert (E : power eps rho = power s rho * power (eps / s) rho).
    { rewrite <- power_mult_base by lra. f_equal. field. lra. }
    assert (P := power_ge_0 s rho).
    assert (B : power s rho * (eps / s) <= power eps rho) by (rewrite E; apply Rmult_le_compat_l; assumption).
    assert (C : s * (power s rho * (eps / s)) <= s * power eps rho) by (apply Rmult_le_compat_l; lra).
    replace (s * (power s rho * (eps / s))) with (eps * power s rho) in C by (field; lra).
    assert (K * (eps * power s rho) <= K * (s * power eps rho)) by (apply Rmult_le_compat_l; lra).
    assert (eps * K0 <= s * K0) by (apply Rmult_le_compat_r; lra). lra. }
  split.
  - intros Hr s Hs. powers_defined. apply Hratio; assumption.
  - intros s Hs Hs0. assert (E1 := Hell eps ltac:(lra)). assert (E2 := Hell gap0 ltac:(lra)). assert (E3 := Hell s Hs).
    split; [apply defined; lra|]. do 2 (split; [lra|]; split; [apply defined; lra|]).
    set (c := Rmin (eps / (K * power eps rho + K0)) (gap0 / (K * power gap0 rho + K0))).
    assert (C1 : c <= eps / (K * power eps rho + K0)) by apply Rmin_l.
    assert (C2 : c <= gap0 / (K * power gap0 rho + K0)) by apply Rmin_r.
    assert (Hc : 0 < c) by (apply Rmin_glb_lt; apply Rdiv_lt_0_compat; lra).
    assert (D1 : c * (K * power eps rho + K0) <= eps).
    { apply Rle_trans with (eps / (K * power eps rho + K0) * (K * power eps rho + K0)).
      - apply Rmult_le_compat_r; lra.
      - right. field. lra. }
    assert (D2 : c * (K * power gap0 rho + K0) <= gap0).
    { apply Rle_trans with (gap0 / (K * power gap0 rho + K0) * (K * power gap0 rho + K0)).
      - apply Rmult_le_compat_r; lra.
      - right. field. lra. }
    destruct (Rle_dec rho 1) as [Hr|Hr].
    + (* the ratio rises *)
      assert (H := Hratio Hr s Hs). apply Rmult_le_reg_l with eps; [exact Heps|].
      apply Rle_trans with (s * (c * (K * power eps rho + K0))).
      * assert (c * (eps * (K * power s rho + K0)) <= c * (s * (K * power eps rho + K0)))
          by (apply Rmult_le_compat_l; lra).
        lra.
      * rewrite (Rmult_comm eps s). apply Rmult_le_compat_l; lra.
    + (* c (K0 + K s^rho) is convex and below s at both ends *)
      destruct (Rle_lt_or_eq_dec eps gap0 Hgap) as [Hlt|Heq].
      2: { replace s with eps by lra. lra. }
      set (p := (gap0 - s) / (gap0 - eps)). set (q := (s - eps) / (gap0 - eps)).
      assert (Hi := Rinv_0_lt_compat (gap0 - eps) ltac:(lra)).
      assert (Hp : 0 <= p) by (apply Rmult_le_pos; lra). assert (Hq : 0 <= q) by (apply Rmult_le_pos; lra).
      assert (Hpq : p + q = 1) by (unfold p, q; field; lra).
      assert (Hmean : p * eps + q * gap0 = s) by (unfold p, q; field; lra).
      assert (J := power_jensen p q eps gap0 rho Hp Hq Hpq ltac:(lra) ltac:(lra) ltac:(lra)). rewrite Hmean in J.
      assert (J' : K * power s rho <= K * (p * power eps rho + q * power gap0 rho))
        by (apply Rmult_le_compat_l; assumption).
      assert (c * (K * power s rho) <= c * (K * (p * power eps rho + q * power gap0 rho)))
        by (apply Rmult_le_compat_l; lra).
      assert (p * (c * (K * power eps rho + K0)) <= p * eps) by (apply Rmult_le_compat_l; assumption).
      assert (q * (c * (K * power gap0 rho + K0)) <= q * gap0) by (apply Rmult_le_compat_l; assumption).
      assert (c * K0 = c * K0 * (p + q)) by (rewrite Hpq; ring). lra.
Qed.
