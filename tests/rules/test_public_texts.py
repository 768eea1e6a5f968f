"""Every text of the public development sets goes through, with exact offsets."""

from __future__ import annotations

import json

import pytest

from summarizer.engines.rules.attribution import find_attributions
from tests.shared import SHARED

SETS = ("polnear", "gwn", "te3", "g5w1h", "re3d", "plv")


@pytest.mark.parametrize("name", SETS)
def test_every_text_of_the_set_is_read(name: str) -> None:
    path = SHARED / "benchmarks" / "data" / name / "dev" / "articles.jsonl"
    if not path.is_file():
        pytest.skip("the public sets are not beside the project")
    for line in path.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        for found in find_attributions(text):
            for start, end in (*found.content, *(s for s in (found.cue, found.speaker, found.medium) if s)):
                assert 0 <= start < end <= len(text)
                assert text[start:end].strip()
