"""Parties that a reading brings in and its article does not name: no claim may bind them.

Grounding asks for words, and a reading may call a party by another name than the article does: Türkiye where it prints
`Ankara` or `the Turkish side`. Whether those are one is told by the tables of `resolve`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from summarizer.grounding.article import words_of
from summarizer.grounding.checks import MARKUP, UNPRINTED
from summarizer.grounding.guarded import tells
from summarizer.models.verified import RefusedQuote
from summarizer.resolve.actors import find_parties, party

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.models.document import Document
    from summarizer.models.reading import Confirmation, Position, RedLine
    from summarizer.models.verified import Grounded, VerifiedReading
    from summarizer.resolve.actors import Party

    Bound = TypeVar("Bound", RedLine, Position, Confirmation)

NOT_NAMED = "the article does not name the party"


def named(reading: VerifiedReading) -> VerifiedReading:
    """The reading without parties that its article does not name.

    A claim that binds such a party is dropped; where it is only the one addressed, a side or one of several, it is
    taken out. Both are recorded with the reason.
    """
    parties = _Parties(reading.document)
    refused: list[RefusedQuote] = []
    dropped: list[tuple[str, str]] = []

    def known(kind: str, words: str | None) -> bool:
        if words is None or parties.know(words):
            return True
        refused.append(RefusedQuote(words, NOT_NAMED, kind))
        return False

    def bound(kind: str, field: str, claims: Iterable[Grounded[Bound]]) -> tuple[Grounded[Bound], ...]:
        kept: list[Grounded[Bound]] = []
        for item in claims:
            if not parties.know(getattr(item.claim, field)):
                dropped.append((kind, NOT_NAMED))
            elif known(kind, getattr(item.claim, "target", None)):
                kept.append(item)
            else:
                kept.append(_with(item, "target", None))
        return tuple(kept)

    return replace(
        reading,
        meetings=tuple(
            _with(m, "parties", tuple(p for p in m.claim.parties if known("meeting", p)))
            for m in reading.meetings
        ),
        participants=tuple(
            p if known("participant", p.claim.side) else _with(p, "side", None) for p in reading.participants
        ),
        confirmations=bound("confirmation", "party", reading.confirmations),
        red_lines=bound("red_line", "holder", reading.red_lines),
        positions=bound("position", "holder", reading.positions),
        outcomes=tuple(
            _with(o, "claimed_by", tuple(p for p in o.claim.claimed_by if known("outcome", p)))
            for o in reading.outcomes
        ),
        refused=(*reading.refused, *refused),
        dropped=(*reading.dropped, *dropped),
    )


C = TypeVar("C")


def _with(item: Grounded[C], field: str, value: object) -> Grounded[C]:
    """The item with another value in a field of its claim."""
    if getattr(item.claim, field) == value:
        return item
    changed = item.claim.model_copy(update={field: value})  # type: ignore[attr-defined]
    return replace(
        item, claim=changed, warnings=tuple(w for w in item.warnings if w != UNPRINTED.format(field))
    )


class _Parties:
    """The parties that an article names, in its own words or in others for the same."""

    def __init__(self, document: Document) -> None:
        self._words = words_of(document)
        self._seen: dict[str, bool] = {}

    def know(self, words: str) -> bool:
        """Whether the article names this party."""
        if words not in self._seen:
            self._seen[words] = self._find(words)
        return self._seen[words]

    def _find(self, words: str) -> bool:
        if self._words.print(words):
            return True
        if MARKUP.search(words) or not any(map(str.isalpha, words)):
            return False
        which = party(words)
        if which is not None:
            # a table of English names knows Germany, and not Allemagne
            return which in self._named or self._words.language != "english"
        if self._words.addresses_machine and not tells(self._words.text, words):
            return False
        return self._words.names(words)

    @cached_property
    def _named(self) -> frozenset[Party]:
        return frozenset(mention.party for mention in find_parties(self._words.reported))
