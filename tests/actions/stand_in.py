"""A desk for tests: a judge that knows three words, exports in the plainest form, and a way to be killed.

Run as a script, it inspects files: stand_in.py OUT WORKERS RESUME DIE_AT FILE…
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from kefu.actions.clauses import Clause
from kefu.actions.inspection import Desk, Outcome, Request, inspect
from kefu.actions.ports import LINES, Batch, ReadingOptions, Reject
from kefu.checks.due import due
from kefu.store.inspections import InspectionFolder, stamp
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.talk import Turn
from kefu.vocabulary.verdict import CLEAN, Doubt, Finding, Promise, Report, Signals
from kefu.web.report import report

CHINA = ZoneInfo("Asia/Shanghai")
KNOWN = {
    "微信": ("contact.offplatform", "block", "pdd.contact", "每次扣 6 分"),
    "宝贝": ("platform.term", "warn", "pdd.term", "每次扣 2 分"),
    "电话": ("platform.mention", "note", "pdd.word", ""),
}
CLAUSES = {
    "pdd.contact": Clause(
        "pdd.contact", "不得引导买家到平台外联系。", "Do not lead buyers off the platform.", "reported", "每次扣 6 分",
        "6 points each time", date(2024, 5, 1), "训练材料", Decimal(6),
    ),
    "pdd.term": Clause(
        "pdd.term", "不得把商品叫作宝贝。", "Do not call the goods baby.", "disputed", "每次扣 2 分", "2 points", None, "",
        Decimal(2),
    ),
}  # fmt: skip


def line(text: str, role: str = "agent", **more: Any) -> dict[str, Any]:
    """A line of an export; `at` is written 2026-03-01 10:00:00."""
    told = {
        "file": "a.jsonl", "row": 1, "shop": "某旗舰店", "platform": "pdd", "session": "s1", "agent": "旗舰店:小美",
        "speaker": "旗舰店:小美" if role == "agent" else "爱吃鱼的猫", "at": "2026-03-01 10:00:00",
    }  # fmt: skip
    return told | {"text": text, "role": role, "context": False} | more


def table(lines: Sequence[dict[str, Any]]) -> pa.RecordBatch:
    """Lines as the tables that actions exchange."""
    rows = [each | {"at": _instant(each["at"])} for each in lines]
    return pa.RecordBatch.from_pylist(rows, schema=LINES)


def _instant(at: str | None) -> datetime | None:
    return None if at is None else datetime.fromisoformat(at).replace(tzinfo=CHINA)


def judge(
    texts: Sequence[str],
    roles: Sequence[str],
    history: Callable[[int], Sequence[Turn]],
    at: Callable[[int], datetime | None],
) -> list[Report]:
    """微 and 信 count too where they come in two messages, one after the other."""
    reports = []
    for n, (text, role) in enumerate(zip(texts, roles, strict=True)):
        if role == "buyer":
            reports.append(
                Report(signals=Signals(risk=("risk.regulator",), emotion="angry")) if "12315" in text else CLEAN
            )
            continue
        found = [_finding(word, text) for word in KNOWN if word in text]
        if text.startswith("信") and any(turn.role == "agent" and turn.text.endswith("微") for turn in history(n)[-1:]):
            found.append(
                Finding("contact.offplatform", "block", 0, 1, text[:1], "pdd.contact", "每次扣 6 分", "在平台里说")
            )
        reports.append(Report(tuple(found)) if found else CLEAN)
    return reports


def _finding(word: str, text: str) -> Finding:
    rule, severity, clause, penalty = KNOWN[word]
    at = text.index(word)
    return Finding(rule, severity, at, at + len(word), word, clause, penalty, "亲，在这里说就好")  # type: ignore[arg-type]


@dataclass(frozen=True)
class Judges:
    """The same judge on every day, and whether it tells what agents promise too."""

    reads: bool = False

    def __call__(self, platform: str, day: date | None) -> Any:
        return promising if self.reads else judge


judges = Judges()


def promising(
    texts: Sequence[str],
    roles: Sequence[str],
    history: Callable[[int], Sequence[Turn]],
    at: Callable[[int], datetime | None],
) -> list[Report]:
    """今天发货 promises, 生气 tells of anger, 也许3 is doubted, the less the higher the figure; the rest as above."""
    reports = []
    for n, (text, role, told) in enumerate(zip(texts, roles, judge(texts, roles, history, at), strict=True)):
        if role == "agent" and (said := re.search("(今天|明天)(发货|退款)", text)):
            kind = "ship_by" if said[2] == "发货" else "refund_by"
            instant = at(n)
            by = None if instant is None else due(said[0], text, instant, (), kind)
            told = dataclasses.replace(told, promises=(Promise(kind, said[0], by),))
        if role == "agent" and (maybe := re.search(r"也许(\d+)", text)):
            rule = "refund.refusal" if int(maybe[1]) % 2 else "abuse.insult"
            told = dataclasses.replace(told, doubt=Doubt(rule, int(maybe[1]) / 10, {rule: 0.4}))
        if role == "buyer" and "生气" in text:
            told = dataclasses.replace(told, signals=dataclasses.replace(told.signals, emotion="angry"))
        reports.append(told)
    return reports


@dataclass(frozen=True)
class JsonExport:
    """An export of JSON Lines, one `line` each; a line that is no JSON is rejected, `{"broken": true}` breaks off."""

    path: Path
    size: int
    format: str = "jsonl"
    encoding: str = "utf-8"
    platform: str = ""

    @property
    def name(self) -> str:
        return str(self.path)

    def batches(self, rows: int = 100) -> Iterator[Batch]:
        lines: list[dict[str, Any]] = []
        rejects: list[Reject] = []
        position = 0
        for number, raw in enumerate(self.path.read_text(encoding="utf-8").splitlines(), 1):
            position += len(raw.encode()) + 1
            try:
                told = json.loads(raw)
            except ValueError:
                rejects.append(Reject(self.name, number, "no JSON object", raw[:200]))
                continue
            if not isinstance(told, dict):
                rejects.append(Reject(self.name, number, "no JSON object", raw[:200]))
                continue
            if "broken" in told:
                raise KefuError("export", "breaks off", self.name, "export it again")
            lines.append(told | {"file": self.name, "row": number})
            if len(lines) == 100:
                yield Batch(table(lines), tuple(rejects), position)
                lines, rejects = [], []
        yield Batch(table(lines), tuple(rejects), position)


def survey(path: Path, options: ReadingOptions) -> JsonExport:
    if path.suffix != ".jsonl":
        raise KefuError("export", "holds no chat that I know", str(path), "name the columns with --columns")
    return JsonExport(path, path.stat().st_size)


def write(path: Path, lines: Sequence[dict[str, Any] | str]) -> Path:
    """An export on disk; a str is a line that cannot be read."""
    told = (each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in lines)
    path.write_text("".join(each + "\n" for each in told), encoding="utf-8")
    return path


def desk(out: Path, edition: str = "2026-11", charts: str = "", seconds: float = 2.0, reads: bool = False) -> Desk:
    """A desk with the judge above."""
    return Desk(
        survey, Judges(reads), InspectionFolder(out, seconds), CLAUSES.get, lambda digest: report(digest, charts), stamp,
        edition, date(2026, 11, 27), 2,
    )  # fmt: skip


def inspected(out: Path, *files: Path, edition: str = "2026-11", **options: Any) -> Outcome:
    """Inspect files into a folder."""
    made = desk(out, edition, reads=not options.get("words_alone", True))
    return inspect(Request(files, **options), made, lambda rows, position, size: None)


def main(out: str, workers: str, resume: str, die_at: str, *files: str) -> None:
    """Inspect; die as if killed at the `die_at`-th time that a file in OUT is opened, renamed or removed."""
    seen = 0

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if event in ("open", "os.rename", "os.remove", "shutil.rmtree") and str(arguments[0]).startswith(out):
            seen += 1
            if seen == int(die_at):
                os._exit(9)

    sys.addaudithook(count)
    request = Request(
        [Path(file) for file in files], resume=resume == "resume", words_alone=False, workers=int(workers)
    )
    inspect(request, desk(Path(out), seconds=0, reads=True), lambda rows, position, size: None)
    print(seen)


if __name__ == "__main__":
    main(*sys.argv[1:])
