(* What the predicates of the statements mean: the one file that has to be read, not checked.

   Statements speak of real numbers and real functions, and of a function f on a space only through
   predicates. Here is the space, the function, the region S, and each predicate, word for word as
   the docstrings of theory/rules and theory/definitions have them. Stated.v (generated) is written
   in these terms.

   Coq's functions are total: / 0, ln of a negative number and powers of one mean something in Coq
   and nothing in a theorem. So every relation in Stated.v stands beside the conditions under which
   its two sides are defined, in assumptions and in conclusions alike. *)
From Coq Require Import Reals ZArith Lra.
Open Scope R_scope.

(* ---- numbers -------------------------------------------------------------------------- *)

Definition integer (x : R) : Prop := exists z : Z, x = IZR z.

(* b^e for b > 0, and 0^e = 0 for e > 0; Stated.v asks for one of the two wherever it stands. *)
Definition power (b e : R) : R := if Req_EM_T b 0 then 0 else Rpower b e.

Fixpoint sum_below (term : nat -> R) (n : nat) : R :=
  match n with O => 0 | S k => sum_below term k + term k end.

(* The sum of term(i) over the integers i with 0 <= i <= count - 1; 0 if there are none. *)
Definition total (term : R -> R) (count : R) : R :=
  sum_below (fun k => term (INR k)) (Z.to_nat (up count - 1)).

(* The natural number that an index stands for. *)
Definition index (t : R) : nat := Z.to_nat (up t - 1).

(* ---- one real variable ---------------------------------------------------------------- *)

(* Limits at x along the points of I, one-sided at an end of I. *)
Definition continuous_at (I : R -> Prop) (F : R -> R) (x : R) : Prop :=
  forall e, 0 < e -> exists d, 0 < d /\ forall y, I y -> Rabs (y - x) < d -> Rabs (F y - F x) <= e.

Definition derivative_at (I : R -> Prop) (F : R -> R) (x l : R) : Prop :=
  forall e, 0 < e -> exists d, 0 < d /\ forall y, I y -> Rabs (y - x) < d ->
    Rabs (F y - F x - l * (y - x)) <= e * Rabs (y - x).

(* On I, F has the derivative F', which is continuous there. *)
Definition derives (I : R -> Prop) (F F' : R -> R) : Prop :=
  forall x, I x -> derivative_at I F x (F' x) /\ continuous_at I F' x.

(* Z is covered by intervals whose lengths add up to as little as one likes. *)
Definition null (Z : R -> Prop) : Prop :=
  forall e, 0 < e -> exists a b : nat -> R,
    (forall n, a n <= b n) /\ (forall n, sum_below (fun k => b k - a k) n <= e) /\
    (forall x, Z x -> exists n, a n < x < b n).

(* On I, F is locally Lipschitz and has the derivative F' almost everywhere. *)
Definition derives_almost (I : R -> Prop) (F F' : R -> R) : Prop :=
  (forall x, I x -> exists L d, 0 < d /\ forall y z, I y -> I z -> Rabs (y - x) < d ->
     Rabs (z - x) < d -> Rabs (F y - F z) <= L * Rabs (y - z)) /\
  null (fun x => I x /\ ~ derivative_at I F x (F' x)).

(* Gamma(x) is the integral of 1/F from x to high, finite from low on, for F continuous and positive
   above low. Of another F this asks less than an integral would, and it is only ever assumed. *)
Definition time_integral (Gamma F : R -> R) (low high : R) : Prop :=
  low <= high /\ Gamma high = 0 /\
  (forall x, low <= x <= high -> continuous_at (fun y => low <= y <= high) Gamma x) /\
  (forall x, low < x <= high -> derivative_at (fun y => low < y <= high) Gamma x (- / F x)).

(* ---- the space ------------------------------------------------------------------------ *)

Declare Scope space_scope.
Delimit Scope space_scope with space.

(* A real Hilbert space: R^n for every n (Examples.v), and more. Complete, for a run of which the
   steps add up to a finite length has to end somewhere: with a hole there, a gradient may be large
   beside a small gap. *)
Record inner_space := {
  point_of :> Type;
  plus : point_of -> point_of -> point_of;
  times : R -> point_of -> point_of;
  origin : point_of;
  inner : point_of -> point_of -> R;
  plus_comm : forall x y, plus x y = plus y x;
  plus_assoc : forall x y z, plus x (plus y z) = plus (plus x y) z;
  plus_origin : forall x, plus x origin = x;
  times_zero : forall x, times 0 x = origin;
  times_one : forall x, times 1 x = x;
  times_times : forall a b x, times a (times b x) = times (a * b) x;
  times_plus : forall a x y, times a (plus x y) = plus (times a x) (times a y);
  plus_times : forall a b x, times (a + b) x = plus (times a x) (times b x);
  inner_comm : forall x y, inner x y = inner y x;
  inner_plus : forall x y z, inner (plus x y) z = inner x z + inner y z;
  inner_times : forall a x z, inner (times a x) z = a * inner x z;
  inner_nonnegative : forall x, 0 <= inner x x;
  inner_definite : forall x, inner x x = 0 -> x = origin;
  complete : forall u : nat -> point_of,
    (forall e, 0 < e -> exists n, forall i j, (n <= i)%nat -> (n <= j)%nat ->
       inner (plus (u i) (times (-1) (u j))) (plus (u i) (times (-1) (u j))) <= e) ->
    exists x, forall e, 0 < e -> exists n, forall i, (n <= i)%nat ->
       inner (plus (u i) (times (-1) x)) (plus (u i) (times (-1) x)) <= e }.
Bind Scope space_scope with point_of.
Arguments plus {_} _%space _%space.
Arguments times {_} _%R _%space.
Arguments origin {_}.
Arguments inner {_} _%space _%space.

Notation "x + y" := (plus x y) : space_scope.
Notation "a * x" := (times a x) : space_scope.
Notation "x - y" := (plus x (times (-1) y)) : space_scope.
Notation "<< x , y >>" := (inner x y) (at level 0, x at level 200, y at level 200).

Definition norm {E : inner_space} (x : E) : R := sqrt << x, x >>.
Definition square {E : inner_space} (x : E) : R := << x, x >>.
Arguments norm {_} _%space.
Arguments square {_} _%space.

(* ---- what is fixed once --------------------------------------------------------------- *)

(* f and its gradient on all of the space, the number f_star, the region S, a point w* and a set W_star for
   the statements that speak of minimisers, and the points w_0, w_1, ... of a run for those that
   speak of where a run is. The gradient is what it is along lines, and continuous.

   S is the connected component of {f <= level} that holds the start, or everything. All that is
   used of that: a walk along a straight line that starts in S and does not climb above its start
   stays in S (Region.v shows it of both). *)
Record setting := {
  space :> inner_space;
  f : space -> R;
  grad : space -> space;
  f_star : R;
  S : space -> Prop;
  w_star : space;
  W_star : space -> Prop;
  iterate : nat -> space;
  gradient_along : forall (w d : space) t,
    derivative_at (fun _ => True) (fun r => f (w + r * d)%space) t << grad (w + t * d)%space, d >>;
  gradient_continuous : forall (w : space) e, 0 < e -> exists d, 0 < d /\
    forall v, norm (v - w) < d -> norm (grad v - grad w) <= e;
  downhill_in_S : forall (w d : space) t, S w -> 0 <= t ->
    (forall r, 0 <= r <= t -> f (w + r * d)%space <= f w) -> S (w + t * d)%space;
  W_star_minimises : forall w, W_star w -> f w = f_star }.

(* ---- linear maps ----------------------------------------------------------------------- *)

(* The spectral norm: the least n >= 0 with ||A d|| <= n ||d|| for all d. *)
Definition is_norm {E F : inner_space} (A : E -> F) (n : R) : Prop :=
  0 <= n /\ (forall d, norm (A d) <= n * norm d) /\
  forall c, 0 <= c -> (forall d, norm (A d) <= c * norm d) -> n <= c.

Definition linear {E F : inner_space} (A : E -> F) : Prop :=
  forall (x y : E) t, A (x + t * y)%space = (A x + t * A y)%space.

Definition adjoint {E F : inner_space} (A : E -> F) (A' : F -> E) : Prop :=
  forall x y, << A x, y >> = << x, A' y >>.

(* Hessians are linear, and their own adjoints. *)
Definition hessian {E : inner_space} (A : E -> E) : Prop := linear A /\ adjoint A A.

Section Predicates.
Variable m : setting.
Local Open Scope space_scope.

Definition gap_at (w : m) : R := (f m w - f_star m)%R.
Definition next (w : m) (eta : R) : m := w + (- eta)%R * grad m w.
Arguments gap_at w%space.
Arguments next w%space eta%R.

(* f >= f_star on S. *)
Definition bounded_below : Prop := forall w, S m w -> f_star m <= f m w.

(* S is everything. *)
Definition everywhere : Prop := forall w, S m w.

(* The curvature of f at w in S is at most ell(f(w) - f_star): along a segment in S with direction d
   the slope <grad f, d> rises at most at the rate C, wherever ell(f - f_star) |d|^2 <= C on it.
   For f with two derivatives that is d' hess f d <= ell(f - f_star) |d|^2 (Region.v shows it from
   a second derivative); it also has a meaning, the one meant, where the gradient is only
   Lipschitz. At a point and in a direction where S holds no segment nothing is asked; so where S is
   thin, this assumes less, and concludes less, than a bound at every point and in every direction. *)
Definition smooth (ell : R -> R) : Prop :=
  forall (w d : m) (a b C : R), a <= b ->
    (forall r, a <= r <= b -> S m (w + r * d)) ->
    (forall r, a <= r <= b -> ell (gap_at (w + r * d)) * square d <= C)%R ->
    (<< grad m (w + b * d), d >> - << grad m (w + a * d), d >> <= C * (b - a))%R.

(* The same for both signs, as a bound of how fast the gradient turns. *)
Definition two_sided_smooth (ell : R -> R) : Prop :=
  forall (w d : m) (a b C : R), a <= b ->
    (forall r, a <= r <= b -> S m (w + r * d)) ->
    (forall r, a <= r <= b -> ell (gap_at (w + r * d)) * norm d <= C)%R ->
    (norm (grad m (w + b * d) - grad m (w + a * d)) <= C * (b - a))%R.

(* ||hess f|| <= L0 + L ||grad f||^rho on S, read in the same way. *)
Definition gradient_smooth (L0 L rho : R) : Prop :=
  forall (w d : m) (a b C : R), a <= b ->
    (forall r, a <= r <= b -> S m (w + r * d)) ->
    (forall r, a <= r <= b -> (L0 + L * power (norm (grad m (w + r * d))) rho) * norm d <= C)%R ->
    (norm (grad m (w + b * d) - grad m (w + a * d)) <= C * (b - a))%R.

Definition is_point (w : m) (gap gradient_norm : R) : Prop :=
  S m w /\ gap = gap_at w /\ gradient_norm = norm (grad m w).

(* gap and gradient_norm are those of one point w of S. *)
Definition point (gap gradient_norm : R) : Prop := exists w, is_point w gap gradient_norm.

(* ... and gap_next is the gap at w - eta grad f(w), which need not be in S. *)
Definition gd_step (gap gradient_norm eta gap_next : R) : Prop :=
  exists w, is_point w gap gradient_norm /\ gap_next = gap_at (next w eta).

(* A step with the noise xi, w - eta (grad f(w) + xi); both points are in S. *)
Definition noisy_step (gap gradient_norm eta noise noise_inner gap_next : R) : Prop :=
  exists w xi w_next : m, is_point w gap gradient_norm /\ noise = norm xi /\
    noise_inner = << grad m w, xi >> /\ w_next = w + (- eta)%R * (grad m w + xi) /\ S m w_next /\
    gap_next = gap_at w_next.

(* ... and both are in S, with the gradient norm at the second and the inner product of both. *)
Definition gd_pair (gap gradient_norm eta gap_next gradient_next cross : R) : Prop :=
  exists w, is_point w gap gradient_norm /\ is_point (next w eta) gap_next gradient_next /\
    cross = << grad m w, grad m (next w eta) >>.

Definition convex : Prop :=
  (forall x y t, S m x -> S m y -> 0 <= t <= 1 -> S m (x + t * (y - x))) /\
  (forall x y t, S m x -> S m y -> 0 <= t <= 1 ->
     f m (x + t * (y - x)) <= (1 - t) * f m x + t * f m y)%R.

Definition minimiser : Prop := S m (w_star m) /\ f m (w_star m) = f_star m.

Definition point_towards (gap gradient_norm inner_towards : R) : Prop :=
  exists w, is_point w gap gradient_norm /\ inner_towards = << grad m w, w - w_star m >>.

Definition gd_towards (distance inner_towards gradient_norm eta distance_next : R) : Prop :=
  exists w : m, distance = norm (w - w_star m) /\ inner_towards = << grad m w, w - w_star m >> /\
    gradient_norm = norm (grad m w) /\ distance_next = norm (next w eta - w_star m).

Definition two_points (gap gap_far distance towards : R) : Prop :=
  exists w w' : m, S m w /\ S m w' /\ gap = gap_at w /\ gap_far = gap_at w' /\
    distance = norm (w' - w) /\ towards = << grad m w, w' - w >>.

Definition gradient_change (gap gap_far distance towards change : R) : Prop :=
  exists w w' : m, S m w /\ S m w' /\ gap = gap_at w /\ gap_far = gap_at w' /\
    distance = norm (w' - w) /\ towards = << grad m w, w' - w >> /\
    change = norm (grad m w' - grad m w).

(* p is a nearest point of W_star to w. *)
Definition nearest (w p : m) : Prop := W_star m p /\ forall v, W_star m v -> norm (w - p) <= norm (w - v).

Definition aiming_step (distance gap gradient_norm inner_towards eta distance_next : R) : Prop :=
  exists w p p_next, is_point w gap gradient_norm /\ nearest w p /\ nearest (next w eta) p_next /\
    distance = norm (w - p) /\ inner_towards = << grad m w, w - p >> /\
    distance_next = norm (next w eta - p_next).

(* The points of the run: w_{t+1} = w_t - eta_t grad f(w_t) for t < T. *)
Definition steps_of (etas : R -> R) (T : R) : Prop :=
  forall k, INR (Datatypes.S k) <= T -> iterate m (Datatypes.S k) = next (iterate m k) (etas (INR k)).

Definition gd_run (Delta g etas : R -> R) (path : R -> R -> R) (T : R) : Prop :=
  steps_of etas T /\
  forall k, INR k <= T -> Delta (INR k) = gap_at (iterate m k) /\
    g (INR k) = norm (grad m (iterate m k)) /\
    forall h, path (INR k) h = gap_at (next (iterate m k) h).

Definition inside (t : R) : Prop := S m (iterate m (index t)).

Definition gd_path_towards (distance_at inner_at g etas : R -> R) (T : R) : Prop :=
  steps_of etas T /\
  forall k, INR k <= T -> distance_at (INR k) = norm (iterate m k - w_star m) /\
    inner_at (INR k) = << grad m (iterate m k), iterate m k - w_star m >> /\
    g (INR k) = norm (grad m (iterate m k)).

(* The norms of two Hessians at a point and of their sum. *)
Definition hessians_of_sum (hess_f hess_g hess : R) : Prop :=
  exists A B : m -> m, hessian A /\ hessian B /\ is_norm A hess_f /\ is_norm B hess_g /\
    is_norm (fun d => A d + B d) hess.

(* ... of one Hessian and of its multiple. *)
Definition hessians_of_multiple (c hess_f hess : R) : Prop :=
  exists A : m -> m, hessian A /\ is_norm A hess_f /\ is_norm (fun d => c * A d) hess.

(* ... of the Hessian H of f at A w + b, in another space, and of that of f(A . + b) at w, A' H A. *)
Definition hessians_of_affine (norm_A hess_f hess : R) : Prop :=
  exists (F : inner_space) (A : m -> F) (A' : F -> m) (H : F -> F),
    linear A /\ adjoint A A' /\ hessian H /\ is_norm A norm_A /\ is_norm H hess_f /\
    is_norm (fun d => A' (H (A d))) hess.

End Predicates.
