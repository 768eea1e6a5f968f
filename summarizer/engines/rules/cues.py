"""Cues: words that attribute what stands beside them, and the grammar each of them takes.

A frame names what follows the cue: `that` (that-clause), `clause` (a clause without that), `q` (quotation
mark), `np` (noun phrase), `to` (infinitive), `H` (whether, how, what …), `ing`, a preposition, `left` (the
content stands before), `np+…` where an addressee stands between.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from summarizer.engines.rules.inflection import forms, plural
from summarizer.engines.rules.lexicon import table

ANY: Final = "*"


@dataclass(frozen=True, slots=True)
class Cues:
    """Cue forms and the frames of each lemma."""

    tags: dict[str, str]
    """Form to letter, for the tagger."""
    verbs: dict[str, str]
    """Form to key of its frames: `said` to `say/v`."""
    nouns: dict[str, str]
    adjectives: frozenset[str]
    frames: dict[str, frozenset[str]]
    """`say/v` to its frames."""
    saying: frozenset[str]
    """Forms of verbs of saying: those that can follow what was said."""

    def takes(self, key: str, frame: str) -> bool:
        """Whether the cue attributes in this frame; behind an utterance every verb does."""
        if frame == "utterance":
            return True
        allowed = self.frames.get(key, ())
        return frame in allowed or ANY in allowed

    def reports(self, form: str) -> bool:
        """Whether the form is of a verb of saying."""
        return form in self.saying


def cues_of(table: dict[str, dict[str, str]]) -> Cues:
    """Cues from `{"verb": {"say": "that clause"}, "noun": {…}, "adjective": {…}}`."""
    tags: dict[str, str] = {}
    verbs: dict[str, str] = {}
    nouns: dict[str, str] = {}
    frames: dict[str, frozenset[str]] = {}
    for base, named in table.get("verb", {}).items():
        key = f"{base}/v"
        frames[key] = frozenset(named.split())
        for form, tag in forms(base):
            verbs.setdefault(form, key)
            tags.setdefault(form, tag)
    for base, named in table.get("noun", {}).items():
        frames[f"{base}/n"] = frozenset(named.split())
        for form in (base, plural(base)):
            nouns[form] = base
            tags.setdefault(form, "N")
    adjectives = table.get("adjective", {})
    for base, named in adjectives.items():
        frames[f"{base}/a"] = frozenset(named.split())
        tags.setdefault(base, "A")
    saying = frozenset(form for form, key in verbs.items() if not frames[key].isdisjoint((ANY, "left")))
    return Cues(tags, verbs, nouns, frozenset(adjectives), frames, saying)


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The cues of this package."""
    return cues_of(table("cues"))
