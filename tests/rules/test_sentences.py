"""Paragraphs and sentences by offset."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.engines.rules.sentences import paragraphs, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Brig.-Gen. Ada Moreau met the U.S. President in Baku.",
        "Mr. J. R. Okafor of St. Kilda, D.C. spoke at 5 p.m. on Tuesday.",
        "The envoy paid $3.5 million to No. 10 in Jan. 2031.",
        "Sen. Ines Duarte (R., Ga.) said no.",
        'He asked: "Will you stay?" and left.',
        "Talks … will resume.",
    ],
)
def test_abbreviations_titles_and_initials_end_no_sentence(sentence: str) -> None:
    assert cut(sentence) == [sentence]


def test_an_abbreviation_ends_a_sentence_before_a_clear_start() -> None:
    assert cut("They met in Washington, D.C. The talks failed.") == [
        "They met in Washington, D.C.",
        "The talks failed.",
    ]


def test_a_closing_mark_stays_with_its_sentence() -> None:
    assert cut("“No deal.” She left. ‘Why?’ He stayed.") == [
        "“No deal.”",
        "She left.",
        "‘Why?’",
        "He stayed.",
    ]


def test_a_blank_line_ends_a_sentence_without_a_full_stop() -> None:
    text = "Talks fail in Baku\n\nThe envoys left."
    assert cut(text) == ["Talks fail in Baku", "The envoys left."]
    assert [text[slice(*p)] for p in paragraphs(text)] == ["Talks fail in Baku", "The envoys left."]


def test_offsets_count_from_the_start_of_the_text() -> None:
    text = "One. Two. Three."
    assert [text[slice(*s)] for s in sentences(text, 5, 9)] == ["Two."]


@given(st.text(alphabet="aB .!?\n\"'“”(…", max_size=80))
def test_sentences_hold_every_character_but_white_space_in_order(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(text[s:e].split()) for s, e in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
