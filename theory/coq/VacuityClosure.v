(* The assumptions of closure can be met by Hessians that are not 0: multiples of the identity on
   the line, with norms 1, 1 and 2, and 4 for the argument 2 w. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Space Powers Region Examples Vacuity.
From Warmproof Require Satisfiable.
Open Scope R_scope.

Definition multiple (c : R) (d : line) : line := c * d.

Lemma multiple_hessian : forall c, hessian (multiple c).
Proof. intros c. split; [intros x y t | intros x y]; unfold multiple; cbn; ring. Qed.

Lemma multiple_norm : forall c (A : line -> line), 0 <= c -> (forall d, A d = multiple c d) ->
  is_norm A c.
Proof.
  intros c A Hc Is.
  assert (Scaled : forall d : line, norm (A d) = c * norm d).
  { intros d. rewrite Is. transitivity (Rabs c * norm d); [exact (norm_times line c d) |].
    rewrite Rabs_right; lra. }
  split; [easy |]. split; [intros d; right; apply Scaled |]. intros n _ B.
  specialize (B 1). rewrite Scaled, (norm_on_line 1) in B by lra. lra.
Qed.

Lemma one_defined : (0 < 1 \/ 1 = 0 /\ 0 < 1) /\ 1 <= 1 + 1 * power 1 1.
Proof. rewrite power_1_left. split; [left |]; lra. Qed.

Theorem closure_sum : Satisfiable.closure_sum.
Proof.
  exists (bowl_at still), 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 2. assert (D := one_defined).
  repeat split; try apply D; try lra.
  exists (multiple 1), (multiple 1). split; [apply multiple_hessian |]. split;
    [apply multiple_hessian |].
  split; [apply multiple_norm; [lra | easy] |]. split; [apply multiple_norm; [lra | easy] |].
  apply multiple_norm; [lra |]. intros d. unfold multiple. cbn. ring.
Qed.

Theorem closure_scaling : Satisfiable.closure_scaling.
Proof.
  exists (bowl_at still), 1, 1, 1, 2, 1, 1, 2. assert (D := one_defined).
  repeat split; try apply D; try lra.
  exists (multiple 1). split; [apply multiple_hessian |].
  split; [apply multiple_norm; [lra | easy] |].
  apply multiple_norm; [lra |]. intros d. unfold multiple. cbn. ring.
Qed.

Theorem closure_affine : Satisfiable.closure_affine.
Proof.
  exists (bowl_at still), 1, 1, 1, 1, 2, 1, 1, 4. assert (D := one_defined).
  repeat split; try apply D; try lra.
  exists line, (multiple 2), (multiple 2), (multiple 1).
  destruct (multiple_hessian 2) as (Lin & Adj). split; [exact Lin |]. split; [exact Adj |].
  split; [apply multiple_hessian |]. split; [apply multiple_norm; [lra | easy] |].
  split; [apply multiple_norm; [lra | easy] |].
  apply multiple_norm; [lra |]. intros d. unfold multiple. cbn. ring.
Qed.
