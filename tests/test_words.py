"""The words of a language are one file: complete, used, and told apart from what sources say."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from summarizer import render
from summarizer.errors import ConfigError
from summarizer.rendering import encode
from summarizer.rendering.markdown import markdown
from summarizer.rendering.words import Words, languages, load_words
from tests.example import example_brief
from tests.shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path

RENDERING = ROOT / "summarizer" / "rendering"
ENGLISH = RENDERING / "data" / "en.toml"
CODE = "\n".join(
    path.read_text("utf-8") for kind in ("py", "html", "js") for path in RENDERING.rglob(f"*.{kind}")
)


def another_language(folder: Path, change: tuple[str, str] = ("", "")) -> Path:
    """English with every word in brackets, as a language of its own."""
    lines = [
        re.sub(r'= "(.*)"$', r'= "⟦\1⟧"', line) if " = " in line and not line.startswith("#") else line
        for line in ENGLISH.read_text("utf-8").replace(*change).splitlines()
    ]
    (folder / "xx.toml").write_text("\n".join(lines), "utf-8")
    return folder


def test_another_language_is_another_file(tmp_path: Path) -> None:
    words = load_words("XX", folder=another_language(tmp_path))
    page = markdown((example_brief(),), words=words, documents=())
    assert "## ⟦Red lines⟧" in page
    assert "**⟦Who says so:⟧**" in page
    assert page.replace("⟦", "").replace("⟧", "") == render(example_brief())


def test_no_word_of_the_page_is_outside_of_the_catalogue(tmp_path: Path) -> None:
    """What stands in no brackets comes from the brief: its text, its numbers and its punctuation."""
    brief = example_brief()
    page = markdown((brief,), words=load_words("xx", folder=another_language(tmp_path)), documents=())
    told = brief.model_dump_json(exclude={"provenance"})
    while "⟦" in page:
        page = re.sub("⟦[^⟦⟧]*⟧", " ", page)
    for line in page.splitlines():
        for word in re.findall(r"[a-z]{4,}", line):
            assert word in told or word in {"evals", "gold"}, (word, line)


@pytest.mark.parametrize("section", ["headings", "rows", "labels", "phrases", "kinds", "terms", "page"])
def test_every_word_is_used(section: str) -> None:
    for key in tomllib.loads(ENGLISH.read_text("utf-8"))[section]:
        used = rf"\.{key}_?\b" + (rf"|p\[record ~ '_{key.partition('_')[2]}'\]" if section == "page" else "")
        assert re.search(used, CODE), f"{section}.{key}"


def test_english_is_shipped_and_another_language_is_refused_with_what_there_is() -> None:
    assert "en" in languages()
    with pytest.raises(ConfigError, match=r"language 'de'.*takes one of: en"):
        render(example_brief(), lang="de")
    with pytest.raises(ConfigError, match="language"):
        encode(example_brief(), "csv", lang="../en")


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (('red_lines = "Red lines"\n', ""), r"headings\.red_lines: Field required"),
        (
            ('red_lines = "Red lines"\n', 'red_lines = "Red lines"\nredlines = "x"\n'),
            r"headings\.redlines: Extra",
        ),
        (("described as {level}", "described as such"), r"phrases\.described_as must hold \{level\}"),
        (("in these sources.", "in {level}."), r"phrases\.no_red_lines must hold nothing in braces"),
        (('threat = "threat"\n', ""), r"terms\.position_kind lacks threat"),
        (("[rows]", "[rows"), "cannot be used"),
    ],
)
def test_a_file_that_does_not_fit_is_one_line_with_file_key_and_remedy(
    tmp_path: Path, change: tuple[str, str], cause: str
) -> None:
    with pytest.raises(ConfigError, match=cause) as caught:
        load_words("xx", folder=another_language(tmp_path, change))
    assert "xx.toml" in str(caught.value)
    assert "compare the file with en.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_lists_are_joined_in_the_language() -> None:
    words = load_words()
    assert [words.listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert isinstance(words, Words)
