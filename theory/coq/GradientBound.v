(* The gradient norm is bounded by the gap (Lemma 5), with the same for a bound of the curvature that is
   measured from a lower reference value.

   Along the walk t -> w - t grad f(w) let u be the gap, du its slope and q = |grad f(w)|^2. While u
   falls, the energy du^2 / 2 - q Phi(u) does not: du rises at most at the rate q ell(u), and du is
   negative. If the energy were positive at the start then du could not come up to 0, for there the
   energy is -q Phi(u) <= 0; and u would fall at a positive rate for ever, below 0.

   Used: the upper bound of the curvature, ell continuous and nonnegative, f bounded below on S. That
   ell rises is not used. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line Space Ray.
From Warmproof Require Stated.
Open Scope R_scope.

(* ---- the potential ------------------------------------------------------------------------ *)

Lemma potential_rises ell Phi : derives (fun s => 0 <= s) Phi ell -> (forall s, 0 <= s -> 0 <= ell s) ->
  forall a b, 0 <= a <= b -> Phi a <= Phi b.
Proof.
  intros HPhi Hell a b Hab. apply (derives_nonnegative (fun s => 0 <= s) Phi ell); [lra| |exact HPhi|].
  - intros x Hx. lra.
  - intros x Hx. apply Hell. lra.
Qed.

Lemma potential_nonnegative ell Phi : derives (fun s => 0 <= s) Phi ell -> Phi 0 = 0 ->
  (forall s, 0 <= s -> 0 <= ell s) -> forall a, 0 <= a -> 0 <= Phi a.
Proof.
  intros HPhi H0 Hell a Ha. rewrite <- H0. apply (potential_rises ell); [exact HPhi|exact Hell|lra].
Qed.

(* ---- along a walk --------------------------------------------------------------------------- *)

Lemma small_factor A e : 0 <= A -> 0 < e -> exists d, 0 < d /\ d <= 1 /\ d * A <= e.
Proof.
  intros HA He. exists (Rmin 1 (e / (A + 1))).
  assert (Hq : 0 < e / (A + 1)) by (apply Rdiv_lt_0_compat; lra).
  split; [apply Rmin_glb_lt; lra|]. split; [apply Rmin_l|].
  apply Rle_trans with (e / (A + 1) * A); [apply Rmult_le_compat_r; [exact HA|apply Rmin_r]|].
  apply Rle_trans with (e / (A + 1) * (A + 1)); [apply Rmult_le_compat_l; lra|right; field; lra].
Qed.

Section Walk.
Variables (ell Phi u du : R -> R) (q : R).
Hypothesis walk : ray ell u du q.
Hypothesis nonnegative_q : 0 <= q.
Hypothesis nonnegative_ell : forall s, 0 <= s -> 0 <= ell s.
Hypothesis integral : derives (fun s => 0 <= s) Phi ell.

Lemma falls (b : R) : (forall t, 0 <= t <= b -> du t <= 0) ->
  forall x y, 0 <= x <= y -> y <= b -> u y <= u x.
Proof.
  intros Hdu x y Hxy Hyb.
  assert (H := derivative_compare u du (fun _ => 0) (fun _ => 0) x y ltac:(lra)). cbv beta in H.
  enough (u y - u x <= 0 - 0) by lra. apply H.
  - intros t _. apply (ray_derivative _ _ _ _ walk).
  - intros t _ e He. exists 1. split; [lra|]. intros z _ _.
    replace (0 - 0 - 0 * (z - t)) with 0 by ring. rewrite Rabs_R0. apply Rmult_le_pos; [lra|apply Rabs_pos].
  - intros t Ht. apply Hdu. lra.
Qed.

Lemma energy_does_not_fall (b : R) : 0 <= b -> (forall t, 0 <= t <= b -> du t <= 0) ->
  du 0 ^ 2 / 2 - q * Phi (u 0) <= du b ^ 2 / 2 - q * Phi (u b).
Proof.
  intros Hb Hdu.
  assert (Hnr : forall t, 0 <= t <= b -> not_risen u t).
  { intros t Ht s Hs. apply (falls b Hdu); lra. }
  assert (Hu : forall t, 0 <= t <= b -> 0 <= u t).
  { intros t Ht. apply (ray_nonnegative _ _ _ _ walk); [lra|apply Hnr, Ht]. }
  set (I := fun t => 0 <= t <= b).
  assert (HPhi : forall t, I t -> derivative_at I (fun s => Phi (u s)) t (ell (u t) * du t)).
  { intros t Ht. apply (derivative_at_comp I (fun s => 0 <= s)); [exact Hu| |apply (ray_derivative _ _ _ _ walk)].
    apply integral, Hu, Ht. }
  assert (Hlc : forall t, I t -> continuous_at I (fun s => ell (u s)) t).
  { intros t Ht. apply (continuous_at_comp I (fun s => 0 <= s)); [exact Hu| |].
    - apply integral, Hu, Ht.
    - apply (derivative_at_continuous I u t (du t)), (ray_derivative _ _ _ _ walk). }
  assert (H := does_not_fall (fun t => du t * du t * / 2 + - q * Phi (u t)) 0 b Hb). cbv beta in H.
  enough (du 0 * du 0 * / 2 + - q * Phi (u 0) <= du b * du b * / 2 + - q * Phi (u b)) by lra.
  apply H; clear H.
  - intros t Ht. apply continuous_at_plus.
    + apply (continuous_at_mult _ (fun t => du t * du t) (fun _ => / 2)); [|apply continuous_at_const].
      apply continuous_at_mult; apply (ray_continuous _ _ _ _ walk).
    + apply continuous_at_scale. apply (derivative_at_continuous _ _ _ _ (HPhi t Ht)).
  - intros x e Hx He. assert (HIx : I x) by (unfold I; lra).
    assert (Hl := nonnegative_ell (u x) (Hu x HIx)). set (l := ell (u x)) in *.
    assert (Hdx := Hdu x HIx).
    destruct (small_factor (q * - du x) (e / 3)) as [e1 [He1 [_ B1]]]; [apply Rmult_le_pos; lra|lra|].
    destruct (small_factor ((l + e1) * q) (e / 3)) as [e2 [He2 [_ B2]]]; [apply Rmult_le_pos; lra|lra|].
    destruct (small_factor q (e / 3)) as [e3 [He3 [_ B3]]]; [lra|lra|].
    destruct (Hlc x HIx e1 He1) as [d1 [Hd1 C1]].
    destruct (ray_continuous _ _ _ _ walk I x e2 He2) as [d2 [Hd2 C2]].
    destruct (HPhi x HIx e3 He3) as [d3 [Hd3 C3]]. fold l in C1, C3.
    exists (Rmin d1 (Rmin d2 d3)). split; [repeat apply Rmin_glb_lt; assumption|].
    intros y Hy Hyb. assert (HIy : I y) by (unfold I; lra).
    assert (M1 := Rmin_l d1 (Rmin d2 d3)). assert (M2 := Rmin_r d1 (Rmin d2 d3)).
    assert (M3 := Rmin_l d2 d3). assert (M4 := Rmin_r d2 d3).
    set (h := y - x). assert (Hh : 0 < h) by (unfold h; lra).
    assert (Hyx : Rabs (y - x) = h) by (apply Rabs_pos_eq; fold h; lra).
    (* the slope rises at most at the rate (l + e1) q *)
    assert (Hrise : du y - du x <= (l + e1) * q * h).
    { apply (ray_curvature _ _ _ _ walk); [lra|apply Hnr, HIy|]. intros r Hr.
      apply Rmult_le_compat_r; [exact nonnegative_q|].
      assert (C := C1 r ltac:(unfold I; lra) ltac:(rewrite Rabs_pos_eq; lra)).
      assert (A := Rle_abs (ell (u r) - l)). lra. }
    assert (Hnear : - e2 <= du y - du x).
    { assert (C := C2 y HIy ltac:(rewrite Hyx; unfold h; lra)).
      assert (A := Rle_abs (- (du y - du x))). rewrite Rabs_Ropp in A. lra. }
    assert (Hpot : Phi (u y) - Phi (u x) - l * du x * h <= e3 * h).
    { assert (C := C3 y HIy ltac:(rewrite Hyx; unfold h; lra)). rewrite Hyx in C.
      assert (A := Rle_abs (Phi (u y) - Phi (u x) - l * du x * (y - x))). fold h in A, C. lra. }
    assert (Hdy := Hdu y HIy).
    assert (P1 : 0 <= ((l + e1) * q * h - (du y - du x)) * (- (du y + du x))) by (apply Rmult_le_pos; lra).
    assert (P2 : 0 <= (l + e1) * q * h * (du y - du x + e2)).
    { apply Rmult_le_pos; [|lra]. apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra]. }
    assert (P3 : q * (Phi (u y) - Phi (u x) - l * du x * h) <= q * (e3 * h)) by (apply Rmult_le_compat_l; assumption).
    assert (Q1 : e1 * (q * - du x) * h <= e / 3 * h) by (apply Rmult_le_compat_r; lra).
    assert (Q2 : e2 * ((l + e1) * q) * h <= e / 3 * h) by (apply Rmult_le_compat_r; lra).
    assert (Q3 : e3 * q * h <= e / 3 * h) by (apply Rmult_le_compat_r; lra).
    assert (0 <= e * h) by (apply Rmult_le_pos; lra). lra.
Qed.

(* Lemma 5 on any walk that does not start uphill. *)
Theorem slope_bound : Phi 0 = 0 -> du 0 <= 0 -> 0 <= u 0 -> du 0 ^ 2 <= 2 * q * Phi (u 0).
Proof.
  intros HPhi0 Hdu0 Hu0.
  assert (Hpot := potential_nonnegative ell Phi integral HPhi0 nonnegative_ell).
  destruct (Rle_dec (du 0 ^ 2) (2 * q * Phi (u 0))) as [H|Hn]; [exact H|exfalso].
  set (k := du 0 ^ 2 - 2 * q * Phi (u 0)). assert (Hk : 0 < k) by (unfold k; lra).
  assert (Hq0 : 0 <= q * Phi (u 0)) by (apply Rmult_le_pos; [exact nonnegative_q|apply Hpot, Hu0]).
  assert (Hstart : du 0 < 0).
  { destruct (Rlt_dec (du 0) 0) as [H|H]; [exact H|]. replace (du 0) with 0 in Hn by lra. lra. }
  assert (Hsteep : forall b, 0 <= b -> (forall t, 0 <= t <= b -> du t <= 0) -> 0 <= u b /\ k <= du b ^ 2).
  { intros b Hb Hdu. assert (He := energy_does_not_fall b Hb Hdu).
    assert (Hub : 0 <= u b).
    { apply (ray_nonnegative _ _ _ _ walk); [exact Hb|]. intros s Hs. apply (falls b Hdu); lra. }
    split; [exact Hub|].
    assert (0 <= q * Phi (u b)) by (apply Rmult_le_pos; [exact nonnegative_q|apply Hpot, Hub]).
    unfold k. lra. }
  (* the slope stays negative *)
  assert (Hneg : forall b, 0 <= b -> du b < 0).
  { intros b Hb. destruct (Rlt_dec (du b) 0) as [H|H]; [exact H|exfalso].
    destruct (first_crossing du 0 b Hb) as [c [Hc [Hc0 Hbefore]]]; [|exact Hstart|lra|].
    - intros x _. apply (ray_continuous _ _ _ _ walk).
    - destruct (Hsteep c ltac:(lra)) as [_ Hsteep_c]; [|rewrite Hc0 in Hsteep_c; lra].
      intros t Ht. destruct (Rlt_dec t c) as [L|L]; [left; apply Hbefore; lra|].
      replace t with c by lra. lra. }
  (* so u falls below 0 *)
  set (r := sqrt k). assert (Hr : 0 < r) by (apply sqrt_lt_R0, Hk).
  assert (Hrr : r * r = k) by (apply sqrt_sqrt; lra).
  set (b := u 0 / r + 1).
  assert (Hb : 0 <= u 0 / r) by (apply Rmult_le_pos; [exact Hu0|left; apply Rinv_0_lt_compat, Hr]).
  assert (Hfall : u b - u 0 <= - r * b - - r * 0).
  { apply (derivative_compare u du (fun t => - r * t) (fun _ => - r)); [unfold b; lra| | |].
    - intros t _. apply (ray_derivative _ _ _ _ walk).
    - intros t _. apply derivative_at_linear.
    - intros t Ht. destruct (Hsteep t) as [_ S]; [lra|intros s Hs; left; apply Hneg; lra|].
      assert (N := Hneg t ltac:(lra)). nra. }
  destruct (Hsteep b) as [Hpos _]; [unfold b; lra|intros s Hs; left; apply Hneg; lra|].
  assert (r * b = u 0 + r) by (unfold b; field; lra). lra.
Qed.
End Walk.

(* ---- the statements -------------------------------------------------------------------------- *)

Theorem gradient_bound : Stated.gradient_bound.
Proof.
  intros m ell Phi gap g smooth below nonnegative [integral zero] [[w [Hw [-> ->]]] [Hgap Hg]].
  set (g := norm (grad m w)) in *.
  assert (walk := ray_from m w (down m w) ell Hw below smooth).
  rewrite down_square in walk. fold g in walk.
  assert (H := slope_bound ell Phi _ _ _ walk). rewrite down_slope, gap_along_start in H. fold g in H.
  assert (Hq : 0 <= g ^ 2) by apply pow2_ge_0.
  specialize (H Hq nonnegative integral zero ltac:(lra) Hgap).
  destruct Hg as [Hg|Hg].
  - apply Rmult_le_reg_l with (g ^ 2); [apply pow_lt; exact Hg|]. nra.
  - rewrite <- Hg. assert (P := potential_nonnegative ell Phi integral zero nonnegative _ Hgap). lra.
Qed.

Lemma shifted_integral ell Phi shift : 0 <= shift -> derives (fun s => 0 <= s) Phi ell ->
  derives (fun s => 0 <= s) (fun s => - Phi shift + Phi (s + shift)) (fun s => ell (s + shift)).
Proof.
  intros Hs H x Hx.
  assert (Hmap : forall y, 0 <= y -> 0 <= y + shift) by (intros; lra).
  assert (Hmove : derivative_at (fun y => 0 <= y) (fun y => y + shift) x 1).
  { intros e He. exists 1. split; [lra|]. intros y _ _.
    replace (y + shift - (x + shift) - 1 * (y - x)) with 0 by ring. rewrite Rabs_R0.
    apply Rmult_le_pos; [lra|apply Rabs_pos]. }
  destruct (H (x + shift) (Hmap x Hx)) as [D C]. split.
  - replace (ell (x + shift)) with (0 + ell (x + shift) * 1) by ring.
    apply derivative_at_plus.
    + intros e He. exists 1. split; [lra|]. intros y _ _.
      replace (- Phi shift - - Phi shift - 0 * (y - x)) with 0 by ring. rewrite Rabs_R0.
      apply Rmult_le_pos; [lra|apply Rabs_pos].
    + apply (derivative_at_comp _ (fun s => 0 <= s)); assumption.
  - apply (continuous_at_comp _ (fun s => 0 <= s)); [exact Hmap|exact C|].
    exact (derivative_at_continuous _ _ _ _ Hmove).
Qed.

Theorem shifted_ell : Stated.shifted_ell.
Proof.
  intros m ell Phi shift Hs nonnegative nondecreasing [integral zero].
  split; [intros s H; apply nonnegative; lra|].
  split; [intros a Ha b Hab; apply nondecreasing; lra|].
  split; [apply shifted_integral; assumption|reflexivity].
Qed.

Theorem gradient_bound_floor : Stated.gradient_bound_floor.
Proof.
  intros m ell Phi gap g shift Hs smooth below nonnegative [integral zero] point.
  assert (H := gradient_bound m (fun s => ell (s + shift)) (fun s => - Phi shift + Phi (s + shift)) gap g smooth below).
  cbv beta in H. enough (g ^ 2 <= 2 * (- Phi shift + Phi (gap + shift))) by lra.
  apply H; [intros s H'; apply nonnegative; lra| |exact point].
  split; [apply shifted_integral; assumption|rewrite Rplus_0_l; lra].
Qed.
