"""Outcomes of a meeting: what was agreed, signed, arranged or left open, and on whose word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.models.reading import Outcome

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.meetings import Gathering
    from summarizer.engines.rules.sources import Source
    from summarizer.models.base import OutcomeStatus

_GATE: Final = frozenset(
    """agreed agree agreement signed sign again breakthrough failed fail without joint deal accord reached round resume ended ended collapsed
    concluded memorandum treaty progress deadlock yielded produced inconclusive next continue""".split()
)
_BOTH: Final = (
    r"(?:[Bb]oth\s+(?:sides|countries|parties|leaders|ministers|delegations|nations|governments)|[Tt]he\s+(?:two\s+|three\s+)?(?:sides|countries|parties|leaders|ministers|delegations|nations|governments|presidents|negotiators|teams)|"
    r"[Tt]hey|(?:[A-Z][\w.'-]+(?:\s+[A-Z][\w.'-]+){0,3}\s+and\s+[A-Z][\w.'-]+(?:\s+[A-Z][\w.'-]+){0,3}))"
)
_PATTERNS: Final[tuple[re.Pattern[str], ...]] = (
    re.compile(rf"\b(?P<who>{_BOTH})\s+(?:[^.;\"]{{0,90}}?\band\s+)?(?:have\s+|had\s+|also\s+|has\s+|in\s+principle\s+)*agreed\s+(?P<what>(?:to|on|in\s+principle|that|upon)\b[^;.\"]{{4,260}})"),
    re.compile(r"\b(?:reached|struck|clinched|secured|concluded)\s+(?P<what>(?:an?|the)\s+(?:[\w-]+\s+){0,4}?(?:agreement|deal|accord|understanding|truce|ceasefire|compromise)\b[^;.\"]{0,200})", re.I),
    re.compile(r"\b(?P<what>sign(?:ed|ing)\s+(?:an?|the|several|two|three)\s+(?:[\w'-]+\s+){0,6}?(?:agreements?|accords?|treaty|deals?|memorand(?:um|a)|protocols?|pact|declaration|communiqu[eé])\b[^;.\"]{0,200})", re.I),
    re.compile(r"\b(?P<what>(?:will|would|to|agreed\s+to)\s+(?:meet|convene|reconvene|hold\s+(?:another|a\s+(?:second|third|new|further|follow-up))\s+(?:round|meeting|session))\s+(?:again\b)?[^;.\"]{0,120}?\b(?:again|next\s+(?:week|month|round)|round|follow-up|in\s+(?:two|three|\d+)\s+weeks|on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b[^;.\"]{0,80})", re.I),
    re.compile(r"\b(?P<what>(?:a\s+)?(?:next|second|third|new|further|follow-up)\s+(?:round|meeting)\s+(?:of\s+\w+\s+)?(?:will\s+be\s+held|will\s+take\s+place|is\s+(?:planned|scheduled|expected|due)|was\s+(?:scheduled|set))[^;.\"]{0,120})", re.I),
    re.compile(r"\b(?P<what>(?:[Tt]he\s+)?(?:[\w-]+\s+)?(?:talks|negotiations|discussions|meeting|summit|round|conference)\b[^;.\"]{0,60}?\b(?:ended|concluded|closed|wrapped\s+up|broke\s+up|finished)\s+(?:[^;.\"]{0,40}?)(?:without|with\s+no|in\s+(?:deadlock|failure)|inconclusively)\b[^;.\"]{0,140})", re.I),
    re.compile(r"\b(?P<what>(?:[Tt]he\s+)?(?:[\w-]+\s+)?(?:talks|negotiations|discussions|meeting|summit|sides?|parties|they|delegations|ministers|leaders)\b[^;.\"]{0,60}?\b(?:failed\s+to|collapsed|broke\s+down|produced\s+no|yielded\s+no|made\s+no|achieved\s+no|did\s+not\s+(?:produce|reach|yield|result)|reached\s+no)\b[^;.\"]{0,160})", re.I),
    re.compile(r"\b(?P<what>(?:there\s+(?:was|had\s+been)\s+)?no\s+(?:major\s+|immediate\s+)?(?:breakthrough|agreement|deal|progress|joint\s+statement)\b[^;.\"]{0,120})", re.I),
    re.compile(r"\b(?P<what>made\s+(?:\w+\s+)?progress\b[^;.\"]{0,120})", re.I),
)
_OF_TALKS: Final = re.compile(
    r"\b(?:talks|meetings?|negotiations|discussions|summit|round|session|call|sides|parties|delegations|ministers|leaders|they|mediators?|negotiators|both|counterparts?|two\s+countries|again)\b", re.I
)
_UNREAL: Final = re.compile(r"\b(?:if|unless|could|may|might|should|would\s+(?:need|like)|hop(?:e|es|ed|ing)|until|before|whether|must|urg\w+|call\w*\s+(?:for|on)|want\w*|expect\w*|aim\w*|seek\w*|ready\s+to|willing\s+to|possible|previous(?:ly)?|last\s+(?:year|month)|(?:months?|years?)\s+ago|in\s+(?:19|20)\d\d)\b[^.;]{0,80}$", re.I)
_JOINT: Final = re.compile(r"\bjoint\s+(?:statement|communiqu[eé]|declaration|document|press\s+(?:conference|statement))\b|\bsigned\b", re.I)
_DENIED: Final = re.compile(r"\b(?:den(?:y|ied|ies)|dismissed|refuted)\b[^.;]{0,100}$", re.I)
_END: Final = re.compile(r",\s+(?:according|(?:[\w' ]{0,40}\b)?(?:said|revealed|told|announced|reported|added|saying|adding|while|but|the\s+\w+\s+said))\b.*$", re.S)


class Outcomes:
    """Collects the outcomes of the main meeting, each once."""

    def __init__(self, article: Article, main: Gathering) -> None:
        self._article = article
        self._main = main
        self._found: list[tuple[str, OutcomeStatus, tuple[str, ...], str, tuple[int, int]]] = []

    def read(self, sentence: Sentence, speakers: list[Source]) -> list[tuple[int, int]]:
        """Take the outcomes that a sentence tells, on the word of its speakers; their stretches."""
        if not sentence.words & _GATE or sentence.section in {"headline", "caption"} or self._main.recalls(sentence):
            return []
        flat = self._article.flat
        taken: list[tuple[int, int]] = []
        if not _OF_TALKS.search(flat, sentence.start, sentence.end) and not self._names_parties(sentence):
            return []
        for pattern in _PATTERNS:
            for match in pattern.finditer(flat, sentence.start, sentence.end):
                start, end = match.span("what")
                if any(s < end and start < e for s, e in taken):
                    continue
                before = flat[max(sentence.start, match.start() - 90) : match.start()]
                if _UNREAL.search(before) or _UNREAL.search(flat[match.start() : start]):
                    continue
                stop = _END.search(flat[start:end])
                if stop:
                    end = start + stop.start()
                while end > start and flat[end - 1] in " ,;:-":
                    end -= 1
                if end - start < 8:
                    continue
                taken.append((match.start(), end))
                proof = (match.start("who") if "who" in pattern.groupindex else match.start(), end)
                status, sides = self._status(sentence, before, speakers)
                self._add(self._article.words_of(start, end), status, sides, proof)
        return taken

    def _names_parties(self, sentence: Sentence) -> bool:
        named = {m.party.name for m in self._article.parties_in(sentence.start, sentence.end)}
        return bool(named & set(self._main.parties))

    def _status(self, sentence: Sentence, before: str, speakers: list[Source]) -> tuple[OutcomeStatus, tuple[str, ...]]:
        flat = self._article.flat
        if _DENIED.search(before):
            return "denied", ()
        sides = {s.side for s in speakers if s.side} | {p for s in speakers for p in s.parties}
        main = set(self._main.parties)
        if _JOINT.search(flat, sentence.start, sentence.end) or (len(main) >= 2 and main <= sides):
            return "joint", tuple(sorted(main & sides)) or self._main.parties
        if sides & main:
            return "claimed_by_one_side", tuple(sorted(sides & main))
        return "reported", ()

    def _add(self, text: str, status: OutcomeStatus, sides: tuple[str, ...], proof: tuple[int, int]) -> None:
        key = " ".join(text.lower().split())
        for known, *_ in self._found:
            if key in known or known in key:
                return
        self._found.append((key, status, sides, text, proof))

    def models(self) -> tuple[Outcome, ...]:
        """The outcomes as models."""
        return tuple(
            Outcome(quotes=(self._article.words_of(*proof),), text=text[:700], status=status, claimed_by=sides)
            for _, status, sides, text, proof in self._found[:20]
        )
