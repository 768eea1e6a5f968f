"""Ways in which articles tell what came of talks, each beside words that look alike and tell of nothing."""

from __future__ import annotations

import pytest

from tests.rules.reading_of import reading_of

LEAD = "Chadian Foreign Minister Idriss Kabo met Nigerien Foreign Minister Sani Oumar in Diffa on Monday.\n\n"


def outcomes(sentence: str) -> list[tuple[str, str]]:
    """(status, text) of what came of the talks."""
    return [(o.status, o.text) for o in reading_of(LEAD + sentence).outcomes]


@pytest.mark.parametrize(
    ("sentence", "status", "text"),
    [
        (
            "The ministers each said the hotline would run until the end of the year.",
            "joint",
            "the hotline would run until the end of the year",
        ),
        (
            "Kabo and his Nigerien guest both said the herders would go home in May.",
            "joint",
            "the herders would go home in May",
        ),
        (
            "An agenda initialled by both governments puts the wells first and the tolls second.",
            "joint",
            "puts the wells first and the tolls second",
        ),
        (
            "In statements that match word for word, the two ministries confined the agenda to the wells.",
            "joint",
            "confined the agenda to the wells",
        ),
        (
            "The two delegations took up the mediator's idea of counting the herds together.",
            "reported",
            "took up the mediator's idea of counting the herds together",
        ),
        ("The delegations are expected back on 5 December.", "reported", "are expected back on 5 December"),
        ("Negotiators return to the table on Friday.", "reported", "return to the table on Friday"),
        ("The two sides will next meet in Niamey in May.", "reported", "will next meet in Niamey in May"),
    ],
)
def test_the_wording_tells_an_outcome(sentence: str, status: str, text: str) -> None:
    found = outcomes(sentence)
    assert [s for s, _ in found] == [status]
    assert text in found[0][1]


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        (
            "A joint statement provides for a team to count the herds, and for the next round to be held in Zinder.",
            ["provides for a team to count the herds", "for the next round to be held in Zinder"],
        ),
        (
            "The two signed a protocol. According to it, a post will be set up at Bosso, and the wells will be counted.",
            ["signed a protocol", "a post will be set up at Bosso", "the wells will be counted"],
        ),
        (
            "The two ministers agreed to revive a commission. It is to meet in Zinder before Easter.",
            ["agreed to revive a commission", "is to meet in Zinder before Easter"],
        ),
        (
            "The ministers took turns reading from one page. Forty camels go home on Friday. The wells will be shared.",
            ["Forty camels go home on Friday", "The wells will be shared"],
        ),
    ],
)
def test_one_agreement_may_hold_several_outcomes(sentence: str, texts: list[str]) -> None:
    found = [text for _, text in outcomes(sentence)]
    assert len(found) == len(texts)
    assert all(text in whole for text, whole in zip(texts, found, strict=True))


@pytest.mark.parametrize(
    "sentence",
    [
        "Kabo took up his pen.",
        "Kabo and Oumar both smiled.",
        "Negotiators return calls slowly.",
        "The ministers took turns at the telescope. The stars will shine on Friday.",
        "Kabo showed a map. It is to be framed.",
        "The guests are expected to eat fish.",
    ],
)
def test_what_only_looks_like_it_tells_none(sentence: str) -> None:
    assert outcomes(sentence) == []
