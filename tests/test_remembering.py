"""Short words are looked at once, long texts are never kept."""

from __future__ import annotations

from summarizer.remembering import LONGEST, remembered


def test_a_short_text_is_looked_at_once_and_a_long_one_each_time() -> None:
    seen: list[str] = []

    @remembered(10)
    def size(text: str) -> int:
        seen.append(text)
        return len(text)

    for text in ("short", "x" * (LONGEST + 1)):
        assert size(text) == size(text) == len(text)
    assert [len(text) for text in seen] == [5, LONGEST + 1, LONGEST + 1]


def test_what_was_not_asked_for_the_longest_time_is_forgotten() -> None:
    seen: list[str] = []

    @remembered(2)
    def kept(text: str, more: str = "") -> str:
        seen.append(text + more)
        return text + more

    for text in ("a", "b", "c", "a"):
        kept(text)
    kept("a", "b")
    assert seen == ["a", "b", "c", "a", "ab"]
