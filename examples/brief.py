"""One brief of two articles: who drew which line, who says so, how sure that is, and the words that prove it.

    python examples/brief.py

The articles are those of the bundled case `torshavn-2031`: persons and events are invented, the geography is real.
"""

from __future__ import annotations

from pathlib import Path

from summarizer import load, summarize

CASE = Path(__file__).resolve().parent.parent / "evals" / "gold" / "torshavn-2031"


def main() -> None:
    brief = summarize(CASE / "A.txt", CASE / "B.txt", engine="rules")
    print(brief.title)
    print("When:", brief.date.value, "| where:", brief.location.locality if brief.location else None)

    for line in brief.red_lines:
        print(f"\nRed line: {line.holder} → {line.target}: {line.trigger}")
        print(f"  {line.status}, {line.firmness}, credibility {line.credibility}")
        for said in line.attribution:
            print(f"  by {said.speaker or said.descriptor or 'nobody named'}, in {said.outlet}")
        for evidence in line.evidence:
            print(f"  [{evidence.doc} {evidence.start}–{evidence.end}] {evidence.exact}")

    print("\nThe sources disagree:")
    for each in brief.disagreements:
        print(f"  {each.field}: " + " / ".join(f"{side.value} ({side.doc})" for side in each.sides))

    print("\nNobody says:")
    for gap in brief.not_established[:3]:
        print(f"  {gap.question} ({gap.reason})")

    # Every offset leads back to the words: that is the promise, and anyone can check it.
    by_hash = {document.sha256: document.text for document in map(load, (CASE / "A.txt", CASE / "B.txt"))}
    stored = {source.id: by_hash[source.sha256] for source in brief.documents}
    proofs = [evidence for line in brief.red_lines for evidence in line.evidence]
    found = sum(stored[proof.doc][proof.start : proof.end] == proof.exact for proof in proofs)
    print(f"\n{found} of {len(proofs)} quotations of red lines stand in the texts where the brief says.")


if __name__ == "__main__":
    main()
