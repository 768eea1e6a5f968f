"""The values that the rules pass to each other: stretches of text, sentences and attributed words."""

from __future__ import annotations

from typing import Literal, NamedTuple

Stretch = tuple[int, int]
"""Start and end of words in an article, in Unicode code points, end exclusive."""


class Span(NamedTuple):
    """A half-open stretch of a text, in Unicode code points."""

    start: int
    end: int


class Attributed(NamedTuple):
    """Words and whom the article gives them to (PARC and PolNeAR: content, cue, source)."""

    content: tuple[Span, ...]
    """What was said; an interrupted quotation has several fragments."""
    cue: Span | None
    """The words that attribute it: said, according to, in a statement."""
    lemma: str | None
    """Base form of the cue: say, warn, accord."""
    speaker: Span | None
    """The local mention of the speaker: `he`, `Fidan`, `a senior official`."""
    name: str | None
    """The fullest mention of the speaker in the article, where the local one could be resolved."""
    form: Literal["direct", "mixed", "indirect"]
    """Inside quotation marks wholly, partly or not at all."""
    medium: Span | None = None
    """The medium that was told: `CNN Turk` in `Fidan told CNN Turk`."""
    carried: bool = False
    """Whether the speaker was carried over from an earlier sentence."""
