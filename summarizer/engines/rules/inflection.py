"""Forms of English verbs and nouns from their base form, by spelling rules and a table of irregular verbs."""

from __future__ import annotations

from typing import Final

from summarizer.engines.rules.lexicon import table, words

# base: past, participle (where it differs)
_IRREGULAR: Final = {
    base: others for base, *others in (entry.split() for entry in table("inflection")["irregular"].split(";"))
}
_DOUBLING: Final = words("inflection", "doubling")
_ALSO_NOUNS: Final = words("inflection", "also_nouns")
_VOWELS: Final = frozenset("aeiou")


def forms(base: str) -> tuple[tuple[str, str], ...]:
    """Forms of a verb with their letters: V finite, E past participle (or regular past), G -ing.

    A present form that is a noun as well has v.

    >>> forms("deny")
    (('deny', 'V'), ('denies', 'V'), ('denied', 'E'), ('denying', 'G'))
    >>> forms("claim")[:2]
    (('claim', 'v'), ('claims', 'v'))
    """
    irregular = _IRREGULAR.get(base)
    present = "v" if base in _ALSO_NOUNS else "V"
    found = [(base, present), (_s_form(base), present)]
    if irregular:
        if irregular[-1] not in (base, irregular[0]):
            found.append((irregular[-1], "E"))
        if irregular[0] != base:
            found.append((irregular[0], "V"))
    else:
        found.append((_stem(base) + ("d" if base.endswith("e") else "ed"), "E"))
    found.append((_ing_form(base), "G"))
    return tuple(found)


def plural(base: str) -> str:
    """Plural of a noun: claim, claims; assembly, assemblies."""
    return _s_form(base)


def _s_form(base: str) -> str:
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    if base.endswith(("s", "sh", "ch", "x", "z", "go", "do")):
        return base + "es"
    return base + "s"


def _stem(base: str) -> str:
    """Stem before -ed: deny → deni, admit → admitt."""
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "i"
    return base + base[-1] if _doubles(base) else base


def _ing_form(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) and base != "be":
        return base[:-1] + "ing"
    return (base + base[-1] if _doubles(base) else base) + "ing"


def _doubles(base: str) -> bool:
    if base in _DOUBLING:
        return True
    return (
        3 <= len(base) <= 4
        and base[-1] not in "wxyaeiou"
        and base[-2] in _VOWELS
        and base[-3] not in _VOWELS
        and sum(letter in _VOWELS for letter in base) == 1
    )
