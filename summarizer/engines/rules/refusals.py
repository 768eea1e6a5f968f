"""Refusals: what a holder will not accept, and what it will not do or give up itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.lexicon import pattern, wording
from summarizer.engines.rules.stances import cue_forms
from summarizer.engines.rules.wordings import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

_REFUSES: Final = re.compile(
    r"\b(?:not?|never|cannot|nor|neither|none|nobody|nothing|without|absent|dead|line|rather|sooner|unthinkable|inconceivable|would\s+be|nowhere|put|far|low|high|much|floor|ceiling|limit|rul(?:e|es|ed|ing)\sout)\b"
)
"""Stands in every refusal, in small letters."""
_NOT_ACCEPT: Final = wording("red_lines", "not_accept")
_JUDGES: Final = ("recogni", "consider", "even consider", "have")
"""Verbs that refuse only what will be: whoever does not recognise or consider a thing tells what is."""
_NOT_ALLOWED: Final = wording("red_lines", "not_allowed")
_NOT_GIVEN: Final = wording("red_lines", "not_given")
_CONCEDE: Final = wording("red_lines", "concede")
_LIFTED_BEFORE: Final = wording("red_lines", "lifted_before")
_FRONTED: Final = wording("red_lines", "fronted")
_NO_UNTIL: Final = wording("red_lines", "no_until")
_WITHOUT: Final = wording("red_lines", "without")
_NONE_WITHOUT: Final = wording("red_lines", "none_without")
_NOT_ONE: Final = wording("red_lines", "not_one")
_NO_PLACE: Final = wording("red_lines", "no_place")
# What is refused stands in one group, or in one of two: what is not borne, or what is not given up.
_WHOLE: Final = tuple(
    wording("red_lines", name)
    for name in (
        "no_intention",
        "no_power",
        "no_entry",
        "no_presence",
        "no_act_while",
        "no_giving",
        "not_a",
        "not_see",
        "nothing_to",
        "draws_line",
        "dead_body",
        "on_topic",
        "no_stir",
        "no_watch",
        "never_again",
        "nothing_below",
        "nothing_until",
        "as_far_as",
    )
)
_NOT_PRESSED: Final = wording("red_lines", "not_pressed")
_NO_ONE: Final = tuple(
    wording("red_lines", name) for name in ("no_one", "no_means", "no_object", "no_ask", "betrays", "sooner")
)
_RULED_OUT: Final = Wording(r"\b(?:rul(?:e|es|ed|ing)\s+out)\s+(?P<trigger>[^;.]{4,220})", re.IGNORECASE)
_NOT_SO: Final = re.compile(r"\b(?:not|never|neither|nor|cannot)\b(?:\s\w+){0,2}\s$", re.IGNORECASE)
_AUXILIARY: Final = pattern("statements", "auxiliary")
_OWN_HARM: Final = wording("red_lines", "own_harm")
_NONE: Final = re.compile(r"\W*(?:(?:and|but|for|that)\s)?(?:not\s(?:one|another|an?)|no)\b", re.IGNORECASE)
_HELD: Final = re.compile(
    r"\b(?:prisoners?|detainees?|captives?|hostages?|men|women|crews?|soldiers?|sailors?|pilots?|fishermen|convicts?|murderers?|killers?"
    r"|terrorists?|spies|fighters?|militants?|officers?|funds?|assets?|money|gold|ships?|vessels?|tankers?|boats?|dhows?|remains|bodies)\b",
    re.IGNORECASE,
)
# A thing and no clause: "that one", "the lease of the port", "signing such a paper".
_THING: Final = re.compile(
    r"(?:(?:and|but|so|yet)\s)?(?:the|an?|any|every|this|that|these|those|such|another|further|our|its|their|your|[a-z]+ing)\s",
    re.IGNORECASE,
)
_POINTS: Final = re.compile(
    r"(?:^|[.!?,]\s)\W*(?:(?:and|but)\s)?(?:that|this|these|those)(?:\sone)?$", re.IGNORECASE
)
"""What only points back: "That we cannot accept"."""
_DETERMINERS: Final = frozenset("the a an any every this that these those such another our its their".split())
_BORDER: Final = re.compile(r"\b(?:that|which|who|whom|and|but|or|if|as|than|because|what|when|where|to)\W*$")
_SHORT: Final = re.compile(
    r"\b(?:(?P<is>it|that|this|there|here)'s|(?P<verb>is|are|was|were|does|do|did|would|could|should|has|have|had|must)n't"
    r"|(?P<can>ca|wo|sha)n't|(?P<who>i|we|you|they|it|he|she|there)'(?P<aux>ll|d|re|ve))\b",
    re.IGNORECASE,
)
# Stands in every short form, and is found by its apostrophe, long before a word that may open one is.
_SHORTENED: Final = re.compile(r"'(?:(?<=n')t|ll|d|re|ve|(?<=[tse]')s)\b", re.IGNORECASE)
_FULL: Final = {
    "ca": "cannot",
    "wo": "will not",
    "sha": "shall not",
    "ll": "will",
    "d": "would",
    "re": "are",
    "ve": "have",
}


class Refusal(NamedTuple):
    """What is refused, and the words before the refusal that may name who refuses."""

    trigger: str
    holder: str | None
    at: int
    """Where the refusal begins, in code points of the words."""
    fragment: bool = False
    """Whether it has no verb: "Not one more lorry after dark"."""


def in_full(words: str) -> str:
    """Words with their short forms written out: "isn't" and "we'll" as "is not" and "we will".

    >>> in_full("It's our gas, we won't sell it")
    'It is our gas, we will not sell it'
    """
    return _SHORT.sub(_written_out, words) if _SHORTENED.search(words) else words


def _written_out(match: re.Match[str]) -> str:
    if match["is"]:
        return f"{match['is']} is"
    if match["verb"]:
        return f"{match['verb']} not"
    return _FULL[match["can"].lower()] if match["can"] else f"{match['who']} {_FULL[match['aux'].lower()]}"


def may_refuse(words: str) -> bool:
    """Whether there may be a refusal in a statement's words as they are printed."""
    lower = words.lower()
    return "n't" in lower or _REFUSES.search(lower) is not None


def find_refusals(words: str) -> Iterator[Refusal]:
    """Refusals in a statement's words, short forms written out.

    >>> [r.trigger for r in find_refusals("the lease of the port is something we shall not tolerate")]
    ['the lease of the port']
    >>> [r.trigger for r in find_refusals("there will be no talks before the siege is lifted")]
    ['talks before the siege is lifted']
    """
    if _REFUSES.search(words.lower()) is None:
        return
    for match in _NOT_ACCEPT.finditer(words):
        if match["verb"].lower().startswith(_JUDGES) and match["not"].lower().startswith(("d", "i", "a")):
            continue
        if match["not"].lower().startswith("can") and match["trigger"].startswith("that "):
            continue  # disbelief
        for trigger in _split(match["trigger"]):
            yield Refusal(trigger, _subject(words, match.start()), match.start())
    for match in _NOT_ALLOWED.finditer(words):
        rest = match["rest"]
        yield Refusal(
            _last_phrase(match["subject"]) + (rest if rest.strip().startswith("to ") else ""), None, 0
        )
    for match in _NOT_GIVEN.finditer(words):
        subject = _last_phrase(match["subject"])
        if match["verb"].lower() == "released" and _HELD.search(subject) is None:
            continue  # a text, a figure
        if match["neg"] or match["never"] or _NONE.match(subject):
            yield Refusal(f"{subject} {match['verb']}{match['rest']}", None, 0)
    for match in _CONCEDE.finditer(words):
        yield Refusal(match["trigger"], _subject(words, match.start()), match.start())
    for match in _LIFTED_BEFORE.finditer(words):
        yield Refusal(f"{_last_phrase(match['subject'])} {match['verb']} {match['rest']}", None, 0)
    for match in _RULED_OUT.finditer(words):
        if not (_OWN_HARM.search(match["trigger"]) or _NOT_SO.search(words[: match.start()])):
            yield Refusal(match["trigger"], None, 0)
    for form in _NO_ONE:
        for match in form.finditer(words):
            yield Refusal(match["thing"] or match["act"], None, match.start())
    for match in _NOT_PRESSED.finditer(words):
        trigger = match["thing"] or match["borne"] or match["act"]
        if not _OWN_HARM.search(trigger):
            yield Refusal(trigger, None, match.start())
    for form in _WHOLE:
        for match in form.finditer(words):
            yield Refusal(match["trigger"], None, match.start())
    yield from _fronted(words)
    yield from _none_but(words)


def _fronted(words: str) -> Iterator[Refusal]:
    """A thing before the words that refuse it: "That one we cannot tolerate"."""
    for match in _FRONTED.finditer(words):
        trigger = match["trigger"]
        if _POINTS.search(trigger):
            yield Refusal("that", match["who"], 0)
        elif match["something"] or (_THING.match(trigger) and not _opens_clause(trigger)):
            yield Refusal(trigger, match["who"], 0)


def _opens_clause(words: str) -> bool:
    """Whether another clause begins behind words, or they are one: "the ministry says", "a treaty that"."""
    *_, before, last = ["", *words.lower().replace('"', "").rstrip(",'").split()]
    verb = last in cue_forms() and before not in _DETERMINERS
    return verb or bool(_BORDER.search(words) or _AUXILIARY.search(words))


def _none_but(words: str) -> Iterator[Refusal]:
    """What there will not be, at all or without something: "no annex without salmon", "not one metre of the road"."""
    for match in _NO_UNTIL.finditer(words):
        yield Refusal(match["trigger"], None, match.start())
    for match in _WITHOUT.finditer(words):
        yield Refusal(f"{match['act']} without {match['lack']}", None, match.start())
    for match in _NONE_WITHOUT.finditer(words):
        if _AUXILIARY.search(match.group()) is None:
            yield Refusal(f"{match['act'] or 'any' + match['bit']} without {match['lack']}", None, 0)
            return
    for form in (_NOT_ONE, _NO_PLACE):
        for match in form.finditer(words):
            if _AUXILIARY.search(match.group()) is None:
                yield Refusal(match["trigger"], None, 0, fragment=True)


def _split(trigger: str) -> list[str]:
    """Two triggers joined by "or": "foreign troops or the surrender of its missiles"; other lists stay together."""
    parts = re.split(r",?\s+(?:or|nor)\s+", trigger)
    if len(parts) == 2 and all(len(p.split()) >= 3 for p in parts):
        return parts
    return [trigger]


def _subject(words: str, at: int) -> str | None:
    """The words just before a refusal, where they may name its holder."""
    match = re.search(
        r"(?:^|[,;:\"]\s*|\b(?:that|and|but)\s+)(?P<s>[\w.'-]+(?:\s+[\w.'-]+){0,4})\s*$",
        words[max(0, at - 80) : at],
    )
    return match.group("s") if match else None


def _last_phrase(words: str) -> str:
    return re.split(r"\b(?:that|and|but|said)\s+", words)[-1].strip() or words
