(* Inner products and norms: the few identities that the proofs use. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning.
Open Scope R_scope.

Section Space.
Variable E : inner_space.
Implicit Types x y z : E.

Lemma inner_plus_right x y z : << z, x + y >> = << z, x >> + << z, y >>.
Proof. rewrite inner_comm, inner_plus, (inner_comm E x z), (inner_comm E y z). reflexivity. Qed.

Lemma inner_times_right a x z : << z, a * x >> = a * << z, x >>.
Proof. rewrite inner_comm, inner_times, (inner_comm E x z). reflexivity. Qed.

Lemma inner_origin x : << origin, x >> = 0.
Proof. rewrite <- (times_zero E x), inner_times. ring. Qed.

Lemma norm_nonnegative x : 0 <= norm x.
Proof. apply sqrt_pos. Qed.

Lemma norm_squared x : norm x ^ 2 = << x, x >>.
Proof. unfold norm. simpl. rewrite Rmult_1_r. apply sqrt_sqrt, inner_nonnegative. Qed.

Lemma square_norm x : square x = norm x ^ 2.
Proof. rewrite norm_squared. reflexivity. Qed.

Lemma norm_origin : norm (@origin E) = 0.
Proof. unfold norm. rewrite inner_origin. apply sqrt_0. Qed.

Lemma norm_zero x : norm x = 0 -> x = origin.
Proof. intros H. apply inner_definite. rewrite <- norm_squared, H. ring. Qed.

Lemma square_linear x y t : square (x + t * y)%space = square x + 2 * t * << x, y >> + t ^ 2 * square y.
Proof.
  unfold square. rewrite inner_plus, !inner_plus_right, !inner_times, !inner_times_right, (inner_comm E y x).
  ring.
Qed.

Lemma norm_times a x : norm (a * x) = Rabs a * norm x.
Proof.
  unfold norm. rewrite inner_times, inner_times_right, <- Rmult_assoc.
  rewrite sqrt_mult_alt by apply Rle_0_sqr. f_equal. apply sqrt_Rsqr_abs.
Qed.

Lemma square_expansion x y : square (x - y)%space = square x - 2 * << x, y >> + square y.
Proof. rewrite square_linear. ring. Qed.

Lemma cauchy_schwarz_square x y : << x, y >> ^ 2 <= << x, x >> * << y, y >>.
Proof.
  assert (Hq : forall t, 0 <= << x, x >> + 2 * t * << x, y >> + t ^ 2 * << y, y >>).
  { intros t. assert (H := square_linear x y t). unfold square in H. rewrite <- H. apply inner_nonnegative. }
  assert (Hx := inner_nonnegative E x). assert (Hy := inner_nonnegative E y).
  set (a := << x, x >>) in *. set (b := << x, y >>) in *. set (c := << y, y >>) in *.
  destruct (Req_dec c 0) as [Hc|Hc].
  - assert (b = 0).
    { destruct (Req_dec b 0) as [Hb|Hb]; [exact Hb|exfalso].
      assert (H := Hq (- (a + 1) / (2 * b))). rewrite Hc in H.
      replace (a + 2 * (- (a + 1) / (2 * b)) * b + (- (a + 1) / (2 * b)) ^ 2 * 0) with (-1) in H by (field; exact Hb). lra. }
    rewrite H, Hc. lra.
  - assert (H := Hq (- b / c)).
    replace (a + 2 * (- b / c) * b + (- b / c) ^ 2 * c) with ((a * c - b ^ 2) / c) in H by (field; exact Hc).
    assert (0 <= (a * c - b ^ 2) / c * c) by (apply Rmult_le_pos; lra).
    replace ((a * c - b ^ 2) / c * c) with (a * c - b ^ 2) in H0 by (field; exact Hc). lra.
Qed.

Lemma cauchy_schwarz x y : Rabs << x, y >> <= norm x * norm y.
Proof.
  assert (H := cauchy_schwarz_square x y). assert (Hx := norm_nonnegative x). assert (Hy := norm_nonnegative y).
  rewrite <- !norm_squared in H.
  rewrite <- (Rabs_pos_eq (norm x * norm y)) by (apply Rmult_le_pos; assumption).
  apply Rsqr_le_abs_0. unfold Rsqr. nra.
Qed.

Lemma inner_le_norms x y : << x, y >> <= norm x * norm y.
Proof. apply Rle_trans with (2 := cauchy_schwarz x y). apply Rle_abs. Qed.

Lemma triangle x y : norm (x + y)%space <= norm x + norm y.
Proof.
  assert (Hx := norm_nonnegative x). assert (Hy := norm_nonnegative y). assert (Hxy := norm_nonnegative (x + y)%space).
  apply Rsqr_incr_0_var; [|lra]. unfold Rsqr.
  assert (H := inner_le_norms x y). assert (S1 := square_linear x y 1).
  rewrite times_one in S1. rewrite !square_norm in S1. nra.
Qed.

(* ---- vectors ---------------------------------------------------------------------------- *)

Lemma along (w d : E) a b : ((w + a * d) + b * d = w + (a + b)%R * d)%space.
Proof. rewrite <- plus_assoc, <- plus_times. reflexivity. Qed.

Lemma at_start (w d : E) : (w + 0 * d = w)%space.
Proof. rewrite times_zero, plus_origin. reflexivity. Qed.

Lemma minus_self x : (x - x = origin)%space.
Proof.
  transitivity (1 * x + (-1) * x)%space; [rewrite times_one; reflexivity|].
  rewrite <- plus_times. replace (1 + -1) with 0 by ring. apply times_zero.
Qed.

Lemma plus_minus x y : (y + (x - y) = x)%space.
Proof.
  rewrite (plus_comm E x), plus_assoc. change (y + (-1) * y)%space with (y - y)%space.
  rewrite minus_self, plus_comm. apply plus_origin.
Qed.

Lemma to_end (w w' : E) : (w + 1 * (w' - w) = w')%space.
Proof. rewrite times_one. apply plus_minus. Qed.

Lemma minus_zero x y : (x - y = origin)%space -> x = y.
Proof. intros H. rewrite <- (plus_minus x y), H. apply plus_origin. Qed.

Lemma norm_minus_comm x y : norm (x - y) = norm (y - x).
Proof.
  unfold norm. f_equal. assert (H := square_expansion x y). assert (H' := square_expansion y x).
  unfold square in *. rewrite H, H', (inner_comm E y x). ring.
Qed.
End Space.
Arguments along {E}. Arguments at_start {E}. Arguments to_end {E}.

Lemma apart_on_line {E : inner_space} (w d : E) r s :
  norm (w + r * d - (w + s * d))%space = Rabs (r - s) * norm d.
Proof.
  rewrite <- norm_times. f_equal. replace (r - s) with (r + -1 * s) by ring.
  rewrite plus_times, times_plus, times_times, (plus_comm E w), <- plus_assoc.
  rewrite (plus_assoc E w), <- (times_one E w) at 1.
  rewrite <- plus_times. replace (1 + -1) with 0 by ring.
  rewrite times_zero, (plus_comm E origin), plus_origin. reflexivity.
Qed.

(* ---- the gradient along a line ------------------------------------------------------------ *)

Lemma gradient_near (m : setting) (w d : m) t e : 0 < e -> exists r, 0 < r /\
  forall s, Rabs (s - t) < r -> norm (grad m (w + s * d) - grad m (w + t * d))%space <= e.
Proof.
  intros He. destruct (gradient_continuous m (w + t * d)%space e He) as (c & Hc & B).
  assert (Nd := norm_nonnegative m d). exists (c / (norm d + 1)).
  split; [apply Rdiv_lt_0_compat; lra|]. intros s Hs. apply B. rewrite apart_on_line.
  assert (P := Rabs_pos (s - t)).
  apply Rle_lt_trans with (Rabs (s - t) * (norm d + 1)); [nra|].
  replace c with (c / (norm d + 1) * (norm d + 1)) at 1 by (field; lra).
  apply Rmult_lt_compat_r; lra.
Qed.

Lemma slope_continuous (m : setting) (w d e : m) t :
  continuous_at (fun _ => True) (fun r => << grad m (w + r * d)%space, e >>) t.
Proof.
  intros c Hc. assert (Ne := norm_nonnegative m e).
  destruct (gradient_near m w d t (c / (norm e + 1))) as (r & Hr & B); [apply Rdiv_lt_0_compat; lra|].
  exists r. split; [exact Hr|]. intros y _ Hy.
  replace (<< grad m (w + y * d)%space, e >> - << grad m (w + t * d)%space, e >>)
    with << (grad m (w + y * d) - grad m (w + t * d))%space, e >>
    by (rewrite inner_plus, inner_times; ring).
  apply Rle_trans with (1 := cauchy_schwarz _ _ _).
  apply Rle_trans with (c / (norm e + 1) * (norm e + 1)); [|right; field; lra].
  apply Rmult_le_compat; [apply norm_nonnegative|exact Ne|exact (B y Hy)|lra].
Qed.
