"""Scores of one brief against one gold case: counts that add up over cases.

Items pair one to one where holder or side agree and their evidence overlaps; nothing pairs by words alone, so
a fabricated item and a missed one are never taken for each other.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from summarizer.resolve.actors import same_party, same_person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from summarizer.evaluation.cases import Case
    from summarizer.models.brief import Brief
    from summarizer.models.evidence import Attribution, Evidence
    from summarizer.models.gold import GoldAttribution, GoldItem, GoldParticipant

G = TypeVar("G", bound="GoldItem")
P = TypeVar("P")

MIN_OVERLAP = 0.5
"""Share of the shorter stretch that two pieces of evidence have in common."""


@dataclass
class Tally:
    """True positives, false positives and misses of one field."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def f1(self) -> float | None:
        """F1; null where there was nothing to find and nothing was found."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else None


@dataclass
class Scores:
    """Tallies by field, and facts right out of facts asked."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    ungrounded: int = 0

    def add(self, other: Scores) -> None:
        """Add another case's counts."""
        for name, tally in other.tallies.items():
            mine = self.tallies.setdefault(name, Tally())
            mine.tp, mine.fp, mine.fn = mine.tp + tally.tp, mine.fp + tally.fp, mine.fn + tally.fn
        self.right += other.right
        self.asked += other.asked
        self.ungrounded += other.ungrounded


def score(case: Case, brief: Brief) -> Scores:
    """All scores of one case."""
    gold = case.gold
    scores = Scores()
    _fact(scores, "date", brief.date.value == gold.date.value)
    _fact(scores, "country", brief.location.country == gold.location.country)
    _fact(scores, "locality", _folded(brief.location.locality) == _folded(gold.location.locality))
    _fact(scores, "meeting kind", brief.meeting.kind == gold.meeting.kind)
    _fact(scores, "meeting status", brief.meeting.status == gold.meeting.status)
    if gold.participants is not None or "participants" in gold.absent:
        scores.tallies["participants"] = _tally(
            gold.participants or (),
            brief.participants,
            lambda g, p: _same_participant(case, g, p.name, p.side, p.evidence),
        )
    if gold.red_lines is not None or "red_lines" in gold.absent:
        scores.tallies["red lines"] = _tally(
            gold.red_lines or (),
            brief.red_lines,
            lambda g, p: (
                same_party(g.holder, p.holder) and g.status == p.status and _overlap(case, g, p.evidence)
            ),
        )
    if gold.positions is not None or "positions" in gold.absent:
        found = _pairs(
            gold.positions or (),
            brief.positions,
            lambda g, p: same_party(g.holder, p.holder) and _overlap(case, g, p.evidence),
        )
        scores.tallies["positions"] = _counts(gold.positions or (), brief.positions, found)
        strict = [(g, p) for g, p in found if g.kind == p.kind and _same_record(g.attribution, p.attribution)]
        scores.tallies["positions, kind and record too"] = _counts(
            gold.positions or (), brief.positions, strict
        )
    if gold.outcomes is not None or "outcomes" in gold.absent:
        scores.tallies["outcomes"] = _tally(
            gold.outcomes or (), brief.outcomes, lambda g, p: _overlap(case, g, p.evidence)
        )
    texts = {d.id: d.text for d in case.documents}
    cited = [
        e
        for claims in (brief.participants, brief.red_lines, brief.positions)
        for c in claims
        for e in c.evidence
    ]
    scores.ungrounded = sum(texts[e.doc][e.start : e.end] != e.exact for e in cited)
    return scores


def score_nothing(case: Case) -> Scores:
    """The scores of a case for which there is no brief: everything is missed."""
    gold = case.gold
    scores = Scores()
    for name in ("date", "country", "locality", "meeting kind", "meeting status"):
        _fact(scores, name, right=False)
    for name, items in (
        ("participants", gold.participants),
        ("red lines", gold.red_lines),
        ("positions", gold.positions),
        ("positions, kind and record too", gold.positions),
        ("outcomes", gold.outcomes),
    ):
        scores.tallies[name] = Tally(fn=sum(not item.optional for item in items or ()))
    return scores


def _fact(scores: Scores, name: str, right: bool) -> None:
    scores.asked[name] += 1
    scores.right[name] += right


def _folded(name: str | None) -> str | None:
    if name is None:
        return None
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()


def _same_participant(
    case: Case, gold: GoldParticipant, name: str | None, side: str | None, evidence: Sequence[Evidence]
) -> bool:
    if gold.name and name:
        return any(same_person(known, name) for known in (gold.name, *gold.aliases))
    if gold.name or name:
        return False
    sides_fit = gold.side is None or side is None or same_party(gold.side, side)
    return sides_fit and _overlap(case, gold, evidence)


def _same_record(gold: GoldAttribution, found: Iterable[Attribution]) -> bool:
    """Whether some chain has the gold record and, where gold names a speaker, that speaker."""
    return any(
        chain.record == gold.record
        and (gold.speaker is None or (chain.speaker is not None and same_person(gold.speaker, chain.speaker)))
        for chain in found
    )


def _overlap(case: Case, gold: GoldItem, evidence: Sequence[Evidence]) -> bool:
    for quote in gold.evidence:
        doc, start, end = case.spans(quote)
        for item in evidence:
            shared = min(end, item.end) - max(start, item.start)
            if item.doc == doc and shared >= MIN_OVERLAP * min(end - start, item.end - item.start):
                return True
    return False


def _pairs(gold: Sequence[G], found: Sequence[P], same: Callable[[G, P], bool]) -> list[tuple[G, P]]:
    """A largest one-to-one pairing (augmenting paths), required gold items first."""
    ordered = sorted(range(len(gold)), key=lambda i: gold[i].optional)
    partners: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j in range(len(found)):
            if j not in tried and same(gold[i], found[j]):
                tried.add(j)
                if j not in partners or place(partners[j], tried):
                    partners[j] = i
                    return True
        return False

    for i in ordered:
        place(i, set())
    return [(gold[i], found[j]) for j, i in sorted(partners.items())]


def _counts(gold: Sequence[GoldItem], found: Sequence[P], pairs: Sequence[tuple[GoldItem, P]]) -> Tally:
    """Optional gold items neither earn nor cost, found or not."""
    optional = sum(g.optional for g, _ in pairs)
    tp = len(pairs) - optional
    required = sum(not g.optional for g in gold)
    return Tally(tp=tp, fp=len(found) - len(pairs), fn=required - tp)


def _tally(gold: Sequence[G], found: Sequence[P], same: Callable[[G, P], bool]) -> Tally:
    pairs = _pairs(gold, found, same)
    return _counts(gold, found, pairs)


def table(scores: Scores) -> str:
    """The scores as aligned lines."""
    lines = [f"{'':28}{'P':>7}{'R':>7}{'F1':>7}{'found':>7}{'gold':>7}"]
    for name, tally in scores.tallies.items():
        found, gold = tally.tp + tally.fp, tally.tp + tally.fn
        cells = (
            _percent(tally.tp, found),
            _percent(tally.tp, gold),
            "-" if tally.f1 is None else f"{100 * tally.f1:.1f}",
        )
        lines.append(f"{name:28}" + "".join(f"{cell:>7}" for cell in cells) + f"{found:>7}{gold:>7}")
    lines += [f"{name:28}{scores.right[name]:>7} of {asked}" for name, asked in scores.asked.items()]
    lines.append(f"{'evidence not in its source':28}{scores.ungrounded:>7}")
    return "\n".join(lines) + "\n"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"
