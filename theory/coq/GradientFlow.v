(* Lemma 1: along steepest descent Psi(N) falls by no more than f does, so it never exceeds the gap.

   No gradient flow is needed, for short straight walks against the gradient do what the flow does,
   with no error (SteepestWalk.v). If Psi(N) exceeded the gap at the start, it would exceed a fixed
   amount all along the run of such walks, and N would stay away from 0. Then f falls by at least a
   multiple of the length of the run, so the length is finite, the points converge, the space being
   complete, and the gradient there bounds N along the run, the gradient being continuous. Walks may
   be as long as a function of N says, and N is between two bounds: so f falls by a fixed amount at
   each, and below f_star. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Warmproof Require Import Meaning Space Powers SteepestWalk SteepestStep.
From Warmproof Require Stated.
Open Scope R_scope.

(* What rises and is bounded rises by little in the end. *)
Lemma settles (u : nat -> R) top : (forall k, u k <= u (Datatypes.S k)) -> (forall k, u k <= top) ->
  forall e, 0 < e -> exists n, forall i j, (n <= i)%nat -> (n <= j)%nat -> u j - u i <= e.
Proof.
  intros Up Bound e He.
  assert (Mono : forall i j, (i <= j)%nat -> u i <= u j).
  { intros i j H. induction H as [| j H IH]; [lra |]. specialize (Up j). lra. }
  destruct (completeness (fun x => exists k, x = u k)) as (l & Over & Least).
  { exists top. now intros x (k & ->). }
  { now exists (u 0%nat), 0%nat. }
  assert (exists n, l - e < u n) as (n & Hn).
  { apply Classical_Prop.NNPP. intros No. assert (l <= l - e); [| lra]. apply Least.
    intros x (k & ->). destruct (Rle_dec (u k) (l - e)); [easy |].
    exfalso. apply No. exists k. lra. }
  exists n. intros i j Hi Hj. specialize (Mono n i Hi). specialize (Over (u j) ltac:(now exists j)).
  lra.
Qed.

Section Flow.
Variables (m : setting) (L0 L rho : R).
Hypothesis class : gradient_smooth m L0 L rho.
Variables Psi dPsi : R -> R.
Hypothesis derivative : derives (fun s => 0 < s) Psi dPsi.
Hypothesis slow : forall s, 0 < s -> 0 <= dPsi s /\ (L0 + L * power s rho) * dPsi s <= s.
Local Notation N w := (norm (grad m w)).

Hypothesis below : bounded_below m.
Variables (w : m) (floor : R).
Hypothesis inside : S m w.
Hypothesis moving : 0 < N w.
Hypothesis floor_range : 0 < floor.
Hypothesis away : forall s, 0 < s -> Psi (N w) - gap_at m w <= Psi s -> floor <= s ^ 2.

Let onward := walk_ahead m L0 L rho class Psi dPsi derivative slow.

Fixpoint run (k : nat) : m := match k with O => w | Datatypes.S k => ahead m L0 L rho (run k) end.

Lemma run_moves k : S m (run k) /\ 0 < N (run k) /\
  Psi (N w) - Psi (N (run k)) <= f m w - f m (run k).
Proof.
  induction k as [| k (Sk & Nk & Spent)]; [simpl; repeat split; try easy; lra |].
  destruct (onward (run k) Sk Nk) as (Sk' & Nk' & _ & _ & Loss). simpl.
  repeat split; [easy | easy | lra].
Qed.

Let least : R := Rmin 1 floor.

Lemma least_range : 0 < least.
Proof. apply Rmin_glb_lt; lra. Qed.

Lemma run_away k : least <= N (run k).
Proof.
  destruct (run_moves k) as (Sk & Nk & Spent). specialize (below _ Sk).
  assert (A := away (N (run k)) Nk ltac:(unfold gap_at; lra)).
  assert (P := least_range). assert (M1 := Rmin_l 1 floor). assert (M2 := Rmin_r 1 floor).
  fold least in M1, M2. destruct (Rle_dec least (N (run k))); [easy | exfalso].
  assert (N (run k) * N (run k) < 1 * floor); [| simpl in A; lra].
  apply Rmult_le_0_lt_compat; lra.
Qed.

Lemma run_step k : norm (run (Datatypes.S k) - run k)%space = reach L0 L rho (N (run k)) /\
  least / 2 * reach L0 L rho (N (run k)) <= f m (run k) - f m (run (Datatypes.S k)).
Proof.
  destruct (run_moves k) as (Sk & Nk & _).
  destruct (onward (run k) Sk Nk) as (_ & _ & Length & Fall & _). split; [easy |]. simpl.
  eapply Rle_trans; [| exact Fall]. assert (A := run_away k). apply Rmult_le_compat_r; [| lra].
  rewrite <- Length. apply norm_nonnegative.
Qed.

Lemma run_length i j : (i <= j)%nat ->
  least / 2 * norm (run j - run i)%space <= f m (run i) - f m (run j).
Proof.
  assert (P := least_range). intros H. induction H as [| j H IH].
  - rewrite minus_self, norm_origin. lra.
  - destruct (run_step j) as (Length & Fall).
    assert (T := triangle_minus (run (Datatypes.S j)) (run j) (run i)). rewrite Length in T.
    assert (least / 2 * norm (run (Datatypes.S j) - run i)%space
            <= least / 2 * (reach L0 L rho (N (run j)) + norm (run j - run i)%space))
      by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma run_settles e : 0 < e -> exists n, forall i j, (n <= i)%nat -> (n <= j)%nat ->
  f m (run i) - f m (run j) <= e.
Proof.
  intros He. destruct (settles (fun k => - f m (run k)) (- f_star m)) with (e := e) as (n & B).
  - intros k. assert (R := run_length k (Datatypes.S k) ltac:(lia)). assert (P := least_range).
    assert (0 <= least / 2 * norm (run (Datatypes.S k) - run k)%space)
      by (apply Rmult_le_pos; [lra | apply norm_nonnegative]). lra.
  - intros k. destruct (run_moves k) as (Sk & _). specialize (below _ Sk). lra.
  - easy.
  - exists n. intros i j Hi Hj. specialize (B i j Hi Hj). lra.
Qed.

Lemma run_bounded : exists top n, forall k, (n <= k)%nat -> N (run k) <= top.
Proof.
  assert (P := least_range).
  destruct (complete m run) as (x & Limit).
  { intros e He. assert (Root := sqrt_lt_R0 e He).
    destruct (run_settles (least / 2 * sqrt e)) as (n & B); [apply Rmult_lt_0_compat; lra |].
    exists n. intros i j Hi Hj. change << ?a, ?a >> with (square a). rewrite square_norm.
    rewrite <- (pow2_sqrt e) by lra. apply pow_incr. split; [apply norm_nonnegative |].
    apply Rmult_le_reg_l with (least / 2); [lra |].
    destruct (Nat.le_ge_cases i j) as [H | H]; [rewrite norm_minus_comm |];
      (eapply Rle_trans; [now apply run_length | now apply B]). }
  destruct (gradient_continuous m x 1 Rlt_0_1) as (c & Hc & Near).
  destruct (Limit ((c / 2) ^ 2)) as (n & B); [apply pow_lt; lra |].
  exists (N x + 1), n. intros k Hk. specialize (B k Hk).
  assert (Close : norm (run k - x)%space < c).
  { apply Rle_lt_trans with (c / 2); [| lra]. apply Rsqr_incr_0_var; [| lra]. unfold Rsqr.
    rewrite <- norm_squared in B. simpl in B. lra. }
  specialize (Near _ Close). assert (A := norms_near (grad m (run k)) (grad m x)).
  apply Rabs_le_between in A. lra.
Qed.

Theorem never_away : False.
Proof.
  assert (P := least_range). destruct run_bounded as (top & n & Top).
  set (M := 1 + Rabs L0 + Rabs L * (2 * (power (least / 2) rho + power (2 * top) rho))).
  assert (Bound : forall k, (n <= k)%nat -> most L0 L rho (N (run k)) <= M).
  { intros k Hk. assert (A := run_away k). specialize (Top k Hk). unfold most, M.
    apply Rplus_le_compat_l, Rmult_le_compat_l; [apply Rabs_pos |].
    assert (B1 := power_between (least / 2) (2 * top) (N (run k) / 2) rho ltac:(lra) ltac:(lra)).
    assert (B2 := power_between (least / 2) (2 * top) (2 * N (run k)) rho ltac:(lra) ltac:(lra)).
    lra. }
  assert (HM : 1 <= M).
  { eapply Rle_trans; [apply (most_positive L0 L rho (N (run n))) | now apply Bound]. }
  set (c := least / 2 * (least / (4 * M))).
  assert (Hc : 0 < c).
  { apply Rmult_lt_0_compat; [lra | apply Rdiv_lt_0_compat; lra]. }
  destruct (run_settles (c / 2)) as (n' & Small); [lra |].
  set (k := Nat.max n n'). specialize (Small k (Datatypes.S k) ltac:(lia) ltac:(lia)).
  destruct (run_step k) as (_ & Fall). assert (A := run_away k). specialize (Bound k ltac:(lia)).
  assert (H1 := most_positive L0 L rho (N (run k))).
  assert (least / (4 * M) <= reach L0 L rho (N (run k))).
  { apply Rmult_le_compat; [lra | left; apply Rinv_0_lt_compat; lra | easy |].
    apply Rinv_le_contravar; lra. }
  assert (c <= least / 2 * reach L0 L rho (N (run k))) by (apply Rmult_le_compat_l; lra). lra.
Qed.

End Flow.

Theorem gradient_flow_lead : Stated.gradient_flow_lead.
Proof.
  intros m Psi dPsi rho L0 L gap g floor Class Below ((w & Sw & -> & ->) & _ & _) Moving Der Rate
    Away Floor.
  destruct (Rle_dec (Psi (norm (grad m w))) (gap_at m w)) as [| More]; [easy | exfalso].
  apply (never_away m L0 L rho Class Psi dPsi Der) with (w := w) (floor := floor); try easy.
  - intros s Hs. destruct (Rate s Hs) as (H1 & _ & H2). split; [easy |].
    now replace (L0 + L * power s rho) with (L * power s rho + L0) by ring.
  - intros s Hs H. apply Away; [easy | lra | lra].
Qed.
