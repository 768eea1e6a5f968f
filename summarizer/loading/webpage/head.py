"""What a page says about itself to machines: title, outlet, day of publication."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from summarizer.loading.dates import find_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_DATES: Final = (
    "article:published_time og:article:published_time og:published_time datepublished article.published"
    " parsely-pub-date sailthru.date cxenseparse:recs:publishtime publishdate publish-date publish_date pubdate"
    " publication_date publicationdate citation_publication_date dc.date.issued dcterms.issued dc.date dcterms.date"
    " date"
).split()
"""Names under which pages give the day of publication, the firmest first; days of change are none."""
_SCRIPTS: Final = 1_000_000  # code points of linked data that are read
_NODES: Final = 10_000
_TAGS: Final = 500  # tags of the head that are looked at
_LONGEST: Final = 1_000  # code points of each
_TOLD: Final = frozenset("name property content itemprop class id".split())
"""Attributes that tell of title and outlet; others may have names that no element can be given."""
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Head(NamedTuple):
    """Title, outlet and day of publication; null where the page does not say."""

    title: str | None
    outlet: str | None
    published: date | None


def head_of(root: Any) -> Head:
    """Read what a page says about itself. `root` is untouched, so that its scripts are still in it.

    Of the day of publication only what is marked as such is taken, because a date that merely stands on a page may
    be anything's; `htmldate`, which trafilatura asks, would take one.
    """
    articles = list(_articles(root))
    metas = _metas(root)
    days = {day for a in articles if (day := _day(a.get("datePublished"))) is not None}
    published = days.pop() if len(days) == 1 else None
    if published is None and not days:
        published = next((day for name in _DATES if (day := _day(metas.get(name))) is not None), None)
    if published is None and not days:
        marked = (
            e.get("content") or e.get("datetime") for e in root.iterfind(".//*[@itemprop='datePublished']")
        )
        found = {day for value in marked if (day := _day(value)) is not None}
        published = found.pop() if len(found) == 1 else None
    title, site = _title_and_site(root)
    publishers = {name for a in articles if (name := _publisher(a.get("publisher")))}
    publisher = publishers.pop() if len(publishers) == 1 else None
    return Head(title, _one_line(metas.get("og:site_name")) or publisher or site, published)


def _publisher(value: object) -> str | None:
    return _one_line(value.get("name") if isinstance(value, dict) else value)


def _day(value: object) -> date | None:
    found = find_date(value[:80]) if isinstance(value, str) else None
    return found[0] if found else None


def _metas(root: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (
            (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        )
        if name and (content := element.get("content")):
            metas.setdefault(name, content)
    return metas


def _articles(root: Any) -> Iterator[dict[str, Any]]:
    """The articles that the page's linked data (schema.org, JSON-LD) describe; not those that they only list."""
    budget = _SCRIPTS
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        text = (script.text or "").strip()
        budget -= len(text)
        if budget < 0:
            return
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        todo, seen = [data], 0
        while todo and seen < _NODES:
            seen += 1
            node = todo.pop()
            if isinstance(node, list):
                todo.extend(node)
            elif isinstance(node, dict):
                kinds = node.get("@type")
                names = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(k, str) and k.endswith(("Article", "Posting", "Report")) for k in names):
                    yield node
                else:
                    todo.extend(node[key] for key in ("@graph", "mainEntity") if key in node)


def _title_and_site(root: Any) -> tuple[str | None, str | None]:
    """Title and outlet as trafilatura finds them in the head of the page and its main headings.

    Linked data are kept from it: where they are no valid JSON it runs expressions over them that take minutes.
    """
    from lxml import html
    from trafilatura.metadata import extract_metadata

    skeleton = html.Element("html")
    head, body = html.Element("head"), html.Element("body")
    skeleton.extend((head, body))
    for element in islice(root.iter("title", "meta", "h1"), _TAGS):
        named = {name: _text(value) for name, value in element.attrib.items() if name in _TOLD}
        kept = html.Element(element.tag, named)
        kept.text = _text("".join(element.itertext()))
        (body if element.tag == "h1" else head).append(kept)
    try:
        found = extract_metadata(skeleton, extensive=False)
    except Exception:  # noqa: BLE001 - a page without metadata is a page all the same
        return None, None
    return _one_line(found.title), _one_line(found.sitename)


def _text(value: str) -> str:
    """A value as an element may hold it: the parser lets characters pass that no element may be given."""
    return _CONTROL.sub(" ", value[:_LONGEST])


def _one_line(value: object) -> str | None:
    text = " ".join(value.split())[:300] if isinstance(value, str) else ""
    return text or None
