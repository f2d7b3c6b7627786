(* The assumptions of Lemma 1 can be met by a function with a slope: the bowl w^2/2 on the line at
   1, with L0 = L = rho = 1. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Space Powers Region Examples Vacuity.
From Warmproof Require Satisfiable.
Open Scope R_scope.

Lemma bowl_gradient_smooth : forall points, gradient_smooth (bowl_at points) 1 1 1.
Proof.
  intros points. apply (gradient_smooth_from_hessian _ (fun _ d => d)).
  - intros w d e t. apply identity_along.
  - intros w d _. assert (P := power_ge_0 (norm (grad (bowl_at points) w)) 1).
    rewrite <- (Rmult_1_l (norm d)) at 1.
    apply Rmult_le_compat_r; [apply norm_nonnegative | lra].
Qed.

Lemma point_at_one : point (bowl_at still) (1 / 2) 1 /\ 0 <= 1 / 2 /\ 0 <= 1.
Proof.
  split; [| lra]. exists 1. assert (P := at_point still 1 ltac:(lra)). now rewrite Rmult_1_r in P.
Qed.

Theorem gradient_smooth_bound : Satisfiable.gradient_smooth_bound.
Proof.
  exists (bowl_at still), 1, 1, 1, (1 / 2), 1. assert (P := point_at_one).
  repeat split; try apply P; try lra; [apply bowl_gradient_smooth | apply bowl_low].
Qed.

Theorem inclusion_at_point : Satisfiable.inclusion_at_point.
Proof.
  exists (bowl_at still), 1, 1, 1, 1, (1 / 2), 1. assert (P := point_at_one).
  repeat split; try apply P; try lra; [apply bowl_gradient_smooth | apply bowl_low].
Qed.

Theorem inclusion : Satisfiable.inclusion.
Proof.
  exists (bowl_at still), 1, 1, 1, 1.
  repeat split; try lra; [apply bowl_gradient_smooth | apply bowl_low].
Qed.

Theorem inclusion_loose : Satisfiable.inclusion_loose.
Proof.
  exists (bowl_at still), 1, 1, 1.
  repeat split; try lra; [apply bowl_gradient_smooth | apply bowl_low].
Qed.

Theorem inclusion_psi_linear : Satisfiable.inclusion_psi_linear.
Proof.
  exists (bowl_at still), 1, 1, (1 / 2), 1. assert (P := point_at_one).
  repeat split; try apply P; try lra; [apply bowl_gradient_smooth | apply bowl_low].
Qed.
