"""The report says what was found, and nothing that a chat says becomes part of the page."""

import base64
import dataclasses
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stand_in import desk, inspected, line, write

from kefu.actions.digest import Digest
from kefu.actions.figures import Times
from kefu.actions.inspection import Request, inspect
from kefu.actions.sayings import Saying
from kefu.actions.stakes import Stakes
from kefu.store.inspections import earlier_summary
from kefu.vocabulary.ids import CONDUCT
from kefu.web.chapters import MISSED
from kefu.web.markup import Html, script_json, tag
from kefu.web.people import agent_name, parted
from kefu.web.report import report
from kefu.web.words import rule_name

CHARTS = "/* charts */ var echarts;"
EVIL = [
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!--", "-->", "]]>", "{{body}}", "{{scripts}}", "&lt;b&gt;",
    '" onmouseover="alert(1)', "'><svg/onload=alert(1)>", "\u2028", "\u202e", "\0", "<", "\\u003c/script>", "javascript:alert(1)", "\\1",
]  # fmt: skip


class Page(HTMLParser):
    """What a browser would make of a page: elements with their attributes, and the text outside scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.chinese: list[str] = []
        self._english: list[bool] = []
        self.scripts: list[str] = []
        self._in = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((name, dict(attributes)))
        if name == "span":
            self._english.append(("class", "en") in attributes)
        self._in = name
        if name == "script":
            self.scripts.append("")

    def handle_endtag(self, name: str) -> None:
        if name == "span" and self._english:
            self._english.pop()
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "script":
            self.scripts[-1] += data
        elif self._in != "style":
            self.texts.append(data)
            if not any(self._english):
                self.chinese.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    @property
    def zh(self) -> str:
        """The text as the page shows it in Chinese."""
        return "".join(self.chinese)

    def policy(self) -> str:
        return next(
            str(each["content"]) for _, each in self.elements if each.get("http-equiv") == "Content-Security-Policy"
        )


def digest_of(folder: Path, rows: list[dict[str, Any] | str], **options: Any) -> Digest:
    outcome = inspected(folder / "out", write(folder / "a.jsonl", rows), **options)
    assert outcome.digest is not None
    return outcome.digest


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(EVIL) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1, max_size=6
    ).map("".join)
)
def test_markup_in_chats_stays_text(tmp_path_factory: pytest.TempPathFactory, evil: str) -> None:
    folder = tmp_path_factory.mktemp("evil")
    rows = [
        line(f"{evil}微信{evil}", agent=f"店:{evil}", shop=evil, session=evil), line(evil, "buyer", session=evil, speaker=evil),
        line(f"12315{evil}", "buyer", agent=evil, session=evil), f"reject {evil}".replace("\n", " "),
    ]  # fmt: skip
    plain = [
        line("x微信x", agent="店:x", shop="x", session="x"),
        line("x", "buyer", session="x"),
        line("12315x", "buyer", session="x"),
        "x",
    ]
    page, harmless = Page(report(digest_of(folder, rows), CHARTS)), Page(report(digest_of(folder, plain), CHARTS))
    assert len(page.scripts) == len(harmless.scripts) == 4
    assert page.scripts[1:] == harmless.scripts[1:]
    json.loads(page.scripts[0])
    assert {name for name, _ in page.elements} <= {name for name, _ in harmless.elements} | {"small"}
    assert not [key for _, attributes in page.elements for key in attributes if key.startswith("on")]
    assert {attributes["href"] for name, attributes in page.elements if name == "a"} == {
        attributes["href"] for name, attributes in harmless.elements if name == "a"
    }


@given(st.text(), st.text())
def test_an_element_holds_exactly_the_text_it_was_given(inside: str, attribute: str) -> None:
    page = Page(tag("p", inside, title=attribute or None, class_="x"))
    assert [name for name, _ in page.elements] == ["p"]
    shown = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", inside)
    assert page.text.replace("\r", "") == shown.replace("\r", "")


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(),
        lambda each: st.lists(each) | st.dictionaries(st.text(), each),
        max_leaves=8,
    )
)
def test_json_in_a_script_cannot_end_it_and_says_the_same(value: Any) -> None:
    told = script_json(value)
    assert not set("<>&\u2028\u2029") & set(told)
    assert json.loads(told) == value


def test_only_the_pages_own_scripts_may_run_and_nothing_is_fetched(tmp_path: Path) -> None:
    page = Page(report(digest_of(tmp_path, [line("微信")]), CHARTS))
    policy = page.policy()
    assert policy.startswith("default-src 'none'") and "unsafe-inline" not in policy.split("style-src")[0]
    for script in page.scripts[1:]:
        assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in policy
    assert not [each for _, each in page.elements if "src" in each or str(each.get("href", "#"))[:1] != "#"]


def test_the_verdict_stands_on_top_in_one_sentence(tmp_path: Path) -> None:
    rows = [
        line("微信", agent="店:小美"),
        line("微信 宝贝", agent="店:小美"),
        line("宝贝", agent="店:小丽"),
        line("好", agent="店:小丽"),
    ]
    text = Page(report(digest_of(tmp_path, [*rows, line("在吗", "buyer"), "坏"]), "")).text
    assert "2 位客服的 4 条消息里有 3 条违规（共 4 处），其中 2 条本不该发出；" in text
    assert "最多的是「引导第三方联系」「平台禁用语」，各 2 处。" in text
    assert "Of 4 messages by 2 agents, 3 break rules (in 4 places); 2 of them should never have gone out." in text
    assert "按处计" in text


def test_one_rule_that_leads_is_named_alone_and_many_that_tie_are_counted(tmp_path: Path) -> None:
    digest = digest_of(tmp_path, [line("微信"), line("微信"), line("宝贝")])
    assert "最多的是「引导第三方联系」，2 处。" in Page(report(digest, "")).text
    rules = dict.fromkeys(list(CONDUCT)[:5], Times(1))
    assert "等 5 类，各 1 处" in Page(report(dataclasses.replace(digest, rules=rules), "")).text


def test_the_top_says_what_it_may_cost_with_status_and_day_and_whom_to_talk_to(tmp_path: Path) -> None:
    rows = [line("微信", agent="店:小美"), line("微信 ", agent="店:小美"), line("好", agent="店:小丽")]
    page = report(digest_of(tmp_path, rows), "")
    top = Page(page[page.index("<header") : page.index("</header>")]).zh
    assert "拼多多 6 – 12 分（一般违规）" in top and "未核实" in top and "来源 2024-05-01" in top
    assert "小美（某旗舰店） 2 条不该发出，先谈「引导第三方联系」" in top and "小丽" not in top


def test_a_status_without_a_day_says_so(tmp_path: Path) -> None:
    page = report(digest_of(tmp_path, [line("宝贝")]), "")
    assert Page(page).text.count("来源无日期") == 2 and "有争议" in page


@pytest.mark.parametrize(
    ("account", "shop", "own", "above"),
    [
        ("某旗舰店:小美", "", "小美", "某旗舰店"),
        ("某旗舰店：小美", "某旗舰店", "小美", "某旗舰店"),
        ("某专营店-大鹏", "", "大鹏", "某专营店"),
        ("小美", "某旗舰店", "小美", "某旗舰店"),
        ("某旗舰店", "某旗舰店", "某旗舰店", "某旗舰店"),
        ("cn-小美", "", "cn-小美", ""),
        (":", "", ":", ""),
    ],
)
def test_an_agent_is_called_by_the_own_name_first(account: str, shop: str, own: str, above: str) -> None:
    assert parted(account, shop) == (own, above)
    assert f'title="{account}' in agent_name(account, shop)


def test_an_exhibit_shows_the_marked_words_their_context_clause_price_and_rewrite(tmp_path: Path) -> None:
    rows = [line("能便宜吗", "buyer"), line("加微信聊"), line("好的", "buyer")]
    page = report(digest_of(tmp_path, rows), "")
    assert '加<mark class="block">微信</mark>聊' in page
    text = Page(page).text
    for told in (
        "能便宜吗",
        "好的",
        "不得引导买家到平台外联系。",
        "未核实",
        "2024-05-01",
        "每次扣 6 分",
        "亲，在这里说就好",
        "a.jsonl:2",
    ):
        assert told in text, told


def test_a_rewrite_that_mends_several_findings_stands_once_in_a_card(tmp_path: Path) -> None:
    page = report(digest_of(tmp_path, [line("加微信，宝贝，电话")]), "")
    card = page[page.index("<article") : page.index("</article>")]
    assert card.count("<dl>") == 3 and card.count("亲，在这里说就好") == 1


def test_a_clause_under_which_several_words_fall_stands_once_in_a_card(tmp_path: Path) -> None:
    digest = digest_of(tmp_path, [line("电话，微信")])
    (shown, saying) = digest.worst[0]
    note, block = shown.findings[::-1] if shown.findings[0].alarm else shown.findings
    twice = msgspec.structs.replace(shown, findings=(note, dataclasses.replace(block, rule="payment.offline"), block))
    page = report(dataclasses.replace(digest, worst=((twice, saying),)), "")
    card = page[page.index("<article") : page.index("</article>")]
    assert card.count("不得引导买家到平台外联系。") == 1 and "线下交易" in card
    assert card.index("<dd><div><mark") < card.index('class="note">电话', card.index("<dl>"))


def test_where_no_price_is_known_it_says_so(tmp_path: Path) -> None:
    digest = digest_of(tmp_path, [line("微信")])
    stake = dataclasses.replace(digest.stakes.stakes[0], clause=None, penalty="")
    free = dataclasses.replace(digest.worst[0][0].findings[0], penalty="")
    worst = msgspec.structs.replace(digest.worst[0][0], findings=(free,))
    digest = dataclasses.replace(digest, stakes=Stakes((stake,), ()), worst=((worst, Saying(1, ())),))
    assert Page(report(digest, "")).text.count("没有查到该平台的明确处罚") == 2


def test_where_nothing_is_found_it_says_what_was_looked_for(tmp_path: Path) -> None:
    text = Page(report(digest_of(tmp_path, [line("您好"), line("在吗", "buyer")]), "")).text
    assert "没有发现违规" in text and "Nothing in 1 messages" not in text
    assert all(term in text for term in CONDUCT.values())
    assert "没有买家提到监管投诉" in text and "每一行都读到了" in text


def test_without_messages_it_says_so(tmp_path: Path) -> None:
    assert "没有客服发出的消息" in Page(report(digest_of(tmp_path, [line("在吗", "buyer")]), "")).text


def test_without_the_chart_component_tables_stand_in_and_the_page_says_so(tmp_path: Path) -> None:
    digest = digest_of(tmp_path, [line("微信"), line("宝贝", platform="jd", agent="店:小丽")])
    bare, drawn = report(digest, ""), report(digest, CHARTS)
    assert "没有带图表组件" in bare and "data-chart" not in bare and "<details" not in bare
    assert "没有带图表组件" not in drawn and drawn.count('data-chart="') == 4 and CHARTS in drawn


def test_what_cannot_be_compared_is_not_drawn(tmp_path: Path) -> None:
    page = report(digest_of(tmp_path, [line("微信", agent="", at=None)]), CHARTS)
    assert re.findall('data-chart="(\\w+)"', page) == ["rules"]
    text = Page(page).text
    assert "1 条客服消息里有 1 条违规" in text and "0 位客服" not in text and "没有写明客服账号" in text
    assert "客服账号未知" in text


def test_why_a_row_was_not_read_is_told_in_both_languages(tmp_path: Path) -> None:
    text = Page(report(digest_of(tmp_path, [line("好"), "坏的"]), "")).text
    assert "不是 JSON 对象" in text and "no JSON object" in text


def test_buyers_at_risk_are_listed_the_most_urgent_first(tmp_path: Path) -> None:
    rows = [line("12315见", "buyer", session="爱吃鱼的猫"), line("微信")]
    text = Page(report(digest_of(tmp_path, rows), "")).text
    assert "爱***猫" in text and "爱吃鱼的猫" not in text and "要找监管部门" in text and "12315见" in text


def reading(folder: Path, rows: list[dict[str, Any] | str]) -> Page:
    return Page(report(digest_of(folder, rows, words_alone=False), ""))


def test_promises_are_told_with_who_when_due_and_what_became_of_them(tmp_path: Path) -> None:
    rows = [
        line("今天发货", at="2026-03-01 10:00:00"), line("人呢", "buyer", at="2026-03-02 09:30:00"),
        line("明天退款", at="2026-03-01 11:00:00", session="s2"), line("退款成功", "system", at="2026-03-01 18:00:00", session="s2"),
    ]  # fmt: skip
    page = reading(tmp_path, rows)
    start = page.zh.index("客服的承诺")
    told = page.zh[start : page.zh.index("需要留意的买家", start)]
    assert told.index("逾期或迟了的") < told.index("今天发货") < told.index("其余 1 条") < told.index("明天退款")
    assert "2026-03-01 23:59" in told and "小美" in told and "2026-03-01 18:00" in told, (
        "due, who, and when it was told as done"
    )
    assert "Overdue" in page.text and "Kept" in page.text
    assert "没有发现客服作出的承诺" in reading(tmp_path, [line("好")]).zh


def test_how_buyers_felt_from_first_to_last_is_drawn_and_counted(tmp_path: Path) -> None:
    rows = [
        line("在吗", "buyer"), line("12315见 生气", "buyer"), line("生气", "buyer", session="s2"), line("谢谢", "buyer", session="s2"),
        line("好", "buyer", session="s3"),
    ]  # fmt: skip
    page = reading(tmp_path, rows)
    assert "情绪变好 1 · 33%" in page.zh and "没有变化 1 · 33%" in page.zh and "情绪变差 1 · 33%" in page.zh
    assert "平静 → 愤怒" in page.zh, "of the buyer at risk from message to message"
    marks = [each["class"] for name, each in page.elements if name == "i" and each.get("class")]
    assert marks == ["calm", "angry"]


def test_why_the_reader_found_something_is_folded_below_it_and_words_need_no_reason(tmp_path: Path) -> None:
    digest = digest_of(tmp_path, [line("都拆了 退不了的"), line("微信")])
    assert 'class="why"' not in report(digest, "")
    (exhibit, saying), *others = digest.worst
    found = tuple(dataclasses.replace(each, by="reader", p=0.874) for each in exhibit.findings)
    read = dataclasses.replace(digest, worst=((msgspec.structs.replace(exhibit, findings=found), saying), *others))
    page = Page(report(read, ""))
    assert ("details", {"class": "why"}) in page.elements
    assert "为什么（模型判断，比较有把握）" in page.zh and "Why (found by the model, fairly sure)" in page.text


def test_words_alone_say_what_they_miss_with_the_figures_of_the_quality_page(tmp_path: Path) -> None:
    page = Page(report(digest_of(tmp_path, [line("好")]), ""))
    assert "这次只按词判断（--fast）" in page.zh and 'id="promises"' not in report(
        digest_of(tmp_path, [line("好")]), ""
    )
    assert "只按词判断（--fast）" not in reading(tmp_path, [line("好")]).zh
    told = (Path(__file__).parents[2] / "docs" / "quality-words.md").read_text(encoding="utf-8")
    part = told[told.index("### Agents' messages, the project's own development part") :]
    assert f"{MISSED['messages']} messages, {MISSED['violating']} of which break a rule" in part
    assert f"caught, by whatever rule: {MISSED['caught']} ({MISSED['interval']})" in part


def test_where_the_reader_cannot_be_used_the_page_says_so(tmp_path: Path) -> None:
    digest = digest_of(tmp_path, [line("好")], unread="the reader's weights: are damaged")
    page = Page(report(digest, ""))
    assert (
        "读意思的模型缺失或损坏，只按词判断" in page.zh
        and "The reader cannot be used (the reader's weights: are damaged)" in page.text
    )
    assert digest.summary()["unread"] == "the reader's weights: are damaged"


def compared(folder: Path, then: list[dict[str, Any] | str], now: list[dict[str, Any] | str]) -> str:
    inspected(folder / "one", write(folder / "a.jsonl", then))
    request = Request([write(folder / "b.jsonl", now)], since=earlier_summary(folder / "one"))
    outcome = inspect(request, desk(folder / "two"), lambda rows, position, size: None)
    assert outcome.digest is not None
    return report(outcome.digest, "")


def test_the_verdict_says_whether_it_is_better_than_in_the_chats_of_last_time(tmp_path: Path) -> None:
    then = [line(f"微信{n}", at="2026-02-01 10:00:00") for n in range(10)] + [line("好", at="2026-02-07 10:00:00")] * 10
    page = compared(tmp_path, [*then], [line("微信"), *[line("好")] * 29])
    top = Page(page[page.index("<header") : page.index("</header>")])
    assert "每千条客服消息 33.3 条违规，上次（2026-02-01 至 2026-02-07 的聊天） 500.0 条：变好，少了 93%" in top.zh
    assert "In 1,000 messages 33.3 break rules, 500.0 last time (chats of 2026-02-01 to 2026-02-07): " in top.text
    assert 'id="change"' in page
    assert 'id="change"' not in report(digest_of(tmp_path, [line("微信")]), "")


def test_the_comparison_shows_who_changed_clearly_and_folds_what_may_be_chance(tmp_path: Path) -> None:
    good = [line("好", agent=agent) for agent in ("店:小美", "店:小丽") for _ in range(40)]
    then = [*good, line("宝贝", agent="店:小丽"), line("好", agent="店:小红")]
    now = [*good, *[line(f"微信{n}", agent="店:小美") for n in range(20)], line("好", agent="店:小芳")]
    page = compared(tmp_path, [*then], [*now])
    change = page[page.index('id="change"') : page.index('id="prices"')]
    shown = Page(re.sub("<details.*?</details>", "", change, flags=re.DOTALL)).zh
    assert "小美" in shown and "新出现" in shown and "0.0 → 333.3" in shown and "已消失" not in shown
    assert (
        "上次有、这次没有消息，不比较：小红（某旗舰店）" in shown and "这次才有消息，不比较：小芳（某旗舰店）" in shown
    )
    assert "已消失" in change and "其余 1 位：变化不大，或次数太少" in change
    top = Page(page[page.index("<header") : page.index("</header>")]).text
    assert "明显变差" in top and "变差，上次" not in top


def test_the_same_words_stand_once_with_how_often_and_by_whom(tmp_path: Path) -> None:
    rows = [line(f"加微信{n}", agent=f"店:{name}", session=f"s{n}") for n, name in enumerate(["小美", "小美", "小丽"])]
    page = report(digest_of(tmp_path, rows), "")
    assert page.count("<article") == 1
    assert "差不多的话共 3 处，2 位客服：" in page
    again = Page(page[page.index('class="again"') - 3 : page.index("<dl><dt>")]).zh
    assert "小美 2、小丽" in again


def test_every_rule_has_an_english_name() -> None:
    assert [rule for rule in CONDUCT if rule_name(rule)[1] == rule] == []
    assert rule_name("shop.own") == ("shop.own", "shop.own")


def test_markup_made_here_is_not_escaped_again() -> None:
    assert tag("p", Html("<b>x</b>"), ["<", [1, None]]) == "<p><b>x</b>&lt;1</p>"
