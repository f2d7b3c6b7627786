"""Closure of Definition 1 under sums, positive multiples and affine arguments.

Read ``scaling`` first, then ``affine``, then ``sum`` (its constants are in ``sum_formulas``, its
proof in ``sum_proof``). All are stated at one point; ``setting`` holds what they share.
"""
