"""Red lines without a word of saying beside them: sentences that go on with what a party stated, and split conditions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.bindings import binding
from summarizer.engines.rules.lexicon import wording
from summarizer.engines.rules.source import Source
from summarizer.engines.rules.statements import Statement
from summarizer.engines.rules.told import trimmed
from summarizer.engines.rules.wordings import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.bindings import Binding

_CONDITION: Final = re.compile(
    r"\"?,?\"?\s[^,;.:\"]{2,80},\s\"?(?P<tail>(?:if|unless|until|before|should|as\slong\sas|without)\b[^.;]{4,240})",
    re.IGNORECASE,
)
_REFUSES: Final = Wording(r"\b(?:not|never|cannot|nor|no|if|should|any|\w+n't)\b", re.IGNORECASE)
_JUDGES: Final = wording("declared", "judges")
_FOR_WHOM: Final = wording("red_lines", "for")
_SPEAKS: Final = frozenset({"person", "institution", "anonymous", "party", "delegation"})
_INVERTED: Final = re.compile(r"\W*(?:nor|neither|never|under\sno\scircumstances)\s(?:will|would|can|could|shall)\b", re.IGNORECASE)


def with_condition(article: Article, statement: Statement) -> Statement:
    """A statement with the condition that stands behind its reporting clause: "It will close the port, he said, if …"."""
    end = statement.content[-1][1]
    if statement.subject is not None or not end <= statement.cue[0] < statement.sentence.end:
        return statement
    match = _CONDITION.match(article.flat, end, statement.sentence.end)
    if match is None or not match.start() <= statement.cue[0] < match.start("tail"):
        return statement
    tail = trimmed(article.flat, *match.span("tail"))
    return replace(statement, content=(*statement.content, tail))


def declares(
    article: Article, sentence: Sentence, heard: Mapping[int, Sequence[Statement]]
) -> Statement | None:
    """What a sentence without a word of saying states, where it may draw a red line for a party.

    Its party is the one whose statements stand around it ("Nor would Oslo discuss the budget"), or the last speaker's
    where it only judges ("The fee was a non-starter"). An outlet's own words, with no statement beside them, are none.
    """
    if sentence.section in {"headline", "caption", "dateline"} or article.flat[sentence.end - 1] == "?":
        return None
    judges = _JUDGES.search_in(sentence, article.flat) is not None
    if not judges and _REFUSES.search_in(sentence, article.flat) is None:
        return None
    if _covered(sentence, heard.get(sentence.index, ())):
        return None
    around = _around(article, sentence, heard)
    if not around:
        return None
    content = trimmed(article.flat, sentence.start, sentence.end)
    bound = _bound(article, content)
    last = around[-1]
    source = None
    if bound.party is not None and bound.commits:
        source = next((s.said for s in reversed(around) if s.said.side == bound.party), None)
        source = source or _party(article, sentence, bound.party)
    elif judges and last.said.side is not None:
        named = _FOR_WHOM.search_in(sentence, article.flat)
        if named is None and bound.party not in {None, last.said.side}:
            return None
        source = last.said
    if source is None:
        return None
    return Statement(
        sentence, "say", (sentence.start, sentence.start), source, source, (content,), None, direct=False
    )


def _bound(article: Article, content: tuple[int, int]) -> Binding:
    inverted = _INVERTED.match(article.flat, *content)
    if inverted is None:
        return binding(article, *content)
    # "Nor would Laos discuss": the subject stands behind its auxiliary
    found = binding(article, inverted.end(), content[1])
    at = inverted.end() + 1
    mention = article.party_at(at) or article.party_at(at + 4)
    return replace(found, party=mention.party.name if mention else None, commits=mention is not None)


def _covered(sentence: Sentence, statements: Sequence[Statement]) -> bool:
    """Whether somebody else's words fill a good part of a sentence, or it is a bystander's."""
    told = 0
    for statement in statements:
        if statement.said.kind not in _SPEAKS:
            return True
        told += sum(end - start for start, end in statement.content)
    return told * 3 > sentence.end - sentence.start


def _around(
    article: Article, sentence: Sentence, heard: Mapping[int, Sequence[Statement]]
) -> list[Statement]:
    """The statements of the paragraph up to a sentence; none where a bystander spoke last."""
    found: list[Statement] = []
    for index in range(max(0, sentence.index - 3), sentence.index + 1):
        if article.sentences[index].paragraph == sentence.paragraph:
            found += heard.get(index, ())
    return found if found and found[-1].said.kind in _SPEAKS else []


def _party(article: Article, sentence: Sentence, party: str) -> Source | None:
    for mention in article.parties_in(sentence.start, sentence.end):
        if mention.party.name == party and mention.use != "demonym":
            return Source("party", mention.start, mention.end, party)
    return None
