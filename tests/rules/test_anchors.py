"""Anchors: a filter that never holds back a text in which its expression finds something."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.engines.rules import (
    attendance,
    claims,
    conditions,
    confirmations,
    drawn_lines,
    kinds,
    outcomes,
    red_lines,
    relevance,
    stated_positions,
    statements,
    tellings,
)
from summarizer.engines.rules.anchors import anchors, first_words
from summarizer.engines.rules.article import Article
from summarizer.engines.rules.lexicon import expression, table, wording
from summarizer.engines.rules.wordings import Lead, Vocabulary, Wording
from summarizer.loading.documents import from_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_GOLD = Path(__file__).parents[2] / "evals" / "gold"
_LISTED = [
    pytest.param(expression(module, key), re.VERBOSE, id=f"{module}.{key}")
    for module, listed in table("patterns").items()
    for key in listed
]
_MODULES = (
    attendance,
    claims,
    conditions,
    confirmations,
    drawn_lines,
    kinds,
    outcomes,
    red_lines,
    relevance,
    stated_positions,
    statements,
    tellings,
)
_INLINE = [
    pytest.param(
        value.pattern.pattern, value.pattern.flags, id=f"{module.__name__.rpartition('.')[2]}.{name}"
    )
    for module in _MODULES
    for name, value in vars(module).items()
    if isinstance(value, Wording) and not value.pattern.flags & re.VERBOSE
]


class Filter:
    """The filter of one expression, apart from those of the rules."""

    def __init__(self, expression: str, flags: int = 0) -> None:
        self.vocabulary = Vocabulary()
        self.needed = self.vocabulary.bits_of(anchors(expression, flags))

    def passes(self, text: str) -> bool:
        return self.vocabulary.of_text(text) & self.needed == self.needed


@pytest.fixture(scope="module")
def gold() -> list[tuple[str, frozenset[str]]]:
    """Sentences of the gold articles, with their words."""
    articles = [Article(from_text(path.read_text(), id="A")) for path in sorted(_GOLD.glob("*/*.txt"))]
    return [(a.flat[s.start : s.end], frozenset(s.lower)) for a in articles for s in a.sentences]


@pytest.mark.parametrize(("expression", "flags"), _LISTED + _INLINE)
def test_what_an_expression_generates_passes_its_filter(expression: str, flags: int) -> None:
    compiled, own = re.compile(expression, flags), Filter(expression, flags)
    edges = st.sampled_from(["", " ", "x", "7", "_", ".", "-", "'", "\n", "İ", "é", "the "])

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.from_regex(compiled), edges, edges, st.sampled_from([str, str.upper, str.title, str.swapcase]))
    def check(found: str, before: str, behind: str, cased: type[str]) -> None:
        text = before + cased(found) + behind
        for one in (
            found,
            text,
            text.replace("s", "ſ").replace("i", "İ"),
            text.replace("K", "K").replace("I", "ı"),
        ):
            assert own.passes(one) or compiled.search(one) is None

    check()


def test_sentences_of_the_gold_articles_that_match_pass(gold: list[tuple[str, frozenset[str]]]) -> None:
    vocabulary = Vocabulary()
    expressions = [
        (re.compile(*param.values), vocabulary.bits_of(anchors(*param.values)))  # type: ignore[arg-type, call-overload]
        for param in _LISTED + _INLINE
    ]
    for text, words in gold:
        masks = vocabulary.of_text(text), vocabulary.of_words(words) | vocabulary["s"]
        for compiled, needed in expressions:
            if any(mask & needed != needed for mask in masks):
                assert compiled.search(text) is None, compiled.pattern


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"met", [{"met"}]),
        (r"\bmet\b", [{" met "}]),
        (r"^met$", [{" met "}]),
        (r"\bred[\s-]lines?\b", [{" line ", " lines "}, {" red "}]),
        (r"\bretaliat\w+", [{" retaliat"}]),
        (r"n't\b", [{"n ", " t "}]),
        (r"\b(?:has|had)\s+(?:firmly\s+)?refus\w+", [{" refus"}, {" has ", " had "}]),
        (r"(?:walk\s+away|quit)\b", [{"quit ", " away "}]),
        (r"\bdraft(?:ed|s)?\b", [{" draft ", " drafts ", " drafted "}]),
        (r"\bhonou?red\b", [{" honored ", " honoured "}]),
        (r"\bcommuniqu[eé]", [{" communiqu"}]),
        (r"\blevel[2-4]\b", [{" level2 ", " level3 ", " level4 "}]),
        (r"(?=never)\bagreed\b(?!\s+not)", [{" agreed "}]),
        (r"(?<=talks\s)\bopened\b", [{" opened "}]),
        (r"(?i:TRUCE)", [{"truce"}]),
        (r"(?:truce\s*){2,}", [{"truce", "truce "}]),
        (r"(?:truce,?\s+)+held\b", [{" held "}, {"truce "}]),
        (r"(?P<who>Oslo)\s(?P=who)", [{"oslo "}]),
        (r"\b(?:a|the)\s(?:[\w'-]+\s){0,4}(?:source|envoy)\b", [{" envoy ", " source "}, {" a ", " the "}]),
    ],
)
def test_what_each_construct_asks_for(expression: str, expected: list[set[str]]) -> None:
    found = [set(one) for one in anchors(expression)]
    assert all(one in found or _implied(one, found) for one in expected), found


def _implied(one: set[str], found: list[set[str]]) -> bool:
    """A set of which the rarest piece of each wording was kept."""
    return any(other <= one for other in found)


@pytest.mark.parametrize(
    "expression",
    [
        r"(?:truce)?",
        r"\w+",
        r"[^;.]{3,80}",
        r".*",
        r"[A-Z]\w+",
        r"(?:truce|\w+)\b",
        r"(?:truce)*",
        r"(?!truce)",
        r"(?=truce)",
        r"(?:truce|)",
        r"\d{4}",
        r"[\s,;-]+",
        r"(?a:\btruce\b)",
    ],
)
def test_an_expression_that_asks_for_no_word_has_no_filter(expression: str) -> None:
    assert anchors(expression) == ()


def test_first_words_are_those_a_match_can_begin_with() -> None:
    assert first_words(r"\b(?:met|sat\s+down|(?:was|were)\s+seen)\b") == {"met", "sat", "was", "were"}


@pytest.mark.parametrize(
    "expression", [r"met\b", r"\b(?:met|\w+ing)\b", r"\b(?:the\s)?talks?\w*", r"(?:\bmet\b)?"]
)
def test_first_words_that_cannot_be_told_are_refused(expression: str) -> None:
    with pytest.raises(ValueError, match="begins"):
        first_words(expression)


@pytest.mark.parametrize("flags", [re.ASCII, re.ASCII | re.IGNORECASE])
def test_expressions_with_letters_of_their_own_have_no_filter(flags: int) -> None:
    assert anchors(r"\btruce\b", flags) == ()


@pytest.mark.parametrize("text", ["talKs", "talkſ", "TALKS", "a-talks-b", "İ talks", "«talks»"])
def test_letters_that_are_the_same_without_case_pass(text: str) -> None:
    assert re.search(r"\btalks\b", text, re.IGNORECASE)
    assert Filter(r"\btalks\b", re.IGNORECASE).passes(text)


@pytest.mark.parametrize("text", ["İf", "ıf", "if", "i\u0307 if"])
def test_an_i_with_or_without_a_dot_is_an_i(text: str) -> None:
    own = Filter(r"\bif\b", re.IGNORECASE)
    assert re.search(r"\bif\b", text, re.IGNORECASE)
    assert own.passes(text)
    assert own.vocabulary.of_words(frozenset(text.lower().split())) & own.needed == own.needed


@pytest.mark.parametrize("text", ["talk", "sweettalks", "talks_", "talks2", "", "t alks"])
def test_texts_without_the_word_are_held_back(text: str) -> None:
    assert not Filter(r"\btalks\b", re.IGNORECASE).passes(text)


def test_most_expressions_are_tried_on_few_sentences(gold: list[tuple[str, frozenset[str]]]) -> None:
    """What the filter is for: one expression in eight is tried, and fewer in news than in these articles."""
    vocabulary = Vocabulary()
    needed = [vocabulary.bits_of(anchors(*param.values)) for param in _LISTED]  # type: ignore[arg-type]
    filtered = [bits for bits in needed if bits]
    masks = [vocabulary.of_words(words) for _, words in gold]
    tried = sum(mask & bits == bits for mask in masks for bits in filtered)
    assert len(filtered) > 0.85 * len(needed)
    assert tried < len(filtered) * len(masks) / 8


def test_sets_that_come_after_the_first_text_ask_for_nothing() -> None:
    vocabulary = Vocabulary()
    early = vocabulary.bits_of(anchors(r"\btruce\b"))
    assert early
    mask = vocabulary.of_text("the truce")
    assert mask & early == early
    assert vocabulary.bits_of(anchors(r"\bceasefire\b")) == 0
    assert vocabulary.bits_of(anchors(r"\btruce\b")) == early


def test_words_remembered_stay_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.engines.rules.wordings._MOST_WORDS", 100)
    vocabulary = Vocabulary()
    needed = vocabulary.bits_of(anchors(r"\btruce\b"))
    for words in _many_words():
        assert vocabulary.of_words(words) & needed == needed
    assert len(vocabulary) <= 102


def _many_words() -> Iterator[list[str]]:
    for n in range(1000):
        yield [f"word{n}", "truce", "x" * 50 + str(n)]


_LED = [param for param in _LISTED if Wording(*param.values)._lead is not None]  # type: ignore[arg-type]


def test_expressions_that_begin_with_a_stretch_of_words_are_known() -> None:
    assert {param.id for param in _LED} >= {
        "red_lines.crosses",
        "red_lines.unacceptable",
        "conditions.if_last",
        "confirmations.silent",
    }


@pytest.mark.parametrize(("expression", "flags"), _LED)
def test_a_lead_finds_what_the_expression_finds(expression: str, flags: int) -> None:
    compiled = re.compile(expression, flags)
    lead = Lead.of(compiled)
    assert lead is not None
    parts = st.one_of(
        st.from_regex(compiled), st.sampled_from([";", ": ", ", ", ' "', ".", "  ", "so ", "x" * 250, "\n"])
    )

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.lists(parts, max_size=5).map("".join), st.integers(0, 5), st.integers(0, 5))
    def check(text: str, start: int, short: int) -> None:
        end = max(0, len(text) - short)
        assert [m.regs for m in lead.finditer(text, start, end)] == [
            m.regs for m in compiled.finditer(text, start, end)
        ]

    check()


@pytest.mark.parametrize(
    "expression",
    [
        r"(?P<who>[^;:]{2,90}?)\s+met|parted",
        r"(?P<who>[^;:]{2,90})\s+met",
        r"(?P<who>[^;:]{2,90}?)\bmet",
        r"(?P<who>[^a-z]{2,90}?)\s+met",
        r"\b(?P<who>[^;:]{2,90}?)\s+met",
    ],
)
def test_what_only_looks_like_a_lead_is_left_to_re(expression: str) -> None:
    assert Lead.of(re.compile(expression)) is None


def test_a_lead_takes_time_in_proportion_to_the_text() -> None:
    text = "the plan is " * 20_000 + "unacceptable"
    found = list(wording("red_lines", "unacceptable").finditer(text))
    assert [match.span("word")[1] for match in found] == [len(text)]
