"""Word lists and what is remembered of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.engines.rules.lexicon import known_by_word

if TYPE_CHECKING:
    import pytest


def test_answers_are_remembered_up_to_a_limit_and_long_words_never(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.engines.rules.lexicon._MOST", 3)
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    answer = known_by_word(length)
    assert [answer(word) for word in ("a", "bb", "a", "x" * 50, "x" * 50)] == [1, 2, 1, 50, 50]
    assert asked == ["a", "bb", "x" * 50, "x" * 50]
    assert [answer(word) for word in ("c", "d", "a")] == [1, 1, 1]
    assert asked[-3:] == ["c", "d", "a"]  # no more than three were held
