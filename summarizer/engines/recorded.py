"""Recordings: what a model answered, in files for people to read, and the engine that answers from them.

One file holds one reading of one document:

    {"recording": 1, "document": {…}, "model": …, "prompt": {…}, "repeat": 0, "usage": {…},
     "exchanges": [{"asked": […], "answered": …}], "reading": {…} or null, "error": {…} or null}

Long texts are lists of lines. Keys never come here, and what looks like one is replaced by `***`.
"""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from summarizer import errors
from summarizer.engines.scrubbing import scrubbed
from summarizer.files import write_bytes
from summarizer.models.provenance import Usage
from summarizer.models.reading import Reading
from summarizer.models.verified import EngineResult

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from summarizer.models.document import Document

FORM: Final = 1
_UNFIT: Final = re.compile(r"[^A-Za-z0-9]+")


class RecordedEngine:
    """Answers from a folder of recordings, and never from anywhere else.

    `model` chooses among the models recorded there; without it there must be only one for a document.
    """

    def __init__(self, folder: Path, *, model: str | None = None, repeat: int = 0) -> None:
        """Raises `ConfigError` where the folder is missing or a file in it is no recording."""
        if not folder.is_dir():
            raise errors.ConfigError(
                "no such folder of recordings", subject=str(folder), remedy="correct --replay"
            )
        self.folder = folder
        self.model = model
        self.repeat = repeat
        self._kept: dict[str, list[dict[str, Any]]] = {}
        for path in sorted(folder.rglob("*.json")):
            kept = _load(path)
            self._kept.setdefault(kept["document"]["sha256"], []).append(kept)

    def read(self, document: Document) -> EngineResult:
        """The recorded reading, or the recorded error. Raises `NotRecorded` where there is neither."""
        kept = self._find(document)
        if kept["error"] is not None:
            raise _error(kept["error"], document)
        try:
            usage = Usage.model_validate(kept["usage"])
            reading = Reading.model_validate(kept["reading"])
        except ValidationError as error:
            raise errors.InvalidReply(
                f"the recording is no reading of this version ({error.error_count()} faults)",
                subject=document.id,
                document=document.id,
                remedy="record it again",
            ) from None
        spent = {"requests": 0, "tokens_in": 0, "tokens_out": 0, "cost": None, "seconds": 0.0}
        told = {"doc": document.id, "engine": "recorded", "cached": True}
        return EngineResult(reading, usage.model_copy(update=spent | told))

    async def aread(self, document: Document) -> EngineResult:
        """As `read`."""
        return await asyncio.to_thread(self.read, document)

    def close(self) -> None:
        """Nothing is held."""

    async def aclose(self) -> None:
        """Nothing is held."""

    def _find(self, document: Document) -> dict[str, Any]:
        found = [
            kept
            for kept in self._kept.get(document.sha256, ())
            if kept["repeat"] == self.repeat and self.model in (None, kept["model"])
        ]
        models = sorted({str(kept["model"]) for kept in found})
        if len(models) == 1:
            return found[-1]
        raise errors.NotRecorded(
            f"recorded from several models ({', '.join(models)})"
            if models
            else "there is no recording of this text",
            subject=document.id,
            document=document.id,
            remedy="name one by --model"
            if models
            else f"record it, or look whether {self.folder} is the right folder",
        )


def prepare(folder: Path) -> None:
    """Make the folder that recordings go to. Raises `ConfigError` where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise errors.ConfigError(
            f"no recordings can be kept there ({errors.cause_of(error)})",
            subject=str(folder),
            remedy="correct --record",
        ) from None


def write(
    folder: Path,
    document: Document,
    *,
    usage: Usage,
    repeat: int,
    exchanges: Sequence[dict[str, Any]],
    outcome: Reading | errors.EngineError,
    secret: str = "",
) -> Path:
    """Write a recording into a prepared folder and return its path.

    An older one of the same document, model and repeat is replaced.
    """
    error = outcome if isinstance(outcome, errors.EngineError) else None
    content = {
        "recording": FORM,
        "document": document.model_dump(mode="json", include={"id", "sha256", "outlet", "title"}),
        "model": usage.model,
        "prompt": usage.prompt.model_dump() if usage.prompt else None,
        "repeat": repeat,
        "usage": usage.model_dump(mode="json"),
        "exchanges": [_readable(each) for each in exchanges],
        "reading": outcome.model_dump(mode="json") if isinstance(outcome, Reading) else None,
        "error": error and {"type": type(error).__name__, "cause": error.cause, "remedy": error.remedy},
    }
    name = "-".join(_UNFIT.sub("-", part).strip("-")[:40] for part in (document.id, usage.model or "model"))
    path = folder / f"{name}-{document.sha256[:12]}{f'-{repeat}' if repeat else ''}.json"
    text = json.dumps(content, ensure_ascii=False, indent=1)
    write_bytes(path, (scrubbed(text, secret) + "\n").encode("utf-8", "surrogatepass"), follow=False)
    return path


def _readable(exchange: dict[str, Any]) -> dict[str, Any]:
    """An exchange with long texts as lists of lines, and an answer that is JSON as what it says."""
    asked = [message | {"content": _lines(message.get("content"))} for message in exchange["asked"]]
    try:
        answered = json.loads(exchange["answered"])
    except ValueError:
        answered = _lines(exchange["answered"])
    return {"asked": asked, "answered": answered}


def _lines(text: Any) -> Any:
    return text.split("\n") if isinstance(text, str) and "\n" in text else text


def _load(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        kept = None
    if isinstance(kept, dict) and _is_recording(kept):
        return kept
    raise errors.ConfigError("is no recording", subject=str(path), remedy="remove it from the folder")


def _is_recording(kept: dict[str, Any]) -> bool:
    if kept.get("recording") != FORM or not {"usage", "model", "repeat", "reading", "error"} <= kept.keys():
        return False
    document, error = kept.get("document"), kept["error"]
    return (
        isinstance(document, dict)
        and isinstance(document.get("sha256"), str)
        and (error is None or (isinstance(error, dict) and {"type", "cause", "remedy"} <= error.keys()))
    )


def _error(kept: dict[str, Any], document: Document) -> errors.EngineError:
    kind = getattr(errors, str(kept["type"]), errors.EngineError)
    if not (isinstance(kind, type) and issubclass(kind, errors.EngineError)):
        kind = errors.EngineError
    return kind(kept["cause"], subject=document.id, remedy=kept["remedy"], document=document.id)
