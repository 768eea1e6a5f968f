"""The built-in reader as an engine: rules and lexicons, no model, no network."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.article import Article
from summarizer.engines.rules.attendance import find_attendance
from summarizer.engines.rules.claims import Claims
from summarizer.engines.rules.confirmations import Confirmations
from summarizer.engines.rules.dealings import dealing_parties, of_parties
from summarizer.engines.rules.declarations import declaration_of
from summarizer.engines.rules.meetings import gather, meeting_of
from summarizer.engines.rules.mentions import find_mentions
from summarizer.engines.rules.outcomes import Outcomes
from summarizer.engines.rules.participants import find_participants
from summarizer.engines.rules.persons import Persons
from summarizer.engines.rules.sides import give_sides
from summarizer.engines.rules.sources import Sources
from summarizer.engines.rules.statement import Statement
from summarizer.engines.rules.statements import find_statements
from summarizer.engines.rules.tellings import opens_with_one
from summarizer.engines.rules.uncollected import uncollected
from summarizer.models.provenance import Usage
from summarizer.models.reading import Reading
from summarizer.models.verified import EngineResult

if TYPE_CHECKING:
    from summarizer.engines.rules.meetings import Gathering
    from summarizer.models.document import Document


class RulesEngine:
    """Reads a document by rules. Holds no state, so one engine may serve many threads.

    >>> from summarizer.loading.documents import from_text
    >>> text = "Norwegian Foreign Minister Ada Moe met Swedish officials in Oslo on Monday."
    >>> RulesEngine().read(from_text(text, id="A")).reading.meetings[0].parties
    ('Norway', 'Sweden')
    """

    def read(self, document: Document) -> EngineResult:
        """Read the document."""
        began = perf_counter()
        with uncollected():
            reading = read_article(Article(document))
        usage = Usage(doc=document.id, engine="rules", seconds=perf_counter() - began)
        return EngineResult(reading, usage)

    async def aread(self, document: Document) -> EngineResult:
        """Read the document; the work is done at once, since it is brief and waits for nothing."""
        return self.read(document)

    def close(self) -> None:
        """Nothing is held."""

    async def aclose(self) -> None:
        """Nothing is held."""


def read_article(article: Article) -> Reading:
    """The reading of an article."""
    if not of_parties(article):
        return _NOTHING
    dealings = bool(dealing_parties(article))
    if not (dealings or opens_with_one(article)):
        return _NOTHING
    persons = Persons(article)
    attendance = find_attendance(article, persons)
    give_sides(article, persons, attendance)
    gatherings = gather(article, persons, attendance)
    main = gatherings[0] if gatherings else None
    if main is None and not dealings:
        return _NOTHING
    participants = find_participants(article, persons, main, attendance) if main else ()
    if main is not None:
        _infer_sides(article, persons, main)
    sides = {p.name: p.side for p in participants if p.name and p.side}
    sources = Sources(article, persons, main.parties if main else (), sides)
    claims = Claims(article, main, frozenset(p.side for p in participants if p.side))
    outcomes = Outcomes(article, persons, main, participants)
    confirmations = Confirmations(article, persons, main)
    speakers: set[str] = set()
    for statement in find_statements(article, sources):
        if statement.said.person is not None:
            speakers.add(statement.said.person.name)
        if statement.cue[0] in confirmations.cues:
            continue
        if not _only_outcome(statement, outcomes.taken):
            claims.take(statement)
    red_lines, positions = claims.models()
    meetings = tuple(meeting_of(article, g, main=g is main) for g in gatherings[:12])
    if main is None:
        declaration = declaration_of(article, [*red_lines, *positions])
        meetings = (declaration,) if declaration else ()
    return Reading(
        meetings=meetings,
        participants=participants,
        confirmations=confirmations.models(),
        red_lines=red_lines,
        positions=positions,
        outcomes=outcomes.models(),
        mentioned=find_mentions(article, persons, participants, speakers),
    )


def _infer_sides(article: Article, persons: Persons, main: Gathering) -> None:
    """Find the party of a leader whose title names none, by the delegation whose meeting the leader's office tells.

    "The prime minister's office confirmed that a delegation led by A met Turkish officials": A's side is theirs.
    """
    for telling in main.tellings:
        sides = {m.person.side for m in telling.subject.people if m.person.side}
        if len(sides) != 1:
            continue
        for mention in persons.within(telling.sentence.start, telling.head[0]):
            if (
                mention.person.side is None
                and mention.possessive
                and article.flat.startswith("'s office", mention.end)
            ):
                mention.person.side = next(iter(sides))


_NOTHING: Final = Reading(
    meetings=(), participants=(), confirmations=(), red_lines=(), positions=(), outcomes=(), mentioned=()
)


def _only_outcome(statement: Statement, taken: list[tuple[int, int]]) -> bool:
    """Whether a statement tells nothing but an outcome."""
    start, end = statement.content[0][0], statement.content[-1][1]
    covered = sum(min(e, end) - max(s, start) for s, e in taken if s < end and start < e)
    return covered * 2 > end - start
