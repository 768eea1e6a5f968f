"""Briefs made by hand, for tests that compare them. Persons and events are invented, the geography is real."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from summarizer import from_text
from summarizer.models.brief import (
    AgreedOutcome,
    Brief,
    Coverage,
    Location,
    MeetingDate,
    MeetingSummary,
    PersonOrDelegation,
    Source,
    StatedPosition,
    StatedRedLine,
)
from summarizer.models.evidence import Attribution, Evidence
from summarizer.models.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models.document import Document


class Article:
    """One article: its sentences, each of which can prove a claim."""

    def __init__(self, id_: str, outlet: str, published: date, *sentences: str) -> None:
        self.document: Document = from_text(
            "\n\n".join(sentences) + "\n", id=id_, outlet=outlet, published=published
        )

    @property
    def source(self) -> Source:
        """What a brief lists of it."""
        d = self.document
        return Source(
            id=d.id,
            outlet=d.outlet,
            title=d.title,
            published=d.published,
            sha256=d.sha256,
            chars=len(d.text),
        )

    def cite(self, words: str) -> Evidence:
        """The words as evidence."""
        start = self.document.text.index(words)
        return Evidence(
            doc=self.document.id,
            exact=words,
            start=start,
            end=start + len(words),
            prefix="",
            suffix="",
            section="body",
            form="indirect",
        )


NAMED = Attribution(speaker=None, descriptor="the ministry", record="named")


def red_line(evidence: Evidence, holder: str, target: str, trigger: str, **more: Any) -> StatedRedLine:
    """A red line: active, strong, without a consequence, unless `more` says otherwise."""
    values: dict[str, Any] = {
        "consequence": None,
        "specificity": "none",
        "explicit": False,
        "status": "active",
        "firmness": "strong",
        "credibility": 2,
        "attribution": (NAMED,),
    }
    return StatedRedLine(
        holder=holder, target=target, trigger=trigger, evidence=(evidence,), **(values | more)
    )


def position(evidence: Evidence, holder: str, kind: str, statement: str, **more: Any) -> StatedPosition:
    """A position, on record, with no grade of firmness unless `more` gives one."""
    values: dict[str, Any] = {
        "target": None,
        "topic": "the talks",
        "at_meeting": True,
        "firmness": None,
        "credibility": 2,
        "attribution": (NAMED,),
    }
    return StatedPosition.model_validate(
        {"holder": holder, "kind": kind, "statement": statement, "evidence": (evidence,), **values, **more}
    )


def person(evidence: Evidence, name: str, side: str, **more: Any) -> PersonOrDelegation:
    """Someone who took part."""
    values: dict[str, Any] = {
        "descriptor": None,
        "role": "head",
        "titles": (),
        "surfaces": (name,),
        "basis": "attended",
    }
    return PersonOrDelegation(name=name, side=side, evidence=(evidence,), **(values | more))


def outcome(evidence: Evidence, text: str, **more: Any) -> AgreedOutcome:
    """An outcome that is reported."""
    return AgreedOutcome(text=text, evidence=(evidence,), **({"status": "reported"} | more))


def brief(articles: Sequence[Article], *, day: str | None = "2034-05-02", **more: Any) -> Brief:
    """A brief of talks of Zambia and Malawi in Chipata."""
    values: dict[str, Any] = {
        "title": "Malawi–Zambia talks, Chipata, Zambia",
        "bottom_line": (),
        "meeting": MeetingSummary(kind="talks", status="held", level=None, purpose=None),
        "date": MeetingDate(
            value=day,
            precision="day" if day else "unknown",
            surface=None,
            basis="absolute" if day else None,
            anchor=None,
        ),
        "location": Location(
            country="ZM", country_name="Zambia", subdivision=None, locality="Chipata", venue=None
        ),
        "participants": (),
        "mentioned": (),
        "red_lines": (),
        "positions": (),
        "outcomes": (),
        "disagreements": (),
        "not_established": (),
        "background": (),
        "excluded": (),
        "coverage": Coverage(quotations=0, cited=0, uncited=()),
        "warnings": (),
        "provenance": Provenance(version="test", schema_version="brief/1", readings=()),
    }
    return Brief(documents=tuple(a.source for a in articles), **(values | more))
