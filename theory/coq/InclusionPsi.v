(* Lemma 1 in its sharp form: Psi(N) <= gap, where Psi(p) is the integral of q/(L0 + L q^rho) from 0
   to p, for L0 > 0 and every rho > 0.

   Psi is one of the functions that never exceed the gap (GradientFlow.v), for, being continuous at
   0, it exceeds a positive number only away from 0. It is at least p^2/(2 (L0 + L p^rho)), for the
   integrand is at least q/(L0 + L p^rho). *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Powers GradientFlow.
From Warmproof Require Stated.
Open Scope R_scope.

Theorem inclusion_psi : Stated.inclusion_psi.
Proof.
  intros m Psi dPsi rho L0 L gap g Rho HL0 HL Class Below Point Der Integrand Start.
  assert (Base : forall s, 0 < L * power s rho + L0).
  { intros s. assert (0 <= L * power s rho); [| lra].
    apply Rmult_le_pos; [easy | apply power_ge_0]. }
  assert (Rate : forall s, 0 <= s -> dPsi s = s / (L * power s rho + L0)).
  { intros s Hs. destruct (Integrand s Hs) as (_ & E). specialize (Base s).
    apply Rmult_eq_reg_l with (L * power s rho + L0); [| lra]. rewrite E. field. lra. }
  assert (Rises : forall a b, 0 <= a <= b -> Psi a <= Psi b).
  { intros a b Hab. apply (derives_nonnegative (fun s => 0 <= s) Psi dPsi); [lra | intros; lra |
      exact Der |].
    intros x Hx. rewrite Rate by lra. apply Rmult_le_pos; [lra |].
    left. apply Rinv_0_lt_compat, Base. }
  assert (Hg : 0 <= g) by apply Point. assert (Hgap : 0 <= gap) by apply Point.
  assert (Bound : Psi g <= gap).
  { destruct Hg as [Hg | <-]; [| lra]. destruct (Rle_dec (Psi g) gap) as [| More]; [easy |].
    destruct (derivative_at_continuous _ _ _ _ (proj1 (Der 0 ltac:(lra))) ((Psi g - gap) / 2))
      as (c & Hc & Near); [lra |].
    apply (gradient_flow_lead m Psi dPsi rho L0 L gap g ((c / 2) ^ 2)); try easy.
    - intros x Hx. destruct (Der x ltac:(lra)) as (D & C).
      split; [apply (derivative_at_sub (fun s => 0 <= s)) | apply (continuous_at_sub (fun s => 0 <=
        s))]; try easy; intros; lra.
    - intros s Hs. rewrite Rate by lra. specialize (Base s). split; [| split].
      + apply Rmult_le_pos; [lra | left; now apply Rinv_0_lt_compat].
      + now left.
      + right. field. lra.
    - intros s Hs _ Far. apply pow_incr. split; [lra |].
      destruct (Rle_dec (c / 2) s) as [| Small]; [easy | exfalso].
      specialize (Near s ltac:(lra)). rewrite Start, Rminus_0_r, Rminus_0_r, Rabs_pos_eq in Near by
        lra.
      specialize (Near ltac:(lra)). apply Rabs_le_between in Near. lra.
    - apply pow_lt. lra. }
  assert (Defined : 0 < g \/ g = 0 /\ 0 < rho) by (destruct Hg; [now left | right; lra]).
  specialize (Base g) as Bg.
  assert (Low : g ^ 2 / (2 * L * power g rho + 2 * L0) <= Psi g).
  { replace (Psi g) with (Psi g - Psi 0) by lra.
    replace (g ^ 2 / (2 * L * power g rho + 2 * L0))
      with (/ (2 * (L * power g rho + L0)) * (g * g) - / (2 * (L * power g rho + L0)) * (0 * 0))
      by (field; lra).
    apply (derivative_compare (fun s => / (2 * (L * power g rho + L0)) * (s * s))
             (fun s => s / (L * power g rho + L0)) Psi dPsi); [easy | | |].
    - intros x _. apply of_is_derive. auto_derive; [easy | field; lra].
    - intros x Hx. apply (derivative_at_sub (fun s => 0 <= s)); [intros; lra | apply Der; lra].
    - intros x Hx. rewrite Rate by lra. apply Rmult_le_compat_l; [lra |].
      apply Rinv_le_contravar; [apply Base |]. apply Rplus_le_compat_r, Rmult_le_compat_l; [easy |].
      apply power_le; lra. }
  split; [easy |]. split; [repeat split; try easy; lra |]. split; [easy |].
  replace (g ^ 2) with (g ^ 2 / (2 * L * power g rho + 2 * L0) * (2 * L * power g rho + 2 * L0))
    by (field; lra).
  apply Rmult_le_compat_r; lra.
Qed.

(* For rho = 1 the integral is known. *)
Theorem inclusion_psi_linear : Stated.inclusion_psi_linear.
Proof.
  intros m L0 L gap g HL0 HL Class Below Point.
  assert (Inside : forall s, 0 <= s -> 0 < L * s / L0 + 1).
  { intros s Hs. assert (0 <= L * s / L0); [| lra].
    apply Rmult_le_pos; [apply Rmult_le_pos; lra | left; now apply Rinv_0_lt_compat]. }
  assert (Base : forall s, 0 <= s -> 0 < L * s + L0).
  { intros s Hs. assert (0 <= L * s) by (apply Rmult_le_pos; lra). lra. }
  set (Psi := fun s => s / L - L0 * ln (L * s / L0 + 1) / L ^ 2).
  assert (Der : derives (fun s => 0 <= s) Psi (fun s => s / (L * s + L0))).
  { apply derives_of.
    - intros s Hs. specialize (Inside s Hs). specialize (Base s Hs). unfold Psi.
      auto_derive; [easy |]. field. repeat split; lra.
    - intros s Hs. specialize (Base s Hs).
      apply (ex_derive_continuous (fun s : R => s / (L * s + L0))). auto_derive. lra. }
  split; [split; [| exact Der] |].
  { intros s Hs. specialize (Inside s Hs). specialize (Base s Hs). repeat split; lra. }
  split; [lra |]. split; [apply Inside, Point |]. split; [lra |].
  apply (inclusion_psi m Psi (fun s => s / (L * s + L0)) 1 L0 L gap g); try easy; try lra.
  - intros s Hs. specialize (Base s Hs). split; [destruct Hs; [now left | right; lra] |].
    rewrite power_1_right by easy. field. lra.
  - unfold Psi. replace (L * 0 / L0 + 1) with 1 by (field; lra). rewrite ln_1. field. lra.
Qed.
