"""Gold cases on disk: one folder a case, `case.yaml` beside its documents (evals/README.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import yaml
from pydantic import ValidationError

from summarizer.errors import GoldError, SourceError, cause_of
from summarizer.evaluation.goldtools import nodes
from summarizer.loading import from_text
from summarizer.models.gold import GoldCase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from summarizer.evaluation.goldtools.nodes import Loc
    from summarizer.models.document import Document
    from summarizer.models.gold import GoldQuote


@dataclass(frozen=True, slots=True)
class Case:
    """A gold case with its documents."""

    gold: GoldCase
    documents: tuple[Document, ...]

    def spans(self, quote: GoldQuote) -> tuple[str, int, int]:
        """Document, start and end of a quote. Raises `GoldError` where it does not stand in the document."""
        document = next((d for d in self.documents if d.id == quote.doc), None)
        if document is None:
            raise GoldError(
                f"no document {quote.doc}", subject=self.gold.case, remedy="correct the quote's doc"
            )
        at = -1
        for _ in range(quote.occurrence):
            at = document.text.find(quote.exact, at + 1)
            if at < 0:
                raise GoldError(
                    f"document {quote.doc} does not contain “{quote.exact}”",
                    subject=self.gold.case,
                    remedy="copy the words from the document",
                )
        return quote.doc, at, at + len(quote.exact)


def load_case(folder: Path) -> Case:
    """One case. Raises `GoldError` naming the file and the line."""
    path = folder / "case.yaml"
    gold = load_gold(path)
    case = Case(gold, tuple(_document(path, gold, number) for number in range(len(gold.documents))))
    ids = [d.id for d in case.documents]
    for number, name in enumerate(ids):
        if name in ids[:number]:
            raise GoldError(
                "two documents have the same id",
                subject=_at(path, ("documents", number)),
                remedy="give each document its own id",
            )
    for loc, quote in _placed(gold):
        try:
            case.spans(quote)
        except GoldError as error:
            raise GoldError(error.cause, subject=_at(path, loc), remedy=error.remedy) from None
    return case


def load_gold(path: Path) -> GoldCase:
    """The labels of a case, its documents left aside. Raises `GoldError`."""
    try:
        text = nodes.read(path).decode("utf-8")
        return GoldCase.model_validate(_values(path, text))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise GoldError(f"not YAML: {error.problem}", subject=f"{path}:{line}", remedy="correct it") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise GoldError(
            f"{where}: {first['msg']}" if where else "it is no list of fields and values",
            subject=f"{path}:{nodes.line_in(text, first['loc'])}",
            remedy="see schemas/gold.v1.json",
        ) from None
    # characters that YAML forbids; a date that no calendar has; brackets without end
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        raise GoldError(
            f"cannot be read: {_cause(error)}", subject=str(path), remedy="see evals/README.md for the format"
        ) from None


def _values(path: Path, text: str) -> object:
    """What the YAML of a case says. Raises `GoldError` where a field stands twice or a value has no place there."""
    root = nodes.compose(text)
    if root is None:
        return None
    values, faults = nodes.values(root)
    for line, message in faults[:1]:
        raise GoldError(message, subject=f"{path}:{line}", remedy="correct it")
    return values


def _document(case: Path, gold: GoldCase, number: int) -> Document:
    document = gold.documents[number]
    path = case.parent / document.file
    if (
        path.parent != case.parent or path.is_symlink()
    ):  # a case of a stranger's must not draw other files to a model's server
        raise GoldError(
            f"document {document.id} ({document.file!r}) lies elsewhere",
            subject=_at(case, ("documents", number)),
            remedy="put it beside the case",
        )
    try:
        return from_text(
            path.read_bytes().decode("utf-8"),
            id=document.id,
            source=document.file,
            outlet=document.outlet,
            published=date.fromisoformat(document.published) if document.published else None,
        )
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise GoldError(
            f"document {document.id!r}: {first['msg']}",
            subject=_at(case, ("documents", number)),
            remedy="see schemas/gold.v1.json",
        ) from None
    except (OSError, ValueError, SourceError) as error:
        raise GoldError(
            f"document {document.id} ({document.file!r}): {_cause(error)}",
            subject=_at(case, ("documents", number)),
            remedy="see evals/README.md for the format",
        ) from None


def _at(path: Path, loc: Loc) -> str:
    """File and line of a value."""
    return f"{path}:{nodes.line_in(path.read_text('utf-8'), loc)}"


def _cause(error: Exception) -> str:
    """What happened, on one line, without the name of the file, which the message has already."""
    if isinstance(error, SourceError):
        return error.cause
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return " ".join(cause_of(error).split())


def quotes(gold: GoldCase) -> tuple[GoldQuote, ...]:
    """All quotes of a case."""
    return tuple(quote for _, quote in _placed(gold))


def _placed(gold: GoldCase) -> Iterator[tuple[Loc, GoldQuote]]:
    """All quotes, each with its place in the file."""
    for name in ("participants", "red_lines", "positions", "outcomes"):
        for number, item in enumerate(getattr(gold, name) or ()):
            for each, quote in enumerate(item.evidence):
                yield (name, number, "evidence", each), quote
    for number, difference in enumerate(gold.disagreements or ()):
        for each, side in enumerate(difference.sides):
            yield ("disagreements", number, "sides", each), side


def load_cases(folder: Path) -> tuple[Case, ...]:
    """All cases below `folder`, sorted by name. Raises `GoldError` where there is none."""
    folders = sorted(path.parent for path in folder.glob("**/case.yaml"))
    if not folders:
        raise GoldError(
            "no case.yaml below this folder", subject=str(folder), remedy="give a folder of cases"
        )
    cases = tuple(load_case(path) for path in folders)
    names = [case.gold.case for case in cases]
    for number, name in enumerate(names):
        if name in names[:number]:
            raise GoldError(
                f"the case {name} is there already, in {folders[names.index(name)]}",
                subject=_at(folders[number] / "case.yaml", ("case",)),
                remedy="give each case its own name",
            )
    return cases
