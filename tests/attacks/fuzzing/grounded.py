"""Targets: what proves. Folding, grounding, and the built-in rules from a text to briefs in every format."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from summarizer.api import briefs, read
from summarizer.grounding import evidence, ground, locate, locate_all
from summarizer.grounding.folding import UNSEEN, fold
from summarizer.loading import from_text
from summarizer.models.document import CITABLE
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
from summarizer.settings import Settings
from tests.attacks.fuzzing import seeds
from tests.attacks.fuzzing.briefs import check_brief
from tests.attacks.fuzzing.readers import BREED, PART, TOKENS, as_text, bred
from tests.attacks.fuzzing.strategies import damaged, encoded, prose
from tests.attacks.fuzzing.target import Target, expect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from summarizer.models.verified import VerifiedReading

RULES: Final = Settings(engine="rules")
_GAP: Final = re.compile(r"…|\.{3,}")


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
    text, *quotes = as_text(data).split(PART)
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
    text = as_text(data)
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
    texts = dict.fromkeys(t for t in as_text(data).split(PART)[:3] if any(c.isalnum() for c in t))
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

TARGETS: Final = (
    Target(
        "folding",
        "every folded character leads back to where it stems from",
        _folding,
        bred(prose(most=3).map(encoded)),
        seeds.texts,
        breed=BREED,
    ),
    Target(
        "grounding",
        "the exact words of citable matter, or a refusal",
        _grounding,
        st.one_of(_quoting(), _quoting(), damaged(_quoted, TOKENS)),
        _quoted,
        breed=BREED,
    ),
    Target(
        "rules",
        "briefs whose evidence stands in the articles, in every format",
        _rules,
        bred(_articles()),
        lambda: seeds.texts()[10:25],
        seconds=20.0,
        breed=BREED,
    ),
)
