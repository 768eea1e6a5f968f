"""Corpora: many articles, one record each, in bounded memory, resumed where a run was broken off.

>>> from summarizer.corpus import run
>>> run(["wire.jsonl"], "out.jsonl", engine="rules")  # doctest: +SKIP
"""

from __future__ import annotations

from summarizer.corpus.meetings import Meetings, write_meetings
from summarizer.corpus.runner import Runner, Summary, run

__all__ = ["Meetings", "Runner", "Summary", "run", "write_meetings"]
