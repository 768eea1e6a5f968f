"""Briefs read back from JSON, strictly: what is damaged is refused with its place, never mended or guessed."""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from summarizer.errors import SourceError, cause_of
from summarizer.loading.sources import check_named
from summarizer.models.brief import SCHEMA_VERSION, Brief

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

SIZE_LIMIT: Final = 100_000_000
"""Largest file of briefs that is read, in bytes."""

VALUES_LIMIT: Final = 2_000_000
"""Most values of a file of briefs, counted by commas and brackets: `{}` takes two bytes there and fifty times that here."""

_AGAIN: Final = "write it again with summarizer brief --format json"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class _Object(dict[str, Any]):
    """A JSON object that remembers a name which stands in it twice."""

    twice: str | None = None


def load_briefs(source: str | os.PathLike[str]) -> tuple[Brief, ...]:
    """The briefs in a JSON file that `summarizer brief --format json` wrote: one, or an array of several meetings.

    `-` is standard input. Raises `SourceError`, which names the file and the place in it, for a file that cannot be
    read, is no JSON, has a name twice, a number that is none, a value of the wrong type, or another schema version,
    and for a brief whose evidence names a document that it does not list.
    """
    check_named(source)
    name = "standard input" if source == "-" else str(source)
    text = _text(source, name)
    tree = _parsed(text, name)
    _check_tree(tree, name)
    several = isinstance(tree, list)
    items = list(tree) if isinstance(tree, list) else [tree]
    if not items:
        raise SourceError("it holds no brief", subject=name, remedy=_AGAIN)
    return tuple(_brief(item, f"[{i}]" if several else "", name) for i, item in enumerate(items))


def unsupported(brief: Brief) -> tuple[str, ...]:
    """A line for each claim graded as on record (credibility 1 or 2) that nobody named is quoted for.

    No rule of fusion grades so: the brief was changed by hand, or written by another program.
    """
    claims = [
        *((f"red line of {line.holder}: {line.trigger}", line) for line in brief.red_lines),
        *((f"position of {held.holder}: {held.statement}", held) for held in brief.positions),
    ]
    return tuple(
        f"credibility {claim.credibility} without a named source ({what})"
        for what, claim in claims
        if claim.credibility in {1, 2} and all(said.record != "named" for said in claim.attribution)
    )


def _text(source: str | os.PathLike[str], name: str) -> str:
    try:
        if source == "-":
            if sys.stdin is None:
                raise SourceError("it is closed", subject=name, remedy="pipe a brief into it")
            data = sys.stdin.buffer.read(SIZE_LIMIT + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        raise SourceError("no such file", subject=name, remedy="check the path") from None
    except (OSError, ValueError) as error:
        cause = cause_of(error)
        raise SourceError(f"cannot be read: {cause}", subject=name, remedy="check the path") from None
    if len(data) > SIZE_LIMIT:
        raise SourceError(
            f"it is larger than {SIZE_LIMIT // 1_000_000} MB", subject=name, remedy="give fewer briefs a file"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"it is no UTF-8 at byte {error.start}", subject=name, remedy=_AGAIN) from None


def _parsed(text: str, name: str) -> Any:
    if sum(map(text.count, ",[{")) > VALUES_LIMIT:
        raise SourceError(
            f"it holds more than {VALUES_LIMIT:,} values", subject=name, remedy="give fewer briefs a file"
        )

    def build(pairs: list[tuple[str, Any]]) -> _Object:
        made = _Object(pairs)
        if len(made) < len(pairs):
            counted = Counter(key for key, _ in pairs)
            made.twice = next(key for key, count in counted.items() if count > 1)
        return made

    try:
        return json.loads(text, object_pairs_hook=build)
    except json.JSONDecodeError as error:
        if not text.strip():
            raise SourceError("it is empty", subject=name, remedy=_AGAIN) from None
        raise SourceError(
            f"it is no JSON at line {error.lineno}, column {error.colno}: {error.msg}",
            subject=name,
            remedy=f"give a brief as JSON; {_AGAIN}",
        ) from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; brackets without end
        raise SourceError(
            f"it is no JSON that can be read ({type(error).__name__})", subject=name, remedy=_AGAIN
        ) from None


def _check_tree(tree: Any, name: str) -> None:
    """Refuse what JSON readers let pass: names that stand twice, numbers that are none, halves of characters."""
    for way, value in _walk(tree):
        if isinstance(value, _Object) and value.twice is not None:
            raise SourceError(
                f"{value.twice!r} stands twice in {_joined('', way)}", subject=name, remedy=_AGAIN
            )
        if isinstance(value, float) and not math.isfinite(value):
            raise SourceError(f"{_joined('', way)} is no number", subject=name, remedy=_AGAIN)
        if isinstance(value, str) and _SURROGATE.search(value):
            raise SourceError(f"{_joined('', way)} holds half a character", subject=name, remedy=_AGAIN)


def _walk(value: Any) -> Iterator[tuple[list[str | int], Any]]:
    """Every value with the names and indices that lead to it, in a list that changes as the walk goes on.

    Without recursion, since the depth is the file's; and no place is spelled out before it is needed, since a long name
    over many values would be spelled for each.
    """
    way: list[str | int] = []
    yield way, value
    entered = [_inner(value)]
    while entered:
        step, item = next(entered[-1], (None, None))
        if step is None:
            entered.pop()
            del way[-1:]
            continue
        way.append(step)
        yield way, item
        entered.append(_inner(item))


def _inner(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return iter(value.items())
    return iter(enumerate(value)) if isinstance(value, list) else iter(())


def _brief(item: Any, place: str, name: str) -> Brief:
    where = f"{place}: " if place else ""
    if not isinstance(item, dict):
        raise SourceError(f"{where}this is no brief but a JSON {_kind(item)}", subject=name, remedy=_AGAIN)
    version = item.get("schema")
    if version != SCHEMA_VERSION:
        told = f"schema {version!r}" if isinstance(version, str) else "no schema version"
        raise SourceError(
            f"{where}this is {told}, not {SCHEMA_VERSION}",
            subject=name,
            remedy="write the brief again with this version, or read it with the version that wrote it",
        )
    try:
        # From text again, since only there may a list stand for a tuple and a string for a date.
        brief = Brief.model_validate_json(json.dumps(item), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise SourceError(
            f"{_joined(place, first['loc'])}: {first['msg']}", subject=name, remedy=_AGAIN
        ) from None
    _check_brief(brief, item, place, name)
    return brief


def _check_brief(brief: Brief, item: Any, place: str, name: str) -> None:
    """Refuse what has the right types and still cannot be: evidence of unlisted documents, dates that are none."""
    ids = [document.id for document in brief.documents]
    for i, document in enumerate(brief.documents):
        at = _joined(place, ("documents", i))
        if document.id in ids[:i]:
            raise SourceError(f"{at}.id: {document.id!r} is listed twice", subject=name, remedy=_AGAIN)
        if not document.id or not _SHA256.fullmatch(document.sha256):
            raise SourceError(f"{at}: id and SHA-256 do not name a text", subject=name, remedy=_AGAIN)
    for way, value in _walk(item):
        if not isinstance(value, dict):
            continue
        doc = value.get("doc")
        if isinstance(doc, str) and doc not in ids:
            raise SourceError(
                f"{_joined(place, [*way, 'doc'])}: {doc!r} is no document of the brief",
                subject=name,
                remedy=_AGAIN,
            )
    if brief.date.value is not None and not _is_date(brief.date.value):
        raise SourceError(
            f"{_joined(place, ('date', 'value'))}: {brief.date.value!r} is no date",
            subject=name,
            remedy=_AGAIN,
        )


def _is_date(value: str) -> bool:
    """Whether it is a day, month or year, or two of them: 2031-03-11, 2031-03, 2031, 2031-03-11/2031-03-12."""
    ends = value.split("/")
    if len(ends) > 2:
        return False
    for end in ends:
        if not re.fullmatch(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", end):
            return False
        try:
            date.fromisoformat(end + "-01-01"[len(end) - 4 :] if len(end) < 10 else end)
        except ValueError:
            return False
    return True


def _joined(place: str, parts: Sequence[str | int]) -> str:
    """A place as messages name it: `red_lines[0].evidence[2].start`."""
    for part in parts:
        place = f"{place}[{part}]" if isinstance(part, int) else f"{place}.{part}" if place else part
    return place or "the brief"


def _kind(value: Any) -> str:
    if isinstance(value, str):
        return "string"
    if isinstance(value, list):
        return "array"
    return "null" if value is None else "value"
