"""What changed between two briefs, as text for a terminal, as markdown or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

from summarizer.errors import ConfigError
from summarizer.fusion.wording import spoken_date
from summarizer.models.changes import Part
from summarizer.rendering.escape import markdown_text, plain
from summarizer.rendering.phrases import quoted
from summarizer.rendering.words import load_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summarizer.models.changes import (
        Change,
        ChangeKind,
        Changes,
        Compared,
        Same,
        Step,
        StepField,
        Version,
    )
    from summarizer.models.evidence import Evidence

    Paint = Callable[[ChangeKind, str], str]

ChangesFormat = Literal["text", "md", "json"]
CHANGES_FORMATS: tuple[ChangesFormat, ...] = get_args(ChangesFormat)

_HEADINGS: Final[dict[Part, str]] = {
    "status": "Meeting",
    "date": "Meeting",
    "place": "Meeting",
    "confirmations": "Who confirms the meeting",
    "participants": "Participants",
    "red_lines": "Red lines",
    "positions": "Positions",
    "outcomes": "Outcomes",
}
_FIELDS: Final[dict[StepField, str]] = {
    "explicit": "the term red line",
    "firmness": "wording",
    "credibility": "how sure",
    "basis": "attendance",
    "trigger": "numbers in it",
}
_SHOWN: Final = 2
"""Quotations shown of each side; the others are counted."""
_INDENT: Final = " " * 12


def render_changes(
    changes: Changes,
    format: ChangesFormat = "text",  # noqa: A002 - the command line's own word
    *,
    paint: Paint | None = None,
) -> str:
    """The changes as text that ends in a newline; `paint` colours the word that says how a thing changed.

    Raises `ConfigError` for an unknown format.
    """
    if format == "json":
        return changes.model_dump_json(indent=2) + "\n"
    if format == "text":
        return "\n".join(_text(changes, paint or _unpainted)) + "\n"
    if format == "md":
        return "\n".join(_markdown(changes)) + "\n"
    raise ConfigError(f"unknown format {format!r}", remedy=f"use one of {', '.join(CHANGES_FORMATS)}")


def _unpainted(kind: ChangeKind, words: str) -> str:
    del kind
    return words


def _text(changes: Changes, paint: Paint) -> Iterator[str]:
    yield from (f"{name}  {plain(of.title)}; {plain(_sources(of))}" for name, of in _both(changes))
    yield ""
    yield _summary(changes)
    heading = None
    for change in changes.changes:
        if _HEADINGS[change.part] != heading:
            heading = _HEADINGS[change.part]
            yield from ("", heading)
        word = _word(change)
        yield f"  {paint(change.kind, word)}{' ' * (10 - len(word))}{plain(_what(change))}"
        yield from (f"{_INDENT}{plain(step_line(step))}" for step in _told_steps(change))
        for name, version, of in _versions(changes, change):
            yield from (f"{_INDENT}{name}: {plain(words)}" for words in _proof(version, of))


def _markdown(changes: Changes) -> Iterator[str]:
    yield f"# What changed: {markdown_text(changes.new.title)}"
    yield ""
    yield from (
        f"- **{name}:** {markdown_text(of.title)}; {markdown_text(_sources(of))}"
        for name, of in _both(changes)
    )
    yield from ("", _summary(changes))
    heading = None
    for change in changes.changes:
        if _HEADINGS[change.part] != heading:
            heading = _HEADINGS[change.part]
            yield from ("", f"## {heading}", "")
        yield f"- **{_word(change)}** {markdown_text(_what(change))}"
        yield from (f"  - {markdown_text(step_line(step))}" for step in _told_steps(change))
        for name, version, of in _versions(changes, change):
            yield from (f"  - {name}: {markdown_text(words)}" for words in _proof(version, of))


def _both(changes: Changes) -> tuple[tuple[str, Compared], tuple[str, Compared]]:
    return ("old", changes.old), ("new", changes.new)


def _sources(of: Compared) -> str:
    """`2 documents, 12 to 14 March 2031: Reykjavik Ledger, North Sea Courier`."""
    number = f"{len(of.documents)} document{'' if len(of.documents) == 1 else 's'}"
    days = sorted(d.published for d in of.documents if d.published)
    when = ""
    if days:
        first, last = days[0].isoformat(), days[-1].isoformat()
        when = f", {spoken_date(first if first == last else f'{first}/{last}')}"
    names = ", ".join(dict.fromkeys(d.outlet or f"document {d.id}" for d in of.documents))
    return f"{number}{when}: {names}"


def _summary(changes: Changes) -> str:
    kinds = [change.kind for change in changes.changes]
    if not kinds:
        found = "Nothing changed."
    else:
        counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
        found = f"{len(kinds)} change{'' if len(kinds) == 1 else 's'}: {counted}."
    same = len(changes.reworded)
    if same:
        found += f" {same} more {'is' if same == 1 else 'are'} in both, in other words."
    return found


def _word(change: Change) -> str:
    if change.part == "participants":
        return {"new": "joined", "dropped": "left"}.get(change.kind, change.kind)
    return change.kind


def _what(change: Change) -> str:
    """`Iceland → Norway: trawling west of the median line`; the newer words where there are two."""
    version = change.new or change.old
    if version is None:
        return ""
    if change.part in {"status", "date", "place"}:
        return f"{change.part}: {' → '.join(_value(step) for step in (change.steps[0].old, change.steps[0].new))}"
    target = f" → {version.target}" if version.target else ""
    party = f"{version.party}{target}: " if version.party else ""
    return f"{party}{version.text}"


def _told_steps(change: Change) -> tuple[Step, ...]:
    """The steps that the first line does not say already."""
    return () if change.part in {"status", "date", "place"} else change.steps


def step_line(step: Step) -> str:
    """`wording: strong → absolute`."""
    name = _FIELDS.get(step.field, step.field)
    if step.field == "credibility":
        return f"{name}: {sure(step.old)} → {sure(step.new)}"
    return f"{name}: {_value(step.old)} → {_value(step.new)}"


def sure(value: str | None) -> str:
    """A grade of credibility in words: `3 (anonymous only)`."""
    grade = next(
        (words for rank, words in load_words().terms.credibility.items() if str(rank) == value), None
    )
    return f"{value} ({grade})" if grade else _value(value)


def _value(value: str | None) -> str:
    return "not established" if value is None else value


def _versions(changes: Changes, change: Change) -> Iterator[tuple[str, Version, Compared]]:
    if change.old is not None:
        yield "old", change.old, changes.old
    if change.new is not None:
        yield "new", change.new, changes.new


def _proof(version: Version, of: Compared) -> Iterator[str]:
    """The words of the sources, each with its outlet and date."""
    for evidence in version.evidence[:_SHOWN]:
        yield f"{quoted(evidence)} ({_outlet(evidence, of)})"
    more = len(version.evidence) - _SHOWN
    if more > 0:
        yield f"and {more} more quotation{'' if more == 1 else 's'}"


def _outlet(evidence: Evidence, of: Compared) -> str:
    document = next((d for d in of.documents if d.id == evidence.doc), None)
    if document is None:
        return f"document {evidence.doc}"
    day = f", {spoken_date(document.published.isoformat())}" if document.published else ""
    return f"{document.outlet or f'document {document.id}'}{day}"


def reworded_line(same: Same) -> str:
    """What was taken for the same, in a line: for a reader who wants to check it."""
    party = f"{same.new.party}: " if same.new.party else ""
    return f"the same in other words: {party}{same.old.text} = {same.new.text}"
