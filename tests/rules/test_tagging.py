"""Words and their classes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.engines.rules.cues import cues
from summarizer.engines.rules.tagging import Tagger

TAGGER = Tagger(cues().tags)


def tag(text: str, word: str) -> str:
    words = TAGGER(text, 0, len(text))
    return words.tags[words.lower.index(word)]


@pytest.mark.parametrize(
    ("text", "word", "letter"),
    [
        ("Moreau claims it.", "claims", "V"),
        ("The claims were old.", "claims", "N"),
        ("Officials claim it.", "claim", "V"),
        ("His claim was old.", "claim", "N"),
        ("The peace plan failed.", "plan", "N"),
        ("They plan to leave.", "plan", "V"),
        ("Still, polls show a lead.", "polls", "N"),
        ("Moreau said talks failed.", "talks", "N"),
        ("She expressed concern.", "concern", "N"),
        ("Moreau’s plan failed.", "'s", "'"),
        ("Moreau’s leaving.", "leaving", "G"),
        ("The ministers’ plan failed.", "'", "'"),
        ("Mark Okafor left.", "mark", "C"),
    ],
)
def test_verbs_and_nouns_are_told_apart_by_their_neighbours(text: str, word: str, letter: str) -> None:
    assert tag(text, word) == letter


def test_a_headline_in_title_case_is_read_as_if_in_small_letters() -> None:
    text = "Moreau Rejects Ceasefire Plan With Chad\n\nMoreau left."
    assert tag(text, "rejects") == "V"


@given(st.text(max_size=200))
def test_the_words_hold_every_character_but_white_space(text: str) -> None:
    words = TAGGER(text, 0, len(text))
    assert len(words.starts) == len(words.ends) == len(words.lower) == len(words.tags)
    joined = "".join(text[start:end] for start, end in zip(words.starts, words.ends, strict=True))
    assert joined == "".join(text.split())
