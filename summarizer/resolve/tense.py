"""Whether the words around a date tell of what was or of what is to come, by the verb nearest to it."""

from __future__ import annotations

import re
from typing import Literal

# A word group of a verb that points ahead takes the verbs in it along: `is expected to be signed`.
_PLAN = "due|set|scheduled|expected|slated|planned|going|planning|heading|likely|hoped|agreed"
_AIM = "plans?|hopes?|hoping|intends?|ready|invited|wants?|asked|urged|decided"
# A verb that points ahead takes the verbs behind it along: `is expected to be signed`.
_TO_VERB = r"(?: to(?: be)? \w+)?"
_FUTURE = "|".join(
    (
        r"(?:will|shall|won't|would|may|must|should)(?: (?:not|also|be|have|only|then|now|still))* \w+",
        rf"(?:is|are|was|were|be|being) (?:now )?(?:to|{_PLAN})\b{_TO_VERB}",
        rf"(?:{_PLAN}|{_AIM}) (?:\w+ )?to(?: be)? \w+",
        r"(?<!\bas )(?<!previously )(?<!originally )(?:scheduled|slated|planned|due|upcoming|deadline)",
        "planning|expires?|meets?|begins?|starts?|opens?|resumes?|arrives?|leaves?|travels?|departs?|visits?",
        "takes place|continues?",
        "to (?:meet|hold|begin|start|resume|visit|attend|leave|travel|arrive|appear|vote|open|continue|return"
        "|discuss|sign|decide|take)",
    )
)
_PAST = (
    r"\w+ed|said|told|met|set\b(?! to\b)|could|held|began|made|took|came|went|gave|got|left|saw|sent|put"
    "|led|won|lost|brought|thought|knew|found|became|ran|spoke|wrote|rose|fell|grew|struck|broke|built|bought"
    "|caught|chose|drew|drove|flew|fought|hit|kept|laid|paid|sold|shot|shut|spent|stood"
    "|swore|threw|had|was|were|did|been|has|have|read|dated"
)
_CUES = re.compile(
    rf"\b(?:(?P<past_plan>(?:had|having) (?:been )?(?:{_PLAN})\b{_TO_VERB})"
    rf"|(?P<future>{_FUTURE})|(?P<past>{_PAST}))\b"
    r"|(?P<will>'ll)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?]['\"”’]*\s+(?=[A-Z\"“‘'`])|\n\s*\n")
_AHEAD = re.compile(r"\b(?:ahead of|until|starting|beginning)(?: on| from)?(?: the)? $", re.IGNORECASE)
_NO_VERBS = frozenset({"united", "indeed", "hundred", "need", "speed", "seed", "breed", "fred", "red", "bed"})


def tense_at(text: str, start: int, end: int) -> Literal["past", "future"] | None:
    """The tense of the clause around `text[start:end]`; None where nothing tells.

    The nearest verb before the date in its sentence decides (at most 160 code points back), without one
    the first behind it (at most 100 ahead).

    >>> tense_at("Both sides said on Monday that they will meet.", 19, 25)
    'past'
    >>> tense_at("Both sides said that they will meet on Monday.", 39, 45)
    'future'
    """
    before = _SENTENCE.split(text[max(0, start - 160) : start])[-1]
    after = _SENTENCE.split(text[end : end + 100])[0]
    if _AHEAD.search(before):
        return "future"
    for words, nearest in ((before, -1), (after, 0)):
        cues = [cue for cue in _CUES.finditer(words) if cue[0].casefold() not in _NO_VERBS]
        if cues:
            return "future" if cues[nearest].lastgroup in {"future", "will"} else "past"
    return None
