"""Whether words are a clause or a scrap: the classes of words in them tell (see `tagging`)."""

from __future__ import annotations

import re
from typing import Final

from summarizer.engines.rules.cues import cues
from summarizer.engines.rules.tagging import Tagger

# Most clauses show by an auxiliary that they are one, which costs less to see.
_AUXILIARY: Final = re.compile(
    r"(?<!that\s)(?<!who\s)(?<!which\s)\b(?:is|are|was|were|will|would|has|have|had|must|cannot|can|could|should|does|did)\b"
)
# A finite verb or auxiliary; a past behind its subject; a verb that no list holds, between subject and object.
_VERB: Final = re.compile(r"(?<!o)(?<!oR)V|X|[NCPM#q]R*E|[NC]N[DSM]|[NC]qN")


def is_clause(words: str) -> bool:
    """Whether words have a verb of their own.

    >>> is_clause("Kabul closed the gate"), is_clause("his colleague, in a call that lasted ten minutes")
    (True, False)
    """
    if _AUXILIARY.search(words) is not None:
        return True
    tags = _TAGGER(words, 0, len(words)).tags
    return _VERB.search(tags) is not None


_TAGGER: Final = Tagger(cues().tags)
