"""The whole reader on text made to hurt: time grows with the length alone, whatever is repeated."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.engines.rules.engine import RulesEngine
from summarizer.loading import from_text
from tests.growth import LINEAR, growth, repeated

SHORT, LONG = 40_000, 160_000

REPEATED = [
    *(
        "\"|'|“|“”|“‘|«|(|()|[|1|1 |1. |A|A. |a.| |\n |. |-|– |x, |é|İ|ſ|漢|\u200b|\u202e|…|—|@a |#a |• x\n|- x\n".split(
            "|"
        )
    ),
    "“we go. ",
    "“we go\n\n",
    '"a," he said ',
    "a and ",
    "the man of ",
    "A: ",
    "AB: x\n\n",
    "http://a.b/",
    "12:30 ",
    "3 May 2031 ",
    "on Monday ",
    "May 3 and ",
    "U.S. ",
    "Ada ",
    "Al-Sharaa ",
    "Norway and ",
    "Oslo, ",
    "ministers from Norway, ",
    "Minister of ",
    "Ada Moe, minister, ",
    "Foreign Minister Ada Moe met ",
    "Ada Moreau spoke. He said no. ",
    "said Ada Moe, ",
    "who said ",
    "he said that ",
    "according to him ",
    "met ",
    "talks with ",
    "led by ",
    "agreed to ",
    "if it, we will ",
    "will not accept ",
    "is a red line. ",
    "is unacceptable ",
    "won't ",
    "Foreign Minister ",
    "and ",
    "not ",
    "met with ",
    "red line ",
]


def grows(unit: str, short: int, long: int) -> float:
    text = repeated(unit)
    return growth(RulesEngine().read, lambda size: from_text(text(size), id="A"), short, long)


@pytest.mark.parametrize("unit", REPEATED)
def test_time_stays_linear_on_repeated(unit: str) -> None:
    assert grows(unit, SHORT, LONG) < LINEAR


PIECES = [
    '"',
    "“",
    "”",
    "'",
    "(",
    ")",
    "[",
    ",",
    ".",
    ";",
    ":",
    "—",
    "\n\n",
    " ",
    "7",
    "12",
    "A",
    "Moe",
    "NORWAY",
]
PIECES += [
    "Norway",
    "the",
    "minister",
    "said",
    "that",
    "will",
    "not",
    "accept",
    "if",
    "met",
    "in",
    "Oslo",
    "Monday",
    "red line",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.sampled_from(("", " ")))
@settings(max_examples=60, deadline=None)
def test_time_stays_linear_on_whatever_is_repeated(pieces: list[str], between: str) -> None:
    assert grows(between.join(pieces) + between, 10_000, 40_000) < LINEAR
