"""Attribution on text made to hurt: 200 kB of one thing, in time that is linear in the length."""

from __future__ import annotations

import pytest

from summarizer.engines.rules.attribution import find_attributions
from tests.growth import LINEAR, growth, repeated

SHORT, LONG = 20_000, 200_000

PATTERNS = [
    '"',
    "'",
    "“",
    "“”",
    "“we go. ",
    '"a," he said ',
    "s' ",
    "(",
    "()",
    "1",
    "1 ",
    "A",
    "A. ",
    "a.",
    "Moreau ",
    " ",
    "\n ",
    ". ",
    "-",
    "x, ",
    "a and ",
    "the man of ",
    "able ",
    "Mr. ",
    "A: ",
    "AB: x\n\n",
    "“we go\n\n",
    "who said ",
    "he said that ",
    "to say to ",
    "his claim that ",
    "according to him ",
    "Ada Moreau spoke. He said no. ",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_time_stays_linear_on_repeated(pattern: str) -> None:
    assert growth(find_attributions, repeated(pattern), SHORT, LONG) < LINEAR
