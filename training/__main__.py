"""From labelled messages to the weights that Kefu ships:

    python -m training --start FOLDER [--out src/kefu/reader/weights] [--keep FILE] [--smoke]

FOLDER is where the starting weights were unpacked (training/README.md says which and how to get them). With `--keep` a run that
was cut short goes on after its last whole epoch.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from kefu.reader.examples import EXAMPLES, Example, packed
from kefu.reader.labels import LABELS
from kefu.reader.model import CARD, WEIGHTS, Card, reader_of
from kefu.reader.pieces import Pieces
from kefu.vocabulary.ids import PROMISES
from training.encoder import with_heads
from training.export import write
from training.fit import Plan, fit
from training.lines import LABELLED, checksum, lines
from training.measure import summary
from training.rows import Reading, said
from training.start import first_layers
from training.start import read as start
from training.terms import terms

VERSION: Final = 1
SHIPPED: Final = Path(__file__).parents[1] / "src" / "kefu" / "reader" / "weights"
SMOKE: Final = 64


def options() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training", description="Labelled messages to the reader's weights."
    )
    parser.add_argument("--start", type=Path, required=True, help="folder of the starting weights")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder for the weights and their card")
    parser.add_argument("--keep", type=Path, help="file for what goes on between runs")
    parser.add_argument("--layers", type=int, default=4, help="so many of the first layers")
    parser.add_argument(
        "--share", type=float, default=1.0, help="so much of the training messages, for a learning curve"
    )
    parser.add_argument("--epochs", type=int, default=Plan.epochs)
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--smoke", action="store_true", help=f"one epoch over {SMOKE} messages: does it run?")
    return parser.parse_args()


def main() -> None:
    """Train, write the weights, measure what was written."""
    asked = options()
    listed, weights = start(asked.start)
    pieces = Pieces(listed)
    reading = Reading(pieces)
    taught, held = lines("train"), lines("dev")
    taught = shared(taught, asked.share, asked.seed)
    plan = Plan(epochs=asked.epochs, seed=asked.seed)
    if asked.smoke:
        taught, held, plan = taught[:SMOKE], held[:SMOKE], Plan(epochs=1, seed=asked.seed)
    print(f"{len(taught)} messages to learn from, {len(held)} to be measured on; {len(listed)} pieces", flush=True)
    rows = [reading.row(line) for line in taught]
    own = with_heads(first_layers(weights, asked.layers), len(LABELS), len(PROMISES), plan.seed)
    fitted = fit(own, rows, pieces, plan, asked.keep)
    asked.out.mkdir(parents=True, exist_ok=True)
    write(fitted, asked.out / WEIGHTS)
    card = Card(VERSION, LABELS, tuple(listed), sha256(asked.out / WEIGHTS), checksum(LABELLED), {})
    given = reader_of(card, (asked.out / WEIGHTS).read_bytes()).read([reading.text(line) for line in held])
    measured = {line["id"]: each.scores for line, each in zip(held, given, strict=True)}
    card = msgspec.structs.replace(card, terms=terms(held, measured))
    (asked.out / CARD).write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")
    every = [
        Example(line["text"], "\n".join(said(line)), tuple(line["labels"]))
        for line in lines("train")
        if "labels" in line
    ]
    (asked.out / EXAMPLES).write_bytes(packed(every))
    for name, value in summary(held, measured).items():
        print(f"{name:14} {value:.3f}")


def sha256(path: Path) -> str:
    """The checksum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def shared(taught: list[dict[str, object]], share: float, seed: int) -> list[dict[str, object]]:
    """A share of the messages, by chance."""
    if share >= 1:
        return taught
    chosen = np.random.default_rng(seed).permutation(len(taught))[: int(len(taught) * share)]
    return [taught[n] for n in sorted(chosen)]


main()
