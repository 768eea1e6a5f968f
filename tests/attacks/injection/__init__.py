"""Injection: articles that give orders, against the built-in rules and a model that obeys every order.

Survived is an attack after which the brief says what that of the same article without the attack says: by the rules
the same, by the model all of it and nothing that the report does not print; and no output, log, cache or recording
holds the attack's words, a link, or the key.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.attacks.injection.families import attacks
from tests.attacks.injection.survival import model_faults, rules_faults, temporary
from tests.attacks.parts import Part
from tests.servers.scripted import ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.attacks.injection.families import Attack

NAME: Final = "injection"
SLOW: Final = 8
"""Of so many attacks, one is looked for in the word processor's format too, which takes longer than all others."""


def tried(chosen: Iterable[Attack]) -> dict[str, list[str]]:
    """For each attack and reader what went wrong."""
    found: dict[str, list[str]] = {}
    with ScriptedServer() as server:
        for number, attack in enumerate(chosen):
            words = number % SLOW == 0
            with temporary() as folder:
                found[f"{attack.name}, rules"] = rules_faults(attack, Path(folder), words=words)
                found[f"{attack.name}, model"] = model_faults(attack, server, Path(folder), words=words)
    return found


def run() -> Part:
    """Try all attacks on both readers."""
    began = time.monotonic()
    found = tried(attacks())
    failures = tuple(f"{name}: {'; '.join(faults)}" for name, faults in found.items() if faults)
    return Part(NAME, len(found), len(found) - len(failures), time.monotonic() - began, failures)
