(* Sums over the steps of a run: a bound of the terms bounds the sums, the harmonic mean lies below the
   arithmetic one, a sum lies below its worst term times the number of terms, and what each step
   loses adds up to what the run loses. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Sums.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma total_telescope (a F : R -> R) c T : integer T -> 0 <= T ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> a t <= c * (F t - F (t + 1))) ->
  total a T <= c * (F 0 - F T).
Proof.
  intros HT H0 H. assert (HTT : T <= T) by lra.
  apply (integer_induction (fun n => total a n <= c * (F 0 - F n)) T); try assumption; try lra.
  - rewrite total_0. lra.
  - intros t Ht Ht0 Ht1 IH. rewrite total_next by assumption. specialize (H t Ht Ht0 Ht1). lra.
Qed.

(* What rises in no step stays below its start. *)
Lemma does_not_rise (F : R -> R) T :
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> F (t + 1) <= F t) ->
  forall n, integer n -> 0 <= n -> n <= T -> F n <= F 0.
Proof.
  intros H. apply (integer_induction (fun n => F n <= F 0) T); [lra|].
  intros t Ht Ht0 Ht1 IH. specialize (H t Ht Ht0 Ht1). lra.
Qed.

Theorem sum_bound : Stated.sum_bound.
Proof.
  intros m first second third fourth alpha gamma T [HT H0] H.
  rewrite <- !total_scale, <- !total_plus. apply total_le; [exact HT|exact H0|].
  intros t Ht Ht0 Ht1. specialize (H t Ht Ht0 Ht1). lra.
Qed.

Theorem harmonic_mean : Stated.harmonic_mean.
Proof.
  intros m eta T [HT H0] Hpos.
  assert (Hn : forall t, integer t -> 0 <= t -> t <= T - 1 -> eta t <> 0).
  { intros t Ht Ht0 Ht1. specialize (Hpos t Ht Ht0 Ht1). lra. }
  assert (Hinv : forall t, integer t -> 0 <= t -> t <= T - 1 -> 0 < 1 / eta t).
  { intros t Ht Ht0 Ht1. apply Rdiv_lt_0_compat; [lra|apply Hpos; assumption]. }
  assert (A : 0 <= total (fun i => eta i) T).
  { apply total_nonnegative; [exact HT|exact H0|]. intros t Ht Ht0 Ht1. left. apply Hpos; assumption. }
  assert (B : 0 <= total (fun i => 1 / eta i) T).
  { apply total_nonnegative; [exact HT|exact H0|]. intros t Ht Ht0 Ht1. left. apply Hinv; assumption. }
  split; [split; [exact Hn|]|split; [exact A|split; [exact Hn|exact B]]].
  assert (HTT : T <= T) by lra.
  apply (integer_induction (fun n => n ^ 2 <= total (fun i => 1 / eta i) n * total (fun i => eta i) n) T);
    try assumption.
  - rewrite !total_0. lra.
  - intros t Ht Ht0 Ht1 IH. rewrite !total_next by assumption. cbv beta in IH |- *.
    assert (P : 0 <= total (fun i => 1 / eta i) t).
    { apply total_nonnegative; [exact Ht|exact Ht0|]. intros s Hs Hs0 Hs1. left. apply Hinv; [exact Hs|exact Hs0|lra]. }
    assert (Q : 0 <= total (fun i => eta i) t).
    { apply total_nonnegative; [exact Ht|exact Ht0|]. intros s Hs Hs0 Hs1. left. apply Hpos; [exact Hs|exact Hs0|lra]. }
    assert (Ha := Hpos t Ht Ht0 Ht1). assert (Hb := Hinv t Ht Ht0 Ht1).
    assert (Hab : 1 / eta t * eta t = 1) by (field; lra).
    set (p := total (fun i => 1 / eta i) t) in *. set (q := total (fun i => eta i) t) in *.
    set (a := eta t) in *. set (b := 1 / a) in *.
    (* p a + q b >= 2 sqrt(p q) >= 2 t *)
    assert (Hpa : 0 <= p * a) by (apply Rmult_le_pos; lra). assert (Hqb : 0 <= q * b) by (apply Rmult_le_pos; lra).
    assert (Hprod : p * a * (q * b) = p * q).
    { replace (p * a * (q * b)) with (p * q * (b * a)) by ring. rewrite Hab. ring. }
    assert (H2 : 2 * t <= p * a + q * b).
    { assert (Hsq := Rle_0_sqr (p * a - q * b)). unfold Rsqr in Hsq. nra. }
    nra.
Qed.

Lemma total_below_worst first worst T : integer T -> 0 <= T ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> first t <= worst) ->
  total (fun i => first i) T <= T * worst.
Proof.
  intros HT H0 H. replace (T * worst) with (total (fun _ => worst) T) by (rewrite total_const by assumption; ring).
  apply total_le; assumption.
Qed.

Theorem mean_below_worst : Stated.mean_below_worst.
Proof.
  intros m first worst q T [HT H0] H [Hq [Hq0 Hq1]].
  split; [apply total_below_worst; assumption|]. intros Hlt.
  assert (HTT : T <= T) by lra. assert (HqT : q <= T - 1) by exact Hq1.
  enough (E : forall n, integer n -> 0 <= n -> n <= T -> q <= n - 1 -> total (fun i => first i) n < n * worst)
    by (apply E; assumption).
  apply (integer_induction (fun n => q <= n - 1 -> total (fun i => first i) n < n * worst) T); [lra|].
  intros t Ht Ht0 Ht1 IH Hle. rewrite total_next by assumption. cbv beta.
  assert (Ht' := H t Ht Ht0 Ht1).
  destruct (Rle_dec q (t - 1)) as [L|L]; [specialize (IH L); lra|].
  assert (E : q = t).
  { apply Rle_antisym; [lra|]. apply Rnot_lt_le. intros N. apply L. apply integer_lt; assumption. }
  rewrite <- E in *.
  assert (total (fun i => first i) q <= q * worst); [|lra].
  apply total_below_worst; [exact Hq|exact Hq0|]. intros s Hs Hs0 Hs1. apply H; [exact Hs|exact Hs0|lra].
Qed.
