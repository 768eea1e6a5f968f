"""A record: what came of one article of a corpus, a brief or a typed error, with what it took."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from summarizer.models.base import Model
from summarizer.models.brief import Brief
from summarizer.models.verified import VerifiedReading


class Fault(Model):
    """Why an article could not be read."""

    type: str
    """Name of the error's class, such as RateLimited."""
    message: str
    """What it says, in one line."""


class Record(Model):
    """One line of a corpus run's output."""

    schema_: Literal["record/1"] = Field(default="record/1", alias="schema")
    """Version of this schema."""
    article: str
    """Where the article stands: `wire.jsonl:17`, `news/a.html`."""
    of: int = 0
    """Number of articles in its file, where one that is no list of lines names them by number; else 0."""
    sha256: str | None
    """SHA-256 of its text; null where that could not be had."""
    outlet: str | None = None
    """Who published it."""
    title: str | None = None
    """Its headline."""
    published: date | None = None
    """Its publication date."""
    brief: Brief | None
    """The brief of this article alone; null where it could not be read."""
    error: Fault | None
    """Why there is no brief; null where there is one."""
    reading: VerifiedReading | None = None
    """What was read, with the text, where the run keeps it to make briefs of several articles; null else."""
    requests: int = 0
    """Requests to a model, repeated ones included."""
    tokens_in: int = 0
    """Tokens of all requests."""
    tokens_out: int = 0
    """Tokens of all answers."""
    cost: float | None = None
    """Money spent; null where no price is known."""
    seconds: float = 0.0
    """Time spent on the article."""

    @model_validator(mode="after")
    def _check(self) -> Record:
        if (self.brief is None) == (self.error is None):
            raise ValueError("a record holds a brief or an error")
        return self
