"""Instances of statements: members of the class, runs on them, and margins of claims."""
