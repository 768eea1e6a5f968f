"""`make bench-speed`: articles a second by the built-in rules on one core, cost by length, memory, and a profile.

Articles are cut or joined to about 3 kB; those of the public sets, where they are present, else the gold documents.
A processor is as fast as it is: `--peers PYTHON` measures spaCy's blank tokenizer beside it, before and after.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import resource
import subprocess
from collections import defaultdict
from pathlib import Path
from time import process_time

from summarizer.engines.rules.engine import RulesEngine
from summarizer.loading import from_text
from summarizer.models.document import CITABLE
from tests.shared import ROOT, SHARED

SIZE = 3000
GOAL = 500 / 700
"""Of spaCy's blank tokenizer's rate: what was asked for, by what it reached on the machine where it was asked for."""


def texts() -> tuple[list[str], list[str]]:
    """Public articles of about 3 kB (none where the sets are absent), and the gold documents."""
    public = [
        json.loads(line)["text"]
        for path in sorted((SHARED / "benchmarks" / "data").glob("*/*/articles.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    gold = [path.read_text("utf-8") for path in sorted((ROOT / "evals" / "gold").glob("*/*.txt"))]
    return [text for text in public if 2000 <= len(text) <= 4500][:400], gold


def rate(sample: list[str], *, repeats: int = 5) -> float:
    """Articles of 3 kB that are read in a second of processor time, loading included; the best of some runs."""
    engine = RulesEngine()
    best = float("inf")
    for _ in range(repeats):
        began = process_time()
        for text in sample:
            engine.read(from_text(text, id="A"))
        best = min(best, process_time() - began)
    return sum(map(len, sample)) / SIZE / best


def filled(text: str, size: int) -> str:
    """A text of that many code points, the text again and again."""
    return (f"{text}\n\n" * (size // len(text) + 1))[:size]


def seconds(text: str) -> float:
    """Processor time of reading one text."""
    began = process_time()
    RulesEngine().read(from_text(text, id="A"))
    return process_time() - began


def profile(sample: list[str]) -> None:
    """Where the time goes, by module; a function's own time, with what the profiler itself adds to small ones."""
    engine = RulesEngine()
    profiler = cProfile.Profile()
    profiler.enable()
    for text in sample:
        engine.read(from_text(text, id="A"))
    profiler.disable()
    spent: dict[str, float] = defaultdict(float)
    for (file, _, _), (_, _, own, _, _) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        ours = file.startswith(str(ROOT / "summarizer"))
        name = str(Path(file).relative_to(ROOT)) if ours else "Python itself"
        spent[name] += own
    whole = sum(spent.values())
    for name, own in sorted(spent.items(), key=lambda item: -item[1])[:20]:
        print(f"  {100 * own / whole:5.1f} %  {name}")


def tokenizer(sample: list[str], python: str) -> tuple[float, float]:
    """Articles of 3 kB that spaCy's blank tokenizer cuts in a second of processor time, once and again."""
    command = [python, str(Path(__file__).with_name("tokenizer.py")), str(SIZE), "5"]
    told = subprocess.run(
        command, input=json.dumps(sample), text=True, check=True, stdout=subprocess.PIPE
    ).stdout
    once, again = map(float, told.split())
    return once, again


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.speed", description=__doc__)
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    parser.add_argument("--peers", metavar="PYTHON", help="a Python that has spaCy")
    given = parser.parse_args()
    public, gold = texts()
    rate(gold[:30], repeats=1)  # tables and expressions are loaded once
    if public:
        cut = [tokenizer(public, given.peers)] if given.peers else []
        # Words that were never met cost more than those that were.
        once, again = rate(public, repeats=1), rate(public)
        cut += [tokenizer(public, given.peers)] if given.peers else []
        print(f"{len(public)} news articles once {once:6.0f} articles of 3 kB a second   (goal 500)")
        print(f"the same again         {again:6.0f} articles of 3 kB a second   (goal 500)")
        for theirs in cut:
            print(
                f"spaCy, tokenizer alone {theirs[0]:6.0f} once and {theirs[1]:.0f} again: ours at"
                f" {once / theirs[0]:.2f} and {again / theirs[1]:.2f} of it   (goal {GOAL:.2f})"
            )
    print(f"{len(gold)} gold documents     {rate(gold):6.0f} articles of 3 kB a second")
    # A long text is read to its end where it opens with a meeting, as news alone does not.
    joined = "\n\n".join([gold[0], *(public or gold)])
    for size in (100_000, 300_000, 1_000_000):
        spent = seconds(filled(joined, size))
        goal = "   (goal 3)" if size == 1_000_000 else ""
        print(f"{size / 1e6:.1f} MB in one text        {spent:6.2f} s, {1e6 * spent / size:.2f} s a MB{goal}")
    # Page matter would end the article: the documents without it, over and over.
    talks = "\n\n".join(t for t in gold if all(s.kind in CITABLE for s in from_text(t, id="A").sections))
    print(f"1.0 MB of talks alone     {seconds(filled(talks, 1_000_000)):6.2f} s   (goal 3)")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory              {memory:6.0f} MB   (goal 300)")
    if given.profile:
        profile(public or gold)


if __name__ == "__main__":
    main()
