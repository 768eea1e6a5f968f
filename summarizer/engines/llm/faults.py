"""Foreign exceptions and unusable answers as errors of this package, and which are worth another try."""

from __future__ import annotations

import email.utils
import re
import time
from typing import TYPE_CHECKING, Any, Final

from summarizer.engines.scrubbing import one_line
from summarizer.errors import (
    AuthenticationFailed,
    EngineError,
    InvalidReply,
    RateLimited,
    RequestRejected,
    TimedOut,
    Truncated,
    Unreachable,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

OUT_OF_MONEY: Final = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})
_TOO_LONG: Final = re.compile(
    r"context.{0,20}(?:length|size|window)|exceed_context|too many tokens|prompt is too long", re.IGNORECASE
)
_UNPARSABLE: Final = re.compile(
    r"does not match the expected|failed to parse (?:the )?(?:input|output|reply)", re.IGNORECASE
)
LONGEST_ANSWER: Final = 8_000_000
"""Bytes of an answer behind which the rest is not read; a reading has a few thousand."""


class MalformedReply(Exception):
    """A reply with status 200 that is no answer: not JSON, no choices, empty. Another try may help."""

    def __init__(self, cause: str, reply: str | None = None) -> None:
        super().__init__(cause)
        self.reply = reply


class OverlongReply(Exception):
    """An answer that was cut because it would not end."""


def transient(error: BaseException) -> bool:
    """Whether the same request may succeed when it is sent again."""
    import openai

    if isinstance(error, MalformedReply):
        return True
    if isinstance(error, openai.APIStatusError):
        if error.status_code == 429:
            return not _spent(error)
        if error.status_code >= 500:
            return not _UNPARSABLE.search(error.message)
        return error.status_code in {408, 409}
    return isinstance(error, openai.APIConnectionError) and not _overlong(error)


def retry_after_s(error: BaseException | None, *, now: float | None = None) -> float | None:
    """Seconds that the server asks to wait, or None. Understands `retry-after-ms`, seconds and dates."""
    headers: Mapping[str, str] = getattr(getattr(error, "response", None), "headers", {})
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after")
    seconds = _number(value)
    if seconds is None and value:
        parsed = email.utils.parsedate_tz(value)
        if parsed is not None:
            seconds = max(email.utils.mktime_tz(parsed) - (time.time() if now is None else now), 0.0)
    return seconds


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if 0 <= value < 1e9 else None


def translate(error: BaseException, *, key: str = "", seconds: float = 0.0) -> EngineError:
    """The error of this package that says what `error` means to a user. `seconds` is the deadline."""
    import instructor.core.exceptions as reasks
    import openai
    from pydantic import ValidationError

    if isinstance(error, EngineError):
        return error
    if isinstance(error, reasks.InstructorRetryException) and error.__cause__ is not None:
        return translate(error.__cause__, key=key, seconds=seconds)
    if isinstance(error, openai.APIStatusError):
        return _status(error, key)
    if isinstance(error, openai.APITimeoutError) and not _broken(error):
        return TimedOut("the server fell silent", remedy="raise read_timeout_s, or try again later")
    if isinstance(error, openai.APIConnectionError):
        if _overlong(error):
            return InvalidReply("the answer would not end", remedy="try another model or mode")
        why = _why(error)
        return Unreachable(
            f"no answer from the server ({why})", remedy="see that the server runs and its address is right"
        )
    if isinstance(error, TimeoutError):
        return TimedOut(
            f"the deadline of {seconds:g} s passed", remedy="raise timeout_s or use a faster model"
        )
    if isinstance(error, MalformedReply):
        return InvalidReply(
            str(error), reply=error.reply, remedy="see that the address is that of a chat endpoint"
        )
    if isinstance(error, reasks.IncompleteOutputException):
        return truncated()
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        cause = (
            f"the answer is not a reading ({where}: {first['msg']})"
            if where
            else f"the answer is not a reading ({first['msg']})"
        )
        return InvalidReply(one_line(cause, secret=key), remedy="try another model or --mode")
    return InvalidReply(
        f"the answer could not be used ({type(error).__name__}: {one_line(str(error), secret=key, limit=120)})",
        remedy="try another model or --mode",
    )


def truncated() -> Truncated:
    """The error of an answer that ended at the output limit."""
    return Truncated(
        "the answer ended at the model's output limit", remedy="raise max_output_tokens or use another model"
    )


def _status(error: Any, key: str) -> EngineError:
    told = error.body.get("message") if isinstance(error.body, dict) else None
    said = one_line(told if isinstance(told, str) else error.message, secret=key)
    status = error.status_code
    if status in {401, 403}:
        return AuthenticationFailed(
            f"the server refused the key ({status})", remedy="check the key and its rights"
        )
    if status == 429:
        if _spent(error):
            return RateLimited("the account's quota is spent", remedy="see to the account's billing")
        wait = retry_after_s(error)
        asked = f", asking to wait {wait:g} s" if wait is not None else ""
        return RateLimited(
            f"the server kept answering 429{asked}", remedy="try later, or lower the concurrency"
        )
    if status >= 500 and _UNPARSABLE.search(error.message):
        return InvalidReply(
            f"the server could not read its model's answer ({said})", remedy="try another --mode"
        )
    if status >= 500 or status in {408, 409}:
        return Unreachable(f"the server kept failing ({status}: {said})", remedy="try again later")
    if _TOO_LONG.search(error.message):
        return RequestRejected(
            f"the article is longer than the model takes ({said})", remedy="set context_tokens to the model's"
        )
    return RequestRejected(
        f"the server rejected the request ({status}: {said})", remedy="check the model's name and --mode"
    )


def _spent(error: Any) -> bool:
    return error.code in OUT_OF_MONEY or error.type in OUT_OF_MONEY


def _broken(error: BaseException | None) -> bool:
    """Whether a connection was refused or lost, which the SDK's aiohttp transport tells as one that was too slow."""
    from aiohttp import ClientConnectionError, ServerTimeoutError

    while error is not None:
        if isinstance(error, ClientConnectionError):
            return not isinstance(error, ServerTimeoutError)
        error = error.__cause__
    return False


def _why(error: BaseException) -> str:
    """What cut the connection, in the words of the system."""
    while error.__cause__ is not None:
        error = error.__cause__
    told = {"ConnectionRefusedError": "connection refused", "gaierror": "unknown host"}
    return told.get(type(error).__name__, type(error).__name__)


def _overlong(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, OverlongReply):
            return True
        error = error.__cause__
    return False
