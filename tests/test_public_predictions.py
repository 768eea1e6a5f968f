"""Prediction rows for the public sets: their shape, on invented sentences."""

from __future__ import annotations

import pytest

from summarizer.evaluation.public import g5w1h, plv, re3d


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Norland accused Sudland of moving the border posts.", "ACCUSE"),
        ("Norland demanded that Sudland return the ferry.", "REQUEST"),
        ("Norland rejected Sudland's offer.", "REJECT"),
        ("Norland agreed to share flood data with Sudland.", "AGREE"),
        ("Norland lifted its ban on apples from Sudland.", "YIELD"),
        ("Norland held talks with Sudland in Geneva.", "CONSULT"),
        ("Norland threatened to expel Sudland's envoys.", "THREATEN"),
        ("Norland praised Sudland's election.", "SUPPORT"),
    ],
)
def test_the_first_predicate_behind_the_actor_decides(text: str, label: str) -> None:
    (row,) = plv.rows([{"doc_id": "1", "text": text, "actor_a": "Norland", "actor_b": "Sudland"}])
    assert row == {"doc_id": "1", "label": label, "source": "Norland", "target": "Sudland"}


def test_states_that_act_are_participants_and_those_that_host_are_places() -> None:
    text = "France sent envoys to talks in Jordan. General Omar Diab of the Border Guard Corps met them in Amman."
    (row,) = re3d.rows([{"doc_id": "1", "text": text}])
    assert "France" in row["participants"]
    assert "General Omar Diab" in row["persons"]
    assert {"Jordan", "Amman"} <= set(row["locations"])


def test_who_where_and_when_come_from_title_and_lead() -> None:
    article = {
        "doc_id": "1",
        "title": "Ada Moe visits Bergen",
        "text": "Prime Minister Ada Moe visited Bergen on Tuesday. Moe opened a ferry pier.",
        "date": "2026-03-12",
    }
    (row,) = g5w1h.rows([article])
    assert row["participants"][0] == "Ada Moe"
    assert row["locations"][0] == "Bergen"
    assert row["date"] == "2026-03-10"
