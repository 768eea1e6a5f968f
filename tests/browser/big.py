"""A brief as large as briefs get: invented parties, ten articles, two hundred positions."""

from __future__ import annotations

from summarizer import from_text
from summarizer.models.brief import Brief, Source, StatedPosition
from summarizer.models.document import Document
from summarizer.models.evidence import Attribution, Evidence
from tests.example import example_brief


def big_brief(*, documents: int, claims: int) -> tuple[Brief, tuple[Document, ...]]:
    """A brief with `claims` positions over `documents` articles of about 6 kB each."""
    made: list[Document] = []
    positions: list[StatedPosition] = []
    for n in range(documents):
        name = chr(ord("A") + n)
        sentences = [
            f"Minister Number {i} of the invented delegation said that point {i} of the list must stay in the text."
            for i in range(n, claims, documents)
        ]
        filler = (
            "The rest of the day went by without news from the hall, and the delegations ate apart. " * 40
        )
        document = from_text("\n\n".join([f"Day {n} of the invented talks", *sentences, filler]), id=name)
        made.append(document)
        for i, sentence in zip(range(n, claims, documents), sentences, strict=True):
            start = document.text.index(sentence)
            proof = Evidence(
                doc=name,
                exact=sentence,
                start=start,
                end=start + len(sentence),
                prefix="",
                suffix="",
                section="body",
                form="indirect",
            )
            positions.append(
                StatedPosition(
                    holder="Iceland" if i % 2 else "Norway",
                    target=None,
                    attribution=(Attribution(speaker=None, descriptor="Minister", record="unattributed"),),
                    credibility=6,
                    firmness="strong",
                    evidence=(proof,),
                    kind="demand",
                    topic=f"point {i}",
                    statement=f"Point {i} of the list must stay in the text.",
                    at_meeting=bool(i % 3),
                )
            )
    bare = example_brief()
    sources = tuple(
        Source(
            id=d.id,
            outlet=f"Outlet {d.id}",
            title=d.title,
            published=None,
            sha256=d.sha256,
            chars=len(d.text),
        )
        for d in made
    )
    empty = dict.fromkeys(
        (
            "bottom_line",
            "participants",
            "confirmations",
            "red_lines",
            "outcomes",
            "disagreements",
            "other_meetings",
            "background",
        ),
        (),
    )
    parts = {
        part: getattr(bare, part).model_copy(
            update={"evidence": (), "anchor": None} if part == "date" else {"evidence": ()}
        )
        for part in ("meeting", "date", "location")
    }
    coverage = bare.coverage.model_copy(update={"uncited": ()})
    brief = bare.model_copy(
        update={"documents": sources, "positions": tuple(positions), "coverage": coverage, **empty, **parts}
    )
    return brief, tuple(made)
