"""What a check of gold cases finds: a place and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that is wrong with a case, or (a warning) that may be.

    >>> from pathlib import Path
    >>> str(Problem(Path("a/case.yaml"), 3, "the case a is there already"))
    'a/case.yaml:3: the case a is there already'
    """

    path: Path
    line: int
    """From 1."""
    message: str
    warning: bool = False

    def __str__(self) -> str:
        told = f"{self.path}:{self.line}: {'warning: ' if self.warning else ''}{self.message}"
        return " ".join(told.splitlines())  # what it quotes of a file may have line breaks of any kind
