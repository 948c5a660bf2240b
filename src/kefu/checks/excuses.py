"""What acquits a find by what is known around the message: what the buyer said, the order, the shop. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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

    def holds(self, message: Message, said: Sequence[str], found: str) -> bool:
        """Whether a find is excused.

        Args:
            said: the buyer's last messages, in plain text.
            found: the words of the find.
        """
        if self.asked and not any(each.pattern.search(text) for each in self.asked for text in said):
            return False
        if self.typed and not (typed(found, said) and not applies(message, {"order.same_account": False})):
            return False
        return not self.when or applies(message, self.when)


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
