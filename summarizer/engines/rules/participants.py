"""Who took part in the main meeting: persons and unnamed delegations with words that prove it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.groups import Group, find_groups
from summarizer.engines.rules.names import actors
from summarizer.models.reading import Participant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.meetings import Gathering
    from summarizer.engines.rules.persons import Person, PersonMention, Persons
    from summarizer.models.base import Basis, Role

_RANK: Final[dict[str, int]] = {"unknown": 0, "member": 1, "observer": 2, "host": 3, "mediator": 4, "head": 5}
_TEAM: Final = r"(?:delegations?|teams?|sides?|mission|negotiators|negotiating\s+teams?)"
_LED_BY: Final = re.compile(rf"\b{_TEAM}\b(?P<middle>[^.;\"]{{0,70}}?)\b(?:led|headed)\s+by\s+(?P<list>)", re.I)
_LEADS: Final = re.compile(
    rf"\b(?P<verb>(?:is\s+|was\s+|will\s+be\s+)?(?:leading|led|headed|heads|leads|heading|lead|head))\s+(?:the|a|an|his|her|its|their|[A-Z][\w.]*'s?)\s+(?:[\w'.-]+\s+){{0,4}}?{_TEAM}\b"
)
_INCLUDED: Final = re.compile(
    rf"\b{_TEAM}\b(?P<middle>[^.;\"]{{0,60}}?)\b(?:includ(?:ed|es|ing)|compris(?:ed|es|ing)|consist(?:ed|s|ing)\s+of|(?:was\s+)?made\s+up\s+of|featured|will\s+include)\s+",
    re.I,
)
_WITH: Final = re.compile(r"\b(?:accompanied\s+by|flanked\s+by|along\s+with|together\s+with|alongside)\s+", re.I)
_ATTENDED_BY: Final = re.compile(r"\b(?:attended|joined)\s+by\s+", re.I)
_ATTENDED: Final = re.compile(
    r"\b(?:(?:also\s+)?attend(?:ed|s|ing)|(?:also\s+)?took\s+part|(?:also\s+)?participated|represented\s+\w+\s+at|(?:was|were)\s+(?:also\s+)?(?:present|in\s+attendance)|will\s+(?:also\s+)?(?:attend|take\s+part|participate)|"
    r"joined\s+(?:the\s+)?(?:talks|meeting|discussions|negotiations|call))\b",
    re.I,
)
_MEDIATED: Final = re.compile(r"\b(?:mediat(?:ed|ing)|brokered|facilitated|moderated|chaired)\s+by\s+|\bwith\s+(?=[^.;,]{0,50}\b(?:mediating|acting\s+as\s+(?:a\s+)?mediator|as\s+(?:a\s+)?mediator)\b)", re.I)
_HOSTED: Final = re.compile(r"\bhosted\s+by\s+", re.I)
_LIST_END: Final = re.compile(
    r"[;.](?:\s|$)|\b(?:met|meets|held|hold|said|told|who|which|where|that|while|will|was|were|is|are|has|have|had|arrived|on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"in\s+(?:[A-Z])|at\s+(?:the|a)|to\s+(?:discuss|meet)|after|during|for\s+(?:talks|the)|travell?ed|as\s+(?:well\s+)?(?=saying))\b",
)
_NOT: Final = re.compile(
    r"\b(?:not|n't|never|whether|if|could|might|may|should|refus\w+|declin\w+|without|unless|would)\b[^,;]{0,25}$", re.I
)
_FUTURE: Final = re.compile(r"\b(?:will|is\s+to|are\s+to|to\s+be|expected|due|scheduled|set\s+to|planned|would)\b", re.I)
_OTHER_MEETING: Final = re.compile(r"\b(?:last\s+(?:week|month|year)|previous|earlier\s+round|ago|first\s+round)\b", re.I)


@dataclass(slots=True)
class _Taking:
    """Somebody who took part, as it is gathered from the article."""

    person: Person | None
    group: Group | None
    side: str | None
    role: Role
    proofs: list[tuple[int, int]] = field(default_factory=list)
    announced: bool = False


class _Roll:
    """The roll of participants; a person is entered once, with the weightiest role."""

    def __init__(self) -> None:
        self.entries: list[_Taking] = []

    def add(self, proof: tuple[int, int], role: Role, *, person: Person | None = None, group: Group | None = None, side: str | None = None, announced: bool) -> None:
        for entry in self.entries:
            if (person is not None and entry.person is person) or (
                group is not None and entry.group is not None and _same_group(entry.group, group)
            ):
                if _RANK[role] > _RANK[entry.role]:
                    entry.role = role
                if proof not in entry.proofs:
                    entry.proofs.append(proof)
                entry.side = entry.side or side
                entry.announced = entry.announced and announced
                return
        self.entries.append(_Taking(person, group, side, role, [proof], announced))


def find_participants(article: Article, persons: Persons, main: Gathering) -> tuple[Participant, ...]:
    """Participants of the main meeting, in order of mention; none where it was cancelled or denied."""
    if main.status in {"cancelled", "denied"}:
        return ()
    roll = _Roll()
    planned = main.status == "planned"
    for event in main.events:
        if event.earlier and not main.earlier:
            continue
        _from_event(article, persons, main, event, roll, planned)
    for sentence in article.sentences:
        if sentence.section in {"headline", "caption"}:
            continue
        if main.foreign(sentence):
            continue
        for proof, role, found, side, announced in _from_patterns(article, persons, sentence, main):
            _enter(article, roll, proof, role, found, side, planned or announced, main)
    return tuple(_participants(article, roll, main))


def _from_event(article, persons, main, event, roll, planned):  # type: ignore[no-untyped-def]
    raise NotImplementedError
