"""A source as the page shows it: its text cut where evidence or another kind of matter begins or ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from summarizer.models.document import CITABLE
from summarizer.rendering.escape import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.models.document import Document, Section, SectionKind
    from summarizer.models.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of a source's text under the same evidence."""

    text: Markup
    """The text as HTML, hidden characters named."""
    labels: tuple[str, ...]
    """Labels of the evidence that covers it."""
    begins: tuple[str, ...]
    """Labels of the evidence that begins here."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A section of a source."""

    kind: SectionKind
    """headline, body, furniture …"""
    citable: bool
    """Whether claims may rest on it."""
    stretches: tuple[Stretch, ...]
    """Its text."""


def matters(document: Document, evidence: Sequence[tuple[str, Evidence]]) -> tuple[Matter, ...]:
    """The text of a document by sections, cut where evidence begins and ends; nothing of it is left out.

    `evidence` comes with its labels. It is no longer than the document, but may cross sections.
    """
    return tuple(
        Matter(
            kind=section.kind,
            citable=section.kind in CITABLE,
            stretches=tuple(_stretches(document.text, section, evidence)),
        )
        for section in document.sections
    )


def _stretches(text: str, section: Section, evidence: Iterable[tuple[str, Evidence]]) -> Iterator[Stretch]:
    here = [(label, e) for label, e in evidence if e.start < section.end and e.end > section.start]
    cuts = {section.start, section.end}
    for _, e in here:
        cuts |= {max(e.start, section.start), min(e.end, section.end)}
    for start, end in pairwise(sorted(cuts)):
        yield Stretch(
            text=shown(text[start:end]),
            labels=tuple(label for label, e in here if e.start <= start and e.end >= end),
            begins=tuple(label for label, e in here if e.start == start),
        )


def shown(text: str) -> Markup:
    r"""A source's characters as HTML; what is hidden in it, or turns its direction, is named instead of obeyed.

    >>> shown("a < b\u202e")
    Markup('a &lt; b<span class="hidden-character">[U+202E]</span>')
    """
    runs: list[Markup] = []
    at = 0
    for found in _HIDDEN.finditer(text := text.replace("\r\n", "\n")):
        runs += [escape(text[at : found.start()]), _named(found[0])]
        at = found.end()
    return Markup("").join([*runs, escape(text[at:])])


_HIDDEN: Final = re.compile(f"{HIDDEN.pattern}|[\u2028\u2029]")


def _named(character: str) -> Markup:
    if character == "\r":
        return Markup("\n")
    if character == "\u00ad":  # many sites set soft hyphens in long words: a line may break there
        return Markup("<wbr>")
    return Markup('<span class="hidden-character">[U+{:04X}]</span>').format(ord(character))
