"""Which articles are read to their claims: those on dealings between parties, or that open with a meeting. All is invented."""

from __future__ import annotations

from summarizer import from_text
from summarizer.engines.rules.article import Article
from summarizer.engines.rules.dealings import WORDS as OF_DEALINGS
from summarizer.engines.rules.dealings import dealing_parties, words_of_dealings
from summarizer.engines.rules.engine import RulesEngine
from summarizer.models.reading import Reading
from tests.shared import ROOT

MARKET = (
    "The firm sells most of its cheese in Norway and Sweden, where shops have put up their prices again this spring. "
    "Farmers near Bergen have kept fewer cows since the dry summer, and the dairy has closed two of its seven sites. "
    "Customers in Sweden complained that a wheel of the cheese is lighter now and costs as much as it did before. "
)
DISPUTE = (
    "Norway and Sweden have quarrelled over the river since the spring, and neither foreign ministry has given way. "
    "Norway's ambassador was called in twice, and Swedish diplomats left the border commission without a word. "
)
MET = "Norwegian Trade Minister Ada Moe met her Swedish counterpart Bo Ek in Oslo on Monday for talks on the tax."
WORDS = 'Norwegian Trade Minister Ada Moe said: "Norway will not accept a tax on what its farmers sell in Sweden."'


def read(*parts: str) -> Reading:
    return RulesEngine().read(from_text("\n\n".join(parts), id="A")).reading


def test_a_minister_in_an_article_on_something_else_binds_no_party() -> None:
    reading = read(*[MARKET] * 8, WORDS)
    assert not reading.meetings
    assert not reading.positions
    assert not reading.red_lines


def test_the_same_words_in_an_article_on_dealings_are_its_partys() -> None:
    reading = read(*[DISPUTE] * 8, WORDS)
    assert {red_line.holder for red_line in reading.red_lines} | {p.holder for p in reading.positions} == {
        "Norway"
    }


def test_what_an_article_opens_with_is_read_whatever_else_it_is_about() -> None:
    reading = read(MET, *[MARKET] * 8, WORDS)
    assert [meeting.parties for meeting in reading.meetings] == [("Norway", "Sweden")]
    assert len(reading.red_lines) + len(reading.positions) == 1


def test_a_meeting_in_passing_is_no_matter_of_an_article_on_something_else() -> None:
    assert not read(*[MARKET] * 12, MET, WORDS).meetings
    assert read(*[DISPUTE] * 8, MET, WORDS).meetings


def test_page_matter_is_not_counted() -> None:
    """A list of other headlines that speaks of ministries makes an article none on dealings."""
    menu = "\n".join(f"Foreign ministry talks {n}" for n in range(9))
    assert not dealing_parties(Article(from_text(f"{MARKET * 5}\n\nLatest News\n{menu}", id="A")))


def test_no_word_of_dealings_is_missed_by_looking_for_beginnings() -> None:
    texts = [path.read_text("utf-8").lower() for path in sorted((ROOT / "evals" / "gold").glob("*/*.txt"))]
    rare = "bilateral talks, a cease-fire, ceasefires, coastguards, a coast guard, demarcation, both sides, red lines"
    for text in (*texts, rare):
        assert sorted(words_of_dealings(text)) == [match.start() for match in OF_DEALINGS.finditer(text)]
