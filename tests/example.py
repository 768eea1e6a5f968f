"""The bundled example case as an ideal reader would read it: the fixture of fusion and rendering."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.evaluation.cases import load_case
from summarizer.fusion import fuse
from summarizer.grounding import ground
from summarizer.models.reading import Confirmation
from tests.ideal import Occasion, readings
from tests.shared import EXAMPLE

if TYPE_CHECKING:
    from summarizer.models.brief import Brief
    from summarizer.models.verified import VerifiedReading

OCCASIONS = {
    "A": Occasion(
        quotes=(
            "Icelandic and Norwegian negotiators met in the Faroe Islands on Tuesday for technical talks on mackerel quotas",
        ),
        when="on Tuesday",
        where="the Faroe Islands",
        level="technical",
        parties=("Iceland", "Norway"),
        confirmations=(
            Confirmation(quotes=("Aasland told reporters in Torshavn",), party="Norway", stance="confirmed"),
        ),
        at_meeting=frozenset({"position", "assurance"}),
    ),
    "B": Occasion(
        quotes=("Iceland warned Norway at high-level talks in Torshavn on Tuesday",),
        when="on Tuesday",
        where="Torshavn",
        level="high-level",
        parties=("Iceland", "Norway"),
        confirmations=(
            Confirmation(
                quotes=("Norway's trade ministry declined to comment on the talks",),
                party="Oslo",
                stance="no_comment",
            ),
        ),
    ),
}


@lru_cache(maxsize=1)
def example_readings() -> tuple[VerifiedReading, ...]:
    """The labels of both documents, grounded."""
    case = load_case(EXAMPLE)
    found = readings(case, OCCASIONS)
    return tuple(ground(document, found[document.id]) for document in case.documents)


@lru_cache(maxsize=1)
def example_brief() -> Brief:
    """The brief of both documents."""
    return fuse(example_readings(), version="test")
