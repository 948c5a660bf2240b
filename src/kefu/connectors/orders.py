"""Exports of orders and refunds as the platforms write them, row by row; what cannot be read apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from kefu.actions.orders import OrderRow
from kefu.connectors.columns import KNOWN, NO_COLUMNS, TIMES, Header, OwnColumns, header_of, plain
from kefu.connectors.entries import all_rounded, ends_in_noughts, instant_of, number_of, plain_cell, rounded, sum_of
from kefu.connectors.sheets import Row, rows
from kefu.dues.sums import NOTHING
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.events import Event
from kefu.vocabulary.ids import PLATFORM_NAMES, PLATFORMS, Platform
from kefu.vocabulary.shipped import shipped_data

WORDS: Final[Mapping[str, Any]] = shipped_data("kefu.connectors", "orders.yaml")
LOOKED_AT: Final = 512
FOREIGN: Final = {
    (b"\x89png", b"\xff\xd8\xff", b"gif8"): "a picture",
    (b"%pdf",): "a PDF",
    (b"<html", b"<!doctype html", b"<table"): "a web page, whatever its suffix says",
}
"""What a file is that is no table, by how it begins, in small letters."""
NAMES: Final[Mapping[str, Platform]] = {
    word.lower(): platform for platform in PLATFORMS for word in (platform, *PLATFORM_NAMES[platform])
}


@dataclass(frozen=True, slots=True)
class OrderFile:
    """What one file told.

    Attributes:
        rows: orders, goods of orders, refunds.
        faults: of the rows that could not be read.
        own: the plain names of the shop's own columns that it has.
    """

    rows: tuple[OrderRow, ...]
    faults: tuple[KefuError, ...]
    own: frozenset[str] = frozenset()


def orders_in(path: Path, platform: Platform | None = None, own: OwnColumns = NO_COLUMNS) -> OrderFile:
    """The orders of one export.

    Args:
        platform: of files that do not say it.
        own: what the shop calls its columns.

    Raises:
        KefuError: the file cannot be read, has no column with order numbers or none with a time, or does not say its platform.
    """
    table = _table(path)
    header = header_of(table, path, own)
    if platform is None and "platform" not in header.columns:
        raise KefuError("order-file", "does not say its platform", str(path), "name it with --platform")
    reader = _Reader(path, header, platform)
    body = [(number, reader.named(cells)) for number, cells in table[header.at + 1 :]]
    numbers = [told["id"] for _, told in body]
    lost = all_rounded(numbers)
    found: list[OrderRow] = []
    faults: list[KefuError] = []
    for number, told in body:
        if _is_no_order(told):
            continue
        try:
            if lost and ends_in_noughts(told["id"]):
                raise rounded(told["id"])
            found.append(reader.row(number, told))
        except KefuError as error:
            faults.append(KefuError("order-row", error.what, f"{path}, row {number}, {error.where}", error.mend))
    return OrderFile(tuple(found), tuple(faults), header.own)


def _table(path: Path) -> list[Row]:
    """The rows of a file. Raises KefuError where it is none of a table."""
    try:
        with path.open("rb") as file:
            head = file.read(LOOKED_AT).lstrip().lower()
    except OSError:
        return rows(path)
    for marks, what in FOREIGN.items():
        if head.startswith(marks):
            raise KefuError("order-file", what, str(path), "export the orders as CSV or XLSX")
    try:
        return rows(path)
    except KefuError as error:
        if error.code != "export-empty":
            raise
        raise KefuError("order-file", error.what, error.where, "export the orders again") from None


def all_orders(
    paths: Iterable[Path], platform: Platform | None, own: OwnColumns
) -> tuple[list[OrderRow], tuple[KefuError, ...], tuple[KefuError, ...]]:
    """The rows of several exports, what is wrong with rows, and with whole files or with names of columns that no file has."""
    found: list[OrderRow] = []
    faults: list[KefuError] = []
    failed: list[KefuError] = []
    seen: frozenset[str] = frozenset()
    for path in paths:
        try:
            file = orders_in(path, platform, own)
        except KefuError as error:
            failed.append(error)
            continue
        found += file.rows
        faults += file.faults
        seen |= file.own
    absent = [own.written[name] for name in own.names if name not in seen]
    if absent and found:
        what = f"no file has a column called {'、'.join(absent)[:80]}"
        failed.append(KefuError("order-columns", what, own.file, "write the name as it stands in the header"))
    return found, tuple(faults), tuple(failed)


def _is_no_order(told: Mapping[str, str]) -> bool:
    """Whether a row is the sum under a table, or the header once more where exports were put one below the other."""
    return (told["id"] or next(filter(None, told.values()), "")).lower().rstrip("：:") in WORDS["totals"] or (
        plain(told["id"]) in KNOWN
    )


class _Reader:
    """Reads the rows of one file."""

    def __init__(self, path: Path, header: Header, platform: Platform | None) -> None:
        self.file, self.columns, self.platform = str(path), header.columns, platform
        self.times = tuple(field for field in TIMES if field in header.columns and field != "agreed_ship_by")
        self.of = next((kind for kind in ("ticket", "refund") if kind in header.columns), "order")
        self.told = frozenset(self._event(field, self.of) for field in self.times)

    def named(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells by what they are; '' where one says nothing."""
        return {field: plain_cell(cells[n]) if n < len(cells) else "" for field, n in self.columns.items()}

    def row(self, number: int, told: Mapping[str, str]) -> OrderRow:
        """One row. Raises KefuError where a cell cannot be read."""
        of = self.of if told.get(self.of) or told.get("refund_requested") else "order"
        of_refund = of != "order"
        amount, freight = _amount(told)
        agreed = told.get("agreed_ship_by", "")
        stage = _stage(told.get("status", ""), "statuses") or _stage(told.get("goods_status", ""), "goods_statuses")
        refund = _stage(told.get("refund_status", ""), "refund_statuses")
        if not of_refund and stage == "unshipped" and _says(told.get("refund_status", ""), "refunded"):
            stage = "closed"
        return OrderRow(
            self.file, number, self._platform(told.get("platform", "")), number_of(told["id"]), told.get("item", ""),
            told.get(of, ""), of_refund, amount, freight, _refund_sum(told, of_refund),
            tuple(self._events(told, of)), instant_of(agreed, "agreed_ship_by") if agreed else None, stage,
            refund, self.told, _is_presale(told.get("kind", "")), _says(told.get("payment", ""), "cod"),
        )  # fmt: skip

    def _platform(self, named: str) -> Platform:
        where = NAMES.get(named.lower()) if named else self.platform
        if where is None:
            raise KefuError(
                "order-row", f"{named[:40]!r} is no platform", "platform", f"use one of {', '.join(PLATFORMS)}"
            )
        return where

    def _events(self, told: Mapping[str, str], of: str) -> Iterator[Event]:
        for field in self.times:
            if told[field]:
                yield Event(self._event(field, of), instant_of(told[field], field))

    @staticmethod
    def _event(field: str, of: str) -> str:
        return str(WORDS["depends"].get(field, {}).get(of, field))


def _amount(told: Mapping[str, str]) -> tuple[Decimal | None, Decimal]:
    """What was really paid, and how much of it is freight."""
    for field in ("goods", "total", "payable"):
        if told.get(field):
            counted = field == "total" and bool(told.get("freight"))
            return sum_of(told[field], field), sum_of(told["freight"], "freight") if counted else NOTHING
    return None, NOTHING


def _refund_sum(told: Mapping[str, str], of_refund: bool) -> Decimal | None:
    """What a refund is about; the exports of orders write words into that column too, and are not asked."""
    cell = told.get("refund_sum", "")
    return sum_of(cell, "refund_sum") if of_refund and cell else None


def _stage(words: str, list_: str) -> str:
    """What the words of a status say; '' where they say nothing that is known."""
    if not words:
        return ""
    lines: Sequence[Mapping[str, Sequence[str]]] = WORDS[list_]
    return next((stage for line in lines for stage, known in line.items() if any(word in words for word in known)), "")


def _says(words: str, list_: str) -> bool:
    return any(word in words for word in WORDS[list_])


def _is_presale(kind: str) -> bool:
    return _says(kind, "presale") and not _says(kind, "no_presale")
