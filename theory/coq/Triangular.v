(* Theorem 3 for functions of class C^{1,1}: all pieces are parabolas or straight.

   The slope is affine on every piece, so it is locally Lipschitz, and its derivative can fail at
   the finitely many ends of pieces only. The wave of a long step is glued on period by period, by
   induction inside of the induction over the steps. *)
From Coq Require Import Reals Lra Lia List Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Gluing Steps Waves Ground LowerBound.
From Warmproof Require Stated.
Open Scope R_scope.

Section Parabolas.
Variables (f df ddf : R -> R).

(* f has the slope df on I, and df the slope ddf but at finitely many points. *)
Definition once (I : R -> Prop) : Prop := derives I f df /\ exists bad, derives_but bad I df ddf.

Lemma once_glue : forall I J U a, meet I J U a -> once I -> once J -> once U.
Proof.
  intros I J U a M [A [b1 B]] [C [b2 D]]. split; [eapply derives_glue; eauto|].
  eexists. eapply but_glue; eauto.
Qed.

(* Value, slope and curvature of the parabola with value v and slope d at l. *)
Definition parabola (v d k l x : R) : Prop :=
  takes f df ddf x (v + d * (x - l) + k / 2 * (x - l) ^ 2) (d + k * (x - l)) k.

Lemma derives_parabola : forall v d k l,
  derives all (fun x => v + d * (x - l) + k / 2 * (x - l) ^ 2) (fun x => d + k * (x - l)).
Proof.
  intros v d k l. apply derives_of_formula; intros x.
  - auto_derive; [exact Logic.I | unfold Rminus; field].
  - auto_derive. exact Logic.I.
Qed.

Lemma once_parabola : forall (I : R -> Prop) v d k l, f l = v -> df l = d ->
  (forall x, I x -> x <> l -> parabola v d k l x) -> once I.
Proof.
  intros I v d k l Ev Ed H.
  assert (E : forall y, I y ->
    f y = v + d * (y - l) + k / 2 * (y - l) ^ 2 /\ df y = d + k * (y - l)).
  { intros y Iy. destruct (Req_dec y l) as [->|N].
    - rewrite Ev, Ed. split; field.
    - destruct (H y Iy N) as [A [B _]]. auto. }
  split; [apply (derives_on I _ _ _ _ (derives_parabola v d k l)); exact E|].
  exists (l :: nil). apply (but_affine I _ df ddf d k l).
  - intros y Iy. apply E, Iy.
  - intros y Iy N. apply (H y Iy). intros Q. apply N. left. auto.
Qed.

(* ---- the waves of one step ------------------------------------------------------------- *)

Section Step.
Variables (gap0 eps r L m low M : R).
Hypothesis eps_positive : 0 < eps.
Hypothesis L_positive : 0 < L.
Hypothesis m_integer : integer m.
Hypothesis falling : forall k, integer k -> 0 <= k -> k < m -> forall x,
  - (k + 1) * L + r < x -> x <= - (k + 1) * L + L / 2 + r ->
  parabola gap0 eps (- (4 * eps / L)) (r - (k + 1) * L) x.
Hypothesis rising : forall k, integer k -> 0 <= k -> k < m -> forall x,
  - (k + 1) * L + L / 2 + r < x -> x <= - k * L + r ->
  parabola gap0 (- eps) (4 * eps / L) (r - (k + 1) * L + L / 2) x.
Hypothesis steep : 4 * eps / L <= M.
Hypothesis shallow : eps * L / 8 <= gap0 - low.
Hypothesis low_below : low <= gap0.

Lemma period_end : forall k, integer k -> 0 <= k -> k < m ->
  f (r - k * L) = gap0 /\ df (r - k * L) = eps.
Proof.
  intros k Ik H0 H1. destruct (rising k Ik H0 H1 (r - k * L)) as [A [B _]]; [lra | lra|].
  rewrite A, B. split; field; lra.
Qed.

Lemma period_middle : forall k, integer k -> 0 <= k -> k < m ->
  f (r - (k + 1) * L + L / 2) = gap0 /\ df (r - (k + 1) * L + L / 2) = - eps.
Proof.
  intros k Ik H0 H1.
  destruct (falling k Ik H0 H1 (r - (k + 1) * L + L / 2)) as [A [B _]]; [lra | lra|].
  rewrite A, B. split; field; lra.
Qed.

Lemma periods_once : f (r - m * L) = gap0 -> df (r - m * L) = eps -> once (fun y => r <= y) ->
  forall k, integer k -> 0 <= k -> k <= m -> once (fun y => r - k * L <= y).
Proof.
  intros Ef Ed D0.
  assert (D0' : once (fun y => r - 0 * L <= y)) by (rewrite Rmult_0_l, Rminus_0_r; exact D0).
  apply (induction_to (fun k => once (fun y => r - k * L <= y)) m m_integer D0').
  intros k Ik H0 H1 IH.
  assert (H2 : k + 1 <= m) by (apply integer_less; assumption).
  assert (J : f (r - (k + 1) * L) = gap0 /\ df (r - (k + 1) * L) = eps).
  { destruct (Rle_lt_or_eq_dec (k + 1) m H2) as [Lt|E]; [|rewrite E; auto].
    apply period_end; [apply integer_succ, Ik | lra | exact Lt]. }
  set (a := r - (k + 1) * L) in *.
  eapply once_glue; [apply (meet_right a (a + L / 2)); lra | |].
  - apply (once_parabola _ gap0 eps (- (4 * eps / L)) a); [tauto | tauto|].
    intros x Hx N. apply (falling k Ik H0 H1); unfold a in *; lra.
  - eapply once_glue; [apply (meet_right (a + L / 2) (r - k * L)); unfold a; lra | | exact IH].
    destruct (period_middle k Ik H0 H1) as [A B]. fold a in A, B.
    apply (once_parabola _ gap0 (- eps) (4 * eps / L) (a + L / 2)); [exact A | exact B|].
    intros x Hx N. apply (rising k Ik H0 H1); unfold a in *; lra.
Qed.

Lemma periods_high : (forall x, r < x -> low <= f x /\ Rabs (ddf x) <= M) ->
  forall k, integer k -> 0 <= k -> k <= m ->
  forall x, r - k * L < x -> low <= f x /\ Rabs (ddf x) <= M.
Proof.
  intros D0.
  apply (induction_to (fun k => forall x, r - k * L < x -> low <= f x /\ Rabs (ddf x) <= M)
    m m_integer).
  { intros x Hx. apply D0. lra. }
  intros k Ik H0 H1 IH x Hx. set (a := r - (k + 1) * L) in *.
  assert (Q : 0 < 4 * eps / L) by (apply Rdiv_lt_0_compat; lra).
  destruct (Rlt_le_dec (r - k * L) x) as [G|G]; [apply IH, G|].
  assert (Sq : 0 <= 2 * eps / L) by lra.
  destruct (Rlt_le_dec (a + L / 2) x) as [G'|G'].
  - destruct (rising k Ik H0 H1 x) as [A [_ C]]; [unfold a in *; lra | lra|].
    fold a in A. rewrite C, Rabs_pos_eq by lra. split; [|exact steep]. rewrite A.
    set (y := x - (a + L / 2)).
    replace (gap0 + - eps * y + 4 * eps / L / 2 * y ^ 2)
      with (gap0 - eps * L / 8 + 2 * eps / L * (y - L / 4) ^ 2) by (field; lra).
    pose proof (pow2_ge_0 (y - L / 4)). nra.
  - destruct (falling k Ik H0 H1 x) as [A [_ C]]; [unfold a in *; lra | unfold a in *; lra|].
    fold a in A. rewrite C, Rabs_Ropp, Rabs_pos_eq by lra. split; [|exact steep]. rewrite A.
    set (y := x - a). assert (Y : 0 < y <= L / 2) by (unfold y; lra).
    replace (gap0 + eps * y + - (4 * eps / L) / 2 * y ^ 2)
      with (gap0 + 2 * eps / L * (y * (L / 2 - y))) by (field; lra).
    assert (0 <= y * (L / 2 - y)) by nra. nra.
Qed.

End Step.
End Parabolas.

Theorem lower_bound_triangular : Stated.lower_bound_triangular.
Proof.
  intros m ell f df ddf x_at eta_at node periods_at length_at tau T K0 gap0 eps theta M
    Mon E0 HK Hth He Fit EM Above [IT [It [T0 [T1 [Long Short]]]]] Pos Down Per Len [Foot Nodes]
    Beyond Straight Bed Left Falling Rising Run.
  destruct (constants ell K0 gap0 eps theta M Mon E0 HK Hth He Fit EM) as [HG [HM [HL HKM]]].
  destruct Foot as [_ [_ Foot]].
  set (rim := eps / K0) in *. set (v := eps ^ 2 / (2 * K0)) in *.
  assert (Hrim : 0 < rim) by (apply Rdiv_lt_0_compat; assumption).
  assert (Kr : K0 * rim = eps) by (unfold rim; field; lra).
  assert (Hv : 2 * K0 * v = eps ^ 2) by (unfold v; field; lra).
  assert (Hv0 : 0 < v) by (unfold v; apply Rdiv_lt_0_compat; [apply pow_lt; exact He | lra]).
  assert (HR : 2 * v <= gap0 / 2) by (apply Rmult_le_reg_l with K0; lra).
  assert (Low : gap0 * theta <= gap0 * 1) by (apply Rmult_le_compat_l; lra).
  assert (F1 : eps * (node tau - rim) = gap0 - v) by (rewrite Foot; field; lra).
  assert (F2 : rim < node tau) by (apply Rmult_lt_reg_l with eps; lra).
  assert (Er : - eps / K0 = - rim) by (unfold rim; field; lra).
  (* the pieces in their common form *)
  assert (OS : forall x, rim < x -> x <= node tau -> parabola f df ddf v eps 0 rim x).
  { intros x H1 H2. destruct (Straight x) as [[_ A] [B C]]; [split; lra | exact H2|].
    unfold parabola, takes. rewrite A, B, C. repeat split; lra. }
  assert (OB : forall x, - rim < x -> x <= rim -> parabola f df ddf v (- eps) K0 (- rim) x).
  { intros x H1 H2. destruct (Bed x) as [A [B C]]; [split; lra | split; lra|].
    unfold parabola, takes. rewrite A, B, C. rewrite <- Kr in Hv |- *.
    assert (v = K0 * rim ^ 2 / 2) by (apply Rmult_eq_reg_l with (2 * K0); lra).
    repeat split; lra. }
  assert (OL : forall x, x <= - rim -> parabola f df ddf v (- eps) 0 (- rim) x).
  { intros x H1. destruct (Left x) as [[_ A] [B C]]; [split; lra|].
    unfold parabola, takes. rewrite A, B, C. repeat split; lra. }
  assert (B0 : forall x, node 0 < x -> parabola f df ddf gap0 eps 0 (node 0) x).
  { intros x Hx. destruct (Beyond x Hx) as [A [B C]]. unfold parabola, takes. rewrite A, B, C.
    repeat split; lra. }
  assert (W : forall t, integer t -> 0 <= t -> t < tau ->
    integer (periods_at t) /\ 1 <= periods_at t /\ 0 < length_at t /\
    4 * eps / length_at t <= M /\ eps * length_at t / 8 <= gap0 - gap0 * theta /\
    node t - periods_at t * length_at t = node (t + 1)).
  { intros t Hi H0 Ht. destruct (Per t Hi H0 Ht) as [Ip [Hp [PL PU]]].
    assert (EL := Len t Hi H0 Ht). set (L := length_at t) in *. set (p := periods_at t) in *.
    assert (Het : 0 < eta_at t) by (apply Rmult_lt_reg_l with M; lra).
    assert (PLe : 4 * p * eps <= M * eta_at t * eps) by (apply Rmult_le_compat_r; lra).
    assert (PUe : M * eta_at t * eps <= 8 * p * eps) by (apply Rmult_le_compat_r; lra).
    assert (PLen : 0 < L).
    { apply Rmult_lt_reg_r with p; [lra|]. rewrite EL, Rmult_0_l. apply Rmult_lt_0_compat; lra. }
    split; [exact Ip|]. split; [exact Hp|]. split; [exact PLen|].
    assert (ML : M * L * p = M * eta_at t * eps) by (rewrite Rmult_assoc, EL; ring).
    split; [|split].
    - apply Rmult_le_reg_r with L; [exact PLen|].
      replace (4 * eps / L * L) with (4 * eps) by (field; lra).
      apply Rmult_le_reg_r with p; lra.
    - assert (Long' : M * L * eps <= 8 * eps * eps).
      { apply Rmult_le_compat_r; [lra|]. apply Rmult_le_reg_r with p; lra. }
      apply Rmult_le_reg_l with M; [exact HM | lra].
    - rewrite (Nodes t Hi H0 Ht), <- EL. ring. }
  assert (OF : forall t, integer t -> 0 <= t -> t < tau -> forall k, integer k -> 0 <= k ->
    k < periods_at t -> forall x, - (k + 1) * length_at t + node t < x ->
    x <= - (k + 1) * length_at t + length_at t / 2 + node t ->
    parabola f df ddf gap0 eps (- (4 * eps / length_at t)) (node t - (k + 1) * length_at t) x).
  { intros t Hi H0 Ht k Ik K1 K2 x H1 H2. destruct (W t Hi H0 Ht) as [_ [_ [PLen _]]].
    destruct (Falling t Hi H0 Ht k Ik K1 K2 x H1 H2) as [[_ A] [[_ B] [_ C]]].
    unfold parabola, takes. rewrite A, B, C. repeat split; field; lra. }
  assert (OR : forall t, integer t -> 0 <= t -> t < tau -> forall k, integer k -> 0 <= k ->
    k < periods_at t -> forall x, - (k + 1) * length_at t + length_at t / 2 + node t < x ->
    x <= - k * length_at t + node t ->
    parabola f df ddf gap0 (- eps) (4 * eps / length_at t)
      (node t - (k + 1) * length_at t + length_at t / 2) x).
  { intros t Hi H0 Ht k Ik K1 K2 x H1 H2. destruct (W t Hi H0 Ht) as [_ [_ [PLen _]]].
    destruct (Rising t Hi H0 Ht k Ik K1 K2 x H1 H2) as [[_ A] [[_ B] [_ C]]].
    unfold parabola, takes. rewrite A, B, C. repeat split; field; lra. }
  assert (NA : forall n, integer n -> 0 <= n -> n <= tau -> f (node n) = gap0 /\ df (node n) = eps).
  { intros n Hi H0 Hn. destruct (Rle_lt_or_eq_dec n tau Hn) as [Lt|E].
    - destruct (W n Hi H0 Lt) as [Ip [Hp [PLen _]]].
      assert (E := period_end f df ddf gap0 eps (node n) (length_at n) (periods_at n) PLen
        (OR n Hi H0 Lt) 0 integer_0 (Rle_refl 0)).
      rewrite Rmult_0_l, Rminus_0_r in E. apply E. lra.
    - subst n. destruct (OS (node tau)) as [A [B _]]; [exact F2 | lra|]. rewrite A, B. split; lra. }
  (* on the waves and beyond *)
  assert (D0 : once f df ddf (fun y => node 0 <= y)).
  { destruct (NA 0 integer_0 (Rle_refl 0) T0) as [A B].
    apply (once_parabola f df ddf _ gap0 eps 0 (node 0)); [exact A | exact B|].
    intros x Hx N. apply B0. lra. }
  assert (DT : once f df ddf (fun y => node tau <= y)).
  { refine (induction_to (fun n => once f df ddf (fun y => node n <= y)) tau It D0 _
      tau It T0 (Rle_refl tau)).
    intros n Hi H0 Ht IH. destruct (W n Hi H0 Ht) as [Ip [Hp [PLen [_ [_ En]]]]].
    assert (Ht' : n + 1 <= tau) by (apply integer_less; auto).
    destruct (NA (n + 1)) as [A B]; [apply integer_succ, Hi | lra | exact Ht'|].
    rewrite <- En in A, B |- *.
    apply (periods_once f df ddf gap0 eps (node n) (length_at n) (periods_at n)); auto; lra. }
  assert (HT : forall x, node tau < x -> gap0 * theta <= f x /\ Rabs (ddf x) <= M).
  { refine (induction_to (fun n => forall x, node n < x -> gap0 * theta <= f x /\
      Rabs (ddf x) <= M) tau It _ _ tau It T0 (Rle_refl tau)).
    - intros x Hx. destruct (B0 x Hx) as [A [_ C]]. rewrite A, C, Rabs_R0.
      assert (0 <= eps * (x - node 0)) by (apply Rmult_le_pos; lra). lra.
    - intros n Hi H0 Ht IH. destruct (W n Hi H0 Ht) as [Ip [Hp [PLen [W1 [W2 En]]]]].
      rewrite <- En.
      apply (periods_high f df ddf gap0 eps (node n) (length_at n) (periods_at n)); auto; lra. }
  (* the ground *)
  assert (AR : f rim = v /\ df rim = eps).
  { destruct (OB rim) as [A [B _]]; [lra | lra|]. rewrite A, B.
    assert (K0 * rim * rim = eps * rim) by (now rewrite Kr). split; lra. }
  assert (AL : f (- rim) = v /\ df (- rim) = - eps).
  { destruct (OL (- rim)) as [A [B _]]; [lra|]. rewrite A, B. split; lra. }
  assert (DA : once f df ddf (fun _ => True)).
  { eapply once_glue; [apply (meet_all (- rim)) | |].
    - apply (once_parabola f df ddf _ v (- eps) 0 (- rim)); [tauto | tauto|]. intros x Hx _.
      apply OL, Hx.
    - eapply once_glue; [apply (meet_right (- rim) rim); lra | |].
      + apply (once_parabola f df ddf _ v (- eps) K0 (- rim)); [tauto | tauto|].
        intros x Hx N. apply OB; lra.
      + eapply once_glue; [apply (meet_right rim (node tau)); lra | | exact DT].
        apply (once_parabola f df ddf _ v eps 0 rim); [tauto | tauto|].
        intros x Hx N. apply OS; lra. }
  assert (ME : forall x, x <= node tau -> 0 <= f x /\ Rabs (ddf x) <= K0).
  { intros x Hx. destruct (Rlt_le_dec rim x) as [G|G];
    [|destruct (Rlt_le_dec (- rim) x) as [G'|G']].
    - destruct (OS x G Hx) as [A [_ C]]. rewrite A, C, Rabs_R0.
      assert (0 <= eps * (x - rim)) by (apply Rmult_le_pos; lra). lra.
    - destruct (Bed x) as [A [_ C]]; [split; lra | split; lra|]. rewrite A, C, Rabs_pos_eq by lra.
      assert (0 <= K0 * x ^ 2) by (apply Rmult_le_pos; [lra | apply pow2_ge_0]). lra.
    - destruct (OL x G') as [A [_ C]]. rewrite A, C, Rabs_R0.
      assert (0 <= eps * (- rim - x)) by (apply Rmult_le_pos; lra). lra. }
  (* the run *)
  assert (Late := short_steps eta_at tau T M 4 IT It T0 HM Short Pos Down).
  assert (It' := fun H H' => lower_bound_iterates m df x_at eta_at node tau T eps eps rim (4 / M)
    (conj IT (conj It (conj T0 T1))) H H' Late Run He).
  destruct It' as [On Slow].
  { intros t Hi H0 Ht. assert (t < tau) by lra. split; [apply Nodes; auto|].
    apply NA; [exact Hi | exact H0 | lra]. }
  { intros x H1 H2. destruct (Req_dec x rim) as [->|N]; [tauto|].
    destruct (OS x) as [_ [B _]]; [lra | exact H2|]. rewrite B. ring. }
  split; [|split; [|split; [|split]]].
  - destruct DA as [A [bad B]]. split; [exact A | eapply derives_almost_of_but, B].
  - intros x. destruct (Rlt_le_dec (node tau) x) as [G|G].
    + apply (member_high ell (gap0 * theta) M); [exact Mon | lra | exact EM | apply HT, G].
    + destruct (ME x G) as [A B]. split; [exact A|].
      apply Rle_trans with (1 := B). rewrite <- E0. apply Mon; lra.
  - destruct (Bed 0) as [A _]; [split; lra | split; lra|]. rewrite A. field.
  - intros n In H0 Hn. rewrite (On n In H0 Hn). apply NA; assumption.
  - intros n In H0 Hn [_ H]. apply Slow; [exact In | exact H0 | exact Hn|].
    apply Rmult_le_reg_r with (M * eps); [now apply Rmult_lt_0_compat|].
    replace (eps * n * (4 / M) * (M * eps)) with (4 * n * eps ^ 2) by (field; lra).
    replace ((- rim + node tau) * (M * eps)) with (M * (eps * (node tau - rim))) by ring.
    rewrite F1. exact H.
Qed.
