"""What every test of batches starts with: articles, which are invented, a server and prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.servers.batches import BatchServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


from tests.batches.running import COUNT, lines


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """Twelve articles."""
    return lines(tmp_path / "wire.jsonl", range(COUNT))


@pytest.fixture
def server() -> Iterator[BatchServer]:
    with BatchServer() as running:
        yield running


@pytest.fixture
def prices(tmp_path: Path) -> Path:
    """A price table of the user's, which says nothing of batches."""
    path = tmp_path / "prices.toml"
    path.write_text('[models."openai/test"]\ninput = 2.0\noutput = 8.0\n')
    return path
