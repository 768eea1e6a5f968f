"""What is said to go on and what is said to stop: `the surveys will continue`, `agreed to suspend surveys`."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.fusion.likeness import content_words
from summarizer.grounding.cues import NEGATION

ON = (
    r"continu(?:e|es|ing|ation\s+of)(?!\s+to\b)|proceed(?:s|ing)?(?:\s+with)?|go(?:es|ing)?\s+(?:on|ahead)(?:\s+with)?|"
    r"resum(?:e|es|ing|ed|ption\s+of)|(?:stays?|remains?|keeps?|kept)\s+open|reopen(?:s|ed|ing)?"
)
OFF = (
    r"suspend(?:s|ed|ing)?|suspension\s+of|halt(?:s|ed|ing)?|stop(?:s|ped|ping)?|freez(?:e|es|ing)|frozen|"
    r"cease(?:s|d)?(?!-?fire)|paus(?:e|es|ed|ing)|call(?:s|ed|ing)?\s+off|discontinu(?:e|es|ed|ing)|"
    r"(?:stays?|remains?|keeps?|kept)\s+(?:closed|shut)|(?<=to\s)close|closed|closing|closure\s+of"
)
VERB = re.compile(rf"\b(?:(?P<on>{ON})|(?P<off>{OFF}))\b", re.IGNORECASE)
PAST = frozenset({"was", "were", "had", "has", "have"})
AUXILIARY = re.compile(
    r"(?:\s*\b(?:will|would|shall|should|can|could|may|might|must|to|be|been|is|are|was|were|has|have|had|not|never|"
    r"also|now|cannot|won't|\w+ly)\b)+\s*$",
    re.IGNORECASE,
)
BREAK = re.compile(
    r"[.;:,\"“”]|\b(?:and|but|that|which|who|until|while|as|for|in|on|at|by|from|with)\b", re.IGNORECASE
)
CLAUSE = re.compile(r"[.;:,\"“”]|\b(?:and|but|that|which|who|while)\b", re.IGNORECASE)
NOBODYS = frozenset(
    content_words("sides parties countries governments week month year planned work efforts close")
)
"""What says nothing of what goes on."""
OBJECT_WORDS = 3
"""Content words beside the verb among which what it is about stands."""


@lru_cache(maxsize=2048)
def acts(words: str) -> frozenset[tuple[str, bool]]:
    """What goes on (True) or stops (False), by its stem.

    >>> sorted(acts("agreed to suspend surveys in the area"))
    [('survey', False)]
    >>> sorted(acts("the surveys will not stop"))
    [('survey', True)]
    >>> acts("agreed to continue close consultations"), acts("surveys were suspended in May")
    (frozenset({('<negotiate>', True)}), frozenset())
    """
    found: set[tuple[str, bool]] = set()
    for verb in VERB.finditer(words):
        before = words[max(0, verb.start() - 80) : verb.start()]
        auxiliary = AUXILIARY.search(before)
        helpers = auxiliary.group().lower().split() if auxiliary else []
        goes_on = (verb["on"] is not None) != (not NEGATION.isdisjoint(helpers) or "won't" in helpers)
        ended = re.search(r"(?:ed|en)(?:\s+(?:open|off))?$|^kept|^closed", verb.group(), re.IGNORECASE)
        if not PAST.isdisjoint(helpers) or (ended and not {"be", "is", "are"} & set(helpers)):
            continue  # what was so before the talks
        behind = list(content_words(_until_break(words[verb.end() : verb.end() + 60])))[:OBJECT_WORDS]
        subject = before[: auxiliary.start()] if auxiliary else before
        ahead = list(content_words(_head(subject)))[-OBJECT_WORDS:]
        # "agreed to suspend surveys" is about what follows, "the surveys will continue" about what precedes.
        about = behind if behind and not {"be", "is", "are"} & set(helpers) else ahead
        found.update((stem, goes_on) for stem in about if stem not in NOBODYS)
    return frozenset(found)


def reversed_act(a: str, b: str) -> str | None:
    """What goes on in one wording and stops in another, by its stem."""
    first, second = acts(a), acts(b)
    return next((stem for stem, goes_on in sorted(first) if (stem, not goes_on) in second), None)


def _until_break(words: str) -> str:
    found = BREAK.search(words)
    return words[: found.start()] if found else words


def _head(subject: str) -> str:
    """The subject without what hangs on it: `The surveys on the lake` are surveys."""
    clause = CLAUSE.split(subject)[-1]
    return next((part for part in BREAK.split(clause) if any(content_words(part))), "")
