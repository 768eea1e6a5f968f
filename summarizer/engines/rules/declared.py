"""Red lines without a word of saying beside them: sentences that go on with what a party stated, and split conditions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.bindings import binding, commits
from summarizer.engines.rules.lexicon import wording
from summarizer.engines.rules.source import Source
from summarizer.engines.rules.statement import Statement
from summarizer.engines.rules.told import trimmed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.engines.rules.article import Article, Sentence

_CONDITION: Final = re.compile(
    r"\"?,?\"?\s[^,;.:\"]{2,80},\s\"?(?P<tail>(?:if|unless|until|before|should|as\slong\sas|without)\b[^.;]{4,240})",
    re.IGNORECASE,
)
_PROTASIS: Final = re.compile(
    r"\W*(?:(?:if|should|whenever|in\sthe\sevent|the\s(?:moment|minute|day|hour|instant))\b|(?:one\smore|another|touch|let|any)\s)",
    re.IGNORECASE,
)
_APODOSIS: Final = re.compile(
    r"\"?,?\"?\s[^,;.:\"]{2,80},(?:\s[^,;.:\"]{2,50},)?\s\"?(?P<tail>(?:and\s|[^,;.:\"]{2,60}\s(?:will|would|shall|can)\b)[^.;]{4,240})",
    re.IGNORECASE,
)
_WILL: Final = re.compile(r"\b(?:will|would|shall)\b")
_REPORTED: Final = re.compile(
    r",\s(?:[A-Z][\w'-]*|he|she|the\s\w+)(?:\s[\w'-]+){0,4}?\s(?:said|says|told|added|stated|warned|insisted|stressed|explained)\b"
)
_CLAUSE: Final = re.compile(
    r";\s|(?:,\s|\s(?!and\s[A-Z]))(?:but|and|though|while)\s(?=(?:that|it|he|she|they|we|will|would|cannot|could|can|is|are|was|were|has|had|did|does"
    r"|[a-z]+ing|said|told|any|the\s\w+\s(?:will|would|is|was|could)|[A-Z]\w+\s(?:will|would|is|was|could))\b)"
)
_REFUSAL: Final = re.compile(
    r",\s(?:but|and|though)\s(?P<tail>(?:(?:would|will|could|can)\s(?:not|never)|cannot)\s(?:ever\s)?(?:accept|allow|tolerate|permit|agree"
    r"|recogni[sz]e|give|cede|surrender|hand|relinquish|abandon|concede|sell|withdraw|sit\sdown)\b[^.;]{4,200})"
)
_MODALS: Final = frozenset("will would shall cannot can could won't wouldn't can't".split())
_TELLING: Final = _MODALS | frozenset(
    """red red-line red-lines unacceptable inadmissible acceptable accepted negotiable non-negotiable negotiation discussion
    debate compromise question table sale rent chip starter non-starter breaker deal-breaker dealbreaker no-go""".split()
)
"""One of these words stands in every sentence that is read here."""
_JUDGES: Final = wording("declared", "judges")
_SPEAKS: Final = frozenset({"person", "institution", "anonymous", "party", "delegation"})
_LEAD_IN: Final = re.compile(r"[^:.;\"]{2,60}:\s(?=[a-zA-Z])")
_TOPIC: Final = re.compile(
    r"(?:\bOn|\bAs\s(?:for|to)|\bRegarding|\bConcerning|\bAbout)\s(?P<np>[^,;.\"]{4,80}),"
)
_FIRST: Final = re.compile(r"(?:we|i|our|my)\b", re.IGNORECASE)
_INVERTED: Final = re.compile(
    r"\W*(?:nor|neither|never|under\sno\scircumstances)\s(?:will|would|can|could|shall)\b", re.IGNORECASE
)


def with_condition(article: Article, statement: Statement) -> Statement:
    """A statement with what goes on behind its reporting clause: "It will close, he said, if …", "If …, he said, …"."""
    end = statement.content[-1][1]
    if statement.subject is not None or not end <= statement.cue[0] < statement.sentence.end:
        return statement
    first = statement.content[0]
    opens = _PROTASIS.match(article.flat, *first) is not None and _WILL.search(article.flat, *first) is None
    match = (_APODOSIS if opens else _CONDITION).match(article.flat, end, statement.sentence.end)
    if match is None or not match.start() <= statement.cue[0] < match.start("tail"):
        return statement
    tail = trimmed(article.flat, *match.span("tail"))
    *others, (start, end) = statement.content
    if opens and article.flat[end] == ",":
        end += 1
    return replace(statement, content=(*others, (start, end), tail))


def refusing_tail(article: Article, statement: Statement) -> Statement | None:
    """A refusal behind what somebody is told to have said: "…, but would never accept a cut"."""
    end = statement.content[-1][1]
    if statement.direct or statement.subject is not None or end <= statement.cue[1]:
        return None
    match = _REFUSAL.match(article.flat, end, statement.sentence.end)
    if match is None:
        return None
    return replace(statement, content=(trimmed(article.flat, *match.span("tail")),))


def in_own_name(article: Article, statement: Statement) -> Statement:
    """A statement whose "we" stands in reported words, as one of whoever is reported: "We will not pay," Moe said."""
    if (
        statement.subject is None
        or statement.said.side is None
        or statement.actor.side == statement.said.side
        or statement.actor.kind not in {"party", "unknown"}
        or _FIRST.match(article.flat, *statement.subject) is None
    ):
        return statement
    return replace(statement, actor=statement.said)


def fronted_topic(article: Article, sentence: Sentence) -> list[tuple[int, int]]:
    """What the paragraph said last that it turns to: "On the island, she was brief: …"."""
    for index in range(sentence.index, max(-1, sentence.index - 3), -1):
        earlier = article.sentences[index]
        if earlier.paragraph != sentence.paragraph:
            break
        match = _TOPIC.match(article.flat, earlier.start, earlier.end)
        if match is not None:
            return [match.span("np")]
    return []


def question(article: Article, before: int, trigger: str) -> list[tuple[int, int]]:
    """The words of a question before an offset that name a trigger, up to the end of their sentence."""
    at = article.flat.rfind(trigger[:40], max(0, before - 600), before)
    sentence = article.sentence_at(at) if at >= 0 else None
    return [] if sentence is None else [trimmed(article.flat, at, min(sentence.end, before))]


def narrowed(article: Article, spans: list[tuple[int, int]], trigger: str) -> list[tuple[int, int]]:
    """The clauses that a red line stands in, of longer words that state other things too.

    "It would extend the loans but would never accept a cut, and asked for a list": "would never accept a cut".
    """
    if len(spans) != 1:
        return spans
    start, end = spans[0]
    at = article.flat.find(trigger[:30], start, end)
    if at < 0:
        return spans
    low, high = start, end
    for border in _CLAUSE.finditer(article.flat, start, end):
        if border.end() <= at:
            low = border.end()
        elif border.start() >= min(at + len(trigger), end):
            high = border.start()
            break
    if (high - low) * 3 > (end - start) * 2 or high - low < 20:
        return spans
    return [trimmed(article.flat, low, high)]


def declares(
    article: Article, sentence: Sentence, heard: Mapping[int, Sequence[Statement]]
) -> Statement | None:
    """What a sentence without a word of saying states, where it may draw a red line for a party.

    Its party is the one whose statements stand around it ("Nor would Oslo discuss the budget"), or the last speaker's
    where it only judges ("The fee was a non-starter"). An outlet's own words, with no statement beside them, are none.
    """
    if _TELLING.isdisjoint(sentence.lower) or not any(
        n in heard for n in range(sentence.index - 4, sentence.index + 1)
    ):
        return None
    if sentence.section in {"headline", "caption", "dateline"} or article.flat[sentence.end - 1] == "?":
        return None
    if _covered(sentence, heard.get(sentence.index, ())):
        return None
    around = _around(article, sentence, heard)
    if not around:
        return None
    reported = _REPORTED.search(article.flat, sentence.start + 12, sentence.end)
    lead = _LEAD_IN.match(article.flat, sentence.start, sentence.end)
    content = trimmed(
        article.flat,
        lead.end() if lead else sentence.start,
        reported.start() if reported else sentence.end,
    )
    bound, committed = _bound(article, content)
    last = around[-1]
    source = None
    if bound is not None and committed and not _MODALS.isdisjoint(sentence.lower):
        source = next((s.said for s in reversed(around) if s.said.side == bound), None)
        source = source or _party(article, sentence, bound)
    elif last.said.side is not None and _JUDGES.search_in(sentence, article.flat) is not None:
        if bound not in {None, last.said.side}:
            return None
        source = last.said
    if source is None:
        return None
    return Statement(
        sentence, "say", (sentence.start, sentence.start), source, source, (content,), None, direct=False
    )


def _bound(article: Article, content: tuple[int, int]) -> tuple[str | None, bool]:
    """The party that words bind, and whether they commit it."""
    inverted = _INVERTED.match(article.flat, *content)
    if inverted is None:
        bound = binding(article, *content)
        return bound.party, bound.party is not None and commits(article, bound)
    # "Nor would Laos discuss": the subject stands behind its auxiliary
    at = inverted.end() + 1
    mention = article.party_at(at) or article.party_at(at + 4)
    return (mention.party.name if mention else None), mention is not None


def _covered(sentence: Sentence, statements: Sequence[Statement]) -> bool:
    """Whether somebody else's words fill a good part of a sentence, or it is a bystander's."""
    told = 0
    for statement in statements:
        if _bystander(statement):
            return True
        told += sum(end - start for start, end in statement.content)
    return told * 2 > sentence.end - sentence.start


def _bystander(statement: Statement) -> bool:
    """Whether a statement is of somebody who speaks for no party; a bare quotation is the last speaker's."""
    return statement.said.kind not in _SPEAKS and not (statement.said.kind == "unknown" and statement.direct)


def _around(
    article: Article, sentence: Sentence, heard: Mapping[int, Sequence[Statement]]
) -> list[Statement]:
    """The statements of the paragraph up to a sentence; none where a bystander spoke last."""
    found: list[Statement] = []
    for index in range(max(0, sentence.index - 3), sentence.index + 1):
        if article.sentences[index].paragraph == sentence.paragraph:
            found += heard.get(index, ())
    if not found and article.flat.find('"', sentence.start, sentence.end) >= 0:
        # "…; 'not for any cheque', in his words": whoever was read last is quoted on
        found = [
            s for index in range(max(0, sentence.index - 4), sentence.index) for s in heard.get(index, ())
        ][-1:]
    if not found or _bystander(found[-1]):
        return []
    return [statement for statement in found if statement.said.kind in _SPEAKS]


def _party(article: Article, sentence: Sentence, party: str) -> Source | None:
    for mention in article.parties_in(sentence.start, sentence.end):
        if mention.party.name == party and mention.use != "demonym":
            return Source("party", mention.start, mention.end, party)
    return None
