"""Persons' names: titles taken off, spellings of one name recognised, look-alike letters seen."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from summarizer.remembering import remembered
from summarizer.resolve.gazetteer import places, unaccented, word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = 10_000
"""Names whose parts and parties are remembered: those of an article come again and again in fusing it."""
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
    if cut == 0 or (cut == len(tokens) > 1 and tokens[-1][0].isupper() and not _titled(tokens[:-1])):
        return None, words  # Tom King
    return " ".join(tokens[:cut]), " ".join(tokens[cut:])


def _continues_title(tokens: list[str], at: int) -> bool:
    """Whether the token belongs to the title: `of State`, `to the UN`, `for Political Affairs`."""
    if _bare(tokens[at]) in _LINKS:
        return True
    if _bare(tokens[at]) in word_list("qualifiers"):
        return True
    if _bare(tokens[at - 1]) in _LINKS and tokens[at] in places() and at + 1 < len(tokens):
        return True
    return (
        any(_bare(token) in {"of", "for", "to"} for token in tokens[max(0, at - 2) : at])
        and at + 1 < len(tokens) - 1
    )


def _titled(tokens: list[str]) -> bool:
    """Whether the words before an office belong to a title: `the`, `Foreign`, `Turkish`."""
    known = word_list("offices") | word_list("qualifiers") | _LINKS
    return any(_bare(token) in known or token.islower() or _of_a_state(token) for token in tokens)


def _of_a_state(token: str) -> bool:
    entries = places().get(token.removesuffix("'s").removesuffix("’s"), ())
    return any(entry.kind in {"country", "demonym"} for entry in entries[:1])


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


def folded_name(token: str) -> str:
    """A word of a name as it sounds, so that its spellings are one: Karanczuk, Karanchuk."""
    word = "".join(c for c in unicodedata.normalize("NFKD", token.casefold()) if c.isalpha())
    word = word.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("ß", "ss")
    for spelling, sound in _SPELLINGS.items():
        word = word.replace(spelling, sound)
    word = re.sub(r"(.)\1+", r"\1", word)
    return re.sub(r"(?<=\w\w)h$", "", word)


class _Part(NamedTuple):
    """A word of a name."""

    folded: str
    letter: str
    """Its first letter as printed, without accents, in lower case."""


@remembered(NAMES)
def _parts(name: str) -> tuple[_Part, ...]:
    """The words of a name without title; a particle is one word with what follows it."""
    _, bare = split_title(name)
    words = [w.removesuffix("'s").removesuffix("’s") for w in re.split(r"[\s‐‑-]+", bare)]
    parts, particle = [], ""
    for word in words:
        plain = word.strip(".,'’‘ʼ")
        if not plain:
            continue
        if plain.casefold() in word_list("particles") and word is not words[-1]:
            particle += plain
        else:
            parts.append(_Part(folded_name(particle + plain), unaccented(plain)[:1].casefold()))
            particle = ""
    return tuple(parts)


def _same_family(a: str, b: str) -> bool:
    """Equal with or without the article: al-Sharaa, Sharaa; el-Sisi, Elsisi."""
    return a.removeprefix("al") == b.removeprefix("al")


def same_person(a: str, b: str) -> bool:
    """Whether two forms may be one person's name: titles, particles and spelling apart.

    A family name alone is the same as a full name that ends in it; different given names are different
    persons. Names with look-alike letters of another script are the same only as themselves.

    >>> same_person("Al-Sharaa", "Ahmed al-Sharaa"), same_person("Hafez al-Assad", "Bashar al-Assad")
    (True, False)
    """
    if mixed_scripts(a) or mixed_scripts(b):
        return a == b
    shorter, longer = sorted((_parts(a), _parts(b)), key=len)
    if not shorter:
        return False
    few, many = [part.folded for part in shorter], [part.folded for part in longer]
    if len(few) == 1:
        family_first = len(many) > 1 and few[0] == many[0] and _is_family_first(a, b)
        return _same_family(few[0], many[-1]) or family_first
    if "".join(few) == "".join(many) and shorter[0].letter == longer[0].letter:
        return True
    if not _same_family(few[-1], many[-1]):
        return len(many) > len(few) and many[: len(few)] == few
    return _compatible(shorter[:-1], longer[:-1])


def _is_family_first(a: str, b: str) -> bool:
    """Whether a name alone is printed first in full: `Xi`, `Xi Jinping`."""
    alone = min((split_title(a)[1], split_title(b)[1]), key=len)
    return alone.casefold() in word_list("family_first")


def _compatible(few: Sequence[_Part], many: Sequence[_Part]) -> bool:
    """Given names agree as far as both are given: equal, or an initial of the other."""
    first, second = few[0], many[0]
    initial = min(len(first.folded), len(second.folded)) == 1
    if first.letter == second.letter if initial else first.folded == second.folded:
        return True
    return len(few) < len(many) and {part.folded for part in few} <= {part.folded for part in many}


_LOOK_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")


def mixed_scripts(name: str) -> bool:
    """Whether a name mixes letters of scripts that look alike: `Fidаn` with a Cyrillic а."""
    return not name.isascii() and _mixes_scripts(name)


@remembered(NAMES)
def _mixes_scripts(name: str) -> bool:
    scripts = {unicodedata.name(c, "").split(" ")[0] for c in name if c.isalpha()}
    return len(scripts.intersection(_LOOK_ALIKE)) > 1
