"""The scorer: what pairs, what a find costs, and what never gains."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.evaluation.align import iou
from summarizer.evaluation.cases import load_cases
from summarizer.evaluation.counts import FIELDS, HEADLINE, total
from summarizer.evaluation.labelled import of_gold
from summarizer.evaluation.labels import Chain, Labels, Line, Outcome, Participant, Position, Span, nothing
from summarizer.evaluation.score import score
from tests.shared import ROOT

if TYPE_CHECKING:
    from summarizer.evaluation.cases import Case
    from summarizer.models.base import RedLineStatus

PARTIES = ("Norway", "Iceland", "Denmark")
KINDS = ("position", "demand", "threat", "offer")


def position(at: int, **changes: object) -> Position:
    values: dict[str, object] = {
        "spans": (Span("A", at, at + 40),),
        "shown": f"position at {at}",
        "holders": ("Norway",),
        "chains": (Chain("Ada Moe", "named"),),
        "words": f"Norway wants {at} tonnes",
        "kind": "demand",
        "statement": f"Norway wants {at} tonnes.",
    }
    return Position(**(values | changes))  # type: ignore[arg-type]


def labels(*positions: Position, **changes: object) -> Labels:
    return replace(nothing(), positions=positions, **changes)  # type: ignore[arg-type]


def f1(gold: Labels, found: Labels, name: str = "positions") -> float | None:
    return score(gold, found).counts.fields[name].f1


@st.composite
def some_labels(draw: st.DrawFn) -> Labels:
    """Labels whose items may overlap each other and share holders, as those of two annotators do."""
    starts = st.integers(0, 12).map(lambda n: 25 * n)
    spans = st.lists(
        st.builds(
            lambda doc, s, n: Span(doc, s, s + n), st.sampled_from("AB"), starts, st.sampled_from((20, 40))
        ),
        min_size=1,
        max_size=2,
    ).map(tuple)
    holders = st.sampled_from(PARTIES).map(lambda name: (name,))
    chains = st.builds(
        Chain, st.sampled_from(("Ada Moe", "Bo Lind", None)), st.sampled_from(("named", "anonymous"))
    ).map(lambda chain: (chain,))
    positions = st.builds(
        lambda spans, holders, chains, kind, denied: Position(
            spans=spans,
            shown="",
            holders=holders,
            chains=chains,
            kind=kind,
            words="it will sign",
            statement="It will not sign." if denied else "It will sign.",
        ),
        spans,
        holders,
        chains,
        st.sampled_from(KINDS),
        st.booleans(),
    )
    lines = st.builds(
        lambda spans, holders, chains, status, target: Line(
            spans=spans,
            shown="",
            holders=holders,
            chains=chains,
            words="",
            status=status,
            target=target,
            trigger="ships west of the line",
        ),
        spans,
        holders,
        chains,
        st.sampled_from(("active", "negated")),
        st.sampled_from((*PARTIES, None)),
    )
    people = st.builds(
        lambda spans, name, side, role: Participant(
            spans=spans, shown="", names=(name,) if name else (), side=side, role=role, titles=()
        ),
        spans,
        st.sampled_from(("Ada Moe", "Bo Lind", "Cy Ro", None)),
        st.sampled_from(PARTIES),
        st.sampled_from(("head", "member")),
    )
    outcomes = st.builds(
        lambda spans, status: Outcome(spans=spans, shown="", status=status),
        spans,
        st.sampled_from(("joint", "reported")),
    )
    return replace(
        nothing(),
        positions=tuple(draw(st.lists(positions, max_size=5))),
        red_lines=tuple(draw(st.lists(lines, max_size=4))),
        participants=tuple(draw(st.lists(people, max_size=4))),
        outcomes=tuple(draw(st.lists(outcomes, max_size=3))),
    )


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return load_cases(ROOT / "evals" / "gold")


def test_the_labels_score_one_against_themselves_in_every_field(cases: tuple[Case, ...]) -> None:
    for case in cases:
        gold = of_gold(case)
        counts = score(gold, gold).counts
        wrong = {name: tally for name, tally in counts.fields.items() if tally.fp or tally.fn}
        assert wrong == {}, case.gold.case
        assert all(ratio.right == ratio.asked for ratio in counts.facts.values()), case.gold.case


def test_a_reversed_list_scores_one(cases: tuple[Case, ...]) -> None:
    for case in cases:
        gold = of_gold(case)
        found = replace(
            gold,
            participants=gold.participants and gold.participants[::-1],
            red_lines=gold.red_lines and gold.red_lines[::-1],
            positions=gold.positions and gold.positions[::-1],
            outcomes=gold.outcomes and gold.outcomes[::-1],
        )
        assert all(score(gold, found).counts.fields[n].f1 in {1.0, None} for n in HEADLINE)


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_order_never_matters(data: st.DataObject) -> None:
    gold, found = data.draw(some_labels()), data.draw(some_labels())
    mixed = replace(
        found,
        positions=tuple(data.draw(st.permutations(found.positions or ()))),
        red_lines=tuple(data.draw(st.permutations(found.red_lines or ()))),
        participants=tuple(data.draw(st.permutations(found.participants or ()))),
        outcomes=tuple(data.draw(st.permutations(found.outcomes or ()))),
    )
    assert score(gold, found).counts == score(gold, mixed).counts


@given(some_labels(), some_labels())
@settings(max_examples=80, deadline=None)
def test_changing_sides_changes_precision_for_recall(gold: Labels, found: Labels) -> None:
    one, other = score(gold, found).counts, score(found, gold).counts
    for name in FIELDS:
        if name in one.fields:
            a, b = one.fields[name], other.fields[name]
            assert (a.tp, a.fp, a.fn) == (b.tp, b.fn, b.fp), name


@given(some_labels(), some_labels())
@settings(max_examples=80, deadline=None)
def test_an_invented_item_never_gains(gold: Labels, found: Labels) -> None:
    invented = position(900, spans=(Span("A", 900, 940),), grounded=False)
    more = replace(found, positions=(*(found.positions or ()), invented))
    before, after = score(gold, found).counts, score(gold, more).counts
    assert after.fields["positions"].fp == before.fields["positions"].fp + 1
    assert after.fields["positions"].tp == before.fields["positions"].tp
    assert (
        after.faults["positions"]["fabricated"] == before.faults.get("positions", {}).get("fabricated", 0) + 1
    )


@given(some_labels(), some_labels(), st.data())
@settings(max_examples=80, deadline=None)
def test_an_item_told_twice_never_gains(gold: Labels, found: Labels, data: st.DataObject) -> None:
    if not found.positions:
        return
    twice = data.draw(st.sampled_from(found.positions))
    more = replace(found, positions=(*found.positions, twice))
    before, after = (
        score(gold, found).counts.fields["positions"],
        score(gold, more).counts.fields["positions"],
    )
    assert (after.tp, after.fp, after.fn) == (before.tp, before.fp + 1, before.fn)


def test_a_turned_polarity_costs_the_position_and_is_named() -> None:
    gold = labels(
        position(0, words="does not seek war", statement="Norway does not seek war."), position(100)
    )
    turned = replace(gold.positions[0], statement="Norway seeks war.")  # type: ignore[index]
    result = score(gold, labels(turned, position(100)))
    assert result.counts.fields["positions"].f1 == 0.5
    assert result.counts.faults["positions"] == {"polarity flipped": 1}
    assert [j.verdict for j in result.judged["positions"]] == ["right", "polarity flipped"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Norway supports the treaty", "Norway opposes the treaty."),
        ("Norway accepts the plan", "Norway rejects the plan."),
        ("Norway will sign", "Norway refuses to sign."),
        ("Norway will not sign", "Norway will sign."),
        ("Norway ruled out talks", "Norway will hold talks."),
    ],
)
def test_the_opposite_of_what_the_words_say_is_a_flip(words: str, told: str) -> None:
    gold = position(0, words=words, statement=f"{words}.")
    result = score(labels(gold), labels(replace(gold, statement=told)))
    assert result.counts.faults["positions"] == {"polarity flipped": 1}
    assert result.counts.fields["positions"].tp == 0


def line(start: int, end: int, status: RedLineStatus, *, optional: bool = False) -> Line:
    return Line(
        spans=(Span("A", start, end),),
        shown="",
        holders=("Norway",),
        chains=(),
        words="",
        target=None,
        trigger="ships",
        status=status,
        optional=optional,
    )


def test_a_flip_never_costs_a_find() -> None:
    gold = replace(nothing(), red_lines=(line(0, 40, "active"), line(10, 50, "negated")))
    found = replace(nothing(), red_lines=(line(5, 45, "active"), line(0, 30, "negated")))
    assert score(gold, found).counts.fields["red lines"].tp == 1
    optional = replace(nothing(), red_lines=(line(0, 40, "active", optional=True), line(0, 40, "negated")))
    tally = score(optional, replace(nothing(), red_lines=(line(0, 40, "active"),))).counts.fields["red lines"]
    assert (tally.tp, tally.fp, tally.fn) == (0, 0, 1)


def test_words_that_do_not_stand_in_the_source_earn_nothing() -> None:
    result = score(labels(position(0)), labels(position(0, grounded=False)))
    assert result.counts.fields["positions"].tp == 0
    assert result.counts.faults["positions"] == {"fabricated": 1}
    unasked = score(replace(nothing(), positions=None), labels(position(0, grounded=False)))
    assert unasked.counts.facts["evidence grounded"].right == 0


def test_quoting_everything_finds_nothing() -> None:
    everywhere = tuple(Span("A", start, start + 40) for start in range(0, 4000, 10))
    gold = labels(*[position(100 * n) for n in range(20)])
    shots = labels(*[position(n, spans=everywhere) for n in range(20)])
    assert score(gold, shots).counts.fields["positions"].tp == 0


def test_who_is_only_named_and_told_as_a_participant_is_counted() -> None:
    ada = Participant(
        spans=(Span("A", 0, 9),), shown="", names=("Ada Moe",), side="Norway", role="head", titles=()
    )
    gold = replace(nothing(), mentioned=("Ada Moe", "Bo Lind"))
    assert (
        score(gold, replace(nothing(), participants=(ada,))).counts.facts["bystanders left out"].share == 0.5
    )


@pytest.mark.parametrize(
    ("label", "claim", "same"),
    [
        ("the Finnish foreign minister", "Foreign Minister", True),
        ("Minister of Water Affairs of Namibia", "minister of water affairs", True),
        ("France’s political director", "political director", True),
        ("Minister of Foreign Affairs", "Minister of Water Affairs", False),
        ("foreign minister", "deputy foreign minister", False),
        ("ambassador to Norway", "ambassador to Sweden", False),
    ],
)
def test_a_title_is_the_same_whosever_office_it_is(label: str, claim: str, same: bool) -> None:
    gold, found = (
        replace(
            nothing(),
            participants=(
                Participant(
                    spans=(), shown="", names=("Ada Moe",), side="Norway", role="head", titles=(title,)
                ),
            ),
        )
        for title in (label, claim)
    )
    assert score(gold, found).counts.facts["title of participants"].share == same


@pytest.mark.parametrize(
    "pair", [("Łódź", "Lodz"), ("Tromsø", "Tromso"), ("Iğdır", "Igdir"), ("Xi’an", "Xi'an")]
)
def test_a_town_is_the_same_without_its_accents(pair: tuple[str, str]) -> None:
    gold, found = (replace(nothing(), country="XX", locality=name) for name in pair)
    assert score(gold, found).counts.facts["location"].share == 1


def test_a_red_line_told_as_active_though_it_was_dropped_is_turned() -> None:
    result = score(
        replace(nothing(), red_lines=(line(0, 40, "rescinded"),)),
        replace(nothing(), red_lines=(line(0, 40, "active"),)),
    )
    assert result.counts.fields["red lines"].tp == 0
    assert result.counts.faults["red lines"] == {"polarity flipped": 1}


def test_an_invented_position_and_a_missed_one_are_never_paired() -> None:
    gold = labels(position(0, statement="Norway demands the return of the islands."))
    found = labels(position(500, statement="Norway demands the return of the islands."))
    result = score(gold, found)
    assert result.counts.fields["positions"].tp == 0
    assert {j.verdict for j in result.judged["positions"]} == {"missed", "over-generated"}


def test_another_holders_words_are_misattributed() -> None:
    result = score(labels(position(0)), labels(position(0, holders=("Iceland",))))
    assert result.counts.faults["positions"] == {"misattributed": 1}


def test_optional_labels_neither_earn_nor_cost() -> None:
    gold = labels(position(0), position(100, optional=True))
    for found in (labels(position(0)), labels(position(0), position(100))):
        tally = score(gold, found).counts.fields["positions"]
        assert (tally.tp, tally.fp, tally.fn) == (1, 0, 0)


def test_a_find_of_the_wrong_kind_or_speaker_is_found_and_not_strict() -> None:
    gold = labels(position(0))
    for change in (
        {"kind": "offer"},
        {"chains": (Chain("Bo Lind", "named"),)},
        {"chains": (Chain(None, "anonymous"),)},
    ):
        counts = score(gold, labels(position(0, **change))).counts
        assert counts.fields["positions"].f1 == 1
        assert counts.fields["positions, strict"].f1 == 0


def test_half_the_words_in_common_are_enough_and_less_is_not() -> None:
    assert iou(Span("A", 0, 40), Span("A", 20, 60)) == pytest.approx(1 / 3)
    assert f1(labels(position(0)), labels(position(0, spans=(Span("A", 0, 20),)))) == 1
    assert f1(labels(position(0)), labels(position(0, spans=(Span("A", 0, 19),)))) == 0
    assert f1(labels(position(0)), labels(position(0, spans=(Span("B", 0, 40),)))) == 0


def test_pairing_finds_as_many_as_can_be_found() -> None:
    # the first claim fits both labels, the second only the first label: greedy pairing would lose one
    gold = labels(position(0, spans=(Span("A", 0, 40),)), position(1, spans=(Span("A", 10, 50),)))
    found = labels(position(2, spans=(Span("A", 2, 44),)), position(3, spans=(Span("A", 0, 30),)))
    assert score(gold, found).counts.fields["positions"].tp == 2


def test_a_case_that_could_not_be_read_misses_everything(cases: tuple[Case, ...]) -> None:
    gold = of_gold(cases[0])
    counts = score(gold, nothing()).counts
    required = [p for p in gold.positions or () if not p.optional]
    assert counts.fields["positions"].fn == len(required) > 0
    assert not total([counts]).fields["positions"].tp


def test_a_false_alarm_where_there_is_no_red_line_is_counted() -> None:
    counts = score(nothing(), replace(nothing(), red_lines=(line(0, 9, "active"),))).counts
    assert counts.facts["no red line where there is none"].share == 0
