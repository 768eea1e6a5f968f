"""Cutting a page's text into sections. First version: everything is body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from summarizer.models.document import Section


@dataclass(frozen=True, slots=True)
class Division:
    sections: tuple[Section, ...]
    outlet: str | None = None
    title: str | None = None
    published: date | None = None
    basis: Literal["metadata", "dateline", "byline"] | None = None


def divide(text: str) -> Division:
    return Division((Section(kind="body", start=0, end=len(text)),))
