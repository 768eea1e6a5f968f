"""A source as it was read: its untouched text, what kind of matter each stretch is, its metadata."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from datetime import date
from functools import lru_cache
from typing import Literal

from pydantic import Field, model_validator

from summarizer.models.base import Model

SectionKind = Literal[
    "metadata",
    "page_header",
    "headline",
    "standfirst",
    "byline",
    "dateline",
    "body",
    "caption",
    "furniture",
    "teaser",
    "order",
]
"""`order`: words addressed to a machine that reads the article, which report nothing."""

Format = Literal["text", "markdown", "html", "pdf", "ninjs", "jsonl", "json", "eml"]
"""What a source can be read as."""

CITABLE: frozenset[SectionKind] = frozenset({"headline", "standfirst", "dateline", "body", "caption"})
"""Sections whose words may prove a claim. Page matter, teasers, bylines and metadata never do."""


_PRINTED = re.compile(r"[^\n]")


class Section(Model):
    """A stretch of a document's text that is of one kind."""

    kind: SectionKind
    """What the stretch is: article matter, metadata, or page matter that no claim may cite."""
    start: int
    """Where it begins, in Unicode code points."""
    end: int
    """Where it ends, exclusive, in Unicode code points."""


class Document(Model):
    """One article: text that is never altered, and what is known about it.

    All offsets in this project are half-open ranges of Unicode code points into `text`.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9._-]{1,64}$")
    """Short name of the document inside a brief, such as A."""
    source: str | None = None
    """Path or address that the text was read from; of one article in a file of several, with its line."""
    format: Format | None = None
    """What it was read as; null where the text was given as a string."""
    text: str
    """The text that offsets count in: of a text file its own, decoded and otherwise untouched; of a page or a
    paper what its reader sees, in reading order."""
    sha256: str
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    outlet: str | None = None
    """Who published it, where the document says so."""
    title: str | None = None
    """Its headline."""
    published: date | None = None
    """Its publication date; null where only a page header or nothing gives one."""
    published_basis: Literal["given", "metadata", "dateline", "byline"] | None = None
    """What the publication date rests on."""
    sections: tuple[Section, ...]
    """The text cut into stretches that touch and together cover it, in order."""

    @model_validator(mode="after")
    def _check(self) -> Document:
        if self.sha256 != fingerprint(self.text):
            raise ValueError(f"document {self.id}: sha256 does not match the text")
        at = 0
        for section in self.sections:
            if section.start != at or section.end <= section.start:
                raise ValueError(f"document {self.id}: sections must cover the text in order, gap at {at}")
            at = section.end
        if at != len(self.text):
            raise ValueError(f"document {self.id}: sections end at {at}, the text at {len(self.text)}")
        return self

    def section_of(self, offset: int) -> Section:
        """The section that holds `offset` (code points). Raises `IndexError` outside the text."""
        if not 0 <= offset < len(self.text):
            raise IndexError(f"offset {offset} is outside document {self.id} of {len(self.text)} code points")
        return self.sections[bisect_right(self.sections, offset, key=lambda section: section.start) - 1]

    def section_at(self, offset: int) -> SectionKind:
        """The kind of matter at `offset` (code points). Raises `IndexError` outside the text."""
        return self.section_of(offset).kind


def reported(document: Document) -> str:
    """The document's text with blanks in place of words addressed to a machine, so that all offsets stay."""
    if all(section.kind != "order" for section in document.sections):
        return document.text
    stretches = ((s.kind, document.text[s.start : s.end]) for s in document.sections)
    return "".join(_PRINTED.sub(" ", words) if kind == "order" else words for kind, words in stretches)


@lru_cache(maxsize=4)  # who makes a document asks for it, and who checks the document
def fingerprint(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
