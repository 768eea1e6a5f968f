"""Whether the words around a date tell of what was or of what is to come, by the verb nearest to it."""

from __future__ import annotations

import re
from typing import Literal

# A word group of a verb that points ahead takes the verbs in it along: `is expected to be signed`.
_CUES = re.compile(
    r"""\b(?:
      (?P<past_plan>(?:had|having)\ (?:been\ )?(?:due|set|scheduled|expected|slated|planned|hoped|agreed)\b(?:\ to(?:\ be)?\ \w+)?)
    | (?P<future>
        (?:will|shall|won't|would|may|must|should)(?:\ (?:not|also|be|have|only|then|now|still))*\ \w+
      | (?:is|are|was|were|be|being)\ (?:now\ )?(?:to|due|set|scheduled|expected|slated|planned|going|planning|heading|likely)\b(?:\ to(?:\ be)?\ \w+)?
      | (?:set|due|scheduled|expected|slated|planned|planning|plans?|hopes?|hoping|intends?|ready|agreed|invited|likely|wants?|asked|urged|decided)\ (?:\w+\ )?to(?:\ be)?\ \w+
      | (?<!\bas\ )(?<!previously\ )(?<!originally\ )(?:scheduled|slated|planned|due|upcoming|deadline|expires?|planning)
      | (?:meets?|begins?|starts?|opens?|resumes?|arrives?|leaves?|travels?|departs?|visits?|takes\ place|continues?)
      | to\ (?:meet|hold|begin|start|resume|visit|attend|leave|travel|arrive|appear|vote|open|continue|return|discuss|sign|decide|take)
      )
    | (?P<past>
        \w+ed | said | told | met | set\b(?!\ to\b) | could | held | began | made | took | came | went | gave | got | left | saw | sent | put | led | won
      | lost | brought | thought | knew | found | became | ran | spoke | wrote | rose | fell | grew | struck | broke | built
      | bought | caught | chose | drew | drove | flew | fought | hit | kept | laid | paid | sold | shot | shut | spent | stood
      | swore | threw | had | was | were | did | been | has | have | read | dated
      )
    )\b | (?P<will>'ll)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?]['\"”’]*\s+(?=[A-Z\"“‘'`])|\n\s*\n")
_NO_VERBS = frozenset({"united", "indeed", "hundred", "need", "speed", "feed", "seed", "breed", "ted", "fred", "red", "bed", "shed"})


def tense_at(text: str, start: int, end: int) -> Literal["past", "future"] | None:
    """The tense of the clause around `text[start:end]`; None where nothing tells.

    The nearest verb before the date in its sentence decides (at most 160 code points back), without one
    the first behind it (at most 100 ahead).

    >>> tense_at("Both sides said on Monday they will meet.", 14, 23), tense_at("They will meet on Monday.", 15, 24)
    ('past', 'future')
    """
    before = _SENTENCE.split(text[max(0, start - 160) : start])[-1]
    after = _SENTENCE.split(text[end : end + 100])[0]
    for words, nearest in ((before, -1), (after, 0)):
        cues = [cue for cue in _CUES.finditer(words) if cue[0].casefold() not in _NO_VERBS]
        if cues:
            return "future" if cues[nearest].lastgroup in {"future", "will"} else "past"
    return None
