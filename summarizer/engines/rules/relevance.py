"""What counts as a statement: no courtesies, questions, scraps, battle reports, memories, or words of bystanders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.clauses import is_clause
from summarizer.engines.rules.hearing import NOBODY
from summarizer.engines.rules.lexicon import pattern, wording
from summarizer.engines.rules.stances import FINITE, stance_lemmas
from summarizer.engines.rules.wordings import Wording

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.statement import Statement

_WORD: Final = re.compile(r"[A-Za-zÀ-ÿ][\w'-]+")
_COURTESY: Final = wording("relevance", "courtesy")
_BATTLE: Final = wording("relevance", "battle")
_MODAL: Final = wording("relevance", "modal")
_LONG_AGO: Final = wording("relevance", "long_ago")
_FORMER: Final = re.compile(r"(?:former|ex-|then|late)\b", re.IGNORECASE)
_SILENT: Final = frozenset(
    "decline comment mention discuss answer respond see know write name choose negotiate show thank".split()
)
_TALK: Final = pattern("relevance", "talk")
_ON_THE_MATTER: Final = wording("relevance", "on_the_matter")
# What tells that a meeting takes place, or took place: a fact of the occasion, nobody's position.
_HAPPENED: Final = wording("relevance", "happened")
_UNNAMED: Final = Wording(
    r"\b(?:not\sto\sbe\s(?:named|identified|quoted)|(?:condition|request)\w*\s(?:of|for)\sanonymity|stay\sanonymous|remain\sanonymous)\b",
    re.IGNORECASE,
)
"""What a source asks for itself is no statement of its party."""
_SCRAP: Final = 16  # words; what has no verb is shorter
_REFUSAL: Final = re.compile(r"\W*(?:not|no|never|none)\b", re.IGNORECASE)
_VERDICT: Final = Wording(
    r"\b(?:red\slines?|unacceptable|inadmissible|non-?negotiable|not\snegotiable|out\sof\sthe\squestion|non-?starter|not\sfor\ssale)\b",
    re.IGNORECASE,
)
"""Few words may say it: "That is non-negotiable"."""
_NO_MORE: Final = re.compile(r"\W*(?:no\slonger|not\sany\s?more)\W*$", re.IGNORECASE)
"""What was is taken back: "Was it still a red line? No longer."."""
_NOTHING: Final = re.compile(r"(?:for\s)?(?:nothing|no\s+comment)\b")


_EARLY: Final = 30  # code points before the first of several parties
# "Oman", "Oman's and Iran's ministers", "Iran and three European powers", "Norway, Sweden and Finland"
_JOINED: Final = re.compile(
    r"(?:(?:'s)?(?:\s\w+)?,\s[A-Z][\w-]+){0,4}(?:'s)?(?:\s[a-z]+)?,?\sand\s(?:the\s)?"
    r"(?:(?P<group>(?:two|three|four|five|six|seven|several)\s(?:\w+\s){0,2}(?:powers|countries|states|nations))|[A-Z][\w-]+)"
)


def in_office(statement: Statement) -> bool:
    """Whether somebody in office makes a statement, for one party: no bystander, nobody unknown."""
    said, actor = statement.said, statement.actor
    if said.kind in NOBODY or actor.kind in NOBODY or actor.kind == "both":
        return False
    if said.person is not None and said.person.former:
        return False
    return actor.descriptor is None or _FORMER.search(actor.descriptor) is None


def counts(article: Article, statement: Statement, words: str) -> bool:
    """Whether a statement of somebody in office is one on a matter of today."""
    if not states(article, statement, words):
        return False
    if statement.subject is None and not statement.direct and told_of_several(article, *statement.content[0]):
        return False
    near = _near_cue(article, statement)
    if _LONG_AGO.may_stand_in(near) and _LONG_AGO.pattern.search(near):
        return False
    return not _COURTESY.search(words[:160])


def told_of_several(article: Article, start: int, end: int) -> bool:
    """Whether words begin with several parties as one subject: what "Oman and Iran" did is no party's own position."""
    first = article.parties_in(start, min(end, start + _EARLY))[:1]
    if not first:
        return False
    joined = _JOINED.match(article.flat, first[0].end, end)
    return joined is not None and bool(article.parties_in(first[0].end, joined.end()) or joined["group"])


def battle(words: str) -> bool:
    """Whether words report fighting and commit nobody."""
    return _BATTLE.search(words) is not None and _MODAL.search(words) is None


def states(article: Article, statement: Statement, words: str) -> bool:
    """Whether words state something: no question, no scrap, nothing that only keeps the talk going."""
    if (
        words.rstrip(" \"'").endswith("?")
        or article.flat[statement.content[-1][1] : statement.content[-1][1] + 1] == "?"
    ):
        return False
    count = len(_WORD.findall(words))
    if count <= 12 and _UNNAMED.search(words):
        return False
    if statement.subject is not None:
        return count >= 1 and not _NOTHING.match(words) and statement.lemma not in _SILENT
    if statement.direct and _NO_MORE.match(words):
        return True
    if count < 3 or _TALK.match(words) or _HAPPENED.search(words):
        return False
    if not statement.direct and statement.lemma == "cite":
        return False
    if statement.transcript:
        return count >= 4 and bool(_ON_THE_MATTER.search(words))
    if statement.direct:
        if _VERDICT.search(words) is not None:
            return True
        return count >= 4 and (count > _SCRAP or _REFUSAL.match(words) is not None or is_clause(words))
    return bool(FINITE.search(words)) and (
        count > _SCRAP or statement.lemma in stance_lemmas() or is_clause(words)
    )


def _near_cue(article: Article, statement: Statement) -> str:
    """The words around the verb, as far as nobody stated them."""
    if statement.direct:
        return ""
    start, end = (
        max(statement.sentence.start, statement.cue[0] - 60),
        min(statement.sentence.end, statement.cue[1] + 40),
    )
    before, behind = statement.content[-1][1], statement.content[0][0]
    if before <= statement.cue[0]:
        start = max(start, before)
    elif behind >= statement.cue[1] and statement.subject is None:
        end = min(end, behind)
    return article.flat[start:end]
