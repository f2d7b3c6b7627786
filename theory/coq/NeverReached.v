(* Theorem 3 for schedules that stay long for ever: waves without end to the left, and right of x_0
   a hump, a straight piece down, the valley and a straight piece up. Gradient descent stays on the
   nodes. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Gluing Steps Waves Ground LowerBound.
From Warmproof Require Stated.
Open Scope R_scope.

Theorem lower_bound_never_reached : Stated.lower_bound_never_reached.
Proof.
  intros m ell f df ddf x_at eta_at node periods_at K0 gap0 eps theta M
    Mon E0 HK Hth He Fit EM Above Long Per Nodes Hump Straight Bed Right Wave [Start Run].
  destruct (constants ell K0 gap0 eps theta M Mon E0 HK Hth He Fit EM) as [HG [HM [HL HKM]]].
  pose proof PI_RGT_0 as P. pose proof integer_0 as I0.
  assert (HR : eps ^ 2 / K0 <= gap0 / 2).
  { apply Rmult_le_reg_r with K0; [exact HK|]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l; lra. }
  assert (HV : 0 < eps ^ 2 / K0) by (apply Rdiv_lt_0_compat; [apply pow_lt|]; assumption).
  set (h := (gap0 - eps ^ 2 / K0) / eps). set (w := PI * eps / (2 * K0)).
  assert (Hh : eps * h = gap0 - eps ^ 2 / K0) by (unfold h; field; lra).
  assert (Hh' : 0 < h) by nra.
  assert (Hw : 0 < w) by (unfold w; apply Rdiv_lt_0_compat; nra).
  set (k := K0 / eps). assert (Hk : 0 < k) by (apply Rdiv_lt_0_compat; assumption).
  assert (Kw : k * w = PI / 2) by (unfold k, w; field; lra).
  assert (Ek : eps / k = eps ^ 2 / K0) by (unfold k; field; lra).
  assert (Ek' : eps * k = K0) by (unfold k; field; lra).
  set (a1 := node 0 + 2 * w). set (a2 := a1 + h). set (a3 := a2 + 2 * w). set (b := a2 + w).
  assert (N1 : node 0 + PI * eps / K0 = a1) by (unfold a1, w; field; lra).
  assert (N2 : node 0 + h + PI * eps / K0 = a2) by (unfold a2; rewrite <- N1; ring).
  assert (N3 : node 0 + h + 2 * PI * eps / K0 = a3)
    by (unfold a3; rewrite <- N2; unfold w; field; lra).
  fold h in Straight, Bed, Right |- *. rewrite N1 in Hump, Straight. rewrite N2 in Straight, Bed.
  rewrite N3 in Bed, Right.
  (* the pieces right of x_0 *)
  assert (OH : forall x, node 0 < x -> x <= a1 -> takes f df ddf x
    (gap0 + eps / k * sin (k * (x - node 0))) (eps * cos (k * (x - node 0)))
    (- (eps * k * sin (k * (x - node 0))))).
  { intros x H1 H2. destruct (Hump x H1) as [[_ [_ A]] [[_ B] [_ C]]]; [split; lra|].
    replace (K0 * (x - node 0) / eps) with (k * (x - node 0)) in A, B, C by (unfold k; field; lra).
    unfold takes. rewrite A, B, C, Ek, Ek'. repeat split; field; lra. }
  assert (OS : forall x, a1 < x -> x <= a2 -> takes f df ddf x (gap0 + - eps * (x - a1)) (- eps) 0).
  { intros x H1 H2. destruct (Straight x) as [[_ A] [B C]]; [split; lra | repeat split; lra|].
    unfold takes. rewrite A, <- N1. repeat split; auto; ring. }
  assert (OB : forall x, a2 < x -> x <= a3 -> takes f df ddf x
    (eps / k * (1 - cos (k * (x - b)))) (eps * sin (k * (x - b))) (eps * k * cos (k * (x - b)))).
  { intros x H1 H2.
    destruct (Bed x) as [[_ [_ A]] [[_ [_ B]] [_ [_ C]]]]; [repeat split; lra | repeat split; lra|].
    replace (K0 * (x - node 0 - h - 3 * PI * eps / (2 * K0)) / eps) with (k * (x - b)) in A, B, C
      by (unfold k, b, a2, a1, w; field; lra).
    unfold takes. rewrite A, B, C, Ek, Ek'. repeat split; field; lra. }
  assert (OR : forall x, a3 < x -> takes f df ddf x (eps ^ 2 / K0 + eps * (x - a3)) eps 0).
  { intros x H1. destruct (Right x) as [[_ [_ A]] [B C]]; [repeat split; lra|].
    unfold takes. rewrite A. repeat split; auto. rewrite <- N3. ring. }
  (* the waves *)
  assert (W : forall t, integer t -> 0 <= t -> exists k,
    wave_on f df ddf gap0 eps k (node (t + 1)) (node t) /\ eps * k <= M /\
    eps / k <= gap0 - gap0 * theta).
  { intros t Hi H0. destruct (Per t Hi H0) as [Ip [Hp [PL PU]]].
    destruct (wave_written f df ddf gap0 eps M (periods_at t) (eta_at t) (node (t + 1)) (node t))
      as [k' [Wk [_ [Wk1 Wk2]]]]; auto.
    - intros x H1 H2. destruct (Wave t Hi H0 x H1 H2) as [[_ [_ [_ A]]] [[_ [_ B]] [_ [_ C]]]].
      rewrite A, B, C. repeat split; ring.
    - exists k'. split; [exact Wk|]. split; [exact Wk1|].
      apply Rle_trans with (1 := Wk2). apply Rmult_le_reg_r with M; [exact HM|].
      replace (2 * eps ^ 2 / M * M) with (2 * eps ^ 2) by (field; lra). lra. }
  assert (NA : forall n, integer n -> 0 <= n -> takes f df ddf (node n) gap0 eps 0).
  { intros n Hi H0. destruct (W n Hi H0) as [k' [Wk _]]. eapply wave_right, Wk. }
  (* twice differentiable right of x_0 *)
  assert (D3 : twice (fun y => a3 <= y) f df ddf).
  { apply (beyond_ray _ _ _ _ _ _ OR). destruct (OB a3) as [A [B C]]; [unfold a3; lra | lra|].
    unfold takes. rewrite A, B, C, Ek.
    replace (k * (a3 - b)) with (PI / 2) by (rewrite <- Kw; unfold a3, b; ring).
    rewrite sin_PI2, cos_PI2. repeat split; ring. }
  assert (D2 : twice (fun y => a2 <= y) f df ddf).
  { eapply twice_glue; [apply (meet_right a2 a3); unfold a3; lra | | exact D3].
    eapply twice_piece; [apply (twice_trough eps k b); lra | exact OB |].
    destruct (OS a2) as [A [B C]]; [unfold a2; lra | lra|]. rewrite A, B, C. cbv beta.
    replace (k * (a2 - b)) with (- (PI / 2)) by (rewrite <- Kw; unfold b; ring).
    rewrite cos_neg, sin_neg, sin_PI2, cos_PI2, Ek. unfold a2. repeat split; try ring. lra. }
  assert (E1 : takes f df ddf a1 gap0 (- eps) 0).
  { destruct (OH a1) as [A [B C]]; [unfold a1; lra | lra|]. unfold takes. rewrite A, B, C.
    replace (k * (a1 - node 0)) with PI by (unfold a1; lra). rewrite sin_PI, cos_PI.
    repeat split; ring. }
  assert (D1 : twice (fun y => a1 <= y) f df ddf).
  { eapply twice_glue; [apply (meet_right a1 a2); unfold a2; lra | | exact D2].
    eapply twice_piece; [apply (twice_affine gap0 (- eps) a1) | exact OS |].
    destruct E1 as [A [B C]]. rewrite A, B, C. repeat split; ring. }
  assert (D0 : twice (fun y => node 0 <= y) f df ddf).
  { eapply twice_glue; [apply (meet_right (node 0) a1); unfold a1; lra | | exact D1].
    eapply twice_piece; [apply (twice_sine gap0 eps k (node 0)); lra | exact OH |].
    destruct (NA 0 I0 (Rle_refl 0)) as [A [B C]]. rewrite A, B, C. cbv beta.
    replace (k * (node 0 - node 0)) with 0 by ring. rewrite sin_0, cos_0. repeat split; ring. }
  (* membership right of x_0 *)
  assert (M0 : forall x, node 0 < x -> 0 <= f x /\ Rabs (ddf x) <= K0).
  { intros x Hx. destruct (Rle_lt_dec x a1) as [L1|L1]; [|destruct (Rle_lt_dec x a2) as [L2|L2];
      [|destruct (Rle_lt_dec x a3) as [L3|L3]]].
    - destruct (OH x Hx L1) as [A [_ C]]. rewrite A, C, Rabs_Ropp, Ek.
      pose proof (SIN_bound (k * (x - node 0))). split; [nra|].
      apply abs_scaled; [apply abs_sin | nra | lra].
    - destruct (OS x L1 L2) as [A [_ C]]. rewrite A, C, Rabs_R0. unfold a2 in L2. nra.
    - destruct (OB x L2 L3) as [A [_ C]]. rewrite A, C, Ek.
      pose proof (COS_bound (k * (x - b))). split; [nra|].
      apply abs_scaled; [apply abs_cos | nra | lra].
    - destruct (OR x L3) as [A [_ C]]. rewrite A, C, Rabs_R0. nra. }
  assert (ML : forall n, integer n -> 0 <= n -> forall x, node n < x -> 0 <= f x /\
    Rabs (ddf x) <= ell (f x)).
  { apply (integer_induction (fun n => forall x, node n < x ->
    0 <= f x /\ Rabs (ddf x) <= ell (f x))).
    - intros x Hx. destruct (M0 x Hx) as [A B]. split; [exact A|].
      apply Rle_trans with (1 := B). rewrite <- E0. apply Mon; lra.
    - intros n Hi H0 IH x Hx. destruct (Rlt_le_dec (node n) x) as [L|L]; [apply IH, L|].
      destruct (W n Hi H0) as [k' [Wk [Wk1 Wk2]]].
      apply (member_high ell (gap0 * theta) M); [exact Mon | lra | exact EM|].
      eapply wave_high; eauto. }
  split; [|split; [|split; [|split]]].
  - intros n Hi H0.
    apply (waves_twice f df ddf gap0 eps node n (gap0 * theta) M); auto; lra.
  - intros n Hi H0 x Hx. apply (ML (n + 1)); [apply integer_succ, Hi | lra|].
    destruct (W n Hi H0) as [k' [[_ [Wk _]] _]]. lra.
  - intros n Hi H0. split; [lra|]. revert n Hi H0. apply integer_induction.
    + right. field. lra.
    + intros n Hi H0 IH. assert (E := Nodes n Hi H0). specialize (Long n Hi H0).
      assert (2 * PI / M <= eta_at n).
      { apply Rmult_le_reg_l with M; [exact HM|].
        replace (M * (2 * PI / M)) with (2 * PI) by (field; lra). exact Long. }
      replace (2 * PI * eps * (n + 1) / M) with (2 * PI * eps * n / M + eps * (2 * PI / M))
        by (field; lra).
      nra.
  - split; [lra|]. split; [lra|].
    replace (node 0 + h + 3 * PI * eps / (2 * K0)) with b by (unfold b, a2, a1, w; field; lra).
    destruct (OB b) as [A _]; [unfold b; lra | unfold a3, b; lra|].
    rewrite A. replace (k * (b - b)) with 0 by ring. rewrite cos_0. ring.
  - intros n Hi H0. destruct (NA n Hi H0) as [A [B _]].
    destruct (lower_bound_iterates m df x_at eta_at node n n eps eps (node n + 1) 0) as [On _].
    + repeat split; auto. lra.
    + intros t Ti T0 Tn. split; [apply Nodes; auto | apply NA; auto].
    + intros x X1 X2. exfalso. lra.
    + intros t _ T0 T1. exfalso. lra.
    + split; [exact Start|]. intros t Ti T0 _. apply Run; auto.
    + exact He.
    + rewrite (On n Hi H0 (Rle_refl n)). auto.
Qed.
