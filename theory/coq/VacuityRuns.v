(* The assumptions of the statements about runs can be met by runs that move: the bowl w^2/2 on the
   line from the start 1, ell(s) = s + 1, ten steps w -> (1 - h(w)) w with the step sizes h that
   each statement asks for. No point of such a run is the minimiser. *)
From Coq Require Import Reals Lra Lia Psatz.
From Warmproof Require Import Meaning Line Space Sums Region Examples Vacuity.
From Warmproof Require Satisfiable.
Open Scope R_scope.

(* ---- runs on the bowl ---------------------------------------------------------------- *)

Section Run.
Variable h : R -> R.
Hypothesis proper : forall w, 0 < w -> 0 < h w < 1.

Fixpoint course (k : nat) : R :=
  match k with O => 1 | Datatypes.S j => course j - h (course j) * course j end.

Lemma course_positive : forall k, 0 < course k.
Proof. induction k as [| k IH]; [cbn; lra |]. pose proof (proper _ IH). cbn. nra. Qed.

Lemma course_falls : forall k j, course (k + j) <= course k.
Proof.
  intros k j. induction j as [| j IH]; [rewrite Nat.add_0_r; lra |].
  rewrite Nat.add_succ_r. cbn. pose proof (course_positive (k + j)).
  pose proof (proper (course (k + j)) ltac:(easy)). nra.
Qed.

Lemma course_at_most_1 : forall k, course k <= 1.
Proof. intros k. exact (course_falls 0 k). Qed.

Definition where_at (t : R) : R := course (index t).
Definition gap_of_run (t : R) : R := where_at t * where_at t / 2.
Definition step_of_run (t : R) : R := h (where_at t).

Lemma where_positive : forall t, 0 < where_at t.
Proof. intros t. apply course_positive. Qed.

Lemma gap_positive : forall t, 0 < gap_of_run t.
Proof. intros t. pose proof (where_positive t). unfold gap_of_run. nra. Qed.

Lemma gap_at_most_half : forall t, gap_of_run t <= 1 / 2.
Proof.
  intros t. pose proof (where_positive t). pose proof (course_at_most_1 (index t)).
  unfold gap_of_run, where_at in *. nra.
Qed.

Lemma gap_at_start : gap_of_run 0 = 1 / 2.
Proof. unfold gap_of_run, where_at. change 0 with (INR 0). rewrite index_INR. cbn. lra. Qed.

Lemma where_next : forall t, integer t -> 0 <= t ->
  where_at (t + 1) = where_at t - step_of_run t * where_at t.
Proof.
  intros t It Ht. destruct (integer_nat t It Ht) as (k & ->). unfold step_of_run, where_at.
  rewrite <- S_INR, !index_INR. reflexivity.
Qed.

(* An eps below the gaps of the first steps, and then some. *)
Lemma gap_above : forall n t, integer t -> 0 <= t -> t <= INR n -> gap_of_run (INR n) <= gap_of_run
  t.
Proof.
  intros n t It Ht Hn. destruct (integer_nat t It Ht) as (k & ->). apply INR_le in Hn.
  pose proof (course_positive n). pose proof (course_falls k (n - k)) as F.
  replace (k + (n - k))%nat with n in F by lia.
  unfold gap_of_run, where_at. rewrite !index_INR. nra.
Qed.

Lemma run_steps : forall points T t, integer t -> 0 <= t -> t <= T - 1 ->
  gd_step (bowl_at points) (gap_of_run t) (where_at t) (step_of_run t) (gap_of_run (t + 1)) /\
  0 <= gap_of_run t /\ 0 <= where_at t /\ 0 <= gap_of_run (t + 1).
Proof.
  intros points T t It Ht _. pose proof (gap_positive t). pose proof (gap_positive (t + 1)).
  pose proof (where_positive t). repeat split; try lra.
  unfold gap_of_run at 2. rewrite where_next by easy. apply is_step. lra.
Qed.

Lemma run_of_steps : forall points T,
  0 <= gap_of_run 0 /\ 0 <= gap_of_run T /\ forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
    gd_step (bowl_at points) (gap_of_run t) (where_at t) (step_of_run t) (gap_of_run (t + 1)) /\
    0 <= gap_of_run t /\ 0 <= where_at t /\ 0 <= gap_of_run (t + 1).
Proof.
  intros points T. pose proof (gap_positive 0). pose proof (gap_positive T).
  split; [lra |]. split; [lra |]. apply run_steps.
Qed.

End Run.

Definition warm (w : R) : R := / (w * w / 2 + 1).

Lemma warm_proper : forall w, 0 < w -> 0 < warm w < 1.
Proof.
  intros w Hw. unfold warm. assert (0 < w * w / 2) by nra. split.
  - apply Rinv_0_lt_compat. lra.
  - rewrite <- Rinv_1. apply Rinv_lt_contravar; lra.
Qed.

Definition ten : R := INR 10.
Definition least_gap (h : R -> R) : R := gap_of_run h ten / 2.

Lemma ten_steps : integer ten /\ 0 <= ten.
Proof. split; [apply integer_INR | apply pos_INR]. Qed.

Lemma least_gap_below : forall h, (forall w, 0 < w -> 0 < h w < 1) -> forall t,
  integer t -> 0 <= t -> t <= ten -> least_gap h < gap_of_run h t.
Proof.
  intros h P t It Ht Hn. pose proof (gap_above h P 10 t It Ht Hn).
  pose proof (gap_positive h P ten). unfold least_gap. fold ten in *. lra.
Qed.

Lemma power_class : forall points, smooth (bowl_at points) (fun s => 1 * power s 1 + 1).
Proof.
  intros points. apply bowl_smooth. intros s Hs. unfold power.
  destruct (Req_EM_T s 0); [lra |]. rewrite Rpower_1; lra.
Qed.

Lemma power_one : forall s, 0 < s -> power s 1 = s.
Proof. intros s Hs. unfold power. destruct (Req_EM_T s 0); [lra | now apply Rpower_1]. Qed.

(* The warm-up of the statements: a step of exactly 1/ell(gap). *)
Lemma warm_is_warmup : forall t, 0 <= step_of_run warm t /\
  (gap_of_run warm t + 1) * step_of_run warm t = 1.
Proof.
  intros t. pose proof (gap_positive warm warm_proper t) as P.
  change (step_of_run warm t) with (/ (gap_of_run warm t + 1)). split; [| field; lra].
  left. apply Rinv_0_lt_compat. lra.
Qed.

Theorem gd_nonconvex : Satisfiable.gd_nonconvex.
Proof.
  exists (bowl_at still), (fun s => s + 1), (gap_of_run warm), (where_at warm), (step_of_run warm),
    ten, (2 * least_gap warm).
  split; [apply bowl_class |]. split; [apply bowl_low |]. split; [apply linear_increases |].
  split; [apply run_of_steps, warm_proper |]. split; [apply ten_steps |].
  split; [intros t _ _ _; pose proof (warm_is_warmup t); lra |].
  split; [pose proof (gap_positive warm warm_proper ten); unfold least_gap; lra |].
  intros t It Ht Hn. pose proof (least_gap_below warm warm_proper t It Ht ltac:(lra)).
  unfold gap_of_run in H. lra.
Qed.

Theorem gd_pl : Satisfiable.gd_pl.
Proof.
  exists (bowl_at still), (gap_of_run warm), (where_at warm), (step_of_run warm),
    1, 1, 1, ten, 1, (least_gap warm).
  split; [lra |]. split; [lra |]. split; [lra |]. split; [apply power_class |].
  split; [apply bowl_low |]. split; [apply run_of_steps, warm_proper |]. split; [apply ten_steps |].
  assert (P := gap_positive warm warm_proper).
  split; [intros t _ _ _; specialize (P t); rewrite power_one by easy;
          pose proof (warm_is_warmup t); split; [| split; [left |]]; lra |].
  split; [intros t _ _ _; unfold gap_of_run; lra |]. split; [lra |].
  split; [specialize (P ten); unfold least_gap; lra |].
  split; [apply least_gap_below; [apply warm_proper | apply integer_0 | lra | apply pos_INR] |].
  intros t It Ht Hn. apply least_gap_below; [apply warm_proper | easy | easy | lra].
Qed.

(* ---- towards the minimiser ----------------------------------------------------------- *)

Lemma from_origin : forall w : R, 0 <= w -> norm ((w : line) - origin)%space = w.
Proof.
  intros w Hw. replace ((w : line) - origin)%space with (w : line) by (cbn; ring).
  now apply norm_on_line.
Qed.

Lemma inner_from_origin : forall w : R, << (w : line), ((w : line) - origin)%space >> = w * w.
Proof. intros w. cbn. ring. Qed.

Definition square_of (h : R -> R) (t : R) : R := where_at h t * where_at h t.

Lemma next_on_line : forall points h, (forall w, 0 < w -> 0 < h w < 1) -> forall t, integer t ->
  0 <= t -> next (bowl_at points) (where_at h t) (step_of_run h t) = where_at h (t + 1).
Proof. intros points h P t It Ht. rewrite (where_next h t It Ht). unfold next. cbn. ring. Qed.

Theorem gd_convex_warmup : Satisfiable.gd_convex_warmup.
Proof.
  exists (bowl_at still), (fun s => s + 1), (gap_of_run warm), (where_at warm), (square_of warm),
    (where_at warm), (step_of_run warm), ten, (least_gap warm), (least_gap warm / 2).
  assert (P := gap_positive warm warm_proper). assert (W := where_positive warm warm_proper).
  split; [apply bowl_class |]. split; [apply bowl_low |]. split; [apply linear_increases |].
  split; [apply bowl_convex |]. split; [apply bowl_minimiser |].
  split; [apply run_of_steps, warm_proper |]. split.
  { split; [left; apply W |]. split; [left; apply W |]. intros t It Ht Hn.
    assert (W0 := W t). assert (W1 := W (t + 1)).
    split; [| split; [| lra]].
    - exists (where_at warm t). split; [apply at_point; lra |]. symmetry. apply inner_from_origin.
    - exists (where_at warm t). rewrite next_on_line by (easy || apply warm_proper).
      split; [symmetry; apply from_origin; lra |]. split; [symmetry; apply inner_from_origin |].
      split; [symmetry; apply norm_on_line; lra | symmetry; apply from_origin; lra]. }
  split; [apply ten_steps |]. split; [intros t _ _ _; apply warm_is_warmup |].
  specialize (P ten). split; [unfold least_gap; lra |].
  intros s Hs Top. rewrite gap_at_start in Top. unfold least_gap in *. nra.
Qed.

(* theta = 1: half of what the aiming inner product allows. *)
Definition aimed (w : R) : R := / (w * w / 2 + 2).

Lemma aimed_proper : forall w, 0 < w -> 0 < aimed w < 1.
Proof.
  intros w Hw. unfold aimed. assert (0 < w * w / 2) by nra. split.
  - apply Rinv_0_lt_compat. lra.
  - rewrite <- Rinv_1. apply Rinv_lt_contravar; lra.
Qed.

Theorem gd_aiming : Satisfiable.gd_aiming.
Proof.
  exists (bowl_at still), (gap_of_run aimed), (where_at aimed), (square_of aimed), (where_at aimed),
    (step_of_run aimed), 1, 1, 1, ten, 1, (least_gap aimed), 1.
  assert (P := gap_positive aimed aimed_proper). assert (W := where_positive aimed aimed_proper).
  split; [lra |]. split; [lra |]. split; [lra |]. split; [lra |]. split; [apply power_class |].
  split; [apply bowl_low |]. split.
  { split; [left; apply W |]. split; [left; apply W |]. intros t It Ht Hn.
    assert (W0 := W t). assert (W1 := W (t + 1)). split; [| specialize (P t); lra].
    exists (where_at aimed t), (@origin line), (@origin line).
    rewrite next_on_line by (easy || apply aimed_proper).
    split; [apply at_point; lra |]. split; [apply bowl_nearest |]. split; [apply bowl_nearest |].
    split; [symmetry; apply from_origin; lra |]. split; [symmetry; apply inner_from_origin |].
    symmetry. apply from_origin. lra. }
  split; [apply ten_steps |]. split; [lra |].
  split; [specialize (P ten); unfold least_gap; lra |]. split; [| split].
  - intros t _ _ _. specialize (P t). pose proof (aimed_proper (where_at aimed t) (W t)).
    split; [unfold step_of_run; lra |]. split; [lra |]. split; [now left |].
    replace (power (gap_of_run aimed t) (1 + 1)) with (gap_of_run aimed t * gap_of_run aimed t).
    + change (step_of_run aimed t) with (/ (gap_of_run aimed t + 2)). field. lra.
    + unfold power. destruct (Req_EM_T (gap_of_run aimed t) 0); [lra |].
      rewrite Rpower_plus, Rpower_1 by easy. reflexivity.
  - intros t _ _ _. specialize (W t). unfold gap_of_run, square_of. nra.
  - intros t It Ht Hn. apply least_gap_below; [apply aimed_proper | easy | easy | lra].
Qed.

(* ---- a region that is not everything ------------------------------------------------------ *)

(* The component of {w^2/2 <= 1/2} that holds 1: it does not hold 2. *)
Definition bowl_near : setting := bowl_below line (1 / 2) 1 (course warm).

Lemma two_is_outside : ~ S bowl_near 2.
Proof.
  intros (C & _ & Low & _ & Two). specialize (Low 2 Two). unfold low, half_square, square in Low.
  cbn in Low. lra.
Qed.

Theorem localisation : Satisfiable.localisation.
Proof.
  exists bowl_near, (fun s => s + 1), (gap_of_run warm), (where_at warm), (step_of_run warm),
    (fun t e => (where_at warm t - e * where_at warm t) * (where_at warm t - e * where_at warm t) /
      2),
    ten.
  assert (W := where_positive warm warm_proper).
  split; [apply bowl_smooth; intros s Hs; lra |]. split; [apply bowl_bounded_below |].
  split; [apply linear_increases |]. split; [split |].
  - intros k _. unfold step_of_run, where_at. rewrite index_INR. unfold next. cbn. ring.
  - intros k _. unfold gap_of_run. unfold gap_at, next. cbn. unfold half_square, square. cbn.
    unfold where_at. rewrite index_INR.
    split; [lra |]. split; [| intros e; field].
    symmetry. apply norm_on_line. left. apply course_positive, warm_proper.
  - split; [apply ten_steps |]. split.
    + unfold inside. change 0 with (INR 0). rewrite index_INR. cbn.
      apply component_start. unfold low, half_square, square. cbn. lra.
    + intros t _ _ _ _. pose proof (warm_is_warmup t). lra.
Qed.
