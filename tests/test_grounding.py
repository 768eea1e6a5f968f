"""Grounding: quotes are found up to typography and nothing else, claims are proven or dropped with a reason."""

from __future__ import annotations

import json
import random
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding import evidence, ground, locate, locate_all
from summarizer.grounding.folding import fold
from summarizer.grounding.locate import variants
from summarizer.grounding.paraphrase import numbers, stems
from summarizer.grounding.words import form
from summarizer.models.document import Document, Section, fingerprint
from summarizer.models.provenance import Usage
from summarizer.models.reading import Meeting, Mention, Outcome, Participant, Position, Reading, RedLine, Said
from summarizer.models.verified import EngineResult, VerifiedReading
from tests.growth import LINEAR, growth, repeated

PROBES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "grounding_probes.jsonl").read_text("utf-8").splitlines()
]
TEXT = (
    "BAKU, April 9 (Northwire) — Envoys of Kalvia and Mirenia met on Wednesday.\n\n"
    "Kalvia will not accept foreign bases near Lake Oru, its foreign minister, Dana Orlov, told Radio Oru. "
    "“Any new base is unacceptable,” she said. If Mirenia builds one, 3,000 troops could follow.\n\n"
    "A senior Mirenian official said the sides had agreed to meet again."
)
HEAD = "Kalvia Warns Mirenia Over Bases"


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: f"{probe['family']}: {probe['quote'][:40]}")
def test_probe_has_its_verdict(probe: dict[str, Any]) -> None:
    expected = tuple(probe["span"]) if probe["span"] else None
    assert locate(probe["quote"], probe["text"]) == expected


def test_there_are_two_hundred_probes_and_half_are_refused() -> None:
    assert len(PROBES) >= 200
    assert sum(probe["span"] is None for probe in PROBES) >= 80


# -- properties of locating ----------------------------------------------------------------------------------

WORDS = st.lists(
    st.text("aeiłßéнй中文ﬁİı0'’“”-—.,… \n\u00ad\u0301\u064e", min_size=1, max_size=8), min_size=1, max_size=30
).map("".join)


@given(st.text(max_size=60), st.text(max_size=200))
def test_whatever_is_found_lies_inside_the_text(quote: str, text: str) -> None:
    spans = locate_all(quote, text)
    assert locate(quote, text) == (spans[0] if spans else None)
    end = 0
    for start, stop in spans:
        assert end <= start < stop <= len(text)
        end = stop


@given(WORDS, st.data())
def test_words_of_a_text_are_found_verbatim(text: str, data: st.DataObject) -> None:
    words = [i for i in range(len(text)) if i == 0 or text[i - 1] in " \n"]
    start = data.draw(st.sampled_from(words))
    ends = [i for i in range(start, len(text) + 1) if i == len(text) or text[i] in " \n"]
    end = data.draw(st.sampled_from(ends))
    quote = text[start:end].strip()
    if not any(map(str.isalnum, quote)) or unicodedata.combining(quote[0]):
        return
    if end < len(text) and unicodedata.combining(text[end]):
        return
    found = locate(quote, text)
    assert found is not None
    assert text[slice(*found)] == quote
    assert any(True for _ in variants(quote, text)), "folding a part must agree with folding the whole"


@given(WORDS)
def test_folding_leads_back_to_the_source(text: str) -> None:
    folded = fold(text)
    back = [folded.source_start(i) for i in range(len(folded.text))]
    assert back == sorted(back)
    assert all(0 <= at < len(text) for at in back)
    assert all(
        folded.source_start(i) < folded.source_end(i + 1) <= len(text) for i in range(len(folded.text))
    )


RETYPED = {
    "curly marks made straight": str.maketrans("“”‘’", "\"\"''"),
    "dashes made hyphens": str.maketrans("—–", "--"),
    "blanks made non-breaking": str.maketrans(" ", "\u00a0"),
}


@pytest.mark.parametrize("table", RETYPED.values(), ids=RETYPED)
@given(data=st.data())
def test_retyped_words_are_found_where_they_stood(table: dict[int, str], data: st.DataObject) -> None:
    starts = [0] + [i + 1 for i, c in enumerate(TEXT) if c == " "]
    start = data.draw(st.sampled_from(starts))
    end = data.draw(st.sampled_from([i for i, c in enumerate(TEXT + " ") if c == " " and i > start]))
    quote = TEXT[start:end].strip(" —\n")
    if not any(map(str.isalnum, quote)):
        return
    spans = [TEXT[a:b].strip(" —\n") for a, b in locate_all(quote.translate(table), TEXT)]
    assert quote in spans


@given(st.integers(0, 3000), st.sampled_from(["Ünal", "ﬁnal", "e\u0301tat", "“x” — y", "İzmir"]))
def test_offsets_do_not_drift_behind_odd_characters(count: int, odd: str) -> None:
    text = f"{odd} " * (count % 50) + "the last word"
    found = locate("THE LAST WORD", text)
    assert found is not None
    assert text[slice(*found)] == "the last word"


def test_cost_grows_with_the_text_and_not_faster() -> None:
    def searched(text: str) -> None:
        fold.cache_clear()
        assert locate("Envoys never met", text) is None

    assert growth(searched, repeated("Envoys “met” again — so they said.\n\n"), 100_000, 800_000) < LINEAR


HOSTILE = {
    "marks": '"' * 300_000,
    "apostrophes": "'" * 300_000 + "x",
    "dots": "." * 300_000,
    "blanks": " " * 300_000,
    "dashes and blanks": "- " * 150_000,
    "combining marks": "a" + "\u0301" * 300_000,
    "one word": "a" * 300_000,
    "one-letter words": "a " * 150_000,
    "surrogates": "\ud800 " * 100_000,
    "direction controls": "\u202e\u202d" * 150_000,
    "zero bytes": "\x00" * 300_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_linear_time(text: str) -> None:
    def searched(part: str) -> None:
        fold.cache_clear()
        for quote in ("a a a b", "a", '"', "a … a … b", "- - x", text[:2000], "\ud800", "x"):
            locate_all(quote, part)

    assert growth(searched, lambda size: text[:size], len(text) // 10, len(text)) < LINEAR


def test_a_quote_that_stands_inside_thousands_of_longer_words_is_given_up_there() -> None:
    text = repeated("a1-b")

    def searched(words: str) -> None:
        for at in range(0, 4_000, 400):
            assert locate(words[at + 1 : at + 121], words) is None

    fold(text(100_000)), fold(text(1_000_000))
    assert growth(searched, text, 100_000, 1_000_000) < 0.5  # all places would be as many as the text is long
    assert locate("an end", "lean ending " * 1_000 + "an end") == (12_000, 12_006)


# -- evidence ------------------------------------------------------------------------------------------------


def article(text: str = TEXT, *parts: tuple[str, str]) -> Document:
    """A document whose text is `text` as body, behind the given (kind, text) parts."""
    sections, whole = [], ""
    for kind, part in (*parts, ("body", text)):
        sections.append(Section(kind=kind, start=len(whole), end=len(whole) + len(part)))
        whole += part
    return Document(id="A", text=whole, sha256=fingerprint(whole), sections=tuple(sections))


def test_evidence_carries_place_surroundings_and_section() -> None:
    document = article(TEXT, ("headline", HEAD + "\n\n"))
    start = document.text.index("Any new base")
    proof = evidence(document, start, start + len("Any new base is unacceptable"))
    assert proof.exact == "Any new base is unacceptable"
    assert (proof.section, proof.form) == ("body", "direct")
    assert document.text[: proof.start].endswith(proof.prefix)
    assert len(proof.prefix) == 32
    assert document.text[proof.end :].startswith(proof.suffix)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("He said “we will stay” and left.", "we will stay", "direct"),
        ("He said “we will stay” and left.", "said “we will stay” and", "mixed"),
        ("He said “we will stay” and left.", "and left", "indirect"),
        ('He said "we will stay" and "we won\'t go".', "and", "indirect"),
        ("She said ‘it isn’t over’ today.", "it isn’t over", "direct"),
        ("Sie sagte: „Das geht nicht“, und ging.", "Das geht nicht", "direct"),
        ("Sie sagte: „Das geht nicht“, und ging.", "und ging", "indirect"),
        ("Il a dit « jamais » hier.", "jamais", "direct"),
        ("他说：「我们不接受。」随后离开。", "我们不接受", "direct"),
        ("“First part.\n\n“Second part,” he said.", "First part", "direct"),
        ("“First part.\n\nThe minister left.", "The minister left", "indirect"),
        ("The envoys' plan is the leaders' plan.", "plan is the", "indirect"),
    ],
)
def test_form_follows_the_marks_of_the_source(text: str, words: str, expected: str) -> None:
    start = text.index(words)
    assert form(text, start, start + len(words)) == expected


# -- readings ------------------------------------------------------------------------------------------------


def said(**changes: Any) -> Said:
    values: dict[str, Any] = {
        "speaker": None,
        "descriptor": None,
        "record": "unattributed",
        "via": (),
        "hedges": (),
    }
    return Said(**(values | changes))


def position(*quotes: str, **changes: Any) -> Position:
    values: dict[str, Any] = {
        "quotes": quotes, "holder": "Kalvia", "target": None, "kind": "position", "topic": "bases",
        "statement": "Kalvia will not accept foreign bases near Lake Oru.", "at_meeting": False, "said": said(),
    }  # fmt: skip
    return Position(**(values | changes))


def grounded(document: Document, **lists: Any) -> VerifiedReading:
    empty: dict[str, Any] = dict.fromkeys(Reading.model_fields, ())
    return ground(document, EngineResult(Reading(**(empty | lists)), Usage(doc=document.id, engine="rules")))


def test_claim_with_a_standing_quote_is_kept_with_its_evidence() -> None:
    result = grounded(article(), positions=(position("Kalvia will not accept foreign bases"),))
    (claim,) = result.positions
    assert [e.exact for e in claim.evidence] == ["Kalvia will not accept foreign bases"]
    assert (claim.warnings, result.refused, result.dropped) == ((), (), ())


def test_quote_missing_a_not_is_refused_and_its_claim_dropped() -> None:
    result = grounded(article(), positions=(position("Kalvia will accept foreign bases"),))
    assert result.positions == ()
    assert [(r.quote, r.claim) for r in result.refused] == [("Kalvia will accept foreign bases", "position")]
    assert [kind for kind, _ in result.dropped] == ["position"]


def test_claim_without_quotes_is_dropped() -> None:
    assert grounded(article(), positions=(position(),)).dropped == (("position", "it quotes nothing"),)


def test_one_standing_quote_keeps_the_claim_and_the_others_are_refused() -> None:
    result = grounded(
        article(), positions=(position("Kalvia will not accept foreign bases", "invented words"),)
    )
    assert len(result.positions) == len(result.refused) == 1


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("accept foreign bases near Lake Oru", "Kalvia will not accept foreign bases near Lake Oru"),
        ("builds one", "If Mirenia builds one"),
        ("follow", "3,000 troops could follow"),
        ("she said", "she said"),
    ],
)
def test_fragment_behind_a_negation_modal_or_condition_is_widened_to_its_clause(
    quote: str, shown: str
) -> None:
    (claim,) = grounded(article(), positions=(position(quote),)).positions
    assert claim.evidence[0].exact == shown


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        ("我们不接受任何要求。", "接受任何要求", "我们不接受任何要求"),
        (
            "Berlin akzeptiert den Plan nicht, sagte er.",
            "akzeptiert den Plan",
            "Berlin akzeptiert den Plan nicht",
        ),
        ("同国は要求を受け入れない。", "要求を受け入れ", "同国は要求を受け入れない"),
        ("Will Kalvia leave? Nobody knows.", "Kalvia leave", "Will Kalvia leave?"),
        ("The plan is off. We will stay.", "The plan is off", "The plan is off"),
    ],
)
def test_widening_knows_other_languages_and_questions(text: str, quote: str, shown: str) -> None:
    (claim,) = grounded(article(text), positions=(position(quote, statement="x"),)).positions
    assert claim.evidence[0].exact == shown


@pytest.mark.parametrize("kind", ["furniture", "teaser", "metadata", "page_header", "byline"])
def test_no_claim_cites_page_matter(kind: str) -> None:
    document = article(TEXT, (kind, "Kalvia rejects every border treaty\n\n"))
    result = grounded(document, positions=(position("Kalvia rejects every border treaty"),))
    assert result.positions == ()
    assert kind in result.refused[0].reason


def test_quote_across_headline_and_body_is_refused() -> None:
    document = article("Envoys met on Wednesday.", ("headline", "Talks open\n\n"))
    result = grounded(document, positions=(position("Talks open Envoys met"),))
    assert "runs across" in result.refused[0].reason


def test_quote_across_dateline_and_body_stands() -> None:
    document = article("Envoys met on Wednesday.", ("dateline", "GENEVA — "))
    assert (
        len(
            grounded(
                document, positions=(position("GENEVA — Envoys met", statement="Envoys met."),)
            ).positions
        )
        == 1
    )


def test_body_is_cited_before_standfirst_and_headline() -> None:
    lead = "Kalvia will not accept foreign bases near Lake Oru"
    document = article(TEXT, ("headline", lead.upper() + "\n"), ("standfirst", lead + "\n\n"))
    (claim,) = grounded(document, positions=(position(lead),)).positions
    assert [e.section for e in claim.evidence] == ["body"]


def test_quote_that_stands_twice_is_cited_nearest_to_the_other_evidence() -> None:
    text = "The line holds. " + "Nothing else happened. " * 30 + "He spoke of ships. The line holds. He left."
    (claim,) = grounded(
        article(text), positions=(position("The line holds", "He spoke of ships", statement="x"),)
    ).positions
    assert [e.start for e in claim.evidence] == [text.index("He spoke"), text.rindex("The line")]


def test_evidence_is_in_order_and_without_repetition() -> None:
    quotes = (
        "Any new base is unacceptable",
        "Kalvia will not accept foreign bases",
        "Any new base",
        "any new base",
    )
    (claim,) = grounded(article(), positions=(position(*quotes),)).positions
    assert [e.exact for e in claim.evidence] == [quotes[1], quotes[0]]


def test_order_of_quotes_changes_nothing() -> None:
    quotes = ["Any new base", "Kalvia will not accept", "3,000 troops could follow", "agreed to meet again"]
    results = set()
    for seed in range(5):
        random.Random(seed).shuffle(quotes)
        (claim,) = grounded(article(), positions=(position(*quotes),)).positions
        results.add(claim.evidence)
    assert len(results) == 1


# -- paraphrases ---------------------------------------------------------------------------------------------

QUOTE = "Kalvia will not accept foreign bases near Lake Oru"


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("Kalvia will not accept 4,000 foreign troops.", "4,000"),
        ("Kalvia will not accept seven bases.", "seven"),
        ("Kalvia will not accept bases of Ostrava.", "Ostrava"),
        ("Kalvia will not accept foreign bases, Orlov and Reyes said.", "Reyes"),
    ],
)
def test_paraphrase_with_a_number_or_name_of_its_own_is_dropped(statement: str, fault: str) -> None:
    result = grounded(article(), positions=(position(QUOTE, statement=statement),))
    assert result.positions == ()
    assert fault in result.dropped[0][1]


@pytest.mark.parametrize(
    "statement",
    [
        "Kalvia will not accept 3000 troops of Mirenia.",
        "Kalvian bases near Oru will not be accepted, Dana Orlov says.",
        "Foreign bases near the lake will not be accepted.",
    ],
)
def test_paraphrase_in_words_of_the_article_stands(statement: str) -> None:
    assert len(grounded(article(), positions=(position(QUOTE, statement=statement),)).positions) == 1


@pytest.mark.parametrize(
    ("quote", "statement", "warning"),
    [
        (QUOTE, "Kalvia accepts foreign bases near Lake Oru.", "not negated"),
        ("the sides had agreed to meet again", "The sides did not agree to meet again.", "is negated"),
        ("3,000 troops could follow", "3,000 troops will follow.", "certain"),
        ("A senior Mirenian official said the sides will agree", "The sides might agree.", "hedged"),
    ],
)
def test_paraphrase_of_other_polarity_or_modality_carries_a_warning(
    quote: str, statement: str, warning: str
) -> None:
    document = article(TEXT + " A senior Mirenian official said the sides will agree.")
    (claim,) = grounded(document, positions=(position(quote, statement=statement),)).positions
    assert any(warning in w for w in claim.warnings)


def test_unacceptable_needs_no_not() -> None:
    (claim,) = grounded(
        article(),
        positions=(position("Any new base is unacceptable", statement="Kalvia will not accept a new base."),),
    ).positions
    assert claim.warnings == ()


def test_statement_in_another_language_is_not_held_to_the_names_of_the_article() -> None:
    document = article("МИД Калвии заявил, что базы у озера Ору неприемлемы.")
    (claim,) = grounded(document, positions=(position("базы у озера Ору неприемлемы"),)).positions
    assert "statement gives a name that the article does not" in claim.warnings


def test_numbers_are_compared_by_value() -> None:
    def values(text: str) -> list[set[float]]:
        return [set(values) for _, values in numbers(text)]

    assert values("3,000 troops") == values("3000 troops") == [{3000.0}]
    assert values("1.5 million") == values("1,500,000") == [{1.5e6}]
    assert values("twenty-five or three thousand") == [{25.0}, {3000.0}]
    assert values("1.500 tonnes") == [{1.5, 1500.0}]
    assert values("one of the two sides") == []
    assert values("on 10.04.2025") == [{10.0, 4.0, 2025.0}]


def test_names_of_a_country_and_its_people_share_a_stem() -> None:
    for one, other in [
        ("Turkey", "Türkiye"),
        ("Syria", "Syrian"),
        ("Iran", "Iranian"),
        ("China", "Chinese"),
        ("US", "U.S"),
    ]:
        assert stems(one) & stems(other), (one, other)
    for one, other in [("Iran", "Iraq"), ("Austria", "Australia"), ("Kalvia", "Mirenia")]:
        assert not stems(one) & stems(other), (one, other)


# -- words that must be printed ------------------------------------------------------------------------------


def test_invented_speaker_descriptor_and_medium_are_taken_out() -> None:
    words = said(speaker="Igor Reyes", descriptor="spokesman", record="named", via=("Radio Oru", "BBC"))
    result = grounded(article(), positions=(position(QUOTE, said=words),))
    (claim,) = result.positions
    assert claim.claim.said == said(via=("Radio Oru",))
    assert {r.quote for r in result.refused} == {"Igor Reyes", "spokesman", "BBC"}
    assert all("does not occur" in r.reason for r in result.refused)


def test_anonymous_speaker_is_never_turned_into_a_named_person() -> None:
    words = said(speaker="Dana Orlov", descriptor="A senior Mirenian official", record="anonymous")
    result = grounded(article(), positions=(position("the sides had agreed to meet again", said=words),))
    assert result.positions[0].claim.said == said(descriptor="A senior Mirenian official", record="anonymous")
    assert result.refused[0].quote == "Dana Orlov"


def test_speaker_printed_by_a_teaser_alone_is_taken_out() -> None:
    document = article(TEXT, ("teaser", "Igor Reyes resigns\n\n"))
    words = said(speaker="Igor Reyes", record="named", descriptor="foreign minister")
    (claim,) = grounded(document, positions=(position(QUOTE, said=words),)).positions
    assert claim.claim.said.speaker is None
    assert claim.claim.said.record == "named"


def participant(**changes: Any) -> Participant:
    values: dict[str, Any] = {
        "quotes": ("Envoys of Kalvia and Mirenia met",), "name": None, "descriptor": "Envoys of Kalvia", "side": "Kalvia",
        "role": "member", "basis": "attended", "titles": (),
    }  # fmt: skip
    return Participant(**(values | changes))


def test_participant_keeps_printed_titles_and_loses_others() -> None:
    result = grounded(
        article(), participants=(participant(name="Dana Orlov", titles=("foreign minister", "Dr")),)
    )
    assert result.participants[0].claim.titles == ("foreign minister",)
    assert [r.quote for r in result.refused] == ["Dr"]


def test_participant_whose_name_is_nowhere_is_dropped() -> None:
    result = grounded(article(), participants=(participant(name="Igor Reyes", descriptor=None),))
    assert (result.participants, [kind for kind, _ in result.dropped]) == ((), ["participant"])


def test_words_for_date_and_place_must_be_printed() -> None:
    meeting = Meeting(
        quotes=("Envoys of Kalvia and Mirenia met on Wednesday",), kind="talks", status="held", level="technical",
        purpose="Bases near Lake Oru", parties=("Kalvia", "Mirenia"), when="on Thursday", where="Baku", venue="Hotel Oru",
    )  # fmt: skip
    (claim,) = grounded(article(), meetings=(meeting,)).meetings
    kept = claim.claim
    assert (kept.level, kept.when, kept.where, kept.venue) == (None, None, "Baku", None)
    assert kept.purpose == "Bases near Lake Oru"


def test_mention_that_the_article_does_not_print_is_taken_out() -> None:
    mentions = (Mention(name="Dana Orlov", why="speaker"), Mention(name="Igor Reyes", why="nobody"))
    result = grounded(article(), mentioned=mentions)
    assert result.mentioned == mentions[:1]
    assert [(r.quote, r.claim) for r in result.refused] == [("Igor Reyes", "mention")]


def test_red_line_trigger_and_consequence_are_checked() -> None:
    values: dict[str, Any] = {
        "quotes": (QUOTE,), "holder": "Kalvia", "target": "Mirenia", "trigger": "bases near Lake Oru", "consequence": None,
        "specificity": "none", "status": "active", "said": said(),
    }  # fmt: skip
    changed = [values, values | {"trigger": "12 bases"}, values | {"consequence": "strikes on Ostrava"}]
    result = grounded(article(), red_lines=tuple(RedLine(**v) for v in changed))
    assert len(result.red_lines) == 1
    assert len(result.dropped) == 2


def test_outcome_keeps_what_the_engine_said_of_it() -> None:
    outcome = Outcome(
        quotes=("the sides had agreed to meet again",),
        text="The sides agreed to meet again.",
        status="reported",
        claimed_by=(),
    )
    (claim,) = grounded(article(), outcomes=(outcome,)).outcomes
    assert claim.claim == outcome


@given(st.lists(st.text(max_size=40), max_size=4), st.text(max_size=30), st.text(min_size=1, max_size=200))
def test_whatever_is_grounded_stands_in_the_text(quotes: list[str], word: str, text: str) -> None:
    document = article(text)
    claim = position(*quotes, text[:20], statement=word, said=said(speaker=word, record="named"))
    result = grounded(
        document, positions=(claim,), participants=(participant(quotes=tuple(quotes), name=word),)
    )
    for kept in (*result.positions, *result.participants):
        assert kept.evidence
        for proof in kept.evidence:
            assert document.text[proof.start : proof.end] == proof.exact
    assert len(result.positions) + len(result.participants) + len(result.dropped) == 2
