(* Means and conditional means over finitely many outcomes (MeaningRandom.v), and Ville's inequality.

   A conditional mean has the mean of what it is taken of, also with a known factor (tower): exchange
   the two sums, over the outcomes and over their cells. For Ville's inequality the products
   exp(Y_0 + ... + Y_(n-1)) are stopped where they reach 1/delta; the stopped products have a mean of at
   most 1, so they reach it with probability at most delta. *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Warmproof Require Import Meaning MeaningRandom Sums.
Open Scope R_scope.

(* ---- sums ------------------------------------------------------------------------------ *)

Lemma sum_le f g n : (forall k, (k < n)%nat -> f k <= g k) -> sum_below f n <= sum_below g n.
Proof.
  intros H. induction n as [|n IH]; simpl; [lra|].
  assert (f n <= g n) by (apply H; lia). assert (sum_below f n <= sum_below g n) by (apply IH; intros; apply H; lia).
  lra.
Qed.

Lemma sum_eq f g n : (forall k, (k < n)%nat -> f k = g k) -> sum_below f n = sum_below g n.
Proof. intros H. apply Rle_antisym; apply sum_le; intros k Hk; rewrite (H k Hk); lra. Qed.

Lemma sum_zero n : sum_below (fun _ => 0) n = 0.
Proof. induction n as [|n IH]; simpl; lra. Qed.

Lemma sum_swap (f : nat -> nat -> R) n p :
  sum_below (fun j => sum_below (f j) p) n = sum_below (fun k => sum_below (fun j => f j k) n) p.
Proof.
  induction n as [|n IH]; simpl; [rewrite sum_zero; reflexivity|].
  rewrite IH. symmetry. apply (sum_below_plus (fun k => sum_below (fun j => f j k) n) (f n)).
Qed.

Lemma sum_one f n k : (forall j, (j < n)%nat -> 0 <= f j) -> (k < n)%nat -> f k <= sum_below f n.
Proof.
  intros H Hk. induction n as [|n IH]; [lia|]. simpl. assert (P := H n ltac:(lia)).
  assert (0 <= sum_below f n).
  { rewrite <- (sum_zero n). apply sum_le. intros j Hj. apply H. lia. }
  destruct (Nat.eq_dec k n) as [->|E]; [lra|].
  assert (f k <= sum_below f n) by (apply IH; [intros; apply H; lia|lia]). lra.
Qed.

Lemma seen_before (Omega : probability_space) a b j k : (a <= b)%nat -> (j < outcomes Omega)%nat ->
  (k < outcomes Omega)%nat -> seen Omega b j = seen Omega b k -> seen Omega a j = seen Omega a k.
Proof.
  intros H Hj Hk. induction H as [|b _ IH]; [tauto|]. intros E. apply IH, seen_grows; assumption.
Qed.

Section Chance.
Variable Omega : probability_space.
Let N := outcomes Omega.
Let c := chance Omega.
Notation cell n j k := (Nat.eqb (seen Omega n j) (seen Omega n k)).
Notation E X := (mean Omega X).

Lemma mean_le X Y : (forall k, (k < N)%nat -> X (INR k) <= Y (INR k)) -> E X <= E Y.
Proof.
  intros H. apply sum_le. intros k Hk. apply Rmult_le_compat_l; [left; apply chance_positive, Hk|apply H, Hk].
Qed.

Lemma mean_eq X Y : (forall k, (k < N)%nat -> X (INR k) = Y (INR k)) -> E X = E Y.
Proof. intros H. apply Rle_antisym; apply mean_le; intros k Hk; rewrite (H k Hk); lra. Qed.

Lemma mean_plus X Y : E (fun w => X w + Y w) = E X + E Y.
Proof.
  unfold mean. rewrite <- sum_below_plus. apply sum_eq. intros. ring.
Qed.

Lemma mean_scale a X : E (fun w => a * X w) = a * E X.
Proof. unfold mean. rewrite <- sum_below_scale. apply sum_eq. intros. ring. Qed.

Lemma mean_const a : E (fun _ => a) = a.
Proof.
  unfold mean. rewrite (sum_eq _ (fun k => a * chance Omega k)) by (intros; ring).
  rewrite sum_below_scale, chance_total. ring.
Qed.

(* ---- cells ------------------------------------------------------------------------------ *)

Lemma within_le n k X Y : (forall j, (j < N)%nat -> seen Omega n j = seen Omega n k -> X (INR j) <= Y (INR j)) ->
  within Omega n k X <= within Omega n k Y.
Proof.
  intros H. apply sum_le. intros j Hj. destruct (Nat.eqb_spec (seen Omega n j) (seen Omega n k)) as [Hs|_]; [|lra].
  apply Rmult_le_compat_l; [left; apply chance_positive, Hj|apply H; assumption].
Qed.

Lemma within_plus n k X Y : within Omega n k (fun w => X w + Y w) = within Omega n k X + within Omega n k Y.
Proof. unfold within. rewrite <- sum_below_plus. apply sum_eq. intros j _. destruct (cell n j k); ring. Qed.

Lemma within_scale n k a X : within Omega n k (fun w => a * X w) = a * within Omega n k X.
Proof. unfold within. rewrite <- sum_below_scale. apply sum_eq. intros j _. destruct (cell n j k); ring. Qed.

Lemma within_positive n k : (k < N)%nat -> 0 < within Omega n k (fun _ => 1).
Proof.
  intros Hk. apply Rlt_le_trans with (chance Omega k); [apply chance_positive, Hk|]. unfold within.
  apply Rle_trans with ((fun j => if cell n j k then chance Omega j * 1 else 0) k); [cbv beta; rewrite Nat.eqb_refl;
    lra|].
  apply (sum_one (fun j => if cell n j k then chance Omega j * 1 else 0)); [|exact Hk].
  intros j Hj. assert (P := chance_positive Omega j Hj). destruct (cell n j k); lra.
Qed.

Lemma given_le n k X Y : (k < N)%nat ->
  (forall j, (j < N)%nat -> seen Omega n j = seen Omega n k -> X (INR j) <= Y (INR j)) ->
  given Omega n k X <= given Omega n k Y.
Proof.
  intros Hk H. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, within_positive, Hk|apply within_le, H].
Qed.

Lemma given_eq n k X Y : (k < N)%nat ->
  (forall j, (j < N)%nat -> seen Omega n j = seen Omega n k -> X (INR j) = Y (INR j)) ->
  given Omega n k X = given Omega n k Y.
Proof. intros Hk H. apply Rle_antisym; apply given_le; auto; intros j Hj Hs; rewrite (H j Hj Hs); lra. Qed.

Lemma given_plus n k X Y : given Omega n k (fun w => X w + Y w) = given Omega n k X + given Omega n k Y.
Proof. unfold given. rewrite within_plus. unfold Rdiv. ring. Qed.

Lemma given_scale n k a X : given Omega n k (fun w => a * X w) = a * given Omega n k X.
Proof. unfold given. rewrite within_scale. unfold Rdiv. ring. Qed.

Lemma given_const n k a : (k < N)%nat -> given Omega n k (fun _ => a) = a.
Proof.
  intros Hk. assert (P := within_positive n k Hk). unfold given.
  assert (H : within Omega n k (fun _ => a) = a * within Omega n k (fun _ => 1)).
  { rewrite <- within_scale. apply sum_eq. intros j _. destruct (cell n j k); ring. }
  rewrite H. field. lra.
Qed.

Lemma within_same n j k X : seen Omega n j = seen Omega n k -> within Omega n j X = within Omega n k X.
Proof. intros H. unfold within. rewrite H. reflexivity. Qed.

Definition known_at (n : nat) (X : R -> R) : Prop := forall j k, (j < N)%nat -> (k < N)%nat ->
  seen Omega n j = seen Omega n k -> X (INR j) = X (INR k).

Lemma known_later a b X : (a <= b)%nat -> known_at a X -> known_at b X.
Proof. intros H K j k Hj Hk Hs. apply K; try assumption. apply (seen_before Omega a b); assumption. Qed.

(* E[Y Z] = E[Y E[Z | known at n]] for Y known at n. *)
Lemma tower n (Y Z : R -> R) : known_at n Y ->
  E (fun w => Y w * Z w) = sum_below (fun k => c k * (Y (INR k) * given Omega n k Z)) N.
Proof.
  intros K. symmetry.
  rewrite (sum_eq _ (fun k => sum_below (fun j =>
    if cell n j k then c k * Y (INR k) / within Omega n k (fun _ => 1) * (c j * Z (INR j)) else 0) N)).
  2: { intros k Hk. unfold given, within at 1, Rdiv.
    replace (c k * (Y (INR k) * (sum_below (fun j => if cell n j k then chance Omega j * Z (INR j) else 0)
      (outcomes Omega) *
      / within Omega n k (fun _ => 1)))) with
      (c k * Y (INR k) / within Omega n k (fun _ => 1) *
       sum_below (fun j => if cell n j k then chance Omega j * Z (INR j) else 0) N) by (unfold Rdiv, N; ring).
    rewrite <- sum_below_scale. apply sum_eq. intros j _. destruct (cell n j k); unfold c, Rdiv; ring. }
  rewrite sum_swap. apply sum_eq. intros j Hj.
  assert (P := within_positive n j Hj).
  rewrite (sum_eq _ (fun k => c j * Z (INR j) * Y (INR j) / within Omega n j (fun _ => 1) *
    (if cell n k j then c k * 1 else 0))).
  2: { intros k Hk. rewrite (Nat.eqb_sym (seen Omega n j)).
    destruct (Nat.eqb_spec (seen Omega n k) (seen Omega n j)) as [Hs|_]; [|ring].
    rewrite (within_same n k j _ Hs), (K k j Hk Hj Hs). unfold Rdiv. ring. }
  rewrite sum_below_scale. change (sum_below (fun k => if cell n k j then c k * 1 else 0) N) with
    (within Omega n j (fun _ => 1)). unfold c. field. lra.
Qed.

(* A known factor comes out of a conditional mean. *)
Lemma given_factor n k Y Z : (k < N)%nat -> known_at n Y ->
  given Omega n k (fun w => Y w * Z w) = Y (INR k) * given Omega n k Z.
Proof.
  intros Hk K. rewrite <- given_scale. apply given_eq; [exact Hk|]. intros j Hj Hs.
  rewrite (K j k Hj Hk Hs). reflexivity.
Qed.

(* ---- events ------------------------------------------------------------------------------ *)

Lemma probable_mono p q X Y : (forall k, (k < N)%nat -> 0 <= X (INR k) -> 0 <= Y (INR k)) -> q <= p ->
  probable Omega X p -> probable Omega Y q.
Proof.
  unfold probable. intros H Hq HX. apply Rle_trans with (1 := Hq), Rle_trans with (1 := HX), mean_le. intros k Hk.
  destruct (Rle_dec 0 (X (INR k))) as [HP|HP]; destruct (Rle_dec 0 (Y (INR k))) as [HQ|HQ]; try lra.
  contradiction (HQ (H k Hk HP)).
Qed.

(* Markov: where E V <= d and V >= 0, V reaches 1 with probability at most d. *)
Lemma markov X V d : (forall k, (k < N)%nat -> 0 <= V (INR k)) -> E V <= d ->
  (forall k, (k < N)%nat -> V (INR k) < 1 -> 0 <= X (INR k)) -> probable Omega X (1 - d).
Proof.
  intros H0 HE HX. unfold probable.
  assert (M : E (fun w => 1 + -1 * V w) <= E (fun w => if Rle_dec 0 (X w) then 1 else 0)).
  { apply mean_le. intros k Hk. specialize (H0 k Hk). destruct (Rle_dec 0 (X (INR k))) as [H|H]; [lra|].
    destruct (Rlt_dec (V (INR k)) 1) as [L|L]; [contradiction (H (HX k Hk L))|lra]. }
  rewrite mean_plus, mean_scale, mean_const in M. lra.
Qed.

(* ---- Ville's inequality ------------------------------------------------------------------- *)

Section Ville.
Variables (Y : nat -> R -> R) (delta : R) (T : nat).
Hypothesis Hdelta : 0 < delta.
Hypothesis Hdelta1 : delta < 1.
Hypothesis Hknown : forall n, (n < T)%nat -> known_at (Datatypes.S n) (Y n).
Hypothesis Hmoment : forall n k, (n < T)%nat -> (k < N)%nat -> given Omega n k (fun w => exp (Y n w)) <= 1.

Fixpoint stopped (n : nat) (w : R) : R :=
  match n with
  | O => 1
  | Datatypes.S p => stopped p w * (if Rle_dec 1 (delta * stopped p w) then 1 else exp (Y p w))
  end.

Lemma stopped_positive n w : 0 < stopped n w.
Proof.
  induction n as [|n IH]; simpl; [lra|]. apply Rmult_lt_0_compat; [exact IH|].
  destruct (Rle_dec 1 (delta * stopped n w)); [lra|apply exp_pos].
Qed.

Lemma stopped_known n : (n <= T)%nat -> known_at n (stopped n).
Proof.
  induction n as [|n IH]; intros Hn j k Hj Hk Hs; simpl; [reflexivity|].
  assert (Hs' := seen_grows Omega n j k Hj Hk Hs). rewrite (IH ltac:(lia) j k Hj Hk Hs').
  rewrite (Hknown n ltac:(lia) j k Hj Hk Hs). reflexivity.
Qed.

Lemma stopped_mean n : (n <= T)%nat -> E (stopped n) <= 1.
Proof.
  induction n as [|n IH]; intros Hn; [right; apply mean_const|].
  apply Rle_trans with (2 := IH ltac:(lia)). simpl.
  assert (K := stopped_known n ltac:(lia)).
  rewrite (tower n (stopped n) (fun w => if Rle_dec 1 (delta * stopped n w) then 1 else exp (Y n w)) K).
  apply sum_le. intros k Hk. apply Rmult_le_compat_l; [left; apply chance_positive, Hk|].
  apply Rle_trans with (stopped n (INR k) * 1); [|right; apply Rmult_1_r].
  apply Rmult_le_compat_l; [left; apply stopped_positive|].
  destruct (Rle_dec 1 (delta * stopped n (INR k))) as [H|H].
  - apply Rle_trans with (given Omega n k (fun _ => 1)); [|right; apply given_const, Hk]. apply given_le; [exact Hk|].
    intros j Hj Hs.
    rewrite (K j k Hj Hk Hs). destruct (Rle_dec 1 (delta * stopped n (INR k))); [lra|contradiction].
  - apply Rle_trans with (2 := Hmoment n k ltac:(lia) Hk). apply given_le; [exact Hk|]. intros j Hj Hs.
    rewrite (K j k Hj Hk Hs). destruct (Rle_dec 1 (delta * stopped n (INR k))); [contradiction|lra].
Qed.

(* Where the stopped product is below 1/delta at the end, it never stopped. *)
Lemma not_stopped n w : delta * stopped n w < 1 ->
  forall p, (p <= n)%nat -> delta * stopped p w < 1 /\ stopped p w = exp (sum_below (fun i => Y i w) p).
Proof.
  induction n as [|n IH]; intros H p Hp.
  - replace p with O by lia. simpl. rewrite exp_0. split; lra.
  - assert (Hn : delta * stopped n w < 1).
    { simpl in H. destruct (Rle_dec 1 (delta * stopped n w)) as [L|L]; lra. }
    destruct (Nat.eq_dec p (Datatypes.S n)) as [->|Ne]; [|apply IH; [exact Hn|lia]].
    split; [exact H|]. simpl. destruct (Rle_dec 1 (delta * stopped n w)) as [L|_]; [lra|].
    rewrite (proj2 (IH Hn n (le_n n))). symmetry. apply exp_plus.
Qed.

Theorem ville X :
  (forall k, (k < N)%nat -> (forall n, (n <= T)%nat -> sum_below (fun i => Y i (INR k)) n < - ln delta) ->
    0 <= X (INR k)) ->
  probable Omega X (1 - delta).
Proof.
  intros HX. apply (markov X (fun w => delta * stopped T w)).
  - intros k _. left. apply Rmult_lt_0_compat; [exact Hdelta|apply stopped_positive].
  - rewrite mean_scale. assert (M := stopped_mean T (le_n T)).
    apply Rle_trans with (delta * 1); [apply Rmult_le_compat_l|]; lra.
  - intros k Hk H. apply HX; [exact Hk|]. intros n Hn. destruct (not_stopped T (INR k) H n Hn) as [L Ex].
    rewrite Ex in L. apply exp_lt_inv. rewrite exp_Ropp, exp_ln by exact Hdelta.
    apply Rmult_lt_reg_l with delta; [exact Hdelta|]. rewrite Rinv_r by lra. exact L.
Qed.
End Ville.
End Chance.
