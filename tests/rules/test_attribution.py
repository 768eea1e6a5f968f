"""Attribution: who is given which words, form by form."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.engines.rules.attributed import Attributed, Span
from summarizer.engines.rules.attribution import find_attributions

Row = tuple[str | None, str]


def rows(text: str) -> list[Row]:
    """Local speaker and content of each attribution."""
    return [
        (
            None if found.speaker is None else text[slice(*found.speaker)],
            " … ".join(text[slice(*part)] for part in found.content),
        )
        for found in find_attributions(text)
    ]


def only(text: str) -> Attributed:
    (found,) = find_attributions(text)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will stay,” Moreau said.", ("Moreau", "We will stay,")),
        ("“We will stay,” said Moreau.", ("Moreau", "We will stay,")),
        ("Moreau said: “We will stay.”", ("Moreau", "We will stay.")),
        ("Moreau said, “We will stay.”", ("Moreau", "We will stay.")),
        ("“Will they stay?” asked Moreau.", ("Moreau", "Will they stay?")),
        ("“Out!” Moreau shouted at the gate.", ("Moreau", "Out!")),
        ("“We will stay,” Ada Moreau, the French envoy, told reporters.", ("Ada Moreau", "We will stay,")),
        ("“We will stay,” quipped Moreau.", ("Moreau", "We will stay,")),
    ],
)
def test_a_quotation_goes_to_the_subject_of_its_reporting_clause(text: str, expected: Row) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moreau said that talks had failed.", ("Moreau", "talks had failed")),
        ("Moreau said talks had failed.", ("Moreau", "talks had failed")),
        ("Talks had failed, Moreau said.", ("Moreau", "Talks had failed")),
        ("Talks had failed, according to Moreau.", ("Moreau", "Talks had failed")),
        ("According to Moreau, talks had failed.", ("Moreau", "talks had failed")),
        ("Moreau said in a statement that talks had failed.", ("Moreau", "talks had failed")),
        ("Moreau said on Monday that talks had failed.", ("Moreau", "talks had failed")),
        ("Moreau told the Baku Courier that talks had failed.", ("Moreau", "talks had failed")),
        ("Moreau warned against a new embargo.", ("Moreau", "a new embargo")),
        ("Moreau rejected the ceasefire plan.", ("Moreau", "the ceasefire plan")),
        ("Moreau called on Chad to open the border.", ("Moreau", "Chad to open the border")),
        ("Moreau denied that a deal was signed.", ("Moreau", "a deal was signed")),
        ("Moreau accused Chad of delaying the talks.", ("Moreau", "Chad of delaying the talks")),
        ("Moreau condemned the attack on the convoy.", ("Moreau", "the attack on the convoy")),
        ("Moreau believes the border will open.", ("Moreau", "the border will open")),
        ("Moreau was quoted as saying that talks had failed.", ("Moreau", "talks had failed")),
        ("The plan was rejected by Moreau.", ("Moreau", "The plan")),
        ("Moreau is confident that talks will resume.", ("Moreau", "talks will resume")),
        ("The envoy repeated Moreau’s claim that talks had failed.", ("Moreau", "talks had failed")),
    ],
)
def test_words_without_marks_are_given_to_their_speaker(text: str, expected: Row) -> None:
    assert expected in rows(text)


def test_an_interrupted_quotation_has_two_fragments() -> None:
    text = "“We came,” Moreau said, “to talk.”"
    assert rows(text) == [("Moreau", "We came, … to talk.")]


def test_an_interrupted_clause_has_two_fragments() -> None:
    assert rows("If the truce breaks, Moreau said, talks will end.") == [
        ("Moreau", "If the truce breaks … talks will end")
    ]


def test_the_medium_is_told_from_the_speaker() -> None:
    text = "“We will stay,” Moreau told Radio Tunis."
    found = only(text)
    assert found.medium is not None
    assert text[slice(*found.medium)] == "Radio Tunis"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“We will stay,” Moreau said.", "direct"),
        ("Moreau said they would “stay put” for now.", "mixed"),
        ("Moreau said they would stay put.", "indirect"),
    ],
)
def test_the_form_tells_how_much_stands_between_marks(text: str, form: str) -> None:
    assert only(text).form == form


@pytest.mark.parametrize(
    "speaker",
    [
        "A senior official who spoke on condition of anonymity",
        "The office of Prime Minister Dana Levi",
        "Prime Minister Dana Levi’s office",
        "The Kremlin",
        "Sources close to the talks",
        "The envoy for Syria",
        "Moreau, the French envoy,",
        "Moreau, who arrived in Oslo on Sunday,",
        "Ada Moreau (Greens)",
        "Moreau and Okafor",
    ],
)
def test_a_speaker_may_be_a_person_an_office_or_a_source(speaker: str) -> None:
    text = f"{speaker} said that talks had failed."
    (found,) = find_attributions(text)
    assert found.speaker is not None
    assert speaker.startswith(text[slice(*found.speaker)].split(" who ")[0])


def test_a_second_sentence_between_marks_keeps_its_speaker() -> None:
    text = "“We will stay,” Moreau said. “No one will move us.”"
    second = find_attributions(text)[1]
    assert second.carried
    assert second.name == "Moreau"


def test_a_quotation_over_two_paragraphs_is_one_attribution() -> None:
    text = "“We came to talk,” Moreau said. “We stayed for a week.\n\n“We leave with nothing.”"
    assert rows(text)[-1] == ("Moreau", "We stayed for a week. … We leave with nothing.")


def test_an_utterance_before_a_full_stop_belongs_to_the_clause_behind_it() -> None:
    text = "“Never again!” Ines Duarte said. The hall was silent."
    assert rows(text) == [("Ines Duarte", "Never again!")]


def test_a_participle_has_the_subject_of_its_sentence() -> None:
    text = "Moreau said talks had failed, adding that envoys would leave."
    assert rows(text) == [("Moreau", "talks had failed"), ("Moreau", "envoys would leave")]


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    text = "Moreau rejected the plan and said that envoys would leave."
    assert rows(text) == [("Moreau", "the plan"), ("Moreau", "envoys would leave")]


def test_a_hop_keeps_both_speakers() -> None:
    text = "Moreau told Radio Tunis that Okafor said that talks had failed."
    assert [speaker for speaker, _ in rows(text)] == ["Moreau", "Okafor"]


def test_scare_quotes_and_titles_are_no_speech() -> None:
    assert rows("The “red line” runs by the river near the “Green Valley” hotel.") == []


def test_a_declined_comment_says_nothing_of_what_was_asked() -> None:
    contents = [content for _, content in rows("Asked about the deal, Moreau declined to comment.")]
    assert "Asked about the deal" not in contents


def test_an_article_that_breaks_off_behind_its_cue_is_read() -> None:
    text = "Talks were held in Oslo. It was stressed by the Norwegian side that"
    assert find_attributions(text) == ()
    assert [a.lemma for a in find_attributions(f"{text} they go on.")] == ["stress"]


def test_only_the_given_stretches_are_read() -> None:
    text = "Moreau said talks failed. Okafor said they had not."
    assert len(find_attributions(text, [Span(0, 25)])) == 1


@given(st.text(alphabet="abM .,:;\n\"'“”‘’-()", max_size=150))
def test_every_span_lies_in_the_text_and_holds_something(text: str) -> None:
    for found in find_attributions(text):
        for start, end in (*found.content, *(s for s in (found.cue, found.speaker, found.medium) if s)):
            assert 0 <= start < end <= len(text)


_WORDS = [
    "Moreau",
    "the envoy",
    "said",
    "that",
    "talks",
    "failed",
    ",",
    "“",
    "”",
    "who",
    "and",
    "to",
    "his",
    ".",
]


@given(st.lists(st.sampled_from(_WORDS), max_size=40))
def test_no_order_of_common_words_raises(words: list[str]) -> None:
    find_attributions(" ".join(words))


def test_the_example_of_the_guide_prints_what_it_says() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "attribution.md").read_text(encoding="utf-8")
    code = guide.partition("```python\n")[2].partition("```")[0]
    expected = [line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines() == expected


@pytest.mark.parametrize(
    "when",
    [
        "after the talks",
        "before the talks",
        "following the session",
        "after a breakfast with Colombia on the sidelines of a summit",
    ],
)
@pytest.mark.parametrize(
    "order", ["Iceland will stay, Moreau said {when}.", "Moreau said {when} that Iceland will stay."]
)
def test_what_is_said_after_or_before_something_is_told_apart_from_when_it_was_said(
    order: str, when: str
) -> None:
    text = order.format(when=when)
    found = [
        (text[slice(*a.speaker)], [text[s:e] for s, e in a.content])
        for a in find_attributions(text)
        if a.speaker
    ]
    assert found == [("Moreau", ["Iceland will stay"])]
