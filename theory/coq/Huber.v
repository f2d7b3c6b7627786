(* Huber's function H(x) = x H'(x) - H'(x)^2/(2 K0), with H'(x) = K0 x cut at -s and s: convex, with
   curvature at most K0, and slow for a fixed step; pl_lower_bound: a parabola is as slow.

   Both inequalities between H(x) and H(y) hold for every clamp: with p = H'(x) and q = H'(y),
   each is a sum of squares and of products that are not negative, as a clamp is a projection. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Steps.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma clamp : forall s z, 0 < s -> let p := Rmax (- s) (Rmin s z) in
  (z <= - s /\ p = - s) \/ (- s <= z <= s /\ p = z) \/ (s <= z /\ p = s).
Proof.
  intros s z Hs p. unfold p, Rmax, Rmin.
  destruct (Rle_dec s z); destruct (Rle_dec (- s) _); lra.
Qed.

Lemma clamp_0 : forall s, 0 < s -> Rmax (- s) (Rmin 0 s) = 0.
Proof. intros s Hs. rewrite Rmin_comm. destruct (clamp s 0 Hs) as [H|[H|H]]; lra. Qed.

Section Huber.
Variables K0 s : R.
Hypothesis K0_positive : 0 < K0.
Hypothesis s_positive : 0 < s.

Definition slope (x : R) : R := Rmax (- s) (Rmin s (K0 * x)).
Definition huber (x : R) : R := x * slope x - slope x ^ 2 / (2 * K0).

(* The clamp is the projection onto [-s, s]. *)
Lemma slope_projects : forall x q, - s <= q <= s ->
  - s <= slope x <= s /\ 0 <= (K0 * x - slope x) * (slope x - q).
Proof.
  intros x q Hq. unfold slope. destruct (clamp s (K0 * x) s_positive) as [[H E]|[[H E]|[H E]]];
    rewrite E; split; nra.
Qed.

Lemma huber_scaled : forall x, 2 * K0 * huber x = 2 * (K0 * x) * slope x - slope x ^ 2.
Proof. intros x. unfold huber. field. lra. Qed.

Lemma huber_convex : forall x y, huber x + (y - x) * slope x <= huber y.
Proof.
  intros x y. pose proof (huber_scaled x) as X. pose proof (huber_scaled y) as Y.
  destruct (slope_projects x 0) as [Hp _]; [lra|].
  destruct (slope_projects y (slope x) Hp) as [_ Q].
  apply Rmult_le_reg_l with (2 * K0); [lra|]. pose proof (pow2_ge_0 (slope y - slope x)). nra.
Qed.

Lemma huber_smooth : forall x y, huber y <= huber x + (y - x) * slope x + K0 * (y - x) ^ 2 / 2.
Proof.
  intros x y. pose proof (huber_scaled x) as X. pose proof (huber_scaled y) as Y.
  destruct (slope_projects y 0) as [Hq _]; [lra|].
  destruct (slope_projects x (slope y) Hq) as [_ Q].
  apply Rmult_le_reg_l with (2 * K0); [lra|].
  pose proof (pow2_ge_0 (K0 * y - slope y - (K0 * x - slope x))). nra.
Qed.

Lemma huber_nonnegative : forall x, 0 <= huber x.
Proof.
  intros x. pose proof (huber_scaled x) as X. destruct (slope_projects x 0) as [_ Q]; [lra|].
  apply Rmult_le_reg_l with (2 * K0); [lra|]. pose proof (pow2_ge_0 (slope x)). nra.
Qed.

Lemma slope_far : forall x, s <= K0 * x -> slope x = s.
Proof. intros x H. unfold slope. destruct (clamp s (K0 * x) s_positive) as [A|[A|A]]; lra. Qed.

Lemma slope_bounded : forall x, - s <= slope x <= s.
Proof. intros x. apply (slope_projects x 0). lra. Qed.

Lemma huber_far : forall x, s <= K0 * x -> huber x = s * x - s ^ 2 / (2 * K0).
Proof. intros x H. unfold huber. rewrite (slope_far x H). ring. Qed.

(* H(x) <= s |x|, and more exactly for x >= 0: a slope of s at most. *)
Lemma huber_below : forall x, 0 <= x -> huber x <= s * x.
Proof.
  intros x H. pose proof (slope_bounded x). unfold huber.
  assert (0 <= slope x ^ 2 / (2 * K0)).
  { apply Rmult_le_pos; [apply pow2_ge_0 | left; apply Rinv_0_lt_compat; lra]. }
  nra.
Qed.

End Huber.

Theorem huber_lower_bound : Stated.huber_lower_bound.
Proof.
  intros m position K0 gap0 d eps eta s T HK Hd [Hs Hds] Room Heta [Start Run] [IT T0].
  assert (N : K0 <> 0) by lra.
  pose proof (huber_convex K0 s HK Hs) as C. pose proof (huber_smooth K0 s HK Hs) as SM.
  pose proof (huber_nonnegative K0 s HK Hs) as NN. unfold huber, slope in C, SM, NN.
  rewrite (clamp_0 s Hs).
  split; [|split; [|split; [|split]]].
  - intros x y. split; [exact N|]. specialize (C x y). lra.
  - intros x y. split; [exact N|]. specialize (SM x y). lra.
  - intros x. split; [exact N|]. specialize (NN x). unfold Rdiv at 1. rewrite pow_i by lia. lra.
  - split; [exact N|]. pose proof (huber_below K0 s HK Hs d ltac:(lra)) as B.
    unfold huber, slope in B.
    rewrite pow_i by lia. unfold Rdiv at 2. lra.
  - intros n In Hn HN [_ H]. split; [exact N|].
    (* every step is eta s long at most *)
    assert (D : forall n, integer n -> 0 <= n -> n <= T -> d - eta * s * n <= position n).
    { apply (induction_to (fun n => d - eta * s * n <= position n) T IT); [rewrite Start; lra|].
      intros i Ii Hi Hi' IH. assert (i + 1 <= T) by (apply integer_less; assumption).
      rewrite (Run i Ii Hi) by lra. pose proof (slope_bounded K0 s Hs (position i)) as B.
      unfold slope in B. nra. }
    specialize (D n In Hn HN). set (r := s / K0).
    assert (Er : K0 * r = s) by (unfold r; field; lra).
    assert (E1 : 2 * eps / K0 = d * r) by (rewrite <- Hds; unfold r; field; lra).
    assert (E2 : s ^ 2 / (2 * K0) = s * r / 2) by (unfold r; field; lra).
    rewrite E1 in H.
    assert (H1 : 2 * (eta * s * n) < d - r).
    { apply Rmult_lt_reg_l with d; [exact Hd|].
      replace (d * (2 * (eta * s * n))) with (2 * (d * s) * eta * n) by ring. rewrite Hds. nra. }
    assert (Hr : 0 < r) by (apply Rdiv_lt_0_compat; assumption).
    assert (H2 : (d + r) / 2 < position n).
    { assert (0 <= eta * s * n) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra). lra. }
    assert (H3 : s <= K0 * position n).
    { rewrite <- Er. apply Rmult_le_compat_l; [lra|].
      assert (0 <= eta * s * n) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra). lra. }
    pose proof (slope_far K0 s Hs (position n) H3) as E. unfold slope in E. rewrite E, E2.
    rewrite pow_i by lia. unfold Rdiv at 1. rewrite Rmult_0_l. nra.
Qed.

Theorem pl_lower_bound : Stated.pl_lower_bound.
Proof.
  intros m Delta position mu gap0 eps eta T [R0 R1] He Hg [Start Run] Gaps [IT T0].
  set (q := - eta * mu + 1). assert (Hq : 0 < q < 1) by (unfold q; lra).
  assert (HG : 0 < gap0) by lra.
  assert (D : forall n, integer n -> 0 <= n -> n <= T ->
    0 < Delta n /\ ln (Delta n) = 2 * n * ln q + ln gap0).
  { apply (induction_to (fun n => 0 < Delta n /\ ln (Delta n) = 2 * n * ln q + ln gap0) T IT).
    - rewrite Start. split; [exact HG | ring].
    - intros n In Hn HN [P E]. assert (n + 1 <= T) by (apply integer_less; assumption).
      assert (S : Delta (n + 1) = q * (q * Delta n)).
      { pose proof (Gaps n In Hn ltac:(lra)) as G.
        pose proof (Gaps (n + 1) (integer_succ n In) ltac:(lra) ltac:(lra)) as G'.
        rewrite (Run n In Hn) in G' by lra. unfold q. nra. }
      assert (Q : 0 < q * Delta n) by (apply Rmult_lt_0_compat; lra).
      rewrite S. split; [apply Rmult_lt_0_compat; lra|].
      rewrite ln_mult, ln_mult, E by lra. ring. }
  assert (L : ln (gap0 / eps) = ln gap0 - ln eps)
    by (unfold Rdiv; rewrite ln_mult, ln_Rinv; try lra; apply Rinv_0_lt_compat, He).
  assert (Slow : forall n, integer n -> 0 <= n -> n <= T -> Delta n <= eps ->
    ln (gap0 / eps) <= - 2 * n * ln q).
  { intros n In Hn HN H. destruct (D n In Hn HN) as [P E].
    assert (ln (Delta n) <= ln eps)
      by (destruct H as [H| -> ]; [left; apply ln_increasing|]; lra).
    lra. }
  assert (G : 0 < gap0 / eps) by (apply Rdiv_lt_0_compat; lra).
  split; [|split; [|split]].
  - split.
    + intros x _. split.
      * apply of_is_derive. auto_derive; [exact Logic.I | field].
      * apply of_continuous, (ex_derive_continuous (fun s : R => mu * s)).
        auto_derive. exact Logic.I.
    + intros n In Hn HN. pose proof (Gaps n In Hn HN). nra.
  - intros n In Hn HN. destruct (D n In Hn HN) as [P E]. repeat split; auto; lra.
  - intros n In Hn HN H. specialize (Slow n In Hn HN H). repeat split; auto; lra.
  - intros n In Hn HN H. split; [exact G|]. split; [lra|]. specialize (Slow n In Hn HN H).
    (* - q ln q <= 1 - q, from ln(1/q) <= 1/q - 1 *)
    assert (B : - ln q <= / q - 1).
    { rewrite <- ln_Rinv by lra. assert (0 < / q) by (apply Rinv_0_lt_compat; lra).
      pose proof (exp_ineq1_le (ln (/ q))) as X. rewrite exp_ln in X by assumption. lra. }
    assert (B' : q * - ln q <= eta * mu).
    { replace (eta * mu) with (q * (/ q - 1))
        by (rewrite Rmult_minus_distr_l, Rinv_r; unfold q; lra).
      apply Rmult_le_compat_l; lra. }
    apply Rle_trans with (q * (- 2 * n * ln q)); [apply Rmult_le_compat_l; lra|].
    replace (q * (- 2 * n * ln q)) with (2 * n * (q * - ln q)) by ring.
    replace (2 * eta * mu * n) with (2 * n * (eta * mu)) by ring.
    apply Rmult_le_compat_l; lra.
Qed.
