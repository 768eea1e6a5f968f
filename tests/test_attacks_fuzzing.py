"""The slice of the fuzzing (`make fuzz` does more), its drivers, and that each of them can find what is wrong."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from summarizer.errors import SourceError
from tests.attacks import fuzzed
from tests.attacks.fuzzing import briefs, seeds
from tests.attacks.fuzzing.drawn import draw, known, shrunk, signature
from tests.attacks.fuzzing.grounded import check_verified
from tests.attacks.fuzzing.guided import guide, is_available
from tests.attacks.fuzzing.target import Broken, check_message, examine, expect
from tests.attacks.fuzzing.targets import TARGETS
from tests.example import example_brief, example_readings
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STRING = TARGETS["string"]


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_keeps_its_promise_for_sound_inputs_old_crashes_and_drawn_ones(name: str) -> None:
    part = fuzzed.run(TARGETS[name])
    assert part.failures == ()
    assert part.survived == part.tried >= 20


@pytest.mark.parametrize("path", sorted(seeds.CRASHES.glob("*/*")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_an_input_that_once_broke_a_promise_breaks_it_no_more(path: Path) -> None:
    target = TARGETS[path.parent.name]
    examine(target, path.read_bytes())


def test_every_crash_belongs_to_a_target() -> None:
    assert {folder.name for folder in seeds.CRASHES.iterdir()} <= TARGETS.keys()


def test_the_seeds_hold_no_text_of_the_test_split() -> None:
    folders = {folder.name for folder in seeds.development_cases()}
    assert len(folders) > 50
    for case in (ROOT / "evals" / "gold").glob("*/case.yaml"):
        assert (b"\nsplit: dev" in case.read_bytes()) == (case.parent.name in folders)


@pytest.mark.parametrize("name", TARGETS)
def test_of_sound_inputs_something_is_read(name: str) -> None:
    """A target that refuses everything would prove nothing."""
    target = TARGETS[name]
    assert any(examine(target, data) for data in target.seeds()[:20])


def noting(drawn: list[bytes]) -> Callable[[bytes], bool]:
    def check(data: bytes) -> bool:
        drawn.append(data)
        return True

    return check


def test_the_same_inputs_are_drawn_every_time() -> None:
    seen: list[list[bytes]] = []
    for _ in range(2):
        drawn: list[bytes] = []
        assert draw(replace(STRING, check=noting(drawn)), rounds=2, seconds=60.0).tried == len(drawn)
        seen.append(drawn)
    assert seen[0] == seen[1]
    assert len(set(seen[0])) > 20


def test_no_round_is_begun_when_the_time_is_over() -> None:
    assert draw(STRING, rounds=5, seconds=-1.0).tried == 0


def test_a_broken_promise_is_found_and_made_small() -> None:
    def check(data: bytes) -> bool:
        expect(b"\xe2" not in data, "a byte that it cannot bear")
        return True

    fragile = replace(STRING, check=check)
    found = known(fragile).found
    assert found
    assert {f.told for f in draw(fragile, rounds=3, seconds=60.0).found} <= {found[0].told}
    assert shrunk(fragile, found[0].data) == b"\xe2"


def test_an_error_of_another_kind_than_a_target_may_answer_with_is_a_find() -> None:
    def refuse(data: bytes) -> bool:
        raise SourceError("it is empty", subject="it")

    assert examine(replace(STRING, check=refuse), b"") is False
    with pytest.raises(SourceError):
        examine(replace(STRING, check=refuse, refuses=()), b"")


def test_what_runs_on_without_end_is_stopped() -> None:
    def endless(data: bytes) -> bool:
        while True:
            with suppress(Exception):  # as careless code does
                sum(range(1000))

    with pytest.raises(Broken, match="processor time"):
        examine(replace(STRING, check=endless, seconds=0.2), b"")


def test_a_long_message_and_an_empty_one_are_finds() -> None:
    for told in (" ", "a" * 2_500):
        error = SourceError("x")
        error.args = (told,)
        with pytest.raises(Broken, match="message"):
            check_message(error)


def test_evidence_at_another_place_is_a_find() -> None:
    verified = example_readings()[0]
    check_verified(verified)
    first = verified.positions[0]
    moved = first.evidence[0].model_copy(
        update={"start": first.evidence[0].start + 1, "end": first.evidence[0].end + 1}
    )
    with pytest.raises(Broken, match="not the words"):
        check_verified(replace(verified, positions=(replace(first, evidence=(moved,)),)))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("md", b"[a](http://evil.example.com)"),
        ("md", b"<b>a</b>"),
        ("html", b"<html><body><p onclick='x()'>a</p></body></html>"),
        ("html", b"<html><body><a href='javascript:x()'>a</a></body></html>"),
        ("html", b"<html><body><object></object></body></html>"),
        ("csv", b"a\r\n=1+1\r\n"),
        ("json", b'"</script>"'),
        ("jsonld", b'"\xe2\x80\xae"'),
    ],
)
def test_an_output_that_acts_is_a_find(name: str, written: bytes) -> None:
    with pytest.raises(Broken):
        briefs._INERT[name](written)


def test_a_signature_names_the_place_in_the_package() -> None:
    with pytest.raises(SourceError) as caught:
        briefs._read(b"{")
    assert signature(caught.value).startswith("SourceError in loading/briefs.py:")


def test_breeding_gives_json_of_json_and_nothing_of_what_is_none() -> None:
    target = TARGETS["show"]
    assert target.breed is not None
    assert target.breed(b"{", Random(1)) is None
    bred = {target.breed(target.seeds()[0], Random(n)) for n in range(20)}
    assert len(bred) > 10
    assert all(isinstance(json.loads(data or b""), (dict, type(None), int, str, list)) for data in bred)


@pytest.mark.skipif(not is_available(), reason="atheris is not installed")
def test_the_guided_driver_runs_and_counts(tmp_path: Path) -> None:
    done = guide(["string"], tmp_path, seconds=2)["string"]
    assert done.fault is None
    assert done.tried > 10
    assert done.reached > 50
    assert done.found == ()


def test_the_examples_brief_keeps_its_promise() -> None:
    briefs.check_brief(example_brief())
    assert "atheris" not in sys.modules  # whoever runs the slice needs none
