"""`kefu clocks`: events in, deadlines out; for a person, or in JSON Lines for a program."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kefu.checks.shipped import shipped_book
from kefu.cli.answering import answer_lines, head_of, zoned
from kefu.cli.clocks_text import told
from kefu.cli.histories import history_of
from kefu.cli.parser import Parser
from kefu.cli.records import wrong
from kefu.clocks import History, read, unsaid
from kefu.rulebook.book import Book
from kefu.vocabulary.asking import BASES
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.events import ARRIVED, EVENT_NAMES
from kefu.vocabulary.ids import PLATFORMS

SENDING: Final = frozenset({"shipped", "carrier_accepted"})
TRUTH: Final = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
LISTED: Final = "；".join(f"{type} {zh}" for type, (zh, _) in EVENT_NAMES.items())
EXAMPLE: Final = """例 example
  kefu clocks --platform pdd --event "refund_requested 2026-03-01T10:00" --as-of 2026-03-02T09:00
  kefu clocks --platform tmall --event "付款 2026-03-01 21:05" --event "快递揽收 2026-03-03 08:00" --en
  kefu clocks --platform douyin --event "签收 2026-03-01T10:00" --order category=生鲜 --order programme=安心购"""


def answers(book: Book, record: Mapping[str, Any]) -> dict[str, Any]:
    """What is said to one line beside its id."""
    history = history_of(record)
    try:
        said: dict[str, Any] = {"clocks": read(book, history)}
        if _may_lack(history) and (lacking := unsaid(book, history)):
            said["unsaid"] = lacking
    except OverflowError:
        raise wrong("events", "a deadline lies beyond the year 9999", "check the instants") from None
    return said


def _may_lack(history: History) -> bool:
    types = {event.type for event in history.events}
    unsent = SENDING.isdisjoint(types) and not ARRIVED.isdisjoint(types)
    return history.terms.presale or bool(history.terms.mode) or "promised" in types or unsent


def parser() -> Parser:
    """The options of `kefu clocks`."""
    import argparse

    parser = Parser(
        "kefu clocks",
        "按发生的事算时限：哪些在走，哪些已超时。 Read deadlines from what happened: what runs, what was missed.",
        epilog=f"{EXAMPLE}\n\n事件 events\n  {LISTED}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--platform", choices=PLATFORMS, help="哪个平台 where it happened")
    parser.add_argument(
        "--event",
        action="append",
        default=[],
        metavar='"TYPE TIME"',
        help="发生的一件事和时间，可写多次；时间不带时区的按北京时间，后面可加 名=值 one thing that happened, and when (Shanghai "
        "where it has no zone), then name=value; give it again for the next",
    )
    parser.add_argument(
        "--order",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="订单情况 what is known of the order: category programme services presale agreed_ship_by cod three_guarantees "
        "state mode reason carrier",
    )
    parser.add_argument(
        "--as-of",
        metavar="TIME",
        help="现在是什么时候，默认此刻；也决定按哪天的规则 the now, which picks the rules too",
    )
    parser.add_argument(
        "--basis",
        choices=BASES,
        default="latest",
        help="取最好的依据，或只看最初的培训资料 best evidence, or the seed documents alone",
    )
    parser.add_argument("--en", action="store_true", help="用英文 in English")
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help="从标准输入逐行读 JSON，逐行回答 read JSON objects from standard input, one a line; write one each",
    )
    return parser


def run(argv: Sequence[str]) -> int:
    """Run `kefu clocks`. Returns 0, or 2 where a line is wrong."""
    options = parser().parse_args(argv)
    if options.jsonl:
        for name, given in (("--platform", options.platform), ("--event", options.event), ("--order", options.order)):
            if given:
                raise KefuError("call", "is given beside --jsonl", name, "each line says it; leave it out here")
        book = shipped_book()
        return answer_lines("clocks", lambda record: answers(book, record))
    if options.platform is None or not options.event:
        mend = 'call kefu clocks --platform pdd --event "refund_requested 2026-03-01T10:00"'
        raise KefuError("call", "a platform and an event are needed", "", mend)
    record = {
        **head_of(options),
        "events": [_event(each) for each in options.event],
        "order": dict(_known(each) for each in options.order),
    }
    history = history_of(record)
    answer = answers(shipped_book(), record)
    lines = told(shipped_book(), history, answer["clocks"], answer.get("unsaid", ()), "en" if options.en else "zh")
    print("\n".join(lines), file=sys.stdout)
    return 0


def _event(told: str) -> dict[str, Any]:
    """An event as a person writes it: `refund_requested 2026-03-01T10:00 reason=no_reason_return`."""
    words = told.split()
    more = [word for word in words[1:] if "=" in word]
    at = " ".join(word for word in words[1:] if "=" not in word)
    if not words or not at:
        raise KefuError("call", f"{told!r} has no time", "--event", 'write "refund_requested 2026-03-01T10:00"')
    extra = dict(_known(word) for word in more)
    return {**extra, "type": _type(words[0]), "at": zoned(at)}


def _type(told: str) -> str:
    """An event by its id or its Chinese name; a piece of the name will do where it is in one alone."""
    if told in EVENT_NAMES:
        return told
    whole = [type for type, (zh, _) in EVENT_NAMES.items() if zh == told]
    near = whole or [type for type, (zh, _) in EVENT_NAMES.items() if told in zh]
    return near[0] if len(near) == 1 else told


def _known(told: str) -> tuple[str, Any]:
    name, _, value = told.partition("=")
    if not value:
        raise KefuError("call", f"{told!r} says nothing", "--order", "write it as category=生鲜")
    if name in ("services", "programme"):
        return name, value.split(",")
    if name in ("agreed_ship_by", "due") or (name == "presale" and value not in TRUTH):
        ends = [zoned(each) for each in value.split(",")]
        return name, ends if len(ends) > 1 else ends[0]
    return name, TRUTH.get(value, value) if name in ("presale", "cod", "three_guarantees") else value
