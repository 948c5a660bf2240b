"""How heavy a shop makes a rule, and what it may not do without saying why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from kefu.rulebook.book import Book
from kefu.rulebook.manuscript import Node
from kefu.rulebook.proof import Entry
from kefu.vocabulary.ids import CONDUCT, SEVERITIES, Severity


def severities(entry: Entry, known: set[str], book: Book) -> tuple[dict[str, Severity], dict[str, str]]:
    """`rule: block`, or `rule: {to: note, reason: …}`; what is lighter than in the book has a reason."""
    node = entry.fields.get("severity")
    if node is None:
        return {}, {}
    if not isinstance(node.value, dict):
        entry.fault("severity", "must be a map", "write one `rule: block` a line")
        return {}, {}
    inner = Entry(entry.proof, "severity", node)
    chosen: dict[str, Severity] = {}
    reasons: dict[str, str] = {}
    for name, told in inner.fields.items():
        known_rule(inner, name, name, known)
        told = told if isinstance(told.value, dict) else Node({"to": told}, told.line)
        grade = Entry(entry.proof, f"severity.{name}", told)
        grade.only(("to", "reason"))
        severity, reason = cast(Severity, grade.choice("to", SEVERITIES)), grade.text("reason")
        if name in CONDUCT and not reason:
            usual = usual_severity(book, name)
            if severity in SEVERITIES[SEVERITIES.index(usual) + 1 :]:
                mend = f"say why it is made lighter: `{name}: {{to: {severity}, reason: …}}`"
                inner.fault(name, f"is {usual} in the book", mend)
        chosen[name] = severity
        if reason:
            reasons[name] = reason
    return chosen, reasons


def law_bound(book: Book) -> frozenset[str]:
    """The conduct rules behind which a law stands, on whatever day and platform."""
    return frozenset(ground for rule in book.rules if rule.basis == "law" for ground in rule.grounds)


def usual_severity(book: Book, conduct: str) -> Severity:
    """The heaviest that the book makes of a conduct rule, on whatever day and platform."""
    rules = [rule for rule in book.rules if conduct in (rule.id, *rule.grounds[:1])]
    told = {rule.severity or "warn" for rule in rules if rule.id == conduct or rule.cues}
    told.update(
        each["severity"] for rule in rules for each in rule.cues if isinstance(each, Mapping) and "severity" in each
    )
    return min(told, key=SEVERITIES.index, default="note")


def known_rule(entry: Entry, key: str, name: str, known: set[str]) -> None:
    """Fault a name that no rule has which judges messages."""
    if name and name not in known:
        entry.fault(
            key, f"`{name}` is no rule that judges messages", "use a conduct rule's id, or one of the file's own"
        )
