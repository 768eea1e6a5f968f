"""Archive: briefs in an SQLite database, to be searched by words, party, kind and date.

>>> from summarizer.archive import Archive
>>> Archive.open("briefs.db").search("Palmyra", holder="Israel")  # doctest: +SKIP
"""

from __future__ import annotations

from summarizer.archive.filling import fill
from summarizer.archive.store import KINDS, Archive
from summarizer.archive.timelines import timeline

__all__ = ["KINDS", "Archive", "fill", "timeline"]
