(* The distance G, with G' = 1/h and h = sqrt(2 Phi), rises strictly: its derivative at positive
   gaps is positive, and at x < y it is at least 1/h(y) on the way, for h does not fall. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line GradientBound.
From Warmproof Require Stated.
Open Scope R_scope.

Section Distance.
Variables (ell Phi G : R -> R).
Hypothesis ell_nonnegative : forall s, 0 <= s -> 0 <= ell s.
Hypothesis integral : derives (fun s => 0 <= s) Phi ell /\ Phi 0 = 0.
Hypothesis potential_positive : forall x, 0 < x -> 0 < Phi x.
Hypothesis antiderivative : derives (fun x => 0 < x) G (fun x => sqrt 2 / (2 * sqrt (Phi x))).

(* The rate of G as the statements write it is 1/h. *)
Lemma rate_of s : 0 < Phi s -> sqrt 2 / (2 * sqrt (Phi s)) = / sqrt (2 * Phi s).
Proof.
  intros H. assert (H2 : 0 < sqrt 2) by (apply sqrt_lt_R0; lra).
  assert (HP : 0 < sqrt (Phi s)) by (apply sqrt_lt_R0, H).
  rewrite sqrt_mult_alt by lra. replace (sqrt 2 / (2 * sqrt (Phi s)))
    with (sqrt 2 / ((sqrt 2 * sqrt 2) * sqrt (Phi s))) by (rewrite sqrt_sqrt by lra; reflexivity).
  field. split; lra.
Qed.

Lemma speed_positive s : 0 < s -> 0 < sqrt (2 * Phi s).
Proof. intros Hs. apply sqrt_lt_R0. assert (H := potential_positive s Hs). lra. Qed.

Lemma distance_derivative s : 0 < s -> derivative_at (fun x => 0 < x) G s (/ sqrt (2 * Phi s)).
Proof.
  intros Hs. rewrite <- rate_of by (apply potential_positive, Hs). apply antiderivative, Hs.
Qed.

(* Over [x, y] the distance is at least (y - x)/h(y). *)
Lemma distance_at_least x y : 0 < x -> x <= y -> (y - x) / sqrt (2 * Phi y) <= G y - G x.
Proof.
  intros Hx Hxy.
  assert (H := derivative_compare (fun s => / sqrt (2 * Phi y) * s) (fun _ => / sqrt (2 * Phi y))
    G (fun s => / sqrt (2 * Phi s)) x y Hxy).
  cbv beta in H. enough (/ sqrt (2 * Phi y) * y - / sqrt (2 * Phi y) * x <= G y - G x).
  { unfold Rdiv. lra. }
  apply H.
  - intros s _. apply derivative_at_linear.
  - intros s Hs. apply (derivative_at_sub (fun x => 0 < x)); [intros; lra|apply distance_derivative; lra].
  - intros s Hs. apply Rinv_le_contravar; [apply speed_positive; lra|].
    apply sqrt_le_1_alt. assert (Phi s <= Phi y); [|lra].
    apply (potential_rises ell); [apply integral|exact ell_nonnegative|lra].
Qed.

Lemma distance_increases x y : 0 < x -> x < y -> G x < G y.
Proof.
  intros Hx Hxy. assert (H := distance_at_least x y Hx ltac:(lra)).
  assert (0 < (y - x) / sqrt (2 * Phi y)); [|lra].
  apply Rdiv_lt_0_compat; [lra|apply speed_positive; lra].
Qed.

Lemma distance_nondecreasing x y : 0 < x -> x <= y -> G x <= G y.
Proof. intros Hx [H|H]; [left; apply distance_increases; assumption|rewrite H; lra]. Qed.
End Distance.

Theorem distance_rises : Stated.distance_rises.
Proof.
  intros m ell Phi G Hell Hint Hpos [_ HG] r Hr y Hy.
  apply (distance_increases ell Phi G); assumption.
Qed.
