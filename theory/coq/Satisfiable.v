(* That the assumptions of each statement can be met, all at once.

   Made from the statements in theory/ by `python -m verify.kernel`; not to be edited.
   The predicates are explained in Meaning.v, those of chance in MeaningRandom.v. *)
From Coq Require Import Reals.
From Warmproof Require Import Meaning MeaningRandom.
Open Scope R_scope.

(* Real powers with a positive exponent increase. *)
Definition power_monotone : Prop :=
  exists m : setting,
  exists (x y r : R),
  (* x_range *) 0 <= x /\
  (* order *) x <= y /\
  (* r_range *) 0 < r.

(* A bound of y^k is a bound of y. *)
Definition power_inverse : Prop :=
  exists m : setting,
  exists (y X k r : R),
  (* y_range *) 0 < y /\
  (* X_range *) 0 <= X /\
  (* k_range *) 0 < k /\
  (* inverse *) k * r = 1.

(* The power of a sum beside the sum of the powers. *)
Definition power_sums : Prop :=
  exists m : setting,
  exists (x y r : R),
  (* x_range *) 0 <= x /\
  (* y_range *) 0 <= y /\
  (* r_range *) 0 < r.

(* Hoelder's inequality for two terms. *)
Definition power_hoelder : Prop :=
  exists m : setting,
  exists (A B x y r q : R),
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* x_range *) 0 <= x /\
  (* y_range *) 0 <= y /\
  (* r_range *) (0 < r /\ r < 1) /\
  (* conjugate *) q = 1 - r.

(* K0 + K s^rho is nonnegative and nondecreasing, with the integral Phi. *)
Definition power_ell : Prop :=
  exists m : setting,
  exists (rho K0 K : R),
  (* rho_range *) 0 < rho /\
  (* K0_range *) 0 <= K0 /\
  (* K_range *) 0 <= K.

(* Comparison: u' <= F(u) bounds how far u gets. *)
Definition comparison : Prop :=
  exists m : setting,
  exists (u du F G : R -> R),
  exists (a b low : R),
  (* order *) a <= b /\
  (* derivative *) derives_almost (fun t => (a <= t /\ t <= b)) (fun t => u t) (fun t => du t) /\
  (* range *) (forall t : R, a <= t -> t <= b -> low < u t) /\
  (* positive *) (forall x : R, low < x -> 0 < F x) /\
  (* antiderivative *) ((forall x : R, low < x -> F x <> 0) /\ derives (fun x => low < x) (fun x =>
      G x) (fun x => 1 / F x)) /\
  (* rate *) (forall t : R, a <= t -> t <= b -> du t <= F (u t)).

(* Along the gradient flow no function of the gradient norm outweighs the gap. *)
Definition gradient_flow_lead : Prop :=
  exists m : setting,
  exists (Psi dPsi : R -> R),
  exists (rho L0 L gap gradient_norm floor : R),
  (* smooth *) gradient_smooth m L0 L rho /\
  (* bounded_below *) bounded_below m /\
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm) /\
  (* moving *) 0 < gradient_norm /\
  (* derivative *) derives (fun s => 0 < s) (fun s => Psi s) (fun s => dPsi s) /\
  (* rate *) (forall s : R, 0 < s -> (0 <= dPsi s /\ ((0 < s \/ (s = 0 /\ 0 < rho)) /\ (L * power s
      rho + L0) * dPsi s <= s))) /\
  (* away *) (forall s : R, 0 < s -> (gap < Psi gradient_norm -> - gap + Psi gradient_norm <= Psi s
      -> floor <= s ^ 2)) /\
  (* floor_range *) 0 < floor.

(* Under Definition 0 the gradient norm is bounded by the gap. *)
Definition gradient_smooth_bound : Prop :=
  exists m : setting,
  exists (rho L0 L gap gradient_norm : R),
  (* rho_range *) (0 < rho /\ rho < 2) /\
  (* L0_range *) 0 <= L0 /\
  (* L_range *) 0 <= L /\
  (* not_both_zero *) 0 < L + L0 /\
  (* smooth *) gradient_smooth m L0 L rho /\
  (* bounded_below *) bounded_below m /\
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm).

(* What Definition 0 allows, bounded by the gap. *)
Definition inclusion_at_point : Prop :=
  exists m : setting,
  exists (rho L0 L theta gap gradient_norm : R),
  (* rho_range *) (0 < rho /\ rho < 2) /\
  (* L0_range *) 0 <= L0 /\
  (* L_range *) 0 <= L /\
  (* not_both_zero *) 0 < L + L0 /\
  (* smooth *) gradient_smooth m L0 L rho /\
  (* bounded_below *) bounded_below m /\
  (* theta_range *) 0 < theta /\
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm).

(* Definition 0 lies inside Definition 1. *)
Definition inclusion : Prop :=
  exists m : setting,
  exists (rho L0 L theta : R),
  (* rho_range *) (0 < rho /\ rho < 2) /\
  (* L0_range *) 0 <= L0 /\
  (* L_range *) 0 <= L /\
  (* not_both_zero *) 0 < L + L0 /\
  (* smooth *) gradient_smooth m L0 L rho /\
  (* bounded_below *) bounded_below m /\
  (* theta_range *) 0 < theta.

(* Definition 0 lies inside Definition 1, with LW's constant. *)
Definition inclusion_loose : Prop :=
  exists m : setting,
  exists (rho L0 L : R),
  (* rho_range *) (0 < rho /\ rho < 2) /\
  (* L0_range *) 0 <= L0 /\
  (* L_range *) 0 <= L /\
  (* not_both_zero *) 0 < L + L0 /\
  (* smooth *) gradient_smooth m L0 L rho /\
  (* bounded_below *) bounded_below m.

(* Under Definition 0 a gradient norm needs the gap Psi. *)
Definition inclusion_psi : Prop :=
  exists m : setting,
  exists (Psi dPsi : R -> R),
  exists (rho L0 L gap gradient_norm : R),
  (* rho_range *) 0 < rho /\
  (* L0_range *) 0 < L0 /\
  (* L_range *) 0 <= L /\
  (* smooth *) gradient_smooth m L0 L rho /\
  (* bounded_below *) bounded_below m /\
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm) /\
  (* integral *) derives (fun s => 0 <= s) (fun s => Psi s) (fun s => dPsi s) /\
  (* integrand *) (forall s : R, 0 <= s -> ((0 < s \/ (s = 0 /\ 0 < rho)) /\ (L * power s rho + L0)
      * dPsi s = s)) /\
  (* start *) Psi 0 = 0.

(* The sharp form of Lemma 1 for rho = 1. *)
Definition inclusion_psi_linear : Prop :=
  exists m : setting,
  exists (L0 L gap gradient_norm : R),
  (* L0_range *) 0 < L0 /\
  (* L_range *) 0 < L /\
  (* smooth *) gradient_smooth m L0 L 1 /\
  (* bounded_below *) bounded_below m /\
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm).

(* Definition 1 is strictly larger than Definition 0 for exponents below 1. *)
Definition inclusion_strict : Prop :=
  exists m : setting,
  exists (x alpha f_star rho L0 L k gradient_norm : R),
  (* alpha_range *) (0 < alpha /\ alpha < 1) /\
  (* below *) ((0 < x ^ 2 + 1 \/ (x ^ 2 + 1 = 0 /\ 0 < 1 / (1 - alpha))) /\ 1 - alpha <> 0 /\ 0 < x
      ^ 2 + 1 /\ 0 <= - f_star + power (x ^ 2 + 1) (1 / (1 - alpha)) * (sin (2 * ln (x ^ 2 + 1) / (1
      - alpha)) + 2)) /\
  (* f_star_range *) f_star <= 2 /\
  (* rho_range *) 0 < rho /\
  (* far *) (integer k /\ 0 <= k /\ L0 <= alpha * k) /\
  (* norm *) (0 <= gradient_norm /\ (1 - alpha <> 0 /\ gradient_norm ^ 2 = 4 * (- sin (2 * PI * k) -
      2 * cos (2 * PI * k) + 2) ^ 2 * (exp ((1 - alpha) * (2 * PI * k + PI) / 2) - 1) * exp ((1 -
      alpha) * (- 1 + 1 / (1 - alpha)) * (2 * PI * k + PI)) / (1 - alpha) ^ 2)).

(* Positive multiples stay in the class. *)
Definition closure_scaling : Prop :=
  exists m : setting,
  exists (rho K0f Kf multiple gap_f hess_f hess : R),
  (* rho_range *) 0 < rho /\
  (* multiple_range *) 0 < multiple /\
  (* gap_f *) 0 <= gap_f /\
  (* norms *) hessians_of_multiple m multiple hess_f hess /\
  (* f_smooth *) ((0 < gap_f \/ (gap_f = 0 /\ 0 < rho)) /\ hess_f <= K0f + Kf * power gap_f rho).

(* Functions of affine arguments stay in the class. *)
Definition closure_affine : Prop :=
  exists m : setting,
  exists (rho K0f Kf gamma norm_A gap_f hess_f hess : R),
  (* rho_range *) 0 < rho /\
  (* Kf_range *) 0 <= Kf /\
  (* gamma_range *) 0 <= gamma /\
  (* gaps *) (0 <= gap_f /\ 0 <= - gamma + gap_f) /\
  (* norms *) hessians_of_affine m norm_A hess_f hess /\
  (* f_smooth *) ((0 < gap_f \/ (gap_f = 0 /\ 0 < rho)) /\ hess_f <= K0f + Kf * power gap_f rho).

(* Sums stay in the class. *)
Definition closure_sum : Prop :=
  exists m : setting,
  exists (rho K0f Kf K0g Kg gamma q gap_f gap_g hess_f hess_g hess : R),
  (* rho_range *) 0 < rho /\
  (* Kf_range *) 0 <= Kf /\
  (* Kg_range *) 0 <= Kg /\
  (* gamma_range *) 0 <= gamma /\
  (* gaps *) (0 <= gap_f /\ 0 <= gap_g /\ 0 <= - gamma + gap_f + gap_g) /\
  (* norms *) hessians_of_sum m hess_f hess_g hess /\
  (* conjugate *) q = 1 - rho /\
  (* f_smooth *) ((0 < gap_f \/ (gap_f = 0 /\ 0 < rho)) /\ hess_f <= K0f + Kf * power gap_f rho) /\
  (* g_smooth *) ((0 < gap_g \/ (gap_g = 0 /\ 0 < rho)) /\ hess_g <= K0g + Kg * power gap_g rho).

(* The gradient norm is bounded by the gap. *)
Definition gradient_bound : Prop :=
  exists m : setting,
  exists (ell Phi : R -> R),
  exists (gap gradient_norm : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm).

(* A bound measured from a lower reference value. *)
Definition shifted_ell : Prop :=
  exists m : setting,
  exists (ell Phi : R -> R),
  exists (shift : R),
  (* shift_range *) 0 <= shift /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0).

(* Lemma 5 with a bound measured from a lower reference value. *)
Definition gradient_bound_floor : Prop :=
  exists m : setting,
  exists (ell Phi : R -> R),
  exists (gap gradient_norm shift : R),
  (* shift_range *) 0 <= shift /\
  (* smooth *) smooth m (fun s => ell (s + shift)) /\
  (* bounded_below *) bounded_below m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm).

(* The gap grows at most as fast as its gradient bound allows. *)
Definition growth : Prop :=
  exists m : setting,
  exists (ell Phi G : R -> R),
  exists (gap gap_far distance towards level : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* two_points *) (two_points m gap gap_far distance towards /\ 0 <= gap /\ 0 <= gap_far /\ 0 <=
      distance) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* level_range *) (0 < level /\ gap <= level).

(* The distance G rises strictly. *)
Definition distance_rises : Prop :=
  exists m : setting,
  exists (ell Phi G : R -> R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))).

(* A gap needs a distance from every minimiser. *)
Definition growth_from_zero : Prop :=
  exists m : setting,
  exists (ell Phi G : R -> R),
  exists (gap_far distance towards : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* two_points *) (two_points m 0 gap_far distance towards /\ 0 <= distance) /\
  (* gap_far_range *) 0 < gap_far /\
  (* finite *) time_integral (fun s => G gap_far - G s) (fun s => sqrt 2 * sqrt (Phi s)) 0 gap_far.

(* The descent inequality within the radius of a level above the gap. *)
Definition local_descent_level : Prop :=
  exists m : setting,
  exists (ell Phi G : R -> R),
  exists (gap gap_far distance towards level beta : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* two_points *) (two_points m gap gap_far distance towards /\ 0 <= gap /\ 0 <= gap_far /\ 0 <=
      distance) /\
  (* level_range *) (0 < level /\ gap <= level) /\
  (* radius *) distance <= - G level + G (beta * level).

(* The descent inequality within the local radius. *)
Definition local_descent : Prop :=
  exists m : setting,
  exists (ell Phi G : R -> R),
  exists (gap gap_far distance towards beta : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* two_points *) (two_points m gap gap_far distance towards /\ 0 <= gap /\ 0 <= gap_far /\ 0 <=
      distance) /\
  (* radius *) distance <= - G gap + G (beta * gap).

(* The gradient is Lipschitz within the local radius. *)
Definition local_lipschitz : Prop :=
  exists m : setting,
  exists (ell Phi G : R -> R),
  exists (gap gap_far distance towards beta change : R),
  (* two_sided *) two_sided_smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* two_points *) (gradient_change m gap gap_far distance towards change /\ 0 <= gap /\ 0 <=
      gap_far /\ 0 <= distance /\ 0 <= change) /\
  (* radius *) distance <= - G gap + G (beta * gap).

(* The descent inequality below a level. *)
Definition descent_below_level : Prop :=
  exists m : setting,
  exists (ell : R -> R),
  exists (gap gap_far distance towards level : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* two_points *) (two_points m gap gap_far distance towards /\ 0 <= gap /\ 0 <= gap_far /\ 0 <=
      distance) /\
  (* starts *) gap < level /\
  (* arrives *) distance ^ 2 * ell level / 2 + gap + towards < level.

(* One step of stochastic gradient descent. *)
Definition sgd_step : Prop :=
  exists m : setting,
  exists (ell Phi G : R -> R),
  exists (A B C beta gap level gradient_norm eta noise noise_inner gap_next : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* level_range *) (0 < level /\ gap <= level) /\
  (* step *) (noisy_step m gap gradient_norm eta noise noise_inner gap_next /\ 0 <= gap /\ 0 <=
      gradient_norm /\ 0 <= noise /\ 0 <= gap_next) /\
  (* eta_range *) 0 <= eta /\
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* C_range *) 0 <= C /\
  (* noise_abc *) noise ^ 2 <= A * gap + B * gradient_norm ^ 2 + C /\
  (* curvature_step *) eta * (2 * B + 2) * ell (beta * level) <= 1 /\
  (* radius_step *) (0 <= Phi gap /\ (0 <= A * gap + 2 * B * Phi gap + C /\ 0 <= Phi gap /\ eta *
      (sqrt (A * gap + 2 * B * Phi gap + C) + sqrt 2 * sqrt (Phi gap)) <= - G level + G (beta *
      level))).

(* The descent inequality for a step of SGD within the local radius. *)
Definition sgd_descent_within_radius : Prop :=
  exists m : setting,
  exists (ell Phi G : R -> R),
  exists (beta gap level gradient_norm eta noise noise_inner noise_level gap_next : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* level_range *) (0 < level /\ gap <= level) /\
  (* step *) (noisy_step m gap gradient_norm eta noise noise_inner gap_next /\ 0 <= gap /\ 0 <=
      gradient_norm /\ 0 <= noise /\ 0 <= gap_next) /\
  (* eta_range *) 0 <= eta /\
  (* squared_noise *) noise ^ 2 <= noise_level /\
  (* radius_step *) (0 <= Phi gap /\ (0 <= noise_level /\ 0 <= Phi gap /\ eta * (sqrt noise_level +
      sqrt 2 * sqrt (Phi gap)) <= - G level + G (beta * level))).

(* The descent inequality for a step of SGD below a level. *)
Definition sgd_descent_below_level : Prop :=
  exists m : setting,
  exists (ell : R -> R),
  exists (gap level gradient_norm eta noise noise_inner gap_next : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* step *) (noisy_step m gap gradient_norm eta noise noise_inner gap_next /\ 0 <= gap /\ 0 <=
      gradient_norm /\ 0 <= noise /\ 0 <= gap_next) /\
  (* starts *) gap < level /\
  (* eta_range *) 0 <= eta /\
  (* arrives *) eta ^ 2 * noise ^ 2 * ell level / 2 - eta * gradient_norm ^ 2 * (- eta * ell level /
      2 + 1) - eta * noise_inner * (- eta * ell level + 1) + gap < level.

(* One step of stochastic gradient descent below a level. *)
Definition sgd_step_below_level : Prop :=
  exists m : setting,
  exists (ell : R -> R),
  exists (A B C gap level gradient_norm eta noise noise_inner gap_next : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* step *) (noisy_step m gap gradient_norm eta noise noise_inner gap_next /\ 0 <= gap /\ 0 <=
      gradient_norm /\ 0 <= noise /\ 0 <= gap_next) /\
  (* starts *) gap < level /\
  (* eta_range *) 0 <= eta /\
  (* noise_abc *) noise ^ 2 <= A * gap + B * gradient_norm ^ 2 + C /\
  (* curvature_step *) eta * (2 * B + 2) * ell level <= 1 /\
  (* arrives *) eta ^ 2 * (A * gap + C) * ell level / 2 - 3 * eta * gradient_norm ^ 2 / 4 - eta *
      noise_inner * (- eta * ell level + 1) + gap < level.

(* A bound of the noise of an SGD step that is known before it. *)
Definition sgd_noise_part : Prop :=
  exists m : setting,
  exists (ell : R -> R),
  exists (A B C gap level gradient_norm eta noise noise_inner gap_next : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* step *) (noisy_step m gap gradient_norm eta noise noise_inner gap_next /\ 0 <= gap /\ 0 <=
      gradient_norm /\ 0 <= noise /\ 0 <= gap_next) /\
  (* level_range *) 0 <= level /\
  (* eta_range *) 0 <= eta /\
  (* B_range *) 0 <= B /\
  (* noise_abc *) noise ^ 2 <= A * gap + B * gradient_norm ^ 2 + C /\
  (* curvature_step *) eta * (2 * B + 2) * ell level <= 1.

(* The step size of SGD meets the four conditions. *)
Definition sgd_step_size_warmup : Prop :=
  exists m : setting,
  exists (ell Phi G : R -> R),
  exists (A B C beta delta T gap0 level eta share tail gap : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* level_range *) 0 < level /\
  (* gap *) (0 <= gap /\ 0 <= Phi gap) /\
  (* gap0_range *) 0 < gap0 /\
  (* delta_range *) 0 < delta /\
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* C_range *) 0 <= C /\
  (* eta_range *) 0 <= eta /\
  (* tail_range *) 0 <= tail /\
  (* curvature_term *) (0 < (2 * B + 2) * ell (beta * level) -> (2 * B + 2 <> 0 /\ ell (beta *
      level) <> 0 /\ eta <= 1 / ((2 * B + 2) * ell (beta * level)))) /\
  (* radius_term *) ((0 <= tail * (A * gap + 2 * B * Phi gap + C) /\ 0 <= Phi gap /\ 0 < sqrt (tail
      * (A * gap + 2 * B * Phi gap + C)) + sqrt 2 * sqrt (Phi gap)) -> (sqrt (tail * (A * gap + 2 *
      B * Phi gap + C)) + sqrt 2 * sqrt (Phi gap) <> 0 /\ 0 <= tail * (A * gap + 2 * B * Phi gap +
      C) /\ 0 <= Phi gap /\ eta <= (- G level + G (beta * level)) / (sqrt (tail * (A * gap + 2 * B *
      Phi gap + C)) + sqrt 2 * sqrt (Phi gap)))) /\
  (* confidence_term *) ((0 < delta /\ 0 < - share * (A * gap + 2 * B * Phi gap + C) * ln delta) ->
      (share <> 0 /\ A * gap + 2 * B * Phi gap + C <> 0 /\ ln delta <> 0 /\ 0 < delta /\ eta <= -
      gap0 / (share * (A * gap + 2 * B * Phi gap + C) * ln delta))) /\
  (* noise_term *) (0 < T * (A * gap + C) * ell (beta * level) -> (0 <= gap0 / (T * (A * gap + C) *
      ell (beta * level)) /\ T <> 0 /\ A * gap + C <> 0 /\ ell (beta * level) <> 0 /\ eta <= sqrt
      (gap0 / (T * (A * gap + C) * ell (beta * level))))).

(* The constant step size of SGD meets the four conditions up to 2 gap0. *)
Definition sgd_step_size_constant : Prop :=
  exists m : setting,
  exists (ell Phi G : R -> R),
  exists (A B C beta delta T gap0 eta gap : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* gap0_range *) 0 < gap0 /\
  (* potential_at_start *) 0 <= Phi (2 * gap0) /\
  (* gap *) (0 <= gap /\ 0 <= Phi gap) /\
  (* below *) gap <= 2 * gap0 /\
  (* delta_range *) 0 < delta /\
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* C_range *) 0 <= C /\
  (* eta_range *) 0 <= eta /\
  (* curvature_term *) (0 < (2 * B + 2) * ell (2 * beta * gap0) -> (2 * B + 2 <> 0 /\ ell (2 * beta
      * gap0) <> 0 /\ eta <= 1 / ((2 * B + 2) * ell (2 * beta * gap0)))) /\
  (* radius_term *) ((0 <= 2 * A * gap0 + 2 * B * Phi (2 * gap0) + C /\ 0 <= Phi (2 * gap0) /\ 0 <
      sqrt (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) + sqrt 2 * sqrt (Phi (2 * gap0))) -> (sqrt (2
      * A * gap0 + 2 * B * Phi (2 * gap0) + C) + sqrt 2 * sqrt (Phi (2 * gap0)) <> 0 /\ 0 <= 2 * A *
      gap0 + 2 * B * Phi (2 * gap0) + C /\ 0 <= Phi (2 * gap0) /\ eta <= (- G (2 * gap0) + G (2 *
      beta * gap0)) / (sqrt (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) + sqrt 2 * sqrt (Phi (2 *
      gap0))))) /\
  (* confidence_term *) ((0 < delta /\ 0 < - 4 * (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) * ln
      delta) -> (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C <> 0 /\ ln delta <> 0 /\ 0 < delta /\ eta
      <= - gap0 / (4 * (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) * ln delta))) /\
  (* noise_term *) (0 < T * (2 * A * gap0 + C) * ell (2 * beta * gap0) -> (0 <= gap0 / (T * (2 * A *
      gap0 + C) * ell (2 * beta * gap0)) /\ T <> 0 /\ 2 * A * gap0 + C <> 0 /\ ell (2 * beta * gap0)
      <> 0 /\ eta <= sqrt (gap0 / (T * (2 * A * gap0 + C) * ell (2 * beta * gap0))))).

(* The constant step without radius and beta is never smaller. *)
Definition sgd_step_size_sharp : Prop :=
  exists m : setting,
  exists (ell : R -> R),
  exists (A B C beta T gap0 eta : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* beta_range *) 1 < beta /\
  (* gap0_range *) 0 < gap0 /\
  (* curvature_step *) eta * (2 * B + 2) * ell (2 * beta * gap0) <= 1 /\
  (* noise_step *) T * eta ^ 2 * (2 * A * gap0 + C) * ell (2 * beta * gap0) <= gap0.

(* The inverse of the step size of SGD. *)
Definition sgd_step_inverse : Prop :=
  exists m : setting,
  exists (ell Phi G : R -> R),
  exists (A B C beta delta T gap0 level eta share tail gap : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* level_range *) 0 < level /\
  (* gap *) (0 <= gap /\ 0 <= Phi gap) /\
  (* gap0_range *) 0 < gap0 /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* T_range *) 0 <= T /\
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* C_range *) 0 <= C /\
  (* share_range *) 0 <= share /\
  (* tail_range *) 0 <= tail /\
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
      <> 0 /\ eta = sqrt (gap0 / (T * (A * gap + C) * ell (beta * level)))))).

(* The harmonic mean is at most the arithmetic mean. *)
Definition harmonic_mean : Prop :=
  exists m : setting,
  exists (eta_at : R -> R),
  exists (T : R),
  (* horizon *) (integer T /\ 0 <= T) /\
  (* positive *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> 0 < eta_at t).

(* Sums compared term by term. *)
Definition sum_bound : Prop :=
  exists m : setting,
  exists (first second third fourth : R -> R),
  exists (alpha gamma T : R),
  (* horizon *) (integer T /\ 0 <= T) /\
  (* terms *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> first t <= alpha * second t +
      gamma * fourth t + third t).

(* A mean is at most the worst value. *)
Definition mean_below_worst : Prop :=
  exists m : setting,
  exists (first : R -> R),
  exists (worst q T : R),
  (* horizon *) (integer T /\ 0 <= T) /\
  (* terms *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> first t <= worst) /\
  (* index *) (integer q /\ 0 <= q /\ q <= T - 1).

(* The rate of SGD in the constants of the problem. *)
Definition sgd_rate : Prop :=
  exists m : setting,
  exists (ell Phi G Delta level_at eta_at : R -> R),
  exists (A B C beta delta T gap0 m_ share tail : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* gap0_range *) 0 < gap0 /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* horizon *) (integer T /\ 1 <= T) /\
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* C_range *) 0 <= C /\
  (* gaps *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= Delta t /\ 0 <= Phi (Delta
      t))) /\
  (* levels *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> 0 < level_at t) /\
  (* share_range *) 0 <= share /\
  (* tail_range *) 0 <= tail /\
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
      + C) * ell (beta * level_at t))))))) /\
  (* rate *) (0 <= m_ /\ m_ * total (fun i => eta_at i) T <= 4 * gap0).

(* The rate of SGD with a constant step. *)
Definition sgd_rate_constant : Prop :=
  exists m : setting,
  exists (ell Phi G : R -> R),
  exists (A B C beta delta T gap0 eta m_ : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* gap0_range *) 0 < gap0 /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* horizon *) (integer T /\ 1 <= T) /\
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* C_range *) 0 <= C /\
  (* potential_at_start *) 0 <= Phi (2 * gap0) /\
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
      gap0)))))) /\
  (* rate *) (0 <= m_ /\ m_ * total (fun i => eta) T <= 4 * gap0).

(* The main term of SGD: the mean along the run against the worst value. *)
Definition sgd_mean_against_worst : Prop :=
  exists m : setting,
  exists (ell Delta level_at : R -> R),
  exists (A C beta H q T : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* beta_range *) 1 < beta /\
  (* A_range *) 0 <= A /\
  (* C_range *) 0 <= C /\
  (* horizon *) (integer T /\ 1 <= T) /\
  (* below *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= Delta t /\ Delta t <= H /\ 0
      < level_at t /\ level_at t <= H)) /\
  (* index *) (integer q /\ 0 <= q /\ q <= T - 1).

(* The local radius from below, without an integral. *)
Definition radius_lower_bounds : Prop :=
  exists m : setting,
  exists (ell Phi G : R -> R),
  exists (gap beta : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* gap_range *) 0 < gap /\
  (* beta_range *) 1 <= beta.

(* The local radius in the min form. *)
Definition radius_min_form : Prop :=
  exists m : setting,
  exists (G N : R -> R),
  exists (rho K0 K gap beta scale : R),
  (* rho_range *) 0 < rho /\
  (* potential_positive *) (forall x : R, 0 < x -> (((0 < x \/ (x = 0 /\ 0 < rho + 1)) /\ rho + 1 <>
      0 /\ 0 < K * power x (rho + 1) / (rho + 1) + K0 * x) /\ ((0 < x \/ (x = 0 /\ 0 < rho + 1)) /\
      rho + 1 <> 0 /\ 0 < 2 * x + 2 * power x (rho + 1) / (rho + 1)))) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < 2 * K * power x (rho + 1) / (rho + 1) + 2 * K0 *
      x /\ (0 < x \/ (x = 0 /\ 0 < rho + 1)) /\ rho + 1 <> 0) /\ derives (fun x => 0 < x) (fun x =>
      G x) (fun x => 1 / sqrt (2 * K * power x (rho + 1) / (rho + 1) + 2 * K0 * x))) /\
  (* normal_antiderivative *) ((forall x : R, 0 < x -> 0 < 2 * x + 2 * power x (rho + 1) / (rho + 1)
      /\ (0 < x \/ (x = 0 /\ 0 < rho + 1)) /\ rho + 1 <> 0) /\ derives (fun x => 0 < x) (fun x => N
      x) (fun x => 1 / sqrt (2 * x + 2 * power x (rho + 1) / (rho + 1)))) /\
  (* gap_range *) 0 < gap /\
  (* beta_range *) 1 <= beta /\
  (* scale_range *) (0 <= scale /\ K0 * scale ^ 2 <= gap /\ ((0 < gap \/ (gap = 0 /\ 0 < rho)) /\ K
      * power gap rho * scale ^ 2 <= gap)).

(* Closed forms of the distance G. *)
Definition distance_closed_forms : Prop :=
  exists m : setting,
  exists (rho K0 K : R),
  (* rho_range *) 0 < rho /\
  (* not_linear *) rho <> 1 /\
  (* K0_range *) 0 < K0 /\
  (* K_range *) 0 < K.

(* The extremal function: the gradient bound is an equality on it. *)
Definition extremal_function : Prop :=
  exists m : setting,
  exists (K0 K x : R),
  (* K_range *) 0 < K.

(* Descent with the curvature of the start. *)
Definition descent_lemma : Prop :=
  exists m : setting,
  exists (ell : R -> R),
  exists (gap gradient_norm eta gap_next : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* step *) (gd_step m gap gradient_norm eta gap_next /\ 0 <= gap /\ 0 <= gradient_norm) /\
  (* step_range *) (0 <= eta /\ eta * ell gap <= 2).

(* The gap pays for the gradient. *)
Definition self_bounding : Prop :=
  exists m : setting,
  exists (ell : R -> R),
  exists (gap gradient_norm eta : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm) /\
  (* step_range *) (0 <= eta /\ eta * ell gap <= 1).

(* The gradient of a convex function points towards the minimiser. *)
Definition cocoercivity : Prop :=
  exists m : setting,
  exists (ell : R -> R),
  exists (gap gradient_norm inner_ eta : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* convex *) convex m /\
  (* minimiser *) minimiser m /\
  (* point *) (point_towards m gap gradient_norm inner_ /\ 0 <= gap /\ 0 <= gradient_norm) /\
  (* step_range *) (0 <= eta /\ eta * ell gap <= 1).

(* The gap along an energy step stays below the extremal. *)
Definition below_extremal : Prop :=
  exists m : setting,
  exists (ell Phi Gamma : R -> R),
  exists (gap gradient_norm eta gap_next gap_low : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* step *) (gd_step m gap gradient_norm eta gap_next /\ 0 <= gap /\ 0 <= gradient_norm) /\
  (* moving *) 0 < gradient_norm /\
  (* turning_point *) (0 <= gap_low /\ Phi gap_low = - gradient_norm ^ 2 / 2 + Phi gap) /\
  (* largest *) (forall s : R, gap_low < s -> s <= gap -> Phi gap_low < Phi s) /\
  (* duration *) (time_integral Gamma (fun s => sqrt (- 2 * Phi gap_low + 2 * Phi s)) gap_low gap /\
      0 <= eta /\ eta * gradient_norm <= Gamma gap_low).

(* The energy step, optimal for one step. *)
Definition energy_step : Prop :=
  exists m : setting,
  exists (ell Phi Gamma : R -> R),
  exists (gap gradient_norm eta gap_next gap_low : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* step *) (gd_step m gap gradient_norm eta gap_next /\ 0 <= gap /\ 0 <= gradient_norm) /\
  (* moving *) 0 < gradient_norm /\
  (* turning_point *) (0 <= gap_low /\ Phi gap_low = - gradient_norm ^ 2 / 2 + Phi gap) /\
  (* largest *) (forall s : R, gap_low < s -> s <= gap -> Phi gap_low < Phi s) /\
  (* duration *) (time_integral Gamma (fun s => sqrt (- 2 * Phi gap_low + 2 * Phi s)) gap_low gap /\
      eta * gradient_norm = Gamma gap_low).

(* A run that nowhere climbs above its iterates stays in its component. *)
Definition stays_in_region : Prop :=
  exists m : setting,
  exists (Delta g eta_at : R -> R),
  exists (path : R -> R -> R),
  exists (T : R),
  (* bounded_below *) bounded_below m /\
  (* run *) gd_run m Delta g eta_at path T /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* start *) inside m 0 /\
  (* segments *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (inside m t -> (0 <= eta_at t
      /\ (forall h : R, 0 <= h -> h <= eta_at t -> path t h <= Delta t)))).

(* Gradient descent with steps up to 1/ell(gap). *)
Definition gd_nonconvex : Prop :=
  exists m : setting,
  exists (ell Delta g eta_at : R -> R),
  exists (T m_ : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* steps *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta t) *
      eta_at t <= 1)) /\
  (* smallest *) (0 <= m_ /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> m_ <= (g t) ^ 2)).

(* Steps up to 2/ell(gap) never leave the component of the start. *)
Definition localisation : Prop :=
  exists m : setting,
  exists (ell Delta g eta_at : R -> R),
  exists (path : R -> R -> R),
  exists (T : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* run *) gd_run m Delta g eta_at path T /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* start *) inside m 0 /\
  (* steps *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= Delta t -> (0 <= eta_at t /\
      ell (Delta t) * eta_at t <= 2))).

(* Energy steps never leave the component of the start. *)
Definition localisation_energy : Prop :=
  exists m : setting,
  exists (ell Phi Delta g eta_at low_at : R -> R),
  exists (path Gamma_at : R -> R -> R),
  exists (T : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* run *) gd_run m Delta g eta_at path T /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* start *) inside m 0 /\
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= Delta t -> (0 < g t /\ 0
      <= low_at t /\ Phi (low_at t) = Phi (Delta t) - (g t) ^ 2 / 2 /\ (forall s : R, low_at t < s
      -> s <= Delta t -> Phi (low_at t) < Phi s) /\ time_integral (fun x => Gamma_at t x) (fun s =>
      sqrt (2 * Phi s - 2 * Phi (low_at t))) (low_at t) (Delta t) /\ 0 <= eta_at t /\ eta_at t * g t
      <= Gamma_at t (low_at t)))).

(* Theorem 1 with the theoretical warm-up. *)
Definition gd_nonconvex_warmup : Prop :=
  exists m : setting,
  exists (ell Delta g eta_at : R -> R),
  exists (T m_ : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta t)
      * eta_at t = 1)) /\
  (* smallest *) (0 <= m_ /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> m_ <= (g t) ^ 2)).

(* Theorem 1 with the constant step. *)
Definition gd_nonconvex_constant : Prop :=
  exists m : setting,
  exists (ell Delta g eta_at : R -> R),
  exists (T m_ eps : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta 0)
      * eta_at t = 1)) /\
  (* smallest *) (0 <= m_ /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> m_ <= (g t) ^ 2)).

(* Theorem 1 with LW's min shape. *)
Definition gd_nonconvex_min_shape : Prop :=
  exists m : setting,
  exists (Delta g eta_at : R -> R),
  exists (rho K0 K c T m_ : R),
  (* rho_range *) 0 < rho /\
  (* K0_range *) 0 <= K0 /\
  (* K_range *) 0 <= K /\
  (* smooth *) smooth m (fun s => K * power s rho + K0) /\
  (* bounded_below *) bounded_below m /\
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* scale *) (0 <= c /\ c * (power 3 rho + 1) <= power 3 rho) /\
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ K0 * eta_at t
      <= c /\ ((0 < Delta t \/ (Delta t = 0 /\ 0 < rho)) /\ K * power 3 rho * power (Delta t) rho *
      eta_at t <= c))) /\
  (* smallest *) (0 <= m_ /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> m_ <= (g t) ^ 2)).

(* Theorem 1 with energy steps. *)
Definition gd_nonconvex_energy : Prop :=
  exists m : setting,
  exists (ell Phi Delta g eta_at low_at : R -> R),
  exists (Gamma_at : R -> R -> R),
  exists (T m_ eps : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 < g t /\ 0 <= low_at t /\
      Phi (low_at t) = Phi (Delta t) - (g t) ^ 2 / 2 /\ (forall s : R, low_at t < s -> s <= Delta t
      -> Phi (low_at t) < Phi s) /\ time_integral (fun x => Gamma_at t x) (fun s => sqrt (2 * Phi s
      - 2 * Phi (low_at t))) (low_at t) (Delta t) /\ eta_at t * g t = Gamma_at t (low_at t))) /\
  (* smallest *) (0 <= m_ /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> m_ <= (g t) ^ 2)).

(* s/ell(s) is smallest at an end. *)
Definition psi_endpoints : Prop :=
  exists m : setting,
  exists (rho K0 K eps gap0 : R),
  (* rho_range *) 0 < rho /\
  (* K0_range *) 0 <= K0 /\
  (* K_range *) 0 <= K /\
  (* not_both_zero *) 0 < K + K0 /\
  (* eps_range *) 0 < eps /\
  (* gap0_range *) eps <= gap0.

(* One step brings gradient descent closer to the minimiser. *)
Definition gd_convex_step : Prop :=
  exists m : setting,
  exists (ell : R -> R),
  exists (gap gradient_norm inner_ eta distance distance_next : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* convex *) convex m /\
  (* minimiser *) minimiser m /\
  (* point *) (point_towards m gap gradient_norm inner_ /\ 0 <= gap /\ 0 <= gradient_norm) /\
  (* towards *) (gd_towards m distance inner_ gradient_norm eta distance_next /\ 0 <= distance /\ 0
      <= distance_next) /\
  (* step_range *) (0 <= eta /\ eta * ell gap <= 1).

(* Gradient descent on a convex function with steps up to 1/ell(gap). *)
Definition gd_convex : Prop :=
  exists m : setting,
  exists (ell Delta g inner_at distance_at eta_at : R -> R),
  exists (T : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* convex *) convex m /\
  (* minimiser *) minimiser m /\
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) /\
  (* towards *) (0 <= distance_at 0 /\ 0 <= distance_at T /\ (forall t : R, integer t -> 0 <= t -> t
      <= T - 1 -> (point_towards m (Delta t) (g t) (inner_at t) /\ gd_towards m (distance_at t)
      (inner_at t) (g t) (eta_at t) (distance_at (t + 1)) /\ 0 <= distance_at t /\ 0 <= distance_at
      (t + 1)))) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* steps *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta t) *
      eta_at t <= 1)).

(* Theorem 2 with the theoretical warm-up. *)
Definition gd_convex_warmup : Prop :=
  exists m : setting,
  exists (ell Delta g inner_at distance_at eta_at : R -> R),
  exists (T eps psi : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* convex *) convex m /\
  (* minimiser *) minimiser m /\
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) /\
  (* towards *) (0 <= distance_at 0 /\ 0 <= distance_at T /\ (forall t : R, integer t -> 0 <= t -> t
      <= T - 1 -> (point_towards m (Delta t) (g t) (inner_at t) /\ gd_towards m (distance_at t)
      (inner_at t) (g t) (eta_at t) (distance_at (t + 1)) /\ 0 <= distance_at t /\ 0 <= distance_at
      (t + 1)))) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta t)
      * eta_at t = 1)) /\
  (* eps_range *) 0 < eps /\
  (* quotient *) (forall s : R, eps <= s -> s <= Delta 0 -> psi * ell s <= s).

(* Theorem 2 with the constant step. *)
Definition gd_convex_constant : Prop :=
  exists m : setting,
  exists (ell Delta g inner_at distance_at eta_at : R -> R),
  exists (T eps : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* convex *) convex m /\
  (* minimiser *) minimiser m /\
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) /\
  (* towards *) (0 <= distance_at 0 /\ 0 <= distance_at T /\ (forall t : R, integer t -> 0 <= t -> t
      <= T - 1 -> (point_towards m (Delta t) (g t) (inner_at t) /\ gd_towards m (distance_at t)
      (inner_at t) (g t) (eta_at t) (distance_at (t + 1)) /\ 0 <= distance_at t /\ 0 <= distance_at
      (t + 1)))) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta 0)
      * eta_at t = 1)).

(* A step on a convex function pays for both gradients. *)
Definition localised_interpolation : Prop :=
  exists m : setting,
  exists (ell : R -> R),
  exists (gap gradient_norm eta gap_next gradient_next cross : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* convex *) convex m /\
  (* pair *) (gd_step m gap gradient_norm eta gap_next /\ gd_pair m gap gradient_norm eta gap_next
      gradient_next cross /\ 0 <= gap /\ 0 <= gradient_norm /\ 0 <= gap_next /\ 0 <= gradient_next)
      /\
  (* step_range *) (0 < eta /\ eta * ell gap <= 1).

(* Theorem 2 with the constant step and the best constant. *)
Definition gd_convex_sharp : Prop :=
  exists m : setting,
  exists (ell Delta g inner_at distance_at cross_at eta_at : R -> R),
  exists (T eps : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* convex *) convex m /\
  (* minimiser *) minimiser m /\
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) /\
  (* horizon *) (integer T /\ 1 <= T) /\
  (* pairs *) (gd_path_towards m distance_at inner_at g eta_at T /\ (forall t : R, integer t -> 0 <=
      t -> t <= T - 1 -> (point_towards m (Delta t) (g t) (inner_at t) /\ gd_pair m (Delta t) (g t)
      (eta_at t) (Delta (t + 1)) (g (t + 1)) (cross_at t) /\ 0 <= g (t + 1)))) /\
  (* last_point *) (point_towards m (Delta T) (g T) (inner_at T) /\ 0 <= g T) /\
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta 0)
      * eta_at t = 1)).

(* The valley of the lower bound. *)
Definition lower_bound_valley : Prop :=
  exists m : setting,
  exists (K0 eps : R),
  (* K0_range *) 0 < K0 /\
  (* eps_nonzero *) eps <> 0.

(* The waves of the lower bound. *)
Definition lower_bound_wave : Prop :=
  exists m : setting,
  exists (M slope periods eta gap0 theta : R),
  (* M_range *) 0 < M /\
  (* slope_nonzero *) slope <> 0 /\
  (* periods *) (integer periods /\ 1 <= periods /\ M * eta < 2 * PI * (periods + 1)) /\
  (* long_step *) 2 * PI * periods <= M * eta /\
  (* waves_above *) slope ^ 2 <= M * gap0 * (1 - theta) / 2.

(* Gradient descent over nodes, then along a straight piece. *)
Definition lower_bound_iterates : Prop :=
  exists m : setting,
  exists (df x_at eta_at node : R -> R),
  exists (tau T slope eps rim threshold : R),
  (* tau *) (integer T /\ integer tau /\ 0 <= tau /\ tau <= T) /\
  (* nodes *) (forall t : R, integer t -> 0 <= t -> t <= tau - 1 -> (node t = slope * eta_at t +
      node (t + 1) /\ df (node t) = slope)) /\
  (* straight *) (forall x : R, rim <= x -> x <= node tau -> df x = eps) /\
  (* late_steps *) (forall n : R, integer n -> 0 <= n -> n <= T - tau - 1 -> (0 <= eta_at (n + tau)
      /\ eta_at (n + tau) <= threshold)) /\
  (* run *) (x_at 0 = node 0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> x_at (t + 1) = -
      df (x_at t) * eta_at t + x_at t)) /\
  (* eps_range *) 0 < eps.

(* Theorem 3: a function on which a given schedule is slow. *)
Definition lower_bound : Prop :=
  exists m : setting,
  exists (ell f df ddf x_at eta_at node periods_at : R -> R),
  exists (tau T K0 gap0 eps theta M : R),
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* ell_at_zero *) ell 0 = K0 /\
  (* K0_range *) 0 < K0 /\
  (* theta_range *) (0 < theta /\ theta < 1) /\
  (* eps_range *) 0 < eps /\
  (* valley_fits *) eps ^ 2 <= K0 * gap0 / 2 /\
  (* M *) M = ell (gap0 * theta) /\
  (* waves_above *) eps ^ 2 <= M * gap0 * (1 - theta) / 2 /\
  (* tau *) (integer T /\ integer tau /\ 0 <= tau /\ tau <= T /\ (forall t : R, integer t -> 0 <= t
      -> t < tau -> 2 * PI <= M * eta_at t) /\ (tau <= T - 1 -> M * eta_at tau < 2 * PI)) /\
  (* steps *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> 0 <= eta_at t) /\
  (* nonincreasing *) (forall t : R, integer t -> 0 <= t -> t <= T - 2 -> eta_at (t + 1) <= eta_at
      t) /\
  (* periods *) (forall t : R, integer t -> 0 <= t -> t < tau -> (integer (periods_at t) /\ 1 <=
      periods_at t /\ 2 * PI * periods_at t <= M * eta_at t /\ M * eta_at t < 2 * PI * (periods_at t
      + 1))) /\
  (* nodes *) ((eps <> 0 /\ K0 <> 0 /\ node tau = (gap0 - eps ^ 2 / K0) / eps + PI * eps / (2 * K0))
      /\ (forall t : R, integer t -> 0 <= t -> t < tau -> node t = eps * eta_at t + node (t + 1)))
      /\
  (* beyond_piece *) (forall x : R, node 0 < x -> (f x = eps * (x - node 0) + gap0 /\ df x = eps /\
      ddf x = 0)) /\
  (* straight_piece *) (forall x : R, (K0 <> 0 /\ PI * eps / (2 * K0) < x) -> x <= node tau -> ((K0
      <> 0 /\ f x = eps * (x - PI * eps / (2 * K0)) + eps ^ 2 / K0) /\ df x = eps /\ ddf x = 0)) /\
  (* bed_piece *) (forall x : R, (K0 <> 0 /\ - PI * eps / (2 * K0) < x) -> (K0 <> 0 /\ x <= PI * eps
      / (2 * K0)) -> ((K0 <> 0 /\ eps <> 0 /\ f x = eps ^ 2 * (1 - cos (K0 * x / eps)) / K0) /\ (eps
      <> 0 /\ df x = eps * sin (K0 * x / eps)) /\ (eps <> 0 /\ ddf x = K0 * cos (K0 * x / eps)))) /\
  (* left_piece *) (forall x : R, (K0 <> 0 /\ x <= - PI * eps / (2 * K0)) -> ((K0 <> 0 /\ f x = -
      eps * (x + PI * eps / (2 * K0)) + eps ^ 2 / K0) /\ df x = - eps /\ ddf x = 0)) /\
  (* wave_pieces *) (forall t : R, integer t -> 0 <= t -> t < tau -> (forall x : R, node (t + 1) < x
      -> x <= node t -> ((periods_at t <> 0 /\ eps <> 0 /\ eta_at t <> 0 /\ f x = eps ^ 2 * eta_at t
      * sin (2 * PI * (x - node (t + 1)) * periods_at t / (eps * eta_at t)) / (2 * PI * periods_at
      t) + gap0) /\ (eps <> 0 /\ eta_at t <> 0 /\ df x = eps * cos (2 * PI * (x - node (t + 1)) *
      periods_at t / (eps * eta_at t))) /\ (eta_at t <> 0 /\ eps <> 0 /\ ddf x = - 2 * PI *
      periods_at t * sin (2 * PI * (x - node (t + 1)) * periods_at t / (eps * eta_at t)) / eta_at
      t)))) /\
  (* run *) (x_at 0 = node 0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> x_at (t + 1) = -
      df (x_at t) * eta_at t + x_at t)).

(* Theorem 3 for schedules that stay long: a function without end. *)
Definition lower_bound_never_reached : Prop :=
  exists m : setting,
  exists (ell f df ddf x_at eta_at node periods_at : R -> R),
  exists (K0 gap0 eps theta M : R),
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* ell_at_zero *) ell 0 = K0 /\
  (* K0_range *) 0 < K0 /\
  (* theta_range *) (0 < theta /\ theta < 1) /\
  (* eps_range *) 0 < eps /\
  (* valley_fits *) eps ^ 2 <= K0 * gap0 / 2 /\
  (* M *) M = ell (gap0 * theta) /\
  (* waves_above *) eps ^ 2 <= M * gap0 * (1 - theta) / 2 /\
  (* long_steps *) (forall t : R, integer t -> 0 <= t -> 2 * PI <= M * eta_at t) /\
  (* periods *) (forall t : R, integer t -> 0 <= t -> (integer (periods_at t) /\ 1 <= periods_at t
      /\ 2 * PI * periods_at t <= M * eta_at t /\ M * eta_at t < 2 * PI * (periods_at t + 1))) /\
  (* nodes *) (forall t : R, integer t -> 0 <= t -> node t = eps * eta_at t + node (t + 1)) /\
  (* hump_piece *) (forall x : R, node 0 < x -> (K0 <> 0 /\ x <= node 0 + PI * eps / K0) -> ((K0 <>
      0 /\ eps <> 0 /\ f x = gap0 + eps ^ 2 * sin (K0 * (x - node 0) / eps) / K0) /\ (eps <> 0 /\ df
      x = eps * cos (K0 * (x - node 0) / eps)) /\ (eps <> 0 /\ ddf x = - K0 * sin (K0 * (x - node 0)
      / eps)))) /\
  (* down_piece *) (forall x : R, (K0 <> 0 /\ node 0 + PI * eps / K0 < x) -> (eps <> 0 /\ K0 <> 0 /\
      x <= node 0 + (gap0 - eps ^ 2 / K0) / eps + PI * eps / K0) -> ((K0 <> 0 /\ f x = - eps * (x -
      node 0 - PI * eps / K0) + gap0) /\ df x = - eps /\ ddf x = 0)) /\
  (* bed_piece *) (forall x : R, (eps <> 0 /\ K0 <> 0 /\ node 0 + (gap0 - eps ^ 2 / K0) / eps + PI *
      eps / K0 < x) -> (eps <> 0 /\ K0 <> 0 /\ x <= node 0 + (gap0 - eps ^ 2 / K0) / eps + 2 * PI *
      eps / K0) -> ((K0 <> 0 /\ eps <> 0 /\ f x = eps ^ 2 * (1 - cos (K0 * (x - node 0 - (gap0 - eps
      ^ 2 / K0) / eps - 3 * PI * eps / (2 * K0)) / eps)) / K0) /\ (eps <> 0 /\ K0 <> 0 /\ df x = eps
      * sin (K0 * (x - node 0 - (gap0 - eps ^ 2 / K0) / eps - 3 * PI * eps / (2 * K0)) / eps)) /\
      (eps <> 0 /\ K0 <> 0 /\ ddf x = K0 * cos (K0 * (x - node 0 - (gap0 - eps ^ 2 / K0) / eps - 3 *
      PI * eps / (2 * K0)) / eps)))) /\
  (* right_piece *) (forall x : R, (eps <> 0 /\ K0 <> 0 /\ node 0 + (gap0 - eps ^ 2 / K0) / eps + 2
      * PI * eps / K0 < x) -> ((eps <> 0 /\ K0 <> 0 /\ f x = eps * (x - node 0 - (gap0 - eps ^ 2 /
      K0) / eps - 2 * PI * eps / K0) + eps ^ 2 / K0) /\ df x = eps /\ ddf x = 0)) /\
  (* wave_pieces *) (forall t : R, integer t -> 0 <= t -> (forall x : R, node (t + 1) < x -> x <=
      node t -> ((periods_at t <> 0 /\ eps <> 0 /\ eta_at t <> 0 /\ f x = eps ^ 2 * eta_at t * sin
      (2 * PI * (x - node (t + 1)) * periods_at t / (eps * eta_at t)) / (2 * PI * periods_at t) +
      gap0) /\ (eps <> 0 /\ eta_at t <> 0 /\ df x = eps * cos (2 * PI * (x - node (t + 1)) *
      periods_at t / (eps * eta_at t))) /\ (eta_at t <> 0 /\ eps <> 0 /\ ddf x = - 2 * PI *
      periods_at t * sin (2 * PI * (x - node (t + 1)) * periods_at t / (eps * eta_at t)) / eta_at
      t)))) /\
  (* run *) (x_at 0 = node 0 /\ (forall t : R, integer t -> 0 <= t -> x_at (t + 1) = - df (x_at t) *
      eta_at t + x_at t)).

(* The quartic link of the lower bound. *)
Definition lower_bound_link : Prop :=
  exists m : setting,
  exists (eps slope lam M gap0 theta : R),
  (* eps_range *) 0 < eps /\
  (* steeper *) eps <= slope /\
  (* long *) (0 < lam /\ 2 * PI * slope <= M * lam) /\
  (* link_above *) lam * slope <= gap0 * (1 - theta).

(* Theorem 3 with steep waves and a quartic link. *)
Definition lower_bound_quartic : Prop :=
  exists m : setting,
  exists (ell f df ddf x_at eta_at node periods_at : R -> R),
  exists (last T K0 gap0 eps slope theta M : R),
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* ell_at_zero *) ell 0 = K0 /\
  (* K0_range *) 0 < K0 /\
  (* theta_range *) (0 < theta /\ theta < 1) /\
  (* eps_range *) 0 < eps /\
  (* valley_fits *) eps ^ 2 <= K0 * gap0 / 2 /\
  (* M *) M = ell (gap0 * theta) /\
  (* steeper *) eps <= slope /\
  (* waves_above *) 4 * PI * slope ^ 2 <= M * gap0 * (1 - theta) /\
  (* link_fits *) eps ^ 2 <= K0 * gap0 * theta /\
  (* tau *) (integer T /\ integer last /\ 0 <= last /\ last + 1 <= T /\ (forall t : R, integer t ->
      0 <= t -> t <= last -> 2 * PI <= M * eta_at t) /\ (last + 1 <= T - 1 -> M * eta_at (last + 1)
      < 2 * PI)) /\
  (* steps *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> 0 <= eta_at t) /\
  (* nonincreasing *) (forall t : R, integer t -> 0 <= t -> t <= T - 2 -> eta_at (t + 1) <= eta_at
      t) /\
  (* periods *) ((forall t : R, integer t -> 0 <= t -> t <= last -> (integer (periods_at t) /\ 1 <=
      periods_at t /\ 2 * PI * periods_at t <= M * eta_at t /\ M * eta_at t < 2 * PI * (periods_at t
      + 1))) /\ integer (periods_at last) /\ 1 <= periods_at last /\ 2 * PI * periods_at last <= M *
      eta_at last /\ M * eta_at last < 2 * PI * (periods_at last + 1) /\ 0 < eta_at last) /\
  (* wave_pieces *) (forall t : R, integer t -> 0 <= t -> t < last -> (forall x : R, node (t + 1) <
      x -> x <= node t -> ((periods_at t <> 0 /\ slope <> 0 /\ eta_at t <> 0 /\ f x = gap0 + slope ^
      2 * eta_at t * sin (2 * PI * (x - node (t + 1)) * periods_at t / (slope * eta_at t)) / (2 * PI
      * periods_at t)) /\ (slope <> 0 /\ eta_at t <> 0 /\ df x = slope * cos (2 * PI * (x - node (t
      + 1)) * periods_at t / (slope * eta_at t))) /\ (eta_at t <> 0 /\ slope <> 0 /\ ddf x = - 2 *
      PI * periods_at t * sin (2 * PI * (x - node (t + 1)) * periods_at t / (slope * eta_at t)) /
      eta_at t)))) /\
  (* nodes *) ((eps <> 0 /\ K0 <> 0 /\ periods_at last <> 0 /\ node (last + 1) = (gap0 - slope *
      (eps + slope) * eta_at last / (2 * periods_at last) - eps ^ 2 / K0) / eps + PI * eps / (2 *
      K0)) /\ (forall t : R, integer t -> 0 <= t -> t <= last -> node t = slope * eta_at t + node (t
      + 1))) /\
  (* beyond_piece *) (forall x : R, node 0 < x -> (f x = gap0 + slope * (x - node 0) /\ df x = slope
      /\ ddf x = 0)) /\
  (* last_piece *) (forall x : R, (periods_at last <> 0 /\ slope * eta_at last / periods_at last +
      node (last + 1) < x) -> x <= node last -> ((periods_at last <> 0 /\ slope <> 0 /\ eta_at last
      <> 0 /\ f x = gap0 + slope ^ 2 * eta_at last * sin (2 * PI * (x - node (last + 1)) *
      periods_at last / (slope * eta_at last)) / (2 * PI * periods_at last)) /\ (slope <> 0 /\
      eta_at last <> 0 /\ df x = slope * cos (2 * PI * (x - node (last + 1)) * periods_at last /
      (slope * eta_at last))) /\ (eta_at last <> 0 /\ slope <> 0 /\ ddf x = - 2 * PI * periods_at
      last * sin (2 * PI * (x - node (last + 1)) * periods_at last / (slope * eta_at last)) / eta_at
      last))) /\
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
      * eta_at last)))) /\
  (* straight_piece *) (forall x : R, (K0 <> 0 /\ PI * eps / (2 * K0) < x) -> x <= node (last + 1)
      -> ((K0 <> 0 /\ f x = eps * (x - PI * eps / (2 * K0)) + eps ^ 2 / K0) /\ df x = eps /\ ddf x =
      0)) /\
  (* bed_piece *) (forall x : R, (K0 <> 0 /\ - PI * eps / (2 * K0) < x) -> (K0 <> 0 /\ x <= PI * eps
      / (2 * K0)) -> ((K0 <> 0 /\ eps <> 0 /\ f x = eps ^ 2 * (1 - cos (K0 * x / eps)) / K0) /\ (eps
      <> 0 /\ df x = eps * sin (K0 * x / eps)) /\ (eps <> 0 /\ ddf x = K0 * cos (K0 * x / eps)))) /\
  (* left_piece *) (forall x : R, (K0 <> 0 /\ x <= - PI * eps / (2 * K0)) -> ((K0 <> 0 /\ f x = -
      eps * (x + PI * eps / (2 * K0)) + eps ^ 2 / K0) /\ df x = - eps /\ ddf x = 0)) /\
  (* run *) (x_at 0 = node 0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> x_at (t + 1) = -
      df (x_at t) * eta_at t + x_at t)).

(* The triangular waves of the lower bound. *)
Definition lower_bound_triangle : Prop :=
  exists m : setting,
  exists (M eps periods eta gap0 theta : R),
  (* eps_range *) 0 < eps /\
  (* M_range *) 0 < M /\
  (* periods *) (integer periods /\ 1 <= periods /\ M * eta < 4 * periods + 4) /\
  (* long_step *) 4 * periods <= M * eta /\
  (* waves_above *) eps ^ 2 <= M * gap0 * (1 - theta).

(* Theorem 3 for C^{1,1} functions, with 4 in place of 2 pi. *)
Definition lower_bound_triangular : Prop :=
  exists m : setting,
  exists (ell f df ddf x_at eta_at node periods_at length_at : R -> R),
  exists (tau T K0 gap0 eps theta M : R),
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* ell_at_zero *) ell 0 = K0 /\
  (* K0_range *) 0 < K0 /\
  (* theta_range *) (0 < theta /\ theta < 1) /\
  (* eps_range *) 0 < eps /\
  (* valley_fits *) eps ^ 2 <= K0 * gap0 / 2 /\
  (* M *) M = ell (gap0 * theta) /\
  (* waves_above *) eps ^ 2 <= M * gap0 * (1 - theta) /\
  (* tau *) (integer T /\ integer tau /\ 0 <= tau /\ tau <= T /\ (forall t : R, integer t -> 0 <= t
      -> t < tau -> 4 <= M * eta_at t) /\ (tau <= T - 1 -> M * eta_at tau < 4)) /\
  (* steps *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> 0 <= eta_at t) /\
  (* nonincreasing *) (forall t : R, integer t -> 0 <= t -> t <= T - 2 -> eta_at (t + 1) <= eta_at
      t) /\
  (* periods *) (forall t : R, integer t -> 0 <= t -> t < tau -> (integer (periods_at t) /\ 1 <=
      periods_at t /\ 4 * periods_at t <= M * eta_at t /\ M * eta_at t < 4 * periods_at t + 4)) /\
  (* lengths *) (forall t : R, integer t -> 0 <= t -> t < tau -> length_at t * periods_at t = eps *
      eta_at t) /\
  (* nodes *) ((K0 <> 0 /\ eps <> 0 /\ node tau = (gap0 - eps ^ 2 / (2 * K0)) / eps + eps / K0) /\
      (forall t : R, integer t -> 0 <= t -> t < tau -> node t = eps * eta_at t + node (t + 1))) /\
  (* beyond_piece *) (forall x : R, node 0 < x -> (f x = eps * (x - node 0) + gap0 /\ df x = eps /\
      ddf x = 0)) /\
  (* straight_piece *) (forall x : R, (K0 <> 0 /\ eps / K0 < x) -> x <= node tau -> ((K0 <> 0 /\ f x
      = eps * (x - eps / K0) + eps ^ 2 / (2 * K0)) /\ df x = eps /\ ddf x = 0)) /\
  (* bed_piece *) (forall x : R, (K0 <> 0 /\ - eps / K0 < x) -> (K0 <> 0 /\ x <= eps / K0) -> (f x =
      K0 * x ^ 2 / 2 /\ df x = K0 * x /\ ddf x = K0)) /\
  (* left_piece *) (forall x : R, (K0 <> 0 /\ x <= - eps / K0) -> ((K0 <> 0 /\ f x = - eps * (x +
      eps / K0) + eps ^ 2 / (2 * K0)) /\ df x = - eps /\ ddf x = 0)) /\
  (* falling_pieces *) (forall t : R, integer t -> 0 <= t -> t < tau -> (forall k : R, integer k ->
      0 <= k -> k < periods_at t -> (forall x : R, - (k + 1) * length_at t + node t < x -> x <= - (k
      + 1) * length_at t + length_at t / 2 + node t -> ((length_at t <> 0 /\ f x = eps * (- 2 * (x +
      (k + 1) * length_at t - node t) / length_at t + 1) * (x + (k + 1) * length_at t - node t) +
      gap0) /\ (length_at t <> 0 /\ df x = eps * (- 4 * (x + (k + 1) * length_at t - node t) /
      length_at t + 1)) /\ (length_at t <> 0 /\ ddf x = - 4 * eps / length_at t))))) /\
  (* rising_pieces *) (forall t : R, integer t -> 0 <= t -> t < tau -> (forall k : R, integer k -> 0
      <= k -> k < periods_at t -> (forall x : R, - (k + 1) * length_at t + length_at t / 2 + node t
      < x -> x <= - k * length_at t + node t -> ((length_at t <> 0 /\ f x = - eps * (- 2 * (x + (k +
      1) * length_at t - length_at t / 2 - node t) / length_at t + 1) * (x + (k + 1) * length_at t -
      length_at t / 2 - node t) + gap0) /\ (length_at t <> 0 /\ df x = eps * (4 * (x + (k + 1) *
      length_at t - length_at t / 2 - node t) / length_at t - 1)) /\ (length_at t <> 0 /\ ddf x = 4
      * eps / length_at t))))) /\
  (* run *) (x_at 0 = node 0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> x_at (t + 1) = -
      df (x_at t) * eta_at t + x_at t)).

(* Upper against lower bound: a factor that tends to 4 pi. *)
Definition lower_bound_limit : Prop :=
  exists m : setting,
  exists (rho K0 K gap0 eps theta : R),
  (* rho_range *) 0 < rho /\
  (* K0_range *) 0 < K0 /\
  (* K_range *) 0 <= K /\
  (* eps_range *) 0 < eps /\
  (* theta_range *) (0 < theta /\ theta <= 1) /\
  (* valley_fits *) eps ^ 2 <= K0 * gap0 / 2.

(* The potential that a contraction by 1 - mu/ell lowers by mu. *)
Definition potential_drop : Prop :=
  exists m : setting,
  exists (rho K0 K mu gap gap_next eta : R),
  (* rho_range *) 0 < rho /\
  (* K0_range *) 0 <= K0 /\
  (* K_range *) 0 <= K /\
  (* mu_range *) 0 <= mu /\
  (* gap_range *) 0 < gap /\
  (* gap_next_range *) 0 < gap_next /\
  (* step *) ((0 < gap \/ (gap = 0 /\ 0 < rho)) /\ eta * (K * power gap rho + K0) = 1) /\
  (* contraction *) gap_next <= gap * (- eta * mu + 1).

(* The PL constant is at most the curvature that the class allows. *)
Definition pl_forces_curvature : Prop :=
  exists m : setting,
  exists (rho K0 K gap gradient_norm mu : R),
  (* rho_range *) 0 < rho /\
  (* K0_range *) 0 <= K0 /\
  (* K_range *) 0 <= K /\
  (* smooth *) smooth m (fun s => K * power s rho + K0) /\
  (* bounded_below *) bounded_below m /\
  (* point *) (point m gap gradient_norm /\ 0 <= gap /\ 0 <= gradient_norm) /\
  (* pl *) 2 * gap * mu <= gradient_norm ^ 2.

(* Under PL the step 1/ell(gap) contracts the gap. *)
Definition gd_pl_contraction : Prop :=
  exists m : setting,
  exists (ell Delta g eta_at : R -> R),
  exists (T mu : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ell (Delta t)
      * eta_at t = 1)) /\
  (* pl *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> 2 * mu * Delta t <= (g t) ^ 2).

(* Theorem PL: iterations of warm-up under the PL inequality. *)
Definition gd_pl : Prop :=
  exists m : setting,
  exists (Delta g eta_at : R -> R),
  exists (rho K0 K T mu eps : R),
  (* rho_range *) 0 < rho /\
  (* K0_range *) 0 <= K0 /\
  (* K_range *) 0 <= K /\
  (* smooth *) smooth m (fun s => K * power s rho + K0) /\
  (* bounded_below *) bounded_below m /\
  (* run *) (0 <= Delta 0 /\ 0 <= Delta T /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 ->
      (gd_step m (Delta t) (g t) (eta_at t) (Delta (t + 1)) /\ 0 <= Delta t /\ 0 <= g t /\ 0 <=
      Delta (t + 1)))) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ ((0 < Delta t
      \/ (Delta t = 0 /\ 0 < rho)) /\ (K * power (Delta t) rho + K0) * eta_at t = 1))) /\
  (* pl *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> 2 * mu * Delta t <= (g t) ^ 2) /\
  (* mu_range *) 0 < mu /\
  (* eps_range *) 0 < eps /\
  (* start *) eps < Delta 0 /\
  (* not_yet *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> eps < Delta t).

(* The Aiming step is at most theta (1 + rho)/(2 ell(gap)). *)
Definition aiming_step_length : Prop :=
  exists m : setting,
  exists (rho K0 K theta gap eta : R),
  (* rho_range *) 0 < rho /\
  (* K0_range *) 0 <= K0 /\
  (* gap_range *) 0 < gap /\
  (* eta_range *) 0 <= eta /\
  (* schedule *) ((0 < gap \/ (gap = 0 /\ 0 < rho + 1)) /\ rho + 1 <> 0 /\ 2 * eta * (K * power gap
      (rho + 1) / (rho + 1) + K0 * gap) = gap * theta).

(* Under Aiming the step theta gap/(2 Phi(gap)) brings the iterates closer. *)
Definition gd_aiming_progress : Prop :=
  exists m : setting,
  exists (ell Phi Delta g inner_at distance_at eta_at : R -> R),
  exists (T theta : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* projected *) (0 <= distance_at 0 /\ 0 <= distance_at T /\ (forall t : R, integer t -> 0 <= t ->
      t <= T - 1 -> (aiming_step m (distance_at t) (Delta t) (g t) (inner_at t) (eta_at t)
      (distance_at (t + 1)) /\ 0 <= Delta t /\ 0 <= g t))) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ 2 * Phi
      (Delta t) * eta_at t = theta * Delta t)) /\
  (* aiming *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> theta * Delta t <= inner_at t).

(* Under Aiming no gap of the run exceeds G^-1 of the distance at the start. *)
Definition gd_aiming_reach : Prop :=
  exists m : setting,
  exists (ell Phi G Delta g inner_at distance_at eta_at : R -> R),
  exists (T theta reach : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* finite *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> time_integral (fun s => - G s + G
      (Delta t)) (fun s => sqrt 2 * sqrt (Phi s)) 0 (Delta t)) /\
  (* projected *) (0 <= distance_at 0 /\ 0 <= distance_at T /\ (forall t : R, integer t -> 0 <= t ->
      t <= T - 1 -> (aiming_step m (distance_at t) (Delta t) (g t) (inner_at t) (eta_at t)
      (distance_at (t + 1)) /\ 0 <= Delta t /\ 0 <= g t))) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* theta_range *) 0 <= theta /\
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ 2 * Phi
      (Delta t) * eta_at t = theta * Delta t)) /\
  (* aiming *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> theta * Delta t <= inner_at t) /\
  (* reach_range *) 0 < reach /\
  (* start *) distance_at 0 <= - G 0 + G reach.

(* Theorem Aiming: iterations of the step theta gap/(2 Phi(gap)). *)
Definition gd_aiming : Prop :=
  exists m : setting,
  exists (Delta g inner_at distance_at eta_at : R -> R),
  exists (rho K0 K T theta eps reach : R),
  (* rho_range *) 0 < rho /\
  (* K0_range *) 0 <= K0 /\
  (* K_range *) 0 <= K /\
  (* not_both_zero *) 0 < K + K0 /\
  (* smooth *) smooth m (fun s => K * power s rho + K0) /\
  (* bounded_below *) bounded_below m /\
  (* projected *) (0 <= distance_at 0 /\ 0 <= distance_at T /\ (forall t : R, integer t -> 0 <= t ->
      t <= T - 1 -> (aiming_step m (distance_at t) (Delta t) (g t) (inner_at t) (eta_at t)
      (distance_at (t + 1)) /\ 0 <= Delta t /\ 0 <= g t))) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* theta_range *) 0 < theta /\
  (* eps_range *) 0 < eps /\
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ (rho + 1 <> 0
      /\ (0 < Delta t \/ (Delta t = 0 /\ 0 < rho + 1)) /\ 2 * (K * power (Delta t) (rho + 1) / (rho
      + 1) + K0 * Delta t) * eta_at t = theta * Delta t))) /\
  (* aiming *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> theta * Delta t <= inner_at t) /\
  (* not_yet *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> eps < Delta t).

(* Theorem Aiming for every rho, from the distance at the start. *)
Definition gd_aiming_within : Prop :=
  exists m : setting,
  exists (G Delta g inner_at distance_at eta_at : R -> R),
  exists (rho K0 K T theta eps reach : R),
  (* rho_range *) 0 < rho /\
  (* K0_range *) 0 <= K0 /\
  (* K_range *) 0 <= K /\
  (* not_both_zero *) 0 < K + K0 /\
  (* smooth *) smooth m (fun s => K * power s rho + K0) /\
  (* bounded_below *) bounded_below m /\
  (* projected *) (0 <= distance_at 0 /\ 0 <= distance_at T /\ (forall t : R, integer t -> 0 <= t ->
      t <= T - 1 -> (aiming_step m (distance_at t) (Delta t) (g t) (inner_at t) (eta_at t)
      (distance_at (t + 1)) /\ 0 <= Delta t /\ 0 <= g t))) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* theta_range *) 0 < theta /\
  (* eps_range *) 0 < eps /\
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ (rho + 1 <> 0
      /\ (0 < Delta t \/ (Delta t = 0 /\ 0 < rho + 1)) /\ 2 * (K * power (Delta t) (rho + 1) / (rho
      + 1) + K0 * Delta t) * eta_at t = theta * Delta t))) /\
  (* aiming *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> theta * Delta t <= inner_at t) /\
  (* not_yet *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> eps < Delta t) /\
  (* everywhere *) everywhere m /\
  (* potential_positive *) (forall x : R, 0 < x -> ((0 < x \/ (x = 0 /\ 0 < rho + 1)) /\ rho + 1 <>
      0 /\ 0 < K * power x (rho + 1) / (rho + 1) + K0 * x)) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < K * power x (rho + 1) / (rho + 1) + K0 * x /\ (0
      < x \/ (x = 0 /\ 0 < rho + 1)) /\ rho + 1 <> 0) /\ derives (fun x => 0 < x) (fun x => G x)
      (fun x => sqrt 2 / (2 * sqrt (K * power x (rho + 1) / (rho + 1) + K0 * x)))) /\
  (* finite *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> time_integral (fun s => - G s + G
      (Delta t)) (fun s => sqrt 2 * sqrt (K * power s (rho + 1) / (rho + 1) + K0 * s)) 0 (Delta t))
      /\
  (* reach_range *) 0 < reach /\
  (* start *) distance_at 0 <= - G 0 + G reach.

(* Interpolated SGD: every sample brings the iterate closer. *)
Definition interpolated_sgd_step : Prop :=
  exists m : setting,
  exists (rho K0 K theta reach distance gap gradient_norm inner_ eta distance_next : R),
  (* rho_range *) 0 < rho /\
  (* K0_range *) 0 <= K0 /\
  (* K_range *) 0 <= K /\
  (* smooth *) smooth m (fun s => K * power s rho + K0) /\
  (* bounded_below *) bounded_below m /\
  (* projected *) (aiming_step m distance gap gradient_norm inner_ eta distance_next /\ 0 <= gap /\
      0 <= gradient_norm /\ 0 <= distance /\ 0 <= distance_next) /\
  (* theta_range *) 0 < theta /\
  (* schedule *) (0 <= eta /\ ((0 < gap \/ (gap = 0 /\ 0 < rho + 1)) /\ rho + 1 <> 0 /\ 2 * eta * (K
      * power gap (rho + 1) / (rho + 1) + K0 * gap) = gap * theta)) /\
  (* aiming *) gap * theta <= inner_ /\
  (* reach *) gap <= reach.

(* Interpolated SGD in expectation. *)
Definition interpolated_sgd : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (dist own_gap sgd_gap : R -> R -> R),
  exists (mean_square mean_gap least_gap : R -> R),
  exists (theta M distance0 mean_least T : R),
  (* scale *) 0 <= M /\
  (* pathwise *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> theta ^ 2 * own_gap t omega <= M * ((dist t omega) ^ 2 - (dist (t + 1) omega) ^
      2))) /\
  (* sampled *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (conditional_mean Omega (fun
      omega => own_gap t omega) (fun omega => sgd_gap t omega) /\ expectation Omega (fun omega =>
      own_gap t omega) (mean_gap t))) /\
  (* integrable *) (mean_square 0 = distance0 ^ 2 /\ 0 <= mean_square T /\ (forall t : R, integer t
      -> 0 <= t -> t <= T - 1 -> (expectation Omega (fun omega => (dist t omega) ^ 2) (mean_square
      t) /\ expectation Omega (fun omega => (dist (t + 1) omega) ^ 2) (mean_square (t + 1))))) /\
  (* least *) (expectation Omega (fun omega => least_gap omega) mean_least /\ (forall t : R, integer
      t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> least_gap omega <=
      sgd_gap t omega))) /\
  (* horizon *) (integer T /\ 0 <= T).

(* The exponential moment of noise with light tails. *)
Definition light_tails_moment : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (noise_inner_at noise_at sgd_gradient scale_at pull_at push_at : R -> R -> R),
  exists (t : R),
  (* known *) (known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun omega =>
      scale_at t omega) t /\ known Omega (fun omega => pull_at t omega) t /\ known Omega (fun omega
      => push_at t omega) t /\ known Omega (fun omega => noise_inner_at t omega) (t + 1) /\ known
      Omega (fun omega => noise_at t omega) (t + 1)) /\
  (* centred *) centred Omega (fun omega => noise_inner_at t omega) t /\
  (* bounded *) (forall omega : R, outcome Omega omega -> (noise_inner_at t omega <= noise_at t
      omega * sgd_gradient t omega /\ - noise_at t omega * sgd_gradient t omega <= noise_inner_at t
      omega)) /\
  (* positive *) (forall omega : R, outcome Omega omega -> 0 < scale_at t omega) /\
  (* light_tails *) ((forall omega : R, outcome Omega omega -> scale_at t omega <> 0) /\
      conditionally_at_most Omega (fun omega => exp ((noise_at t omega) ^ 2 / scale_at t omega))
      (fun omega => exp 1) t) /\
  (* push_range *) (forall omega : R, outcome Omega omega -> (0 <= push_at t omega /\ 2 * push_at t
      omega * scale_at t omega <= 1)).

(* The exponential moment of bounded centred noise. *)
Definition hoeffding_moment : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (centred_part part_bound : R -> R -> R),
  exists (t tilt : R),
  (* known *) (known Omega (fun omega => part_bound t omega) t /\ known Omega (fun omega =>
      centred_part t omega) (t + 1)) /\
  (* centred *) centred Omega (fun omega => centred_part t omega) t /\
  (* bounded *) (forall omega : R, outcome Omega omega -> (centred_part t omega <= part_bound t
      omega /\ - part_bound t omega <= centred_part t omega)).

(* The inequality of Azuma and Hoeffding for all partial sums. *)
Definition azuma_hoeffding : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (centred_part : R -> R -> R),
  exists (bound_at moment : R -> R),
  exists (T delta deviation squares tilt : R),
  (* horizon *) (integer T /\ 0 <= T) /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* known *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> known Omega (fun omega =>
      centred_part t omega) (t + 1)) /\
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      centred_part t omega) t) /\
  (* bounded *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (centred_part t omega <= bound_at t /\ - bound_at t <= centred_part t omega))) /\
  (* squares_range *) (0 < squares /\ total (fun i => (bound_at i) ^ 2) T <= squares) /\
  (* deviation_range *) (0 < deviation /\ (0 < delta /\ - 2 * squares * ln delta <= deviation ^ 2))
      /\
  (* tilt_value *) squares * tilt = deviation /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)).

(* Descent with high probability where an event happens. *)
Definition probable_descent_within : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (sgd_gap gain_at exponent_at : R -> R -> R),
  exists (event moment : R -> R),
  exists (gap0 delta T tilt slack : R),
  (* gap0_range *) 0 < gap0 /\
  (* first_gap *) (forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* tilt_value *) (0 < tilt /\ (0 < delta /\ gap0 * tilt = - 2 * ln delta)) /\
  (* slack_range *) (0 <= slack /\ T * slack <= gap0 / 2) /\
  (* gain *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= gain_at t omega)) /\
  (* known *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> known Omega (fun omega =>
      exponent_at t omega) (t + 1)) /\
  (* increments *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> conditionally_at_most Omega
      (fun omega => exp (exponent_at t omega)) (fun omega => 1) t) /\
  (* event *) (forall omega : R, outcome Omega omega -> (event omega = 0 \/ event omega = 1)) /\
  (* descent *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (event omega = 1 -> sgd_gap t omega < 2 * gap0 -> tilt * (- 2 * gap0 + slack -
      gain_at t omega / 2 + sgd_gap t omega) + exponent_at t omega < 0 -> tilt * (- slack + gain_at
      t omega / 2 - sgd_gap t omega + sgd_gap (t + 1) omega) <= exponent_at t omega))) /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)).

(* Descent with high probability from a bound of exponential moments. *)
Definition probable_descent : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (sgd_gap gain_at exponent_at : R -> R -> R),
  exists (moment : R -> R),
  exists (gap0 delta T tilt slack : R),
  (* gap0_range *) 0 < gap0 /\
  (* first_gap *) (forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* tilt_value *) (0 < tilt /\ (0 < delta /\ gap0 * tilt = - 2 * ln delta)) /\
  (* slack_range *) (0 <= slack /\ T * slack <= gap0 / 2) /\
  (* gain *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= gain_at t omega)) /\
  (* known *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> known Omega (fun omega =>
      exponent_at t omega) (t + 1)) /\
  (* increments *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> conditionally_at_most Omega
      (fun omega => exp (exponent_at t omega)) (fun omega => 1) t) /\
  (* descent *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (sgd_gap t omega < 2 * gap0 -> tilt * (- 2 * gap0 + slack - gain_at t omega / 2 +
      sgd_gap t omega) + exponent_at t omega < 0 -> tilt * (- slack + gain_at t omega / 2 - sgd_gap
      t omega + sgd_gap (t + 1) omega) <= exponent_at t omega))) /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)).

(* Descent with high probability with light tails. *)
Definition probable_descent_light : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (sgd_gap gain_at noise_inner_at noise_at sgd_gradient scale_at pull_at push_at : R -> R ->
      R),
  exists (event moment : R -> R),
  exists (gap0 delta T tilt slack : R),
  (* gap0_range *) 0 < gap0 /\
  (* first_gap *) (forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* tilt_value *) (0 < tilt /\ (0 < delta /\ gap0 * tilt = - 2 * ln delta)) /\
  (* slack_range *) (0 <= slack /\ T * slack <= gap0 / 2) /\
  (* gain *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= gain_at t omega)) /\
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => scale_at t omega) t /\ known Omega (fun omega => pull_at t omega) t /\ known Omega
      (fun omega => push_at t omega) t /\ known Omega (fun omega => noise_inner_at t omega) (t + 1)
      /\ known Omega (fun omega => noise_at t omega) (t + 1))) /\
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) /\
  (* bounded *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (noise_inner_at t omega <= noise_at t omega * sgd_gradient t omega /\ - noise_at t
      omega * sgd_gradient t omega <= noise_inner_at t omega))) /\
  (* positive *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> 0 < scale_at t omega)) /\
  (* light_tails *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> ((forall omega : R, outcome
      Omega omega -> scale_at t omega <> 0) /\ conditionally_at_most Omega (fun omega => exp
      ((noise_at t omega) ^ 2 / scale_at t omega)) (fun omega => exp 1) t)) /\
  (* variance *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> 6 * tilt * (pull_at t omega) ^ 2 *
      (sgd_gradient t omega) ^ 2 * scale_at t omega <= gain_at t omega))) /\
  (* push_range *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (0 <= push_at t omega /\ 2 * tilt * push_at t
      omega * scale_at t omega <= 1)))) /\
  (* event *) (forall omega : R, outcome Omega omega -> (event omega = 0 \/ event omega = 1)) /\
  (* descent *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (event omega = 1 -> sgd_gap t omega < 2 * gap0 -> slack + ((noise_at t omega) ^ 2 -
      scale_at t omega) * push_at t omega - 3 * gain_at t omega / 4 - noise_inner_at t omega *
      pull_at t omega + sgd_gap t omega < 2 * gap0 -> sgd_gap (t + 1) omega <= slack + ((noise_at t
      omega) ^ 2 - scale_at t omega) * push_at t omega - 3 * gain_at t omega / 4 - noise_inner_at t
      omega * pull_at t omega + sgd_gap t omega))) /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)).

(* Descent with high probability with bounded noise. *)
Definition probable_descent_bounded : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (sgd_gap gain_at centred_part part_bound : R -> R -> R),
  exists (moment : R -> R),
  exists (gap0 delta T tilt slack : R),
  (* gap0_range *) 0 < gap0 /\
  (* first_gap *) (forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* tilt_value *) (0 < tilt /\ (0 < delta /\ gap0 * tilt = - 2 * ln delta)) /\
  (* slack_range *) (0 <= slack /\ T * slack <= gap0 / 2) /\
  (* gain *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= gain_at t omega)) /\
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => part_bound t omega) t /\ known Omega (fun
      omega => centred_part t omega) (t + 1))) /\
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      centred_part t omega) t) /\
  (* bounded *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (sgd_gap t omega <= 2 * gap0 -> (centred_part t omega <= part_bound t omega /\ -
      part_bound t omega <= centred_part t omega)))) /\
  (* variance *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> 2 * tilt * (part_bound t omega) ^ 2 <= gain_at
      t omega))) /\
  (* descent *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (sgd_gap t omega < 2 * gap0 -> slack - centred_part t omega - 3 * gain_at t omega / 4
      + sgd_gap t omega < 2 * gap0 -> sgd_gap (t + 1) omega <= slack - centred_part t omega - 3 *
      gain_at t omega / 4 + sgd_gap t omega))) /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)).

(* SGD with high probability, for any steps known beforehand. *)
Definition sgd : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (ell Phi G moment least_square : R -> R),
  exists (sgd_gap sgd_gradient sgd_eta sgd_level noise_at noise_inner_at : R -> R -> R),
  exists (A B C beta delta T gap0 : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* gap0_range *) 0 < gap0 /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* horizon *) (integer T /\ 1 <= T) /\
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* C_range *) 0 <= C /\
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) (sgd_eta t omega) (noise_at t omega) (noise_inner_at
      t omega) (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <=
      noise_at t omega /\ 0 <= sgd_gap (t + 1) omega)))) /\
  (* forward *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= sgd_eta t omega)) /\
  (* levels *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 < sgd_level t omega /\ (sgd_gap t omega <= 2 * gap0 -> sgd_gap t omega <=
      sgd_level t omega)))) /\
  (* curvature_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (2 * B + 2) * ell (beta * sgd_level t
      omega) * sgd_eta t omega <= 1))) /\
  (* radius_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (0 <= Phi (sgd_gap t omega) /\ (0 <= A *
      sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C /\ 0 <= Phi (sgd_gap t omega) /\ (sqrt (A
      * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) + sqrt 2 * sqrt (Phi (sgd_gap t
      omega))) * sgd_eta t omega <= G (beta * sgd_level t omega) - G (sgd_level t omega)))))) /\
  (* confidence_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (0 < delta /\ - 4 * (A * sgd_gap t
      omega + 2 * B * Phi (sgd_gap t omega) + C) * ln delta * sgd_eta t omega <= gap0)))) /\
  (* noise_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> T * (sgd_eta t omega) ^ 2 * (A * sgd_gap t
      omega + C) * ell (beta * sgd_level t omega) <= gap0))) /\
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => sgd_eta t omega) t /\ known Omega (fun omega => ell (beta * sgd_level t omega)) t /\
      ((forall omega : R, outcome Omega omega -> 0 <= A * sgd_gap t omega + 2 * B * Phi (sgd_gap t
      omega) + C) /\ known Omega (fun omega => sqrt (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t
      omega) + C)) t) /\ known Omega (fun omega => noise_inner_at t omega) (t + 1))) /\
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) /\
  (* noise_abc *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (noise_at t omega) ^ 2 <= A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) /\
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))).

(* SGD with high probability without a local radius. *)
Definition sgd_sharp : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (ell moment least_square : R -> R),
  exists (sgd_gap sgd_gradient sgd_eta noise_at noise_inner_at : R -> R -> R),
  exists (top_curvature A B C delta T gap0 : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* gap0_range *) 0 < gap0 /\
  (* top_curvature *) top_curvature = ell (2 * gap0) /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* horizon *) (integer T /\ 1 <= T) /\
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* C_range *) 0 <= C /\
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) (sgd_eta t omega) (noise_at t omega) (noise_inner_at
      t omega) (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <=
      noise_at t omega /\ 0 <= sgd_gap (t + 1) omega)))) /\
  (* forward *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= sgd_eta t omega)) /\
  (* curvature_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> top_curvature * (2 * B + 2) * sgd_eta t
      omega <= 1))) /\
  (* confidence_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (0 < delta /\ - 4 * (A * sgd_gap t
      omega + B * (sgd_gradient t omega) ^ 2 + C) * ln delta * sgd_eta t omega <= gap0)))) /\
  (* noise_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> T * top_curvature * (sgd_eta t omega) ^ 2 * (A
      * sgd_gap t omega + C) <= gap0))) /\
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => sgd_eta t omega) t /\ ((forall omega : R, outcome Omega omega -> 0 <= A * sgd_gap t
      omega + B * (sgd_gradient t omega) ^ 2 + C) /\ known Omega (fun omega => sqrt (A * sgd_gap t
      omega + B * (sgd_gradient t omega) ^ 2 + C)) t) /\ known Omega (fun omega => noise_inner_at t
      omega) (t + 1))) /\
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) /\
  (* noise_abc *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (noise_at t omega) ^ 2 <= A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) /\
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))).

(* SGD with the theoretical warm-up. *)
Definition sgd_warmup : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (ell Phi G moment least_square : R -> R),
  exists (sgd_gap sgd_gradient sgd_eta noise_at noise_inner_at : R -> R -> R),
  exists (A B C beta delta T gap0 gap_floor : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* gap0_range *) 0 < gap0 /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* horizon *) (integer T /\ 1 <= T) /\
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* C_range *) 0 <= C /\
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) (sgd_eta t omega) (noise_at t omega) (noise_inner_at
      t omega) (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <=
      noise_at t omega /\ 0 <= sgd_gap (t + 1) omega)))) /\
  (* gap_floor_range *) 0 < gap_floor /\
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
      omega)))))))))) /\
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => sgd_eta t omega) t /\ known Omega (fun omega => ell (beta * Rmax gap_floor (sgd_gap t
      omega))) t /\ ((forall omega : R, outcome Omega omega -> 0 <= A * sgd_gap t omega + 2 * B *
      Phi (sgd_gap t omega) + C) /\ known Omega (fun omega => sqrt (A * sgd_gap t omega + 2 * B *
      Phi (sgd_gap t omega) + C)) t) /\ known Omega (fun omega => noise_inner_at t omega) (t + 1)))
      /\
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) /\
  (* noise_abc *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (noise_at t omega) ^ 2 <= A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) /\
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))).

(* SGD with a constant step. *)
Definition sgd_constant : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (ell Phi G moment least_square : R -> R),
  exists (sgd_gap sgd_gradient noise_at noise_inner_at : R -> R -> R),
  exists (A B C beta delta T gap0 eta : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* gap0_range *) 0 < gap0 /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* horizon *) (integer T /\ 1 <= T) /\
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* C_range *) 0 <= C /\
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) eta (noise_at t omega) (noise_inner_at t omega)
      (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <= noise_at
      t omega /\ 0 <= sgd_gap (t + 1) omega)))) /\
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
      * gap0))))))) /\
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ ((forall omega : R,
      outcome Omega omega -> 0 <= A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C) /\ known
      Omega (fun omega => sqrt (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C)) t) /\
      known Omega (fun omega => noise_inner_at t omega) (t + 1))) /\
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) /\
  (* noise_abc *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (noise_at t omega) ^ 2 <= A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) /\
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))).

(* SGD with a constant step, without the radius term and beta. *)
Definition sgd_constant_sharp : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (ell Phi moment least_square : R -> R),
  exists (sgd_gap sgd_gradient noise_at noise_inner_at : R -> R -> R),
  exists (A B C delta T gap0 eta : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* gap0_range *) 0 < gap0 /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* horizon *) (integer T /\ 1 <= T) /\
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* C_range *) 0 <= C /\
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) eta (noise_at t omega) (noise_inner_at t omega)
      (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <= noise_at
      t omega /\ 0 <= sgd_gap (t + 1) omega)))) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* eta_range *) 0 <= eta /\
  (* curvature_step *) eta * (2 * B + 2) * ell (2 * gap0) <= 1 /\
  (* confidence_step *) (0 < delta /\ - 4 * eta * (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) * ln
      delta <= gap0) /\
  (* noise_step *) T * eta ^ 2 * (2 * A * gap0 + C) * ell (2 * gap0) <= gap0 /\
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ ((forall omega : R,
      outcome Omega omega -> 0 <= A * sgd_gap t omega + B * (sgd_gradient t omega) ^ 2 + C) /\ known
      Omega (fun omega => sqrt (A * sgd_gap t omega + B * (sgd_gradient t omega) ^ 2 + C)) t) /\
      known Omega (fun omega => noise_inner_at t omega) (t + 1))) /\
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) /\
  (* noise_abc *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (noise_at t omega) ^ 2 <= A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) /\
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))).

(* SGD with light tails, for any steps known beforehand. *)
Definition sgd_light_tails : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (ell Phi G moment least_square : R -> R),
  exists (sgd_gap sgd_gradient sgd_eta sgd_level noise_at noise_inner_at : R -> R -> R),
  exists (A B C beta delta T gap0 : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* gap0_range *) 0 < gap0 /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* horizon *) (integer T /\ 1 <= T) /\
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* C_range *) 0 <= C /\
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) (sgd_eta t omega) (noise_at t omega) (noise_inner_at
      t omega) (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <=
      noise_at t omega /\ 0 <= sgd_gap (t + 1) omega)))) /\
  (* forward *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= sgd_eta t omega)) /\
  (* levels *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 < sgd_level t omega /\ (sgd_gap t omega <= 2 * gap0 -> sgd_gap t omega <=
      sgd_level t omega)))) /\
  (* curvature_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (2 * B + 2) * ell (beta * sgd_level t
      omega) * sgd_eta t omega <= 1))) /\
  (* radius_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (0 <= Phi (sgd_gap t omega) /\ (0 < delta /\ 0
      < T /\ 0 <= ln T - ln delta + 1) /\ (0 <= (ln T - ln delta + 1) * (A * sgd_gap t omega + 2 * B
      * Phi (sgd_gap t omega) + C) /\ 0 < delta /\ 0 < T /\ 0 <= Phi (sgd_gap t omega) /\ (sqrt ((ln
      T - ln delta + 1) * (A * sgd_gap t omega + 2 * B * Phi (sgd_gap t omega) + C)) + sqrt 2 * sqrt
      (Phi (sgd_gap t omega))) * sgd_eta t omega <= G (beta * sgd_level t omega) - G (sgd_level t
      omega)))))) /\
  (* confidence_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (0 < delta /\ - 12 * (A * sgd_gap t
      omega + 2 * B * Phi (sgd_gap t omega) + C) * ln delta * sgd_eta t omega <= gap0)))) /\
  (* noise_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> T * (sgd_eta t omega) ^ 2 * (A * sgd_gap t
      omega + C) * ell (beta * sgd_level t omega) <= gap0))) /\
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => sgd_eta t omega) t /\ known Omega (fun omega => noise_inner_at t omega) (t + 1) /\
      known Omega (fun omega => noise_at t omega) (t + 1) /\ known Omega (fun omega => ell (beta *
      sgd_level t omega)) t)) /\
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) /\
  (* positive *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (0 <= noise_at t omega /\ 0 < A * sgd_gap t omega + B * (sgd_gradient t omega)
      ^ 2 + C))) /\
  (* light_tails *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> ((forall omega : R, outcome
      Omega omega -> A * sgd_gap t omega + B * (sgd_gradient t omega) ^ 2 + C <> 0) /\
      conditionally_at_most Omega (fun omega => exp ((noise_at t omega) ^ 2 / (A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) (fun omega => exp 1) t)) /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) /\
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))).

(* SGD with light tails and the theoretical warm-up. *)
Definition sgd_warmup_light_tails : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (ell Phi G moment least_square : R -> R),
  exists (sgd_gap sgd_gradient sgd_eta noise_at noise_inner_at : R -> R -> R),
  exists (A B C beta delta T gap0 gap_floor : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* gap0_range *) 0 < gap0 /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* horizon *) (integer T /\ 1 <= T) /\
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* C_range *) 0 <= C /\
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) (sgd_eta t omega) (noise_at t omega) (noise_inner_at
      t omega) (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <=
      noise_at t omega /\ 0 <= sgd_gap (t + 1) omega)))) /\
  (* gap_floor_range *) 0 < gap_floor /\
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
      Rmax gap_floor (sgd_gap t omega)))))))))) /\
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => sgd_eta t omega) t /\ known Omega (fun omega => noise_inner_at t omega) (t + 1) /\
      known Omega (fun omega => noise_at t omega) (t + 1) /\ known Omega (fun omega => ell (beta *
      Rmax gap_floor (sgd_gap t omega))) t)) /\
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) /\
  (* positive *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (0 <= noise_at t omega /\ 0 < A * sgd_gap t omega + B * (sgd_gradient t omega)
      ^ 2 + C))) /\
  (* light_tails *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> ((forall omega : R, outcome
      Omega omega -> A * sgd_gap t omega + B * (sgd_gradient t omega) ^ 2 + C <> 0) /\
      conditionally_at_most Omega (fun omega => exp ((noise_at t omega) ^ 2 / (A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) (fun omega => exp 1) t)) /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) /\
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))).

(* SGD with light tails without a local radius. *)
Definition sgd_light_tails_sharp : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (ell moment least_square : R -> R),
  exists (sgd_gap sgd_gradient sgd_eta noise_at noise_inner_at : R -> R -> R),
  exists (top_curvature A B C delta T gap0 : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* gap0_range *) 0 < gap0 /\
  (* top_curvature *) top_curvature = ell (2 * gap0) /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* horizon *) (integer T /\ 1 <= T) /\
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* C_range *) 0 <= C /\
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) (sgd_eta t omega) (noise_at t omega) (noise_inner_at
      t omega) (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <=
      noise_at t omega /\ 0 <= sgd_gap (t + 1) omega)))) /\
  (* forward *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> 0 <= sgd_eta t omega)) /\
  (* curvature_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> top_curvature * (2 * B + 2) * sgd_eta t
      omega <= 1))) /\
  (* confidence_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R,
      outcome Omega omega -> (sgd_gap t omega <= 2 * gap0 -> (0 < delta /\ - 12 * (A * sgd_gap t
      omega + B * (sgd_gradient t omega) ^ 2 + C) * ln delta * sgd_eta t omega <= gap0)))) /\
  (* noise_step *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> T * top_curvature * (sgd_eta t omega) ^ 2 * (A
      * sgd_gap t omega + C) <= gap0))) /\
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => sgd_eta t omega) t /\ known Omega (fun omega => noise_inner_at t omega) (t + 1) /\
      known Omega (fun omega => noise_at t omega) (t + 1))) /\
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) /\
  (* positive *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (0 <= noise_at t omega /\ 0 < A * sgd_gap t omega + B * (sgd_gradient t omega)
      ^ 2 + C))) /\
  (* light_tails *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> ((forall omega : R, outcome
      Omega omega -> A * sgd_gap t omega + B * (sgd_gradient t omega) ^ 2 + C <> 0) /\
      conditionally_at_most Omega (fun omega => exp ((noise_at t omega) ^ 2 / (A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) (fun omega => exp 1) t)) /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) /\
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))).

(* SGD with light tails and a constant step. *)
Definition sgd_constant_light_tails : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (ell Phi moment least_square : R -> R),
  exists (sgd_gap sgd_gradient noise_at noise_inner_at : R -> R -> R),
  exists (A B C delta T gap0 eta : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* gap0_range *) 0 < gap0 /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* horizon *) (integer T /\ 1 <= T) /\
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* C_range *) 0 <= C /\
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) eta (noise_at t omega) (noise_inner_at t omega)
      (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <= noise_at
      t omega /\ 0 <= sgd_gap (t + 1) omega)))) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* eta_range *) 0 <= eta /\
  (* curvature_step *) eta * (2 * B + 2) * ell (2 * gap0) <= 1 /\
  (* confidence_step *) (0 < delta /\ - 12 * eta * (2 * A * gap0 + 2 * B * Phi (2 * gap0) + C) * ln
      delta <= gap0) /\
  (* noise_step *) T * eta ^ 2 * (2 * A * gap0 + C) * ell (2 * gap0) <= gap0 /\
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => noise_inner_at t omega) (t + 1) /\ known Omega (fun omega => noise_at t omega) (t +
      1))) /\
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) /\
  (* positive *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (0 <= noise_at t omega /\ 0 < A * sgd_gap t omega + B * (sgd_gradient t omega)
      ^ 2 + C))) /\
  (* light_tails *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> ((forall omega : R, outcome
      Omega omega -> A * sgd_gap t omega + B * (sgd_gradient t omega) ^ 2 + C <> 0) /\
      conditionally_at_most Omega (fun omega => exp ((noise_at t omega) ^ 2 / (A * sgd_gap t omega +
      B * (sgd_gradient t omega) ^ 2 + C))) (fun omega => exp 1) t)) /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) /\
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))).

(* SGD with the theoretical warm-up and bounded noise. *)
Definition sgd_warmup_bounded : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (ell Phi G moment least_square : R -> R),
  exists (sgd_gap sgd_gradient sgd_eta noise_at noise_inner_at : R -> R -> R),
  exists (sigma beta delta T gap0 gap_floor : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* gap0_range *) 0 < gap0 /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* horizon *) (integer T /\ 1 <= T) /\
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) (sgd_eta t omega) (noise_at t omega) (noise_inner_at
      t omega) (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <=
      noise_at t omega /\ 0 <= sgd_gap (t + 1) omega)))) /\
  (* gap_floor_range *) 0 < gap_floor /\
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
      2 * ell (beta * Rmax gap_floor (sgd_gap t omega)))))))))) /\
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => sgd_eta t omega) t /\ known Omega (fun omega => ell (beta * Rmax gap_floor (sgd_gap t
      omega))) t /\ known Omega (fun omega => noise_inner_at t omega) (t + 1))) /\
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) /\
  (* noise_bounded *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> noise_at t omega <= sigma))) /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) /\
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))).

(* SGD with a constant step and bounded noise. *)
Definition sgd_constant_bounded : Prop :=
  exists m : setting,
  exists Omega : probability_space,
  exists (ell Phi G moment least_square : R -> R),
  exists (sgd_gap sgd_gradient noise_at noise_inner_at : R -> R -> R),
  exists (sigma beta delta T gap0 eta : R),
  (* smooth *) smooth m ell /\
  (* bounded_below *) bounded_below m /\
  (* everywhere *) everywhere m /\
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* ell_nondecreasing *) (forall a : R, 0 <= a -> (forall b : R, a <= b -> ell a <= ell b)) /\
  (* integral *) (derives (fun s => 0 <= s) (fun s => Phi s) (fun s => ell s) /\ Phi 0 = 0) /\
  (* potential_positive *) (forall x : R, 0 < x -> 0 < Phi x) /\
  (* antiderivative *) ((forall x : R, 0 < x -> 0 < Phi x) /\ derives (fun x => 0 < x) (fun x => G
      x) (fun x => sqrt 2 / (2 * sqrt (Phi x)))) /\
  (* beta_range *) 1 < beta /\
  (* gap0_range *) 0 < gap0 /\
  (* delta_range *) (0 < delta /\ delta < 1) /\
  (* horizon *) (integer T /\ 1 <= T) /\
  (* run *) ((forall omega : R, outcome Omega omega -> sgd_gap 0 omega <= gap0) /\ (forall t : R,
      integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega omega -> (noisy_step m
      (sgd_gap t omega) (sgd_gradient t omega) eta (noise_at t omega) (noise_inner_at t omega)
      (sgd_gap (t + 1) omega) /\ 0 <= sgd_gap t omega /\ 0 <= sgd_gradient t omega /\ 0 <= noise_at
      t omega /\ 0 <= sgd_gap (t + 1) omega)))) /\
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
      * beta * gap0))))))) /\
  (* adapted *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (known Omega (fun omega =>
      sgd_gap t omega) t /\ known Omega (fun omega => sgd_gradient t omega) t /\ known Omega (fun
      omega => noise_inner_at t omega) (t + 1))) /\
  (* centred *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> centred Omega (fun omega =>
      noise_inner_at t omega) t) /\
  (* noise_bounded *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome
      Omega omega -> (sgd_gap t omega <= 2 * gap0 -> noise_at t omega <= sigma))) /\
  (* moment *) (forall omega : R, outcome Omega omega -> (integer (moment omega) /\ 0 <= moment
      omega /\ moment omega <= T)) /\
  (* least *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (forall omega : R, outcome Omega
      omega -> (0 <= least_square omega /\ least_square omega <= (sgd_gradient t omega) ^ 2))).

(* A fixed step is slow on Huber's function. *)
Definition huber_lower_bound : Prop :=
  exists m : setting,
  exists (position : R -> R),
  exists (K0 gap0 distance0 eps eta outer_slope T : R),
  (* K0_range *) 0 < K0 /\
  (* distance0_range *) 0 < distance0 /\
  (* slope *) (0 < outer_slope /\ distance0 * outer_slope = 2 * eps) /\
  (* room *) 2 * eps <= gap0 /\
  (* eta_range *) 0 <= eta /\
  (* run *) (position 0 = distance0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> position
      (t + 1) = - eta * Rmax (- outer_slope) (Rmin outer_slope (K0 * position t)) + position t)) /\
  (* horizon *) (integer T /\ 0 <= T).

(* The count of the theoretical warm-up has no constant factor to gain. *)
Definition no_sharp_warmup : Prop :=
  exists m : setting,
  exists (Delta eta_at position : R -> R),
  exists (K0 K outer_slope distance0 eps share T : R),
  (* K0_range *) 0 < K0 /\
  (* K_range *) 0 <= K /\
  (* outer_slope_range *) 0 < outer_slope /\
  (* eps_range *) 0 < eps /\
  (* start *) outer_slope <= K0 * distance0 /\
  (* share *) eps = distance0 * outer_slope * share /\
  (* run *) (position 0 = distance0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> position
      (t + 1) = - Rmax (- outer_slope) (Rmin outer_slope (K0 * position t)) * eta_at t + position
      t)) /\
  (* gaps *) (forall n : R, integer n -> 0 <= n -> n <= T -> (K0 <> 0 /\ Delta n = Rmax (-
      outer_slope) (Rmin outer_slope (K0 * position n)) * position n - (Rmax (- outer_slope) (Rmin
      outer_slope (K0 * position n))) ^ 2 / (2 * K0))) /\
  (* horizon *) (integer T /\ 0 <= T) /\
  (* schedule *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= eta_at t /\ (K * Delta t
      + K0) * eta_at t = 1)).

(* A fixed step of 2 G(Delta_0)/h(Delta_0) or more may never converge. *)
Definition gd_cycle : Prop :=
  exists m : setting,
  exists (ell V dV ddV p dp ddp position : R -> R),
  exists (R_ h gap0 eta T : R),
  (* ell_nonnegative *) (forall s : R, 0 <= s -> 0 <= ell s) /\
  (* extremal *) (0 < R_ /\ (forall x : R, 0 <= x -> x <= R_ -> (0 <= V x /\ ddV x = ell (V x))) /\
      derives (fun x => (0 <= x /\ x <= R_)) (fun x => V x) (fun x => dV x) /\ derives (fun x => (0
      <= x /\ x <= R_)) (fun x => dV x) (fun x => ddV x) /\ V 0 = 0 /\ dV 0 = 0 /\ V R_ = gap0 /\ dV
      R_ = h /\ 0 < h) /\
  (* long_step *) 2 * R_ <= eta * h /\
  (* flat *) (forall x : R, 0 <= x -> x <= - R_ + eta * h / 2 -> (p x = 0 /\ dp x = 0 /\ ddp x = 0))
      /\
  (* curve *) (forall x : R, - R_ + eta * h / 2 < x -> x <= eta * h / 2 -> (p x = V (R_ - eta * h /
      2 + x) /\ dp x = dV (R_ - eta * h / 2 + x) /\ ddp x = ddV (R_ - eta * h / 2 + x))) /\
  (* line *) (forall x : R, eta * h / 2 < x -> (p x = gap0 + h * (- eta * h / 2 + x) /\ dp x = h /\
      ddp x = 0)) /\
  (* run *) (position 0 = eta * h / 2 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> ((0 <=
      position t -> position (t + 1) = - eta * dp (position t) + position t) /\ (position t < 0 ->
      position (t + 1) = eta * dp (- position t) + position t)))) /\
  (* horizon *) (integer T /\ 0 <= T).

(* A fixed step is too long for one function or slow on another. *)
Definition fixed_step_lower_bound : Prop :=
  exists m : setting,
  exists (ell V dV ddV p dp ddp cycle_position position : R -> R),
  exists (R_ h gap0 eta K0 distance0 eps outer_slope T : R),
  (* K0_range *) 0 < K0 /\
  (* at_least_K0 *) (forall s : R, 0 <= s -> K0 <= ell s) /\
  (* extremal *) (0 < R_ /\ (forall x : R, 0 <= x -> x <= R_ -> (0 <= V x /\ ddV x = ell (V x))) /\
      derives (fun x => (0 <= x /\ x <= R_)) (fun x => V x) (fun x => dV x) /\ derives (fun x => (0
      <= x /\ x <= R_)) (fun x => dV x) (fun x => ddV x) /\ V 0 = 0 /\ dV 0 = 0 /\ V R_ = gap0 /\ dV
      R_ = h /\ 0 < h) /\
  (* far *) R_ <= distance0 /\
  (* flat *) (forall x : R, 0 <= x -> x <= - R_ + eta * h / 2 -> (p x = 0 /\ dp x = 0 /\ ddp x = 0))
      /\
  (* curve *) (forall x : R, - R_ + eta * h / 2 < x -> x <= eta * h / 2 -> (p x = V (R_ - eta * h /
      2 + x) /\ dp x = dV (R_ - eta * h / 2 + x) /\ ddp x = ddV (R_ - eta * h / 2 + x))) /\
  (* line *) (forall x : R, eta * h / 2 < x -> (p x = gap0 + h * (- eta * h / 2 + x) /\ dp x = h /\
      ddp x = 0)) /\
  (* cycle_run *) (cycle_position 0 = eta * h / 2 /\ (forall t : R, integer t -> 0 <= t -> t <= T -
      1 -> ((0 <= cycle_position t -> cycle_position (t + 1) = - eta * dp (cycle_position t) +
      cycle_position t) /\ (cycle_position t < 0 -> cycle_position (t + 1) = eta * dp (-
      cycle_position t) + cycle_position t)))) /\
  (* slope *) (0 < outer_slope /\ distance0 * outer_slope = 2 * eps) /\
  (* room *) 2 * eps <= gap0 /\
  (* eta_range *) 0 <= eta /\
  (* run *) (position 0 = distance0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> position
      (t + 1) = - eta * Rmax (- outer_slope) (Rmin outer_slope (K0 * position t)) + position t)) /\
  (* horizon *) (integer T /\ 0 <= T).

(* A fixed step under PL takes at least a logarithm over the step. *)
Definition pl_lower_bound : Prop :=
  exists m : setting,
  exists (Delta position : R -> R),
  exists (mu gap0 eps eta T : R),
  (* rate *) (0 < eta * mu /\ eta * mu < 1) /\
  (* eps_range *) 0 < eps /\
  (* gap0_range *) eps < gap0 /\
  (* run *) (Delta 0 = gap0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> position (t + 1)
      = - eta * mu * position t + position t)) /\
  (* gaps *) (forall n : R, integer n -> 0 <= n -> n <= T -> 2 * Delta n = mu * (position n) ^ 2) /\
  (* horizon *) (integer T /\ 0 <= T).

(* Example 1: curvature that the gap sees and the gradient does not. *)
Definition oscillating_exponential : Prop :=
  exists m : setting,
  exists (x rho L0 L k e : R),
  (* rho_range *) 0 < rho /\
  (* L0_range *) 0 <= L0 /\
  (* far *) (integer k /\ 0 <= k /\ L0 <= k).

(* A Hessian bound cubic in ||w||^2 under a ridge is (3, K0, K)-smoothness. *)
Definition cubic_ridge : Prop :=
  exists m : setting,
  exists (gap S_ H A B c0 : R),
  (* A_range *) 0 <= A /\
  (* B_range *) 0 <= B /\
  (* gap *) 0 <= gap /\
  (* norm *) (0 <= S_ /\ S_ <= c0 + 2 * gap) /\
  (* hessian *) H <= A * S_ ^ 3 + B * S_ + 1.

(* Curvature like the squared gradient is in no class of Definition 0 with rho < 2. *)
Definition beyond_power : Prop :=
  exists m : setting,
  exists (rho L0 L Z G2 : R),
  (* rho_range *) (0 < rho /\ rho < 2) /\
  (* L_range *) 0 <= L /\
  (* gradient *) (0 < Z /\ 0 <= G2 /\ G2 <= Z) /\
  (* beyond_L0 *) 2 * L0 <= Z /\
  (* beyond_L *) ((0 < 2 * L + 1 \/ (2 * L + 1 = 0 /\ 0 < rho / (2 - rho))) /\ 2 - rho <> 0 /\ (0 <
      Z \/ (Z = 0 /\ 0 < rho / 2)) /\ power (2 * L + 1) (rho / (2 - rho)) <= power Z (rho / 2)).

(* Example 2: four linear units in a row are (3, K0, K)-smooth. *)
Definition feed_forward : Prop :=
  exists m : setting,
  exists (w1 w2 w3 w4 odds F_star share N H v rho L0 L : R),
  (* odds *) (1 < odds /\ odds = 1 + exp (- w1 * w2 * w3 * w4)) /\
  (* infimum *) ((0 < odds /\ F_star <= w1 ^ 2 / 2 + w2 ^ 2 / 2 + w3 ^ 2 / 2 + w4 ^ 2 / 2 + ln odds
      / 2 + ln 2 / 2) /\ F_star <= ln 2) /\
  (* hessian *) (0 <= share /\ share <= 1 /\ 0 <= N /\ N ^ 2 = 2 * w1 ^ 2 * w2 ^ 2 + 2 * w1 ^ 2 * w3
      ^ 2 + 2 * w1 ^ 2 * w4 ^ 2 + 2 * w2 ^ 2 * w3 ^ 2 + 2 * w2 ^ 2 * w4 ^ 2 + 2 * w3 ^ 2 * w4 ^ 2 /\
      H <= N * share / 2 + share * (1 - share) * (w1 ^ 2 * w2 ^ 2 * w3 ^ 2 + w1 ^ 2 * w2 ^ 2 * w4 ^
      2 + w1 ^ 2 * w3 ^ 2 * w4 ^ 2 + w2 ^ 2 * w3 ^ 2 * w4 ^ 2) / 2 + 1) /\
  (* rho_range *) (0 < rho /\ rho < 2) /\
  (* L0_range *) 0 <= L0 /\
  (* L_range *) 0 <= L /\
  (* far *) (3 <= v /\ 2 * L0 <= v ^ 6 / 8 /\ ((0 < 2 * L + 1 \/ (2 * L + 1 = 0 /\ 0 < rho / (2 -
      rho))) /\ 2 - rho <> 0 /\ (0 < v ^ 6 / 8 \/ (v ^ 6 / 8 = 0 /\ 0 < rho / 2)) /\ power (2 * L +
      1) (rho / (2 - rho)) <= power (v ^ 6 / 8) (rho / 2))).

(* Example 3: a linear recurrent unit over four steps is (3, K0, K)-smooth. *)
Definition recurrent_unit : Prop :=
  exists m : setting,
  exists (u1 u2 odds F_star share N H v rho L0 L : R),
  (* odds *) (1 < odds /\ odds = 1 + exp (- u2 * u1 ^ 3)) /\
  (* infimum *) ((0 < odds /\ F_star <= u1 ^ 2 / 2 + u2 ^ 2 / 2 + ln odds / 2 + ln 2 / 2) /\ F_star
      <= ln 2) /\
  (* hessian *) (0 <= share /\ share <= 1 /\ 0 <= N /\ N ^ 2 = 18 * u1 ^ 4 + 36 * u1 ^ 2 * u2 ^ 2 /\
      H <= N * share / 2 + share * (1 - share) * (u1 ^ 6 + 9 * u1 ^ 4 * u2 ^ 2) / 2 + 1) /\
  (* rho_range *) (0 < rho /\ rho < 2) /\
  (* L0_range *) 0 <= L0 /\
  (* L_range *) 0 <= L /\
  (* far *) (3 <= v /\ 2 * L0 <= v ^ 6 / 8 /\ ((0 < 2 * L + 1 \/ (2 * L + 1 = 0 /\ 0 < rho / (2 -
      rho))) /\ 2 - rho <> 0 /\ (0 < v ^ 6 / 8 \/ (v ^ 6 / 8 = 0 /\ 0 < rho / 2)) /\ power (2 * L +
      1) (rho / (2 - rho)) <= power (v ^ 6 / 8) (rho / 2))).

(* Example 5, rho < 4: the mean of the gap's power falls like T^(-rho/4). *)
Definition decaying_gap_slow : Prop :=
  exists m : setting,
  exists (Delta : R -> R),
  exists (rho scale T : R),
  (* rho_range *) (0 < rho /\ rho < 4) /\
  (* scale_range *) 0 < scale /\
  (* length *) (integer T /\ 1 <= T) /\
  (* decay *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= Delta t /\ (0 < t + 1 /\
      Delta t = scale / sqrt (t + 1)))).

(* Example 5, rho = 4: the mean of the squared gap falls like ln(T)/T. *)
Definition decaying_gap_critical : Prop :=
  exists m : setting,
  exists (Delta : R -> R),
  exists (scale T : R),
  (* length *) (integer T /\ 1 <= T) /\
  (* decay *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= Delta t /\ (0 < t + 1 /\
      Delta t = scale / sqrt (t + 1)))).

(* Example 5, rho > 4: the sum of the gap's power stays bounded. *)
Definition decaying_gap_fast : Prop :=
  exists m : setting,
  exists (Delta : R -> R),
  exists (rho scale T : R),
  (* rho_range *) 4 < rho /\
  (* scale_range *) 0 < scale /\
  (* length *) (integer T /\ 1 <= T) /\
  (* decay *) (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> (0 <= Delta t /\ (0 < t + 1 /\
      Delta t = scale / sqrt (t + 1)))).

(* The river valley is (1, 1, 1)-smooth. *)
Definition river_valley : Prop :=
  exists m : setting,
  exists (r y mu : R),
  (* mu_range *) (0 < mu /\ mu <= 1).

(* On the river valley a fixed step is stable exactly below 2 x_0/L_0. *)
Definition river_valley_stability : Prop :=
  exists m : setting,
  exists (x0 eta : R),
  (* wall *) 1 <= x0 /\
  (* eta_range *) 0 < eta.

(* Every stable fixed step is slow along the river. *)
Definition river_valley_steps : Prop :=
  exists m : setting,
  exists (Delta position : R -> R),
  exists (x0 limit mu gap0 eps eta T : R),
  (* limit *) limit * exp (x0 - 1) = 2 * x0 /\
  (* mu_range *) 0 < mu /\
  (* rate *) (0 < eta * mu /\ eta * mu < 1) /\
  (* eps_range *) 0 < eps /\
  (* gap0_range *) eps < gap0 /\
  (* run *) (Delta 0 = gap0 /\ (forall t : R, integer t -> 0 <= t -> t <= T - 1 -> position (t + 1)
      = - eta * mu * position t + position t)) /\
  (* gaps *) (forall n : R, integer n -> 0 <= n -> n <= T -> 2 * Delta n = mu * (position n) ^ 2) /\
  (* horizon *) (integer T /\ 0 <= T).

(* Poisson regression is (1, K0, K)-smooth. *)
Definition poisson_regression : Prop :=
  exists m : setting,
  exists (z y least : R -> R),
  exists (b N X2 H f_star : R),
  (* b_range *) 1 < b /\
  (* counts *) (forall k : R, integer k -> 0 <= k -> k <= N - 1 -> 0 <= y k) /\
  (* least *) (forall k : R, integer k -> 0 <= k -> k <= N - 1 -> ((y k = 0 -> least k = 0) /\ (0 <
      y k -> (0 < y k /\ least k = - ln (y k) * y k + y k)))) /\
  (* samples *) (integer N /\ 1 <= N) /\
  (* hessian *) (0 <= X2 /\ H * N <= X2 * total (fun i => exp (z i)) N).
