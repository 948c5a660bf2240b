"""What a rule judges messages by, proofread for its shape: cues, what clears them, ways to say it.

How a cue itself is written is read by the checks. Docs/cues.md tells both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from kefu.rulebook.manuscript import NoDay, Node, Number
from kefu.rulebook.proof import Entry
from kefu.rulebook.values import platforms_named
from kefu.vocabulary.ids import SEVERITIES
from kefu.vocabulary.talk import FACTS

CUE_FIELDS: Final = ("find", "asked", "when", "platforms", "severity", "use", "disguised", "clear")
CLEAR_FIELDS: Final = ("before", "after", "sentence", "unless", "introduced", "disowned")
"""What stands around the find."""
EXCUSE_FIELDS: Final = ("asked", "typed", "when")
"""What is known around the message."""
SAY_FIELDS: Final = ("zh", "asked", "about", "beside", "platforms")
SLOTS: Final = ("about", "sum", "day")
"""What a saying can take over from a message."""
_SLOT: Final = re.compile(r"\{([^{}]*)\}")


def cues(entry: Entry) -> tuple[Any, ...]:
    """`cues:`, each a text or a map with `find`; numbers in it are texts."""
    return _list(entry, "cues", "find", _cue)


def clears(entry: Entry) -> tuple[Any, ...]:
    """`clear:`, each a text or a map."""
    return _list(entry, "clear", "sentence", _clear)


def sayings(entry: Entry) -> tuple[Any, ...]:
    """`say:`, each a text or a map with `zh`."""
    return _list(entry, "say", "zh", _saying)


def _list(entry: Entry, key: str, bare: str, prove: Callable[[Entry], None]) -> tuple[Any, ...]:
    """A list of maps, where a bare text stands for a map of one field."""
    node = entry.fields.get(key)
    if node is None:
        return ()
    if not isinstance(node.value, list):
        entry.fault(key, "must be a list", "write one `- …` a line")
        return ()
    for item in node.value:
        if isinstance(item.value, dict):
            prove(Entry(entry.proof, f"{entry.name}.{key}", item))
        elif isinstance(item.value, (str, Number)):
            prove(Entry(entry.proof, f"{entry.name}.{key}", Node({bare: item}, item.line)))
        else:
            mend = f"write the words in quotes, or `{{{bare}: …}}`"
            entry.proof.fault(item.line, f"{entry.name}.{key}", "must be a text or a map", mend)
    return tuple(map(_plain, node.value))


def _cue(entry: Entry) -> None:
    entry.only(CUE_FIELDS)
    if "find" not in entry.fields:
        entry.fault("find", "is missing", "add `find:` with the cue")
    elif not entry.texts("find"):
        entry.fault("find", "names none", "write a cue")
    entry.text("asked")
    entry.text("use")
    entry.choice("severity", SEVERITIES, required=False)
    platforms_named(entry)
    _only_true(entry, "disguised")
    _when(entry)
    clears(entry)


def _only_true(entry: Entry, key: str) -> None:
    if key in entry.fields and entry.fields[key].value is not True:
        entry.fault(key, "must be true", "write `true`, or leave it out")


def _when(entry: Entry) -> None:
    """What must be known of the order or the shop: known names, and what each can be."""
    node = entry.fields.get("when")
    if node is None:
        return
    if not isinstance(node.value, dict):
        entry.fault("when", "must be a map", "write `{order.freight_free: true}`")
        return
    inner = Entry(entry.proof, f"{entry.name}.when", node)
    inner.only(tuple(FACTS))
    for name in inner.fields.keys() & FACTS.keys():
        if FACTS[name] is str:
            inner.text(name, True)
        elif not isinstance(inner.fields[name].value, bool):
            inner.fault(name, "must be true or false", "write `true` or `false`")


def _clear(entry: Entry) -> None:
    """Of the one kind or the other: what stands around the find, or what is known around the message."""
    entry.only((*CLEAR_FIELDS, *EXCUSE_FIELDS))
    if not entry.fields.keys() - {"unless"}:
        entry.fault("", "clears nothing", f"write one of: {' '.join((*CLEAR_FIELDS, *EXCUSE_FIELDS))}")
    mixed = [key for key in CLEAR_FIELDS if key in entry.fields]
    if mixed and not entry.fields.keys().isdisjoint(EXCUSE_FIELDS):
        entry.fault(mixed[0], f"stands beside {' or '.join(EXCUSE_FIELDS)}", "write two entries")
    for key in (*CLEAR_FIELDS, "asked"):
        entry.texts(key)
    _only_true(entry, "typed")
    _when(entry)


def _saying(entry: Entry) -> None:
    entry.only(SAY_FIELDS)
    said = entry.text("zh", True)
    entry.text("asked")
    entry.text("about")
    _only_true(entry, "beside")
    platforms_named(entry)
    for slot in _SLOT.findall(said):
        if slot not in SLOTS:
            known = " ".join(f"{{{name}}}" for name in SLOTS)
            entry.fault("zh", f"`{{{slot}}}` is filled by nothing", f"use one of: {known}")
        elif slot == "about" and "about" not in entry.fields:
            entry.fault("zh", "`{about}` is filled by nothing", "add `about:` with the cue whose words it takes over")


def _plain(node: Node) -> Any:
    """As it stands; what looks like a number or a date is a text here."""
    value = node.value
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, (Number, NoDay)):
        return value.text
    return value.isoformat() if isinstance(value, date) else value
