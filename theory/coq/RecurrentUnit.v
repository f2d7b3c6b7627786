(* Example 3: a linear recurrent unit over four steps is (3, K0, K)-smooth, and not
   (rho, L0, L)-smooth for any rho < 2.

   With s = ||w||^2, ||grad p||^2 <= 27 s^3/16 and ||hess p||_F^2 <= 18 s^2; the ridge turns s into
   the gap (Ridge.v). *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line Powers Ridge.
From Warmproof Require Stated.
Open Scope R_scope.

Theorem recurrent_unit : Stated.recurrent_unit.
Proof.
  intros m u1 u2 odds F_star share N H v rho L0 L (Odds & _) ((_ & Least) & Zero)
    (Share0 & Share1 & N0 & Frobenius & Bound) Rho HL0 HL (Hv & Far & Beyond).
  replace (u1 ^ 4) with ((u1 ^ 2) ^ 2) in Frobenius, Bound by ring.
  replace (u1 ^ 6) with ((u1 ^ 2) ^ 3) in Bound by ring.
  set (a := u1 ^ 2) in *. set (b := u2 ^ 2) in *.
  assert (Ha : 0 <= a) by apply pow2_ge_0. assert (Hb : 0 <= b) by apply pow2_ge_0.
  set (gap := - F_star + a / 2 + b / 2 + ln odds / 2 + ln 2 / 2) in *. set (s := a + b).
  assert (Root : sqrt 2 * sqrt 2 = 2) by (apply sqrt_sqrt; lra).
  assert (HR : 0 <= sqrt 2) by apply sqrt_pos.
  destruct (norm_by_gap s odds F_star gap) as (Gap & Norm);
    [easy | easy | unfold gap, s; lra | unfold s; lra |].
  assert (Hessian : H <= 27 / 128 * s ^ 3 + 3 * sqrt 2 / 2 * s + 1).
  { apply (hessian_bound H N share (a ^ 3 + 9 * a ^ 2 * b)); try lra.
    - unfold s; lra.
    - split.
      + pose proof (pow_le a 3 Ha). pose proof (Rmult_le_pos _ _ (pow2_ge_0 a) Hb). lra.
      + assert (0 <= (a - 3 * b) ^ 2 * (11 * a + 3 * b))
          by (apply Rmult_le_pos; [apply pow2_ge_0 | lra]). unfold s. lra.
    - replace ((2 * (3 * sqrt 2 / 2) * s) ^ 2) with (9 * (sqrt 2 * sqrt 2) * s ^ 2) by field.
      rewrite Root, Frobenius. pose proof (pow2_ge_0 b). unfold s. lra. }
  destruct (cubic_ridge m gap s H (27 / 128) (3 * sqrt 2 / 2) (ln 2)) as (One & Two);
    [lra | lra | easy | unfold s in *; lra | easy |].
  assert (V : 81 <= v ^ 4) by (apply Rle_trans with (3 ^ 4); [lra | apply pow_incr; lra]).
  assert (V2 : 0 < v ^ 2) by (apply pow_lt; lra).
  split; [split; lra |]. split; [split; lra |].
  split; [split; [intros across; split; [apply odds_positive | apply odds_not_zero] |
                  apply (line_derives (v ^ 2 / 2) v)] |].
  split; [split; [apply odds_not_zero | apply (line_slope_derives v)] |].
  split; [easy |]. split; [apply half_square_derives |].
  apply (beyond_power m rho L0 L (v ^ 6 / 8) (v ^ 6 / 16 + v ^ 2)); [easy | easy | | easy |
    exact Beyond].
  assert (81 * v ^ 2 <= v ^ 4 * v ^ 2) by (apply Rmult_le_compat_r; lra).
  replace (v ^ 6) with (v ^ 4 * v ^ 2) by ring. lra.
Qed.
