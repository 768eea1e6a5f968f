"""Checks of a claim's own words: its paraphrase must agree with its evidence, its copies must be printed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from summarizer.grounding.cues import (
    FIRM,
    HEDGED,
    NEGATION,
    NUMBER_WORDS,
    ORDINARY,
    REFUSAL,
    SAME_NAME,
    SCALES,
)
from summarizer.grounding.locate import locate_all, variants
from summarizer.models.document import CITABLE
from summarizer.models.reading import Participant

if TYPE_CHECKING:
    from summarizer.models.document import Document
    from summarizer.models.reading import Claim, Said

C = TypeVar("C", bound="Claim")

PARAPHRASED: Final = ("trigger", "consequence", "statement", "text")
COPIED: Final = ("name", "descriptor", "level", "when", "where", "venue")
PARTIES: Final = ("holder", "target", "party", "side")

_NUMBER = re.compile(r"\d{1,30}(?:[.,'’\u00a0\u202f]\d{1,30}){0,6}")
_WORD = re.compile(r"\w+(?:['’.&]\w+)*")
_ENDINGS = (
    "ians",
    "ian",
    "ans",
    "ean",
    "ish",
    "ese",
    "iye",
    "an",
    "ey",
    "ia",
    "ic",
    "is",
    "n",
    "i",
    "s",
    "y",
    "a",
    "e",
)
_ENGLISH = frozenset(["the", "of", "to", "and", "in", "a", "that", "for", "on", "with", "is", "was", "said"])


@dataclass(frozen=True, slots=True)
class Checked(Generic[C]):
    """A claim after its checks: what is wrong with it as a whole, what was taken out, what to be wary of."""

    claim: C
    fault: str | None
    removed: tuple[tuple[str, str], ...]
    """(surface words, reason) of what was taken out of the claim."""
    warnings: tuple[str, ...]


class Words:
    """The words of a document, looked up without reading it whole where that can be helped."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def prints(self, surface: str) -> bool:
        """Whether the article itself, not its page, prints `surface`, up to typography."""
        text, at = self._document.text, self._document.section_at
        return any(
            at(start) in _PRINTED for search in (locate_all, variants) for start, _ in search(surface, text)
        )

    def names(self, word: str) -> bool:
        """Whether the article prints a name or one akin to it: Turkey, Turkish, Türkiye."""
        return self.prints(word) or not self._stems.isdisjoint(stems(word))

    def counts(self, value: float) -> bool:
        """Whether the article gives a number, in digits or words."""
        return value in self._numbers

    @cached_property
    def article(self) -> str:
        """The matter of the article, without its page."""
        text = self._document.text
        return "\n".join(text[s.start : s.end] for s in self._document.sections if s.kind in _PRINTED)

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stem for word in set(_WORD.findall(self.article)) for stem in stems(word))

    @cached_property
    def _numbers(self) -> frozenset[float]:
        return frozenset(value for values in numbers(self.article) for value in values)

    @cached_property
    def english(self) -> bool:
        return is_english(self.article)

    @cached_property
    def capitals_mark_names(self) -> bool:
        """False for German, where every noun is capitalised, and for scripts without capitals."""
        words: list[str] = _WORD.findall(self.article[:20_000])
        return 0 < sum(word[0].isupper() for word in words) < 0.28 * len(words)


_PRINTED: Final = CITABLE | {"byline", "metadata"}


def check(claim: C, proof: str, words: Words) -> Checked[C]:
    """Check one claim against the text of its evidence and the words of its document."""
    removed: list[tuple[str, str]] = []
    warnings: list[str] = []
    changes: dict[str, object] = {}
    for field in COPIED:
        value = getattr(claim, field, None)
        if value is not None and not words.prints(value):
            changes[field] = None
            removed.append((value, f"{field} does not occur in the article"))
    if (titles := getattr(claim, "titles", None)) is not None:
        changes["titles"] = _printed(titles, "title", words, removed)
    if (said := getattr(claim, "said", None)) is not None:
        changes["said"] = _said(said, words, removed, warnings)
    parties = " ".join(p for field in PARTIES if (p := getattr(claim, field, None)))
    warnings += [f"the article does not name {n}" for n in names(parties, parties) if not words.names(n)]
    fault = None
    for field in PARAPHRASED:
        if (value := getattr(claim, field, None)) is not None:
            fault = fault or _stray(field, value, parties, proof, words, warnings)
            if field != "trigger":
                warnings.extend(_disagreements(field, value, proof))
    if (purpose := getattr(claim, "purpose", None)) and (
        why := _stray("purpose", purpose, "", proof, words, warnings)
    ):
        changes["purpose"] = None
        removed.append((purpose, why))
    changed = claim.model_copy(update={k: v for k, v in changes.items() if v != getattr(claim, k)})
    if isinstance(changed, Participant) and not (changed.name or changed.descriptor):
        fault = fault or "neither its name nor its descriptor occurs in the article"
    return Checked(changed, fault, tuple(removed), tuple(dict.fromkeys(warnings)))


def _printed(
    surfaces: tuple[str, ...], field: str, words: Words, removed: list[tuple[str, str]]
) -> tuple[str, ...]:
    kept = tuple(surface for surface in surfaces if words.prints(surface))
    removed.extend((s, f"{field} does not occur in the article") for s in surfaces if s not in kept)
    return kept


def _said(said: Said, words: Words, removed: list[tuple[str, str]], warnings: list[str]) -> Said:
    """The attribution without what the article does not print; a nameless record never carries a name."""
    speaker, descriptor, record = said.speaker, said.descriptor, said.record
    if speaker is not None and record != "named":
        removed.append((speaker, f"an {record} speaker has no name"))
        speaker = None
    elif speaker is not None and not words.prints(speaker):
        removed.append((speaker, "speaker does not occur in the article"))
        speaker = None
    if descriptor is not None and not words.prints(descriptor):
        removed.append((descriptor, "descriptor does not occur in the article"))
        descriptor = None
    if record == "named" and speaker is None and descriptor is None and (said.speaker or said.descriptor):
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
    """Why a paraphrase cannot stand: a number or name that neither evidence nor article has."""
    given = {number for values in numbers(proof) for number in values}
    for values in numbers(value):
        if given.isdisjoint(values) and not any(map(words.counts, values)):
            why = f"{field} gives a number that the article does not: {_plain(min(values))}"
            if max(values) > 12 or words.english:
                return why
            warnings.append(why)  # three may be printed as trois or 三
    for name in names(value, parties):
        if not words.names(name):
            why = f"{field} gives a name that the article does not: {name}"
            same_language = is_english(value) == words.english and words.capitals_mark_names
            if same_language and name.lower() not in ORDINARY:
                return why
            warnings.append(why)
    return None


def _disagreements(field: str, value: str, proof: str) -> list[str]:
    """Where a sentence is negated or certain and its evidence is not, or the reverse."""
    told, proven = _bag(value), _bag(proof)
    warnings: list[str] = []
    if told & NEGATION and not proven & (NEGATION | REFUSAL) and not _turned(proof):
        warnings.append(f"{field} is negated, its evidence is not")
    if proven & NEGATION and not told & (NEGATION | REFUSAL) and not _turned(value):
        warnings.append(f"{field} is not negated, its evidence is")
    if told & FIRM and not told & HEDGED and proven & HEDGED and not proven & FIRM:
        warnings.append(f"{field} is certain, its evidence is hedged")
    if told & HEDGED and not proven & HEDGED and proven & FIRM:
        warnings.append(f"{field} is hedged, its evidence is certain")
    return warnings


def _bag(text: str) -> frozenset[str]:
    words = {word.replace("’", "'") for word in _WORD.findall(text.lower())}
    return frozenset(words | ({"not"} if any(w.endswith("n't") for w in words) else set()))


def _turned(text: str) -> bool:
    """Whether a word of the text carries its negation inside: unacceptable, non-negotiable."""
    return (
        re.search(
            r"\b(?:un|in|im|non-?)(?:accept|negoti|thinkable|conceiv|tolerab|possib|will)", text.lower()
        )
        is not None
    )


def numbers(text: str) -> list[frozenset[float]]:
    """The numbers in a text, each as the values it may stand for: 1.500 is 1.5 or 1500, 3 million also 3."""
    found: list[frozenset[float]] = []
    for match in _NUMBER.finditer(text):
        plain = re.sub(r"['’\u00a0\u202f]", "", match[0])
        values = {_value(plain.replace(",", "")), _value(plain.replace(".", "").replace(",", "."))} - {None}
        scale = re.match(r"[ \u00a0-]?([^\W\d_]+)", text[match.end() : match.end() + 16])
        factor = SCALES.get(scale[1].lower()) if scale else None
        found.append(frozenset(v * f for v in values if v is not None for f in (1, factor) if f))
    words = _WORD.findall(text.lower())
    return found + [frozenset({float(NUMBER_WORDS[word])}) for word in words if word in NUMBER_WORDS]


def _value(digits: str) -> float | None:
    try:
        return float(digits)
    except ValueError:
        return None  # 10.04.2025 is no number


def _plain(value: float) -> str:
    return f"{value:g}"


def names(text: str, parties: str) -> list[str]:
    """Words that are names by their capital; a sentence's first only where something else says so."""
    matches = list(_WORD.finditer(text))
    known = set(_WORD.findall(parties))
    found = []
    for i, match in enumerate(matches):
        word = re.sub(r"['’]s?$", "", match[0])
        if not word[0].isupper() or len(word) < 2:
            continue
        opening = i == 0 or text[: match.start()].rstrip(" “\"‘'")[-1:] in ".!?:"
        before_name = i + 1 < len(matches) and matches[i + 1][0][0].isupper()
        if not opening or word in known or before_name:
            found.append(word)
    return list(dict.fromkeys(found))


def stems(word: str) -> frozenset[str]:
    """What names of one country, its people and its tongue have in common.

    >>> sorted(stems("Turkish") & stems("Türkiye"))
    ['turk']
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    bare = re.sub(r"['’]s?$", "", bare).replace(".", "").replace("ı", "i")
    cut = {bare[: -len(e)] for e in _ENDINGS if bare.endswith(e) and len(bare) - len(e) >= 4}
    return frozenset({bare} | cut | {group[0] for group in SAME_NAME if bare in group})


def is_english(text: str) -> bool:
    """Whether a text reads as English, by its commonest words."""
    words = re.findall(r"\w+", text[:5000].lower())
    return bool(words) and sum(word in _ENGLISH for word in words) >= max(1, 0.1 * len(words))
