"""A smaller soak (`make test-hostile` has the whole), and proof that a leak or a lost article would be seen."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pytest

from tests.attacks import newsroom, soak
from tests.attacks.footprint import slope, unbounded
from tests.attacks.soak import Held, Told

if TYPE_CHECKING:
    from collections.abc import Mapping

SMALL: Mapping[str, float] = {"rules": 100_000.0, "model": float("inf")}
"""kB per 1,000 articles: in so few, tables and caches are still being filled, and clients are still being imported."""
COUNT = 40


def told(**change: object) -> Told:
    fates = {str(n): soak.expected(n, "model") for n in range(COUNT)}
    held = Held([(n, 50_000) for n in range(1, COUNT + 1)], (5, 5), {})
    return Told(fates, held._replace(**change))  # type: ignore[arg-type]


def faults(found: Told) -> list[str]:
    return soak.judged(found, "model", COUNT, steepest=400.0)[1]


def test_every_article_of_a_small_soak_comes_to_what_is_foretold_and_nothing_stays_open() -> None:
    part, lines = soak.soaked({"rules": 60, "model": 60}, steepest=SMALL)
    assert (part.tried, part.survived, part.failures) == (120, 120, ())
    assert "rules: 60 articles = 60 ok + 0 repaired + 0 failed" in lines[0]
    fates = [soak.expected(n, "model")[0] for n in range(60)]
    assert (
        f"= {fates.count('ok')} ok + {fates.count('repaired')} repaired + {fates.count('failed')} failed"
        in lines[1]
    )


def test_a_planted_leak_of_memory_and_of_files_is_seen() -> None:
    part, _ = soak.soaked({"rules": 48}, steepest=SMALL, extra=["--leak-kb", "1000", "--leak-files"])
    memory, files = part.failures
    assert "rules: memory grows by" in memory
    assert "open files became" in files


def test_a_leak_of_one_kilobyte_an_article_is_steeper_than_the_bound_of_the_whole_soak() -> None:
    leaking = [(n, 50_000 + n) for n in range(250, soak.RULES, 250)]
    assert all(Held(leaking, (5, 5), {}).slope > most for most in soak.STEEPEST.values())


def test_a_flat_soak_is_fine_and_a_lost_wrong_or_added_article_is_told() -> None:
    assert faults(told()) == []
    fine = told()
    lost = fine._replace(fates={n: fate for n, fate in fine.fates.items() if n != "7"})
    assert faults(lost) == [
        "model: article 7 (None): lost ",
        f"model: {COUNT - 1} articles are accounted for, not {COUNT}",
    ]
    assert faults(fine._replace(fates={**fine.fates, "7": ("failed", "TimedOut")})) == [
        "model: article 7 (None): failed TimedOut"
    ]
    assert len(faults(fine._replace(fates={**fine.fates, "x": ("ok", "")}))) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"memory": [(n, 50_000 + n) for n in range(1, COUNT + 1)]},
        {"files": (5, 6)},
        {"grown": {"a": (1, 30)}},
    ],
)
def test_whatever_grows_is_told(change: dict[str, object]) -> None:
    assert len(faults(told(**change))) == 1


def test_five_percent_of_the_articles_meet_a_fault_and_every_fault_is_met() -> None:
    met = [soak.fault_of(n) for n in range(soak.MODEL)]
    assert sum(name is not None for name in met) == soak.MODEL // 20
    assert set(met) - {None} == set(soak.PLAYED)


def test_no_article_is_made_twice_and_every_process_makes_the_same() -> None:
    made = [newsroom.article(n) for n in range(600)]
    assert len(set(made)) == 600
    assert newsroom.article(11) == made[11]
    assert max(map(len, made)) > 10 * min(map(len, made))


def test_a_table_that_is_filled_when_it_is_first_used_is_no_leak() -> None:
    assert faults(told(grown={"a": (1, 9)})) == []


def test_the_slope_is_that_of_least_squares() -> None:
    assert slope([(0, 1), (1, 3), (2, 5)]) == 2.0


def test_a_cache_without_a_limit_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    @functools.cache
    def kept(text: str) -> str:
        return text

    kept.__module__ = "summarizer.planted"
    before = unbounded()
    kept("an article")
    name = f"summarizer.planted.{kept.__qualname__}"
    assert (before[name], unbounded()[name]) == (0, 1)
