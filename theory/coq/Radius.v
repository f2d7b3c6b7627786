(* How large the local radius G(beta gap) - G(gap) is at least.

   In general sqrt(2 Phi)/ell(beta gap) climbs no faster than G up to beta gap, for ell there is at
   most ell(beta gap); and Phi(beta gap) >= beta Phi(gap). For the class G(x gap) climbs at least as
   fast as scale N(x). Both times derivatives are compared. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Powers GradientBound Distance.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma sqrt_derivative I z : 0 < z -> derivative_at I sqrt z (/ (2 * sqrt z)).
Proof.
  intros Hz. assert (H := sqrt_lt_R0 z Hz). apply of_is_derive. auto_derive; [exact Hz|field; lra].
Qed.

Theorem radius_lower_bounds : Stated.radius_lower_bounds.
Proof.
  intros m ell Phi G gap beta Hell Hinc [Hint HP0] Hpos [_ HG] Hgap Hbeta.
  assert (Hgb : gap <= beta * gap) by nra.
  assert (Hderivative : forall (I : R -> Prop) x, (forall y, I y -> 0 <= y) -> 0 <= x -> derivative_at I Phi x (ell x)).
  { intros I x HI Hx. apply (derivative_at_sub (fun s => 0 <= s)); [exact HI|apply Hint, Hx]. }
  set (L := ell (beta * gap)).
  assert (HL : 0 < L).
  { assert (H := derivative_compare Phi ell (fun s => L * s) (fun _ => L) 0 (beta * gap) ltac:(lra)
      ltac:(intros x Hx; apply Hderivative; [intros; lra|lra])
      ltac:(intros; apply derivative_at_linear) ltac:(intros x Hx; apply Hinc; lra)).
    cbv beta in H. rewrite HP0 in H. assert (P := Hpos (beta * gap) ltac:(lra)).
    assert (0 <= L) by (apply Hell; lra). nra. }
  assert (H2 : 0 < sqrt 2) by (apply sqrt_lt_R0; lra).
  assert (HPg := Hpos gap Hgap). assert (HPb := Hpos (beta * gap) ltac:(lra)).
  assert (Hdifference : (- sqrt 2 * sqrt (Phi gap) + sqrt 2 * sqrt (Phi (beta * gap))) / L <= - G gap + G (beta * gap)).
  { assert (H := derivative_compare (fun s => sqrt 2 / L * sqrt (Phi s))
      (fun s => sqrt 2 / L * (/ (2 * sqrt (Phi s)) * ell s)) G (fun s => sqrt 2 / (2 * sqrt (Phi s)))
      gap (beta * gap) Hgb).
    cbv beta in H.
    enough (sqrt 2 / L * sqrt (Phi (beta * gap)) - sqrt 2 / L * sqrt (Phi gap) <= G (beta * gap) - G gap)
      by (unfold Rdiv in *; lra).
    apply H.
    - intros x Hx. apply derivative_at_scale. apply (derivative_at_comp _ (fun _ => True)); [trivial| |].
      + apply sqrt_derivative, Hpos. lra.
      + apply Hderivative; [intros; lra|lra].
    - intros x Hx. apply (derivative_at_sub (fun x => 0 < x)); [intros; lra|apply HG; lra].
    - intros x Hx. assert (Hs := sqrt_lt_R0 _ (Hpos x ltac:(lra))).
      assert (Hl : ell x <= L) by (apply Hinc; lra).
      replace (sqrt 2 / L * (/ (2 * sqrt (Phi x)) * ell x)) with (sqrt 2 / (2 * sqrt (Phi x)) * (ell x / L))
        by (field; lra).
      rewrite <- (Rmult_1_r (sqrt 2 / (2 * sqrt (Phi x)))) at 2. apply Rmult_le_compat_l.
      + left. apply Rdiv_lt_0_compat; lra.
      + apply Rmult_le_reg_r with (1 := HL). unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  assert (Hscaled : beta * Phi gap <= Phi (beta * gap)).
  { assert (H := derivative_compare (fun s => beta * Phi s) (fun s => beta * ell s)
      (fun s => Phi (beta * s)) (fun s => ell (beta * s) * beta) 0 gap ltac:(lra)).
    cbv beta in H. rewrite Rmult_0_r, HP0 in H.
    enough (beta * Phi gap - beta * 0 <= Phi (beta * gap) - 0) by lra. apply H.
    - intros x Hx. apply derivative_at_scale, Hderivative; [intros; lra|lra].
    - intros x Hx. apply (derivative_at_comp _ (fun s => 0 <= s)).
      + intros y Hy. apply Rmult_le_pos; lra.
      + apply Hint. apply Rmult_le_pos; lra.
      + apply derivative_at_linear.
    - intros x Hx. rewrite (Rmult_comm (ell (beta * x))). apply Rmult_le_compat_l; [lra|].
      apply Hinc; [lra|nra]. }
  split; [repeat split; lra|]. split; [|exact Hscaled].
  repeat split; try lra. apply Rle_trans with (2 := Hdifference).
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, HL|].
  assert (Hroot : sqrt beta * sqrt (Phi gap) <= sqrt (Phi (beta * gap))).
  { rewrite <- sqrt_mult_alt by lra. apply sqrt_le_1_alt, Hscaled. }
  assert (sqrt 2 * (sqrt beta * sqrt (Phi gap)) <= sqrt 2 * sqrt (Phi (beta * gap))) by (apply Rmult_le_compat_l; lra).
  lra.
Qed.

Theorem radius_min_form : Stated.radius_min_form.
Proof.
  intros m G N rho K0 K gap beta scale Hrho Hpos [HP HG] [HQ HN] Hgap Hbeta [Hscale [H0 [_ H1]]].
  assert (H := derivative_compare (fun x => scale * N x)
    (fun x => scale * (1 / sqrt (2 * x + 2 * power x (rho + 1) / (rho + 1))))
    (fun x => G (gap * x))
    (fun x => 1 / sqrt (2 * K * power (gap * x) (rho + 1) / (rho + 1) + 2 * K0 * (gap * x)) * gap) 1 beta Hbeta).
  cbv beta in H. rewrite Rmult_1_r, (Rmult_comm gap beta) in H.
  enough (scale * N beta - scale * N 1 <= G (beta * gap) - G gap) by lra. apply H.
  - intros x Hx. apply derivative_at_scale.
    apply (derivative_at_sub (fun x => 0 < x)); [intros; lra|apply HN; lra].
  - intros x Hx. apply (derivative_at_comp _ (fun x => 0 < x)).
    + intros y Hy. apply Rmult_lt_0_compat; lra.
    + apply (HG (gap * x)). apply Rmult_lt_0_compat; lra.
    + apply derivative_at_linear.
  - intros x Hx. assert (Hgx : 0 < gap * x) by (apply Rmult_lt_0_compat; lra).
    destruct (HP (gap * x) Hgx) as [HPx _]. destruct (HQ x ltac:(lra)) as [HQx _].
    set (P := 2 * K * power (gap * x) (rho + 1) / (rho + 1) + 2 * K0 * (gap * x)) in *.
    set (Q := 2 * x + 2 * power x (rho + 1) / (rho + 1)) in *.
    assert (HsP := sqrt_lt_R0 P HPx). assert (HsQ := sqrt_lt_R0 Q HQx).
    assert (Hcore : scale ^ 2 * P <= gap ^ 2 * Q).
    { unfold P, Q. rewrite power_mult_base by lra. rewrite (power_succ gap rho) by lra.
      set (p := power x (rho + 1)). assert (Hp : 0 <= p) by apply power_ge_0.
      assert (A : 0 <= (gap - K0 * scale ^ 2) * (2 * gap * x)) by (apply Rmult_le_pos; [lra|nra]).
      assert (B : 0 <= (gap - K * power gap rho * scale ^ 2) * (2 * gap * (p / (rho + 1)))).
      { apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [lra|].
        apply Rmult_le_pos; [exact Hp|left; apply Rinv_0_lt_compat; lra]. }
      unfold Rdiv in *. lra. }
    assert (Hroot : scale * sqrt P <= gap * sqrt Q).
    { apply Rsqr_incr_0_var; [|apply Rmult_le_pos; lra]. unfold Rsqr.
      replace (scale * sqrt P * (scale * sqrt P)) with (scale ^ 2 * (sqrt P * sqrt P)) by ring.
      replace (gap * sqrt Q * (gap * sqrt Q)) with (gap ^ 2 * (sqrt Q * sqrt Q)) by ring.
      rewrite !sqrt_sqrt by lra. exact Hcore. }
    apply Rmult_le_reg_r with (sqrt P * sqrt Q); [apply Rmult_lt_0_compat; assumption|].
    replace (scale * (1 / sqrt Q) * (sqrt P * sqrt Q)) with (scale * sqrt P) by (field; lra).
    replace (1 / sqrt P * gap * (sqrt P * sqrt Q)) with (gap * sqrt Q) by (field; lra). exact Hroot.
Qed.
