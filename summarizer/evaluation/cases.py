"""Gold cases on disk: one folder a case, `case.yaml` beside its documents (evals/README.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import yaml
from pydantic import ValidationError

from summarizer.errors import GoldError
from summarizer.loading import from_text
from summarizer.models.gold import GoldCase

if TYPE_CHECKING:
    from pathlib import Path

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
    """One case. Raises `GoldError` naming the file and, for YAML errors, the line."""
    path = folder / "case.yaml"
    try:
        gold = GoldCase.model_validate(yaml.safe_load(path.read_text("utf-8")))
        texts = {d.id: (folder / d.file).read_bytes().decode("utf-8") for d in gold.documents}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise GoldError(f"not YAML: {error.problem}", subject=f"{path}:{line}", remedy="correct it") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise GoldError(
            f"{where}: {first['msg']}", subject=str(path), remedy="see schemas/gold.v1.json"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(str(error), subject=str(path), remedy="see evals/README.md for the format") from None
    documents = tuple(
        from_text(
            texts[d.id],
            id=d.id,
            source=d.file,
            outlet=d.outlet,
            published=date.fromisoformat(d.published) if d.published else None,
        )
        for d in gold.documents
    )
    case = Case(gold, documents)
    for quote in quotes(gold):
        case.spans(quote)
    return case


def quotes(gold: GoldCase) -> tuple[GoldQuote, ...]:
    """All quotes of a case."""
    items = [
        *(gold.participants or ()),
        *(gold.red_lines or ()),
        *(gold.positions or ()),
        *(gold.outcomes or ()),
    ]
    return (
        *(quote for item in items for quote in item.evidence),
        *(side for d in gold.disagreements or () for side in d.sides),
    )


def load_cases(folder: Path) -> tuple[Case, ...]:
    """All cases below `folder`, sorted by name. Raises `GoldError` where there is none."""
    folders = sorted(path.parent for path in folder.glob("**/case.yaml"))
    if not folders:
        raise GoldError(
            "no case.yaml below this folder", subject=str(folder), remedy="give a folder of cases"
        )
    return tuple(load_case(path) for path in folders)
