"""Messages with the scores that they have where the weights were made: whether this machine reads as that one did."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import Final

import msgspec
import numpy as np

from kefu.reader.model import Reader, Text

PROBES: Final = "probes.json"
TOLERANCE: Final = 0.25
"""So far a score may lie from the one it should be: processors sum whole numbers of eight bits in other orders and ranges."""


class Probe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message as the reader is given it, and its scores."""

    plain: str
    platform: str
    role: str
    before: tuple[str, ...]
    scores: tuple[float, ...]


def shipped_probes() -> list[Probe]:
    """Those beside the shipped weights. Raises OSError and msgspec.MsgspecError where they are missing or damaged."""
    raw = resources.files("kefu.reader").joinpath("weights", PROBES).read_bytes()
    return msgspec.json.decode(raw, type=list[Probe])


def probes_of(reader: Reader, texts: Sequence[Text]) -> list[Probe]:
    """What this reader scores these messages."""
    return [
        Probe(text.plain, text.platform, text.role, text.before, tuple(round(float(score), 3) for score in each.scores))
        for text, each in zip(texts, reader.read(texts), strict=True)
    ]


def apart(reader: Reader, probes: Sequence[Probe]) -> float:
    """How far the scores of this machine lie at most from those that they should be."""
    readings = reader.read([Text(each.plain, each.platform, each.role, each.before) for each in probes])
    return max(
        float(np.abs(got.scores - np.array(each.scores)).max()) for got, each in zip(readings, probes, strict=True)
    )
