"""The measure of growth tells linear work from quadratic work, so that the tests by it can fail."""

from __future__ import annotations

from tests.growth import LINEAR, QUADRATIC, growth


def numbers(size: int) -> list[int]:
    return list(range(size))


def test_each_looked_at_once_is_linear() -> None:
    assert growth(lambda made: [str(n) for n in made], numbers, 40_000, 400_000) < LINEAR


def test_each_compared_with_each_is_quadratic_and_no_more() -> None:
    found = growth(lambda made: [a is b for a in made for b in made], numbers, 1_000, 4_000)
    assert LINEAR < found < QUADRATIC
