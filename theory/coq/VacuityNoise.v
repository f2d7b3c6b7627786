(* The assumptions of the statements about one step with noise can be met: the bowl w^2/2 on the line with
   ell = 1, the step 1/4 from 1 with the noise 1, which leads to 1/2. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Space Examples Vacuity.
From Warmproof Require Satisfiable.
Open Scope R_scope.

Lemma noisy : noisy_step (bowl_at still) (1 / 2) 1 (1 / 4) 1 1 (1 / 8).
Proof.
  exists 1, 1, (1 / 2). split; [|split; [|split; [|split; [|split; [exact Logic.I|]]]]].
  - assert (P := at_point still 1 ltac:(lra)). now rewrite Rmult_1_r in P.
  - symmetry. apply norm_on_line. lra.
  - cbn. ring.
  - cbn. field.
  - rewrite gap_on_line. field.
Qed.

Lemma flat_class : smooth (bowl_at still) (fun _ => 1).
Proof. apply bowl_smooth. intros. lra. Qed.

(* The potential of ell = 1 is s, and the distance sqrt(2 s). *)
Lemma flat_integral : derives (fun s => 0 <= s) (fun s => s) (fun _ => 1) /\ 0 = 0.
Proof. split; [|easy]. apply derives_of; intros x _; [auto_derive; easy|apply continuous_const]. Qed.

Lemma flat_distance : (forall x : R, 0 < x -> 0 < x) /\
  derives (fun x => 0 < x) (fun x => sqrt 2 * sqrt x) (fun x => sqrt 2 / (2 * sqrt x)).
Proof.
  split; [easy|]. apply derives_of; intros x Hx.
  - auto_derive; [easy|]. assert (P := sqrt_lt_R0 x Hx). field. lra.
  - apply (ex_derive_continuous (fun x : R => sqrt 2 / (2 * sqrt x))).
    assert (P := sqrt_lt_R0 x Hx). auto_derive. split; [easy|split; [lra|easy]].
Qed.

(* The radius from 1/2 to 4 times as much is 1, the step at most 1/2 long. *)
Lemma within : 1 / 4 * (sqrt 1 + sqrt 2 * sqrt (1 / 2)) <= - (sqrt 2 * sqrt (1 / 2)) + sqrt 2 * sqrt (4 * (1 / 2)).
Proof.
  replace (4 * (1 / 2)) with 2 by field. rewrite sqrt_1, <- !sqrt_mult by lra.
  replace (2 * (1 / 2)) with 1 by field. rewrite sqrt_1, sqrt_square; lra.
Qed.

Theorem sgd_descent_within_radius : Satisfiable.sgd_descent_within_radius.
Proof.
  exists (bowl_at still), (fun _ => 1), (fun s => s), (fun x => sqrt 2 * sqrt x), 4, (1 / 2), (1 / 2), 1,
    (1 / 4), 1, 1, 1, (1 / 8).
  split; [apply flat_class|]. split; [apply bowl_low|]. split; [easy|].
  split; [intros; lra|]. split; [intros; lra|]. split; [apply flat_integral|]. split; [easy|].
  split; [apply flat_distance|]. split; [lra|]. split; [lra|]. split; [split; [apply noisy|lra]|].
  repeat (split; [lra|]). apply within.
Qed.

Theorem sgd_step : Satisfiable.sgd_step.
Proof.
  exists (bowl_at still), (fun _ => 1), (fun s => s), (fun x => sqrt 2 * sqrt x), 0, 1, 0, 4, (1 / 2), (1 / 2),
    1, (1 / 4), 1, 1, (1 / 8).
  split; [apply flat_class|]. split; [apply bowl_low|]. split; [easy|].
  split; [intros; lra|]. split; [intros; lra|]. split; [apply flat_integral|]. split; [easy|].
  split; [apply flat_distance|]. split; [lra|]. split; [lra|]. split; [split; [apply noisy|lra]|].
  repeat (split; [lra|]). replace (0 * (1 / 2) + 2 * 1 * (1 / 2) + 0) with 1 by field. apply within.
Qed.

Theorem sgd_descent_below_level : Satisfiable.sgd_descent_below_level.
Proof.
  exists (bowl_at still), (fun _ => 1), (1 / 2), 2, 1, (1 / 4), 1, 1, (1 / 8).
  split; [apply flat_class|]. split; [apply bowl_low|]. split; [easy|].
  split; [intros; lra|]. split; [intros; lra|]. split; [split; [apply noisy|lra]|]. lra.
Qed.

Theorem sgd_step_below_level : Satisfiable.sgd_step_below_level.
Proof.
  exists (bowl_at still), (fun _ => 1), 0, 1, 0, (1 / 2), 2, 1, (1 / 4), 1, 1, (1 / 8).
  split; [apply flat_class|]. split; [apply bowl_low|]. split; [easy|].
  split; [intros; lra|]. split; [intros; lra|]. split; [split; [apply noisy|lra]|]. lra.
Qed.

Theorem sgd_noise_part : Satisfiable.sgd_noise_part.
Proof.
  exists (bowl_at still), (fun _ => 1), 0, 1, 0, (1 / 2), 2, 1, (1 / 4), 1, 1, (1 / 8).
  split; [intros; lra|]. split; [split; [apply noisy|lra]|]. lra.
Qed.
