"""The pages of an exam: one file, in two languages, and marked at the screen as at the desk."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date

import pytest

from kefu.exams import Request, mark, paper
from kefu.exams.answers import same
from kefu.rulebook.shelf import load_book
from kefu.web.exam import minutes, page, sheet
from kefu.web.markup import shipped

REQUEST = Request("douyin", date(2026, 3, 1), count=38, seed=4)
ANSWERS = [
    ("七天", "7天", ""), ("7", "7天", ""), ("一周", "7 天", ""), ("48", "48", "小时内"), ("四十八小时", "48", "小时"), ("2天", "48", "小时"), ("百分之三十", "30%", ""),
    ("三成", "30", "%"), ("２万", "20000", "元"), ("2 万元", "2", "万元"), ("一个半小时", "90分钟", ""), ("卖家", "商家", ""), ("买家", "商家", ""), ("一百二", "120", "元"),
    ("半年", "6个月", ""), ("QQ 钱包", "微信支付|QQ钱包", ""), ("1,000元", "1000", "元"), ("五千", "5000", "元"), ("廿", "20", ""), ("", "7天", ""),
    ("1万元", "1", "万元"), ("10000", "1", "万元"), ("1万", "1", "万元"), ("一", "1", "万元"), ("2", "1", "万元"), ("20万", "20", "万至"), ("20 万元", "20", "万至"),
    ("200", "20", "万至"), ("48 hrs", "48", "小时"), ("3个", "三", "个自然月"), ("第三次", "三", "次"), ("不超过48小时", "48", "小时"), ("零点五", "0.5", "分"), ("一点五倍", "1.5", "倍"),
    ("3倍", "3", "至"), ("3", "3", "至"), ("5000元", "5000", "元"), ("5000万", "5000", "元"),
]  # fmt: skip


def test_a_page_holds_its_questions_its_time_and_both_languages_and_can_run_no_foreign_script() -> None:
    drawn = paper(load_book(), REQUEST)
    text = page(drawn, REQUEST)
    data = json.loads(text.partition('id="data">')[2].partition("</script>")[0])
    assert [each["id"] for each in data["questions"]] == [each.id for each in drawn]
    assert data["seconds"] == minutes(drawn) * 60 and text.count("<script") == 2
    assert 'class="en"' in text and "default-src 'none'" in text


def test_a_sheet_prints_each_question_once_and_the_key_on_a_page_of_its_own() -> None:
    drawn = paper(load_book(), REQUEST)
    text = sheet(drawn, REQUEST)
    asked, _, key = text.partition('class="paper answers"')
    assert asked.count('class="question"') == len(drawn) and "依据：" not in asked
    assert key.count('class="key"') == len(drawn) and "break-before: page" in text


def test_on_paper_short_options_share_a_line_and_what_is_to_be_completed_has_no_colon_before_its_bracket() -> None:
    text = sheet(paper(load_book(), REQUEST), REQUEST)
    assert '<ul class="four">' in text and '<ul class="two">' in text
    assert "：<span>（　　）</span>" not in text and "<th>题号</th>" in text


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_the_page_marks_as_the_desk_does() -> None:
    script = shipped("exam.js")
    marking = re.search(r"/\* Marking.*?(?=/\* The page\. \*/)", script, re.DOTALL)
    assert marking is not None
    drawn = [each.as_json() for each in paper(load_book(), REQUEST)]
    given = [(each, answer) for each in drawn for answer in _answers(each)]
    program = f"""{marking[0]}
const [given, answers] = {json.dumps([given, ANSWERS])};
console.log(JSON.stringify([given.map(([q, a]) => mark(q, a)), answers.map(([a, k, p]) => same(a, k, p))]));"""
    done = subprocess.run(["node", "-"], input=program.encode(), capture_output=True, check=True, timeout=60)
    points, alike = json.loads(done.stdout)
    assert points == [float(mark(question, answer).points) for question, answer in given]
    assert alike == [same(*each) for each in ANSWERS]


def _answers(question: dict[str, object]) -> list[object]:
    match question["type"]:
        case "true_false":
            return [True, False, None]
        case "fill":
            return [question["key"], None, ["五", "七天"][: len(question["key"])]]  # type: ignore[arg-type]
        case "single":
            return ["A", "B", "C", "D", None]
    return [question["key"], ["A"], ["A", "B"], ["C"], None]
