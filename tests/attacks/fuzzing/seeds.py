"""Sound inputs to breed from: the project's own samples and development cases, never those of the test split."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from summarizer.rendering import render
from tests.example import example_brief
from tests.papers import columns, press
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

INPUTS: Final = ROOT / "tests" / "data" / "inputs"
CASES: Final = 12
"""Cases whose labels are bred from."""
PAGES: Final = ROOT / "tests" / "data" / "pages"
CRASHES: Final = ROOT / "tests" / "data" / "crashes"
"""Inputs that broke a promise once, by target."""


@cache
def development_cases() -> tuple[Path, ...]:
    """The folders of the cases that rules may be tuned on."""
    files = sorted((ROOT / "evals" / "gold").glob("*/case.yaml"))
    return tuple(f.parent for f in files if yaml.safe_load(f.read_bytes()).get("split") == "dev")


@cache
def articles() -> tuple[str, ...]:
    """The texts of the development cases, the shortest first."""
    files = [file for folder in development_cases() for file in sorted(folder.glob("*.txt"))]
    return tuple(sorted((f.read_bytes().decode("utf-8") for f in files), key=lambda t: (len(t), t)))


@cache
def paragraphs() -> tuple[str, ...]:
    """Their paragraphs, each once."""
    return tuple(sorted({p for text in articles() for p in text.split("\n\n") if p.strip()}))


def crashes(target: str) -> tuple[Path, ...]:
    """The inputs that broke a target once."""
    return tuple(sorted(p for p in (CRASHES / target).glob("*") if p.is_file()))


def texts() -> Sequence[bytes]:
    """Plain texts: pages of news sites as text, and articles."""
    pages = [file.read_bytes() for file in sorted(PAGES.glob("*.txt"))]
    return [*pages, *(text.encode() for text in articles()[:40])]


def samples(*suffixes: str) -> Sequence[bytes]:
    """Those of the sample files whose names end so."""
    return [f.read_bytes() for f in sorted(INPUTS.iterdir()) if f.name.endswith(suffixes)]


def markdown() -> Sequence[bytes]:
    """Markdown files, a brief of ours among them."""
    return [*samples(".md"), (PAGES / "markdown.txt").read_bytes(), render(example_brief()).encode()]


def html() -> Sequence[bytes]:
    """Web pages."""
    return samples(".html", ".htm", ".xhtml")


@cache
def pdf() -> Sequence[bytes]:
    """Papers of one and two columns, packed and plain."""
    return [press(), columns()]


@cache
def packed() -> Sequence[bytes]:
    """What is no article itself: a document of Word's kind, and articles in gzip."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w:document><w:p>Envoys met.</w:p></w:document>")
    text = articles()[0].encode()
    return [held.getvalue(), gzip.compress(text, mtime=0), gzip.compress(text, mtime=0) * 2, *samples(".gz")]


@cache
def cases() -> Sequence[bytes]:
    """Labels of development cases, whose documents are named as in `case_documents`."""
    return [
        re.sub(rb"file: (\w+\.txt)", rf"file: {folder.name}-\1".encode(), (folder / "case.yaml").read_bytes())
        for folder in development_cases()[:CASES]
    ]


def case_documents() -> dict[str, bytes]:
    """The documents of those cases, by names that no two of them share."""
    files = [f for folder in development_cases()[:CASES] for f in folder.glob("*.txt")]
    return {f"{f.parent.name}-{f.name}": f.read_bytes() for f in files}


@cache
def briefs() -> Sequence[bytes]:
    """A brief as JSON, alone and as one of two."""
    one = render(example_brief(), "json")
    return [one.encode(), json.dumps([json.loads(one)] * 2).encode()]


def settings() -> Sequence[bytes]:
    """Files of settings, as docs/cli.md describes them."""
    return [
        b'engine = "rules"\nformat = "html"\nlang = "en"\ncache = false\n',
        b'model = "openai/gpt-5-mini"\nmode = "json"\ntimeout_s = 60.5\nmax_attempts = 2\nmax_cost = 1.5\n',
        b'base_url = "http://127.0.0.1:11434/v1"\nprompts = "prompts"\ncache_dir = "~/kept"\nrecord = "kept"\n',
        b'SUMMARIZER_MODEL="ollama/qwen3"\nSUMMARIZER_MODE=json\n# a comment\nSUMMARIZER_MODLE=x\n',
    ]
