(* Theorem 3: for every nonincreasing schedule a function on which it is slow.

   From the right end of the line to the left, piece after piece is glued on: the straight piece
   beyond x_0, one wave for each long step (by induction), the straight piece down to the valley,
   the valley, and the straight piece left of it. In the waves f >= theta gap0, so the curvature M
   is allowed; on the rest of the line the curvature is at most K0 = ell(0). The run is that of
   lower_bound_iterates. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Gluing Steps Waves Ground.
From Warmproof Require Stated.
Open Scope R_scope.

(* What the constants of all versions give. *)
Lemma constants : forall (ell : R -> R) K0 gap0 eps theta M,
  (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) -> ell 0 = K0 -> 0 < K0 ->
  (0 < theta /\ theta < 1) -> 0 < eps -> eps ^ 2 <= K0 * gap0 / 2 -> M = ell (gap0 * theta) ->
  0 < gap0 /\ 0 < M /\ 0 < gap0 * theta /\ K0 <= M.
Proof.
  intros ell K0 gap0 eps theta M Mon E0 HK [Ht Ht'] He Fit EM.
  assert (G : 0 < gap0) by (assert (0 < eps ^ 2) by (apply pow_lt; exact He); nra).
  assert (P : 0 < gap0 * theta) by nra.
  assert (Q : K0 <= M) by (rewrite EM, <- E0; apply Mon; lra). repeat split; lra.
Qed.

(* Where the value is high the curvature M is allowed, and K0 wherever it is not negative. *)
Lemma member_high : forall (ell : R -> R) theta_gap M v c,
  (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) -> 0 <= theta_gap ->
  M = ell theta_gap -> theta_gap <= v /\ Rabs c <= M -> 0 <= v /\ Rabs c <= ell v.
Proof.
  intros ell l M v c Mon Hl EM [A B]. split; [lra|].
  apply Rle_trans with M; [exact B|]. rewrite EM. apply Mon; assumption.
Qed.

Lemma beyond_ray : forall f df ddf l c s,
  (forall x, l < x -> takes f df ddf x (c + s * (x - l)) s 0) -> takes f df ddf l c s 0 ->
  twice (fun y => l <= y) f df ddf.
Proof.
  intros f df ddf l c s H E. eapply twice_ray; [apply (twice_affine c s l) | exact H |].
  destruct E as [A [B C]]. rewrite A, B, C. repeat split; ring.
Qed.

Theorem lower_bound : Stated.lower_bound.
Proof.
  intros m ell f df ddf x_at eta_at node periods_at tau T K0 gap0 eps theta M
    Mon E0 HK Hth He Fit EM Above [IT [It [T0 [T1 [Long Short]]]]] Pos Down Per [Foot Nodes]
    Beyond Straight Bed Left Wave Run.
  destruct (constants ell K0 gap0 eps theta M Mon E0 HK Hth He Fit EM) as [HG [HM [HL HKM]]].
  pose proof PI_RGT_0 as P.
  destruct Foot as [_ [_ Foot]].
  assert (HR : eps ^ 2 / K0 <= gap0 / 2).
  { apply Rmult_le_reg_r with K0; [exact HK|]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l; lra. }
  assert (F1 : eps * (node tau - PI * eps / (2 * K0)) = gap0 - eps ^ 2 / K0)
    by (rewrite Foot; field; lra).
  assert (F2 : PI * eps / (2 * K0) < node tau) by nra.
  (* the pieces *)
  assert (W : forall t, integer t -> 0 <= t -> t < tau -> exists k,
    wave_on f df ddf gap0 eps k (node (t + 1)) (node t) /\ eps * k <= M /\
    eps / k <= gap0 - gap0 * theta).
  { intros t Hi H0 Ht. destruct (Per t Hi H0 Ht) as [Ip [Hp [PL PU]]].
    destruct (wave_written f df ddf gap0 eps M (periods_at t) (eta_at t) (node (t + 1)) (node t))
      as [k [Wk [_ [Wk1 Wk2]]]]; auto.
    - intros x H1 H2. destruct (Wave t Hi H0 Ht x H1 H2) as [[_ [_ [_ A]]] [[_ [_ B]] [_ [_ C]]]].
      rewrite A, B, C. repeat split; ring.
    - exists k. split; [exact Wk|]. split; [exact Wk1|].
      apply Rle_trans with (1 := Wk2). apply Rmult_le_reg_r with M; [exact HM|].
      replace (2 * eps ^ 2 / M * M) with (2 * eps ^ 2) by (field; lra). lra. }
  assert (NT : takes f df ddf (node tau) gap0 eps 0).
  { destruct (at_foot f df ddf K0 eps (node tau) HK F2 Straight) as [A [B C]].
    unfold takes. rewrite A, B, C. repeat split; lra. }
  assert (NA := waves_node f df ddf gap0 eps node tau (gap0 * theta) M W NT).
  assert (B0 : forall x, node 0 < x -> takes f df ddf x (gap0 + eps * (x - node 0)) eps 0).
  { intros x Hx. destruct (Beyond x Hx) as [A [B C]]. unfold takes. rewrite A.
    repeat split; auto; ring. }
  assert (D0 : twice (fun y => node 0 <= y) f df ddf).
  { apply (beyond_ray _ _ _ _ _ _ B0), NA; [exact integer_0 | lra | lra]. }
  assert (DT := waves_twice f df ddf gap0 eps node tau (gap0 * theta) M It W NT D0 tau It T0
    (Rle_refl tau)).
  assert (HT := waves_high f df ddf gap0 eps node tau (gap0 * theta) M It He W).
  (* the run *)
  assert (Late := short_steps eta_at tau T M (2 * PI) IT It T0 HM Short Pos Down).
  assert (It' := fun H => lower_bound_iterates m df x_at eta_at node tau T eps eps
    (PI * eps / (2 * K0)) (2 * PI / M) (conj IT (conj It (conj T0 T1))) H
    (slope_straight f df ddf K0 eps (node tau) HK He Straight Bed) Late Run He).
  destruct It' as [On Slow].
  { intros t Hi H0 Ht. assert (t < tau) by lra. split; [apply Nodes; auto|].
    apply NA; [exact Hi | exact H0 | lra]. }
  split; [|split; [|split; [|split]]].
  - apply (ground_twice f df ddf K0 eps (node tau)); assumption.
  - intros x. destruct (Rlt_le_dec (node tau) x) as [L|L].
    + apply (member_high ell (gap0 * theta) M); [exact Mon | lra | exact EM|].
      apply (HT) with (n := tau); auto; try lra.
      intros y Hy. destruct (B0 y Hy) as [A [_ C]]. rewrite A, C, Rabs_R0. nra.
    + destruct (ground_member f df ddf K0 eps (node tau) HK He Straight Bed Left x L) as [A B].
      split; [exact A|]. apply Rle_trans with (1 := B). rewrite <- E0. apply Mon; lra.
  - apply (at_bottom f df ddf K0 eps); assumption.
  - intros n In H0 Hn. rewrite (On n In H0 Hn). destruct (NA n In H0 Hn) as [A [B _]]. auto.
  - intros n In H0 Hn [_ H]. apply Slow; [exact In | exact H0 | exact Hn|].
    apply Rmult_le_reg_r with (M * eps); [nra|].
    replace (eps * n * (2 * PI / M) * (M * eps)) with (2 * PI * n * eps ^ 2) by (field; lra).
    replace ((- (PI * eps / (2 * K0)) + node tau) * (M * eps))
      with (M * (eps * (node tau - PI * eps / (2 * K0)))) by ring.
    rewrite F1. exact H.
Qed.
