"""`kefu rules --between A B --against FOLDER` tells which answers on record come out otherwise by the newer rules."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from kefu.__main__ import main
from kefu.actions.ports import FINDINGS
from kefu.cli.rules_against import STRANGE
from kefu.store.spreadsheets import CsvTable
from kefu.vocabulary.ids import CONDUCT

BETWEEN = ("--between", "2024-01-01", "2026-11-01")
LATE = {"platform": "pdd", "matter": "late_shipping", "order": {"amount": "800.00"}}
SAME = {"platform": "pdd", "matter": "late_shipping", "order": {"amount": "100.00"}}
REPLY = {
    "id": "A-1", "platform": "pdd", "as_of": "2026-10-25T18:00:00+08:00",
    "events": [
        {"type": "buyer_message", "at": "2026-10-25T09:00:00+08:00"},
        {"type": "agent_reply", "at": "2026-10-25T09:04:00+08:00"},
    ],
}  # fmt: skip
LURED = {"platform": "douyin", "violations": [{"clause": "诱导第三方", "at": "2026-10-01T10:00:00+08:00"}]}
FINDING = {
    "file": "三月.csv", "row": 7, "platform": "douyin", "at": "2025-03-01T10:00:00+08:00", "text": "=加我\n微信",
    "rule": "contact.offplatform", "clause": "douyin.third_party.penalty_before",
}  # fmt: skip

Told = Callable[..., tuple[str, str]]


@pytest.fixture
def told(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    """Output and errors of a call of `kefu rules`, or of another command."""

    def call(*argv: str, status: int = 0, command: str = "rules") -> tuple[str, str]:
        monkeypatch.setattr(sys, "argv", ["kefu", command, *argv])
        assert main() == status
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return out, err

    return call


def lines(file: Path, records: Iterable[Any]) -> Path:
    """A file of JSON Lines; a text stands in it as it is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    told = [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in records]
    file.write_text("\n".join(told) + "\n", encoding="utf-8")
    return file


def findings(folder: Path, *rows: dict[str, Any]) -> Path:
    """The table of an inspection, as it writes it."""
    folder.mkdir(parents=True, exist_ok=True)
    with CsvTable(folder / "findings.csv", FINDINGS.names) as table:
        table.write([row.get(name) for name in FINDINGS.names] for row in rows)
    return folder


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_everything_in_a_folder_is_compared_and_told_with_place_clause_date_and_status(
    told: Told, tmp_path: Path
) -> None:
    lines(tmp_path / "a" / "chats.jsonl", [REPLY])
    lines(tmp_path / "money.jsonl", [LATE, SAME])
    lines(tmp_path / "points.ndjson", [LURED])
    findings(tmp_path / "march", FINDING)
    out, err = told(*BETWEEN, "--against", str(tmp_path))
    assert not err
    for piece in (
        f"{tmp_path / 'a' / 'chats.jsonl'}:1  A-1  拼多多  回复买家消息（reply）  2026-10-25 09:00 起\n"
        "  2026-10-25 09:05:00 截止，已按时 → 2026-10-25 09:03:00 截止，已超时，算回复超时\n"
        "    旧  pdd.reply.five_minutes（来源 2023-07-20，未核实）\n"
        "    新  pdd.reply.three_minutes（来源 2024-06-20，未核实）\n",
        f"{tmp_path / 'money.jsonl'}:1  拼多多  延迟发货（late_shipping）\n  ¥3.00（无门槛券） → ¥8.00（无门槛券）\n",
        "  ¥3.00（无门槛券）；只换了条款\n",
        "    新  pdd.shipping.late_tier（2025-01-01 起，现行）\n",
        "  违约金 500.00 元 → 违约金 10000.00 元\n",
        f"{tmp_path / 'march' / 'findings.csv'}:2  三月.csv:7  抖音小店  {CONDUCT['contact.offplatform']}（contact.offplatform）\n",
        "2024-01-01 → 2026-11-01：读了 5 行，5 行不同\n",
        "  赔付  读 2 行，2 行不同（1 行只换了条款），这些合计 ¥6.00 → ¥11.00\n",
        "  2 处  赔付  延迟发货（late_shipping）  pdd.shipping.late_3yuan → pdd.shipping.late_tier\n",
    ):
        assert piece in out


def test_in_english(told: Told, tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", [REPLY, LATE, SAME, LURED, {**LURED, "opening": {"general": 3}}])
    out, _ = told(*BETWEEN, "--en", "--against", str(tmp_path))
    for piece in (
        "Pinduoduo  Reply to a message (reply)  2026-10-25 09:00\n"
        "  due 2026-10-25 09:05:00, met → due 2026-10-25 09:03:00, missed: it counts as a late reply\n",
        "    old  pdd.shipping.late_3yuan (source without a date, reported, unverified)\n",
        "; only the clause is another\n",
        "2024-01-01 → 2026-11-01: 5 lines read, 5 differ\n",
        "  Sums  2 read, 2 differ (1 by the clause alone), in all ¥6.00 → ¥11.00\n",
    ):
        assert piece in out


def test_points_that_fall_change_the_nodes_too(told: Told, tmp_path: Path) -> None:
    violation = {"clause": "延迟发货", "degree": "情节严重", "at": "2020-12-01T10:00:00+08:00"}
    record = {
        "platform": "tmall",
        "as_of": "2020-12-31",
        "opening": {"general": 11, "severe": 0},
        "violations": [violation],
    }
    lines(tmp_path / "a.jsonl", [record])
    out, _ = told("--between", "2020-01-01", "2021-01-01", "--against", str(tmp_path))
    assert "  扣 1 分（一般违规）、下架商品 → 不扣分\n" in out
    assert "  一般违规 12 分、严重违规 0 分、到达 general:12" in out and "→ 一般违规 11 分、严重违规 0 分\n" in out


def test_as_json_each_difference_is_a_line_and_the_summary_the_last(told: Told, tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", [{**LATE, "id": "B-7"}, REPLY, {**LATE, "platform": "jd"}])
    found = objects(told(*BETWEEN, "--json", "--against", str(tmp_path))[0])
    assert found[0] == {
        "change": "sum", "file": str(tmp_path / "a.jsonl"), "line": 1, "id": "B-7", "platform": "pdd",
        "what": "late_shipping", "at": None, "clause_alone": False,
        "old": {
            "clauses": [{"id": "pdd.shipping.late_3yuan", "status": "reported", "dated": None}],
            "amount": "3.00", "paid_as": "no_threshold_voucher",
        },
        "new": {
            "clauses": [{"id": "pdd.shipping.late_tier", "status": "current", "dated": "2025-01-01"}],
            "amount": "8.00", "paid_as": "no_threshold_voucher",
        },
    }  # fmt: skip
    assert (found[1]["change"], found[1]["new"]["state"], found[1]["at"]) == (
        "clock",
        "missed",
        "2026-10-25T09:00:00+08:00",
    )
    assert found[2:] == [
        {"change": "summary", "read": {"clock": 1, "sum": 2}, "differ": {"clock": 1, "sum": 1},
         "clause_alone": {"clock": 0, "sum": 0}, "wrong": 0}
    ]  # fmt: skip


def test_nothing_changes_between_two_days_with_the_same_rules(told: Told, tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", [REPLY, LATE, SAME, LURED])
    findings(tmp_path, FINDING)
    out, _ = told("--between", "2026-10-01", "2026-10-02", "--against", str(tmp_path))
    assert out.startswith("2026-10-01 → 2026-10-02：读了 5 行，0 行不同\n") and "条款" not in out


def test_a_platform_that_is_named_is_the_only_one_that_counts(told: Told, tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", [REPLY, LATE, LURED, {**LATE, "platform": "ebay"}])
    findings(tmp_path, FINDING, {**FINDING, "platform": "pdd"})
    out, err = told(*BETWEEN, "--platform", "douyin", "--json", "--against", str(tmp_path), status=2)
    assert objects(out)[-1]["read"] == {"points": 1, "finding": 1}
    assert err.count("\n") == 1 and "'ebay' is not known" in err


def test_two_folders_of_rules_answer_each_line_on_its_own_day(told: Told, tmp_path: Path) -> None:
    sample = (Path(__file__).parents[1] / "rulebook" / "invoice.yaml").read_text(encoding="utf-8")
    for name, text in (("old", sample), ("new", sample.replace("6 points,", "4 points,"))):
        lines(tmp_path / name / "tmall" / "invoice.yaml", [text])
    violation = {"clause": "tmall.invoice.points", "at": "2024-05-01T10:00:00+08:00"}
    record = {"platform": "tmall", "as_of": "2024-06-01", "violations": [violation]}
    file = lines(tmp_path / "upheld.jsonl", [record, {**record, "as_of": "2023-06-01", "violations": []}])
    rules = (str(tmp_path / "old"), str(tmp_path / "new"))
    out, _ = told("--between", *rules, "--against", str(file))
    assert "  扣 6 分（一般违规） → 扣 4 分（一般违规）\n    旧  tmall.invoice.points（来源 2023-06-26，未核实）" in out
    assert f"{rules[0]} → {rules[1]}：读了 2 行，1 行不同\n" in out


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("{", "is not JSON"),
        ("[1]", "is not an object; write"),
        ({"platform": "pdd"}, "has neither events, matter nor violations"),
        ({**LATE, "order": {"amount": 800}}, "order.amount: "),
        ({**LATE, "matter": "x"}, "matter: "),
        ({**LATE, "as_of": "2026-02-30"}, "as_of: "),
        ({**REPLY, "events": [{"type": "buyer_mesage", "at": "2026-10-25T09:00:00+08:00"}]}, "did you mean buyer_message?"),
        ({**REPLY, "events": [{"type": "paid", "at": "9999-12-31T23:00:00+08:00"}], "as_of": "9999-12-31"}, "beyond the year 9999"),
        ({**LURED, "violations": [{"clause": "诱导第三方", "at": "2026-10-01"}]}, "violations[0].at: "),
        ({**LURED, "violations": [{"clause": "诱导第四方", "at": "2026-10-01T10:00:00+08:00"}]}, "violations[0].clause: "),
    ],
)  # fmt: skip
def test_a_wrong_line_is_told_with_its_place_and_the_others_are_answered(
    told: Told, tmp_path: Path, record: Any, said: str
) -> None:
    file = lines(tmp_path / "a.jsonl", [LATE, record, "", SAME])
    out, err = told(*BETWEEN, "--json", "--against", str(tmp_path), status=2)
    assert [each["line"] for each in objects(out)[:-1]] == [1, 4] and objects(out)[-1]["wrong"] == 1
    assert err.startswith(f"kefu rules: {file}:2: ") and err.count("\n") == 1 and said in err


def test_a_wrong_line_before_the_first_right_one_is_told_too(told: Told, tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", [{"evnts": []}, "{", LATE])
    out, err = told(*BETWEEN, "--against", str(tmp_path), status=2)
    assert "a.jsonl:1: " in err and "a.jsonl:2: " in err and "读了 1 行，1 行不同，2 行有误" in out


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ({"platform": "ebay"}, "platform: "),
        ({"rule": ""}, "rule: "),
        ({"at": "gestern"}, "at: "),
    ],
)
def test_a_wrong_finding_is_told_with_its_line(told: Told, tmp_path: Path, edit: dict[str, str], said: str) -> None:
    findings(tmp_path, FINDING, {**FINDING, **edit}, FINDING)
    out, err = told(*BETWEEN, "--json", "--against", str(tmp_path), status=2)
    assert [each["line"] for each in objects(out)[:-1]] == [2, 6], "a text of two lines makes a row of two"
    assert f"findings.csv:4: {said}" in err and err.count("\n") == 1


def test_a_row_that_was_cut_off_is_told(told: Told, tmp_path: Path) -> None:
    findings(tmp_path, FINDING)
    with (tmp_path / "findings.csv").open("a", encoding="utf-8") as table:
        table.write('"三月.csv",8\n')
    _, err = told(*BETWEEN, "--against", str(tmp_path), status=2)
    assert "findings.csv:4: " in err and "2 cells where the header has more" in err


def test_the_folder_of_an_inspection_is_read_as_it_lies(told: Told, tmp_path: Path) -> None:
    chats = tmp_path / "chats.csv"
    chats.write_text("平台,时间,角色,内容\n抖音,2025-03-01 10:00:00,客服,加我微信聊\n", encoding="utf-8")
    told(str(chats), "-o", str(tmp_path / "march"), "--platform", "douyin", status=1, command="inspect")
    out, err = told(*BETWEEN, "--json", "--against", str(tmp_path / "march"))
    first, *_, summary = objects(out)
    assert not err and summary["read"] == {"finding": 1}
    assert (first["id"], first["what"]) == (f"{chats}:2", "contact.offplatform")


def test_a_file_with_nothing_to_compare_is_passed_over_and_named(told: Told, tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", [LATE])
    lines(tmp_path / "chats.jsonl", [{"role": "agent", "text": "亲"}] * (STRANGE + 5))
    (tmp_path / "orders.csv").write_text("订单编号,付款时间\n1,2026-03-01\n", encoding="utf-8")
    out, err = told(*BETWEEN, "--against", str(tmp_path))
    assert "读了 1 行，1 行不同\n" in out
    assert err.count("\n") == 2 and err.count("已跳过") == 2
    assert "chats.jsonl" in err and "orders.csv" in err and "line 1: has neither events" in err


def test_what_a_file_says_cannot_move_the_terminal(told: Told, tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", [{**LATE, "id": "\x1b[2J\n7"}])
    out, _ = told(*BETWEEN, "--against", str(tmp_path))
    assert "\x1b" not in out and "�[2J 7" in out


def test_the_progress_bar_stands_on_the_terminal_and_never_in_the_output(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="no terminals of this kind here")
    file = lines(tmp_path / "a.jsonl", [*[LATE] * 500, "{"])
    ours, theirs = pty.openpty()
    call = [sys.executable, "-m", "kefu", "rules", *BETWEEN, "--json", "--against", str(file)]
    seen = b""
    with (
        os.fdopen(ours, "rb", 0) as terminal,
        (tmp_path / "out").open("wb") as out,
        subprocess.Popen(call, stdout=out, stderr=theirs) as process,
    ):
        os.close(theirs)
        with contextlib.suppress(OSError):  # so a terminal ends that was closed at the other end
            while piece := terminal.read(65_536):
                seen += piece
    assert process.returncode == 2
    assert len(objects((tmp_path / "out").read_text(encoding="utf-8"))) == 501
    assert b"rows/s" in seen
    assert b"a.jsonl:501" in seen.replace(b"\r\n", b""), "where the path is long the terminal breaks it"


def _nothing(folder: Path) -> None:
    (folder / "notes.txt").write_text("hello", encoding="utf-8")


def _chats(folder: Path) -> None:
    lines(folder / "chats.jsonl", [{"text": "亲"}])


def _hidden(folder: Path) -> None:
    lines(folder / ".unfinished" / "a.jsonl", [LATE])


@pytest.mark.parametrize("fill", [_nothing, _chats, _hidden])
def test_a_folder_with_nothing_usable_is_one_plain_error(
    told: Told, tmp_path: Path, fill: Callable[[Path], None]
) -> None:
    fill(tmp_path)
    out, err = told(*BETWEEN, "--against", str(tmp_path), status=2)
    assert not out and err.splitlines()[-1].startswith(f"kefu rules: {tmp_path}: ")
    assert "holds neither histories, sums, violations nor findings; put into it" in err.splitlines()[-1]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([*BETWEEN, "--against", "no-such-folder"], "no-such-folder: 没有这个文件"),
        (["--against", "."], "is given without --between"),
        ([*BETWEEN, "--basis", "seeds", "--against", "."], "--basis"),
        (["--between", "2020-01-01", "2020-02-30", "--against", "."], "no day of the calendar"),
    ],
)
def test_a_wrong_call_ends_with_2_and_a_mend(told: Told, argv: list[str], said: str) -> None:
    out, err = told(*argv, status=2)
    assert not out and said in err and err.count("\n") == 1
