(* The pieces of the functions of Theorem 3: sines, cosines, straight lines and the quartic link,
   each with value, slope and curvature that are derivatives of each other on all of the line. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Gluing Steps.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma twice_of_formula : forall V V' V'' : R -> R, (forall x, is_derive V x (V' x)) ->
  (forall x, is_derive V' x (V'' x)) -> (forall x, ex_derive V'' x) -> twice all V V' V''.
Proof.
  intros V V' V'' H H' H''. split; apply derives_of_formula; auto.
  intros x. exists (V'' x). apply H'.
Qed.

Lemma twice_affine : forall c s l, twice all (fun x => c + s * (x - l)) (fun _ => s) (fun _ => 0).
Proof.
  intros c s l. apply twice_of_formula; intros x.
  - auto_derive; [exact Logic.I | unfold Rminus; ring].
  - auto_derive; [exact Logic.I | unfold Rminus; ring].
  - auto_derive. exact Logic.I.
Qed.

(* A sine with slope s where it rises, of frequency k. *)
Lemma twice_sine : forall c s k l, k <> 0 ->
  twice all (fun x => c + s / k * sin (k * (x - l))) (fun x => s * cos (k * (x - l)))
    (fun x => - (s * k * sin (k * (x - l)))).
Proof.
  intros c s k l Hk. apply twice_of_formula; intros x.
  - auto_derive; [exact Logic.I | unfold Rminus; field; exact Hk].
  - auto_derive; [exact Logic.I | unfold Rminus; ring].
  - auto_derive. exact Logic.I.
Qed.

(* A trough of the same kind, with 0 at its bottom l. *)
Lemma twice_trough : forall s k l, k <> 0 ->
  twice all (fun x => s / k * (1 - cos (k * (x - l)))) (fun x => s * sin (k * (x - l)))
    (fun x => s * k * cos (k * (x - l))).
Proof.
  intros s k l Hk. apply twice_of_formula; intros x.
  - auto_derive; [exact Logic.I | unfold Rminus; field; exact Hk].
  - auto_derive; [exact Logic.I | unfold Rminus; ring].
  - auto_derive. exact Logic.I.
Qed.

(* The link: slope e + (s - e)(3 y^2 - 2 y^3) with y = (x - l)/lam, and the value c at y = 1. *)
Lemma twice_link : forall c e s lam l, lam <> 0 ->
  twice all
    (fun x => c - e * (lam - (x - l))
      - (s - e) * lam * (1 / 2 - ((x - l) / lam) ^ 3 + ((x - l) / lam) ^ 4 / 2))
    (fun x => e + (s - e) * (3 * ((x - l) / lam) ^ 2 - 2 * ((x - l) / lam) ^ 3))
    (fun x => 6 * (s - e) / lam * ((x - l) / lam - ((x - l) / lam) ^ 2)).
Proof.
  intros c e s lam l H. apply twice_of_formula; intros x.
  - auto_derive; [exact Logic.I | unfold Rminus; field; exact H].
  - auto_derive; [exact Logic.I | unfold Rminus; field; exact H].
  - auto_derive. exact Logic.I.
Qed.

Lemma abs_sin : forall x, Rabs (sin x) <= 1.
Proof. intros x. apply Rabs_le, SIN_bound. Qed.

Lemma abs_cos : forall x, Rabs (cos x) <= 1.
Proof. intros x. apply Rabs_le, COS_bound. Qed.

Lemma abs_scaled : forall a b c, Rabs b <= 1 -> 0 <= a -> a <= c -> Rabs (a * b) <= c.
Proof.
  intros a b c Hb Ha Hc. rewrite Rabs_mult, (Rabs_pos_eq a Ha). pose proof (Rabs_pos b). nra.
Qed.

(* The frequency of a wave with [periods] periods over eta slope, against the curvature M. *)
Lemma frequency : forall M slope periods eta, 0 < M -> 1 <= periods -> 0 < slope ->
  2 * PI * periods <= M * eta -> M * eta < 2 * PI * (periods + 1) ->
  let k := 2 * PI * periods / (eta * slope) in
  0 < eta /\ 0 < k /\ k * (eta * slope) = 2 * PI * periods /\ slope * k <= M /\
  slope / k <= 2 * slope ^ 2 / M.
Proof.
  intros M slope periods eta HM Hp Hs L U k. pose proof PI_RGT_0 as P.
  assert (Q : 0 < 2 * PI * periods) by nra.
  assert (He : 0 < eta) by nra.
  assert (Hes : 0 < eta * slope) by nra.
  assert (Hk : 0 < k) by (unfold k; apply Rdiv_lt_0_compat; assumption).
  assert (E : k * (eta * slope) = 2 * PI * periods) by (unfold k; field; lra).
  split; [exact He|]. split; [exact Hk|]. split; [exact E|]. split.
  - apply Rmult_le_reg_r with eta; [exact He|]. lra.
  - apply Rmult_le_reg_r with (k * M); [nra|].
    replace (slope / k * (k * M)) with (slope * M) by (field; lra).
    replace (2 * slope ^ 2 / M * (k * M)) with (2 * slope * (slope * k)) by (field; lra).
    assert (M * eta <= 2 * (slope * k) * eta) by nra.
    assert (M <= 2 * (slope * k)) by (apply Rmult_le_reg_r with eta; lra). nra.
Qed.

(* ---- waves on a piece ----------------------------------------------------------------- *)

Section Wave.
Variables (f df ddf : R -> R) (gap0 s : R).

(* Value, slope and curvature at a point. *)
Definition takes (x v d c : R) : Prop := f x = v /\ df x = d /\ ddf x = c.

(* Whole periods of a sine around gap0 on (l, r]. *)
Definition wave_on (k l r : R) : Prop :=
  0 < k /\ l < r /\ (exists m, integer m /\ k * (r - l) = 2 * PI * m) /\
  forall x, l < x -> x <= r -> takes x (gap0 + s / k * sin (k * (x - l))) (s * cos (k * (x - l)))
    (- (s * k * sin (k * (x - l)))).

Lemma wave_right : forall k l r, wave_on k l r -> takes r gap0 s 0.
Proof.
  intros k l r [Hk [Hlr [[m [Im E]] H]]]. destruct (H r Hlr (Rle_refl r)) as [A [B C]].
  destruct (turns m Im) as [Es Ec]. rewrite E, Es in A, C. rewrite E, Ec in B.
  unfold takes. rewrite A, B, C. repeat split; ring.
Qed.

Lemma wave_twice : forall k l r, wave_on k l r -> takes l gap0 s 0 ->
  twice (fun y => l <= y <= r) f df ddf.
Proof.
  intros k l r [Hk [Hlr [_ H]]] [A [B C]].
  eapply twice_piece; [apply (twice_sine gap0 s k l); lra | exact H |].
  cbv beta. rewrite A, B, C. replace (k * (l - l)) with 0 by ring. rewrite sin_0, cos_0.
  repeat split; ring.
Qed.

Lemma wave_high : forall k l r low M, wave_on k l r -> 0 < s -> s * k <= M -> s / k <= gap0 - low ->
  forall x, l < x -> x <= r -> low <= f x /\ Rabs (ddf x) <= M.
Proof.
  intros k l r low M [Hk [Hlr [_ H]]] Hs HM Hl x H1 H2. destruct (H x H1 H2) as [A [_ C]].
  assert (P : 0 < s / k) by (apply Rdiv_lt_0_compat; lra). split.
  - rewrite A. pose proof (SIN_bound (k * (x - l))). nra.
  - rewrite C, Rabs_Ropp. apply abs_scaled; [apply abs_sin | nra | exact HM].
Qed.

(* The waves as the statements write them. *)
Lemma wave_written : forall M periods eta l r, 0 < M -> 0 < s -> integer periods -> 1 <= periods ->
  2 * PI * periods <= M * eta -> M * eta < 2 * PI * (periods + 1) -> r = s * eta + l ->
  (forall x, l < x -> x <= r ->
    f x = gap0 + s ^ 2 * eta * sin (2 * PI * (x - l) * periods / (s * eta)) / (2 * PI * periods) /\
    df x = s * cos (2 * PI * (x - l) * periods / (s * eta)) /\
    ddf x = - 2 * PI * periods * sin (2 * PI * (x - l) * periods / (s * eta)) / eta) ->
  exists k, wave_on k l r /\ 0 < eta /\ s * k <= M /\ s / k <= 2 * s ^ 2 / M.
Proof.
  intros M periods eta l r HM Hs Ip Hp L U E H. pose proof PI_RGT_0 as P.
  destruct (frequency M s periods eta HM Hp Hs L U) as [He [Hk [K1 [K2 K3]]]].
  set (k := 2 * PI * periods / (eta * s)) in *. exists k.
  split; [|split; [exact He | split; [exact K2 | exact K3]]].
  split; [exact Hk|]. split; [nra|]. split.
  { exists periods. split; [exact Ip|]. rewrite <- K1, E. ring. }
  intros x H1 H2. destruct (H x H1 H2) as [A [B C]].
  replace (2 * PI * (x - l) * periods / (s * eta)) with (k * (x - l)) in A, B, C
    by (unfold k; field; lra).
  split; [|split; [exact B|]].
  - rewrite A. unfold k at 2. field. split; [lra|]. split; [lra|]. fold k. lra.
  - rewrite C. unfold k at 2. field. lra.
Qed.

(* ---- waves over the steps 0, ..., N - 1 ------------------------------------------------ *)

Variables (node : R -> R) (N low M : R).
Hypothesis N_integer : integer N.
Hypothesis s_positive : 0 < s.
Hypothesis waves : forall t, integer t -> 0 <= t -> t < N ->
  exists k, wave_on k (node (t + 1)) (node t) /\ s * k <= M /\ s / k <= gap0 - low.
Hypothesis end_node : takes (node N) gap0 s 0.

Lemma waves_node : forall n, integer n -> 0 <= n -> n <= N -> takes (node n) gap0 s 0.
Proof.
  intros n In H0 H1. destruct (Rle_lt_or_eq_dec n N H1) as [L|E]; [|subst; exact end_node].
  destruct (waves n In H0 L) as [k [W _]]. eapply wave_right, W.
Qed.

Lemma waves_twice : twice (fun y => node 0 <= y) f df ddf ->
  forall n, integer n -> 0 <= n -> n <= N -> twice (fun y => node n <= y) f df ddf.
Proof.
  intros D0.
  apply (induction_to (fun n => twice (fun y => node n <= y) f df ddf) N N_integer D0).
  intros n In H0 H1 IH. destruct (waves n In H0 H1) as [k [W _]].
  assert (L : n + 1 <= N) by (apply integer_less; auto).
  eapply twice_glue; [apply (meet_right (node (n + 1)) (node n)) | | exact IH].
  - destruct W as [_ [Q _]]. lra.
  - eapply wave_twice; [exact W|]. apply waves_node; [apply integer_succ, In | lra | exact L].
Qed.

Lemma waves_high : (forall x, node 0 < x -> low <= f x /\ Rabs (ddf x) <= M) ->
  forall n, integer n -> 0 <= n -> n <= N ->
  forall x, node n < x -> low <= f x /\ Rabs (ddf x) <= M.
Proof.
  intros D0. apply (induction_to (fun n => forall x, node n < x -> low <= f x /\ Rabs (ddf x) <= M)
    N N_integer D0).
  intros n In H0 H1 IH x Hx.
  destruct (waves n In H0 H1) as [k [W [B1 B2]]].
  destruct (Rlt_le_dec (node n) x) as [L|L]; [apply IH, L|].
  eapply wave_high; eauto.
Qed.

End Wave.
