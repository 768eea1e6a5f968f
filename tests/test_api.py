"""The public face: sources in, a brief out."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

import pytest

import summarizer
from summarizer import asummarize, from_text, load, summarize, summarize_each
from summarizer.api import prepare
from summarizer.errors import ConfigError, DifferentMeetings, SourceError
from summarizer.models.document import fingerprint
from summarizer.settings import Settings
from tests.shared import EXAMPLE

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.models.brief import Brief

RULES = Settings(engine="rules")
A, B = EXAMPLE / "A.txt", EXAMPLE / "B.txt"


def timeless(brief: Brief) -> dict[str, object]:
    return brief.model_dump(exclude={"provenance"})


def test_public_names_are_sorted_and_all_there() -> None:
    assert summarizer.__all__ == sorted(summarizer.__all__)
    for name in summarizer.__all__:
        assert getattr(summarizer, name) is not None
        assert name in dir(summarizer)
    with pytest.raises(AttributeError, match="nothing"):
        summarizer.nothing  # noqa: B018


def test_importing_a_submodule_does_not_hide_a_public_function() -> None:
    import summarizer.loading
    import summarizer.rendering

    assert callable(summarizer.render)
    assert callable(summarizer.load)


def test_paths_and_documents_give_the_same_brief() -> None:
    from_paths = summarize(A, str(B), settings=RULES)
    from_documents = summarize(load(A), load(B), settings=RULES)
    assert timeless(from_paths) == timeless(from_documents)


def test_both_orders_and_the_asynchronous_call_give_the_same_brief() -> None:
    first = summarize(A, B, settings=RULES)
    assert timeless(summarize(B, A, settings=RULES)) == timeless(first)
    assert timeless(asyncio.run(asummarize(B, A, settings=RULES))) == timeless(first)


def test_an_id_that_the_texts_hash_happens_to_begin_with_is_kept() -> None:
    text = next(t for t in (f"Envoys met {n} times." for n in range(99)) if fingerprint(t).startswith("a"))
    assert [d.id for d in prepare([from_text(text, id="a")])[0]] == ["a"]


def test_two_documents_of_one_id_are_refused() -> None:
    with pytest.raises(ConfigError, match="the same id"):
        prepare([from_text("Envoys met.", id="A"), from_text("Envoys parted.", id="A")])


def test_documents_are_named_in_order_of_publication() -> None:
    late = from_text("Late words here.", published=date(2031, 3, 2))
    early = from_text("Early words here.", published=date(2031, 3, 1))
    undated = from_text("Words without a date.")
    documents, _ = prepare([undated, late, early])
    assert [(d.id, d.text.split()[0]) for d in documents] == [("A", "Early"), ("B", "Late"), ("C", "Words")]


def test_a_document_keeps_the_id_it_came_with() -> None:
    documents, _ = prepare([from_text("One text here.", id="B"), from_text("Another text here.")])
    assert sorted(d.id for d in documents) == ["A", "B"]


def test_the_same_text_given_twice_is_read_once_and_noted() -> None:
    once = summarize(A, settings=RULES)
    twice = summarize(A, A, settings=RULES)
    assert timeless(twice) | {"warnings": ()} == timeless(once)
    assert "read once" in twice.warnings[0]


def test_no_source_is_a_clear_error() -> None:
    with pytest.raises(ConfigError, match="no source"):
        summarize(settings=RULES)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"absent\.txt"):
        summarize(tmp_path / "absent.txt", settings=RULES)


NAIROBI = (
    "NAIROBI, 3 May 2032 (Inventa) - Kenya and Somalia held talks in Nairobi on Monday on fishing licences. "
    "The Kenyan delegation was led by Fisheries Minister Otieno Barasa.\n\n"
    "“We will not accept unlicensed trawlers in our waters,” Barasa said.\n"
)


def test_two_different_meetings_are_told_apart_and_not_blended() -> None:
    other = from_text(NAIROBI)
    with pytest.raises(DifferentMeetings, match="2 different meetings"):
        summarize(A, other, settings=RULES)
    found = summarize_each(A, B, other, settings=RULES)
    assert [len(b.documents) for b in found] == [2, 1]
    assert "Kenya" in found[1].title
    assert "Kenya" not in found[0].model_dump_json()
