"""CSV of statements: one row for each red line or position and each way its words reached the reader.

RFC 4180 (quoted where needed, CRLF). A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from summarizer.models.brief import StatedRedLine
from summarizer.rendering.escape import plain
from summarizer.rendering.exports.claims import statements, urn, words_of
from summarizer.rendering.phrases import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models.brief import Brief, StatedPosition
    from summarizer.models.document import Document
    from summarizer.models.evidence import Attribution
    from summarizer.rendering.exports.claims import Claim
    from summarizer.rendering.words import Words

COLUMNS = (
    "brief", "meeting", "date", "claim", "kind", "holder", "target", "statement", "topic", "at_meeting", "status",
    "explicit", "consequence", "specificity", "firmness", "credibility", "credibility_words", "speaker", "descriptor",
    "record", "via", "outlet", "hedges", "evidence", "words",
)  # fmt: skip
"""Names are fixed, in English, whatever the language of the words in the cells."""

_FORMULA = re.compile(r"(^|;)(?=[\s\"']*[=+\-@＝＋－＠])")
"""Where a spreadsheet sees a formula begin: at a cell's first sign, and behind `;` where that parts cells."""


def table(briefs: Sequence[Brief], *, words: Words, documents: Sequence[Document]) -> str:  # noqa: ARG001
    """A head and the rows of all briefs."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for brief in briefs:
        for claim in statements(brief, words):
            if claim.stated:
                writer.writerows(_rows(brief, claim, claim.stated, words))
    return out.getvalue()


def _rows(
    brief: Brief, claim: Claim, stated: StatedRedLine | StatedPosition, words: Words
) -> Iterator[list[str]]:
    told = _told(brief, claim, stated, words)
    for attribution in dict.fromkeys(stated.attribution):
        evidence = words_of(brief, stated, attribution)
        values = told | _chain(attribution, words)
        values["evidence"] = "; ".join(f"{e.doc} {e.start}–{e.end}" for e in evidence)
        values["words"] = " | ".join(quoted(e) for e in evidence)
        yield [cell(values[column]) for column in COLUMNS]


def _told(brief: Brief, claim: Claim, stated: StatedRedLine | StatedPosition, words: Words) -> dict[str, str]:
    terms = words.terms
    common = {
        "brief": urn(brief),
        "meeting": brief.title,
        "date": brief.date.value or "",
        "claim": claim.id,
        "kind": claim.kind,
        "holder": stated.holder,
        "target": stated.target or "",
        "firmness": terms.firmness[stated.firmness] if stated.firmness else "",
        "credibility": str(stated.credibility),
        "credibility_words": terms.credibility[stated.credibility],
    }
    if isinstance(stated, StatedRedLine):
        return common | {
            "statement": stated.trigger,
            "topic": "",
            "at_meeting": "",
            "status": terms.red_line_status[stated.status],
            "explicit": _yes(stated.explicit),
            "consequence": stated.consequence or "",
            "specificity": terms.specificity[stated.specificity],
        }
    return common | {
        "statement": stated.statement,
        "topic": stated.topic,
        "at_meeting": _yes(stated.at_meeting),
        "status": "",
        "explicit": "",
        "consequence": "",
        "specificity": "",
    }


def _chain(attribution: Attribution, words: Words) -> dict[str, str]:
    return {
        "speaker": attribution.speaker or "",
        "descriptor": attribution.descriptor or "",
        "record": words.terms.record[attribution.record],
        "via": " → ".join(attribution.via),
        "outlet": attribution.outlet or "",
        "hedges": "; ".join(attribution.hedges),
    }


def _yes(value: bool) -> str:
    return "true" if value else "false"


def cell(words: str) -> str:
    """One line of text that no spreadsheet computes; what had to be marked as text begins with an apostrophe.

    >>> cell("=1+1"), cell("-2 degrees"), cell("2 - 1")
    ("'=1+1", "'-2 degrees", '2 - 1')
    """
    return _FORMULA.sub(r"\1'", plain(words))
