(* One real variable: real induction, monotonicity from a derivative that need only be right from
   the right, first crossings, and the barrier under which a function with bounded curvature stays.

   Everything is relative to a set I of reals, so that a function may live on [0, oo) or on an
   interval only. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning.
Open Scope R_scope.

Lemma abs_le x y : - y <= x <= y -> Rabs x <= y.
Proof. intros H. apply Rabs_le. lra. Qed.

Lemma le_of_close x y c : 0 <= c -> (forall e, 0 < e -> x <= y + c * e) -> x <= y.
Proof.
  intros Hc H. destruct (Rle_dec x y) as [Hle|Hn]; [exact Hle|exfalso].
  assert (He : 0 < (x - y) / (2 * (c + 1))) by (apply Rdiv_lt_0_compat; lra).
  specialize (H _ He). set (e := (x - y) / (2 * (c + 1))) in *.
  assert (e * (2 * (c + 1)) = x - y) by (unfold e; field; lra). nra.
Qed.

(* ---- induction along an interval ------------------------------------------------------- *)

Lemma real_induction (P : R -> Prop) (a b : R) :
  P a ->
  (forall x, a <= x < b -> (forall y, a <= y <= x -> P y) ->
     exists z, x < z <= b /\ forall y, x < y <= z -> P y) ->
  (forall x, a < x <= b -> (forall y, a <= y < x -> P y) -> P x) ->
  forall x, a <= x <= b -> P x.
Proof.
  intros Ha Hright Hleft x Hx.
  set (A := fun z => a <= z <= b /\ forall y, a <= y <= z -> P y).
  assert (HA : A a).
  { split; [lra|]. intros y Hy. replace y with a by lra. exact Ha. }
  destruct (completeness A) as [c [Hub Hlub]].
  { exists b. intros z [Hz _]. lra. }
  { exists a. exact HA. }
  assert (Hac : a <= c) by (apply Hub; exact HA).
  assert (Hcb : c <= b) by (apply Hlub; intros z [Hz _]; lra).
  assert (Hbelow : forall y, a <= y < c -> P y).
  { intros y Hy. destruct (Classical_Prop.classic (P y)) as [H|H]; [exact H|exfalso].
    assert (c <= y); [|lra]. apply Hlub. intros z [Hz HP].
    destruct (Rle_dec z y) as [Hzy|Hzy]; [exact Hzy|exfalso]. apply H, HP. lra. }
  assert (Hc : P c).
  { destruct Hac as [H|H]; [|rewrite <- H; exact Ha]. apply Hleft; [lra|exact Hbelow]. }
  assert (Hall : forall y, a <= y <= c -> P y).
  { intros y Hy. destruct (Rlt_dec y c) as [H|H]; [apply Hbelow; lra|].
    replace y with c by lra. exact Hc. }
  destruct (Rlt_dec c b) as [Hlt|Hge]; [exfalso|apply Hall; lra].
  destruct (Hright c ltac:(lra) Hall) as [z [Hz HP]].
  assert (z <= c); [|lra]. apply Hub. split; [lra|].
  intros y Hy. destruct (Rle_dec y c) as [H|H]; [apply Hall; lra|apply HP; lra].
Qed.

(* ---- continuity and derivatives --------------------------------------------------------- *)

Lemma continuous_at_sub (I J : R -> Prop) F x :
  (forall y, J y -> I y) -> continuous_at I F x -> continuous_at J F x.
Proof.
  intros HJ H e He. destruct (H e He) as [d [Hd Hb]]. exists d. split; [exact Hd|].
  intros y Hy Hyx. apply Hb; [apply HJ; exact Hy|exact Hyx].
Qed.

Lemma derivative_at_sub (I J : R -> Prop) F x l :
  (forall y, J y -> I y) -> derivative_at I F x l -> derivative_at J F x l.
Proof.
  intros HJ H e He. destruct (H e He) as [d [Hd Hb]]. exists d. split; [exact Hd|].
  intros y Hy Hyx. apply Hb; [apply HJ; exact Hy|exact Hyx].
Qed.

Lemma derivative_at_continuous I F x l : derivative_at I F x l -> continuous_at I F x.
Proof.
  intros H e He. destruct (H 1 ltac:(lra)) as [d [Hd Hb]].
  assert (Hl := Rabs_pos l).
  set (d' := Rmin d (e / (Rabs l + 1))).
  assert (Hd' : 0 < d') by (apply Rmin_glb_lt; [exact Hd|apply Rdiv_lt_0_compat; lra]).
  exists d'. split; [exact Hd'|]. intros y Hy Hyx.
  assert (H1 := Rmin_l d (e / (Rabs l + 1))). assert (H2 := Rmin_r d (e / (Rabs l + 1))).
  fold d' in H1, H2. specialize (Hb y Hy ltac:(lra)).
  replace (F y - F x) with ((F y - F x - l * (y - x)) + l * (y - x)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _). rewrite (Rabs_mult l).
  assert (Hq : (Rabs l + 1) * Rabs (y - x) <= (Rabs l + 1) * (e / (Rabs l + 1)))
    by (apply Rmult_le_compat_l; lra).
  replace ((Rabs l + 1) * (e / (Rabs l + 1))) with e in Hq by (field; lra). nra.
Qed.

(* Coquelicot's derivative is ours on the whole line. *)
Lemma of_is_derive I F x l : is_derive F x l -> derivative_at I F x l.
Proof.
  intros H e He. destruct (proj1 (is_derive_Reals _ _ _) H e He) as [d Hd].
  exists d. split; [apply cond_pos|]. intros y _ Hyx.
  destruct (Req_dec y x) as [E|E].
  - subst y. rewrite !Rminus_eq_0, Rmult_0_r, Rminus_0_r, Rabs_R0. lra.
  - specialize (Hd (y - x) ltac:(lra) Hyx). replace (x + (y - x)) with y in Hd by ring.
    replace (F y - F x - l * (y - x)) with (((F y - F x) / (y - x) - l) * (y - x)) by (field; lra).
    rewrite Rabs_mult. apply Rmult_le_compat_r; [apply Rabs_pos|lra].
Qed.

Lemma to_is_derive F x l : derivative_at (fun _ => True) F x l -> is_derive F x l.
Proof.
  intros H. apply is_derive_Reals. intros e He. destruct (H (e / 2) ltac:(lra)) as [d [Hd Hb]].
  exists (mkposreal d Hd). intros h Hh Hhd. simpl in Hhd.
  specialize (Hb (x + h) Logic.I). replace (x + h - x) with h in Hb by ring. specialize (Hb Hhd).
  replace ((F (x + h) - F x) / h - l) with ((F (x + h) - F x - l * h) * / h) by (field; exact Hh).
  rewrite Rabs_mult, (Rabs_inv h).
  assert (Hp : 0 < Rabs h) by (apply Rabs_pos_lt; exact Hh).
  apply Rle_lt_trans with (e / 2 * Rabs h * / Rabs h).
  - apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; exact Hp|exact Hb].
  - rewrite Rmult_assoc, Rinv_r by lra. lra.
Qed.

Lemma of_continuous I F x : continuous F x -> continuous_at I F x.
Proof.
  intros H e He. destruct (proj1 (filterlim_locally F (F x)) H (mkposreal e He)) as [d Hd].
  exists d. split; [apply cond_pos|]. intros y _ Hyx. left. apply (Hd y). exact Hyx.
Qed.

Lemma to_continuous F x : continuous_at (fun _ => True) F x -> continuous F x.
Proof.
  intros H. apply filterlim_locally. intros e.
  destruct (H (e / 2) ltac:(destruct e; simpl; lra)) as [d [Hd Hb]]. exists (mkposreal d Hd).
  intros y Hy. assert (He := cond_pos e). change (Rabs (F y - F x) < e).
  apply Rle_lt_trans with (e / 2); [apply Hb; [exact Logic.I|exact Hy]|lra].
Qed.

Lemma derives_of (I : R -> Prop) F F' :
  (forall x, I x -> is_derive F x (F' x)) -> (forall x, I x -> continuous F' x) -> derives I F F'.
Proof.
  intros H1 H2 x Hx. split; [apply of_is_derive, H1, Hx|apply of_continuous, H2, Hx].
Qed.

Lemma continuous_at_const I c x : continuous_at I (fun _ => c) x.
Proof. intros e He. exists 1. split; [lra|]. intros y _ _. rewrite Rminus_eq_0, Rabs_R0. lra. Qed.

Lemma continuous_at_plus I F G x :
  continuous_at I F x -> continuous_at I G x -> continuous_at I (fun y => F y + G y) x.
Proof.
  intros H1 H2 e He. destruct (H1 (e / 2) ltac:(lra)) as [d1 [Hd1 B1]].
  destruct (H2 (e / 2) ltac:(lra)) as [d2 [Hd2 B2]].
  exists (Rmin d1 d2). split; [apply Rmin_glb_lt; assumption|]. intros y Hy Hyx.
  assert (M1 := Rmin_l d1 d2). assert (M2 := Rmin_r d1 d2).
  specialize (B1 y Hy ltac:(lra)). specialize (B2 y Hy ltac:(lra)).
  replace (F y + G y - (F x + G x)) with ((F y - F x) + (G y - G x)) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _). lra.
Qed.

Lemma continuous_at_mult I F G x :
  continuous_at I F x -> continuous_at I G x -> continuous_at I (fun y => F y * G y) x.
Proof.
  intros H1 H2 e He. assert (P1 := Rabs_pos (F x)). assert (P2 := Rabs_pos (G x)).
  set (M := Rabs (F x) + Rabs (G x) + 1).
  set (e' := Rmin 1 (e / (2 * M))).
  assert (HM : 0 < M) by (unfold M; lra).
  assert (He' : 0 < e') by (apply Rmin_glb_lt; [lra|apply Rdiv_lt_0_compat; lra]).
  destruct (H1 e' He') as [d1 [Hd1 B1]]. destruct (H2 e' He') as [d2 [Hd2 B2]].
  exists (Rmin d1 d2). split; [apply Rmin_glb_lt; assumption|]. intros y Hy Hyx.
  assert (M1 := Rmin_l d1 d2). assert (M2 := Rmin_r d1 d2).
  specialize (B1 y Hy ltac:(lra)). specialize (B2 y Hy ltac:(lra)).
  assert (E1 := Rmin_l 1 (e / (2 * M))). assert (E2 := Rmin_r 1 (e / (2 * M))). fold e' in E1, E2.
  replace (F y * G y - F x * G x) with ((F y - F x) * (G y - G x) + F x * (G y - G x) + (F y - F x) * G x) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _).
  assert (T1 := Rabs_triang ((F y - F x) * (G y - G x)) (F x * (G y - G x))).
  rewrite !Rabs_mult in *.
  assert (A1 := Rabs_pos (F y - F x)). assert (A2 := Rabs_pos (G y - G x)).
  assert (e' * (2 * M) <= e).
  { apply Rle_trans with (e / (2 * M) * (2 * M)); [apply Rmult_le_compat_r; lra|right; field; lra]. }
  assert (Rabs (F y - F x) * Rabs (G y - G x) <= e' * 1) by (apply Rmult_le_compat; lra).
  assert (Rabs (F x) * Rabs (G y - G x) <= Rabs (F x) * e') by (apply Rmult_le_compat_l; lra).
  assert (Rabs (F y - F x) * Rabs (G x) <= e' * Rabs (G x)) by (apply Rmult_le_compat_r; lra).
  unfold M in *. nra.
Qed.

Lemma continuous_at_scale I c F x : continuous_at I F x -> continuous_at I (fun y => c * F y) x.
Proof. intros H. apply (continuous_at_mult I (fun _ => c) F); [apply continuous_at_const|exact H]. Qed.

Lemma continuous_at_comp (I J : R -> Prop) F G x :
  (forall y, I y -> J (G y)) -> continuous_at J F (G x) -> continuous_at I G x ->
  continuous_at I (fun y => F (G y)) x.
Proof.
  intros HJ HF HG e He. destruct (HF e He) as [d1 [Hd1 B1]].
  destruct (HG (d1 / 2) ltac:(lra)) as [d2 [Hd2 B2]].
  exists d2. split; [exact Hd2|]. intros y Hy Hyx. apply B1; [apply HJ; exact Hy|].
  specialize (B2 y Hy Hyx). lra.
Qed.

Lemma derivative_at_plus I F G x l k :
  derivative_at I F x l -> derivative_at I G x k -> derivative_at I (fun y => F y + G y) x (l + k).
Proof.
  intros H1 H2 e He. destruct (H1 (e / 2) ltac:(lra)) as [d1 [Hd1 B1]].
  destruct (H2 (e / 2) ltac:(lra)) as [d2 [Hd2 B2]].
  exists (Rmin d1 d2). split; [apply Rmin_glb_lt; assumption|]. intros y Hy Hyx.
  assert (M1 := Rmin_l d1 d2). assert (M2 := Rmin_r d1 d2).
  specialize (B1 y Hy ltac:(lra)). specialize (B2 y Hy ltac:(lra)).
  replace (F y + G y - (F x + G x) - (l + k) * (y - x))
    with ((F y - F x - l * (y - x)) + (G y - G x - k * (y - x))) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _). lra.
Qed.

Lemma derivative_at_scale I c F x l :
  derivative_at I F x l -> derivative_at I (fun y => c * F y) x (c * l).
Proof.
  intros H e He. assert (Hc := Rabs_pos c).
  destruct (H (e / (Rabs c + 1)) ltac:(apply Rdiv_lt_0_compat; lra)) as [d [Hd B]].
  exists d. split; [exact Hd|]. intros y Hy Hyx. specialize (B y Hy Hyx).
  replace (c * F y - c * F x - c * l * (y - x)) with (c * (F y - F x - l * (y - x))) by ring.
  rewrite Rabs_mult. assert (Hy' := Rabs_pos (y - x)).
  apply Rle_trans with (Rabs c * (e / (Rabs c + 1) * Rabs (y - x))).
  - apply Rmult_le_compat_l; assumption.
  - replace (e * Rabs (y - x)) with ((Rabs c + 1) * (e / (Rabs c + 1) * Rabs (y - x))) by (field; lra).
    apply Rmult_le_compat_r; [|lra]. apply Rmult_le_pos; [|exact Hy'].
    left. apply Rdiv_lt_0_compat; lra.
Qed.

Lemma derivative_at_linear I c x : derivative_at I (fun y => c * y) x c.
Proof.
  intros e He. exists 1. split; [lra|]. intros y _ _.
  replace (c * y - c * x - c * (y - x)) with 0 by ring. rewrite Rabs_R0.
  apply Rmult_le_pos; [lra|apply Rabs_pos].
Qed.

Lemma derivative_at_ext (I : R -> Prop) F G x l :
  I x -> (forall y, I y -> F y = G y) -> derivative_at I F x l -> derivative_at I G x l.
Proof.
  intros Hx E H e He. destruct (H e He) as [d [Hd B]]. exists d. split; [exact Hd|].
  intros y Hy Hyx. rewrite <- !E by assumption. apply B; assumption.
Qed.

Lemma continuous_at_ext (I : R -> Prop) F G x :
  I x -> (forall y, I y -> F y = G y) -> continuous_at I F x -> continuous_at I G x.
Proof.
  intros Hx E H e He. destruct (H e He) as [d [Hd B]]. exists d. split; [exact Hd|].
  intros y Hy Hyx. rewrite <- !E by assumption. apply B; assumption.
Qed.

(* The chain rule; the outer function may live on part of the line only. *)
Lemma derivative_at_comp (I J : R -> Prop) F G x l k :
  (forall y, I y -> J (G y)) -> derivative_at J F (G x) l -> derivative_at I G x k ->
  derivative_at I (fun y => F (G y)) x (l * k).
Proof.
  intros HJ HF HG e He.
  assert (Pl := Rabs_pos l). assert (Pk := Rabs_pos k).
  set (e1 := e / (2 * (Rabs k + 1))). set (e2 := Rmin 1 (e / (2 * (Rabs l + 1)))).
  assert (He1 : 0 < e1) by (apply Rdiv_lt_0_compat; lra).
  assert (He2 : 0 < e2) by (apply Rmin_glb_lt; [lra|apply Rdiv_lt_0_compat; lra]).
  destruct (HF e1 He1) as [d1 [Hd1 B1]].
  destruct (HG e2 He2) as [d2 [Hd2 B2]].
  destruct (derivative_at_continuous I G x k HG (d1 / 2) ltac:(lra)) as [d3 [Hd3 B3]].
  exists (Rmin d2 d3). split; [apply Rmin_glb_lt; assumption|]. intros y Hy Hyx.
  assert (M1 := Rmin_l d2 d3). assert (M2 := Rmin_r d2 d3).
  specialize (B2 y Hy ltac:(lra)). specialize (B3 y Hy ltac:(lra)).
  specialize (B1 (G y) (HJ y Hy) ltac:(lra)).
  assert (E1 : e2 <= 1) by apply Rmin_l. assert (E2 : e2 <= e / (2 * (Rabs l + 1))) by apply Rmin_r.
  assert (Hh := Rabs_pos (y - x)). set (h := Rabs (y - x)) in *.
  assert (HGy : Rabs (G y - G x) <= (Rabs k + 1) * h).
  { replace (G y - G x) with ((G y - G x - k * (y - x)) + k * (y - x)) by ring.
    apply Rle_trans with (1 := Rabs_triang _ _). rewrite (Rabs_mult k). fold h. nra. }
  replace (F (G y) - F (G x) - l * k * (y - x)) with
    ((F (G y) - F (G x) - l * (G y - G x)) + l * (G y - G x - k * (y - x))) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _). rewrite (Rabs_mult l).
  assert (S1 : e1 * Rabs (G y - G x) <= e / 2 * h).
  { apply Rle_trans with (e1 * ((Rabs k + 1) * h)); [apply Rmult_le_compat_l; lra|].
    right. unfold e1. field. lra. }
  assert (S2 : Rabs l * Rabs (G y - G x - k * (y - x)) <= e / 2 * h).
  { apply Rle_trans with ((Rabs l + 1) * (e / (2 * (Rabs l + 1)) * h)).
    - apply Rmult_le_compat; [lra|apply Rabs_pos|lra|]. apply Rle_trans with (1 := B2).
      apply Rmult_le_compat_r; assumption.
    - right. field. lra. }
  lra.
Qed.

(* ---- monotonicity --------------------------------------------------------------------- *)

(* F does not fall if, to the right of each point, it falls at no positive rate. *)
Lemma does_not_fall (F : R -> R) (a b : R) : a <= b ->
  (forall x, a <= x <= b -> continuous_at (fun y => a <= y <= b) F x) ->
  (forall x e, a <= x < b -> 0 < e -> exists d, 0 < d /\
     forall y, x < y < x + d -> y <= b -> F x - e * (y - x) <= F y) ->
  F a <= F b.
Proof.
  intros Hab Hc Hd. apply (le_of_close _ _ (b - a)); [lra|]. intros e He.
  assert (H : forall x, a <= x <= b -> F a - e * (x - a) <= F x).
  { apply (real_induction (fun x => F a - e * (x - a) <= F x)).
    - lra.
    - intros x Hx Hall. assert (Hxx := Hall x ltac:(lra)).
      destruct (Hd x e Hx He) as [d [Hd0 Hstep]].
      set (z := Rmin (x + d / 2) b).
      assert (Hz : x < z) by (apply Rmin_glb_lt; lra).
      assert (Z1 := Rmin_l (x + d / 2) b). assert (Z2 := Rmin_r (x + d / 2) b). fold z in Z1, Z2.
      exists z. split; [lra|]. intros y Hy. specialize (Hstep y ltac:(lra) ltac:(lra)). nra.
    - intros x Hx Hall. apply (le_of_close _ _ 1); [lra|]. intros e' He'.
      destruct (Hc x ltac:(lra) (e' / 2) ltac:(lra)) as [d [Hd0 Hb]].
      set (h := Rmin (d / 2) (Rmin (x - a) (e' / (2 * e)))).
      assert (Hh : 0 < h).
      { apply Rmin_glb_lt; [lra|]. apply Rmin_glb_lt; [lra|]. apply Rdiv_lt_0_compat; lra. }
      assert (M1 := Rmin_l (d / 2) (Rmin (x - a) (e' / (2 * e)))).
      assert (M2 := Rmin_r (d / 2) (Rmin (x - a) (e' / (2 * e)))). fold h in M1, M2.
      assert (M3 := Rmin_l (x - a) (e' / (2 * e))).
      assert (Hy := Hall (x - h) ltac:(lra)).
      assert (Hclose : Rabs (F (x - h) - F x) <= e' / 2).
      { apply Hb; [lra|]. replace (x - h - x) with (- h) by ring. rewrite Rabs_Ropp, Rabs_pos_eq; lra. }
      assert (Hab' := Rle_abs (F (x - h) - F x)). assert (0 <= e * h) by (apply Rmult_le_pos; lra). nra. }
  specialize (H b ltac:(lra)). nra.
Qed.

Lemma derivative_nonnegative (F F' : R -> R) (a b : R) : a <= b ->
  (forall x, a <= x <= b -> derivative_at (fun y => a <= y <= b) F x (F' x)) ->
  (forall x, a <= x <= b -> 0 <= F' x) -> F a <= F b.
Proof.
  intros Hab Hd Hpos. apply does_not_fall; [exact Hab| |].
  - intros x Hx. apply (derivative_at_continuous _ _ _ _ (Hd x Hx)).
  - intros x e Hx He. destruct (Hd x ltac:(lra) e He) as [d [Hd0 Hb]].
    exists d. split; [exact Hd0|]. intros y Hy Hyb.
    assert (Hb' := Hb y ltac:(lra) ltac:(rewrite Rabs_pos_eq; lra)).
    rewrite (Rabs_pos_eq (y - x)) in Hb' by lra.
    assert (Ha := Rle_abs (- (F y - F x - F' x * (y - x)))). rewrite Rabs_Ropp in Ha.
    assert (0 <= F' x * (y - x)) by (apply Rmult_le_pos; [apply Hpos|]; lra). lra.
Qed.

Lemma derivative_compare (F F' G G' : R -> R) (a b : R) : a <= b ->
  (forall x, a <= x <= b -> derivative_at (fun y => a <= y <= b) F x (F' x)) ->
  (forall x, a <= x <= b -> derivative_at (fun y => a <= y <= b) G x (G' x)) ->
  (forall x, a <= x <= b -> F' x <= G' x) -> F b - F a <= G b - G a.
Proof.
  intros Hab HF HG Hle.
  assert (H := derivative_nonnegative (fun y => G y + -1 * F y) (fun y => G' y + -1 * F' y) a b Hab).
  cbv beta in H. enough (G a + -1 * F a <= G b + -1 * F b) by lra. apply H.
  - intros x Hx. apply derivative_at_plus; [apply HG, Hx|apply derivative_at_scale, HF, Hx].
  - intros x Hx. specialize (Hle x Hx). lra.
Qed.

(* On [0, oo), or on any set that holds the interval. *)
Lemma derives_nonnegative (I : R -> Prop) (F F' : R -> R) (a b : R) : a <= b ->
  (forall x, a <= x <= b -> I x) -> derives I F F' -> (forall x, a <= x <= b -> 0 <= F' x) ->
  F a <= F b.
Proof.
  intros Hab HI Hd Hpos. apply (derivative_nonnegative F F'); [exact Hab| |exact Hpos].
  intros x Hx. apply (derivative_at_sub I); [exact HI|]. apply Hd, HI, Hx.
Qed.

(* ---- first crossing, and the barrier -------------------------------------------------------- *)

Lemma first_crossing (F : R -> R) (a b : R) : a <= b ->
  (forall x, a <= x <= b -> continuous_at (fun y => a <= y <= b) F x) -> F a < 0 -> 0 <= F b ->
  exists c, a < c <= b /\ F c = 0 /\ forall x, a <= x < c -> F x < 0.
Proof.
  intros Hab Hc Ha Hb.
  destruct (Classical_Prop.classic
    (exists c, a < c <= b /\ 0 <= F c /\ forall x, a <= x < c -> F x < 0)) as [[c [Hcab [Hc0 Hx]]]|Hn].
  - exists c. split; [exact Hcab|]. split; [|exact Hx].
    apply Rle_antisym; [|exact Hc0]. apply (le_of_close _ _ 1); [lra|]. intros e He.
    destruct (Hc c ltac:(lra) e He) as [d [Hd B]].
    set (h := Rmin (d / 2) (c - a)). assert (Hh : 0 < h) by (apply Rmin_glb_lt; lra).
    assert (M1 := Rmin_l (d / 2) (c - a)). assert (M2 := Rmin_r (d / 2) (c - a)). fold h in M1, M2.
    assert (B1 : Rabs (F (c - h) - F c) <= e).
    { apply B; [lra|]. replace (c - h - c) with (- h) by ring. rewrite Rabs_Ropp, Rabs_pos_eq; lra. }
    assert (F (c - h) < 0) by (apply Hx; lra).
    assert (A := Rle_abs (- (F (c - h) - F c))). rewrite Rabs_Ropp in A. lra.
  - exfalso. enough (F b < 0) by lra. apply (real_induction (fun x => F x < 0) a b).
    + exact Ha.
    + intros x Hx Hall. assert (Hxx := Hall x ltac:(lra)).
      destruct (Hc x ltac:(lra) (- F x / 2) ltac:(lra)) as [d [Hd B]].
      set (z := Rmin (x + d / 2) b). assert (Hz : x < z) by (apply Rmin_glb_lt; lra).
      assert (M1 := Rmin_l (x + d / 2) b). assert (M2 := Rmin_r (x + d / 2) b). fold z in M1, M2.
      exists z. split; [lra|]. intros y Hy.
      specialize (B y ltac:(lra) ltac:(rewrite Rabs_pos_eq; lra)).
      assert (A := Rle_abs (F y - F x)). lra.
    + intros x Hx Hall. destruct (Rlt_dec (F x) 0) as [H|H]; [exact H|exfalso].
      apply Hn. exists x. split; [lra|]. split; [lra|exact Hall].
    + lra.
Qed.

(* v' rises at most at the rate C on [0, c]: v lies below a parabola. *)
Lemma below_parabola (v dv : R -> R) (c C : R) : 0 <= c ->
  (forall t, 0 <= t <= c -> derivative_at (fun y => 0 <= y <= c) v t (dv t)) ->
  (forall t, 0 <= t <= c -> dv t - dv 0 <= C * t) ->
  v c <= v 0 + dv 0 * c + C * c ^ 2 / 2.
Proof.
  intros Hc Hv Hle.
  assert (H := derivative_compare v dv (fun t => dv 0 * t + C / 2 * (t * t)) (fun t => dv 0 + C * t) 0 c Hc Hv).
  cbv beta in H. enough (v c - v 0 <= dv 0 * c + C / 2 * (c * c) - (dv 0 * 0 + C / 2 * (0 * 0))) by nra.
  apply H.
  - intros t Ht. apply of_is_derive. auto_derive; [exact Logic.I|field].
  - intros t Ht. specialize (Hle t Ht). lra.
Qed.

(* v' rises at most at the rate C as long as v has not been above M; v starts below M, or at M
   moving down, and the parabola stays below M: then so does v, and it lies below the parabola. *)
Lemma barrier (v dv : R -> R) (T C M : R) :
  (forall t, 0 <= t <= T -> derivative_at (fun y => 0 <= y <= T) v t (dv t)) ->
  (forall t, 0 <= t <= T -> (forall s, 0 <= s <= t -> v s <= M) -> dv t - dv 0 <= C * t) ->
  (v 0 < M \/ (v 0 = M /\ dv 0 < 0)) ->
  (forall t, 0 < t < T -> v 0 + dv 0 * t + C * t ^ 2 / 2 < M) ->
  v 0 + dv 0 * T + C * T ^ 2 / 2 <= M ->
  forall t, 0 <= t <= T -> v t <= M /\ v t <= v 0 + dv 0 * t + C * t ^ 2 / 2.
Proof.
  intros Hv Hrise H0 Hpar Hend.
  assert (Hbelow : forall t, 0 <= t <= T -> (forall s, 0 <= s <= t -> v s <= M) ->
    v t <= v 0 + dv 0 * t + C * t ^ 2 / 2).
  { intros t Ht Hs. apply below_parabola; [lra| |].
    - intros s Hst. apply (derivative_at_sub (fun y => 0 <= y <= T)); [intros; lra|apply Hv; lra].
    - intros s Hst. apply Hrise; [lra|]. intros r Hr. apply Hs. lra. }
  assert (Hle : forall t, 0 <= t <= T -> v t <= M).
  { intros t1 Ht1. apply (real_induction (fun t => v t <= M) 0 T); [destruct H0; lra| | |exact Ht1].
    - (* a little further to the right v is still below M *)
      intros t Ht Hall. assert (Hp := Hbelow t ltac:(lra) Hall).
      destruct (Rlt_dec (v t) M) as [Hlt|Hge].
      + destruct (derivative_at_continuous _ _ _ _ (Hv t ltac:(lra)) (M - v t) ltac:(lra)) as [d [Hd B]].
        exists (Rmin (t + d / 2) T). assert (M1 := Rmin_l (t + d / 2) T). assert (M2 := Rmin_r (t + d / 2) T).
        split; [split; [apply Rmin_glb_lt; lra|lra]|]. intros y Hy.
        specialize (B y ltac:(lra) ltac:(rewrite Rabs_pos_eq; lra)).
        assert (A := Rle_abs (v y - v t)). lra.
      + assert (v t = M) by (specialize (Hall t ltac:(lra)); lra).
        destruct (Rlt_dec 0 t) as [Htp|Htn].
        * exfalso. specialize (Hpar t ltac:(lra)). lra.
        * assert (t = 0) by lra. subst t. destruct H0 as [H0|[_ Hneg]]; [lra|].
          destruct (Hv 0 ltac:(lra) (- dv 0 / 2) ltac:(lra)) as [d [Hd B]].
          exists (Rmin (d / 2) T). assert (M1 := Rmin_l (d / 2) T). assert (M2 := Rmin_r (d / 2) T).
          split; [split; [apply Rmin_glb_lt; lra|lra]|]. intros y Hy.
          specialize (B y ltac:(lra) ltac:(rewrite Rabs_pos_eq; lra)).
          rewrite (Rabs_pos_eq (y - 0)) in B by lra.
          assert (A := Rle_abs (v y - v 0 - dv 0 * (y - 0))). nra.
    - intros t Ht Hall. apply (le_of_close _ _ 1); [lra|]. intros e He.
      destruct (derivative_at_continuous _ _ _ _ (Hv t ltac:(lra)) e He) as [d [Hd B]].
      set (h := Rmin (d / 2) t). assert (Hh : 0 < h) by (apply Rmin_glb_lt; lra).
      assert (M1 := Rmin_l (d / 2) t). assert (M2 := Rmin_r (d / 2) t). fold h in M1, M2.
      assert (B1 : Rabs (v (t - h) - v t) <= e).
      { apply B; [lra|]. replace (t - h - t) with (- h) by ring. rewrite Rabs_Ropp, Rabs_pos_eq; lra. }
      specialize (Hall (t - h) ltac:(lra)).
      assert (A := Rle_abs (- (v (t - h) - v t))). rewrite Rabs_Ropp in A. lra. }
  intros t Ht. split; [apply Hle, Ht|]. apply Hbelow; [exact Ht|]. intros s Hs. apply Hle. lra.
Qed.
