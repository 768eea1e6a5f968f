"""Words given to a speaker by a label and a colon."""

from __future__ import annotations

from summarizer.engines.rules.sentences import paragraphs
from summarizer.engines.rules.transcripts import find_labelled, signature


def labels(text: str) -> list[tuple[str, int]]:
    return [(text[slice(*found.label)], len(found.said)) for found in find_labelled(text, paragraphs(text))]


def test_a_label_governs_every_paragraph_up_to_the_next() -> None:
    text = "MS DOE: We met.\n\nQ: And now?\n\nMS DOE: We wait.\n\nNothing is signed.\n\n(Laughter.)"
    assert labels(text) == [("MS DOE", 1), ("Q", 1), ("MS DOE", 2)]


def test_a_headline_names_its_speaker_before_a_colon() -> None:
    assert labels("Moreau: talks failed\n\nThe envoys left Oslo.") == [("Moreau", 1)]


def test_labels_of_notes_name_no_speaker() -> None:
    assert labels("UPDATE: talks failed\n\nThe envoys left Oslo.") == []


def test_one_label_in_capitals_makes_no_transcript() -> None:
    assert labels("The envoys left Oslo.\n\nNOTE TO READERS: we were there.") == []


def test_a_quotation_may_be_signed_behind_a_dash() -> None:
    text = "“The bridge is ours.” — Ada B. Moreau.\n\nThe envoys left."
    signed = signature(text, text.index("”"))
    assert signed is not None
    assert text[slice(*signed)] == "Ada B. Moreau"


def test_a_dash_in_mid_sentence_signs_nothing() -> None:
    text = "“The bridge is ours” — Moreau shrugged — and so it was."
    assert signature(text, text.index("”")) is None
