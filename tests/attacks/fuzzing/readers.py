"""Targets: what reads a text. Sections, quotations, attributions, dates, grounding, and the rules from end to end."""

from __future__ import annotations

import itertools
import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Final, get_args

from hypothesis import strategies as st

from summarizer.api import briefs, read
from summarizer.engines.rules.quotations import find_quotations
from summarizer.grounding import evidence, ground, locate, locate_all
from summarizer.grounding.folding import UNSEEN, fold
from summarizer.loading import dates as printed
from summarizer.loading import from_text
from summarizer.loading.blocks import Block, divide_blocks
from summarizer.loading.sections import divide
from summarizer.models.document import CITABLE, SectionKind
from summarizer.models.provenance import Usage
from summarizer.models.reading import (
    Confirmation,
    Meeting,
    Mention,
    Outcome,
    Participant,
    Position,
    Reading,
    RedLine,
    Said,
)
from summarizer.models.verified import EngineResult
from summarizer.resolve.dates import find_dates, resolve_date, resolve_mention
from summarizer.settings import Settings
from tests.attacks.fuzzing import seeds
from tests.attacks.fuzzing.briefs import check_brief
from tests.attacks.fuzzing.strategies import DATES, TALK, WORDS, bred_text, damaged, encoded, prose
from tests.attacks.fuzzing.target import Target, expect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from summarizer.loading.sections import Division
    from summarizer.models.verified import VerifiedReading
    from summarizer.resolve.dates import ResolvedDate

PART: Final = "\x1e"
"""Parts an article from quotes, and quotes from each other, in inputs of grounding."""
_ANCHORS: Final = (None, date.min, date(2031, 3, 12), date(2032, 2, 29), date.max)
_KINDS: Final = (None, *get_args(SectionKind))
RULES: Final = Settings(engine="rules")
_GAP: Final = re.compile(r"…|\.{3,}")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _covers(division: Division, length: int) -> None:
    at = 0
    for section in division.sections:
        expect(section.start == at < section.end, f"a gap at {at}")
        at = section.end
    expect(at == length, f"sections end at {at}, the text at {length}")


def _sections(data: bytes) -> bool:
    text = _text(data)
    _covers(divide(text), len(text))
    borders = sorted({min(len(text), 7 * n * (data[n] if n < len(data) else 1)) for n in range(9)})
    blocks = [
        Block(start, end, _KINDS[(start + end) % len(_KINDS)]) for start, end in itertools.pairwise(borders)
    ]
    _covers(divide_blocks(text, blocks), len(text))
    for line in text.split("\n"):
        if found := printed.find_date(line):
            expect(0 <= found[1] < found[2] <= len(line), "a printed date outside its line")
        printed.is_date_line(line)
    return bool(text.strip())


def _quotations(data: bytes) -> bool:
    text = _text(data)
    found = find_quotations(text)
    for before, each in zip((None, *found), found, strict=False):
        expect(0 <= each.start < each.end <= len(text), f"{each} is outside the text")
        expect(before is None or before.start <= each.start, f"{each} stands before {before}")
        expect(each.depth in {0, 1}, f"{each} is nested deeper than is told")
        expect(
            not re.search(r"\n[ \t\r]*\n", text[each.start : each.end].strip()),
            f"{each} runs over paragraphs",
        )
    outer = [q for q in found if not q.depth]
    for before, each in itertools.pairwise(outer):
        expect(before.end <= each.start, f"{before} and {each} overlap")
    for each in found:
        inside = not each.depth or any(o.start <= each.start and each.end <= o.end for o in outer)
        expect(inside, f"{each} is inside none")
    return bool(found)


def _dates(data: bytes) -> bool:
    text = _text(data)
    mentions = find_dates(text)
    at = 0
    for each in mentions:
        expect(at <= each.start < each.end <= len(text), f"{each} overlaps or is outside the text")
        expect(text[each.start : each.end] == each.surface, f"{each} has other words")
        at = each.end
        for anchor in _ANCHORS:
            _resolved(resolve_mention(text, each, anchor=anchor), anchor)
    for words in (text[:300], *(m.surface for m in mentions[:20])):
        for anchor in _ANCHORS:
            _resolved(resolve_date(words, anchor=anchor), anchor)
    return bool(mentions)


def _resolved(found: ResolvedDate, anchor: date | None) -> None:
    told = f"{found} counted from {anchor}"
    expect((found.value is None) == (found.precision == "unknown"), f"a value without precision: {told}")
    expect((found.value is None) == (found.why is not None), f"neither value nor reason: {told}")
    expect(found.basis == "absolute" or anchor or found.value is None, f"counted from nothing: {told}")
    if found.value is not None:
        ends = [_first_day(end) for end in found.value.split("/")]
        expect(len(ends) < 3 and ends == sorted(ends), f"no day or interval: {told}")


def _first_day(value: str) -> date:
    """The first day of a day, a month or a year; raises `ValueError` for any other value."""
    if len(value) not in {4, 7, 10}:
        raise ValueError(f"{value} is no date")
    return date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)


def _reading(quotes: Sequence[str]) -> Reading:
    """A reading that says each quote in every field that a model could fill: as quote, name, number and statement."""
    said = Said(speaker="Sigrun Valdsdottir", descriptor=quotes[0], record="named", via=(), hedges=())
    held, words = quotes[0][:300], tuple(quotes)
    names = tuple(q[:300] for q in quotes)
    return Reading(
        meetings=(Meeting(quotes=words, kind="talks", status="held", level=held, purpose=quotes[-1], parties=names, when=held, where=names[-1], venue=held),),
        participants=(Participant(quotes=words, name=held, descriptor=quotes[-1], side=held, role="head", basis="attended", titles=names[:12]),),
        confirmations=(Confirmation(quotes=words, party=held, stance="denied"),),
        red_lines=tuple(
            RedLine(quotes=(q,), holder=held, target=held, trigger=q, consequence=quotes[-1], specificity="vague", status="active", said=said)
            for q in quotes
        ),
        positions=(Position(quotes=words, holder=held, target=None, kind="demand", topic=held, statement=quotes[-1], at_meeting=True, said=said),),
        outcomes=(Outcome(quotes=words, text=quotes[-1], status="joint", claimed_by=names),),
        mentioned=(Mention(name=held, why=quotes[-1]),),
    )  # fmt: skip


def check_verified(verified: VerifiedReading) -> None:
    """Raise where a verified reading cites what does not stand in its document, or what may not be cited."""
    document = verified.document
    for name in ("meetings", "participants", "confirmations", "red_lines", "positions", "outcomes"):
        for grounded in getattr(verified, name):
            expect(grounded.evidence, "a claim without evidence")
            for each in grounded.evidence:
                expect(
                    each.exact == document.text[each.start : each.end], f"not the words at that place: {each}"
                )
                expect(document.text[: each.start].endswith(each.prefix), f"not what stands before: {each}")
                expect(document.text[each.end :].startswith(each.suffix), f"not what stands behind: {each}")
                expect(each.section == document.section_at(each.start), f"not the section there: {each}")
                kinds = {s.kind for s in document.sections if s.start < each.end and each.start < s.end}
                expect(kinds <= CITABLE, f"page matter is cited: {each}")


def _grounding(data: bytes) -> bool:
    text, *quotes = _text(data).split(PART)
    quotes = [q[:2_000] for q in quotes][:8] or [text[:80]]
    for quote in quotes:
        for start, end in locate_all(quote, text)[:50]:
            _same_words(quote, text, start, end)
    if not any(unicodedata.category(c)[0] not in "CZ" for c in text):
        return False
    document = from_text(text, id="A")
    sections = document.sections
    for section in sections[:20]:  # what stands there is found there, letter for letter
        words = text[section.start : section.end].strip()[:200]
        if (found := locate(words, text)) is not None:
            expect(found[1] - found[0] >= 1, "an empty place")
            again = evidence(document, *found)
            expect(text[again.start : again.end] == again.exact, "not the words at that place")
    result = EngineResult(_reading(quotes), Usage(doc="A", engine="llm"))
    verified = ground(document, result)
    check_verified(verified)
    told = {r.quote for r in verified.refused}
    for n, line in enumerate(result.reading.red_lines):
        kept = any(g.claim.quotes == line.quotes for g in verified.red_lines)
        dropped = any(kind == "red_line" for kind, _ in verified.dropped)
        expect(kept or dropped or line.quotes[0] in told, f"the red line {n} is neither kept nor dropped")
    return bool(verified.red_lines)


def _same_words(quote: str, text: str, start: int, end: int) -> None:
    """A quote without gaps is found only where the same letters and digits stand, told without the code under test."""
    expect(0 <= start < end <= len(text), f"{start} to {end} is outside the text")
    if not _GAP.search(quote):
        wanted, found = (_letters(words) for words in (quote, text[start:end]))
        expect(wanted == found, f"{quote!r} is found in {text[start:end]!r}")


def _letters(words: str) -> list[str]:
    seen = UNSEEN.sub("", unicodedata.normalize("NFC", words))
    return re.findall("[a-z0-9]+", unicodedata.normalize("NFKC", seen).lower().replace("i\u0307", "i"))


def _folding(data: bytes) -> bool:
    text = _text(data)
    folded = fold(text)
    at = 0
    for offset in range(len(folded.text)):
        start, end = folded.source_start(offset), folded.source_end(offset + 1)
        expect(0 <= start < end <= len(text), f"the folded character {offset} stems from {start} to {end}")
        expect(start >= at, f"the folded character {offset} stems from before {at}")
        at = start
    return folded.text != text


def _rules(data: bytes) -> bool:
    """Both halves of the input as articles of one meeting, by the built-in rules, to briefs in every format."""
    texts = dict.fromkeys(t for t in _text(data).split(PART)[:3] if any(c.isalnum() for c in t))
    documents = [from_text(text, id=f"D{n}") for n, text in enumerate(texts)]
    readings, failures = read(documents, RULES)
    expect(len(readings) + len(failures) == len(documents), "a document is lost")
    if not readings:
        return False
    for verified in readings:
        check_verified(verified)
        expect(
            not [r for r in verified.refused if r.claim != "mention"],
            f"the rules misquote: {verified.refused}",
        )
    for brief in briefs(readings, failures):
        check_brief(brief, documents)
    return any(verified.meetings for verified in readings)


def _quoted() -> Sequence[bytes]:
    """Articles, each with its last two paragraphs as quotes."""
    return [encoded(PART.join((text, *text.strip().split("\n\n")[-2:]))) for text in seeds.articles()[:40]]


def _articles() -> SearchStrategy[bytes]:
    return st.lists(prose(), min_size=1, max_size=2).map(PART.join).map(encoded)


def _quoting() -> SearchStrategy[bytes]:
    """A text and quotes of it: cut from it, with other typography, with gaps, or of other words."""

    @st.composite
    def drawn(draw: DrawFn) -> bytes:
        text = draw(prose(most=4)).replace(PART, "")
        parts = [text]
        for _ in range(draw(st.integers(1, 4))):
            start = draw(st.integers(0, max(0, len(text) - 1)))
            words = text[start : start + draw(st.integers(1, 120))]
            old, new = draw(st.sampled_from(_ALTERED))
            parts.append(words.replace(old, new) if old else words + new)
        return encoded(PART.join(parts))

    return drawn()


_ALTERED: Final = (
    ("", ""), ("", ""), (" ", "  "), ("\n", " "), (" not ", " "), (" will ", " … "), ("a", "A"), ("“", '"'), ("’", "'"), ("-", "—"),
    (" ", "\u00ad "), ("e", "e\u0301"), (" ", " … "), (" the ", " [...] "), ("5", "6"), ("", " …"), ("", "\ud800"), (" ", "\u200b"), ("i", "İ"),
    ("", "\U000e0041"), (".", "..."), ("s", "ſ"), ("fi", "ﬁ"), ("1", "½"), ("K", "\u212a"), (" ", "\u3000"), ("n", "ŉ"),
)  # fmt: skip
_TOKENS: Final = (*WORDS, PART.encode())
_BREED: Final = bred_text(_TOKENS)
_DATED: Final = st.lists(st.sampled_from((*DATES, *DATES, *TALK)), max_size=12).map(" ".join)


def _bred(extra: SearchStrategy[bytes]) -> SearchStrategy[bytes]:
    return st.one_of(extra, extra, damaged(seeds.texts, _TOKENS))


_OFFSETS: Final = "offsets that lead to the words they tell of"
TARGETS: Final = (
    Target("sections", "sections that touch and cover the text", _sections, _bred(prose().map(encoded)), seeds.texts, breed=_BREED),
    Target("quotations", "quotations inside their paragraphs, in order, none across another", _quotations, _bred(prose().map(encoded)), seeds.texts, breed=_BREED),
    Target("dates", "days of the calendar or a reason why there is none, and " + _OFFSETS, _dates, _bred(_DATED.map(encoded)), seeds.texts, breed=_BREED),
    Target("folding", "every folded character leads back to where it stems from", _folding, _bred(prose(most=3).map(encoded)), seeds.texts, breed=_BREED),
    Target("grounding", "the exact words of citable matter, or a refusal", _grounding, st.one_of(_quoting(), _quoting(), damaged(_quoted, _TOKENS)), _quoted, breed=_BREED),
    Target("rules", "briefs whose evidence stands in the articles, in every format", _rules, _bred(_articles()), lambda: seeds.texts()[10:25], seconds=20.0, breed=_BREED),
)  # fmt: skip
