"""A statement that an article dates to an earlier month is background, not a position of the talks."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.fusion import fuse
from summarizer.models.brief import Brief
from summarizer.models.reading import Position, Said
from tests.niamey import verified

MET = "Chadian and Nigerian officials met in Niamey on 12 May 2031."
WORDS = "the ferry at Baga would stay shut"


def brief(sentence: str, words: str = WORDS) -> Brief:
    stated = Position(
        quotes=(words,),
        holder="Chad",
        target=None,
        kind="position",
        topic="ferry",
        statement="The ferry at Baga would stay shut.",
        at_meeting=False,
        said=Said(speaker=None, descriptor=None, record="unattributed", via=(), hedges=()),
    )
    reading = verified(
        "A",
        sentence,
        met=MET,
        when="on 12 May 2031",
        published=date(2031, 5, 13),
        positions=(stated,),
    )
    return fuse([reading], version="test")


@pytest.mark.parametrize(
    "sentence",
    [
        f"In February, Chad said that {WORDS}.",
        f"On 3 April 2031 Chad said {WORDS}.",
        f"Chad said in March that {WORDS}.",
    ],
)
def test_words_from_an_earlier_month_are_background(sentence: str) -> None:
    made = brief(sentence)
    assert made.positions == ()
    assert [b.holder for b in made.background] == ["Chad"]


def test_a_quote_that_holds_the_date_opening_its_sentence_is_background() -> None:
    sentence = f"In February Chad said that {WORDS}."
    assert [b.holder for b in brief(sentence, sentence).background] == ["Chad"]
    later = f"Chad said that {WORDS} as it had been in February."
    assert brief(later, later).background == ()


@pytest.mark.parametrize(
    "sentence",
    [
        f"Chad said that {WORDS}.",
        f"On Monday, Chad said that {WORDS}.",
        f"Chad said that {WORDS} until February.",
        f"Since February Chad has said that {WORDS}.",
    ],
)
def test_words_of_the_day_or_about_another_month_are_a_position(sentence: str) -> None:
    made = brief(sentence)
    assert made.background == ()
    assert [p.holder for p in made.positions] == ["Chad"]
