"""What an article costs in tokens: prompt, schema, the part that a provider can cache, and a typical answer.

    python -m tests.bench.tokens [FILE …]

Without files it takes the seed articles, from `../shared/seeds` beside the repository, where they are there.
Tokens are estimated offline and on the high side (`summarizer.engines.llm.tokens`). Exits with 1 where an article
takes more than the bound.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from summarizer.engines.llm import LLMEngine
from summarizer.engines.llm.article import PLACEHOLDER, citable
from summarizer.engines.llm.schema import reading_schema
from summarizer.engines.llm.tokens import estimate
from summarizer.engines.recorded import RecordedEngine
from summarizer.errors import SummarizerError
from summarizer.loading import load
from summarizer.models.document import Document
from summarizer.settings import Settings

SEEDS: Final = Path(__file__).parents[3] / "shared" / "seeds"
RECORDINGS: Final = Path(__file__).parents[2] / "evals" / "recordings"
BOUND: Final = 2_600
"""Tokens of a request, on average over the articles."""
ROLE_TOKENS: Final = 4
"""What a chat template adds around each message."""


def answers(documents: list[Document]) -> str:
    """Tokens of recorded answers, as a range, where there are any."""
    if not RECORDINGS.is_dir():
        return "no recorded answers"
    engine = RecordedEngine(RECORDINGS)
    sizes: list[int] = []
    for document in documents:
        try:
            sizes.append(estimate(engine.read(document).reading.model_dump_json()))
        except SummarizerError:
            continue
    return f"answer {min(sizes)} to {max(sizes)}" if sizes else "no recorded answers of these articles"


def main(files: list[str]) -> int:
    """Print the table; 1 where the bound is passed."""
    paths = [Path(file) for file in files] or sorted(SEEDS.glob("*.txt"))
    if not paths:
        print("no articles: name some, or lay the seeds beside the repository; nothing measured")
        return 0
    engine = LLMEngine(Settings(model="any", base_url="http://localhost", cache=False))
    form = json.dumps(reading_schema(), separators=(",", ":"))
    schema = estimate(form)
    documents = [load(path) for path in paths]
    totals: list[int] = []
    texts: list[int] = []
    print(
        f"{'article':<28} {'text':>6} {'sent':>6} {'system':>7} {'schema':>7} {'total':>6} {'cacheable':>10}"
    )
    for path, document in zip(paths, documents, strict=True):
        text = citable(document)
        system, user = (
            estimate(message["content"]) + ROLE_TOKENS
            for message in engine.prompt.messages(text, mark=PLACEHOLDER, outlet=document.outlet)
        )
        total = system + user + schema
        totals.append(total)
        texts.append(estimate(document.text))
        print(
            f"{path.stem[:28]:<28} {texts[-1]:>6} {user:>6} {system:>7} {schema:>7} {total:>6} "
            f"{(system + schema) / total:>9.0%}"
        )
    mean = sum(totals) / len(totals)
    print(
        f"\nmean of the text {sum(texts) / len(texts):.0f}, of the request {mean:.0f} (bound {BOUND}); {answers(documents)}"
    )
    return 1 if mean > BOUND else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
