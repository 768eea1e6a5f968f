"""The files of a run: what was asked for, what is appended to, and what is written from that when the run ends."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from summarizer.corpus import parquet
from summarizer.errors import ConfigError
from summarizer.files import beside, rewritten

if TYPE_CHECKING:
    from summarizer.corpus.journal import Journal


class Outputs(NamedTuple):
    """Where the files of a run lie."""

    wanted: Path
    """What was asked for: lines of JSON, or Parquet."""
    journal: Path
    """Lines of JSON, appended to; the same file, or one beside it: `OUT.parquet.jsonl`."""
    failed: Path
    """The articles that failed: `OUT.failed.jsonl`."""
    meetings: Path
    """One brief for each meeting, where articles are grouped: `OUT.meetings.jsonl`."""

    @classmethod
    def of(cls, output: Path) -> Outputs:
        """The files that go with an output."""
        lines = output.with_name(f"{output.name}.jsonl") if parquet.is_parquet(output) else output
        return cls(
            output,
            lines,
            output.with_name(f"{output.stem}.failed.jsonl"),
            output.with_name(f"{output.stem}.meetings.jsonl"),
        )

    @property
    def own(self) -> frozenset[Path]:
        """All of them, which a folder that is read may hold, without links in their paths."""
        ledger = self.journal.with_name(f"{self.journal.name}.ledger")
        database = [ledger.with_name(f"{ledger.name}{end}") for end in ("", "-wal", "-shm")]
        return frozenset(
            path.resolve() for file in (*self, *database) for path in (file, beside(file.resolve()))
        )

    def check(self) -> None:
        """Raise `ConfigError` where the output could not be written at the end, or would be lost."""
        if self.wanted == self.journal:
            return
        parquet.check(self.wanted)
        if self.wanted.exists() and not self.journal.exists():
            raise ConfigError(
                f"there is output already, and {self.journal.name}, from which it is resumed, is missing",
                subject=str(self.wanted),
                remedy="give another --output",
            )

    def finish(self, journal: Journal) -> None:
        """Write what is made of the records: Parquet, and the articles that failed."""
        if self.wanted != self.journal:
            with self.journal.open("rb") as lines:
                parquet.write(lines, self.wanted)
        failures = journal.failures()
        first = next(failures, None)
        if first is not None or self.failed.exists():
            with rewritten(self.failed) as file:
                file.writelines(chain([first] if first else [], failures))
