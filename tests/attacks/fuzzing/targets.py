"""All targets, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.attacks.fuzzing import briefs, grounded, labels, loaders, readers

if TYPE_CHECKING:
    from tests.attacks.fuzzing.target import Target

TARGETS: Final[dict[str, Target]] = {
    target.name: target
    for target in (*loaders.TARGETS, *readers.TARGETS, *grounded.TARGETS, *labels.TARGETS, *briefs.TARGETS)
}
