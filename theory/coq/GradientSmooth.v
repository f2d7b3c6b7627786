(* Lemma 1: under Definition 0 with rho < 2 a gradient norm N needs the gap N^2/(2 (L0 + L N^rho)).

   Psi(s) = s^2/(2 (L0 + L s^rho)) is one of the functions that never exceed the gap
   (GradientFlow.v): with b = L0 + L s^rho it has the derivative s/b (1 - rho L s^rho/(2 b)),
   which is between 0 and s/b, and for s < 1 it is at most s^(2 - rho)/(2 (L0 + L)). *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Powers GradientFlow.
From Warmproof Require Stated.
Open Scope R_scope.

Section Quotient.
Variables (L0 L rho : R).
Hypothesis rho_range : 0 < rho < 2.
Hypothesis L0_range : 0 <= L0.
Hypothesis L_range : 0 <= L.
Hypothesis not_both_zero : 0 < L + L0.

Definition bound (s : R) : R := L0 + L * power s rho.
Definition quotient (s : R) : R := s ^ 2 / (2 * bound s).
Definition slope (s : R) : R := s * (2 * bound s - rho * L * power s rho) / (2 * bound s ^ 2).

Lemma bound_positive s : 0 < s -> 0 < bound s.
Proof.
  intros Hs. unfold bound. assert (P := power_gt_0 s rho Hs).
  destruct L_range as [Pos | <-]; [| lra].
  assert (0 < L * power s rho) by now apply Rmult_lt_0_compat. lra.
Qed.

Lemma quotient_derives : derives (fun s => 0 < s) quotient slope.
Proof.
  apply derives_of; intros s Hs; assert (B := bound_positive s Hs);
    assert (D := power_derive s rho Hs); unfold bound in B.
  - assert (E : s * power s (rho - 1) = power s rho).
    { rewrite <- power_succ by lra. f_equal. ring. }
    unfold quotient, slope, bound. set (P := fun s => power s rho) in D.
    change (is_derive (fun s => s ^ 2 / (2 * (L0 + L * P s))) s
              (s * (2 * (L0 + L * P s) - rho * L * P s) / (2 * (L0 + L * P s) ^ 2))).
    change (0 < L0 + L * P s) in B. change (s * power s (rho - 1) = P s) in E.
    auto_derive; [split; [now exists (rho * power s (rho - 1)) | lra] |].
    replace (Derive _ s) with (rho * power s (rho - 1))
      by (symmetry; exact (is_derive_unique P s _ D)).
    rewrite <- E in *. field. lra.
  - unfold slope, bound. set (P := fun s => power s rho) in D.
    apply (ex_derive_continuous (fun s =>
             s * (2 * (L0 + L * P s) - rho * L * P s) / (2 * (L0 + L * P s) ^ 2))).
    change (0 < L0 + L * P s) in B.
    assert (ex_derive (fun s => P s) s) by now exists (rho * power s (rho - 1)).
    auto_derive. repeat split; try easy. apply Rgt_not_eq.
    apply Rmult_lt_0_compat; [lra | now apply (pow_lt _ 2)].
Qed.

Lemma slope_range s : 0 < s -> 0 <= slope s /\ bound s * slope s <= s.
Proof.
  intros Hs. assert (B := bound_positive s Hs). assert (P := power_gt_0 s rho Hs).
  assert (T : 0 <= L * power s rho) by (apply Rmult_le_pos; lra).
  assert (T' : 0 <= rho * (L * power s rho)) by (apply Rmult_le_pos; lra).
  assert (T'' : 0 <= (2 - rho) * (L * power s rho)) by (apply Rmult_le_pos; lra).
  unfold slope. split.
  - apply Rmult_le_pos; [apply Rmult_le_pos; [lra | unfold bound; lra] |].
    left. apply Rinv_0_lt_compat, Rmult_lt_0_compat; [lra | now apply pow_lt].
  - replace (bound s * (s * (2 * bound s - rho * L * power s rho) / (2 * bound s ^ 2)))
      with (s * (2 * bound s - rho * L * power s rho) / (2 * bound s)) by (field; lra).
    apply Rmult_le_reg_r with (2 * bound s); [lra |].
    replace (s * (2 * bound s - rho * L * power s rho) / (2 * bound s) * (2 * bound s))
      with (s * (2 * bound s - rho * L * power s rho)) by (field; lra).
    apply Rmult_le_compat_l; lra.
Qed.

Lemma quotient_away c : 0 < c -> exists r, 0 < r /\ forall s, 0 < s -> c <= quotient s -> r <= s.
Proof.
  intros Hc. destruct (power_small (2 - rho) (c * (L + L0))) as (r & Hr & Small);
    [lra | now apply Rmult_lt_0_compat |].
  exists (Rmin r 1). split; [apply Rmin_glb_lt; lra |]. intros s Hs Big.
  destruct (Rle_dec (Rmin r 1) s) as [| Lt]; [easy | exfalso].
  assert (M1 := Rmin_l r 1). assert (M2 := Rmin_r r 1).
  specialize (Small s ltac:(lra)). assert (B := bound_positive s Hs).
  assert (P := power_gt_0 s rho Hs).
  assert (Split : s ^ 2 = power s (2 - rho) * power s rho).
  { rewrite <- power_plus by easy. replace (2 - rho + rho) with (1 + 1) by ring.
    rewrite power_succ, power_1_right by lra. ring. }
  assert (One : power s rho <= 1) by (rewrite <- (power_1_left rho); apply power_le; lra).
  assert (Low : (L + L0) * power s rho <= bound s).
  { assert (L0 * power s rho <= L0 * 1) by now apply Rmult_le_compat_l. unfold bound. lra. }
  assert (Twice : c * (2 * bound s) <= s ^ 2).
  { replace (s ^ 2) with (quotient s * (2 * bound s)) by (unfold quotient; field; lra).
    apply Rmult_le_compat_r; lra. }
  rewrite Split in Twice.
  assert (power s (2 - rho) * power s rho <= c * (L + L0) * power s rho)
    by (apply Rmult_le_compat_r; lra).
  assert (c * ((L + L0) * power s rho) <= c * bound s) by (apply Rmult_le_compat_l; lra).
  assert (0 < c * bound s) by now apply Rmult_lt_0_compat. lra.
Qed.

End Quotient.

Theorem gradient_smooth_bound : Stated.gradient_smooth_bound.
Proof.
  intros m rho L0 L gap g Rho HL0 HL Pos Class Below Point.
  assert (Hgap : 0 <= gap) by apply Point. assert (Hg : 0 <= g) by apply Point.
  destruct Hg as [Hg | <-].
  2: { split; [right; lra |]. rewrite power_0. simpl. rewrite Rmult_0_l, Rmult_0_r, Rplus_0_l.
       repeat apply Rmult_le_pos; lra. }
  split; [now left |]. assert (B := bound_positive L0 L rho HL0 HL Pos g Hg).
  assert (Bound : quotient L0 L rho g <= gap).
  { destruct (Rle_dec (quotient L0 L rho g) gap) as [| More]; [easy |].
    destruct (quotient_away L0 L rho Rho HL0 HL Pos (quotient L0 L rho g - gap)) as (r & Hr & Away);
      [lra |].
    apply (gradient_flow_lead m (quotient L0 L rho) (slope L0 L rho) rho L0 L gap g (r ^ 2));
      try easy.
    - now apply quotient_derives.
    - intros s Hs. destruct (slope_range L0 L rho Rho HL0 HL Pos s Hs) as (S1 & S2).
      split; [easy |]. split; [now left |]. unfold bound in S2.
      now rewrite (Rplus_comm (L * power s rho)).
    - intros s Hs _ Far. apply pow_incr. split; [lra |]. apply Away; [easy | lra].
    - now apply pow_lt. }
  replace (g ^ 2) with (quotient L0 L rho g * (2 * bound L0 L rho g))
    by (unfold quotient; field; lra).
  replace (2 * L * power g rho + 2 * L0) with (2 * bound L0 L rho g) by (unfold bound; ring).
  apply Rmult_le_compat_r; lra.
Qed.
