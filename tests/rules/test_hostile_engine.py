"""The whole reader on text made to hurt: time grows with the length alone, whatever is repeated."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.engines.rules.engine import RulesEngine
from summarizer.loading import from_text

SHORT, LONG = 40_000, 160_000
LIMIT_S = 25.0  # of processor time for the long one; a slow machine needs 6 s for the worst
GROWTH = 9.0  # 4 is linear, 16 quadratic
NOISE_S = 1.5  # below this a ratio tells nothing

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
]


def seconds(unit: str, length: int) -> float:
    document = from_text(unit * (length // len(unit)) + "a", id="A")
    began = time.process_time()
    RulesEngine().read(document)
    return time.process_time() - began


@pytest.mark.parametrize("unit", REPEATED)
def test_time_stays_linear_on_repeated(unit: str) -> None:
    short = seconds(unit, SHORT)
    long = seconds(unit, LONG)
    assert long < LIMIT_S
    assert long < GROWTH * max(short, NOISE_S / GROWTH)


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
    unit = between.join(pieces) + between
    short, long = seconds(unit, 10_000), seconds(unit, 40_000)
    assert long < LIMIT_S
    assert long < GROWTH * max(short, NOISE_S / GROWTH)
