"""A cue with what it may report, before it is decided whether it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from summarizer.engines.rules.nounphrases import Phrase


class Candidate(NamedTuple):
    """A cue with what may be its content and speaker, in words."""

    key: str
    """Lemma and part of speech: `say/v`."""
    frame: str
    cue: Phrase
    content: tuple[Phrase, ...]
    speaker: Phrase | None
    addressee: Phrase | None = None
    antecedent: Phrase | None = None
    """What a speaker that is a relative pronoun stands for."""
