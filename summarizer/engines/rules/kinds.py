"""The kind of a statement, by its verb and the grammar of what is stated."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules import red_lines
from summarizer.engines.rules.lexicon import table

if TYPE_CHECKING:
    from summarizer.models.base import PositionKind

_WRONG: Final = re.compile(
    r"\b(?:violat\w+|breach\w*|sabotag\w+|aggress\w+|war\s+crimes?|genocid\w+|occupying|undermin(?:es|ed|ing)|destabili[sz]\w+|provocati\w+|provok\w+|lying|lied|lies|"
    r"(?:is|are|was|were)\s+(?:to\s+blame|responsible\s+for|behind)|pos(?:es|ing|ed)\s+(?:a|an)\s+(?:\w+\s+){0,2}threat|seek(?:s|ing)?\s+to\s+(?:sabotage|undermine|establish|destroy)|"
    r"interfer\w+|meddl\w+|blackmail\w*|stalling|illegal(?:ly)?|reneg\w+|flouting|ignor(?:ed|ing)|obstruct\w+|refus(?:es|ed|ing)\s+to)\b",
    re.I,
)
_ASSURES: Final = re.compile(
    r"\b(?:do(?:es)?\s+not|did\s+not|don't|doesn't|(?:is|are|am)\s+not|not)\s+(?:seek(?:ing)?|want(?:ing)?|intend(?:ing)?|plan(?:ning)?|pursu\w+|aim(?:ing)?|desire)\b|\b(?:has|have|had)\s+no\s+(?:intention|plans?|desire|ambitions?|designs?)\b|"
    r"\bno\s+intention\s+of\b|\b(?:will|would)\s+(?:not|never)\s+(?:attack|strike|use|start|invade|be\s+the\s+first|launch|develop|seek|build|threaten|harm|target|interfere|allow\s+(?:its|our)\s+territory)|"
    r"\b(?:remains?|is|are)\s+(?:fully\s+)?committed\s+to\b|\b(?:will|would)\s+(?:honou?r|respect|abide\s+by|guarantee|ensure|protect|continue\s+to\s+(?:support|cooperate|work|honou?r|respect))\b",
    re.I,
)
_STANDS: Final = frozenset("welcome regret regard consider oppose support back endorse recognise recognize share describe characterize characterise favour favor object".split())
_DENIES: Final = re.compile(
    r"\b(?:has|have|had)\s(?:not|never)\s(?:\w+ly\s)?\w+(?:ed|t|en|n)\b|\bno\s(?:[\w-]+\s){1,5}(?:was|were|has|have|had|took)\s(?:been\s)?\w+|^\W*there\s(?:is|was|has\sbeen)\sno\s|\b(?:is|are|was|were|'s)\s(?:not\strue|untrue|false|baseless|invented|fabricated)\b"
    r"|\bnot\scorrespond\sto|\bhad\snot\sseen\b|\bdid\snot\s(?!come|go|want|seek)\w+|\bnothing\sof\sthe\s(?:kind|sort)\b|\basked\sfor\snothing\b", re.I
)
_WILL_NOT: Final = re.compile(r"\b(?:no|nobody|none)\b[^,;.]{0,80}\b(?:will|would)\s(?:be|go|have)\b|\bwill\s(?:charge|have|face|pay)\sno\b|\b(?:would|will)\s(?:keep\sflowing|keep|continue)\b[^.;]{0,60}\b(?:open|support|offices?|supply|gas|aid|flow)|\bwas\snot\sthreatening\b|\bnot\sthreatening\b", re.I)
_ASKED: Final = re.compile(r"\b(?:is|are)\s(?:asking|demanding|calling|seeking)\b|\bwants?\b[^.;]{2,80}\b(?:\w+ed|to|open|closed)\b|\b(?:put|puts)\b[^.;]{2,80}\bon\sthe\stable\b", re.I)
_OFFERS: Final = re.compile(
    r"\b(?:is|are|was|were|am|remains?|stands?)\s+(?:\w+\s+)?(?:ready|willing|prepared|open)\s+(?:to|for)\b|\b(?:readiness|willingness)\s+to\b|\bready\s+to\b|\bwilling\s+to\b|\b(?:proposal|offer)\s+to\b|\bopenness\s+to\b", re.I
)
_OFFERED: Final = re.compile(r"\b(?:has|have|had|also)\s(?:\w+ly\s)?(?:offered|proposed|volunteered)\b|\boffers?\s(?:to|[a-z]+\s)|\b(?:would|will)\s(?:drop|pay\sfor|lend|give|share|provide|free|release)\b|\bstood\sready\b", re.I)
_SUBJUNCTIVE: Final = re.compile(
    r"\bthat\s[A-Z]\w+\s(?:suspend|withdraw|stop|halt|end|refrain|open|close|release|free|give|accept|allow|respect|return|remove)\b"
)
_DEMANDS: Final = re.compile(r"\b(?:must|should|needs?\s+to|has\s+to|have\s+to|ought\s+to)\b", re.I)
_ANNOUNCES: Final = re.compile(
    r"\b(?:has|have|had)\s+(?:\w+ly\s+|now\s+|also\s+)?(?:decided|suspended|approved|agreed|closed|opened|imposed|lifted|recalled|expelled|withdrawn|signed|appointed|begun|started|launched|halted|stopped|resumed|cancelled|canceled|postponed|restored|sent|ordered|ratified|cut|severed|banned|released)\b|"
    r"\b(?:will|would)\s+(?:\w+ly\s+|also\s+)?(?:send|open|host|hold|begin|launch|visit|travel|reopen|appoint|submit|publish|introduce|resume|lift|release|deploy|recogni[sz]e|deliver|provide|suspend|close|impose|withdraw|continue\s+as|secure|draw|move|start|build|stay\s+(?:open|closed))\b|\b(?:we|it)\s+(?:intends?|plans?)\s+to\b|\bhas\s+invited\b",
    re.I,
)
_HARM: Final = re.compile(
    r"\b(?:any|every|further|such|continued)\s+[^;.]{2,140}?\b(?:will|would|could|may|might|can)\s+(?:also\s+|only\s+|seriously\s+)?(?:endanger|undermine|jeopardi[sz]e|cost|threaten|destabili[sz]e|topple|bring\s+down|harm|hurt|doom|have\s+(?:\w+\s+)?consequences|backfire|lead\s+to|result\s+in|carry|come\s+at)\b",
    re.I,
)
_OWN_HANDS: Final = re.compile(
    r"\b(?:we|it|they|he|she|[A-Z]\w+|forces|army|country)\s+(?:will|would|shall)\s+(?:\w+ly\s+|not\s+hesitate\s+to\s+)?(?:respond|retaliat\w+|strike|attack|hit|destroy|target|impose|expel|suspend|withdraw|close|block|cut|crush|defend|act|take\s+(?:\w+\s+)?(?:measures|action|steps)|resume|escalate|continue|pay|go\s+on|keep|bomb|sanction|leave|walk|quit)\b",
    re.I,
)
_MENACE: Final = re.compile(r"\b(?:consequences|(?:heavy|high|steep)\s+price|all\s+options|gates\s+of\s+hell|pay\s+dearly|severe\s+response|regret)\b", re.I)
_HOSTILE_VOW: Final = re.compile(r"\b(?:retaliat\w+|reveng\w+|respond|response|strike|destroy|continue\s+(?:the\s+)?(?:attack|strike|operation|war|offensive|fight)\w*|crush|punish|hunt|eliminate|fight\s+on)\b", re.I)


@cache
def _kind_of_verb() -> dict[str, str]:
    return {lemma: kind for kind, listed in reversed(table("kinds")["verbs"].items()) for lemma in listed.split()}


def kind_of(lemma: str, words: str, *, about_other: bool) -> PositionKind:
    """The kind of a statement made with a verb.

    `words` are those stated, without the verb; `about_other` tells whether their subject is another party than the
    one that speaks.

    >>> kind_of("say", "Ankara does not seek confrontation", about_other=False)
    'assurance'
    >>> kind_of("warn", "any attack could undermine the truce", about_other=True)
    'threat'
    """
    base = _kind_of_verb().get(lemma, "position")
    if lemma in {"say", "tell", "add", "state"} and red_lines.compels(words):
        return "threat"
    lower = words.lower().lstrip("\"' ")
    if lemma in {"call", "press", "appeal"}:
        if re.match(r"(?:for|on|upon)\b", lower) or lemma != "call":
            return "demand"
        return "accusation" if _WRONG.search(words) else "position"
    if lemma == "dismiss" and not re.search(r"\b(?:claims?|reports?|allegations?|accusations?|rumou?rs?|estimates?|as\s+\W?(?:invented|untrue|false|baseless|fake|untrue|fabricat\w+))\b", words):
        return "position"
    if lemma == "reject" and re.search(r"\b(?:claims?|reports?|allegations?|accusations?|charges?|suggestions?)\b", lower):
        return "denial"
    if lemma in {"express", "voice", "convey", "repeat", "reiterate", "reaffirm", "raise", "present"}:
        return _of_noun(lower, words)
    if lemma == "issue":
        return "threat" if re.search(r"\b(?:threats?|ultimatum)\b", lower) else ("condemnation" if "condemn" in lower else ("demand" if re.search(r"\b(?:demands?|call)\b", lower) else "position"))
    if lemma in _STANDS:
        return "position"
    if lemma in {"intend", "plan", "mean"}:
        return "announcement"
    if lemma == "order" or lemma == "instruct":
        return "demand"
    if base in {"condemnation", "denial", "accusation"}:
        return base  # type: ignore[return-value]
    if base == "demand":
        return "threat" if red_lines.compels(words) else "demand"
    if base == "threat":
        return "threat"
    if base == "assurance":
        if re.search(r"\b(?:not|never)\b", lower) and not _HOSTILE_VOW.search(words):
            return "assurance"
        return "threat" if _HOSTILE_VOW.search(words) and lemma in {"vow", "pledge", "promise"} else "assurance"
    if base == "offer" and lemma != "suggest":
        return "offer"
    return _of_clause(lemma, words, base, about_other=about_other)


def _of_noun(lower: str, words: str) -> PositionKind:
    """Of "expressed readiness", "reiterated its demand": the noun tells."""
    head = lower[:90]
    for pattern, kind in _NOUNS:
        if pattern.search(head):
            return kind
    if red_lines.compels(words):
        return "threat"
    return _of_clause("say", words, "position", about_other=False)


_NOUNS: Final[tuple[tuple[re.Pattern[str], PositionKind], ...]] = (
    (re.compile(r"\b(?:demands?|calls?|appeals?|request)\s+(?:for|on|that|to)\b"), "demand"),
    (re.compile(r"\b(?:readiness|willingness|openness|offer)\b"), "offer"),
    (re.compile(r"\b(?:condemnation|outrage)\b"), "condemnation"),
    (re.compile(r"\b(?:threat\s+to|warning\s+that\s+it\s+(?:will|would))\b"), "threat"),
    (re.compile(r"\b(?:commitment|pledge|assurances?|promise)\b"), "assurance"),
    (re.compile(r"\b(?:accusations?)\b"), "accusation"),
)


def _of_clause(lemma: str, words: str, base: str, *, about_other: bool) -> PositionKind:
    if red_lines.offers(words):
        return "offer"
    if red_lines.compels(words):
        return "threat"
    if _HARM.search(words):
        return "threat"
    if lemma in {"warn", "caution", "insist"} and (_OWN_HANDS.search(words) or (lemma == "warn" and _MENACE.search(words))):
        return "threat"
    if not about_other and _DENIES.search(words) and not _ASSURES.search(words):
        return "denial"
    if _ASSURES.search(words):
        return "assurance"
    if _WILL_NOT.search(words):
        return "assurance"
    if not about_other and _ASKED.search(words):
        return "demand"
    if _OFFERED.search(words):
        return "offer"
    if _OFFERS.search(words) and not re.search(r"\bnot\s+(?:ready|willing|prepared|open)\b", words):
        return "offer"
    if about_other and _WRONG.search(words):
        return "accusation"
    if (about_other and _DEMANDS.search(words)) or _SUBJUNCTIVE.search(words):
        return "demand"
    if base == "announcement" or (not about_other and _ANNOUNCES.search(words)):
        return "announcement"
    return "offer" if base == "offer" else "position"
