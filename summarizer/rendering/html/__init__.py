"""The brief as one HTML page that works offline: the sources on the left, the claims with their evidence on the right.

Brief + Documents ─▶ claims · matters of each source · matrix · timeline ─▶ template

The page is complete without a script, by links between claims and words; the script adds tabs, filters, lighting up,
and a reviewer's verdicts. It asks nothing of anybody: see `selfcontained`.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from summarizer.errors import ConfigError
from summarizer.fusion.wording import marked, spoken_date
from summarizer.rendering.exports.claims import document_urn, urn
from summarizer.rendering.html.claims import claims_of
from summarizer.rendering.html.matrix import matrix
from summarizer.rendering.html.sources import matters, shown
from summarizer.rendering.html.timeline import timeline
from summarizer.rendering.phrases import chain, person, quoted, read_by, told_by, when, where
from summarizer.rendering.references import References
from summarizer.rendering.selfcontained import page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.models.brief import Brief, Claimed, Source
    from summarizer.models.document import Document
    from summarizer.models.evidence import Evidence
    from summarizer.rendering.html.claims import Claim, Claims
    from summarizer.rendering.html.sources import Matter
    from summarizer.rendering.words import Words

SHORT = 110
"""Code points of a statement in the timeline and the matrix; the claim itself is shown whole."""


def html(briefs: Sequence[Brief], *, words: Words, documents: Iterable[Document]) -> str:
    """The page of a brief.

    `documents` are its sources. One that is not given, or whose text is not the one that the brief rests on, is shown
    by the words that the brief cites. Raises `ConfigError` for several briefs, since a page holds one.
    """
    if len(briefs) != 1:
        raise ConfigError(
            f"a page holds one brief, and there are {len(briefs)}",
            remedy="give the articles on one meeting together, or write JSON and show one brief at a time",
        )
    brief = briefs[0]
    refs = References(brief)
    claims = claims_of(brief, refs, words)

    def chains(claim: Claimed) -> list[str]:
        return list(dict.fromkeys(chain(attribution, words) for attribution in claim.attribution))

    def labels_of(evidence: Iterable[Evidence]) -> list[str]:
        return list(dict.fromkeys(refs.label(e) for e in evidence))

    return page(
        "summarizer.rendering.html",
        "brief.html",
        style="brief.css",
        script="brief.js",
        brief=brief,
        words=words,
        claims=claims,
        refs=refs,
        citing=claims.citing,
        sources=_sources(brief, refs, documents),
        rows=matrix(brief, claims, refs),
        timeline=timeline(brief, claims),
        by_side=_by_side,
        file_name=_file_name,
        source_name=_source_name,
        told_by=told_by,
        when_rest=when(brief.date, words)[1:],
        sides=sorted({claim.side for claim in claims if claim.side}),
        kinds=list(dict.fromkeys(c.kind for c in claims if not c.is_fact)),
        records=[r for r in ("named", "anonymous", "unattributed") if any(r in c.records for c in claims)],
        keys_told=_keys(words),
        data=_data(brief, claims, refs, words),
        chains=chains,
        labels_of=labels_of,
        label=_label,
        marked=marked,
        person=person,
        quoted=quoted,
        read_by=read_by,
        short=_short,
        shown=shown,
        spoken=spoken_date,
        where=where,
    )


def _sources(
    brief: Brief, refs: References, documents: Iterable[Document]
) -> list[tuple[Source, list[tuple[str, Evidence]], tuple[Matter, ...] | None]]:
    """Each source with its cited words and its text by sections, or None where its text is not at hand."""
    texts = {d.sha256: d for d in documents}
    uncited = [(f"u-{n}", e) for n, e in enumerate(brief.coverage.uncited, 1)]
    found = []
    for source in brief.documents:
        cited, text = refs.by_document[source.id], texts.get(source.sha256)
        places = [*cited, *((label, e) for label, e in uncited if e.doc == source.id)]
        found.append((source, cited, matters(text, places) if text else None))
    return found


def _by_side(claims: Iterable[Claim]) -> dict[str | None, list[Claim]]:
    """Claims by side, in the order in which the sides come in."""
    sides: dict[str | None, list[Claim]] = {}
    for claim in claims:
        sides.setdefault(claim.side, []).append(claim)
    return sides


def _file_name(path: str) -> str:
    """An address whole; of a file the name alone, since a page is passed on and its folders are nobody's business."""
    return path if "://" in path else PurePath(path.replace("\\", "/")).name


def _source_name(source: Source, words: Words) -> str:
    """What to call a source: its outlet, else its headline or its file."""
    name = source.outlet or source.title or (source.path and _file_name(source.path))
    return _short(name) if name else words.phrases.outlet_not_stated


def _label(words: str) -> str:
    """A label of the catalogue as the head of a row, which needs no colon."""
    return words.rstrip(": ")


def _short(text: str) -> str:
    """The text, cut at a word where it is long."""
    return text if len(text) <= SHORT else text[: SHORT + 1].rsplit(" ", 1)[0][:SHORT].rstrip(" ,;:") + " …"


def _keys(words: Words) -> Markup:
    keys = {"j": "j", "k": "k", "enter": "Enter", "n": "n", "p": "p", "a": "a", "r": "r", "esc": "Esc"}
    told = {name: Markup("<kbd>{}</kbd>").format(key) for name, key in keys.items()}
    return escape(words.page.keys_told).format(**told)


def _data(brief: Brief, claims: Claims, refs: References, words: Words) -> dict[str, object]:
    """What the script needs: the page's words, and places and words by claim for a reviewer's annotations."""
    return {
        "title": brief.title,
        "urn": urn(brief),
        "version": brief.provenance.version,
        "words": words.page.model_dump(),
        "documents": {d.id: document_urn(d.sha256) for d in brief.documents},
        "evidence": {
            label: {
                "doc": e.doc,
                "start": e.start,
                "end": e.end,
                "exact": e.exact,
                "prefix": e.prefix,
                "suffix": e.suffix,
            }
            for cited in refs.by_document.values()
            for label, e in cited
        },
        "claims": {
            c.id: {
                "name": c.name,
                "kind": c.kind,
                "text": c.text,
                "labels": list(c.labels),
            }
            for c in claims
            if c.labels
        },
    }
