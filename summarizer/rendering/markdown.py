"""The brief as one page of markdown: the bottom line first, then who drew which line, who says so, how sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.fusion.wording import listed, marked, place_words
from summarizer.rendering.escape import markdown_text as text
from summarizer.rendering.phrases import CREDIBILITY, chains, fullest, quoted, source, when
from summarizer.rendering.references import References

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.models.brief import (
        Brief,
        PersonOrDelegation,
        Side,
        StatedPosition,
        StatedRedLine,
    )


def markdown(brief: Brief) -> str:
    """The page; every claim cites labels such as [A2] that the list of sources resolves to words and offsets."""
    refs = References(brief)
    blocks: list[Iterable[str]] = [
        [f"# {text(brief.title)}"],
        _bottom_line(brief, refs),
        _facts(brief, refs),
        _red_lines(brief, refs),
        _positions("Positions at the table", [p for p in brief.positions if p.at_meeting], refs),
        _positions(
            "Away from the table, or where is not said",
            [p for p in brief.positions if not p.at_meeting],
            refs,
        ),
        _outcomes(brief, refs),
        _disagreements(brief, refs),
        _not_established(brief),
        _other_meetings(brief, refs),
        _background(brief, refs),
        _left_out(brief),
        _warnings(brief),
        _sources(brief, refs),
        _made_by(brief),
    ]
    return "\n\n".join("\n".join(lines) for block in blocks if (lines := list(block))) + "\n"


def _bottom_line(brief: Brief, refs: References) -> Iterator[str]:
    sentences = []
    for sentence in brief.bottom_line:
        words, cited = text(sentence.text).removesuffix("."), refs.cite(sentence.evidence)
        sentences.append(f"{words} {cited}." if cited else f"{words}.")
    yield "**Bottom line.** " + " ".join(sentences)


def _facts(brief: Brief, refs: References) -> Iterator[str]:
    # Dashes give the widths where a line is too long for one row of the page, as pandoc reads them.
    yield "| | |"
    yield "|---|------------|"
    if brief.meeting.kind != "none":
        what: list[str] = [brief.meeting.kind, brief.meeting.status or ""]
        if brief.meeting.level:
            what.append(f"described as {brief.meeting.level}")
        if brief.meeting.purpose:
            what.append(brief.meeting.purpose)
        yield _row("What", text(", ".join(w for w in what if w)), refs.cite(brief.meeting.evidence))
    yield _row("When", when(brief.date), refs.cite(brief.date.evidence))
    place = place_words(brief.location) or "not established"
    venue = f" ({brief.location.venue})" if brief.location.venue else ""
    yield _row("Where", text(place + venue), refs.cite(brief.location.evidence))
    sides: dict[str, list[PersonOrDelegation]] = {}
    for person in brief.participants:
        sides.setdefault(person.side or "Side not stated", []).append(person)
    for side, people in sides.items():
        yield _row(side, "; ".join(_person(p, refs) for p in people))
    reasons: dict[str, list[str]] = {}
    for mention in brief.mentioned:
        reasons.setdefault(mention.why, []).append(mention.name)
    if reasons:
        named = "; ".join(f"{listed(names)} ({why})" for why, names in reasons.items())
        yield _row("Named only", text(named))


def _row(head: str, *cells: str) -> str:
    """A row of the table; `cells` are markdown already."""
    return f"| **{text(head)}** | {' '.join(cell for cell in cells if cell)} |"


def _person(person: PersonOrDelegation, refs: References) -> str:
    part = "" if person.role in {"member", "unknown"} else f", {person.role}"
    announced = ", announced" if person.basis == "announced" else ""
    titles = f" ({'; '.join(fullest(person.titles))})" if person.titles else ""
    words = f"{person.name or f'unnamed: {person.descriptor}'}{part}{announced}{titles}"
    return f"{text(words)} {refs.cite(person.evidence)}"


def _red_lines(brief: Brief, refs: References) -> Iterator[str]:
    yield "## Red lines"
    if not brief.red_lines:
        yield "\nNone stated in these sources."
    for line in brief.red_lines:
        yield ""
        target = f" → {text(line.target)}" if line.target else ""
        yield f"### {text(line.holder)}{target}: {text(marked(line.trigger, line.evidence))}"
        yield ""
        for item in line.evidence:
            yield f"> {text(quoted(item))} {refs.cite([item])}  "
        yield ""
        yield f"- **Status:** {', '.join(_status(line))}"
        yield f"- **Who says so:** {text(chains(line))}"
        yield f"- **How sure:** {line.credibility} ({CREDIBILITY[line.credibility]})"
        if line.delivery:
            yield f"- **Delivered as:** {text('; '.join(line.delivery))}"
        yield f"- **If crossed:** {text(line.consequence or 'no consequence stated')}" + (
            f" ({line.specificity})" if line.consequence else ""
        )


def _status(line: StatedRedLine) -> Iterator[str]:
    yield line.status
    yield "the term is used" if line.explicit else "the term is not used"
    if line.firmness and line.status == "active":
        yield f"{line.firmness} wording"


def _positions(head: str, positions: Sequence[StatedPosition], refs: References) -> Iterator[str]:
    if not positions:
        return
    yield f"## {head}"
    sides: dict[str, list[StatedPosition]] = {}
    for position in positions:
        sides.setdefault(position.holder, []).append(position)
    for holder, own in sorted(sides.items()):
        yield ""
        yield f"**{text(holder)}**"
        yield ""
        for position in own:
            target = f" → {text(position.target)}" if position.target else ""
            stated = text(marked(position.statement, position.evidence))
            yield f"- *{position.kind}*{target}: {stated} {refs.cite(position.evidence)}  "
            yield f"  {text(chains(position))} ({CREDIBILITY[position.credibility]})"


def _outcomes(brief: Brief, refs: References) -> Iterator[str]:
    yield "## Outcomes"
    yield ""
    if not brief.outcomes:
        yield "None reported."
    for outcome in brief.outcomes:
        status = outcome.status.replace("_", " ")
        by = f" ({text(listed(outcome.claimed_by))})" if outcome.claimed_by else ""
        yield f"- *{status}*{by}: {text(marked(outcome.text, outcome.evidence))} {refs.cite(outcome.evidence)}"


def _disagreements(brief: Brief, refs: References) -> Iterator[str]:
    if not brief.disagreements:
        return
    yield "## Sources disagree"
    for item in brief.disagreements:
        yield ""
        yield f"**{text(item.field[:1].upper() + item.field[1:])}** ({item.kind})"
        yield ""
        told: dict[str, list[Side]] = {}
        for side in item.sides:
            told.setdefault(_told(side), []).append(side)
        for words, sides in told.items():
            cited = refs.cite(e for side in sides for e in side.evidence)
            yield f"- {listed([side.doc for side in sides])}: {text(words)} {cited}"
        if item.preferred:
            yield f"- {item.preferred} is preferred: {text(item.why or '')}"


def _told(side: Side) -> str:
    """What a document says: its own words as quoted where the value is words of it."""
    return next((quoted(e) for e in side.evidence if e.exact == side.value), side.value)


def _not_established(brief: Brief) -> Iterator[str]:
    if brief.not_established:
        yield "## Not established"
        yield ""
        for gap in brief.not_established:
            yield f"- {text(gap.question)} ({gap.reason})"


def _other_meetings(brief: Brief, refs: References) -> Iterator[str]:
    if brief.other_meetings:
        yield "## Other meetings mentioned"
        yield ""
        for meeting in brief.other_meetings:
            words = [
                meeting.kind,
                meeting.status,
                listed(meeting.parties),
                meeting.when or "",
                meeting.where or "",
            ]
            yield f"- {text(', '.join(w for w in words if w))} {refs.cite(meeting.evidence)}"


def _background(brief: Brief, refs: References) -> Iterator[str]:
    if brief.background:
        yield "## Background"
        yield ""
        for item in brief.background:
            yield f"- {text(item.text)} {refs.cite(item.evidence)}"


def _left_out(brief: Brief) -> Iterator[str]:
    yield "## Left out"
    yield ""
    cover = brief.coverage
    if cover.quotations:
        yield f"- {cover.cited} of {cover.quotations} quotations in the sources are cited above."
    else:
        yield "- The sources hold no quotation of four words or more."
    for item in cover.uncited:
        yield f"- Not cited: {text(quoted(item))} ({item.doc}, {item.start}–{item.end})"
    for rejected in brief.date.rejected:
        value = f" ({rejected.value})" if rejected.value else ""
        yield f"- Date not taken: {text(rejected.surface)}{value} in {rejected.doc}, because {text(rejected.why)}."
    for excluded in brief.excluded:
        yield f"- Dropped: {excluded.count} × {text(excluded.reason)}"


def _warnings(brief: Brief) -> Iterator[str]:
    if brief.warnings:
        yield "## Warnings"
        yield ""
        for warning in brief.warnings:
            yield f"- {text(warning)}"


def _sources(brief: Brief, refs: References) -> Iterator[str]:
    yield "## Sources"
    for document in brief.documents:
        yield ""
        yield f"**{document.id}** {source(document)}"
        yield ""
        for label, item in refs.by_document[document.id]:
            yield f"- [{label}] {text(quoted(item))} ({item.start}–{item.end})"


def _made_by(brief: Brief) -> Iterator[str]:
    engines = listed(list(dict.fromkeys(u.model or u.engine for u in brief.provenance.readings)))
    yield f"*Read by {text(engines)}; summarizer {brief.provenance.version}. Offsets are code points, end exclusive.*"
