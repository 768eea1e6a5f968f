"""The report as one HTML page: tables first, then every case with its evidence marked in the articles.

The page asks nothing of anybody: style and script stand in it, allowed by their hashes, and whatever comes from
articles, labels and models is put in as words. Without a script it is complete; the script only filters.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from summarizer.evaluation.counts import HEADLINE
from summarizer.evaluation.reports.entries import SIGNS, entry_of
from summarizer.evaluation.reports.tables import headline, tables
from summarizer.rendering.escape import plain

if TYPE_CHECKING:
    from summarizer.evaluation.reports.summary import Summary
    from summarizer.evaluation.reports.tables import Table

MEANINGS: Final = {
    "fabricated": "words that do not stand in the source",
    "polarity flipped": "says the opposite of its label",
    "misattributed": "another holder's words",
    "missed": "a label that was not found",
    "over-generated": "a claim without a label",
    "not strict": "found, with something wrong in it",
    "right": "found",
    "optional": "neither earns nor costs",
    "not scored": "not labelled in this case",
}
"""What the verdicts mean, for the legend."""

_KEPT = re.compile(r"([^\S\x0b\x0c\x1c-\x1f\x85]+)")
"""Spaces of all kinds, tabs and line breaks; those that are control characters as well are none."""


def report(summary: Summary) -> str:
    """The report of a run as one HTML page that needs nothing beside it."""
    entries = [entry_of(each) for each in summary.cases]
    style, script = (_block(name) for name in ("page.css", "page.js"))
    page = _environment().get_template("page.html")
    return page.render(
        summary=summary,
        headline=headline(summary),
        sections=_sections(summary),
        failed=[verdict.gate for verdict in summary.verdicts if not verdict.passed],
        entries=entries,
        names={entry.name for entry in entries},
        changed=sorted((e for e in entries if e.changes), key=lambda e: (e.balance, e.name)),
        headlines=HEADLINE,
        splits=sorted({entry.split for entry in entries}),
        signs=SIGNS,
        meanings=MEANINGS,
        style=style,
        script=script,
        policy=policy(style, script),
    )


def _sections(summary: Summary) -> dict[str, tuple[Table, ...]]:
    """The tables of the gates, failed ones first, of each split, of the trap families, of the public sets."""
    bare = replace(summary, verdicts=(), parts=(), families=(), public=())
    verdicts = tuple(sorted(summary.verdicts, key=lambda verdict: verdict.passed))
    sections = {
        "Gates": replace(bare, verdicts=verdicts),
        **{f"Figures: {part.split}": replace(bare, parts=(part,)) for part in summary.parts},
        "Trap families": replace(bare, families=summary.families),
        "Public data sets": replace(bare, public=summary.public),
    }
    return {name: made for name, section in sections.items() if (made := tables(section))}


def policy(style: str, script: str) -> str:
    """What a browser may do with the page: follow this style, run this script, load nothing."""
    hashes = {
        name: b64encode(hashlib.sha256(block.encode()).digest()).decode()
        for name, block in (("style-src", style), ("script-src", script))
    }
    allowed = [f"{name} 'sha256-{digest}'" for name, digest in hashes.items()]
    return "; ".join(("default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"))


def visible(text: str) -> str:
    r"""Words without control, direction or invisible characters, in the lines that they have.

    >>> visible("one \u202etwo\x00\r\n\n  three ")
    'one two\n\n  three '
    """
    parts = _KEPT.split(text)
    parts[::2] = [plain(part) for part in parts[::2]]
    return "".join(parts).replace("\r\n", "\n").replace("\r", "\n")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    def shown(value: object) -> object:
        return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        loader=PackageLoader("summarizer.evaluation.reports"),
        autoescape=True,
        finalize=shown,  # before it is escaped, and whatever the template forgets
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["lines"] = lambda text: escape(visible(text))
    return environment


def _block(name: str) -> Markup:
    file = files("summarizer.evaluation.reports") / "templates" / name
    return Markup(file.read_text("utf-8"))  # noqa: S704 - a file of this package
