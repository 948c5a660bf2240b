"""The JSON Schema of a rule file, for editors: it completes fields and marks wrong words as one types."""

from __future__ import annotations

from typing import Any, Final

from kefu.rulebook.cuesheet import CLEAR_FIELDS
from kefu.rulebook.pack import BASES, KINDS, QUALITIES, TOPICS
from kefu.rulebook.quantity import UNITS
from kefu.vocabulary.ids import CONDUCT, PLATFORMS, ROLES, SEVERITIES, STATUSES
from kefu.vocabulary.talk import FACTS

_TEXT: Final = {"type": "string", "minLength": 1}
_TEXTS: Final = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_PLATFORMS: Final = {"type": "array", "items": {"enum": list(PLATFORMS)}, "minItems": 1}
_DAY: Final = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_ID: Final = {"type": "string", "pattern": r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$"}
_QUANTITY: Final = rf"^-?[0-9]+(\.[0-9]+)? ({'|'.join(UNITS)})$"

_MEANINGS: Final = {
    "since": "First day it holds; leave out where unknown.",
    "until": "First day it no longer holds; leave out where open.",
    "observed": "Day of the page that states it.",
    "platforms": "Only in law/ and house/; left out there = all five.",
    "programme": "Only where it holds for members of a programme alone.",
    "category": "Only where it holds for some goods alone.",
    "parameters": "Everything a machine may compute with; a number has its unit behind it.",
    "clause": "Our own wording, whole sentences.",
    "penalty": "What breaking it costs, one short line.",
    "serious": "What it costs in serious or repeated cases alone.",
    "grounds": "Conduct rules for which this is the clause.",
    "where": "By conduct rule the cues of which one must stand in the message or its question for this special clause.",
    "facts": "The ids of the facts that it encodes.",
    "conflicts_with": "Rules that say otherwise; both sides name each other.",
    "replaces": "Rules that this one took the place of.",
    "yields_to": "Conduct rules beside which nothing of this one is found in a message: they are more specific.",
    "quote": "The source's own words, where it is garbled or cut.",
}


def rule_schema() -> dict[str, Any]:
    """The schema, as `kefu rules --schema` prints it."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A file of Kefu's rulebook",
        "type": "object",
        "required": ["book", "title", "rules"],
        "additionalProperties": False,
        "properties": {
            "book": {
                "type": "string",
                "pattern": "^[a-z]+(/[a-z0-9_]+)+$",
                "description": "folder/file, without .yaml",
            },
            "title": {"$ref": "#/definitions/bilingual"},
            "rules": {"type": "array", "items": {"$ref": "#/definitions/rule"}, "minItems": 1},
        },
        "definitions": {
            "bilingual": _map({"zh": _TEXT, "en": _TEXT}, ["zh", "en"]),
            "value": _value(),
            "source": _source(),
            "example": _example(),
            "cue": _cue(),
            "clear": _clear(),
            "saying": _saying(),
            "rule": _rule(),
        },
    }


def _map(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _value() -> dict[str, Any]:
    """A parameter: no bare number; a text that begins with a number and a word ends with a known unit."""
    text = {
        "type": "string",
        "if": {"pattern": r"^[+-]?[0-9][0-9,]*(\.[0-9]+)?(\s+\S.*|\s*[a-z%‰]+)$"},
        "then": {"pattern": _QUANTITY},
    }
    inner = {"$ref": "#/definitions/value"}
    return {
        "anyOf": [
            {"type": "boolean"},
            text,
            {"type": "array", "items": inner},
            {"type": "object", "additionalProperties": inner},
        ]
    }


def _source() -> dict[str, Any]:
    properties = {
        "kind": {"enum": list(BASES)},
        "title": _TEXT,
        "article": {"type": ["string", "number"]},
        "url": {"type": "string", "pattern": "^https?://"},
        "date": _DAY,
        "quality": {"enum": list(QUALITIES)},
        "note": _TEXT,
    }
    return _map(properties, ["kind", "title"])


def _example() -> dict[str, Any]:
    said = _map({"role": {"enum": list(ROLES)}, "text": _TEXT, "at": _TEXT}, ["role", "text"])
    message = {
        "text": _TEXT,
        "asked": _TEXT,
        "history": {"type": "array", "items": said},
        "role": {"enum": list(ROLES)},
        "at": _TEXT,
        "platform": {"enum": list(PLATFORMS)},
        "order": {"type": "object"},
        "shop": {"type": "object"},
    }
    return {"anyOf": [_TEXT, _map(message, ["text"]), _map({"on": _DAY}, ["on"])]}


def _list_of(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/definitions/{name}"}}


def _cue() -> dict[str, Any]:
    properties = {
        "find": _TEXTS,
        "asked": _TEXT,
        "when": _when(),
        "platforms": _PLATFORMS,
        "severity": {"enum": list(SEVERITIES)},
        "use": _TEXT,
        "disguised": {"const": True},
        "clear": _list_of("clear"),
    }
    return {"anyOf": [_TEXT, _map(properties, ["find"])]}


def _when() -> dict[str, Any]:
    return _map({name: _TEXT if kind is str else {"type": "boolean"} for name, kind in FACTS.items()}, [])


def _clear() -> dict[str, Any]:
    around = _map(dict.fromkeys(CLEAR_FIELDS, _TEXTS), [])
    known = _map({"asked": _TEXTS, "typed": {"const": True}, "when": _when()}, [])
    return {"anyOf": [_TEXT, *({**each, "minProperties": 1} for each in (around, known))]}


def _saying() -> dict[str, Any]:
    properties = {"zh": _TEXT, "asked": _TEXT, "about": _TEXT, "beside": {"const": True}, "platforms": _PLATFORMS}
    return {"anyOf": [_TEXT, _map(properties, ["zh"])]}


def _rule() -> dict[str, Any]:
    bilingual = {"$ref": "#/definitions/bilingual"}
    sources = {"$ref": "#/definitions/source"}
    examples = {"type": "array", "items": {"$ref": "#/definitions/example"}}
    properties: dict[str, Any] = {
        "id": {**_ID, "description": "<folder>.<topic>.<what>; unique, never reused"},
        "kind": {"enum": list(KINDS)},
        "topic": {"enum": list(TOPICS)},
        "since": _DAY,
        "until": _DAY,
        "observed": _DAY,
        "status": {"enum": list(STATUSES)},
        "basis": {"enum": list(BASES)},
        "platforms": _PLATFORMS,
        "programme": _TEXTS,
        "category": _TEXTS,
        "parameters": {"type": "object", "additionalProperties": {"$ref": "#/definitions/value"}},
        "clause": bilingual,
        "penalty": bilingual,
        "serious": bilingual,
        "grounds": {"type": "array", "items": {"enum": list(CONDUCT)}},
        "where": {"type": "object", "propertyNames": {"enum": list(CONDUCT)}, "additionalProperties": _TEXTS},
        "severity": {"enum": list(SEVERITIES)},
        "source": {"anyOf": [sources, {"type": "array", "items": sources, "minItems": 1}]},
        "facts": _TEXTS,
        "conflicts_with": {"type": "array", "items": _ID},
        "replaces": {"type": "array", "items": _ID},
        "yields_to": {"type": "array", "items": _ID},
        "examples": _map({"yes": examples, "no": examples}, []),
        "note": _TEXT,
        "needs_review": {"type": "boolean"},
        "quote": _TEXT,
        "cues": _list_of("cue"),
        "clear": _list_of("clear"),
        "say": _list_of("saying"),
    }
    for name, meaning in _MEANINGS.items():
        properties[name] = {"allOf": [properties[name]], "description": meaning}
    return _map(properties, ["id", "kind", "topic", "status", "basis", "clause", "source"])
