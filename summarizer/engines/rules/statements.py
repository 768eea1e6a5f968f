"""Statements: who said what, with the words that prove it, from attributed words and stances."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.attributed import Span
from summarizer.engines.rules.bindings import binding
from summarizer.engines.rules.lexicon import pattern, wording, words
from summarizer.engines.rules.lists import introduced_by, items_of
from summarizer.engines.rules.media import media_in
from summarizer.engines.rules.stances import Stance, find_stances, stance_lemmas
from summarizer.engines.rules.told import LATE, MOST, Told, find_told, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.attributed import Attributed
    from summarizer.engines.rules.source import Source
    from summarizer.engines.rules.sources import Sources

Stretch = tuple[int, int]

NEUTRAL: Final = words("kinds", "neutral")
# Words to whoever reads the article, such as instructions planted for a machine, are nobody's statement in it.
_TO_THE_READER: Final = wording("statements", "to_the_reader")
_WORD: Final = re.compile(r"[\w'-]+")
_GOES_ON: Final = re.compile(r"\b(?:and|but)\s(?:\w+ly\s|also\s|then\s)?$")
_UNSAID: Final = pattern("statements", "unsaid")
_LEFT_UNSAID: Final = re.compile(
    r"(?:\b(?:did|does|do|would|could|has|have|had)\s(?:not|never)|n't)\s(?:\w+ly\s)?$"
)
_AUXILIARY: Final = pattern("statements", "auxiliary")
_REMARK: Final = re.compile(r",\s(?:which|who|whose|whom|where|when)\s(?![^,]{1,60},\s)")
_VERB_GROUP: Final = re.compile(
    r"(?:\b(?:will|would|shall|can|could|may|might|must|should|has|have|had|is|are|was|were|did|does|do|not|never|"
    r"cannot|also|again|\w+ly|\w+n't)\s)+$"
)
_SHORTEST: Final = 20  # code points of what is stated before a remark on it
_FIRST: Final = frozenset({"we", "i", "our", "my"})


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
    told: int = -1
    """Which attribution it stands in; -1 where in none."""
    transcript: bool = False

    def words(self, article: Article) -> str:
        """What was stated, in flat text."""
        return " ".join(article.flat[s:e].strip() for s, e in self.content)

    def proof(self, article: Article) -> list[Stretch]:
        """Words to quote: the content, with subject and verb where the verb carries the meaning."""
        if self.subject is not None and ":" not in article.flat[self.cue[1] : self.content[0][0]]:
            start, end = min(self.subject[0], self.content[0][0]), self.content[-1][1]
            verb = self._verb_start(article)
            speaker = article.flat[start:verb].rstrip(" ,")
            if start < verb and (3 * len(speaker) > 2 * (end - verb) or ", " in speaker):
                start = verb  # "The delegation, led by A, turned down the plan"
            if end - start < 600:
                return [self._bare(article, *trimmed(article.flat, start, max(end, self.cue[1])))]
        return [self._bare(article, *trimmed(article.flat, *s)) for s in self.content]

    def _verb_start(self, article: Article) -> int:
        """Where the verb group begins behind the subject: at `will` in "Oslo will not accept"."""
        subject = self.subject or self.cue
        if subject[0] >= self.cue[0]:
            return subject[0]
        between = article.flat[subject[0] : self.cue[0]]
        group = _VERB_GROUP.search(between)
        return subject[0] + (group.start() if group else len(between))

    def _bare(self, article: Article, start: int, end: int) -> Stretch:
        """Reported words without a remark behind them: "refused the mast, which Oslo had built"."""
        if self.direct:
            return start, end
        begin = self.cue[1] if start <= self.cue[0] < end else start
        remark = _REMARK.search(article.flat, min(end, begin + _SHORTEST), end)
        if remark is None or article.flat.count('"', start, remark.start()) % 2:
            return start, end
        return start, remark.start()


def find_statements(article: Article, sources: Sources) -> Iterator[Statement]:
    """Statements of the article's matter, in the order of their sentences."""
    told = find_told(article)
    known: dict[Stretch, Source] = {}
    by_cue: dict[int, list[Told]] = {}
    by_piece: dict[int, list[Told]] = {}
    for one in told:
        anchor = article.sentence_at(one.cue[0])
        by_cue.setdefault(anchor.index if anchor else -1, []).append(one)
        for index in one.pieces:
            by_piece.setdefault(index, []).append(one)
    by_piece = {index: several[:MOST] for index, several in by_piece.items()}
    by_cue = {index: several[:MOST] for index, several in by_cue.items()}
    planted = _TO_THE_READER.may_stand_in(article.flat)
    last: Source | None = None
    listed: Source | None = None
    items = items_of(article)
    paragraph = -1
    for sentence in article.sentences:
        if sentence.section in {"headline", "caption"}:
            continue
        if sentence.paragraph != paragraph:
            paragraph, last = sentence.paragraph, None
        stances = find_stances(article, sentence)
        cued, pieces = by_cue.get(sentence.index, []), by_piece.get(sentence.index, [])
        listing = sentence.index in items
        if not listing:
            listed = introduced_by(article, sources, sentence) if sentence.index + 1 in items else None
        elif listed is not None and not stances and not cued:
            last = listed
        if not (stances or cued or pieces or last) or (
            planted and _TO_THE_READER.search_in(sentence, article.flat)
        ):
            continue
        speaking: list[tuple[int, Told | Stance]] = [
            (
                one.attributed.speaker.start
                if one.attributed.speaker and not one.attributed.carried
                else one.cue[0],
                one,
            )
            for one in cued
        ]
        speaking += [((s.subject or s.cue)[0], s) for s in stances]
        reading = _Reading(article, sources, sentence, [*pieces, *cued], known, last)
        if listing:
            reading.actor = listed
        for _, item in sorted(speaking, key=lambda pair: pair[0]):
            reading.hear(item)
        # A quotation of several sentences has its speaker behind the last one.
        for one in cued:
            for index in sorted(one.pieces):
                if index < sentence.index and one.source is not None:
                    earlier = _Reading(article, sources, article.sentences[index], [one], known, last)
                    yield from earlier.statements([one])
        here = [one for one in pieces if one.source is not None]
        statements = reading.statements(here)
        last = reading.last
        yield from statements


class _Reading:
    """One sentence being read: its speakers, then its statements."""

    def __init__(
        self,
        article: Article,
        sources: Sources,
        sentence: Sentence,
        told: list[Told],
        known: dict[Stretch, Source],
        last: Source | None,
    ) -> None:
        self.article = article
        self.sources = sources
        self.sentence = sentence
        self.told = told
        self.known = known
        self.last = last
        self.stances: list[tuple[Stance, Source]] = []
        self.actor: Source | None = None
        self._spoken: Source | None = None

    def _goes_on(self, cue: Stretch) -> bool:
        """Whether a verb goes on with the subject before: "and said"."""
        return bool(_GOES_ON.search(self.article.flat[max(self.sentence.start, cue[0] - 24) : cue[0]]))

    def hear(self, item: Told | Stance) -> None:
        """Find who speaks."""
        if isinstance(item, Stance):
            if item.subject is not None:
                start, end = item.subject
                inside = self._inside(item.cue)
                if (
                    inside is not None
                    and inside.source is not None
                    and self.article.flat[start:end].lower().split(" ")[0] in _FIRST
                ):
                    self.actor = inside.source
                else:
                    self.actor = self.sources.read(start, end, self.sentence)
            elif self.actor is None:
                inside = self._inside(item.cue)
                self.actor = self._spoken or (inside.source if inside else None)
            if self.actor is not None and self.actor.kind not in {"unknown", "observer"}:
                self._spoken = self.actor
                self.stances.append((item, self.actor))
            return
        speaker = item.attributed.speaker
        if speaker is None:
            return
        first = self.article.flat[speaker.start : speaker.end].lower() in {"i", "we"}
        holding = next(
            (t for t in self.told if first and t.label and any(s <= speaker.start < e for s, e in t.spans)),
            None,
        )
        if holding is not None:
            if holding.source is None:
                return
            source = holding.source
        elif item.label:
            source = self.sources.labelled(*speaker)
        elif item.attributed.carried and (speaker.start, speaker.end) in self.known:
            source = self.known[speaker.start, speaker.end]
        elif item.attributed.carried:
            at = self.article.sentence_at(speaker.start) or self.sentence
            source = self.sources.read(*speaker, at, name=item.attributed.name)
        else:
            source = self.sources.read(
                *self._antecedent(item.attributed), self.sentence, name=item.attributed.name
            )
        if source.kind == "unknown" and self._spoken is not None and self._goes_on(item.cue):
            source = self._spoken
        if source.kind != "unknown":
            self._spoken = source
        if source.kind not in {"unknown", "observer"} and not source.via:
            via = media_in(self.article, self.sentence, item.attributed.medium)
            if via:
                source = self.sources.passed_on(source, via)
        item.source = source
        self.known.setdefault((speaker.start, speaker.end), source)
        if item.attributed.lemma in NEUTRAL or item.attributed.form == "direct":
            self.last = source

    def _antecedent(self, attributed: Attributed) -> Stretch:
        """The words for a speaker, or what `who` stands for."""
        start, end = attributed.speaker or Span(0, 0)
        if attributed.name and self.article.flat[start:end].lower() in {"who", "which", "that"}:
            at = self.article.text.rfind(attributed.name, max(0, start - 300), start)
            if at >= 0:
                return at, at + len(attributed.name)
        return start, end

    def statements(self, here: list[Told]) -> list[Statement]:
        """Statements of the sentence: stances, and pieces of attributed words that no stance tells."""
        made: list[Statement] = []
        taken: list[Stretch] = []
        heard = {stance.cue for stance, _ in self.stances}
        for stance, actor in self.stances:
            if stance.lemma in NEUTRAL and any(one.cue[0] == stance.cue[0] for one in self.told):
                continue
            statement = self._of_stance(stance, actor, here)
            if statement is not None:
                made.append(statement)
                taken.append(((stance.subject or stance.cue)[0], statement.content[-1][1]))
        for one in here:
            if one.source is None:
                continue
            lemma = one.attributed.lemma
            if (
                lemma not in NEUTRAL
                and lemma is not None
                and one.spans[-1][1] <= one.cue[0]
                and one.attributed.form != "direct"
            ):
                if lemma in stance_lemmas() and one.source.kind in {"person", "institution", "delegation"}:
                    made.append(self._passive(one, one.source))
                continue
            if (
                lemma not in NEUTRAL
                and lemma is not None
                and one.attributed.form != "direct"
                and not one.attributed.carried
                and one.cue not in heard
                and _UNSAID.search(self.article.flat[max(0, one.cue[0] - 30) : one.cue[0]])
            ):
                continue
            if (
                lemma in NEUTRAL
                and one.attributed.form == "indirect"
                and one.cue[0] < one.spans[0][0]
                and _LEFT_UNSAID.search(self.article.flat[max(0, one.cue[0] - 24) : one.cue[0]])
            ):
                continue  # "did not say how"
            for start, reach in one.pieces.get(self.sentence.index, ()):
                end = self._before_next(start, reach)
                if sum(max(0, min(e, end) - max(s, start)) for s, e in taken) > 0.5 * (end - start):
                    continue
                inner = [
                    t
                    for t in here
                    if t.outer is one
                    and t.source is not None
                    and t.source.kind not in {"unknown", "observer"}
                ]
                if any(min(e, end) - max(s, start) > 0.5 * (end - start) for t in inner for s, e in t.spans):
                    continue
                taken.append((start, end))
                made.append(self._of_piece(one, one.source, (start, end)))
        made.sort(key=lambda s: min(s.content[0][0], s.subject[0] if s.subject else s.content[0][0]))
        if not made and not here and self.last is not None:
            free = self._free(self.last)
            if free is not None:
                made.append(free)
        return made

    def _before_next(self, start: int, end: int) -> int:
        """Where words end that a further verb of their subject follows: "talks had failed and accused Oslo"."""
        for stance, _ in self.stances:
            if stance.subject is None and start < stance.cue[0] < end:
                joined = _GOES_ON.search(self.article.flat, start, stance.cue[0])
                if joined is not None and joined.end() == stance.cue[0]:
                    return trimmed(self.article.flat, start, joined.start())[1]
        return end

    def _free(self, last: Source) -> Statement | None:
        """A sentence that goes on with what the last speaker said: "It would not, however, sign a treaty"."""
        sentence, flat = self.sentence, self.article.flat
        if last.side is None or flat.find('"', sentence.start, sentence.end) >= 0:
            return None
        bound = binding(self.article, sentence.start, sentence.end)
        if not bound.commits or bound.joint:
            return None
        first = sentence.lower[0] if sentence.lower else ""
        if bound.party != last.side and not (
            bound.party is None and first in {"it", "they", "he", "she", "his", "her", "its", "their"}
        ):
            return None
        content = trimmed(flat, sentence.start, sentence.end)
        return Statement(
            sentence, "say", (sentence.start, sentence.start), last, last, (content,), None, direct=False
        )

    def _of_stance(self, stance: Stance, actor: Source, here: list[Told]) -> Statement | None:
        content = stance.content
        same = next((t for t in here if t.cue[0] == stance.cue[0] and not t.label), None)
        outer = self._inside(stance.cue)
        if outer is not None and outer is not same and self._deep(outer, stance):
            return None
        if outer is not None:
            speaker = outer.attributed.speaker
            if (
                outer is not same
                and outer.outer is not same
                and speaker
                and content[0] < speaker.start < content[1]
            ):
                # "Oslo rejects the plan, he said": the reporting clause is no part of what was said
                content = (content[0], speaker.start)
            pieces = outer.pieces.get(self.sentence.index, ()) or outer.spans
            edge = next((e for s, e in pieces if s <= stance.cue[0] < e), content[1])
            content = (content[0], min(content[1], edge))
        spans: tuple[Stretch, ...] = (content,)
        if _WORD.search(self.article.flat, *content) is None:
            if same is None or not same.spans:
                return None
            spans = same.spans
        if same is not None and same.spans[0][0] < stance.cue[0]:
            spans = same.spans  # "…," he warned
        said = self._speaker(outer, actor)
        number = outer.number if outer else -1
        subject = stance.subject
        if spans[0][0] < stance.cue[0]:
            subject = None
        elif subject is None:
            subject = stance.cue
        return Statement(
            self.sentence,
            stance.lemma,
            stance.cue,
            said,
            actor,
            spans,
            subject,
            direct=False,
            told=number,
            transcript=bool(outer and outer.label),
        )

    def _deep(self, outer: Told, stance: Stance) -> bool:
        """Whether a stance is only a part of what is said: behind a condition, or late in a quotation."""
        start = (stance.subject or stance.cue)[0]
        for s, e in outer.pieces.get(self.sentence.index, ()):
            if s <= stance.cue[0] < e:
                before = len(_WORD.findall(self.article.flat[s:start]))
                direct = outer.label or outer.attributed.form == "direct"
                return before > 0 and (
                    LATE.match(self.article.flat, s, e) is not None or (direct and before > 3)
                )
        return False

    def _passive(self, one: Told, source: Source) -> Statement:
        """ "The charge was dismissed by the general as an invention": whole, since the verb carries the meaning."""
        content = trimmed(self.article.flat, one.spans[0][0], self.sentence.end)
        return Statement(
            self.sentence,
            one.attributed.lemma or "say",
            one.cue,
            self._speaker(one.outer, source),
            source,
            (content,),
            None,
            direct=False,
            told=one.number,
        )

    def _of_piece(self, one: Told, source: Source, piece: Stretch) -> Statement:
        lemma = "say" if one.attributed.carried else one.attributed.lemma or "say"
        said = self._speaker(one.outer, source)
        direct = one.label or one.attributed.form == "direct"
        subject = None
        if (
            lemma not in NEUTRAL
            and one.attributed.speaker is not None
            and piece[0] >= one.cue[1]
            and not one.attributed.carried
        ):
            subject = (
                (source.start, source.end)
                if source.start < piece[0] and source.start >= self.sentence.start
                else one.cue
            )
        elif (
            not direct
            and lemma in stance_lemmas()
            and piece[0] >= one.cue[1]
            and not self._clause(one.cue[1], piece)
        ):
            subject = one.cue  # "stressed the importance of"
        return Statement(
            self.sentence,
            lemma,
            one.cue,
            said,
            source,
            (piece,),
            subject,
            direct=direct,
            told=one.number,
            transcript=one.label,
        )

    def _clause(self, cue: int, piece: Stretch) -> bool:
        """Whether what stands behind a verb is a clause rather than a thing: "that talks help", not "their importance"."""
        flat = self.article.flat
        return bool(flat[cue : piece[0]].strip()) or _AUXILIARY.search(flat, *piece) is not None

    def _inside(self, cue: Stretch) -> Told | None:
        """The innermost attribution whose content holds a cue, with a speaker of its own."""
        found = [
            t
            for t in self.told
            if t.cue != cue
            and any(s <= cue[0] < e for s, e in t.spans)
            and t.source is not None
            and t.source.kind != "unknown"
        ]
        return min(found, key=lambda t: sum(e - s for s, e in t.spans), default=None)

    def _speaker(self, outer: Told | None, actor: Source) -> Source:
        """Whose word it is: the outermost speaker; in free indirect speech, who spoke before."""
        seen = 0
        while outer is not None and outer.outer is not None and outer.outer.source is not None and seen < 5:
            outer, seen = outer.outer, seen + 1
        if (
            outer is not None
            and outer.source is not None
            and outer.source.kind not in {"unknown", "observer"}
        ):
            return outer.source
        if actor.kind not in {"party", "delegation"}:
            return actor
        last = self.last
        if (
            last is not None
            and last.kind in {"person", "institution", "anonymous"}
            and last.side == actor.side
        ):
            return last
        return self.sources.opener(self.sentence, actor.side) or actor
