"""One table of lines judged: who is judged, with which history, and what is told of it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from stand_in import judge, judges, line, table

from kefu.actions.covering import Privacy
from kefu.actions.judging import judge_lines
from kefu.actions.ports import FINDINGS
from kefu.vocabulary.talk import Turn
from kefu.vocabulary.verdict import CLEAN, Report


def told(lines: list[dict[str, Any]], **privacy: bool) -> list[dict[str, Any]]:
    return list(judge_lines(table(lines), judges, Privacy(**privacy)).findings.to_pylist())


def test_findings_come_in_the_order_of_the_lines_with_everything_that_names_them() -> None:
    found = told([line("加微信", row=1), line("好的", row=2), line("宝贝有货，微信聊", row=3, platform="tmall")])
    assert [(each["row"], each["platform"], each["rule"], each["quote"]) for each in found] == [
        (1, "pdd", "contact.offplatform", "微信"), (3, "tmall", "contact.offplatform", "微信"), (3, "tmall", "platform.term", "宝贝"),
    ]  # fmt: skip
    assert judge_lines(table([]), judges, Privacy()).findings.schema == FINDINGS


def test_only_people_are_judged_and_lines_around_them_are_not() -> None:
    silent = [line("微信", role) for role in ("system", "auto", "card", "recalled", "media", "buyer")]
    judged = judge_lines(table([*silent, line("微信", context=True)]), judges, Privacy())
    assert judged.findings.num_rows == 0
    assert judged.tally.total("agent") == 0
    assert dict(judged.tally.under("file", "a.jsonl")) == {(each["role"],): 1 for each in silent}


def test_a_word_spread_over_two_messages_of_one_conversation_is_heard() -> None:
    assert [each["row"] for each in told([line("加我微", row=1), line("信哈", row=2)])] == [2]
    assert [each["row"] for each in told([line("加我微", row=1, context=True), line("信哈", row=2)])] == [2]
    assert not told([line("加我微", session="s1"), line("信哈", session="s2")])
    assert not told([line("加我微", session=""), line("信哈", session="")])


def test_the_history_is_the_last_six_turns_of_people_oldest_first() -> None:
    heard: list[Sequence[Turn]] = []

    def listening(
        texts: Sequence[str], roles: Sequence[str], history: Callable[[int], Sequence[Turn]], at: object
    ) -> list[Report]:
        heard.extend(history(n) for n in range(len(texts)) if texts[n] == "最后")
        return [CLEAN] * len(texts)

    lines = [line(str(n), "buyer" if n % 2 else "agent") for n in range(9)]
    lines[8]["role"] = "system"
    judge_lines(table([*lines, line("别的", session="s9"), line("最后")]), lambda platform, day: listening, Privacy())
    assert [(turn.role, turn.text) for turn in heard[0]] == [
        ("agent", "2"), ("buyer", "3"), ("agent", "4"), ("buyer", "5"), ("agent", "6"), ("buyer", "7"),
    ]  # fmt: skip


def test_each_platform_and_day_has_its_own_judge_and_a_line_without_a_time_the_guards_own() -> None:
    asked = []

    def noting(platform: str, day: date | None) -> Any:
        asked.append((platform, day))
        return judge

    lines = [
        line("a", at="2026-03-01 23:59:59"),
        line("b", at="2026-03-02 00:00:00"),
        line("c", platform="jd"),
        line("d", at=None),
    ]
    judge_lines(table(lines), noting, Privacy())
    assert sorted(asked, key=str) == sorted(
        [("pdd", date(2026, 3, 1)), ("pdd", date(2026, 3, 2)), ("jd", date(2026, 3, 1)), ("pdd", None)], key=str
    )


def test_a_buyers_phone_is_covered_in_text_and_quote_at_the_same_offsets() -> None:
    lines = [line("我是爱吃鱼的猫", "buyer"), line("爱吃鱼的猫您好，加微信13812345678")]
    (masked,) = told(lines)
    assert masked["text"] == "爱***猫您好，加微信138****5678"
    assert masked["text"][masked["start"] : masked["end"]] == masked["quote"] == "微信"
    (shown,) = told(lines, unmask=True)
    assert shown["text"] == "爱吃鱼的猫您好，加微信13812345678" and shown["start"] == masked["start"]


def test_agents_are_not_named_in_the_text_where_they_have_pseudonyms() -> None:
    (found,) = told([line("我是小美，加微信", session="旗舰店:小美|tb1234567")], pseudonyms=True)
    assert found["text"] == "我是**，加微信"
    assert "小美" not in found["session"] and len(found["session"]) == len("旗舰店:小美|tb1234567")


def test_an_exhibit_stands_between_two_lines_before_and_two_after() -> None:
    lines = [line(f"第{n}句", row=n) for n in range(1, 10)]
    lines[4]["text"] = "加微信"
    (exhibit,) = judge_lines(table([line("别的", session="s9"), *lines]), judges, Privacy()).exhibits
    assert [said.text for said in (*exhibit.before, *exhibit.after)] == ["第3句", "第4句", "第6句", "第7句"]


def test_messages_with_one_number_keep_their_own_context() -> None:
    """All messages of a conversation that is one JSON object have its number."""
    lines = [line(text, row=7) for text in ("甲", "加微信", "乙", "丙", "丁", "宝贝", "戊")]
    first, second = judge_lines(table(lines), judges, Privacy()).exhibits
    assert [said.text for said in (*first.before, *first.after)] == ["甲", "乙", "丙"]
    assert [said.text for said in (*second.before, *second.after)] == ["丙", "丁", "戊"]


def test_a_buyer_at_risk_is_told_once_a_conversation() -> None:
    lines = [
        line("我要打12315", "buyer", agent="", row=1),
        line("好的", row=2),
        line("12315见", "buyer", agent="", row=3),
    ]
    judged = judge_lines(table(lines), judges, Privacy())
    (worry,) = judged.worries
    assert (worry.row, worry.risks, worry.emotion, worry.agent) == (1, {"risk.regulator": 2}, "angry", "旗舰店:小美")
    assert judged.tally.total("risk") == 2


def test_counts_divide_the_lines_by_file_agent_platform_and_day() -> None:
    lines = [line("微信 宝贝"), line("电话"), line("好", "buyer"), line("好", at=None), line("单", "system")]
    tally = judge_lines(table(lines), judges, Privacy()).tally
    assert dict(tally.under("agent")) == {("pdd", "某旗舰店", "旗舰店:小美"): 3}
    assert dict(tally.under("alarmed")) == {("pdd", "某旗舰店", "旗舰店:小美"): 1} == dict(tally.under("stopped"))
    assert dict(tally.under("day")) == {("2026-03-01", "agent"): 2, ("2026-03-01", "buyer"): 1, ("", "agent"): 1}
    assert dict(tally.under("found-day", "2026-03-01")) == {("block",): 1, ("warn",): 1, ("note",): 1}
