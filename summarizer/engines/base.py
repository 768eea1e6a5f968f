"""What every engine is: something that turns one document into a reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from summarizer.models.document import Document
    from summarizer.models.verified import EngineResult


class Engine(Protocol):
    """Reads one document at a time; knows nothing of other documents.

    Raises a subclass of `EngineError` where it cannot read the document. An engine may be called from
    several threads and tasks at once. Whoever makes one closes it (`choose.opened`, `choose.aopened`).
    """

    def read(self, document: Document) -> EngineResult:
        """Read the document."""
        ...

    async def aread(self, document: Document) -> EngineResult:
        """Read the document without blocking the event loop."""
        ...

    def close(self) -> None:
        """Give up what is being read and let go of connections; it reads no more afterwards."""
        ...

    async def aclose(self) -> None:
        """`close` without blocking the event loop."""
        ...
