"""The text of a rule file, read as plain values that know their line. No tags, no anchors, no bombs.

Words stay words: `yes`, `no`, `on` and `off` are texts here, as in YAML 1.2 and in every editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

BYTES_AT_MOST: Final = 4 * 1024 * 1024
DEPTH_AT_MOST: Final = 24

_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_DECIMAL: Final = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands alone, as it was written."""

    text: str


@dataclass(frozen=True, slots=True)
class NoDay:
    """Something written as a date that the calendar does not have."""

    text: str


Plain = str | bool | date | Number | NoDay | None


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file and the line on which it stands (1-based)."""

    value: Plain | list[Node] | dict[str, Node]
    line: int


class Unreadable(Exception):
    """The file is no rule file at all, and why. `line` is 1-based, 0 where none can be named."""

    def __init__(self, line: int, what: str, mend: str) -> None:
        super().__init__(what)
        self.line, self.what, self.mend = line, what, mend


def decode(raw: bytes) -> str:
    """The text of a rule file, UTF-8 with or without a byte order mark.

    Raises:
        Unreadable: too long, or not UTF-8.
    """
    if len(raw) > BYTES_AT_MOST:
        raise Unreadable(0, f"the file has {len(raw):,} bytes", f"split it: a rule file has at most {BYTES_AT_MOST:,}")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, "the bytes here are not UTF-8", "save the file as UTF-8") from None


def parse(text: str) -> Node:
    """The nodes of a YAML text. Anchors, aliases, tags, a second document and a key given twice are refused.

    Raises:
        Unreadable: with the line and the mend.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _document(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or error.context or "the YAML is broken"
        raise Unreadable(mark.line + 1 if mark else 0, str(what), "mend the YAML here or just above") from None
    except yaml.YAMLError as error:
        raise Unreadable(0, str(error).splitlines()[0], "remove the character that YAML does not allow") from None


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _document(events: Iterator[Any]) -> Node:
    import yaml

    document = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if document is not None:
                line = _line(event)
                raise Unreadable(line, "a second document begins", "keep one document a file; remove the `---`")
            document = _node(next(events), events, 0)
    return document if document is not None else Node(None, 1)


def _node(event: Any, events: Iterator[Any], depth: int) -> Node:
    import yaml

    line = _line(event)
    _bare(event)
    if depth > DEPTH_AT_MOST:
        raise Unreadable(line, f"nested more than {DEPTH_AT_MOST} deep", "flatten it")
    if isinstance(event, yaml.ScalarEvent):
        plain = event.implicit[0] and event.style in (None, "")
        return Node(_scalar(event.value) if plain else event.value, line)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Node] = []
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            items.append(_node(inner, events, depth + 1))
        return Node(items, line)
    return _mapping(events, line, depth)


def _bare(event: Any) -> None:
    """Refuse an alias, and what has an anchor or a tag."""
    if event.anchor:
        mend = "write the value out; rule files have none"
        raise Unreadable(_line(event), f"an anchor or alias ({event.anchor})", mend)
    if event.tag is not None:
        raise Unreadable(_line(event), f"a tag ({event.tag})", "remove it; rule files have none")


def _mapping(events: Iterator[Any], line: int, depth: int) -> Node:
    import yaml

    fields: dict[str, Node] = {}
    while not isinstance(inner := next(events), yaml.MappingEndEvent):
        at = _line(inner)
        if not isinstance(inner, yaml.ScalarEvent):
            raise Unreadable(at, "a key that is no word", "a key is one word before a colon")
        _bare(inner)
        if inner.value in fields:
            raise Unreadable(at, f"the key `{inner.value}` stands twice", "keep one of them")
        fields[inner.value] = _node(next(events), events, depth + 1)
    return Node(fields, line)


def _scalar(text: str) -> Plain:
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return NoDay(text)
    if _INTEGER.fullmatch(text) or _DECIMAL.fullmatch(text):
        return Number(text)
    return text
