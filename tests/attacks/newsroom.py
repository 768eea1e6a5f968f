"""Articles without end: invented talks of invented persons in real places, told in ever other words and lengths.

An article is decided by its number alone, so that every process makes the same one.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from summarizer.evaluation.cases import load_cases
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED: Final = 20_310_611
LABELLED_SHARE: Final = 6
"""One article of so many is made of paragraphs of the labelled development cases."""
LENGTHS: Final = (2, 2, 3, 3, 4, 4, 5, 6, 8, 12, 30)
"""Paragraphs of an article, one of these at random."""

_STATES: Final = (
    ("Norway", "Norwegian", "Oslo"), ("Chile", "Chilean", "Santiago"), ("Ghana", "Ghanaian", "Accra"),
    ("Vietnam", "Vietnamese", "Hanoi"), ("Türkiye", "Turkish", "Ankara"), ("Peru", "Peruvian", "Lima"),
    ("Kenya", "Kenyan", "Nairobi"), ("Georgia", "Georgian", "Tbilisi"), ("Oman", "Omani", "Muscat"),
    ("Serbia", "Serbian", "Belgrade"), ("Mongolia", "Mongolian", "Ulaanbaatar"), ("Fiji", "Fijian", "Suva"),
    ("Egypt", "Egyptian", "Cairo"), ("Nepal", "Nepali", "Kathmandu"), ("Uruguay", "Uruguayan", "Montevideo"),
    ("Zambia", "Zambian", "Lusaka"), ("Finland", "Finnish", "Helsinki"), ("Kuwait", "Kuwaiti", "Kuwait City"),
    ("Laos", "Lao", "Vientiane"), ("Senegal", "Senegalese", "Dakar"), ("Iceland", "Icelandic", "Reykjavik"),
)  # fmt: skip
_PLACES: Final = (
    "Tampere", "Geneva", "Muscat", "Montevideo", "Tashkent", "Valletta", "Bergen", "Windhoek", "Baku", "Arusha", "Graz",
    "Doha", "Busan", "Cartagena", "Luang Prabang", "Bishkek", "Malmö", "Tórshavn", "Porto", "Gyumri",
)  # fmt: skip
_FIRST: Final = "Ilse Tor Amadi Rukh Sanna Osei Belén Dorj Ketevan Yusra Milo Aroha Thuy Nils Farid Leila Pavle Inti".split()
_BEGIN: Final = "Bran Ek Vald Ose Tam Khor Mir Des Aal Fen Gur Hol Jast Quil Rend Sul Tyr Ulv Wex Zor".split()
_END: Final = (
    "dal holt sdottir mensah aridze ombe quist ero andren ovic tani bayar iyev uro strand elin".split()
)
_OFFICES: Final = ("Foreign Minister", "Deputy Foreign Minister", "Fisheries Minister", "National Security Adviser",
                   "special envoy", "chief negotiator", "Defence Minister", "ambassador")  # fmt: skip
_MATTERS: Final = ("water quotas", "the border crossing", "mackerel catches", "overflight rights", "the railway",
                   "prisoners of the spring clashes", "gas transit", "the radar station", "grazing land", "a dam")  # fmt: skip
_ACTS: Final = ("deployment of troops near the river", "drilling beyond the line", "closing of the strait",
                "trawling in the shared zone", "arming of the border guards", "the new customs duty")  # fmt: skip
_ANSWERS: Final = ("we will close our ports", "we will respond in kind", "we will leave the commission",
                   "there will be consequences", "we will stop the gas", "the truce is over")  # fmt: skip
_VERBS: Final = ("said", "told reporters", "warned", "insisted", "announced", "stressed", "added")
_OUTLETS: Final = ("the North Sea Courier", "the Harbour Gazette", "Radio Estuary", "the Highland Observer")
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_FILLERS: Final = (
    "The road to the venue was closed for the morning.",
    "A brass band played as the motorcades arrived.",
    "Traders at the fish market said prices had risen for the third week in a row.",
    "Officials had spent the night on the wording of a single paragraph.",
    "The two states share 412 kilometres of border, most of it river.",
    "No further details were given.",
)


def article(number: int) -> str:
    """The article of this number; every sixth is put together from labelled development texts."""
    chance = random.Random(SEED * 1_000_003 + number)
    if number % LABELLED_SHARE == LABELLED_SHARE - 1:
        return _of_labelled(chance, number)
    return "\n\n".join(_told(chance, chance.choice(LENGTHS), number))


def dispatch(number: int) -> str:
    """A short article in which every quotation stands in a sentence that tells who said it."""
    chance = random.Random(SEED * 7_919 + number)
    (state, adjective, seat), (other, its, _) = chance.sample(_STATES, 2)
    lines = [
        f"Envoys of {state} and {other} met in {chance.choice(_PLACES)} on {chance.choice(_DAYS)} for round {number}."
    ]
    for _ in range(chance.randint(1, 6)):
        speaker = f"{chance.choice((adjective, its))} {chance.choice(_OFFICES)} {_name(chance)}"
        matter, figure = chance.choice(_MATTERS), chance.randint(2, 900)
        lines.append(
            chance.choice((
                f"{speaker} said: “We will not give up {matter} for {figure} promises of that kind.”",
                f"{speaker} said that {seat} had {figure} reservations about {matter}.",
                f"{speaker} said {chance.choice(_ACTS)} would be a red line.",
            ))
        )  # fmt: skip
    return "\n\n".join(lines)


def _told(chance: random.Random, length: int, number: int) -> list[str]:
    (state, adjective, seat), (other, its, _) = chance.sample(_STATES, 2)
    place, matter = chance.choice(_PLACES), chance.choice(_MATTERS)
    day = date(2028, 1, 1) + timedelta(days=chance.randrange(3_000))
    head, guest = _name(chance), _name(chance)
    office, guest_office = chance.choice(_OFFICES), chance.choice(_OFFICES)
    lead = chance.choice((
        f"{adjective} {office} {head} met {its} {guest_office} {guest} in {place} on {chance.choice(_DAYS)} for talks on {matter}.",
        f"{state} and {other} held a {chance.choice(('second', 'third', 'new'))} round of talks on {matter} in {place} on {day:%-d %B}, officials said.",
        f"Delegations from {seat} and {other} are to meet in {place} next week, the {adjective} foreign ministry announced.",
        f"{adjective} {office} {head} spoke by telephone with {its} counterpart {guest} on {chance.choice(_DAYS)}.",
        f"{state} has called off talks with {other} that were planned for {day:%B %-d} in {place}, a {adjective} official told {chance.choice(_OUTLETS)}.",
    ))  # fmt: skip
    lines = [lead] if chance.random() < 0.7 else [f"{place.upper()}, {day:%-d %B %Y}", lead]
    if chance.random() < 0.5:
        lines.insert(0, f"{state}, {other} at odds over {matter}: item {number}")
    speakers = (f"{office} {head}", head.split()[1], f"{guest_office} {guest}", f"a senior {its} official, speaking on condition of anonymity,", f"{seat}", f"the {its} delegation")  # fmt: skip
    while len(lines) < length:
        lines.append(_paragraph(chance, speakers, adjective, its, matter))
    return lines


def _paragraph(chance: random.Random, speakers: Sequence[str], adjective: str, its: str, matter: str) -> str:
    speaker, verb = chance.choice(speakers), chance.choice(_VERBS)
    act, answer, figure = chance.choice(_ACTS), chance.choice(_ANSWERS), chance.randint(2, 9_000)
    told = speaker[0].upper() + speaker[1:]
    return chance.choice((
        f"{told} {verb} that {act} would cross a red line.",
        f"“Any {act} is a red line for us,” {speaker} {verb}. “If it begins, {answer}.”",
        f"“We will not discuss {matter} under pressure,” {speaker} {verb} on {chance.choice(_DAYS)}.",
        f"{told} said it was no longer a red line, {chance.choice(_OUTLETS)} reported.",
        f"The two sides agreed to exchange lists of {figure} items every {chance.choice(('week', 'month', 'year'))}.",
        f"The {adjective} side demanded an independent count of {figure} tonnes; {its} officials rejected it.",
        f"{told} denied that {adjective} units had moved {figure} metres towards the border.",
        f"According to {chance.choice(_OUTLETS)}, {speaker} {verb} the offer on {matter} “would be withdrawn by {chance.choice(_DAYS)}”.",
        f"{chance.choice(_FILLERS)} {chance.choice(_FILLERS)}",
        f"{_name(chance)}, who teaches history in {chance.choice(_PLACES)}, said the dispute was {figure} days old.",
        f"{told} accused the {its} navy of {act}.",
    ))  # fmt: skip


def _name(chance: random.Random) -> str:
    return f"{chance.choice(_FIRST)} {chance.choice(_BEGIN)}{chance.choice(_END)}"


@cache
def _labelled() -> tuple[tuple[str, ...], ...]:
    """The paragraphs of the development cases' documents."""
    cases = load_cases(ROOT / "evals" / "gold")
    texts = [d.text for case in cases if case.gold.split == "dev" for d in case.documents]
    return tuple(tuple(p for p in text.split("\n\n") if p.strip()) for text in texts)


def _of_labelled(chance: random.Random, number: int) -> str:
    """One document's paragraphs, some of another's among them, some left out, with a line that no other has."""
    one, other = chance.sample(_labelled(), 2)
    kept = [p for p in one if chance.random() < 0.8]
    for paragraph in chance.sample(other, min(2, len(other))):
        kept.insert(chance.randint(0, len(kept)), paragraph)
    # Neighbours change places now and then: what a pronoun means is then another question for the rules.
    for n, _ in enumerate(pairwise(tuple(kept))):
        if chance.random() < 0.1:
            kept[n], kept[n + 1] = kept[n + 1], kept[n]
    return "\n\n".join([*kept, f"Item {number} of the archive, told by {_name(chance)}."])
