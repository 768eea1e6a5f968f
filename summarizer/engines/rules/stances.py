"""What the reporter says that parties say: verbs of stating with their subject and what follows them.

Stands beside the attribution of quotations: a stance verb with a speaker for its subject is a statement whether or
not words are quoted ("Ankara rejected the plan", "the envoy called for a truce").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.inflection import forms
from summarizer.engines.rules.lexicon import table

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence, Token

ADVERBS: Final = frozenset(table("kinds")["adverbs"]["words"].split())
_BE: Final = frozenset("is are was were be been being am get got".split())
_NOT: Final = frozenset({"not", "never", "hardly", "yet", "n't", "no", "nor", "neither", "without"})
_MODAL: Final = frozenset("would could should may might must can to will".split())
_BORDER: Final = frozenset(
    "that but while as when after because although where which whether before since though if than so until unless".split()
)
_SPOKEN_NOUNS: Final = frozenset("call calls claim claims demand demands offer offers promise promises request requests appeal appeals charge charges blame state states voice press note notes point points support backs back label brand signal signals pledge pledges vow vows comment comments remark remarks fault response repeat raise raises reply rebuke rebukes welcome outline highlight threat".split())


@dataclass(frozen=True, slots=True)
class Stance:
    """A verb of stating with its subject and complement; stretches are (start, end) in code points."""

    sentence: Sentence
    lemma: str
    cue: tuple[int, int]
    subject: tuple[int, int] | None
    """The subject's words; None where it is that of the stance before it in the sentence."""
    content: tuple[int, int]


@cache
def cue_forms() -> dict[str, tuple[str, str]]:
    """Form of a stance verb: its lemma and its letter (see `inflection.forms`)."""
    found: dict[str, tuple[str, str]] = {}
    for listed in table("kinds")["verbs"].values():
        for lemma in listed.split():
            for form, letter in forms(lemma):
                found.setdefault(form, (lemma, letter))
    return found


def find_stances(article: Article, sentence: Sentence, quoted: list[tuple[int, int]]) -> list[Stance]:
    """Stances of one sentence, in order; words inside quotation marks are no cues."""
    known = cue_forms()
    tokens = sentence.tokens
    if not any(token.lower in known for token in tokens):
        return []
    found: list[tuple[int, str, tuple[int, int] | None]] = []
    for i, token in enumerate(tokens):
        entry = known.get(token.lower)
        if entry is None or any(s <= token.start < e for s, e in quoted):
            continue
        lemma, letter = entry
        if (token.cap and i > 0) or (token.lower in _SPOKEN_NOUNS and not _verb_here(article, tokens, i)):
            continue
        first = _group_start(article, tokens, i)
        if first is None or (first > 0 and tokens[first - 1].possessive) or not _takes(article, lemma, token.end, sentence.end):
            continue
        subject = None if letter == "G" else _subject(article, sentence, first)
        if subject is not None and not _acts(article, sentence, *subject):
            continue
        if subject is None:
            if found and _conjoined(article, tokens, first, letter):
                found.append((i, lemma, None))
            continue
        found.append((i, lemma, subject))
    stances = []
    for n, (i, lemma, subject) in enumerate(found):
        end = sentence.end
        if n + 1 < len(found):
            following = found[n + 1]
            end = following[2][0] if following[2] else tokens[_group_start(article, tokens, following[0]) or following[0]].start
        content = _content(article, sentence, tokens[i].end, end)
        cue = (tokens[i].start, tokens[i].end)
        stances.append(Stance(sentence, lemma, cue, subject, content))
    return stances


def _verb_here(article: Article, tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a form that may be a noun stands where a verb does: right behind an actor, or behind "and"."""
    if i == 0:
        return False
    before = tokens[i - 1]
    if before.possessive or before.lower in {"the", "a", "an", "its", "their", "his", "her", "any", "no", "of", "this", "new", "in", "on", "phone", "telephone"}:
        return False
    party = article.party_at(before.start)
    if party is not None:
        return party.use != "demonym" and tokens[i].lower.endswith("s")
    return before.lower.endswith(("ministry", "officials", "government", "they", "he", "she", "minister", "president", "sources", "and", "also")) or (before.cap and i > 1 and tokens[i].lower.endswith("s"))


def _group_start(article: Article, tokens: tuple[Token, ...], i: int) -> int | None:
    """First token of the verb group that ends at `i`; None where it is passive, negated or only possible."""
    k = i
    while k > 0:
        token = tokens[k - 1]
        if article.flat[token.end : tokens[k].start] != " ":
            break
        if token.lower in _BE or token.lower in _NOT or token.lower in _MODAL or token.lower.endswith("n't"):
            return None
        if token.lower in ADVERBS or (token.lower.endswith("ly") and not token.cap):
            k -= 1
            continue
        break
    if tokens[k].lower in {"not", "never"}:
        return None
    return k


def _subject(article: Article, sentence: Sentence, first: int) -> tuple[int, int] | None:
    """The words before a verb group back to the border of its clause, if an actor may be among them."""
    tokens, flat = sentence.tokens, article.flat
    k = first
    if k == 0 or "," in flat[tokens[k - 1].end : tokens[k].start]:
        return _before_apposition(article, sentence, first)
    while k > 0:
        token = tokens[k - 1]
        gap = flat[token.end : tokens[k].start]
        if k < first and gap.strip() not in {"", "'s", "'", "/"}:
            if not (gap.strip() == "," and article.party_at(token.start) and article.party_at(tokens[k].start)):
                break
        if token.lower in _BORDER or (token.lower == "who" and k == first):
            break
        if token.lower == "and" and not _joins_actors(article, tokens, k - 1):
            break
        k -= 1
        if first - k > 18:
            return None
    if k == first:
        return _antecedent(article, sentence, first) if tokens[first - 1].lower == "who" else None
    while k < first and tokens[k].lower in ADVERBS | {"and", "but", "in", "on"} and not article.party_at(tokens[k].start):
        k += 1
    stop = next((j for j in range(k, first) if tokens[j].lower in {"has", "have", "had"}), first)
    return (tokens[k].start, tokens[stop - 1].end) if k < stop else None


_ACTOR: Final = re.compile(
    r"\b(?:sources?|officials?|diplomats?|aides?|insiders?|negotiators?|mediators?|officers?|envoys?|leaders?|ministers?|presidents?|premiers?|ministry|ministries|office|"
    r"government|governments|presidency|cabinet|administration|delegations?|teams?|sides?|countries|parties|nations|spokes(?:man|woman|person|people)|department|embassy|"
    r"council|commission|army|military|parliament|movement|group|chief|king|prince|emir|statement|communiqu[eé]|readout|leadership|representatives?|ambassadors?|"
    r"advis[eo]rs?|lawmakers?|commanders?|secretary|director|head|mission|palace|he|she|they|it|people|person|forces|coalition|chancellor|bloc|alliance|analysts?|experts?|"
    r"professor|neighbou?rs|agency|allies|states?|secretariat|junta|rebels|militia|union|militants|delegates|figures?|participants?|both|counterpart|general)$",
    re.I,
)
_LINK: Final = re.compile(r"\s(?:of|from|in|for|at|to|on|with|who|close|familiar|briefed|involved|speaking|between|near|by|quoted|led)\s")


def _acts(article: Article, sentence: Sentence, start: int, end: int) -> bool:
    """Whether the head of a subject is somebody who can speak, not a meeting or a policy."""
    words = article.flat[start:end]
    link = _LINK.search(words)
    head = (words[: link.start()] if link else words).rstrip(" ,")
    if not head:
        return False
    if _ACTOR.search(head):
        return True
    last = sentence.tokens[max(0, sentence.token_at(start + len(head)) - 1)]
    return last.cap and not last.possessive


_COMPLEMENT: Final[dict[str, re.Pattern[str]]] = {
    "call": re.compile(r"\s+(?:for|on|upon)\b|\s+(?:the|its|his|her|their|it|this|that|any|such|[A-Z]\w+)\b"),
    "rule": re.compile(r"\s+out\b"),
    "make": re.compile(r"\s+(?:it\s+)?(?:very\s+|perfectly\s+|absolutely\s+)?(?:clear|plain)\b"),
    "issue": re.compile(r"\s+(?:an?|the|its|their|\w+)\s+(?:[\w-]+\s+){0,3}?(?:warnings?|ultimatum|threats?|condemnation|demands?|call)\b"),
    "draw": re.compile(r"\s+(?:[\w-]+\s+){0,3}?\W?red\s+lines?\b"),
    "set": re.compile(r"\s+(?:out\s+|down\s+)?(?:[\w-]+\s+){0,3}?\W?red\s+lines?\b"),
    "point": re.compile(r"\s+(?:out|to)\b"),
    "raise": re.compile(r"\s+(?:[\w-]+\s+){0,3}?(?:concerns?|objections?|the\s+(?:issue|question|matter))\b"),
    "state": re.compile(r"\s*,|\s+(?:that|its|their|his|her|on|in)\b|\s*$|\s*[.:]"),
    "press": re.compile(r"\s+(?:for|[A-Z]\w+\s+to)\b"),
    "back": re.compile(r"\s+(?:the|a|an|[A-Z])\b"),
    "charge": re.compile(r"\s+that\b"),
    "commit": re.compile(r"\s+(?:to|itself)\b"),
    "repeat": re.compile(r"\s+(?:that|its|his|her|their|calls?|demands?)\b|\s*,"),
    "ask": re.compile(r"\s+(?!\W*(?:if|whether|about|how|why|what|when|who)\b)[^.;]{1,80}\b(?:to|for)\b"),
    "suggest": re.compile(r"\s+(?!(?:while|it|this|there)\b)\w+"),
    "respond": re.compile(r"\s+(?:by\s+saying|that|with\s+a)\b|\s*[,:]"),
}
"""What must follow verbs that mean other things as well; read at the end of the verb."""


def _takes(article: Article, lemma: str, at: int, end: int) -> bool:
    needed = _COMPLEMENT.get(lemma)
    return needed is None or needed.match(article.flat, at, end) is not None


def _before_apposition(article: Article, sentence: Sentence, first: int) -> tuple[int, int] | None:
    """The subject before a parenthesis: "Fidan, the foreign minister, said"."""
    tokens, flat = sentence.tokens, article.flat
    if first < 3:
        return None
    k = first - 1
    limit = max(1, first - 14)
    while k >= limit and "," not in flat[tokens[k - 1].end : tokens[k].start]:
        if tokens[k].lower in cue_forms():
            return None
        k -= 1
    if k < limit or tokens[k].lower in cue_forms():
        return None
    if tokens[k].lower in {"and", "but"} or tokens[k].lower.endswith("ing"):
        return None
    start = k - 1
    while start > 0 and flat[tokens[start - 1].end : tokens[start].start].strip() in {"", "'s", "'"} and tokens[start - 1].lower not in _BORDER:
        start -= 1
        if k - start > 10:
            return None
    if any(t.lower in cue_forms() for t in tokens[start:k]):
        return None
    return tokens[start].start, tokens[k - 1].end


def _antecedent(article: Article, sentence: Sentence, first: int) -> tuple[int, int] | None:
    tokens, flat = sentence.tokens, article.flat
    k = first - 2
    start = k
    while start > 0 and flat[tokens[start - 1].end : tokens[start].start].strip() in {"", "'s"} and k - start < 8:
        start -= 1
    return (tokens[start].start, tokens[k].end) if k >= 0 else None


def _joins_actors(article: Article, tokens: tuple[Token, ...], k: int) -> bool:
    """Whether "and" stands between two actors rather than between two clauses."""
    if k == 0 or k + 1 >= len(tokens):
        return False
    return (tokens[k + 1].cap or article.party_at(tokens[k + 1].start) is not None) and tokens[k - 1].cap


def _conjoined(article: Article, tokens: tuple[Token, ...], first: int, letter: str) -> bool:
    """Whether a verb without a subject goes on with the subject before: ", warned", "and reaffirmed", ", adding"."""
    if first == 0:
        return False
    before = tokens[first - 1]
    comma = "," in article.flat[before.end : tokens[first].start]
    if letter == "G":
        return comma or before.lower in {"and", "while", "before", "after"}
    return comma or before.lower in {"and", "but", "then"}


def _content(article: Article, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    flat = article.flat
    lead = re.compile(r"\s*,?\s*(?:that\s+)?").match(flat, start, end)
    start = lead.end() if lead else start
    trail = re.compile(r"(?:[\s,;.]|\band\b|\bbut\b|\bwhile\b|\bbefore\b)+$")
    tail = trail.search(flat[max(start, end - 24) : end])
    if tail:
        end -= len(tail.group())
    return start, max(start, end)
