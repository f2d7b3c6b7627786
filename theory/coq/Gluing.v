(* Functions given by pieces: what holds on pieces that share an end holds on their union.

   [derives] speaks of limits along the points of a set, so a formula with a derivative on all of
   the line gives it on a piece, closed at both ends, and two pieces that meet in a point a glue:
   away from a only one of them is near, and at a the limits along both are the same. The same
   for a locally Lipschitz function whose derivative may fail at finitely many points. *)
From Coq Require Import Reals Lra Lia List ZArith.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line.
Open Scope R_scope.

Definition all (x : R) : Prop := True.

(* ---- from formulas to pieces ---------------------------------------------------------- *)

Lemma derives_of_formula : forall F F' : R -> R,
  (forall x, is_derive F x (F' x)) -> (forall x, ex_derive F' x) -> derives all F F'.
Proof.
  intros F F' H H' x _. split; [apply of_is_derive, H|].
  destruct (H' x) as [l Hl]. eapply derivative_at_continuous, of_is_derive, Hl.
Qed.

Lemma derives_on_piece : forall (I : R -> Prop) F F' V V', derives I V V' ->
  (forall y, I y -> F y = V y /\ F' y = V' y) -> derives I F F'.
Proof.
  intros I F F' V V' H E x Ix. destruct (H x Ix) as [D C]. destruct (E x Ix) as [E1 E2].
  split; intros e He.
  - destruct (D e He) as [d [Hd Hy]]. exists d. split; [exact Hd|]. intros y Iy H2.
    rewrite (proj1 (E y Iy)), E1, E2. apply Hy; assumption.
  - destruct (C e He) as [d [Hd Hy]]. exists d. split; [exact Hd|]. intros y Iy H2.
    rewrite (proj2 (E y Iy)), E2. apply Hy; assumption.
Qed.

Lemma derives_within : forall (I J : R -> Prop) F F', derives J F F' -> (forall y, I y -> J y) ->
  derives I F F'.
Proof.
  intros I J F F' H S x Ix. destruct (H x (S x Ix)) as [D C].
  split; intros e He.
  - destruct (D e He) as [d [Hd Hy]]. exists d. split; auto.
  - destruct (C e He) as [d [Hd Hy]]. exists d. split; auto.
Qed.

Lemma derives_on : forall (I : R -> Prop) F F' V V', derives all V V' ->
  (forall y, I y -> F y = V y /\ F' y = V' y) -> derives I F F'.
Proof.
  intros I F F' V V' H. apply derives_on_piece, (derives_within I all); [exact H|].
  intros y _. exact Logic.I.
Qed.

(* ---- two pieces ----------------------------------------------------------------------- *)

(* I lies left of a, J right of it, a in both, and U is their union. *)
Definition meet (I J U : R -> Prop) (a : R) : Prop :=
  I a /\ J a /\ (forall y, I y -> y <= a) /\ (forall y, J y -> a <= y) /\
  (forall y, U y -> I y \/ J y).

Lemma meets_near : forall I J U a, meet I J U a -> forall x, U x ->
  (x = a) \/ (x < a /\ I x /\ forall y, U y -> Rabs (y - x) < a - x -> I y)
  \/ (a < x /\ J x /\ forall y, U y -> Rabs (y - x) < x - a -> J y).
Proof.
  intros I J U a [Ia [Ja [LI [LJ LU]]]] x Ux.
  destruct (Rtotal_order x a) as [L|[E|G]]; [right; left | left | right; right]; auto.
  - split; [exact L|]. split.
    + destruct (LU x Ux) as [H|H]; [exact H | specialize (LJ x H); lra].
    + intros y Uy Hy. apply Rabs_def2 in Hy. destruct (LU y Uy) as [H|H]; [exact H|].
      specialize (LJ y H). lra.
  - split; [lra|]. split.
    + destruct (LU x Ux) as [H|H]; [specialize (LI x H); lra | exact H].
    + intros y Uy Hy. apply Rabs_def2 in Hy. destruct (LU y Uy) as [H|H]; [|exact H].
      specialize (LI y H). lra.
Qed.

(* A property "for all points near x" of two pieces is one of their union. *)
Lemma near_glue : forall I J U a (Q : R -> R -> Prop), meet I J U a ->
  (forall x, I x -> exists d, 0 < d /\ forall y, I y -> Rabs (y - x) < d -> Q x y) ->
  (forall x, J x -> exists d, 0 < d /\ forall y, J y -> Rabs (y - x) < d -> Q x y) ->
  forall x, U x -> exists d, 0 < d /\ forall y, U y -> Rabs (y - x) < d -> Q x y.
Proof.
  intros I J U a Q M HI HJ x Ux.
  destruct (meets_near I J U a M x Ux) as [E|[[L [Ix N]]|[G [Jx N]]]].
  - subst x. destruct M as [Ia [Ja [_ [_ LU]]]].
    destruct (HI a Ia) as [d1 [P1 Q1]], (HJ a Ja) as [d2 [P2 Q2]].
    exists (Rmin d1 d2). split; [apply Rmin_pos; auto|]. intros y Uy Hy.
    apply Rmin_Rgt in Hy. destruct (LU y Uy); [apply Q1 | apply Q2]; tauto.
  - destruct (HI x Ix) as [d [P Qd]]. exists (Rmin d (a - x)).
    split; [apply Rmin_pos; lra|]. intros y Uy Hy. apply Rmin_Rgt in Hy. apply Qd; [|tauto].
    apply N; tauto.
  - destruct (HJ x Jx) as [d [P Qd]]. exists (Rmin d (x - a)).
    split; [apply Rmin_pos; lra|]. intros y Uy Hy. apply Rmin_Rgt in Hy. apply Qd; [|tauto].
    apply N; tauto.
Qed.

Lemma derives_glue : forall I J U a F F', meet I J U a ->
  derives I F F' -> derives J F F' -> derives U F F'.
Proof.
  intros I J U a F F' M DI DJ x Ux. split; intros e He.
  - apply (near_glue I J U a (fun x y => Rabs (F y - F x - F' x * (y - x)) <= e * Rabs (y - x)) M);
      [| |exact Ux]; intros z Hz; [destruct (DI z Hz) as [D _] | destruct (DJ z Hz) as [D _]];
      exact (D e He).
  - apply (near_glue I J U a (fun x y => Rabs (F' y - F' x) <= e) M);
      [| |exact Ux]; intros z Hz; [destruct (DI z Hz) as [_ D] | destruct (DJ z Hz) as [_ D]];
      exact (D e He).
Qed.

(* f with slope df and curvature ddf, which is continuous, on I. *)
Definition twice (I : R -> Prop) (f df ddf : R -> R) : Prop := derives I f df /\ derives I df ddf.

Lemma twice_on : forall (I : R -> Prop) f df ddf V V' V'', twice all V V' V'' ->
  (forall y, I y -> f y = V y /\ df y = V' y /\ ddf y = V'' y) -> twice I f df ddf.
Proof.
  intros I f df ddf V V' V'' [D D'] E.
  split; [apply (derives_on I f df V V') | apply (derives_on I df ddf V' V'')]; auto;
    intros y Iy; specialize (E y Iy); tauto.
Qed.

Lemma twice_glue : forall I J U a f df ddf, meet I J U a ->
  twice I f df ddf -> twice J f df ddf -> twice U f df ddf.
Proof.
  intros I J U a f df ddf M [A B] [C D]. split; eapply derives_glue; eauto.
Qed.

Lemma meet_right : forall a b, a <= b ->
  meet (fun y => a <= y <= b) (fun y => b <= y) (fun y => a <= y) b.
Proof. intros a b H. repeat split; intros; lra. Qed.

Lemma meet_all : forall a, meet (fun y => y <= a) (fun y => a <= y) (fun _ => True) a.
Proof. intros a. repeat split; intros; lra. Qed.

(* Pieces are given by formulas on (left, right]; at the left end the formula of the piece to the
   left holds, and it takes the same values there. *)
Lemma twice_piece : forall a b f df ddf V V' V'', twice all V V' V'' ->
  (forall y, a < y -> y <= b -> f y = V y /\ df y = V' y /\ ddf y = V'' y) ->
  (f a = V a /\ df a = V' a /\ ddf a = V'' a) -> twice (fun y => a <= y <= b) f df ddf.
Proof.
  intros a b f df ddf V V' V'' D E Ea. apply (twice_on _ f df ddf V V' V''); [exact D|].
  intros y [H1 H2]. destruct (Req_dec y a) as [Q|Q]; [subst; exact Ea | apply E; lra].
Qed.

Lemma twice_ray : forall a f df ddf V V' V'', twice all V V' V'' ->
  (forall y, a < y -> f y = V y /\ df y = V' y /\ ddf y = V'' y) ->
  (f a = V a /\ df a = V' a /\ ddf a = V'' a) -> twice (fun y => a <= y) f df ddf.
Proof.
  intros a f df ddf V V' V'' D E Ea. apply (twice_on _ f df ddf V V' V''); [exact D|].
  intros y H. destruct (Req_dec y a) as [Q|Q]; [subst; exact Ea | apply E; lra].
Qed.

(* ---- almost everywhere ---------------------------------------------------------------- *)

Definition locally_lipschitz (I : R -> Prop) (F : R -> R) : Prop :=
  forall x, I x -> exists L d, 0 < d /\ forall y z, I y -> I z -> Rabs (y - x) < d ->
    Rabs (z - x) < d -> Rabs (F y - F z) <= L * Rabs (y - z).

(* Locally Lipschitz, with the derivative F' outside of the points of a list. *)
Definition derives_but (bad : list R) (I : R -> Prop) (F F' : R -> R) : Prop :=
  locally_lipschitz I F /\ forall x, I x -> ~ In x bad -> derivative_at I F x (F' x).

Lemma lipschitz_glue : forall I J U a F, meet I J U a ->
  locally_lipschitz I F -> locally_lipschitz J F -> locally_lipschitz U F.
Proof.
  intros I J U a F M HI HJ x Ux.
  destruct (meets_near I J U a M x Ux) as [E|[[L [Ix N]]|[G [Jx N]]]].
  - subst x. destruct M as [Ia [Ja [LI [LJ LU]]]].
    destruct (HI a Ia) as [L1 [d1 [P1 Q1]]], (HJ a Ja) as [L2 [d2 [P2 Q2]]].
    set (L := Rmax (Rabs L1) (Rabs L2)).
    assert (B1 : L1 <= L) by (eapply Rle_trans; [apply Rle_abs | apply Rmax_l]).
    assert (B2 : L2 <= L) by (eapply Rle_trans; [apply Rle_abs | apply Rmax_r]).
    assert (Z1 : Rabs (a - a) < d1) by (rewrite Rminus_eq_0, Rabs_R0; lra).
    assert (Z2 : Rabs (a - a) < d2) by (rewrite Rminus_eq_0, Rabs_R0; lra).
    assert (A1 : forall y z, I y -> I z -> Rabs (y - a) < d1 -> Rabs (z - a) < d1 ->
      Rabs (F y - F z) <= L * Rabs (y - z)).
    { intros y z Iy Iz Hy Hz. eapply Rle_trans; [apply Q1; auto|].
      apply Rmult_le_compat_r; [apply Rabs_pos | exact B1]. }
    assert (A2 : forall y z, J y -> J z -> Rabs (y - a) < d2 -> Rabs (z - a) < d2 ->
      Rabs (F y - F z) <= L * Rabs (y - z)).
    { intros y z Iy Iz Hy Hz. eapply Rle_trans; [apply Q2; auto|].
      apply Rmult_le_compat_r; [apply Rabs_pos | exact B2]. }
    assert (X : forall y z, I y -> J z -> Rabs (y - a) < d1 -> Rabs (z - a) < d2 ->
      Rabs (F y - F z) <= L * Rabs (y - z)).
    { intros y z Iy Jz Hy Hz. pose proof (A1 y a Iy Ia Hy Z1) as K1.
      pose proof (A2 a z Ja Jz Z2 Hz) as K2. specialize (LI y Iy). specialize (LJ z Jz).
      replace (F y - F z) with ((F y - F a) + (F a - F z)) by ring.
      eapply Rle_trans; [apply Rabs_triang|].
      rewrite (Rabs_left1 (y - a)) in K1 by lra. rewrite (Rabs_left1 (a - z)) in K2 by lra.
      rewrite (Rabs_left1 (y - z)) by lra. lra. }
    exists L, (Rmin d1 d2). split; [apply Rmin_pos; auto|]. intros y z Uy Uz Hy Hz.
    apply Rmin_Rgt in Hy. apply Rmin_Rgt in Hz.
    destruct (LU y Uy) as [Hy'|Hy'], (LU z Uz) as [Hz'|Hz'].
    + apply A1; tauto.
    + apply X; tauto.
    + rewrite Rabs_minus_sym, (Rabs_minus_sym y z). apply X; tauto.
    + apply A2; tauto.
  - destruct (HI x Ix) as [L' [d [P Q]]]. exists L', (Rmin d (a - x)).
    split; [apply Rmin_pos; lra|]. intros y z Uy Uz Hy Hz.
    apply Rmin_Rgt in Hy. apply Rmin_Rgt in Hz. apply Q; try apply N; tauto.
  - destruct (HJ x Jx) as [L' [d [P Q]]]. exists L', (Rmin d (x - a)).
    split; [apply Rmin_pos; lra|]. intros y z Uy Uz Hy Hz.
    apply Rmin_Rgt in Hy. apply Rmin_Rgt in Hz. apply Q; try apply N; tauto.
Qed.

Lemma derivative_glue_away : forall I J U a F F', meet I J U a -> forall x, U x -> x <> a ->
  (I x -> derivative_at I F x (F' x)) -> (J x -> derivative_at J F x (F' x)) ->
  derivative_at U F x (F' x).
Proof.
  intros I J U a F F' M x Ux Hx DI DJ e He.
  destruct (meets_near I J U a M x Ux) as [E|[[L [Ix N]]|[G [Jx N]]]]; [contradiction| |].
  - destruct (DI Ix e He) as [d [P Q]]. exists (Rmin d (a - x)). split; [apply Rmin_pos; lra|].
    intros y Uy Hy. apply Rmin_Rgt in Hy. apply Q; [apply N|]; tauto.
  - destruct (DJ Jx e He) as [d [P Q]]. exists (Rmin d (x - a)). split; [apply Rmin_pos; lra|].
    intros y Uy Hy. apply Rmin_Rgt in Hy. apply Q; [apply N|]; tauto.
Qed.

Lemma but_glue : forall b1 b2 I J U a F F', meet I J U a -> derives_but b1 I F F' ->
  derives_but b2 J F F' -> derives_but (a :: b1 ++ b2) U F F'.
Proof.
  intros b1 b2 I J U a F F' M [LI DI] [LJ DJ]. split; [eapply lipschitz_glue; eauto|].
  intros x Ux Hx.
  assert (N : x <> a) by (intros E; apply Hx; left; auto).
  apply (derivative_glue_away I J U a F F' M x Ux N); intros Hin; [apply DI | apply DJ]; auto;
    intros B; apply Hx; right; apply in_or_app; tauto.
Qed.

(* A slope that is affine. *)
Lemma but_affine : forall (I : R -> Prop) bad F F' c k l,
  (forall y, I y -> F y = c + k * (y - l)) -> (forall y, I y -> ~ In y bad -> F' y = k) ->
  derives_but bad I F F'.
Proof.
  intros I bad F F' c k l E E'. split.
  - intros x Ix. exists (Rabs k), 1. split; [lra|]. intros y z Iy Iz _ _.
    rewrite (E y Iy), (E z Iz). replace (c + k * (y - l) - (c + k * (z - l)))
      with (k * (y - z)) by ring.
    rewrite Rabs_mult. lra.
  - intros x Ix Hx e He. exists 1. split; [lra|]. intros y Iy _.
    rewrite (E y Iy), (E x Ix), (E' x Ix Hx).
    replace (c + k * (y - l) - (c + k * (x - l)) - k * (y - x)) with 0 by ring.
    rewrite Rabs_R0. apply Rmult_le_pos; [lra | apply Rabs_pos].
Qed.

(* A function with a continuous derivative on an interval is locally Lipschitz there. *)
Lemma lipschitz_of_derives : forall (I : R -> Prop) F F',
  (forall x y z, I x -> I z -> x <= y <= z -> I y) -> derives I F F' -> locally_lipschitz I F.
Proof.
  intros I F F' Conv D x Ix. destruct (D x Ix) as [_ C]. destruct (C 1 Rlt_0_1) as [d [Hd B]].
  set (L := Rabs (F' x) + 1).
  assert (Near : forall y, I y -> Rabs (y - x) < d -> - L <= F' y <= L).
  { intros y Iy Hy. specialize (B y Iy Hy). unfold L.
    assert (A := Rabs_triang (F' y - F' x) (F' x)).
    replace (F' y - F' x + F' x) with (F' y) in A by ring.
    assert (P := Rle_abs (F' y)). assert (Q := Rle_abs (- F' y)). rewrite Rabs_Ropp in Q. lra. }
  assert (Up : forall y z, I y -> I z -> Rabs (y - x) < d -> Rabs (z - x) < d -> y <= z ->
    Rabs (F z - F y) <= L * (z - y)).
  { intros y z Iy Iz Hy Hz Hyz. apply Rabs_def2 in Hy. apply Rabs_def2 in Hz.
    assert (In : forall t, y <= t <= z -> I t) by (intros t Ht; apply (Conv y t z); auto).
    assert (DF : forall t, y <= t <= z -> derivative_at (fun u => y <= u <= z) F t (F' t)).
    { intros t Ht. apply (derivative_at_sub I); [exact In|]. apply D, In, Ht. }
    assert (DL : forall c t, y <= t <= z ->
      derivative_at (fun u => y <= u <= z) (fun u => c * u) t c)
      by (intros; apply derivative_at_linear).
    assert (Bd : forall t, y <= t <= z -> - L <= F' t <= L)
      by (intros t Ht; apply Near; [apply In, Ht | apply Rabs_def1; lra]).
    assert (H1 := derivative_compare F F' (fun u => L * u) (fun _ => L) y z Hyz DF (DL L)
      (fun t Ht => proj2 (Bd t Ht))).
    assert (H2 := derivative_compare (fun u => - L * u) (fun _ => - L) F F' y z Hyz (DL (- L)) DF
      (fun t Ht => proj1 (Bd t Ht))).
    cbv beta in H1, H2. apply Rabs_le. lra. }
  exists L, d. split; [exact Hd|]. intros y z Iy Iz Hy Hz.
  destruct (Rle_dec y z) as [Q|Q].
  - rewrite Rabs_minus_sym, (Rabs_minus_sym y z), (Rabs_pos_eq (z - y)) by lra. apply Up; auto.
  - rewrite (Rabs_pos_eq (y - z)) by lra. apply Up; auto; lra.
Qed.

Lemma but_derives : forall bad (I : R -> Prop) F F' G G',
  (forall x y z, I x -> I z -> x <= y <= z -> I y) -> derives I G G' ->
  (forall y, I y -> F y = G y) -> (forall y, I y -> ~ In y bad -> F' y = G' y) ->
  derives_but bad I F F'.
Proof.
  intros bad I F F' G G' Conv D E E'. split.
  - intros x Ix. destruct (lipschitz_of_derives I G G' Conv D x Ix) as [L [d [Hd B]]].
    exists L, d. split; [exact Hd|]. intros y z Iy Iz. rewrite (E y Iy), (E z Iz).
    apply B; assumption.
  - intros x Ix Hx e He. destruct (D x Ix) as [Dx _]. destruct (Dx e He) as [d [Hd B]].
    exists d. split; [exact Hd|]. intros y Iy. rewrite (E y Iy), (E x Ix), (E' x Ix Hx).
    apply B; assumption.
Qed.

Lemma derives_shift : forall (I J : R -> Prop) c F F', derives J F F' ->
  (forall y, I y -> J (c + y)) -> derives I (fun y => F (c + y)) (fun y => F' (c + y)).
Proof.
  intros I J c F F' D S x Ix. destruct (D _ (S x Ix)) as [A B].
  split; intros e He; [destruct (A e He) as [d [Hd H]] | destruct (B e He) as [d [Hd H]]];
    exists d; (split; [exact Hd|]); intros y Iy Hy; specialize (H (c + y) (S y Iy));
    replace (c + y - (c + x)) with (y - x) in H by ring; apply H, Hy.
Qed.

Lemma sum_halves : forall e n,
  sum_below (fun k => e * (/ 2) ^ Datatypes.S k) n = e * (1 - (/ 2) ^ n).
Proof.
  intros e n. induction n as [|n IH]; cbn [sum_below]; [simpl; ring|]. rewrite IH. simpl. field.
Qed.

Lemma null_finite : forall bad (Z : R -> Prop), (forall x, Z x -> In x bad) -> null Z.
Proof.
  intros bad Z H e He.
  pose (r := fun n : nat => e * (/ 2) ^ Datatypes.S n / 2).
  assert (P : forall n, 0 < r n).
  { intros n. unfold r. assert (0 < (/ 2) ^ Datatypes.S n) by (apply pow_lt; lra). nra. }
  exists (fun n => nth n bad 0 - r n), (fun n => nth n bad 0 + r n). split; [|split].
  - intros n. specialize (P n). lra.
  - intros n.
    assert (E : sum_below (fun k => nth k bad 0 + r k - (nth k bad 0 - r k)) n
      = e * (1 - (/ 2) ^ n)).
    { rewrite <- sum_halves. induction n as [|n IH]; cbn [sum_below]; [reflexivity|].
      rewrite IH. unfold r. field. }
    rewrite E. assert (0 < (/ 2) ^ n) by (apply pow_lt; lra). nra.
  - intros x Zx. destruct (In_nth bad x 0 (H x Zx)) as [n [_ Hn]]. exists n. rewrite Hn.
    specialize (P n). lra.
Qed.

Lemma derives_almost_of_but : forall bad I F F', derives_but bad I F F' -> derives_almost I F F'.
Proof.
  intros bad I F F' [L D]. split; [exact L|]. apply (null_finite bad).
  intros x [Ix N]. destruct (in_dec Req_EM_T x bad) as [Y|Y]; [exact Y|].
  exfalso. apply N, D; assumption.
Qed.
