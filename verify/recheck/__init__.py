"""Certificates checked again, by a path that shares nothing with the search that made them."""
