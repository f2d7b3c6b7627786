(* Example 5: what the mean of a power of a gap that falls like c/sqrt(t + 1) gains over its worst
   value, for rho < 4, = 4 and > 4.

   The terms are c^(rho/2) (t + 1)^(-r) with r = rho/4. With e = 1 - r the mean value theorem says
   that s^e rises from x to x + 1 by e d with d between (x + 1)^(-r) and x^(-r), and ln for r = 1;
   both bounds of the sums follow by induction over the number of terms. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Sums Powers.
From Warmproof Require Stated.
Open Scope R_scope.

(* ---- one term ----------------------------------------------------------------------------- *)

Lemma power_falls r x y : 0 < r -> 0 < x -> x <= y -> power y (- r) <= power x (- r).
Proof.
  intros Hr Hx Hxy. rewrite !power_positive by lra. rewrite !Rpower_Ropp.
  apply Rinv_le_contravar; [apply exp_pos|]. apply Rle_Rpower_l; lra.
Qed.

Lemma increment r x : 0 < r -> 0 < x -> exists d, power (x + 1) (- r) <= d <= power x (- r) /\
  power (x + 1) (1 - r) - power x (1 - r) = (1 - r) * d.
Proof.
  intros Hr Hx.
  destruct (MVT_cor2 (fun s => power s (1 - r)) (fun s => (1 - r) * power s (1 - r - 1)) x (x + 1))
    as (c & E & Hc); [lra | |].
  - intros c Hc. apply is_derive_Reals, power_derive. lra.
  - exists (power c (- r)). replace (1 - r - 1) with (- r) in E by ring.
    split; [split; apply power_falls; lra|]. rewrite E. ring.
Qed.

Lemma log_increment x : 0 < x -> / (x + 1) <= ln (x + 1) - ln x <= / x.
Proof.
  intros Hx. destruct (MVT_cor2 ln Rinv x (x + 1)) as (c & E & Hc); [lra | |].
  - intros c Hc. apply derivable_pt_lim_ln. lra.
  - rewrite E. replace (/ c * (x + 1 - x)) with (/ c) by ring.
    split; apply Rinv_le_contravar; lra.
Qed.

Lemma root_power x : 0 < x -> / sqrt x = power x (- (1 / 2)).
Proof.
  intros Hx. rewrite power_positive, Rpower_Ropp by exact Hx.
  replace (1 / 2) with (/ 2) by lra. rewrite Rpower_sqrt; [reflexivity | exact Hx].
Qed.

Section Gap.
Variables (Delta : R -> R) (scale T : R).
Hypothesis decay : forall t, integer t -> 0 <= t -> t <= T - 1 ->
  0 <= Delta t /\ 0 < t + 1 /\ Delta t = scale / sqrt (t + 1).

Lemma gap_power rho t : 0 < scale -> integer t -> 0 <= t -> t <= T - 1 ->
  power (Delta t) (rho / 2) = power scale (rho / 2) * power (t + 1) (- (rho / 4)).
Proof.
  intros Hs It Ht HT. destruct (decay t It Ht HT) as (_ & _ & ->). unfold Rdiv at 1.
  rewrite root_power, power_mult_base, power_power by (lra || apply power_ge_0).
  do 2 f_equal. field.
Qed.

Lemma gap_above_0 t : 0 < scale -> integer t -> 0 <= t -> t <= T - 1 -> 0 < Delta t.
Proof.
  intros Hs It Ht HT. destruct (decay t It Ht HT) as (_ & _ & ->).
  apply Rdiv_lt_0_compat; [exact Hs | apply sqrt_lt_R0; lra].
Qed.

Lemma gap_square t : integer t -> 0 <= t -> t <= T - 1 -> Delta t ^ 2 = scale ^ 2 * / (t + 1).
Proof.
  intros It Ht HT. destruct (decay t It Ht HT) as (_ & _ & ->).
  unfold Rdiv. rewrite Rpow_mult_distr, pow_inv, pow2_sqrt by lra. reflexivity.
Qed.

Lemma sum_of_powers rho n : 0 < scale -> integer n -> 0 <= n -> n <= T ->
  total (fun i => power (Delta i) (rho / 2)) n =
  power scale (rho / 2) * total (fun i => power (i + 1) (- (rho / 4))) n.
Proof.
  intros Hs In Hn HT. rewrite <- total_scale. apply total_eq; [exact In | exact Hn|].
  intros t It Ht Hl. apply gap_power; trivial; lra.
Qed.
End Gap.

(* ---- the sums ----------------------------------------------------------------------------- *)

Section Powers.
Variable r : R.
Hypothesis Hr : 0 < r.
Notation parts := (total (fun i => power (i + 1) (- r))).

(* A claim about every count from 1 on. *)
Lemma from_one (P : R -> Prop) :
  P 1 -> (forall n, integer n -> 1 <= n -> P n -> P (n + 1)) ->
  forall n, integer n -> 1 <= n -> P n.
Proof.
  intros H1 Hs n In Hn.
  replace n with (n - 1 + 1) by ring.
  apply (integer_induction (fun k => P (k + 1)) (n - 1)).
  - rewrite Rplus_0_l. exact H1.
  - intros k Ik Hk _ H. apply Hs; [|lra | exact H].
    apply integer_plus; [exact Ik | apply integer_1].
  - apply integer_minus; [exact In | apply integer_1].
  - lra.
  - lra.
Qed.

Lemma parts_1 : parts 1 = 1.
Proof.
  replace (parts 1) with (parts (0 + 1)) by (f_equal; ring).
  rewrite total_next by (apply integer_0 || lra). rewrite total_0, !Rplus_0_l. apply power_1_left.
Qed.

Lemma parts_next n : integer n -> 1 <= n -> parts (n + 1) = parts n + power (n + 1) (- r).
Proof. intros In Hn. rewrite total_next by (trivial; lra). reflexivity. Qed.

(* What one term adds, beside the increments before and after it. *)
Lemma gain n : 0 < n -> exists before after,
  power (n + 1) (- r) <= before /\ after <= power (n + 1) (- r) /\
  power (n + 1) (1 - r) - power n (1 - r) = (1 - r) * before /\
  power (n + 2) (1 - r) - power (n + 1) (1 - r) = (1 - r) * after.
Proof.
  intros Hn. destruct (increment r n Hr Hn) as (a & Ba & Ea).
  destruct (increment r (n + 1) Hr ltac:(lra)) as (b & Bb & Eb).
  replace (n + 1 + 1) with (n + 2) in * by ring. exists a, b. tauto.
Qed.

Lemma first_increment : exists d, d <= 1 /\ power 2 (1 - r) - 1 = (1 - r) * d.
Proof.
  destruct (increment r 1 Hr ltac:(lra)) as (d & B & E). rewrite !power_1_left in *.
  replace (1 + 1) with 2 in * by ring. exists d. tauto.
Qed.

Lemma slow_upper n : r < 1 -> integer n -> 1 <= n -> (1 - r) * parts n <= power n (1 - r).
Proof.
  intros Lt In Hn. revert n In Hn. apply from_one.
  - rewrite parts_1, power_1_left. lra.
  - intros n In Hn IH. rewrite parts_next by assumption.
    destruct (gain n ltac:(lra)) as (a & b & A & _ & E & _). nra.
Qed.

Lemma slow_lower n : r < 1 -> integer n -> 1 <= n -> power (n + 1) (1 - r) - 1 <= (1 - r) * parts n.
Proof.
  intros Lt In Hn. revert n In Hn. apply from_one.
  - rewrite parts_1. destruct first_increment as (d & D & E). replace (1 + 1) with 2 by ring. nra.
  - intros n In Hn IH. rewrite parts_next by assumption. replace (n + 1 + 1) with (n + 2) by ring.
    destruct (gain n ltac:(lra)) as (a & b & _ & B & _ & E). nra.
Qed.

Lemma fast_falls n : 1 < r -> 0 < n ->
  power (n + 1) (1 - r) + (r - 1) * power (n + 1) (- r) <= power n (1 - r).
Proof. intros Gt Hn. destruct (gain n Hn) as (a & b & A & _ & E & _). nra. Qed.

Lemma fast_rises n : 1 < r -> 0 < n ->
  power (n + 1) (1 - r) <= power (n + 2) (1 - r) + (r - 1) * power (n + 1) (- r).
Proof. intros Gt Hn. destruct (gain n Hn) as (a & b & _ & B & _ & E). nra. Qed.

Lemma fast_upper n : 1 < r -> integer n -> 1 <= n -> (r - 1) * parts n <= - power n (1 - r) + r.
Proof.
  intros Gt In Hn. revert n In Hn. apply from_one.
  - rewrite parts_1, power_1_left. lra.
  - intros n In Hn IH. rewrite parts_next by assumption.
    pose proof (fast_falls n Gt ltac:(lra)). lra.
Qed.

Lemma fast_lower n : 1 < r -> integer n -> 1 <= n -> 1 - power (n + 1) (1 - r) <= (r - 1) * parts n.
Proof.
  intros Gt In Hn. revert n In Hn. apply from_one.
  - rewrite parts_1. destruct first_increment as (d & D & E). replace (1 + 1) with 2 by ring. nra.
  - intros n In Hn IH. rewrite parts_next by assumption. replace (n + 1 + 1) with (n + 2) by ring.
    pose proof (fast_rises n Gt ltac:(lra)). lra.
Qed.
End Powers.

Notation harmonic := (total (fun i => / (i + 1))).

Lemma harmonic_1 : harmonic 1 = 1.
Proof.
  replace (harmonic 1) with (harmonic (0 + 1)) by (f_equal; ring).
  rewrite total_next by (apply integer_0 || lra). rewrite total_0, !Rplus_0_l. apply Rinv_1.
Qed.

Lemma harmonic_bounds n : integer n -> 1 <= n -> ln (n + 1) <= harmonic n <= ln n + 1.
Proof.
  intros In Hn. revert n In Hn. apply from_one.
  - rewrite harmonic_1, ln_1. pose proof (log_increment 1 ltac:(lra)) as B.
    rewrite ln_1, Rinv_1 in B. lra.
  - intros n In Hn IH. rewrite total_next by (trivial; lra).
    pose proof (log_increment n ltac:(lra)). pose proof (log_increment (n + 1) ltac:(lra)). lra.
Qed.

(* ---- the statements ----------------------------------------------------------------------- *)

Theorem decaying_gap_slow : Stated.decaying_gap_slow.
Proof.
  intros m Delta rho scale T [H0 H4] Hs [IT HT] Decay.
  assert (Positive := fun i => gap_above_0 Delta scale T Decay i Hs).
  assert (HC := power_gt_0 scale (rho / 2) Hs).
  rewrite (sum_of_powers Delta scale T Decay) by (trivial; lra).
  set (C := power scale (rho / 2)) in *. set (r := rho / 4).
  assert (Hr : 0 < r) by (unfold r; lra). assert (Lt : r < 1) by (unfold r; lra).
  pose proof (slow_upper r Hr T Lt IT HT) as U. pose proof (slow_lower r Hr T Lt IT HT) as L.
  assert (Longer : power T (1 - r) <= power (T + 1) (1 - r)) by (apply power_le; lra).
  set (S := total (fun i => power (i + 1) (- r)) T) in *.
  assert (E : (1 - r) * (C * S) = C * ((1 - r) * S)) by ring.
  repeat split; try (left; lra); try (intros; left; apply Positive; assumption); rewrite E.
  - rewrite (Rmult_comm (power T (1 - r))). apply Rmult_le_compat_l; lra.
  - apply Rmult_le_compat_l; lra.
  - apply Rmult_le_compat_l; lra.
Qed.

Theorem decaying_gap_fast : Stated.decaying_gap_fast.
Proof.
  intros m Delta rho scale T H4 Hs [IT HT] Decay.
  assert (Positive := fun i => gap_above_0 Delta scale T Decay i Hs).
  assert (Sums := fun n => sum_of_powers Delta scale T Decay rho n Hs).
  assert (HC := power_gt_0 scale (rho / 2) Hs).
  set (C := power scale (rho / 2)) in *. set (r := rho / 4) in *.
  assert (Hr : 0 < r) by (unfold r; lra). assert (Gt : 1 < r) by (unfold r; lra).
  pose proof (fast_upper r Hr T Gt IT HT) as U. pose proof (fast_lower r Hr T Gt IT HT) as L.
  assert (E : forall s, (r - 1) * (C * s) = C * ((r - 1) * s)) by (intros; ring).
  split; [|split; [|split]].
  - repeat split; try (left; lra); try (intros; left; apply Positive; assumption).
    rewrite Sums, E by (trivial; lra). apply Rmult_le_compat_l; lra.
  - repeat split; try (left; lra); try (intros; left; apply Positive; assumption).
    rewrite Sums, E by (trivial; lra). apply Rmult_le_compat_l; lra.
  - intros n In Hn Hl. repeat split; try (left; lra);
      try (intros; left; apply Positive; trivial; lra).
    rewrite !Sums by (trivial; try (apply integer_plus; [exact In | apply integer_1]); lra).
    rewrite parts_next, !E, (Rmult_comm (power n (1 - r))), <- !Rmult_plus_distr_l by trivial.
    apply Rmult_le_compat_l; [lra|]. pose proof (fast_falls r Hr n Gt ltac:(lra)). lra.
  - intros n In Hn Hl. repeat split; try (left; lra);
      try (intros; left; apply Positive; trivial; lra).
    rewrite !Sums by (trivial; try (apply integer_plus; [exact In | apply integer_1]); lra).
    rewrite parts_next, !E, <- !Rmult_plus_distr_l by trivial.
    apply Rmult_le_compat_l; [lra|]. pose proof (fast_rises r Hr n Gt ltac:(lra)). lra.
Qed.

Theorem decaying_gap_critical : Stated.decaying_gap_critical.
Proof.
  intros m Delta scale T [IT HT] Decay.
  assert (E : total (fun i => Delta i ^ 2) T = scale ^ 2 * harmonic T).
  { rewrite <- total_scale. apply total_eq; [exact IT | lra|]. apply gap_square. exact Decay. }
  pose proof (harmonic_bounds T IT HT) as B. pose proof (log_increment T ltac:(lra)) as D.
  assert (0 < / (T + 1)) by (apply Rinv_0_lt_compat; lra).
  rewrite E. repeat split; try lra; (apply Rmult_le_compat_l; [apply pow2_ge_0 | lra]).
Qed.
