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
from kefu.actions.inspection import Request, inspect
from kefu.actions.stakes import Stakes
from kefu.store.inspections import earlier_summary
from kefu.vocabulary.ids import CONDUCT
from kefu.web.markup import Html, script_json, tag
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
        self.scripts: list[str] = []
        self._in = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((name, dict(attributes)))
        self._in = name
        if name == "script":
            self.scripts.append("")

    def handle_endtag(self, name: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "script":
            self.scripts[-1] += data
        elif self._in != "style":
            self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)

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
    assert len(page.scripts) == len(harmless.scripts) == 3
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
    assert "2 位客服的 4 条消息里有 3 条违规，其中 2 条本不该发出；最多的是「引导第三方联系」，2 处。" in text
    assert "Of 4 messages by 2 agents, 3 break rules; 2 of them should never have gone out." in text


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


def test_where_no_price_is_known_it_says_so(tmp_path: Path) -> None:
    digest = digest_of(tmp_path, [line("微信")])
    stake = dataclasses.replace(digest.stakes.stakes[0], clause=None, penalty="")
    free = dataclasses.replace(digest.worst[0].findings[0], penalty="")
    worst = msgspec.structs.replace(digest.worst[0], findings=(free,))
    digest = dataclasses.replace(digest, stakes=Stakes((stake,), ()), worst=(worst,))
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
    assert "没有带图表组件" in bare and "data-chart" not in bare and "<details>" not in bare
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


def test_the_comparison_names_what_is_new_gone_and_better(tmp_path: Path) -> None:
    first = write(tmp_path / "a.jsonl", [line("微信"), line("宝贝"), *[line("电话")] * 3])
    inspected(tmp_path / "one", first)
    second = write(tmp_path / "b.jsonl", [line("微信"), *[line("好")] * 9])
    request = Request([second], since=earlier_summary(tmp_path / "one"))
    outcome = inspect(request, desk(tmp_path / "two"), lambda rows, position, size: None)
    assert outcome.digest is not None
    text = Page(report(outcome.digest, "")).text
    assert "上次（2026-11-27）每千条客服消息 400.0 处违规，这次 100.0 处" in text
    assert "变少" in text and "已消失" in text and "200.0 → 100.0" in text
    assert 'id="change"' in report(outcome.digest, "")
    assert 'id="change"' not in report(digest_of(tmp_path, [line("微信")]), "")


def test_every_rule_has_an_english_name() -> None:
    assert [rule for rule in CONDUCT if rule_name(rule)[1] == rule] == []
    assert rule_name("shop.own") == ("shop.own", "shop.own")


def test_markup_made_here_is_not_escaped_again() -> None:
    assert tag("p", Html("<b>x</b>"), ["<", [1, None]]) == "<p><b>x</b>&lt;1</p>"
