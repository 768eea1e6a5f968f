"""Forms of verbs and nouns."""

from __future__ import annotations

import pytest

from summarizer.engines.rules.inflection import forms, plural


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("say", {"say", "says", "said", "saying"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("admit", {"admit", "admits", "admitted", "admitting"}),
        ("urge", {"urge", "urges", "urged", "urging"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("write", {"write", "writes", "wrote", "written", "writing"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
        ("plan", {"plan", "plans", "planned", "planning"}),
        ("repeat", {"repeat", "repeats", "repeated", "repeating"}),
        ("lie", {"lie", "lies", "lied", "lying"}),
    ],
)
def test_verbs_are_inflected_as_they_are_spelt(base: str, expected: set[str]) -> None:
    assert {form for form, _ in forms(base)} == expected


def test_nouns_are_put_in_the_plural_as_they_are_spelt() -> None:
    assert [plural(noun) for noun in ("claim", "reply", "speech", "ally")] == [
        "claims",
        "replies",
        "speeches",
        "allies",
    ]
