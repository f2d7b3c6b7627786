(* Hoeffding's lemma, the exponential moment of centred noise that it gives, and the inequality of Azuma
   and Hoeffding for all partial sums.

   On [-a, a] the exponential lies below its chord, whose mean is cosh(lam a) for centred noise, and
   cosh y <= exp(y^2/2), for cosh(y) exp(-y^2/2) falls from 1. Azuma's inequality is Ville's (Chance.v)
   for the sums of tilt X_t - tilt^2 c_t^2/2. *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning MeaningRandom Line Sums Chance.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma sinh_below y : 0 <= y -> exp y - exp (- y) <= y * (exp y + exp (- y)).
Proof.
  intros Hy.
  assert (H := derivative_nonnegative (fun x => x * (exp x + exp (- x)) - (exp x - exp (- x)))
    (fun x => x * (exp x - exp (- x))) 0 y Hy).
  cbv beta in H. rewrite Ropp_0, exp_0 in H.
  enough (0 * (1 + 1) - (1 - 1) <= y * (exp y + exp (- y)) - (exp y - exp (- y))) by lra.
  apply H; clear H; intros x Hx.
  - apply of_is_derive. auto_derive; [exact I|ring].
  - apply Rmult_le_pos; [lra|].
    destruct (Req_dec x 0) as [->|Hn]; [rewrite Ropp_0; lra|].
    assert (exp (- x) < exp x) by (apply exp_increasing; lra). lra.
Qed.

Lemma cosh_below y : (exp y + exp (- y)) / 2 <= exp (y ^ 2 / 2).
Proof.
  assert (W : forall y, 0 <= y -> (exp y + exp (- y)) / 2 <= exp (y ^ 2 / 2)).
  { clear y. intros y Hy.
    assert (H := derivative_nonnegative (fun x => - (exp x + exp (- x)) * exp (- (x ^ 2 / 2)))
      (fun x => (x * (exp x + exp (- x)) - (exp x - exp (- x))) * exp (- (x ^ 2 / 2))) 0 y Hy).
    cbv beta in H. replace (- (0 ^ 2 / 2)) with 0 in H by field. rewrite Ropp_0, exp_0 in H.
    assert (B : - (1 + 1) * 1 <= - (exp y + exp (- y)) * exp (- (y ^ 2 / 2))).
    { apply H; clear H; intros x Hx.
      - apply of_is_derive. auto_derive; [exact I|]. replace (x * (x * 1)) with (x ^ 2) by ring.
        replace (- (x ^ 2 * / 2)) with (- (x ^ 2 / 2)) by (unfold Rdiv; ring). field.
      - apply Rmult_le_pos; [|left; apply exp_pos]. assert (S := sinh_below x (proj1 Hx)). lra. }
    rewrite (exp_Ropp (y ^ 2 / 2)) in B. assert (P := exp_pos (y ^ 2 / 2)).
    apply (Rmult_le_compat_r (exp (y ^ 2 / 2))) in B; [|lra].
    replace (- (exp y + exp (- y)) * / exp (y ^ 2 / 2) * exp (y ^ 2 / 2)) with (- (exp y + exp (- y))) in B by
      (field; lra).
    lra. }
  destruct (Rle_dec 0 y) as [H|H]; [apply W, H|].
  assert (E := W (- y) ltac:(lra)). rewrite Ropp_involutive in E.
  replace ((- y) ^ 2) with (y ^ 2) in E by ring. lra.
Qed.

(* The chord of the exponential. *)
Lemma exp_chord lam a : 0 <= a -> exists s, forall x, - a <= x <= a ->
  exp (lam * x) <= (exp (lam * a) + exp (- (lam * a))) / 2 + s * x.
Proof.
  intros [Ha|Ha].
  - exists ((exp (lam * a) - exp (- (lam * a))) / (2 * a)). intros x Hx.
    set (y := lam * a). set (q := (a + x) / (2 * a)).
    assert (Hq : 0 <= q <= 1).
    { unfold q. split; [apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]|].
      apply (Rmult_le_reg_r (2 * a)); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
    assert (Ex : lam * x = (2 * q - 1) * y) by (unfold q, y; field; lra).
    assert (Eq : (exp y + exp (- y)) / 2 + (exp y - exp (- y)) / (2 * a) * x = q * exp y + (1 - q) * exp (- y)).
    { unfold q. field. lra. }
    rewrite Eq, Ex. set (u := (2 * q - 1) * y).
    assert (E1 := exp_ineq1_le (y - u)). assert (E2 := exp_ineq1_le (- y - u)).
    assert (F1 : exp y = exp u * exp (y - u)) by (rewrite <- exp_plus; f_equal; ring).
    assert (F2 : exp (- y) = exp u * exp (- y - u)) by (rewrite <- exp_plus; f_equal; ring).
    rewrite F1, F2. assert (P := exp_pos u).
    assert (M : 1 <= q * exp (y - u) + (1 - q) * exp (- y - u)).
    { assert (q * (1 + (y - u)) <= q * exp (y - u)) by (apply Rmult_le_compat_l; lra).
      assert ((1 - q) * (1 + (- y - u)) <= (1 - q) * exp (- y - u)) by (apply Rmult_le_compat_l; lra).
      assert (q * (1 + (y - u)) + (1 - q) * (1 + (- y - u)) = 1) by (unfold u; ring). lra. }
    replace (q * (exp u * exp (y - u)) + (1 - q) * (exp u * exp (- y - u))) with
      (exp u * (q * exp (y - u) + (1 - q) * exp (- y - u))) by ring.
    rewrite <- (Rmult_1_r (exp u)) at 1. apply Rmult_le_compat_l; lra.
  - exists 0. intros x Hx. replace x with 0 by lra. rewrite <- Ha, !Rmult_0_r, Ropp_0, exp_0. lra.
Qed.

Lemma hoeffding (Omega : probability_space) n k X a lam : (k < outcomes Omega)%nat -> given Omega n k X = 0 ->
  (forall j, (j < outcomes Omega)%nat -> seen Omega n j = seen Omega n k -> - a <= X (INR j) <= a) ->
  given Omega n k (fun w => exp (lam * X w)) <= exp (lam ^ 2 * a ^ 2 / 2).
Proof.
  intros Hk H0 HX. assert (Ha : 0 <= a) by (specialize (HX k Hk eq_refl); lra).
  destruct (exp_chord lam a Ha) as [s Hs]. set (C := (exp (lam * a) + exp (- (lam * a))) / 2) in *.
  apply Rle_trans with (given Omega n k (fun w => C + s * X w)).
  - apply given_le; [exact Hk|]. intros j Hj Hsame. apply Hs, HX; assumption.
  - rewrite given_plus, given_scale, given_const, H0 by exact Hk.
    assert (B := cosh_below (lam * a)). replace ((lam * a) ^ 2) with (lam ^ 2 * a ^ 2) in B by ring.
    fold C in B. lra.
Qed.

Lemma index_later t : (index t <= index (t + 1))%nat.
Proof.
  unfold index. destruct (archimed t) as [A B]. destruct (archimed (t + 1)) as [A' B'].
  assert (up t <= up (t + 1))%Z; [|lia].
  assert (IZR (up t) < IZR (up (t + 1) + 1)) by (rewrite plus_IZR; lra). apply lt_IZR in H. lia.
Qed.

Lemma index_next t : integer t -> 0 <= t -> index (t + 1) = Datatypes.S (index t).
Proof.
  intros Hi Ht. destruct (integer_nat t Hi Ht) as [n ->]. rewrite <- S_INR, !index_INR. reflexivity.
Qed.

Theorem hoeffding_moment : Stated.hoeffding_moment.
Proof.
  intros m Omega X a t tilt [Ha HX] H0 HB. split; [split|].
  - intros k _. left. apply exp_pos.
  - intros k Hk. cbv beta.
    set (A := a t (INR k)).
    rewrite (given_eq Omega _ k _ (fun w => exp (- (tilt ^ 2 * A ^ 2 / 2)) * exp (tilt * X t w)) Hk).
    2: { intros j Hj Hs. rewrite (Ha j k Hj Hk Hs). fold A. rewrite <- exp_plus. f_equal. field. }
    rewrite given_scale.
    assert (B := hoeffding Omega (index t) k (fun w => X t w) A tilt Hk (H0 k Hk)).
    apply Rle_trans with (exp (- (tilt ^ 2 * A ^ 2 / 2)) * exp (tilt ^ 2 * A ^ 2 / 2)).
    + apply Rmult_le_compat_l; [left; apply exp_pos|]. apply B. intros j Hj Hs.
      destruct (HB (INR j)) as [B1 B2]; [exists j; split; [exact Hj|reflexivity]|].
      assert (E := Ha j k Hj Hk Hs). cbv beta in E. unfold A. rewrite <- E. split; assumption.
    + rewrite <- exp_plus, Rplus_opp_l, exp_0. lra.
  - intros j k Hj Hk Hs. rewrite (HX j k Hj Hk Hs).
    rewrite (Ha j k Hj Hk); [reflexivity|]. apply (seen_before Omega (index t) (index (t + 1))); try assumption.
    apply index_later.
Qed.

(* A claim about integers in a range, about natural numbers. *)
Lemma step_of (P : R -> Prop) T : (forall t, integer t -> 0 <= t -> t <= INR T - 1 -> P t) ->
  forall n, (n < T)%nat -> P (INR n).
Proof. intros H n Hn. apply H; [apply integer_INR|apply pos_INR|apply INR_le_minus_1, Hn]. Qed.

Theorem azuma_hoeffding : Stated.azuma_hoeffding.
Proof.
  intros m Omega X c moment T delta eps v tilt [HT HT0] [Hd Hd1] HK H0 HB [Hv Hsum] [Heps [_ Hroom]] Htilt Hmoment.
  destruct (integer_nat T HT HT0) as [N ->]. clear HT HT0.
  assert (Htilt0 : 0 < tilt) by (apply (Rmult_lt_reg_l v); lra).
  assert (M : forall n, (n < N)%nat ->
    conditionally_at_most Omega (fun w => exp (- tilt ^ 2 * c (INR n) ^ 2 / 2 + tilt * X (INR n) w)) (fun _ => 1)
      (INR n) /\
    known Omega (fun w => - tilt ^ 2 * c (INR n) ^ 2 / 2 + tilt * X (INR n) w) (INR n + 1)).
  { intros n Hn.
    apply (hoeffding_moment m Omega X (fun t _ => c t) (INR n) tilt).
    - split; [intros j k _ _ _; reflexivity|apply (step_of _ N HK n Hn)].
    - apply (step_of _ N H0 n Hn).
    - apply (step_of _ N HB n Hn). }
  apply (ville Omega (fun n w => - tilt ^ 2 * c (INR n) ^ 2 / 2 + tilt * X (INR n) w) delta N); try assumption.
  - intros n Hn j k Hj Hk Hs. apply (proj2 (M n Hn) j k Hj Hk). rewrite <- S_INR, index_INR. exact Hs.
  - intros n k Hn Hk. assert (B := proj2 (proj1 (M n Hn)) k Hk). rewrite index_INR in B. exact B.
  - intros k Hk Hbelow. destruct (Hmoment (INR k)) as [Hi [Hm0 HmT]]; [exists k; split; [exact Hk|reflexivity]|].
    destruct (integer_nat _ Hi Hm0) as [n Hn]. rewrite Hn in *. apply INR_le in HmT. rewrite total_INR in *.
    specialize (Hbelow n HmT).
    rewrite (sum_eq _ (fun i => (- tilt ^ 2 / 2) * c (INR i) ^ 2 + tilt * X (INR i) (INR k))) in Hbelow
      by (intros; field).
    rewrite sum_below_plus, !sum_below_scale in Hbelow.
    assert (Hs : sum_below (fun i => c (INR i) ^ 2) n <= v).
    { apply Rle_trans with (2 := Hsum). clear - HmT. induction HmT as [|N _ IH]; [lra|].
      cbn [sum_below]. assert (P := pow2_ge_0 (c (INR N))). lra. }
    set (Q := sum_below (fun i => c (INR i) ^ 2) n) in *.
    set (Z := sum_below (fun i => X (INR i) (INR k)) n) in *.
    assert (tilt ^ 2 * Q <= tilt ^ 2 * v) by (apply Rmult_le_compat_l; [apply pow2_ge_0|exact Hs]).
    assert (tilt ^ 2 * v = tilt * eps) by (rewrite <- Htilt; ring).
    assert (Hln : - ln delta <= tilt * eps / 2).
    { apply (Rmult_le_reg_l (2 * v)); [lra|].
      replace (2 * v * (tilt * eps / 2)) with (eps ^ 2) by (rewrite <- Htilt; field). lra. }
    assert (Z < eps) by (apply (Rmult_lt_reg_l tilt); lra). lra.
Qed.
