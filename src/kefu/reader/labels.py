"""What the reader gives a score for, in the order of its scores."""

from __future__ import annotations

from typing import Final

from kefu.vocabulary.ids import CONDUCT, EMOTIONS, INTENTS, PROMISES, RISKS

LABELS: Final[tuple[str, ...]] = (*CONDUCT, *PROMISES, *INTENTS, *RISKS, *EMOTIONS)
"""Rules that an agent's message breaks, what it promises; what a buyer's message asks and risks, and how he feels."""


def places(names: tuple[str, ...]) -> slice:
    """Where some labels that stand together stand."""
    first = LABELS.index(names[0])
    return slice(first, first + len(names))


RULES: Final = places(tuple(CONDUCT))
KINDS: Final = places(PROMISES)
ASKED: Final = places(INTENTS)
RISKED: Final = places(RISKS)
FELT: Final = places(EMOTIONS)
