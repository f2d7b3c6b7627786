(* The assumptions of the statements about chance can be met, with a fair coin: one step, before which
   nothing is seen and after which the coin is. The run of gradient descent with noise is that on w^2/2 on
   the line from 1, with the noise 1 or -1. *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Warmproof Require Import Meaning MeaningRandom Sums Chance Hoeffding Sgd Examples Vacuity VacuityTools.
From Warmproof Require Satisfiable.
Open Scope R_scope.

(* ---- the coin ---------------------------------------------------------------------------- *)

Definition coin : probability_space.
Proof.
  refine {| outcomes := 2; chance := fun _ => 1 / 2;
    seen := fun n k => match n with O => O | Datatypes.S _ => k end |}.
  - intros. lra.
  - simpl. lra.
  - intros [|n] j k _ _ H; [reflexivity|exact H].
Defined.

Lemma coin_outcome w : outcome coin w -> w = 0 \/ w = 1.
Proof.
  intros [k [Hk ->]]. simpl in Hk. destruct k as [|[|k]]; [left; reflexivity|right; reflexivity|lia].
Qed.

Lemma coin_given k X : (k < outcomes coin)%nat -> given coin 0 k X = (X 0 + X 1) / 2.
Proof. intros _. unfold given, within. simpl. field. Qed.

Lemma coin_mean X : mean coin X = (X 0 + X 1) / 2.
Proof. unfold mean. simpl. field. Qed.

Lemma first_index : index 0 = O.
Proof. exact (index_INR 0). Qed.

Lemma second_index : index (0 + 1) = 1%nat.
Proof. rewrite Rplus_0_l. exact (index_INR 1). Qed.

Lemma coin_known X : X 0 = X 1 -> known coin X 0.
Proof.
  intros H [|[|j]] [|[|k]] Hj Hk _; simpl in Hj, Hk; try lia; simpl; congruence.
Qed.

Lemma coin_seen X : known coin X (0 + 1).
Proof. intros j k _ _. rewrite second_index. simpl. intros ->. reflexivity. Qed.

Lemma coin_centred X : X 0 + X 1 = 0 -> centred coin X 0.
Proof. intros H k Hk. rewrite first_index, coin_given by exact Hk. rewrite H. field. Qed.

Lemma coin_at_most X W : 0 <= X 0 -> 0 <= X 1 -> (X 0 + X 1) / 2 <= W 0 -> (X 0 + X 1) / 2 <= W 1 ->
  conditionally_at_most coin X W 0.
Proof.
  intros H0 H1 B0 B1. split; intros k Hk; rewrite ?first_index, ?coin_given by exact Hk;
    simpl in Hk; destruct k as [|[|k]]; try lia; assumption.
Qed.

(* The predicates say something: before the toss the coin is not known, it is not centred, its moment is not
   smaller than it is, and one of its faces is not more likely than 1/2. *)
Lemma coin_unknown : ~ known coin (fun w => w) 0.
Proof.
  intros H. assert (E := H 0%nat 1%nat ltac:(simpl; lia) ltac:(simpl; lia) ltac:(rewrite first_index; reflexivity)).
  simpl in E. lra.
Qed.

Lemma coin_uncentred : ~ centred coin (fun w => w) 0.
Proof. intros H. specialize (H 0%nat ltac:(simpl; lia)). rewrite first_index, coin_given in H by (simpl; lia). lra. Qed.

Lemma coin_not_below c : c < 1 / 2 -> ~ conditionally_at_most coin (fun w => w) (fun _ => c) 0.
Proof.
  intros Hc [_ H]. specialize (H 0%nat ltac:(simpl; lia)). rewrite first_index, coin_given in H by (simpl; lia). lra.
Qed.

Lemma coin_probability p : probable coin (fun w => w - 1) p <-> p <= 1 / 2.
Proof.
  unfold probable. rewrite coin_mean. destruct (Rle_dec 0 (0 - 1)) as [L|_]; [lra|].
  destruct (Rle_dec 0 (1 - 1)) as [_|L]; [|lra]. split; lra.
Qed.

Definition swing (t w : R) : R := 2 * w - 1.
Definition one (t w : R) : R := 1.
Definition at_end (w : R) : R := 1.

Lemma swing_range t w : outcome coin w -> swing t w <= 1 /\ - (1) <= swing t w.
Proof. intros H. unfold swing. destruct (coin_outcome w H) as [->| ->]; lra. Qed.

Lemma swing_centred : centred coin (fun w => swing 0 w) 0.
Proof. apply coin_centred. unfold swing. lra. Qed.

Lemma first_only t : integer t -> 0 <= t -> t <= 1 - 1 -> t = 0.
Proof. intros _ H0 H1. lra. Qed.

Lemma integer_one : integer 1 /\ 0 <= 1.
Proof. split; [apply integer_1|lra]. Qed.

Lemma end_index : forall w, outcome coin w -> integer (at_end w) /\ 0 <= at_end w /\ at_end w <= 1.
Proof. intros w _. unfold at_end. split; [apply integer_1|lra]. Qed.

(* The probability of failure, with ln(1/delta) = 1. *)
Definition failure : R := exp (- (1)).

Lemma failure_ln : ln failure = - (1).
Proof. apply ln_exp. Qed.

Lemma failure_range : 0 < failure /\ failure < 1.
Proof. unfold failure. split; [apply exp_pos|].
  apply Rlt_le_trans with (exp 0); [apply exp_increasing; lra|rewrite exp_0; lra].
Qed.

Ltac first_step := intros t Ht Ht0 HtT; assert (t = 0) by (apply first_only; assumption); subst t; clear Ht Ht0 HtT.

(* ---- inequalities for martingales ----------------------------------------------------------- *)

Theorem hoeffding_moment_met : Satisfiable.hoeffding_moment.
Proof.
  exists any, coin, swing, one, 0, 1. split; [split|split].
  - apply coin_known. reflexivity.
  - apply coin_seen.
  - apply swing_centred.
  - intros w Hw. apply swing_range, Hw.
Qed.

Theorem azuma_hoeffding_met : Satisfiable.azuma_hoeffding.
Proof.
  exists any, coin, swing, (fun _ => 1), at_end, 1, failure, 2, 1, 2.
  split; [apply integer_one|]. split; [apply failure_range|]. split; [first_step; apply coin_seen|].
  split; [first_step; apply swing_centred|]. split; [first_step; intros w Hw; apply swing_range, Hw|].
  split; [split; [lra|rewrite total_const by apply integer_one; lra]|].
  split; [split; [lra|]; split; [apply failure_range|rewrite failure_ln; lra]|]. split; [lra|apply end_index].
Qed.

Lemma unit_tails : conditionally_at_most coin (fun w => exp (one 0 w ^ 2 / one 0 w)) (fun _ => exp 1) 0.
Proof.
  unfold one. replace (1 ^ 2 / 1) with 1 by field.
  assert (P := exp_pos 1). apply coin_at_most; lra.
Qed.

Theorem light_tails_moment_met : Satisfiable.light_tails_moment.
Proof.
  exists any, coin, swing, one, one, one, one, (fun _ _ => 1 / 2), 0.
  split; [repeat (split; [apply coin_known; reflexivity|]); split; apply coin_seen|].
  split; [apply swing_centred|]. split; [intros w Hw; assert (H := swing_range 0 w Hw); unfold one; lra|].
  split; [intros; unfold one; lra|]. split; [split; [intros; unfold one; lra|apply unit_tails]|].
  intros. unfold one. lra.
Qed.

(* ---- descent with high probability ----------------------------------------------------------- *)

Lemma scale_of_failure : 0 < 2 /\ (0 < failure /\ 1 * 2 = - 2 * ln failure).
Proof. split; [lra|]. split; [apply failure_range|rewrite failure_ln; lra]. Qed.

Lemma coin_moment : conditionally_at_most coin (fun w => exp (- w)) (fun _ => 1) 0.
Proof.
  assert (P := exp_pos (- (1))). assert (Q := proj2 failure_range). unfold failure in Q.
  apply coin_at_most; rewrite ?Ropp_0, ?exp_0; lra.
Qed.

Theorem probable_descent_within_met : Satisfiable.probable_descent_within.
Proof.
  exists any, coin, (fun t w => 1 - t * w / 2), (fun _ _ => 0), (fun _ w => - w), at_end, at_end, 1, failure, 1, 2, 0.
  split; [lra|]. split; [intros; lra|]. split; [apply integer_one|]. split; [apply failure_range|].
  split; [apply scale_of_failure|]. split; [lra|]. split; [intros; lra|]. split; [first_step; apply coin_seen|].
  split; [first_step; apply coin_moment|]. split; [intros; right; reflexivity|].
  split; [first_step; intros; lra|apply end_index].
Qed.

Theorem probable_descent_met : Satisfiable.probable_descent.
Proof.
  exists any, coin, (fun t w => 1 - t * w / 2), (fun _ _ => 0), (fun _ w => - w), at_end, 1, failure, 1, 2, 0.
  split; [lra|]. split; [intros; lra|]. split; [apply integer_one|]. split; [apply failure_range|].
  split; [apply scale_of_failure|]. split; [lra|]. split; [intros; lra|]. split; [first_step; apply coin_seen|].
  split; [first_step; apply coin_moment|]. split; [first_step; intros; lra|apply end_index].
Qed.

Theorem probable_descent_bounded_met : Satisfiable.probable_descent_bounded.
Proof.
  exists any, coin, (fun t w => 1 - t * (swing t w / 4 + 3 / 16)), (fun _ _ => 1 / 4), (fun t w => swing t w / 4),
    (fun _ _ => 1 / 4), at_end, 1, failure, 1, 2, 0.
  split; [lra|]. split; [intros; lra|]. split; [apply integer_one|]. split; [apply failure_range|].
  split; [apply scale_of_failure|]. split; [lra|]. split; [intros; lra|].
  split; [first_step; split; [apply coin_known; lra|split; [apply coin_known; reflexivity|apply coin_seen]]|].
  split; [first_step; apply coin_centred; unfold swing; lra|].
  split; [first_step; intros w Hw _; assert (H := swing_range 0 w Hw); lra|].
  split; [intros; lra|]. split; [first_step; intros; unfold swing in *; lra|apply end_index].
Qed.

Theorem probable_descent_light_met : Satisfiable.probable_descent_light.
Proof.
  exists any, coin, (fun t w => 1 - t * (swing t w / 6 + 1 / 4)), (fun _ _ => 1 / 3), swing, one, one, one,
    (fun _ _ => 1 / 6), (fun _ _ => 1 / 4), at_end, at_end, 1, failure, 1, 2, 0.
  split; [lra|]. split; [intros; lra|]. split; [apply integer_one|]. split; [apply failure_range|].
  split; [apply scale_of_failure|]. split; [lra|]. split; [intros; lra|].
  split; [first_step; repeat (split; [apply coin_known; unfold one; lra|]); split; apply coin_seen|].
  split; [first_step; apply swing_centred|].
  split; [first_step; intros w Hw; assert (H := swing_range 0 w Hw); unfold one; lra|].
  split; [intros; unfold one; lra|].
  split; [first_step; split; [intros; unfold one; lra|apply unit_tails]|].
  split; [intros; unfold one; lra|]. split; [intros; unfold one; lra|]. split; [intros; right; reflexivity|].
  split; [first_step; intros; unfold one, swing in *; lra|apply end_index].
Qed.

Theorem interpolated_sgd_met : Satisfiable.interpolated_sgd.
Proof.
  exists any, coin, (fun t w => 1 - t * w), (fun _ w => w), (fun _ _ => 1 / 2), (fun t => 1 - t / 2), (fun _ => 1 / 2),
    (fun _ => 1 / 2), 1, 1, 1, (1 / 2), 1.
  split; [lra|]. split; [first_step; intros w Hw; destruct (coin_outcome w Hw) as [->| ->]; lra|].
  split; [first_step; split; [exists O; intros k Hk; rewrite coin_given by exact Hk|unfold expectation;
    rewrite coin_mean]; lra|].
  split; [split; [lra|split; [lra|]]; first_step; unfold expectation; rewrite !coin_mean; lra|].
  split; [split; [unfold expectation; rewrite coin_mean; lra|intros; lra]|apply integer_one].
Qed.
