"""No cell of ours runs in a spreadsheet, and every text comes back as it was."""

import csv
import re
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from kefu.store.spreadsheets import CsvTable, defused
from kefu.store.workbooks import XlsxTable

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
RISKY = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u3000@", "\ufeff+"])
workbook = partial(XlsxTable, title="kefu test", sheet="rows")


@given(st.one_of(CELLS, st.builds(str.__add__, RISKY, CELLS)))
def test_no_cell_of_a_csv_begins_like_a_formula(cell: str) -> None:
    shown = defused(cell)
    assert not shown.lstrip(" \u3000\u00a0\u200b\ufeff").startswith(
        ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
    )
    assert shown.removeprefix("'") == cell.replace("\0", "\ufffd").removeprefix("'")


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_a_csv_is_read_back_as_it_was_told(tmp_path_factory: object, rows: list[list[str]]) -> None:
    path = Path(tmp_path_factory.mktemp("csv")) / "a.csv"  # type: ignore[attr-defined]
    with CsvTable(path, ("a", "b")) as table:
        table.write(rows)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["a", "b"], *([defused(cell) for cell in row] for row in rows)]


def test_a_workbook_holds_texts_that_look_like_formulas_as_texts(tmp_path: Path) -> None:
    cells = ["=1+1", "{=1}", "http://a.b/c", "mailto:a@b.cn", "007", "@sum", "加微信"]
    path = tmp_path / "a.xlsx"
    with workbook(path, [f"c{n}" for n in range(len(cells))], [10] * len(cells)) as table:
        table.write([cells])
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    row = sheet[2]
    assert [cell.value for cell in row] == cells
    assert {cell.data_type for cell in row} == {"s"} and not any(cell.hyperlink for cell in row)
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:G2"


@given(st.lists(st.lists(st.text(min_size=1, max_size=40), min_size=2, max_size=2), min_size=1, max_size=5))
def test_a_workbook_is_read_back_as_it_was_told(tmp_path_factory: object, rows: list[list[str]]) -> None:
    path = Path(tmp_path_factory.mktemp("xlsx")) / "a.xlsx"  # type: ignore[attr-defined]
    with workbook(path, ["a", "b"], [5, 5]) as table:
        table.write(rows)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    told = [[unescape(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert told == [[re.sub("[\0\ud800-\udfff\ufffe\uffff]", "\ufffd", cell) for cell in row] for row in rows]


def test_the_heavier_findings_stand_out_and_the_same_findings_make_the_same_file(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        with workbook(tmp_path / name, ["severity", "n"], [5, 5]) as table:
            table.write([["block", 1], ["warn", 2.5], ["note", None]])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    colours = [str(sheet[f"A{n}"].font.color and sheet[f"A{n}"].font.color.rgb) for n in (2, 3, 4)]
    assert colours[:2] == ["FFB42318", "FFB54708"] and colours[2] not in colours[:2]
    assert sheet["A1"].font.b and [sheet[f"B{n}"].value for n in (2, 3, 4)] == [1, 2.5, None]
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_full_sheet_is_followed_by_another(tmp_path: Path) -> None:
    with workbook(tmp_path / "a.xlsx", ["n"], [5], rows_a_sheet=3) as table:
        table.write([n] for n in range(7))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert (book.properties.title, book.sheetnames) == ("kefu test", ["rows", "rows 2", "rows 3"])
    told = [[cell.value for cell in sheet["A"]] for sheet in book.worksheets]
    assert told == [["n", 0, 1, 2], ["n", 3, 4, 5], ["n", 6]]


def test_what_a_cell_cannot_hold_is_cut_and_cannot_break_the_file(tmp_path: Path) -> None:
    at = datetime(2026, 3, 1, 10, 21, 33, tzinfo=ZoneInfo("Asia/Shanghai"))
    with workbook(tmp_path / "a.xlsx", ["a", "b", "c"], [5, 5, 5]) as table:
        table.write([["长" * 40_000, "a\0b\ufffe\x01\x1f", at], ["😀" * 30_000, None, ""]])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet["A2"].value.endswith("…") and len(sheet["A2"].value) > 10_000 and len(sheet["A3"].value) > 10_000
    assert sheet["C2"].value == datetime(2026, 3, 1, 10, 21, 33)


def test_an_empty_workbook_has_its_header(tmp_path: Path) -> None:
    with workbook(tmp_path / "a.xlsx", ["a"], [5]):
        pass
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None and sheet["A1"].value == "a"
