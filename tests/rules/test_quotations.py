"""Quotations by their marks."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.engines.rules.quotations import find_quotations


def inside(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        'The envoy said: "We will stay here."',
        "The envoy said: “We will stay here.”",
        "The envoy said: „We will stay here.“",
        "The envoy said: «We will stay here.»",
        "The envoy said: « We will stay here. »",
        "The envoy said: ''We will stay here.''",
        "The envoy said: 'We will stay here.'",
        "The envoy said: ‘We will stay here.’",
    ],
)
def test_every_style_of_marks_is_read(text: str) -> None:
    assert inside(text) == ["We will stay here."]


def test_apostrophes_are_no_marks() -> None:
    assert inside("The ministers' plan isn't Moreau's, nor the '90s one; it's theirs.") == []


def test_british_marks_are_told_from_apostrophes_between_them() -> None:
    text = "‘The ministers’ plan isn’t ours,’ she said. ‘Don’t sign it.’"
    assert inside(text) == ["The ministers’ plan isn’t ours,", "Don’t sign it."]


def test_an_inner_quotation_has_depth_one() -> None:
    found = find_quotations("“He told me ‘go home’ and left,” she said.")
    assert [q.depth for q in found] == [0, 1]


def test_a_quotation_reopened_in_each_paragraph_continues() -> None:
    first, second = find_quotations("“We came to talk.\n\n“We leave with nothing,” he said.")
    assert first.open
    assert not first.continues
    assert second.continues
    assert not second.open


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    text = "“We came to talk, he said.\n\nThe town was calm. She said “no deal today.”"
    assert inside(text) == ["We came to talk, he said.", "no deal today."]


def test_a_term_or_a_title_is_told_from_speech() -> None:
    text = "The ‘red line’ was drawn in “Green Valley” when he said “We will not move back.”"
    assert [q.speech for q in find_quotations(text)] == [False, False, True]


def test_inches_open_no_quotation() -> None:
    assert inside('The 30" pipe and the 12" valve burst.') == []


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„", max_size=120))
def test_quotations_stay_inside_the_text_and_outer_ones_never_overlap(text: str) -> None:
    found = find_quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    outer = [q for q in found if q.depth == 0]
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer))


def test_clipped_words_open_no_quotation() -> None:
    assert (
        find_quotations(
            "They told 'em to go, and the winter of '31 was the boys' worst. 'Tis done, the boys' mother said."
        )
        == ()
    )
