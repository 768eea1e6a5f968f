"""Attribution on text made to hurt: 200 kB of one thing, in time that is linear in the length."""

from __future__ import annotations

import time

import pytest

from summarizer.engines.rules.attribution import find_attributions

LENGTH = 200_000
LIMIT_S = 20.0  # of processor time; a slow machine needs 4 s for the worst, quadratic time would be minutes

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
    text = pattern * (LENGTH // len(pattern)) + "a"
    start = time.process_time()
    find_attributions(text)
    assert time.process_time() - start < LIMIT_S
