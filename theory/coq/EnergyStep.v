(* The energy step: along it the gap stays below the extremal, and it ends where the extremal ends.

   Let speed(s) = sqrt(2 Phi(s) - 2 Phi(D)), where D (gap_low) is the gap at which the extremal turns:
   it falls from gap to D at this speed, and Gamma(x) is the time in which it comes down to x. The gap
   u along w - t grad f(w) has speed g at the start, in the time g t. Claim: u(Gamma(x)/g) <= x for x
   in [D, gap].

   First, while u is above D, its energy allows no speed below speed(u); so Gamma(u(t)) >= g t: u is
   ahead of the extremal's clock. Hence u meets D within the step. From there on the lead of u is
   positive, and as long as it has been nonnegative it does not shrink: both start with the same
   slope, and the slope of u rises at most at the rate at which the extremal's rises, for ell is
   nondecreasing. So it stays.

   The extremal is followed by its place x, or y = -x, and not by its time: so no inverse of Gamma
   is needed, and at D, where speed(D) = 0, continuity is enough. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Space Ray GradientBound.
From Warmproof Require Stated.
Open Scope R_scope.

(* Monotone by the derivative inside, continuous at the ends. *)
Lemma derivative_nonnegative_inside (F F' : R -> R) (a b : R) : a <= b ->
  (forall x, a <= x <= b -> continuous_at (fun y => a <= y <= b) F x) ->
  (forall x, a < x < b -> derivative_at (fun y => a < y < b) F x (F' x)) ->
  (forall x, a < x < b -> 0 <= F' x) -> F a <= F b.
Proof.
  intros Hab Hc Hd Hpos. destruct Hab as [Hab|Hab]; [|rewrite Hab; lra].
  assert (Hin : forall x, a < x <= b -> F x <= F b).
  { intros x Hx. apply does_not_fall; [lra| |].
    - intros z Hz. apply (continuous_at_sub (fun y => a <= y <= b)); [intros; lra|apply Hc; lra].
    - intros z e Hz He. destruct (Hd z ltac:(lra) (e / 2) ltac:(lra)) as [d [Hd0 B]].
      exists (Rmin d (b - z)). split; [apply Rmin_glb_lt; lra|]. intros y Hy Hyb.
      assert (M1 := Rmin_l d (b - z)). assert (M2 := Rmin_r d (b - z)).
      specialize (B y ltac:(lra)). rewrite (Rabs_pos_eq (y - z)) in B by lra. specialize (B ltac:(lra)).
      assert (A := Rle_abs (- (F y - F z - F' z * (y - z)))). rewrite Rabs_Ropp in A.
      assert (0 <= F' z * (y - z)) by (apply Rmult_le_pos; [apply Hpos|]; lra).
      assert (0 <= e * (y - z)) by (apply Rmult_le_pos; lra). lra. }
  apply (le_of_close _ _ 1); [lra|]. intros e He.
  destruct (Hc a ltac:(lra) e He) as [d [Hd0 B]].
  set (x := Rmin (a + d / 2) b). assert (Hx : a < x) by (apply Rmin_glb_lt; lra).
  assert (M1 := Rmin_l (a + d / 2) b). assert (M2 := Rmin_r (a + d / 2) b). fold x in M1, M2.
  specialize (B x ltac:(lra) ltac:(rewrite Rabs_pos_eq; lra)).
  assert (A := Rle_abs (- (F x - F a))). rewrite Rabs_Ropp in A.
  specialize (Hin x ltac:(lra)). lra.
Qed.

Section Extremal.
Variables (ell Phi Gamma : R -> R) (gap g D : R).
Hypothesis Hell : forall s, 0 <= s -> 0 <= ell s.
Hypothesis Hinc : forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b).
Hypothesis Hint : derives (fun s => 0 <= s) Phi ell.
Hypothesis Hgap : 0 <= gap.
Hypothesis Hg : 0 < g.
Hypothesis HD : 0 <= D.
Hypothesis Hturn : Phi D = - g ^ 2 / 2 + Phi gap.
Hypothesis Hlargest : forall s : R, D < s -> s <= gap -> Phi D < Phi s.

Definition speed (s : R) : R := sqrt (- 2 * Phi D + 2 * Phi s).

Hypothesis Hclock : time_integral Gamma speed D gap.

Notation range := (fun y => D <= y <= gap).

Lemma low_below : D < gap.
Proof.
  destruct (Rlt_dec D gap) as [H|H]; [exact H|exfalso].
  assert (Phi gap <= Phi D) by (apply (potential_rises ell); try assumption; lra).
  assert (0 < g ^ 2) by (apply pow_lt, Hg). lra.
Qed.

Lemma speed_squared s : D <= s <= gap -> speed s * speed s = - 2 * Phi D + 2 * Phi s.
Proof.
  intros Hs. apply sqrt_sqrt. assert (Phi D <= Phi s) by (apply (potential_rises ell); try assumption; lra). lra.
Qed.

Lemma speed_positive s : D < s <= gap -> 0 < speed s.
Proof. intros Hs. apply sqrt_lt_R0. assert (H := Hlargest s ltac:(lra) ltac:(lra)). lra. Qed.

Lemma speed_start : speed gap = g.
Proof.
  unfold speed. rewrite Hturn. replace (-2 * (- g ^ 2 / 2 + Phi gap) + 2 * Phi gap) with (g ^ 2) by field.
  apply sqrt_pow2. lra.
Qed.

Lemma speed_low : speed D = 0.
Proof. unfold speed. replace (-2 * Phi D + 2 * Phi D) with 0 by ring. apply sqrt_0. Qed.

Lemma speed_at_most s : D <= s <= gap -> speed s <= g.
Proof.
  intros Hs. rewrite <- speed_start. apply sqrt_le_1_alt.
  assert (Phi s <= Phi gap) by (apply (potential_rises ell); try assumption; lra). lra.
Qed.

Lemma speed_continuous s : range s -> continuous_at range speed s.
Proof.
  intros Hs. apply (continuous_at_comp _ (fun _ => True) sqrt); [trivial|apply of_continuous, continuous_sqrt|].
  apply continuous_at_plus; [apply continuous_at_const|]. apply continuous_at_scale.
  apply (continuous_at_sub (fun s => 0 <= s)); [intros; lra|].
  apply (derivative_at_continuous _ _ _ (ell s)), Hint. lra.
Qed.

Lemma speed_derivative s : D < s <= gap -> derivative_at range speed s (ell s / speed s).
Proof.
  intros Hs. assert (Hv := speed_positive s Hs).
  replace (ell s / speed s) with (/ (2 * speed s) * (0 + 2 * ell s)) by (field; lra).
  apply (derivative_at_comp _ (fun _ => True) sqrt); [trivial| |].
  - apply of_is_derive. unfold speed in Hv. auto_derive; [|unfold speed; field; lra].
    assert (H := Hlargest s ltac:(lra) ltac:(lra)). lra.
  - apply derivative_at_plus.
    + apply of_is_derive. auto_derive; [exact Logic.I|reflexivity].
    + apply derivative_at_scale. apply (derivative_at_sub (fun s => 0 <= s)); [intros; lra|apply Hint; lra].
Qed.

(* Going down from x2 to x1 takes at least (x2 - x1)/g. *)
Lemma clock_drop x1 x2 : D <= x1 -> x1 <= x2 -> x2 <= gap -> (x2 - x1) / g <= Gamma x1 - Gamma x2.
Proof.
  intros H1 H12 H2. destruct Hclock as [_ [_ [Hc Hd]]].
  assert (H := derivative_nonnegative_inside (fun x => -1 * Gamma x + - / g * x)
    (fun x => -1 * - / speed x + - / g) x1 x2 H12).
  cbv beta in H.
  enough (-1 * Gamma x1 + - / g * x1 <= -1 * Gamma x2 + - / g * x2) by (unfold Rdiv; lra). apply H.
  - intros x Hx. apply continuous_at_plus.
    + apply continuous_at_scale. apply (continuous_at_sub range); [intros; lra|apply Hc; lra].
    + apply (derivative_at_continuous _ _ _ (- / g)), derivative_at_linear.
  - intros x Hx. apply derivative_at_plus; [|apply derivative_at_linear].
    apply derivative_at_scale. apply (derivative_at_sub (fun y => D < y <= gap)); [intros; lra|apply Hd; lra].
  - intros x Hx. assert (/ g <= / speed x); [|lra].
    apply Rinv_le_contravar; [apply speed_positive; lra|apply speed_at_most; lra].
Qed.

Lemma clock_strict x1 x2 : D <= x1 -> x1 < x2 -> x2 <= gap -> Gamma x2 < Gamma x1.
Proof.
  intros H1 H12 H2. assert (H := clock_drop x1 x2 H1 ltac:(lra) H2).
  assert (0 < (x2 - x1) / g) by (apply Rdiv_lt_0_compat; lra). lra.
Qed.

Lemma clock_reaches r : 0 <= r <= Gamma D -> exists x, D <= x <= gap /\ Gamma x = r.
Proof.
  intros Hr. assert (HDg := low_below). destruct Hclock as [_ [H0 [Hc _]]].
  destruct (Rlt_dec r (Gamma D)) as [Hlt|Hge]; [|exists D; lra].
  destruct (first_crossing (fun x => r + -1 * Gamma x) D gap) as [x [Hx [E _]]]; try lra.
  - intros x Hx. apply continuous_at_plus; [apply continuous_at_const|]. apply continuous_at_scale, Hc, Hx.
  - exists x. lra.
Qed.

(* The energy step is at least 1/ell(gap): speed + ell(gap) Gamma does not rise with the gap. *)
Lemma length_of : g <= ell gap * Gamma D.
Proof.
  assert (HDg := low_below). destruct Hclock as [_ [H0 [Hc Hd]]].
  assert (H := derivative_nonnegative_inside (fun x => - ell gap * Gamma x + -1 * speed x)
    (fun x => - ell gap * - / speed x + -1 * (ell x / speed x)) D gap ltac:(lra)).
  cbv beta in H. rewrite speed_low, speed_start, H0 in H.
  enough (- ell gap * Gamma D + -1 * 0 <= - ell gap * 0 + -1 * g) by lra. apply H.
  - intros x Hx. apply continuous_at_plus; apply continuous_at_scale; [apply Hc, Hx|apply speed_continuous, Hx].
  - intros x Hx. apply derivative_at_plus; apply derivative_at_scale.
    + apply (derivative_at_sub (fun y => D < y <= gap)); [intros; lra|apply Hd; lra].
    + apply (derivative_at_sub range); [intros; lra|apply speed_derivative; lra].
  - intros x Hx. assert (Hv := speed_positive x ltac:(lra)). assert (Hi := Hinc x ltac:(lra) gap ltac:(lra)).
    replace (- ell gap * - / speed x + -1 * (ell x / speed x)) with ((ell gap - ell x) * / speed x) by (field; lra).
    apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat, Hv.
Qed.

(* ---- the time at which the extremal is at -y ------------------------------------------------ *)

Definition time (y : R) : R := / g * Gamma (-1 * y).

Notation places := (fun y => - gap <= y <= - D).

Lemma time_clock y : g * time y = Gamma (-1 * y).
Proof. unfold time. field. lra. Qed.

Lemma time_start : time (- gap) = 0.
Proof.
  unfold time. replace (-1 * - gap) with gap by ring. destruct Hclock as [_ [-> _]]. ring.
Qed.

Lemma time_strict y1 y2 : - gap <= y1 -> y1 < y2 -> y2 <= - D -> time y1 < time y2.
Proof.
  intros H1 H12 H2. apply Rmult_lt_compat_l; [apply Rinv_0_lt_compat, Hg|]. apply clock_strict; lra.
Qed.

Lemma time_le y1 y2 : - gap <= y1 -> y1 <= y2 -> y2 <= - D -> time y1 <= time y2.
Proof. intros H1 [H12|H12] H2; [left; apply time_strict; assumption|rewrite H12; lra]. Qed.

Lemma time_nonnegative y : places y -> 0 <= time y.
Proof. intros Hy. rewrite <- time_start. apply time_le; lra. Qed.

Lemma time_reaches r y1 : places y1 -> 0 <= r <= time y1 -> exists y, - gap <= y <= y1 /\ time y = r.
Proof.
  intros Hy1 Hr. assert (HT := time_le y1 (- D) ltac:(lra) ltac:(lra) ltac:(lra)).
  destruct (clock_reaches (g * r)) as [x [Hx E]].
  - assert (H := time_clock (- D)). replace (-1 * - D) with D in H by ring. rewrite <- H. split.
    + apply Rmult_le_pos; lra.
    + apply Rmult_le_compat_l; lra.
  - assert (Et : time (- x) = r).
    { unfold time. replace (-1 * - x) with x by ring. rewrite E. field. lra. }
    exists (- x). split; [|exact Et]. split; [lra|].
    destruct (Rle_dec (- x) y1) as [H|H]; [exact H|exfalso].
    assert (time y1 < time (- x)) by (apply time_strict; lra). lra.
Qed.

Lemma time_continuous y : places y -> continuous_at places time y.
Proof.
  intros Hy. apply continuous_at_scale. destruct Hclock as [_ [_ [Hc _]]].
  apply (continuous_at_comp _ range); [intros; lra|apply Hc; lra|].
  apply (derivative_at_continuous _ _ _ (-1)), derivative_at_linear.
Qed.

Lemma time_derivative y : - gap <= y < - D ->
  derivative_at (fun y => - gap <= y < - D) time y (/ g * / speed (-1 * y)).
Proof.
  intros Hy. apply derivative_at_scale. destruct Hclock as [_ [_ [_ Hd]]].
  replace (/ speed (-1 * y)) with (- / speed (-1 * y) * -1) by ring.
  apply (derivative_at_comp _ (fun y => D < y <= gap)); [intros; lra|apply Hd; lra|apply derivative_at_linear].
Qed.

(* ---- the gap along the step ------------------------------------------------------------------- *)

Variables (u du : R -> R).
Hypothesis walk : ray ell u du (g ^ 2).
Hypothesis Hstart : u 0 = gap.
Hypothesis Hslope : du 0 = - g ^ 2.

Lemma falls_above t : 0 <= t -> (forall s, 0 <= s <= t -> D < u s) -> forall s, 0 <= s <= t -> du s < 0.
Proof.
  intros Ht Habove s Hs. destruct (Rlt_dec (du s) 0) as [H|H]; [exact H|exfalso].
  assert (Hg2 : 0 < g ^ 2) by (apply pow_lt, Hg).
  destruct (first_crossing du 0 s) as [c [Hc [E Hbefore]]]; try lra.
  { intros x _. apply (ray_continuous _ _ _ _ walk). }
  assert (Hdown : forall r, 0 <= r <= c -> du r <= 0).
  { intros r Hr. destruct (Rlt_dec r c) as [L|L]; [left; apply Hbefore; lra|]. replace r with c by lra. lra. }
  assert (He := energy_does_not_fall ell Phi u du (g ^ 2) walk ltac:(lra) Hell Hint c ltac:(lra) Hdown).
  assert (Hle := falls ell u du (g ^ 2) walk c Hdown 0 c ltac:(lra) ltac:(lra)).
  rewrite Hstart in Hle. assert (Hp := Hlargest (u c) (Habove c ltac:(lra)) Hle).
  rewrite E, Hstart, Hslope in He. nra.
Qed.

Lemma clock_ahead t : 0 <= t -> (forall s, 0 <= s <= t -> D < u s) -> g * t <= Gamma (u t) /\ u t <= gap.
Proof.
  intros Ht Habove. assert (Hdu := falls_above t Ht Habove).
  assert (Hg2 : 0 < g ^ 2) by (apply pow_lt, Hg).
  assert (Hle : forall s, 0 <= s <= t -> u s <= gap).
  { intros s Hs. rewrite <- Hstart. apply (falls ell u du (g ^ 2) walk s); try lra.
    intros r Hr. left. apply Hdu. lra. }
  split; [|apply Hle; lra].
  assert (Hfast : forall s, 0 <= s <= t -> du s <= - (g * speed (u s))).
  { intros s Hs. assert (Hd := Hdu s Hs).
    assert (He := energy_does_not_fall ell Phi u du (g ^ 2) walk ltac:(lra) Hell Hint s ltac:(lra)).
    rewrite Hstart, Hslope in He. specialize (He ltac:(intros r Hr; left; apply Hdu; lra)).
    assert (Hs2 := speed_squared (u s) (conj (Rlt_le _ _ (Habove s Hs)) (Hle s Hs))).
    assert (Hv := speed_positive (u s) (conj (Habove s Hs) (Hle s Hs))).
    assert (Hgs : 0 <= g * speed (u s)) by (apply Rmult_le_pos; lra).
    enough (g * speed (u s) <= - du s) by lra.
    apply Rsqr_incr_0_var; [|lra]. unfold Rsqr.
    replace (g * speed (u s) * (g * speed (u s))) with (g ^ 2 * (speed (u s) * speed (u s))) by ring.
    rewrite Hs2, Hturn. nra. }
  assert (H := derivative_nonnegative (fun s => Gamma (u s) + - g * s) (fun s => - / speed (u s) * du s + - g) 0 t Ht).
  cbv beta in H. rewrite Hstart in H. destruct Hclock as [_ [H0 [_ Hd]]]. rewrite H0 in H.
  enough (0 + - g * 0 <= Gamma (u t) + - g * t) by lra. apply H.
  - intros s Hs. apply derivative_at_plus; [|apply derivative_at_linear].
    apply (derivative_at_comp _ (fun y => D < y <= gap)).
    + intros y Hy. split; [apply Habove, Hy|apply Hle, Hy].
    + apply Hd. split; [apply Habove, Hs|apply Hle, Hs].
    + apply (ray_derivative _ _ _ _ walk).
  - intros s Hs. assert (Hv := speed_positive (u s) (conj (Habove s Hs) (Hle s Hs))). specialize (Hfast s Hs).
    replace (- / speed (u s) * du s + - g) with ((- du s - g * speed (u s)) * / speed (u s)) by (field; lra).
    apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat, Hv.
Qed.

(* u meets D within the step. *)
Lemma meets : exists c, 0 < c <= time (- D) /\ u c = D /\ forall s, 0 <= s < c -> D < u s.
Proof.
  assert (HDg := low_below). assert (HT := time_nonnegative (- D) ltac:(lra)).
  assert (HgT := time_clock (- D)). replace (-1 * - D) with D in HgT by ring.
  destruct (Classical_Prop.classic (exists b, 0 <= b <= time (- D) /\ u b <= D)) as [[b [Hb Hub]]|Hn].
  - destruct (first_crossing (fun t => D + -1 * u t) 0 b) as [c [Hc [E Hbefore]]]; try lra.
    + intros x _. apply continuous_at_plus; [apply continuous_at_const|]. apply continuous_at_scale.
      apply (derivative_at_continuous _ _ _ (du x)), (ray_derivative _ _ _ _ walk).
    + exists c. split; [lra|]. split; [lra|]. intros s Hs. specialize (Hbefore s Hs). lra.
  - exfalso. assert (Habove : forall s, 0 <= s <= time (- D) -> D < u s).
    { intros s Hs. apply Rnot_le_lt. intros Hle. apply Hn. exists s. split; assumption. }
    destruct (clock_ahead (time (- D)) HT Habove) as [H1 H2].
    assert (Gamma (u (time (- D))) < Gamma D); [|lra].
    apply clock_strict; [lra|apply Habove; lra|exact H2].
Qed.

(* As long as u has been below the extremal, it has been falling at least as fast. *)
Lemma slope_lead y1 : - gap <= y1 < - D -> (forall y, - gap <= y <= y1 -> u (time y) <= - y) ->
  du (time y1) + g * speed (-1 * y1) <= 0.
Proof.
  intros Hy1 Hunder.
  assert (Hbelow : forall y, - gap <= y <= y1 -> forall r, time y <= r <= time y1 -> u r <= - y).
  { intros y Hy r Hr. assert (Ht := time_nonnegative y ltac:(lra)).
    destruct (time_reaches r y1 ltac:(lra) ltac:(lra)) as [z [Hz E]].
    assert (Hyz : y <= z).
    { destruct (Rle_dec y z) as [H|H]; [exact H|exfalso].
      assert (time z < time y) by (apply time_strict; lra). lra. }
    rewrite <- E. specialize (Hunder z Hz). lra. }
  assert (Hrisen : not_risen u (time y1)).
  { intros s Hs. rewrite Hstart. assert (H := Hbelow (- gap) ltac:(lra) s).
    rewrite time_start in H. specialize (H Hs). lra. }
  assert (H := does_not_fall (fun y => -1 * du (time y) + - g * speed (-1 * y)) (- gap) y1 ltac:(lra)).
  cbv beta in H. rewrite time_start, Hslope in H. replace (-1 * - gap) with gap in H by ring.
  rewrite speed_start in H.
  enough (-1 * - g ^ 2 + - g * g <= -1 * du (time y1) + - g * speed (-1 * y1)) by lra. apply H; clear H.
  - intros y Hy. apply continuous_at_plus; apply continuous_at_scale.
    + apply (continuous_at_comp _ (fun _ => True)); [trivial|apply (ray_continuous _ _ _ _ walk)|].
      apply (continuous_at_sub places); [intros; lra|apply time_continuous; lra].
    + apply (continuous_at_comp _ range); [intros; lra|apply speed_continuous; lra|].
      apply (derivative_at_continuous _ _ _ (-1)), derivative_at_linear.
  - intros y e Hy He. set (x := -1 * y). assert (Hv : 0 < speed x) by (apply speed_positive; unfold x; lra).
    assert (Hl : 0 <= ell x) by (apply Hell; unfold x; lra).
    assert (Hg2 : 0 < g ^ 2) by (apply pow_lt, Hg).
    assert (Hl2 : 0 <= g ^ 2 * ell x) by (apply Rmult_le_pos; lra).
    set (e1 := e / (g ^ 2 * ell x + g)).
    assert (He1 : 0 < e1) by (apply Rdiv_lt_0_compat; lra).
    assert (Ee : (g ^ 2 * ell x + g) * e1 = e) by (unfold e1; field; lra).
    destruct (time_derivative y ltac:(lra) e1 He1) as [d1 [Hd1 B1]].
    assert (Hs := derivative_at_comp (fun y => - gap <= y < - D) range speed (fun y => -1 * y) y
      (ell x / speed x) (-1) ltac:(intros; lra) (speed_derivative x ltac:(unfold x; lra))
      (derivative_at_linear _ _ _)).
    destruct (Hs e1 He1) as [d2 [Hd2 B2]]. fold x in B1, B2.
    exists (Rmin d1 d2). split; [apply Rmin_glb_lt; assumption|]. intros y' Hy' Hyb.
    assert (M1 := Rmin_l d1 d2). assert (M2 := Rmin_r d1 d2).
    set (h := y' - y). assert (Hh : 0 < h) by (unfold h; lra).
    assert (Habs : Rabs (y' - y) = h) by (apply Rabs_pos_eq; unfold h; lra).
    specialize (B1 y' ltac:(lra) ltac:(rewrite Habs; unfold h; lra)).
    specialize (B2 y' ltac:(lra) ltac:(rewrite Habs; unfold h; lra)).
    rewrite Habs in B1, B2. fold h in B1, B2. cbv beta in B2.
    assert (A1 := Rle_abs (time y' - time y - / g * / speed x * h)).
    assert (A2 := Rle_abs (speed (-1 * y') - speed x - ell x / speed x * -1 * h)).
    assert (Hrise : du (time y') - du (time y) <= ell x * g ^ 2 * (time y' - time y)).
    { assert (T1 := time_nonnegative y ltac:(lra)). assert (T2 := time_le y y' ltac:(lra) ltac:(lra) ltac:(lra)).
      assert (T3 := time_le y' y1 ltac:(lra) ltac:(lra) ltac:(lra)).
      apply (ray_curvature _ _ _ _ walk); [lra|apply not_risen_before with (time y1); assumption|].
      intros r Hr. apply Rmult_le_compat_r; [lra|]. apply Hinc.
      - apply (ray_nonnegative _ _ _ _ walk); [lra|]. apply not_risen_before with (time y1); [lra|exact Hrisen].
      - unfold x. replace (-1 * y) with (- y) by ring. apply Hbelow; lra. }
    assert (C1 : ell x * g ^ 2 * (time y' - time y) <= ell x * g ^ 2 * (/ g * / speed x * h + e1 * h)).
    { apply Rmult_le_compat_l; lra. }
    assert (C2 : g * (speed (-1 * y') - speed x) <= g * (ell x / speed x * -1 * h + e1 * h)).
    { apply Rmult_le_compat_l; lra. }
    replace (ell x * g ^ 2 * (/ g * / speed x * h + e1 * h)) with
      (g * (ell x / speed x * h) + g ^ 2 * ell x * e1 * h) in C1 by (field; lra).
    assert (E : e * h = g ^ 2 * ell x * e1 * h + g * e1 * h) by (rewrite <- Ee; ring).
    fold x. lra.
Qed.

Theorem under_extremal y : places y -> u (time y) <= - y.
Proof.
  assert (HDg := low_below). destruct meets as [c [Hc [Hmeet Habove]]].
  destruct (time_reaches c (- D) ltac:(lra) ltac:(lra)) as [yc [Hyc Ec]].
  assert (Hfirst : forall y, - gap <= y <= yc -> u (time y) <= - y).
  { clear y. intros y Hy. assert (Ht := time_nonnegative y ltac:(lra)).
    assert (Hle := time_le y yc ltac:(lra) ltac:(lra) ltac:(lra)). rewrite Ec in Hle.
    destruct (Rle_lt_or_eq_dec _ _ Hle) as [Hlt|Heq]; [|rewrite Heq; lra].
    destruct (clock_ahead (time y) Ht) as [H1 H2]; [intros s Hs; apply Habove; lra|].
    rewrite time_clock in H1. replace (-1 * y) with (- y) in H1 by ring.
    destruct (Rle_dec (u (time y)) (- y)) as [H|H]; [exact H|exfalso].
    assert (Gamma (u (time y)) < Gamma (- y)) by (apply clock_strict; lra). lra. }
  intros Hy. destruct (Rle_dec y yc) as [Hle|Hgt]; [apply Hfirst; lra|].
  destruct (Rle_dec (u (time y)) (- y)) as [H|Hn]; [exact H|exfalso].
  assert (Hcont : forall a b x, - gap <= a -> b <= - D -> a <= x <= b ->
    continuous_at (fun y => a <= y <= b) (fun y => u (time y) + 1 * y) x).
  { intros a b x Ha Hb Hx. apply continuous_at_plus.
    - apply (continuous_at_comp _ (fun _ => True)); [trivial| |].
      + apply (derivative_at_continuous _ _ _ (du (time x))), (ray_derivative _ _ _ _ walk).
      + apply (continuous_at_sub places); [intros; lra|apply time_continuous; lra].
    - apply (derivative_at_continuous _ _ _ 1), derivative_at_linear. }
  destruct (first_crossing (fun y => u (time y) + 1 * y) yc y) as [c' [Hc' [E Hbefore]]]; try lra.
  { intros x Hx. apply Hcont; lra. }
  { rewrite Ec. lra. }
  assert (Hun : forall z, - gap <= z < c' -> u (time z) <= - z).
  { intros z Hz. destruct (Rle_dec z yc) as [L|L]; [apply Hfirst; lra|].
    specialize (Hbefore z ltac:(lra)). lra. }
  (* the lead does not shrink up to c' *)
  assert (H := derivative_nonnegative_inside (fun y => -1 * (u (time y) + 1 * y))
    (fun y => -1 * (du (time y) * (/ g * / speed (-1 * y)) + 1)) yc c' ltac:(lra)).
  cbv beta in H. rewrite E, Ec, Hmeet in H.
  enough (-1 * (D + 1 * yc) <= -1 * 0) by lra. apply H.
  - intros x Hx. apply continuous_at_scale, Hcont; lra.
  - intros x Hx. apply derivative_at_scale. apply derivative_at_plus; [|apply derivative_at_linear].
    apply (derivative_at_comp _ (fun _ => True)); [trivial|apply (ray_derivative _ _ _ _ walk)|].
    apply (derivative_at_sub (fun y => - gap <= y < - D)); [intros; lra|apply time_derivative; lra].
  - intros x Hx. assert (Hv := speed_positive (-1 * x) ltac:(lra)).
    assert (L := slope_lead x ltac:(lra) ltac:(intros z Hz; apply Hun; lra)).
    replace (-1 * (du (time x) * (/ g * / speed (-1 * x)) + 1)) with
      (- (du (time x) + g * speed (-1 * x)) * (/ g * / speed (-1 * x))) by (field; lra).
    apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; left; apply Rinv_0_lt_compat; assumption.
Qed.

(* Up to the end of the energy step u does not exceed its start. *)
Lemma step_not_risen eta : 0 <= eta -> eta * g <= Gamma D -> not_risen u eta.
Proof.
  intros H0 Heta s Hs. assert (HDg := low_below). rewrite Hstart.
  assert (HgT := time_clock (- D)). replace (-1 * - D) with D in HgT by ring.
  destruct (time_reaches s (- D)) as [y [Hy <-]]; [lra|split; [lra|]|].
  - apply Rmult_le_reg_l with (1 := Hg). assert (s * g <= eta * g) by (apply Rmult_le_compat_r; lra). lra.
  - assert (H := under_extremal y ltac:(lra)). lra.
Qed.

Lemma step_lands eta : eta * g = Gamma D -> u eta <= D.
Proof.
  intros Heta. assert (HDg := low_below). assert (H := under_extremal (- D) ltac:(lra)).
  replace (time (- D)) with eta in H; [lra|]. unfold time.
  replace (-1 * - D) with D by ring. rewrite <- Heta. field. lra.
Qed.
End Extremal.

(* The walk of a gradient step is such a u. *)
Lemma step_start (m : setting) w gap gradient_norm : is_point m w gap gradient_norm ->
  gap_along m w (down m w) 0 = gap.
Proof. intros [_ [-> _]]. apply gap_along_start. Qed.

Lemma step_slope (m : setting) w gap gradient_norm : is_point m w gap gradient_norm ->
  slope_along m w (down m w) 0 = - gradient_norm ^ 2.
Proof. intros [_ [_ ->]]. apply down_slope. Qed.

Lemma step_ray (m : setting) ell w gap gradient_norm : smooth m ell -> bounded_below m ->
  is_point m w gap gradient_norm ->
  ray ell (gap_along m w (down m w)) (slope_along m w (down m w)) (gradient_norm ^ 2).
Proof.
  intros Hs Hb [Hw [_ ->]]. rewrite <- down_square. apply ray_from; assumption.
Qed.

Theorem below_extremal : Stated.below_extremal.
Proof.
  intros m ell Phi Gamma gap gradient_norm eta gap_next gap_low Hs Hb Hell Hinc [Hint _]
    [[w [Hw ->]] [Hgap _]] Hg [HD Hturn] Hlargest [Hclock [Heta Hle]].
  assert (R := step_ray m ell w gap gradient_norm Hs Hb Hw).
  assert (R0 := step_start m w gap gradient_norm Hw). assert (R1 := step_slope m w gap gradient_norm Hw).
  assert (H := step_not_risen ell Phi Gamma gap gradient_norm gap_low Hell Hinc Hint Hgap Hg HD Hturn Hlargest
    Hclock _ _ R R0 R1 eta Heta Hle).
  rewrite <- down_next. fold (gap_along m w (down m w) eta). split; [|split].
  - rewrite <- R0. apply H. lra.
  - apply (ray_nonnegative _ _ _ _ R); assumption.
  - intros E. apply (step_lands ell Phi Gamma gap gradient_norm gap_low Hell Hinc Hint Hgap Hg HD Hturn Hlargest
      Hclock _ _ R R0 R1 eta E).
Qed.

Theorem energy_step : Stated.energy_step.
Proof.
  intros m ell Phi Gamma gap gradient_norm eta gap_next gap_low Hs Hb Hell Hinc [Hint HP0]
    Hstep Hg [HD Hturn] Hlargest [Hclock Heta].
  assert (Hgap : 0 <= gap) by apply Hstep.
  assert (Hl := length_of ell Phi Gamma gap gradient_norm gap_low Hell Hinc Hint Hgap Hg HD Hturn Hlargest Hclock).
  assert (HG : 0 <= Gamma gap_low).
  { assert (HDg := low_below ell Phi gap gradient_norm gap_low Hell Hint Hgap Hg Hturn).
    assert (H := clock_drop ell Phi Gamma gap gradient_norm gap_low Hell Hint Hg HD Hturn Hlargest Hclock
      gap_low gap ltac:(lra) ltac:(lra) ltac:(lra)).
    destruct Hclock as [_ [H0 _]]. rewrite H0 in H.
    assert (0 < (gap - gap_low) / gradient_norm) by (apply Rdiv_lt_0_compat; lra). lra. }
  assert (He : 0 <= eta).
  { apply Rmult_le_reg_r with (1 := Hg). lra. }
  destruct (below_extremal m ell Phi Gamma gap gradient_norm eta gap_next gap_low Hs Hb Hell Hinc
    (conj Hint HP0) Hstep Hg (conj HD Hturn) Hlargest (conj Hclock (conj He (Req_le _ _ Heta)))) as [_ [Hin Hlands]].
  specialize (Hlands Heta). split; [exact Hlands|]. split; [exact Hin|]. split.
  - rewrite <- Hturn. apply (potential_rises ell); try assumption. lra.
  - apply Rmult_le_reg_r with (1 := Hg). rewrite <- Heta in Hl. lra.
Qed.
