"""Which facts of a folder have a rule, which have none and why, and which rules name facts that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kefu.rulebook.book import Book
from kefu.rulebook.manuscript import Node, Number, Unreadable, decode, parse
from kefu.rulebook.proof import Entry, Faulty, Proof
from kefu.vocabulary.errors import KefuError


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the folder.

    Attributes:
        numbered: a number stands in its parameters.
    """

    id: str
    file: str
    topic: str
    statement: str
    numbered: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a book covers a folder of facts.

    Attributes:
        facts: every fact of the folder.
        uncovered: facts that no rule encodes, each with the reason that is kept for it ('' = none).
        strangers: a rule and a fact that it names, which the folder does not have.
        idle: reasons kept for facts that do have a rule, or that the folder does not have.
        conduct, without_conduct: the conduct rules that the folder lists, and those that the book does not lay down.
    """

    facts: tuple[Fact, ...]
    uncovered: tuple[tuple[Fact, str], ...]
    strangers: tuple[tuple[str, str], ...]
    idle: tuple[str, ...]
    conduct: tuple[str, ...]
    without_conduct: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """At most one fact in ten without a rule, each with its reason and none with a number; nothing unknown."""
        return (
            len(self.uncovered) * 10 <= len(self.facts)
            and all(reason and not fact.numbered for fact, reason in self.uncovered)
            and not (self.strangers or self.idle or self.without_conduct)
        )


def cover(book: Book, folder: Path, reasons: Mapping[str, str]) -> Coverage:
    """Compare a book with a folder of facts.

    Args:
        reasons: fact id to the reason why it has no rule.
    Raises:
        KefuError: the folder has no facts, or a file that cannot be read.
    """
    facts: dict[str, Fact] = {}
    conduct: list[str] = []
    for file in sorted(folder.glob("*.yaml")):
        for key, entry in _entries(file):
            name = entry.text("id", True)
            if key == "rules":
                conduct.append(name)
            else:
                facts[name] = _fact(entry, name, file.name)
    if not facts:
        raise KefuError("no-facts", "no facts here", str(folder), "name the folder of the fact files")
    encoded = {fact for rule in book.rules for fact in rule.facts}
    strangers = tuple((rule.id, name) for rule in book.rules for name in rule.facts if name not in facts)
    return Coverage(
        tuple(facts.values()),
        tuple((fact, reasons.get(name, "")) for name, fact in facts.items() if name not in encoded),
        strangers,
        tuple(name for name in reasons if name in encoded or name not in facts),
        tuple(conduct),
        tuple(name for name in conduct if name not in book),
    )


def kept_reasons(file: Path) -> dict[str, str]:
    """The reasons kept in `rules/house/uncovered.yaml`: fact id to why it has no rule. {} where there is no such file.

    Raises:
        Faulty: the file has faults.
    """
    if not file.is_file():
        return {}
    proof = Proof(str(file))
    reasons: dict[str, str] = {}
    for _, entry in _read(file, proof, ("uncovered",)):
        entry.only(("fact", "reason"))
        name = entry.text("fact", True)
        if name in reasons:
            entry.fault("fact", f"`{name}` stands twice", "keep one")
        reasons[name] = entry.text("reason", True)
    if proof.faults:
        raise Faulty(proof.faults)
    return reasons


def _entries(file: Path) -> Iterator[tuple[str, Entry]]:
    proof = Proof(str(file))
    yield from _read(file, proof, ("facts", "rules"))
    if proof.faults:
        raise Faulty(proof.faults)


def _read(file: Path, proof: Proof, keys: Iterable[str]) -> Iterator[tuple[str, Entry]]:
    try:
        node = parse(decode(file.read_bytes()))
    except OSError as error:
        raise KefuError("no-facts", f"cannot be opened ({error.strerror})", str(file), "check the path") from None
    except Unreadable as error:
        raise KefuError("no-facts", error.what, f"{file}:{error.line}", error.mend) from None
    if not isinstance(node.value, dict):
        return
    entry = Entry(proof, "", node)
    for key in keys:
        for item in entry.entries(key):
            yield key, item


def _fact(entry: Entry, name: str, file: str) -> Fact:
    parameters = entry.fields.get("parameters")
    return Fact(
        name, file, entry.text("topic"), entry.text("statement"), parameters is not None and _has_number(parameters)
    )


def _has_number(node: Node) -> bool:
    match node.value:
        case Number():
            return True
        case dict():
            return any(_has_number(inner) for inner in node.value.values())
        case list():
            return any(_has_number(inner) for inner in node.value)
    return False
