"""Pairing two lists one to one so that the pairs are worth most together.

The assignment problem (Kuhn 1955), by shortest augmenting paths (Jonker and Volgenant 1987). scipy has it, but comes
with an extra only, and comparing two briefs must work without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def assign(worth: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    """Pairs (row, column), in order; `worth` holds those that may pair, each above 0. Some may stay alone.

    Whole numbers, so that no rounding decides. Takes the cube of the largest group of rows and columns that hang
    together, in time.

    >>> assign({(0, 0): 5, (0, 1): 4, (1, 0): 4})
    [(0, 1), (1, 0)]
    """
    pairs: list[tuple[int, int]] = []
    for group in _groups(worth):
        rows = sorted({row for row, _ in group})
        columns = sorted({column for _, column in group})
        # Beside each row's own column of worth 0 ("alone"), so that every row finds a column.
        costs = [[-worth.get((row, column), 0) for column in columns] + [0] * len(rows) for row in rows]
        for at, place in enumerate(_cheapest(costs)):
            if place < len(columns) and (pair := (rows[at], columns[place])) in worth:
                pairs.append(pair)
    return sorted(pairs)


def _groups(worth: Mapping[tuple[int, int], int]) -> list[list[tuple[int, int]]]:
    """The possible pairs, sorted into groups that share neither rows nor columns."""
    by_row: dict[int, list[int]] = {}
    by_column: dict[int, list[int]] = {}
    for row, column in worth:
        by_row.setdefault(row, []).append(column)
        by_column.setdefault(column, []).append(row)
    groups: list[list[tuple[int, int]]] = []
    seen: set[int] = set()
    for first in by_row:
        if first in seen:
            continue
        seen.add(first)
        waiting, group = [first], []
        while waiting:
            row = waiting.pop()
            for column in by_row[row]:
                group.append((row, column))
                for other in by_column[column]:
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
        groups.append(group)
    return groups


def _cheapest(costs: list[list[int]]) -> list[int]:
    """For each row the column that makes the sum of costs least; there are at least as many columns as rows."""
    width = len(costs[0])
    row_price = [0] * len(costs)
    column_price = [0] * width
    owner: list[int | None] = [None] * width
    for start in range(len(costs)):
        least: list[int | None] = [None] * width
        before: list[int | None] = [None] * width
        done = [False] * width
        row, column = start, None
        while True:
            if column is not None:
                done[column] = True
            nearest: int | None = None
            step = 0
            for j in range(width):
                if done[j]:
                    continue
                cost = costs[row][j] - row_price[row] - column_price[j]
                if (known := least[j]) is None or cost < known:
                    least[j], before[j], known = cost, column, cost
                if nearest is None or known < step:
                    nearest, step = j, known
            assert nearest is not None  # noqa: S101 - there are more columns than rows
            row_price[start] += step
            for j in range(width):
                if done[j]:
                    if (held := owner[j]) is not None:
                        row_price[held] += step
                    column_price[j] -= step
                elif (known := least[j]) is not None:
                    least[j] = known - step
            column = nearest
            if (holder := owner[column]) is None:
                break
            row = holder
        while True:
            previous = before[column]
            owner[column] = start if previous is None else owner[previous]
            if previous is None:
                break
            column = previous
    places = [0] * len(costs)
    for j, held in enumerate(owner):
        if held is not None:
            places[held] = j
    return places
