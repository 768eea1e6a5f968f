"""Checks of labels against each other and against the annotation guideline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.evaluation.goldtools.documentchecks import real_day
from summarizer.evaluation.labels import LISTS
from summarizer.fusion.firmness import TERM
from summarizer.grounding.paraphrase import disagreements
from summarizer.resolve.gazetteer import countries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.evaluation.goldtools.nodes import Loc
    from summarizer.evaluation.goldtools.problems import Problem
    from summarizer.evaluation.goldtools.sheet import Sheet
    from summarizer.models.gold import GoldAttribution, GoldItem

_UNITS: Final = {
    "day": re.compile(r"\d{4}-\d\d-\d\d"),
    "month": re.compile(r"\d{4}-\d\d"),
    "year": re.compile(r"\d{4}"),
}
_MAY_BE_ABSENT: Final = (*LISTS, "mentioned_only")


def check(sheet: Sheet) -> Iterator[Problem]:
    """All problems of a case's labels."""
    yield from _date(sheet)
    yield from _country(sheet)
    yield from _lists(sheet)
    yield from _doubled(sheet)
    yield from _participants(sheet)
    yield from _statements(sheet)
    for loc, difference in sheet.disagreements:
        if len({side.doc for side in difference.sides}) < 2:
            yield sheet.error(loc, "all sides are from one document; a disagreement is between documents")


def _date(sheet: Sheet) -> Iterator[Problem]:
    if sheet.date is None:
        return
    value, precision = sheet.date.value, sheet.date.precision
    if value is None:
        if precision != "unknown":
            yield sheet.error(
                ("date", "precision"), f"a date that is null has precision unknown, not {precision}"
            )
        return
    ends = value.split("/")
    units = {next((unit for unit, form in _UNITS.items() if form.fullmatch(end)), None) for end in ends}
    at: Loc = ("date", "value")
    if None in units or len(ends) > 2:
        yield sheet.error(at, f"{value!r} is no EDTF day, month or year, nor an interval of two")
    elif unreal := [end for end in ends if not _real(end)]:
        yield sheet.error(at, f"there is no {unreal[0]} in the calendar")
    elif len(units) > 1:
        yield sheet.error(at, f"{value!r}: both ends of an interval are days, months or years")
    elif len(ends) == 2 and ends[0] >= ends[1]:
        yield sheet.error(at, f"{value!r} ends before it has lasted")
    else:
        (unit,) = units
        fitting = {"day": "day", "week": "day", "month": "month", "year": "year"}.get(precision)
        if fitting != unit or (precision == "week" and len(ends) == 1):
            yield sheet.error(("date", "precision"), f"precision {precision} does not fit {value!r}")


def _real(end: str) -> bool:
    """Whether a day, month or year is in the calendar."""
    return real_day(end + {4: "-01-01", 7: "-01"}.get(len(end), ""))


def _country(sheet: Sheet) -> Iterator[Problem]:
    code = sheet.location.country if sheet.location else None
    known = countries()
    if code is None or code in known.display:
        return
    near = next(
        (
            iso
            for iso, names in known.names.items()
            if code.casefold() in {iso.casefold(), *(name.casefold() for name in names)}
        ),
        None,
    )
    hint = f"; write {near}" if near else ""
    yield sheet.error(("location", "country"), f"{code} is no ISO 3166-1 alpha-2 code{hint}")


def _lists(sheet: Sheet) -> Iterator[Problem]:
    """`absent` against the lists that are there."""
    absent: set[str] = set()
    for loc, name in sheet.texts("absent"):
        if name not in _MAY_BE_ABSENT:
            yield sheet.error(loc, f"absent: there is no list {name}")
        elif name in absent:
            yield sheet.error(loc, f"absent: {name} is named twice")
        elif sheet.raw.get(name):
            yield sheet.error(loc, f"absent: {name} has items")
        absent.add(name)
    for name in LISTS:
        if name == "disagreements" and len(sheet.documents) < 2:
            continue  # one document cannot disagree with itself, so nothing is asked
        if sheet.raw.get(name) is None and name not in absent:
            yield sheet.warning((), f"{name}: neither annotated nor absent, so it is not scored")


def _doubled(sheet: Sheet) -> Iterator[Problem]:
    """Participants of one name; items of one list that are the same, or may be."""
    names: set[str] = set()
    for loc, person in sheet.participants:
        name = (person.name or "").casefold()
        if name and name in names:
            yield sheet.error(loc, f"two participants have the name {person.name}")
        names.add(name)
    seen: dict[object, tuple[Loc, GoldItem]] = {}
    for loc, item in sheet.items():
        if not item.evidence:
            continue
        holder = tuple(getattr(item, name, None) for name in ("holder", "name", "side"))
        key = (loc[0], holder, frozenset(item.evidence))
        if key not in seen:
            seen[key] = (loc, item)
            continue
        there, first = seen[key]
        told = f"the same evidence and holder as {there[0]}[{there[1]}], line {sheet.line(*there)}"
        # two triggers in one sentence are two red lines: only what also says the same is doubled
        yield sheet.error(loc, told) if _said(item) == _said(first) else sheet.warning(loc, told)


def _said(item: GoldItem) -> tuple[object, ...]:
    return tuple(
        getattr(item, name, None) for name in ("kind", "statement", "trigger", "text", "status", "descriptor")
    )


def _participants(sheet: Sheet) -> Iterator[Problem]:
    if sheet.meeting is not None and sheet.meeting.kind == "none" and sheet.participants:
        yield sheet.error(("participants",), "a meeting of kind none has no participants")
    taking_part: dict[str, str] = {}
    for loc, person in sheet.participants:
        if not (person.name or person.descriptor):
            yield sheet.error(loc, "a participant has a name or a descriptor")
        for name in (person.name, *person.aliases):
            if name:
                taking_part[name.casefold()] = name
    for loc, name in sheet.texts("mentioned_only"):
        if name.casefold() in taking_part:
            yield sheet.error(loc, f"{name} is a participant and mentioned only")


def _statements(sheet: Sheet) -> Iterator[Problem]:
    for loc, item in sheet.items():
        if not item.evidence:
            yield sheet.error(loc, "no evidence")
    for loc, red_line in sheet.red_lines:
        has_term = any(TERM.search(quote.exact) for quote in red_line.evidence)
        if red_line.explicit and red_line.evidence and not has_term:
            yield sheet.error((*loc, "explicit"), "explicit, but its evidence does not contain the term")
        if has_term and not red_line.explicit:
            yield sheet.error((*loc, "explicit"), "not explicit, but its evidence contains the term")
        yield from _attribution(sheet, (*loc, "attribution"), red_line.attribution)
    for loc, position in sheet.positions:
        yield from _attribution(sheet, (*loc, "attribution"), position.attribution)
        proof = " … ".join(quote.exact for quote in position.evidence)
        for told in disagreements("the statement", position.statement, proof):
            if proof and "negated" in told:
                yield sheet.warning((*loc, "statement"), told)


def _attribution(sheet: Sheet, loc: Loc, said: GoldAttribution) -> Iterator[Problem]:
    named = f"the speaker {said.speaker} is named, the record is {said.record}"
    if said.record == "anonymous" and not said.descriptor:
        yield sheet.error(loc, "an anonymous speaker needs a descriptor, in the article's words")
    elif said.speaker and said.record == "anonymous":
        # "X told them so, two delegates said": who spoke is known, and yet nobody is on record
        yield sheet.warning(loc, f"{named}; a brief names no speaker then, so no engine can be right")
    elif said.speaker and said.record != "named":
        yield sheet.error(loc, named)
