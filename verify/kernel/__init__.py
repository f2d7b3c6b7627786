"""The kernel tier: statements written for Coq, proved in ``theory/coq`` and checked by its kernel.

Read ``gallina`` (SymPy to Coq), then ``stated`` (the generated file), ``sources``, ``compiler``,
``audit`` and ``manifest``. Nothing here needs Coq but ``compiler``.
"""
