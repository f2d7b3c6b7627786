(* Example 5: the sums of the powers of a gap that falls like scale/sqrt(t + 1).

   The terms are those of a function D that falls, at t + 1; so their sum lies between the growths
   of its antiderivative W over [1, T + 1] and over [1, T], the first term apart. D(x) = x^(-rho/4)
   has W(x) = x^q/q with q = 1 - rho/4, or ln x if q = 0. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Sums Powers PowerRules.
From Warmproof Require Stated.
Open Scope R_scope.

Section Sum.
Variables W D : R -> R.
Hypothesis slope : forall x, 0 < x -> is_derive W x (D x).
Hypothesis falls : forall x y, 0 < x <= y -> D y <= D x.
Hypothesis at_one : D 1 = 1.

Lemma one_step : forall x, 0 < x -> D (x + 1) <= W (x + 1) - W x <= D x.
Proof.
  intros x Hx.
  assert (Here : forall t, x <= t <= x + 1 -> derivative_at (fun y => x <= y <= x + 1) W t (D t))
    by (intros t Ht; apply of_is_derive, slope; lra).
  split.
  - replace (D (x + 1)) with (D (x + 1) * (x + 1) - D (x + 1) * x) by ring.
    apply (derivative_compare (fun t => D (x + 1) * t) (fun _ => D (x + 1)) W D); [lra | | easy |].
    + intros t _. apply derivative_at_linear.
    + intros t Ht. apply falls. lra.
  - replace (D x) with (D x * (x + 1) - D x * x) by ring.
    apply (derivative_compare W D (fun t => D x * t) (fun _ => D x)); [lra | easy | |].
    + intros t _. apply derivative_at_linear.
    + intros t Ht. apply falls. lra.
Qed.

Lemma sum_above : forall T, integer T -> 0 <= T ->
  W (T + 1) - W 1 <= total (fun i => D (i + 1)) T.
Proof.
  intros T IT HT.
  apply (integer_induction (fun t => W (t + 1) - W 1 <= total (fun i => D (i + 1)) t) T); try easy;
    [| | lra].
  - rewrite total_0, Rplus_0_l. lra.
  - intros t It Ht _ IH. rewrite total_next by easy. pose proof (one_step (t + 1) ltac:(lra)). lra.
Qed.

Lemma sum_below_growth : forall T, integer T -> 1 <= T ->
  total (fun i => D (i + 1)) T <= 1 + W T - W 1.
Proof.
  intros T IT HT. replace T with (T - 1 + 1) by ring.
  apply (integer_induction (fun t => total (fun i => D (i + 1)) (t + 1) <= 1 + W (t + 1) - W 1)
           (T - 1)); [| | apply integer_minus; [easy | apply integer_1] | lra | lra].
  - rewrite total_next, total_0, !Rplus_0_l by (apply integer_0 || lra). rewrite at_one. lra.
  - intros t It Ht _ IH. rewrite (total_next _ (t + 1)) by (lra ||
      now apply integer_plus, integer_1).
    pose proof (one_step (t + 1) ltac:(lra)). lra.
Qed.

End Sum.

Section Gap.
Variables (Delta : R -> R) (rho scale T : R).
Hypothesis scale_range : 0 < scale.
Hypothesis rho_range : 0 < rho.
Hypothesis decay : forall t, integer t -> 0 <= t -> t <= T - 1 ->
  0 <= Delta t /\ (0 < t + 1 /\ Delta t = scale / sqrt (t + 1)).
Let q : R := 1 - rho / 4.
Hypothesis not_critical : q <> 0.

Definition growth (x : R) : R := power x q / q.
Definition term (x : R) : R := power x (q - 1).

Lemma growth_slope : forall x, 0 < x -> is_derive growth x (term x).
Proof.
  intros x Hx. unfold growth, term, Rdiv.
  replace (power x (q - 1)) with (/ q * (q * power x (q - 1))) by (field; easy).
  apply (is_derive_ext (fun y => / q * power y q)); [intros y; apply Rmult_comm |].
  apply is_derive_scal, power_derive, Hx.
Qed.

Lemma term_falls : forall x y, 0 < x <= y -> term y <= term x.
Proof.
  intros x y Hxy. unfold term. rewrite !power_positive by lra. unfold Rpower.
  assert (ln x <= ln y) by (destruct (proj2 Hxy) as [| ->]; [left; apply ln_increasing; lra | lra]).
  assert (Q : q - 1 < 0) by (unfold q; lra).
  assert ((q - 1) * ln y <= (q - 1) * ln x) by nra.
  destruct (Rle_lt_or_eq_dec _ _ H0) as [Lt | ->]; [left; now apply exp_increasing | lra].
Qed.

Lemma term_at_one : term 1 = 1.
Proof. apply power_1_left. Qed.

Lemma gap_positive : forall t, integer t -> 0 <= t -> t <= T - 1 -> 0 < Delta t.
Proof.
  intros t It Ht Hn. destruct (decay t It Ht Hn) as (_ & P & ->).
  apply Rdiv_lt_0_compat; [easy | now apply sqrt_lt_R0].
Qed.

Lemma gap_power : forall t, integer t -> 0 <= t -> t <= T - 1 ->
  power (Delta t) (rho / 2) = power scale (rho / 2) * term (t + 1).
Proof.
  intros t It Ht Hn. destruct (decay t It Ht Hn) as (_ & P & ->).
  assert (Root := sqrt_lt_R0 _ P). unfold Rdiv at 1.
  rewrite power_mult_base by (try lra; left; now apply Rinv_0_lt_compat). f_equal.
  unfold term. rewrite !power_positive by (easy || now apply Rinv_0_lt_compat).
  unfold Rpower. rewrite ln_Rinv by easy. f_equal.
  replace (t + 1) with (sqrt (t + 1) * sqrt (t + 1)) at 2 by (apply sqrt_sqrt; lra).
  rewrite ln_mult by easy. unfold q. field.
Qed.

Lemma sum_of_powers : forall n, integer n -> 0 <= n -> n <= T ->
  total (fun i => power (Delta i) (rho / 2)) n
  = power scale (rho / 2) * total (fun i => term (i + 1)) n.
Proof.
  intros n In Hn Top. rewrite <- total_scale. apply total_eq; [easy | easy |].
  intros t It Ht Lt. apply gap_power; [easy | easy | lra].
Qed.

Lemma q_growth : forall x, q * growth x = power x q.
Proof. intros x. unfold growth. field. easy. Qed.

End Gap.

Theorem decaying_gap_slow : Stated.decaying_gap_slow.
Proof.
  intros m Delta rho scale T Rho Scale (IT & HT) Decay.
  assert (Q : 1 - rho / 4 <> 0) by lra. assert (C := power_gt_0 scale (rho / 2) Scale).
  assert (Sum := sum_of_powers Delta rho scale T Scale Decay T IT ltac:(lra) ltac:(lra)).
  assert (Low := sum_above (growth rho) (term rho) (growth_slope rho Q) (term_falls rho ltac:(lra))
                   T IT ltac:(lra)).
  assert (Up := sum_below_growth (growth rho) (term rho) (growth_slope rho Q)
                  (term_falls rho ltac:(lra)) (term_at_one rho) T IT HT).
  set (s := total (fun i => term rho (i + 1)) T) in *. rewrite Sum.
  assert (Pos := gap_positive Delta scale T Scale Decay).
  assert (Defined : forall i, integer i -> 0 <= i -> i <= T - 1 ->
            0 < Delta i \/ Delta i = 0 /\ 0 < rho / 2) by (intros; left; now apply Pos).
  apply (Rmult_le_compat_l (1 - rho / 4)) in Low; [| lra].
  apply (Rmult_le_compat_l (1 - rho / 4)) in Up; [| lra].
  assert (G := q_growth rho Q).
  assert (G1 := G 1). rewrite power_1_left in G1. assert (GT := G T). assert (GT' := G (T + 1)).
  assert (Low' : power (T + 1) (1 - rho / 4) - 1 <= (1 - rho / 4) * s) by lra.
  assert (Up' : (1 - rho / 4) * s <= power T (1 - rho / 4)) by lra.
  assert (Mono : power T (1 - rho / 4) <= power (T + 1) (1 - rho / 4)) by (apply power_le; lra).
  apply (Rmult_le_compat_l (power scale (rho / 2))) in Low'; [| lra].
  apply (Rmult_le_compat_l (power scale (rho / 2))) in Up'; [| lra].
  apply (Rmult_le_compat_l (power scale (rho / 2))) in Mono; [| lra].
  split; [| split].
  - split; [easy |]. split; [left; lra |]. split; [now left | lra].
  - split; [now left |]. split; [left; lra |]. split; [easy | lra].
  - split; [now left |]. split; [left; lra |]. split; [easy | lra].
Qed.

Theorem decaying_gap_fast : Stated.decaying_gap_fast.
Proof.
  intros m Delta rho scale T Rho Scale (IT & HT) Decay.
  assert (Q : 1 - rho / 4 <> 0) by lra. assert (C := power_gt_0 scale (rho / 2) Scale).
  assert (Sum := sum_of_powers Delta rho scale T Scale Decay).
  assert (Slope := growth_slope rho Q). assert (Falls := term_falls rho ltac:(lra)).
  assert (Low := sum_above (growth rho) (term rho) Slope Falls T IT ltac:(lra)).
  assert (Up := sum_below_growth (growth rho) (term rho) Slope Falls (term_at_one rho) T IT HT).
  set (c := power scale (rho / 2)) in *.
  assert (Pos := gap_positive Delta scale T Scale Decay).
  assert (Defined : forall n, n <= T - 1 -> forall i, integer i -> 0 <= i -> i <= n ->
            0 < Delta i \/ Delta i = 0 /\ 0 < rho / 2) by (intros; left; apply Pos; lra || easy).
  assert (G := q_growth rho Q).
  assert (G1 := G 1). rewrite power_1_left in G1.
  split; [| split; [| split]].
  - split; [apply Defined; lra |]. split; [now left |]. split; [left; lra |].
    rewrite Sum by (easy || lra). assert (GT := G T).
    apply (Rmult_le_compat_l (c * (rho / 4 - 1))) in Up; [| apply Rmult_le_pos; lra].
    replace (c * (rho / 4 - 1) * (1 + growth rho T - growth rho 1)) with
      (c * (rho / 4 - 1 - (1 - rho / 4) * growth rho T + (1 - rho / 4) * growth rho 1)) in Up
        by ring.
    rewrite GT, G1 in Up. lra.
  - split; [now left |]. split; [left; lra |]. split; [apply Defined; lra |].
    rewrite Sum by (easy || lra). assert (GT := G (T + 1)).
    apply (Rmult_le_compat_l (c * (rho / 4 - 1))) in Low; [| apply Rmult_le_pos; lra].
    replace (c * (rho / 4 - 1) * (growth rho (T + 1) - growth rho 1)) with
      (c * (- ((1 - rho / 4) * growth rho (T + 1)) + (1 - rho / 4) * growth rho 1)) in Low by ring.
    rewrite GT, G1 in Low. lra.
  - intros n In Hn Lt. split; [now left |]. split; [left; lra |]. split; [apply Defined; lra |].
    split; [left; lra |]. split; [apply Defined; lra |].
    rewrite !Sum by (lra || easy || now apply integer_plus, integer_1).
    rewrite total_next by (easy || lra).
    destruct (one_step (growth rho) (term rho) Slope Falls n) as (Step & _); [lra |].
    assert (A := G n). assert (B := G (n + 1)).
    apply (Rmult_le_compat_l (c * (rho / 4 - 1))) in Step; [| apply Rmult_le_pos; lra].
    replace (c * (rho / 4 - 1) * (growth rho (n + 1) - growth rho n)) with
      (c * (- ((1 - rho / 4) * growth rho (n + 1)) + (1 - rho / 4) * growth rho n)) in Step by ring.
    rewrite A, B in Step. lra.
  - intros n In Hn Lt. split; [now left |]. split; [left; lra |]. split; [apply Defined; lra |].
    split; [left; lra |]. split; [apply Defined; lra |].
    rewrite !Sum by (lra || easy || now apply integer_plus, integer_1).
    rewrite total_next by (easy || lra).
    destruct (one_step (growth rho) (term rho) Slope Falls (n + 1)) as (_ & Step); [lra |].
    replace (n + 1 + 1) with (n + 2) in Step by ring.
    assert (A := G (n + 1)). assert (B := G (n + 2)).
    apply (Rmult_le_compat_l (c * (rho / 4 - 1))) in Step; [| apply Rmult_le_pos; lra].
    replace (c * (rho / 4 - 1) * (growth rho (n + 2) - growth rho (n + 1))) with
      (c * (- ((1 - rho / 4) * growth rho (n + 2)) + (1 - rho / 4) * growth rho (n + 1))) in Step
        by ring.
    rewrite A, B in Step. lra.
Qed.

Theorem decaying_gap_critical : Stated.decaying_gap_critical.
Proof.
  intros m Delta scale T (IT & HT) Decay.
  assert (Slope : forall x, 0 < x -> is_derive ln x (/ x)) by (intros x Hx; auto_derive; [easy |
    ring]).
  assert (Falls : forall x y, 0 < x <= y -> / y <= / x) by (intros x y H; apply Rinv_le_contravar;
    lra).
  assert (Low := sum_above ln Rinv Slope Falls T IT ltac:(lra)).
  assert (Up := sum_below_growth ln Rinv Slope Falls Rinv_1 T IT HT). rewrite ln_1 in *.
  assert (Sum : total (fun i => Delta i ^ 2) T = scale ^ 2 * total (fun i => / (i + 1)) T).
  { rewrite <- total_scale. apply total_eq; [easy | lra |]. intros t It Ht Lt.
    destruct (Decay t It Ht Lt) as (_ & P & ->). assert (Root := sqrt_lt_R0 _ P).
    rewrite <- (sqrt_sqrt (t + 1)) at 2 by lra. field. lra. }
  rewrite Sum. assert (C := pow2_ge_0 scale).
  assert (Mono : ln T <= ln (T + 1)) by (left; apply ln_increasing; lra).
  split; [| split]; split; try lra; apply Rmult_le_compat_l; lra.
Qed.
