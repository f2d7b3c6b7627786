(* Integers among the reals, induction over them, and finite sums. *)
From Coq Require Import Reals ZArith Lra Lia Psatz.
From Warmproof Require Import Meaning.
Open Scope R_scope.

Lemma integer_nat x : integer x -> 0 <= x -> exists n : nat, x = INR n.
Proof.
  intros [z Hz] Hx. exists (Z.to_nat z). rewrite Hz in *. apply le_IZR in Hx.
  rewrite INR_IZR_INZ, Z2Nat.id by exact Hx. reflexivity.
Qed.

Lemma integer_INR n : integer (INR n).
Proof. exists (Z.of_nat n). apply INR_IZR_INZ. Qed.

Lemma integer_0 : integer 0.
Proof. exists 0%Z. reflexivity. Qed.

Lemma integer_plus x y : integer x -> integer y -> integer (x + y).
Proof. intros [a Ha] [b Hb]. exists (a + b)%Z. rewrite plus_IZR, Ha, Hb. reflexivity. Qed.

Lemma integer_minus x y : integer x -> integer y -> integer (x - y).
Proof. intros [a Ha] [b Hb]. exists (a - b)%Z. rewrite minus_IZR, Ha, Hb. reflexivity. Qed.

Lemma integer_1 : integer 1.
Proof. exists 1%Z. reflexivity. Qed.

Lemma integer_lt x y : integer x -> integer y -> x < y -> x <= y - 1.
Proof.
  intros [a Ha] [b Hb] H. rewrite Ha, Hb in *. apply lt_IZR in H. rewrite <- minus_IZR. apply IZR_le. lia.
Qed.

Lemma INR_le_minus_1 k n : INR k <= INR n - 1 <-> (k < n)%nat.
Proof.
  split; intros H.
  - apply INR_lt. lra.
  - apply le_INR in H. rewrite S_INR in H. lra.
Qed.

Lemma index_INR n : index (INR n) = n.
Proof.
  unfold index. rewrite INR_IZR_INZ.
  replace (up (IZR (Z.of_nat n))) with (Z.of_nat n + 1)%Z; [lia|].
  apply tech_up; rewrite plus_IZR; lra.
Qed.

Lemma total_INR term n : total term (INR n) = sum_below (fun k => term (INR k)) n.
Proof. unfold total. change (Z.to_nat (up (INR n) - 1)) with (index (INR n)). rewrite index_INR. reflexivity. Qed.

Lemma total_0 term : total term 0 = 0.
Proof. change 0 with (INR 0). rewrite total_INR. reflexivity. Qed.

Lemma total_next term x : integer x -> 0 <= x -> total term (x + 1) = total term x + term x.
Proof.
  intros Hi Hx. destruct (integer_nat x Hi Hx) as [n ->]. rewrite <- S_INR, !total_INR. reflexivity.
Qed.

(* A claim about every integer from 0 to T. *)
Lemma integer_induction (P : R -> Prop) (T : R) :
  P 0 -> (forall t, integer t -> 0 <= t -> t <= T - 1 -> P t -> P (t + 1)) ->
  forall t, integer t -> 0 <= t -> t <= T -> P t.
Proof.
  intros H0 Hs t Hi Ht HT. destruct (integer_nat t Hi Ht) as [n ->]. clear Hi Ht.
  induction n as [|n IH]; [exact H0|]. rewrite S_INR in *.
  apply Hs; [apply integer_INR|apply pos_INR|lra|apply IH; lra].
Qed.

(* ---- sums -------------------------------------------------------------------------------- *)

Lemma total_le f g T : integer T -> 0 <= T ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> f t <= g t) -> total f T <= total g T.
Proof.
  intros HT H0 H. assert (HTT : T <= T) by lra. revert HTT.
  apply (integer_induction (fun n => n <= T -> total f n <= total g n) T); try assumption; try lra.
  - intros _. rewrite !total_0. lra.
  - intros t Ht Ht0 Ht1 IH Hle. rewrite !total_next by assumption.
    assert (total f t <= total g t) by (apply IH; lra). assert (f t <= g t) by (apply H; assumption). lra.
Qed.

Lemma total_eq f g T : integer T -> 0 <= T ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> f t = g t) -> total f T = total g T.
Proof. intros HT H0 H. apply Rle_antisym; apply total_le; auto; intros; rewrite H by assumption; lra. Qed.

Lemma sum_below_scale c f n : sum_below (fun k => c * f k) n = c * sum_below f n.
Proof. induction n as [|n IH]; simpl; [ring|]. rewrite IH. ring. Qed.

Lemma sum_below_plus f g n : sum_below (fun k => f k + g k) n = sum_below f n + sum_below g n.
Proof. induction n as [|n IH]; simpl; [ring|]. rewrite IH. ring. Qed.

Lemma total_scale c f T : total (fun i => c * f i) T = c * total f T.
Proof. apply sum_below_scale. Qed.

Lemma total_plus f g T : total (fun i => f i + g i) T = total f T + total g T.
Proof. apply sum_below_plus. Qed.

Lemma total_const c T : integer T -> 0 <= T -> total (fun _ => c) T = c * T.
Proof.
  intros HT H0. destruct (integer_nat T HT H0) as [n ->]. rewrite total_INR.
  induction n as [|n IH]; [simpl; ring|]. rewrite S_INR. cbn [sum_below].
  rewrite IH by (apply integer_INR || apply pos_INR). ring.
Qed.

Lemma total_nonnegative f T : integer T -> 0 <= T ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> 0 <= f t) -> 0 <= total f T.
Proof.
  intros HT H0 H. replace 0 with (total (fun _ => 0) T) by (rewrite total_const by assumption; ring).
  apply total_le; assumption.
Qed.
