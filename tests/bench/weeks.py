"""A newsroom's weeks: invented meetings of invented persons in real places, each told by several outlets.

What makes sorting hard is built in: the same ministers meet again two days later elsewhere or a month later in the same
town, outlets leave out date, place or one delegate, print another day's paper, share some quotations and copy each other; and
the same persons say things on the same days that belong to no meeting.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from summarizer import from_text
from summarizer.grounding import ground
from summarizer.models.provenance import Usage
from summarizer.models.reading import Meeting, Participant, Reading
from summarizer.models.verified import EngineResult

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models.document import Document
    from summarizer.models.verified import VerifiedReading

STATES: Final = tuple(
    "Norway Chile Ghana Vietnam Peru Kenya Georgia Oman Serbia Mongolia Fiji Egypt Nepal Uruguay Zambia Finland Kuwait Laos"
    " Senegal Iceland".split()
)
TOWNS: Final = tuple(
    "Tampere Geneva Montevideo Tashkent Valletta Bergen Windhoek Baku Arusha Graz Doha Busan Cartagena Bishkek Malmö Porto"
    " Gyumri".split()
)
FIRST: Final = tuple("Ilse Tor Amadi Rukh Sanna Osei Belén Dorj Ketevan Yusra Milo Aroha Nils Farid".split())
BEGIN: Final = tuple("Bran Ek Vald Ose Tam Khor Mir Des Aal Fen Gur Hol Jast Quil Rend Sul Tyr".split())
END: Final = tuple("dal holt sdottir mensah aridze ombe quist ero ovic tani bayar iyev strand elin".split())
THINGS: Final = tuple(
    "quotas tariffs trawlers patrols visas rivers dams pipelines prisoners radars ferries customs mines grain cables".split()
)
VERBS: Final = tuple(
    "share guard count halve publish inspect return license reopen suspend insure finance".split()
)
WHEN: Final = tuple("before winter,by June,this spring,next year,within weeks,without delay".split(","))
OUTLETS: Final = ("North Sea Courier", "Harbour Gazette", "Radio Estuary", "Highland Observer", "Delta Post")


@dataclass(frozen=True, slots=True)
class Event:
    """One meeting."""

    number: int
    states: tuple[str, str]
    heads: tuple[str, str]
    day: date
    town: str
    said: tuple[str, ...]
    """What the two said, two sentences each."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article and the meeting that it is on."""

    event: int
    """Its number; negative where the article is on none."""
    document: Document
    names_town: bool
    names_day: str | None
    names: tuple[bool, bool]


def events(seed: int, *, days: int) -> Iterator[Event]:
    """Meetings without end, about a third of them of parties that have just met or meet where they met before."""
    chance = random.Random(seed)
    ministers = {state: [_name(chance) for _ in range(2)] for state in STATES}
    begin, number = date(2031, 1, 6), 0
    while True:
        a, b = chance.sample(STATES, 2)
        heads = chance.choice(ministers[a]), chance.choice(ministers[b])
        day, town = begin + timedelta(days=chance.randrange(days)), chance.choice(TOWNS)
        again = chance.random()
        repeats = [(day, town)]
        if again < 0.12:
            repeats.append((day + timedelta(days=chance.choice((1, 2, 3))), _other(chance, town)))
        elif again < 0.24:
            repeats.append((day + timedelta(days=chance.choice((14, 28))), town))
        for when, where in repeats:
            said = tuple(_sentence(chance) for _ in range(4))
            yield Event(number, (a, b), heads, when, where, said)
            number += 1


def tellings(event: Event, seed: int) -> list[Told]:
    """What one to seven outlets print on a meeting."""
    chance = random.Random(seed * 1_000_003 + event.number)
    articles: list[Told] = []
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4, 7))):
        if articles and chance.random() < 0.2:
            articles.append(_copied(chance, articles[0]))
        else:
            articles.append(_told(chance, event))
    if chance.random() < 0.3:
        articles.append(_aside(chance, event))
    return articles


def _aside(chance: random.Random, event: Event) -> Told:
    """What one of the two says in the days around a meeting, to somebody else and on something else."""
    (a, b), name = event.states, event.heads[0]
    published = event.day + timedelta(days=chance.choice((-1, 0, 1, 2)))
    paragraphs = [
        f"{a} has had enough of {chance.choice(THINGS)}, {name} wrote in a letter that {b} has answered.",
        f"“{_sentence(chance)}” {name.split()[1]} said. The answer of {b} to {a} has not been published.",
        chance.choice(("No talks are planned.", "Trade has halved since the spring.")),
        f"Readers in {chance.choice(TOWNS)} {chance.choice(VERBS)} {_sentence(chance).lower()}",
    ]
    text = "\n\n".join([f"{a}, {b} at odds over {chance.choice(THINGS)}", *paragraphs]) + "\n"
    document = from_text(text, outlet=chance.choice(OUTLETS), published=published)
    return Told(-1 - event.number, document, False, None, (False, False))


def ideal(told: Told, event: Event) -> VerifiedReading:
    """What a reader without fault finds in an article."""
    lead = told.document.text.split("\n\n")[1]
    if told.event < 0:
        nothing = Reading.model_validate(dict.fromkeys(Reading.model_fields, ()))
        return ground(told.document, EngineResult(nothing, Usage(doc=told.document.id, engine="ideal")))
    meeting = Meeting(
        quotes=(lead,),
        kind="talks",
        status="held",
        level=None,
        purpose=None,
        parties=event.states,
        when=told.names_day,
        where=event.town if told.names_town else None,
        venue=None,
    )
    people = tuple(
        Participant(
            quotes=(name,), name=name, descriptor=None, side=state, role="head", basis="attended", titles=()
        )
        for name, state, there in zip(event.heads, event.states, told.names, strict=True)
        if there
    )
    reading = Reading(
        meetings=(meeting,),
        participants=people,
        confirmations=(),
        red_lines=(),
        positions=(),
        outcomes=(),
        mentioned=(),
    )
    return ground(told.document, EngineResult(reading, Usage(doc=told.document.id, engine="ideal")))


def worsened(reading: VerifiedReading, chance: random.Random) -> VerifiedReading:
    """What a poor reader finds: no meeting in a fifth of the articles, and often no date, no place, half of the persons."""
    if chance.random() < 0.2 or not reading.meetings:
        return replace(reading, meetings=(), participants=())
    main, *others = reading.meetings
    lost: dict[str, object] = {}
    if chance.random() < 0.35:
        lost["when"] = None
    if chance.random() < 0.7:
        lost["where"] = lost["venue"] = None
    if chance.random() < 0.15:
        lost["parties"] = main.claim.parties[: chance.randint(0, 1)]
    # a date whose words are missing would be found in the proof; this reader overlooks it there as well
    proof = () if "when" in lost else main.evidence
    main = replace(main, claim=main.claim.model_copy(update=lost), evidence=proof)
    return replace(
        reading,
        meetings=(main, *others),
        participants=tuple(person for person in reading.participants if chance.random() < 0.5),
    )


def _told(chance: random.Random, event: Event) -> Told:
    published = event.day + timedelta(days=chance.choice((0, 0, 1, 1, 2)))
    if chance.random() < 0.12:
        words = None
    elif published == event.day and chance.random() < 0.5:
        words = "today"
    else:
        words = chance.choice((f"on {event.day:%A}", f"on {event.day.day} {event.day:%B}"))
    names_town = chance.random() < 0.8
    names = chance.choice(((True, True), (True, True), (True, False), (False, True)))
    a, b = event.states if chance.random() < 0.5 else event.states[::-1]
    where = f" in {event.town}" if names_town else ""
    when = f" {words}" if words else ""
    lead = chance.choice((
        f"{a} and {b} held talks{where}{when}.",
        f"Envoys of {a} and {b} met{where}{when} for a round of talks.",
        f"Delegations from {a} and {b} held talks{where}{when}, the ministries said.",
    ))  # fmt: skip
    paragraphs = [lead]
    for number, (name, state) in enumerate(zip(event.heads, event.states, strict=True)):
        if names[number]:
            paragraphs.append(f"{name} led the delegation of {state}.")
            words_said = [s for s in event.said[2 * number : 2 * number + 2] if chance.random() < 0.6]
            paragraphs += [f"“{sentence}” {name.split()[1]} said." for sentence in words_said]
    paragraphs.append(
        f"Observers in {chance.choice(TOWNS)} {chance.choice(VERBS)} {_sentence(chance).lower()}"
    )
    headline = f"{a}, {b} talk about {chance.choice(THINGS)}"
    text = "\n\n".join([headline, *paragraphs]) + "\n"
    document = from_text(text, outlet=chance.choice(OUTLETS), published=published)
    day = words.removeprefix("on ") if words else None
    return Told(event.number, document, names_town, day, names)


def _copied(chance: random.Random, first: Told) -> Told:
    """A wire story as another outlet prints it, with a sentence of its own."""
    text = first.document.text + f"\nReaders wrote that {_sentence(chance).lower()}\n"
    assert first.document.published is not None
    later = first.document.published + timedelta(days=0)
    document = from_text(text, outlet=chance.choice(OUTLETS), published=later)
    return Told(first.event, document, first.names_town, first.names_day, first.names)


def _sentence(chance: random.Random) -> str:
    """A sentence that hardly another meeting hears."""
    a, b, c = chance.sample(THINGS, 3)
    one, other = chance.sample(VERBS, 2)
    return (
        f"We will {one} {chance.randint(2, 900)} {a} and {b} {chance.choice(WHEN)} if they {other} the {c}."
    )


def _name(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(BEGIN)}{chance.choice(END)}"


def _other(chance: random.Random, town: str) -> str:
    return chance.choice([other for other in TOWNS if other != town])
