"""The messages of which the reader was least certain, for a person to decide."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import pyarrow as pa

from kefu.actions.conversations import Conversations
from kefu.actions.covering import Covering
from kefu.actions.exhibits import Said
from kefu.vocabulary.verdict import Report

ASKED = 200
"""So many are asked about."""
LONGEST = 1000
"""A longer message, or turn before it, is not asked about: nobody would read it."""


class Unsure(msgspec.Struct, frozen=True):
    """A message of which the reader was not certain, masked like every output.

    Attributes:
        before: what was said before it, oldest first.
        labels: the rules that it was found to break.
        rule: the likeliest.
        distance: how far, in log-odds, that is from where the reader begins to warn.
        p: rule to probability.
    """

    file: str
    row: int
    platform: str
    role: str
    text: str
    before: tuple[Said, ...]
    labels: tuple[str, ...]
    rule: str
    distance: float
    p: dict[str, float]

    @property
    def id(self) -> str:
        """Tells it from others, the same in every inspection: of what is shown, so nothing that is covered can be guessed from it."""
        said = "\0".join((self.platform, self.role, self.text, *(f"{turn.role}:{turn.text}" for turn in self.before)))
        return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """One line of `uncertain.jsonl`."""
        return {
            "id": self.id, "platform": self.platform, "role": self.role, "text": self.text,
            "history": [{"role": turn.role, "text": turn.text} for turn in self.before],
            "guess": {"labels": list(self.labels), "p": self.p}, "file": self.file, "row": self.row,
        }  # fmt: skip


def least_certain(every: Iterable[Unsure]) -> list[Unsure]:
    """Those to ask about, the least certain first: one of equal texts, and of each rule one before of any two.

    Choosing from two pieces and then from the chosen gives the same as choosing from all, as long as equal texts have one
    likeliest rule.
    """
    texts: set[str] = set()
    ranks = Counter[str]()
    ranked: list[tuple[int, float, Unsure]] = []
    for each in sorted(every, key=lambda each: each.distance):
        if each.text not in texts:
            texts.add(each.text)
            ranked.append((ranks[each.rule], each.distance, each))
            ranks[each.rule] += 1
    return [each for _, _, each in sorted(ranked, key=lambda each: each[:2])[:ASKED]]


def unsure_in(
    lines: pa.RecordBatch, talk: Conversations, covering: Covering, reports: Mapping[int, Report]
) -> list[Unsure]:
    """Those to ask about in a table of lines.

    Args:
        lines: schema `LINES`.
        reports: by row.
    """
    plain = [
        Unsure(
            "", row, "", talk.roles[row], talk.texts[row], (),
            tuple(dict.fromkeys(each.rule for each in report.findings if each.alarm)), doubt.rule, doubt.distance,
            dict(doubt.p),
        )
        for row, report in reports.items()
        if (doubt := report.doubt) and 0 < len(talk.texts[row].strip()) <= LONGEST
    ]  # fmt: skip
    return least_certain(_masked(each, lines, talk, covering) for each in least_certain(plain))


def _masked(each: Unsure, lines: pa.RecordBatch, talk: Conversations, covering: Covering) -> Unsure:
    """One with what names it, and with the buyer covered."""
    place = each.row
    file, row, platform = (lines.column(name)[place].as_py() for name in ("file", "row", "platform"))
    before = tuple(Said(talk.turn(near).role, covering.text(near)[:LONGEST]) for near in talk.rows_before(place))
    return msgspec.structs.replace(
        each, file=file, row=row, platform=platform or "", text=covering.text(place), before=before[::-1]
    )
