"""The base of every model: frozen, closed to unknown fields, and the words that all of them share."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

MeetingKind = Literal["talks", "call", "visit", "summit", "signing", "statement", "none"]
MeetingStatus = Literal["held", "planned", "cancelled", "denied", "ongoing"]
Role = Literal["head", "member", "mediator", "host", "observer", "unknown"]
Basis = Literal["attended", "announced"]
Record = Literal["named", "anonymous", "unattributed"]
RedLineStatus = Literal["active", "negated", "rescinded", "hypothetical"]
Specificity = Literal["none", "vague", "specific"]
PositionKind = Literal[
    "position",
    "demand",
    "threat",
    "offer",
    "assurance",
    "accusation",
    "condemnation",
    "announcement",
    "denial",
]
OutcomeStatus = Literal["joint", "claimed_by_one_side", "reported", "denied"]
Stance = Literal["confirmed", "denied", "no_comment"]
Firmness = Literal["absolute", "strong", "conditional", "hedged"]
Precision = Literal["day", "week", "month", "year", "unknown"]
QuoteForm = Literal["direct", "mixed", "indirect"]


class Model(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )
