"""The page of `kefu reckon` in a real browser: by keyboard, against the judges, in both languages, at every width."""

from __future__ import annotations

import base64
import json
import re
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from kefu.clocks import History, Terms, read
from kefu.dues.account import Opening, Violation
from kefu.dues.compensation import Order, owed
from kefu.dues.points import reckon
from kefu.dues.schedule import Schedules
from kefu.dues.tallies import Tallies
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.events import Event
from kefu.web.reckon import page

NOW: Final = datetime(2026, 11, 27, 15, tzinfo=CHINA)
TAB: Final = "\ue004"
DOWN: Final = "\ue015"
BACKSPACE: Final = "\ue003"
RIGHT: Final = "\ue014"
WIDTHS: Final = (1366, 420, 375)
SEEN: Final = """const told = [...document.querySelectorAll("[title], [aria-label], [placeholder]")];
return [document.body.innerText, ...told.map((each) => [each.title, each.ariaLabel, each.placeholder].join(" "))].join(" ");"""
"""All that a reader sees or hears of the page."""
SAMPLES: Final = {
    "clocks": ("refund", "pickup", "night", "back", "promise"), "money": ("late", "both", "fake", "price"), "points": ("eleven", "brush", "taobao"),
}  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page on a disk, its clock halted at `NOW`."""
    file = tmp_path_factory.mktemp("reckon") / "reckon.html"
    file.write_text(page(load_book(), Asked("tmall", NOW), halted=True), encoding="utf-8")
    return file.as_uri()


def focus(browser: Any, path: str) -> None:
    browser.run(f"document.querySelector('[data-path=\"{path}\"]').focus();")


def write(browser: Any, path: str, text: str) -> None:
    """Into a field, and on to the next."""
    focus(browser, path)
    browser.run("document.activeElement.select?.();")
    browser.press(text, TAB)


def wrong(browser: Any, path: str) -> str:
    """What the page says beside a field."""
    told: str = browser.run(f"return document.getElementById('f-{path.replace('.', '-')}-e').textContent;")
    return told


def sample(browser: Any, tab: str, name: str) -> None:
    browser.run(f"choosing('{tab}', '{name}'); function choosing(tab, name) {{ state.tab = tab; example(tab, name); }}")


def clauses(browser: Any, cards: str = "#results .card") -> list[str]:
    """The clause of each card."""
    found: list[str] = browser.run(
        f"return [...document.querySelectorAll('{cards}')].map((one) => one.querySelector('.id').textContent);"
    )
    return found


def test_deadlines_are_entered_by_keyboard_and_answered_as_the_judge_does(browser: Any, address: str) -> None:
    browser.open(address)
    browser.run("document.getElementById('tab-clocks').focus();")
    browser.press(TAB, TAB, DOWN, TAB, "11-24 10:00", TAB)
    browser.see("document.querySelectorAll('#results .card').length > 0")
    history = History(Asked("tmall", NOW), (Event("paid", datetime(2026, 11, 24, 10, tzinfo=CHINA)),), Terms())
    judged = read(load_book(), history)
    assert sorted(clauses(browser)) == sorted(each.clause for each in judged)
    assert "超了" in browser.run("return document.getElementById('results').innerText;")
    assert browser.run("return document.querySelectorAll('#results canvas').length;") == 1
    focus(browser, "tab:clocks")
    browser.press(RIGHT)
    assert browser.run("return [state.tab, document.activeElement.id];") == ["money", "tab-money"]


def test_what_cannot_be_is_said_beside_its_field_and_left_out(browser: Any, address: str) -> None:
    browser.open(address)
    sample(browser, "clocks", "pickup")
    before = len(clauses(browser))
    write(browser, "clocks.events.0.at", "2026-02-30 10:00")
    assert wrong(browser, "clocks.events.0.at") == "没有这一天"
    write(browser, "clocks.events.0.at", "今天 14:00")
    assert wrong(browser, "clocks.events.1.at") == "「点了发货」不能早于「买家付款」"
    assert "没有算进去" in browser.run("return document.getElementById('results').innerText;")
    write(browser, "clocks.events.0.at", "11-20 10:00")
    assert [wrong(browser, f"clocks.events.{n}.at") for n in range(3)] == ["", "", ""] and len(
        clauses(browser)
    ) == before
    sample(browser, "money", "late")
    for text, said in (
        ("12.345", "金额最多两位小数"),
        ("-3", "金额不能是负的"),
        ("八百", "看不懂这个金额，写成 59.90"),
    ):
        write(browser, "money.amount", text)
        assert wrong(browser, "money.amount") == said
        assert not clauses(browser)


def test_sums_are_those_of_the_judge_with_formula_clause_date_and_status(browser: Any, address: str) -> None:
    browser.open(address)
    sample(browser, "money", "late")
    write(browser, "money.amount", "￥1,234.50")
    told = owed(Tallies(load_book()), Asked("tmall", NOW), "late_shipping", Order(Decimal("1234.50"), Decimal("10.00")))
    seen = browser.run("return document.getElementById('results').innerText;")
    assert told.rule is not None
    assert f"¥{told.amount:.2f}" in seen and told.formula in seen and told.rule.clause.zh in seen
    assert clauses(browser)[0] == told.rule.id
    assert browser.run("return document.querySelector('#results .card .standing').innerText;").strip()


def test_a_clock_that_goes_on_tells_days_as_days(browser: Any, address: str) -> None:
    browser.open(address)
    browser.run("state.now = '';")
    sample(browser, "points", "eleven")
    seen = browser.run("return [...document.querySelectorAll('.measures')].map((one) => one.innerText).join(' ');")
    assert re.search(r"\d\d-\d\d 至 (\d{4}-)?\d\d-\d\d\b", seen)


def test_so_many_points_more_lead_to_the_nodes_that_they_pass(browser: Any, address: str) -> None:
    browser.open(address)
    sample(browser, "points", "eleven")
    for extra, said in (
        ("6", "扣到 23 分，还没到节点"),
        ("7", "扣到 24 分，到一般违规 24 分节点"),
        ("25", "到一般违规 24 分节点、一般违规 36 分节点"),
    ):
        write(browser, "points.extra", extra)
        assert said in browser.run("return document.getElementById('results').innerText;")
    assert "扣到 25 分，到严重违规 24 分节点" in browser.run("return document.getElementById('results').innerText;")


def test_a_violation_that_is_graded_by_its_acts_asks_for_them(browser: Any, address: str) -> None:
    browser.open(address)
    sample(browser, "points", "brush")
    assert clauses(browser) == ["tmall.trade.fake_many"]
    focus(browser, "points.rows.0.count")
    browser.press(BACKSPACE, BACKSPACE, TAB)
    assert wrong(browser, "points.rows.0.count") == "这一条按次数分档，要填几次"
    write(browser, "points.rows.0.count", "95")
    assert wrong(browser, "points.rows.0.count") == "" and clauses(browser) == ["tmall.trade.fake_few"]


def test_points_reach_the_node_that_the_judge_reaches(browser: Any, address: str) -> None:
    browser.open(address)
    sample(browser, "points", "eleven")
    account = reckon(
        Schedules(load_book()).on(Asked("tmall", NOW)), NOW, [Violation("发票", NOW)], Opening(Decimal(11))
    )
    seen = browser.run("return document.getElementById('verdict').innerText;")
    assert f"一般违规 {account.general:f} 分" in seen and "一般违规 12 分节点" in seen
    ahead = account.ahead[0]
    assert f"再扣 {ahead.left:f} 分" in seen
    assert browser.run("return document.querySelectorAll('#results canvas').length;") == 1


def test_a_step_that_is_supposed_changes_what_runs_and_nothing_that_was_entered(browser: Any, address: str) -> None:
    browser.open(address)
    sample(browser, "clocks", "back")
    entered = browser.run("return JSON.stringify(state.clocks.events);")
    focus(browser, "假如现在就:settled")
    browser.press(" ")
    assert "假设现在「退款办结」" in browser.run("return document.getElementById('results').innerText;")
    assert browser.run("return JSON.stringify(state.clocks.events);") == entered


def test_a_case_is_in_the_address_and_comes_back_from_it(browser: Any, address: str) -> None:
    browser.open(address)
    sample(browser, "money", "price")
    seen, packed = browser.run("return [document.getElementById('results').innerText, packed()];")
    browser.open("about:blank")
    browser.open(f"{address}#{packed}")
    assert browser.run("return [document.getElementById('results').innerText, state.platform];") == [seen, "jd"]


def test_a_link_that_is_pasted_on_the_page_opens_its_case(browser: Any, address: str) -> None:
    browser.open(address)
    sample(browser, "points", "brush")
    packed, seen = browser.run("return [packed(), document.getElementById('results').innerText];")
    browser.run("clear();")
    browser.run(
        f"""const held = new DataTransfer();
held.setData("text", "file:///elsewhere/reckon.html#{packed}\\n");
document.body.dispatchEvent(new ClipboardEvent("paste", {{ clipboardData: held, bubbles: true, cancelable: true }}));"""
    )
    browser.see("state.points.rows[0].term === '虚假交易'")
    assert browser.run("return document.getElementById('results').innerText;") == seen


def test_an_address_that_was_tampered_with_runs_nothing_and_breaks_nothing(browser: Any, address: str) -> None:
    evil = {
        "tab": "points", "platform": "__proto__", "now": 7, "clocks": {"events": [{"type": "<img src=x onerror=alert(1)>", "at": "\"><script>"}, 3]},
        "points": {"rows": [{"term": "<img src=x onerror='document.title=1'>"}] * 900},
    }  # fmt: skip
    odd = {
        "tab": "money",
        "money": {"matters": ["toString", "late_shipping", "x"], "amount": "5", "step": "constructor"},
    }
    for told in (evil, odd, [], {"clocks": []}, {"tab": "toString"}):
        packed = base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")
        browser.open("about:blank")
        browser.open(f"{address}#{packed}")
        images, rows, answers, title = browser.run(
            "return [document.images.length, state.points.rows.length, $('results').childElementCount, document.title];"
        )
        assert images == 0 and answers and rows <= 60 and title.endswith("Kefu")
    browser.open("about:blank")
    browser.open(f"{address}#%%%")
    assert browser.run("return state.tab;") == "clocks"


def test_every_example_is_whole_in_english_fits_every_width_and_loads_nothing(browser: Any, address: str) -> None:
    browser.open(address)
    browser.run("speak('en');")
    own = browser.run("return Object.keys(TERMS);")
    for width in WIDTHS:
        browser.size(width, 768)
        for tab, names in SAMPLES.items():
            browser.run(f"state.tab = '{tab}'; clear();")
            for name in (None, *names):
                if name is not None:
                    sample(browser, tab, name)
                browser.run("for (const each of document.querySelectorAll('details')) each.open = true; draw();")
                assert browser.run("return document.documentElement.scrollWidth;") <= width, (tab, name)
                seen = browser.run(SEEN).replace("中文", "")
                for term in sorted(own, key=len, reverse=True):
                    seen = seen.replace(term, "")
                chinese = {sign for sign in seen if "\u4e00" <= sign <= "\u9fff"}
                assert not chinese, (tab, name, chinese)
    assert browser.run("return performance.getEntriesByType('resource').length;") == 0


EVERYWHERE: Final = """const empty = [];
for (const [tab, names] of Object.entries(EXAMPLES)) for (const name of Object.keys(names)) for (const platform in data.books) {
  state.tab = tab;
  example(tab, name);
  for (const basis of ["latest", "seeds"]) {
    Object.assign(state, { platform, basis });
    build();
    if (!document.getElementById("results").childElementCount) empty.push([tab, name, platform, basis]);
  }
}
return empty;"""


def test_the_platform_and_the_evidence_can_be_changed_at_every_example(browser: Any, address: str) -> None:
    browser.open(address)
    assert browser.run(EVERYWHERE) == []


def test_without_charts_lists_stand_in_their_place(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "reckon.html"
    file.write_text(
        page(load_book(), Asked("tmall", NOW + timedelta(days=1)), halted=True, charts=""), encoding="utf-8"
    )
    browser.open(file.as_uri())
    sample(browser, "clocks", "refund")
    assert "没有装图表" in browser.run("return document.getElementById('results').innerText;")
    assert clauses(browser)
