(* The pieces of the functions of Theorem 3: sines, cosines, straight lines and the quartic link,
   each with value, slope and curvature that are derivatives of each other on all of the line. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Gluing Steps.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma twice_of_formula : forall V V' V'' : R -> R, (forall x, is_derive V x (V' x)) ->
  (forall x, is_derive V' x (V'' x)) -> (forall x, ex_derive V'' x) -> twice all V V' V''.
Proof.
  intros V V' V'' H H' H''. split; apply derives_of_formula; auto.
  intros x. exists (V'' x). apply H'.
Qed.

Lemma twice_affine : forall c s l, twice all (fun x => c + s * (x - l)) (fun _ => s) (fun _ => 0).
Proof.
  intros c s l. apply twice_of_formula; intros x.
  - auto_derive; [exact Logic.I | ring].
  - auto_derive; [exact Logic.I | ring].
  - auto_derive. exact Logic.I.
Qed.

(* A sine with slope s where it rises, of frequency k. *)
Lemma twice_sine : forall c s k l, k <> 0 ->
  twice all (fun x => c + s / k * sin (k * (x - l))) (fun x => s * cos (k * (x - l)))
    (fun x => - (s * k * sin (k * (x - l)))).
Proof.
  intros c s k l Hk. apply twice_of_formula; intros x.
  - auto_derive; [exact Logic.I | field; exact Hk].
  - auto_derive; [exact Logic.I | ring].
  - auto_derive. exact Logic.I.
Qed.

(* A trough of the same kind, with 0 at its bottom l. *)
Lemma twice_trough : forall s k l, k <> 0 ->
  twice all (fun x => s / k * (1 - cos (k * (x - l)))) (fun x => s * sin (k * (x - l)))
    (fun x => s * k * cos (k * (x - l))).
Proof.
  intros s k l Hk. apply twice_of_formula; intros x.
  - auto_derive; [exact Logic.I | field; exact Hk].
  - auto_derive; [exact Logic.I | ring].
  - auto_derive. exact Logic.I.
Qed.

(* The link: slope e + (s - e)(3 y^2 - 2 y^3) with y = (x - l)/lam, and the value c at y = 1. *)
Lemma twice_link : forall c e s lam l, lam <> 0 ->
  twice all
    (fun x => c - e * (lam - (x - l))
      - (s - e) * lam * (1 / 2 - ((x - l) / lam) ^ 3 + ((x - l) / lam) ^ 4 / 2))
    (fun x => e + (s - e) * (3 * ((x - l) / lam) ^ 2 - 2 * ((x - l) / lam) ^ 3))
    (fun x => 6 * (s - e) / lam * ((x - l) / lam - ((x - l) / lam) ^ 2)).
Proof.
  intros c e s lam l H. apply twice_of_formula; intros x.
  - auto_derive; [exact Logic.I | field; exact H].
  - auto_derive; [exact Logic.I | field; exact H].
  - auto_derive. exact Logic.I.
Qed.

Lemma abs_sin : forall x, Rabs (sin x) <= 1.
Proof. intros x. apply Rabs_le, SIN_bound. Qed.

Lemma abs_cos : forall x, Rabs (cos x) <= 1.
Proof. intros x. apply Rabs_le, COS_bound. Qed.

Lemma abs_scaled : forall a b c, Rabs b <= 1 -> 0 <= a -> a <= c -> Rabs (a * b) <= c.
Proof.
  intros a b c Hb Ha Hc. rewrite Rabs_mult, (Rabs_pos_eq a Ha). pose proof (Rabs_pos b). nra.
Qed.

(* The frequency of a wave with [periods] periods over eta slope, against the curvature M. *)
Lemma frequency : forall M slope periods eta, 0 < M -> 1 <= periods -> 0 < slope ->
  2 * PI * periods <= M * eta -> M * eta < 2 * PI * (periods + 1) ->
  let k := 2 * PI * periods / (eta * slope) in
  0 < eta /\ 0 < k /\ k * (eta * slope) = 2 * PI * periods /\ slope * k <= M /\
  slope / k <= 2 * slope ^ 2 / M.
Proof.
  intros M slope periods eta HM Hp Hs L U k. pose proof PI_RGT_0 as P.
  assert (Q : 0 < 2 * PI * periods) by nra.
  assert (He : 0 < eta) by nra.
  assert (Hes : 0 < eta * slope) by nra.
  assert (Hk : 0 < k) by (unfold k; apply Rdiv_lt_0_compat; assumption).
  assert (E : k * (eta * slope) = 2 * PI * periods) by (unfold k; field; lra).
  split; [exact He|]. split; [exact Hk|]. split; [exact E|]. split.
  - apply Rmult_le_reg_r with eta; [exact He|]. lra.
  - apply Rmult_le_reg_r with (k * M); [nra|].
    replace (slope / k * (k * M)) with (slope * M) by (field; lra).
    replace (2 * slope ^ 2 / M * (k * M)) with (2 * slope * (slope * k)) by (field; lra).
    assert (M * eta <= 2 * (slope * k) * eta) by nra.
    assert (M <= 2 * (slope * k)) by (apply Rmult_le_reg_r with eta; lra). nra.
Qed.

Theorem lower_bound_valley : Stated.lower_bound_valley.
Proof.
  intros m K0 eps HK He.
  assert (Hk : K0 / eps <> 0) by (apply Rmult_integral_contrapositive_currified;
    [lra | apply Rinv_neq_0_compat, He]).
  destruct (twice_trough eps (K0 / eps) 0 Hk) as [D D'].
  assert (A : forall z, K0 / eps * (z - 0) = K0 * z / eps) by (intros; field; exact He).
  assert (E2 : 0 < eps ^ 2) by (assert (0 < eps * eps) by (destruct (Rdichotomy _ _ He); nra); lra).
  repeat split; auto; try lra.
  - apply (derives_on _ _ _ _ _ D); [|exact Logic.I]. intros y _. rewrite A. split; [|reflexivity]. field. lra.
Abort.
