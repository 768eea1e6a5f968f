"""`gold fmt|new|agree|stats`: layouts that change no word, drafts that pass the check, agreement that has no order."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.errors import ConfigError, DifferentMeetings, GoldError
from summarizer.evaluation.cases import load_case, load_cases, load_gold
from summarizer.evaluation.goldtools import stats
from summarizer.evaluation.goldtools.agreement import agree, compared
from summarizer.evaluation.goldtools.draft import draft
from summarizer.evaluation.goldtools.layout import WIDTH, format_case, layout
from summarizer.evaluation.goldtools.lint import lint
from summarizer.evaluation.labels import Chain, Labels, Position, Span, nothing
from summarizer.models import gold
from summarizer.models.base import (
    Basis,
    MeetingKind,
    MeetingStatus,
    OutcomeStatus,
    PositionKind,
    Precision,
    Record,
    RedLineStatus,
    Role,
)
from summarizer.settings import Settings
from tests.shared import EXAMPLE, ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

GOLD = ROOT / "evals" / "gold"
RULES = Settings(engine="rules")
ARTICLES = [str(EXAMPLE / "A.txt"), str(EXAMPLE / "B.txt")]
invoke = CliRunner().invoke


# fmt

HARD = "no yes null ~ 2031 2031-03-11 1_000 0x1F 1:30 = << - ? : # & * ! | > % @ ` --- ... {a} [b] 'c' \"d\"".split()
words = st.text(max_size=12) | st.sampled_from(
    [
        *HARD,
        "a: b",
        "a #b",
        " a",
        "a ",
        "a, b",
        "é\u0301",
        "\ufeff",
        "\x85",
        "\u2028",
        "\x00",
        "\n",
        "a\tb",
        "😀",
        "\\",
    ]
)
some = st.lists(words, max_size=3).map(tuple)
maybe = st.none() | words
quotes = st.lists(
    st.builds(
        gold.GoldQuote,
        doc=words,
        exact=words.filter(bool) | st.text(min_size=80),
        occurrence=st.integers(1, 3),
    ),
    max_size=3,
).map(tuple)


def one_of(literal: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


attributions = st.builds(
    gold.GoldAttribution, speaker=maybe, descriptor=maybe, record=one_of(Record), via=some
)
people = st.builds(
    gold.GoldParticipant,
    name=maybe,
    descriptor=maybe,
    aliases=some,
    side=maybe,
    role=one_of(Role),
    basis=one_of(Basis),
    titles=some,
    optional=st.booleans(),
    evidence=quotes,
)
red_lines = st.builds(
    gold.GoldRedLine,
    holder=words,
    aliases=some,
    target=maybe,
    trigger=words,
    consequence=maybe,
    status=one_of(RedLineStatus),
    explicit=st.booleans(),
    attribution=attributions,
    optional=st.booleans(),
    evidence=quotes,
)
positions = st.builds(
    gold.GoldPosition,
    holder=words,
    aliases=some,
    kind=one_of(PositionKind),
    topic=words,
    statement=words,
    attribution=attributions,
    optional=st.booleans(),
    evidence=quotes,
)
outcomes = st.builds(gold.GoldOutcome, text=words, status=one_of(OutcomeStatus), evidence=quotes)
disagreements = st.builds(
    gold.GoldDisagreement,
    field=words,
    kind=st.sampled_from(["contradiction", "scope", "wording"]),
    sides=quotes.filter(lambda sides: len(sides) > 1),
    optional=st.booleans(),
)


def lists(items: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | st.lists(items, max_size=2).map(tuple)


cases = st.builds(
    gold.GoldCase,
    schema=st.just("gold/1"),
    case=st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True),
    canary=maybe,
    split=st.sampled_from([None, "dev", "test"]),
    control_for=maybe,
    traps=some,
    documents=st.lists(
        st.builds(gold.GoldDocument, id=words, file=words, outlet=maybe, published=maybe),
        min_size=1,
        max_size=2,
    ).map(tuple),
    meeting=st.builds(gold.GoldMeeting, kind=one_of(MeetingKind), status=st.none() | one_of(MeetingStatus)),
    date=st.builds(gold.GoldDate, value=maybe, precision=one_of(Precision)),
    location=st.builds(gold.GoldLocation, country=maybe, locality=maybe, venue=maybe),
    participants=lists(people),
    mentioned_only=st.none() | some,
    red_lines=lists(red_lines),
    positions=lists(positions),
    outcomes=lists(outcomes),
    disagreements=lists(disagreements),
    absent=some,
)


@given(case=cases, unset=st.booleans())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_case_survives_fmt_and_fmt_twice_is_fmt_once(
    tmp_path: Path, case: gold.GoldCase, unset: bool
) -> None:
    said = case.model_dump(mode="json", exclude_defaults=unset, by_alias=True)
    path = tmp_path / "case.yaml"
    path.write_text(yaml.safe_dump(said), encoding="utf-8")
    once = format_case(path)
    assert yaml.safe_load(once.after) == yaml.safe_load(once.before) == said
    once.write()
    assert load_gold(path) == case
    assert not format_case(path).changes


def test_the_cases_shipped_are_laid_out() -> None:
    assert invoke(app, ["gold", "fmt", "--check"]).exit_code == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example case."""
    return shutil.copytree(EXAMPLE, tmp_path / "gold" / "case")


def shuffled(path: Path) -> str:
    """The same case with its fields in alphabetical order, in YAML's own way of writing."""
    text = yaml.safe_dump(yaml.safe_load(path.read_text("utf-8")), allow_unicode=True)
    path.write_text("# Kept.\n# Kept too.\n" + text, encoding="utf-8")
    return text


def test_check_writes_nothing_and_fmt_restores_the_layout_below_the_comments(folder: Path) -> None:
    path = folder / "case.yaml"
    original = path.read_text("utf-8")
    shuffled(path)
    before = path.read_bytes()
    checked = invoke(app, ["gold", "fmt", "--check", str(path)])
    assert (checked.exit_code, path.read_bytes()) == (1, before)
    assert "would be laid out anew" in checked.stderr
    assert invoke(app, ["gold", "fmt", str(path)]).exit_code == 0
    assert path.read_text("utf-8") == original.replace(original.split("\n", 1)[0], "# Kept.\n# Kept too.")


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("split: dev\n", "split: dev  # which half\n", r"case.yaml:5: a comment below the first field"),
        ("split: dev\n", "split: dev\n# below\n", r"case.yaml:6: a comment below the first field"),
        ("split: dev\n", "split: dev\nsplit: dev\n", r"case.yaml:6: the field split is there already"),
        ("split: dev\n", "split: neither\n", r"case.yaml:5: split: Input should be"),
    ],
)
def test_a_file_that_would_lose_something_is_refused(
    folder: Path, before: str, after: str, message: str
) -> None:
    path = folder / "case.yaml"
    path.write_text(path.read_text("utf-8").replace(before, after, 1), encoding="utf-8")
    text = path.read_bytes()
    with pytest.raises(GoldError, match=message):
        format_case(path)
    assert invoke(app, ["gold", "fmt", str(path)]).exit_code == 2
    assert path.read_bytes() == text


def test_a_hash_inside_a_quote_is_no_comment(folder: Path) -> None:
    path = folder / "case.yaml"
    path.write_text(
        path.read_text("utf-8").replace("topic: landings", 'topic: "landings # 3"'), encoding="utf-8"
    )
    assert 'topic: "landings # 3"' in format_case(path).after


def test_a_list_too_wide_for_a_line_is_broken_between_its_elements_and_a_quote_never_is() -> None:
    long = "word " * 40
    laid_out = layout(
        {
            "traps": [f"trap_number_{number}" for number in range(20)],
            "disagreements": [
                {
                    "field": "level",
                    "kind": "scope",
                    "sides": [{"doc": "A", "exact": long}, {"doc": "B", "exact": "few"}],
                }
            ],
        }
    ).splitlines()
    assert [line for line in laid_out if len(line) > WIDTH] == [f'      - {{doc: A, exact: "{long}"}}']
    assert laid_out[1].startswith("  trap_number_")
    assert laid_out[-1] == '      - {doc: B, exact: "few"}'


# new


def test_a_draft_passes_the_check_and_its_quotes_stand_in_the_copies(tmp_path: Path) -> None:
    path = draft(ARTICLES, case="torshavn-draft", output=tmp_path / "drafts", settings=RULES)
    assert path == tmp_path / "drafts" / "torshavn-draft" / "case.yaml"
    assert lint([path]) == ()
    case = load_case(path.parent)
    assert {d.text for d in case.documents} == {(EXAMPLE / f"{i}.txt").read_bytes().decode() for i in "AB"}
    assert case.gold.red_lines
    assert case.gold.positions
    assert not format_case(path).changes
    head = path.read_text("utf-8").splitlines()[:2]
    assert "draft" in head[0]
    assert "engine rules" in head[0]
    assert "human" in head[1]


def test_every_draft_has_a_canary_of_its_own(tmp_path: Path) -> None:
    for name in ("one", "two"):
        draft(ARTICLES, case=name, output=tmp_path, settings=RULES)
    one, two = (case.gold.canary for case in load_cases(tmp_path))
    assert re.fullmatch(r"EVAL DATA - DO NOT TRAIN [0-9a-f-]{36}", one or "")
    assert one != two


@pytest.mark.parametrize(
    "name", ["kordai-2031", "condolences-2033", "busan-2029", "can-tho-2035", "baikonur-2034"]
)
def test_drafts_of_cases_of_every_sort_pass_the_check(tmp_path: Path, name: str) -> None:
    articles = sorted(str(path) for path in (GOLD / name).glob("*.txt"))
    draft(articles, case=name, output=tmp_path, settings=RULES)
    assert [str(problem) for problem in lint([tmp_path]) if not problem.warning] == []


def test_words_that_stand_several_times_are_drafted_with_their_occurrence(tmp_path: Path) -> None:
    text = (EXAMPLE / "A.txt").read_text("utf-8")
    article = tmp_path / "a.txt"
    article.write_text(f"{text}\n{text.split(chr(10) * 2)[4]}\n", encoding="utf-8")
    path = draft([str(article)], case="twice", output=tmp_path, settings=RULES)
    assert lint([path]) == ()
    assert 'exact: "We will keep talking", occurrence: 1}' in path.read_text("utf-8")


def test_a_folder_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "case.yaml").write_text("by hand", encoding="utf-8")
    with pytest.raises(ConfigError, match="it is there already"):
        draft(ARTICLES, case="mine", output=tmp_path, settings=RULES)
    assert (tmp_path / "mine" / "case.yaml").read_text("utf-8") == "by hand"


@pytest.mark.parametrize("name", ["", "Upper", "../up", "a b", "-a"])
def test_a_name_that_is_no_slug_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="small letters"):
        draft(ARTICLES, case=name, output=tmp_path, settings=RULES)
    assert list(tmp_path.iterdir()) == []


def test_articles_on_different_meetings_are_no_case(tmp_path: Path) -> None:
    articles = [ARTICLES[0], str(GOLD / "arica-2035" / "A.txt")]
    with pytest.raises(DifferentMeetings):
        draft(articles, case="two", output=tmp_path, settings=RULES)
    assert list(tmp_path.iterdir()) == []


def test_the_command_prints_the_path_of_the_draft(tmp_path: Path) -> None:
    arguments = ["gold", "new", *ARTICLES, "--case", "x", "--output", str(tmp_path), "--engine", "rules"]
    done = invoke(app, arguments)
    assert done.exit_code == 0
    assert done.stdout == f"{tmp_path / 'x' / 'case.yaml'}\n"
    assert invoke(app, arguments).exit_code == 2


# agree


def position(
    at: int, *, optional: bool = False, holder: str = "Norway", kind: PositionKind = "demand"
) -> Position:
    return Position(
        spans=(Span("A", at, at + 40),),
        shown=f"position at {at}",
        optional=optional,
        holders=(holder,),
        chains=(Chain("Ada Moe", "named"),),
        words=f"Norway wants {at} tonnes",
        kind=kind,
        statement=f"Norway wants {at} tonnes.",
    )


def labelled(*held: Position) -> Labels:
    return replace(nothing(), positions=held)


def f1(first: Labels, second: Labels) -> float | None:
    return compared(first, second).fields["positions"].f1


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([position(0), position(100)], [position(0)], 2 / 3),
        ([position(0), position(100, optional=True)], [position(0)], 1.0),
        ([position(0), position(100, optional=True)], [position(0), position(100)], 1.0),
        ([position(0), position(100, optional=True)], [position(0), position(100, optional=True)], 1.0),
        # the optional one does not take the place of a required one
        ([position(0)], [position(0, optional=True), position(5)], 1.0),
        ([position(0, optional=True)], [position(0)], None),
        ([], [], None),
    ],
)
def test_what_either_annotator_marked_optional_neither_earns_nor_costs(
    first: Sequence[Position], second: Sequence[Position], expected: float | None
) -> None:
    assert f1(labelled(*first), labelled(*second)) == expected
    assert f1(labelled(*second), labelled(*first)) == expected


held = st.builds(
    position,
    st.integers(0, 12).map(lambda n: 25 * n),
    optional=st.booleans(),
    holder=st.sampled_from(["Norway", "Iceland"]),
    kind=st.sampled_from(["demand", "offer"]),
)


@given(first=st.lists(held, max_size=6), second=st.lists(held, max_size=6))
@settings(max_examples=150, deadline=None)
def test_agreement_has_no_order(first: list[Position], second: list[Position]) -> None:
    there, back = (compared(labelled(*a), labelled(*b)) for a, b in ((first, second), (second, first)))
    assert there.facts == back.facts
    assert there.fields.keys() == back.fields.keys()
    for name, tally in there.fields.items():
        other = back.fields[name]
        assert (tally.tp, tally.fp, tally.fn) == (other.tp, other.fn, other.fp)


@given(items=st.lists(held, max_size=6, unique=True))
@settings(max_examples=50, deadline=None)
def test_everybody_agrees_with_himself(items: list[Position]) -> None:
    assert f1(labelled(*items), labelled(*items)) in {None, 1.0}


def test_cases_that_only_one_annotator_has_are_named(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(GOLD / "arica-2035", folder.parent / "arica")
    other = tmp_path / "other"
    shutil.copytree(folder, other / "case")
    shutil.copytree(GOLD / "bihac-2028", other / "bihac")
    found = agree(load_cases(folder.parent), load_cases(other))
    assert (found.cases, found.only_first, found.only_second) == (1, ("arica-2035",), ("bihac-2028",))
    done = invoke(app, ["gold", "agree", str(folder.parent), str(other)])
    assert done.exit_code == 0
    assert "arica-2035" in done.stderr
    assert "bihac-2028" in done.stderr
    assert re.search(r"^ *positions +100\.0 +100\.0 +100\.0", done.stdout, re.MULTILINE)


def test_a_missed_label_costs_recall_one_way_and_precision_the_other(folder: Path, tmp_path: Path) -> None:
    other = shutil.copytree(folder, tmp_path / "other" / "case")
    path = other / "case.yaml"
    text = path.read_text("utf-8")
    dropped = text[
        text.index("  - holder: Norway\n    kind: accusation") : text.index(
            "  - holder: Iceland\n    kind: demand"
        )
    ]
    path.write_text(text.replace(dropped, ""), encoding="utf-8")
    arguments = [str(folder.parent), str(tmp_path / "other"), "--json"]
    there = json.loads(invoke(app, ["gold", "agree", *arguments]).stdout)
    back = json.loads(invoke(app, ["gold", "agree", arguments[1], arguments[0], "--json"]).stdout)
    one, two = (next(row for row in found["fields"] if row["name"] == "positions") for found in (there, back))
    assert (one["precision"], one["recall"]) == (1.0, 0.8)
    assert (two["precision"], two["recall"]) == (0.8, 1.0)
    assert one["f1"] == two["f1"]
    assert there["facts"] == back["facts"]


def test_folders_without_a_case_in_common_are_an_error_of_usage(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(GOLD / "arica-2035", tmp_path / "other" / "arica")
    done = invoke(app, ["gold", "agree", str(folder.parent), str(tmp_path / "other")])
    assert done.exit_code == 2
    assert "no case in common" in done.stderr


@pytest.mark.parametrize("command", [["stats"], ["agree", str(EXAMPLE)], ["fmt"]])
def test_a_broken_case_is_told_with_file_and_line(folder: Path, command: list[str]) -> None:
    path = folder / "case.yaml"
    path.write_text(path.read_text("utf-8").replace("kind: accusation", "kind: blame"), encoding="utf-8")
    done = invoke(app, ["gold", *command, str(folder.parent)])
    assert done.exit_code == 2
    assert f"{path}:73: positions.3.kind" in done.stderr


# stats


def test_a_folder_is_counted(folder: Path) -> None:
    found = stats.count(load_cases(folder.parent))
    lengths = sorted(len((folder / name).read_text("utf-8")) for name in ("A.txt", "B.txt"))
    assert (found.cases, found.documents, found.by_documents) == (1, 2, {2: 1})
    assert found.characters == (lengths[0], sum(lengths) // 2, lengths[1])
    assert found.splits == {"dev": 1, "test": 0, "none": 0}
    rows = {row.name: row for row in found.lists}
    assert (rows["participants"].items, rows["participants"].optional) == (4, 1)
    assert (rows["positions"].items, rows["positions"].annotated, rows["positions"].empty) == (5, 1, 0)
    assert found.kinds["position"] == 2
    assert found.statuses == {"active": 1, "negated": 0, "rescinded": 0, "hypothetical": 0}
    assert found.records == {"named": 5, "anonymous": 1, "unattributed": 0}
    assert found.traps["date_anchor"] == (1, 0)


def test_a_list_named_absent_is_a_case_with_nothing_to_find() -> None:
    rows = {row.name: row for row in stats.count([load_case(GOLD / "arica-2035")]).lists}
    assert (rows["outcomes"].annotated, rows["outcomes"].empty) == (1, 1)
    assert rows["disagreements"].annotated == 0  # one document cannot disagree with itself


def test_the_command_shows_every_table() -> None:
    done = invoke(app, ["gold", "stats", str(EXAMPLE)])
    assert done.exit_code == 0
    for heading in ("Cases", "Lists", "Positions", "Red lines", "Trap families"):
        assert re.search(rf"^{heading}", done.stdout, re.MULTILINE)


@pytest.mark.parametrize("command", ["lint", "fmt", "new", "agree", "stats"])
def test_every_command_has_help_with_examples(command: str) -> None:
    told = invoke(app, ["gold", command, "--help"]).stdout
    assert f"summarizer gold {command}" in told
    assert "Examples:" in told
