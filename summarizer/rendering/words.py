"""The fixed words of a brief, from one file a language: adding a language is adding a file to `data/`.

Keys are typed, so that a word which the code uses and a file lacks is found before anything is written.
"""

from __future__ import annotations

import string
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from summarizer.errors import ConfigError
from summarizer.models.base import (
    Basis,
    Firmness,
    MeetingKind,
    MeetingStatus,
    Model,
    OutcomeStatus,
    PositionKind,
    QuoteForm,
    Record,
    RedLineStatus,
    Role,
    Specificity,
    Stance,
)
from summarizer.models.brief import Credibility, DisagreementKind, GapReason
from summarizer.models.document import SectionKind

_FOLDER = Path(__file__).resolve().parent / "data"


class Headings(Model):
    """Headings, in the order of the page."""

    bottom_line: str
    red_lines: str
    at_table: str
    away: str
    outcomes: str
    disagreements: str
    not_established: str
    other_meetings: str
    background: str
    left_out: str
    warnings: str
    sources: str


class Rows(Model):
    """Heads of the rows of the table of facts."""

    what: str
    when: str
    where: str
    side_not_stated: str
    confirmed: str
    named_only: str


class Labels(Model):
    """Labels of what is told about a red line, punctuation included."""

    status: str
    who: str
    how_sure: str
    delivered: str
    if_crossed: str
    other_wordings: str


class Phrases(Model):
    """Phrases, some with words in braces to be filled in."""

    and_: str = Field(alias="and")
    no_red_lines: str
    no_outcomes: str
    not_established: str
    described_as: str
    unresolved: str
    counted_from: str
    as_printed: str
    unnamed: str
    term_used: str
    term_not_used: str
    wording: str
    no_consequence: str
    no_source: str
    hedged_by: str
    preferred: str
    quotations_cited: str
    no_quotations: str
    not_cited: str
    date_not_taken: str
    dropped: str
    outlet_not_stated: str
    date_not_established: str
    copies: str
    read_by: str


def _numbered(value: Any) -> Any:
    """Keys of a TOML table are text; those of credibility are numbers."""
    return {int(key): words for key, words in value.items()} if isinstance(value, dict) else value


class Terms(Model):
    """Words for the values of the brief's schema: one for each value."""

    meeting_kind: dict[MeetingKind, str]
    meeting_status: dict[MeetingStatus, str]
    role: dict[Role, str]
    basis: dict[Basis, str]
    record: dict[Record, str]
    stance: dict[Stance, str]
    position_kind: dict[PositionKind, str]
    red_line_status: dict[RedLineStatus, str]
    specificity: dict[Specificity, str]
    firmness: dict[Firmness, str]
    outcome_status: dict[OutcomeStatus, str]
    disagreement_kind: dict[DisagreementKind, str]
    gap_reason: dict[GapReason, str]
    credibility: Annotated[dict[Credibility, str], BeforeValidator(_numbered)]
    quote_form: dict[QuoteForm, str]
    section: dict[SectionKind, str]

    @model_validator(mode="after")
    def _complete(self) -> Terms:
        for name, field in type(self).model_fields.items():
            values, _ = get_args(field.annotation)
            missing = [str(value) for value in get_args(values) if value not in getattr(self, name)]
            if missing:
                raise ValueError(f"terms.{name} lacks {', '.join(missing)}")
        return self


class Kinds(Model):
    """What kind of claim something is."""

    meeting: str
    date: str
    location: str
    participant: str
    confirmation: str
    red_line: str
    outcome: str
    other_meeting: str
    background: str
    disagreement: str
    sentence: str


class PageWords(Model):
    """Words that the HTML page alone uses."""

    brief: str
    sources: str
    skip: str
    parts: str
    meeting: str
    positions: str
    matrix: str
    timeline: str
    filters: str
    side: str
    kind: str
    record: str
    all: str
    show_all: str
    shown_count: str
    took_part: str
    nobody: str
    many_warnings: str
    no_positions: str
    at_the_table: str
    towards: str
    verbatim: str
    partly_quoted: str
    reporters_words: str
    outlets: str
    outlets_why: str
    named_why: str
    anonymous_why: str
    unattributed_why: str
    preferred: str
    fact: str
    documents: str
    agree: str
    differ: str
    one_origin: str
    only_one: str
    in_part: str
    silent: str
    lane: str
    events: str
    said_at_meeting: str
    said_elsewhere: str
    said: str
    published: str
    without_day: str
    not_taken: str
    nothing_missing: str
    left_out_count: str
    left_out_none: str
    dropped_count: str
    uncited: str
    dropped: str
    dates_not_taken: str
    review: str
    reviewed: str
    accept: str
    reject: str
    note: str
    download: str
    clear: str
    clear_sure: str
    keys: str
    keys_told: str
    keys_off: str
    absent: str
    cited_words: str
    page_matter: str
    offsets: str
    place_of: str
    words_of: str
    previous: str
    next: str
    back: str
    close: str
    cited_by: str
    cited_by_none: str
    matrix_label: str
    timeline_label: str


class Words(Model):
    """The fixed words of a brief in one language."""

    tag: str = ""
    """Its tag, as in `en`; the name of its file."""
    language: str
    """The language's own name for itself."""
    headings: Headings
    rows: Rows
    labels: Labels
    phrases: Phrases
    terms: Terms
    kinds: Kinds
    page: PageWords

    def listed(self, names: tuple[str, ...] | list[str]) -> str:
        """`A`, `A and B`, `A, B and C`."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self.phrases.and_} {names[-1]}"


def languages(folder: Path = _FOLDER) -> tuple[str, ...]:
    """Tags of the languages that there are words for."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


@lru_cache
def load_words(lang: str = "en", *, folder: Path = _FOLDER) -> Words:
    """The words of a language by its tag, as in `en`.

    Raises `ConfigError` for a language without words, and for a file that lacks a key, has one too many,
    or fills in other words than the English file.
    """
    there = {tag.casefold(): tag for tag in languages(folder)}
    if lang.casefold() not in there:
        raise ConfigError(
            f"there are no words for the language {lang!r}",
            remedy=f"--lang takes one of: {', '.join(there.values())}",
        )
    path = folder / f"{there[lang.casefold()]}.toml"
    try:
        words = _words(path)
        if path.parent != _FOLDER or path.stem != "en":
            _check_blanks(words, _words(_FOLDER / "en.toml"))
    except (ValueError, OSError) as error:
        raise ConfigError(
            f"the words cannot be used ({_said(error)})",
            subject=str(path),
            remedy="compare the file with en.toml",
        ) from error
    return words.model_copy(update={"tag": path.stem})


def _words(path: Path) -> Words:
    return Words.model_validate(tomllib.loads(path.read_text("utf-8")))


def _check_blanks(words: Words, english: Words) -> None:
    for part in ("phrases", "page"):
        ours, theirs = (each.model_dump()[part] for each in (words, english))
        for key, phrase in ours.items():
            if _blanks(phrase) != _blanks(theirs[key]):
                wanted = ", ".join(f"{{{blank}}}" for blank in sorted(_blanks(theirs[key])))
                raise ValueError(f"{part}.{key} must hold {wanted or 'nothing in braces'}")


def _blanks(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name is not None}


def _said(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}".removeprefix(": ")
