"""What each rule family of attribution earns on PolNeAR's development half: `python -m tests.bench.attribution`.

Each row switches one family off and scores what is left. Needs the public sets beside the project.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from summarizer.engines.rules import attribution, cues, nounphrases
from summarizer.evaluation.public import polnear
from tests.shared import SHARED

BENCHMARKS = SHARED / "benchmarks"
RULES = "summarizer.engines.rules"


def nothing(*_: Any, **__: Any) -> None:
    """No finding."""


def first_subject(self: nounphrases.Clause, verb: int, depth: int = 0) -> nounphrases.Phrase | None:
    """Only a phrase that stands directly before the verb."""
    return self.chain_before(self._skip_back(verb - 1, self.low)) if verb > self.low else None


def to_the_end(clause: nounphrases.Clause, *_: Any, **__: Any) -> int:
    """Content runs to the end of its unit."""
    return clause.high


def any_frame(self: cues.Cues, key: str, frame: str) -> bool:
    """Every cue attributes in every frame."""
    return key in self.frames or frame == "utterance"


def sayings(self: cues.Cues, key: str, frame: str) -> bool:
    """Only verbs that can follow what was said attribute."""
    return frame == "utterance" or ("left" in self.frames.get(key, ()) and frame in self.frames[key])


FAMILIES: dict[str, list[tuple[str, Any]]] = {
    "all rules": [],
    "inverted subject (`said Moreau`)": [(f"{RULES}.reporting.ReportingClauses._inverted", nothing)],
    "interrupted content (`A, he said, B`)": [(f"{RULES}.contents.Contents._resumed", nothing)],
    "reporting clause closes its sentence": [
        (f"{RULES}.reporting.ReportingClauses._trails", lambda *_: False)
    ],
    "passive (`was rejected by`)": [(f"{RULES}.reporting.ReportingClauses._passive", nothing)],
    "according to": [(f"{RULES}.reporting.according_to", lambda *_: ())],
    "nouns (`his claim that`)": [(f"{RULES}.reporting.noun_cue", lambda *_: ())],
    "adjectives (`is confident that`)": [(f"{RULES}.reporting.adjective_cue", lambda *_: ())],
    "frames of each cue (any frame instead)": [
        (f"{RULES}.cues.Cues.takes", any_frame),
        (f"{RULES}.cues.Cues.reports", lambda self, form: form in self.verbs),
    ],
    "cues other than verbs of saying": [(f"{RULES}.cues.Cues.takes", sayings)],
    "subjects beyond the phrase before the verb": [(f"{RULES}.nounphrases.Clause.subject", first_subject)],
    "subject across a parenthesis": [(f"{RULES}.nounphrases.Clause._across", nothing)],
    "end of content within a sentence": [
        (f"{RULES}.contents.content_end", to_the_end),
        (f"{RULES}.reporting.content_end", to_the_end),
    ],
    "quotations without a cue of their own": [(f"{RULES}.attribution.Reader.uncued", nothing)],
    "one attribution for two cues (`declined to say`)": [(f"{RULES}.attribution._same", lambda *_: False)],
    "colon style: headlines, transcripts": [(f"{RULES}.attribution.find_labelled", lambda *_: ())],
    "capitalised headlines": [(f"{RULES}.tagging.title_case_end", lambda text, start, end: start)],
    "verb or noun by agreement": [(f"{RULES}.tagging._verb_or_noun", lambda *_: "v")],
}


def score(articles: list[dict[str, Any]]) -> tuple[float, float]:
    """F1 of quoted stretches with speaker, and of all attributions with speaker."""
    attribution._tagger.cache_clear()
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for row in polnear.rows(articles):
            file.write(json.dumps(row) + "\n")
        file.flush()
        command = [sys.executable, "polnear.py", "score", "--split", "dev", "--pred", file.name, "--json"]
        done = subprocess.run(command, cwd=BENCHMARKS, capture_output=True, check=True, text=True)
    scores = json.loads(done.stdout)["scores"]
    return (
        scores["quoted stretches: found AND speaker"]["F1"],
        scores["all: quote relaxed AND speaker relaxed"]["F1"],
    )


def main() -> None:
    """Print the table."""
    path = Path(BENCHMARKS / "data" / "polnear" / "dev" / "articles.jsonl")
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    print("| without | quoted + speaker | all + speaker |\n|-|-|-|")
    for name, patches in FAMILIES.items():
        with ExitStack() as stack:
            for target, replacement in patches:
                stack.enter_context(patch(target, replacement))
            quoted, every = score(articles)
        print(f"| {name} | {quoted:.1f} | {every:.1f} |", flush=True)
    start = time.process_time()
    for _ in polnear.rows(articles):
        pass
    size = sum(len(article["text"]) for article in articles)
    print(f"\n{size / 3000 / (time.process_time() - start):.0f} articles of 3 kB a second")


if __name__ == "__main__":
    main()
