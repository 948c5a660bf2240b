"""`kefu check`: one message for a person, or JSON Lines for a program."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import IO, Any
from zoneinfo import ZoneInfo

import msgspec

from kefu.checks import Guard
from kefu.rulebook.book import Book
from kefu.rulebook.citation import provenance
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import CONDUCT, PLATFORMS, ROLES
from kefu.vocabulary.talk import Message, Order, Shop, Turn
from kefu.vocabulary.verdict import Report

CHINA = ZoneInfo("Asia/Shanghai")
LONGEST = 16 * 1024 * 1024
PIECE = 1024 * 1024
COLOURS = {"block": "\x1b[1;31m", "warn": "\x1b[1;33m", "note": "\x1b[36m"}
GREEN = "\x1b[32m"
WORDS = {"block": "拦截", "warn": "提醒", "note": "提示"}
KINDS = {str: "a text in quotes", list: "a list in [ ]", dict: "an object in { }", bool: "true or false"}


def wrong(field: str, what: str, mend: str) -> KefuError:
    """An error on one field of a line."""
    return KefuError("line", what, field, mend)


def field_of(record: Mapping[str, Any], name: str, kind: type, where: str, needed: bool = False) -> Any:
    """A field of the right type; None where it is absent and not needed."""
    value = record.get(name)
    if value is None:
        if needed:
            raise wrong(where + name, "is missing", "give it")
        return None
    if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
        raise wrong(where + name, "is of the wrong kind", f"write {KINDS[kind]}")
    return value


def instant(value: Any, field: str) -> datetime | None:
    """An ISO 8601 instant with its zone."""
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise wrong(field, f"{value!r} is not an instant", "write 2026-03-01T10:21:33+08:00") from None
    if at.tzinfo is None:
        raise wrong(field, "has no zone", "add +08:00")
    try:
        return at.astimezone(CHINA)
    except OverflowError:
        raise wrong(field, f"{value!r} is out of range", "write a year between 1 and 9999") from None


def message_of(record: Any) -> Message:
    """The message in one line. Raises KefuError naming the field and the mend."""
    if not isinstance(record, dict):
        raise wrong("line", "is not an object", 'write {"id": …, "platform": …, "role": …, "text": …}')
    platform = field_of(record, "platform", str, "", needed=True)
    if platform not in PLATFORMS:
        raise wrong("platform", f"{platform!r} is not known", f"use one of {', '.join(PLATFORMS)}")
    role = field_of(record, "role", str, "") or "agent"
    if role not in ROLES:
        raise wrong("role", f"{role!r} is not known", "use agent or buyer")
    text = field_of(record, "text", str, "", needed=True)
    turns: list[Turn] = []
    for n, turn in enumerate(field_of(record, "history", list, "") or ()):
        where = f"history[{n}]."
        if not isinstance(turn, dict):
            raise wrong(where[:-1], "is not an object", 'write {"role": …, "text": …}')
        speaker = field_of(turn, "role", str, where, needed=True)
        if speaker not in ROLES:
            raise wrong(where + "role", f"{speaker!r} is not known", "use agent or buyer")
        turns.append(
            Turn(speaker, field_of(turn, "text", str, where, needed=True), instant(turn.get("at"), where + "at"))
        )
    return Message(
        text, role, instant(record.get("at"), "at"), tuple(turns), order_of(record), shop_of(record), platform
    )


def order_of(record: Mapping[str, Any]) -> Order | None:
    """The order in a line."""
    order = field_of(record, "order", dict, "")
    if order is None:
        return None
    amount = order.get("amount")
    if amount is not None:
        try:
            amount = Decimal(str(amount))
        except InvalidOperation:
            raise wrong("order.amount", f"{amount!r} is not a sum", 'write "12.50"') from None
    return Order(
        field_of(order, "id", str, "order."), field_of(order, "state", str, "order."), amount,
        field_of(order, "freight_free", bool, "order."), instant(order.get("paid_at"), "order.paid_at"),
        field_of(order, "same_account", bool, "order."),
    )  # fmt: skip


def shop_of(record: Mapping[str, Any]) -> Shop | None:
    """The shop in a line."""
    shop = field_of(record, "shop", dict, "")
    if shop is None:
        return None
    services = tuple(str(each) for each in field_of(shop, "services", list, "shop.") or ())
    return Shop(
        field_of(shop, "name", str, "shop."),
        field_of(shop, "cod", bool, "shop."),
        field_of(shop, "card", bool, "shop."),
        services,
    )


def record_of(raw: bytes) -> Any:
    """What one line says. Raises KefuError where it is not JSON."""
    if len(raw) > LONGEST:
        raise wrong("line", "is longer than 16 MB", "split it")
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:
        return json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise wrong("line", f"is not UTF-8 at byte {error.start + 1}", "save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise wrong("line", f"is not JSON from character {error.colno} on", "write one object a line") from None
    except (ValueError, RecursionError):
        raise wrong(
            "line", "is nested too deeply, or holds a number too long", "write one plain object a line"
        ) from None


def answers(lines: Iterable[bytes], guard: Guard) -> list[tuple[dict[str, Any], Report | None]]:
    """The answer to each line that is not blank, in order; the report is None where it is an error."""
    out: list[tuple[dict[str, Any], Report | None]] = []
    messages: list[Message] = []
    places: list[int] = []
    for raw in lines:
        if not raw.strip():
            continue
        name: Any = None
        try:
            record = record_of(raw)
            name = record.get("id") if isinstance(record, dict) else None
            messages.append(message_of(record))
            places.append(len(out))
            out.append(({"id": name}, None))
        except KefuError as error:
            out.append(({"id": name, "error": str(error)}, None))
    for n, report in zip(places, guard.check_batch(messages), strict=True):
        out[n] = ({**out[n][0], **report.as_json()}, report)
    return out


def lines_of(stream: IO[bytes]) -> Iterator[list[bytes]]:
    """The lines of a stream as they come: all that are whole at once, so that a caller who waits for an answer gets it."""
    read = getattr(stream, "read1", stream.read)
    rest = b""
    while piece := read(PIECE):
        *lines, rest = (rest + piece).split(b"\n") if b"\n" in piece else (rest + piece,)
        if len(rest) > 2 * LONGEST:
            rest = rest[: LONGEST + 1]
        if lines:
            yield lines
    if rest:
        yield [rest]


def written(answer: dict[str, Any]) -> bytes:
    """One line of output."""
    try:
        return msgspec.json.encode(answer)
    except (UnicodeEncodeError, ValueError, TypeError):
        return json.dumps(answer).encode("ascii")


def check_lines(guard: Guard) -> int:
    """`--jsonl`: standard input to standard output."""
    out, failed, alarmed = sys.stdout.buffer, False, False
    for lines in lines_of(sys.stdin.buffer):
        for answer, report in answers(lines, guard):
            failed |= report is None
            alarmed |= report is not None and report.alarmed
            out.write(written(answer) + b"\n")
        out.flush()
    return 2 if failed else 1 if alarmed else 0


def told(text: str, report: Report, book: Book, colour: bool) -> str:
    """The verdict for a person: what was said, which clause stands against it, what it costs, what to say instead."""

    def painted(words: str, paint: str) -> str:
        return f"{paint}{words}\x1b[0m" if colour else words

    if not report.findings:
        signals = [*report.signals.intent, *report.signals.risk]
        heard = f"\n  信号  {'、'.join(signals)}，情绪 {report.signals.emotion}" if signals else ""
        return painted("✓ 没有发现问题", GREEN) + heard
    lines: list[str] = []
    for finding in report.findings:
        paint = COLOURS[finding.severity]
        term = CONDUCT.get(finding.rule, finding.rule)
        marked = text[: finding.start] + painted(f"【{finding.quote}】", paint) + text[finding.end :]
        lines += [f"{painted(f'{WORDS[finding.severity]} {term}', paint)}  {finding.rule}", f"  原话  {marked}"]
        if finding.clause in book:
            rule = book.get(finding.clause)
            lines.append(f"  条款  {rule.clause.zh}（{rule.id}，{provenance(rule)}）")
        if finding.penalty:
            lines.append(f"  代价  {finding.penalty}")
        if finding.advice and finding.advice not in (line[6:] for line in lines):
            lines.append(f"  改说  {painted(finding.advice, GREEN)}")
    return "\n".join(lines)


def run(argv: Sequence[str]) -> int:
    """Run `kefu check`. Returns 0 = clean, 1 = something found, 2 = the call or a line is wrong."""
    parser = argparse.ArgumentParser(prog="kefu check", description="Judge one message, or JSON Lines.")
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the message, in quotes")
    parser.add_argument("--platform", choices=PLATFORMS, help="where it is said")
    parser.add_argument("--role", choices=ROLES, default="agent", help="who says it; the agent if left out")
    parser.add_argument("--as-of", metavar="DATE", help="the day whose rules hold; today if left out")
    parser.add_argument(
        "--jsonl", action="store_true", help="read JSON objects from standard input, one a line; write one each"
    )
    parser.add_argument(
        "--words", action="store_true", help="leave the reader out; there is none yet: words alone judge"
    )
    parser.add_argument("--explain", action="store_true", help="say more of what the reader found; there is none yet")
    options = parser.parse_args(argv)
    try:
        day = date.fromisoformat(options.as_of) if options.as_of else None
    except ValueError:
        raise KefuError("call", f"{options.as_of!r} is not a date", "--as-of", "write 2026-11-27") from None
    if options.jsonl:
        return check_lines(Guard.load(as_of=day))
    if options.text is None or options.platform is None:
        raise KefuError("call", "a message and its platform are needed", "", 'call kefu check --platform tmall "TEXT"')
    guard = Guard.load(platform=options.platform, as_of=day)
    report = guard.check(Message(options.text, options.role))
    print(told(options.text, report, guard.book, sys.stdout.isatty() and "NO_COLOR" not in os.environ))
    return 1 if report.alarmed else 0
