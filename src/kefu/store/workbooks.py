"""A table for people as XLSX: texts are texts and never formulas, numbers or links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

ROWS_A_SHEET: Final = 1_048_575
CELL: Final = 32_767
"""What one sheet and one cell hold at most."""
SPEED: Final = 2
"""How hard it is packed: little, for packing more takes longer than all the rest."""

_NIGHT: Final = datetime(1899, 12, 30)
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEADING, _BLOCK, _WARN, _TIME = 1, 2, 3, 4
_STYLES: Final = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="4"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><color rgb="FFB42318"/><name val="Calibri"/></font>'
    '<font><sz val="11"/><color rgb="FFB54708"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF7"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1"/>'
    '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_COLOURS: Final = {"block": f' s="{_BLOCK}"', "warn": f' s="{_WARN}"'}
_ODD: Final = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x")
_CONTROL: Final = re.compile(r"[\x01-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_UNSTORABLE: Final = re.compile(r"[\x00\ud800-\udfff\ufffe\uffff]")


class XlsxTable:
    """Writes a workbook row by row; a full sheet is followed by another.

    Args:
        widths: of each column, in characters.
    """

    def __init__(
        self, path: Path, header: Sequence[str], widths: Sequence[int], rows_a_sheet: int = ROWS_A_SHEET
    ) -> None:
        self._header, self._widths, self._most = header, widths, rows_a_sheet
        self._columns = [_letters(number) for number in range(len(header))]
        self._zip = ZipFile(path, "w", ZIP_DEFLATED, compresslevel=SPEED)
        self._sheet: IO[bytes] | None = None
        self._rows: list[int] = []

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""
        told: list[str] = []
        for row in rows:
            if self._sheet is None or self._rows[-1] > self._most:
                self._flush(told)
                self._begin()
            told.append(self._row(row))
        self._flush(told)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._zip:
            if self._sheet is None:
                self._begin()
            self._end()
            self._frame()

    def _row(self, cells: Sequence[Any]) -> str:
        self._rows[-1] += 1
        number = self._rows[-1]
        told = [_cell(f"{column}{number}", cell) for column, cell in zip(self._columns, cells, strict=True)]
        return f'<row r="{number}">{"".join(told)}</row>'

    def _flush(self, told: list[str]) -> None:
        if self._sheet is not None:
            self._sheet.write("".join(told).encode("utf-8"))
            told.clear()

    def _begin(self) -> None:
        self._end()
        self._sheet = self._zip.open(f"xl/worksheets/sheet{len(self._rows) + 1}.xml", "w", force_zip64=True)
        self._rows.append(1)
        columns = "".join(
            f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(self._widths, 1)
        )
        heads = "".join(
            _text(f"{column}1", head, f' s="{_HEADING}"')
            for column, head in zip(self._columns, self._header, strict=True)
        )
        self._sheet.write(
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f'<cols>{columns}</cols><sheetData><row r="1">{heads}</row>'.encode()
        )

    def _end(self) -> None:
        if self._sheet is not None:
            with self._sheet:
                told = f'</sheetData><autoFilter ref="{self._range(self._rows[-1], "")}"/></worksheet>'
                self._sheet.write(told.encode("ascii"))

    def _frame(self) -> None:
        """Everything but the sheets."""
        sheets = [(n, "findings" if n == 1 else f"findings {n}") for n in range(1, len(self._rows) + 1)]
        names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in sheets)
        filters = "".join(
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{n - 1}" hidden="1">'
            f"'{name}'!{self._range(self._rows[n - 1], '$')}</definedName>"
            for n, name in sheets
        )
        links = [_link(n, "worksheet", f"worksheets/sheet{n}.xml") for n, _ in sheets]
        kinds = [_override(f"worksheets/sheet{n}", "worksheet") for n, _ in sheets]
        self._part("xl/styles.xml", _STYLES)
        self._part(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><bookViews><workbookView/></bookViews>'
            f"<sheets>{names}</sheets><definedNames>{filters}</definedNames></workbook>",
        )
        self._part("xl/_rels/workbook.xml.rels", _linked(*links, _link(len(sheets) + 1, "styles", "styles.xml")))
        self._part("_rels/.rels", _linked(_link(1, "officeDocument", "xl/workbook.xml")))
        self._part(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{_override('workbook', 'sheet.main')}{_override('styles', 'styles')}{''.join(kinds)}</Types>",
        )

    def _part(self, name: str, content: str) -> None:
        with self._zip.open(name, "w") as part:
            part.write((_HEAD + content).encode("utf-8"))

    def _range(self, rows: int, fixed: str) -> str:
        return f"{fixed}A{fixed}1:{fixed}{self._columns[-1]}{fixed}{max(2, rows)}"


def _link(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'


def _linked(*links: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="/xl/{part}.xml" ContentType="{_KIND}.{kind}+xml"/>'


def _letters(column: int) -> str:
    """A, B … Z, AA …"""
    return ("" if column < 26 else _letters(column // 26 - 1)) + chr(ord("A") + column % 26)


def _cell(place: str, cell: Any) -> str:
    if isinstance(cell, str):
        return _text(place, cell, _COLOURS.get(cell, "")) if cell else ""
    if isinstance(cell, datetime):
        days = (cell.replace(tzinfo=None) - _NIGHT).total_seconds() / 86_400
        return f'<c r="{place}" s="{_TIME}"><v>{days:.8f}</v></c>'
    return "" if cell is None else f'<c r="{place}"><v>{cell}</v></c>'


def _text(place: str, cell: str, style: str) -> str:
    if len(cell) > CELL // 2:
        cell = _cut(cell)
    if _ODD.search(cell):
        cell = escape(_CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", _UNSTORABLE.sub("\ufffd", cell)))
    return f'<c r="{place}" t="inlineStr"{style}><is><t xml:space="preserve">{cell}</t></is></c>'


def _cut(cell: str) -> str:
    """A long text, cut where a cell ends."""
    if len(cell) <= CELL and len(cell.encode("utf-16-le", "surrogatepass")) // 2 <= CELL:
        return cell
    return cell[: CELL // 2 - 1] + "…"
