(* Interpolated SGD in expectation: the mean squared distance falls by the mean gap of the sampled function
   in every step, and that is the mean gap of the function (tower). *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Warmproof Require Import Meaning MeaningRandom Sums Chance.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma mean_of_conditional Omega Z W : conditional_mean Omega Z W -> mean Omega Z = mean Omega W.
Proof.
  intros [n HW]. assert (H := tower Omega n (fun _ => 1) Z ltac:(intros j k _ _ _; reflexivity)).
  rewrite (mean_eq Omega Z (fun w => 1 * Z w)) by (intros; ring). rewrite H.
  apply sum_eq. intros k Hk. rewrite (HW k Hk). ring.
Qed.

Theorem interpolated_sgd : Stated.interpolated_sgd.
Proof.
  intros m Omega dist own gap mean_square mean_gap least theta M distance0 mean_least T HM Hpath Hsampled
    [Hstart [Hend Hsquares]] [Hleast Hbelow] [HT HT0].
  assert (Step : forall t, integer t -> 0 <= t -> t <= T - 1 ->
    mean_least * theta ^ 2 <= M * (mean_square t - mean_square (t + 1))).
  { intros t Ht Ht0 HtT. destruct (Hsampled t Ht Ht0 HtT) as [Hc He]. destruct (Hsquares t Ht Ht0 HtT) as [E1 E2].
    unfold expectation in *. rewrite Hleast, E1, E2.
    assert (L : mean Omega (fun w => least w) <= mean Omega (fun w => own t w)).
    { rewrite (mean_of_conditional Omega _ _ Hc). apply mean_le. intros k Hk. apply Hbelow; try assumption.
      exists k. split; [exact Hk|reflexivity]. }
    assert (P : mean Omega (fun w => theta ^ 2 * own t w) <= mean Omega
      (fun w => M * (dist t w ^ 2 + -1 * dist (t + 1) w ^ 2))).
    { apply mean_le. intros k Hk. assert (H := Hpath t Ht Ht0 HtT (INR k) ltac:(exists k; split;
        [exact Hk|reflexivity])). lra. }
    rewrite !mean_scale, mean_plus, mean_scale in P.
    change (mean Omega (own t)) with (mean Omega (fun w => own t w)) in P.
    apply (Rmult_le_compat_l (theta ^ 2)) in L; [|apply pow2_ge_0]. lra. }
  assert (All : forall n, integer n -> 0 <= n -> n <= T -> n * mean_least * theta ^ 2 <=
    M * (mean_square 0 - mean_square n)).
  { apply (integer_induction (fun n => n * mean_least * theta ^ 2 <= M * (mean_square 0 - mean_square n)) T); [lra|].
    intros t Ht Ht0 HtT IH. specialize (Step t Ht Ht0 HtT). lra. }
  specialize (All T HT HT0 (Rle_refl T)). assert (0 <= M * mean_square T) by (apply Rmult_le_pos; assumption).
  rewrite <- Hstart. lra.
Qed.
