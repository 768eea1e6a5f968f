"""Noun phrases and the subjects of verbs, found on the letters of `tagging`."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from summarizer.engines.rules.tagging import Words

# A pronoun; determiners, what stands between, and nouns; nouns alone; determiners alone. One set of letters opens
# them all, and what may follow is chosen by a look back at it, so that the search passes over other letters at once.
_PHRASE: Final = re.compile(
    r"([PMDSA#NC'](?:(?<=[PM])"
    r"|(?<=[DS])(?:[DS]?(?:R?[EG](?=[A#NC])|R(?=[AE]))?[A#NC']{0,16}[NC#]|[DS]?A?)"
    r"|(?<=[A#NC'])[A#NC']{0,15}[NC#]|(?<=[NC#])))"
)
_LINKS: Final = frozenset("IFo")
_SKIPPED: Final = frozenset("RX")
DAYS: Final = frozenset(
    (
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tonight",
        "tomorrow",
    )
)
TIMES: Final = DAYS | frozenset(
    (
        "week",
        "month",
        "year",
        "night",
        "morning",
        "afternoon",
        "evening",
        "day",
        "weekend",
        "earlier",
        "later",
        "ago",
    )
)
_FLOATING: Final = frozenset(("both", "all", "each"))
_LONGEST: Final = 40  # words of a phrase with all that modifies it
_REACH: Final = 60  # words; how far back a subject may stand from its verb


class Phrase(NamedTuple):
    """Words `first` to `last`, end exclusive."""

    first: int
    last: int


class Clause:
    """The noun phrases of the words `low` to `high`, and who does what there."""

    def __init__(self, words: Words, low: int, high: int) -> None:
        self.words = words
        self.low = low
        self.high = high
        # what stands before the first phrase, that phrase, what stands before the second…: ends of each but the last
        parts = _PHRASE.split(words.tags[low:high])
        self._edges = list(accumulate(map(len, parts), initial=low))[1:-1]

    def phrase(self, word: int) -> Phrase | None:
        """The noun phrase that holds a word."""
        edges = self._edges
        at = bisect_right(edges, word)
        return Phrase(edges[at - 1], edges[at]) if at % 2 else None

    def chain_before(self, last: int) -> Phrase | None:
        """The phrase that ends with word `last`, with what it modifies: `the minister of defence in Baku`."""
        tags = self.words.tags
        if tags[last] == ")":  # "Ada Moreau (Independent) said"
            last = tags.rfind("(", max(self.low, last - 12), last) - 1
        phrase = self.phrase(last)
        if phrase is None:
            return None
        first = phrase.first
        while first - 2 >= self.low and last - first < _LONGEST:
            link = tags[first - 1]
            if link in _LINKS or (link == "&" and self._joins(first - 1)):
                if link == "I" and tags[first - 2] == "I":  # "from across the border"
                    first -= 1
                    continue
                before = self.phrase(first - 2)
                if before is None and tags[first - 2] in "AEG":
                    before = self.phrase(first - 3)  # "people familiar with the talks"
                if before is None or (tags[before.first] in "PM" and link != "&"):
                    break
                first = before.first
            else:
                break
        return Phrase(first, last + 1)

    def _joins(self, conjunction: int) -> bool:
        """Whether `and` joins two phrases rather than two clauses: no verb before it in its clause."""
        tags = self.words.tags
        at = conjunction - 1
        low = max(self.low, conjunction - _LONGEST)
        while at >= low and tags[at] not in ",;:.q-":
            if tags[at] in "VX":
                return False
            at -= 1
        return True

    def chain_after(self, first: int) -> Phrase | None:
        """The phrase that begins with word `first`, with its of-, for- and in-phrases."""
        phrase = self.phrase(first)
        return self.chain_of(phrase) if phrase is not None and phrase[0] == first else None

    def chain_of(self, phrase: Phrase) -> Phrase:
        """A phrase with its of-, for- and in-phrases."""
        tags = self.words.tags
        first, last = phrase
        while last + 1 < self.high and (
            tags[last] in "F&"
            or (tags[last] == "I" and self.words.lower[last] in ("for", "from", "at", "in", "with"))
        ):
            following = self.phrase(last + 1)
            if following is None or following.first != last + 1:
                break
            if tags[last] == "&" and tags[following.last : following.last + 1] in ("V", "X"):
                break
            last = following.last
        return phrase if last == phrase.last else Phrase(first, last)

    def subject(self, verb: int, depth: int = 0) -> Phrase | None:
        """Subject of the verb group that begins at word `verb`, searched to its left."""
        tags = self.words.tags
        low = max(self.low, verb - _REACH)
        at = self._skip_back(verb - 1, low)
        if at < low or depth > 3:
            return None
        tag = tags[at]
        if tag == "W":
            return Phrase(at, at + 1)
        if tag == "T":
            return self.antecedent(at) if at > low and tags[at - 1] in "NC" else None
        if tag in "o&B":
            governor = self._verb_before(at, low)
            if governor is None:
                return None
            return self.subject(governor, depth + 1)
        if tag in ",-":
            return self._across(at, low)
        chain = self.chain_before(at)
        if chain is None:
            if tag in "VEG":
                return self.subject(at, depth + 1)
            return None
        if self.words.lower[at] in TIMES:
            phrase = self.phrase(at) or chain
            if phrase.first > low and tags[phrase.first - 1] in "NC)R":
                earlier = self.chain_before(
                    self._skip_back(phrase.first - 1, low)
                )  # "the envoy last week said"
                if earlier is not None:
                    chain = earlier
        before = tags[chain.first - 1] if chain.first > low else "."
        if before in "VGEIo":  # in a relative clause: "people who know Moreau said"
            relative = self._relative(chain.first - 1, low)
            if relative is not None:
                antecedent = self.antecedent(relative)
                if antecedent is not None:
                    return antecedent
        if before in ",-" and tags[chain.first] in "D#ANE" and chain.first - 1 > low:
            named = self._across(chain.first - 1, low, apposed=True)
            if (
                named is not None
                and tags[named.last - 1] == "C"
                and "X"
                not in tags[
                    named.last : chain.first
                ]  # a clause of its own: "…, talks will end, the envoy said"
            ):
                return named
        return chain

    def _skip_back(self, at: int, low: int) -> int:
        """Past auxiliaries, adverbs and a phrase between auxiliary and verb: `have in recent weeks said`."""
        tags = self.words.tags
        while at > low and (
            tags[at] in _SKIPPED or (self.words.lower[at] in _FLOATING and tags[at - 1] in "NC)")
        ):
            at -= 1
        phrase = self.phrase(at)
        if phrase is None or phrase.first - 2 < low:
            return at
        if tags[phrase.first - 1] == "I" and tags[phrase.first - 2] in "XRW":
            return self._skip_back(phrase.first - 2, low)
        return at

    def _relative(self, at: int, low: int) -> int | None:
        tags = self.words.tags
        stop = max(low, at - 15)
        while at >= stop and tags[at] not in ".;:q":
            if tags[at] == "W":
                return at
            at -= 1
        return None

    def antecedent(self, relative: int) -> Phrase | None:
        """What the relative pronoun at word `relative` stands for."""
        tags = self.words.tags
        low = self.low
        at = relative - 1
        if at >= low and tags[at] in "IF":  # "many of whom"
            at -= 2
        while at >= low and tags[at] in ",-":
            at -= 1
        return self.chain_before(at) if at >= low else None

    def _verb_before(self, at: int, low: int) -> int | None:
        """First word of the verb group before `at` in the same clause."""
        tags = self.words.tags
        at -= 1
        while at >= low and tags[at] not in "VEGX":
            if tags[at] in ".;:q" or tags[at] == "W":
                return None
            at -= 1
        while at - 1 >= low and tags[at - 1] in "XRVE":
            at -= 1
        return at if at >= low else None

    def _across(self, comma: int, low: int, *, apposed: bool = False) -> Phrase | None:
        """Subject before a parenthesis that ends with this comma or dash: `Moreau, the envoy, said`."""
        tags = self.words.tags
        closing = tags[comma]
        opening = "(" if closing == ")" else closing
        found: Phrase | None = None
        at = comma - 1
        while at > low:
            if tags[at] in ".;:q" and closing != ")":
                break
            if tags[at] == opening and at - 1 >= low:
                chain = self.chain_before(at - 1)
                if chain is None:
                    if apposed:
                        break
                elif (
                    chain.first == low
                    or tags[chain.first - 1] in ("BT" if found else "BT&")
                    or self._subordinates(chain.first - 1)
                ):
                    return chain
                elif found is None and self._opens_clause(chain.first):
                    found = chain
                if apposed:
                    break
            at -= 1
        return found

    def _subordinates(self, at: int) -> bool:
        return self.words.tags[at] == "K" and self.words.lower[at] not in (
            "before",
            "after",
            "since",
            "until",
        )

    def _opens_clause(self, first: int) -> bool:
        """Whether a subject may begin here: at a border, or behind a conjunction."""
        if first <= self.low:
            return True
        return self.words.tags[first - 1] in ".,;:q-&BKTHV(XNC"
