"""How long grounding takes: a reading of twelve quotes against documents of growing size, medians of several runs.
Fails where one takes longer than 50 ms.

python -m tests.bench.grounding
"""

from __future__ import annotations

import random
import statistics
import time

from summarizer.grounding import ground
from summarizer.grounding.folding import fold
from summarizer.models.document import Document, Section, fingerprint
from summarizer.models.provenance import Usage
from summarizer.models.reading import Position, Reading, Said
from summarizer.models.verified import EngineResult

WORDS = """
    the of and to in that said on by with for from has not will would could may talks border delegation minister’s
    sources “red line” region — officials Wednesday security treaty strait harbour envoy agreed warned accept their
    which coastal patrol meeting during earlier statement neighbour fishing zone council proposal between after week
""".split()
SENTENCE = "Kalvia’s envoy said “any base near Lake Oru is unacceptable” — and left, number {}."
REPEATS = 9
LIMIT_MS = 50


def text_of(size: int, seed: int) -> str:
    """An article of about `size` code points with twelve known sentences spread over it."""
    rng = random.Random(seed)
    paragraphs: list[str] = []
    length = 0
    while length < size:
        words = [rng.choice(WORDS) for _ in range(60)]
        paragraphs.append(" ".join(words).capitalize() + ".")
        length += len(paragraphs[-1]) + 2
    for i in range(12):
        paragraphs.insert(i * len(paragraphs) // 12, SENTENCE.format(i + 100))
    return "\n\n".join(paragraphs)


def reading_of(quotes: list[str]) -> Reading:
    """A reading of one position a quote."""
    said = Said(speaker=None, descriptor=None, record="unattributed", via=(), hedges=())
    positions = tuple(
        Position(
            quotes=(quote,), holder="Kalvia", target=None, kind="position", topic="bases",
            statement="Any base near Lake Oru is unacceptable.", at_meeting=True, said=said,
        )
        for quote in quotes
    )  # fmt: skip
    empty = dict.fromkeys(Reading.model_fields, ())
    return Reading.model_validate(empty | {"positions": positions})


def measure(size: int, quotes: list[str]) -> tuple[float, int]:
    """Median milliseconds of processor time to ground the quotes in a text nobody has folded yet, and how many claims stand."""
    times: list[float] = []
    kept = 0
    for seed in range(REPEATS):
        text = text_of(size, seed)
        section = Section(kind="body", start=0, end=len(text))
        document = Document(id="A", text=text, sha256=fingerprint(text), sections=(section,))
        result = EngineResult(reading_of(quotes), Usage(doc="A", engine="recorded"))
        fold.cache_clear()
        begun = time.process_time()
        kept = len(ground(document, result).positions)
        times.append(1000 * (time.process_time() - begun))
    return statistics.median(times), kept


def main() -> None:
    verbatim = [SENTENCE.format(i + 100) for i in range(12)]
    retyped = [quote.translate(str.maketrans("“”’—", '""\'-')) for quote in verbatim]
    wrong = [quote.replace("unacceptable", "acceptable") for quote in verbatim]
    print(f"{'quotes':<26}{'text':>12}{'median ms':>12}{'claims kept':>13}")
    for size in (10_000, 100_000, 1_000_000):
        for name, quotes in (
            ("verbatim", verbatim),
            ("retyped", retyped),
            ("half of them wrong", retyped[:6] + wrong[:6]),
        ):
            median, kept = measure(size, quotes)
            print(f"{name:<26}{size:>12,}{median:>12.1f}{kept:>13}")
            if median > LIMIT_MS:
                raise SystemExit(f"grounding took {median:.1f} ms, more than {LIMIT_MS} ms")


if __name__ == "__main__":
    main()
