"""What acquits a find by what is known around the message: what the buyer said, the order, the shop. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kefu.checks.cues import Cue, cues_in
from kefu.rulebook.cuesheet import EXCUSE_FIELDS
from kefu.vocabulary.talk import Message

LOOKED_BACK: Final = 6
"""So many turns of the history are searched for what the buyer said."""
KEYS: Final = frozenset(EXCUSE_FIELDS)
"""An entry of a rule's `clear` with one of these is an excuse."""
FIGURES: Final = re.compile(r"\d+")
TELLING: Final = 7
"""A number of so many figures tells by itself that it is the one that the buyer typed; of an address the end tells."""
TAIL: Final = 3
ELSEWHERE: Final = {"order.same_account": False}
"""Who asks is not who ordered."""


class Around:
    """What is known around a message: looked up where it first decides, and once.

    Args:
        message: the message with its history and the facts of order and shop.
        plain: what a buyer said, in plain text.
    """

    __slots__ = ("_asked", "_make", "_message", "_plain", "_said")

    def __init__(self, message: Callable[[], Message], plain: Callable[[str], str]) -> None:
        self._make, self._plain = message, plain
        self._message: Message | None = None
        self._asked: str | None = None
        self._said: list[str] | None = None

    def message(self) -> Message:
        """The message itself."""
        if self._message is None:
            self._message = self._make()
        return self._message

    def asked(self) -> str:
        """The buyer's last message before it, in plain text; '' where the buyer has said nothing."""
        if self._asked is None:
            last = (turn.text for turn in reversed(self.message().history) if turn.role == "buyer")
            self._asked = self._plain(next(last, ""))
        return self._asked

    def said(self) -> list[str]:
        """The buyer's last messages before it, in plain text."""
        if self._said is None:
            turns = self.message().history[-LOOKED_BACK:]
            self._said = [self._plain(turn.text) for turn in turns if turn.role == "buyer"]
        return self._said


@dataclass(frozen=True, slots=True)
class Excuse:
    """Excuses a find where all that it names holds.

    Attributes:
        asked: the buyer's last messages meet one of these cues.
        typed: the number or address in the find was typed by the buyer; no excuse where another account ordered.
        when: this is known of the order or the shop.
    """

    asked: tuple[Cue, ...]
    typed: bool
    when: Mapping[str, Any]

    def holds(self, around: Around, found: str) -> bool:
        """Whether a find with these words is excused."""
        if self.asked and not any(each.pattern.search(text) for each in self.asked for text in around.said()):
            return False
        if self.typed and not (typed(found, around.said()) and not applies(around.message(), ELSEWHERE)):
            return False
        return not self.when or applies(around.message(), self.when)


def excuses(entries: Iterable[Any]) -> tuple[Excuse, ...]:
    """The excuses among the entries of a `clear`."""
    out: list[Excuse] = []
    for entry in entries:
        if isinstance(entry, Mapping) and not KEYS.isdisjoint(entry):
            out.append(Excuse(cues_in(entry.get("asked", ())), bool(entry.get("typed")), entry.get("when", {})))
    return tuple(out)


def typed(found: str, said: Sequence[str]) -> bool:
    """Whether the figures of a find, and the end of an address, stand in what the buyer typed."""
    figures = set(FIGURES.findall(found))
    if not figures or not figures.issubset(FIGURES.findall("\n".join(said))):
        return False
    return max(map(len, figures)) >= TELLING or any(found[-TAIL:] in text for text in said)


def applies(message: Message, when: Mapping[str, object]) -> bool:
    """Whether the facts around a message are as the charge wants them: `order.freight_free: true`; unknown is not."""
    for name, wanted in when.items():
        room, _, field = name.partition(".")
        holder = message.order if room == "order" else message.shop
        if getattr(holder, field, None) != wanted:
            return False
    return True


def is_known(message: Message, when: Mapping[str, object]) -> bool:
    """Whether every fact that a charge wants is told around a message, true or not."""
    return all(
        getattr(message.order if room == "order" else message.shop, field, None) is not None
        for room, _, field in (name.partition(".") for name in when)
    )
