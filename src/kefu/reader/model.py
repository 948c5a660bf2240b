"""The reader: a small model that gives each message its probabilities. A function of its weights; no network."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

import msgspec
import numpy as np
import numpy.typing as npt

from kefu.reader.labels import FELT, LABELS
from kefu.reader.pieces import FRAME, MOST, MOST_BEFORE, Pieces
from kefu.vocabulary.errors import KefuError

Floats = npt.NDArray[np.float32]
WEIGHTS: Final = "reader.onnx"
CARD: Final = "reader.json"
STEP: Final = MOST - FRAME - MOST_BEFORE
"""A longer message is read in windows, each so many pieces behind the last."""
SLOWER: Final = ["SkipLayerNormFusion"]
"""What onnxruntime would put together and is slower for it: its fused addition and normalisation take six times as long on a processor."""
REMEMBERED: Final = 16_384
"""So many readings are kept: canned phrases are most of a day's traffic."""


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From what score on a label counts, told on the development part.

    Attributes:
        warn, block: scores; None = never. Of a buyer's signal `warn` is from where on it holds.
        beside: from where on a buyer's signal holds that words have told too.
        slope, shift: what makes a score of the model a probability: 1 / (1 + e^-(slope * score + shift)).
    """

    warn: float | None
    block: float | None
    beside: float | None
    slope: float
    shift: float

    def warns_from(self, least: float | None) -> float:
        """The score from which on it warns, told by a probability where one is asked for."""
        if least is None or self.warn is None:
            return float("inf") if self.warn is None else self.warn
        return float((np.log(least / (1 - least)) - self.shift) / self.slope)

    def probability(self, score: float) -> float:
        """How likely the label holds."""
        return float(1 / (1 + np.exp(-(self.slope * score + self.shift))))


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands beside the weights.

    Attributes:
        labels: of its scores, in their order.
        pieces: that it knows, by number.
        weights: SHA-256 of the file of weights.
        data: SHA-256 of what it was taught with.
        terms: for each label.
    """

    version: int
    labels: tuple[str, ...]
    pieces: tuple[str, ...]
    weights: str
    data: str
    terms: dict[str, Terms]


@dataclass(frozen=True, slots=True)
class Text:
    """A message to be read, disguises undone: itself, and what the other side said right before it, turn by turn."""

    plain: str
    platform: str
    role: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader thinks of a message.

    Attributes:
        scores: one a label, before any threshold; of a message in windows the highest.
        kinds: for each piece of the message one a kind of promise.
    """

    scores: Floats
    kinds: Floats


Run = Callable[[Any, Any], tuple[Floats, Floats]]


class Reader:
    """Reads messages.

    Args:
        card: what stands beside the weights.
        run: from pieces and sides, whole numbers (messages, size), to scores and kinds.
    """

    def __init__(self, card: Card, run: Run) -> None:
        self.card, self.run = card, run
        self.pieces = Pieces(card.pieces)
        self.terms: Mapping[str, Terms] = card.terms
        self._known: dict[Text, Reading] = {}

    def read(self, texts: Sequence[Text]) -> list[Reading]:
        """The readings of some messages, in order; what was read lately is not read again. Raises: nothing."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        found = dict(zip(fresh, self._read(fresh), strict=True))
        out = [found[text] if text in found else self._known[text] for text in texts]
        for text, reading in found.items():
            self._known[text] = reading
        while len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        return out

    def _read(self, texts: Sequence[Text]) -> list[Reading]:
        """One by one: in whole numbers of eight bits what is read together shares its scale, and a score would depend on it."""
        found: list[Reading] = []
        for text in texts:
            windows = []
            for framed, own in self._windows(text):
                pieces = np.array([framed], dtype=np.int64)
                side = np.ones_like(pieces)
                side[0, :own] = 0
                scores, kinds = self.run(pieces, side)
                windows.append(Reading(scores[0], kinds[0, 1 : own - 1].copy()))
            found.append(together(windows))
        return found

    def _windows(self, text: Text) -> Iterator[tuple[list[int], int]]:
        own = self.pieces.of(text.plain)
        before = [self.pieces.of(turn) for turn in text.before]
        yield self.pieces.framed(own, text.platform, text.role, before)
        start = STEP
        while start + MOST_BEFORE < len(own):
            yield self.pieces.framed(own[start:], text.platform, text.role, before)
            start += STEP


def together(windows: Sequence[Reading]) -> Reading:
    """One reading of a message that was read in windows."""
    if len(windows) == 1:
        return windows[0]
    return Reading(np.max([each.scores for each in windows], axis=0), windows[0].kinds)


def emotion(scores: Floats) -> int:
    """Which of the emotions it is, by its number."""
    return int(np.argmax(scores[FELT]))


def unfit(what: str) -> KefuError:
    """The weights cannot be used."""
    return KefuError("reader", what, "the reader's weights", "install kefu again; until then words alone judge")


def ships() -> bool:
    """Whether this Kefu comes with weights at all."""
    return resources.files("kefu.reader").joinpath("weights").is_dir()


@functools.cache
def shipped_reader() -> Reader:
    """The reader that ships with Kefu; made once.

    Raises:
        KefuError: its files are missing, damaged or of another version.
    """
    folder = resources.files("kefu.reader").joinpath("weights")
    try:
        card = msgspec.json.decode(folder.joinpath(CARD).read_bytes(), type=Card)
        weights = folder.joinpath(WEIGHTS).read_bytes()
    except OSError as error:
        raise unfit("are missing") from error
    except msgspec.DecodeError as error:
        raise unfit(f"have a damaged card ({error})") from error
    return reader_of(card, weights)


def reader_of(card: Card, weights: bytes) -> Reader:
    """A reader of these weights. Raises KefuError where they are not those of the card, or of another version."""
    if hashlib.sha256(weights).hexdigest() != card.weights:
        raise unfit("are damaged: the checksum differs")
    if card.labels != LABELS:
        raise unfit("are of another version: their labels differ")
    return Reader(card, session_of(weights))


def session_of(weights: bytes) -> Run:
    """What runs these weights, on one core. Raises KefuError where they cannot be loaded."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(
            weights, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
        )
    except Exception as error:  # onnxruntime's own errors share no base of their own
        raise unfit(f"cannot be loaded ({type(error).__name__})") from error
    return lambda pieces, side: tuple(session.run(["scores", "kinds"], {"pieces": pieces, "side": side}))
