"""What a person at a terminal sees: messages, results, and errors as one line and an exit code.

Results go to standard output, progress and messages to standard error. Nothing outside this package prints or exits.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import TextIOWrapper

DONE, UNREAD, USAGE, INCOMPLETE = 0, 1, 2, 3
FAILED = UNREAD
"""A gate that was not passed, in `summarizer eval`."""


def say(message: str) -> None:
    """A line on standard error; one that cannot be said, as on a full disk, is no reason to stop."""
    from summarizer.rendering.escape import plain

    try:
        typer.echo(plain(message), err=True)
    except OSError:
        sys.stderr = None  # else the interpreter would try again as it ends


def show(text: str) -> None:
    """Write a result to standard output, in UTF-8 on every system.

    A reader that went away (`| head`) is no error. Raises `ConfigError` where the output is closed or full.
    """
    with _standard_output() as stdout:
        stdout.reconfigure(encoding="utf-8", errors="replace")
        stdout.write(text)
        stdout.flush()


def show_bytes(content: bytes) -> None:
    """Write a result that is no text to standard output; otherwise as `show`."""
    with _standard_output() as stdout:
        stdout.buffer.write(content)
        stdout.flush()


@contextmanager
def _standard_output() -> Iterator[TextIOWrapper]:
    from summarizer.errors import ConfigError

    if sys.stdout is None:
        raise ConfigError("standard output is closed", remedy="redirect it, or give --output")
    try:
        yield sys.stdout  # type: ignore[misc]
    except OSError as error:
        sys.stdout = None
        if not isinstance(error, BrokenPipeError):
            raise ConfigError(
                f"standard output cannot be written ({error.strerror or error})", remedy="give --output"
            ) from error


@contextmanager
def told(context: typer.Context) -> Iterator[None]:
    """Errors of this package become a line and an exit code; with --debug they stay what they are."""
    from summarizer.errors import EngineError, SummarizerError

    try:
        yield
    except SummarizerError as error:
        if context.obj and context.obj["debug"]:
            raise
        say(f"error: {error}")
        raise typer.Exit(UNREAD if isinstance(error, EngineError) else USAGE) from None
