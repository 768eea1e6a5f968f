"""The pinned requirements, and whether they are what is installed here."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final, NamedTuple

from packaging.markers import Marker

from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES: Final = tuple(sorted((ROOT / "requirements").glob("*.txt")))
_HASH: Final = re.compile(r"--hash=sha256:[0-9a-f]{64}")
_PIN: Final = re.compile(r"([a-z0-9][a-z0-9.-]*)==([\w.]+)(?: ; (.+))?")


class Pin(NamedTuple):
    """One version of one distribution, where its marker holds, and how many files may be it."""

    name: str
    version: str
    marker: str | None
    hashes: int

    def holds(self) -> bool:
        """Whether it is meant for this Python and system."""
        return self.marker is None or Marker(self.marker).evaluate()


def pins(name: str) -> list[Pin]:
    """The pins of `requirements/NAME.txt`. Raises `ValueError` where a line is anything but a pin with hashes."""
    return list(_parsed((ROOT / "requirements" / f"{name}.txt").read_text("utf-8")))


def _parsed(text: str) -> Iterator[Pin]:
    for entry in re.sub(r"\\\n", " ", re.sub(r"(?m)^ *#.*\n", "", text)).splitlines():
        requirement = _HASH.sub("", entry).strip()
        pin = _PIN.fullmatch(requirement)
        if pin is None or not _HASH.search(entry):
            raise ValueError(f"no pin with hashes: {entry[:200]}")
        yield Pin(pin[1], pin[2], pin[3], len(_HASH.findall(entry)))


def installed(name: str) -> bool:
    """Whether exactly these versions are installed, as far as they are meant for this Python and system."""
    try:
        return all(version(pin.name) == pin.version for pin in pins(name) if pin.holds())
    except PackageNotFoundError:
        return False
