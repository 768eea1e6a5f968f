"""Checks of a claim's own words: its paraphrase must agree with its evidence, its copies must be printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from summarizer.grounding.cues import ORDINARY
from summarizer.grounding.guarded import draws_nothing, guarded, tells
from summarizer.grounding.paraphrase import WORD, disagreements, language, latin, names, numbers
from summarizer.models.reading import Participant, Position, RedLine

if TYPE_CHECKING:
    from summarizer.grounding.article import Words
    from summarizer.models.reading import Claim

C = TypeVar("C", bound="Claim")
Removed = list[tuple[str, str]]

PARAPHRASED: Final = ("trigger", "consequence", "statement", "text")
SENTENCES: Final = frozenset({"statement", "text"})
COPIED: Final = ("name", "descriptor", "level", "when", "where", "venue")
PARTIES: Final = ("holder", "target", "party", "side")
SAYING: Final = ("holder", "party", "trigger", "statement", "text")
ASIDE: Final = ("purpose", "topic")
"""Remarks without which the claim stands."""
OPTIONAL: Final = frozenset({"consequence", "purpose"})
UNPRINTED: Final = "the article does not print the name of its {}"
UNSAID: Final = "not stated"
UNSAID_WHY: Final = "not reported as taking part"
MARKUP: Final = re.compile(
    r"https?:\S*|www\.|//|\]\(|!\[|</?[a-z!]|javascript:|data:|mailto:|```|\{\{|\{%|\$\{|\S@\S+\.\w|\b[\w-]+\.[a-z]{2,}/\S*|\b[\w-]{2,}\.(?:com|net|org|info|io|ru|cn|onion|example)\b"
    r"|\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{16,}",
    re.IGNORECASE,
)
"""Addresses, markup, and runs of letters and figures such as a key has."""
_SIGN: Final = re.compile(r"[/<@`\[{:.](?:(?<!\.)|\w)")
_LONG: Final = 16
_RUN: Final = re.compile(rf"[\w-]{{{_LONG}}}")


@dataclass(frozen=True, slots=True)
class Checked(Generic[C]):
    """A claim after its checks."""

    claim: C
    fault: str | None
    """Why it cannot stand."""
    removed: tuple[tuple[str, str], ...]
    """What was taken out of it: (surface words, reason)."""
    warnings: tuple[str, ...]


class _Fields(NamedTuple):
    """The fields of one kind of claim, by what they are checked for."""

    copied: tuple[str, ...]
    parties: tuple[str, ...]
    paraphrased: tuple[str, ...]
    asides: tuple[str, ...]
    saying: tuple[str, ...]


@cache
def _fields(kind: type[Claim]) -> _Fields:
    groups = (COPIED, PARTIES, PARAPHRASED, ASIDE, SAYING)
    return _Fields(*(tuple(field for field in group if field in kind.model_fields) for group in groups))


def check(claim: C, proof: str, words: Words, *, around: str) -> Checked[C]:
    """Check one claim against the text of its evidence, of the paragraphs `around` that, and of its article."""
    checking = _Checking(claim, proof, words, around)
    checking.copies()
    checking.attribution()
    checking.paraphrases(checking.parties())
    checking.asides()
    return checking.outcome()


def reason_printed(value: str, words: Words) -> str:
    """A free remark on the article where the article bears it out, else the plainest one."""
    return UNSAID_WHY if _strange("why", value, "", words) else value


class _Checking(Generic[C]):
    """One claim being checked: what of it changes, and why."""

    def __init__(self, claim: C, proof: str, words: Words, around: str) -> None:
        self.claim = claim
        self.fields = _fields(type(claim))
        self.proof = proof
        self.words = words
        self.around = around
        self.fault: str | None = None
        self.changes: dict[str, object] = {}
        self.removed: Removed = []
        self.warnings: list[str] = []

    def copies(self) -> None:
        """Take out what is copied from the article and not printed there."""
        for field in self.fields.copied:
            value = getattr(self.claim, field)
            if value is not None and not self.words.print(value):
                self.changes[field] = None
                self.removed.append((value, f"{field} does not occur in the article"))
        if isinstance(self.claim, Participant):
            kept = self._printed(self.claim.titles, "title")
            if kept != self.claim.titles:
                self.changes["titles"] = kept

    def attribution(self) -> None:
        """Take out of an attribution what the article does not print; a nameless record never carries a name."""
        if not isinstance(self.claim, RedLine | Position):
            return
        said = self.claim.said
        speaker, descriptor, record = said.speaker, said.descriptor, said.record
        if speaker is not None and record != "named":
            self.removed.append((speaker, f"an {record} speaker has no name"))
            speaker = None
        elif speaker is not None and not self.words.print(speaker):
            self.removed.append((speaker, "speaker does not occur in the article"))
            speaker = None
        if descriptor is not None and not self.words.print(descriptor):
            self.removed.append((descriptor, "descriptor does not occur in the article"))
            descriptor = None
        if record == "named" and (said.speaker or said.descriptor) and not (speaker or descriptor):
            record = "unattributed"
            self.warnings.append("the article does not print whom the words are attributed to")
        kept = {
            "speaker": speaker,
            "descriptor": descriptor,
            "record": record,
            "via": self._printed(said.via, "medium"),
            "hedges": self._printed(said.hedges, "hedge"),
        }
        if any(getattr(said, field) != value for field, value in kept.items()):
            self.changes["said"] = said.model_copy(update=kept)

    def parties(self) -> str:
        """Warn of parties whose name the article does not print; all parties of the claim, in one text."""
        told = []
        for field in self.fields.parties:
            party = getattr(self.claim, field) or ""
            if not self.words.names(party):
                self.warnings.append(UNPRINTED.format(field))
            if party:
                told.append(party)
        return " ".join(told)

    def paraphrases(self, parties: str) -> None:
        """Hold paraphrases against the evidence, and more strictly where the article addresses a machine."""
        for field in self.fields.paraphrased:
            value = getattr(self.claim, field)
            if value is not None and self.words.addresses_machine:
                value = self._guarded(field, value)
            if value is not None:
                self.fault = self.fault or _stray(
                    field, value, parties, self.proof, self.words, self.warnings
                )
                self.warnings += disagreements(field, value, self.proof) if field in SENTENCES else []

    def asides(self) -> None:
        """Take out remarks that the article does not bear out."""
        for field in self.fields.asides:
            value = getattr(self.claim, field)
            if value and (why := _strange(field, value, self.proof, self.words)):
                self.changes[field] = None if field in OPTIONAL else UNSAID
                self.removed.append((value, why))

    def outcome(self) -> Checked[C]:
        """The claim as it came out, held against its evidence as a whole."""
        if self.changes.get("consequence", "") is None:
            self.changes["specificity"] = "none"
        if self.words.addresses_machine and self.words.language == "english":
            self._fail(draws_nothing(self.claim, self.proof))
        said = (getattr(self.claim, field) for field in self.fields.saying)
        if any(value is not None and not WORD.search(value) for value in said):
            self._fail("it has a field without a word")
        claim = self.claim.model_copy(update=self.changes) if self.changes else self.claim
        if isinstance(claim, Participant) and not (claim.name or claim.descriptor):
            self.fault = "neither its name nor its descriptor occurs in the article"
        return Checked(claim, self.fault, tuple(self.removed), tuple(dict.fromkeys(self.warnings)))

    def _guarded(self, field: str, value: str) -> str | None:
        """A paraphrase as it may stand in an article that addresses a machine; None where it may not."""
        words = self.words
        comparable = words.language == "english"
        held = guarded(
            field, value, self.proof, around=self.around, article=words.text, comparable=comparable
        )
        kept = None if field in OPTIONAL and held.value != value else held.value
        self.changes[field] = kept
        if field not in OPTIONAL:
            self._fail(held.fault)
        self.warnings += [held.warning] if held.warning else []
        return kept

    def _printed(self, surfaces: tuple[str, ...], field: str) -> tuple[str, ...]:
        kept = tuple(surface for surface in surfaces if self.words.print(surface))
        for surface in surfaces:
            if surface not in kept:
                self.removed.append((surface, f"{field} does not occur in the article"))
        return kept

    def _fail(self, fault: str | None) -> None:
        """Note why the claim cannot stand; the first reason is the one that is told."""
        self.fault = self.fault or fault


def _strange(field: str, value: str, proof: str, words: Words) -> str | None:
    """Why a remark cannot stand: what it names, counts or, where a machine is addressed, tells is not the article's."""
    if words.addresses_machine and not tells(words.text, value):
        return f"{field} says more than the article"
    return _stray(field, value, "", proof, words, [])


def _may_be_marked_up(value: str) -> bool:
    """Whether a text holds any of what all markup does, and hardly any sentence."""
    if _SIGN.search(value) or "www" in value.lower():
        return True
    return max(map(len, value.split()), default=0) >= _LONG and bool(_RUN.search(value))


def _stray(field: str, value: str, parties: str, proof: str, words: Words, warnings: list[str]) -> str | None:
    """Why a paraphrase cannot stand: a number or name that neither its evidence nor the article has."""
    if _may_be_marked_up(value) and any(m[0].lower() not in words.small for m in MARKUP.finditer(value)):
        return f"{field} holds an address, markup or a code that the article does not print"
    counted = numbers(value)
    given = {number for _, values in numbers(proof) for number in values} if counted else set()
    for surface, values in counted:
        known = not given.isdisjoint(values) or words.print(surface) or any(map(words.count, values))
        if not known:
            why = f"{field} gives a number that the article does not"
            if max(values) > 12 or words.language == "english":
                return f"{why}: {surface}"
            warnings.append(why)  # three may be printed as trois or 三
    for name in names(value, parties):
        if not words.name(name):
            why = f"{field} gives a name that the article does not"
            # An English statement on a French article writes Germany for Allemagne; German capitalises all nouns.
            told = language(value)
            comparable = told in {None, words.language} and "german" not in {told, words.language}
            if comparable and name.lower() not in ORDINARY and latin(value) == latin(words.text[:5000]):
                return f"{why}: {name}"
            warnings.append(why)
    return None
