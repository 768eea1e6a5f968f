"""Where the public texts and labels lie that some tests read; they stay outside the project."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SEEDS = SHARED / "seeds"
EXAMPLE = ROOT / "evals" / "gold" / "torshavn-2031"

needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the two seed articles are not beside the project"
)
