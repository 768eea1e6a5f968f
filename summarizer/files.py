"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from summarizer.errors import ConfigError, cause_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def write_text(path: Path, text: str) -> None:
    """Write text as UTF-8, with its line ends as they are; otherwise as `write_bytes`."""
    write_bytes(path, text.encode("utf-8", "replace"))


def write_bytes(path: Path, content: bytes, *, follow: bool = True) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of one.

    A link stays a link: the file that it leads to is replaced. What is no file, such as a device or a pipe,
    is written into. With `follow=False`, for names that the user did not give, a link is itself replaced: whoever
    can guess such a name could lead it elsewhere. Raises `ConfigError` where that cannot be done; an old file then
    stays as it was.
    """
    try:
        if path.is_symlink() and not follow:
            _replace(path, content)
            return
        target = path.resolve()
        if target.is_symlink():  # from Python 3.13 on, a loop of links is no error until here
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        if target.exists() and not os.access(target, os.W_OK):
            code = errno.EROFS if _is_read_only(target) else errno.EACCES
            raise OSError(code, os.strerror(code))
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as stream:
                stream.write(content)
        else:
            _replace(target, content)
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links; a NUL in the name
        raise unwritable(path, error) from error


@contextmanager
def rewritten(path: Path) -> Iterator[IO[bytes]]:
    """A file beside `path`, called `NAME.new`, that takes its place when it is written: for what is too long to hold.

    After an error or a kill the old one is as it was; what a kill leaves of the new one, the next one overwrites. A link
    stays a link. Raises `ConfigError` where that cannot be done.
    """
    try:
        target = path.resolve()
        new = beside(target)
        new.unlink(missing_ok=True)
        try:
            with new.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            take_place(new, target)
        finally:
            with suppress(OSError):
                new.unlink(missing_ok=True)
    except (OSError, RuntimeError) as error:
        raise unwritable(path, error) from error


def beside(path: Path) -> Path:
    """Where the file is written that is to take the place of `path`."""
    return path.with_name(f"{path.name}.new")


def take_place(new: Path, old: Path) -> None:
    """Let a file that is on the disk take the place of another, with its mode, so that a crash leaves one or the other."""
    if old.is_file():
        shutil.copymode(old, new)
    new.replace(old)
    sync_names(old.parent)


def sync_names(folder: Path) -> None:
    """Put the names of a folder's files on the disk: else it may have forgotten a new one when the power fails."""
    if hasattr(os, "O_DIRECTORY"):  # there is no such thing on Windows
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def unwritable(path: Path, error: Exception) -> ConfigError:
    """The error of a file that cannot be written."""
    return ConfigError(
        f"cannot be written ({cause_of(error)})",
        subject=str(path),
        remedy="give a file in a folder that exists and may be written",
    )


def check_output(path: Path, *, sources: Iterable[str]) -> None:
    """Raise `ConfigError` where `path` is one of the sources, or its folder is missing: before any work is done."""
    try:
        if not path.resolve().parent.is_dir():
            raise ConfigError(
                "cannot be written (there is no such folder)",
                subject=str(path),
                remedy="make the folder first",
            )
        if path.is_file() and any(Path(s).exists() and path.samefile(s) for s in sources if s != "-"):
            raise ConfigError(
                "it is one of the sources, which the brief would overwrite",
                subject=str(path),
                remedy="give another --output",
            )
    except (OSError, RuntimeError, ValueError):
        return  # reading or writing will say what is wrong with such a name


def _replace(path: Path, content: bytes) -> None:
    temporary: str | None = None
    try:
        # The name says nothing of the file's own, which may be as long as names can be.
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".summarizer-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.is_file() and not path.is_symlink() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
        temporary = None
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _is_read_only(path: Path) -> bool:
    """Whether the whole disk is, which permissions cannot mend."""
    return hasattr(os, "statvfs") and bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
