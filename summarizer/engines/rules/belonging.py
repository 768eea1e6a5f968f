"""The party that words beside a name tell: an owner before it, a body or a state behind it, and who sent somebody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.resolve.actors import PartyMention

_BODY: Final = re.compile(
    r" (?:of|from) (?:the |its )?[A-Z][\w'.-]*"
    r"(?: (?:[A-Z][\w'.-]*|finance|foreign|trade|defen[cs]e|interior|energy|ministry|treasury|army|navy)){0,4}"
    r"(?=[,.;]| (?:and|were|was|is|are|will|has|had|met|led|said|sat|also|attended|chaired|chairs|presided|hosted"
    r"|mediated|opened|came|took|spoke|signed|listened|observed|joined|arrived|headed|represented|for)\b)"
)
_OF: Final = (" of ", " from ")  # how `_BODY` begins


def owning(article: Article, sentence: Sentence, first: int) -> PartyMention | None:
    """The party before a name or its title: `Singapore's Koh Wei Shan`."""
    if first == 0 or not sentence.printed[first - 1].possessive:
        return None
    return article.party_at(sentence.starts[first - 1])


def body_behind(article: Article, at: int) -> tuple[int, str] | None:
    """Where the body behind a name ends, and its party: `Ada Moe of the Norwegian treasury`."""
    flat = article.flat
    body = _BODY.match(flat, at) if flat.startswith(_OF, at) else None
    named = article.parties_in(*body.span()) if body else ()
    return (body.end(), named[0].party.name) if body and named else None


def party_of(article: Article, sentence: Sentence, last: int) -> str | None:
    """The party behind a titled name: `President Ada Moe of Norway`."""
    flat, end = article.flat, sentence.ends[last]
    if sentence.printed[last].possessive or not flat.startswith(" of ", end):
        return None
    mention = article.party_at(end + 4 + 4 * flat.startswith("the ", end + 4))
    return mention.party.name if mention else None


_SENT: Final = re.compile(
    r",?\s+(?:whom|that)\s+(?:the\s+)?(?P<by>[A-Z][^,.;]{1,40}?)\s+(?:has\s+|had\s+|have\s+)?"
    r"(?:sent|named|appointed|dispatched|delegated)\b"
)


def sent_by(article: Article, at: int) -> str | None:
    """The party that sent somebody: `the envoy whom Quito has sent to settle it`."""
    match = (
        _SENT.match(article.flat, at) if article.flat.startswith((" whom", " that", ", whom"), at) else None
    )
    named = article.parties_in(*match.span("by")) if match else ()
    return named[0].party.name if named else None
