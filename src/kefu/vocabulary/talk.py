"""What was said: a message with what is known around it, and a line of an exported chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from decimal import Decimal
from typing import Final, Literal

from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORMS, ROLES, Platform, Role


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier message of the same conversation.

    Raises:
        KefuError: the role is neither agent nor buyer, the text is none, or the time has no zone.
    """

    role: Role
    text: str
    at: datetime | None = None

    def __post_init__(self) -> None:
        _prove(self.text, self.role, self.at)


class TurnsLater(Sequence[Turn]):
    """A history whose turns are made when they are looked at; nothing else can stand in it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What is known of the order that the talk is about. None = not known, and then the message decides.

    Attributes:
        amount: yuan paid for the goods.
        freight_free: the goods are offered with free postage.
        same_account: the account that asks is the account that ordered.
    """

    id: str | None = None
    state: str | None = None
    amount: Decimal | None = None
    freight_free: bool | None = None
    paid_at: datetime | None = None
    same_account: bool | None = None


@dataclass(frozen=True, slots=True)
class Shop:
    """What is known of the shop. `cod` and `card`: whether it offers pay-on-delivery and credit cards."""

    name: str | None = None
    cod: bool | None = None
    card: bool | None = None
    services: tuple[str, ...] = ()


FACTS: Final[dict[str, type[bool] | type[str]]] = {
    f"{room}.{each.name}": kind
    for room, holder in (("order", Order), ("shop", Shop))
    for each in fields(holder)
    for kind in (bool, str)
    if each.type == f"{kind.__name__} | None"
}
"""What a rule may ask to be known of the order or the shop, `order.freight_free` and so on, and what it is."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to judge, with its history (oldest first) and the facts around it.

    Attributes:
        platform: None = the platform that the guard was loaded for.
        at: aware instant; its date in Asia/Shanghai picks the rules. None = the guard's own date.

    Raises:
        KefuError: an unknown platform or role, a text that is none, a time without a zone, a history of other things
            than turns.
    """

    text: str
    role: Role = "agent"
    at: datetime | None = None
    history: Sequence[Turn] = ()
    order: Order | None = None
    shop: Shop | None = None
    platform: Platform | None = None

    def __post_init__(self) -> None:
        _prove(self.text, self.role, self.at)
        if self.platform is not None and self.platform not in PLATFORMS:
            what = f"platform {self.platform!r} is not known"
            raise KefuError("unknown-platform", what, "platform", f"use one of {', '.join(PLATFORMS)}")
        for name, given, kind in (("order", self.order, Order), ("shop", self.shop, Shop)):
            if given is not None and not isinstance(given, kind):
                what = f"a {type(given).__name__} is no {kind.__name__}"
                raise KefuError("message", what, name, f"write {kind.__name__}(…)")
        if not isinstance(self.history, TurnsLater):
            self._prove_history()

    def _prove_history(self) -> None:
        for turn in self.history:
            if not isinstance(turn, Turn):
                raise KefuError("message", f"a {type(turn).__name__} is no turn", "history", 'write Turn("buyer", "…")')


def _prove(text: object, role: object, at: object) -> None:
    if not isinstance(text, str):
        raise KefuError("message", f"a {type(text).__name__} is no text", "text", "give a str")
    if role not in ROLES:
        raise KefuError("message", f"role {role!r} is not known", "role", f"use one of {', '.join(ROLES)}")
    if at is not None and (not isinstance(at, datetime) or at.tzinfo is None):
        raise KefuError("message", f"{at!r} is no instant with its zone", "at", "give an aware datetime")


LineRole = Literal["agent", "buyer", "system", "auto", "card", "recalled", "media"]
"""Who or what wrote a line of an export. `agent` and `buyer` are people's words and are judged; `auto` is an automatic or
robot answer, `system` the platform's own line, `card` an order or goods card, `recalled` a recalled message, `media` a
picture, a video or a voice message."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an exported chat.

    Attributes:
        file: name of the file as given.
        row: 1-based number of the row (or, in a text, of the line) where the message begins.
        session: what groups the lines of one conversation.
        agent: the agent's account, '' where a buyer speaks and none is known.
        at: aware instant, None where the export has none.
        speaker: the account that wrote it.
    """

    file: str
    row: int
    platform: Platform
    role: LineRole
    text: str
    shop: str = ""
    session: str = ""
    agent: str = ""
    speaker: str = ""
    at: datetime | None = None
    extra: dict[str, str] = field(default_factory=dict)
