"""A shop's own file: rules that it adds, words that it allows, findings that it excuses, severities that it changes.

Nothing in it weakens the book without saying why: see `read_shop`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from kefu.rulebook import cuesheet
from kefu.rulebook.book import Book
from kefu.rulebook.grading import known_rule, law_bound, severities
from kefu.rulebook.manuscript import Node, Unreadable, decode, parse
from kefu.rulebook.pack import Bilingual
from kefu.rulebook.proof import Entry, Faulty, Proof, twices
from kefu.rulebook.values import platforms_named
from kefu.vocabulary.ids import CONDUCT, SEVERITIES, Platform, Severity

_FIELDS: Final = ("shop", "rules", "allow", "excuse", "severity", "reader")
_RULE_FIELDS: Final = ("id", "severity", "platforms", "clause", "words", "cues", "clear", "say")
_ID: Final = re.compile(r"shop\.[a-z0-9_]+(\.[a-z0-9_]+)*")
_FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")
READER_WARNS: Final[dict[str, float | None]] = {"early": 0.5, "usual": None, "late": 0.9}
"""From what probability on a shop lets the reader warn; None = from where Kefu does."""
CHARACTERS_AT_MOST: Final = 500
"""Of one word or cue of a shop."""
SHORTEST: Final = 2
"""Letters, figures and characters of a word that is allowed."""
WORDS_AT_MOST: Final = 20_000
"""Of words and cues in one file."""


@dataclass(frozen=True, slots=True)
class ShopRule:
    """A rule that a shop adds. `words` are literal; `cues`, `clear` and `say` are in the notation of the book.

    Attributes:
        place: the file and the line where it begins.
    """

    id: str
    severity: Severity
    platforms: tuple[Platform, ...]
    clause: Bilingual
    words: tuple[str, ...] = ()
    cues: tuple[Any, ...] = ()
    clear: tuple[Any, ...] = ()
    say: tuple[Any, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Allowance:
    """Words that a shop allows: a rule of the book is no more than a note there, a rule of its own nothing.

    Attributes:
        rules: the rules for which the words are allowed; () = the shop's own, and with a reason every rule of the book that
            no law stands behind.
        reason: why; '' only where no rule of the book is eased.
    """

    words: tuple[str, ...]
    rules: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Excuse:
    """A finding that the shop holds to be none: this rule in exactly this message, and why."""

    rule: str
    fingerprint: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShopFile:
    """What a shop's file says.

    Attributes:
        severity: rule id to the severity that the shop gives it.
        reasons: rule id to why the shop gives it another severity, where it says so.
        law_bound: the conduct rules behind which a law stands: plain allowed words do not reach them.
        edition: names the content of the file; '' where there is none.
        reader_warns: from what probability on the reader warns; None = from where Kefu does.
    """

    name: str = ""
    rules: tuple[ShopRule, ...] = ()
    allow: tuple[Allowance, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    severity: dict[str, Severity] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    law_bound: frozenset[str] = frozenset()
    edition: str = ""
    reader_warns: float | None = None

    def allowed(self, rule: str) -> dict[str, str]:
        """The words that are allowed under this rule, each with the reason."""
        own = rule not in CONDUCT
        return {
            word: entry.reason
            for entry in self.allow
            if rule in entry.rules or (not entry.rules and (own or (entry.reason and rule not in self.law_bound)))
            for word in entry.words
        }

    def excused(self, text: str) -> tuple[Excuse, ...]:
        """The excuses for findings in this message."""
        if not self.excuses:
            return ()
        known = fingerprint(text)
        return tuple(excuse for excuse in self.excuses if excuse.fingerprint == known)


def fingerprint(text: str) -> str:
    """What a message is known by without keeping it: the SHA-256 of its text without spaces at the ends, in hex."""
    return hashlib.sha256(text.strip().encode("utf-8", "surrogatepass")).hexdigest()


def read_shop(path: Path, book: Book) -> ShopFile:
    """Read a shop's file.

    A rule of the book is made lighter, words are allowed under it and a single finding is excused only with a reason; a rule
    behind which a law stands must be named besides. So whatever eases the book is written down.

    Raises:
        Faulty: the file has faults; all of them are in it.
    """
    raw, entry = _opened(path)
    entry.only(_FIELDS)
    rules = tuple(_rule(item) for item in entry.entries("rules"))
    bound = law_bound(book)
    known = {*CONDUCT, *(rule.id for rule in rules)}
    severity, reasons = severities(entry, known, book)
    shop = ShopFile(
        entry.text("shop"),
        rules,
        tuple(_allowance(item, known, bool(rules)) for item in _allow_entries(entry)),
        tuple(_excuse(item, known) for item in entry.entries("excuse")),
        severity,
        reasons,
        bound,
        hashlib.sha256(raw).hexdigest()[:12],
        _reader(entry),
    )
    for name in twices(rule.id for rule in rules):
        entry.fault("rules", f"`{name}` stands twice", "give one another id")
    _measure(entry, shop)
    if entry.proof.faults:
        raise Faulty(entry.proof.faults)
    return shop


def _opened(path: Path) -> tuple[bytes, Entry]:
    """The bytes of a shop's file, and the map in it. Raises Faulty where there is none."""
    proof = Proof(str(path))
    try:
        raw = path.read_bytes()
        node = parse(decode(raw))
    except OSError as error:
        proof.fault(0, "", f"cannot be opened ({error.strerror})", "check the path and the rights on it")
        raise Faulty(proof.faults) from None
    except Unreadable as error:
        proof.fault(error.line, "", error.what, error.mend)
        raise Faulty(proof.faults) from None
    if not isinstance(node.value, dict):
        proof.fault(node.line, "", "this is no shop's file", f"begin with one of: {' '.join(_FIELDS)}")
        raise Faulty(proof.faults)
    return raw, Entry(proof, "", node)


def _rule(entry: Entry) -> ShopRule:
    name = entry.text("id", True)
    entry = Entry(entry.proof, name or entry.name, entry.node)
    entry.only(_RULE_FIELDS)
    if name and not _ID.fullmatch(name):
        entry.fault("id", f"`{name}` is no id of a shop's rule", "begin it with `shop.`: `shop.no_nicknames`")
    words, cues = entry.texts("words"), cuesheet.cues(entry)
    if not words and not cues:
        entry.fault("", "has neither words nor cues", "add `words: [一个词, 另一个词]`")
    return ShopRule(
        name,
        cast(Severity, entry.choice("severity", SEVERITIES, required=False) or "warn"),
        platforms_named(entry),
        _clause(entry),
        words,
        cues,
        cuesheet.clears(entry),
        cuesheet.sayings(entry),
        f"{entry.proof.file}:{entry.node.line}",
    )


def _clause(entry: Entry) -> Bilingual:
    """What the rule says: a map of both languages, or one text for both."""
    node = entry.fields.get("clause")
    if node is not None and isinstance(node.value, dict):
        return entry.bilingual("clause") or Bilingual("", "")
    text = entry.text("clause", True)
    return Bilingual(text, text)


def _allow_entries(entry: Entry) -> list[Entry]:
    """`allow: [one, two]` and `allow: [{words: […], rules: […], reason: …}]`, mixed as one likes."""
    node = entry.fields.get("allow")
    if node is None:
        return []
    if not isinstance(node.value, list):
        entry.fault("allow", "must be a list", "write one word a line, or `{words: […], rules: […], reason: …}`")
        return []
    return [
        Entry(entry.proof, "allow", item if isinstance(item.value, dict) else Node({"words": item}, item.line))
        for item in node.value
    ]


def _allowance(entry: Entry, known: set[str], own: bool) -> Allowance:
    entry.only(("words", "rules", "reason"))
    words, rules, reason = entry.texts("words"), entry.texts("rules"), entry.text("reason")
    if not words:
        entry.fault("words", "names none", "name the words to allow")
    for word in words:
        if sum(map(str.isalnum, word)) < SHORTEST:
            what = f"`{word}` is a single character, and stands in all sorts of words"
            entry.fault("words", what, "allow the whole name of the goods, such as 加湿器")
    for name in rules:
        known_rule(entry, "rules", name, known)
    if words and not reason and (any(name in CONDUCT for name in rules) or not (rules or own)):
        shown = f"words: [{', '.join(words[:3])}{', …' if words[3:] else ''}]"
        shown += f", rules: [{', '.join(rules)}]" if rules else ""
        entry.fault("", f"no reason is given for `{words[0]}`", f"say why it is allowed: `- {{{shown}, reason: …}}`")
    return Allowance(words, rules, reason)


def _excuse(entry: Entry, known: set[str]) -> Excuse:
    entry.only(("rule", "text", "message", "reason"))
    rule, reason = entry.text("rule", True), entry.text("reason", True)
    known_rule(entry, "rule", rule, known)
    text, message = entry.text("text"), entry.text("message").lower()
    if bool(text) == bool(message):
        entry.fault("", "needs the message, once", "add `text:` with its words, or `message:` with its fingerprint")
    elif message and not _FINGERPRINT.fullmatch(message):
        entry.fault("message", "is no fingerprint", "64 digits and letters a–f; or give the words as `text:`")
    return Excuse(rule, message or fingerprint(text), reason)


def _reader(entry: Entry) -> float | None:
    """`reader: early`, or `reader: {to: late, reason: …}`: later is lighter, so it needs a reason."""
    node = entry.fields.get("reader")
    if node is None:
        return None
    asked = Entry(entry.proof, "reader", node if isinstance(node.value, dict) else Node({"to": node}, node.line))
    asked.only(("to", "reason"))
    when = asked.choice("to", tuple(READER_WARNS))
    if when == "late" and not asked.text("reason"):
        asked.fault("", "no reason is given", "say why the reader is to warn late: `reader: {to: late, reason: …}`")
    return READER_WARNS.get(when)


def _measure(entry: Entry, shop: ShopFile) -> None:
    """Refuse what is too long or too much to be a shop's wording."""
    rules = ((rule.words, rule.cues, rule.clear, rule.say) for rule in shop.rules)
    texts = list(_texts([*rules, *(each.words for each in shop.allow)]))
    for text in texts:
        if len(text) > CHARACTERS_AT_MOST:
            entry.fault(
                "", f"`{text[:20]}…` has {len(text)} characters", f"at most {CHARACTERS_AT_MOST} in one word or cue"
            )
    if len(texts) > WORDS_AT_MOST:
        entry.fault("", f"{len(texts):,} words and cues", f"at most {WORDS_AT_MOST:,} in one file")


def _texts(written: Any) -> Iterator[str]:
    """Every text in a list or a map."""
    if isinstance(written, str):
        yield written
    elif isinstance(written, Mapping):
        yield from _texts(list(written.values()))
    elif isinstance(written, (list, tuple)):
        for each in written:
            yield from _texts(each)
