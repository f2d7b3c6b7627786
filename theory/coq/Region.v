(* What the meanings of Meaning.v ask for follows from what one usually has.

   A region S that is the path component, or the connected component, of {f <= level} at a start is
   closed under walks downhill. Bounds of second derivatives at every point of S give the bounds of
   how fast the gradient turns, which is how the definitions of smoothness are written. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line Space.
Open Scope R_scope.

(* ---- one real variable ---------------------------------------------------------------- *)

Lemma rise_from_slope : forall F F' a b C, a <= b ->
  (forall t, a <= t <= b -> derivative_at (fun _ => True) F t (F' t)) ->
  (forall t, a <= t <= b -> F' t <= C) -> F b - F a <= C * (b - a).
Proof.
  intros F F' a b C Order D B.
  replace (C * (b - a))%R with (C * b - C * a)%R by ring.
  apply (derivative_compare F F' (fun t => C * t)%R (fun _ => C)); [easy | | | exact B].
  - intros t T. apply (derivative_at_sub (fun _ => True)); [easy | now apply D].
  - intros t T. apply derivative_at_linear.
Qed.

(* ---- from second derivatives to the definitions ---------------------------------------- *)

Section Curvature.
Variable m : setting.
Local Open Scope space_scope.

(* curvature w d is the second derivative of f at w along d. *)
Definition second_derivative_along (curvature : m -> m -> R) : Prop := forall (w d : m) t,
  derivative_at (fun _ => True) (fun r => << grad m (w + r * d), d >>) t (curvature (w + t * d) d).

Theorem smooth_from_second_derivative : forall (curvature : m -> m -> R) ell,
  second_derivative_along curvature ->
  (forall w d, S m w -> curvature w d <= ell (gap_at m w) * square d)%R -> smooth m ell.
Proof.
  intros curvature ell D B w d a b C Order In Top.
  apply (rise_from_slope (fun r => << grad m (w + r * d), d >>)
           (fun r => curvature (w + r * d) d)); [easy | intros; apply D |].
  intros t T. eapply Rle_trans; [apply B, In, T | apply Top, T].
Qed.

(* hess w d is the derivative of the gradient at w along d. *)
Definition is_hessian (hess : m -> m -> m) : Prop := forall (w d e : m) t,
  derivative_at (fun _ => True) (fun r => << grad m (w + r * d), e >>) t << hess (w + t * d) d, e
    >>.

(* From the slope of one component of the gradient to the length of its change. *)
Lemma turn_from_hessian : forall (hess : m -> m -> m) (w d : m) a b C, is_hessian hess -> a <= b ->
  (forall r, a <= r <= b -> norm (hess (w + r * d)%space d) <= C)%R ->
  (norm (grad m (w + b * d) - grad m (w + a * d)) <= C * (b - a))%R.
Proof.
  intros hess w d a b C D Order B.
  set (turn := grad m (w + b * d) - grad m (w + a * d)).
  assert (Self : (<< turn, turn >> <= (C * norm turn) * (b - a))%R).
  { unfold turn at 1. rewrite inner_plus, inner_times.
    replace (<< (grad m (w + b * d)), turn >> + -1 * << (grad m (w + a * d)), turn >>)%R
      with (<< (grad m (w + b * d)), turn >> - << (grad m (w + a * d)), turn >>)%R by ring.
    apply (rise_from_slope (fun r => << grad m (w + r * d), turn >>)
             (fun r => << hess (w + r * d) d, turn >>)); [easy | intros; apply D |].
    intros t T. eapply Rle_trans; [apply inner_le_norms |].
    apply Rmult_le_compat_r; [apply norm_nonnegative | now apply B]. }
  assert (0 <= C) by (eapply Rle_trans; [apply norm_nonnegative | apply (B a); lra]).
  rewrite <- norm_squared in Self. pose proof (norm_nonnegative m turn).
  destruct (Req_dec (norm turn) 0) as [-> |]; [apply Rmult_le_pos; lra |].
  apply Rmult_le_reg_l with (norm turn); [lra | nra].
Qed.

Theorem two_sided_from_hessian : forall (hess : m -> m -> m) ell, is_hessian hess ->
  (forall w d, S m w -> norm (hess w d) <= ell (gap_at m w) * norm d)%R -> two_sided_smooth m ell.
Proof.
  intros hess ell D B w d a b C Order In Top. apply (turn_from_hessian hess); [easy | easy |].
  intros r Hr. eapply Rle_trans; [apply B, In, Hr | apply Top, Hr].
Qed.

Theorem gradient_smooth_from_hessian : forall (hess : m -> m -> m) L0 L rho, is_hessian hess ->
  (forall w d, S m w ->
     norm (hess w d) <= (L0 + L * power (norm (grad m w)) rho) * norm d)%R ->
  gradient_smooth m L0 L rho.
Proof.
  intros hess L0 L rho D B w d a b C Order In Top. apply (turn_from_hessian hess); [easy | easy |].
  intros r Hr. eapply Rle_trans; [apply B, In, Hr | apply Top, Hr].
Qed.

End Curvature.

(* ---- components of sublevel sets ------------------------------------------------------- *)

Section Components.
Variable E : inner_space.
Variable f : E -> R.
Variable level : R.
Local Open Scope space_scope.

Definition low (w : E) : Prop := f w <= level.

Definition path (p : R -> E) : Prop := forall s, 0 <= s <= 1 -> forall e, 0 < e ->
  exists d, 0 < d /\ forall s', 0 <= s' <= 1 -> Rabs (s' - s) < d -> (norm (p s' - p s) <= e)%R.

(* What can be reached from start by a path in {f <= level}. *)
Definition path_component (start w : E) : Prop := exists p, path p /\
  p 0%R = start /\ p 1%R = w /\ forall s, 0 <= s <= 1 -> low (p s).

(* C is not the union of two of its parts with each a neighbourhood of its points in C. *)
Definition connected (C : E -> Prop) : Prop := forall A : E -> Prop,
  (forall w, C w -> exists d, 0 < d /\
     forall v, C v -> (norm (v - w) < d)%R -> (A v <-> A w)) ->
  forall v w, C v -> C w -> A v -> A w.

(* The union of the connected parts of {f <= level} that hold start. *)
Definition component (start w : E) : Prop := exists C, connected C /\
  (forall v, C v -> low v) /\ C start /\ C w.

Lemma component_start : forall start, low start -> component start start.
Proof.
  intros start Low. exists (fun w => w = start). repeat split; [| now intros v ->].
  now intros A _ v w -> ->.
Qed.

(* A path, and then the segment from its end w to w + t d. *)
Lemma walk_on_from_path : forall start w d t, path_component start w -> 0 <= t ->
  (forall r, 0 <= r <= t -> low (w + r * d)) -> path_component start (w + t * d).
Proof.
  intros start w d t (p & Cont & P0 & P1 & Low) Ht Seg.
  exists (fun s => if Rle_dec s (1 / 2) then p (2 * s)%R else w + ((2 * s - 1) * t)%R * d).
  assert (Nd := norm_nonnegative E d).
  assert (Mid : forall s, 1 / 2 <= s <= 1 ->
            w + ((2 * s - 1) * t)%R * d
            = if Rle_dec s (1 / 2) then p (2 * s)%R else w + ((2 * s - 1) * t)%R * d).
  { intros s Hs. destruct (Rle_dec s (1 / 2)); [| easy].
    replace s with (1 / 2)%R by lra. replace (2 * (1 / 2))%R with 1%R by field.
    rewrite P1. replace ((1 - 1) * t)%R with 0%R by ring. now rewrite times_zero, plus_origin. }
  repeat split.
  - intros s Hs e He.
    assert (Left : s <= 1 / 2 -> exists c, 0 < c /\ forall s', 0 <= s' <= 1 / 2 ->
              Rabs (s' - s) < c -> (norm (p (2 * s')%R - p (2 * s)%R) <= e)%R).
    { intros L. destruct (Cont (2 * s)%R ltac:(lra) e He) as (c & Hc & B).
      exists (c / 2)%R. split; [lra |]. intros s' Hs' Near. apply B; [lra |].
      replace (2 * s' - 2 * s)%R with (2 * (s' - s))%R by ring.
      rewrite Rabs_mult, (Rabs_right 2) by lra. lra. }
    assert (Right : 1 / 2 <= s -> exists c, 0 < c /\ forall s', 1 / 2 <= s' <= 1 ->
              Rabs (s' - s) < c ->
              (norm (w + ((2 * s' - 1) * t)%R * d - (w + ((2 * s - 1) * t)%R * d)) <= e)%R).
    { intros _. exists (e / (2 * (t * norm d) + 1))%R.
      assert (0 <= t * norm d) by now apply Rmult_le_pos.
      split; [apply Rdiv_lt_0_compat; lra |]. intros s' _ Near. rewrite apart_on_line.
      replace ((2 * s' - 1) * t - (2 * s - 1) * t)%R with (2 * t * (s' - s))%R by ring.
      rewrite Rabs_mult, (Rabs_right (2 * t)) by lra.
      apply Rle_trans with (Rabs (s' - s) * (2 * (t * norm d) + 1))%R;
        [pose proof (Rabs_pos (s' - s)); nra |].
      apply Rle_trans with (e / (2 * (t * norm d) + 1) * (2 * (t * norm d) + 1))%R;
        [apply Rmult_le_compat_r; lra | right; field; lra]. }
    destruct (Rtotal_order s (1 / 2)) as [L | [M | G]].
    + destruct (Left ltac:(lra)) as (c & Hc & B).
      exists (Rmin c (1 / 2 - s)). split; [apply Rmin_glb_lt; lra |].
      intros s' Hs' Near. pose proof (Rmin_l c (1 / 2 - s)). pose proof (Rmin_r c (1 / 2 - s)).
      pose proof (Rle_abs (s' - s)).
      destruct (Rle_dec s' (1 / 2)); [| lra]. destruct (Rle_dec s (1 / 2)); [| lra].
      apply B; lra.
    + destruct (Left ltac:(lra)) as (c & Hc & B). destruct (Right ltac:(lra)) as (c' & Hc' & B').
      exists (Rmin c c'). split; [apply Rmin_glb_lt; lra |].
      intros s' Hs' Near. pose proof (Rmin_l c c'). pose proof (Rmin_r c c').
      destruct (Rle_dec s' (1 / 2)).
      * destruct (Rle_dec s (1 / 2)); [| lra]. apply B; lra.
      * rewrite <- (Mid s) by lra. apply B'; lra.
    + destruct (Right ltac:(lra)) as (c & Hc & B).
      exists (Rmin c (s - 1 / 2)). split; [apply Rmin_glb_lt; lra |].
      intros s' Hs' Near. pose proof (Rmin_l c (s - 1 / 2)). pose proof (Rmin_r c (s - 1 / 2)).
      pose proof (Rle_abs (- (s' - s))). rewrite Rabs_Ropp in *.
      destruct (Rle_dec s' (1 / 2)); [lra |]. destruct (Rle_dec s (1 / 2)); [lra |].
      apply B; lra.
  - destruct (Rle_dec 0 (1 / 2)); [| lra]. now rewrite Rmult_0_r.
  - destruct (Rle_dec 1 (1 / 2)); [lra |]. now replace ((2 * 1 - 1) * t)%R with t by ring.
  - intros s Hs. destruct (Rle_dec s (1 / 2)); [apply Low; lra | apply Seg]. nra.
Qed.

Theorem path_component_downhill : forall start w d t, path_component start w -> 0 <= t ->
  (forall r, 0 <= r <= t -> f (w + r * d) <= f w) -> path_component start (w + t * d).
Proof.
  intros start w d t In Ht Down. apply walk_on_from_path; [easy | easy |].
  destruct In as (p & _ & _ & P1 & Low). intros r Hr. eapply Rle_trans; [now apply Down |].
  specialize (Low 1%R ltac:(lra)). now rewrite P1 in Low.
Qed.

(* A segment is connected: the first t at which A could change has a neighbourhood. *)
Lemma segment_is_all : forall (w d : E) t (A : E -> Prop), 0 <= t ->
  (forall r, 0 <= r <= t -> exists c, 0 < c /\ forall r', 0 <= r' <= t ->
     (norm (w + r' * d - (w + r * d)) < c)%R -> (A (w + r' * d) <-> A (w + r * d))) ->
  forall r, 0 <= r <= t -> (A (w + r * d) <-> A w).
Proof.
  intros w d t A Ht Open.
  assert (Nd := norm_nonnegative E d).
  assert (Local : forall r, 0 <= r <= t -> exists c, 0 < c /\ forall r', 0 <= r' <= t ->
            Rabs (r' - r) < c -> (A (w + r' * d) <-> A (w + r * d))).
  { intros r Hr. destruct (Open r Hr) as (c & Hc & B). exists (c / (norm d + 1))%R.
    split; [apply Rdiv_lt_0_compat; lra |]. intros r' Hr' Near. apply B; [easy |].
    rewrite apart_on_line. pose proof (Rabs_pos (r' - r)).
    apply Rle_lt_trans with (Rabs (r' - r) * (norm d + 1))%R; [nra |].
    apply Rlt_le_trans with (c / (norm d + 1) * (norm d + 1))%R;
      [apply Rmult_lt_compat_r; lra | right; field; lra]. }
  set (same := fun r => 0 <= r <= t /\
         forall r', 0 <= r' <= r -> (A (w + r' * d) <-> A w)).
  assert (Zero : w + 0%R * d = w) by now rewrite times_zero, plus_origin.
  assert (Same0 : same 0%R).
  { split; [lra |]. intros r' Hr'. replace r' with 0%R by lra. now rewrite Zero. }
  destruct (completeness same) as (top & Up & Least).
  { exists t. intros r (Hr & _). lra. }
  { now exists 0%R. }
  assert (0 <= top) by now apply Up.
  assert (top <= t) by (apply Least; intros r (Hr & _); lra).
  destruct (Local top ltac:(lra)) as (c & Hc & B).
  assert (Near : exists r, same r /\ top - c < r).
  { apply Classical_Prop.NNPP. intros No.
    assert (top <= top - c); [| lra]. apply Least. intros r Hr.
    destruct (Rle_dec r (top - c)); [easy |]. exfalso. apply No. exists r. split; [easy | lra]. }
  destruct Near as (r & (Hr & Sr) & Close).
  assert (r <= top) by (apply Up; now split).
  assert (AtTop : A (w + top * d) <-> A w).
  { rewrite <- (Sr r) by lra. symmetry. apply B; [lra |].
    rewrite Rabs_left1 by lra. lra. }
  assert (Beyond : forall r', r <= r' <= t -> r' < top + c -> (A (w + r' * d) <-> A w)).
  { intros r' Hr' Lt. rewrite <- AtTop. apply B; [lra |]. apply Rabs_def1; lra. }
  assert (Top : top = t).
  { destruct (Rle_lt_or_eq_dec top t) as [Lt | ->]; [easy | | easy]. exfalso.
    assert (same (Rmin t (top + c / 2))) as Too.
    { pose proof (Rmin_l t (top + c / 2)). pose proof (Rmin_r t (top + c / 2)).
      split; [split; [apply Rmin_glb; lra | easy] |]. intros r' Hr'.
      destruct (Rle_dec r' r); [apply Sr; lra | apply Beyond; lra]. }
    apply Up in Too. unfold Rmin in Too. destruct (Rle_dec t (top + c / 2)); lra. }
  intros r' Hr'. destruct (Rle_dec r' r); [apply Sr; lra | apply Beyond; lra].
Qed.

Theorem component_downhill : forall start w d t, component start w -> 0 <= t ->
  (forall r, 0 <= r <= t -> f (w + r * d) <= f w) -> component start (w + t * d).
Proof.
  intros start w d t (C & Conn & Low & Cs & Cw) Ht Down.
  set (on := fun v => exists r, 0 <= r <= t /\ v = w + r * d).
  assert (on w) as Ow by (exists 0%R; split; [lra | now rewrite times_zero, plus_origin]).
  exists (fun v => C v \/ on v). repeat split; [| | now left | right; exists t; split; [lra |
    easy]].
  - intros A Open.
    assert (All : forall v, C v \/ on v -> (A v <-> A w)).
    { intros v [Cv | (r & Hr & ->)].
      - assert (OpenC : forall (u : E), C u -> exists c, 0 < c /\
                  forall x, C x -> (norm (x - u) < c)%R -> (A x <-> A u)).
        { intros u Cu. destruct (Open u (or_introl Cu)) as (c & Hc & B). exists c.
          split; [easy |]. intros x Cx. apply B. now left. }
        split; intros Av; [now apply (Conn A OpenC v w) | now apply (Conn A OpenC w v)].
      - apply (segment_is_all w d t A Ht); [| easy]. intros q Hq.
        destruct (Open (w + q * d)) as (c & Hc & B); [right; now exists q |]. exists c.
        split; [easy |]. intros q' Hq'. apply B. right. now exists q'. }
    intros u v Hu Hv Au. apply All; [easy |]. now apply (All u Hu).
  - intros v [Cv | (r & Hr & ->)]; [now apply Low |].
    eapply Rle_trans; [now apply Down | now apply Low].
Qed.

End Components.
