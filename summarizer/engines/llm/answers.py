"""From a server's reply to a reading: what is wrong with the reply, what of it is the answer, what the answer says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import from_json

from summarizer.engines.llm import article, faults, schema
from summarizer.engines.llm.cache import Answer
from summarizer.engines.scrubbing import one_line, scrubbed
from summarizer.errors import Refused
from summarizer.models.reading import Reading

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion


def reply_of(body: bytes) -> Any:
    """A reply's body as JSON. Raises `MalformedReply` where it is none."""
    try:
        return from_json(body)
    except ValueError:
        raise faults.MalformedReply("the server's reply is not JSON") from None


def answer_of(reply: Any, *, key: str = "") -> Answer:
    """The answer that a reply carries: no joiners of ours, no key, no fence or thoughts around the JSON.

    A `key` that a server repeats goes here, before a complaint can quote half of it, which nothing would find. Raises
    `Refused` for a refusal and for filtered content, `Truncated` at the output limit, `MalformedReply` for what is no
    completion at all.
    """
    choices = _field(reply, "choices")
    if not isinstance(choices, list) or not choices:
        told = one_line(reply, secret=key, limit=200) if isinstance(reply, str) and reply else None
        raise faults.MalformedReply("the server's reply holds no answer", told)
    message = _field(choices[0], "message")
    if not isinstance(message, dict):
        raise faults.MalformedReply("the server's reply holds no message")
    if refusal := message.get("refusal"):
        raise Refused(
            "the model declined",
            reply=one_line(str(refusal), secret=key, limit=200),
            remedy="try another model",
        )
    finish = choices[0].get("finish_reason")
    if finish == "content_filter":
        raise Refused("the provider filtered the answer", remedy="try another model or provider")
    if finish == "length":
        raise faults.truncated()
    content, arguments = message.get("content"), _arguments(message.get("tool_calls"))
    text = _bare(scrubbed(article.restored(content), key)) if isinstance(content, str) else ""
    if arguments is None and not text:
        raise faults.MalformedReply("the server's reply is empty")
    return Answer(text, None if arguments is None else scrubbed(article.restored(arguments), key))


def _field(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _arguments(calls: Any) -> str | None:
    """What the first function was called with."""
    for call in calls if isinstance(calls, list) else ():
        arguments = _field(_field(call, "function"), "arguments")
        if isinstance(arguments, str):
            return arguments
    return None


def _bare(text: str) -> str:
    text = text.rpartition("</think>")[2].strip()
    return _object(text) if text.startswith("```") else text


def _object(text: str) -> str:
    """The JSON object with whatever a model has put around it taken off."""
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text


def tokens_of(reply: Any) -> dict[str, Any]:
    """What a server says that a reply took, in the words of `Meter.add`; it may say anything."""
    usage = _field(reply, "usage")
    return {
        "tokens_in": _whole(_field(usage, "prompt_tokens")),
        "tokens_cached": _whole(_field(_field(usage, "prompt_tokens_details"), "cached_tokens")),
        "tokens_out": _whole(_field(usage, "completion_tokens")),
        "told": usage is not None,
    }


def _whole(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def reading_of(answer: Answer, *, bounded: bool) -> Reading | None:
    """The reading that an answer is, straight from its text; None where it is none, which instructor can explain."""
    text = _object(answer.content if answer.arguments is None else answer.arguments)
    try:
        return Reading.model_validate_json(text, strict=False)
    except ValidationError:
        pass
    try:
        completed = schema.response_model(bounded).model_validate_json(text, strict=False)
    except ValidationError:
        return None
    return Reading.model_validate(completed.model_dump())


def completion_of(answer: Answer) -> ChatCompletion:
    """The completion that `answer` was taken from, as far as instructor looks at it."""
    from openai.types.chat import ChatCompletion

    message: dict[str, Any] = {"role": "assistant", "content": answer.content}
    if answer.arguments is not None:
        function = {"name": "reading", "arguments": answer.arguments}
        # a server's own id would make every re-ask a new one to the cache
        message["tool_calls"] = [{"id": "call_0", "type": "function", "function": function}]
    return ChatCompletion.model_validate(
        {
            "id": "kept",
            "object": "chat.completion",
            "created": 0,
            "model": "kept",
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        }
    )
