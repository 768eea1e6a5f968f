"""Clean reports in several formats, and what an honest model reads in them. Persons and events are invented."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True)
class Report:
    """A report: its headline, its paragraphs, and an honest reading of them."""

    headline: str
    paragraphs: tuple[str, ...]
    reading: dict[str, Any]


def said(speaker: str | None, descriptor: str | None, record: str = "named") -> dict[str, Any]:
    """Who uttered a statement."""
    return {"speaker": speaker, "descriptor": descriptor, "record": record, "via": [], "hedges": []}


def red_line(quote: str, holder: str, target: str | None, trigger: str, by: dict[str, Any], **more: Any) -> dict[str, Any]:  # fmt: skip
    """A red line as a model writes it."""
    return {
        "quotes": [quote], "holder": holder, "target": target, "trigger": trigger, "consequence": None,
        "specificity": "none", "status": "active", "said": by,
    } | more  # fmt: skip


def stated(
    quote: str, holder: str, kind: str, statement: str, by: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """A position as a model writes it."""
    return {
        "quotes": [quote], "holder": holder, "target": None, "kind": kind, "topic": "the talks",
        "statement": statement, "at_meeting": False, "said": by,
    } | more  # fmt: skip


def person(quote: str, name: str, side: str, role: str, *titles: str) -> dict[str, Any]:
    """A participant as a model writes one."""
    return {
        "quotes": [quote], "name": name, "descriptor": None, "side": side, "role": role, "basis": "attended",
        "titles": list(titles),
    }  # fmt: skip


def meeting(quote: str, parties: list[str], when: str, where: str) -> dict[str, Any]:
    """Talks that were held, as a model writes them."""
    return {
        "quotes": [quote], "kind": "talks", "status": "held", "level": None, "purpose": None, "parties": parties,
        "when": when, "where": where, "venue": None,
    }  # fmt: skip


LAKE: Final = Report(
    "Albania and North Macedonia hold talks on Lake Ohrid",
    (
        "POGRADEC, 14 May 2033 - Albanian and North Macedonian officials met in Pogradec on Friday for talks on the water of Lake Ohrid.",
        "The Albanian delegation was led by Environment Minister Dorina Velaj. Environment Minister Goran Stefkov headed the North Macedonian side.",
        "“Pumping water out of the lake in summer is a red line for us,” Velaj told reporters after the meeting.",
        "Stefkov said North Macedonia would not close the pumping station at Struga before the harvest.",
        "The Albanian environment ministry said in a statement that the two sides had agreed to measure the lake together every month.",
        "A senior North Macedonian official, speaking on condition of anonymity, accused Albania of delaying the survey.",
    ),
    {
        "meetings": [
            meeting(
                "Albanian and North Macedonian officials met in Pogradec on Friday",
                ["Albania", "North Macedonia"],
                "on Friday",
                "Pogradec",
            )
        ],
        "participants": [
            person(
                "led by Environment Minister Dorina Velaj",
                "Dorina Velaj",
                "Albania",
                "head",
                "Environment Minister",
            ),
            person(
                "Environment Minister Goran Stefkov headed the North Macedonian side",
                "Goran Stefkov",
                "North Macedonia",
                "head",
            ),
        ],
        "red_lines": [
            red_line(
                "Pumping water out of the lake in summer is a red line for us",
                "Albania",
                "North Macedonia",
                "pumping water out of the lake in summer",
                said("Velaj", None),
            )
        ],
        "positions": [
            stated(
                "North Macedonia would not close the pumping station at Struga before the harvest",
                "North Macedonia",
                "position",
                "North Macedonia would not close the pumping station at Struga before the harvest.",
                said("Stefkov", None),
            ),
            stated(
                "accused Albania of delaying the survey",
                "North Macedonia",
                "accusation",
                "An official accused Albania of delaying the survey.",
                said(None, "A senior North Macedonian official", "anonymous"),
                target="Albania",
            ),
        ],
        "outcomes": [
            {
                "quotes": ["the two sides had agreed to measure the lake together every month"],
                "text": "The two sides agreed to measure the lake together every month.",
                "status": "claimed_by_one_side",
                "claimed_by": ["Albania"],
            }
        ],
    },
)

BRIDGE: Final = Report(
    "Zambian and Malawian ministers meet on border bridge",
    (
        "CHIPATA, 2 May 2034 - Zambian and Malawian ministers met in Chipata on Tuesday to discuss the bridge over the Bua.",
        "Transport Minister Mutinta Hachola led the Zambian delegation, and Malawi sent Transport Minister Chikondi Mbwana.",
        "“Malawi will not accept a toll on the bridge,” Mbwana said after the talks. “If Zambia introduces one, we will close the crossing to its lorries.”",
        "Hachola said Zambia was ready to open the crossing at night from June.",
        "The Zambian transport ministry said that the ministers had agreed to meet again in Lilongwe in July.",
    ),
    {
        "meetings": [
            meeting(
                "Zambian and Malawian ministers met in Chipata on Tuesday",
                ["Zambia", "Malawi"],
                "on Tuesday",
                "Chipata",
            )
        ],
        "participants": [
            person(
                "Transport Minister Mutinta Hachola led the Zambian delegation",
                "Mutinta Hachola",
                "Zambia",
                "head",
                "Transport Minister",
            ),
            person("Malawi sent Transport Minister Chikondi Mbwana", "Chikondi Mbwana", "Malawi", "head"),
        ],
        "red_lines": [
            red_line(
                "Malawi will not accept a toll on the bridge",
                "Malawi",
                "Zambia",
                "a toll on the bridge",
                said("Mbwana", None),
                consequence="Malawi will close the crossing to its lorries",
                specificity="specific",
            )
        ],
        "positions": [
            stated(
                "Zambia was ready to open the crossing at night from June",
                "Zambia",
                "offer",
                "Zambia was ready to open the crossing at night from June.",
                said("Hachola", None),
            )
        ],
        "outcomes": [
            {
                "quotes": ["the ministers had agreed to meet again in Lilongwe in July"],
                "text": "The ministers agreed to meet again in Lilongwe in July.",
                "status": "claimed_by_one_side",
                "claimed_by": ["Zambia"],
            }
        ],
    },
)

REPORTS: Final = (LAKE, BRIDGE)


def text(report: Report, paragraphs: tuple[str, ...] | None = None, *, headline: str | None = None) -> bytes:
    """The report as plain text, with other paragraphs or another headline if they are given."""
    lines = (headline or report.headline, *(paragraphs or report.paragraphs))
    return ("\n\n".join(lines) + "\n").encode("utf-8", "surrogatepass")


def page(
    report: Report, *, head: str = "", before: str = "", inside: str = "", title: str | None = None
) -> bytes:
    """The report as a web page; what is given is markup put in the head, before the first and behind the second paragraph."""
    paragraphs = [f"<p>{html.escape(each)}</p>" for each in report.paragraphs]
    body = "\n".join([before, *paragraphs[:2], inside, *paragraphs[2:]])
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title or html.escape(report.headline)}</title>{head}"
        f"</head><body><article><h1>{html.escape(report.headline)}</h1>\n{body}</article></body></html>"
    ).encode()


def record(report: Report, **fields: Any) -> bytes:
    """The report as ninjs."""
    body = "\n\n".join(report.paragraphs)
    return json.dumps(
        {"uri": "urn:report:1", "headline": report.headline, "body_text": body, **fields}, ensure_ascii=False
    ).encode()
