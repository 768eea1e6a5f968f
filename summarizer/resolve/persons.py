"""Persons' names: titles taken off, spellings of one name recognised, look-alike letters seen."""

from __future__ import annotations

import re
import unicodedata

# Words that end a title; what follows is the name.
_OFFICES = frozenset(
    """minister president premier chancellor secretary ambassador envoy representative spokesman spokeswoman
    spokesperson chief head leader director adviser advisor commissioner chairman chairwoman chair governor
    senator congressman congresswoman mp mep lawmaker king queen prince princess emir sultan sheikh sheik
    ayatollah pope cardinal bishop general gen lieutenant lt colonel col major maj brigadier brig captain capt
    admiral adm commander cmdr sergeant sgt marshal mr mrs ms miss dr prof professor sir lord lady dame judge
    justice mayor speaker coordinator negotiator diplomat counterpart undersecretary deputy official
    analyst chief-of-staff attaché consul emissary mediator patriarch imam mullah hon rep sen gov vice-president
    rev reverend attorney lawyer activist commissar vizier shah tsar crown""".split()
)
# Capitalised or linking words inside a title, before or behind the office.
_QUALIFIERS = frozenset(
    """prime foreign defence defense interior finance trade economy energy justice deputy vice first second
    acting interim former late then ex national security state special senior permanent under assistant
    chief supreme royal high crown grand lead top general principal brig.-gen maj.-gen lt.-gen brig.-general
    lieutenant-general major-general external internal affairs information culture health relations union commission
    council office staff ministry department parliament committee cabinet policy peace intelligence
    military army naval air force border planning technology strategic executive outgoing incoming visiting
    his her its excellency highness majesty the of for to and on in at treasury labour labor education
    agriculture environment climate water home exchequer house senate republic kingdom government coast guard""".split()
)
_LINKS = frozenset("of for to and on in at the".split())
_PARTICLES = frozenset("al el ul bin ben ibn abu abd umm de da di del della du van von der den ter la le dos das san".split())
# Names that are printed family name first and cited by it alone.
_FAMILY_FIRST = frozenset(
    "xi kim wang li lee park moon yoon zhao zhang chen liu qin he han cho choi jang ri nguyen pham tran vo to".split()
)


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
        if _bare(token) in _OFFICES:
            cut = i + 1
    while cut and cut < len(tokens) and _continues_title(tokens, cut):
        cut += 1
    if cut == 0:
        return None, words
    return " ".join(tokens[:cut]), " ".join(tokens[cut:])


def _continues_title(tokens: list[str], at: int) -> bool:
    """Whether the token belongs to the title: `of State`, `to the United Nations`, `for Political Affairs`."""
    if _bare(tokens[at]) in _LINKS:
        return True
    if _bare(tokens[at]) in _QUALIFIERS:
        return True
    return any(_bare(token) in {"of", "for", "to"} for token in tokens[max(0, at - 2) : at]) and at + 1 < len(tokens) - 1


def _ends_in_title(words: str) -> bool:
    return _bare(words.split(" ")[-1]) in _OFFICES | _QUALIFIERS


def _bare(token: str) -> str:
    word = token.casefold().strip(".,'’\"“”")
    for part in reversed(re.split(r"[-‑]", word)):
        if part.strip(".") in _OFFICES:
            return part.strip(".")
    return word.removesuffix("'s").removesuffix("’s")


# Spellings of one sound, applied in turn to a name in plain lower-case letters.
_SPELLINGS = (
    ("tch", "ch"), ("sch", "sh"), ("sz", "sh"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("q", "k"), ("ck", "k"),
    ("x", "ks"), ("w", "v"), ("iy", "i"), ("yy", "i"), ("ij", "i"), ("ei", "ai"), ("ey", "ai"), ("ay", "ai"), ("oo", "u"), ("ou", "u"),
    ("ee", "i"), ("ie", "i"), ("y", "i"), ("j", "i"), ("o", "u"), ("e", "a"),
)  # fmt: skip


def _folded(token: str) -> str:
    word = "".join(c for c in unicodedata.normalize("NFKD", token.casefold()) if c.isalpha())
    word = word.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("ß", "ss")
    for spelling, sound in _SPELLINGS:
        word = word.replace(spelling, sound)
    word = re.sub(r"(.)\1+", r"\1", word)
    return re.sub(r"(?<=\w\w)h$", "", word)


def _parts(name: str) -> tuple[list[str], list[str]]:
    """Given names and family name, folded; particles belong to the family name and are left out of it."""
    _, bare = split_title(name)
    tokens = [t for t in re.split(r"[\s‐‑-]+", bare.replace("ʿ", "").replace("ʾ", "")) if t.strip(".,'’‘ʼ")]
    tokens = [t.removesuffix("'s").removesuffix("’s") for t in tokens]
    kept = [t for t in tokens if t.casefold().strip("'’") not in _PARTICLES] or tokens
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
        return alone == family or (bool(given) and given[0] == alone[0] and alone[0] in _FAMILY_FIRST)
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
