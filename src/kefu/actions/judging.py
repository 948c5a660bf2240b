"""The work of an inspection on one table of lines: a pure function that a process pool or Spark can run anywhere."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kefu.actions.conversations import Conversations, encoded
from kefu.actions.exhibits import Exhibit, Heaviness, Said, Worry, alarms_of, cut, gravest, weighed, worst
from kefu.actions.masking import buyer_spans, cover, mask, mask_session
from kefu.actions.ports import FINDINGS
from kefu.actions.tally import Tally
from kefu.vocabulary.ids import SEVERITIES
from kefu.vocabulary.talk import Turn
from kefu.vocabulary.verdict import CLEAN, Finding, Report

REACH = 2
"""How many lines an exhibit shows before and after."""
NO_LIMITS: Mapping[str, Heaviness] = {}
NO_LIMIT: Heaviness = (len(SEVERITIES), 0)


class Judge(Protocol):
    """Judges the texts of one platform by the rules of one day."""

    def __call__(
        self, texts: Sequence[str], roles: Sequence[str], history: Callable[[int], Sequence[Turn]]
    ) -> Sequence[Report]:
        """One report a text, in order.

        Args:
            history: what was said before the text of that number, oldest first; dear, so asked for only where it decides.
        """


class Judges(Protocol):
    """Hands out judges. It travels to the worker processes, so it must pickle, and it loads there."""

    def __call__(self, platform: str, day: date | None) -> Judge:
        """The judge of a platform on a day; without a day, of its own. Days with the same rules have the same judge."""


@dataclass(frozen=True)
class Privacy:
    """What the outputs may show: buyers (`unmask`), and agents in other people's words (not with `pseudonyms`)."""

    unmask: bool = False
    pseudonyms: bool = False


@dataclass
class Judged:
    """What a table of lines came to."""

    findings: pa.RecordBatch
    tally: Tally
    exhibits: list[Exhibit] = field(default_factory=list)
    worries: list[Worry] = field(default_factory=list)


def judge_lines(
    lines: pa.RecordBatch, judges: Judges, privacy: Privacy, limits: Mapping[str, Heaviness] = NO_LIMITS
) -> Judged:
    """Judge what people said in a table of lines.

    Args:
        lines: schema `LINES`; `context` rows are read for history and around an exhibit, neither judged nor counted.
        limits: by rule, what an exhibit must be worse than; others need not be shown.

    Returns:
        The findings (schema `FINDINGS`) in the order of the lines, masked; counts; and what a report shows singly.
    """
    talk = Conversations(lines)
    own = pc.invert(lines.column("context"))
    days = pc.cast(pc.local_timestamp(lines.column("at")), pa.date32())
    tally = _counted(lines, days, own)
    told = _Telling(lines, talk, privacy, tally, limits)
    for row, report in sorted(_reports(lines, days, own, talk, judges), key=lambda each: each[0]):
        told.take(row, report)
    return Judged(told.table(), tally, told.shown(), gravest(told.worries))


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
        self._lines, self._talk, self._privacy, self._tally, self._limits = lines, talk, privacy, tally, limits
        self._columns: dict[str, list[Any]] = {name: [] for name in FINDINGS.names}
        self._exhibits: list[Exhibit] = []
        self._rows: dict[tuple[str, int], int] = {}
        self.worries: list[Worry] = []

    def take(self, row: int, report: Report) -> None:
        """Tell one report."""
        if report.findings:
            self._findings(row, report.findings)
        if report.signals.risk or report.signals.emotion != "calm":
            self._tally.count("emotion", report.signals.emotion)
            for risk in report.signals.risk:
                self._tally.count("risk", risk)
        if report.signals.risk:
            self._worry(row, report)

    def table(self) -> pa.RecordBatch:
        """The findings told so far, schema `FINDINGS`."""
        arrays = [pa.array(self._columns[each.name], each.type) for each in FINDINGS]
        return pa.RecordBatch.from_arrays(arrays, schema=FINDINGS)

    def shown(self) -> list[Exhibit]:
        """The worst messages told so far, in their context."""
        kept = []
        for exhibit in worst(self._exhibits):
            row = self._rows[exhibit.file, exhibit.row]
            before, after = (tuple(self._said(near, row) for near in side) for side in self._talk.around(row, REACH))
            kept.append(msgspec.structs.replace(exhibit, before=before, after=after))
        return kept

    def _findings(self, row: int, findings: Sequence[Finding]) -> None:
        line = self._line(row)
        text = self._shown(row, row)
        line["text"] = text
        line["session"] = self._session(row)
        told = tuple(self._told(finding, text, row) for finding in findings)
        for finding in told:
            self._row(line, finding)
        who = line["platform"], line["shop"], line["agent"]
        if any(finding.severity == "block" for finding in told):
            self._tally.count("stopped", *who)
        alarms = alarms_of(told)
        if alarms:
            self._tally.count("alarmed", *who)
        if alarms and weighed(alarms) < self._limits.get(alarms[0].rule, NO_LIMIT):
            text, told = cut(text, told)
            place = {name: line[name] for name in ("file", "row", "platform", "shop", "session", "agent")}
            self._exhibits.append(Exhibit(**place, at=_instant(line["at"]), text=text, findings=told))
            self._rows[line["file"], line["row"]] = row

    def _row(self, line: dict[str, Any], finding: Finding) -> None:
        for name in FINDINGS.names:
            self._columns[name].append(line[name] if name in line else getattr(finding, name))
        platform, rule, severity = line["platform"], finding.rule, finding.severity
        self._tally.count("found", platform, line["shop"], line["agent"], rule, severity)
        self._tally.count("found-day", _day(line["at"]), severity)
        self._tally.count("clause", finding.clause, platform, rule, severity, finding.penalty)

    def _worry(self, row: int, report: Report) -> None:
        line = self._line(row)
        shop, agent = self._talk.agent(row)
        name = f"{line['file']}\0{line['platform']}\0{line['session'] or line['row']}"
        key = hashlib.blake2b(name.encode("utf-8"), digest_size=8).hexdigest()
        self.worries.append(
            Worry(
                key, line["file"], line["row"], line["platform"], shop, self._session(row),
                agent, _instant(line["at"]), _short(self._shown(row, row)),
                dict.fromkeys(report.signals.risk, 1), report.signals.emotion,
            )
        )  # fmt: skip

    def _line(self, row: int) -> dict[str, Any]:
        names = ("file", "row", "shop", "platform", "session", "agent", "at", "role")
        line = {name: self._lines.column(name)[row].as_py() for name in names}
        return line | {name: line[name] or "" for name in ("shop", "session", "agent")}

    def _session(self, row: int) -> str:
        session = self._lines.column("session")[row].as_py() or ""
        if not self._privacy.unmask:
            session = mask_session(session, self._talk.buyers(row))
        if self._privacy.pseudonyms:
            session = cover(session, agent_spans(session, self._talk.agents(row)))
        return session

    def _said(self, near: int, row: int) -> Said:
        return Said(
            self._talk.roles[near], _short(self._shown(near, row)), _instant(self._lines.column("at")[near].as_py())
        )

    def _shown(self, near: int, row: int) -> str:
        """The text of a line near `row` as outputs may show it."""
        text = self._talk.texts[near]
        spans = [] if self._privacy.unmask else buyer_spans(text, self._talk.buyers(row))
        if self._privacy.pseudonyms:
            spans += agent_spans(text, self._talk.agents(row))
        return cover(text, spans)

    def _told(self, finding: Finding, text: str, row: int) -> Finding:
        advice = finding.advice if self._privacy.unmask else mask(finding.advice, self._talk.buyers(row))
        return dataclasses.replace(finding, quote=text[finding.start : finding.end], advice=advice)


def agent_spans(text: str, accounts: Sequence[str]) -> list[tuple[int, int]]:
    """Where a text calls an agent by the account or by its part behind the shop's name."""
    spans = []
    for name in {part for account in accounts for part in (account, account.replace("：", ":").rpartition(":")[2])}:
        at = text.find(name) if len(name) >= 2 else -1
        while at >= 0:
            spans.append((at, at + len(name)))
            at = text.find(name, at + len(name))
    return spans


def _instant(at: datetime | None) -> str:
    return at.isoformat(sep=" ", timespec="seconds")[:19] if at else ""


def _day(at: datetime | None) -> str:
    return at.date().isoformat() if at else ""


def _short(text: str, most: int = 200) -> str:
    return text if len(text) <= most else text[:most] + "…"
