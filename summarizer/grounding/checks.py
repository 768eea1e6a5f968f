"""Checks of a claim's own words: its paraphrase must agree with its evidence, its copies must be printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from summarizer.grounding.cues import ORDINARY
from summarizer.grounding.locate import occurrences, variants
from summarizer.grounding.paraphrase import WORD, disagreements, language, latin, names, numbers, stems
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

    def print(self, surface: str) -> bool:
        """Whether the article prints `surface`, up to typography."""
        return any(
            self._layout.at(start).kind in ARTICLE
            for search in (occurrences, variants)
            for start, _ in islice(search(surface, self._document.text), _MOST)
        )

    def name(self, word: str) -> bool:
        """Whether the article prints a name or one akin to it: Turkey, Turkish, Türkiye."""
        return self.print(word) or not self._stems.isdisjoint(stems(word))

    def count(self, value: float) -> bool:
        """Whether the article gives a number, in figures or in words."""
        return value in self._numbers

    @cached_property
    def text(self) -> str:
        """The matter of the article."""
        text, sections = self._document.text, self._document.sections
        return "\n".join(text[s.start : s.end] for s in sections if s.kind in ARTICLE)

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


def check(claim: C, proof: str, words: Words) -> Checked[C]:
    """Check one claim against the text of its evidence and the words of its article."""
    removed: Removed = []
    warnings: list[str] = []
    fault: str | None = None
    changes: dict[str, object] = {}
    for field in COPIED:
        value = getattr(claim, field, None)
        if value is not None and not words.print(value):
            changes[field] = None
            removed.append((value, f"{field} does not occur in the article"))
    if (titles := getattr(claim, "titles", None)) is not None:
        changes["titles"] = _printed(titles, "title", words, removed)
    if (said := getattr(claim, "said", None)) is not None:
        changes["said"] = _said(said, words, removed, warnings)
    parties = " ".join(party for field in PARTIES if (party := getattr(claim, field, None)))
    unnamed = (n for n in names(parties, parties) if n.lower() not in ORDINARY and not words.name(n))
    warnings += [f"the article does not name {name}" for name in unnamed]
    for field in PARAPHRASED:
        if (value := getattr(claim, field, None)) is not None:
            fault = fault or _stray(field, value, parties, proof, words, warnings)
            warnings += disagreements(field, value, proof) if field in SENTENCES else []
    purpose = getattr(claim, "purpose", None)
    if purpose and (why := _stray("purpose", purpose, "", proof, words, warnings)):
        changes["purpose"] = None
        removed.append((purpose, why))
    changed = claim.model_copy(update=changes)
    if isinstance(changed, Participant) and not (changed.name or changed.descriptor):
        fault = "neither its name nor its descriptor occurs in the article"
    return Checked(changed, fault, tuple(removed), tuple(dict.fromkeys(warnings)))


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
    given = {number for _, values in numbers(proof) for number in values}
    told = language(value)
    for surface, values in numbers(value):
        known = not given.isdisjoint(values) or words.print(surface) or any(map(words.count, values))
        if not known:
            why = f"{field} gives a number that the article does not: {surface}"
            if max(values) > 12 or words.language == "english":
                return why
            warnings.append(why)  # three may be printed as trois or 三
    for name in names(value, parties):
        if not words.name(name):
            why = f"{field} gives a name that the article does not: {name}"
            # An English statement on a French article writes Germany for Allemagne; German capitalises all nouns.
            comparable = told in {None, words.language} and "german" not in {told, words.language}
            if comparable and name.lower() not in ORDINARY and latin(value) == latin(words.text[:5000]):
                return why
            warnings.append(why)
    return None
