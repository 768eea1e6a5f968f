"""The collector rests while a text is read, and is afterwards as it was."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from summarizer.engines.rules import engine
from summarizer.engines.rules.engine import RulesEngine
from summarizer.engines.rules.uncollected import uncollected
from summarizer.loading.documents import from_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.article import Article
    from summarizer.models.reading import Reading

TEXT = "Norwegian Foreign Minister Ada Moe met Swedish officials in Oslo on Monday."


@pytest.fixture(autouse=True)
def _enabled() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_the_collector_rests_while_a_text_is_read_and_goes_on_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    read = engine.read_article

    def watched(article: Article) -> Reading:
        seen.append(gc.isenabled())
        return read(article)

    monkeypatch.setattr(engine, "read_article", watched)
    assert RulesEngine().read(from_text(TEXT, id="A")).reading.meetings
    assert seen == [False]
    assert gc.isenabled()


def test_a_collector_that_somebody_switched_off_stays_off() -> None:
    gc.disable()
    RulesEngine().read(from_text(TEXT, id="A"))
    assert not gc.isenabled()


def test_a_reading_that_fails_leaves_the_collector_on() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_many_readings_side_by_side_leave_the_collector_on() -> None:
    document = from_text(TEXT, id="A")
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(RulesEngine().read, [document] * 200))
    assert gc.isenabled()


def test_a_reading_leaves_next_to_nothing_for_the_collector() -> None:
    document = from_text(
        "\n\n".join(f"{TEXT} Moe said line {n} would stay shut." for n in range(400)), id="A"
    )
    gc.disable()
    gc.collect()
    result = RulesEngine().read(document)
    assert gc.collect() < 100, "objects in cycles"
    assert result.reading.participants
