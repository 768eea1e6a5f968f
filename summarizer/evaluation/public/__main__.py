"""Write predictions for a public data set: `python -m summarizer.evaluation.public SET ARTICLES -o FILE`."""

from __future__ import annotations

import argparse
import json
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SETS = tuple(
    sorted(file.stem for file in Path(__file__).parent.glob("*.py") if not file.stem.startswith("_"))
)


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a JSONL file, one at a time."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def main() -> None:
    """Parse the arguments and write one row a line."""
    parser = argparse.ArgumentParser(prog="python -m summarizer.evaluation.public")
    parser.add_argument("set", choices=SETS)
    parser.add_argument("articles", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    adapter = import_module(f"summarizer.evaluation.public.{arguments.set}")
    with arguments.output.open("w", encoding="utf-8") as file:
        for row in adapter.rows(articles(arguments.articles)):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
