(* The river valley: the wall e^(r-1) beside the bed mu y^2/2.

   Its class follows from 1 + x <= e^x, and so does that e^(s-1)/s increases from 1 on, which
   decides where a fixed step throws out. Along the river the gap is multiplied by (1 - eta mu)^2 at
   every step, so the number of steps is a quotient of logarithms. *)
From Coq Require Import Reals Lra Lia Psatz.
From Warmproof Require Import Meaning Sums.
From Warmproof Require Stated.
Open Scope R_scope.

Theorem river_valley : Stated.river_valley.
Proof.
  intros m r y mu (Mu & Mu1).
  assert (0 <= mu * y ^ 2) by (apply Rmult_le_pos; [lra | apply pow2_ge_0]).
  assert (E := exp_ineq1_le (r - 1)). pose proof (pow2_ge_0 r). repeat split; lra.
Qed.

(* e^(s-1)/s does not fall from 1 on. *)
Lemma steeper : forall a b, 1 <= a <= b -> b * exp (a - 1) <= a * exp (b - 1).
Proof.
  intros a b (Ha & Hab). replace (b - 1) with (a - 1 + (b - a)) by ring. rewrite exp_plus.
  assert (E := exp_ineq1_le (b - a)). assert (P := exp_pos (a - 1)).
  assert (0 <= (a - 1) * (b - a)) by (apply Rmult_le_pos; lra).
  assert (a * (1 + (b - a)) <= a * exp (b - a)) by (apply Rmult_le_compat_l; lra).
  replace (a * (exp (a - 1) * exp (b - a))) with (a * exp (b - a) * exp (a - 1)) by ring.
  apply Rmult_le_compat_r; lra.
Qed.

Theorem river_valley_stability : Stated.river_valley_stability.
Proof.
  intros m x0 eta Hx Heta.
  assert (Out : forall r, x0 <= r -> r * (eta * exp (x0 - 1) - x0) <= x0 * (eta * exp (r - 1) - r)).
  { intros r Hr. pose proof (steeper x0 r (conj Hx Hr)).
    assert (eta * (r * exp (x0 - 1)) <= eta * (x0 * exp (r - 1))) by (apply Rmult_le_compat_l; lra).
    lra. }
  split; [exact Out |]. split; [| split].
  - intros r Hr Long. specialize (Out r Hr).
    assert (r * x0 < r * (eta * exp (x0 - 1) - x0)) by (apply Rmult_lt_compat_l; lra).
    apply Rmult_lt_reg_l with x0; lra.
  - intros r Hr Top Short. pose proof (steeper r x0 (conj Hr Top)).
    assert (eta * (x0 * exp (r - 1)) <= eta * (r * exp (x0 - 1))) by (apply Rmult_le_compat_l; lra).
    assert (r * (eta * exp (x0 - 1)) < r * (2 * x0)) by (apply Rmult_lt_compat_l; lra).
    assert (0 < eta * exp (r - 1)) by (apply Rmult_lt_0_compat; [easy | apply exp_pos]).
    assert (eta * exp (r - 1) < 2 * r) by (apply Rmult_lt_reg_l with x0; lra).
    apply Rabs_def1; lra.
  - intros r Hr Inside Short. pose proof (exp_ineq1_le (x0 - 1)).
    assert (eta * x0 <= eta * exp (x0 - 1)) by (apply Rmult_le_compat_l; lra).
    assert (eta < 2) by (apply Rmult_lt_reg_r with x0; lra).
    replace (eta * r - r) with (r * (eta - 1)) by ring. rewrite Rabs_mult, (Rabs_right r) by lra.
    rewrite <- (Rmult_1_r r) at 2. apply Rmult_le_compat_l; [easy | apply Rabs_le; lra].
Qed.

Lemma ln_of_power : forall x k, 0 < x -> ln (x ^ k) = INR k * ln x.
Proof.
  intros x k Hx. induction k as [| k IH]; [simpl; rewrite ln_1; ring |].
  rewrite S_INR. simpl. rewrite ln_mult, IH by (easy || now apply pow_lt). ring.
Qed.

Theorem river_valley_steps : Stated.river_valley_steps.
Proof.
  intros m Delta position x0 limit mu gap0 eps eta T Limit Mu (Rate0 & Rate1) Eps Gap0
    (Start & Run) Gaps (IT & HT).
  assert (Eta : 0 < eta) by (apply Rmult_lt_reg_r with mu; lra).
  set (q := 1 - eta * mu). assert (Q : 0 < q < 1) by (unfold q; lra).
  assert (Gap : forall k, INR k <= T -> Delta (INR k) = (q ^ k) ^ 2 * gap0).
  { assert (Position : forall k, INR k <= T -> position (INR k) = q ^ k * position 0).
    { induction k as [| k IH]; intros Hk; [cbn; ring |]. rewrite S_INR in *.
      rewrite Run, IH; [unfold q; simpl; ring | | | |]; try lra;
        [apply integer_INR | apply pos_INR]. }
    intros k Hk. assert (Here := Gaps (INR k) (integer_INR k) (pos_INR k) Hk).
    assert (There := Gaps 0 integer_0 ltac:(lra) HT). rewrite Start in There.
    rewrite Position in Here by easy. rewrite Rpow_mult_distr in Here.
    replace (mu * ((q ^ k) ^ 2 * position 0 ^ 2)) with ((q ^ k) ^ 2 * (mu * position 0 ^ 2)) in Here
      by ring.
    rewrite <- There in Here. lra. }
  (* With a step up to the limit, the number of steps is at least the quotient of logarithms. *)
  assert (Sharp : forall k, INR k <= T -> Delta (INR k) <= eps -> eta <= limit -> limit * mu < 1 ->
            ln (gap0 / eps) <= - 2 * INR k * ln (- limit * mu + 1)).
  { intros k Hk Reached Below Small. rewrite (Gap k Hk) in Reached.
    set (p := - limit * mu + 1) in *.
    assert (eta * mu <= limit * mu) by (apply Rmult_le_compat_r; lra).
    assert (P : 0 < p <= q) by (unfold p, q; lra).
    assert (Pk : 0 < p ^ k) by now apply pow_lt.
    assert (p ^ k <= q ^ k) by (apply pow_incr; lra).
    assert ((p ^ k) ^ 2 <= (q ^ k) ^ 2) by (apply pow_incr; lra).
    assert (Bound : (p ^ k) ^ 2 * gap0 <= eps).
    { apply Rle_trans with ((q ^ k) ^ 2 * gap0); [apply Rmult_le_compat_r; lra | easy]. }
    assert (0 < (p ^ k) ^ 2) by now apply pow_lt.
    unfold Rdiv. rewrite ln_mult, ln_Rinv by (try apply Rinv_0_lt_compat; lra).
    assert (Log : ln ((p ^ k) ^ 2 * gap0) <= ln eps).
    { destruct Bound as [B | ->]; [left; apply ln_increasing; [apply Rmult_lt_0_compat; lra | easy]
                                  | lra]. }
    rewrite ln_mult, !ln_of_power in Log by lra. simpl in Log. lra. }
  assert (Ratio : 0 < gap0 / eps) by (apply Rdiv_lt_0_compat; lra).
  split; intros n In Hn Top Reached Below.
  - intros Small. destruct (integer_nat n In Hn) as (k & ->).
    split; [easy |]. split; [lra |]. split; [lra |]. now apply Sharp.
  - destruct (integer_nat n In Hn) as (k & ->). split; [easy |]. split; [lra |].
    assert (E := exp_pos (x0 - 1)). set (e := exp (x0 - 1)) in *.
    assert (0 < limit * e) by (apply Rmult_lt_0_compat; lra).
    assert (X0 : 0 < mu * x0) by (apply Rmult_lt_0_compat; lra).
    assert (K := pos_INR k).
    assert (Right : 0 <= mu * INR k * x0).
    { replace (mu * INR k * x0) with (INR k * (mu * x0)) by ring. apply Rmult_le_pos; lra. }
    assert (Log : 0 < ln (gap0 / eps)).
    { rewrite <- ln_1. apply ln_increasing; [lra |]. apply Rmult_lt_reg_r with eps; [easy |].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
    destruct (Rle_dec (- 2 * mu * x0 + e) 0) as [Flat | Steep].
    + assert ((- 2 * mu * x0 + e) * ln (gap0 / eps) <= 0 * ln (gap0 / eps))
        by (apply Rmult_le_compat_r; lra). lra.
    + assert (Split : limit * mu * e = 2 * (mu * x0)) by (rewrite Rmult_assoc, (Rmult_comm mu e),
        <- Rmult_assoc, Limit; ring).
      assert (Small : limit * mu < 1) by (apply Rmult_lt_reg_r with e; lra).
      assert (S := Sharp k Top Reached Below Small). set (p := - limit * mu + 1) in *.
      assert (P : 0 < p) by (unfold p; lra).
      (* - ln p = ln(1/p) <= 1/p - 1 *)
      assert (Tangent : - ln p <= / p - 1).
      { rewrite <- ln_Rinv by easy. pose proof (exp_ineq1_le (ln (/ p))).
        rewrite exp_ln in * by now apply Rinv_0_lt_compat. lra. }
      assert (Pe : p * e = - 2 * mu * x0 + e) by (unfold p; lra). rewrite <- Pe.
      assert (Step : - 2 * INR k * ln p <= 2 * INR k * (/ p - 1)).
      { replace (- 2 * INR k * ln p) with (2 * INR k * - ln p) by ring.
        apply Rmult_le_compat_l; lra. }
      apply Rle_trans with (p * e * (2 * INR k * (/ p - 1))).
      * apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | lra].
      * replace (p * e * (2 * INR k * (/ p - 1))) with (2 * INR k * (e - p * e)) by (field; lra).
        rewrite Pe. right. ring.
Qed.
