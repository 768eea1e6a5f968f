"""Large and hostile inputs stay within time and memory: each is read in a process with limits of the system."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests import papers
from tests.shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MEMORY = 1_500_000_000
SECONDS = 30

READ = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from summarizer.errors import SourceError
from summarizer.loading import load_all
try:
    documents = load_all(sys.argv[1])
except SourceError as error:
    print(json.dumps(str(error)))
else:
    print(json.dumps([[len(d.text), d.format, sorted({{s.kind for s in d.sections}})] for d in documents]))
"""


def within_limits(path: Path) -> Any:
    """What reading a file gives, or its message, in a process of limited time and memory."""
    done = subprocess.run(
        [sys.executable, "-c", READ.format(memory=MEMORY, seconds=SECONDS), str(path)],
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return json.loads(done.stdout)


def test_a_pdf_of_60_pages(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(papers.long(60))
    ((length, kind, kinds),) = within_limits(path)
    assert (kind, kinds) == ("pdf", ["body", "furniture", "headline"])
    assert length > 150_000


def test_a_page_of_10_mb(tmp_path: Path) -> None:
    paragraphs = "".join(
        f"<p>On day {n} the delegates of Montenegro and Albania read article {n * 7} of the draft, struck"
        f" {n % 9 + 2} words from it, and said that they would come back to it before the end of the week.</p>\n"
        for n in range(60_000)
    )
    path = tmp_path / "page.html"
    path.write_text(
        f"<html><body><nav><a href=/>World</a></nav><h1>A long day of talks</h1>{paragraphs}", "utf-8"
    )
    assert path.stat().st_size > 10_000_000
    ((length, kind, kinds),) = within_limits(path)
    assert (kind, kinds) == ("html", ["body", "furniture", "headline"])
    assert length > 8_000_000


P = "<p>Envoys of Montenegro and Albania met in Ulcinj on Saturday for talks on the river, officials said.</p>"
HOSTILE = {
    "deep.html": "<html><body>" + "<div>" * 100_000 + P,
    "deep bold.html": "<html><body>" + "<b>" * 2_000_000 + P,
    "spans.html": "<html><body><p>" + "<span>a</span>" * 700_000,
    "attributes.html": "<html><body><p " + " ".join(f"a{n}=1" for n in range(600_000)) + ">x</p>" + P,
    "many attributes.html": "<html><body>" + ("<p " + " ".join(f"a{n}=1" for n in range(400)) + ">x</p>") * 3_000 + P,
    "open quotes.html": "<html><body>" + "<a b='" * 1_500_000 + P,
    "brackets.html": "<html><body>" + "<" * 9_000_000 + P,
    "scripts.html": "<html><body>" + "<script></script>word " * 400_000 + P,
    "styles.html": "<html><head>" + ("<style>" + "/*" * 90_000 + "</style>") * 50 + "</head>" + P,
    "rules.html": "<html><head><style>" + "a" * 5_000_000 + "{" * 1_000_000 + "</style></head>" + P,
    "linked data.html": "<html><head><script type='application/ld+json'>" + "[" * 900_000 + "</script></head>" + P,
    "broken linked data.html": "<html><head><script type='application/ld+json'>{" + '"publisher":' * 80_000
    + "</script></head>" + P,
    "breaks.html": "<html><body>" + "<br>" * 400_000 + P,
    "related.html": "<html><body>" + "<div class='related'><i class='byline'>" * 900 + "<p>a b c d e.</p>" * 100_000,
    "tables.html": "<html><body>" + ("<table><tr><td>" * 300 + "Envoys met in Ulcinj.") * 3 + P * 100,
    "comments.html": "<!--" + "-->" * 1_000 + "<!---->" * 500_000 + "<html>" + P,
    "entities.html": "<!DOCTYPE html [" + "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 9}'>" for n in range(30)) + "]>"
    + "<html><body><p>&a30;</p>" + P,
    "bomb.xml": "<?xml version='1.0'?><!DOCTYPE a [" + "<!ENTITY a 'aaaa'>" * 9 + "]><a>&a;</a>",
    "brackets.md": "[" * 3_000_000 + "(" * 3_000_000,
    "pictures.md": "![" * 1_000_000 + "\n" + "[a](" * 1_000_000,
    "fences.md": "```\n" * 500_000,
    "nested.json": '{"a":' * 2_000_000,
    "numbers.json": '{"text": ' + "1" * 5_000_000 + "}",
    "lines.jsonl": "{\n" * 200_000,
    "header.eml": "From: a\nSubject: " + "=?utf-8?q?a?= " * 200_000 + "\n\nEnvoys met.",
    "parts.eml": "From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n" * 300_000,
    "blank.eml": "From: a\nSubject: b\n\nEnvoys met.\n" + " \n" * 1_000_000 + "They parted.",
    "invisible.txt": "\u200b\u2060" * 2_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_or_refused_within_limits(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(HOSTILE[name], encoding="utf-8")
    found = within_limits(path)
    assert isinstance(found, list) or "\n" not in str(found)


def test_mail_in_mail_in_mail_is_read_or_refused_within_limits(tmp_path: Path) -> None:
    path = tmp_path / "nested.eml"
    part = "Content-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n"
    path.write_text("From: a\nMIME-Version: 1.0\n" + "".join(part.format(n) for n in range(3_000)), "utf-8")
    within_limits(path)


def objects(*bodies: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + head + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
LEAF = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def zipped(content: bytes) -> bytes:
    import zlib

    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode")


ONE = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
PAPERS = {
    "loop of pages": objects(CATALOG, b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"),
    "a million pages said": objects(CATALOG, b"<< /Type /Pages /Count 1000000 /Kids [] >>"),
    "one page often": objects(
        CATALOG,
        b"<< /Type /Pages /Count 90000 /Kids [" + b"3 0 R " * 90_000 + b"] >>",
        LEAF,
        stream(b""),
        FONT,
    ),
    "a bomb": objects(CATALOG, ONE, LEAF, zipped(b"\n" * 74_000_000), FONT),
    "much text": objects(CATALOG, ONE, LEAF, zipped(b"BT /F 9 Tf (Envoys met.) Tj ET\n" * 100_000), FONT),
    "many moves": objects(CATALOG, ONE, LEAF, zipped(b"BT /F 9 Tf " + b"1 1 Td (a) Tj " * 300_000), FONT),
    "nested arrays": objects(CATALOG, ONE, LEAF, stream(b"[" * 1_000_000), FONT),
    "nested states": objects(CATALOG, ONE, LEAF, zipped(b"q " * 1_000_000), FONT),
}


@pytest.mark.parametrize("name", PAPERS)
def test_a_hostile_pdf_is_refused_within_limits(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PAPERS[name])
    found = within_limits(path)
    assert isinstance(found, list) or "\n" not in str(found)


def test_bombs_in_gzip_are_refused_within_limits(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(bytes(400_000_000), 9))
    assert "larger than 20 MB when unpacked" in str(within_limits(path))
    path.write_bytes(gzip.compress(b"", 9) * 500_000)
    assert "more than 100 gzip members" in str(within_limits(path))
