(* What each statement says.

   Made from the statements in theory/ by `python -m verify.kernel`; not to be edited.
   The predicates are explained in Meaning.v, those of chance in MeaningRandom.v. *)
From Coq Require Import Reals.
From Warmproof Require Import Meaning MeaningRandom.
Open Scope R_scope.

(* Real powers with a positive exponent increase. *)
Definition power_monotone : Prop :=
  forall m : setting,
  forall (x y r : R),
  (* x_range *) 0 <= x ->
  (* order *) x <= y ->
  (* r_range *) 0 < r ->
  (* monotone *) ((0 < x \/ (x = 0 /\ 0 < r)) /\ (0 < y \/ (y = 0 /\ 0 < r)) /\ power x r <= power y
      r).

(* A bound of y^k is a bound of y. *)
Definition power_inverse : Prop :=
  forall m : setting,
  forall (y X k r : R),
  (* y_range *) 0 < y ->
  (* X_range *) 0 <= X ->
  (* k_range *) 0 < k ->
  (* inverse *) k * r = 1 ->
  (* above *) (((0 < y \/ (y = 0 /\ 0 < k)) /\ power y k <= X) -> ((0 < X \/ (X = 0 /\ 0 < r)) /\ y
      <= power X r)) /\
  (* below *) (((0 < y \/ (y = 0 /\ 0 < k)) /\ X <= power y k) -> ((0 < X \/ (X = 0 /\ 0 < r)) /\
      power X r <= y)).

(* The power of a sum beside the sum of the powers. *)
Definition power_sums : Prop :=
  forall m : setting,
  forall (x y r : R),
  (* x_range *) 0 <= x ->
  (* y_range *) 0 <= y ->
  (* r_range *) 0 < r ->
  (* subadditive *) (r <= 1 -> ((0 < x + y \/ (x + y = 0 /\ 0 < r)) /\ (0 < x \/ (x = 0 /\ 0 < r))
      /\ (0 < y \/ (y = 0 /\ 0 < r)) /\ power (x + y) r <= power x r + power y r)) /\
  (* superadditive *) (1 <= r -> ((0 < x \/ (x = 0 /\ 0 < r)) /\ (0 < y \/ (y = 0 /\ 0 < r)) /\ (0 <
      x + y \/ (x + y = 0 /\ 0 < r)) /\ power x r + power y r <= power (x + y) r)) /\
  (* power_mean *) (1 <= r -> ((0 < x + y \/ (x + y = 0 /\ 0 < r)) /\ (0 < x \/ (x = 0 /\ 0 < r)) /\
      (0 < y \/ (y = 0 /\ 0 < r)) /\ power (x + y) r <= power 2 (r - 1) * (power x r + power y r))).

(* Hoelder's inequality for two terms. *)
Definition power_hoelder : Prop :=
  forall m : setting,
  forall (A B x y r q : R),
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* x_range *) 0 <= x ->
  (* y_range *) 0 <= y ->
  (* r_range *) (0 < r /\ r < 1) ->
  (* conjugate *) q = 1 - r ->
  (* bound *) ((0 < A \/ (A = 0 /\ 0 < q)) /\ (0 < x \/ (x = 0 /\ 0 < r)) /\ (0 < B \/ (B = 0 /\ 0 <
      q)) /\ (0 < y \/ (y = 0 /\ 0 < r)) /\ (0 < A + B \/ (A + B = 0 /\ 0 < q)) /\ (0 < x + y \/ (x
      + y = 0 /\ 0 < r)) /\ power A q * power x r + power B q * power y r <= power (A + B) q * power
      (x + y) r).

(* K0 + K s^rho is nonnegative and nondecreasing, with the integral Phi. *)
Definition power_ell : Prop :=
  forall m : setting,
  forall (rho K0 K : R),
  (* rho_range *) 0 < rho ->
  (* K0_range *) 0 <= K0 ->
  (* K_range *) 0 <= K ->
  (* power_nonnegative *) (forall s : R, 0 <= s -> ((0 < s \/ (s = 0 /\ 0 < rho)) /\ 0 <= power s
      rho)) /\
  (* nonnegative *) (forall s : R, 0 <= s -> ((0 < s \/ (s = 0 /\ 0 < rho)) /\ 0 <= K * power s rho
      + K0)) /\
  (* monotone *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ((0 < a \/ (a = 0 /\ 0 < rho)) /\
      (0 < b \/ (b = 0 /\ 0 < rho)) /\ K * power a rho + K0 <= K * power b rho + K0))) /\
  (* integral *) (((forall s : R, 0 <= s -> (0 < s \/ (s = 0 /\ 0 < rho + 1)) /\ rho + 1 <> 0 /\ (0
      < s \/ (s = 0 /\ 0 < rho))) /\ derives (fun s => 0 <= s) (fun s => K * power s (rho + 1) /
      (rho + 1) + K0 * s) (fun s => K * power s rho + K0)) /\ ((0 < 0 \/ (0 = 0 /\ 0 < rho + 1)) /\
      rho + 1 <> 0 /\ K * power 0 (rho + 1) / (rho + 1) = 0)).

(* Comparison: u' <= F(u) bounds how far u gets. *)
Definition comparison : Prop :=
  forall m : setting,
  forall (u du F G : R -> R),
  forall (a b low : R),
  (* order *) a <= b ->
  (* derivative *) derives_almost (fun t => (a <= t /\ t <= b)) (fun t => u t) (fun t => du t) ->
  (* range *) (forall t : R, a <= t -> t <= b -> low < u t) ->
  (* positive *) (forall x : R, low < x -> 0 < F x) ->
  (* antiderivative *) ((forall x : R, low < x -> F x <> 0) /\ derives (fun x => low < x) (fun x =>
      G x) (fun x => 1 / F x)) ->
  (* rate *) (forall t : R, a <= t -> t <= b -> du t <= F (u t)) ->
  (* comparison *) - G (u a) + G (u b) <= - a + b.

(* Along the gradient flow no function of the gradient norm outweighs the gap. *)
Definition gradient_flow_lead : Prop :=
  forall m : setting,
  forall (Psi dPsi : R -> R),
  forall (rho L0 L gap gradient_norm floor : R),
  (* smooth *) gradient_smooth m L0 L rho ->
  (* bounded_below *) bounded_below m ->
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm) ->
  (* moving *) 0 < gradient_norm ->
  (* derivative *) derives (fun s => 0 < s) (fun s => Psi s) (fun s => dPsi s) ->
  (* rate *) (forall s : R, 0 < s -> (0 <= dPsi s /\ ((0 < s \/ (s = 0 /\ 0 < rho)) /\ (L * power s
      rho + L0) * dPsi s <= s))) ->
  (* away *) (forall s : R, 0 < s -> (gap < Psi gradient_norm -> - gap + Psi gradient_norm <= Psi s
      -> floor <= s ^ 2)) ->
  (* floor_range *) 0 < floor ->
  (* bound *) Psi gradient_norm <= gap.

(* Under Definition 0 the gradient norm is bounded by the gap. *)
Definition gradient_smooth_bound : Prop :=
  forall m : setting,
  forall (rho L0 L gap gradient_norm : R),
  (* rho_range *) (0 < rho /\ rho < 2) ->
  (* L0_range *) 0 <= L0 ->
  (* L_range *) 0 <= L ->
  (* not_both_zero *) 0 < L + L0 ->
  (* smooth *) gradient_smooth m L0 L rho ->
  (* bounded_below *) bounded_below m ->
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm) ->
  (* bound *) ((0 < gradient_norm \/ (gradient_norm = 0 /\ 0 < rho)) /\ gradient_norm ^ 2 <= gap *
      (2 * L * power gradient_norm rho + 2 * L0)).

(* What Definition 0 allows, bounded by the gap. *)
Definition inclusion_at_point : Prop :=
  forall m : setting,
  forall (rho L0 L theta gap gradient_norm : R),
  (* rho_range *) (0 < rho /\ rho < 2) ->
  (* L0_range *) 0 <= L0 ->
  (* L_range *) 0 <= L ->
  (* not_both_zero *) 0 < L + L0 ->
  (* smooth *) gradient_smooth m L0 L rho ->
  (* bounded_below *) bounded_below m ->
  (* theta_range *) 0 < theta ->
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm) ->
  (* bound *) ((0 < gradient_norm \/ (gradient_norm = 0 /\ 0 < rho)) /\ (0 < gap \/ (gap = 0 /\ 0 <
      rho / (2 - rho))) /\ 2 - rho <> 0 /\ (0 < L * (2 + 2 / theta) \/ (L * (2 + 2 / theta) = 0 /\ 0
      < rho / (2 - rho))) /\ theta <> 0 /\ L * power gradient_norm rho + L0 <= L * power gap (rho /
      (2 - rho)) * power (L * (2 + 2 / theta)) (rho / (2 - rho)) + L0 * (theta + 1)).

(* Definition 0 lies inside Definition 1. *)
Definition inclusion : Prop :=
  forall m : setting,
  forall (rho L0 L theta : R),
  (* rho_range *) (0 < rho /\ rho < 2) ->
  (* L0_range *) 0 <= L0 ->
  (* L_range *) 0 <= L ->
  (* not_both_zero *) 0 < L + L0 ->
  (* smooth *) gradient_smooth m L0 L rho ->
  (* bounded_below *) bounded_below m ->
  (* theta_range *) 0 < theta ->
  (* curvature *) (forall gap : R, 0 <= gap -> (forall gradient_norm : R, point m gap gradient_norm
      -> 0 <= gradient_norm -> ((0 < gradient_norm \/ (gradient_norm = 0 /\ 0 < rho)) /\ (0 < gap \/
      (gap = 0 /\ 0 < rho / (2 - rho))) /\ 2 - rho <> 0 /\ (0 < L * (2 + 2 / theta) \/ (L * (2 + 2 /
      theta) = 0 /\ 0 < rho / (2 - rho))) /\ theta <> 0 /\ L * power gradient_norm rho + L0 <= L *
      power gap (rho / (2 - rho)) * power (L * (2 + 2 / theta)) (rho / (2 - rho)) + L0 * (theta +
      1)))) /\
  (* smooth *) smooth m (fun s => L * power s (rho / (2 - rho)) * power (L * (2 + 2 / theta)) (rho /
      (2 - rho)) + L0 * (theta + 1)).

(* Definition 0 lies inside Definition 1, with LW's constant. *)
Definition inclusion_loose : Prop :=
  forall m : setting,
  forall (rho L0 L : R),
  (* rho_range *) (0 < rho /\ rho < 2) ->
  (* L0_range *) 0 <= L0 ->
  (* L_range *) 0 <= L ->
  (* not_both_zero *) 0 < L + L0 ->
  (* smooth *) gradient_smooth m L0 L rho ->
  (* bounded_below *) bounded_below m ->
  (* slope_bound *) (forall gap : R, 0 <= gap -> (forall gradient_norm : R, point m gap
      gradient_norm -> 0 <= gradient_norm -> ((0 < 2 * gradient_norm \/ (2 * gradient_norm = 0 /\ 0
      < rho)) /\ gradient_norm ^ 2 <= gap * (2 * L * power (2 * gradient_norm) rho + 2 * L0)))) /\
  (* curvature *) (forall gap : R, 0 <= gap -> (forall gradient_norm : R, point m gap gradient_norm
      -> 0 <= gradient_norm -> ((0 < gradient_norm \/ (gradient_norm = 0 /\ 0 < rho)) /\ (0 < gap \/
      (gap = 0 /\ 0 < rho / (2 - rho))) /\ 2 - rho <> 0 /\ (0 < L * power 2 (rho + 2) \/ (L * power
      2 (rho + 2) = 0 /\ 0 < rho / (2 - rho))) /\ L * power gradient_norm rho + L0 <= L * power gap
      (rho / (2 - rho)) * power (L * power 2 (rho + 2)) (rho / (2 - rho)) + 2 * L0))) /\
  (* smooth *) smooth m (fun s => L * power s (rho / (2 - rho)) * power (L * power 2 (rho + 2)) (rho
      / (2 - rho)) + 2 * L0).

(* Under Definition 0 a gradient norm needs the gap Psi. *)
Definition inclusion_psi : Prop :=
  forall m : setting,
  forall (Psi dPsi : R -> R),
  forall (rho L0 L gap gradient_norm : R),
  (* rho_range *) 0 < rho ->
  (* L0_range *) 0 < L0 ->
  (* L_range *) 0 <= L ->
  (* smooth *) gradient_smooth m L0 L rho ->
  (* bounded_below *) bounded_below m ->
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm) ->
  (* integral *) derives (fun s => 0 <= s) (fun s => Psi s) (fun s => dPsi s) ->
  (* integrand *) (forall s : R, 0 <= s -> ((0 < s \/ (s = 0 /\ 0 < rho)) /\ (L * power s rho + L0)
      * dPsi s = s)) ->
  (* start *) Psi 0 = 0 ->
  (* bound *) Psi gradient_norm <= gap /\
  (* below *) (2 * L * power gradient_norm rho + 2 * L0 <> 0 /\ (0 < gradient_norm \/ (gradient_norm
      = 0 /\ 0 < rho)) /\ gradient_norm ^ 2 / (2 * L * power gradient_norm rho + 2 * L0) <= Psi
      gradient_norm) /\
  (* slope_bound *) ((0 < gradient_norm \/ (gradient_norm = 0 /\ 0 < rho)) /\ gradient_norm ^ 2 <=
      gap * (2 * L * power gradient_norm rho + 2 * L0)).

(* The sharp form of Lemma 1 for rho = 1. *)
Definition inclusion_psi_linear : Prop :=
  forall m : setting,
  forall (L0 L gap gradient_norm : R),
  (* L0_range *) 0 < L0 ->
  (* L_range *) 0 < L ->
  (* smooth *) gradient_smooth m L0 L 1 ->
  (* bounded_below *) bounded_below m ->
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm) ->
  (* derivative *) ((forall s : R, 0 <= s -> L <> 0 /\ 0 < L * s / L0 + 1 /\ L0 <> 0 /\ L * s + L0
      <> 0) /\ derives (fun s => 0 <= s) (fun s => s / L - L0 * ln (L * s / L0 + 1) / L ^ 2) (fun s
      => s / (L * s + L0))) /\
  (* bound *) (L <> 0 /\ 0 < L * gradient_norm / L0 + 1 /\ L0 <> 0 /\ gradient_norm / L - L0 * ln (L
      * gradient_norm / L0 + 1) / L ^ 2 <= gap).

(* Definition 1 is strictly larger than Definition 0 for exponents below 1. *)
Definition inclusion_strict : Prop :=
  forall m : setting,
  forall (x alpha f_star rho L0 L k gradient_norm : R),
  (* alpha_range *) (0 < alpha /\ alpha < 1) ->
  (* below *) ((0 < x ^ 2 + 1 \/ (x ^ 2 + 1 = 0 /\ 0 < 1 / (1 - alpha))) /\ 1 - alpha <> 0 /\ 0 < x
      ^ 2 + 1 /\ 0 <= - f_star + power (x ^ 2 + 1) (1 / (1 - alpha)) * (sin (2 * ln (x ^ 2 + 1) / (1
      - alpha)) + 2)) ->
  (* f_star_range *) f_star <= 2 ->
  (* rho_range *) 0 < rho ->
  (* far *) (integer k /\ 0 <= k /\ L0 <= alpha * k) ->
  (* norm *) (0 <= gradient_norm /\ (1 - alpha <> 0 /\ gradient_norm ^ 2 = 4 * (- sin (2 * PI * k) -
      2 * cos (2 * PI * k) + 2) ^ 2 * (exp ((1 - alpha) * (2 * PI * k + PI) / 2) - 1) * exp ((1 -
      alpha) * (- 1 + 1 / (1 - alpha)) * (2 * PI * k + PI)) / (1 - alpha) ^ 2)) ->
  (* above *) ((0 < x ^ 2 + 1 \/ (x ^ 2 + 1 = 0 /\ 0 < 1 / (1 - alpha))) /\ 1 - alpha <> 0 /\ 0 < x
      ^ 2 + 1 /\ power (x ^ 2 + 1) (1 / (1 - alpha)) <= power (x ^ 2 + 1) (1 / (1 - alpha)) * (sin
      (2 * ln (x ^ 2 + 1) / (1 - alpha)) + 2)) /\
  (* member *) (((0 < x ^ 2 + 1 \/ (x ^ 2 + 1 = 0 /\ 0 < - 1 + 1 / (1 - alpha))) /\ 1 - alpha <> 0
      /\ x ^ 2 + 1 <> 0 /\ 0 < x ^ 2 + 1 /\ (0 < - f_star + power (x ^ 2 + 1) (1 / (1 - alpha)) *
      (sin (2 * ln (x ^ 2 + 1) / (1 - alpha)) + 2) \/ (- f_star + power (x ^ 2 + 1) (1 / (1 -
      alpha)) * (sin (2 * ln (x ^ 2 + 1) / (1 - alpha)) + 2) = 0 /\ 0 < alpha)) /\ (0 < x ^ 2 + 1 \/
      (x ^ 2 + 1 = 0 /\ 0 < 1 / (1 - alpha))) /\ 2 * power (x ^ 2 + 1) (- 1 + 1 / (1 - alpha)) * ((-
      1 + 2 / (x ^ 2 + 1)) * (sin (2 * ln (x ^ 2 + 1) / (1 - alpha)) + 2 * cos (2 * ln (x ^ 2 + 1) /
      (1 - alpha)) + 2) + 2 * (1 - 1 / (x ^ 2 + 1)) * (- 3 * sin (2 * ln (x ^ 2 + 1) / (1 - alpha))
      + 4 * cos (2 * ln (x ^ 2 + 1) / (1 - alpha)) + 2) / (1 - alpha)) / (1 - alpha) <= power 2
      alpha * (10 / (1 - alpha) + 28 / (1 - alpha) ^ 2) + power (- f_star + power (x ^ 2 + 1) (1 /
      (1 - alpha)) * (sin (2 * ln (x ^ 2 + 1) / (1 - alpha)) + 2)) alpha * (10 / (1 - alpha) + 28 /
      (1 - alpha) ^ 2)) /\ (1 - alpha <> 0 /\ (0 < - f_star + power (x ^ 2 + 1) (1 / (1 - alpha)) *
      (sin (2 * ln (x ^ 2 + 1) / (1 - alpha)) + 2) \/ (- f_star + power (x ^ 2 + 1) (1 / (1 -
      alpha)) * (sin (2 * ln (x ^ 2 + 1) / (1 - alpha)) + 2) = 0 /\ 0 < alpha)) /\ (0 < x ^ 2 + 1 \/
      (x ^ 2 + 1 = 0 /\ 0 < 1 / (1 - alpha))) /\ 0 < x ^ 2 + 1 /\ (0 < x ^ 2 + 1 \/ (x ^ 2 + 1 = 0
      /\ 0 < - 1 + 1 / (1 - alpha))) /\ x ^ 2 + 1 <> 0 /\ - power 2 alpha * (10 / (1 - alpha) + 28 /
      (1 - alpha) ^ 2) - power (- f_star + power (x ^ 2 + 1) (1 / (1 - alpha)) * (sin (2 * ln (x ^ 2
      + 1) / (1 - alpha)) + 2)) alpha * (10 / (1 - alpha) + 28 / (1 - alpha) ^ 2) <= 2 * power (x ^
      2 + 1) (- 1 + 1 / (1 - alpha)) * ((- 1 + 2 / (x ^ 2 + 1)) * (sin (2 * ln (x ^ 2 + 1) / (1 -
      alpha)) + 2 * cos (2 * ln (x ^ 2 + 1) / (1 - alpha)) + 2) + 2 * (1 - 1 / (x ^ 2 + 1)) * (- 3 *
      sin (2 * ln (x ^ 2 + 1) / (1 - alpha)) + 4 * cos (2 * ln (x ^ 2 + 1) / (1 - alpha)) + 2) / (1
      - alpha)) / (1 - alpha))) /\
  (* stationary *) (1 - alpha <> 0 /\ 0 <= exp ((1 - alpha) * (2 * PI * k + PI) / 2) - 1 /\ 2 * sqrt
      (exp ((1 - alpha) * (2 * PI * k + PI) / 2) - 1) * (- sin (2 * PI * k) - 2 * cos (2 * PI * k) +
      2) * exp ((1 - alpha) * (- 1 + 1 / (1 - alpha)) * (2 * PI * k + PI) / 2) / (1 - alpha) = 0) /\
  (* not_a_member *) ((0 < gradient_norm \/ (gradient_norm = 0 /\ 0 < rho)) /\ 1 - alpha <> 0 /\ L *
      power gradient_norm rho + L0 < - 2 * ((- 1 + 2 * exp (- (1 - alpha) * (2 * PI * k + PI) / 2))
      * (- sin (2 * PI * k) - 2 * cos (2 * PI * k) + 2) + 2 * (1 - exp (- (1 - alpha) * (2 * PI * k
      + PI) / 2)) * (3 * sin (2 * PI * k) - 4 * cos (2 * PI * k) + 2) / (1 - alpha)) * exp ((1 -
      alpha) * (- 1 + 1 / (1 - alpha)) * (2 * PI * k + PI) / 2) / (1 - alpha)).

(* Positive multiples stay in the class. *)
Definition closure_scaling : Prop :=
  forall m : setting,
  forall (rho K0f Kf multiple gap_f hess_f hess : R),
  (* rho_range *) 0 < rho ->
  (* multiple_range *) 0 < multiple ->
  (* gap_f *) 0 <= gap_f ->
  (* norms *) hessians_of_multiple m multiple hess_f hess ->
  (* f_smooth *) ((0 < gap_f \/ (gap_f = 0 /\ 0 < rho)) /\ hess_f <= K0f + Kf * power gap_f rho) ->
  (* smooth *) ((0 < multiple \/ (multiple = 0 /\ 0 < 1 - rho)) /\ (0 < gap_f * multiple \/ (gap_f *
      multiple = 0 /\ 0 < rho)) /\ hess <= K0f * multiple + Kf * power multiple (1 - rho) * power
      (gap_f * multiple) rho).

(* Functions of affine arguments stay in the class. *)
Definition closure_affine : Prop :=
  forall m : setting,
  forall (rho K0f Kf gamma norm_A gap_f hess_f hess : R),
  (* rho_range *) 0 < rho ->
  (* Kf_range *) 0 <= Kf ->
  (* gamma_range *) 0 <= gamma ->
  (* gaps *) (0 <= gap_f /\ 0 <= - gamma + gap_f) ->
  (* norms *) hessians_of_affine m norm_A hess_f hess ->
  (* f_smooth *) ((0 < gap_f \/ (gap_f = 0 /\ 0 < rho)) /\ hess_f <= K0f + Kf * power gap_f rho) ->
  (* concave *) (rho <= 1 -> ((0 < gamma \/ (gamma = 0 /\ 0 < rho)) /\ (0 < - gamma + gap_f \/ (-
      gamma + gap_f = 0 /\ 0 < rho)) /\ hess <= Kf * norm_A ^ 2 * power (- gamma + gap_f) rho +
      norm_A ^ 2 * (K0f + Kf * power gamma rho))) /\
  (* convex *) (1 <= rho -> ((0 < gamma \/ (gamma = 0 /\ 0 < rho)) /\ (0 < - gamma + gap_f \/ (-
      gamma + gap_f = 0 /\ 0 < rho)) /\ hess <= Kf * power 2 (rho - 1) * norm_A ^ 2 * power (- gamma
      + gap_f) rho + norm_A ^ 2 * (Kf * power 2 (rho - 1) * power gamma rho + K0f))) /\
  (* same_infimum *) (gamma = 0 -> ((0 < - gamma + gap_f \/ (- gamma + gap_f = 0 /\ 0 < rho)) /\
      hess <= K0f * norm_A ^ 2 + Kf * norm_A ^ 2 * power (- gamma + gap_f) rho)).

(* Sums stay in the class. *)
Definition closure_sum : Prop :=
  forall m : setting,
  forall (rho K0f Kf K0g Kg gamma q gap_f gap_g hess_f hess_g hess : R),
  (* rho_range *) 0 < rho ->
  (* Kf_range *) 0 <= Kf ->
  (* Kg_range *) 0 <= Kg ->
  (* gamma_range *) 0 <= gamma ->
  (* gaps *) (0 <= gap_f /\ 0 <= gap_g /\ 0 <= - gamma + gap_f + gap_g) ->
  (* norms *) hessians_of_sum m hess_f hess_g hess ->
  (* conjugate *) q = 1 - rho ->
  (* f_smooth *) ((0 < gap_f \/ (gap_f = 0 /\ 0 < rho)) /\ hess_f <= K0f + Kf * power gap_f rho) ->
  (* g_smooth *) ((0 < gap_g \/ (gap_g = 0 /\ 0 < rho)) /\ hess_g <= K0g + Kg * power gap_g rho) ->
  (* convex *) (1 <= rho -> ((0 < gamma \/ (gamma = 0 /\ 0 < rho)) /\ (0 < - gamma + gap_f + gap_g
      \/ (- gamma + gap_f + gap_g = 0 /\ 0 < rho)) /\ hess <= power 2 (rho - 1) * power gamma rho *
      Rmax Kf Kg + power 2 (rho - 1) * power (- gamma + gap_f + gap_g) rho * Rmax Kf Kg + K0f +
      K0g)) /\
  (* common_minimum *) (1 <= rho -> gamma = 0 -> ((0 < - gamma + gap_f + gap_g \/ (- gamma + gap_f +
      gap_g = 0 /\ 0 < rho)) /\ hess <= K0f + K0g + power (- gamma + gap_f + gap_g) rho * Rmax Kf
      Kg)) /\
  (* concave *) (rho < 1 -> ((0 < gamma \/ (gamma = 0 /\ 0 < rho)) /\ (0 < power Kf (1 / q) + power
      Kg (1 / q) \/ (power Kf (1 / q) + power Kg (1 / q) = 0 /\ 0 < q)) /\ (0 < Kf \/ (Kf = 0 /\ 0 <
      1 / q)) /\ q <> 0 /\ (0 < Kg \/ (Kg = 0 /\ 0 < 1 / q)) /\ (0 < - gamma + gap_f + gap_g \/ (-
      gamma + gap_f + gap_g = 0 /\ 0 < rho)) /\ hess <= K0f + K0g + power gamma rho * power (power
      Kf (1 / q) + power Kg (1 / q)) q + power (power Kf (1 / q) + power Kg (1 / q)) q * power (-
      gamma + gap_f + gap_g) rho)).

(* The gradient norm is bounded by the gap. *)
Definition gradient_bound : Prop :=
  forall m : setting,
  forall (ell Phi : R -> R),
  forall (gap gradient_norm : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm) ->
  (* bound *) gradient_norm ^ 2 <= 2 * Phi gap.

(* A bound measured from a lower reference value. *)
Definition shifted_ell : Prop :=
  forall m : setting,
  forall (ell Phi : R -> R),
  forall (shift : R),
  (* shift_range *) 0 <= shift ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* nonnegative *) (forall s : R, 0 <= s -> 0 <= ell (s + shift)) /\
  (* nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell (a + shift) <= ell (b +
      shift))) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => - Phi shift + Phi (s + shift)) (fun s => ell
      (s + shift)) /\ 0 = 0).

(* Lemma 5 with a bound measured from a lower reference value. *)
Definition gradient_bound_floor : Prop :=
  forall m : setting,
  forall (ell Phi : R -> R),
  forall (gap gradient_norm shift : R),
  (* shift_range *) 0 <= shift ->
  (* smooth *) smooth m (fun s => ell (s + shift)) ->
  (* bounded_below *) bounded_below m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm) ->
  (* bound *) gradient_norm ^ 2 <= - 2 * Phi shift + 2 * Phi (gap + shift).

(* The gap grows at most as fast as its gradient bound allows. *)
Definition growth : Prop :=
  forall m : setting,
  forall (ell Phi G : R -> R),
  forall (gap gap_far distance towards level : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* two_points *) (two_points m gap gap_far distance towards /\ 0 <= gap /\ 0 <= gap_far /\ 0 <=
      distance) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* level_range *) (0 < level /\ gap <= level) ->
  (* growth *) (0 < gap_far -> G gap_far - G level <= distance).

(* The distance G rises strictly. *)
Definition distance_rises : Prop :=
  forall m : setting,
  forall (ell Phi G : R -> R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* rises *) (forall r : R, 0 < r -> (forall y : R, r < y -> G r < G y)).

(* A gap needs a distance from every minimiser. *)
Definition growth_from_zero : Prop :=
  forall m : setting,
  forall (ell Phi G : R -> R),
  forall (gap_far distance towards : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* two_points *) (two_points m 0 gap_far distance towards /\ 0 <= distance) ->
  (* gap_far_range *) 0 < gap_far ->
  (* finite *) time_integral (fun s => G gap_far - G s) (fun s => sqrt 2 * sqrt (Phi s)) 0 gap_far
      ->
  (* growth *) - G 0 + G gap_far <= distance.

(* The descent inequality within the radius of a level above the gap. *)
Definition local_descent_level : Prop :=
  forall m : setting,
  forall (ell Phi G : R -> R),
  forall (gap gap_far distance towards level beta : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* two_points *) (two_points m gap gap_far distance towards /\ 0 <= gap /\ 0 <= gap_far /\ 0 <=
      distance) ->
  (* level_range *) (0 < level /\ gap <= level) ->
  (* radius *) distance <= - G level + G (beta * level) ->
  (* reach *) gap_far <= beta * level /\
  (* descent *) gap_far <= distance ^ 2 * ell (beta * level) / 2 + gap + towards.

(* The descent inequality within the local radius. *)
Definition local_descent : Prop :=
  forall m : setting,
  forall (ell Phi G : R -> R),
  forall (gap gap_far distance towards beta : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* two_points *) (two_points m gap gap_far distance towards /\ 0 <= gap /\ 0 <= gap_far /\ 0 <=
      distance) ->
  (* radius *) distance <= - G gap + G (beta * gap) ->
  (* reach *) gap_far <= beta * gap /\
  (* descent *) gap_far <= distance ^ 2 * ell (beta * gap) / 2 + gap + towards.

(* The gradient is Lipschitz within the local radius. *)
Definition local_lipschitz : Prop :=
  forall m : setting,
  forall (ell Phi G : R -> R),
  forall (gap gap_far distance towards beta change : R),
  (* two_sided *) two_sided_smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* two_points *) (gradient_change m gap gap_far distance towards change /\ 0 <= gap /\ 0 <=
      gap_far /\ 0 <= distance /\ 0 <= change) ->
  (* radius *) distance <= - G gap + G (beta * gap) ->
  (* lipschitz *) change <= distance * ell (beta * gap) /\
  (* reach *) gap_far <= beta * gap /\
  (* descent *) gap_far <= distance ^ 2 * ell (beta * gap) / 2 + gap + towards.

(* The descent inequality below a level. *)
Definition descent_below_level : Prop :=
  forall m : setting,
  forall (ell : R -> R),
  forall (gap gap_far distance towards level : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* two_points *) (two_points m gap gap_far distance towards /\ 0 <= gap /\ 0 <= gap_far /\ 0 <=
      distance) ->
  (* starts *) gap < level ->
  (* arrives *) distance ^ 2 * ell level / 2 + gap + towards < level ->
  (* descent *) gap_far <= distance ^ 2 * ell level / 2 + gap + towards.

(* One step of stochastic gradient descent. *)
Definition sgd_step : Prop :=
  forall m : setting,
  forall (ell Phi G : R -> R),
  forall (A B C beta gap level gradient_norm eta noise noise_inner gap_next : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* level_range *) (0 < level /\ gap <= level) ->
  (* step *) (noisy_step m gap gradient_norm eta noise noise_inner gap_next /\ 0 <= gap /\ 0 <=
      gradient_norm /\ 0 <= noise /\ 0 <= gap_next) ->
  (* eta_range *) 0 <= eta ->
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* C_range *) 0 <= C ->
  (* noise_abc *) noise ^ 2 <= A * gap + B * gradient_norm ^ 2 + C ->
  (* curvature_step *) eta * (2 * B + 2) * ell (beta * level) <= 1 ->
  (* radius_step *) (0 <= Phi gap /\ (0 <= A * gap + 2 * B * Phi gap + C /\ 0 <= Phi gap /\ eta *
      (sqrt (A * gap + 2 * B * Phi gap + C) + sqrt 2 * sqrt (Phi gap)) <= - G level + G (beta *
      level))) ->
  (* reach *) gap_next <= beta * level /\
  (* descent *) gap_next <= eta ^ 2 * (A * gap + C) * ell (beta * level) / 2 - 3 * eta *
      gradient_norm ^ 2 / 4 - eta * noise_inner * (- eta * ell (beta * level) + 1) + gap /\
  (* above *) (0 <= A * gap + 2 * B * Phi gap + C /\ eta * noise_inner * (- eta * ell (beta * level)
      + 1) <= eta * gradient_norm * sqrt (A * gap + 2 * B * Phi gap + C)) /\
  (* below *) (0 <= A * gap + 2 * B * Phi gap + C /\ - eta * gradient_norm * sqrt (A * gap + 2 * B *
      Phi gap + C) <= eta * noise_inner * (- eta * ell (beta * level) + 1)).

(* The descent inequality for a step of SGD within the local radius. *)
Definition sgd_descent_within_radius : Prop :=
  forall m : setting,
  forall (ell Phi G : R -> R),
  forall (beta gap level gradient_norm eta noise noise_inner noise_level gap_next : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* level_range *) (0 < level /\ gap <= level) ->
  (* step *) (noisy_step m gap gradient_norm eta noise noise_inner gap_next /\ 0 <= gap /\ 0 <=
      gradient_norm /\ 0 <= noise /\ 0 <= gap_next) ->
  (* eta_range *) 0 <= eta ->
  (* squared_noise *) noise ^ 2 <= noise_level ->
  (* radius_step *) (0 <= Phi gap /\ (0 <= noise_level /\ 0 <= Phi gap /\ eta * (sqrt noise_level +
      sqrt 2 * sqrt (Phi gap)) <= - G level + G (beta * level))) ->
  (* reach *) gap_next <= beta * level /\
  (* descent *) gap_next <= eta ^ 2 * noise ^ 2 * ell (beta * level) / 2 - eta * gradient_norm ^ 2 *
      (- eta * ell (beta * level) / 2 + 1) - eta * noise_inner * (- eta * ell (beta * level) + 1) +
      gap.

(* The descent inequality for a step of SGD below a level. *)
Definition sgd_descent_below_level : Prop :=
  forall m : setting,
  forall (ell : R -> R),
  forall (gap level gradient_norm eta noise noise_inner gap_next : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* step *) (noisy_step m gap gradient_norm eta noise noise_inner gap_next /\ 0 <= gap /\ 0 <=
      gradient_norm /\ 0 <= noise /\ 0 <= gap_next) ->
  (* starts *) gap < level ->
  (* eta_range *) 0 <= eta ->
  (* arrives *) eta ^ 2 * noise ^ 2 * ell level / 2 - eta * gradient_norm ^ 2 * (- eta * ell level /
      2 + 1) - eta * noise_inner * (- eta * ell level + 1) + gap < level ->
  (* descent *) gap_next <= eta ^ 2 * noise ^ 2 * ell level / 2 - eta * gradient_norm ^ 2 * (- eta *
      ell level / 2 + 1) - eta * noise_inner * (- eta * ell level + 1) + gap.

(* One step of stochastic gradient descent below a level. *)
Definition sgd_step_below_level : Prop :=
  forall m : setting,
  forall (ell : R -> R),
  forall (A B C gap level gradient_norm eta noise noise_inner gap_next : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* step *) (noisy_step m gap gradient_norm eta noise noise_inner gap_next /\ 0 <= gap /\ 0 <=
      gradient_norm /\ 0 <= noise /\ 0 <= gap_next) ->
  (* starts *) gap < level ->
  (* eta_range *) 0 <= eta ->
  (* noise_abc *) noise ^ 2 <= A * gap + B * gradient_norm ^ 2 + C ->
  (* curvature_step *) eta * (2 * B + 2) * ell level <= 1 ->
  (* arrives *) eta ^ 2 * (A * gap + C) * ell level / 2 - 3 * eta * gradient_norm ^ 2 / 4 - eta *
      noise_inner * (- eta * ell level + 1) + gap < level ->
  (* descent *) gap_next <= eta ^ 2 * (A * gap + C) * ell level / 2 - 3 * eta * gradient_norm ^ 2 /
      4 - eta * noise_inner * (- eta * ell level + 1) + gap.

(* A bound of the noise of an SGD step that is known before it. *)
Definition sgd_noise_part : Prop :=
  forall m : setting,
  forall (ell : R -> R),
  forall (A B C gap level gradient_norm eta noise noise_inner gap_next : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* step *) (noisy_step m gap gradient_norm eta noise noise_inner gap_next /\ 0 <= gap /\ 0 <=
      gradient_norm /\ 0 <= noise /\ 0 <= gap_next) ->
  (* level_range *) 0 <= level ->
  (* eta_range *) 0 <= eta ->
  (* B_range *) 0 <= B ->
  (* noise_abc *) noise ^ 2 <= A * gap + B * gradient_norm ^ 2 + C ->
  (* curvature_step *) eta * (2 * B + 2) * ell level <= 1 ->
  (* above *) (0 <= A * gap + B * gradient_norm ^ 2 + C /\ eta * noise_inner * (- eta * ell level +
      1) <= eta * gradient_norm * sqrt (A * gap + B * gradient_norm ^ 2 + C)) /\
  (* below *) (0 <= A * gap + B * gradient_norm ^ 2 + C /\ - eta * gradient_norm * sqrt (A * gap + B
      * gradient_norm ^ 2 + C) <= eta * noise_inner * (- eta * ell level + 1)).

(* The step size of SGD meets the four conditions. *)
Definition sgd_step_size_warmup : Prop :=
  forall m : setting,
  forall (ell Phi G : R -> R),
  forall (A B C beta delta T gap0 level eta share tail gap : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* level_range *) 0 < level ->
  (* gap *) (0 <= gap /\ 0 <= Phi gap) ->
  (* gap0_range *) 0 < gap0 ->
  (* delta_range *) 0 < delta ->
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* C_range *) 0 <= C ->
  (* eta_range *) 0 <= eta ->
  (* tail_range *) 0 <= tail ->
  (* curvature_term *) (0 < (2 * B + 2) * ell (beta * level) -> (2 * B + 2 <> 0 /\ ell (beta *
      level) <> 0 /\ eta <= 1 / ((2 * B + 2) * ell (beta * level)))) ->
  (* radius_term *) ((0 <= tail * (A * gap + 2 * B * Phi gap + C) /\ 0 <= Phi gap /\ 0 < sqrt (tail
      * (A * gap + 2 * B * Phi gap + C)) + sqrt 2 * sqrt (Phi gap)) -> (sqrt (tail * (A * gap + 2 *
      B * Phi gap + C)) + sqrt 2 * sqrt (Phi gap) <> 0 /\ 0 <= tail * (A * gap + 2 * B * Phi gap +
      C) /\ 0 <= Phi gap /\ eta <= (- G level + G (beta * level)) / (sqrt (tail * (A * gap + 2 * B *
      Phi gap + C)) + sqrt 2 * sqrt (Phi gap)))) ->
  (* confidence_term *) ((0 < delta /\ 0 < - share * (A * gap + 2 * B * Phi gap + C) * ln delta) ->
      (share <> 0 /\ A * gap + 2 * B * Phi gap + C <> 0 /\ ln delta <> 0 /\ 0 < delta /\ eta <= -
      gap0 / (share * (A * gap + 2 * B * Phi gap + C) * ln delta))) ->
  (* noise_term *) (0 < T * (A * gap + C) * ell (beta * level) -> (0 <= gap0 / (T * (A * gap + C) *
      ell (beta * level)) /\ T <> 0 /\ A * gap + C <> 0 /\ ell (beta * level) <> 0 /\ eta <= sqrt
      (gap0 / (T * (A * gap + C) * ell (beta * level))))) ->
  (* curvature_step *) eta * (2 * B + 2) * ell (beta * level) <= 1 /\
  (* radius_step *) (0 <= Phi gap /\ (0 <= tail * (A * gap + 2 * B * Phi gap + C) /\ 0 <= Phi gap /\
      eta * (sqrt (tail * (A * gap + 2 * B * Phi gap + C)) + sqrt 2 * sqrt (Phi gap)) <= - G level +
      G (beta * level))) /\
  (* confidence_step *) (0 < delta /\ - eta * share * (A * gap + 2 * B * Phi gap + C) * ln delta <=
      gap0) /\
  (* noise_step *) T * eta ^ 2 * (A * gap + C) * ell (beta * level) <= gap0.

(* The constant step size of SGD meets the four conditions up to 2 gap0. *)
Definition sgd_step_size_constant : Prop :=
  forall m : setting,
  forall (ell Phi G : R -> R),
  forall (A B C beta delta T gap0 eta gap : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* gap0_range *) 0 < gap0 ->
  (* potential_at_start *) 0 <= Phi (2 * gap0) ->
  (* gap *) (0 <= gap /\ 0 <= Phi gap) ->
  (* below *) gap <= 2 * gap0 ->
  (* delta_range *) 0 < delta ->
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* C_range *) 0 <= C ->
  (* eta_range *) 0 <= eta ->
  (* curvature_term *) (0 < (2 * B + 2) * ell (2 * beta * gap0) -> (2 * B + 2 <> 0 /\ ell (2 * beta
      * gap0) <> 0 /\ eta <= 1 / ((2 * B + 2) * ell (2 * beta * gap0)))) ->
  (* radius_term *) ((0 <= 2 * A * gap0 + 2 * B * Phi (2 * gap0) + C /\ 0 <= Phi (2 * gap0) /\ 0 <
      sqrt (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) + sqrt 2 * sqrt (Phi (2 * gap0))) -> (sqrt (2
      * A * gap0 + 2 * B * Phi (2 * gap0) + C) + sqrt 2 * sqrt (Phi (2 * gap0)) <> 0 /\ 0 <= 2 * A *
      gap0 + 2 * B * Phi (2 * gap0) + C /\ 0 <= Phi (2 * gap0) /\ eta <= (- G (2 * gap0) + G (2 *
      beta * gap0)) / (sqrt (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) + sqrt 2 * sqrt (Phi (2 *
      gap0))))) ->
  (* confidence_term *) ((0 < delta /\ 0 < - 4 * (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) * ln
      delta) -> (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C <> 0 /\ ln delta <> 0 /\ 0 < delta /\ eta
      <= - gap0 / (4 * (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) * ln delta))) ->
  (* noise_term *) (0 < T * (2 * A * gap0 + C) * ell (2 * beta * gap0) -> (0 <= gap0 / (T * (2 * A *
      gap0 + C) * ell (2 * beta * gap0)) /\ T <> 0 /\ 2 * A * gap0 + C <> 0 /\ ell (2 * beta * gap0)
      <> 0 /\ eta <= sqrt (gap0 / (T * (2 * A * gap0 + C) * ell (2 * beta * gap0))))) ->
  (* curvature_step *) eta * (2 * B + 2) * ell (2 * beta * gap0) <= 1 /\
  (* radius_step *) (0 <= Phi gap /\ (0 <= A * gap + 2 * B * Phi gap + C /\ 0 <= Phi gap /\ eta *
      (sqrt (A * gap + 2 * B * Phi gap + C) + sqrt 2 * sqrt (Phi gap)) <= - G (2 * gap0) + G (2 *
      beta * gap0))) /\
  (* confidence_step *) (0 < delta /\ - 4 * eta * (A * gap + 2 * B * Phi gap + C) * ln delta <=
      gap0) /\
  (* noise_step *) T * eta ^ 2 * (A * gap + C) * ell (2 * beta * gap0) <= gap0.

(* The constant step without radius and beta is never smaller. *)
Definition sgd_step_size_sharp : Prop :=
  forall m : setting,
  forall (ell : R -> R),
  forall (A B C beta T gap0 eta : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* beta_range *) 1 < beta ->
  (* gap0_range *) 0 < gap0 ->
  (* curvature_step *) eta * (2 * B + 2) * ell (2 * beta * gap0) <= 1 ->
  (* noise_step *) T * eta ^ 2 * (2 * A * gap0 + C) * ell (2 * beta * gap0) <= gap0 ->
  (* curvature *) eta * (2 * B + 2) * ell (2 * gap0) <= 1 /\
  (* noise *) T * eta ^ 2 * (2 * A * gap0 + C) * ell (2 * gap0) <= gap0.

(* The inverse of the step size of SGD. *)
Definition sgd_step_inverse : Prop :=
  forall m : setting,
  forall (ell Phi G : R -> R),
  forall (A B C beta delta T gap0 level eta share tail gap : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* level_range *) 0 < level ->
  (* gap *) (0 <= gap /\ 0 <= Phi gap) ->
  (* gap0_range *) 0 < gap0 ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* T_range *) 0 <= T ->
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* C_range *) 0 <= C ->
  (* share_range *) 0 <= share ->
  (* tail_range *) 0 <= tail ->
  (* schedule *) ((0 < (2 * B + 2) * ell (beta * level) /\ (2 * B + 2 <> 0 /\ ell (beta * level) <>
      0 /\ eta = 1 / ((2 * B + 2) * ell (beta * level)))) \/ ((0 <= tail * (A * gap + 2 * B * Phi
      gap + C) /\ 0 <= Phi gap /\ 0 < sqrt (tail * (A * gap + 2 * B * Phi gap + C)) + sqrt 2 * sqrt
      (Phi gap)) /\ (sqrt (tail * (A * gap + 2 * B * Phi gap + C)) + sqrt 2 * sqrt (Phi gap) <> 0 /\
      0 <= tail * (A * gap + 2 * B * Phi gap + C) /\ 0 <= Phi gap /\ eta = (- G level + G (beta *
      level)) / (sqrt (tail * (A * gap + 2 * B * Phi gap + C)) + sqrt 2 * sqrt (Phi gap)))) \/ ((0 <
      delta /\ 0 < - share * (A * gap + 2 * B * Phi gap + C) * ln delta) /\ (share <> 0 /\ A * gap +
      2 * B * Phi gap + C <> 0 /\ ln delta <> 0 /\ 0 < delta /\ eta = - gap0 / (share * (A * gap + 2
      * B * Phi gap + C) * ln delta))) \/ (0 < T * (A * gap + C) * ell (beta * level) /\ (0 <= gap0
      / (T * (A * gap + C) * ell (beta * level)) /\ T <> 0 /\ A * gap + C <> 0 /\ ell (beta * level)
      <> 0 /\ eta = sqrt (gap0 / (T * (A * gap + C) * ell (beta * level)))))) ->
  (* positive *) 0 < eta /\
  (* inverse *) (eta <> 0 /\ 0 <= T * (A * gap + C) * ell (beta * level) / gap0 /\ gap0 <> 0 /\ - G
      level + G (beta * level) <> 0 /\ 0 <= tail * (A * gap + 2 * B * Phi gap + C) /\ 0 <= Phi gap
      /\ 0 < delta /\ 1 / eta <= sqrt (T * (A * gap + C) * ell (beta * level) / gap0) + (2 * B + 2)
      * ell (beta * level) + (sqrt (tail * (A * gap + 2 * B * Phi gap + C)) + sqrt 2 * sqrt (Phi
      gap)) / (- G level + G (beta * level)) - share * (A * gap + 2 * B * Phi gap + C) * ln delta /
      gap0).

(* The harmonic mean is at most the arithmetic mean. *)
Definition harmonic_mean : Prop :=
  forall m : setting,
  forall (eta_at : R -> R),
  forall (T : R),
  (* horizon *) (integer T /\ 0 <= T) ->
  (* positive *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> 0 < eta_at t) ->
  (* bound *) ((forall i : R, integer i -> 0 <= i -> i <= T - 1 -> eta_at i <> 0) /\ T ^ 2 <= total
      (fun i => 1 / eta_at i) T * total (fun i => eta_at i) T) /\
  (* nonnegative *) (0 <= total (fun i => eta_at i) T /\ ((forall i : R, integer i -> 0 <= i -> i <=
      T - 1 -> eta_at i <> 0) /\ 0 <= total (fun i => 1 / eta_at i) T)).

(* Sums compared term by term. *)
Definition sum_bound : Prop :=
  forall m : setting,
  forall (first second third fourth : R -> R),
  forall (alpha gamma T : R),
  (* horizon *) (integer T /\ 0 <= T) ->
  (* terms *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> first t <= alpha * second t +
      gamma * fourth t + third t) ->
  (* bound *) total (fun i => first i) T <= alpha * total (fun i => second i) T + gamma * total (fun
      i => fourth i) T + total (fun i => third i) T.

(* A mean is at most the worst value. *)
Definition mean_below_worst : Prop :=
  forall m : setting,
  forall (first : R -> R),
  forall (worst q T : R),
  (* horizon *) (integer T /\ 0 <= T) ->
  (* terms *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> first t <= worst) ->
  (* index *) (integer q /\ 0 <= q /\ q <= T - 1) ->
  (* at_most *) total (fun i => first i) T <= T * worst /\
  (* strict *) (first q < worst -> total (fun i => first i) T < T * worst).

(* The rate of SGD in the constants of the problem. *)
Definition sgd_rate : Prop :=
  forall m : setting,
  forall (ell Phi G Delta level_at eta_at : R -> R),
  forall (A B C beta delta T gap0 m_ share tail : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* gap0_range *) 0 < gap0 ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* horizon *) (integer T /\ 1 <= T) ->
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* C_range *) 0 <= C ->
  (* gaps *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= Delta t /\ 0 <= Phi (Delta
      t))) ->
  (* levels *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> 0 < level_at t) ->
  (* share_range *) 0 <= share ->
  (* tail_range *) 0 <= tail ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> ((0 < (2 * B + 2) * ell (beta *
      level_at t) /\ (2 * B + 2 <> 0 /\ ell (beta * level_at t) <> 0 /\ eta_at t = 1 / ((2 * B + 2)
      * ell (beta * level_at t)))) \/ ((0 <= tail * (A * Delta t + 2 * B * Phi (Delta t) + C) /\ 0
      <= Phi (Delta t) /\ 0 < sqrt (tail * (A * Delta t + 2 * B * Phi (Delta t) + C)) + sqrt 2 *
      sqrt (Phi (Delta t))) /\ (sqrt (tail * (A * Delta t + 2 * B * Phi (Delta t) + C)) + sqrt 2 *
      sqrt (Phi (Delta t)) <> 0 /\ 0 <= tail * (A * Delta t + 2 * B * Phi (Delta t) + C) /\ 0 <= Phi
      (Delta t) /\ eta_at t = (G (beta * level_at t) - G (level_at t)) / (sqrt (tail * (A * Delta t
      + 2 * B * Phi (Delta t) + C)) + sqrt 2 * sqrt (Phi (Delta t))))) \/ ((0 < delta /\ 0 < - share
      * (A * Delta t + 2 * B * Phi (Delta t) + C) * ln delta) /\ (share <> 0 /\ A * Delta t + 2 * B
      * Phi (Delta t) + C <> 0 /\ ln delta <> 0 /\ 0 < delta /\ eta_at t = - gap0 / (share * (A *
      Delta t + 2 * B * Phi (Delta t) + C) * ln delta))) \/ (0 < T * (A * Delta t + C) * ell (beta *
      level_at t) /\ (0 <= gap0 / (T * (A * Delta t + C) * ell (beta * level_at t)) /\ T <> 0 /\ A *
      Delta t + C <> 0 /\ ell (beta * level_at t) <> 0 /\ eta_at t = sqrt (gap0 / (T * (A * Delta t
      + C) * ell (beta * level_at t))))))) ->
  (* rate *) (0 <= m_ /\ m_ * total (fun i => eta_at i) T <= 4 * gap0) ->
  (* harmonic *) ((forall i : R, integer i -> 0 <= i -> i <= T - 1 -> eta_at i <> 0) /\ m_ * T ^ 2
      <= 4 * gap0 * total (fun i => 1 / eta_at i) T) /\
  (* display *) (T <> 0 /\ (forall i : R, integer i -> 0 <= i -> i <= T - 1 -> G (beta * level_at i)
      - G (level_at i) <> 0 /\ 0 <= tail * (A * Delta i + 2 * B * Phi (Delta i) + C) /\ 0 <= Phi
      (Delta i)) /\ 0 <= gap0 / T /\ (forall i : R, integer i -> 0 <= i -> i <= T - 1 -> 0 <= (A *
      Delta i + C) * ell (beta * level_at i)) /\ 0 < delta /\ m_ <= 4 * sqrt (gap0 / T) * total (fun
      i => sqrt ((A * Delta i + C) * ell (beta * level_at i))) T / T + 4 * gap0 * total (fun i => (2
      * B + 2) * ell (beta * level_at i) + (sqrt (tail * (A * Delta i + 2 * B * Phi (Delta i) + C))
      + sqrt 2 * sqrt (Phi (Delta i))) / (G (beta * level_at i) - G (level_at i))) T / T ^ 2 - 4 *
      share * total (fun i => A * Delta i + 2 * B * Phi (Delta i) + C) T * ln delta / T ^ 2).

(* The rate of SGD with a constant step. *)
Definition sgd_rate_constant : Prop :=
  forall m : setting,
  forall (ell Phi G : R -> R),
  forall (A B C beta delta T gap0 eta m_ : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* gap0_range *) 0 < gap0 ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* horizon *) (integer T /\ 1 <= T) ->
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* C_range *) 0 <= C ->
  (* potential_at_start *) 0 <= Phi (2 * gap0) ->
  (* schedule *) ((0 < (2 * B + 2) * ell (2 * beta * gap0) /\ (2 * B + 2 <> 0 /\ ell (2 * beta *
      gap0) <> 0 /\ eta = 1 / ((2 * B + 2) * ell (2 * beta * gap0)))) \/ ((0 <= 2 * A * gap0 + 2 * B
      * Phi (2 * gap0) + C /\ 0 <= Phi (2 * gap0) /\ 0 < sqrt (2 * A * gap0 + 2 * B * Phi (2 * gap0)
      + C) + sqrt 2 * sqrt (Phi (2 * gap0))) /\ (sqrt (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) +
      sqrt 2 * sqrt (Phi (2 * gap0)) <> 0 /\ 0 <= 2 * A * gap0 + 2 * B * Phi (2 * gap0) + C /\ 0 <=
      Phi (2 * gap0) /\ eta = (- G (2 * gap0) + G (2 * beta * gap0)) / (sqrt (2 * A * gap0 + 2 * B *
      Phi (2 * gap0) + C) + sqrt 2 * sqrt (Phi (2 * gap0))))) \/ ((0 < delta /\ 0 < - 4 * (2 * A *
      gap0 + 2 * B * Phi (2 * gap0) + C) * ln delta) /\ (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C
      <> 0 /\ ln delta <> 0 /\ 0 < delta /\ eta = - gap0 / (4 * (2 * A * gap0 + 2 * B * Phi (2 *
      gap0) + C) * ln delta))) \/ (0 < T * (2 * A * gap0 + C) * ell (2 * beta * gap0) /\ (0 <= gap0
      / (T * (2 * A * gap0 + C) * ell (2 * beta * gap0)) /\ T <> 0 /\ 2 * A * gap0 + C <> 0 /\ ell
      (2 * beta * gap0) <> 0 /\ eta = sqrt (gap0 / (T * (2 * A * gap0 + C) * ell (2 * beta *
      gap0)))))) ->
  (* rate *) (0 <= m_ /\ m_ * total (fun i => eta) T <= 4 * gap0) ->
  (* step_rate *) (T <> 0 /\ eta <> 0 /\ m_ <= 4 * gap0 / (T * eta)) /\
  (* display *) (0 <= gap0 * (2 * A * gap0 + C) * ell (2 * beta * gap0) / T /\ T <> 0 /\ 0 < delta
      /\ - G (2 * gap0) + G (2 * beta * gap0) <> 0 /\ 0 <= 2 * A * gap0 + 2 * B * Phi (2 * gap0) + C
      /\ 0 <= Phi (2 * gap0) /\ m_ <= 4 * sqrt (gap0 * (2 * A * gap0 + C) * ell (2 * beta * gap0) /
      T) + 4 * gap0 * ((2 * B + 2) * ell (2 * beta * gap0) + (sqrt (2 * A * gap0 + 2 * B * Phi (2 *
      gap0) + C) + sqrt 2 * sqrt (Phi (2 * gap0))) / (- G (2 * gap0) + G (2 * beta * gap0))) / T -
      16 * (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) * ln delta / T).

(* The main term of SGD: the mean along the run against the worst value. *)
Definition sgd_mean_against_worst : Prop :=
  forall m : setting,
  forall (ell Delta level_at : R -> R),
  forall (A C beta H q T : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* beta_range *) 1 < beta ->
  (* A_range *) 0 <= A ->
  (* C_range *) 0 <= C ->
  (* horizon *) (integer T /\ 1 <= T) ->
  (* below *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= Delta t /\ Delta t <= H /\ 0
      < level_at t /\ level_at t <= H)) ->
  (* index *) (integer q /\ 0 <= q /\ q <= T - 1) ->
  (* mean *) ((forall i : R, integer i -> 0 <= i -> i <= T - 1 -> 0 <= (A * Delta i + C) * ell (beta
      * level_at i)) /\ 0 <= (A * H + C) * ell (H * beta) /\ total (fun i => sqrt ((A * Delta i + C)
      * ell (beta * level_at i))) T <= T * sqrt ((A * H + C) * ell (H * beta))) /\
  (* strict *) ((0 <= (A * Delta q + C) * ell (beta * level_at q) /\ 0 <= (A * H + C) * ell (H *
      beta) /\ sqrt ((A * Delta q + C) * ell (beta * level_at q)) < sqrt ((A * H + C) * ell (H *
      beta))) -> ((forall i : R, integer i -> 0 <= i -> i <= T - 1 -> 0 <= (A * Delta i + C) * ell
      (beta * level_at i)) /\ 0 <= (A * H + C) * ell (H * beta) /\ total (fun i => sqrt ((A * Delta
      i + C) * ell (beta * level_at i))) T < T * sqrt ((A * H + C) * ell (H * beta)))).

(* The local radius from below, without an integral. *)
Definition radius_lower_bounds : Prop :=
  forall m : setting,
  forall (ell Phi G : R -> R),
  forall (gap beta : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* gap_range *) 0 < gap ->
  (* beta_range *) 1 <= beta ->
  (* difference *) (ell (beta * gap) <> 0 /\ 0 <= Phi (beta * gap) /\ 0 <= Phi gap /\ (- sqrt 2 *
      sqrt (Phi gap) + sqrt 2 * sqrt (Phi (beta * gap))) / ell (beta * gap) <= - G gap + G (beta *
      gap)) /\
  (* simple *) (0 <= Phi gap /\ ell (beta * gap) <> 0 /\ 0 <= beta /\ sqrt 2 * sqrt (Phi gap) *
      (sqrt beta - 1) / ell (beta * gap) <= - G gap + G (beta * gap)) /\
  (* scaled *) beta * Phi gap <= Phi (beta * gap).

(* The local radius in the min form. *)
Definition radius_min_form : Prop :=
  forall m : setting,
  forall (G N : R -> R),
  forall (rho K0 K gap beta scale : R),
  (* rho_range *) 0 < rho ->
  (* potential_positive *) (forall x : R, 0 < x -> (((0 < x \/ (x = 0 /\ 0 < rho + 1)) /\ rho + 1 <>
      0 /\ 0 < K * power x (rho + 1) / (rho + 1) + K0 * x) /\ ((0 < x \/ (x = 0 /\ 0 < rho + 1)) /\
      rho + 1 <> 0 /\ 0 < 2 * x + 2 * power x (rho + 1) / (rho + 1)))) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < 2 * K * power x (rho + 1) / (rho + 1) + 2 * K0 *
      x /\ (0 < x \/ (x = 0 /\ 0 < rho + 1)) /\ rho + 1 <> 0) /\ derives (fun x => 0 < x) (fun x =>
      G x) (fun x => 1 / sqrt (2 * K * power x (rho + 1) / (rho + 1) + 2 * K0 * x))) ->
  (* normal_antiderivative *) ((forall x : R, 0 < x -> 0 < 2 * x + 2 * power x (rho + 1) / (rho + 1)
      /\ (0 < x \/ (x = 0 /\ 0 < rho + 1)) /\ rho + 1 <> 0) /\ derives (fun x => 0 < x) (fun x => N
      x) (fun x => 1 / sqrt (2 * x + 2 * power x (rho + 1) / (rho + 1)))) ->
  (* gap_range *) 0 < gap ->
  (* beta_range *) 1 <= beta ->
  (* scale_range *) (0 <= scale /\ K0 * scale ^ 2 <= gap /\ ((0 < gap \/ (gap = 0 /\ 0 < rho)) /\ K
      * power gap rho * scale ^ 2 <= gap)) ->
  (* bound *) scale * (- N 1 + N beta) <= - G gap + G (beta * gap).

(* Closed forms of the distance G. *)
Definition distance_closed_forms : Prop :=
  forall m : setting,
  forall (rho K0 K : R),
  (* rho_range *) 0 < rho ->
  (* not_linear *) rho <> 1 ->
  (* K0_range *) 0 < K0 ->
  (* K_range *) 0 < K ->
  (* linear *) ((forall s : R, 0 < s -> 0 < K /\ 0 < (sqrt K * sqrt (K * s ^ 2 + 2 * K0 * s) + K * s
      + K0) / K0 /\ K0 <> 0 /\ 0 <= K /\ 0 <= K * s ^ 2 + 2 * K0 * s /\ 0 < K * s ^ 2 + 2 * K0 * s)
      /\ derives (fun s => 0 < s) (fun s => ln ((sqrt K * sqrt (K * s ^ 2 + 2 * K0 * s) + K * s +
      K0) / K0) / sqrt K) (fun s => 1 / sqrt (K * s ^ 2 + 2 * K0 * s))) /\
  (* power *) ((forall s : R, 0 < s -> 0 < K * power s (rho + 1) / (rho + 1) /\ (0 < s \/ (s = 0 /\
      0 < rho + 1)) /\ rho + 1 <> 0 /\ 1 - rho <> 0) /\ derives (fun s => 0 < s) (fun s => s * sqrt
      2 / (sqrt (K * power s (rho + 1) / (rho + 1)) * (1 - rho))) (fun s => sqrt 2 / (2 * sqrt (K *
      power s (rho + 1) / (rho + 1))))) /\
  (* constant *) ((forall s : R, 0 < s -> K0 <> 0 /\ 0 <= K0 * s /\ 0 < K0 * s) /\ derives (fun s =>
      0 < s) (fun s => sqrt 2 * sqrt (K0 * s) / K0) (fun s => sqrt 2 / (2 * sqrt (K0 * s)))) /\
  (* constant_value *) (forall s : R, 0 < s -> (K0 <> 0 /\ 0 <= K0 * s /\ 0 <= s / K0 /\ sqrt 2 *
      sqrt (K0 * s) / K0 = sqrt 2 * sqrt (s / K0))).

(* The extremal function: the gradient bound is an equality on it. *)
Definition extremal_function : Prop :=
  forall m : setting,
  forall (K0 K x : R),
  (* K_range *) 0 < K ->
  (* slope *) ((forall x : R, K <> 0 /\ 0 <= K /\ 0 < K) /\ derives (fun x => True) (fun x => K0 *
      (cosh (x * sqrt K) - 1) / K) (fun x => K0 * sinh (x * sqrt K) / sqrt K)) /\
  (* curvature *) ((forall x : R, 0 < K /\ 0 <= K) /\ derives (fun x => True) (fun x => K0 * sinh (x
      * sqrt K) / sqrt K) (fun x => K0 * cosh (x * sqrt K))) /\
  (* equation *) (0 <= K /\ K0 * cosh (x * sqrt K) = K0 * (cosh (x * sqrt K) - 1) + K0) /\
  (* start *) (0 = 0 /\ 0 = 0) /\
  (* energy *) (K <> 0 /\ 0 <= K /\ K0 ^ 2 * (sinh (x * sqrt K)) ^ 2 / K = K0 ^ 2 * (cosh (x * sqrt
      K) - 1) ^ 2 / K + 2 * K0 ^ 2 * (cosh (x * sqrt K) - 1) / K).

(* Descent with the curvature of the start. *)
Definition descent_lemma : Prop :=
  forall m : setting,
  forall (ell : R -> R),
  forall (gap gradient_norm eta gap_next : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* step *) (gd_step m gap gradient_norm eta gap_next /\ 0 <= gap /\ 0 <= gradient_norm) ->
  (* step_range *) (0 <= eta /\ eta * ell gap <= 2) ->
  (* descent *) gap_next <= - eta * gradient_norm ^ 2 * (- eta * ell gap / 2 + 1) + gap /\
  (* lands *) 0 <= gap_next.

(* The gap pays for the gradient. *)
Definition self_bounding : Prop :=
  forall m : setting,
  forall (ell : R -> R),
  forall (gap gradient_norm eta : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm) ->
  (* step_range *) (0 <= eta /\ eta * ell gap <= 1) ->
  (* bound *) eta * gradient_norm ^ 2 <= 2 * gap.

(* The gradient of a convex function points towards the minimiser. *)
Definition cocoercivity : Prop :=
  forall m : setting,
  forall (ell : R -> R),
  forall (gap gradient_norm inner_ eta : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* convex *) convex m ->
  (* minimiser *) minimiser m ->
  (* point *) (point_towards m gap gradient_norm inner_ /\ 0 <= gap /\ 0 <= gradient_norm) ->
  (* step_range *) (0 <= eta /\ eta * ell gap <= 1) ->
  (* cocoercive *) eta * gradient_norm ^ 2 / 2 + gap <= inner_.

(* The gap along an energy step stays below the extremal. *)
Definition below_extremal : Prop :=
  forall m : setting,
  forall (ell Phi Gamma : R -> R),
  forall (gap gradient_norm eta gap_next gap_low : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* step *) (gd_step m gap gradient_norm eta gap_next /\ 0 <= gap /\ 0 <= gradient_norm) ->
  (* moving *) 0 < gradient_norm ->
  (* turning_point *) (0 <= gap_low /\ Phi gap_low = - gradient_norm ^ 2 / 2 + Phi gap) ->
  (* largest *) (forall s : R, gap_low < s -> s <= gap -> Phi gap_low < Phi s) ->
  (* duration *) (time_integral Gamma (fun s => sqrt (- 2 * Phi gap_low + 2 * Phi s)) gap_low gap /\
      0 <= eta /\ eta * gradient_norm <= Gamma gap_low) ->
  (* below *) gap_next <= gap /\
  (* in_region *) 0 <= gap_next /\
  (* lands *) (eta * gradient_norm = Gamma gap_low -> gap_next <= gap_low).

(* The energy step, optimal for one step. *)
Definition energy_step : Prop :=
  forall m : setting,
  forall (ell Phi Gamma : R -> R),
  forall (gap gradient_norm eta gap_next gap_low : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* step *) (gd_step m gap gradient_norm eta gap_next /\ 0 <= gap /\ 0 <= gradient_norm) ->
  (* moving *) 0 < gradient_norm ->
  (* turning_point *) (0 <= gap_low /\ Phi gap_low = - gradient_norm ^ 2 / 2 + Phi gap) ->
  (* largest *) (forall s : R, gap_low < s -> s <= gap -> Phi gap_low < Phi s) ->
  (* duration *) (time_integral Gamma (fun s => sqrt (- 2 * Phi gap_low + 2 * Phi s)) gap_low gap /\
      eta * gradient_norm = Gamma gap_low) ->
  (* lands *) gap_next <= gap_low /\
  (* in_region *) 0 <= gap_next /\
  (* spent *) Phi gap_next <= - gradient_norm ^ 2 / 2 + Phi gap /\
  (* length *) 1 <= eta * ell gap.

(* A run that nowhere climbs above its iterates stays in its component. *)
Definition stays_in_region : Prop :=
  forall m : setting,
  forall (Delta g eta_at : R -> R),
  forall (path : R -> R -> R),
  forall (T : R),
  (* bounded_below *) bounded_below m ->
  (* run *) gd_run m Delta g eta_at path T ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* start *) inside m 0 ->
  (* segments *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (inside m t -> (0 <= eta_at t
      /\ (forall h : R, 0 <= h -> h <= eta_at t -> path t h <= Delta t)))) ->
  (* inside *) (forall n : R, integer n -> 0 <= n -> n <= T -> inside m n) /\
  (* below_start *) (forall n : R, integer n -> 0 <= n -> n <= T -> Delta n <= Delta 0) /\
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))).

(* Gradient descent with steps up to 1/ell(gap). *)
Definition gd_nonconvex : Prop :=
  forall m : setting,
  forall (ell Delta g eta_at : R -> R),
  forall (T m_ : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* steps *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta t) *
      eta_at t <= 1)) ->
  (* smallest *) (0 <= m_ /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> m_ <= (g t) ^ 2))
      ->
  (* monotone *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> Delta (t + 1) <= Delta t) /\
  (* below_start *) (forall n : R, integer n -> 0 <= n -> n <= T -> Delta n <= Delta 0) /\
  (* total *) total (fun i => (g i) ^ 2 * eta_at i) T <= 2 * Delta 0 - 2 * Delta T /\
  (* rate *) m_ * total (fun i => eta_at i) T <= 2 * Delta 0 - 2 * Delta T.

(* Steps up to 2/ell(gap) never leave the component of the start. *)
Definition localisation : Prop :=
  forall m : setting,
  forall (ell Delta g eta_at : R -> R),
  forall (path : R -> R -> R),
  forall (T : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* run *) gd_run m Delta g eta_at path T ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* start *) inside m 0 ->
  (* steps *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= Delta t -> (0 <= eta_at t /\
      ell (Delta t) * eta_at t <= 2))) ->
  (* inside *) (forall n : R, integer n -> 0 <= n -> n <= T -> inside m n) /\
  (* below_start *) (forall n : R, integer n -> 0 <= n -> n <= T -> Delta n <= Delta 0) /\
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))).

(* Energy steps never leave the component of the start. *)
Definition localisation_energy : Prop :=
  forall m : setting,
  forall (ell Phi Delta g eta_at low_at : R -> R),
  forall (path Gamma_at : R -> R -> R),
  forall (T : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* run *) gd_run m Delta g eta_at path T ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* start *) inside m 0 ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= Delta t -> (0 < g t /\ 0
      <= low_at t /\ Phi (low_at t) = Phi (Delta t) - (g t) ^ 2 / 2 /\ (forall s : R, low_at t < s
      -> s <= Delta t -> Phi (low_at t) < Phi s) /\ time_integral (fun x => Gamma_at t x) (fun s =>
      sqrt (2 * Phi s - 2 * Phi (low_at t))) (low_at t) (Delta t) /\ 0 <= eta_at t /\ eta_at t * g t
      <= Gamma_at t (low_at t)))) ->
  (* inside *) (forall n : R, integer n -> 0 <= n -> n <= T -> inside m n) /\
  (* below_start *) (forall n : R, integer n -> 0 <= n -> n <= T -> Delta n <= Delta 0) /\
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))).

(* Theorem 1 with the theoretical warm-up. *)
Definition gd_nonconvex_warmup : Prop :=
  forall m : setting,
  forall (ell Delta g eta_at : R -> R),
  forall (T m_ : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta t)
      * eta_at t = 1)) ->
  (* smallest *) (0 <= m_ /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> m_ <= (g t) ^ 2))
      ->
  (* rate *) m_ * T ^ 2 <= (2 * Delta 0 - 2 * Delta T) * total (fun i => ell (Delta i)) T /\
  (* warms_up *) (forall t : R, integer t -> 0 <= t -> t <= T - 2 -> eta_at t <= eta_at (t + 1)) /\
  (* not_worse *) total (fun i => ell (Delta i)) T <= T * ell (Delta 0).

(* Theorem 1 with the constant step. *)
Definition gd_nonconvex_constant : Prop :=
  forall m : setting,
  forall (ell Delta g eta_at : R -> R),
  forall (T m_ eps : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta 0)
      * eta_at t = 1)) ->
  (* smallest *) (0 <= m_ /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> m_ <= (g t) ^ 2))
      ->
  (* rate *) T * m_ <= (2 * Delta 0 - 2 * Delta T) * ell (Delta 0) /\
  (* count *) (1 <= T -> 2 * Delta 0 * ell (Delta 0) <= T * eps ^ 2 -> m_ <= eps ^ 2).

(* Theorem 1 with LW's min shape. *)
Definition gd_nonconvex_min_shape : Prop :=
  forall m : setting,
  forall (Delta g eta_at : R -> R),
  forall (rho K0 K c T m_ : R),
  (* rho_range *) 0 < rho ->
  (* K0_range *) 0 <= K0 ->
  (* K_range *) 0 <= K ->
  (* smooth *) smooth m (fun s => K * power s rho + K0) ->
  (* bounded_below *) bounded_below m ->
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* scale *) (0 <= c /\ c * (power 3 rho + 1) <= power 3 rho) ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ K0 * eta_at t
      <= c /\ ((0 < Delta t \/ (Delta t = 0 /\ 0 < rho)) /\ K * power 3 rho * power (Delta t) rho *
      eta_at t <= c))) ->
  (* smallest *) (0 <= m_ /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> m_ <= (g t) ^ 2))
      ->
  (* admissible *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> ((0 < Delta t \/ (Delta t = 0
      /\ 0 < rho)) /\ (K * power (Delta t) rho + K0) * eta_at t <= 1)) /\
  (* half *) power 3 rho / 2 + 1 / 2 <= power 3 rho /\
  (* total *) total (fun i => (g i) ^ 2 * eta_at i) T <= 2 * Delta 0 - 2 * Delta T /\
  (* rate *) m_ * total (fun i => eta_at i) T <= 2 * Delta 0 - 2 * Delta T.

(* Theorem 1 with energy steps. *)
Definition gd_nonconvex_energy : Prop :=
  forall m : setting,
  forall (ell Phi Delta g eta_at low_at : R -> R),
  forall (Gamma_at : R -> R -> R),
  forall (T m_ eps : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 < g t /\ 0 <= low_at t /\
      Phi (low_at t) = Phi (Delta t) - (g t) ^ 2 / 2 /\ (forall s : R, low_at t < s -> s <= Delta t
      -> Phi (low_at t) < Phi s) /\ time_integral (fun x => Gamma_at t x) (fun s => sqrt (2 * Phi s
      - 2 * Phi (low_at t))) (low_at t) (Delta t) /\ eta_at t * g t = Gamma_at t (low_at t))) ->
  (* smallest *) (0 <= m_ /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> m_ <= (g t) ^ 2))
      ->
  (* total *) total (fun i => (g i) ^ 2) T <= 2 * Phi (Delta 0) - 2 * Phi (Delta T) /\
  (* rate *) T * m_ <= 2 * Phi (Delta 0) /\
  (* count *) (1 <= T -> 2 * Phi (Delta 0) <= T * eps ^ 2 -> m_ <= eps ^ 2).

(* s/ell(s) is smallest at an end. *)
Definition psi_endpoints : Prop :=
  forall m : setting,
  forall (rho K0 K eps gap0 : R),
  (* rho_range *) 0 < rho ->
  (* K0_range *) 0 <= K0 ->
  (* K_range *) 0 <= K ->
  (* not_both_zero *) 0 < K + K0 ->
  (* eps_range *) 0 < eps ->
  (* gap0_range *) eps <= gap0 ->
  (* nondecreasing *) (rho <= 1 -> (forall s : R, eps <= s -> ((0 < s \/ (s = 0 /\ 0 < rho)) /\ (0 <
      eps \/ (eps = 0 /\ 0 < rho)) /\ eps * (K * power s rho + K0) <= s * (K * power eps rho +
      K0)))) /\
  (* ends *) (forall s : R, eps <= s -> s <= gap0 -> ((0 < s \/ (s = 0 /\ 0 < rho)) /\ K * power eps
      rho + K0 <> 0 /\ (0 < eps \/ (eps = 0 /\ 0 < rho)) /\ K * power gap0 rho + K0 <> 0 /\ (0 <
      gap0 \/ (gap0 = 0 /\ 0 < rho)) /\ (K * power s rho + K0) * Rmin (eps / (K * power eps rho +
      K0)) (gap0 / (K * power gap0 rho + K0)) <= s)).

(* One step brings gradient descent closer to the minimiser. *)
Definition gd_convex_step : Prop :=
  forall m : setting,
  forall (ell : R -> R),
  forall (gap gradient_norm inner_ eta distance distance_next : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* convex *) convex m ->
  (* minimiser *) minimiser m ->
  (* point *) (point_towards m gap gradient_norm inner_ /\ 0 <= gap /\ 0 <= gradient_norm) ->
  (* towards *) (gd_towards m distance inner_ gradient_norm eta distance_next /\ 0 <= distance /\ 0
      <= distance_next) ->
  (* step_range *) (0 <= eta /\ eta * ell gap <= 1) ->
  (* closer *) distance_next ^ 2 <= distance ^ 2 - 2 * eta * gap.

(* Gradient descent on a convex function with steps up to 1/ell(gap). *)
Definition gd_convex : Prop :=
  forall m : setting,
  forall (ell Delta g inner_at distance_at eta_at : R -> R),
  forall (T : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* convex *) convex m ->
  (* minimiser *) minimiser m ->
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) ->
  (* towards *) (0 <= distance_at 0 /\ 0 <= distance_at T /\ (forall t : R, integer t -> 0 <= t -> t
      <= T - 1 -> (point_towards m (Delta t) (g t) (inner_at t) /\ gd_towards m (distance_at t)
      (inner_at t) (g t) (eta_at t) (distance_at (t + 1)) /\ 0 <= distance_at t /\ 0 <= distance_at
      (t + 1)))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* steps *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta t) *
      eta_at t <= 1)) ->
  (* closer *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (distance_at (t + 1)) ^ 2 <= - 2
      * Delta t * eta_at t + (distance_at t) ^ 2) /\
  (* total *) 2 * total (fun i => Delta i * eta_at i) T <= (distance_at 0) ^ 2 - (distance_at T) ^ 2.

(* Theorem 2 with the theoretical warm-up. *)
Definition gd_convex_warmup : Prop :=
  forall m : setting,
  forall (ell Delta g inner_at distance_at eta_at : R -> R),
  forall (T eps psi : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* convex *) convex m ->
  (* minimiser *) minimiser m ->
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) ->
  (* towards *) (0 <= distance_at 0 /\ 0 <= distance_at T /\ (forall t : R, integer t -> 0 <= t -> t
      <= T - 1 -> (point_towards m (Delta t) (g t) (inner_at t) /\ gd_towards m (distance_at t)
      (inner_at t) (g t) (eta_at t) (distance_at (t + 1)) /\ 0 <= distance_at t /\ 0 <= distance_at
      (t + 1)))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta t)
      * eta_at t = 1)) ->
  (* eps_range *) 0 < eps ->
  (* quotient *) (forall s : R, eps <= s -> s <= Delta 0 -> psi * ell s <= s) ->
  (* count *) ((forall t : R, integer t -> 0 <= t -> t <= T - 1 -> eps <= Delta t) -> 2 * T * psi <=
      (distance_at 0) ^ 2 - (distance_at T) ^ 2).

(* Theorem 2 with the constant step. *)
Definition gd_convex_constant : Prop :=
  forall m : setting,
  forall (ell Delta g inner_at distance_at eta_at : R -> R),
  forall (T eps : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* convex *) convex m ->
  (* minimiser *) minimiser m ->
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) ->
  (* towards *) (0 <= distance_at 0 /\ 0 <= distance_at T /\ (forall t : R, integer t -> 0 <= t -> t
      <= T - 1 -> (point_towards m (Delta t) (g t) (inner_at t) /\ gd_towards m (distance_at t)
      (inner_at t) (g t) (eta_at t) (distance_at (t + 1)) /\ 0 <= distance_at t /\ 0 <= distance_at
      (t + 1)))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta 0)
      * eta_at t = 1)) ->
  (* rate *) 2 * T * Delta T <= ((distance_at 0) ^ 2 - (distance_at T) ^ 2) * ell (Delta 0) /\
  (* count *) ((forall t : R, integer t -> 0 <= t -> t <= T - 1 -> eps <= Delta t) -> 2 * T * eps <=
      ((distance_at 0) ^ 2 - (distance_at T) ^ 2) * ell (Delta 0)).

(* A step on a convex function pays for both gradients. *)
Definition localised_interpolation : Prop :=
  forall m : setting,
  forall (ell : R -> R),
  forall (gap gradient_norm eta gap_next gradient_next cross : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* convex *) convex m ->
  (* pair *) (gd_step m gap gradient_norm eta gap_next /\ gd_pair m gap gradient_norm eta gap_next
      gradient_next cross /\ 0 <= gap /\ 0 <= gradient_norm /\ 0 <= gap_next /\ 0 <= gradient_next)
      ->
  (* step_range *) (0 < eta /\ eta * ell gap <= 1) ->
  (* both_ends *) eta * (gradient_next ^ 2 + gradient_norm ^ 2) / 2 <= gap - gap_next.

(* Theorem 2 with the constant step and the best constant. *)
Definition gd_convex_sharp : Prop :=
  forall m : setting,
  forall (ell Delta g inner_at distance_at cross_at eta_at : R -> R),
  forall (T eps : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* convex *) convex m ->
  (* minimiser *) minimiser m ->
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) ->
  (* horizon *) (integer T /\ 1 <= T) ->
  (* pairs *) (gd_path_towards m distance_at inner_at g eta_at T /\ (forall t : R, integer t -> 0 <=
      t -> t <= T - 1 -> (point_towards m (Delta t) (g t) (inner_at t) /\ gd_pair m (Delta t) (g t)
      (eta_at t) (Delta (t + 1)) (g (t + 1)) (cross_at t) /\ 0 <= g (t + 1)))) ->
  (* last_point *) (point_towards m (Delta T) (g T) (inner_at T) /\ 0 <= g T) ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta 0)
      * eta_at t = 1)) ->
  (* rate *) (4 * T + 2) * Delta T <= (distance_at 0) ^ 2 * ell (Delta 0) /\
  (* count *) ((distance_at 0) ^ 2 * ell (Delta 0) <= eps * (4 * T + 2) -> Delta T <= eps).

(* The valley of the lower bound. *)
Definition lower_bound_valley : Prop :=
  forall m : setting,
  forall (K0 eps : R),
  (* K0_range *) 0 < K0 ->
  (* eps_nonzero *) eps <> 0 ->
  (* derivatives *) (((forall z : R, K0 <> 0 /\ eps <> 0) /\ derives (fun z => True) (fun z => eps ^
      2 * (1 - cos (K0 * z / eps)) / K0) (fun z => eps * sin (K0 * z / eps))) /\ ((forall z : R, eps
      <> 0) /\ derives (fun z => True) (fun z => eps * sin (K0 * z / eps)) (fun z => K0 * cos (K0 *
      z / eps)))) /\
  (* rim *) ((K0 <> 0 /\ eps ^ 2 / K0 = eps ^ 2 / K0) /\ eps = eps /\ 0 = 0 /\ (K0 <> 0 /\ eps ^ 2 /
      K0 = eps ^ 2 / K0) /\ - eps = - eps /\ 0 = 0) /\
  (* bottom *) 0 = 0 /\
  (* above *) (forall z : R, (K0 <> 0 /\ eps <> 0 /\ 0 <= eps ^ 2 * (1 - cos (K0 * z / eps)) / K0))
      /\
  (* curvature *) (forall z : R, (eps <> 0 /\ Rabs (K0 * cos (K0 * z / eps)) <= K0)).

(* The waves of the lower bound. *)
Definition lower_bound_wave : Prop :=
  forall m : setting,
  forall (M slope periods eta gap0 theta : R),
  (* M_range *) 0 < M ->
  (* slope_nonzero *) slope <> 0 ->
  (* periods *) (integer periods /\ 1 <= periods /\ M * eta < 2 * PI * (periods + 1)) ->
  (* long_step *) 2 * PI * periods <= M * eta ->
  (* waves_above *) slope ^ 2 <= M * gap0 * (1 - theta) / 2 ->
  (* derivatives *) (((forall z : R, periods <> 0 /\ eta <> 0 /\ slope <> 0) /\ derives (fun z =>
      True) (fun z => eta * slope ^ 2 * sin (2 * PI * periods * z / (eta * slope)) / (2 * PI *
      periods) + gap0) (fun z => slope * cos (2 * PI * periods * z / (eta * slope)))) /\ ((forall z
      : R, eta <> 0 /\ slope <> 0) /\ derives (fun z => True) (fun z => slope * cos (2 * PI *
      periods * z / (eta * slope))) (fun z => - 2 * PI * periods * sin (2 * PI * periods * z / (eta
      * slope)) / eta))) /\
  (* left *) (gap0 = gap0 /\ slope = slope /\ 0 = 0) /\
  (* right *) ((periods <> 0 /\ eta * slope ^ 2 * sin (2 * PI * periods) / (2 * PI * periods) + gap0
      = gap0) /\ slope * cos (2 * PI * periods) = slope /\ (eta <> 0 /\ - 2 * PI * periods * sin (2
      * PI * periods) / eta = 0)) /\
  (* curvature *) (forall z : R, (eta <> 0 /\ slope <> 0 /\ 2 * PI * Rabs (periods * sin (2 * PI *
      periods * z / (eta * slope)) / eta) <= M)) /\
  (* above *) (forall z : R, (periods <> 0 /\ eta <> 0 /\ slope <> 0 /\ gap0 * theta <= eta * slope
      ^ 2 * sin (2 * PI * periods * z / (eta * slope)) / (2 * PI * periods) + gap0)).

(* Gradient descent over nodes, then along a straight piece. *)
Definition lower_bound_iterates : Prop :=
  forall m : setting,
  forall (df x_at eta_at node : R -> R),
  forall (tau T slope eps rim threshold : R),
  (* tau *) (integer T /\ integer tau /\ 0 <= tau /\ tau <= T) ->
  (* nodes *) (forall t : R, integer t -> 0 <= t -> t <= tau - 1 -> (node t = slope * eta_at t +
      node (t + 1) /\ df (node t) = slope)) ->
  (* straight *) (forall x : R, rim <= x -> x <= node tau -> df x = eps) ->
  (* late_steps *) (forall n : R, integer n -> 0 <= n -> n <= T - tau - 1 -> (0 <= eta_at (n + tau)
      /\ eta_at (n + tau) <= threshold)) ->
  (* run *) (x_at 0 = node 0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> x_at (t + 1) = -
      df (x_at t) * eta_at t + x_at t)) ->
  (* eps_range *) 0 < eps ->
  (* on_nodes *) (forall n : R, integer n -> 0 <= n -> n <= tau -> x_at n = node n) /\
  (* slow *) (forall n : R, integer n -> 0 <= n -> n <= T - tau -> (eps * n * threshold <= - rim +
      node tau -> df (x_at (n + tau)) = eps)).

(* Theorem 3: a function on which a given schedule is slow. *)
Definition lower_bound : Prop :=
  forall m : setting,
  forall (ell f df ddf x_at eta_at node periods_at : R -> R),
  forall (tau T K0 gap0 eps theta M : R),
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* ell_at_zero *) ell 0 = K0 ->
  (* K0_range *) 0 < K0 ->
  (* theta_range *) (0 < theta /\ theta < 1) ->
  (* eps_range *) 0 < eps ->
  (* valley_fits *) eps ^ 2 <= K0 * gap0 / 2 ->
  (* M *) M = ell (gap0 * theta) ->
  (* waves_above *) eps ^ 2 <= M * gap0 * (1 - theta) / 2 ->
  (* tau *) (integer T /\ integer tau /\ 0 <= tau /\ tau <= T /\ (forall t : R, integer t -> 0 <= t
      -> t < tau -> 2 * PI <= M * eta_at t) /\ (tau <= T - 1 -> M * eta_at tau < 2 * PI)) ->
  (* steps *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> 0 <= eta_at t) ->
  (* nonincreasing *) (forall t : R, integer t -> 0 <= t -> t <= T - 2 -> eta_at (t + 1) <= eta_at
      t) ->
  (* periods *) (forall t : R, integer t -> 0 <= t -> t < tau -> (integer (periods_at t) /\ 1 <=
      periods_at t /\ 2 * PI * periods_at t <= M * eta_at t /\ M * eta_at t < 2 * PI * (periods_at t
      + 1))) ->
  (* nodes *) ((eps <> 0 /\ K0 <> 0 /\ node tau = (gap0 - eps ^ 2 / K0) / eps + PI * eps / (2 * K0))
      /\ (forall t : R, integer t -> 0 <= t -> t < tau -> node t = eps * eta_at t + node (t + 1)))
      ->
  (* beyond_piece *) (forall x : R, node 0 < x -> (f x = eps * (x - node 0) + gap0 /\ df x = eps /\
      ddf x = 0)) ->
  (* straight_piece *) (forall x : R, (K0 <> 0 /\ PI * eps / (2 * K0) < x) -> x <= node tau -> ((K0
      <> 0 /\ f x = eps * (x - PI * eps / (2 * K0)) + eps ^ 2 / K0) /\ df x = eps /\ ddf x = 0)) ->
  (* bed_piece *) (forall x : R, (K0 <> 0 /\ - PI * eps / (2 * K0) < x) -> (K0 <> 0 /\ x <= PI * eps
      / (2 * K0)) -> ((K0 <> 0 /\ eps <> 0 /\ f x = eps ^ 2 * (1 - cos (K0 * x / eps)) / K0) /\ (eps
      <> 0 /\ df x = eps * sin (K0 * x / eps)) /\ (eps <> 0 /\ ddf x = K0 * cos (K0 * x / eps)))) ->
  (* left_piece *) (forall x : R, (K0 <> 0 /\ x <= - PI * eps / (2 * K0)) -> ((K0 <> 0 /\ f x = -
      eps * (x + PI * eps / (2 * K0)) + eps ^ 2 / K0) /\ df x = - eps /\ ddf x = 0)) ->
  (* wave_pieces *) (forall t : R, integer t -> 0 <= t -> t < tau -> (forall x : R, node (t + 1) < x
      -> x <= node t -> ((periods_at t <> 0 /\ eps <> 0 /\ eta_at t <> 0 /\ f x = eps ^ 2 * eta_at t
      * sin (2 * PI * (x - node (t + 1)) * periods_at t / (eps * eta_at t)) / (2 * PI * periods_at
      t) + gap0) /\ (eps <> 0 /\ eta_at t <> 0 /\ df x = eps * cos (2 * PI * (x - node (t + 1)) *
      periods_at t / (eps * eta_at t))) /\ (eta_at t <> 0 /\ eps <> 0 /\ ddf x = - 2 * PI *
      periods_at t * sin (2 * PI * (x - node (t + 1)) * periods_at t / (eps * eta_at t)) / eta_at
      t)))) ->
  (* run *) (x_at 0 = node 0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> x_at (t + 1) = -
      df (x_at t) * eta_at t + x_at t)) ->
  (* smooth *) (derives (fun x => True) (fun x => f x) (fun x => df x) /\ derives (fun x => True)
      (fun x => df x) (fun x => ddf x)) /\
  (* member *) (forall x : R, (0 <= f x /\ Rabs (ddf x) <= ell (f x))) /\
  (* attained *) f 0 = 0 /\
  (* on_waves *) (forall n : R, integer n -> 0 <= n -> n <= tau -> (f (x_at n) = gap0 /\ df (x_at n)
      = eps)) /\
  (* slow *) (forall n : R, integer n -> 0 <= n -> n <= T - tau -> ((K0 <> 0 /\ 2 * PI * n * eps ^ 2
      <= M * (gap0 - eps ^ 2 / K0)) -> df (x_at (n + tau)) = eps)).

(* Theorem 3 for schedules that stay long: a function without end. *)
Definition lower_bound_never_reached : Prop :=
  forall m : setting,
  forall (ell f df ddf x_at eta_at node periods_at : R -> R),
  forall (K0 gap0 eps theta M : R),
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* ell_at_zero *) ell 0 = K0 ->
  (* K0_range *) 0 < K0 ->
  (* theta_range *) (0 < theta /\ theta < 1) ->
  (* eps_range *) 0 < eps ->
  (* valley_fits *) eps ^ 2 <= K0 * gap0 / 2 ->
  (* M *) M = ell (gap0 * theta) ->
  (* waves_above *) eps ^ 2 <= M * gap0 * (1 - theta) / 2 ->
  (* long_steps *) (forall t : R, integer t -> 0 <= t -> 2 * PI <= M * eta_at t) ->
  (* periods *) (forall t : R, integer t -> 0 <= t -> (integer (periods_at t) /\ 1 <= periods_at t
      /\ 2 * PI * periods_at t <= M * eta_at t /\ M * eta_at t < 2 * PI * (periods_at t + 1))) ->
  (* nodes *) (forall t : R, integer t -> 0 <= t -> node t = eps * eta_at t + node (t + 1)) ->
  (* hump_piece *) (forall x : R, node 0 < x -> (K0 <> 0 /\ x <= node 0 + PI * eps / K0) -> ((K0 <>
      0 /\ eps <> 0 /\ f x = gap0 + eps ^ 2 * sin (K0 * (x - node 0) / eps) / K0) /\ (eps <> 0 /\ df
      x = eps * cos (K0 * (x - node 0) / eps)) /\ (eps <> 0 /\ ddf x = - K0 * sin (K0 * (x - node 0)
      / eps)))) ->
  (* down_piece *) (forall x : R, (K0 <> 0 /\ node 0 + PI * eps / K0 < x) -> (eps <> 0 /\ K0 <> 0 /\
      x <= node 0 + (gap0 - eps ^ 2 / K0) / eps + PI * eps / K0) -> ((K0 <> 0 /\ f x = - eps * (x -
      node 0 - PI * eps / K0) + gap0) /\ df x = - eps /\ ddf x = 0)) ->
  (* bed_piece *) (forall x : R, (eps <> 0 /\ K0 <> 0 /\ node 0 + (gap0 - eps ^ 2 / K0) / eps + PI *
      eps / K0 < x) -> (eps <> 0 /\ K0 <> 0 /\ x <= node 0 + (gap0 - eps ^ 2 / K0) / eps + 2 * PI *
      eps / K0) -> ((K0 <> 0 /\ eps <> 0 /\ f x = eps ^ 2 * (1 - cos (K0 * (x - node 0 - (gap0 - eps
      ^ 2 / K0) / eps - 3 * PI * eps / (2 * K0)) / eps)) / K0) /\ (eps <> 0 /\ K0 <> 0 /\ df x = eps
      * sin (K0 * (x - node 0 - (gap0 - eps ^ 2 / K0) / eps - 3 * PI * eps / (2 * K0)) / eps)) /\
      (eps <> 0 /\ K0 <> 0 /\ ddf x = K0 * cos (K0 * (x - node 0 - (gap0 - eps ^ 2 / K0) / eps - 3 *
      PI * eps / (2 * K0)) / eps)))) ->
  (* right_piece *) (forall x : R, (eps <> 0 /\ K0 <> 0 /\ node 0 + (gap0 - eps ^ 2 / K0) / eps + 2
      * PI * eps / K0 < x) -> ((eps <> 0 /\ K0 <> 0 /\ f x = eps * (x - node 0 - (gap0 - eps ^ 2 /
      K0) / eps - 2 * PI * eps / K0) + eps ^ 2 / K0) /\ df x = eps /\ ddf x = 0)) ->
  (* wave_pieces *) (forall t : R, integer t -> 0 <= t -> (forall x : R, node (t + 1) < x -> x <=
      node t -> ((periods_at t <> 0 /\ eps <> 0 /\ eta_at t <> 0 /\ f x = eps ^ 2 * eta_at t * sin
      (2 * PI * (x - node (t + 1)) * periods_at t / (eps * eta_at t)) / (2 * PI * periods_at t) +
      gap0) /\ (eps <> 0 /\ eta_at t <> 0 /\ df x = eps * cos (2 * PI * (x - node (t + 1)) *
      periods_at t / (eps * eta_at t))) /\ (eta_at t <> 0 /\ eps <> 0 /\ ddf x = - 2 * PI *
      periods_at t * sin (2 * PI * (x - node (t + 1)) * periods_at t / (eps * eta_at t)) / eta_at
      t)))) ->
  (* run *) (x_at 0 = node 0 /\ (forall t : R, integer t -> 0 <= t -> x_at (t + 1) = - df (x_at t) *
      eta_at t + x_at t)) ->
  (* smooth *) (forall n : R, integer n -> 0 <= n -> (derives (fun x => node n <= x) (fun x => f x)
      (fun x => df x) /\ derives (fun x => node n <= x) (fun x => df x) (fun x => ddf x))) /\
  (* member *) (forall n : R, integer n -> 0 <= n -> (forall x : R, node n <= x -> (0 <= f x /\ Rabs
      (ddf x) <= ell (f x)))) /\
  (* far_left *) (forall n : R, integer n -> 0 <= n -> (M <> 0 /\ node n <= node 0 - 2 * PI * eps *
      n / M)) /\
  (* attained *) (eps <> 0 /\ K0 <> 0 /\ f (node 0 + (gap0 - eps ^ 2 / K0) / eps + 3 * PI * eps / (2
      * K0)) = 0) /\
  (* never *) (forall n : R, integer n -> 0 <= n -> (x_at n = node n /\ f (x_at n) = gap0 /\ df
      (x_at n) = eps)).

(* The quartic link of the lower bound. *)
Definition lower_bound_link : Prop :=
  forall m : setting,
  forall (eps slope lam M gap0 theta : R),
  (* eps_range *) 0 < eps ->
  (* steeper *) eps <= slope ->
  (* long *) (0 < lam /\ 2 * PI * slope <= M * lam) ->
  (* link_above *) lam * slope <= gap0 * (1 - theta) ->
  (* derivatives *) (((forall z : R, lam <> 0) /\ derives (fun z => True) (fun z => - eps * (lam -
      z) + gap0 - lam * (- eps + slope) * (1 / 2 - z ^ 3 / lam ^ 3 + z ^ 4 / (2 * lam ^ 4))) (fun z
      => eps + (- eps + slope) * (3 * z ^ 2 / lam ^ 2 - 2 * z ^ 3 / lam ^ 3))) /\ ((forall z : R,
      lam <> 0) /\ derives (fun z => True) (fun z => eps + (- eps + slope) * (3 * z ^ 2 / lam ^ 2 -
      2 * z ^ 3 / lam ^ 3)) (fun z => 6 * (- eps + slope) * (z / lam - z ^ 2 / lam ^ 2) / lam))) /\
  (* left *) (- eps * lam + gap0 - lam * (- eps + slope) / 2 = gap0 - lam * (eps + slope) / 2 /\ eps
      = eps /\ 0 = 0) /\
  (* right *) (gap0 = gap0 /\ slope = slope /\ 0 = 0) /\
  (* curvature *) (forall z : R, 0 <= z -> z <= lam -> (lam <> 0 /\ 6 * Rabs ((eps - slope) * (z /
      lam - z ^ 2 / lam ^ 2) / lam) <= M)) /\
  (* above *) (forall z : R, 0 <= z -> z <= lam -> (lam <> 0 /\ gap0 * theta <= - eps * (lam - z) +
      gap0 - lam * (- eps + slope) * (1 / 2 - z ^ 3 / lam ^ 3 + z ^ 4 / (2 * lam ^ 4)))).

(* Theorem 3 with steep waves and a quartic link. *)
Definition lower_bound_quartic : Prop :=
  forall m : setting,
  forall (ell f df ddf x_at eta_at node periods_at : R -> R),
  forall (last T K0 gap0 eps slope theta M : R),
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* ell_at_zero *) ell 0 = K0 ->
  (* K0_range *) 0 < K0 ->
  (* theta_range *) (0 < theta /\ theta < 1) ->
  (* eps_range *) 0 < eps ->
  (* valley_fits *) eps ^ 2 <= K0 * gap0 / 2 ->
  (* M *) M = ell (gap0 * theta) ->
  (* steeper *) eps <= slope ->
  (* waves_above *) 4 * PI * slope ^ 2 <= M * gap0 * (1 - theta) ->
  (* link_fits *) eps ^ 2 <= K0 * gap0 * theta ->
  (* tau *) (integer T /\ integer last /\ 0 <= last /\ last + 1 <= T /\ (forall t : R, integer t ->
      0 <= t -> t <= last -> 2 * PI <= M * eta_at t) /\ (last + 1 <= T - 1 -> M * eta_at (last + 1)
      < 2 * PI)) ->
  (* steps *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> 0 <= eta_at t) ->
  (* nonincreasing *) (forall t : R, integer t -> 0 <= t -> t <= T - 2 -> eta_at (t + 1) <= eta_at
      t) ->
  (* periods *) ((forall t : R, integer t -> 0 <= t -> t <= last -> (integer (periods_at t) /\ 1 <=
      periods_at t /\ 2 * PI * periods_at t <= M * eta_at t /\ M * eta_at t < 2 * PI * (periods_at t
      + 1))) /\ integer (periods_at last) /\ 1 <= periods_at last /\ 2 * PI * periods_at last <= M *
      eta_at last /\ M * eta_at last < 2 * PI * (periods_at last + 1) /\ 0 < eta_at last) ->
  (* wave_pieces *) (forall t : R, integer t -> 0 <= t -> t < last -> (forall x : R, node (t + 1) <
      x -> x <= node t -> ((periods_at t <> 0 /\ slope <> 0 /\ eta_at t <> 0 /\ f x = gap0 + slope ^
      2 * eta_at t * sin (2 * PI * (x - node (t + 1)) * periods_at t / (slope * eta_at t)) / (2 * PI
      * periods_at t)) /\ (slope <> 0 /\ eta_at t <> 0 /\ df x = slope * cos (2 * PI * (x - node (t
      + 1)) * periods_at t / (slope * eta_at t))) /\ (eta_at t <> 0 /\ slope <> 0 /\ ddf x = - 2 *
      PI * periods_at t * sin (2 * PI * (x - node (t + 1)) * periods_at t / (slope * eta_at t)) /
      eta_at t)))) ->
  (* nodes *) ((eps <> 0 /\ K0 <> 0 /\ periods_at last <> 0 /\ node (last + 1) = (gap0 - slope *
      (eps + slope) * eta_at last / (2 * periods_at last) - eps ^ 2 / K0) / eps + PI * eps / (2 *
      K0)) /\ (forall t : R, integer t -> 0 <= t -> t <= last -> node t = slope * eta_at t + node (t
      + 1))) ->
  (* beyond_piece *) (forall x : R, node 0 < x -> (f x = gap0 + slope * (x - node 0) /\ df x = slope
      /\ ddf x = 0)) ->
  (* last_piece *) (forall x : R, (periods_at last <> 0 /\ slope * eta_at last / periods_at last +
      node (last + 1) < x) -> x <= node last -> ((periods_at last <> 0 /\ slope <> 0 /\ eta_at last
      <> 0 /\ f x = gap0 + slope ^ 2 * eta_at last * sin (2 * PI * (x - node (last + 1)) *
      periods_at last / (slope * eta_at last)) / (2 * PI * periods_at last)) /\ (slope <> 0 /\
      eta_at last <> 0 /\ df x = slope * cos (2 * PI * (x - node (last + 1)) * periods_at last /
      (slope * eta_at last))) /\ (eta_at last <> 0 /\ slope <> 0 /\ ddf x = - 2 * PI * periods_at
      last * sin (2 * PI * (x - node (last + 1)) * periods_at last / (slope * eta_at last)) / eta_at
      last))) ->
  (* link_piece *) (forall x : R, node (last + 1) < x -> (periods_at last <> 0 /\ x <= slope *
      eta_at last / periods_at last + node (last + 1)) -> ((periods_at last <> 0 /\ slope <> 0 /\
      eta_at last <> 0 /\ f x = - eps * (slope * eta_at last / periods_at last - x + node (last +
      1)) + gap0 - slope * (- eps + slope) * (1 / 2 - (x - node (last + 1)) ^ 3 * (periods_at last)
      ^ 3 / (slope ^ 3 * (eta_at last) ^ 3) + (x - node (last + 1)) ^ 4 * (periods_at last) ^ 4 / (2
      * slope ^ 4 * (eta_at last) ^ 4)) * eta_at last / periods_at last) /\ (slope <> 0 /\ eta_at
      last <> 0 /\ df x = eps + (- eps + slope) * (3 * (x - node (last + 1)) ^ 2 * (periods_at last)
      ^ 2 / (slope ^ 2 * (eta_at last) ^ 2) - 2 * (x - node (last + 1)) ^ 3 * (periods_at last) ^ 3
      / (slope ^ 3 * (eta_at last) ^ 3))) /\ (slope <> 0 /\ eta_at last <> 0 /\ ddf x = 6 * (- eps +
      slope) * ((x - node (last + 1)) * periods_at last / (slope * eta_at last) - (x - node (last +
      1)) ^ 2 * (periods_at last) ^ 2 / (slope ^ 2 * (eta_at last) ^ 2)) * periods_at last / (slope
      * eta_at last)))) ->
  (* straight_piece *) (forall x : R, (K0 <> 0 /\ PI * eps / (2 * K0) < x) -> x <= node (last + 1)
      -> ((K0 <> 0 /\ f x = eps * (x - PI * eps / (2 * K0)) + eps ^ 2 / K0) /\ df x = eps /\ ddf x =
      0)) ->
  (* bed_piece *) (forall x : R, (K0 <> 0 /\ - PI * eps / (2 * K0) < x) -> (K0 <> 0 /\ x <= PI * eps
      / (2 * K0)) -> ((K0 <> 0 /\ eps <> 0 /\ f x = eps ^ 2 * (1 - cos (K0 * x / eps)) / K0) /\ (eps
      <> 0 /\ df x = eps * sin (K0 * x / eps)) /\ (eps <> 0 /\ ddf x = K0 * cos (K0 * x / eps)))) ->
  (* left_piece *) (forall x : R, (K0 <> 0 /\ x <= - PI * eps / (2 * K0)) -> ((K0 <> 0 /\ f x = -
      eps * (x + PI * eps / (2 * K0)) + eps ^ 2 / K0) /\ df x = - eps /\ ddf x = 0)) ->
  (* run *) (x_at 0 = node 0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> x_at (t + 1) = -
      df (x_at t) * eta_at t + x_at t)) ->
  (* smooth *) (derives (fun x => True) (fun x => f x) (fun x => df x) /\ derives (fun x => True)
      (fun x => df x) (fun x => ddf x)) /\
  (* member *) (forall x : R, (0 <= f x /\ Rabs (ddf x) <= ell (f x))) /\
  (* attained *) f 0 = 0 /\
  (* on_waves *) (forall n : R, integer n -> 0 <= n -> n <= last -> (f (x_at n) = gap0 /\ df (x_at
      n) = slope)) /\
  (* slow *) (forall n : R, integer n -> 0 <= n -> n <= T - last - 1 -> ((K0 <> 0 /\ 2 * PI * n *
      eps ^ 2 <= M * (gap0 * theta - eps ^ 2 / K0)) -> df (x_at (last + n + 1)) = eps)).

(* The triangular waves of the lower bound. *)
Definition lower_bound_triangle : Prop :=
  forall m : setting,
  forall (M eps periods eta gap0 theta : R),
  (* eps_range *) 0 < eps ->
  (* M_range *) 0 < M ->
  (* periods *) (integer periods /\ 1 <= periods /\ M * eta < 4 * periods + 4) ->
  (* long_step *) 4 * periods <= M * eta ->
  (* waves_above *) eps ^ 2 <= M * gap0 * (1 - theta) ->
  (* derivatives *) (((forall z : R, eps <> 0 /\ eta <> 0) /\ derives (fun z => True) (fun z => eps
      * z * (1 - 2 * periods * z / (eps * eta)) + gap0) (fun z => eps * (1 - 4 * periods * z / (eps
      * eta)))) /\ ((forall z : R, eps <> 0 /\ eta <> 0) /\ derives (fun z => True) (fun z => eps *
      (1 - 4 * periods * z / (eps * eta))) (fun z => - 4 * periods / eta)) /\ ((forall z : R, eps <>
      0 /\ eta <> 0) /\ derives (fun z => True) (fun z => - eps * z * (1 - 2 * periods * z / (eps *
      eta)) + gap0) (fun z => eps * (- 1 + 4 * periods * z / (eps * eta)))) /\ ((forall z : R, eps
      <> 0 /\ eta <> 0) /\ derives (fun z => True) (fun z => eps * (- 1 + 4 * periods * z / (eps *
      eta))) (fun z => 4 * periods / eta))) /\
  (* joints *) (gap0 = gap0 /\ eps = eps /\ gap0 = gap0 /\ - eps = - eps /\ gap0 = gap0 /\ - eps = -
      eps /\ gap0 = gap0 /\ eps = eps) /\
  (* opposite *) (eta <> 0 /\ - 4 * periods / eta = - 4 * periods / eta) /\
  (* curvature *) (eta <> 0 /\ 4 * Rabs (periods / eta) <= M) /\
  (* depth *) (periods <> 0 /\ eta * eps ^ 2 / (8 * periods) <= gap0 * (1 - theta)) /\
  (* above *) (forall z : R, 0 <= z -> (periods <> 0 /\ z <= eps * eta / (2 * periods)) -> ((eps <>
      0 /\ eta <> 0 /\ gap0 * theta <= eps * z * (1 - 2 * periods * z / (eps * eta)) + gap0) /\ (eps
      <> 0 /\ eta <> 0 /\ gap0 * theta <= - eps * z * (1 - 2 * periods * z / (eps * eta)) + gap0))).

(* Theorem 3 for C^{1,1} functions, with 4 in place of 2 pi. *)
Definition lower_bound_triangular : Prop :=
  forall m : setting,
  forall (ell f df ddf x_at eta_at node periods_at length_at : R -> R),
  forall (tau T K0 gap0 eps theta M : R),
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* ell_at_zero *) ell 0 = K0 ->
  (* K0_range *) 0 < K0 ->
  (* theta_range *) (0 < theta /\ theta < 1) ->
  (* eps_range *) 0 < eps ->
  (* valley_fits *) eps ^ 2 <= K0 * gap0 / 2 ->
  (* M *) M = ell (gap0 * theta) ->
  (* waves_above *) eps ^ 2 <= M * gap0 * (1 - theta) ->
  (* tau *) (integer T /\ integer tau /\ 0 <= tau /\ tau <= T /\ (forall t : R, integer t -> 0 <= t
      -> t < tau -> 4 <= M * eta_at t) /\ (tau <= T - 1 -> M * eta_at tau < 4)) ->
  (* steps *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> 0 <= eta_at t) ->
  (* nonincreasing *) (forall t : R, integer t -> 0 <= t -> t <= T - 2 -> eta_at (t + 1) <= eta_at
      t) ->
  (* periods *) (forall t : R, integer t -> 0 <= t -> t < tau -> (integer (periods_at t) /\ 1 <=
      periods_at t /\ 4 * periods_at t <= M * eta_at t /\ M * eta_at t < 4 * periods_at t + 4)) ->
  (* lengths *) (forall t : R, integer t -> 0 <= t -> t < tau -> length_at t * periods_at t = eps *
      eta_at t) ->
  (* nodes *) ((K0 <> 0 /\ eps <> 0 /\ node tau = (gap0 - eps ^ 2 / (2 * K0)) / eps + eps / K0) /\
      (forall t : R, integer t -> 0 <= t -> t < tau -> node t = eps * eta_at t + node (t + 1))) ->
  (* beyond_piece *) (forall x : R, node 0 < x -> (f x = eps * (x - node 0) + gap0 /\ df x = eps /\
      ddf x = 0)) ->
  (* straight_piece *) (forall x : R, (K0 <> 0 /\ eps / K0 < x) -> x <= node tau -> ((K0 <> 0 /\ f x
      = eps * (x - eps / K0) + eps ^ 2 / (2 * K0)) /\ df x = eps /\ ddf x = 0)) ->
  (* bed_piece *) (forall x : R, (K0 <> 0 /\ - eps / K0 < x) -> (K0 <> 0 /\ x <= eps / K0) -> (f x =
      K0 * x ^ 2 / 2 /\ df x = K0 * x /\ ddf x = K0)) ->
  (* left_piece *) (forall x : R, (K0 <> 0 /\ x <= - eps / K0) -> ((K0 <> 0 /\ f x = - eps * (x +
      eps / K0) + eps ^ 2 / (2 * K0)) /\ df x = - eps /\ ddf x = 0)) ->
  (* falling_pieces *) (forall t : R, integer t -> 0 <= t -> t < tau -> (forall k : R, integer k ->
      0 <= k -> k < periods_at t -> (forall x : R, - (k + 1) * length_at t + node t < x -> x <= - (k
      + 1) * length_at t + length_at t / 2 + node t -> ((length_at t <> 0 /\ f x = eps * (- 2 * (x +
      (k + 1) * length_at t - node t) / length_at t + 1) * (x + (k + 1) * length_at t - node t) +
      gap0) /\ (length_at t <> 0 /\ df x = eps * (- 4 * (x + (k + 1) * length_at t - node t) /
      length_at t + 1)) /\ (length_at t <> 0 /\ ddf x = - 4 * eps / length_at t))))) ->
  (* rising_pieces *) (forall t : R, integer t -> 0 <= t -> t < tau -> (forall k : R, integer k -> 0
      <= k -> k < periods_at t -> (forall x : R, - (k + 1) * length_at t + length_at t / 2 + node t
      < x -> x <= - k * length_at t + node t -> ((length_at t <> 0 /\ f x = - eps * (- 2 * (x + (k +
      1) * length_at t - length_at t / 2 - node t) / length_at t + 1) * (x + (k + 1) * length_at t -
      length_at t / 2 - node t) + gap0) /\ (length_at t <> 0 /\ df x = eps * (4 * (x + (k + 1) *
      length_at t - length_at t / 2 - node t) / length_at t - 1)) /\ (length_at t <> 0 /\ ddf x = 4
      * eps / length_at t))))) ->
  (* run *) (x_at 0 = node 0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> x_at (t + 1) = -
      df (x_at t) * eta_at t + x_at t)) ->
  (* smooth *) (derives (fun x => True) (fun x => f x) (fun x => df x) /\ derives_almost (fun x =>
      True) (fun x => df x) (fun x => ddf x)) /\
  (* member *) (forall x : R, (0 <= f x /\ Rabs (ddf x) <= ell (f x))) /\
  (* attained *) f 0 = 0 /\
  (* on_waves *) (forall n : R, integer n -> 0 <= n -> n <= tau -> (f (x_at n) = gap0 /\ df (x_at n)
      = eps)) /\
  (* slow *) (forall n : R, integer n -> 0 <= n -> n <= T - tau -> ((K0 <> 0 /\ 4 * n * eps ^ 2 <= M
      * (gap0 - eps ^ 2 / (2 * K0))) -> df (x_at (n + tau)) = eps)).

(* Upper against lower bound: a factor that tends to 4 pi. *)
Definition lower_bound_limit : Prop :=
  forall m : setting,
  forall (rho K0 K gap0 eps theta : R),
  (* rho_range *) 0 < rho ->
  (* K0_range *) 0 < K0 ->
  (* K_range *) 0 <= K ->
  (* eps_range *) 0 < eps ->
  (* theta_range *) (0 < theta /\ theta <= 1) ->
  (* valley_fits *) eps ^ 2 <= K0 * gap0 / 2 ->
  (* at_least *) (K * power (gap0 * theta) rho + K0 <> 0 /\ (0 < gap0 * theta \/ (gap0 * theta = 0
      /\ 0 < rho)) /\ (0 < gap0 \/ (gap0 = 0 /\ 0 < rho)) /\ gap0 - eps ^ 2 / K0 <> 0 /\ K0 <> 0 /\
      4 * PI * (K * power gap0 rho + K0) / (K * power (gap0 * theta) rho + K0) <= 4 * PI * gap0 * (K
      * power gap0 rho + K0) / ((K * power (gap0 * theta) rho + K0) * (gap0 - eps ^ 2 / K0))) /\
  (* at_most *) (K * power (gap0 * theta) rho + K0 <> 0 /\ (0 < gap0 * theta \/ (gap0 * theta = 0 /\
      0 < rho)) /\ gap0 - eps ^ 2 / K0 <> 0 /\ K0 <> 0 /\ (0 < gap0 \/ (gap0 = 0 /\ 0 < rho)) /\
      gap0 <> 0 /\ 4 * PI * gap0 * (K * power gap0 rho + K0) / ((K * power (gap0 * theta) rho + K0)
      * (gap0 - eps ^ 2 / K0)) <= 4 * PI * (1 + 2 * eps ^ 2 / (K0 * gap0)) * (K * power gap0 rho +
      K0) / (K * power (gap0 * theta) rho + K0)) /\
  (* M_at_least *) ((0 < theta \/ (theta = 0 /\ 0 < rho)) /\ (0 < gap0 \/ (gap0 = 0 /\ 0 < rho)) /\
      (0 < gap0 * theta \/ (gap0 * theta = 0 /\ 0 < rho)) /\ power theta rho * (K * power gap0 rho +
      K0) <= K * power (gap0 * theta) rho + K0) /\
  (* M_at_most *) ((0 < gap0 * theta \/ (gap0 * theta = 0 /\ 0 < rho)) /\ (0 < gap0 \/ (gap0 = 0 /\
      0 < rho)) /\ K * power (gap0 * theta) rho + K0 <= K * power gap0 rho + K0).

(* The potential that a contraction by 1 - mu/ell lowers by mu. *)
Definition potential_drop : Prop :=
  forall m : setting,
  forall (rho K0 K mu gap gap_next eta : R),
  (* rho_range *) 0 < rho ->
  (* K0_range *) 0 <= K0 ->
  (* K_range *) 0 <= K ->
  (* mu_range *) 0 <= mu ->
  (* gap_range *) 0 < gap ->
  (* gap_next_range *) 0 < gap_next ->
  (* step *) ((0 < gap \/ (gap = 0 /\ 0 < rho)) /\ eta * (K * power gap rho + K0) = 1) ->
  (* contraction *) gap_next <= gap * (- eta * mu + 1) ->
  (* drop *) (0 < gap_next /\ (0 < gap_next \/ (gap_next = 0 /\ 0 < rho)) /\ Rmin 1 rho <> 0 /\ 0 <
      gap /\ (0 < gap \/ (gap = 0 /\ 0 < rho)) /\ K * power gap_next rho / Rmin 1 rho + K0 * ln
      gap_next <= K * power gap rho / Rmin 1 rho + K0 * ln gap - mu).

(* The PL constant is at most the curvature that the class allows. *)
Definition pl_forces_curvature : Prop :=
  forall m : setting,
  forall (rho K0 K gap gradient_norm mu : R),
  (* rho_range *) 0 < rho ->
  (* K0_range *) 0 <= K0 ->
  (* K_range *) 0 <= K ->
  (* smooth *) smooth m (fun s => K * power s rho + K0) ->
  (* bounded_below *) bounded_below m ->
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm) ->
  (* pl *) 2 * gap * mu <= gradient_norm ^ 2 ->
  (* average *) ((0 < gap \/ (gap = 0 /\ 0 < rho + 1)) /\ rho + 1 <> 0 /\ gap * mu <= K * power gap
      (rho + 1) / (rho + 1) + K0 * gap) /\
  (* excess *) (0 < gap -> ((0 < gap \/ (gap = 0 /\ 0 < rho)) /\ (rho + 1) * (- K0 + mu) <= K *
      power gap rho)).

(* Under PL the step 1/ell(gap) contracts the gap. *)
Definition gd_pl_contraction : Prop :=
  forall m : setting,
  forall (ell Delta g eta_at : R -> R),
  forall (T mu : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta t)
      * eta_at t = 1)) ->
  (* pl *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> 2 * mu * Delta t <= (g t) ^ 2) ->
  (* contraction *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> Delta (t + 1) <= (- mu *
      eta_at t + 1) * Delta t) /\
  (* mu_at_most *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 < Delta t -> mu <= ell
      (Delta t))).

(* Theorem PL: iterations of warm-up under the PL inequality. *)
Definition gd_pl : Prop :=
  forall m : setting,
  forall (Delta g eta_at : R -> R),
  forall (rho K0 K T mu eps : R),
  (* rho_range *) 0 < rho ->
  (* K0_range *) 0 <= K0 ->
  (* K_range *) 0 <= K ->
  (* smooth *) smooth m (fun s => K * power s rho + K0) ->
  (* bounded_below *) bounded_below m ->
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ((0 < Delta t
      \/ (Delta t = 0 /\ 0 < rho)) /\ (K * power (Delta t) rho + K0) * eta_at t = 1))) ->
  (* pl *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> 2 * mu * Delta t <= (g t) ^ 2) ->
  (* mu_range *) 0 < mu ->
  (* eps_range *) 0 < eps ->
  (* start *) eps < Delta 0 ->
  (* not_yet *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> eps < Delta t) ->
  (* contraction *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> Delta (t + 1) <= (- mu *
      eta_at t + 1) * Delta t) /\
  (* count *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 < Delta 0 / eps /\ eps <> 0 /\
      Rmin 1 rho <> 0 /\ (0 < Delta 0 \/ (Delta 0 = 0 /\ 0 < rho)) /\ (0 < eps \/ (eps = 0 /\ 0 <
      rho)) /\ mu * t < K * (- power eps rho + power (Delta 0) rho) / Rmin 1 rho + K0 * ln (Delta 0
      / eps))).

(* The Aiming step is at most theta (1 + rho)/(2 ell(gap)). *)
Definition aiming_step_length : Prop :=
  forall m : setting,
  forall (rho K0 K theta gap eta : R),
  (* rho_range *) 0 < rho ->
  (* K0_range *) 0 <= K0 ->
  (* gap_range *) 0 < gap ->
  (* eta_range *) 0 <= eta ->
  (* schedule *) ((0 < gap \/ (gap = 0 /\ 0 < rho + 1)) /\ rho + 1 <> 0 /\ 2 * eta * (K * power gap
      (rho + 1) / (rho + 1) + K0 * gap) = gap * theta) ->
  (* length *) ((0 < gap \/ (gap = 0 /\ 0 < rho)) /\ eta * (K * power gap rho + K0) <= theta * (rho
      + 1) / 2) /\
  (* descends *) (theta * (rho + 1) <= 4 -> ((0 < gap \/ (gap = 0 /\ 0 < rho)) /\ eta * (K * power
      gap rho + K0) <= 2)).

(* Under Aiming the step theta gap/(2 Phi(gap)) brings the iterates closer. *)
Definition gd_aiming_progress : Prop :=
  forall m : setting,
  forall (ell Phi Delta g inner_at distance_at eta_at : R -> R),
  forall (T theta : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* projected *) (0 <= distance_at 0 /\ 0 <= distance_at T /\ (forall t : R, integer t -> 0 <= t ->
      t <= T - 1 -> (aiming_step m (distance_at t) (Delta t) (g t) (inner_at t) (eta_at t)
      (distance_at (t + 1)) /\ 0 <= Delta t /\ 0 <= g t))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ 2 * Phi
      (Delta t) * eta_at t = theta * Delta t)) ->
  (* aiming *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> theta * Delta t <= inner_at t) ->
  (* closer *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (distance_at (t + 1)) ^ 2 <= -
      theta * Delta t * eta_at t + (distance_at t) ^ 2) /\
  (* progress *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 < Delta t -> 0 < theta -> (0
      < Phi (Delta t) /\ (Phi (Delta t) <> 0 /\ (distance_at (t + 1)) ^ 2 <= - theta ^ 2 * (Delta t)
      ^ 2 / (2 * Phi (Delta t)) + (distance_at t) ^ 2)))) /\
  (* total *) total (fun i => theta * Delta i * eta_at i) T <= (distance_at 0) ^ 2 - (distance_at T)
      ^ 2.

(* Under Aiming no gap of the run exceeds G^-1 of the distance at the start. *)
Definition gd_aiming_reach : Prop :=
  forall m : setting,
  forall (ell Phi G Delta g inner_at distance_at eta_at : R -> R),
  forall (T theta reach : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* finite *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> time_integral (fun s => - G s + G
      (Delta t)) (fun s => sqrt 2 * sqrt (Phi s)) 0 (Delta t)) ->
  (* projected *) (0 <= distance_at 0 /\ 0 <= distance_at T /\ (forall t : R, integer t -> 0 <= t ->
      t <= T - 1 -> (aiming_step m (distance_at t) (Delta t) (g t) (inner_at t) (eta_at t)
      (distance_at (t + 1)) /\ 0 <= Delta t /\ 0 <= g t))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* theta_range *) 0 <= theta ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ 2 * Phi
      (Delta t) * eta_at t = theta * Delta t)) ->
  (* aiming *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> theta * Delta t <= inner_at t) ->
  (* reach_range *) 0 < reach ->
  (* start *) distance_at 0 <= - G 0 + G reach ->
  (* nearer *) (forall n : R, integer n -> 0 <= n -> n <= T -> (distance_at n) ^ 2 <= (distance_at
      0) ^ 2) /\
  (* within *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> Delta t <= reach).

(* Theorem Aiming: iterations of the step theta gap/(2 Phi(gap)). *)
Definition gd_aiming : Prop :=
  forall m : setting,
  forall (Delta g inner_at distance_at eta_at : R -> R),
  forall (rho K0 K T theta eps reach : R),
  (* rho_range *) 0 < rho ->
  (* K0_range *) 0 <= K0 ->
  (* K_range *) 0 <= K ->
  (* not_both_zero *) 0 < K + K0 ->
  (* smooth *) smooth m (fun s => K * power s rho + K0) ->
  (* bounded_below *) bounded_below m ->
  (* projected *) (0 <= distance_at 0 /\ 0 <= distance_at T /\ (forall t : R, integer t -> 0 <= t ->
      t <= T - 1 -> (aiming_step m (distance_at t) (Delta t) (g t) (inner_at t) (eta_at t)
      (distance_at (t + 1)) /\ 0 <= Delta t /\ 0 <= g t))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* theta_range *) 0 < theta ->
  (* eps_range *) 0 < eps ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ (rho + 1 <> 0
      /\ (0 < Delta t \/ (Delta t = 0 /\ 0 < rho + 1)) /\ 2 * (K * power (Delta t) (rho + 1) / (rho
      + 1) + K0 * Delta t) * eta_at t = theta * Delta t))) ->
  (* aiming *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> theta * Delta t <= inner_at t) ->
  (* not_yet *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> eps < Delta t) ->
  (* closer *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (distance_at (t + 1)) ^ 2 <= -
      theta * Delta t * eta_at t + (distance_at t) ^ 2) /\
  (* count *) (rho <= 1 -> ((0 < eps \/ (eps = 0 /\ 0 < rho)) /\ rho + 1 <> 0 /\ T * eps * theta ^ 2
      <= (distance_at 0) ^ 2 * (2 * K * power eps rho / (rho + 1) + 2 * K0))) /\
  (* count_within *) (eps <= reach -> (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> Delta t <=
      reach) -> (2 * K * power eps rho / (rho + 1) + 2 * K0 <> 0 /\ (0 < eps \/ (eps = 0 /\ 0 <
      rho)) /\ rho + 1 <> 0 /\ 2 * K * power reach rho / (rho + 1) + 2 * K0 <> 0 /\ (0 < reach \/
      (reach = 0 /\ 0 < rho)) /\ T * theta ^ 2 * Rmin (eps / (2 * K * power eps rho / (rho + 1) + 2
      * K0)) (reach / (2 * K * power reach rho / (rho + 1) + 2 * K0)) <= (distance_at 0) ^ 2)).

(* Theorem Aiming for every rho, from the distance at the start. *)
Definition gd_aiming_within : Prop :=
  forall m : setting,
  forall (G Delta g inner_at distance_at eta_at : R -> R),
  forall (rho K0 K T theta eps reach : R),
  (* rho_range *) 0 < rho ->
  (* K0_range *) 0 <= K0 ->
  (* K_range *) 0 <= K ->
  (* not_both_zero *) 0 < K + K0 ->
  (* smooth *) smooth m (fun s => K * power s rho + K0) ->
  (* bounded_below *) bounded_below m ->
  (* projected *) (0 <= distance_at 0 /\ 0 <= distance_at T /\ (forall t : R, integer t -> 0 <= t ->
      t <= T - 1 -> (aiming_step m (distance_at t) (Delta t) (g t) (inner_at t) (eta_at t)
      (distance_at (t + 1)) /\ 0 <= Delta t /\ 0 <= g t))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* theta_range *) 0 < theta ->
  (* eps_range *) 0 < eps ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ (rho + 1 <> 0
      /\ (0 < Delta t \/ (Delta t = 0 /\ 0 < rho + 1)) /\ 2 * (K * power (Delta t) (rho + 1) / (rho
      + 1) + K0 * Delta t) * eta_at t = theta * Delta t))) ->
  (* aiming *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> theta * Delta t <= inner_at t) ->
  (* not_yet *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> eps < Delta t) ->
  (* everywhere *) everywhere m ->
  (* potential_positive *) (forall x : R, 0 < x -> ((0 < x \/ (x = 0 /\ 0 < rho + 1)) /\ rho + 1 <>
      0 /\ 0 < K * power x (rho + 1) / (rho + 1) + K0 * x)) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < K * power x (rho + 1) / (rho + 1) + K0 * x /\ (0
      < x \/ (x = 0 /\ 0 < rho + 1)) /\ rho + 1 <> 0) /\ derives (fun x => 0 < x) (fun x => G x)
      (fun x => sqrt 2 / (2 * sqrt (K * power x (rho + 1) / (rho + 1) + K0 * x)))) ->
  (* finite *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> time_integral (fun s => - G s + G
      (Delta t)) (fun s => sqrt 2 * sqrt (K * power s (rho + 1) / (rho + 1) + K0 * s)) 0 (Delta t))
      ->
  (* reach_range *) 0 < reach ->
  (* start *) distance_at 0 <= - G 0 + G reach ->
  (* within *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> Delta t <= reach) /\
  (* count *) (eps <= reach -> (2 * K * power eps rho / (rho + 1) + 2 * K0 <> 0 /\ (0 < eps \/ (eps
      = 0 /\ 0 < rho)) /\ rho + 1 <> 0 /\ 2 * K * power reach rho / (rho + 1) + 2 * K0 <> 0 /\ (0 <
      reach \/ (reach = 0 /\ 0 < rho)) /\ T * theta ^ 2 * Rmin (eps / (2 * K * power eps rho / (rho
      + 1) + 2 * K0)) (reach / (2 * K * power reach rho / (rho + 1) + 2 * K0)) <= (distance_at 0) ^
      2)) /\
  (* none *) (reach <= eps -> T < 1).

(* Interpolated SGD: every sample brings the iterate closer. *)
Definition interpolated_sgd_step : Prop :=
  forall m : setting,
  forall (rho K0 K theta reach distance gap gradient_norm inner_ eta distance_next : R),
  (* rho_range *) 0 < rho ->
  (* K0_range *) 0 <= K0 ->
  (* K_range *) 0 <= K ->
  (* smooth *) smooth m (fun s => K * power s rho + K0) ->
  (* bounded_below *) bounded_below m ->
  (* projected *) (aiming_step m distance gap gradient_norm inner_ eta distance_next /\ 0 <= gap /\
      0 <= gradient_norm /\ 0 <= distance /\ 0 <= distance_next) ->
  (* theta_range *) 0 < theta ->
  (* schedule *) (0 <= eta /\ ((0 < gap \/ (gap = 0 /\ 0 < rho + 1)) /\ rho + 1 <> 0 /\ 2 * eta * (K
      * power gap (rho + 1) / (rho + 1) + K0 * gap) = gap * theta)) ->
  (* aiming *) gap * theta <= inner_ ->
  (* reach *) gap <= reach ->
  (* closer *) distance_next <= distance /\
  (* progress *) ((0 < reach \/ (reach = 0 /\ 0 < rho)) /\ rho + 1 <> 0 /\ gap * theta ^ 2 <=
      (distance ^ 2 - distance_next ^ 2) * (2 * K * power reach rho / (rho + 1) + 2 * K0)).

(* Interpolated SGD in expectation. *)
Definition interpolated_sgd : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (dist own_gap sgd_gap : R -> R -> R),
  forall (mean_square mean_gap least_gap : R -> R),
  forall (theta M distance0 mean_least T : R),
  (* scale *) 0 <= M ->
  (* pathwise *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> theta ^ 2 * own_gap t omega <= M * ((dist t omega) ^ 2 - (dist (t + 1) omega) ^
      2))) ->
  (* sampled *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (conditional_mean Omega (fun
      omega => own_gap t omega) (fun omega => sgd_gap t omega) /\ expectation Omega (fun omega =>
      own_gap t omega) (mean_gap t))) ->
  (* integrable *) (mean_square 0 = distance0 ^ 2 /\ 0 <= mean_square T /\ (forall t : R, integer t
      -> 0 <= t -> t <= T - 1 -> (expectation Omega (fun omega => (dist t omega) ^ 2) (mean_square
      t) /\ expectation Omega (fun omega => (dist (t + 1) omega) ^ 2) (mean_square (t + 1))))) ->
  (* least *) (expectation Omega (fun omega => least_gap omega) mean_least /\ (forall t : R, integer
      t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> least_gap omega <=
      sgd_gap t omega))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* rate *) T * mean_least * theta ^ 2 <= M * distance0 ^ 2.

(* The exponential moment of noise with light tails. *)
Definition light_tails_moment : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (noise_inner_at noise_at sgd_gradient scale_at pull_at push_at : R -> R -> R),
  forall (t : R),
  (* known *) (known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun omega =>
      scale_at t omega) t /\ known Omega (fun omega => pull_at t omega) t /\ known Omega (fun omega
      => push_at t omega) t /\ known Omega (fun omega => noise_inner_at t omega) (t + 1) /\ known
      Omega (fun omega => noise_at t omega) (t + 1)) ->
  (* centred *) centred Omega (fun omega => noise_inner_at t omega) t ->
  (* bounded *) (forall omega : R, outcome Omega omega -> (noise_inner_at t omega <= noise_at t
      omega * sgd_gradient t omega /\ - noise_at t omega * sgd_gradient t omega <= noise_inner_at t
      omega)) ->
  (* positive *) (forall omega : R, outcome Omega omega -> 0 < scale_at t omega) ->
  (* light_tails *) ((forall omega : R, outcome Omega omega -> scale_at t omega <> 0) /\
      conditionally_at_most Omega (fun omega => exp ((noise_at t omega) ^ 2 / scale_at t omega))
      (fun omega => exp 1) t) ->
  (* push_range *) (forall omega : R, outcome Omega omega -> (0 <= push_at t omega /\ 2 * push_at t
      omega * scale_at t omega <= 1)) ->
  (* moment *) conditionally_at_most Omega (fun omega => exp ((noise_at t omega) ^ 2 * push_at t
      omega - noise_inner_at t omega * pull_at t omega - 3 * (pull_at t omega) ^ 2 * (sgd_gradient t
      omega) ^ 2 * scale_at t omega / 2 - push_at t omega * scale_at t omega)) (fun omega => 1) t /\
  (* known *) known Omega (fun omega => (noise_at t omega) ^ 2 * push_at t omega - noise_inner_at t
      omega * pull_at t omega - 3 * (pull_at t omega) ^ 2 * (sgd_gradient t omega) ^ 2 * scale_at t
      omega / 2 - push_at t omega * scale_at t omega) (t + 1).

(* The exponential moment of bounded centred noise. *)
Definition hoeffding_moment : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (centred_part part_bound : R -> R -> R),
  forall (t tilt : R),
  (* known *) (known Omega (fun omega => part_bound t omega) t /\ known Omega (fun omega =>
      centred_part t omega) (t + 1)) ->
  (* centred *) centred Omega (fun omega => centred_part t omega) t ->
  (* bounded *) (forall omega : R, outcome Omega omega -> (centred_part t omega <= part_bound t
      omega /\ - part_bound t omega <= centred_part t omega)) ->
  (* moment *) conditionally_at_most Omega (fun omega => exp (- tilt ^ 2 * (part_bound t omega) ^ 2
      / 2 + tilt * centred_part t omega)) (fun omega => 1) t /\
  (* known *) known Omega (fun omega => - tilt ^ 2 * (part_bound t omega) ^ 2 / 2 + tilt *
      centred_part t omega) (t + 1).

(* The inequality of Azuma and Hoeffding for all partial sums. *)
Definition azuma_hoeffding : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (centred_part : R -> R -> R),
  forall (bound_at moment : R -> R),
  forall (T delta deviation squares tilt : R),
  (* horizon *) (integer T /\ 0 <= T) ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* known *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> known Omega (fun omega =>
      centred_part t omega) (t + 1)) ->
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      centred_part t omega) t) ->
  (* bounded *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (centred_part t omega <= bound_at t /\ - bound_at t <= centred_part t omega))) ->
  (* squares_range *) (0 < squares /\ total (fun i => (bound_at i) ^ 2) T <= squares) ->
  (* deviation_range *) (0 < deviation /\ (0 < delta /\ - 2 * squares * ln delta <= deviation ^ 2))
      ->
  (* tilt_value *) squares * tilt = deviation ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* sum *) probable Omega (fun omega => deviation - total (fun i => centred_part i omega) (moment
      omega)) (1 - delta).

(* Descent with high probability where an event happens. *)
Definition probable_descent_within : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (sgd_gap gain_at exponent_at : R -> R -> R),
  forall (event moment : R -> R),
  forall (gap0 delta T tilt slack : R),
  (* gap0_range *) 0 < gap0 ->
  (* first_gap *) (forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* tilt_value *) (0 < tilt /\ (0 < delta /\ gap0 * tilt = - 2 * ln delta)) ->
  (* slack_range *) (0 <= slack /\ T * slack <= gap0 / 2) ->
  (* gain *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= gain_at t omega)) ->
  (* known *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> known Omega (fun omega =>
      exponent_at t omega) (t + 1)) ->
  (* increments *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> conditionally_at_most Omega
      (fun omega => exp (exponent_at t omega)) (fun omega => 1) t) ->
  (* event *) (forall omega : R, outcome Omega omega -> (event omega = 0 \/ event omega = 1)) ->
  (* descent *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (event omega = 1 -> sgd_gap t omega < 2 * gap0 -> tilt * (- 2 * gap0 + slack -
      gain_at t omega / 2 + sgd_gap t omega) + exponent_at t omega < 0 -> tilt * (- slack + gain_at
      t omega / 2 - sgd_gap t omega + sgd_gap (t + 1) omega) <= exponent_at t omega))) ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* potential *) probable Omega (fun omega => Rmax (2 * gap0 - sgd_gap (moment omega) omega - total
      (fun i => gain_at i omega) (moment omega) / 2) (- event omega)) (1 - delta) /\
  (* gap *) probable Omega (fun omega => Rmax (2 * gap0 - sgd_gap (moment omega) omega) (- event
      omega)) (1 - delta).

(* Descent with high probability from a bound of exponential moments. *)
Definition probable_descent : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (sgd_gap gain_at exponent_at : R -> R -> R),
  forall (moment : R -> R),
  forall (gap0 delta T tilt slack : R),
  (* gap0_range *) 0 < gap0 ->
  (* first_gap *) (forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* tilt_value *) (0 < tilt /\ (0 < delta /\ gap0 * tilt = - 2 * ln delta)) ->
  (* slack_range *) (0 <= slack /\ T * slack <= gap0 / 2) ->
  (* gain *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= gain_at t omega)) ->
  (* known *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> known Omega (fun omega =>
      exponent_at t omega) (t + 1)) ->
  (* increments *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> conditionally_at_most Omega
      (fun omega => exp (exponent_at t omega)) (fun omega => 1) t) ->
  (* descent *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (sgd_gap t omega < 2 * gap0 -> tilt * (- 2 * gap0 + slack - gain_at t omega / 2 +
      sgd_gap t omega) + exponent_at t omega < 0 -> tilt * (- slack + gain_at t omega / 2 - sgd_gap
      t omega + sgd_gap (t + 1) omega) <= exponent_at t omega))) ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* potential *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega - total (fun
      i => gain_at i omega) (moment omega) / 2) (1 - delta) /\
  (* gap *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega) (1 - delta).

(* Descent with high probability with light tails. *)
Definition probable_descent_light : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (sgd_gap gain_at noise_inner_at noise_at sgd_gradient scale_at pull_at push_at : R -> R ->
      R),
  forall (event moment : R -> R),
  forall (gap0 delta T tilt slack : R),
  (* gap0_range *) 0 < gap0 ->
  (* first_gap *) (forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* tilt_value *) (0 < tilt /\ (0 < delta /\ gap0 * tilt = - 2 * ln delta)) ->
  (* slack_range *) (0 <= slack /\ T * slack <= gap0 / 2) ->
  (* gain *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= gain_at t omega)) ->
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => scale_at t omega) t /\ known Omega (fun omega => pull_at t omega) t /\ known Omega
      (fun omega => push_at t omega) t /\ known Omega (fun omega => noise_inner_at t omega) (t + 1)
      /\ known Omega (fun omega => noise_at t omega) (t + 1))) ->
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) ->
  (* bounded *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (noise_inner_at t omega <= noise_at t omega * sgd_gradient t omega /\ - noise_at t
      omega * sgd_gradient t omega <= noise_inner_at t omega))) ->
  (* positive *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> 0 < scale_at t omega)) ->
  (* light_tails *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> ((forall omega : R, outcome
      Omega omega -> scale_at t omega <> 0) /\ conditionally_at_most Omega (fun omega => exp
      ((noise_at t omega) ^ 2 / scale_at t omega)) (fun omega => exp 1) t)) ->
  (* variance *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> 6 * tilt * (pull_at t omega) ^ 2 *
      (sgd_gradient t omega) ^ 2 * scale_at t omega <= gain_at t omega))) ->
  (* push_range *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (0 <= push_at t omega /\ 2 * tilt * push_at t
      omega * scale_at t omega <= 1)))) ->
  (* event *) (forall omega : R, outcome Omega omega -> (event omega = 0 \/ event omega = 1)) ->
  (* descent *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (event omega = 1 -> sgd_gap t omega < 2 * gap0 -> slack + ((noise_at t omega) ^ 2 -
      scale_at t omega) * push_at t omega - 3 * gain_at t omega / 4 - noise_inner_at t omega *
      pull_at t omega + sgd_gap t omega < 2 * gap0 -> sgd_gap (t + 1) omega <= slack + ((noise_at t
      omega) ^ 2 - scale_at t omega) * push_at t omega - 3 * gain_at t omega / 4 - noise_inner_at t
      omega * pull_at t omega + sgd_gap t omega))) ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* potential *) probable Omega (fun omega => Rmax (2 * gap0 - sgd_gap (moment omega) omega - total
      (fun i => gain_at i omega) (moment omega) / 2) (- event omega)) (1 - delta) /\
  (* gap *) probable Omega (fun omega => Rmax (2 * gap0 - sgd_gap (moment omega) omega) (- event
      omega)) (1 - delta).

(* Descent with high probability with bounded noise. *)
Definition probable_descent_bounded : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (sgd_gap gain_at centred_part part_bound : R -> R -> R),
  forall (moment : R -> R),
  forall (gap0 delta T tilt slack : R),
  (* gap0_range *) 0 < gap0 ->
  (* first_gap *) (forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* tilt_value *) (0 < tilt /\ (0 < delta /\ gap0 * tilt = - 2 * ln delta)) ->
  (* slack_range *) (0 <= slack /\ T * slack <= gap0 / 2) ->
  (* gain *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= gain_at t omega)) ->
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => part_bound t omega) t /\ known Omega (fun
      omega => centred_part t omega) (t + 1))) ->
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      centred_part t omega) t) ->
  (* bounded *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (sgd_gap t omega <= 2 * gap0 -> (centred_part t omega <= part_bound t omega /\ -
      part_bound t omega <= centred_part t omega)))) ->
  (* variance *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> 2 * tilt * (part_bound t omega) ^ 2 <= gain_at
      t omega))) ->
  (* descent *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (sgd_gap t omega < 2 * gap0 -> slack - centred_part t omega - 3 * gain_at t omega / 4
      + sgd_gap t omega < 2 * gap0 -> sgd_gap (t + 1) omega <= slack - centred_part t omega - 3 *
      gain_at t omega / 4 + sgd_gap t omega))) ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* potential *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega - total (fun
      i => gain_at i omega) (moment omega) / 2) (1 - delta) /\
  (* gap *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega) (1 - delta).

(* SGD with high probability, for any steps known beforehand. *)
Definition sgd : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (ell Phi G moment least_square : R -> R),
  forall (sgd_gap sgd_gradient sgd_eta sgd_level noise_at noise_inner_at : R -> R -> R),
  forall (A B C beta delta T gap0 : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* gap0_range *) 0 < gap0 ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* horizon *) (integer T /\ 1 <= T) ->
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* C_range *) 0 <= C ->
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) (sgd_eta t omega) (noise_at t omega) (noise_inner_at
      t omega) (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <=
      noise_at t omega /\ 0 <= sgd_gap (t + 1) omega)))) ->
  (* forward *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= sgd_eta t omega)) ->
  (* levels *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 < sgd_level t omega /\ (sgd_gap t omega <= 2 * gap0 -> sgd_gap t omega <=
      sgd_level t omega)))) ->
  (* curvature_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (2 * B + 2) * ell (beta * sgd_level t
      omega) * sgd_eta t omega <= 1))) ->
  (* radius_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (0 <= Phi (sgd_gap t omega) /\ (0 <= A *
      sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C /\ 0 <= Phi (sgd_gap t omega) /\ (sqrt (A
      * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) + sqrt 2 * sqrt (Phi (sgd_gap t
      omega))) * sgd_eta t omega <= G (beta * sgd_level t omega) - G (sgd_level t omega)))))) ->
  (* confidence_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (0 < delta /\ - 4 * (A * sgd_gap t
      omega + 2 * B * Phi (sgd_gap t omega) + C) * ln delta * sgd_eta t omega <= gap0)))) ->
  (* noise_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> T * (sgd_eta t omega) ^ 2 * (A * sgd_gap t
      omega + C) * ell (beta * sgd_level t omega) <= gap0))) ->
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => sgd_eta t omega) t /\ known Omega (fun omega => ell (beta * sgd_level t omega)) t /\
      ((forall omega : R, outcome Omega omega -> 0 <= A * sgd_gap t omega + 2 * B * Phi (sgd_gap t
      omega) + C) /\ known Omega (fun omega => sqrt (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t
      omega) + C)) t) /\ known Omega (fun omega => noise_inner_at t omega) (t + 1))) ->
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) ->
  (* noise_abc *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (noise_at t omega) ^ 2 <= A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))) ->
  (* potential *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega - total (fun
      i => (sgd_gradient i omega) ^ 2 * sgd_eta i omega) (moment omega) / 2) (1 - delta) /\
  (* gap *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega) (1 - delta) /\
  (* progress *) probable Omega (fun omega => 4 * gap0 - total (fun i => (sgd_gradient i omega) ^ 2
      * sgd_eta i omega) T) (1 - delta) /\
  (* rate *) probable Omega (fun omega => 4 * gap0 - total (fun i => sgd_eta i omega) T *
      least_square omega) (1 - delta).

(* SGD with high probability without a local radius. *)
Definition sgd_sharp : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (ell moment least_square : R -> R),
  forall (sgd_gap sgd_gradient sgd_eta noise_at noise_inner_at : R -> R -> R),
  forall (top_curvature A B C delta T gap0 : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* gap0_range *) 0 < gap0 ->
  (* top_curvature *) top_curvature = ell (2 * gap0) ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* horizon *) (integer T /\ 1 <= T) ->
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* C_range *) 0 <= C ->
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) (sgd_eta t omega) (noise_at t omega) (noise_inner_at
      t omega) (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <=
      noise_at t omega /\ 0 <= sgd_gap (t + 1) omega)))) ->
  (* forward *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= sgd_eta t omega)) ->
  (* curvature_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> top_curvature * (2 * B + 2) * sgd_eta t
      omega <= 1))) ->
  (* confidence_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (0 < delta /\ - 4 * (A * sgd_gap t
      omega + B * (sgd_gradient t omega) ^ 2 + C) * ln delta * sgd_eta t omega <= gap0)))) ->
  (* noise_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> T * top_curvature * (sgd_eta t omega) ^ 2 * (A
      * sgd_gap t omega + C) <= gap0))) ->
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => sgd_eta t omega) t /\ ((forall omega : R, outcome Omega omega -> 0 <= A * sgd_gap t
      omega + B * (sgd_gradient t omega) ^ 2 + C) /\ known Omega (fun omega => sqrt (A * sgd_gap t
      omega + B * (sgd_gradient t omega) ^ 2 + C)) t) /\ known Omega (fun omega => noise_inner_at t
      omega) (t + 1))) ->
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) ->
  (* noise_abc *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (noise_at t omega) ^ 2 <= A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))) ->
  (* potential *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega - total (fun
      i => (sgd_gradient i omega) ^ 2 * sgd_eta i omega) (moment omega) / 2) (1 - delta) /\
  (* gap *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega) (1 - delta) /\
  (* progress *) probable Omega (fun omega => 4 * gap0 - total (fun i => (sgd_gradient i omega) ^ 2
      * sgd_eta i omega) T) (1 - delta) /\
  (* rate *) probable Omega (fun omega => 4 * gap0 - total (fun i => sgd_eta i omega) T *
      least_square omega) (1 - delta).

(* SGD with the theoretical warm-up. *)
Definition sgd_warmup : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (ell Phi G moment least_square : R -> R),
  forall (sgd_gap sgd_gradient sgd_eta noise_at noise_inner_at : R -> R -> R),
  forall (A B C beta delta T gap0 gap_floor : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* gap0_range *) 0 < gap0 ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* horizon *) (integer T /\ 1 <= T) ->
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* C_range *) 0 <= C ->
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) (sgd_eta t omega) (noise_at t omega) (noise_inner_at
      t omega) (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <=
      noise_at t omega /\ 0 <= sgd_gap (t + 1) omega)))) ->
  (* gap_floor_range *) 0 < gap_floor ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (0 <= Phi (sgd_gap t omega) /\ 0 <= sgd_eta t omega /\ ((2 * B + 2) * ell (beta
      * Rmax gap_floor (sgd_gap t omega)) <= 0 \/ (0 < (2 * B + 2) * ell (beta * Rmax gap_floor
      (sgd_gap t omega)) /\ (2 * B + 2 <> 0 /\ ell (beta * Rmax gap_floor (sgd_gap t omega)) <> 0 /\
      sgd_eta t omega <= 1 / ((2 * B + 2) * ell (beta * Rmax gap_floor (sgd_gap t omega)))))) /\ ((0
      <= A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C /\ 0 <= Phi (sgd_gap t omega) /\
      sqrt (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) + sqrt 2 * sqrt (Phi (sgd_gap t
      omega)) <= 0) \/ ((0 <= A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C /\ 0 <= Phi
      (sgd_gap t omega) /\ 0 < sqrt (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) + sqrt
      2 * sqrt (Phi (sgd_gap t omega))) /\ (sqrt (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t
      omega) + C) + sqrt 2 * sqrt (Phi (sgd_gap t omega)) <> 0 /\ 0 <= A * sgd_gap t omega + 2 * B *
      Phi (sgd_gap t omega) + C /\ 0 <= Phi (sgd_gap t omega) /\ sgd_eta t omega <= (G (beta * Rmax
      gap_floor (sgd_gap t omega)) - G (Rmax gap_floor (sgd_gap t omega))) / (sqrt (A * sgd_gap t
      omega + 2 * B * Phi (sgd_gap t omega) + C) + sqrt 2 * sqrt (Phi (sgd_gap t omega)))))) /\ ((0
      < delta /\ - 4 * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) * ln delta <= 0) \/
      ((0 < delta /\ 0 < - 4 * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) * ln delta)
      /\ (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C <> 0 /\ ln delta <> 0 /\ 0 < delta
      /\ sgd_eta t omega <= - gap0 / (4 * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C)
      * ln delta)))) /\ (T * (A * sgd_gap t omega + C) * ell (beta * Rmax gap_floor (sgd_gap t
      omega)) <= 0 \/ (0 < T * (A * sgd_gap t omega + C) * ell (beta * Rmax gap_floor (sgd_gap t
      omega)) /\ (0 <= gap0 / (T * (A * sgd_gap t omega + C) * ell (beta * Rmax gap_floor (sgd_gap t
      omega))) /\ T <> 0 /\ A * sgd_gap t omega + C <> 0 /\ ell (beta * Rmax gap_floor (sgd_gap t
      omega)) <> 0 /\ sgd_eta t omega <= sqrt (gap0 / (T * (A * sgd_gap t omega + C) * ell (beta *
      Rmax gap_floor (sgd_gap t omega))))))) /\ ((0 < (2 * B + 2) * ell (beta * Rmax gap_floor
      (sgd_gap t omega)) /\ (2 * B + 2 <> 0 /\ ell (beta * Rmax gap_floor (sgd_gap t omega)) <> 0 /\
      sgd_eta t omega = 1 / ((2 * B + 2) * ell (beta * Rmax gap_floor (sgd_gap t omega))))) \/ ((0
      <= A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C /\ 0 <= Phi (sgd_gap t omega) /\ 0
      < sqrt (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) + sqrt 2 * sqrt (Phi (sgd_gap
      t omega))) /\ (sqrt (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) + sqrt 2 * sqrt
      (Phi (sgd_gap t omega)) <> 0 /\ 0 <= A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C
      /\ 0 <= Phi (sgd_gap t omega) /\ sgd_eta t omega = (G (beta * Rmax gap_floor (sgd_gap t
      omega)) - G (Rmax gap_floor (sgd_gap t omega))) / (sqrt (A * sgd_gap t omega + 2 * B * Phi
      (sgd_gap t omega) + C) + sqrt 2 * sqrt (Phi (sgd_gap t omega))))) \/ ((0 < delta /\ 0 < - 4 *
      (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) * ln delta) /\ (A * sgd_gap t omega
      + 2 * B * Phi (sgd_gap t omega) + C <> 0 /\ ln delta <> 0 /\ 0 < delta /\ sgd_eta t omega = -
      gap0 / (4 * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) * ln delta))) \/ (0 < T
      * (A * sgd_gap t omega + C) * ell (beta * Rmax gap_floor (sgd_gap t omega)) /\ (0 <= gap0 / (T
      * (A * sgd_gap t omega + C) * ell (beta * Rmax gap_floor (sgd_gap t omega))) /\ T <> 0 /\ A *
      sgd_gap t omega + C <> 0 /\ ell (beta * Rmax gap_floor (sgd_gap t omega)) <> 0 /\ sgd_eta t
      omega = sqrt (gap0 / (T * (A * sgd_gap t omega + C) * ell (beta * Rmax gap_floor (sgd_gap t
      omega)))))))))) ->
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => sgd_eta t omega) t /\ known Omega (fun omega => ell (beta * Rmax gap_floor (sgd_gap t
      omega))) t /\ ((forall omega : R, outcome Omega omega -> 0 <= A * sgd_gap t omega + 2 * B *
      Phi (sgd_gap t omega) + C) /\ known Omega (fun omega => sqrt (A * sgd_gap t omega + 2 * B *
      Phi (sgd_gap t omega) + C)) t) /\ known Omega (fun omega => noise_inner_at t omega) (t + 1)))
      ->
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) ->
  (* noise_abc *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (noise_at t omega) ^ 2 <= A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))) ->
  (* potential *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega - total (fun
      i => (sgd_gradient i omega) ^ 2 * sgd_eta i omega) (moment omega) / 2) (1 - delta) /\
  (* gap *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega) (1 - delta) /\
  (* progress *) probable Omega (fun omega => 4 * gap0 - total (fun i => (sgd_gradient i omega) ^ 2
      * sgd_eta i omega) T) (1 - delta) /\
  (* rate *) probable Omega (fun omega => 4 * gap0 - total (fun i => sgd_eta i omega) T *
      least_square omega) (1 - delta) /\
  (* display *) ((forall omega : R, outcome Omega omega -> T <> 0 /\ 0 < delta /\ (forall i : R,
      integer i -> 0 <= i -> i <= T - 1 -> G (beta * Rmax gap_floor (sgd_gap i omega)) - G (Rmax
      gap_floor (sgd_gap i omega)) <> 0 /\ 0 <= A * sgd_gap i omega + 2 * B * Phi (sgd_gap i omega)
      + C /\ 0 <= Phi (sgd_gap i omega)) /\ 0 <= gap0 / T /\ (forall i : R, integer i -> 0 <= i -> i
      <= T - 1 -> 0 <= (A * sgd_gap i omega + C) * ell (beta * Rmax gap_floor (sgd_gap i omega))))
      /\ probable Omega (fun omega => - least_square omega + 4 * sqrt (gap0 / T) * total (fun i =>
      sqrt ((A * sgd_gap i omega + C) * ell (beta * Rmax gap_floor (sgd_gap i omega)))) T / T + 4 *
      gap0 * total (fun i => (2 * B + 2) * ell (beta * Rmax gap_floor (sgd_gap i omega)) + (sqrt (A
      * sgd_gap i omega + 2 * B * Phi (sgd_gap i omega) + C) + sqrt 2 * sqrt (Phi (sgd_gap i
      omega))) / (G (beta * Rmax gap_floor (sgd_gap i omega)) - G (Rmax gap_floor (sgd_gap i
      omega)))) T / T ^ 2 - 16 * total (fun i => A * sgd_gap i omega + 2 * B * Phi (sgd_gap i omega)
      + C) T * ln delta / T ^ 2) (1 - delta)).

(* SGD with a constant step. *)
Definition sgd_constant : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (ell Phi G moment least_square : R -> R),
  forall (sgd_gap sgd_gradient noise_at noise_inner_at : R -> R -> R),
  forall (A B C beta delta T gap0 eta : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* gap0_range *) 0 < gap0 ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* horizon *) (integer T /\ 1 <= T) ->
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* C_range *) 0 <= C ->
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) eta (noise_at t omega) (noise_inner_at t omega)
      (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <= noise_at
      t omega /\ 0 <= sgd_gap (t + 1) omega)))) ->
  (* schedule *) (0 <= Phi (2 * gap0) /\ 0 <= eta /\ ((2 * B + 2) * ell (2 * beta * gap0) <= 0 \/ (0
      < (2 * B + 2) * ell (2 * beta * gap0) /\ (2 * B + 2 <> 0 /\ ell (2 * beta * gap0) <> 0 /\ eta
      <= 1 / ((2 * B + 2) * ell (2 * beta * gap0))))) /\ ((0 <= 2 * A * gap0 + 2 * B * Phi (2 *
      gap0) + C /\ 0 <= Phi (2 * gap0) /\ sqrt (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) + sqrt 2
      * sqrt (Phi (2 * gap0)) <= 0) \/ ((0 <= 2 * A * gap0 + 2 * B * Phi (2 * gap0) + C /\ 0 <= Phi
      (2 * gap0) /\ 0 < sqrt (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) + sqrt 2 * sqrt (Phi (2 *
      gap0))) /\ (sqrt (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) + sqrt 2 * sqrt (Phi (2 * gap0))
      <> 0 /\ 0 <= 2 * A * gap0 + 2 * B * Phi (2 * gap0) + C /\ 0 <= Phi (2 * gap0) /\ eta <= (- G
      (2 * gap0) + G (2 * beta * gap0)) / (sqrt (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) + sqrt 2
      * sqrt (Phi (2 * gap0)))))) /\ ((0 < delta /\ - 4 * (2 * A * gap0 + 2 * B * Phi (2 * gap0) +
      C) * ln delta <= 0) \/ ((0 < delta /\ 0 < - 4 * (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) *
      ln delta) /\ (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C <> 0 /\ ln delta <> 0 /\ 0 < delta /\
      eta <= - gap0 / (4 * (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) * ln delta)))) /\ (T * (2 * A
      * gap0 + C) * ell (2 * beta * gap0) <= 0 \/ (0 < T * (2 * A * gap0 + C) * ell (2 * beta *
      gap0) /\ (0 <= gap0 / (T * (2 * A * gap0 + C) * ell (2 * beta * gap0)) /\ T <> 0 /\ 2 * A *
      gap0 + C <> 0 /\ ell (2 * beta * gap0) <> 0 /\ eta <= sqrt (gap0 / (T * (2 * A * gap0 + C) *
      ell (2 * beta * gap0)))))) /\ ((0 < (2 * B + 2) * ell (2 * beta * gap0) /\ (2 * B + 2 <> 0 /\
      ell (2 * beta * gap0) <> 0 /\ eta = 1 / ((2 * B + 2) * ell (2 * beta * gap0)))) \/ ((0 <= 2 *
      A * gap0 + 2 * B * Phi (2 * gap0) + C /\ 0 <= Phi (2 * gap0) /\ 0 < sqrt (2 * A * gap0 + 2 * B
      * Phi (2 * gap0) + C) + sqrt 2 * sqrt (Phi (2 * gap0))) /\ (sqrt (2 * A * gap0 + 2 * B * Phi
      (2 * gap0) + C) + sqrt 2 * sqrt (Phi (2 * gap0)) <> 0 /\ 0 <= 2 * A * gap0 + 2 * B * Phi (2 *
      gap0) + C /\ 0 <= Phi (2 * gap0) /\ eta = (- G (2 * gap0) + G (2 * beta * gap0)) / (sqrt (2 *
      A * gap0 + 2 * B * Phi (2 * gap0) + C) + sqrt 2 * sqrt (Phi (2 * gap0))))) \/ ((0 < delta /\ 0
      < - 4 * (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) * ln delta) /\ (2 * A * gap0 + 2 * B * Phi
      (2 * gap0) + C <> 0 /\ ln delta <> 0 /\ 0 < delta /\ eta = - gap0 / (4 * (2 * A * gap0 + 2 * B
      * Phi (2 * gap0) + C) * ln delta))) \/ (0 < T * (2 * A * gap0 + C) * ell (2 * beta * gap0) /\
      (0 <= gap0 / (T * (2 * A * gap0 + C) * ell (2 * beta * gap0)) /\ T <> 0 /\ 2 * A * gap0 + C <>
      0 /\ ell (2 * beta * gap0) <> 0 /\ eta = sqrt (gap0 / (T * (2 * A * gap0 + C) * ell (2 * beta
      * gap0))))))) ->
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ ((forall omega : R,
      outcome Omega omega -> 0 <= A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) /\ known
      Omega (fun omega => sqrt (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C)) t) /\
      known Omega (fun omega => noise_inner_at t omega) (t + 1))) ->
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) ->
  (* noise_abc *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (noise_at t omega) ^ 2 <= A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))) ->
  (* potential *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega - total (fun
      i => eta * (sgd_gradient i omega) ^ 2) (moment omega) / 2) (1 - delta) /\
  (* gap *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega) (1 - delta) /\
  (* progress *) probable Omega (fun omega => 4 * gap0 - total (fun i => eta * (sgd_gradient i
      omega) ^ 2) T) (1 - delta) /\
  (* rate *) probable Omega (fun omega => - T * eta * least_square omega + 4 * gap0) (1 - delta) /\
  (* display *) ((forall omega : R, outcome Omega omega -> 0 <= gap0 * (2 * A * gap0 + C) * ell (2 *
      beta * gap0) / T /\ T <> 0 /\ 0 < delta /\ - G (2 * gap0) + G (2 * beta * gap0) <> 0 /\ 0 <= 2
      * A * gap0 + 2 * B * Phi (2 * gap0) + C /\ 0 <= Phi (2 * gap0)) /\ probable Omega (fun omega
      => 4 * sqrt (gap0 * (2 * A * gap0 + C) * ell (2 * beta * gap0) / T) - least_square omega + 4 *
      gap0 * ((2 * B + 2) * ell (2 * beta * gap0) + (sqrt (2 * A * gap0 + 2 * B * Phi (2 * gap0) +
      C) + sqrt 2 * sqrt (Phi (2 * gap0))) / (- G (2 * gap0) + G (2 * beta * gap0))) / T - 16 * (2 *
      A * gap0 + 2 * B * Phi (2 * gap0) + C) * ln delta / T) (1 - delta)).

(* SGD with a constant step, without the radius term and beta. *)
Definition sgd_constant_sharp : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (ell Phi moment least_square : R -> R),
  forall (sgd_gap sgd_gradient noise_at noise_inner_at : R -> R -> R),
  forall (A B C delta T gap0 eta : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* gap0_range *) 0 < gap0 ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* horizon *) (integer T /\ 1 <= T) ->
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* C_range *) 0 <= C ->
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) eta (noise_at t omega) (noise_inner_at t omega)
      (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <= noise_at
      t omega /\ 0 <= sgd_gap (t + 1) omega)))) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* eta_range *) 0 <= eta ->
  (* curvature_step *) eta * (2 * B + 2) * ell (2 * gap0) <= 1 ->
  (* confidence_step *) (0 < delta /\ - 4 * eta * (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) * ln
      delta <= gap0) ->
  (* noise_step *) T * eta ^ 2 * (2 * A * gap0 + C) * ell (2 * gap0) <= gap0 ->
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ ((forall omega : R,
      outcome Omega omega -> 0 <= A * sgd_gap t omega + B * (sgd_gradient t omega) ^ 2 + C) /\ known
      Omega (fun omega => sqrt (A * sgd_gap t omega + B * (sgd_gradient t omega) ^ 2 + C)) t) /\
      known Omega (fun omega => noise_inner_at t omega) (t + 1))) ->
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) ->
  (* noise_abc *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (noise_at t omega) ^ 2 <= A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))) ->
  (* potential *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega - total (fun
      i => eta * (sgd_gradient i omega) ^ 2) (moment omega) / 2) (1 - delta) /\
  (* gap *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega) (1 - delta) /\
  (* progress *) probable Omega (fun omega => 4 * gap0 - total (fun i => eta * (sgd_gradient i
      omega) ^ 2) T) (1 - delta) /\
  (* rate *) probable Omega (fun omega => - T * eta * least_square omega + 4 * gap0) (1 - delta).

(* SGD with light tails, for any steps known beforehand. *)
Definition sgd_light_tails : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (ell Phi G moment least_square : R -> R),
  forall (sgd_gap sgd_gradient sgd_eta sgd_level noise_at noise_inner_at : R -> R -> R),
  forall (A B C beta delta T gap0 : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* gap0_range *) 0 < gap0 ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* horizon *) (integer T /\ 1 <= T) ->
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* C_range *) 0 <= C ->
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) (sgd_eta t omega) (noise_at t omega) (noise_inner_at
      t omega) (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <=
      noise_at t omega /\ 0 <= sgd_gap (t + 1) omega)))) ->
  (* forward *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= sgd_eta t omega)) ->
  (* levels *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 < sgd_level t omega /\ (sgd_gap t omega <= 2 * gap0 -> sgd_gap t omega <=
      sgd_level t omega)))) ->
  (* curvature_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (2 * B + 2) * ell (beta * sgd_level t
      omega) * sgd_eta t omega <= 1))) ->
  (* radius_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (0 <= Phi (sgd_gap t omega) /\ (0 < delta /\ 0
      < T /\ 0 <= ln T - ln delta + 1) /\ (0 <= (ln T - ln delta + 1) * (A * sgd_gap t omega + 2 * B
      * Phi (sgd_gap t omega) + C) /\ 0 < delta /\ 0 < T /\ 0 <= Phi (sgd_gap t omega) /\ (sqrt ((ln
      T - ln delta + 1) * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C)) + sqrt 2 * sqrt
      (Phi (sgd_gap t omega))) * sgd_eta t omega <= G (beta * sgd_level t omega) - G (sgd_level t
      omega)))))) ->
  (* confidence_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (0 < delta /\ - 12 * (A * sgd_gap t
      omega + 2 * B * Phi (sgd_gap t omega) + C) * ln delta * sgd_eta t omega <= gap0)))) ->
  (* noise_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> T * (sgd_eta t omega) ^ 2 * (A * sgd_gap t
      omega + C) * ell (beta * sgd_level t omega) <= gap0))) ->
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => sgd_eta t omega) t /\ known Omega (fun omega => noise_inner_at t omega) (t + 1) /\
      known Omega (fun omega => noise_at t omega) (t + 1) /\ known Omega (fun omega => ell (beta *
      sgd_level t omega)) t)) ->
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) ->
  (* positive *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (0 <= noise_at t omega /\ 0 < A * sgd_gap t omega + B * (sgd_gradient t omega)
      ^ 2 + C))) ->
  (* light_tails *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> ((forall omega : R, outcome
      Omega omega -> A * sgd_gap t omega + B * (sgd_gradient t omega) ^ 2 + C <> 0) /\
      conditionally_at_most Omega (fun omega => exp ((noise_at t omega) ^ 2 / (A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) (fun omega => exp 1) t)) ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))) ->
  (* potential *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega - total (fun
      i => (sgd_gradient i omega) ^ 2 * sgd_eta i omega) (moment omega) / 2) (1 - 2 * delta) /\
  (* gap *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega) (1 - 2 * delta) /\
  (* progress *) probable Omega (fun omega => 4 * gap0 - total (fun i => (sgd_gradient i omega) ^ 2
      * sgd_eta i omega) T) (1 - 2 * delta) /\
  (* rate *) probable Omega (fun omega => 4 * gap0 - total (fun i => sgd_eta i omega) T *
      least_square omega) (1 - 2 * delta).

(* SGD with light tails and the theoretical warm-up. *)
Definition sgd_warmup_light_tails : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (ell Phi G moment least_square : R -> R),
  forall (sgd_gap sgd_gradient sgd_eta noise_at noise_inner_at : R -> R -> R),
  forall (A B C beta delta T gap0 gap_floor : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* gap0_range *) 0 < gap0 ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* horizon *) (integer T /\ 1 <= T) ->
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* C_range *) 0 <= C ->
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) (sgd_eta t omega) (noise_at t omega) (noise_inner_at
      t omega) (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <=
      noise_at t omega /\ 0 <= sgd_gap (t + 1) omega)))) ->
  (* gap_floor_range *) 0 < gap_floor ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> ((0 < delta /\ 0 < T /\ 0 <= ln T - ln delta + 1) /\ 0 <= Phi (sgd_gap t omega)
      /\ 0 <= sgd_eta t omega /\ ((2 * B + 2) * ell (beta * Rmax gap_floor (sgd_gap t omega)) <= 0
      \/ (0 < (2 * B + 2) * ell (beta * Rmax gap_floor (sgd_gap t omega)) /\ (2 * B + 2 <> 0 /\ ell
      (beta * Rmax gap_floor (sgd_gap t omega)) <> 0 /\ sgd_eta t omega <= 1 / ((2 * B + 2) * ell
      (beta * Rmax gap_floor (sgd_gap t omega)))))) /\ ((0 <= (ln T - ln delta + 1) * (A * sgd_gap t
      omega + 2 * B * Phi (sgd_gap t omega) + C) /\ 0 < delta /\ 0 < T /\ 0 <= Phi (sgd_gap t omega)
      /\ sqrt ((ln T - ln delta + 1) * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C)) +
      sqrt 2 * sqrt (Phi (sgd_gap t omega)) <= 0) \/ ((0 <= (ln T - ln delta + 1) * (A * sgd_gap t
      omega + 2 * B * Phi (sgd_gap t omega) + C) /\ 0 < delta /\ 0 < T /\ 0 <= Phi (sgd_gap t omega)
      /\ 0 < sqrt ((ln T - ln delta + 1) * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) +
      C)) + sqrt 2 * sqrt (Phi (sgd_gap t omega))) /\ (sqrt ((ln T - ln delta + 1) * (A * sgd_gap t
      omega + 2 * B * Phi (sgd_gap t omega) + C)) + sqrt 2 * sqrt (Phi (sgd_gap t omega)) <> 0 /\ 0
      <= (ln T - ln delta + 1) * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) /\ 0 <
      delta /\ 0 < T /\ 0 <= Phi (sgd_gap t omega) /\ sgd_eta t omega <= (G (beta * Rmax gap_floor
      (sgd_gap t omega)) - G (Rmax gap_floor (sgd_gap t omega))) / (sqrt ((ln T - ln delta + 1) * (A
      * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C)) + sqrt 2 * sqrt (Phi (sgd_gap t
      omega)))))) /\ ((0 < delta /\ - 12 * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C)
      * ln delta <= 0) \/ ((0 < delta /\ 0 < - 12 * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t
      omega) + C) * ln delta) /\ (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C <> 0 /\ ln
      delta <> 0 /\ 0 < delta /\ sgd_eta t omega <= - gap0 / (12 * (A * sgd_gap t omega + 2 * B *
      Phi (sgd_gap t omega) + C) * ln delta)))) /\ (T * (A * sgd_gap t omega + C) * ell (beta * Rmax
      gap_floor (sgd_gap t omega)) <= 0 \/ (0 < T * (A * sgd_gap t omega + C) * ell (beta * Rmax
      gap_floor (sgd_gap t omega)) /\ (0 <= gap0 / (T * (A * sgd_gap t omega + C) * ell (beta * Rmax
      gap_floor (sgd_gap t omega))) /\ T <> 0 /\ A * sgd_gap t omega + C <> 0 /\ ell (beta * Rmax
      gap_floor (sgd_gap t omega)) <> 0 /\ sgd_eta t omega <= sqrt (gap0 / (T * (A * sgd_gap t omega
      + C) * ell (beta * Rmax gap_floor (sgd_gap t omega))))))) /\ ((0 < (2 * B + 2) * ell (beta *
      Rmax gap_floor (sgd_gap t omega)) /\ (2 * B + 2 <> 0 /\ ell (beta * Rmax gap_floor (sgd_gap t
      omega)) <> 0 /\ sgd_eta t omega = 1 / ((2 * B + 2) * ell (beta * Rmax gap_floor (sgd_gap t
      omega))))) \/ ((0 <= (ln T - ln delta + 1) * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t
      omega) + C) /\ 0 < delta /\ 0 < T /\ 0 <= Phi (sgd_gap t omega) /\ 0 < sqrt ((ln T - ln delta
      + 1) * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C)) + sqrt 2 * sqrt (Phi
      (sgd_gap t omega))) /\ (sqrt ((ln T - ln delta + 1) * (A * sgd_gap t omega + 2 * B * Phi
      (sgd_gap t omega) + C)) + sqrt 2 * sqrt (Phi (sgd_gap t omega)) <> 0 /\ 0 <= (ln T - ln delta
      + 1) * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) /\ 0 < delta /\ 0 < T /\ 0 <=
      Phi (sgd_gap t omega) /\ sgd_eta t omega = (G (beta * Rmax gap_floor (sgd_gap t omega)) - G
      (Rmax gap_floor (sgd_gap t omega))) / (sqrt ((ln T - ln delta + 1) * (A * sgd_gap t omega + 2
      * B * Phi (sgd_gap t omega) + C)) + sqrt 2 * sqrt (Phi (sgd_gap t omega))))) \/ ((0 < delta /\
      0 < - 12 * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) * ln delta) /\ (A *
      sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C <> 0 /\ ln delta <> 0 /\ 0 < delta /\
      sgd_eta t omega = - gap0 / (12 * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) *
      ln delta))) \/ (0 < T * (A * sgd_gap t omega + C) * ell (beta * Rmax gap_floor (sgd_gap t
      omega)) /\ (0 <= gap0 / (T * (A * sgd_gap t omega + C) * ell (beta * Rmax gap_floor (sgd_gap t
      omega))) /\ T <> 0 /\ A * sgd_gap t omega + C <> 0 /\ ell (beta * Rmax gap_floor (sgd_gap t
      omega)) <> 0 /\ sgd_eta t omega = sqrt (gap0 / (T * (A * sgd_gap t omega + C) * ell (beta *
      Rmax gap_floor (sgd_gap t omega)))))))))) ->
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => sgd_eta t omega) t /\ known Omega (fun omega => noise_inner_at t omega) (t + 1) /\
      known Omega (fun omega => noise_at t omega) (t + 1) /\ known Omega (fun omega => ell (beta *
      Rmax gap_floor (sgd_gap t omega))) t)) ->
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) ->
  (* positive *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (0 <= noise_at t omega /\ 0 < A * sgd_gap t omega + B * (sgd_gradient t omega)
      ^ 2 + C))) ->
  (* light_tails *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> ((forall omega : R, outcome
      Omega omega -> A * sgd_gap t omega + B * (sgd_gradient t omega) ^ 2 + C <> 0) /\
      conditionally_at_most Omega (fun omega => exp ((noise_at t omega) ^ 2 / (A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) (fun omega => exp 1) t)) ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))) ->
  (* potential *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega - total (fun
      i => (sgd_gradient i omega) ^ 2 * sgd_eta i omega) (moment omega) / 2) (1 - 2 * delta) /\
  (* gap *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega) (1 - 2 * delta) /\
  (* progress *) probable Omega (fun omega => 4 * gap0 - total (fun i => (sgd_gradient i omega) ^ 2
      * sgd_eta i omega) T) (1 - 2 * delta) /\
  (* rate *) probable Omega (fun omega => 4 * gap0 - total (fun i => sgd_eta i omega) T *
      least_square omega) (1 - 2 * delta) /\
  (* display *) ((forall omega : R, outcome Omega omega -> T <> 0 /\ 0 < delta /\ (forall i : R,
      integer i -> 0 <= i -> i <= T - 1 -> G (beta * Rmax gap_floor (sgd_gap i omega)) - G (Rmax
      gap_floor (sgd_gap i omega)) <> 0 /\ 0 <= (ln T - ln delta + 1) * (A * sgd_gap i omega + 2 * B
      * Phi (sgd_gap i omega) + C) /\ 0 < delta /\ 0 < T /\ 0 <= Phi (sgd_gap i omega)) /\ 0 <= gap0
      / T /\ (forall i : R, integer i -> 0 <= i -> i <= T - 1 -> 0 <= (A * sgd_gap i omega + C) *
      ell (beta * Rmax gap_floor (sgd_gap i omega)))) /\ probable Omega (fun omega => - least_square
      omega + 4 * sqrt (gap0 / T) * total (fun i => sqrt ((A * sgd_gap i omega + C) * ell (beta *
      Rmax gap_floor (sgd_gap i omega)))) T / T + 4 * gap0 * total (fun i => (2 * B + 2) * ell (beta
      * Rmax gap_floor (sgd_gap i omega)) + (sqrt ((ln T - ln delta + 1) * (A * sgd_gap i omega + 2
      * B * Phi (sgd_gap i omega) + C)) + sqrt 2 * sqrt (Phi (sgd_gap i omega))) / (G (beta * Rmax
      gap_floor (sgd_gap i omega)) - G (Rmax gap_floor (sgd_gap i omega)))) T / T ^ 2 - 48 * total
      (fun i => A * sgd_gap i omega + 2 * B * Phi (sgd_gap i omega) + C) T * ln delta / T ^ 2) (1 -
      2 * delta)).

(* SGD with light tails without a local radius. *)
Definition sgd_light_tails_sharp : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (ell moment least_square : R -> R),
  forall (sgd_gap sgd_gradient sgd_eta noise_at noise_inner_at : R -> R -> R),
  forall (top_curvature A B C delta T gap0 : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* gap0_range *) 0 < gap0 ->
  (* top_curvature *) top_curvature = ell (2 * gap0) ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* horizon *) (integer T /\ 1 <= T) ->
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* C_range *) 0 <= C ->
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) (sgd_eta t omega) (noise_at t omega) (noise_inner_at
      t omega) (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <=
      noise_at t omega /\ 0 <= sgd_gap (t + 1) omega)))) ->
  (* forward *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= sgd_eta t omega)) ->
  (* curvature_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> top_curvature * (2 * B + 2) * sgd_eta t
      omega <= 1))) ->
  (* confidence_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (0 < delta /\ - 12 * (A * sgd_gap t
      omega + B * (sgd_gradient t omega) ^ 2 + C) * ln delta * sgd_eta t omega <= gap0)))) ->
  (* noise_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> T * top_curvature * (sgd_eta t omega) ^ 2 * (A
      * sgd_gap t omega + C) <= gap0))) ->
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => sgd_eta t omega) t /\ known Omega (fun omega => noise_inner_at t omega) (t + 1) /\
      known Omega (fun omega => noise_at t omega) (t + 1))) ->
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) ->
  (* positive *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (0 <= noise_at t omega /\ 0 < A * sgd_gap t omega + B * (sgd_gradient t omega)
      ^ 2 + C))) ->
  (* light_tails *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> ((forall omega : R, outcome
      Omega omega -> A * sgd_gap t omega + B * (sgd_gradient t omega) ^ 2 + C <> 0) /\
      conditionally_at_most Omega (fun omega => exp ((noise_at t omega) ^ 2 / (A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) (fun omega => exp 1) t)) ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))) ->
  (* potential *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega - total (fun
      i => (sgd_gradient i omega) ^ 2 * sgd_eta i omega) (moment omega) / 2) (1 - delta) /\
  (* gap *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega) (1 - delta) /\
  (* progress *) probable Omega (fun omega => 4 * gap0 - total (fun i => (sgd_gradient i omega) ^ 2
      * sgd_eta i omega) T) (1 - delta) /\
  (* rate *) probable Omega (fun omega => 4 * gap0 - total (fun i => sgd_eta i omega) T *
      least_square omega) (1 - delta).

(* SGD with light tails and a constant step. *)
Definition sgd_constant_light_tails : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (ell Phi moment least_square : R -> R),
  forall (sgd_gap sgd_gradient noise_at noise_inner_at : R -> R -> R),
  forall (A B C delta T gap0 eta : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* gap0_range *) 0 < gap0 ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* horizon *) (integer T /\ 1 <= T) ->
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* C_range *) 0 <= C ->
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) eta (noise_at t omega) (noise_inner_at t omega)
      (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <= noise_at
      t omega /\ 0 <= sgd_gap (t + 1) omega)))) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* eta_range *) 0 <= eta ->
  (* curvature_step *) eta * (2 * B + 2) * ell (2 * gap0) <= 1 ->
  (* confidence_step *) (0 < delta /\ - 12 * eta * (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) * ln
      delta <= gap0) ->
  (* noise_step *) T * eta ^ 2 * (2 * A * gap0 + C) * ell (2 * gap0) <= gap0 ->
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => noise_inner_at t omega) (t + 1) /\ known Omega (fun omega => noise_at t omega) (t +
      1))) ->
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) ->
  (* positive *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (0 <= noise_at t omega /\ 0 < A * sgd_gap t omega + B * (sgd_gradient t omega)
      ^ 2 + C))) ->
  (* light_tails *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> ((forall omega : R, outcome
      Omega omega -> A * sgd_gap t omega + B * (sgd_gradient t omega) ^ 2 + C <> 0) /\
      conditionally_at_most Omega (fun omega => exp ((noise_at t omega) ^ 2 / (A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) (fun omega => exp 1) t)) ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))) ->
  (* potential *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega - total (fun
      i => eta * (sgd_gradient i omega) ^ 2) (moment omega) / 2) (1 - delta) /\
  (* gap *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega) (1 - delta) /\
  (* progress *) probable Omega (fun omega => 4 * gap0 - total (fun i => eta * (sgd_gradient i
      omega) ^ 2) T) (1 - delta) /\
  (* rate *) probable Omega (fun omega => - T * eta * least_square omega + 4 * gap0) (1 - delta).

(* SGD with the theoretical warm-up and bounded noise. *)
Definition sgd_warmup_bounded : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (ell Phi G moment least_square : R -> R),
  forall (sgd_gap sgd_gradient sgd_eta noise_at noise_inner_at : R -> R -> R),
  forall (sigma beta delta T gap0 gap_floor : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* gap0_range *) 0 < gap0 ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* horizon *) (integer T /\ 1 <= T) ->
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) (sgd_eta t omega) (noise_at t omega) (noise_inner_at
      t omega) (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <=
      noise_at t omega /\ 0 <= sgd_gap (t + 1) omega)))) ->
  (* gap_floor_range *) 0 < gap_floor ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (0 <= Phi (sgd_gap t omega) /\ 0 <= sgd_eta t omega /\ (2 * ell (beta * Rmax
      gap_floor (sgd_gap t omega)) <= 0 \/ (0 < 2 * ell (beta * Rmax gap_floor (sgd_gap t omega)) /\
      (ell (beta * Rmax gap_floor (sgd_gap t omega)) <> 0 /\ sgd_eta t omega <= 1 / (2 * ell (beta *
      Rmax gap_floor (sgd_gap t omega)))))) /\ ((0 <= Phi (sgd_gap t omega) /\ sqrt 2 * sqrt (Phi
      (sgd_gap t omega)) + Rabs sigma <= 0) \/ ((0 <= Phi (sgd_gap t omega) /\ 0 < sqrt 2 * sqrt
      (Phi (sgd_gap t omega)) + Rabs sigma) /\ (sqrt 2 * sqrt (Phi (sgd_gap t omega)) + Rabs sigma
      <> 0 /\ 0 <= Phi (sgd_gap t omega) /\ sgd_eta t omega <= (G (beta * Rmax gap_floor (sgd_gap t
      omega)) - G (Rmax gap_floor (sgd_gap t omega))) / (sqrt 2 * sqrt (Phi (sgd_gap t omega)) +
      Rabs sigma)))) /\ ((0 < delta /\ - 4 * sigma ^ 2 * ln delta <= 0) \/ ((0 < delta /\ 0 < - 4 *
      sigma ^ 2 * ln delta) /\ (sigma <> 0 /\ ln delta <> 0 /\ 0 < delta /\ sgd_eta t omega <= -
      gap0 / (4 * sigma ^ 2 * ln delta)))) /\ (T * sigma ^ 2 * ell (beta * Rmax gap_floor (sgd_gap t
      omega)) <= 0 \/ (0 < T * sigma ^ 2 * ell (beta * Rmax gap_floor (sgd_gap t omega)) /\ (0 <=
      gap0 / (T * sigma ^ 2 * ell (beta * Rmax gap_floor (sgd_gap t omega))) /\ T <> 0 /\ sigma <> 0
      /\ ell (beta * Rmax gap_floor (sgd_gap t omega)) <> 0 /\ sgd_eta t omega <= sqrt (gap0 / (T *
      sigma ^ 2 * ell (beta * Rmax gap_floor (sgd_gap t omega))))))) /\ ((0 < 2 * ell (beta * Rmax
      gap_floor (sgd_gap t omega)) /\ (ell (beta * Rmax gap_floor (sgd_gap t omega)) <> 0 /\ sgd_eta
      t omega = 1 / (2 * ell (beta * Rmax gap_floor (sgd_gap t omega))))) \/ ((0 <= Phi (sgd_gap t
      omega) /\ 0 < sqrt 2 * sqrt (Phi (sgd_gap t omega)) + Rabs sigma) /\ (sqrt 2 * sqrt (Phi
      (sgd_gap t omega)) + Rabs sigma <> 0 /\ 0 <= Phi (sgd_gap t omega) /\ sgd_eta t omega = (G
      (beta * Rmax gap_floor (sgd_gap t omega)) - G (Rmax gap_floor (sgd_gap t omega))) / (sqrt 2 *
      sqrt (Phi (sgd_gap t omega)) + Rabs sigma))) \/ ((0 < delta /\ 0 < - 4 * sigma ^ 2 * ln delta)
      /\ (sigma <> 0 /\ ln delta <> 0 /\ 0 < delta /\ sgd_eta t omega = - gap0 / (4 * sigma ^ 2 * ln
      delta))) \/ (0 < T * sigma ^ 2 * ell (beta * Rmax gap_floor (sgd_gap t omega)) /\ (0 <= gap0 /
      (T * sigma ^ 2 * ell (beta * Rmax gap_floor (sgd_gap t omega))) /\ T <> 0 /\ sigma <> 0 /\ ell
      (beta * Rmax gap_floor (sgd_gap t omega)) <> 0 /\ sgd_eta t omega = sqrt (gap0 / (T * sigma ^
      2 * ell (beta * Rmax gap_floor (sgd_gap t omega)))))))))) ->
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => sgd_eta t omega) t /\ known Omega (fun omega => ell (beta * Rmax gap_floor (sgd_gap t
      omega))) t /\ known Omega (fun omega => noise_inner_at t omega) (t + 1))) ->
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) ->
  (* noise_bounded *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> noise_at t omega <= sigma))) ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))) ->
  (* potential *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega - total (fun
      i => (sgd_gradient i omega) ^ 2 * sgd_eta i omega) (moment omega) / 2) (1 - delta) /\
  (* gap *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega) (1 - delta) /\
  (* progress *) probable Omega (fun omega => 4 * gap0 - total (fun i => (sgd_gradient i omega) ^ 2
      * sgd_eta i omega) T) (1 - delta) /\
  (* rate *) probable Omega (fun omega => 4 * gap0 - total (fun i => sgd_eta i omega) T *
      least_square omega) (1 - delta) /\
  (* display *) ((forall omega : R, outcome Omega omega -> T <> 0 /\ 0 < delta /\ (forall i : R,
      integer i -> 0 <= i -> i <= T - 1 -> G (beta * Rmax gap_floor (sgd_gap i omega)) - G (Rmax
      gap_floor (sgd_gap i omega)) <> 0 /\ 0 <= Phi (sgd_gap i omega)) /\ 0 <= gap0 / T /\ (forall i
      : R, integer i -> 0 <= i -> i <= T - 1 -> 0 <= ell (beta * Rmax gap_floor (sgd_gap i omega))))
      /\ probable Omega (fun omega => - least_square omega + 4 * sqrt (gap0 / T) * total (fun i =>
      sqrt (ell (beta * Rmax gap_floor (sgd_gap i omega))) * Rabs sigma) T / T + 4 * gap0 * total
      (fun i => (sqrt 2 * sqrt (Phi (sgd_gap i omega)) + Rabs sigma) / (G (beta * Rmax gap_floor
      (sgd_gap i omega)) - G (Rmax gap_floor (sgd_gap i omega))) + 2 * ell (beta * Rmax gap_floor
      (sgd_gap i omega))) T / T ^ 2 - 16 * total (fun i => sigma ^ 2) T * ln delta / T ^ 2) (1 -
      delta)).

(* SGD with a constant step and bounded noise. *)
Definition sgd_constant_bounded : Prop :=
  forall m : setting,
  forall Omega : probability_space,
  forall (ell Phi G moment least_square : R -> R),
  forall (sgd_gap sgd_gradient noise_at noise_inner_at : R -> R -> R),
  forall (sigma beta delta T gap0 eta : R),
  (* smooth *) smooth m ell ->
  (* bounded_below *) bounded_below m ->
  (* everywhere *) everywhere m ->
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) ->
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) ->
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) ->
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) ->
  (* beta_range *) 1 < beta ->
  (* gap0_range *) 0 < gap0 ->
  (* delta_range *) (0 < delta /\ delta < 1) ->
  (* horizon *) (integer T /\ 1 <= T) ->
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) eta (noise_at t omega) (noise_inner_at t omega)
      (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <= noise_at
      t omega /\ 0 <= sgd_gap (t + 1) omega)))) ->
  (* schedule *) (0 <= Phi (2 * gap0) /\ 0 <= eta /\ (2 * ell (2 * beta * gap0) <= 0 \/ (0 < 2 * ell
      (2 * beta * gap0) /\ (ell (2 * beta * gap0) <> 0 /\ eta <= 1 / (2 * ell (2 * beta * gap0)))))
      /\ ((0 <= Phi (2 * gap0) /\ sqrt 2 * sqrt (Phi (2 * gap0)) + Rabs sigma <= 0) \/ ((0 <= Phi (2
      * gap0) /\ 0 < sqrt 2 * sqrt (Phi (2 * gap0)) + Rabs sigma) /\ (sqrt 2 * sqrt (Phi (2 * gap0))
      + Rabs sigma <> 0 /\ 0 <= Phi (2 * gap0) /\ eta <= (- G (2 * gap0) + G (2 * beta * gap0)) /
      (sqrt 2 * sqrt (Phi (2 * gap0)) + Rabs sigma)))) /\ ((0 < delta /\ - 4 * sigma ^ 2 * ln delta
      <= 0) \/ ((0 < delta /\ 0 < - 4 * sigma ^ 2 * ln delta) /\ (sigma <> 0 /\ ln delta <> 0 /\ 0 <
      delta /\ eta <= - gap0 / (4 * sigma ^ 2 * ln delta)))) /\ (T * sigma ^ 2 * ell (2 * beta *
      gap0) <= 0 \/ (0 < T * sigma ^ 2 * ell (2 * beta * gap0) /\ (0 <= gap0 / (T * sigma ^ 2 * ell
      (2 * beta * gap0)) /\ T <> 0 /\ sigma <> 0 /\ ell (2 * beta * gap0) <> 0 /\ eta <= sqrt (gap0
      / (T * sigma ^ 2 * ell (2 * beta * gap0)))))) /\ ((0 < 2 * ell (2 * beta * gap0) /\ (ell (2 *
      beta * gap0) <> 0 /\ eta = 1 / (2 * ell (2 * beta * gap0)))) \/ ((0 <= Phi (2 * gap0) /\ 0 <
      sqrt 2 * sqrt (Phi (2 * gap0)) + Rabs sigma) /\ (sqrt 2 * sqrt (Phi (2 * gap0)) + Rabs sigma
      <> 0 /\ 0 <= Phi (2 * gap0) /\ eta = (- G (2 * gap0) + G (2 * beta * gap0)) / (sqrt 2 * sqrt
      (Phi (2 * gap0)) + Rabs sigma))) \/ ((0 < delta /\ 0 < - 4 * sigma ^ 2 * ln delta) /\ (sigma
      <> 0 /\ ln delta <> 0 /\ 0 < delta /\ eta = - gap0 / (4 * sigma ^ 2 * ln delta))) \/ (0 < T *
      sigma ^ 2 * ell (2 * beta * gap0) /\ (0 <= gap0 / (T * sigma ^ 2 * ell (2 * beta * gap0)) /\ T
      <> 0 /\ sigma <> 0 /\ ell (2 * beta * gap0) <> 0 /\ eta = sqrt (gap0 / (T * sigma ^ 2 * ell (2
      * beta * gap0))))))) ->
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => noise_inner_at t omega) (t + 1))) ->
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) ->
  (* noise_bounded *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> noise_at t omega <= sigma))) ->
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) ->
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))) ->
  (* potential *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega - total (fun
      i => eta * (sgd_gradient i omega) ^ 2) (moment omega) / 2) (1 - delta) /\
  (* gap *) probable Omega (fun omega => 2 * gap0 - sgd_gap (moment omega) omega) (1 - delta) /\
  (* progress *) probable Omega (fun omega => 4 * gap0 - total (fun i => eta * (sgd_gradient i
      omega) ^ 2) T) (1 - delta) /\
  (* rate *) probable Omega (fun omega => - T * eta * least_square omega + 4 * gap0) (1 - delta) /\
  (* display *) ((forall omega : R, outcome Omega omega -> 0 <= gap0 * ell (2 * beta * gap0) / T /\
      T <> 0 /\ 0 < delta /\ - G (2 * gap0) + G (2 * beta * gap0) <> 0 /\ 0 <= Phi (2 * gap0)) /\
      probable Omega (fun omega => 4 * sqrt (gap0 * ell (2 * beta * gap0) / T) * Rabs sigma -
      least_square omega + 4 * gap0 * ((sqrt 2 * sqrt (Phi (2 * gap0)) + Rabs sigma) / (- G (2 *
      gap0) + G (2 * beta * gap0)) + 2 * ell (2 * beta * gap0)) / T - 16 * sigma ^ 2 * ln delta / T)
      (1 - delta)).

(* A fixed step is slow on Huber's function. *)
Definition huber_lower_bound : Prop :=
  forall m : setting,
  forall (position : R -> R),
  forall (K0 gap0 distance0 eps eta outer_slope T : R),
  (* K0_range *) 0 < K0 ->
  (* distance0_range *) 0 < distance0 ->
  (* slope *) (0 < outer_slope /\ distance0 * outer_slope = 2 * eps) ->
  (* room *) 2 * eps <= gap0 ->
  (* eta_range *) 0 <= eta ->
  (* run *) (position 0 = distance0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> position
      (t + 1) = - eta * Rmax (- outer_slope) (Rmin outer_slope (K0 * position t)) + position t)) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* convex *) (forall x : R, (forall y : R, (K0 <> 0 /\ x * Rmax (- outer_slope) (Rmin outer_slope
      (K0 * x)) + (- x + y) * Rmax (- outer_slope) (Rmin outer_slope (K0 * x)) - (Rmax (-
      outer_slope) (Rmin outer_slope (K0 * x))) ^ 2 / (2 * K0) <= y * Rmax (- outer_slope) (Rmin
      outer_slope (K0 * y)) - (Rmax (- outer_slope) (Rmin outer_slope (K0 * y))) ^ 2 / (2 * K0))))
      /\
  (* smooth *) (forall x : R, (forall y : R, (K0 <> 0 /\ y * Rmax (- outer_slope) (Rmin outer_slope
      (K0 * y)) - (Rmax (- outer_slope) (Rmin outer_slope (K0 * y))) ^ 2 / (2 * K0) <= K0 * (- x +
      y) ^ 2 / 2 + x * Rmax (- outer_slope) (Rmin outer_slope (K0 * x)) + (- x + y) * Rmax (-
      outer_slope) (Rmin outer_slope (K0 * x)) - (Rmax (- outer_slope) (Rmin outer_slope (K0 * x)))
      ^ 2 / (2 * K0)))) /\
  (* minimum *) (forall x : R, (K0 <> 0 /\ - (Rmax (- outer_slope) (Rmin 0 outer_slope)) ^ 2 / (2 *
      K0) <= x * Rmax (- outer_slope) (Rmin outer_slope (K0 * x)) - (Rmax (- outer_slope) (Rmin
      outer_slope (K0 * x))) ^ 2 / (2 * K0))) /\
  (* gap *) (K0 <> 0 /\ distance0 * Rmax (- outer_slope) (Rmin outer_slope (K0 * distance0)) + (Rmax
      (- outer_slope) (Rmin 0 outer_slope)) ^ 2 / (2 * K0) - (Rmax (- outer_slope) (Rmin outer_slope
      (K0 * distance0))) ^ 2 / (2 * K0) <= gap0) /\
  (* slow *) (forall n : R, integer n -> 0 <= n -> n <= T -> ((K0 <> 0 /\ 4 * eps * eta * n <
      distance0 ^ 2 - 2 * eps / K0) -> (K0 <> 0 /\ eps < Rmax (- outer_slope) (Rmin outer_slope (K0
      * position n)) * position n + (Rmax (- outer_slope) (Rmin 0 outer_slope)) ^ 2 / (2 * K0) -
      (Rmax (- outer_slope) (Rmin outer_slope (K0 * position n))) ^ 2 / (2 * K0)))).

(* The count of the theoretical warm-up has no constant factor to gain. *)
Definition no_sharp_warmup : Prop :=
  forall m : setting,
  forall (Delta eta_at position : R -> R),
  forall (K0 K outer_slope distance0 eps share T : R),
  (* K0_range *) 0 < K0 ->
  (* K_range *) 0 <= K ->
  (* outer_slope_range *) 0 < outer_slope ->
  (* eps_range *) 0 < eps ->
  (* start *) outer_slope <= K0 * distance0 ->
  (* share *) eps = distance0 * outer_slope * share ->
  (* run *) (position 0 = distance0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> position
      (t + 1) = - Rmax (- outer_slope) (Rmin outer_slope (K0 * position t)) * eta_at t + position
      t)) ->
  (* gaps *) (forall n : R, integer n -> 0 <= n -> n <= T -> (K0 <> 0 /\ Delta n = Rmax (-
      outer_slope) (Rmin outer_slope (K0 * position n)) * position n - (Rmax (- outer_slope) (Rmin
      outer_slope (K0 * position n))) ^ 2 / (2 * K0))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ (K * Delta t
      + K0) * eta_at t = 1)) ->
  (* convex *) (forall x : R, (forall y : R, (K0 <> 0 /\ x * Rmax (- outer_slope) (Rmin outer_slope
      (K0 * x)) + (- x + y) * Rmax (- outer_slope) (Rmin outer_slope (K0 * x)) - (Rmax (-
      outer_slope) (Rmin outer_slope (K0 * x))) ^ 2 / (2 * K0) <= y * Rmax (- outer_slope) (Rmin
      outer_slope (K0 * y)) - (Rmax (- outer_slope) (Rmin outer_slope (K0 * y))) ^ 2 / (2 * K0))))
      /\
  (* smooth *) (forall x : R, (forall y : R, (K0 <> 0 /\ y * Rmax (- outer_slope) (Rmin outer_slope
      (K0 * y)) - (Rmax (- outer_slope) (Rmin outer_slope (K0 * y))) ^ 2 / (2 * K0) <= K0 * (- x +
      y) ^ 2 / 2 + x * Rmax (- outer_slope) (Rmin outer_slope (K0 * x)) + (- x + y) * Rmax (-
      outer_slope) (Rmin outer_slope (K0 * x)) - (Rmax (- outer_slope) (Rmin outer_slope (K0 * x)))
      ^ 2 / (2 * K0)))) /\
  (* exact *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (outer_slope <= K0 * position t ->
      outer_slope <= K0 * position (t + 1) -> (K * Delta t + K0) * (Delta t - Delta (t + 1)) =
      outer_slope ^ 2)) /\
  (* spent *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> K * (Delta t) ^ 2 / 2 + K0 * Delta
      t - outer_slope ^ 2 <= K * (Delta (t + 1)) ^ 2 / 2 + K0 * Delta (t + 1)) /\
  (* squares *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> K * (Delta t) ^ 2 - 2 *
      outer_slope ^ 2 <= K * (Delta (t + 1)) ^ 2) /\
  (* count *) (forall n : R, integer n -> 0 <= n -> n <= T -> (Delta n <= eps -> (outer_slope <> 0
      /\ (- K * eps ^ 2 / 2 + K * (Delta 0) ^ 2 / 2 - K0 * eps + K0 * Delta 0) / outer_slope ^ 2 <=
      n))) /\
  (* simple *) (forall n : R, integer n -> 0 <= n -> n <= T -> (Delta n <= eps -> (outer_slope <> 0
      /\ K * (- eps ^ 2 + (Delta 0) ^ 2) / (2 * outer_slope ^ 2) <= n))) /\
  (* explicit *) (forall n : R, integer n -> 0 <= n -> n <= T -> (Delta n <= eps -> (K0 <> 0 /\
      outer_slope <> 0 /\ share <> 0 /\ eps <> 0 /\ distance0 ^ 2 * (1 - share ^ 2) * (K * eps + K0)
      / (2 * eps) - distance0 * (K * outer_slope / (2 * K0) + K0 * (1 - share) ^ 2 / (2 *
      outer_slope * share)) - 1 / 2 <= n))) /\
  (* ratio *) (forall n : R, integer n -> 0 <= n -> n <= T -> (Delta n <= eps -> (K0 <> 0 /\
      outer_slope <> 0 /\ share <> 0 /\ 2 * distance0 * (K * outer_slope / (2 * K0) + K0 * (1 -
      share) ^ 2 / (2 * outer_slope * share)) + 1 <= K * distance0 ^ 2 * share ^ 2) -> (eps <> 0 /\
      distance0 ^ 2 * (1 - 2 * share ^ 2) * (K * eps + K0) / (2 * eps) <= n))).

(* A fixed step of 2 G(Delta_0)/h(Delta_0) or more may never converge. *)
Definition gd_cycle : Prop :=
  forall m : setting,
  forall (ell V dV ddV p dp ddp position : R -> R),
  forall (R_ h gap0 eta T : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) ->
  (* extremal *) (0 < R_ /\ (forall x : R, 0 <= x -> x <= R_ -> (0 <= V x /\ ddV x = ell (V x))) /\
      derives (fun x => (0 <= x /\ x <= R_)) (fun x => V x) (fun x => dV x) /\ derives (fun x => (0
      <= x /\ x <= R_)) (fun x => dV x) (fun x => ddV x) /\ V 0 = 0 /\ dV 0 = 0 /\ V R_ = gap0 /\ dV
      R_ = h /\ 0 < h) ->
  (* long_step *) 2 * R_ <= eta * h ->
  (* flat *) (forall x : R, 0 <= x -> x <= - R_ + eta * h / 2 -> (p x = 0 /\ dp x = 0 /\ ddp x = 0))
      ->
  (* curve *) (forall x : R, - R_ + eta * h / 2 < x -> x <= eta * h / 2 -> (p x = V (R_ - eta * h /
      2 + x) /\ dp x = dV (R_ - eta * h / 2 + x) /\ ddp x = ddV (R_ - eta * h / 2 + x))) ->
  (* line *) (forall x : R, eta * h / 2 < x -> (p x = gap0 + h * (- eta * h / 2 + x) /\ dp x = h /\
      ddp x = 0)) ->
  (* run *) (position 0 = eta * h / 2 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> ((0 <=
      position t -> position (t + 1) = - eta * dp (position t) + position t) /\ (position t < 0 ->
      position (t + 1) = eta * dp (- position t) + position t)))) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* derivative *) derives (fun x => 0 <= x) (fun x => p x) (fun x => dp x) /\
  (* second_derivative *) derives_almost (fun x => 0 <= x) (fun x => dp x) (fun x => ddp x) /\
  (* convex *) (forall x : R, 0 <= x -> (0 <= p x /\ 0 <= ddp x)) /\
  (* class *) (forall x : R, 0 <= x -> ddp x <= ell (p x)) /\
  (* rest *) (p 0 = 0 /\ dp 0 = 0 /\ (forall x : R, 0 <= x -> x <= - R_ + eta * h / 2 -> p x = 0))
      /\
  (* cycle *) (forall n : R, integer n -> 0 <= n -> n <= T -> Rabs (position n) = eta * h / 2) /\
  (* never *) (forall n : R, integer n -> 0 <= n -> n <= T -> p (Rabs (position n)) = gap0).

(* A fixed step is too long for one function or slow on another. *)
Definition fixed_step_lower_bound : Prop :=
  forall m : setting,
  forall (ell V dV ddV p dp ddp cycle_position position : R -> R),
  forall (R_ h gap0 eta K0 distance0 eps outer_slope T : R),
  (* K0_range *) 0 < K0 ->
  (* at_least_K0 *) (forall s : R, 0 <= s -> K0 <= ell s) ->
  (* extremal *) (0 < R_ /\ (forall x : R, 0 <= x -> x <= R_ -> (0 <= V x /\ ddV x = ell (V x))) /\
      derives (fun x => (0 <= x /\ x <= R_)) (fun x => V x) (fun x => dV x) /\ derives (fun x => (0
      <= x /\ x <= R_)) (fun x => dV x) (fun x => ddV x) /\ V 0 = 0 /\ dV 0 = 0 /\ V R_ = gap0 /\ dV
      R_ = h /\ 0 < h) ->
  (* far *) R_ <= distance0 ->
  (* flat *) (forall x : R, 0 <= x -> x <= - R_ + eta * h / 2 -> (p x = 0 /\ dp x = 0 /\ ddp x = 0))
      ->
  (* curve *) (forall x : R, - R_ + eta * h / 2 < x -> x <= eta * h / 2 -> (p x = V (R_ - eta * h /
      2 + x) /\ dp x = dV (R_ - eta * h / 2 + x) /\ ddp x = ddV (R_ - eta * h / 2 + x))) ->
  (* line *) (forall x : R, eta * h / 2 < x -> (p x = gap0 + h * (- eta * h / 2 + x) /\ dp x = h /\
      ddp x = 0)) ->
  (* cycle_run *) (cycle_position 0 = eta * h / 2 /\ (forall t : R, integer t -> 0 <= t -> t <= T -
      1 -> ((0 <= cycle_position t -> cycle_position (t + 1) = - eta * dp (cycle_position t) +
      cycle_position t) /\ (cycle_position t < 0 -> cycle_position (t + 1) = eta * dp (-
      cycle_position t) + cycle_position t)))) ->
  (* slope *) (0 < outer_slope /\ distance0 * outer_slope = 2 * eps) ->
  (* room *) 2 * eps <= gap0 ->
  (* eta_range *) 0 <= eta ->
  (* run *) (position 0 = distance0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> position
      (t + 1) = - eta * Rmax (- outer_slope) (Rmin outer_slope (K0 * position t)) + position t)) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* never *) (2 * R_ <= eta * h -> (forall n : R, integer n -> 0 <= n -> n <= T -> eps < p (Rabs
      (cycle_position n)))) /\
  (* class *) (2 * R_ <= eta * h -> (forall x : R, 0 <= x -> ddp x <= ell (p x))) /\
  (* within *) (2 * R_ <= eta * h -> (p (- R_ + eta * h / 2) = 0 /\ R_ - eta * h / 2 +
      cycle_position 0 <= distance0)) /\
  (* slow *) (forall n : R, integer n -> 0 <= n -> n <= T -> ((K0 <> 0 /\ 4 * eps * eta * n <
      distance0 ^ 2 - 2 * eps / K0) -> (K0 <> 0 /\ eps < Rmax (- outer_slope) (Rmin outer_slope (K0
      * position n)) * position n + (Rmax (- outer_slope) (Rmin 0 outer_slope)) ^ 2 / (2 * K0) -
      (Rmax (- outer_slope) (Rmin outer_slope (K0 * position n))) ^ 2 / (2 * K0)))) /\
  (* convex *) (forall x : R, (forall y : R, (K0 <> 0 /\ x * Rmax (- outer_slope) (Rmin outer_slope
      (K0 * x)) + (- x + y) * Rmax (- outer_slope) (Rmin outer_slope (K0 * x)) - (Rmax (-
      outer_slope) (Rmin outer_slope (K0 * x))) ^ 2 / (2 * K0) <= y * Rmax (- outer_slope) (Rmin
      outer_slope (K0 * y)) - (Rmax (- outer_slope) (Rmin outer_slope (K0 * y))) ^ 2 / (2 * K0))))
      /\
  (* smooth *) (forall x : R, (forall y : R, (K0 <> 0 /\ y * Rmax (- outer_slope) (Rmin outer_slope
      (K0 * y)) - (Rmax (- outer_slope) (Rmin outer_slope (K0 * y))) ^ 2 / (2 * K0) <= K0 * (- x +
      y) ^ 2 / 2 + x * Rmax (- outer_slope) (Rmin outer_slope (K0 * x)) + (- x + y) * Rmax (-
      outer_slope) (Rmin outer_slope (K0 * x)) - (Rmax (- outer_slope) (Rmin outer_slope (K0 * x)))
      ^ 2 / (2 * K0)))) /\
  (* allowed *) (forall x : R, (K0 <> 0 /\ K0 <= ell (x * Rmax (- outer_slope) (Rmin outer_slope (K0
      * x)) - (Rmax (- outer_slope) (Rmin outer_slope (K0 * x))) ^ 2 / (2 * K0)))) /\
  (* gap *) (K0 <> 0 /\ distance0 * Rmax (- outer_slope) (Rmin outer_slope (K0 * distance0)) + (Rmax
      (- outer_slope) (Rmin 0 outer_slope)) ^ 2 / (2 * K0) - (Rmax (- outer_slope) (Rmin outer_slope
      (K0 * distance0))) ^ 2 / (2 * K0) <= gap0).

(* A fixed step under PL takes at least a logarithm over the step. *)
Definition pl_lower_bound : Prop :=
  forall m : setting,
  forall (Delta position : R -> R),
  forall (mu gap0 eps eta T : R),
  (* rate *) (0 < eta * mu /\ eta * mu < 1) ->
  (* eps_range *) 0 < eps ->
  (* gap0_range *) eps < gap0 ->
  (* run *) (Delta 0 = gap0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> position (t + 1)
      = - eta * mu * position t + position t)) ->
  (* gaps *) (forall n : R, integer n -> 0 <= n -> n <= T -> 2 * Delta n = mu * (position n) ^ 2) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* pl *) (derives (fun s => True) (fun s => mu * s ^ 2 / 2) (fun s => mu * s) /\ (forall n : R,
      integer n -> 0 <= n -> n <= T -> mu ^ 2 * (position n) ^ 2 = 2 * mu * Delta n)) /\
  (* exact *) (forall n : R, integer n -> 0 <= n -> n <= T -> (0 < Delta n /\ 0 < - eta * mu + 1 /\
      0 < gap0 /\ ln (Delta n) = 2 * n * ln (- eta * mu + 1) + ln gap0)) /\
  (* slow *) (forall n : R, integer n -> 0 <= n -> n <= T -> (Delta n <= eps -> (0 < gap0 / eps /\
      eps <> 0 /\ 0 < - eta * mu + 1 /\ ln (gap0 / eps) <= - 2 * n * ln (- eta * mu + 1)))) /\
  (* simple *) (forall n : R, integer n -> 0 <= n -> n <= T -> (Delta n <= eps -> (0 < gap0 / eps /\
      eps <> 0 /\ (- eta * mu + 1) * ln (gap0 / eps) <= 2 * eta * mu * n))).

(* Example 1: curvature that the gap sees and the gradient does not. *)
Definition oscillating_exponential : Prop :=
  forall m : setting,
  forall (x rho L0 L k e : R),
  (* rho_range *) 0 < rho ->
  (* L0_range *) 0 <= L0 ->
  (* far *) (integer k /\ 0 <= k /\ L0 <= k) ->
  (* member *) ((- 3 * sin (2 * x) + 4 * cos (2 * x) + 2) * exp x <= 7 * (sin (2 * x) + 2) * exp x
      /\ - 7 * (sin (2 * x) + 2) * exp x <= (- 3 * sin (2 * x) + 4 * cos (2 * x) + 2) * exp x) /\
  (* best *) (- 3 * sin (2 * x) + 4 * cos (2 * x) + 2) * exp x <= (sin (2 * x) + 2) * (7 / 3 + 4 *
      sqrt 7 / 3) * exp x /\
  (* positive *) 0 < (sin (2 * x) + 2) * exp x /\
  (* reaches_zero *) (0 < e -> (0 < e / 4 /\ e * (sin (2 * ln (e / 4)) + 2) / 4 < e)) /\
  (* stationary *) (- sin (2 * PI * k) - 2 * cos (2 * PI * k) + 2) * exp (PI * k + PI / 2) = 0 /\
  (* not_a_member *) ((0 < Rabs (sin (2 * PI * k) + 2 * cos (2 * PI * k) - 2) * exp (PI * k + PI /
      2) \/ (Rabs (sin (2 * PI * k) + 2 * cos (2 * PI * k) - 2) * exp (PI * k + PI / 2) = 0 /\ 0 <
      rho)) /\ L * power (Rabs (sin (2 * PI * k) + 2 * cos (2 * PI * k) - 2) * exp (PI * k + PI /
      2)) rho + L0 < Rabs (3 * sin (2 * PI * k) - 4 * cos (2 * PI * k) + 2) * exp (PI * k + PI / 2)).

(* A Hessian bound cubic in ||w||^2 under a ridge is (3, K0, K)-smoothness. *)
Definition cubic_ridge : Prop :=
  forall m : setting,
  forall (gap S_ H A B c0 : R),
  (* A_range *) 0 <= A ->
  (* B_range *) 0 <= B ->
  (* gap *) 0 <= gap ->
  (* norm *) (0 <= S_ /\ S_ <= c0 + 2 * gap) ->
  (* hessian *) H <= A * S_ ^ 3 + B * S_ + 1 ->
  (* small_K *) H <= 4 * A * c0 ^ 3 + B * c0 + 4 * B / 3 + gap ^ 3 * (32 * A + 2 * B / 3) + 1 /\
  (* small_K0 *) H <= 2 * B / 3 + c0 ^ 3 * (4 * A + 4 * B / 3) + gap ^ 3 * (32 * A + 32 * B / 3) + 1.

(* Curvature like the squared gradient is in no class of Definition 0 with rho < 2. *)
Definition beyond_power : Prop :=
  forall m : setting,
  forall (rho L0 L Z G2 : R),
  (* rho_range *) (0 < rho /\ rho < 2) ->
  (* L_range *) 0 <= L ->
  (* gradient *) (0 < Z /\ 0 <= G2 /\ G2 <= Z) ->
  (* beyond_L0 *) 2 * L0 <= Z ->
  (* beyond_L *) ((0 < 2 * L + 1 \/ (2 * L + 1 = 0 /\ 0 < rho / (2 - rho))) /\ 2 - rho <> 0 /\ (0 <
      Z \/ (Z = 0 /\ 0 < rho / 2)) /\ power (2 * L + 1) (rho / (2 - rho)) <= power Z (rho / 2)) ->
  (* ratio *) ((0 < Z \/ (Z = 0 /\ 0 < rho / 2)) /\ power Z (rho / 2) * (2 * L + 1) <= Z) /\
  (* outgrows *) ((0 < G2 \/ (G2 = 0 /\ 0 < rho / 2)) /\ L * power G2 (rho / 2) + L0 < Z + 1).

(* Example 2: four linear units in a row are (3, K0, K)-smooth. *)
Definition feed_forward : Prop :=
  forall m : setting,
  forall (w1 w2 w3 w4 odds F_star share N H v rho L0 L : R),
  (* odds *) (1 < odds /\ odds = 1 + exp (- w1 * w2 * w3 * w4)) ->
  (* infimum *) ((0 < odds /\ F_star <= w1 ^ 2 / 2 + w2 ^ 2 / 2 + w3 ^ 2 / 2 + w4 ^ 2 / 2 + ln odds
      / 2 + ln 2 / 2) /\ F_star <= ln 2) ->
  (* hessian *) (0 <= share /\ share <= 1 /\ 0 <= N /\ N ^ 2 = 2 * w1 ^ 2 * w2 ^ 2 + 2 * w1 ^ 2 * w3
      ^ 2 + 2 * w1 ^ 2 * w4 ^ 2 + 2 * w2 ^ 2 * w3 ^ 2 + 2 * w2 ^ 2 * w4 ^ 2 + 2 * w3 ^ 2 * w4 ^ 2 /\
      H <= N * share / 2 + share * (1 - share) * (w1 ^ 2 * w2 ^ 2 * w3 ^ 2 + w1 ^ 2 * w2 ^ 2 * w4 ^
      2 + w1 ^ 2 * w3 ^ 2 * w4 ^ 2 + w2 ^ 2 * w3 ^ 2 * w4 ^ 2) / 2 + 1) ->
  (* rho_range *) (0 < rho /\ rho < 2) ->
  (* L0_range *) 0 <= L0 ->
  (* L_range *) 0 <= L ->
  (* far *) (3 <= v /\ 2 * L0 <= v ^ 6 / 8 /\ ((0 < 2 * L + 1 \/ (2 * L + 1 = 0 /\ 0 < rho / (2 -
      rho))) /\ 2 - rho <> 0 /\ (0 < v ^ 6 / 8 \/ (v ^ 6 / 8 = 0 /\ 0 < rho / 2)) /\ power (2 * L +
      1) (rho / (2 - rho)) <= power (v ^ 6 / 8) (rho / 2))) ->
  (* small_K *) (0 < odds /\ H <= (- F_star + w1 ^ 2 / 2 + w2 ^ 2 / 2 + w3 ^ 2 / 2 + w4 ^ 2 / 2 + ln
      odds / 2 + ln 2 / 2) ^ 3 * (1 / 4 + sqrt 3 / 6) + (ln 2) ^ 3 / 32 + sqrt 3 * ln 2 / 4 + sqrt 3
      / 3 + 1) /\
  (* small_K0 *) (0 < odds /\ H <= (- F_star + w1 ^ 2 / 2 + w2 ^ 2 / 2 + w3 ^ 2 / 2 + w4 ^ 2 / 2 +
      ln odds / 2 + ln 2 / 2) ^ 3 * (1 / 4 + 8 * sqrt 3 / 3) + (ln 2) ^ 3 * (1 / 32 + sqrt 3 / 3) +
      sqrt 3 / 6 + 1) /\
  (* line_slope *) ((forall across : R, 0 < 1 + exp (- across * v ^ 3) /\ 1 + exp (- across * v ^ 3)
      <> 0) /\ derives (fun across => True) (fun across => across ^ 2 / 2 + 3 * v ^ 2 / 2 + ln (1 +
      exp (- across * v ^ 3)) / 2 + ln 2 / 2) (fun across => across - v ^ 3 * exp (- across * v ^ 3)
      / (2 * (1 + exp (- across * v ^ 3))))) /\
  (* line_curvature *) ((forall across : R, 1 + exp (- across * v ^ 3) <> 0) /\ derives (fun across
      => True) (fun across => across - v ^ 3 * exp (- across * v ^ 3) / (2 * (1 + exp (- across * v
      ^ 3)))) (fun across => v ^ 6 * exp (- across * v ^ 3) / (2 * (1 + exp (- across * v ^ 3))) - v
      ^ 6 * exp (- 2 * across * v ^ 3) / (2 * (1 + exp (- across * v ^ 3)) ^ 2) + 1)) /\
  (* steepness *) v ^ 6 / 8 + 1 = v ^ 6 / 8 + 1 /\
  (* ridge_slope *) derives (fun w2 => True) (fun w2 => w2 ^ 2 / 2 + w3 ^ 2 / 2 + w4 ^ 2 / 2 + ln 2)
      (fun w2 => w2) /\
  (* not_a_member *) ((0 < v ^ 6 / 16 + 3 * v ^ 2 \/ (v ^ 6 / 16 + 3 * v ^ 2 = 0 /\ 0 < rho / 2)) /\
      L * power (v ^ 6 / 16 + 3 * v ^ 2) (rho / 2) + L0 < v ^ 6 / 8 + 1).

(* Example 3: a linear recurrent unit over four steps is (3, K0, K)-smooth. *)
Definition recurrent_unit : Prop :=
  forall m : setting,
  forall (u1 u2 odds F_star share N H v rho L0 L : R),
  (* odds *) (1 < odds /\ odds = 1 + exp (- u2 * u1 ^ 3)) ->
  (* infimum *) ((0 < odds /\ F_star <= u1 ^ 2 / 2 + u2 ^ 2 / 2 + ln odds / 2 + ln 2 / 2) /\ F_star
      <= ln 2) ->
  (* hessian *) (0 <= share /\ share <= 1 /\ 0 <= N /\ N ^ 2 = 18 * u1 ^ 4 + 36 * u1 ^ 2 * u2 ^ 2 /\
      H <= N * share / 2 + share * (1 - share) * (u1 ^ 6 + 9 * u1 ^ 4 * u2 ^ 2) / 2 + 1) ->
  (* rho_range *) (0 < rho /\ rho < 2) ->
  (* L0_range *) 0 <= L0 ->
  (* L_range *) 0 <= L ->
  (* far *) (3 <= v /\ 2 * L0 <= v ^ 6 / 8 /\ ((0 < 2 * L + 1 \/ (2 * L + 1 = 0 /\ 0 < rho / (2 -
      rho))) /\ 2 - rho <> 0 /\ (0 < v ^ 6 / 8 \/ (v ^ 6 / 8 = 0 /\ 0 < rho / 2)) /\ power (2 * L +
      1) (rho / (2 - rho)) <= power (v ^ 6 / 8) (rho / 2))) ->
  (* small_K *) (0 < odds /\ H <= (- F_star + u1 ^ 2 / 2 + u2 ^ 2 / 2 + ln odds / 2 + ln 2 / 2) ^ 3
      * (sqrt 2 + 27 / 4) + 27 * (ln 2) ^ 3 / 32 + 1 + 3 * sqrt 2 * ln 2 / 2 + 2 * sqrt 2) /\
  (* small_K0 *) (0 < odds /\ H <= (- F_star + u1 ^ 2 / 2 + u2 ^ 2 / 2 + ln odds / 2 + ln 2 / 2) ^ 3
      * (27 / 4 + 16 * sqrt 2) + 1 + (ln 2) ^ 3 * (27 / 32 + 2 * sqrt 2) + sqrt 2) /\
  (* line_slope *) ((forall across : R, 0 < 1 + exp (- across * v ^ 3) /\ 1 + exp (- across * v ^ 3)
      <> 0) /\ derives (fun across => True) (fun across => across ^ 2 / 2 + v ^ 2 / 2 + ln (1 + exp
      (- across * v ^ 3)) / 2 + ln 2 / 2) (fun across => across - v ^ 3 * exp (- across * v ^ 3) /
      (2 * (1 + exp (- across * v ^ 3))))) /\
  (* line_curvature *) ((forall across : R, 1 + exp (- across * v ^ 3) <> 0) /\ derives (fun across
      => True) (fun across => across - v ^ 3 * exp (- across * v ^ 3) / (2 * (1 + exp (- across * v
      ^ 3)))) (fun across => v ^ 6 * exp (- across * v ^ 3) / (2 * (1 + exp (- across * v ^ 3))) - v
      ^ 6 * exp (- 2 * across * v ^ 3) / (2 * (1 + exp (- across * v ^ 3)) ^ 2) + 1)) /\
  (* steepness *) v ^ 6 / 8 + 1 = v ^ 6 / 8 + 1 /\
  (* ridge_slope *) derives (fun u1 => True) (fun u1 => u1 ^ 2 / 2 + ln 2) (fun u1 => u1) /\
  (* not_a_member *) ((0 < v ^ 6 / 16 + v ^ 2 \/ (v ^ 6 / 16 + v ^ 2 = 0 /\ 0 < rho / 2)) /\ L *
      power (v ^ 6 / 16 + v ^ 2) (rho / 2) + L0 < v ^ 6 / 8 + 1).

(* Example 5, rho < 4: the mean of the gap's power falls like T^(-rho/4). *)
Definition decaying_gap_slow : Prop :=
  forall m : setting,
  forall (Delta : R -> R),
  forall (rho scale T : R),
  (* rho_range *) (0 < rho /\ rho < 4) ->
  (* scale_range *) 0 < scale ->
  (* length *) (integer T /\ 1 <= T) ->
  (* decay *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= Delta t /\ (0 < t + 1 /\
      Delta t = scale / sqrt (t + 1)))) ->
  (* upper *) ((forall i : R, integer i -> 0 <= i -> i <= T - 1 -> (0 < Delta i \/ (Delta i = 0 /\ 0
      < rho / 2))) /\ (0 < T \/ (T = 0 /\ 0 < 1 - rho / 4)) /\ (0 < scale \/ (scale = 0 /\ 0 < rho /
      2)) /\ (1 - rho / 4) * total (fun i => power (Delta i) (rho / 2)) T <= power T (1 - rho / 4) *
      power scale (rho / 2)) /\
  (* lower *) ((0 < scale \/ (scale = 0 /\ 0 < rho / 2)) /\ (0 < T + 1 \/ (T + 1 = 0 /\ 0 < 1 - rho
      / 4)) /\ (forall i : R, integer i -> 0 <= i -> i <= T - 1 -> (0 < Delta i \/ (Delta i = 0 /\ 0
      < rho / 2))) /\ power scale (rho / 2) * (power (T + 1) (1 - rho / 4) - 1) <= (1 - rho / 4) *
      total (fun i => power (Delta i) (rho / 2)) T) /\
  (* limit *) ((0 < scale \/ (scale = 0 /\ 0 < rho / 2)) /\ (0 < T \/ (T = 0 /\ 0 < 1 - rho / 4)) /\
      (forall i : R, integer i -> 0 <= i -> i <= T - 1 -> (0 < Delta i \/ (Delta i = 0 /\ 0 < rho /
      2))) /\ power scale (rho / 2) * (power T (1 - rho / 4) - 1) <= (1 - rho / 4) * total (fun i =>
      power (Delta i) (rho / 2)) T).

(* Example 5, rho = 4: the mean of the squared gap falls like ln(T)/T. *)
Definition decaying_gap_critical : Prop :=
  forall m : setting,
  forall (Delta : R -> R),
  forall (scale T : R),
  (* length *) (integer T /\ 1 <= T) ->
  (* decay *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= Delta t /\ (0 < t + 1 /\
      Delta t = scale / sqrt (t + 1)))) ->
  (* upper *) (0 < T /\ total (fun i => (Delta i) ^ 2) T <= scale ^ 2 * (ln T + 1)) /\
  (* lower *) (0 < T + 1 /\ scale ^ 2 * ln (T + 1) <= total (fun i => (Delta i) ^ 2) T) /\
  (* limit *) (0 < T /\ scale ^ 2 * ln T <= total (fun i => (Delta i) ^ 2) T).

(* Example 5, rho > 4: the sum of the gap's power stays bounded. *)
Definition decaying_gap_fast : Prop :=
  forall m : setting,
  forall (Delta : R -> R),
  forall (rho scale T : R),
  (* rho_range *) 4 < rho ->
  (* scale_range *) 0 < scale ->
  (* length *) (integer T /\ 1 <= T) ->
  (* decay *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= Delta t /\ (0 < t + 1 /\
      Delta t = scale / sqrt (t + 1)))) ->
  (* upper *) ((forall i : R, integer i -> 0 <= i -> i <= T - 1 -> (0 < Delta i \/ (Delta i = 0 /\ 0
      < rho / 2))) /\ (0 < scale \/ (scale = 0 /\ 0 < rho / 2)) /\ (0 < T \/ (T = 0 /\ 0 < 1 - rho /
      4)) /\ (rho / 4 - 1) * total (fun i => power (Delta i) (rho / 2)) T <= power scale (rho / 2) *
      (- power T (1 - rho / 4) + rho / 4)) /\
  (* lower *) ((0 < scale \/ (scale = 0 /\ 0 < rho / 2)) /\ (0 < T + 1 \/ (T + 1 = 0 /\ 0 < 1 - rho
      / 4)) /\ (forall i : R, integer i -> 0 <= i -> i <= T - 1 -> (0 < Delta i \/ (Delta i = 0 /\ 0
      < rho / 2))) /\ power scale (rho / 2) * (1 - power (T + 1) (1 - rho / 4)) <= (rho / 4 - 1) *
      total (fun i => power (Delta i) (rho / 2)) T) /\
  (* falls *) (forall n : R, integer n -> 1 <= n -> n <= T - 1 -> ((0 < scale \/ (scale = 0 /\ 0 <
      rho / 2)) /\ (0 < n + 1 \/ (n + 1 = 0 /\ 0 < 1 - rho / 4)) /\ (forall i : R, integer i -> 0 <=
      i -> i <= n -> (0 < Delta i \/ (Delta i = 0 /\ 0 < rho / 2))) /\ (0 < n \/ (n = 0 /\ 0 < 1 -
      rho / 4)) /\ (forall i : R, integer i -> 0 <= i -> i <= n - 1 -> (0 < Delta i \/ (Delta i = 0
      /\ 0 < rho / 2))) /\ power scale (rho / 2) * power (n + 1) (1 - rho / 4) + (rho / 4 - 1) *
      total (fun i => power (Delta i) (rho / 2)) (n + 1) <= power n (1 - rho / 4) * power scale (rho
      / 2) + (rho / 4 - 1) * total (fun i => power (Delta i) (rho / 2)) n)) /\
  (* rises *) (forall n : R, integer n -> 1 <= n -> n <= T - 1 -> ((0 < scale \/ (scale = 0 /\ 0 <
      rho / 2)) /\ (0 < n + 1 \/ (n + 1 = 0 /\ 0 < 1 - rho / 4)) /\ (forall i : R, integer i -> 0 <=
      i -> i <= n - 1 -> (0 < Delta i \/ (Delta i = 0 /\ 0 < rho / 2))) /\ (0 < n + 2 \/ (n + 2 = 0
      /\ 0 < 1 - rho / 4)) /\ (forall i : R, integer i -> 0 <= i -> i <= n -> (0 < Delta i \/ (Delta
      i = 0 /\ 0 < rho / 2))) /\ power scale (rho / 2) * power (n + 1) (1 - rho / 4) + (rho / 4 - 1)
      * total (fun i => power (Delta i) (rho / 2)) n <= power scale (rho / 2) * power (n + 2) (1 -
      rho / 4) + (rho / 4 - 1) * total (fun i => power (Delta i) (rho / 2)) (n + 1))).

(* The river valley is (1, 1, 1)-smooth. *)
Definition river_valley : Prop :=
  forall m : setting,
  forall (r y mu : R),
  (* mu_range *) (0 < mu /\ mu <= 1) ->
  (* wall_inside *) 1 <= mu * y ^ 2 / 2 + r ^ 2 / 2 + 1 /\
  (* wall_outside *) exp (r - 1) <= mu * y ^ 2 / 2 + exp (r - 1) + 1 / 2 /\
  (* bed_inside *) mu <= mu * y ^ 2 / 2 + r ^ 2 / 2 + 1 /\
  (* bed_outside *) (1 <= r -> mu <= mu * y ^ 2 / 2 + exp (r - 1) + 1 / 2).

(* On the river valley a fixed step is stable exactly below 2 x_0/L_0. *)
Definition river_valley_stability : Prop :=
  forall m : setting,
  forall (x0 eta : R),
  (* wall *) 1 <= x0 ->
  (* eta_range *) 0 < eta ->
  (* throws_out *) (forall r : R, x0 <= r -> r * (eta * exp (x0 - 1) - x0) <= x0 * (eta * exp (r -
      1) - r)) /\
  (* diverges *) (forall r : R, x0 <= r -> (2 * x0 < eta * exp (x0 - 1) -> r < eta * exp (r - 1) -
      r)) /\
  (* comes_down *) (forall r : R, 1 <= r -> r <= x0 -> (eta * exp (x0 - 1) < 2 * x0 -> Rabs (eta *
      exp (r - 1) - r) < r)) /\
  (* stays_inside *) (forall r : R, 0 <= r -> r <= 1 -> (eta * exp (x0 - 1) < 2 * x0 -> Rabs (eta *
      r - r) <= r)).

(* Every stable fixed step is slow along the river. *)
Definition river_valley_steps : Prop :=
  forall m : setting,
  forall (Delta position : R -> R),
  forall (x0 limit mu gap0 eps eta T : R),
  (* limit *) limit * exp (x0 - 1) = 2 * x0 ->
  (* mu_range *) 0 < mu ->
  (* rate *) (0 < eta * mu /\ eta * mu < 1) ->
  (* eps_range *) 0 < eps ->
  (* gap0_range *) eps < gap0 ->
  (* run *) (Delta 0 = gap0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> position (t + 1)
      = - eta * mu * position t + position t)) ->
  (* gaps *) (forall n : R, integer n -> 0 <= n -> n <= T -> 2 * Delta n = mu * (position n) ^ 2) ->
  (* horizon *) (integer T /\ 0 <= T) ->
  (* sharp *) (forall n : R, integer n -> 0 <= n -> n <= T -> (Delta n <= eps -> eta <= limit ->
      limit * mu < 1 -> (0 < gap0 / eps /\ eps <> 0 /\ 0 < - limit * mu + 1 /\ ln (gap0 / eps) <= -
      2 * n * ln (- limit * mu + 1)))) /\
  (* slow *) (forall n : R, integer n -> 0 <= n -> n <= T -> (Delta n <= eps -> eta <= limit -> (0 <
      gap0 / eps /\ eps <> 0 /\ (- 2 * mu * x0 + exp (x0 - 1)) * ln (gap0 / eps) <= 4 * mu * n *
      x0))).

(* Poisson regression is (1, K0, K)-smooth. *)
Definition poisson_regression : Prop :=
  forall m : setting,
  forall (z y least : R -> R),
  forall (b N X2 H f_star : R),
  (* b_range *) 1 < b ->
  (* counts *) (forall k : R, integer k -> 0 <= k -> k <= N - 1 -> 0 <= y k) ->
  (* least *) (forall k : R, integer k -> 0 <= k -> k <= N - 1 -> ((y k = 0 -> least k = 0) /\ (0 <
      y k -> (0 < y k /\ least k = - ln (y k) * y k + y k)))) ->
  (* samples *) (integer N /\ 1 <= N) ->
  (* hessian *) (0 <= X2 /\ H * N <= X2 * total (fun i => exp (z i)) N) ->
  (* bound *) (N <> 0 /\ 0 < b / (b - 1) /\ b - 1 <> 0 /\ H <= X2 * b * (- f_star + total (fun i =>
      - y i * z i + exp (z i)) N / N) + X2 * b * (f_star + total (fun i => y i) N * ln (b / (b - 1))
      / N - total (fun i => least i) N / N)).
