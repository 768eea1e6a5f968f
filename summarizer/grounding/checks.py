"""Checks of a claim's own words: its paraphrase must agree with its evidence, its copies must be printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from summarizer.grounding.cues import ORDINARY
from summarizer.grounding.guarded import draws_nothing, guarded, tells
from summarizer.grounding.locate import occurrences, variants
from summarizer.grounding.paraphrase import (
    WORD,
    disagreements,
    language,
    latin,
    names,
    numbers,
    stems,
)
from summarizer.models.document import CITABLE
from summarizer.models.reading import Participant

if TYPE_CHECKING:
    from summarizer.grounding.words import Layout
    from summarizer.models.document import Document
    from summarizer.models.reading import Claim, Said

C = TypeVar("C", bound="Claim")
Removed = list[tuple[str, str]]

PARAPHRASED: Final = ("trigger", "consequence", "statement", "text")
SENTENCES: Final = frozenset({"statement", "text"})
COPIED: Final = ("name", "descriptor", "level", "when", "where", "venue")
PARTIES: Final = ("holder", "target", "party", "side")
SAYING: Final = ("holder", "party", "trigger", "statement", "text")
ASIDE: Final = ("purpose", "topic")
"""Remarks without which the claim stands."""
OPTIONAL: Final = frozenset({"consequence", "purpose"})
UNPRINTED: Final = "the article does not print the name of its {}"
UNSAID: Final = "not stated"
UNSAID_WHY: Final = "not reported as taking part"
MARKUP: Final = re.compile(
    r"https?:\S*|www\.|//|\]\(|!\[|</?[a-z!]|javascript:|data:|mailto:|```|\{\{|\{%|\$\{|\S@\S+\.\w|\b[\w-]+\.[a-z]{2,}/\S*|\b[\w-]{2,}\.(?:com|net|org|info|io|ru|cn|onion|example)\b"
    r"|\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{16,}",
    re.IGNORECASE,
)
"""Addresses, markup, and runs of letters and figures such as a key has."""
_MARKUP_SIGN: Final = re.compile(r"[/<@`\[{:]|\.\w|www|[\w-]{16}", re.IGNORECASE)
"""All markup holds one of these, and hardly any sentence does."""
_MOST: Final = 500  # places of one surface form that are looked at
ARTICLE: Final = CITABLE | {"byline", "metadata"}


@dataclass(frozen=True, slots=True)
class Checked(Generic[C]):
    """A claim after its checks."""

    claim: C
    fault: str | None
    """Why it cannot stand."""
    removed: tuple[tuple[str, str], ...]
    """What was taken out of it: (surface words, reason)."""
    warnings: tuple[str, ...]


class Words:
    """The words of a document's article, its page left out; read whole only where a look-up fails."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self._document = document
        self._layout = layout
        self._printed: dict[str, bool] = {}

    def print(self, surface: str) -> bool:
        """Whether the article prints `surface`, up to typography."""
        if (known := self._printed.get(surface)) is None:
            known = self._printed[surface] = any(
                self._layout.kinds(start, end) <= ARTICLE
                for search in (occurrences, variants)
                for start, end in islice(search(surface, self._document.text), _MOST)
            )
        return known

    def name(self, word: str) -> bool:
        """Whether the article prints a name or one akin to it: Turkey, Turkish, Türkiye."""
        return self.print(word) or not self._stems.isdisjoint(stems(word))

    def count(self, value: float) -> bool:
        """Whether the article gives a number, in figures or in words."""
        return value in self._numbers

    @cached_property
    def addresses_machine(self) -> bool:
        """Whether the document holds words addressed to a machine, which a model may have obeyed."""
        return any(section.kind == "order" for section in self._document.sections)

    @cached_property
    def text(self) -> str:
        """The matter of the article."""
        text, sections = self._document.text, self._document.sections
        return "\n".join(text[s.start : s.end] for s in sections if s.kind in ARTICLE)

    @cached_property
    def small(self) -> str:
        """The matter of the article in small letters."""
        return self.text.lower()

    @cached_property
    def language(self) -> str | None:
        """english, german or None."""
        return language(self.text)

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stem for word in set(WORD.findall(self.text)) for stem in stems(word))

    @cached_property
    def _numbers(self) -> frozenset[float]:
        return frozenset(value for _, values in numbers(self.text) for value in values)


def _of(claim: Claim, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the fields that a claim of this kind has."""
    return _fields(type(claim), fields)


@cache
def _fields(kind: type[Claim], fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(field for field in fields if field in kind.model_fields)


def check(claim: C, proof: str, words: Words, *, around: str) -> Checked[C]:
    """Check one claim against the text of its evidence, of the paragraphs `around` that, and of its article."""
    removed: Removed = []
    warnings: list[str] = []
    fault: str | None = None
    changes: dict[str, object] = {}
    for field in _of(claim, COPIED):
        value = getattr(claim, field)
        if value is not None and not words.print(value):
            changes[field] = None
            removed.append((value, f"{field} does not occur in the article"))
    if (titles := getattr(claim, "titles", None)) is not None:
        changes["titles"] = _printed(titles, "title", words, removed)
    if (said := getattr(claim, "said", None)) is not None:
        changes["said"] = _said(said, words, removed, warnings)
    parties = " ".join(party for field in _of(claim, PARTIES) if (party := getattr(claim, field)))
    for field in _of(claim, PARTIES):
        party = getattr(claim, field) or ""
        if any(n.lower() not in ORDINARY and not words.name(n) for n in names(party, party)):
            warnings.append(UNPRINTED.format(field))
    for field in _of(claim, PARAPHRASED):
        if (value := getattr(claim, field)) is not None:
            if words.addresses_machine:
                comparable = words.language == "english"
                held = guarded(field, value, proof, around=around, article=words.text, comparable=comparable)
                changes[field] = value = None if field in OPTIONAL and held.value != value else held.value
                fault = fault or (None if field in OPTIONAL else held.fault)
                warnings += [held.warning] if held.warning else []
            if value is not None:
                fault = fault or _stray(field, value, parties, proof, words, warnings)
                warnings += disagreements(field, value, proof) if field in SENTENCES else []
    for field in _of(claim, ASIDE):
        value = getattr(claim, field)
        if value and (why := _strange(field, value, proof, words)):
            changes[field] = None if field in OPTIONAL else UNSAID
            removed.append((value, why))
    if changes.get("consequence", "") is None:
        changes["specificity"] = "none"
    if words.addresses_machine and words.language == "english":
        fault = fault or draws_nothing(claim, proof)
    if any(
        not WORD.search(value) for field in _of(claim, SAYING) if (value := getattr(claim, field)) is not None
    ):
        fault = fault or "it has a field without a word"
    changed = claim.model_copy(update=changes) if changes else claim
    if isinstance(changed, Participant) and not (changed.name or changed.descriptor):
        fault = "neither its name nor its descriptor occurs in the article"
    return Checked(changed, fault, tuple(removed), tuple(dict.fromkeys(warnings)))


def reason_printed(value: str, words: Words) -> str:
    """A free remark on the article where the article bears it out, else the plainest one."""
    return UNSAID_WHY if _strange("why", value, "", words) else value


def _strange(field: str, value: str, proof: str, words: Words) -> str | None:
    """Why a remark cannot stand: what it names, counts or, where a machine is addressed, tells is not the article's."""
    if words.addresses_machine and not tells(words.text, value):
        return f"{field} says more than the article"
    return _stray(field, value, "", proof, words, [])


def _printed(surfaces: tuple[str, ...], field: str, words: Words, removed: Removed) -> tuple[str, ...]:
    kept = tuple(surface for surface in surfaces if words.print(surface))
    removed.extend((s, f"{field} does not occur in the article") for s in surfaces if s not in kept)
    return kept


def _said(said: Said, words: Words, removed: Removed, warnings: list[str]) -> Said:
    """The attribution without what the article does not print; a nameless record never carries a name."""
    speaker, descriptor, record = said.speaker, said.descriptor, said.record
    if speaker is not None and record != "named":
        removed.append((speaker, f"an {record} speaker has no name"))
        speaker = None
    elif speaker is not None and not words.print(speaker):
        removed.append((speaker, "speaker does not occur in the article"))
        speaker = None
    if descriptor is not None and not words.print(descriptor):
        removed.append((descriptor, "descriptor does not occur in the article"))
        descriptor = None
    if record == "named" and (said.speaker or said.descriptor) and not (speaker or descriptor):
        record = "unattributed"
        warnings.append("the article does not print whom the words are attributed to")
    return said.model_copy(
        update={
            "speaker": speaker,
            "descriptor": descriptor,
            "record": record,
            "via": _printed(said.via, "medium", words, removed),
            "hedges": _printed(said.hedges, "hedge", words, removed),
        }
    )


def _stray(field: str, value: str, parties: str, proof: str, words: Words, warnings: list[str]) -> str | None:
    """Why a paraphrase cannot stand: a number or name that neither its evidence nor the article has."""
    if _MARKUP_SIGN.search(value) and any(m[0].lower() not in words.small for m in MARKUP.finditer(value)):
        return f"{field} holds an address, markup or a code that the article does not print"
    given = {number for _, values in numbers(proof) for number in values}
    for surface, values in numbers(value):
        known = not given.isdisjoint(values) or words.print(surface) or any(map(words.count, values))
        if not known:
            why = f"{field} gives a number that the article does not"
            if max(values) > 12 or words.language == "english":
                return f"{why}: {surface}"
            warnings.append(why)  # three may be printed as trois or 三
    for name in names(value, parties):
        if not words.name(name):
            why = f"{field} gives a name that the article does not"
            # An English statement on a French article writes Germany for Allemagne; German capitalises all nouns.
            told = language(value)
            comparable = told in {None, words.language} and "german" not in {told, words.language}
            if comparable and name.lower() not in ORDINARY and latin(value) == latin(words.text[:5000]):
                return f"{why}: {name}"
            warnings.append(why)
    return None
