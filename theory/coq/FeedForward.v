(* Example 2: four linear units in a row are (3, K0, K)-smooth, and not (rho, L0, L)-smooth for any
   rho < 2.

   With s = ||w||^2, ||grad p||^2 <= s^3/16 and ||hess p||_F^2 <= 3 s^2/4 by the inequality of the
   means; the ridge turns s into the gap (Ridge.v). *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line Powers Ridge.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma third_order : forall a b c d, 0 <= a -> 0 <= b -> 0 <= c -> 0 <= d ->
  0 <= a * b * c + a * b * d + a * c * d + b * c * d /\
  16 * (a * b * c + a * b * d + a * c * d + b * c * d) <= (a + b + c + d) ^ 3.
Proof.
  intros a b c d Ha Hb Hc Hd.
  split; [repeat apply Rplus_le_le_0_compat; repeat apply Rmult_le_pos; easy |]. set (p := a + b).
    set (q := c + d).
  assert (0 <= (a - b) ^ 2 * q) by (apply Rmult_le_pos; [apply pow2_ge_0 | unfold q; lra]).
  assert (0 <= (c - d) ^ 2 * p) by (apply Rmult_le_pos; [apply pow2_ge_0 | unfold p; lra]).
  assert (0 <= (p - q) ^ 2 * (p + q)) by (apply Rmult_le_pos; [apply pow2_ge_0 | unfold p, q; lra]).
  unfold p, q in *. nra.
Qed.

Lemma second_order : forall a b c d,
  8 * (a * b + a * c + a * d + b * c + b * d + c * d) <= 3 * (a + b + c + d) ^ 2.
Proof.
  intros a b c d. pose proof (pow2_ge_0 (a - b)). pose proof (pow2_ge_0 (a - c)).
  pose proof (pow2_ge_0 (a - d)). pose proof (pow2_ge_0 (b - c)). pose proof (pow2_ge_0 (b - d)).
  pose proof (pow2_ge_0 (c - d)). lra.
Qed.

Theorem feed_forward : Stated.feed_forward.
Proof.
  intros m w1 w2 w3 w4 odds F_star share N H v rho L0 L (Odds & _) ((_ & Least) & Zero)
    (Share0 & Share1 & N0 & Frobenius & Bound) Rho HL0 HL (Hv & Far & Beyond).
  set (a := w1 ^ 2). set (b := w2 ^ 2). set (c := w3 ^ 2). set (d := w4 ^ 2).
  fold a b c d in Least, Frobenius, Bound |- *.
  assert (0 <= a) by apply pow2_ge_0. assert (0 <= b) by apply pow2_ge_0.
  assert (0 <= c) by apply pow2_ge_0. assert (0 <= d) by apply pow2_ge_0.
  set (gap := - F_star + a / 2 + b / 2 + c / 2 + d / 2 + ln odds / 2 + ln 2 / 2) in *.
  set (s := a + b + c + d).
  assert (Root : sqrt 3 * sqrt 3 = 3) by (apply sqrt_sqrt; lra).
  assert (HR : 0 <= sqrt 3) by apply sqrt_pos.
  destruct (norm_by_gap s odds F_star gap) as (Gap & Norm);
    [easy | easy | unfold gap, s; lra | unfold s; lra |].
  assert (Hessian : H <= 1 / 128 * s ^ 3 + sqrt 3 / 4 * s + 1).
  { apply (hessian_bound H N share (a * b * c + a * b * d + a * c * d + b * c * d)); try lra.
    - unfold s; lra.
    - destruct (third_order a b c d) as (Low & High); [easy | easy | easy | easy |].
      unfold s. lra.
    - replace ((2 * (sqrt 3 / 4) * s) ^ 2) with (sqrt 3 * sqrt 3 * s ^ 2 / 4) by field.
      rewrite Root, Frobenius. pose proof (second_order a b c d). unfold s. lra. }
  destruct (cubic_ridge m gap s H (1 / 128) (sqrt 3 / 4) (ln 2)) as (One & Two);
    [lra | lra | easy | unfold s in *; lra | easy |].
  assert (V : 81 <= v ^ 4) by (apply Rle_trans with (3 ^ 4); [lra | apply pow_incr; lra]).
  assert (V2 : 0 < v ^ 2) by (apply pow_lt; lra).
  split; [split; lra |]. split; [split; lra |].
  split; [split; [intros across; split; [apply odds_positive | apply odds_not_zero] |
                  apply (line_derives (3 * v ^ 2 / 2) v)] |].
  split; [split; [apply odds_not_zero | apply (line_slope_derives v)] |].
  split; [easy |]. split.
  { intros x Hx. destruct (half_square_derives (w3 ^ 2 / 2 + w4 ^ 2 / 2 + ln 2) x Hx) as (D & C).
    split; [| easy]. revert D. apply derivative_at_ext; [easy |]. intros y _. unfold c, d. ring. }
  apply (beyond_power m rho L0 L (v ^ 6 / 8) (v ^ 6 / 16 + 3 * v ^ 2)); [easy | easy | | easy |
    exact Beyond].
  assert (81 * v ^ 2 <= v ^ 4 * v ^ 2) by (apply Rmult_le_compat_r; lra).
  replace (v ^ 6) with (v ^ 4 * v ^ 2) by ring. lra.
Qed.
