"""Persons who bear the name of a place: `Michael Jordan`, `Mr. London`, `Paris Hilton`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.resolve.gazetteer import word_list

if TYPE_CHECKING:
    from summarizer.resolve.gazetteer import Hit

# A family name behind one of those; no street, office or newspaper, and no verb of a headline (`Paris Warns`).
_FAMILY_BEHIND = re.compile(
    r" (?:[A-Z]\. )?(?!(?:River|Valley|State|Street|Avenue|Road|University|College|Court|City|County|Islands?"
    r"|Sea|Bay|Lake|Hills|Park|Airport|Bridge|North|South|East|West|Police|Council|Parliament|President|King|Prime|Foreign"
    r"|Government|Embassy|Ministry|National|Army|Air|Red|Times|Post|[A-Z][a-z]+(?:s|ed))\b)[A-Z][a-z]+"
)
_GIVEN_BEFORE = re.compile(
    r"(?<![\w.])(?:(?:Mr|Mrs|Ms|Dr|Sir|Miss|Michael|Robert|David|John|James|William|George|Richard|Thomas|Mary|Jack"
    r"|Paul|Peter|Mark|Henry|Charles|Joseph|Daniel|Andrew|Steven|Kevin|Brian|Vernon|Barbara|Julie|Anna|Jason|Chris|Tom|Jim"
    r"|Bob|Bill|Joe|Sam|Ben|Alex|Eric|Frank|Scott|Matt|Mike|Steve|Tony|Martin|Simon|Alan|Adam|Sarah|Laura|Emma|Kate"
    r"|Jane|Lisa|Amy|Susan|Karen|Nancy|Helen)\.?|[A-Z]\.) $"
)


def names_a_person(text: str, hit: Hit) -> bool:
    """Whether the name of a place is part of a person's name here."""
    return has_given_name(text, hit) or (
        hit.name in word_list("given")
        and not text[hit.start : hit.end].isupper()  # a dateline: LONDON Officials
        and _FAMILY_BEHIND.match(text, hit.end) is not None
    )


def has_given_name(text: str, hit: Hit) -> bool:
    """Whether a given name or `Mr.` stands before: the name is a family name here, and later in the text."""
    return (
        capital_before(text, hit.start)
        and _GIVEN_BEFORE.search(text, max(0, hit.start - 12), hit.start) is not None
    )


def capital_before(text: str, start: int) -> bool:
    """Whether a capitalised word may stand before an offset, a short one between: `Times of `."""
    return start > 0 and not text[max(0, start - 14) : start].islower()
