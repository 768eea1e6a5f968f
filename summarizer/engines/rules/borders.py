"""Where content ends: the commas, conjunctions and reporting clauses that close the words behind a cue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.nounphrases import TIMES

if TYPE_CHECKING:
    from summarizer.engines.rules.cues import Cues
    from summarizer.engines.rules.nounphrases import Clause
    from summarizer.engines.rules.units import Unit

_LONGEST: Final = 250  # words of content without quotation marks
_MAY_END: Final = re.compile(r"[q,&B;.KH-]")  # classes of words at which content may end
# What stands behind a comma or dash where content ends there more often than not, counted on a training set.
_BORDERS: Final = {",": "WB", "-": "D&BWK"}
_SHORT_BORDERS: Final = {",": "DWB&PGEVKXT", "-": "DNVB&WKTG"}
_CONTRAST: Final = frozenset(("while", "although", "though", "whereas"))
_SHORT: Final = frozenset("np to ing for of on about against with at in as over by into from".split())


def has_content(clause: Clause, start: int) -> bool:
    """Whether content that begins at word `start` has a word, that is, `content_end` lies behind its start."""
    tags = clause.words.tags
    return start < clause.high and tags[start] != ";" and (tags[start] != "." or start + 1 < clause.high)


def content_end(
    clause: Clause, start: int, frame: str, unit: Unit, cues: Cues, *, relative: bool = False
) -> int:
    """End word of content that begins at word `start`.

    `relative`: the cue stands in a relative clause behind a comma, so a comma before a verb ends it:
    `Moreau, who said that talks failed, left`.
    """
    tags = clause.words.tags
    lower = clause.words.lower
    high = min(clause.high, start + _LONGEST)
    short = frame in _SHORT or frame.startswith(("np", "to+"))
    borders = _SHORT_BORDERS if short else _BORDERS
    jumps = unit.jumps
    at = start
    while (found := _MAY_END.search(tags, at, high)) is not None:
        at = found.start()
        tag = tags[at]
        if tag == "q" and at in jumps:
            at = jumps[at] + 1
            high = max(high, min(clause.high, at + _LONGEST))
            if (
                at < high
                and lower[at - 2] == ","
                and (  # the comma stands inside the mark
                    tags[at] in borders[","]
                    or lower[at] in _CONTRAST
                    or _attribution_follows(clause, at, cues)
                )
            ):
                return at
            continue
        following = tags[at + 1] if at + 1 < high else "."
        if tag == ";" or (tag == "." and at == high - 1):
            return at
        if at == start:
            pass
        elif tag in ",-":
            if tag == "," and following == "W":
                closing = _relative_end(tags, at + 1, high)
                if closing:
                    at = closing
                    continue
            if (
                (relative and following in "VEXR")
                or following in borders[tag]
                or (following == "K" and lower[at + 1] in _CONTRAST)
            ):
                return at
            if _attribution_follows(clause, at + 1, cues):
                return at
        elif tag in "&B":
            k = at + 1
            while k < high and tags[k] in "RX":
                k += 1
            if short and (k > at + 1 or tags[k : k + 1] in ("V", "E", "T")):
                return at
            if k < high and tags[k] in "VE" and "X" not in tags[at + 1 : k] and cues.reports(lower[k]):
                return at
        elif short and lower[at] in ("when", "although", "though"):
            return at
        at += 1
    return high


def _relative_end(tags: str, at: int, high: int) -> int:
    """The comma that closes a relative clause before the verb goes on; 0 where none does."""
    for comma in range(at + 2, min(at + 30, high - 1)):
        if tags[comma] in ";q:":
            return 0
        if tags[comma] == "," and tags[comma + 1] in "VXER":
            return comma + 1
    return 0


def _attribution_follows(clause: Clause, at: int, cues: Cues) -> bool:
    """Whether a cue and its subject begin here: `, he said`, `, adding`, `, according to`."""
    tags = clause.words.tags
    lower = clause.words.lower
    high = clause.high
    if at >= high:
        return False
    if tags[at] == "G" and lower[at] in cues.verbs:
        return True
    if lower[at] == "according":
        return True
    if lower[at] == "as":
        at += 1
    if at < high and tags[at] in "VE" and cues.reports(lower[at]):
        return True
    phrase = clause.chain_after(at)
    if phrase is None:
        return False
    at = phrase.last
    while at < high and tags[at] in "XR":
        at += 1
    if at >= high or tags[at] not in "VE" or lower[at] not in cues.verbs:
        return False
    return at + 1 >= high or tags[at + 1] in ".,;IRoK" or lower[at + 1] in TIMES
