"""Attempts to break the program, counted: `python -m tests.attacks` prints what was tried and what was survived."""
