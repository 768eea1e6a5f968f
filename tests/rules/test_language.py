"""The rules read English and say so of anything else, instead of a brief that finds nothing."""

from __future__ import annotations

import pytest

from summarizer import from_text, summarize
from summarizer.engines.rules.language import in_english
from summarizer.errors import NotEnglish
from summarizer.evaluation.cases import load_cases
from tests.shared import ROOT

FRENCH = """Les délégations de la Bolivie et du Pérou se sont rencontrées mardi à Lima pour des pourparlers sur la frontière du lac.

La ministre Ada Moreau a déclaré que son pays n'accepterait jamais une base militaire sur la rive, et que c'est une ligne rouge.
Le ministre péruvien a répondu que les patrouilles continueraient, et les deux parties se reverront en mai."""
CHINESE = "玻利维亚与秘鲁代表团星期二在利马举行会谈。部长表示，在湖岸建立军事基地是不可接受的红线。双方将于五月再次会晤，讨论边境巡逻和渔业配额的问题。"
ENGLISH = """LIMA, 3 May 2031 - Bolivia and Peru held talks in Lima on Friday. Bolivian Foreign Minister Ada Moreau said that a
base on the lake was a red line for her country, and that the patrols would have to stop before the end of May."""


@pytest.mark.parametrize("text", [FRENCH, CHINESE])
def test_another_language_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(NotEnglish, match=r"not in English.*name a model"):
        summarize(from_text(text, id="A"), engine="rules")


def test_an_article_in_another_language_is_named_beside_those_that_were_read() -> None:
    brief = summarize(from_text(FRENCH, id="A"), from_text(ENGLISH, id="B"), engine="rules")
    assert [d.id for d in brief.documents] == ["B"]
    assert any("not in English" in warning for warning in brief.warnings)


def test_every_gold_document_is_taken_for_english() -> None:
    for case in load_cases(ROOT / "evals" / "gold"):
        for document in case.documents:
            assert in_english(document), case.gold.case


def test_few_words_are_given_the_benefit_of_the_doubt() -> None:
    assert in_english(from_text("Bolivia–Peru talks, Lima, 3 May 2031", id="A"))
