"""How many articles spaCy's blank English tokenizer cuts in a second; run by a Python that has spaCy (`make bench-speed`).

Standard input: a JSON list of texts. Standard output: articles of so many code points a second of processor time, the
first time and the best of the times after.
"""

from __future__ import annotations

import json
import sys
from time import process_time

import spacy


def main() -> None:
    """Print the two figures."""
    size, repeats = int(sys.argv[1]), int(sys.argv[2])
    texts: list[str] = json.load(sys.stdin)
    tokenizer = spacy.blank("en").tokenizer
    spent: list[float] = []
    for _ in range(repeats + 1):
        began = process_time()
        for text in texts:
            tokenizer(text)
        spent.append(process_time() - began)
    articles = sum(map(len, texts)) / size
    print(articles / spent[0], articles / min(spent[1:]))


if __name__ == "__main__":
    main()
