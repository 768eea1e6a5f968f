"""The kind of a statement, by its verb and the grammar of what is stated."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.conditions import compels, conditional_harm, offers
from summarizer.engines.rules.lexicon import pattern, table, wording
from summarizer.engines.rules.lexicon import words as word_list
from summarizer.engines.rules.phrasal import kind_with
from summarizer.engines.rules.wordings import Wording

if TYPE_CHECKING:
    from summarizer.models.base import PositionKind

_WRONG: Final = wording("kinds", "wrong")
_ASSURES: Final = wording("kinds", "assures")
_STANDS: Final = word_list("kinds", "stands")
_DENIES: Final = wording("kinds", "denies")
_KEEPS_FAITH: Final = wording("kinds", "keeps_faith")
_WILL_NOT: Final = wording("kinds", "will_not")
_ASKED: Final = wording("kinds", "asked")
_OFFERS: Final = wording("kinds", "offers")
_OFFERED: Final = wording("kinds", "offered")
_CONCEDES: Final = wording("kinds", "concedes")
_CONCEDED: Final = wording("kinds", "conceded")
_COULD_BE: Final = wording("kinds", "could_be")
_OWN_SIDE: Final = pattern("kinds", "own_side")
_INDICATIVE: Final = re.compile(r"[^,;.]{0,80}?\b(?:is|are|was|were|has|have|had|did|does)\b")
_DEMANDS: Final = Wording(r"\b(?:must|should|needs?\s+to|has\s+to|have\s+to|ought\s+to)\b", re.IGNORECASE)
_CLAIMED: Final = Wording(
    r"\b(?:claims?|reports?|allegations?|accusations?|assertions?|suggestions?|speculation|rumou?rs?|stor(?:y|ies)|estimates?|charges?|fiction|fantas\w+|nonsense|as\s+(?:an?\s+)?\W?(?:invention|fabrication|lies?|invented|untrue|false|baseless|fake|fabricat\w+))\b"
)
_BY_WORDS: Final = frozenset({"position", "announcement", "offer"})
"""Kinds that a verb only hints at; a verb of any other kind is one whatever its words."""
_REFUSES: Final = frozenset({"reject", "oppose", "refuse", "regret", "turn"})
_WARNS: Final = frozenset({"warn", "caution"})
_BLAMES: Final = wording("kinds", "blames")
_MAY_HARM: Final = wording("kinds", "may_harm")
_MUST_BE: Final = wording("kinds", "must_be")
_ANNOUNCES: Final = wording("kinds", "announces")
_HARM: Final = wording("kinds", "harm")
_OWN_HANDS: Final = wording("kinds", "own_hands")
_MENACE: Final = wording("kinds", "menace")
_HOSTILE_VOW: Final = wording("kinds", "hostile_vow")


@cache
def _kind_of_verb() -> dict[str, PositionKind]:
    return {
        lemma: kind for kind, listed in reversed(table("kinds")["verbs"].items()) for lemma in listed.split()
    }


def kind_of(lemma: str, words: str, *, about_other: bool, own: bool = False) -> PositionKind:
    """The kind of a statement made with a verb.

    `words` are those stated, without the verb; `about_other` tells whether their subject is another party than the
    one that speaks, `own` whether it is that one.

    >>> kind_of("say", "Ankara does not seek confrontation", about_other=False)
    'assurance'
    >>> kind_of("warn", "any attack could undermine the truce", about_other=True)
    'threat'
    """
    with_words = kind_with(lemma, words, 0, len(words))
    if with_words == "denial":
        return "denial" if _CLAIMED.search(words) else "position"
    if with_words == "demand":
        return "threat" if compels(words) else "demand"
    if with_words is not None:
        return with_words
    base = _kind_of_verb().get(lemma, "position")
    if lemma in {"say", "tell", "add", "state"} and compels(words):
        return "threat"
    lower = words.lower().lstrip("\"' ")
    if lemma in {"call", "press", "appeal"}:
        if re.match(r"(?:for|on|upon)\b", lower) or lemma != "call":
            return "demand"
        return "accusation" if _WRONG.search(words) else "position"
    if lemma == "dismiss" and not _CLAIMED.search(words):
        return "position"
    if lemma == "reject" and re.search(
        r"\b(?:claims?|reports?|allegations?|accusations?|charges?|suggestions?)\b", lower
    ):
        return "denial"
    if lemma in _REFUSES:
        return "position"
    if lemma in {"express", "voice", "convey", "repeat", "reiterate", "reaffirm", "raise", "present"}:
        return _of_noun(lower, words)
    if lemma == "issue":
        return (
            "threat"
            if re.search(r"\b(?:threats?|ultimatum)\b", lower)
            else (
                "condemnation"
                if "condemn" in lower
                else ("demand" if re.search(r"\b(?:demands?|call)\b", lower) else "position")
            )
        )
    if lemma in _STANDS:
        return "position"
    if lemma in {"intend", "plan", "mean"}:
        return "announcement"
    if lemma == "order" or lemma == "instruct":
        return "demand"
    if base == "demand":
        return "threat" if compels(words) else "demand"
    if base == "assurance":
        if re.search(r"\b(?:not|never)\b", lower) and not _HOSTILE_VOW.search(words):
            return "assurance"
        return (
            "threat"
            if _HOSTILE_VOW.search(words) and lemma in {"vow", "pledge", "promise", "swear"}
            else "assurance"
        )
    if base == "offer" and lemma != "suggest":
        return "offer"
    if base in _BY_WORDS:
        return _of_clause(
            lemma,
            words,
            base,
            about_other=about_other,
            own=own or (not about_other and _OWN_SIDE.match(words) is not None),
        )
    return base


def _of_noun(lower: str, words: str) -> PositionKind:
    """Of "expressed readiness", "reiterated its demand": the noun tells."""
    head = lower[:90]
    for form, kind in _NOUNS:
        if form.search(head):
            return kind
    if compels(words):
        return "threat"
    return _of_clause("say", words, "position", about_other=False)


_NOUNS: Final[tuple[tuple[re.Pattern[str], PositionKind], ...]] = (
    (re.compile(r"\b(?:demands?|calls?|appeals?|request)\s+(?:for|on|that|to)\b"), "demand"),
    (re.compile(r"\b(?:condemnation|outrage)\b"), "condemnation"),
    (re.compile(r"\b(?:threat\s+to|warning\s+that\s+it\s+(?:will|would))\b"), "threat"),
    (re.compile(r"\b(?:commitment|pledge|assurances?|promise)\b"), "assurance"),
)


def _of_clause(lemma: str, words: str, base: str, *, about_other: bool, own: bool = False) -> PositionKind:
    concedes = own and lemma not in _WARNS and (_CONCEDES.search(words) or _CONCEDED.search(words))
    concedes = concedes or (not about_other and lemma not in _WARNS and _COULD_BE.search(words))
    if concedes or offers(words):
        return "offer"
    if compels(words):
        return "threat"
    if _HARM.search(words) or _MAY_HARM.search(words):
        return "threat"
    if _BLAMES.search(words):
        return "accusation"
    if lemma in {"warn", "caution", "insist"} and (
        _OWN_HANDS.search(words) or (lemma == "warn" and _MENACE.search(words))
    ):
        return "threat"
    if not about_other and _DENIES.search(words) and not _ASSURES.search(words):
        return "denial"
    if _ASSURES.search(words):
        return "assurance"
    if not about_other and conditional_harm(words):
        return "threat"
    if _WILL_NOT.search(words) or _KEEPS_FAITH.search(words):
        return "assurance"
    if not about_other and _ASKED.search(words):
        return "demand"
    if _OFFERED.search(words):
        return "offer"
    if _OFFERS.search(words) and not re.search(r"\bnot\s+(?:ready|willing|prepared|open)\b", words):
        return "offer"
    if about_other and _WRONG.search(words):
        return "accusation"
    if (about_other and _DEMANDS.search(words)) or _MUST_BE.search(words):
        return "demand"
    if base == "announcement" or (not about_other and _ANNOUNCES.search(words)):
        return "announcement"
    return "offer" if base == "offer" and _INDICATIVE.match(words) is None else "position"
