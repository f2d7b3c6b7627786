(* Lemma 7 and what one step of Theorem 2 gains.

   Walk from the minimiser w* along grad f(w), w in S. While the gap v has stayed at most that of w, its
   slope rises at most at the rate ell(gap) g^2 and starts at 0, so v(t) <= (t/2) g^2, which before
   the time eta is less than (eta/2) g^2 <= gap (self_bounding). There is then room to go on, by a
   length that does not depend on t (Convexity.v), so the walk stays in S up to every T < eta, and f
   lies above its tangent at w there: (T/2) g^2 >= gap - <grad f(w), w - w*> + T g^2.

   Used: the upper bound of the curvature, ell nondecreasing, f bounded below and convex on S. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Space Ray Descent Convexity.
From Warmproof Require Stated.
Open Scope R_scope.

Section Below.
Variables (m : setting) (ell : R -> R).
Hypotheses (Hsmooth : smooth m ell) (Hbounded : bounded_below m) (Hell : nondecreasing ell).

Lemma gap_nonnegative (w : m) : S m w -> 0 <= gap_at m w.
Proof. intros Hw. assert (H := Hbounded w Hw). unfold gap_at. lra. Qed.

Lemma slope_paid (w : m) eta : S m w -> 0 <= eta -> eta * ell (gap_at m w) <= 1 ->
  eta * norm (grad m w) ^ 2 <= 2 * gap_at m w.
Proof.
  intros Hw He He'. apply (self_bounding m ell); try assumption; [|split; assumption].
  split; [exists w; repeat split; exact Hw|]. split; [apply gap_nonnegative, Hw|apply norm_nonnegative].
Qed.

(* On the part of S below w the gradient is bounded. *)
Lemma gradient_below (w : m) : S m w -> exists M, 0 < M /\
  forall x, S m x -> gap_at m x <= gap_at m w -> norm (grad m x) <= M.
Proof.
  intros Hw. set (L := Rmax (ell (gap_at m w)) 1).
  assert (L1 : ell (gap_at m w) <= L) by apply Rmax_l. assert (L2 : 1 <= L) by apply Rmax_r.
  assert (G := gap_nonnegative w Hw). exists (1 + 2 * gap_at m w * L). split; [nra|].
  intros x Hx Hle. assert (Gx := gap_nonnegative x Hx). assert (E := Hell _ Gx _ Hle).
  assert (P : 0 < / L) by (apply Rinv_0_lt_compat; lra).
  assert (H := slope_paid x (/ L) Hx ltac:(lra)).
  assert (Hn := norm_nonnegative m (grad m x)). set (g := norm (grad m x)) in *.
  assert (H1 : / L * ell (gap_at m x) <= 1).
  { replace 1 with (/ L * L) by (field; lra). apply Rmult_le_compat_l; lra. }
  specialize (H H1).
  assert (H2 : L * (/ L * g ^ 2) <= L * (2 * gap_at m x)) by (apply Rmult_le_compat_l; lra).
  replace (L * (/ L * g ^ 2)) with (g ^ 2) in H2 by (field; lra).
  assert (L * gap_at m x <= L * gap_at m w) by (apply Rmult_le_compat_l; lra). nra.
Qed.

(* A walk from below w that lies under a line below f(w), as long as it has not risen above f(w),
   is in S all the time. *)
Lemma walk_stays (w z d : m) (T top : R) : convex m -> S m w -> S m z -> 0 <= T -> top < gap_at m w ->
  gap_at m z <= top ->
  (forall t, 0 <= t <= T ->
     (forall s, 0 <= s <= t -> S m (z + s * d)%space /\ gap_at m (z + s * d)%space <= gap_at m w) ->
     gap_at m (z + t * d)%space <= top) ->
  forall t, 0 <= t <= T -> S m (z + t * d)%space /\ gap_at m (z + t * d)%space <= gap_at m w.
Proof.
  intros Hc Hw Hz HT Htop Hz0 Hle.
  destruct (gradient_below w Hw) as [M [HM HMle]].
  set (h := (gap_at m w - top) / (2 * (M * (norm d + 1)))).
  assert (Hd := norm_nonnegative m d).
  assert (Hden : 0 < M * (norm d + 1)) by nra.
  assert (Hh : 0 < h) by (apply Rdiv_lt_0_compat; lra).
  assert (Hhe : h * (M * (norm d + 1)) = (gap_at m w - top) / 2) by (unfold h; field; split; lra).
  assert (Hsteps : forall (n : nat) t, 0 <= t <= T -> t <= INR n * h ->
    S m (z + t * d)%space /\ gap_at m (z + t * d)%space <= gap_at m w).
  { induction n as [|n IH]; intros t Ht Htn.
    - simpl in Htn. replace t with 0 by lra. rewrite at_start. split; [exact Hz|lra].
    - rewrite S_INR in Htn. destruct (Rle_dec t (INR n * h)) as [H|H]; [apply IH; lra|].
      assert (Hn := pos_INR n). set (s := INR n * h) in *.
      assert (Hs : 0 <= s) by (unfold s; nra).
      assert (Hgap : gap_at m (z + s * d)%space <= top).
      { apply Hle; [lra|]. intros r Hr. apply IH; lra. }
      destruct (IH s ltac:(lra) ltac:(lra)) as [Hin _].
      replace t with (s + (t - s)) by ring. rewrite <- along.
      apply (room m Hc w (z + s * d)%space ((t - s) * d)%space M Hw Hin HMle).
      rewrite norm_times, Rabs_pos_eq by lra. unfold s in *. nra. }
  intros t Ht. destruct (nfloor_ex (T / h)) as [n [_ Hn]]; [apply Rdiv_le_0_compat; lra|].
  apply (Hsteps (Datatypes.S n)); [exact Ht|]. rewrite S_INR.
  assert (T / h * h <= (INR n + 1) * h) by (apply Rmult_le_compat_r; lra).
  replace (T / h * h) with T in H by (field; lra). lra.
Qed.

Lemma cocoercive_at (w : m) eta : convex m -> minimiser m -> S m w -> 0 <= eta ->
  eta * ell (gap_at m w) <= 1 ->
  eta * norm (grad m w) ^ 2 / 2 + gap_at m w <= << grad m w, w - w_star m >>.
Proof.
  intros Hc [Hs Hf] Hw He Heta. set (z := w_star m) in *. set (d := grad m w).
  assert (Hg0 : grad m z = origin) by (apply gradient_zero; assumption).
  assert (Hgap : gap_at m z = 0) by (unfold gap_at; rewrite Hf; ring).
  assert (Hpaid := slope_paid w eta Hw He Heta). fold d in Hpaid.
  set (q := norm d ^ 2) in *. set (i := << d, w - z >>).
  assert (Hq : square d = q) by apply square_norm.
  assert (Hq0 : 0 <= q) by (unfold q; assert (N := norm_nonnegative m d); nra).
  set (G := gap_at m w) in *.
  (* f at z + t d lies above the tangent at w *)
  assert (Htan : forall t, S m (z + t * d)%space -> G - i + t * q <= gap_at m (z + t * d)%space).
  { intros t Hin. assert (Ht := tangent m Hc w _ Hw Hin). fold G d in Ht.
    assert (Ediff : (z + t * d - w = t * d + (-1) * (w - z))%space).
    { rewrite times_plus, times_times. replace (-1 * -1) with 1 by ring. rewrite times_one.
      rewrite (plus_comm m z), <- plus_assoc. f_equal. apply plus_comm. }
    rewrite Ediff, inner_plus_right, !inner_times_right in Ht. fold i in Ht.
    unfold square in Hq. rewrite Hq in Ht. lra. }
  assert (Hcurve : forall T, 0 <= T < eta -> 0 < q -> G - i + T * q <= T * q / 2).
  { intros T HT Hpos.
    assert (Hbelow : forall t, 0 <= t <= T ->
      (forall s, 0 <= s <= t -> S m (z + s * d)%space /\ gap_at m (z + s * d)%space <= G) ->
      gap_at m (z + t * d)%space <= t * q / 2).
    { intros t Ht Hin.
      assert (Hp := below_parabola (gap_along m z d) (slope_along m z d) t (ell G * q) ltac:(lra)).
      rewrite slope_along_start, gap_along_start, Hg0, inner_origin, Hgap in Hp.
      assert (Hp' : gap_along m z d t <= 0 + 0 * t + ell G * q * t ^ 2 / 2).
      { apply Hp.
        - intros s _. apply gap_along_derivative.
        - intros s Hst.
          assert (C := Hsmooth z d 0 s (ell G * q) ltac:(lra)).
          fold (slope_along m z d s) (slope_along m z d 0) in C. rewrite slope_along_start, Hg0, inner_origin in C.
          replace (ell G * q * s) with (ell G * q * (s - 0)) by ring. apply C.
          + intros r Hr. apply Hin. lra.
          + intros r Hr. destruct (Hin r ltac:(lra)) as [R1 R2]. rewrite Hq.
            apply Rmult_le_compat_r; [lra|]. apply Hell; [apply gap_nonnegative, R1|exact R2]. }
      unfold gap_along in Hp'.
      assert (ell G * t <= 1).
      { destruct (Rle_dec (ell G) 0) as [H|H]; [nra|]. apply Rle_trans with (ell G * eta); nra. }
      assert (0 <= t * q) by nra. nra. }
    assert (Hwalk := walk_stays w z d T (T * q / 2) Hc Hw Hs ltac:(lra) ltac:(fold G; nra) ltac:(rewrite Hgap; nra)).
    assert (Hin : forall t, 0 <= t <= T -> S m (z + t * d)%space /\ gap_at m (z + t * d)%space <= G).
    { apply Hwalk. intros t Ht Hin. apply Rle_trans with (1 := Hbelow t Ht Hin). nra. }
    assert (Hend := Htan T (proj1 (Hin T ltac:(lra)))). assert (Hup := Hbelow T ltac:(lra) Hin). lra. }
  assert (H0 := Htan 0 ltac:(rewrite at_start; exact Hs)). rewrite at_start, Hgap in H0.
  destruct Hq0 as [Hpos|Hz]; [|rewrite <- Hz; lra].
  destruct He as [He|He]; [|rewrite <- He; lra].
  apply (le_of_close _ _ (eta * q)); [nra|]. intros e He1.
  set (T := Rmax 0 (eta - e * eta)). assert (T1 : 0 <= T) by apply Rmax_l.
  assert (T2 : eta - e * eta <= T) by apply Rmax_r.
  assert (T3 : T < eta) by (apply Rmax_lub_lt; nra).
  assert (H := Hcurve T ltac:(lra) Hpos). nra.
Qed.
End Below.

Theorem cocoercivity : Stated.cocoercivity.
Proof.
  intros m ell gap g i eta Hs Hb He Hc Hm [[w [[Hw [-> ->]] ->]] _] [H0 H1].
  apply (cocoercive_at m ell); assumption.
Qed.

Theorem gd_convex_step : Stated.gd_convex_step.
Proof.
  intros m ell gap g i eta dist dist_next Hs Hb He Hc Hm Hp [[w [-> [Ei [Eg ->]]]] _] Hr.
  assert (H := cocoercivity m ell gap g i eta Hs Hb He Hc Hm Hp Hr). destruct Hr as [Hr _].
  set (d := (w - w_star m)%space) in *.
  assert (E : (next m w eta - w_star m = d + (- eta) * grad m w)%space).
  { unfold next, d. rewrite <- !plus_assoc. f_equal. apply plus_comm. }
  rewrite E, <- !square_norm, square_linear, (inner_comm m d), <- Ei, (square_norm m (grad m w)), <- Eg.
  nra.
Qed.
