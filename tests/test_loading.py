"""Loading: any text file becomes a document whose text is untouched and whose sections cover it."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import SourceError
from summarizer.loading import from_text, load, sources
from summarizer.loading.datelines import dateline
from summarizer.loading.dates import find_date, is_date_line
from summarizer.loading.lexicon import lexicon
from summarizer.models.document import CITABLE
from tests.growth import LINEAR, growth
from tests.shared import SHARED

DATA = Path(__file__).parent / "data"
PAGES: dict[str, Any] = json.loads((DATA / "pages.json").read_text("utf-8"))


def public(path: str) -> Path:
    """A file among the public texts; without it the test is skipped."""
    if not (SHARED / path).is_file():
        pytest.skip(f"{path} is not beside the project")
    return SHARED / path


STORY = "Envoys of Kalvia and Mirenia met in Lisbon on Wednesday for talks about Lake Oru.\n"


# -- pages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_page_is_cut_into_what_its_reader_would_call_each_part(name: str) -> None:
    document = load(DATA / "pages" / name)
    found = [(kind, words) for kind, words in PAGES[name]["in"]]
    assert [(document.section_at(document.text.index(words)), words) for _, words in found] == found


@pytest.mark.parametrize("name", PAGES)
def test_page_tells_outlet_title_and_date(name: str) -> None:
    document = load(DATA / "pages" / name)
    published = document.published.isoformat() if document.published else None
    expected = {key: value for key, value in PAGES[name].items() if key != "in"}
    found = {"outlet": document.outlet, "title": document.title, "published": published}
    assert found | {"basis": document.published_basis} == expected


def test_a_date_over_the_headline_is_never_the_date_of_publication() -> None:
    document = from_text("Friday, 7 June 2024\n\nKalvia Opens Talks With Mirenia\n\n" + STORY)
    assert document.sections[0].kind == "page_header"
    assert (document.published, document.published_basis) == (None, None)


def test_metadata_beats_dateline_and_dateline_beats_byline() -> None:
    byline = "Talks open in Lisbon today\n\nBy Ines Faro | 3 May 2024\n\n"
    dated = "LISBON, 2 May 2024 (Northwire) - " + STORY
    assert from_text(byline + STORY).published == date(2024, 5, 3)
    assert from_text(byline + dated).published == date(2024, 5, 2)
    assert from_text("Published: 1 May 2024\n\n" + byline + dated).published == date(2024, 5, 1)


def test_what_the_caller_gives_beats_what_the_text_says() -> None:
    text = "Date: 2024-05-01\nSource: Oru Gazette\n\n" + STORY
    document = from_text(
        text, id="B", source="b.txt", outlet="Northwire", title="Talks", published=date(2024, 5, 9)
    )
    assert (document.id, document.source, document.outlet, document.title) == (
        "B",
        "b.txt",
        "Northwire",
        "Talks",
    )
    assert (document.published, document.published_basis) == (date(2024, 5, 9), "given")


def test_the_lead_that_the_body_repeats_is_a_standfirst() -> None:
    lead = "According to a source, envoys of Kalvia issued a warning about the lake during talks in Lisbon"
    document = from_text(f"Kalvia Warns of Lake Base\n\n{lead}\n\n{STORY}\n{lead}, which ended late.\n")
    assert document.section_at(document.text.index(lead)) == "standfirst"
    assert document.section_at(document.text.rindex(lead)) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Share prices in Kalvia fell on Tuesday after the talks in Lisbon broke down without a result.",
        "By Wednesday the envoys had left.",
        "Related to this, the minister said that the port would stay closed until further notice was given.",
        "Read more than one of these statements and the red line becomes clear.",
        "The photo by the lake shows nothing, the ministry said.",
        "Date palms were planted by both ministers.",
        "Copyright law was not discussed, one delegate said.",
        "Subscribe to that view, she warned, and the talks are over.",
        "Europe must decide, the minister said.",
    ],
)
def test_a_sentence_that_begins_like_page_matter_is_body(line: str) -> None:
    document = from_text(f"{STORY}\n{line}\n\n{STORY}")
    assert document.section_at(document.text.index(line)) == "body"


@pytest.mark.parametrize(
    ("top", "published", "outlet"),
    [
        ("Lake Oru Review\n14 June 2034\n\n", date(2034, 6, 14), "Lake Oru Review"),
        ("Oru Examiner, Jan. 25, 2034\n\n", date(2034, 1, 25), "Oru Examiner"),
        ("ORU CITY | Oru Monitor | 23 January 2030\n\n", date(2030, 1, 23), "Oru Monitor"),
        ("Oru Gazette / Tuesday 29 July 2031\n\n", date(2031, 7, 29), "Oru Gazette"),
        ("ANALYSIS · 30 August 2033 · 9 min read\n\n", date(2033, 8, 30), None),
        ("Foreign Ministry of Kalvia\n\n", None, "Foreign Ministry of Kalvia"),
        ("Monday, 18 September 2028     Oru City 17°C     E-paper | Subscribe\n\n", None, None),
        ("18 September 2028\n\nOru Gazette\n\n", None, "Oru Gazette"),
    ],
)
def test_a_day_beside_a_name_is_the_day_of_the_issue(
    top: str, published: date | None, outlet: str | None
) -> None:
    document = from_text(top + "Kalvia and Mirenia Meet Over the Lake\n\n" + STORY)
    assert (document.published, document.outlet) == (published, outlet)
    assert document.title == "Kalvia and Mirenia Meet Over the Lake"
    assert not {s.kind for s in document.sections if s.end <= len(top)} & CITABLE


def test_a_statement_may_be_dated_at_its_end() -> None:
    for end in ("Lisbon, 5 December 2029", "Published 05.12.2029. We correct our errors."):
        document = from_text(STORY + "\n" + STORY + "\n" + end)
        assert document.published == date(2029, 12, 5)
        assert document.sections[-1].kind in {"byline", "metadata"}
    assert from_text(STORY + "\nThe talks ended on 5 December 2029.").published is None


# -- datelines and dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("LISBON (Northwire) - ", "Northwire"),
        ("LISBON, April 9 (NW) — ", "NW"),
        ("(Northwire) - ", "Northwire"),
        ("PORT ORU, Kalvia (NW) -- ", "NW"),
        ("LISBON — ", None),
        ("Lisbon, 9 April 2025 – ", None),
        ("Oru Today/ ", "Oru Today"),
        ("МИНСК, 9 апреля. /Севервести/. ", "Севервести"),
        ("[ジュネーブ 9日 北信] - ", None),
        ("Genf (nwd) - ", "nwd"),
    ],
)
def test_dateline_ends_where_the_sentence_begins(opening: str, agency: str | None) -> None:
    assert dateline(opening + "Envoys met.")[:2] == (len(opening), agency)


@pytest.mark.parametrize(
    "text",
    [
        "Envoys met in Lisbon - and left.",
        "Orlov (right) - the minister - spoke first.",
        "Kalvia – a small state – refused.",
        "He asked and/or demanded an answer.",
        "We met. (Nobody spoke) - that was all.",
        "",
    ],
)
def test_a_sentence_with_a_dash_or_brackets_is_no_dateline(text: str) -> None:
    assert dateline(text) == (0, None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-04-10", date(2025, 4, 10)),
        ("2025-04-10T08:30:00Z", date(2025, 4, 10)),
        ("Thursday, June 5, 2025", date(2025, 6, 5)),
        ("5th of nothing, 9 April 2025", date(2025, 4, 9)),
        ("9. April 2025", date(2025, 4, 9)),
        ("le 1er mars 2024", date(2024, 3, 1)),
        ("21 de abril de 2024", date(2024, 4, 21)),
        ("14 марта 2025 года", date(2025, 3, 14)),
        ("3 Şubat 2025", date(2025, 2, 3)),
        ("5 مارس 2025", date(2025, 3, 5)),
        ("2024年9月3日", date(2024, 9, 3)),
        ("25/12/2024", date(2024, 12, 25)),
        ("12/25/2024", date(2024, 12, 25)),
        ("03.02.2025", date(2025, 2, 3)),
        ("10/04/2025", None),
        ("31 June 2025", None),
        ("April 2025", None),
        ("on Wednesday", None),
        ("", None),
    ],
)
def test_full_dates_are_read_and_ambiguous_ones_are_not(text: str, expected: date | None) -> None:
    found = find_date(text)
    assert (found[0] if found else None) == expected


def test_a_line_with_more_than_a_date_is_no_date_line() -> None:
    assert all(
        map(
            is_date_line,
            ("Thursday, June 5, 2025", "9 April 2025, 10:32 GMT", "2024年9月3日 星期二", "Mon 6 Jan"),
        )
    )
    assert not any(
        map(is_date_line, ("Talks on 9 April 2025", "2024", "May 2025 elections", "Ten dead in 3 days"))
    )


def test_no_word_of_the_lexicon_mixes_scripts() -> None:
    words = lexicon()
    for lines in (words.furniture, words.teaser, words.caption, words.byline):
        for word in (*lines.whole, *lines.starts, *lines.parts):
            assert word == word.lower()
            scripts = {
                "hebrew" if "\u0590" <= c < "\u0600" else "arabic" if "\u0600" <= c < "\u0700" else ""
                for c in word
            }
            assert not {"hebrew", "arabic"} <= scripts, word


# -- sources -------------------------------------------------------------------------------------------------


def test_text_is_untouched(tmp_path: Path) -> None:
    text = "\ufeffTalks\r\n\r\nLisbon\u00a0– “Envoys met,” they said.\r\n\t\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("utf-8"))
    document = load(path)
    assert document.text == text
    assert document.source == str(path)
    assert document.title == "Talks"


def test_id_is_the_start_of_the_fingerprint_unless_given(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    assert load(path).id == load(path).sha256[:8]
    assert load(path, id="A").id == "A"


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    document = load("-")
    assert (document.text, document.source) == (STORY, None)


def test_half_a_character_is_refused_at_the_door() -> None:
    with pytest.raises(SourceError, match="half a character at 7"):
        from_text("Envoys \ud800 met.")


@pytest.mark.parametrize(
    ("damaged", "read"),
    [
        ("“Non”, a dit Élodie à Besançon.".encode() + b"\xe2\x80", "Besançon.\ufffd"),  # cut in a character
        ("“Non”, a dit ".encode() + b"\xff" + "Élodie à Besançon.".encode(), "dit \ufffdÉlodie"),
        ("“Non”, a dit Élodie à Besançon, où ".encode() + b"\xed\xa0\x80 il " + "était.".encode(), "était."),
    ],
)
def test_a_damaged_character_does_not_turn_the_others_into_gibberish(
    tmp_path: Path, damaged: bytes, read: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(damaged)
    text = load(path).text
    assert "“Non”, a dit " in text
    assert read in text


@pytest.mark.parametrize("text", ["\u00a0\u3000\n", "\u200b\u2060\u00ad", "\x01\x02\x03", "\u2028\x85"])
def test_a_text_in_which_nothing_can_be_seen_is_empty(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="it is empty"):
        load(path)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-16", STORY),
        ("utf-8-sig", STORY),
        (
            "cp1252",
            "Le ministre a déclaré que l’accord était « inacceptable » pour la délégation étrangère. " * 4,
        ),
        (
            "cp1251",
            "Министр заявил, что страна не согласится на размещение баз у озера. Переговоры продолжатся. "
            * 4,
        ),
        ("gb18030", "外交部长表示，卡方不接受任何国家在湖区驻军。双方将于十月在日内瓦举行下一轮会谈。" * 4),
    ],
)
def test_other_encodings_are_read(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert load(path).text.lstrip("\ufeff") == text


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\r\n", "empty"),
        ("bom.txt", b"\xef\xbb\xbf\n", "empty"),
        ("zeros.bin", b"\x00" * 100, "binary"),
        ("image.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG picture"),
        ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        ("page.docx", b"PK\x03\x04\x14\x00\x06\x00", "a zip archive"),
        ("noise.txt", bytes(range(128, 256)) * 3 + bytes(range(1, 32)) * 3, "encoding"),
    ],
)
def test_source_without_text_is_refused_in_one_line(
    tmp_path: Path, name: str, data: bytes, cause: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        load(path)
    message = str(caught.value)
    assert name in message
    assert cause in message
    assert "\n" not in message
    assert caught.value.remedy


def test_missing_file_directory_and_odd_paths_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.txt", tmp_path, "a\x00b", "x" * 5000):
        with pytest.raises(SourceError) as caught:
            load(path)
        assert "\n" not in str(caught.value)


def test_too_large_a_source_is_refused_by_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "SIZE_LIMIT", 1_000_000)
    path = tmp_path / "big.txt"
    path.write_bytes(b"a " * 500_001)
    with pytest.raises(SourceError, match="1 MB"):
        load(path)


def test_text_of_blanks_is_refused() -> None:
    with pytest.raises(SourceError):
        from_text(" \n\ufeff")


# -- hostile and random text ---------------------------------------------------------------------------------


@given(st.text(max_size=400))
def test_sections_cover_any_text(text: str) -> None:
    try:
        document = from_text(text)
    except SourceError:
        return
    assert "".join(document.text[s.start : s.end] for s in document.sections) == text


LINES = st.sampled_from(
    [STORY, "Advertisement\n", "Latest News\n", "\n", "By Ines Faro\n", "3 May 2024\n", "Talks Open in Lisbon\n",
     "Leave a Reply\n", "Photo: the lake\n", "LISBON (NW) - Envoys met again on Friday.\n", "Source: Oru Gazette\n"]
)  # fmt: skip


@given(st.lists(LINES, min_size=1, max_size=30).map("".join))
def test_sections_cover_any_page(text: str) -> None:
    if text.strip():
        document = from_text(text)
        assert document.sections[-1].end == len(text)
        assert all(a.kind != b.kind for a, b in zip(document.sections, document.sections[1:], strict=False))


HOSTILE = {
    "one line": "word " * 1_000_000,
    "short lines": "a line of text\n" * 300_000,
    "paragraphs": STORY * 60_000,
    "quotation marks": '"' * 1_000_000,
    "slashes": "A" + "/ " * 500_000,
    "capitals and brackets": "AB (" * 300_000,
    "colons": "date: " * 300_000,
    "digits": "1" * 1_000_000,
    "dates": "3 May 2024\n" * 100_000,
    "lists": "Latest News\n" * 100_000,
    "direction controls": "\u202e\u202d" * 500_000 + "a",
    "blank lines": "\n" * 1_000_000 + "a",
    "zero bytes": "\x00 talks\n" * 100_000,
    "carriage returns": "Envoys met.\r" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_loaded_in_linear_time(text: str) -> None:
    assert from_text(text).sections[-1].end == len(text)
    assert growth(from_text, lambda size: text[-size:], len(text) // 10, len(text)) < LINEAR


def test_seed_articles_are_cut_as_the_guideline_says() -> None:
    a = load(public("seeds/000_d3c1149acc3ef0f8.txt"))
    b = load(public("seeds/004_bc7346e772552f03.txt"))
    assert (a.outlet, a.published, a.published_basis) == ("Shafaq News", date(2025, 4, 10), "metadata")
    assert (b.outlet, b.published) == (None, None)
    kinds = {
        "page_header": "Thursday, June 5",
        "teaser": "Three IDF",
        "furniture": "LEAVE A REPLY",
        "body": "Tensions in",
    }
    assert {kind: b.section_at(b.text.index(words)) for kind, words in kinds.items()} == {k: k for k in kinds}


@pytest.mark.parametrize("name", ["gwn", "g5w1h", "te3", "re3d", "polnear"])
def test_public_articles_are_body_for_the_most_part(name: str) -> None:
    text = public(f"benchmarks/data/{name}/dev/articles.jsonl").read_text(encoding="utf-8")
    chars = body = 0
    for line in text.splitlines():
        if (article := json.loads(line)["text"]).strip():
            document = from_text(article)
            chars += len(article)
            body += sum(
                s.end - s.start for s in document.sections if s.kind in {"body", "dateline", "metadata"}
            )
    assert body > 0.98 * chars


CASES = sorted((Path(__file__).parent.parent / "evals" / "gold").glob("*/case.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.parent.name)
def test_words_that_gold_cites_are_never_taken_for_page_matter(case: Path) -> None:
    gold = yaml.safe_load(case.read_text(encoding="utf-8"))
    documents = {d["id"]: load(case.parent / d["file"], id=d["id"]) for d in gold["documents"]}
    for doc, words in cited(gold):
        document = documents[doc]
        assert document.section_at(document.text.index(words)) in CITABLE, words


def cited(gold: Any) -> list[tuple[str, str]]:
    """Every (document, words) that a gold case gives as evidence."""
    if isinstance(gold, list):
        return [pair for item in gold for pair in cited(item)]
    if not isinstance(gold, dict):
        return []
    own = [(gold["doc"], gold["exact"])] if {"doc", "exact"} <= gold.keys() else []
    return own + [pair for value in gold.values() for pair in cited(value)]
