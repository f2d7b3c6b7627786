(* Lemma 1: under Definition 0 with rho < 2 a gradient norm N needs the gap N^2/(2 (L0 + L N^rho)).

   No gradient flow is needed. A step along the gradient, so short that the gradient keeps to within
   a fraction e of its length, lowers f by almost N times its length, and N by at most
   L0 + L N^rho times it, almost. So over many such steps N^2/(2 (L0 + L N^rho)) falls by at most
   K(e) times what f falls by, with K(e) -> 1. If it exceeded the gap at the start, N would stay
   away from 0, every step would lower f by at least some amount, and f would fall below f_star. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Space Powers Region.
From Warmproof Require Stated.
Open Scope R_scope.

Section Descent.
Variables (m : setting) (L0 L rho : R).
Hypothesis rho_range : 0 < rho < 2.
Hypothesis L0_range : 0 <= L0.
Hypothesis L_range : 0 <= L.
Hypothesis not_both_zero : 0 < L + L0.
Hypothesis class : gradient_smooth m L0 L rho.
Hypothesis below : bounded_below m.
Local Notation N w := (norm (grad m w)).

Definition bound (s : R) : R := L0 + L * power s rho.

Lemma bound_positive : forall s, 0 < s -> 0 < bound s.
Proof.
  intros s Hs. unfold bound. assert (P := power_gt_0 s rho Hs).
  destruct L_range as [Pos | <-]; [| lra].
  assert (0 < L * power s rho) by now apply Rmult_lt_0_compat. lra.
Qed.

Lemma bound_increases : forall s t, 0 <= s <= t -> bound s <= bound t.
Proof.
  intros s t Hst. unfold bound. apply Rplus_le_compat_l, Rmult_le_compat_l; [easy |].
  apply power_le; lra.
Qed.

(* bound(c s) <= c^2 bound(s): the one use of rho < 2. *)
Lemma bound_scales : forall s c, 0 < s -> 1 <= c -> bound (c * s) <= c ^ 2 * bound s.
Proof.
  intros s c Hs Hc. unfold bound. rewrite power_mult_base by lra.
  assert (P := power_gt_0 s rho Hs).
  assert (Square : power c rho <= c ^ 2).
  { rewrite power_positive by lra. replace (c ^ 2) with (Rpower c (INR 2)) by (apply Rpower_pow;
      lra).
    apply Rle_Rpower; [easy | simpl; lra]. }
  assert (One : 1 <= c ^ 2) by (replace 1 with (1 ^ 2) by ring; apply pow_incr; lra).
  assert (L * (power c rho * power s rho) <= L * (c ^ 2 * power s rho))
    by (apply Rmult_le_compat_l; [easy | apply Rmult_le_compat_r; lra]).
  assert (1 * L0 <= c ^ 2 * L0) by now apply Rmult_le_compat_r. lra.
Qed.

Section Step.
Variables (w : m) (e : R).
Hypothesis inside : S m w.
Hypothesis moving : 0 < N w.
Hypothesis fraction : 0 < e <= 1 / 10.

Let most : R := bound ((1 + e) * N w).
Let length : R := e * N w / most.
Let d : m := times (- / N w) (grad m w).

Lemma most_positive : 0 < most.
Proof. apply bound_positive. apply Rmult_lt_0_compat; lra. Qed.

Lemma length_positive : 0 < length.
Proof.
  apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra | apply most_positive].
Qed.

Lemma unit : norm d = 1.
Proof.
  unfold d. rewrite norm_times, Rabs_Ropp, Rabs_right, Rinv_l; [easy | lra |].
  apply Rle_ge. left. now apply Rinv_0_lt_compat.
Qed.

Lemma slope_at_start : << grad m w, d >> = - N w.
Proof.
  unfold d. rewrite inner_times_right, <- norm_squared. field. lra.
Qed.

Let turn (r : R) : R := norm (grad m (w + r * d)%space - grad m w)%space.

Lemma slope_there : forall r, turn r <= e * N w ->
  << grad m (w + r * d)%space, d >> <= - (1 - e) * N w.
Proof.
  intros r Small. assert (C := inner_le_norms m (grad m (w + r * d) - grad m w)%space d).
  rewrite unit, Rmult_1_r, inner_plus, inner_times, slope_at_start in C.
  fold (turn r) in C. lra.
Qed.

Lemma norm_there : forall r, turn r <= e * N w -> N (w + r * d)%space <= (1 + e) * N w.
Proof.
  intros r Small. assert (T := triangle m (grad m w) (grad m (w + r * d) - grad m w)%space).
  rewrite plus_minus in T. fold (turn r) in T. lra.
Qed.

Lemma falls : forall t, 0 <= t -> (forall r, 0 <= r <= t -> turn r <= e * N w) ->
  f m (w + t * d)%space - f m w <= - (1 - e) * N w * t.
Proof.
  intros t Ht Small. rewrite <- (at_start w d) at 2.
  replace (- (1 - e) * N w * t) with (- (1 - e) * N w * (t - 0)) by ring.
  apply (rise_from_slope (fun r => f m (w + r * d)%space)
           (fun r => << grad m (w + r * d)%space, d >>)); [easy | |].
  - intros r _. apply gradient_along.
  - intros r Hr. now apply slope_there, Small.
Qed.

Lemma stays : forall t, 0 <= t -> (forall r, 0 <= r <= t -> turn r <= e * N w) ->
  S m (w + t * d)%space.
Proof.
  intros t Ht Small. apply downhill_in_S; [easy | easy |]. intros r Hr.
  assert (F := falls r ltac:(lra) ltac:(intros; apply Small; lra)).
  assert (0 <= (1 - e) * N w * r) by (repeat apply Rmult_le_pos; lra). lra.
Qed.

(* As long as the gradient turns by no more than e N, it turns at most at the rate `most`. *)
Lemma turns_slowly : forall t, 0 <= t -> (forall r, 0 <= r <= t -> turn r <= e * N w) ->
  turn t <= most * t.
Proof.
  intros t Ht Small. unfold turn. rewrite <- (at_start w d) at 2.
  replace (most * t) with (most * (t - 0)) by ring. apply class; [easy | |].
  - intros r Hr. apply stays; [easy | intros; apply Small; lra].
  - intros r Hr. rewrite unit, Rmult_1_r. apply bound_increases.
    split; [apply norm_nonnegative | apply norm_there, Small, Hr].
Qed.

Lemma turn_at_start : turn 0 = 0.
Proof. unfold turn. rewrite at_start, minus_self. apply norm_origin. Qed.

Lemma turn_near : forall t c, 0 < c -> exists r, 0 < r /\ forall s, Rabs (s - t) < r ->
  turn t <= turn s + c.
Proof.
  intros t c Hc. destruct (gradient_near m w d t c Hc) as (r & Hr & B). exists r.
  split; [easy |]. intros s Hs. specialize (B s Hs). rewrite norm_minus_comm in B.
  assert (T := triangle m (grad m (w + t * d) - grad m (w + s * d))%space
                 (grad m (w + s * d) - grad m w)%space).
  replace (grad m (w + t * d) - grad m (w + s * d) + (grad m (w + s * d) - grad m w))%space
    with (grad m (w + t * d) - grad m w)%space in T.
  - fold (turn t) (turn s) in T. lra.
  - rewrite <- (plus_assoc m (grad m (w + t * d)%space)).
    rewrite (plus_assoc m (-1 * grad m (w + s * d))%space).
    rewrite (plus_comm m (-1 * grad m (w + s * d))%space), minus_self.
    now rewrite (plus_comm m origin), plus_origin.
Qed.

Lemma turn_bound : forall t, 0 <= t <= length -> turn t <= most * t.
Proof.
  assert (M := most_positive).
  assert (Top : most * length = e * N w) by (unfold length; field; lra).
  assert (Within : forall r, r <= length -> most * r <= e * N w)
    by (intros r Hr; rewrite <- Top; apply Rmult_le_compat_l; lra).
  apply real_induction.
  - rewrite turn_at_start. lra.
  - intros t Ht All.
    assert (Room : most * t < e * N w) by (rewrite <- Top; apply Rmult_lt_compat_l; lra).
    destruct (gradient_near m w d t (e * N w - most * t)) as (r & Hr & B); [lra |].
    exists (Rmin (t + r / 2) length).
    assert (M1 := Rmin_l (t + r / 2) length). assert (M2 := Rmin_r (t + r / 2) length).
    split; [split; [apply Rmin_glb_lt; lra | easy] |]. intros y Hy. apply turns_slowly; [lra |].
    intros s Hs. destruct (Rle_dec s t) as [Le | Gt].
    + eapply Rle_trans; [apply All; lra | apply Within; lra].
    + specialize (B s ltac:(apply Rabs_def1; lra)).
      assert (T := triangle m (grad m (w + s * d) - grad m (w + t * d))%space
                 (grad m (w + t * d) - grad m w)%space).
      replace (grad m (w + s * d) - grad m (w + t * d) + (grad m (w + t * d) - grad m w))%space
        with (grad m (w + s * d) - grad m w)%space in T.
      * fold (turn t) (turn s) in T. specialize (All t ltac:(lra)). lra.
      * rewrite <- (plus_assoc m (grad m (w + s * d)%space)).
        rewrite (plus_assoc m (-1 * grad m (w + t * d))%space).
        rewrite (plus_comm m (-1 * grad m (w + t * d))%space), minus_self.
        now rewrite (plus_comm m origin), plus_origin.
  - intros t Ht All. apply (le_of_close _ _ 1); [lra |]. intros c Hc.
    destruct (turn_near t c Hc) as (r & Hr & B).
    set (h := Rmin (r / 2) t). assert (0 < h) by (apply Rmin_glb_lt; lra).
    assert (M1 := Rmin_l (r / 2) t). assert (M2 := Rmin_r (r / 2) t). fold h in M1, M2.
    specialize (B (t - h) ltac:(apply Rabs_def1; lra)). specialize (All (t - h) ltac:(lra)).
    assert (most * (t - h) <= most * t) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(* The step: f falls by almost N times its length, N by at most `most` times it. *)
Lemma short_step : exists v, S m v /\ 0 < N v /\
  (1 - e) * N w * length <= f m w - f m v /\ (1 - e) * N w <= N v /\
  N w - most * length <= N v.
Proof.
  assert (M := most_positive). assert (Hl := length_positive).
  assert (Top : most * length = e * N w) by (unfold length; field; lra).
  assert (Small : forall r, 0 <= r <= length -> turn r <= e * N w).
  { intros r Hr. eapply Rle_trans; [now apply turn_bound |].
    rewrite <- Top. apply Rmult_le_compat_l; lra. }
  exists (w + length * d)%space. assert (F := falls length ltac:(lra) Small).
  assert (Near : N w - most * length <= N (w + length * d)%space).
  { assert (T := triangle m (grad m (w + length * d)%space)
                   (grad m w - grad m (w + length * d))%space).
    rewrite plus_minus, norm_minus_comm in T. fold (turn length) in T.
    specialize (Small length ltac:(lra)). lra. }
  assert (0 < (1 - e) * N w) by (apply Rmult_lt_0_compat; lra).
  split; [apply stays; [lra | easy] |]. repeat split; lra.
Qed.

End Step.

Lemma naturals_reach : forall x, 0 <= x -> exists k, x < INR k.
Proof.
  intros x Hx. destruct (archimed x) as (Up & _). exists (Z.to_nat (up x)).
  rewrite INR_IZR_INZ, Z2Nat.id; [lra |]. apply le_IZR. lra.
Qed.

(* Psi rises, and no faster than s/(L0 + L s^rho), and Psi(s) is small only beside small s. *)
Record gentle (Psi : R -> R) : Prop := {
  rises : forall a b, 0 < b <= a -> Psi b <= Psi a;
  slowly : forall a b, 0 < b <= a -> Psi a - Psi b <= (a - b) * (a / bound b);
  from_zero : forall c, 0 < c -> exists s0, 0 < s0 /\ forall s, 0 < s -> c <= Psi s -> s0 <= s }.

Lemma psi_after_step : forall Psi e a b s, gentle Psi -> 0 < e <= 1 / 10 -> 0 < a -> 0 <= s ->
  (1 - e) * a <= b -> a - bound ((1 + e) * a) * s <= b ->
  Psi a - Psi b <= (1 + 10 * e) * ((1 - e) * a * s).
Proof.
  intros Psi e a b s G E Ha Hs Least Near.
  assert (Hb : 0 < b) by (assert (0 < (1 - e) * a) by (apply Rmult_lt_0_compat; lra); lra).
  assert (As : 0 <= a * s) by (apply Rmult_le_pos; lra).
  destruct (Rle_dec b a) as [Le | Gt].
  - assert (Bb := bound_positive b Hb). assert (Ba := bound_positive a Ha).
    assert (Up : bound ((1 + e) * a) <= (1 + e) ^ 2 * bound a) by (apply bound_scales; lra).
    assert (Down : (1 - e) ^ 2 * bound a <= bound b).
    { assert (Hc : 0 < (1 - e) * a) by (apply Rmult_lt_0_compat; lra).
      assert (Q := bound_scales ((1 - e) * a) (/ (1 - e)) Hc).
      replace (/ (1 - e) * ((1 - e) * a)) with a in Q by (field; lra).
      assert (I : 1 <= / (1 - e)) by (rewrite <- Rinv_1; apply Rinv_le_contravar; lra).
      specialize (Q I). apply Rle_trans with (bound ((1 - e) * a)); [| apply bound_increases; lra].
      replace (bound ((1 - e) * a)) with ((1 - e) ^ 2 * ((/ (1 - e)) ^ 2 * bound ((1 - e) * a)))
        by (field; lra).
      apply Rmult_le_compat_l; [apply pow2_ge_0 | easy]. }
    eapply Rle_trans; [apply (slowly Psi G a b); lra |].
    apply Rle_trans with (bound ((1 + e) * a) * s * (a / bound b)).
    { apply Rmult_le_compat_r; [left; apply Rdiv_lt_0_compat; lra | lra]. }
    replace (bound ((1 + e) * a) * s * (a / bound b)) with (a * s * (bound ((1 + e) * a) / bound b))
      by (field; lra).
    replace ((1 + 10 * e) * ((1 - e) * a * s)) with (a * s * ((1 + 10 * e) * (1 - e))) by ring.
    apply Rmult_le_compat_l; [easy |].
    apply Rmult_le_reg_r with (bound b); [easy |].
    replace (bound ((1 + e) * a) / bound b * bound b) with (bound ((1 + e) * a)) by (field; lra).
    apply Rle_trans with (1 := Up).
    apply Rle_trans with ((1 + 10 * e) * (1 - e) * ((1 - e) ^ 2 * bound a));
      [| apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | easy]].
    rewrite <- Rmult_assoc. apply Rmult_le_compat_r; [lra |].
    assert (0 <= e * (1 / 10 - e)) by (apply Rmult_le_pos; lra).
    assert (0 <= e * e * (1 / 10 - e)) by (repeat apply Rmult_le_pos; lra). nra.
  - assert (R := rises Psi G b a ltac:(lra)).
    assert (0 <= (1 + 10 * e) * ((1 - e) * a * s)).
    { replace ((1 + 10 * e) * ((1 - e) * a * s)) with ((1 + 10 * e) * (1 - e) * (a * s)) by ring.
      repeat apply Rmult_le_pos; lra. }
    lra.
Qed.

Theorem gentle_below_gap : forall Psi w, gentle Psi -> S m w -> 0 < N w -> Psi (N w) <= gap_at m w.
Proof.
  intros Psi w G Sw Nw. destruct (Rle_dec (Psi (N w)) (gap_at m w)) as [| More]; [easy | exfalso].
  assert (Gap : 0 <= gap_at m w) by (specialize (below w Sw); unfold gap_at; lra).
  set (excess := Psi (N w) - gap_at m w) in *. assert (0 < excess) by (unfold excess; lra).
  set (e := Rmin (1 / 10) (excess / (20 * (gap_at m w + 1)))).
  assert (E : 0 < e <= 1 / 10)
    by (split; [apply Rmin_glb_lt; [lra | apply Rdiv_lt_0_compat; lra] | apply Rmin_l]).
  assert (Room : 10 * e * gap_at m w <= excess / 2).
  { assert (e * (20 * (gap_at m w + 1)) <= excess); [| nra].
    replace excess with (excess / (20 * (gap_at m w + 1)) * (20 * (gap_at m w + 1))) at 1
      by (field; lra).
    apply Rmult_le_compat_r; [lra | apply Rmin_r]. }
  destruct (from_zero Psi G (excess / 2)) as (s0 & Hs0 & Away); [lra |].
  set (c := (1 - e) * (e * s0 ^ 2 / bound ((1 + e) * s0))).
  assert (B0 : 0 < bound ((1 + e) * s0)) by (apply bound_positive, Rmult_lt_0_compat; lra).
  assert (Hc : 0 < c).
  { apply Rmult_lt_0_compat; [lra |]. apply Rdiv_lt_0_compat; [| easy].
    apply Rmult_lt_0_compat; [lra | now apply pow_lt]. }
  assert (Run : forall k, exists v, S m v /\ 0 < N v /\
            Psi (N w) - Psi (N v) <= (1 + 10 * e) * (f m w - f m v) /\ INR k * c <= f m w - f m v).
  { induction k as [| k IH]; [exists w; simpl; repeat split; try easy; lra |].
    destruct IH as (v & Sv & Nv & Spent & Far).
    assert (Down : f m w - f m v <= gap_at m w)
      by (specialize (below v Sv); unfold gap_at; lra).
    assert (Up : s0 <= N v).
    { apply Away; [easy |]. assert (0 <= INR k * c) by (apply Rmult_le_pos; [apply pos_INR | lra]).
      assert ((1 + 10 * e) * (f m w - f m v) <= (1 + 10 * e) * gap_at m w)
        by (apply Rmult_le_compat_l; lra).
      unfold excess in *. lra. }
    destruct (short_step v e Sv Nv E) as (v' & Sv' & Nv' & Fall & Least & Near).
    set (len := e * N v / bound ((1 + e) * N v)) in *.
    assert (Bv : 0 < bound ((1 + e) * N v)) by (apply bound_positive, Rmult_lt_0_compat; lra).
    assert (Len : 0 <= len) by (left; apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra |
      easy]).
    exists v'. split; [easy |]. split; [easy |]. split.
    - assert (P := psi_after_step Psi e (N v) (N v') len G E Nv Len Least Near).
      assert ((1 + 10 * e) * ((1 - e) * N v * len) <= (1 + 10 * e) * (f m v - f m v'))
        by (apply Rmult_le_compat_l; lra). lra.
    - rewrite S_INR. enough (c <= (1 - e) * N v * len) by lra. unfold c, len.
      rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra |].
      assert (Q : bound ((1 + e) * N v) <= (N v / s0) ^ 2 * bound ((1 + e) * s0)).
      { replace ((1 + e) * N v) with (N v / s0 * ((1 + e) * s0)) by (field; lra).
        apply bound_scales; [apply Rmult_lt_0_compat; lra |].
        apply Rmult_le_reg_r with s0; [easy |]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
      apply Rmult_le_reg_r with (bound ((1 + e) * N v)); [easy |].
      replace (N v * (e * N v / bound ((1 + e) * N v)) * bound ((1 + e) * N v)) with (e * N v ^ 2)
        by (field; lra).
      apply Rle_trans with (e * s0 ^ 2 / bound ((1 + e) * s0)
                            * ((N v / s0) ^ 2 * bound ((1 + e) * s0))).
      + apply Rmult_le_compat_l; [| easy]. left. apply Rdiv_lt_0_compat; [| easy].
        apply Rmult_lt_0_compat; [lra | now apply pow_lt].
      + right. field. lra. }
  destruct (naturals_reach (gap_at m w / c)) as (k & Hk).
  { apply Rmult_le_pos; [easy | left; now apply Rinv_0_lt_compat]. }
  destruct (Run k) as (v & Sv & _ & _ & Far).
  specialize (below v Sv).
  assert (gap_at m w < INR k * c); [| unfold gap_at in *; lra].
  replace (gap_at m w) with (gap_at m w / c * c) by (field; lra). now apply Rmult_lt_compat_r.
Qed.

Lemma quotient_gentle : gentle (fun s => s ^ 2 / (2 * bound s)).
Proof.
  split.
  - intros a b Hab. assert (Bb := bound_positive b ltac:(lra)).
      assert (Ba := bound_positive a ltac:(lra)).
    assert (Q : bound a <= (a / b) ^ 2 * bound b).
    { replace a with (a / b * b) at 1 by (field; lra). apply bound_scales; [lra |].
      apply Rmult_le_reg_r with b; [lra |]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
    apply Rmult_le_reg_r with (2 * bound a); [lra |].
    replace (a ^ 2 / (2 * bound a) * (2 * bound a)) with (a ^ 2) by (field; lra).
    replace (b ^ 2 / (2 * bound b) * (2 * bound a)) with (b ^ 2 / bound b * bound a) by (field;
      lra).
    apply Rle_trans with (b ^ 2 / bound b * ((a / b) ^ 2 * bound b)); [| right; field; lra].
    apply Rmult_le_compat_l; [| easy]. left. apply Rdiv_lt_0_compat; [apply pow_lt; lra | easy].
  - intros a b Hab. assert (Bb := bound_positive b ltac:(lra)).
    assert (Ba := bound_increases b a ltac:(lra)).
    apply Rle_trans with (a ^ 2 / (2 * bound b) - b ^ 2 / (2 * bound b)).
    + apply Rplus_le_compat_r. apply Rmult_le_compat_l; [apply pow2_ge_0 |].
      apply Rinv_le_contravar; lra.
    + replace (a ^ 2 / (2 * bound b) - b ^ 2 / (2 * bound b)) with ((a - b) * ((a + b) / (2 * bound
        b)))
        by (field; lra).
      apply Rmult_le_compat_l; [lra |].
      replace (a / bound b) with ((a + a) / (2 * bound b)) by (field; lra).
      apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | lra].
  - intros c Hc. destruct (power_small (2 - rho) (c * (L + L0))) as (r & Hr & Small); [lra | nra |].
    exists (Rmin r 1). split; [apply Rmin_glb_lt; lra |]. intros s Hs Big.
    destruct (Rle_dec (Rmin r 1) s) as [| Lt]; [easy | exfalso].
    assert (s < r /\ s < 1) as (Sr & S1).
    { assert (M1 := Rmin_l r 1). assert (M2 := Rmin_r r 1). lra. }
    specialize (Small s ltac:(lra)). assert (B := bound_positive s Hs).
    assert (P := power_gt_0 s rho Hs). assert (P' := power_gt_0 s (2 - rho) Hs).
    assert (Split : s ^ 2 = power s (2 - rho) * power s rho).
    { rewrite <- power_plus by easy. replace (2 - rho + rho) with (1 + 1) by ring.
      rewrite power_succ, power_1_right by lra. ring. }
    assert (One : power s rho <= 1).
    { rewrite <- (power_1_left rho). apply power_le; lra. }
    assert (Low : (L + L0) * power s rho <= bound s) by (unfold bound; nra).
    assert (Twice : c * (2 * bound s) <= s ^ 2).
    { replace (s ^ 2) with (s ^ 2 / (2 * bound s) * (2 * bound s)) by (field; lra).
      apply Rmult_le_compat_r; lra. }
    rewrite Split in Twice.
    assert (power s (2 - rho) * power s rho <= c * (L + L0) * power s rho)
      by (apply Rmult_le_compat_r; lra).
    assert (c * ((L + L0) * power s rho) <= c * bound s) by (apply Rmult_le_compat_l; lra).
    assert (0 < c * bound s) by now apply Rmult_lt_0_compat. lra.
Qed.

Theorem slope_below_gap : forall w, S m w -> N w ^ 2 <= gap_at m w * (2 * bound (N w)).
Proof.
  intros w Sw. assert (Gap : 0 <= gap_at m w) by (specialize (below w Sw); unfold gap_at; lra).
  destruct (norm_nonnegative m (grad m w)) as [Nw | Zero].
  - assert (B := bound_positive _ Nw).
    assert (G := gentle_below_gap _ w quotient_gentle Sw Nw). cbv beta in G.
    replace (N w ^ 2) with (N w ^ 2 / (2 * bound (N w)) * (2 * bound (N w))) by (field; lra).
    apply Rmult_le_compat_r; lra.
  - rewrite <- Zero. unfold bound. rewrite power_0. simpl. rewrite !Rmult_0_l.
    repeat apply Rmult_le_pos; lra.
Qed.

End Descent.

Theorem gradient_smooth_bound : Stated.gradient_smooth_bound.
Proof.
  intros m rho L0 L gap g Rho HL0 HL Pos Class Below ((w & Sw & -> & ->) & _ & Hg).
  split; [destruct Hg as [| <-]; [now left | right; split; lra] |].
  assert (B := slope_below_gap m L0 L rho Rho HL0 HL Pos Class Below w Sw).
  unfold bound in B. lra.
Qed.
