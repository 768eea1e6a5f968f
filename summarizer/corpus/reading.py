"""What becomes of one article: a record with its brief, or with its typed error."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from summarizer import __version__
from summarizer.api import Failure, read_one
from summarizer.corpus.inputs import articles
from summarizer.corpus.journal import Line
from summarizer.corpus.letters import letter_of
from summarizer.engines.choose import build
from summarizer.errors import SourceError
from summarizer.fusion import fuse
from summarizer.models.record import Fault, Record

if TYPE_CHECKING:
    from summarizer.corpus.inputs import Piece
    from summarizer.models.document import Document
    from summarizer.models.verified import VerifiedReading
    from summarizer.settings import Settings


class Reader:
    """Reads pieces with an engine that answers at once: the built-in rules, or recordings."""

    def __init__(self, settings: Settings, *, keep: bool = False) -> None:
        self._settings = settings
        self._keep = keep
        self._engine = build(settings)

    def __call__(self, piece: Piece) -> list[Line]:
        """The records of a piece, in the order of its articles; whatever an article causes is one of them."""
        found = list(articles(piece))
        of = count_of(piece, found)
        return [self._line(name, document, of=of, line=piece.line) for name, document in found]

    def _line(self, name: str, document: Document | SourceError, *, of: int, line: bytes | None) -> Line:
        began = perf_counter()
        if isinstance(document, SourceError):
            return line_of(name, document, of=of, seconds=0.0)
        outcome = read_one(document, self._settings, self._engine)
        return line_of(name, outcome, of=of, seconds=perf_counter() - began, line=line, keep=self._keep)


def count_of(piece: Piece, found: list[tuple[str, Document | SourceError]]) -> int:
    """Number of articles of a piece that names them by number, else 0: the one article is the piece."""
    return 0 if [name for name, _ in found] == [piece.name] else len(found)


def line_of(
    name: str,
    outcome: VerifiedReading | Failure | SourceError,
    *,
    of: int,
    seconds: float,
    line: bytes | None = None,
    keep: bool = False,
) -> Line:
    """The record of an article as it is written.

    `line` is the line of JSON that it was given in, if it was. With `keep` the record holds what was read, so that
    articles can be grouped.
    """
    if isinstance(outcome, SourceError):
        return _written(Record(article=name, of=of, sha256=None, brief=None, error=_fault(outcome)))
    document = outcome.document
    known = {
        "article": name,
        "of": of,
        "sha256": document.sha256,
        "outlet": document.outlet,
        "title": document.title,
        "published": document.published,
        "seconds": round(seconds, 3),
    }
    if isinstance(outcome, Failure):
        error = outcome.error
        fault = _fault(error)
        return _written(
            Record(
                **known,
                brief=None,
                error=fault,
                requests=error.attempts,
                tokens_in=error.tokens_in,
                tokens_out=error.tokens_out,
            ),
            letter_of(document, line, article=name, error=fault),
        )
    usage = outcome.usage
    return _written(
        Record(
            **known,
            brief=fuse([outcome], version=__version__),
            error=None,
            reading=outcome if keep else None,
            requests=usage.requests,
            tokens_in=usage.tokens_in,
            tokens_out=usage.tokens_out,
            cost=usage.cost,
        )
    )


def _fault(error: Exception) -> Fault:
    return Fault(type=type(error).__name__, message=str(error))


def _written(record: Record, letter: str | None = None) -> Line:
    return Line(record.model_dump_json(), record.brief is not None, record.cost or 0.0, letter)
