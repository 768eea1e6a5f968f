"""The brief as one HTML page that works offline: the sources on the left, the claims with their evidence on the right.

Brief + Documents ─▶ claims · matters of each source · matrix · timeline ─▶ template

The page is complete without a script, by links between claims and words; the script adds tabs, filters, lighting up,
and a reviewer's verdicts. It asks nothing of anybody: see `selfcontained`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.fusion.wording import listed, marked, place_words, spoken_date
from summarizer.rendering.html.claims import claims_of
from summarizer.rendering.html.matrix import matrix
from summarizer.rendering.html.sources import matters, shown
from summarizer.rendering.html.timeline import timeline
from summarizer.rendering.phrases import CREDIBILITY, chain, fullest, quoted
from summarizer.rendering.references import References
from summarizer.rendering.selfcontained import page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.models.brief import Brief
    from summarizer.models.document import Document
    from summarizer.rendering.html.claims import Claims

SHORT = 110
"""Code points of a statement in the timeline and the matrix; the claim itself is shown whole."""


def html(brief: Brief, documents: Iterable[Document] = ()) -> str:
    """The page of a brief.

    `documents` are its sources. One that is not given, or whose text is not the one that the brief rests on, is shown
    by the words that the brief cites.
    """
    refs = References(brief)
    claims = claims_of(brief, refs)
    texts = {d.sha256: d for d in documents}
    uncited = [(f"u-{n}", e) for n, e in enumerate(brief.coverage.uncited, 1)]
    sources = []
    for source in brief.documents:
        cited, text = refs.by_document[source.id], texts.get(source.sha256)
        places = [*cited, *((label, e) for label, e in uncited if e.doc == source.id)]
        sources.append((source, cited, matters(text, places) if text else None))
    return page(
        "summarizer.rendering.html",
        "brief.html",
        style="brief.css",
        script="brief.js",
        brief=brief,
        claims=claims,
        refs=refs,
        citing=claims.citing,
        sources=sources,
        rows=matrix(brief, claims, refs),
        timeline=timeline(brief, claims),
        sides=_sides(claims),
        kinds=list(dict.fromkeys(c.kind for c in claims if c.kind != "meeting")),
        records=[r for r in ("named", "anonymous", "unattributed") if any(r in c.records for c in claims)],
        engines=listed(list(dict.fromkeys(u.model or u.engine for u in brief.provenance.readings))),
        data=_data(brief, claims, refs),
        words={
            "credibility": CREDIBILITY,
            "chain": chain,
            "fullest": fullest,
            "listed": listed,
            "marked": marked,
            "place": place_words,
            "quoted": quoted,
            "short": _short,
            "shown": shown,
            "spoken": spoken_date,
        },
    )


def _sides(claims: Claims) -> Sequence[str]:
    return sorted({claim.side for claim in claims if claim.side})


def _short(text: str) -> str:
    """The text, cut at a word where it is long."""
    return text if len(text) <= SHORT else text[: SHORT + 1].rsplit(" ", 1)[0][:SHORT].rstrip(" ,;:") + " …"


def _data(brief: Brief, claims: Claims, refs: References) -> dict[str, object]:
    """What the script needs to write a reviewer's verdicts as annotations: places and words, by claim."""
    return {
        "title": brief.title,
        "version": brief.provenance.version,
        "documents": {d.id: {"path": d.path, "sha256": d.sha256} for d in brief.documents},
        "evidence": {
            label: {
                "doc": e.doc,
                "start": e.start,
                "end": e.end,
                "exact": e.exact,
                "prefix": e.prefix,
                "suffix": e.suffix,
            }
            for listed_ in refs.by_document.values()
            for label, e in listed_
        },
        "claims": {
            c.id: {"part": c.part, "text": c.text, "labels": list(c.labels)} for c in claims if c.labels
        },
    }
