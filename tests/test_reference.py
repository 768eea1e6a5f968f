"""The pages that are made from the code are those of this code: the API, the JSON forms, the picture of imports."""

from __future__ import annotations

import inspect
import json
import re
from dataclasses import replace
from functools import lru_cache
from importlib import import_module

import pytest

import summarizer
from tests import apipage, importgraph, schemapage
from tests.pages import anchors
from tests.shared import ROOT

graph = lru_cache(maxsize=1)(importgraph.of_code)


def test_the_page_of_the_api_is_that_of_the_docstrings() -> None:
    assert apipage.PAGE.read_text("utf-8") == apipage.page()  # `python -m tests.apipage` writes it


def test_the_page_of_the_forms_is_that_of_the_schemas() -> None:
    assert schemapage.PAGE.read_text("utf-8") == schemapage.page()  # `python -m tests.schemapage` writes it


@pytest.mark.parametrize("module", apipage.MODULES)
def test_every_public_name_has_an_entry_with_words_of_its_own(module: str) -> None:
    text = apipage.PAGE.read_text("utf-8")
    for name in import_module(module).__all__:
        assert f"### {name}\n" in text, name
        assert len(text.split(f"### {name}\n")[1].split("\n#")[0].strip()) > 20, name


def test_a_signature_names_the_parameters_that_the_function_takes() -> None:
    text = apipage.PAGE.read_text("utf-8")
    for name in ("summarize", "load", "render", "diff", "from_text"):
        shown = text.split(f"### {name}\n")[1].split("```")[1]
        assert re.findall(r"(\w+):", shown) == [*inspect.signature(getattr(summarizer, name)).parameters], (
            name
        )


@pytest.mark.parametrize("form", schemapage.FORMS)
def test_every_field_of_a_form_is_on_its_page(form: str) -> None:
    section = schemapage.PAGE.read_text("utf-8").split(f"\n## {form}/1\n")[1].split("\n## ")[0]
    schema = json.loads((ROOT / "schemas" / f"{form}.v1.json").read_text("utf-8"))
    fields = [name for part in (schema, *schema["$defs"].values()) for name in part["properties"]]
    rows = re.findall(r"(?m)^\| \*{0,2}(\w+)\*{0,2} \| (?!type \|)", section)
    assert sorted(fields) == sorted(rows)
    assert {f"{form}-{name.lower()}" for name in schema["$defs"]} <= anchors(section)


def test_the_picture_and_the_table_of_imports_are_those_of_the_code() -> None:
    # `python -m tests.importgraph` writes both
    assert importgraph.PICTURE.read_text("utf-8") == importgraph.picture(graph())
    assert importgraph.PAGE.read_text("utf-8") == importgraph.page(graph())


def test_the_arrows_of_the_picture_imply_the_imports_of_the_code_and_no_others() -> None:
    text = importgraph.PICTURE.read_text("utf-8")
    arrows = {(a, b) for a, b in re.findall(r'<path data-import="(\w+) (\w+)"', text)}
    assert importgraph.reached(arrows) == importgraph.reached(graph().edges)
    assert {(a, b) for a, b in re.findall(r'class="late" data-import="(\w+) (\w+)"', text)} == graph().late


def test_the_table_tells_every_import_and_the_picture_has_every_part() -> None:
    rows = re.findall(
        r"(?m)^\| `(\w+)` \| .* \| ([\w, ]+|–) \|$", importgraph.PAGE.read_text("utf-8").split("<!--")[1]
    )
    told = {(name, other) for name, others in rows for other in others.split(", ") if other != "–"}
    assert told == graph().edges
    here = {path.stem for path in (ROOT / "summarizer").glob("*.py")} | {
        path.parent.name for path in (ROOT / "summarizer").glob("*/__init__.py")
    }
    assert {name for name, _ in rows} == here - {"__init__", "__main__"}
    assert {*re.findall(r">(\w+)</text>", importgraph.PICTURE.read_text("utf-8"))} == here - {
        "__init__",
        "__main__",
    }


def test_every_arrow_leads_downward() -> None:
    level = graph().level
    assert [edge for edge in graph().edges if level[edge[0]] > level[edge[1]]] == []
    assert all(level[one] > level[other] for one, other in graph().late)


@pytest.mark.parametrize("edge", [("errors", "models"), ("archive", "corpus"), ("remembering", "errors")])
def test_an_import_more_changes_picture_and_table(edge: tuple[str, str]) -> None:
    more = replace(graph(), edges=graph().edges | {edge})
    assert importgraph.picture(more) != importgraph.picture(graph())
    assert importgraph.table(more) != importgraph.table(graph())
