"""Fuzzing: targets, each with a promise, and two drivers that feed them.

    targets ─┬─ drawn    hypothesis builds structured inputs, from fixed seeds: `make test`, `make test-hostile`
             └─ guided   atheris breeds inputs that reach new branches, from the project's own samples: `make fuzz`

An input is bytes. What broke a promise once is kept in `tests/data/crashes/TARGET/`, and every test run gives it again.
"""
