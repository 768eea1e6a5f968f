"""Where the content of a reporting clause stands: before it, behind it, or on both sides."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.borders import content_end
from summarizer.engines.rules.nounphrases import Clause, Phrase

if TYPE_CHECKING:
    from summarizer.engines.rules.cues import Cues
    from summarizer.engines.rules.frames import Frame
    from summarizer.engines.rules.tagging import Words
    from summarizer.engines.rules.units import Quoted, Unit

_SOON: Final = 14  # words behind a reporting clause within which its quotation may go on
_FINISHED: Final = frozenset((".", "!", "?", ","))
_HANGING: Final = frozenset(("not", "never", "would", "will", "could", "might", "should", "must"))
_UTTERANCE_END: Final = frozenset([",", "?", "!", "—", "–", "--", "-", "…", "..."])


class Contents:
    """Finds contents in one unit. Places are indices of words, ends exclusive."""

    def __init__(self, words: Words, unit: Unit, cues: Cues) -> None:
        self.words = words
        self.unit = unit
        self.cues = cues
        self.low = unit.low
        self.high = unit.high
        self.clause = Clause(words, unit.low, unit.high)
        self._opened: dict[int, Quoted] = {}
        self._closed: dict[int, Quoted] = {}
        self._firsts: list[int] = []
        for quoted in unit.quoted:
            self._opened[quoted.first - 1] = self._closed[quoted.last] = quoted
            self._firsts.append(quoted.first)

    def spoken(self, word: int) -> bool:
        """Whether a word stands inside a quotation that is speech."""
        at = bisect_right(self._firsts, word) - 1
        return at >= 0 and word < self.unit.quoted[at].last and self.unit.quoted[at].quotation.speech

    def opens(self, word: int) -> bool:
        """Whether a quotation opens with a word."""
        return word in self._opened

    def end(self, frame: Frame, *, relative: bool = False) -> int:
        """End word of the content of a frame."""
        end = content_end(self.clause, frame.start, frame.name, self.unit, self.cues, relative=relative)
        quoted = self._opened.get(frame.start)
        if frame.name != "q" or quoted is None or quoted.last >= end:
            return end
        whole = self.words.lower[quoted.last - 1] in _FINISHED  # `chanted "Out!" as before`
        return quoted.last if whole else end

    def around(self, left: Phrase, behind: int) -> tuple[Phrase, ...]:
        """Content before a reporting clause, and behind it where it goes on."""
        last = left.last - 1
        hangs = self.words.tags[last] == "X" or self.words.lower[last] in _HANGING
        right = self._resumed(behind, hangs=hangs)
        return (left,) if right is None else (left, right)

    def left(self, before: int) -> Phrase | None:
        """Content that ends before word `before`, back to the start of the unit."""
        tags = self.words.tags
        last = before
        if last - 1 < self.low:
            return None
        if tags[last - 1] == "K" and self.words.lower[last - 1] == "as":  # "as Moreau said"
            last -= 1
        if last - 1 < self.low or tags[last - 1] not in ",q-.":
            return None
        while last > self.low and tags[last - 1] in ",-":
            last -= 1
        first = self.low
        while first < last and tags[first] in "&B,-.":
            first += 1
        if last - first < 2 or (tags[first] in "EG" and tags[last - 1] != "q"):  # "Asked again, she said"
            return None
        quoted = self._closed.get(last - 1)
        if quoted is not None and tags[first] != "q" and tags[max(self.low, quoted.first - 2)] in ",:-q.":
            return Phrase(quoted.first - 1, last)  # "Asked again, “No,” she said"
        return Phrase(first, last)

    def lone(self, before: int, behind: int) -> Phrase | None:
        """The one word that a reporting clause cuts off its verb: `Oslo, he said, has left`."""
        tags = self.words.tags
        first = self.low
        while first < before and tags[first] in "&B":
            first += 1
        cut = before - first == 2 and tags[first] in "CNP" and tags[first + 1] == ","
        resumes = behind + 1 < self.high and tags[behind] == "," and tags[behind + 1] in "VX"
        return Phrase(first, first + 1) if cut and resumes else None

    def closes_quotation(self, word: int) -> bool:
        """Whether a quotation ends directly before `word`, as an utterance does: with a comma, ? or !."""
        if word - 2 < self.low or self.words.tags[word - 1] not in "q,":
            return False
        last = word - 1 - (self.words.tags[word - 1] == ",")
        if last not in self._closed:
            return False
        end = last - 1
        while end > self.low and self.words.tags[end] == "q":  # the mark of an inner quotation
            end -= 1
        return self.words.lower[end] in _UTTERANCE_END or last != word - 1

    def _resumed(self, at: int, *, hangs: bool) -> Phrase | None:
        """Content that goes on behind its interrupting cue: `A, he said, is B`; `hangs`: `A would, he said, do B`."""
        tags = self.words.tags
        nth = bisect_right(self._firsts, at)
        if nth < len(self._firsts):
            quoted = self.unit.quoted[nth]
            between = tags[at : min(at + _SOON, quoted.first - 1)]
            if quoted.first - at <= _SOON and not set(between) & set("VXPW"):
                return Phrase(quoted.first, quoted.last)
            return None
        opens_late = tags[self.low] in "KI" or self.words.lower[self.low] in ("if", "as", "when")
        if at + 2 < self.high and tags[at] == "," and (tags[at + 1] in "VXIoKF" or opens_late or hangs):
            end = content_end(self.clause, at + 1, "clause", self.unit, self.cues)
            return Phrase(at + 1, end) if end > at + 2 else None
        return None
