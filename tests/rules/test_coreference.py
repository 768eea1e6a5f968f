"""Names of speakers: short names and pronouns traced to the fullest mention."""

from __future__ import annotations

from summarizer.engines.rules.attribution import find_attributions


def names(text: str) -> list[str | None]:
    return [found.name for found in find_attributions(text)]


def test_a_surname_is_traced_to_the_mention_with_title_and_given_name() -> None:
    text = "French Foreign Minister Ada Moreau landed in Oslo.\n\nMoreau said that talks would resume."
    assert names(text) == ["French Foreign Minister Ada Moreau"]


def test_a_pronoun_stands_for_the_last_speaker() -> None:
    text = "Ada Moreau said that talks would resume. She said that envoys would stay."
    assert names(text) == ["Ada Moreau", "Ada Moreau"]


def test_a_pronoun_does_not_cross_a_known_gender() -> None:
    text = "Mr. Okafor said talks failed. Mrs. Duarte said they went on. He said that nobody had listened."
    assert names(text) == ["Mr. Okafor", "Mrs. Duarte", "Mr. Okafor"]


def test_a_relative_pronoun_stands_for_what_it_follows() -> None:
    text = "Ada Moreau, who said that talks had failed, left Oslo."
    (found,) = find_attributions(text)
    assert found.speaker is not None
    assert text[slice(*found.speaker)] == "who"
    assert found.name == "Ada Moreau"


def test_two_persons_of_one_surname_are_kept_apart() -> None:
    text = (
        "President Ada Moreau met her brother.\n\nHer brother Luc Moreau said that he was tired. "
        "Ada Moreau said that she was not."
    )
    assert names(text)[0] == "Luc Moreau"
    assert names(text)[-1] == "President Ada Moreau"


def test_an_anonymous_source_is_never_given_a_name() -> None:
    text = "Ada Moreau landed in Oslo. A senior official said that talks would resume."
    assert names(text) == ["A senior official"]


def test_an_office_is_not_its_holder() -> None:
    text = "Prime Minister Dana Levi landed. Levi’s office said that talks would resume."
    assert names(text) == ["Levi’s office"]


def test_they_has_no_name() -> None:
    assert names("Ada Moreau met envoys. They said that talks would resume.") == [None]
