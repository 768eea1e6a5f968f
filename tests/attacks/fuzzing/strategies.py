"""What hypothesis builds inputs of: articles with hostile words in them, damaged files, trees with a few edits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypeVar

from hypothesis import strategies as st

from summarizer.grounding.folding import DASHES, MARKS
from tests.attacks.fuzzing import seeds
from tests.payloads import PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from hypothesis.strategies import SearchStrategy

T = TypeVar("T")
LINES: Final = (
    "- Advertisement -", "Share this", "LEAVE A REPLY", "Latest News", "Read more:", "By Sigrun Valdsdottir",
    "Thursday, June 5, 2031", "5 min read", "Photo: Reuters", "TORSHAVN, 12 March 2031 (Ledger) -", "# Talks open",
    "Published: 2031-03-12", "Updated 12:30 GMT", "Title: Talks", "Q: Will you sign?", "MINISTER: No.", "***", "“",
)  # fmt: skip
DATES: Final = (
    "on Tuesday", "last week", "in three weeks' time", "tomorrow", "next year", "31 December 9999", "1 January 0001",
    "from 3 to 5 May", "the 31st", "February 29", "29 February 2031", "9999-12-31", "0001-01-01", "in 99999 days",
    "ten thousand years ago", "Thanksgiving", "the weekend", "since 2031", "mid-June", "Q4 9999", "the 1990s",
    "twenty thirty-one", "on the 30th of Feb", "2031-02-30", "the week of 28 December 9999", "winter 9999",
    "Monday to Wednesday", "two days after 31 December 9999", "12/31/9999", "between March and May",
)  # fmt: skip
TALK: Final = (
    "Iceland", "Norway", "the Faroe Islands", "met", "said", "told reporters", "warned", "will not", "red line",
    "“", "”", '"', "'", "’", "«", "»", "talks", "Fisheries Minister", "Sigrun Valdsdottir", "according to", "a source",
    "who", "that", "not", "if", "on Tuesday", "in Torshavn", ",", ".", "\n\n", "\n", "—", "(", ")", ":", ";", "?",
    "agreed", "signed", "denied", "officials", "spokesman", "his", "they", "Mr.", "U.S.", "1.5", "U.N. envoy",
)  # fmt: skip
ODD: Final = st.text(alphabet=st.sampled_from(MARKS + DASHES + " .,…?\n\t\r\u2028\u2029\x85\u00adİıßﬁ\u0301\u200bàک中あไК5½"), max_size=40)  # fmt: skip
JOINTS: Final = ("\n\n", "\n\n", "\n", " ", "", "\r\n\r\n", "\u2029", ". ")


def any_of(made: Callable[[], Sequence[T]]) -> SearchStrategy[T]:
    """One of many large things, made when the first is drawn; hypothesis would print all of them with `sampled_from`."""
    return st.integers(0, 1 << 16).map(lambda number: made()[number % len(made())])


def pieces() -> SearchStrategy[str]:
    """A stretch of an article: prose, page matter, a date, hostile words, typography."""
    return st.one_of(
        any_of(seeds.paragraphs),
        st.sampled_from(LINES),
        st.sampled_from(DATES),
        st.lists(st.sampled_from(TALK), max_size=25).map(" ".join),
        st.sampled_from(PAYLOADS),
        ODD,
        st.text(max_size=30),
    )


def prose(*, most: int = 8) -> SearchStrategy[str]:
    """A text of such stretches."""
    part = st.tuples(pieces(), st.sampled_from(JOINTS)).map("".join)
    return st.lists(part, max_size=most).map("".join)


def encoded(text: str) -> bytes:
    """A text as bytes, halves of characters too."""
    return text.encode("utf-8", "surrogatepass")


def damaged(sound: Callable[[], Sequence[bytes]], tokens: Sequence[bytes] = ()) -> SearchStrategy[bytes]:
    """Sound inputs with a few places overwritten, cut out, or filled with tokens and noise."""
    filling = st.one_of(st.sampled_from(tokens), st.binary(max_size=8)) if tokens else st.binary(max_size=8)
    places = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 60), filling), min_size=1, max_size=6)
    return st.builds(_damage, any_of(sound), places)


def _damage(data: bytes, places: list[tuple[int, int, bytes]]) -> bytes:
    for at, cut, filling in places:
        start = at % (len(data) + 1)
        data = data[:start] + filling + data[start + cut :]
    return data


VALUES: Final[tuple[Any, ...]] = (
    None, True, 0, 1, -1, 2**63, 10**25, 1e308, float("nan"), float("inf"), "", " ", "A", "x", [], {}, [None], [[]],
    {"id": "A"}, "2031-03-11", "9999-12-31/0001-01-01", "0000-00-00", "\ud800", "../x", "A" * 3000, "0" * 64, *PAYLOADS,
)  # fmt: skip
Edit = tuple[int, int, Any]
"""Which node of a tree, what is done to it (set, delete, double, copy from elsewhere, reword), and a value."""
EDITS: Final = st.lists(
    st.tuples(st.integers(0, 1 << 16), st.integers(0, 7), st.sampled_from(VALUES) | st.text(max_size=12)),
    min_size=1,
    max_size=3,
)


def edited(tree: Any, edits: list[Edit]) -> Any:
    """A tree of JSON with edits; the tree given stays as it is."""
    tree = json.loads(json.dumps(tree))
    for place, action, value in edits:
        nodes = list(_nodes(tree))
        if action in {1, 2}:
            nodes = [(holder, key) for holder, key in nodes if isinstance(holder, list)]
        elif action > 4 and isinstance(value, str):
            nodes = [(holder, key) for holder, key in nodes if isinstance(holder[key], str)]
        if not nodes:
            continue
        holder, key = nodes[place % len(nodes)]
        if action == 1 or (action == 4 and value is None):
            del holder[key]
        elif action == 2:
            holder.append(holder[key])
        elif action == 3:
            other, name = nodes[place * 7919 % len(nodes)]
            holder[key] = json.loads(json.dumps(other[name]))
        elif action == 4 and isinstance(holder, dict):
            holder[str(value)[:20]] = holder[key]
        else:
            holder[key] = value
    return tree


def _nodes(tree: Any) -> Any:
    """Every place of a tree that holds a value: its holder, and the name or index there."""
    if isinstance(tree, (dict, list)):
        for key, value in list(tree.items() if isinstance(tree, dict) else enumerate(tree)):
            yield tree, key
            yield from _nodes(value)


def edited_json(sound: Callable[[], Sequence[bytes]]) -> SearchStrategy[bytes]:
    """Sound JSON with a few edits."""
    return st.builds(_json, any_of(sound).map(json.loads), EDITS)


def _json(tree: Any, edits: list[Edit]) -> bytes:
    return json.dumps(edited(tree, edits), ensure_ascii=False).encode("utf-8", "surrogatepass")


def bred_json(data: bytes, chance: Random) -> bytes | None:
    """JSON with an edit or two, as chance has it; null where the bytes are no JSON."""
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return None
    edits = [
        (chance.randrange(1 << 16), chance.randrange(8), chance.choice(VALUES))
        for _ in range(chance.randint(1, 2))
    ]
    return _json(tree, edits)


def bred_text(tokens: Sequence[bytes]) -> Callable[[bytes, Random], bytes]:
    """Puts a token somewhere, or a stretch of the input elsewhere."""

    def breed(data: bytes, chance: Random) -> bytes:
        at, start = chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)
        part = (
            chance.choice(tokens) if chance.random() < 0.7 else data[start : start + chance.randint(1, 200)]
        )
        return data[:at] + part + data[at + chance.choice((0, 0, 1, len(part))) :]

    return breed


WORDS: Final = tuple(encoded(words) for words in (*LINES, *DATES, *TALK, *JOINTS, *PAYLOADS) if words)
"""Tokens of texts."""
