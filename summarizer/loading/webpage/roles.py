"""What an element of a page is for, by its tag, its ARIA role and the words of its class and id."""

from __future__ import annotations

import re
from typing import Any, Final, Literal

Role = Literal[
    "page", "furniture", "teaser", "byline", "standfirst", "caption", "kicker", "headline", "aside", "main"
]
"""`page`: page matter whatever else is said of it (navigation, footers, forms, comments, consent). `furniture`: page
matter unless the extraction takes it for article. `kicker`: the label over a headline."""

_TAGS: Final[dict[str, Role]] = {
    "nav": "page",
    "footer": "page",
    "form": "page",
    "button": "page",
    "fieldset": "page",
    "dialog": "page",
    "menu": "page",
    "aside": "aside",
    "figcaption": "caption",
    "caption": "caption",
    "h1": "headline",
    "article": "main",
    "main": "main",
}
_ARIA: Final[dict[str, Role]] = {
    "navigation": "page",
    "banner": "page",
    "contentinfo": "page",
    "search": "page",
    "dialog": "page",
    "alertdialog": "page",
    "menu": "page",
    "menubar": "page",
    "complementary": "aside",
    "main": "main",
    "article": "main",
}
_WORDS: Final[dict[Role, frozenset[str]]] = {
    "page": frozenset(
        "nav navbar navigation menu breadcrumb breadcrumbs cookie cookies consent gdpr comments disqus respond"
        " commentlist newsletter subscribe subscription signup paywall regwall share sharing social sharebar advert"
        " adverts advertisement advertising ad ads adslot sponsored sidebar footer skiplink login copyright cookiebar"
        " toolbar pagination".split()
    ),
    "teaser": frozenset(
        "related recommended recommendations recommendation trending popular mostread outbrain taboola readmore"
        " morestories carousel teaser teasers promo latest".split()
    ),
    "byline": frozenset("byline author authors dateline timestamp pubdate published".split()),
    "standfirst": frozenset("standfirst subtitle subheadline subheading dek deck".split()),
    "caption": frozenset("caption figcaption photocaption".split()),
    "kicker": frozenset("kicker eyebrow overline rubric".split()),
    "furniture": frozenset(
        "banner comment reply tags tag topics widget modal popup tooltip player audio transcript promo masthead"
        " disclaimer credits".split()
    ),
}
_MORE: Final = re.compile(r"(?:more|also|next|most|you)[-_]?(?:stories|news|from|read|articles|may|in)\b")
_SPLIT: Final = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_LONGEST: Final = 300  # code points of class and id that are looked at


def role_of(element: Any) -> Role | None:
    """What an element is for, where anything says so."""
    tag = element.tag
    if (role := _TAGS.get(tag)) is not None:
        return role
    if not element.attrib or tag in {"html", "body"}:
        return None
    get = element.get
    if (role := _ARIA.get((get("role") or "").lower())) is not None:
        return role
    itemprop = get("itemprop") or ""
    if itemprop == "articleBody":
        return "main"
    named = f"{get('class') or ''} {get('id') or ''} {get('data-testid') or ''} {get('data-component') or ''}"
    if itemprop in {"author", "datePublished"} or get("rel") == "author":
        named += " byline"
    if named.isspace():
        return None
    named = named[:_LONGEST]
    words = {word.lower() for word in _SPLIT.split(named)}
    for role, known in _WORDS.items():
        if not words.isdisjoint(known):
            return role
    return "teaser" if _MORE.search(named.lower()) else None
