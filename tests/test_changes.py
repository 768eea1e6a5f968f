"""What changed between two briefs: moves are told, other words for the same are not."""

from __future__ import annotations

import json
import random
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import diff, summarize_each
from summarizer.changes.assignment import assign
from summarizer.evaluation.cases import load_cases
from summarizer.models.brief import Brief, Location, MeetingSummary
from summarizer.models.changes import Change, Changes
from summarizer.rendering.changes import render_changes
from summarizer.settings import Settings
from tests.handmade import Article, brief, outcome, person, position, red_line
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MONDAY = Article(
    "A",
    "Chipata Courier",
    date(2034, 5, 3),
    "Delegations of Zambia and Malawi met in Chipata on Tuesday.",
    "If Malawi closes the Mwami crossing, we will answer, the Zambian ministry said.",
    "Malawi would not accept Zambian patrols on the Bua river under any circumstances.",
    "Zambia asked Malawi to publish the list of seized lorries by June.",
    "Malawi offered to reopen the market at Mchinji.",
    "Officials agreed to meet again in Lilongwe.",
)
FRIDAY = Article(
    "A",
    "Lilongwe Mirror",
    date(2034, 5, 8),
    "Zambian and Malawian delegations talked in Chipata on 5 May.",
    "Zambia said a closure of the Mwami crossing was unacceptable and would be met with a halt of fuel deliveries.",
    "Malawi could perhaps not accept patrols by Zambia along the Bua river.",
    "The list of lorries that were seized has to be published by Malawi before June, Zambia repeated.",
    "Zambia announced joint tea auctions with Mozambique.",
    "Both sides would see each other in Lilongwe again.",
)


def monday(**more: Any) -> Brief:
    a = MONDAY
    values: dict[str, Any] = {
        "red_lines": (
            red_line(
                a.cite("If Malawi closes the Mwami crossing, we will answer"),
                *("Zambia", "Malawi", "closing the Mwami crossing"),
                firmness="conditional",
                consequence="we will answer",
                specificity="vague",
            ),
            red_line(
                a.cite("Malawi would not accept Zambian patrols on the Bua river under any circumstances"),
                *("Malawi", "Zambia", "Zambian patrols on the Bua river"),
                firmness="absolute",
            ),
        ),
        "positions": (
            position(
                a.cite("Zambia asked Malawi to publish the list of seized lorries by June"),
                *("Zambia", "demand", "Malawi should publish the list of seized lorries by June."),
                target="Malawi",
            ),
            position(
                a.cite("Malawi offered to reopen the market at Mchinji"),
                *("Malawi", "offer", "Malawi offers to reopen the market at Mchinji."),
            ),
        ),
        "outcomes": (
            outcome(
                a.cite("Officials agreed to meet again in Lilongwe"), "Officials will meet again in Lilongwe."
            ),
        ),
    }
    return brief([a], **(values | more))


def friday(**more: Any) -> Brief:
    a = FRIDAY
    values: dict[str, Any] = {
        "red_lines": (
            red_line(
                a.cite("Malawi could perhaps not accept patrols by Zambia along the Bua river"),
                *("Malawi", "Zambia", "patrols by Zambia along the Bua river"),
                firmness="hedged",
            ),
            red_line(
                a.cite("a closure of the Mwami crossing was unacceptable"),
                *("Zambia", "Malawi", "closure of the Mwami crossing"),
                firmness="absolute",
                consequence="a halt of fuel deliveries",
                specificity="specific",
            ),
        ),
        "positions": (
            position(
                a.cite("Zambia announced joint tea auctions with Mozambique"),
                *("Zambia", "announcement", "Zambia will hold joint tea auctions with Mozambique."),
            ),
            position(
                a.cite("The list of lorries that were seized has to be published by Malawi before June"),
                *(
                    "Zambia",
                    "demand",
                    "The list of seized lorries has to be published by Malawi before June.",
                ),
                target="Malawi",
            ),
        ),
        "outcomes": (
            outcome(
                a.cite("Both sides would see each other in Lilongwe again"),
                "Both sides will meet in Lilongwe again.",
            ),
        ),
    }
    return brief([a], **({"day": "2034-05-05"} | values | more))


def told(changes: Changes) -> set[tuple[str, str, str]]:
    """Part, kind and newest words of each change."""
    return {(c.part, c.kind, (c.new or c.old).text) for c in changes.changes if c.new or c.old}  # type: ignore[union-attr]


def test_two_briefs_by_hand_tell_one_hardened_one_softened_one_new_one_dropped_a_date_and_nothing_else() -> (
    None
):
    changes = diff(monday(), friday())
    assert told(changes) == {
        ("date", "changed", "5 May 2034"),
        ("red_lines", "hardened", "closure of the Mwami crossing"),
        ("red_lines", "softened", "patrols by Zambia along the Bua river"),
        ("positions", "new", "announcement: Zambia will hold joint tea auctions with Mozambique."),
        ("positions", "dropped", "offer: Malawi offers to reopen the market at Mchinji."),
    }
    assert len(changes.changes) == 5
    assert changes.warnings == ()


def test_every_entry_has_the_words_of_its_sides_and_what_proves_them() -> None:
    texts = {"old": MONDAY.document.text, "new": FRIDAY.document.text}
    changes = diff(monday(), friday())
    hardened = next(c for c in changes.changes if c.kind == "hardened")
    assert [(s.field, s.old, s.new, s.direction) for s in hardened.steps] == [
        ("firmness", "conditional", "absolute", "harder"),
        ("consequence", "vague: we will answer", "specific: a halt of fuel deliveries", "harder"),
    ]
    for change in changes.changes:
        for side, version in (("old", change.old), ("new", change.new)):
            if version and change.part not in {"status", "date", "place"}:
                assert version.evidence
                for e in version.evidence:
                    assert texts[side][e.start : e.end] == e.exact


def test_what_was_taken_for_the_same_in_other_words_is_listed_beside() -> None:
    same = diff(monday(), friday()).reworded
    assert [(s.part, s.new.text) for s in same] == [
        ("positions", "demand: The list of seized lorries has to be published by Malawi before June."),
        ("outcomes", "Both sides will meet in Lilongwe again."),
    ]


def one_line(**more: Any) -> Brief:
    """A brief of one red line in the words of its own article."""
    words = "Zambia would not tolerate closing the Mwami crossing"
    a = Article("A", "Chipata Courier", date(2034, 5, 3), f"{words}.")
    return brief(
        [a], red_lines=(red_line(a.cite(words), "Zambia", "Malawi", "closing the Mwami crossing", **more),)
    )


def other_line(**more: Any) -> Brief:
    words = "A closing of the crossing at Mwami is ruled out for Zambia"
    a = Article("B", "Lilongwe Mirror", date(2034, 5, 3), f"{words}.")
    return brief(
        [a],
        red_lines=(red_line(a.cite(words), "Zambia", "Malawi", "closing of the crossing at Mwami", **more),),
    )


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ({"firmness": "hedged"}, {"firmness": "conditional"}, "hardened"),
        ({"firmness": "conditional"}, {"firmness": "strong"}, "hardened"),
        ({"firmness": "absolute"}, {"firmness": "strong"}, "softened"),
        ({"firmness": None}, {"firmness": "absolute"}, None),
        ({}, {"specificity": "vague", "consequence": "we will answer"}, "hardened"),
        ({"status": "active"}, {"status": "negated"}, "softened"),
        ({"status": "active"}, {"status": "rescinded"}, "softened"),
        ({"status": "hypothetical"}, {"status": "active"}, "hardened"),
        ({"status": "negated", "firmness": "absolute"}, {"status": "negated", "firmness": "hedged"}, None),
        ({"credibility": 3}, {"credibility": 2}, "changed"),
        (
            {"firmness": "strong", "specificity": "vague", "consequence": "we will answer"},
            {"firmness": "absolute"},
            "changed",  # firmer words, but without the consequence
        ),
        ({"explicit": False}, {"explicit": True}, "hardened"),
        ({"explicit": True}, {"explicit": False}, "softened"),
        ({"explicit": False, "firmness": "absolute"}, {"explicit": True, "firmness": "strong"}, "changed"),
        ({"explicit": False, "status": "negated"}, {"explicit": True, "status": "negated"}, None),
    ],
)
def test_a_red_line_is_graded_by_wording_consequence_and_status(
    old: dict[str, Any], new: dict[str, Any], kind: str | None
) -> None:
    assert [c.kind for c in diff(one_line(**old), other_line(**new)).changes] == ([kind] if kind else [])


def stated(kind: str, statement: str, **more: Any) -> Brief:
    a = Article("A", "Chipata Courier", date(2034, 5, 3), statement)
    return brief([a], positions=(position(a.cite(statement), "Zambia", kind, statement, **more),))


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("demand", "threat", "hardened"),
        ("threat", "demand", "softened"),
        ("assurance", "demand", "hardened"),
        ("position", "threat", "hardened"),
        ("position", "demand", None),  # outlets do not agree on such kinds
        ("announcement", "denial", None),
        ("accusation", "condemnation", None),
    ],
)
def test_a_position_is_graded_by_its_kind(old: str, new: str, kind: str | None) -> None:
    before = stated(old, "Malawi must return the seized lorries before the harvest ends")
    after = stated(new, "The seized lorries have to be returned by Malawi before the end of harvest")
    assert [c.kind for c in diff(before, after).changes] == ([kind] if kind else [])


def test_a_firmer_assurance_is_a_change_and_no_hardening() -> None:
    before = stated("assurance", "Zambia might keep the Mwami crossing open for lorries", firmness="hedged")
    after = stated(
        "assurance", "Zambia will keep the crossing at Mwami open for all lorries", firmness="strong"
    )
    assert [(c.kind, c.steps[0].direction) for c in diff(before, after).changes] == [("changed", None)]


def test_another_number_of_the_same_things_is_a_change_of_one_position() -> None:
    before = stated("demand", "Malawi must return the 40 seized lorries before the harvest")
    after = stated("demand", "Malawi must return the 12 seized lorries before the harvest")
    (change,) = diff(before, after).changes
    assert (change.kind, change.steps[0].field) == ("changed", "numbers")
    assert (change.steps[0].old, change.steps[0].new) == ("40 seized", "12 seized")


def test_the_opposite_is_not_taken_for_the_same() -> None:
    before = stated("position", "Zambia will reopen the Mwami crossing for lorries in June")
    after = stated("position", "Zambia will not reopen the Mwami crossing for lorries in June")
    assert sorted(c.kind for c in diff(before, after).changes) == ["dropped", "new"]


def test_a_term_that_comes_in_is_told_in_words_and_moves_nobody_who_said_the_same() -> None:
    changes = diff(one_line(explicit=False), other_line(explicit=True))
    assert "the term red line: not used → used" in render_changes(changes, "text")
    (same,) = diff(one_line(explicit=False), one_line(explicit=True)).changes
    assert (same.kind, [(s.field, s.direction) for s in same.steps]) == ("changed", [("explicit", None)])


def test_a_position_that_becomes_a_red_line_is_hardened() -> None:
    before = stated("condemnation", "Zambia condemned the closing of the Mwami crossing", target="Malawi")
    (change,) = diff(before, other_line()).changes
    assert (change.part, change.kind) == ("red_lines", "hardened")
    (back,) = diff(other_line(), before).changes
    assert (back.part, back.kind) == ("red_lines", "softened")


def test_what_another_outlet_adds_to_the_same_words_moves_nobody() -> None:
    mild, firm = (
        "Zambia could respond to a closing of the Mwami crossing",
        "Zambia will respond to it with a ban",
    )
    a = Article("A", "Chipata Courier", date(2034, 5, 3), f"{mild}.")
    b = Article("B", "Lilongwe Mirror", date(2034, 5, 3), f"{firm}.")
    line = red_line(a.cite(mild), "Zambia", "Malawi", "closing the Mwami crossing", firmness="hedged")
    more = line.model_copy(
        update={
            "firmness": "strong",
            "consequence": "a ban",
            "specificity": "specific",
            "evidence": (a.cite(mild), b.cite(firm)),
        }
    )
    (change,) = diff(brief([a], red_lines=(line,)), brief([a, b], red_lines=(more,))).changes
    assert change.kind == "changed"  # the consequence is news, and yet the party said the same
    assert [s.field for s in change.steps] == ["consequence"]


def test_the_best_pairing_is_found_where_several_are_possible() -> None:
    lines = [
        "patrols on the Bua river",
        "patrols on the Bua river by night",
        "night patrols on the Bua river bridges",
    ]
    other = ["patrols on the Bua river bridges at night", "river patrols on the Bua"]

    def made(triggers: Sequence[str], id_: str) -> Brief:
        a = Article(id_, "Chipata Courier", date(2034, 5, 3), *(f"{id_} {t}." for t in triggers))
        return brief(
            [a],
            red_lines=tuple(red_line(a.cite(f"{id_} {t}"), "Malawi", "Zambia", t) for t in triggers),
        )

    changes = diff(made(lines, "A"), made(other, "B"))
    assert [(c.kind, c.old.text if c.old else "") for c in changes.changes] == [
        ("dropped", "patrols on the Bua river by night")
    ]


def people(*names: tuple[str, str], **more: Any) -> Brief:
    a = Article("A", "Chipata Courier", date(2034, 5, 3), *(f"{name} was there." for name, _ in names))
    return brief([a], participants=tuple(person(a.cite(n), n, side, **more) for n, side in names))


def test_people_join_and_leave_and_another_spelling_is_the_same_person() -> None:
    before = people(("Chanda Mwansa", "Zambia"), ("Limbani Phirri", "Malawi"))
    after = people(("C. Mwansa", "Zambia"), ("Limbani Phiri", "Malawi"), ("Thoko Banda", "Malawi"))
    assert [(c.part, c.kind, c.new.text if c.new else "") for c in diff(before, after).changes] == [
        ("participants", "new", "Thoko Banda, head")
    ]
    assert [c.kind for c in diff(after, before).changes] == ["dropped"]


def test_an_unnamed_delegation_is_there_where_its_side_is() -> None:
    a = Article("A", "Chipata Courier", date(2034, 5, 3), "Zambian officials came.")
    unnamed = person(a.cite("Zambian officials"), "x", "Zambia").model_copy(
        update={"name": None, "descriptor": "Zambian officials"}
    )
    changes = diff(brief([a], participants=(unnamed,)), people(("Chanda Mwansa", "Zambia")))
    assert [c.kind for c in changes.changes] == ["new"]  # now one of them has a name; nobody left


def test_that_the_announced_came_is_told_by_the_meetings_status() -> None:
    planned = MeetingSummary(kind="talks", status="planned", level=None, purpose=None)
    before = people(("Chanda Mwansa", "Zambia"), basis="announced").model_copy(update={"meeting": planned})
    changes = diff(before, people(("Chanda Mwansa", "Zambia")))
    assert [(c.part, c.steps[0].old, c.steps[0].new) for c in changes.changes] == [
        ("status", "planned", "held")
    ]


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        (("ZM", "Zambia", "Chipata"), ("ZM", "Zambia", "Chipata"), False),
        (("CO", "Colombia", "Cúcuta"), ("CO", "Colombia", "Cucuta"), False),
        (("ZM", "Zambia", "Chipata"), ("MW", "Malawi", "Mchinji"), True),
        (("ZM", "Zambia", None), ("ZM", "Zambia", "Chipata"), True),
        ((None, None, None), ("ZM", "Zambia", None), True),
    ],
)
def test_the_place_changes_with_country_or_town(
    old: tuple[str | None, ...], new: tuple[str | None, ...], moved: bool
) -> None:
    def at(place: tuple[str | None, ...]) -> Brief:
        return brief(
            [MONDAY],
            location=Location(
                country=place[0], country_name=place[1], locality=place[2], subdivision=None, venue=None
            ),
        )

    assert [c.part for c in diff(at(old), at(new)).changes] == (["place"] if moved else [])


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("2034-05-02", "2034-05-03", True),
        ("2034-05-02", None, True),
        ("2034-05-01/2034-05-02", "2034-05-02", False),  # one report tells of the last day only
        ("2034-05-02", "2034-05-02", False),
    ],
)
def test_the_date_changes_with_its_days(old: str, new: str | None, changed: bool) -> None:
    assert bool(diff(brief([MONDAY], day=old), brief([MONDAY], day=new)).changes) is changed


def test_outcomes_are_new_dropped_or_of_another_status() -> None:
    a = MONDAY
    words = a.cite("Officials agreed to meet again in Lilongwe")
    before = brief([a], outcomes=(outcome(words, "They will meet again in Lilongwe."),))
    after = brief([a], outcomes=(outcome(words, "They will meet again in Lilongwe.", status="joint"),))
    (change,) = diff(before, after).changes
    assert (change.kind, change.steps[0].old, change.steps[0].new) == ("changed", "reported", "joint")
    assert [c.kind for c in diff(before, brief([a])).changes] == ["dropped"]


def test_briefs_without_a_party_in_common_get_a_warning() -> None:
    words = "Chile would not tolerate drilling"
    a = Article("A", "El Faro", date(2034, 5, 3), f"{words}.")
    other = brief([a], red_lines=(red_line(a.cite(words), "Chile", "Peru", "drilling"),))
    (warning,) = diff(monday(), other).warnings
    assert "different matters" in warning
    assert "Chile" in warning


RULES = Settings(engine="rules")


@lru_cache(maxsize=1)
def gold_briefs() -> tuple[Brief, ...]:
    """The briefs of all development cases, by the rules."""
    cases = [c for c in load_cases(ROOT / "evals" / "gold") if c.gold.split == "dev"]
    return tuple(found for case in cases for found in summarize_each(*case.documents, settings=RULES))


@lru_cache(maxsize=1)
def gold_pairs() -> tuple[tuple[Brief, Brief], ...]:
    """For each development case of several documents, a brief of the first and one of all."""
    cases = [c for c in load_cases(ROOT / "evals" / "gold") if c.gold.split == "dev"]
    return tuple(
        (
            summarize_each(case.documents[0], settings=RULES)[0],
            summarize_each(*case.documents, settings=RULES)[0],
        )
        for case in cases
        if len(case.documents) > 1
    )


def test_a_brief_differs_in_nothing_from_itself() -> None:
    briefs = gold_briefs()
    assert len(briefs) > 70
    for each in briefs:
        found = diff(each, each)
        assert (found.changes, found.reworded, found.warnings) == ((), (), ())


def turned(changes: Changes) -> list[dict[str, Any]]:
    """The changes as they would be the other way round."""
    kinds = {"new": "dropped", "dropped": "new", "hardened": "softened", "softened": "hardened"}
    ways = {"harder": "softer", "softer": "harder", None: None}

    def turn(change: Change) -> dict[str, Any]:
        found = change.model_dump()
        found["kind"] = kinds.get(change.kind, change.kind)
        found["old"], found["new"] = found["new"], found["old"]
        for step in found["steps"]:
            step["old"], step["new"] = step["new"], step["old"]
            step["direction"] = ways[step["direction"]]
        return found

    return sort(turn(change) for change in changes.changes)


def sort(changes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(changes, key=lambda change: json.dumps(change, default=str, sort_keys=True))


def test_the_other_way_round_everything_is_turned_round() -> None:
    pairs = [*gold_pairs(), (monday(), friday()), *zip(gold_briefs(), gold_briefs()[1:], strict=False)]
    told_at_all = 0
    for old, new in pairs:
        forth, back = diff(old, new), diff(new, old)
        told_at_all += len(forth.changes)
        assert turned(forth) == sort(change.model_dump() for change in back.changes)
    assert told_at_all > 100


def shuffled(whole: Brief, seed: int) -> Brief:
    """The brief with its lists in another order."""
    dice = random.Random(seed)
    lists = ("documents", "participants", "red_lines", "positions", "outcomes", "confirmations")
    values = {}
    for name in lists:
        items = list(getattr(whole, name))
        dice.shuffle(items)
        values[name] = tuple(items)
    return whole.model_copy(update=values)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.data())
def test_the_order_of_claims_changes_nothing(seed: int, data: st.DataObject) -> None:
    old, new = data.draw(st.sampled_from([*gold_pairs(), (monday(), friday())]))
    plain, mixed = diff(old, new), diff(shuffled(old, seed), shuffled(new, seed + 1))
    assert mixed.changes == plain.changes
    assert mixed.reworded == plain.reworded


def test_other_ids_of_the_documents_change_nothing() -> None:
    for old, new in gold_pairs():
        text = new.model_dump_json()
        for known, other in (("A", "X1"), ("B", "Y1")):
            for field in ("doc", "id", "copy_of", "preferred"):
                text = text.replace(f'"{field}":"{known}"', f'"{field}":"{other}"')
        renamed = Brief.model_validate_json(text)
        assert not diff(new, renamed).changes
        assert [c.kind for c in diff(old, renamed).changes] == [c.kind for c in diff(old, new).changes]


worths = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(1, 50), min_size=1, max_size=40
)


@settings(deadline=None)  # the first example imports scipy
@given(worths)
def test_an_assignment_is_one_to_one_and_worth_as_much_as_scipys(worth: dict[tuple[int, int], int]) -> None:
    from scipy.optimize import linear_sum_assignment

    pairs = assign(worth)
    assert all(pair in worth for pair in pairs)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    table = [[worth.get((row, column), 0) for column in range(7)] for row in range(7)]
    rows, columns = linear_sum_assignment(table, maximize=True)
    best = sum(table[row][column] for row, column in zip(rows, columns, strict=True))
    assert sum(worth[pair] for pair in pairs) == best


def test_no_pairs_are_found_where_none_are_possible() -> None:
    assert assign({}) == []


def test_the_page_tells_what_changed_with_words_outlets_and_dates() -> None:
    page = render_changes(diff(monday(), friday()))
    assert "5 changes: " in page
    assert "  hardened  Zambia → Malawi: closure of the Mwami crossing\n" in page
    assert "wording: conditional → absolute" in page
    assert "old: If Malawi closes the Mwami crossing, we will answer (Chipata Courier, 3 May 2034)" in page
    assert "date: 2 May 2034 → 5 May 2034" in page
    assert render_changes(diff(monday(), monday())).splitlines()[-1] == "Nothing changed."


def test_the_json_of_changes_is_their_model() -> None:
    changes = diff(monday(), friday())
    assert Changes.model_validate_json(render_changes(changes, "json")) == changes


def test_words_of_a_source_stay_words_in_markdown_and_text() -> None:
    words = "Zambia would not tolerate <script>alert(1)</script> | [x](javascript:y) \x1b[31m\u202eclosing"
    a = Article("A", "*Chipata* Courier", date(2034, 5, 3), f"{words}.")
    line = red_line(a.cite(words), "Zambia", "Malawi", words)
    changes = diff(brief([a]), brief([a], red_lines=(line,)))
    page, marked = render_changes(changes), render_changes(changes, "md")
    assert "\x1b" not in page + marked
    assert "\u202e" not in page + marked
    assert "<script" not in marked
    assert "[x](javascript:" not in marked
