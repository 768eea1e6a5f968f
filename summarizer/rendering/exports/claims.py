"""Every claim of a brief with an id, one sentence and its evidence: what all exports enumerate alike."""

from __future__ import annotations

import json
import re
import uuid
from typing import TYPE_CHECKING, NamedTuple

from summarizer.fusion.wording import marked, spoken_date
from summarizer.models.brief import StatedRedLine
from summarizer.models.document import fingerprint
from summarizer.rendering.escape import plain
from summarizer.rendering.phrases import chains, other_meeting, person, target, what, where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models.brief import Brief, Claimed, StatedPosition
    from summarizer.models.evidence import Attribution, Evidence
    from summarizer.rendering.words import Words


_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)


class Claim(NamedTuple):
    """One claim, whatever part of the brief it is in."""

    id: str
    """R1 for the first red line, P1 position, O1 outcome, B1 background and so on; stable within a brief."""
    kind: str
    """`red line`, `demand`, `participant`: a word of the catalogue."""
    text: str
    """The claim as one sentence or phrase."""
    evidence: tuple[Evidence, ...]
    """Words that prove it."""
    stated: StatedRedLine | StatedPosition | None = None
    """The red line or position itself, which alone has a holder and an attribution."""

    def told(self, words: Words) -> str:
        """The text, and for what a party states also who says so and how sure: `… (Fidan → CNN Turk; one side …)`."""
        if self.stated is None:
            return self.text
        return f"{self.text} ({on_whose_word(self.stated, words)})"


def words_of(brief: Brief, claim: Claimed, attribution: Attribution) -> tuple[Evidence, ...]:
    """The evidence that reached the reader by one attribution: that of its outlet's documents; all where none is."""
    outlets = {document.id: document.outlet for document in brief.documents}
    return tuple(e for e in claim.evidence if outlets[e.doc] == attribution.outlet) or claim.evidence


def on_whose_word(claim: Claimed, words: Words) -> str:
    """`Sigrun Valdsdottir, Fisheries Minister → North Sea Courier; one side on record`."""
    return f"{chains(claim, words)}; {words.terms.credibility[claim.credibility]}"


def claims(brief: Brief, words: Words) -> Iterator[Claim]:
    """All claims in the order of the page; the sentences of the bottom line, composed of the others, last."""
    kinds, terms = words.kinds, words.terms
    if brief.meeting.kind != "none":
        yield Claim("M1", kinds.meeting, what(brief.meeting, words), brief.meeting.evidence)
    if brief.date.value:
        yield Claim("D1", kinds.date, spoken_date(brief.date.value), brief.date.evidence)
    if brief.location.country or brief.location.locality or brief.location.venue:
        yield Claim("L1", kinds.location, where(brief.location, words), brief.location.evidence)
    for n, someone in enumerate(brief.participants, 1):
        side = f"{someone.side}: " if someone.side else ""
        yield Claim(f"A{n}", kinds.participant, side + person(someone, words), someone.evidence)
    for n, confirmation in enumerate(brief.confirmations, 1):
        text = f"{confirmation.party}: {terms.stance[confirmation.stance]}"
        yield Claim(f"C{n}", kinds.confirmation, text, confirmation.evidence)
    yield from statements(brief, words)
    for n, outcome in enumerate(brief.outcomes, 1):
        by = f" ({words.listed(outcome.claimed_by)})" if outcome.claimed_by else ""
        text = f"{terms.outcome_status[outcome.status]}{by}: {marked(outcome.text, outcome.evidence)}"
        yield Claim(f"O{n}", kinds.outcome, text, outcome.evidence)
    for n, disagreement in enumerate(brief.disagreements, 1):
        for side_ in disagreement.sides:
            text = f"{disagreement.field}: {side_.value}"
            yield Claim(f"X{n}.{side_.doc}", kinds.disagreement, text, side_.evidence)
    for n, meeting in enumerate(brief.other_meetings, 1):
        yield Claim(f"E{n}", kinds.other_meeting, other_meeting(meeting, words), meeting.evidence)
    for n, item in enumerate(brief.background, 1):
        yield Claim(f"B{n}", kinds.background, item.text, item.evidence)
    for n, sentence in enumerate(brief.bottom_line, 1):
        yield Claim(f"S{n}", kinds.sentence, sentence.text, sentence.evidence)


def statements(brief: Brief, words: Words) -> Iterator[Claim]:
    """What parties state: red lines, then positions; each text says by itself what kind of statement it is."""
    for n, line in enumerate(brief.red_lines, 1):
        kind, status = words.kinds.red_line, words.terms.red_line_status[line.status]
        trigger = marked(line.trigger, line.evidence)
        crossed = f". {words.labels.if_crossed} {line.consequence}" if line.consequence else ""
        text = f"{kind} ({status}), {line.holder}{target(line)}: {trigger}{crossed}"
        yield Claim(f"R{n}", kind, text, line.evidence, line)
    for n, position in enumerate(brief.positions, 1):
        kind = words.terms.position_kind[position.kind]
        text = f"{kind}, {position.holder}{target(position)}: {marked(position.statement, position.evidence)}"
        yield Claim(f"P{n}", kind, text, position.evidence, position)


def urn(brief: Brief) -> str:
    """An address of the brief that its content gives: made again of the same texts, it has the same address."""
    content = brief.model_dump(
        mode="json", exclude={"warnings": True, "provenance": True, "documents": {"__all__": {"path"}}}
    )
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, fingerprint(json.dumps(content, sort_keys=True)))}"


def document_urn(sha256: str) -> str:
    """An address of the text that offsets count in, wherever a copy of it is kept."""
    return f"urn:sha256:{sha256}"


def web_address(path: str | None) -> str | None:
    """The path where it is an address on the web, as RFC 3986 writes one; what a file's name claims is none."""
    return path if path and _WEB.fullmatch(path) and plain(path) == path else None
