"""Values of the manuscript that more than one file has: parameters, maps of anything, platforms."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from kefu.rulebook.manuscript import NoDay, Node, Number
from kefu.rulebook.proof import Entry, Proof
from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.ids import PLATFORMS, Platform

_RANGE: Final = re.compile(r"\d+(\.\d+)?\s*(-|–|~|to|至)\s*\d+(\.\d+)?\s+[a-z%]+")


def parameters(entry: Entry) -> dict[str, Any]:
    """What a machine may compute with: texts, booleans, dates, and numbers with their unit, in maps and lists."""
    node = entry.fields.get("parameters")
    if node is None:
        return {}
    if not isinstance(node.value, dict):
        entry.fault("parameters", "must be a map", "write one `name: value` a line")
        return {}
    return {key: _value(entry.proof, f"{entry.name}.parameters.{key}", inner) for key, inner in node.value.items()}


def _value(proof: Proof, name: str, node: Node) -> Any:
    value = node.value
    if isinstance(value, dict):
        return {key: _value(proof, f"{name}.{key}", inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_value(proof, name, inner) for inner in value]
    if isinstance(value, Number):
        proof.fault(
            node.line, name, f"{value.text} has no unit", f"write `{value.text} points`; quote it if it is a name"
        )
    elif isinstance(value, NoDay):
        proof.fault(node.line, name, f"the calendar has no {value.text}", "write a day that exists")
    elif value is None:
        proof.fault(node.line, name, "is empty", "give it a value, or leave it out")
    elif isinstance(value, date):
        return value.isoformat()
    elif isinstance(value, str):
        return _measured(proof, name, node.line, value.strip())
    return value


def _measured(proof: Proof, name: str, line: int, text: str) -> str:
    if _RANGE.fullmatch(text):
        proof.fault(line, name, f"`{text}` is a range", "write its ends: `{from: 1 days, to: 3 days}`")
    elif Quantity.resembles(text):
        try:
            return str(Quantity.parse(text))
        except ValueError as error:
            what, _, mend = str(error).partition("; ")
            proof.fault(line, name, what, mend)
    return text


def _raw(proof: Proof, name: str, node: Node) -> Any:
    value = node.value
    if isinstance(value, dict):
        return {key: _raw(proof, f"{name}.{key}", inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_raw(proof, name, inner) for inner in value]
    if isinstance(value, Number):
        return int(value.text) if value.text.lstrip("+-").isdigit() else value.text
    if isinstance(value, NoDay):
        proof.fault(node.line, name, f"the calendar has no {value.text}", "write a day that exists")
        return value.text
    return value.isoformat() if isinstance(value, date) else value


def raw_map(entry: Entry, key: str) -> dict[str, Any]:
    """A map of anything, as it stands; {} where it is left out."""
    node = entry.fields.get(key)
    if node is None:
        return {}
    if not isinstance(node.value, dict):
        entry.fault(key, "must be a map", "write `{freight_free: true}`")
        return {}
    return {inner: _raw(entry.proof, f"{entry.name}.{key}.{inner}", value) for inner, value in node.value.items()}


def platforms_named(entry: Entry) -> tuple[Platform, ...]:
    """The platforms that `platforms` names, in the order of the book; all of them where it is left out."""
    named = entry.texts("platforms")
    for word in named:
        if word not in PLATFORMS:
            entry.fault("platforms", f"`{word}` is no platform", f"use one of: {' '.join(PLATFORMS)}")
    if "platforms" in entry.fields and not named:
        entry.fault("platforms", "names none", "name at least one, or leave the field out for all five")
    return tuple(platform for platform in PLATFORMS if not named or platform in named)
