"""The parties of a meeting, and whether what is told is a meeting of parties at all."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.anchors import anchors
from summarizer.engines.rules.groups import Group
from summarizer.engines.rules.lexicon import pattern, words
from summarizer.engines.rules.places import locates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.attendance import Attendance
    from summarizer.engines.rules.meetings import Gathering
    from summarizer.engines.rules.telling import Telling

_OFFICIAL: Final = pattern("meetings", "official")


def parties_of(
    article: Article, main: Gathering, attendance: Sequence[Attendance]
) -> tuple[bool, tuple[str, ...]]:
    """Who acts in the tellings, and whether that makes two.

    Else the sides that people lead; else those whom the lead and the tellings name most.
    """
    found = dict.fromkeys(p for t in main.tellings for p in t.parties)
    for group in (
        g for t in main.tellings for g in t.subject.groups + t.object.groups if g.noun.startswith("mediator")
    ):
        for party in group.parties:
            found.pop(party, None)
    if attendance and main.status in {"held", "ongoing", "planned"}:
        heads = [
            a
            for a in attendance
            if a.role in ("head", *(("member", "unknown") if len(found) < 2 else ()))
            and not main.recalls(a.sentence)
        ]
        found |= dict.fromkeys(
            side
            for a in heads
            for side in ((a.side,) if a.side else _sides_of(a))
            if not side.startswith("=")
        )
        acting = {a.side for a in attendance if a.role in {"head", "member"}}
        neutral = {
            side for a in attendance if a.role in {"mediator", "observer"} for side in _sides_of(a)
        } - acting
        if len([p for p in found if p not in neutral]) >= 2:
            found = {p: None for p in found if p not in neutral}
    certain = len(found) >= 2
    if not certain:
        named: Counter[str] = Counter()
        places = {
            m.start
            for t in main.tellings
            for m in article.parties_in(t.sentence.start, t.sentence.end)
            if locates(article, m.start)
        }
        near = [*article.sentences[:EARLY], *(t.sentence for t in main.tellings)]
        for sentence in [*near, *near, *article.sentences]:
            for mention in article.parties_in(sentence.start, sentence.end):
                if mention.start not in places and mention.use != "metonym" and mention.party.kind != "group":
                    named[mention.party.name] += 1
        for name, count in named.most_common():
            if len(found) < 2 and (count > 1 or not found):
                found.setdefault(name)
        for mention in article.parties:  # a government is named by its seat: the White House, Quito
            if len(found) < 2 and mention.use == "metonym" and any(t.who >= 2 for t in main.tellings):
                found.setdefault(mention.party.name)
    return certain, tuple(found)[:20]


def _sides_of(one: Attendance) -> tuple[str, ...]:
    if isinstance(one.item, Group):
        return one.item.parties
    return (one.item.person.side,) if one.item.person.side else ()


def is_of_parties(article: Article, main: Gathering, attendance: Sequence[Attendance]) -> bool:
    """Whether this is a meeting of parties: two of them, and people of office near the words that tell it."""
    if len(main.parties) < 2:
        return False
    stretch = " ".join(article.flat[t.sentence.start : t.sentence.end] for t in main.tellings)
    told = (
        any(t.strong and t.who >= 2 for t in main.tellings)
        and len({p for t in main.tellings for p in t.parties}) >= 2
    )
    told = told or any(
        len(t.parties) >= 2
        or (
            t.form not in {"visit", "signed", "ended"}
            and t.strong
            and t.who >= 2
            and t.parties
            and _in_office(t)
        )
        for t in main.tellings
    )
    officials = _OFFICIAL.search(stretch) or any(
        m.person.roles for t in main.tellings for m in t.subject.people + t.object.people
    )
    if told and (officials or any(len(t.object.parties) >= 2 for t in main.tellings)):
        return True
    if told:
        return _OFFICIAL.search(article.matter) is not None
    if _many_signals(article) and _OFFICIAL.search(article.matter):
        return True
    heads = {a.item.person.side for a in attendance if not isinstance(a.item, Group) and a.role == "head"} - {
        None
    }
    sides = {side for a in attendance if a.announced or a.role in {"head", "member"} for side in _sides_of(a)}
    lead = lead_end(article)
    named = sum(
        1 + (t.sentence.index < lead) for t in main.tellings if _TALKS.match(article.flat[slice(*t.head)])
    )
    strong = [t for t in main.tellings if t.strong]
    if (
        len(strong) >= 2
        and len({p for t in strong for p in t.parties}) >= 2
        and any(_in_office(t) for t in strong)
    ):
        return True
    return (
        len(heads) >= 2
        or len(sides) >= 3
        or bool(heads and len(sides) >= 2 and strong)
        or (named >= 2 and len(_OFFICIAL.findall(article.matter)) >= 3)
    )


def _many_signals(article: Article) -> bool:
    """Whether enough different words are said that stand where parties meet."""
    flat, lower = article.matter, article.lower
    # in most articles there are fewer even of the words that each of them holds, which are counted far faster
    if sum(map(lower.count, _IN_SIGNALS)) < _ENOUGH and not any(letter in flat for letter in _TWINS):
        return False
    seen: set[str] = set()
    for match in _SIGNALS.finditer(flat):
        seen.add(match.group().lower())
        if len(seen) == _ENOUGH:
            return True
    return False


def _in_office(telling: Telling) -> bool:
    """Whether somebody of those who met holds a state office."""
    return any(m.person.roles & _OFFICES for m in telling.subject.people + telling.object.people)


_OFFICES: Final = words("occasion", "offices")


# What is said where parties meet, whatever words tell of the meeting itself.
_SIGNALS: Final = pattern("meetings", "signals")


_HELD: Final = {piece.strip() for piece in anchors(_SIGNALS.pattern, _SIGNALS.flags)[0]}
_IN_SIGNALS: Final = [piece for piece in _HELD if not any(part in piece for part in _HELD - {piece})]
_TWINS: Final = "İıſ\u212a"  # letters that are i, s and k where case does not count, but not in small letters


_ENOUGH: Final = 4  # different signals


_TALKS: Final = re.compile(r"(?:talks|negotiations|summit|consultations?)\b", re.IGNORECASE)


EARLY: Final = 3  # sentences of the body that make the lead


def lead_end(article: Article) -> int:
    """Index behind the last sentence of the lead: headline, standfirst and the first sentences of the body."""
    body = [s.index for s in article.sentences if s.section == "body"]
    return body[min(EARLY, len(body)) - 1] + 1 if body else len(article.sentences)
