"""Whom words bind: the subject of what is stated, and whether it commits that party or speaks about another."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.lexicon import pattern, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.attributed import Stretch
    from summarizer.resolve.actors import PartyMention

_OTHER_VERB: Final = frozenset(
    "is are was were has have had do does did can could may might must should needs ought be".split()
)
_VERBS: Final = words("kinds", "binding") | _OTHER_VERB | {"cannot"}
_COMMITS: Final = words("kinds", "commits")
_READY: Final = words("kinds", "ready")
_BE: Final = frozenset("is are was were has have had isn't aren't wasn't weren't".split())
_PLACED: Final = frozenset("of in at on for to with against from near around over".split())
_JOINT: Final = pattern("bindings", "joint")
_SUFFERS: Final = frozenset("face suffer regret dearly".split())
_WORD: Final = re.compile(r"[^\W_]+(?:[.'&-][^\W_]+)*")
_LEAD: Final = pattern("bindings", "lead")
_FIRST: Final = frozenset({"we", "i", "our", "my"})
_REACH: Final = 160  # code points of a clause in which its subject and verb stand


class Binding(NamedTuple):
    """The subject of a clause."""

    party: str | None
    """The party that the subject is, or whose patrol, army or people it is."""
    own: bool
    """First person."""
    joint: bool
    """Both sides together."""
    clause: Stretch
    """Where the clause stands, without words that lead up to it."""


def binding(article: Article, start: int, end: int) -> Binding:
    """Whom the clause between two offsets binds."""
    flat = article.flat
    while start < end and flat[start] in " \"'":
        start += 1
    lead = _LEAD.match(flat, start, end)
    if lead is not None and lead.end() < end - 8:
        start = lead.end()
    reach = min(end, start + _REACH)
    first = _WORD.search(flat, start, reach)
    named = article.parties_in(start, reach)
    return Binding(
        party=_party(flat, named, start, end) if named else None,
        own=first is not None and first.group().lower() in _FIRST,
        joint=_JOINT.match(flat, start, end) is not None,
        clause=(start, end),
    )


def commits(article: Article, bound: Binding) -> bool:
    """Whether the verb binds the subject: will, refuses, is ready to; not must, is, violated."""
    start, end = bound.clause
    verb = next((at for _, at, is_verb in _to_verb(article.flat, start, end) if is_verb), None)
    return verb is not None and _binds(article.flat, verb, end)


def _party(flat: str, mentions: Sequence[PartyMention], start: int, end: int) -> str | None:
    """The first of the parties that stands in the subject, but for those behind a preposition other than "of"."""
    named = {mention.start: mention for mention in mentions}
    behind = False  # a preposition: what follows is no part of the subject's head
    before = ""
    for word, at, is_verb in _to_verb(flat, start, end):
        if is_verb:
            break
        behind = behind or word in _PLACED
        if at in named and (not behind or before == "of"):
            return named[at].party.name
        before = word
    return None


def _to_verb(flat: str, start: int, end: int) -> Iterator[tuple[str, int, bool]]:
    """The words of a subject and the first of its verb, in lower case, where they stand, and whether it is the verb."""
    for n, match in enumerate(_WORD.finditer(flat, start, min(end, start + _REACH))):
        word, at = match.group().lower(), match.start()
        if n > 0 and (word in _VERBS or word.endswith("n't")):
            yield word, at, True
            return
        if n > 14 or (n > 6 and flat[at - 2 : at] == ", "):
            return
        yield word, at, False


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
