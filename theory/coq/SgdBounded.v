(* Stochastic gradient descent with bounded noise, ||xi_t|| <= sigma: the cases A = B = 0, C = sigma^2 of the
   theorems for warm-up and for a constant step. Only the formulas have to be simplified. *)
From Coq Require Import Reals Arith Lra Lia Psatz.
From Warmproof Require Import Meaning MeaningRandom Sums Chance ProbableDescent Sgd SgdConstant SgdWarmup.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma root_of_square s : sqrt (s ^ 2) = Rabs s.
Proof. rewrite <- sqrt_Rsqr_abs. f_equal. unfold Rsqr. ring. Qed.

Lemma root_of_load s x : 0 <= x -> sqrt (s ^ 2 * x) = sqrt x * Rabs s.
Proof. intros H. rewrite sqrt_mult by (try apply pow2_ge_0; exact H). rewrite root_of_square. ring. Qed.

Lemma bounded_square sigma noise x y : 0 <= noise -> noise <= sigma -> noise ^ 2 <= 0 * x + 0 * y + sigma ^ 2.
Proof. intros H1 H2. assert (noise ^ 2 <= sigma ^ 2) by (apply pow_incr; lra). lra. Qed.

(* The smallest of the four terms for bounded noise is that for A = B = 0 and C = sigma^2. *)
Lemma terms_bounded (L Phi D gap sigma delta T gap0 eta : R) :
  (0 <= Phi /\ 0 <= eta /\
   (2 * L <= 0 \/ (0 < 2 * L /\ (L <> 0 /\ eta <= 1 / (2 * L)))) /\
   ((0 <= Phi /\ sqrt 2 * sqrt Phi + Rabs sigma <= 0) \/
    ((0 <= Phi /\ 0 < sqrt 2 * sqrt Phi + Rabs sigma) /\
     (sqrt 2 * sqrt Phi + Rabs sigma <> 0 /\ 0 <= Phi /\ eta <= D / (sqrt 2 * sqrt Phi + Rabs sigma)))) /\
   ((0 < delta /\ - 4 * sigma ^ 2 * ln delta <= 0) \/
    ((0 < delta /\ 0 < - 4 * sigma ^ 2 * ln delta) /\
     (sigma <> 0 /\ ln delta <> 0 /\ 0 < delta /\ eta <= - gap0 / (4 * sigma ^ 2 * ln delta)))) /\
   (T * sigma ^ 2 * L <= 0 \/
    (0 < T * sigma ^ 2 * L /\
     (0 <= gap0 / (T * sigma ^ 2 * L) /\ T <> 0 /\ sigma <> 0 /\ L <> 0 /\ eta <= sqrt (gap0 / (T * sigma ^ 2 * L)))))
       /\
   ((0 < 2 * L /\ (L <> 0 /\ eta = 1 / (2 * L))) \/
    ((0 <= Phi /\ 0 < sqrt 2 * sqrt Phi + Rabs sigma) /\
     (sqrt 2 * sqrt Phi + Rabs sigma <> 0 /\ 0 <= Phi /\ eta = D / (sqrt 2 * sqrt Phi + Rabs sigma))) \/
    ((0 < delta /\ 0 < - 4 * sigma ^ 2 * ln delta) /\
     (sigma <> 0 /\ ln delta <> 0 /\ 0 < delta /\ eta = - gap0 / (4 * sigma ^ 2 * ln delta))) \/
    (0 < T * sigma ^ 2 * L /\
     (0 <= gap0 / (T * sigma ^ 2 * L) /\ T <> 0 /\ sigma <> 0 /\ L <> 0 /\ eta = sqrt (gap0 / (T * sigma ^ 2 * L))))))
       ->
  forall V W B2, V = sigma ^ 2 -> W = sigma ^ 2 -> B2 = 2 ->
  (0 <= Phi /\ 0 <= eta /\
   (B2 * L <= 0 \/ (0 < B2 * L /\ (B2 <> 0 /\ L <> 0 /\ eta <= 1 / (B2 * L)))) /\
   ((0 <= V /\ 0 <= Phi /\ sqrt V + sqrt 2 * sqrt Phi <= 0) \/
    ((0 <= V /\ 0 <= Phi /\ 0 < sqrt V + sqrt 2 * sqrt Phi) /\
     (sqrt V + sqrt 2 * sqrt Phi <> 0 /\ 0 <= V /\ 0 <= Phi /\ eta <= D / (sqrt V + sqrt 2 * sqrt Phi)))) /\
   ((0 < delta /\ - 4 * V * ln delta <= 0) \/
    ((0 < delta /\ 0 < - 4 * V * ln delta) /\
     (V <> 0 /\ ln delta <> 0 /\ 0 < delta /\ eta <= - gap0 / (4 * V * ln delta)))) /\
   (T * W * L <= 0 \/
    (0 < T * W * L /\ (0 <= gap0 / (T * W * L) /\ T <> 0 /\ W <> 0 /\ L <> 0 /\ eta <= sqrt (gap0 / (T * W * L))))) /\
   ((0 < B2 * L /\ (B2 <> 0 /\ L <> 0 /\ eta = 1 / (B2 * L))) \/
    ((0 <= V /\ 0 <= Phi /\ 0 < sqrt V + sqrt 2 * sqrt Phi) /\
     (sqrt V + sqrt 2 * sqrt Phi <> 0 /\ 0 <= V /\ 0 <= Phi /\ eta = D / (sqrt V + sqrt 2 * sqrt Phi))) \/
    ((0 < delta /\ 0 < - 4 * V * ln delta) /\
     (V <> 0 /\ ln delta <> 0 /\ 0 < delta /\ eta = - gap0 / (4 * V * ln delta))) \/
    (0 < T * W * L /\ (0 <= gap0 / (T * W * L) /\ T <> 0 /\ W <> 0 /\ L <> 0 /\ eta = sqrt (gap0 / (T * W * L)))))).
Proof.
  intros S V W B2 -> -> ->. rewrite root_of_square. rewrite (Rplus_comm _ (Rabs sigma)) in S.
  assert (Q := pow2_ge_0 sigma). assert (N2 : 2 <> 0) by lra.
  assert (Hne : sigma <> 0 -> sigma ^ 2 <> 0) by (intros; apply pow_nonzero; assumption).
  destruct S as [P1 [P2 [S1 [S2 [S3 [S4 S5]]]]]]. split; [exact P1|]. split; [exact P2|].
  split; [|split; [|split; [|split]]].
  - clear - S1 N2. tauto.
  - clear - S2 Q. tauto.
  - clear - S3 Hne. tauto.
  - clear - S4 Hne. tauto.
  - clear - S5 Hne Q N2. tauto.
Qed.

Theorem sgd_warmup_bounded : Stated.sgd_warmup_bounded.
Proof.
  intros m Omega ell Phi G moment least gap g eta noise inner sigma beta delta T gap0 floor Hs Hb He Hell Hinc Hint Hpos
    HG Hbeta H0 Hd HT Hrun Hfloor Hschedule Hadapted Hcentred Hbounded Hmoment Hleast.
  assert (HL : forall i w, 0 <= ell (beta * Rmax floor (gap i w))).
  { intros i w. apply Hell, beta_level; [exact Hbeta|apply floored_positive, Hfloor]. }
  assert (Q := pow2_ge_0 sigma).
  assert (EV : forall i w, 0 * gap i w + 2 * 0 * Phi (gap i w) + sigma ^ 2 = sigma ^ 2) by (intros; ring).
  destruct (sgd_warmup m Omega ell Phi G moment least gap g eta noise inner 0 0 (sigma ^ 2) beta delta T gap0 floor)
    as [F1 [F2 [F3 [F4 [D F5]]]]]; try assumption; try lra.
  - intros t Ht Ht0 HtT w Hw.
    apply (terms_bounded (ell (beta * Rmax floor (gap t w))) (Phi (gap t w)) _ (gap t w) sigma delta T gap0 (eta t w)
      (Hschedule t Ht Ht0 HtT w Hw)); ring.
  - intros t Ht Ht0 HtT. destruct (Hadapted t Ht Ht0 HtT) as [K1 [K2 [K3 [K4 K5]]]].
    refine (conj K1 (conj K2 (conj K3 (conj K4 (conj (conj _ _) K5))))).
    + intros w _. rewrite EV. exact Q.
    + intros j k _ _ _. rewrite !EV. reflexivity.
  - intros t Ht Ht0 HtT w Hw Hgap. apply bounded_square; [apply Hrun|apply Hbounded]; assumption.
  - refine (conj F1 (conj F2 (conj F3 (conj F4 (conj _ _))))).
    + intros w Hw. destruct (D w Hw) as [D1 [D2 [D3 [D4 _]]]].
      refine (conj D1 (conj D2 (conj _ (conj D4 _)))); intros i Hi Hi0 HiT.
      * destruct (D3 i Hi Hi0 HiT) as [E1 [_ E2]]. split; assumption.
      * apply HL.
    + revert F5. apply probable_mono; [|lra]. intros k _ P.
      rewrite (total_ext (fun i => sqrt ((0 * gap i (INR k) + sigma ^ 2) * ell (beta * Rmax floor (gap i (INR k)))))
        (fun i => sqrt (ell (beta * Rmax floor (gap i (INR k)))) * Rabs sigma)) in P.
      2: { intros i. replace (0 * gap i (INR k) + sigma ^ 2) with (sigma ^ 2) by ring. apply root_of_load, HL. }
      rewrite (total_ext (fun i => (2 * 0 + 2) * ell (beta * Rmax floor (gap i (INR k))) +
        (sqrt (0 * gap i (INR k) + 2 * 0 * Phi (gap i (INR k)) + sigma ^ 2) + sqrt 2 * sqrt (Phi (gap i (INR k)))) /
        (G (beta * Rmax floor (gap i (INR k))) - G (Rmax floor (gap i (INR k)))))
        (fun i => (sqrt 2 * sqrt (Phi (gap i (INR k))) + Rabs sigma) /
        (G (beta * Rmax floor (gap i (INR k))) - G (Rmax floor (gap i (INR k)))) +
        2 * ell (beta * Rmax floor (gap i (INR k))))) in P.
      2: { intros i. rewrite EV, root_of_square. unfold Rdiv. ring. }
      rewrite (total_ext (fun i => 0 * gap i (INR k) + 2 * 0 * Phi (gap i (INR k)) + sigma ^ 2) (fun _ => sigma ^ 2))
        in P
        by (intros i; apply EV).
      exact P.
Qed.

Theorem sgd_constant_bounded : Stated.sgd_constant_bounded.
Proof.
  intros m Omega ell Phi G moment least gap g noise inner sigma beta delta T gap0 eta Hs Hb He Hell Hinc Hint Hpos
    HG Hbeta H0 Hd HT Hrun Hschedule Hadapted Hcentred Hbounded Hmoment Hleast.
  assert (HL : 0 <= ell (2 * beta * gap0)) by (apply Hell; apply Rmult_le_pos; lra).
  assert (Q := pow2_ge_0 sigma).
  assert (EV : forall i w, 0 * gap i w + 2 * 0 * Phi (gap i w) + sigma ^ 2 = sigma ^ 2) by (intros; ring).
  destruct (sgd_constant m Omega ell Phi G moment least gap g noise inner 0 0 (sigma ^ 2) beta delta T gap0 eta)
    as [F1 [F2 [F3 [F4 [D F5]]]]]; try assumption; try lra.
  - apply (terms_bounded (ell (2 * beta * gap0)) (Phi (2 * gap0)) _ 0 sigma delta T gap0 eta Hschedule); ring.
  - intros t Ht Ht0 HtT. destruct (Hadapted t Ht Ht0 HtT) as [K1 [K2 K3]].
    refine (conj K1 (conj K2 (conj (conj _ _) K3))).
    + intros w _. rewrite EV. exact Q.
    + intros j k _ _ _. rewrite !EV. reflexivity.
  - intros t Ht Ht0 HtT w Hw Hgap. apply bounded_square; [apply Hrun|apply Hbounded]; assumption.
  - refine (conj F1 (conj F2 (conj F3 (conj F4 (conj _ _))))).
    + intros w Hw. destruct (D w Hw) as [_ [D1 [D2 [D3 [_ D4]]]]].
      refine (conj _ (conj D1 (conj D2 (conj D3 D4)))).
      apply Rmult_le_pos; [apply Rmult_le_pos; lra|left; apply Rinv_0_lt_compat; lra].
    + revert F5. apply probable_mono; [|lra]. intros k _ P.
      replace (2 * 0 * gap0 + 2 * 0 * Phi (2 * gap0) + sigma ^ 2) with (sigma ^ 2) in P by ring.
      rewrite root_of_square in P.
      replace (gap0 * (2 * 0 * gap0 + sigma ^ 2) * ell (2 * beta * gap0) / T) with
        (sigma ^ 2 * (gap0 * ell (2 * beta * gap0) / T)) in P by (unfold Rdiv; ring).
      rewrite root_of_load in P; [lra|].
      apply Rmult_le_pos; [apply Rmult_le_pos; lra|left; apply Rinv_0_lt_compat; lra].
Qed.
