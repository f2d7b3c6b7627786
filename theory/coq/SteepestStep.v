(* Lemma 1: from every point with a gradient there is a walk against it of which the length is a
   function of the gradient norm N, at the end of which Psi(N) has fallen by no more than f
   (SteepestWalk.v), and f by at least N/2 times the length.

   The walk is so short that the gradient turns by no more than N/2: as long as it does not, N is
   between N/2 and 2 N, where L0 + L N^rho is at most `most`. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Space Powers Region SteepestWalk.
Open Scope R_scope.

Lemma triangle_minus {E : inner_space} (x y z : E) : norm (x - z) <= norm (x - y) + norm (y - z).
Proof.
  replace (x - z)%space with ((x - y) + (y - z))%space; [apply triangle |].
  now rewrite <- plus_assoc, (plus_assoc E (-1 * y)%space), (plus_comm E (-1 * y)%space),
    minus_self, (plus_comm E origin), plus_origin.
Qed.

Lemma power_between a b s e : 0 < a -> a <= s <= b -> power s e <= power a e + power b e.
Proof.
  intros Ha Hs. assert (Pa := power_ge_0 a e). assert (Pb := power_ge_0 b e).
  rewrite !power_positive in * by lra. unfold Rpower in *.
  assert (Up : forall x y, x <= y -> exp x <= exp y).
  { intros x y [H | ->]; [left; now apply exp_increasing | right; easy]. }
  assert (Ln : forall x y, 0 < x -> x <= y -> ln x <= ln y).
  { intros x y Hx [H | ->]; [left; now apply ln_increasing | right; easy]. }
  destruct (Rle_dec 0 e).
  - assert (exp (e * ln s) <= exp (e * ln b)); [| lra].
    apply Up, Rmult_le_compat_l; [easy | apply Ln; lra].
  - assert (exp (e * ln s) <= exp (e * ln a)); [| lra].
    assert (H := Ln a s Ha ltac:(lra)). apply Up.
    assert (- e * ln a <= - e * ln s) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Section Step.
Variables (m : setting) (L0 L rho : R).
Hypothesis class : gradient_smooth m L0 L rho.
Variables Psi dPsi : R -> R.
Hypothesis derivative : derives (fun s => 0 < s) Psi dPsi.
Hypothesis slow : forall s, 0 < s -> 0 <= dPsi s /\ (L0 + L * power s rho) * dPsi s <= s.
Local Notation N w := (norm (grad m w)).

(* No less than L0 + L t^rho for t between s/2 and 2 s; and how far to walk from a point with the
   gradient norm s. *)
Definition most (s : R) : R := 1 + Rabs L0 + Rabs L * (power (s / 2) rho + power (2 * s) rho).
Definition reach (s : R) : R := s / (4 * most s).
Definition ahead (w : m) : m := (w + reach (N w) * ((- / N w) * grad m w))%space.

Lemma most_positive s : 1 <= most s.
Proof.
  unfold most. assert (H := Rabs_pos L0).
  assert (0 <= Rabs L * (power (s / 2) rho + power (2 * s) rho)); [| lra].
  apply Rmult_le_pos; [apply Rabs_pos |]. pose proof (power_ge_0 (s / 2) rho).
  pose proof (power_ge_0 (2 * s) rho). lra.
Qed.

Lemma rate_most s t : 0 < s -> s / 2 <= t <= 2 * s -> L0 + L * power t rho <= most s.
Proof.
  intros Hs Ht. assert (B := power_between (s / 2) (2 * s) t rho ltac:(lra) Ht).
  assert (P := power_ge_0 t rho). assert (A := Rle_abs L0). assert (A' := Rle_abs L). unfold most.
  assert (L * power t rho <= Rabs L * power t rho) by now apply Rmult_le_compat_r.
  assert (Rabs L * power t rho <= Rabs L * (power (s / 2) rho + power (2 * s) rho))
    by (apply Rmult_le_compat_l; [apply Rabs_pos | easy]).
  lra.
Qed.

Section Walk.
Variable w : m.
Hypothesis inside : S m w.
Hypothesis moving : 0 < N w.
Let d : m := (- / N w * grad m w)%space.
Let h : R := reach (N w).
Let turn (r : R) : R := norm (grad m (w + r * d) - grad m (w + 0 * d))%space.

Lemma unit : norm d = 1.
Proof.
  unfold d. rewrite norm_times, Rabs_Ropp, Rabs_pos_eq, Rinv_l; [easy | lra |].
  left. now apply Rinv_0_lt_compat.
Qed.

Lemma reach_most : 0 < h /\ most (N w) * h = N w / 4.
Proof.
  assert (M := most_positive (N w)). split; [| unfold h, reach; field; lra].
  apply Rdiv_lt_0_compat; lra.
Qed.

Lemma slope_start : << grad m (w + 0 * d)%space, d >> = - N w.
Proof. rewrite at_start. unfold d. rewrite inner_times_right, <- norm_squared. field. lra. Qed.

Lemma slope_there r : turn r <= N w / 2 -> << grad m (w + r * d)%space, d >> <= - (N w / 2).
Proof.
  intros Small. assert (C := inner_le_norms m (grad m (w + r * d) - grad m (w + 0 * d))%space d).
  rewrite unit, Rmult_1_r, inner_plus, inner_times, slope_start in C. fold (turn r) in C. lra.
Qed.

Lemma norm_there r : turn r <= N w / 2 -> N w / 2 <= N (w + r * d)%space <= 2 * N w.
Proof.
  intros Small. assert (A := norms_near (grad m (w + r * d)%space) (grad m (w + 0 * d)%space)).
  fold (turn r) in A. rewrite (at_start w d) in A. apply Rabs_le_between in A. lra.
Qed.

Lemma falls t : 0 <= t -> (forall r, 0 <= r <= t -> turn r <= N w / 2) ->
  f m (w + t * d)%space - f m w <= - (N w / 2) * t.
Proof.
  intros Ht Small. rewrite <- (at_start w d) at 2.
  replace (- (N w / 2) * t) with (- (N w / 2) * (t - 0)) by ring.
  apply (rise_from_slope (fun r => f m (w + r * d)%space)
           (fun r => << grad m (w + r * d)%space, d >>)); [easy | |].
  - intros r _. apply gradient_along.
  - intros r Hr. now apply slope_there, Small.
Qed.

Lemma stays t : 0 <= t -> (forall r, 0 <= r <= t -> turn r <= N w / 2) -> S m (w + t * d)%space.
Proof.
  intros Ht Small. apply downhill_in_S; [easy | easy |]. intros r Hr.
  assert (F := falls r ltac:(lra) ltac:(intros; apply Small; lra)).
  assert (0 <= N w / 2 * r) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma turn_continuous I x : continuous_at I turn x.
Proof.
  intros e He. destruct (gradient_near m w d x e He) as (c & Hc & B). exists c. split; [easy |].
  intros y _ Hy. specialize (B y Hy).
  assert (T := triangle_minus (grad m (w + y * d)%space) (grad m (w + x * d)%space)
                 (grad m (w + 0 * d)%space)).
  assert (T' := triangle_minus (grad m (w + x * d)%space) (grad m (w + y * d)%space)
                 (grad m (w + 0 * d)%space)).
  rewrite (norm_minus_comm _ (grad m (w + x * d)%space) (grad m (w + y * d)%space)) in T'.
  fold (turn x) (turn y) in T, T'. apply Rabs_le. lra.
Qed.

(* As long as the gradient turns by no more than N/2 it turns at most at the rate `most`. *)
Lemma turns_little : forall r, 0 <= r <= h -> turn r <= N w / 2.
Proof.
  intros b Hb. destruct reach_most as (Hh & Top). assert (M := most_positive (N w)).
  destruct (Rle_dec (turn b) (N w / 2)) as [| More]; [easy | exfalso].
  destruct (first_crossing (fun r => turn r + - (N w / 2)) 0 b) as (c & Hc & Zero & Below);
    [lra | | | lra |].
  - intros x _. apply continuous_at_plus; [apply turn_continuous | apply continuous_at_const].
  - unfold turn. rewrite minus_self, norm_origin. lra.
  - assert (Small : forall r, 0 <= r <= c -> turn r <= N w / 2).
    { intros r Hr. destruct (Rlt_dec r c); [specialize (Below r ltac:(lra)); lra |].
      replace r with c by lra. lra. }
    assert (T : turn c <= most (N w) * (c - 0)).
    { apply class; [lra | |]; intros r Hr.
      - apply stays; [lra | intros; apply Small; lra].
      - rewrite unit, Rmult_1_r. apply rate_most; [easy | now apply norm_there, Small]. }
    assert (most (N w) * c <= most (N w) * h) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma walk_ahead : S m (ahead w) /\ 0 < N (ahead w) /\
  norm (ahead w - w)%space = reach (N w) /\ N w / 2 * reach (N w) <= f m w - f m (ahead w) /\
  Psi (N w) - Psi (N (ahead w)) <= f m w - f m (ahead w).
Proof.
  destruct reach_most as (Hh & Top). assert (M := most_positive (N w)).
  assert (Small := turns_little). change (ahead w) with (w + h * d)%space.
  split; [apply stays; [lra | exact Small] |].
  split; [assert (B := norm_there h (Small h ltac:(lra))); lra |]. split; [| split].
  - assert (A := apart_on_line w d h 0).
    rewrite (at_start w d), unit, Rminus_0_r, Rmult_1_r, Rabs_pos_eq in A by lra. exact A.
  - assert (F := falls h ltac:(lra) Small). fold h. lra.
  - enough (Psi (N (w + 0 * d)%space) - Psi (N (w + h * d)%space)
            <= f m w - f m (w + h * d)%space) as Loss by now rewrite at_start in Loss.
    apply (no_loss m L0 L rho class w d h) with (dPsi := dPsi); try easy; try lra.
    + apply unit.
    + intros r Hr. apply stays; [lra | intros; apply Small; lra].
    + intros r Hr. assert (B := norm_there r (Small r Hr)). lra.
    + intros r Hr. assert (B := norm_there r (Small r Hr)).
      assert (R := rate_most (N w) _ moving B).
      assert (rate L0 L rho (N (w + r * d)%space) <= most (N w)) by (apply Rmax_lub; lra).
      assert (rate L0 L rho (N (w + r * d)%space) * (2 * h) <= most (N w) * (2 * h))
        by (apply Rmult_le_compat_r; lra). lra.
    + unfold falling. rewrite slope_start, at_start. ring.
Qed.

End Walk.

End Step.
