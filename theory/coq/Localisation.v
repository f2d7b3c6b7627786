(* A run of gradient descent stays in S, the part of the level set that it starts in, where the walk of
   each step does not climb above the start of the step; and steps with eta ell(gap) <= 2 are such
   walks (Descent.v). By induction over the run: S holds every walk downhill from its points. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Space Sums Ray Means Descent.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma inside_INR (m : setting) k : inside m (INR k) <-> S m (iterate m k).
Proof. unfold inside. rewrite index_INR. reflexivity. Qed.

Theorem stays_in_region : Stated.stays_in_region.
Proof.
  intros m Delta g eta path T Hb [steps values] [HT H0] start segments.
  assert (Hk : forall t, integer t -> 0 <= t -> t <= T -> exists k, t = INR k /\ Delta t = gap_at m (iterate m k) /\
    g t = norm (grad m (iterate m k)) /\ forall h, path t h = gap_at m (next m (iterate m k) h)).
  { intros t Ht Ht0 Ht1. destruct (integer_nat t Ht Ht0) as [k ->]. exists k. split; [reflexivity|].
    destruct (values k Ht1) as [V1 [V2 V3]]. repeat split; assumption. }
  assert (Hnext : forall k, INR k <= T - 1 -> S m (iterate m k) ->
    S m (iterate m (Datatypes.S k)) /\ Delta (INR k + 1) <= Delta (INR k)).
  { intros k HkT In. assert (HSk : INR (Datatypes.S k) <= T) by (rewrite S_INR; lra).
    destruct (segments (INR k) (integer_INR k) (pos_INR k) HkT) as [He Hseg]; [apply (proj2 (inside_INR m k)), In|].
    destruct (values k ltac:(lra)) as [V1 [V2 V3]]. destruct (values _ HSk) as [W1 _].
    rewrite (steps k HSk) in W1 |- *. rewrite S_INR in W1.
    assert (Hdown : forall h, 0 <= h <= eta (INR k) -> gap_at m (next m (iterate m k) h) <= gap_at m (iterate m k)).
    { intros h Hh. rewrite <- V3, <- V1. apply Hseg; lra. }
    split.
    - rewrite <- down_next. apply downhill_in_S; [exact In|exact He|]. intros r Hr. rewrite down_next.
      specialize (Hdown r Hr). unfold gap_at in Hdown. lra.
    - rewrite V1, W1. apply Hdown. lra. }
  assert (Hin : forall t, integer t -> 0 <= t -> t <= T -> inside m t).
  { apply integer_induction; [exact start|]. intros t Ht Ht0 Ht1 IH.
    destruct (integer_nat t Ht Ht0) as [k ->]. rewrite <- S_INR.
    apply (proj2 (inside_INR m _)). apply (proj1 (inside_INR m k)) in IH.
    apply Hnext; assumption. }
  assert (HinS : forall k, INR k <= T -> S m (iterate m k)).
  { intros k HkT. apply (proj1 (inside_INR m k)), Hin; [apply integer_INR|apply pos_INR|exact HkT]. }
  assert (Hpos : forall t, integer t -> 0 <= t -> t <= T -> 0 <= Delta t).
  { intros t Ht Ht0 Ht1. destruct (Hk t Ht Ht0 Ht1) as [k [E [-> _]]].
    assert (B := Hb (iterate m k) (HinS k ltac:(lra))). unfold gap_at. lra. }
  split; [exact Hin|].
  split; [|split; [apply Hpos; [apply integer_0|lra|exact H0]|split; [apply Hpos; [exact HT|exact H0|lra]|]]].
  - apply does_not_rise. intros t Ht Ht0 Ht1. destruct (integer_nat t Ht Ht0) as [k ->].
    apply Hnext; [exact Ht1|apply HinS; lra].
  - intros t Ht Ht0 Ht1.
    assert (Ht' : integer (t + 1)) by (apply integer_plus; [exact Ht|apply integer_1]).
    split; [|split; [apply Hpos; [exact Ht|exact Ht0|lra]|split; [|apply Hpos; [exact Ht'|lra|lra]]]].
    + destruct (integer_nat t Ht Ht0) as [k ->]. assert (HSk : INR (Datatypes.S k) <= T) by (rewrite S_INR; lra).
      destruct (values k ltac:(lra)) as [V1 [V2 _]]. destruct (values _ HSk) as [W1 _].
      rewrite (steps k HSk), S_INR in W1. exists (iterate m k). split; [|exact W1].
      split; [apply HinS; lra|split; assumption].
    + destruct (Hk t Ht Ht0 ltac:(lra)) as [k [_ [_ [-> _]]]]. apply norm_nonnegative.
Qed.

Theorem localisation : Stated.localisation.
Proof.
  intros m ell Delta g eta path T Hs Hb rises run [HT H0] start steps.
  apply (stays_in_region m Delta g eta path T Hb run (conj HT H0) start).
  intros t Ht Ht0 Ht1 In. destruct (integer_nat t Ht Ht0) as [k ->]. apply (proj1 (inside_INR m k)) in In.
  destruct run as [_ values]. destruct (values k ltac:(lra)) as [V1 [_ V3]].
  assert (Hgap : 0 <= gap_at m (iterate m k)) by (assert (B := Hb _ In); unfold gap_at; lra).
  destruct (steps (INR k) Ht Ht0 Ht1 ltac:(lra)) as [He Hstep].
  split; [exact He|]. intros h Hh Hhe. rewrite V3, V1.
  destruct (step_descends m ell (iterate m k) (eta (INR k)) Hs Hb rises In He) as [Hnr _]; [rewrite <- V1; lra|].
  assert (L := Hnr h ltac:(lra)). rewrite gap_along_start in L. unfold gap_along in L. rewrite down_next in L. exact L.
Qed.
