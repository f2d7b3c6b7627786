(* Lemma 1: Definition 0 with rho < 2 lies inside Definition 1.

   The gradient norm is bounded by the gap (GradientSmooth.v). Either L N^rho is at most theta L0,
   or L0 is at most L N^rho/theta and the bound reads N^(2 - rho) <= gap L (2 + 2/theta). *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Space Powers PowerRules GradientSmooth.
From Warmproof Require Stated.
Open Scope R_scope.

Theorem inclusion_at_point : Stated.inclusion_at_point.
Proof.
  intros m rho L0 L theta gap g Rho HL0 HL Pos Class Below Theta Point.
  assert (B := gradient_smooth_bound m rho L0 L gap g Rho HL0 HL Pos Class Below Point).
  destruct Point as (_ & Hgap & Hg). destruct B as (_ & B).
  assert (Alpha : 0 < rho / (2 - rho)) by (apply Rdiv_lt_0_compat; lra).
  assert (T : 0 < 2 / theta) by (apply Rdiv_lt_0_compat; lra).
  assert (Factor : 0 <= L * (2 + 2 / theta)) by (apply Rmult_le_pos; lra).
  split; [apply defined; lra |]. split; [apply defined; lra |]. split; [lra |].
  split; [apply defined; lra |]. split; [lra |].
  assert (0 <= L * power gap (rho / (2 - rho)) * power (L * (2 + 2 / theta)) (rho / (2 - rho)))
    by (repeat apply Rmult_le_pos; [easy | apply power_ge_0 | apply power_ge_0]).
  destruct (Rle_dec (L * power g rho) (theta * L0)) as [Low | High]; [lra |].
  assert (Large : L0 <= L * power g rho / theta).
  { apply Rmult_le_reg_r with theta; [easy |].
    replace (L * power g rho / theta * theta) with (L * power g rho) by (field; lra). lra. }
  assert (G : 0 < g).
  { destruct Hg as [| <-]; [easy |]. rewrite power_0 in High.
    assert (0 <= theta * L0) by (apply Rmult_le_pos; lra). lra. }
  assert (P := power_gt_0 g rho G).
  assert (Rest : power g (2 - rho) <= gap * (L * (2 + 2 / theta))).
  { apply Rmult_le_reg_r with (power g rho); [easy |]. rewrite <- power_plus by easy.
    replace (2 - rho + rho) with (1 + 1) by ring. rewrite power_succ, power_1_right by lra.
    replace (g * g) with (g ^ 2) by ring. eapply Rle_trans; [exact B |].
    rewrite (Rmult_assoc gap).
    apply Rmult_le_compat_l; [easy |].
    replace (L * (2 + 2 / theta) * power g rho) with (2 * L * power g rho + 2 * (L * power g rho /
      theta))
      by (field; lra). lra. }
  apply Rplus_le_compat.
  - rewrite Rmult_assoc. apply Rmult_le_compat_l; [easy |]. rewrite <- power_mult_base by easy.
    replace (power g rho) with (power (power g (2 - rho)) (rho / (2 - rho))).
    + apply power_le; [easy |]. split; [apply power_ge_0 | easy].
    + rewrite power_power by lra. f_equal. field. lra.
  - assert (0 <= theta * L0) by (apply Rmult_le_pos; lra). lra.
Qed.

(* From a bound at every point to Definition 1. *)
Lemma smooth_from_points : forall m L0 L rho ell, gradient_smooth m L0 L rho ->
  (forall w, S m w -> L0 + L * power (norm (grad m w)) rho <= ell (gap_at m w)) -> smooth m ell.
Proof.
  intros m L0 L rho ell Class At w d a b C Order In Top.
  assert (Nd := norm_nonnegative m d).
  replace (<< grad m (w + b * d)%space, d >> - << grad m (w + a * d)%space, d >>)
    with << (grad m (w + b * d) - grad m (w + a * d))%space, d >>
    by (rewrite inner_plus, inner_times; ring).
  destruct Nd as [Nd | Zero].
  - assert (Turn : norm (grad m (w + b * d) - grad m (w + a * d))%space <= C / norm d * (b - a)).
    { apply Class; [easy | easy |]. intros r Hr.
      apply Rmult_le_reg_r with (norm d); [easy |].
      replace (C / norm d * norm d) with C by (field; lra).
      rewrite Rmult_assoc. replace (norm d * norm d) with (square d) by (rewrite square_norm; ring).
      eapply Rle_trans; [| apply (Top r Hr)].
      apply Rmult_le_compat_r; [apply inner_nonnegative | now apply At, In]. }
    eapply Rle_trans; [apply inner_le_norms |].
    replace (C * (b - a)) with (C / norm d * (b - a) * norm d) by (field; lra).
    apply Rmult_le_compat_r; lra.
  - assert (d = origin) as -> by (apply norm_zero; lra).
    rewrite inner_comm, inner_origin. specialize (Top a ltac:(lra)).
    replace (square (@origin m)) with 0 in Top by (unfold square; now rewrite inner_origin).
    apply Rmult_le_pos; lra.
Qed.

Theorem inclusion : Stated.inclusion.
Proof.
  intros m rho L0 L theta Rho HL0 HL Pos Class Below Theta.
  assert (At : forall gap, 0 <= gap -> forall g, point m gap g -> 0 <= g -> _)
    by exact (fun gap Hgap g P Hg => inclusion_at_point m rho L0 L theta gap g Rho HL0 HL Pos Class
                                       Below Theta (conj P (conj Hgap Hg))).
  split; [exact At |].
  apply (smooth_from_points m L0 L rho); [easy |]. intros w Sw.
  destruct (At (gap_at m w)) with (g := norm (grad m w)) as (_ & _ & _ & _ & _ & B).
  - specialize (Below w Sw). unfold gap_at. lra.
  - now exists w.
  - apply norm_nonnegative.
  - lra.
Qed.

Theorem inclusion_loose : Stated.inclusion_loose.
Proof.
  intros m rho L0 L Rho HL0 HL Pos Class Below.
  assert (Alpha : 0 < rho / (2 - rho)) by (apply Rdiv_lt_0_compat; lra).
  assert (Four : 4 <= power 2 (rho + 2)).
  { replace 4 with (power 2 2).
    - rewrite !power_positive by lra. apply Rle_Rpower; lra.
    - replace 2 with (1 + 1) at 2 by ring. rewrite power_succ, power_1_right; lra. }
  assert (At : forall gap, 0 <= gap -> forall g, point m gap g -> 0 <= g ->
            L * power g rho + L0 <= L * power gap (rho / (2 - rho))
              * power (L * power 2 (rho + 2)) (rho / (2 - rho)) + 2 * L0).
  { intros gap Hgap g P Hg.
    destruct (inclusion_at_point m rho L0 L 1 gap g) as (_ & _ & _ & _ & _ & B); try easy; try lra.
    eapply Rle_trans; [exact B |]. apply Rplus_le_compat; [| lra].
    apply Rmult_le_compat_l; [apply Rmult_le_pos; [easy | apply power_ge_0] |].
    apply power_le; [easy |]. split; [apply Rmult_le_pos; lra |].
    apply Rmult_le_compat_l; lra. }
  assert (Factor : 0 <= L * power 2 (rho + 2)) by (apply Rmult_le_pos; lra).
  split; [| split].
  - intros gap Hgap g P Hg. split; [apply defined; lra |].
    destruct (gradient_smooth_bound m rho L0 L gap g) as (_ & B); try easy.
    eapply Rle_trans; [exact B |]. apply Rmult_le_compat_l; [easy |].
    apply Rplus_le_compat_r, Rmult_le_compat_l; [lra |]. apply power_le; lra.
  - intros gap Hgap g P Hg. split; [apply defined; lra |]. split; [apply defined; lra |].
    split; [lra |]. split; [apply defined; lra |]. now apply At.
  - apply (smooth_from_points m L0 L rho); [easy |]. intros w Sw.
    assert (B := At (gap_at m w)). specialize (Below w Sw).
    specialize (B ltac:(unfold gap_at; lra) (norm (grad m w)) ltac:(now exists w)
                  ltac:(apply norm_nonnegative)). lra.
Qed.
