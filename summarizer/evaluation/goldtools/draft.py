"""A case drafted by an engine: its brief turned into labels, for a human to correct."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from summarizer.api import briefs, prepare, read
from summarizer.errors import ConfigError, DifferentMeetings, cause_of
from summarizer.evaluation.goldtools.layout import layout
from summarizer.evaluation.goldtools.quotechecks import count
from summarizer.evaluation.labels import LISTS
from summarizer.files import write_text
from summarizer.fusion.firmness import TERM
from summarizer.models.gold import GoldCase
from summarizer.rendering.escape import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from summarizer.engines.base import Engine
    from summarizer.models.brief import Brief, Claimed, PersonOrDelegation
    from summarizer.models.document import Document
    from summarizer.models.evidence import Evidence
    from summarizer.settings import Settings

_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]*")


def draft(
    sources: Iterable[str],
    *,
    case: str,
    output: Path,
    settings: Settings,
    engine: Engine | None = None,
) -> Path:
    """Read articles on one meeting and write `output/case/case.yaml` beside copies of them; the file's path.

    Every list is there or named in `absent`, and every quote stands in the copied texts. Raises `ConfigError` where
    the folder is there already or the name is no slug, `DifferentMeetings`, and what reading raises: a case needs all
    its articles.
    """
    if not _SLUG.fullmatch(case):
        raise ConfigError(
            "a case's name is small letters, digits and hyphens", subject=case, remedy="such as baku-2031"
        )
    folder = output / case
    if folder.exists():
        raise ConfigError(
            "it is there already", subject=str(folder), remedy="give another --case or --output"
        )
    documents, _ = prepare(sources)
    readings, failures = read(documents, settings, engine=engine)
    if failures:
        raise failures[0].error
    found = briefs(readings, ())
    if len(found) > 1:
        raise DifferentMeetings(
            f"the articles tell of {len(found)} different meetings",
            groups=tuple(tuple(document.id for document in brief.documents) for brief in found),
            remedy="draft a case for each",
        )
    text = case_text(found[0], documents, case=case)
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise ConfigError(
            f"cannot be made ({cause_of(error)})", subject=str(folder), remedy="give another --output"
        ) from error
    for document in documents:
        write_text(folder / f"{document.id}.txt", document.text)
    write_text(folder / "case.yaml", text)
    return folder / "case.yaml"


def case_text(brief: Brief, documents: Sequence[Document], *, case: str) -> str:
    """The case.yaml of a brief: its claims as labels, and a head that says what it is."""
    texts = {document.id: document.text for document in documents}
    labels: dict[str, Any] = {
        "schema": "gold/1",
        "case": case,
        "canary": f"EVAL DATA - DO NOT TRAIN {uuid4()}",
        "traps": [],
        "documents": [
            {
                "id": document.id,
                "file": f"{document.id}.txt",
                "outlet": document.outlet,
                "published": document.published.isoformat() if document.published else None,
            }
            for document in documents
        ],
        "meeting": {"kind": brief.meeting.kind, "status": brief.meeting.status},
        "date": {"value": brief.date.value, "precision": brief.date.precision},
        "location": {
            "country": brief.location.country,
            "locality": brief.location.locality,
            "venue": brief.location.venue,
        },
        **_lists(brief, texts),
    }
    labels["absent"] = [name for name in LISTS if name not in labels]
    GoldCase.model_validate(labels)
    engines = dict.fromkeys(
        plain(f"{usage.engine} ({usage.model})" if usage.model else usage.engine)
        for usage in brief.provenance.readings
    )
    head = [
        f"# A draft, not a label: read by the engine {', '.join(engines)}, summarizer {brief.provenance.version}.",
        "# To be corrected by a human who reads the documents: remove what is wrong, add what is missing, then this note.",
    ]
    return layout(labels, head=head)


def _lists(brief: Brief, texts: Mapping[str, str]) -> dict[str, Any]:
    """The lists of labels that have items."""

    def quotes(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
        return [_quote(each, texts[each.doc]) for each in evidence]

    people = [] if brief.meeting.kind == "none" else _people(brief)
    names = {name.casefold() for person in people for name in (person.name, *person.surfaces) if name}
    lists: dict[str, Any] = {
        "participants": [
            {
                "name": person.name,
                **({} if person.name else {"descriptor": person.descriptor}),
                "side": person.side,
                "role": person.role,
                **({"basis": person.basis} if person.basis != "attended" else {}),
                "titles": list(person.titles),
                "evidence": quotes(person.evidence),
            }
            for person in people
        ],
        "mentioned_only": list(
            dict.fromkeys(each.name for each in brief.mentioned if each.name.casefold() not in names)
        ),
        "red_lines": [
            {
                "holder": line.holder,
                "target": line.target,
                "trigger": line.trigger,
                "consequence": line.consequence,
                "status": line.status,
                "explicit": any(TERM.search(each.exact) for each in line.evidence),
                "attribution": _attribution(line),
                "evidence": quotes(line.evidence),
            }
            for line in brief.red_lines
        ],
        "positions": [
            {
                "holder": position.holder,
                "kind": position.kind,
                "topic": position.topic,
                "statement": position.statement,
                "attribution": _attribution(position),
                "evidence": quotes(position.evidence),
            }
            for position in brief.positions
        ],
        "outcomes": [
            {"text": outcome.text, "status": outcome.status, "evidence": quotes(outcome.evidence)}
            for outcome in brief.outcomes
            if outcome.evidence
        ],
        "disagreements": [
            {
                "field": each.field,
                "kind": each.kind,
                "sides": [quote for side in each.sides for quote in quotes(side.evidence)],
            }
            for each in brief.disagreements
            if len({side.doc for side in each.sides if side.evidence}) > 1
        ],
    }
    return {name: _once(items) for name, items in lists.items() if items}


def _people(brief: Brief) -> list[PersonOrDelegation]:
    """Participants, of several with one name the first."""
    named: dict[str, PersonOrDelegation] = {}
    for number, person in enumerate(brief.participants):
        named.setdefault((person.name or f"#{number}").casefold(), person)
    return list(named.values())


def _once(items: list[Any]) -> list[Any]:
    return [item for number, item in enumerate(items) if item not in items[:number]]


def _quote(evidence: Evidence, text: str) -> dict[str, Any]:
    quote: dict[str, Any] = {"doc": evidence.doc, "exact": evidence.exact}
    if count(evidence.exact, text) > 1:
        quote["occurrence"] = count(evidence.exact, text[: evidence.end])
    return quote


def _attribution(claim: Claimed) -> dict[str, Any]:
    """The first of a claim's chains. A source without the article's words for it is none."""
    chain = claim.attribution[0]
    unnamed = chain.record == "anonymous" and not chain.descriptor
    return {
        "speaker": chain.speaker,
        "descriptor": chain.descriptor,
        "record": "unattributed" if unnamed else chain.record,
        "via": list(chain.via),
    }
