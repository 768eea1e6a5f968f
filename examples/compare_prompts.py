"""Two wordings of the prompt on the same labelled cases: is the difference more than chance?

    SUMMARIZER_MODEL=… SUMMARIZER_BASE_URL=… python examples/compare_prompts.py

The model is whichever the environment, `.env` or `summarizer.toml` name. The cases are ten of those that prompts are
tuned on (`split: dev`): persons and events are invented, the geography is real. Needs the extra `eval`.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from summarizer import Settings
from summarizer.evaluation import baseline
from summarizer.evaluation.cases import load_cases
from summarizer.evaluation.counts import HEADLINE
from summarizer.evaluation.run import run
from summarizer.evaluation.statistics import compare

ROOT = Path(__file__).resolve().parent.parent
ADDED = (
    "Before you answer, look for statements that you have passed over.\n{%- endblock %}\n{% block user -%}"
)


def second_wording(folder: Path) -> None:
    """Put `reading.v2` beside the shipped `reading.v1`: the same, and one sentence more."""
    text = (ROOT / "prompts" / "reading.v1.md").read_text("utf-8")
    text = text.replace("version: v1", "version: v2").replace("{%- endblock %}\n{% block user -%}", ADDED)
    (folder / "reading.v2.md").write_text(text, "utf-8")


def main() -> None:
    cases = [*islice((c for c in load_cases(ROOT / "evals" / "gold") if c.gold.split == "dev"), 10)]
    with TemporaryDirectory() as name:
        folder = Path(name)
        second_wording(folder)
        for prompt in ("reading.v1", "reading.v2"):
            settings = Settings.load(prompts=folder, prompt=prompt, repair=False, cache=False)
            done = run(cases, settings, log=folder / f"{prompt}.jsonl")
            failed = sum(len(record.failures) for record in done.records)
            print(f"{prompt}: {len(done.records)} cases, {failed} articles failed")
        before, after = (baseline.load(folder / f"reading.v{n}.jsonl").cases for n in (1, 2))

    print(f"\n{'F1 in percent':18} {'v1':>6} {'v2':>6}   difference, 95 % interval    p (Holm)")
    for row in compare(before, after, HEADLINE):
        bounds = f"{100 * row.low:+.1f} to {100 * row.high:+.1f}"
        print(f"{row.name:18} {100 * row.before:6.1f} {100 * row.after:6.1f}   ", end="")
        print(f"{100 * row.difference:+6.1f}  {bounds:16} {row.adjusted:10.3f}")


if __name__ == "__main__":
    main()
