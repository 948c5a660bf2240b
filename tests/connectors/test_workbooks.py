"""Workbooks are read like tables, and traps in them are seen before they spring."""

from __future__ import annotations

import time
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from kefu.actions.ports import ReadingOptions
from kefu.connectors.exports import survey
from kefu.vocabulary.errors import KefuError

HEADER = ["会话ID", "客服账号", "买家昵称", "发送人", "发送时间", "消息内容"]
ROWS: list[list[Any]] = [
    ["s1", "暖阳旗舰店:小美", "tb1", "tb1", datetime(2026, 3, 1, 10, 21, 33), "在吗"],
    ["s1", "暖阳旗舰店:小美", "tb1", "暖阳旗舰店:小美", datetime(2026, 3, 1, 10, 21, 40), "在的亲"],
    ["s2", "暖阳旗舰店:小美", "tb2", "tb2", datetime(2026, 3, 1, 11, 0), "能开发票吗"],
]


def read(path: Path, **options: Any) -> list[dict[str, Any]]:
    batches = survey(path, ReadingOptions(**options)).batches()
    return [line for batch in batches for line in batch.lines.to_pylist()]


def test_a_workbook_with_titles_and_merged_cells_above_its_header_is_read(tmp_path: Path) -> None:
    path = tmp_path / "chats.csv"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("天猫")
    stamp = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet.merge_range(0, 0, 0, 5, "暖阳旗舰店聊天记录")
    sheet.merge_range(1, 0, 1, 3, "会话信息")
    sheet.merge_range(1, 4, 1, 5, "消息")
    sheet.write_row(3, 0, HEADER)
    for number, row in enumerate(ROWS, 4):
        for column, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write_datetime(number, column, value, stamp)
            else:
                sheet.write(number, column, value)
    book.close()
    export = survey(path, ReadingOptions())
    assert (export.format, export.encoding, export.platform) == ("xlsx", "", "tmall")
    lines = read(path)
    assert [(line["row"], line["role"], line["session"], line["text"]) for line in lines] == [
        (5, "buyer", "s1", "在吗"), (6, "agent", "s1", "在的亲"), (7, "buyer", "s2", "能开发票吗"),
    ]  # fmt: skip
    assert lines[2]["at"].isoformat() == "2026-03-01T11:00:00+08:00" and lines[1]["shop"] == "暖阳旗舰店"


def test_cells_merged_over_each_other_time_and_again_fill_no_memory(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["会话ID", "角色", "时间", "内容"])
    for number in range(5000):
        sheet.append([None if number else "s1", "买家", 46082.5, f"在吗{number}"])
    sheet.merge_cells("A2:A5001")
    book.save(tmp_path / "plain.xlsx")
    bomb = tmp_path / "chats.xlsx"
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as plain, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in plain.infolist():
            ranges = b'<mergeCell ref="A2:A5001"/>'
            out.writestr(entry, plain.read(entry).replace(ranges, ranges * 20_000))
    began = time.process_time()
    lines = read(bomb, platform="jd")
    assert time.process_time() - began < 10
    assert {line["session"] for line in lines} == {"s1"}
    assert [line["text"] for line in lines if not line["context"]] == [f"在吗{number}" for number in range(5000)]


def test_a_session_written_once_over_merged_rows_holds_for_each_of_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["会话ID", "角色", "时间", "内容"])
    sheet.append(["s1", "买家", 46082.5, "在吗"])
    sheet.append([None, "客服", 46082.51, "在的"])
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "a.xlsx")
    lines = read(tmp_path / "a.xlsx", platform="pdd")
    assert [line["session"] for line in lines] == ["s1", "s1"]
    assert lines[0]["at"].isoformat() == "2026-03-01T12:00:00+08:00"


def test_every_sheet_that_holds_a_chat_is_read_and_the_others_are_passed_over(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["合计", "12"])
    for name in ("淘宝", "京东"):
        sheet = book.create_sheet(name)
        sheet.append(["角色", "内容"])
        sheet.append(["客服", f"您好{name}"])
    book.save(tmp_path / "a.xlsx")
    assert [(line["platform"], line["text"]) for line in read(tmp_path / "a.xlsx")] == [
        ("taobao", "您好淘宝"), ("jd", "您好京东"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.txt", "a"])
def test_the_suffix_of_a_workbook_says_nothing(plain: Path, name: str) -> None:
    path = plain.rename(plain.with_name(name))
    assert survey(path, ReadingOptions("jd")).format == "xlsx"
    assert [line["text"] for line in read(path, platform="jd")] == ["您好"]


def rewritten(path: Path, name: str, content: bytes) -> Path:
    """The workbook with one of its entries replaced."""
    out = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return out


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["角色", "内容"])
    book.active.append(["客服", "您好"])
    book.save(tmp_path / "plain.xlsx")
    return tmp_path / "plain.xlsx"


def test_a_bomb_is_refused_before_it_is_unpacked(plain: Path) -> None:
    bomb = rewritten(plain, "xl/theme/theme1.xml", b" " * (80 << 20))
    with pytest.raises(KefuError, match="a bomb"):
        survey(bomb, ReadingOptions(platform="jd"))


@pytest.mark.parametrize(("size", "bomb"), [(100_000, True), (100, False)])
def test_a_long_text_that_many_cells_share_is_a_bomb(tmp_path: Path, size: int, bomb: bool) -> None:
    book = openpyxl.Workbook()
    book.active.append(["会话ID", "角色", "内容"])
    for _ in range(1000):
        book.active.append(["s1", "买家", "SHARED"])
    book.save(tmp_path / "plain.xlsx")
    link, kind = (
        b'<Relationship Id="rId9" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/sharedStrings"/></Relationships>',
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'spreadsheetml.sharedStrings+xml"/></Types>',
    )
    with (
        zipfile.ZipFile(tmp_path / "plain.xlsx") as plain,
        zipfile.ZipFile(tmp_path / "chats.xlsx", "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for entry in plain.infolist():
            content = plain.read(entry).replace(b't="inlineStr"><is><t>SHARED</t></is>', b't="s"><v>0</v>')
            if entry.filename.startswith(("xl/_rels", "[")):
                content = content.replace(b"</Relationships>", link).replace(b"</Types>", kind)
            out.writestr(entry, content)
        namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        out.writestr("xl/sharedStrings.xml", f'<sst xmlns="{namespace}"><si><t>{"a" * size}</t></si></sst>')
    if bomb:
        with pytest.raises(KefuError, match="a bomb"):
            survey(tmp_path / "chats.xlsx", ReadingOptions(platform="jd"))
    else:
        assert {line["text"] for line in read(tmp_path / "chats.xlsx", platform="jd")} == {"a" * size}


def test_a_sheet_that_spans_everything_is_refused(plain: Path) -> None:
    cells = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + cells
    vast = rewritten(plain, "xl/worksheets/sheet1.xml", sheet + b"</sheetData></worksheet>")
    with pytest.raises(KefuError, match="spans 1,048,576 rows and 16,384 columns"):
        survey(vast, ReadingOptions(platform="jd"))


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9, 0.99])
def test_a_workbook_cut_off_or_spoilt_is_a_plain_error(plain: Path, at: float) -> None:
    data = plain.read_bytes()
    place = int(len(data) * at)
    for spoilt in (data[:place], data[:place] + b"\x55" * 8 + data[place + 8 :]):
        plain.write_bytes(spoilt)
        try:
            read(plain, platform="jd")
        except KefuError as error:
            assert "plain.xlsx" in str(error)


def test_an_archive_of_other_things_is_not_taken_for_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "chats.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("chats.csv", "角色,内容\n客服,您好\n")
    with pytest.raises(KefuError, match="unpack it"):
        survey(path, ReadingOptions())
