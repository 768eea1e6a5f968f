"""Reading at batch prices: what an article asks is handed in for a batch, and answered when it is read anew.

An article is read as ever, by the same requests and through the same checks. But a request is not sent: its answer is
looked up among those that batches have brought, and where there is none yet, the request is handed in for the next
batch and the article given up (`Waiting`), to be read again when the batch has been answered. So parts of long
articles, re-asks and second requests need nothing of their own, and nothing of an article is held meanwhile.
"""

from __future__ import annotations

from collections import Counter
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

import httpx2
import openai

from summarizer.engines.llm import faults
from summarizer.engines.llm.answers import answer_of, tokens_of
from summarizer.engines.llm.budget import Meter, RunBudget
from summarizer.engines.llm.cache import Answer, AnswerCache, request_key
from summarizer.engines.llm.engine import LLMEngine
from summarizer.engines.llm.transport import Conversation
from summarizer.engines.scrubbing import one_line
from summarizer.errors import ConfigError, InvalidReply

if TYPE_CHECKING:
    from summarizer.models.document import Document
    from summarizer.models.verified import EngineResult
    from summarizer.settings import Settings

PATH: Final = "/v1/chat/completions"
_KEY_LETTERS: Final = 32
"""Hexadecimal digits of a request's key in its id: 128 bits, and short for a `custom_id`."""

_NO_TIME: Final = frozenset({"batch_expired", "batch_cancelled"})
"""Errors of requests that a batch never came to."""

_owner: ContextVar[str] = ContextVar("owner")
"""The article that is being read."""


class Waiting(BaseException):
    """The article waits for a batch. No `Exception`, so that nothing that handles failures takes it for one."""


class Result(NamedTuple):
    """What a batch brought for a request."""

    line: dict[str, Any]
    """Its line of the batch's output or error file."""
    owner: str
    """The article that handed the request in, and whose record tells what it took."""


class Post(Protocol):
    """Where requests are handed in and answers lie. Called from the thread of requests."""

    def result(self, id: str) -> Result | None:  # noqa: A002 - the name that the protocol gives it
        """What a batch brought for a request, or None."""
        ...

    def knows(self, id: str) -> bool:  # noqa: A002
        """Whether the request was handed in, now or ever."""
        ...

    def hand_in(self, id: str, body: dict[str, Any], *, owner: str) -> None:  # noqa: A002
        """Take a request for the next batch; one that is known already is not taken again."""
        ...


class BatchEngine(LLMEngine):
    """Reads documents with what batches have answered. `aread` raises `Waiting` where that does not suffice yet."""

    batched = True

    def __init__(self, settings: Settings, post: Post) -> None:
        """Raises `ConfigError` where the engine itself would, and for a provider that has no such batches."""
        super().__init__(settings)
        if not self.endpoint.batches:
            raise ConfigError(
                f"{self.endpoint.name.partition('/')[0]} does not offer OpenAI's Batch API",
                remedy="use --runner local, or a model of openai or of a server that offers it (--base-url)",
            )
        self._post = post
        # Articles are read again and again with the same answers: what a run may take is counted where batches
        # are filled.
        self.run = RunBudget()

    async def aread(self, document: Document) -> EngineResult:
        """Read the document. Raises `Waiting` where a batch must be answered first, or an `EngineError`."""
        _owner.set(document.source or document.sha256)
        return await super().aread(document)

    def _conversation(self, meter: Meter, mark: str) -> Conversation:
        return _Conversation(
            client=self._client,
            endpoint=self.endpoint,
            settings=self.settings,
            meter=meter,
            mark=mark,
            cache=None if self._cache is None else _Kept(self._cache, self._post),
            repeat=self.repeat,
            post=self._post,
            owner=_owner.get(),
        )


class _Kept(AnswerCache):
    """The cache without what is known to batches: theirs come with what they took."""

    def __init__(self, cache: AnswerCache, post: Post) -> None:
        self._cache = cache
        self._post = post

    def get(self, key: str) -> Answer | None:
        return None if self._post.knows(_id(key, 0)) else self._cache.get(key)


def _id(key: str, number: int) -> str:
    """The `custom_id` of a request, `number` of which were sent in this conversation before."""
    return f"{key[:_KEY_LETTERS]}-{number}"


@dataclass(slots=True, kw_only=True)
class _Conversation(Conversation):
    """A conversation by post."""

    post: Post
    owner: str
    sent: Counter[str] = field(default_factory=Counter)

    async def _send(self, request: dict[str, Any]) -> Answer:
        key = request_key(self.endpoint, request, mark=self.mark, repeat=self.repeat)
        id_ = _id(key, self.sent[key])
        self.sent[key] += 1
        result = self.post.result(id_)
        # Another article with the same words may have paid for it.
        own = result is None or result.owner == self.owner
        if own:
            self.meter.spend()
        if result is None:
            self.post.hand_in(id_, request, owner=self.owner)
            raise Waiting
        reply = reply_in(result.line, key=self.endpoint.key)
        if own:
            self.meter.add(**tokens_of(reply))
        return answer_of(reply, key=self.endpoint.key)


def reply_in(line: dict[str, Any], *, key: str = "") -> Any:
    """The server's reply that a line of a batch's files holds. Raises what it holds instead, as the SDK would."""
    response, error = line.get("response"), line.get("error")
    if not isinstance(response, dict):
        fault = error if isinstance(error, dict) else {}
        said = one_line(f"{fault.get('code')}: {fault.get('message')}", secret=key)
        raise InvalidReply(f"the batch has no answer ({said})", remedy="read it with --runner local")
    status, body = response.get("status_code"), response.get("body")
    if status == 200:
        return body
    if not isinstance(status, int):
        raise faults.MalformedReply("the batch's answer has no status")
    reply = httpx2.Response(status, request=httpx2.Request("POST", PATH))
    told = body.get("error", body) if isinstance(body, dict) else body
    raise openai.APIStatusError(f"Error code: {status} - {body}", response=reply, body=told)


def not_run(line: dict[str, Any]) -> str | None:
    """Why a request was not run, where the reason is not the request: no time, no right, no money; None where it was.

    Such a request may be submitted again, as if it never had been.
    """
    error, response = line.get("error"), line.get("response")
    if isinstance(error, dict) and error.get("code") in _NO_TIME:
        return str(error.get("message"))
    status = response.get("status_code") if isinstance(response, dict) else None
    if status not in {401, 403, 429}:
        return None
    body = response.get("body") if isinstance(response, dict) else None
    told = body.get("error") if isinstance(body, dict) else None
    told = told if isinstance(told, dict) else {}
    if status == 429 and not {str(told.get("code")), str(told.get("type"))} & faults.OUT_OF_MONEY:
        return None
    return f"{status}: {told.get('message')}"


class Tokens(NamedTuple):
    """What an answer took."""

    input: int
    cached: int
    """Those of the input that the provider had in its cache."""
    output: int


def taken_by(line: dict[str, Any]) -> Tokens | None:
    """What the answer in a line took, or None where it does not tell."""
    response = line.get("response")
    told = tokens_of(response.get("body") if isinstance(response, dict) else None)
    return Tokens(told["tokens_in"], told["tokens_cached"], told["tokens_out"]) if told["told"] else None
