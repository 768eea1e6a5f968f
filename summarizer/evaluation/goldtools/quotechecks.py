"""Checks of quotes: whether the words stand in their document, and which of several places is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.grounding.locate import locate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from summarizer.evaluation.goldtools.nodes import Loc
    from summarizer.evaluation.goldtools.problems import Problem
    from summarizer.evaluation.goldtools.sheet import Sheet
    from summarizer.models.gold import GoldQuote


def check(sheet: Sheet, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Problems of all quotes; those of documents that could not be read are passed over."""
    ids = {document.id for _, document in sheet.documents}
    for loc, quote in sheet.quotes():
        if quote.doc in texts:
            yield from _quote(sheet, loc, quote, texts)
        elif quote.doc not in ids:
            yield sheet.error(loc, f"no document {quote.doc}")


def _quote(sheet: Sheet, loc: Loc, quote: GoldQuote, texts: Mapping[str, str]) -> Iterator[Problem]:
    times = count(quote.exact, texts[quote.doc])
    if times == 0:
        told = f"document {quote.doc} does not contain “{quote.exact}”"
        yield sheet.error(loc, told + _hint(quote, texts))
    elif quote.occurrence > times:
        told = f"“{quote.exact}” stands {_times(times)} in document {quote.doc}"
        yield sheet.error(loc, f"{told}, there is no occurrence {quote.occurrence}")
    elif times > 1 and "occurrence" not in quote.model_fields_set:
        told = f"“{quote.exact}” stands {_times(times)} in document {quote.doc}"
        yield sheet.warning(loc, f"{told}; say which with occurrence")


def count(words: str, text: str) -> int:
    """How often words stand in a text, places that overlap included, as `occurrence` counts them.

    >>> count("aba", "ababa")
    2
    """
    times = 0
    at = text.find(words)
    while at >= 0:
        times += 1
        at = text.find(words, at + 1)
    return times


def _hint(quote: GoldQuote, texts: Mapping[str, str]) -> str:
    """The document's own words where they differ in typography, case or white space, or the document that has them."""
    found = locate(quote.exact, texts[quote.doc])
    if found is not None:
        return f"; it has “{texts[quote.doc][slice(*found)]}”"
    others = [name for name, text in texts.items() if quote.exact in text]
    return f"; document {others[0]} does" if others else ""


def _times(times: int) -> str:
    return "once" if times == 1 else "twice" if times == 2 else f"{times} times"
