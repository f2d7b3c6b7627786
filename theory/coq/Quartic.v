(* Theorem 3 with steep waves: the last period before the short steps is a quartic link, along which
   the slope goes from that of the waves to eps.

   lower_bound_link has the bounds of the link; lower_bound_quartic glues it between the straight
   piece and the rest of the last wave, which is empty when that has one period only. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Gluing Steps Waves Ground LowerBound.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma link_shape : forall y, 0 <= y <= 1 -> 0 <= y - y ^ 2 <= 1 / 4 /\
  0 <= y ^ 3 - y ^ 4 / 2 <= 1 / 2.
Proof.
  intros y Hy. assert (0 <= y ^ 2 <= 1) by nra.
  assert (0 <= y * (1 - y)) by nra. assert (0 <= (y - 1 / 2) ^ 2) by apply pow2_ge_0.
  split; [split; nra|]. assert (0 <= y * y ^ 2) by nra. split; [nra|].
  assert (0 <= (1 - y) ^ 2) by apply pow2_ge_0.
  assert (1 / 2 - (y ^ 3 - y ^ 4 / 2) = (1 - y) * (1 + y + y ^ 2 - y ^ 3) / 2) by field. nra.
Qed.

Lemma link_bounds : forall c e s lam low M y, 0 < e -> e <= s -> 0 < lam -> 2 * PI * s <= M * lam ->
  lam * s <= c - low -> 0 <= y <= 1 ->
  0 <= 6 * (s - e) / lam * (y - y ^ 2) <= M /\
  low <= c - e * (lam - lam * y) - (s - e) * lam * (1 / 2 - y ^ 3 + y ^ 4 / 2).
Proof.
  intros c e s lam low M y He Hs Hl HM Hc Hy. destruct (link_shape y Hy) as [[A1 A2] [B1 B2]].
  assert (P : 3 < PI) by (pose proof PI2_3_2; lra).
  assert (Q : 0 <= (s - e) / lam) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat, Hl]).
  assert (Q' : (s - e) / lam * lam = s - e) by (field; lra).
  split; [split|].
  - unfold Rdiv in *. nra.
  - replace (6 * (s - e) / lam * (y - y ^ 2)) with (6 * ((s - e) / lam) * (y - y ^ 2))
      by (field; lra).
    apply Rle_trans with (6 * ((s - e) / lam) * (1 / 4)); [nra|].
    apply Rmult_le_reg_r with lam; [exact Hl|]. nra.
  - assert (0 <= e * lam * y) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra).
    assert (0 <= (s - e) * lam) by (apply Rmult_le_pos; lra).
    assert ((s - e) * lam * (1 / 2 - y ^ 3 + y ^ 4 / 2) <= (s - e) * lam * 1)
      by (apply Rmult_le_compat_l; lra).
    lra.
Qed.

Theorem lower_bound_link : Stated.lower_bound_link.
Proof.
  intros m eps slope lam M gap0 theta He Hs [Hl HM] Above.
  assert (N : lam <> 0) by lra.
  destruct (twice_link gap0 eps slope lam 0 N) as [D D'].
  assert (Y : forall z, 0 <= z -> z <= lam -> 0 <= z / lam <= 1).
  { intros z H1 H2. split.
    - apply Rmult_le_pos; [exact H1 | left; apply Rinv_0_lt_compat, Hl].
    - apply Rmult_le_reg_r with lam; [exact Hl|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  assert (Q : lam * slope <= gap0 - gap0 * theta) by lra.
  pose proof (fun z H1 H2 => link_bounds gap0 eps slope lam (gap0 * theta) M (z / lam)
    He Hs Hl HM Q (Y z H1 H2)) as B.
  split; [split; split|split; [|split; [|split]]].
  - auto.
  - apply (derives_on _ _ _ _ _ D). intros z _. split; [|rewrite Rminus_0_r]; field; lra.
  - auto.
  - apply (derives_on _ _ _ _ _ D'). intros z _. rewrite Rminus_0_r. split; field; lra.
  - repeat split; field.
  - repeat split; field.
  - intros z H1 H2. split; [exact N|]. destruct (B z H1 H2) as [[B1 B2] _].
    rewrite <- (Rabs_pos_eq 6), <- Rabs_mult by lra.
    replace (6 * ((eps - slope) * (z / lam - z ^ 2 / lam ^ 2) / lam))
      with (- (6 * (slope - eps) / lam * (z / lam - (z / lam) ^ 2))) by (field; lra).
    rewrite Rabs_Ropp, Rabs_pos_eq; assumption.
  - intros z H1 H2. split; [exact N|]. destruct (B z H1 H2) as [_ B3].
    apply Rle_trans with (1 := B3). right. field. lra.
Qed.

Theorem lower_bound_quartic : Stated.lower_bound_quartic.
Proof.
  intros m ell f df ddf x_at eta_at node periods_at last T K0 gap0 eps slope theta M
    Mon E0 HK Hth He Fit EM Hs Above Fits [IT [Il [L0 [L1 [Long Short]]]]] Pos Down
    [Per [Ip [Hp [PL [PU Het]]]]] Wave [Foot Nodes] Beyond Last Link Straight Bed Left Run.
  destruct (constants ell K0 gap0 eps theta M Mon E0 HK Hth He Fit EM) as [HG [HM [HL HKM]]].
  assert (P : 3 < PI) by (pose proof PI2_3_2; lra).
  destruct Foot as [_ [_ [_ Foot]]].
  assert (Hs0 : 0 < slope) by lra.
  set (p := periods_at last) in *. set (eta := eta_at last) in *.
  set (foot := node (last + 1)) in *. set (rim := PI * eps / (2 * K0)).
  set (lam := slope * eta / p).
  assert (Hlam : 0 < lam) by (apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat |]; lra).
  assert (Elam : lam * p = slope * eta) by (unfold lam; field; lra).
  assert (Q1 : 2 * PI * slope <= M * lam).
  { apply Rmult_le_reg_r with p; [lra|].
    replace (M * lam * p) with (slope * (M * eta)) by (rewrite Rmult_assoc, Elam; ring).
    assert (slope * (2 * PI * p) <= slope * (M * eta)) by (apply Rmult_le_compat_l; lra). lra. }
  assert (Q2 : lam * slope < gap0 - gap0 * theta).
  { apply Rmult_lt_reg_l with (M * p); [apply Rmult_lt_0_compat; lra|].
    replace (M * p * (lam * slope)) with (slope ^ 2 * (M * eta))
      by (replace (M * p * (lam * slope)) with (M * slope * (lam * p)) by ring; rewrite Elam; ring).
    assert (0 < slope ^ 2) by (apply pow_lt; exact Hs0).
    apply Rlt_le_trans with (slope ^ 2 * (4 * PI * p)).
    - apply Rmult_lt_compat_l; [assumption|].
      assert (PI * 1 <= PI * p) by (apply Rmult_le_compat_l; lra). lra.
    - replace (M * p * (gap0 - gap0 * theta)) with (M * gap0 * (1 - theta) * p) by ring.
      replace (slope ^ 2 * (4 * PI * p)) with (4 * PI * slope ^ 2 * p) by ring.
      apply Rmult_le_compat_r; lra. }
  assert (HV : eps ^ 2 / K0 <= gap0 * theta).
  { apply Rmult_le_reg_r with K0; [exact HK|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  assert (F1 : eps * (foot - rim) = gap0 - lam * (eps + slope) / 2 - eps ^ 2 / K0).
  { rewrite Foot. unfold rim, lam. field. repeat split; lra. }
  assert (Q3 : lam * eps <= lam * slope) by (apply Rmult_le_compat_l; lra).
  assert (F2 : rim < foot) by (apply Rmult_lt_reg_l with eps; lra).
  assert (Q4 : 2 * slope ^ 2 <= (gap0 - gap0 * theta) * M).
  { assert (3 * slope ^ 2 <= PI * slope ^ 2)
      by (apply Rmult_le_compat_r; [apply pow2_ge_0 | lra]).
    pose proof (pow2_ge_0 slope). lra. }
  (* the pieces *)
  assert (W : forall t, integer t -> 0 <= t -> t < last -> exists k,
    wave_on f df ddf gap0 slope k (node (t + 1)) (node t) /\ slope * k <= M /\
    slope / k <= gap0 - gap0 * theta).
  { intros t Hi H0 Ht. destruct (Per t Hi H0 ltac:(lra)) as [Ip' [Hp' [PL' PU']]].
    destruct (wave_written f df ddf gap0 slope M (periods_at t) (eta_at t) (node (t + 1)) (node t))
      as [k [Wk [_ [Wk1 Wk2]]]]; auto.
    - apply Nodes; auto; lra.
    - intros x H1 H2. destruct (Wave t Hi H0 Ht x H1 H2) as [[_ [_ [_ A]]] [[_ [_ B]] [_ [_ C]]]].
      rewrite A, B, C. repeat split; ring.
    - exists k. split; [exact Wk|]. split; [exact Wk1|].
      apply Rle_trans with (1 := Wk2). apply Rmult_le_reg_r with M; [exact HM|].
      replace (2 * slope ^ 2 / M * M) with (2 * slope ^ 2) by (field; lra). exact Q4. }
  destruct (frequency M slope p eta HM Hp Hs0 PL PU) as [_ [Hk [K1 [K2 K3]]]].
  set (k := 2 * PI * p / (eta * slope)) in *. set (c := foot + lam).
  assert (Kl : k * lam = 2 * PI) by (unfold k, lam; field; lra).
  assert (K4 : slope / k <= gap0 - gap0 * theta).
  { apply Rle_trans with (1 := K3). apply Rmult_le_reg_r with M; [exact HM|].
    replace (2 * slope ^ 2 / M * M) with (2 * slope ^ 2) by (field; lra). exact Q4. }
  assert (NL : node last = foot + lam * p)
    by (rewrite Elam, Rplus_comm; exact (Nodes last Il L0 (Rle_refl last))).
  assert (Cl : c <= node last).
  { unfold c. rewrite NL. apply Rplus_le_compat_l. rewrite <- (Rmult_1_r lam) at 1.
    apply Rmult_le_compat_l; lra. }
  assert (LW : c < node last -> wave_on f df ddf gap0 slope k c (node last)).
  { intros Lt. split; [exact Hk|]. split; [exact Lt|]. split.
    - exists (p - 1). split; [apply integer_sub; [exact Ip | exact integer_1]|].
      rewrite NL. unfold c. replace (k * (foot + lam * p - (foot + lam)))
        with (k * lam * (p - 1)) by ring.
      rewrite Kl. ring.
    - intros x H1 H2.
      destruct (Last x) as [[_ [_ [_ A]]] [[_ [_ B]] [_ [_ C]]]]; [|exact H2|].
      { split; [lra|]. unfold c, lam in H1. fold eta p. lra. }
      replace (2 * PI * (x - foot) * p / (slope * eta)) with (k * (x - c) + 2 * INR 1 * PI)
        in A, B, C
        by (simpl; rewrite <- (Rmult_1_l (2 * 1 * PI)); replace (2 * 1 * PI) with (k * lam) by lra;
            unfold c, k; field; lra).
      rewrite sin_period in A, C. rewrite cos_period in B.
      unfold takes. rewrite A, B, C. split; [|split; [reflexivity|]].
      + unfold k at 2. field. split; [lra|]. split; lra.
      + unfold k at 2. field. lra. }
  assert (OLk : forall x, foot < x -> x <= c -> takes f df ddf x
    (gap0 - eps * (lam - (x - foot)) - (slope - eps) * lam *
      (1 / 2 - ((x - foot) / lam) ^ 3 + ((x - foot) / lam) ^ 4 / 2))
    (eps + (slope - eps) * (3 * ((x - foot) / lam) ^ 2 - 2 * ((x - foot) / lam) ^ 3))
    (6 * (slope - eps) / lam * ((x - foot) / lam - ((x - foot) / lam) ^ 2))).
  { intros x H1 H2. destruct (Link x H1) as [[_ [_ [_ A]]] [[_ [_ B]] [_ [_ C]]]].
    { split; [lra|]. unfold c, lam in H2. lra. }
    unfold takes. rewrite A, B, C. unfold lam. repeat split; field; lra. }
  assert (AC : takes f df ddf c gap0 slope 0).
  { destruct (OLk c) as [A [B C]]; [unfold c; lra | lra|]. unfold takes. rewrite A, B, C.
    replace (c - foot) with lam by (unfold c; ring). replace (lam / lam) with 1 by (field; lra).
    repeat split; field. lra. }
  assert (NT : takes f df ddf (node last) gap0 slope 0).
  { destruct (Rle_lt_or_eq_dec c (node last) Cl) as [Lt|E]; [|rewrite <- E; exact AC].
    eapply wave_right, LW, Lt. }
  assert (NA := waves_node f df ddf gap0 slope node last (gap0 * theta) M W NT).
  assert (B0 : forall x, node 0 < x -> takes f df ddf x (gap0 + slope * (x - node 0)) slope 0).
  { intros x Hx. destruct (Beyond x Hx) as [A [B C]]. unfold takes. rewrite A. auto. }
  assert (D0 : twice (fun y => node 0 <= y) f df ddf).
  { apply (beyond_ray _ _ _ _ _ _ B0), NA; [exact integer_0 | lra | lra]. }
  assert (DL := waves_twice f df ddf gap0 slope node last (gap0 * theta) M Il W NT D0 last Il L0
    (Rle_refl last)).
  assert (DC : twice (fun y => c <= y) f df ddf).
  { destruct (Rle_lt_or_eq_dec c (node last) Cl) as [Lt|E]; [|rewrite E; exact DL].
    eapply twice_glue; [apply (meet_right c (node last)); lra | | exact DL].
    eapply wave_twice; [apply LW, Lt | exact AC]. }
  destruct (at_foot f df ddf K0 eps foot HK F2 Straight) as [AF [BF CF]]. fold rim in AF.
  assert (DF : twice (fun y => foot <= y) f df ddf).
  { eapply twice_glue; [apply (meet_right foot c); unfold c; lra | | exact DC].
    eapply twice_piece; [apply (twice_link gap0 eps slope lam foot); lra | exact OLk |].
    rewrite AF, BF, CF, F1. cbv beta. replace (foot - foot) with 0 by ring.
    repeat split; field; lra. }
  assert (HF : forall x, foot < x -> gap0 * theta <= f x /\ Rabs (ddf x) <= M).
  { intros x Hx. destruct (Rle_lt_dec x c) as [G|G].
    - destruct (OLk x Hx G) as [A [_ C]].
      assert (Y : 0 <= (x - foot) / lam <= 1).
      { split; [apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat, Hlam]|].
        apply Rmult_le_reg_r with lam; [exact Hlam|]. unfold Rdiv. unfold c in G.
        rewrite Rmult_assoc, Rinv_l; lra. }
      destruct (link_bounds gap0 eps slope lam (gap0 * theta) M _ He Hs Hlam Q1 ltac:(lra) Y)
        as [[U1 U2] U3].
      rewrite A, C. replace (lam * ((x - foot) / lam)) with (x - foot) in U3 by (field; lra).
      split; [exact U3|]. rewrite Rabs_pos_eq; assumption.
    - destruct (Rle_lt_dec x (node last)) as [G'|G'].
      + eapply wave_high; [apply LW; lra | exact Hs0 | exact K2 | exact K4 | exact G | exact G'].
      + apply (waves_high f df ddf gap0 slope node last (gap0 * theta) M Il Hs0 W) with (n := last);
          auto; try lra.
        intros y Hy. destruct (B0 y Hy) as [A [_ C]]. rewrite A, C, Rabs_R0. split; [|lra].
        assert (0 <= slope * (y - node 0)) by (apply Rmult_le_pos; lra).
        assert (gap0 * theta <= gap0 * 1) by (apply Rmult_le_compat_l; lra). lra. }
  (* the run *)
  assert (It : integer (last + 1)) by (apply integer_succ, Il).
  assert (Late := short_steps eta_at (last + 1) T M (2 * PI) IT It ltac:(lra) HM Short Pos Down).
  assert (It' := fun H => lower_bound_iterates m df x_at eta_at node (last + 1) T slope eps
    rim (2 * PI / M)
    (conj IT (conj It (conj (Rle_trans _ _ _ L0 (Rlt_le _ _ (Rlt_plus_1 last))) L1))) H
    (slope_straight f df ddf K0 eps foot HK He Straight Bed) Late Run He).
  destruct It' as [On Slow].
  { intros t Hi H0 Ht. assert (t <= last) by lra. split; [apply Nodes; auto|].
    apply NA; [exact Hi | exact H0 | lra]. }
  split; [|split; [|split; [|split]]].
  - apply (ground_twice f df ddf K0 eps foot); assumption.
  - intros x. destruct (Rlt_le_dec foot x) as [G|G].
    + apply (member_high ell (gap0 * theta) M); [exact Mon | lra | exact EM | apply HF, G].
    + destruct (ground_member f df ddf K0 eps foot HK He Straight Bed Left x G) as [A B].
      split; [exact A|]. apply Rle_trans with (1 := B). rewrite <- E0. apply Mon; lra.
  - apply (at_bottom f df ddf K0 eps); assumption.
  - intros n In H0 Hn. rewrite (On n In H0 ltac:(lra)). destruct (NA n In H0 Hn) as [A [B _]]. auto.
  - intros n In H0 Hn [_ H]. replace (last + n + 1) with (n + (last + 1)) by ring.
    apply Slow; [exact In | exact H0 | lra|].
    apply Rmult_le_reg_r with (M * eps); [apply Rmult_lt_0_compat; assumption|].
    replace (eps * n * (2 * PI / M) * (M * eps)) with (2 * PI * n * eps ^ 2) by (field; lra).
    fold foot.
    replace ((- rim + foot) * (M * eps)) with (M * (eps * (foot - rim))) by ring.
    rewrite F1. apply Rle_trans with (1 := H). apply Rmult_le_compat_l; lra.
Qed.
