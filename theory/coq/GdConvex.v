(* Theorem 2: gradient descent on a convex function, for any steps up to 1/ell(gap), for the warm-up
   1/ell(Delta_t), and for the constant step 1/ell(Delta_0).

   What the steps gain (gd_convex_step) telescopes. The gaps do not rise (descent_lemma), so each
   step of the warm-up gains at least psi, and each constant step at least Delta_T/ell(Delta_0). *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Sums Descent Cocoercivity.
From Warmproof Require Stated.
Open Scope R_scope.

Theorem gd_convex : Stated.gd_convex.
Proof.
  intros m ell Delta g inner_at distance_at eta_at T Hs Hb He Hc Hm Hrun Htow [HT H0] Hsteps.
  assert (Hcl : forall t, integer t -> 0 <= t -> t <= T - 1 ->
    distance_at (t + 1) ^ 2 <= -2 * Delta t * eta_at t + distance_at t ^ 2).
  { intros t Hi Ht Ht1. destruct Hrun as [_ [_ Hrun]]. destruct Htow as [_ [_ Htow]].
    destruct (Hrun t Hi Ht Ht1) as [_ [D0 [G0 _]]]. destruct (Htow t Hi Ht Ht1) as [P [Q [R1 R2]]].
    destruct (Hsteps t Hi Ht Ht1) as [S1 S2].
    assert (H := gd_convex_step m ell (Delta t) (g t) (inner_at t) (eta_at t) (distance_at t) (distance_at (t + 1))
      Hs Hb He Hc Hm (conj P (conj D0 G0)) (conj Q (conj R1 R2)) ltac:(lra)). lra. }
  split; [exact Hcl|].
  apply (integer_induction
    (fun n => 2 * total (fun i => Delta i * eta_at i) n <= distance_at 0 ^ 2 - distance_at n ^ 2) T); try assumption.
  - rewrite total_0. lra.
  - intros t Hi Ht Ht1 IH. rewrite total_next by assumption. assert (H := Hcl t Hi Ht Ht1). lra.
  - lra.
Qed.

(* A step up to 1/ell(gap) gains half of what the slope promises. *)
Lemma step_gains (m : setting) ell gap g eta gap_next : smooth m ell -> bounded_below m -> nondecreasing ell ->
  gd_step m gap g eta gap_next /\ 0 <= gap /\ 0 <= g /\ 0 <= gap_next -> 0 <= eta -> ell gap * eta <= 1 ->
  gap_next + eta * g ^ 2 / 2 <= gap /\ gap_next <= gap.
Proof.
  intros Hs Hb He [P [D0 [G0 _]]] S1 S2.
  destruct (descent_lemma m ell _ _ _ _ Hs Hb He (conj P (conj D0 G0)) ltac:(lra)) as [H _].
  assert (0 <= eta * g ^ 2) by (apply Rmult_le_pos; [exact S1|apply pow2_ge_0]). nra.
Qed.

Theorem gd_convex_warmup : Stated.gd_convex_warmup.
Proof.
  intros m ell Delta g inner_at distance_at eta_at T eps psi Hs Hb He Hc Hm Hrun Htow HT Hsched Heps Hpsi Habove.
  assert (Hsteps : forall t, integer t -> 0 <= t -> t <= T - 1 -> 0 <= eta_at t /\ ell (Delta t) * eta_at t <= 1).
  { intros t Hi Ht Ht1. destruct (Hsched t Hi Ht Ht1). lra. }
  destruct (gd_convex m ell Delta g inner_at distance_at eta_at T Hs Hb He Hc Hm Hrun Htow HT Hsteps) as [_ Htot].
  destruct HT as [HT H0]. destruct Hrun as [_ [_ Hrun]].
  assert (Hfall : forall n, integer n -> 0 <= n -> n <= T -> Delta n <= Delta 0).
  { apply integer_induction; [lra|]. intros t Hi Ht Ht1 IH.
    destruct (Hsteps t Hi Ht Ht1) as [S1 S2].
    destruct (step_gains m ell _ _ _ _ Hs Hb He (Hrun t Hi Ht Ht1) S1 S2). lra. }
  assert (Hsum : total (fun _ => psi) T <= total (fun i => Delta i * eta_at i) T).
  { apply total_le; try assumption. intros t Hi Ht Ht1.
    assert (Q := Hpsi (Delta t) (Habove t Hi Ht Ht1) (Hfall t Hi Ht ltac:(lra))).
    destruct (Hsched t Hi Ht Ht1) as [S1 S2].
    assert (Q' : psi * ell (Delta t) * eta_at t <= Delta t * eta_at t) by (apply Rmult_le_compat_r; assumption).
    rewrite Rmult_assoc, S2 in Q'. lra. }
  rewrite total_const in Hsum by assumption. lra.
Qed.

(* The constant step 1/ell(Delta_0) stays admissible, and the gaps fall: by induction, together. *)
Lemma constant_step (m : setting) ell (Delta g eta_at : R -> R) T :
  smooth m ell -> bounded_below m -> nondecreasing ell ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 ->
     gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <= Delta (t + 1)) ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> 0 <= eta_at t /\ ell (Delta 0) * eta_at t = 1) ->
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> 0 <= eta_at t /\ ell (Delta t) * eta_at t <= 1) /\
  (forall t, integer t -> 0 <= t -> t <= T - 1 -> Delta (t + 1) <= Delta t) /\
  (forall n, integer n -> 0 <= n -> n <= T -> Delta n <= Delta 0).
Proof.
  intros Hs Hb He Hrun Hsched.
  assert (Hstep : forall t, integer t -> 0 <= t -> t <= T - 1 -> Delta t <= Delta 0 ->
    0 <= eta_at t /\ ell (Delta t) * eta_at t <= 1).
  { intros t Hi Ht Ht1 Hle. destruct (Hsched t Hi Ht Ht1) as [S1 S2]. split; [exact S1|].
    rewrite <- S2. apply Rmult_le_compat_r; [exact S1|]. apply He; [apply (Hrun t Hi Ht Ht1)|exact Hle]. }
  assert (Hdown : forall t, integer t -> 0 <= t -> t <= T - 1 -> Delta t <= Delta 0 -> Delta (t + 1) <= Delta t).
  { intros t Hi Ht Ht1 Hle. destruct (Hstep t Hi Ht Ht1 Hle) as [S1 S2].
    apply (step_gains m ell _ _ _ _ Hs Hb He (Hrun t Hi Ht Ht1) S1 S2). }
  assert (Hfall : forall n, integer n -> 0 <= n -> n <= T -> Delta n <= Delta 0).
  { apply integer_induction; [lra|]. intros t Hi Ht Ht1 IH. assert (H := Hdown t Hi Ht Ht1 IH). lra. }
  split; [|split; [|exact Hfall]]; intros t Hi Ht Ht1; [apply Hstep|apply Hdown];
    try assumption; apply Hfall; trivial; lra.
Qed.

(* A step that is 1 over a number makes the number positive. *)
Lemma inverse_positive L eta : 0 <= eta -> L * eta = 1 -> 0 < L.
Proof. intros H E. apply Rnot_le_lt. intros H'. nra. Qed.

Theorem gd_convex_constant : Stated.gd_convex_constant.
Proof.
  intros m ell Delta g inner_at distance_at eta_at T eps Hs Hb He Hc Hm Hrun Htow HT Hsched.
  destruct (constant_step m ell Delta g eta_at T Hs Hb He (proj2 (proj2 Hrun)) Hsched) as [Hsteps [Hdown Hfall]].
  destruct (gd_convex m ell Delta g inner_at distance_at eta_at T Hs Hb He Hc Hm Hrun Htow HT Hsteps) as [Hcl Htot].
  destruct HT as [HT H0].
  (* with what a step gains, times ell(Delta_0) *)
  assert (Hrate : forall low, (forall t, integer t -> 0 <= t -> t <= T - 1 -> low <= Delta t) ->
    2 * T * low <= (distance_at 0 ^ 2 - distance_at T ^ 2) * ell (Delta 0)).
  { intros low Hlow.
    destruct H0 as [Hpos|<-].
    - assert (HL : 0 < ell (Delta 0)).
      { destruct (Hsched 0 integer_0 ltac:(lra)) as [S1 S2].
        - assert (Hlt := integer_lt 0 T integer_0 HT Hpos). lra.
        - exact (inverse_positive _ _ S1 S2). }
      assert (Hsum : total (fun _ => low / ell (Delta 0)) T <= total (fun i => Delta i * eta_at i) T).
      { apply total_le; try assumption; [lra|]. intros t Hi Ht Ht1. destruct (Hsched t Hi Ht Ht1) as [S1 S2].
        replace (low / ell (Delta 0)) with (low * eta_at t).
        - apply Rmult_le_compat_r; [exact S1|apply Hlow; assumption].
        - unfold Rdiv. f_equal. apply Rmult_eq_reg_l with (ell (Delta 0)); [|lra].
          rewrite S2, Rinv_r; lra. }
      rewrite total_const in Hsum by (try assumption; lra).
      replace (2 * T * low) with (2 * (low / ell (Delta 0) * T) * ell (Delta 0)) by (field; lra).
      apply Rmult_le_compat_r; lra.
    - replace (distance_at 0 ^ 2 - distance_at 0 ^ 2) with 0 by ring. lra. }
  split; [|intros Habove; apply Hrate, Habove].
  apply Hrate. intros t Hi Ht Ht1.
  enough (H : forall n, integer n -> 0 <= n -> n <= T - t -> Delta (t + n) <= Delta t).
  { specialize (H (T - t)). replace (t + (T - t)) with T in H by ring.
    apply H; [apply integer_minus; assumption| |]; lra. }
  apply integer_induction; [rewrite Rplus_0_r; lra|]. intros n Hn Hn0 Hn1 IH.
  replace (t + (n + 1)) with (t + n + 1) by ring. apply Rle_trans with (2 := IH).
  assert (Hi' : integer (t + n)) by (apply integer_plus; assumption).
  apply Hdown; [exact Hi'|lra|lra].
Qed.
