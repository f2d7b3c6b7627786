(* Comparison: u' <= F(u), almost everywhere, bounds how far u gets.

   A Lipschitz function whose derivative is nonnegative outside of a null set does not fall: cover the
   set by intervals of total length e. From a point of one of them on, the function falls at most
   at the rate L, and what it falls is charged to the interval; from any other point it falls at any
   small rate. So it falls by at most L e. A locally Lipschitz one does not fall to the right of any
   point, so nowhere. That is used of t - G(u(t)), which has the derivative 1 - u'/F(u). *)
From Coq Require Import Reals Lra Lia Psatz.
From Warmproof Require Import Meaning Line.
From Warmproof Require Stated.
Open Scope R_scope.

Lemma sum_below_le f g n : (forall k, f k <= g k) -> sum_below f n <= sum_below g n.
Proof. intros H. induction n as [|n IH]; simpl; [lra|]. specialize (H n). lra. Qed.

Lemma sum_below_more f n N : (forall k, 0 <= f k) -> (n <= N)%nat -> sum_below f n <= sum_below f N.
Proof. intros H Hn. induction Hn as [|N _ IH]; [lra|]. simpl. specialize (H N). lra. Qed.

(* One term that grows by h among terms that do not fall. *)
Lemma sum_below_step f g n N h : (forall k, f k <= g k) -> f n + h <= g n -> (n < N)%nat ->
  sum_below f N + h <= sum_below g N.
Proof.
  intros H Hn Hlt. induction Hlt as [|N Hlt IH]; simpl.
  - assert (A := sum_below_le f g n H). lra.
  - specialize (H N). lra.
Qed.

Section Covered.
Variables (F F' : R -> R) (a b L e0 e : R) (left right : nat -> R) (Z : R -> Prop).
Hypothesis HL : 0 <= L.
Hypothesis He0 : 0 < e0.
Hypothesis Hlip : forall y z, a <= y <= b -> a <= z <= b -> Rabs (F y - F z) <= L * Rabs (y - z).
Hypothesis Hderivative : forall x, a <= x <= b -> ~ Z x -> derivative_at (fun y => a <= y <= b) F x (F' x).
Hypothesis Hpos : forall x, a <= x <= b -> 0 <= F' x.
Hypothesis Hends : forall n, left n <= right n.
Hypothesis Htotal : forall n, sum_below (fun k => right k - left k) n <= e.
Hypothesis Hcover : forall x, Z x -> exists n, left n < x < right n.

(* The length of the n-th interval up to x. *)
Let part (n : nat) (x : R) : R := Rmax 0 (Rmin x (right n) - left n).

Lemma part_nonnegative n x : 0 <= part n x.
Proof. apply Rmax_l. Qed.

Lemma part_rises n x y : x <= y -> part n x <= part n y.
Proof.
  intros H. unfold part. apply Rle_max_compat_l. apply Rplus_le_compat_r, Rle_min_compat_r, H.
Qed.

Lemma part_at_most n x : part n x <= right n - left n.
Proof. unfold part. specialize (Hends n). apply Rmax_lub; [lra|]. assert (A := Rmin_r x (right n)). lra. Qed.

Lemma part_inside n x : left n <= x <= right n -> part n x = x - left n.
Proof. intros H. unfold part. rewrite Rmin_left by lra. apply Rmax_right. lra. Qed.

Let reached (x : R) : Prop :=
  exists n, F a - e0 * (x - a) - L * sum_below (fun k => part k x) n <= F x.

(* From x to y: where the function hardly falls, and within one of the intervals. *)
Lemma carry_slow x y : reached x -> x <= y -> F x - e0 * (y - x) <= F y -> reached y.
Proof.
  intros [n Hn] Hxy H. exists n.
  assert (S := sum_below_le (fun k => part k x) (fun k => part k y) n ltac:(intros; apply part_rises, Hxy)).
  assert (L * sum_below (fun k => part k x) n <= L * sum_below (fun k => part k y) n)
    by (apply Rmult_le_compat_l; assumption).
  lra.
Qed.

Lemma carry_inside x y n : reached x -> a <= x -> x <= y -> y <= b -> left n < x -> y < right n -> reached y.
Proof.
  intros [k Hk] Hax Hxy Hyb Hl Hr. exists (Nat.max k (Datatypes.S n)).
  assert (S := sum_below_more (fun k => part k x) k (Nat.max k (Datatypes.S n))
    ltac:(intros; apply part_nonnegative) ltac:(lia)).
  assert (S' := sum_below_step (fun k => part k x) (fun k => part k y) n (Nat.max k (Datatypes.S n)) (y - x)
    ltac:(intros; apply part_rises, Hxy) ltac:(cbv beta; rewrite !part_inside by lra; lra) ltac:(lia)).
  assert (B := Hlip y x ltac:(lra) ltac:(lra)). rewrite (Rabs_pos_eq (y - x)) in B by lra.
  assert (A := Rle_abs (- (F y - F x))). rewrite Rabs_Ropp in A.
  assert (L * (sum_below (fun j => part j x) k + (y - x)) <= L * sum_below (fun j => part j y) (Nat.max k (Datatypes.S n)))
    by (apply Rmult_le_compat_l; lra).
  assert (0 <= e0 * (y - x)) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma near x : a <= x <= b -> ~ Z x -> exists d, 0 < d /\
  forall y, a <= y <= b -> Rabs (y - x) < d ->
    F' x * (y - x) - e0 * Rabs (y - x) <= F y - F x <= F' x * (y - x) + e0 * Rabs (y - x).
Proof.
  intros Hx HZ. destruct (Hderivative x Hx HZ e0 He0) as [d [Hd B]]. exists d. split; [exact Hd|].
  intros y Hy Hyx. specialize (B y Hy Hyx). assert (A := Rle_abs (F y - F x - F' x * (y - x))).
  assert (A' := Rle_abs (- (F y - F x - F' x * (y - x)))). rewrite Rabs_Ropp in A'. lra.
Qed.

Lemma covered : a <= b -> F a - e0 * (b - a) - L * e <= F b.
Proof.
  intros Hab. assert (H : reached b).
  { apply (real_induction reached a b); [| | |lra].
    - exists O. simpl. lra.
    - intros x Hx Hall. assert (Hxx := Hall x ltac:(lra)).
      destruct (Classical_Prop.classic (Z x)) as [HZ|HZ].
      + destruct (Hcover x HZ) as [n Hn]. exists (Rmin b ((x + right n) / 2)).
        assert (M1 := Rmin_l b ((x + right n) / 2)). assert (M2 := Rmin_r b ((x + right n) / 2)).
        split; [split; [apply Rmin_glb_lt; lra|lra]|]. intros y Hy. apply (carry_inside x y n); try assumption; lra.
      + destruct (near x ltac:(lra) HZ) as [d [Hd B]]. exists (Rmin b (x + d / 2)).
        assert (M1 := Rmin_l b (x + d / 2)). assert (M2 := Rmin_r b (x + d / 2)).
        split; [split; [apply Rmin_glb_lt; lra|lra]|]. intros y Hy. apply (carry_slow x y); [exact Hxx|lra|].
        specialize (B y ltac:(lra)). rewrite Rabs_pos_eq in B by lra. specialize (B ltac:(lra)).
        assert (0 <= F' x * (y - x)) by (apply Rmult_le_pos; [apply Hpos|]; lra). lra.
    - intros x Hx Hall. destruct (Classical_Prop.classic (Z x)) as [HZ|HZ].
      + destruct (Hcover x HZ) as [n Hn]. set (y := Rmax a ((left n + x) / 2)).
        assert (M1 := Rmax_l a ((left n + x) / 2)). assert (M2 := Rmax_r a ((left n + x) / 2)). fold y in M1, M2.
        assert (y < x) by (apply Rmax_lub_lt; lra).
        apply (carry_inside y x n); try lra. apply Hall. lra.
      + destruct (near x ltac:(lra) HZ) as [d [Hd B]]. set (y := Rmax a (x - d / 2)).
        assert (M1 := Rmax_l a (x - d / 2)). assert (M2 := Rmax_r a (x - d / 2)). fold y in M1, M2.
        assert (y < x) by (apply Rmax_lub_lt; lra).
        apply (carry_slow y x); [apply Hall; lra|lra|].
        specialize (B y ltac:(lra)). rewrite Rabs_left in B by lra. specialize (B ltac:(lra)).
        assert (0 <= F' x * (x - y)) by (apply Rmult_le_pos; [apply Hpos|]; lra). lra. }
  destruct H as [n Hn].
  assert (S := sum_below_le (fun k => part k b) (fun k => right k - left k) n ltac:(intros; apply part_at_most)).
  specialize (Htotal n).
  assert (L * sum_below (fun k => part k b) n <= L * e) by (apply Rmult_le_compat_l; lra). lra.
Qed.
End Covered.

Theorem almost_nonnegative (F F' : R -> R) (a b : R) : a <= b ->
  derives_almost (fun t => a <= t /\ t <= b) F F' -> (forall x, a <= x <= b -> 0 <= F' x) -> F a <= F b.
Proof.
  intros Hab [Hlip Hnull] Hpos.
  assert (Hlocal : forall x y L, a <= x -> x <= y -> y <= b ->
    (forall r s, x <= r <= y -> x <= s <= y -> Rabs (F r - F s) <= L * Rabs (r - s)) -> F x <= F y).
  { intros x y L Hax Hxy Hyb HL.
    apply (le_of_close _ _ (y - x + Rabs L)); [assert (H := Rabs_pos L); lra|]. intros e He.
    destruct (Hnull e He) as [left [right [Hends [Htotal Hcover]]]].
    assert (H := covered F F' x y (Rabs L) e e left right
      (fun x => (a <= x /\ x <= b) /\ ~ derivative_at (fun t => a <= t /\ t <= b) F x (F' x))
      (Rabs_pos L) He). enough (F x - e * (y - x) - Rabs L * e <= F y) by lra. apply H; try assumption.
    - intros r s Hr Hs. apply Rle_trans with (1 := HL r s Hr Hs).
      apply Rmult_le_compat_r; [apply Rabs_pos|apply Rle_abs].
    - intros r Hr HZ. apply (derivative_at_sub (fun t => a <= t /\ t <= b)); [intros; lra|].
      apply Classical_Prop.NNPP. intros Hn. apply HZ. split; [lra|exact Hn].
    - intros r Hr. apply Hpos. lra. }
  apply does_not_fall; [exact Hab| |].
  - intros x Hx e He. destruct (Hlip x Hx) as [L [d [Hd B]]]. assert (HL := Rabs_pos L).
    exists (Rmin d (e / (Rabs L + 1))). split; [apply Rmin_glb_lt; [exact Hd|apply Rdiv_lt_0_compat; lra]|].
    intros y Hy Hyx. assert (M1 := Rmin_l d (e / (Rabs L + 1))). assert (M2 := Rmin_r d (e / (Rabs L + 1))).
    assert (B' := B y x Hy Hx ltac:(lra) ltac:(rewrite Rminus_eq_0, Rabs_R0; lra)).
    apply Rle_trans with (1 := B'). apply Rle_trans with ((Rabs L + 1) * (e / (Rabs L + 1))); [|right; field; lra].
    assert (A := Rle_abs L). assert (P := Rabs_pos (y - x)).
    apply Rle_trans with ((Rabs L + 1) * Rabs (y - x)); [apply Rmult_le_compat_r; lra|apply Rmult_le_compat_l; lra].
  - intros x e Hx He. destruct (Hlip x ltac:(lra)) as [L [d [Hd B]]]. exists d. split; [exact Hd|].
    intros y Hy Hyb. assert (F x <= F y).
    { apply (Hlocal x y L); try lra. intros r s Hr Hs. apply B; try lra; rewrite Rabs_pos_eq; lra. }
    assert (0 <= e * (y - x)) by (apply Rmult_le_pos; lra). lra.
Qed.

(* A continuous derivative makes a function Lipschitz near each point. *)
Lemma lipschitz_near (I : R -> Prop) (G G' : R -> R) x : derives I G G' -> I x ->
  (exists d, 0 < d /\ forall y, Rabs (y - x) < d -> I y) ->
  exists L d, 0 < d /\ 0 <= L /\ forall y z, Rabs (y - x) < d -> Rabs (z - x) < d -> Rabs (G y - G z) <= L * Rabs (y - z).
Proof.
  intros HG Hx [d1 [Hd1 HI]]. destruct (proj2 (HG x Hx) 1 ltac:(lra)) as [d2 [Hd2 B]].
  set (d := Rmin d1 d2). assert (M1 := Rmin_l d1 d2). assert (M2 := Rmin_r d1 d2). fold d in M1, M2.
  exists (Rabs (G' x) + 1), d. split; [apply Rmin_glb_lt; assumption|].
  assert (HP := Rabs_pos (G' x)). split; [lra|].
  assert (Hrate : forall y, Rabs (y - x) < d -> Rabs (G' y) <= Rabs (G' x) + 1).
  { intros y Hy. specialize (B y (HI y ltac:(lra)) ltac:(lra)).
    replace (G' y) with ((G' y - G' x) + G' x) by ring. apply Rle_trans with (1 := Rabs_triang _ _). lra. }
  assert (Hordered : forall y z, y <= z -> Rabs (y - x) < d -> Rabs (z - x) < d ->
    Rabs (G z - G y) <= (Rabs (G' x) + 1) * (z - y)).
  { intros y z Hyz Hy Hz. apply Rabs_def2 in Hy. apply Rabs_def2 in Hz.
    assert (Hin : forall r, y <= r <= z -> Rabs (r - x) < d) by (intros r Hr; apply Rabs_def1; lra).
    assert (D : forall r, y <= r <= z -> derivative_at (fun s => y <= s <= z) G r (G' r)).
    { intros r Hr. apply (derivative_at_sub I); [intros s Hs; apply HI; specialize (Hin s Hs); lra|].
      apply HG, HI. specialize (Hin r Hr). lra. }
    set (L := Rabs (G' x) + 1) in *. apply abs_le. split.
    - assert (H := derivative_compare (fun r => - L * r) (fun _ => - L) G G' y z Hyz
        ltac:(intros; apply derivative_at_linear) D). cbv beta in H.
      enough (- L * z - - L * y <= G z - G y) by lra. apply H. intros r Hr.
      specialize (Hrate r (Hin r Hr)). assert (A := Rle_abs (- G' r)). rewrite Rabs_Ropp in A. lra.
    - assert (H := derivative_compare G G' (fun r => L * r) (fun _ => L) y z Hyz D
        ltac:(intros; apply derivative_at_linear)). cbv beta in H.
      enough (G z - G y <= L * z - L * y) by lra. apply H. intros r Hr.
      specialize (Hrate r (Hin r Hr)). assert (A := Rle_abs (G' r)). lra. }
  intros y z Hy Hz. destruct (Rle_dec y z) as [H|H].
  - rewrite Rabs_minus_sym, (Rabs_minus_sym y z), (Rabs_pos_eq (z - y)) by lra. apply Hordered; assumption.
  - rewrite (Rabs_pos_eq (y - z)) by lra. apply Hordered; try assumption; lra.
Qed.

Theorem comparison : Stated.comparison.
Proof.
  intros m u du F G a b low Hab [Hlip Hnull] Hrange HF [_ HG] Hrate.
  assert (H := almost_nonnegative (fun t => 1 * t + -1 * G (u t)) (fun t => 1 + -1 * (1 / F (u t) * du t)) a b Hab).
  cbv beta in H. enough (1 * a + -1 * G (u a) <= 1 * b + -1 * G (u b)) by lra. apply H; clear H.
  - split.
    + intros x Hx. destruct (Hlip x Hx) as [L [d [Hd B]]].
      destruct (lipschitz_near (fun s => low < s) G (fun s => 1 / F s) (u x) HG) as [L' [d' [Hd' [HL' B']]]].
      { apply Hrange; apply Hx. }
      { exists (u x - low). assert (R := Hrange x (proj1 Hx) (proj2 Hx)). split; [lra|].
        intros y Hy. apply Rabs_def2 in Hy. lra. }
      assert (PL := Rabs_pos L).
      set (r := Rmin d (d' / (Rabs L + 1))).
      assert (M1 := Rmin_l d (d' / (Rabs L + 1))). assert (M2 := Rmin_r d (d' / (Rabs L + 1))). fold r in M1, M2.
      exists (1 + L' * Rabs L), r. split; [apply Rmin_glb_lt; [exact Hd|apply Rdiv_lt_0_compat; lra]|].
      assert (Hnear : forall y, a <= y /\ y <= b -> Rabs (y - x) < r -> Rabs (u y - u x) < d').
      { intros y Hy Hyx. assert (B1 := B y x Hy Hx ltac:(lra) ltac:(rewrite Rminus_eq_0, Rabs_R0; lra)).
        apply Rle_lt_trans with (1 := B1). assert (A := Rle_abs L). assert (P := Rabs_pos (y - x)).
        apply Rle_lt_trans with ((Rabs L + 1) * Rabs (y - x)); [apply Rmult_le_compat_r; lra|].
        replace d' with ((Rabs L + 1) * (d' / (Rabs L + 1))) by (field; lra). apply Rmult_lt_compat_l; lra. }
      intros y z Hy Hz Hyx Hzx.
      assert (B1 := B y z Hy Hz ltac:(lra) ltac:(lra)).
      assert (B2 := B' (u y) (u z) (Hnear y Hy Hyx) (Hnear z Hz Hzx)).
      replace (1 * y + -1 * G (u y) - (1 * z + -1 * G (u z))) with ((y - z) + - (G (u y) - G (u z))) by ring.
      apply Rle_trans with (1 := Rabs_triang _ _). rewrite Rabs_Ropp.
      assert (P := Rabs_pos (y - z)). assert (A := Rle_abs L).
      assert (L * Rabs (y - z) <= Rabs L * Rabs (y - z)) by (apply Rmult_le_compat_r; lra).
      assert (L' * Rabs (u y - u z) <= L' * (Rabs L * Rabs (y - z))) by (apply Rmult_le_compat_l; lra). lra.
    + intros e He. destruct (Hnull e He) as [left [right [Hends [Htotal Hcover]]]].
      exists left, right. split; [exact Hends|]. split; [exact Htotal|]. intros x [Hx Hn]. apply Hcover.
      split; [exact Hx|]. intros D. apply Hn. apply derivative_at_plus; [apply derivative_at_linear|].
      apply derivative_at_scale. apply (derivative_at_comp _ (fun s => low < s)).
      * intros y Hy. apply Hrange; apply Hy.
      * apply HG. apply Hrange; apply Hx.
      * exact D.
  - intros x Hx. assert (R := Hrate x (proj1 Hx) (proj2 Hx)). assert (P := HF (u x) (Hrange x (proj1 Hx) (proj2 Hx))).
    replace (1 + -1 * (1 / F (u x) * du x)) with ((F (u x) - du x) * / F (u x)) by (field; lra).
    apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat, P.
Qed.
