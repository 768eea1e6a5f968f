"""What changed between two briefs on the same matter: typed entries, each with old and new words and evidence."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field, model_validator

from summarizer.models.base import Model
from summarizer.models.brief import Source
from summarizer.models.evidence import Evidence

SCHEMA_VERSION: Final = "changes/1"

Part = Literal[
    "status", "date", "place", "confirmations", "participants", "red_lines", "positions", "outcomes"
]
"""The part of a brief that an entry is on; status is that of the meeting."""
ChangeKind = Literal["new", "dropped", "hardened", "softened", "changed"]
"""new and dropped: in one brief only; hardened and softened: the party moved; changed: it differs, in neither way."""
Direction = Literal["harder", "softer"]
StepField = Literal[
    "status",
    "explicit",
    "firmness",
    "consequence",
    "trigger",
    "kind",
    "target",
    "numbers",
    "credibility",
    "role",
    "basis",
    "side",
    "stance",
    "value",
]


class Compared(Model):
    """One of the two briefs."""

    title: str
    """Its title."""
    documents: tuple[Source, ...]
    """Its sources; the evidence of its side names them by id."""


class Version(Model):
    """How one of the briefs tells it."""

    party: str | None
    """The party or person concerned; null for what concerns the meeting."""
    target: str | None = None
    """The party addressed."""
    text: str
    """What the brief says, in a line."""
    evidence: tuple[Evidence, ...]
    """The words that prove it, in the documents of that brief."""


class Step(Model):
    """One value that differs."""

    field: StepField
    """Which."""
    old: str | None
    """Its value in the old brief; null where that has none."""
    new: str | None
    """Its value in the new one."""
    direction: Direction | None = None
    """Whether the party became harder or softer by it; null where it is no matter of that."""


class Change(Model):
    """One thing that changed."""

    part: Part
    """Where in the brief."""
    kind: ChangeKind
    """How."""
    steps: tuple[Step, ...] = ()
    """The values that differ; none where it is in one brief only."""
    old: Version | None
    """What the old brief says; null for what is new."""
    new: Version | None
    """What the new one says; null for what was dropped."""

    @model_validator(mode="after")
    def _check(self) -> Change:
        if (self.old is None) != (self.kind == "new") or (self.new is None) != (self.kind == "dropped"):
            raise ValueError("what is new has no old version, what was dropped no new one, all else has both")
        return self


class Same(Model):
    """What both briefs say, though in other words: taken for the same, for the reader to check."""

    part: Part
    """Where in the brief."""
    old: Version
    """What the old brief says."""
    new: Version
    """What the new one says."""


class Changes(Model):
    """What changed from one brief to another."""

    schema_: Literal["changes/1"] = Field(default="changes/1", alias="schema")
    """Version of this schema."""
    old: Compared
    """The old brief."""
    new: Compared
    """The new one."""
    changes: tuple[Change, ...]
    """What changed, the meeting first, then who was there, red lines, positions, outcomes."""
    reworded: tuple[Same, ...]
    """What was taken for the same although the words differ."""
    warnings: tuple[str, ...]
    """What a reader should know before relying on the comparison."""
