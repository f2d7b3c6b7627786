(* What lies left of the waves of Theorem 3: a straight piece, the valley, and a straight piece left
   of it; a cosine valley for functions of class C^2. And the step sizes below the threshold. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Gluing Steps Waves.
Open Scope R_scope.

Section Ground.
Variables (f df ddf : R -> R) (K0 eps foot : R).
Hypothesis K0_positive : 0 < K0.
Hypothesis eps_positive : 0 < eps.
Hypothesis rim_left : PI * eps / (2 * K0) < foot.
Hypothesis straight : forall x, (K0 <> 0 /\ PI * eps / (2 * K0) < x) -> x <= foot ->
  ((K0 <> 0 /\ f x = eps * (x - PI * eps / (2 * K0)) + eps ^ 2 / K0) /\ df x = eps /\ ddf x = 0).
Hypothesis bed : forall x, (K0 <> 0 /\ - PI * eps / (2 * K0) < x) ->
  (K0 <> 0 /\ x <= PI * eps / (2 * K0)) ->
  ((K0 <> 0 /\ eps <> 0 /\ f x = eps ^ 2 * (1 - cos (K0 * x / eps)) / K0) /\
   (eps <> 0 /\ df x = eps * sin (K0 * x / eps)) /\
   (eps <> 0 /\ ddf x = K0 * cos (K0 * x / eps))).
Hypothesis left : forall x, (K0 <> 0 /\ x <= - PI * eps / (2 * K0)) ->
  ((K0 <> 0 /\ f x = - eps * (x + PI * eps / (2 * K0)) + eps ^ 2 / K0) /\ df x = - eps /\
   ddf x = 0).

Let rim := PI * eps / (2 * K0).
Let k := K0 / eps.

Lemma ground_k : 0 < k.
Proof. apply Rdiv_lt_0_compat; assumption. Qed.

Lemma ground_rim : 0 < rim /\ k * rim = PI / 2 /\ - PI * eps / (2 * K0) = - rim.
Proof.
  pose proof PI_RGT_0 as P. unfold rim, k. split; [|split; field; lra].
  apply Rdiv_lt_0_compat; nra.
Qed.

Lemma on_straight : forall x, rim < x -> x <= foot ->
  takes f df ddf x (eps ^ 2 / K0 + eps * (x - rim)) eps 0.
Proof.
  intros x H1 H2. destruct (straight x) as [[_ A] [B C]]; [split; [lra | exact H1] | exact H2|].
  unfold takes. rewrite A. unfold rim. repeat split; auto; ring.
Qed.

Lemma on_bed : forall x, - rim < x -> x <= rim ->
  takes f df ddf x (eps / k * (1 - cos (k * (x - 0)))) (eps * sin (k * (x - 0)))
    (eps * k * cos (k * (x - 0))).
Proof.
  intros x H1 H2. destruct ground_rim as [_ [_ E]].
  destruct (bed x) as [[_ [_ A]] [[_ B] [_ C]]]; [split; [lra|] | split; [lra | exact H2]|].
  - rewrite E. exact H1.
  - replace (K0 * x / eps) with (k * (x - 0)) in A, B, C by (unfold k; field; lra).
    assert (E1 : eps / k = eps ^ 2 / K0) by (unfold k; field; lra).
    assert (E2 : eps * k = K0) by (unfold k; field; lra).
    unfold takes. rewrite A, B, C, E1, E2. repeat split; field; lra.
Qed.

Lemma on_left : forall x, x <= - rim ->
  takes f df ddf x (eps ^ 2 / K0 + - eps * (x - - rim)) (- eps) 0.
Proof.
  intros x H. destruct ground_rim as [_ [_ E]].
  destruct (left x) as [[_ A] [B C]]; [split; [lra | rewrite E; exact H]|].
  unfold takes. rewrite A. fold rim. repeat split; auto; ring.
Qed.

Lemma at_rim : takes f df ddf rim (eps ^ 2 / K0) eps 0.
Proof.
  destruct ground_rim as [P [Q _]]. destruct (on_bed rim) as [A [B C]]; [lra | lra|].
  unfold takes. rewrite A, B, C. replace (k * (rim - 0)) with (PI / 2) by lra.
  rewrite sin_PI2, cos_PI2. unfold k. repeat split; field; lra.
Qed.

Lemma slope_straight : forall x, rim <= x -> x <= foot -> df x = eps.
Proof.
  intros x H1 H2. destruct (Req_dec x rim) as [->|N]; [apply at_rim | apply on_straight; lra].
Qed.

Lemma at_foot : takes f df ddf foot (eps ^ 2 / K0 + eps * (foot - rim)) eps 0.
Proof. apply on_straight; [exact rim_left | lra]. Qed.

Lemma at_bottom : f 0 = 0.
Proof.
  destruct ground_rim as [P _]. destruct (on_bed 0) as [A _]; [lra | lra|].
  rewrite A. replace (k * (0 - 0)) with 0 by ring. rewrite cos_0. ring.
Qed.

Lemma ground_twice : twice (fun y => foot <= y) f df ddf -> twice (fun _ => True) f df ddf.
Proof.
  intros D. destruct ground_rim as [P [Q _]]. pose proof ground_k as Hk.
  assert (D1 : twice (fun y => rim <= y) f df ddf).
  { eapply twice_glue; [apply (meet_right rim foot) | | exact D].
    - unfold rim. lra.
    - eapply twice_piece; [apply (twice_affine (eps ^ 2 / K0) eps rim) | exact on_straight |].
      destruct at_rim as [A [B C]]. rewrite A, B, C. repeat split; ring. }
  assert (D2 : twice (fun y => - rim <= y) f df ddf).
  { eapply twice_glue; [apply (meet_right (- rim) rim); lra | | exact D1].
    eapply twice_piece; [apply (twice_trough eps k 0); lra | exact on_bed |].
    destruct (on_left (- rim)) as [A [B C]]; [lra|]. rewrite A, B, C.
    replace (k * (- rim - 0)) with (- (PI / 2)) by lra. cbv beta.
    rewrite cos_neg, sin_neg, sin_PI2, cos_PI2. unfold k. repeat split; field; lra. }
  eapply twice_glue; [apply (meet_all (- rim)) | | exact D2].
  apply (twice_on _ _ _ _ _ _ _ (twice_affine (eps ^ 2 / K0) (- eps) (- rim))). exact on_left.
Qed.

Lemma ground_member : forall x, x <= foot -> 0 <= f x /\ Rabs (ddf x) <= K0.
Proof.
  intros x Hx. destruct ground_rim as [P _]. pose proof ground_k as Hk.
  assert (E : 0 <= eps ^ 2 / K0).
  { apply Rlt_le, Rdiv_lt_0_compat; [apply pow_lt|]; assumption. }
  destruct (Rlt_le_dec rim x) as [L|L].
  - destruct (on_straight x L Hx) as [A [_ C]]. rewrite A, C, Rabs_R0. nra.
  - destruct (Rlt_le_dec (- rim) x) as [L'|L'].
    + destruct (on_bed x L' L) as [A [_ C]]. rewrite A, C.
      assert (0 < eps / k) by (apply Rdiv_lt_0_compat; assumption).
      pose proof (COS_bound (k * (x - 0))). split; [nra|].
      apply abs_scaled; [apply abs_cos | nra | right; unfold k; field; lra].
    + destruct (on_left x L') as [A [_ C]]. rewrite A, C, Rabs_R0. nra.
Qed.

End Ground.

(* Once below the threshold, steps that do not increase stay below it. *)
Lemma short_steps : forall (eta_at : R -> R) tau T M reach, integer T -> integer tau -> 0 <= tau ->
  0 < M -> (tau <= T - 1 -> M * eta_at tau < reach) ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> 0 <= eta_at t) ->
  (forall t, integer t -> 0 <= t -> t <= T - 2 -> eta_at (t + 1) <= eta_at t) ->
  forall n, integer n -> 0 <= n -> n <= T - tau - 1 -> 0 <= eta_at (n + tau) <= reach / M.
Proof.
  intros eta_at tau T M reach IT It H0 HM Short Pos Down n In Hn HN.
  assert (B : M * eta_at (n + tau) < reach).
  { assert (H1 : M * eta_at (0 + tau) < reach) by (rewrite Rplus_0_l; apply Short; lra).
    assert (I1 : integer (T - tau - 1))
      by (apply integer_sub; [apply integer_sub; assumption | exact integer_1]).
    revert n In Hn HN.
    apply (induction_to (fun n => M * eta_at (n + tau) < reach) (T - tau - 1) I1 H1).
    intros n In Hn HN IH. assert (n + 1 <= T - tau - 1) by (apply integer_less; assumption).
    replace (n + 1 + tau) with (n + tau + 1) by ring.
    specialize (Down (n + tau)). apply Rle_lt_trans with (M * eta_at (n + tau)); [|exact IH].
    apply Rmult_le_compat_l; [lra|]. apply Down; [apply integer_add; assumption | lra | lra]. }
  split.
  - apply Pos; [apply integer_add; assumption | lra | lra].
  - apply Rmult_le_reg_l with M; [exact HM|].
    replace (M * (reach / M)) with reach by (field; lra). lra.
Qed.
