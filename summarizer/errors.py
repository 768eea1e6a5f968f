"""Every error this package raises on purpose.

    SummarizerError
    ├── ConfigError          settings that cannot work: unknown engine, missing key, bad prompt file
    ├── SourceError          a source that cannot be read: missing, empty, binary, too large
    ├── EngineError          an engine that could not read a document
    │   ├── AuthenticationFailed
    │   ├── RequestRejected  (a ConfigError too)
    │   ├── RateLimited
    │   ├── TimedOut
    │   ├── Unreachable
    │   ├── Refused
    │   ├── Truncated
    │   ├── InvalidReply
    │   ├── BudgetExceeded
    │   │   └── RunBudgetExceeded
    │   ├── NotRecorded
    │   └── NotEnglish
    ├── DifferentMeetings    sources that do not tell of one meeting
    └── GoldError            a gold case that cannot be used

Each message is one line: what it concerns, the cause, and what to try.
"""

from __future__ import annotations

_LONGEST = (
    1_000  # code points of a cause that a message tells: what it quotes of a file may be the whole file
)


class SummarizerError(Exception):
    """Base of all errors of this package. `remedy` says what to try."""

    def __init__(self, cause: str, *, subject: str | None = None, remedy: str | None = None) -> None:
        self.cause = cause
        self.subject = subject
        self.remedy = remedy
        told = cause if len(cause) <= _LONGEST else f"{cause[:_LONGEST]}…"
        head = f"{subject}: {told}" if subject else told
        message = f"{head}; {remedy}" if remedy else head
        super().__init__(
            " ".join(message.splitlines())
        )  # what it quotes of a file may have line breaks of any kind


class ConfigError(SummarizerError):
    """Settings that cannot work."""


class SourceError(SummarizerError):
    """A source that cannot be read. `subject` is its path or address."""


class EngineError(SummarizerError):
    """An engine that could not read a document.

    `document` is the document's id, `attempts` how many requests were made, `reply` the start of what
    the model answered where it answered anything; `tokens_in` and `tokens_out` were spent all the same.
    """

    def __init__(
        self,
        cause: str,
        *,
        subject: str | None = None,
        remedy: str | None = None,
        document: str | None = None,
        attempts: int = 0,
        reply: str | None = None,
        tokens_in: int = 0,
        tokens_out: int = 0,
    ) -> None:
        super().__init__(cause, subject=subject, remedy=remedy)
        self.document = document
        self.attempts = attempts
        self.reply = reply
        self.tokens_in = tokens_in
        self.tokens_out = tokens_out


class AuthenticationFailed(EngineError):
    """The server refused the key."""


class RequestRejected(EngineError, ConfigError):
    """The server will never take such a request: unknown model, unknown parameter, text too long."""


class RateLimited(EngineError):
    """The server kept answering 429 until attempts or time ran out, or the quota is spent."""


class TimedOut(EngineError):
    """The deadline of the article passed."""


class Unreachable(EngineError):
    """No connection, or the server kept failing."""


class Refused(EngineError):
    """The model declined to answer, or the provider filtered the content."""


class Truncated(EngineError):
    """The answer ended at the model's output limit."""


class InvalidReply(EngineError):
    """The answer was not a reading, even after being asked again."""


class BudgetExceeded(EngineError):
    """A budget of requests, tokens or money is spent."""


class RunBudgetExceeded(BudgetExceeded):
    """A budget of the whole run is spent: no further document can be read."""


class NotRecorded(EngineError):
    """The recordings being replayed hold no answer for the document."""


class NotEnglish(EngineError):
    """A document in another language than the built-in rules read."""


class DifferentMeetings(SummarizerError):
    """The sources tell of different meetings. `groups` holds the document ids, one tuple a meeting."""

    def __init__(self, cause: str, *, groups: tuple[tuple[str, ...], ...], remedy: str | None = None) -> None:
        super().__init__(cause, remedy=remedy)
        self.groups = groups


class GoldError(SummarizerError):
    """A gold case that cannot be used. `subject` is `file:line`."""


def cause_of(error: Exception) -> str:
    """What a foreign error says, without the number and the path that the system's own print with it.

    >>> cause_of(FileNotFoundError(2, "No such file or directory", "a.txt"))
    'No such file or directory'
    """
    return str(getattr(error, "strerror", None) or error)
