"""No output obeys what a source, a file's name or a model's answer says: it shows the words."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import zipfile
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import docx
import pytest

from summarizer.cli.terminal import say
from summarizer.fusion import fuse
from summarizer.grounding import ground
from summarizer.loading import from_text, load
from summarizer.models.brief import Brief
from summarizer.models.provenance import Usage
from summarizer.models.reading import Position, Reading, RedLine, Said
from summarizer.models.verified import EngineResult
from summarizer.rendering import FORMATS, encode, render
from summarizer.rendering.escape import plain
from tests.formatrules import ANNOTATIONS, NINJS, faults, schema_org_faults
from tests.hostile import filled_brief, hostile_brief
from tests.payloads import PAYLOADS
from tests.test_markdown import GFM_LIKE, github, leaves, needs_pandoc, pandoc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]"
)
HALVES = re.compile("[\x00\ud800-\udfff]")
MARKUP = {
    "link_open",
    "image",
    "html_inline",
    "html_block",
    "code_inline",
    "code_block",
    "fence",
    "s_open",
    "hr",
}
FORMULA = tuple("=+-@＝＋－＠\t\r")
JSON = [name for name, each in FORMATS.items() if "json" in each.media_type]
each_payload = pytest.mark.parametrize("payload", PAYLOADS, ids=[f"{n:02}" for n in range(len(PAYLOADS))])


def all_at_once(shift: int = 0) -> Brief:
    """A brief in which every text is another payload, beginning with the one at `shift`."""
    following = itertools.cycle((*PAYLOADS[shift:], *PAYLOADS[:shift]))
    return filled_brief(lambda: next(following))


@pytest.fixture(params=range(-1, len(PAYLOADS)), ids=["all", *(f"{n:02}" for n in range(len(PAYLOADS)))])
def brief(request: pytest.FixtureRequest) -> Brief:
    return all_at_once() if request.param < 0 else hostile_brief(PAYLOADS[request.param])


def shape(page: str) -> list[str]:
    """The nodes of a page but for its words."""
    kinds = [token.type for token in leaves(GFM_LIKE.parse(page))]
    return [kind for kind, _ in itertools.groupby(kinds) if kind != "text"]


def elements(page: str) -> list[str]:
    return [each for each in github(page).elements if not each.startswith("a mailto:")]


def nodes(tree: Any) -> Iterator[str]:
    """Kinds of pandoc's nodes but for words, spaces and curly quotation marks."""
    if isinstance(tree, dict):
        if "t" in tree and tree["t"] not in {
            "Str",
            "Space",
            "SoftBreak",
            "Quoted",
            "DoubleQuote",
            "SingleQuote",
        }:
            yield tree["t"]
        tree = list(tree.values())
    if isinstance(tree, list):
        for each in tree:
            yield from nodes(each)


@lru_cache
def plain_shape() -> tuple[list[str], list[str]]:
    """The shape of a page of plain words, and what GitHub's reader makes of it."""
    page = render(hostile_brief("plain words"))
    return shape(page), elements(page)


@each_payload
def test_a_page_of_markdown_has_the_shape_that_plain_words_give_it(payload: str) -> None:
    page = render(hostile_brief(payload))
    assert (shape(page), elements(page)) == plain_shape()
    assert not set(shape(page)) & MARKUP
    assert not UNSEEN.search(page)


@needs_pandoc
def test_pandoc_reads_the_same_shape_too() -> None:
    expected = list(nodes(pandoc(render(hostile_brief("plain words")), "markdown")))
    assert {"Table", "BlockQuote", "BulletList"} <= set(expected)
    pages = "\n\n".join(render(hostile_brief(payload)) for payload in PAYLOADS)
    assert list(nodes(pandoc(pages, "markdown"))) == expected * len(PAYLOADS)


def test_text_for_people_shows_the_words_of_a_payload(brief: Brief) -> None:
    shown = " ".join(token.content for token in leaves(GFM_LIKE.parse(render(brief))))
    shown = re.sub(r"\s+", " ", "".join(shown))
    for words in (brief.title, brief.red_lines[0].evidence[0].exact, brief.documents[0].outlet or ""):
        assert plain(words).replace(" ", "") in shown.replace(" ", "")


@pytest.mark.parametrize("name", JSON)
def test_json_carries_no_control_character_and_closes_no_script(brief: Brief, name: str) -> None:
    text = render(brief, name)
    assert not UNSEEN.search(text)
    assert "<" not in text
    json.loads(text)


def test_the_briefs_own_json_keeps_a_payload_as_it_was(brief: Brief) -> None:
    read = Brief.model_validate_json(render(brief, "json"))
    kept = brief.red_lines[0].evidence[0].exact.encode("utf-8", "replace").decode()
    assert read.red_lines[0].evidence[0].exact == kept


def test_the_exports_stay_valid(brief: Brief) -> None:
    assert faults(json.loads(render(brief, "ninjs")), NINJS) == []
    assert faults(json.loads(render(brief, "annotations")), ANNOTATIONS) == []
    assert schema_org_faults(json.loads(render(brief, "jsonld"))["@graph"]) == []


def test_only_an_address_on_the_web_becomes_one_in_linked_data(brief: Brief) -> None:
    paths = {document.path for document in brief.documents}
    for name in ("jsonld", "annotations"):
        for address in re.findall(r'"(?:@id|id|url|schema:url|eventStatus)": "([^"]*)"', render(brief, name)):
            assert address.startswith(("urn:uuid:", "urn:sha256:", "https://schema.org/")) or (
                address in paths and address.startswith(("http://", "https://"))
            )


def test_no_cell_of_the_table_is_a_formula(brief: Brief) -> None:
    text = encode(brief, "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == 1 + sum(len(set(c.attribution)) for c in (*brief.red_lines, *brief.positions))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(FORMULA) or UNSEEN.search(cell) or "\n" in cell]
    # Where a semicolon parts the cells, as in much of Europe, the same file is read in other pieces.
    pieces = [piece.lstrip(' "') for cell in cells for piece in cell.split(";")]
    assert not [piece for piece in pieces if piece.startswith(FORMULA)]


@pytest.mark.parametrize("shift", range(0, len(PAYLOADS), 10))
def test_a_word_document_holds_text_alone(shift: int) -> None:
    brief = all_at_once(shift)
    content = encode(brief, "docx")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    word = docx.Document(io.BytesIO(content))
    tags = {element.tag.rpartition("}")[2] for element in word.element.iter()}
    assert not tags & {
        "hyperlink",
        "fldSimple",
        "instrText",
        "fldChar",
        "object",
        "drawing",
        "altChunk",
        "pict",
    }
    assert not [name for name in parts if "vba" in name.lower() or "embed" in name.lower()]
    assert not [
        name for name, part in parts.items() if name.endswith(".rels") and b'TargetMode="External"' in part
    ]
    paragraphs = word.paragraphs
    assert paragraphs[0].text == plain(brief.title)
    assert not UNSEEN.search("".join(paragraph.text for paragraph in paragraphs).replace("\n", ""))


@each_payload
def test_a_message_at_the_terminal_is_one_line_of_words(
    payload: str, capsys: pytest.CaptureFixture[str]
) -> None:
    say(f"error: {payload}: no such file")
    printed = capsys.readouterr().err
    assert printed == f"error: {plain(f'{payload}: no such file')}\n"
    assert not UNSEEN.search(printed.removesuffix("\n"))


def answer(payload: str) -> Reading:
    """A model's answer that quotes the payload, and says it in every field that the model writes itself."""
    said = Said(
        speaker="Sigrun Valdsdottir", descriptor="Fisheries Minister", record="named", via=(), hedges=()
    )
    return Reading(
        meetings=(),
        participants=(),
        confirmations=(),
        red_lines=(
            RedLine(
                quotes=(payload,), holder="Iceland", target=payload, trigger=payload, consequence=payload,
                specificity="vague", status="active", said=said,
            ),
        ),
        positions=(
            Position(
                quotes=(payload,), holder=payload, target=payload, kind="demand", topic=payload, statement=payload,
                at_meeting=False, said=said,
            ),
        ),
        outcomes=(),
        mentioned=(),
    )  # fmt: skip


@each_payload
def test_from_a_file_and_a_models_answer_to_every_format(payload: str, tmp_path: Path) -> None:
    payload = HALVES.sub("?", payload)  # a text with such is refused at loading
    path = tmp_path / f"{payload.replace('/', '_')}.txt"
    article = f"{payload}\n\nOslo Post, 12 March 2031\n\n“{payload},” Fisheries Minister Sigrun Valdsdottir of Iceland told Norway.\n"
    path.write_text(article, "utf-8")
    document = load(path)
    result = EngineResult(answer(payload), Usage(doc=document.id, engine="llm", model=payload))
    brief = fuse([ground(document, result)], version="test", warnings=[payload])
    written = {name: encode(brief, name) for name, format_ in FORMATS.items() if not format_.binary}
    for name, content in written.items():
        assert not UNSEEN.search(content.decode("utf-8-sig").replace("\r\n", "\n")), name
    assert not set(shape(written["md"].decode())) & MARKUP
    assert faults(json.loads(written["ninjs"]), NINJS) == []
    assert faults(json.loads(written["annotations"]), ANNOTATIONS) == []
    assert schema_org_faults(json.loads(written["jsonld"])["@graph"]) == []


def test_a_payload_between_quotation_marks_does_become_evidence(tmp_path: Path) -> None:
    """Otherwise the test above would prove nothing."""
    grounded = 0
    for payload in (HALVES.sub("?", payload) for payload in PAYLOADS):
        text = f"“{payload},” Fisheries Minister Sigrun Valdsdottir of Iceland told Norway."
        document = from_text(text)
        result = EngineResult(answer(payload), Usage(doc=document.id, engine="llm"))
        grounded += bool(ground(document, result).red_lines)
    assert grounded > len(PAYLOADS) * 0.8
