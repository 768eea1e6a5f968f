"""What errors tell."""

from __future__ import annotations

import doctest

from summarizer import errors


def test_the_cause_of_a_foreign_error_is_told_without_number_and_path() -> None:
    assert errors.cause_of(PermissionError(13, "Permission denied", "/secret/place")) == "Permission denied"
    assert errors.cause_of(ValueError("embedded null byte")) == "embedded null byte"


def test_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(errors).failed == 0
