"""Editors see the same format as the loader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kefu.rulebook.manuscript import Node, Number, decode, parse
from kefu.rulebook.proofreading import RULE_FIELDS
from kefu.rulebook.schema import rule_schema
from kefu.rulebook.shelf import files_under, shipped_rules

KEPT = Path(__file__).parents[2] / "docs" / "rule.schema.json"
SAMPLE = Path(__file__).parent / "invoice.yaml"
SCHEMA = jsonschema.Draft7Validator(rule_schema())


def as_an_editor_sees_it(node: Node) -> Any:
    match node.value:
        case dict():
            return {key: as_an_editor_sees_it(inner) for key, inner in node.value.items()}
        case list():
            return [as_an_editor_sees_it(inner) for inner in node.value]
        case Number():
            return float(node.value.text)
        case bool() | str() | None:
            return node.value
        case day:
            return str(day)


def faults(text: str) -> list[str]:
    return [error.message for error in SCHEMA.iter_errors(as_an_editor_sees_it(parse(text)))]


def test_the_schema_in_the_docs_is_the_one_that_the_code_makes() -> None:
    assert json.loads(KEPT.read_text(encoding="utf-8")) == rule_schema(), (
        "run: kefu rules --schema > docs/rule.schema.json"
    )


def test_it_knows_every_field_that_the_loader_knows() -> None:
    assert set(rule_schema()["definitions"]["rule"]["properties"]) == set(RULE_FIELDS)


@pytest.mark.parametrize("file", list(files_under([shipped_rules()])), ids=lambda file: file.stem)
def test_every_shipped_file_fits_it(file: Path) -> None:
    assert faults(decode(file.read_bytes())) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: points", "kind: point"),
        ("kind: points", "colour: red"),
        ("kind: points", "cues: [{fnd: 加}]\n  kind: points"),
        ("kind: points", "cues: [{find: 加, when: {order.free: true}}]\n  kind: points"),
        ("kind: points", "say: [{about: 加}]\n  kind: points"),
        ("6 points,", "6,"),
        ("6 points,", "6 apples,"),
        ("since: 2023-06-26", "since: spring"),
        ("grounds: [invoice.refusal]", "grounds: [invoice.refuse]"),
        (", en: An upheld invoice violation costs 6 points each time.", ""),
    ],
)
def test_it_marks_what_the_loader_refuses(old: str, new: str) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    assert faults(text) == [] and old in text
    assert faults(text.replace(old, new, 1))
