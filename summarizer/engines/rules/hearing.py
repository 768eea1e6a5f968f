"""Who speaks in a sentence: the speakers of its attributions and stances, heard in the order of its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.attributed import Span
from summarizer.engines.rules.lexicon import words
from summarizer.engines.rules.media import media_in
from summarizer.engines.rules.stances import Stance

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.attributed import Attributed, Stretch
    from summarizer.engines.rules.source import Source
    from summarizer.engines.rules.sources import Sources
    from summarizer.engines.rules.told import Told

NEUTRAL: Final = words("kinds", "neutral")
"""Verbs that say no more than that something was said."""
NOBODY: Final = frozenset({"unknown", "observer"})
"""Kinds of speakers whose words are no statement of the matter."""
GOES_ON: Final = re.compile(r"\b(?:and|but)\s(?:\w+ly\s|also\s|then\s)?$")
_FIRST: Final = frozenset({"we", "i", "our", "my"})
_DEEPEST: Final = 5  # attributions in one another
_NAMED_WITHIN: Final = 300  # code points before "who" in which its name stands


class Hearing:
    """Hears one sentence. `known`: sources by the stretch of their words; `last`: who spoke before."""

    def __init__(
        self,
        article: Article,
        sources: Sources,
        sentence: Sentence,
        told: list[Told],
        known: dict[Stretch, Source],
        last: Source | None,
        *,
        actor: Source | None = None,
    ) -> None:
        self.article = article
        self.sentence = sentence
        self.told = told
        self.last = last
        self.stances: list[tuple[Stance, Source]] = []
        """The stances of the sentence whose subject is known, in order."""
        self._sources = sources
        self._known = known
        self._actor = actor
        self._spoken: Source | None = None

    def hear(self, item: Told | Stance) -> None:
        """Find who speaks; calls come in the order of the text."""
        if isinstance(item, Stance):
            self._hear_stance(item)
        else:
            self._hear_told(item)

    def inside(self, cue: Stretch) -> Told | None:
        """The innermost attribution whose content holds a cue, with a speaker of its own."""
        found = [
            t
            for t in self.told
            if t.source is not None
            and t.source.kind != "unknown"
            and t.cue != cue
            and any(s <= cue[0] < e for s, e in t.spans)
        ]
        return min(found, key=lambda t: sum(e - s for s, e in t.spans), default=None)

    def speaker(self, outer: Told | None, actor: Source) -> Source:
        """Whose word it is: the outermost speaker; in free indirect speech, who spoke before."""
        seen = 0
        while (
            outer is not None
            and outer.outer is not None
            and outer.outer.source is not None
            and seen < _DEEPEST
        ):
            outer, seen = outer.outer, seen + 1
        if outer is not None and outer.source is not None and outer.source.kind not in NOBODY:
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
        return self._sources.opener(self.sentence, actor.side) or actor

    def _hear_stance(self, stance: Stance) -> None:
        if stance.subject is not None:
            start, end = stance.subject
            inside = self.inside(stance.cue)
            if (
                inside is not None
                and inside.source is not None
                and self.article.flat[start:end].lower().split(" ")[0] in _FIRST
            ):
                self._actor = inside.source
            else:
                self._actor = self._sources.read(start, end, self.sentence)
        elif self._actor is None:
            inside = self.inside(stance.cue)
            self._actor = self._spoken or (inside.source if inside else None)
        if self._actor is not None and self._actor.kind not in NOBODY:
            self._spoken = self._actor
            self.stances.append((stance, self._actor))

    def _hear_told(self, told: Told) -> None:
        speaker = told.attributed.speaker
        if speaker is None:
            return
        source = self._source(told, speaker)
        if source is None:
            return
        if source.kind == "unknown" and self._spoken is not None and self._goes_on(told.cue):
            source = self._spoken
        if source.kind != "unknown":
            self._spoken = source
        if source.kind not in NOBODY and not source.via:
            via = media_in(self.article, self.sentence, told.attributed.medium)
            if via:
                source = self._sources.passed_on(source, via)
        told.source = source
        self._known.setdefault((speaker.start, speaker.end), source)
        if told.attributed.lemma in NEUTRAL or told.attributed.form == "direct":
            self.last = source

    def _source(self, told: Told, speaker: Span) -> Source | None:
        """The source of an attribution; None where "I" stands in the words of a label whose speaker is not known."""
        if self.article.flat[speaker.start : speaker.end].lower() in {"i", "we"}:
            for one in self.told:
                if one.label and any(s <= speaker.start < e for s, e in one.spans):
                    return one.source
        attributed = told.attributed
        if told.label:
            return self._sources.labelled(*speaker)
        if not attributed.carried:
            return self._sources.read(*self._antecedent(attributed), self.sentence, name=attributed.name)
        if (speaker.start, speaker.end) in self._known:
            return self._known[speaker.start, speaker.end]
        at = self.article.sentence_at(speaker.start) or self.sentence
        return self._sources.read(*speaker, at, name=attributed.name)

    def _antecedent(self, attributed: Attributed) -> Stretch:
        """The words for a speaker, or what `who` stands for."""
        start, end = attributed.speaker or Span(0, 0)
        if attributed.name and self.article.flat[start:end].lower() in {"who", "which", "that"}:
            at = self.article.text.rfind(attributed.name, max(0, start - _NAMED_WITHIN), start)
            if at >= 0:
                return at, at + len(attributed.name)
        return start, end

    def _goes_on(self, cue: Stretch) -> bool:
        """Whether a verb goes on with the subject before: "and said"."""
        return bool(GOES_ON.search(self.article.flat[max(self.sentence.start, cue[0] - 24) : cue[0]]))
