"""`make bench-scoring`: how long it takes to score 1,000 briefs of 10 participants, 10 positions and 2 red lines.

Claims differ from their labels as a reader's do: a third is missing, moved, of another kind or invented.
"""

from __future__ import annotations

import random
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from summarizer.evaluation.labels import Chain, Labels, Line, Participant, Position, Span, nothing
from summarizer.evaluation.score import score
from summarizer.evaluation.statistics import DRAWS, compare, interval

if TYPE_CHECKING:
    from summarizer.models.base import PositionKind

PARTIES = ("Norway", "Iceland", "Denmark", "Sweden", "the United Kingdom", "Russia")
KINDS: tuple[PositionKind, ...] = ("position", "demand", "threat", "offer", "denial")


def labelled(draw: random.Random) -> Labels:
    """Labels of one case."""

    def span() -> tuple[Span, ...]:
        start = draw.randrange(6000)
        return (Span(draw.choice("AB"), start, start + draw.randrange(40, 160)),)

    def party() -> tuple[str, ...]:
        return (draw.choice(PARTIES),)

    def chain() -> tuple[Chain, ...]:
        return (Chain(draw.choice(("Ada Moe", "Bo Lind", None)), "named"),)

    return replace(
        nothing(),
        participants=tuple(
            Participant(
                spans=span(),
                shown="",
                names=(f"{draw.choice(('Ada', 'Bo', 'Cy'))} Name{n}",),
                side=draw.choice(PARTIES),
                role="member",
                titles=("Minister",),
            )
            for n in range(10)
        ),
        positions=tuple(
            Position(
                spans=span(),
                shown="",
                holders=party(),
                chains=chain(),
                words=f"it will not accept {n} ships west of the line",
                kind=draw.choice(KINDS),
                statement=f"It will not accept {n} ships.",
            )
            for n in range(10)
        ),
        red_lines=tuple(
            Line(
                spans=span(),
                shown="",
                holders=party(),
                chains=chain(),
                words=f"it will not accept {n} ships west of the line",
                target=draw.choice(PARTIES),
                trigger=f"{n} ships west of the line",
                status="active",
            )
            for n in range(2)
        ),
    )


def claimed(gold: Labels, draw: random.Random) -> Labels:
    """What a reader made of the labels."""

    def changed(item: Position) -> Position:
        start = max(0, item.spans[0].start + draw.randrange(-60, 60))
        moved = replace(item, spans=(Span(item.spans[0].doc, start, start + 100),))
        return draw.choice((item, item, moved, replace(item, kind=draw.choice(KINDS))))

    positions = [changed(p) for p in gold.positions or () if draw.random() < 0.9]
    positions += (labelled(draw).positions or ())[:1]
    return replace(gold, positions=tuple(positions))


def main() -> None:
    """Print the figures."""
    draw = random.Random(20310311)
    pairs = [(gold, claimed(gold, draw)) for gold in (labelled(draw) for _ in range(1000))]
    score(*pairs[0])  # scipy is loaded once
    began = perf_counter()
    counts = [score(gold, found).counts for gold, found in pairs]
    scored = perf_counter() - began
    began = perf_counter()
    names = ["participants", "positions", "positions, strict", "red lines"]
    for name in names:
        interval(counts, name)
    drawn = perf_counter() - began
    cases = {str(n): c for n, c in enumerate(counts)}
    began = perf_counter()
    compare(cases, cases, names)
    tested = perf_counter() - began
    print("1,000 briefs of 10 participants, 10 positions and 2 red lines, on one core")
    print(
        f"  scored                          {scored:6.2f} s   (goal 15; a prototype 5, stickler 2,500, anls_star 8,100)"
    )
    print(f"  intervals of {len(names)} fields, {DRAWS} draws {drawn:6.2f} s")
    print(f"  paired test of {len(names)} fields         {tested:6.2f} s")


if __name__ == "__main__":
    main()
