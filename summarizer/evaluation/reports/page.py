"""The report as one HTML page: tables first, then every case with its evidence marked in the articles.

The page asks nothing of anybody: style and script stand in it, allowed by their hashes, and whatever comes from
articles, labels and models is put in as words. Without a script it is complete; the script only filters.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from summarizer.evaluation.counts import HEADLINE
from summarizer.evaluation.reports.entries import entry_of
from summarizer.evaluation.reports.rows import SIGNS
from summarizer.evaluation.reports.tables import headline, tables
from summarizer.rendering.selfcontained import page

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


def report(summary: Summary) -> str:
    """The report of a run as one HTML page that needs nothing beside it."""
    entries = [entry_of(each) for each in summary.cases]
    return page(
        "summarizer.evaluation.reports",
        "page.html",
        style="page.css",
        script="page.js",
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
