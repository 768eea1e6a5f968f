"""The one place where requests leave: shaping, cache, retries, and the checks that an answer must pass.

Three layers, each with one duty, none stacked on another's:

    deadline of the article                     Conversation.ask
      re-asks after an answer that is no reading      instructor, `max_reasks`
        tries of one request at faults of server or network    here, `max_attempts`
          the SDK, whose own retries are off

Every request passes the article's `Meter`, which is what bounds them all together.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import httpx2
import instructor
import openai
from openai.types.chat import ChatCompletion
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt

from summarizer.engines.llm import article, faults, schema
from summarizer.engines.llm.cache import Answer, request_key
from summarizer.engines.llm.tokens import estimate
from summarizer.engines.scrubbing import scrubbed
from summarizer.models.reading import Reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from summarizer.engines.llm.budget import Meter
    from summarizer.engines.llm.cache import AnswerCache
    from summarizer.engines.llm.limits import Limits
    from summarizer.engines.llm.providers import Endpoint
    from summarizer.settings import Settings

# Instructor logs whole answers as errors; without a handler Python would print them on the user's terminal.
logging.getLogger("instructor").addHandler(logging.NullHandler())

MODES: Final = {
    "tools": instructor.Mode.TOOLS,
    "json_schema": instructor.Mode.JSON_SCHEMA,
    "json": instructor.Mode.JSON,
    "md_json": instructor.Mode.MD_JSON,
}
FIRST_WAIT_S: Final = 0.5
LONGEST_WAIT_S: Final = 8.0
LONGEST_CONNECT_S: Final = 10.0
LONGEST_COMPLAINT: Final = 2_000
"""Characters of an error list that goes back to the model; a wrong form repeats itself in every item."""

Message = dict[str, Any]


class _Capped(httpx2.AsyncByteStream):
    """A response's stream that ends in an error where the answer will not end."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        taken = 0
        async for chunk in self._stream:
            taken += len(chunk)
            if taken > faults.LONGEST_ANSWER:
                raise faults.OverlongReply
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _cap(response: httpx2.Response) -> None:
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Capped(response.stream)


def client_of(endpoint: Endpoint, settings: Settings) -> openai.AsyncOpenAI:
    """A client for the endpoint. It must be used on one event loop only."""
    foreign = not endpoint.base_url.startswith("https://api.openai.com/")
    # The SDK would send the user's OpenAI organisation and project to any address.
    headers: Any = (
        {"OpenAI-Organization": openai.Omit(), "OpenAI-Project": openai.Omit()} if foreign else None
    )
    return openai.AsyncOpenAI(
        base_url=endpoint.base_url,
        api_key=endpoint.key,
        max_retries=0,
        default_headers=headers,
        http_client=openai.DefaultAsyncHttpxClient(
            timeout=settings.timeout_s, event_hooks={"response": [_cap]}
        ),
    )


@dataclass(slots=True)
class Conversation:
    """The requests of one part of one article, until a reading comes of them or an error."""

    client: openai.AsyncOpenAI
    endpoint: Endpoint
    settings: Settings
    meter: Meter
    mark: str
    cache: AnswerCache | None = None
    repeat: int = 0
    limits: Limits | None = None
    exchanges: list[dict[str, Any]] = field(default_factory=list)
    """What was asked and answered, for recordings."""
    rules: str = ""
    """The system message, as the template has it."""
    fresh: dict[str, Answer] = field(default_factory=dict)
    """Answers that came from the server, by key: worth keeping once a reading came of them."""

    async def ask(self, messages: list[Message]) -> Reading:
        """The reading that the model answers `messages` with. Raises whatever ended the conversation."""
        self.rules = messages[0]["content"]
        create: Any = instructor.patch(create=self._create, mode=MODES[self.endpoint.mode])
        answer = await create(
            response_model=schema.response_model(self.endpoint.bounded),
            messages=messages,
            max_retries=self.settings.max_reasks,
            strict=False,
            **self._parameters(),
        )
        # The answer is of a class of instructor's making that holds on to the raw response.
        return Reading.model_validate(answer.model_dump())

    def _parameters(self) -> dict[str, Any]:
        parameters: dict[str, Any] = {
            "model": self.endpoint.model,
            self.endpoint.limit: self.endpoint.answer_tokens,
        }
        if self.endpoint.temperature is not None:
            parameters["temperature"] = self.endpoint.temperature
        return parameters

    async def _create(self, **request: Any) -> ChatCompletion:
        """What instructor takes for the SDK's `create`: one answer, whatever it took to get it."""
        request = shaped(request, self.endpoint, rules=self.rules)
        key = request_key(self.endpoint, request, mark=self.mark, repeat=self.repeat)
        if self.cache is not None and (kept := await asyncio.to_thread(self.cache.get, key)):
            self._log(request, kept)
            return completion_of(kept)
        retrying = AsyncRetrying(
            retry=retry_if_exception(faults.transient),
            stop=lambda state: stop_after_attempt(self.settings.max_attempts)(state) or self._too_late(state),
            wait=wait_s,
            reraise=True,
        )
        try:
            completion: ChatCompletion = await retrying(self._send, request)
        except Exception as error:  # noqa: BLE001 - the SDK's and ours alike
            # Translated here, because instructor logs what passes through it.
            raise faults.translate(error, key=self.endpoint.key) from None
        self.fresh[key] = answer_of(completion, mark=self.mark)
        self._log(request, self.fresh[key])
        return completion

    def _log(self, request: dict[str, Any], answer: Answer) -> None:
        # A later request repeats the messages of the ones before it.
        known = sum(len(each["asked"]) for each in self.exchanges)
        new = json.loads(json.dumps(request["messages"][known:]).replace(self.mark, article.PLACEHOLDER))
        answered = answer.content if answer.arguments is None else answer.arguments
        self.exchanges.append({"asked": new, "answered": answered})

    def _too_late(self, state: RetryCallState) -> bool:
        return state.upcoming_sleep >= self.meter.left_s

    async def _send(self, request: dict[str, Any]) -> ChatCompletion:
        if self.limits is not None:
            words = sum(estimate(str(message["content"])) for message in request["messages"])
            await self.limits.wait(words)
        self.meter.spend()
        silence = self.endpoint.read_timeout_s or self.meter.left_s
        read = max(min(silence, self.meter.left_s), 0.001)
        timeout = httpx2.Timeout(read, connect=min(read, LONGEST_CONNECT_S))
        try:
            completion = await self.client.chat.completions.create(**request, timeout=timeout)
        except json.JSONDecodeError:
            raise faults.MalformedReply("the server's reply is not JSON") from None
        self._count(completion)
        return cleaned(faults.check(completion, key=self.endpoint.key), secret=self.endpoint.key)

    def _count(self, completion: Any) -> None:
        usage = getattr(completion, "usage", None)
        details = getattr(usage, "prompt_tokens_details", None)
        self.meter.add(
            tokens_in=_whole(getattr(usage, "prompt_tokens", 0)),
            tokens_cached=_whole(getattr(details, "cached_tokens", 0)),
            tokens_out=_whole(getattr(usage, "completion_tokens", 0)),
            told=usage is not None,
        )


def _whole(value: object) -> int:
    # The SDK builds replies without validating them: a server may say anything here.
    return value if isinstance(value, int) and value > 0 else 0


def wait_s(state: RetryCallState) -> float:
    """Seconds before the next try: what the server asks for, else half a second, doubled and jittered."""
    asked = faults.retry_after_s(state.outcome.exception() if state.outcome else None)
    if asked is not None:
        return asked
    backoff = min(FIRST_WAIT_S * 2.0 ** (state.attempt_number - 1), LONGEST_WAIT_S)
    return backoff * random.uniform(0.75, 1.25)  # noqa: S311 - spreads tries, guards nothing


def shaped(request: dict[str, Any], endpoint: Endpoint, *, rules: str) -> dict[str, Any]:
    """The request as it is sent: strict schema, compact where it stands in the prompt, short complaints."""
    form = schema.reading_schema(bounded=endpoint.bounded)
    request = dict(request)
    messages = [dict(message) for message in request["messages"]]
    if "tools" in request:
        function = {"name": "reading", "description": "The reading.", "strict": True, "parameters": form}
        request["tools"] = [{"type": "function", "function": function}]
        request["tool_choice"] = {"type": "function", "function": {"name": "reading"}}
    elif request.get("response_format", {}).get("type") == "json_schema":
        request["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "reading", "strict": True, "schema": form},
        }
    else:
        # Instructor has put the schema behind the rules, indented to twice its size.
        compact = json.dumps(form, separators=(",", ":"), ensure_ascii=False)
        messages[0]["content"] = (
            f"{rules}\n\nAnswer with one JSON object of this schema, nothing else:\n{compact}"
        )
    for message in messages[2:]:
        if message["role"] in {"user", "tool"} and isinstance(message["content"], str):
            message["content"] = message["content"][:LONGEST_COMPLAINT]
    request["messages"] = messages
    return request


def cleaned(completion: ChatCompletion, *, secret: str = "") -> ChatCompletion:
    """The completion with the answer alone: no joiners of ours, no key, no fence or thoughts around the JSON.

    A key that a server repeats goes here, before a complaint can quote half of it, which nothing would find.
    """
    message = completion.choices[0].message
    for number, call in enumerate(message.tool_calls or ()):
        call.id = f"call_{number}"  # a server's own would make every re-ask a new one to the cache
        if call.type == "function" and isinstance(call.function.arguments, str):
            call.function.arguments = scrubbed(article.restored(call.function.arguments), secret)
    if isinstance(message.content, str):
        text = scrubbed(article.restored(message.content), secret).rpartition("</think>")[2].strip()
        start, end = text.find("{"), text.rfind("}")
        if text.startswith("```") and 0 <= start < end:
            text = text[start : end + 1]
        message.content = text
    return completion


def answer_of(completion: ChatCompletion, *, mark: str) -> Answer:
    """What is kept of a cleaned completion: its answer, without the mark of this call."""

    def kept(text: str) -> str:
        return text.replace(mark, article.PLACEHOLDER)

    message = completion.choices[0].message
    calls = [call for call in message.tool_calls or () if call.type == "function"]
    return Answer(
        content=kept(message.content or ""),
        arguments=kept(calls[0].function.arguments) if calls else None,
    )


def completion_of(answer: Answer) -> ChatCompletion:
    """The completion that `answer` was kept of, as far as anything here looks at it."""
    message: Message = {"role": "assistant", "content": answer.content}
    if answer.arguments is not None:
        function = {"name": "reading", "arguments": answer.arguments}
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
