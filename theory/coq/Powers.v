(* Real powers b^e for b >= 0, with 0^e = 0 (Meaning.power). *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Line.
Open Scope R_scope.

Lemma power_positive b e : 0 < b -> power b e = Rpower b e.
Proof. intros H. unfold power. destruct (Req_EM_T b 0); [lra|reflexivity]. Qed.

Lemma power_0 e : power 0 e = 0.
Proof. unfold power. destruct (Req_EM_T 0 0); [reflexivity|lra]. Qed.

Lemma power_gt_0 b e : 0 < b -> 0 < power b e.
Proof. intros H. rewrite power_positive by exact H. apply exp_pos. Qed.

Lemma power_ge_0 b e : 0 <= power b e.
Proof. unfold power. destruct (Req_EM_T b 0); [lra|left; apply exp_pos]. Qed.

Lemma power_1_right b : 0 <= b -> power b 1 = b.
Proof.
  intros [H|H]; [rewrite power_positive by exact H; apply Rpower_1; exact H|].
  rewrite <- H. apply power_0.
Qed.

Lemma power_1_left e : power 1 e = 1.
Proof. rewrite power_positive by lra. unfold Rpower. rewrite ln_1, Rmult_0_r. apply exp_0. Qed.

Lemma power_plus b x y : 0 < b -> power b (x + y) = power b x * power b y.
Proof. intros H. rewrite !power_positive by exact H. apply Rpower_plus. Qed.

(* b^(1 + e) = b b^e also at 0. *)
Lemma power_succ b e : 0 <= b -> power b (e + 1) = b * power b e.
Proof.
  intros [H|H].
  - rewrite power_plus, power_1_right by lra. ring.
  - rewrite <- H, !power_0. ring.
Qed.

Lemma power_mult_base a b e : 0 <= a -> 0 <= b -> power (a * b) e = power a e * power b e.
Proof.
  intros [Ha|Ha] [Hb|Hb]; try (rewrite <- ?Ha, <- ?Hb, ?Rmult_0_l, ?Rmult_0_r, ?power_0; ring).
  rewrite !power_positive by (try assumption; apply Rmult_lt_0_compat; assumption).
  unfold Rpower. rewrite ln_mult by assumption. rewrite Rmult_plus_distr_l. apply exp_plus.
Qed.

Lemma power_power b x y : 0 <= b -> power (power b x) y = power b (x * y).
Proof.
  intros [H|H].
  - rewrite (power_positive b) by exact H. rewrite power_positive by apply exp_pos.
    rewrite power_positive by exact H. apply Rpower_mult.
  - rewrite <- H, !power_0. reflexivity.
Qed.

Lemma power_lt a b e : 0 < e -> 0 <= a < b -> power a e < power b e.
Proof.
  intros He [[Ha|Ha] Hab].
  - rewrite !power_positive by lra. unfold Rpower. apply exp_increasing.
    apply Rmult_lt_compat_l; [exact He|]. apply ln_increasing; lra.
  - rewrite <- Ha, power_0. apply power_gt_0. lra.
Qed.

Lemma power_le a b e : 0 < e -> 0 <= a <= b -> power a e <= power b e.
Proof.
  intros He [Ha [Hab|Hab]]; [left; apply power_lt; lra|rewrite Hab; lra].
Qed.

Lemma power_derive b e : 0 < b -> is_derive (fun s => power s e) b (e * power b (e - 1)).
Proof.
  intros H. apply (is_derive_ext_loc (fun s => Rpower s e)).
  - apply (filter_imp (fun y => 0 < y)); [|apply (open_gt 0); exact H].
    intros y Hy. rewrite power_positive by exact Hy. reflexivity.
  - rewrite power_positive by exact H. unfold Rpower. auto_derive; [exact H|].
    replace (exp ((e - 1) * ln b)) with (exp (e * ln b) * / b); [field; lra|].
    replace ((e - 1) * ln b) with (e * ln b + - ln b) by ring.
    rewrite exp_plus, exp_Ropp, exp_ln by exact H. reflexivity.
Qed.

Lemma power_small e d : 0 < e -> 0 < d -> exists r, 0 < r /\ forall s, 0 <= s <= r -> power s e <= d.
Proof.
  intros He Hd. exists (power d (/ e)). split; [apply power_gt_0; exact Hd|]. intros s Hs.
  replace d with (power (power d (/ e)) e).
  - apply power_le; assumption.
  - rewrite power_power by lra. rewrite Rinv_l, power_1_right by lra. reflexivity.
Qed.

Lemma power_continuous e x : 0 < e -> 0 <= x -> continuous_at (fun s => 0 <= s) (fun s => power s e) x.
Proof.
  intros He [Hx|Hx].
  - apply (derivative_at_continuous _ _ _ (e * power x (e - 1))). apply of_is_derive, power_derive, Hx.
  - subst x. intros d Hd. destruct (power_small e d He Hd) as [r [Hr B]]. exists r. split; [exact Hr|].
    intros y Hy Hyr. rewrite Rminus_0_r in Hyr. rewrite power_0, Rminus_0_r.
    rewrite Rabs_pos_eq by apply power_ge_0. apply B. assert (A := Rle_abs y). lra.
Qed.

(* s^(e + 1) has the derivative (e + 1) s^e on [0, oo), at 0 too. *)
Lemma power_derivative e x : 0 < e -> 0 <= x ->
  derivative_at (fun s => 0 <= s) (fun s => power s (e + 1)) x ((e + 1) * power x e).
Proof.
  intros He [Hx|Hx].
  - replace (power x e) with (power x (e + 1 - 1)) by (f_equal; ring).
    apply of_is_derive, power_derive, Hx.
  - subst x. intros d Hd. destruct (power_small e d He Hd) as [r [Hr B]]. exists r. split; [exact Hr|].
    intros y Hy Hyr. rewrite Rminus_0_r in *. rewrite !power_0, Rmult_0_r, Rmult_0_l, !Rminus_0_r.
    rewrite power_succ by exact Hy. rewrite Rabs_mult, Rmult_comm.
    apply Rmult_le_compat_r; [apply Rabs_pos|]. rewrite Rabs_pos_eq by apply power_ge_0.
    apply B. assert (A := Rle_abs y). lra.
Qed.

(* K0 + K s^rho and its integral: the bound and the potential of the class. *)
Section PowerClass.
Variables (K0 K rho : R).
Hypothesis HK0 : 0 <= K0.
Hypothesis HK : 0 <= K.
Hypothesis Hrho : 0 < rho.

Definition power_ell (s : R) : R := K * power s rho + K0.
Definition power_Phi (s : R) : R := K * power s (rho + 1) / (rho + 1) + K0 * s.

Lemma power_ell_nonnegative s : 0 <= power_ell s.
Proof. unfold power_ell. assert (H := power_ge_0 s rho). assert (0 <= K * power s rho) by (apply Rmult_le_pos; lra). lra. Qed.

Lemma power_ell_nondecreasing a b : 0 <= a -> a <= b -> power_ell a <= power_ell b.
Proof.
  intros Ha Hab. unfold power_ell. apply Rplus_le_compat_r, Rmult_le_compat_l; [exact HK|].
  apply power_le; lra.
Qed.

Lemma power_Phi_0 : power_Phi 0 = 0.
Proof. unfold power_Phi. rewrite power_0. field. lra. Qed.

Lemma power_Phi_derives : derives (fun s => 0 <= s) power_Phi power_ell.
Proof.
  intros x Hx. split.
  - unfold power_Phi, power_ell. apply derivative_at_plus; [|apply derivative_at_linear].
    apply (derivative_at_ext _ (fun s => K / (rho + 1) * power s (rho + 1))); [exact Hx| |].
    + intros y _. field. lra.
    + replace (K * power x rho) with (K / (rho + 1) * ((rho + 1) * power x rho)) by (field; lra).
      apply derivative_at_scale, power_derivative; assumption.
  - unfold power_ell. apply continuous_at_plus; [|apply continuous_at_const].
    apply continuous_at_scale, power_continuous; assumption.
Qed.
End PowerClass.
