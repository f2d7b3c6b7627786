(* The theoretical warm-up on Huber's function: Phi of the gap falls by at most s^2 a step, because
   a step is at most eta s long and Phi is convex with derivative 1/eta; the rest is arithmetic with
   the first gap, which is known because the run starts on the cone. *)
From Coq Require Import Reals Lra Lia Psatz.
From Warmproof Require Import Meaning Steps Huber.
From Warmproof Require Stated.
Open Scope R_scope.

Theorem no_sharp_warmup : Stated.no_sharp_warmup.
Proof.
  intros m Delta eta_at position K0 K s d eps c T HK0 HK Hs He Start Share [Pos0 Run] Gaps [IT T0]
    Sched.
  assert (N0 : K0 <> 0) by lra. assert (Ns : s <> 0) by lra.
  assert (Hd : 0 < d) by nra. assert (Hds : 0 < d * s) by (apply Rmult_lt_0_compat; assumption).
  assert (Hc : 0 < c) by nra. assert (S2 : 0 < s ^ 2) by (apply pow_lt; exact Hs).
  pose proof (huber_convex K0 s HK0 Hs) as C. pose proof (huber_smooth K0 s HK0 Hs) as SM.
  assert (GH : forall n, integer n -> 0 <= n -> n <= T -> Delta n = huber K0 s (position n)).
  { intros n In Hn HN. destruct (Gaps n In Hn HN) as [_ G]. rewrite G. unfold huber, slope. ring. }
  assert (GP : forall n, integer n -> 0 <= n -> n <= T -> 0 <= Delta n).
  { intros n In Hn HN. rewrite (GH n In Hn HN). apply huber_nonnegative; assumption. }
  (* a step: the gap falls by eta s^2 at most *)
  assert (Times : forall t, integer t -> 0 <= t -> t <= T - 1 ->
    - s ^ 2 <= (K * Delta t + K0) * (Delta (t + 1) - Delta t)).
  { intros t It Ht HT. destruct (Sched t It Ht HT) as [He1 He2].
    assert (L : 0 < K * Delta t + K0) by (specialize (GP t It Ht ltac:(lra)); nra).
    specialize (C (position t) (position (t + 1))).
    rewrite <- (GH t It Ht ltac:(lra)), <- (GH (t + 1) (integer_succ t It) ltac:(lra) ltac:(lra))
      in C.
    rewrite (Run t It Ht HT) in C. pose proof (slope_bounded K0 s Hs (position t)) as B.
    change (Rmax (- s) (Rmin s (K0 * position t))) with (slope K0 s (position t)) in C.
    set (g := slope K0 s (position t)) in *.
    assert (G2 : g ^ 2 <= s ^ 2) by nra.
    assert (D : - (eta_at t * g ^ 2) <= Delta (t + 1) - Delta t) by lra.
    apply Rle_trans with ((K * Delta t + K0) * - (eta_at t * g ^ 2)).
    - replace ((K * Delta t + K0) * - (eta_at t * g ^ 2))
        with (- ((K * Delta t + K0) * eta_at t) * g ^ 2) by ring.
      rewrite He2. lra.
    - apply Rmult_le_compat_l; lra. }
  assert (Spent : forall t, integer t -> 0 <= t -> t <= T - 1 ->
    K * Delta t ^ 2 / 2 + K0 * Delta t - s ^ 2 <= K * Delta (t + 1) ^ 2 / 2 + K0 * Delta (t + 1)).
  { intros t It Ht HT. specialize (Times t It Ht HT).
    assert (0 <= K * (Delta (t + 1) - Delta t) ^ 2)
      by (apply Rmult_le_pos; [exact HK | apply pow2_ge_0]).
    lra. }
  assert (Count : forall n, integer n -> 0 <= n -> n <= T -> Delta n <= eps ->
    (- K * eps ^ 2 / 2 + K * Delta 0 ^ 2 / 2 - K0 * eps + K0 * Delta 0) / s ^ 2 <= n).
  { assert (Budget : forall n, integer n -> 0 <= n -> n <= T ->
      K * Delta 0 ^ 2 / 2 + K0 * Delta 0 <= K * Delta n ^ 2 / 2 + K0 * Delta n + n * s ^ 2).
    { apply (induction_to (fun n => K * Delta 0 ^ 2 / 2 + K0 * Delta 0 <=
        K * Delta n ^ 2 / 2 + K0 * Delta n + n * s ^ 2) T IT); [lra|].
      intros n In Hn HN IH. assert (n + 1 <= T) by (apply integer_less; assumption).
      specialize (Spent n In Hn ltac:(lra)). lra. }
    intros n In Hn HN H. specialize (Budget n In Hn HN). specialize (GP n In Hn HN).
    apply Rmult_le_reg_r with (s ^ 2); [exact S2|]. unfold Rdiv at 1.
    rewrite Rmult_assoc, Rinv_l by lra. rewrite Rmult_1_r.
    assert (Delta n ^ 2 <= eps ^ 2) by (apply pow_incr; lra).
    assert (K * Delta n ^ 2 <= K * eps ^ 2) by (apply Rmult_le_compat_l; assumption).
    assert (K0 * Delta n <= K0 * eps) by (apply Rmult_le_compat_l; lra). lra. }
  assert (First : Delta 0 = s * d - s ^ 2 / (2 * K0)).
  { rewrite (GH 0 integer_0 (Rle_refl 0) T0), Pos0. apply huber_far; assumption. }
  assert (Explicit : forall n, integer n -> 0 <= n -> n <= T -> Delta n <= eps ->
    d ^ 2 * (1 - c ^ 2) * (K * eps + K0) / (2 * eps)
      - d * (K * s / (2 * K0) + K0 * (1 - c) ^ 2 / (2 * s * c)) - 1 / 2 <= n).
  { intros n In Hn HN H. apply Rle_trans with (2 := Count n In Hn HN H). rewrite First, Share.
    assert (L : 0 <= K * s ^ 2 / (8 * K0 ^ 2)).
    { apply Rmult_le_pos; [apply Rmult_le_pos; lra|]. left. apply Rinv_0_lt_compat.
      assert (0 < K0 ^ 2) by (apply pow_lt; exact HK0). lra. }
    match goal with
    | |- ?l <= ?r => assert (E : r = l + K * s ^ 2 / (8 * K0 ^ 2)) by (field; lra)
    end.
    rewrite E. lra. }
  split; [|split; [|split; [|split; [|split; [|split; [|split; [|split]]]]]]].
  - intros x y. split; [exact N0|]. specialize (C x y). unfold huber, slope in C. lra.
  - intros x y. split; [exact N0|]. specialize (SM x y). unfold huber, slope in SM. lra.
  - intros t It Ht HT X Y. destruct (Sched t It Ht HT) as [_ E].
    rewrite (GH (t + 1)) by (try apply integer_succ; auto; lra).
    rewrite (huber_far K0 s Hs _ Y).
    assert (G := GH t It Ht ltac:(lra)). rewrite (huber_far K0 s Hs _ X) in G.
    assert (F := slope_far K0 s Hs _ X). unfold slope in F.
    rewrite (Run t It Ht HT), F.
    replace (Delta t - (s * (- s * eta_at t + position t) - s ^ 2 / (2 * K0)))
      with (eta_at t * s ^ 2) by (rewrite G; ring).
    rewrite <- Rmult_assoc, E. ring.
  - exact Spent.
  - intros t It Ht HT. specialize (Times t It Ht HT).
    pose proof (GP t It Ht ltac:(lra)) as P0.
    pose proof (GP (t + 1) (integer_succ t It) ltac:(lra) ltac:(lra)) as P1.
    destruct (Rle_dec (Delta t) (Delta (t + 1))) as [Q|Q].
    + assert (Delta t ^ 2 <= Delta (t + 1) ^ 2) by (apply pow_incr; lra).
      assert (K * Delta t ^ 2 <= K * Delta (t + 1) ^ 2) by (apply Rmult_le_compat_l; assumption).
      lra.
    + assert (0 <= K0 * (Delta t - Delta (t + 1))) by (apply Rmult_le_pos; lra).
      assert (0 <= K * (Delta (t + 1) - Delta t) ^ 2)
        by (apply Rmult_le_pos; [exact HK | apply pow2_ge_0]).
      lra.
  - intros n In Hn HN H. split; [exact Ns|]. apply Count; assumption.
  - intros n In Hn HN H. split; [exact Ns|].
    pose proof (GP 0 integer_0 (Rle_refl 0) T0) as P0.
    destruct (Rle_dec eps (Delta 0)) as [Q|Q].
    + apply Rle_trans with (2 := Count n In Hn HN H).
      replace (K * (- eps ^ 2 + Delta 0 ^ 2) / (2 * s ^ 2))
        with ((- K * eps ^ 2 / 2 + K * Delta 0 ^ 2 / 2) / s ^ 2) by (field; lra).
      unfold Rdiv at 1 4. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, S2|].
      assert (0 <= K0 * (Delta 0 - eps)) by (apply Rmult_le_pos; lra). lra.
    + apply Rle_trans with 0; [|exact Hn].
      assert (Delta 0 ^ 2 <= eps ^ 2) by (apply pow_incr; lra).
      assert (0 <= K * (eps ^ 2 - Delta 0 ^ 2)) by (apply Rmult_le_pos; lra).
      assert (0 < / (2 * s ^ 2)) by (apply Rinv_0_lt_compat; lra). unfold Rdiv. nra.
  - intros n In Hn HN H. specialize (Explicit n In Hn HN H). repeat split; auto; lra.
  - intros n In Hn HN H [_ [_ [_ L]]]. split; [lra|]. specialize (Explicit n In Hn HN H).
    set (loss := d * (K * s / (2 * K0) + K0 * (1 - c) ^ 2 / (2 * s * c))) in *.
    set (B := d ^ 2 * (K * eps + K0) / (2 * eps)).
    assert (E1 : d ^ 2 * (1 - c ^ 2) * (K * eps + K0) / (2 * eps) = (1 - c ^ 2) * B)
      by (unfold B; field; lra).
    assert (E2 : d ^ 2 * (1 - 2 * c ^ 2) * (K * eps + K0) / (2 * eps) = (1 - 2 * c ^ 2) * B)
      by (unfold B; field; lra).
    assert (E3 : c ^ 2 * B = K * d ^ 2 * c ^ 2 / 2 + c ^ 2 * (K0 * d ^ 2 / (2 * eps)))
      by (unfold B; field; lra).
    assert (0 <= c ^ 2 * (K0 * d ^ 2 / (2 * eps))).
    { apply Rmult_le_pos; [apply pow2_ge_0|].
      apply Rmult_le_pos; [apply Rmult_le_pos; [lra | apply pow2_ge_0]|].
      left. apply Rinv_0_lt_compat. lra. }
    rewrite E1 in Explicit. rewrite E2.
    assert (2 * loss + 1 <= K * d ^ 2 * c ^ 2) by (unfold loss; lra). lra.
Qed.
