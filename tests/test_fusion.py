"""Several readings of one meeting become one brief; nothing is blended, strengthened or lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import summarize
from summarizer.evaluation.cases import load_case
from summarizer.fusion import fuse, group
from summarizer.fusion.bottom_line import compose, on_whose_word
from summarizer.fusion.firmness import firmness
from summarizer.fusion.likeness import likeness, terms
from summarizer.fusion.occasion import When, fuse_date
from summarizer.fusion.people import fuse_participants, is_generic
from summarizer.fusion.statements import Told, cluster_positions, cluster_red_lines, credibility
from summarizer.fusion.wording import spoken_date
from summarizer.grounding import evidence, ground
from summarizer.loading import from_text
from summarizer.models.brief import Anchor
from summarizer.models.evidence import Attribution
from summarizer.models.provenance import Usage
from summarizer.models.reading import Meeting, Participant, Position, Reading, RedLine, Said
from summarizer.models.verified import EngineResult, Grounded, VerifiedReading
from summarizer.resolve.dates import resolve_date
from tests.example import OCCASIONS, example_brief, example_readings
from tests.growth import QUADRATIC, growth
from tests.ideal import readings
from tests.shared import EXAMPLE


def test_the_order_of_documents_changes_nothing() -> None:
    a, b = example_readings()
    assert fuse([a, b], version="test") == fuse([b, a], version="test")


def test_two_outlets_on_one_red_line_make_one_red_line_with_both_wordings() -> None:
    (line,) = example_brief().red_lines
    assert (line.holder, line.target, line.explicit, line.firmness) == ("Iceland", "Norway", True, "absolute")
    assert {e.doc for e in line.evidence} == {"A", "B"}
    assert len(line.evidence) == 4


def test_a_meeting_that_one_article_announces_and_another_reports_was_held() -> None:
    before = from_text(
        "OSLO. Norway and Iceland will hold talks in Bergen on 11 March, the Norwegian foreign ministry said.\n",
        id="A",
        published=date(2031, 3, 9),
    )
    after = from_text(
        "BERGEN. Norway and Iceland held talks in Bergen on 11 March.\n\nForeign Minister Ada Molvik led the Norwegian side.\n",
        id="B",
        published=date(2031, 3, 12),
    )
    brief = summarize(before, after, engine="rules")
    assert brief.meeting.status == "held"
    assert brief.title == "Iceland–Norway talks, Bergen, Norway, 11 March 2031"


def test_more_outlets_never_raise_credibility() -> None:
    a, b = example_readings()
    for reading in (a, b):
        for alone in fuse([reading], version="test").red_lines:
            assert alone.credibility >= example_brief().red_lines[0].credibility


def test_words_of_anonymous_officials_are_anonymous_only() -> None:
    accusation = next(p for p in example_brief().positions if p.kind == "accusation")
    assert accusation.credibility == 3
    assert accusation.attribution[0].speaker is None


def test_a_named_delegate_absorbs_his_unnamed_delegation_but_not_a_described_one() -> None:
    norway = [p for p in example_brief().participants if p.side == "Norway"]
    assert [p.name or p.descriptor for p in norway] == ["Henrik Aasland", "officials from its coast guard"]
    assert norway[0].titles == ("State Secretary", "a state secretary in the trade ministry")


def test_contradictions_keep_both_sides_and_prefer_only_with_a_reason() -> None:
    found = {d.field: d for d in example_brief().disagreements}
    assert {s.doc: s.value for s in found["level"].sides} == {"A": "technical", "B": "high-level"}
    assert found["level"].preferred is None
    confirmation = found["Norway's confirmation"]
    assert (confirmation.preferred, len(confirmation.sides)) == ("A", 2)
    assert confirmation.why


def test_the_date_is_counted_from_the_documents_own_date() -> None:
    met = example_brief().date
    assert (met.value, met.precision, met.basis) == ("2031-03-11", "day", "weekday")
    assert met.anchor is not None
    assert met.anchor.doc in {"A", "B"}


def test_an_outcome_that_one_side_claims_is_not_joint() -> None:
    a, b = example_readings()
    item = a.outcomes[0]
    claimed = replace(
        item, claim=item.claim.model_copy(update={"status": "joint", "claimed_by": ("Iceland",)})
    )
    (outcome, *_) = fuse([replace(a, outcomes=(claimed,)), replace(b, outcomes=())], version="test").outcomes
    assert (outcome.status, outcome.claimed_by) == ("claimed_by_one_side", ("Iceland",))
    both = replace(item, claim=item.claim.model_copy(update={"claimed_by": ("Iceland", "Oslo")}))
    (outcome, *_) = fuse([replace(a, outcomes=(both,)), replace(b, outcomes=())], version="test").outcomes
    assert (outcome.status, outcome.claimed_by) == ("joint", ("Iceland", "Norway"))


def test_what_no_source_answers_is_listed() -> None:
    questions = {n.question: n.reason for n in example_brief().not_established}
    assert questions["At which venue it took place"] == "not reported"
    assert not any("next round" in q for q in questions)


def test_a_reading_with_no_meeting_says_so_and_invents_nothing() -> None:
    a, _ = example_readings()
    quiet = replace(
        a, meetings=(), participants=(), red_lines=(), positions=(), outcomes=(), confirmations=()
    )
    brief = fuse([quiet], version="test")
    assert brief.meeting.kind == "none"
    assert brief.date.value is None
    assert (brief.participants, brief.red_lines, brief.positions, brief.outcomes) == ((), (), (), ())
    assert [n.question for n in brief.not_established] == ["Whether a meeting took place"]


def test_different_meetings_are_not_blended() -> None:
    a, b = example_readings()
    elsewhere = b.meetings[0].claim.model_copy(update={"parties": ("Kenya", "Somalia"), "where": "Nairobi"})
    other = replace(b, meetings=(replace(b.meetings[0], claim=elsewhere),))
    assert [[r.document.id for r in g] for g in group([a, other])] == [["A"], ["B"]]
    assert [[r.document.id for r in g] for g in group([b, a])] == [["A", "B"]]


def test_a_document_id_given_twice_is_refused() -> None:
    a, _ = example_readings()
    with pytest.raises(ValueError, match="id of its own"):
        fuse([a, a], version="test")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("this is a red line", "absolute"),
        ("we will not accept it", "absolute"),
        ("he ruled out foreign inspectors", "absolute"),
        ("it will be answered", "strong"),
        ("if they cross it, we will answer", "conditional"),
        ("it could harm relations", "hedged"),
        ("it was a pleasant meeting", None),
    ],
)
def test_firmness_comes_from_the_speakers_words(words: str, expected: str | None) -> None:
    assert firmness(words) == expected


def test_two_wordings_of_one_threat_share_concepts() -> None:
    a = terms("Any activity against our pilots could undermine the rule of the junta")
    b = terms("Actions against our pilots will endanger the government")
    assert likeness(a, b) >= 0.6
    assert likeness(a, terms("Fishing quotas were raised for cod")) == 0.0


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_symmetric_and_between_nought_and_one(a: str, b: str) -> None:
    assert likeness(terms(a), terms(b)) == likeness(terms(b), terms(a))
    assert 0.0 <= likeness(terms(a), terms(b)) <= 1.0


@pytest.mark.parametrize(
    ("words", "generic"),
    [("Turkish officials", True), ("the Norwegian side", True), ("officials from its coast guard", False)],
)
def test_a_delegation_is_generic_where_its_words_say_no_more_than_the_side(words: str, generic: bool) -> None:
    assert is_generic(words) is generic


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031-03-11", "11 March 2031"),
        ("2031-03-11/2031-03-13", "11–13 March 2031"),
        ("2031-03", "March 2031"),
        ("2031", "2031"),
    ],
)
def test_dates_are_spoken_as_people_write_them(value: str, words: str) -> None:
    assert spoken_date(value) == words


def told(doc: str, statement: str, holder: str = "Chad") -> Told[Position]:
    document = from_text(statement, id=doc)
    said = Said(speaker=None, descriptor=None, record="unattributed", via=(), hedges=())
    claim = Position(
        quotes=(statement,),
        holder=holder,
        target=None,
        kind="position",
        topic="the ferry",
        statement=statement,
        at_meeting=False,
        said=said,
    )
    return Told(Grounded(claim, (evidence(document, 0, len(statement)),)), document)


def drawn(trigger: str) -> Told[RedLine]:
    document = from_text(trigger, id=f"d{len(trigger)}")
    said = Said(speaker=None, descriptor=None, record="unattributed", via=(), hedges=())
    claim = RedLine(
        quotes=(trigger,),
        holder="Chad",
        target=None,
        trigger=trigger,
        consequence=None,
        specificity="none",
        status="active",
        said=said,
    )
    return Told(Grounded(claim, (evidence(document, 0, len(trigger)),)), document)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chad will reopen the ferry at Baga in May", "Chad will not reopen the ferry at Baga in May"),
        ("Chad will return forty-one seized lorries", "Chad will return 38 seized lorries"),
    ],
)
def test_statements_that_exclude_each_other_are_never_one(one: str, other: str) -> None:
    assert len(cluster_positions([told("A", one), told("B", other)])) == 2
    assert len(cluster_positions([told("A", one), told("B", one)])) == 1


def test_no_chain_of_likenesses_joins_two_statements_of_one_document() -> None:
    first = told("A", "Chad will reopen the ferry at Baga")
    second = told("A", "Chad will tax the ferry at Baga")
    vague = told("B", "The ferry at Baga has a future, Chad says")
    assert all(
        len({t.item.claim.statement for t in c if t.document.id == "A"}) == 1
        for order in ([first, second, vague], [vague, first, second])
        for c in cluster_positions(order)
        if any(t.document.id == "A" for t in c)
    )


@pytest.mark.parametrize(
    ("one", "other", "clusters"),
    [
        ("opening the sluices", "closing the sluices", 2),
        ("patrols on the lake", "armed patrols on the lake at night", 1),
        ("a toll", "any toll on lorries", 1),
    ],
)
def test_one_word_in_common_makes_no_red_line_the_same(one: str, other: str, clusters: int) -> None:
    assert len(cluster_red_lines([drawn(one), drawn(other)])) == clusters


def person(doc: str, name: str, side: str = "Belarus") -> Grounded[Participant]:
    text = f"The delegation was led by {name}."
    document = from_text(text, id=doc)
    claim = Participant(
        quotes=(text,), name=name, descriptor=None, side=side, role="head", basis="attended", titles=()
    )
    return Grounded(claim, (evidence(document, 0, len(text)),))


@pytest.mark.parametrize(
    ("other", "people"),
    [
        (person("B", "Vital Karanczuk"), 1),
        (person("B", "Viktar Haranin"), 2),
        (person("B", "Vital Karanczuk", "Poland"), 2),
        (person("A", "Vital Karanczuk"), 2),
    ],
)
def test_two_transliterations_of_a_sides_head_are_one_person(
    other: Grounded[Participant], people: int
) -> None:
    assert len(fuse_participants([person("A", "Vitali Karanchuk"), other])) == people


def test_the_bottom_line_says_on_whose_word_a_red_line_stands() -> None:
    line = example_brief().red_lines[0]
    assert on_whose_word(line) == "on record: Sigrun Valdsdottir"
    leaked = line.model_copy(
        update={
            "credibility": 3,
            "attribution": (Attribution(speaker=None, descriptor="two people", record="anonymous"),),
        }
    )
    assert on_whose_word(leaked) == "anonymous sources only"
    other = line.model_copy(
        update={
            "credibility": 6,
            "attribution": (Attribution(speaker="Henrik Aasland", descriptor=None, record="named"),),
        }
    )
    assert on_whose_word(other) == "only as Henrik Aasland tells it"


def test_the_bottom_line_never_loses_a_contradiction_to_a_red_line() -> None:
    brief = example_brief()
    line = brief.red_lines[0]
    sentences = compose(
        meeting=brief.meeting,
        parties=("Iceland", "United Kingdom"),
        date=brief.date,
        location=brief.location,
        red_lines=[line, line, line],
        outcomes=brief.outcomes,
        disagreements=brief.disagreements,
        documents=2,
    )
    assert 2 <= len(sentences) <= 4
    assert sentences[0].text.startswith("Iceland and the United Kingdom held talks")
    assert "1 more below" in sentences[1].text
    assert sentences[-1].text.startswith("The sources contradict each other on")


def test_a_bystanders_word_puts_no_party_on_record() -> None:
    said = Said(speaker="Lena Orlow", descriptor="an analyst", record="named", via=(), hedges=())
    item = told("A", "Chad will close the ferry at Baga.")
    claim = item.item.claim.model_copy(update={"said": said})
    assert credibility([replace(item, item=replace(item.item, claim=claim))], {}) == 6
    minister = claim.model_copy(
        update={"said": said.model_copy(update={"descriptor": "the transport minister"})}
    )
    assert credibility([replace(item, item=replace(item.item, claim=minister))], {}) == 2


def on(doc: str, words: str) -> When:
    published = date(2029, 12, 5)
    resolved = resolve_date(words, anchor=published)
    relative = resolved.basis != "absolute"
    return When(doc, resolved, Anchor(doc=doc, date=published, basis="given") if relative else None, ())


def test_a_date_printed_in_full_outweighs_one_that_is_counted_and_a_stretch_its_last_day() -> None:
    counted, printed = on("A", "Tuesday"), on("B", "3 and 4 December 2029")
    for whens in ([counted, printed], [printed, counted]):
        fused = fuse_date(whens, [])
        assert (fused.value, fused.basis, fused.rejected) == ("2029-12-03/2029-12-04", "absolute", ())
    assert fuse_date([counted, on("C", "4 December 2029")], []).value == "2029-12-04"


def test_the_place_and_date_of_a_meeting_lead_to_words_even_where_its_quotes_lack_them() -> None:
    text = "BISSAU - The last cars left.\n\nThe envoys of Chad and Niger met for hours, on Monday, in Bissau."
    document = from_text(text, id="A", published=date(2031, 5, 13))
    quote = "The envoys of Chad and Niger met for hours"
    meeting = Meeting(
        quotes=(quote,),
        kind="talks",
        status="held",
        level=None,
        purpose=None,
        parties=("Chad", "Niger"),
        when="on Monday",
        where="Bissau",
        venue=None,
    )
    empty: dict[str, object] = dict.fromkeys(Reading.model_fields, ())
    reading = Reading.model_validate({**empty, "meetings": (meeting,)})
    brief = fuse([ground(document, EngineResult(reading, Usage(doc="A", engine="made")))], version="test")
    assert [e.exact for e in brief.date.evidence] == ["on Monday"]
    assert [(e.exact, text[e.start - 3 : e.end]) for e in brief.location.evidence] == [
        ("Bissau", "in Bissau")
    ]


def test_grouping_and_fusing_compare_each_with_each_and_do_no_more() -> None:
    case = load_case(EXAMPLE)
    made = readings(case, OCCASIONS)

    def many(size: int) -> list[VerifiedReading]:
        return [
            ground(document.model_copy(update={"id": f"{document.id}{n}"}), made[document.id])
            for n in range(size // 2)
            for document in case.documents
        ]

    assert len(group(many(200))) == 1
    assert growth(group, many, 40, 160) < QUADRATIC
    assert growth(lambda told: fuse(told, version="test"), many, 10, 40) < QUADRATIC


def test_an_undated_report_chains_no_two_meetings_into_one() -> None:
    a, _ = example_readings()

    def dated(doc: str, words: str | None) -> VerifiedReading:
        claim = a.meetings[0].claim.model_copy(update={"when": words})
        document = a.document.model_copy(update={"id": doc})
        return replace(a, document=document, meetings=(replace(a.meetings[0], claim=claim),))

    march, june, undated = dated("A", "11 March 2031"), dated("C", "4 June 2031"), dated("B", None)
    groups = [{r.document.id for r in g} for g in group([march, june, undated])]
    assert not any({"A", "C"} <= g for g in groups)
    assert sorted(doc for g in groups for doc in g) == ["A", "B", "C"]


def test_a_name_with_letters_of_another_script_is_flagged_and_joined_with_no_other() -> None:
    a, b = example_readings()
    forged = "Henrik \u0410asland"  # a Cyrillic capital A
    told = [
        replace(p, claim=p.claim.model_copy(update={"name": forged}))
        if p.claim.name == "Henrik Aasland"
        else p
        for p in b.participants
    ]
    made = fuse([a, replace(b, participants=tuple(told))], version="test")
    assert {"Henrik Aasland", forged} <= {p.name for p in made.participants}
    assert any("different scripts" in warning and forged in warning for warning in made.warnings)
    assert not any("different scripts" in warning for warning in example_brief().warnings)
