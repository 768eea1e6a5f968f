"""Options that several commands share, and the groups under which `--help` lists them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from summarizer.rendering.formats import FORMATS

READING = "Who reads"
SETTINGS = "Settings"
OUTPUT = "Output"
MESSAGES = "Messages"


class EngineName(StrEnum):
    """Who reads the articles."""

    auto = "auto"
    llm = "llm"
    rules = "rules"


class ModeName(StrEnum):
    """How a model is asked for the form of its answer."""

    tools = "tools"
    json_schema = "json_schema"
    json = "json"
    md_json = "md_json"


Engine = Annotated[
    EngineName | None,
    typer.Option(
        help="auto uses a model where one is configured, else the built-in rules.",
        show_default="auto",
        rich_help_panel=READING,
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        help="PROVIDER/NAME, such as openai/gpt-5-mini, ollama/qwen3, or gguf:FILE.", rich_help_panel=READING
    ),
]
BaseUrl = Annotated[
    str | None,
    typer.Option(
        "--base-url", help="Address of any server that speaks OpenAI's protocol.", rich_help_panel=READING
    ),
]
Mode = Annotated[
    ModeName | None,
    typer.Option(
        help="How the answer's form is asked for.", show_default="by provider", rich_help_panel=READING
    ),
]
Prompts = Annotated[
    Path | None,
    typer.Option(
        "--prompts",
        help="Folder of prompt templates that come before the ones shipped.",
        rich_help_panel=READING,
    ),
]
Record = Annotated[
    Path | None,
    typer.Option(help="Folder to keep every answer of the model in.", rich_help_panel=READING),
]
Replay = Annotated[
    Path | None,
    typer.Option(help="Folder of recorded answers to use instead of a model.", rich_help_panel=READING),
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        help="File of settings.",
        show_default="SUMMARIZER_CONFIG, or the nearest summarizer.toml",
        rich_help_panel=SETTINGS,
    ),
]
MaxCost = Annotated[
    float | None,
    typer.Option(
        "--max-cost",
        help="Stop before spending more, in the price table's currency.",
        rich_help_panel=SETTINGS,
    ),
]
Timeout = Annotated[
    float | None,
    typer.Option(help="Seconds for one article, all requests together.", rich_help_panel=SETTINGS),
]
Cache = Annotated[
    bool | None,
    typer.Option(
        "--cache/--no-cache", help="Keep answers on disk.", show_default="cache", rich_help_panel=SETTINGS
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        help="What to write.",
        metavar=f"<{'|'.join(FORMATS)}>",
        autocompletion=lambda: list(FORMATS),
        show_default="as the output file is named, else md",
        rich_help_panel=OUTPUT,
    ),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang", help="Language of headings and fixed words.", show_default="en", rich_help_panel=OUTPUT
    ),
]


def _file(path: Path | None) -> Path | None:
    return None if path == Path("-") else path


Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Write to this file instead of standard output, which is also -.",
        callback=_file,
        rich_help_panel=OUTPUT,
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="sqlite:FILE",
        help="Also add the briefs to this archive, to be searched with summarizer search.",
        show_default=False,
        rich_help_panel=OUTPUT,
    ),
]
Verbose = Annotated[
    bool,
    typer.Option("--verbose", "-v", help="Tell more on standard error.", rich_help_panel=MESSAGES),
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="Say nothing on standard error but errors.", rich_help_panel=MESSAGES),
]


def given(**options: Any) -> dict[str, Any]:
    """Settings by name, as `Settings.load` takes them: the choices of an enumeration become their values."""
    return {name: option.value if isinstance(option, StrEnum) else option for name, option in options.items()}
