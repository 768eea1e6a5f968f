"""Whether words of meeting tell of one that was held, is on, is planned, was cancelled or is denied; or of none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import pattern
from summarizer.engines.rules.meetingwords import UNREAL

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Sentence
    from summarizer.models.base import MeetingStatus

_PLANNED: Final = pattern("tellings", "planned")
_ENDED: Final = pattern("tellings", "ended")
_NEGATED: Final = pattern("tellings", "negated")
_DENIED: Final = pattern("tellings", "denied")
_CANCELLED: Final = pattern("tellings", "cancelled")
_ONGOING: Final = pattern("tellings", "ongoing")
_WAS_TO_HAVE: Final = re.compile(r"\b(?:was|were)\s+to\s+have\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_WITH: Final = re.compile(r"\b(?:with|between|among|involving)\s+", re.IGNORECASE)
_WORD: Final = re.compile(r"[\w'-]+")
# "We have had no contact with", "no talks have been held with"
_HAD_NONE: Final = re.compile(
    r"\b(?:ha(?:s|ve|d)\s+(?:had|held|been|conducted)|held|were|was)\s+no\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
# What was said or offered during talks is denied, not the talks.
_DURING: Final = re.compile(
    r"\b(?:during|after|before|at|following|in|amid)\s+(?:(?:the|their|his|her|an?|\w+'s?|[\w-]+)\s+){0,3}$",
    re.IGNORECASE,
)
_SUCH: Final = re.compile(r"\bsuch\b")
_SET_TO: Final = re.compile(r"\b(?:will|set|due|scheduled|is\s+to|are\s+to)\b")
_ABOUT_TO: Final = re.compile(
    r"\b(?:agreed|travel\w*|head\w*|fl(?:y|ew|ies)|arriv\w+|prepar\w+|came|to)\s+(?:\w+\s+){0,3}to\s+$"
)
# "arrived in Oslo on Friday for talks with Peru"
_GOES_FOR: Final = re.compile(
    r"\b(?:arriv\w+|travel\w*|head(?:s|ed|ing)?|fl(?:y|ew|ies)|flown|came)\b[^,;]{0,60}\bfor\s+(?:[\w-]+\s+){0,4}$"
)
_WHEN: Final = re.compile(r"\b(?:when|where)\s*$")  # "will take it up on Tuesday, when delegations sit down"
_AHEAD_OF: Final = re.compile(r"\b(?:before|ahead\s+of)\s+(?:[\w-]+\s+){0,3}$")


def status_of(
    flat: str, sentence: Sentence, match: re.Match[str], form: str, low: int, high: int
) -> MeetingStatus | None:
    """The status that words of meeting tell of in their clause, from `low` to `high`; None where of no meeting.

    `match`: the words; `form`: which of the verbs and nouns of meeting they are.
    """
    start, end = match.span()
    near = flat[max(low, start - 70) : start]
    words = match.group().lower()
    wide = flat[sentence.start : start]
    if _WAS_TO_HAVE.search(near) or _CANCELLED.search(flat, max(low, start - 60), min(high, end + 110)):
        return "cancelled"
    tail = _WORD.findall(near.lower())[-5:]
    if (_DENIED.search(wide[-130:]) and not (form == "noun" and _DURING.search(near))) or (
        _SUCH.search(near) and _NEGATED.search(near)
    ):
        return "denied"
    if _NEGATED.search(near[-45:]):
        return "denied" if form == "noun" and _HAD_NONE.search(near) and _WITH.match(flat, end + 1) else None
    planned = _PLANNED.search(near) or (form == "noun" and _PLANNED.search(flat, end, min(high, end + 50)))
    told = end + 40 if form == "noun" else end
    if planned and not _ENDED.search(flat, max(low, start - 40), min(high, told)):
        if set(tail) & (UNREAL - {"expected"}) and not _SET_TO.search(near):
            return None
        return "planned"
    told_of = form == "noun" and (
        _ENDED.search(flat, start, high) or tail[-1:] in (["during"], ["following"])
    )
    if set(tail) & UNREAL and not told_of:
        return None
    if _ONGOING.search(flat, max(low, start - 40), high):
        return "ongoing"
    first = words.split()[0]
    if (
        first in {"meet", "sit", "sign", "gather", "convene", "reconvene", "assemble", "talk", "return"}
        and sentence.section != "caption"
    ):
        if near.endswith(" did "):
            return "held"
        ahead = (
            sentence.section == "headline"
            or _ABOUT_TO.search(near)
            or (_WHEN.search(flat, sentence.start, low) and _PLANNED.search(flat, sentence.start, low))
        )
        return "planned" if ahead else None
    if form == "noun" and (_AHEAD_OF.search(near) or _GOES_FOR.search(near)):
        return "planned"
    return "held"
