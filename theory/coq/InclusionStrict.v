(* Definition 1 is larger than Definition 0: (1 + x^2)^(1/(1 - alpha)) (2 + sin(2 ln(1 + x^2)/(1 -
   alpha))) has curvature at most K (gap^alpha + 2^alpha), and at stationary points more than any
   L0.

   With t = 1 + x^2 and beta = 1/(1 - alpha) the curvature is t^(alpha beta) = (t^beta)^alpha times
   a bounded bracket, and t^beta <= f <= gap + 2. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Sums Powers PowerRules Examples OscillatingExponential.
From Warmproof Require Stated.
Open Scope R_scope.

(* 2 beta times the bracket, for u = 1/t. *)
Lemma bracket : forall beta u y, 1 <= beta -> 0 <= u <= 1 ->
  Rabs (2 * beta * ((-1 + 2 * u) * (sin y + 2 * cos y + 2)
                    + 2 * (1 - u) * (-3 * sin y + 4 * cos y + 2) * beta))
  <= 10 * beta + 28 * beta ^ 2.
Proof.
  intros beta u y Hb Hu. assert (Sin := SIN_bound y). assert (Cos := COS_bound y).
  assert (A1 := amplitude 1 2 3 y ltac:(lra) ltac:(lra)).
  assert (B1 := amplitude (-3) 4 5 y ltac:(lra) ltac:(lra)).
  assert (B2 := amplitude 3 (-4) 5 y ltac:(lra) ltac:(lra)).
  set (a := sin y + 2 * cos y + 2) in *. set (c := -3 * sin y + 4 * cos y + 2) in *.
  assert (P : Rabs ((-1 + 2 * u) * a) <= 5).
  { rewrite Rabs_mult. replace 5 with (1 * 5) by ring.
    apply Rmult_le_compat; try apply Rabs_pos; apply Rabs_le; unfold a; lra. }
  assert (Q : Rabs (2 * (1 - u) * c * beta) <= 14 * beta).
  { rewrite Rabs_mult, (Rabs_right beta) by lra. apply Rmult_le_compat_r; [lra |].
    rewrite Rabs_mult. replace 14 with (2 * 7) by ring.
    apply Rmult_le_compat; try apply Rabs_pos; apply Rabs_le; unfold c; lra. }
  rewrite Rabs_mult, (Rabs_right (2 * beta)) by lra.
  assert (T := Rabs_triang ((-1 + 2 * u) * a) (2 * (1 - u) * c * beta)).
  apply Rle_trans with (2 * beta * (5 + 14 * beta)); [apply Rmult_le_compat_l; lra | lra].
Qed.

Theorem inclusion_strict : Stated.inclusion_strict.
Proof.
  intros m x alpha f_star rho L0 L k g Alpha (_ & _ & _ & Gap) Star Rho (Ik & Hk & Far) (Hg & _ &
    Norm).
  set (t := x ^ 2 + 1) in *. assert (Ht : 1 <= t) by (pose proof (pow2_ge_0 x); unfold t; lra).
  set (beta := 1 / (1 - alpha)) in *.
  assert (Inv : beta * (1 - alpha) = 1) by (unfold beta; field; lra).
  assert (Beta : 1 <= beta) by nra.
  set (y := 2 * ln t / (1 - alpha)) in *. assert (Sin := SIN_bound y).
  set (gap := - f_star + power t beta * (sin y + 2)) in *.
  assert (P : 0 < power t beta) by (apply power_gt_0; lra).
  assert (Above : power t beta * 1 <= power t beta * (sin y + 2)) by (apply Rmult_le_compat_l; lra).
  set (K := 10 / (1 - alpha) + 28 / (1 - alpha) ^ 2) in *.
  assert (HK : K = 10 * beta + 28 * beta ^ 2) by (unfold K, beta; field; lra).
  assert (K0 : 0 <= K) by (rewrite HK; pose proof (pow2_ge_0 beta); lra).
  assert (Growth : power t (-1 + beta) <= power gap alpha + power 2 alpha).
  { replace (-1 + beta) with (beta * alpha) by lra. rewrite <- power_power by lra.
    destruct (power_sums m gap 2 alpha) as (Small & _); try lra.
    destruct (Small ltac:(lra)) as (_ & _ & _ & Sub).
    eapply Rle_trans; [| exact Sub]. apply power_le; [lra |]. split; [lra | unfold gap; lra]. }
  set (curvature := 2 * power t (-1 + beta) * ((-1 + 2 / t) * (sin y + 2 * cos y + 2)
         + 2 * (1 - 1 / t) * (-3 * sin y + 4 * cos y + 2) / (1 - alpha)) / (1 - alpha)).
  assert (Bound : Rabs curvature <= K * power gap alpha + K * power 2 alpha).
  { assert (B := bracket beta (/ t) y Beta). rewrite <- HK in B.
    assert (I : 0 <= / t <= 1).
    { split; [left; apply Rinv_0_lt_compat; lra | rewrite <- Rinv_1; apply Rinv_le_contravar; lra].
        }
    specialize (B I). set (inner := 2 * beta * _) in B.
    replace curvature with (power t (-1 + beta) * inner) by (unfold curvature, inner, beta; field;
      lra).
    assert (0 < power t (-1 + beta)) by (apply power_gt_0; lra).
    rewrite Rabs_mult, (Rabs_right (power t (-1 + beta))) by lra.
    apply Rle_trans with ((power gap alpha + power 2 alpha) * K); [| lra].
    apply Rmult_le_compat; [lra | apply Rabs_pos | easy | easy]. }
  assert (Two := Rle_abs curvature). assert (One := Rle_abs (- curvature)).
    rewrite Rabs_Ropp in One.
  destruct (whole_periods k Ik Hk) as (Sk & Ck). rewrite Sk, Ck in *.
  set (p := (2 * PI * k + PI) / 2).
  assert (Pi := PI2_1). assert (Kp : k * 1 <= k * PI) by (apply Rmult_le_compat_l; lra).
  assert (Hp : 1 <= p /\ k <= p) by (unfold p; lra).
  replace ((1 - alpha) * (2 * PI * k + PI) / 2) with ((1 - alpha) * p) in * by (unfold p; field).
  assert (A0 : 0 < (1 - alpha) * p) by (apply Rmult_lt_0_compat; lra).
  assert (E := exp_ineq1_le ((1 - alpha) * p)).
  assert (Zero : g = 0).
  { replace (- 0 - 2 * 1 + 2) with 0 in Norm by ring. apply Rsqr_0_uniq. unfold Rsqr.
    replace (g * g) with (g ^ 2) by ring. rewrite Norm. field. lra. }
  assert (Defined : 0 < t \/ t = 0 /\ 0 < beta) by (left; lra).
  split; [repeat split; try easy; lra |]. split; [split |]; [| | split].
  - split; [left; lra |]. split; [lra |]. split; [lra |]. split; [lra |].
    split; [now apply defined |]. split; [easy |]. fold curvature. lra.
  - split; [lra |]. split; [now apply defined |]. split; [easy |]. split; [lra |].
    split; [left; lra |]. split; [lra |]. fold curvature. lra.
  - split; [lra |]. split; [lra |]. replace (- 0 - 2 * 1 + 2) with 0 by ring. field. lra.
  - split; [apply defined; lra |]. split; [lra |]. rewrite Zero, power_0, Rmult_0_r, Rplus_0_l.
    replace (- (1 - alpha) * (2 * PI * k + PI) / 2) with (- ((1 - alpha) * p)) by (unfold p; field).
    replace ((1 - alpha) * (-1 + beta) * (2 * PI * k + PI) / 2) with (alpha * p)
      by (unfold p; replace ((1 - alpha) * (-1 + beta)) with alpha by lra; field).
    set (u := exp (- ((1 - alpha) * p))).
    replace (- 2 * ((-1 + 2 * u) * (- 0 - 2 * 1 + 2) + 2 * (1 - u) * (3 * 0 - 4 * 1 + 2) / (1 -
      alpha))
             * exp (alpha * p) / (1 - alpha)) with (8 * (beta ^ 2 * (1 - u)) * exp (alpha * p))
      by (unfold beta; field; lra).
    assert (B := exp_ineq1_le (alpha * p)).
    assert (U : u <= / (1 + (1 - alpha) * p)).
    { unfold u. rewrite exp_Ropp. apply Rinv_le_contravar; lra. }
    assert (Half : 1 / 2 <= beta ^ 2 * (1 - u)).
    { apply Rle_trans with (beta ^ 2 * (1 - / (1 + (1 - alpha) * p)));
        [| apply Rmult_le_compat_l; [apply pow2_ge_0 | lra]].
      apply Rmult_le_reg_r with (1 + (1 - alpha) * p); [lra |].
      replace (beta ^ 2 * (1 - / (1 + (1 - alpha) * p)) * (1 + (1 - alpha) * p))
        with (beta * (beta * (1 - alpha)) * p) by (field; lra).
      rewrite Inv. assert (1 * p <= beta * p) by (apply Rmult_le_compat_r; lra).
      assert ((1 - alpha) * p <= 1 * p) by (apply Rmult_le_compat_r; lra). lra. }
    assert (0 <= alpha * p) by (apply Rmult_le_pos; lra).
    assert (alpha * k <= alpha * p) by (apply Rmult_le_compat_l; lra).
    apply Rlt_le_trans with (8 * (1 / 2) * exp (alpha * p)); [lra |].
    apply Rmult_le_compat_r; [left; apply exp_pos | lra].
Qed.
