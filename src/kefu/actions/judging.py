"""The work of an inspection on one table of lines: a pure function that a process pool or Spark can run anywhere."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, Protocol

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kefu.actions.conversations import Conversations, encoded
from kefu.actions.courses import Course
from kefu.actions.covering import Covering, Privacy
from kefu.actions.exhibits import SHORT, Exhibit, Heaviness, Said, Worry, alarms_of, cut, gravest, worse, worst
from kefu.actions.following import courses_in, key_of
from kefu.actions.ports import FINDINGS, LINES
from kefu.actions.tally import Tally
from kefu.actions.uncertain import Unsure, unsure_in
from kefu.vocabulary.talk import Turn
from kefu.vocabulary.verdict import CLEAN, Finding, Report, Signals

REACH = 2
"""How many lines an exhibit shows before and after."""
NO_LIMITS: Mapping[str, Heaviness] = {}


class Judge(Protocol):
    """Judges the texts of one platform by the rules of one day."""

    def __call__(
        self,
        texts: Sequence[str],
        roles: Sequence[str],
        history: Callable[[int], Sequence[Turn]],
        at: Callable[[int], datetime | None],
    ) -> Sequence[Report]:
        """One report a text, in order.

        Args:
            history: what was said before the text of that number, oldest first; dear, so asked for only where it decides.
            at: when it was said, an aware instant; what is promised in it is due from then on.
        """


class Judges(Protocol):
    """Hands out judges. It travels to the worker processes, so it must pickle, and it loads there.

    Where it has an attribute `reads` that is true its judges read meaning too; then conversations are followed: what is
    promised in them, how buyers feel, and of which messages the reader was not certain.
    """

    def __call__(self, platform: str, day: date | None) -> Judge:
        """The judge of a platform on a day; without a day, of its own. Days with the same rules have the same judge."""


@dataclass
class Judged:
    """What a table of lines came to."""

    findings: pa.RecordBatch
    tally: Tally
    exhibits: list[Exhibit] = field(default_factory=list)
    worries: list[Worry] = field(default_factory=list)
    courses: list[Course] = field(default_factory=list)
    unsure: list[Unsure] = field(default_factory=list)


def judge_lines(
    lines: pa.RecordBatch, judges: Judges, privacy: Privacy, limits: Mapping[str, Heaviness] = NO_LIMITS
) -> Judged:
    """Judge what people said in a table of lines.

    Args:
        lines: schema `LINES`; `context` rows are read for history and around an exhibit, neither judged nor counted.
        limits: what an exhibit must be worse than, as `exhibits.limits` says it; others need not be shown.

    Returns:
        The findings (schema `FINDINGS`) in the order of the lines, masked; counts; and what a report shows singly.
    """
    talk = Conversations(lines)
    own = pc.invert(lines.column("context"))
    days = pc.cast(pc.local_timestamp(lines.column("at")), pa.date32())
    tally = _counted(lines, days, own)
    told = _Telling(lines, talk, privacy, tally, limits)
    reports = sorted(_reports(lines, days, own, talk, judges), key=lambda each: each[0])
    told.tell(reports, days)
    judged = Judged(told.table(), tally, told.shown(), gravest(told.worries))
    if getattr(judges, "reads", False):
        judged.courses = courses_in(lines, talk, told.covering, dict(reports))
        judged.unsure = unsure_in(lines, talk, told.covering, dict(reports))
    return judged


def _reports(
    lines: pa.RecordBatch, days: pa.Array, own: pa.Array, talk: Conversations, judges: Judges
) -> Iterator[tuple[int, Report]]:
    """The reports in which anything was found, with their rows; judge after judge, so in no order."""
    rows = np.flatnonzero(own.to_numpy(zero_copy_only=False) & talk.people)
    if not len(rows):
        return
    keys = encoded(lines.column("platform")) * (lines.num_rows + 1) + encoded(days)
    _, firsts, group_of = np.unique(keys[rows], return_index=True, return_inverse=True)
    platforms = lines.column("platform")
    judge_of = [judges(platforms[row].as_py(), days[row].as_py()) for row in rows[firsts].tolist()]
    for judge in dict.fromkeys(judge_of):
        its = np.array([each == judge for each in judge_of])
        group = rows[its[group_of]].tolist()
        reports = judge(
            [talk.texts[row] for row in group], [talk.roles[row] for row in group],
            lambda n, group=group: talk.before(group[n]),  # type: ignore[misc]
            lambda n, group=group: talk.instant(group[n]),  # type: ignore[misc]
        )  # fmt: skip
        yield from (each for each in zip(group, reports, strict=True) if each[1] is not CLEAN)


def _counted(lines: pa.RecordBatch, days: pa.Array, own: pa.Array) -> Tally:
    """How many lines there are, by everything that a report divides them by."""
    heads = ["file", "platform", "shop", "agent", "role"]
    everyone = pa.table([*(lines.column(head) for head in heads), days], names=[*heads, "day"]).filter(own)
    people = everyone.filter(pc.is_in(everyone["role"], pa.array(["agent", "buyer"])))
    agents = people.filter(pc.equal(people["role"], "agent"))
    tally = Tally()
    for head, table, columns in (
        ("file", everyone, ["file", "role"]), ("where", people, ["file", "platform"]),
        ("platform", people, ["platform", "role"]), ("day", people, ["day", "role"]),
        ("agent", agents, ["platform", "shop", "agent"]),
    ):  # fmt: skip
        groups = table.group_by(columns, use_threads=False).aggregate([([], "count_all")])
        for *key, times in zip(*(groups[name].to_pylist() for name in (*columns, "count_all")), strict=True):
            tally.count(head, *(str(part or "") for part in key), times=times)
    return tally


class _Line(NamedTuple):
    """What names a line: its place in the table, and its cells."""

    place: int
    file: str
    row: int
    platform: str
    shop: str
    session: str
    agent: str
    day: str


class _Telling:
    """Turns reports into rows, counts and exhibits, with the buyer covered."""

    def __init__(
        self,
        lines: pa.RecordBatch,
        talk: Conversations,
        privacy: Privacy,
        tally: Tally,
        limits: Mapping[str, Heaviness],
    ) -> None:
        self._lines, self._talk, self._tally, self._limits = lines, talk, tally, limits
        self.covering = Covering(talk, privacy)
        self._found: list[tuple[int, str, str, Finding]] = []
        self._exhibits: list[tuple[Exhibit, int]] = []
        self.worries: list[Worry] = []

    def tell(self, reports: Sequence[tuple[int, Report]], days: pa.Array) -> None:
        """Tell reports in the order of their lines."""
        heard = [each for each in reports if each[1].findings or each[1].signals.risk]
        places = pa.array([place for place, _ in heard], pa.int64())
        some = self._lines.take(places)
        cells = [some.column(name) for name in _Line._fields[1:-1]]
        columns = [(pc.fill_null(column, "") if column.type == pa.string() else column).to_pylist() for column in cells]
        columns.append(pc.fill_null(pc.cast(days.take(places), pa.string()), "").to_pylist())
        for (place, report), *told in zip(heard, *columns, strict=True):
            line = _Line(place, *told)
            if report.findings:
                self._findings(line, report.findings)
            self._signals(line, report.signals)

    def table(self) -> pa.RecordBatch:
        """The findings told so far, schema `FINDINGS`."""
        lines = self._lines.take(pa.array([place for place, _, _, _ in self._found], pa.int64()))
        covered = {
            "session": [session for _, session, _, _ in self._found], "text": [text for _, _, text, _ in self._found]
        }  # fmt: skip
        arrays = []
        for name, kind in zip(FINDINGS.names, FINDINGS.types, strict=True):
            if name in covered:
                arrays.append(pa.array(covered[name], kind))
            elif name in LINES.names:
                column = lines.column(name)
                arrays.append(pc.fill_null(column, "") if kind == pa.string() else column)
            else:
                arrays.append(pa.array([getattr(finding, name) for _, _, _, finding in self._found], kind))
        return pa.RecordBatch.from_arrays(arrays, schema=FINDINGS)

    def shown(self) -> list[Exhibit]:
        """The worst messages told so far, in their context."""
        places = {id(exhibit): place for exhibit, place in self._exhibits}
        kept = []
        for exhibit in worst(exhibit for exhibit, _ in self._exhibits):
            place = places[id(exhibit)]
            sides = self._talk.around(place, REACH)
            before, after = (tuple(map(self._said, side)) for side in sides)
            kept.append(msgspec.structs.replace(exhibit, before=before, after=after))
        return kept

    def _findings(self, line: _Line, findings: Sequence[Finding]) -> None:
        text, session = self.covering.text(line.place), self.covering.session(line.place, line.session)
        told = tuple(self._covered(finding, text, line) for finding in findings)
        for finding in told:
            self._found.append((line.place, session, text, finding))
            self._tally.count("found", line.platform, line.shop, line.agent, finding.rule, finding.severity)
            self._tally.count("found-day", line.day, finding.severity)
            self._tally.count("clause", finding.clause, line.platform, finding.rule, finding.severity, finding.penalty)
        if any(finding.severity == "block" for finding in told):
            self._tally.count("stopped", line.platform, line.shop, line.agent)
        alarms = alarms_of(told)
        if alarms:
            self._tally.count("alarmed", line.platform, line.shop, line.agent)
        if alarms and worse(line.platform, alarms, self._limits):
            text, told = cut(text, told)
            at = self._instant(line.place)
            exhibit = Exhibit(line.file, line.row, line.platform, line.shop, session, line.agent, at, text, told)
            self._exhibits.append((exhibit, line.place))

    def _signals(self, line: _Line, signals: Signals) -> None:
        if not signals.risk:
            return
        for risk in signals.risk:
            self._tally.count("risk", risk)
        shop, agent = self._talk.agent(line.place)
        key = key_of(line.file, line.platform, line.session or line.row)
        text, at = _short(self.covering.text(line.place)), self._instant(line.place)
        session = self.covering.session(line.place, line.session)
        self.worries.append(
            Worry(
                key, line.file, line.row, line.platform, shop, session, agent, at, text,
                dict.fromkeys(signals.risk, 1), signals.emotion,
            )
        )  # fmt: skip

    def _said(self, near: int) -> Said:
        return Said(self._talk.roles[near], _short(self.covering.text(near)), self._instant(near))

    def _covered(self, finding: Finding, text: str, line: _Line) -> Finding:
        advice = self.covering.advice(line.place, finding.advice)
        return dataclasses.replace(finding, quote=text[finding.start : finding.end], advice=advice)

    def _instant(self, place: int) -> str:
        at = self._talk.instant(place)
        return at.isoformat(sep=" ", timespec="seconds")[:19] if at else ""


def _short(text: str, most: int = SHORT) -> str:
    return text if len(text) <= most else text[:most] + "…"
