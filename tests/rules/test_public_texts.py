"""Every text of the public development sets goes through, with exact offsets."""

from __future__ import annotations

import json

import pytest

from summarizer.engines.rules.attribution import find_attributions
from summarizer.engines.rules.engine import RulesEngine
from summarizer.grounding import ground
from summarizer.loading import from_text
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


@pytest.mark.parametrize("name", SETS)
def test_every_text_of_the_set_becomes_a_reading_whose_evidence_is_exact(name: str) -> None:
    path = SHARED / "benchmarks" / "data" / name / "dev" / "articles.jsonl"
    if not path.is_file():
        pytest.skip("the public sets are not beside the project")
    engine = RulesEngine()
    for line in path.read_text(encoding="utf-8").splitlines():
        document = from_text(json.loads(line)["text"], id="A")
        verified = ground(document, engine.read(document))
        assert not verified.refused
        claims = (
            verified.meetings,
            verified.participants,
            verified.red_lines,
            verified.positions,
            verified.outcomes,
        )
        for evidence in (e for grounded in claims for claim in grounded for e in claim.evidence):
            assert document.text[evidence.start : evidence.end] == evidence.exact
