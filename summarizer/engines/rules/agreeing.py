"""Who agrees: whether the subject of an outcome's verb is the parties, and which parties deal without meeting."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import pattern
from summarizer.engines.rules.meetings import Gathering

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence

_CLAUSE: Final = pattern("outcomes", "clause")
_TOGETHER: Final = pattern("outcomes", "together")
ARRANGED: Final = pattern("outcomes", "arranged")
_OFFICIAL: Final = pattern("meetings", "official")
_OFFICIALS: Final = (
    " president ",
    " minister ",
    " officials ",
    " leaders ",
    " ministry ",
    " government ",
    " official ",
)
"""Words that `_OFFICIAL` finds, the frequent ones first."""
_DEALINGS: Final = ("agree", "joint", "signed", "communiqu", "protocol", "minutes", "treaty", "accord")
_PARTIES: Final = re.compile(
    r"\b(?:sides|parties|delegations|governments|ministers|ministries|countries|capitals|states|negotiators|presidents)\b",
    re.IGNORECASE,
)


def agree(
    name: str, match: re.Match[str], sentence: Sentence, article: Article, main: Gathering, *, met: bool
) -> bool:
    """Whether the parties do what the wording `name` tells, after the meeting: not the one that is planned itself."""
    if name == "agreed":
        return _parties_agree(match, article, main, met=met)
    if name == "agree" or (name == "concurred" and not met):
        return _several_before(sentence, match.start(), article)
    if name == "both_said":  # "both said the talks were useful" tells no outcome
        return ARRANGED.search(match["what"]) is not None
    if name == "drawn_up":
        before = article.flat[sentence.start : match.start()]
        named = {m.party.name for m in article.parties_in(sentence.start, match.start())}
        return len(named & set(main.parties)) > 1 or _TOGETHER.search(before) is not None
    if main.status == "planned" and name in {"again", "both_will"}:
        return re.search(r"\b(?:again|another|next|second|third)\b", match["what"]) is not None
    return True


def _several_before(sentence: Sentence, at: int, article: Article) -> bool:
    """Whether the subject of a verb, however long, names several parties: "X and its ally Y on Monday agreed"."""
    clause = _CLAUSE.match(article.flat, sentence.start, at)
    start = clause.end() if clause else sentence.start
    named = {m.party.name for m in article.parties_in(start, at)}
    return (len(named) > 1 and " and " in article.flat[start:at]) or bool(
        _PARTIES.search(article.flat, start, at)
    )


def _parties_agree(match: re.Match[str], article: Article, main: Gathering, *, met: bool) -> bool:
    """Whether they who agree are the parties: several together, or one of them."""
    who = match["who"]
    if not met and not _PARTIES.search(who) and "both" not in match.group():
        named = {m.party.name for m in article.parties_in(*match.span("who"))}
        if len(named) < 2:
            return False
    verb = match.group("what").split()[0].lower()
    if re.match(r"(?:both|the|all|they|we|he|she)\b", who, re.IGNORECASE) or " and " in who:
        return not (verb.startswith(("accept", "approv", "endors")) and who.lower() in {"they", "we"})
    return verb == "agreed" and any(
        m.party.name in main.parties for m in article.parties_in(*match.span("who"))
    )


def unmet(article: Article) -> Gathering:
    """The dealings of the two parties that an article names most, where it tells of no meeting of theirs."""
    if not any(word in article.lower for word in _DEALINGS):
        return Gathering()
    counted = Counter(mention.party.name for mention in article.parties)
    joint = "joint" in (article.document.title or article.text[:80]).lower()
    if len(counted) < 2 or not (joint or _names_officials(article)):
        return Gathering()
    return Gathering(parties=tuple(sorted(name for name, _ in counted.most_common(2))))


def _names_officials(article: Article) -> bool:
    """Whether somebody who may deal for a party is named; one of a few words mostly tells, far quicker than all."""
    return any(word in article.lower for word in _OFFICIALS) or _OFFICIAL.search(article.matter) is not None
