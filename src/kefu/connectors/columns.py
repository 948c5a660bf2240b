"""Which column of an export is what: by the names that platforms use (orders.yaml), and by those of a shop's own file."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kefu.connectors.sheets import Row
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.shipped import shipped_data

FIELDS: Final[Mapping[str, Sequence[str]]] = shipped_data("kefu.connectors", "orders.yaml")["columns"]
"""What a column may be, and what it is called, the surest name first."""
TIMES: Final = tuple(FIELDS)[tuple(FIELDS).index("agreed_ship_by") :]
DEEPEST: Final = 12
"""Titles may stand above the header, in so many rows."""
LARGEST: Final = 64 * 1024
_EXAMPLE: Final = "write lines such as 发货时间: 仓库出库时间"


def plain(header: str) -> str:
    """A header in one form."""
    return re.sub(r"[\s\u200b\ufeff]", "", header).replace("（", "(").replace("）", ")").strip("'`\"").lower()


KNOWN: Final = {plain(name): (field, rank) for field, names in FIELDS.items() for rank, name in enumerate(names)}


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """What a shop calls its columns.

    Attributes:
        names: the name in its plain form, and what it is.
        written: each as the file writes it.
    """

    names: Mapping[str, str]
    written: Mapping[str, str]
    file: str = ""


NO_COLUMNS: Final = OwnColumns({}, {})


def own_columns(path: Path) -> OwnColumns:
    """A shop's own names of columns, from YAML or TOML: what it is, and the name or a list of names.

    Raises:
        KefuError: the file cannot be read, is no such list, or names something that is not known, or one name twice.
    """
    told = _read(path)
    if not isinstance(told, Mapping) or not told:
        raise _wrong(path, "is no list of names of columns")
    names: dict[str, str] = {}
    written: dict[str, str] = {}
    for key, value in told.items():
        field = _field(path, str(key), value)
        for name in value if isinstance(value, list) else [value]:
            if not isinstance(name, str) or not plain(name):
                raise _wrong(path, f"{name!r:.40} is no name of a column", str(key))
            if names.get(plain(name), field) != field:
                raise _wrong(path, f"{name} is named for two things", str(key), "name each column once")
            names[plain(name)], written[plain(name)] = field, name
    return OwnColumns(names, written, str(path))


def _read(path: Path) -> Any:
    import yaml

    try:
        data = path.read_bytes()
    except OSError as error:
        raise _wrong(path, error.strerror or "it cannot be opened", mend="check the path") from None
    if len(data) > LARGEST:
        raise _wrong(path, "is too large for a list of names")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _wrong(path, "is not UTF-8", mend="save it as UTF-8") from None
    try:
        return tomllib.loads(text) if path.suffix.lower() == ".toml" else yaml.safe_load(text)
    except (tomllib.TOMLDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f"line {where.line + 1}" if where is not None else ""
        raise _wrong(path, f"cannot be read: {' '.join(str(error).split())[:80]}", line) from None


def _field(path: Path, key: str, value: object) -> str:
    """What a key stands for: the word of a field, or any name that platforms use for it."""
    if key in FIELDS:
        return key
    if plain(key) in KNOWN:
        return KNOWN[plain(key)][0]
    values = value if isinstance(value, list) else [value]
    if any(isinstance(each, str) and plain(each) in KNOWN for each in values):
        raise _wrong(path, f"{key} is not known, but {value} is", key, "turn it round: what it is stands first")
    words = [names[0] for names in FIELDS.values()]
    near = difflib.get_close_matches(key, [*words, *FIELDS], n=3, cutoff=0.4)
    mend = f"did you mean {' or '.join(near)}?" if near else f"use one of {'、'.join(words)}"
    raise _wrong(path, f"{key} is nothing that a column can be", key, mend)


def _wrong(path: Path, what: str, where: str = "", mend: str = _EXAMPLE) -> KefuError:
    return KefuError("order-columns", what, f"{path}, {where}" if where else str(path), mend)


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names the columns.

    Attributes:
        at: its place among the rows.
        columns: where each field stands; `id` always.
        own: the plain names of the shop's own that were found.
    """

    at: int
    columns: Mapping[str, int]
    own: frozenset[str]


def header_of(table: Sequence[Row], path: Path, own: OwnColumns = NO_COLUMNS) -> Header:
    """Which row names the columns, and which column is what.

    Raises:
        KefuError: there is no column with numbers of orders, or none with a time.
    """
    for at, (_, cells) in enumerate(table[:DEEPEST]):
        found: dict[str, tuple[int, int]] = {}
        mine = frozenset(name for cell in cells if (name := plain(cell)) in own.names)
        for n, cell in enumerate(cells):
            field, rank = (own.names[plain(cell)], -1) if plain(cell) in mine else KNOWN.get(plain(cell), ("", 0))
            if field and (field not in found or rank < found[field][0]):
                found[field] = rank, n
        if "id" not in found and "item" in found:
            found["id"] = found.pop("item")
        if "id" in found and any(field in found for field in TIMES):
            return Header(at, {field: n for field, (_, n) in found.items()}, mine)
    seen = "、".join(cell for cell in table[0][1] if cell)[:80] if table else ""
    what = f"no column with order numbers and none with a time were found, but: {seen}"
    mend = "name the columns 订单编号, 付款时间, 发货时间 …, or say what they are with --columns"
    raise KefuError("order-file", what, str(path), mend)
