"""Positions: kind by verb and grammar, holder apart from speaker, record, media, and what is no position."""

from __future__ import annotations

import pytest

from summarizer.engines.rules.kinds import kind_of
from tests.rules.reading_of import kinds, reading_of

LEAD = "Azerbaijani and Armenian officials met in Tbilisi on Monday.\n\n"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Armenian Foreign Minister Tigran Sahakyan said Armenia does not seek a new war.", "assurance"),
        ("Armenian Foreign Minister Tigran Sahakyan demanded that Azerbaijan free the prisoners.", "demand"),
        ("Armenian Foreign Minister Tigran Sahakyan called on Azerbaijan to reopen the road.", "demand"),
        ("Armenian Foreign Minister Tigran Sahakyan said Azerbaijan must withdraw its troops.", "demand"),
        ("Armenian Foreign Minister Tigran Sahakyan accused Azerbaijan of breaking the truce.", "accusation"),
        (
            "Armenian Foreign Minister Tigran Sahakyan condemned the shelling of the border village.",
            "condemnation",
        ),
        ("Armenian Foreign Minister Tigran Sahakyan denied the reports of a secret deal.", "denial"),
        (
            "Armenian Foreign Minister Tigran Sahakyan announced that Armenia has closed the crossing.",
            "announcement",
        ),
        ("Armenian Foreign Minister Tigran Sahakyan proposed a joint commission on the border.", "offer"),
        ("Armenian Foreign Minister Tigran Sahakyan said Armenia is ready to open the railway.", "offer"),
        ("Armenian Foreign Minister Tigran Sahakyan threatened to leave the treaty.", "threat"),
        ("Armenian Foreign Minister Tigran Sahakyan said Azerbaijan must sign or face sanctions.", "threat"),
        ("Armenian Foreign Minister Tigran Sahakyan vowed to retaliate for the shelling.", "threat"),
        ("Armenian Foreign Minister Tigran Sahakyan vowed not to close the corridor.", "assurance"),
        (
            "Armenian Foreign Minister Tigran Sahakyan warned that Azerbaijan would pay dearly for the shelling.",
            "threat",
        ),
        (
            "Armenian Foreign Minister Tigran Sahakyan stressed the importance of the border commission.",
            "position",
        ),
        ("Armenian Foreign Minister Tigran Sahakyan described the talks as constructive.", "position"),
        ("Armenian Foreign Minister Tigran Sahakyan rejected the corridor plan.", "position"),
        (
            "Armenian Foreign Minister Tigran Sahakyan warned that the mines pose a danger to farmers.",
            "position",
        ),
    ],
)
def test_the_verb_and_its_clause_give_the_kind(sentence: str, kind: str) -> None:
    assert kinds(reading_of(LEAD + sentence)) == [(kind, "Armenia")]


def test_a_warning_with_a_consequence_in_the_speakers_hands_is_a_threat() -> None:
    assert kind_of("warn", "it will retaliate", about_other=False) == "threat"
    assert kind_of("warn", "the drought will hurt farmers", about_other=False) == "position"


def test_several_verbs_of_one_subject_are_several_statements() -> None:
    text = (
        LEAD
        + "Tigran Sahakyan, the Armenian foreign minister, condemned the blockade, urged Azerbaijan to lift it and reaffirmed Armenia's support for the monitors."
    )
    assert [p.kind for p in reading_of(text).positions] == ["condemnation", "demand", "position"]


def test_a_direct_quotation_has_its_speaker_and_medium() -> None:
    text = (
        LEAD
        + """"We want the railway opened this year," Azerbaijani Deputy Foreign Minister Leyla Rzayeva told Anadolu."""
    )
    position = reading_of(text).positions[0]
    assert position.said.speaker == "Leyla Rzayeva"
    assert position.said.descriptor == "Azerbaijani Deputy Foreign Minister"
    assert position.said.record == "named"
    assert position.said.via == ("Anadolu",)
    assert position.quotes == ("We want the railway opened this year",)


def test_a_pronoun_means_the_last_person() -> None:
    text = (
        LEAD
        + """Armenian Foreign Minister Tigran Sahakyan called the talks useful. He also said that Armenia has closed the crossing."""
    )
    assert {p.said.speaker for p in reading_of(text).positions} == {"Tigran Sahakyan"}


def test_an_anonymous_source_stays_anonymous_and_keeps_its_words() -> None:
    text = (
        LEAD
        + """A senior Armenian diplomat told Reuters that Armenia wants international monitors. "We need them by May," the diplomat said."""
    )
    positions = reading_of(text).positions
    assert {(p.said.speaker, p.said.record, p.said.descriptor) for p in positions} == {
        (None, "anonymous", "A senior Armenian diplomat")
    }
    assert all(p.said.via == ("Reuters",) for p in positions)


def test_a_party_without_a_channel_is_unattributed() -> None:
    text = LEAD + "Azerbaijan says the road must stay closed until the mines are cleared."
    assert reading_of(text).positions[0].said.record == "unattributed"


def test_an_institution_is_named_without_a_speaker() -> None:
    text = LEAD + "The Armenian foreign ministry said Armenia does not seek a new war."
    said = reading_of(text).positions[0].said
    assert (said.speaker, said.record, said.descriptor) == (None, "named", "The Armenian foreign ministry")


def test_a_named_office_speaks_for_the_side_of_its_holder() -> None:
    text = LEAD + "Azerbaijani President Rauf Aliyar's office said Azerbaijan is ready to open the railway."
    position = reading_of(text).positions[0]
    assert (position.holder, position.said.speaker, position.said.record) == ("Azerbaijan", None, "named")


def test_words_passed_on_by_another_keep_who_passed_them_on() -> None:
    text = (
        LEAD
        + """A Georgian official told Interpress News that Armenia's delegation demanded the release of all prisoners."""
    )
    position = reading_of(text).positions[0]
    assert (position.kind, position.holder) == ("demand", "Armenia")
    assert position.said.record == "anonymous"
    assert position.said.descriptor == "A Georgian official"
    assert position.at_meeting


def test_what_was_said_at_the_table_is_told_from_what_was_said_elsewhere() -> None:
    text = (
        LEAD
        + """During the talks, Armenian Foreign Minister Tigran Sahakyan urged Azerbaijan to free the prisoners.

Azerbaijani Foreign Minister Orkhan Mammadli told reporters later that Azerbaijan rejects the plan."""
    )
    assert [p.at_meeting for p in reading_of(text).positions] == [True, False]


def test_courtesies_battle_reports_and_bystanders_are_left_out() -> None:
    text = (
        LEAD
        + """Armenian Foreign Minister Tigran Sahakyan thanked Georgia for its hospitality.

The Azerbaijani army said three of its soldiers were killed by a mine overnight.

"We are tired of this," said Gohar, a shopkeeper in the border village."""
    )
    assert reading_of(text).positions == ()


def test_a_position_of_an_earlier_month_is_left_out() -> None:
    text = LEAD + "Armenian officials have in recent months demanded the return of the enclave."
    assert reading_of(text).positions == ()


def test_a_repeated_statement_is_one_position() -> None:
    text = (
        LEAD
        + """Armenian Foreign Minister Tigran Sahakyan said Armenia is ready to open the railway.

"Armenia is ready to open the railway," Sahakyan said."""
    )
    positions = reading_of(text).positions
    assert [p.kind for p in positions] == ["offer"]


def test_hedges_of_the_reporter_are_kept() -> None:
    text = LEAD + "Azerbaijan reportedly demanded control of the road."
    assert reading_of(text).positions[0].said.hedges == ("reportedly",)


def test_a_headline_states_nothing() -> None:
    text = """Armenia Warns Azerbaijan Over Mines

Azerbaijani and Armenian officials met in Tbilisi on Monday."""
    assert reading_of(text).positions == ()


def test_a_dateline_is_no_part_of_what_was_said_and_a_minister_speaks_for_the_state_she_binds() -> None:
    reading = reading_of(
        "OTTAWA, June 2 (Inventa) - Canada will never accept foreign submarines in the strait, Foreign Minister "
        "Claire Dubois said on Monday after talks with Danish officials in Ottawa.\n\n"
        '"If it is ignored, we will board the vessels," Dubois told reporters.\n\n'
        "Two Danish officials, who asked not to be named, said the talks were useful."
    )
    assert [line.quotes[0] for line in reading.red_lines] == [
        "Canada will never accept foreign submarines in the strait"
    ]
    words = [quote for item in (*reading.red_lines, *reading.positions) for quote in item.quotes]
    assert any("we will board the vessels" in quote for quote in words)
    assert not any("asked not to be named" in quote for quote in words)


LAKE = "LIMA, 3 May 2031 - Bolivia and Peru held talks in Lima on Friday. "


def test_a_warning_that_names_a_price_is_a_threat() -> None:
    text = LAKE + "Bolivian Foreign Minister Ada Moreau warned that Peru would pay dearly for the blockade."
    assert reading_of(text).positions[0].kind == "threat"


def test_what_is_told_to_reporters_is_not_said_at_the_table_even_at_the_talks() -> None:
    text = (
        LAKE
        + "Bolivian Foreign Minister Ada Moreau told reporters at the talks that Bolivia wanted a new lake treaty."
    )
    assert [p.at_meeting for p in reading_of(text).positions] == [False]


def test_a_former_official_without_a_name_states_no_partys_position() -> None:
    text = LAKE + "A former Bolivian official said Bolivia must reopen the road to Peru at once."
    assert reading_of(text).positions == ()


def test_few_words_may_say_it_all() -> None:
    text = (
        LAKE
        + '"Out of the question," Bolivian Foreign Minister Ada Moreau said of a Peruvian base on the lake.'
    )
    assert [p.statement for p in reading_of(text).positions] == ["Out of the question."]
