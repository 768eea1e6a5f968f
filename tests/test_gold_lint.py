"""`gold lint`: one planted fault a case, found at its line and told in a sentence; sound cases are let be."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.errors import GoldError
from summarizer.evaluation.cases import load_case, load_cases
from summarizer.evaluation.goldtools.lint import lint
from tests.shared import EXAMPLE, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.evaluation.goldtools.problems import Problem


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example case, two documents."""
    return shutil.copytree(EXAMPLE, tmp_path / "gold" / "case")


@pytest.fixture
def single(tmp_path: Path) -> Path:
    """A case of one document, with nothing but what is needed."""
    made = tmp_path / "gold" / "single"
    made.mkdir(parents=True)
    (made / "A.txt").write_text("The envoys met in Oslo. The envoys left.\n", encoding="utf-8")
    (made / "case.yaml").write_text(
        "schema: gold/1\ncase: single\n"
        "documents:\n  - {id: A, file: A.txt, outlet: null, published: null}\n"
        "meeting: {kind: talks, status: held}\ndate: {value: null, precision: unknown}\n"
        'location: {country: "NO", locality: Oslo}\nparticipants:\n'
        '  - {name: null, descriptor: envoys, evidence: [{doc: A, exact: "The envoys met in Oslo"}]}\n'
        "absent: [red_lines, positions, outcomes]\n",
        encoding="utf-8",
    )
    return made


def plant(folder: Path, before: str, after: str) -> int:
    """Replace words of a case once; the line where the replacement begins."""
    path = folder / "case.yaml"
    text = path.read_text("utf-8")
    assert before in text
    at = text.index(before)
    path.write_text(text[:at] + after + text[at + len(before) :], encoding="utf-8")
    return text.count("\n", 0, at) + 1


def only(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def test_the_cases_shipped_are_clean_of_errors() -> None:
    assert [str(p) for p in lint([ROOT / "evals" / "gold"]) if not p.warning] == []


def test_a_sound_case_has_no_problems(folder: Path, single: Path) -> None:
    assert lint([folder, single]) == ()
    assert lint([folder.parent]) == ()
    assert lint([folder / "case.yaml"]) == ()


A_QUOTE = 'exact: "We will keep talking"'

ERRORS = [
    # YAML and schema
    ("status: held}", "status: [held}", "not YAML"),
    ("meeting: {kind: talks", "meeting: {kind: chat", r"meeting.kind: Input should be .*, not 'chat'"),
    ("statement: Norway rej", "statment: Norway rej", "statment: unknown field; did you mean statement"),
    ("split: dev", "split: dev\nsplit: test", "the field split is there already"),
    ("country: FO", "country: NO", r'location.country: NO is read as false; quote it: "NO"'),
    ('value: "2031-03-11"', "value: 2031-03-11", r"is read as a date; quote it"),
    ('value: "2031-03-11"', "value: 2031-02-30", r"2031-02-30: day"),
    ("locality: Tórshavn", "locality: !!set {a}", "the tag !!set has no place here"),
    # documents
    ("file: B.txt", "file: C.txt", r"document B \('C.txt'\): No such file"),
    ("file: B.txt", "file: ../case/B.txt", "does not lie beside the case"),
    ("file: B.txt", "file: A.txt", "A.txt is another document's file"),
    ("id: B,", "id: A,", "two documents have the id A"),
    ('published: "2031-03-12"', 'published: "2031-02-29"', "no day of the calendar"),
    ('published: "2031-03-12"', 'published: "20310312"', "no day of the calendar"),
    # date and place
    ('{value: "2031-03-11", p', '{value: "11 March 2031", p', "no EDTF"),
    ('{value: "2031-03-11", p', '{value: "2031-02-29", p', "there is no 2031-02-29"),
    ('{value: "2031-03-11", precision: day', '{value: "2031-13", precision: month', "there is no 2031-13"),
    ('{value: "2031-03-11", p', '{value: "2031-03-11/2031-03-10", p', "ends before it has lasted"),
    ('{value: "2031-03-11", p', '{value: "2031-03-11/2031-04", p', "both ends of an interval"),
    ('{value: "2031-03-11", p', '{value: "2031-03", p', "precision day does not fit '2031-03'"),
    ("precision: day", "precision: week", "precision week does not fit"),
    ('{value: "2031-03-11", p', "{value: null, p", "has precision unknown, not day"),
    ("country: FO", "country: UK", "UK is no ISO 3166-1 alpha-2 code; write GB"),
    ("country: FO", "country: fo", "write FO"),
    ("country: FO", "country: XX", r"XX is no ISO 3166-1 alpha-2 code$"),
    # quotes
    (A_QUOTE, 'exact: "We will stop talking"', r"does not contain “We will stop talking”$"),
    (A_QUOTE, 'exact: "we will keep  talking"', "does not contain .*; it has “We will keep talking”"),
    ("exact: \"he rejected Iceland's", 'exact: "he rejected Iceland’s', "; it has “he rejected Iceland's"),
    (A_QUOTE, 'exact: "Any foreign trawler"', "; document B does"),
    ("{doc: A, " + A_QUOTE, "{doc: Z, " + A_QUOTE, "no document Z"),
    (A_QUOTE, A_QUOTE + ", occurrence: 2", "stands once in document A, there is no occurrence 2"),
    # lists
    ("disagreements:\n", "absent: [outcomes]\ndisagreements:\n", "absent: outcomes has items"),
    ("disagreements:\n", "absent: [redlines]\ndisagreements:\n", "absent: there is no list redlines"),
    ("name: Henrik Aasland", "name: Sigrun Valdsdottir", "two participants have the name"),
    ("[Jonas Brekkan,", "[Henrik Aasland,", "Henrik Aasland is a participant and mentioned only"),
    ("meeting: {kind: talks, status: held}", "meeting: {kind: none}", "of kind none has no participants"),
    (
        '[{doc: A, exact: "accompanied by officials from its coast guard"}]',
        "[]",
        r"no evidence",
    ),
    ("    descriptor: the Faroese government\n", "", "a name or a descriptor"),
    # statements
    ("explicit: true", "explicit: false", "not explicit, but its evidence contains the term"),
    (
        'exact: "Trawling by Norwegian vessels west of the median line is a red line for us"',
        'exact: "Trawling by Norwegian vessels west of the median line"',
        "explicit, but its evidence does not contain the term",
    ),
    (
        "descriptor: State Secretary, record: named",
        "descriptor: State Secretary, record: unattributed",
        "the speaker Henrik Aasland is named, the record is unattributed",
    ),
    ("descriptor: A senior Norwegian official, r", "descriptor: null, r", "needs a descriptor"),
    ("split: dev", "split: dev\ncontrol_for: nowhere", "there is no case nowhere"),
]


@pytest.mark.parametrize(("before", "after", "message"), ERRORS)
def test_a_planted_fault_is_told(folder: Path, before: str, after: str, message: str) -> None:
    plant(folder, before, after)
    found = [p for p in lint([folder]) if not p.warning and re.search(message, p.message)]
    assert found, [str(p) for p in lint([folder])]
    assert found[0].path == folder / "case.yaml"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (A_QUOTE, 'exact: "We will stop talking"', "does not contain"),
        ("kind: accusation", "kind: blame", "not 'blame'"),
        ("statement: Norway rejects", "statment: Norway rejects", "unknown field"),
        ("name: Henrik Aasland", "name: Sigrun Valdsdottir", "two participants"),
        ("explicit: true", "explicit: false", "explicit"),
        ("id: B,", "id: A,", "two documents"),
        ("country: FO", "country: NO", "quote it"),
    ],
)
def test_a_problem_names_the_line_it_stands_on(folder: Path, before: str, after: str, message: str) -> None:
    line = plant(folder, before, after)
    assert [p.line for p in lint([folder]) if re.search(message, p.message)] == [line]


def test_a_field_that_is_missing_is_told_at_the_item_that_lacks_it(folder: Path) -> None:
    line = plant(folder, "    kind: accusation\n", "")
    assert str(only(lint([folder]))) == f"{folder / 'case.yaml'}:{line - 1}: positions[3].kind: missing"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            'exact: "the two sides had agreed to exchange catch data every week"',
            'exact: "the"',
            "“the” stands .* times in document A; say which with occurrence",
        ),
        ("Norway does not intend to send", "Norway intends to send", "is not negated, its evidence is"),
        ("statement: Norway will keep", "statement: Norway will not keep", "is negated, its evidence is not"),
        (
            "speaker: null, descriptor: A senior Norwegian official",
            "speaker: Henrik Aasland, descriptor: A senior Norwegian official",
            "the record is anonymous; a brief names no speaker",
        ),
    ],
)
def test_what_may_be_meant_is_a_warning(folder: Path, before: str, after: str, message: str) -> None:
    line = plant(folder, before, after)
    found = only(lint([folder]))
    assert (found.line, found.warning) == (line, True)
    assert re.search(message, found.message)


def test_a_list_that_is_neither_annotated_nor_absent_is_a_warning(single: Path) -> None:
    plant(single, "positions, outcomes]", "outcomes]")
    found = only(lint([single]))
    assert found.warning
    assert found.message == "positions: neither annotated nor absent, so it is not scored"


def test_an_occurrence_settles_which_of_several_places_is_meant(single: Path) -> None:
    plant(single, 'exact: "The envoys met in Oslo"', 'exact: "The envoys"')
    assert "stands twice" in only(lint([single])).message
    plant(single, 'exact: "The envoys"', 'exact: "The envoys", occurrence: 2')
    assert lint([single]) == ()


def test_an_item_given_twice_is_an_error_and_one_that_says_something_else_a_warning(folder: Path) -> None:
    outcome = (
        "  - text: exchange catch data every week\n    status: claimed_by_one_side\n"
        '    evidence: [{doc: A, exact: "the two sides had agreed to exchange catch data every week"}]\n'
    )
    line = plant(folder, outcome, outcome + outcome) + 3
    found = only(lint([folder]))
    assert (found.line, found.warning) == (line, False)
    assert "the same evidence and holder as outcomes[0]" in found.message
    plant(folder, "text: exchange catch data", "text: exchange all data")
    assert only(lint([folder])).warning


def test_a_disagreement_of_one_document_with_itself_is_an_error(folder: Path) -> None:
    plant(folder, '{doc: B, exact: "at high-level talks in Torshavn"}', '{doc: A, exact: "led by"}')
    assert "all sides are from one document" in only(lint([folder])).message


def test_a_document_that_is_not_utf8_is_told_at_its_entry(folder: Path) -> None:
    (folder / "B.txt").write_bytes(b"Caf\xe9\n")
    found = only(lint([folder]))
    assert found.line == 9
    assert "document B ('B.txt') is not UTF-8" in found.message


def test_a_case_that_is_not_utf8_is_told_at_the_line_of_the_byte(folder: Path) -> None:
    path = folder / "case.yaml"
    path.write_bytes(path.read_bytes().replace("Tórshavn".encode(), b"T\xf3rshavn"))
    assert only(lint([folder])).line == 12


def test_a_weekday_that_is_another_days_is_a_warning_at_the_documents_line(single: Path) -> None:
    text = "The envoys met in Oslo. The envoys left.\n\nOn Friday, 13 March 2031 they met again.\n"
    (single / "A.txt").write_text(text, encoding="utf-8")
    found = only(lint([single]))
    assert str(found) == (
        f"{single / 'A.txt'}:3: warning: Friday, 13 March 2031: 2031-03-13 is a Thursday, not a Friday"
    )
    (single / "A.txt").write_text(text.replace("Friday", "Thursday"), encoding="utf-8")
    assert lint([single]) == ()


@pytest.mark.parametrize(
    "content", [b"", b"- a\n", b"a: &x [*x]\n", b"a: \x00\n", b"[" * 3000, b"? [a]\n: b\n"]
)
def test_a_file_that_is_no_case_is_told_and_never_a_traceback(folder: Path, content: bytes) -> None:
    (folder / "case.yaml").write_bytes(content)
    assert lint([folder])


def test_doubled_names_and_canaries_are_told_across_folders(folder: Path) -> None:
    shutil.copytree(folder, folder.parent / "other")
    messages = [problem.message for problem in lint([folder.parent])]
    assert f"the case torshavn-2031 is there already, in {folder / 'case.yaml'}" in messages
    assert any("the canary is that of" in message for message in messages)


def test_a_control_of_a_case_in_the_folder_beside_is_fine(folder: Path, single: Path) -> None:
    plant(single, "case: single\n", "case: single\ncontrol_for: case\n")
    assert lint([single]) == ()


def test_all_problems_of_all_cases_are_told_sorted(folder: Path, single: Path) -> None:
    plant(folder, "kind: accusation", "kind: blame")
    plant(folder, A_QUOTE, 'exact: "We will stop talking"')
    plant(folder, "country: FO", "country: XX")
    plant(single, "kind: talks", "kind: chat")
    found = lint([folder.parent])
    assert len(found) == 4
    assert list(found) == sorted(found)


@pytest.mark.parametrize(("before", "after"), [each[:2] for each in ERRORS])
def test_whatever_loading_refuses_lint_has_told(folder: Path, before: str, after: str) -> None:
    plant(folder, before, after)
    refused = ""
    try:
        load_case(folder)
    except GoldError as error:
        refused = str(error)
    assert any(not p.warning for p in lint([folder]))
    assert not refused or re.search(r"case\.yaml:\d+: |day is out of range", refused)


def test_what_lint_passes_can_be_loaded(folder: Path, single: Path) -> None:
    assert lint([folder.parent]) == ()
    assert len(load_cases(folder.parent)) == 2


def test_a_schema_fault_of_an_evaluation_names_file_and_line(folder: Path) -> None:
    line = plant(folder, "kind: accusation", "kind: blame")
    with pytest.raises(GoldError, match=rf"case\.yaml:{line}: positions\.3\.kind"):
        load_case(folder)


def test_the_command_exits_with_2_for_errors_and_with_strict_for_warnings(folder: Path) -> None:
    run = CliRunner().invoke
    assert run(app, ["gold", "lint", str(folder)]).exit_code == 0
    plant(folder, "Norway does not intend to send", "Norway intends to send")
    warned = run(app, ["gold", "lint", str(folder)])
    assert warned.exit_code == 0
    assert f"{folder / 'case.yaml'}:57: warning: " in warned.stdout
    assert run(app, ["gold", "lint", str(folder), "--strict"]).exit_code == 2
    plant(folder, "country: FO", "country: XX")
    failed = run(app, ["gold", "lint", str(folder)])
    assert failed.exit_code == 2
    assert f"{folder / 'case.yaml'}:12: XX is no ISO" in failed.stdout
    assert "1 error, 1 warning" in failed.stderr


def test_a_folder_without_cases_is_an_error_of_usage(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["gold", "lint", str(tmp_path)])
    assert done.exit_code == 2
    assert "no case.yaml below this folder" in done.stderr


def test_a_problem_is_one_line_whatever_a_field_is_called(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(r'{"schema": "gold/1", "one\u2028two\u0085three": 1}', "utf-8")
    problems = [str(problem) for problem in lint([tmp_path])]
    assert any("one two three: unknown field" in problem for problem in problems)
    assert all(len(problem.splitlines()) == 1 for problem in problems)
    with pytest.raises(GoldError) as caught:
        load_case(tmp_path)
    assert len(str(caught.value).splitlines()) == 1
