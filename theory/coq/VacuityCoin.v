(* The assumptions of the statements about chance can be met by one step on the bowl w^2/2 on the
   line from 1, with the noise 1/2 or -1/2 by a fair coin that falls after the start. *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Warmproof Require Import Meaning MeaningRandom Sums Examples Vacuity VacuityRuns VacuityTools.
From Warmproof Require Import VacuityPoints VacuitySgd.
From Warmproof Require Satisfiable.
Open Scope R_scope.

(* ---- a coin --------------------------------------------------------------------------------- *)

Definition coin : probability_space.
Proof.
  refine {| outcomes := 2; chance := fun _ => 1 / 2;
            seen := fun n k => match n with O => O | _ => k end |}.
  - intros. lra.
  - cbn. lra.
  - intros [|n] j k _ _ E; [reflexivity | exact E].
Defined.

Definition toss (omega : R) : R := 1 / 2 - omega.

Lemma two_sides : forall omega, outcome coin omega -> omega = 0 \/ omega = 1.
Proof.
  intros omega (k & Hk & ->). cbn in Hk. destruct k as [|[|k]]; [left | right | lia]; reflexivity.
Qed.

Lemma index_0 : index 0 = O.
Proof. change 0 with (INR 0). apply index_INR. Qed.

Lemma known_after : forall X, known coin X (0 + 1).
Proof.
  intros X j k _ _. replace (0 + 1) with (INR 1) by (simpl; ring). rewrite index_INR.
  intros E. cbn in E. rewrite E. reflexivity.
Qed.

Lemma known_before : forall X c, (forall omega, X omega = c) -> known coin X 0.
Proof. intros X c E j k _ _ _. rewrite !E. reflexivity. Qed.

Lemma given_before : forall k X, given coin 0 k X = (X 0 + X 1) / 2.
Proof. intros k X. unfold given, within. cbn. field. Qed.

Lemma fair : centred coin toss 0.
Proof. intros k _. rewrite index_0, given_before. unfold toss. field. Qed.

Lemma at_most_before : forall X W : R -> R, 0 <= X 0 <= W 0 -> 0 <= X 1 <= W 1 ->
  (forall a b, W a = W b) -> conditionally_at_most coin X W 0.
Proof.
  intros X W H0 H1 E. split; intros k Hk; cbn in Hk.
  - destruct k as [|[|k]]; [change (INR 0) with 0 | change (INR 1) with 1 | lia]; lra.
  - rewrite index_0, given_before, (E (INR k) 0). rewrite (E 1 0) in H1. lra.
Qed.

Lemma the_start : forall t, integer t -> 0 <= t -> t <= 1 - 1 -> t = 0.
Proof. intros. lra. Qed.

Ltac at_start := let t := fresh "t" in let Start := fresh "Start" in
  intros t ? ? ?; assert (Start : t = 0) by (apply the_start; assumption); subst t.

Lemma one_step : integer 1 /\ 1 <= 1.
Proof. split; [apply integer_1 | lra]. Qed.

(* ---- moments -------------------------------------------------------------------------------- *)

Lemma toss_bounded : forall omega, outcome coin omega -> - (1 / 2) <= toss omega <= 1 / 2.
Proof. intros omega O. unfold toss. destruct (two_sides omega O) as [->| ->]; lra. Qed.

Lemma one_below : forall x, x <= 1 -> 0 <= exp x <= exp 1.
Proof.
  intros x [H|H]; split; try (left; apply exp_pos).
  - left. apply exp_increasing, H.
  - rewrite H. lra.
Qed.

Theorem hoeffding_moment_met : Satisfiable.hoeffding_moment.
Proof.
  exists any, coin, (fun _ => toss), (fun _ _ => 1 / 2), 0, 1.
  split; [split; [apply (known_before _ (1 / 2)); reflexivity | apply known_after]|].
  split; [exact fair|]. intros omega O. pose proof (toss_bounded omega O). lra.
Qed.

Theorem light_tails_moment_met : Satisfiable.light_tails_moment.
Proof.
  exists any, coin, (fun _ => toss), (fun _ _ => 1 / 2), (fun _ _ => 1), (fun _ _ => 1),
    (fun _ _ => 1 / 10), (fun _ _ => 1 / 10), 0.
  split; [repeat split; try apply known_after; eapply known_before; reflexivity|].
  split; [exact fair|]. split; [intros omega O; pose proof (toss_bounded omega O); lra|].
  split; [intros; lra|]. split; [|intros; lra]. split; [intros; lra|].
  apply at_most_before; [apply one_below; lra | apply one_below; lra | reflexivity].
Qed.

Theorem azuma_hoeffding_met : Satisfiable.azuma_hoeffding.
Proof.
  exists any, coin, (fun _ => toss), (fun _ => 1 / 2), (fun _ => 1), 1, (exp (-1)), 2, 1, 2.
  destruct log_of_confidence as (E & D). rewrite E.
  split; [split; [apply integer_1 | lra]|]. split; [exact D|].
  split; [at_start; apply known_after|]. split; [at_start; exact fair|].
  split; [at_start; intros omega O; pose proof (toss_bounded omega O); lra|].
  split; [rewrite total_const by (apply integer_1 || lra); lra|].
  split; [lra|]. split; [lra|]. intros. split; [apply integer_1 | lra].
Qed.

(* ---- descent with high probability ---------------------------------------------------------- *)

(* From 1 to 1/2, whatever the coin; gap0 = 1, so the tilt is 2 at delta = 1/e. *)
Definition falling (t : R) (_ : R) : R := if Rlt_dec t (1 / 2) then 1 else 1 / 2.

Lemma falling_0 : forall omega, falling 0 omega = 1.
Proof. intros. unfold falling. destruct (Rlt_dec 0 (1 / 2)); lra. Qed.

Lemma falling_1 : forall omega, falling (0 + 1) omega = 1 / 2.
Proof. intros. unfold falling. destruct (Rlt_dec (0 + 1) (1 / 2)); lra. Qed.

Lemma small_exponent : conditionally_at_most coin (fun _ => exp (- (1 / 4))) (fun _ => 1) 0.
Proof.
  assert (0 <= exp (- (1 / 4)) <= 1).
  { pose proof (exp_pos (- (1 / 4))). pose proof (exp_increasing (- (1 / 4)) 0 ltac:(lra)) as P.
    rewrite exp_0 in P. lra. }
  apply at_most_before; trivial.
Qed.

Theorem probable_descent_within_met : Satisfiable.probable_descent_within.
Proof.
  exists any, coin, falling, (fun _ _ => 1 / 4), (fun _ _ => - (1 / 4)), (fun _ => 1), (fun _ => 1),
    1, (exp (-1)), 1, 2, 0.
  destruct log_of_confidence as (E & D). rewrite E.
  split; [lra|]. split; [intros; rewrite falling_0; lra|].
  split; [split; [apply integer_1 | lra]|]. split; [exact D|]. split; [lra|]. split; [lra|].
  split; [intros; lra|]. split; [at_start; apply known_after|].
  split; [at_start; exact small_exponent|]. split; [intros; lra|].
  split; [at_start; intros; rewrite falling_0, falling_1; lra|].
  intros. split; [apply integer_1 | lra].
Qed.

Theorem probable_descent_met : Satisfiable.probable_descent.
Proof.
  exists any, coin, falling, (fun _ _ => 1 / 4), (fun _ _ => - (1 / 4)), (fun _ => 1),
    1, (exp (-1)), 1, 2, 0.
  destruct log_of_confidence as (E & D). rewrite E.
  split; [lra|]. split; [intros; rewrite falling_0; lra|].
  split; [split; [apply integer_1 | lra]|]. split; [exact D|]. split; [lra|]. split; [lra|].
  split; [intros; lra|]. split; [at_start; apply known_after|].
  split; [at_start; exact small_exponent|].
  split; [at_start; intros; rewrite falling_0, falling_1; lra|].
  intros. split; [apply integer_1 | lra].
Qed.

Theorem probable_descent_bounded_met : Satisfiable.probable_descent_bounded.
Proof.
  exists any, coin, falling, (fun _ _ => 1 / 4), (fun _ omega => toss omega / 10),
    (fun _ _ => 1 / 20), (fun _ => 1), 1, (exp (-1)), 1, 2, 0.
  destruct log_of_confidence as (E & D). rewrite E.
  split; [lra|]. split; [intros; rewrite falling_0; lra|].
  split; [split; [apply integer_1 | lra]|]. split; [exact D|]. split; [lra|]. split; [lra|].
  split; [intros; lra|]. split.
  { at_start. split; [apply (known_before _ 1), falling_0|].
    split; [apply (known_before _ (1 / 20)); reflexivity | apply known_after]. }
  split.
  { at_start. intros k _. rewrite index_0, given_before. unfold toss. field. }
  split; [at_start; intros omega O _; pose proof (toss_bounded omega O); lra|].
  split; [intros; lra|]. split.
  { at_start. intros omega O. pose proof (toss_bounded omega O). rewrite falling_0, falling_1.
    lra. }
  intros. split; [apply integer_1 | lra].
Qed.

Theorem probable_descent_light_met : Satisfiable.probable_descent_light.
Proof.
  exists any, coin, falling, (fun _ _ => 1 / 4), (fun _ => toss), (fun _ _ => 1 / 2),
    (fun _ _ => 1), (fun _ _ => 1), (fun _ _ => 1 / 10), (fun _ _ => 1 / 10),
    (fun _ => 1), (fun _ => 1), 1,
    (exp (-1)), 1, 2, 0.
  destruct log_of_confidence as (E & D). rewrite E.
  split; [lra|]. split; [intros; rewrite falling_0; lra|].
  split; [split; [apply integer_1 | lra]|]. split; [exact D|]. split; [lra|]. split; [lra|].
  split; [intros; lra|]. split.
  { at_start. split; [apply (known_before _ 1), falling_0|].
    repeat split; try apply known_after; eapply known_before; reflexivity. }
  split; [at_start; exact fair|].
  split; [at_start; intros omega O; pose proof (toss_bounded omega O); lra|].
  split; [intros; lra|]. split.
  { at_start. split; [intros; lra|].
    apply at_most_before; [apply one_below; lra | apply one_below; lra | reflexivity]. }
  split; [intros; lra|]. split; [intros; lra|]. split; [intros; lra|]. split.
  { at_start. intros omega O. pose proof (toss_bounded omega O). rewrite falling_0, falling_1.
    lra. }
  intros. split; [apply integer_1 | lra].
Qed.

(* Two samples, one of which moves the point from the distance 2 to 1. *)
Theorem interpolated_sgd_met : Satisfiable.interpolated_sgd.
Proof.
  pose (dist := fun t omega : R => if Rlt_dec t (1 / 2) then 2 else 1 + omega).
  assert (D0 : forall omega, dist 0 omega = 2)
    by (intros; unfold dist; destruct (Rlt_dec 0 (1 / 2)); lra).
  assert (D1 : forall omega, dist 1 omega = 1 + omega)
    by (intros; unfold dist; destruct (Rlt_dec 1 (1 / 2)); lra).
  assert (D01 : forall omega, dist (0 + 1) omega = 1 + omega)
    by (intros; unfold dist; destruct (Rlt_dec (0 + 1) (1 / 2)); lra).
  exists any, coin, dist, (fun _ omega => 1 - omega), (fun _ _ => 1 / 2),
    (fun t => if Rlt_dec t (1 / 2) then 4 else 5 / 2), (fun _ => 1 / 2), (fun _ => 1 / 2),
    1, 1, 2, (1 / 2), 1.
  assert (M : forall X, mean coin X = (X 0 + X 1) / 2) by (intros; unfold mean; cbn; field).
  split; [lra|]. split.
  { at_start. intros omega O. rewrite D0, D01. destruct (two_sides omega O) as [->| ->]; lra. }
  split.
  { at_start. split; [|unfold expectation; rewrite M; lra]. exists O. intros k _.
    rewrite given_before. field. }
  split.
  { split; [destruct (Rlt_dec 0 (1 / 2)); lra|]. split; [destruct (Rlt_dec 1 (1 / 2)); lra|].
    at_start. unfold expectation. rewrite !M, !D0, !D01.
    destruct (Rlt_dec 0 (1 / 2)); destruct (Rlt_dec (0 + 1) (1 / 2)); lra. }
  split; [split; [unfold expectation; rewrite M; lra | intros; lra]|].
  split; [apply integer_1 | lra].
Qed.
