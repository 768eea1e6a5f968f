"""What stands behind a cue: its frame, which tells where its content begins and who is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.nounphrases import DAYS, TIMES

if TYPE_CHECKING:
    from summarizer.engines.rules.nounphrases import Clause, Phrase
    from summarizer.engines.rules.units import Unit

_BE: Final = frozenset(
    ("is", "are", "was", "were", "be", "been", "being", "am", "'s", "'re", "get", "got", "gets")
)
_BEFORE_PHRASE: Final = frozenset(("as", "than", "after", "before", "following"))
_ASIDES: Final = frozenset(("however", "though", "meanwhile", "too", "nevertheless", "moreover", "instead"))
_NOT: Final = frozenset(("not", "never"))


class Frame(NamedTuple):
    """The grammar behind a cue: name, first word of the content, and the addressee or medium."""

    name: str
    start: int
    addressee: Phrase | None = None


def frame_after(clause: Clause, at: int, unit: Unit, *, reports: bool = False) -> Frame:
    """The frame of what begins at word `at`, behind the cue; `reports`: the cue is a verb of saying."""
    tags = clause.words.tags
    lower = clause.words.lower
    high = clause.high
    while at < high and (tags[at] == "R" or lower[at] in DAYS):
        at += 1
    if at + 3 < high and tags[at] == "," and lower[at + 1] in _ASIDES and tags[at + 2] == ",":
        at += 3  # "added, however, that"
    if at >= high or tags[at] == ".":
        return Frame("left", at)
    tag = tags[at]
    following = tags[at + 1] if at + 1 < high else "."
    if tag == "T":
        return Frame("that", at + 1)
    if tag == "q":
        return Frame("q", at)
    if tag in ",:":
        if following == "q":
            return Frame("q", at + 1)
        if following == "T" and tag == ",":
            return Frame("that", at + 2)
        if tag == ":":
            return Frame("colon", at + 1)
        later = _later(clause, at, unit)
        return later or Frame("left", at)
    if tag in "HW":
        return Frame("H", at)
    if tag == "o":
        after = tags[at + 2] if at + 2 < high else "."
        if following in "VXRG" or (following == "A" and after in "DSMP"):  # "to close the border"
            return Frame("to", at - (lower[at - 1] in _NOT))  # "pledged not to close the border"
        return _past_phrase(clause, at, reports=reports) or Frame("to+np", at + 1)
    if tag == "G":
        return Frame("ing", at)
    if tag in "IF" or lower[at] in _BEFORE_PHRASE:
        later = _past_phrase(clause, at, reports=reports)
        if later is not None:
            return later
        if lower[at] == "out" and (at + 1 >= high or tags[at + 1] in ".,"):  # ", as Moreau pointed out."
            return Frame("left", at + 1)
        return Frame(lower[at], at + 1)
    if tag in "-;()":
        return Frame("left", at)
    if tag == "A" and clause.phrase(at) is None:
        return Frame("adj", at)
    phrase = clause.phrase(at)
    if phrase is None:
        return Frame("x", at)
    return _behind_phrase(clause, phrase, at)


def _behind_phrase(clause: Clause, phrase: Phrase, at: int) -> Frame:
    tags = clause.words.tags
    lower = clause.words.lower
    high = clause.high
    if lower[phrase.last - 1] in TIMES and phrase.last < high:  # "said last week that"
        tag = tags[phrase.last]
        if tag == "T":
            return Frame("that", phrase.last + 1)
        if tag == "P" or (clause.phrase(phrase.last) is not None and tag != "G"):
            return Frame("clause", phrase.last)
    chain = clause.chain_of(phrase) if phrase.first == at else phrase
    last = phrase.last
    if last >= high:
        return Frame("np", at)
    for end in (last, chain.last):
        if end >= high:
            break
        tag = tags[end]
        following = tags[end + 1] if end + 1 < high else "."
        if tag == "T" and tags[at] != "P":
            return Frame("np+that", end + 1, chain)
        if tag == "q" or (tag in ",:" and following == "q"):
            return Frame("np+q", end + (tag != "q"), chain)
        if tag == "H":
            return Frame("np+H", end, chain)
        if tag == "o" and following in "VXR":
            return Frame("np+to", at, chain)
    end = chain.last
    while end < high and tags[end] == "R":
        end += 1
    if end < high and (
        tags[end] in "VX" or (tags[end] == "E" and clause.words.lower[min(end + 1, high - 1)] != "by")
    ):
        return Frame("clause", at)
    if end < high and tags[end] == "P" and end == chain.last:
        return Frame("np+clause", end, chain)
    if end < high and tags[end] in "CDS" and end == chain.last and clause.phrase(end) is not None:
        other = clause.chain_after(end)
        if other is not None and other.last < high and tags[other.last] in "VX":
            return Frame("np+clause", end, chain)
    return Frame("np", at)


def _past_phrase(clause: Clause, at: int, *, reports: bool) -> Frame | None:
    """The that-clause, quotation or clause behind `on Monday`, `in a statement`, `to reporters`."""
    tags = clause.words.tags
    phrase = clause.chain_after(at + 1)
    if phrase is None or phrase.last >= clause.high:
        return None
    addressee = phrase if tags[at] == "o" else None
    end = phrase.last
    steps = 0
    while end < clause.high and steps < 4:
        tag = tags[end]
        following = tags[end + 1] if end + 1 < clause.high else "."
        if tag == "T":
            return Frame("that", end + 1, addressee)
        if tag == "q":
            return Frame("q", end, addressee)
        if tag in ",:" and following == "q":
            return Frame("q", end + 1, addressee)
        if tag == "," and following == "T":
            return Frame("that", end + 2, addressee)
        if tag == ":":
            return Frame("colon", end + 1, addressee)
        if tag == "P" and reports:
            return Frame("clause", end, addressee)
        if tag == "R" or clause.words.lower[end] in DAYS:
            end += 1
        elif tag in "Io":
            more = clause.chain_after(end + 1)
            if more is None:
                return None
            end = more.last
        else:
            return None
        steps += 1
    return None


def _later(clause: Clause, comma: int, unit: Unit) -> Frame | None:
    """The quotation behind a short aside: `said, in a statement, "…"`."""
    tags = clause.words.tags
    mark = tags.find("q", comma + 1, min(comma + 12, clause.high))
    if mark in unit.jumps and tags[mark - 1] in ",:" and not set(tags[comma + 1 : mark - 1]) & set("VXPW.;"):
        return Frame("q", mark)
    return None


def is_passive(clause: Clause, cue: int) -> bool:
    """Whether the participle at `cue` stands behind a form of be."""
    tags = clause.words.tags
    at = cue - 1
    while at >= clause.low and tags[at] in "RX":
        if clause.words.lower[at] in _BE:
            return True
        at -= 1
    return False


def group_start(clause: Clause, cue: int) -> int:
    """First word of the verb group that ends with the cue: `has repeatedly been saying`."""
    tags = clause.words.tags
    at = cue
    while at - 1 >= clause.low and tags[at - 1] in "XR":
        at -= 1
    return at
