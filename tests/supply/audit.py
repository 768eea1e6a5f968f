"""Ask public advisories about the pinned dependencies: `make audit`. Not to reach them is never taken for no advisory.

    python -m tests.supply.audit PIP_AUDIT [--must-reach]

Exit codes: 0 clean, or skipped without --must-reach; 1 vulnerable; 2 could not run, or not for every pin; 3 not reachable.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.supply.pins import FILES, pins

if TYPE_CHECKING:
    from collections.abc import Sequence

CLEAN: Final = "clean"
VULNERABLE: Final = "VULNERABLE"
INCOMPLETE: Final = "INCOMPLETE"
SKIPPED: Final = "not reachable, skipped"
ASKED: Final = ("dev", "browser", "audit", "fuzz", "peers")
"""Files of pins; all others are parts of dev."""
_CODES: Final = {CLEAN: 0, VULNERABLE: 1, INCOMPLETE: 2, SKIPPED: 3}
_UNREACHED: Final = (
    "ConnectionError", "ConnectTimeout", "ReadTimeout", "ServiceError", "Max retries exceeded", "Could not connect",
    "Failed to resolve", "timed out", "Connection refused", "ProxyError", "HTTPError",
)  # fmt: skip
TIMEOUT_S: Final = 300.0


class Verdict(NamedTuple):
    """What came of it, for how many distributions, and what there is to say."""

    word: str
    asked: int
    told: tuple[str, ...] = ()

    def line(self, name: str) -> str:
        """One line, then one for each advisory."""
        what = f"requirements/{name}.txt: {self.word}"
        if self.word in {CLEAN, VULNERABLE}:
            what += f", {self.asked} distributions asked about"
        return "\n".join((what, *(f"  {each}" for each in self.told)))


def verdict(code: int, out: str, err: str, *, pinned: int) -> Verdict:
    """Judge how pip-audit ended, by its answer in JSON. Clean is only what was asked for every pin and has no advisory."""
    try:
        answers = json.loads(out)["dependencies"]
    except (ValueError, KeyError, TypeError):
        reached = not any(sign in err for sign in _UNREACHED)
        return Verdict(
            INCOMPLETE if reached else SKIPPED, 0, tuple(line[:300] for line in err.strip().splitlines()[-1:])
        )
    left = tuple(
        f"{each['name']} was left out: {each['skip_reason']}" for each in answers if "skip_reason" in each
    )
    found = tuple(
        f"{each['name']} {each['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'no version'}"
        for each in answers
        for fault in each.get("vulns", ())
    )
    asked = len(answers) - len(left)
    if left and not asked:  # pip-audit calls this clean, with exit code 0
        return Verdict(SKIPPED, 0, (f"the service that was asked knows none of {len(left)} distributions",))
    if found:
        return Verdict(VULNERABLE, asked, found + left)
    if code or left or asked < pinned:
        return Verdict(
            INCOMPLETE, asked, left or (f"{asked} of {pinned} pins were asked about", *err.splitlines()[-1:])
        )
    return Verdict(CLEAN, asked)


def audit(command: str, name: str, *, more: Sequence[str] = ()) -> Verdict:
    """Have pip-audit ask about one file of pins; nothing is installed or resolved for it."""
    pinned = len({pin.name for pin in pins(name) if pin.holds()})
    file = next(str(path) for path in FILES if path.stem == name)
    arguments = [
        command,
        "--require-hashes",
        "--disable-pip",
        "--progress-spinner",
        "off",
        "--format",
        "json",
    ]
    try:
        done = subprocess.run(
            [*arguments, *more, "--requirement", file],
            capture_output=True, text=True, check=False, timeout=TIMEOUT_S,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Verdict(SKIPPED, 0, (f"no answer in {TIMEOUT_S:.0f} s",))
    except OSError as error:
        return Verdict(INCOMPLETE, 0, (str(error),))
    return verdict(done.returncode, done.stdout, done.stderr, pinned=pinned)


def main() -> int:
    """Print a verdict for each file; the worst decides."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", metavar="PIP_AUDIT")
    parser.add_argument(
        "--must-reach", action="store_true", help="fail where the advisories cannot be reached"
    )
    given = parser.parse_args()
    words = []
    for name in ASKED:
        found = audit(given.command, name)
        words.append(found.word)
        print(found.line(name), flush=True)
    code = next((_CODES[word] for word in (VULNERABLE, INCOMPLETE, SKIPPED) if word in words), 0)
    return 0 if code == _CODES[SKIPPED] and not given.must_reach else code


if __name__ == "__main__":
    sys.exit(main())
