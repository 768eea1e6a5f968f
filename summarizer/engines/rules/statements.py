"""Statements: who said what, with the words that prove it, joined from stances and attributed quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.attribution import find_attributions
from summarizer.engines.rules.kinds import NEUTRAL
from summarizer.engines.rules.quotations import find_quotations
from summarizer.engines.rules.stances import Stance, find_stances

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.attributed import Attributed
    from summarizer.engines.rules.sources import Source, Sources

Stretch = tuple[int, int]

_ACCORDING: Final = re.compile(r"\baccording\s+to\s+(?P<who>[^,;\"]{3,200}?)(?=,|;|\.(?:\s|$)|$)", re.I)
_THAT: Final = re.compile(r"(?P<lead>(?:[\w'./-]+,?\s+){0,12}?)that\s+")
_ADDRESSED: Final = frozenset("tell say warn confirm announce state add stress declare emphasize emphasise claim note insist write reveal disclose inform remind reiterate underline underscore assure promise caution".split())
# Words to whoever reads the article, such as instructions planted for a machine, are nobody's statement in it.
_TO_THE_READER: Final = re.compile(r"\b(?:ignore|disregard|forget|override)\b[^.]{0,40}\b(?:instructions?|prompts?|rules|guidelines)\b", re.I)
_TRIM: Final = " \t\n,;:\"'-–—“”‘’«»"
_WORD: Final = re.compile(r"[\w'-]+")


@dataclass(slots=True)
class Statement:
    """Words somebody stated. Stretches are (start, end) in code points of the document."""

    sentence: Sentence
    lemma: str
    cue: Stretch
    said: Source
    """Whose word it is: the outermost speaker."""
    actor: Source
    """Who is told to have stated it: the innermost speaker, whose party is bound."""
    content: tuple[Stretch, ...]
    subject: Stretch | None
    direct: bool

    def words(self, article: Article) -> str:
        """What was stated, in flat text."""
        return " ".join(article.flat[s:e].strip() for s, e in self.content)

    def proof(self, article: Article) -> list[Stretch]:
        """Words to quote: the content, with the verb where the verb carries meaning."""
        if self.direct or (self.lemma in NEUTRAL and not _nominal(self.words(article))):
            return [_trimmed(article.flat, *s) for s in self.content]
        start = self.subject[0] if self.subject else self.cue[0]
        if self.content and self.content[-1][0] >= self.cue[1] and self.content[-1][1] - start < 600:
            return [_trimmed(article.flat, start, self.content[-1][1])]
        return [_trimmed(article.flat, *s) for s in self.content]


def find_statements(article: Article, sources: Sources) -> Iterator[tuple[Sentence, list[Statement], list[tuple[Stance, Source]]]]:
    """For each sentence of the article's matter, in order: its statements and its stances with their speakers."""
    quoted = [(q.start, q.end) for q in find_quotations(article.text) if q.depth == 0]
    by_sentence = _attributions(article)
    for sentence in article.sentences:
        if sentence.section in {"headline", "caption"} or _TO_THE_READER.search(article.flat, sentence.start, sentence.end):
            continue
        yield _read(article, sources, sentence, _within(quoted, sentence), by_sentence.get(sentence.index, []))


def _within(spans: list[Stretch], sentence: Sentence) -> list[Stretch]:
    return [s for s in spans if s[0] < sentence.end and s[1] > sentence.start]


def _attributions(article: Article) -> dict[int, list[Attributed]]:
    """Attributions of the article by the sentence of their cue, or of their content where they have none."""
    found: dict[int, list[Attributed]] = {}
    for attributed in find_attributions(article.text):
        if not attributed.content:
            continue
        at = attributed.content[0].start if attributed.carried or attributed.cue is None else attributed.cue.start
        sentence = article.sentence_at(at)
        if sentence is not None:
            found.setdefault(sentence.index, []).append(attributed)
    return found


def _read(
    article: Article, sources: Sources, sentence: Sentence, quoted: list[Stretch], attributed: list[Attributed]
) -> tuple[Sentence, list[Statement], list[tuple[Stance, Source]]]:
    flat = article.flat
    outer = _frame(article, sources, sentence, quoted)
    stances: list[tuple[Stance, Source]] = []
    statements: list[Statement] = []
    open_frame: Source | None = None
    actor: Source | None = None
    found = find_stances(article, sentence, quoted)
    closing = _closing(article, found)
    if closing is not None and len(found) > 1 and outer is None:
        outer = sources.read(*closing, sentence)
    for stance in found:
        if stance.subject is not None:
            actor = sources.read(*stance.subject, sentence)
        elif actor is None:
            continue
        if stance.subject is None or open_frame is None:
            said = outer or open_frame or actor
        else:
            said = outer or open_frame
        content = _content(article, stance)
        if actor.kind == "both" and said is not actor and stance.subject is not None:
            # "He said both countries welcome and support": his words, of both.
            content = (stance.subject[0], sentence.end)
            stances.append((stance, actor))
            statements.append(Statement(sentence, "say", stance.cue, said, said, (content,), None, direct=False))
            break
        stances.append((stance, actor))
        if _is_empty(flat, content):
            if stance.lemma in NEUTRAL and stance.subject is not None and _opens(flat, sentence, stance):
                open_frame = outer or actor
            statements.append(Statement(sentence, stance.lemma, stance.cue, said, actor, (), stance.subject, direct=False))
            continue
        statements.append(Statement(sentence, stance.lemma, stance.cue, said, actor, (content,), stance.subject, direct=_is_quoted(content, quoted)))
    _take_attributed(article, sources, sentence, statements, attributed, outer)
    for statement in statements:
        if not statement.content:
            _take_content_before(article, sentence, statement, statements)
    return sentence, _distinct([s for s in statements if s.content]), stances


def _take_attributed(
    article: Article, sources: Sources, sentence: Sentence, statements: list[Statement], attributed: list[Attributed], outer: Source | None
) -> None:
    """Give quotations to their speakers: to a stance with the same verb, or as statements of their own."""
    for found in attributed:
        if found.form == "indirect" and found.lemma not in NEUTRAL:
            continue
        spans = tuple((s.start, s.end) for s in found.content)
        direct = found.form == "direct"
        same = next((s for s in statements if found.cue and s.cue[0] == found.cue.start), None)
        if same is not None and not found.carried:
            taken = any(_overlap(spans, s.content) for s in statements if s is not same)
            if not taken and (not same.content or (direct and not same.direct and not _overlap(spans, same.content))):
                same.content = spans
                same.direct = direct
            continue
        if any(_overlap(spans, s.content) for s in statements) or (found.form == "indirect" and found.cue is None):
            continue
        if found.speaker is not None and not found.carried:
            at = article.sentence_at(found.speaker.start) or sentence
            actor = sources.read(*found.speaker, at, name=found.name)
        else:
            previous = sources.previous()
            if previous is None:
                continue
            actor = previous
        if actor.kind == "unknown" and actor.party is None:
            continue
        cue = (found.cue.start, found.cue.end) if found.cue else (spans[0][0], spans[0][0])
        statements.append(Statement(sentence, found.lemma or "say", cue, outer or actor, actor, spans, None, direct=direct))


def _take_content_before(article: Article, sentence: Sentence, statement: Statement, statements: list[Statement]) -> None:
    """Content that stands before its verb: "Both sides agreed, the office said"."""
    if statement.subject is None or statement.lemma not in NEUTRAL | {"warn", "caution", "promise", "vow"}:
        return
    begin = sentence.start
    before = [s for s in statements if s.cue[0] < statement.cue[0] and s.content]
    if before:
        begin = max(e for s in before for _, e in s.content)
    end = statement.subject[0]
    gap = article.flat[begin:end].rstrip()
    if not gap.endswith((",", ",\"", "\"", ",'", "?", "!")) or len(_WORD.findall(gap)) < 4:
        return
    if re.match(r"\s*(?:in|on|at|after|during|following|earlier|meanwhile|speaking|asked|responding|according|while|when|for)\b", gap, re.I):
        return
    statement.content = ((begin, begin + len(gap)),)


def _frame(article: Article, sources: Sources, sentence: Sentence, quoted: list[Stretch]) -> Source | None:
    """The speaker behind "according to", whose word the sentence is."""
    if "according" not in sentence.words:
        return None
    match = _ACCORDING.search(article.flat, sentence.start, sentence.end)
    if match is None or any(s <= match.start() < e for s, e in quoted):
        return None
    start, end = match.span("who")
    cut = re.search(r"\s+(?:who|which|that|quoted|cited|in|on|with)\s", article.flat[start:end])
    source = sources.read(start, start + cut.start() if cut else end, sentence)
    return None if source.kind in {"unknown"} else source


def _content(article: Article, stance: Stance) -> Stretch:
    """The content behind a verb without its addressee: "told reporters in Oslo that"."""
    start, end = stance.content
    if stance.lemma in _ADDRESSED:
        that = _THAT.match(article.flat, start, end)
        if that and (that.end() - start < 130):
            return that.end(), end
        if stance.lemma == "tell":
            told = re.compile(r"[^\"]{0,120}?[,:]?\s*(?=\")").match(article.flat, start, end)
            return (told.end(), end) if told else (end, end)
    if stance.lemma in _ADDRESSED and _CIRCUMSTANCE.match(article.flat, start, end):
        mark = re.compile(r"[^\"]{0,160}[,:]\s*(?=\")").match(article.flat, start, end)
        return (mark.end(), end) if mark else (end, end)
    day = re.compile(r"(?:on|late\s+on)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+that)?[\s,:]*").match(article.flat, start, end)
    return (day.end() if day else start), end


def _closing(article: Article, stances: list[Stance]) -> Stretch | None:
    """The speaker at the end of a sentence whose word all of it is: "Oslo rejected the plan, the minister said"."""
    if not stances:
        return None
    last = stances[-1]
    if last.subject is None or last.lemma not in NEUTRAL or not _is_empty(article.flat, _content(article, last)):
        return None
    before = article.flat[last.sentence.start : last.subject[0]].rstrip()
    return last.subject if before.endswith(",") and len(_WORD.findall(before)) >= 4 else None


_CIRCUMSTANCE: Final = re.compile(
    r"(?:in|on|at|during|after|following|late|early|through|via|before|ahead|as|when|while|earlier|shortly|upon|from|by)\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:yesterday|today)\b"
)


def _opens(flat: str, sentence: Sentence, stance: Stance) -> bool:
    """Whether the next verb's clause is what was said: "said that Oslo rejects", "said Oslo rejects"."""
    rest = flat[stance.cue[1] : stance.content[1]].rstrip()
    return rest.endswith("that") or (not rest.strip() and stance.content[1] < sentence.end and flat[stance.cue[1]] == " ")


def _is_empty(flat: str, content: Stretch) -> bool:
    return len(_WORD.findall(flat[content[0] : content[1]])) < 2


def _is_quoted(content: Stretch, quoted: list[Stretch]) -> bool:
    return any(s <= content[0] + 2 and content[1] - 2 <= e + 2 for s, e in quoted)


def _overlap(some: tuple[Stretch, ...], others: tuple[Stretch, ...]) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)


def _distinct(statements: list[Statement]) -> list[Statement]:
    """Statements without those whose words an earlier one holds."""
    kept: list[Statement] = []
    for statement in sorted(statements, key=lambda s: (s.content[0][0], -s.content[-1][1])):
        inside = next((k for k in kept if k.content[0][0] <= statement.content[0][0] and statement.content[-1][1] <= k.content[-1][1]), None)
        if inside is not None and inside.content[0] == statement.content[0]:
            continue
        if inside is not None and inside.lemma in NEUTRAL and inside.cue[0] < statement.cue[0] and not inside.direct:
            kept.remove(inside)
        kept.append(statement)
    return kept


_FINITE: Final = re.compile(
    r"\b(?:is|are|was|were|will|would|could|can|may|might|must|should|has|have|had|does|do|did|cannot|\w+n't|seeks?|wants?|needs?|remains?|lies|depends|poses?|means?|supports?|\w{4,}ed)\b"
)


_RELATIVE: Final = re.compile(r",?\s(?:where|which|who|whose)\s|\sthat\s")


def _nominal(words: str) -> bool:
    """Whether stated words are no clause: "the importance of coordination"."""
    return _FINITE.search(_RELATIVE.split(words, maxsplit=1)[0]) is None


def _trimmed(flat: str, start: int, end: int) -> Stretch:
    while start < end and flat[start] in _TRIM:
        start += 1
    while end > start and flat[end - 1] in _TRIM + ".":
        if flat[end - 1] in "\"" and flat.count('"', start, end) % 2 == 0:
            break
        end -= 1
    return start, end
