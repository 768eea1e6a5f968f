"""A corpus to an archive that can be searched: JSON lines in, one brief an article, SQLite with full-text search out.

    python examples/corpus_to_archive.py

The articles are those of twelve bundled cases that rules and prompts are tuned on (`split: dev`): persons and events
are invented, the geography is real.
"""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from summarizer import Brief
from summarizer.archive import Archive
from summarizer.corpus import run
from summarizer.evaluation.cases import load_cases
from summarizer.models.brief import StatedRedLine

GOLD = Path(__file__).resolve().parent.parent / "evals" / "gold"


def write_wire(path: Path) -> int:
    """Articles as lines of JSON, as a newsroom's export might have them. Returns how many."""
    cases = islice((case for case in load_cases(GOLD) if case.gold.split == "dev"), 12)
    articles = [document for case in cases for document in case.documents]
    with path.open("w", encoding="utf-8") as file:
        for article in articles:
            published = article.published.isoformat() if article.published else None
            line = {"text": article.text, "outlet": article.outlet, "published": published}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return len(articles)


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        print(write_wire(folder / "wire.jsonl"), "articles in wire.jsonl")

        done = run([folder / "wire.jsonl"], folder / "briefs.jsonl", engine="rules", processes=1)
        print(f"{done.ok} read, {done.failed} failed")

        records = map(json.loads, (folder / "briefs.jsonl").read_text("utf-8").splitlines())
        briefs = [Brief.model_validate(record["brief"]) for record in records if record["brief"]]
        archive = Archive.create(folder / "briefs.db")
        print(archive.add(briefs), "briefs in briefs.db")

        print("\nRed lines, the latest first:")
        for hit in archive.search(kinds=["red_line"], limit=4):
            if not isinstance(hit.item, StatedRedLine):
                continue
            outlet = ", ".join(source.outlet or "?" for source in hit.sources)
            print(f"  {hit.date} {hit.item.holder}: {hit.item.evidence[0].exact} ({outlet})")


if __name__ == "__main__":
    main()
