"""Papers that come out of talks: which speak for all parties, which for one, and what "the statement" points to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.lexicon import pattern, words

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence

_NOUNS: Final = words("occasion", "papers")
_MENTION: Final = pattern("papers", "mention")
_SHARED: Final = re.compile(
    r"\b(joint|common|identical|matching|shared|agreed|closing|final)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE
)
_OF: Final = re.compile(r"\s+(?:of|from|by|issued\s+by)\s+(?:the\s+)?(?:[\w'-]+\s+){0,3}[\w'-]+")
_OWNER: Final = re.compile(r"(?:[\w'-]+\s+){1,5}$")
"""Before the minutes that a talk lasted."""
_BEFORE: Final = 60  # code points before a noun in which its owner is named
_TOGETHER: Final = pattern("papers", "together")
_BINDING: Final = frozenset(
    "protocol protocols memorandum accord agreement treaty pact minutes deal understanding".split()
)
_FORMS: Final = {"communique": "communiqué", "statements": "statement", "versions": "text", "texts": "text"}


class Paper(NamedTuple):
    """A paper as one sentence speaks of it."""

    noun: str
    joint: bool
    """Whether it speaks for all parties."""
    owner: str | None
    """The party whose own paper it is."""


class Papers:
    """The papers of an article in the order in which they are told."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._told: list[tuple[int, Paper]] = []
        for sentence in article.sentences:
            if not _NOUNS.isdisjoint(sentence.lower):
                self._told += [(sentence.index, paper) for paper in self._of(sentence)]

    def _of(self, sentence: Sentence) -> list[Paper]:
        flat = self._article.flat
        signed = _TOGETHER.search(flat, sentence.start, sentence.end) is not None
        found = []
        for match in _MENTION.finditer(flat, sentence.start, sentence.end):
            before = flat[max(sentence.start, match.start() - _BEFORE) : match.start()]
            owned = _OWNER.search(before)
            start = match.start() - len(before) + owned.start() if owned else match.start()
            # "the Malian and Nigerien ministries' statement" is nobody's own
            behind = _OF.match(flat, match.end(), sentence.end)
            owners = {m.party.name for m in self._article.parties_in(start, match.start())}
            if behind:  # "the readout of Peru's ministry"
                owners |= {m.party.name for m in self._article.parties_in(*behind.span())}
            owner = owners.pop() if len(owners) == 1 else None
            noun = _FORMS.get(match[0].lower(), match[0].lower())
            shared = _SHARED.search(before)
            own = behind is not None and owner is not None  # "a closing note from Oman's ministry"
            shared = None if own and shared and shared.group(1).lower() in {"closing", "final"} else shared
            joint = shared is not None or (signed and owner is None) or len(owners) > 1
            found.append(Paper(noun, joint or (noun in _BINDING and owner is None), owner))
        return found

    def joint_in(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of a paper that speaks for all parties."""
        return any(index == sentence.index and paper.joint for index, paper in self._told)

    def meant(self, words: str, sentence: Sentence) -> Paper | None:
        """The paper that words in a sentence point to: "the readout", "the statements", "it".

        What the article told of it before goes with it: whose it is, or that all have signed it.
        """
        own = _MENTION.search(words)
        if own is None and words.lower() not in {"it", "which", "that"}:
            return None
        noun = _FORMS.get(own[0].lower(), own[0].lower()) if own else None
        shared = _SHARED.search(words[: own.start()]) if own else None
        if (
            own
            and shared
            and (shared[1].lower() not in {"closing", "final"} or not _OF.match(words, own.end()))
        ):
            return Paper(noun or "", True, None)
        latest = None
        for index, paper in self._told:
            if index > sentence.index or (noun is None and index < sentence.index - 1):
                continue
            if (noun is None or paper.noun == noun) and (latest is None or paper.joint or paper.owner):
                latest = paper
        if latest is None and noun in _BINDING:
            return Paper(noun or "", True, None)
        return latest
