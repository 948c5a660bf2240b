"""From a manuscript to rules, with every fault named at once: file, line, field, what, mend."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from kefu.rulebook import cuesheet
from kefu.rulebook.manuscript import Unreadable, decode, parse
from kefu.rulebook.pack import (
    BASES,
    KINDS,
    QUALITIES,
    TOPICS,
    Bilingual,
    Example,
    Examples,
    Pack,
    Rule,
    Said,
    Source,
)
from kefu.rulebook.proof import Entry, Proof
from kefu.rulebook.values import parameters, platforms_named, raw_map
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import CONDUCT, PLATFORMS, ROLES, SEVERITIES, STATUSES

FOLDERS: Final[tuple[str, ...]] = (*PLATFORMS, "law", "house")
"""The folders of `rules/`."""

_ID: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
_BOOK: Final = re.compile(r"[a-z]+(/[a-z0-9_]+)+")
_PACK_FIELDS: Final = ("book", "title", "rules")
RULE_FIELDS: Final = (
    "id", "kind", "topic", "since", "until", "observed", "status", "basis", "platforms", "programme", "category",
    "parameters", "clause", "penalty", "serious", "grounds", "where", "severity", "source", "facts", "conflicts_with",
    "replaces", "yields_to", "examples", "note", "needs_review", "quote", "cues", "clear", "say",
)  # fmt: skip
_JUDGING_FIELDS: Final = ("cues", "clear", "say")


def book_of(path: Path) -> str | None:
    """The book that the place of a file names: `rules/tmall/invoice.yaml` is `tmall/invoice`. None where none."""
    parts = path.resolve().with_suffix("").parts
    for index in range(len(parts) - 2, -1, -1):
        if parts[index] in FOLDERS:
            return "/".join(parts[index:])
    return None


def read_pack(raw: bytes, file: str, book: str | None = None) -> tuple[Pack | None, list[KefuError]]:
    """Proofread one file.

    Args:
        raw: its bytes, UTF-8.
        file: the name that its faults are given under.
        book: what `book:` must say (`tmall/invoice`), None where the place of the file says nothing.
    Returns:
        The pack, None where nothing could be read, and all faults. Rules with a fault in them are left out.
    """
    proof = Proof(file)
    try:
        node = parse(decode(raw))
    except Unreadable as error:
        proof.fault(error.line, "", error.what, error.mend)
        return None, proof.faults
    if not isinstance(node.value, dict):
        proof.fault(node.line, "", "this is no rule file", "begin with `book:`, `title:` and `rules:`")
        return None, proof.faults
    entry = Entry(proof, "", node)
    entry.only(_PACK_FIELDS)
    named = entry.text("book", True)
    if named and not _BOOK.fullmatch(named):
        entry.fault("book", f"`{named}` is not folder/file", "write it as `tmall/invoice`")
    elif named and book is not None and named != book:
        entry.fault("book", f"says `{named}`, but the file is {book}", f"write `book: {book}`")
    folder = (book or named).partition("/")[0]
    if folder and folder not in FOLDERS:
        entry.fault("book", f"the folder `{folder}` is not known", f"use one of: {' '.join(FOLDERS)}")
    title = entry.bilingual("title", True) or Bilingual("", "")
    rules: list[Rule] = []
    for item in entry.entries("rules", True):
        rule = _rule(item, book or named, folder)
        if rule is not None:
            rules.append(rule)
    return Pack(book or named, title, tuple(rules)), proof.faults


def _rule(entry: Entry, book: str, folder: str) -> Rule | None:
    before = len(entry.proof.faults)
    entry = Entry(entry.proof, "", entry.node)
    name = entry.text("id", True)
    entry = Entry(entry.proof, name, entry.node)
    entry.only(RULE_FIELDS)
    _identity(entry, name, folder)
    clause = entry.bilingual("clause", True)
    fields: dict[str, Any] = {
        "kind": entry.choice("kind", KINDS),
        "topic": entry.choice("topic", TOPICS),
        "status": entry.choice("status", STATUSES),
        "basis": entry.choice("basis", BASES),
        "source": tuple(_source(source) for source in entry.entries("source", True)),
        "platforms": _platforms(entry, folder),
        "facts": entry.texts("facts"),
        "since": entry.day("since"),
        "until": entry.day("until"),
        "observed": entry.day("observed"),
        "programme": entry.texts("programme"),
        "category": entry.texts("category"),
        "parameters": parameters(entry),
        "penalty": entry.bilingual("penalty"),
        "serious": entry.bilingual("serious"),
        "grounds": entry.texts("grounds"),
        "where": _where(entry),
        "severity": entry.choice("severity", SEVERITIES, required=False) or None,
        "conflicts_with": entry.texts("conflicts_with"),
        "replaces": entry.texts("replaces"),
        "yields_to": entry.texts("yields_to"),
        "examples": _examples(entry),
        "note": entry.text("note"),
        "needs_review": entry.flag("needs_review"),
        "quote": entry.text("quote"),
        "cues": cuesheet.cues(entry),
        "clear": cuesheet.clears(entry),
        "say": cuesheet.sayings(entry),
    }
    _coherence(entry, fields, folder)
    if len(entry.proof.faults) > before or clause is None:
        return None
    return Rule(id=name, clause=clause, book=book, line=entry.node.line, **fields)


def _identity(entry: Entry, name: str, folder: str) -> None:
    if not name:
        return
    if not _ID.fullmatch(name):
        entry.fault("id", f"`{name}` is no rule id", "lower case words joined by dots: `tmall.invoice.points`")
    elif folder in FOLDERS and folder != "house" and not name.startswith(f"{folder}."):
        entry.fault("id", f"does not begin with its folder `{folder}.`", f"write `{folder}.{name.partition('.')[2]}`")


def _platforms(entry: Entry, folder: str) -> tuple[Any, ...]:
    if folder in PLATFORMS:
        if "platforms" in entry.fields:
            entry.fault("platforms", f"the folder already says {folder}", "remove the field")
        return (folder,)
    return platforms_named(entry)


def _where(entry: Entry) -> dict[str, tuple[str, ...]]:
    """`where:`, for each of the grounds for which the clause is a special one the cues that name its case."""
    node = entry.fields.get("where")
    if node is None:
        return {}
    if not isinstance(node.value, dict):
        entry.fault("where", "must be a map", 'write `{invoice.refusal: "(特价|清仓)"}`')
        return {}
    inner = Entry(entry.proof, f"{entry.name}.where", node)
    for name in inner.fields.keys() - set(entry.texts("grounds")):
        inner.fault(name, f"`{name}` is none of the rule's grounds", "add it to `grounds:`, or remove it here")
    return {name: inner.texts(name) for name in inner.fields}


def _source(entry: Entry) -> Source:
    entry.only(("kind", "title", "article", "url", "date", "quality", "note"))
    url = entry.text("url")
    if url and not url.startswith(("https://", "http://")):
        entry.fault("url", f"`{url}` is no web address", "begin it with https://")
    return Source(
        kind=entry.choice("kind", BASES),  # type: ignore[arg-type]
        title=entry.text("title", True),
        article=entry.text("article"),
        url=url,
        date=entry.day("date"),
        quality=entry.choice("quality", QUALITIES, required=False),
        note=entry.text("note"),
    )


def _examples(entry: Entry) -> Examples:
    node = entry.fields.get("examples")
    if node is None:
        return Examples()
    if not isinstance(node.value, dict):
        entry.fault("examples", "must be a map", "write `yes: […]` and `no: […]`")
        return Examples()
    both = Entry(entry.proof, f"{entry.name}.examples", node)
    both.only(("yes", "no"))
    return Examples(_example_list(both, "yes"), _example_list(both, "no"))


def _example_list(entry: Entry, key: str) -> tuple[Example, ...]:
    node = entry.fields.get(key)
    if node is None:
        return ()
    found: list[Example] = []
    for item in node.value if isinstance(node.value, list) else [node]:
        name = f"{entry.name}.{key}"
        if isinstance(item.value, str) and item.value.strip():
            found.append(Example(text=item.value))
        elif isinstance(item.value, dict):
            found.append(_example(Entry(entry.proof, name, item)))
        else:
            entry.proof.fault(item.line, name, "must be a text or a map", "quote a text that is a number or a date")
    return tuple(found)


def _example(entry: Entry) -> Example:
    entry.only(("text", "asked", "history", "role", "at", "platform", "order", "shop", "on"))
    if "on" in entry.fields:
        for key in set(entry.fields) - {"on"}:
            entry.fault(key, "stands beside `on`", "an example with `on` has nothing else")
        return Example(on=entry.day("on"))
    return Example(
        text=entry.text("text", True),
        asked=entry.text("asked"),
        history=tuple(
            Said(said.choice("role", ROLES), said.text("text", True), said.text("at"))
            for said in entry.entries("history")
        ),
        role=entry.choice("role", ROLES, required=False) or "agent",
        at=entry.text("at"),
        platform=entry.choice("platform", PLATFORMS, required=False) or None,  # type: ignore[arg-type]
        order=raw_map(entry, "order"),
        shop=raw_map(entry, "shop"),
    )


def _coherence(entry: Entry, fields: dict[str, Any], folder: str) -> None:
    """Faults that only show when fields are read together."""
    since, until = fields["since"], fields["until"]
    if since and until and until <= since:
        entry.fault("until", f"ends {until} before it begins {since}", "`until` is the first day it no longer holds")
    basis, kinds = fields["basis"], {source.kind for source in fields["source"]}
    if kinds and basis in BASES and basis not in kinds:
        entry.fault("basis", f"is {basis}, but no source is", "let it name the kind of one of the sources")
    _status(entry, fields, folder)
    for key in ("grounds", "yields_to"):
        for name in fields[key]:
            if name not in CONDUCT:
                entry.fault(key, f"`{name}` is no conduct rule", "use an id of the 39 conduct rules")
    if not fields["facts"] and folder != "house":
        entry.fault("facts", "names none", "name the ids of the facts that it encodes")
    if fields["needs_review"] and not fields["quote"]:
        entry.fault("quote", "is missing, and the rule needs review", "keep the source's own words in `quote:`")
    if fields["cues"] and entry.name not in CONDUCT and not fields["grounds"]:
        entry.fault("grounds", "names none, and the rule has cues", "name the conduct rule that such a message breaks")
    if fields["kind"] not in ("conduct", "wording"):
        for key in _JUDGING_FIELDS:
            if key in entry.fields:
                entry.fault(key, f"a {fields['kind']} rule has none", "it belongs to conduct and wording rules")
    texts = any(example.text for example in (*fields["examples"].yes, *fields["examples"].no))
    if texts and not fields["grounds"] and fields["kind"] not in ("conduct", "wording"):
        entry.fault(
            "examples", "messages, but the rule has no `grounds`", "name the grounds, or use `{on: DATE}` alone"
        )


def _status(entry: Entry, fields: dict[str, Any], folder: str) -> None:
    status, basis = fields["status"], fields["basis"]
    if folder == "law" and basis in BASES and basis != "law":
        entry.fault("basis", f"is {basis} in the folder of the law", "write `law`, or move the rule to another folder")
    if folder in PLATFORMS and basis == "house":
        entry.fault("basis", "is house in a platform's folder", "name its source, or move the rule to house/")
    if status == "practice" and basis == "law":
        entry.fault("status", "is practice, but its basis is law", "a statute is current, reported or superseded")
