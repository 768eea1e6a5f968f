"""Grouping: which articles of a mixed lot tell of one meeting.

    verified reading ─▶ Signature (a kilobyte) ─▶ blocks ─▶ pairs weighed by points ─▶ groups

`fusion.group` sorts articles that somebody holds for reports of one meeting, and parts those that cannot be. Here nobody
has sorted anything: an article stays alone unless it shares with another what two meetings hardly share. Signatures say
all that is needed, whatever engine read; no text is held, and no article is compared with all others.

>>> from summarizer.grouping import grouped, signature
>>> grouped([signature(reading, key=reading.document.sha256) for reading in readings])  # doctest: +SKIP
[['3f…', 'a1…'], ['77…']]
"""

from summarizer.grouping.groups import grouped
from summarizer.grouping.signature import Signature, signature

__all__ = ["Signature", "grouped", "signature"]
