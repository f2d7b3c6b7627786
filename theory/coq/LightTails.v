(* The exponential moment of noise with light tails, and descent with high probability from it.

   For the inner product, after Li and Orabona: e^x <= x + e^(9 x^2/16) for all x, from Taylor polynomials; so
   E e^(Y X) is at most the moment of 9 Y^2 X^2/16, bounded by Jensen where the power is at most 1; elsewhere
   Y X <= (3/8) v^2 N + (2/3) xi^2/N does. For the squared noise Jensen. Both under one mean, by
   2 e^(x + y) <= e^(2 x) + e^(2 y). All of it within one cell, where what is known is a number. *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning MeaningRandom Line Sums Chance Hoeffding ProbableDescent.
From Warmproof Require Stated.
Open Scope R_scope.

(* ---- three polynomials beside the exponential --------------------------------------------- *)

Lemma exp_below_negative y : 0 <= y -> exp (- y) <= 1 - y + y ^ 2 / 2.
Proof.
  intros Hy.
  assert (H := derivative_nonnegative (fun x => (1 - x + x ^ 2 / 2) * exp x) (fun x => x ^ 2 / 2 * exp x) 0 y Hy).
  cbv beta in H. rewrite exp_0 in H.
  assert (B : (1 - 0 + 0 ^ 2 / 2) * 1 <= (1 - y + y ^ 2 / 2) * exp y).
  { apply H; intros x Hx.
    - apply of_is_derive. auto_derive; [exact I|field].
    - apply Rmult_le_pos; [assert (P := pow2_ge_0 x); lra|left; apply exp_pos]. }
  assert (P := exp_pos (- y)). apply (Rmult_le_compat_r (exp (- y))) in B; [|lra].
  rewrite (Rmult_assoc (1 - y + y ^ 2 / 2)), <- exp_plus, Rplus_opp_r, exp_0 in B. lra.
Qed.

Lemma exp_above u : 0 <= u -> 1 + u + u ^ 2 / 2 + u ^ 3 / 6 <= exp u.
Proof.
  intros Hu.
  assert (H := derivative_nonnegative (fun x => - (1 + x + x ^ 2 / 2 + x ^ 3 / 6) * exp (- x))
    (fun x => x ^ 3 / 6 * exp (- x)) 0 u Hu).
  cbv beta in H. rewrite Ropp_0, exp_0 in H.
  assert (B : - (1 + 0 + 0 ^ 2 / 2 + 0 ^ 3 / 6) * 1 <= - (1 + u + u ^ 2 / 2 + u ^ 3 / 6) * exp (- u)).
  { apply H; intros x Hx.
    - apply of_is_derive. auto_derive; [exact I|field].
    - apply Rmult_le_pos; [assert (P := pow_le x 3 (proj1 Hx)); lra|left; apply exp_pos]. }
  assert (P := exp_pos u). apply (Rmult_le_compat_r (exp u)) in B; [|lra].
  rewrite (Rmult_assoc (- (1 + u + u ^ 2 / 2 + u ^ 3 / 6))), <- exp_plus, Rplus_opp_l, exp_0 in B. lra.
Qed.

Lemma exp_below x : 0 <= x <= 16 / 9 -> exp x <= 1 + x + x ^ 2 / 2 + x ^ 3 / 6 + x ^ 4 / 24 + x ^ 5 / 77.
Proof.
  intros Hx.
  assert (H := derivative_nonnegative (fun x => (1 + x + x ^ 2 / 2 + x ^ 3 / 6 + x ^ 4 / 24 + x ^ 5 / 77) * exp (- x))
    (fun x => x ^ 4 * (5 / 77 - 1 / 24 - x / 77) * exp (- x)) 0 x (proj1 Hx)).
  cbv beta in H. rewrite Ropp_0, exp_0 in H.
  assert (B : (1 + 0 + 0 ^ 2 / 2 + 0 ^ 3 / 6 + 0 ^ 4 / 24 + 0 ^ 5 / 77) * 1 <=
    (1 + x + x ^ 2 / 2 + x ^ 3 / 6 + x ^ 4 / 24 + x ^ 5 / 77) * exp (- x)).
  { apply H; intros y Hy.
    - apply of_is_derive. auto_derive; [exact I|field].
    - apply Rmult_le_pos; [|left; apply exp_pos]. apply Rmult_le_pos; [apply pow_le; lra|lra]. }
  assert (P := exp_pos x). apply (Rmult_le_compat_r (exp x)) in B; [|lra].
  rewrite (Rmult_assoc (1 + x + x ^ 2 / 2 + x ^ 3 / 6 + x ^ 4 / 24 + x ^ 5 / 77)), <- exp_plus, Rplus_opp_l,
    exp_0 in B. lra.
Qed.

Lemma exp_split x : exp x <= x + exp (9 * x ^ 2 / 16).
Proof.
  assert (Q := pow2_ge_0 x).
  destruct (Rle_dec 0 x) as [H0|H0].
  - destruct (Rle_dec x (16 / 9)) as [H1|H1].
    + assert (A := exp_below x (conj H0 H1)). assert (B := exp_above (9 * x ^ 2 / 16) ltac:(lra)).
      assert (S : 0 <= (1 / 4 - x / 3) ^ 2) by apply pow2_ge_0.
      assert (S' : 0 <= (x / 20 - 1 / 6) ^ 2) by apply pow2_ge_0.
      assert (R : 0 <= x ^ 2 * (81 / 512 - 1 / 24 - 1 / 9 - x / 77 + 729 / 24576 * x ^ 2)).
      { apply Rmult_le_pos; [exact Q|]. assert (0 <= (x - 7 / 32) ^ 2) by apply pow2_ge_0. lra. }
      assert (M : 0 <= x ^ 2 * ((1 / 4 - x / 3) ^ 2 + x ^ 2 * (81 / 512 - 1 / 24 - 1 / 9 - x / 77 +
        729 / 24576 * x ^ 2)))
        by (apply Rmult_le_pos; lra).
      lra.
    + assert (exp x <= exp (9 * x ^ 2 / 16)); [|lra].
      assert (L : x <= 9 * x ^ 2 / 16) by nra.
      destruct L as [L|L]; [left; apply exp_increasing, L|rewrite <- L; lra].
  - assert (A := exp_below_negative (- x) ltac:(lra)). rewrite Ropp_involutive in A.
    assert (B := exp_ineq1_le (9 * x ^ 2 / 16)). replace ((- x) ^ 2) with (x ^ 2) in A by ring. lra.
Qed.

Lemma exp_convex p v : 0 <= p <= 1 -> exp (p * v) <= 1 - p + p * exp v.
Proof.
  intros Hp. assert (E1 := exp_ineq1_le (v - p * v)). assert (E2 := exp_ineq1_le (- (p * v))).
  assert (F1 : exp v = exp (p * v) * exp (v - p * v)) by (rewrite <- exp_plus; f_equal; ring).
  assert (F2 : 1 = exp (p * v) * exp (- (p * v))) by (rewrite <- exp_plus, Rplus_opp_r, exp_0; reflexivity).
  assert (M : 1 <= p * exp (v - p * v) + (1 - p) * exp (- (p * v))).
  { assert (p * (1 + (v - p * v)) <= p * exp (v - p * v)) by (apply Rmult_le_compat_l; lra).
    assert ((1 - p) * (1 + - (p * v)) <= (1 - p) * exp (- (p * v))) by (apply Rmult_le_compat_l; lra). lra. }
  assert (P := exp_pos (p * v)). apply (Rmult_le_compat_l (exp (p * v))) in M; [|lra].
  rewrite F1. replace (1 - p) with ((1 - p) * 1) by ring. rewrite F2 at 2. lra.
Qed.

Lemma exp_le x y : x <= y -> exp x <= exp y.
Proof. intros [H|H]; [left; apply exp_increasing, H|rewrite H; lra]. Qed.

Lemma exp_mean x y : exp (x + y) <= exp (2 * x) / 2 + exp (2 * y) / 2.
Proof.
  assert (0 <= (exp x - exp y) ^ 2) by apply pow2_ge_0. rewrite exp_plus.
  replace (2 * x) with (x + x) by ring. replace (2 * y) with (y + y) by ring. rewrite !exp_plus. lra.
Qed.

(* ---- within one cell ------------------------------------------------------------------------ *)

Section Cell.
Variables (Omega : probability_space) (n k : nat) (xi : R -> R) (N : R).
Hypothesis Hk : (k < outcomes Omega)%nat.
Hypothesis HN : 0 < N.
Hypothesis Hlight : given Omega n k (fun w => exp (xi w ^ 2 / N)) <= exp 1.
Notation same j := (seen Omega n j = seen Omega n k).

Lemma jensen b : 0 <= b -> b * N <= 1 -> given Omega n k (fun w => exp (b * xi w ^ 2)) <= exp (b * N).
Proof.
  intros Hb HbN. assert (H0 : 0 <= b * N) by (apply Rmult_le_pos; lra). set (p := b * N) in *.
  apply Rle_trans with (given Omega n k (fun w => exp p * (1 - p) + exp p * p * exp (- 1) * exp (xi w ^ 2 / N))).
  - apply given_le; [exact Hk|]. intros j _ _.
    replace (b * xi (INR j) ^ 2) with (p + p * (- 1 + xi (INR j) ^ 2 / N)) by (unfold p; field; lra).
    rewrite exp_plus. replace (exp p * (1 - p) + exp p * p * exp (- 1) * exp (xi (INR j) ^ 2 / N)) with
      (exp p * (1 - p + p * exp (- 1 + xi (INR j) ^ 2 / N))) by (rewrite (exp_plus (- 1)); ring).
    apply Rmult_le_compat_l; [left; apply exp_pos|apply exp_convex; lra].
  - rewrite given_plus, (given_scale _ _ _ (exp p * p * exp (- 1))), given_const by exact Hk.
    assert (P : 0 <= exp p * p * exp (- 1)).
    { apply Rmult_le_pos; [apply Rmult_le_pos; [left; apply exp_pos|exact H0]|left; apply exp_pos]. }
    apply (Rmult_le_compat_l _ _ _ P) in Hlight.
    assert (E : exp (- 1) * exp 1 = 1) 
      by (rewrite <- exp_plus; replace (- 1 + 1) with 0 by ring; apply exp_0).
    rewrite (Rmult_assoc _ (exp (- 1)) (exp 1)), E in Hlight. lra.
Qed.

(* Li and Orabona, for a known factor Y. *)
Lemma li_orabona (X : R -> R) g Y : given Omega n k X = 0 ->
  (forall j, (j < outcomes Omega)%nat -> same j -> X (INR j) ^ 2 <= g ^ 2 * xi (INR j) ^ 2) ->
  given Omega n k (fun w => exp (Y * X w)) <= exp (3 / 4 * (Y ^ 2 * g ^ 2 * N)).
Proof.
  intros H0 HX. set (v := Y ^ 2 * g ^ 2).
  assert (Hv : 0 <= v) by (apply Rmult_le_pos; apply pow2_ge_0).
  assert (HvN : 0 <= v * N) by (apply Rmult_le_pos; lra).
  assert (HS : forall j, (j < outcomes Omega)%nat -> same j -> (Y * X (INR j)) ^ 2 <= v * xi (INR j) ^ 2).
  { intros j Hj Hs. replace ((Y * X (INR j)) ^ 2) with (Y ^ 2 * X (INR j) ^ 2) by ring.
    unfold v. rewrite Rmult_assoc. apply Rmult_le_compat_l; [apply pow2_ge_0|apply HX; assumption]. }
  destruct (Rle_dec (v * N) (16 / 9)) as [L|L].
  - apply Rle_trans with (given Omega n k (fun w => Y * X w + exp (9 * v / 16 * xi w ^ 2))).
    + apply given_le; [exact Hk|]. intros j Hj Hs. apply Rle_trans with (1 := exp_split _).
      apply Rplus_le_compat_l, exp_le. specialize (HS j Hj Hs). lra.
    + rewrite given_plus, given_scale, H0. assert (J := jensen (9 * v / 16) ltac:(lra) ltac:(lra)).
      assert (E := exp_le (9 * v / 16 * N) (3 / 4 * (v * N)) ltac:(lra)). lra.
  - assert (Hb : 0 <= 2 / 3 / N) by (left; apply Rdiv_lt_0_compat; lra).
    assert (HbN : 2 / 3 / N * N = 2 / 3) by (field; lra).
    assert (J := jensen (2 / 3 / N) Hb ltac:(lra)). rewrite HbN in J.
    apply Rle_trans with (given Omega n k (fun w => exp (3 / 8 * (v * N)) * exp (2 / 3 / N * xi w ^ 2))).
    + apply given_le; [exact Hk|]. intros j Hj Hs. rewrite <- exp_plus. apply exp_le.
      specialize (HS j Hj Hs). set (u := Y * X (INR j)) in *. set (r := v * N) in *.
      assert (E : r * (2 / 3 / N * xi (INR j) ^ 2) = 2 / 3 * (v * xi (INR j) ^ 2)) by (unfold r; field; lra).
      apply (Rmult_le_reg_l r); [lra|]. assert (0 <= (r - 4 / 3 * u) ^ 2) by apply pow2_ge_0. lra.
    + rewrite given_scale. apply Rle_trans with (exp (3 / 8 * (v * N)) * exp (2 / 3)).
      * apply Rmult_le_compat_l; [left; apply exp_pos|exact J].
      * rewrite <- exp_plus. apply exp_le. lra.
Qed.
End Cell.

Theorem light_tails_moment : Stated.light_tails_moment.
Proof.
  intros m Omega p xi g N c b t [Kg [KN [Kc [Kb [Kp Kxi]]]]] H0 HB HN [_ [_ Hlight]] Hpush. split; [split|].
  - intros k _. left. apply exp_pos.
  - intros k Hk. cbv beta. set (n := index t) in *.
    set (c0 := c t (INR k)). set (g0 := g t (INR k)). set (N0 := N t (INR k)). set (b0 := b t (INR k)).
    destruct (Hpush (INR k) (outcome_INR Omega k Hk)) as [Hb HbN]. fold b0 N0 in Hb, HbN.
    assert (PN : 0 < N0) by (apply HN, outcome_INR, Hk).
    assert (L : given Omega n k (fun w => exp (xi t w ^ 2 / N0)) <= exp 1).
    { rewrite (given_eq Omega n k _ (fun w => exp (xi t w ^ 2 / N t w)) Hk); [apply Hlight, Hk|].
      intros j Hj Hs. rewrite (KN j k Hj Hk Hs). reflexivity. }
    assert (O := li_orabona Omega n k (xi t) N0 Hk PN L (fun w => p t w) g0 (-2 * c0) (H0 k Hk)).
    assert (J := jensen Omega n k (xi t) N0 Hk PN L (2 * b0) ltac:(lra) HbN).
    set (V := 3 / 2 * (c0 ^ 2 * g0 ^ 2 * N0)).
    apply Rle_trans with (given Omega n k (fun w => / 2 * exp (- (2 * V)) * exp (-2 * c0 * p t w) +
      / 2 * exp (- (2 * b0 * N0)) * exp (2 * b0 * xi t w ^ 2))).
    + apply given_le; [exact Hk|]. intros j Hj Hs.
      rewrite (Kc j k Hj Hk Hs), (Kg j k Hj Hk Hs), (KN j k Hj Hk Hs), (Kb j k Hj Hk Hs). fold c0 g0 N0 b0.
      assert (M := exp_mean (- c0 * p t (INR j) - V) (b0 * xi t (INR j) ^ 2 - b0 * N0)).
      replace (2 * (- c0 * p t (INR j) - V)) with (- (2 * V) + -2 * c0 * p t (INR j)) in M by ring.
      replace (2 * (b0 * xi t (INR j) ^ 2 - b0 * N0)) with (- (2 * b0 * N0) + 2 * b0 * xi t (INR j) ^ 2) in M by ring.
      rewrite (exp_plus (- (2 * V))), (exp_plus (- (2 * b0 * N0))) in M.
      replace (xi t (INR j) ^ 2 * b0 - p t (INR j) * c0 - 3 * c0 ^ 2 * g0 ^ 2 * N0 / 2 - b0 * N0) with
        (- c0 * p t (INR j) - V + (b0 * xi t (INR j) ^ 2 - b0 * N0)) by (unfold V; field). lra.
    + rewrite given_plus, !given_scale.
      assert (O' : given Omega n k (fun w => exp (-2 * c0 * p t w)) <= exp (2 * V)).
      { replace (2 * V) with (3 / 4 * ((-2 * c0) ^ 2 * g0 ^ 2 * N0)) by (unfold V; field). apply O.
        intros j Hj Hs. destruct (HB (INR j) (outcome_INR Omega j Hj)) as [B1 B2].
        rewrite (Kg j k Hj Hk Hs) in B1, B2. fold g0 in B1, B2.
        replace (g0 ^ 2 * xi t (INR j) ^ 2) with ((xi t (INR j) * g0) ^ 2) by ring.
        apply pow_maj_Rabs, Rabs_le. lra. }
      rewrite (Rmult_assoc (/ 2)), (Rmult_assoc (/ 2)).
      assert (M1 : exp (- (2 * V)) * given Omega n k (fun w => exp (-2 * c0 * p t w)) <= exp (- (2 * V)) * exp (2 * V))
        by (apply Rmult_le_compat_l; [left; apply exp_pos|exact O']).
      assert (M2 : exp (- (2 * b0 * N0)) * given Omega n k (fun w => exp (2 * b0 * xi t w ^ 2)) <=
        exp (- (2 * b0 * N0)) * exp (2 * b0 * N0)) by (apply Rmult_le_compat_l; [left; apply exp_pos|exact J]).
      rewrite <- exp_plus, Rplus_opp_l, exp_0 in M1, M2. lra.
  - apply known_next in Kg. apply known_next in KN. apply known_next in Kc. apply known_next in Kb.
    intros j k Hj Hk Hs. rewrite (Kg j k Hj Hk Hs), (KN j k Hj Hk Hs), (Kc j k Hj Hk Hs), (Kb j k Hj Hk Hs),
      (Kp j k Hj Hk Hs), (Kxi j k Hj Hk Hs). reflexivity.
Qed.

Theorem probable_descent_light : Stated.probable_descent_light.
Proof.
  intros m Omega gap gain p xi g N c b event moment gap0 delta T tilt slack H0 Hfirst HT Hd Hscale Hslack Hgain Hadapted
    Hcentred Hbounded HN Hlight Hvariance Hpush Hevent Hdescent Hmoment.
  assert (Htilt := proj1 Hscale).
  set (I := low gap (2 * gap0)).
  set (c' := fun t w => tilt * (I t w * c t w)). set (b' := fun t w => tilt * (I t w * b t w)).
  set (Y := fun t w => xi t w ^ 2 * b' t w - p t w * c' t w - 3 * c' t w ^ 2 * g t w ^ 2 * N t w / 2 - b' t w * N t w).
  assert (M : forall t, integer t -> 0 <= t -> t <= T - 1 ->
    conditionally_at_most Omega (fun w => exp (Y t w)) (fun _ => 1) t /\ known Omega (fun w => Y t w) (t + 1)).
  { intros t Hi Ht HtT. destruct (Hadapted t Hi Ht HtT) as [Kgap [Kg [KN [Kc [Kb [Kp Kxi]]]]]].
    assert (KI := low_known Omega gap (2 * gap0) t Kgap).
    apply (light_tails_moment m Omega p xi g N c' b' t).
    - refine (conj Kg (conj KN (conj _ (conj _ (conj Kp Kxi))))); intros j k Hj Hk Hs; unfold c', b', I.
      + rewrite (KI j k Hj Hk Hs), (Kc j k Hj Hk Hs). reflexivity.
      + rewrite (KI j k Hj Hk Hs), (Kb j k Hj Hk Hs). reflexivity.
    - apply Hcentred; assumption.
    - intros w Hw. apply Hbounded; assumption.
    - intros w Hw. apply HN; assumption.
    - apply Hlight; assumption.
    - intros w Hw. unfold b'. destruct (low_values gap (2 * gap0) t w) as [L1 L2]. fold I in L1, L2.
      destruct (Rle_dec (gap t w) (2 * gap0)) as [L|L].
      + rewrite (L1 L). destruct (Hpush t Hi Ht HtT w Hw L) as [P1 P2].
        split; [rewrite Rmult_1_l; apply Rmult_le_pos; lra|lra].
      + rewrite (L2 L). lra. }
  apply (probable_descent_within m Omega gap gain Y event moment gap0 delta T tilt slack); try assumption.
  - intros t Hi Ht HtT. apply M; assumption.
  - intros t Hi Ht HtT. apply M; assumption.
  - intros t Hi Ht HtT w Hw He Hgap. destruct (low_values gap (2 * gap0) t w) as [L1 _]. fold I in L1.
    unfold Y, c', b'. rewrite (L1 ltac:(lra)). intros Hreach.
    assert (Hv := Hvariance t Hi Ht HtT w Hw ltac:(lra)).
    assert (Hv' : tilt * (6 * tilt * c t w ^ 2 * g t w ^ 2 * N t w) <= tilt * gain t w) by (apply Rmult_le_compat_l;
      lra).
    specialize (Hdescent t Hi Ht HtT w Hw He Hgap).
    match type of Hdescent with ?l < _ -> _ => assert (Hbelow : tilt * l < tilt * (2 * gap0)) by lra end.
    apply Rmult_lt_reg_l in Hbelow; [|exact Htilt]. specialize (Hdescent Hbelow).
    apply (Rmult_le_compat_l tilt) in Hdescent; lra.
Qed.
