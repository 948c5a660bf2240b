"""`kefu check`: one message for a person, or JSON Lines for a program."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from kefu.checks import Guard
from kefu.cli import telling
from kefu.cli.answering import lines_of, written
from kefu.cli.parser import Parser
from kefu.cli.records import HALF, message_of, name_in, name_of, record_of
from kefu.reader.examples import shipped_examples
from kefu.rulebook.citation import provenance
from kefu.vocabulary.days import day_of
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import (
    CONDUCT,
    EMOTION_NAMES,
    INTENT_NAMES,
    PLATFORMS,
    RISK_NAMES,
    ROLES,
    SEVERITY_NAMES,
)
from kefu.vocabulary.talk import Message
from kefu.vocabulary.verdict import Finding, Report, Signals

COLOURS: Final = {"block": "\x1b[1;31m", "warn": "\x1b[1;33m", "note": "\x1b[36m"}
GREEN: Final = "\x1b[32m"


class Answer(NamedTuple):
    """What is said to one line, and the report or what is wrong with the line."""

    line: int
    told: dict[str, Any]
    report: Report | None = None
    error: KefuError | None = None


def answers(lines: Iterable[bytes], guard: Guard, first: int = 1, explain: bool = False) -> list[Answer]:
    """The answer to each line that is not blank, in order.

    Args:
        explain: say why the reader found what it found.
        first: the number of the first of them; the mark of byte order is taken off line 1.
    """
    out: list[Answer] = []
    messages: list[Message] = []
    places: list[int] = []
    for number, raw in enumerate(lines, first):
        raw = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        if not raw.strip():
            continue
        name: Any = None
        try:
            record = record_of(raw)
            name = name_of(record)
            messages.append(message_of(record))
            places.append(len(out))
            out.append(Answer(number, {"id": name}))
        except KefuError as error:
            name = name_in(raw) if name is None else name
            out.append(Answer(number, {"id": name, "error": str(error)}, None, error))
    for n, message, report in zip(places, messages, guard.check_batch(messages), strict=True):
        told = report.as_json()
        if explain:
            told["findings"] = [each.as_json() | reasons(each, message.text) for each in report.findings]
        out[n] = out[n]._replace(told={**out[n].told, **told}, report=report)
    return out


def reasons(finding: Finding, text: str) -> dict[str, Any]:
    """Why the reader found something: the words that carried it, and the labelled messages most like the whole."""
    if finding.by != "reader":
        return {}
    carried = {"start": finding.start, "end": finding.end, "quote": finding.quote}
    near = zip((True, False), shipped_examples().nearest(text, finding.rule), strict=True)
    similar = [
        {"text": each.text, "before": each.before, "violates": breaks} for breaks, each in near if each is not None
    ]
    return {"carried": carried, "similar": similar}


def check_lines(guard: Guard, explain: bool) -> int:
    """`--jsonl`: standard input to standard output; each wrong line also has its line on standard error."""
    if sys.stdin is None:
        raise KefuError("call", "is closed", "standard input", "give it the lines: kefu check --jsonl < in.jsonl")
    out, first, failed, alarmed = sys.stdout.buffer, 1, False, False
    for lines in lines_of(sys.stdin.buffer):
        for answer in answers(lines, guard, first, explain):
            out.write(written(answer.told) + b"\n")
            alarmed |= answer.report is not None and answer.report.alarmed
            if answer.error is not None:
                failed = True
                print(
                    f"kefu check: line {answer.line}: {telling.told(answer.error).removeprefix('line: ')}",
                    file=sys.stderr,
                )
        out.flush()
        first += len(lines)
    return 2 if failed else 1 if alarmed else 0


def told(message: Message, report: Report, guard: Guard, colour: bool, explain: bool = False) -> str:
    """The verdict for a person: what was said, which clause stands against it, what it costs, what to say instead."""

    def painted(words: str, paint: str) -> str:
        return f"{paint}{words}\x1b[0m" if colour else words

    if message.role == "buyer":
        return "\n".join(heard(report.signals)) or painted("✓ 没有听出诉求和风险", GREEN)
    lines = [
        f"说明  店铺已豁免 {CONDUCT.get(each.rule, each.rule)} {each.rule}：{each.reason}"
        for each in guard.shop.excused(message.text)
    ]
    if not report.findings:
        return "\n".join([painted("✓ 没有发现问题", GREEN), *lines])
    advice = ""
    for finding in report.findings:
        paint = COLOURS[finding.severity]
        head = f"{SEVERITY_NAMES[finding.severity][0]} {CONDUCT.get(finding.rule, finding.rule)}"
        quoted = painted(f"【{finding.quote}】", paint)
        lines.append(f"{painted(head, paint)}  {finding.rule}")
        lines.append(f"  原话  {message.text[: finding.start]}{quoted}{message.text[finding.end :]}")
        lines += behind(finding, guard)
        if finding.p is not None:
            lines.append(f"  依据  模型读意思判断（不是按词），{finding.sureness[0]}")
            lines += likened(finding, message.text) if explain else ()
        if finding.advice and finding.advice != advice:
            advice = finding.advice
            lines.append(f"  建议话术  {painted(advice, GREEN)}")
    return "\n".join(lines)


def likened(finding: Finding, text: str) -> Iterator[str]:
    """The labelled messages most like what was said."""
    for each in reasons(finding, text)["similar"]:
        asked = f"（买家：{each['before']}）" if each["before"] else ""
        yield f"  {'最像的违规说法' if each['violates'] else '最像的合规说法'}  {asked}{each['text']}"


def behind(finding: Finding, guard: Guard) -> Iterator[str]:
    """The clause behind a finding, what it costs, and whether the shop has made it lighter."""
    own = next((rule for rule in guard.shop.rules if rule.id == finding.rule), None)
    if own is not None:
        yield f"  条款  {own.clause.zh}（本店规定）"
    elif finding.clause in guard.book:
        rule = guard.book.get(finding.clause)
        yield f"  条款  {rule.clause.zh}（{rule.id}，{provenance(rule)}）"
    if finding.lowered:
        yield f"  说明  {finding.lowered}"
    if own is None:
        yield f"  代价  {finding.penalty or '没有查到该平台的明确处罚'}"


def heard(signals: Signals) -> Iterator[str]:
    """What a buyer's message asks, risks and feels, in words and by id."""
    for label, names, ids in (("诉求", INTENT_NAMES, signals.intent), ("风险", RISK_NAMES, signals.risk)):
        if ids:
            yield f"{label}  {'；'.join(f'{names[each][0]} {each}' for each in ids)}"
    if signals != Signals():
        yield f"情绪  {EMOTION_NAMES[signals.emotion][0]} {signals.emotion}"


def parser() -> Parser:
    """The options of `kefu check`."""
    parser = Parser("kefu check", "检查一句话，或逐行检查 JSON Lines。 Judge one message, or JSON Lines.")
    parser.add_argument("text", nargs="?", metavar="TEXT", help="要检查的话，加引号 the message, in quotes")
    parser.add_argument("--platform", choices=PLATFORMS, help="哪个平台 where it is said")
    parser.add_argument("--role", choices=ROLES, help="谁说的，默认客服 who says it; the agent if left out")
    parser.add_argument(
        "--as-of", metavar="DATE", help="按哪天的规则，默认今天 the day whose rules hold; today if left out"
    )
    parser.add_argument(
        "--shop", metavar="FILE", help="店铺自己的规则文件 a shop's own file: its rules, allowed words and excuses"
    )
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help="从标准输入逐行读 JSON，逐行回答 read JSON objects from standard input, one a line; write one each",
    )
    parser.add_argument(
        "--words",
        action="store_true",
        help="只按词判断，不读意思 leave the reader out: words alone judge",
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="说明按意思判断的理由：是哪几个字，最像哪两条标注过的话 say which words carried a finding of the reader, and the "
        "labelled messages most like it",
    )
    return parser


def loaded(guard: Guard) -> Guard:
    """The guard; where its reader cannot be used that is said on standard error."""
    if guard.unread is not None:
        print(f"kefu check: {telling.told(guard.unread)}", file=sys.stderr)
    return guard


def in_utf8(text: str) -> str:
    """An argument as it was typed, where Python read its bytes by another encoding (`LC_ALL=C`, `-X utf8=0`)."""
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        return text


def run(argv: Sequence[str]) -> int:
    """Run `kefu check`. Returns 0 = clean, 1 = something found, 2 = the call or a line is wrong."""
    options = parser().parse_args(argv)
    day = None if options.as_of is None else day_of(options.as_of, "--as-of")
    shop = None if options.shop is None else Path(options.shop)
    if options.jsonl:
        for name, given in (("TEXT", options.text), ("--platform", options.platform), ("--role", options.role)):
            if given is not None:
                raise KefuError("call", "is given beside --jsonl", name, "each line says it; leave it out here")
        return check_lines(loaded(Guard.load(as_of=day, shop=shop, reader=not options.words)), options.explain)
    if options.text is None or options.platform is None:
        raise KefuError("call", "a message and its platform are needed", "", 'call kefu check --platform tmall "TEXT"')
    text = in_utf8(options.text)
    if HALF.search(text):
        mend = "call kefu from a terminal that speaks UTF-8, or give the message with --jsonl"
        raise KefuError("call", "is not UTF-8", "TEXT", mend)
    guard = loaded(Guard.load(platform=options.platform, as_of=day, shop=shop, reader=not options.words))
    message = Message(text, options.role or "agent")
    report = guard.check(message)
    print(told(message, report, guard, sys.stdout.isatty() and "NO_COLOR" not in os.environ, options.explain))
    return 1 if report.alarmed else 0
