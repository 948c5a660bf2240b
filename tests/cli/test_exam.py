"""`kefu exam` at the command line: papers, marks, and a shop's own questions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def kefu(*argv: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
    env = os.environ | {"PYTHONPATH": "src", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "kefu", "exam", *argv],
        input=given.encode(),
        capture_output=True,
        env=env,
        timeout=120,
        check=False,
    )


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_a_paper_is_the_same_for_the_same_seed_and_its_key_marks_to_full_points() -> None:
    call = ("paper", "--platform", "pdd", "--as-of", "2026-03-01", "--count", "20", "--seed", "5", "--jsonl")
    one, two = kefu(*call), kefu(*call)
    assert one.returncode == 0 and one.stdout == two.stdout
    questions = lines(one)
    assert len(questions) == 20
    for each in questions:
        assert {"id", "type", "question", "options", "points", "key", "clause", "why"} <= each.keys()
        assert each["type"] in ("true_false", "fill", "single", "multi") and each["clause"] in each["why"]
    given = "\n".join(
        json.dumps({"id": n, "question": each, "answer": each["key"]}) for n, each in enumerate(questions)
    )
    marks = lines(kefu("mark", "--jsonl", given=given))
    assert [each["id"] for each in marks] == list(range(20))
    assert all(each["right"] and each["points"] == each["of"] and each["why"] for each in marks)


def test_a_wrong_line_is_answered_by_its_error_and_the_others_are_marked() -> None:
    question = {"type": "single", "question": "q", "options": ["a", "b"], "points": 2, "key": "A"}
    given = [
        json.dumps({"id": 1, "question": question, "answer": "A"}), "not json", json.dumps({"id": 3, "answer": "A"}), "",
        json.dumps({"id": 4, "question": question}), json.dumps({"id": 5, "question": {**question, "type": "oral"}, "answer": "A"}),
        json.dumps({"id": 6, "question": question, "answer": None}), json.dumps([1]),
    ]  # fmt: skip
    done = kefu("mark", "--jsonl", given="\n".join(given))
    told = lines(done)
    assert done.returncode == 2 and [each["id"] for each in told] == [1, None, 3, 4, 5, 6, None]
    assert told[0]["points"] == 2 and told[5] | {"why": ""} == {
        "id": 6,
        "points": 0,
        "of": 2,
        "right": False,
        "why": "",
    }
    assert [each["error"].partition(":")[0] for each in told if "error" in each] == [
        "line",
        "question",
        "answer",
        "question.type",
        "line",
    ]
    assert len(done.stderr.decode().splitlines()) == 5 and "Traceback" not in done.stderr.decode()


def test_topic_and_difficulty_are_as_asked_for() -> None:
    questions = lines(
        kefu(
            "paper",
            "--platform",
            "tmall",
            "--count",
            "12",
            "--topic",
            "invoice=2,creditcard=1",
            "--difficulty",
            "easy,中",
            "--jsonl",
        )
    )
    topics = [each["topic"] for each in questions]
    assert set(topics) == {"invoice", "creditcard"} and topics.count("invoice") > topics.count("creditcard")
    assert {each["difficulty"] for each in questions} <= {"easy", "medium"}


def test_a_paper_asks_the_rules_of_its_day_and_of_its_basis() -> None:
    old = lines(kefu("paper", "--platform", "tmall", "--as-of", "2020-01-01", "--count", "1000", "--jsonl"))
    seeds = lines(
        kefu("paper", "--platform", "tmall", "--as-of", "2026-03-01", "--basis", "seeds", "--count", "1000", "--jsonl")
    )
    clauses = {each["clause"] for each in old}
    assert "tmall.shipping.deadline_72h" in clauses and "tmall.shipping.deadline_48h" not in clauses
    assert "tmall.shipping.late_30pct" in {each["clause"] for each in seeds}
    assert not {each["clause"] for each in seeds if each["clause"].startswith("law.")}


def test_the_worked_sums_of_the_seeds_come_out_of_the_seeds_paper_s1_93_s1_94_s1_102() -> None:
    seeds = lines(
        kefu("paper", "--platform", "tmall", "--as-of", "2023-05-01", "--basis", "seeds", "--count", "1000", "--jsonl")
    )
    sums = [each for each in seeds if each["id"] == "tmall.shipping.late_30pct#reckoned"]
    assert len(sums) == 1
    key = sums[0]["options"]["ABCD".index(sums[0]["key"])]
    assert key == "500 元" and "运费" in sums[0]["question"]


def test_pages_are_one_file_each_and_load_nothing(tmp_path: Path) -> None:
    sheet, page = tmp_path / "sheet.html", tmp_path / "page.html"
    done = kefu("paper", "--platform", "jd", "--count", "10", "--html", str(sheet), "--page", str(page))
    assert done.returncode == 0 and not done.stdout
    for text in (sheet.read_text(encoding="utf-8"), page.read_text(encoding="utf-8")):
        assert "default-src 'none'" in text and "京东客服规则考试" in text
        assert "src=" not in text.replace("script-src", "").replace("style-src", "").replace(
            "img-src", ""
        ) and "http" not in text.partition("<body>")[0].replace("http-equiv", "")


def test_a_paper_for_people_has_its_key_behind_it_when_asked() -> None:
    told = kefu("paper", "--platform", "douyin", "--count", "8", "--key").stdout.decode()
    assert told.startswith("抖音小店客服规则考试") and "答案与解析" in told and "依据：" in told


@pytest.mark.parametrize(
    "argv",
    [["paper"], ["paper", "--platform", "ebay"], ["paper", "--platform", "jd", "--count", "0"], ["paper", "--platform", "jd", "--count", "x"],
     ["paper", "--platform", "jd", "--topic", "nothing"], ["paper", "--platform", "jd", "--topic", "invoice=-1"], ["paper", "--platform", "jd", "--difficulty", "brutal"],
     ["paper", "--platform", "jd", "--as-of", "2026-02-30"], ["paper", "--platform", "jd", "--bank", "/nowhere.csv"], ["paper", "--platform", "jd", "--html", "/nowhere/x.html"],
     ["orals"], ["reopened", "--bank", "x.csv", "--between", "yesterday", "today"],
     ["reopened", "--bank", "x.csv", "--between", "2026-02-01", "2026-01-01"]],
)  # fmt: skip
def test_a_call_that_is_not_understood_ends_with_2_and_one_line(argv: list[str]) -> None:
    done = kefu(*argv)
    told = done.stderr.decode()
    assert done.returncode == 2 and told.startswith("kefu exam") and "Traceback" not in told and told.count("\n") == 1


def test_a_bank_is_checked_row_by_row_and_asked_again_when_the_rules_change_s1_96(tmp_path: Path) -> None:
    file = tmp_path / "bank.csv"
    file.write_text(
        "题型,题目,答案,条款\n判断,72 小时内发货,对,tmall.shipping.deadline_72h\n判断,坏的,也许,tmall.invoice.points\n",
        encoding="utf-8",
    )
    done = kefu("bank", str(file), "--jsonl")
    assert done.returncode == 2 and [each["clause"] for each in lines(done)] == ["tmall.shipping.deadline_72h"]
    assert "bank.csv row 3, 答案 key" in done.stderr.decode()
    again = lines(kefu("reopened", "--bank", str(file), "--between", "2020-08-01", "2020-09-01", "--jsonl"))
    assert [(each["change"], each["by"]) for each in again] == [("replaced", "tmall.shipping.deadline_48h")]
