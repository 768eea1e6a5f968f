"""The licences of all dependencies, as their installed metadata tells them: `make licences` writes docs/licences.md."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, metadata
from typing import TYPE_CHECKING, Final, NamedTuple

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from tests.supply.pins import pins

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import PackageMetadata

PERMISSIVE: Final = frozenset(
    {
        "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "LicenseRef-BSD", "MIT",
        "MIT-0", "MIT-CMU", "PSF-2.0", "Zlib",
    }
)  # fmt: skip
"""Ask for no more than that their text is kept."""
RUN: Final = PERMISSIVE | {"MPL-1.1", "MPL-2.0"}
"""What a program under the MIT licence may ask for: Mozilla's binds the files that are under it, which stay their own."""
DEV: Final = RUN | {"LGPL-2.1-only", "LGPL-3.0-only"}
"""What its tests may use besides: they are never shipped with it."""
_WORDS: Final = {
    "Apache 2.0": "Apache-2.0",
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD 3-Clause license": "BSD-3-Clause",
    "BSD License": "LicenseRef-BSD",
    "GNU Lesser General Public License v2 (LGPLv2)": "LGPL-2.1-only",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The BSD 2-Clause License": "BSD-2-Clause",
}
"""Names in use before SPDX expressions; those of BSD that do not say how many clauses stay unsure of it."""
_INTRODUCTION: Final = """# Licences

What the package asks for, and what its tests use, by the metadata of the installed distributions; `make licences` writes this page.
The package itself is under the MIT licence.
It may ask for licences that are permissive, and for Mozilla's, which binds only the files that are under it; tests may use the LGPL too, since they are not shipped.
`make test` fails on any other.
`LicenseRef-BSD` is a BSD licence whose metadata does not say how many clauses it has.
"""


class Dependency(NamedTuple):
    """A distribution and its licence as an SPDX expression; null where nothing says it, or not in a known way."""

    name: str
    licence: str | None

    def allowed(self, licences: frozenset[str]) -> bool:
        """Whether one of the choices that it gives asks for these only. Brackets are not read, and so not allowed."""
        choices = (self.licence or "").split(" OR ")
        return any(licences.issuperset(choice.split(" AND ")) for choice in choices)


def licence_of(found: PackageMetadata) -> str | None:
    """The SPDX expression of a distribution's metadata: its own, else what its older fields say."""
    classifiers = [
        c.rpartition(" :: ")[2] for c in found.get_all("Classifier") or () if c.startswith("License ::")
    ]
    only = (
        classifiers[0] if len(classifiers) == 1 else None
    )  # of several it is not known whether all hold or one
    fields = [*(found.get_all("License-Expression") or ()), *(found.get_all("License") or ())]
    return next((known for each in (*fields, only) if each and (known := _expression(each))), None)


def _expression(told: str) -> str | None:
    try:
        return canonicalize_license_expression(_WORDS.get(told, told))
    except InvalidLicenseExpression:
        return None


def dependencies(name: str) -> Iterator[Dependency]:
    """The distributions that `requirements/NAME.txt` pins for this Python and system, as they are installed."""
    for pin in sorted({pin.name for pin in pins(name) if pin.holds()}):
        yield Dependency(pin, licence_of(metadata(pin)))


def elsewhere(name: str) -> list[str]:
    """Names that are pinned for other systems only, so that their metadata is not here."""
    here = {pin.name for pin in pins(name) if pin.holds()}
    return sorted({f"{pin.name} ({pin.marker})" for pin in pins(name) if pin.name not in here})


def page() -> str:
    """The text of docs/licences.md."""
    run, dev = set(dependencies("run")), set(dependencies("dev"))
    lines = [_INTRODUCTION]
    for heading, name, rows in (
        ("What the package asks for", "run", run),
        ("What its tests use", "dev", dev - run),
    ):
        lines += [f"## {heading}\n", "| distribution | licence |", "|-|-|"]
        lines += [f"| {row.name} | {row.licence or 'unknown'} |" for row in sorted(rows)]
        others = elsewhere(name)
        if name == "run" and others:
            lines.append(f"\nOnly on other systems, and not looked at: {', '.join(others)}.")
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    """Print the page; exit code 2 where a pinned distribution is not installed."""
    try:
        sys.stdout.write(page())
    except PackageNotFoundError as error:
        print(f"error: {error.name} is not installed; make test installs it", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
