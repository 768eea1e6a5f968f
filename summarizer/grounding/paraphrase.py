"""What a paraphrase can be held to: its numbers, its names, its language, its negations and its certainty."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from summarizer.grounding.cues import (
    ADVERSE,
    CONDITION,
    FIRM,
    HEDGED,
    NEGATION,
    NUMBER_WORDS,
    REFUSING,
    SAME_NAME,
    SCALES,
)
from summarizer.remembering import remembered

WORD: Final = re.compile(r"\w+(?:['’.&]\w+)*")
_WORDS = re.compile(rf"({WORD.pattern})")

_COMMON: Final = {
    "english": {"the", "of", "to", "and", "in", "a", "that", "for", "on", "with", "is", "was", "will", "not"},
    "german": {"der", "die", "das", "und", "den", "nicht", "mit", "ist", "von", "zu", "ein", "eine"},
}
_FIRST_LETTERS = "".join(sorted({word[0] for word in NUMBER_WORDS}))
_WRITTEN = rf"\b(?=[{_FIRST_LETTERS}])(?:{'|'.join(NUMBER_WORDS)})(?:-[a-z]{{3,5}})?\b"
_NUMBER = re.compile(rf"{_WRITTEN}|\d{{1,30}}(?:[.,'’\u00a0\u202f]\d{{1,30}}){{0,6}}", re.IGNORECASE)
_SMALL_LETTERS = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
_SCALE = re.compile(r"[ \u00a0-]?([^\W\d_]+)")
_ENDINGS: Final = tuple("istan stan ians ian ans ean ish ese iye an ey ia ic is n i s y a e".split())
_TURNED = re.compile(r"\b(?:un|in|im|non-?)(?:accept|negoti|thinkable|conceiv|tolerab|possib|will)")


def numbers(text: str) -> tuple[tuple[str, frozenset[float]], ...]:
    """The numbers in a text, each with the values it may stand for: 1.500 is 1.5 or 1500.

    >>> numbers("twenty-five of 3,000 tonnes")
    (('twenty-five', frozenset({25.0})), ('3,000', frozenset({3000.0})))
    """
    if NUMBER_WORDS.keys().isdisjoint(_SMALL_LETTERS.findall(text.lower())) and not _DIGIT.search(text):
        return ()
    found: list[tuple[str, frozenset[float]]] = []
    for match in _NUMBER.finditer(text):
        figures = match[0][0].isdigit()
        values = _figures(match[0]) if figures else _written(match[0].lower())
        scale = _SCALE.match(text[match.end() : match.end() + 16])
        factor = SCALES.get(scale[1].lower(), 1.0) if scale else 1.0
        if values and (figures or factor > 1 or min(values) > 2):
            found.append((match[0], frozenset(value * factor for value in values)))
    return tuple(found)


def _written(word: str) -> list[float]:
    """The value of `seven` or `twenty-five`."""
    parts = [NUMBER_WORDS.get(part) for part in word.split("-")]
    known = [float(part) for part in parts if part is not None]
    return [sum(known)] if len(known) == len(parts) else known


def _figures(digits: str) -> list[float]:
    """The values that figures with points and commas may stand for; of a date, its parts."""
    plain = re.sub(r"['’\u00a0\u202f]", "", digits)
    readings = {plain.replace(",", "" if re.search(r",\d{3}(?!\d)", plain) else ".")}
    if re.search(r"\.\d{3}(?!\d)", plain):
        readings.add(plain.replace(".", "").replace(",", "."))
    if any(reading.count(".") > 1 for reading in readings):
        return [float(part) for part in re.split(r"[.,]", plain)]
    return [float(reading) for reading in readings]


def names(text: str, parties: str = "") -> tuple[str, ...]:
    """Words that are names by their capital; a sentence's first only where something else says so.

    >>> names("Envoys of Kalvia met Dana Orlov.")
    ('Kalvia', 'Dana', 'Orlov')
    """
    known = set(WORD.findall(parties))
    pieces = _WORDS.split(text)  # what stands before a word, the word, what stands before the next …
    found: list[str] = []
    for i in range(1, len(pieces), 2):
        word = pieces[i]
        if not word[0].isupper():
            continue
        if word.endswith(("'s", "’s")):
            word = word[:-2]
        if len(word) < 2:
            continue
        opens = i == 1 or pieces[i - 1].rstrip(" “\"‘'").endswith((".", "!", "?", ":"))
        before_name = i + 2 < len(pieces) and pieces[i + 2][0].isupper()
        if not opens or word in known or before_name:
            found.append(word)
    return tuple(dict.fromkeys(found))


@remembered(20_000)
def stems(word: str) -> frozenset[str]:
    """What the names of one country, its people and its tongue have in common.

    >>> sorted(stems("Turkish") & stems("Türkiye"))
    ['=turkey', 'turk']
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    bare = re.sub(r"['’]s?$", "", bare).replace(".", "").replace("ı", "i")
    cut = {bare[: -len(e)] for e in _ENDINGS if bare.endswith(e) and len(bare) - len(e) >= 4}
    return frozenset({bare} | cut | {f"={group[0]}" for group in SAME_NAME if bare in group})


def language(text: str) -> str | None:
    """english or german where the commonest words tell, else None."""
    words = re.findall(r"\w+", text[:5000].lower())
    for name, common in _COMMON.items():
        if sum(word in common for word in words) >= max(2, 0.1 * len(words)):
            return name
    return None


def latin(text: str) -> bool:
    """Whether most letters of a text are Latin."""
    letters = [c for c in text if c.isalpha()]
    return 2 * sum(c < "\u0250" for c in letters) > len(letters)


def disagreements(field: str, told: str, proof: str) -> list[str]:
    """Where a sentence is negated or certain and its evidence is not, or the reverse."""
    said, proven = _words(told), _words(proof)
    found: list[str] = []
    if said & NEGATION and not proven & (NEGATION | ADVERSE) and not _TURNED.search(proof.lower()):
        found.append(f"{field} is negated, its evidence is not")
    if proven & NEGATION and not said & (NEGATION | ADVERSE) and not _TURNED.search(told.lower()):
        found.append(f"{field} is not negated, its evidence is")
    if said & FIRM and not said & HEDGED and proven & HEDGED and not proven & FIRM:
        found.append(f"{field} is certain, its evidence is hedged")
    if said & HEDGED and not proven & HEDGED and proven & FIRM:
        found.append(f"{field} is hedged, its evidence is certain")
    return found


_DENYING: Final = (
    NEGATION
    | REFUSING
    | {"unacceptable", "impossible", "unlikely", "intolerable", "unthinkable", "non-negotiable"}
)


def negative(text: str) -> bool:
    """Whether a text denies, refuses or opposes something.

    >>> negative("Norway opposes the treaty"), negative("Norway supports the treaty")
    (True, False)
    """
    return bool(_words(text) & _DENYING)


def refuses(text: str) -> bool:
    """Whether an English text may draw a red line: it says so, denies something, or sets a condition.

    >>> refuses("If the gates open, we will respond"), refuses("Officials met in Oslo")
    (True, False)
    """
    return "red line" in text.casefold() or bool(_words(text) & (_DENYING | CONDITION))


def _words(text: str) -> frozenset[str]:
    small = text.lower().replace("’", "'")
    words = frozenset(WORD.findall(small))
    return words | {"not"} if "n't" in small and any(word.endswith("n't") for word in words) else words
