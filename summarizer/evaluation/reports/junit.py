"""The report as JUnit XML: one test case a gold case and one a gate, so that CI systems list what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from summarizer.evaluation.reports.tables import points
from summarizer.rendering.escape import plain

if TYPE_CHECKING:
    from summarizer.evaluation.reports.summary import CaseReport, Summary


def report(summary: Summary) -> str:
    """The report of a run as JUnit XML.

    A gold case fails only where an article could not be read or evidence does not stand in its source; what it
    scores is told as output. A gate fails where it was not passed.
    """
    gates = ElementTree.Element("testsuite", name="gates", tests=str(len(summary.verdicts)))
    gates.set("failures", str(sum(not verdict.passed for verdict in summary.verdicts)))
    for verdict in summary.verdicts:
        test = ElementTree.SubElement(gates, "testcase", classname="gates", name=plain(verdict.gate))
        if not verdict.passed:
            ElementTree.SubElement(test, "failure", message=plain(verdict.told))
    cases = ElementTree.Element(
        "testsuite", name=plain(f"cases ({summary.system})"), tests=str(len(summary.cases))
    )
    failures = 0
    for each in summary.cases:
        test = ElementTree.SubElement(
            cases, "testcase", classname=each.case.gold.split or "cases", name=plain(each.case.gold.case)
        )
        faults = _faults(each)
        failures += bool(faults)
        if faults:
            ElementTree.SubElement(test, "failure", message=plain("; ".join(faults)))
        ElementTree.SubElement(test, "system-out").text = plain(_told(each))
    cases.set("failures", str(failures))
    root = ElementTree.Element("testsuites")
    root.extend([gates, cases])
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _faults(report: CaseReport) -> list[str]:
    grounded = report.score.counts.facts.get("evidence grounded")
    wrong = grounded.asked - grounded.right if grounded else 0
    ungrounded = [f"{wrong} claims whose evidence does not stand in the source"] if wrong else []
    return [f"document {doc}: {error}" for doc, error in report.failures] + ungrounded


def _told(report: CaseReport) -> str:
    fields = [f"{name} {points(tally.f1)}" for name, tally in report.score.counts.fields.items()]
    return f"F1: {', '.join(fields)}"
