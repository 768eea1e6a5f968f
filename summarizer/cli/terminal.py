"""What a person at a terminal sees: messages, results, and errors as one line and an exit code.

Results go to standard output, progress and messages to standard error. Nothing outside this package prints or exits.
"""

from __future__ import annotations

import io
import logging
import os
import sys
from contextlib import contextmanager, redirect_stdout
from typing import TYPE_CHECKING, TextIO

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

DONE, UNREAD, USAGE, INCOMPLETE = 0, 1, 2, 3
FAILED = UNREAD
"""A gate that was not passed, a run that could not run, changes where they were asked for by exit code."""

_LABELS = {"error:": "red", "warning:": "yellow"}


def say(message: str) -> None:
    """A line on standard error; one that cannot be said, as on a full disk, is no reason to stop."""
    from summarizer.rendering.escape import plain

    words = plain(message)
    colour = coloured(sys.stderr)
    label = words.partition(" ")[0]
    if colour and label in _LABELS:
        words = typer.style(label, fg=_LABELS[label], bold=True) + words.removeprefix(label)
    try:
        typer.echo(words, err=True, color=colour)
    except OSError:
        sys.stderr = None  # else the interpreter would try again as it ends


def show(text: str) -> None:
    """Write a result to standard output, in UTF-8 on every system.

    A reader that went away (`| head`) is no error. Raises `ConfigError` where the output is closed or full.
    """
    show_bytes(text.encode("utf-8", "replace"))


def show_bytes(data: bytes) -> None:
    """The same for a result that is no text."""
    from summarizer.errors import ConfigError, cause_of

    if sys.stdout is None:
        raise ConfigError("standard output is closed", remedy="redirect it, or give --output")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        sys.stdout = None
        if not isinstance(error, BrokenPipeError):
            raise ConfigError(
                f"standard output cannot be written ({cause_of(error)})", remedy="give --output"
            ) from error


def coloured(stream: TextIO | None) -> bool:
    """Whether to write colour: NO_COLOR forbids it, FORCE_COLOR asks for it, else a terminal that is not dumb gets it."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return watched(stream)


def watched(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal that can move its cursor."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def told(context: typer.Context, *, quiet: bool = False, verbose: bool = False) -> Iterator[None]:
    """Errors of this package become a line and an exit code; with --debug they stay what they are.

    Meanwhile the library's warnings are said here, with `verbose` what else it notes, with `quiet` neither.
    """
    from summarizer.errors import EngineError, SummarizerError

    log = logging.getLogger("summarizer")
    handler = _Saying(logging.ERROR if quiet else logging.INFO if verbose else logging.WARNING)
    log.addHandler(handler)
    log.setLevel(handler.level)
    try:
        yield
    except SummarizerError as error:
        if context.obj and context.obj["debug"]:
            raise
        say(f"error: {error}")
        raise typer.Exit(UNREAD if isinstance(error, EngineError) else USAGE) from None
    finally:
        log.removeHandler(handler)
        log.setLevel(logging.NOTSET)


@contextmanager
def overheard() -> Iterator[None]:
    """What other libraries print is noted (`--verbose` says it): standard output is for results alone."""
    with redirect_stdout(_Noting()):
        yield


class _Noting(io.TextIOBase):
    """Notes what is printed, line by line."""

    def write(self, text: str) -> int:
        from rich.text import Text

        for line in Text.from_ansi(text).plain.splitlines():
            if line.strip():
                logging.getLogger("summarizer").info("%s", line.strip())
        return len(text)


class _Saying(logging.Handler):
    """Says what the library logs."""

    def emit(self, record: logging.LogRecord) -> None:
        label = "warning: " if record.levelno >= logging.WARNING else ""
        say(f"{label}{record.getMessage()}")
