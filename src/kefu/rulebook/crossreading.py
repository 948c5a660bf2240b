"""Faults that only show when rules are read beside each other: twins, one-sided conflicts, names of nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kefu.rulebook.pack import Pack, Rule
from kefu.vocabulary.errors import KefuError


def crossread(packs: Iterable[Pack], whole: bool) -> Iterator[KefuError]:
    """The faults between rules.

    Args:
        packs: the files that were read.
        whole: they are the whole rulebook, so a name that none of them has is nobody's.
    """
    rules: dict[str, Rule] = {}
    for pack in packs:
        for rule in pack.rules:
            if rule.id in rules:
                first = rules[rule.id]
                yield _fault(rule, "id", f"{first.book}.yaml:{first.line} has this id already", "give one another id")
            rules.setdefault(rule.id, rule)
    for rule in rules.values():
        for key in ("conflicts_with", "replaces"):
            for name in getattr(rule, key):
                yield from _named(rule, key, name, rules, whole)


def _named(rule: Rule, key: str, name: str, rules: dict[str, Rule], whole: bool) -> Iterator[KefuError]:
    other = rules.get(name)
    if name == rule.id:
        yield _fault(rule, key, "names the rule itself", "remove it")
    elif other is None:
        if whole:
            yield _fault(rule, key, f"no rule is called `{name}`", "mend the name, or remove it")
    elif key == "conflicts_with" and rule.id not in other.conflicts_with:
        where = f"{other.book}.yaml:{other.line}"
        yield _fault(rule, key, f"`{name}` ({where}) does not name it back", f"add `{rule.id}` to its conflicts_with")
    elif key == "replaces" and rule.id in other.replaces:
        yield _fault(rule, key, f"it and `{name}` replace each other", "keep the newer one's `replaces`")


def _fault(rule: Rule, key: str, what: str, mend: str) -> KefuError:
    return KefuError("rule-file", what, f"{rule.book}.yaml:{rule.line}: {rule.id}.{key}", mend)
