(* A fixed step is too long for one function or slow on another.

   gd_cycle: the function is even; right of 0 it is flat, then the extremal curve V, then straight
   with the slope h of V at its end. Gradient descent jumps from end to end, between eta h/2 and
   -eta h/2. fixed_step_lower_bound puts it beside Huber's function. *)
From Coq Require Import Reals Lra Lia List Psatz.
From Warmproof Require Import Meaning Line Gluing Steps Waves Triangular Huber.
From Warmproof Require Stated.
Open Scope R_scope.

Theorem gd_cycle : Stated.gd_cycle.
Proof.
  intros m ell V dV ddV p dp ddp position Rr h gap0 eta T Pos
    [HR [Ext [DV [DdV [V0 [dV0 [VR [dVR Hh]]]]]]]] Long Flat Curve Tail [Start Run] [IT T0].
  set (b := eta * h / 2) in *. set (a := - Rr + b) in *.
  assert (Ha : 0 <= a) by (unfold a, b; lra). assert (Hab : a < b) by (unfold a; lra).
  assert (OF : forall x, 0 <= x -> x <= a -> parabola p dp ddp 0 0 0 0 x).
  { intros x H1 H2. destruct (Flat x H1 H2) as [A [B C]]. unfold parabola, takes. rewrite A, B, C.
    repeat split; field. }
  assert (OC : forall x, a < x -> x <= b ->
    p x = V (- a + x) /\ dp x = dV (- a + x) /\ ddp x = ddV (- a + x)).
  { intros x H1 H2. replace (- a + x) with (Rr - b + x) by (unfold a; ring).
    apply Curve; assumption. }
  assert (OT : forall x, b < x -> parabola p dp ddp gap0 h 0 b x).
  { intros x H1. destruct (Tail x H1) as [A [B C]]. unfold parabola, takes. rewrite A, B, C.
    unfold b. repeat split; field. }
  assert (AA : p a = V (- a + a) /\ dp a = dV (- a + a)).
  { destruct (Flat a Ha (Rle_refl a)) as [A [B _]]. rewrite Rplus_opp_l, V0, dV0. auto. }
  assert (AB : p b = gap0 /\ dp b = h).
  { destruct (OC b Hab (Rle_refl b)) as [A [B _]]. rewrite A, B.
    replace (- a + b) with Rr by (unfold a; ring). auto. }
  assert (Shift : forall y, a <= y <= b -> 0 <= - a + y <= Rr) by (intros; unfold a in *; lra).
  assert (D1 : once p dp ddp (fun y => a <= y <= b)).
  { split.
    - apply (derives_on_piece _ p dp (fun y => V (- a + y)) (fun y => dV (- a + y))).
      + apply (derives_shift _ _ _ _ _ DV), Shift.
      + intros y Hy. destruct (Req_dec y a) as [->|N]; [exact AA|].
        destruct (OC y) as [A [B _]]; [lra | lra | auto].
    - exists (a :: nil).
      apply (but_derives _ _ _ _ (fun y => dV (- a + y)) (fun y => ddV (- a + y))).
      + intros; lra.
      + apply (derives_shift _ _ _ _ _ DdV), Shift.
      + intros y Hy. destruct (Req_dec y a) as [->|N]; [apply AA|]. apply OC; lra.
      + intros y Hy N. apply OC; [|lra]. destruct (Req_dec y a) as [->|N']; [|lra].
        exfalso. apply N. left. reflexivity. }
  assert (DA : once p dp ddp (fun x => 0 <= x)).
  { eapply once_glue; [apply (meet_right 0 a Ha) | |].
    - destruct (OF 0 (Rle_refl 0) Ha) as [A [B _]].
      apply (once_parabola p dp ddp _ 0 0 0 0); [rewrite A; field | rewrite B; ring|].
      intros x Hx _. apply OF; lra.
    - eapply once_glue; [apply (meet_right a b); lra | exact D1 |].
      apply (once_parabola p dp ddp _ gap0 h 0 b); [tauto | tauto|].
      intros x Hx N. apply OT. lra. }
  assert (HG : 0 <= gap0) by (rewrite <- VR; apply Ext; lra).
  assert (PN : forall x, 0 <= x -> 0 <= p x /\ 0 <= ddp x /\ ddp x <= ell (p x)).
  { intros x Hx. destruct (Rle_lt_dec x a) as [G|G]; [|destruct (Rle_lt_dec x b) as [G'|G']].
    - destruct (Flat x Hx G) as [A [_ C]]. rewrite A, C. specialize (Pos 0). lra.
    - destruct (OC x G G') as [A [_ C]]. rewrite A, C.
      destruct (Ext (- a + x)) as [E1 E2]; [apply Shift; lra | apply Shift; lra|].
      rewrite E2. specialize (Pos (V (- a + x)) E1). lra.
    - destruct (OT x G') as [A [_ C]]. rewrite C. assert (0 <= p x) by (rewrite A; nra).
      specialize (Pos (p x)). lra. }
  assert (Cy : forall n, integer n -> 0 <= n -> n <= T -> position n = b \/ position n = - b).
  { apply (induction_to (fun n => position n = b \/ position n = - b) T IT); [auto|].
    intros n In Hn HN IH. assert (n + 1 <= T) by (apply integer_less; assumption).
    destruct (Run n In Hn ltac:(lra)) as [Rp Rn]. destruct IH as [E|E]; rewrite E in Rp, Rn.
    - right. rewrite Rp by lra. destruct AB as [_ ->]. unfold b. field.
    - left. rewrite Rn by lra. rewrite Ropp_involutive. destruct AB as [_ ->]. unfold b. field. }
  assert (Cy' : forall n, integer n -> 0 <= n -> n <= T -> Rabs (position n) = b).
  { intros n In Hn HN. destruct (Cy n In Hn HN) as [-> | ->]; [|rewrite Rabs_Ropp];
      apply Rabs_pos_eq; lra. }
  destruct DA as [D [bad DB]].
  split; [exact D|]. split; [eapply derives_almost_of_but, DB|].
  split; [intros x Hx; destruct (PN x Hx) as [A [B _]]; auto|].
  split; [intros x Hx; apply PN, Hx|]. split.
  - destruct (Flat 0 (Rle_refl 0) Ha) as [A [B _]]. repeat split; auto.
    intros x H1 H2. apply Flat; assumption.
  - split; [exact Cy'|]. intros n In Hn HN. rewrite (Cy' n In Hn HN). apply AB.
Qed.

Theorem fixed_step_lower_bound : Stated.fixed_step_lower_bound.
Proof.
  intros m ell V dV ddV p dp ddp cycle_position position Rr h gap0 eta K0 d eps s T
    HK Least Ext Far Flat Curve Tail Cycle [Hs Hds] Room Heta Run Hor.
  assert (Hd : 0 < d) by (destruct Ext as [HR _]; lra).
  assert (He : 0 < eps) by nra.
  destruct (huber_lower_bound m position K0 gap0 d eps eta s T HK Hd (conj Hs Hds) Room Heta Run
    Hor)
    as [C [S [_ [G Slow]]]].
  assert (Pos : forall s, 0 <= s -> 0 <= ell s) by (intros x Hx; specialize (Least x Hx); lra).
  assert (Cy := fun L => gd_cycle m ell V dV ddV p dp ddp cycle_position Rr h gap0 eta T Pos Ext L
    Flat Curve Tail Cycle Hor).
  split; [|split; [|split; [|split; [|split; [|split; [|split]]]]]].
  - intros L n In Hn HN. destruct (Cy L) as [_ [_ [_ [_ [_ [_ Nv]]]]]]. rewrite (Nv n In Hn HN).
    lra.
  - intros L. apply (Cy L).
  - intros L. destruct Cycle as [Start _]. rewrite Start. split; [|lra].
    apply (Flat (- Rr + eta * h / 2)); lra.
  - exact Slow.
  - exact C.
  - exact S.
  - intros x. split; [lra|]. apply Least. exact (huber_nonnegative K0 s HK Hs x).
  - exact G.
Qed.
