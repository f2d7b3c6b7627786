(* One step of stochastic gradient descent, w - eta (grad f(w) + xi): the descent inequality below a level and
   within the local radius, multiplied out; the same with a bound of the noise put in; and how large
   the part is that has mean 0.

   The step is a pair of points at the distance eta ||grad f(w) + xi||, so the inequalities between
   two points apply: DescentBelowLevel.v, and LocalDescent.v with Lemma 5, which bounds the length. *)
From Coq Require Import Reals Lra Psatz.
From Warmproof Require Import Meaning Line Space GradientBound DescentBelowLevel LocalDescent.
From Warmproof Require Stated.
Open Scope R_scope.

(* What is used of a step: two points, and Cauchy's inequality for the noise. *)
Lemma step_points (m : setting) gap g eta noise inner gap_next : noisy_step m gap g eta noise inner gap_next ->
  0 <= eta -> exists length, 0 <= length /\ length ^ 2 = g ^ 2 + 2 * inner + noise ^ 2 /\
    length <= g + noise /\ Rabs inner <= g * noise /\ point m gap g /\
    two_points m gap gap_next (eta * length) (- eta * (g ^ 2 + inner)).
Proof.
  intros [w [xi [w' [Hw [-> [-> [Hw' [HS ->]]]]]]]] He. destruct Hw as [Sw [-> ->]].
  assert (Hd : (w' - w = - eta * (grad m w + xi))%space).
  { rewrite Hw', (plus_comm m w), <- plus_assoc, minus_self, plus_origin. reflexivity. }
  assert (Hn : norm (w' - w)%space = eta * norm (grad m w + xi)%space).
  { rewrite Hd, norm_times, Rabs_Ropp, Rabs_pos_eq by exact He. reflexivity. }
  assert (Hi : << grad m w, w' - w >> = - eta * (norm (grad m w) ^ 2 + << grad m w, xi >>)).
  { rewrite Hd, inner_times_right, inner_plus_right, norm_squared. reflexivity. }
  exists (norm (grad m w + xi)%space).
  split; [apply norm_nonnegative|]. split.
  { assert (E := square_linear m (grad m w) xi 1). rewrite times_one, !square_norm in E. rewrite E. ring. }
  split; [apply triangle|]. split; [apply cauchy_schwarz|]. split.
  { exists w. split; [exact Sw|split; reflexivity]. }
  exists w, w'. repeat split; try assumption; congruence.
Qed.

Theorem sgd_descent_below_level : Stated.sgd_descent_below_level.
Proof.
  intros m ell gap level g eta noise inner gap_next Hs Hb He Hell Hinc [step [Hgap [Hg [Hn Hnext]]]]
    Hstart Heta Harrive.
  destruct (step_points m _ _ _ _ _ _ step Heta) as [len [Hlen [Hsquare [_ [_ [_ points]]]]]].
  assert (E : (eta * len) ^ 2 * ell level / 2 + gap + - eta * (g ^ 2 + inner) =
    eta ^ 2 * noise ^ 2 * ell level / 2 - eta * g ^ 2 * (- eta * ell level / 2 + 1) -
    eta * inner * (- eta * ell level + 1) + gap).
  { replace ((eta * len) ^ 2) with (eta ^ 2 * len ^ 2) by ring. rewrite Hsquare. field. }
  rewrite <- E in *.
  apply (descent_below_level m ell gap gap_next (eta * len) (- eta * (g ^ 2 + inner)) level); try assumption.
  repeat split; try assumption. apply Rmult_le_pos; assumption.
Qed.

Theorem sgd_descent_within_radius : Stated.sgd_descent_within_radius.
Proof.
  intros m ell Phi G beta gap level g eta noise inner V gap_next Hs Hb He Hell Hinc Hint Hpos HG Hbeta Hlevel
    [step [Hgap [Hg [Hn Hnext]]]] Heta Hnoise [_ [HV [HPhi Hradius]]].
  destruct (step_points m _ _ _ _ _ _ step Heta) as [len [Hlen [Hsquare [Hshort [_ [Hpoint points]]]]]].
  assert (Hlemma : g ^ 2 <= 2 * Phi gap).
  { apply (gradient_bound m ell Phi gap g); try assumption. repeat split; assumption. }
  assert (Hg' : g <= sqrt 2 * sqrt (Phi gap)).
  { rewrite <- sqrt_mult by lra. rewrite <- (sqrt_pow2 g) by exact Hg. apply sqrt_le_1_alt. exact Hlemma. }
  assert (Hn' : noise <= sqrt V).
  { rewrite <- (sqrt_pow2 noise) by exact Hn. apply sqrt_le_1_alt. exact Hnoise. }
  assert (Hdistance : eta * len <= eta * (sqrt V + sqrt 2 * sqrt (Phi gap))) by (apply Rmult_le_compat_l; lra).
  destruct (local_descent_level m ell Phi G gap gap_next (eta * len) (- eta * (g ^ 2 + inner)) level beta)
    as [Hreach Hdescent]; try assumption.
  - repeat split; try assumption. apply Rmult_le_pos; assumption.
  - lra.
  - split; [exact Hreach|].
    replace ((eta * len) ^ 2) with (eta ^ 2 * len ^ 2) in Hdescent by ring. rewrite Hsquare in Hdescent. lra.
Qed.

(* What of the noise grows with the gradient costs a quarter of the progress. *)
Lemma absorbed L A B C gap g eta noise : 0 <= L -> 0 <= eta -> noise ^ 2 <= A * gap + B * g ^ 2 + C ->
  eta * (2 * B + 2) * L <= 1 ->
  eta ^ 2 * noise ^ 2 * L / 2 - eta * g ^ 2 * (- eta * L / 2 + 1) <=
    eta ^ 2 * (A * gap + C) * L / 2 - 3 * eta * g ^ 2 / 4.
Proof.
  intros HL He Hn Hc.
  assert (H1 : eta ^ 2 * L * noise ^ 2 <= eta ^ 2 * L * (A * gap + B * g ^ 2 + C)).
  { apply Rmult_le_compat_l; [apply Rmult_le_pos; [apply pow2_ge_0|exact HL]|exact Hn]. }
  assert (H2 : eta * g ^ 2 * (eta * (2 * B + 2) * L) <= eta * g ^ 2 * 1).
  { apply Rmult_le_compat_l; [apply Rmult_le_pos; [exact He|apply pow2_ge_0]|exact Hc]. }
  lra.
Qed.

(* The part with mean 0 is at most eta ||grad f|| sqrt(V) in size. *)
Lemma mean_zero_part L B V g eta noise inner : 0 <= L -> 0 <= eta -> 0 <= B -> 0 <= g -> 0 <= noise ->
  noise ^ 2 <= V -> Rabs inner <= g * noise -> eta * (2 * B + 2) * L <= 1 ->
  eta * inner * (- eta * L + 1) <= eta * g * sqrt V /\
  - eta * g * sqrt V <= eta * inner * (- eta * L + 1).
Proof.
  intros HL He HB Hg Hn HV Hi Hc.
  assert (HLe : 0 <= eta * L) by (apply Rmult_le_pos; assumption).
  assert (0 <= eta * L * B) by (apply Rmult_le_pos; assumption).
  assert (Hf : 0 <= - eta * L + 1 <= 1) by lra.
  assert (Hroot : g * noise <= g * sqrt V).
  { apply Rmult_le_compat_l; [exact Hg|]. rewrite <- (sqrt_pow2 noise) by exact Hn. apply sqrt_le_1_alt, HV. }
  assert (Habs : Rabs (eta * inner * (- eta * L + 1)) <= eta * g * sqrt V).
  { rewrite !Rabs_mult, (Rabs_pos_eq eta He), (Rabs_pos_eq (- eta * L + 1)) by apply Hf.
    assert (Hei : eta * Rabs inner <= eta * (g * sqrt V)) by (apply Rmult_le_compat_l; lra).
    assert (P : 0 <= eta * Rabs inner) by (apply Rmult_le_pos; [exact He|apply Rabs_pos]).
    assert (eta * Rabs inner * (- eta * L + 1) <= eta * Rabs inner * 1) by (apply Rmult_le_compat_l; lra). lra. }
  assert (A1 := Rle_abs (eta * inner * (- eta * L + 1))).
  assert (A2 := Rle_abs (- (eta * inner * (- eta * L + 1)))). rewrite Rabs_Ropp in A2. lra.
Qed.

Theorem sgd_step : Stated.sgd_step.
Proof.
  intros m ell Phi G A B C beta gap level g eta noise inner gap_next Hs Hb He Hell Hinc Hint Hpos HG Hbeta Hlevel
    step Heta HA HB HC Hnoise Hcurvature Hradius.
  assert (Hstep := step). destruct Hstep as [Hstep [Hgap [Hg [Hn Hnext]]]].
  destruct (step_points m _ _ _ _ _ _ Hstep Heta) as [_ [_ [_ [_ [Hi [Hpoint _]]]]]].
  assert (HL : 0 <= ell (beta * level)) by (apply Hell, Rmult_le_pos; lra).
  set (L := ell (beta * level)) in *. set (V := A * gap + 2 * B * Phi gap + C) in *.
  assert (Hlemma : g ^ 2 <= 2 * Phi gap).
  { apply (gradient_bound m ell Phi gap g); try assumption. repeat split; assumption. }
  assert (HV : noise ^ 2 <= V).
  { assert (B * g ^ 2 <= B * (2 * Phi gap)) by (apply Rmult_le_compat_l; assumption). unfold V. lra. }
  destruct (sgd_descent_within_radius m ell Phi G beta gap level g eta noise inner V gap_next)
    as [Hreach Hdescent]; try assumption.
  fold L in Hdescent.
  assert (Habsorbed := absorbed L A B C gap g eta noise HL Heta Hnoise Hcurvature).
  destruct (mean_zero_part L B V g eta noise inner HL Heta HB Hg Hn HV Hi Hcurvature) as [Habove Hbelow].
  assert (V0 : 0 <= V) by (apply Hradius).
  split; [exact Hreach|]. split; [lra|]. split; split; assumption.
Qed.

Theorem sgd_step_below_level : Stated.sgd_step_below_level.
Proof.
  intros m ell A B C gap level g eta noise inner gap_next Hs Hb He Hell Hinc step Hstart Heta Hnoise Hcurvature
    Harrive.
  assert (HL : 0 <= ell level) by (apply Hell; lra).
  assert (Habsorbed := absorbed (ell level) A B C gap g eta noise HL Heta Hnoise Hcurvature).
  assert (H := sgd_descent_below_level m ell gap level g eta noise inner gap_next Hs Hb He Hell Hinc step Hstart Heta).
  assert (eta ^ 2 * noise ^ 2 * ell level / 2 - eta * g ^ 2 * (- eta * ell level / 2 + 1) -
    eta * inner * (- eta * ell level + 1) + gap < level) as Hless by lra.
  specialize (H Hless). lra.
Qed.

Theorem sgd_noise_part : Stated.sgd_noise_part.
Proof.
  intros m ell A B C gap level g eta noise inner gap_next Hell [step [Hgap [Hg [Hn Hnext]]]] Hlevel Heta HB Hnoise
    Hcurvature.
  destruct (step_points m _ _ _ _ _ _ step Heta) as [_ [_ [_ [_ [Hi _]]]]].
  assert (HL : 0 <= ell level) by (apply Hell, Hlevel).
  assert (V0 : 0 <= A * gap + B * g ^ 2 + C) by (assert (P := pow2_ge_0 noise); lra).
  destruct (mean_zero_part _ B _ g eta noise inner HL Heta HB Hg Hn Hnoise Hi Hcurvature) as [Habove Hbelow].
  split; split; assumption.
Qed.
