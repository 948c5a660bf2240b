"""The lines that open a message in text copied from a chat window: who, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kefu.connectors.exports.moments import CLOCK, DATE, WEEKDAY

_DAY: Final = re.sub(r"\?P<\w+>", "?:", DATE + WEEKDAY)
_CLOCK: Final = re.sub(r"\?P<\w+>", "?:", CLOCK)
_STAMP: Final = rf"(?P<at>{_DAY}[T，,\s]{{0,3}}{_CLOCK})"
_HOUR: Final = rf"(?P<at>{_CLOCK})"
_NAME: Final = r"(?P<name>[^\s,，;；|(（\[【<:：](?:[^\t\n]{0,78}?[^\s:：])?)"
_RULE: Final = re.compile(r"[\s\-—–=_*·.~#<>─━]*")
_DAY_LINE: Final = re.compile(rf"[\s\-—=*─━]*(?P<day>{_DAY})[\s\-—=*─━]*")

SHOP_ENDS: Final = ("店", "官方", "商行", "商城", "旗舰")


@dataclass(frozen=True)
class Heading:
    """Who wrote a message and when, and what of it stands in the same line."""

    name: str
    at: str
    text: str


def _styles(stamp: str) -> dict[str, re.Pattern[str]]:
    return {
        "bracketed": re.compile(rf"{_NAME}\s*[(（\[【<]\s*{stamp}\s*[)）\]】>]\s*[:：]?\s*(?P<text>.*)"),
        "after": re.compile(rf"{_NAME}[\s　]+{stamp}\s*[:：]?\s*(?P<text>)"),
        "before": re.compile(rf"[(（\[【<]?{stamp}(?:\s*[)）\]】>]\s*|\s+)[-—]?\s*{_NAME}\s*[:：]?\s*(?P<text>)"),
        "inline": re.compile(rf"[(（\[【<]?{stamp}(?:\s*[)）\]】>]\s*|\s+)[-—]?\s*{_NAME}\s*[:：]\s*(?P<text>\S.*)"),
    }


_DATED: Final = _styles(_STAMP)
_HOURLY: Final = {name: re.compile(rf"(?!.*?{_DAY}){style.pattern}") for name, style in _styles(_HOUR).items()}


class Headings:
    """The ways in which the messages of one text begin.

    Args:
        lines: its first lines.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        dated = _counted(_DATED, lines)
        hourly = {} if dated else _counted(_HOURLY, lines)
        counts, styles = (dated, _DATED) if dated else (hourly, _HOURLY)
        most = max(counts.values(), default=0)
        self._styles = {name: styles[name] for name, count in counts.items() if count * 10 >= most}
        self.count = sum(counts.values())
        self._hourly = not dated

    def read(self, line: str) -> Heading | None:
        """The heading that a line is, None if it is none."""
        if len(line) > 100_000 or not any(sign.isdigit() for sign in line[:160]):
            return None
        for kind, style in self._styles.items():
            if found := style.fullmatch(line):
                name, text = found["name"], found["text"]
                if kind == "inline":
                    name, text = _with_subaccount(name, text)
                return Heading(name.strip(), found["at"], text.strip())
        return None

    def day(self, line: str) -> str | None:
        """The day that a line of its own announces, where headings name only the hour."""
        found = _DAY_LINE.fullmatch(line[:80]) if self._hourly else None
        return found["day"] if found else None


def is_rule(line: str) -> bool:
    """Whether a line only divides: blank, or dashes and kin."""
    return bool(_RULE.fullmatch(line[:200]))


def _with_subaccount(name: str, text: str) -> tuple[str, str]:
    """A shop's name and the subaccount that another colon parts from what was said."""
    if name.endswith(SHOP_ENDS) and (found := re.match(r"([^\s:：]{1,30})[:：]\s*(.*)", text, re.DOTALL)):
        return f"{name}:{found[1]}", found[2]
    return name, text


def _counted(styles: dict[str, re.Pattern[str]], lines: Sequence[str]) -> dict[str, int]:
    """How many of the lines begin a message in each style; of the two that begin with the time only the likelier."""
    lines = [line for line in lines if len(line) < 2000]
    hits = {name: [n for n, line in enumerate(lines) if style.fullmatch(line)] for name, style in styles.items()}
    opened = {n for places in hits.values() for n in places}
    bodied = sum(n + 1 < len(lines) and n + 1 not in opened and not is_rule(lines[n + 1]) for n in hits["before"])
    if hits["inline"] and (not hits["before"] or bodied * 2 < len(hits["before"]) or len(hits["inline"]) > 2 * bodied):
        hits["before"] = []
    else:
        hits["inline"] = []
    return {name: len(places) for name, places in hits.items() if places}
