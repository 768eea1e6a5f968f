"""From a reading to a verified reading: every quote located or refused, every claim proven or dropped."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from summarizer.grounding.article import words_of
from summarizer.grounding.checks import check, reason_printed
from summarizer.grounding.locate import occurrences, variants
from summarizer.grounding.words import widen
from summarizer.models.document import CITABLE
from summarizer.models.reading import Meeting
from summarizer.models.verified import Grounded, RefusedQuote, VerifiedReading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.models.document import Document, SectionKind
    from summarizer.models.evidence import Evidence
    from summarizer.models.reading import Claim
    from summarizer.models.verified import EngineResult

C = TypeVar("C", bound="Claim")
Span = tuple[int, int]

_RANK: Final[dict[SectionKind, int]] = {
    "body": 0,
    "dateline": 0,
    "standfirst": 1,
    "headline": 2,
    "caption": 3,
}
_MOST: Final = 500  # places of one quote that are weighed; no article repeats itself so often
_AROUND: Final = 2_000  # code points of a paragraph that are looked at before and behind a quote
_FLOWING: Final = frozenset({"body", "dateline"})  # one sentence may run from one into the other


def ground(document: Document, result: EngineResult) -> VerifiedReading:
    """Hold a reading against its document.

    A quote that does not stand in the document, or stands only where no claim may rest on it, is refused; a
    claim left without a quote, or whose paraphrase brings in a number or name of its own, is dropped. Surface
    words that the document does not print are taken out of the claim. All of it is recorded with its reason.
    """
    reading = result.reading
    bench = _Bench(document)
    return VerifiedReading(
        document=document,
        usage=result.usage,
        meetings=bench.claims("meeting", reading.meetings),
        participants=bench.claims("participant", reading.participants),
        confirmations=bench.claims("confirmation", reading.confirmations),
        red_lines=bench.claims("red_line", reading.red_lines),
        positions=bench.claims("position", reading.positions),
        outcomes=bench.claims("outcome", reading.outcomes),
        mentioned=tuple(
            m.model_copy(update={"why": reason_printed(m.why, bench.words)})
            for m in reading.mentioned
            if bench.prints("mention", "name", m.name)
        ),
        refused=tuple(bench.refused),
        dropped=tuple(bench.dropped),
    )


class Tried(NamedTuple):
    """How one claim fares."""

    evidence: tuple[Evidence, ...]
    """What proves it; nothing where it does not stand."""
    reason: str
    """Why it does not stand; "" where it does."""


def tried(document: Document, claims: Iterable[Claim]) -> Iterator[Tried]:
    """How each of some claims would fare in `ground`, in their order."""
    for claim in claims:
        bench = _Bench(document)
        standing = bench.claim("claim", claim)
        if standing is not None:
            yield Tried(standing.evidence, "")
        else:
            reasons = [refused.reason for refused in bench.refused] + [reason for _, reason in bench.dropped]
            yield Tried((), reasons[0])


class _Bench:
    """The document under the hand, and what has been refused so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = words_of(document)
        self.layout = self.words.layout
        self.refused: list[RefusedQuote] = []
        self.dropped: list[tuple[str, str]] = []

    def claims(self, kind: str, claims: Iterable[C]) -> tuple[Grounded[C], ...]:
        """The claims that stand, each with its evidence."""
        kept = (self.claim(kind, claim) for claim in claims)
        return tuple(grounded for grounded in kept if grounded is not None)

    def claim(self, kind: str, claim: C) -> Grounded[C] | None:
        spans = self.spans(kind, claim.quotes)
        if not spans:
            self.dropped.append(
                (kind, "none of its quotes stands in the document" if claim.quotes else "it quotes nothing")
            )
            return None
        proof = tuple(self.layout.evidence(start, end) for start, end in spans)
        around = " ".join(map(self.paragraph, spans)) if self.words.addresses_machine else ""
        checked = check(claim, " ".join(e.exact for e in proof), self.words, around=around)
        self.refused.extend(RefusedQuote(word, reason, kind) for word, reason in checked.removed)
        if checked.fault is not None:
            self.dropped.append((kind, checked.fault))
            return None
        if isinstance(checked.claim, Meeting):
            proof += self.circumstances(checked.claim, spans)
        return Grounded(checked.claim, proof, checked.warnings)

    def paragraph(self, span: Span) -> str:
        """The article's words in the lines around a span, without what addresses a machine."""
        text = self.words.reported
        low, high = max(0, span[0] - _AROUND), min(len(text), span[1] + _AROUND)
        start, end = text.rfind("\n", low, span[0]), text.find("\n", span[1], high)
        return text[start + 1 if start >= 0 else low : end if end >= 0 else high]

    def circumstances(self, meeting: Meeting, spans: list[Span]) -> tuple[Evidence, ...]:
        """Where the article prints the words for date and place that stand outside the meeting's quotes.

        Of several places the one nearest to the quotes is taken.
        """
        found: list[Span] = []
        for words in (meeting.when, meeting.where, meeting.venue):
            places = self.candidates(words)[0] if words else []
            if places and not any(start <= s and e <= end for s, e in places for start, end in spans):
                found.append(min(places, key=lambda span: (_distance(span, spans), span)))
        return tuple(self.layout.evidence(*span) for span in dict.fromkeys(found))

    def prints(self, kind: str, field: str, surface: str) -> bool:
        """Whether the article prints a surface form; if not, that is recorded."""
        if self.words.print(surface):
            return True
        self.refused.append(RefusedQuote(surface, f"{field} does not occur in the article", kind))
        return False

    def spans(self, kind: str, quotes: Iterable[str]) -> list[Span]:
        """Where the quotes stand: widened to their clauses, without repetition, in order."""
        choices: list[list[Span]] = []
        for quote in dict.fromkeys(quotes):
            found, reason = self.candidates(quote)
            if found:
                choices.append(found)
            else:
                self.refused.append(RefusedQuote(quote, reason, kind))
        placed = [found[0] for found in choices if len(found) == 1]
        for found in choices:
            if len(found) > 1:
                placed.append(min(found, key=lambda span: (_distance(span, placed), span)))
        widened = {self.widened(span) for span in placed}
        return sorted(
            s for s in widened if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in widened)
        )

    def candidates(self, quote: str) -> tuple[list[Span], str]:
        """The places of the best rank where a quote may be cited, or why there is none."""
        text = self.document.text
        found: list[tuple[int, Span]] = []
        reason = "does not stand in the document"
        for search in (occurrences, variants):
            spans = list(islice(search(quote, text), _MOST))
            for span in spans:
                kinds = self.layout.kinds(*span)
                if "order" in kinds:
                    reason = "stands only in words addressed to a machine"
                elif not kinds <= CITABLE:
                    reason = f"stands only in page matter ({', '.join(sorted(kinds - CITABLE))})"
                elif len(kinds) > 1 and not kinds <= _FLOWING:
                    reason = f"runs across {' and '.join(sorted(kinds))}"
                else:
                    found.append((max(_RANK[kind] for kind in kinds), span))
            if not spans or any(
                rank == 0 for rank, _ in found
            ):  # `occurrences` has looked for variants already
                break
        best = min((rank for rank, _ in found), default=0)
        return [span for rank, span in found if rank == best], reason

    def widened(self, span: Span) -> Span:
        section = self.layout.at(span[0])
        return widen(self.document.text, *span, section.start, max(section.end, span[1]))


def _distance(span: Span, placed: list[Span]) -> int:
    """Code points between a span and the nearest of those already placed; 0 where none is."""
    return min((max(span[0] - end, start - span[1], 0) for start, end in placed), default=0)
