"""A message as one line of JSON Lines says it. Every error names the field and the mend."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import msgspec

from kefu.vocabulary.days import CHINA
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORMS, ROLES, Role
from kefu.vocabulary.talk import Message, Order, Shop, Turn

LONGEST: Final = 16_000_000
"""Bytes of a line; a longer one is refused."""
KINDS: Final = {
    str: "a text in quotes", list: "a list in [ ]", dict: "an object in { }", bool: "true or false"
}  # fmt: skip
SUM: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?")
DAY_AND_HOUR: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2})")
SHOWN: Final = 60
HALF: Final = re.compile("[\ud800-\udfff]")
"""Half a character, of which no message consists."""
TEXT: Final = r'"(?>(?:[^"\\]++|\\.)*)"'
PLAIN: Final = rf'(?:{TEXT}|[^\s",{{}}\[\]]++)'
NAMED: Final = re.compile(
    rf'\s*+\{{(?>(?:\s*+(?!"id"){TEXT}\s*+:\s*+{PLAIN}\s*+,)*)\s*+"id"\s*+:\s*+({PLAIN})'.encode(), re.DOTALL
)
"""The id of a line, behind plain members at most."""


def wrong(field: str, what: str, mend: str) -> KefuError:
    """An error on one field of a line."""
    return KefuError("line", what, field, mend)


def shown(value: object) -> str:
    """A value in an error: on one line, and not at length."""
    text = repr(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def field_of(record: Mapping[str, Any], name: str, kind: type, where: str, needed: bool = False) -> Any:
    """A field of the right type; None where it is absent and not needed."""
    value = record.get(name)
    if value is None:
        if needed:
            raise wrong(where + name, "is missing", "give it")
        return None
    if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
        raise wrong(where + name, "is of the wrong kind", f"write {KINDS[kind]}")
    return whole(value, where + name) if isinstance(value, str) else value


def whole(text: str, field: str) -> str:
    """A text in which no character is cut in half."""
    if half := HALF.search(text):
        what = f"holds half a character, \\u{ord(half[0]):x}"
        raise wrong(field, what, "write the character whole, or leave it out")
    return text


def instant(value: Any, field: str) -> datetime | None:
    """An ISO 8601 instant with its zone."""
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise wrong(field, *_no_instant(value)) from None
    if at.tzinfo is None:
        raise wrong(field, "has no zone", "write 2026-03-01T10:21:33+08:00")
    try:
        return at.astimezone(CHINA)
    except OverflowError:
        raise wrong(field, f"{shown(value)} is out of range", "write a year between 1 and 9999") from None


def _no_instant(value: Any) -> tuple[str, str]:
    """What is wrong with something that is no instant, and its mend."""
    found = DAY_AND_HOUR.match(value) if isinstance(value, str) else None
    try:
        if found:
            date.fromisoformat(found[1])
    except ValueError:
        return f"{shown(value)} is no day of the calendar", "write 2026-03-01T10:21:33+08:00"
    if found and found[2] == "24":
        return f"{shown(value)} is not an instant", "write 00:00:00 of the day after"
    return f"{shown(value)} is not an instant", "write 2026-03-01T10:21:33+08:00"


def message_of(record: Any) -> Message:
    """The message in one line. Raises KefuError naming the field and the mend."""
    if not isinstance(record, dict):
        raise wrong("line", "is not an object", 'write {"id": …, "platform": …, "role": …, "text": …}')
    platform = field_of(record, "platform", str, "", needed=True)
    if platform not in PLATFORMS:
        raise wrong("platform", f"{shown(platform)} is not known", f"use one of {', '.join(PLATFORMS)}")
    role: Role = _role(record, "") if record.get("role") is not None else "agent"
    text = field_of(record, "text", str, "", needed=True)
    turns: list[Turn] = []
    for n, turn in enumerate(field_of(record, "history", list, "") or ()):
        where = f"history[{n}]."
        if not isinstance(turn, dict):
            raise wrong(where[:-1], "is not an object", 'write {"role": …, "text": …}')
        said = field_of(turn, "text", str, where, needed=True)
        turns.append(Turn(_role(turn, where), said, instant(turn.get("at"), where + "at")))
    return Message(
        text, role, instant(record.get("at"), "at"), tuple(turns), order_of(record), shop_of(record), platform
    )


def _role(record: Mapping[str, Any], where: str) -> Role:
    role: Role = field_of(record, "role", str, where, needed=True)
    if role not in ROLES:
        raise wrong(where + "role", f"{shown(role)} is not known", "use agent or buyer")
    return role


def order_of(record: Mapping[str, Any]) -> Order | None:
    """The order in a line."""
    order = field_of(record, "order", dict, "")
    if order is None:
        return None
    return Order(
        field_of(order, "id", str, "order."), field_of(order, "state", str, "order."),
        sum_of(order.get("amount"), "order.amount"), field_of(order, "freight_free", bool, "order."),
        instant(order.get("paid_at"), "order.paid_at"), field_of(order, "same_account", bool, "order."),
    )  # fmt: skip


def sum_of(value: Any, field: str) -> Decimal | None:
    """Yuan with two decimals at most, as a text; a plain number will do."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or not SUM.fullmatch(str(value)):
        raise wrong(field, f"{shown(value)} is not a sum in yuan", 'write "12.50"')
    return Decimal(str(value))


def shop_of(record: Mapping[str, Any]) -> Shop | None:
    """The shop in a line."""
    shop = field_of(record, "shop", dict, "")
    if shop is None:
        return None
    services = field_of(shop, "services", list, "shop.") or ()
    for n, each in enumerate(services):
        field_of({"": each}, "", str, f"shop.services[{n}]", needed=True)
    return Shop(
        field_of(shop, "name", str, "shop."), field_of(shop, "cod", bool, "shop."),
        field_of(shop, "card", bool, "shop."), tuple(services),
    )  # fmt: skip


def name_of(record: Any) -> Any:
    """The id of a line, None where it has none. Raises KefuError where it cannot be said again."""
    name = record.get("id") if isinstance(record, dict) else None
    if name is not None:
        whole(name if isinstance(name, str) else json.dumps(name, ensure_ascii=False), "id")
    return name


def name_in(raw: bytes) -> Any:
    """The id of a line that cannot be read as a whole, None where it cannot be told."""
    found = NAMED.match(raw)
    try:
        return name_of({"id": json.loads(found[1])}) if found else None
    except (ValueError, KefuError):
        return None


def record_of(raw: bytes) -> Any:
    """What one line says. Raises KefuError where it is not JSON."""
    if len(raw) > LONGEST:
        raise wrong("line", "is longer than 16 MB", "split it")
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:
        return json.loads(raw.decode("utf-8"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise wrong("line", f"is not UTF-8 at byte {error.start + 1}", "save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise wrong("line", f"is not JSON from character {error.colno} on", "write one object a line") from None
    except (ValueError, RecursionError):
        raise wrong(
            "line", "is nested too deeply, or holds a number too long", "write one plain object a line"
        ) from None


def _no_number(told: str) -> None:
    """NaN and Infinity are words of JavaScript, and no JSON."""
    raise wrong("line", f"is not JSON: {told} is no number", "write a number, or leave the field out")
