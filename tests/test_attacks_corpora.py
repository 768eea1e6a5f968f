"""A few of the kills of corpus runs (`make test-hostile` tries fifty), and that they would be told."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.attacks import corpora

if TYPE_CHECKING:
    from pathlib import Path


def test_killed_at_random_moments_and_resumed_every_article_is_in_the_output_exactly_once() -> None:
    assert [wrong for wrong in corpora.killed(4, 150) if wrong] == []


def test_an_article_that_is_lost_or_doubled_and_a_reader_that_stays_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpora.Corpus, "seconds", lambda *_: 1.0)
    monkeypatch.setattr(corpora.Corpus, "begin", lambda *_, **__: None)
    monkeypatch.setattr(corpora, "SOON_S", 0.2)
    corpus = corpora.Corpus(tmp_path, 3)
    record = {"schema": "record/1", "article": "w:1", "of": 0, "error": None}
    one = json.dumps(record, separators=(",", ":")) + "\n"
    corpus.lines.write_text(one * 2)
    (tmp_path / "out0.failed.jsonl").write_text("")
    assert corpus.doubled() == ["article 1 is there 2 times"]
    assert "2 records of 1 articles, not 3" in corpus.complete()
    with subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True
    ) as stays:
        assert not corpora.gone(stays.pid)
