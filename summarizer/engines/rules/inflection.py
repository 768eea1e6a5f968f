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
# Verbs whose present forms are nouns too.
_ALSO_NOUNS: Final = frozenset(
    """account act address advance advocate aim air alarm alert answer anger appeal applause approach argument arm ask attack
    attempt auction award back balance ban bar base bash bat battle bear beat bet bill blame blast block blog board boast bomb
    book boom border bother brand break brief broadcast brush build bullet call campaign care case cast caution center
    challenge champion change chant charge chatter cheer claim clash close cloud collapse combat comfort command comment
    comfort complain compliment compromise concern condition conduct conflict contact contest contract contrast control cost
    count counter cover craft credit critique cry cut damage dare date deal debate decline decrease defeat delay demand desire
    detail dig direct discount dislike display dispute distance document double doubt draft dream dress drive drop edge
    effort end endorse envy estimate evidence exchange exhibit experience exploit eye face fault favor favour fear feature
    feel fight figure file film find finger fire fit flag flip float floor flow focus force forecast form frame fuel function
    fund gain gamble gauge gesture glimpse grant grin group guarantee guess hand harm hate head heat help hint hit hold
    honor hope host house impact import increase influence inform insult interest interview invite issue joke judge jump
    label lack lament land launch lead leak leave leverage lie light like limit line link list live load lobby look love
    mandate march mark match matter mean measure mention merit message mind miss mistake mix mock model motion mount
    move murder name need notice note object offer open order oppose outline pace pain panel park part pass pause pay
    permit phone pick piece pin pitch place plan play plead pledge plot point poll pool pose position post pound practice
    praise present press pressure prize probe process produce profile program progress project promise promote prompt
    protest prove pull purchase push question quote race raid rail raise rally range rank rate reach read reason rebel
    rebuke recall record reference reform refrain regard regret release relief remark report request research reserve
    resolve respect respond rest result retreat return reverse review reward ride ring rise risk rival roll rule run rush
    sacrifice sanction scale schedule score scream screen seat sense sentence service set shake shape share shield shift
    ship shock shoot shout show side sight sign signal smile snap sound source spark spell spin split sponsor spot
    spread staff stage stand start state status stay steal step stick stock stop store strain stream stress stretch strike
    struggle study style subject sum support surge surprise survey suspect swear sweep swing switch talk target task tax
    team tear term test text thank threat tie time title total touch tour track trade train transfer trash travel
    treat trial trick trouble trumpet trust try turn tweet urge use value venture view visit voice vote vow wage wait walk
    want warrant wash waste watch wave weight welcome will win wish witness wonder word work worry wound yell""".split()
) - frozenset("ask complain endorse feel find inform oppose plead produce promote prove read respond think want".split())
_VOWELS: Final = frozenset("aeiou")
# Verbs of two syllables that double their last letter because the stress falls on it.
_DOUBLING: Final = frozenset(
    "admit commit permit submit omit refer prefer defer infer confer occur concur rebut regret compel expel propel rebel abet"
    " transfer recur control patrol".split()
)


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
