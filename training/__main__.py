"""From labelled messages to the weights that Kefu ships:

    python -m training --start FOLDER --keep FOLDER [--out src/kefu/reader/weights] [--smoke]

The folder of `--start` is where the starting weights were unpacked (training/README.md says which and how to get them). What is
done is written to that of `--keep`: a run that was cut short goes on after its last whole epoch, and several runs on one machine
or on several may each do a step (`--step`).
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from kefu.reader.examples import EXAMPLES, Example, packed
from kefu.reader.labels import LABELS
from kefu.reader.model import CARD, WEIGHTS, Card, Reader, session_of
from kefu.reader.pieces import Pieces
from kefu.reader.probes import PROBES, probes_of
from kefu.vocabulary.ids import PROMISES
from training.encoder import with_heads
from training.export import write
from training.fit import fit, read
from training.lines import LABELLED, added, checksum, lines
from training.measure import summary
from training.pool import pool
from training.rows import Reading, Row, said
from training.start import Weights, by_chance, keep, lighter
from training.start import read as start
from training.teach import ON, PUPIL, TEACHERS, lessons, thought
from training.terms import terms

VERSION: Final = 1
SHIPPED: Final = Path(__file__).parents[1] / "src" / "kefu" / "reader" / "weights"
SMOKE: Final = 64
PROBED: Final = 60
"""So many messages are kept with their scores, to tell whether another machine reads the same."""
LAYERS: Final = 4
BETWEEN: Final = 1024
"""So many layers has the pupil, and so much stands between the two matrices of each; the teachers have 4 and 2,048."""


def options() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training", description="Labelled messages to the reader's weights."
    )
    parser.add_argument(
        "--start", type=Path, help="folder of the starting weights; a smoke run begins by chance without"
    )
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder for the weights and their card")
    parser.add_argument("--keep", type=Path, required=True, help="folder for what goes on between runs")
    parser.add_argument(
        "--former", type=Path, metavar="FILE", help="a teacher of an earlier run (teacher-1.npz), which learns on"
    )
    parser.add_argument("--step", help="only this: teacher-1, pupil or export")
    parser.add_argument("--layers", type=int, default=LAYERS, help="so many layers has the pupil")
    parser.add_argument("--between", type=int, default=BETWEEN, help="so much stands between the two matrices of each")
    parser.add_argument(
        "--share", type=float, default=1.0, help="so much of the training messages, for a learning curve"
    )
    parser.add_argument(
        "--add", type=Path, action="append", default=[], metavar="FILE", help="a shop's own labels, of kefu label, too"
    )
    parser.add_argument("--smoke", action="store_true", help=f"one epoch over {SMOKE} messages: does it run?")
    asked = parser.parse_args()
    if asked.start is None and not asked.smoke:
        parser.error("--start is missing: training/README.md says where the starting weights are")
    if asked.former is not None and not asked.former.is_file():
        parser.error(f"--former: there is no file {asked.former}; it is the teacher-1.npz of an earlier --keep")
    return asked


class Run:
    """One way from messages to weights; each step is done once and its weights are kept."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked, self.folder = asked, asked.keep
        self.folder.mkdir(parents=True, exist_ok=True)
        self.listed, self.first = start(asked.start) if asked.start else by_chance()
        self.pieces = Pieces(self.listed)
        self.reading = Reading(self.pieces)
        self.taught, self.held = shared(lines("train"), asked.share), lines("dev")
        self.plans = {f"teacher-{n}": plan for n, plan in enumerate((ON,) if asked.former else TEACHERS, 1)}
        self.plans |= {"pupil": PUPIL}
        if asked.smoke:
            self.taught, self.held = self.taught[:SMOKE], self.held[:SMOKE]
            self.plans = {name: replace(plan, epochs=1) for name, plan in self.plans.items()}
        self.taught += added(asked.add)
        told = (
            f"{len(self.taught)} messages to learn from, {len(self.held)} to be measured on; {len(self.listed)} pieces"
        )
        print(told, flush=True)

    def step(self, name: str) -> Weights:
        """The weights of a step, fitted now where they are not kept."""
        path = self.folder / f"{name}.npz"
        if not path.exists():
            plan = self.plans[name]
            if name == "pupil":
                rows, own = self.lessons()
            else:
                rows = [self.reading.row(line) for line in self.taught]
                own = self.began(plan.seed)
            print(f"{name}: {len(rows)} rows", flush=True)
            keep(path, self.listed, fit(own, rows, self.pieces, plan, self.folder / f"{name}.pickle"))
        weights = start(path)[1]
        self.measure(name, read(weights, [self.reading.row(line) for line in self.held], self.pieces))
        return weights

    def began(self, seed: int) -> Weights:
        """What a teacher begins as: one of an earlier run, or the starting weights with heads by chance."""
        if self.asked.former:
            listed, weights = start(self.asked.former)
            if listed != self.listed:
                raise SystemExit(
                    f"{self.asked.former}: its pieces are others than those of --start; name a teacher that began there"
                )
            return weights
        return with_heads(self.first, len(LABELS), len(PROMISES), seed)

    def lessons(self) -> tuple[list[Row], Weights]:
        """What the pupil learns, and what it begins as: the first teacher, made lighter."""
        teachers = [self.step(name) for name in self.plans if name != "pupil"]
        rows = [self.reading.row(line) for line in self.taught]
        rows += [self.reading.bare(line) for line in pool(self.taught)]
        print(f"{len(teachers)} teachers read {len(rows)} messages", flush=True)
        held = thought(teachers, rows, self.pieces)
        return lessons(rows, held), lighter(teachers[0], self.asked.layers, self.asked.between)

    def measure(self, name: str, given: Mapping[str, Any]) -> None:
        """Say how well a step does on the development part."""
        print(name, " ".join(f"{what} {value:.3f}" for what, value in summary(self.held, given).items()), flush=True)

    def export(self) -> None:
        """Write what ships, and measure it as it was written."""
        out = self.asked.out
        out.mkdir(parents=True, exist_ok=True)
        write(self.step("pupil"), out / WEIGHTS)
        made_of = checksum(LABELLED, self.asked.add)
        card = Card(VERSION, LABELS, tuple(self.listed), sha256(out / WEIGHTS), made_of, {})
        full = self.read(card, out / WEIGHTS)
        card = msgspec.structs.replace(card, terms=terms(self.held, full))
        (out / CARD).write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")
        every = [
            Example(line["text"], "\n".join(said(line)), tuple(line["labels"]))
            for line in lines("train")
            if "labels" in line
        ]
        (out / EXAMPLES).write_bytes(packed(every))
        texts = [self.reading.text(line) for line in self.held[:: max(1, len(self.held) // PROBED)]]
        some = probes_of(Reader(card, session_of((out / WEIGHTS).read_bytes())), texts)
        (out / PROBES).write_bytes(msgspec.json.encode(some) + b"\n")
        self.measure("shipped", full)

    def read(self, card: Card, weights: Path) -> dict[str, Any]:
        """The scores of the development part by weights as they were written."""
        given = Reader(card, session_of(weights.read_bytes())).read([self.reading.text(line) for line in self.held])
        return {line["id"]: each.scores for line, each in zip(self.held, given, strict=True)}


def sha256(path: Path) -> str:
    """The checksum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def shared(taught: list[dict[str, Any]], share: float) -> list[dict[str, Any]]:
    """A share of the messages, by chance."""
    if share >= 1:
        return taught
    chosen = np.random.default_rng(1).permutation(len(taught))[: int(len(taught) * share)]
    return [taught[n] for n in sorted(chosen)]


def main() -> None:
    """Do what is asked: one step, or all of them."""
    asked = options()
    run = Run(asked)
    if asked.step in (None, "export"):
        run.export()
    else:
        run.step(asked.step)


main()
