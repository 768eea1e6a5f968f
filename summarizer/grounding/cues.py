"""Small closed word classes: what turns or weakens a statement, numbers in words, names of one party.

Lower case, apostrophes straight. Languages of the first three: English, French, German, Spanish, Italian,
Portuguese, Turkish, Russian, Ukrainian, Arabic, Hebrew, Persian. Turkish, Japanese and Chinese also negate
inside the word or without blanks; `locate.negated` and `words.widen` look at their characters.
"""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEGATION: Final = _words("""
    not no never neither nor none nobody nothing nowhere without cannot hardly barely scarcely lest
    ne pas jamais ni aucun aucune sans nul
    nicht kein keine keinen keinem keiner keines nie niemals weder noch ohne nichts
    jamás nunca sin ningún ninguna non mai senza nessun nessuna não nem sem nenhum nenhuma
    değil hiç ne asla yok
    не нет ни никогда без нельзя ні немає ніколи
    لا لن لم ليس ليست غير دون بدون ولا ولن ولم
    לא אין אל בלי ללא מעולם
    نه نیست هرگز
""")

MODAL: Final = _words("""
    will would shall should can could may might must
    wird werden würde würden kann können könnte könnten muss müssen soll sollen sollte darf dürfen dürfte
    peut peuvent pourrait pourraient doit doivent devrait devraient
    puede pueden podría podrían debe deben debería
    può possono potrebbe potrebbero deve devono dovrebbe
    может могут мог могли бы должен должна должны
    قد يمكن يجب سوف ربما
    עשוי עלול עשויה עלולה יכול יכולה חייב
""")

CONDITION: Final = _words("""
    if unless until whether provided except only
    wenn falls sofern sobald bis ob si sauf salvo hasta se qualora finché
    eğer ise если лишь пока якщо إذا إن لو אם אלא اگر مگر
""")

REFUSING: Final = _words("""
    refuse refuses refused refusing reject rejects rejected rejecting deny denies denied denying decline
    declines declined declining oppose opposes opposed opposing fail fails failed failing stop stops stopped
    prevent prevents prevented preventing avoid avoids avoided avoiding forbid forbids forbade forbidden ban
    banned bans halt halts halted ruled prohibit prohibits prohibited doubt doubts doubted unwilling unable
""")
"""Words that deny what follows them."""

ADVERSE: Final = REFUSING | _words("""
    rule rules lack lacks lacked yet unacceptable impossible unlikely against refusal rejection denial absence
    ban condemn condemns condemned non-negotiable intolerable unthinkable
""")
"""Words by which a sentence without a negation is negative all the same."""

HEDGED: Final = _words("could may might possibly perhaps potentially possible")
FIRM: Final = _words("will shall must")

NUMBER_WORDS: Final = {
    "one": 1, "two": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
"""English numbers in words. One and two by themselves are too often pronouns, or the sides of a meeting."""

SCALES: Final = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6,
    "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12,
}  # fmt: skip

SAME_NAME: Final = tuple(
    tuple(group.split())
    for group in (
        "us usa america american americans united states washington",
        "uk britain british united kingdom london",
        "eu european union brussels",
        "un united nations",
        "france french paris",
        "netherlands dutch hague",
        "uae emirates emirati emiratis",
        "turkey turkish turkiye ankara",
        "greece greek greeks athens",
        "spain spanish madrid",
        "germany german germans berlin",
        "poland polish poles warsaw",
        "denmark danish danes",
        "norway norwegian norwegians",
        "ireland irish",
        "wales welsh",
        "peru peruvian peruvians",
        "cyprus cypriot cypriots",
        "philippines philippine filipino filipinos",
        "switzerland swiss",
    )
)
"""Names of one party that share no stem."""

COMMON: Final = (
    NEGATION
    | MODAL
    | CONDITION
    | HEDGED
    | frozenset(NUMBER_WORDS)
    | _words("""
    that this these those with from into over about their they them there here have been being were does what when
    where which while whom whose than then also only some such very more most less each both said says told tells
    stated states saying party side sides other others against between through during before after under because
    """)
)
"""Words that any English sentence may have: they tell nothing by themselves."""

ORDINARY: Final = _words("""
    president prime minister ministers foreign secretary chief head king queen crown prince general ambassador
    spokesman spokesperson spokeswoman envoy chairman chairwoman chair director representative delegation
    government ministry council parliament state deputy adviser advisor security defense defence national
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december north south east west northern southern eastern western
""")
"""Capitalised words that are no names by themselves: their absence is a warning, not a fault."""
