"""Whom words bind: the subject of what is stated, and whether it commits that party or speaks about another."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.lexicon import pattern, words

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article

_VERB: Final = words("kinds", "binding")
_OTHER_VERB: Final = frozenset(
    "is are was were has have had do does did can could may might must should needs ought be".split()
)
_COMMITS: Final = words("kinds", "commits")
_READY: Final = words("kinds", "ready")
_BE: Final = frozenset("is are was were has have had isn't aren't wasn't weren't".split())
_PLACED: Final = frozenset("of in at on for to with against from near around over".split())
_JOINT: Final = pattern("bindings", "joint")
_SUFFERS: Final = frozenset("face suffer regret dearly".split())
_WORD: Final = re.compile(r"[^\W_]+(?:[.'&-][^\W_]+)*")
_LEAD: Final = pattern("bindings", "lead")


class Binding(NamedTuple):
    """The subject of a clause."""

    party: str | None
    """The party that the subject is, or whose patrol, army or people it is."""
    commits: bool
    """Whether the verb binds the subject: will, refuses, is ready to; not must, is, violated."""
    own: bool
    """First person."""
    joint: bool
    """Both sides together."""


def binding(article: Article, start: int, end: int) -> Binding:
    """Whom the clause between two offsets binds."""
    flat = article.flat
    while start < end and flat[start] in " \"'":
        start += 1
    lead = _LEAD.match(flat, start, end)
    if lead is not None and lead.end() < end - 8:
        start = lead.end()
    joint = _JOINT.match(flat, start, end) is not None
    party: str | None = None
    own = False
    behind = False  # a preposition: what follows is no part of the subject's head
    before = ""
    reach = min(end, start + 160)
    named = {mention.start: mention for mention in article.parties_in(start, reach)}
    for n, match in enumerate(_WORD.finditer(flat, start, reach)):
        word = match.group().lower()
        if n == 0 and word in {"we", "i", "our", "my"}:
            own = True
        if n > 0 and (word in _VERB or word in _OTHER_VERB or word.endswith("n't") or word == "cannot"):
            return Binding(party, _binds(flat, match.start(), end), own, joint)
        if n > 14 or (before and flat[match.start() - 2 : match.start()] == ", " and n > 6):
            break
        behind = behind or word in _PLACED
        if match.start() in named and party is None and (not behind or before == "of"):
            party = named[match.start()].party.name
        before = word
    return Binding(party, False, own, joint)


def _binds(flat: str, at: int, end: int) -> bool:
    """Whether the verb group at `at` binds its subject."""
    group = [m.group().lower() for m in islice(_WORD.finditer(flat, at, min(end, at + 60)), 5)]
    if not group:
        return False
    first = group[0]
    if not _SUFFERS.isdisjoint(group[1:4]):
        return False  # "would pay dearly": what befalls it
    if (
        first in {"will", "would", "shall", "cannot", "won't", "wouldn't"}
        or (first in {"can", "could"} and "not" in group[:2])
        or first in {"can't", "couldn't"}
    ):
        return True
    if first in {"may", "might", "must", "should", "needs", "ought"}:
        return first in {"may", "might"}
    if first in _OTHER_VERB or first.endswith("n't"):
        is_so = first in _BE  # "is open to talks", not "does not open the gate"
        return any(word in _COMMITS or (is_so and word in _READY) for word in group[1:4])
    return first in _COMMITS
