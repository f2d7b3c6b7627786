(* The assumptions of the two sharper lower bounds can be met: steep waves with a quartic link, for
   ell(s) = s + 1, gap 20, eps = 1, slope 2 and the steps 3/2 and 1/2 (two periods, the last of them
   the link); and triangular waves, for gap 2, eps = 1 and the steps 2 and 1. *)
From Coq Require Import Reals Lra Lia Psatz.
From Warmproof Require Import Meaning Sums Vacuity VacuityTools.
From Warmproof Require Satisfiable.
Open Scope R_scope.

Lemma zero_alone : forall t, integer t -> 0 <= t -> t < 1 -> t = 0.
Proof. intros t It Ht Lt. pose proof (integer_lt t 1 It integer_1 Lt). lra. Qed.

(* ---- waves and a link ----------------------------------------------------------------------- *)

Definition step (t : R) : R := if Rlt_dec t (1 / 2) then 3 / 2 else 1 / 2.
Definition low_node : R :=
  (20 - 2 * (1 + 2) * (3 / 2) / (2 * 2) - 1 ^ 2 / 1) / 1 + PI * 1 / (2 * 1).
Definition node (t : R) : R := if Rlt_dec t (1 / 2) then 2 * (3 / 2) + low_node else low_node.

Definition by_pieces (beyond wave link straight bed left : R -> R) (x : R) : R :=
  if Rlt_dec (2 * (3 / 2) + low_node) x then beyond x
  else if Rlt_dec (2 * (3 / 2) / 2 + low_node) x then wave x
  else if Rlt_dec low_node x then link x
  else if Rlt_dec (PI * 1 / (2 * 1)) x then straight x
  else if Rlt_dec (- PI * 1 / (2 * 1)) x then bed x
  else left x.

Definition phase (x : R) : R := 2 * PI * (x - low_node) * 2 / (2 * (3 / 2)).
Definition f : R -> R := by_pieces
  (fun x => 20 + 2 * (x - (2 * (3 / 2) + low_node)))
  (fun x => 20 + 2 ^ 2 * (3 / 2) * sin (phase x) / (2 * PI * 2))
  (fun x => - (1) * (2 * (3 / 2) / 2 - x + low_node) + 20 - 2 * (- (1) + 2)
    * (1 / 2 - (x - low_node) ^ 3 * 2 ^ 3 / (2 ^ 3 * (3 / 2) ^ 3)
       + (x - low_node) ^ 4 * 2 ^ 4 / (2 * 2 ^ 4 * (3 / 2) ^ 4)) * (3 / 2) / 2)
  (fun x => 1 * (x - PI * 1 / (2 * 1)) + 1 ^ 2 / 1) (fun x => 1 ^ 2 * (1 - cos (1 * x / 1)) / 1)
  (fun x => - (1) * (x + PI * 1 / (2 * 1)) + 1 ^ 2 / 1).
Definition df : R -> R := by_pieces
  (fun _ => 2) (fun x => 2 * cos (phase x))
  (fun x => 1 + (- (1) + 2) * (3 * (x - low_node) ^ 2 * 2 ^ 2 / (2 ^ 2 * (3 / 2) ^ 2)
    - 2 * (x - low_node) ^ 3 * 2 ^ 3 / (2 ^ 3 * (3 / 2) ^ 3)))
  (fun _ => 1) (fun x => 1 * sin (1 * x / 1)) (fun _ => - (1)).
Definition ddf : R -> R := by_pieces
  (fun _ => 0) (fun x => - 2 * PI * 2 * sin (phase x) / (3 / 2))
  (fun x => 6 * (- (1) + 2) * ((x - low_node) * 2 / (2 * (3 / 2))
    - (x - low_node) ^ 2 * 2 ^ 2 / (2 ^ 2 * (3 / 2) ^ 2)) * 2 / (2 * (3 / 2)))
  (fun _ => 0) (fun x => 1 * cos (1 * x / 1)) (fun _ => 0).

Fixpoint walk (k : nat) : R :=
  match k with O => node 0 | Datatypes.S j => - df (walk j) * step (INR j) + walk j end.

Lemma steps_and_nodes : step 0 = 3 / 2 /\ step (0 + 1) = 1 / 2 /\ node 0 = 2 * (3 / 2) + low_node /\
  node (0 + 1) = low_node.
Proof.
  unfold step, node. destruct (Rlt_dec 0 (1 / 2)); destruct (Rlt_dec (0 + 1) (1 / 2)); lra.
Qed.

Ltac piece :=
  unfold f, df, ddf, by_pieces;
  repeat match goal with |- context [Rlt_dec ?a ?b] => destruct (Rlt_dec a b); try lra end.

Theorem lower_bound_quartic_met : Satisfiable.lower_bound_quartic.
Proof.
  destruct steps_and_nodes as (S0 & S1 & N0 & N1). assert (Pi := PI_RGT_0).
  assert (Pi3 : 3 < PI) by (pose proof PI2_3_2; lra). assert (Pi4 : PI <= 4) by apply PI_4.
  assert (Low : PI / 2 < low_node) by (unfold low_node; lra).
  exists any, (fun s => s + 1), f, df, ddf,
    (fun t => walk (index t)), step, node, (fun _ => 2), 0, 2, 1, 20, 1, 2, (1 / 2), 11.
  rewrite S0, S1, N0, N1.
  split; [intros; lra|]. do 9 (split; [lra|]). split.
  { split; [exact (integer_INR 2)|]. split; [apply integer_0|]. split; [lra|]. split; [lra|].
    split; [|lra]. intros t It Ht Lt. replace t with 0 by lra. lra. }
  split; [intros t _ _ _; unfold step; destruct (Rlt_dec t (1 / 2)); lra|].
  split; [intros t It Ht Lt; replace t with 0 by lra; lra|]. split.
  { split; [|repeat split; try lra; exact (integer_INR 2)]. intros t It Ht Lt.
    replace t with 0 by lra. split; [exact (integer_INR 2) | lra]. }
  split; [intros; lra|]. split.
  { split; [unfold low_node; repeat split; lra|]. intros t It Ht Lt. replace t with 0 by lra. lra. }
  split; [intros x Hx; piece|].
  split; [intros x (_ & H0) H1; fold (phase x); piece; repeat split; lra|].
  split; [intros x H0 (_ & H1); piece; repeat split; lra|].
  split; [intros x (_ & H0) H1; piece; repeat split; lra|].
  split; [intros x (_ & H0) (_ & H1); piece; repeat split; lra|].
  split; [intros x (_ & H0); piece; repeat split; lra|].
  split; [change 0 with (INR 0); rewrite index_INR; exact N0|].
  intros t It Ht _. destruct (integer_nat t It Ht) as (k & ->).
  rewrite <- S_INR, !index_INR. reflexivity.
Qed.

(* ---- triangles ----------------------------------------------------------------------------- *)

Definition stride (t : R) : R := if Rlt_dec t (1 / 2) then 2 else 1.
Definition foot : R := (2 - 1 ^ 2 / (2 * 1)) / 1 + 1 / 1.
Definition corner (t : R) : R := if Rlt_dec t (1 / 2) then 1 * 2 + foot else foot.

Definition by_corners (beyond rising falling straight bed left : R -> R) (x : R) : R :=
  if Rlt_dec (1 * 2 + foot) x then beyond x
  else if Rlt_dec (1 + foot) x then rising x
  else if Rlt_dec foot x then falling x
  else if Rlt_dec (1 / 1) x then straight x
  else if Rlt_dec (- (1) / 1) x then bed x
  else left x.

(* How far x is from the joint to the left of it. *)
Definition after_fall (x : R) : R := x - (1 + foot).
Definition after_rise (x : R) : R := x - foot.
Definition g : R -> R := by_corners
  (fun x => 1 * (x - (1 * 2 + foot)) + 2)
  (fun x => - (1) * (- 2 * after_fall x / 2 + 1) * after_fall x + 2)
  (fun x => 1 * (- 2 * after_rise x / 2 + 1) * after_rise x + 2)
  (fun x => 1 * (x - 1 / 1) + 1 ^ 2 / (2 * 1)) (fun x => 1 * x ^ 2 / 2)
  (fun x => - (1) * (x + 1 / 1) + 1 ^ 2 / (2 * 1)).
Definition dg : R -> R := by_corners
  (fun _ => 1) (fun x => 1 * (4 * after_fall x / 2 - 1)) (fun x => 1 * (- 4 * after_rise x / 2 + 1))
  (fun _ => 1) (fun x => 1 * x) (fun _ => - (1)).
Definition ddg : R -> R := by_corners
  (fun _ => 0) (fun _ => 4 * 1 / 2) (fun _ => - 4 * 1 / 2) (fun _ => 0) (fun _ => 1) (fun _ => 0).

Fixpoint stroll (k : nat) : R :=
  match k with O => corner 0 | Datatypes.S j => - dg (stroll j) * stride (INR j) + stroll j end.

Lemma strides_and_corners : stride 0 = 2 /\ stride 1 = 1 /\ stride (0 + 1) = 1 /\
  corner 0 = 1 * 2 + foot /\ corner 1 = foot /\ corner (0 + 1) = foot.
Proof.
  unfold stride, corner. destruct (Rlt_dec 0 (1 / 2)); destruct (Rlt_dec 1 (1 / 2));
    destruct (Rlt_dec (0 + 1) (1 / 2)); lra.
Qed.

Ltac side :=
  unfold g, dg, ddg, by_corners, after_fall, after_rise;
  repeat match goal with |- context [Rlt_dec ?a ?b] => destruct (Rlt_dec a b); try lra end.

Theorem lower_bound_triangular_met : Satisfiable.lower_bound_triangular.
Proof.
  destruct strides_and_corners as (S0 & S1 & S01 & C0 & C1 & C01).
  assert (Foot : foot = 5 / 2) by (unfold foot; lra).
  exists any, (fun s => s + 1), g, dg, ddg, (fun t => stroll (index t)), stride, corner,
    (fun _ => 1), (fun _ => 2), 1, 2, 1, 2, 1, (1 / 2), 2.
  rewrite S1, C0, C1.
  split; [intros; lra|]. do 7 (split; [lra|]). split.
  { split; [exact (integer_INR 2)|]. split; [apply integer_1|]. split; [lra|]. split; [lra|].
    split; [|lra]. intros t It Ht Lt. rewrite (zero_alone t It Ht Lt). lra. }
  split; [intros t _ _ _; unfold stride; destruct (Rlt_dec t (1 / 2)); lra|].
  split; [intros t It Ht Lt; replace t with 0 by lra; lra|].
  split; [intros t It Ht Lt; rewrite (zero_alone t It Ht Lt), S0; split; [apply integer_1 | lra]|].
  split; [intros t It Ht Lt; rewrite (zero_alone t It Ht Lt), S0; lra|]. split.
  { split; [unfold foot; repeat split; lra|]. intros t It Ht Lt.
    rewrite (zero_alone t It Ht Lt). lra. }
  split; [intros x Hx; side; repeat split; lra|].
  split; [intros x (_ & H0) H1; side; repeat split; lra|].
  split; [intros x (_ & H0) (_ & H1); side; repeat split; lra|].
  split; [intros x (_ & H0); side; repeat split; lra|]. split; [|split; [|split]].
  - intros t It Ht Lt k Ik Hk Lk x H0 H1. rewrite (zero_alone t It Ht Lt), C0 in *.
    assert (K : k = 0) by (apply zero_alone; assumption). rewrite K in H0, H1 |- *. clear K.
    side; repeat split; lra.
  - intros t It Ht Lt k Ik Hk Lk x H0 H1. rewrite (zero_alone t It Ht Lt), C0 in *.
    assert (K : k = 0) by (apply zero_alone; assumption). rewrite K in H0, H1 |- *. clear K.
    side; repeat split; lra.
  - change 0 with (INR 0). rewrite index_INR. exact C0.
  - intros t It Ht _. destruct (integer_nat t It Ht) as (k & ->).
    rewrite <- S_INR, !index_INR. reflexivity.
Qed.
