"""Fingerprints of an article's words: its long quotations, and a sample of all its words to know copies by.

Hashes stand for runs of words, so that two articles are compared without their texts. A run that two writers hardly
choose alike is eight words long, as for the origins of a brief; between quotation marks seven will do. A sample is the
runs with the smallest hashes (a bottom-k sketch: Broder, On the resemblance and containment of documents, 1997).
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from calendar import day_name, month_name
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, TypeAlias

from summarizer.engines.rules.quotations import find_quotations
from summarizer.fusion.origins import MOST, RUN
from summarizer.models.document import CITABLE, reported
from summarizer.resolve.gazetteer import word_list
from summarizer.resolve.persons import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.models.document import Document
    from summarizer.resolve.actors import PartyMention

Print: TypeAlias = "array[int]"
"""Hashes in ascending order, each 0 to 2**63 - 1."""

QUOTED: Final = 7
"""Words in a row between quotation marks that two speakers hardly choose alike."""
SAMPLE: Final = 48
"""Runs that are kept of an article's words, and at most of its quotations."""
NAMES: Final = 96
"""Words of names that are kept at most."""
MIN_SHARED: Final = 8
"""Sampled runs that copies have in common at least; fewer may be one quotation in two short reports."""

_WORD: Final = re.compile(r"\w+")
_NAME: Final = re.compile(r"(?<=[a-zà-ÿ,;:’'”\")] )[A-ZÀ-Þ]\w+(?:[ ’'-][A-ZÀ-Þ]\w+)*")
_COMMON: Final = (
    word_list("offices") | word_list("qualifiers") | {d.casefold() for d in (*day_name, *month_name)}
)


def quotation_print(document: Document) -> Print:
    """What is said between quotation marks in the article's own matter."""
    text = reported(document)
    return _print(
        run
        for quotation in find_quotations(text)
        if quotation.depth == 0 and document.section_at(min(quotation.start, len(text) - 1)) in CITABLE
        for run in _runs(text[quotation.start : quotation.end], QUOTED)
    )


def words_print(document: Document) -> Print:
    """All words of the article's body."""
    body = " ".join(document.text[s.start : s.end] for s in document.sections if s.kind == "body")
    return _print(_runs(body, RUN))


def names_print(text: str, parties: Iterable[PartyMention]) -> Print:
    """Names in a text that are none of the parties mentioned there: persons, towns, rivers.

    They are words with a capital inside a sentence, without accents; the first word of a sentence may be any.
    """
    known = {word.casefold() for m in parties for word in _WORD.findall(text[m.start : m.end])} | _COMMON
    words = {word for found in _NAME.finditer(text) for word in _WORD.findall(found.group())}
    hashes = {name_hash(w) for w in words if w[0].isupper() and len(w) > 2 and w.casefold() not in known}
    return array("q", sorted(hashes)[:NAMES])


def name_hash(word: str) -> int:
    """What stands for a word of a name in `names_print`."""
    return _hash(folded_name(word))


def shared(a: Print, b: Print) -> int:
    """Hashes in common."""
    return len(set(a).intersection(b))


def copies(a: Print, b: Print) -> bool:
    """Whether one article prints most of the words of the other, as far as samples of their words tell.

    Of a long article the sample has a smaller part than of a short one, so they are compared where both are complete.
    """
    common = shared(a, b)
    if common < MIN_SHARED:
        return False
    most = min(a[-1] if len(a) == SAMPLE else _LARGEST, b[-1] if len(b) == SAMPLE else _LARGEST)
    return common > MOST * min(bisect_right(a, most), bisect_right(b, most))


_LARGEST: Final = 2**63 - 1


def _runs(text: str, length: int) -> Iterator[str]:
    words = [match.group().casefold() for match in _WORD.finditer(text)]
    return (" ".join(words[i : i + length]) for i in range(len(words) - length + 1))


def _print(runs: Iterable[str]) -> Print:
    hashes = {_hash(run) for run in runs}
    return array("q", sorted(hashes)[:SAMPLE])


def _hash(run: str) -> int:
    """The same in every process, unlike the language's own."""
    return int.from_bytes(blake2b(run.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1
