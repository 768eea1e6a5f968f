"""What an article tells that somebody said: attributions, nested, with their contents cut into sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.attributed import Span
from summarizer.engines.rules.attribution import find_attributions
from summarizer.engines.rules.clauses import is_clause
from summarizer.engines.rules.sentences import sentences

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.attributed import Attributed, Stretch
    from summarizer.engines.rules.source import Source


MOST: Final = 40
"""Attributions in one sentence; more are a text made to keep the reader busy."""

_TWO_WORDS: Final = re.compile(r"[\w'-][^\w'-]+[\w'-]")
_TRIM: Final = " \t\n,;:\"'-–—“”‘’«»"
_TRIM_BEHIND: Final = _TRIM + "."
_AND_THAT: Final = re.compile(r",?\s(?:and|but)\sthat\s|,\sthat\s|;\s")
LATE: Final = re.compile(
    r"\W*(?:if|until|till|unless|should|(?:as|so)\slong\sas|provided|on\scondition|when|once|in)\b",
    re.IGNORECASE,
)
_HANGING: Final = re.compile(
    r"\b(?:will|would|shall|can|could|may|might|must|should|ought|had|has|have|is|are|was|were|not|never|no\s\w+|n't|"
    r"ready|willing|prepared|open|wants?|wanted|hoped?|refused?|intends?|intended|agreed)\W*$"
)
"""Words that a reporting clause cuts off from what they need: "Oslo would not, he said, sign it"."""
_HEADED: Final = re.compile(r"(?P<head>[^:;,.\"]{3,40}):\s(?=\w)")
_START: Final = itemgetter(0)
_TELLING: Final = frozenset("tell warn assure inform remind promise notify".split())
_TO_WHOM: Final = re.compile(r"(?!that\b)[^,;:.\"]{2,120}?\sthat\s(?!(?:is|are|was|were|had|has)\s)")


@dataclass(slots=True)
class Told:
    """An attribution with its speaker, and what of it is stated in which sentence."""

    number: int
    attributed: Attributed
    cue: Stretch
    spans: tuple[Stretch, ...]
    label: bool
    source: Source | None = None
    outer: Told | None = None
    pieces: dict[int, list[Stretch]] = field(default_factory=dict)
    parted: bool = False
    """Whether the reporting clause stands within one clause: "Oslo would not, he said, sign it"."""


def find_told(article: Article) -> list[Told]:
    """Attributions of the article's matter, nested, with their contents cut into sentences."""
    found: list[Told] = []
    taken: Stretch = (-1, -1)
    for attributed in find_attributions(article.text, _matter(article), article.attributed):
        speaker = attributed.speaker
        label = attributed.lemma is None and attributed.cue is not None and attributed.cue == speaker
        spans: list[Stretch] = [(start, end) for start, end in attributed.content]
        if not spans or speaker is None or (label and not article.text[slice(*speaker)].isupper()):
            continue
        behind = (
            attributed.cue is not None and spans[0][0] >= attributed.cue.end and attributed.form != "direct"
        )
        that = (
            _TO_WHOM.match(article.flat, *spans[0])
            if behind
            and (
                (attributed.medium and attributed.medium.start == spans[0][0]) or attributed.lemma in _TELLING
            )
            else None
        )
        if that:
            spans[0] = (that.end(), spans[0][1])
        left = _left_of(article, attributed) if spans[0] == taken else None
        if left is not None and found:
            found[-1].spans, found[-1].pieces = (left,), {}
            _cut(article, found[-1])
            attributed = attributed._replace(
                speaker=found[-1].attributed.speaker, name=found[-1].attributed.name
            )
        taken = spans[0]
        at = spans[0][0] if attributed.carried or label or attributed.cue is None else attributed.cue.start
        cue = (
            (at, at)
            if attributed.carried or label or attributed.cue is None
            else (attributed.cue.start, attributed.cue.end)
        )
        one = Told(len(found), attributed, cue, tuple(spans), label)
        if (
            not label
            and len(spans) == 2
            and attributed.cue
            and spans[0][1] <= attributed.cue.start < spans[1][0] < spans[0][1] + 80
        ):
            if LATE.match(article.flat, *spans[0]) or LATE.match(article.flat, *spans[1]):
                spans = [(spans[0][0], spans[1][1])]  # "If X, he said, Y"
                one.spans = tuple(spans)
            else:
                first = article.flat[slice(*spans[0])]
                one.parted = attributed.form != "direct" and (
                    not is_clause(first) or _HANGING.search(first) is not None
                )
        _cut(article, one)
        found.append(one)
    by_sentence: dict[int, list[Told]] = {}
    for one in found:
        for index in one.pieces:
            holders = by_sentence.setdefault(index, [])
            if len(holders) < MOST:
                holders.append(one)
    lengths = [sum(e - s for s, e in one.spans) for one in found]
    for one in found:
        own = None if one.label or one.attributed.carried else article.sentence_at(one.cue[0])
        if own is not None:
            holding = [t for t in by_sentence.get(own.index, ()) if t is not one and _holds(t, one.cue)]
            one.outer = min(holding, key=lambda t: lengths[t.number], default=None)
    return found


def _cut(article: Article, one: Told) -> None:
    """Cut what is told into its sentences."""
    for start, end in one.spans:
        within = article.sentence_at(start)
        # what stands within one sentence is not cut again
        whole = (
            within is not None
            and end <= within.end
            and not article.text[start : min(end, start + 1)].isspace()
        )
        for s, e in [(start, end)] if whole else sentences(article.text, start, end):
            sentence = within if whole else article.sentence_at(s)
            if sentence is not None and sentence.section not in {"headline", "caption"}:
                one.pieces.setdefault(sentence.index, []).extend(
                    [(s, e)]
                    if one.parted
                    else _clauses(article, s, e, indirect=one.attributed.form != "direct")
                )


def _left_of(article: Article, adding: Attributed) -> Stretch | None:
    """What the first verb tells in "The lake is ours, the envoy stated, adding, “Go home.”": the words before it."""
    if adding.cue is None or article.flat[adding.cue.start : adding.cue.end].lower() != "adding":
        return None
    sentence = article.sentence_at(adding.cue.start)
    before = article.flat.rfind(", ", 0, max(0, adding.cue.start - 2))
    if sentence is None or before <= sentence.start:
        return None
    return trimmed(article.flat, sentence.start, before)


def _holds(outer: Told, cue: Stretch) -> bool:
    """Whether a cue stands within what another tells, whose stretches are in order."""
    start, end = cue
    at = bisect_right(outer.spans, start, key=_START) - 1
    return at >= 0 and end <= outer.spans[at][1] and outer.cue != cue


def _clauses(article: Article, start: int, end: int, *, indirect: bool) -> list[Stretch]:
    """A sentence's words, cut where a new that-clause begins."""
    flat = article.flat
    cuts = [start, end]
    if indirect:
        headed = _HEADED.match(flat, start, end) if flat.find(":", start, start + 41) >= 0 else None
        if headed is not None and not is_clause(headed["head"]):
            start = headed.end()  # "Word from Oslo: the border stays shut"
        if flat.startswith("that ", start):
            start += 5
        cuts = [start, end]
        if flat.find("that", start, end) >= 0 or flat.find(";", start, end) >= 0:
            cuts[1:1] = [edge for match in _AND_THAT.finditer(flat, start, end) for edge in match.span()]
    pieces = [trimmed(flat, s, e) for s, e in zip(cuts[::2], cuts[1::2], strict=True)]
    return [(s, e) for s, e in pieces if _TWO_WORDS.search(flat, s, e)]


def _matter(article: Article) -> list[Span]:
    """The article's own text in stretches, without headline, dateline and captions."""
    found: list[Span] = []
    # sections are in order, so the first that parts is the only one to look at
    parting = [s for s in article.document.sections if s.kind not in {"body", "standfirst", "dateline"}]
    ends = [section.end for section in parting]
    for sentence in article.sentences:
        if sentence.section in {"headline", "dateline", "caption"}:
            continue
        before = found[-1] if found else None
        if before is not None and sentence.start - before.end < 400:
            following = bisect_right(ends, before.end)  # the first that ends behind what was found
            if following == len(ends) or parting[following].start >= sentence.start:
                found[-1] = Span(before.start, sentence.end)
                continue
        found.append(Span(sentence.start, sentence.end))
    return found


def trimmed(flat: str, start: int, end: int) -> Stretch:
    """A stretch without white space and marks at its edges; a number and a quotation stay whole."""
    while start < end and flat[start] in _TRIM:
        start += 1
    while end > start and flat[end - 1] in _TRIM_BEHIND:
        if flat[end - 1] == '"' and flat.count('"', start, end) % 2 == 0:
            break
        end -= 1
    return _whole_numbers(flat, start, end)


def _whole_numbers(flat: str, start: int, end: int) -> Stretch:
    """A stretch that begins and ends in no number: a comma may end a word, but 77,000 is one."""
    if start > 1 and end > start and flat[start].isdigit() and flat[start - 1] in ",.":
        while start > 0 and (
            flat[start - 1].isdigit() or (flat[start - 1] in ",." and flat[start - 2].isdigit())
        ):
            start -= 1
    if end > start and flat[end - 1].isdigit() and flat[end : end + 1] in {",", "."}:
        while flat[end : end + 1].isdigit() or (
            flat[end : end + 1] in {",", "."} and flat[end + 1 : end + 2].isdigit()
        ):
            end += 1
    return start, end
