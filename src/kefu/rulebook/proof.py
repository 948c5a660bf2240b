"""A manuscript under proof: its fields read one by one, every fault noted with file, line, field, what and mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kefu.rulebook.manuscript import NoDay, Node, Number
from kefu.rulebook.pack import Bilingual
from kefu.vocabulary.errors import KefuError


@dataclass
class Proof:
    """The faults found so far in one file."""

    file: str
    faults: list[KefuError] = field(default_factory=list)

    def fault(self, line: int, name: str, what: str, mend: str) -> None:
        """Note one; reading goes on."""
        place = f"{self.file}:{line}" if line else self.file
        self.faults.append(KefuError("rule-file", what, f"{place}: {name}" if name else place, mend))


class Faulty(KefuError):
    """Rule files that cannot be used, with every fault in them."""

    def __init__(self, faults: Iterable[KefuError]) -> None:
        self.faults = tuple(faults)
        first = self.faults[0]
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        super().__init__(first.code, first.what, first.where, first.mend + more)

    def __reduce__(self) -> tuple[type[Faulty], tuple[Any, ...]]:
        return Faulty, (self.faults,)


def twices(names: Iterable[str]) -> list[str]:
    """The names that stand more than once."""
    return [name for name, times in Counter(names).items() if times > 1]


@dataclass(frozen=True)
class Entry:
    """A map of the manuscript under proof. `name` is how its faults call it: `tmall.invoice.points.clause`."""

    proof: Proof
    name: str
    node: Node

    @property
    def fields(self) -> dict[str, Node]:
        """Its values by key."""
        assert isinstance(self.node.value, dict)
        return self.node.value

    def fault(self, key: str, what: str, mend: str) -> None:
        """A fault in one of its fields, or in the whole where the key is ''."""
        at = self.fields.get(key, self.node)
        self.proof.fault(at.line, ".".join(part for part in (self.name, key) if part), what, mend)

    def only(self, known: Iterable[str]) -> None:
        """Fault every field that has no meaning."""
        for key in self.fields:
            if key not in known:
                self.fault(key, "no such field", f"use one of: {' '.join(known)}")

    def text(self, key: str, required: bool = False) -> str:
        """A text; '' where it is left out."""
        node = self.fields.get(key)
        if node is None:
            if required:
                self.fault(key, "is missing", f"add `{key}:`")
            return ""
        if isinstance(node.value, Number):
            return node.value.text
        if not isinstance(node.value, str) or not node.value.strip():
            self.fault(
                key, "must be a text", "write a text, or leave the field out" if not required else "write a text"
            )
            return ""
        return node.value.strip()

    def choice(self, key: str, allowed: Iterable[str], required: bool = True) -> str:
        """One word of a closed list."""
        word = self.text(key, required)
        if word and word not in allowed:
            self.fault(key, f"`{word}` is not known", f"use one of: {' '.join(allowed)}")
        return word

    def day(self, key: str) -> date | None:
        """A date, None where it is left out."""
        node = self.fields.get(key)
        if node is None or isinstance(node.value, date):
            return node.value if node is not None and isinstance(node.value, date) else None
        if isinstance(node.value, NoDay):
            self.fault(key, f"the calendar has no {node.value.text}", "write a day that exists")
        else:
            self.fault(key, "must be a date", "write it as 2024-05-01, or leave the field out")
        return None

    def flag(self, key: str) -> bool:
        """true or false; false where it is left out."""
        node = self.fields.get(key)
        if node is not None and not isinstance(node.value, bool):
            self.fault(key, "must be true or false", "write `true`, or leave the field out")
        return node is not None and node.value is True

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text that stands for a list of one; () where it is left out."""
        node = self.fields.get(key)
        if node is None:
            return ()
        found: list[str] = []
        for item in node.value if isinstance(node.value, list) else [node]:
            if isinstance(item.value, str) and item.value.strip():
                found.append(item.value.strip())
            elif isinstance(item.value, Number):
                found.append(item.value.text)
            else:
                self.proof.fault(item.line, f"{self.name}.{key}", "must be a list of texts", "write `[one, two]`")
        for twice in twices(found):
            self.fault(key, f"`{twice}` stands twice", "keep one")
        return tuple(found)

    def entries(self, key: str, required: bool = False) -> list[Entry]:
        """A list of maps (a single map stands for a list of one)."""
        node = self.fields.get(key)
        if node is None:
            if required:
                self.fault(key, "is missing", f"add `{key}:` with at least one entry")
            return []
        nodes = node.value if isinstance(node.value, list) else [node]
        found = [Entry(self.proof, f"{self.name}.{key}", item) for item in nodes if isinstance(item.value, dict)]
        for item in nodes:
            if not isinstance(item.value, dict):
                self.proof.fault(item.line, f"{self.name}.{key}", "must be a map", "write `{kind: …, title: …}`")
        if required and not nodes:
            self.fault(key, "is empty", "add at least one entry")
        return found

    def bilingual(self, key: str, required: bool = False) -> Bilingual | None:
        """`{zh, en}`, both needed."""
        node = self.fields.get(key)
        if node is None or not isinstance(node.value, dict):
            if required or node is not None:
                self.fault(key, "is missing" if node is None else "must be a map", f"write `{key}: {{zh: …, en: …}}`")
            return None
        both = Entry(self.proof, f"{self.name}.{key}".lstrip("."), node)
        both.only(("zh", "en"))
        return Bilingual(both.text("zh", True), both.text("en", True))
