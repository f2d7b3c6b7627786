(* The step sizes of stochastic gradient descent: the smallest of four terms meets the four conditions of the
   theorems, and its inverse is at most the sum of the four inverses.

   Only numbers: a step below r / X has the product with X below r, also where X <= 0 and the term
   is not there. The radius G(beta level) - G(level) is positive, for G rises (Lemma 4). *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line GradientBound Distance.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma below_quotient eta r X : 0 <= eta -> 0 <= r -> (0 < X -> eta <= r / X) -> eta * X <= r.
Proof.
  intros He Hr H. destruct (Rlt_dec 0 X) as [HX|HX].
  - assert (M : eta * X <= r / X * X) by (apply Rmult_le_compat_r; [lra|apply H, HX]).
    replace (r / X * X) with r in M by (field; lra). exact M.
  - assert (0 <= eta * - X) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma below_root eta r X : 0 <= eta -> 0 <= r -> (0 < X -> eta <= sqrt (r / X)) -> eta ^ 2 * X <= r.
Proof.
  intros He Hr H. apply below_quotient; [apply pow2_ge_0|exact Hr|]. intros HX.
  assert (Hq : 0 <= r / X) by (apply Rmult_le_pos; [exact Hr|left; apply Rinv_0_lt_compat, HX]).
  rewrite <- (sqrt_sqrt _ Hq). specialize (H HX). assert (P := sqrt_pos (r / X)). nra.
Qed.

Lemma below_multiple beta x : 1 < beta -> 0 < x -> x < beta * x.
Proof. intros Hb Hx. assert (0 < (beta - 1) * x) by (apply Rmult_lt_0_compat; lra). lra. Qed.

(* A bound of the noise, A s + 2 B Phi(s) + C: nonnegative, and it rises with s. *)
Section NoiseLevel.
Variables (ell Phi : R -> R) (A B C : R).
Hypothesis Hell : forall s, 0 <= s -> 0 <= ell s.
Hypothesis Hint : derives (fun s => 0 <= s) Phi ell /\ Phi 0 = 0.
Hypothesis HA : 0 <= A.
Hypothesis HB : 0 <= B.
Hypothesis HC : 0 <= C.

Lemma noise_level_nonnegative s : 0 <= s -> 0 <= Phi s -> 0 <= A * s + 2 * B * Phi s + C.
Proof.
  intros Hs HP. assert (0 <= A * s) by (apply Rmult_le_pos; assumption).
  assert (0 <= B * Phi s) by (apply Rmult_le_pos; assumption). lra.
Qed.

Lemma noise_level_rises s t : 0 <= s <= t -> A * s + 2 * B * Phi s + C <= A * t + 2 * B * Phi t + C.
Proof.
  intros Hst. assert (A * s <= A * t) by (apply Rmult_le_compat_l; lra).
  assert (Phi s <= Phi t) by (apply (potential_rises ell); [apply Hint|exact Hell|exact Hst]).
  assert (B * Phi s <= B * Phi t) by (apply Rmult_le_compat_l; assumption). lra.
Qed.
End NoiseLevel.

Theorem sgd_step_size_warmup : Stated.sgd_step_size_warmup.
Proof.
  intros m ell Phi G A B C beta delta T gap0 level eta share tail gap Hell Hint Hpos [_ HG] Hbeta Hlevel
    [Hgap HPhi] Hgap0 Hdelta HA HB HC Heta Htail H1 H2 H3 H4.
  assert (HV := noise_level_nonnegative Phi A B C HA HB HC gap Hgap HPhi).
  set (V := A * gap + 2 * B * Phi gap + C) in *.
  assert (HtV : 0 <= tail * V) by (apply Rmult_le_pos; assumption).
  assert (Hup := below_multiple beta level Hbeta Hlevel).
  assert (HD : G level < G (beta * level)) by (apply (distance_increases ell Phi G); assumption).
  split; [|split; [split; [exact HPhi|split; [exact HtV|split; [exact HPhi|]]]|split; [split; [exact Hdelta|]|]]].
  - rewrite Rmult_assoc. apply below_quotient; [exact Heta|lra|]. intros H. apply H1, H.
  - apply below_quotient; [exact Heta|lra|]. intros H. apply H2. split; [exact HtV|split; [exact HPhi|exact H]].
  - replace (- eta * share * V * ln delta) with (eta * (- share * V * ln delta)) by ring.
    apply below_quotient; [exact Heta|lra|]. intros H. destruct H3 as [N1 [N2 [N3 [_ L]]]]; [split; assumption|].
    replace (gap0 / (- share * V * ln delta)) with (- gap0 / (share * V * ln delta)) by (field; auto). exact L.
  - replace (T * eta ^ 2 * (A * gap + C) * ell (beta * level))
      with (eta ^ 2 * (T * (A * gap + C) * ell (beta * level))) by ring.
    apply below_root; [exact Heta|lra|]. intros H. apply H4, H.
Qed.

Theorem sgd_step_size_constant : Stated.sgd_step_size_constant.
Proof.
  intros m ell Phi G A B C beta delta T gap0 eta gap Hell Hint Hpos [_ HG] Hbeta Hgap0 HPhi0 [Hgap HPhi] Hbelow
    Hdelta HA HB HC Heta H1 H2 H3 H4.
  assert (HV := noise_level_nonnegative Phi A B C HA HB HC gap Hgap HPhi).
  assert (HVle := noise_level_rises ell Phi A B C Hell Hint HA HB gap (2 * gap0) ltac:(lra)).
  replace (A * (2 * gap0)) with (2 * A * gap0) in HVle by ring.
  assert (HPle : Phi gap <= Phi (2 * gap0)) by (apply (potential_rises ell); [apply Hint|exact Hell|lra]).
  set (V := A * gap + 2 * B * Phi gap + C) in *. set (V0 := 2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) in *.
  assert (Hup := below_multiple beta gap0 Hbeta Hgap0).
  assert (HL : 0 <= ell (2 * beta * gap0)) by (apply Hell; lra). set (L := ell (2 * beta * gap0)) in *.
  assert (HD : G (2 * gap0) < G (2 * beta * gap0)) by (apply (distance_increases ell Phi G); try assumption; lra).
  split; [|split; [split; [exact HPhi|split; [exact HV|split; [exact HPhi|]]]|split; [split; [exact Hdelta|]|]]].
  - rewrite Rmult_assoc. apply below_quotient; [exact Heta|lra|]. intros H. apply H1, H.
  - apply Rle_trans with (eta * (sqrt V0 + sqrt 2 * sqrt (Phi (2 * gap0)))).
    + apply Rmult_le_compat_l; [exact Heta|]. apply Rplus_le_compat; [apply sqrt_le_1_alt, HVle|].
      apply Rmult_le_compat_l; [apply sqrt_pos|apply sqrt_le_1_alt, HPle].
    + apply below_quotient; [exact Heta|lra|]. intros H. apply H2. split; [lra|split; [exact HPhi0|exact H]].
  - assert (Hstart : eta * (- 4 * V0 * ln delta) <= gap0).
    { apply below_quotient; [exact Heta|lra|]. intros H. destruct H3 as [N1 [N2 [_ Hle]]]; [split; assumption|].
      replace (gap0 / (- 4 * V0 * ln delta)) with (- gap0 / (4 * V0 * ln delta)) by (field; auto). exact Hle. }
    destruct (Rle_dec (ln delta) 0) as [Hln|Hln].
    + assert (0 <= eta * - ln delta) by (apply Rmult_le_pos; lra).
      assert (eta * - ln delta * V <= eta * - ln delta * V0) by (apply Rmult_le_compat_l; assumption). lra.
    + assert (0 <= eta * ln delta) by (apply Rmult_le_pos; lra).
      assert (0 <= eta * ln delta * V) by (apply Rmult_le_pos; assumption). lra.
  - assert (Hstart : eta ^ 2 * (T * (2 * A * gap0 + C) * L) <= gap0).
    { apply below_root; [exact Heta|lra|]. intros H. apply H4, H. }
    assert (P : 0 <= eta ^ 2 * L) by (apply Rmult_le_pos; [apply pow2_ge_0|exact HL]).
    assert (A * gap <= A * (2 * gap0)) by (apply Rmult_le_compat_l; lra).
    assert (0 <= A * gap) by (apply Rmult_le_pos; assumption).
    destruct (Rle_dec 0 T) as [HT|HT].
    + assert (Q : 0 <= T * (eta ^ 2 * L)) by (apply Rmult_le_pos; assumption).
      assert (T * (eta ^ 2 * L) * (A * gap + C) <= T * (eta ^ 2 * L) * (2 * A * gap0 + C))
        by (apply Rmult_le_compat_l; lra).
      lra.
    + assert (0 <= - T * (eta ^ 2 * L)) by (apply Rmult_le_pos; lra).
      assert (0 <= - T * (eta ^ 2 * L) * (A * gap + C)) by (apply Rmult_le_pos; lra). lra.
Qed.

(* A smaller curvature, where the factor may have any sign. *)
Lemma smaller_curvature k a b r : 0 <= a <= b -> 0 <= r -> k * b <= r -> k * a <= r.
Proof.
  intros Hab Hr H. destruct (Rle_dec 0 k) as [Hk|Hk].
  - assert (k * a <= k * b) by (apply Rmult_le_compat_l; lra). lra.
  - assert (0 <= - k * a) by (apply Rmult_le_pos; lra). lra.
Qed.

Theorem sgd_step_size_sharp : Stated.sgd_step_size_sharp.
Proof.
  intros m ell A B C beta T gap0 eta Hell Hinc Hbeta Hgap0 H1 H2.
  assert (L : 0 <= ell (2 * gap0) <= ell (2 * beta * gap0)).
  { assert (Hup := below_multiple beta gap0 Hbeta Hgap0). split; [apply Hell; lra|apply Hinc; lra]. }
  split; apply (smaller_curvature _ _ _ _ L); lra.
Qed.

(* The inverse of one of the four terms is at most the sum of all inverses. *)
Lemma inverse_of_term c D W Q N gap0 eta : 0 <= c -> 0 < D -> 0 <= W -> 0 <= Q -> 0 <= N -> 0 < gap0 ->
  (0 < c /\ eta = 1 / c) \/ (0 < W /\ eta = D / W) \/ (0 < Q /\ eta = gap0 / Q) \/
    (0 < N /\ eta = sqrt (gap0 / N)) ->
  0 < eta /\ 1 / eta <= sqrt (N / gap0) + c + W / D + Q / gap0.
Proof.
  intros Hc HD HW HQ HN Hgap0 H.
  assert (R1 := sqrt_pos (N / gap0)).
  assert (R2 : 0 <= W / D) by (apply Rmult_le_pos; [exact HW|left; apply Rinv_0_lt_compat, HD]).
  assert (R3 : 0 <= Q / gap0) by (apply Rmult_le_pos; [exact HQ|left; apply Rinv_0_lt_compat, Hgap0]).
  destruct H as [[P ->]|[[P ->]|[[P ->]|[P ->]]]].
  - split; [apply Rdiv_lt_0_compat; lra|]. replace (1 / (1 / c)) with c by (field; lra). lra.
  - split; [apply Rdiv_lt_0_compat; assumption|]. replace (1 / (D / W)) with (W / D) by (field; lra). lra.
  - split; [apply Rdiv_lt_0_compat; assumption|]. replace (1 / (gap0 / Q)) with (Q / gap0) by (field; lra). lra.
  - assert (Hq : 0 < gap0 / N) by (apply Rdiv_lt_0_compat; assumption).
    assert (Hs := sqrt_lt_R0 _ Hq). split; [exact Hs|].
    assert (E : sqrt (N / gap0) * sqrt (gap0 / N) = 1).
    { rewrite <- sqrt_mult_alt by (left; apply Rdiv_lt_0_compat; assumption).
      replace (N / gap0 * (gap0 / N)) with 1 by (field; lra). apply sqrt_1. }
    replace (1 / sqrt (gap0 / N)) with (sqrt (N / gap0)); [lra|].
    apply Rmult_eq_reg_r with (sqrt (gap0 / N)); [|lra]. rewrite E. field. lra.
Qed.

Theorem sgd_step_inverse : Stated.sgd_step_inverse.
Proof.
  intros m ell Phi G A B C beta delta T gap0 level eta share tail gap Hell Hint Hpos [_ HG] Hbeta Hlevel
    [Hgap HPhi] Hgap0 Hdelta HT HA HB HC Hshare Htail H.
  assert (HV := noise_level_nonnegative Phi A B C HA HB HC gap Hgap HPhi).
  set (V := A * gap + 2 * B * Phi gap + C) in *.
  assert (HtV : 0 <= tail * V) by (apply Rmult_le_pos; assumption).
  assert (Hup := below_multiple beta level Hbeta Hlevel).
  assert (HD : G level < G (beta * level)) by (apply (distance_increases ell Phi G); assumption).
  assert (HL : 0 <= ell (beta * level)) by (apply Hell; lra). set (L := ell (beta * level)) in *.
  assert (Hln : ln delta < 0) by (rewrite <- ln_1; apply ln_increasing; lra).
  assert (HN : 0 <= T * (A * gap + C) * L).
  { apply Rmult_le_pos; [apply Rmult_le_pos; [exact HT|]|exact HL].
    assert (0 <= A * gap) by (apply Rmult_le_pos; assumption). lra. }
  assert (HQ : 0 <= - share * V * ln delta).
  { replace (- share * V * ln delta) with (share * V * - ln delta) by ring. repeat apply Rmult_le_pos; lra. }
  assert (HW : 0 <= sqrt (tail * V) + sqrt 2 * sqrt (Phi gap)).
  { apply Rplus_le_le_0_compat; [apply sqrt_pos|apply Rmult_le_pos; apply sqrt_pos]. }
  destruct (inverse_of_term ((2 * B + 2) * L) (- G level + G (beta * level)) (sqrt (tail * V) + sqrt 2 * sqrt (Phi gap))
    (- share * V * ln delta) (T * (A * gap + C) * L) gap0 eta) as [Hpositive Hinverse]; try assumption.
  - apply Rmult_le_pos; lra.
  - lra.
  - destruct H as [[P [_ [_ E]]]|[[[_ [_ P]] [_ [_ [_ E]]]]|[[[_ P] [N1 [N2 [N3 [_ E]]]]]|[P [_ [_ [_ [_ E]]]]]]]].
    + left. split; [exact P|exact E].
    + right; left. split; [exact P|exact E].
    + right; right; left. split; [exact P|]. rewrite E. field. auto.
    + right; right; right. split; [exact P|exact E].
  - split; [exact Hpositive|]. split; [lra|].
    split; [apply Rmult_le_pos; [exact HN|left; apply Rinv_0_lt_compat, Hgap0]|].
    split; [lra|]. split; [lra|]. split; [exact HtV|]. split; [exact HPhi|]. split; [lra|].
    replace (- share * V * ln delta / gap0) with (- (share * V * ln delta / gap0)) in Hinverse by (field; lra). lra.
Qed.
