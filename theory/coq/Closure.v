(* The class of Definition 1 is closed under sums, positive multiples and affine arguments.

   Norms: the triangle inequality, ||c A|| <= c ||A|| and ||A' H A|| <= ||A||^2 ||H||, the last
   since an adjoint is no longer than its map. Gaps: the rules of powers for sums, and Hoelder's
   inequality for exponents below 1. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Space Powers PowerRules.
From Warmproof Require Stated.
Open Scope R_scope.

(* ---- norms of maps --------------------------------------------------------------------- *)

Lemma norm_of_sum : forall m hess_f hess_g hess, hessians_of_sum m hess_f hess_g hess ->
  hess <= hess_f + hess_g.
Proof.
  intros m hf hg h (A & B & _ & _ & (PA & HA & _) & (PB & HB & _) & (_ & _ & Least)).
  apply Least; [lra |]. intros d. specialize (HA d). specialize (HB d).
  eapply Rle_trans; [apply triangle | lra].
Qed.

Lemma norm_of_multiple : forall m c hess_f hess, 0 <= c -> hessians_of_multiple m c hess_f hess ->
  hess <= c * hess_f.
Proof.
  intros m c hf h Hc (A & _ & (PA & HA & _) & (_ & _ & Least)).
  apply Least; [now apply Rmult_le_pos |]. intros d.
  rewrite norm_times, Rabs_right, Rmult_assoc by lra. now apply Rmult_le_compat_l.
Qed.

Lemma adjoint_norm : forall (E F : inner_space) (A : E -> F) A' n y, adjoint A A' -> 0 <= n ->
  (forall d, norm (A d) <= n * norm d) -> norm (A' y) <= n * norm y.
Proof.
  intros E F A A' n y Adj Hn B.
  assert (Self : norm (A' y) * norm (A' y) <= n * norm y * norm (A' y)).
  { replace (norm (A' y) * norm (A' y)) with (norm (A' y) ^ 2) by ring.
    rewrite norm_squared, <- Adj. eapply Rle_trans; [apply inner_le_norms |].
    specialize (B (A' y)). assert (Ny := norm_nonnegative F y).
    apply Rle_trans with (n * norm (A' y) * norm y); [now apply Rmult_le_compat_r | lra]. }
  destruct (norm_nonnegative E (A' y)) as [Pos | <-].
  - now apply Rmult_le_reg_r in Self.
  - apply Rmult_le_pos; [easy | apply norm_nonnegative].
Qed.

Lemma norm_of_affine : forall m norm_A hess_f hess, hessians_of_affine m norm_A hess_f hess ->
  hess <= norm_A ^ 2 * hess_f.
Proof.
  intros m n hf h (F & A & A' & H & _ & Adj & _ & (Pn & HA & _) & (Pf & HH & _) & (_ & _ & Least)).
  apply Least; [apply Rmult_le_pos; [apply pow2_ge_0 | easy] |]. intros d.
  eapply Rle_trans; [apply (adjoint_norm _ _ A A' n _ Adj Pn HA) |].
  replace (n ^ 2 * hf * norm d) with (n * (hf * (n * norm d))) by ring.
  apply Rmult_le_compat_l; [easy |]. eapply Rle_trans; [apply HH |].
  apply Rmult_le_compat_l; [easy | apply HA].
Qed.

(* ---- closure ----------------------------------------------------------------------------- *)

Theorem closure_scaling : Stated.closure_scaling.
Proof.
  intros m rho K0 K c gap hf h Rho Hc Hgap Norms (_ & B).
  assert (N := norm_of_multiple m c hf h ltac:(lra) Norms).
  split; [now left |]. split; [apply defined; [apply Rmult_le_pos; lra | easy] |].
  assert (Split : power c (1 - rho) * power (gap * c) rho = c * power gap rho).
  { rewrite power_mult_base by lra. rewrite (Rmult_comm (power gap rho)), <- Rmult_assoc.
    rewrite <- power_plus by easy. replace (1 - rho + rho) with 1 by ring.
    rewrite power_1_right by lra. ring. }
  rewrite Rmult_assoc, Split. apply Rle_trans with (1 := N).
  apply Rle_trans with (c * (K0 + K * power gap rho)); [apply Rmult_le_compat_l; lra | lra].
Qed.

Theorem closure_affine : Stated.closure_affine.
Proof.
  intros m rho K0 K gamma n gap hf h Rho HK Hgamma (Hgap & Hrest) Norms (_ & B).
  assert (N := norm_of_affine m n hf h Norms). assert (N2 := pow2_ge_0 n).
  assert (Bound : h <= n ^ 2 * (K0 + K * power gap rho))
    by (apply Rle_trans with (1 := N), Rmult_le_compat_l; easy).
  destruct (power_sums m (- gamma + gap) gamma rho Hrest Hgamma Rho) as (Small & _ & Large).
  replace (- gamma + gap + gamma) with gap in * by ring.
  assert (Weight : 0 <= n ^ 2 * K) by now apply Rmult_le_pos.
  split; [| split].
  - intros Le. destruct (Small Le) as (_ & _ & _ & P).
    split; [now apply defined |]. split; [now apply defined |].
    apply (Rmult_le_compat_l (n ^ 2 * K)) in P; [lra | easy].
  - intros Ge. destruct (Large Ge) as (_ & _ & _ & P).
    split; [now apply defined |]. split; [now apply defined |].
    apply (Rmult_le_compat_l (n ^ 2 * K)) in P; [lra | easy].
  - intros ->. split; [now apply defined |]. replace (- 0 + gap) with gap by ring. lra.
Qed.

Theorem closure_sum : Stated.closure_sum.
Proof.
  intros m rho K0f Kf K0g Kg gamma q gf gg hf hg h Rho HKf HKg Hgamma (Hf & Hg & Hrest) Norms Hq
    (_ & Bf) (_ & Bg).
  assert (N := norm_of_sum m hf hg h Norms).
  assert (Pf := power_ge_0 gf rho). assert (Pg := power_ge_0 gg rho).
  destruct (power_sums m gf gg rho Hf Hg Rho) as (_ & Together & _).
  destruct (power_sums m (- gamma + gf + gg) gamma rho Hrest Hgamma Rho) as (Small & _ & Large).
  replace (- gamma + gf + gg + gamma) with (gf + gg) in * by ring.
  set (most := Rmax Kf Kg). assert (Kf <= most) by apply Rmax_l.
  assert (Kg <= most) by apply Rmax_r.
  assert (Larger : 1 <= rho -> Kf * power gf rho + Kg * power gg rho <= most * power (gf + gg) rho).
  { intros Ge. destruct (Together Ge) as (_ & _ & _ & P).
    apply Rle_trans with (most * (power gf rho + power gg rho)).
    - rewrite Rmult_plus_distr_l.
      apply Rplus_le_compat; apply Rmult_le_compat_r; easy.
    - apply Rmult_le_compat_l; [lra | easy]. }
  (* lra reads implications too, so what is used up goes. *)
  clear Together. split; [| split].
  - intros Ge. destruct (Large Ge) as (_ & _ & _ & P). specialize (Larger Ge). clear Small Large.
    split; [now apply defined |]. split; [now apply defined |].
    apply (Rmult_le_compat_l most) in P; [lra | lra].
  - intros Ge ->. specialize (Larger Ge). clear Small Large. split; [now apply defined |].
    replace (- 0 + gf + gg) with (gf + gg) by ring. lra.
  - intros Lt. destruct (Small (Rlt_le _ _ Lt)) as (_ & _ & _ & Sub).
    clear Small Large Larger. assert (Q : 0 < q) by lra.
    assert (I : 0 < 1 / q) by (apply Rdiv_lt_0_compat; lra).
    assert (Root : forall K, 0 <= K -> power (power K (1 / q)) q = K).
    { intros K HK. rewrite power_power by easy. replace (1 / q * q) with 1 by (field; lra).
      now apply power_1_right. }
    assert (Hf' := power_ge_0 Kf (1 / q)). assert (Hg' := power_ge_0 Kg (1 / q)).
    destruct (power_hoelder m (power Kf (1 / q)) (power Kg (1 / q)) gf gg rho q)
      as (_ & _ & _ & _ & _ & _ & P); try easy.
    rewrite !Root in P by easy.
    set (root := power (power Kf (1 / q) + power Kg (1 / q)) q) in *.
    assert (R0 : 0 <= root) by apply power_ge_0.
    apply (Rmult_le_compat_l root) in Sub; [| easy].
    split; [now apply defined |]. split; [apply defined; lra |]. split; [now apply defined |].
    split; [lra |]. split; [now apply defined |]. split; [now apply defined |]. lra.
Qed.
