(* Gradient descent with energy steps: the run stays in S, and its squared gradients add up to at most
   what Phi loses.

   localisation_energy: along a step no longer than the energy step the gap does not exceed its start
   (below_extremal), so the step ends in S; by induction over the run. gd_nonconvex_energy: every
   full energy step spends g^2/2 of Phi (energy_step); these are summed. *)
From Coq Require Import Reals Lra Lia Psatz.
From Warmproof Require Import Meaning Line Space Ray Sums GradientBound EnergyStep.
From Warmproof Require Stated.
Open Scope R_scope.

(* The statements write the integrand in two ways. *)
Lemma time_integral_ext Gamma (F F' : R -> R) low high : (forall s, F s = F' s) ->
  time_integral Gamma F low high -> time_integral Gamma F' low high.
Proof.
  intros E [H1 [H2 [H3 H4]]]. repeat split; try assumption. intros x Hx. rewrite <- E. apply H4, Hx.
Qed.

Lemma integrand Gamma (Phi : R -> R) low high :
  time_integral Gamma (fun s => sqrt (2 * Phi s - 2 * Phi low)) low high ->
  time_integral Gamma (fun s => sqrt (- 2 * Phi low + 2 * Phi s)) low high.
Proof. apply time_integral_ext. intros s. f_equal. ring. Qed.

Theorem gd_nonconvex_energy : Stated.gd_nonconvex_energy.
Proof.
  intros m ell Phi Delta g eta_at low_at Gamma_at T m_ eps Hs Hb Hell Hinc [Hint HP0]
    [H0 [HDT Hrun]] [HT HT0] Hschedule [_ Hm].
  assert (Hstep : forall t, integer t -> 0 <= t -> t <= T - 1 ->
    (g t) ^ 2 <= 2 * Phi (Delta t) - 2 * Phi (Delta (t + 1))).
  { intros t Ht Ht0 Ht1. destruct (Hrun t Ht Ht0 Ht1) as [Hgd [HDt [Hgt _]]].
    destruct (Hschedule t Ht Ht0 Ht1) as [Hg [Hlow [Hturn [Hlargest [Hclock Heta]]]]].
    destruct (energy_step m ell Phi (fun x => Gamma_at t x) (Delta t) (g t) (eta_at t) (Delta (t + 1)) (low_at t))
      as [_ [_ [H _]]]; try assumption.
    - split; assumption.
    - repeat split; assumption.
    - split; [exact Hlow|]. rewrite Hturn. field.
    - split; [apply integrand, Hclock|exact Heta].
    - lra. }
  assert (Htotal : total (fun i => (g i) ^ 2) T <= 2 * Phi (Delta 0) - 2 * Phi (Delta T)).
  { apply (integer_induction (fun n => total (fun i => (g i) ^ 2) n <= 2 * Phi (Delta 0) - 2 * Phi (Delta n)) T);
      try assumption; try lra.
    - rewrite total_0. lra.
    - intros t Ht Ht0 Ht1 IH. rewrite total_next by assumption.
      specialize (Hstep t Ht Ht0 Ht1). lra. }
  assert (Hrate : T * m_ <= 2 * Phi (Delta 0)).
  { assert (0 <= Phi (Delta T)) by (apply (potential_nonnegative ell); assumption).
    assert (Hsum := total_le (fun _ => m_) (fun i => (g i) ^ 2) T HT HT0 Hm).
    rewrite total_const in Hsum by assumption. lra. }
  split; [exact Htotal|]. split; [exact Hrate|].
  intros H1 Heps. apply Rmult_le_reg_l with T; lra.
Qed.

Theorem localisation_energy : Stated.localisation_energy.
Proof.
  intros m ell Phi Delta g eta_at low_at path Gamma_at T Hs Hb Hell Hinc [Hint HP0]
    [Hiterate Hrun] [HT HT0] Hstart Hschedule.
  (* a point of the run *)
  assert (Hpoint : forall k, INR k <= T -> S m (iterate m k) -> is_point m (iterate m k) (Delta (INR k)) (g (INR k))).
  { intros k Hk HS. destruct (Hrun k Hk) as [HD [Hg _]]. repeat split; assumption. }
  assert (Hgap : forall k, INR k <= T -> S m (iterate m k) -> 0 <= Delta (INR k)).
  { intros k Hk HS. destruct (Hpoint k Hk HS) as [_ [-> _]]. assert (H := Hb _ HS). unfold gap_at. lra. }
  (* one step *)
  assert (Hstep : forall k, INR k <= T - 1 -> S m (iterate m k) ->
    S m (iterate m (Datatypes.S k)) /\ Delta (INR (Datatypes.S k)) <= Delta (INR k)).
  { intros k Hk HS. assert (HD := Hgap k ltac:(lra) HS). assert (Hw := Hpoint k ltac:(lra) HS).
    destruct (Hschedule (INR k) (integer_INR k) (pos_INR k) Hk HD)
      as [Hg [Hlow [Hturn [Hlargest [Hclock [Heta Hle]]]]]].
    apply integrand in Hclock.
    assert (HkT : INR (Datatypes.S k) <= T) by (rewrite S_INR; lra).
    assert (H := step_not_risen ell Phi (Gamma_at (INR k)) (Delta (INR k)) (g (INR k)) (low_at (INR k))
      Hell Hinc Hint HD Hg Hlow ltac:(rewrite Hturn; field) Hlargest Hclock _ _ (step_ray m ell _ _ _ Hs Hb Hw)
      (step_start m _ _ _ Hw) (step_slope m _ _ _ Hw) (eta_at (INR k)) Heta Hle).
    destruct (Hrun (Datatypes.S k) HkT) as [HD' _]. rewrite (Hiterate k HkT) in *. rewrite <- down_next in *. split.
    - apply in_S; assumption.
    - rewrite HD'. fold (gap_along m (iterate m k) (down m (iterate m k)) (eta_at (INR k))).
      rewrite <- (step_start m _ _ _ Hw). apply H. lra. }
  assert (Hall : forall n, integer n -> 0 <= n -> n <= T -> inside m n /\ Delta n <= Delta 0).
  { apply integer_induction.
    - split; [exact Hstart|lra].
    - intros t Ht Ht0 Ht1 [IHS IHD]. destruct (integer_nat t Ht Ht0) as [k ->]. unfold inside in *.
      rewrite <- S_INR. rewrite index_INR in *. destruct (Hstep k Ht1 IHS) as [HS HD]. split; [exact HS|lra]. }
  assert (Hin : forall k, INR k <= T -> S m (iterate m k)).
  { intros k Hk. destruct (Hall (INR k) (integer_INR k) (pos_INR k) Hk) as [H _].
    unfold inside in H. rewrite index_INR in H. exact H. }
  split; [intros n Hn Hn0 Hn1; apply Hall; assumption|].
  split; [intros n Hn Hn0 Hn1; apply Hall; assumption|].
  assert (Hnonnegative : forall n, integer n -> 0 <= n -> n <= T -> 0 <= Delta n).
  { intros n Hn Hn0 Hn1. destruct (integer_nat n Hn Hn0) as [k ->]. apply Hgap, Hin; assumption. }
  split; [apply Hnonnegative; [apply integer_0|lra|lra]|].
  split; [apply Hnonnegative; [exact HT|exact HT0|lra]|].
  intros t Ht Ht0 Ht1. destruct (integer_nat t Ht Ht0) as [k ->].
  assert (HkT : INR (Datatypes.S k) <= T) by (rewrite S_INR; lra).
  assert (Hw := Hpoint k ltac:(lra) (Hin k ltac:(lra))). split; [|split; [|split]].
  - exists (iterate m k). split; [exact Hw|]. rewrite <- S_INR.
    destruct (Hrun (Datatypes.S k) HkT) as [-> _]. rewrite (Hiterate k HkT). reflexivity.
  - apply Hnonnegative; lra || assumption.
  - destruct Hw as [_ [_ ->]]. apply norm_nonnegative.
  - apply Hnonnegative; [apply integer_plus; [exact Ht|apply integer_1]|lra|lra].
Qed.
