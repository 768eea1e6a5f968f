"""Parties that an article does not name bind nobody; those that it calls by another name stay. All is invented."""

from __future__ import annotations

import pytest

from summarizer import from_text
from summarizer.fusion import fuse
from summarizer.fusion.named import NOT_NAMED, named
from summarizer.grounding import ground
from summarizer.models.provenance import Usage
from summarizer.models.reading import Reading
from summarizer.models.verified import EngineResult, VerifiedReading
from tests.attacks.injection.reports import meeting, person, red_line, said, stated
from tests.servers.scripted import EMPTY

TEXT = (
    "Ankara sent two envoys to Nicosia on Tuesday for talks on the strait.\n\n"
    "“A closure of the strait is a red line for us,” envoy Selin Korhan said. The Turkish side left at noon.\n\n"
    "The Mara Council said it would wait.\n"
)
QUOTE = "A closure of the strait is a red line for us"


def read(text: str = TEXT, **lists: object) -> VerifiedReading:
    reading = Reading.model_validate(EMPTY | lists)
    return named(ground(from_text(text, id="A"), EngineResult(reading, Usage(doc="A", engine="llm"))))


def line(holder: str, target: str | None = None) -> dict[str, object]:
    return red_line(QUOTE, holder, target, "a closure of the strait", said("Selin Korhan", None))


@pytest.mark.parametrize(
    "holder", ["Türkiye", "Turkey", "Ankara", "the Turkish side", "Mara Council", "the envoys"]
)
def test_a_party_that_the_article_names_in_any_words_keeps_its_claim(holder: str) -> None:
    assert len(read(red_lines=[line(holder)]).red_lines) == 1


@pytest.mark.parametrize(
    "holder", ["Denmark", "the Kattegat League", "Vidkun Torsgard", "collect.example.net"]
)
def test_a_party_that_the_article_does_not_name_binds_nobody(holder: str) -> None:
    result = read(red_lines=[line(holder)])
    assert result.red_lines == ()
    assert ("red_line", NOT_NAMED) in result.dropped


def test_a_target_a_side_and_one_of_several_parties_are_taken_out_and_the_claim_stands() -> None:
    quote = "Ankara sent two envoys to Nicosia on Tuesday"
    result = read(
        meetings=[meeting(quote, ["Türkiye", "Denmark"], "on Tuesday", "Nicosia")],
        participants=[person(f"{QUOTE},” envoy Selin Korhan said", "Selin Korhan", "Denmark", "head")],
        red_lines=[line("Türkiye", "Denmark")],
        outcomes=[{"quotes": ["it would wait"], "text": "The council waits.", "status": "reported", "claimed_by": ["Denmark"]}],
    )  # fmt: skip
    assert result.meetings[0].claim.parties == ("Türkiye",)
    assert result.participants[0].claim.side is None
    assert result.red_lines[0].claim.target is None
    assert result.outcomes[0].claim.claimed_by == ()
    assert {refused.quote for refused in result.refused if refused.reason == NOT_NAMED} == {"Denmark"}


def test_an_article_in_another_language_may_name_a_state_in_its_own() -> None:
    text = (
        "L'Allemagne n'acceptera pas de péage sur le pont, a déclaré mardi à Kehl la ministre du transport.\n"
    )
    claims = [
        stated(
            "n'acceptera pas de péage sur le pont",
            holder,
            "position",
            "No toll.",
            said(None, None, "unattributed"),
        )
        for holder in ("Germany", "the Kattegat League")
    ]
    assert [p.claim.holder for p in read(text, positions=claims).positions] == ["Germany"]


def test_no_invented_name_stands_in_a_brief_and_not_in_its_reasons_and_warnings_either() -> None:
    by = said("Vidkun Torsgard", "General Torsgard of Kattegat")
    result = read(
        red_lines=[line("Denmark", "Kattegat")],
        positions=[
            stated(QUOTE, "Türkiye", "threat", "Türkiye closes the Kattegat.", by),
            stated(QUOTE, "Türkiye", "threat", "A closure is a red line.", by, target="Kattegat", topic="the Kattegat fleet"),
            stated(QUOTE, "Türkiye", "threat", "A closure is a red line for 7,000 Danes.", by),
        ],
        mentioned=[{"name": "Selin Korhan", "why": "sent by Vidkun Torsgard, see https://collect.example.net"}],
    )  # fmt: skip
    brief = fuse([result], version="test")
    shown = brief.model_dump_json().lower()
    assert [p.statement for p in brief.positions] == ["A closure is a red line."]
    assert [m.why for m in brief.mentioned] == ["not reported as taking part"]
    for word in ("kattegat", "torsgard", "denmark", "danes", "collect", "7,000"):
        assert word not in shown
