"""Prompt templates: what is rendered, which file is chosen, and which mistakes are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarizer import prompting
from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "---\nname: {name}\nversion: {version}\npurpose: Try.\nvariables: article\n---\n"


def write(folder: Path, body: str, *, name: str = "reading", version: str = "v2") -> Path:
    path = folder / f"{name}.{version}.md"
    path.write_text(HEADER.format(name=name, version=version) + body)
    return path


def rendered(**values: object) -> dict[str, str]:
    return prompting.load("reading.v1").render(
        **({"article": "Words.", "mark": "MARK", "outlet": None, "part": 1, "parts": 1} | values)
    )


def test_the_user_message_is_the_article_between_its_marks() -> None:
    assert rendered()["user"] == "ARTICLE MARK\nWords.\nEND MARK"
    assert rendered(outlet="The Daily")["user"] == "Outlet: The Daily\nARTICLE MARK\nWords.\nEND MARK"
    assert rendered(part=2, parts=3)["user"] == (
        "Part 2 of 3 of a long article; its head comes first. Record what this part says.\n"
        "ARTICLE MARK\nWords.\nEND MARK"
    )


def test_the_system_message_is_the_same_for_every_article() -> None:
    assert (
        rendered()["system"] == rendered(article="Others.", mark="X", outlet="O", part=2, parts=9)["system"]
    )


def test_the_system_message_opens_and_ends_as_written() -> None:
    system = rendered()["system"]
    assert system.startswith(
        "You record what one news article says about diplomatic talks. Fill the JSON form"
    )
    assert system.endswith("claimed_by: the parties on record for it.")


@pytest.mark.parametrize(
    "distinction",
    [
        "holder: the state, organisation or group bound by the words",
        "said.speaker: the person who uttered them",
        "red_lines need all three",
        "An ultimatum demands an act",
        "Refusing a specific concession",
        "whom the article puts in the main meeting (attended) or announces for it (announced)",
        "planned, cancelled, denied",
        "one unbroken stretch",
        "unattributed",
        'the reporter\'s "reportedly"',
        "claimed_by_one_side",
        "a consequence in the speaker's hands",
    ],
)
def test_the_system_message_carries_the_distinctions_of_the_domain(distinction: str) -> None:
    assert distinction in rendered()["system"]


def test_template_syntax_in_an_article_stays_text() -> None:
    hostile = "{{7*6}} {# gone? #} {% if %} {{ article }} {% endblock %}"
    assert hostile in rendered(article=hostile)["user"]


def test_a_folder_of_ones_own_comes_first(tmp_path: Path) -> None:
    write(tmp_path, "{% block user %}Mine: {{ article }}{% endblock %}", version="v1")
    mine = prompting.load("reading", folder=tmp_path)
    assert mine.render(article="words") == {"user": "Mine: words"}
    assert mine.used.sha256 != prompting.load("reading").used.sha256
    assert prompting.load("repair", folder=tmp_path).path.parent != tmp_path


def test_the_newest_version_is_taken_by_number_and_an_older_one_by_name(tmp_path: Path) -> None:
    for version in ("v9", "v10"):
        write(tmp_path, "{% block user %}x{% endblock %}", name="other", version=version)
    assert prompting.load("other", folder=tmp_path).version == "v10"
    assert prompting.load("other.v9", folder=tmp_path).version == "v9"


def test_an_unknown_prompt_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match=r"reading\.v1"):
        prompting.load("reding")


@pytest.mark.parametrize(
    "body",
    [
        "{% block user %}{{ secret }}{% endblock %}",
        "{% block user %}{{",
        "{{ 1/0",
        "{% block user %}{{ 1/0 }}{% endblock %}",
        "{% block user %}{{ article + 1 }}{% endblock %}",
        '{% block user %}{% include "other" %}{% endblock %}',
        "{% block user %}{% for i in range(10**9) %}x{% endfor %}{% endblock %}",
        "{% block user %}{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}{% endblock %}",
    ],
)
def test_a_broken_template_is_an_error_that_names_its_file(tmp_path: Path, body: str) -> None:
    path = write(tmp_path, body)
    with pytest.raises(ConfigError) as caught:
        prompting.load("reading", folder=tmp_path).render(article="words")
    assert caught.value.subject == str(path)


def test_a_template_cannot_reach_the_interpreter(tmp_path: Path) -> None:
    write(tmp_path, "{% block user %}{{ article.__class__.__mro__ }}{% endblock %}")
    with pytest.raises(ConfigError):
        prompting.load("reading", folder=tmp_path).render(article="words")


@pytest.mark.parametrize(
    "text", ["no header at all", "---\nname: reading\n---\n", HEADER.format(name="reading", version="v3")]
)
def test_a_header_that_is_missing_or_disagrees_with_the_file_name_is_refused(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "reading.v2.md").write_text(text)
    with pytest.raises(ConfigError, match="header"):
        prompting.load("reading", folder=tmp_path)


def test_every_prompt_shipped_renders_with_its_declared_variables() -> None:
    for template in prompting.templates():
        values: dict[str, object] = dict.fromkeys(template.variables, "")
        assert template.render(**(values | {"part": 1, "parts": 1}))["user"]
