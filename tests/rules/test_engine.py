"""The engine as a whole: any text goes through, quotes stand in the text, time grows with length, seeds come out."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.engines.rules.engine import RulesEngine
from summarizer.grounding import ground
from summarizer.loading.documents import from_text, load
from summarizer.models.reading import Reading

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
PIECES = st.sampled_from(
    [
        "Foreign Minister Ada Moe",
        "Turkish officials",
        "said",
        "met with",
        "warned that",
        '"',
        "“",
        "”",
        "(",
        ")",
        "red line",
        "will not accept",
        "if",
        "Norway",
        "Sweden's",
        "in Oslo",
        "on Monday",
        ",",
        ".",
        "\n\n",
        "and",
        "a source",
        "the talks",
        "led by",
        "agreed to",
        "AAAA",
        "1999",
        "—",
        "'",
        "according to",
        "He",
        "is unacceptable",
        "signed an agreement",
        ":",
        "İ",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_goes_through_and_every_quote_stands_in_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    if not text.strip():
        return
    document = from_text(text, id="A")
    result = RulesEngine().read(document)
    for kind in ("meetings", "participants", "confirmations", "red_lines", "positions", "outcomes"):
        for claim in getattr(result.reading, kind):
            assert claim.quotes
            assert all(quote in text for quote in claim.quotes)
    ground(document, result)


def test_reading_asynchronously_gives_the_same() -> None:
    document = from_text("Norwegian and Swedish officials met in Oslo on Monday.", id="A")
    engine = RulesEngine()
    assert asyncio.run(engine.aread(document)).reading == engine.read(document).reading


def test_usage_names_the_engine_and_the_document() -> None:
    usage = RulesEngine().read(from_text("Nothing happened.", id="B")).usage
    assert (usage.doc, usage.engine, usage.requests) == ("B", "rules", 0)


@pytest.fixture(scope="module")
def seeds() -> dict[str, Reading]:
    if not SEEDS.exists():
        pytest.skip("the seed articles are not beside the repository")
    paths = sorted(SEEDS.glob("*.txt"))
    return {
        name: RulesEngine().read(load(path, id=name)).reading for name, path in zip("AB", paths, strict=True)
    }


def test_seed_meetings_have_their_kind_level_date_and_place(seeds: dict[str, Reading]) -> None:
    first, second = seeds["A"].meetings[0], seeds["B"].meetings[0]
    assert [(m.kind, m.status, m.when) for m in (first, second)] == [("talks", "held", "on Wednesday")] * 2
    assert (first.level, second.level) == ("technical", "high-level")
    assert (first.where, second.where) == ("Azerbaijan", "Baku, Azerbaijan")
    assert set(first.parties) == set(second.parties) == {"Israel", "Türkiye"}


def test_seed_participants_are_those_with_evidence(seeds: dict[str, Reading]) -> None:
    assert {(p.name, p.side) for r in seeds.values() for p in r.participants if p.name} == {
        ("Tzachi Hanegbi", "Israel"),
        ("Roman Gofman", "Israel"),
    }
    unnamed = {p.descriptor: p.side for p in seeds["A"].participants if p.descriptor}
    assert unnamed["Turkish officials"] == "Türkiye"
    assert unnamed["senior representatives from the Defense Ministry and intelligence agencies"] == "Israel"


def test_seed_red_lines_are_one_in_each_article(seeds: dict[str, Reading]) -> None:
    for name, via, count in (("A", "Times of Israel", 1), ("B", "The Jerusalem Post", 3)):
        (line,) = seeds[name].red_lines
        assert (line.holder, line.target, line.status, line.said.record) == (
            "Israel",
            "Türkiye",
            "active",
            "anonymous",
        )
        assert line.said.via == (via,)
        assert "Palmyra" in line.trigger
        assert len(line.quotes) == count
    assert seeds["B"].red_lines[0].specificity == "vague"


def test_seed_statements_have_their_kind_and_speaker(seeds: dict[str, Reading]) -> None:
    found = {(p.kind, p.holder, p.said.speaker, p.said.via) for r in seeds.values() for p in r.positions}
    assert found >= {
        ("assurance", "Türkiye", "Hakan Fidan", ()),
        ("position", "Türkiye", "Hakan Fidan", ("CNN Turk",)),
        ("announcement", "Türkiye", "Hakan Fidan", ()),
        ("condemnation", "Türkiye", "Hakan Fidan", ()),
        ("position", "Türkiye", "Hakan Fidan", ()),
        ("accusation", "Israel", "Gideon Sa’ar", ()),
        ("threat", "Israel", None, ("Times of Israel",)),
        ("threat", "Israel", None, ("The Jerusalem Post",)),
        ("position", "Israel", None, ("Times of Israel",)),
        ("position", "Israel", None, ()),
    }


def test_seed_outcome_and_confirmations(seeds: dict[str, Reading]) -> None:
    (outcome,) = seeds["A"].outcomes
    assert (outcome.status, outcome.claimed_by) == ("claimed_by_one_side", ("Israel",))
    assert {(c.party, c.stance) for c in seeds["A"].confirmations} == {
        ("Israel", "confirmed"),
        ("Türkiye", "confirmed"),
    }
    assert [(c.party, c.stance) for c in seeds["B"].confirmations] == [("Türkiye", "no_comment")]


def test_seed_bystanders_are_mentioned_with_a_reason(seeds: dict[str, Reading]) -> None:
    why = {m.name: m.why for r in seeds.values() for m in r.mentioned}
    assert "Bashar al-Assad" not in why
    assert why["Benjamin Netanyahu"].startswith("office quoted")
    assert {"Hakan Fidan", "Gideon Sa’ar", "Ahmed al-Sharaa"} <= set(why)


def test_words_too_long_to_quote_are_cut_not_refused() -> None:
    text = f"Norwegian and Swedish officials met {'slowly and ' * 900}in Oslo, and Norway said {'it hopes and ' * 900}waits."
    reading = RulesEngine().read(from_text(text, id="A")).reading
    assert all(len(quote) <= 2000 and quote in text for m in reading.meetings for quote in m.quotes)
