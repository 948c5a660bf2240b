"""The shapes of the rulebook: a pack (one file), the rules in it, and what a rule is made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, get_args

import msgspec

from kefu.vocabulary.ids import Platform, Severity, Status

Kind = Literal[
    "conduct", "clock", "compensation", "points", "ladder", "promise", "metric", "wording", "playbook", "reference"
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

Topic = Literal[
    "invoice", "refund", "return", "exchange", "repair", "aftersale", "shipping", "stock", "freight", "payment",
    "creditcard", "cod", "price", "promotion", "review", "trade", "contact", "privacy", "order", "promise", "abuse",
    "harassment", "attitude", "advertising", "counterfeit", "quality", "description", "complaint", "intervention",
    "reply", "message", "group", "live", "points", "deposit", "wording", "third_party", "service_label", "insurance",
    "food", "cosmetics", "warranty", "terms", "listing", "outsourcing", "exam", "playbook", "metric", "data_security",
    "training", "enforcement",
]  # fmt: skip
TOPICS: Final[tuple[Topic, ...]] = get_args(Topic)

Basis = Literal["seed", "page", "law", "house"]
BASES: Final[tuple[Basis, ...]] = get_args(Basis)

QUALITIES: Final[tuple[str, ...]] = (
    "quotes-platform-rule", "quotes-platform-notice", "news", "blog-quoting-consultation", "blog", "blog-low",
)  # fmt: skip
"""How near a page stands to the platform's own text, the nearest first."""


class Bilingual(msgspec.Struct, frozen=True):
    """The same thing said in Chinese and in English."""

    zh: str
    en: str


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a rule was read. `date` is the day of the document, where it has one."""

    kind: Basis
    title: str
    article: str = ""
    url: str = ""
    date: date | None = None
    quality: str = ""
    note: str = ""


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message before the one that an example judges. `at` is an ISO instant."""

    role: str
    text: str
    at: str = ""


class Example(msgspec.Struct, frozen=True, omit_defaults=True):
    """A yes/no example of a rule: a message, or (with `on` alone) a day on which the rule is the book's answer.

    Attributes:
        asked: the buyer's message before it.
        history: messages before it, oldest first, where one is not enough.
        at: ISO instant of the message, where the time of day decides.
        order, shop: what is known around it, as in the input of `kefu check --jsonl`.
    """

    text: str = ""
    asked: str = ""
    history: tuple[Said, ...] = ()
    role: str = "agent"
    at: str = ""
    platform: Platform | None = None
    order: Mapping[str, Any] = {}
    shop: Mapping[str, Any] = {}
    on: date | None = None


class Examples(msgspec.Struct, frozen=True, omit_defaults=True):
    """The tests that a rule carries."""

    yes: tuple[Example, ...] = ()
    no: tuple[Example, ...] = ()


class Rule(msgspec.Struct, frozen=True, omit_defaults=True):
    """One rule: what holds, where, from when to when, and who says so. The format is docs/rules.md.

    Attributes:
        since: first day it holds; None = unknown, then it holds on any earlier day too.
        until: first day it no longer holds; None = open.
        observed: day of the page that states it.
        platforms: where it holds, the five where the file names none.
        parameters: texts, booleans, quantities as text (`72 hours`, see `Quantity.parse`), lists and maps of them.
        serious: what it costs in serious or repeated cases alone.
        grounds: conduct rules for which this is the clause.
        where: cues by conduct rule, of those for which this is a special clause: it is cited only where one of them stands.
        cues, clear, say: of conduct and wording rules, raw, compiled by the checks.
        book, line: the file (`tmall/invoice`) and the line in it where the rule begins.
    """

    id: str
    kind: Kind
    topic: Topic
    status: Status
    basis: Basis
    clause: Bilingual
    source: tuple[Source, ...]
    platforms: tuple[Platform, ...]
    book: str
    line: int
    facts: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    observed: date | None = None
    programme: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = {}
    penalty: Bilingual | None = None
    serious: Bilingual | None = None
    grounds: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = {}
    severity: Severity | None = None
    conflicts_with: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    examples: Examples = Examples()
    note: str = ""
    needs_review: bool = False
    quote: str = ""
    cues: tuple[Any, ...] = ()
    clear: tuple[Any, ...] = ()
    say: tuple[Any, ...] = ()

    @property
    def folder(self) -> str:
        """`tmall`, `law`, `house` …: who lays it down."""
        return self.book.partition("/")[0]

    @property
    def dated(self) -> date | None:
        """The newest day that its evidence carries: its start, the page that states it, or its documents."""
        days = [self.since, self.observed, *(source.date for source in self.source)]
        return max((day for day in days if day is not None), default=None)


class Pack(msgspec.Struct, frozen=True):
    """One file of rules. `book` is its folder and file name without the suffix: `tmall/invoice`."""

    book: str
    title: Bilingual
    rules: tuple[Rule, ...]
