(* Lemma 1, one step: along a straight walk w + r d that starts against the gradient, Psi(N) falls
   by no more than f does, with no error at all, though the gradient turns on the way.

   Here N is the gradient norm, q = - <grad f, d> the rate at which f falls, b = L0 + L N^rho, and
   Psi' is between 0 and N/b. What f misses on a straight walk is D = N - q, which the turning
   makes. But to turn is to spend curvature that then does not lower N, so
       V = Psi(N) - f - 2 (h - r) D
   does not fall for 0 <= r <= h, as long as 2 h b <= N; and V has no D in it at either end: at
   r = 0 since D = 0 there, at r = h since its factor is 0. With n = grad f/N and e = -d, V rises
   at the rate <Psi' n - 2 (h - r) (n - e), grad'> + q + 2 D, where |grad'| <= b, and
   b |Psi' n - 2 (h - r) (n - e)| <= N + D. Where there is no derivative, increments serve. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Space Powers.
Open Scope R_scope.

Lemma norms_near {E : inner_space} (x y : E) : Rabs (norm x - norm y) <= norm (x - y).
Proof.
  assert (T := triangle E y (x - y)%space). rewrite plus_minus in T.
  assert (T' := triangle E x (y - x)%space). rewrite plus_minus, norm_minus_comm in T'.
  apply Rabs_le. lra.
Qed.

(* What a norm does when its vector changes: at least what the tangent says, and little more. *)
Lemma norm_change {E : inner_space} (x y : E) : 0 < norm x ->
  let a := << y - x, x >>%space / norm x in
  a <= norm y - norm x <= a + norm (y - x) ^ 2 / (2 * norm x).
Proof.
  intros Nx a. assert (Ny := norm_nonnegative E y).
  assert (Inner : << y - x, x >>%space = << y, x >> - norm x ^ 2)
    by (rewrite norm_squared, inner_plus, inner_times; ring).
  assert (C := inner_le_norms E y x).
  assert (Sq := square_expansion E y x). rewrite !square_norm in Sq.
  unfold a. rewrite Inner. split.
  - apply Rmult_le_reg_r with (norm x); [easy |].
    replace ((<< y, x >> - norm x ^ 2) / norm x * norm x) with (<< y, x >> - norm x ^ 2)
      by (field; lra). lra.
  - rewrite Sq. apply Rmult_le_reg_r with (2 * norm x); [lra |].
    replace (((<< y, x >> - norm x ^ 2) / norm x
              + (norm y ^ 2 - 2 * << y, x >> + norm x ^ 2) / (2 * norm x)) * (2 * norm x))
      with (norm y ^ 2 - norm x ^ 2) by (field; lra).
    pose proof (pow2_ge_0 (norm y - norm x)). lra.
Qed.

(* b |P n - sigma (n - e)| <= N + D, for D = N (1 - <n, e>). *)
Lemma pull_bound {E : inner_space} (n e : E) (P sigma b N : R) : norm n = 1 -> norm e = 1 ->
  0 <= P -> 0 <= sigma -> 0 <= b -> b * P <= N -> b * sigma <= N ->
  b * norm ((P - sigma)%R * n + sigma * e)%space <= N + N * (1 - << n, e >>).
Proof.
  intros Un Ue HP Hs Hb Rate Short.
  assert (Un2 := norm_squared E n). assert (Ue2 := norm_squared E e).
  rewrite Un in Un2. rewrite Ue in Ue2.
  assert (C := inner_le_norms E n e). rewrite Un, Ue in C.
  set (c := 1 - << n, e >>) in *. assert (Hc : 0 <= c) by (unfold c; lra).
  set (X := norm ((P - sigma)%R * n + sigma * e)%space).
  assert (HX : X ^ 2 = P ^ 2 - 2 * sigma * P * c + 2 * sigma ^ 2 * c).
  { unfold X. rewrite <- square_norm, square_linear. unfold square.
    rewrite inner_times, inner_times, inner_times_right, <- Un2, <- Ue2. unfold c. ring. }
  assert (0 <= b * P) by now apply Rmult_le_pos.
  assert (0 <= b * sigma) by now apply Rmult_le_pos.
  assert (HX0 : 0 <= X) by apply norm_nonnegative.
  assert (A1 : (b * P) ^ 2 <= N ^ 2) by (apply pow_incr; lra).
  assert (A2 : (b * sigma) ^ 2 * (2 * c) <= N ^ 2 * (2 * c))
    by (apply Rmult_le_compat_r; [lra | apply pow_incr; lra]).
  assert (A3 : 0 <= (b * sigma) * (b * P) * (2 * c)) by (repeat apply Rmult_le_pos; lra).
  assert (A4 : 0 <= (N * c) ^ 2) by apply pow2_ge_0.
  assert (b * X <= N + N * c); [| lra].
  assert (0 <= N) by lra. assert (0 <= N * c) by now apply Rmult_le_pos.
  apply Rsqr_incr_0_var; [| lra]. unfold Rsqr.
  replace (b * X * (b * X)) with (b ^ 2 * X ^ 2) by ring. rewrite HX.
  replace (b ^ 2 * (P ^ 2 - 2 * sigma * P * c + 2 * sigma ^ 2 * c))
    with ((b * P) ^ 2 - b * sigma * (b * P) * (2 * c) + (b * sigma) ^ 2 * (2 * c)) by ring.
  replace ((N + N * c) * (N + N * c)) with (N ^ 2 + N ^ 2 * (2 * c) + (N * c) ^ 2) by ring. lra.
Qed.

Section Walk.
Variables (m : setting) (L0 L rho : R).
Hypothesis class : gradient_smooth m L0 L rho.
Variables (w d : m) (h : R).

Local Notation G r := (grad m (w + r * d)%space).
Local Notation N r := (norm (grad m (w + r * d)%space)).
Definition rate (s : R) : R := Rmax 0 (L0 + L * power s rho).
Definition falling (r : R) : R := - << G r, d >>.

Hypothesis length : 0 <= h.
Hypothesis unit : norm d = 1.
Hypothesis inside : forall r, 0 <= r <= h -> S m (w + r * d)%space.
Hypothesis moving : forall r, 0 <= r <= h -> 0 < N r.
Hypothesis short : forall r, 0 <= r <= h -> rate (N r) * (2 * h) <= N r.
Hypothesis against : falling 0 = N 0.

Variables Psi dPsi : R -> R.
Hypothesis derivative : derives (fun s => 0 < s) Psi dPsi.
Hypothesis slow : forall s, 0 < s -> 0 <= dPsi s /\ (L0 + L * power s rho) * dPsi s <= s.

Definition balance (r : R) : R :=
  Psi (N r) - f m (w + r * d)%space - 2 * (h - r) * (N r - falling r).

Lemma rate_nonnegative s : 0 <= rate s.
Proof. apply Rmax_l. Qed.

Lemma rate_slow s : 0 < s -> rate s * dPsi s <= s.
Proof.
  intros Hs. destruct (slow s Hs) as (H1 & H2). unfold rate, Rmax.
  destruct (Rle_dec 0 (L0 + L * power s rho)); lra.
Qed.

Lemma norm_continuous I x : continuous_at I (fun r => N r) x.
Proof.
  intros e He. destruct (gradient_near m w d x e He) as (c & Hc & B). exists c. split; [easy |].
  intros y _ Hy. eapply Rle_trans; [apply norms_near | now apply B].
Qed.

(* Near x the gradient turns no faster than it may at x, almost. *)
Lemma turning x e : 0 <= x < h -> 0 < e -> exists c, 0 < c /\ forall y, x < y < x + c -> y <= h ->
  norm (G y - G x)%space <= (rate (N x) + e) * (y - x).
Proof.
  intros Hx He.
  assert (Cont : continuous_at (fun _ => True) (fun r => L * power (N r) rho) x).
  { apply continuous_at_scale. assert (Nx := moving x ltac:(lra)).
    apply (continuous_at_comp _ (fun _ => True) (fun s => power s rho)); [easy | |
      apply norm_continuous].
    apply (derivative_at_continuous _ _ _ (rho * power (N x) (rho - 1))).
    now apply of_is_derive, power_derive. }
  destruct (Cont e He) as (c & Hc & B). exists c. split; [easy |]. intros y Hy Hyh.
  apply class; [lra | intros; apply inside; lra |]. intros r Hr. rewrite unit, Rmult_1_r.
  specialize (B r I ltac:(rewrite Rabs_pos_eq; lra)). apply Rabs_le_between in B.
  assert (M := Rmax_r 0 (L0 + L * power (N x) rho)). fold (rate (N x)) in M. lra.
Qed.

Lemma balance_step x e : 0 <= x < h -> 0 < e -> exists c, 0 < c /\
  forall y, x < y < x + c -> y <= h -> balance x - e * (y - x) <= balance y.
Proof.
  intros Hx He. assert (Nx := moving x ltac:(lra)).
  set (B := rate (N x)). assert (HB : 0 <= B) by apply rate_nonnegative.
  set (P := dPsi (N x)). destruct (slow (N x) Nx) as (HP & _). fold P in HP.
  assert (BP : B * P <= N x) by now apply rate_slow.
  set (sigma := 2 * (h - x)). assert (Hs : 0 <= sigma) by (unfold sigma; lra).
  assert (Bs : B * sigma <= N x).
  { apply Rle_trans with (B * (2 * h)); [apply Rmult_le_compat_l; unfold sigma; lra |].
    apply short. lra. }
  set (n := (/ N x * G x)%space). set (e' := (-1 * d)%space).
  assert (Un : norm n = 1).
  { unfold n. rewrite norm_times, Rabs_pos_eq, Rinv_l; [easy | lra |].
    left. now apply Rinv_0_lt_compat. }
  assert (Ue : norm e' = 1).
  { unfold e'. rewrite norm_times, unit, Rabs_left; lra. }
  assert (Pull := pull_bound n e' P sigma B (N x) Un Ue HP Hs HB BP Bs).
  set (v := ((P - sigma)%R * n + sigma * e')%space) in *.
  assert (HX : 0 <= norm v) by apply norm_nonnegative. set (X := norm v) in *.
  assert (Fall : N x * << n, e' >> = falling x).
  { unfold n, e', falling. rewrite inner_times, inner_times_right. field. lra. }
  set (K := X + B + 2 + sigma * (B + 1) ^ 2 / (2 * N x) + 4 * (B + 1)).
  assert (HK0 : 0 <= sigma * (B + 1) ^ 2 / (2 * N x)).
  { apply Rmult_le_pos; [apply Rmult_le_pos; [easy | apply pow2_ge_0] |].
    left. apply Rinv_0_lt_compat. lra. }
  assert (HK : 1 <= K) by (unfold K; lra).
  set (eta := Rmin 1 (e / K)).
  assert (E1 : eta <= 1) by apply Rmin_l.
  assert (E2 : eta * K <= e).
  { apply Rle_trans with (e / K * K); [apply Rmult_le_compat_r; [lra | apply Rmin_r] |].
    right. field. lra. }
  assert (E0 : 0 < eta) by (apply Rmin_glb_lt; [lra | apply Rdiv_lt_0_compat; lra]).
  destruct (turning x eta Hx E0) as (c1 & Hc1 & Turn).
  destruct (gradient_along m w d x eta E0) as (c2 & Hc2 & Along).
  destruct (derivative (N x) Nx) as (DPsi & _).
  destruct (DPsi eta E0) as (c3' & Hc3' & Change).
  destruct (gradient_near m w d x (c3' / 2) ltac:(lra)) as (c3 & Hc3 & Near).
  set (c := Rmin (Rmin c1 c2) (Rmin c3 eta)).
  assert (M1 := Rmin_l (Rmin c1 c2) (Rmin c3 eta)).
  assert (M2 := Rmin_r (Rmin c1 c2) (Rmin c3 eta)).
  assert (M3 := Rmin_l c1 c2). assert (M4 := Rmin_r c1 c2).
  assert (M5 := Rmin_l c3 eta). assert (M6 := Rmin_r c3 eta). fold c in M1, M2.
  exists c. split; [now repeat (apply Rmin_glb_lt; try assumption) |]. intros y Hy Hyh.
  assert (Ny := moving y ltac:(lra)).
  specialize (Turn y ltac:(lra) Hyh). specialize (Along y I ltac:(rewrite Rabs_pos_eq; lra)).
  specialize (Near y ltac:(rewrite Rabs_pos_eq; lra)).
  assert (Nears := norms_near (G y) (G x)).
  specialize (Change (N y) Ny ltac:(lra)).
  set (t := y - x) in *. assert (Ht : 0 < t <= eta) by (unfold t; lra).
  rewrite (Rabs_pos_eq t) in Along by lra.
  set (Delta := (G y - G x)%space) in *. fold P in Change. fold B in Turn.
  assert (Z0 : 0 <= norm Delta) by apply norm_nonnegative. set (z := norm Delta) in *.
  assert (Norms := norm_change (G x) (G y) Nx). cbv zeta in Norms. fold Delta in Norms.
  fold z in Norms. set (a := << Delta, G x >> / N x) in *.
  assert (Inner : << Delta, v >> = (P - sigma) * a + sigma * (falling y - falling x)).
  { unfold v. rewrite inner_plus_right, !inner_times_right. unfold n, e', a.
    rewrite !inner_times_right. unfold falling, Delta. rewrite !inner_plus, !inner_times.
    field. lra. }
  assert (Cs : - (z * X) <= << Delta, v >>).
  { assert (H := cauchy_schwarz _ Delta v). apply Rabs_le_between in H. unfold z, X. lra. }
  assert (Turns : falling y - falling x <= z).
  { assert (H := inner_le_norms _ Delta e'). rewrite Ue, Rmult_1_r in H. fold z in H.
    unfold e', Delta in H. rewrite inner_times_right, inner_plus, inner_times in H.
    unfold falling. lra. }
  assert (Back : - z <= N y - N x) by (apply Rabs_le_between in Nears; lra).
  assert (Zt : z <= (B + 1) * t) by (eapply Rle_trans; [exact Turn | apply Rmult_le_compat_r; lra]).
  (* the four errors *)
  assert (R1 : (P - sigma) * a - sigma * (z ^ 2 / (2 * N x)) <= (P - sigma) * (N y - N x)).
  { assert (0 <= z ^ 2 / (2 * N x)).
    { apply Rmult_le_pos; [apply pow2_ge_0 | left; apply Rinv_0_lt_compat; lra]. }
    destruct (Rle_dec sigma P).
    - assert ((P - sigma) * a <= (P - sigma) * (N y - N x)) by (apply Rmult_le_compat_l; lra).
      assert (0 <= sigma * (z ^ 2 / (2 * N x))) by now apply Rmult_le_pos. lra.
    - assert ((sigma - P) * (N y - N x) <= (sigma - P) * (a + z ^ 2 / (2 * N x)))
        by (apply Rmult_le_compat_l; lra).
      assert (0 <= P * (z ^ 2 / (2 * N x))) by now apply Rmult_le_pos. lra. }
  assert (R2 : sigma * (z ^ 2 / (2 * N x)) <= sigma * (B + 1) ^ 2 / (2 * N x) * (eta * t)).
  { replace (sigma * (z ^ 2 / (2 * N x))) with (sigma / (2 * N x) * z ^ 2) by (field; lra).
    replace (sigma * (B + 1) ^ 2 / (2 * N x) * (eta * t))
      with (sigma / (2 * N x) * ((B + 1) ^ 2 * (eta * t))) by (field; lra).
    apply Rmult_le_compat_l.
    - apply Rmult_le_pos; [easy | left; apply Rinv_0_lt_compat; lra].
    - apply Rle_trans with (((B + 1) * t) ^ 2); [now apply pow_incr |].
      replace (((B + 1) * t) ^ 2) with ((B + 1) ^ 2 * (t * t)) by ring.
      apply Rmult_le_compat_l; [apply pow2_ge_0 | apply Rmult_le_compat_r; lra]. }
  assert (R3 : z * X <= B * X * t + X * (eta * t)).
  { replace (B * X * t + X * (eta * t)) with ((B + eta) * t * X) by ring.
    now apply Rmult_le_compat_r. }
  assert (R4 : B * X * t <= (N x + (N x - falling x)) * t).
  { apply Rmult_le_compat_r; [lra |]. eapply Rle_trans; [exact Pull | rewrite <- Fall; lra]. }
  assert (R5 : P * (N y - N x) - (B + 1) * (eta * t) <= Psi (N y) - Psi (N x)).
  { apply Rabs_le_between in Change.
    assert (eta * Rabs (N y - N x) <= eta * ((B + 1) * t)) by (apply Rmult_le_compat_l; lra). lra. }
  assert (R6 : falling x * t - eta * t <= f m (w + x * d)%space - f m (w + y * d)%space).
  { apply Rabs_le_between in Along. unfold falling. lra. }
  assert (R7 : 2 * t * (N x - falling x) - 4 * (B + 1) * (eta * t)
               <= 2 * t * (N y - falling y)).
  { assert (t * z <= t * ((B + 1) * t)) by (apply Rmult_le_compat_l; lra).
    assert (t * ((B + 1) * t) <= (B + 1) * (eta * t)).
    { replace (t * ((B + 1) * t)) with ((B + 1) * (t * t)) by ring.
      apply Rmult_le_compat_l; [lra | apply Rmult_le_compat_r; lra]. }
    assert (t * (N x - falling x - 2 * z) <= t * (N y - falling y))
      by (apply Rmult_le_compat_l; lra).
    lra. }
  assert (R8 : K * (eta * t) <= e * t)
    by (rewrite <- Rmult_assoc, (Rmult_comm K); apply Rmult_le_compat_r; lra).
  unfold K in R8. unfold balance.
  replace (2 * (h - y)) with (sigma - 2 * t) by (unfold sigma, t; ring).
  replace (2 * (h - x)) with sigma by reflexivity. lra.
Qed.

(* Psi(N) falls by no more than f. *)
Theorem no_loss : Psi (N 0) - Psi (N h) <= f m w - f m (w + h * d)%space.
Proof.
  assert (Mono : balance 0 <= balance h).
  { apply does_not_fall; [easy | | exact balance_step]. intros x Hx.
    set (I := fun y => 0 <= y <= h).
    assert (C1 : continuous_at I (fun r => Psi (N r)) x).
    { apply (continuous_at_comp I (fun s => 0 < s) Psi); [exact moving | | apply norm_continuous].
      destruct (derivative (N x) (moving x Hx)) as (D & _).
      exact (derivative_at_continuous _ _ _ _ D). }
    assert (C2 : continuous_at I (fun r => f m (w + r * d)%space) x).
    { apply (derivative_at_continuous _ _ _ << G x, d >>).
      apply (derivative_at_sub (fun _ => True)); [easy | apply gradient_along]. }
    assert (C3 : continuous_at I (fun r => << G r, d >>) x).
    { apply (continuous_at_sub (fun _ => True)); [easy | apply slope_continuous]. }
    assert (C4 : continuous_at I (fun r => 2 * r + -2 * h) x).
    { apply continuous_at_plus; [| apply continuous_at_const].
      apply (derivative_at_continuous _ _ _ 2), derivative_at_linear. }
    apply (continuous_at_ext I (fun r => Psi (N r) + (-1 * f m (w + r * d)%space
             + (2 * r + -2 * h) * (N r + << G r, d >>)))); [exact Hx | |].
    - intros y _. unfold balance, falling. ring.
    - apply continuous_at_plus; [exact C1 |]. apply continuous_at_plus.
      + now apply continuous_at_scale.
      + apply continuous_at_mult; [exact C4 |]. apply continuous_at_plus; [| exact C3].
        apply norm_continuous. }
  unfold balance in Mono. rewrite against, (at_start w d) in Mono. rewrite (at_start w d). lra.
Qed.

End Walk.
