"""Articles in JSON: IPTC ninjs items, objects with a text and what is known about it, lines of either.

ninjs: https://iptc.org/standards/ninjs/ (1.x `body_text`, 2.x and 3.x `bodies`; names in either case).
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from summarizer.errors import SourceError
from summarizer.loading.blocks import Block, written
from summarizer.loading.dates import find_date
from summarizer.loading.parsed import Parsed, parsed
from summarizer.loading.webpage.extraction import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from summarizer.models.document import Format, SectionKind

_TEXT: Final = "text body content fulltext articletext articlebody bodytext maintext article story".split()
_MARKUP: Final = "html bodyhtml contenthtml articlehtml rawhtml".split()
_TITLE: Final = "title headline heading".split()
_OUTLET: Final = "outlet publisher sitename publication sourcename source site".split()
_DAY: Final = (
    "published datepublished publishedat publicationdate publisheddate publishdate pubdate datepublish date"
).split()
_ADDRESS: Final = "url link sourceurl canonicalurl".split()
"""Names of fields, the firmest first; small letters, without `_` and `-`."""
_NINJS: Final = "bodies headlines versioncreated".split()
_VERSION_DAYS: Final = "versioncreated firstcreated contentcreated".split()
_HOLDERS: Final = "infosource infosources provider copyrightholder".split()
_TAGS: Final = re.compile(
    r"<(?:p|div|section|article|br|h[1-6]|ul|ol|body|html|table|span|strong|em)\b[^<>]*>", re.IGNORECASE
)
_ID: Final = re.compile(r"[A-Za-z](?:[A-Za-z0-9._-]{0,62}[A-Za-z])?")
"""Names that a brief can number its quotations by: `A1` tells document and quotation, `171` would not."""
_REMEDY: Final = "give a field `text` or `body` (docs/inputs.md)"
_LONGEST_LABEL: Final = 200


def read_json(text: str, name: str) -> Iterator[tuple[str, Parsed]] | None:
    """The articles of a JSON file, with the name of each: one object, or a list of them, each made when it is asked for.

    Nothing where the text is no JSON. Raises, here or later, `SourceError` where it is JSON and holds no article.
    """
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except RecursionError:
        raise SourceError("it is nested too deep", subject=name, remedy=_REMEDY) from None
    except ValueError:
        return None
    if isinstance(data, dict):
        return iter([(name, read_record(data, name, "json"))])
    if not isinstance(data, list) or not data:
        raise SourceError(
            "it is JSON, but neither an article nor a list of them", subject=name, remedy=_REMEDY
        )
    return ((f"{name}#{i}", read_record(item, f"{name}#{i}", "json")) for i, item in enumerate(data, 1))


def fault_of(text: str, name: str) -> SourceError:
    """What is wrong with a text that should be JSON."""
    try:
        json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        return SourceError(
            f"it is not valid JSON ({error.msg} in column {error.colno})",
            subject=f"{name}:{error.lineno}",
            remedy="correct it",
        )
    except ValueError:
        pass
    return SourceError("it is not valid JSON", subject=name, remedy="correct it")


def are_lines(text: str) -> bool:
    """Whether the first line that is not blank is a JSON object, and another follows."""
    lines = (line for line in text.lstrip("\ufeff").split("\n", 50) if line.strip())
    first, second = next(lines, ""), next(lines, "")
    if not second.lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read_lines_of_json(text: str, name: str) -> Iterator[tuple[str, Parsed | SourceError]]:
    """The article of each line, or what is wrong with the line, with `name:line`. Blank lines are passed over."""
    # Not splitlines(): JSON strings may hold U+2028 and U+0085 as they are.
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            cause = f"it is not valid JSON ({error.msg} in column {error.colno})"
            yield where, SourceError(cause, subject=where, remedy="correct the line, or take it out")
            continue
        except (ValueError, RecursionError):
            yield (
                where,
                SourceError("it is not valid JSON", subject=where, remedy="correct the line, or take it out"),
            )
            continue
        try:
            yield where, read_record(record, where, "jsonl")
        except SourceError as error:
            yield where, error


def could_be_article(names: Iterable[str]) -> bool:
    """Whether an object or a row with fields of these names can hold the text of an article.

    >>> could_be_article(["id", "Body", "published_at"]), could_be_article(["id", "embedding"])
    (True, False)
    """
    known = {*_TEXT, *_MARKUP}
    return any(name in known or name.startswith(("body", "bodies")) for name in map(_field, names))


def read_record(record: object, name: str, format: Format) -> Parsed:  # noqa: A002 - the name that `Document` has
    """The article of one JSON object: a ninjs item, or an object with a text."""
    if not isinstance(record, dict):
        raise SourceError("it is JSON, but no object", subject=name, remedy=_REMEDY)
    fields = {_field(str(key)): value for key, value in record.items()}
    if _is_ninjs(fields) and _first(fields, ["text", "body"]) is None:
        return _ninjs(record, fields, name)
    return _plain(fields, name, format)


def _field(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")


def _is_ninjs(fields: dict[str, Any]) -> bool:
    """Whether an object has fields that only ninjs names so, or its `body_…` beside its headline or its address."""
    bodies = any(key.startswith("body") and key != "body" for key in fields)
    return any(key in fields for key in _NINJS) or (bodies and ("headline" in fields or "uri" in fields))


def _plain(fields: dict[str, Any], name: str, format: Format) -> Parsed:  # noqa: A002
    text = _first(fields, _TEXT)
    markup = _first(fields, _MARKUP)
    if text is not None and text.lstrip().startswith("<") and _TAGS.search(text[:2000]):
        text, markup = None, text
    if text is not None:
        blocks = [Block(0, len(text))]
    elif markup is not None:
        from summarizer.loading.webpage import page_blocks

        text, blocks, _ = page_blocks(markup, name, whole=True)
    else:
        raise SourceError("the article has no text", subject=name, remedy=_REMEDY)
    given = fields.get("id")
    label = str(given) if isinstance(given, (str, int)) and not isinstance(given, bool) else ""
    found = parsed(
        text,
        blocks,
        format,
        outlet=_outlet(fields),
        published=_day(fields, _DAY),
        id=label if _ID.fullmatch(label) else None,
    )
    title = _label(_first(fields, _TITLE))
    return replace(found, division=replace(found.division, title=title or found.division.title))


def _ninjs(record: dict[str, Any], fields: dict[str, Any], name: str) -> Parsed:
    bodies = [
        v for key, v in record.items() if key.lower().startswith("body") and isinstance(v, str) and v.strip()
    ]
    bodies += _values(fields.get("bodies"))
    if not bodies:
        raise SourceError(
            "the ninjs item has no body text",
            subject=name,
            remedy="give an item with body_text, body_html or bodies",
        )
    # Markup keeps the paragraphs that plain bodies often lack.
    body = max(bodies, key=lambda value: (_TAGS.search(value) is not None, len(value)))
    headline = next(iter(_named(record, fields, "headline")), None) or _first(fields, ["title"])
    summary = next(iter(_named(record, fields, "description")), None)
    byline = next((v for key in ("byline", "by") if isinstance(v := fields.get(key), str)), None)
    located = fields.get("located")
    text, body_blocks = body, [Block(0, len(body))]
    if _TAGS.search(body):
        from summarizer.loading.webpage import page_blocks

        text, body_blocks, _ = page_blocks(body, name, whole=True)
    opening = words_of(text[:400])
    parts: list[tuple[str, SectionKind | None]] = []
    for value, kind in (
        (headline, "headline"),
        (summary, "standfirst"),
        (byline, "byline"),
        (located, "dateline"),
    ):
        if isinstance(value, str) and (words := words_of(value)) and not _TAGS.search(value):
            repeated = kind != "byline" and opening[: len(words)] == words
            placed = kind == "dateline" and words[0] in opening[:6]
            if not (repeated or placed):
                parts.append((value, kind))  # type: ignore[arg-type]
    head, blocks = written(parts)
    at = len(head) + 2 if head else 0
    blocks += [Block(b.start + at, b.end + at, b.kind) for b in body_blocks]
    outlet = next((found for key in _HOLDERS if (found := _name(fields.get(key)))), None)
    whole = f"{head}\n\n{text}" if head else text
    return parsed(
        whole, blocks, "ninjs", outlet=outlet, title=_label(headline), published=_day(fields, _VERSION_DAYS)
    )


def _named(record: dict[str, Any], fields: dict[str, Any], name: str) -> Iterator[str]:
    """The values of a field that ninjs 1.x names `headline` or `headline_…` and later versions list."""
    yield from (v for key, v in record.items() if key.lower() == name and isinstance(v, str) and v.strip())
    yield from _values(fields.get(f"{name}s"))
    yield from (
        v
        for key, v in record.items()
        if key.lower().startswith(f"{name}_") and isinstance(v, str) and v.strip()
    )


def _values(listed: object) -> list[str]:
    """The values of a list of `{role, value}`, the main one first."""
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    items.sort(
        key=lambda item: item.get("role") not in ("main", "headline")
    )  # a set would fail where it is a list
    return [value for item in items if isinstance(value := item.get("value"), str) and value.strip()]


def _first(fields: dict[str, Any], names: list[str]) -> str | None:
    return next((v for name in names if isinstance(v := fields.get(name), str) and v.strip()), None)


def _outlet(fields: dict[str, Any]) -> str | None:
    named = next((found for name in _OUTLET if (found := _name(fields.get(name)))), None)
    return named or host_of(_first(fields, _ADDRESS))


def _name(value: object) -> str | None:
    """A name that is given as such, as an object with a name, or as a list of those."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, str) and "://" in value:
        return host_of(value)
    return _label(value)


def _label(value: object) -> str | None:
    text = " ".join(value.split())[:_LONGEST_LABEL] if isinstance(value, str) else ""
    return text or None


def host_of(address: str | None) -> str | None:
    """The host of an address, as the name of a publisher that gives no other.

    >>> host_of("https://www.example.org/a/b")
    'example.org'
    """
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _day(fields: dict[str, Any], names: list[str]) -> date | None:
    values = (v for name in names if isinstance(v := fields.get(name), str))
    return next((found[0] for value in values if (found := find_date(value[:80]))), None)
