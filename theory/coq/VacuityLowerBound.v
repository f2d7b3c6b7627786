(* The assumptions of the lower bound can be met by a function with a wave: ell(s) = s + 1, gap 2,
   eps = 1, one step of length pi that the wave holds back and one step of length 1 below it. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Sums.
From Warmproof Require Examples Satisfiable.
Open Scope R_scope.

Definition step (t : R) : R := if Rlt_dec t (1 / 2) then PI else 1.
Definition lower_node : R := (2 - 1 ^ 2 / 1) / 1 + PI * 1 / (2 * 1).
Definition node (t : R) : R := if Rlt_dec t (1 / 2) then 1 * PI + lower_node else lower_node.

(* One formula on each piece, from the right. *)
Definition by_pieces (beyond wave straight bed left : R -> R) (x : R) : R :=
  if Rlt_dec (node 0) x then beyond x
  else if Rlt_dec lower_node x then wave x
  else if Rlt_dec (PI * 1 / (2 * 1)) x then straight x
  else if Rlt_dec (- PI * 1 / (2 * 1)) x then bed x
  else left x.

Definition phase (x : R) : R := 2 * PI * (x - lower_node) * 1 / (1 * PI).
Definition f : R -> R := by_pieces
  (fun x => 1 * (x - node 0) + 2) (fun x => 1 ^ 2 * PI * sin (phase x) / (2 * PI * 1) + 2)
  (fun x => 1 * (x - PI * 1 / (2 * 1)) + 1 ^ 2 / 1) (fun x => 1 ^ 2 * (1 - cos (1 * x / 1)) / 1)
  (fun x => -1 * (x + PI * 1 / (2 * 1)) + 1 ^ 2 / 1).
Definition df : R -> R := by_pieces
  (fun _ => 1) (fun x => 1 * cos (phase x)) (fun _ => 1) (fun x => 1 * sin (1 * x / 1)) (fun _ =>
    -1).
Definition ddf : R -> R := by_pieces
  (fun _ => 0) (fun x => -2 * PI * 1 * sin (phase x) / PI) (fun _ => 0) (fun x => 1 * cos (1 * x /
    1))
  (fun _ => 0).

Fixpoint walk (k : nat) : R :=
  match k with O => node 0 | Datatypes.S j => - df (walk j) * step (INR j) + walk j end.

Lemma step_0 : step 0 = PI.
Proof. unfold step. destruct (Rlt_dec 0 (1 / 2)); [easy | lra]. Qed.

Lemma node_0 : node 0 = 1 * PI + lower_node.
Proof. unfold node. destruct (Rlt_dec 0 (1 / 2)); [easy | lra]. Qed.

Lemma node_1 : node 1 = lower_node.
Proof. unfold node. destruct (Rlt_dec 1 (1 / 2)); [lra | easy]. Qed.

Lemma only_zero : forall t, integer t -> 0 <= t -> t < 1 -> t = 0.
Proof. intros t It Ht Lt. pose proof (integer_lt t 1 It integer_1 Lt). lra. Qed.

Ltac piece :=
  unfold f, df, ddf, by_pieces;
  repeat match goal with |- context [Rlt_dec ?a ?b] => destruct (Rlt_dec a b); try lra end.

Theorem lower_bound : Satisfiable.lower_bound.
Proof.
  exists (Examples.whole_bowl Examples.line (fun _ => 0)), (fun s => s + 1), f, df, ddf, (fun t =>
    walk (index t)), step, node,
    (fun _ => 1), 1, 2, 1, 2, 1, (1 / 2), 2.
  assert (Pi := PI_RGT_0). assert (Wave := node_0). assert (Low : PI / 2 < lower_node)
    by (unfold lower_node; lra).
  split; [intros; lra |]. do 7 (split; [lra |]). split.
  { split; [exact (integer_INR 2) |]. split; [apply integer_1 |]. split; [lra |]. split; [lra |].
    split.
    - intros t It Ht Lt. rewrite (only_zero t It Ht Lt), step_0. lra.
    - intros _. unfold step. destruct (Rlt_dec 1 (1 / 2)); pose proof PI_4; pose proof PI2_3_2;
        lra. }
  split; [intros t _ _ _; unfold step; destruct (Rlt_dec t (1 / 2)); lra |].
  split; [intros t It Ht Lt; replace t with 0 by lra; rewrite step_0; unfold step;
          destruct (Rlt_dec (0 + 1) (1 / 2)); pose proof PI2_3_2; lra |].
  split; [intros t It Ht Lt; rewrite (only_zero t It Ht Lt), step_0;
          split; [apply integer_1 | lra] |].
  split.
  { split; [rewrite node_1; unfold lower_node; repeat split; lra |].
    intros t It Ht Lt. rewrite (only_zero t It Ht Lt), step_0, Rplus_0_l, node_1. lra. }
  split; [intros x Hx; piece; lra |].
  split; [intros x (_ & Hx) Top; rewrite node_1 in Top; piece; repeat split; lra |].
  split; [intros x (_ & Hx) (_ & Top); piece; repeat split; lra |].
  split; [intros x (_ & Hx); piece; repeat split; lra |].
  split.
  { intros t It Ht Lt x Hx Top. rewrite (only_zero t It Ht Lt), Rplus_0_l, node_1 in *.
    rewrite step_0. fold (phase x). piece; repeat split; lra. }
  split; [change 0 with (INR 0); now rewrite index_INR |].
  intros t It Ht _. destruct (integer_nat t It Ht) as (k & ->).
  rewrite <- S_INR, !index_INR. reflexivity.
Qed.
