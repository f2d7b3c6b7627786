(* Closed forms: the distance G of the class where one exists, the extremal of rho = 1, and the length
   of the step of Theorem 2 under the aiming condition. By differentiation and algebra. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line Powers.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma linear_form K0 K s : 0 < K0 -> 0 < K -> 0 < s ->
  is_derive (fun s => ln ((sqrt K * sqrt (K * s ^ 2 + 2 * K0 * s) + K * s + K0) / K0) / sqrt K) s
    (1 / sqrt (K * s ^ 2 + 2 * K0 * s)).
Proof.
  intros HK0 HK Hs.
  assert (Hq : 0 < K * s ^ 2 + 2 * K0 * s).
  { assert (0 < K * s ^ 2) by (apply Rmult_lt_0_compat; [exact HK|apply pow_lt, Hs]).
    assert (0 < K0 * s) by (apply Rmult_lt_0_compat; assumption). lra. }
  assert (Hr := sqrt_lt_R0 _ Hq). assert (Hk := sqrt_lt_R0 K HK).
  assert (Hkr : 0 < sqrt K * sqrt (K * s ^ 2 + 2 * K0 * s)) by (apply Rmult_lt_0_compat; assumption).
  assert (HKs : 0 < K * s) by (apply Rmult_lt_0_compat; assumption).
  replace (K * s ^ 2 + 2 * K0 * s) with (K * (s * (s * 1)) + 2 * K0 * s) in * by ring.
  auto_derive.
  - repeat split; try lra. apply Rdiv_lt_0_compat; lra.
  - set (r := sqrt (K * (s * (s * 1)) + 2 * K0 * s)) in *. set (k := sqrt K) in *.
    assert (EK : K = k * k) by (symmetry; apply sqrt_sqrt; lra).
    assert (Hd : 0 < k * r + K * s + K0) by lra. rewrite EK in Hd |- *. field. repeat split; lra.
Qed.

Theorem distance_closed_forms : Stated.distance_closed_forms.
Proof.
  intros m rho K0 K Hrho Hone HK0 HK.
  assert (Hk := sqrt_lt_R0 K HK). assert (H2 : 0 < sqrt 2) by (apply sqrt_lt_R0; lra).
  split; [|split; [|split]].
  - assert (Hdefined : forall s, 0 < s -> 0 < K * s ^ 2 + 2 * K0 * s).
    { intros s Hs. assert (0 < K * s ^ 2) by (apply Rmult_lt_0_compat; [exact HK|apply pow_lt, Hs]).
      assert (0 < K0 * s) by (apply Rmult_lt_0_compat; assumption). lra. }
    split.
    + intros s Hs. specialize (Hdefined s Hs). assert (Hr := sqrt_lt_R0 _ Hdefined).
      assert (0 < sqrt K * sqrt (K * s ^ 2 + 2 * K0 * s)) by (apply Rmult_lt_0_compat; assumption).
      assert (0 < K * s) by (apply Rmult_lt_0_compat; assumption).
      repeat split; try lra. apply Rdiv_lt_0_compat; lra.
    + apply derives_of.
      * intros s Hs. apply linear_form; assumption.
      * intros s Hs. specialize (Hdefined s Hs). assert (Hr := sqrt_lt_R0 _ Hdefined).
        apply (ex_derive_continuous (V := R_NormedModule)). auto_derive.
        replace (K * (s * (s * 1)) + 2 * K0 * s) with (K * s ^ 2 + 2 * K0 * s) by ring. repeat split; lra.
  - set (P := fun s => power s (rho + 1)).
    assert (HP : forall s, 0 < s -> 0 < K * P s / (rho + 1)).
    { intros s Hs. unfold P. assert (H := power_gt_0 s (rho + 1) Hs).
      apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; assumption|lra]. }
    assert (HdP : forall s, 0 < s -> is_derive P s ((rho + 1) * power s rho)).
    { intros s Hs. replace rho with (rho + 1 - 1) at 2 by ring. apply power_derive, Hs. }
    assert (Hsucc : forall s, 0 < s -> P s = s * power s rho) by (intros s Hs; apply power_succ; lra).
    split; [intros s Hs; specialize (HP s Hs); unfold P in HP; repeat split; lra|].
    change (derives (fun s => 0 < s) (fun s => s * sqrt 2 / (sqrt (K * P s / (rho + 1)) * (1 - rho)))
      (fun s => sqrt 2 / (2 * sqrt (K * P s / (rho + 1))))).
    clearbody P. apply derives_of.
    + intros s Hs. specialize (HP s Hs). specialize (HdP s Hs). specialize (Hsucc s Hs).
      assert (Hr := sqrt_lt_R0 _ HP).
      auto_derive.
      * repeat split; try lra; [eexists; exact HdP|]. intros E. apply Rmult_integral in E. unfold Rdiv in Hr. lra.
      * replace (Derive (fun x => P x) s) with ((rho + 1) * power s rho) by (symmetry; apply is_derive_unique, HdP).
        change (K * P s * / (rho + 1)) with (K * P s / (rho + 1)).
        set (r := sqrt (K * P s / (rho + 1))) in *.
        assert (Er : r * r = K * P s / (rho + 1)) by (apply sqrt_sqrt; lra).
        assert (Es : s * (K * power s rho) = (rho + 1) * (r * r)).
        { rewrite Er, Hsucc. field. lra. }
        set (p := power s rho) in *.
        assert (Hp : 0 < p) by (apply power_gt_0, Hs).
        assert (EK : K = (rho + 1) * (r * r) / (s * p)) by (apply Rmult_eq_reg_r with (s * p); [field_simplify; lra|nra]).
        clearbody r p. rewrite EK. field. repeat split; lra.
    + intros s Hs. specialize (HP s Hs). assert (Hr := sqrt_lt_R0 _ HP).
      apply (ex_derive_continuous (V := R_NormedModule)). auto_derive.
      repeat split; try (unfold Rdiv in *; lra). eexists. apply HdP, Hs.
  - split.
    + intros s Hs. assert (0 < K0 * s) by (apply Rmult_lt_0_compat; assumption). repeat split; lra.
    + apply derives_of; intros s Hs; assert (Hq : 0 < K0 * s) by (apply Rmult_lt_0_compat; assumption);
        assert (Hr := sqrt_lt_R0 _ Hq).
      * auto_derive; [repeat split; lra|field; lra].
      * apply (ex_derive_continuous (V := R_NormedModule)). auto_derive. repeat split; lra.
  - intros s Hs. assert (Hq : 0 < K0 * s) by (apply Rmult_lt_0_compat; assumption).
    assert (Hd : 0 < s / K0) by (apply Rdiv_lt_0_compat; assumption). repeat split; try lra.
    replace (K0 * s) with (K0 ^ 2 * (s / K0)) by (field; lra).
    rewrite sqrt_mult_alt by (apply pow2_ge_0). rewrite sqrt_pow2 by lra. field. lra.
Qed.

Lemma cosh_sinh x : sinh x ^ 2 = cosh x ^ 2 - 1.
Proof.
  unfold sinh, cosh. assert (E : exp x * exp (- x) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0). nra.
Qed.

Theorem extremal_function : Stated.extremal_function.
Proof.
  intros m K0 K x HK. assert (Hk := sqrt_lt_R0 K HK).
  assert (EK : sqrt K * sqrt K = K) by (apply sqrt_sqrt; lra). split; [|split; [|split; [|split]]].
  - split; [intros _; repeat split; lra|]. apply derives_of; intros y _; unfold cosh, sinh.
    + auto_derive; [exact Logic.I|]. set (k := sqrt K) in *. clearbody k. rewrite <- EK. field. lra.
    + apply (ex_derive_continuous (V := R_NormedModule)). auto_derive. exact Logic.I.
  - split; [intros _; split; lra|]. apply derives_of; intros y _; unfold cosh, sinh.
    + auto_derive; [exact Logic.I|]. field. lra.
    + apply (ex_derive_continuous (V := R_NormedModule)). auto_derive. exact Logic.I.
  - split; [lra|ring].
  - split; reflexivity.
  - split; [lra|]. split; [lra|]. rewrite cosh_sinh. field. lra.
Qed.

Theorem aiming_step_length : Stated.aiming_step_length.
Proof.
  intros m rho K0 K theta gap eta Hrho HK0 Hgap Heta [_ [_ Hschedule]].
  rewrite power_succ in Hschedule by lra. set (p := power gap rho) in *.
  assert (Htheta : theta = 2 * eta * (K * p / (rho + 1) + K0)).
  { apply Rmult_eq_reg_l with gap; [|lra]. rewrite <- Hschedule. field. lra. }
  assert (Hlength : eta * (K * p + K0) <= theta * (rho + 1) / 2).
  { rewrite Htheta. replace (2 * eta * (K * p / (rho + 1) + K0) * (rho + 1) / 2) with
      (eta * (K * p + K0) + eta * K0 * rho) by (field; lra).
    assert (0 <= eta * K0 * rho) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra). lra. }
  split; [split; [left; exact Hgap|exact Hlength]|].
  intros H4. split; [left; exact Hgap|lra].
Qed.
