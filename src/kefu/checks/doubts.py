"""Where the reader is least sure of a message. A function of its readings."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from kefu.checks.guard import Guard
from kefu.checks.meaning import BARRED_BY_PLATFORM, WORD_FILTER, Meaning
from kefu.reader.labels import RULES
from kefu.reader.model import Reading
from kefu.vocabulary.ids import CONDUCT, Platform
from kefu.vocabulary.talk import Message, Turn
from kefu.vocabulary.verdict import Doubt, Report

TOGETHER: Final = 4096
"""So many lines are judged at once: the reader still knows them when it is asked how sure it was."""
TOLD: Final = 5
"""Of so many rules, the likeliest, the probability is told."""


class DoubtingGuard:
    """Judges lines as a guard does, and says of each agent's message how sure the reader was.

    Args:
        together: how many lines are judged at once.
    """

    def __init__(self, guard: Guard, together: int = TOGETHER) -> None:
        self.guard, self.together = guard, together

    def __call__(
        self,
        texts: Sequence[str],
        roles: Sequence[str],
        history: Callable[[int], Sequence[Turn]],
        at: Callable[[int], datetime | None],
    ) -> list[Report]:
        """One report a text, in order; as `Guard.check_lines` does it, with doubts where the guard reads."""
        out: list[Report] = []
        for start in range(0, len(texts), self.together):
            some, theirs = texts[start : start + self.together], roles[start : start + self.together]

            def before(n: int, start: int = start) -> Sequence[Turn]:
                return history(start + n)

            def when(n: int, start: int = start) -> datetime | None:
                return at(start + n)

            reports = self.guard.check_lines(some, theirs, before, when)
            platform = self.guard.platform
            if self.guard.meaning is not None and platform is not None:
                reports = doubted(self.guard.meaning, platform, some, theirs, before, reports)
            out += reports
        return out


def doubted(
    meaning: Meaning,
    platform: Platform,
    texts: Sequence[str],
    roles: Sequence[str],
    history: Callable[[int], Sequence[Turn]],
    reports: Sequence[Report],
) -> list[Report]:
    """Reports with what the reader doubts in agents' messages."""
    spoken = [n for n, role in enumerate(roles) if role == "agent"]
    readings = meaning.reader.read([meaning.text(Message(texts[n], history=history(n)), platform) for n in spoken])
    out = list(reports)
    for n, reading in zip(spoken, readings, strict=True):
        if doubt := doubt_of(meaning, platform, reading, out[n]):
            out[n] = dataclasses.replace(out[n], doubt=doubt)
    return out


def doubt_of(meaning: Meaning, platform: Platform, reading: Reading, report: Report) -> Doubt | None:
    """How near the likeliest rule is to where the reader begins to warn; None where words have settled that rule, or it never warns.

    Args:
        reading: of an agent's message.
        report: what the guard said of it.
    """
    scores = reading.scores[RULES]
    p: dict[str, float] = {}
    for rule, score in zip(CONDUCT, scores.tolist(), strict=True):
        if rule not in BARRED_BY_PLATFORM or platform == WORD_FILTER:
            p[rule] = meaning.reader.terms[rule].probability(score)
    ranked = sorted(p, key=lambda rule: -p[rule])
    likeliest = ranked[0]
    terms = meaning.reader.terms[likeliest]
    settled = {finding.rule for finding in report.findings if finding.alarm and finding.by == "words"}
    if terms.warn is None or likeliest in settled:
        return None
    score = float(scores[list(CONDUCT).index(likeliest)])
    told = dict.fromkeys((*ranked[:TOLD], *(each.rule for each in report.findings if each.rule in p)))
    return Doubt(likeliest, abs(terms.slope * (score - terms.warn)), {rule: round(p[rule], 3) for rule in told})
