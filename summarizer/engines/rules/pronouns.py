"""Whom a pronoun means that speaks: `he`, `it`, `they`, and whose side, spokesman or government `his side` is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.source import Source
from summarizer.engines.rules.speakerparties import paragraph_party
from summarizer.engines.rules.speakerwords import (
    ANONYMOUS,
    DELEGATIONS,
    INSTITUTION,
    LONGEST_DESCRIPTOR,
    OBSERVERS,
    SPOKESMEN,
    head_of,
)
from summarizer.engines.rules.tagging import classes

if TYPE_CHECKING:
    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.engines.rules.heard import Heard
    from summarizer.engines.rules.person import PersonMention

_HE: Final = frozenset({"he", "she", "i", "him", "her", "his", "hers", "himself", "herself"})
_IT: Final = frozenset({"it", "its", "itself"})
_THEY: Final = frozenset({"they", "we", "their", "our", "them", "us"})
PRONOUNS: Final = _HE | _IT | _THEY
_FINITE: Final = frozenset("VXE")  # see `tagging`


def pronoun_means(
    heard: Heard, word: str, start: int, end: int, name: str | None, sentence: Sentence
) -> Source:
    """The source that a pronoun means; `name`: the fullest mention of the speaker, where it could be resolved."""
    found: Source | None = None
    if word in _HE:
        found = _he(heard, start, name, sentence)
    elif word in _IT:
        found = next(
            (s for s in reversed(heard.sources[-8:]) if s.kind in {"institution", "party", "delegation"}),
            None,
        )
        last = heard.sources[-1] if heard.sources else None
        if found is None and last is not None and last.kind == "person" and last.side:
            found = Source("party", start, end, last.side)
    else:
        found = next((s for s in reversed(heard.sources[-6:]) if s.kind not in {"observer", "unknown"}), None)
    if found is None:
        return Source("unknown", start, end, None)
    return found._replace(start=start, end=end)


def owned_by(heard: Heard, pronoun: str, lower: str, start: int, end: int, sentence: Sentence) -> Source:
    """ "His side", "its spokesman", "her government": of the party of whom the pronoun means."""
    owner = pronoun_means(
        heard,
        "he" if pronoun in {"his", "her"} else "it" if pronoun == "its" else "they",
        start,
        start,
        None,
        sentence,
    )
    side = (paragraph_party(heard.article, start) if pronoun in {"its", "their"} else None) or owner.side
    head, _ = head_of(heard.article, start, end)
    whole = heard.article.words_of(start, end).strip()[:LONGEST_DESCRIPTOR]
    if head in OBSERVERS:
        return Source("observer", start, end, None, descriptor=whole)
    if head in DELEGATIONS or lower.split(" ", 1)[-1] in {"government", "country", "side", "state"}:
        return Source("delegation", start, end, side, descriptor=whole)
    if head in INSTITUTION or head in SPOKESMEN:
        return Source("institution", start, end, side, descriptor=whole)
    if head in ANONYMOUS:
        return Source("anonymous", start, end, side, descriptor=whole)
    return Source("unknown", start, end, None, descriptor=whole)


def _he(heard: Heard, at: int, name: str | None, sentence: Sentence) -> Source | None:
    """Whom "he" means: the nearest before it of those who spoke or opened a sentence in its paragraph."""
    paragraph = heard.article.before_in_paragraph(sentence)
    first = paragraph[-1] if paragraph else sentence.index
    begin = heard.article.sentences[first].start
    spoken = [s for s in heard.sources[-12:] if s.kind in {"person", "anonymous", "observer", "institution"}]
    best = next((s for s in reversed(spoken) if begin <= s.start < at), None)
    for mention in reversed(heard.persons.within(begin, at)):
        own = heard.article.sentence_at(mention.start)
        opens = (
            own is not None
            and not mention.possessive
            and (
                sum(not word.isdigit() for word in own.lower[: own.token_at(mention.outer_start)]) <= 3
                or _acts(heard.article, mention, own)
            )
        )
        if opens and (best is None or mention.start > best.start) and not mention.person.observer:
            return heard.person(mention.person, mention.start, mention.end)
    if best is not None:
        return best
    if spoken and spoken[-1].kind == "person" and spoken[-1].start >= _before(heard.article, first):
        return spoken[-1]._replace(via=())
    person = heard.persons.named(name.split(",")[0]) if name else None
    if person is not None and not person.observer:
        return heard.person(person, at, at)
    return spoken[-1] if spoken else None


def _acts(article: Article, mention: PersonMention, sentence: Sentence) -> bool:
    """Whether a person named later in a sentence is its subject: "On Friday, at noon, Moe went to the assembly"."""
    flat = article.flat
    if not flat.startswith(", ", mention.outer_start - 2) or not flat.startswith(" ", mention.outer_end):
        return False
    following = sentence.token_at(mention.outer_end)
    return following < len(sentence.lower) and classes().get(sentence.lower[following], "") in _FINITE


def _before(article: Article, first: int) -> int:
    """Where the paragraph before a paragraph's first sentence begins."""
    sentences = article.sentences
    index = max(0, first - 1)
    while index > 0 and sentences[index - 1].paragraph == sentences[index].paragraph:
        index -= 1
    return sentences[index].start
