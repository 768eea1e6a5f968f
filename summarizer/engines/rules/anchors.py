"""Anchors of a regular expression: pieces of words that whatever it matches must hold, read off its parse tree.

A word stands padded with spaces, so " red " is a whole word, " retaliat" a beginning, "ing " an ending and "negot" any
part. Optional parts, look-arounds and wide classes ask for nothing; what is not known here asks for nothing either, so
that a filter by anchors may let a text through in vain and never holds back one that matches.
"""

from __future__ import annotations

import re
from itertools import chain
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    Node = tuple[Any, Any]
    """A node of a parse tree: what it is, and its argument."""

# A spelling: letters in lower case, " " for a border of a word (`\b`, white space, a mark), "*" for anything or nothing.
# Parts follow one another with anything between them; one spelling of each part is in every match.
Part = frozenset[str]

_NOTHING: Final[Part] = frozenset(("",))
_ANYTHING: Final[Part] = frozenset(("*",))
_BORDER: Final[Part] = frozenset((" ",))
_EDGES: Final = _BORDER | _ANYTHING
_WIDEST: Final = 400
"""Spellings of one part; where more would arise, two neighbours stay two parts."""
_RANGE: Final = 12
"""Characters of a class that are told apart."""
_MOST: Final = 3
"""Sets of anchors that one expression asks for."""
_USELESS: Final = 1.0
"""Above this estimate of how often one of its anchors stands in a sentence, a set tells nothing."""
_COMMON: Final = frozenset(
    """the a an of to in and on for at by is was with that as it be from will would has have had are were not no his
    her their its they he she we but who which this or also said over after about than more new been""".split()
)
_PIECE: Final = re.compile(r" ?[a-z0-9_]+ ?")
_FIRST: Final = re.compile(r" ([a-z0-9_]+) ")
_REPEATS: Final = frozenset(
    (code.MAX_REPEAT, code.MIN_REPEAT, getattr(code, "POSSESSIVE_REPEAT", code.MAX_REPEAT))
)
_COMPOUND: Final = _REPEATS | {code.BRANCH, code.SUBPATTERN}


def anchors(expression: str, flags: int = 0) -> tuple[frozenset[str], ...]:
    """Sets of anchors, the rarest first: every match of the expression holds at least one of each set.

    >>> [sorted(one) for one in anchors(r"\\b(?:has|had)\\s+(?:firmly\\s+)?refus\\w+", re.IGNORECASE)]
    [[' refus'], [' had ', ' has ']]
    >>> anchors(r"\\w+\\s[^.]*")
    ()
    """
    tree = parser.parse(expression, flags)
    if tree.state.flags & (re.ASCII | re.LOCALE):  # there a letter is something else
        return ()
    sets = {found for found in map(_anchors_of, _sequence(list(tree))) if found is not None}
    return tuple(sorted((s for s in sets if _frequency(s) < _USELESS), key=_frequency)[:_MOST])


def first_words(expression: str, flags: int = 0) -> frozenset[str]:
    """Words, in lower case, one of which every match of an expression begins with.

    >>> sorted(first_words(r"\\b(?:met|sat\\s+down)\\b"))
    ['met', 'sat']

    Raises:
        ValueError: where a match may begin otherwise.
    """
    found = {_FIRST.match(spelling) for spelling in _sequence(list(parser.parse(expression, flags)))[0]}
    if None in found:
        raise ValueError(f"what this begins with is no word that can be told: {expression[:60]}")
    return frozenset(match[1] for match in found if match is not None)


def alternates(expression: str, flags: int = 0) -> bool:
    """Whether an expression as a whole is an alternation: `a|b`."""
    tree = parser.parse(expression, flags)
    return len(tree) == 1 and tree[0][0] is code.BRANCH


def _anchors_of(part: Part) -> frozenset[str] | None:
    """The rarest piece of each spelling; None where a spelling has none."""
    pieces = [_PIECE.findall(spelling.replace(" ", "  ")) for spelling in part]  # two words share a space
    return frozenset(min(found, key=_rarity) for found in pieces) if all(pieces) else None


def _rarity(piece: str) -> tuple[float, str]:
    """How often a piece stands in a sentence, guessed by its length."""
    common = piece[0] == piece[-1] == " " and piece.strip() in _COMMON
    return (0.3 if common else 2.0 ** -len(piece)), piece


def _frequency(found: frozenset[str]) -> float:
    return sum(_rarity(piece)[0] for piece in found)


def _sequence(items: Sequence[Node], left: str = "", right: str = "") -> list[Part]:
    """The parts of what stands in a row between two edges; an edge is " " where a border of a word is known there."""
    parts = [frozenset((left,))]
    letters = ""
    for at, (operation, argument) in enumerate(items):
        if operation is code.LITERAL:
            letters += _letter(argument)
            continue
        if letters:
            _join(parts, [frozenset((letters,))])
            letters = ""
        if operation in _COMPOUND:
            before = " " if all(spelling.endswith(" ") for spelling in parts[-1]) else ""
            _join(parts, _node(operation, argument, before, _opening(items[at + 1 :], right)))
        else:
            _join(parts, _node(operation, argument))
    return [*parts[:-1], frozenset(_tidy(spelling + letters + right) for spelling in parts[-1])]


def _join(parts: list[Part], others: list[Part]) -> None:
    """Set parts behind those before."""
    first, last = others[0], parts[-1]
    if len(last) * len(first) <= _WIDEST:
        parts[-1] = frozenset(_tidy(one + other) for one in last for other in first)
    else:
        parts.append(first)
    parts.extend(others[1:])
    edges = frozenset(spelling[-1:] for spelling in parts[-1])
    if edges <= _EDGES and parts[-1] != edges:  # no word goes on behind it
        parts.append(edges)


def _opening(items: Sequence[Node], right: str) -> str:
    """The edge at which a row begins."""
    for at, (operation, argument) in enumerate(items):
        if operation is code.ASSERT or operation is code.ASSERT_NOT:
            continue
        if operation is code.SUBPATTERN:
            return _opening([*argument[3], *items[at + 1 :]], right)
        if operation is code.BRANCH:
            return " " if all(_opening(branch, "") for branch in argument[1]) else ""
        if operation in _REPEATS:
            return _opening(argument[2], "") if argument[0] else ""
        return " " if _node(operation, argument) == [_BORDER] else ""
    return right


def _node(operation: Any, argument: Any, left: str = "", right: str = "") -> list[Part]:
    """The parts of one node of the tree."""
    if operation is code.LITERAL:
        return [frozenset((_letter(argument),))]
    if operation is code.IN:
        return [_class(argument)]
    if operation is code.AT:
        return [_NOTHING if argument is code.AT_NON_BOUNDARY else _BORDER]
    if operation is code.ASSERT or operation is code.ASSERT_NOT:
        return [_NOTHING]
    if operation is code.BRANCH:
        return _branches([_sequence(branch, left, right) for branch in argument[1]])
    if operation is code.SUBPATTERN:
        _, added, _, inner = argument
        return [_ANYTHING] if added & (re.ASCII | re.LOCALE) else _sequence(inner, left, right)
    if operation in _REPEATS:
        least, most, inner = argument
        return _repeated(least, most, inner, left, right)
    return [_ANYTHING]


def _letter(character: int) -> str:
    """The spelling of one character that is asked for, in any case."""
    letter = chr(character)
    if letter.isascii():
        return letter.lower() if letter.isalnum() or letter == "_" else " "
    # Some letters of other alphabets have three cases; a mark has one.
    return "*" if letter.isalnum() or letter.lower() != letter or letter.upper() != letter else " "


def _class(members: Sequence[tuple[Any, Any]]) -> Part:
    """The spellings of a class of characters."""
    found: set[str] = set()
    for kind, argument in members:
        if kind is code.LITERAL:
            found.add(_letter(argument))
        elif kind is code.RANGE and argument[1] - argument[0] < _RANGE:
            found.update(map(_letter, range(argument[0], argument[1] + 1)))
        elif kind is code.CATEGORY and argument in (code.CATEGORY_SPACE, code.CATEGORY_NOT_WORD):
            found.add(" ")
        else:
            return _ANYTHING
    return _ANYTHING if "*" in found or len(found) > _RANGE else frozenset(found)


def _branches(each: list[list[Part]]) -> list[Part]:
    """The parts of an alternation: how it may begin, one set of anchors of every branch, how it may end."""
    if all(len(parts) == 1 for parts in each):
        whole = frozenset(chain.from_iterable(parts[0] for parts in each))
        if len(whole) <= _WIDEST:
            return [whole]
    first = frozenset(chain.from_iterable(parts[0] for parts in each))
    last = frozenset(chain.from_iterable(parts[-1] for parts in each))
    best: list[frozenset[str]] = []
    for parts in each:
        known = [found for found in map(_anchors_of, parts) if found is not None]
        if not known:
            return [first, last]
        best.append(min(known, key=_frequency))
    return [first, frozenset(chain.from_iterable(best)), last]


def _repeated(least: int, most: int, items: Sequence[Node], left: str, right: str) -> list[Part]:
    """The parts of a row that stands `least` to `most` times."""
    parts = _sequence(items, left, right) if most == 1 else _sequence(items)
    if parts in ([_ANYTHING], [_BORDER] if least else [_ANYTHING]):
        return parts
    if most != 1 and parts != [_BORDER]:
        parts = [*parts, *parts]
    if least:
        return parts
    if len(parts) == 1:
        return [parts[0] | _NOTHING]
    return [parts[0] | {right}, parts[-1] | {left}]


def _tidy(spelling: str) -> str:
    while "  " in spelling:
        spelling = spelling.replace("  ", " ")
    return spelling.replace("**", "*")
