"""A shop's own questions: read row by row, tied to clauses, and opened again when the rules change (S1-96)."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from kefu.cli.telling import told
from kefu.connectors.sheets import rows
from kefu.exams import Request, mark, paper
from kefu.exams.bank import Row, questions
from kefu.exams.reopening import reopened_between_days, reopened_by_revision
from kefu.rulebook.change import between_books
from kefu.rulebook.shelf import load_book, shipped_rules
from kefu.vocabulary.errors import KefuError

HEADER = ["题型", "题目", "选项A", "选项B", "选项C", "答案", "条款", "分值", "解析", "平台"]
GOOD = [
    ["判断", "天猫付款后 48 小时内发货", "", "", "", "对", "tmall.shipping.deadline_48h", "2", "", "天猫"],
    ["单选题", "发票违规每次扣几分", "4 分", "6 分", "12 分", "B", "tmall.invoice.points", "", "记住六分", ""],
    ["不定项", "必选的有", "正品保障", "当日发", "运费险", "A,C", "douyin.anxingou.mandatory", "3分", "", "抖音"],
    ["填空", "延迟发货赔成交金额的（ ），最高____元", "", "", "", "5%；50", "tmall.shipping.late_5pct", "4", "", ""],
]


def table(*lines: list[str]) -> list[Row]:
    return [(n, tuple(line)) for n, line in enumerate([HEADER, *lines], 1)]


def test_each_row_is_a_question_tied_to_its_clause_and_its_key_answers_it() -> None:
    found, faults = questions(table(*GOOD), load_book(), "bank.csv")
    assert not faults and [each.type for each in found] == ["true_false", "single", "multi", "fill"]
    for each in found:
        told = each.as_json()
        assert each.clause in load_book() and each.clause in each.why
        assert mark(told, told["key"]).points == each.points


@pytest.mark.parametrize(
    ("place", "told", "field"),
    [(0, "作文", "题型"), (0, "", "题型"), (1, "", "题目"), (5, "D", "答案"), (5, "AB", "答案"), (5, "", "答案"), (6, "tmall.invoice.pointz", "条款"),
     (6, "", "条款"), (7, "很多", "分值"), (7, "0", "分值"), (9, "易趣", "平台"), (9, "拼多多", "平台"), (2, "", "选项A"), (3, "4 分", "选项")],
)  # fmt: skip
def test_a_wrong_row_is_named_with_its_column_and_the_others_are_used(place: int, told: str, field: str) -> None:
    bad = list(GOOD[1])
    bad[place] = told
    found, faults = questions(table(GOOD[0], bad, GOOD[3]), load_book(), "bank.csv")
    assert len(found) == 2 and len(faults) == 1
    assert faults[0].code == "exam-bank" and faults[0].where.startswith("bank.csv row 3, ") and field in faults[0].where
    assert faults[0].mend


def test_the_same_question_twice_is_named_and_used_once_but_a_stem_may_serve_other_options() -> None:
    again, other = list(GOOD[1]), list(GOOD[1])
    again[1] = " 发票违规，每次扣几分 "
    other[4] = "48 分"
    found, faults = questions(table(*GOOD, again, other), load_book(), "bank.csv")
    assert [each.id for each in found] == ["bank-2", "bank-3", "bank-4", "bank-5", "bank-7"]
    assert [(each.where, each.what) for each in faults] == [("bank.csv row 6, 题目 question", "stands in row 3 too")]


@pytest.mark.parametrize(
    ("text", "key"),
    [("赔成交金额的____%", "5；50"), ("两个____空____", "5"), ("没有空", "5"), ("赔成交金额的____%", "0.05")],
)
def test_blanks_and_answers_are_as_many_and_a_percentage_that_a_spreadsheet_turned_is_named(
    text: str, key: str
) -> None:
    row = ["填空", text, "", "", "", key, "tmall.shipping.late_5pct", "", "", ""]
    found, [fault] = questions(table(row), load_book(), "bank.csv")
    assert not found and fault.where == "bank.csv row 2, 答案 key" and re.search("[一-龥]", told(fault))


@pytest.mark.parametrize(
    ("place", "text", "key"),
    [(5, "6 分", "B"), (5, "ｂ", "B"), (6, " TMALL.invoice.points ", "B"), (7, "２", "B"), (7, "2 分", "B")],
)
def test_a_key_may_be_the_option_itself_and_width_and_case_do_not_matter(place: int, text: str, key: str) -> None:
    row = list(GOOD[1])
    row[place] = text
    [one], faults = questions(table(row), load_book(), "bank.csv")
    assert not faults and (one.key, one.points, one.clause) == (key, 2, "tmall.invoice.points")


def test_a_column_that_is_named_twice_is_refused_for_nobody_knows_which_is_meant() -> None:
    with pytest.raises(KefuError) as caught:
        questions([(1, ("题型", "题目", "题干", "答案", "条款"))], load_book(), "bank.csv")
    assert "题干" in caught.value.what


def test_a_table_that_names_no_columns_is_refused_as_a_whole() -> None:
    with pytest.raises(KefuError) as caught:
        questions([(1, ("题目", "内容")), (2, ("a", "b"))], load_book(), "bank.csv")
    assert caught.value.code == "exam-bank" and "name" in caught.value.mend


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_the_encodings_that_spreadsheets_write(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "题库.csv"
    with file.open("w", encoding=encoding, newline="") as out:
        csv.writer(out).writerows([HEADER, *GOOD])
    assert len(questions(rows(file), load_book(), file.name)[0]) == len(GOOD)


def test_a_workbook_is_read_as_its_rows_are_numbered(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for line in (["某某旗舰店题库"], [], HEADER, *GOOD, ["判断", "x", "", "", "", "也许", "tmall.invoice.points"]):
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in line])
    file = tmp_path / "bank.xlsx"
    book.save(file)
    found, faults = questions(rows(file), load_book(), file.name)
    assert len(found) == len(GOOD) and [each.where for each in faults] == ["bank.xlsx row 8, 答案 key"]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 50, b"PK\x03\x04broken"])
def test_what_is_no_table_is_told_in_one_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "bank.xlsx"
    file.write_bytes(content)
    with pytest.raises(KefuError) as caught:
        questions(rows(file), load_book(), file.name)
    assert caught.value.mend and "\n" not in str(caught.value)


def test_a_shops_own_questions_go_into_its_paper_where_their_clause_holds() -> None:
    own, _ = questions(
        table(*GOOD, ["判断", "旧规定", "", "", "", "对", "tmall.shipping.deadline_72h", "2", "", ""]), load_book(), "b"
    )
    now = paper(load_book(), Request("tmall", date(2026, 3, 1), count=20), own)
    then = paper(load_book(), Request("tmall", date(2020, 1, 1), count=20), own)
    assert {each.id for each in now if each.id.startswith("bank-")} == {"bank-2", "bank-3", "bank-5"}
    assert "bank-6" in {each.id for each in then} and len(now) == len(then) == 20


def test_a_new_deadline_opens_the_questions_that_cite_the_old_and_the_new_one_s1_96() -> None:
    own, _ = questions(
        table(*GOOD, ["判断", "72 小时", "", "", "", "对", "tmall.shipping.deadline_72h", "", "", ""]), load_book(), "b"
    )
    told = {
        each.question.id: (each.change, each.by)
        for each in reopened_between_days(own, load_book(), date(2020, 8, 1), date(2020, 9, 1))
    }
    assert told == {
        "bank-2": ("began", "tmall.shipping.deadline_72h"),
        "bank-6": ("replaced", "tmall.shipping.deadline_48h"),
    }
    assert not reopened_between_days(own, load_book(), date(2026, 1, 5), date(2026, 1, 6))


def test_another_edition_opens_the_questions_whose_clause_reads_otherwise_and_no_others_s1_96(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(shipped_rules(), folder)
    file = folder / "tmall" / "invoice.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("points: 6 points", "points: 8 points", 1), encoding="utf-8"
    )
    own, _ = questions(table(*GOOD), load_book(), "b")
    found = reopened_by_revision(own, between_books(load_book(), load_book(folder)))
    assert [(each.question.id, each.change, each.fields) for each in found] == [("bank-3", "reworded", ("parameters",))]
