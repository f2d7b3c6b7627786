(* Theorem 2 with the constant step 1/L, L = ell(Delta_0), and the best constant: (4T + 2) Delta_T <= L D^2.

   Beside the run w_n moves z_n, from w_0 - w*, with the longer steps b_n = M^2/((M-n)(M-n-1)L), M = 2T + 1.
   With lam_n = n/(M-n) and Q_n the sum of (b_j - 1/L) g_j^2 over j < n, the potential

       lam_n (Delta_n + g_n^2/(2L)) + L |z_n|^2/(2M) + (1 - lam_n) Q_n/2

   starts at L D^2/(2M), ends at Delta_T or more, and does not rise: what it loses in a step is lam_(n+1)
   times the slack of the interpolation inequality, lam_(n+1) - lam_n times that of Lemma 7, and half
   of that times the slack of 2 <x, y> <= |x|^2 + |y|^2, added up over w_n - w* - z_n. *)
From Coq Require Import Reals Lra Lia Psatz.
From Warmproof Require Import Meaning Space Sums Descent Convexity Cocoercivity GdConvex Interpolation.
From Warmproof Require Stated.
Open Scope R_scope.

(* ---- numbers ------------------------------------------------------------------------------ *)

Section Potential.
Variables (N : nat) (L : R).
Hypothesis HL : 0 < L.
Let M := 2 * INR N + 1.

Definition long_step (k : nat) : R := M ^ 2 / ((M - INR k) * (M - INR k - 1) * L).
Definition lam (k : nat) : R := INR k / (M - INR k).

Lemma room_left k : (k < N)%nat -> 0 <= INR k /\ INR k + 1 <= INR N /\ 0 < M - INR k - 1.
Proof. intros H. assert (P := pos_INR k). apply le_INR in H. rewrite S_INR in H. unfold M. lra. Qed.

Lemma longer k : (k < N)%nat -> / L <= long_step k.
Proof.
  intros H. destruct (room_left k H) as [H0 [H1 H2]]. unfold long_step.
  assert (Hp : 0 < (M - INR k) * (M - INR k - 1)) by (apply Rmult_lt_0_compat; lra).
  apply Rmult_le_reg_r with ((M - INR k) * (M - INR k - 1) * L); [apply Rmult_lt_0_compat; lra|].
  replace (/ L * ((M - INR k) * (M - INR k - 1) * L)) with ((M - INR k) * (M - INR k - 1)) by (field; lra).
  replace (M ^ 2 / ((M - INR k) * (M - INR k - 1) * L) * ((M - INR k) * (M - INR k - 1) * L)) with (M ^ 2)
    by (field; repeat split; lra).
  unfold M in *. nra.
Qed.

(* What the longer steps exceed those of the run by, in closed form. *)
Lemma excess_closed n : (n <= N)%nat ->
  sum_below (fun k => long_step k - / L) n = INR n ^ 2 / ((M - INR n) * L).
Proof.
  induction n as [|n IH]; intros H; [simpl; unfold Rdiv; ring|].
  destruct (room_left n H) as [H0 [H1 H2]].
  cbn [sum_below]. rewrite IH by lia. rewrite S_INR. unfold long_step. field. repeat split; lra.
Qed.

Variables D G I P Z Q : nat -> R.
Hypothesis interpolation : forall k, (k < N)%nat -> (G k + G (Datatypes.S k)) / (2 * L) <= D k - D (Datatypes.S k).
Hypothesis lemma_7 : forall k, (k <= N)%nat -> D k + G k / (2 * L) <= I k.
Hypothesis spread : forall k, (k <= N)%nat -> 2 * (I k - P k) <= G k * (INR k ^ 2 / ((M - INR k) * L)) + Q k.
Hypothesis Q_start : Q 0%nat = 0.
Hypothesis Q_next : forall k, (k < N)%nat -> Q (Datatypes.S k) = Q k + (long_step k - / L) * G k.
Hypothesis Z_next : forall k, (k < N)%nat -> Z (Datatypes.S k) = Z k - 2 * long_step k * P k + long_step k ^ 2 * G k.
Hypothesis Z_end : forall a, 0 <= Z N - 2 * a * P N + a ^ 2 * G N.

Definition potential (k : nat) : R :=
  lam k * D k + L * Z k / (2 * M) + lam k * G k / (2 * L) + (1 - lam k) * Q k / 2.

Lemma potential_next k : (k < N)%nat -> potential (Datatypes.S k) <= potential k.
Proof.
  intros H. destruct (room_left k H) as [H0 [H1 H2]].
  assert (A := interpolation k H). assert (B := lemma_7 k ltac:(lia)). assert (C := spread k ltac:(lia)).
  assert (HM : 0 < M) by lra.
  set (s1 := D k - D (Datatypes.S k) - (G k + G (Datatypes.S k)) / (2 * L)).
  set (s2 := I k - D k - G k / (2 * L)).
  set (s3 := G k * (INR k ^ 2 / ((M - INR k) * L)) + Q k - 2 * (I k - P k)).
  assert (Hlam : 0 <= lam (Datatypes.S k)).
  { unfold lam. rewrite S_INR. apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]. }
  assert (Htau : 0 <= M / ((M - INR k) * (M - INR k - 1))).
  { apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat, Rmult_lt_0_compat; lra]. }
  assert (E : potential k - potential (Datatypes.S k) =
    lam (Datatypes.S k) * s1 + M / ((M - INR k) * (M - INR k - 1)) * (s2 + s3 / 2)).
  { unfold potential. rewrite (Q_next k H), (Z_next k H). unfold s1, s2, s3, lam, long_step. rewrite S_INR.
    field. repeat split; lra. }
  assert (0 <= lam (Datatypes.S k) * s1) by (apply Rmult_le_pos; unfold s1; lra).
  assert (0 <= M / ((M - INR k) * (M - INR k - 1)) * (s2 + s3 / 2)) by (apply Rmult_le_pos; unfold s2, s3; lra). lra.
Qed.

Lemma potential_end : D N <= potential N.
Proof.
  assert (HN := pos_INR N). assert (B := lemma_7 N ltac:(lia)). assert (C := spread N ltac:(lia)).
  assert (E : M - INR N = INR N + 1) by (unfold M; lra). rewrite E in C.
  assert (HM : 0 < M) by (unfold M; lra).
  assert (A := Z_end (M / ((INR N + 1) * L))).
  set (s2 := I N - D N - G N / (2 * L)).
  set (s3 := G N * (INR N ^ 2 / ((INR N + 1) * L)) + Q N - 2 * (I N - P N)).
  set (s4 := Z N - 2 * (M / ((INR N + 1) * L)) * P N + (M / ((INR N + 1) * L)) ^ 2 * G N) in *.
  assert (Ed : potential N - D N = s2 / (INR N + 1) + s3 / (2 * INR N + 2) + L * s4 / (2 * M)).
  { unfold potential, lam. rewrite E. unfold s2, s3, s4. unfold M. field. unfold M in HM. repeat split; lra. }
  assert (0 <= s2 / (INR N + 1)) by (apply Rmult_le_pos; [unfold s2; lra|left; apply Rinv_0_lt_compat; lra]).
  assert (0 <= s3 / (2 * INR N + 2)) by (apply Rmult_le_pos; [unfold s3; lra|left; apply Rinv_0_lt_compat; lra]).
  assert (0 <= L * s4 / (2 * M)).
  { apply Rmult_le_pos; [apply Rmult_le_pos; lra|left; apply Rinv_0_lt_compat; lra]. } lra.
Qed.

Lemma last_gap : 2 * M * D N <= L * Z 0%nat.
Proof.
  assert (HM : 0 < M) by (assert (HN := pos_INR N); unfold M; lra).
  assert (H : forall k, (k <= N)%nat -> potential k <= potential 0).
  { induction k as [|k IH]; intros Hk; [lra|]. apply Rle_trans with (1 := potential_next k Hk). apply IH. lia. }
  assert (H' := H N (le_n N)). assert (E := potential_end).
  assert (E0 : potential 0 = L * Z 0%nat / (2 * M)).
  { unfold potential, lam. rewrite Q_start. simpl INR. field. lra. }
  rewrite E0 in H'. apply Rmult_le_reg_r with (/ (2 * M)); [apply Rinv_0_lt_compat; lra|].
  replace (2 * M * D N * / (2 * M)) with (D N) by (field; lra). unfold Rdiv in H'. lra.
Qed.
End Potential.

(* ---- vectors ------------------------------------------------------------------------------ *)

Lemma sum_below_le (u v : nat -> R) n : (forall k, (k < n)%nat -> u k <= v k) -> sum_below u n <= sum_below v n.
Proof.
  induction n as [|n IH]; intros H; cbn [sum_below]; [lra|].
  apply Rplus_le_compat; [apply IH; intros; apply H; lia|apply H; lia].
Qed.

Section Run.
Variables (m : setting) (b : nat -> R).

(* z_n *)
Fixpoint ahead (n : nat) : m :=
  match n with
  | O => (iterate m 0 - w_star m)%space
  | Datatypes.S k => (ahead k + (- b k) * grad m (iterate m k))%space
  end.

(* w_n - w* - z_n is the sum of (b_j - c) grad f(w_j). *)
Lemma behind (c : R) n (e : m) :
  (forall k, (k < n)%nat -> iterate m (Datatypes.S k) = next m (iterate m k) c) ->
  << iterate m n - w_star m - ahead n, e >> = sum_below (fun k => (b k - c) * << grad m (iterate m k), e >>) n.
Proof.
  induction n as [|n IH]; intros H.
  - cbn [ahead sum_below]. rewrite minus_self, inner_origin. reflexivity.
  - cbn [ahead sum_below]. rewrite <- IH by (intros; apply H; lia). rewrite (H n) by lia.
    unfold next. rewrite ?inner_plus, ?inner_times, ?inner_plus, ?inner_times. ring.
Qed.
End Run.

Theorem gd_convex_sharp : Stated.gd_convex_sharp.
Proof.
  intros m ell Delta g inner_at distance_at cross_at eta_at T eps
    Hs Hb He Hc Hm [D0 [DT Hrun]] [HT H1] [[Hpath Hscalars] Hpairs] [Hlast Hg] Hsched.
  destruct (constant_step m ell Delta g eta_at T Hs Hb He Hrun Hsched) as [Hsteps [_ Hfall]].
  destruct (integer_nat T HT ltac:(lra)) as [N ->].
  set (L := ell (Delta 0)).
  assert (Hindex : forall k, (k < N)%nat -> integer (INR k) /\ 0 <= INR k /\ INR k <= INR N - 1).
  { intros k Hk. split; [apply integer_INR|]. split; [apply pos_INR|]. apply INR_le_minus_1, Hk. }
  assert (HL : 0 < L).
  { destruct (Hsched 0 integer_0 ltac:(lra) ltac:(lra)) as [S1 S2]. exact (inverse_positive _ _ S1 S2). }
  assert (Heta : forall k, (k < N)%nat -> eta_at (INR k) = / L).
  { intros k Hk. destruct (Hindex k Hk) as [Ki [K0 K1]]. destruct (Hsched _ Ki K0 K1) as [_ S2]. fold L in S2.
    apply Rmult_eq_reg_l with L; [|lra]. rewrite S2, Rinv_r; lra. }
  assert (HLi : 0 < / L) by (apply Rinv_0_lt_compat, HL).
  assert (Hpoints : forall k, (k < N)%nat -> iterate m (Datatypes.S k) = next m (iterate m k) (/ L)).
  { intros k Hk. rewrite <- (Heta k Hk). apply Hpath. apply le_INR. lia. }
  set (b := long_step N L). set (z := ahead m b). set (grad_at := fun k => grad m (iterate m k)).
  assert (Hscalar : forall k, (k <= N)%nat -> inner_at (INR k) = << grad_at k, iterate m k - w_star m >> /\
    g (INR k) ^ 2 = << grad_at k, grad_at k >>).
  { intros k Hk. destruct (Hscalars k (le_INR _ _ Hk)) as [_ [E1 E2]]. split; [exact E1|].
    rewrite E2. apply norm_squared. }
  assert (Hrate : (4 * INR N + 2) * Delta (INR N) <= distance_at 0 ^ 2 * L).
  { assert (H := last_gap N L HL (fun k => Delta (INR k)) (fun k => g (INR k) ^ 2) (fun k => inner_at (INR k))
      (fun k => << grad_at k, z k >>) (fun k => square (z k))
      (sum_below (fun j => (b j - / L) * g (INR j) ^ 2))).
    cbv beta in H.
    assert (E0 : square (z 0%nat) = distance_at 0 ^ 2).
    { destruct (Hscalars 0%nat ltac:(simpl; lra)) as [E1 _]. simpl INR in E1. rewrite E1, square_norm. reflexivity. }
    rewrite E0 in H. enough (H' : 2 * (2 * INR N + 1) * Delta (INR N) <= L * distance_at 0 ^ 2) by lra.
    apply H; clear H.
    - (* the interpolation inequality *)
      intros k Hk. destruct (Hindex k Hk) as [Ki [K0 K1]]. destruct (Hsteps _ Ki K0 K1) as [S1 S2].
      destruct (Hrun _ Ki K0 K1) as [R1 [R2 [R3 R4]]]. destruct (Hpairs _ Ki K0 K1) as [_ [P1 P2]].
      assert (H := localised_interpolation m ell _ _ _ _ _ _ Hs Hb He Hc
        (conj R1 (conj P1 (conj R2 (conj R3 (conj R4 P2)))))).
      rewrite (Heta k Hk) in S2. rewrite (Heta k Hk) in H.
      rewrite Rmult_comm in S2. specialize (H (conj HLi S2)). rewrite S_INR. unfold Rdiv.
      rewrite Rinv_mult. lra.
    - (* Lemma 7 *)
      intros k Hk. unfold Rdiv. rewrite Rinv_mult.
      assert (H : / L * g (INR k) ^ 2 / 2 + Delta (INR k) <= inner_at (INR k)); [|lra].
      apply (cocoercivity m ell); try assumption; [|split; [lra|]].
      + destruct (Nat.eq_dec k N) as [->|Hn]; [split; [exact Hlast|split; assumption]|].
        destruct (Hindex k ltac:(lia)) as [Ki [K0 K1]]. destruct (Hrun _ Ki K0 K1) as [_ [R2 [R3 _]]].
        destruct (Hpairs _ Ki K0 K1) as [P0 _]. split; [exact P0|split; assumption].
      + assert (Hd : 0 <= Delta (INR k)).
        { destruct (Nat.eq_dec k N) as [->|Hn]; [exact DT|].
          destruct (Hindex k ltac:(lia)) as [Ki [K0 K1]]. apply (Hrun _ Ki K0 K1). }
        assert (E := He _ Hd _ (Hfall (INR k) (integer_INR k) (pos_INR k) (le_INR _ _ Hk))). fold L in E.
        replace 1 with (/ L * L) by (field; lra). apply Rmult_le_compat_l; lra.
    - (* the spread *)
      intros k Hk. destruct (Hscalar k Hk) as [-> E2].
      assert (B := behind m b (/ L) k (grad_at k) (fun j Hj => Hpoints j (Nat.lt_le_trans _ _ _ Hj Hk))).
      fold z in B. rewrite inner_plus, inner_times, (inner_comm m _ (grad_at k)), (inner_comm m (z k)) in B.
      assert (Hsum : sum_below (fun j => 2 * ((b j - / L) * << grad m (iterate m j), grad_at k >>)) k <=
        sum_below (fun j => g (INR k) ^ 2 * (b j - / L) + (b j - / L) * g (INR j) ^ 2) k).
      { apply sum_below_le. intros j Hj.
        destruct (Hscalar j ltac:(lia)) as [_ Ej]. rewrite E2, Ej. fold (grad_at j).
        assert (Hc' := longer N L HL j ltac:(lia)). fold (b j) in Hc'.
        assert (Q := inner_nonnegative m (grad_at j - grad_at k)%space).
        assert (Q' := square_expansion m (grad_at j) (grad_at k)). unfold square in Q'. rewrite Q' in Q.
        assert (0 <= (b j - / L) *
          (<< grad_at j, grad_at j >> - 2 * << grad_at j, grad_at k >> + << grad_at k, grad_at k >>))
          by (apply Rmult_le_pos; lra). lra. }
      rewrite sum_below_scale, <- B, sum_below_plus, sum_below_scale in Hsum.
      unfold b in Hsum at 1. rewrite (excess_closed N L HL k Hk) in Hsum. lra.
    - reflexivity.
    - intros k _. reflexivity.
    - intros k Hk. destruct (Hscalar k ltac:(lia)) as [_ ->]. unfold z. cbn [ahead]. fold z b (grad_at k).
      rewrite square_linear, (inner_comm m (z k)). unfold square. ring.
    - intros a. destruct (Hscalar N (le_n N)) as [_ ->].
      assert (Q := inner_nonnegative m (z N + (- a) * grad_at N)%space).
      assert (Q' := square_linear m (z N) (grad_at N) (- a)). unfold square in *. rewrite Q' in Q.
      rewrite (inner_comm m (z N) (grad_at N)) in Q. lra. }
  split; [exact Hrate|]. intros Heps. apply Rmult_le_reg_l with (4 * INR N + 2); lra.
Qed.
