"""How right Kefu's verdicts are, by words alone and with the reader: on labelled messages, on disguises, and on real dialogues.

    python bench/quality.py FOLDER [--write docs/quality.md]

FOLDER holds `dev/agents.jsonl`, `dev/buyers.jsonl` and `dev/promises.jsonl` (labelled messages, one JSON object a line) and `real/*.jsonl.gz`
(dialogues of which nothing is known). Of the real ones only numbers of lines are ever printed or written; what was found
on reading each alarm stands in bench/verdicts.csv. Ends with 1 where an alarm on a real message has no verdict there, or
where more than 0.4 % of the real messages are blocked or more than 2.5 % warned.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from kefu import Guard, Message, Turn
from kefu.cli.check import message_of
from kefu.language.forms import fold
from kefu.vocabulary.ids import PLATFORMS, Platform
from kefu.vocabulary.verdict import Report

HERE: Final = Path(__file__).parent
BLOCKED_AT_MOST: Final = 0.004
WARNED_AT_MOST: Final = 0.025
REAL: Final[Platform] = "jd"
"""Where the real dialogues were held."""
REMEMBERED: Final = 8
"""So many turns before a real message are given with it."""
RESAMPLED: Final = 1000
SLACK: Final = timedelta(minutes=1)
LABELLED: Final = HERE.parent / "data" / "labelled"
Row = dict[str, Any]
Sets = Sequence[tuple[frozenset[str], frozenset[str]]]
"""For each message what it should have and what it got."""


@dataclass(frozen=True)
class Share:
    """A share of some cases, with its 95 % interval by Wilson."""

    good: int
    of: int

    def __str__(self) -> str:
        if not self.of:
            return "–"
        low, high = interval(self.good, self.of)
        return f"{self.good / self.of:.0%} ({low:.0%}–{high:.0%})"


def interval(good: int, of: int) -> tuple[float, float]:
    """The Wilson interval of a share."""
    z = 1.96
    share = good / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def f1(counts: tuple[int, int, int]) -> float:
    """F1 of true, false and missed finds."""
    right, false, missed = counts
    return 2 * right / (2 * right + false + missed) if right + false + missed else 1.0


def counted(sets: Sets, label: str) -> tuple[int, int, int]:
    """The true, false and missed finds of a label."""
    right = sum(label in wanted and label in got for wanted, got in sets)
    false = sum(label not in wanted and label in got for wanted, got in sets)
    missed = sum(label in wanted and label not in got for wanted, got in sets)
    return right, false, missed


def resampled(sets: Sets, label: str) -> tuple[float, float]:
    """The 95 % interval of F1, from drawing the messages again and again."""
    dice = random.Random(label)
    kinds = Counter((label in wanted, label in got) for wanted, got in sets if label in wanted or label in got)
    drawn, size = [], sum(kinds.values())
    for _ in range(RESAMPLED):
        pick = Counter(dice.choices(list(kinds), list(kinds.values()), k=size))
        drawn.append(f1((pick[True, True], pick[False, True], pick[True, False])))
    drawn.sort()
    return drawn[len(drawn) * 25 // 1000], drawn[len(drawn) * 975 // 1000]


def by_label(sets: Sets) -> Iterator[str]:
    """A table of labels, the most wanted first."""
    wanted = Counter(label for each, _ in sets for label in each)
    got = Counter(label for _, each in sets for label in each)
    yield "| | wanted | right | false | missed | precision | recall | F1 |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for label in sorted({*wanted, *got}, key=lambda label: (-wanted[label], label)):
        right, false, missed = counts = counted(sets, label)
        low, high = resampled(sets, label)
        precision, recall = Share(right, right + false), Share(right, right + missed)
        yield (
            f"| `{label}` | {wanted[label]} | {right} | {false} | {missed} | {precision} | {recall} "
            f"| {f1(counts):.2f} ({low:.2f}–{high:.2f}) |"
        )
    scored = [label for label in wanted if wanted[label] >= 5]
    if scored:
        mean = sum(f1(counted(sets, label)) for label in scored) / len(scored)
        yield f"\nMean F1 of the {len(scored)} labels that are wanted five times or more: **{mean:.3f}**."


def rows_of(path: Path) -> list[Row]:
    """The objects of a file of JSON Lines."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.decode("utf-8").split("\n") if line.strip()]


def guards(reader: bool) -> Mapping[str, Guard]:
    """A guard for each platform."""
    return {each: Guard.load(platform=each, reader=reader) for each in PLATFORMS}


def own(kind: str) -> list[Row]:
    """The project's own labelled messages of one kind that nothing is taught with."""
    voices = yaml.safe_load((LABELLED / "voices.yaml").read_text(encoding="utf-8"))
    paths = [path for path in sorted((LABELLED / kind).glob("*.jsonl")) if voices[path.stem]["side"] == "dev"]
    return [row | {"role": "buyer" if kind == "buyers" else "agent"} for path in paths for row in rows_of(path)]


def reports(rows: Sequence[Row], guard_of: Mapping[str, Guard]) -> list[Report]:
    """What the guard says of labelled messages."""
    return [guard_of[row["platform"]].check(message_of({**row, "id": str(row["id"])})) for row in rows]


def agents(rows: Sequence[Row], guard_of: Mapping[str, Guard]) -> Iterator[str]:
    """Agents' messages: rules broken."""
    found = [frozenset(f.rule for f in report.findings if f.alarm) for report in reports(rows, guard_of)]
    sets = [(frozenset(row["labels"]), got) for row, got in zip(rows, found, strict=True)]
    bad = [(wanted, got) for wanted, got in sets if wanted]
    clean = [got for wanted, got in sets if not wanted]
    yield f"{len(rows):,} messages, {len(bad):,} of which break a rule.\n"
    yield f"- caught, by whatever rule: {Share(sum(bool(got) for _, got in bad), len(bad))}"
    yield f"- caught by the right rule: {Share(sum(bool(wanted & got) for wanted, got in bad), len(bad))}"
    yield f"- innocent messages with an alarm: {Share(sum(map(bool, clean)), len(clean))}\n"
    yield from by_label(sets)


def buyers(rows: Sequence[Row], guard_of: Mapping[str, Guard]) -> Iterator[str]:
    """Buyers' messages: intents, risks and emotion."""
    heard = [report.signals for report in reports(rows, guard_of)]
    right = sum(
        each.emotion in (row.get("emotion_ok") or [row["emotion"]]) for row, each in zip(rows, heard, strict=True)
    )
    yield f"{len(rows):,} messages. Emotion right: {Share(right, len(rows))}.\n"
    sets = []
    for row, each in zip(rows, heard, strict=True):
        maybe = frozenset(row.get("maybe", ()))
        got = frozenset((*each.intent, *each.risk)) - maybe
        sets.append((frozenset((*row["intent"], *row["risk"])) - maybe, got))
    yield from by_label(sets)


def promises(rows: Sequence[Row], guard_of: Mapping[str, Guard]) -> Iterator[str]:
    """Agents' messages: what they promise, and by when."""
    right = false = missed = 0
    dues: list[bool] = []
    for row, report in zip(rows, reports(rows, guard_of), strict=True):
        left = list(report.promises)
        for wanted in row["promises"]:
            kinds = (wanted["kind"], *wanted.get("kind_ok", ()))
            found = next((each for kind in kinds for each in left if each.kind == kind), None)
            if found is None:
                missed += 1
                continue
            left.remove(found)
            right += 1
            if wanted["due"]:
                dues.append(found.due is not None and in_time(found.due, wanted))
        false += sum(each.kind not in row.get("maybe", ()) for each in left)
    yield f"{len(rows):,} messages, {right + missed:,} promises.\n"
    yield f"- F1 of the kinds: {f1((right, false, missed)):.3f} ({right} right, {false} false, {missed} missed)"
    yield f"- due times right, of those found: {Share(sum(dues), len(dues))}"


def in_time(due: datetime, wanted: Row) -> bool:
    """Whether a due time is among the fair readings."""
    first, last = (datetime.fromisoformat(each) for each in wanted.get("due_window") or (wanted["due"], wanted["due"]))
    return first - SLACK <= due <= last + SLACK


def disguises(guard: Guard) -> Iterator[str]:
    """Disguised talk: is the word read back, is there an alarm?"""
    rows = rows_of(HERE / "disguises.jsonl")
    ear = guard.judge("pdd", guard.day(None)).ear
    tricks: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for row in rows:
        told = fold(row["word"]) in ear.hear(row["text"]).plain, guard.check(row["text"]).alarmed
        tricks[row["trick"]].append(told)
    tricks["all"] = [told for some in list(tricks.values()) for told in some]
    yield "| trick | phrases | word read back | alarm |"
    yield "| --- | ---: | ---: | ---: |"
    for trick, told in tricks.items():
        read, alarmed = (Share(sum(each[k] for each in told), len(told)) for k in (0, 1))
        yield f"| {trick} | {len(told)} | {read} | {alarmed} |"


def real_alarms(rows: Sequence[Row], guard: Guard) -> dict[tuple[int, str], str]:
    """The alarms on agents' messages of real dialogues: line and rule, with the severity."""
    said: dict[str, list[Turn]] = defaultdict(list)
    out: dict[tuple[int, str], str] = {}
    for line, row in enumerate(rows, 1):
        before = said[row["dialogue"]]
        if row["role"] == "agent":
            report = guard.check(Message(row["text"], history=tuple(before[-REMEMBERED:])))
            out |= {(line, finding.rule): finding.severity for finding in report.findings if finding.alarm}
        before.append(Turn(row["role"], row["text"]))
    return out


def real(rows: Sequence[Row], guard: Guard) -> tuple[list[str], bool]:
    """Lines on the real dialogues, and whether all is as it must be."""
    alarms = real_alarms(rows, guard)
    spoken = sum(row["role"] == "agent" for row in rows)
    blocked = {line for (line, _), severity in alarms.items() if severity == "block"}
    warned = {line for line, _ in alarms} - blocked
    with (HERE / "verdicts.csv").open(encoding="utf-8", newline="") as file:
        verdicts = {(int(row["line"]), row["rule"]): row for row in csv.DictReader(file)}
    read = {key: verdicts[key] for key in alarms if key in verdicts}
    kinds = Counter(row["verdict"] for row in read.values())
    out = [f"{spoken:,} agents' messages.\n"]
    for name, lines, most in (("blocked", blocked, BLOCKED_AT_MOST), ("warned", warned, WARNED_AT_MOST)):
        low, high = interval(len(lines), spoken)
        share = len(lines) / spoken
        out.append(f"- {name}: {len(lines)} = {share:.2%} ({low:.2%}–{high:.2%}), at most {most:.1%} asked")
    out.append(f"- read: {', '.join(f'{count} {kind}' for kind, count in kinds.most_common()) or 'none'}\n")
    out += ["| line | rule | severity | verdict | why |", "| ---: | --- | --- | --- | --- |"]
    for (line, rule), severity in sorted(alarms.items()):
        row = verdicts.get((line, rule), {"verdict": "**unread**", "why": ""})
        out.append(f"| {line} | `{rule}` | {severity} | {row['verdict']} | {row['why']} |")
    good = len(read) == len(alarms)
    good &= len(blocked) <= BLOCKED_AT_MOST * spoken and len(warned) <= WARNED_AT_MOST * spoken
    return out, good


def report(folder: Path, reader: bool) -> tuple[list[str], bool]:
    """The page, and whether all is as it must be."""
    guard_of = guards(reader)
    lines = ["# Quality\n", (HERE / "quality.md").read_text(encoding="utf-8")]
    how = "" if reader else " --words"
    lines.append(f"Measured on {date.today():%Y-%m-%d} with `python bench/quality.py FOLDER{how}`.\n")
    for name, kind, measured in (
        ("Agents' messages", "agents", agents),
        ("Buyers' messages", "buyers", buyers),
        ("Promises", "promises", promises),
    ):
        lines += [f"\n## {name}\n", *measured(rows_of(folder / "dev" / f"{kind}.jsonl"), guard_of)]
        if rows := own(kind):
            lines += [f"\n### {name}, the project's own development part\n", *measured(rows, guard_of)]
    lines += ["\n## Disguises\n", *disguises(guard_of["pdd"])]
    (path,) = (folder / "real").glob("*.jsonl.gz")
    found, good = real(rows_of(path), guard_of[REAL])
    return [*lines, "\n## Real dialogues\n", *found], good


def main() -> int:
    """Measure, print, and write where that is asked. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--words", action="store_true", help="leave the reader out")
    options = parser.parse_args()
    lines, good = report(options.folder, not options.words)
    print("\n".join(lines))
    if options.write:
        options.write.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
