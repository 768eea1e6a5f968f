"""Which pieces of a page are its article: the extraction says most, markup decides where it is plain, place the rest.

Trafilatura drops short paragraphs and quotations now and then, so what stands between extracted paragraphs and looks
like prose is article too. What markup calls navigation, comments or consent is none, whoever took it for one, unless
half of what was extracted stands in it: then the name of the element says something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarizer.loading.lines import CLOSED, is_prose, words_in
from summarizer.loading.webpage.extraction import Extraction, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.loading.webpage.roles import Role
    from summarizer.loading.webpage.visible import Region, Visible
    from summarizer.models.document import SectionKind

_EXTRACTED: Final = 0.6  # share of a piece's runs of words from which it counts as extracted
_HALF: Final = 0.5
_SAME: Final = 0.8  # share of words from which a line that is no heading is the page's title
_LINKS: Final = 0.5  # share of links from which a piece is a list of links
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_PROSE: Final = frozenset({"page", "teaser", "aside"})


def kinds_of(page: Visible, extraction: Extraction, title: str | None) -> list[SectionKind | None] | None:
    """What each piece of the page is; null for article matter that its words and place will tell.

    Nothing where the page has no article: no piece of prose outside page matter.
    """
    reader = _Reader(page, extraction)
    if not reader.found:
        return None
    return reader.kinds(title)


class _Reader:
    """Reads the pieces of one page."""

    def __init__(self, page: Visible, extraction: Extraction) -> None:
        self.text = page.text
        self.pieces = page.pieces
        self.timed = {number for number, _ in page.times}
        pieces = self.pieces
        self.texts = [page.text[p.start : p.end] for p in pieces]
        self.prose = [
            p.tag not in _HEADINGS
            and p.tag != "img"
            and is_prose(text)
            and p.linked <= _LINKS * (p.end - p.start)
            for p, text in zip(pieces, self.texts, strict=True)
        ]
        taken = [
            p.tag != "img" and extraction.share(text) >= _EXTRACTED
            for p, text in zip(pieces, self.texts, strict=True)
        ]
        if not any(t and p for t, p in zip(taken, self.prose, strict=True)):
            taken = self._by_markup()
        self.wrappers = self._wrappers(taken)
        self.roles = [self._roles(p.region) for p in pieces]
        self.found = [i for i, t in enumerate(taken) if t and self._may_be_article(i)]
        if not any(self.prose[i] for i in self.found):
            self.found = []

    def _by_markup(self) -> list[bool]:
        """Prose inside `article` or `main`; on pages without such prose, all prose."""
        for needed in ({"main"}, set[str]()):
            taken = [
                prose and needed <= _all_roles(p.region) and _NO_PROSE.isdisjoint(_all_roles(p.region))
                for p, prose in zip(self.pieces, self.prose, strict=True)
            ]
            if any(taken):
                return taken
        # a page whose every wrapper has a telling name
        return [
            prose and "main" in _all_roles(p.region) for p, prose in zip(self.pieces, self.prose, strict=True)
        ]

    def _wrappers(self, taken: Sequence[bool]) -> set[Region]:
        """Regions that hold half of what was extracted: they wrap the article, whatever they are called."""
        held: dict[Region, int] = {}
        total = 0
        for piece, is_taken, prose in zip(self.pieces, taken, self.prose, strict=True):
            if not (is_taken and prose):
                continue
            size = piece.end - piece.start
            total += size
            region = piece.region
            while region is not None:
                held[region] = held.get(region, 0) + size
                region = region.around
        return {region for region, size in held.items() if size >= _HALF * total}

    def _roles(self, region: Region | None) -> list[Role]:
        """Roles around a piece, the nearest first, without those of what wraps the whole article."""
        roles: list[Role] = []
        while region is not None:
            if region not in self.wrappers:
                roles.append(region.role)
            region = region.around
        return roles

    def _may_be_article(self, i: int) -> bool:
        roles = self.roles[i]
        if "page" in roles or "aside" in roles:
            return False
        piece = self.pieces[i]
        linked = piece.linked > _LINKS * (piece.end - piece.start)
        return not ("teaser" in roles and (linked or not self.prose[i]))

    def kinds(self, title: str | None) -> list[SectionKind | None]:
        first = next(i for i in self.found if self.prose[i])
        last = next(i for i in reversed(self.found) if self.prose[i])
        headline = self._headline(first, title)
        taken = set(self.found)
        containers: dict[int, int] = {}
        for i in self.found:
            if self.prose[i]:
                containers[self.pieces[i].container] = containers.get(self.pieces[i].container, 0) + 1
        top = headline if headline is not None else self._top(first)
        return [
            "headline"
            if i == headline
            else self._kind(i, top, first, last, taken, containers, headline is not None)
            for i in range(len(self.pieces))
        ]

    def _kind(
        self,
        i: int,
        top: int,
        first: int,
        last: int,
        taken: set[int],
        containers: dict[int, int],
        has_headline: bool,
    ) -> SectionKind | None:
        piece, roles = self.pieces[i], self.roles[i]
        linked = piece.linked > _LINKS * (piece.end - piece.start)
        near = roles[0] if roles else None
        matter = self._page_matter(i, top, has_headline)
        if "page" in roles or "aside" in roles:
            return matter
        if "teaser" in roles and (linked or not self.prose[i] or i not in taken):
            return "teaser"
        if piece.tag == "img" or near == "caption":
            beside = top <= i <= last + 1 or piece.container in containers
            return "caption" if beside else matter
        if i < top:
            return matter
        if near == "standfirst":
            return "standfirst"
        if i < first:
            if near == "byline" or (i in self.timed and not self.prose[i]):
                return "byline"
            if near in {"kicker", "furniture"} and i not in taken:
                return matter
            if (
                piece.tag in _HEADINGS
                and words_in(self.texts[i]) >= 4
                and has_headline
                and near != "headline"
            ):
                return "standfirst"
            return "furniture" if linked and not self.prose[i] else None
        if i in taken:
            return "byline" if near == "byline" and not self.prose[i] else None
        if near == "byline":
            return "byline"
        beside = piece.container in containers
        if i <= last:
            closed = CLOSED.search(self.texts[i][-8:]) is not None
            same = (beside or closed) and not linked and near != "furniture"
            return None if same or (self.prose[i] and near != "furniture") else self._aside(linked)
        behind = containers.get(piece.container, 0) >= 2 and self.prose[i] and near is None
        return None if behind else self._aside(linked)

    def _page_matter(self, i: int, top: int, has_headline: bool) -> SectionKind:
        plain = "page" not in self.roles[i] and not self.pieces[i].linked
        return "page_header" if i < top and has_headline and plain else "furniture"

    @staticmethod
    def _aside(linked: bool) -> SectionKind:
        return "teaser" if linked else "furniture"

    def _headline(self, first: int, title: str | None) -> int | None:
        """The heading that says most of the page's title; else the last first-level one before the article."""
        headings = [
            i
            for i in range(len(self.pieces))
            if self.pieces[i].tag == "h1" and "page" not in self.roles[i] and i <= first + 1
        ]
        wanted = set(words_of(title or ""))
        if wanted:
            others = [i for i in range(first + 1) if self.pieces[i].tag in _HEADINGS and i not in headings]
            scored = [(self._likeness(i, wanted), -n, i) for n, i in enumerate(headings + others)]
            best = max(scored, default=(0.0, 0, 0))
            if best[0] >= _HALF:
                return best[2]
            if not headings:  # a page that makes its headline of anything
                return next(
                    (
                        i
                        for i in range(first)
                        if not {"page", "teaser", "aside"} & set(self.roles[i])
                        and self._likeness(i, wanted) >= _SAME
                    ),
                    None,
                )
        return headings[-1] if headings else None

    def _likeness(self, i: int, wanted: set[str]) -> float:
        words = set(words_of(self.texts[i]))
        return len(words & wanted) / len(words | wanted) if words else 0.0

    def _top(self, first: int) -> int:
        """Where the article begins on a page without a headline: at the first piece beside its first paragraph."""
        container = self.pieces[first].container
        at = first
        while at > 0 and self.pieces[at - 1].container == container and not self.roles[at - 1]:
            at -= 1
        return at


def _all_roles(region: Region | None) -> set[Role]:
    roles: set[Role] = set()
    while region is not None:
        roles.add(region.role)
        region = region.around
    return roles
