"""The committed schemas are those of the models."""

from typing import get_args

import pytest

from summarizer.published import Name, schema_text
from tests.shared import ROOT


@pytest.mark.parametrize("name", get_args(Name))
def test_the_committed_schema_is_current(name: Name) -> None:
    committed = (ROOT / "schemas" / f"{name}.v1.json").read_text("utf-8")
    assert committed == schema_text(name), f"run: summarizer schema {name} > schemas/{name}.v1.json"
