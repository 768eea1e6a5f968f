"""What counts as a statement: no courtesies, questions, scraps, battle reports, memories, or words of bystanders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import pattern, wording
from summarizer.engines.rules.stances import FINITE
from summarizer.engines.rules.wordings import Wording

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article
    from summarizer.engines.rules.statements import Statement

_WORD: Final = re.compile(r"[A-Za-zÀ-ÿ][\w'-]+")
_COURTESY: Final = wording("relevance", "courtesy")
_BATTLE: Final = wording("relevance", "battle")
_MODAL: Final = wording("relevance", "modal")
_LONG_AGO: Final = pattern("relevance", "long_ago")
_FORMER: Final = re.compile(r"(?:\w+\s)?(?:former|ex-|then|late)\b", re.IGNORECASE)
_SILENT: Final = frozenset(
    "decline comment mention discuss answer respond see know write name choose negotiate show thank".split()
)
_TALK: Final = pattern("relevance", "talk")
_ON_THE_MATTER: Final = wording("relevance", "on_the_matter")
_UNTRUE: Final = Wording(r"\b(?:untrue|false|baseless|not\strue)\b", re.IGNORECASE)
# What tells that a meeting takes place, or took place: a fact of the occasion, nobody's position.
_HAPPENED: Final = wording("relevance", "happened")
_UNNAMED: Final = Wording(
    r"\b(?:not\sto\sbe\s(?:named|identified|quoted)|(?:condition|request)\w*\s(?:of|for)\sanonymity|stay\sanonymous|remain\sanonymous)\b",
    re.IGNORECASE,
)
"""What a source asks for itself is no statement of its party."""
_VERDICT: Final = Wording(
    r"\b(?:red\slines?|unacceptable|inadmissible|non-?negotiable|not\snegotiable|out\sof\sthe\squestion|non-?starter|not\sfor\ssale)\b",
    re.IGNORECASE,
)
"""Few words may say it: "That is non-negotiable"."""
_NOTHING: Final = re.compile(r"(?:for\s)?(?:nothing|no\s+comment)\b")


def counts(article: Article, statement: Statement, words: str) -> bool:
    """Whether a statement is one of somebody in office on a matter of today."""
    if statement.said.kind in {"observer", "unknown"} or statement.actor.kind in {
        "observer",
        "unknown",
        "both",
    }:
        return False
    if statement.said.person is not None and (
        statement.said.person.former or _FORMER.match(statement.said.descriptor or "")
    ):
        return False
    if _FORMER.search(statement.actor.descriptor or "") or not states(article, statement, words):
        return False
    return not _LONG_AGO.search(_near_cue(article, statement)) and not _COURTESY.search(words[:160])


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
    if (count < 3 and not _UNTRUE.search(words)) or _TALK.match(words) or _HAPPENED.search(words):
        return False
    if statement.transcript:
        return count >= 4 and bool(_ON_THE_MATTER.search(words))
    if statement.direct:
        return count >= 4 or _VERDICT.search(words) is not None
    return bool(FINITE.search(words))


def _near_cue(article: Article, statement: Statement) -> str:
    """The words around the verb, as far as nobody stated them."""
    if statement.direct:
        return ""
    start, end = (
        max(statement.sentence.start, statement.cue[0] - 60),
        min(statement.sentence.end, statement.cue[1] + 40),
    )
    before = statement.content[-1][1]
    if before <= statement.cue[0]:
        start = max(start, before)
    return article.flat[start:end]
