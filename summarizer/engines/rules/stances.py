"""Stances: verbs of stating, asking and refusing with their subject and complement, whether or not words are quoted.

Stands beside the attribution of words: "Ankara rejected the plan", "he did offer a list" state something without
reporting speech.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.inflection import forms
from summarizer.engines.rules.lexicon import pattern, table, words
from summarizer.engines.rules.lists import BULLETS
from summarizer.engines.rules.phrasal import kind_with, phrasal_forms

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.attributed import Stretch


_ADVERBS: Final = words("kinds", "adverbs")
_AUXILIARIES: Final = frozenset(
    "has have had did does do is are was were been being will would shall".split()
)
_BEFORE_VERBS: Final = _AUXILIARIES | _ADVERBS | frozenset("they he she it we i and who which".split())
_LINKS: Final = _ADVERBS | {"and", "but"}
_PASSIVE: Final = frozenset("is are was were be been being am get got".split())
_NOT: Final = frozenset({"not", "never", "hardly", "nor", "neither", "without", "cannot"})
_MODAL: Final = frozenset("could should may might must can to".split())
_BORDER: Final = frozenset(
    """that but while as when after because although where which whom whose whether before since though if than
    so until unless saying adding said says""".split()
)
_NOUN_BEFORE: Final = frozenset(
    "the a an its their his her any no of this these those new in on for with by further our my your such".split()
)
_COMPLEMENTS: Final = {lemma: re.compile(pattern) for lemma, pattern in table("kinds")["complements"].items()}
_NEGATABLE: Final = words("kinds", "negatable")
FINITE: Final = pattern("stances", "finite")
_PRONOUNS: Final = frozenset({"he", "she", "it", "they", "we", "i"})
_THAT: Final = re.compile(r"^[^,;:\"]{0,60}?\bthat\s(?:the\s|its\s|his\s|her\s|their\s)?$")
_IT_THEN_QUOTED: Final = re.compile(r"(?:it|this|that|so)\b[^:;.\"]{0,60}:\s(?=\")")
_EARLIER: Final = frozenset("when after before since until till unless once if what how where why".split())
_MOST: Final = 40  # stances in one sentence; more are a text made to keep the reader busy
_FURTHEST: Final = 18  # words; how far a subject may reach from its verb
_TAIL: Final = re.compile(r"(?:[\s,;.]|\b(?:and|but|while|before)\b){1,8}$")
_NEXT: Final = pattern("stances", "next")
_SAID: Final = frozenset("said says say told tells added adds saying".split())
_NONE: Final = re.compile(r"(?:no\s?one|nobody|none|nothing|neither|not\s(?:one|a))\b", re.IGNORECASE)
_LEAD: Final = re.compile(r"\s*,?\s*(?:that\s+)?")


class Stance(NamedTuple):
    """A verb of stating with its subject and complement; stretches are (start, end) in code points."""

    sentence: Sentence
    lemma: str
    cue: Stretch
    subject: Stretch | None
    """The subject's words; None where it is that of the stance before it in the sentence."""
    content: Stretch


@cache
def cue_forms() -> dict[str, tuple[str, str]]:
    """Form of a stance verb: its lemma and its letter (see `inflection.forms`)."""
    found: dict[str, tuple[str, str]] = {}
    for listed in table("kinds")["verbs"].values():
        for lemma in listed.split():
            for form, letter in forms(lemma):
                found.setdefault(form, (lemma, letter))
    return found


@cache
def _known() -> dict[str, tuple[str, str]]:
    """The same with the verbs that are stances only with what stands behind them."""
    return {**phrasal_forms(), **cue_forms()}


@cache
def _cue_words() -> frozenset[str]:
    return frozenset(_known())


@cache
def stance_lemmas() -> frozenset[str]:
    """Base forms of the stance verbs."""
    return frozenset(lemma for lemma, _ in cue_forms().values())


def find_stances(article: Article, sentence: Sentence) -> list[Stance]:
    """Stances of one sentence, in order."""
    known = _known()
    here = _cue_words().intersection(sentence.lower)
    if not here:
        return []
    flat, printed, lower = article.flat, sentence.printed, sentence.lower
    starts, ends = sentence.starts, sentence.ends
    found: list[tuple[int, int, str, Stretch | None]] = []  # cue, first of its group, lemma, subject
    for i in compress(range(len(lower)), map(here.__contains__, lower)):
        if printed[i].cap and i > 0:
            continue
        if len(found) >= _MOST:
            break
        lemma, letter = known[lower[i]]
        item = i == 0 and flat[sentence.start] in BULLETS
        if letter == "v" and not item and not _verb_here(article, sentence, i):
            continue
        if not _completed(flat, lemma, ends[i], sentence.end):
            continue
        if item and letter != "G":
            found.append((i, i, lemma, None))  # the line before the list has its subject
            continue
        first = _group_start(flat, sentence, i, lemma, letter)
        if first is None or (first > 0 and printed[first - 1].possessive):
            continue
        continues = (bool(found) or not _SAID.isdisjoint(lower[:first])) and _conjoined(
            flat, sentence, first, letter
        )
        subject = None if letter == "G" and first == i else _subject(article, sentence, first)
        if subject is None or (continues and found and subject[0] <= starts[found[-1][0]]):
            if continues and (found or (letter in "VE" and lower[i] != lemma)):
                found.append((i, first, lemma, None))
            continue
        if _NONE.match(flat, *subject) or (first == i and lower[i] == lemma and _singular(article, subject)):
            continue  # "no one in Oslo asked for it"; "that Oslo suspend its plan": a wish about Oslo
        if (
            subject is not None
            and sentence.token_at(subject[0]) > 0
            and lower[sentence.token_at(subject[0]) - 1] in _EARLIER
        ):
            continue  # "when Oslo rejected the plan": background
        found.append((i, first, lemma, subject))
    found = _outermost(flat, sentence, found)
    made = []
    for n, (i, _, lemma, subject) in enumerate(found):
        end = sentence.end
        if n + 1 < len(found) and lemma not in _OPEN_ENDED:
            _, start, _, other = found[n + 1]
            end = other[0] if other else starts[start]
        made.append(Stance(sentence, lemma, (starts[i], ends[i]), subject, _content(flat, ends[i], end)))
    return made


def _completed(flat: str, lemma: str, start: int, end: int) -> bool:
    """Whether what a verb needs stands behind it."""
    needed = _COMPLEMENTS.get(lemma)
    if needed is not None or lemma not in stance_lemmas():
        return (
            bool(needed and needed.match(flat, start, end)) or kind_with(lemma, flat, start, end) is not None
        )
    return True


def _outermost(
    flat: str, sentence: Sentence, found: list[tuple[int, int, str, Stretch | None]]
) -> list[tuple[int, int, str, Stretch | None]]:
    """Stances without those in another's that-clause: "Oslo denied that it had offered talks" offers nothing."""
    kept: list[tuple[int, int, str, Stretch | None]] = []
    for one in found:
        if (
            kept
            and one[3] is not None
            and _THAT.match(flat[sentence.ends[kept[-1][0]] : one[3][0]]) is not None
        ):
            continue
        kept.append(one)
    return kept


_OPEN_ENDED: Final = frozenset({"warn", "threaten"})


def _singular(article: Article, subject: Stretch) -> bool:
    """Whether a subject is a state by its name, whose verb would have an s."""
    mention = article.party_at(subject[0])
    return mention is not None and mention.use != "demonym" and mention.end == subject[1]


def _verb_here(article: Article, sentence: Sentence, i: int) -> bool:
    """Whether a form that may be a noun stands where a verb does: right behind an actor, an adverb, or "and"."""
    if i == 0:
        return False
    before, verb = sentence.lower[i - 1], sentence.lower[i]
    gap = article.flat[sentence.ends[i - 1] : sentence.starts[i]]
    if sentence.printed[i - 1].possessive or before in _NOUN_BEFORE or "," in gap:
        return False
    if before in _BEFORE_VERBS:
        return True
    party = article.party_at(sentence.starts[i - 1])
    if party is not None:
        return party.use != "demonym" and (verb.endswith("s") or before.endswith("s"))
    singular = verb.endswith("s") and not verb.endswith("ss")
    return singular != before.endswith("s")


def _group_start(flat: str, sentence: Sentence, i: int, lemma: str, letter: str) -> int | None:
    """First word of the verb group that ends at `i`; None where it is passive, negated or only possible."""
    starts, ends = sentence.starts, sentence.ends
    k = i
    while k > 0 and flat[ends[k - 1] : starts[k]] == " ":
        lower = sentence.lower[k - 1]
        if lower in _NOT or lower.endswith("n't"):
            if lemma not in _NEGATABLE:
                return None
        elif (lower in _PASSIVE and letter != "G") or lower in _MODAL:
            return None
        elif (
            lower not in _ADVERBS
            and lower not in _AUXILIARIES
            and not (lower.endswith("ly") and not sentence.printed[k - 1].cap)
        ):
            break
        k -= 1
    return k


def _subject(article: Article, sentence: Sentence, first: int) -> Stretch | None:
    """The words before a verb group back to the border of its clause."""
    flat, starts, ends = article.flat, sentence.starts, sentence.ends
    if first == 0:
        return None
    gap = flat[ends[first - 1] : starts[first]]
    if "," in gap or ")" in gap or " - " in gap:
        return _across(sentence, flat, first)
    before = sentence.lower[first - 1]
    if before in _PRONOUNS:
        return starts[first - 1], ends[first - 1]
    if before in {"who", "which"}:
        return _back(article, sentence, first - 1, first - 1)
    return _back(article, sentence, first, first)


def _back(article: Article, sentence: Sentence, first: int, end: int) -> Stretch | None:
    flat, printed, lower = article.flat, sentence.printed, sentence.lower
    starts, ends = sentence.starts, sentence.ends
    k = first
    while k > 0 and first - k <= _FURTHEST:
        gap = flat[ends[k - 1] : starts[k]].strip() if k < first else ""
        if gap not in {"", "'s", "'", "/"} or lower[k - 1] in _BORDER:
            break
        if lower[k - 1] == "and" and not (k > 1 and printed[k].cap and printed[k - 2].cap):
            break
        k -= 1
    while k < end and lower[k] in _LINKS:
        k += 1
    return (starts[k], ends[end - 1]) if k < end else None


def _across(sentence: Sentence, flat: str, first: int) -> Stretch | None:
    """The subject before a parenthesis: "Moe, the foreign minister, said"."""
    lower, starts, ends = sentence.lower, sentence.starts, sentence.ends
    k = first - 1
    while k > 0 and first - k < _FURTHEST:
        gap = flat[ends[k - 1] : starts[k]]
        if "," in gap or "(" in gap or " - " in gap:
            break
        if lower[k] in cue_forms():
            return None
        k -= 1
    if k <= 0 or lower[k] in {"and", "but"} or (lower[k].endswith("ing") and lower[k] != "speaking"):
        return None
    begin = k - 1
    while begin > 0 and k - begin < 10 and flat[ends[begin - 1] : starts[begin]].strip() in {"", "'s", "'"}:
        if lower[begin - 1] in _BORDER:
            break
        begin -= 1
    if not cue_forms().keys().isdisjoint(lower[begin:k]):
        return None
    return starts[begin], ends[k - 1]


def _conjoined(flat: str, sentence: Sentence, first: int, letter: str) -> bool:
    """Whether a verb goes on with the subject before: ", warned", "and reaffirmed", ", adding"."""
    if first == 0:
        return False
    before = sentence.lower[first - 1]
    if "," in flat[sentence.ends[first - 1] : sentence.starts[first]]:
        return True
    return before in ({"and", "while", "before", "after"} if letter == "G" else {"and", "but", "then"})


def _content(flat: str, start: int, end: int) -> Stretch:
    lead = _LEAD.match(flat, start, end)
    start = lead.end() if lead else start
    quoted = _IT_THEN_QUOTED.match(flat, start, end)
    start = quoted.end() if quoted else start  # "denied it within the hour: "There was no offer.""
    following = _NEXT.search(flat, start, end)
    if following is not None and flat.count('"', start, following.start()) % 2 == 0:
        end = following.start()
    tail = _TAIL.search(flat[max(start, end - 24) : end])
    if tail:
        end -= len(tail.group())
    return start, max(start, end)
