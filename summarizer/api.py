"""The public face: sources in, a brief out.

sources ─load─▶ Documents ─engine─▶ Readings ─ground─▶ verified Readings ─fuse─▶ Brief
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from summarizer import __version__
from summarizer.engines.choose import aopened, chosen, opened
from summarizer.errors import ConfigError, DifferentMeetings, EngineError, NotEnglish
from summarizer.fusion import fuse, group
from summarizer.fusion.named import named
from summarizer.grounding import ground
from summarizer.loading.gathering import Gathered, gather
from summarizer.models.document import Document
from summarizer.settings import Settings
from summarizer.waiting import result_of

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Sequence

    from summarizer.engines.base import Engine
    from summarizer.errors import SourceError
    from summarizer.models.brief import Brief
    from summarizer.models.verified import EngineResult, VerifiedReading

    Source = str | os.PathLike[str] | Document

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, and why."""

    document: Document
    error: EngineError


def summarize(*sources: Source, settings: Settings | None = None, **options: Any) -> Brief:
    """Read articles on one meeting and return one brief of them.

    `sources` are paths of files or folders, patterns such as `news/*.html`, `-` for standard input, or documents.
    `options` are fields of `Settings`
    (`engine="rules"`, `model="openai/gpt-5"`); what is not given comes from the environment and `.env`.

    A document that cannot be read is named in the brief's `warnings`. Raises `SourceError` for a source
    that cannot be loaded, `EngineError` where no document could be read, and `DifferentMeetings` where
    the sources tell of several meetings (`summarize_each` then gives one brief for each).
    """
    return _only(summarize_each(*sources, settings=settings, **options))


async def asummarize(*sources: Source, settings: Settings | None = None, **options: Any) -> Brief:
    """`summarize` for event loops: all documents are read at once, up to `settings.concurrency`."""
    settings = settings or Settings.load(**options)
    documents, notes = prepare(sources)
    return _only(briefs(*await aread(documents, settings), notes=notes))


def summarize_each(*sources: Source, settings: Settings | None = None, **options: Any) -> tuple[Brief, ...]:
    """One brief for each meeting that the sources tell of, the one with most documents first."""
    settings = settings or Settings.load(**options)
    documents, notes = prepare(sources)
    return briefs(*read(documents, settings), notes=notes)


def prepare(
    sources: Iterable[Source], *, unread: list[SourceError] | None = None
) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """Load sources and name the documents A, B, C … in order of publication, whatever the order given.

    A source may hold many: a folder, a pattern, a file with several articles. Documents that come with an id of their
    own keep it. The same text given twice is read once; a note says so, and notes say which files of a folder were
    passed over. Raises `SourceError` where any article cannot be read (with `unread`, one of several is added to that
    instead), or `ConfigError` where nothing is given or two ids are the same.
    """
    documents: dict[str, Document] = {}
    notes: list[str] = []
    piped = False
    for source in sources:
        if source == "-":
            if piped:  # a second reading would find it empty
                notes.append("standard input is named twice; read once")
                continue
            piped = True
        found = Gathered((source,)) if isinstance(source, Document) else gather(source)
        if unread is None:
            found.check()
        else:
            unread += found.failures
        notes += found.notes
        for document in found.documents:
            if document.sha256 in documents:
                first = documents[document.sha256]
                notes.append(
                    f"{document.source or document.id} is the same text as {first.source or first.id}; read once"
                )
            else:
                documents[document.sha256] = document
    if not documents and unread:
        raise unread[0]
    if not documents:
        raise ConfigError("no source is given", remedy="give a file, or - for standard input")
    ordered = sorted(documents.values(), key=dated)
    taken = {d.id for d in ordered if not _unnamed(d)}
    if len(taken) < sum(not _unnamed(d) for d in ordered):
        raise ConfigError("two documents have the same id", remedy="give each its own, or none")
    letters = (name for name in letters_without_end() if name not in taken)
    named = [d.model_copy(update={"id": next(letters)}) if _unnamed(d) else d for d in ordered]
    return tuple(sorted(named, key=lambda d: d.id)), tuple(notes)


def dated(document: Document) -> tuple[bool, date, str, str]:
    """By what documents sort in order of publication, undated ones last, whatever the order given."""
    return document.published is None, document.published or date.max, document.outlet or "", document.sha256


def _unnamed(document: Document) -> bool:
    """Whether the id is the one that loading derives from the text; a shorter one may start like it by chance."""
    return document.id == document.sha256[:8]


def letters_without_end() -> Iterable[str]:
    """A … Z, then A2 … Z2 and so on."""
    round_ = 1
    while True:
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            yield letter if round_ == 1 else f"{letter}{round_}"
        round_ += 1


def read(
    documents: Sequence[Document],
    settings: Settings,
    *,
    engine: Engine | None = None,
    progress: Callable[[VerifiedReading | Failure], None] | None = None,
) -> tuple[tuple[VerifiedReading, ...], tuple[Failure, ...]]:
    """Read and ground every document; what could not be read comes back as failures, nothing is lost.

    `engine`, where it is given, reads instead of one made of the settings, so that many calls share its budget.
    `progress` is told of each document as it is done, from whatever thread.
    """
    if engine is None:
        with opened(settings) as engine:
            return read(documents, settings, engine=engine, progress=progress)

    def attempt(document: Document) -> VerifiedReading | Failure:
        result = read_one(document, settings, engine)
        if progress is not None:
            progress(result)
        return result

    if chosen(settings) == "rules" or len(documents) == 1:
        return _sort([attempt(document) for document in documents])
    return _sort(_at_once(attempt, documents, workers=min(settings.concurrency, len(documents))))


def _at_once(attempt: Callable[[Document], T], documents: Sequence[Document], *, workers: int) -> list[T]:
    """`attempt` of every document, in order, by `workers` threads.

    They die with the process: those of an executor would hold up an interrupt until the last silent server
    has been waited for. Whatever ends the wait, nothing more is begun then.
    """
    from concurrent.futures import Future
    from threading import Event, Thread

    futures: list[Future[T]] = [Future() for _ in documents]
    todo = iter(list(zip(documents, futures, strict=True)))
    over = Event()

    def work() -> None:
        for document, future in todo:
            if over.is_set():
                return
            try:
                future.set_result(attempt(document))
            except BaseException as error:  # noqa: BLE001 - raised again where the result is asked for
                future.set_exception(error)

    for _ in range(workers):
        Thread(target=work, daemon=True).start()
    try:
        return [result_of(future) for future in futures]
    finally:
        over.set()


async def aread(
    documents: Sequence[Document], settings: Settings
) -> tuple[tuple[VerifiedReading, ...], tuple[Failure, ...]]:
    """`read` without blocking the event loop."""
    import asyncio

    slots = asyncio.Semaphore(settings.concurrency)

    async def attempt(document: Document, engine: Engine) -> VerifiedReading | Failure:
        async with slots:
            return await aread_one(document, settings, engine)

    try:
        async with aopened(settings) as engine, asyncio.TaskGroup() as group:
            tasks = [group.create_task(attempt(document, engine)) for document in documents]
    except BaseExceptionGroup as several:  # no fault of an article: the others have been given up
        raise several.exceptions[0] from None
    return _sort(task.result() for task in tasks)


def read_one(document: Document, settings: Settings, engine: Engine) -> VerifiedReading | Failure:
    """Read and ground one document with an engine that is open already."""
    return _foreign(document, settings) or _verify(document, lambda: engine.read(document))


async def aread_one(document: Document, settings: Settings, engine: Engine) -> VerifiedReading | Failure:
    """`read_one` without blocking the event loop."""
    return verified(document, await aanswer(document, settings, engine))


async def aanswer(document: Document, settings: Settings, engine: Engine) -> EngineResult | Failure:
    """What an engine says of a document, which nothing has been held against yet."""
    if failure := _foreign(document, settings):
        return failure
    try:
        return await engine.aread(document)
    except EngineError as error:
        return Failure(document, error)


def verified(document: Document, answer: EngineResult | Failure) -> VerifiedReading | Failure:
    """An answer held against its document."""
    return answer if isinstance(answer, Failure) else _verify(document, lambda: answer)


def _foreign(document: Document, settings: Settings) -> Failure | None:
    """A failure where the rules would find nothing, because the document is not in English."""
    if chosen(settings) != "rules":
        return None
    from summarizer.engines.rules.language import in_english

    if in_english(document):
        return None
    error = NotEnglish(
        "it is not in English, which is all that the built-in rules read",
        subject=document.source or document.id,
        document=document.id,
        remedy="name a model: --model PROVIDER/NAME",
    )
    return Failure(document, error)


def _verify(document: Document, answer: Callable[[], EngineResult]) -> VerifiedReading | Failure:
    try:
        return named(ground(document, answer()))
    except EngineError as error:
        return Failure(document, error)


def _sort(
    results: Iterable[VerifiedReading | Failure],
) -> tuple[tuple[VerifiedReading, ...], tuple[Failure, ...]]:
    done = tuple(results)
    return (
        tuple(r for r in done if not isinstance(r, Failure)),
        tuple(r for r in done if isinstance(r, Failure)),
    )


def briefs(
    readings: Sequence[VerifiedReading], failures: Sequence[Failure], *, notes: Sequence[str] = ()
) -> tuple[Brief, ...]:
    """Briefs of what was read. Raises the first failure's error where nothing was."""
    if not readings:
        raise failures[0].error
    warnings = [
        *notes,
        *(
            f"document {f.document.id} ({f.document.source or 'text'}) could not be read: {f.error}"
            for f in failures
        ),
    ]
    return tuple(fuse(readings_, version=__version__, warnings=warnings) for readings_ in group(readings))


def _only(found: tuple[Brief, ...]) -> Brief:
    if len(found) == 1:
        return found[0]
    groups = tuple(tuple(d.id for d in brief.documents) for brief in found)
    told = "; ".join(f"{', '.join(d.path or d.id for d in b.documents)}: {b.title}" for b in found)
    raise DifferentMeetings(
        f"the sources tell of {len(found)} different meetings ({told})",
        groups=groups,
        remedy="give the articles on one meeting together, or take one brief for each with summarize_each",
    )
