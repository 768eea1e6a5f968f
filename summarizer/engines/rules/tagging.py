"""Words and their classes, one letter a word, by closed lists, endings and neighbours; no parser, no model.

Letters: D determiner, S possessive, P subject pronoun, M object pronoun, X auxiliary, V finite verb, E past
participle or -ed form, G -ing form, N noun, C capitalised name, A adjective, # number, R adverb, I preposition,
F of, T that, W relative pronoun, H question word, & and/or, B but, K subordinator, o to, ' possessive 's,
q quotation mark, and the punctuation marks themselves (dashes as -, brackets as ( and )).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from summarizer.engines.rules.inflection import forms

DATA: Final = Path(__file__).parent / "data"

_TOKEN: Final = re.compile(
    r"(?:[^\W\d_]\.){2,8}|(?:mr|mrs|ms|messrs|dr|prof|rev|fr|gov|sens?|reps?|gen|lt|col|maj|capt|sgt|brig|adm|st|jr|sr"
    r"|hon|vs|no|[^\W\d_](?=\.\s[^\W\d_a-z]))\."
    r"|[^\W_]+(?:(?:[-.&/]|['’](?!(?:s|re|ve|ll|d|m)\b))[^\W_]+)*"
    r"|['’](?:s|re|ve|ll|d|m)\b|''|``|-{2,3}|\.\.\.|[^\w\s]|_+",
    re.IGNORECASE,
)
_PUNCTUATION: Final = {
    **dict.fromkeys(["''", "``", *"“”„‟«»\"‘’'‹›`"], "q"),
    **dict.fromkeys("([{", "("),
    **dict.fromkeys(")]}", ")"),
    **dict.fromkeys([*"–—-", "--", "---"], "-"),
    **dict.fromkeys([*".!?", "...", "…"], "."),
    ",": ",",
    ";": ";",
    ":": ":",
    "&": "&",
}
# The last three letters of a word that no list holds, and the class they suggest.
_ENDINGS: Final = {
    "ous": "A", "ful": "A", "ive": "A", "ble": "A", "ish": "A", "ese": "A", "ary": "A", "ial": "A", "nal": "A",
    "ical": "A", "ent": "N", "tic": "A", "cal": "A",
}  # fmt: skip


# Classes whose words may be names when they are capitalised in mid-sentence.
_OPEN: Final = frozenset("vVNAEGRKI#D")
_PLURALS: Final = frozenset("people men women children police media staff".split())
# "Still, polls show": an open word before a finite verb is a noun.
_NOUN_BEFORE_VERB: Final = re.compile(r"v(?=R?[VXv])")
# "Polls in Ohio show the": a doubtful word before a determiner or pronoun is a verb, else a noun.
_VERB_BEFORE_OBJECT: Final = re.compile(r"u(?=[DSPMH])")
# Determiners that stand for persons: "many say".
_PERSONS: Final = frozenset("many some most all both few several others these those".split())


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: parallel lists, and one letter a word in `tags`."""

    starts: list[int]
    ends: list[int]
    lower: list[str]
    tags: str


@lru_cache(maxsize=1)
def classes() -> dict[str, str]:
    """Word to letter, from the closed lists and the inflected verbs."""
    with (DATA / "words.toml").open("rb") as file:
        table = tomllib.load(file)
    found: dict[str, str] = dict(_PUNCTUATION)
    verbs = table.pop("verb")["words"].split()
    for group in table.values():
        for word in group["words"].split():
            found.setdefault(word, group["tag"])
    for verb in verbs:
        for form, tag in forms(verb):
            found.setdefault(form, tag)
    return found


def tag_words(text: str, start: int, end: int, extra: dict[str, str]) -> Words:
    """Cut `text[start:end]` into words and class them; `extra` holds more inflected words."""
    known = classes()
    starts: list[int] = []
    ends: list[int] = []
    lowered: list[str] = []
    tags: list[str] = []
    before = "."
    last = ""
    headline_end = _title_case_end(text, start, end)
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        low = word.lower()
        if "’" in low:
            low = low.replace("’", "'")
        if match.start() < headline_end and low in known:
            word = low  # capitals tell nothing there
        tag = known.get(low) or extra.get(low)
        if tag is None:
            tag = _guess(word, low, before)
        elif low == "'s":
            tag = "'" if before in "NC#A" else "X"
        elif low == "'":
            if last[-1:] == "s" and before in "NC" and ends[-1] == match.start():
                tag = "'"  # the ministers' plan
        elif low != word and tag in "vV":
            tag = "C"  # a sentence begins with a name far oftener than with a present verb
        elif low != word and before not in ".q:-(;":
            if tag not in "qX,":
                tag = "C" if tag in _OPEN else tag
        elif tag == "v":
            tag = _verb_or_noun(low, before, last)
        starts.append(match.start())
        ends.append(match.end())
        lowered.append(low)
        tags.append(tag)
        before = tag
        last = low
    return Words(starts, ends, lowered, _settled("".join(tags)))


def _title_case_end(text: str, start: int, end: int) -> int:
    """End of the first line, where it is a headline Written Like This; else its start."""
    line = text.find("\n", start, min(end, start + 300))
    if line < 0:
        return start
    initials = [word[0] for word in text[start:line].split() if word[0].isalpha()]
    capital = sum(initial.isupper() for initial in initials)
    return line if len(initials) >= 5 and capital >= 0.75 * len(initials) else start


def _settled(tags: str) -> str:
    """Tags with the words that could be verb or noun decided by what follows."""
    tags = _VERB_BEFORE_OBJECT.sub("V", tags).replace("u", "N")
    return _NOUN_BEFORE_VERB.sub("N", tags).replace("v", "V")


def _plural(word: str) -> bool:
    return word[-1:] == "s" and word[-2:] not in ("ss", "is", "us") or word in _PLURALS


def _guess(word: str, low: str, before: str) -> str:
    if word[0].isdigit():
        return "#"
    if word[0] != low[0]:
        return "C"
    if not word[0].isalpha():
        return "."
    ending = low[-3:]
    if ending == "ing" and len(low) > 5:
        return "G"
    if ending[1:] == "ed" and len(low) > 4:
        return "A" if before in "DS" else "E"
    if ending[1:] == "ly" and len(low) > 4:
        return "R"
    return _ENDINGS.get(ending, "N")


def _verb_or_noun(low: str, before: str, last: str) -> str:
    """A word that is a verb in one place and a noun in another: `the claims`, `she claims`."""
    if before in "DSA'#IF":
        return "v" if before == "D" and last in _PERSONS else "N"
    if before in "NC":
        # agreement: "officials claim", "Moreau claims"; "peace plan", "officials claims" are compounds
        if low[-1] == "s" and low[-2:] != "ss":
            return "N" if before == "N" and _plural(last) else "v"
        return "v" if _plural(last) else "u"
    return "v"
