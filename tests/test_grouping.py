"""Articles that nobody has sorted come together by what they share; those in doubt stay alone. All of it is invented."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import combinations, islice
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import from_text
from summarizer.grounding import ground
from summarizer.grouping import grouped, signature
from summarizer.grouping.blocks import NEIGHBOURS, pairs
from summarizer.grouping.prints import copies, words_print
from summarizer.grouping.weighing import matches
from summarizer.models.provenance import Usage
from summarizer.models.reading import Meeting, Participant, Reading
from summarizer.models.verified import EngineResult
from tests.bench.weeks import events, ideal, tellings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.grouping import Signature

FISH = (
    "“We will count every net that leaves the harbour before the winter storms begin,” Envoy Ada Molvik said."
)
PATROLS = (
    "“No patrol boat of ours has ever crossed the line that our grandfathers drew,” Envoy Ada Molvik said."
)
LONG = "\n\n".join(
    f"Skippers of boat {n} told the {word} committee that nets were {word} and harbour dues had doubled since {n + 1990}."
    for n, word in enumerate("torn mended lost found sold bought lent hired stolen counted".split())
)


def report(
    key: str,
    text: str,
    published: str | None,
    *meetings: dict[str, Any],
    people: Sequence[tuple[str, str]] = (),
) -> Signature:
    """The signature of an article as a reader without fault reads it; a meeting is proven by its own words."""
    document = from_text(text, published=date.fromisoformat(published) if published else None)
    told = tuple(
        Meeting.model_validate(
            {
                "kind": "talks",
                "status": "held",
                "level": None,
                "purpose": None,
                "venue": None,
                "when": None,
                "where": None,
            }
            | meeting
        )
        for meeting in meetings
    )
    there = tuple(
        Participant(
            quotes=(name,), name=name, descriptor=None, side=side, role="head", basis="attended", titles=()
        )
        for name, side in people
    )
    reading = Reading(
        meetings=told,
        participants=there,
        confirmations=(),
        red_lines=(),
        positions=(),
        outcomes=(),
        mentioned=(),
    )
    return signature(ground(document, EngineResult(reading, Usage(doc=document.id, engine="ideal"))), key=key)


def talks(quote: str, *parties: str, **more: Any) -> dict[str, Any]:
    return {"quotes": (quote,), "parties": parties or ("Norway", "Iceland")} | more


def on(key: str, day: str, published: str, town: str | None = None, more: str = "") -> Signature:
    """A report of talks of Norway and Iceland."""
    lead = f"Norway and Iceland held talks{f' in {town}' if town else ''} on {day}."
    return report(key, f"{lead}\n\n{more}\n", published, talks(lead, when=day, where=town))


def test_reports_of_one_meeting_come_together_whatever_words_they_choose() -> None:
    a = on("a", "Tuesday", "2031-03-12", "Bergen")
    b = report(
        "b",
        "BERGEN. Envoys of Oslo and Reykjavik met on 11 March to speak about fish.",
        "2031-03-13",
        talks("Envoys of Oslo and Reykjavik met on 11 March", "Oslo", "Reykjavik", when="11 March"),
    )
    other = report(
        "c", "Chile and Peru held talks on 11 March.", "2031-03-12", talks("Chile and Peru held talks on 11 March", "Chile", "Peru", when="11 March")
    )  # fmt: skip
    assert grouped([a, b, other]) == [["a", "b"], ["c"]]


@pytest.mark.parametrize(
    ("day", "published", "town"),
    [
        ("13 March", "2031-03-13", "Tampere"),  # two days later, elsewhere
        ("12 March", "2031-03-12", "Tampere"),  # the next day, elsewhere
        ("14 March", "2031-03-14", None),  # three days later, no place told
        ("8 April", "2031-04-08", "Bergen"),  # a month later, the same town
    ],
)
def test_the_same_parties_at_another_time_and_place_have_another_meeting(
    day: str, published: str, town: str | None
) -> None:
    assert len(grouped([on("a", "11 March", "2031-03-11", "Bergen"), on("b", day, published, town)])) == 2


def test_sessions_on_days_that_follow_each_other_at_one_place_are_one_round() -> None:
    sessions = [on(f"{n}", f"{n} March", f"2031-03-{n}", "Bergen") for n in range(10, 15)]
    whole = report(
        "whole",
        "Norway and Iceland ended five days of talks in Bergen that began on 10 March.",
        "2031-03-15",
        talks("Norway and Iceland ended five days of talks in Bergen", when="10 March", where="Bergen"),
    )
    assert len(grouped([*sessions, whole])) == 1


def test_two_outlets_may_place_one_meeting_on_either_side_of_a_border() -> None:
    a, b = on("a", "11 March", "2031-03-11", "Oslo"), on("b", "11 March", "2031-03-12", "Reykjavik")
    assert len(grouped([a, b])) == 1


def test_a_minister_who_meets_two_others_on_one_day_in_one_town_has_two_meetings() -> None:
    one = "Norway and Iceland held talks in Geneva on 11 March."
    other = "Norway and Chile held talks in Geneva on 11 March."
    lot = [
        report(
            key,
            f"{lead}\n\nAda Molvik led the Norwegian side.\n",
            "2031-03-11",
            talks(lead, "Norway", guest, when="11 March", where="Geneva"),
            people=[("Ada Molvik", "Norway")],
        )
        for key, lead, guest in (("a", one, "Iceland"), ("b", other, "Chile"))
    ]
    assert len(grouped(lot)) == 2


def test_parties_alone_join_nothing_that_is_not_dated_and_a_delegate_does() -> None:
    lead = "Norway and Iceland held talks."

    def undated(key: str, *people: tuple[str, str]) -> Signature:
        names = " ".join(f"{name} was there." for name, _ in people)
        return report(key, f"{lead}\n\n{names}\n", None, talks(lead), people=people)

    assert len(grouped([undated("a"), undated("b")])) == 2
    heads = (("Ada Molvik", "Norway"), ("Jon Holm", "Iceland"))
    assert len(grouped([undated("a", *heads), undated("b", *heads)])) == 1
    assert (
        len(grouped([undated("a", *heads), undated("b", ("Bo Lie", "Norway"), ("Una Dahl", "Iceland"))])) == 2
    )


def test_a_copied_wire_story_comes_together_with_its_origin_even_where_no_meeting_was_read_in_it() -> None:
    lead = "Norway and Iceland held talks in Bergen on 11 March."
    origin = report("a", f"{lead}\n\n{LONG}\n", "2031-03-11", talks(lead, when="11 March", where="Bergen"))
    cut = LONG.rpartition("\n\n")[0]
    copy = report("b", f"Fish talks: what we know\n\n{cut}\n\nMore on our website.\n", "2031-03-12")
    assert grouped([origin, copy]) == [["a", "b"]]


def test_an_article_without_a_meeting_joins_by_a_long_quotation_while_it_is_news() -> None:
    telling = on("a", "11 March", "2031-03-11", "Bergen", more=f"{FISH} {PATROLS}")
    quiet = report("b", f"The harbour was full. {FISH} {PATROLS}\n", "2031-03-12")
    later = report("c", f"The harbour was empty. {FISH} {PATROLS}\n", "2031-04-12")
    silent = report("d", "The harbour was full of nets and of men who mend them.\n", "2031-03-12")
    assert grouped([telling, quiet, later, silent]) == [["a", "b"], ["c"], ["d"]]


def test_an_article_without_a_meeting_joins_where_it_names_both_parties_and_the_town_the_day_after() -> None:
    telling = on("a", "11 March", "2031-03-11", "Bergen")
    words = "Norway denied that Iceland was given a list at the talks in {}. There was no list, Norway said of Iceland's claim.\n"
    assert grouped([telling, report("b", words.format("Bergen"), "2031-03-12")]) == [["a", "b"]]
    assert len(grouped([telling, report("b", words.format("Tampere"), "2031-03-12")])) == 2
    assert len(grouped([telling, report("b", words.format("Bergen"), "2031-03-20")])) == 2
    other = words.replace("at the talks ", "").format("Bergen")
    assert len(grouped([telling, report("b", other, "2031-03-12")])) == 2


def test_a_capital_that_stands_for_its_government_is_no_sign_of_the_place() -> None:
    telling = on("a", "11 March", "2031-03-11", "Oslo")
    quiet = "After the talks Oslo denied that Iceland was given a list. There was none, Oslo said of Iceland's claim.\n"
    assert len(grouped([telling, report("b", quiet, "2031-03-12")])) == 2


def test_a_digest_of_the_week_stands_for_one_meeting_and_chains_none() -> None:
    first = "Norway and Iceland held talks in Bergen on 11 March."
    second = "Chile and Peru held talks in Porto on 12 March."
    digest = report(
        "d",
        f"{first}\n\n{second}\n",
        "2031-03-14",
        talks(first, when="11 March", where="Bergen"),
        talks(second, "Chile", "Peru", when="12 March", where="Porto"),
    )
    one = on("a", "11 March", "2031-03-11", "Bergen")
    other = report("b", second, "2031-03-13", talks(second, "Chile", "Peru", when="12 March", where="Porto"))
    assert grouped([digest, one, other]) == [["a", "d"], ["b"]]
    assert grouped([digest, other]) == [["b", "d"]]


def test_a_report_without_a_date_does_not_join_the_talks_of_two_weeks() -> None:
    lead = "Norway and Iceland held talks in Bergen."
    undated = report("c", lead, "2031-03-16", talks(lead, where="Bergen"))
    found = grouped(
        [on("a", "10 March", "2031-03-10", "Bergen"), on("b", "16 March", "2031-03-16", "Bergen"), undated]
    )
    assert found == [["b", "c"], ["a"]]


def test_a_sample_knows_a_copy_from_a_report_that_shares_a_quotation() -> None:
    whole = from_text(f"{LONG}\n\n{FISH}\n")
    embedded = from_text(
        f"{LONG}\n\n{LONG.replace('boat', 'ship').replace('told', 'wrote to')}\n\n{PATROLS}\n"
    )
    other = from_text(
        f"{LONG.replace('told the', 'asked the whole').replace('nets were', 'all was')}\n\n{FISH}\n"
    )
    assert copies(words_print(whole), words_print(embedded))
    assert not copies(words_print(whole), words_print(other))


def test_every_article_needs_a_key_of_its_own() -> None:
    one = on("a", "11 March", "2031-03-11")
    with pytest.raises(ValueError, match="key of its own"):
        grouped([one, one])


# -- many articles -------------------------------------------------------------------------------------------------


@cache
def week() -> tuple[Signature, ...]:
    """A hundred and fifty articles on meetings of one week."""
    read = {
        one.document.sha256: ideal(one, event)
        for event in islice(events(7, days=7), 70)
        for one in tellings(event, 7)
    }
    return tuple(signature(reading, key=key) for key, reading in list(read.items())[:150])


@settings(deadline=None, max_examples=40)
@given(st.permutations(range(60)))
def test_the_order_of_articles_changes_nothing(order: list[int]) -> None:
    lot = week()[:60]
    assert grouped([lot[n] for n in order]) == grouped(lot)


@settings(deadline=None, max_examples=40)
@given(st.sets(st.integers(0, 149), max_size=40))
def test_every_article_is_in_one_group(chosen: set[int]) -> None:
    lot = [week()[n] for n in sorted(chosen)]
    assert sorted(key for members in grouped(lot) for key in members) == sorted(one.key for one in lot)


def test_blocks_lose_no_pair_that_would_be_joined() -> None:
    lot = sorted(week(), key=lambda one: one.key)
    candidates = set(pairs(lot))
    joined = {(a, b) for a, b in combinations(range(len(lot)), 2) if list(matches(lot[a], lot[b]))}
    assert len(joined) > 100
    assert joined <= candidates
    assert len(candidates) < len(lot) * (len(lot) - 1) / 4


def test_a_meeting_that_everybody_tells_of_is_one_group_and_costs_no_more_an_article() -> None:
    lead = "Norway and Iceland held talks in Bergen on 11 March."

    def lot(size: int) -> list[Signature]:
        return [
            report(f"{n:04}", f"{lead}\n\nReporter {n} was there.\n", "2031-03-11", talks(lead, when="11 March", where="Bergen"))
            for n in range(size)
        ]  # fmt: skip

    small, large = lot(100), lot(400)
    assert grouped(large) == [[one.key for one in large]]
    assert len(set(pairs(large))) <= len(large) * NEIGHBOURS
    assert len(set(pairs(large))) < 5 * len(set(pairs(small)))
