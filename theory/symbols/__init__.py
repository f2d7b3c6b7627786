r"""The notation table: every symbol, once, as ``from theory import symbols as sym; sym.gap``.

Text, LaTeX, the documentation's notation page and the command line all read this table. A symbol
is real and nothing more; its sign is an assumption of the statement that needs it.

>>> NOTATION["gap"].latex
'\\Delta'
"""
# ruff: noqa: F403 - the rows stand in several modules and are read as one table

from theory.symbols.classes import *
from theory.symbols.descent import *
from theory.symbols.lower_bounds import *
from theory.symbols.stochastic import *
from theory.symbols.table import *
