"""Checks for a course on reading sources: one set of validators, the same result everywhere."""

__version__ = "0.1.0"
