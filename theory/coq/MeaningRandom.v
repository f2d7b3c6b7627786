(* What the predicates of chance mean, for finitely many outcomes: to be read, as Meaning.v is.

   The statements label outcomes by reals; here they are 0, 1, ..., N - 1, each with a positive
   chance. What is seen before step n tells some outcomes apart, and more of them as n grows: the
   cells of outcomes that look alike at n are the events known at n. A conditional expectation is
   the mean over the cell, weighted by the chances. So every variable is measurable and integrable,
   and what holds almost surely holds at every outcome.

   Not covered: noise with infinitely many values, such as Gaussian noise, and with it all questions
   of integrability. A run on samples of a finite data set with any number of steps is covered. *)
From Coq Require Import Reals Arith Lra.
From Warmproof Require Import Meaning.
Open Scope R_scope.

Record probability_space := {
  outcomes : nat;
  chance : nat -> R;
  seen : nat -> nat -> nat;
  chance_positive : forall k, (k < outcomes)%nat -> 0 < chance k;
  chance_total : sum_below chance outcomes = 1;
  seen_grows : forall n j k, (j < outcomes)%nat -> (k < outcomes)%nat ->
    seen (Datatypes.S n) j = seen (Datatypes.S n) k -> seen n j = seen n k }.

Section Random.
Variable Omega : probability_space.

Definition outcome (omega : R) : Prop := exists k, (k < outcomes Omega)%nat /\ omega = INR k.

Definition mean (X : R -> R) : R := sum_below (fun k => chance Omega k * X (INR k)) (outcomes Omega).

(* The sum of chance times X over the outcomes that look like k before step n ... *)
Definition within (n k : nat) (X : R -> R) : R :=
  sum_below (fun j => if Nat.eqb (seen Omega n j) (seen Omega n k) then chance Omega j * X (INR j) else 0)
    (outcomes Omega).

(* ... and the mean over them: E[X | known at n] at the outcome k. *)
Definition given (n k : nat) (X : R -> R) : R := within n k X / within n k (fun _ => 1).

Definition expectation (X : R -> R) (value : R) : Prop := value = mean X.

(* W is E[Z | known at n] for one of the n. *)
Definition conditional_mean (Z W : R -> R) : Prop :=
  exists n, forall k, (k < outcomes Omega)%nat -> W (INR k) = given n k Z.

(* X does not tell apart what is not told apart before step t. *)
Definition known (X : R -> R) (t : R) : Prop :=
  forall j k, (j < outcomes Omega)%nat -> (k < outcomes Omega)%nat ->
    seen Omega (index t) j = seen Omega (index t) k -> X (INR j) = X (INR k).

(* E[X | known at t] = 0. *)
Definition centred (X : R -> R) (t : R) : Prop :=
  forall k, (k < outcomes Omega)%nat -> given (index t) k X = 0.

(* X >= 0 and E[X | known at t] <= W. *)
Definition conditionally_at_most (X W : R -> R) (t : R) : Prop :=
  (forall k, (k < outcomes Omega)%nat -> 0 <= X (INR k)) /\
  (forall k, (k < outcomes Omega)%nat -> given (index t) k X <= W (INR k)).

(* P(X >= 0) >= p. *)
Definition probable (X : R -> R) (p : R) : Prop :=
  p <= mean (fun omega => if Rle_dec 0 (X omega) then 1 else 0).

End Random.
