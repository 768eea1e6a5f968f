"""Intervals, paired tests and their correction."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.evaluation.counts import Counts, Tally, macro_f1, total
from summarizer.evaluation.statistics import compare, detectable, holm, interval


def counts(tp: int, fp: int, fn: int) -> Counts:
    return Counts(fields={"positions": Tally(tp, fp, fn)})


def cases(number: int, hit: float, seed: int) -> dict[str, Counts]:
    draw = random.Random(seed)
    return {
        f"case-{n}": counts(tp := sum(draw.random() < hit for _ in range(5)), 5 - tp, 5 - tp)
        for n in range(number)
    }


def test_the_interval_holds_the_micro_score_and_narrows_with_more_cases() -> None:
    few = interval(list(cases(20, 0.6, 1).values()), "positions")
    many = interval(list(cases(320, 0.6, 1).values()), "positions")
    assert few is not None
    assert many is not None
    assert few.low < few.value < few.high
    assert (many.high - many.low) < (few.high - few.low) / 2.5


def test_the_interval_covers_the_true_value_about_as_often_as_it_says() -> None:
    covered = 0
    for seed in range(60):
        found = interval(list(cases(40, 0.6, seed).values()), "positions")
        assert found is not None
        covered += found.low <= 0.6 <= found.high
    assert covered >= 51  # 57 are expected


def test_repeats_of_a_case_make_the_interval_no_narrower() -> None:
    once = list(cases(30, 0.6, 3).values())
    thrice = [total([case, case, case]) for case in once]
    assert interval(once, "positions") == interval(thrice, "positions")


def test_equal_runs_differ_by_nothing() -> None:
    run = cases(30, 0.6, 4)
    found = compare(run, run, ["positions"])[0]
    assert (found.difference, found.low, found.high, found.p) == (0, 0, 0, 1)


def test_a_real_difference_is_found_and_noise_is_not() -> None:
    better = compare(cases(60, 0.5, 5), cases(60, 0.75, 6), ["positions"])[0]
    noise = compare(cases(60, 0.6, 7), cases(60, 0.6, 8), ["positions"])[0]
    assert better.p < 0.01
    assert better.low > 0
    assert noise.p > 0.05


def test_a_small_drop_in_the_same_cases_is_seen_because_the_test_is_paired() -> None:
    before = cases(80, 0.6, 9)
    after = {
        name: counts(
            max(0, c.fields["positions"].tp - (n % 4 == 0)),
            c.fields["positions"].fp,
            c.fields["positions"].fn + (n % 4 == 0),
        )
        for n, (name, c) in enumerate(before.items())
    }
    found = compare(before, after, ["positions"])[0]
    assert -0.05 < found.difference < 0
    assert found.p < 0.01
    assert abs(found.difference) < (detectable(list(before.values()), "positions") or 0)


def test_cases_that_only_one_run_has_are_left_out() -> None:
    before = cases(30, 0.6, 4)
    after = {name: c for name, c in before.items() if name != "case-3"} | {"other": counts(0, 9, 9)}
    assert compare(before, after, ["positions"])[0].difference == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_never_lowers_a_p_and_keeps_their_order(p: list[float]) -> None:
    adjusted = holm(p)
    assert all(a >= raw or a == 1 for a, raw in zip(adjusted, p, strict=True))
    order = sorted(range(len(p)), key=p.__getitem__)
    assert [adjusted[i] for i in order] == sorted(adjusted)


def test_macro_is_the_mean_of_the_cases_own_and_passes_over_empty_ones() -> None:
    assert macro_f1([counts(1, 0, 0), counts(0, 1, 1), counts(0, 0, 0)], "positions") == pytest.approx(0.5)


def test_what_is_nowhere_asked_has_no_interval() -> None:
    assert interval([counts(0, 0, 0)], "positions") is None
    assert interval([], "positions") is None
