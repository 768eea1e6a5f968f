"""Who stands where somebody acts: persons, unnamed people and parties in a stretch, and lists of them beside a verb."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.groups import Group, find_groups
from summarizer.engines.rules.lexicon import words

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.person import PersonMention
    from summarizer.engines.rules.persons import Persons
    from summarizer.resolve.actors import PartyMention

# Behind these words a name is a place, a matter or another sentence's business, not one who acts.
_OUTSIDE: Final = re.compile(
    r"\b(?:in|at|to|near|into|on|against|over|about|towards?|across|inside|for|amid|through|concerning|regarding|replac\w+"
    r"|succeed\w+|via|off|since|outside|visit(?:ed|ing)?|(?:sidelines|margins)\s+of)\s+(?:the\s+)?"
    r"(?:(?!(?:his|her|its|their|when|while|how|as|whether)\s+)[\w-]+\s+){0,2}$|\bto\s+(?:his|her|its|their)\s+$",
    re.IGNORECASE,
)
_APPOSED: Final = re.compile(
    r"\b(?:in|at|near|outside)\s+[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?,\s+$|\b(?:capital|city|town|port|resort|village),?\s+(?:of\s+)?$"
)  # in Vienna, Austria; in the Austrian capital, Vienna
_SAYING: Final = words("occasion", "saying")
_NEXT_WORD: Final = re.compile(r"\s*(\w*)")
_SIDE_BEHIND: Final = re.compile(
    r"\s+(?:and\s+\w+\s+)?(?:side|sides|delegation|delegations|team|teams|governments?|negotiating|capital|representatives?|authorities|leaders?"
    r"|army|armies|military|ministry|ministries)\b"
)
_NAMING: Final = re.compile(
    r"\s+(?:meetings?|talks|rounds?|summit|conference|negotiations|channel|process)\b"
)
_ACTING_METONYM: Final = re.compile(r"(?:^|\band|\bwith|\bbetween|,)\s*(?:the\s+)?$", re.IGNORECASE)
# What may stand between two members of a list.
_JOINT: Final = re.compile(
    r"(?:\s*\([^()]{0,40}\))?(?:,?\s*(?:and|as well as|along with|together with|alongside|plus|&)|,)\s+"
    r"(?:also\s+|by\s+|with\s+|then\s+|the\s+|an?\s+|(?:both\s+)?his\s+|her\s+|its\s+)?"
    r"(?:their\s+hosts?,?\s+|(?:the\s+)?[\w-]+s?'s?\s+)?"
)
# What may stand between those who act and their verb.
_TO_VERB: Final = re.compile(
    r"(?:,[^,;:\"]{1,90}(?=,)|\s*\([^()]{0,40}\)|,\s+(?:the|an?|its|his|her|their)\s(?:[\w'-]+\s+){1,8}(?=who\s)|,\s+who\s[^,;:.\"]{3,80}\sand(?=\s))?,?\s*(?:(?:who|which)\s+)?(?:\b(?:had|have|has|was|were|is|are|will|also|then|later|each|both|all|personally"
    r"|himself|herself|be|been|would|to|did|does|jointly|today|yesterday|due|set|expected|slated|scheduled|to|about|earlier|finally|not|never|once|only|n't|meanwhile)\b\s*){0,5}"
)


@dataclass(frozen=True, slots=True)
class Actors:
    """Those who act in a stretch."""

    people: tuple[PersonMention, ...]
    groups: tuple[Group, ...]
    parties: tuple[str, ...]
    """Parties in order of mention, sides of the persons and groups included."""


Item = "PersonMention | Group"


def actors(article: Article, persons: Persons, start: int, end: int) -> Actors:
    """Persons, delegations and parties that act in a stretch; those behind `in`, `over`, `against` do not."""
    if end <= start:
        return Actors((), (), ())
    flat = article.flat
    persons.promote(start, end)
    people = []
    for mention in persons.within(start, end):
        if mention.possessive or mention.end > end:
            continue
        before = flat[max(start, mention.outer_start - 40) : mention.outer_start]
        if _OUTSIDE.search(before):
            continue
        following = _NEXT_WORD.match(flat, mention.outer_end)
        if following is not None and following[1].lower() in _SAYING:
            continue  # "…, minister Ada Moe said"
        people.append(mention)
    groups = [
        g
        for g in find_groups(article, start, end)
        if not _inside(g.start, people) and not _OUTSIDE.search(flat[max(start, g.start - 30) : g.start])
    ]
    begins = [group.start for group in groups]  # they are in order and apart
    parties: dict[str, None] = {}
    for party in article.parties_in(start, end):
        if _inside(party.start, people):
            continue  # their side tells more: the Russian Security Council is no United Nations
        begun = bisect_right(begins, party.start)
        if (begun and party.start < groups[begun - 1].end) or _acts(flat, party, start):
            parties[party.party.name] = None
    for mention in people:
        if mention.person.side:
            parties[mention.person.side] = None
    return Actors(tuple(people), tuple(groups), tuple(parties))


def _acts(flat: str, party: PartyMention, start: int) -> bool:
    before = flat[max(start, party.start - 40) : party.start]
    if _OUTSIDE.search(before) or _APPOSED.search(before):
        return False
    if party.use == "demonym" and not (_SIDE_BEHIND.match(flat, party.end) or flat[party.end - 1] == "s"):
        return False
    if flat[party.end : party.end + 2] == "'s" and not _SIDE_BEHIND.match(flat, party.end + 2):
        return False
    return party.use != "metonym" or bool(
        _ACTING_METONYM.search(before) and not _NAMING.match(flat, party.end)
    )


def _inside(offset: int, people: list[PersonMention]) -> bool:
    return any(m.outer_start <= offset < m.outer_end for m in people)


def bounds(item: PersonMention | Group) -> tuple[int, int]:
    """Where an actor's words begin and end, titles included."""
    return (item.start, item.end) if isinstance(item, Group) else (item.outer_start, item.outer_end)


def items_in(article: Article, persons: Persons, start: int, end: int) -> list[PersonMention | Group]:
    """Persons and unnamed people of a stretch, in order; names without title count as persons'."""
    persons.promote(start, end)
    people = [m for m in persons.within(start, end) if not m.possessive]
    spans = [(m.outer_start, m.outer_end) for m in people]
    groups = [
        g for g in find_groups(article, start, end) if not any(s < g.end and g.start < e for s, e in spans)
    ]
    return sorted([*people, *groups], key=lambda i: bounds(i)[0])


def list_after(
    article: Article, persons: Persons, at: int, sentence: Sentence, *, gap: int = 45
) -> list[PersonMention | Group]:
    """The list of actors that begins at `at`, or at most `gap` code points behind it."""
    flat = article.flat
    taken: list[PersonMention | Group] = []
    reach = at + gap
    for item in items_in(article, persons, at, min(sentence.end, at + 420)):
        start = bounds(item)[0]
        if not taken:
            between = flat[at:start]
            if between.count('"') % 2 and start <= reach:
                continue  # in the name of a body: the director of "Fjord Water", Ada Moe
            if (
                start > reach
                or any(mark in between for mark in ";:.")
                or _OUTSIDE.search(between)
                or _VERB.search(between)
            ):
                break
        elif not _JOINT.fullmatch(flat[bounds(taken[-1])[1] : start]):
            if start < bounds(taken[-1])[1]:
                continue
            between = flat[bounds(taken[-1])[1] : start]
            if not (
                len(between) < 50
                and _JOINT.match(between)
                and not _VERB.search(between)
                and not _OUTSIDE.search(between)
                and " by " not in between
            ):
                break
        elif _is_apposition(flat, taken[-1], item):
            continue
        taken.append(item)
    return taken


def _is_apposition(flat: str, before: PersonMention | Group, item: PersonMention | Group) -> bool:
    """Whether an item tells who the person before it is: `Ada Moe, a retired general,`."""
    if isinstance(before, Group) or not isinstance(item, Group) or item.several:
        return False
    return flat.startswith((", a ", ", an "), bounds(before)[1]) and not _AND_MORE.match(flat, item.end)


def _names_next(flat: str, item: PersonMention | Group, after: PersonMention | Group) -> bool:
    """Whether a person behind an item is the one whom it means: `Oslo's man, ambassador Ada Moe, chaired`."""
    if isinstance(after, Group) or not isinstance(item, Group) or item.several:
        return False
    return flat[item.end : bounds(after)[0]] == ", " and flat.startswith(",", bounds(after)[1])


_AND_MORE: Final = re.compile(r",?\s+(?:and|as\s+well\s+as)\b")
_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|says|told|met|held|who|which|that|while|where|when|whose|but|after|before|to)\b"
)


def list_before(
    article: Article, persons: Persons, at: int, sentence: Sentence
) -> list[PersonMention | Group]:
    """The list of actors that ends at the verb at `at`: `Ada Moe and two aides also attended`."""
    flat = article.flat
    low = max(sentence.start, at - 420)
    items = items_in(article, persons, low, at)
    taken: list[PersonMention | Group] = []
    for item in reversed(items):
        end = bounds(item)[1]
        if end > at:
            continue
        if not taken:
            if not _TO_VERB.fullmatch(flat[end:at]):
                # "Ada Moe, a member of the council, sat": the apposition may hold another office
                if not isinstance(item, Group) or end > at:
                    break
                continue
        elif not _JOINT.fullmatch(flat[end : bounds(taken[-1])[0]]) or _names_next(flat, item, taken[-1]):
            break
        taken.append(item)
    return taken[::-1]


def party_before(article: Article, at: int, sentence: Sentence, *, reach: int = 80) -> str | None:
    """The party nearest before an offset in the clause: `The Kazakh side was` → Kazakhstan."""
    flat = article.flat
    low = max(sentence.start, at - reach)
    found = [
        m
        for m in article.parties_in(low, at)
        if not any(mark in flat[m.end : at].replace("U.S.", "") for mark in ';:"')
    ]
    return found[-1].party.name if found else None


def party_after(article: Article, at: int, *, reach: int = 40) -> str | None:
    """The party whose name begins directly behind an offset, an article aside."""
    flat = article.flat
    start = at + 4 if flat.startswith("the ", at) else at
    found = article.parties_in(start, start + 1)
    if found:
        return found[0].party.name
    nearby = [
        m
        for m in article.parties_in(at, at + reach)
        if re.fullmatch(r"(?:[\w'-]+\s+){0,3}", flat[at : m.start])
    ]
    return nearby[0].party.name if nearby else None
