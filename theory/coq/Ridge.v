(* What Examples 2 and 3 share: a Hessian bound cubic in ||w||^2 under a ridge is a bound in the
   cube of the gap, and curvature like the squared gradient outgrows every power of it below the
   square.

   Sums of squares give the first; for the second, Z^(rho/2) raised to 2/rho - 1 is at least 2 L +
   1, so Z is at least 2 L + 1 times it. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Powers.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma cube_of_sum : forall s gap c, 0 <= s <= c + 2 * gap -> 0 <= gap ->
  s ^ 3 <= 32 * gap ^ 3 + 4 * c ^ 3.
Proof.
  intros s gap c (Hs & Top) Hgap.
  apply Rle_trans with ((c + 2 * gap) ^ 3); [apply pow_incr; lra |].
  assert (0 <= 3 * (c + 2 * gap) * (2 * gap - c) ^ 2) by (apply Rmult_le_pos; [lra |
    apply pow2_ge_0]).
  nra.
Qed.

Lemma triple_below_cube : forall s, 0 <= s -> 3 * s <= s ^ 3 + 2.
Proof.
  intros s Hs. assert (0 <= (s - 1) ^ 2 * (s + 2)) by (apply Rmult_le_pos; [apply pow2_ge_0 | lra]).
  nra.
Qed.

Theorem cubic_ridge : Stated.cubic_ridge.
Proof.
  intros m gap s H A B c HA HB Hgap (Hs & Top) HH.
  assert (Cube := cube_of_sum s gap c (conj Hs Top) Hgap).
  assert (Line := triple_below_cube gap Hgap). assert (Line' := triple_below_cube s Hs).
  assert (A * s ^ 3 <= A * (32 * gap ^ 3 + 4 * c ^ 3)) by now apply Rmult_le_compat_l.
  assert (B * s <= B * (2 * gap ^ 3 / 3 + 4 / 3 + c)) by (apply Rmult_le_compat_l; lra).
  assert (B * s <= B * ((32 * gap ^ 3 + 4 * c ^ 3 + 2) / 3)) by (apply Rmult_le_compat_l; lra).
  split; lra.
Qed.

Theorem beyond_power : Stated.beyond_power.
Proof.
  intros m rho L0 L Z G2 Hrho HL (HZ & HG & Below) Beyond0 (_ & _ & _ & Beyond).
  set (X := power Z (rho / 2)) in *. assert (HX : 0 < X) by now apply power_gt_0.
  assert (Rest : 0 < 2 / rho - 1).
  { assert (1 < 2 / rho); [| lra]. apply Rmult_lt_reg_r with rho; [lra |].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  assert (Ratio : X * (2 * L + 1) <= Z).
  { replace Z with (X * power X (2 / rho - 1)).
    - apply Rmult_le_compat_l; [lra |].
      replace (2 * L + 1) with (power (power (2 * L + 1) (rho / (2 - rho))) (2 / rho - 1)).
      + apply power_le; [easy |]. split; [apply power_ge_0 | easy].
      + rewrite power_power by lra.
        replace (rho / (2 - rho) * (2 / rho - 1)) with 1 by (field; lra). apply power_1_right. lra.
    - rewrite <- power_succ by lra. unfold X. rewrite power_power by lra.
      replace (rho / 2 * (2 / rho - 1 + 1)) with 1 by (field; lra). apply power_1_right. lra. }
  split; [split; [now left | easy] |].
  assert (Power : power G2 (rho / 2) <= X) by (apply power_le; lra).
  split; [destruct HG as [|<-]; [now left | right; split; lra] |].
  assert (L * power G2 (rho / 2) <= L * X) by now apply Rmult_le_compat_l. nra.
Qed.

(* ---- the loss ln(2)/2 + ln(1 + e^-p)/2 + ||w||^2/2 ------------------------------------------ *)

Lemma ln_not_negative : forall x, 1 < x -> 0 <= ln x.
Proof. intros x Hx. rewrite <- ln_1. left. apply ln_increasing; lra. Qed.

(* The ridge bounds the squared norm s by the gap, since F* <= F(0) = ln 2. *)
Lemma norm_by_gap : forall s odds F_star gap, 1 < odds -> F_star <= ln 2 ->
  gap = - F_star + s / 2 + ln odds / 2 + ln 2 / 2 -> F_star <= s / 2 + ln odds / 2 + ln 2 / 2 ->
  0 <= gap /\ s <= ln 2 + 2 * gap.
Proof. intros s odds F_star gap Hodds Zero -> Least. pose proof (ln_not_negative odds Hodds). lra.
  Qed.

(* From the bounds of ||grad p||^2 and of the Frobenius norm N of hess p, both in s. *)
Lemma hessian_bound : forall H N share gradient s A B,
  0 <= share <= 1 -> 0 <= s -> 0 <= gradient <= 8 * A * s ^ 3 -> 0 <= N -> N ^ 2 <= (2 * B * s) ^ 2
    ->
  0 <= B -> H <= N * share / 2 + share * (1 - share) * gradient / 2 + 1 ->
  H <= A * s ^ 3 + B * s + 1.
Proof.
  intros H N share gradient s A B Share Hs (G0 & G) HN Frobenius HB Bound.
  assert (N <= 2 * B * s).
  { assert (0 <= 2 * B * s) by (repeat apply Rmult_le_pos; lra).
    destruct (Rle_dec N (2 * B * s)) as [| Big]; [easy | exfalso]. nra. }
  assert (N * share <= N * 1) by (apply Rmult_le_compat_l; lra).
  assert (share * (1 - share) <= 1 / 4) by (pose proof (pow2_ge_0 (share - 1 / 2)); nra).
  assert (share * (1 - share) * gradient <= 1 / 4 * gradient) by now apply Rmult_le_compat_r.
  lra.
Qed.

Section Line.
Variables base v : R.

Definition line (across : R) : R := across ^ 2 / 2 + base + ln (1 + exp (- across * v ^ 3)) / 2 +
  ln 2 / 2.
Definition line_slope (across : R) : R :=
  across - v ^ 3 * exp (- across * v ^ 3) / (2 * (1 + exp (- across * v ^ 3))).
Definition line_curvature (across : R) : R :=
  v ^ 6 * exp (- across * v ^ 3) / (2 * (1 + exp (- across * v ^ 3)))
  - v ^ 6 * exp (- 2 * across * v ^ 3) / (2 * (1 + exp (- across * v ^ 3)) ^ 2) + 1.

Lemma odds_positive : forall across, 0 < 1 + exp (- across * v ^ 3).
Proof. intros across. pose proof (exp_pos (- across * v ^ 3)). lra. Qed.

Lemma odds_not_zero : forall across, 1 + exp (- across * v ^ 3) <> 0.
Proof. intros across. pose proof (odds_positive across). lra. Qed.

Ltac cubes := change (v * (v * (v * 1))) with (v ^ 3) in *.

Lemma line_derives : derives (fun _ => True) line line_slope.
Proof.
  apply derives_of; intros x _; assert (P := odds_positive x).
  - unfold line, line_slope. auto_derive; [easy |]. cubes. field. lra.
  - apply (ex_derive_continuous line_slope). unfold line_slope. auto_derive. cubes. lra.
Qed.

Lemma line_slope_derives : derives (fun _ => True) line_slope line_curvature.
Proof.
  apply derives_of; intros x _; assert (P := odds_positive x).
  - unfold line_slope, line_curvature. auto_derive; cubes; [lra |].
    replace (- 2 * x * v ^ 3) with (- x * v ^ 3 + - x * v ^ 3) by ring.
    rewrite exp_plus. field. lra.
  - apply (ex_derive_continuous line_curvature). unfold line_curvature. auto_derive. cubes.
    repeat split; nra.
Qed.

Lemma half_square_derives : forall base, derives (fun _ => True) (fun x => x ^ 2 / 2 + base) (fun x
  => x).
Proof.
  intros c. apply derives_of; intros x _; [auto_derive; [easy | field] | apply continuous_id].
Qed.

End Line.
