"""Forms of English verbs and nouns from their base form: regular spelling rules and a short table of irregular verbs."""

from __future__ import annotations

from typing import Final

# base: past, participle (where it differs)
_IRREGULAR: Final = {
    line.split()[0]: tuple(line.split()[1:])
    for line in """be was been; bear bore borne; beat beat beaten; become became become; begin began begun; bend bent;
    bet bet; bid bid; bind bound; blow blew blown; break broke broken; bring brought; build built; buy bought;
    cast cast; catch caught; choose chose chosen; come came come; cut cut; deal dealt; do did done; draw drew drawn;
    drive drove driven; eat ate eaten; fall fell fallen; feel felt; fight fought; find found; flee fled; fly flew flown;
    forbid forbade forbidden; foresee foresaw foreseen; forget forgot forgotten; forgive forgave forgiven;
    get got got; give gave given; go went gone; grow grew grown; have had; hear heard; hide hid hidden; hit hit;
    hold held; keep kept; know knew known; lay laid; lead led; leave left; lend lent; let let; lose lost; make made;
    mean meant; meet met; mistake mistook mistaken; overtake overtook overtaken; pay paid; put put; quit quit; read read; reject rejected; ride rode ridden;
    rise rose risen; run ran run; say said; see saw seen; seek sought; sell sold; send sent; set set; shake shook shaken;
    shoot shot; sing sang sung; sit sat; speak spoke spoken; spend spent; split split; spread spread; stand stood;
    steal stole stolen; stick stuck; strike struck; swear swore sworn; take took taken; teach taught; tear tore torn;
    tell told; think thought; throw threw thrown; undercut undercut; understand understood; undertake undertook undertaken;
    uphold upheld; wear wore worn; win won; withdraw withdrew withdrawn; withhold withheld; write wrote written""".split(";")
}
_VOWELS: Final = frozenset("aeiou")
# Verbs of two syllables that double their last letter because the stress falls on it.
_DOUBLING: Final = frozenset(
    "admit commit permit submit omit refer prefer defer infer confer occur concur rebut regret compel expel propel rebel abet"
    " transfer recur control patrol".split()
)


def forms(base: str) -> tuple[tuple[str, str], ...]:
    """Forms of a verb with their letters: V finite, E past participle (or regular past), G -ing.

    >>> forms("deny")
    (('deny', 'V'), ('denies', 'V'), ('denied', 'E'), ('denying', 'G'))
    """
    irregular = _IRREGULAR.get(base)
    found = [(base, "V"), (_s_form(base), "V")]
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
