(* Integers among the reals, as the indices of a run are written, and gradient descent over nodes.

   lower_bound_iterates: where every node is one step left of the one before and the slope there is
   as given, gradient descent visits the nodes; on a straight piece it then goes down as far as
   its steps add up to. By induction over the index, both times. *)
From Coq Require Import Reals Lra Lia ZArith Psatz.
From Warmproof Require Import Meaning.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma integer_0 : integer 0.
Proof. exists 0%Z. reflexivity. Qed.

Lemma integer_1 : integer 1.
Proof. exists 1%Z. reflexivity. Qed.

Lemma integer_add : forall a b, integer a -> integer b -> integer (a + b).
Proof. intros a b [x ->] [y ->]. exists (x + y)%Z. symmetry. apply plus_IZR. Qed.

Lemma integer_sub : forall a b, integer a -> integer b -> integer (a - b).
Proof. intros a b [x ->] [y ->]. exists (x - y)%Z. symmetry. apply minus_IZR. Qed.

Lemma integer_succ : forall a, integer a -> integer (a + 1).
Proof. intros a H. apply integer_add; [exact H | exact integer_1]. Qed.

Lemma integer_less : forall a b, integer a -> integer b -> a < b -> a + 1 <= b.
Proof.
  intros a b [x ->] [y ->] H. apply lt_IZR in H. rewrite <- plus_IZR. apply IZR_le. lia.
Qed.

Lemma integer_induction : forall P : R -> Prop, P 0 ->
  (forall n, integer n -> 0 <= n -> P n -> P (n + 1)) ->
  forall n, integer n -> 0 <= n -> P n.
Proof.
  intros P H0 HS n [z ->] Hn. apply le_IZR in Hn.
  rewrite <- (Z2Nat.id z Hn), <- INR_IZR_INZ. generalize (Z.to_nat z). clear z Hn.
  intros k. induction k as [|k IH]; [exact H0|]. rewrite S_INR. apply HS; [|apply pos_INR|exact IH].
  exists (Z.of_nat k). apply INR_IZR_INZ.
Qed.

(* From 0 up to an end. *)
Lemma induction_to : forall (P : R -> Prop) N, integer N -> P 0 ->
  (forall n, integer n -> 0 <= n -> n < N -> P n -> P (n + 1)) ->
  forall n, integer n -> 0 <= n -> n <= N -> P n.
Proof.
  intros P N IN H0 HS n In Hn. revert n In Hn.
  apply (integer_induction (fun n => n <= N -> P n)); [auto|].
  intros n In Hn IH HN. apply HS; auto; try lra. apply IH. lra.
Qed.

Lemma turns : forall m, integer m -> sin (2 * PI * m) = 0 /\ cos (2 * PI * m) = 1.
Proof.
  assert (H : forall m, integer m -> 0 <= m -> sin (2 * PI * m) = 0 /\ cos (2 * PI * m) = 1).
  { apply integer_induction.
    - rewrite Rmult_0_r. split; [exact sin_0 | exact cos_0].
    - intros n _ _ [E F]. replace (2 * PI * (n + 1)) with (2 * PI * n + 2 * PI) by ring.
      rewrite sin_plus, cos_plus, sin_2PI, cos_2PI, E, F. split; ring. }
  intros m Im. destruct (Rle_lt_dec 0 m) as [P|P]; [apply H; auto|].
  destruct (H (0 - m)) as [E F]; [apply integer_sub; [exact integer_0 | exact Im] | lra|].
  replace (2 * PI * m) with (- (2 * PI * (0 - m))) by ring.
  rewrite sin_neg, cos_neg, E, F. split; ring.
Qed.

Theorem lower_bound_iterates : Stated.lower_bound_iterates.
Proof.
  intros m df x_at eta_at node tau T slope eps rim threshold
    [IT [It [T0 T1]]] nodes straight late [start run] He.
  assert (ON : forall n, integer n -> 0 <= n -> n <= tau -> x_at n = node n).
  { apply (induction_to (fun n => x_at n = node n) tau It start). intros n In Hn HN IH.
    assert (n + 1 <= tau) by (apply integer_less; auto).
    rewrite (run n In Hn) by lra. destruct (nodes n In Hn) as [E1 E2]; [lra|].
    rewrite IH, E2, E1. ring. }
  split; [exact ON|].
  (* n short steps lead n threshold eps down at most *)
  assert (D : forall n, integer n -> 0 <= n -> n <= T - tau ->
    eps * n * threshold <= - rim + node tau ->
    node tau - eps * n * threshold <= x_at (n + tau) <= node tau).
  { apply (induction_to (fun n => eps * n * threshold <= - rim + node tau ->
      node tau - eps * n * threshold <= x_at (n + tau) <= node tau)).
    - apply integer_sub; auto.
    - intros _. rewrite Rplus_0_l, (ON tau) by (auto; lra). lra.
    - intros n In Hn HN IH H.
      assert (HN' : n + 1 <= T - tau) by (apply integer_less; [auto | apply integer_sub|]; auto).
      destruct (late n In Hn) as [L0 L1]; [lra|].
      assert (Q : eps * n * threshold <= eps * (n + 1) * threshold) by nra.
      destruct IH as [A B]; [lra|].
      replace (n + 1 + tau) with (n + tau + 1) by ring.
      rewrite (run (n + tau)) by (try apply integer_add; auto; lra).
      rewrite (straight (x_at (n + tau))) by lra. nra. }
  intros n In Hn HN H. destruct (D n In Hn HN H) as [A B]. apply straight; lra.
Qed.
