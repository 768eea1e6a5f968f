"""Persons' names: titles taken off, spellings of one name recognised, look-alike letters seen."""

from __future__ import annotations

import re
import unicodedata

from summarizer.resolve.gazetteer import word_list

_LINKS = frozenset({"of", "for", "to", "and", "on", "in", "at", "the"})


def split_title(words: str) -> tuple[str | None, str]:
    """The title before (or, behind a comma, after) a name, and the name; "" where only a title is given.

    >>> split_title("Turkish Foreign Minister Hakan Fidan")
    ('Turkish Foreign Minister', 'Hakan Fidan')
    """
    words = " ".join(words.split())
    name, comma, rest = words.partition(", ")
    if comma and not _ends_in_title(name):
        title, bare = split_title(name)
        return (f"{title}, {rest}" if title else rest), bare
    tokens = words.split(" ")
    cut = 0
    for i, token in enumerate(tokens):
        if _bare(token) in word_list("offices"):
            cut = i + 1
    while cut and cut < len(tokens) and _continues_title(tokens, cut):
        cut += 1
    if cut == 0:
        return None, words
    return " ".join(tokens[:cut]), " ".join(tokens[cut:])


def _continues_title(tokens: list[str], at: int) -> bool:
    """Whether the token belongs to the title: `of State`, `to the UN`, `for Political Affairs`."""
    if _bare(tokens[at]) in _LINKS:
        return True
    if _bare(tokens[at]) in word_list("qualifiers"):
        return True
    return (
        any(_bare(token) in {"of", "for", "to"} for token in tokens[max(0, at - 2) : at])
        and at + 1 < len(tokens) - 1
    )


def _ends_in_title(words: str) -> bool:
    return _bare(words.split(" ")[-1]) in word_list("offices") | word_list("qualifiers")


def _bare(token: str) -> str:
    word = token.casefold().strip(".,'’\"“”")
    for part in reversed(re.split(r"[-‑]", word)):
        if part.strip(".") in word_list("offices"):
            return part.strip(".")
    return word.removesuffix("'s").removesuffix("’s")


# Spellings of one sound, applied in turn to a name in plain lower-case letters.
_SPELLINGS = {
    "tch": "ch", "sch": "sh", "sz": "sh", "kh": "k", "gh": "g", "dh": "d", "th": "t", "ph": "f", "ck": "k",
    "q": "k", "x": "ks", "w": "v", "iy": "i", "yy": "i", "ij": "i", "ei": "ai", "ey": "ai", "ay": "ai",
    "oo": "u", "ou": "u", "ee": "i", "ie": "i", "y": "i", "j": "i", "o": "u", "e": "a",
}  # fmt: skip


def _folded(token: str) -> str:
    word = "".join(c for c in unicodedata.normalize("NFKD", token.casefold()) if c.isalpha())
    word = word.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("ß", "ss")
    for spelling, sound in _SPELLINGS.items():
        word = word.replace(spelling, sound)
    word = re.sub(r"(.)\1+", r"\1", word)
    return re.sub(r"(?<=\w\w)h$", "", word)


def _parts(name: str) -> tuple[list[str], list[str]]:
    """Given names and family name, folded; particles belong to the family name and are left out of it."""
    _, bare = split_title(name)
    tokens = [t for t in re.split(r"[\s‐‑-]+", bare.replace("ʿ", "").replace("ʾ", "")) if t.strip(".,'’‘ʼ")]
    tokens = [t.removesuffix("'s").removesuffix("’s") for t in tokens]
    kept = [t for t in tokens if t.casefold().strip("'’") not in word_list("particles")] or tokens
    folded = [_folded(t) if len(t.strip(".")) > 1 else t.strip(".").casefold() for t in kept]
    return folded[:-1], folded[-1:]


def same_person(a: str, b: str) -> bool:
    """Whether two forms may be one person's name: titles, particles and spelling apart.

    A family name alone is the same as a full name that ends in it; different given names are different
    persons. Names with look-alike letters of another script are the same only as themselves.

    >>> same_person("Al-Sharaa", "Ahmed al-Sharaa"), same_person("Hafez al-Assad", "Bashar al-Assad")
    (True, False)
    """
    if mixed_scripts(a) or mixed_scripts(b):
        return a == b
    given_a, family_a = _parts(a)
    given_b, family_b = _parts(b)
    if not family_a or not family_b:
        return False
    if not given_a or not given_b:
        alone, given, family = (family_a, given_b, family_b) if not given_a else (family_b, given_a, family_a)
        return alone == family or (
            bool(given) and given[0] == alone[0] and alone[0] in word_list("family_first")
        )
    if family_a != family_b:
        shorter, longer = sorted((given_a + family_a, given_b + family_b), key=len)
        return len(shorter) >= 2 and len(longer) > len(shorter) and longer[: len(shorter)] == shorter
    return _compatible(given_a, given_b)


def _compatible(a: list[str], b: list[str]) -> bool:
    """Given names agree as far as both are given: equal, or an initial of the other."""
    first, second = a[0], b[0]
    if first == second or (min(len(first), len(second)) == 1 and first[0] == second[0]):
        return True
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) < len(longer) and set(shorter) <= set(longer)


_LOOK_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")


def mixed_scripts(name: str) -> bool:
    """Whether a name mixes letters of scripts that look alike: `Fidаn` with a Cyrillic а."""
    if name.isascii():
        return False
    scripts = {unicodedata.name(c, "").split(" ")[0] for c in name if c.isalpha()}
    return len(scripts.intersection(_LOOK_ALIKE)) > 1
