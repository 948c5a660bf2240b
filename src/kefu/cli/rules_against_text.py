"""What comes out otherwise by the newer book, as a person reads it, and as a program does."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from kefu.actions.overtaken import ACCOUNT, KINDS, Change, Kind, Side
from kefu.cli.answering import written
from kefu.cli.rules_against import HOLDS_NONE, Answer, Comparison, Skipped, files_in, nothing_in
from kefu.cli.telling import one_line, told
from kefu.cli.terminal import Line, screen
from kefu.clocks.names import CLOCK_NAMES, LAPSED, MISS_NAMES, STATE_NAMES
from kefu.dues.ladder import CLASS_NAMES
from kefu.dues.matters import MATTER_NAMES, PAID_AS_NAMES
from kefu.rulebook.citation import IN_SERIOUS_CASES, Language, provenance
from kefu.vocabulary.ids import CONDUCT, PLATFORM_NAMES

KIND_NAMES: Final[dict[Kind, tuple[str, str]]] = {
    "clock": ("时限", "Deadlines"),
    "sum": ("赔付", "Sums"),
    "points": ("扣分", "Points"),
    "finding": ("质检结果", "Findings"),
}
SKIPPED: Final = f"已跳过，里面没有事件记录、赔付、扣分或质检结果 / skipped: {HOLDS_NONE}"
NONE: Final[dict[Kind, tuple[str, str]]] = {
    "clock": ("没有这个时限", "no such deadline"),
    "sum": ("没有规定", "nothing is stated"),
    "points": ("没有这个名目", "no such clause"),
    "finding": ("没有可引的条款", "no clause to cite"),
}
"""What is said for a book that has no such answer."""


def show(comparison: Comparison, folder: Path, names: Sequence[str], language: Language, json: bool) -> int:
    """Write what comes out otherwise as it is found, and how much it was. Returns 0, or 2 where a line was wrong.

    Raises:
        KefuError: nothing in the folder can be compared.
    """
    files, summary, out = files_in(folder), Summary(), sys.stdout.buffer
    with screen(follow=True) as (write, progress):
        for each in comparison.of(files, progress):
            if isinstance(each, Answer):
                summary.add(each)
                for change in each.changes:
                    if json:
                        out.write(written(as_json(each, change)) + b"\n")
                        continue
                    for line in difference(each, change, language):
                        write(line)
            elif isinstance(each, Skipped):
                print(f"kefu rules: {one_line(f'{each.file}: {SKIPPED}; {each.why}')}", file=sys.stderr)
            else:
                summary.faults += 1
                print(f"kefu rules: {told(each)}", file=sys.stderr)
        if not summary.read and not summary.faults:
            raise nothing_in(folder)
        if not json:
            for line in summary.lines(names, language):
                write(line)
    if json:
        out.write(written(summary.told()) + b"\n")
        out.flush()
    return 2 if summary.faults else 0


def difference(answer: Answer, change: Change, language: Language) -> Iterator[Line]:
    """One answer that comes out otherwise: where it stands, what it is, old and new, and the clause of each."""
    zh, side = language == "zh", 0 if language == "zh" else 1
    name = "" if answer.name is None else f"  {one_line(str(answer.name))}"
    since = f"  {change.at:%Y-%m-%d %H:%M}{' 起' if zh else ''}" if change.at and change.kind == "clock" else ""
    since = f"  {change.at:%Y-%m-%d %H:%M}" if change.at and change.kind == "points" else since
    yield Line((
        (one_line(f"{answer.file}:{answer.line}"), "bold"), (name, "dim"),
        (f"  {PLATFORM_NAMES[change.platform][side]}  {_what(change, side)}{since}", ""),
    ))  # fmt: skip
    old, new = (_value(change, each, language) for each in (change.old, change.new))
    if change.clause_alone:
        yield Line(((old, ""), ("；只换了条款" if zh else "; only the clause is another", "dim")), 2)
    else:
        yield Line(((old, "red"), (" → ", ""), (new, "green")), 2)
    for label, each in (("旧" if zh else "old", change.old), ("新" if zh else "new", change.new)):
        yield Line(((f"{label}  {_clauses(each, language)}", "dim"),), 4)


def _what(change: Change, side: int) -> str:
    if change.kind == "points":
        return ("合计", "in all")[side] if change.what == ACCOUNT else one_line(change.what)
    names = {"clock": CLOCK_NAMES, "sum": MATTER_NAMES, "finding": {id: (zh, "") for id, zh in CONDUCT.items()}}
    name = names[change.kind].get(change.what, ("", ""))[side]
    return f"{name}{('（', ' (')[side]}{change.what}{('）', ')')[side]}" if name else change.what


def _clauses(side: Side | None, language: Language) -> str:
    zh = language == "zh"
    if side is None or not side.rules:
        return "没有条款" if zh else "no clause"
    shown = (
        f"{rule.id}（{provenance(rule)}）" if zh else f"{rule.id} ({provenance(rule, 'en')})" for rule in side.rules
    )
    return ("、" if zh else ", ").join(shown)


def _value(change: Change, side: Side | None, language: Language) -> str:
    """What one of the books says."""
    place = 0 if language == "zh" else 1
    if side is None:
        return NONE[change.kind][place]
    if change.kind == "clock":
        return _deadline(side, place)
    if change.kind == "sum":
        return _sum(side.said, place)
    if change.kind == "finding":
        return _price(side.said, language)
    return _account(side, place) if change.what == ACCOUNT else _deduction(side, place)


def _deadline(side: Side, place: int) -> str:
    said = side.said
    lapsed = said["state"] == "missed" and side.rules[0].parameters.get("party") == "buyer"
    state = (LAPSED if lapsed else STATE_NAMES[said["state"]])[place]
    due = f"{datetime.fromisoformat(said['due_at']):%Y-%m-%d %H:%M:%S}"
    text = (f"{due} 截止，{state}", f"due {due}, {state}")[place]
    if said["on_miss"] in (None, "none"):
        return text
    led = (("，", ": ") if said["state"] == "missed" else ("，逾期则", ", if missed: "))[place]
    return f"{text}{led}{MISS_NAMES[said['on_miss']][place]}"


def _sum(said: Mapping[str, Any], place: int) -> str:
    paid = said["paid_as"]
    if paid is None:
        return f"¥{said['amount']}"
    as_ = PAID_AS_NAMES.get(paid, (paid, paid))[place]
    return f"¥{said['amount']}" + (f"（{as_}）", f" ({as_})")[place]


def _deduction(side: Side, place: int) -> str:
    if not side.rules:
        return ("当日没有有效的扣分规定", "no rule in force deducts points")[place]
    points, measures = side.said["points"], _measures(side.said, place)
    if not points:
        return _joined(measures or [("不扣分", "no points")[place]], place)
    name = CLASS_NAMES[side.said["class"]][place]
    return _joined([(f"扣 {points:g} 分（{name}）", f"{points:g} {name} points")[place], *measures], place)


def _account(side: Side, place: int) -> str:
    told = [
        (f"{CLASS_NAMES[kind][place]} {points:g} 分", f"{points:g} {CLASS_NAMES[kind][place]} points")[place]
        for kind, points in side.said["points"].items()
    ]
    nodes = [(f"到达 {node}", f"node {node}")[place] for node in side.said["nodes"]]
    return _joined([*told, *nodes, *_measures(side.said, place)], place)


def _measures(said: Mapping[str, Any], place: int) -> list[str]:
    return [each[("zh", "en")[place]] for each in said["measures"]]


def _joined(words: list[str], place: int) -> str:
    return ("、", ", ")[place].join(words)


def _price(said: Mapping[str, Any], language: Language) -> str:
    place = 0 if language == "zh" else 1
    words = [said["penalty"][language]] if said["penalty"] else []
    words += [f"{IN_SERIOUS_CASES[place]}{said['serious'][language]}"] if said["serious"] else []
    return ("；", "; ")[place].join(words) or ("没有写处罚", "no price is stated")[place]


class Summary:
    """How much was read, and how much of it comes out otherwise."""

    def __init__(self) -> None:
        self.read: Counter[Kind] = Counter()
        self.differ: Counter[Kind] = Counter()
        self.clause_alone: Counter[Kind] = Counter()
        self.faults = 0
        self.sums = [Decimal(0), Decimal(0)]
        self.turns: Counter[tuple[Kind, str, tuple[str, ...], tuple[str, ...]]] = Counter()
        self._changes: dict[tuple[Kind, str, tuple[str, ...], tuple[str, ...]], Change] = {}

    def add(self, answer: Answer) -> None:
        """One more line."""
        self.read[answer.kind] += 1
        if not answer.changes:
            return
        self.differ[answer.kind] += 1
        self.clause_alone[answer.kind] += all(change.clause_alone for change in answer.changes)
        for change in answer.changes:
            old, new = (each.ids if each else () for each in (change.old, change.new))
            if change.kind == "sum" and change.old and change.new:
                self.sums[0] += Decimal(change.old.said["amount"])
                self.sums[1] += Decimal(change.new.said["amount"])
            if change.what != ACCOUNT:
                self.turns[change.kind, change.what, old, new] += 1
                self._changes.setdefault((change.kind, change.what, old, new), change)

    def told(self) -> dict[str, Any]:
        """As a program reads it."""
        kinds = [kind for kind in KINDS if self.read[kind]]
        return {
            "change": "summary", "read": {kind: self.read[kind] for kind in kinds},
            "differ": {kind: self.differ[kind] for kind in kinds},
            "clause_alone": {kind: self.clause_alone[kind] for kind in kinds}, "wrong": self.faults,
        }  # fmt: skip

    def lines(self, names: Sequence[str], language: Language) -> Iterator[Line]:
        """As a person reads it: in all, by kind, and by clauses, the most frequent first."""
        zh, side = language == "zh", 0 if language == "zh" else 1
        read, differ, between = self.read.total(), self.differ.total(), " → ".join(names)
        if zh:
            wrong = f"，{self.faults:,} 行有误" if self.faults else ""
            yield Line(((f"{between}：读了 {read:,} 行，{differ:,} 行不同{wrong}", "bold"),))
        else:
            wrong = f", {self.faults:,} wrong" if self.faults else ""
            yield Line(((f"{between}: {read:,} lines read, {differ:,} differ{wrong}", "bold"),))
        for kind in KINDS:
            if self.read[kind]:
                yield Line(((self._of(kind, zh), ""),), 2)
        if self.turns:
            yield Line((("按条款" if zh else "By clause", "bold"),))
        for key, count in self.turns.most_common():
            clauses = [" + ".join(ids) or ("没有" if zh else "none") for ids in key[2:]]
            what = f"{KIND_NAMES[key[0]][side]}  {_what(self._changes[key], side)}"
            yield Line(((f"{count:,}{' 处' if zh else ''}  {what}  {clauses[0]} → {clauses[1]}", ""),), 2)

    def _of(self, kind: Kind, zh: bool) -> str:
        read, differ, alone = self.read[kind], self.differ[kind], self.clause_alone[kind]
        if zh:
            text = f"{KIND_NAMES[kind][0]}  读 {read:,} 行，{differ:,} 行不同"
            text += f"（{alone:,} 行只换了条款）" if alone else ""
        else:
            text = f"{KIND_NAMES[kind][1]}  {read:,} read, {differ:,} differ"
            text += f" ({alone:,} by the clause alone)" if alone else ""
        if kind == "sum" and differ:
            old, new = (f"¥{each:,.2f}" for each in self.sums)
            text += f"，这些合计 {old} → {new}" if zh else f", in all {old} → {new}"
        return text


def as_json(answer: Answer, change: Change) -> dict[str, Any]:
    """One answer that comes out otherwise, as a program reads it."""
    return {
        "change": change.kind, "file": str(answer.file), "line": answer.line, "id": answer.name,
        "platform": change.platform, "what": change.what, "at": change.at and change.at.isoformat(),
        "clause_alone": change.clause_alone, "old": _side(change.old), "new": _side(change.new),
    }  # fmt: skip


def _side(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    clauses = [
        {"id": rule.id, "status": rule.status, "dated": rule.dated.isoformat() if rule.dated else None}
        for rule in side.rules
    ]
    return {"clauses": clauses, **side.said}
