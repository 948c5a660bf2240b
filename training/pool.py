"""Messages without labels, made of the labelled ones: what teachers are asked about so that their pupil reads more than they learnt from.

A labelled message is never made this way. These are messages cut short, put together, or put behind what somebody else said;
most make sense, some do not, and what a message means is then what the teachers think of it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from kefu.checks.clauses import spans
from training.rows import role_of

SHORTER: Final = 0.3
JOINED: Final = 0.3
ALONE: Final = 0.3
ELSEWHERE: Final = 0.25
"""So often each is made of a message that allows it."""
LONGEST: Final = 90
"""Longer messages are not put together."""
Line = Mapping[str, Any]


def pool(lines: Sequence[Line], seed: int = 1) -> list[dict[str, Any]]:
    """Messages made of others, in a fixed order.

    Args:
        lines: their texts as the reader reads them.
    """
    chance = random.Random(seed)
    by_role = {role: [line for line in lines if role_of(line) == role] for role in ("agent", "buyer")}
    return [
        {"of": line["of"], "platform": line["platform"], **made, "id": f"pool-{line['id']}-{n}"}
        for line in lines
        for n, made in enumerate(of(line, by_role[role_of(line)], chance))
    ]


def of(line: Line, others: Sequence[Line], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Those of one message."""
    text, history = line["text"], line.get("history", [])
    parts = spans(text)
    if len(parts) > 1 and chance.random() < SHORTER:
        start, end = chance.choice(parts)
        yield {"text": text[:start] + text[end:].lstrip(",. "), "history": history}
    other = chance.choice(others)
    if len(text) + len(other["text"]) <= LONGEST and chance.random() < JOINED:
        yield {"text": text + chance.choice((",", " ", "。", "\n")) + other["text"], "history": history}
    if history and chance.random() < ALONE:
        yield {"text": text, "history": []}
    other = chance.choice(others)
    if other.get("history") and chance.random() < ELSEWHERE:
        yield {"text": text, "history": other["history"]}
