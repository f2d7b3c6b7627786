(* The assumptions of the lower bound for schedules that stay long can be met by a function with a
   wave of the period PI on all of the left half-line: ell(s) = s + 1, gap 2, eps = 1, steps PI. And
   those of lower_bound_iterates, by one step over a node and one along a straight piece. *)
From Coq Require Import Reals Lra Lia Psatz.
From Warmproof Require Import Meaning Sums Vacuity VacuityTools.
From Warmproof Require Satisfiable.
Open Scope R_scope.

(* ---- a node, then a straight piece ---------------------------------------------------------- *)

Definition kink (x : R) : R := if Rle_dec x 0 then 1 else 2.
Definition two_nodes (t : R) : R := if Rlt_dec t (1 / 2) then 2 else 0.

Theorem lower_bound_iterates_met : Satisfiable.lower_bound_iterates.
Proof.
  exists any, kink, (orbit (fun x => - kink x * 1 + x) 2), (fun _ => 1), two_nodes,
    1, 2, 2, 1, (-10), 1.
  split; [repeat split; try lra; [exact (integer_INR 2) | apply integer_1]|]. split.
  { intros t It H0 H1. replace t with 0 by lra. unfold two_nodes, kink.
    destruct (Rlt_dec 0 (1 / 2)); destruct (Rlt_dec (0 + 1) (1 / 2)); try lra.
    destruct (Rle_dec 2 0); lra. }
  split; [|split; [intros; lra|split; [split|lra]]].
  - intros x _. unfold two_nodes, kink. destruct (Rlt_dec 1 (1 / 2)); try lra.
    intros H. destruct (Rle_dec x 0); lra.
  - rewrite orbit_0. unfold two_nodes. destruct (Rlt_dec 0 (1 / 2)); lra.
  - intros t It Ht _. exact (orbit_next _ _ t It Ht).
Qed.

(* ---- waves without end ---------------------------------------------------------------------- *)

Definition stop (t : R) : R := - PI * t.
Definition crest : R := stop 0 + PI * 1 / 1.
Definition descent : R := stop 0 + (2 - 1 ^ 2 / 1) / 1 + PI * 1 / 1.
Definition ascent : R := stop 0 + (2 - 1 ^ 2 / 1) / 1 + 2 * PI * 1 / 1.

(* One formula on each piece, from the right. *)
Definition by_pieces (right bed down hump wave : R -> R) (x : R) : R :=
  if Rlt_dec ascent x then right x
  else if Rlt_dec descent x then bed x
  else if Rlt_dec crest x then down x
  else if Rlt_dec (stop 0) x then hump x
  else wave x.

Definition in_bed (x : R) : R :=
  1 * (x - stop 0 - (2 - 1 ^ 2 / 1) / 1 - 3 * PI * 1 / (2 * 1)) / 1.
Definition f : R -> R := by_pieces
  (fun x => 1 * (x - stop 0 - (2 - 1 ^ 2 / 1) / 1 - 2 * PI * 1 / 1) + 1 ^ 2 / 1)
  (fun x => 1 ^ 2 * (1 - cos (in_bed x)) / 1)
  (fun x => -1 * (x - stop 0 - PI * 1 / 1) + 2)
  (fun x => 2 + 1 ^ 2 * sin (1 * (x - stop 0) / 1) / 1)
  (fun x => 1 ^ 2 * PI * sin (2 * x) / (2 * PI * 1) + 2).
Definition df : R -> R := by_pieces (fun _ => 1) (fun x => 1 * sin (in_bed x)) (fun _ => -1)
  (fun x => 1 * cos (1 * (x - stop 0) / 1)) (fun x => 1 * cos (2 * x)).
Definition ddf : R -> R := by_pieces (fun _ => 0) (fun x => 1 * cos (in_bed x)) (fun _ => 0)
  (fun x => - (1) * sin (1 * (x - stop 0) / 1)) (fun x => - 2 * PI * 1 * sin (2 * x) / PI).

Ltac piece :=
  unfold f, df, ddf, by_pieces;
  repeat match goal with |- context [Rlt_dec ?a ?b] => destruct (Rlt_dec a b); try lra end.

Lemma stops_in_order : stop 0 < crest /\ crest < descent /\ descent < ascent.
Proof. unfold crest, descent, ascent, stop. pose proof PI_RGT_0. lra. Qed.

(* Every wave has the same formula. *)
Lemma phase_of_wave : forall t x, integer t -> 0 <= t ->
  let phase := 2 * PI * (x - stop (t + 1)) * 1 / (1 * PI) in
  sin phase = sin (2 * x) /\ cos phase = cos (2 * x).
Proof.
  intros t x It Ht. destruct (integer_nat t It Ht) as (k & ->). cbv zeta.
  replace (2 * PI * (x - stop (INR k + 1)) * 1 / (1 * PI))
    with (2 * x + 2 * INR (Datatypes.S k) * PI)
    by (rewrite S_INR; unfold stop; field; pose proof PI_RGT_0; lra).
  rewrite sin_period, cos_period. split; reflexivity.
Qed.

Theorem lower_bound_never_reached_met : Satisfiable.lower_bound_never_reached.
Proof.
  exists any, (fun s => s + 1), f, df, ddf, (orbit (fun x => - df x * PI + x) (stop 0)),
    (fun _ => PI), stop, (fun _ => 1), 1, 2, 1, (1 / 2), 2.
  assert (Pi := PI_RGT_0). assert (N : PI <> 0) by lra. destruct stops_in_order as (O1 & O2 & O3).
  split; [intros; lra|]. do 7 (split; [lra|]). split; [intros; lra|].
  split; [intros; split; [apply integer_1 | lra]|]. split; [intros; unfold stop; lra|].
  split; [intros x H0 (_ & H1); fold crest in *; piece; repeat split; lra|].
  split; [intros x (_ & H0) (_ & _ & H1); fold crest descent in *; piece; repeat split; lra|].
  split.
  { intros x (_ & _ & H0) (_ & _ & H1). fold descent ascent in *. fold (in_bed x).
    piece; repeat split; lra. }
  split; [intros x (_ & _ & H0); fold ascent in *; piece; repeat split; lra|].
  split; [|split; [apply orbit_0 | intros t It Ht; exact (orbit_next _ _ t It Ht)]].
  intros t It Ht x H0 H1. destruct (phase_of_wave t x It Ht) as (Es & Ec). cbv zeta in Es, Ec.
  rewrite Es, Ec. assert (stop t <= stop 0) by (unfold stop; nra).
  piece; repeat split; lra.
Qed.
